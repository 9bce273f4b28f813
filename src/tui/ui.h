/* What ui.c, frame.c and message.c share. */
#ifndef RAPPORT_SRC_TUI_UI_H
#define RAPPORT_SRC_TUI_UI_H

#include "rapport/tui/ui.h"

#define UI_GLOBALS 8 /* tables of the face and of the loop, with the ending NULL */

struct ui_private {
	struct pane **stack; /* what stands over the screen, the top one last */
	int n;
	struct pane **dead; /* closed in this event */
	int n_dead;
	const struct binding *globals[UI_GLOBALS]; /* the face's, then the loop's own */
	const struct binding *pending;             /* its second key is waited for */
	bool which_key;                            /* the box of second keys is out */
	bool quitting, hungup;
	struct typed *typed; /* came while something was done, and wait for their turn; the first one first */
	int n_typed;

	struct str message;
	bool error;
	int depth;               /* of the stack when the message was said */
	struct message *history; /* a ring */
	int n_history, next_history;
	char *standing[UI_SCREENS];
	const char *advice;
	bool row_taken;
	int64_t event_at, progress_at;
	bool progress_shown, stopped;
	bool worked; /* progress was shown since the last key was taken */

	struct str scratch, title;
	int tab_x[UI_SCREENS], tab_w[UI_SCREENS]; /* where the tabs were drawn, for clicks */
};

/* A key that waits; paste: the text of a K_PASTE, else NULL. */
struct typed {
	struct key key;
	char *paste;
};

struct message {
	char *text;
	bool error;
};

extern const struct binding ui_bindings[];

/* frame.c: the rows that are no pane's. */
void frame_top(struct ui *ui);
void frame_bottom(struct ui *ui);
void frame_which_key(struct ui *ui, struct area body);
struct area frame_body(struct ui *ui);    /* for a screen */
struct area frame_overlay(struct ui *ui); /* for an overlay */
/* Where an overlay of w x h stands in its area; as wide as the window where that is small. */
struct area frame_place(struct ui *ui, struct area a, int w, int h);
void frame_too_small(struct ui *ui);

/* message.c */
void message_free(struct ui *ui);
void message_begin_event(struct ui *ui);
/* Before the next key is taken: what was typed to stop work that is over means nothing to what has come of it. */
void message_end_work(struct ui *ui);

/* ui.c */
void ui_keep_key(struct ui *ui, struct key k); /* for its turn; not K_NONE */
void ui_run_binding(struct ui *ui, struct pane *p, const struct binding *b);

#endif
