/* Periods, and who refers most in one. */
#ifndef RAPPORT_APP_NUMBERS_H
#define RAPPORT_APP_NUMBERS_H

#include "rapport/app/app.h"

enum period { PERIOD_30, PERIOD_90, PERIOD_12_MONTHS, PERIOD_THIS_YEAR, PERIOD_ALL, PERIOD_COUNT };

const char *period_title(enum period p); /* "last 12 months" */
const char *period_word(enum period p);  /* "30", "90", "12", "year", "all": as --period has it */
/* ERR_USAGE names the words there are. */
bool period_read(const char *word, enum period *period, struct err *e);
/* Its received days, inclusive; all of them end today. All time begins in 1900. */
void period_span(enum period p, int32_t today, int32_t *from, int32_t *to);
/* The time that a trend compares with: as long, just before (of this year: the same days of last year). False for PERIOD_ALL. */
bool period_before(enum period p, int32_t today, int32_t *from, int32_t *to);
const char *period_before_title(enum period p); /* "the 30 days before"; NULL for PERIOD_ALL */

/* The best sources of a period; by trend of PERIOD_ALL: none. */
bool app_top(struct app *app, enum top_by by, enum period p, int max, struct arena *a, struct top_row **rows, int *n,
	     struct err *e);
const char *top_word(enum top_by by); /* "revenue", "referrals", "trend" */
/* "+3, was 5"; "new" of one who sent nobody before; "as before". */
void app_trend(struct str *b, const struct top_row *r);

/* "was 8/yr" of a quiet source: its referrals in the twelve months up to its last one; "never". */
void app_was(struct app *app, struct str *b, const struct source_row *r);

#endif
