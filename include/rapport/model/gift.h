/* The gift ledger: what physicians were given in a calendar year against the limit of that year. A record, not legal advice.
 *
 * Source: 42 CFR 411.357(k), nonmonetary compensation. The limit is one physician's for one calendar year and cannot be pooled;
 * items and services only, never cash or its equivalent; nothing that follows referrals, and nothing that was asked for. */
#ifndef RAPPORT_MODEL_GIFT_H
#define RAPPORT_MODEL_GIFT_H

#include <stdbool.h>
#include <stdint.h>

/* The limit of a year as data/gift-limits.txt has it. */
struct gift_year {
	int year;
	int64_t limit_cents;
	const char *origin; /* where the figure stands */
};
/* All of them, n rows, earliest first. */
const struct gift_year *gift_years(int *n);

/* Is a source of that kind a physician for the limit? Physicians, podiatrists, dentists and chiropractors are: 42 CFR 411.351 takes
 * "physician" from section 1861(r) of the Social Security Act. Optometrists are too and have no kind of their own here. NPs and PAs
 * are not. CHOICE_NONE is nobody. */
bool gift_counts(int16_t source_kind);

/* A source that was there when something was given. */
struct gift_guest {
	uint64_t id;
	int16_t kind;        /* choices_source_kind */
	int64_t share_cents; /* what counts for them: set by gift_split */
};
/* Splits a cost evenly over the physicians among the guests, each counted once however often they stand there; the cents that do not
 * divide go to the first ones by id, so that the shares sum up to the cost. Where nobody is a physician nothing counts. Sorts the
 * guests by id. Returns how many share. */
int gift_split(int64_t cost_cents, struct gift_guest *guests, int n);

enum gift_level {
	GIFT_FREE,
	GIFT_NEAR, /* at warn_percent of the limit or more */
	GIFT_OVER, /* more than the limit; the limit itself is allowed ("does not exceed") */
};
enum gift_level gift_level(int64_t given_cents, int64_t limit_cents, int64_t warn_percent);
/* Whole percent, rounded down; of a limit of nothing 0. */
int64_t gift_percent(int64_t given_cents, int64_t limit_cents);

/* The words in a note or in tags that mean cash or its equivalent ("gift card"), static; NULL when there are none, also of a NULL text.
 * "check" alone means it only where it is a thing ("a check", "check for 50"), for people also check in and check on. */
const char *gift_cash(const char *text);

#endif
