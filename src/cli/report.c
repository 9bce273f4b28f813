/* report: every figure of a period, for the screen, as JSON, or as a page for paper. */
#include "rapport/app/report.h"
#include <string.h>

#include "cli.h"
#include "rapport/model/figure.h"

static const struct option report_options[] = {
	{"period", "P", "30, 90, 12 (months), year or all (12)"},
	{"of", "WHO", "the sheet of one source: one page for their file"},
	{"html", "FILE", "two pages for paper, to a new file; - is standard output"},
	{"text", NULL, "for a terminal, as without an option"},
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

/* A page to standard output. */
static bool print_page(struct call *c, struct str *html)
{
	fwrite(str_text(html), 1, html->len, c->out);
	str_free(html);
	return true;
}

static bool put_report(struct call *c, const struct figures *f, struct err *e)
{
	const char *path = call_option(c, "html");
	struct said said = {0};
	struct json j = {0};
	struct str text = {0};
	if (path && strcmp(path, "-") != 0)
		return finish(app_report_write(&c->app, f, path, &said, e), &said);
	if (path) {
		app_report_page(&c->app, f, &text);
	} else if (c->json) {
		json_figures(&j, f);
		json_print(c, &j);
	} else {
		app_report_text(&c->app, f, c->globals->plain, &text);
	}
	return print_page(c, &text);
}

static bool run_report(struct call *c, struct err *e)
{
	enum period period = PERIOD_12_MONTHS;
	const char *word = call_option(c, "period"), *of = call_option(c, "of");
	struct figures f;
	int ways = (call_option(c, "html") != NULL) + (call_option(c, "text") != NULL) + c->json;
	if (ways > 1)
		return err_set(e, ERR_USAGE, "--text, --json or --html, one of them");
	if (of && call_option(c, "formulas"))
		return err_set(e, ERR_USAGE, "--formulas or --of, not both");
	if (call_option(c, "formulas")) {
		print_formulas(c);
		return true;
	}
	if (word && !period_read(word, &period, e))
		return false;
	if (of)
		return report_of(c, of, period, e);
	return app_figures(&c->app, period, FIGURES_EVERYTHING, &c->arena, &f, e) && put_report(c, &f, e);
}

const struct command report_commands[] = {
	{"report", "[--of WHO] [--text|--json|--html FILE] [--period P]", "Every figure of a period", report_options,
	 BOOK_READ, 0, 0, .json = true, .run = run_report},
	{"form", "[--text] [--at ADDRESS] | --html FILE", "Your referral form, and a business card", form_options,
	 BOOK_READ, 0, 0, .run = run_form},
	{NULL},
};
