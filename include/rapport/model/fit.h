/* How well a source fits the clinic, by their words against ours: whom they treat, and which payers their patients have.
 *
 * Formula. Populations, and payers, are compared where words of both sides are known; words are the same when they fold alike (utf8_fold:
 * case, accents and punctuation do not count). Good: both have a word in common. Fair: one of the two has. Poor: compared, and
 * nothing in common. Unknown: nothing to compare. The grade is the same from either side.
 *
 * It is computed when it is asked for and never stored: the words of the clinic count for every source, and a fit that stands in the record
 * is one that a person set. What rules/homework.sql needs of it, whether there is something to compare, it asks of the
 * labels by itself; fit_of knows just then. */
#ifndef RAPPORT_MODEL_FIT_H
#define RAPPORT_MODEL_FIT_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/str.h"

enum fit_grade { FIT_GOOD, FIT_FAIR, FIT_POOR }; /* of choices_fit */

/* Words parted by commas; NULL or "": not known. */
struct fit_side {
	const char *populations, *payers;
};

struct fit {
	int16_t grade;            /* enum fit_grade; CHOICE_NONE: nothing to compare */
	bool populations, payers; /* these were compared */
};

/* why gets the reason in sentences: "Both: older adults. Payers in common: BCBS. Not taken here: Tricare." What was not compared is named
 * ("Not known: their payers."). NULL: not asked for. */
void fit_of(const struct fit_side *ours, const struct fit_side *theirs, struct fit *f, struct str *why);

/* Two lists parted by commas: does a word of one stand, folded and whole, in a word of the other ("runners" in "runners and climbers")? NULL is
 * empty. */
bool words_meet(const char *a, const char *b);

/* The words of theirs that stand, folded and whole, among ours too, joined by ", "; nothing added where there are none. */
void words_common(const char *ours, const char *theirs, struct str *b);

#endif
