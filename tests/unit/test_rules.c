/* The rules: each asks on its day and not the day before, not after what settles it, and again when that is undone. */
#include "facts.h"
#include "store/inner.h"

/* --- one book for each rule; the item is due TODAY --- */

static void step(struct facts *w)
{
	struct source s = fact_source();
	struct step p;
	record_init(KIND_STEP, &p);
	p.id = REFERRAL;
	p.source_id = SOURCE;
	p.due_on = TODAY;
	p.channel = CHANNEL_CALL;
	p.what = "outcomes";
	put(w, KIND_SOURCE, &s);
	put(w, KIND_STEP, &p);
}

static void thank(struct facts *w)
{
	struct source s = fact_source();
	struct referral r = fact_referral(TODAY - 1);
	s.stage = STAGE_MAINTAIN;
	r.thank = CHOICE_NONE;
	put(w, KIND_SOURCE, &s);
	put(w, KIND_REFERRAL, &r);
}

static void touch(struct facts *w)
{
	struct source s = fact_source();
	s.cadence_days = NUM_NONE;
	put(w, KIND_SOURCE, &s);
	put_touch(w, TODAY - 14, CHANNEL_CALL, PURPOSE_SHARE);
}

static void reopen(struct facts *w)
{
	struct source s = fact_source();
	s.standing = STANDING_PAUSED;
	s.standing_until = TODAY;
	s.standing_reason = "maternity leave";
	put(w, KIND_SOURCE, &s);
}

static void bad_news(struct facts *w)
{
	struct source s = fact_source();
	struct referral r = fact_referral(TODAY - 40);
	s.stage = STAGE_MAINTAIN;
	r.challenge = true;
	r.challenge_on = TODAY;
	put(w, KIND_SOURCE, &s);
	put(w, KIND_REFERRAL, &r);
}

static void report(struct facts *w, int status, int32_t evaluated, int32_t discharged, int32_t reported)
{
	struct source s = fact_source();
	struct referral r = fact_referral(TODAY - 60);
	s.stage = STAGE_MAINTAIN;
	r.status = (int16_t)status;
	r.evaluated_on = evaluated;
	r.discharged_on = discharged;
	r.poc_sent_on = r.poc_signed_on = TODAY - 2;
	put(w, KIND_SOURCE, &s);
	put(w, KIND_REFERRAL, &r);
	if (reported != DAY_NONE) {
		struct touch t = fact_touch(reported, CHANNEL_REPORT, PURPOSE_PROGRESS);
		t.referral_id = REFERRAL;
		put(w, KIND_TOUCH, &t);
	}
}

static void report_evaluation(struct facts *w)
{
	report(w, STATUS_EVALUATED, TODAY - 7, DAY_NONE, DAY_NONE);
}

static void report_progress(struct facts *w)
{
	report(w, STATUS_ACTIVE, TODAY - 40, DAY_NONE, TODAY - 30);
}

static void report_discharge(struct facts *w)
{
	report(w, STATUS_DISCHARGED, TODAY - 50, TODAY - 7, TODAY - 40);
}

static void poc(struct facts *w, int32_t sent, int32_t order, int32_t signed_on, int32_t evaluated)
{
	struct source s = fact_source();
	struct referral r = fact_referral(TODAY - 100);
	s.stage = STAGE_MAINTAIN;
	r.status = STATUS_ACTIVE;
	r.evaluated_on = evaluated;
	r.poc_sent_on = sent;
	r.order_on = order;
	r.poc_signed_on = signed_on;
	put(w, KIND_SOURCE, &s);
	put(w, KIND_REFERRAL, &r);
}

static void poc_to_send(struct facts *w)
{
	poc(w, DAY_NONE, TODAY - 41, DAY_NONE, TODAY - 30);
}

static void poc_to_sign(struct facts *w)
{
	poc(w, TODAY - 20, DAY_NONE, DAY_NONE, TODAY - 30);
}

static void poc_to_renew(struct facts *w)
{
	poc(w, TODAY - 85, TODAY - 95, DAY_NONE, TODAY - 90);
}

static void substance(struct facts *w)
{
	struct source s = fact_source();
	s.stage = STAGE_TRUST;
	put(w, KIND_SOURCE, &s);
	put_touch(w, TODAY - 90, CHANNEL_LUNCH, CHOICE_NONE);
	put_touch(w, TODAY - 3, CHANNEL_LUNCH, PURPOSE_GIFT);
}

static void decision_maker(struct facts *w)
{
	struct source s = fact_source();
	s.stage = STAGE_TRUST;
	s.decision_maker = true;
	put(w, KIND_SOURCE, &s);
	put_touch(w, TODAY - 120, CHANNEL_VISIT, PURPOSE_SHARE);
	put_touch(w, TODAY - 3, CHANNEL_CALL, PURPOSE_SHARE);
}

static void homework(struct facts *w)
{
	struct source s = fact_source();
	s.added_on = TODAY - 7;
	s.payers_on = DAY_NONE;
	put(w, KIND_SOURCE, &s);
}

static void second_meeting(struct facts *w)
{
	struct source s = fact_source();
	put(w, KIND_SOURCE, &s);
	put_touch(w, TODAY - 20, CHANNEL_CALL, PURPOSE_INTRODUCE);
	put_touch(w, TODAY - 7, CHANNEL_COFFEE, PURPOSE_PITCH);
}

static void announce(struct facts *w)
{
	struct source s = fact_source();
	struct announcement a;
	struct recipient r;
	record_init(KIND_ANNOUNCEMENT, &a);
	a.title = "aquatic therapy";
	a.on = TODAY;
	record_init(KIND_RECIPIENT, &r);
	r.id = REFERRAL;
	r.source_id = SOURCE;
	put(w, KIND_SOURCE, &s);
	put(w, KIND_ANNOUNCEMENT, &a);
	r.announcement_id = a.id;
	put(w, KIND_RECIPIENT, &r);
}

static void outcomes(struct facts *w)
{
	struct source s = fact_source();
	s.stage = STAGE_MAINTAIN;
	put(w, KIND_SOURCE, &s);
	put_referrals(w, (int32_t[]){TODAY - 90, TODAY - 5}, 2);
}

static void lapsed(struct facts *w)
{
	struct source s = fact_source();
	s.stage = STAGE_MAINTAIN;
	put(w, KIND_SOURCE, &s);
	/* gaps 10, 70 and 60: the middle one twice is 120 days, more than 90 */
	put_referrals(w, (int32_t[]){TODAY - 260, TODAY - 250, TODAY - 180, TODAY - 120}, 4);
	put_touch(w, TODAY - 110, CHANNEL_REPORT, PURPOSE_OUTCOMES);
}

static void ask_patient(struct facts *w)
{
	struct source s = fact_source();
	struct referral r = fact_referral(TODAY - 60);
	s.stage = STAGE_MAINTAIN;
	r.status = STATUS_DISCHARGED;
	r.discharged_on = TODAY - 3;
	r.nps = 9;
	put(w, KIND_SOURCE, &s);
	put(w, KIND_REFERRAL, &r);
}

static void move_on(struct facts *w)
{
	struct source s = fact_source();
	put(w, KIND_SOURCE, &s);
	put_referrals(w, (int32_t[]){TODAY}, 1);
}

static void move_on_to_maintain(struct facts *w)
{
	struct source s = fact_source();
	s.stage = STAGE_TRUST;
	put(w, KIND_SOURCE, &s);
	put_referrals(w, (int32_t[]){TODAY - 180, TODAY - 20, TODAY}, 3);
}

static void let_go(struct facts *w)
{
	struct source s = fact_source();
	put(w, KIND_SOURCE, &s);
	for (int i = 0; i < 7; i++)
		put_touch(w, TODAY - 180 + 5 * i, CHANNEL_CALL, PURPOSE_SHARE);
}

static void verify(struct facts *w)
{
	struct source s = fact_source();
	s.verified_on = TODAY - 365;
	put(w, KIND_SOURCE, &s);
}

static void own_details(struct facts *w)
{
	struct clinic c;
	sure(w, store_get(w->app.store, KIND_CLINIC, 1, &w->arena, &c, &w->err));
	c.own_details_on = TODAY - 365;
	put(w, KIND_CLINIC, &c);
}

/* --- what settles what `d` does not --- */

static bool by_done(struct facts *w, const struct queue_row *item)
{
	return app_done(&w->app, item, CHOICE_NONE, NULL, NULL, &w->said, &w->err);
}

static bool by_homework(struct facts *w, const struct queue_row *item)
{
	struct source base, s;
	assert_false(by_done(w, item));
	assert_string_equal(err_text(&w->err),
			    "homework on Dr. Priya Okafor is done when what is open is filled in: payers");
	sure(w, store_get(w->app.store, KIND_SOURCE, SOURCE, &w->arena, &base, &w->err));
	s = base;
	s.payers_on = TODAY;
	return app_edit(&w->app, &base, &s, NULL, &w->said, &w->err);
}

static bool by_letting_go(struct facts *w, const struct queue_row *item)
{
	assert_false(by_done(w, item));
	assert_non_null(strstr(err_text(&w->err), "7 touches since 180 days ago, no referral"));
	return app_let_go(&w->app, item->source_id, "refers to a friend", &w->said, &w->err);
}

static const struct {
	const char *name, *rule;
	void (*book)(struct facts *w);
	bool (*settle)(struct facts *w, const struct queue_row *item);
	const char *what, *why;
} cases[] = {
	{"step", "step", step, by_done, "outcomes", "planned some time ago"},
	{"thank", "thank", thank, by_done, "card for R-1001 (knee)", "R-1001 came yesterday, not thanked"},
	{"touch", "touch", touch, by_done, "get in touch again", "last touch 14 days ago"},
	{"reopen", "reopen", reopen, by_done, "paused: maternity leave", "paused some time ago"},
	{"bad news", "bad-news", bad_news, by_done, "tell them of the setback with R-1001 (knee)",
	 "R-1001 had a setback today, not told"},
	{"report of the evaluation", "report-evaluation", report_evaluation, by_done,
	 "send the evaluation of R-1001 (knee)", "R-1001 evaluated 7 days ago, not reported"},
	{"report of progress", "report-progress", report_progress, by_done, "send progress of R-1001 (knee)",
	 "R-1001 last reported 30 days ago"},
	{"report at discharge", "report-discharge", report_discharge, by_done, "send the outcome of R-1001 (knee)",
	 "R-1001 discharged 7 days ago, outcome not sent"},
	{"plan of care to send", "poc", poc_to_send, by_done, "send the plan of care of R-1001 (knee)",
	 "evaluated 30 days ago, plan of care not sent"},
	{"plan of care to sign", "poc", poc_to_sign, by_done, "get the plan of care signed, R-1001 (knee)",
	 "sent 20 days ago, not signed, no order on file"},
	{"plan of care to renew", "poc", poc_to_renew, by_done, "certify again, R-1001 (knee)",
	 "certified 90 days ago"},
	{"substance", "substance", substance, by_done, "something of substance: an outcome, a question, news",
	 "in touch since 90 days ago, never of substance"},
	{"decision-maker", "decision-maker", decision_maker, by_done, "meet in person, not only the desk",
	 "last met 120 days ago"},
	{"homework", "homework", homework, by_homework, "payers", "added 7 days ago, homework open"},
	{"second meeting", "second-meeting", second_meeting, by_done, "set a second meeting",
	 "first met 7 days ago, no next meeting dated"},
	{"announcement", "announce", announce, by_done, "tell the news: aquatic therapy",
	 "announced today, not told yet"},
	{"outcomes", "outcomes", outcomes, by_done, "share outcomes and NPS of their patients",
	 "refers since 90 days ago, never shown"},
	{"lapsed", "lapsed", lapsed, by_done, "ask how things are: no referral lately",
	 "last referral 120 days ago, 4 in all"},
	{"ask the patient", "ask-patient", ask_patient, by_done, "the patient of R-1001 to tell others (NPS 9)",
	 "discharged 3 days ago, NPS 9, not asked"},
	{"on to trust", "move-on", move_on, by_done, "to Building trust", "first referral today"},
	{"on to maintaining", "move-on", move_on_to_maintain, by_done, "to Maintaining",
	 "3 referrals in 180 days, loops closed"},
	{"let go", "let-go", let_go, by_letting_go, "go on, pause or let go?",
	 "7 touches since 180 days ago, no referral"},
	{"verify", "verify", verify, by_done, "their phone, fax and address", "last checked 365 days ago"},
	{"own details", "own-details", own_details, by_done, "our own details on site, cards and profiles",
	 "last checked 365 days ago"},
};

static void print_line(void *ctx, const char *line)
{
	(void)ctx;
	print_message("check: %s\n", line);
}

static void whole(struct facts *w)
{
	struct check_report r;
	sure(w, store_check(w->app.store, false, &w->app.now, print_line, NULL, &r, &w->err));
	assert_int_equal(r.problems, 0);
}

static void each_asks_on_its_day_until_it_is_settled(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		void *s;
		struct queue_row item;
		assert_int_equal(facts_open(&s), 0);
		struct facts *w = s;
		print_message("  %s\n", cases[i].name);
		cases[i].book(w);
		assert_int_equal(items(w, cases[i].rule, TODAY - 1, &item), 0);
		assert_int_equal(items(w, cases[i].rule, TODAY, &item), 1);
		assert_int_equal(item.due_on, TODAY);
		assert_string_equal(item.what, cases[i].what);
		assert_string_equal(item.why, cases[i].why);
		sure(w, cases[i].settle(w, &item));
		assert_int_equal(items(w, cases[i].rule, TODAY, &item), 0);
		sure(w, app_undo(&w->app, &w->said, &w->err));
		assert_int_equal(items(w, cases[i].rule, TODAY, &item), 1);
		sure(w, app_later(&w->app, &item, TODAY + 1, &w->said, &w->err));
		assert_int_equal(items(w, cases[i].rule, TODAY, &item), 0);
		assert_int_equal(items(w, cases[i].rule, TODAY + 1, &item), 1);
		sure(w, app_drop(&w->app, &item, &w->said, &w->err));
		assert_int_equal(items(w, cases[i].rule, TODAY + 1, &item), 0);
		whole(w);
		facts_close(&s);
	}
}

static void homework_is(struct facts *w, const char *what)
{
	struct queue_row item = {.what = ""};
	items(w, "homework", TODAY, &item);
	assert_string_equal(item.what, what);
	whole(w);
}

/* Sets the words of one side, looks, takes them back, looks, and sets them again. */
static void words(struct facts *w, enum label_of of, uint64_t id, enum label_type type, const char *list,
		  const char *before, const char *after)
{
	homework_is(w, before);
	sure(w, app_set_labels(&w->app, of, id, type, list, &w->said, &w->err));
	homework_is(w, after);
	sure(w, app_undo(&w->app, &w->said, &w->err));
	homework_is(w, before);
	sure(w, app_redo(&w->app, &w->said, &w->err));
	homework_is(w, after);
}

/* Fit and payers are homework until there are words of both sides to compare, whosever words come or go last. */
static void words_of_both_sides_are_homework(void **state)
{
	enum { OFFICE = 5 };
	static const char all[] = "fit, payers", some[] = "payers", none[] = "";
	struct facts *w = *state;
	struct practice office;
	struct source s = fact_source();
	record_init(KIND_PRACTICE, &office);
	office.id = OFFICE;
	office.name = "An office";
	put(w, KIND_PRACTICE, &office);
	s.practice_id = OFFICE;
	s.gatekeeper = true;
	s.fit = CHOICE_NONE;
	s.payers_on = DAY_NONE;
	put(w, KIND_SOURCE, &s);
	words(w, LABEL_OF_CLINIC, 1, LABEL_POPULATION, "children, athletes", all, all);
	words(w, LABEL_OF_SOURCE, SOURCE, LABEL_POPULATION, "older adults", all, some); /* poor is known too */
	words(w, LABEL_OF_SOURCE, SOURCE, LABEL_PAYER, "BCBS", some, some);
	words(w, LABEL_OF_CLINIC, 1, LABEL_PAYER, "Tricare", some, none);
	words(w, LABEL_OF_CLINIC, 1, LABEL_POPULATION, "", none, none);
	words(w, LABEL_OF_CLINIC, 1, LABEL_PAYER, "", none, all);
	words(w, LABEL_OF_CLINIC, 1, LABEL_PAYER, "BCBS, Aetna", all, none);
	words(w, LABEL_OF_SOURCE, SOURCE, LABEL_PAYER, "", none, all);
	words(w, LABEL_OF_PRACTICE, OFFICE, LABEL_PAYER, "Aetna", all, none);
	words(w, LABEL_OF_CLINIC, 1, LABEL_PAYER, "Cigna", none, none);
	words(w, LABEL_OF_PRACTICE, OFFICE, LABEL_PAYER, "", none, all);
	words(w, LABEL_OF_CLINIC, 1, LABEL_TAG, "old", all, all);
}

static void every_rule_has_a_case(void **state)
{
	struct facts *w = *state;
	struct rule_info info;
	for (int i = 0; store_rule(w->app.store, i, &w->arena, &info, &w->err); i++) {
		bool found = false;
		for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++)
			found = found || str_eq(cases[k].rule, info.name);
		if (!found)
			print_message("no case for %s\n", info.name);
		assert_true(found);
		assert_non_null(strchr(info.need, '(')); /* the need it serves */
		assert_null(strstr(info.need, "(S"));
	}
}

/* Of a book of any size a rule reads what belongs to its subject, the queue what is due. */
static void must_search(struct facts *w, const char *sql)
{
	struct str b = {0};
	int looked = 0;
	str_printf(&b, "EXPLAIN QUERY PLAN %s", sql);
	struct query *q = db_prepare(w->app.store->db, str_text(&b));
	while (query_step(q)) {
		const char *plan = query_text(q, 3);
		/* whole tables have one letter; what is left is made of a few rows */
		bool scan = str_starts(plan, "SCAN ") && strlen(plan) > 5 && (plan[6] == ' ' || plan[6] == '\0');
		looked++;
		if (scan)
			print_message("%s\n%s\n", plan, sql);
		assert_false(scan);
	}
	sure(w, query_end(q, &w->err));
	assert_true(looked > 0);
	str_free(&b);
}

static void no_rule_reads_a_whole_table(void **state)
{
	struct facts *w = *state;
	int n;
	const struct rule *rules = rules_all(&n);
	for (int i = 0; i < n; i++) {
		struct str b = {0};
		str_printf(&b, "SELECT r.due_on FROM (%s) r WHERE r.subject_id = $1", rules[i].sql);
		must_search(w, str_text(&b));
		str_free(&b);
	}
	must_search(w, "SELECT d.due_on FROM dues d LEFT JOIN sources s ON s.id = d.source_id WHERE d.due_on <= $1"
		       " ORDER BY d.due_on, d.rule, d.subject_id");
	must_search(w, "SELECT d.due_on FROM dues d WHERE d.source_id = $1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_asks_on_its_day_until_it_is_settled),
		cmocka_unit_test_setup_teardown(words_of_both_sides_are_homework, facts_open, facts_close),
		cmocka_unit_test_setup_teardown(every_rule_has_a_case, facts_open, facts_close),
		cmocka_unit_test_setup_teardown(no_rule_reads_a_whole_table, facts_open, facts_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
