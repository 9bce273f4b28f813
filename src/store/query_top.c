/* The best sources of a span: exact at any size, without reading every row. */
#include <stdlib.h>

#include "inner.h"
#include "rapport/base/idmap.h"
#include "rapport/store/query.h"

/* Rows that a walk may read before all are read from end to end: so many, and one in so many of all. */
#define WALK_LEAST 64
#define WALK_PART 16

/* --- the best so far --- */

struct candidate {
	struct top_row row;
	int64_t worth, total; /* what is asked for in the span, and of all time; trend: and the referrals of the span */
};

struct best {
	struct candidate *rows;
	int n, max;
};

static bool better(const struct candidate *a, const struct candidate *b)
{
	if (a->worth != b->worth)
		return a->worth > b->worth;
	return a->total != b->total ? a->total > b->total : a->row.id < b->row.id;
}

static void put(struct best *b, const struct candidate *c)
{
	int i = b->n;
	if (i == b->max && !better(c, &b->rows[i - 1]))
		return;
	if (i == b->max)
		i--;
	else
		b->n++;
	for (; i > 0 && better(c, &b->rows[i - 1]); i--)
		b->rows[i] = b->rows[i - 1];
	b->rows[i] = *c;
}

static bool beaten(const struct best *b, int64_t most)
{
	return b->n == b->max && most < b->rows[b->max - 1].worth;
}

static const char NAMES[] =
	"SELECT s.name, p.name FROM sources s LEFT JOIN practices p ON p.id = s.practice_id WHERE s.id = $1";

static bool hand_over(struct store *s, const struct best *b, struct arena *a, struct top_row **rows, int *n,
		      struct err *e)
{
	bool ok = true;
	*rows = arena_alloc(a, (size_t)(b->n ? b->n : 1) * sizeof **rows);
	*n = b->n;
	for (int i = 0; ok && i < b->n; i++) {
		struct query *q = db_query(s->db, NAMES, "u", b->rows[i].row.id);
		(*rows)[i] = b->rows[i].row;
		if (query_step(q)) {
			(*rows)[i].name = arena_strdup(a, query_text(q, 0));
			(*rows)[i].practice = arena_strdup(a, query_text(q, 1));
		}
		ok = query_end(q, e);
	}
	return ok;
}

/* --- one source, exactly --- */

static const char SPAN[] = "SELECT COUNT(*), SUM(CASE WHEN status IN ('evaluated', 'active', 'discharged') THEN 1 ELSE "
			   "0 END), SUM(billed_cents),"
			   " SUM(received_cents) FROM referrals WHERE source_id = $1 AND direction = 'in' AND "
			   "received_on BETWEEN $2 AND $3";

static bool span_of(struct store *s, uint64_t id, int32_t from, int32_t to, struct top_row *r, struct err *e)
{
	bool received = store_setting(s, SET_REVENUE_BASIS) == 1;
	struct query *q = db_query(s->db, SPAN, "udd", id, from, to);
	*r = (struct top_row){.id = id};
	if (query_step(q)) {
		r->referrals = query_i64(q, 0);
		r->came = query_i64(q, 1);
		r->cents = query_i64(q, received ? 3 : 2);
	}
	return query_end(q, e);
}

/* --- every source, bounded --- */

/* The index (source_id, received_on) holds the referrals in and out of every source; how many of them are out is what it has more than the
 * source's own sum of those in. So much is known of each without reading a referral. */
static const char COUNTS[] =
	"SELECT r.source_id, COUNT(*),"
	" SUM(CASE WHEN r.received_on BETWEEN $1 AND $2 THEN 1 ELSE 0 END),"
	" SUM(CASE WHEN r.received_on BETWEEN $3 AND $4 THEN 1 ELSE 0 END)"
	" FROM referrals r WHERE r.source_id IS NOT NULL GROUP BY r.source_id ORDER BY r.source_id";
static const char TOTALS[] = "SELECT id, referrals FROM sources ORDER BY referrals DESC, id";

struct bound {
	uint64_t id;
	int64_t all, now, before, total, most; /* most: its worth is at most that */
};

struct bounds {
	struct bound *rows;
	size_t n;
};

static bool read_counts(struct store *s, const struct span *now, const struct span *before, struct bounds *b,
			struct err *e)
{
	size_t cap = 0;
	struct query *q = db_query(s->db, COUNTS, "dddd", now->from, now->to, before->from, before->to);
	while (query_step(q)) {
		struct bound one = {.id = (uint64_t)query_i64(q, 0),
				    .all = query_i64(q, 1),
				    .now = query_i64(q, 2),
				    .before = query_i64(q, 3)};
		if (!one.now && !one.before)
			continue;
		if (b->n == cap) {
			cap = cap ? cap * 2 : 256;
			b->rows = mem_grow(b->rows, cap * sizeof *b->rows);
		}
		b->rows[b->n++] = one;
	}
	return query_end(q, e);
}

static int by_id(const void *x, const void *y)
{
	const struct bound *a = x, *b = y;
	return a->id < b->id ? -1 : a->id > b->id;
}

/* trend: what came more than before; else what came. */
static bool read_totals(struct store *s, bool trend, struct bounds *b, struct err *e)
{
	struct query *q = db_query(s->db, TOTALS, "");
	while (query_step(q)) {
		struct bound key = {.id = (uint64_t)query_i64(q, 0)};
		struct bound *one = bsearch(&key, b->rows, b->n, sizeof *b->rows, by_id);
		if (!one)
			continue;
		one->total = query_i64(q, 1);
		int64_t out = one->all - one->total, before = one->before > out ? one->before - out : 0;
		one->most = trend ? one->now - before : one->now;
	}
	return query_end(q, e);
}

static int by_most(const void *x, const void *y)
{
	const struct bound *a = x, *b = y;
	if (a->most != b->most)
		return a->most < b->most ? 1 : -1;
	return by_id(x, y);
}

/* From the one that could be best down, until none can be better than the worst of the best. */
static bool best_of_all(struct store *s, bool trend, const struct span *now, const struct span *before, struct best *b,
			struct err *e)
{
	struct bounds all = {0};
	bool ok = read_counts(s, now, before, &all, e);
	if (ok && all.n) {
		ok = read_totals(s, trend, &all, e);
		qsort(all.rows, all.n, sizeof *all.rows, by_most);
	}
	for (size_t i = 0; ok && i < all.n && !beaten(b, all.rows[i].most); i++) {
		struct candidate c = {0};
		struct top_row was = {0};
		ok = span_of(s, all.rows[i].id, now->from, now->to, &c.row, e) &&
		     (!trend || span_of(s, all.rows[i].id, before->from, before->to, &was, e));
		c.row.before = was.referrals;
		c.worth = trend ? c.row.referrals - was.referrals : c.row.referrals;
		c.total = trend ? c.row.referrals : all.rows[i].total;
		if (ok && (c.row.referrals || was.referrals))
			put(b, &c);
	}
	free(all.rows);
	return ok;
}

/* --- by revenue or referrals --- */

/* A source's sum over all time is never less than over a span. So: walk the sources from the largest total
 * down, sum the span of each along its index, and stop when no further total can beat the worst of the best. */
static const char BY_BILLED[] = "SELECT id, billed_cents FROM sources ORDER BY billed_cents DESC, id";
static const char BY_RECEIVED[] = "SELECT id, received_cents FROM sources ORDER BY received_cents DESC, id";

/* *done: the walk came to its end within what it may read. */
static bool walk(struct store *s, enum top_by by, const struct span *now, struct best *b, bool *done, struct err *e)
{
	bool received = store_setting(s, SET_REVENUE_BASIS) == 1, ok = true;
	int64_t left = WALK_LEAST + db_number(s->db, 0, "SELECT SUM(referrals) FROM months", "") / WALK_PART;
	struct query *q = db_query(s->db, by == TOP_REFERRALS ? TOTALS : received ? BY_RECEIVED : BY_BILLED, "");
	*done = true;
	while (ok && *done && query_step(q)) {
		struct candidate c = {.total = query_i64(q, 1)};
		if (!c.total || (b->n == b->max && c.total <= b->rows[b->max - 1].worth))
			break; /* no more from here on */
		ok = span_of(s, (uint64_t)query_i64(q, 0), now->from, now->to, &c.row, e);
		c.worth = by == TOP_REVENUE ? c.row.cents : c.row.referrals;
		if (ok && c.worth > 0)
			put(b, &c);
		left -= 1 + c.row.referrals;
		*done = left >= 0;
	}
	return query_end(q, ok ? e : NULL) && ok;
}

/* The sign keeps the engine from the index of the day. */
static const char EVERY_ROW[] =
	"SELECT source_id, CASE WHEN status IN ('evaluated', 'active', 'discharged') THEN 1 ELSE 0 END, billed_cents,"
	" received_cents FROM referrals WHERE +received_on BETWEEN $1 AND $2 AND direction = 'in'"
	" AND source_id IS NOT NULL";

struct sums {
	struct idmap ids;
	struct top_row *rows; /* by place */
	size_t cap;
};

static bool sum_all(struct store *s, const struct span *now, struct sums *all, struct err *e)
{
	int cents = store_setting(s, SET_REVENUE_BASIS) == 1 ? 3 : 2;
	struct query *q = db_query(s->db, EVERY_ROW, "dd", now->from, now->to);
	while (query_step(q)) {
		uint64_t id = (uint64_t)query_i64(q, 0);
		size_t seen = all->ids.n, place = idmap_place(&all->ids, id);
		if (place == all->cap) {
			all->cap = all->cap ? all->cap * 2 : 256;
			all->rows = mem_grow(all->rows, all->cap * sizeof *all->rows);
		}
		if (place == seen)
			all->rows[place] = (struct top_row){.id = id};
		all->rows[place].referrals++;
		all->rows[place].came += query_i64(q, 1);
		all->rows[place].cents += query_i64(q, cents);
	}
	return query_end(q, e);
}

static bool richest_of_all(struct store *s, const struct span *now, struct best *b, struct err *e)
{
	bool received = store_setting(s, SET_REVENUE_BASIS) == 1;
	struct sums all = {0};
	bool ok = sum_all(s, now, &all, e);
	for (size_t i = 0; ok && i < all.ids.n; i++) {
		struct candidate c = {.row = all.rows[i], .worth = all.rows[i].cents};
		if (c.worth <= 0 || beaten(b, c.worth))
			continue;
		c.total = db_number(s->db, 0,
				    received ? "SELECT received_cents FROM sources WHERE id = $1"
					     : "SELECT billed_cents FROM sources WHERE id = $1",
				    "u", c.row.id);
		put(b, &c);
	}
	idmap_free(&all.ids);
	free(all.rows);
	return ok;
}

bool store_top(struct store *s, enum top_by by, int32_t from, int32_t to, int max, struct arena *a,
	       struct top_row **rows, int *n, struct err *e)
{
	struct best b = {.rows = mem_alloc((size_t)(max > 0 ? max : 1) * sizeof *b.rows), .max = max};
	struct span now = {from, to}, never = {1, 0};
	bool done = true, ok = max <= 0 || walk(s, by, &now, &b, &done, e);
	if (ok && !done) {
		b.n = 0;
		ok = by == TOP_REFERRALS ? best_of_all(s, false, &now, &never, &b, e) : richest_of_all(s, &now, &b, e);
	}
	ok = ok && hand_over(s, &b, a, rows, n, e);
	free(b.rows);
	return ok;
}

/* --- by trend --- */

bool store_trend(struct store *s, int32_t from, int32_t to, int32_t before_from, int32_t before_to, int max,
		 struct arena *a, struct top_row **rows, int *n, struct err *e)
{
	struct best b = {.rows = mem_alloc((size_t)(max > 0 ? max : 1) * sizeof *b.rows), .max = max};
	struct span now = {from, to}, before = {before_from, before_to};
	bool ok = (max <= 0 || best_of_all(s, true, &now, &before, &b, e)) && hand_over(s, &b, a, rows, n, e);
	free(b.rows);
	return ok;
}
