/* Lists of referrals, page by page, the newest first. */
#include <stdlib.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/store/query.h"

/* $1 today, $2 the source, $3 since, $4 and $5 the place to go on from, $6 rows, $7 one id, $8 and $9 the days of a month: only those that
 * occur are bound. */

#define LIVE "COALESCE(s.archived, 0) = 0"
#define UNTHANKED "r.thank_due_on < 2932896 AND " LIVE
#define LOOP                                                                                               \
	LIVE " AND EXISTS (SELECT 1 FROM dues d WHERE d.subject_id = r.id AND (d.rule IN (" LOOP_RULES ")" \
	     " OR (d.rule = 'report-progress' AND d.due_on <= $1)))"
#define POC                                                                                      \
	LIVE " AND EXISTS (SELECT 1 FROM dues d WHERE d.subject_id = r.id AND d.rule = 'poc'"    \
	     " AND ((r.poc_signed_on IS NULL AND (r.poc_sent_on IS NULL OR r.order_on IS NULL))" \
	     " OR d.due_on <= $1 + 14))"
#define CAME "r.direction = 'in' AND r.status IN ('evaluated', 'active', 'discharged')"
#define NO_AMOUNT CAME " AND COALESCE(r.billed_cents, 0) = 0 AND COALESCE(r.received_cents, 0) = 0"

_Static_assert(POC_AHEAD == 14, "as in POC");
_Static_assert(DAY_FAR == 2932896, "as in UNTHANKED");

static const char ROW[] = "SELECT r.id, r.source_id, r.number, r.direction, r.status, r.received_on, s.name,"
			  " r.patient_ref, r.\"for\", r.payer, r.thanked_on,"
			  " CASE WHEN " UNTHANKED " THEN 1 ELSE 0 END,"
			  " CASE WHEN " LOOP " THEN 1 ELSE 0 END,"
			  " CASE WHEN " POC " THEN 1 ELSE 0 END,"
			  " CASE WHEN " NO_AMOUNT " THEN 1 ELSE 0 END";
static const char FROM[] = " FROM referrals r LEFT JOIN sources s ON s.id = r.source_id WHERE 1 = 1";

/* rules: of the dues among which the list is looked for, where it is everybody's. */
static const struct which {
	const char *where, *rules;
} whichs[REFERRALS_WHICH] = {
	[REFERRALS_ALL] = {"", NULL},
	[REFERRALS_UNTHANKED] = {" AND " UNTHANKED, "'thank'"},
	[REFERRALS_LOOP] = {" AND " LOOP, LOOP_RULES ", 'report-progress'"},
	[REFERRALS_POC] = {" AND " POC, "'poc'"},
	[REFERRALS_NO_AMOUNT] = {" AND " NO_AMOUNT, NULL},
	[REFERRALS_ACTIVE] = {" AND r.direction = 'in' AND r.status IN ('evaluated', 'active')", NULL},
	[REFERRALS_OUT] = {" AND r.direction = 'out'", NULL},
};

static void where(struct str *b, const struct referral_filter *f)
{
	const struct which *w = &whichs[f->which];
	str_add(b, w->where);
	if (f->source_id)
		str_add(b, " AND r.source_id = $2");
	else if (w->rules)
		str_printf(b, " AND r.id IN (SELECT q.subject_id FROM dues q WHERE q.rule IN (%s))", w->rules);
	if (f->since != DAY_NONE)
		str_add(b, " AND r.received_on >= $3");
}

static bool dated(const struct referral_filter *f)
{
	return f->which == REFERRALS_LOOP || f->which == REFERRALS_POC;
}

static void bind_where(struct query *q, const struct referral_filter *f)
{
	if (f->source_id)
		query_bind_i64(q, 2, (int64_t)f->source_id);
	if (f->since != DAY_NONE)
		query_bind_i64(q, 3, f->since);
}

static void read_row(struct query *q, struct arena *a, struct referral_row *r)
{
	*r = (struct referral_row){
		.id = (uint64_t)query_i64(q, 0),
		.source_id = (uint64_t)query_i64(q, 1),
		.number = query_i64(q, 2),
		.direction = (int16_t)choice_index(choices_referral_direction, query_text(q, 3)),
		.status = (int16_t)choice_index(choices_status, query_text(q, 4)),
		.received_on = query_day(q, 5),
		.source = arena_strdup(a, query_text(q, 6)),
		.patient_ref = arena_strdup(a, query_text(q, 7)),
		.reason = arena_strdup(a, query_text(q, 8)),
		.payer = arena_strdup(a, query_text(q, 9)),
		.thanked_on = query_day(q, 10),
		.unthanked = query_i64(q, 11) != 0,
		.loop_open = query_i64(q, 12) != 0,
		.poc_open = query_i64(q, 13) != 0,
		.no_amount = query_i64(q, 14) != 0,
	};
}

struct page {
	const struct referral_row *from;
	bool before;
	int limit;
	struct arena *a;
	struct referral_row *rows;
	int n;
};

/* Adds rows to the page until it is full; days: only those received within them. */
static bool read_rows(struct store *s, const struct referral_filter *f, struct page *p, const int32_t days[2],
		      struct err *e)
{
	struct str b = {0};
	const char *dir = p->before ? "" : " DESC";
	str_printf(&b, "%s%s", ROW, FROM);
	where(&b, f);
	if (days)
		str_add(&b, " AND r.received_on BETWEEN $8 AND $9");
	if (p->from)
		str_printf(&b, " AND (r.received_on, r.id) %s ($4, $5)", p->before ? ">" : "<");
	str_printf(&b, " ORDER BY r.received_on%s, r.id%s LIMIT $6", dir, dir);
	struct query *q = db_prepare(s->db, str_text(&b));
	query_bind_i64(q, 1, f->today);
	bind_where(q, f);
	if (p->from) {
		query_bind_i64(q, 4, p->from->received_on);
		query_bind_i64(q, 5, (int64_t)p->from->id);
	}
	query_bind_i64(q, 6, p->limit - p->n);
	if (days) {
		query_bind_i64(q, 8, days[0]);
		query_bind_i64(q, 9, days[1]);
	}
	while (p->n < p->limit && query_step(q))
		read_row(q, p->a, &p->rows[p->n++]);
	str_free(&b);
	return query_end(q, e);
}

/* Only the months that hold a referral without an amount are walked. */
static bool by_months(struct store *s, const struct referral_filter *f, struct page *p, struct err *e)
{
	struct query *q = db_query(s->db,
				   p->before ? "SELECT month FROM months WHERE no_amount > 0 ORDER BY month"
					     : "SELECT month FROM months WHERE no_amount > 0 ORDER BY month DESC",
				   "");
	int32_t *months = NULL;
	int n = 0;
	while (query_step(q)) {
		months = mem_grow(months, (size_t)(n + 1) * sizeof *months);
		months[n++] = (int32_t)query_i64(q, 0);
	}
	bool ok = query_end(q, e);
	for (int i = 0; ok && i < n && p->n < p->limit; i++) {
		int32_t days[2] = {day_month_start(months[i]), day_month_start(months[i] + 1) - 1};
		bool passed = p->from && (p->before ? days[1] < p->from->received_on : days[0] > p->from->received_on);
		if (!passed && (f->since == DAY_NONE || days[1] >= f->since))
			ok = read_rows(s, f, p, days, e);
	}
	free(months);
	return ok;
}

/* All less those to us, of which sums are kept. */
static int64_t count_out(struct store *s)
{
	return db_number(s->db, 0,
			 "SELECT (SELECT COUNT(*) FROM referrals) - (SELECT COALESCE(SUM(referrals), 0) FROM months)",
			 "");
}

static void reverse(struct referral_row *rows, int n)
{
	for (int i = 0; i < n / 2; i++) {
		struct referral_row r = rows[i];
		rows[i] = rows[n - 1 - i];
		rows[n - 1 - i] = r;
	}
}

bool store_referrals(struct store *s, const struct referral_filter *f, const struct referral_row *from, bool before,
		     int limit, struct arena *a, struct referral_row **rows, int *n, struct err *e)
{
	struct page p = {.from = from, .before = before, .limit = limit, .a = a};
	bool everybody = !f->source_id;
	p.rows = arena_alloc(a, (size_t)(limit > 0 ? limit : 1) * sizeof *p.rows);
	if (everybody && f->which == REFERRALS_OUT) {
		int64_t most = count_out(s);
		p.limit = most < limit ? (int)most : limit; /* the walk ends with the last of them */
	}
	bool ok = everybody && f->which == REFERRALS_NO_AMOUNT ? by_months(s, f, &p, e)
		  : p.limit > 0                                ? read_rows(s, f, &p, NULL, e)
							       : true;
	if (before)
		reverse(p.rows, p.n);
	*rows = p.rows;
	*n = p.n;
	return ok;
}

bool store_referral_row(struct store *s, const struct referral_filter *f, uint64_t id, struct arena *a,
			struct referral_row *row, bool *found, struct err *e)
{
	struct str b = {0};
	str_printf(&b, "%s%s%s AND r.id = $7", ROW, FROM, whichs[f->which].where);
	if (f->source_id)
		str_add(&b, " AND r.source_id = $2");
	if (f->since != DAY_NONE)
		str_add(&b, " AND r.received_on >= $3");
	struct query *q = db_prepare(s->db, str_text(&b));
	query_bind_i64(q, 1, f->today);
	bind_where(q, f);
	query_bind_i64(q, 7, (int64_t)id);
	*found = query_step(q);
	if (*found)
		read_row(q, a, row);
	str_free(&b);
	return query_end(q, e);
}

int64_t store_referrals_count(struct store *s, const struct referral_filter *f, int64_t most)
{
	struct referral_filter whenever = *f;
	struct str b = {0};
	int64_t n = 0;
	if (!f->source_id && f->which == REFERRALS_ACTIVE)
		return -1;
	if (!f->source_id && f->which == REFERRALS_NO_AMOUNT)
		return db_number(s->db, 0, "SELECT COALESCE(SUM(no_amount), 0) FROM months", "");
	if (!f->source_id && f->which == REFERRALS_OUT)
		return count_out(s);
	whenever.since = DAY_NONE;
	str_printf(&b, "SELECT COUNT(*) FROM (SELECT 1%s", FROM);
	where(&b, &whenever);
	str_add(&b, " LIMIT $6)");
	struct query *q = db_prepare(s->db, str_text(&b));
	if (dated(f))
		query_bind_i64(q, 1, f->today);
	bind_where(q, &whenever);
	query_bind_i64(q, 6, most);
	if (query_step(q))
		n = query_i64(q, 0);
	query_end(q, NULL);
	str_free(&b);
	return n;
}
