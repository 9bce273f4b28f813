/* Columns in pairs, as address books write them: "Phone 1 - Label" (or "Type") says what "Phone 1 - Value" is. */
#ifndef EXCHANGE_PAIRS_H
#define EXCHANGE_PAIRS_H

#include "rapport/base/mem.h"
#include "rapport/exchange/mapping.h"

/* Where several values may be put in one place, the one of the lowest rank is. */
enum { PAIR_WORK, PAIR_MOBILE, PAIR_PLAIN, PAIR_OTHER, PAIR_HOME };

/* The column that says what column i is; -1 when there is none. */
int pair_label(const struct sheet_map *m, int i);
/* The rank by the label. *column is what the value gives, and becomes COL_FAX for a fax number, COL_NONE for a pager. */
int pair_rank(const char *label, enum column *column);
/* Cuts "a ::: b" behind its first value; returns what is behind it, NULL when that is all. */
char *pair_cut(char *value);

#endif
