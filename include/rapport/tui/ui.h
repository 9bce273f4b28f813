/* The loop: one key at a time to the top pane, everything drawn again, one show.
 *
 * Way of a key: a second-key table that waits; else p->type->key if p->typing; else the pane's tables (why_not, run), then
 * p->type->key, then the globals. Unknown: "m does nothing here.   ? lists the keys". */
#ifndef RAPPORT_TUI_UI_H
#define RAPPORT_TUI_UI_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/clock.h"
#include "rapport/base/err.h"
#include "rapport/base/str.h"
#include "rapport/tui/bind.h"
#include "rapport/tui/canvas.h"
#include "rapport/tui/pane.h"
#include "rapport/tui/term.h"

#define UI_SCREENS 4
#define UI_HISTORY 200
#define UI_IDLE_MS 250
#define UI_WHICH_KEY_MS 400

/* What the face supplies. */
struct ui_hooks {
	void (*now)(struct ui *ui, struct now *now); /* before every event */
	void (*idle)(
		struct
		ui *ui); /* at most every UI_IDLE_MS while no key comes: look for another person's write, then ui_changed. May be NULL */
	void (*quit)(struct ui *ui); /* before the loop ends. May be NULL */
};

struct ui_tab {
	struct pane *pane; /* NULL until first shown */
	const struct pane_type *type;
	int64_t count; /* shown behind the title when >= 0: "2 Today 7" */
};

struct ui {
	struct term *term;
	struct canvas *canvas;
	struct now now;    /* of this event */
	uint64_t revision; /* moves with ui_changed */
	void *app;         /* the face's own; the panes cast it */
	const struct ui_hooks *hooks;
	binding_tables
		globals; /* the face's; those of the loop itself (screens, help, palette, quit ...) are added behind */
	struct keymap keymap;
	struct ui_tab tabs[UI_SCREENS];
	int tab;                   /* the active screen */
	const char *clinic, *user; /* for the title row; borrowed, NULL or "": left out */
	bool plain;                /* --plain: no boxes, words instead of marks; panes draw sentences */
	bool contrast;             /* double borders for the focused part */
	bool ctrl_z_suspends;
	struct key key; /* the one that is being handled: confirmations refuse to be confirmed by it */

	struct ui_private *in;
};

/* Takes the term (ui_free closes it). hooks and globals stay the caller's. */
struct ui *ui_new(struct term *term, const struct ui_hooks *hooks, binding_tables globals, void *app);
void ui_free(struct ui *ui);
/* Puts a pane type on tab i (0 to 3); count starts at -1. */
void ui_set_tab(struct ui *ui, int i, const struct pane_type *type);
/* Runs until ui_quit or a hangup. Returns false after a hangup. */
bool ui_run(struct ui *ui);
void ui_quit(struct ui *ui);
/* For tests and the first paint: draws and shows once. */
void ui_draw(struct ui *ui);

/* Closes all overlays and shows screen i. */
void ui_screen(struct ui *ui, int i);
struct pane *ui_screen_pane(struct ui *ui); /* the active screen's; opened when it was not */
/* Opens an overlay on top. For a pane that fills the body (a record) type->overlay is false: it is drawn in the body, over the screen. */
struct pane *ui_push(struct ui *ui, const struct pane_type *type, void *arg);
/* Closes p alone; what it has opened over itself stays. Safe inside p's own functions: it is freed after the event. A screen is not closed by it. */
void ui_close(struct ui *ui, struct pane *p);
struct pane *ui_top(struct ui *ui); /* the top overlay, else the screen */
/* Runs a binding by name as if its key had been pressed (why_not is asked). False when the top pane has none. */
bool ui_do(struct ui *ui, const char *name);

/* The book changed: every pane is loaded again before it is drawn. */
void ui_changed(struct ui *ui);

/* The message line, and :messages. Backquotes mark keys. undo adds "   u undoes this". */
void ui_say(struct ui *ui, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void ui_say_undo(struct ui *ui, const char *text);
/* err's text as an error, with its first letter capital and a final stop; clears e. */
void ui_error(struct ui *ui, struct err *e);
/* The same; but where it begins with the name of a file, as "nope.csv: ..." does, that stands as it is. */
void ui_error_of(struct ui *ui, const char *name, struct err *e);
/* On the screen at once, at most 5 times a second and only when the event takes longer than that; not in the history. */
void ui_progress(struct ui *ui, const char *text);
bool ui_stopped(struct ui *ui); /* was Esc pressed during the ui_progress calls of this event? Does not wait */
/* Has a key come that waits for its turn? It is not taken. For what is done in pane_type.ahead. */
bool ui_key_waits(struct ui *ui);
/* What the message line shows on the active screen while nothing was said there ("2 late. Start at the top ..."); NULL: nothing. Copied and
 * kept until the screen says another. */
void ui_standing(struct ui *ui, const char *text);
/* From an overlay's draw: what the message line shows while it is open and nothing was said since. Borrowed until the draw ends. */
void ui_advice(struct ui *ui, const char *text);
/* From an overlay's draw: the message row, to draw a prompt on; no message is drawn there this time. */
struct area ui_message_row(struct ui *ui);
const char *ui_message(struct ui *ui);
/* A string for one event: cleared before the next key. */
struct str *ui_scratch(struct ui *ui);

/* Copies to the clipboard and says so, or says what to read off: "This terminal cannot copy. Number: 555-0142". */
void ui_copy(struct ui *ui, const char *what, const char *text);
/* Suspends, opens $VISUAL, $EDITOR or nano on a 0600 file in $XDG_RUNTIME_DIR with the text, and reads it back. */
bool ui_editor(struct ui *ui, struct str *text, struct err *e);

/* --- layout (screens.md 5.3) --- */

enum tier {
	TIER_NONE,
	TIER_TINY,
	TIER_ONE,
	TIER_TWO,
	TIER_THREE
}; /* under 40x10, 40-59, 60-79, two panes, three panes */
struct layout {
	enum tier tier;
	bool strip;   /* there is room for the three-row Today strip (TWO, 20 rows and more) */
	bool borders; /* 14 rows and more, and not plain */
	int w, h;     /* of the window */
};
struct layout ui_layout(const struct ui *ui);
enum box ui_box(const struct ui *ui, bool focus); /* double for the focused part in the contrast theme */

#endif
