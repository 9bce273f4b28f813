/* Marked rows: each key of the selected source acts on all of them, as one undo step. */
#include "world.h"

static uint64_t mei;

/* Okafor, Rosa and Mei, marked on Sources. */
#define MARK_ALL "*\n"

static void three(struct world *w)
{
	mei = add(w, "Mei Lin", "Hillside Yoga", NULL);
}

static int stages(struct world *w, enum stage stage)
{
	const uint64_t ids[] = {w->okafor, w->rosa, mei};
	int n = 0;

	for (int i = 0; i < 3; i++)
		n += source(w, ids[i])->stage == (int16_t)stage;
	return n;
}

static void test_the_bar_says_what_marked_rows_take(void **state)
{
	struct world *w = *state;

	three(w);
	has(press_as(w, 120, 40, 9, MARK_ALL "text marked\nEsc\ntext none\n"),
	    "3 marked:  z Later  n Next step  s Stage  w Write  E Export  A Announce  Space Unmark  Esc Clear");
	hasnt(strstr(w->out, "--- none "), "marked:");
	has(press_as(w, 120, 40, 9, "Space\ntext marked\n"), "1 marked:  z Later");
}

static void test_next_for_all(void **state)
{
	struct world *w = *state;
	const char *out;

	three(w);
	out = press(w, 9, MARK_ALL "n\ntype fri\ntext form\nEnter\ntext done\n");
	has(out, "Next step with 3 sources");
	has(out, "This takes the place of 1 open step.");
	has(out, "3 sources: next call Fri 13 Mar.   u undoes this");
	hasnt(strstr(out, "--- done "), "marked:");
	assert_int_equal(step(w, w->okafor).due_on, TODAY + 3);
	assert_int_equal(step(w, w->rosa).due_on, TODAY + 3);
	assert_int_equal(step(w, mei).due_on, TODAY + 3);
	history_begins(w, "next step with 3 sources");
	press(w, 1, "u\n");
	assert_int_equal(step(w, w->okafor).due_on, TODAY);
	assert_int_equal(step(w, w->rosa).id, 0);
	assert_int_equal(step(w, mei).id, 0);
	has(press(w, 9, MARK_ALL "n\ntype 0\nEnter\ntext done\n"), "3 sources: no next step.");
	assert_int_equal(step(w, w->okafor).id, 0);
}

static void test_a_draft_for_all_is_theirs(void **state)
{
	struct world *w = *state;

	three(w);
	has(press(w, 9, MARK_ALL "n\ntype 30 mar\nEsc\ntext kept\n"), "n on marked rows opens it again");
	hasnt(press(w, 9, "n\ntext one\n"), "30 mar");
	has(press(w, 9, MARK_ALL "n\ntext all\n"), "30 mar");
	press(w, 9, MARK_ALL "s p\nTab\ntype summer break\nEsc\n");
	has(press(w, 9, MARK_ALL "s p\ntext all\n"), "summer break");
	hasnt(press(w, 9, "s p\ntext one\n"), "summer break");
}

static void test_stages_for_all_name_who_cannot(void **state)
{
	struct world *w = *state;
	const char *out;

	three(w);
	must(w, app_stage(app(w), mei, STAGE_MAINTAIN, &w->said, &w->err));
	out = press_as(w, 120, 40, 9, MARK_ALL "s 3\ntext done\n");
	has(out, "2 sources moved to Maintaining; Mei Lin is in Maintaining already.   u undoes this");
	assert_int_equal(stages(w, STAGE_MAINTAIN), 3);
	press(w, 1, "u\n");
	assert_int_equal(stages(w, STAGE_FIRST), 2);
	has(press_as(w, 120, 40, 9, MARK_ALL ">\ntext done\n"),
	    "2 sources moved one stage on; Mei Lin is in Maintaining, the last stage.");
	assert_int_equal(stages(w, STAGE_TRUST), 2);
	has(press_as(w, 120, 40, 9, MARK_ALL "<\ntext done\n"), "3 sources moved one stage back.");
	/* nobody can: nothing is written, and the marks stay */
	must(w, app_stage(app(w), mei, STAGE_FIRST, &w->said, &w->err));
	out = press_as(w, 120, 40, 9, MARK_ALL "<\ntext done\n");
	has(out, "Dr. Priya Okafor is in First impression, the first stage; ");
	has(out, "3 marked:");
	hasnt(out, "u undoes this");
}

static void test_pause_and_let_go_for_all(void **state)
{
	struct world *w = *state;
	const char *out;

	three(w);
	out = press(w, 9, MARK_ALL "s p\nCtrl-U\ntype 2w\ntext form\nEnter\ntext done\n");
	has(out, "Pause: 3 sources");
	has(out, "3 sources paused until Tue 24 Mar.");
	assert_int_equal(source(w, mei)->standing, STANDING_PAUSED);
	press(w, 1, "u\n");
	assert_int_equal(source(w, mei)->standing, STANDING_LIVE);
	out = press(w, 9, MARK_ALL "s x\nCtrl-S\ntext why\ntype moved away\nEnter\ntext done\n");
	has(out, "Let go: 3 sources");
	has(out, "! say in a few words why");
	has(out, "3 sources let go.");
	assert_int_equal(source(w, w->rosa)->standing, STANDING_LET_GO);
	assert_int_equal(step(w, w->okafor).id, 0);
	press(w, 1, "u\n");
	assert_int_equal(source(w, w->rosa)->standing, STANDING_LIVE);
	assert_int_equal(step(w, w->okafor).due_on, TODAY);
}

static void test_thanks_for_all(void **state)
{
	struct world *w = *state;

	three(w);
	refer(w, w->okafor, "A1");
	refer(w, w->okafor, "A2");
	refer(w, mei, "B1");
	has(press_as(w, 120, 40, 9, MARK_ALL "t k\ntext done\n"),
	    "2 sources thanked by card; no thanks are owed to Rosa Delgado.   u undoes this");
	assert_int_equal(source(w, w->okafor)->thanks_owed, 0);
	assert_int_equal(source(w, mei)->thanks_owed, 0);
	press(w, 1, "u\n");
	assert_int_equal(source(w, w->okafor)->thanks_owed, 2);
	assert_int_equal(source(w, mei)->thanks_owed, 1);
}

static int thanks(struct world *w)
{
	void *rows;
	int n, count = 0;

	must(w, store_where(app(w)->store, KIND_TOUCH, "source_id", w->okafor, &w->arena, &rows, &n, &w->err));
	for (int i = 0; i < n; i++) {
		const struct touch *t = (const struct touch *)rows + i;

		count += t->purpose == PURPOSE_THANK && t->referral_id && t->channel == CHANNEL_CARD;
	}
	return count;
}

/* One key thanks for all that one source waits for, and says so before. */
static void test_one_card_for_all_that_is_owed(void **state)
{
	struct world *w = *state;
	const char *out;

	refer(w, w->okafor, "A1");
	hasnt(press(w, 9, "t\ntext asked\nEsc\n"), "to thank for");
	refer(w, w->okafor, "B2");
	out = press(w, 9, "t\ntext asked\nk\ntext done\n");
	has(out, "2 referrals to thank for: R-1001, R-1002.   k one card for both");
	has(out, "Thanked Dr. Priya Okafor by card for R-1001, R-1002.   u undoes this");
	assert_int_equal(source(w, w->okafor)->thanks_owed, 0);
	assert_int_equal(thanks(w), 2);
	press(w, 1, "u\n");
	assert_int_equal(source(w, w->okafor)->thanks_owed, 2);
	assert_int_equal(thanks(w), 0);
	refer(w, w->okafor, "C3");
	has(press_as(w, 120, 40, 9, "t\ntext asked\nn\ntext done\n"), "k one card for all");
	has(w->out, "No thanks needed for R-1001, R-1002, R-1003 from Dr. Priya Okafor.");
	assert_int_equal(thanks(w), 0);
}

static void test_archive_for_all(void **state)
{
	struct world *w = *state;

	three(w);
	has(press(w, 9, MARK_ALL "Del\ntext done\n"), "3 sources archived.   u undoes this");
	assert_true(source(w, mei)->archived);
	press(w, 1, "u\n");
	assert_false(source(w, mei)->archived);
	assert_false(source(w, w->okafor)->archived);
}

static void test_the_queue_for_all(void **state)
{
	struct world *w = *state;
	const char *out;

	three(w);
	plan(w, mei, TODAY);
	must(w, app_let_go(app(w), w->rosa, "moved", &w->said, &w->err));
	out = press_as(w, 120, 40, 9, "f\na\n*\nz w\ntext done\n");
	has(out, "2 put off to Tue 17 Mar");
	assert_int_equal(step(w, mei).due_on, TODAY + 7);
	press(w, 1, "u\n");
	assert_int_equal(step(w, mei).due_on, TODAY);
	has(press(w, 9, MARK_ALL "d\ntype both\nEnter\ntext done\n"), "done");
	assert_int_equal(store_touches_on(app(w)->store, TODAY), 2);
	press(w, 1, "u\n");
	assert_int_equal(store_touches_on(app(w)->store, TODAY), 0);
	has(press(w, 9, MARK_ALL "x\ntext done\n"), "2 dropped");
	assert_int_equal(step(w, mei).id, 0);
	press(w, 1, "u\n");
	assert_int_equal(step(w, mei).due_on, TODAY);
}

static void test_today_acts_on_the_sources_of_its_lines(void **state)
{
	struct world *w = *state;

	three(w);
	plan(w, mei, TODAY);
	refer(w, w->okafor, "A1");
	has(press(w, 9, "2 *\ntext all\nn\ntype fri\ntext form\nEnter\ntext done\n"), "Next step with 2 sources");
	has(w->out, "2 sources: next call Fri 13 Mar.   u undoes this");
	assert_int_equal(step(w, mei).due_on, TODAY + 3);
	press(w, 1, "u\n");
	has(press_as(w, 120, 40, 9, "2 * s 2\ntext done\n"), "2 sources moved to Building trust.");
	press(w, 1, "u\n");
	assert_int_equal(stages(w, STAGE_FIRST), 3);
}

/* Keys of one source leave the marks alone. */
static void test_marks_stand_through_finding_and_logging(void **state)
{
	struct world *w = *state;

	three(w);
	has(press_as(w, 120, 40, 99,
		     "/\ntype Rosa\nEnter Space\n/\ntype Mei\nEnter Space\nl c\ntype said hello\nCtrl-S\ntext two\n"),
	    "2 marked:");
	hasnt(press(w, 99, "Tab Space\ntext no\n"), "marked:");
	has(w->out, "Marks are for the list of sources.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_bar_says_what_marked_rows_take),
		TEST(test_next_for_all),
		TEST(test_a_draft_for_all_is_theirs),
		TEST(test_stages_for_all_name_who_cannot),
		TEST(test_pause_and_let_go_for_all),
		TEST(test_thanks_for_all),
		TEST(test_one_card_for_all_that_is_owed),
		TEST(test_archive_for_all),
		TEST(test_the_queue_for_all),
		TEST(test_today_acts_on_the_sources_of_its_lines),
		TEST(test_marks_stand_through_finding_and_logging),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
