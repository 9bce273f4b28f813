/* Finding people while typing: words in any order, against one key per source.
 *
 * A key is made of parts, each already folded, joined by FIND_SEP: name, practice, the rest
 * (town, specialty, tags, gatekeeper, e-mail, separated by spaces), digits of phones and NPI
 * separated by spaces. Ranking is pure and quick: it runs over 100,000 keys for every letter. */
#ifndef RAPPORT_MODEL_FIND_H
#define RAPPORT_MODEL_FIND_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/str.h"

#define FIND_SEP '\x1f'
#define FIND_WORDS 8 /* more typed words than this are ignored */

struct find_query {
	struct str fold; /* what was typed, folded; owns the words */
	const char *word[FIND_WORDS];
	size_t len[FIND_WORDS];
	bool digits[FIND_WORDS]; /* typed as digits and punctuation of a number: only the digits are looked for */
	bool loose[FIND_WORDS];  /* 4 letters and more: letters in order will do */
	int count;
};

/* Reads what was typed. An empty query matches everything with rank 1. */
void find_query_read(struct find_query *q, const char *typed);
void find_query_free(struct find_query *q);

/* 0: no match. Else the larger the better: for each word the whole prefix of a word beats
 * inside a word beats letters in order (4 letters and more); the name beats the practice beats the
 * rest, and that the digits. The rank of a key is that of its worst word (rank >> 8: keys that have the same
 * match equally well), then the sum. */
int find_rank(const struct find_query *q, const char *key, size_t len);

/* Does each word begin a word of the name, the first part of the key? Tells a person that is meant from one that is new. An empty query
 * means nobody. */
bool find_in_name(const struct find_query *q, const char *key);

/* Where the query's words stand in a text as shown (unfolded): sets bytes [from[i], to[i]) for at most max spans, in
 * order; returns how many. For bold and underline. */
int find_spans(const struct find_query *q, const char *shown, size_t *from, size_t *to, int max);

/* How well `typed` matches a plain label for the palette (fuzzy, letters in order); 0 none. */
int find_fuzzy(const char *typed, const char *label);

#endif
