/* The visit brief as one sheet of paper, and the file that it goes to. */
#include <inttypes.h>

#include "brief_words.h"
#include "paper.h"
#include "rapport/base/data.h"
#include "rapport/base/day.h"
#include "rapport/exchange/html.h"

/* So that the sheet stays one. */
#define LOOPS_ON_PAPER 5
#define MEASURES_ON_PAPER 5

struct page {
	struct wording w;
	struct str *out;
};

static void cell(struct page *p, const char *tag, const char *attributes, const char *text)
{
	html_element(p->out, tag, attributes, text);
}

/* A row "label: text"; nothing for a text of nothing. */
static void fact(struct page *p, const char *label, const char *text)
{
	if (str_blank(text))
		return;
	str_add(p->out, "<tr>");
	cell(p, "th", " scope=\"row\"", label);
	cell(p, "td", NULL, text);
	str_add(p->out, "</tr>\n");
}

static void put_person(struct page *p)
{
	struct wording *w = &p->w;
	const struct source *s = &w->brief->card.source;
	cell(p, "h1", NULL, s->name);
	cell(p, "p", " class=\"soft\"", arena_printf(w->a, "%s \u00b7 %s", words_what(w), words_stage(w)));
	str_add(p->out, "<table class=\"facts\">\n");
	fact(p, "Where", words_where(w));
	fact(p, "Phone", words_phone(w));
	fact(p, "Ask for", words_route(w));
	fact(p, "Best times", words_best(w));
	fact(p, "Leads to", w->brief->opens);
	fact(p, "Matters most", words_matters(w));
	fact(p, "Problems", words_of(w, s->problems));
	fact(p, "Our offer", words_of(w, s->offer));
	fact(p, "Likes", words_of(w, s->interests));
	fact(p, "Clocks", w->brief->clocks.last);
	fact(p, "Who began", w->brief->clocks.began);
	str_add(p->out, "</table>\n");
}

static void put_touches(struct page *p)
{
	const struct brief *b = p->w.brief;
	cell(p, "h2", NULL, "Last touches");
	if (!b->n_touches) {
		cell(p, "p", NULL, "No contact logged yet.");
		return;
	}
	str_add(p->out, "<table>\n");
	for (int i = 0; i < b->n_touches; i++) {
		struct touch_words t = words_touch(&p->w, i);
		str_add(p->out, "<tr>");
		cell(p, "td", " class=\"day\"", t.day);
		cell(p, "td", " class=\"day\"", t.word);
		cell(p, "td", NULL, t.text);
		str_add(p->out, "</tr>\n");
	}
	str_add(p->out, "</table>\n");
}

static void put_loops(struct page *p)
{
	const struct brief *b = p->w.brief;
	const char *step = words_step(&p->w);
	int more = b->n_loops - LOOPS_ON_PAPER;
	cell(p, "h2", NULL, "Open");
	if (!b->n_loops && !*step) {
		cell(p, "p", NULL, "Nothing is owed, and nothing is planned.");
		return;
	}
	str_add(p->out, "<ul class=\"open\">\n");
	if (*step)
		cell(p, "li", NULL, arena_printf(p->w.a, "planned: %s", step));
	for (int i = 0; i < b->n_loops && i < LOOPS_ON_PAPER; i++)
		cell(p, "li", NULL, words_loop(&p->w, i));
	str_add(p->out, "</ul>\n");
	if (more > 0)
		cell(p, "p", " class=\"soft\"", arena_printf(p->w.a, "and %d more", more));
}

/* --- outcomes --- */

static void score_row(struct page *p, const char *name, int64_t n, int64_t met, const char *gain, const char *mcid)
{
	int percent = 0;
	percent_of(met, n, &percent);
	str_add(p->out, "<tr>");
	cell(p, "td", NULL, name);
	cell(p, "td", " class=\"n\"", arena_printf(p->w.a, "%" PRId64, n));
	cell(p, "td", " class=\"n\"", arena_printf(p->w.a, "%" PRId64 " (%d %%)", met, percent));
	cell(p, "td", " class=\"n\"", gain);
	cell(p, "td", " class=\"n\"", mcid);
	str_add(p->out, "</tr>\n");
}

static void measure_row(struct page *p, const struct measure_evidence *m)
{
	struct str gain = {0}, mcid = {0};
	str_add(&gain, m->gain < 0 ? "worse by " : "better by ");
	tenths_write(&gain, m->gain < 0 ? -m->gain : m->gain);
	tenths_write(&mcid, m->mcid);
	score_row(p, m->measure->name, m->n, m->met, str_text(&gain), str_text(&mcid));
	str_free(&gain);
	str_free(&mcid);
}

/* A row that says why others are missing: "ODI, NDI: fewer than 5 patients: not shown". */
static void missing_row(struct page *p, const char *names, const char *why)
{
	str_add(p->out, "<tr>");
	cell(p, "td", NULL, names);
	cell(p, "td", " class=\"soft n\" colspan=\"4\"", why);
	str_add(p->out, "</tr>\n");
}

/* How many measures have more patients, or as many and stand before. */
static int rank(const struct evidence *ev, int i)
{
	int64_t n = ev->measures[i].n;
	int before = 0;
	for (int k = 0; k < ev->n_measures; k++)
		before += k < i ? ev->measures[k].n >= n : ev->measures[k].n > n;
	return before;
}

static void score_rows(struct page *p, const struct evidence *ev)
{
	struct str small = {0}, more = {0}, why = {0};
	int64_t n, met;
	int shown = 0;
	for (int i = 0; i < ev->n_measures; i++) {
		const struct measure_evidence *m = &ev->measures[i];
		struct str *left = evidence_small(m->n) ? &small : rank(ev, i) >= MEASURES_ON_PAPER ? &more : NULL;
		if (left)
			str_printf(left, "%s%s", left->len ? ", " : "", m->measure->name);
		else
			measure_row(p, m);
		shown += left != &small;
	}
	if (more.len)
		missing_row(p, more.s, "no room for more");
	if (shown > 1 && evidence_met(ev, true, &n, &met))
		score_row(p, small.len ? "All but the hidden" : "All", n, met, "", "");
	evidence_hidden(&why);
	if (small.len)
		missing_row(p, small.s, why.s);
	str_free(&small);
	str_free(&more);
	str_free(&why);
}

static void put_scores(struct page *p, const struct evidence *ev)
{
	if (!ev->n_measures) {
		cell(p, "p", NULL, "MCID: no first and last scores yet.");
		return;
	}
	str_add(p->out, "<table>\n<tr>");
	cell(p, "th", NULL, "Measure");
	cell(p, "th", " class=\"n\"", "Patients");
	cell(p, "th", " class=\"n\"", "Reached the MCID");
	cell(p, "th", " class=\"n\"", "Mean change");
	cell(p, "th", " class=\"n\"", "MCID");
	str_add(p->out, "</tr>\n");
	score_rows(p, ev);
	str_add(p->out, "</table>\n");
}

static void put_evidence(struct page *p)
{
	const struct evidence *ev = &p->w.brief->evidence;
	const char *heading = "What became of their patients";
	struct str b = {0};
	if (!ev->referrals) {
		cell(p, "h2", NULL, heading);
		cell(p, "p", NULL, "No referrals yet.");
		return;
	}
	cell(p, "h2", NULL, arena_printf(p->w.a, "%s, %s", heading, p->w.brief->period));
	evidence_patients(ev, &b);
	str_add(&b, ". Visits: ");
	evidence_visits(ev, true, &b);
	str_add(&b, ". NPS: ");
	evidence_nps(ev, true, &b);
	str_addc(&b, '.');
	cell(p, "p", NULL, str_text(&b));
	str_free(&b);
	put_scores(p, ev);
	cell(p, "p", " class=\"soft\"",
	     "MCID: the smallest change that matters to a patient. NPS: percent of 9 and 10 less percent of 0 to 6.");
}

static void put_question(struct page *p)
{
	const struct brief *b = p->w.brief;
	cell(p, "h2", NULL, "One question to ask");
	cell(p, "p", " class=\"ask\"",
	     b->question ? words_of(&p->w, b->question) : "They have answered all there are.");
	str_add(p->out, "<div class=\"answer\"></div>\n");
	cell(p, "p", NULL, arena_printf(p->w.a, "Gifts: %s", words_gift(&p->w)));
}

void app_brief_page(struct app *app, const struct brief *brief, struct str *html)
{
	struct arena a = {0};
	struct page p = {{app, brief, true, true, &a}, html};
	struct str day = {0};
	date_long(&day, app->now.today);
	html_begin(html, arena_printf(&a, "Visit brief: %s", brief->card.source.name), data_text("brief.css", NULL));
	put_person(&p);
	put_touches(&p);
	put_loops(&p);
	put_evidence(&p);
	put_question(&p);
	cell(&p, "footer", " class=\"soft\"",
	     arena_printf(&a, "%s%sVisit brief of %s. For our own use.", brief->clinic,
			  *brief->clinic ? " \u00b7 " : "", str_text(&day)));
	html_end(html);
	str_free(&day);
	arena_clear(&a);
}

bool app_brief_write(struct app *app, const struct brief *brief, const char *path, struct said *out, struct err *e)
{
	struct str html = {0};
	app_brief_page(app, brief, &html);
	bool ok = paper_put(app, "brief", brief->card.source.name, path, &html, out, e);
	str_free(&html);
	return ok;
}
