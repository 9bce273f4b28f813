/* The rules at their edges: what does not settle an item, what does not bring one, and what is older than anything owed. */
#include "facts.h"

/* --- nothing older than owed-from is owed, and what was owed stays so --- */

static void what_came_before_is_not_owed(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	int32_t owed = TODAY - 14;
	static const char *const none[] = {"thank",       "bad-news", "report-evaluation", "report-discharge",
					   "ask-patient", "poc"};
	put_made(w, TODAY);
	put(w, KIND_SOURCE, &s);
	for (int day = 0; day < 2; day++) {
		struct referral r = fact_referral(owed - 1 + day);
		r.id += (uint64_t)day;
		r.number += day;
		r.thank = CHOICE_NONE;
		r.status = STATUS_EVALUATED;
		r.evaluated_on = r.received_on;
		r.challenge = true;
		r.challenge_on = r.received_on;
		put(w, KIND_REFERRAL, &r);
	}
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
		struct queue_row item;
		bool at_discharge = str_eq(none[i], "report-discharge") || str_eq(none[i], "ask-patient");
		assert_int_equal(items(w, none[i], DAY_FAR - 1, &item), at_discharge ? 0 : 1);
		if (!at_discharge)
			assert_int_equal(item.subject_id, REFERRAL + 1); /* of the day itself */
	}
	for (int day = 0; day < 2; day++) {
		struct referral r = fact_referral(owed - 1 + day);
		r.id += (uint64_t)day;
		r.number += day;
		r.status = STATUS_DISCHARGED;
		r.evaluated_on = r.discharged_on = r.received_on;
		r.nps = 10;
		put(w, KIND_REFERRAL, &r);
	}
	assert_int_equal(asks_on(w, "report-discharge"), owed + 7);
	assert_int_equal(asks_on(w, "ask-patient"), owed + 3);
}

/* What goes on counts from owed-from at the earliest. */
static void old_clocks_begin_with_what_is_owed(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	int32_t owed = TODAY - 14;
	put_made(w, TODAY);
	s.cadence_days = NUM_NONE;
	s.verified_on = DAY_NONE;
	s.payers_on = DAY_NONE;
	s.decision_maker = true;
	s.added_on = TODAY - 400;
	put(w, KIND_SOURCE, &s);
	assert_int_equal(asks_on(w, "homework"), owed + 7);
	assert_int_equal(asks_on(w, "verify"), owed + 365);
	put_touch(w, TODAY - 390, CHANNEL_CALL, PURPOSE_SHARE);
	put_touch(w, TODAY - 380, CHANNEL_CALL, PURPOSE_GIFT);
	assert_int_equal(asks_on(w, "touch"), owed + 14);
	assert_int_equal(asks_on(w, "substance"), owed + 90);
	assert_int_equal(asks_on(w, "decision-maker"), owed + 120);
	put_referrals(w, (int32_t[]){TODAY - 300, TODAY - 295}, 2);
	assert_int_equal(asks_on(w, "lapsed"), owed + 90);
	/* and it is a setting like any other */
	sure(w, app_set(&w->app, "owed-from", "2025-01-01", &w->said, &w->err));
	assert_int_equal(asks_on(w, "touch"), TODAY - 380 + 14);
	assert_int_equal(asks_on(w, "verify"), TODAY - 400 + 365);
}

static void overdue_stays(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	struct queue_row *rows;
	int n;
	s.cadence_days = NUM_NONE;
	put(w, KIND_SOURCE, &s);
	put_touch(w, TODAY - 14, CHANNEL_CALL, PURPOSE_SHARE);
	sure(w, store_queue(w->app.store, TODAY, TODAY, NULL, 10, &w->arena, &rows, &n, &w->err));
	assert_int_equal(n, 1);
	assert_int_equal(app_item_flag(&rows[0], TODAY), '*'); /* due today is not late */
	assert_int_equal(app_item_flag(&rows[0], TODAY + 1), '!');
	sure(w, store_queue(w->app.store, TODAY + 4000, TODAY + 4000, NULL, 10, &w->arena, &rows, &n, &w->err));
	assert_true(n >= 1);
	assert_string_equal(rows[0].rule, "touch");
	assert_int_equal(rows[0].due_on, TODAY);
}

/* --- touch --- */

static void cadences_by_stage_and_of_their_own(void **state)
{
	struct facts *w = *state;
	static const int days[] = {14, 30, 90};
	struct source s = fact_source();
	for (int stage = 0; stage < 3; stage++) {
		s.stage = (int16_t)stage;
		s.cadence_days = NUM_NONE;
		put(w, KIND_SOURCE, &s);
		assert_int_equal(asks_on(w, "touch"),
				 TODAY - 100 + days[stage]); /* never in touch: from the day added */
		s.cadence_days = 45;
		put(w, KIND_SOURCE, &s);
		assert_int_equal(asks_on(w, "touch"), TODAY - 100 + 45);
	}
}

static void a_step_stills_the_cadence_and_a_gatekeeper_counts(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source(), rosa = fact_source();
	struct plan plan = {.set = true, .due_on = TODAY + 60, .channel = CHANNEL_CALL};
	struct queue_row item;
	s.cadence_days = 10;
	put(w, KIND_SOURCE, &s);
	sure(w, app_next(&w->app, SOURCE, &plan, &w->said, &w->err));
	assert_int_equal(items(w, "touch", DAY_FAR - 1, &item), 0);
	sure(w, app_undo(&w->app, &w->said, &w->err));
	assert_int_equal(items(w, "touch", TODAY, &item), 1);
	rosa.id = SOURCE + 1;
	rosa.name = "Rosa Delgado";
	rosa.gatekeeper = true;
	s.via_id = rosa.id;
	put(w, KIND_SOURCE, &rosa);
	put(w, KIND_SOURCE, &s);
	struct touch t = fact_touch(TODAY - 3, CHANNEL_VISIT, CHOICE_NONE);
	t.source_id = rosa.id;
	put(w, KIND_TOUCH, &t);
	assert_int_equal(items(w, "touch", TODAY - 3 + 9, &item), 0);
	assert_int_equal(items(w, "touch", TODAY - 3 + 10, &item), 1);
	assert_int_equal(item.source_id, SOURCE);
}

/* --- let go: never early --- */

static void put_calls(struct facts *w, int n, int32_t first, int by)
{
	for (int i = 0; i < n; i++)
		put_touch(w, first + by * i, CHANNEL_CALL, PURPOSE_SHARE);
}

static void the_review_is_never_asked_early(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	put(w, KIND_SOURCE, &s);
	put_calls(w, 6, TODAY - 400, 10);
	assert_int_equal(asks_on(w, "let-go"), DAY_NONE); /* long enough, too few */
	put_touch(w, TODAY - 2, CHANNEL_CALL, PURPOSE_SHARE);
	assert_int_equal(asks_on(w, "let-go"), TODAY - 2); /* the seventh */
	put_touch(w, TODAY, CHANNEL_CALL, PURPOSE_SHARE);
	assert_int_equal(asks_on(w, "let-go"), TODAY - 2); /* more do not move it */
	put_referrals(w, (int32_t[]){TODAY - 1}, 1);
	assert_int_equal(asks_on(w, "let-go"), DAY_NONE);
}

static void many_touches_in_a_short_time_wait_for_their_days(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	put(w, KIND_SOURCE, &s);
	put_calls(w, 12, TODAY - 30, 2);
	assert_int_equal(asks_on(w, "let-go"), TODAY - 30 + 180);
	s.gatekeeper = true; /* others refer through them */
	put(w, KIND_SOURCE, &s);
	assert_int_equal(asks_on(w, "let-go"), DAY_NONE);
}

/* --- lapsed: while nobody is referred --- */

static void put_steady_referrer(struct facts *w)
{
	struct source s = fact_source();
	s.stage = STAGE_MAINTAIN;
	put(w, KIND_SOURCE, &s);
	put_referrals(w, (int32_t[]){TODAY - 120, TODAY - 110, TODAY - 100}, 3);
}

static void a_lunch_does_not_still_a_lapse_but_asking_does(void **state)
{
	struct facts *w = *state;
	int32_t due = TODAY - 100 + 90;
	put_steady_referrer(w);
	assert_int_equal(asks_on(w, "lapsed"), due);
	put_touch(w, due + 1, CHANNEL_LUNCH, CHOICE_NONE);
	put_touch(w, due + 2, CHANNEL_CARD, PURPOSE_SHARE);
	assert_int_equal(asks_on(w, "lapsed"), due);
	put_touch(w, due - 8, CHANNEL_CALL, PURPOSE_CHECK_IN); /* asked before there was anything to ask */
	assert_int_equal(asks_on(w, "lapsed"), due);
	put_touch(w, due - 7, CHANNEL_CALL, PURPOSE_CHECK_IN);
	assert_int_equal(asks_on(w, "lapsed"), due - 7 + 90);
	put_touch(w, due + 5, CHANNEL_CALL, PURPOSE_CHECK_IN);
	assert_int_equal(asks_on(w, "lapsed"), due + 5 + 90); /* and again while nobody comes */
	struct referral r = fact_referral(TODAY - 1);
	r.id = REFERRAL + 9;
	r.number = 2000;
	put(w, KIND_REFERRAL, &r);
	assert_int_equal(asks_on(w, "lapsed"), TODAY - 1 + 90);
}

static void one_referral_lapses_too_and_slow_ones_later(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	put(w, KIND_SOURCE, &s);
	put_referrals(w, (int32_t[]){TODAY - 95}, 1);
	assert_int_equal(asks_on(w, "lapsed"), TODAY - 5);
	put_referrals(w, (int32_t[]){TODAY - 95, TODAY - 155}, 2); /* one gap of 60: twice that is longer than 90 */
	assert_int_equal(asks_on(w, "lapsed"), TODAY - 95 + 120);
	sure(w, app_set(&w->app, "lapsed-gaps", "3", &w->said, &w->err));
	assert_int_equal(asks_on(w, "lapsed"), TODAY - 95 + 180);
}

/* --- the plan of care --- */

static struct referral a_plan(struct facts *w, int32_t sent, int32_t order, int32_t is_signed, int32_t ends)
{
	struct source s = fact_source();
	struct referral r = fact_referral(TODAY - 200);
	s.stage = STAGE_MAINTAIN;
	r.status = STATUS_ACTIVE;
	r.evaluated_on = TODAY - 60;
	r.poc_sent_on = sent;
	r.order_on = order;
	r.poc_signed_on = is_signed;
	r.cert_end_on = ends;
	put(w, KIND_SOURCE, &s);
	put(w, KIND_REFERRAL, &r);
	return r;
}

static void plan_is(struct facts *w, int32_t due, const char *what)
{
	struct queue_row item;
	assert_int_equal(items(w, "poc", DAY_FAR - 1, &item), 1);
	assert_int_equal(item.due_on, due);
	if (!str_starts(item.what, what))
		fail_msg("%s is not: %s", item.what, what);
}

static void an_order_takes_the_place_of_a_signature_where_the_plan_was_sent_in_time(void **state)
{
	struct facts *w = *state;
	int32_t evaluated = TODAY - 60;
	a_plan(w, DAY_NONE, evaluated - 1, DAY_NONE, DAY_NONE);
	plan_is(w, evaluated + 30, "send the plan");
	a_plan(w, evaluated + 30, evaluated - 1, DAY_NONE, DAY_NONE);
	plan_is(w, evaluated + 90, "certify again");
	a_plan(w, evaluated + 31, evaluated - 1, DAY_NONE, DAY_NONE);
	plan_is(w, evaluated + 30, "get the plan of care signed");
	a_plan(w, evaluated + 30, DAY_NONE, DAY_NONE, DAY_NONE);
	plan_is(w, evaluated + 30, "get the plan of care signed");
}

static void a_certification_lasts_as_long_as_the_plan_or_ninety_days(void **state)
{
	struct facts *w = *state;
	int32_t evaluated = TODAY - 60;
	a_plan(w, evaluated + 2, DAY_NONE, evaluated + 20, DAY_NONE);
	plan_is(w, evaluated + 90, "certify again"); /* the first counts from the evaluation */
	a_plan(w, evaluated + 2, DAY_NONE, evaluated + 20, evaluated + 56);
	plan_is(w, evaluated + 56, "certify again"); /* a plan of eight weeks */
	a_plan(w, evaluated + 2, DAY_NONE, evaluated + 20, evaluated + 120);
	plan_is(w, evaluated + 90, "certify again"); /* no plan lasts longer */
	a_plan(w, evaluated + 2, DAY_NONE, evaluated + 55, evaluated + 145);
	plan_is(w, evaluated + 145, "certify again"); /* certified again: from that day */
}

static void done_leads_a_plan_from_step_to_step(void **state)
{
	struct facts *w = *state;
	struct queue_row item;
	struct referral r = a_plan(w, DAY_NONE, DAY_NONE, DAY_NONE, DAY_NONE);
	r.evaluated_on = TODAY - 10;
	put(w, KIND_REFERRAL, &r);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(items(w, "poc", TODAY + 20, &item), 1);
		sure(w, app_done(&w->app, &item, CHOICE_NONE, NULL, NULL, &w->said, &w->err));
	}
	plan_is(w, TODAY - 10 + 90, "certify again");
	w->app.now.today = TODAY + 80;
	assert_int_equal(items(w, "poc", TODAY + 80, &item), 1);
	sure(w, app_done(&w->app, &item, CHOICE_NONE, NULL, NULL, &w->said, &w->err));
	plan_is(w, TODAY + 80 + 90, "certify again");
	w->app.now.today = TODAY;
}

/* A certification that ends now is owed, however old the evaluation. */
static void an_old_plan_is_certified_again(void **state)
{
	struct facts *w = *state;
	put_made(w, TODAY);
	a_plan(w, TODAY - 58, TODAY - 61, DAY_NONE, DAY_NONE);
	plan_is(w, TODAY + 30, "certify again");
	a_plan(w, DAY_NONE, TODAY - 61, DAY_NONE, DAY_NONE);
	assert_int_equal(asks_on(w, "poc"), DAY_NONE);
}

/* --- homework --- */

static void put_label(struct facts *w, enum label_of of, uint64_t of_id, enum label_type type, const char *word)
{
	struct label l;
	record_init(KIND_LABEL, &l);
	l.of = (int16_t)of;
	l.of_id = of_id;
	l.type = (int16_t)type;
	l.word = word;
	put(w, KIND_LABEL, &l);
}

static void homework_is(struct facts *w, const char *what)
{
	struct queue_row item;
	int n = items(w, "homework", DAY_FAR - 1, &item);
	assert_int_equal(n, what ? 1 : 0);
	if (what)
		assert_string_equal(item.what, what);
}

static void homework_is_settled_part_by_part(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	struct practice p;
	record_init(KIND_PRACTICE, &p);
	p.id = 5;
	p.name = "Lakeside Orthopedics";
	put(w, KIND_PRACTICE, &p);
	s.practice_id = 5;
	s.fit = CHOICE_NONE;
	s.payers_on = s.marketing_on = DAY_NONE;
	put(w, KIND_SOURCE, &s);
	homework_is(w, "fit, payers, gatekeeper, marketing");
	put_label(w, LABEL_OF_SOURCE, SOURCE, LABEL_TAG, "no gatekeeper");
	homework_is(w, "fit, payers, marketing");
	sure(w, app_undo(&w->app, &w->said, &w->err));
	homework_is(w, "fit, payers, gatekeeper, marketing");
	sure(w, app_redo(&w->app, &w->said, &w->err));
	s.payers_on = TODAY;
	s.marketing_on = TODAY;
	put(w, KIND_SOURCE, &s);
	homework_is(w, "fit");
	s.homework_on = TODAY; /* "done", says a person */
	put(w, KIND_SOURCE, &s);
	homework_is(w, NULL);
	s.homework_on = DAY_NONE;
	put(w, KIND_SOURCE, &s);
	put_referrals(w, (int32_t[]){TODAY}, 1); /* past it */
	homework_is(w, NULL);
}

/* --- the second meeting --- */

static void a_second_meeting_is_asked_for_until_it_has_a_date(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	struct plan plan = {.set = true, .due_on = TODAY + 20, .channel = CHANNEL_VISIT};
	put(w, KIND_SOURCE, &s);
	put_touch(w, TODAY - 20, CHANNEL_VISIT, PURPOSE_PITCH);
	assert_int_equal(asks_on(w, "second-meeting"), TODAY - 13);
	put_touch(w, TODAY - 5, CHANNEL_CALL, PURPOSE_SHARE); /* which dated nothing */
	assert_int_equal(asks_on(w, "second-meeting"), TODAY + 2);
	sure(w, app_next(&w->app, SOURCE, &plan, &w->said, &w->err));
	assert_int_equal(asks_on(w, "second-meeting"), DAY_NONE);
	sure(w, app_undo(&w->app, &w->said, &w->err));
	sure(w, app_stage(&w->app, SOURCE, STAGE_TRUST, &w->said, &w->err));
	assert_int_equal(asks_on(w, "second-meeting"), TODAY + 2);
	put_touch(w, TODAY - 1, CHANNEL_LUNCH, CHOICE_NONE);
	assert_int_equal(asks_on(w, "second-meeting"), DAY_NONE); /* it was held */
}

static void who_was_not_met_is_not_asked_for_a_second_time(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	struct touch t = fact_touch(TODAY - 7, CHANNEL_VISIT, CHOICE_NONE);
	put(w, KIND_SOURCE, &s);
	t.result = 2; /* a message was left */
	put(w, KIND_TOUCH, &t);
	put_touch(w, TODAY - 7, CHANNEL_CALL, CHOICE_NONE);
	assert_int_equal(asks_on(w, "second-meeting"), DAY_NONE);
}

/* --- outcomes --- */

static void outcomes_are_for_who_refers_now(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	struct touch t = fact_touch(TODAY - 200, CHANNEL_REPORT, PURPOSE_OUTCOMES);
	s.stage = STAGE_MAINTAIN;
	put(w, KIND_SOURCE, &s);
	put(w, KIND_TOUCH, &t);
	put_referrals(w, (int32_t[]){TODAY - 201}, 1);
	assert_int_equal(asks_on(w, "outcomes"), DAY_NONE); /* active for 90 days, but shown after that */
	struct referral r = fact_referral(TODAY - 4);
	r.id = REFERRAL + 1;
	r.number = 1002;
	put(w, KIND_REFERRAL, &r);
	assert_int_equal(asks_on(w, "outcomes"), TODAY - 4); /* owed from the day they came back, not since long ago */
	struct touch one = fact_touch(TODAY, CHANNEL_REPORT, PURPOSE_OUTCOMES);
	one.referral_id = REFERRAL + 1;
	put(w, KIND_TOUCH, &one);
	assert_int_equal(asks_on(w, "outcomes"), TODAY - 4); /* of one patient: no summary */
	put_touch(w, TODAY, CHANNEL_LUNCH, PURPOSE_OUTCOMES);
	assert_int_equal(asks_on(w, "outcomes"), DAY_NONE); /* shown; active until TODAY + 86 */
}

/* --- moving on --- */

static void trust_is_built_by_referrals_whose_loops_are_closed(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	struct referral r = fact_referral(TODAY - 30);
	s.stage = STAGE_TRUST;
	put(w, KIND_SOURCE, &s);
	put_referrals(w, (int32_t[]){TODAY - 211, TODAY - 100, TODAY - 30}, 3); /* 181 days apart */
	assert_int_equal(asks_on(w, "move-on"), DAY_NONE);
	put_referrals(w, (int32_t[]){TODAY - 210}, 1);
	assert_int_equal(asks_on(w, "move-on"), TODAY - 30);
	r.id = REFERRAL + 2;
	r.number = 1003;
	r.thank = CHOICE_NONE;
	put(w, KIND_REFERRAL, &r);
	assert_int_equal(asks_on(w, "move-on"), DAY_NONE); /* not thanked */
	sure(w, app_thank(&w->app, SOURCE, r.id, THANK_CARD, false, &w->said, &w->err));
	assert_int_equal(asks_on(w, "move-on"), TODAY); /* due on the day that closed the loop */
	s.stage = STAGE_MAINTAIN;
	put(w, KIND_SOURCE, &s);
	assert_int_equal(asks_on(w, "move-on"), DAY_NONE);
}

/* --- standing --- */

static void put_news(struct facts *w, int32_t on)
{
	struct announcement a;
	struct recipient r;
	record_init(KIND_ANNOUNCEMENT, &a);
	a.title = "aquatic therapy";
	a.on = on;
	put(w, KIND_ANNOUNCEMENT, &a);
	record_init(KIND_RECIPIENT, &r);
	r.source_id = SOURCE;
	r.announcement_id = a.id;
	put(w, KIND_RECIPIENT, &r);
}

static void a_pause_is_quiet_until_its_day(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	struct queue_row item;
	struct plan plan = {.set = true, .due_on = TODAY + 3, .channel = CHANNEL_LUNCH};
	s.cadence_days = 1;
	put(w, KIND_SOURCE, &s);
	put_news(w, TODAY);
	sure(w, app_next(&w->app, SOURCE, &plan, &w->said, &w->err));
	sure(w, app_pause(&w->app, SOURCE, TODAY + 50, "maternity leave", &w->said, &w->err));
	struct queue_row *rows;
	int n;
	sure(w, store_queue(w->app.store, TODAY, TODAY + 49, NULL, 10, &w->arena, &rows, &n, &w->err));
	assert_int_equal(n, 0);
	assert_int_equal(asks_on(w, "reopen"), TODAY + 50);
	assert_int_equal(asks_on(w, "step"), TODAY + 50); /* the plan waits as long */
	assert_int_equal(items(w, "reopen", TODAY + 50, &item), 1);
	sure(w, app_done(&w->app, &item, CHOICE_NONE, NULL, NULL, &w->said, &w->err));
	assert_int_equal(asks_on(w, "announce"), TODAY);
	for (int i = 0; i < 2; i++)
		sure(w, app_undo(&w->app, &w->said, &w->err));
	assert_int_equal(asks_on(w, "step"), TODAY + 3);
	assert_int_equal(asks_on(w, "announce"), TODAY);
}

static void who_is_let_go_is_not_asked_about_but_their_patients_are(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	struct referral r = fact_referral(TODAY - 1);
	struct queue_row *rows;
	int n;
	s.cadence_days = 1;
	s.decision_maker = true;
	put(w, KIND_SOURCE, &s);
	put_news(w, TODAY);
	put_touch(w, TODAY - 300, CHANNEL_LUNCH, CHOICE_NONE);
	r.thank = CHOICE_NONE;
	put(w, KIND_REFERRAL, &r);
	sure(w, app_let_go(&w->app, SOURCE, "moved away", &w->said, &w->err));
	sure(w, store_queue(w->app.store, TODAY, DAY_FAR - 1, NULL, 10, &w->arena, &rows, &n, &w->err));
	for (int i = 0; i < n; i++)
		assert_true(rows[i].source_id == 0 || str_eq(rows[i].rule, "thank"));
	assert_int_equal(asks_on(w, "thank"), TODAY);
	sure(w, app_stage(&w->app, SOURCE, STAGE_FIRST, &w->said, &w->err)); /* live again */
	assert_int_equal(asks_on(w, "announce"), TODAY);
}

static void news_from_before_is_not_owed(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	put_made(w, TODAY);
	put(w, KIND_SOURCE, &s);
	put_news(w, TODAY - 15);
	assert_int_equal(asks_on(w, "announce"), DAY_NONE);
	put_news(w, TODAY - 14);
	assert_int_equal(asks_on(w, "announce"), TODAY - 14);
}

/* --- bad news --- */

static void bad_news_is_due_the_day_it_is_heard(void **state)
{
	struct facts *w = *state;
	struct source s = fact_source();
	struct referral base = fact_referral(TODAY - 40), r;
	s.stage = STAGE_MAINTAIN;
	base.status = STATUS_DISCHARGED;
	base.evaluated_on = TODAY - 38;
	base.discharged_on = TODAY - 20;
	put(w, KIND_SOURCE, &s);
	put(w, KIND_REFERRAL, &base);
	sure(w, store_get(w->app.store, KIND_REFERRAL, REFERRAL, &w->arena, &base, &w->err));
	r = base;
	r.nps = 7;
	sure(w, app_referral(&w->app, &base, &r, &w->said, &w->err));
	assert_int_equal(asks_on(w, "bad-news"), DAY_NONE);
	sure(w, store_get(w->app.store, KIND_REFERRAL, REFERRAL, &w->arena, &base, &w->err));
	r = base;
	r.nps = 6;
	sure(w, app_referral(&w->app, &base, &r, &w->said, &w->err));
	assert_int_equal(asks_on(w, "bad-news"), TODAY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACTS_TEST(what_came_before_is_not_owed),
		FACTS_TEST(old_clocks_begin_with_what_is_owed),
		FACTS_TEST(overdue_stays),
		FACTS_TEST(cadences_by_stage_and_of_their_own),
		FACTS_TEST(a_step_stills_the_cadence_and_a_gatekeeper_counts),
		FACTS_TEST(the_review_is_never_asked_early),
		FACTS_TEST(many_touches_in_a_short_time_wait_for_their_days),
		FACTS_TEST(a_lunch_does_not_still_a_lapse_but_asking_does),
		FACTS_TEST(one_referral_lapses_too_and_slow_ones_later),
		FACTS_TEST(an_order_takes_the_place_of_a_signature_where_the_plan_was_sent_in_time),
		FACTS_TEST(a_certification_lasts_as_long_as_the_plan_or_ninety_days),
		FACTS_TEST(done_leads_a_plan_from_step_to_step),
		FACTS_TEST(an_old_plan_is_certified_again),
		FACTS_TEST(homework_is_settled_part_by_part),
		FACTS_TEST(a_second_meeting_is_asked_for_until_it_has_a_date),
		FACTS_TEST(who_was_not_met_is_not_asked_for_a_second_time),
		FACTS_TEST(outcomes_are_for_who_refers_now),
		FACTS_TEST(trust_is_built_by_referrals_whose_loops_are_closed),
		FACTS_TEST(a_pause_is_quiet_until_its_day),
		FACTS_TEST(who_is_let_go_is_not_asked_about_but_their_patients_are),
		FACTS_TEST(news_from_before_is_not_owed),
		FACTS_TEST(bad_news_is_due_the_day_it_is_heard),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
