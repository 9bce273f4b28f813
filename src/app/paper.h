/* Pages of paper: text as it may stand there, and on a screen that hides, with no patient's reference in it wherever somebody typed it; and
 * the file that a page goes to. */
#ifndef RAPPORT_SRC_APP_PAPER_H
#define RAPPORT_SRC_APP_PAPER_H

#include "rapport/app/app.h"

/* Appends text with each patient's reference replaced by the R-number of the referral. A chart number is known by its digits,
 * and looked for in the whole book; initials, and numbers of few digits, only among the referrals of source_id (0: nowhere), for any short word
 * in capitals is somebody's. NULL adds nothing. */
void paper_text(struct app *app, uint64_t source_id, const char *text, struct str *b);

/* Writes a page to a new file and says where: path, or NULL, NAME.html under app->outbox/DAY-WHAT. ERR_DUP where there is one at path. */
bool paper_put(struct app *app, const char *what, const char *name, const char *path, const struct str *html,
	       struct said *out, struct err *e);

#endif
