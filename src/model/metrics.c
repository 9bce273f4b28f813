#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
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

/* Room for value, with as much again on the side that grows. */
static void make_room(struct spread *s, int32_t value)
{
	int64_t below = s->cap && value < s->least ? (int64_t)s->least - value : 0, old = (int64_t)s->cap;
	int64_t above = s->cap && value - (int64_t)s->least >= old ? value - (int64_t)s->least - old + 1 : 0;

	if (s->cap && !below && !above)
		return;
	if (!s->cap)
		s->least = value;
	below += below ? old : 0;
	above += above || !s->cap ? old + 32 : 0;
	s->cap = (size_t)(below + old + above);
	s->cells = mem_grow(s->cells, s->cap * sizeof(*s->cells));
	memmove(s->cells + below, s->cells, (size_t)old * sizeof(*s->cells));
	memset(s->cells, 0, (size_t)below * sizeof(*s->cells));
	memset(s->cells + below + old, 0, (size_t)above * sizeof(*s->cells));
	s->least -= (int32_t)below;
}

void spread_add(struct spread *s, int32_t value)
{
	make_room(s, value);
	s->cells[value - s->least]++;
	s->n++;
}

int64_t spread_upto(const struct spread *s, int32_t value)
{
	int64_t n = 0;

	for (size_t i = 0; i < s->cap && s->least + (int64_t)i <= value; i++)
		n += s->cells[i];
	return n;
}

/* The value at that place, were they sorted. */
static int64_t cell_at(const struct spread *s, int64_t place)
{
	size_t i = 0;

	while (place >= s->cells[i])
		place -= s->cells[i++];
	return s->least + (int64_t)i;
}

bool spread_median(const struct spread *s, int64_t *tenths)
{
	if (!s->n)
		return false;
	*tenths = (cell_at(s, (s->n - 1) / 2) + cell_at(s, s->n / 2)) * 5;
	return true;
}

void spread_free(struct spread *s)
{
	free(s->cells);
	*s = (struct spread){0};
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
