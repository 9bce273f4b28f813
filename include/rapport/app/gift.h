/* The gift ledger (rapport(1), THE GIFT LEDGER): what each physician was given in a calendar year against that year's limit. A record,
 * not legal advice. Nothing here suggests a gift or knows of referrals. */
#ifndef RAPPORT_APP_GIFT_H
#define RAPPORT_APP_GIFT_H

#include "rapport/app/app.h"
#include "rapport/model/gift.h"

/* What one source may still be given: limit_cents - given_cents, which may be below nothing. */
struct gift_room {
	int year; /* the calendar year of app->now.today */
	int64_t limit_cents, given_cents;
	bool known;  /* the year has a limit; else limit_cents is 0 */
	bool counts; /* is a physician for the limit (gift_counts); else given_cents is 0 */
};
bool app_gift_room(struct app *app, uint64_t source_id, struct gift_room *out, struct err *e);

#endif
