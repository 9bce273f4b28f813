/* A file comes in: whole, as one undo step, or not at all. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import.h"
#include "rapport/base/text.h"

#define SNIFF_BYTES 4096

/* "line 12: what" as a line of b; line 0 is about the whole file. */
static void add_line(struct str *b, int64_t line, const char *what)
{
	if (b->len)
		str_addc(b, '\n');
	if (line)
		str_printf(b, "line %" PRId64 ": ", line);
	text_cell(b, what);
}

static void add_formatted(struct str *to, int64_t line, const char *fmt, va_list ap)
{
	struct str b = {0};
	str_vprintf(&b, fmt, ap);
	add_line(to, line, str_text(&b));
	str_free(&b);
}

bool import_refuse(struct import *im, enum skip_why why, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	add_formatted(&im->r->refusals, im->line, fmt, ap);
	va_end(ap);
	im->r->refused++;
	im->r->skips[why]++;
	return true;
}

void import_note(struct import *im, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	add_formatted(&im->r->notes, im->line, fmt, ap);
	va_end(ap);
}

static void on_note(void *ctx, int64_t line, const char *what)
{
	struct import *im = ctx;
	add_line(&im->r->notes, line, what);
}

static void on_skipped(void *ctx, int64_t line, const char *what)
{
	struct import *im = ctx;
	struct str b = {0};
	str_printf(&b, "%s, passed over", what);
	add_line(&im->r->notes, line, b.s);
	str_free(&b);
	im->r->skipped++;
}

static bool on_sheet(void *ctx, const struct sheet *s, struct err *e)
{
	struct import *im = ctx;
	(void)e;
	im->list = s->list;
	str_add(&im->r->what, im->format->name);
	if (s->separator)
		str_printf(&im->r->what, ", %s", s->separator);
	str_printf(&im->r->what, ", %s", s->coding);
	im->line = 0;
	if (*s->left_out)
		import_note(im, "Columns left out: %s", s->left_out);
	if (s->has[COL_PATIENT_NAME])
		import_note(im, "Patients' names are not kept: %s",
			    s->has[COL_PATIENT_REF] ? "the chart number stands for them" : "initials stand for them");
	return true;
}

static bool on_map(void *ctx, struct sheet_map *m, struct err *e)
{
	struct import *im = ctx;
	return reading_begin(&im->reading, tx_store(im->tx), im->order, m, e);
}

static bool on_row(void *ctx, const struct sheet_row *row, struct err *e)
{
	struct import *im = ctx;
	bool ok;
	im->line = row->line;
	im->r->rows++;
	if (im->list == LIST_REFERRALS)
		ok = import_referral(im, row, e);
	else if (im->list == LIST_CONTACTS)
		ok = import_contact(im, row, e);
	else
		ok = import_partner(im, row, e);
	arena_clear(&im->row);
	return ok;
}

static bool on_record(void *ctx, enum kind kind, void *record, int64_t line, struct err *e)
{
	struct import *im = ctx;
	im->r->rows++;
	bool ok = import_record(im, kind, record, line, e);
	arena_clear(&im->row);
	return ok;
}

/* What a store says for itself is not the file's fault. */
static bool of_the_file(enum err_code code)
{
	return code == ERR_INVALID || code == ERR_REFUSED || code == ERR_NEWER || code == ERR_DUP || code == ERR_IO;
}

static bool read_all(struct tx *tx, void *ctx, struct err *e)
{
	struct import *im = ctx;
	const struct intake to = {im, on_sheet, on_row, on_record, on_skipped, on_note, on_map};
	im->tx = tx;
	tx_label(tx, "import of %s", im->name);
	bool ok = im->format->read(im->in, &to, e) && import_referrals_end(im, e) && reading_keep(im, e);
	im->tried = ok && im->order->dry;
	/* what a dry run wrote is taken back with the transaction */
	return im->tried ? err_set(e, ERR_STOPPED, "nothing was kept") : ok;
}

static bool refuse_open(const char *name, struct err *e)
{
	enum err_code code = errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	return err_set(e, code, "%s: %s", name, errno == ENOENT ? "there is no such file" : strerror(errno));
}

/* What cannot be read twice is kept in memory, never in a temporary file: it may be about patients. */
static FILE *spool(int from, const char *name, struct err *e)
{
	char block[65536];
	ssize_t n;
	int to = memfd_create("rapport-import", MFD_CLOEXEC);
	FILE *f = to < 0 ? NULL : fdopen(to, "w+");
	while (f && (n = read(from, block, sizeof block)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || fwrite(block, 1, (size_t)n, f) != (size_t)n) {
			fclose(f);
			f = NULL;
		}
	}
	if (!f || fflush(f) != 0) {
		refuse_open(name, e);
		if (f)
			fclose(f);
		return NULL;
	}
	rewind(f);
	return f;
}

FILE *import_file(const char *path, const char *name, struct err *e)
{
	struct stat st;
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	FILE *in = NULL;
	if (fd < 0 || fstat(fd, &st) < 0)
		refuse_open(name, e);
	else if (S_ISDIR(st.st_mode))
		err_set(e, ERR_REFUSED, "%s is a directory, not a file", name);
	else if (S_ISREG(st.st_mode) && !standard)
		in = fdopen(fd, "r");
	else
		in = spool(fd, name, e);
	if (fd >= 0 && !standard && !(in && fileno(in) == fd))
		close(fd);
	return in;
}

const struct format *import_format(FILE *in, const char *name, struct err *e)
{
	char head[SNIFF_BYTES];
	size_t n = fread(head, 1, sizeof head, in);
	if (ferror(in)) {
		refuse_open(name, e);
		return NULL;
	}
	rewind(in);
	if (n == 0) {
		err_set(e, ERR_REFUSED, "%s is empty", name);
		return NULL;
	}
	bool workbook =
		(n > 4 && memcmp(head, "PK\003\004", 4) == 0) || (n > 4 && memcmp(head, "\xD0\xCF\x11\xE0", 4) == 0);
	const struct format *f = workbook ? NULL : format_of(head, n);
	if (workbook)
		err_set(e, ERR_REFUSED, "%s is a workbook: save it as CSV first", name);
	else if (!f)
		err_set(e, ERR_REFUSED, "%s is none of the formats that rapport reads (CSV, vCard, JSON, NDJSON)",
			name);
	return f;
}

bool import_fault(const char *name, struct err *e)
{
	if (e && of_the_file(e->code))
		err_in(e, "%s", name);
	return false;
}

void import_name(struct str *b, const char *path)
{
	const char *slash = strrchr(path, '/');
	text_cell(b, strcmp(path, "-") == 0 ? "standard input" : slash && slash[1] ? slash + 1 : path);
}

static void say_what(struct import *im)
{
	struct str *b = &im->r->what;
	bool list = im->list != LIST_NONE;
	if (!list)
		str_add(b, im->format->name);
	str_printf(b, ", %" PRId64 " %s: %s %s", im->r->rows, list ? im->r->rows == 1 ? "row" : "rows" : "records", "a",
		   list ? list_title(im->list) : "rapport export");
	if (im->reading.remembered)
		str_add(b, ", its columns as the last time");
}

static bool import_open(struct import *im, struct said *out, struct err *e)
{
	struct app *app = im->app;
	const struct deed deed = {app->user, NULL, &app->now};
	bool written = store_write(app->store, &deed, read_all, im, e);
	if (!written && !im->tried)
		return import_fault(im->name, e);
	if (im->tried)
		err_clear(e);
	say_what(im);
	if (im->tried)
		import_would(im, out);
	else
		import_said(im, out);
	return true;
}

bool app_import_as(struct app *app, const char *path, const struct import_order *order, struct import_report *r,
		   struct said *out, struct err *e)
{
	static const struct import_order usual = {0};
	struct str name = {0};
	bool ok = false;
	import_name(&name, path);
	struct import im = {.app = app, .order = order ? order : &usual, .r = r, .name = str_text(&name)};
	im.in = import_file(path, im.name, e);
	if (im.in && (im.format = import_format(im.in, im.name, e)))
		ok = import_open(&im, out, e);
	if (im.in)
		fclose(im.in);
	seen_free(&im.seen);
	names_free(&im.people);
	names_free(&im.practices);
	arena_clear(&im.row);
	arena_clear(&im.reading.arena);
	free(im.unnamed);
	str_free(&name);
	return ok;
}

bool app_import(struct app *app, const char *path, struct import_report *r, struct said *out, struct err *e)
{
	return app_import_as(app, path, NULL, r, out, e);
}

void import_report_free(struct import_report *r)
{
	str_free(&r->what);
	str_free(&r->refusals);
	str_free(&r->notes);
}
