/* What became of patients, as a table of a page. */
#include "evidence_page.h"

#include <inttypes.h>

#include "rapport/exchange/html.h"
#include "rapport/model/words.h"

/* So that the sheet stays one. */
#define MEASURES_ON_PAPER 5

struct page {
	struct str *out;
	struct arena *a;
};

static void cell(struct page *p, const char *tag, const char *attributes, const char *text)
{
	html_element(p->out, tag, attributes, text);
}

static void score_row(struct page *p, const char *name, int64_t n, int64_t met, const char *gain, const char *mcid)
{
	int percent = 0;
	percent_of(met, n, &percent);
	str_add(p->out, "<tr>");
	cell(p, "td", NULL, name);
	cell(p, "td", " class=\"n\"", arena_printf(p->a, "%" PRId64, n));
	cell(p, "td", " class=\"n\"", arena_printf(p->a, "%" PRId64 " (%d %%)", met, percent));
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

void evidence_table(struct str *out, struct arena *a, const struct evidence *ev)
{
	struct page at = {out, a}, *p = &at;
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
