/* Events: a talk, a screening, a column that reached many sources at once, logged once for all of them. */
#ifndef RAPPORT_APP_EVENT_H
#define RAPPORT_APP_EVENT_H

#include "rapport/app/app.h"
#include "rapport/store/news.h"

/* Writes the event and, for each of `who`, a touch that day and a line of its guests: ONE undo step. on and by default to today and the user. A
 * column is read, not met: its touches are no meetings. ERR_INVALID names "title", "type" or "on". */
bool app_event(struct app *app, struct event *v, struct whom who, struct said *out, struct err *e);
/* More guests for an event that stands; who is one already is passed over and named. */
bool app_event_guests(struct app *app, uint64_t event_id, struct whom who, struct said *out, struct err *e);
/* The one of that number. ERR_NOT_FOUND. */
bool app_event_numbered(struct app *app, int64_t number, struct arena *a, struct event_row *out, struct err *e);

#endif
