/* The visit brief: what stands in it of a person nobody knows yet and of a busy one, what stays off paper, and its keys. */
#include "world.h"

#include "app/paper.h"
#include "rapport/app/brief.h"

/* --- facts --- */

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

static struct referral a_patient(uint64_t source_id, const char *patient, int32_t on, int16_t status)
{
	struct referral r;
	record_init(KIND_REFERRAL, &r);
	r.source_id = source_id;
	r.patient_ref = patient;
	r.received_on = on;
	r.status = status;
	return r;
}

static void touch(struct world *w, uint64_t id, int32_t on, const char *note)
{
	struct touch t;
	record_init(KIND_TOUCH, &t);
	t.source_id = id;
	t.on = on;
	t.channel = CHANNEL_CALL;
	t.note = note;
	put(w, KIND_TOUCH, &t);
}

static struct brief brief_of(struct world *w, uint64_t id)
{
	struct brief b;
	must(w, app_brief(app(w), id, &w->arena, &b, &w->err));
	return b;
}

/* "Where: ...\nAsk for: ...\n" */
static const char *lines_of(struct world *w, uint64_t id, bool hide)
{
	struct brief b = brief_of(w, id);
	struct brief_line *rows;
	struct str all = {0};
	int n;
	app_brief_lines(app(w), &b, hide, &w->arena, &rows, &n);
	for (int i = 0; i < n; i++)
		str_printf(&all, "%s: %s\n", rows[i].label, rows[i].text);
	const char *text = arena_strdup(&w->arena, str_text(&all));
	str_free(&all);
	return text;
}

static const char *page_of(struct world *w, uint64_t id)
{
	struct brief b = brief_of(w, id);
	struct str html = {0};
	app_brief_page(app(w), &b, &html);
	const char *text = arena_strdup(&w->arena, str_text(&html));
	str_free(&html);
	return text;
}

/* --- what stays off paper --- */

static void paper_is(struct world *w, uint64_t source_id, const char *text, const char *expected)
{
	struct str b = {0};
	paper_text(app(w), source_id, text, &b);
	assert_string_equal(str_text(&b), expected);
	str_free(&b);
}

static void test_references_are_taken_out_of_texts(void **state)
{
	struct world *w = *state;
	refer(w, w->okafor, "HP09280 GM");
	refer(w, w->okafor, "JD");
	refer(w, w->rosa, "KL");
	refer(w, w->rosa, "10432");
	refer(w, w->okafor, "77");
	paper_is(w, w->okafor, "HP09280 did well.", "R-1001 did well.");
	paper_is(w, w->rosa, "(HP09280 GM), hp09280...", "(R-1001), R-1001...");
	paper_is(w, w->okafor, "GM and JD/KL are fine", "R-1001 and R-1002/KL are fine");
	paper_is(w, w->rosa, "GM and JD/KL are fine", "GM and JD/R-1003 are fine");
	paper_is(w, 0, "GM, JD, KL", "GM, JD, KL");
	paper_is(w, w->okafor, "\u201c10432\u201d\ncame \u2014 10432", "\u201cR-1004\u201d\ncame \u2014 R-1004");
	paper_is(w, w->okafor, "ROM 35, 77 of 77", "ROM 35, R-1005 of R-1005");
	paper_is(w, w->rosa, "77 of 77", "77 of 77");
	refer(w, w->okafor, "A 6");
	paper_is(w, w->okafor, "6 weeks, A 6 is fine", "6 weeks, R-1006 is fine");
	paper_is(w, w->okafor, "R-1001 555-0142 Zo\u00eb 104321 HP0928 xHP09280",
		 "R-1001 555-0142 Zo\u00eb 104321 HP0928 xHP09280");
	paper_is(w, w->okafor, "", "");
	paper_is(w, w->okafor, NULL, "");
}

static void test_no_reference_stands_on_the_sheet(void **state)
{
	struct world *w = *state;
	struct source base = *source(w, w->okafor), s = base;
	refer(w, w->okafor, "HP09280 GM");
	refer(w, w->rosa, "HP11111");
	touch(w, w->okafor, TODAY - 1, "HP09280 walks again, and Rosa's HP11111 too");
	touch(w, w->okafor, TODAY - 2, "<b>GM</b> & co.");
	s.most_important = "that GM is seen soon";
	must(w, app_edit(app(w), &base, &s, NULL, &w->said, &w->err));
	has(page_of(w, w->okafor), "R-1001 walks again, and Rosa&#39;s R-1002 too");
	has(page_of(w, w->okafor), "&lt;b&gt;R-1001&lt;/b&gt; &amp; co.");
	hasnt(page_of(w, w->okafor), "HP09280");
	hasnt(page_of(w, w->okafor), "HP11111");
	hasnt(page_of(w, w->okafor), "GM");
	has(lines_of(w, w->okafor, false), "HP09280 walks again");
	hasnt(lines_of(w, w->okafor, true), "HP09280");
	hasnt(lines_of(w, w->okafor, true), "GM");
}

/* n patients of Okafor's with everything known; the last of them met no MCID and answered 0. */
static void well_known(struct world *w, int n)
{
	for (int i = 0; i < n; i++) {
		struct referral r = a_patient(w->okafor, "A1", TODAY - 20 - i, STATUS_DISCHARGED);
		struct outcome o;
		r.visits = 8 + i;
		r.nps = i ? 10 : 0;
		r.thank = THANK_NONE;
		put(w, KIND_REFERRAL, &r);
		record_init(KIND_OUTCOME, &o);
		o.referral_id = r.id;
		o.measure = "LEFS";
		o.initial = 300;
		o.final = i ? 450 : 310;
		put(w, KIND_OUTCOME, &o);
	}
}

static void test_groups_of_four_and_five(void **state)
{
	struct world *w = *state;
	well_known(w, 4);
	has(lines_of(w, w->okafor, false), "MCID: reached in 3 of 4 scores (75 %): LEFS 3 of 4\n");
	has(lines_of(w, w->okafor, false), "Visits: median 9.5 (n 4) \u00b7 NPS +50 (n 4)\n");
	has(page_of(w, w->okafor), "4 referrals, 4 came in, 4 discharged");
	has(page_of(w, w->okafor), "Visits: fewer than 5 patients: not shown. NPS: fewer than 5 patients: not shown.");
	has(page_of(w, w->okafor), "colspan=\"4\">fewer than 5 patients: not shown");
	hasnt(page_of(w, w->okafor), "75 %");
	hasnt(page_of(w, w->okafor), "+50");
	hasnt(page_of(w, w->okafor), "median 9.5");
	well_known(w, 1);
	has(page_of(w, w->okafor), "Visits: median 9 (n 5). NPS: +20 (n 5).");
	has(page_of(w, w->okafor), ">3 (60 %)<");
	has(page_of(w, w->okafor), ">better by 9.4<");
	hasnt(page_of(w, w->okafor), "fewer than");
}

static void test_measures_on_a_sheet(void **state)
{
	struct world *w = *state;
	struct brief b = brief_of(w, w->okafor);
	struct str html = {0};
	int n;
	const struct measure *all = measures_all(&n);
	b.evidence = (struct evidence){.referrals = 90, .came = 80, .discharged = 70};
	b.evidence.n_measures = 8;
	for (int i = 0; i < 8; i++)
		b.evidence.measures[i] = (struct measure_evidence){&all[i], i < 2 ? 4 : 5 + i, 4, 10 - i, 100};
	app_brief_page(app(w), &b, &html);
	has(html.s, "<td>LEFS, ODI</td>\n<td class=\"soft n\" colspan=\"4\">fewer than 5 patients: not shown</td>");
	has(html.s, "<td>NDI</td>\n<td class=\"soft n\" colspan=\"4\">no room for more</td>");
	has(html.s, "<td>QuickDASH</td>\n<td class=\"n\">8</td>\n<td class=\"n\">4 (50 %)</td>\n<td class=\"n\">better "
		    "by 0.7</td>");
	/* 7 to 12 patients with six measures */
	has(html.s, "<td>All but the hidden</td>\n<td class=\"n\">57</td>\n<td class=\"n\">24 (42 %)</td>");
	str_free(&html);
}

static void test_a_year_or_all_there_is(void **state)
{
	struct world *w = *state;
	for (int i = 0; i < 6; i++) {
		struct referral r = a_patient(w->okafor, "A1", TODAY - (i < 4 ? 30 : 800), STATUS_DISCHARGED);
		put(w, KIND_REFERRAL, &r);
	}
	has(lines_of(w, w->okafor, false), "Outcomes: all time: 6 referrals");
	struct referral r = a_patient(w->okafor, "A1", TODAY, STATUS_DISCHARGED);
	put(w, KIND_REFERRAL, &r);
	has(lines_of(w, w->okafor, false), "Outcomes: last 12 months: 5 referrals");
}

/* --- what stands in it --- */

static void test_of_somebody_new(void **state)
{
	struct world *w = *state;
	uint64_t mei = add(w, "Mei Lin", NULL, NULL);
	static const char *const words[] = {"Where: no phone yet\n",
					    "Matters: not asked yet\n",
					    "Last: no contact logged yet\n",
					    "Open: nothing is owed\n",
					    "Outcomes: no referrals yet\n",
					    "Question: What matters most to you in how we care for your patients?\n",
					    "Clocks: Never in touch\n"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		has(lines_of(w, mei, false), words[i]);
	hasnt(lines_of(w, mei, false), "nan");
	hasnt(lines_of(w, mei, false), "(null)");
	has(page_of(w, mei), "No referrals yet.");
	has(page_of(w, mei), "No contact logged yet.");
	has(page_of(w, mei), "Nothing is owed, and nothing is planned.");
	hasnt(page_of(w, mei), "nan");
	hasnt(page_of(w, mei), "(null)");
}

/* News for Okafor, not told yet. */
static void tell_later(struct world *w, const char *title, int32_t on)
{
	struct announcement news;
	struct recipient r;
	record_init(KIND_ANNOUNCEMENT, &news);
	news.title = title;
	news.on = on;
	put(w, KIND_ANNOUNCEMENT, &news);
	record_init(KIND_RECIPIENT, &r);
	r.announcement_id = news.id;
	r.source_id = w->okafor;
	put(w, KIND_RECIPIENT, &r);
}

static void test_open_loops(void **state)
{
	struct world *w = *state;
	struct referral thanks = a_patient(w->okafor, "A1", TODAY - 3, STATUS_RECEIVED),
			bad = a_patient(w->okafor, "A2", TODAY - 5, STATUS_ACTIVE),
			plan = a_patient(w->okafor, "A3", TODAY - 5, STATUS_EVALUATED),
			done = a_patient(w->okafor, "A4", TODAY - 9, STATUS_ACTIVE);
	put(w, KIND_REFERRAL, &thanks);
	bad.thank = plan.thank = done.thank = THANK_NONE;
	bad.challenge = true;
	bad.challenge_on = TODAY - 1;
	put(w, KIND_REFERRAL, &bad);
	plan.evaluated_on = TODAY - 2;
	put(w, KIND_REFERRAL, &plan);
	done.evaluated_on = TODAY - 9;
	done.poc_sent_on = done.poc_signed_on = TODAY - 8; /* to be certified again in months: no loop */
	put(w, KIND_REFERRAL, &done);
	tell_later(w, "aquatic therapy", TODAY + 2);
	tell_later(w, "a new van", TODAY + 30);
	const char *lines = lines_of(w, w->okafor, false);
	has(lines, "Planned: call, today\n");
	has(lines, "tell the news: aquatic therapy \u00b7 Thu 12 Mar\n");
	hasnt(lines, "a new van");
	has(lines, "+ thank by card for R-1001 \u00b7 2 days late\n");
	has(lines, "! tell them of the setback with R-1002 \u00b7 1 day late\n");
	has(lines, "send the evaluation of R-1003 \u00b7 Sun 15 Mar\n");
	has(lines, "send the plan of care of R-1003 \u00b7 Tue 7 Apr\n");
	hasnt(lines, "certify again");
	has(page_of(w, w->okafor), "<li>thank by card for R-1001");
	has(page_of(w, w->okafor), "<li>planned: call, today</li>");
}

static void test_the_last_three_touches(void **state)
{
	struct world *w = *state;
	struct source base = *source(w, w->okafor), s = base;
	s.via_id = w->rosa;
	must(w, app_edit(app(w), &base, &s, NULL, &w->said, &w->err));
	base = *source(w, w->rosa);
	s = base;
	s.gatekeeper = true;
	s.best_times = "before nine";
	must(w, app_edit(app(w), &base, &s, NULL, &w->said, &w->err));
	for (int i = 0; i < 5; i++)
		touch(w, w->okafor, TODAY - 10 - i, "the five");
	touch(w, w->rosa, TODAY - 11, "at the desk");
	struct brief b = brief_of(w, w->okafor);
	assert_int_equal(b.n_touches, 3);
	assert_int_equal(b.touches[0].on, TODAY - 10);
	assert_true(b.touches[1].via || b.touches[2].via);
	assert_int_equal(b.touches[2].on, TODAY - 11);
	has(lines_of(w, w->okafor, false), "Ask for: Rosa Delgado (physician), 555-0144 \u00b7 best: before nine\n");
	has(lines_of(w, w->rosa, false), "Leads to: Dr. Priya Okafor\n");
}

static void test_nothing_is_written(void **state)
{
	struct world *w = *state;
	int64_t before = store_revision(app(w)->store);
	lines_of(w, w->okafor, false);
	page_of(w, w->okafor);
	assert_int_equal(store_revision(app(w)->store), before);
	assert_false(app_brief(app(w), 4711, &w->arena, &(struct brief){0}, &w->err));
	assert_int_equal(w->err.code, ERR_NOT_FOUND);
}

/* --- keys --- */

static void test_keys(void **state)
{
	struct world *w = *state;
	const char *out =
		press(w, 9, "b\ntext brief\nb Enter\ntext record\nb\ntext again\nEsc\ntext back\nEsc\ntext list\n");
	has(out, "visit brief");
	has(out, "Question");
	hasnt(strstr(out, "--- record "), "does nothing");
	has(strstr(out, "--- back "), "To go on"); /* the record, under the brief that was opened over it */
	has(strstr(out, "--- list "), "1 Sources");
	hasnt(strstr(out, "--- list "), "Question");
	/* what was read follows the book */
	out = press(w, 9, "b l c\ntype told her the news\nCtrl-S\ntext logged\n");
	has(out, "10 Mar Call: told her the news");
	has(out, "Last touch today");
}

static void test_the_page_goes_to_the_outbox(void **state)
{
	struct world *w = *state;
	static const char *const path = "outbox/2026-03-10-brief/Dr. Priya Okafor.html";
	app(w)->outbox = "outbox";
	has(press(w, 9, "b\n:\ntype write the page\nEnter\ntext written\n"),
	    "Wrote outbox/2026-03-10-brief/Dr. Priya Okafor.html.");
	assert_int_equal(access(path, R_OK), 0);
	unlink(path);
	rmdir("outbox/2026-03-10-brief");
	rmdir("outbox");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_references_are_taken_out_of_texts),
		TEST(test_no_reference_stands_on_the_sheet),
		TEST(test_groups_of_four_and_five),
		TEST(test_measures_on_a_sheet),
		TEST(test_a_year_or_all_there_is),
		TEST(test_of_somebody_new),
		TEST(test_open_loops),
		TEST(test_the_last_three_touches),
		TEST(test_nothing_is_written),
		TEST(test_keys),
		TEST(test_the_page_goes_to_the_outbox),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
