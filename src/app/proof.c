/* What shows that the work of a stage is done, in words, and what a person ticks. */
#include <inttypes.h>
#include <stdlib.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/store/query.h"

/* --- the facts --- */

struct telling {
	struct app *app;
	const struct source *s;
	struct arena *arena;
	bool done;
	struct str *b;
};

static void add_day(struct telling *t, const char *what, int32_t on)
{
	str_printf(t->b, "%s%s", what, *what ? " " : "");
	date_timeline(t->b, on, t->app->now.today);
}

/* "visit, 12 Feb"; false when it never happened. */
static bool add_occasion(struct telling *t, enum occasion_of which, const char *what)
{
	struct occasion o;
	store_occasion(t->app->store, which, t->s->id, t->arena, &o);
	if (o.on == DAY_NONE)
		return false;
	str_printf(t->b, "%s%s", what, *what ? ": " : "");
	if (o.channel != CHOICE_NONE)
		str_printf(t->b, "%s, ", choice_word(choices_channel, o.channel));
	add_day(t, "", o.on);
	if (o.word)
		str_printf(t->b, ", %s", o.word);
	return true;
}

static void tell_fit(struct telling *t)
{
	struct fitting f;
	if (app_fit(t->app, t->s, t->arena, &f, NULL) && f.grade != CHOICE_NONE)
		app_fit_words(&f, t->b);
}

static void tell_payers(struct telling *t)
{
	struct fitting f;
	bool known = app_fit(t->app, t->s, t->arena, &f, NULL) && f.payers;
	if (known && *f.shared)
		str_printf(t->b, "both take %s", f.shared);
	else if (known)
		str_add(t->b, "no payer in common");
	if (t->s->payers_on != DAY_NONE)
		add_day(t, t->b->len ? "; compared" : "compared", t->s->payers_on);
}

static void tell_marketing(struct telling *t)
{
	if (t->done)
		add_day(t, "looked at", t->s->marketing_on);
}

static void tell_gatekeeper(struct telling *t)
{
	struct source via;
	if (t->s->via_id && store_get(t->app->store, KIND_SOURCE, t->s->via_id, t->arena, &via, NULL))
		str_add(t->b, via.name);
	else if (t->s->gatekeeper)
		str_add(t->b, "they are one themselves");
	else if (!t->s->practice_id)
		str_add(t->b, "reached directly: no practice");
	else if (t->done)
		str_add(t->b, "nobody stands before them");
}

static void tell_homework(struct telling *t)
{
	if (t->s->homework_on != DAY_NONE)
		add_day(t, "done", t->s->homework_on);
	else if (t->done)
		str_add(t->b, "fit, payers, marketing and gatekeeper are known");
	if (!str_blank(t->s->homework))
		str_printf(t->b, "%s%s", t->b->len ? ": " : "", t->s->homework);
}

static void tell_met(struct telling *t)
{
	add_occasion(t, OCCASION_MEETING, "");
}

static void tell_asked(struct telling *t)
{
	if (!str_blank(t->s->most_important))
		str_printf(t->b, "“%s”", t->s->most_important);
	else
		add_occasion(t, OCCASION_ASKED, "asked");
}

static void tell_pitch(struct telling *t)
{
	if (!add_occasion(t, OCCASION_PITCH, "pitch"))
		return;
	str_add(t->b, "; ");
	if (!add_occasion(t, OCCASION_SHOWN, "outcomes"))
		str_add(t->b, "no outcomes shown since");
}

static void tell_in_charge(struct telling *t)
{
	if (!add_occasion(t, OCCASION_IN_CHARGE, "") && t->s->decision_maker)
		str_add(t->b, "they decide themselves, not met yet");
}

static void tell_referral(struct telling *t)
{
	if (!t->s->referrals)
		return;
	str_printf(t->b, "R-%" PRId64 ", ", store_first_referral(t->app->store, t->s->id));
	add_day(t, "", t->s->first_referred_on);
	if (t->s->referrals > 1)
		str_printf(t->b, "; %" PRId64 " in all", t->s->referrals);
}

/* What is owed first of that kind, and how many more. */
static bool add_owed(struct telling *t, bool thanks_only)
{
	struct queue_row *rows;
	int n, owed = 0;
	if (!store_queue_of(t->app->store, t->app->now.today, t->s->id, t->arena, &rows, &n, NULL))
		return false;
	for (int i = 0; i < n; i++)
		if ((thanks_only ? str_eq(rows[i].rule, "thank") : rule_is_loop(rows[i].rule)) && owed++ == 0)
			str_add(t->b, rows[i].why);
	if (owed > 1)
		str_printf(t->b, ", and %d more", owed - 1);
	return owed > 0;
}

static void tell_loops(struct telling *t)
{
	if (!add_owed(t, false) && t->s->referrals)
		str_add(t->b, "every referral thanked for and reported on");
}

static void tell_outcomes(struct telling *t)
{
	add_occasion(t, OCCASION_OUTCOMES, "");
}

static void tell_cadence(struct telling *t)
{
	if (t->s->counted_on != DAY_NONE)
		add_day(t, "last touch", t->s->counted_on);
	else
		str_add(t->b, "never in touch");
	str_printf(t->b, ", every %" PRId64 " days", app_cadence(t->app, t->s));
	if (!t->done)
		str_printf(t->b, ": %d days late", (int)(t->app->now.today - t->s->touch_due_on));
}

static void tell_thanked(struct telling *t)
{
	if (!add_owed(t, true))
		str_add(t->b, t->s->referrals ? "every referral thanked for" : "no referral waits");
}

static void tell_news(struct telling *t)
{
	const char *waiting = store_news_waiting(t->app->store, t->s->id, t->arena);
	if (waiting)
		str_printf(t->b, "not told yet: %s", waiting);
	else if (!add_occasion(t, OCCASION_NEWS, "last told"))
		str_add(t->b, "never told of anything new");
}

/* --- the rows --- */

/* How it is settled while it is open: by key, and by command. */
static const struct row {
	const char *name;
	void (*tell)(struct telling *t);
	enum tick tick;
	const char *how, *command;
} rows[PROOF_COUNT] = {
	[PROOF_FIT] = {"fit", tell_fit, TICK_FIT, "`Space` chooses good, fair or poor",
		       "stage WHO --fit good|fair|poor"},
	[PROOF_PAYERS] = {"payers", tell_payers, TICK_DAY, "`Space` when compared, or payers on both sides",
			  "stage WHO --tick payers"},
	[PROOF_MARKETING] = {"marketing", tell_marketing, TICK_DAY, "`Space` when you saw how they show themselves",
			     "stage WHO --tick marketing"},
	[PROOF_GATEKEEPER] = {"gatekeeper", tell_gatekeeper, TICK_KEEPER, "`Space` chooses who, or that nobody is",
			      "stage WHO --gatekeeper NAME|none"},
	[PROOF_HOMEWORK] = {"homework", tell_homework, TICK_DAY, "`Space` when you know what you wanted to know",
			    "stage WHO --tick homework"},
	[PROOF_MET] = {"met", tell_met, TICK_NONE, "`l` logs a visit, lunch, coffee or meeting", "log WHO visit"},
	[PROOF_ASKED] = {"asked", tell_asked, TICK_NONE, "`l` with the aim Ask, or `e`: Matters most",
			 "log WHO visit --purpose ask"},
	[PROOF_PITCH] = {"pitch", tell_pitch, TICK_NONE, "`l` with the aim Pitch, then Outcomes",
			 "log WHO visit --purpose pitch, then --purpose outcomes"},
	[PROOF_IN_CHARGE] = {"decides", tell_in_charge, TICK_DAY, "`l` a visit; `Space`: they decide themselves",
			     "log WHO visit --met NAME; or stage WHO --tick decides"},
	[PROOF_REFERRAL] = {"referral", tell_referral, TICK_NONE, "`r` records it", "refer WHO"},
	[PROOF_LOOPS] = {"loops", tell_loops, TICK_NONE, "`t` thanks, `d` on its line in Today reports",
			 "thank WHO card; done ITEM"},
	[PROOF_OUTCOMES] = {"outcomes", tell_outcomes, TICK_NONE, "`l` with the aim Outcomes",
			    "log WHO report --purpose outcomes"},
	[PROOF_CADENCE] = {"cadence", tell_cadence, TICK_NONE, "`l` logs a touch", "log WHO call"},
	[PROOF_THANKED] = {"thanked", tell_thanked, TICK_NONE, "`t` thanks", "thank WHO card"},
	[PROOF_NEWS] = {"news", tell_news, TICK_NONE, "`d` on its line in Today, or `l`: Announce",
			"done ITEM, or log WHO call --purpose announce"},
};

/* The day that a tick sets; NULL: it is a flag. */
static int32_t *day_of(struct source *s, enum proof which)
{
	return which == PROOF_PAYERS      ? &s->payers_on
	       : which == PROOF_MARKETING ? &s->marketing_on
	       : which == PROOF_HOMEWORK  ? &s->homework_on
					  : NULL;
}

static bool ticked(struct source *s, enum proof which)
{
	const int32_t *day = day_of(s, which);
	return day ? *day != DAY_NONE : which == PROOF_IN_CHARGE && s->decision_maker;
}

static void add_row(struct app *app, struct arena *a, struct checklist *l, enum proof which)
{
	const struct proof_of *p = &stage_proofs[which];
	struct proof_row *r = &l->rows[l->n++];
	struct str b = {0};
	struct telling t = {app, &l->source, a, p->done(app, &l->source), &b};
	rows[which].tell(&t);
	*r = (struct proof_row){.which = which,
				.name = rows[which].name,
				.what = p->what,
				.done = t.done,
				.tick = rows[which].tick,
				.ticked = rows[which].tick == TICK_DAY && ticked(&l->source, which),
				.fact = arena_strdup(a, str_text(&b)),
				.how = rows[which].how,
				.command = rows[which].command};
	l->open += !t.done;
	str_free(&b);
}

static int newest_first(const void *x, const void *y)
{
	const struct stage_move *a = x, *b = y;
	return a->on != b->on ? (a->on > b->on ? -1 : 1) : a->id > b->id ? -1 : 1;
}

bool app_checklist(struct app *app, uint64_t source_id, struct arena *a, struct checklist *out, struct err *e)
{
	void *moves;
	*out = (struct checklist){.days = -1};
	if (!store_get(app->store, KIND_SOURCE, source_id, a, &out->source, e) ||
	    !store_where(app->store, KIND_STAGE_MOVE, "source_id", source_id, a, &moves, &out->n_moves, e))
		return false;
	out->moves = moves;
	if (out->n_moves)
		qsort(out->moves, (size_t)out->n_moves, sizeof *out->moves, newest_first);
	if (out->source.stage_on != DAY_NONE)
		out->days = app->now.today - out->source.stage_on;
	for (int i = 0; i < PROOF_COUNT; i++)
		if (stage_proofs[i].stage == out->source.stage)
			add_row(app, a, out, (enum proof)i);
	return true;
}

/* --- ticks --- */

enum proof app_tick_named(const char *name)
{
	for (int i = 0; i < PROOF_COUNT; i++)
		if (rows[i].tick == TICK_DAY && str_eq(rows[i].name, name))
			return (enum proof)i;
	return PROOF_COUNT;
}

struct tick_act {
	struct act act;
	uint64_t source_id, via_id;
	enum proof which;
	bool on, none;
	int16_t fit;
};

static bool tick_in(struct tx *tx, void *ctx, struct err *e)
{
	struct tick_act *t = ctx;
	struct source base, s;
	if (!act_source(&t->act, tx, t->source_id, &base, e))
		return false;
	s = base;
	const char *what = t->which == PROOF_IN_CHARGE ? "they decide themselves" : stage_proofs[t->which].what;
	if (ticked(&s, t->which) == t->on)
		return err_set(e, ERR_REFUSED, t->on ? "%s: “%s” is ticked already" : "%s: “%s” is not ticked", s.name,
			       what);
	int32_t *day = day_of(&s, t->which);
	if (day)
		*day = t->on ? t->act.app->now.today : DAY_NONE;
	else
		s.decision_maker = t->on;
	tx_label(tx, "%s: %s, %s", s.name, what, t->on ? "ticked" : "open again");
	say(t->act.said, "%s: %s, %s.", s.name, what, t->on ? "ticked" : "open again");
	return tx_update(tx, KIND_SOURCE, &base, &s, e);
}

static bool run_tick(struct tick_act *t, bool (*fn)(struct tx *tx, void *ctx, struct err *e), struct err *e)
{
	t->act.said->source_id = t->source_id;
	return act_run(&t->act, fn, e);
}

bool app_tick(struct app *app, uint64_t source_id, enum proof which, bool on, struct said *out, struct err *e)
{
	struct tick_act t = {.act = {.app = app, .said = out}, .source_id = source_id, .which = which, .on = on};
	return run_tick(&t, tick_in, e);
}

static bool fit_in(struct tx *tx, void *ctx, struct err *e)
{
	struct tick_act *t = ctx;
	struct source base, s;
	if (!act_source(&t->act, tx, t->source_id, &base, e))
		return false;
	s = base;
	s.fit = t->fit;
	const char *word = t->fit == CHOICE_NONE ? "not looked at" : choice_label(choices_fit, t->fit);
	if (s.fit == base.fit)
		return err_set(e, ERR_REFUSED, "the fit of %s is “%s” already", s.name, word);
	tx_label(tx, "%s: fit %s", s.name, word);
	say(t->act.said, "%s: the fit is %s.", s.name, word);
	return tx_update(tx, KIND_SOURCE, &base, &s, e);
}

bool app_set_fit(struct app *app, uint64_t source_id, int16_t fit, struct said *out, struct err *e)
{
	struct tick_act t = {.act = {.app = app, .said = out}, .source_id = source_id, .fit = fit};
	return run_tick(&t, fit_in, e);
}

/* --- the gatekeeper --- */

/* Puts the tag that nobody stands before them, or takes it away. */
static bool tag_in(struct tick_act *t, struct tx *tx, bool on, struct err *e)
{
	struct label *l;
	void *found;
	int n;
	if (store_tagged(tx_store(tx), t->source_id, NO_GATEKEEPER) == on)
		return true;
	if (on) {
		struct label tag;
		record_init(KIND_LABEL, &tag);
		tag.of = LABEL_OF_SOURCE;
		tag.of_id = t->source_id;
		tag.type = LABEL_TAG;
		tag.word = NO_GATEKEEPER;
		return tx_insert(tx, KIND_LABEL, &tag, e);
	}
	if (!store_where(tx_store(tx), KIND_LABEL, "of_id", t->source_id, &t->act.arena, &found, &n, e))
		return false;
	l = found;
	for (int i = 0; i < n; i++)
		if (l[i].of == LABEL_OF_SOURCE && l[i].type == LABEL_TAG && str_eq(l[i].word, NO_GATEKEEPER) &&
		    !tx_delete(tx, KIND_LABEL, l[i].id, e))
			return false;
	return true;
}

static bool gatekeeper_in(struct tx *tx, void *ctx, struct err *e)
{
	struct tick_act *t = ctx;
	struct source base, s, via = {.name = ""};
	if (!act_source(&t->act, tx, t->source_id, &base, e) ||
	    (t->via_id && !act_source(&t->act, tx, t->via_id, &via, e)))
		return false;
	s = base;
	s.via_id = t->via_id;
	if (s.via_id == s.id)
		return err_set(e, ERR_REFUSED, "nobody is reached through themselves");
	if (s.via_id == base.via_id && store_tagged(tx_store(tx), s.id, NO_GATEKEEPER) == t->none)
		return err_set(e, ERR_REFUSED, "%s stands so already", s.name);
	tx_label(tx, "%s: gatekeeper %s", s.name, t->via_id ? via.name : t->none ? "none" : "not known");
	if (t->via_id)
		say(t->act.said, "%s is reached through %s.", s.name, via.name);
	else
		say(t->act.said, t->none ? "%s is reached directly." : "%s: the gatekeeper is not known.", s.name);
	return tag_in(t, tx, t->none, e) && tx_update(tx, KIND_SOURCE, &base, &s, e) &&
	       gate_in(&t->act, tx, s.via_id, e);
}

bool app_gatekeeper(struct app *app, uint64_t source_id, uint64_t via_id, bool none, struct said *out, struct err *e)
{
	struct tick_act t = {.act = {.app = app, .said = out}, .source_id = source_id, .via_id = via_id, .none = none};
	return run_tick(&t, gatekeeper_in, e);
}
