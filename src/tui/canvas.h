/* Between canvas.c and draw.c. */
#ifndef RAPPORT_SRC_TUI_CANVAS_H
#define RAPPORT_SRC_TUI_CANVAS_H

#include <stddef.h>

#include "rapport/tui/canvas.h"

/* One grapheme of n < CELL_BYTES bytes into a cell (two where width is 2) that lies on the canvas. */
void canvas_put(struct canvas *c, int x, int y, const char *text, size_t n, int width, cell_style style);
/* Bytes of the first line of s wrapped in `cells`, and those to pass over behind it; a newline always ends a line. */
size_t text_first_line(const char *s, int cells, size_t *skip);

#endif
