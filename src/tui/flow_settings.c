/* The settings of the book: a form with a heading for what they belong to. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/base/day.h"

#define SIDE 12 /* a day and two cells */

struct settings_form {
	struct arena arena;
	struct form_row rows[SET_COUNT * 2]; /* headings too */
	int n;
};

struct set_saving {
	struct ui *ui;
	struct form *f;
	const struct settings_form *form;
	struct said said; /* of the last one */
	int n;
};

static void free_settings(void *arg)
{
	struct settings_form *s = arg;

	arena_clear(&s->arena);
	free(s);
}

static bool set_changed(void *ctx, struct err *e)
{
	struct set_saving *s = ctx;

	for (int i = 0; i < s->form->n; i++) {
		const struct form_row *row = &s->form->rows[i];

		if (row->heading || !strcmp(form_text(s->f, row->name), row->value))
			continue;
		said_free(&s->said);
		if (!app_set(&face_of(s->ui)->app, row->name, form_text(s->f, row->name), &s->said, e)) {
			if (e->code == ERR_INVALID)
				e->field = row->name;
			return false;
		}
		s->n++;
	}
	return true;
}

static bool save_settings(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct settings_form *form = arg;
	struct app *app = &face_of(ui)->app;
	struct set_saving s = {.ui = ui, .f = f, .form = form};
	int64_t before = store_revision(app->store);

	if (!app_together(app, "change of settings", set_changed, &s, e)) {
		said_free(&s.said);
		return form_refused(e);
	}
	drop_draft(ui, "settings", 0);
	if (s.n != 1) {
		str_clear(&s.said.text);
		str_printf(&s.said.text, s.n ? "%d settings changed." : "Nothing was changed.", s.n);
	}
	s.said.written = store_revision(app->store) != before;
	return flow_say(ui, true, &s.said, e);
}

static void draft_settings(struct ui *ui, struct form *f, void *arg)
{
	struct settings_form *s = arg;

	keep_changes(ui, f, s->rows, s->n, "settings", 0, "It is there when you come back");
}

static void add_heading(struct settings_form *s, const char *title)
{
	bool gap = s->n > 0;

	s->rows[s->n++] = (struct form_row){
		.name = title, .label = title, .type = FORM_FACT, .heading = true, .value = "", .gap = gap};
}

/* What it says in words, and what it was made to be where somebody set another. */
static const char *hint_of(struct settings_form *s, int which, const char *value)
{
	struct str b = {0};

	if (settings[which].type == SETTING_WORD)
		str_add(&b, settings[which].word);
	else if (settings[which].type != SETTING_DAY)
		setting_write(&b, which, settings[which].number);
	const char *hint = b.len && !str_eq(b.s, value)
				   ? arena_printf(&s->arena, "%s (%s unless set)", settings[which].help, b.s)
				   : settings[which].help;
	str_free(&b);
	return hint;
}

static void add_setting(struct ui *ui, struct settings_form *s, int which)
{
	struct str value = {0};

	setting_write(&value, which, store_setting(face_of(ui)->app.store, which));
	s->rows[s->n++] = (struct form_row){.name = settings[which].name,
					    .label = settings[which].name,
					    .type = FORM_TEXT,
					    .value = arena_strdup(&s->arena, str_text(&value)),
					    .hint = hint_of(s, which, str_text(&value))};
	str_free(&value);
}

void flow_settings(struct ui *ui)
{
	struct settings_form *s = mem_alloc(sizeof(*s));

	for (int i = 0; i < SET_COUNT; i++) {
		if (setting_group(i))
			add_heading(s, setting_group(i));
		add_setting(ui, s, i);
	}
	struct form *f = form_open(
		ui, &(struct form_spec){.name = "settings",
					.title = "Settings of the book",
					.foot = "They hold for everybody; u takes a change back.",
					.advice = "`Ctrl-S` saves   `:` What Today asks for says where each is used",
					.side = SIDE,
					.fields = s->rows,
					.n = s->n,
					.first = 1,
					.arg = s,
					.save = save_settings,
					.draft = draft_settings,
					.free = free_settings});
	offer_draft(ui, f, "settings", 0);
}
