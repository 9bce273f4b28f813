/* Rows of a name, values and bars: columns that have no room go, the least important first. */
#include "numbers.h"
#include "part.h"
#include "rapport/base/utf8.h"

#define NAME_LEAST 12
#define BAR_LEAST 4
#define BAR_USUAL 6

static bool shown(const struct numbers_screen *n, int cell)
{
	return n->shown >> cell & 1;
}

/* What a row needs beside the name; *bars: how many share the rest. */
static int cells_needed(const struct numbers_screen *n, const struct num_cell *c, int cells, int *bars)
{
	int need = 0;

	*bars = 0;
	for (int i = 0; i < cells; i++) {
		if (!shown(n, i))
			continue;
		need += 1 + (c[i].text ? c[i].w : 0);
		*bars += !c[i].text;
	}
	return need;
}

/* The value that goes next, -1: none does. */
static int goes(const struct numbers_screen *n, const struct num_cell *c, int cells)
{
	int which = -1;

	for (int i = 0; i < cells; i++) {
		if (shown(n, i) && c[i].drop && (which < 0 || c[i].drop > c[which].drop))
			which = i;
	}
	return which;
}

static int widest_name(struct numbers_screen *n, enum numbers_part part)
{
	const struct list *l = &n->parts[part].list;
	struct num_cell c[NUM_CELLS];
	int widest = 0;

	for (int i = 0; i < l->n; i++) {
		const char *name;

		arena_clear(&n->words);
		numbers_parts[part].cells(n, part, l->rows[i], &name, c);
		if (utf8_cells(name) > widest)
			widest = utf8_cells(name);
	}
	return widest;
}

static void fit(struct numbers_screen *n, const struct num_cell *c, int cells, int widest, int w)
{
	int bars, need, room;

	n->shown = (1u << cells) - 1;
	for (;;) {
		int which = goes(n, c, cells);

		need = cells_needed(n, c, cells, &bars);
		if (w - 2 - need - bars * BAR_LEAST >= (widest < NAME_LEAST ? widest : NAME_LEAST) || which < 0)
			break;
		n->shown &= ~(1u << which);
	}
	room = w - 2 - need;
	n->name_w = widest > room - bars * BAR_USUAL ? room - bars * BAR_USUAL : widest;
	if (n->name_w < NAME_LEAST)
		n->name_w = room - bars * BAR_LEAST < NAME_LEAST ? room - bars * BAR_LEAST : NAME_LEAST;
	if (n->name_w > room)
		n->name_w = room;
	n->bar_w = bars ? (room - n->name_w) / bars : 0;
}

static void draw_cells(const struct numbers_screen *n, struct area a, const struct num_cell *c, int cells, bool head)
{
	int x = 1 + n->name_w;

	for (int i = 0; i < cells; i++) {
		if (!shown(n, i))
			continue;
		if (c[i].text || head)
			x += 1 + (c[i].text ? c[i].w : n->bar_w);
		if (head && *c[i].head)
			draw_right(a, x, 0, c[i].w ? c[i].w : n->bar_w, ROLE_HINT, c[i].head);
		else if (!head && c[i].text)
			draw_right(a, x, 0, c[i].w, ROLE_TEXT, c[i].text);
		else if (!head && c[i].value > 0)
			draw_bar(a, x + 1, 0, n->bar_w, ROLE_GROWTH, c[i].value, c[i].most);
		if (!head && !c[i].text)
			x += 1 + n->bar_w;
	}
}

/* "Physician: referrals 113, before 66, came in 100" */
static void draw_sentence(struct area a, const char *name, const struct num_cell *c, int cells)
{
	struct str b = {0};
	int said = 0;

	str_add(&b, name);
	for (int i = 0; i < cells; i++) {
		const char *head = c[i].head;

		if (!c[i].text || !*c[i].text)
			continue;
		str_printf(&b, "%s%s%s%s", said++ ? ", " : ": ", str_eq(head, "%") ? "" : head,
			   str_eq(head, "%") ? "" : " ", c[i].text);
	}
	draw_clip(a, 2, 0, a.w - 2, ROLE_TEXT, str_text(&b));
	str_free(&b);
}

void numbers_draw_row(void *arg, struct area a, const void *row, const struct list_look *look)
{
	const struct numbers_list *l = arg;
	struct numbers_screen *n = l->n;
	struct num_cell c[NUM_CELLS];
	const char *name;
	int cells;

	(void)look;
	arena_clear(&n->words);
	cells = numbers_parts[l->part].cells(n, l->part, row, &name, c);
	if (n->ui->plain) {
		draw_sentence(a, name, c, cells);
		return;
	}
	draw_clip(a, 1, 0, n->name_w, ROLE_TEXT, name);
	draw_cells(n, a, c, cells, false);
}

/* Where there never was one, the words of that; else it is the period's. */
static void draw_none(const struct numbers_screen *n, enum numbers_part part, struct area a)
{
	bool touches = numbers_parts[part].want & FIGURES_TOUCHES, ever = n->f.period != PERIOD_ALL;

	if (touches)
		part_empty(a, ever ? "No touches in this time." : "No touches logged yet.",
			   ever ? "`y` looks at another" : "`l` on a source logs a visit, call or lunch");
	else
		part_empty(a, ever ? "No referrals in this time." : "No referrals recorded yet.",
			   ever ? "`y` looks at another" : "`r` on a source records one    `I` reads an EMR report");
}

void numbers_draw_rows(struct numbers_screen *n, enum numbers_part part, struct area a, bool focus)
{
	struct list *l = &n->parts[part].list;
	struct num_cell c[NUM_CELLS];
	const char *name;
	int cells;

	if (!l->n) {
		draw_none(n, part, a);
		return;
	}
	if (!n->ui->plain) {
		int widest = widest_name(n, part);

		arena_clear(&n->words);
		cells = numbers_parts[part].cells(n, part, NULL, &name, c);
		fit(n, c, cells, widest, a.w);
		if (a.h > 2) {
			draw_cells(n, a, c, cells, true);
			a = area_rows(a, 1, a.h - 1);
		}
	}
	list_draw(l, a, focus ? LIST_FOCUS : n->part == part ? LIST_KEEP : LIST_NONE);
}
