/* stage: how far a source is, what is open, and moving it. */
#include <string.h>

#include "cli.h"
#include "rapport/app/stage.h"
#include "rapport/base/day.h"

const struct option stage_options[] = {
	{"until", "D", "pause until this day (3 months)"},
	{"tick", "NAME", "payers, marketing, homework or decides: a person says it is done"},
	{"untick", "NAME", "takes that back"},
	{"fit", "WORD", "good, fair, poor or unknown"},
	{"gatekeeper", "WHO", "who opens the way to them; none, or unknown"},
	{"review", NULL, "whether to go on: what was tried and what came of it"},
	{"stuck", NULL, "without WHO: who is stuck in First impression"},
	{NULL},
};

/* --- all of them --- */

static bool print_stuck(struct call *c, struct err *e)
{
	struct source_filter f;
	struct source_row *rows;
	int n;
	source_filter_init(&f);
	f.stuck = true;
	if (!store_sources(c->app.store, &f, ORDER_NEXT, c->app.now.today, NULL, false, 10000, &c->arena, &rows, &n, e))
		return false;
	if (n || c->json)
		print_source_rows(c, rows, n);
	else
		print(c, "Nobody is stuck in First impression for %lld days.",
		      (long long)store_setting(c->app.store, SET_STUCK_DAYS));
	return true;
}

static bool print_tally(struct call *c, struct err *e)
{
	struct tally t;
	struct json j = {0};
	if (!store_tally(c->app.store, &t, e))
		return false;
	const struct {
		const char *name, *label;
		int64_t n;
	} rows[] = {{"first", "1 First impression", t.stage[0]},
		    {"trust", "2 Building trust", t.stage[1]},
		    {"maintain", "3 Maintaining", t.stage[2]},
		    {"paused", "Paused", t.paused},
		    {"let_go", "Let go", t.let_go}};
	if (c->json)
		json_open(&j, NULL, '{');
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (c->json)
			json_num(&j, rows[i].name, rows[i].n);
		else
			print(c, "%-20s %5lld", rows[i].label, (long long)rows[i].n);
	}
	if (c->json) {
		json_close(&j, '}');
		json_print(c, &j);
	}
	return true;
}

/* --- one of them --- */

static void json_proofs(struct json *j, const struct checklist *l)
{
	json_open(j, "evidence", '[');
	for (int i = 0; i < l->n; i++) {
		const struct proof_row *r = &l->rows[i];
		json_open(j, NULL, '{');
		json_text(j, "name", r->name);
		json_text(j, "what", r->what);
		json_flag(j, "done", r->done);
		json_text(j, "fact", r->fact);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void json_review(struct json *j, const struct review *r)
{
	json_open(j, "review", '{');
	json_num(j, "touches", r->touches);
	json_num(j, "touches_asked", r->touches_asked);
	json_num(j, "days", r->days < 0 ? 0 : r->days);
	json_num(j, "days_asked", r->days_asked);
	json_num(j, "substantive", r->substantive);
	json_num(j, "met_in_charge", r->met);
	json_num(j, "referrals", r->source.referrals);
	json_text(j, "fit", r->fit.grade == CHOICE_NONE ? NULL : choice_word(choices_fit, r->fit.grade));
	json_day(j, "asks_on", r->asks_on);
	json_close(j, '}');
}

static void print_json(struct call *c, const struct checklist *l, const struct review *r)
{
	const struct source *s = &l->source;
	struct json j = {0};
	json_open(&j, NULL, '{');
	json_text(&j, "source", s->name);
	json_id(&j, "source_id", s->id);
	json_text(&j, "stage", choice_word(choices_stage, s->stage));
	json_text(&j, "standing", choice_word(choices_standing, s->standing));
	json_day(&j, "until", s->standing_until);
	json_text(&j, "reason", s->standing_reason);
	json_day(&j, "since", s->stage_on);
	json_num(&j, "days", l->days < 0 ? 0 : l->days);
	json_num(&j, "open", l->open);
	json_proofs(&j, l);
	json_open(&j, "moves", '[');
	for (int i = 0; i < l->n_moves; i++)
		json_record(&j, NULL, KIND_STAGE_MOVE, &l->moves[i]);
	json_close(&j, ']');
	json_review(&j, r);
	json_close(&j, '}');
	json_print(c, &j);
}

static void print_standing(struct call *c, const struct checklist *l)
{
	const struct source *s = &l->source;
	struct str b = {0};
	if (l->days >= 0)
		days_count(&b, l->days);
	print(c, "%s: %d %s%s%s", s->name, s->stage + 1, choice_label(choices_stage, s->stage), b.len ? ", " : "",
	      str_text(&b));
	str_clear(&b);
	if (s->standing == STANDING_PAUSED) {
		str_add(&b, "Paused until ");
		date_short(&b, s->standing_until, c->app.now.today);
	} else if (s->standing == STANDING_LET_GO) {
		str_add(&b, "Let go");
	}
	if (b.len)
		print(c, "%s%s%s", b.s, str_blank(s->standing_reason) ? "" : ": ",
		      str_blank(s->standing_reason) ? "" : s->standing_reason);
	str_free(&b);
}

static void print_evidence(struct call *c, const struct checklist *l)
{
	struct table t = {.arena = &c->arena, .columns = 3, .most = 100};
	for (int i = 0; i < l->n; i++) {
		const struct proof_row *r = &l->rows[i];
		table_add(&t, r->done ? "[x]" : "[ ]");
		table_add(&t, r->what);
		table_addf(&t, "%s%s%s%s", r->fact, r->done || !*r->fact ? "" : "; ", r->done ? "" : "rapport ",
			   r->done ? "" : r->command);
	}
	table_print(c, &t);
}

static void print_moves(struct call *c, const struct checklist *l)
{
	struct table t = {.arena = &c->arena, .columns = 2, .most = 100};
	for (int i = 0; i < l->n_moves; i++) {
		struct str day = {0}, words = {0};
		date_timeline(&day, l->moves[i].on, c->app.now.today);
		app_move_words(&l->moves[i], &words);
		table_add(&t, str_text(&day));
		table_add(&t, str_text(&words));
		str_free(&day);
		str_free(&words);
	}
	print(c, "%s", l->n_moves ? "\nHow it came there:" : "\nNo move yet: here since they were added.");
	table_print(c, &t);
}

static bool print_stage(struct call *c, uint64_t id, struct err *e)
{
	struct checklist l;
	struct review r;
	struct str b = {0};
	bool review = c->json || call_option(c, "review");
	if (!app_checklist(&c->app, id, &c->arena, &l, e) || (review && !app_review(&c->app, id, &c->arena, &r, e)))
		return false;
	if (c->json) {
		print_json(c, &l, &r);
		return true;
	}
	print_standing(c, &l);
	if (review) {
		app_review_words(&c->app, &r, &b);
		print_wrapped(c, str_text(&b));
	} else {
		print_evidence(c, &l);
		print_moves(c, &l);
	}
	str_free(&b);
	return true;
}

/* --- what a person says --- */

static bool tick(struct call *c, uint64_t id, const char *name, bool on, struct said *said, struct err *e)
{
	enum proof which = app_tick_named(name);
	if (which == PROOF_COUNT)
		return err_set(e, ERR_USAGE, "“%s” cannot be ticked; payers, marketing, homework and decides can",
			       name);
	return app_tick(&c->app, id, which, on, said, e);
}

static bool set_fit(struct call *c, uint64_t id, const char *word, struct said *said, struct err *e)
{
	int fit = choice_index(choices_fit, word);
	if (fit == CHOICE_NONE && !str_eq(word, "unknown"))
		return err_set(e, ERR_USAGE, "the fit is good, fair, poor or unknown, not “%s”", word);
	return app_set_fit(&c->app, id, (int16_t)fit, said, e);
}

static bool set_gatekeeper(struct call *c, uint64_t id, const char *word, struct said *said, struct err *e)
{
	struct source via = {.id = 0};
	bool none = str_eq(word, "none");
	if (!none && !str_eq(word, "unknown") && !app_who(&c->app, word, &c->arena, &via, e))
		return err_in(e, "--gatekeeper");
	return app_gatekeeper(&c->app, id, via.id, none, said, e);
}

/* One of them at a time, so that each is a step of its own; *given tells whether there was any. */
static bool say_one(struct call *c, uint64_t id, bool *given, struct said *said, struct err *e)
{
	const char *on = call_option(c, "tick"), *off = call_option(c, "untick"), *fit = call_option(c, "fit"),
		   *gatekeeper = call_option(c, "gatekeeper");
	int n = (on != NULL) + (off != NULL) + (fit != NULL) + (gatekeeper != NULL);
	*given = n > 0;
	if (n > 1 || (n && c->n > 1))
		return err_set(e, ERR_USAGE, "one thing at a time: each is a step that undo takes back");
	if (on || off)
		return tick(c, id, on ? on : off, on != NULL, said, e);
	if (fit)
		return set_fit(c, id, fit, said, e);
	return !gatekeeper || set_gatekeeper(c, id, gatekeeper, said, e);
}

static bool move(struct call *c, const struct source *s, struct said *said, struct err *e)
{
	const char *to = c->args[1], *reason = call_rest(c, 2);
	int32_t until = day_add_months(c->app.now.today, 3);
	int stage = choice_index(choices_stage, to);
	if (!day_option(c, "until", DATE_FUTURE, &until, e))
		return false;
	if (strlen(to) == 1 && *to >= '1' && *to <= '3')
		stage = *to - '1';
	if (stage != CHOICE_NONE)
		return app_stage_because(&c->app, s->id, (enum stage)stage, reason, said, e);
	if (str_eq(to, "live")) /* of one who is live: refused in words */
		return app_stage_because(&c->app, s->id, (enum stage)s->stage, reason, said, e);
	if (str_eq(to, "pause") || str_eq(to, "paused"))
		return app_pause(&c->app, s->id, until, reason, said, e);
	if (str_eq(to, "letgo") || str_eq(to, "let_go"))
		return app_let_go(&c->app, s->id, reason, said, e);
	return err_set(e, ERR_USAGE, "the stage is 1, 2, 3, live, pause or letgo, not “%s”", to);
}

bool run_stage(struct call *c, struct err *e)
{
	struct said said = {0};
	struct source s;
	bool given;
	if (c->n == 0)
		return call_option(c, "stuck") ? print_stuck(c, e) : print_tally(c, e);
	if (!app_who(&c->app, c->args[0], &c->arena, &s, e))
		return false;
	if (!say_one(c, s.id, &given, &said, e))
		return finish(false, &said);
	if (given)
		return finish(true, &said);
	if (c->n == 1)
		return print_stage(c, s.id, e);
	return finish(move(c, &s, &said, e), &said);
}
