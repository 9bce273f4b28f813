/* The report as two sheets of paper, and the file that it goes to. */
#include <inttypes.h>

#include "paper.h"
#include "rapport/app/report.h"
#include "rapport/base/data.h"
#include "rapport/base/day.h"
#include "rapport/exchange/chart.h"
#include "rapport/exchange/html.h"
#include "rapport/model/figure.h"
#include "rapport/model/referral.h"
#include "rapport/model/words.h"

#define PARTS_ON_PAPER 6 /* three splits a row */
#define WIDE_ON_PAPER 8  /* two */

struct page {
	const struct figures *f;
	struct arena arena;
	struct str *out;
};

static void cell(struct page *p, const char *tag, const char *attributes, const char *text)
{
	html_element(p->out, tag, attributes, text);
}

static void count_cell(struct page *p, int64_t n)
{
	cell(p, "td", " class=\"n\"", arena_printf(&p->arena, "%" PRId64, n));
}

static const char *money(struct page *p, int64_t cents)
{
	struct str b = {0};
	money_write(&b, cents, p->f->currency, false);
	const char *text = arena_strdup(&p->arena, str_text(&b));
	str_free(&b);
	return text;
}

/* The head of a table: the first name to the left, the others to the right. */
static void head_row(struct page *p, const char *const *names)
{
	str_add(p->out, "<tr>");
	for (int i = 0; names[i]; i++)
		cell(p, "th", i ? " scope=\"col\" class=\"n\"" : " scope=\"col\"", names[i]);
	str_add(p->out, "</tr>\n");
}

static void bar_cell(struct page *p, int64_t value, int64_t most, const char *name)
{
	str_add(p->out, "<td class=\"draw\">");
	chart_bar(p->out, value, most, arena_printf(&p->arena, "%s: %" PRId64, name, value));
	str_add(p->out, "</td>");
}

/* --- the first sheet --- */

static void put_head(struct page *p, const char *clinic)
{
	struct str title = {0};
	app_report_title(p->f, &title);
	str_add(p->out, "<header>\n");
	cell(p, "h1", NULL, *clinic ? clinic : "Referral report");
	if (p->f->has_before)
		str_printf(&title, ", beside %s", p->f->before_title);
	cell(p, "p", NULL, str_text(&title));
	str_add(p->out, "</header>\n");
	str_free(&title);
}

static void put_figures(struct page *p)
{
	struct report_line *rows;
	int n;
	app_report_lines(p->f, true, &p->arena, &rows, &n);
	for (int i = 0; i < n; i++)
		if (rows[i].alarm)
			cell(p, "p", " class=\"alarm\"",
			     arena_printf(&p->arena, "! %s of all referrals came from one source: %s.", rows[i].value,
					  rows[i].note));
	str_add(p->out, "<table class=\"figures\" id=\"figures\">\n<tr>");
	cell(p, "th", " scope=\"col\"", "");
	cell(p, "th", " scope=\"col\"", "Now");
	if (p->f->has_before)
		cell(p, "th", " scope=\"col\"", "Before");
	cell(p, "th", " scope=\"col\"", "");
	str_add(p->out, "</tr>\n");
	for (int i = 0; i < n; i++) {
		if (p->f->concentration.source && str_eq(rows[i].name, "concentration"))
			continue; /* has a table of its own */
		str_add(p->out, "<tr>");
		cell(p, "th", " scope=\"row\"", rows[i].title);
		cell(p, "td", " class=\"value\"", rows[i].value);
		if (p->f->has_before)
			cell(p, "td", " class=\"was\"", rows[i].before);
		cell(p, "td", NULL, rows[i].note);
		str_add(p->out, "</tr>\n");
	}
	str_add(p->out, "</table>\n");
}

static void say_count(struct str *b, int64_t value, const void *ctx)
{
	(void)ctx;
	str_printf(b, "%" PRId64, value);
}

static void say_money(struct str *b, int64_t value, const void *ctx)
{
	money_brief(b, value, ctx);
}

static const char *month_title(struct page *p, int32_t month)
{
	return arena_printf(&p->arena, "%s %d", month_names[month % 12], (int)(month / 12));
}

static void figure_of(struct page *p, const char *what, bool amounts, const struct chart_column *columns)
{
	struct chart_spec spec = {
		.what = arena_printf(&p->arena, "%s, each month beside the same one a year before", what),
		.values = !amounts,
		.say = amounts ? say_money : say_count,
		.ctx = p->f->currency};
	str_add(p->out, "<figure>\n<figcaption>");
	html_text(p->out, what);
	str_add(p->out,
		" <span class=\"key-now\">\u25a0</span> this year <span class=\"key-before\">\u25a0</span> the year "
		"before</figcaption>\n");
	chart_columns(p->out, &spec, columns, 12);
	str_add(p->out, "</figure>\n");
}

static void put_charts(struct page *p)
{
	struct chart_column referrals[12], amounts[12];
	for (int i = 0; i < 12; i++) {
		const struct month_row *m = &p->f->months[i], *old = &p->f->months_before[i];
		const char *name = month_title(p, m->month), *then = month_title(p, old->month);
		int64_t cents = figures_month_cents(p->f, m), before = figures_month_cents(p->f, old);
		const char *label = month_names[m->month % 12];
		referrals[i] = (struct chart_column){
			label, m->referrals, old->referrals,
			arena_printf(&p->arena, "%s: %" PRId64 " referrals", name, m->referrals),
			arena_printf(&p->arena, "%s: %" PRId64 " referrals", then, old->referrals)};
		amounts[i] = (struct chart_column){label, cents, before,
						   arena_printf(&p->arena, "%s: %s", name, money(p, cents)),
						   arena_printf(&p->arena, "%s: %s", then, money(p, before))};
	}
	str_add(p->out, "<div class=\"charts\">\n");
	figure_of(p, "Referrals", false, referrals);
	figure_of(p, p->f->received ? "Revenue, what was received" : "Revenue, what was billed", true, amounts);
	str_add(p->out, "</div>\n");
}

static void put_months(struct page *p)
{
	static const char *const names[] = {"Month",          "Referrals", "A year before", "Came in",
					    "Without amount", "Revenue",   "A year before", NULL};
	bool any = false;
	for (int i = 0; i < 12; i++)
		any = any || p->f->months[i].referrals || p->f->months_before[i].referrals;
	if (!any) {
		cell(p, "p", NULL, "No referrals in two years: there is nothing to draw yet.");
		return;
	}
	str_add(p->out, "<section>\n");
	put_charts(p);
	str_add(p->out, "<table class=\"months\" id=\"months\">\n");
	head_row(p, names);
	for (int i = 0; i < 12; i++) {
		const struct month_row *m = &p->f->months[i], *old = &p->f->months_before[i];
		str_add(p->out, "<tr>");
		cell(p, "td", NULL,
		     i == 11 ? arena_printf(&p->arena, "%s to date", month_title(p, m->month))
			     : month_title(p, m->month));
		count_cell(p, m->referrals);
		count_cell(p, old->referrals);
		count_cell(p, m->came);
		count_cell(p, m->no_amount);
		cell(p, "td", " class=\"n\"", money(p, figures_month_cents(p->f, m)));
		cell(p, "td", " class=\"n\"", money(p, figures_month_cents(p->f, old)));
		str_add(p->out, "</tr>\n");
	}
	str_add(p->out, "</table>\n</section>\n");
}

/* --- from how few --- */

static void put_shares(struct page *p)
{
	const struct figures_concentration *c = &p->f->concentration;
	struct chart_share shares[3] = {
		{c->top1, "one", NULL}, {c->top3 - c->top1, "three", NULL}, {c->top10 - c->top3, "ten", NULL}};
	static const char *const titles[3] = {"The one that sent most", "the next two", "the next seven"};
	if (!c->source)
		return;
	for (int i = 0; i < 3; i++)
		shares[i].title =
			arena_printf(&p->arena, "%s: %" PRId64 " of %" PRId64, titles[i], shares[i].value, c->of);
	str_add(p->out, "<section>\n");
	cell(p, "h2", NULL,
	     arena_printf(&p->arena, "Concentration: referrals from one source (%s), from three, from ten", c->source));
	chart_shares(p->out, "Shares of the referrals by the sources that sent most", shares, 3, c->of);
	str_add(p->out, "<table id=\"concentration\">\n<tr>");
	const int64_t parts[3] = {c->top1, c->top3, c->top10};
	static const char *const names[3] = {"From one", "From three", "From ten"};
	for (int i = 0; i < 3; i++) {
		int percent = 0;
		percent_of(parts[i], c->of, &percent);
		cell(p, "th", " scope=\"row\"", names[i]);
		cell(p, "td", NULL, arena_printf(&p->arena, "%" PRId64 " (%d%%)", parts[i], percent));
	}
	cell(p, "th", " scope=\"row\"", "Of all");
	count_cell(p, c->of);
	str_add(p->out, "</tr>\n</table>\n</section>\n");
}

/* --- the best --- */

static void put_top(struct page *p)
{
	const struct figures *f = p->f;
	str_add(p->out, "<section>\n");
	cell(p, "h2", NULL, "Top sources by referrals");
	str_add(p->out, "<table class=\"top\" id=\"top\">\n<tr>");
	cell(p, "th", " scope=\"col\"", "Source");
	cell(p, "th", " scope=\"col\"", "Practice");
	cell(p, "th", " scope=\"col\"", "");
	static const char *const names[] = {"Referrals", "Before", "Came in", "Revenue", "Back to them", NULL};
	for (int i = 0; names[i]; i++)
		if (i != 1 || f->has_before)
			cell(p, "th", " scope=\"col\" class=\"n\"", names[i]);
	str_add(p->out, "</tr>\n");
	for (int i = 0; i < f->n_top; i++) {
		const struct figures_source *s = &f->top[i];
		str_add(p->out, "<tr>");
		cell(p, "td", NULL, s->row.name);
		cell(p, "td", " class=\"soft\"", s->row.practice);
		bar_cell(p, s->row.referrals, f->top[0].row.referrals, s->row.name);
		count_cell(p, s->row.referrals);
		if (f->has_before)
			count_cell(p, s->row.before);
		count_cell(p, s->row.came);
		cell(p, "td", " class=\"n\"", money(p, s->row.cents));
		count_cell(p, s->out);
		str_add(p->out, "</tr>\n");
	}
	str_add(p->out, "</table>\n</section>\n");
}

static void reached_cell(struct page *p, const struct evidence *ev)
{
	int64_t n, met;
	int percent;
	const char *text = "";
	if (evidence_met(ev, true, &n, &met) && percent_of(met, n, &percent))
		text = arena_printf(&p->arena, "%" PRId64 " of %" PRId64 " (%d%%)", met, n, percent);
	else if (ev->n_measures)
		text = "under 5";
	cell(p, "td", " class=\"n\"", text);
}

static void fate_cells(struct page *p, const struct evidence *ev)
{
	struct nps nps;
	struct str b = {0};
	reached_cell(p, ev);
	if (ev->visits_n && !evidence_small(ev->visits_n)) {
		score_write(&b, ev->visits);
		str_printf(&b, " (n %" PRId64 ")", ev->visits_n);
	} else if (ev->visits_n) {
		str_add(&b, "under 5");
	}
	cell(p, "td", " class=\"n\"", str_text(&b));
	str_clear(&b);
	if (nps_from(&nps, ev->nps) && !evidence_small(nps.n)) {
		nps_write(&b, &nps);
		str_printf(&b, " (n %" PRId64 ")", nps.n);
	} else if (nps.n) {
		str_add(&b, "under 5");
	}
	cell(p, "td", " class=\"n\"", str_text(&b));
	str_free(&b);
}

static void put_fates(struct page *p)
{
	static const char *const names[] = {"Source",           "30 days",       "90 days", "All time",
					    "Reached the MCID", "Median visits", "NPS",     NULL};
	str_add(p->out, "<section>\n");
	cell(p, "h2", NULL, "Touches beside referrals, and what became of their patients");
	str_add(p->out, "<table class=\"fates\" id=\"fates\">\n");
	head_row(p, names);
	for (int i = 0; i < p->f->n_top; i++) {
		const struct figures_source *s = &p->f->top[i];
		str_add(p->out, "<tr>");
		cell(p, "td", NULL, s->row.name);
		for (int w = 0; w < FIGURES_WINDOWS; w++)
			cell(p, "td", " class=\"n\"",
			     arena_printf(&p->arena, "%" PRId64 " : %" PRId64, s->windows[w].touches,
					  s->windows[w].referrals));
		fate_cells(p, &s->evidence);
		str_add(p->out, "</tr>\n");
	}
	str_add(p->out, "</table>\n</section>\n");
}

/* --- splits --- */

static void put_split(struct page *p, enum figures_by by)
{
	static const char *const ids[FIGURES_BY_COUNT] = {"kind", "payer", "owner", "stage"};
	struct figures_parts parts;
	bool wide = by == FIGURES_BY_KIND || by == FIGURES_BY_PAYER; /* two a row, the others three */
	int64_t most = 1;
	app_report_parts(&p->f->by[by], wide ? WIDE_ON_PAPER : PARTS_ON_PAPER, &p->arena, &parts);
	if (!parts.n)
		return;
	for (int i = 0; i < parts.n; i++)
		most = parts.rows[i].referrals > most ? parts.rows[i].referrals : most;
	str_add(p->out, "<section>\n");
	cell(p, "h2", NULL, figures_by_title(by));
	str_printf(p->out, "<table id=\"by-%s\">\n<tr>", ids[by]);
	cell(p, "th", " scope=\"col\"", "");
	cell(p, "th", " scope=\"col\"", "");
	cell(p, "th", " scope=\"col\" class=\"n\"", "Now");
	if (p->f->has_before)
		cell(p, "th", " scope=\"col\" class=\"n\"", "Before");
	if (wide)
		cell(p, "th", " scope=\"col\" class=\"n\"", "Came in");
	if (wide)
		cell(p, "th", " scope=\"col\" class=\"n\"", "Revenue");
	str_add(p->out, "</tr>\n");
	for (int i = 0; i < parts.n; i++) {
		str_add(p->out, "<tr>");
		cell(p, "td", NULL, parts.rows[i].name);
		bar_cell(p, parts.rows[i].referrals, most, parts.rows[i].name);
		count_cell(p, parts.rows[i].referrals);
		if (p->f->has_before)
			count_cell(p, parts.rows[i].before);
		if (wide)
			count_cell(p, parts.rows[i].came);
		if (wide)
			cell(p, "td", " class=\"n\"", money(p, parts.rows[i].cents));
		str_add(p->out, "</tr>\n");
	}
	str_add(p->out, "</table>\n</section>\n");
}

static void put_channels(struct page *p)
{
	const struct figures_touches *t = &p->f->t;
	if (!t->n)
		return;
	str_add(p->out, "<section>\n");
	cell(p, "h2", NULL, "Touches by channel");
	str_add(p->out, "<table id=\"channels\">\n<tr>");
	static const char *const names[] = {"", "", "We", "They", NULL};
	for (int i = 0; names[i]; i++)
		cell(p, "th", i > 1 ? " scope=\"col\" class=\"n\"" : " scope=\"col\"", names[i]);
	str_add(p->out, "</tr>\n");
	for (int i = 0; i < t->n && i < PARTS_ON_PAPER; i++) {
		struct figures_channel c = t->channels[i];
		const char *name = choice_label(choices_channel, c.channel);
		if (i == PARTS_ON_PAPER - 1 && t->n > PARTS_ON_PAPER) {
			name = arena_printf(&p->arena, "%d others", t->n - i);
			for (int k = i + 1; k < t->n; k++) {
				c.touches += t->channels[k].touches;
				c.we += t->channels[k].we;
				c.they += t->channels[k].they;
			}
		}
		str_add(p->out, "<tr>");
		cell(p, "td", NULL, name);
		bar_cell(p, c.touches, t->channels[0].touches, name);
		count_cell(p, c.we);
		count_cell(p, c.they);
		str_add(p->out, "</tr>\n");
	}
	str_add(p->out, "</table>\n</section>\n");
}

/* --- the foot --- */

static void put_foot(struct page *p)
{
	struct str day = {0};
	date_long(&day, p->f->to);
	str_add(p->out, "<div class=\"foot\">\n");
	cell(p, "p", NULL,
	     arena_printf(&p->arena,
			  "A record of what was in the book on %s; no patient is named. Revenue is what was %s, in "
			  "whole %s.",
			  str_text(&day), p->f->received ? "received" : "billed", p->f->currency));
	str_add(p->out, "<dl>\n");
	for (const struct figure_help *h = figures_help; h->name; h++) {
		if (h->plain)
			continue;
		cell(p, "dt", NULL, h->title);
		cell(p, "dd", NULL, h->formula);
	}
	str_add(p->out, "</dl>\n</div>\n");
	str_free(&day);
}

void app_report_page(struct app *app, const struct figures *f, struct str *html)
{
	struct page p = {.f = f, .out = html};
	const char *clinic = app_clinic(app, &p.arena);
	html_begin(html, arena_printf(&p.arena, "%s%sreferrals, %s", clinic, *clinic ? ": " : "", f->title),
		   arena_printf(&p.arena, "%s%s", data_text("chart.css", NULL), data_text("report.css", NULL)));
	put_head(&p, clinic);
	put_figures(&p);
	put_months(&p);
	put_shares(&p);
	str_add(html, "<div class=\"three\">\n");
	put_split(&p, FIGURES_BY_OWNER);
	put_split(&p, FIGURES_BY_STAGE);
	put_channels(&p);
	str_add(html, "</div>\n");
	if (f->n_top) {
		put_top(&p);
		put_fates(&p);
	}
	str_add(html, "<div class=\"two\">\n");
	put_split(&p, FIGURES_BY_KIND);
	put_split(&p, FIGURES_BY_PAYER);
	str_add(html, "</div>\n");
	put_foot(&p);
	html_end(html);
	arena_clear(&p.arena);
}

bool app_report_write(struct app *app, const struct figures *f, const char *path, struct said *out, struct err *e)
{
	struct str html = {0};
	app_report_page(app, f, &html);
	bool ok = paper_put(app, "report", "report", path, &html, out, e);
	str_free(&html);
	return ok;
}
