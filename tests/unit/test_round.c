/* What goes out comes in again as it was: books at random, with texts that tables are known to trip over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "random_book.h"
#include "rapport/app/exchange.h"
#include "rapport/base/mem.h"

#define BOOKS 6

/* What begins as a formula does for a spreadsheet, guards of guards, what parts cells, blanks at the ends, other scripts. */
static const char *const nasty[] = {
	"=1+1", "+1 905 555 0100",  "-5 degrees", "@SUM(A1)", "'=1",
	"''=1", "'quoted'",         "'",          "''''",     "a,b;c\"d\"",
	"\"",   " both ends ",      "0012",       "1e9",      "1/2",
	"TRUE", "(Unassigned)",     "Total",      "sep=;",    "id",
	"\\n",  "李小龍 é e\u0301", "null",       "#N/A",
};
static const char *const nasty_lines[] = {"\t=1", "\n=1\n",    "a\nb", "two\n\nlines, \"and\" more;",
					  "'\t",  "\ttab\tin", "-\n"};

static const char *nasty_text(const struct field *f)
{
	if (f->flags & F_LINES && chance(50))
		return nasty_lines[below(sizeof nasty_lines / sizeof nasty_lines[0])];
	return nasty[below(sizeof nasty / sizeof nasty[0])];
}

struct spoiling {
	struct store *store;
	struct tx *tx;
	struct arena arena;
	enum kind kind;
	void **records;
	int n;
	int spoilt;
};

static bool gather(void *ctx, const void *record, struct err *e)
{
	struct spoiling *x = ctx;
	const struct kind_info *k = &kinds[x->kind];
	void *copy = arena_alloc(&x->arena, k->size);
	(void)e;
	memcpy(copy, record, k->size);
	for (int i = 0; i < k->count; i++)
		field_copy(&k->fields[i], copy, record, &x->arena);
	x->records = mem_grow(x->records, (size_t)(x->n + 1) * sizeof *x->records);
	x->records[x->n++] = copy;
	return true;
}

/* Each free text of every record by half: what a field does not take stays as it is. */
static bool spoil(struct tx *tx, void *ctx, struct err *e)
{
	struct spoiling *x = ctx;
	for (int k = 0; k < KIND_COUNT; k++) {
		x->kind = (enum kind)k;
		x->n = 0;
		if (!store_each(tx_store(tx), x->kind, gather, x, e))
			return false;
		for (int r = 0; r < x->n; r++)
			for (int i = 1; i < kinds[k].count; i++) {
				const struct field *f = &kinds[k].fields[i];
				const char *was;
				struct err why = {0};
				if (f->type != FIELD_TEXT || f->flags & (F_DERIVED | F_FIXED) || chance(50))
					continue;
				was = *field_text(f, x->records[r]);
				*field_text(f, x->records[r]) = nasty_text(f);
				if (record_check(x->kind, x->records[r], &why) &&
				    tx_put(tx, x->kind, x->records[r], NULL, &why))
					x->spoilt++;
				else
					*field_text(f, x->records[r]) = was;
				err_clear(&why);
			}
	}
	return true;
}

static int spoilt; /* texts, over all books */

static void nasty_book(struct app *app, const char *path)
{
	struct deed deed = {.who = "jo", .label = "spoilt", .now = &app->now};
	struct spoiling x = {0};
	struct err e = {0};
	random_book(app, path);
	deed.now = &app->now;
	must_do(store_write(app->store, &deed, spoil, &x, &e), &e);
	spoilt += x.spoilt;
	free(x.records);
	arena_clear(&x.arena);
}

static void new_book(struct app *app, const char *path)
{
	struct err e = {0};
	*app = (struct app){.user = "maria", .now = {.today = TODAY, .utc_ms = TODAY * 86400000LL}};
	must_do(store_open(&app->store, path, STORE_MAKE, &app->now, &e), &e);
}

/* Takes the file in, and says whether it was new. */
static bool takes(struct app *app, const char *path)
{
	struct import_report r = {0};
	struct said said = {0};
	struct err e = {0};
	must_do(app_import(app, path, &r, &said, &e), &e);
	bool written = said.written;
	if (r.refused)
		print_message("%s: %s\n", path, str_text(&r.refusals));
	assert_int_equal(r.refused, 0);
	import_report_free(&r);
	said_free(&said);
	return written;
}

/* Of the text that goes from book to book; away in the end. */
static char file[] = "/tmp/rapport-round.XXXXXX";

static int make_file(void **state)
{
	int fd = mkstemp(file);
	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int drop_file(void **state)
{
	(void)state;
	return unlink(file);
}

static void put_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fputs(text, f) >= 0 && fclose(f) == 0, 1);
}

static void test_json(void **state)
{
	(void)state;
	for (int i = 0; i < BOOKS; i++)
		for (int lines = 0; lines < 2; lines++) {
			struct app book, again;
			char *text = NULL, *all, *back;
			size_t n = 0;
			struct err e = {0};
			const struct export_options o = {.ndjson = lines, .private = true, .no_timestamp = true};
			nasty_book(&book, ":memory:");
			FILE *f = open_memstream(&text, &n);
			must_do(app_export(&book, f, &o, &e), &e);
			fclose(f);
			put_file(file, text);
			all = exported(&book);
			new_book(&again, ":memory:");
			assert_true(takes(&again, file));
			back = exported(&again);
			must_equal(back, all, lines ? "NDJSON" : "JSON");
			must_be_whole(&again);
			assert_false(takes(&again, file)); /* and nothing of it is new */
			assert_false(takes(&book, file));
			store_close(book.store);
			store_close(again.store);
			free(text);
			free(all);
			free(back);
		}
}

/* Before what points at them. */
static const enum kind in_order[] = {
	KIND_CLINIC, KIND_STAFF,      KIND_PRACTICE,   KIND_SOURCE,        KIND_REFERRAL, KIND_ANNOUNCEMENT,
	KIND_EVENT,  KIND_SHELF_ITEM, KIND_QUESTION,   KIND_TOUCH,         KIND_ATTENDEE, KIND_OUTCOME,
	KIND_STEP,   KIND_STAGE_MOVE, KIND_RECIPIENT,  KIND_LABEL,         KIND_SETTING,  KIND_DISMISSAL,
	KIND_ANSWER, KIND_SHARE,      KIND_GIFT_LIMIT, KIND_GIFT_OVERRIDE, KIND_GUEST,    KIND_MAPPING,
};

static void test_csv(void **state)
{
	(void)state;
	assert_int_equal(sizeof in_order / sizeof in_order[0], KIND_COUNT);
	for (int i = 0; i < BOOKS; i++)
		for (int excel = 0; excel < 2; excel++) {
			struct app book, again;
			char *all, *back;
			struct err e = {0};
			nasty_book(&book, ":memory:");
			new_book(&again, ":memory:");
			all = exported(&book);
			for (int k = 0; k < KIND_COUNT; k++) {
				const struct table_options o = {.kind = in_order[k], .excel = excel, .private = true};
				int64_t rows;
				FILE *f = fopen(file, "w");
				must_do(app_export_table(&book, f, &o, &rows, &e), &e);
				fclose(f);
				assert_int_equal(takes(&again, file), rows > 0);
				/* over the same book it changes nothing */
				if (takes(&book, file)) {
					back = exported(&book);
					must_equal(back, all, kinds[in_order[k]].plural);
				}
			}
			back = exported(&again);
			must_equal(back, all, excel ? "CSV for Excel" : "plain CSV");
			must_be_whole(&again);
			store_close(book.store);
			store_close(again.store);
			free(all);
			free(back);
		}
	assert_true(spoilt > 20 * BOOKS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_json), cmocka_unit_test(test_csv)};
	return cmocka_run_group_tests(tests, make_file, drop_file);
}
