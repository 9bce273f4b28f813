/* The queue for a calendar program: iCalendar through libical, one all-day event (or to-do) an item. */
#ifndef RAPPORT_EXCHANGE_CALENDAR_H
#define RAPPORT_EXCHANGE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum calendar_state { CALENDAR_OPEN, CALENDAR_DONE, CALENDAR_DROPPED };

struct calendar_item {
	const char
		*key; /* of the queue: "step:123"; the UID is key@rapport, so that an item that moved moves there too */
	const char *summary, *description;
	int32_t day;
	int64_t sequence;    /* grows when the item changes */
	int32_t modified_on; /* DAY_NONE: not known */
	enum calendar_state state;
};

struct calendar {
	FILE *out;
	bool todo;      /* VTODO instead of VEVENT */
	int64_t utc_ms; /* when it was written */
};

void calendar_begin(struct calendar *c);
/* What is open has an alarm at 8:00 of its day. What was done or dropped is STATUS:CANCELLED (a to-do that was done: COMPLETED), so that a
 * calendar that reads the file again takes it away. */
void calendar_put(struct calendar *c, const struct calendar_item *item);
void calendar_end(struct calendar *c);

#endif
