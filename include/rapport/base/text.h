/* text_cell: the one gate between a stored string and a terminal or stdout. */
#ifndef RAPPORT_BASE_TEXT_H
#define RAPPORT_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/str.h"

/* Appends s made safe for one line of a terminal: newline (CR LF, U+2028 and U+2029 too), carriage
 * return and tab become a space; other C0 and DEL become their visible picture (U+2400 block), C1,
 * bidi controls, zero-width, BOM, tag, private and unassigned code points become "·"; invalid
 * bytes (surrogates too) become U+FFFD; variation selectors vanish; at most two combining marks a
 * base, the others vanish; a leading mark gets a dotted circle. NULL adds nothing. */
void text_cell(struct str *b, const char *s);
/* The same, but a newline stays a newline (for a note that is wrapped). */
void text_lines(struct str *b, const char *s);
/* What a person may enter: valid UTF-8 without NUL, control characters (newline and tab allowed
 * if multiline), bidi overrides or other format characters. */
bool text_enterable(const char *s, size_t n, bool multiline);
/* Wraps at words into lines of at most `cells` cells, and at newlines: returns the byte length of
 * the first line of s, without the spaces at its end; *skip gets the bytes of white space to pass
 * over after it. A word longer than the line is cut between graphemes. While s is not empty the two
 * are never both 0: a grapheme too wide for the line is a line. */
size_t text_wrap(const char *s, int cells, size_t *skip);

#endif
