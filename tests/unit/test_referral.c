/* A referral's status and days in step, by table and by random walks whose every step undo takes back; stamps; scores. */
#include "world.h"

#include "rapport/app/referral.h"
#include "rapport/model/referral.h"

#define NONE DAY_NONE

static struct referral with(int16_t status, int32_t received, int32_t booked, int32_t evaluated, int32_t discharged)
{
	struct referral r;

	record_init(KIND_REFERRAL, &r);
	r.status = status;
	r.received_on = received;
	r.booked_on = booked;
	r.evaluated_on = evaluated;
	r.discharged_on = discharged;
	return r;
}

/* --- one status to another, without a day --- */

static void becomes(struct referral from, int16_t to, int32_t booked, int32_t evaluated, int32_t discharged)
{
	struct referral r = from;
	struct err e = {0};

	r.status = to;
	if (!referral_settle(&from, &r, TODAY, &e))
		fail_msg("%s", err_text(&e));
	assert_int_equal(r.status, to);
	assert_int_equal(r.booked_on, booked);
	assert_int_equal(r.evaluated_on, evaluated);
	assert_int_equal(r.discharged_on, discharged);
}

static void test_each_status_has_its_days(void **state)
{
	const int32_t r = TODAY - 30, b = TODAY - 29, v = TODAY - 25, d = TODAY - 2, now = TODAY;
	const struct referral received = with(STATUS_RECEIVED, r, NONE, NONE, NONE),
			      booked = with(STATUS_BOOKED, r, b, NONE, NONE),
			      evaluated = with(STATUS_EVALUATED, r, b, v, NONE),
			      active = with(STATUS_ACTIVE, r, b, v, NONE),
			      discharged = with(STATUS_DISCHARGED, r, b, v, d),
			      none = with(STATUS_NO_SHOW, r, b, NONE, NONE);

	(void)state;
	/* on: the day is today where none is known */
	becomes(received, STATUS_BOOKED, now, NONE, NONE);
	becomes(received, STATUS_EVALUATED, NONE, now, NONE);
	becomes(received, STATUS_ACTIVE, NONE, now, NONE);
	becomes(received, STATUS_DISCHARGED, NONE, now, now);
	becomes(received, STATUS_NO_SHOW, NONE, NONE, NONE);
	becomes(booked, STATUS_EVALUATED, b, now, NONE);
	becomes(booked, STATUS_NO_SHOW, b, NONE, NONE);
	becomes(evaluated, STATUS_ACTIVE, b, v, NONE);
	becomes(evaluated, STATUS_DISCHARGED, b, v, now);
	becomes(none, STATUS_BOOKED, b, NONE, NONE);
	becomes(none, STATUS_EVALUATED, b, now, NONE);
	/* back: what has not happened has no day */
	becomes(discharged, STATUS_ACTIVE, b, v, NONE);
	becomes(discharged, STATUS_BOOKED, b, NONE, NONE);
	becomes(discharged, STATUS_RECEIVED, NONE, NONE, NONE);
	becomes(discharged, STATUS_NO_SHOW, b, NONE, NONE);
	becomes(active, STATUS_BOOKED, b, NONE, NONE);
	becomes(booked, STATUS_RECEIVED, NONE, NONE, NONE);
	becomes(none, STATUS_RECEIVED, NONE, NONE, NONE);
}

static void test_a_typed_day_moves_the_status(void **state)
{
	const struct referral base = with(STATUS_RECEIVED, TODAY - 9, NONE, NONE, NONE),
			      none = with(STATUS_NO_SHOW, TODAY - 9, TODAY - 8, NONE, NONE);
	struct referral r = base;
	struct err e = {0};

	(void)state;
	r.booked_on = TODAY - 8;
	assert_true(referral_settle(&base, &r, TODAY, &e));
	assert_int_equal(r.status, STATUS_BOOKED);
	r = base;
	r.discharged_on = TODAY - 1;
	assert_true(referral_settle(&base, &r, TODAY, &e));
	assert_int_equal(r.status, STATUS_DISCHARGED);
	assert_int_equal(r.evaluated_on, TODAY - 1);
	r = none;
	r.evaluated_on = TODAY - 3;
	assert_true(referral_settle(&none, &r, TODAY, &e));
	assert_int_equal(r.status, STATUS_EVALUATED);
	/* a new record too */
	r = with(STATUS_RECEIVED, TODAY - 9, NONE, TODAY - 3, NONE);
	assert_true(referral_settle(NULL, &r, TODAY, &e));
	assert_int_equal(r.status, STATUS_EVALUATED);
	/* a day that was there and is corrected moves nothing */
	struct referral active = with(STATUS_ACTIVE, TODAY - 9, TODAY - 8, TODAY - 7, NONE);

	r = active;
	r.evaluated_on = TODAY - 6;
	assert_true(referral_settle(&active, &r, TODAY, &e));
	assert_int_equal(r.status, STATUS_ACTIVE);
}

static void refused(struct referral base, struct referral r, const char *field, const char *words)
{
	struct err e = {0};

	assert_false(referral_settle(&base, &r, TODAY, &e));
	assert_string_equal(e.field, field);
	assert_string_equal(err_text(&e), words);
	err_clear(&e);
}

static void test_days_that_contradict_each_other(void **state)
{
	struct referral base = with(STATUS_EVALUATED, TODAY - 9, TODAY - 8, TODAY - 7, NONE), r = base;
	struct err e = {0};

	(void)state;
	r.status = STATUS_DISCHARGED;
	r.discharged_on = TODAY - 8;
	refused(base, r, "discharged_on", "it was evaluated Tue 3 Mar, so it cannot have been discharged before");
	r = base;
	r.evaluated_on = TODAY - 9;
	refused(base, r, "evaluated_on", "it was booked Mon 2 Mar, so it cannot have been evaluated before");
	r = base;
	r.booked_on = NONE;
	r.evaluated_on = TODAY - 10;
	refused(base, r, "evaluated_on", "it came Sun 1 Mar, so it cannot have been evaluated before");
	r = base;
	r.evaluated_on = TODAY + 1;
	refused(base, r, "evaluated_on", "that day has not come yet");
	r = base;
	r.received_on = TODAY + 1;
	refused(base, r, "received_on", "that day has not come yet");
	r = base;
	r.status = STATUS_ACTIVE;
	r.discharged_on = TODAY;
	refused(base, r, "discharged_on", "a day on which it was discharged does not go with the status Active");
	/* an old contradiction does not stand in the way of a note */
	base.discharged_on = TODAY - 20;
	r = base;
	r.note = "called twice";
	assert_true(referral_settle(&base, &r, TODAY, &e));
	/* one may book before the paper comes */
	base = with(STATUS_RECEIVED, TODAY - 3, NONE, NONE, NONE);
	r = base;
	r.booked_on = TODAY - 5;
	assert_true(referral_settle(&base, &r, TODAY, &e));
}

/* --- random walks --- */

static uint64_t dice = 2026;

static int below(int n)
{
	dice = dice * 6364136223846793005u + 1442695040888963407u;
	return (int)((dice >> 33) % (uint64_t)n);
}

static struct referral read_one(struct world *w, uint64_t id)
{
	struct referral r;

	must(w, store_get(app(w)->store, KIND_REFERRAL, id, &w->arena, &r, &w->err));
	return r;
}

static void same(const struct referral *a, const struct referral *b)
{
	for (int i = 0; i < kinds[KIND_REFERRAL].count; i++) {
		const struct field *f = &kinds[KIND_REFERRAL].fields[i];

		if (!field_equal(f, a, b))
			fail_msg("%s is another", f->name);
	}
}

/* What referral_settle promises of every record that comes out of it. */
static void in_step(const struct referral *r)
{
	bool came = r->status == STATUS_EVALUATED || r->status == STATUS_ACTIVE || r->status == STATUS_DISCHARGED;
	int32_t last = r->booked_on;

	assert_int_equal(r->evaluated_on != NONE, came);
	assert_int_equal(r->discharged_on != NONE, r->status == STATUS_DISCHARGED);
	if (r->status == STATUS_BOOKED)
		assert_true(r->booked_on != NONE);
	if (r->status == STATUS_RECEIVED)
		assert_true(r->booked_on == NONE);
	if (came) {
		assert_true(r->evaluated_on >= last && r->evaluated_on >= r->received_on);
		last = r->evaluated_on;
	}
	if (r->discharged_on != NONE)
		assert_true(r->discharged_on >= last && r->discharged_on <= TODAY);
}

static bool act(struct world *w, uint64_t id)
{
	int16_t to = (int16_t)below(6);
	int32_t on = below(2) ? NONE : TODAY - below(45);

	if (below(5))
		return app_referral_status(app(w), (struct whom){&id, 1}, (enum referral_status)to, on, &w->said,
					   &w->err);
	/* or by the form: a day is typed */
	struct referral base = read_one(w, id), edited = base;
	int32_t *const days[] = {&edited.booked_on, &edited.evaluated_on, &edited.discharged_on};

	*days[below(3)] = TODAY - below(45);
	return app_referral(app(w), &base, &edited, &w->said, &w->err);
}

static void take_back(struct world *w, bool redo)
{
	must(w, redo ? app_redo(app(w), &w->said, &w->err) : app_undo(app(w), &w->said, &w->err));
}

static void test_random_walks_keep_step_and_go_back(void **state)
{
	enum { WALKS = 12, STEPS = 40 };
	struct world *w = *state;
	int done = 0, denied = 0;

	for (int walk = 0; walk < WALKS; walk++) {
		struct referral r;

		record_init(KIND_REFERRAL, &r);
		r.source_id = w->okafor;
		r.received_on = TODAY - 40;
		must(w, app_refer(app(w), &r, &w->said, &w->err));
		uint64_t id = r.id;

		for (int i = 0; i < STEPS; i++) {
			struct referral before = read_one(w, id), after;
			bool ok = act(w, id);

			if (!ok) {
				assert_true(w->err.code == ERR_REFUSED || w->err.code == ERR_INVALID);
				assert_non_null(w->err.text);
				err_clear(&w->err);
				after = read_one(w, id);
				same(&before, &after);
				denied++;
				continue;
			}
			bool written = w->said.written;

			said_free(&w->said);
			after = read_one(w, id);
			in_step(&after);
			if (!written)
				continue;
			done++;
			take_back(w, false);
			struct referral again = read_one(w, id);

			same(&before, &again);
			take_back(w, true);
			again = read_one(w, id);
			same(&after, &again);
		}
		arena_clear(&w->arena);
	}
	assert_true(done > WALKS * STEPS / 3);
	assert_true(denied > WALKS);
}

/* --- several at once --- */

static uint64_t make(struct world *w, uint64_t source, int32_t received)
{
	struct referral r;

	record_init(KIND_REFERRAL, &r);
	r.source_id = source;
	r.received_on = received;
	must(w, app_refer(app(w), &r, &w->said, &w->err));
	return r.id;
}

static void test_marked_ones_are_one_step(void **state)
{
	struct world *w = *state;
	uint64_t ids[] = {make(w, w->okafor, TODAY - 9), make(w, w->rosa, TODAY - 8), make(w, w->okafor, TODAY - 7)};
	struct whom all = {ids, 3}, first = {ids, 1};

	must(w, app_referral_status(app(w), first, STATUS_BOOKED, NONE, &w->said, &w->err));
	assert_true(app_referral_status(app(w), all, STATUS_BOOKED, NONE, &w->said, &w->err));
	assert_string_equal(str_text(&w->said.text), "2 referrals booked; R-1001 is Booked already.");
	said_free(&w->said);
	history_begins(w, "2 referrals booked");
	must(w, app_undo(app(w), &w->said, &w->err));
	assert_int_equal(read_one(w, ids[0]).status, STATUS_BOOKED);
	assert_int_equal(read_one(w, ids[1]).status, STATUS_RECEIVED);
	/* nobody can: words, and nothing is written */
	assert_false(app_referral_status(app(w), first, STATUS_BOOKED, NONE, &w->said, &w->err));
	assert_string_equal(err_text(&w->err), "R-1001 is Booked already");
	err_clear(&w->err);
	must(w, app_referral_thank(app(w), first, THANK_CALL, &w->said, &w->err));
	assert_true(app_referral_thank(app(w), all, THANK_CARD, &w->said, &w->err));
	assert_string_equal(str_text(&w->said.text),
			    "2 referrals thanked for by card; R-1001 was thanked for already.");
	said_free(&w->said);
	must(w, app_undo(app(w), &w->said, &w->err));
	assert_int_equal(read_one(w, ids[1]).thanked_on, NONE);
	assert_int_equal(read_one(w, ids[0]).thanked_on, TODAY);
	/* a day that one of them cannot have passes that one over */
	assert_true(app_referral_status(app(w), all, STATUS_EVALUATED, TODAY - 8, &w->said, &w->err));
	assert_string_equal(
		str_text(&w->said.text),
		"1 referral evaluated; R-1001: it was booked Tue 10 Mar, so it cannot have been evaluated before; "
		"R-1003: it came Tue 3 Mar, so it cannot have been evaluated before.");
	said_free(&w->said);
}

/* --- stamps, plans of care --- */

static void test_a_certification_ends(void **state)
{
	struct referral r = with(STATUS_ACTIVE, TODAY - 40, NONE, TODAY - 30, NONE);

	(void)state;
	referral_certify(&r, TODAY - 10, false, 90); /* the first counts from the evaluation */
	assert_int_equal(r.poc_signed_on, TODAY - 10);
	assert_int_equal(r.cert_end_on, TODAY + 60);
	referral_certify(&r, TODAY, true, 90); /* the next from its own day */
	assert_int_equal(r.cert_end_on, TODAY + 90);
	r.poc_signed_on = NONE;
	assert_false(referral_again(&r, TODAY + 1, 30)); /* nothing certified it yet */
	r.order_on = TODAY - 41;
	r.poc_sent_on = TODAY;
	assert_false(referral_again(&r, TODAY, 30)); /* the signature that was not needed comes in */
	assert_true(referral_again(&r, TODAY + 1, 30));
	r.poc_sent_on = TODAY + 1; /* too late to do without one */
	assert_false(referral_again(&r, TODAY + 2, 30));
	r.cert_end_on = TODAY + 20; /* a plan may be shorter */
	referral_certify(&r, TODAY, false, 90);
	assert_int_equal(r.cert_end_on, TODAY + 20);
}

static void test_stamps(void **state)
{
	struct world *w = *state;
	uint64_t id = make(w, w->okafor, TODAY - 9);
	struct whom one = {&id, 1};

	must(w, app_referral_status(app(w), one, STATUS_EVALUATED, TODAY - 3, &w->said, &w->err));
	must(w, app_referral_stamp(app(w), one, STAMP_ORDER, TODAY, &w->said, &w->err));
	assert_true(app_referral_stamp(app(w), one, STAMP_POC_SENT, TODAY, &w->said, &w->err));
	assert_string_equal(str_text(&w->said.text), "R-1001 plan of care sent: plan of care due Fri 5 Jun.");
	said_free(&w->said);
	history_begins(w, "R-1001 plan of care sent");
	assert_false(app_referral_stamp(app(w), one, STAMP_POC_SENT, TODAY, &w->said, &w->err));
	assert_string_equal(err_text(&w->err), "R-1001: plan of care sent since Tue 10 Mar");
	err_clear(&w->err);
	must(w, app_referral_stamp(app(w), one, STAMP_POC_SIGNED, TODAY, &w->said, &w->err));
	assert_int_equal(read_one(w, id).cert_end_on, TODAY + 87);
	assert_true(app_referral_stamp(app(w), one, STAMP_POC_SIGNED, TODAY, &w->said, &w->err));
	assert_true(str_starts(str_text(&w->said.text), "R-1001 certified again"));
	said_free(&w->said);
	must(w, app_referral_stamp(app(w), one, STAMP_CHALLENGE, TODAY, &w->said, &w->err));
	assert_true(read_one(w, id).challenge);
	for (int i = 0; i < 5; i++)
		must(w, app_undo(app(w), &w->said, &w->err));
	assert_int_equal(read_one(w, id).order_on, NONE);
	assert_int_equal(read_one(w, id).poc_sent_on, NONE);
	assert_false(read_one(w, id).challenge);
}

/* --- what they owe --- */

static const char *owes(struct world *w, uint64_t id)
{
	struct items items;
	struct whom one = {&id, 1};
	bool ok = app_referral_items(app(w), one, &w->arena, &items, &w->err);

	assert_true(ok || w->err.code == ERR_REFUSED);
	err_clear(&w->err);
	return ok ? items.rows[0].rule : "nothing";
}

static void test_done_settles_what_is_owed_one_by_one(void **state)
{
	struct world *w = *state;
	uint64_t id = make(w, w->okafor, TODAY - 9);
	struct whom one = {&id, 1};
	struct items items;
	const char *const order[] = {"thank", "report-evaluation", "poc", "poc", "nothing"};

	must(w, app_referral_status(app(w), one, STATUS_ACTIVE, TODAY - 3, &w->said, &w->err));
	for (int i = 0; i < 5; i++) {
		assert_string_equal(owes(w, id), order[i]);
		if (i == 4)
			break;
		must(w, app_referral_items(app(w), one, &w->arena, &items, &w->err));
		must(w, app_done_all(app(w), &items, CHOICE_NONE, NULL, &(struct plan){.channel = CHOICE_NONE},
				     &w->said, &w->err));
	}
	assert_int_equal(read_one(w, id).poc_signed_on, TODAY);
	assert_int_equal(read_one(w, id).reported_on, TODAY);
}

/* --- words --- */

static void reads(const char *text, const char *measure, int64_t initial, int64_t final)
{
	struct arena a = {0};
	struct outcome o;
	struct err e = {0};

	if (!app_read_outcome(text, &a, &o, &e))
		fail_msg("%s: %s", text, err_text(&e));
	assert_string_equal(o.measure, measure);
	assert_int_equal(o.initial, initial);
	assert_int_equal(o.final, final);
	arena_clear(&a);
}

static void reads_not(const char *text)
{
	struct arena a = {0};
	struct outcome o;
	struct err e = {0};

	if (app_read_outcome(text, &a, &o, &e))
		fail_msg("%s was read", text);
	err_clear(&e);
	arena_clear(&a);
}

static void test_outcomes_as_typed(void **state)
{
	(void)state;
	reads("LEFS 34 61", "LEFS", 340, 610);
	reads("lefs=34,61", "LEFS", 340, 610);
	reads("  quickdash  59.8 39.1 ", "QuickDASH", 598, 391);
	reads("ODI 42", "ODI", 420, NUM_NONE);
	reads("ODI=,12", "ODI", NUM_NONE, 120);
	reads("ODI - 12", "ODI", NUM_NONE, 120);
	reads("Berg Balance=40, 50.5", "Berg Balance", 400, 505);
	reads_not("");
	reads_not("LEFS");
	reads_not("LEFS ");
	reads_not("LEFS=");
	reads_not("=3,4");
	reads_not("LEFS x");
	reads_not("LEFS 1 2 3");
	reads_not("LEFS 1.25 2");
}

static void says(const char *measure, int64_t initial, int64_t final, int64_t mcid, const char *words)
{
	struct outcome o;
	struct str b = {0};

	record_init(KIND_OUTCOME, &o);
	o.measure = measure;
	o.initial = initial;
	o.final = final;
	outcome_write(&b, &o, mcid);
	assert_string_equal(str_text(&b), words);
	str_free(&b);
}

static void test_outcomes_in_words(void **state)
{
	(void)state;
	says("LEFS", 320, 610, 90, "32 to 61, 29 better; MCID 9 met");
	says("LEFS", 320, 410, 90, "32 to 41, 9 better; MCID 9 met");
	says("LEFS", 320, 409, 90, "32 to 40.9, 8.9 better; MCID 9 not met");
	says("ODI", 320, 610, 120, "32 to 61, 29 worse; MCID 12 not met");
	says("ODI", 610, 320, 120, "61 to 32, 29 better; MCID 12 met");
	says("NPRS", 70, 70, 20, "7 to 7, no change; MCID 2 not met");
	says("LEFS", 320, NUM_NONE, 90, "32, no final score yet");
	says("LEFS", NUM_NONE, 610, 90, "no initial score, final 61");
	says("Berg", 400, 505, 0, "40 to 50.5");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_status_has_its_days),
		cmocka_unit_test(test_a_typed_day_moves_the_status),
		cmocka_unit_test(test_days_that_contradict_each_other),
		TEST(test_random_walks_keep_step_and_go_back),
		TEST(test_marked_ones_are_one_step),
		cmocka_unit_test(test_a_certification_ends),
		TEST(test_stamps),
		TEST(test_done_settles_what_is_owed_one_by_one),
		cmocka_unit_test(test_outcomes_as_typed),
		cmocka_unit_test(test_outcomes_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
