#include "targets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "app/import.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"
#include "rapport/exchange/csv.h"

#define TODAY 20522 /* 2026-03-10 */

static void always(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "it does not hold that %s\n", what);
	abort();
}
#define ALWAYS(HOLDS) always(HOLDS, #HOLDS)

static FILE *file_of(const uint8_t *data, size_t n)
{
	FILE *in = n ? fmemopen((void *)data, n, "r") : fopen("/dev/null", "re");
	ALWAYS(in != NULL);
	return in;
}

static void a_text(const char *s)
{
	ALWAYS(!s || utf8_valid(s, strlen(s)));
}

/* True is no error, false is one in words. */
static void an_answer(bool ok, struct err *e)
{
	ALWAYS(ok == !e->code);
	ALWAYS(ok || *err_text(e));
	a_text(err_text(e));
	err_clear(e);
}

/* --- cells --- */

static void same_cells(const struct csv_row *a, const struct csv_row *b)
{
	ALWAYS(a->count == b->count && a->line == b->line);
	for (int i = 0; i < a->count; i++) {
		a_text(a->cell[i]);
		ALWAYS(strcmp(a->cell[i], b->cell[i]) == 0);
	}
}

/* Every record as a whole, and again where only every second cell is asked for. */
static void run_cells(const uint8_t *data, size_t n)
{
	FILE *in = file_of(data, n), *again = file_of(data, n);
	struct err e = {0}, f = {0};
	struct csv *c, *d = NULL;
	bool more = true, more_there = true, wanted[16] = {false, true, false, true};
	bool ok = csv_open(&c, in, &e);
	ALWAYS(csv_open(&d, again, &f) == ok);
	if (ok)
		csv_want(d, wanted, 16);
	for (int64_t line = 0; ok;) {
		struct csv_row row, other, whole;
		ok = csv_next(c, &row, &more, &e);
		ALWAYS(csv_next(d, &other, &more_there, &f) == ok);
		if (!ok)
			break;
		ALWAYS(more == more_there);
		if (!more)
			break;
		ALWAYS(row.line > line && row.count > 0);
		line = row.line;
		whole = other;
		csv_whole(d, &whole);
		same_cells(&row, &whole);
		if (row.count > 3)
			ALWAYS(!*other.cell[2] && strcmp(other.cell[3], row.cell[3]) == 0);
	}
	an_answer(ok, &e);
	an_answer(ok, &f);
	csv_close(c);
	csv_close(d);
	fclose(in);
	fclose(again);
}

/* --- readers --- */

static bool on_sheet(void *ctx, const struct sheet *s, struct err *e)
{
	(void)ctx;
	(void)e;
	a_text(s->left_out);
	for (int i = 0; i < s->columns; i++)
		a_text(s->header[i]);
	return true;
}

static bool on_row(void *ctx, const struct sheet_row *row, struct err *e)
{
	(void)ctx;
	(void)e;
	ALWAYS(row->line > 0);
	for (int i = 0; i < COL_COUNT; i++)
		a_text(row->cell[i]);
	if (row->whole) {
		struct csv_row whole = {0};
		row->whole(row->from, &whole);
		for (int i = 0; i < whole.count; i++)
			a_text(whole.cell[i]);
	}
	return true;
}

static bool on_record(void *ctx, enum kind kind, void *record, int64_t line, struct err *e)
{
	(void)ctx;
	(void)e;
	ALWAYS(line > 0);
	for (int i = 0; i < kinds[kind].count; i++)
		if (kinds[kind].fields[i].type == FIELD_TEXT)
			a_text(*field_text(&kinds[kind].fields[i], record));
	return true;
}

static void on_word(void *ctx, int64_t line, const char *what)
{
	(void)ctx;
	ALWAYS(line >= 0);
	a_text(what);
}

static void read_as(const char *format, const struct narrow *narrow, const uint8_t *data, size_t n)
{
	int64_t seen = 0;
	const struct intake to = {.sheet = on_sheet,
				  .row = on_row,
				  .record = on_record,
				  .skipped = on_word,
				  .note = on_word,
				  .narrow = narrow,
				  .seen = &seen};
	struct err e = {0};
	FILE *in = file_of(data, n);
	bool ok = format_named(format)->read(in, &to, &e);
	an_answer(ok, &e);
	fclose(in);
}

/* A list, read and looked at. */
static void run_csv(const uint8_t *data, size_t n)
{
	struct arena a = {0};
	struct sheet_look look;
	struct err e = {0};
	read_as("csv", NULL, data, n);
	FILE *in = file_of(data, n);
	bool ok = format_named("csv")->look(in, &a, &look, &e);
	for (int i = 0; ok && !look.records && i < look.map.n; i++)
		for (int k = 0; k < SHEET_SAMPLES; k++)
			a_text(look.samples[i].cell[k]);
	an_answer(ok, &e);
	arena_clear(&a);
	fclose(in);
}

static void narrowed(const char *format, const uint8_t *data, size_t n)
{
	struct arena a = {0};
	struct narrow part;
	ALWAYS(narrow_read(&part, "86", "AZ", "207X, podiatrist", &a, NULL));
	read_as(format, NULL, data, n);
	read_as(format, &part, data, n);
	arena_clear(&a);
}

static void run_nppes(const uint8_t *data, size_t n)
{
	narrowed("nppes", data, n);
}

static void run_registry(const uint8_t *data, size_t n)
{
	narrowed("registry", data, n);
}

static void run_vcard(const uint8_t *data, size_t n)
{
	read_as("vcard", NULL, data, n);
}

static void run_json(const uint8_t *data, size_t n)
{
	read_as("json", NULL, data, n);
}

static void run_ndjson(const uint8_t *data, size_t n)
{
	read_as("ndjson", NULL, data, n);
}

/* --- words --- */

/* What is written of a day that was read is read as that day. */
static void a_day(int32_t day, enum date_order order)
{
	struct str b = {0};
	int32_t again;
	int year, month, mday;
	day_split(day, &year, &month, &mday);
	ALWAYS(day_exists(year, month, mday));
	date_long(&b, day);
	ALWAYS(date_read(b.s, TODAY, DATE_FUTURE, order, &again, NULL) && again == day);
	str_free(&b);
}

static void run_dates(const uint8_t *data, size_t n)
{
	char *text = mem_strndup((const char *)data, n);
	struct app app = {.now.today = TODAY};
	for (int i = 0; i < 4; i++) {
		enum date_order order = i & 1 ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
		struct import im = {.app = &app};
		struct err e = {0};
		int32_t day;
		app.order = order;
		bool ok = date_read(text, TODAY, i & 2 ? DATE_PAST : DATE_FUTURE, order, &day, &e);
		if (ok)
			a_day(day, order);
		ALWAYS(ok == !e.code);
		err_clear(&e);
		if (import_day(&im, text, &day, &e))
			a_day(day, order);
		err_clear(&e);
		arena_clear(&im.row);
	}
	free(text);
}

/* Names, places, amounts, phones, ZIPs and words of a kind, as lists have them. */
static void run_words(const uint8_t *data, size_t n)
{
	char *text = mem_strndup((const char *)data, n);
	struct str b[5] = {{0}};
	struct arena a = {0};
	struct narrow part;
	int64_t number;
	if (utf8_valid(text, strlen(text))) {
		person_split(text, &b[0], &b[1]);
		place_cased(&b[2], text);
		person_initials(&b[3], text);
		person_key(&b[4], text);
		for (int i = 0; i < 5; i++)
			a_text(str_text(&b[i]));
		column_named(text);
		import_kind_of(text, text);
		narrow_read(&part, NULL, NULL, text, &a, NULL);
	}
	str_clear(&b[0]);
	phone_key(&b[0], text);
	narrow_read(&part, text, text, NULL, &a, NULL);
	money_read(text, &number, NULL);
	tenths_read(text, &number);
	npi_check(text, NULL);
	for (int i = 0; i < 5; i++)
		str_free(&b[i]);
	arena_clear(&a);
	free(text);
}

/* --- all of it --- */

/* Any file, tried against an empty book. */
static void run_import(const uint8_t *data, size_t n)
{
	static struct app app = {.user = "jo"};
	const struct import_order order = {.dry = true, .state = NULL};
	struct import_report r = {0};
	struct said said = {0};
	struct err e = {0};
	char path[32];
	if (!app.store) {
		app.now.today = TODAY;
		app.now.utc_ms = (int64_t)TODAY * 86400000;
		ALWAYS(store_open(&app.store, ":memory:", STORE_MAKE, &app.now, NULL));
	}
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	ALWAYS(fd >= 0 && write(fd, data, n) == (ssize_t)n && lseek(fd, 0, SEEK_SET) == 0);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	bool ok = app_import_as(&app, path, &order, &r, &said, &e);
	ALWAYS(!ok || said.text.len);
	an_answer(ok, &e);
	import_report_free(&r);
	said_free(&said);
	close(fd);
}

const struct fuzz_target fuzz_targets[] = {
	{"cells", run_cells},       {"csv", run_csv},     {"nppes", run_nppes},
	{"vcard", run_vcard},       {"json", run_json},   {"ndjson", run_ndjson},
	{"registry", run_registry}, {"dates", run_dates}, {"words", run_words},
	{"import", run_import},     {NULL, NULL},
};

const struct fuzz_target *fuzz_target_named(const char *name)
{
	for (const struct fuzz_target *t = fuzz_targets; t->name; t++)
		if (strcmp(t->name, name) == 0)
			return t;
	return NULL;
}
