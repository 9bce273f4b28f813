/* What in a text could tell which patient it is about. */
#ifndef RAPPORT_MODEL_IDENTIFY_H
#define RAPPORT_MODEL_IDENTIFY_H

/* What of it looks like one patient's: "a full date", "a chart number", "a long number" (5 digits and more), "a phone number", "an e-mail
 * address"; NULL: nothing. A decade, an age, a body part or a score is none. (After the identifiers that 45 CFR 164.514(b)(2) lists; names of
 * people are not found out.) */
const char *looks_identifying(const char *text);

#endif
