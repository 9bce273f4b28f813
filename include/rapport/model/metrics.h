/* Figures out of counts. Whoever shows one shows n beside it; where there is nothing to count there is no figure. */
#ifndef RAPPORT_MODEL_METRICS_H
#define RAPPORT_MODEL_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/str.h"

#define NPS_ANSWERS 11 /* 0 to 10 */

struct nps {
	int64_t n;          /* all answers, the passive ones included */
	int64_t promoters;  /* 9 and 10 */
	int64_t detractors; /* 0 to 6 */
	int score; /* percent promoters less percent detractors, from the counts, to the nearest: -100 to 100 */
};

/* counts[a] answers were a. False, and all 0, when nobody answered. */
bool nps_from(struct nps *nps, const int64_t counts[NPS_ANSWERS]);
/* "+30", "0", "-12"; "none" when nobody answered. */
void nps_write(struct str *b, const struct nps *nps);

/* part of whole in percent to the nearest, half away from zero. False when whole is 0 or less. */
bool percent_of(int64_t part, int64_t whole, int *percent);

/* In tenths, since that of an even count lies between two (72 and 73: 725). Sorts the values. False when n is 0. */
bool median_of(int32_t *values, size_t n, int64_t *tenths);

/* So many of one value. */
struct counted {
	int64_t value, n;
};
/* The same of values that are counted already, by value ascending. False when there are none. */
bool median_of_counts(const struct counted *values, size_t n, int64_t *tenths);

/* sum over n to the nearest, half away from zero. False when n is 0 or less. */
bool mean_of(int64_t sum, int64_t n, int64_t *mean);

/* Counts of small numbers, such as days, whose median is asked: as many cells as lie between the least and the most. Start with {0}. */
struct spread {
	uint32_t *cells; /* how many were least, least + 1 ... */
	int32_t least;
	size_t cap;
	int64_t n; /* values added */
};
void spread_add(struct spread *s, int32_t value);
int64_t spread_upto(const struct spread *s, int32_t value); /* how many were at most that */
/* As median_of. */
bool spread_median(const struct spread *s, int64_t *tenths);
void spread_free(struct spread *s);

/* How much more or less than before, in percent. False when there was nothing before. */
bool trend_of(int64_t now, int64_t before, int *percent);
/* "+9%", "-4%", "0%"; adds nothing and returns false when there was nothing before. */
bool trend_write(struct str *b, int64_t now, int64_t before);

#endif
