/* Backups as a person asks for them: a file or a folder with so many generations; and restoring one. */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "inner.h"
#include "rapport/app/keeping.h"

#define PREFIX "rapport-"
#define SUFFIX ".rapport"
#define SHAPE "0000-00-00-000000" /* the digits of day and time behind the prefix */

static void size_words(struct str *b, int64_t bytes)
{
	if (bytes < 1000000)
		str_printf(b, "%" PRId64 " kB", (bytes + 999) / 1000);
	else
		str_printf(b, "%" PRId64 ".%" PRId64 " MB", bytes / 1000000, bytes / 100000 % 10);
}

/* --- generations in a folder --- */

struct generation {
	const char *name;
	int64_t nth; /* of those of one second */
};

/* "rapport-2026-03-10-140000.rapport", "...-2.rapport" */
static bool read_name(const char *name, int64_t *nth)
{
	const char *s = name + strlen(PREFIX);
	if (!str_starts(name, PREFIX))
		return false;
	for (const char *shape = SHAPE; *shape; shape++, s++)
		if (*shape == '0' ? *s < '0' || *s > '9' : *s != *shape)
			return false;
	*nth = 1;
	if (*s == '-') {
		size_t n = strspn(++s, "0123456789");
		char *digits = mem_strndup(s, n);
		bool number = n > 0 && n < 10 && str_to_i64(digits, nth);
		free(digits);
		if (!number)
			return false;
		s += n;
	}
	return str_eq(s, SUFFIX);
}

static int newest_first(const void *x, const void *y)
{
	const struct generation *a = x, *b = y;
	int c = strncmp(b->name, a->name, strlen(PREFIX SHAPE));
	return c ? c : a->nth < b->nth ? 1 : a->nth > b->nth ? -1 : 0;
}

static int read_folder(const char *folder, struct arena *a, struct generation **rows)
{
	DIR *d = opendir(folder);
	struct dirent *entry;
	int n = 0, cap = 0;
	*rows = NULL;
	while (d && (entry = readdir(d)) != NULL) {
		int64_t nth;
		if (!read_name(entry->d_name, &nth))
			continue;
		if (n == cap) {
			cap = cap ? cap * 2 : 16;
			struct generation *more = arena_alloc(a, (size_t)cap * sizeof *more);
			if (n)
				memcpy(more, *rows, (size_t)n * sizeof *more);
			*rows = more;
		}
		(*rows)[n++] = (struct generation){arena_strdup(a, entry->d_name), nth};
	}
	if (d)
		closedir(d);
	if (n)
		qsort(*rows, (size_t)n, sizeof **rows, newest_first);
	return n;
}

/* The one just made stays, whatever the clocks of the others said; what only has such a name is not counted and not touched. */
static int remove_older(struct app *app, const char *folder, const char *made, int64_t keep)
{
	struct arena a = {0};
	struct generation *rows;
	int n = read_folder(folder, &a, &rows), removed = 0;
	int64_t ours = 1;
	for (int i = 0; i < n; i++) {
		const char *path = arena_printf(&a, "%s/%s", folder, rows[i].name);
		enum backup_type type;
		struct err e = {0};
		if (str_eq(path, made))
			continue;
		if (store_backup_type(app->store, path, &type, &e) && type != BACKUP_NONE && ++ours > keep &&
		    unlink(path) == 0)
			removed++;
		err_clear(&e);
	}
	arena_clear(&a);
	return removed;
}

/* --- backing up --- */

static bool is_folder(const char *path)
{
	struct stat st;
	return path[strlen(path) - 1] == '/' || (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

static bool check_wish(const struct backup_wish *w, bool folder, struct err *e)
{
	if (w->keep != NUM_NONE && w->keep < 1)
		return err_field(e, "keep", "at least the new one is kept: a number from 1 on");
	if (w->keep != NUM_NONE && !folder)
		return err_field(e, "keep", "so many are kept in a folder; name one instead of a file");
	if (w->passphrase && strlen(w->passphrase) < PASSPHRASE_LEAST)
		return err_field(e, "passphrase", "a passphrase has at least %d characters; several words are best",
				 PASSPHRASE_LEAST);
	return true;
}

/* The next free name for a backup of this moment. */
static const char *new_name(const struct app *app, const char *folder, struct arena *a)
{
	char iso[32];
	const char *path;
	int nth = 1;
	clock_iso(app->now.utc_ms, iso);
	const char *time = arena_printf(a, PREFIX "%.10s-%.2s%.2s%.2s", iso, iso + 11, iso + 14, iso + 17);
	do {
		path = nth == 1 ? arena_printf(a, "%s/%s" SUFFIX, folder, time)
				: arena_printf(a, "%s/%s-%d" SUFFIX, folder, time, nth);
		nth++;
	} while (access(path, F_OK) == 0);
	return path;
}

bool app_backup(struct app *app, const struct backup_wish *w, struct said *out, struct err *e)
{
	struct arena a = {0};
	struct backup_order o = {.passphrase = w->passphrase, .progress = w->progress, .ctx = w->ctx};
	const char *to = !str_blank(w->to) ? w->to : app->backups ? app->backups : ".";
	bool folder = str_blank(w->to) || is_folder(to);
	int64_t bytes = 0;
	int removed = 0;
	bool ok = check_wish(w, folder, e);
	if (ok && folder) {
		char *made = arena_strdup(&a, to);
		for (size_t n = strlen(made); n > 1 && made[n - 1] == '/'; n--)
			made[n - 1] = '\0';
		ok = folder_make(made, e);
		to = made;
	}
	o.path = ok && folder ? new_name(app, to, &a) : to;
	ok = ok && store_backup(app->store, &o, &bytes, e);
	if (ok && w->keep != NUM_NONE)
		removed = remove_older(app, to, o.path, w->keep);
	if (ok) {
		str_add(&out->text, "Backed up and read back: ");
		size_words(&out->text, bytes);
		str_printf(&out->text, "%s, in %s.", w->passphrase ? " encrypted" : "", o.path);
		if (removed)
			say(out, "%d older %s removed.", removed, removed == 1 ? "one was" : "ones were");
	}
	arena_clear(&a);
	return ok;
}

/* --- restoring --- */

struct restoring {
	struct store *from;
	char *name; /* without its folder */
};

struct findings {
	struct str text;
	int n;
};

static void add_finding(void *ctx, const char *line)
{
	enum { NAMED = 3 };
	struct findings *f = ctx;
	if (f->n++ < NAMED)
		str_printf(&f->text, "%s%s", f->text.len ? "; " : "", line);
}

static void words_of(struct store *s, struct str *b)
{
	struct arena a = {0};
	struct history_row *rows;
	char at[32];
	int n = 0;
	static const enum kind told[] = {KIND_SOURCE, KIND_TOUCH, KIND_REFERRAL};
	static const char *const before[] = {"", ", ", " and "};
	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
		str_add(b, before[i]);
		count_words(b, store_count(s, told[i]), told[i]);
	}
	if (store_history(s, 0, 0, 1, &a, &rows, &n, NULL) && n) {
		clock_local(rows[0].at_ms, at);
		str_printf(b, "; the last step is “%s” by %s, %s", rows[0].label, rows[0].who, at);
	}
	arena_clear(&a);
}

bool app_restore_read(struct app *app, const char *path, const char *passphrase, struct restoring **out,
		      struct str *what, struct err *e)
{
	struct findings f = {0};
	struct store *from;
	const char *slash = strrchr(path, '/');
	bool ok = store_open_backup(app->store, path, passphrase, &app->now, add_finding, &f, &from, e);
	if (!ok && f.n) {
		char *first = mem_strdup(err_text(e));
		err_set(e, e->code, "%s: %s%s", first, str_text(&f.text), f.n > 3 ? "; and more" : "");
		free(first);
	}
	str_free(&f.text);
	if (!ok)
		return false;
	*out = mem_alloc(sizeof **out);
	(*out)->from = from;
	(*out)->name = mem_strdup(slash ? slash + 1 : path);
	words_of(from, what);
	return true;
}

void app_restore_free(struct restoring *r)
{
	if (!r)
		return;
	store_close(r->from);
	free(r->name);
	free(r);
}

bool app_restore(struct app *app, struct restoring *r, bool replace, struct said *out, struct err *e)
{
	struct str label = {0}, what = {0};
	char *kept = NULL;
	if (!replace && !store_empty(app->store)) {
		words_of(app->store, &what);
		err_set(e, ERR_REFUSED, "the book holds %s", str_text(&what));
		str_free(&what);
		return false;
	}
	str_printf(&label, "backup %s restored", r->name);
	struct deed deed = {.who = app->user, .label = str_text(&label), .now = &app->now};
	bool ok = store_restore(app->store, r->from, &deed, &kept, e);
	if (ok) {
		say(out, kept ? "Restored %s. The book before it: %s." : "Restored %s.", r->name, kept);
	}
	str_free(&label);
	free(kept);
	return ok;
}
