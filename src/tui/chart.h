/* The figures of a period, and the last twelve months as bars or as a table. */
#ifndef RAPPORT_TUI_CHART_H
#define RAPPORT_TUI_CHART_H

#include "rapport/app/figures.h"
#include "rapport/tui/ui.h"

#define CHART_MONTHS 12
#define CHART_MONTHS_ROWS 6                 /* at least: bars, counts, the year before, names */
#define CHART_TABLE_ROWS (CHART_MONTHS + 2) /* a heading, the months, their sum */

/* The figures of the period, a line or two; those that do not fit are left out, the least important first. plain: sentences. */
void chart_figures(struct area a, const struct figures *f, bool hide, bool plain);
/* Referrals by month: a bar each and beside it a thin one of the same month a year before, both counts and the month's name below. Fills a; where
 * that is low the counts of the year before go first. */
void chart_months(struct area a, const struct figures *f);
/* The months with referrals, those of a year before, who came in, and revenue, a row each, the newest first where there is not room for all. hide: no amounts.
 * plain: a sentence each. */
void chart_table(struct area a, const struct figures *f, bool hide, bool plain);
/* "$28,400", or "hidden". */
void chart_money(struct str *b, int64_t cents, const char *currency, bool hide);

#endif
