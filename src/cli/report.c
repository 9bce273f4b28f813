/* report: every figure of a period, for the screen, as JSON, or as a page for paper. */
#include "cli.h"
#include "rapport/app/figures.h"
#include "rapport/model/figure.h"

static const struct option report_options[] = {
	{"period", "P", "30, 90, 12 (months), year or all (12)"},
	{"formulas", NULL, "what each figure is"},
	{NULL},
};

static void print_formulas(struct call *c)
{
	struct str b = {0};
	for (const struct figure_help *h = figures_help; h->name; h++)
		str_printf(&b, "%s%s (%s)\n    %s\n", h == figures_help ? "" : "\n", h->title, h->name, h->formula);
	print_wrapped(c, str_text(&b));
	str_free(&b);
}

static bool run_report(struct call *c, struct err *e)
{
	enum period period = PERIOD_12_MONTHS;
	const char *word = call_option(c, "period");
	struct figures f;
	struct json j = {0};
	if (call_option(c, "formulas")) {
		print_formulas(c);
		return true;
	}
	if ((word && !period_read(word, &period, e)) ||
	    !app_figures(&c->app, period, FIGURES_EVERYTHING, &c->arena, &f, e))
		return false;
	json_figures(&j, &f);
	json_print(c, &j);
	return true;
}

const struct command report_commands[] = {
	{"report", "[--period P] [--formulas]", "Every figure of a period", report_options, BOOK_READ, 0, 0,
	 .json = true, .run = run_report},
	{NULL},
};
