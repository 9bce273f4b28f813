/* Which part of a registry that holds a whole country is wanted. */
#ifndef RAPPORT_EXCHANGE_NARROW_H
#define RAPPORT_EXCHANGE_NARROW_H

#include <stdbool.h>

#include "rapport/base/err.h"
#include "rapport/base/mem.h"

/* What the field of an error about it begins with: "narrow-zip". No field of a record does. */
#define NARROW "narrow-"

/* Words of each kind; one of each kind that has any must fit. Start with {0}: everything. */
struct narrow_words {
	const char **word;
	int n;
};
struct narrow {
	struct narrow_words zips;       /* first digits */
	struct narrow_words states;     /* two capitals */
	struct narrow_words taxonomies; /* first characters of a code, in capitals; or a kind's word */
};

/* Reads lists as typed, parted by commas or blanks; NULL is none. A taxonomy is the beginning of a code (207X), a kind of
 * source (physician, podiatrist) or a word out of data/taxonomy.txt (orthopedic). ERR_INVALID with the field narrow-zip, narrow-state or
 * narrow-taxonomy. */
bool narrow_read(struct narrow *n, const char *zip, const char *state, const char *taxonomy, struct arena *a,
		 struct err *e);
/* There is too much, and nothing narrows it: ERR_REFUSED with the field narrow-zip; false. */
bool narrow_wanted(struct err *e);
bool narrow_any(const struct narrow *n); /* does it narrow at all? n may be NULL */
/* NULL is not known, and fits nothing that is asked for. */
bool narrow_fits(const struct narrow *n, const char *zip, const char *state, const char *taxonomy);

/* What a taxonomy code means (data/taxonomy.txt): the row of the longest beginning of it. False: it is not known. Texts live as long as
 * the program. */
struct taxonomy {
	const char *code, *kind, *words;
};
bool taxonomy_of(const char *code, struct taxonomy *out);

#endif
