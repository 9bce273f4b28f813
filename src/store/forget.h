/* Between forget.c, which finds what is to go, and forget_write.c, which takes it away. */
#ifndef RAPPORT_STORE_FORGET_H
#define RAPPORT_STORE_FORGET_H

#include "inner.h"
#include "words.h"

/* Records of any kind, each once, in the order in which they were added. */
struct rowset {
	struct row {
		enum kind kind;
		uint64_t id;
	} * rows;
	int n, cap;
	struct ids seen[KIND_COUNT];
};
bool rowset_add(struct rowset *s, enum kind kind, uint64_t id); /* false when it was there */
void rowset_free(struct rowset *s);

struct forget {
	struct store *s;
	struct arena *a;
	const struct forget_order *o;
	struct forget_report *r;
	struct ids people; /* the source, and those that were merged into it */
	uint64_t *list;    /* the same in a row */
	int n_people;
	struct words words; /* what names them */
	struct rowset gone; /* what goes */
	struct ref *loose;  /* what points at them and stays */
	int n_loose;
	struct rowset touched; /* what stays, and is other than the history tells after this */
};
/* Fills all but touched. */
bool forget_gather(struct forget *f, struct err *e);
bool forget_ordered(const struct forget *f, uint64_t referral); /* is it one whose patient is forgotten? */
/* Calls fn for every record that stays and holds one of the words in a text. */
bool forget_each_text(struct forget *f,
		      bool (*fn)(struct forget *f, enum kind kind, const void *record, void *ctx, struct err *e),
		      void *ctx, struct err *e);
void forget_free(struct forget *f);

#endif
