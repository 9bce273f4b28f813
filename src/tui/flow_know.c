/* Asking: an open question and its answer, and the bank of questions. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/app/know.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"
#include "rapport/tui/box.h"

struct ask_form {
	struct arena arena;
	struct source source;
	struct bank_question *bank;
	int n;
	uint64_t touch_id; /* of today, 0: none */
	bool spoken;       /* it was a talk, in which one asks */
};

static bool is_talk(int16_t channel)
{
	return channel == CHANNEL_VISIT || channel == CHANNEL_LUNCH || channel == CHANNEL_CALL ||
	       channel == CHANNEL_COFFEE || channel == CHANNEL_EVENT || channel == CHANNEL_MEETING;
}

static void free_ask(void *arg)
{
	struct ask_form *k = arg;

	arena_clear(&k->arena);
	free(k);
}

static void echo_when(struct ui *ui, struct form *f, int field, struct str *b, bool *bad)
{
	(void)field;
	echo_date(ui, form_text(f, "on"), DATE_PAST, b, bad);
}

static void step_when(struct ui *ui, struct form *f, int field, int days, struct str *out)
{
	(void)field;
	step_date(ui, form_text(f, "on"), DATE_PAST, days, out);
}

static void complete_question(struct ui *ui, struct form *f, int field, const char *typed, struct str *out)
{
	enum { SHOWN = 8 };
	struct ask_form *k = form_arg(f);
	struct str part = {0}, whole = {0};
	int shown = 0;

	(void)ui;
	(void)field;
	utf8_fold(&part, typed);
	for (int i = 0; i < k->n && shown < SHOWN; i++) {
		str_clear(&whole);
		utf8_fold(&whole, k->bank[i].text);
		if (strstr(str_text(&whole), str_text(&part)))
			str_printf(out, "%s%s", shown++ ? "\n" : "", k->bank[i].text);
	}
	str_free(&part);
	str_free(&whole);
}

static bool save_ask(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct ask_form *k = arg;
	struct app *app = &face_of(ui)->app;
	const char *kind = form_text(f, "channel");
	struct asking q = {.answer = form_text(f, "answer"), .channel = CHOICE_NONE};
	struct said said = {0};

	if (str_eq(kind, "touch"))
		q.touch_id = k->touch_id;
	else
		q.channel = (int16_t)choice_index(choices_channel, *kind ? kind : NULL);
	if (!read_date(ui, f, "on", DATE_PAST, &q.on, e))
		return false;
	if (!app_question(app, form_text(f, "question"), &k->arena, &q.question, e)) {
		e->field = "question";
		return false;
	}
	if (!app_ask(app, k->source.id, &q, &said, e)) {
		said_free(&said);
		return form_refused(e);
	}
	drop_draft(ui, "ask", k->source.id);
	return flow_say(ui, true, &said, e);
}

static void draft_ask(struct ui *ui, struct form *f, void *arg)
{
	struct ask_form *k = arg;

	keep_draft(ui, f, "ask", k->source.id, arena_printf(&k->arena, "`:` ask on %s opens it again", k->source.name));
}

/* The kinds of touch; in front the one of today that the answer may be kept with. */
static struct form_choice *kinds_of(struct ui *ui, struct ask_form *k)
{
	struct app *app = &face_of(ui)->app;
	struct form_choice *list = choices_of(choices_channel, &k->arena);
	struct touch t;
	struct err e = {0};
	struct str word = {0};
	int n = 0;

	if (!app_touch_of(app, k->source.id, app->now.today, &k->touch_id, &e) ||
	    (k->touch_id && !store_get(app->store, KIND_TOUCH, k->touch_id, &k->arena, &t, &e))) {
		ui_error(ui, &e);
		k->touch_id = 0;
	}
	if (!k->touch_id)
		return list;
	while (list[n].word)
		n++;
	struct form_choice *more = arena_alloc(&k->arena, ((size_t)n + 2) * sizeof(*more));

	k->spoken = is_talk(t.channel);
	str_printf(&word, "With today's %s", choice_word(choices_channel, t.channel));
	more[0] = (struct form_choice){"t", arena_strdup(&k->arena, str_text(&word)), "touch"};
	memcpy(more + 1, list, ((size_t)n + 1) * sizeof(*more));
	str_free(&word);
	return more;
}

/* The next question, and how many were answered. False: said. */
static bool read_ask(struct ui *ui, struct ask_form *k, uint64_t source_id, const char **next, const char **under)
{
	struct app *app = &face_of(ui)->app;
	struct answer *answers;
	struct err e = {0};
	int n;

	if (!store_get(app->store, KIND_SOURCE, source_id, &k->arena, &k->source, &e) ||
	    !app_questions(app, &k->arena, &k->bank, &k->n, &e) ||
	    !app_question_for(app, source_id, &k->arena, next, &e) ||
	    !app_answers(app, source_id, &k->arena, &answers, &n, &e)) {
		ui_error(ui, &e);
		return false;
	}
	if (!*next)
		*under = "every question of the bank is answered; ask one of your own";
	else if (n)
		*under = arena_printf(&k->arena, "a word of another one offers it; %d answer%s so far", n,
				      n == 1 ? "" : "s");
	else
		*under = "a word of another one offers it; or type your own";
	return true;
}

void flow_ask(struct ui *ui, uint64_t source_id)
{
	struct ask_form *k = mem_alloc(sizeof(*k));
	const char *next, *under;

	if (!read_ask(ui, k, source_id, &next, &under)) {
		free_ask(k);
		return;
	}
	struct form_choice *kinds_shown = kinds_of(ui, k);
	const struct form_row rows[] = {
		{.name = "question",
		 .label = "Question",
		 .type = FORM_NAME,
		 .value = next,
		 .under = under,
		 .complete = complete_question},
		{.name = "answer", .label = "Answer", .type = FORM_NOTE, .gap = true},
		{.name = "channel",
		 .label = "Kind",
		 .type = FORM_CHOICE,
		 .choices = kinds_shown,
		 .value = k->spoken ? "touch" : "call",
		 .gap = true},
		{.name = "on",
		 .label = "When",
		 .type = FORM_DATE,
		 .value = "today",
		 .echo = echo_when,
		 .step = step_when,
		 .saves = true},
	};
	struct form *f =
		form_open(ui, &(struct form_spec){
				      .name = "ask",
				      .title = arena_printf(&k->arena, "Ask: %s", k->source.name),
				      .foot = "Enter goes on, and saves at When.   Ctrl-S saves from anywhere.",
				      .advice = "The answer is kept with the contact. `:` questions changes the bank.",
				      .fields = rows,
				      .n = (int)(sizeof(rows) / sizeof(*rows)),
				      .first = next ? 1 : 0,
				      .arg = k,
				      .save = save_ask,
				      .draft = draft_ask,
				      .free = free_ask,
			      });
	offer_draft(ui, f, "ask", source_id);
}

/* --- the bank --- */

struct bank_form {
	struct arena arena;
	const char *question; /* as it stands in the bank; NULL: a new one */
};

static void free_bank(void *arg)
{
	struct bank_form *b = arg;

	arena_clear(&b->arena);
	free(b);
}

/* What was typed for a question is kept with the words it is about. */
static const char *bank_draft(const struct bank_form *b)
{
	return b->question ? b->question : "question";
}

static bool save_question(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct bank_form *b = arg;
	struct app *app = &face_of(ui)->app;
	const char *text = form_text(f, "text");
	struct said said = {0};

	if (b->question && str_eq(b->question, text)) {
		ui_say(ui, "Nothing was changed.");
		return true;
	}
	if (b->question ? !app_question_edit(app, b->question, text, &said, e)
			: !app_question_add(app, text, &said, e)) {
		said_free(&said);
		if (!e->field && (e->code == ERR_REFUSED || e->code == ERR_NOT_FOUND))
			e->field = "text";
		return form_refused(e);
	}
	drop_draft(ui, bank_draft(b), 0);
	return flow_say(ui, true, &said, e);
}

static void draft_question(struct ui *ui, struct form *f, void *arg)
{
	keep_draft(ui, f, bank_draft(arg), 0, "It is there when you come back");
}

static void open_question(struct ui *ui, const char *question)
{
	struct bank_form *b = mem_alloc(sizeof(*b));

	b->question = arena_strdup(&b->arena, question);
	const struct form_row row = {.name = "text",
				     .label = "Question",
				     .type = FORM_TEXT,
				     .value = b->question,
				     .under = "open: it cannot be answered by yes or no"};
	struct form *f = form_open(ui, &(struct form_spec){
					       .name = "question",
					       .title = question ? "A question of the bank" : "Add a question",
					       .foot = "Answers keep the words in which they were asked.",
					       .fields = &row,
					       .n = 1,
					       .arg = b,
					       .save = save_question,
					       .draft = draft_question,
					       .free = free_bank,
				       });
	offer_draft(ui, f, bank_draft(b), 0);
}

static void question_act(struct ui *ui, void *arg, int chosen)
{
	struct bank_form *b = arg;
	struct said said = {0};
	struct err e = {0};

	if (chosen == 0)
		open_question(ui, b->question);
	else
		flow_say(ui, app_question_drop(&face_of(ui)->app, b->question, &said, &e), &said, &e);
}

static void ask_what(struct ui *ui, const char *question)
{
	static const struct box_choice acts[] = {{"e", "Edit it", NULL}, {"x", "Drop it", "answers to it stay"}};
	struct bank_form *b = mem_alloc(sizeof(*b));

	b->question = arena_strdup(&b->arena, question);
	choice_open(ui, &(struct choice_spec){.title = b->question,
					      .choices = acts,
					      .n = 2,
					      .arg = b,
					      .then = question_act,
					      .free = free_bank});
}

struct bank_list {
	struct arena arena;
	struct bank_question *rows;
	int n;
};

static void free_list(void *arg)
{
	struct bank_list *l = arg;

	arena_clear(&l->arena);
	free(l);
}

static void question_chosen(struct ui *ui, void *arg, int chosen)
{
	struct bank_list *l = arg;

	if (chosen < l->n)
		ask_what(ui, l->rows[chosen].text);
	else
		open_question(ui, NULL);
}

void flow_questions(struct ui *ui)
{
	struct bank_list *l = mem_alloc(sizeof(*l));
	struct err e = {0};

	if (!app_questions(&face_of(ui)->app, &l->arena, &l->rows, &l->n, &e)) {
		ui_error(ui, &e);
		free_list(l);
		return;
	}
	struct box_choice *choices = arena_alloc(&l->arena, ((size_t)l->n + 1) * sizeof(*choices));

	for (int i = 0; i < l->n; i++)
		choices[i] = (struct box_choice){"", l->rows[i].text, l->rows[i].id ? "your own" : NULL};
	choices[l->n] = (struct box_choice){"a", "Add a question", NULL};
	choice_open(ui, &(struct choice_spec){.title = "Question bank",
					      .choices = choices,
					      .n = l->n + 1,
					      .legend = "Enter edits or drops it   Esc closes",
					      .arg = l,
					      .then = question_chosen,
					      .free = free_list});
}
