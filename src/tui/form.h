/* Between form.c and form_draw.c. */
#ifndef RAPPORT_SRC_TUI_FORM_H
#define RAPPORT_SRC_TUI_FORM_H

#include "rapport/tui/edit.h"
#include "rapport/tui/form.h"

struct form_field {
	struct form_row def;
	struct edit edit;
	int chosen;    /* of choices; -1: none */
	char *initial; /* as form_text gave it at the start */
	char *note, *under;
	bool note_bad, hidden;
	bool left;        /* the focus was here and went on */
	struct str names; /* what complete offered, one a line */
	int name_sel;     /* -1: none */
};

struct form {
	struct ui *ui;
	struct pane *pane;
	struct form_spec spec;
	char *title;
	struct form_field *fields;
	int focus, scroll;
	/* where the text came from a draft */
	char *loaded; /* as form_draft gave it then; NULL: no draft */
	void (*thrown)(struct ui *ui, const char *form, uint64_t subject);
	const char *draft_form;
	uint64_t draft_subject;
};

bool row_editable(const struct form_field *f);
bool row_takes_focus(const struct form_field *f);
const char *row_text(const struct form_field *f);
/* The nth name of names into b; false behind the last one. */
bool row_name(const struct form_field *f, int nth, struct str *b);

void form_draw(struct ui *ui, struct pane *p, struct area a, bool focus);

#endif
