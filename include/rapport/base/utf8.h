/* UTF-8 by code points, graphemes and terminal cells (utf8proc), and the fold for finding. */
#ifndef RAPPORT_BASE_UTF8_H
#define RAPPORT_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/str.h"

bool utf8_valid(const char *s, size_t n);
/* Decodes the code point at s (n bytes left, n > 0) and returns its length; an invalid byte gives U+FFFD and length 1. */
size_t utf8_decode(const char *s, size_t n, uint32_t *cp);
/* Writes 1 to 4 bytes, no NUL; returns how many. */
size_t utf8_encode(uint32_t cp, char out[4]);

/* Byte length of the grapheme that begins at s (n bytes left). 0 when n is 0. */
size_t utf8_grapheme(const char *s, size_t n);
/* Byte offset of the grapheme before offset at; 0 at the start. */
size_t utf8_grapheme_before(const char *s, size_t at);

/* Cells a code point takes on a terminal: 0, 1 or 2. */
int utf8_width(uint32_t cp);
/* Cells of a whole text. A grapheme takes the cells of its widest code point. */
int utf8_cells(const char *s);
/* Byte length of the longest run of whole graphemes at s that fits in `cells`; *used gets its cells (may be NULL). */
size_t utf8_fit(const char *s, int cells, int *used);
/* Appends s cut to `cells` with a trailing "…" where it does not fit, and padded with spaces to `cells` if pad. */
void utf8_clip(struct str *b, const char *s, int cells, bool pad);

/* Appends the fold of s for finding and sorting: NFKD, marks stripped, casefolded, then
 * ø o, ł l, đ d, ß ss, æ ae, œ oe, ħ h, ı i; white space runs become one space; other
 * punctuation and signs (+ = $) between words become a space, apostrophes vanish; none at either
 * end. Control, format and invisible characters and invalid bytes are dropped. */
void utf8_fold(struct str *b, const char *s);
/* Appends only the ASCII digits of s. */
void utf8_digits(struct str *b, const char *s);

#endif
