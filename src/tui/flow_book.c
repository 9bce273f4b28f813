/* The book as a whole: import, rules, history. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/app/exchange.h"
#include "rapport/tui/box.h"

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
