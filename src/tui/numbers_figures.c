/* Every figure of the period in a row, and what each is in words. */
#include <stdlib.h>
#include <string.h>

#include "numbers.h"
#include "part.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/model/figure.h"
#include "rapport/tui/box.h"

#define NAME_W 22
#define VALUE_W 14

/* --- the list --- */

static uint64_t figure_id(const void *row)
{
	/* three of them share a name; a title is each one's own */
	return numbers_id(((const struct report_line *)row)->title);
}

static bool figures_all(void *arg, struct arena *a, void **rows, int *count, struct err *e)
{
	const struct numbers_list *l = arg;
	struct report_line *lines = NULL;

	(void)e;
	*count = 0;
	if (!app_figures_more(&l->n->f, FIGURES_EVERYTHING))
		app_report_lines(&l->n->f, false, a, &lines, count);
	*rows = lines;
	return true;
}

/* What H hides. */
static bool masked(const struct numbers_screen *n, const struct report_line *l)
{
	return face_of(n->ui)->hide && str_eq(l->name, "revenue");
}

static const char *value_of(const struct numbers_screen *n, const struct report_line *l)
{
	return masked(n, l) ? "hidden" : l->value;
}

static const char *before_of(const struct numbers_screen *n, const struct report_line *l)
{
	return masked(n, l) && *l->before ? "hidden" : l->before;
}

static const char *note_of(const struct numbers_screen *n, const struct report_line *l)
{
	return masked(n, l) ? "" : l->note;
}

/* "NPS: +30 (before: +12), n 40: 20 promoters, 8 detractors" */
static void sentence(const struct numbers_screen *n, const struct report_line *l, struct str *b)
{
	str_printf(b, "%s%s: %s", l->alarm ? "Alarm: " : "", l->title, value_of(n, l));
	if (*l->before)
		str_printf(b, ", before %s", before_of(n, l));
	if (*note_of(n, l))
		str_printf(b, ", %s", note_of(n, l));
	part_stop(b);
}

static bool before_fits(const struct numbers_screen *n, int w)
{
	return n->f.has_before && w >= 1 + NAME_W + VALUE_W + VALUE_W - 3;
}

static int note_x(const struct numbers_screen *n, int w)
{
	if (w < 60)
		return w;
	return 1 + NAME_W + VALUE_W + (n->f.has_before ? VALUE_W - 2 : 0);
}

static void draw_figure(void *arg, struct area a, const void *row, const struct list_look *look)
{
	struct numbers_screen *n = ((struct numbers_list *)arg)->n;
	const struct report_line *l = row;
	int name_w = a.w < 44 ? a.w - VALUE_W - 1 : NAME_W, note = note_x(n, a.w);

	(void)look;
	if (n->ui->plain) {
		struct str b = {0};

		sentence(n, l, &b);
		draw_clip(a, 2, 0, a.w - 2, ROLE_TEXT, str_text(&b));
		str_free(&b);
		return;
	}
	draw_clip(a, 1, 0, name_w - 1, l->alarm ? ROLE_LATE : ROLE_TEXT,
		  l->alarm ? arena_printf(&n->words, "! %s", l->title) : l->title);
	draw_clip(a, 1 + name_w, 0, VALUE_W - 1, ROLE_TITLE, value_of(n, l));
	if (before_fits(n, a.w))
		draw_clip(a, 1 + NAME_W + VALUE_W, 0, VALUE_W - 3, ROLE_HINT, before_of(n, l));
	draw_clip(a, note, 0, a.w - note - 1, ROLE_TEXT, note_of(n, l));
	arena_clear(&n->words);
}

const struct list_type numbers_figures_list = {
	.size = sizeof(struct report_line), .id = figure_id, .all = figures_all, .draw = draw_figure};

static const struct report_line *selected_line(const struct numbers_screen *n)
{
	return list_row(&n->parts[PART_FIGURES].list);
}

const char *numbers_figure_of(const struct numbers_screen *n)
{
	const struct report_line *line = selected_line(n);
	const struct few_row *few = list_row(&n->parts[PART_FEW].list);

	if (n->part == PART_FIGURES)
		return line ? line->name : "";
	return n->part == PART_FEW && few ? few->figure : "";
}

/* Below the list, where that leaves room: what the selected one is. */
static void draw_formula(const struct numbers_screen *n, struct area a)
{
	const struct report_line *l = selected_line(n);
	const struct figure_help *h = l ? figure_named(l->name) : NULL;

	if (h)
		draw_wrapped(area_cols(a, 1, a.w - 2), 0, 0, a.h, ROLE_HINT, h->formula);
}

void numbers_draw_figures(struct numbers_screen *n, enum numbers_part part, struct area a, bool focus)
{
	struct list *l = &n->parts[part].list;
	int formula = a.h >= l->n + 5 && !n->ui->plain ? 3 : 0;

	if (!n->ui->plain && a.h > 2) {
		draw_text(a, 1 + (a.w < 44 ? a.w - VALUE_W - 1 : NAME_W), 0, ROLE_HINT, "now");
		if (before_fits(n, a.w))
			draw_text(a, 1 + NAME_W + VALUE_W, 0, ROLE_HINT, "before");
		a = area_rows(a, 1, a.h - 1);
	}
	list_draw(l, area_rows(a, 0, a.h - formula), focus ? LIST_FOCUS : n->part == part ? LIST_KEEP : LIST_NONE);
	if (formula)
		draw_formula(n, area_rows(a, a.h - formula, formula));
}

/* --- what each is --- */

static void add_formula(struct str *b, const struct figure_help *h)
{
	str_printf(b, "%s%s: %s", b->len ? "\n" : "", h->title, h->formula);
}

void numbers_about(struct ui *ui, struct pane *p, struct str *b)
{
	const struct numbers_screen *n = p->data;
	const char *names = numbers_figure_of(n);

	(void)ui;
	if (!*names)
		names = numbers_parts[n->part].names;
	for (size_t len; *names; names += len + (names[len] == ' ')) {
		char *name;

		len = strcspn(names, " ");
		name = mem_strndup(names, len);
		if (figure_named(name))
			add_formula(b, figure_named(name));
		free(name);
	}
}

void numbers_formulas(struct ui *ui, struct pane *p)
{
	struct str b = {0};

	(void)p;
	for (const struct figure_help *h = figures_help; h->name; h++)
		str_printf(&b, "%s%s\n%s\n", h == figures_help ? "" : "\n", h->title, h->formula);
	reader_open(ui, "What each figure is", str_text(&b), NULL);
	str_free(&b);
}

void numbers_explain(struct ui *ui, struct pane *p)
{
	const struct numbers_screen *n = p->data;
	const struct report_line *l = n->part == PART_FIGURES ? selected_line(n) : NULL;
	struct str b = {0};

	if (l) {
		sentence(n, l, &b);
		str_printf(&b, "\n\n%s", figure_named(l->name)->formula);
	} else {
		numbers_about(ui, p, &b);
	}
	if (b.len)
		reader_open(ui, l ? l->title : numbers_parts[n->part].title, str_text(&b), NULL);
	str_free(&b);
}
