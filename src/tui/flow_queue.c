/* Done, later and next: working through the queue. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/base/day.h"
#include "screens.h"

struct queue_form {
	struct arena arena;
	struct items items; /* copies */
	struct whom whom;   /* of next */
};

static void free_queue(void *arg)
{
	struct queue_form *q = arg;

	arena_clear(&q->arena);
	free(q);
}

static struct queue_form *copy_items(const struct items *items)
{
	struct queue_form *q = mem_alloc(sizeof(*q));

	q->items = (struct items){.rows = arena_alloc(&q->arena, (size_t)items->n * sizeof(*items->rows)),
				  .n = items->n,
				  .passed = arena_strdup(&q->arena, items->passed)};
	for (int i = 0; i < items->n; i++) {
		struct queue_row *r = &q->items.rows[i];

		*r = items->rows[i];
		r->verb = arena_strdup(&q->arena, r->verb);
		r->what = arena_strdup(&q->arena, r->what);
		r->why = arena_strdup(&q->arena, r->why);
		r->name = arena_strdup(&q->arena, r->name);
		r->practice = arena_strdup(&q->arena, r->practice);
		r->phone = arena_strdup(&q->arena, r->phone);
		r->owner = arena_strdup(&q->arena, r->owner);
	}
	return q;
}

static void echo_step(struct ui *ui, struct form *f, int field, struct str *b, bool *bad)
{
	(void)field;
	echo_next(ui, form_text(f, "next"), "call", b, bad);
}

static void step_step(struct ui *ui, struct form *f, int field, int days, struct str *out)
{
	(void)field;
	step_date(ui, form_text(f, "next"), DATE_FUTURE, days, out);
}

/* --- done --- */

/* Several marked rows have one draft of their own; it is nobody's alone. */
static const char *done_draft(const struct queue_form *q)
{
	return q->items.n == 1 ? "done" : "done marked";
}

static uint64_t done_subject(const struct queue_form *q)
{
	return q->items.n == 1 ? q->items.rows[0].source_id : 0;
}

/* News is told by what was meant, or by what came first. */
static const struct form_choice told_by[] = {
	{"e", "Email", "email"}, {"c", "Call", "call"}, {"v", "Visit", "visit"}, {"l", "Letter", "letter"}, {0}};

static bool all_news(const struct items *items)
{
	for (int i = 0; i < items->n; i++) {
		if (strcmp(items->rows[i].rule, "announce") != 0)
			return false;
	}
	return true;
}

static bool save_done(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct queue_form *q = arg;
	struct plan plan = {.channel = CHOICE_NONE};
	struct said said = {0};
	const char *note = form_text(f, "note");
	int channel = all_news(&q->items) ? choice_index(choices_channel, form_text(f, "by")) : CHOICE_NONE;

	if (!read_next(ui, f, "next", &plan, e))
		return false;
	if (!app_done_all(&face_of(ui)->app, &q->items, (int16_t)channel, str_blank(note) ? NULL : note, &plan, &said,
			  e)) {
		said_free(&said);
		return form_refused(e);
	}
	drop_draft(ui, done_draft(q), done_subject(q));
	return flow_say(ui, true, &said, e);
}

static void draft_done(struct ui *ui, struct form *f, void *arg)
{
	struct queue_form *q = arg;

	keep_draft(ui, f, done_draft(q), done_subject(q),
		   q->items.n == 1 ? "It stays in Today; `d` opens it again"
				   : "They stay in Today; `d` on marked rows opens it again");
}

static const char *usual_hint(struct ui *ui, struct queue_form *q)
{
	struct app *app = &face_of(ui)->app;
	struct source s;
	struct str b = {0};

	if (q->items.n > 1 || !store_get(app->store, KIND_SOURCE, q->items.rows[0].source_id, &q->arena, &s, NULL) ||
	    s.standing != STANDING_LIVE)
		return "0 = no next step";
	bool meeting = !strcmp(q->items.rows[0].rule, "second-meeting");
	int32_t again = app->now.today + (int32_t)store_setting(app->store, SET_SECOND_MEETING_DAYS);
	str_add(&b, meeting ? "empty = no meeting yet, asks again " : "empty = ");
	date_short(&b, meeting ? again : app_usual_next(app, &s, app->now.today), app->now.today);
	str_add(&b, meeting ? "" : ", the usual rhythm");
	const char *text = arena_strdup(&q->arena, str_text(&b));
	str_free(&b);
	return text;
}

/* What stamps a day or moves a stage needs no note and no next step. */
static bool done_at_once(const struct queue_row *item)
{
	static const char *const rules[] = {"poc", "ask-patient", "verify", "own-details", "move-on"};

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (!strcmp(item->rule, rules[i]))
			return true;
	}
	return false;
}

/* Nothing is chosen for several: each is told as was meant. */
static const char *meant(const struct items *items)
{
	for (int i = 0; i < items->n; i++) {
		if (strcmp(items->rows[i].verb, items->rows[0].verb) != 0)
			return NULL;
	}
	return items->rows[0].verb;
}

/* "Done: Call Dr. Okafor" */
static const char *done_title(struct queue_form *q)
{
	const struct queue_row *first = &q->items.rows[0];
	char *verb = arena_strdup(&q->arena, first->verb);

	if (q->items.n > 1)
		return arena_printf(&q->arena, "Done: %d marked", q->items.n);
	if (*verb >= 'a' && *verb <= 'z')
		*verb = (char)(*verb - 'a' + 'A');
	return arena_printf(&q->arena, "Done: %s %s", verb, first->name);
}

/* What logs a touch: how, with which words, and what is next. */
static void ask_done(struct ui *ui, const struct items *items)
{
	struct queue_form *q = copy_items(items);
	bool news = all_news(items), reopens = items->n == 1 && str_eq(q->items.rows[0].rule, "reopen");
	const struct form_row rows[] = {
		{.name = "by",
		 .label = "By",
		 .type = FORM_CHOICE,
		 .choices = told_by,
		 .value = news ? meant(&q->items) : NULL},
		{.name = "note", .label = "Note", .type = FORM_NOTE},
		{.name = "next",
		 .label = "Next",
		 .type = FORM_DATE,
		 .hint = usual_hint(ui, q),
		 .echo = echo_step,
		 .step = step_step},
	};
	struct form *f =
		form_open(ui, &(struct form_spec){
				      .name = "done",
				      .title = done_title(q),
				      .legend = "Esc keeps it in Today",
				      .foot = reopens ? "Enter saves: they are live again; Next plans a step."
						      : "Enter saves: logs it today; Next plans the next step.",
				      .advice = "`Tab` goes to Next; 0 means no next step.",
				      .place = FORM_STRIP,
				      .fields = rows,
				      .n = 3,
				      .first = news ? 0 : 1,
				      .arg = q,
				      .save = save_done,
				      .draft = draft_done,
				      .free = free_queue,
			      });

	form_show(f, "by", news);
	offer_draft(ui, f, done_draft(q), done_subject(q));
}

void flow_done(struct ui *ui, const struct items *items)
{
	const struct queue_row *only = items->n == 1 && !items->passed ? items->rows : NULL;
	struct said said = {0};
	struct err e = {0};

	if (only && str_eq(only->rule, "let-go"))
		review_open(ui, only->source_id);
	else if (only && str_eq(only->rule, "homework"))
		checklist_open(ui, only->source_id);
	else if (only && done_at_once(only))
		flow_say(ui, app_done(&face_of(ui)->app, only, CHOICE_NONE, NULL, NULL, &said, &e), &said, &e);
	else if (items->n > 0)
		ask_done(ui, items);
}

/* --- later --- */

static void echo_day(struct ui *ui, struct form *f, int field, struct str *b, bool *bad)
{
	(void)field;
	echo_date(ui, form_text(f, "day"), DATE_FUTURE, b, bad);
}

static void step_day(struct ui *ui, struct form *f, int field, int days, struct str *out)
{
	(void)field;
	step_date(ui, form_text(f, "day"), DATE_FUTURE, days, out);
}

static bool save_later(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct queue_form *q = arg;
	struct said said = {0};
	int32_t day;

	if (str_blank(form_text(f, "day")))
		return err_field(e, "day", "which day?");
	if (!read_date(ui, f, "day", DATE_FUTURE, &day, e))
		return false;
	if (!app_later_all(&face_of(ui)->app, &q->items, day, &said, e)) {
		said_free(&said);
		return e->code == ERR_INVALID ? err_field(e, "day", "later means a day after today") : form_refused(e);
	}
	return flow_say(ui, true, &said, e);
}

void flow_later(struct ui *ui, const struct items *items, int32_t day)
{
	struct said said = {0};
	struct err e = {0};

	if (items->n < 1)
		return;
	if (day != DAY_NONE) {
		flow_say(ui, app_later_all(&face_of(ui)->app, items, day, &said, &e), &said, &e);
		return;
	}
	struct queue_form *q = copy_items(items);
	const struct form_row rows[] = {
		{.name = "day", .label = "Until", .type = FORM_DATE, .echo = echo_day, .step = step_day}};

	form_open(ui, &(struct form_spec){
			      .name = "later",
			      .title = items->n == 1 ? arena_printf(&q->arena, "Later: %s", q->items.rows[0].name)
						     : arena_printf(&q->arena, "Later: %d marked", items->n),
			      .legend = "Esc leaves it where it is",
			      .advice = DATE_ADVICE,
			      .place = FORM_STRIP,
			      .fields = rows,
			      .n = 1,
			      .arg = q,
			      .save = save_later,
			      .free = free_queue,
		      });
}

/* --- next --- */

static void echo_planned(struct ui *ui, struct form *f, int field, struct str *b, bool *bad)
{
	struct str kind = {0};

	(void)field;
	str_add(&kind, choice_label(choices_channel, choice_index(choices_channel, form_text(f, "channel"))));
	for (size_t i = 0; i < kind.len; i++) {
		if (kind.s[i] >= 'A' && kind.s[i] <= 'Z')
			kind.s[i] = (char)(kind.s[i] - 'A' + 'a');
	}
	echo_next(ui, form_text(f, "next"), str_text(&kind), b, bad);
	str_free(&kind);
}

static const char *next_draft(struct whom whom)
{
	return whom_draft(whom, "next", "next marked");
}

static bool save_next(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct queue_form *q = arg;
	struct plan plan = {.channel = CHOICE_NONE};
	struct said said = {0};
	struct step step;

	if (str_blank(form_text(f, "next")))
		return err_field(e, "next", "which day? 0 means no next step");
	record_init(KIND_STEP, &step);
	if (!read_next(ui, f, "next", &plan, e) || !read_field(ui, f, KIND_STEP, "channel", &step, &q->arena, e) ||
	    !read_field(ui, f, KIND_STEP, "what", &step, &q->arena, e))
		return false;
	plan.channel = step.channel;
	plan.what = step.what;
	if (!app_next_all(&face_of(ui)->app, q->whom, &plan, &said, e)) {
		said_free(&said);
		return form_refused(e);
	}
	drop_draft(ui, next_draft(q->whom), whom_subject(q->whom));
	return flow_say(ui, true, &said, e);
}

static void draft_next(struct ui *ui, struct form *f, void *arg)
{
	struct queue_form *q = arg;

	keep_draft(ui, f, next_draft(q->whom), whom_subject(q->whom),
		   whom_draft(q->whom, "`n` opens it again", "`n` on marked rows opens it again"));
}

/* The open step of the only one; of several: how many there are. */
static bool open_steps(struct ui *ui, struct queue_form *q, struct step *step, int *n)
{
	struct err e = {0};

	*n = 0;
	for (int i = 0; i < q->whom.n; i++) {
		if (!store_open_step(face_of(ui)->app.store, q->whom.ids[i], &q->arena, step, &e)) {
			ui_error(ui, &e);
			return false;
		}
		*n += step->id != 0;
	}
	if (q->whom.n != 1)
		record_init(KIND_STEP, step);
	return true;
}

void flow_next(struct ui *ui, struct whom whom)
{
	struct queue_form *q = mem_alloc(sizeof(*q));
	const char *who = whom_words(ui, whom, &q->arena);
	struct step step;
	int open;

	q->whom = copy_whom(whom, &q->arena);
	if (!who || !open_steps(ui, q, &step, &open)) {
		free_queue(q);
		return;
	}
	const struct form_row rows[] = {
		{.name = "next",
		 .label = "Next",
		 .type = FORM_DATE,
		 .echo = echo_planned,
		 .step = step_step,
		 .under = step.id ? "This takes the place of the open step."
			  : open  ? arena_printf(&q->arena, "This takes the place of %d open step%s.", open,
                                                open == 1 ? "" : "s")
				  : NULL},
		{.name = "channel",
		 .label = "Kind",
		 .type = FORM_CHOICE,
		 .choices = choices_of(choices_channel, &q->arena),
		 .value = step.id && step.channel != CHOICE_NONE ? choice_word(choices_channel, step.channel) : "call"},
		{.name = "what", .label = "What", .type = FORM_TEXT, .value = step.what, .saves = true},
	};
	struct form *f = form_open(ui, &(struct form_spec){
					       .name = "next",
					       .title = arena_printf(&q->arena, "Next step with %s", who),
					       .advice = DATE_ADVICE,
					       .place = FORM_STRIP,
					       .fields = rows,
					       .n = 3,
					       .arg = q,
					       .save = save_next,
					       .draft = draft_next,
					       .free = free_queue,
				       });
	offer_draft(ui, f, next_draft(whom), whom_subject(whom));
}
