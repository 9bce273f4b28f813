/* The rows that an import does not take, as they stood, in a file of their own: to be put right there and imported. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files.h"
#include "import.h"

bool rejects_begin(struct rejects *x, const char *to, const char *path, struct err *e)
{
	*x = (struct rejects){.named = to && *to};
	if (x->named && access(to, F_OK) == 0)
		return err_set(e, ERR_REFUSED, "%s is there already; nothing was imported", to);
	if (x->named)
		str_add(&x->base, to);
	else if (to && strcmp(path, "-") != 0)
		str_printf(&x->base, "%s.rejects", path);
	return true;
}

void rejects_header(struct rejects *x, const struct sheet *s)
{
	x->header = x->base.len ? arena_alloc(&x->arena, (size_t)(s->columns + 1) * sizeof *x->header) : NULL;
	x->columns = s->columns;
	for (int i = 0; x->header && i < s->columns; i++)
		x->header[i] = arena_strdup(&x->arena, s->header[i]);
}

/* "FILE.rejects.csv", "FILE.rejects 2.csv" beside one that is there. */
static const char *path_nth(struct rejects *x, int nth)
{
	if (x->named)
		return arena_strdup(&x->arena, x->base.s);
	return nth == 1 ? arena_printf(&x->arena, "%s.csv", x->base.s)
			: arena_printf(&x->arena, "%s %d.csv", x->base.s, nth);
}

static bool make(struct rejects *x)
{
	struct err why = {0};
	for (x->nth = 1; !x->csv.out && x->nth < 1000; x->nth++) {
		err_clear(&why);
		x->path = path_nth(x, x->nth);
		x->csv = (struct csv_writer){.out = file_new(x->path, &why), .excel = true};
		if (!x->csv.out && (x->named || access(x->path, F_OK) != 0))
			break;
	}
	x->nth--;
	if (!x->csv.out)
		str_add(&x->trouble, err_text(&why));
	err_clear(&why);
	if (!x->csv.out)
		return false;
	csv_begin(&x->csv);
	csv_bare(&x->csv, "Refused because");
	csv_bare(&x->csv, "Line");
	for (int i = 0; i < x->columns; i++)
		csv_text(&x->csv, x->header[i]);
	csv_end_row(&x->csv);
	return true;
}

void rejects_add(struct rejects *x, const struct sheet_row *row, const char *why)
{
	struct csv_row all;
	if (!x->header || !row || !row->whole || x->trouble.len || (!x->csv.out && !make(x)))
		return;
	row->whole(row->from, &all);
	csv_text(&x->csv, why);
	csv_number(&x->csv, row->line);
	for (int i = 0; i < all.count; i++)
		csv_text(&x->csv, all.cell[i]);
	csv_end_row(&x->csv);
}

static bool same_content(const char *a, const char *b)
{
	FILE *x = fopen(a, "re"), *y = fopen(b, "re");
	bool same = x && y;
	int c = 0;
	while (same && c != EOF) {
		c = getc_unlocked(x);
		same = c == getc_unlocked(y);
	}
	if (x)
		fclose(x);
	if (y)
		fclose(y);
	return same;
}

/* A file read again has the same rows refused: they stand there already. */
static void same_as_before(struct rejects *x)
{
	const char *before = x->nth > 1 ? path_nth(x, x->nth - 1) : NULL;
	if (!before || !same_content(before, x->path))
		return;
	unlink(x->path);
	x->path = before;
	x->kept = true;
}

bool rejects_end(struct rejects *x, struct err *e)
{
	if (x->csv.out) {
		bool ok = !ferror(x->csv.out) && fflush(x->csv.out) == 0 && fsync(fileno(x->csv.out)) == 0;
		int why = errno;
		ok = fclose(x->csv.out) == 0 && ok;
		x->csv.out = NULL;
		if (ok) {
			same_as_before(x);
			return true;
		}
		str_printf(&x->trouble, "%s: %s", x->path, strerror(why));
		unlink(x->path);
		x->path = NULL;
	}
	if (!x->trouble.len)
		return true;
	x->path = NULL;
	/* beside the file is a convenience; where a person named a place it is an order */
	return !x->named || err_set(e, ERR_REFUSED, "the refused rows cannot be written: %s", x->trouble.s);
}

void rejects_free(struct rejects *x, bool keep)
{
	if (x->csv.out)
		fclose(x->csv.out);
	if (!keep && x->path && !x->kept)
		unlink(x->path);
	arena_clear(&x->arena);
	str_free(&x->base);
	str_free(&x->trouble);
}
