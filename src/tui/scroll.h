/* Labelled texts below each other, wrapped, with a window over them that scrolls: the record and the visit brief. */
#ifndef RAPPORT_TUI_SCROLL_H
#define RAPPORT_TUI_SCROLL_H

#include "rapport/tui/canvas.h"
#include "rapport/tui/key.h"

/* While drawing: where, the first row in sight, and the next row of the whole text. What is out of sight only counts. */
struct scroll {
	struct area a;
	int top, y;
};

/* A label of at most label_w - 1 cells, and beside it a text that wraps under itself. */
void scroll_put(struct scroll *s, int label_w, const char *label, cell_style style, const char *text);
void scroll_heading(struct scroll *s, const char *text);

/* The first row in sight after the key: arrows, j k, PgUp PgDn, Space, Home End, g G, the wheel. rows and page as drawn last. False: not a
 * key that scrolls. It may lie past the end: scroll_held. */
bool scroll_key(struct key k, int rows, int page, int *top);
int scroll_held(int top, int rows, int page);

#endif
