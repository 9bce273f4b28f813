/* `rapport check`: the file, the history, and the summaries, which are computed anew and compared. */
#include <inttypes.h>
#include <stdlib.h>

#include "inner.h"

static const char *const kept_columns =
	"id, fold, phone_key, counted_on, clock_on, touched_on, substantive_on, met_on, first_touch_on, meetings, "
	"meeting_on, outcomes_on, touches, first_referred_on, usual_gap, "
	"referred_on, referrals,"
	" came, billed_cents, received_cents, thanks_owed, step_on, next_on, next_is_touch, touch_due_on";

/* What is kept, set aside before it is made anew: table, its columns, how to name a row. */
static const struct kept {
	const char *table, *columns, *what;
} kept[] = {
	{"sources", NULL, "source"},
	{"referrals", "id, thanked_on, reported_on, thank_due_on", "referral"},
	{"dues", "subject_id AS id, rule, source_id, due_on, raw_due_on", "queue item of"},
	{"practices", "id, fold", "practice"},
	{"finder", "id, key", "find key of source"},
	{"months", "\"month\" AS id, referrals, came, billed_cents, received_cents, no_amount", "sums of month"},
	{"tallies", "name AS id, n", "tally"},
};
#define KEPT_COUNT (sizeof kept / sizeof kept[0])

static const char *columns_of(const struct kept *k)
{
	return k->columns ? k->columns : kept_columns;
}

static bool set_aside(struct db *db, bool make, struct err *e)
{
	struct str b = {0};
	bool ok = true;
	for (size_t i = 0; ok && i < KEPT_COUNT; i++) {
		str_clear(&b);
		if (make)
			str_printf(&b, "CREATE TEMP TABLE kept_%s AS SELECT %s FROM main.%s", kept[i].table,
				   columns_of(&kept[i]), kept[i].table);
		else
			str_printf(&b, "DROP TABLE IF EXISTS temp.kept_%s", kept[i].table);
		ok = db_script(db, str_text(&b), e);
	}
	str_free(&b);
	return ok;
}

bool summary_rebuild(struct store *s, struct err *e)
{
	static const char SUMS[] =
		"DELETE FROM months; DELETE FROM tallies;"
		"DELETE FROM finder WHERE NOT EXISTS (SELECT 1 FROM sources s WHERE s.id = finder.id);"
		"INSERT INTO months SELECT m, COUNT(*), SUM(came), SUM(b), SUM(r), SUM(CASE WHEN came = 1 AND b = 0 "
		"AND r = 0 THEN 1 ELSE 0 END)"
		" FROM (SELECT CAST(strftime('%Y', received_on * 86400, 'unixepoch') AS INTEGER) * 12"
		"  + CAST(strftime('%m', received_on * 86400, 'unixepoch') AS INTEGER) - 1 AS m,"
		"  CASE WHEN status IN ('evaluated', 'active', 'discharged') THEN 1 ELSE 0 END AS came,"
		"  COALESCE(billed_cents, 0) AS b, COALESCE(received_cents, 0) AS r FROM referrals WHERE direction = "
		"'in') GROUP BY m;"
		"INSERT INTO tallies SELECT CASE WHEN archived = 1 THEN 'archived' WHEN standing = 'live' THEN stage "
		"ELSE standing END AS name,"
		" COUNT(*) FROM sources GROUP BY 1;";
	struct summary m = {.db = s->db, .store = s, .all = true};
	struct query *q;
	bool ok = db_script(s->db, SUMS, e);
	q = ok ? db_query(s->db, "SELECT id FROM practices", "") : NULL;
	while (q && query_step(q))
		ids_add(&m.practices, (uint64_t)query_i64(q, 0));
	ok = ok && query_end(q, e);
	q = ok ? db_query(s->db, "SELECT id FROM sources", "") : NULL;
	while (q && query_step(q))
		ids_add(&m.keys, (uint64_t)query_i64(q, 0));
	ok = ok && query_end(q, e) && summary_flush(&m, e);
	summary_free(&m);
	return ok;
}

/* Zero sums are as good as none. */
static int compare(struct store *s, const struct kept *k, void (*say)(void *ctx, const char *line), void *ctx,
		   struct err *e)
{
	struct str b = {0};
	int found = 0;
	str_printf(&b,
		   "SELECT id FROM (SELECT %s FROM main.%s%s EXCEPT SELECT * FROM temp.kept_%s) UNION SELECT id FROM",
		   columns_of(k), k->table, k->table[0] == 't' ? " WHERE n <> 0" : "", k->table);
	str_printf(&b, " (SELECT * FROM temp.kept_%s%s EXCEPT SELECT %s FROM main.%s)", k->table,
		   k->table[0] == 't'   ? " WHERE n <> 0"
		   : k->table[0] == 'm' ? " WHERE referrals <> 0"
					: "",
		   columns_of(k), k->table);
	struct query *q = db_query(s->db, str_text(&b), "");
	while (query_step(q)) {
		str_clear(&b);
		str_printf(&b, "summary of %s %s is out of date", k->what, query_text(q, 0));
		say(ctx, str_text(&b));
		found++;
	}
	str_free(&b);
	return query_end(q, e) ? found : -1;
}

int summary_check(struct store *s, void (*say)(void *ctx, const char *line), void *ctx, struct err *e)
{
	int found = 0;
	if (!set_aside(s->db, false, e) || !set_aside(s->db, true, e) || !summary_rebuild(s, e))
		return -1;
	for (size_t i = 0; i < KEPT_COUNT; i++) {
		int n = compare(s, &kept[i], say, ctx, e);
		if (n < 0)
			return -1;
		found += n;
	}
	return found;
}

/* The summaries are made anew in a transaction that is kept only when they are to be repaired. */
static bool check_summaries(struct store *s, bool repair, const struct now *now,
			    void (*say)(void *ctx, const char *line), void *ctx, struct check_report *r, struct err *e)
{
	if (s->readonly) {
		say(ctx, "the summaries were not compared: the book can only be read");
		return true;
	}
	if (s->lock && !lock_take(s->lock, "rapport check", now->utc_ms, s->wait, s->wait_ctx, e))
		return false;
	bool ok = db_begin(s->db, e);
	int found = ok ? summary_check(s, say, ctx, e) : -1;
	ok = found >= 0;
	if (ok && repair && found > 0) {
		ok = db_commit(s->db, e);
		r->repaired = ok;
		s->writes++;
	} else {
		db_rollback(s->db);
	}
	if (ok)
		r->problems += found;
	if (s->lock)
		lock_release(s->lock);
	return ok && set_aside(s->db, false, e);
}

bool store_check(struct store *s, bool repair, const struct now *now, void (*say)(void *ctx, const char *line),
		 void *ctx, struct check_report *r, struct err *e)
{
	*r = (struct check_report){0};
	int found = db_check(s->db, say, ctx, e);
	if (found < 0)
		return false;
	r->problems += found;
	found = journal_check(s, say, ctx, r, e);
	if (found < 0)
		return false;
	r->problems += found;
	return check_summaries(s, repair, now, say, ctx, r, e);
}
