/* Announcing, events and labels by keys, and that an announcement is made whole or not at all. */
#include <dirent.h>
#include <sys/stat.h>

#include "app/files.h"
#include "rapport/app/announce.h"
#include "rapport/app/event.h"
#include "world.h"

#define FOLDER "out/2026-03-10-New pool"

static bool there(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0;
}

static void email(struct world *w, uint64_t id, const char *address)
{
	struct source base = *source(w, id), edited = base;

	edited.email = address;
	must(w, app_edit(app(w), &base, &edited, NULL, &w->said, &w->err));
}

/* Both are partners, Dr. Okafor with an e-mail. */
static void partners(struct world *w)
{
	app(w)->outbox = "out";
	must(w, app_stage(app(w), w->okafor, STAGE_TRUST, &w->said, &w->err));
	must(w, app_stage(app(w), w->rosa, STAGE_TRUST, &w->said, &w->err));
	email(w, w->okafor, "okafor@lake.example");
}

static void empty_outbox(void)
{
	folder_drop(FOLDER);
	rmdir("out");
}

static int chosen(struct world *w)
{
	struct news_row *rows;
	int n = 0;

	must(w, store_announcements(app(w)->store, &w->arena, &rows, &n, &w->err));
	return n ? rows[0].chosen : -1;
}

/* Job 9: a title, and three times Enter. */
static void test_news_to_all_partners(void **state)
{
	struct world *w = *state;

	partners(w);
	has(press(w, 4, "A\ntype New pool\nEnter Enter Enter\ntext done\n"),
	    "Wrote 1 e-mail draft. 1 to call or visit. All 2 wait in");
	assert_true(there(FOLDER "/Dr. Priya Okafor.eml"));
	assert_true(there(FOLDER "/read-me.txt"));
	assert_int_equal(chosen(w), 2);
	history_begins(w, "announcement of New pool");
	has(press(w, 1, "u\ntext done\n"), "Undone: announcement of New pool. Its files stay.");
	assert_int_equal(chosen(w), -1);
	assert_true(there(FOLDER "/read-me.txt"));
	empty_outbox();
}

static void test_nothing_is_written_before_the_last_enter(void **state)
{
	struct world *w = *state;
	const char *out;

	partners(w);
	out = press(w, 9,
		    "A\ntype New pool\nEnter Enter\ntext preview\nA\nEsc\ntext form\nEsc\ntext left\nA\ntext again\n");
	has(out, "Enter writes 1 e-mail draft to out/2026-03-10-New pool");
	has(out, "Draft kept.   A opens it again");
	has(out, "Your draft from Tue 10 Mar is back.");
	assert_false(there("out"));
	assert_int_equal(chosen(w), -1);
}

static void test_marked_rows_are_the_recipients(void **state)
{
	struct world *w = *state;

	partners(w);
	has(press(w, 6, "Space A\ntype New pool\nEnter Enter\ntext preview\nEnter\n"), "Announce: New pool");
	assert_int_equal(chosen(w), 1);
	empty_outbox();
}

static void test_refusals_stand_at_the_field(void **state)
{
	struct world *w = *state;

	app(w)->outbox = "out";
	has(press(w, 3, "A Enter Enter\ntext none\n"), "! say in a few words what is new");
	has(press(w, 4, "A\ntype New pool\nEnter\nCtrl-S\ntext none\n"), "There is no partner to tell yet");
	partners(w);
	has(press(w, 9, "A Ctrl-Z\ntype New pool\nEnter\ntype  {nobody}\nCtrl-S\ntext none\n"),
	    "there is no field {nobody}");
}

/* The files are there already when the book refuses. */
static void test_a_book_that_refuses_leaves_no_files(void **state)
{
	struct world *w = *state;
	struct app reader = *app(w);
	struct announcing news = {.title = "New pool", .text = "Dear {salutation}, come and see."};

	partners(w);
	reader.outbox = "out";
	must(w, store_open(&reader.store, "book.db", STORE_READ, &reader.now, &w->err));
	assert_false(app_announce(&reader, &news, &w->said, &w->err));
	assert_int_equal(w->err.code, ERR_READONLY);
	store_close(reader.store);
	assert_true(there("out"));
	assert_false(there(FOLDER));
	assert_int_equal(chosen(w), -1);
	err_clear(&w->err);
	rmdir("out");
}

/* By what came first: the letter of the strip chooses, Enter saves. */
static void test_told_on_a_visit(void **state)
{
	struct world *w = *state;
	struct announcing news = {.title = "New pool", .text = "Dear {salutation}, come and see."};
	struct touch *touches;
	void *found;
	int n;

	partners(w);
	must(w, app_announce(app(w), &news, &w->said, &w->err));
	has(press(w, 7, "2 Down d\ntext strip\nv\ntype liked it\nEnter\ntext done\n"), "by visit.");
	must(w, store_where(app(w)->store, KIND_TOUCH, "source_id", w->okafor, &w->arena, &found, &n, &w->err));
	touches = found;
	assert_int_equal(n, 1);
	assert_int_equal(touches[0].channel, CHANNEL_VISIT);
	assert_int_equal(touches[0].purpose, PURPOSE_ANNOUNCE);
	assert_string_equal(touches[0].note, "New pool: liked it");
	has(press(w, 3, ":\ntype announced to\nEnter\ntext done\n"),
	    "Rosa Delgado told of “New pool”.   u undoes this");
	has(press(w, 3, ":\ntype announced to\nEnter\ntext done\n"), "No news waits to be told.");
	empty_outbox();
}

static void test_news_waits_for_the_end_of_a_pause(void **state)
{
	struct world *w = *state;
	struct announcing news = {.title = "New pool", .text = "Dear {salutation}, come and see."};

	partners(w);
	must(w, app_announce(app(w), &news, &w->said, &w->err));
	assert_int_equal(queue(w), 3); /* and the step with Dr. Okafor */
	must(w, app_pause(app(w), w->rosa, TODAY + 9, NULL, &w->said, &w->err));
	assert_int_equal(queue(w), 2);
	must(w, app_undo(app(w), &w->said, &w->err));
	assert_int_equal(queue(w), 3);
	empty_outbox();
}

/* --- events --- */

static void test_an_event_for_marked_rows(void **state)
{
	struct world *w = *state;

	has(press(w, 9, "Space Space :\ntype event: log\nEnter\ntype Balance talk\nEnter\ntext done\n"),
	    "Logged “Balance talk” with 2 guests.   u undoes this");
	assert_int_equal(source(w, w->okafor)->touches, 1);
	assert_int_equal(source(w, w->rosa)->meetings, 1);
	has(press(w, 1, "u\ntext done\n"), "Undone: event “Balance talk” removed.");
	assert_int_equal(source(w, w->rosa)->touches, 0);
}

static void test_names_are_completed_one_after_the_other(void **state)
{
	struct world *w = *state;

	has(press(w, 9,
		  ":\ntype event: log\nEnter\ntype Balance talk\nEnter\ntype oka\nDown Enter\ntype , ros\nDown Enter\n"
		  "text names\nEnter\ntext done\n"),
	    "Dr. Priya Okafor, Rosa Delgado");
	assert_int_equal(source(w, w->okafor)->touches, 1);
	assert_int_equal(source(w, w->rosa)->touches, 1);
}

/* Who reads a column was reached, not met. */
static void test_a_column_is_no_meeting(void **state)
{
	struct world *w = *state;
	struct whom both = {(uint64_t[]){w->okafor, w->rosa}, 2};
	struct event v;

	record_init(KIND_EVENT, &v);
	v.title = "Column on falls";
	v.type = (int16_t)choice_index(choices_event_type, "column");
	v.on = TODAY - 3;
	must(w, app_event(app(w), &v, both, &w->said, &w->err));
	assert_int_equal(source(w, w->okafor)->touches, 1);
	assert_int_equal(source(w, w->okafor)->touched_on, TODAY - 3);
	assert_int_equal(source(w, w->okafor)->meetings, 0);
	assert_false(app_event_guests(app(w), v.id, both, &w->said, &w->err));
	has(err_text(&w->err), "Dr. Priya Okafor is a guest already");
	err_clear(&w->err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_news_to_all_partners),
		TEST(test_nothing_is_written_before_the_last_enter),
		TEST(test_marked_rows_are_the_recipients),
		TEST(test_refusals_stand_at_the_field),
		TEST(test_a_book_that_refuses_leaves_no_files),
		TEST(test_told_on_a_visit),
		TEST(test_news_waits_for_the_end_of_a_pause),
		TEST(test_an_event_for_marked_rows),
		TEST(test_names_are_completed_one_after_the_other),
		TEST(test_a_column_is_no_meeting),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
