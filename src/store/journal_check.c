/* The history against itself, and the records against the history. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "journal.h"
#include "rapport/base/day.h"

struct checker {
	struct store *s;
	void (*say)(void *ctx, const char *line);
	void *ctx;
	int found;
};

static void finding(struct checker *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void finding(struct checker *c, const char *fmt, ...)
{
	struct str b = {0};
	va_list ap;
	va_start(ap, fmt);
	str_vprintf(&b, fmt, ap);
	va_end(ap);
	c->say(c->ctx, str_text(&b));
	c->found++;
	str_free(&b);
}

static const char CHANGES_OF[] =
	"SELECT kind, \"row\", op, content, nonce, digest FROM changes WHERE batch = $1 ORDER BY id";

int64_t journal_hash_changes(struct store *s, int64_t batch, crypto_generichash_state *h, struct err *e)
{
	int64_t n = 0;
	struct query *q = db_query(s->db, CHANGES_OF, "i", batch);
	for (; query_step(q); n++) {
		unsigned char digest[CHAIN_BYTES] = {0};
		size_t len;
		const void *p = query_blob(q, 4, &len);
		if (p && len == NONCE_BYTES)
			journal_change_digest(digest, p, batch, query_text(q, 0), (uint64_t)query_i64(q, 1),
					      query_text(q, 2), query_text(q, 3));
		else if ((p = query_blob(q, 5, &len)) && len == CHAIN_BYTES)
			memcpy(digest, p, len);
		crypto_generichash_update(h, digest, sizeof digest);
	}
	return query_end(q, e) ? n : -1;
}

static bool check_chain(struct checker *c, struct check_report *r, struct err *e)
{
	unsigned char chain[CHAIN_BYTES];
	bool first = true;
	int64_t next = 1, n;
	struct query *q =
		db_query(c->s->db, "SELECT id, at_ms, who, label, how, of_batch, chain FROM batches ORDER BY id", "");
	while (query_step(q)) {
		crypto_generichash_state h;
		size_t len;
		int64_t id = query_i64(q, 0);
		crypto_generichash_init(&h, NULL, 0, CHAIN_BYTES);
		if (!first)
			crypto_generichash_update(&h, chain, sizeof chain);
		if ((n = journal_hash_changes(c->s, id, &h, e)) < 0) {
			query_end(q, NULL);
			return false;
		}
		journal_batch_digest(&h, id, query_i64(q, 1), query_text(q, 2), query_text(q, 3), query_text(q, 4),
				     query_i64(q, 5));
		crypto_generichash_final(&h, chain, sizeof chain);
		const void *kept = query_blob(q, 6, &len);
		if (id != next++)
			finding(c, "history: step %" PRId64 " is missing", id - 1);
		if (len != sizeof chain || memcmp(chain, kept, len) != 0)
			finding(c, "history: step %" PRId64 " (%s by %s) was changed after it was written", id,
				query_text(q, 3), query_text(q, 2));
		if (len == sizeof chain)
			memcpy(chain, kept, len); /* so that one broken link is named once */
		first = false;
		r->batches++;
		r->changes += n;
	}
	return query_end(q, e);
}

static const char CHANGES_OF_ROW[] = "SELECT op, content FROM changes WHERE \"row\" = $1 AND kind = $2 ORDER BY id";

/* The record as the journal tells it. */
static bool replay(struct checker *c, enum kind kind, uint64_t id, void *record, struct arena *a, bool *there,
		   bool *forgotten, struct err *e)
{
	char *line, *field, *before, *after;
	struct query *q = db_query(c->s->db, CHANGES_OF_ROW, "ut", id, kinds[kind].name);
	*there = *forgotten = false;
	while (query_step(q)) {
		const char *op = query_text(q, 0);
		if (strcmp(op, "insert") == 0)
			for (int i = 1; i < kinds[kind].count; i++)
				field_read(&kinds[kind].fields[i], record, "", DAY_NONE, a, NULL);
		*there = strcmp(op, "delete") != 0;
		line = arena_strdup(a, query_text(q, 1));
		/* an insert that is known tells all, whatever was forgotten before it */
		*forgotten = !line || (*forgotten && strcmp(op, "insert") != 0);
		while (line && journal_line(&line, &field, &before, &after)) {
			const struct field *f = kind_field(kind, field);
			if (!f)
				continue;
			if (f->type == FIELD_TEXT) /* not trimmed */
				*field_text(f, record) = *after ? after : NULL;
			else
				field_read(f, record, after, DAY_NONE, a, NULL);
		}
	}
	return query_end(q, e);
}

struct row_check {
	struct checker *c;
	enum kind kind;
};

static bool check_row(void *ctx, const void *record, struct err *e)
{
	struct row_check *rc = ctx;
	struct arena a = {0};
	const struct kind_info *k = &kinds[rc->kind];
	void *told = arena_alloc(&a, k->size);
	bool there, forgotten;
	record_init(rc->kind, told);
	*(uint64_t *)told = record_id(record);
	bool ok = replay(rc->c, rc->kind, record_id(record), told, &a, &there, &forgotten, e);
	if (ok && !there)
		finding(rc->c, "%s %" PRIu64 " is not in the history", k->label, record_id(record));
	for (int i = 1; ok && there && !forgotten && i < k->count; i++)
		if (!(k->fields[i].flags & F_DERIVED) && !field_equal(&k->fields[i], record, told)) {
			finding(rc->c, "%s %" PRIu64 ": %s is not what the history tells", k->label, record_id(record),
				k->fields[i].label);
			break;
		}
	arena_clear(&a);
	return ok;
}

/* Records that the history knows and the tables lack. */
static bool check_missing(struct checker *c, enum kind kind, struct err *e)
{
	struct str b = {0};
	str_printf(&b,
		   "SELECT c.\"row\" FROM changes c WHERE c.kind = $1 AND c.op = 'insert' AND NOT EXISTS (SELECT 1 "
		   "FROM \"%s\" r WHERE"
		   " r.id = c.\"row\") AND NOT EXISTS (SELECT 1 FROM changes d WHERE d.\"row\" = c.\"row\" AND d.kind "
		   "= c.kind AND d.id > c.id)",
		   kinds[kind].plural);
	struct query *q = db_query(c->s->db, str_text(&b), "t", kinds[kind].name);
	while (query_step(q))
		finding(c, "%s %" PRId64 " is gone, without a word in the history", kinds[kind].label, query_i64(q, 0));
	str_free(&b);
	return query_end(q, e);
}

int journal_check_chain(struct store *s, void (*say)(void *ctx, const char *line), void *ctx, struct check_report *r,
			struct err *e)
{
	struct checker c = {s, say, ctx, 0};
	if (sodium_init() < 0)
		return err_set(e, ERR_BAD, "libsodium does not start"), -1;
	return check_chain(&c, r, e) ? c.found : -1;
}

int journal_check(struct store *s, void (*say)(void *ctx, const char *line), void *ctx, struct check_report *r,
		  struct err *e)
{
	struct checker c = {s, say, ctx, 0};
	if (sodium_init() < 0)
		return err_set(e, ERR_BAD, "libsodium does not start"), -1;
	bool ok = check_chain(&c, r, e);
	for (int k = 0; ok && k < KIND_COUNT; k++) {
		struct row_check rc = {&c, (enum kind)k};
		r->records += store_count(s, (enum kind)k);
		ok = store_each(s, (enum kind)k, check_row, &rc, e) && check_missing(&c, (enum kind)k, e);
	}
	return ok ? c.found : -1;
}
