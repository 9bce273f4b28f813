/* Stages and standing: set by a person, with what is still open said aloud. */
#include <inttypes.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/model/fit.h"
#include "rapport/store/query.h"

/* --- what shows that the work of a stage is done: facts where there are facts, a day that a person set where only they know --- */

static bool good_fit(struct app *app, const struct source *s)
{
	struct arena a = {0};
	struct fitting f;
	bool good = app_fit(app, s, &a, &f, NULL) && f.grade == FIT_GOOD;
	arena_clear(&a);
	return good;
}

static bool payers_compared(struct app *app, const struct source *s)
{
	struct arena a = {0};
	struct fitting f;
	bool compared = s->payers_on != DAY_NONE || (app_fit(app, s, &a, &f, NULL) && f.payers);
	arena_clear(&a);
	return compared;
}

static bool marketing_seen(struct app *app, const struct source *s)
{
	(void)app;
	return s->marketing_on != DAY_NONE;
}

static bool gatekeeper_known(struct app *app, const struct source *s)
{
	(void)app;
	return s->via_id || s->gatekeeper || !s->practice_id;
}

static bool met_in_person(struct app *app, const struct source *s)
{
	(void)app;
	return s->meetings > 0;
}

static bool asked_what_matters(struct app *app, const struct source *s)
{
	return !str_blank(s->most_important) || store_touched_for(app->store, s->id, PURPOSE_ASK);
}

static bool pitched(struct app *app, const struct source *s)
{
	return store_touched_for(app->store, s->id, PURPOSE_PITCH);
}

static bool decision_maker_met(struct app *app, const struct source *s)
{
	(void)app;
	return s->met_on != DAY_NONE;
}

static bool has_referred(struct app *app, const struct source *s)
{
	(void)app;
	return s->referrals > 0;
}

static bool loops_closed(struct app *app, const struct source *s)
{
	(void)app;
	return s->referrals > 0 && !store_loops_open(app->store, s->id);
}

static bool outcomes_shared(struct app *app, const struct source *s)
{
	(void)app;
	return s->outcomes_on != DAY_NONE;
}

static bool cadence_kept(struct app *app, const struct source *s)
{
	return s->touch_due_on >= app->now.today;
}

static bool all_thanked(struct app *app, const struct source *s)
{
	(void)app;
	return s->thanks_owed == 0;
}

static bool news_told(struct app *app, const struct source *s)
{
	return !store_news_untold(app->store, s->id);
}

static const struct proof {
	int16_t stage;
	const char *what;
	bool (*done)(struct app *app, const struct source *s);
} proofs[] = {
	{STAGE_FIRST, "good fit", good_fit},
	{STAGE_FIRST, "gatekeeper known", gatekeeper_known},
	{STAGE_FIRST, "met in person", met_in_person},
	{STAGE_FIRST, "payers compared", payers_compared},
	{STAGE_FIRST, "marketing looked at", marketing_seen},
	{STAGE_FIRST, "asked what matters most", asked_what_matters},
	{STAGE_FIRST, "pitch made", pitched},
	{STAGE_FIRST, "person in charge met", decision_maker_met},
	{STAGE_TRUST, "first referral", has_referred},
	{STAGE_TRUST, "loops closed", loops_closed},
	{STAGE_TRUST, "outcomes shared", outcomes_shared},
	{STAGE_MAINTAIN, "in touch in time", cadence_kept},
	{STAGE_MAINTAIN, "all thanked", all_thanked},
	{STAGE_MAINTAIN, "news told", news_told},
};
#define PROOFS (sizeof proofs / sizeof proofs[0])

/* Those of the source's stage that are done, or that are open. */
static int add_proofs(struct app *app, const struct source *s, bool done, const char *format, struct str *b)
{
	int n = 0;
	for (size_t i = 0; i < PROOFS; i++) {
		if (proofs[i].stage != s->stage || proofs[i].done(app, s) != done)
			continue;
		str_add(b, b->len ? "  " : "");
		str_printf(b, format, proofs[i].what); /* a literal of this file */
		n++;
	}
	return n;
}

void app_evidence(struct app *app, const struct source *s, struct str *b)
{
	add_proofs(app, s, false, "%s [ ]", b);
	add_proofs(app, s, true, "%s [x]", b);
}

bool stage_move(struct act *act, struct tx *tx, const struct source *s, enum stage stage, enum standing standing,
		int32_t until, const char *reason, struct err *e)
{
	struct source next = *s;
	struct stage_move m;
	record_init(KIND_STAGE_MOVE, &m);
	m.source_id = s->id;
	m.on = act->app->now.today;
	m.from_stage = s->stage;
	m.to_stage = (int16_t)stage;
	m.from_standing = s->standing;
	m.to_standing = (int16_t)standing;
	m.reason = reason;
	m.by = act->app->user;
	next.stage = (int16_t)stage;
	next.standing = (int16_t)standing;
	next.standing_until = standing == STANDING_PAUSED ? until : DAY_NONE;
	next.standing_reason = standing == STANDING_LIVE ? NULL : reason;
	next.stage_on = act->app->now.today;
	return tx_update(tx, KIND_SOURCE, s, &next, e) && tx_insert(tx, KIND_STAGE_MOVE, &m, e);
}

struct stage_act {
	struct act act;
	uint64_t source_id;
	enum stage to;
	enum standing standing;
	int32_t until;
	const char *reason;
};

/* The first ones by name: the message line is one row. */
static void say_open(struct stage_act *a, const struct source *s)
{
	enum { NAMED = 2 };
	struct str open = {0};
	int n = 0;
	for (size_t i = 0; i < PROOFS; i++) {
		if (proofs[i].stage != s->stage || proofs[i].done(a->act.app, s))
			continue;
		if (n++ < NAMED)
			str_printf(&open, "%s%s", open.len ? ", " : "", proofs[i].what);
	}
	if (n > NAMED)
		str_printf(&open, " and %d more", n - NAMED);
	if (open.len)
		say(a->act.said, "Still open: %s.", str_text(&open));
	str_free(&open);
}

static bool stage_in(struct tx *tx, void *ctx, struct err *e)
{
	struct stage_act *a = ctx;
	struct source s;
	if (!act_source(&a->act, tx, a->source_id, &s, e))
		return false;
	const char *title = choice_label(choices_stage, (int)a->to);
	if (s.stage == (int16_t)a->to && s.standing == STANDING_LIVE)
		return err_set(e, ERR_REFUSED, "%s is in %s already", s.name, title);
	tx_label(tx, "%s moved to %s", s.name, title);
	say(a->act.said, "%s is now in %s.", s.name, title);
	if ((int16_t)a->to > s.stage)
		say_open(a, &s);
	return stage_move(&a->act, tx, &s, a->to, STANDING_LIVE, DAY_NONE, a->reason, e);
}

bool app_stage(struct app *app, uint64_t source_id, enum stage to, struct said *out, struct err *e)
{
	struct stage_act a = {.act = {.app = app, .said = out}, .source_id = source_id, .to = to};
	out->source_id = source_id;
	return act_run(&a.act, stage_in, e);
}

bool app_stage_step(struct app *app, uint64_t source_id, int by, struct said *out, struct err *e)
{
	struct arena a = {0};
	struct source s;
	bool ok = store_get(app->store, KIND_SOURCE, source_id, &a, &s, e);
	if (ok && (s.stage + by < STAGE_FIRST || s.stage + by > STAGE_MAINTAIN))
		ok = err_set(e, ERR_REFUSED, "%s is in %s, the %s stage", s.name, choice_label(choices_stage, s.stage),
			     by < 0 ? "first" : "last");
	else if (ok)
		ok = app_stage(app, source_id, (enum stage)(s.stage + by), out, e);
	arena_clear(&a);
	return ok;
}

static bool standing_in(struct tx *tx, void *ctx, struct err *e)
{
	struct stage_act *a = ctx;
	struct source s;
	struct str day = {0};
	if (!act_source(&a->act, tx, a->source_id, &s, e))
		return false;
	if (a->standing == STANDING_PAUSED) {
		date_short(&day, a->until, a->act.app->now.today);
		tx_label(tx, "%s paused", s.name);
		say(a->act.said, "%s is paused until %s.", s.name, str_text(&day));
	} else {
		tx_label(tx, "%s let go", s.name);
		say(a->act.said, "%s is let go; nothing more will be asked.", s.name);
	}
	str_free(&day);
	return stage_move(&a->act, tx, &s, (enum stage)s.stage, a->standing, a->until, a->reason, e) &&
	       (a->standing == STANDING_PAUSED || step_close(&a->act, tx, s.id, STEP_DROPPED, 0, e));
}

bool app_pause(struct app *app, uint64_t source_id, int32_t until, const char *reason, struct said *out, struct err *e)
{
	struct stage_act a = {.act = {.app = app, .said = out},
			      .source_id = source_id,
			      .standing = STANDING_PAUSED,
			      .until = until,
			      .reason = reason};
	if (until <= app->now.today)
		return err_field(e, "standing_until", "a pause ends on a day after today");
	out->source_id = source_id;
	return act_run(&a.act, standing_in, e);
}

bool app_let_go(struct app *app, uint64_t source_id, const char *reason, struct said *out, struct err *e)
{
	struct stage_act a = {.act = {.app = app, .said = out},
			      .source_id = source_id,
			      .standing = STANDING_LET_GO,
			      .until = DAY_NONE,
			      .reason = reason};
	if (str_blank(reason))
		return err_field(e, "standing_reason", "say in a few words why");
	out->source_id = source_id;
	return act_run(&a.act, standing_in, e);
}

static bool archive_in(struct tx *tx, void *ctx, struct err *e)
{
	struct stage_act *a = ctx;
	struct source base, s;
	if (!act_source(&a->act, tx, a->source_id, &base, e))
		return false;
	if (base.archived)
		return err_set(e, ERR_REFUSED, "%s is archived already", base.name);
	s = base;
	s.archived = true;
	tx_label(tx, "%s archived", s.name);
	say(a->act.said, "%s is archived, with everything that was said.", s.name);
	return tx_update(tx, KIND_SOURCE, &base, &s, e);
}

bool app_archive(struct app *app, uint64_t source_id, struct said *out, struct err *e)
{
	struct stage_act a = {.act = {.app = app, .said = out}, .source_id = source_id};
	out->source_id = source_id;
	return act_run(&a.act, archive_in, e);
}

/* --- the review --- */

static void review_day(struct str *b, const char *label, int32_t on, int32_t today, const char *never)
{
	str_printf(b, "%-22s", label);
	if (on == DAY_NONE)
		str_add(b, never);
	else
		days_ago(b, on, today);
	str_addc(b, '\n');
}

bool app_review(struct app *app, uint64_t source_id, struct str *b, struct err *e)
{
	struct arena a = {0};
	struct source s;
	struct fitting fit;
	int32_t today = app->now.today;
	bool ok = store_get(app->store, KIND_SOURCE, source_id, &a, &s, e) && app_fit(app, &s, &a, &fit, e);
	if (ok) {
		str_printf(b, "%-22s%" PRId64 " of %" PRId64 "\n", "Touches", s.touches,
			   store_setting(app->store, SET_LET_GO_TOUCHES));
		review_day(b, "First touch", s.first_touch_on, today, "never");
		review_day(b, "Last touch", s.touched_on, today, "never");
		review_day(b, "Of substance", s.substantive_on, today, "never");
		review_day(b, "Person in charge met", s.met_on, today, "never");
		str_printf(b, "%-22s%" PRId64 "\n", "Referrals", s.referrals);
		str_printf(b, "%-22s", "Fit");
		app_fit_words(&fit, b);
		str_addc(b, '\n');
		str_add(b, "\nSo many touches are an old saying of advertisers, not science. Going on, pausing and "
			   "letting go "
			   "are all right; a person decides.\n");
	}
	arena_clear(&a);
	return ok;
}
