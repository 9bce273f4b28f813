#include <limits.h>
#include <stdlib.h>

#include "rapport/model/metrics.h"

#define LEAST_PROMOTER 9
#define MOST_DETRACTOR 6

/* 100 * a / b to the nearest, half away from zero; b > 0. */
static int percent(int64_t a, int64_t b)
{
	__int128 twice = (__int128)a * 200 + (a < 0 ? -b : b), whole = twice / ((__int128)b * 2);

	return whole > INT_MAX ? INT_MAX : whole < -INT_MAX ? -INT_MAX : (int)whole;
}

bool nps_from(struct nps *nps, const int64_t counts[NPS_ANSWERS])
{
	*nps = (struct nps){0};
	for (int answer = 0; answer < NPS_ANSWERS; answer++) {
		nps->n += counts[answer];
		if (answer >= LEAST_PROMOTER)
			nps->promoters += counts[answer];
		if (answer <= MOST_DETRACTOR)
			nps->detractors += counts[answer];
	}
	return percent_of(nps->promoters - nps->detractors, nps->n, &nps->score);
}

void nps_write(struct str *b, const struct nps *nps)
{
	if (!nps->n)
		str_add(b, "none");
	else
		str_printf(b, "%s%d", nps->score > 0 ? "+" : "", nps->score);
}

bool percent_of(int64_t part, int64_t whole, int *out)
{
	if (whole <= 0)
		return false;
	*out = percent(part, whole);
	return true;
}

static int by_value(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

bool median_of(int32_t *values, size_t n, int64_t *tenths)
{
	if (!n)
		return false;
	qsort(values, n, sizeof(*values), by_value);
	*tenths = ((int64_t)values[(n - 1) / 2] + values[n / 2]) * 5;
	return true;
}

/* The value that stands at that place, from 0. */
static int64_t value_at(const struct counted *values, size_t n, int64_t place)
{
	size_t i = 0;

	while (i + 1 < n && place >= values[i].n)
		place -= values[i++].n;
	return values[i].value;
}

bool median_of_counts(const struct counted *values, size_t n, int64_t *tenths)
{
	int64_t all = 0;

	for (size_t i = 0; i < n; i++)
		all += values[i].n;
	if (all <= 0)
		return false;
	*tenths = (value_at(values, n, (all - 1) / 2) + value_at(values, n, all / 2)) * 5;
	return true;
}

bool mean_of(int64_t sum, int64_t n, int64_t *mean)
{
	if (n <= 0)
		return false;
	*mean = (int64_t)(((__int128)sum * 2 + (sum < 0 ? -n : n)) / ((__int128)n * 2));
	return true;
}

bool trend_of(int64_t now, int64_t before, int *out)
{
	return percent_of(now - before, before, out);
}

bool trend_write(struct str *b, int64_t now, int64_t before)
{
	int change;

	if (!trend_of(now, before, &change))
		return false;
	str_printf(b, "%s%d%%", change > 0 ? "+" : "", change);
	return true;
}
