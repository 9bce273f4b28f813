/* brief: what to know before a visit, as lines, as JSON, or as a sheet of paper. */
#include <string.h>

#include "cli.h"
#include "rapport/app/brief.h"
#include "rapport/base/day.h"

static const struct option brief_options[] = {
	{"html", "FILE", "a sheet for paper, to a new file; - is standard output"}, {NULL}};

static void print_lines(struct call *c, const struct brief *b)
{
	const struct source *s = &b->card.source;
	const char *what = s->specialty ? s->specialty : s->role ? s->role : choice_label(choices_source_kind, s->kind);
	struct brief_line *rows;
	int n;
	app_brief_lines(&c->app, b, false, &c->arena, &rows, &n);
	print(c, "%s%s%s", s->name, *what ? " \u00b7 " : "", what);
	for (int i = 0; i < n; i++)
		print_labelled(c, rows[i].label, rows[i].text);
}

/* --- JSON --- */

static void touches_json(struct json *j, struct call *c, const struct brief *b)
{
	json_open(j, "touches", '[');
	for (int i = 0; i < b->n_touches; i++) {
		const struct moment *m = &b->touches[i];
		struct str word = {0}, text = {0};
		app_moment(&c->app, m, false, &word, &text);
		json_open(j, NULL, '{');
		json_id(j, "id", m->id);
		json_day(j, "on", m->on);
		json_text(j, "channel", choice_word(choices_channel, m->touch->channel));
		json_text(j, "text", str_text(&text));
		json_close(j, '}');
		str_free(&word);
		str_free(&text);
	}
	json_close(j, ']');
}

static void loops_json(struct json *j, const struct brief *b)
{
	json_open(j, "open", '[');
	for (int i = 0; i < b->n_loops; i++) {
		const struct queue_row *r = &b->loops[i];
		struct str key = {0};
		app_item_key(&key, r);
		json_open(j, NULL, '{');
		json_text(j, "item", str_text(&key));
		json_text(j, "rule", r->rule);
		json_day(j, "due", r->due_on);
		json_text(j, "what", r->what);
		json_text(j, "why", r->why);
		json_close(j, '}');
		str_free(&key);
	}
	json_close(j, ']');
}

void json_clocks(struct json *j, const struct source *s, const struct clocks *n)
{
	json_open(j, "clocks", '{');
	json_day(j, "last_touch_on", s->counted_on);
	json_day(j, "last_substantive_on", s->substantive_on);
	json_day(j, "in_charge_met_on", s->met_on);
	json_num(j, "touches", n->touches);
	json_num(j, "we_began", n->we);
	json_num(j, "before_first_referral", s->first_referred_on == DAY_NONE ? NUM_NONE : n->before);
	json_open(j, "before_by_channel", '{');
	for (int i = 0; i <= CHANNEL_OTHER; i++)
		if (n->before_by[i])
			json_num(j, choice_word(choices_channel, i), n->before_by[i]);
	json_close(j, '}');
	json_close(j, '}');
}

static void measures_json(struct json *j, const struct evidence *ev)
{
	json_open(j, "measures", '[');
	for (int i = 0; i < ev->n_measures; i++) {
		const struct measure_evidence *m = &ev->measures[i];
		json_open(j, NULL, '{');
		json_text(j, "measure", m->measure->name);
		json_num(j, "n", m->n);
		json_num(j, "met", m->met);
		json_tenths(j, "mean_gain", m->gain);
		json_tenths(j, "mcid", m->mcid);
		json_close(j, '}');
	}
	json_close(j, ']');
}

void json_evidence(struct json *j, const char *name, const struct evidence *ev)
{
	struct nps nps;
	int64_t n, met;
	int percent;
	bool answered = nps_from(&nps, ev->nps), scored = evidence_met(ev, false, &n, &met);
	json_open(j, name, '{');
	json_day(j, "from", ev->from);
	json_day(j, "to", ev->to);
	json_num(j, "referrals", ev->referrals);
	json_num(j, "came", ev->came);
	json_num(j, "discharged", ev->discharged);
	json_num(j, "visits_n", ev->visits_n);
	json_tenths(j, "visits_median", ev->visits_n ? ev->visits : NUM_NONE);
	json_num(j, "nps_n", nps.n);
	json_num(j, "nps", answered ? nps.score : NUM_NONE);
	json_num(j, "scores", n);
	json_num(j, "mcid_met", met);
	json_num(j, "mcid_percent", scored && percent_of(met, n, &percent) ? percent : NUM_NONE);
	measures_json(j, ev);
	json_close(j, '}');
}

static void gift_json(struct json *j, const struct gift_room *g)
{
	bool counts = g->counts && g->known;
	json_open(j, "gifts", '{');
	json_num(j, "year", g->year);
	json_num(j, "limit_cents", counts ? g->limit_cents : NUM_NONE);
	json_num(j, "given_cents", g->counts ? g->given_cents : NUM_NONE);
	json_num(j, "left_cents", counts ? g->limit_cents - g->given_cents : NUM_NONE);
	json_close(j, '}');
}

static void print_json(struct call *c, const struct brief *b)
{
	const struct source *s = &b->card.source;
	struct json j = {0};
	json_open(&j, NULL, '{');
	json_record(&j, "source", KIND_SOURCE, s);
	if (b->card.practice.id)
		json_record(&j, "practice", KIND_PRACTICE, &b->card.practice);
	if (b->card.via.id)
		json_record(&j, "via", KIND_SOURCE, &b->card.via);
	if (b->card.step.id)
		json_record(&j, "step", KIND_STEP, &b->card.step);
	json_clocks(&j, s, &b->clocks.n);
	touches_json(&j, c, b);
	loops_json(&j, b);
	json_evidence(&j, "outcomes", &b->evidence);
	json_text(&j, "question", b->question);
	gift_json(&j, &b->gift);
	json_close(&j, '}');
	json_print(c, &j);
}

/* --- the command --- */

static bool run_brief(struct call *c, struct err *e)
{
	const char *path = call_option(c, "html");
	struct brief b;
	struct source s;
	struct said said = {0};
	if (path && c->json)
		return err_set(e, ERR_USAGE, "--html or --json, not both");
	if (!app_who(&c->app, call_rest(c, 0), &c->arena, &s, e) || !app_brief(&c->app, s.id, &c->arena, &b, e))
		return false;
	if (path && strcmp(path, "-") != 0)
		return finish(app_brief_write(&c->app, &b, path, &said, e), &said);
	if (path) {
		struct str html = {0};
		app_brief_page(&c->app, &b, &html);
		fwrite(str_text(&html), 1, html.len, c->out);
		str_free(&html);
	} else if (c->json) {
		print_json(c, &b);
	} else {
		print_lines(c, &b);
	}
	return true;
}

const struct command brief_commands[] = {
	{"brief", "WHO [--html FILE]", "What to know before a visit", brief_options, BOOK_READ, 1, 20, .json = true,
	 .run = run_brief},
	{NULL},
};
