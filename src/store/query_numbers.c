/* Figures: kept sums by month, and the best sources of any span, exact at any size. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/store/query.h"

static void empty_months(int32_t from, int32_t to, struct month_row *rows)
{
	for (int32_t m = from; m <= to; m++)
		rows[m - from] = (struct month_row){.month = m};
}

static bool read_months(struct query *q, int32_t from, int32_t to, struct month_row *rows, struct err *e)
{
	empty_months(from, to, rows);
	while (query_step(q)) {
		int32_t month = (int32_t)query_i64(q, 0);
		if (month < from || month > to)
			continue;
		rows[month - from] = (struct month_row){month,           query_i64(q, 1), query_i64(q, 2),
							query_i64(q, 3), query_i64(q, 4), query_i64(q, 5)};
	}
	return query_end(q, e);
}

bool store_months(struct store *s, int32_t from, int32_t to, struct month_row *rows, struct err *e)
{
	return read_months(
		db_query(s->db,
			 "SELECT \"month\", referrals, came, billed_cents, received_cents, no_amount FROM months"
			 " WHERE \"month\" BETWEEN $1 AND $2",
			 "ii", (int64_t)from, (int64_t)to),
		from, to, rows, e);
}

static const char ALL_SPAN[] =
	"SELECT COUNT(*), COALESCE(SUM(came), 0), COALESCE(SUM(b), 0), COALESCE(SUM(r), 0),"
	" COALESCE(SUM(CASE WHEN came = 1 AND b = 0 AND r = 0 THEN 1 ELSE 0 END), 0) FROM"
	" (SELECT CASE WHEN status IN ('evaluated', 'active', 'discharged') THEN 1 ELSE 0 END AS came,"
	" COALESCE(billed_cents, 0) AS b, COALESCE(received_cents, 0) AS r FROM referrals"
	" WHERE received_on BETWEEN $1 AND $2 AND direction = 'in') x";

bool store_span(struct store *s, int32_t from, int32_t to, struct month_row *sum, struct err *e)
{
	struct query *q = db_query(s->db, ALL_SPAN, "dd", from, to);
	*sum = (struct month_row){0};
	if (query_step(q))
		*sum = (struct month_row){
			0, query_i64(q, 0), query_i64(q, 1), query_i64(q, 2), query_i64(q, 3), query_i64(q, 4)};
	return query_end(q, e);
}

static const char SOURCE_REFERRALS[] =
	"SELECT received_on, status, COALESCE(billed_cents, 0), COALESCE(received_cents, 0) FROM referrals"
	" WHERE source_id = $1 AND direction = 'in' AND received_on >= $2 AND received_on < $3";

bool store_source_months(struct store *s, uint64_t source_id, int32_t from, int32_t to, struct month_row *rows,
			 struct err *e)
{
	assert(source_id);
	empty_months(from, to, rows);
	struct query *q = db_query(s->db, SOURCE_REFERRALS, "uii", source_id, (int64_t)day_month_start(from),
				   (int64_t)day_month_start(to + 1));
	while (query_step(q)) {
		struct referral r = {.status = (int16_t)choice_index(choices_status, query_text(q, 1))};
		struct month_row *m = &rows[day_month_number(query_day(q, 0)) - from];
		m->referrals++;
		m->came += referral_came(&r);
		m->billed_cents += query_i64(q, 2);
		m->received_cents += query_i64(q, 3);
		m->no_amount += referral_came(&r) && !query_i64(q, 2) && !query_i64(q, 3);
	}
	return query_end(q, e);
}

/* --- the best of a span --- */

/* A source's sum over all time is never less than over a span. So: walk the sources from the largest total
 * down, sum the span of each along its index, and stop when no further total can beat the worst of the best. */
static const char BY_BILLED[] = "SELECT id, billed_cents FROM sources ORDER BY billed_cents DESC, id";
static const char BY_RECEIVED[] = "SELECT id, received_cents FROM sources ORDER BY received_cents DESC, id";
static const char BY_REFERRALS[] = "SELECT id, referrals FROM sources ORDER BY referrals DESC, id";
static const char SPAN[] = "SELECT COUNT(*), SUM(CASE WHEN status IN ('evaluated', 'active', 'discharged') THEN 1 ELSE "
			   "0 END), SUM(billed_cents),"
			   " SUM(received_cents) FROM referrals WHERE source_id = $1 AND direction = 'in' AND "
			   "received_on BETWEEN $2 AND $3";

struct best {
	struct top_row *rows;
	int n, max;
	enum top_by by;
};

static int64_t worth(const struct best *b, const struct top_row *r)
{
	return b->by == TOP_REVENUE ? r->cents : r->referrals;
}

static void put(struct best *b, struct top_row r)
{
	int i = b->n;
	if (!r.referrals || (i == b->max && worth(b, &r) <= worth(b, &b->rows[i - 1])))
		return;
	if (i == b->max)
		i--;
	else
		b->n++;
	for (; i > 0 && worth(b, &r) > worth(b, &b->rows[i - 1]); i--)
		b->rows[i] = b->rows[i - 1];
	b->rows[i] = r;
}

static bool span_of(struct store *s, uint64_t id, int32_t from, int32_t to, bool received, struct top_row *r,
		    struct err *e)
{
	struct query *q = db_query(s->db, SPAN, "udd", id, from, to);
	*r = (struct top_row){.id = id};
	if (query_step(q)) {
		r->referrals = query_i64(q, 0);
		r->came = query_i64(q, 1);
		r->cents = query_i64(q, received ? 3 : 2);
	}
	return query_end(q, e);
}

static bool name_rows(struct store *s, struct top_row *rows, int n, struct arena *a, struct err *e)
{
	bool ok = true;
	for (int i = 0; ok && i < n; i++) {
		struct query *q = db_query(s->db,
					   "SELECT s.name, p.name FROM sources s LEFT JOIN practices p ON p.id = "
					   "s.practice_id WHERE s.id = $1",
					   "u", rows[i].id);
		if (query_step(q)) {
			rows[i].name = arena_strdup(a, query_text(q, 0));
			rows[i].practice = arena_strdup(a, query_text(q, 1));
		}
		ok = query_end(q, e);
	}
	return ok;
}

bool store_top(struct store *s, enum top_by by, int32_t from, int32_t to, int max, struct arena *a,
	       struct top_row **rows, int *n, struct err *e)
{
	bool received = store_setting(s, SET_REVENUE_BASIS) == 1, ok = true;
	struct best b = {.rows = arena_alloc(a, (size_t)(max > 0 ? max : 1) * sizeof **rows), .max = max, .by = by};
	struct query *q = db_query(s->db, by == TOP_REFERRALS ? BY_REFERRALS : received ? BY_RECEIVED : BY_BILLED, "");
	while (ok && max > 0 && query_step(q)) {
		struct top_row r;
		int64_t total = query_i64(q, 1);
		if ((by == TOP_REFERRALS && !total) || (b.n == max && total <= worth(&b, &b.rows[max - 1])))
			break;
		if (by == TOP_REVENUE && !total)
			break; /* no amounts from here on */
		ok = span_of(s, (uint64_t)query_i64(q, 0), from, to, received, &r, e);
		if (ok && (by == TOP_REFERRALS || r.cents > 0))
			put(&b, r);
	}
	ok = query_end(q, ok ? e : NULL) && ok;
	*rows = b.rows;
	*n = b.n;
	return ok && name_rows(s, b.rows, b.n, a, e);
}

static const char TREND[] =
	"SELECT source_id, SUM(now) AS n, SUM(CASE WHEN now = 1 AND status IN ('evaluated', 'active', 'discharged') "
	"THEN 1 ELSE 0 END), SUM(CASE WHEN now = 1 THEN billed_cents END), SUM(CASE WHEN now = 1 THEN received_cents "
	"END), SUM(1 - now) AS was FROM"
	" (SELECT source_id, status, billed_cents, received_cents, CASE WHEN received_on >= $1 THEN 1 ELSE 0 END AS now"
	" FROM referrals WHERE (received_on BETWEEN $1 AND $2 OR received_on BETWEEN $3 AND $4) AND direction = 'in'"
	" AND source_id IS NOT NULL) x GROUP BY source_id ORDER BY n - was DESC, n DESC, source_id LIMIT $5";

bool store_trend(struct store *s, int32_t from, int32_t to, int32_t before_from, int32_t before_to, int max,
		 struct arena *a, struct top_row **rows, int *n, struct err *e)
{
	bool received = store_setting(s, SET_REVENUE_BASIS) == 1;
	struct query *q = db_query(s->db, TREND, "ddddi", from, to, before_from, before_to, (int64_t)max);
	*rows = arena_alloc(a, (size_t)(max > 0 ? max : 1) * sizeof **rows);
	*n = 0;
	while (*n < max && query_step(q))
		(*rows)[(*n)++] = (struct top_row){.id = (uint64_t)query_i64(q, 0),
						   .referrals = query_i64(q, 1),
						   .came = query_i64(q, 2),
						   .cents = query_i64(q, received ? 4 : 3),
						   .before = query_i64(q, 5)};
	return query_end(q, e) && name_rows(s, *rows, *n, a, e);
}

bool store_numbers(struct store *s, int32_t from, int32_t to, int32_t today, struct numbers *n, struct err *e)
{
	struct tally t;
	struct source_filter quiet;
	int64_t active_from = today - store_setting(s, SET_ACTIVE_DAYS);
	*n = (struct numbers){0};
	if (!store_tally(s, &t, e))
		return false;
	n->sources = t.total;
	n->active =
		db_number(s->db, 0, "SELECT COUNT(*) FROM sources WHERE referred_on IS NOT NULL AND referred_on >= $1",
			  "i", active_from);
	n->thanks_owed = db_number(s->db, 0, "SELECT COUNT(*) FROM referrals WHERE thank_due_on < 2932896", "");
	source_filter_init(&quiet);
	quiet.quiet = true;
	n->quiet = store_sources_count(s, &quiet, today, INT64_MAX);
	n->touches = db_number(s->db, 0, "SELECT COUNT(*) FROM touches WHERE \"on\" BETWEEN $1 AND $2", "dd", from, to);
	struct query *q = db_query(s->db,
				   "SELECT COUNT(*), COALESCE(SUM(CASE WHEN thanked_on - received_on <= 2 THEN 1 ELSE "
				   "0 END), 0) FROM referrals"
				   " WHERE received_on BETWEEN $1 AND $2 AND thanked_on IS NOT NULL",
				   "dd", from, to);
	if (query_step(q)) {
		n->thanked = query_i64(q, 0);
		n->thanked_in_time = query_i64(q, 1);
	}
	if (!query_end(q, e))
		return false;
	/* no touch lies in the future, so whoever was touched since `from` has their last touch since then */
	n->met_sources = db_number(
		s->db, 0, "SELECT COUNT(*) FROM sources WHERE touched_on IS NOT NULL AND touched_on >= $1", "d", from);
	return true;
}
