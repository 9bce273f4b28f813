/* The clock. Faces ask once per event and pass the answer down; nothing else asks what time it is. */
#ifndef RAPPORT_BASE_CLOCK_H
#define RAPPORT_BASE_CLOCK_H

#include <stdint.h>

struct now {
	int32_t today;    /* local civil day */
	int64_t utc_ms;   /* since 1970-01-01 UTC */
	int64_t began_ms; /* utc_ms of the local midnight before it, whatever --today says */
};

/* Reads the system clock. If today is not DAY_NONE it replaces the civil day (--today). SOURCE_DATE_EPOCH
 * (seconds since 1970) is honoured by utc_ms, and the civil day is that of utc_ms. */
void clock_now(struct now *now, int32_t today);
/* Milliseconds that only grow, for waiting and measuring. */
int64_t clock_ticks(void);
/* "2026-03-10T14:03:00Z" from utc_ms. */
void clock_iso(int64_t utc_ms, char out[32]);
/* "2026-03-10 09:03" of utc_ms by the clocks of this place (TZ): for people; files and JSON keep UTC. */
void clock_local(int64_t utc_ms, char out[32]);

#endif
