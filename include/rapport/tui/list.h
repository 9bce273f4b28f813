/* A list of rows with a selection that holds on to an id, marks, and scrolling; over an array, or over a window of a list
 * of any length of which never more than a few screens are read. */
#ifndef RAPPORT_TUI_LIST_H
#define RAPPORT_TUI_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/err.h"
#include "rapport/base/mem.h"
#include "rapport/tui/canvas.h"
#include "rapport/tui/key.h"

/* How a row stands, for draw. */
struct list_look {
	bool selected, focus, marked;
};

/* Give either `all`, or `fetch` and `find`. Rows are structs of `size` bytes in one array taken from the arena. */
struct list_type {
	size_t size;
	uint64_t (*id)(const void *row); /* 0: a heading, which is never selected */
	bool (*all)(void *arg, struct arena *a, void **rows, int *n, struct err *e);
	/* At most limit rows after (or, before: in list order, those just before) `from`, which is not included; NULL: from the list's start (its end). */
	bool (*fetch)(void *arg, const void *from, bool before, int limit, struct arena *a, void **rows, int *n,
		      struct err *e);
	/* The row of an id, wherever it stands; *row NULL when it is not in the list any more. */
	bool (*find)(void *arg, uint64_t id, struct arena *a, void **row, struct err *e);
	/* Draws one row into its area (of list->height rows), from column 1 on: column 0 is the list's for ">" and "x". Reverse video is added by the list. */
	void (*draw)(void *arg, struct area a, const void *row, const struct list_look *look);
};

struct list {
	const struct list_type *type;
	void *arg;
	int height; /* screen rows a row takes: 1 unless set */
	bool no_marks;

	/* read them, do not write them */
	void **rows;           /* pointers to the rows of the window */
	int n, sel, top;       /* sel -1: nothing to select */
	bool at_start, at_end; /* the window reaches the list's start, end */
	int page;              /* rows in sight at the last draw */
	uint64_t *marks;       /* ascending */
	int n_marks;
	struct area area; /* of the last draw, for clicks */
	struct arena arena;
};

void list_init(struct list *l, const struct list_type *type, void *arg);
void list_free(struct list *l);
/* Reads again; the selected id stays selected at the same height on the screen; where it is gone, the one after it. */
bool list_load(struct list *l, struct err *e);
/* Forgets selection and scroll (another filter or order): the next list_load starts at the top. Marks stay. */
void list_reset(struct list *l);
const void *
list_row(const struct list
		 *l); /* the selected one, NULL when there is none; good until the next list_ call that loads */
uint64_t list_id(const struct list *l); /* 0 when there is none */
/* The id `by` rows from the selected one; 0 when there is none, or it is not in the window that was read. */
uint64_t list_beside(const struct list *l, int by);
/* Selects an id wherever it stands. False when it is not in the list (nothing changes) or reading failed. */
bool list_select(struct list *l, uint64_t id, struct err *e);
bool list_move(struct list *l, int by, struct err *e); /* by rows, stopping at the ends; false when nothing moved */
/* Up Down j k PgUp PgDn Home End g G, the wheel and a click in the area, Space (mark, and one down) and "*" (mark all) unless no_marks.
 * False: not a key of the list. Reading trouble is left in e. */
bool list_key(struct list *l, struct key k, struct err *e);

/* --- marks: by id, surviving reloads --- */
void list_mark(struct list *l, uint64_t id, bool on);
bool list_marked(const struct list *l, uint64_t id);
/* All rows of the list, at most 10,000; where all are marked already: none. */
bool list_mark_all(struct list *l, struct err *e);
void list_unmark(struct list *l); /* all */

enum list_focus { LIST_FOCUS, LIST_KEEP, LIST_NONE };
/* FOCUS: ">" , reverse and the cursor; KEEP: ">" only; NONE: no selection is shown. */
void list_draw(struct list *l, struct area a, enum list_focus focus);

#endif
