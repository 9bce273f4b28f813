#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "canvas.h"
#include "rapport/base/mem.h"
#include "rapport/base/text.h"
#include "rapport/base/utf8.h"
#include "rapport/model/bar.h"

/* --- what a canvas can show --- */

static const struct {
	uint32_t cp;
	char ascii;
} symbols[] = {
	{0x00a0, ' '}, {0x00b7, '-'}, {0x2013, '-'}, {0x2014, '-'}, {0x2018, '\''}, {0x2019, '\''}, {0x201c, '"'},
	{0x201d, '"'}, {0x2022, '*'}, {0x2026, '.'}, {0x2190, '<'}, {0x2191, '^'},  {0x2192, '>'},  {0x2193, 'v'},
};

static char symbol_ascii(uint32_t cp)
{
	for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++) {
		if (symbols[i].cp == cp)
			return symbols[i].ascii;
	}
	return 0;
}

/* Appends a grapheme that has no place in an ASCII terminal as the letters nearest to it. */
static void add_translit(struct str *b, const char *s, size_t n, uint32_t cp)
{
	struct str one = {0}, fold = {0};
	size_t before = b->len;

	str_addn(&one, s, n);
	utf8_fold(&fold, str_text(&one));
	for (size_t i = 0; i < fold.len; i++) {
		if ((unsigned char)fold.s[i] < 0x80)
			str_addc(b, fold.s[i]);
	}
	if (b->len == before) {
		for (int i = utf8_cells(str_text(&one)); i > 0; i--)
			str_addc(b, '?');
	} else if (iswupper((wint_t)cp)) {
		b->s[before] = (char)toupper((unsigned char)b->s[before]);
	}
	str_free(&one);
	str_free(&fold);
}

static void add_ascii(struct str *b, const char *s, bool translit)
{
	size_t left = strlen(s);

	while (left) {
		uint32_t cp;
		size_t n = utf8_grapheme(s, left);
		char c;

		utf8_decode(s, left, &cp);
		c = cp < 0x80 && n == 1 ? *s : symbol_ascii(cp);
		if (c)
			str_addc(b, c);
		else if (translit)
			add_translit(b, s, n, cp);
		else
			str_addn(b, s, n);
		s += n;
		left -= n;
	}
}

static bool printable_ascii(const char *s)
{
	for (; *s; s++) {
		if ((unsigned char)*s < 0x20 || (unsigned char)*s >= 0x7f)
			return false;
	}
	return true;
}

/* The text as this canvas can show it; keep holds it where it had to be changed. */
static const char *showable(const struct canvas *c, struct str *keep, const char *text)
{
	if (!text)
		return "";
	if (printable_ascii(text))
		return text;
	text_cell(keep, text);
	if (c->ascii || c->translit) {
		struct str ascii = {0};

		add_ascii(&ascii, str_text(keep), c->translit);
		str_free(keep);
		*keep = ascii;
	}
	return str_text(keep);
}

/* --- text --- */

/* Bytes of the grapheme that a cell can hold: whole code points. */
static size_t cell_bytes(const char *s, size_t n)
{
	size_t fit = 0;

	while (fit < n) {
		uint32_t cp;
		size_t len = utf8_decode(s + fit, n - fit, &cp);

		if (fit + len >= CELL_BYTES)
			break;
		fit += len;
	}
	return fit;
}

/* s is showable. Stops before a wide character that would stand half outside. */
static int put_text(struct area a, int x, int y, int cells, cell_style style, const char *s)
{
	size_t left = strlen(s);
	int start = x, end = x + cells < a.w ? x + cells : a.w;

	if (y < 0 || y >= a.h || x < 0)
		return 0;
	while (left) {
		char one[CELL_BYTES];
		size_t n, keep;
		int width;

		if ((unsigned char)s[0] < 0x80 && (unsigned char)s[1] < 0x80) {
			if (x >= end)
				break;
			canvas_put(a.canvas, a.x + x++, a.y + y, s++, 1, 1, style);
			left--;
			continue;
		}
		n = utf8_grapheme(s, left);
		keep = cell_bytes(s, n);
		memcpy(one, s, keep);
		one[keep] = '\0';
		width = utf8_cells(one);
		if (width > 2)
			width = 2;
		if (x + width > end)
			break;
		if (width)
			canvas_put(a.canvas, a.x + x, a.y + y, one, keep, width, style);
		x += width;
		s += n;
		left -= n;
	}
	return x - start;
}

static int put_clipped(struct area a, int x, int y, int cells, cell_style style, const char *s)
{
	int used;

	if (cells > a.w - x)
		cells = a.w - x;
	if (cells <= 0)
		return 0;
	if (!s[utf8_fit(s, cells, NULL)])
		return put_text(a, x, y, cells, style, s);
	used = put_text(a, x, y, cells - 1, style, s);
	used += put_text(a, x + used, y, 1, style, a.canvas->ascii ? "." : "\u2026");
	return used;
}

int draw_text(struct area a, int x, int y, cell_style style, const char *text)
{
	struct str keep = {0};
	int used = put_text(a, x, y, a.w, style, showable(a.canvas, &keep, text));

	str_free(&keep);
	return used;
}

int draw_printf(struct area a, int x, int y, cell_style style, const char *fmt, ...)
{
	struct str b = {0};
	va_list ap;
	int used;

	va_start(ap, fmt);
	str_vprintf(&b, fmt, ap);
	va_end(ap);
	used = draw_text(a, x, y, style, str_text(&b));
	str_free(&b);
	return used;
}

int draw_clip(struct area a, int x, int y, int cells, cell_style style, const char *text)
{
	struct str keep = {0};
	int used = put_clipped(a, x, y, cells, style, showable(a.canvas, &keep, text));

	str_free(&keep);
	return used;
}

int draw_right(struct area a, int x_end, int y, int cells, cell_style style, const char *text)
{
	struct str keep = {0};
	const char *s = showable(a.canvas, &keep, text);
	int want = utf8_cells(s), used = 0;

	if (x_end > a.w)
		x_end = a.w;
	if (cells > x_end)
		cells = x_end;
	if (want > cells)
		want = cells;
	if (want > 0)
		used = put_clipped(a, x_end - want, y, want, style, s);
	str_free(&keep);
	return used;
}

int draw_centre(struct area a, int y, cell_style style, const char *text)
{
	struct str keep = {0};
	const char *s = showable(a.canvas, &keep, text);
	int want = utf8_cells(s), used;

	if (want > a.w)
		want = a.w;
	used = put_clipped(a, (a.w - want) / 2, y, want, style, s);
	str_free(&keep);
	return used;
}

size_t text_first_line(const char *s, int cells, size_t *skip)
{
	size_t newline = strcspn(s, "\n");
	char *head = mem_strndup(s, newline);
	size_t n = text_wrap(head, cells, skip);

	free(head);
	/* A character wider than the line would never be passed. */
	if (!n && !*skip && newline)
		n = utf8_grapheme(s, newline);
	if (n + *skip >= newline && s[newline] == '\n')
		*skip = newline + 1 - n;
	return n;
}

int text_rows(const char *text, int cells)
{
	struct str safe = {0};
	const char *s;
	int rows = 0;

	text_lines(&safe, text);
	s = str_text(&safe);
	do {
		size_t skip = 0, n = text_first_line(s, cells < 1 ? 1 : cells, &skip);

		s += n + skip;
		rows++;
	} while (*s);
	str_free(&safe);
	return rows;
}

int draw_wrapped(struct area a, int x, int y, int rows, cell_style style, const char *text)
{
	struct str safe = {0}, line = {0};
	const char *s;
	int used = 0, cells = a.w - x;

	if (cells < 1)
		return 0;
	text_lines(&safe, text);
	s = str_text(&safe);
	while (*s && used < rows) {
		size_t skip = 0, n = text_first_line(s, cells, &skip);

		str_clear(&line);
		str_addn(&line, s, n);
		s += n + skip;
		if (*s && used == rows - 1) {
			/* One cell too many, so that the cut is marked. */
			str_add(&line, " ");
			str_addn(&line, s, strcspn(s, "\n"));
			if (utf8_cells(str_text(&line)) <= cells)
				str_add(&line, "\u2026");
		}
		draw_clip(a, x, y + used, cells, style, str_text(&line));
		used++;
	}
	str_free(&safe);
	str_free(&line);
	return used;
}

int draw_hints(struct area a, int x, int y, cell_style style, const char *text)
{
	cell_style key = ROLE_KEY | (style & STYLE_REVERSE);
	struct str part = {0};
	int start = x;
	bool in_key = false;

	while (*text) {
		size_t n = strcspn(text, "`");

		str_clear(&part);
		str_addn(&part, text, n);
		x += draw_text(a, x, y, in_key ? key : style, str_text(&part));
		text += n;
		if (*text) {
			in_key = !in_key;
			text++;
		}
	}
	str_free(&part);
	return x - start;
}

int hints_cells(const char *text)
{
	int ticks = 0;

	for (const char *s = text; *s; s++)
		ticks += *s == '`';
	return utf8_cells(text) - ticks;
}

/* --- lines --- */

enum line { H, V, TL, TR, BL, BR, TEE_L, TEE_R };
static const char *const lines[3][8] = {
	{"\u2500", "\u2502", "\u250c", "\u2510", "\u2514", "\u2518", "\u251c", "\u2524"},
	{"\u2550", "\u2551", "\u2554", "\u2557", "\u255a", "\u255d", "\u255f", "\u2562"},
	{"-", "|", "+", "+", "+", "+", "+", "+"},
};

static void put_line(struct area a, int x, int y, enum box box, enum line line)
{
	const char *s = lines[a.canvas->ascii ? 2 : box][line];

	if (a.canvas->ascii && box == BOX_DOUBLE && line == H)
		s = "=";
	canvas_put(a.canvas, a.x + x, a.y + y, s, strlen(s), 1, ROLE_BORDER);
}

/* " title " into a line at x, in at most `cells` cells with the spaces. */
static int put_title(struct area a, int x, int y, int cells, cell_style style, const char *title)
{
	int used;

	if (cells < 3)
		return 0;
	used = draw_clip(a, x + 1, y, cells - 2, style, title);
	put_text(a, x, y, 1, ROLE_TEXT, " ");
	put_text(a, x + 1 + used, y, 1, ROLE_TEXT, " ");
	return used + 2;
}

static void plain_title(struct area a, const char *title, const char *right)
{
	struct str b = {0};

	draw_blank(a);
	if (title)
		str_add(&b, title);
	if (title && right)
		str_add(&b, ", ");
	if (right)
		str_add(&b, right);
	if (b.len)
		str_addc(&b, '.');
	draw_clip(a, 0, 0, a.w, ROLE_TITLE, str_text(&b));
	str_free(&b);
}

static void draw_legend(struct area a, const char *legend)
{
	int y = a.h - 1, cells = hints_cells(legend);
	struct area room = area_sub(a, 2, y, a.w - 4, 1);

	if (room.w < 3)
		return;
	if (cells > room.w - 2)
		cells = room.w - 2;
	draw_blank(area_sub(room, 0, 0, cells + 2, 1));
	draw_hints(area_sub(room, 1, 0, cells, 1), 0, 0, ROLE_HINT, legend);
}

void draw_box(struct area a, enum box box, const char *title, const char *right, const char *legend)
{
	if (a.w < 2 || a.h < 2)
		return;
	if (a.canvas->plain) {
		plain_title(a, title, right);
		return;
	}
	draw_blank(a);
	for (int x = 1; x < a.w - 1; x++) {
		put_line(a, x, 0, box, H);
		put_line(a, x, a.h - 1, box, H);
	}
	for (int y = 1; y < a.h - 1; y++) {
		put_line(a, 0, y, box, V);
		put_line(a, a.w - 1, y, box, V);
	}
	put_line(a, 0, 0, box, TL);
	put_line(a, a.w - 1, 0, box, TR);
	put_line(a, 0, a.h - 1, box, BL);
	put_line(a, a.w - 1, a.h - 1, box, BR);
	if (title && *title) {
		int used = put_title(a, 2, 0, a.w - 4, ROLE_TITLE, title);
		int want = right && *right ? utf8_cells(right) + 2 : 0;

		/* At least one cell of line stays between the two. */
		if (want && used + want + 1 <= a.w - 4)
			put_title(a, a.w - 2 - want, 0, want, ROLE_TEXT, right);
	} else if (right && *right && utf8_cells(right) + 2 <= a.w - 4) {
		put_title(a, a.w - 4 - utf8_cells(right), 0, utf8_cells(right) + 2, ROLE_TEXT, right);
	}
	if (legend && *legend)
		draw_legend(a, legend);
}

void draw_rule(struct area a, int y, const char *title)
{
	enum box box;

	if (y < 0 || y >= a.h || a.w < 2)
		return;
	if (a.canvas->plain) {
		draw_clip(a, 0, y, a.w, ROLE_TITLE, title);
		return;
	}
	box = !strcmp(canvas_cell(a.canvas, a.x, a.y + y)->text, lines[BOX_DOUBLE][V]) ? BOX_DOUBLE : BOX_SINGLE;
	for (int x = 1; x < a.w - 1; x++)
		put_line(a, x, y, BOX_SINGLE, H);
	put_line(a, 0, y, box, TEE_L);
	put_line(a, a.w - 1, y, box, TEE_R);
	if (title && *title)
		put_title(a, 2, y, a.w - 4, ROLE_TITLE, title);
}

/* --- charts --- */

int draw_bar(struct area a, int x, int y, int cells, cell_style style, int64_t value, int64_t most)
{
	int unit = a.canvas->ascii ? 1 : 8, used = 0;

	if (cells <= 0)
		return 0;
	for (int left = bar_share(value, most, cells * unit); left > 0; left -= unit, used++)
		put_text(a, x + used, y, 1, style, a.canvas->ascii ? "#" : bar_across(left));
	return used;
}

void draw_column(struct area a, int x, int y_bottom, int width, int rows, cell_style style, int64_t value, int64_t most)
{
	int unit = a.canvas->ascii ? 1 : 8, left = bar_share(value, most, rows * unit);

	for (int y = y_bottom; left > 0; y--, left -= unit) {
		const char *s = a.canvas->ascii ? "#" : bar_upward(left);

		for (int i = 0; i < width; i++)
			put_text(a, x + i, y, 1, style, s);
	}
}

int draw_spark(struct area a, int x, int y, cell_style style, const int64_t *counts, int n)
{
	int64_t most = 0;
	bool begun = false;

	for (int i = 0; i < n; i++)
		most = counts[i] > most ? counts[i] : most;
	for (int i = 0; i < n; i++) {
		char digit[2] = {(char)('0' + bar_share(counts[i], most, 9)), '\0'};

		begun = begun || counts[i] > 0;
		if (begun)
			put_text(a, x + i, y, 1, style,
				 a.canvas->ascii ? digit : bar_upward(bar_share(counts[i], most, 7) + 1));
	}
	return n;
}
