/* Panes: one active screen, and overlays on a stack over it. No pane waits for keys by itself. */
#ifndef RAPPORT_TUI_PANE_H
#define RAPPORT_TUI_PANE_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/err.h"
#include "rapport/base/str.h"
#include "rapport/tui/bind.h"
#include "rapport/tui/canvas.h"
#include "rapport/tui/key.h"

struct ui;
struct pane;

struct pane_type {
	const char *name;  /* stable: "sources" */
	const char *title; /* "Sources": tab, help heading, terminal title. Never a person's name */
	/* Which hints, in order of usefulness: binding names parted by commas, a word of its own after a colon:
	 * "next-stage, stage:Choose, log". An entry that is no binding's begins with "=": "=↑↓ Choose" (the key up to the first space).
	 * "? Help" is added by the loop. NULL: every row of the pane's tables with a hint, in their order. */
	const char *bar;
	binding_tables tables; /* NULL: none. A pane may set p->tables while it lives (the focus moved) */
	bool overlay; /* drawn over what is below; global bindings that are not `anywhere` do not reach past it */

	void (*open)(struct ui *ui, struct pane *p, void *arg); /* makes p->data. May be NULL: then p->data = arg */
	/* Reads what is shown, again each time the revision has moved, keeping selection, scroll and typed text. Trouble is said with ui_error. NULL: nothing to load */
	void (*load)(struct ui *ui, struct pane *p);
	/* Draws everything, each time; area is the body for a screen (all but the tabs, message and hint rows), the whole window but the message and
	 * hint rows for an overlay (which places itself). focus: it is the top pane: it may set the cursor. */
	void (*draw)(struct ui *ui, struct pane *p, struct area a, bool focus);
	/* What the help of this pane says first, about what is selected: lines that wrap, nothing for none. NULL: it has nothing to say */
	void (*about)(struct ui *ui, struct pane *p, struct str *b);
	/* After each paint of the top pane, before the next key is waited for: reads what that key will likely ask for, or what takes long; that is given
	 * up once ui_key_waits, to begin again later. True: there is something new to paint, and maybe more to read. NULL: nothing */
	bool (*ahead)(struct ui *ui, struct pane *p);
	/* A key the tables do not have, or (while p->typing) any key before the tables. True: taken. NULL: none.
	 * An overlay that does not take Esc or q is closed by them. */
	bool (*key)(struct ui *ui, struct pane *p, struct key k);
	/* Pasted text; NULL or false: the loop says that it was ignored. */
	bool (*paste)(struct ui *ui, struct pane *p, const char *text);
	void (*close)(struct ui *ui, struct pane *p); /* frees p->data; NULL: nothing to free */
	/* Called before quitting by a signal or by q, while the terminal still stands: keep drafts. NULL: nothing to keep */
	void (*leave)(struct ui *ui, struct pane *p);
};

struct pane {
	const struct pane_type *type;
	void *data;
	uint64_t revision;     /* of the last load; set to 0 to be loaded again before the next draw */
	binding_tables tables; /* type->tables, or what the pane chose */
	const char *bar;       /* type->bar, or what the pane chose */
	const char *bar_lead;  /* words before the bar ("3 marked:"), borrowed; or NULL */
	const char *pin;       /* at the right end of the bar instead of "? Help"; backquotes mark keys; or NULL */
	bool typing;           /* a field has the focus: keys that type go to key() first, hints end in "F1 Help" */
};

#endif
