/* A canvas as a picture: one SVG without scripts, fonts or anything to fetch, as a dark terminal of 256 colours would show it. */
#include <string.h>

#include "rapport/tui/canvas.h"

#define CELL_W 9
#define CELL_H 17
#define EDGE 12
#define TEXT_COLOUR 0xd8dee9
#define BACK_COLOUR 0x1e1e1e

/* The 6x6x6 cube and the greys of the 256 palette. */
static int palette(int colour)
{
	static const int level[] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};

	if (colour < 16)
		return TEXT_COLOUR;
	if (colour >= 232) {
		int grey = 8 + 10 * (colour - 232);

		return grey << 16 | grey << 8 | grey;
	}
	colour -= 16;
	return level[colour / 36] << 16 | level[colour / 6 % 6] << 8 | level[colour % 6];
}

static void add_escaped(struct str *b, const char *s)
{
	for (; *s; s++) {
		if (*s == '&')
			str_add(b, "&amp;");
		else if (*s == '<')
			str_add(b, "&lt;");
		else if (*s == '>')
			str_add(b, "&gt;");
		else if (*s == '"')
			str_add(b, "&quot;");
		else
			str_addc(b, *s);
	}
}

static bool blank(const struct cell *c)
{
	return c->width == 1 && !strcmp(c->text, " ") && !(c->style & STYLE_REVERSE);
}

/* Cells from x on that are drawn as one: alike in style, each one cell wide (a wide one stands alone). */
static int run_of(const struct canvas *c, int x, int y)
{
	const struct cell *first = canvas_cell(c, x, y);
	int n = 1;

	if (first->width != 1)
		return 2;
	while (x + n < c->w) {
		const struct cell *next = canvas_cell(c, x + n, y);

		if (next->width != 1 || next->style != first->style)
			break;
		n++;
	}
	return n;
}

static void add_look(struct str *b, struct look look, bool reverse)
{
	int colour = reverse ? BACK_COLOUR : look.colour < 0 ? TEXT_COLOUR : palette(look.colour);

	if (colour != TEXT_COLOUR)
		str_printf(b, " fill=\"#%06x\"", (unsigned)colour);
	if (look.bold)
		str_add(b, " font-weight=\"bold\"");
	if (look.underline)
		str_add(b, " text-decoration=\"underline\"");
	if (look.dim && !reverse)
		str_add(b, " opacity=\"0.7\"");
}

static void add_run(struct str *b, const struct canvas *c, int x, int y, int n)
{
	const struct cell *first = canvas_cell(c, x, y);
	bool reverse = first->style & STYLE_REVERSE;
	int left = EDGE + x * CELL_W, top = EDGE + y * CELL_H;

	if (reverse)
		str_printf(b, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n", left, top,
			   n * CELL_W, CELL_H, TEXT_COLOUR);
	str_printf(b, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\"", left, top + 13,
		   n * CELL_W);
	add_look(b, theme_look(THEME_DARK, 256, NULL, STYLE_ROLE(first->style)), reverse);
	str_addc(b, '>');
	for (int i = 0; i < n; i++)
		add_escaped(b, canvas_cell(c, x + i, y)->text);
	str_add(b, "</text>\n");
}

static void add_row(struct str *b, const struct canvas *c, int y)
{
	for (int x = 0; x < c->w;) {
		int n, used;

		if (blank(canvas_cell(c, x, y))) {
			x++;
			continue;
		}
		n = used = run_of(c, x, y);
		while (used > 1 && blank(canvas_cell(c, x + used - 1, y)))
			used--;
		add_run(b, c, x, y, used);
		x += n;
	}
}

void canvas_svg(const struct canvas *c, const char *title, struct str *b)
{
	int w = c->w * CELL_W + 2 * EDGE, h = c->h * CELL_H + 2 * EDGE;

	str_printf(
		b,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
		"role=\"img\""
		" xml:space=\"preserve\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\""
		" fill=\"#%06x\">\n<title>",
		w, h, w, h, TEXT_COLOUR);
	add_escaped(b, title);
	str_printf(b, "</title>\n<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#%06x\"/>\n", w, h, BACK_COLOUR);
	for (int y = 0; y < c->h; y++)
		add_row(b, c, y);
	str_add(b, "</svg>\n");
}
