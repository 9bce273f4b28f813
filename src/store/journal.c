/* The journal: who, when, what before, what after. A hash chain over digests, so that a changed
 * byte is found and a forgotten text leaves the chain whole. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "journal.h"
#include "rapport/base/day.h"
#include "rapport/store/query.h"

/* --- content: a line a field --- */

static void add_escaped(struct str *b, const char *s)
{
	for (; *s; s++) {
		if (*s == '\t')
			str_add(b, "\\t");
		else if (*s == '\n')
			str_add(b, "\\n");
		else if (*s == '\\')
			str_add(b, "\\\\");
		else
			str_addc(b, *s);
	}
}

static void add_value(struct str *b, struct str *tmp, const struct field *f, const void *record)
{
	if (!record)
		return;
	if (f->type != FIELD_TEXT) {
		field_write(b, f, record);
		return;
	}
	str_clear(tmp);
	field_write(tmp, f, record);
	add_escaped(b, str_text(tmp));
}

void journal_content(struct str *b, enum kind kind, const void *before, const void *after)
{
	struct str tmp = {0};
	for (int i = 1; i < kinds[kind].count; i++) {
		const struct field *f = &kinds[kind].fields[i];
		if (f->flags & F_DERIVED)
			continue;
		if (before && after ? field_equal(f, before, after) : !field_known(f, before ? before : after))
			continue;
		str_add(b, f->name);
		str_addc(b, '\t');
		add_value(b, &tmp, f, before);
		str_addc(b, '\t');
		add_value(b, &tmp, f, after);
		str_addc(b, '\n');
	}
	str_free(&tmp);
}

/* Unescapes in place up to the end character, which becomes a NUL; returns what is behind it. */
static char *cut(char *s, char end)
{
	char *to = s;
	while (*s && *s != end) {
		if (*s == '\\' && s[1]) {
			s++;
			*to++ = *s == 't' ? '\t' : *s == 'n' ? '\n' : *s;
			s++;
		} else
			*to++ = *s++;
	}
	char *next = *s ? s + 1 : s;
	*to = 0;
	return next;
}

bool journal_line(char **line, char **field, char **before, char **after)
{
	if (!**line)
		return false;
	*field = *line;
	*before = cut(*field, '\t');
	*after = cut(*before, '\t');
	*line = cut(*after, '\n');
	return true;
}

/* --- the chain --- */

static void hash_i64(crypto_generichash_state *h, int64_t v)
{
	unsigned char b[8];
	for (int i = 0; i < 8; i++)
		b[i] = (unsigned char)((uint64_t)v >> (8 * i));
	crypto_generichash_update(h, b, sizeof b);
}

static void hash_text(crypto_generichash_state *h, const char *s)
{
	size_t n = s ? strlen(s) : 0;
	hash_i64(h, (int64_t)n);
	if (n)
		crypto_generichash_update(h, (const unsigned char *)s, n);
}

void journal_change_digest(unsigned char out[CHAIN_BYTES], const unsigned char *nonce, int64_t batch, const char *kind,
			   uint64_t row, const char *op, const char *content)
{
	crypto_generichash_state h;
	crypto_generichash_init(&h, NULL, 0, CHAIN_BYTES);
	crypto_generichash_update(&h, nonce, NONCE_BYTES);
	hash_i64(&h, batch);
	hash_text(&h, kind);
	hash_i64(&h, (int64_t)row);
	hash_text(&h, op);
	hash_text(&h, content);
	crypto_generichash_final(&h, out, CHAIN_BYTES);
}

void journal_batch_digest(crypto_generichash_state *h, int64_t id, int64_t at_ms, const char *who, const char *label,
			  const char *how, int64_t of_batch)
{
	hash_i64(h, id);
	hash_i64(h, at_ms);
	hash_text(h, who);
	hash_text(h, label);
	hash_text(h, how);
	hash_i64(h, of_batch);
}

static const char LAST_CHAIN[] = "SELECT chain FROM batches ORDER BY id DESC LIMIT 1";

bool journal_begin(struct tx *tx, struct err *e)
{
	size_t len = 0;
	if (sodium_init() < 0)
		return err_set(e, ERR_BAD, "libsodium does not start");
	tx->batch = db_number(tx->store->db, 0, "SELECT MAX(id) FROM batches", "") + 1;
	tx->hash = mem_alloc(sizeof(crypto_generichash_state) + 64);
	crypto_generichash_init(tx->hash, NULL, 0, CHAIN_BYTES);
	struct query *q = db_query(tx->store->db, LAST_CHAIN, "");
	if (query_step(q)) {
		const void *chain = query_blob(q, 0, &len);
		crypto_generichash_update(tx->hash, chain, len);
	}
	return query_end(q, e);
}

static const char INSERT_CHANGE[] =
	"INSERT INTO changes (batch, kind, \"row\", op, content, nonce) VALUES ($1, $2, $3, $4, $5, $6)";

bool journal_change(struct tx *tx, enum kind kind, uint64_t row, const char *op, const struct str *content,
		    struct err *e)
{
	unsigned char nonce[NONCE_BYTES], digest[CHAIN_BYTES];
	randombytes_buf(nonce, sizeof nonce);
	journal_change_digest(digest, nonce, tx->batch, kinds[kind].name, row, op, str_text(content));
	crypto_generichash_update(tx->hash, digest, sizeof digest);
	return db_run(tx->store->db, e, INSERT_CHANGE, "itittb", tx->batch, kinds[kind].name, (int64_t)row, op,
		      str_text(content), (const void *)nonce, sizeof nonce);
}

static const char INSERT_BATCH[] = "INSERT INTO batches (id, at_ms, who, label, how, of_batch, source_id, chain) "
				   "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

bool journal_end(struct tx *tx, struct err *e)
{
	unsigned char chain[CHAIN_BYTES];
	const struct deed *d = tx->deed;
	journal_batch_digest(tx->hash, tx->batch, d->now->utc_ms, d->who, str_text(&tx->label), tx->how, tx->of_batch);
	crypto_generichash_final(tx->hash, chain, sizeof chain);
	return db_run(tx->store->db, e, INSERT_BATCH, "iitttuub", tx->batch, d->now->utc_ms, d->who,
		      str_text(&tx->label), tx->how, (uint64_t)tx->of_batch, tx->several ? (uint64_t)0 : tx->source_id,
		      (const void *)chain, sizeof chain);
}

/* --- history --- */

static const char HISTORY[] =
	"SELECT b.id, b.at_ms, b.who, b.label, b.how, b.undone, (SELECT COUNT(*) FROM changes c WHERE c.batch = b.id)"
	" FROM batches b WHERE ($1 = 0 OR b.id < $1) AND ($2 IS NULL OR b.source_id = $2) ORDER BY b.id DESC LIMIT $3";

bool store_history(struct store *s, int64_t before, uint64_t source_id, int limit, struct arena *a,
		   struct history_row **rows, int *n, struct err *e)
{
	*rows = arena_alloc(a, (size_t)limit * sizeof **rows);
	*n = 0;
	struct query *q = db_query(s->db, HISTORY, "iui", before, source_id, (int64_t)limit);
	while (query_step(q)) {
		struct history_row *r = &(*rows)[(*n)++];
		r->batch = query_i64(q, 0);
		r->at_ms = query_i64(q, 1);
		r->who = arena_strdup(a, query_text(q, 2));
		r->label = arena_strdup(a, query_text(q, 3));
		r->how = arena_strdup(a, query_text(q, 4));
		r->undone = query_i64(q, 5) != 0;
		r->rows = query_i64(q, 6);
	}
	return query_end(q, e);
}

/* --- what was put off --- */

static int64_t first_batch_since(struct store *s, int64_t since_ms)
{
	int64_t first = INT64_MAX;
	struct query *q = db_query(s->db, "SELECT id, at_ms FROM batches ORDER BY id DESC", "");
	while (query_step(q) && query_i64(q, 1) >= since_ms)
		first = query_i64(q, 0);
	query_end(q, NULL);
	return first;
}

static bool tells_of_later(enum kind kind, char *content)
{
	char *field, *before, *after;
	bool later = false, moved = false;
	while (journal_line(&content, &field, &before, &after)) {
		moved = moved || strcmp(field, "standing") == 0;
		if (strcmp(field, kind == KIND_STEP        ? "due_on"
				  : kind == KIND_DISMISSAL ? "until_on"
							   : "standing_until") == 0)
			later = *after != 0;
	}
	return later && !moved; /* a pause that begins puts nothing off */
}

static const char PUT_OFF[] = "SELECT c.kind, c.\"row\", c.content FROM batches b JOIN changes c ON c.batch = b.id"
			      " WHERE b.id >= $1 AND b.how = 'do' AND b.undone = 0 AND c.content IS NOT NULL"
			      " AND ((c.kind IN ('step', 'source') AND c.op = 'update') OR"
			      " (c.kind = 'dismissal' AND c.op <> 'delete')) ORDER BY c.\"row\"";

int64_t store_moved_since(struct store *s, int64_t since_ms)
{
	struct query *q = db_query(s->db, PUT_OFF, "i", first_batch_since(s, since_ms));
	uint64_t last = 0;
	int64_t n = 0;
	while (query_step(q)) {
		uint64_t row = (uint64_t)query_i64(q, 1);
		char *content = mem_strdup(query_text(q, 2));
		if (row != last && tells_of_later(kind_named(query_text(q, 0)), content)) {
			last = row;
			n++;
		}
		free(content);
	}
	query_end(q, NULL);
	return n;
}
