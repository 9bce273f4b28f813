/* The figures of the Numbers screen and of `rapport top`, and where they come from. */
#ifndef RAPPORT_APP_NUMBERS_H
#define RAPPORT_APP_NUMBERS_H

#include "rapport/app/app.h"

enum period { PERIOD_30, PERIOD_90, PERIOD_12_MONTHS, PERIOD_THIS_YEAR, PERIOD_ALL, PERIOD_COUNT };

struct figures {
	enum period period;
	const char *title; /* "last 12 months" */
	int32_t from, to;  /* received days, inclusive */
	int64_t referrals, came, cents, no_amount;
	int64_t before_referrals, before_cents; /* the same span a year (or span) before; -1 for PERIOD_ALL */
	struct numbers n;
	int64_t contact_days; /* days per touch and active source; -1 when there is none */
	int64_t contact_goal;
	bool received; /* the basis of cents */
	const char *currency;
	struct month_row months[12]; /* the last twelve months to `to` */
};
bool app_figures(struct app *app, enum period p, struct arena *a, struct figures *f, struct err *e);
const char *period_title(enum period p);
/* Its received days, inclusive; all of them end today. */
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
