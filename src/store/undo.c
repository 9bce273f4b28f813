/* Undo and redo: a new write that applies the journal of an old one backwards or forwards.
 *
 * Only what still stands as the step left it is taken back; what somebody changed since is left and named. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"

struct undo {
	struct store *s;
	const char *who;
	int64_t batch;
	bool forward;
	struct undo_report *r;
	struct str left;
	int forgotten; /* changes whose content is gone for good */
};

static const char CHANGED_BY[] = "SELECT b.who FROM changes c JOIN batches b ON b.id = c.batch"
				 " WHERE c.\"row\" = $1 AND c.batch > $2 ORDER BY c.id DESC LIMIT 1";

static void leave(struct undo *u, enum kind kind, uint64_t row, const char *what)
{
	struct query *q = db_query(u->s->db, CHANGED_BY, "ui", row, u->batch);
	const char *who = query_step(q) ? query_text(q, 0) : NULL;
	str_printf(&u->left, "%s%s of the %s", u->left.len ? ", " : "", what, kinds[kind].label);
	if (who && strcmp(who, u->who) != 0)
		str_printf(&u->left, " (changed since by %s)", who);
	query_end(q, NULL);
}

/* Makes the record that content tells: its before side or its after side. */
static void read_side(enum kind kind, void *record, char *content, bool after_side, struct arena *a)
{
	char *field, *before, *after;
	while (journal_line(&content, &field, &before, &after)) {
		const struct field *f = kind_field(kind, field);
		char *value = after_side ? after : before;
		if (f && f->type == FIELD_TEXT)
			*field_text(f, record) = *value ? value : NULL;
		else if (f)
			field_read(f, record, value, DAY_NONE, a, NULL);
	}
}

static bool equal_records(enum kind kind, const void *a, const void *b)
{
	for (int i = 1; i < kinds[kind].count; i++)
		if (!(kinds[kind].fields[i].flags & F_DERIVED) && !field_equal(&kinds[kind].fields[i], a, b))
			return false;
	return true;
}

/* A refusal by a unique or foreign key means that the world moved on: left, not failed. */
static bool try_change(struct undo *u, struct tx *tx, enum kind kind, const void *before, const void *after,
		       const char *what, struct err *e)
{
	struct err why = {0};
	if (tx_change(tx, kind, before, after, &why))
		return true;
	bool moved_on = why.code == ERR_DUP || why.code == ERR_REFUSED;
	if (moved_on)
		leave(u, kind, record_id(before ? before : after), what);
	else
		err_set(e, why.code, "%s", err_text(&why));
	err_clear(&why);
	return moved_on;
}

/* The record has to go: it must be as the step left it, and nothing may point at it. */
static bool take_away(struct undo *u, struct tx *tx, enum kind kind, uint64_t row, char *content, struct arena *a,
		      struct err *e)
{
	void *now = arena_alloc(a, kinds[kind].size), *was = arena_alloc(a, kinds[kind].size);
	struct err why = {0};
	if (!row_get(u->s->db, kind, row, a, now, &why)) {
		bool gone = why.code == ERR_NOT_FOUND;
		if (!gone)
			err_set(e, why.code, "%s", err_text(&why));
		err_clear(&why);
		return gone;
	}
	record_init(kind, was);
	for (int i = 1; i < kinds[kind].count; i++)
		field_read(&kinds[kind].fields[i], was, "", DAY_NONE, a, NULL);
	read_side(kind, was, content, !u->forward, a);
	if (!equal_records(kind, now, was) || row_used_by(u->s->db, kind, row)) {
		leave(u, kind, row, "the whole");
		return true;
	}
	u->r->removed = true;
	return tx_change(tx, kind, now, NULL, e);
}

static bool bring_back(struct undo *u, struct tx *tx, enum kind kind, uint64_t row, char *content, struct arena *a,
		       struct err *e)
{
	void *record = arena_alloc(a, kinds[kind].size);
	record_init(kind, record);
	for (int i = 1; i < kinds[kind].count; i++)
		field_read(&kinds[kind].fields[i], record, "", DAY_NONE, a, NULL);
	*(uint64_t *)record = row;
	((int64_t *)record)[1] = 1;
	read_side(kind, record, content, u->forward, a);
	return try_change(u, tx, kind, NULL, record, "the whole", e);
}

static bool change_back(struct undo *u, struct tx *tx, enum kind kind, uint64_t row, char *content, struct arena *a,
			struct err *e)
{
	char *field, *before, *after;
	void *now = arena_alloc(a, kinds[kind].size), *next = arena_alloc(a, kinds[kind].size);
	struct err why = {0};
	if (!row_get(u->s->db, kind, row, a, now, &why)) {
		leave(u, kind, row, "a change");
		err_clear(&why);
		return true;
	}
	memcpy(next, now, kinds[kind].size);
	while (journal_line(&content, &field, &before, &after)) {
		const struct field *f = kind_field(kind, field);
		const char *from = u->forward ? before : after, *to = u->forward ? after : before;
		struct str value = {0};
		if (!f)
			continue;
		field_write(&value, f, now);
		if (strcmp(str_text(&value), from) != 0)
			leave(u, kind, row, f->label);
		else if (f->type == FIELD_TEXT)
			*field_text(f, next) = *to ? to : NULL;
		else
			field_read(f, next, to, DAY_NONE, a, NULL);
		str_free(&value);
	}
	if (equal_records(kind, now, next))
		return true;
	((int64_t *)next)[1]++;
	return try_change(u, tx, kind, now, next, "a change", e);
}

struct old_change {
	enum kind kind;
	uint64_t row;
	const char *op;
	char *content;
};

static bool read_changes(struct undo *u, struct arena *a, struct old_change **changes, int *n, struct err *e)
{
	int cap = (int)db_number(u->s->db, 0, "SELECT COUNT(*) FROM changes WHERE batch = $1", "i", u->batch);
	*changes = arena_alloc(a, ((size_t)cap + 1) * sizeof **changes);
	*n = 0;
	struct query *q = db_query(
		u->s->db, "SELECT kind, \"row\", op, content FROM changes WHERE batch = $1 ORDER BY id", "i", u->batch);
	while (*n < cap && query_step(q)) {
		struct old_change *c = &(*changes)[*n];
		c->kind = kind_named(query_text(q, 0));
		c->row = (uint64_t)query_i64(q, 1);
		c->op = arena_strdup(a, query_text(q, 2));
		c->content = arena_strdup(a, query_text(q, 3));
		u->forgotten += !c->content; /* what was forgotten stays so */
		*n += c->content && c->kind != KIND_COUNT;
	}
	return query_end(q, e);
}

static bool apply(struct tx *tx, void *ctx, struct err *e)
{
	struct undo *u = ctx;
	struct arena a = {0};
	struct old_change *changes;
	int n;
	bool ok = read_changes(u, &a, &changes, &n, e);
	for (int i = 0; ok && i < n; i++) {
		struct arena one = {0};
		struct old_change *c = &changes[u->forward ? i : n - 1 - i];
		u->r->stepped = u->r->stepped || c->kind == KIND_STEP;
		bool made = strcmp(c->op, "insert") == 0, gone = strcmp(c->op, "delete") == 0;
		if (u->forward ? gone : made)
			ok = take_away(u, tx, c->kind, c->row, c->content, &one, e);
		else if (u->forward ? made : gone)
			ok = bring_back(u, tx, c->kind, c->row, c->content, &one, e);
		else
			ok = change_back(u, tx, c->kind, c->row, c->content, &one, e);
		arena_clear(&one);
	}
	if (u->forgotten)
		str_printf(&u->left, "%swhat was forgotten since", u->left.len ? ", " : "");
	arena_clear(&a);
	/* everything was left: it still counts as taken back, or the next undo would try it again for ever */
	return ok && (tx->batch || journal_begin(tx, e)) &&
	       db_run(u->s->db, e, "UPDATE batches SET undone = $2 WHERE id = $1", "ii", u->batch,
		      (int64_t)!u->forward);
}

/* What was forgotten or restored stands in the way for good: neither it nor anything before it is taken back or brought back. */
static const char BARRIER[] =
	"SELECT id, label FROM batches WHERE who = $1 AND how = 'base' AND id > $2 ORDER BY id DESC LIMIT 1";

static bool in_the_way(struct undo *u, struct err *e)
{
	struct query *q = db_query(u->s->db, BARRIER, "ti", u->who, u->batch);
	if (query_step(q))
		err_set(e, ERR_REFUSED,
			u->forward ? "“%s” stands in the way: nothing before it comes back"
				   : "“%s” cannot be taken back, nor anything before it",
			query_text(q, 1));
	else
		return query_end(q, e);
	query_end(q, NULL);
	return false;
}

static bool run(struct undo *u, const struct deed *deed, const char *sql, const char *none, struct err *e)
{
	struct arena a = {0};
	struct query *q = db_query(u->s->db, sql, "t", deed->who);
	const char *label = NULL;
	if (query_step(q)) {
		u->batch = query_i64(q, 0);
		label = arena_strdup(&a, query_text(q, 1));
		u->r->source_id = (uint64_t)query_i64(q, 2);
	}
	bool ok = query_end(q, e) && in_the_way(u, e) && (u->batch || err_set(e, ERR_REFUSED, "%s", none));
	if (ok) {
		struct deed step = {.who = deed->who, .label = label, .now = deed->now};
		ok = store_write_how(u->s, &step, u->forward ? "redo" : "undo", u->batch, apply, u, e);
	}
	u->r->label = mem_strdup(label);
	u->r->left = u->left.len ? str_take(&u->left) : NULL;
	str_free(&u->left);
	arena_clear(&a);
	return ok;
}

static const char NEWEST[] = "SELECT id, label, source_id FROM batches WHERE who = $1 AND how = 'do' AND undone = 0 "
			     "ORDER BY id DESC LIMIT 1";

bool store_undo(struct store *s, const struct deed *deed, struct undo_report *r, struct err *e)
{
	struct undo u = {.s = s, .who = deed->who, .r = r};
	return run(&u, deed, NEWEST, "Nothing to undo.", e);
}

/* What was taken back last, unless something was done since: that begins another way, and the old one is left. */
static const char LAST_UNDONE[] =
	"SELECT b.id, b.label, b.source_id FROM batches u JOIN batches b ON b.id = u.of_batch"
	" WHERE u.who = $1 AND u.how = 'undo' AND u.undone = 0 AND b.undone = 1 AND u.id > MAX("
	"COALESCE((SELECT MAX(id) FROM batches WHERE who = $1 AND how = 'do' AND undone = 0), 0),"
	" COALESCE((SELECT MAX(id) FROM batches WHERE who = $1 AND how = 'do' AND undone = 1), 0))"
	" ORDER BY u.id DESC LIMIT 1";

bool store_redo(struct store *s, const struct deed *deed, struct undo_report *r, struct err *e)
{
	struct undo u = {.s = s, .who = deed->who, .forward = true, .r = r};
	return run(&u, deed, LAST_UNDONE, "Nothing to redo.", e);
}

void undo_report_free(struct undo_report *r)
{
	free(r->label);
	free(r->left);
	*r = (struct undo_report){0};
}
