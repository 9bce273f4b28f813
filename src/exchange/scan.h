/* A strict JSON scanner over a stream: says on which line it is broken, and hands out one value at a time as text
 * for cJSON. */
#ifndef EXCHANGE_SCAN_H
#define EXCHANGE_SCAN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "rapport/base/err.h"
#include "rapport/base/str.h"

struct scan {
	FILE *in;
	int64_t line; /* of the next character */
	int ahead;    /* a byte that was looked at, or SCAN_NONE */
	int depth;
	bool keep; /* the value goes into text; else it is only passed over */
	struct str text;
};

#define SCAN_NONE (-2)

/* Stands before the first character, a BOM passed over. */
void scan_init(struct scan *s, FILE *in);
void scan_free(struct scan *s);

/* The next character that is not white space, not yet taken; EOF at the end. */
int scan_peek(struct scan *s);
/* Takes white space and the character c. ERR_INVALID "line 3: expected :". */
bool scan_take(struct scan *s, char c, struct err *e);
/* Takes one value; its text is in s->text if keep, cleared else. */
bool scan_value(struct scan *s, bool keep, struct err *e);
/* "line 12: what", ERR_INVALID. */
bool scan_broken(const struct scan *s, const char *what, struct err *e);

#endif
