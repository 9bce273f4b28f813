/* Referrals with what became of them. */
#include <stdlib.h>
#include <string.h>

#include "sample.h"

#define FIRST_NUMBER 1001 /* as the store allots them */
#define BEFORE_BOOK 14    /* thanks are owed from so many days before the book was made */

/* --- outcome measures --- */

/* Scores in tenths: where people begin, how far they come, the least step, and which way is better. */
struct scale {
	const char *name;
	int low, high, gain_low, gain_high, step, best;
};
static const struct scale scales[] = {{"LEFS", 180, 460, 90, 340, 10, 800},
				      {"ODI", 260, 580, -360, -100, 20, 0},
				      {"NDI", 240, 540, -340, -100, 20, 0},
				      {"QuickDASH", 320, 680, -460, -120, 23, 0},
				      {"NPRS", 40, 80, -60, -20, 10, 0}};

static const struct scale *scale_named(const char *name)
{
	size_t i = 0;
	while (i + 1 < sizeof scales / sizeof scales[0] && strcmp(scales[i].name, name) != 0)
		i++;
	return &scales[i];
}

static void measure(struct outcome *o, const struct referral *r, struct sent *sent, const char *name, struct dice *d)
{
	const struct scale *m = scale_named(name);
	int from = dice_between(d, m->low, m->high) / m->step * m->step;
	int gain = dice_between(d, m->gain_low, m->gain_high) / m->step * m->step;
	if (r->challenge || dice_chance(d, 9))
		gain /= 6; /* one in eleven gets nowhere */
	gain = gain / m->step * m->step;
	int to = from + gain;
	if (m->best ? to > m->best : to < 0)
		to = m->best;
	record_init(KIND_OUTCOME, o);
	o->referral_id = r->id;
	o->measure = m->name;
	o->initial = from;
	o->initial_on = r->evaluated_on;
	if (r->discharged_on != DAY_NONE) {
		o->final = to;
		o->final_on = r->discharged_on;
	}
	sent->measure = m->name;
	sent->from = o->initial;
	sent->to = o->final;
}

/* --- what became of it --- */

static void money(struct sample *s, struct referral *r, struct arena *a, struct dice *d)
{
	const struct sample_list *l = texts_list(&s->texts, "payers");
	for (int i = 0; i < l->n; i++) {
		const char *part[4];
		int64_t cents = 0, percent = 0;
		sample_cut(a, l->line[i], '|', part, 4);
		if (strcmp(part[1], r->payer) != 0)
			continue;
		str_to_i64(part[2], &cents);
		str_to_i64(part[3], &percent);
		r->billed_cents = 9500 + r->visits * (cents + 50 * dice_between(d, -16, 16)) * 9 / 10;
		if (r->discharged_on != DAY_NONE && r->discharged_on < s->today - 35)
			r->received_cents = r->billed_cents * (percent + dice_between(d, -6, 3)) / 100;
		if (r->received_cents > r->billed_cents)
			r->received_cents = r->billed_cents;
	}
}

/* Discharged, or under way after so many days at two visits a week. */
static void treatment(struct sample *s, struct referral *r, const struct illness *ill, struct dice *d)
{
	int visits = ill->visits * dice_between(d, 70, 130) / 100 + 1;
	int32_t end = workday(r->evaluated_on + visits * 7 / 2 + 2);
	r->order_on = dice_chance(d, 90) ? r->received_on : DAY_NONE;
	if (end < s->today) {
		r->status = STATUS_DISCHARGED;
		r->discharged_on = end;
		r->visits = visits;
		r->nps = dice_chance(d, 62) ? (dice_chance(d, 72) ? dice_between(d, 9, 10) : dice_between(d, 7, 8))
					    : NUM_NONE;
		if (r->nps >= 9 && end < s->today - 3)
			r->asked_on = dice_chance(d, 70) ? end + dice_between(d, 0, 3) : DAY_NONE;
	} else {
		r->visits = (s->today - r->evaluated_on) * 2 / 7 + 1;
		r->status = r->visits > 2 ? STATUS_ACTIVE : STATUS_EVALUATED;
	}
	int32_t sent = r->evaluated_on + dice_between(d, 1, 9), back = sent + dice_between(d, 1, 12);
	r->poc_sent_on = sent < s->today ? sent : DAY_NONE;
	r->poc_signed_on = back < s->today ? back : DAY_NONE;
	r->cert_end_on = r->poc_sent_on != DAY_NONE ? r->evaluated_on + 90 : DAY_NONE;
}

/* One in eighty goes badly, and those of which the file says so; the source was told within days. */
static void setback(struct sample *s, struct referral *r, bool told, struct dice *d)
{
	if (r->status != STATUS_DISCHARGED || (dice_below(d, 80) != 0 && !told))
		return;
	r->challenge = true;
	r->nps = dice_between(d, 3, 6);
	r->asked_on = DAY_NONE;
	r->challenge_told_on = r->discharged_on + dice_between(d, 0, 2);
	if (r->challenge_told_on > s->today)
		r->challenge_told_on = s->today;
	r->note = "Sore after week three and said so in the survey. Talked it over, second opinion offered.";
}

/* told: by the file, whose touches say that the patient came. */
static void course(struct sample *s, struct referral *r, const struct illness *ill, const struct fixed_referral *told,
		   struct arena *a, struct dice *d)
{
	int age = s->today - r->received_on;
	if (age > 9 && !told && dice_chance(d, 12)) {
		r->status = STATUS_NO_SHOW;
		r->note = dice_chance(d, 40) ? "Called three times, no answer." : NULL;
		return;
	}
	if (age < 1 || (age < 6 && dice_chance(d, 25)))
		return; /* only received */
	r->booked_on = r->received_on + (dice_chance(d, 60) ? 0 : 1);
	r->status = STATUS_BOOKED;
	int32_t first = workday(r->booked_on + dice_between(d, 2, 7));
	if (first < r->booked_on)
		first = r->booked_on;
	if (first >= s->today)
		return;
	r->evaluated_on = first;
	treatment(s, r, ill, d);
	setback(s, r, told && told->setback, d);
	/* bills go out two weeks behind */
	if (age > 14 && !dice_chance(d, 2))
		money(s, r, a, d);
}

/* --- one referral --- */

static const char *payer_of(struct sample *s, struct arena *a, struct dice *d)
{
	const struct sample_list *l = texts_list(&s->texts, "payers");
	int p = dice_below(d, 10000);
	const char *part[4] = {0};
	for (int i = 0; i < l->n; i++) {
		int64_t share = 0;
		sample_cut(a, l->line[i], '|', part, 4);
		str_to_i64(part[0], &share);
		if (p < share || i == l->n - 1)
			break;
		p -= (int)share;
	}
	return part[1];
}

static void describe(struct sample *s, const struct person *p, const struct planned *plan, const struct illness *ill,
		     struct referral *r, struct arena *a, struct dice *d)
{
	static const int routes[] = {0, 0, 0, 0, 1, 1, 2, 3, 4, 4};
	bool clinical = p->class == CLASS_CLINIC || p->class == CLASS_HOSPITAL;
	r->source_id = p->source.id;
	r->received_on = s->today - plan->ago;
	r->reason = ill->words;
	r->payer = plan->fixed && plan->fixed->payer ? plan->fixed->payer : payer_of(s, a, d);
	r->route = (int16_t)(clinical ? routes[dice_below(d, 10)] : dice_chance(d, 60) ? 1 : 2);
	r->department =
		dice_chance(d, 40) ? (strcmp(ill->measure, "QuickDASH") == 0 ? "Upper limb" : "Outpatient PT") : NULL;
	/* some charts carry the initials */
	r->patient_ref = arena_printf(a, "HP%05lld", (long long)(r->number * 7 + dice_below(d, 7)));
	if (dice_chance(d, 15))
		r->patient_ref =
			arena_printf(a, "%s %c%c", r->patient_ref, 'A' + dice_below(d, 25), 'A' + dice_below(d, 25));
	r->sent_to = dice_chance(d, 58) ? "jo" : "sam";
	if (clinical && !plan->fixed && dice_chance(d, 3)) {
		r->direction = REFERRAL_OUT;
		r->payer = NULL;
		r->sent_to = NULL;
		r->route = 0;
	}
}

static struct pending *new_pending(struct sample *s)
{
	if (s->n_pending == s->cap_pending) {
		s->cap_pending = s->cap_pending ? s->cap_pending * 2 : 1024;
		s->pending = mem_grow(s->pending, (size_t)s->cap_pending * sizeof *s->pending);
	}
	struct pending *new = &s->pending[s->n_pending++];
	*new = (struct pending){.measured = false};
	return new;
}

static void make_referral(struct sample *s, const struct person *p, const struct planned *plan, bool thanked,
			  struct sent *sent, struct arena *a, struct dice *d)
{
	struct pending *new = new_pending(s);
	struct referral *r = &new->referral;
	bool told = plan->fixed && plan->fixed->reason, owed = plan->fixed && plan->fixed->owed;
	const struct illness *ill =
		told ? texts_illness_named(&s->texts, plan->fixed->reason) : texts_illness(&s->texts, p->cases, d);
	int by = dice_below(d, 100);
	record_init(KIND_REFERRAL, r);
	r->id = sample_id(s);
	r->number = FIRST_NUMBER + s->next_number[plan->ago]++;
	describe(s, p, plan, ill, r, a, d);
	if (r->direction == REFERRAL_IN) {
		r->thank = (int16_t)(plan->fixed ? plan->fixed->thank
				     : by < 55   ? THANK_CARD
				     : by < 85   ? THANK_CALL
						 : THANK_EMAIL);
		if (!thanked && !owed && r->received_on >= s->made_on - BEFORE_BOOK)
			r->thank = THANK_NONE;
		course(s, r, ill, told ? plan->fixed : NULL, a, d);
	}
	*sent = (struct sent){.id = r->id,
			      .number = r->number,
			      .visits = r->visits,
			      .from = NUM_NONE,
			      .to = NUM_NONE,
			      .on = r->received_on,
			      .evaluated_on = r->evaluated_on,
			      .discharged_on = r->discharged_on,
			      .thank = r->thank,
			      .direction = r->direction,
			      .reason = r->reason,
			      .sent_to = r->sent_to,
			      .thanked = thanked && r->direction == REFERRAL_IN};
	new->measured = r->evaluated_on != DAY_NONE && (told || dice_chance(d, 40));
	if (new->measured)
		measure(&new->outcome, r, sent, ill->measure, d);
}

/* Chooses for which of them somebody says thank you: those told by the file first, then evenly. */
static bool *choose_thanks(const struct sample *s, const struct planned *plan, int64_t n, int64_t thanks,
			   struct arena *a)
{
	bool *thanked = arena_alloc(a, (size_t)n + 1);
	int32_t book = s->today - s->made_on + BEFORE_BOOK; /* days back */
	int64_t rest = 0, seen = 0;
	for (int64_t k = n - 1; k >= 0; k--) {
		if (plan[k].fixed && !plan[k].fixed->owed && thanks > 0)
			thanked[k] = thanks-- > 0;
		rest += !plan[k].fixed && plan[k].ago <= book && plan[k].ago > 0;
	}
	if (thanks > rest)
		thanks = rest;
	for (int64_t k = 0; k < n; k++) {
		if (plan[k].fixed || plan[k].ago > book || plan[k].ago < 1)
			continue;
		thanked[k] = (seen + 1) * thanks / rest > seen * thanks / rest;
		seen++;
	}
	return thanked;
}

struct sent *sample_referrals(struct sample *s, int64_t i, const struct person *p, int64_t n, int64_t thanks,
			      struct arena *a)
{
	struct dice d = dice_of(s->size.seed, DICE_REFERRALS, i);
	struct planned *plan = shape_referrals(s, i, &p->shape, n, a);
	const bool *thanked = choose_thanks(s, plan, n, thanks, a);
	struct sent *sent = arena_alloc(a, (size_t)(n + 1) * sizeof *sent);
	for (int64_t k = 0; k < n; k++)
		make_referral(s, p, &plan[k], thanked[k], &sent[k], a, &d);
	return sent;
}

static int number_order(const void *a, const void *b)
{
	int64_t x = ((const struct pending *)a)->referral.number, y = ((const struct pending *)b)->referral.number;
	return x < y ? -1 : x > y;
}

bool sample_write_referrals(struct sample *s, struct err *e)
{
	if (s->n_pending)
		qsort(s->pending, (size_t)s->n_pending, sizeof *s->pending, number_order);
	for (int64_t k = 0; k < s->n_pending; k++) {
		struct pending *p = &s->pending[k];
		if (!sample_insert(s, KIND_REFERRAL, &p->referral, e) ||
		    (p->measured && !sample_insert(s, KIND_OUTCOME, &p->outcome, e)))
			return false;
	}
	s->n_pending = 0;
	return true;
}
