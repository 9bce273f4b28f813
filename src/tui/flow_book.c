/* The book as a whole: rules, history. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/tui/box.h"

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
