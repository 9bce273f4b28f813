/* What no kept sum holds: passes over the rows of a span of days, for the figures of a report. Each pass reads a row once: by the index
 * of its day where the span holds few of all rows, else the whole table from end to end, which is quicker than to jump. */
#ifndef RAPPORT_STORE_FIGURES_H
#define RAPPORT_STORE_FIGURES_H

#include "rapport/model/metrics.h"
#include "rapport/store/store.h"

/* A referral as figures see it. */
struct referral_mark {
	uint64_t source_id; /* 0: none */
	int16_t direction, status;
	int32_t received_on, evaluated_on;
	int64_t cents, nps; /* cents by the setting revenue, 0 when unknown; nps NUM_NONE */
	const char *payer;  /* NULL unknown; until fn returns */
};
/* Every referral, in or out, received in from..to (inclusive), in no order. */
bool store_referral_marks(struct store *s, int32_t from, int32_t to,
			  void (*fn)(void *ctx, const struct referral_mark *m), void *ctx, struct err *e);

/* What a source is, as far as figures are split by it. */
struct source_mark {
	uint64_t id;
	int16_t kind, stage, standing;
	bool archived;
	const char *owner; /* until fn returns */
};
/* At least the n sources of ids, in no order; where they are many, all there are. */
bool store_source_marks(struct store *s, const uint64_t *ids, int n, void (*fn)(void *ctx, const struct source_mark *m),
			void *ctx, struct err *e);

/* Touches of from..to by channel and by who began (enum touch_direction). */
#define CHANNELS (CHANNEL_OTHER + 1)
struct touch_mix {
	int64_t n[CHANNELS][2];
};
bool store_touch_mix(struct store *s, int32_t from, int32_t to, struct touch_mix *mix, struct err *e);

/* Touches of from..to, and of how many sources. */
bool store_touched(struct store *s, int32_t from, int32_t to, int64_t *touches, int64_t *sources, struct err *e);
int32_t store_first_touch(struct store *s); /* its day; DAY_NONE: there is none */

/* Days from received to thanked of the referrals received in from..to and thanked. */
bool store_thank_days(struct store *s, int32_t from, int32_t to, struct spread *days, struct err *e);

/* Of one source in from..to: its own touches, and its referrals in, of them those who came in, and those out to it. */
struct window {
	int64_t touches, referrals, came, out;
};
bool store_window(struct store *s, uint64_t source_id, int32_t from, int32_t to, struct window *w, struct err *e);

#endif
