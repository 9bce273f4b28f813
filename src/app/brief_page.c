/* The visit brief as one sheet of paper, and the file that it goes to. */
#include <inttypes.h>

#include "brief_words.h"
#include "evidence_page.h"
#include "paper.h"
#include "rapport/base/data.h"
#include "rapport/base/day.h"
#include "rapport/exchange/html.h"

/* So that the sheet stays one. */
#define LOOPS_ON_PAPER 5

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
	evidence_table(p->out, p->w.a, ev);
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
