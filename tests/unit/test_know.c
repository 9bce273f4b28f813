/* The bank of open questions, which one comes next, and answers kept with their touch. */
#include "rapport/app/know.h"
#include "rapport/app/shelf.h"
#include "rapport/model/question.h"
#include "world.h"

static const char *next_question(struct world *w, uint64_t id)
{
	const char *question = "unset";

	must(w, app_question_for(app(w), id, &w->arena, &question, &w->err));
	return question;
}

static int bank(struct world *w, struct bank_question **rows)
{
	int n;

	must(w, app_questions(app(w), &w->arena, rows, &n, &w->err));
	return n;
}

static void ask(struct world *w, uint64_t id, const char *question, const char *answer)
{
	struct asking q = {.question = question, .answer = answer, .channel = CHOICE_NONE, .on = DAY_NONE};

	must(w, app_ask(app(w), id, &q, &w->said, &w->err));
}

static void refuse(struct world *w, bool ok, const char *words)
{
	assert_false(ok);
	has(err_text(&w->err), words);
	err_clear(&w->err);
	said_free(&w->said);
}

/* Open: none of them can be answered by yes or no. */
static void test_built_in(void **state)
{
	static const char *const open[] = {"What ", "How ", "Which ", "Who ", "Whom ", "Where ", "When ", "Why "};
	int n;
	const char *const *all = questions_all(&n);

	(void)state;
	assert_in_range(n, 12, 16);
	assert_true(question_most_important(all[0]));
	assert_true(question_most_important("what MATTERS most to you in how we care for your patients"));
	assert_false(question_most_important(all[1]));
	for (int i = 0; i < n; i++) {
		bool begins = false;

		for (size_t k = 0; k < sizeof(open) / sizeof(*open); k++)
			begins = begins || str_starts(all[i], open[k]);
		if (!begins || all[i][strlen(all[i]) - 1] != '?' || strlen(all[i]) > 74)
			fail_msg("%s", all[i]);
		for (int k = 0; k < i; k++)
			assert_false(question_same(all[i], all[k]));
	}
}

static void test_next(void **state)
{
	struct world *w = *state;
	struct bank_question *rows;
	int n = bank(w, &rows);

	assert_string_equal(next_question(w, w->okafor), rows[0].text);
	ask(w, w->okafor, rows[1].text, "the fax");
	assert_string_equal(next_question(w, w->okafor), rows[0].text);
	ask(w, w->okafor, rows[0].text, "a quick first visit");
	assert_string_equal(source(w, w->okafor)->most_important, "a quick first visit");
	assert_string_equal(next_question(w, w->okafor), rows[2].text);
	assert_string_equal(next_question(w, w->rosa), rows[0].text);
	for (int i = 2; i < n; i++)
		ask(w, w->okafor, next_question(w, w->okafor), "an answer");
	assert_null(next_question(w, w->okafor));
	must(w, app_question_add(app(w), "What is your day like?", &w->said, &w->err));
	assert_string_equal(next_question(w, w->okafor), "What is your day like?");
}

/* What stands there from elsewhere is an answer as well, and is not written over. */
static void test_most_important_stands(void **state)
{
	struct world *w = *state;
	struct bank_question *rows;
	struct source base = *source(w, w->okafor), edited = base;

	bank(w, &rows);
	edited.most_important = "no surprises";
	must(w, app_edit(app(w), &base, &edited, NULL, &w->said, &w->err));
	assert_string_equal(next_question(w, w->okafor), rows[1].text);
	ask(w, w->okafor, rows[0].text, "speed");
	assert_string_equal(source(w, w->okafor)->most_important, "no surprises");
}

static void test_one_step(void **state)
{
	struct world *w = *state;
	struct bank_question *rows;
	int64_t touches = store_count(app(w)->store, KIND_TOUCH);

	bank(w, &rows);
	ask(w, w->okafor, rows[0].text, "speed");
	history_begins(w, "answer of Dr. Priya Okafor");
	assert_int_equal(store_count(app(w)->store, KIND_TOUCH), touches + 1);
	assert_int_equal(source(w, w->okafor)->substantive_on, TODAY);
	must(w, app_undo(app(w), &w->said, &w->err));
	assert_int_equal(store_count(app(w)->store, KIND_TOUCH), touches);
	assert_int_equal(store_count(app(w)->store, KIND_ANSWER), 0);
	assert_null(source(w, w->okafor)->most_important);
	assert_string_equal(next_question(w, w->okafor), rows[0].text);
	must(w, app_redo(app(w), &w->said, &w->err));
	assert_int_equal(store_count(app(w)->store, KIND_ANSWER), 1);
}

static void test_with_a_touch(void **state)
{
	struct world *w = *state;
	struct asking q = {.question = "What now?", .answer = "Rest.", .channel = CHOICE_NONE, .on = DAY_NONE};
	struct answer *answers;
	struct touch t;
	int n;

	record_init(KIND_TOUCH, &t);
	t.source_id = w->okafor;
	t.channel = CHANNEL_LUNCH;
	must(w, app_log(app(w), &t, NULL, NULL, 0, NULL, &w->said, &w->err));
	must(w, app_touch_of(app(w), w->okafor, TODAY, &q.touch_id, &w->err));
	assert_int_equal(q.touch_id, t.id);
	must(w, app_ask(app(w), w->okafor, &q, &w->said, &w->err));
	assert_int_equal(store_count(app(w)->store, KIND_TOUCH), 1);
	must(w, store_get(app(w)->store, KIND_TOUCH, t.id, &w->arena, &t, &w->err));
	assert_int_equal(t.purpose, PURPOSE_ASK);
	must(w, app_answers(app(w), w->okafor, &w->arena, &answers, &n, &w->err));
	assert_int_equal(n, 1);
	assert_int_equal(answers[0].touch_id, t.id);
	refuse(w, app_ask(app(w), w->rosa, &q, &w->said, &w->err), "not with Rosa Delgado");
	must(w, app_touch_of(app(w), w->rosa, TODAY, &q.touch_id, &w->err));
	assert_int_equal(q.touch_id, 0);
}

static void test_bad_asking(void **state)
{
	struct world *w = *state;
	struct asking q = {.question = "What now?", .answer = "Rest.", .channel = CHOICE_NONE, .on = TODAY + 1};

	refuse(w, app_ask(app(w), w->okafor, &q, &w->said, &w->err), "has not come yet");
	q.on = DAY_NONE;
	q.answer = "  ";
	refuse(w, app_ask(app(w), w->okafor, &q, &w->said, &w->err), "what they said");
	q.question = NULL;
	refuse(w, app_ask(app(w), w->okafor, &q, &w->said, &w->err), "what was asked");
	assert_int_equal(store_count(app(w)->store, KIND_TOUCH), 0);
}

static void test_newest_first(void **state)
{
	struct world *w = *state;
	struct answer *answers;
	static const int32_t days[] = {TODAY - 3, TODAY, TODAY - 9, TODAY};
	int n;

	for (int i = 0; i < 4; i++) {
		struct asking q = {.question = "How was it?", .answer = "Well.", .channel = CHOICE_NONE, .on = days[i]};

		must(w, app_ask(app(w), w->okafor, &q, &w->said, &w->err));
	}
	must(w, app_answers(app(w), w->okafor, &w->arena, &answers, &n, &w->err));
	assert_int_equal(n, 4);
	for (int i = 1; i < n; i++)
		assert_true(answers[i - 1].on > answers[i].on ||
			    (answers[i - 1].on == answers[i].on && answers[i - 1].id > answers[i].id));
}

static void test_bank_changes(void **state)
{
	struct world *w = *state;
	struct bank_question *rows;
	int n = bank(w, &rows);
	const char *first = rows[0].text, *second = rows[1].text;

	must(w, app_question_drop(app(w), second, &w->said, &w->err));
	assert_int_equal(bank(w, &rows), n - 1);
	assert_string_not_equal(rows[1].text, second);
	refuse(w, app_question_drop(app(w), second, &w->said, &w->err), "does not stand in the bank");
	must(w, app_question_add(app(w), second, &w->said, &w->err)); /* back where it was */
	assert_int_equal(bank(w, &rows), n);
	assert_string_equal(rows[1].text, second);
	refuse(w, app_question_add(app(w), "what frustrates you about sending patients to therapy", &w->said, &w->err),
	       "stands in the bank already");
	must(w, app_question_add(app(w), "Where do you park?", &w->said, &w->err));
	assert_int_equal(bank(w, &rows), n + 1);
	must(w, app_question_edit(app(w), "Where do you park?", "Where do they park?", &w->said, &w->err));
	assert_int_equal(bank(w, &rows), n + 1);
	assert_string_equal(rows[n].text, "Where do they park?");
	must(w, app_question_edit(app(w), first, "What counts most?", &w->said, &w->err));
	assert_int_equal(bank(w, &rows), n + 1);
	assert_string_equal(rows[n].text, "What counts most?");
	must(w, app_undo(app(w), &w->said, &w->err));
	bank(w, &rows);
	assert_string_equal(rows[0].text, first);
	must(w, app_question_drop(app(w), "Where do they park?", &w->said, &w->err));
	assert_int_equal(bank(w, &rows), n);
	refuse(w, app_question_add(app(w), " ", &w->said, &w->err), "write the question");
	refuse(w, app_question_add(app(w), "How?\nWhy?", &w->said, &w->err), "one line");
}

/* An edit that ends where another one stands writes nothing. */
static void test_edit_to_another(void **state)
{
	struct world *w = *state;
	struct bank_question *rows;
	int n = bank(w, &rows);

	refuse(w, app_question_edit(app(w), rows[0].text, rows[1].text, &w->said, &w->err), "stands in the bank");
	assert_int_equal(bank(w, &rows), n);
	refuse(w, app_question_edit(app(w), "Whose hat?", "Whose coat?", &w->said, &w->err), "does not stand");
	assert_int_equal(store_count(app(w)->store, KIND_QUESTION), 0);
}

static void means(struct world *w, const char *typed, const char *question)
{
	const char *found = NULL;

	must(w, app_question(app(w), typed, &w->arena, &found, &w->err));
	assert_string_equal(found, question);
}

static void test_which_question(void **state)
{
	struct world *w = *state;
	struct bank_question *rows;
	const char *found;
	int n = bank(w, &rows);

	means(w, "1", rows[0].text);
	means(w, " 2 ", rows[1].text);
	means(w, "WHAT frustrates you about sending patients to therapy?", rows[1].text);
	means(w, "frustrates", rows[1].text);
	means(w, "Whose idea was it?", "Whose idea was it?");
	assert_true(n < 99);
	refuse(w, app_question(app(w), "99", &w->arena, &found, &w->err), "there is no question 99");
	refuse(w, app_question(app(w), "0", &w->arena, &found, &w->err), "there is no question 0");
	refuse(w, app_question(app(w), "patients", &w->arena, &found, &w->err), "more than one question");
	refuse(w, app_question(app(w), "a quick visit", &w->arena, &found, &w->err), "no question in the bank");
	refuse(w, app_question(app(w), "", &w->arena, &found, &w->err), "what was asked");
}

/* --- the shelf --- */

static uint64_t put(struct world *w, const char *title)
{
	struct shelf_item item;

	record_init(KIND_SHELF_ITEM, &item);
	item.title = title;
	must(w, app_shelf_put(app(w), NULL, &item, &w->said, &w->err));
	return item.id;
}

static int shared_with(struct world *w, uint64_t id)
{
	struct shared_row *rows;
	int n;

	must(w, app_shared_with(app(w), id, &w->arena, &rows, &n, &w->err));
	return n;
}

static void test_share_with_several(void **state)
{
	struct world *w = *state;
	struct sharing what = {.item_id = put(w, "Knees"), .channel = CHANNEL_CARD, .on = DAY_NONE};
	uint64_t ids[] = {w->okafor, w->rosa};
	struct whom both = {ids, 2}, one = {ids, 1};

	must(w, app_share_all(app(w), one, &what, &w->said, &w->err));
	history_begins(w, "“Knees” shared with Dr. Priya Okafor");
	assert_true(app_share_all(app(w), both, &what, &w->said, &w->err));
	assert_string_equal(w->said.text.s, "“Knees” shared with 1 source by card; Dr. Priya Okafor was sent “Knees” "
					    "already, Tue 10 Mar.");
	said_free(&w->said);
	refuse(w, app_share_all(app(w), both, &what, &w->said, &w->err), "Rosa Delgado was sent “Knees” already");
	what.again = true;
	must(w, app_share_all(app(w), both, &what, &w->said, &w->err));
	history_begins(w, "“Knees” shared with 2 sources");
	assert_int_equal(shared_with(w, w->okafor), 2);
	assert_int_equal(store_count(app(w)->store, KIND_TOUCH), 4);
	must(w, app_undo(app(w), &w->said, &w->err)); /* one step for both */
	assert_int_equal(shared_with(w, w->okafor), 1);
	assert_int_equal(shared_with(w, w->rosa), 1);
	assert_int_equal(store_count(app(w)->store, KIND_TOUCH), 2);
	assert_int_equal(source(w, w->okafor)->substantive_on, TODAY);
}

static void test_share_what_is_gone(void **state)
{
	struct world *w = *state;
	struct sharing what = {.item_id = put(w, "Knees"), .channel = CHOICE_NONE, .on = TODAY + 1};
	struct shelf_row *rows;
	struct idea *ideas;
	int n;

	refuse(w, app_share(app(w), w->okafor, &what, &w->said, &w->err), "has not come yet");
	what.on = TODAY - 5;
	must(w, app_share(app(w), w->okafor, &what, &w->said, &w->err));
	must(w, app_shelf(app(w), &w->arena, &rows, &n, &w->err));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].shared, 1);
	assert_int_equal(rows[0].shared_on, TODAY - 5);
	must(w, app_shelf_drop(app(w), what.item_id, &w->said, &w->err));
	refuse(w, app_share(app(w), w->rosa, &what, &w->said, &w->err), "not on the shelf any more");
	must(w, app_share_ideas(app(w), w->rosa, &w->arena, &ideas, &n, &w->err));
	assert_int_equal(n, 0);
	assert_int_equal(shared_with(w, w->okafor), 1);
	assert_int_equal(put(w, "KNEES"), what.item_id); /* it comes back, as it is written now */
	must(w, app_share(app(w), w->rosa, &what, &w->said, &w->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_built_in),  TEST(test_next),
		TEST(test_most_important_stands), TEST(test_one_step),
		TEST(test_with_a_touch),          TEST(test_bad_asking),
		TEST(test_newest_first),          TEST(test_bank_changes),
		TEST(test_edit_to_another),       TEST(test_which_question),
		TEST(test_share_with_several),    TEST(test_share_what_is_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
