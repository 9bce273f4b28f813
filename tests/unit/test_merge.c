/* One of two people: small books made at random, with something of every kind that can point at a source. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/app/exchange.h"
#include "rapport/app/keeping.h"
#include "rapport/base/day.h"

#define TODAY 20522
#define BOOKS 150
#define SOURCES 4

/* --- dice --- */

static uint64_t state_of_dice = 99;

static int below(int n)
{
	state_of_dice = state_of_dice * 6364136223846793005u + 1442695040888963407u;
	return (int)((state_of_dice >> 33) % (uint64_t)n);
}

static bool chance(int percent)
{
	return below(100) < percent;
}

static int32_t some_day(void)
{
	return TODAY - below(300);
}

static const char *maybe(const char *text)
{
	return chance(50) ? text : NULL;
}

/* --- a book at random --- */

/* Ids tell the kind: source 11 to 14, the rest by hundreds. */
enum { SOURCE = 11, PRACTICE = 5, NEWS = 50, EVENT = 60, THING = 70, STEP = 100, TOUCH = 200, REFERRAL = 300, OTHER = 1000 };
enum { TOUCHES = 12, REFERRALS = 8, NEWS_N = 2 };

static uint64_t a_source(void)
{
	return (uint64_t)(SOURCE + below(SOURCES));
}

struct making {
	struct tx *tx;
	struct err *e;
	uint64_t next;
	bool ok;
};

static void put(struct making *m, enum kind kind, void *record)
{
	if (!record_id(record))
		*(uint64_t *)record = m->next++;
	m->ok = m->ok && tx_put(m->tx, kind, record, NULL, m->e);
}

static void put_source(struct making *m, int i)
{
	static const char *const names[] = {"Dr. Priya Okafor", "Priya Okafor", "Rosa Delgado", "Wen Li, MD"};
	static const char *const phones[] = {"555-0142", "555-0143"};
	struct source s;
	record_init(KIND_SOURCE, &s);
	s.id = (uint64_t)(SOURCE + i);
	s.name = names[i];
	s.phone = maybe(phones[below(2)]);
	s.email = maybe("p@lake.example");
	s.note = maybe(chance(50) ? "likes\ttea\n" : "two children");
	s.interests = maybe("sailing");
	s.practice_id = chance(50) ? PRACTICE : 0;
	s.via_id = i && chance(40) ? SOURCE : 0;
	s.gatekeeper = chance(30);
	s.decision_maker = chance(30);
	s.stage = (int16_t)below(3);
	s.stage_on = some_day();
	s.standing = chance(80) ? STANDING_LIVE : (int16_t)(1 + below(2));
	s.standing_until = s.standing == STANDING_PAUSED ? TODAY + below(30) : DAY_NONE;
	s.cadence_days = chance(30) ? 10 + below(3) : NUM_NONE;
	s.added_on = some_day();
	s.archived = chance(10);
	put(m, KIND_SOURCE, &s);
}

static void put_touch(struct making *m, int i)
{
	struct touch t;
	struct attendee at;
	struct gift_override o;
	record_init(KIND_TOUCH, &t);
	t.id = (uint64_t)(TOUCH + i);
	t.source_id = a_source();
	t.on = some_day();
	t.channel = (int16_t)below(CHANNEL_OTHER);
	t.purpose = chance(60) ? (int16_t)below(PURPOSE_GIFT) : CHOICE_NONE;
	t.met_id = chance(40) ? a_source() : 0;
	if (t.met_id == t.source_id)
		t.met_id = 0;
	t.referral_id = chance(30) ? (uint64_t)(REFERRAL + below(REFERRALS)) : 0;
	t.note = maybe("said something");
	put(m, KIND_TOUCH, &t);
	for (int k = 0; k < 2; k++) {
		record_init(KIND_ATTENDEE, &at);
		at.touch_id = t.id;
		at.source_id = a_source();
		if (chance(40))
			put(m, KIND_ATTENDEE, &at);
	}
	record_init(KIND_GIFT_OVERRIDE, &o);
	o.touch_id = t.id;
	o.reason = "a flood";
	if (chance(10))
		put(m, KIND_GIFT_OVERRIDE, &o);
}

static void put_referral(struct making *m, int i)
{
	struct referral r;
	record_init(KIND_REFERRAL, &r);
	r.id = (uint64_t)(REFERRAL + i);
	r.number = 1001 + i;
	r.source_id = chance(90) ? a_source() : 0;
	r.direction = chance(85) ? REFERRAL_IN : REFERRAL_OUT;
	r.received_on = some_day();
	r.status = (int16_t)below(6);
	r.billed_cents = chance(50) ? 1000 * below(900) : NUM_NONE;
	put(m, KIND_REFERRAL, &r);
}

static void put_plans(struct making *m)
{
	static const char *const rules[] = {"touch", "verify", "homework"};
	for (int i = 0; i < SOURCES; i++) {
		struct step p;
		struct stage_move v;
		struct dismissal d;
		record_init(KIND_STEP, &p);
		p.id = (uint64_t)(STEP + i);
		p.source_id = (uint64_t)(SOURCE + i);
		p.due_on = TODAY + below(40) - 20;
		p.state = chance(60) ? STEP_OPEN : STEP_DONE;
		p.touch_id = chance(30) ? (uint64_t)(TOUCH + below(TOUCHES)) : 0;
		put(m, KIND_STEP, &p);
		record_init(KIND_STAGE_MOVE, &v);
		v.source_id = a_source();
		v.on = some_day();
		v.to_stage = (int16_t)below(3);
		v.to_standing = STANDING_LIVE;
		put(m, KIND_STAGE_MOVE, &v);
		record_init(KIND_DISMISSAL, &d);
		d.rule = rules[below(3)];
		d.subject_id = (uint64_t)(SOURCE + i);
		d.how = DISMISSAL_LATER;
		d.until_on = TODAY + below(60);
		if (chance(60))
			put(m, KIND_DISMISSAL, &d);
	}
}

static void put_labels(struct making *m)
{
	static const char *const words[] = {"BCBS", "Aetna"};
	for (int i = 0; i < SOURCES; i++)
		for (int w = 0; w < 2; w++) {
			struct label l;
			record_init(KIND_LABEL, &l);
			l.of = LABEL_OF_SOURCE;
			l.of_id = (uint64_t)(SOURCE + i);
			l.type = LABEL_PAYER;
			l.word = words[w];
			if (chance(50))
				put(m, KIND_LABEL, &l);
		}
}

static void put_told(struct making *m)
{
	for (int n = 0; n < NEWS_N; n++)
		for (int i = 0; i < SOURCES; i++) {
			struct recipient r;
			struct guest g;
			record_init(KIND_RECIPIENT, &r);
			r.announcement_id = (uint64_t)(NEWS + n);
			r.source_id = (uint64_t)(SOURCE + i);
			r.told_on = chance(50) ? some_day() : DAY_NONE;
			if (chance(60))
				put(m, KIND_RECIPIENT, &r);
			record_init(KIND_GUEST, &g);
			g.event_id = (uint64_t)(EVENT + n);
			g.source_id = (uint64_t)(SOURCE + i);
			g.touch_id = chance(50) ? (uint64_t)(TOUCH + below(TOUCHES)) : 0;
			if (chance(60))
				put(m, KIND_GUEST, &g);
		}
}

static void put_known(struct making *m)
{
	for (int i = 0; i < SOURCES; i++) {
		struct answer a;
		struct share s;
		record_init(KIND_ANSWER, &a);
		a.source_id = a_source();
		a.on = some_day();
		a.question = "What matters?";
		a.text = "Calls.";
		put(m, KIND_ANSWER, &a);
		record_init(KIND_SHARE, &s);
		s.shelf_item_id = THING;
		s.source_id = a_source();
		s.on = some_day();
		put(m, KIND_SHARE, &s);
	}
}

static void put_things(struct making *m)
{
	struct practice p;
	struct shelf_item thing;
	record_init(KIND_PRACTICE, &p);
	p.id = PRACTICE;
	p.name = "Lakeside Orthopedics";
	put(m, KIND_PRACTICE, &p);
	record_init(KIND_SHELF_ITEM, &thing);
	thing.id = THING;
	thing.title = "An article";
	thing.type = 0;
	put(m, KIND_SHELF_ITEM, &thing);
	for (int n = 0; n < NEWS_N; n++) {
		struct announcement a;
		struct event v;
		record_init(KIND_ANNOUNCEMENT, &a);
		a.id = (uint64_t)(NEWS + n);
		a.title = "News";
		a.on = some_day();
		put(m, KIND_ANNOUNCEMENT, &a);
		record_init(KIND_EVENT, &v);
		v.id = (uint64_t)(EVENT + n);
		v.title = "A talk";
		v.type = 0;
		v.on = some_day();
		put(m, KIND_EVENT, &v);
	}
}

static bool make(struct tx *tx, void *ctx, struct err *e)
{
	struct making m = {.tx = tx, .e = e, .next = OTHER, .ok = true};
	(void)ctx;
	put_things(&m);
	for (int i = 0; i < SOURCES; i++)
		put_source(&m, i);
	for (int i = 0; i < REFERRALS; i++)
		put_referral(&m, i);
	for (int i = 0; i < TOUCHES; i++)
		put_touch(&m, i);
	put_plans(&m);
	put_labels(&m);
	put_told(&m);
	put_known(&m);
	return m.ok;
}

/* --- helpers --- */

static void must(bool ok, struct err *e)
{
	if (!ok)
		print_message("error: %s\n", err_text(e));
	assert_true(ok);
	err_clear(e);
}

static char *exported(struct app *app)
{
	struct export_options o = {.private = true, .no_timestamp = true};
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	struct err e = {0};
	must(app_export(app, f, &o, &e), &e);
	fclose(f);
	return text;
}

static void finding(void *ctx, const char *line)
{
	(void)ctx;
	print_message("check: %s\n", line);
}

static void must_be_whole(struct app *app)
{
	struct check_report r;
	struct err e = {0};
	must(store_check(app->store, false, &app->now, finding, NULL, &r, &e), &e);
	assert_int_equal(r.problems, 0);
}

static void must_equal(const char *now, const char *was, const char *when)
{
	if (strcmp(now, was) != 0) {
		size_t i = 0;
		while (now[i] == was[i])
			i++;
		print_message("%s: from byte %zu: “%.200s” was “%.200s”\n", when, i, now + i, was + i);
	}
	assert_string_equal(now, was);
}

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

static struct app new_book(void)
{
	struct app app = {.user = "maria", .now = {.today = TODAY, .utc_ms = TODAY * 86400000LL}};
	struct deed deed = {.who = "jo", .label = "made", .now = &app.now};
	struct err e = {0};
	must(store_open(&app.store, ":memory:", STORE_MAKE, &app.now, &e), &e);
	must(store_write(app.store, &deed, make, NULL, &e), &e);
	return app;
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
		if (f->take == MERGE_WHO)
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
		struct app app = new_book();
		struct arena a = {0};
		struct merge_plan plan;
		struct said said = {0};
		struct err e = {0};
		uint64_t who = a_source(), into = SOURCE + (who - SOURCE + 1 + (uint64_t)below(SOURCES - 1)) % SOURCES;
		struct totals was = totals_of(app.store);
		char *before = exported(&app);
		struct once x = look(app.store, who), y = look(app.store, into);
		note_refs(app.store, who);
		must(app_merge_plan(&app, who, into, &a, &plan, &e), &e);
		choose(&plan);
		must(app_merge(&app, &plan, &said, &e), &e);
		assert_true(said.written);
		must_be_gone(app.store, who);
		must_be_whole(&app);
		must_be_once(app.store, &x, &y);
		taken_as_chosen(&app, &plan);
		struct totals is = totals_of(app.store);
		assert_memory_equal(&is, &was, sizeof is);
		char *merged = exported(&app);
		must(app_undo(&app, &said, &e), &e);
		char *back = exported(&app);
		must_equal(back, before, "undone");
		must_be_whole(&app);
		must(app_redo(&app, &said, &e), &e);
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
			if (kinds[k].fields[f].type == FIELD_ID && kinds[k].fields[f].ref == KIND_SOURCE && !seen[k][f]) {
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
	must(app_add(app, &s, practice, true, NULL, &said, &e), &e);
	said_free(&said);
	app->now.utc_ms++;
	return s.id;
}

static struct app empty_book(void)
{
	struct app app = {.user = "maria", .now = {.today = TODAY, .utc_ms = TODAY * 86400000LL}};
	struct err e = {0};
	must(store_open(&app.store, ":memory:", STORE_MAKE, &app.now, &e), &e);
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
	uint64_t wen = add(&app, "Wen Li", "Peak", "555-7777", NULL), wen2 = add(&app, "Dr. Wen Li, MD", "Peak", NULL, NULL);
	uint64_t ann = add(&app, "Ann Bell", "Peak", NULL, "1245319599"), ann2 = add(&app, "Ann Bell", NULL, NULL, NULL);
	add(&app, "Ann Bell", "Summit", NULL, "1992999825"); /* another NPI than the first Ann */
	must(app_duplicates(&app, 100, &a, &rows, &n, NULL), NULL);
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
	must(app_duplicates(&app, 2, &a, &rows, &n, NULL), NULL);
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
	must(app_log(&app, &t, NULL, NULL, 0, NULL, &said, NULL), NULL);
	must(app_duplicates(&app, 100, &a, &rows, &n, NULL), NULL);
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
	struct err e = {0};
	(void)state;
	uint64_t x = add(&app, "Wen Li", NULL, "555-1111", NULL), y = add(&app, "Wen Li", NULL, "555-2222", NULL);
	for (int i = 0; i < 2; i++) {
		must(store_get(app.store, KIND_SOURCE, i ? y : x, &a, &base, &e), &e);
		s = base;
		s.note = i ? "of y" : "of x";
		must(app_edit(&app, &base, &s, NULL, &said, &e), &e);
	}
	must(app_merge_plan(&app, x, y, &a, &plan, &e), &e);
	said_free(&said);
	must(app_merge(&app, &plan, &said, &e), &e);
	assert_non_null(strstr(str_text(&said.text), "Left out: Phone 555-1111."));
	must(store_get(app.store, KIND_SOURCE, y, &a, &s, &e), &e);
	assert_string_equal(s.note, "of y\nof x");
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
