/* The lines of a vCard file, unfolded and cut: 2.1, 3.0 and 4.0 as address books really write them. */
#ifndef EXCHANGE_VCARD_LINE_H
#define EXCHANGE_VCARD_LINE_H

#include <stdbool.h>
#include <stdint.h>

#include "decode.h"
#include "rapport/base/str.h"

#define VCARD_NONE (-2)

struct vcard_lines {
	struct decoder decoder;
	struct str physical, logical;
	int peeked; /* a byte that was looked at, or VCARD_NONE */
	bool ahead; /* physical holds a line that is not yet taken */
	bool ended;
	bool old;     /* version 2.1: a fold keeps its blank */
	int64_t line; /* of physical */
};

/* One property. Texts point into the lines' own buffer until the next vcard_next. */
struct vcard_line {
	int64_t line;       /* physical line on which it begins, from 1 */
	const char *group;  /* "item1"; "" for none */
	const char *name;   /* in capitals: "TEL" */
	const char *params; /* ";"-parted, as written: "TYPE=WORK;VOICE" */
	const char *value;  /* decoded from quoted-printable and its charset; escapes still in it */
};

bool vcard_open(struct vcard_lines *l, FILE *in, struct err *e);
void vcard_close(struct vcard_lines *l);
/* The next property; false at the end. Lines that are none (stray base64, blank ones) are passed over; so are the long values of
 * pictures, sounds and keys. */
bool vcard_next(struct vcard_lines *l, struct vcard_line *out);

/* Is the word among the types: "TYPE=WORK,VOICE", "TYPE=\"work,voice\"", bare "WORK"? Case-blind. */
bool vcard_type(const struct vcard_line *l, const char *type);
/* Is it the one to be preferred: PREF among the types, or PREF=1 of version 4.0? */
bool vcard_preferred(const struct vcard_line *l);
/* Appends component n (from 0) of a value cut at unescaped semicolons, with its escapes undone. A comma between parts of one component
 * is a space. */
void vcard_part(struct str *b, const char *value, int n);
/* Appends the whole value with its escapes undone. */
void vcard_text(struct str *b, const char *value);

#endif
