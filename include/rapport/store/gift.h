/* What was given: touches that cost something, and who was there. */
#ifndef RAPPORT_STORE_GIFT_H
#define RAPPORT_STORE_GIFT_H

#include "rapport/store/store.h"

/* One source that was there when a touch cost something: the touch's own source, whom we met, or an attendee, once each. */
struct gift_row {
	uint64_t touch_id;
	int32_t on;
	int16_t channel;
	int64_t cost_cents;
	const char *note, *reason; /* reason: why it went over the limit; NULL: it has none */
	uint64_t source_id;
	const char *name, *practice;
	int16_t kind; /* choices_source_kind */
};
/* All of them on the days from..to, by day and touch, within a touch by source_id; source_id 0: everybody's touches, else those at which
 * that source was, with all who were there. One source is quick at any size. */
bool store_gifts(struct store *s, uint64_t source_id, int32_t from, int32_t to, struct arena *a, struct gift_row **rows,
		 int *n, struct err *e);
/* The sources that were at one touch, as above, whether it cost something or not. */
bool store_gift_guests(struct store *s, uint64_t touch_id, struct arena *a, struct gift_row **rows, int *n,
		       struct err *e);
/* The book's own limit of a year; id 0 when it has none. */
bool store_gift_limit(struct store *s, int year, struct arena *a, struct gift_limit *out, struct err *e);
/* Why a touch went over; id 0 when it has no reason. */
bool store_gift_override(struct store *s, uint64_t touch_id, struct arena *a, struct gift_override *out, struct err *e);

#endif
