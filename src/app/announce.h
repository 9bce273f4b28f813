/* What the files of announcements, letters and labels share. */
#ifndef RAPPORT_SRC_APP_ANNOUNCE_H
#define RAPPORT_SRC_APP_ANNOUNCE_H

#include "inner.h"
#include "rapport/app/announce.h"

/* The announcement's letter as one source gets it. */
bool announce_letter(struct app *app, const struct announcing *w, uint64_t id, struct arena *a, struct letter *out,
		     struct err *e);
/* "10 March 2026" */
const char *day_in_words(int32_t day, struct arena *a);
/* The address as it stands on an envelope: name and credentials, the practice where it is the practice's address, street, town. */
const char *address_lines(const struct reached *r, struct arena *a);
/* Logs the news as told today by that channel: a touch, and the day on the recipient. note: what was said; NULL: the title alone. */
bool told_in(struct act *act, struct tx *tx, const struct recipient *base, int16_t channel, const char *note,
	     struct err *e);

#endif
