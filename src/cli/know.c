/* ask, share, and what show says of what is known: questions and answers, the shelf and who was sent which. */
#include "rapport/app/know.h"

#include <string.h>

#include "cli.h"
#include "rapport/app/shelf.h"
#include "rapport/base/day.h"
#include "rapport/base/text.h"

/* --- in show --- */

void card_line(struct call *c, const char *label, const char *value)
{
	struct str b = {0};
	text_cell(&b, value); /* what has lines of its own stays beside its label */
	if (!str_blank(value))
		print(c, "%-12s %s", label, str_text(&b));
	str_free(&b);
}

void show_known(struct call *c, const struct card *k)
{
	struct str b = {0};
	app_fit_words(&k->fit, &b);
	card_line(c, "Fit", str_text(&b));
	for (int i = 0; know_fields[i]; i++) {
		str_clear(&b);
		app_known(k, know_fields[i], &b);
		card_line(c, kind_field(KIND_SOURCE, know_fields[i])->label, str_text(&b));
	}
	str_free(&b);
}

bool show_given(struct call *c, uint64_t source_id, struct err *e)
{
	struct answer *answers;
	struct shared_row *shared;
	struct str b = {0};
	int n_answers, n_shared;
	if (!app_answers(&c->app, source_id, &c->arena, &answers, &n_answers, e) ||
	    !app_shared_with(&c->app, source_id, &c->arena, &shared, &n_shared, e))
		return false;
	for (int i = 0; i < n_answers; i++) {
		str_clear(&b);
		date_timeline(&b, answers[i].on, c->app.now.today);
		str_printf(&b, "  %s %s", answers[i].question, answers[i].text);
		card_line(c, i ? "" : "Answers", str_text(&b));
	}
	for (int i = 0; i < n_shared; i++) {
		str_clear(&b);
		date_timeline(&b, shared[i].share.on, c->app.now.today);
		str_printf(&b, "  “%s” (%s)", shared[i].title, choice_label(choices_shelf_type, shared[i].type));
		card_line(c, i ? "" : "Shared", str_text(&b));
	}
	str_free(&b);
	return true;
}

static void json_answers(struct json *j, const char *name, const struct answer *rows, int n)
{
	json_open(j, name, '[');
	for (int i = 0; i < n; i++)
		json_record(j, NULL, KIND_ANSWER, &rows[i]);
	json_close(j, ']');
}

static void json_shared(struct json *j, const char *name, const struct shared_row *rows, int n)
{
	json_open(j, name, '[');
	for (int i = 0; i < n; i++) {
		json_open(j, NULL, '{');
		json_text(j, "title", rows[i].title);
		json_text(j, "type", choice_word(choices_shelf_type, rows[i].type));
		json_record(j, "share", KIND_SHARE, &rows[i].share);
		json_close(j, '}');
	}
	json_close(j, ']');
}

bool json_known(struct call *c, struct json *j, const struct card *k, struct err *e)
{
	struct answer *answers;
	struct shared_row *shared;
	int n_answers, n_shared;
	if (!app_answers(&c->app, k->source.id, &c->arena, &answers, &n_answers, e) ||
	    !app_shared_with(&c->app, k->source.id, &c->arena, &shared, &n_shared, e))
		return false;
	json_open(j, "fit", '{');
	json_text(j, "fit", choice_word(choices_fit, k->fit.grade));
	json_text(j, "why", k->fit.why);
	json_text(j, "by", k->fit.set ? "person" : "words");
	json_text(j, "by_words", choice_word(choices_fit, k->fit.computed));
	json_text(j, "by_words_why", k->fit.by_words);
	json_close(j, '}');
	json_answers(j, "answers", answers, n_answers);
	json_shared(j, "shared", shared, n_shared);
	return true;
}

/* --- ask --- */

static const struct option ask_options[] = {
	{"channel", "CHANNEL", "how you asked: visit, lunch ... (call)"},
	{"on", "D", "the day (today)"},
	{"touch", NULL, "kept with their last touch of that day"},
	{"add", "TEXT", "put a question of your own into the bank"},
	{"edit", "QUESTION", "other words for it: those behind"},
	{"drop", "QUESTION", "take it out of the bank"},
	{NULL},
};

static bool list_questions(struct call *c, struct err *e)
{
	struct bank_question *rows;
	struct json j = {0};
	int n;
	if (!app_questions(&c->app, &c->arena, &rows, &n, e))
		return false;
	if (!c->json) {
		for (int i = 0; i < n; i++)
			print(c, "%2d  %s%s", i + 1, rows[i].text, rows[i].id ? "  (your own)" : "");
		return true;
	}
	json_open(&j, NULL, '[');
	for (int i = 0; i < n; i++) {
		json_open(&j, NULL, '{');
		json_num(&j, "number", i + 1);
		json_text(&j, "question", rows[i].text);
		json_text(&j, "from", rows[i].id ? "own" : "built-in");
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_print(c, &j);
	return true;
}

static bool show_asked(struct call *c, const struct source *s, struct err *e)
{
	struct answer *answers;
	const char *next;
	struct str day = {0};
	int n;
	if (!app_question_for(&c->app, s->id, &c->arena, &next, e) ||
	    !app_answers(&c->app, s->id, &c->arena, &answers, &n, e))
		return false;
	if (c->json) {
		struct json j = {0};
		json_open(&j, NULL, '{');
		json_id(&j, "source_id", s->id);
		json_text(&j, "source", s->name);
		json_text(&j, "next", next);
		json_answers(&j, "answers", answers, n);
		json_close(&j, '}');
		json_print(c, &j);
		return true;
	}
	if (next)
		print(c, "Ask %s: %s", s->name, next);
	else
		print(c, "%s has answered every question of the bank.", s->name);
	for (int i = 0; i < n; i++) {
		str_clear(&day);
		date_timeline(&day, answers[i].on, c->app.now.today);
		print(c, "%s%-9s %s", i ? "" : "\n", str_text(&day), answers[i].question);
		str_clear(&day);
		str_printf(&day, "%10s", "");
		text_cell(&day, answers[i].text);
		print_wrapped(c, str_text(&day));
	}
	str_free(&day);
	return true;
}

static bool is_referral(const char *word)
{
	if (*word != 'R' && *word != 'r')
		return false;
	word += 1 + (word[1] == '-');
	return *word && strspn(word, "0123456789") == strlen(word);
}

static bool ask_patient(struct call *c, struct err *e)
{
	struct referral r;
	struct said said = {0};
	int32_t on = DAY_NONE;
	if (!day_option(c, "on", DATE_PAST, &on, e) || !store_referral_ref(c->app.store, c->args[0], &c->arena, &r, e))
		return false;
	return finish(app_ask_patient(&c->app, r.id, on, &said, e), &said);
}

static bool channel_option(struct call *c, const char *name, int16_t *channel, struct err *e)
{
	const char *word = call_option(c, name);
	*channel = (int16_t)(word ? choice_index(choices_channel, word) : CHOICE_NONE);
	if (!word || *channel != CHOICE_NONE)
		return true;
	struct str list = {0};
	choice_list(&list, choices_channel);
	err_set(e, ERR_USAGE, "--%s: “%s” is no kind of touch; it is %s", name, word, str_text(&list));
	str_free(&list);
	return false;
}

static bool keep_answer(struct call *c, const struct source *s, struct err *e)
{
	struct asking q = {.answer = call_rest(c, 2), .on = DAY_NONE};
	struct said said = {0};
	int32_t on = c->app.now.today;
	if (!channel_option(c, "channel", &q.channel, e) || !day_option(c, "on", DATE_PAST, &on, e) ||
	    !app_question(&c->app, c->args[1], &c->arena, &q.question, e))
		return false;
	q.on = on;
	if (call_option(c, "touch") && !app_touch_of(&c->app, s->id, on, &q.touch_id, e))
		return false;
	if (call_option(c, "touch") && !q.touch_id)
		return err_set(e, ERR_NOT_FOUND, "no touch with %s that day; without --touch one is logged", s->name);
	return finish(app_ask(&c->app, s->id, &q, &said, e), &said);
}

/* --add, --edit, --drop: the bank itself. */
static bool change_bank(struct call *c, struct err *e)
{
	const char *added = call_option(c, "add"), *edited = call_option(c, "edit"), *dropped = call_option(c, "drop"),
		   *question;
	struct said said = {0};
	bool ok;
	if ((added != NULL) + (edited != NULL) + (dropped != NULL) > 1)
		return err_set(e, ERR_USAGE, "one of --add, --edit and --drop at a time");
	if (!edited && c->n)
		return err_set(e, ERR_USAGE, "put the question between quotes");
	if (edited && !c->n)
		return err_set(e, ERR_USAGE, "say its new words: rapport ask --edit 3 \"What ...?\"");
	if (!added && !app_question(&c->app, edited ? edited : dropped, &c->arena, &question, e))
		return false;
	if (added)
		ok = app_question_add(&c->app, added, &said, e);
	else if (edited)
		ok = app_question_edit(&c->app, question, call_rest(c, 0), &said, e);
	else
		ok = app_question_drop(&c->app, question, &said, e);
	return finish(ok, &said);
}

static bool run_ask(struct call *c, struct err *e)
{
	struct source s;
	if (call_option(c, "add") || call_option(c, "edit") || call_option(c, "drop"))
		return change_bank(c, e);
	if (!c->n)
		return list_questions(c, e);
	if (c->n == 1 && is_referral(c->args[0]))
		return ask_patient(c, e);
	if (!app_who(&c->app, c->args[0], &c->arena, &s, e))
		return false;
	if (c->n == 1)
		return show_asked(c, &s, e);
	if (c->n == 2)
		return err_set(e, ERR_USAGE, "say what they answered: rapport ask %s 1 \"a quick first visit\"",
			       c->args[0]);
	return keep_answer(c, &s, e);
}

/* --- share --- */

static const struct option share_options[] = {
	{"by", "CHANNEL", "how it went: email, card, visit ... (email)"},
	{"on", "D", "the day (today)"},
	{"note", "TEXT", "what you said with it"},
	{"again", NULL, "though they were sent it before"},
	{"add", "TITLE", "put something on the shelf"},
	{"edit", "THING", "change it by the fields below"},
	{"drop", "THING", "take it off the shelf"},
	{NULL},
};

static void json_item(struct json *j, const struct shelf_row *r, int number)
{
	json_num(j, "number", number);
	json_num(j, "shared", r->shared);
	json_day(j, "shared_on", r->shared_on);
	json_record(j, "item", KIND_SHELF_ITEM, &r->item);
}

static void item_row(struct table *t, const struct shelf_row *r, int number)
{
	table_addf(t, "%d", number);
	table_add(t, r->item.title);
	table_add(t, choice_label(choices_shelf_type, r->item.type));
	table_add(t, r->item.topic);
	if (r->shared)
		table_addf(t, "shared %lld time%s", (long long)r->shared, r->shared == 1 ? "" : "s");
	else
		table_add(t, "not shared yet");
}

static bool list_shelf(struct call *c, struct err *e)
{
	struct table t = {.arena = &c->arena, .columns = 5};
	struct shelf_row *rows;
	struct json j = {0};
	int n;
	if (!app_shelf(&c->app, &c->arena, &rows, &n, e))
		return false;
	json_open(&j, NULL, '[');
	for (int i = 0; i < n; i++) {
		item_row(&t, &rows[i], i + 1);
		json_open(&j, NULL, '{');
		json_item(&j, &rows[i], i + 1);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	if (c->json) {
		json_print(c, &j);
		return true;
	}
	str_free(&j.b);
	if (!n)
		print(c, "Nothing is on the shelf yet. rapport share --add \"TITLE\" --type article puts something "
			 "there.");
	table_print(c, &t);
	return true;
}

static void print_ideas(struct call *c, const struct source *s, const struct idea *rows, int n)
{
	struct table t = {.arena = &c->arena, .columns = 5};
	if (!n)
		print(c, "Nothing on the shelf that %s was not sent.", s->name);
	else
		print(c, "On the shelf for %s (* is about them or their patients):", s->name);
	for (int i = 0; i < n; i++) {
		table_addf(&t, "%s", rows[i].for_them ? "*" : "");
		table_addf(&t, "%d", rows[i].number);
		table_add(&t, rows[i].row.item.title);
		table_add(&t, choice_label(choices_shelf_type, rows[i].row.item.type));
		table_add(&t, rows[i].row.item.topic);
	}
	table_print(c, &t);
}

static void print_shared(struct call *c, const struct source *s, const struct shared_row *rows, int n)
{
	struct table t = {.arena = &c->arena, .columns = 3};
	print(c, n ? "%s was sent:" : "%s was sent nothing yet.", s->name);
	for (int i = 0; i < n; i++) {
		struct str day = {0};
		date_timeline(&day, rows[i].share.on, c->app.now.today);
		table_add(&t, str_text(&day));
		table_add(&t, rows[i].title);
		table_add(&t, choice_label(choices_shelf_type, rows[i].type));
		str_free(&day);
	}
	table_print(c, &t);
}

static bool show_shared(struct call *c, const struct source *s, struct err *e)
{
	struct shared_row *shared;
	struct idea *ideas;
	int n_shared, n_ideas;
	if (!app_shared_with(&c->app, s->id, &c->arena, &shared, &n_shared, e) ||
	    !app_share_ideas(&c->app, s->id, &c->arena, &ideas, &n_ideas, e))
		return false;
	if (c->json) {
		struct json j = {0};
		json_open(&j, NULL, '{');
		json_id(&j, "source_id", s->id);
		json_text(&j, "source", s->name);
		json_shared(&j, "shared", shared, n_shared);
		json_open(&j, "ideas", '[');
		for (int i = 0; i < n_ideas; i++) {
			json_open(&j, NULL, '{');
			json_flag(&j, "for_them", ideas[i].for_them);
			json_item(&j, &ideas[i].row, ideas[i].number);
			json_close(&j, '}');
		}
		json_close(&j, ']');
		json_close(&j, '}');
		json_print(c, &j);
		return true;
	}
	print_shared(c, s, shared, n_shared);
	print(c, "%s", "");
	print_ideas(c, s, ideas, n_ideas);
	return true;
}

static bool share_one(struct call *c, const struct source *s, struct err *e)
{
	struct sharing what = {
		.on = DAY_NONE, .note = call_option(c, "note"), .again = call_option(c, "again") != NULL};
	struct shelf_item item;
	struct said said = {0};
	if (!channel_option(c, "by", &what.channel, e) || !day_option(c, "on", DATE_PAST, &what.on, e) ||
	    !app_shelf_item(&c->app, call_rest(c, 1), &c->arena, &item, e))
		return false;
	what.item_id = item.id;
	if (finish(app_share(&c->app, s->id, &what, &said, e), &said))
		return true;
	if (e->code == ERR_REFUSED) {
		char *why = arena_strdup(&c->arena, err_text(e));
		return err_set(e, ERR_REFUSED, "%s; --again shares it all the same", why);
	}
	return false;
}

/* --add, --edit, --drop: the shelf itself. */
static bool change_shelf(struct call *c, struct err *e)
{
	const char *added = call_option(c, "add"), *edited = call_option(c, "edit"), *dropped = call_option(c, "drop");
	struct shelf_item base, item;
	struct said said = {0};
	bool ok;
	if ((added != NULL) + (edited != NULL) + (dropped != NULL) > 1)
		return err_set(e, ERR_USAGE, "one of --add, --edit and --drop at a time");
	if (c->n)
		return err_set(e, ERR_USAGE, "put “%s” between quotes with what stands before it", c->args[0]);
	record_init(KIND_SHELF_ITEM, &item);
	item.title = added;
	if (!added && !app_shelf_item(&c->app, edited ? edited : dropped, &c->arena, &base, e))
		return false;
	if (!added)
		item = base;
	if (!dropped && !fields_read(c, &item, e))
		return false;
	if (dropped)
		ok = app_shelf_drop(&c->app, base.id, &said, e);
	else
		ok = app_shelf_put(&c->app, added ? NULL : &base, &item, &said, e);
	return finish(ok, &said);
}

static bool run_share(struct call *c, struct err *e)
{
	struct source s;
	if (call_option(c, "add") || call_option(c, "edit") || call_option(c, "drop"))
		return change_shelf(c, e);
	if (!c->n)
		return list_shelf(c, e);
	if (!app_who(&c->app, c->args[0], &c->arena, &s, e))
		return false;
	return c->n == 1 ? show_shared(c, &s, e) : share_one(c, &s, e);
}

const struct command know_commands[] = {
	{"ask", "[WHO [QUESTION ANSWER]] [--channel C] [--on D]", "Open questions, answers", ask_options, BOOK_OPEN, 0,
	 200, .json = true, .run = run_ask},
	{"share", "[WHO [THING]] [--by C] [--add TITLE]", "Things worth sharing", share_options, BOOK_OPEN, 0, 200,
	 .json = true, .fields = true, .kind = KIND_SHELF_ITEM, .run = run_share},
	{NULL},
};
