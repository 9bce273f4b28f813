/* A draft is offered with its day, and goes when the person wants it gone: by Ctrl-Z and Esc, or by erasing all. */
#include "world.h"

static bool kept(struct world *w, const char *form)
{
	return store_draft_get(app(w)->store, "maria", form, w->okafor, &w->arena) != NULL;
}

static void test_a_draft_says_its_day_and_the_way_out(void **state)
{
	struct world *w = *state;

	press(w, 9, "l c\ntype half a note\nEsc\n");
	w->face.today = TODAY + 8;
	has(press(w, 9, "l\ntext back\n"), "Your draft from Tue 10 Mar is back.   Ctrl-Z takes it out");
	has(w->out, "half a note");
}

static void test_ctrl_z_takes_it_out_and_esc_forgets_it(void **state)
{
	struct world *w = *state;
	const char *out;

	press(w, 9, "l c\ntype half a note\nEsc\n");
	/* looked at, it stays; so does it when the terminal goes before Esc */
	press(w, 9, "l\nEsc\n");
	assert_true(kept(w, "log"));
	press(w, 9, "l\nCtrl-Z\n");
	assert_true(kept(w, "log"));
	out = press(w, 9, "l\nCtrl-Z text out\nEsc text gone\n");
	hasnt(strstr(out, "--- out "), "half a note");
	has(out, "The draft is taken out.   Esc forgets it");
	has(strstr(out, "--- gone "), "No draft is kept.");
	assert_false(kept(w, "log"));
	hasnt(press(w, 9, "l\ntext fresh\n"), "is back");
}

static void test_typing_is_undone_before_the_draft(void **state)
{
	struct world *w = *state;

	press(w, 9, "l c\ntype half a note\nEsc\n");
	has(press(w, 9, "l Tab\ntype  more\nCtrl-Z\ntext typing\n"), "half a note");
	hasnt(press(w, 9, "l\nCtrl-Z Ctrl-Z\ntext out\n"), "half a note more");
}

static void test_erasing_all_keeps_none(void **state)
{
	struct world *w = *state;

	press(w, 9, "n\ntype 2w\nTab Tab\ntype bring cards\nEsc\n");
	assert_true(kept(w, "next"));
	/* a part of it erased is a draft still */
	press(w, 9, "n\nCtrl-U Esc\n");
	has(press(w, 9, "n\ntext part\n"), "bring cards");
	press(w, 9, "n\nCtrl-U Tab Tab Ctrl-U Esc\n");
	assert_false(kept(w, "next"));
	hasnt(press(w, 9, "n\ntext fresh\n"), "is back");
}

static void test_an_erased_field_of_an_edit_is_a_draft(void **state)
{
	struct world *w = *state;

	press(w, 99, "e\nCtrl-U\nEsc\n");
	press(w, 99, "e\nEsc\n");
	has(press(w, 99, "e\ntext back\n"), "is back");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_draft_says_its_day_and_the_way_out),  TEST(test_ctrl_z_takes_it_out_and_esc_forgets_it),
		TEST(test_typing_is_undone_before_the_draft),     TEST(test_erasing_all_keeps_none),
		TEST(test_an_erased_field_of_an_edit_is_a_draft),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
