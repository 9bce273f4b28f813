/* Half-typed forms. Small writes of one row: no journal, but the same lock. */
#include "inner.h"

static bool write_row(struct store *s, const char *who, const char *sql, const char *form, uint64_t subject,
		      const char *text, struct err *e)
{
	if (s->readonly)
		return err_set(e, ERR_READONLY, "%s", s->readonly);
	if (s->lock && !lock_take(s->lock, who, 0, NULL, NULL, e))
		return false;
	bool ok = db_begin(s->db, e);
	struct query *q = ok ? db_prepare(s->db, sql) : NULL;
	if (ok) {
		query_bind_text(q, 1, who);
		query_bind_text(q, 2, form);
		query_bind_i64(q, 3, (int64_t)subject);
		if (text)
			query_bind_text(q, 4, text);
		query_step(q);
		ok = query_end(q, e);
		ok = ok ? db_commit(s->db, e) : (db_rollback(s->db), false);
	}
	if (s->lock)
		lock_release(s->lock);
	return ok;
}

bool store_draft_put(struct store *s, const char *who, const char *form, uint64_t subject, const char *text,
		     struct err *e)
{
	return write_row(s, who,
			 "INSERT INTO drafts (who, form, subject, text) VALUES ($1, $2, $3, $4)"
			 " ON CONFLICT (who, form, subject) DO UPDATE SET text = excluded.text",
			 form, subject, text, e);
}

const char *store_draft_get(struct store *s, const char *who, const char *form, uint64_t subject, struct arena *a)
{
	struct query *q = db_query(s->db, "SELECT text FROM drafts WHERE who = $1 AND form = $2 AND subject = $3",
				   "tti", who, form, (int64_t)subject);
	const char *text = query_step(q) ? arena_strdup(a, query_text(q, 0)) : NULL;
	query_end(q, NULL);
	return text;
}

bool store_draft_drop(struct store *s, const char *who, const char *form, uint64_t subject, struct err *e)
{
	struct arena a = {0};
	bool none = !store_draft_get(s, who, form, subject, &a); /* nothing to drop: no write */
	arena_clear(&a);
	return none || write_row(s, who, "DELETE FROM drafts WHERE who = $1 AND form = $2 AND subject = $3", form,
				 subject, NULL, e);
}

bool tx_drafts_move(struct tx *tx, uint64_t from, uint64_t to, struct err *e)
{
	return db_run(tx->store->db, e, "UPDATE OR IGNORE drafts SET subject = $2 WHERE subject = $1", "uu", from, to);
}
