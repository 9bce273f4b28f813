/* Figures: kept sums by month, and the best sources of any span, exact at any size. */
#include <assert.h>
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

/* From end to end: the sign keeps the engine from the index of the day. */
static const char EVERY_ROW[] =
	"SELECT received_on, CASE WHEN status IN ('evaluated', 'active', 'discharged') THEN 1 ELSE 0 END,"
	" COALESCE(billed_cents, 0), COALESCE(received_cents, 0) FROM referrals"
	" WHERE +received_on BETWEEN $1 AND $2 AND direction = 'in'";

static bool scan_spans(struct store *s, const struct span *spans, int n, struct month_row *sums, struct err *e)
{
	int32_t from = spans[0].from, to = spans[0].to;
	for (int i = 1; i < n; i++) {
		from = spans[i].from < from ? spans[i].from : from;
		to = spans[i].to > to ? spans[i].to : to;
	}
	struct query *q = db_query(s->db, EVERY_ROW, "dd", from, to);
	while (query_step(q)) {
		int32_t on = query_day(q, 0);
		int64_t came = query_i64(q, 1), billed = query_i64(q, 2), received = query_i64(q, 3);
		for (int i = 0; i < n; i++) {
			if (on < spans[i].from || on > spans[i].to)
				continue;
			sums[i].referrals++;
			sums[i].came += came;
			sums[i].billed_cents += billed;
			sums[i].received_cents += received;
			sums[i].no_amount += came && !billed && !received;
		}
	}
	return query_end(q, e);
}

bool store_spans(struct store *s, const struct span *spans, int n, struct month_row *sums, struct err *e)
{
	int64_t rows = 0, all = db_number(s->db, 0, "SELECT SUM(referrals) FROM months", "");
	bool ok = true;
	for (int i = 0; i < n; i++) {
		sums[i] = (struct month_row){0};
		rows += db_number(s->db, 0, "SELECT COUNT(*) FROM referrals WHERE received_on BETWEEN $1 AND $2", "dd",
				  spans[i].from, spans[i].to);
	}
	if (n && rows > all / FEW)
		return scan_spans(s, spans, n, sums, e);
	for (int i = 0; ok && i < n; i++)
		ok = store_span(s, spans[i].from, spans[i].to, &sums[i], e);
	return ok;
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

/* Of the sources with a referral since that day those let go or archived, who are no active sources. */
static const char SET_ASIDE[] = "SELECT (SELECT COUNT(*) FROM sources WHERE standing <> 'live' AND standing = 'let_go' "
				"AND archived = 0 AND referred_on >= $1)"
				" + (SELECT COUNT(*) FROM sources WHERE archived = 1 AND referred_on >= $1)";

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
			  "i", active_from) -
		db_number(s->db, 0, SET_ASIDE, "i", active_from);
	n->thanks_owed = db_number(s->db, 0, "SELECT SUM(thanks_owed) FROM sources WHERE thanks_owed > 0", "");
	source_filter_init(&quiet);
	quiet.quiet = true;
	n->quiet = store_sources_count(s, &quiet, today, INT64_MAX);
	n->touches = db_number(s->db, 0, "SELECT COUNT(*) FROM touches WHERE \"on\" BETWEEN $1 AND $2", "dd", from, to);
	/* no touch lies in the future, so whoever was touched since `from` has their last touch since then */
	n->met_sources = db_number(
		s->db, 0, "SELECT COUNT(*) FROM sources WHERE touched_on IS NOT NULL AND touched_on >= $1", "d", from);
	return true;
}
