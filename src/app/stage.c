/* Stages and standing: set by a person, with what is still open said aloud. */
#include <inttypes.h>
#include <string.h>

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

/* A payer in common, or a person who compared them. */
static bool payers_overlap(struct app *app, const struct source *s)
{
	struct arena a = {0};
	struct fitting f;
	bool overlap = s->payers_on != DAY_NONE || (app_fit(app, s, &a, &f, NULL) && *f.shared);
	arena_clear(&a);
	return overlap;
}

static bool marketing_seen(struct app *app, const struct source *s)
{
	(void)app;
	return s->marketing_on != DAY_NONE;
}

static bool gatekeeper_known(struct app *app, const struct source *s)
{
	return s->via_id || s->gatekeeper || !s->practice_id || store_tagged(app->store, s->id, NO_GATEKEEPER);
}

/* A person said so, or everything that the rule homework asks for is known. */
static bool homework_done(struct app *app, const struct source *s)
{
	struct arena a = {0};
	struct fitting f;
	bool done = s->homework_on != DAY_NONE ||
		    (app_fit(app, s, &a, &f, NULL) && f.grade != CHOICE_NONE &&
		     (s->payers_on != DAY_NONE || f.payers) && marketing_seen(app, s) && gatekeeper_known(app, s));
	arena_clear(&a);
	return done;
}

static bool met_in_person(struct app *app, const struct source *s)
{
	(void)app;
	return s->meetings > 0;
}

/* The answer is known, or a touch was there to ask; the answer to another question does not show that this one was asked. */
static bool asked_what_matters(struct app *app, const struct source *s)
{
	struct arena a = {0};
	struct occasion asked = {.on = DAY_NONE};
	if (str_blank(s->most_important))
		store_occasion(app->store, OCCASION_ASKED, s->id, &a, &asked);
	arena_clear(&a);
	return !str_blank(s->most_important) || asked.on != DAY_NONE;
}

static bool happened(struct app *app, const struct source *s, enum occasion_of which)
{
	struct arena a = {0};
	struct occasion o;
	store_occasion(app->store, which, s->id, &a, &o);
	arena_clear(&a);
	return o.on != DAY_NONE;
}

/* A pitch counts when outcomes were shown on that day or since: a promise with something behind it. */
static bool pitched(struct app *app, const struct source *s)
{
	return happened(app, s, OCCASION_SHOWN);
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
	return happened(app, s, OCCASION_OUTCOMES);
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

/* They were told of something new once, and of everything that they were chosen for. */
static bool news_told(struct app *app, const struct source *s)
{
	return !store_news_untold(app->store, s->id) && happened(app, s, OCCASION_NEWS);
}

const struct proof_of stage_proofs[PROOF_COUNT] = {
	[PROOF_FIT] = {STAGE_FIRST, "good fit", good_fit},
	[PROOF_PAYERS] = {STAGE_FIRST, "payers overlap", payers_overlap},
	[PROOF_MARKETING] = {STAGE_FIRST, "marketing looked at", marketing_seen},
	[PROOF_GATEKEEPER] = {STAGE_FIRST, "gatekeeper known", gatekeeper_known},
	[PROOF_HOMEWORK] = {STAGE_FIRST, "homework done", homework_done},
	[PROOF_MET] = {STAGE_FIRST, "met in person", met_in_person},
	[PROOF_ASKED] = {STAGE_FIRST, "asked what matters most", asked_what_matters},
	[PROOF_PITCH] = {STAGE_FIRST, "pitch made with outcomes", pitched},
	[PROOF_IN_CHARGE] = {STAGE_FIRST, "decision-maker met", decision_maker_met},
	[PROOF_REFERRAL] = {STAGE_TRUST, "first referral", has_referred},
	[PROOF_LOOPS] = {STAGE_TRUST, "loops closed", loops_closed},
	[PROOF_OUTCOMES] = {STAGE_TRUST, "outcomes shared", outcomes_shared},
	[PROOF_CADENCE] = {STAGE_MAINTAIN, "cadence kept", cadence_kept},
	[PROOF_THANKED] = {STAGE_MAINTAIN, "all thanked", all_thanked},
	[PROOF_NEWS] = {STAGE_MAINTAIN, "service news told", news_told},
};

void proofs_see(struct app *app, const struct source *s, bool done[PROOF_COUNT])
{
	for (int i = 0; i < PROOF_COUNT; i++)
		done[i] = stage_proofs[i].stage == s->stage && stage_proofs[i].done(app, s);
}

int proofs_open(const struct source *s, const bool done[PROOF_COUNT], int named, struct str *b, int *all)
{
	int n = 0;
	*all = 0;
	for (int i = 0; i < PROOF_COUNT; i++) {
		if (stage_proofs[i].stage != s->stage)
			continue;
		++*all;
		if (!done[i] && n++ < named)
			str_printf(b, "%s%s", b->len ? ", " : "", stage_proofs[i].what);
	}
	return n;
}

void proofs_words(const struct source *s, const bool done[PROOF_COUNT], struct str *b)
{
	for (int turn = 0; turn < 2; turn++)
		for (int i = 0; i < PROOF_COUNT; i++)
			if (stage_proofs[i].stage == s->stage && done[i] == (turn == 1))
				str_printf(b, "%s%s [%c]", b->len ? "  " : "", stage_proofs[i].what, turn ? 'x' : ' ');
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

/* The first by name, and in front: a narrow screen cuts the end of what is said, and there the stage is seen anyway. */
static void say_open(struct stage_act *a, const struct source *s)
{
	enum { NAMED = 1 };
	struct str open = {0}, *said = &a->act.said->text;
	bool done[PROOF_COUNT];
	proofs_see(a->act.app, s, done);
	int all, n = proofs_open(s, done, NAMED, &open, &all);
	if (n > NAMED)
		str_printf(&open, " and %d more", n - NAMED);
	str_insert(&open, 0, "Still open: ", strlen("Still open: "));
	str_add(&open, ". ");
	if (n)
		str_insert(said, 0, open.s, open.len);
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
	if (s.standing != STANDING_LIVE)
		say(a->act.said, "%s is live again, in %s.", s.name, title);
	else
		say(a->act.said, "%s is now in %s.", s.name, title);
	tx_label(tx, s.standing == STANDING_LIVE ? "%s moved to %s" : "%s live again, in %s", s.name, title);
	if ((int16_t)a->to > s.stage)
		say_open(a, &s);
	return stage_move(&a->act, tx, &s, a->to, STANDING_LIVE, DAY_NONE, a->reason, e);
}

bool app_stage_because(struct app *app, uint64_t source_id, enum stage to, const char *reason, struct said *out,
		       struct err *e)
{
	struct stage_act a = {.act = {.app = app, .said = out}, .source_id = source_id, .to = to, .reason = reason};
	out->source_id = source_id;
	return act_run(&a.act, stage_in, e);
}

bool app_stage(struct app *app, uint64_t source_id, enum stage to, struct said *out, struct err *e)
{
	return app_stage_because(app, source_id, to, NULL, out, e);
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

/* What is planned within a pause waits for its end. */
static bool step_wait(struct stage_act *a, struct tx *tx, bool *waits, struct err *e)
{
	struct step base, step;
	if (!store_open_step(tx_store(tx), a->source_id, &a->act.arena, &base, e))
		return false;
	*waits = base.id && base.due_on < a->until;
	if (!*waits)
		return true;
	step = base;
	step.due_on = a->until;
	return tx_update(tx, KIND_STEP, &base, &step, e);
}

static bool pause_in(struct stage_act *a, struct tx *tx, const struct source *s, struct err *e)
{
	struct str day = {0};
	bool waits;
	if (!step_wait(a, tx, &waits, e))
		return false;
	date_short(&day, a->until, a->act.app->now.today);
	tx_label(tx, "%s paused", s->name);
	say(a->act.said, waits ? "%s is paused until %s, and so is the next step." : "%s is paused until %s.", s->name,
	    str_text(&day));
	str_free(&day);
	return true;
}

/* A thank-you, a report, a plan of care is owed for the sake of a patient, whoever sent them. */
static bool patients_open(struct stage_act *a, struct tx *tx)
{
	struct queue_row *rows;
	int n = 0, about = 0;
	if (store_queue_of(tx_store(tx), a->act.app->now.today, a->source_id, &a->act.arena, &rows, &n, NULL))
		for (int i = 0; i < n; i++)
			about += rows[i].about == KIND_REFERRAL;
	return about > 0;
}

static bool let_go_in(struct stage_act *a, struct tx *tx, const struct source *s, struct err *e)
{
	tx_label(tx, "%s let go", s->name);
	say(a->act.said,
	    patients_open(a, tx) ? "%s is let go; only what their patients need is still asked."
				 : "%s is let go; nothing more will be asked.",
	    s->name);
	return step_close(&a->act, tx, s->id, STEP_DROPPED, 0, e);
}

static bool standing_in(struct tx *tx, void *ctx, struct err *e)
{
	struct stage_act *a = ctx;
	struct source s;
	if (!act_source(&a->act, tx, a->source_id, &s, e))
		return false;
	return (a->standing == STANDING_PAUSED ? pause_in(a, tx, &s, e) : let_go_in(a, tx, &s, e)) &&
	       stage_move(&a->act, tx, &s, (enum stage)s.stage, a->standing, a->until, a->reason, e);
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
