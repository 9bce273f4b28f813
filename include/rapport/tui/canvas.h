/* A screen as a grid of cells, and drawing into parts of it. Nothing here knows a terminal.
 *
 * All text passes text_cell and is clipped by cells, so that no stored string can do harm or run
 * into the next pane. Coordinates are cells from 0,0 at the top left of the area. */
#ifndef RAPPORT_TUI_CANVAS_H
#define RAPPORT_TUI_CANVAS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "rapport/base/str.h"
#include "rapport/tui/theme.h"

#define CELL_BYTES 13 /* a base and two marks of four bytes each, and a NUL */

struct cell {
	char text[CELL_BYTES]; /* one grapheme; " " when blank; "" in the right half of a wide one */
	uint8_t width;         /* 1, 2, or 0: the right half of the cell before */
	cell_style style;
};

struct canvas {
	int w, h;
	struct cell *cells;     /* row by row */
	bool ascii;             /* lines, bars, arrows and "…" from ASCII; set by the owner */
	bool translit;          /* letters too: é as e, what has no ASCII as "?" */
	bool plain;             /* boxes without lines, for screen readers */
	int cursor_x, cursor_y; /* -1, -1: hidden */
};

/* A rectangle of a canvas; by value. Nothing is ever drawn outside it. w and h may be 0. */
struct area {
	struct canvas *canvas;
	int x, y, w, h; /* on the canvas */
};

struct canvas *canvas_new(int w, int h);
void canvas_free(struct canvas *c);
void canvas_resize(struct canvas *c, int w, int h); /* and clears */
void canvas_clear(struct canvas *c);                /* blanks all, hides the cursor */
struct area canvas_area(struct canvas *c);
const struct cell *canvas_cell(const struct canvas *c, int x, int y);
bool cell_same(const struct cell *a, const struct cell *b);
/* Rows of text without trailing blanks, each ended by a newline. */
void canvas_text(const struct canvas *c, struct str *b);
/* Rows of style letters, one a cell, trailing "." left out. */
void canvas_styles(const struct canvas *c, struct str *b);

/* A picture of it as one SVG: text, colours of the dark theme, the title for who cannot see it. */
void canvas_svg(const struct canvas *c, const char *title, struct str *b);

/* --- areas --- */

/* The part at x, y of size w x h, cut to a. */
struct area area_sub(struct area a, int x, int y, int w, int h);
struct area area_inside(struct area a); /* without a border of one cell; in plain mode without the title row */
struct area area_rows(struct area a, int y, int h);
struct area area_cols(struct area a, int x, int w);
struct area area_centre(struct area a, int w, int h);
bool area_has(struct area a, int x, int y); /* canvas coordinates, as a click has them */

/* --- drawing; each returns the cells used --- */

/* Cut at the area's right edge without a mark. */
int draw_text(struct area a, int x, int y, cell_style style, const char *text);
int draw_printf(struct area a, int x, int y, cell_style style, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
/* Cut with "…" to `cells` (and to the area). */
int draw_clip(struct area a, int x, int y, int cells, cell_style style, const char *text);
/* Like draw_clip, ending just before column x_end. Returns the cells used. */
int draw_right(struct area a, int x_end, int y, int cells, cell_style style, const char *text);
/* Like draw_clip in the middle of the area's width. */
int draw_centre(struct area a, int y, cell_style style, const char *text);
/* Wrapped at words from column x and row y on; newlines end a line; at most `rows` rows (the last cut with "…").
 * Returns the rows used. */
int draw_wrapped(struct area a, int x, int y, int rows, cell_style style, const char *text);
/* How many rows draw_wrapped would need in `cells` cells, 1 at least. */
int text_rows(const char *text, int cells);
/* Keys and words: a text in which `k Verb` pairs are marked, e.g. "`d` done  `z` later": what stands in backquotes gets ROLE_KEY. */
int draw_hints(struct area a, int x, int y, cell_style style, const char *text);
int hints_cells(const char *text); /* what draw_hints would use */
void draw_fill(struct area a, cell_style style, const char *grapheme);
void draw_blank(struct area a); /* fill with spaces in ROLE_TEXT */
/* Gives every cell of a the reverse bit. */
void draw_reverse(struct area a);
void draw_restyle(struct area a, cell_style style);
void draw_cursor(struct area a, int x, int y); /* where the hardware cursor stands; outside the area: nothing */

enum box { BOX_SINGLE, BOX_DOUBLE };
/* A border around a with `title` at the left of the top line, `right` at its right end, and `legend` in the bottom line at the
 * left, as "┌─ title ─── right ─┐" and "└─ legend ──┘"; each may be NULL. The title is bold, the legend a hint (backquotes mark keys as in
 * draw_hints). The inside is blanked. Where there is no room right is dropped first. In plain mode only a line "title, right." is drawn. */
void draw_box(struct area a, enum box box, const char *title, const char *right, const char *legend);
/* "├─ title ──┤" across a box at row y (a: the box's whole area). */
void draw_rule(struct area a, int y, const char *title);

/* A horizontal bar of value/most in `cells` cells by eighths. ASCII: "#". Returns the cells used. */
int draw_bar(struct area a, int x, int y, int cells, cell_style style, int64_t value, int64_t most);
/* A vertical bar of value/most, `width` cells wide, standing on row y_bottom, `rows` high. */
void draw_column(struct area a, int x, int y_bottom, int width, int rows, cell_style style, int64_t value,
		 int64_t most);
/* One of ▁▂▃▄▅▆▇█ a count, a space for the zeros before the first; ASCII: digits 0-9 scaled. Returns the cells used. */
int draw_spark(struct area a, int x, int y, cell_style style, const int64_t *counts, int n);

#endif
