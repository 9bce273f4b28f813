/* One of two people: books made at random, and single cases. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "random_book.h"
#include "rapport/app/keeping.h"
#include "rapport/base/day.h"

#define BOOKS 150

/* What must not change by a merge. */
struct totals {
	int64_t touches, referrals, moves, answers, shares, came, billed, sources_touches;
};

static bool add_source(void *ctx, const void *record, struct err *e)
{
	const struct source *s = record;
	struct totals *t = ctx;
	(void)e;
	t->came += s->came;
	t->billed += s->billed_cents;
	t->sources_touches += s->touches;
	return true;
}

static struct totals totals_of(struct store *s)
{
	struct totals t = {.touches = store_count(s, KIND_TOUCH),
			   .referrals = store_count(s, KIND_REFERRAL),
			   .moves = store_count(s, KIND_STAGE_MOVE),
			   .answers = store_count(s, KIND_ANSWER),
			   .shares = store_count(s, KIND_SHARE)};
	assert_true(store_each(s, KIND_SOURCE, add_source, &t, NULL));
	return t;
}

/* --- the properties --- */

static int seen[KIND_COUNT][64]; /* how often each field that points at a source was moved */

static void note_refs(struct store *s, uint64_t who)
{
	struct arena a = {0};
	struct ref *refs;
	int n;
	assert_true(store_refs(s, KIND_SOURCE, who, &a, &refs, &n, NULL));
	for (int i = 0; i < n; i++)
		seen[refs[i].kind][refs[i].field - kinds[refs[i].kind].fields]++;
	arena_clear(&a);
}

static void must_be_gone(struct store *s, uint64_t who)
{
	struct arena a = {0};
	struct ref *refs;
	struct source none;
	struct err e = {0};
	int n;
	assert_true(store_refs(s, KIND_SOURCE, who, &a, &refs, &n, NULL));
	assert_int_equal(n, 0);
	assert_false(store_get(s, KIND_SOURCE, who, &a, &none, &e));
	err_clear(&e);
	arena_clear(&a);
}

/* What a source may have once, and what makes no sense by itself. */
struct once {
	uint64_t into;
	int open, told[NEWS_N], listed[NEWS_N], guest[NEWS_N], words[2];
	int32_t due;
};

static bool look_at_touch(void *ctx, const void *record, struct err *e)
{
	const struct touch *t = record;
	const struct once *o = ctx;
	(void)e;
	assert_false(t->source_id == o->into && t->met_id == o->into);
	return true;
}

static bool look_at_source(void *ctx, const void *record, struct err *e)
{
	(void)ctx;
	(void)e;
	assert_true(((const struct source *)record)->via_id != record_id(record));
	return true;
}

static bool look_at_step(void *ctx, const void *record, struct err *e)
{
	struct once *o = ctx;
	const struct step *p = record;
	(void)e;
	if (p->source_id == o->into && p->state == STEP_OPEN) {
		o->open++;
		o->due = p->due_on;
	}
	return true;
}

static bool look_at_recipient(void *ctx, const void *record, struct err *e)
{
	struct once *o = ctx;
	const struct recipient *r = record;
	(void)e;
	if (r->source_id == o->into) {
		o->listed[r->announcement_id - NEWS]++;
		o->told[r->announcement_id - NEWS] += r->told_on != DAY_NONE;
	}
	return true;
}

static bool look_at_guest(void *ctx, const void *record, struct err *e)
{
	struct once *o = ctx;
	const struct guest *g = record;
	(void)e;
	o->guest[g->event_id - EVENT] += g->source_id == o->into;
	return true;
}

static bool look_at_label(void *ctx, const void *record, struct err *e)
{
	struct once *o = ctx;
	const struct label *l = record;
	(void)e;
	if (l->of_id == o->into)
		o->words[strcmp(l->word, "BCBS") == 0]++;
	return true;
}

static struct once look(struct store *s, uint64_t into)
{
	struct once o = {.into = into};
	assert_true(store_each(s, KIND_STEP, look_at_step, &o, NULL));
	assert_true(store_each(s, KIND_RECIPIENT, look_at_recipient, &o, NULL));
	assert_true(store_each(s, KIND_GUEST, look_at_guest, &o, NULL));
	assert_true(store_each(s, KIND_LABEL, look_at_label, &o, NULL));
	return o;
}

static void must_be_once(struct store *s, const struct once *x, const struct once *y)
{
	struct once is = look(s, y->into);
	assert_true(store_each(s, KIND_TOUCH, look_at_touch, &is, NULL));
	assert_true(store_each(s, KIND_SOURCE, look_at_source, &is, NULL));
	assert_int_equal(is.open, x->open || y->open);
	if (is.open)
		assert_int_equal(is.due, !x->open ? y->due : !y->open || x->due < y->due ? x->due : y->due);
	for (int i = 0; i < NEWS_N; i++) {
		assert_int_equal(is.listed[i], x->listed[i] || y->listed[i]);
		assert_int_equal(is.told[i], x->told[i] || y->told[i]);
		assert_int_equal(is.guest[i], x->guest[i] || y->guest[i]);
	}
	for (int i = 0; i < 2; i++)
		assert_int_equal(is.words[i], x->words[i] || y->words[i]);
}

static void choose(struct merge_plan *p)
{
	for (int i = 0; i < p->n; i++)
		if (p->fields[i].choice && chance(50))
			p->fields[i].take = p->fields[i].field->flags & F_LINES ? (enum merge_take)below(3)
										: (enum merge_take)below(2);
}

static void taken_as_chosen(struct app *app, const struct merge_plan *p)
{
	struct arena a = {0};
	struct source s;
	assert_true(store_get(app->store, KIND_SOURCE, p->into.id, &a, &s, NULL));
	for (int i = 0; i < p->n; i++) {
		const struct merge_field *f = &p->fields[i];
		if (str_eq(f->field->name, "note") && f->take != MERGE_BOTH) /* lines may follow (also.h) */
			assert_true(str_starts(s.note, f->take == MERGE_WHO ? p->who.note : p->into.note));
		else if (f->take == MERGE_WHO)
			assert_true(field_equal(f->field, &s, &p->who));
		else if (f->take == MERGE_INTO)
			assert_true(field_equal(f->field, &s, &p->into));
	}
	arena_clear(&a);
}

static void merging_moves_everything_and_undo_takes_it_back(void **state)
{
	(void)state;
	for (int i = 0; i < BOOKS; i++) {
		struct app app;
		struct arena a = {0};
		struct merge_plan plan;
		struct said said = {0};
		struct err e = {0};
		random_book(&app, ":memory:");
		uint64_t who = a_source(), into = SOURCE + (who - SOURCE + 1 + (uint64_t)below(SOURCES - 1)) % SOURCES;
		struct totals was = totals_of(app.store);
		char *before = exported(&app);
		struct once x = look(app.store, who), y = look(app.store, into);
		note_refs(app.store, who);
		must_do(app_merge_plan(&app, who, into, &a, &plan, &e), &e);
		choose(&plan);
		must_do(app_merge(&app, &plan, &said, &e), &e);
		assert_true(said.written);
		must_be_gone(app.store, who);
		must_be_whole(&app);
		must_be_once(app.store, &x, &y);
		taken_as_chosen(&app, &plan);
		struct totals is = totals_of(app.store);
		assert_memory_equal(&is, &was, sizeof is);
		char *merged = exported(&app);
		must_do(app_undo(&app, &said, &e), &e);
		char *back = exported(&app);
		must_equal(back, before, "undone");
		must_be_whole(&app);
		must_do(app_redo(&app, &said, &e), &e);
		char *again = exported(&app);
		must_equal(again, merged, "brought back");
		must_be_whole(&app);
		must_be_gone(app.store, who);
		free(before);
		free(merged);
		free(back);
		free(again);
		said_free(&said);
		arena_clear(&a);
		store_close(app.store);
	}
	/* a field that is added and points at a source has to be made here too */
	for (int k = 0; k < KIND_COUNT; k++)
		for (int f = 1; f < kinds[k].count; f++)
			if (kinds[k].fields[f].type == FIELD_ID && kinds[k].fields[f].ref == KIND_SOURCE &&
			    !seen[k][f]) {
				print_message("%s.%s was never moved\n", kinds[k].name, kinds[k].fields[f].name);
				assert_true(seen[k][f]);
			}
}

/* --- single cases --- */

static uint64_t add(struct app *app, const char *name, const char *practice, const char *phone, const char *npi)
{
	struct said said = {0};
	struct source s;
	struct err e = {0};
	record_init(KIND_SOURCE, &s);
	s.name = name;
	s.phone = phone;
	s.npi = npi;
	must_do(app_add(app, &s, practice, true, NULL, &said, &e), &e);
	said_free(&said);
	app->now.utc_ms++;
	return s.id;
}

static struct app empty_book(void)
{
	struct app app = {.user = "maria", .now = {.today = TODAY, .utc_ms = TODAY * 86400000LL}};
	struct err e = {0};
	must_do(store_open(&app.store, ":memory:", STORE_MAKE, &app.now, &e), &e);
	return app;
}

static void likely_ones_are_listed_surest_first(void **state)
{
	struct app app = empty_book();
	struct arena a = {0};
	struct pair *rows;
	int n;
	(void)state;
	uint64_t priya = add(&app, "Dr. Priya Okafor", "Lakeside", "555-0142", "1234567893");
	add(&app, "Okafor Group", "Lakeside", "555-0142", NULL); /* the same phone, another name */
	uint64_t kept = add(&app, "P. Okafor", NULL, "(555) 0142", NULL);
	uint64_t npi = add(&app, "Priya Adeyemi", NULL, NULL, "1234567893");
	uint64_t wen = add(&app, "Wen Li", "Peak", "555-7777", NULL),
		 wen2 = add(&app, "Dr. Wen Li, MD", "Peak", NULL, NULL);
	uint64_t ann = add(&app, "Ann Bell", "Peak", NULL, "1245319599"),
		 ann2 = add(&app, "Ann Bell", NULL, NULL, NULL);
	add(&app, "Ann Bell", "Summit", NULL, "1992999825"); /* another NPI than the first Ann */
	must_do(app_duplicates(&app, 100, &a, &rows, &n, NULL), NULL);
	const struct {
		uint64_t x, y;
		const char *why;
	} expected[] = {{priya, npi, "npi"}, {priya, kept, "phone"}, {wen, wen2, "practice"}, {ann, ann2, "name"}};
	for (int i = 0; i < n; i++)
		print_message("%s, %s: %s\n", rows[i].who.name, rows[i].into.name, rows[i].words);
	assert_int_equal(n, 4);
	for (int i = 0; i < n; i++) {
		assert_string_equal(rows[i].why, expected[i].why);
		assert_true(rows[i].who.id == expected[i].x || rows[i].into.id == expected[i].x);
		assert_true(rows[i].who.id == expected[i].y || rows[i].into.id == expected[i].y);
	}
	must_do(app_duplicates(&app, 2, &a, &rows, &n, NULL), NULL);
	assert_int_equal(n, 2);
	arena_clear(&a);
	store_close(app.store);
}

static void the_longer_history_stays(void **state)
{
	struct app app = empty_book();
	struct arena a = {0};
	struct pair *rows;
	struct said said = {0};
	struct touch t;
	int n;
	(void)state;
	add(&app, "Wen Li", "Peak", NULL, NULL);
	uint64_t newer = add(&app, "Wen Li", "Peak", NULL, NULL);
	record_init(KIND_TOUCH, &t);
	t.source_id = newer;
	t.channel = CHANNEL_CALL;
	must_do(app_log(&app, &t, NULL, NULL, 0, NULL, &said, NULL), NULL);
	must_do(app_duplicates(&app, 100, &a, &rows, &n, NULL), NULL);
	assert_int_equal(n, 1);
	assert_true(rows[0].into.id == newer);
	said_free(&said);
	arena_clear(&a);
	store_close(app.store);
}

static void one_with_itself_is_refused(void **state)
{
	struct app app = empty_book();
	struct arena a = {0};
	struct merge_plan plan;
	struct err e = {0};
	(void)state;
	uint64_t id = add(&app, "Wen Li", NULL, NULL, NULL);
	assert_false(app_merge_plan(&app, id, id, &a, &plan, &e));
	assert_int_equal(e.code, ERR_REFUSED);
	err_clear(&e);
	arena_clear(&a);
	store_close(app.store);
}

static void notes_of_both_are_kept(void **state)
{
	struct app app = empty_book();
	struct arena a = {0};
	struct merge_plan plan;
	struct said said = {0};
	struct source base, s;
	struct str left = {0};
	struct err e = {0};
	(void)state;
	uint64_t x = add(&app, "Wen Li", NULL, "555-1111", NULL), y = add(&app, "Wen Li", NULL, "555-2222", NULL);
	for (int i = 0; i < 2; i++) {
		must_do(store_get(app.store, KIND_SOURCE, i ? y : x, &a, &base, &e), &e);
		s = base;
		s.note = i ? "of y" : "of x";
		must_do(app_edit(&app, &base, &s, NULL, &said, &e), &e);
	}
	must_do(app_merge_plan(&app, x, y, &a, &plan, &e), &e);
	said_free(&said);
	must_do(app_merge(&app, &plan, &said, &e), &e);
	app_merge_left(&plan, &left);
	assert_string_equal(str_text(&left), "Phone 555-1111");
	str_free(&left);
	must_do(store_get(app.store, KIND_SOURCE, y, &a, &s, &e), &e);
	assert_string_equal(s.note, "of y\nof x\nAlso by phone 555-1111");
	assert_string_equal(s.phone, "555-2222");
	said_free(&said);
	arena_clear(&a);
	store_close(app.store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(merging_moves_everything_and_undo_takes_it_back),
		cmocka_unit_test(likely_ones_are_listed_surest_first),
		cmocka_unit_test(the_longer_history_stays),
		cmocka_unit_test(one_with_itself_is_refused),
		cmocka_unit_test(notes_of_both_are_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
