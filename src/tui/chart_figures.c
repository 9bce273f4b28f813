/* The figures of the Numbers screen in a line or two. */
#include <inttypes.h>

#include "chart.h"
#include "rapport/base/utf8.h"
#include "rapport/model/metrics.h"

#define FIGURES_MOST 8
#define WIDEST_GAP 6
#define LEAST_GAP 2
#define MUST_PERIOD 4 /* of the period's figures those that are always drawn */

struct figure {
	const char *label;
	struct str value, trend;
};

struct figure_line {
	struct figure all[FIGURES_MOST];
	int n;
};

static struct figure *add_figure(struct figure_line *line, const char *label)
{
	struct figure *f = &line->all[line->n++];

	*f = (struct figure){.label = label};
	return f;
}

static void free_figures(struct figure_line *line)
{
	for (int i = 0; i < line->n; i++) {
		str_free(&line->all[i].value);
		str_free(&line->all[i].trend);
	}
}

static int figure_cells(const struct figure *f)
{
	return utf8_cells(f->label) + 1 + utf8_cells(str_text(&f->value)) +
	       (f->trend.len ? 1 + utf8_cells(str_text(&f->trend)) : 0);
}

static int figures_cells(const struct figure_line *line, int n, int gap)
{
	int cells = 0;

	for (int i = 0; i < n; i++)
		cells += (i ? gap : 0) + figure_cells(&line->all[i]);
	return cells;
}

static void add_percent(struct str *b, int64_t part, int64_t whole)
{
	int percent;

	if (percent_of(part, whole, &percent))
		str_printf(b, "%d%%", percent);
}

/* The figures of the period: referrals, came in, revenue, active, and where there is room how soon thanked. */
static void period_figures(const struct figures *f, bool hide, struct figure_line *line)
{
	struct figure *figure = add_figure(line, "Referrals");

	str_printf(&figure->value, "%" PRId64, f->now.referrals);
	if (f->last_year.referrals > 0)
		trend_write(&figure->trend, f->now.referrals, f->last_year.referrals);
	figure = add_figure(line, "Came in");
	str_printf(&figure->value, "%" PRId64, f->now.came);
	add_percent(&figure->trend, f->now.came, f->now.referrals);
	figure = add_figure(line, "Revenue");
	if (f->now.cents || hide)
		chart_money(&figure->value, f->now.cents, f->currency, hide);
	else
		str_add(&figure->value, "none yet");
	if (f->last_year.cents > 0 && !hide)
		trend_write(&figure->trend, f->now.cents, f->last_year.cents);
	figure = add_figure(line, "Active");
	str_printf(&figure->value, "%" PRId64 " of %" PRId64, f->n.active, f->n.sources);
	figure = add_figure(line, "Thanked within 2 days");
	add_percent(&figure->value, f->thanks.in_time, f->thanks.n);
	line->n -= !figure->value.len;
}

static void keeping_figures(const struct figures *f, struct figure_line *line)
{
	struct figure *figure = add_figure(line, "Contact");

	if (f->contact.every >= 0) {
		str_printf(&figure->value, "every %" PRId64 " days", f->contact.every);
		str_printf(&figure->trend, "per active source (goal %" PRId64 ")", f->contact.goal);
	} else {
		str_add(&figure->value, "none");
		str_printf(&figure->trend, "(goal every %" PRId64 " days)", f->contact.goal);
	}
	str_printf(&add_figure(line, "Thanks owed")->value, "%" PRId64, f->n.thanks_owed);
	str_printf(&add_figure(line, "Quiet")->value, "%" PRId64, f->n.quiet);
}

/* From *x, *y on, on the next row where one does not fit any more; the last beyond `must` are left out where there is no room. */
static void draw_line_of(struct area a, int *x, int *y, const struct figure_line *line, int must)
{
	int gap = WIDEST_GAP, shown = line->n;

	while (gap > LEAST_GAP && figures_cells(line, shown, gap) > a.w - 1) {
		/* The last ones go before the others stand close. */
		if (--gap < 3 && shown > must) {
			shown = must;
			gap = WIDEST_GAP;
		}
	}
	gap = gap > 3 && a.w < 100 ? 3 : gap;
	for (int i = 0; i < shown; i++) {
		const struct figure *f = &line->all[i];
		const char *trend = str_text(&f->trend);

		if (*x > 1 && *x + figure_cells(f) > a.w) {
			*x = 1;
			++*y;
		}
		*x += draw_text(a, *x, *y, ROLE_HINT, f->label) + 1;
		*x += draw_text(a, *x, *y, ROLE_TITLE, str_text(&f->value));
		if (*trend)
			*x += 1 + draw_text(a, *x + 1, *y, *trend == '+' ? ROLE_GROWTH : ROLE_TEXT, trend);
		*x += gap;
	}
}

static void plain_figures(struct area a, int y, const struct figure_line *line, int n)
{
	struct str b = {0};

	for (int i = 0; i < n; i++)
		str_printf(&b, "%s%s %s%s%s", i ? ". " : "", line->all[i].label, str_text(&line->all[i].value),
			   line->all[i].trend.len ? ", " : "", str_text(&line->all[i].trend));
	str_addc(&b, '.');
	draw_wrapped(a, 0, y, a.h - y, ROLE_TEXT, str_text(&b));
	str_free(&b);
}

void chart_figures(struct area a, const struct figures *f, bool hide, bool plain)
{
	struct figure_line period = {0}, keeping = {0};
	int x = 1, y = 0;

	period_figures(f, hide, &period);
	keeping_figures(f, &keeping);
	if (plain) {
		plain_figures(a, 0, &period, MUST_PERIOD);
		plain_figures(a, a.w >= 78 ? 1 : 2, &keeping, keeping.n);
	} else {
		draw_line_of(a, &x, &y, &period, MUST_PERIOD);
		/* Where the first line needed a second, the rest goes on there. */
		if (!y) {
			x = 1;
			y = 1;
		}
		draw_line_of(a, &x, &y, &keeping, 3);
	}
	free_figures(&period);
	free_figures(&keeping);
}
