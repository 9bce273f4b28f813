/* The book as a whole: export, import, settings, history. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/app/exchange.h"
#include "rapport/base/day.h"
#include "rapport/tui/box.h"

/* --- export --- */

static bool write_export(struct ui *ui, void *arg, const char *typed)
{
	struct export_options o = {0};
	struct said said = {0};
	struct err e = {0};
	char *path = whole_path(typed);

	(void)arg;
	if (!*path) {
		free(path);
		ui_say(ui, "Type the name of the new file.");
		return false;
	}
	bool ok = app_export_file(&face_of(ui)->app, path, &o, &said, &e);

	if (ok)
		ui_say(ui, "%s", str_text(&said.text));
	else
		ui_error(ui, &e);
	said_free(&said);
	free(path);
	return ok;
}

void flow_export(struct ui *ui)
{
	struct str name = {0};
	char iso[16];

	day_iso(ui->now.today, iso);
	str_printf(&name, "rapport-%s.json", iso);
	prompt_open(ui, &(struct prompt_spec){.name = "export",
					      .label = "Export to: ",
					      .text = str_text(&name),
					      .bar = "=Enter Write, =Esc Close, =Ctrl-U Erase",
					      .then = write_export});
	str_free(&name);
}

/* --- import --- */

static void show_report(struct ui *ui, const struct import_report *r, const char *said)
{
	struct str b = {0};

	str_printf(&b, "%s\n\n%s\n", str_text(&r->what), said);
	if (r->refusals.len)
		str_printf(&b, "\nRefused:\n%s\n", r->refusals.s);
	if (r->notes.len)
		str_printf(&b, "\nWorth a look:\n%s\n", r->notes.s);
	reader_open(ui, "Imported", str_text(&b), "Esc closes   `u` takes all of it back");
	str_free(&b);
}

static bool read_import(struct ui *ui, void *arg, const char *typed)
{
	struct import_report r = {0};
	struct said said = {0};
	struct err e = {0};
	char *path = whole_path(typed);

	(void)arg;
	if (!*path) {
		free(path);
		ui_say(ui, "Type the name of a CSV list or an export.");
		return false;
	}
	ui_progress(ui, "Reading ...");
	bool ok = app_import(&face_of(ui)->app, path, &r, &said, &e);

	if (ok && (r.refusals.len || r.notes.len))
		show_report(ui, &r, str_text(&said.text));
	flow_say(ui, ok, &said, &e);
	import_report_free(&r);
	free(path);
	return ok;
}

void flow_import(struct ui *ui)
{
	prompt_open(ui, &(struct prompt_spec){.name = "import",
					      .label = "Import the file: ",
					      .bar = "=Enter Read it, =Esc Close, =Ctrl-U Erase",
					      .then = read_import});
}

/* --- rules --- */

void flow_rules(struct ui *ui)
{
	struct str b = {0};
	struct err e = {0};

	if (app_rules(&face_of(ui)->app, NULL, &b, &e))
		reader_open(ui, "What Today asks for", str_text(&b), "Esc closes   `:` settings changes the numbers");
	else
		ui_error(ui, &e);
	str_free(&b);
}

/* --- settings --- */

struct settings_form {
	struct arena arena;
	struct form_row rows[SET_COUNT];
};

struct set_saving {
	struct ui *ui;
	struct form *f;
	const struct form_row *rows;
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

	for (int i = 0; i < SET_COUNT; i++) {
		const char *typed = form_text(s->f, settings[i].name);

		if (!strcmp(typed, s->rows[i].value))
			continue;
		said_free(&s->said);
		if (!app_set(&face_of(s->ui)->app, settings[i].name, typed, &s->said, e)) {
			if (e->code == ERR_INVALID)
				e->field = settings[i].name;
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
	struct set_saving s = {.ui = ui, .f = f, .rows = form->rows};
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

	keep_changes(ui, f, s->rows, SET_COUNT, "settings", 0, "It is there when you come back");
}

void flow_settings(struct ui *ui)
{
	struct settings_form *s = mem_alloc(sizeof(*s));

	for (int i = 0; i < SET_COUNT; i++) {
		struct str value = {0};

		setting_write(&value, i, store_setting(face_of(ui)->app.store, i));
		s->rows[i] = (struct form_row){.name = settings[i].name,
					       .label = settings[i].name,
					       .type = FORM_TEXT,
					       .value = arena_strdup(&s->arena, str_text(&value)),
					       .hint = settings[i].help};
		str_free(&value);
	}
	struct form *f = form_open(ui, &(struct form_spec){.name = "settings",
							   .title = "Settings of the book",
							   .foot = "They hold for everybody; u takes a change back.",
							   .fields = s->rows,
							   .n = SET_COUNT,
							   .arg = s,
							   .save = save_settings,
							   .draft = draft_settings,
							   .free = free_settings});
	offer_draft(ui, f, "settings", 0);
}

/* --- history --- */

void flow_history(struct ui *ui)
{
	enum { MOST = 500 };
	struct arena a = {0};
	struct history_row *rows;
	struct err e = {0};
	struct str b = {0};
	int n = 0;

	if (!store_history(face_of(ui)->app.store, 0, 0, MOST, &a, &rows, &n, &e)) {
		ui_error(ui, &e);
		arena_clear(&a);
		return;
	}
	for (int i = 0; i < n; i++) {
		char at[32];
		bool plain = str_eq(rows[i].how, "do") || str_eq(rows[i].how, "base");

		clock_local(rows[i].at_ms, at);
		str_printf(&b, "%s  %-8s %s%s%s%s\n", at, rows[i].who, plain ? "" : rows[i].how, plain ? "" : ": ",
			   rows[i].label, rows[i].undone ? "  (taken back)" : "");
	}
	reader_open(ui, "Who did what, newest first", str_text(&b), NULL);
	str_free(&b);
	arena_clear(&a);
}
