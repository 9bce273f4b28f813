/* The gift ledger (rapport(1), THE GIFT LEDGER): what each physician was given in a calendar year against that year's limit. A record,
 * not legal advice. Nothing here suggests a gift or knows of referrals.
 *
 * A touch's cost is given to the physicians who were there: its source, whom we met, the attendees who are sources (model/gift.h).
 * What a person logs or edits is looked at, in app_log and app_save: a note or tag that means cash is refused on what cost something or was a gift (ERR_REFUSED, field "note" or
 * "tags"); a year without a limit asks for it (ERR_NOT_FOUND, field "cost_cents"); what would take a physician over the limit is refused
 * (ERR_REFUSED, field "cost_cents") unless a reason is given; who stands at gift-warn-percent or more is said. Imports record what
 * happened and are not looked at. */
#ifndef RAPPORT_APP_GIFT_H
#define RAPPORT_APP_GIFT_H

#include "rapport/app/app.h"
#include "rapport/model/gift.h"

extern const char gift_notice[]; /* "A record, not legal advice." */

/* app_log, and why the cost may go over the limit of the year all the same: kept as a gift_override in the same undo step where it does. Blank
 * or NULL: it may not. */
bool app_log_over(struct app *app, struct touch *t, const char *with, const char *const *attendees, int n,
		  const struct plan *next, const char *over, struct said *out, struct err *e);
/* app_save of a touch with such a reason. A reason that the touch has stands until its cost is raised or its day or people change. */
bool app_save_over(struct app *app, const struct touch *base, struct touch *edited, const char *over, struct said *out,
		   struct err *e);

/* What one source may still be given: limit_cents - given_cents, which may be below nothing. */
struct gift_room {
	int year; /* the calendar year of app->now.today */
	int64_t limit_cents, given_cents;
	bool known;  /* the year has a limit; else limit_cents is 0 */
	bool counts; /* is a physician for the limit (gift_counts); else given_cents is 0 */
};
bool app_gift_room(struct app *app, uint64_t source_id, struct gift_room *out, struct err *e);

/* For a form: the room left before a touch (source_id, on) with these people, as app_log has them, in words: "Room left in 2026: $489 of $535
 * each for 2 physicians". Nothing where nobody who counts would be there. */
bool app_gift_words(struct app *app, const struct touch *t, const char *with, const char *const *attendees, int n,
		    struct str *b, struct err *e);

/* The limit of a year: the book's own (id not 0), else the built-in one; limit_cents NUM_NONE: the year has none. */
bool app_gift_limit(struct app *app, int year, struct arena *a, struct gift_limit *out, struct err *e);
/* Every year that has one, earliest first. */
bool app_gift_limits(struct app *app, struct arena *a, struct gift_limit **rows, int *n, struct err *e);
/* Sets the book's own limit of a year; origin NULL: where it stands is not said. NUM_NONE: takes it away, so that the built-in one holds
 * (ERR_REFUSED where the book has none). */
bool app_set_gift_limit(struct app *app, int year, int64_t limit_cents, const char *origin, struct said *out,
			struct err *e);
/* "Limit of 2026: $535 each, Horty Springer note, 8 Jan 2026." or that it is not known. */
bool app_gift_limit_words(struct app *app, int year, struct str *b, struct err *e);

/* A physician who was given something in a year. */
struct gift_line {
	uint64_t id;
	const char *name, *practice;
	int64_t given_cents, touches;
};
/* All of them, by name. */
bool app_gifts(struct app *app, int year, struct arena *a, struct gift_line **rows, int *n, struct err *e);

/* A touch that cost something, as it counts for one source. */
struct gift_touch {
	uint64_t id;
	int32_t on;
	int16_t channel;
	int64_t cost_cents, share_cents; /* share: 0 for one who does not count */
	int sharing;                     /* physicians who share the cost */
	const char *note, *reason;       /* reason: why it went over the limit, or NULL */
};
/* Those of a year at which the source was, earliest first. */
bool app_gifts_of(struct app *app, uint64_t source_id, int year, struct arena *a, struct gift_touch **rows, int *n,
		  struct err *e);

#endif
