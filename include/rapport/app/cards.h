/* Thank-you cards as a page to print: the words of a letter, for those who are owed thanks. Nothing is logged by it. */
#ifndef RAPPORT_APP_CARDS_H
#define RAPPORT_APP_CARDS_H

#include "rapport/app/app.h"

#define CARD_LETTER "thank" /* whose words they have, where none is named */

struct carding {
	struct whom to;     /* n 0: whoever is owed thanks today */
	int32_t since;      /* in place of `to`: whoever was thanked by card since that day; DAY_NONE: no */
	const char *letter; /* whose words; NULL: CARD_LETTER. One for the kind of source, NAME-KIND, takes its place */
};

/* The page with a card for each; out->text tells how many. ERR_REFUSED when there is nobody, or when the words do not fit on a card. */
bool app_cards(struct app *app, const struct carding *c, struct str *html, struct said *out, struct err *e);
/* The same as a new file (0600); refuses one that is there. The outbox is made where the file goes into it. */
bool app_cards_file(struct app *app, const struct carding *c, const char *path, struct said *out, struct err *e);

#endif
