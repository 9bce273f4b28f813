#include "canvas.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

static const struct cell blank = {.text = " ", .width = 1, .style = ROLE_TEXT};

struct canvas *canvas_new(int w, int h)
{
	struct canvas *c = mem_alloc(sizeof(*c));

	canvas_resize(c, w, h);
	return c;
}

void canvas_free(struct canvas *c)
{
	if (!c)
		return;
	free(c->cells);
	free(c);
}

void canvas_resize(struct canvas *c, int w, int h)
{
	c->w = w < 1 ? 1 : w;
	c->h = h < 1 ? 1 : h;
	c->cells = mem_grow(c->cells, sizeof(*c->cells) * (size_t)c->w * (size_t)c->h);
	canvas_clear(c);
}

void canvas_clear(struct canvas *c)
{
	for (int i = 0; i < c->w * c->h; i++)
		c->cells[i] = blank;
	c->cursor_x = c->cursor_y = -1;
}

struct area canvas_area(struct canvas *c)
{
	return (struct area){c, 0, 0, c->w, c->h};
}

const struct cell *canvas_cell(const struct canvas *c, int x, int y)
{
	assert(x >= 0 && x < c->w && y >= 0 && y < c->h);
	return &c->cells[y * c->w + x];
}

bool cell_same(const struct cell *a, const struct cell *b)
{
	return a->width == b->width && a->style == b->style && !memcmp(a->text, b->text, CELL_BYTES);
}

void canvas_text(const struct canvas *c, struct str *b)
{
	for (int y = 0; y < c->h; y++) {
		size_t end = b->len;

		for (int x = 0; x < c->w; x++) {
			const struct cell *cell = canvas_cell(c, x, y);

			str_add(b, cell->text);
			if (cell->width && strcmp(cell->text, " "))
				end = b->len;
		}
		str_cut(b, end);
		str_addc(b, '\n');
	}
}

void canvas_styles(const struct canvas *c, struct str *b)
{
	for (int y = 0; y < c->h; y++) {
		size_t end = b->len;

		for (int x = 0; x < c->w; x++) {
			char letter = style_letter(canvas_cell(c, x, y)->style);

			str_addc(b, letter);
			if (letter != '.')
				end = b->len;
		}
		str_cut(b, end);
		str_addc(b, '\n');
	}
}

/* Of a wide character that loses one half the other half becomes a space. */
static void split_wide(struct canvas *c, int x, int y)
{
	struct cell *cell;

	if (x < 0 || x >= c->w)
		return;
	cell = &c->cells[y * c->w + x];
	if (cell->width == 2 && x + 1 < c->w) {
		cell_style style = cell[1].style;

		cell[1] = blank;
		cell[1].style = style;
	} else if (cell->width == 0 && x > 0) {
		cell_style style = cell[-1].style;

		cell[-1] = blank;
		cell[-1].style = style;
	}
}

/* x, y and x + width - 1 are on the canvas. */
void canvas_put(struct canvas *c, int x, int y, const char *text, size_t n, int width, cell_style style)
{
	struct cell *cell = &c->cells[y * c->w + x];

	if (cell->width != 1)
		split_wide(c, x, y);
	if (width == 2)
		split_wide(c, x + 1, y);
	*cell = (struct cell){.text = {text[0]}, .width = (uint8_t)width, .style = style};
	if (n > 1)
		memcpy(cell->text, text, n);
	if (width == 2) {
		memset(&cell[1], 0, sizeof(*cell));
		cell[1].style = style;
	}
}

/* --- areas --- */

struct area area_sub(struct area a, int x, int y, int w, int h)
{
	int x2 = x + w, y2 = y + h;

	if (x < 0)
		x = 0;
	if (y < 0)
		y = 0;
	if (x2 > a.w)
		x2 = a.w;
	if (y2 > a.h)
		y2 = a.h;
	return (struct area){a.canvas, a.x + x, a.y + y, x2 > x ? x2 - x : 0, y2 > y ? y2 - y : 0};
}

struct area area_inside(struct area a)
{
	if (a.canvas->plain)
		return area_sub(a, 0, 1, a.w, a.h - 1);
	return area_sub(a, 1, 1, a.w - 2, a.h - 2);
}

struct area area_rows(struct area a, int y, int h)
{
	return area_sub(a, 0, y, a.w, h);
}

struct area area_cols(struct area a, int x, int w)
{
	return area_sub(a, x, 0, w, a.h);
}

struct area area_centre(struct area a, int w, int h)
{
	if (w > a.w)
		w = a.w;
	if (h > a.h)
		h = a.h;
	return area_sub(a, (a.w - w) / 2, (a.h - h) / 2, w, h);
}

bool area_has(struct area a, int x, int y)
{
	return x >= a.x && x < a.x + a.w && y >= a.y && y < a.y + a.h;
}

void draw_fill(struct area a, cell_style style, const char *grapheme)
{
	for (int y = 0; y < a.h; y++) {
		for (int x = 0; x < a.w; x++)
			canvas_put(a.canvas, a.x + x, a.y + y, grapheme, strlen(grapheme), 1, style);
	}
}

/* Wide characters can only be cut at the two sides. */
void draw_blank(struct area a)
{
	for (int y = 0; y < a.h; y++) {
		struct cell *row = &a.canvas->cells[(a.y + y) * a.canvas->w + a.x];

		if (a.w <= 0)
			return;
		split_wide(a.canvas, a.x, a.y + y);
		split_wide(a.canvas, a.x + a.w - 1, a.y + y);
		for (int x = 0; x < a.w; x++)
			row[x] = blank;
	}
}

void draw_restyle(struct area a, cell_style style)
{
	for (int y = 0; y < a.h; y++) {
		for (int x = 0; x < a.w; x++)
			a.canvas->cells[(a.y + y) * a.canvas->w + a.x + x].style = style;
	}
}

void draw_reverse(struct area a)
{
	for (int y = 0; y < a.h; y++) {
		for (int x = 0; x < a.w; x++)
			a.canvas->cells[(a.y + y) * a.canvas->w + a.x + x].style |= STYLE_REVERSE;
	}
}

void draw_cursor(struct area a, int x, int y)
{
	if (x < 0 || x >= a.w || y < 0 || y >= a.h)
		return;
	a.canvas->cursor_x = a.x + x;
	a.canvas->cursor_y = a.y + y;
}
