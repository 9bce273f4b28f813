/* What became of a source's patients: small groups, the words, and the figures of a book written by hand. */
#include "world.h"

#include "rapport/model/evidence.h"

/* --- the words --- */

static struct evidence an_evidence(void)
{
	struct evidence ev = {.referrals = 12, .came = 9, .discharged = 7, .visits_n = 7, .visits = 95};
	ev.nps[10] = 3;
	ev.nps[8] = 1;
	ev.nps[0] = 1;
	ev.measures[0] = (struct measure_evidence){measure_named("LEFS"), 5, 4, 181, 90};
	ev.measures[1] = (struct measure_evidence){measure_named("ODI"), 4, 1, 80, 120};
	ev.n_measures = 2;
	return ev;
}

static void says(void (*fn)(const struct evidence *ev, bool paper, struct str *b), const struct evidence *ev,
		 bool paper, const char *words)
{
	struct str b = {0};
	fn(ev, paper, &b);
	assert_string_equal(str_text(&b), words);
	str_free(&b);
}

static void test_words(void **state)
{
	struct evidence ev = an_evidence();
	struct str b = {0};
	(void)state;
	evidence_patients(&ev, &b);
	assert_string_equal(str_text(&b), "12 referrals, 9 came in, 7 discharged");
	str_free(&b);
	says(evidence_change, &ev, false, "reached in 5 of 9 scores (56 %): LEFS 4 of 5, ODI 1 of 4");
	says(evidence_visits, &ev, false, "median 9.5 (n 7)");
	says(evidence_nps, &ev, false, "+40 (n 5)");
}

static void test_four_are_hidden_and_five_are_shown_on_paper(void **state)
{
	struct evidence ev = an_evidence();
	int64_t n, met;
	(void)state;
	says(evidence_change, &ev, true,
	     "reached in 4 of 5 scores (80 %): LEFS 4 of 5; ODI fewer than 5 patients: not shown");
	assert_true(evidence_met(&ev, true, &n, &met));
	assert_int_equal(n, 5);
	says(evidence_nps, &ev, true, "+40 (n 5)");
	ev.nps[8] = 0;
	says(evidence_nps, &ev, true, "fewer than 5 patients: not shown");
	says(evidence_nps, &ev, false, "+50 (n 4)");
	ev.visits_n = 5;
	says(evidence_visits, &ev, true, "median 9.5 (n 5)");
	ev.visits_n = 4;
	says(evidence_visits, &ev, true, "fewer than 5 patients: not shown");
	ev.measures[0].n = 4;
	says(evidence_change, &ev, true, "LEFS, ODI fewer than 5 patients: not shown");
	assert_false(evidence_met(&ev, true, &n, &met));
}

static void test_nothing_is_words(void **state)
{
	struct evidence ev = {0};
	struct str b = {0};
	(void)state;
	evidence_patients(&ev, &b);
	assert_string_equal(str_text(&b), "no referrals");
	str_free(&b);
	for (int paper = 0; paper < 2; paper++) {
		says(evidence_change, &ev, paper, "no first and last scores yet");
		says(evidence_visits, &ev, paper, "nobody discharged with visits counted yet");
		says(evidence_nps, &ev, paper, "nobody answered yet");
	}
}

/* --- the book --- */

struct fact {
	enum kind kind;
	void *record;
};

static bool put_in(struct tx *tx, void *ctx, struct err *e)
{
	struct fact *f = ctx;
	return tx_insert(tx, f->kind, f->record, e);
}

static void put(struct world *w, enum kind kind, void *record)
{
	struct deed deed = {"maria", "a fact", &app(w)->now};
	struct fact f = {kind, record};
	must(w, store_write(app(w)->store, &deed, put_in, &f, &w->err));
}

static uint64_t a_patient(struct world *w, uint64_t source_id, int32_t on, int16_t status, int64_t visits, int64_t nps)
{
	struct referral r;
	record_init(KIND_REFERRAL, &r);
	r.source_id = source_id;
	r.received_on = on;
	r.status = status;
	r.visits = visits;
	r.nps = nps;
	put(w, KIND_REFERRAL, &r);
	return r.id;
}

static void score(struct world *w, uint64_t referral_id, const char *measure, int64_t initial, int64_t final)
{
	struct outcome o;
	record_init(KIND_OUTCOME, &o);
	o.referral_id = referral_id;
	o.measure = measure;
	o.initial = initial;
	o.final = final;
	put(w, KIND_OUTCOME, &o);
}

static struct evidence ask(struct world *w, uint64_t source_id, int32_t from, int32_t to)
{
	struct evidence ev;
	must(w, store_evidence(app(w)->store, source_id, from, to, &ev, &w->err));
	return ev;
}

static void test_a_book(void **state)
{
	struct world *w = *state;
	uint64_t a = a_patient(w, w->okafor, TODAY - 100, STATUS_DISCHARGED, 8, 10),
		 b = a_patient(w, w->okafor, TODAY - 50, STATUS_DISCHARGED, 11, 0),
		 c = a_patient(w, w->okafor, TODAY - 10, STATUS_ACTIVE, 3, NUM_NONE);
	a_patient(w, w->okafor, TODAY - 9, STATUS_NO_SHOW, NUM_NONE, NUM_NONE);
	a_patient(w, w->rosa, TODAY - 50, STATUS_DISCHARGED, 20, 9);
	score(w, a, "LEFS", 300, 390);
	score(w, a, "QuickDASH", 500, 342); /* 15.8: a tenth short */
	score(w, b, "lefs", 300, 200);
	score(w, b, "LEFS", 300, 389); /* the newer row of the same patient counts */
	score(w, c, "LEFS", 300, NUM_NONE);
	score(w, c, "a measure of our own", 10, 90);

	struct evidence ev = ask(w, w->okafor, TODAY - 365, TODAY);
	assert_int_equal(ev.referrals, 4);
	assert_int_equal(ev.came, 3);
	assert_int_equal(ev.discharged, 2);
	assert_int_equal(ev.visits_n, 2);
	assert_int_equal(ev.visits, 95);
	assert_int_equal(ev.nps[10], 1);
	assert_int_equal(ev.nps[0], 1);
	assert_int_equal(ev.n_measures, 2);
	assert_string_equal(ev.measures[0].measure->name, "LEFS");
	assert_int_equal(ev.measures[0].n, 2);
	assert_int_equal(ev.measures[0].met, 1);
	assert_int_equal(ev.measures[0].gain, 90); /* 9.0 and 8.9 */
	assert_string_equal(ev.measures[1].measure->name, "QuickDASH");
	assert_int_equal(ev.measures[1].met, 0);
	assert_int_equal(ev.measures[1].gain, 158);
	must(w, app_set(app(w), "mcid-quickdash", "15.8", &w->said, &w->err));
	assert_int_equal(ask(w, w->okafor, TODAY - 365, TODAY).measures[1].met, 1);

	assert_int_equal(ask(w, 0, TODAY - 365, TODAY).referrals, 5);
	assert_int_equal(ask(w, 0, TODAY - 365, TODAY).visits, 110);
	assert_int_equal(ask(w, w->okafor, TODAY - 50, TODAY - 10).referrals, 2);
	assert_int_equal(ask(w, w->okafor, TODAY - 49, TODAY - 11).referrals, 0);
	assert_int_equal(ask(w, w->okafor, TODAY - 49, TODAY - 11).visits_n, 0);
}

/* --- the clocks --- */

static void touch(struct world *w, int32_t on, int16_t channel, int16_t direction, int16_t purpose,
		  uint64_t referral_id)
{
	struct touch t;
	record_init(KIND_TOUCH, &t);
	t.source_id = w->okafor;
	t.on = on;
	t.channel = channel;
	t.direction = direction;
	t.purpose = purpose;
	t.referral_id = referral_id;
	put(w, KIND_TOUCH, &t);
}

static struct clocks clocks_of(struct world *w)
{
	struct clocks c;
	must(w, store_clocks(app(w)->store, w->okafor, &c, &w->err));
	return c;
}

static void test_clocks(void **state)
{
	struct world *w = *state;
	assert_int_equal(clocks_of(w).touches, 0);
	touch(w, TODAY - 30, CHANNEL_VISIT, TOUCH_WE, CHOICE_NONE, 0);
	touch(w, TODAY - 20, CHANNEL_CALL, TOUCH_THEY, CHOICE_NONE, 0);
	touch(w, TODAY - 10, CHANNEL_CALL, TOUCH_WE, CHOICE_NONE, 0);
	assert_int_equal(clocks_of(w).before, 3);
	uint64_t first = a_patient(w, w->okafor, TODAY - 10, STATUS_RECEIVED, NUM_NONE, NUM_NONE);
	touch(w, TODAY - 10, CHANNEL_CARD, TOUCH_WE, PURPOSE_THANK, first);
	touch(w, TODAY - 10, CHANNEL_EMAIL, TOUCH_WE, PURPOSE_THANK, 0);
	touch(w, TODAY - 9, CHANNEL_LUNCH, TOUCH_WE, CHOICE_NONE, 0);
	struct clocks c = clocks_of(w);
	assert_int_equal(c.touches, 6);
	assert_int_equal(c.we, 5);
	assert_int_equal(c.before, 3);
	assert_int_equal(c.before_by[CHANNEL_VISIT], 1);
	assert_int_equal(c.before_by[CHANNEL_CALL], 2);
	assert_int_equal(c.before_by[CHANNEL_LUNCH], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_four_are_hidden_and_five_are_shown_on_paper),
		cmocka_unit_test(test_nothing_is_words),
		TEST(test_a_book),
		TEST(test_clocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
