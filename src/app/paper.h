/* Text as it may stand on paper, and on a screen that hides: no patient's reference in it, wherever somebody typed it. */
#ifndef RAPPORT_SRC_APP_PAPER_H
#define RAPPORT_SRC_APP_PAPER_H

#include "rapport/app/app.h"

/* Appends text with each patient's reference replaced by the R-number of the referral. A chart number is known by its digits,
 * and looked for in the whole book; initials, and numbers of few digits, only among the referrals of source_id (0: nowhere), for any short word
 * in capitals is somebody's. NULL adds nothing. */
void paper_text(struct app *app, uint64_t source_id, const char *text, struct str *b);

#endif
