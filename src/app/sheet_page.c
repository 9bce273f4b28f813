/* The sheet of one source as a page of paper. */
#include <inttypes.h>

#include "evidence_page.h"
#include "paper.h"
#include "rapport/app/sheet.h"
#include "rapport/base/data.h"
#include "rapport/base/day.h"
#include "rapport/exchange/chart.h"
#include "rapport/exchange/html.h"
#include "rapport/model/words.h"

struct page {
	const struct sheet *s;
	struct arena arena;
	struct str *out;
};

static void cell(struct page *p, const char *tag, const char *attributes, const char *text)
{
	html_element(p->out, tag, attributes, text);
}

static void put_head(struct page *p)
{
	const struct sheet *s = p->s;
	struct str day = {0};
	date_long(&day, s->to);
	str_add(p->out, "<header>\n");
	cell(p, "h1", NULL, s->name);
	cell(p, "p", NULL, arena_printf(&p->arena, "%s%s%s", s->clinic, *s->clinic ? ", " : "", str_text(&day)));
	str_add(p->out, "</header>\n");
	cell(p, "p", " class=\"soft\"",
	     arena_printf(&p->arena, "%s%s%s", s->what, *s->what && *s->practice ? " \u00b7 " : "", s->practice));
	str_free(&day);
}

static void put_figures(struct page *p)
{
	struct sheet_line *rows;
	int n;
	app_sheet_figures(p->s, &p->arena, &rows, &n);
	cell(p, "h2", NULL, arena_printf(&p->arena, "Referrals, %s", p->s->title));
	str_add(p->out, "<table class=\"counts\" id=\"figures\">\n");
	if (p->s->has_before) {
		str_add(p->out, "<tr>");
		cell(p, "th", " scope=\"col\"", "");
		cell(p, "th", " scope=\"col\"", "Now");
		cell(p, "th", " scope=\"col\"", p->s->before_title);
		str_add(p->out, "</tr>\n");
	}
	for (int i = 0; i < n; i++) {
		str_add(p->out, "<tr>");
		cell(p, "th", " scope=\"row\"", rows[i].label);
		cell(p, "td", " class=\"value\"", rows[i].value);
		if (p->s->has_before)
			cell(p, "td", " class=\"was\"", rows[i].before);
		str_add(p->out, "</tr>\n");
	}
	str_add(p->out, "</table>\n");
}

static const char *month_title(struct page *p, int32_t month)
{
	return arena_printf(&p->arena, "%s %d", month_names[month % 12], (int)(month / 12));
}

static void say_count(struct str *b, int64_t value, const void *ctx)
{
	(void)ctx;
	str_printf(b, "%" PRId64, value);
}

static void put_chart(struct page *p)
{
	const struct chart_spec spec = {.what = "Referrals by month, each beside the same month a year before",
					.values = true,
					.say = say_count};
	struct chart_column columns[12];
	for (int i = 0; i < 12; i++) {
		const struct month_row *m = &p->s->months[i], *old = &p->s->months_before[i];
		columns[i] = (struct chart_column){
			month_names[m->month % 12], m->referrals, old->referrals,
			arena_printf(&p->arena, "%s: %" PRId64 " referrals", month_title(p, m->month), m->referrals),
			arena_printf(&p->arena, "%s: %" PRId64 " referrals", month_title(p, old->month),
				     old->referrals)};
	}
	str_add(p->out, "<figure>\n<figcaption>Referrals by month "
			"<span class=\"key-now\">\u25a0</span> to this month "
			"<span class=\"key-before\">\u25a0</span> a year before</figcaption>\n");
	chart_columns(p->out, &spec, columns, 12);
	str_add(p->out, "</figure>\n");
}

/* A row of twelve months: a name, and a cell each. */
static void month_cells(struct page *p, const char *name, const struct month_row *rows, bool came)
{
	str_add(p->out, "<tr>");
	cell(p, "th", " scope=\"row\"", name);
	for (int i = 0; i < 12; i++)
		cell(p, "td", " class=\"n\"",
		     arena_printf(&p->arena, "%" PRId64, came ? rows[i].came : rows[i].referrals));
	str_add(p->out, "</tr>\n");
}

static void put_months(struct page *p)
{
	const struct sheet *s = p->s;
	bool any = false;
	for (int i = 0; i < 12; i++)
		any = any || s->months[i].referrals || s->months_before[i].referrals;
	if (!any) {
		cell(p, "p", NULL, "No referrals in two years: there is nothing to draw.");
		return;
	}
	put_chart(p);
	str_add(p->out, "<table class=\"months\" id=\"months\">\n<tr>");
	cell(p, "th", " scope=\"col\"", "");
	for (int i = 0; i < 12; i++)
		cell(p, "th", " scope=\"col\" class=\"n\"", month_names[s->months[i].month % 12]);
	str_add(p->out, "</tr>\n");
	month_cells(p, "Referrals", s->months, false);
	month_cells(p, "Came in", s->months, true);
	month_cells(p, "A year before", s->months_before, false);
	str_add(p->out, "</table>\n");
}

static void put_evidence(struct page *p)
{
	const struct evidence *ev = &p->s->evidence;
	struct str b = {0};
	cell(p, "h2", NULL, arena_printf(&p->arena, "What became of their patients, %s", p->s->title));
	if (!ev->referrals) {
		cell(p, "p", NULL, "No referrals in that time.");
		return;
	}
	evidence_patients(ev, &b);
	str_add(&b, ". Visits: ");
	evidence_visits(ev, true, &b);
	str_add(&b, ". NPS: ");
	evidence_nps(ev, true, &b);
	str_addc(&b, '.');
	cell(p, "p", NULL, str_text(&b));
	str_free(&b);
	evidence_table(p->out, &p->arena, ev);
}

static void put_lines(struct page *p, const char *title, const char *none, const struct sheet_line *rows, int n)
{
	str_add(p->out, "<section>\n");
	cell(p, "h2", NULL, title);
	if (!n)
		cell(p, "p", NULL, none);
	else
		str_add(p->out, "<table>\n");
	for (int i = 0; i < n; i++) {
		str_add(p->out, "<tr>");
		cell(p, "td", NULL, rows[i].label);
		cell(p, "td", NULL, rows[i].value);
		str_add(p->out, "</tr>\n");
	}
	if (n)
		str_add(p->out, "</table>\n");
	str_add(p->out, "</section>\n");
}

void app_sheet_page(struct app *app, const struct sheet *s, struct str *html)
{
	struct page p = {.s = s, .out = html};
	struct sheet_line *rows;
	int n;
	html_begin(html, arena_printf(&p.arena, "%s: referrals", s->name),
		   arena_printf(&p.arena, "%s%s", data_text("chart.css", NULL), data_text("sheet.css", NULL)));
	put_head(&p);
	put_figures(&p);
	put_months(&p);
	put_evidence(&p);
	str_add(html, "<div class=\"two\">\n");
	app_sheet_open(app, s, &p.arena, &rows, &n);
	put_lines(&p, "What we owe", "Nothing is owed.", rows, n);
	app_sheet_contacts(s, &p.arena, &rows, &n);
	put_lines(&p, "Last contacts", "No contact logged yet.", rows, n);
	str_add(html, "</div>\n");
	cell(&p, "footer", " class=\"soft\"",
	     "A referral counts as one patient; no patient is named. MCID: the smallest change that matters to a "
	     "patient. "
	     "NPS: percent of 9 and 10 less percent of 0 to 6. Groups of fewer than 5 patients are not shown.");
	html_end(html);
	arena_clear(&p.arena);
}

bool app_sheet_write(struct app *app, const struct sheet *s, const char *path, struct said *out, struct err *e)
{
	struct str html = {0};
	app_sheet_page(app, s, &html);
	bool ok = paper_put(app, "sheet", s->name, path, &html, out, e);
	str_free(&html);
	return ok;
}
