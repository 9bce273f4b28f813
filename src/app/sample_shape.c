/* How much happens with a source, and when: cheap, for it is asked in every pass. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sample.h"

#define HOUSE (-2)
#define ALONE (-1)

/* Twenty made sources in a row: where a practice begins (member 0) and who stands by themselves. */
static const int pattern[20] = {ALONE, 0, 1, 2,     3, ALONE, HOUSE, 0, 1, ALONE,
				0,     1, 2, ALONE, 0, HOUSE, ALONE, 0, 1, ALONE};

static int number(const char *s)
{
	int64_t n = 0;
	bool ok = str_to_i64(s, &n);
	assert(ok);
	(void)ok;
	return (int)n;
}

/* --- told by the file --- */

/* "29 card knee | BCBS", and "| setback" where it went badly */
static struct fixed_referral *read_referral(const char *value, struct arena *a, struct fixed_referral *r)
{
	const char *half[3] = {0}, *word[2];
	sample_cut(a, value, '|', half, 3);
	int n = sample_cut(a, half[0], ' ', word, 2);
	assert(n == 2);
	(void)n;
	r->ago = number(word[0]);
	r->thank = (int16_t)choice_index(choices_thank, word[1]);
	r->reason = strchr(strchr(half[0], ' ') + 1, ' ') + 1;
	r->payer = half[1];
	r->setback = str_eq(half[2], "setback");
	return r;
}

/* "23 lunch outcomes met 5840 | note | learned"; the last word is the cost in cents. */
static void read_touch(const char *value, struct arena *a, struct fixed_touch *t)
{
	const char *half[3] = {0}, *word[5];
	sample_cut(a, value, '|', half, 3);
	int n = sample_cut(a, half[0], ' ', word, 5);
	assert(n >= 4);
	t->ago = number(word[0]);
	t->channel = (int16_t)choice_index(choices_channel, word[1]);
	t->purpose = (int16_t)choice_index(choices_purpose, word[2]);
	t->result = (int16_t)choice_index(choices_result, word[3]);
	t->cost_cents = n == 5 ? number(word[4]) : NUM_NONE;
	t->note = half[1];
	t->learned = half[2];
}

/* "-3 call outcomes for ..." */
static void read_step(const char *value, struct arena *a, struct shape *sh)
{
	const char *word[2];
	sample_cut(a, value, ' ', word, 2);
	sh->has_step = true;
	sh->step_in = number(word[0]);
	sh->step_channel = (int16_t)choice_index(choices_channel, word[1]);
	sh->step_what = strchr(strchr(value, ' ') + 1, ' ') + 1;
}

static int referral_order(const void *a, const void *b)
{
	return ((const struct fixed_referral *)a)->ago - ((const struct fixed_referral *)b)->ago;
}

static int touch_order(const void *a, const void *b)
{
	return ((const struct fixed_touch *)a)->ago - ((const struct fixed_touch *)b)->ago;
}

static void told_line(const char *key, const char *value, struct arena *a, struct shape *sh)
{
	static const struct {
		const char *key;
		size_t at;
	} numbers[] = {{"weight", offsetof(struct shape, weight)},
		       {"since", offsetof(struct shape, since)},
		       {"last", offsetof(struct shape, last)},
		       {"lastref", offsetof(struct shape, last_referral)},
		       {"stage_days", offsetof(struct shape, stage_days)},
		       {"standing_until", offsetof(struct shape, standing_days)}};
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (strcmp(key, numbers[i].key) == 0)
			*(int *)((char *)sh + numbers[i].at) = number(value);
	if (strcmp(key, "stage") == 0)
		sh->stage = (int16_t)choice_index(choices_stage, value);
	else if (strcmp(key, "standing") == 0)
		sh->standing = (int16_t)choice_index(choices_standing, value);
	else if (strcmp(key, "only") == 0)
		sh->only = true;
	else if (strcmp(key, "quiet") == 0)
		sh->quiet = true;
	else if (strcmp(key, "archived") == 0)
		sh->archived = true;
	else if (strcmp(key, "gatekeeper") == 0)
		sh->gate = true;
	else if (strcmp(key, "step") == 0)
		read_step(value, a, sh);
	else if (strcmp(key, "referral") == 0 || strcmp(key, "owed") == 0)
		read_referral(value, a, &sh->referral[sh->n_referrals++])->owed = *key == 'o';
	else if (strcmp(key, "touch") == 0)
		read_touch(value, a, &sh->touch[sh->n_touches++]);
	else if (strcmp(key, "announced") == 0 && strcmp(value, "open") != 0)
		sh->touch[sh->n_touches++] =
			(struct fixed_touch){.ago = number(value),
					     .channel = CHANNEL_EMAIL,
					     .purpose = PURPOSE_ANNOUNCE,
					     .result = CHOICE_NONE,
					     .cost_cents = NUM_NONE,
					     .note = "Wrote about aquatic therapy and the two slots a day.",
					     .announces = true};
}

static void shape_told(const struct block *b, struct arena *a, struct shape *sh)
{
	sh->block = b;
	sh->last = sh->last_referral = 2;
	sh->referral = arena_alloc(a, (size_t)b->n * sizeof *sh->referral);
	sh->touch = arena_alloc(a, (size_t)b->n * sizeof *sh->touch);
	for (int i = 0; i < b->n; i++)
		told_line(b->key[i], b->value[i], a, sh);
	if (sh->n_referrals)
		qsort(sh->referral, (size_t)sh->n_referrals, sizeof *sh->referral, referral_order);
	if (sh->n_touches)
		qsort(sh->touch, (size_t)sh->n_touches, sizeof *sh->touch, touch_order);
}

/* --- made by dice --- */

static const int cadence[3] = {14, 30, 90};

static void made_relation(struct dice *d, struct shape *sh)
{
	int p = dice_below(d, 100);
	sh->stage = p < 34 ? STAGE_FIRST : p < 72 ? STAGE_TRUST : STAGE_MAINTAIN;
	p = dice_below(d, 100);
	sh->standing = p < 91 ? STANDING_LIVE : p < 96 ? STANDING_PAUSED : STANDING_LET_GO;
	sh->archived = dice_chance(d, 1);
	sh->standing_days = dice_between(d, 8, 190);
	sh->quiet = sh->standing == STANDING_LIVE && dice_chance(d, 7);
	static const int since[3][2] = {{15, 200}, {110, 560}, {300, 720}};
	sh->since = dice_between(d, since[sh->stage][0], since[sh->stage][1]);
	if (sh->quiet || sh->standing == STANDING_LET_GO)
		sh->since = dice_between(d, 270, 700);
	sh->stage_days = sh->stage == STAGE_FIRST ? sh->since : dice_between(d, 20, sh->since * 2 / 3);
}

static void made_weight(struct dice *d, struct shape *sh)
{
	static const int most[3] = {1, 12, 34};
	bool sends = sh->stage != STAGE_FIRST || dice_chance(d, 15);
	sh->weight = sends ? dice_between(d, 1 + most[sh->stage] / 6, most[sh->stage]) : 0;
	if (sh->stage == STAGE_MAINTAIN && dice_chance(d, 4))
		sh->weight += dice_between(d, 30, 120);
	if (sh->member == ALONE || sh->member == HOUSE)
		sh->weight = (sh->weight + 2) / 3;
	if (sh->gate || sh->standing == STANDING_LET_GO)
		sh->weight = 0;
}

/* Whatever is due now is due because `item` says so. */
static void made_dues(struct dice *d, struct shape *sh, int64_t item)
{
	sh->has_step = dice_chance(d, sh->stage == STAGE_FIRST ? 65 : sh->stage == STAGE_TRUST ? 45 : 30);
	sh->last = dice_between(d, 1, sh->has_step ? cadence[sh->stage] * 3 / 2 : cadence[sh->stage] - 4);
	sh->step_in = dice_between(d, 1, 60);
	if (sh->quiet || sh->standing != STANDING_LIVE) {
		sh->last = sh->quiet ? dice_between(d, 91, 240) : dice_between(d, 30, 200);
		sh->has_step = sh->quiet &&
			       (sh->member > 0 || dice_chance(d, 50)); /* behind a gatekeeper the clock is theirs */
		sh->step_in = dice_between(d, 8, 90);
	}
	if (sh->last > sh->since)
		sh->last = sh->since;
	sh->last_referral = sh->quiet || sh->standing != STANDING_LIVE ? sh->last + 4 : 3;
	if (item >= 0 && item % 4 != 3) {
		static const int due[3] = {-2, 0, 0};
		sh->has_step = true;
		sh->step_in = due[item % 4];
	}
}

/* Items stand evenly among the made sources: the number of item i, or -1. */
static int64_t item_of(const struct sample *s, int64_t i)
{
	int64_t n = s->size.sources - s->cast, k = i - s->cast;
	int64_t before = k * s->items / n;
	return (k + 1) * s->items / n > before ? before : -1;
}

static void shape_made(const struct sample *s, int64_t i, struct arena *a, struct shape *sh)
{
	struct dice d = dice_of(s->size.seed, DICE_SHAPE, i);
	int64_t k = i - s->cast, item = item_of(s, i);
	sh->member = pattern[k % 20];
	sh->place = (int)i;
	for (int64_t j = k; sh->member > 0 && pattern[j % 20] != 0; j--)
		sh->place--;
	sh->gate = sh->member == 0 && pattern[(k + 1) % 20] == 1;
	made_relation(&d, sh);
	if (item >= 0) {
		sh->standing = STANDING_LIVE;
		sh->quiet = sh->archived = false;
	}
	made_weight(&d, sh);
	made_dues(&d, sh, item);
	if (item >= 0 && item % 4 == 3) {
		sh->referral = arena_alloc(a, sizeof *sh->referral);
		*sh->referral =
			(struct fixed_referral){.ago = dice_between(&d, 1, 2), .thank = THANK_CARD, .owed = true};
		sh->n_referrals = 1;
		sh->weight += 3;
	}
}

void shape_of(const struct sample *s, int64_t i, struct arena *a, struct shape *sh)
{
	static const int base[3] = {5, 8, 11};
	*sh = (struct shape){.member = ALONE};
	if (i < s->cast)
		shape_told(&s->texts.people.block[i], a, sh);
	else
		shape_made(s, i, a, sh);
	if (sh->stage == STAGE_FIRST && !sh->stage_days)
		sh->stage_days = sh->since;
	int stage_touches = sh->standing == STANDING_LET_GO ? 12 : base[sh->stage];
	sh->touch_weight = sh->only ? sh->n_touches * 13 : (stage_touches + sh->weight) * 10 + sh->n_touches * 5;
}

int64_t shape_share(int64_t n, int64_t before, int64_t weight, int64_t all)
{
	assert(all > 0);
	return (int64_t)((__int128)n * (before + weight) / all - (__int128)n * before / all);
}

/* --- when referrals came --- */

static int day_order(const void *a, const void *b)
{
	const struct planned *x = a, *y = b;
	return x->ago != y->ago ? y->ago - x->ago : (y->fixed != NULL) - (x->fixed != NULL);
}

struct planned *shape_referrals(const struct sample *s, int64_t i, const struct shape *sh, int64_t n, struct arena *a)
{
	struct dice d = dice_of(s->size.seed, DICE_DAYS, i);
	struct planned *r = arena_alloc(a, (size_t)(n + 1) * sizeof *r);
	int64_t fixed = sh->n_referrals < n ? sh->n_referrals : n;
	int near = sh->last_referral;
	/* people who sent patients before the book was made: their last half-year came with the first import */
	int far = sh->stage == STAGE_MAINTAIN || sh->since > 480 ? s->days - 1 : sh->since - 3;
	for (int64_t k = 0; k < fixed; k++)
		r[k] = (struct planned){sh->referral[k].ago, &sh->referral[k]};
	if (far <= near)
		far = near + 1;
	for (int64_t k = fixed; k < n; k++) {
		/* one in each of equal spans, so that months are alike and no two books have the same gaps */
		int64_t span = (int64_t)(far - near) * 1000 / (n - fixed);
		int64_t at = span * (k - fixed) + (int64_t)dice_below(&d, 1000) * span / 1000;
		int32_t day = workday(s->today - near - (int32_t)(at / 1000));
		r[k] = (struct planned){s->today - day, NULL};
		if (r[k].ago >= s->days)
			r[k].ago = s->days - 1;
	}
	if (n > 1)
		qsort(r, (size_t)n, sizeof *r, day_order);
	return r;
}
