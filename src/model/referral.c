#include "rapport/model/referral.h"

#include <inttypes.h>
#include <stdlib.h>

#include "rapport/base/day.h"
#include "rapport/model/measure.h"
#include "rapport/model/words.h"

/* How far a referral has come. Who did not come has been booked at most. */
static int rank_of(int status)
{
	static const int ranks[] = {[STATUS_RECEIVED] = 0,  [STATUS_BOOKED] = 1, [STATUS_NO_SHOW] = 1,
				    [STATUS_EVALUATED] = 2, [STATUS_ACTIVE] = 3, [STATUS_DISCHARGED] = 4};
	return ranks[status];
}

int32_t *referral_day_of(struct referral *r, enum referral_status status)
{
	switch (status) {
	case STATUS_RECEIVED:
		return &r->received_on;
	case STATUS_BOOKED:
		return &r->booked_on;
	case STATUS_EVALUATED:
		return &r->evaluated_on;
	case STATUS_ACTIVE:
		return r->evaluated_on == DAY_NONE ? &r->evaluated_on : NULL;
	case STATUS_DISCHARGED:
		return &r->discharged_on;
	case STATUS_NO_SHOW:
		break;
	}
	return NULL;
}

/* The days after that of arrival, in their order, each with the status that it means. */
static const struct step_of_life {
	enum referral_status status;
	const char *field, *words;
} steps[] = {
	{STATUS_BOOKED, "booked_on", "booked"},
	{STATUS_EVALUATED, "evaluated_on", "evaluated"},
	{STATUS_DISCHARGED, "discharged_on", "discharged"},
};
enum { STEPS = sizeof steps / sizeof steps[0] };

static int32_t day_at(const struct referral *r, int step)
{
	struct referral copy = *r;
	return *referral_day_of(&copy, steps[step].status);
}

static bool entered(const struct referral *base, const struct referral *r, int step)
{
	int32_t day = day_at(r, step);
	return day != DAY_NONE && (!base || day_at(base, step) != day);
}

/* Days that were typed say what became of it. */
static void follow_days(const struct referral *base, struct referral *r)
{
	for (int i = 0; i < STEPS; i++) {
		bool new = entered(base, r, i) && (!base || day_at(base, i) == DAY_NONE);
		bool denied = r->status == STATUS_NO_SHOW && steps[i].status != STATUS_BOOKED;
		if (new && (rank_of(r->status) < rank_of(steps[i].status) || denied))
			r->status = (int16_t)steps[i].status;
	}
}

static void clear_later_days(const struct referral *base, struct referral *r)
{
	for (int i = 0; i < STEPS; i++)
		if (rank_of(steps[i].status) > rank_of(r->status) && !entered(base, r, i))
			*referral_day_of(r, steps[i].status) = DAY_NONE;
}

static void fill_days(struct referral *r, int32_t today)
{
	if (r->status == STATUS_BOOKED && r->booked_on == DAY_NONE)
		r->booked_on = today;
	if (r->status == STATUS_DISCHARGED && r->discharged_on == DAY_NONE)
		r->discharged_on = r->evaluated_on > today ? r->evaluated_on : today;
	if (referral_came(r) && r->evaluated_on == DAY_NONE)
		r->evaluated_on = r->discharged_on != DAY_NONE && r->discharged_on < today ? r->discharged_on : today;
}

static bool refuse(struct err *e, const char *field, const char *what, const char *before, int32_t day, int32_t today)
{
	struct str b = {0};
	date_short(&b, day, today);
	err_field(e, field, "it %s %s, so it cannot have been %s before", before, str_text(&b), what);
	str_free(&b);
	return false;
}

static bool check_days(const struct referral *r, int32_t today, struct err *e)
{
	int32_t before = DAY_NONE;
	const char *was = NULL;
	if (r->received_on > today)
		return err_field(e, "received_on", "that day has not come yet");
	for (int i = 0; i < STEPS; i++) {
		int32_t day = day_at(r, i);
		if (day == DAY_NONE)
			continue;
		if (day > today)
			return err_field(e, steps[i].field, "that day has not come yet");
		if (rank_of(steps[i].status) > rank_of(r->status))
			return err_field(e, steps[i].field, "a day on which it was %s does not go with the status %s",
					 steps[i].words, choice_label(choices_status, r->status));
		if (before != DAY_NONE && day < before)
			return refuse(e, steps[i].field, steps[i].words, was, before, today);
		/* a patient may book before the paper comes */
		if (steps[i].status != STATUS_BOOKED && day < r->received_on)
			return refuse(e, steps[i].field, steps[i].words, "came", r->received_on, today);
		before = day;
		was = steps[i].status == STATUS_BOOKED ? "was booked" : "was evaluated";
	}
	return true;
}

static bool moved(const struct referral *base, const struct referral *r)
{
	bool any = !base || base->status != r->status || base->received_on != r->received_on;
	for (int i = 0; i < STEPS && !any; i++)
		any = day_at(base, i) != day_at(r, i);
	return any;
}

bool referral_settle(const struct referral *base, struct referral *r, int32_t today, struct err *e)
{
	if (!moved(base, r))
		return true;
	if (!base || base->status == r->status)
		follow_days(base, r);
	if (base && base->status != r->status)
		clear_later_days(base, r);
	if (!base || base->status != r->status)
		fill_days(r, today);
	return check_days(r, today, e);
}

bool referral_again(const struct referral *r, int32_t on, int64_t poc_days)
{
	int64_t in_time = r->evaluated_on + poc_days;
	bool by_order = r->poc_sent_on != DAY_NONE && r->order_on != DAY_NONE && r->poc_sent_on <= in_time;
	return r->poc_signed_on != DAY_NONE || (by_order && on > in_time);
}

void referral_certify(struct referral *r, int32_t on, bool again, int64_t days)
{
	int32_t from = again || r->evaluated_on == DAY_NONE ? on : r->evaluated_on;
	r->poc_signed_on = on;
	if (again || r->cert_end_on == DAY_NONE)
		r->cert_end_on = from + (int32_t)days;
}

/* --- scores --- */

void score_write(struct str *b, int64_t tenths)
{
	if (tenths % 10)
		tenths_write(b, tenths);
	else
		str_printf(b, "%" PRId64, tenths / 10);
}

void outcome_write(struct str *b, const struct outcome *o, int64_t mcid)
{
	const struct measure *m = measure_named(o->measure);
	bool both = o->initial != NUM_NONE && o->final != NUM_NONE;
	if (o->initial == NUM_NONE)
		str_add(b, "no initial score");
	else
		score_write(b, o->initial);
	if (o->final == NUM_NONE) {
		str_add(b, ", no final score yet");
		return;
	}
	str_add(b, both ? " to " : ", final ");
	score_write(b, o->final);
	if (!m || !both)
		return;
	int64_t better = m->higher_is_better ? o->final - o->initial : o->initial - o->final;
	str_add(b, ", ");
	if (better)
		score_write(b, better < 0 ? -better : better);
	str_add(b, better > 0 ? " better; " : better < 0 ? " worse; " : "no change; ");
	str_add(b, "MCID ");
	score_write(b, mcid);
	str_add(b, measure_met(m, o->initial, o->final, mcid) ? " met" : " not met");
}

void nps_answer_write(struct str *b, int64_t nps)
{
	str_printf(b, "%" PRId64 " of 10, %s", nps,
		   nps >= 9   ? "would recommend us"
		   : nps <= 6 ? "would not recommend us"
			      : "undecided");
}
