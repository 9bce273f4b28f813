/* w: a letter from the screens, to one and to marked ones. */
#include <ftw.h>

#include "world.h"

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static char *slurp(const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = mem_alloc(65536);

	assert_non_null(f);
	assert_true(fread(text, 1, 65535, f) > 0);
	fclose(f);
	return text;
}

static void email_of(struct world *w, uint64_t id, const char *email)
{
	struct source base = *source(w, id), s = base;

	s.email = email;
	must(w, app_edit(app(w), &base, &s, NULL, &w->said, &w->err));
}

static void test_a_draft_is_written_and_logged(void **state)
{
	struct world *w = *state;

	app(w)->outbox = "out";
	email_of(w, w->okafor, "priya@lakeside.example");
	has(press(w, 99, "w t\ntext form\nCtrl-E y Ctrl-S\ntext done\n"), "Dear Dr. Okafor,");
	has(w->out, "Thank you for your trust");
	press_as(w, 140, 40, 99, "w t Tab Tab Tab y Ctrl-S\ntext done\n");
	has(w->out, "Wrote an e-mail draft: out/2026-03-10-thank/Dr. Priya Okafor");
	has(w->out, "Logged.   u undoes this");
	assert_int_equal(source(w, w->okafor)->touches, 1);
	press(w, 1, "u\n");
	assert_int_equal(source(w, w->okafor)->touches, 0);
	nftw("out", remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void test_marked_ones_get_one_each(void **state)
{
	struct world *w = *state;
	char *text;

	app(w)->outbox = "out";
	email_of(w, w->okafor, "priya@lakeside.example");
	has(press_as(w, 140, 40, 99, "* w i\ntext form\nCtrl-S\ntext done\n"), "Write to 2 sources");
	has(w->out, "Dear {salutation},");
	has(w->out,
	    "Wrote 1 e-mail draft and 1 letter to out/2026-03-10-introduce. 1 of 2 has no e-mail: a letter instead.");
	text = slurp("out/2026-03-10-introduce/Rosa Delgado.txt");
	has(text, "Dear Rosa Delgado,");
	free(text);
	text = slurp("out/2026-03-10-introduce/Dr. Priya Okafor.eml");
	has(text, "To: \"Dr. Priya Okafor\" <priya@lakeside.example>");
	free(text);
	nftw("out", remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* As the card shows it: who has no e-mail is reached by that of the practice. */
static void test_the_practice_has_an_email(void **state)
{
	struct world *w = *state;
	struct practice base, edited;
	char *text;

	app(w)->outbox = "out";
	must(w, store_get(app(w)->store, KIND_PRACTICE, source(w, w->rosa)->practice_id, &w->arena, &base, &w->err));
	edited = base;
	edited.email = "desk@lakeside.example";
	must(w, app_save(app(w), KIND_PRACTICE, &base, &edited, &w->said, &w->err));
	press_as(w, 140, 40, 99, "w i Ctrl-S\ntext done\n");
	text = slurp("out/2026-03-10-introduce/Dr. Priya Okafor.eml");
	has(text, "To: \"Dr. Priya Okafor\" <desk@lakeside.example>");
	free(text);
	nftw("out", remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void test_a_link_is_copied_and_a_letter_half_written_comes_back(void **state)
{
	struct world *w = *state;

	email_of(w, w->okafor, "priya@lakeside.example");
	has(press(w, 99, "w t l Ctrl-S\ntext done\n"), "copied: mailto:priya@lakeside.example?subject=Thank%20you");
	press(w, 99, "w n e Tab\ntype And more.\nEsc\n");
	has(press(w, 99, "w\ntext again\n"), "New at");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_draft_is_written_and_logged),
		TEST(test_marked_ones_get_one_each),
		TEST(test_the_practice_has_an_email),
		TEST(test_a_link_is_copied_and_a_letter_half_written_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
