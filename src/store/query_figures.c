/* Passes over the rows of a span, for what no kept sum holds. */
#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/store/figures.h"

/* --- referrals --- */

/* The sign in front of a column keeps the engine from its index. */
#define MARKS                                                                                           \
	"SELECT source_id, direction, status, received_on, evaluated_on, billed_cents, received_cents," \
	" nps, payer FROM referrals WHERE "
static const char BY_INDEX[] = MARKS "received_on BETWEEN $1 AND $2";
static const char ALL_OF_THEM[] = MARKS "+received_on BETWEEN $1 AND $2";

static bool few_referrals(struct store *s, int32_t from, int32_t to)
{
	int64_t most = db_number(s->db, 0, "SELECT SUM(referrals) FROM months", "") / FEW;
	int64_t n = db_number(s->db, 0,
			      "SELECT COUNT(*) FROM (SELECT 1 FROM referrals WHERE received_on BETWEEN $1 AND $2"
			      " LIMIT $3) x",
			      "ddi", from, to, most + 1);
	return n <= most;
}

bool store_referral_marks(struct store *s, int32_t from, int32_t to,
			  void (*fn)(void *ctx, const struct referral_mark *m), void *ctx, struct err *e)
{
	int cents = store_setting(s, SET_REVENUE_BASIS) == 1 ? 6 : 5;
	struct query *q = db_query(s->db, few_referrals(s, from, to) ? BY_INDEX : ALL_OF_THEM, "dd", from, to);
	while (query_step(q)) {
		struct referral_mark m = {
			.source_id = (uint64_t)query_i64(q, 0),
			.direction = (int16_t)choice_index(choices_referral_direction, query_text(q, 1)),
			.status = (int16_t)choice_index(choices_status, query_text(q, 2)),
			.received_on = query_day(q, 3),
			.evaluated_on = query_day(q, 4),
			.cents = query_i64(q, cents),
			.nps = query_num(q, 7),
			.payer = query_text(q, 8),
		};
		fn(ctx, &m);
	}
	return query_end(q, e);
}

/* --- sources --- */

#define SOURCE_MARKS "SELECT id, kind, stage, standing, archived, owner FROM sources"

static void source_marks(struct query *q, void (*fn)(void *ctx, const struct source_mark *m), void *ctx)
{
	while (query_step(q)) {
		struct source_mark m = {
			.id = (uint64_t)query_i64(q, 0),
			.kind = (int16_t)choice_index(choices_source_kind, query_text(q, 1)),
			.stage = (int16_t)choice_index(choices_stage, query_text(q, 2)),
			.standing = (int16_t)choice_index(choices_standing, query_text(q, 3)),
			.archived = query_i64(q, 4) != 0,
			.owner = query_text(q, 5),
		};
		fn(ctx, &m);
	}
}

bool store_source_marks(struct store *s, const uint64_t *ids, int n, void (*fn)(void *ctx, const struct source_mark *m),
			void *ctx, struct err *e)
{
	bool ok = true;
	if (n > 64 && n > db_number(s->db, 0, "SELECT SUM(n) FROM tallies", "") / FEW) {
		struct query *q = db_query(s->db, SOURCE_MARKS, "");
		source_marks(q, fn, ctx);
		return query_end(q, e);
	}
	for (int i = 0; ok && i < n; i++) {
		struct query *q = db_query(s->db, SOURCE_MARKS " WHERE id = $1", "u", ids[i]);
		source_marks(q, fn, ctx);
		ok = query_end(q, e);
	}
	return ok;
}

/* --- touches --- */

#define TOUCH_MARKS "SELECT channel, direction FROM touches WHERE "

bool store_touch_mix(struct store *s, int32_t from, int32_t to, struct touch_mix *mix, struct err *e)
{
	int64_t n = db_number(s->db, 0, "SELECT COUNT(*) FROM touches WHERE \"on\" BETWEEN $1 AND $2", "dd", from, to);
	bool few = n <= db_number(s->db, 0, "SELECT COUNT(*) FROM touches", "") / FEW;
	struct query *q =
		db_query(s->db, few ? TOUCH_MARKS "\"on\" BETWEEN $1 AND $2" : TOUCH_MARKS "+\"on\" BETWEEN $1 AND $2",
			 "dd", from, to);
	*mix = (struct touch_mix){0};
	while (query_step(q)) {
		int channel = choice_index(choices_channel, query_text(q, 0)),
		    began = choice_index(choices_direction, query_text(q, 1));
		if (channel >= 0 && began >= 0)
			mix->n[channel][began]++;
	}
	return query_end(q, e);
}

/* Along the index (source_id, on), which holds all it needs. */
static const char TOUCHED[] = "SELECT source_id FROM touches WHERE +\"on\" BETWEEN $1 AND $2 ORDER BY source_id";

bool store_touched(struct store *s, int32_t from, int32_t to, int64_t *touches, int64_t *sources, struct err *e)
{
	struct query *q = db_query(s->db, TOUCHED, "dd", from, to);
	int64_t last = 0;
	*touches = *sources = 0;
	while (query_step(q)) {
		int64_t id = query_i64(q, 0);
		++*touches;
		*sources += id != last;
		last = id;
	}
	return query_end(q, e);
}

int32_t store_first_touch(struct store *s)
{
	return (int32_t)db_number(s->db, DAY_NONE, "SELECT MIN(\"on\") FROM touches", "");
}

/* --- thanks: the index (received_on, thanked_on) holds all it needs --- */

bool store_thank_days(struct store *s, int32_t from, int32_t to, struct spread *days, struct err *e)
{
	struct query *q = db_query(s->db,
				   "SELECT thanked_on - received_on FROM referrals"
				   " WHERE received_on BETWEEN $1 AND $2 AND thanked_on IS NOT NULL",
				   "dd", from, to);
	while (query_step(q))
		spread_add(days, (int32_t)query_i64(q, 0));
	return query_end(q, e);
}

/* --- one source --- */

static const char WINDOW[] = "SELECT COALESCE(SUM(CASE WHEN direction = 'in' THEN 1 ELSE 0 END), 0),"
			     " COALESCE(SUM(CASE WHEN direction = 'in' AND status IN ('evaluated', 'active', "
			     "'discharged') THEN 1 ELSE 0 END), 0),"
			     " COALESCE(SUM(CASE WHEN direction = 'out' THEN 1 ELSE 0 END), 0) FROM referrals"
			     " WHERE source_id = $1 AND received_on BETWEEN $2 AND $3";

bool store_window(struct store *s, uint64_t source_id, int32_t from, int32_t to, struct window *w, struct err *e)
{
	*w = (struct window){
		.touches = db_number(s->db, 0,
				     "SELECT COUNT(*) FROM touches WHERE source_id = $1 AND \"on\" BETWEEN $2 AND $3",
				     "udd", source_id, from, to)};
	struct query *q = db_query(s->db, WINDOW, "udd", source_id, from, to);
	if (query_step(q)) {
		w->referrals = query_i64(q, 0);
		w->came = query_i64(q, 1);
		w->out = query_i64(q, 2);
	}
	return query_end(q, e);
}
