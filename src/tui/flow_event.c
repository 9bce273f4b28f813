/* Events: logged once for many, and who was there. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/app/event.h"
#include "rapport/base/day.h"
#include "rapport/tui/box.h"

struct event_form {
	struct arena arena;
	struct whom whom; /* n 0: the form asks */
};

static void free_event(void *arg)
{
	struct event_form *x = arg;

	arena_clear(&x->arena);
	free(x);
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

static void complete_who(struct ui *ui, struct form *f, int field, const char *typed, struct str *out)
{
	(void)f;
	(void)field;
	names_like(ui, typed, out);
}

static const char *event_draft(const struct event_form *x)
{
	return x->whom.n ? "event marked" : "event";
}

static bool save_event(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	static const char *const names[] = {"title", "type", "on", "place", "note"};
	struct event_form *x = arg;
	struct whom who = x->whom;
	struct said said = {0};
	struct event v;

	record_init(KIND_EVENT, &v);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!read_field(ui, f, KIND_EVENT, names[i], &v, &x->arena, e))
			return false;
	}
	if (!who.n && !read_names(ui, f, "who", &x->arena, &who, e))
		return false;
	if (!app_event(&face_of(ui)->app, &v, who, &said, e)) {
		said_free(&said);
		return form_refused(e);
	}
	drop_draft(ui, event_draft(x), 0);
	return flow_say(ui, true, &said, e);
}

static void draft_event(struct ui *ui, struct form *f, void *arg)
{
	keep_draft(ui, f, event_draft(arg), 0, "`:` event opens it again");
}

void flow_event(struct ui *ui, struct whom whom)
{
	struct event_form *x = mem_alloc(sizeof(*x));

	x->whom = copy_whom(whom, &x->arena);
	const struct form_row rows[] = {
		{.name = "title",
		 .label = "What",
		 .type = FORM_TEXT,
		 .hint = "Balance talk for runners",
		 .saves = x->whom.n > 0},
		{.name = "who",
		 .label = "Who",
		 .type = x->whom.n ? FORM_FACT : FORM_NAME,
		 .value = x->whom.n ? arena_printf(&x->arena, "%d marked", x->whom.n) : NULL,
		 .hint = x->whom.n ? NULL : "who was there, parted by commas",
		 .complete = complete_who,
		 .saves = true},
		{.name = "type",
		 .label = "Type",
		 .type = FORM_CHOICE,
		 .choices = choices_of(choices_event_type, &x->arena),
		 .value = "talk",
		 .gap = true},
		{.name = "on",
		 .label = "When",
		 .type = FORM_DATE,
		 .value = "today",
		 .echo = echo_when,
		 .step = step_when},
		{.name = "place", .label = "Place", .type = FORM_TEXT},
		{.name = "note", .label = "Note", .type = FORM_NOTE, .hint = "what was said, for all of them"},
	};
	struct form *f = form_open(ui, &(struct form_spec){
					       .name = "event",
					       .title = "Log an event",
					       .foot = "One entry on the timeline of each. Ctrl-S saves from anywhere.",
					       .advice = DATE_ADVICE,
					       .fields = rows,
					       .n = sizeof(rows) / sizeof(rows[0]),
					       .arg = x,
					       .save = save_event,
					       .draft = draft_event,
					       .free = free_event,
				       });
	offer_draft(ui, f, event_draft(x), 0);
}

/* --- the list, and the guests of one --- */

struct event_list {
	struct arena arena;
	struct event_row *rows;
	int n, chosen;
	struct whom whom; /* marked: whom Enter adds */
};

static void free_events(void *arg)
{
	struct event_list *l = arg;

	arena_clear(&l->arena);
	free(l);
}

/* Each pane over the list frees its own. */
static struct event_list *copy_list(const struct event_list *from)
{
	struct event_list *l = mem_alloc(sizeof(*l));

	l->whom = copy_whom(from->whom, &l->arena);
	l->rows = arena_alloc(&l->arena, sizeof(*l->rows));
	l->rows[0] = from->rows[from->chosen];
	l->rows[0].title = arena_strdup(&l->arena, l->rows[0].title);
	l->rows[0].place = arena_strdup(&l->arena, l->rows[0].place);
	l->rows[0].note = arena_strdup(&l->arena, l->rows[0].note);
	l->rows[0].by = arena_strdup(&l->arena, l->rows[0].by);
	l->n = 1;
	return l;
}

static void guests_text(struct ui *ui, void *arg, struct str *b)
{
	struct event_list *l = arg;
	const struct event_row *v = &l->rows[0];
	struct guest_row *rows;
	struct arena a = {0};
	struct err e = {0};
	int n = 0;

	if (!store_guests(face_of(ui)->app.store, v->id, &a, &rows, &n, &e)) {
		ui_error(ui, &e);
		return;
	}
	str_printf(b, "%s, ", choice_label(choices_event_type, v->type));
	date_long(b, v->on);
	str_printf(b, "%s%s%s%s\n", v->place ? ", " : "", v->place ? v->place : "", v->by ? ", by " : "",
		   v->by ? v->by : "");
	if (v->note)
		str_printf(b, "%s\n", v->note);
	str_addc(b, '\n');
	for (int i = 0; i < n; i++)
		str_printf(b, "  %s%s%s\n", rows[i].name, rows[i].practice ? ", " : "",
			   rows[i].practice ? rows[i].practice : "");
	if (!n)
		str_add(b, "Nobody is named yet.\n");
	arena_clear(&a);
}

static bool save_guests(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct event_list *l = arg;
	struct said said = {0};
	struct whom who;

	if (!read_names(ui, f, "who", &l->arena, &who, e))
		return false;
	if (!app_event_guests(&face_of(ui)->app, l->rows[0].id, who, &said, e)) {
		said_free(&said);
		return form_refused(e);
	}
	return flow_say(ui, true, &said, e);
}

static bool add_guests(struct ui *ui, void *arg)
{
	struct event_list *l = arg;
	struct said said = {0};
	struct err e = {0};

	if (l->whom.n) {
		flow_say(ui, app_event_guests(&face_of(ui)->app, l->rows[0].id, l->whom, &said, &e), &said, &e);
		return false;
	}
	static const struct form_row rows[] = {{.name = "who",
						.label = "Who",
						.type = FORM_NAME,
						.hint = "names, parted by commas",
						.complete = complete_who}};
	struct event_list *copy = copy_list(l);

	form_open(ui, &(struct form_spec){
			      .name = "guests",
			      .title = arena_printf(&copy->arena, "More guests of %s", copy->rows[0].title),
			      .legend = "Esc adds nobody",
			      .place = FORM_STRIP,
			      .fields = rows,
			      .n = 1,
			      .arg = copy,
			      .save = save_guests,
			      .free = free_events,
		      });
	return false;
}

static void show_guests(struct ui *ui, void *arg, int chosen)
{
	struct event_list *l = arg;

	l->chosen = chosen;
	reader_ask(ui, &(struct reader_spec){
			       .title = l->rows[chosen].title,
			       .legend = l->whom.n ? "`Enter` adds the marked ones   `Esc` closes"
						   : "`Enter` adds guests   `Esc` closes",
			       .bar = "=Enter Add guests, =\u2191\u2193 Scroll, =Esc Close",
			       .arg = copy_list(l),
			       .text = guests_text,
			       .enter = add_guests,
			       .free = free_events,
		       });
}

void flow_events(struct ui *ui, struct whom whom)
{
	struct event_list *l = mem_alloc(sizeof(*l));
	struct box_choice *choices;
	struct err e = {0};

	l->whom = copy_whom(whom, &l->arena);
	if (!store_events(face_of(ui)->app.store, &l->arena, &l->rows, &l->n, &e) || !l->n) {
		if (e.code)
			ui_error(ui, &e);
		else
			ui_say(ui, "No event yet.   `:` event logs a talk, a screening or a column");
		free_events(l);
		return;
	}
	choices = arena_alloc(&l->arena, sizeof(*choices) * (size_t)l->n);
	for (int i = 0; i < l->n; i++) {
		struct str note = {0};

		str_printf(&note, "%s, ", choice_label(choices_event_type, l->rows[i].type));
		date_short(&note, l->rows[i].on, ui->now.today);
		str_printf(&note, ", %d", l->rows[i].guests);
		choices[i] = (struct box_choice){"", l->rows[i].title, arena_strdup(&l->arena, str_text(&note))};
		str_free(&note);
	}
	choice_open(ui, &(struct choice_spec){.title = "Events",
					      .choices = choices,
					      .n = l->n,
					      .legend = "Enter shows who was there   Esc closes",
					      .arg = l,
					      .then = show_guests,
					      .free = free_events});
}
