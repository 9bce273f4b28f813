/* The chain's links, for the files that write, check and forget. */
#ifndef RAPPORT_STORE_JOURNAL_H
#define RAPPORT_STORE_JOURNAL_H

#include <sodium.h>

#include "inner.h"

/* A change as it enters its batch's link: the nonce makes a forgotten text unguessable from it. */
void journal_change_digest(unsigned char out[CHAIN_BYTES], const unsigned char *nonce, int64_t batch, const char *kind,
			   uint64_t row, const char *op, const char *content);
/* A batch's own words, behind the link before it and the digests of its changes. */
void journal_batch_digest(crypto_generichash_state *h, int64_t id, int64_t at_ms, const char *who, const char *label,
			  const char *how, int64_t of_batch);
/* The digests of a batch's changes, kept or computed. Returns how many; -1 with the error. */
int64_t journal_hash_changes(struct store *s, int64_t batch, crypto_generichash_state *h, struct err *e);
/* The links alone, from the first on. Returns what was found, -1 with the error. */
int journal_check_chain(struct store *s, void (*say)(void *ctx, const char *line), void *ctx, struct check_report *r,
			struct err *e);

/* --- journal_forget.c: all inside a write --- */

/* Takes the content out of a change: its digest stays, so that the chain can still be computed. */
bool journal_forget_change(struct store *s, int64_t change, struct err *e);
/* Computes the links from that batch on anew. The old ones must have been found whole: a link holds a batch's label, so an old one
 * would let a guessed name be confirmed. */
bool journal_seal_from(struct store *s, int64_t batch, struct err *e);
/* Writes down what a record holds now, so that the check can compare it though what came before was forgotten. */
bool journal_base(struct tx *tx, enum kind kind, const void *record, struct err *e);

#endif
