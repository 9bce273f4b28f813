/* Taking contents out of the history, and the chain through it all the same. */
#include <stdlib.h>
#include <string.h>

#include "journal.h"

static const char CHANGE[] = "SELECT batch, kind, \"row\", op, content, nonce FROM changes WHERE id = $1";

bool journal_forget_change(struct store *s, int64_t change, struct err *e)
{
	unsigned char digest[CHAIN_BYTES];
	size_t len = 0;
	struct query *q = db_query(s->db, CHANGE, "i", change);
	const void *nonce = query_step(q) ? query_blob(q, 5, &len) : NULL;
	bool known = nonce && len == NONCE_BYTES;
	if (known)
		journal_change_digest(digest, nonce, query_i64(q, 0), query_text(q, 1), (uint64_t)query_i64(q, 2),
				      query_text(q, 3), query_text(q, 4));
	return query_end(q, e) &&
	       (!known || db_run(s->db, e, "UPDATE changes SET content = NULL, nonce = NULL, digest = $2 WHERE id = $1",
				 "ib", change, (const void *)digest, sizeof digest));
}

static const char BATCHES_FROM[] =
	"SELECT id, at_ms, who, label, how, of_batch FROM batches WHERE id >= $1 ORDER BY id";

struct link {
	unsigned char chain[CHAIN_BYTES];
	bool any; /* there is a link before */
};

static bool next_link(struct store *s, struct query *q, struct link *l, struct err *e)
{
	crypto_generichash_state h;
	int64_t id = query_i64(q, 0);
	crypto_generichash_init(&h, NULL, 0, CHAIN_BYTES);
	if (l->any)
		crypto_generichash_update(&h, l->chain, sizeof l->chain);
	if (journal_hash_changes(s, id, &h, e) < 0)
		return false;
	journal_batch_digest(&h, id, query_i64(q, 1), query_text(q, 2), query_text(q, 3), query_text(q, 4),
			     query_i64(q, 5));
	crypto_generichash_final(&h, l->chain, sizeof l->chain);
	l->any = true;
	return db_run(s->db, e, "UPDATE batches SET chain = $2 WHERE id = $1", "ib", id, (const void *)l->chain,
		      sizeof l->chain);
}

bool journal_seal_from(struct store *s, int64_t batch, struct err *e)
{
	struct link l = {.any = false};
	size_t len = 0;
	if (sodium_init() < 0)
		return err_set(e, ERR_BAD, "libsodium does not start");
	struct query *q =
		db_query(s->db, "SELECT chain FROM batches WHERE id < $1 ORDER BY id DESC LIMIT 1", "i", batch);
	if (query_step(q)) {
		const void *chain = query_blob(q, 0, &len);
		l.any = len == CHAIN_BYTES;
		if (l.any)
			memcpy(l.chain, chain, len);
	}
	bool ok = query_end(q, e);
	q = ok ? db_query(s->db, BATCHES_FROM, "i", batch) : NULL;
	while (ok && query_step(q)) /* what is written to a row does not move it in this order */
		ok = next_link(s, q, &l, e);
	return q && query_end(q, ok ? e : NULL) && ok;
}

bool journal_base(struct tx *tx, enum kind kind, const void *record, struct err *e)
{
	struct str content = {0};
	journal_content(&content, kind, NULL, record);
	bool ok = (tx->batch || journal_begin(tx, e)) &&
		  journal_change(tx, kind, record_id(record), "insert", &content, e);
	str_free(&content);
	return ok;
}
