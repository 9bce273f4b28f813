/* Address labels for sources, and for the cards that thank them. */
#ifndef RAPPORT_APP_LABELS_H
#define RAPPORT_APP_LABELS_H

#include "rapport/app/app.h"
#include "rapport/exchange/labels.h"

struct labelling {
	struct label_job job;
	struct whom to;      /* n 0: all live ones */
	int32_t cards_since; /* in place of `to`: whoever was thanked by card since that day; DAY_NONE: no */
};

/* The page with a label for each who has an address; out->text tells how many, and who has none. ERR_REFUSED when nobody has one. */
bool app_labels(struct app *app, const struct labelling *l, struct str *html, struct said *out, struct err *e);
/* The same as a new file (0600); refuses one that is there. The outbox is made where the file goes into it. */
bool app_labels_file(struct app *app, const struct labelling *l, const char *path, struct said *out, struct err *e);

#endif
