/* What the screens share: their pane types, and the bindings for the selected source. */
#ifndef RAPPORT_TUI_SCREENS_H
#define RAPPORT_TUI_SCREENS_H

#include "rapport/tui/flow.h"
#include "rapport/tui/ui.h"

extern const struct pane_type screen_sources, screen_today, screen_pipeline, screen_numbers;

/* The full record of a source, over the screen. */
void record_open(struct ui *ui, uint64_t source_id);
/* What is done and open in a source's stage, to be ticked, and how it came there; over the screen. */
void checklist_open(struct ui *ui, uint64_t source_id);
/* Whether to go on with a source, over the screen: what was tried beside what came of it. */
void review_open(struct ui *ui, uint64_t source_id);

/* The visit brief of a source, over the screen or the record. */
void brief_open(struct ui *ui, uint64_t source_id);
/* Closes it where it is on top: the record takes its place. */
void brief_leave(struct ui *ui);

/* The period that Numbers shows; twelve months on another pane. */
enum period numbers_period(struct pane *p);

/* A pane with a selected source begins its data with this. */
struct selected {
	uint64_t source_id; /* 0: nobody */
	/* The marked sources, into the arena; n 0: none. NULL: nothing can be marked here. */
	struct whom (*marked)(struct pane *p, struct arena *a);
	/* What d z x are about: the marked lines or the selected one, into the arena. NULL, or false: what the sources stand in the list for. None:
	 * there is nothing, and that is said. */
	bool (*items)(struct pane *p, struct arena *a, struct items *items);
	/* The sources that filter or find let through, into the arena; n 0: everybody is shown. NULL: no such list. */
	struct whom (*shown)(struct pane *p, struct arena *a);
	/* The lines of Today: the marked ones, and those that are shown where not all are; into the arena. NULL: no such lines. */
	void (*lines)(struct pane *p, struct arena *a, struct items *marked, struct items *shown);
	bool row;        /* items are of the selected row, which may be of no source */
	bool acting;     /* on the marked ones: when the book changes next, the pane unmarks them */
	struct str lead; /* "3 marked:", by marked_bar */
};
/* The selected source of a pane that has selected_bindings; also kept as the face's focus by selected_set. */
uint64_t selected_source(struct pane *p);
void selected_set(struct ui *ui, struct pane *p, uint64_t source_id);
/* Closes the pane of a source that could not be read and says why; one that is gone was told of by what took it away. Clears *e. */
void selected_lost(struct ui *ui, struct pane *p, struct err *e);

/* The marked sources of whatever pane is in front, n 0 where there are none; into the arena. When the book changes next, the pane unmarks them. */
struct whom marked_sources(struct pane *p, struct arena *a);
/* All sources that the pane's list lets through, into the arena; n 0 where it shows everybody, or has no such list. */
struct whom shown_sources(struct pane *p, struct arena *a);

/* The lines of Today that are marked, and those shown where not all are; n 0 where there are none, or on another pane. */
void shown_lines(struct pane *p, struct arena *a, struct items *marked, struct items *shown);

/* What the hint bar says while n rows are marked; n 0: the pane's own. */
void marked_bar(struct pane *p, int n);

/* t n s > < Del on the marked sources, else the selected one; l r i e p c b and Enter on selected_source. ONE table for sources, record,
 * today, pipeline and numbers; behind their own keys also for referrals. */
extern const struct binding selected_bindings[];
/* Enter on the selected source: its full record. */
extern const struct binding open_bindings[];
/* d z x on the items of struct selected. */
extern const struct binding item_bindings[];
/* The same for a table of its own: what d and x do, and the second keys of z. */
void items_done(struct ui *ui, struct pane *p);
void items_drop(struct ui *ui, struct pane *p);
extern const struct binding later_days[];
/* Space and * through the pane's own key(). */
extern const struct binding mark_bindings[];

#endif
