/* Referrals: recording one, and leading it on. */
#include "inner.h"
#include "rapport/base/day.h"

/* A setback, or a patient who would not recommend us, has the day on which we heard of it. */
static void day_of_setback(const struct referral *base, struct referral *r, int32_t today)
{
	bool bad = r->challenge || (r->nps != NUM_NONE && r->nps <= 6);
	bool was = base && (base->challenge || (base->nps != NUM_NONE && base->nps <= 6));
	if (bad && !was && r->challenge_on == DAY_NONE)
		r->challenge_on = today;
}

/* A status speaks of a day: fill it where nobody did. */
static void days_of_status(struct referral *r, int32_t today)
{
	bool came = referral_came(r);
	if (r->status == STATUS_BOOKED && r->booked_on == DAY_NONE)
		r->booked_on = today;
	if (came && r->evaluated_on == DAY_NONE)
		r->evaluated_on = r->discharged_on != DAY_NONE && r->discharged_on < today ? r->discharged_on : today;
	if (r->status == STATUS_DISCHARGED && r->discharged_on == DAY_NONE)
		r->discharged_on = r->evaluated_on > today ? r->evaluated_on : today;
}

struct refer_act {
	struct act act;
	struct referral *r;
	const struct referral *base; /* NULL: a new one */
};

static bool refer_in(struct tx *tx, void *ctx, struct err *e)
{
	struct refer_act *a = ctx;
	struct source s = {0};
	if (a->r->source_id && !act_source(&a->act, tx, a->r->source_id, &s, e))
		return false;
	if (!tx_insert(tx, KIND_REFERRAL, a->r, e))
		return false;
	long long number = (long long)a->r->number;
	bool out = a->r->direction == REFERRAL_OUT;
	tx_label(tx, s.name ? "referral R-%lld %s %s" : "referral R-%lld", number, out ? "to" : "from", s.name);
	say(a->act.said, s.name ? "Recorded R-%lld %s %s." : "Recorded R-%lld.", number, out ? "to" : "from", s.name);
	if (s.name && !out && s.referrals == 0 && s.stage == STAGE_FIRST && s.standing == STANDING_LIVE)
		say(a->act.said, "First referral! > moves them to %s.", choice_label(choices_stage, STAGE_TRUST));
	else if (s.name && !out && a->r->thank != THANK_NONE)
		say(a->act.said, "Thanks are due tomorrow.");
	a->act.said->id = a->r->id;
	return true;
}

bool app_refer(struct app *app, struct referral *r, struct said *out, struct err *e)
{
	struct refer_act a = {.act = {.app = app, .said = out}, .r = r};
	if (r->received_on == DAY_NONE)
		r->received_on = app->now.today;
	if (r->received_on > app->now.today)
		return err_field(e, "received_on", "that day has not come yet");
	if (r->status == CHOICE_NONE)
		r->status = STATUS_RECEIVED;
	days_of_status(r, app->now.today);
	day_of_setback(NULL, r, app->now.today);
	out->source_id = r->source_id;
	return act_run(&a.act, refer_in, e);
}

static bool change_in(struct tx *tx, void *ctx, struct err *e)
{
	struct refer_act *a = ctx;
	long long number = (long long)a->r->number;
	tx_label(tx, "R-%lld changed", number);
	if (!tx_update(tx, KIND_REFERRAL, a->base, a->r, e))
		return false;
	if (a->r->status != a->base->status)
		say(a->act.said, "R-%lld is now: %s.", number, choice_label(choices_status, a->r->status));
	else
		say(a->act.said, "R-%lld is up to date.", number);
	if (tx_kept(tx))
		say(a->act.said, "Somebody changed it meanwhile: kept %s.", tx_kept(tx));
	a->act.said->id = a->r->id;
	return true;
}

bool app_referral(struct app *app, const struct referral *base, struct referral *edited, struct said *out,
		  struct err *e)
{
	struct refer_act a = {.act = {.app = app, .said = out}, .r = edited, .base = base};
	if (edited->status != base->status)
		days_of_status(edited, app->now.today);
	day_of_setback(base, edited, app->now.today);
	out->source_id = edited->source_id;
	return act_run(&a.act, change_in, e);
}
