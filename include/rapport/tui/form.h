/* Forms: labelled fields over the screen. A form is a pane; it says what was typed through its callbacks. */
#ifndef RAPPORT_TUI_FORM_H
#define RAPPORT_TUI_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/err.h"
#include "rapport/base/str.h"
#include "rapport/tui/ui.h"

struct form;

struct form_choice {
	const char *key;   /* one letter, "l"; "" or NULL: none */
	const char *word;  /* as shown: "Lunch" */
	const char *value; /* what form_value gives: "lunch" */
};

enum form_type {
	FORM_TEXT,   /* one line */
	FORM_NOTE,   /* more lines: Ctrl-O opens the editor; Enter still goes on, Ctrl-J makes a line */
	FORM_CHOICE, /* one of choices: the letter chooses and goes on, ← → move */
	FORM_DATE,   /* words; ↑ ↓ one day, PgUp PgDn one week through `step` */
	FORM_NAME,   /* text with completion: `complete` offers, ↓ chooses, Tab or Enter takes */
	FORM_FACT,   /* not editable: value is shown, the focus passes it */
	FORM_SECRET, /* one line that is never shown, and never part of a draft */
};

struct form_row {
	const char *name;  /* stable; err.field of a refused save points here */
	const char *label; /* "Next" */
	enum form_type type;
	const char *value;                 /* at the start; copied. NULL: "" (a choice: none chosen) */
	const struct form_choice *choices; /* ended by {0} */
	const char *hint;                  /* at the right of the field: "chart no. or initials, no names"; borrowed */
	const char *under;                 /* a line under the field: "empty = her usual 4 weeks"; borrowed */
	bool gap;                          /* an empty row above, where there is room */
	bool saves;                        /* Enter here saves */
	bool heading;                      /* FORM_FACT: the label alone, over the rows that follow */
	/* What the typed text means, shown at the right instead of the hint: "= call, Tue 24 Mar 2026". Sets *bad when it means nothing: shown as an error
	 * only after the focus has left. */
	void (*echo)(struct ui *ui, struct form *f, int field, struct str *b, bool *bad);
	/* FORM_DATE: the text for the day `days` on from what is typed. */
	void (*step)(struct ui *ui, struct form *f, int field, int days, struct str *out);
	/* FORM_NAME: names that go on from what is typed, one a line, at most 8. */
	void (*complete)(struct ui *ui, struct form *f, int field, const char *typed, struct str *out);
};

enum form_place {
	FORM_BOX,   /* a double box in the middle; the whole window under 60 columns */
	FORM_STRIP, /* the last rows above the message line, as wide as the window; Enter saves from any field */
};

struct form_spec {
	const char *name;   /* stable pane name: "log" */
	const char *title;  /* "Log a contact: Dr. Priya Okafor"; copied */
	const char *legend; /* NULL: "Esc closes and keeps your draft"; borrowed */
	const char *foot;   /* a last line inside: "Enter goes on, and saves at Next."; borrowed or NULL */
	const char *advice; /* on the message line while open; NULL: none */
	enum form_place place;
	int side; /* cells from a value to its hint, for short values with long hints: one that is cut is shown whole below while its field has the
		   * focus. 0: the usual */
	const struct form_row *fields; /* copied (not the strings but value) */
	int n;
	int first; /* the field with the focus at the start */
	void *arg;
	/* Saves. True: the form closes (the callback says what was done). False: e is shown under e->field (or on the message line) and the cursor goes there;
	 * without an error nothing is said: something was opened over the form. */
	bool (*save)(struct ui *ui, struct form *f, void *arg, struct err *e);
	/* Esc, a hangup or quit while something was typed: form_draft gives the text to keep. NULL: no drafts */
	void (*draft)(struct ui *ui, struct form *f, void *arg);
	/* After every change of a field (typing, choosing): a form may set notes, other fields. NULL: none */
	void (*changed)(struct ui *ui, struct form *f, int field, void *arg);
	/* Other keys than the form's own (↓ opens the twin); true: taken. NULL: none */
	bool (*key)(struct ui *ui, struct form *f, int field, struct key k, void *arg);
	void (*free)(void *arg); /* when the form has gone. NULL: nothing to free */
};

/* Opens it on top. */
struct form *form_open(struct ui *ui, const struct form_spec *spec);
void form_close(struct ui *ui, struct form *f); /* without a draft */

void *form_arg(const struct form *f);                   /* spec.arg */
int form_field(const struct form *f, const char *name); /* asserts that there is one */
const char *form_name(const struct form *f, int field); /* the name of a field */
int form_focus(const struct form *f);
void form_set_focus(struct form *f, int field);
const char *form_text(const struct form *f, const char *name); /* typed text, or the chosen value ("" when none) */
void form_set(struct form *f, const char *name, const char *text);
bool form_changed(const struct form *f); /* differs from what it was opened with */
/* A line under the field until the next note; NULL takes it away. bad: as an error. */
void form_note(struct form *f, const char *name, bool bad, const char *text);
void form_set_under(struct form *f, const char *name, const char *text); /* replaces field.under; copied */
void form_set_title(struct form *f, const char *title);
void form_show(struct form *f, const char *name, bool shown); /* hides or shows a field */

/* The typed values as "name=value" lines with \n and \\ escaped, and back; unknown names are passed over. */
void form_draft(const struct form *f, struct str *b);
void form_load_draft(struct form *f, const char *draft);
/* Loads a draft that is kept as `form` about `subject`. Ctrl-Z takes it out while nothing else was typed; Esc on a form where nothing
 * typed is left calls thrown instead of draft. form stays the caller's. */
void form_from_draft(struct form *f, const char *draft,
		     void (*thrown)(struct ui *ui, const char *form, uint64_t subject), const char *form,
		     uint64_t subject);

#endif
