/* What Today says when nothing is left: how much was done and put off, and who is next. */
#include "world.h"

static void test_nothing_left_counts_what_was_done_and_moved(void **state)
{
	struct world *w = *state;
	uint64_t dan = add(w, "Coach Dan Weiss", NULL, NULL);

	plan(w, dan, TODAY);
	plan(w, w->rosa, TODAY);
	press(w, 99, "2 Space Space z w\n2 g d\ntype spoke\nTab Ctrl-U\ntype 1 may\nEnter\n");
	has(press(w, 99, "2\ntext left\n"), "Nothing left for today. 1 done, 2 moved.");
}

static void test_one_put_off_twice_is_moved_once(void **state)
{
	struct world *w = *state;

	press(w, 99, "2 z w\n");
	press(w, 99, "2 z m\n");
	has(press(w, 99, "2\ntext left\n"), "Nothing left for today. 0 done, 1 moved.");
	has(w->out, "Next: Rosa Delgado, Tue 24 Mar.");
	has(w->out, "1 f q shows who has gone quiet");
	press(w, 99, "u u\n");
	hasnt(press(w, 99, "2\ntext left\n"), "moved");
}

static void test_cadences_put_off_are_moved(void **state)
{
	struct world *w = *state;

	press(w, 99, "n\ntype 0\nEnter\n");
	app(w)->now.today = w->face.today = TODAY + 14;
	press(w, 99, "2 * z m\n");
	has(press(w, 99, "2\ntext left\n"), "Nothing left for today. 0 done, 2 moved.");
	/* dropping moves nothing */
	w->face.today = TODAY + 50;
	press(w, 99, "2 * x\n");
	hasnt(press(w, 99, "2\ntext left\n"), "4 moved");
}

static void test_a_pause_is_not_moved(void **state)
{
	struct world *w = *state;

	press(w, 99, "n\ntype 0\nEnter\ns p\nCtrl-U\ntype 2w\nEnter\n");
	hasnt(press(w, 99, "2\ntext left\n"), "moved");
}

static void test_a_book_where_nothing_was_planned_yet(void **state)
{
	struct world *w = *state;

	/* nothing planned, nothing logged: only the cadence of people just added */
	must(w, app_undo(app(w), &w->said, &w->err));
	has(press(w, 9, "2\ntext never\n"), "Next steps appear here on their day.");
	has(w->out, "n on a source sets one");
	has(w->out, "Next: ");
	hasnt(w->out, "Nothing left");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nothing_left_counts_what_was_done_and_moved),
		TEST(test_one_put_off_twice_is_moved_once),
		TEST(test_cadences_put_off_are_moved),
		TEST(test_a_pause_is_not_moved),
		TEST(test_a_book_where_nothing_was_planned_yet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
