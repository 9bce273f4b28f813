/* The shelf: sharing something with one source or the marked ones, and what stands on it. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/app/shelf.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"
#include "rapport/tui/box.h"

/* --- sharing --- */

struct share_form {
	struct arena arena;
	struct whom whom;
	const char **titles; /* what was not sent to one source yet in front, what is for them first */
	int n, fresh;        /* fresh: that many of them were not sent */
	int for_them;
};

static void free_share(void *arg)
{
	struct share_form *s = arg;

	arena_clear(&s->arena);
	free(s);
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

static void complete_item(struct ui *ui, struct form *f, int field, const char *typed, struct str *out)
{
	enum { SHOWN = 8 };
	struct share_form *s = form_arg(f);
	struct str part = {0}, whole = {0};
	int shown = 0;

	(void)ui;
	(void)field;
	utf8_fold(&part, typed);
	for (int i = 0; i < s->n && shown < SHOWN; i++) {
		str_clear(&whole);
		utf8_fold(&whole, s->titles[i]);
		if (strstr(str_text(&whole), str_text(&part)))
			str_printf(out, "%s%s", shown++ ? "\n" : "", s->titles[i]);
	}
	str_free(&part);
	str_free(&whole);
}

static bool save_share(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct share_form *s = arg;
	struct app *app = &face_of(ui)->app;
	const char *channel = form_text(f, "channel"), *note = form_text(f, "note");
	struct sharing what = {.note = str_blank(note) ? NULL : note, .again = str_eq(form_text(f, "again"), "yes")};
	struct shelf_item item;
	struct said said = {0};

	what.channel = (int16_t)choice_index(choices_channel, *channel ? channel : NULL);
	if (!read_date(ui, f, "on", DATE_PAST, &what.on, e))
		return false;
	if (!app_shelf_item(app, form_text(f, "item"), &s->arena, &item, e)) {
		e->field = "item";
		return false;
	}
	what.item_id = item.id;
	if (!app_share_all(app, s->whom, &what, &said, e)) {
		said_free(&said);
		if (e->code == ERR_REFUSED)
			e->field = "again";
		return form_refused(e);
	}
	drop_draft(ui, whom_draft(s->whom, "share", "share marked"), whom_subject(s->whom));
	return flow_say(ui, true, &said, e);
}

static void draft_share(struct ui *ui, struct form *f, void *arg)
{
	struct share_form *s = arg;

	keep_draft(ui, f, whom_draft(s->whom, "share", "share marked"), whom_subject(s->whom),
		   "`:` share opens it again");
}

/* Titles for completion: for one source what it was not sent yet in front. */
static bool read_titles(struct ui *ui, struct share_form *s, struct err *e)
{
	struct app *app = &face_of(ui)->app;
	struct shelf_row *rows;
	struct idea *ideas;
	int n, n_ideas = 0;

	if (!app_shelf(app, &s->arena, &rows, &n, e) ||
	    (s->whom.n == 1 && !app_share_ideas(app, s->whom.ids[0], &s->arena, &ideas, &n_ideas, e)))
		return false;
	s->titles = arena_alloc(&s->arena, ((size_t)n + 1) * sizeof(*s->titles));
	s->fresh = n_ideas;
	for (int i = 0; i < n_ideas; i++) {
		s->titles[s->n++] = ideas[i].row.item.title;
		s->for_them += ideas[i].for_them;
	}
	for (int i = 0; i < n; i++) {
		bool there = false;

		for (int k = 0; k < n_ideas; k++)
			there = there || ideas[k].row.item.id == rows[i].item.id;
		if (!there)
			s->titles[s->n++] = rows[i].item.title;
	}
	return true;
}

/* "for them: Knees in the garden, and 2 more" */
static const char *idea_words(struct share_form *s)
{
	if (s->whom.n != 1)
		return "a word of its title offers it";
	if (!s->fresh)
		return "everything on the shelf was sent to them";
	if (!s->for_them)
		return arena_printf(&s->arena, "a word of its title offers it; %d not sent to them yet", s->fresh);
	if (s->for_them == 1)
		return arena_printf(&s->arena, "for them: %s", s->titles[0]);
	return arena_printf(&s->arena, "for them: %s, and %d more", s->titles[0], s->for_them - 1);
}

static void open_share(struct ui *ui, struct share_form *s, const char *who)
{
	static const struct form_choice agains[] = {{"n", "No", "no"}, {"y", "Yes", "yes"}, {0}};
	const struct form_row rows[] = {
		{.name = "item", .label = "What", .type = FORM_NAME, .under = idea_words(s), .complete = complete_item},
		{.name = "channel",
		 .label = "By",
		 .type = FORM_CHOICE,
		 .choices = choices_of(choices_channel, &s->arena),
		 .value = "email",
		 .gap = true},
		{.name = "note", .label = "Note", .type = FORM_NOTE, .hint = "what you said with it"},
		{.name = "on",
		 .label = "When",
		 .type = FORM_DATE,
		 .value = "today",
		 .echo = echo_when,
		 .step = step_when,
		 .saves = true},
		{.name = "again",
		 .label = "Again",
		 .type = FORM_CHOICE,
		 .choices = agains,
		 .value = "no",
		 .gap = true,
		 .under = "yes: though they were sent it before"},
	};
	struct form *f =
		form_open(ui, &(struct form_spec){
				      .name = "share",
				      .title = arena_printf(&s->arena, "Share with %s", who),
				      .foot = "It is logged; sending it is yours.   Ctrl-S saves from anywhere.",
				      .advice = "`:` shelf puts things on the shelf.",
				      .fields = rows,
				      .n = (int)(sizeof(rows) / sizeof(*rows)),
				      .arg = s,
				      .save = save_share,
				      .draft = draft_share,
				      .free = free_share,
			      });
	offer_draft(ui, f, whom_draft(s->whom, "share", "share marked"), whom_subject(s->whom));
}

void flow_share(struct ui *ui, struct whom whom)
{
	struct share_form *s = mem_alloc(sizeof(*s));
	const char *who = whom_words(ui, whom, &s->arena);
	struct err e = {0};

	s->whom = copy_whom(whom, &s->arena);
	if (who && read_titles(ui, s, &e) && s->n) {
		open_share(ui, s, who);
		return;
	}
	if (e.code)
		ui_error(ui, &e);
	else if (who)
		ui_say(ui, "Nothing is on the shelf yet.   `:` shelf puts something there");
	free_share(s);
}

/* --- what stands on it --- */

struct item_form {
	struct arena arena;
	struct shelf_item base; /* id 0: a new one */
	struct form_row rows[5];
	int n;
};

static void free_item(void *arg)
{
	struct item_form *x = arg;

	arena_clear(&x->arena);
	free(x);
}

static bool save_item(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	static const char *const names[] = {"title", "type", "where", "topic", "text"};
	struct item_form *x = arg;
	struct app *app = &face_of(ui)->app;
	struct shelf_item item = x->base;
	struct said said = {0};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!read_field(ui, f, KIND_SHELF_ITEM, names[i], &item, &x->arena, e))
			return false;
	}
	if (!nobody_else_changed(ui, KIND_SHELF_ITEM, &x->base, &item, &x->arena, e))
		return false;
	if (!app_shelf_put(app, x->base.id ? &x->base : NULL, &item, &said, e)) {
		said_free(&said);
		return form_refused(e);
	}
	drop_draft(ui, "shelf", x->base.id);
	return flow_say(ui, true, &said, e);
}

static void draft_item(struct ui *ui, struct form *f, void *arg)
{
	struct item_form *x = arg;

	keep_changes(ui, f, x->rows, x->n, "shelf", x->base.id, "It is there when you come back");
}

static const char *value_of(struct item_form *x, const char *name)
{
	struct str b = {0};

	field_write(&b, kind_field(KIND_SHELF_ITEM, name), &x->base);
	const char *text = arena_strdup(&x->arena, str_text(&b));

	str_free(&b);
	return text;
}

static void add_row(struct item_form *x, const char *name, enum form_type type)
{
	const struct field *field = kind_field(KIND_SHELF_ITEM, name);

	x->rows[x->n++] =
		(struct form_row){.name = name,
				  .label = field->label,
				  .type = type,
				  .value = value_of(x, name),
				  .hint = type == FORM_CHOICE ? NULL : field->help,
				  .choices = type == FORM_CHOICE ? choices_of(field->choices, &x->arena) : NULL};
}

static void open_item(struct ui *ui, uint64_t id)
{
	struct item_form *x = mem_alloc(sizeof(*x));
	struct err e = {0};

	record_init(KIND_SHELF_ITEM, &x->base);
	if (id && !store_get(face_of(ui)->app.store, KIND_SHELF_ITEM, id, &x->arena, &x->base, &e)) {
		ui_error(ui, &e);
		free_item(x);
		return;
	}
	add_row(x, "title", FORM_TEXT);
	add_row(x, "type", FORM_CHOICE);
	add_row(x, "where", FORM_TEXT);
	add_row(x, "topic", FORM_TEXT);
	x->rows[x->n - 1].hint = "populations, body parts, hobbies";
	add_row(x, "text", FORM_NOTE);
	x->rows[x->n - 1].hint = "the story, or what to say with it";
	x->rows[x->n - 1].under = "of patients: no names, no dates of birth";
	struct form *f = form_open(ui, &(struct form_spec){
					       .name = "shelf",
					       .title = id ? x->base.title : "Put something on the shelf",
					       .foot = "Ctrl-S saves from anywhere.",
					       .fields = x->rows,
					       .n = x->n,
					       .arg = x,
					       .save = save_item,
					       .draft = draft_item,
					       .free = free_item,
				       });
	offer_draft(ui, f, "shelf", id);
}

/* --- who was sent it --- */

static void open_sent(struct ui *ui, uint64_t id, const char *title)
{
	struct arena a = {0};
	struct shared_row *rows;
	struct str b = {0};
	struct err e = {0};
	int n;

	if (!app_shared_item(&face_of(ui)->app, id, &a, &rows, &n, &e)) {
		ui_error(ui, &e);
		arena_clear(&a);
		return;
	}
	for (int i = 0; i < n; i++) {
		date_timeline(&b, rows[i].share.on, ui->now.today);
		str_printf(&b, "  %s\n", rows[i].name);
	}
	if (!n)
		str_add(&b, "Nobody was sent it yet.\n");
	reader_open(ui, title, str_text(&b), NULL);
	str_free(&b);
	arena_clear(&a);
}

struct item_act {
	struct arena arena;
	uint64_t id;
	const char *title;
};

static void free_act(void *arg)
{
	struct item_act *x = arg;

	arena_clear(&x->arena);
	free(x);
}

static void item_act(struct ui *ui, void *arg, int chosen)
{
	struct item_act *x = arg;
	struct said said = {0};
	struct err e = {0};

	if (chosen == 0)
		open_item(ui, x->id);
	else if (chosen == 1)
		open_sent(ui, x->id, x->title);
	else
		flow_say(ui, app_shelf_drop(&face_of(ui)->app, x->id, &said, &e), &said, &e);
}

static void ask_what(struct ui *ui, const struct shelf_row *r)
{
	static const struct box_choice acts[] = {{"e", "Edit it", NULL},
						 {"w", "Who was sent it", NULL},
						 {"x", "Take it off the shelf", "who was sent it stays"}};
	struct item_act *x = mem_alloc(sizeof(*x));

	x->id = r->item.id;
	x->title = arena_strdup(&x->arena, r->item.title);
	choice_open(ui,
		    &(struct choice_spec){
			    .title = x->title, .choices = acts, .n = 3, .arg = x, .then = item_act, .free = free_act});
}

/* --- the list --- */

struct shelf_list {
	struct arena arena;
	struct shelf_row *rows;
	int n;
};

static void free_list(void *arg)
{
	struct shelf_list *l = arg;

	arena_clear(&l->arena);
	free(l);
}

static void item_chosen(struct ui *ui, void *arg, int chosen)
{
	struct shelf_list *l = arg;

	if (chosen < l->n)
		ask_what(ui, &l->rows[chosen]);
	else
		open_item(ui, 0);
}

/* "shared 3 times, article, older adults": what does not fit is cut off behind. */
static const char *row_words(struct shelf_list *l, const struct shelf_row *r)
{
	const char *topic = str_blank(r->item.topic) ? "" : r->item.topic;
	const char *times = !r->shared       ? "not shared yet"
			    : r->shared == 1 ? "shared once"
					     : arena_printf(&l->arena, "shared %" PRId64 " times", r->shared);

	return arena_printf(&l->arena, "%s, %s%s%s", times, choice_label(choices_shelf_type, r->item.type),
			    *topic ? ", " : "", topic);
}

void flow_shelf(struct ui *ui)
{
	struct shelf_list *l = mem_alloc(sizeof(*l));
	struct err e = {0};

	if (!app_shelf(&face_of(ui)->app, &l->arena, &l->rows, &l->n, &e)) {
		ui_error(ui, &e);
		free_list(l);
		return;
	}
	struct box_choice *choices = arena_alloc(&l->arena, ((size_t)l->n + 1) * sizeof(*choices));

	for (int i = 0; i < l->n; i++)
		choices[i] = (struct box_choice){"", l->rows[i].item.title, row_words(l, &l->rows[i])};
	choices[l->n] = (struct box_choice){"a", "Put something on the shelf", NULL};
	choice_open(ui, &(struct choice_spec){.title = "Shelf: things worth sharing",
					      .choices = choices,
					      .n = l->n + 1,
					      .legend = "Enter edits it, says who was sent it   Esc closes",
					      .arg = l,
					      .then = item_chosen,
					      .free = free_list});
}
