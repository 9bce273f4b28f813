/* The gift ledger: who was given how much in a year, against the limit of that year. */
#include <string.h>

#include "inner.h"
#include "rapport/app/gift.h"
#include "rapport/base/day.h"
#include "rapport/store/gift.h"

static int year_of(int32_t day)
{
	int year, month, mday;
	day_split(day, &year, &month, &mday);
	return year;
}

/* The book's own figure, else the built-in one. */
static bool limit_of(struct app *app, int year, struct arena *a, struct gift_limit *out, struct err *e)
{
	int n;
	const struct gift_year *built_in = gift_years(&n);
	if (!store_gift_limit(app->store, year, a, out, e))
		return false;
	for (int i = 0; i < n && !out->id; i++)
		if (built_in[i].year == year) {
			out->year = year;
			out->limit_cents = built_in[i].limit_cents;
			out->origin = built_in[i].origin;
		}
	return true;
}

/* The rows of one touch from row `at` on; *guests, in the same order, with what counts for each. */
static int split_touch(const struct gift_row *rows, int n, int at, struct arena *a, struct gift_guest **guests)
{
	int count = 0;
	while (at + count < n && rows[at + count].touch_id == rows[at].touch_id)
		count++;
	*guests = arena_alloc(a, (size_t)count * sizeof **guests);
	for (int i = 0; i < count; i++)
		(*guests)[i] = (struct gift_guest){.id = rows[at + i].source_id, .kind = rows[at + i].kind};
	gift_split(rows[at].cost_cents, *guests, count);
	return count;
}

/* What a source was given in a year. */
static bool given_in(struct app *app, uint64_t source_id, int year, int64_t *cents, struct err *e)
{
	struct arena a = {0};
	struct gift_row *rows;
	int n;
	bool ok = store_gifts(app->store, source_id, day_from(year, 1, 1), day_from(year, 12, 31), &a, &rows, &n, e);
	*cents = 0;
	for (int at = 0, count; ok && at < n; at += count) {
		struct gift_guest *guests;
		count = split_touch(rows, n, at, &a, &guests);
		for (int i = 0; i < count; i++)
			*cents += guests[i].id == source_id ? guests[i].share_cents : 0;
	}
	arena_clear(&a);
	return ok;
}

bool app_gift_room(struct app *app, uint64_t source_id, struct gift_room *out, struct err *e)
{
	struct arena a = {0};
	struct gift_limit limit;
	struct source s;
	*out = (struct gift_room){.year = year_of(app->now.today)};
	bool ok = store_get(app->store, KIND_SOURCE, source_id, &a, &s, e) && limit_of(app, out->year, &a, &limit, e);
	if (ok) {
		out->known = limit.limit_cents != NUM_NONE;
		out->limit_cents = out->known ? limit.limit_cents : 0;
		out->counts = gift_counts(s.kind);
		ok = !out->counts || given_in(app, source_id, out->year, &out->given_cents, e);
	}
	arena_clear(&a);
	return ok;
}
