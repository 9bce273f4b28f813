/* A file comes in: whole, as one undo step, or not at all. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "import.h"
#include "rapport/base/text.h"

#define SNIFF_BYTES 16384
#define SAID_BYTES (1u << 20)    /* that refusals and notes may take each: memory does not grow with the file */
#define COUNTRY_BYTES (64 << 20) /* a registry's file that is larger holds more than 5,000 providers */

/* "line 12: what" as a line of b; line 0 is about the whole file. */
static void add_line(struct str *b, int64_t line, const char *what)
{
	if (b->len)
		str_addc(b, '\n');
	if (line)
		str_printf(b, "line %" PRId64 ": ", line);
	text_cell(b, what);
}

/* A line of refusals or notes; what is beyond their bounds is counted. */
static void tell(struct import *im, struct str *to, int64_t line, const char *what)
{
	if (to->len < SAID_BYTES)
		add_line(to, line, what);
	else
		im->r->unsaid++;
}

bool import_refuse(struct import *im, enum skip_why why, const char *fmt, ...)
{
	struct str b = {0};
	va_list ap;
	va_start(ap, fmt);
	str_vprintf(&b, fmt, ap);
	va_end(ap);
	tell(im, &im->r->refusals, im->line, str_text(&b));
	rejects_add(&im->rejects, im->at, str_text(&b));
	str_free(&b);
	im->r->refused++;
	im->r->skips[why]++;
	return true;
}

void import_note(struct import *im, const char *fmt, ...)
{
	struct str b = {0};
	va_list ap;
	if (im->quiet)
		return;
	va_start(ap, fmt);
	str_vprintf(&b, fmt, ap);
	va_end(ap);
	tell(im, &im->r->notes, im->line, str_text(&b));
	str_free(&b);
}

static void on_note(void *ctx, int64_t line, const char *what)
{
	struct import *im = ctx;
	tell(im, &im->r->notes, line, what);
}

static void on_skipped(void *ctx, int64_t line, const char *what)
{
	struct import *im = ctx;
	struct str b = {0};
	str_printf(&b, "%s, passed over", what);
	tell(im, &im->r->notes, line, b.s);
	str_free(&b);
	im->r->skipped++;
	im->totals += str_eq(what, SHEET_TOTAL);
}

static bool on_sheet(void *ctx, const struct sheet *s, struct err *e)
{
	struct import *im = ctx;
	(void)e;
	im->list = s->list;
	rejects_header(&im->rejects, s);
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

bool import_goes_on(struct import *im, const struct import_progress *p, struct err *e)
{
	const struct import_order *o = im->order;
	im->feed.stopped = im->feed.stopped || (o->progress && !o->progress(o->ctx, p));
	return !im->feed.stopped || err_set(e, ERR_STOPPED, "stopped");
}

static bool goes_on(struct import *im, struct err *e)
{
	const struct import_progress p = {
		.name = im->name,
		.bytes = im->before + im->feed.bytes,
		.total = im->before + im->feed.size,
		.rows = im->passing ? im->passing : im->r->rows,
		.kept = im->r->rows - im->r->refused,
	};
	return import_goes_on(im, &p, e);
}

static bool on_due(void *ctx, int64_t done, int64_t all)
{
	struct import *im = ctx;
	const struct import_progress p = {.name = im->name, .due = done, .due_of = all};
	return import_goes_on(im, &p, NULL);
}

static bool on_read(void *ctx)
{
	return goes_on(ctx, NULL);
}

static bool on_row(void *ctx, const struct sheet_row *row, struct err *e)
{
	struct import *im = ctx;
	bool ok;
	im->line = row->line;
	im->at = row;
	im->r->rows++;
	if (im->list == LIST_REFERRALS)
		ok = import_referral(im, row, e);
	else if (im->list == LIST_CONTACTS)
		ok = import_contact(im, row, e);
	else
		ok = import_partner(im, row, e);
	im->at = NULL;
	arena_clear(&im->row);
	return ok && goes_on(im, e);
}

static bool on_record(void *ctx, enum kind kind, void *record, int64_t line, struct err *e)
{
	struct import *im = ctx;
	im->r->rows++;
	bool ok = import_record(im, kind, record, line, e);
	arena_clear(&im->row);
	return ok && goes_on(im, e);
}

/* What a store says for itself is not the file's fault. */
static bool of_the_file(enum err_code code)
{
	return code == ERR_INVALID || code == ERR_REFUSED || code == ERR_NEWER || code == ERR_DUP || code == ERR_IO;
}

static bool read_all(struct tx *tx, void *ctx, struct err *e)
{
	struct import *im = ctx;
	const struct intake to = {.ctx = im,
				  .sheet = on_sheet,
				  .row = on_row,
				  .record = on_record,
				  .skipped = on_skipped,
				  .note = on_note,
				  .map = on_map,
				  .narrow = &im->narrow,
				  .seen = &im->passing};
	im->tx = tx;
	tx_label(tx, "import of %s", im->name);
	tx_watch(tx, on_due, im);
	bool ok = roster_read(im, im->path, e) && im->format->read(im->feed.in, &to, e) &&
		  import_referrals_end(im, e) && reading_keep(im, e) && rejects_end(&im->rejects, e);
	im->tried = ok && im->order->dry;
	/* what a dry run wrote is taken back with the transaction */
	return im->tried ? err_set(e, ERR_STOPPED, "nothing was kept") : ok;
}

const struct format *import_format(FILE *in, const char *name, struct err *e)
{
	char head[SNIFF_BYTES];
	size_t n = fread(head, 1, sizeof head, in);
	if (ferror(in)) {
		err_set(e, ERR_IO, "%s: %s", name, strerror(errno));
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

/* A registry is narrowed, before much is read of it; nothing else is. */
static bool narrow_well(struct import *im, struct err *e)
{
	const struct import_order *o = im->order;
	bool registry = im->format->narrows;
	if (!narrow_read(&im->narrow, o->zip, o->state, o->taxonomy, &im->whole, e))
		return false;
	bool any = narrow_any(&im->narrow);
	if (!registry && any)
		return err_set(
			e, ERR_REFUSED,
			"%s is no file of the NPI registry: only such a one is narrowed by ZIP, state or taxonomy",
			im->name);
	if (!registry || any || im->feed.size < COUNTRY_BYTES)
		return true;
	narrow_wanted(e);
	return err_in(e, "%s", im->name);
}

static void import_free(struct import *im, bool done)
{
	feed_close(&im->feed);
	rejects_free(&im->rejects, done);
	seen_free(&im->seen);
	lookup_free(&im->practices);
	lookup_free(&im->roster.at);
	free(im->roster.claims);
	arena_clear(&im->row);
	arena_clear(&im->whole);
	arena_clear(&im->reading.arena);
	free(im->unnamed);
}

bool app_import_as(struct app *app, const char *path, const struct import_order *order, struct import_report *r,
		   struct said *out, struct err *e)
{
	static const struct import_order usual = {0};
	struct str name = {0};
	import_name(&name, path);
	struct import im = {.app = app, .order = order ? order : &usual, .r = r, .path = path, .name = str_text(&name)};
	bool ok = rejects_begin(&im.rejects, im.order->dry ? NULL : im.order->rejects, path, e) &&
		  feed_open(&im.feed, path, im.name, e);
	im.feed.on_read = on_read;
	im.feed.ctx = &im;
	ok = ok && (im.format = import_format(im.feed.in, im.name, e)) && narrow_well(&im, e) &&
	     import_open(&im, out, e);
	if (!ok && im.feed.stopped)
		err_set(e, ERR_STOPPED, "%s: stopped; nothing was changed", im.name);
	import_free(&im, ok);
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
	str_free(&r->rejects);
	free(r->doubts);
	arena_clear(&r->arena);
}
