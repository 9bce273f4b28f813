/* The book as a whole: export, import, settings, history. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/app/exchange.h"
#include "rapport/base/day.h"
#include "rapport/tui/box.h"

/* "~/list.csv" as a shell would read it. */
static char *whole_path(const char *typed)
{
	struct str b = {0}, t = {0};
	const char *home = getenv("HOME");

	str_trim(&t, typed);
	if (t.len && t.s[0] == '~' && (t.s[1] == '/' || !t.s[1]) && home)
		str_printf(&b, "%s%s", home, t.s + 1);
	else
		str_add(&b, str_text(&t));
	str_free(&t);
	return str_take(&b);
}

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

/* --- settings --- */

static bool save_settings(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct app *app = &face_of(ui)->app;
	struct said last = {0};

	(void)arg;
	for (int i = 0; i < SET_COUNT; i++) {
		struct str now = {0};
		struct said said = {0};
		const char *typed = form_text(f, settings[i].name);

		setting_write(&now, i, store_setting(app->store, i));
		bool same = str_eq(str_text(&now), typed);

		str_free(&now);
		if (same)
			continue;
		if (!app_set(app, settings[i].name, typed, &said, e)) {
			said_free(&said);
			said_free(&last);
			e->field = settings[i].name;
			return false;
		}
		said_free(&last);
		last = said;
	}
	return flow_say(ui, true, &last, e);
}

void flow_settings(struct ui *ui)
{
	struct app *app = &face_of(ui)->app;
	struct form_row rows[SET_COUNT];
	struct str values[SET_COUNT] = {0};

	for (int i = 0; i < SET_COUNT; i++) {
		setting_write(&values[i], i, store_setting(app->store, i));
		rows[i] = (struct form_row){.name = settings[i].name,
					    .label = settings[i].name,
					    .type = FORM_TEXT,
					    .value = str_text(&values[i]),
					    .hint = settings[i].help};
	}
	form_open(ui, &(struct form_spec){.name = "settings",
					  .title = "Settings of the book",
					  .legend = "Esc leaves them as they are",
					  .foot = "They hold for everybody; u takes a change back.",
					  .fields = rows,
					  .n = SET_COUNT,
					  .save = save_settings});
	for (int i = 0; i < SET_COUNT; i++)
		str_free(&values[i]);
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

		clock_iso(rows[i].at_ms, at);
		str_printf(&b, "%.10s %.5s  %-8s %s%s%s%s\n", at, at + 11, rows[i].who, plain ? "" : rows[i].how,
			   plain ? "" : ": ", rows[i].label, rows[i].undone ? "  (taken back)" : "");
	}
	reader_open(ui, "Who did what, newest first", str_text(&b), NULL);
	str_free(&b);
	arena_clear(&a);
}
