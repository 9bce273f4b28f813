/* Charts as inline SVG for a page: no scripts, a <title> on every bar, colours from the page's own rules (data/chart.css). Whoever draws
 * one puts its numbers into a table beside it. */
#ifndef RAPPORT_EXCHANGE_CHART_H
#define RAPPORT_EXCHANGE_CHART_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/str.h"

/* A pair of columns: now, and the one before it in a paler colour. */
struct chart_column {
	const char *label; /* below it */
	int64_t value, before;
	const char *title, *title_before; /* of each bar, in words: "Mar 2026: 5 referrals" */
};

struct chart_spec {
	const char *what;                                           /* the chart in words, for who cannot see it */
	bool values;                                                /* above each column of now its value */
	void (*say)(struct str *b, int64_t value, const void *ctx); /* a value in few characters: "20", "$20k" */
	const void *ctx;
};

void chart_columns(struct str *b, const struct chart_spec *spec, const struct chart_column *columns, int n);
/* One bar of value/most, for a cell of a table. */
void chart_bar(struct str *b, int64_t value, int64_t most, const char *title);

/* Shares of a whole in one bar, from the left, paler one after the other; what is left of `of` stays open. */
struct chart_share {
	int64_t value;
	const char *label, *title; /* on it, and in words */
};
void chart_shares(struct str *b, const char *what, const struct chart_share *shares, int n, int64_t of);

#endif
