/* A table of text as spreadsheets and EMRs write it: decoded to UTF-8, cut into cells, one record at a time. */
#ifndef RAPPORT_EXCHANGE_CSV_H
#define RAPPORT_EXCHANGE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "rapport/base/err.h"
#include "rapport/base/str.h"

struct csv_row {
	int64_t line; /* physical line of the file on which the record begins, from 1 */
	int count;
	const char *const *cell; /* UTF-8, untrimmed, line breaks as LF; until the next csv_next */
};

struct csv;

/* Finds out coding (UTF-8 with or without BOM, UTF-16 with BOM, else Windows-1252) and separator (comma,
 * semicolon, tab, pipe, or what a first line "sep=;" says) from the first mebibyte; what happens when other bytes
 * come later is told in decode.h. in is read once, from where it stands, and stays the caller's. ERR_REFUSED when it
 * is not text. */
bool csv_open(struct csv **out, FILE *in, struct err *e);
/* Stands before the first record again: only before csv_settle. */
void csv_rewind(struct csv *c);
/* There will be no rewinding: from here on memory does not grow with the file. */
void csv_settle(struct csv *c);
/* Of the records from here on only these cells are laid out, the others are "". */
void csv_want(struct csv *c, const bool *wanted, int n);
/* The next record; *more is false when there is none left. Empty lines are passed over. ERR_INVALID names the line
 * of a quote that is never closed. */
bool csv_next(struct csv *c, struct csv_row *row, bool *more, struct err *e);
/* All cells of the record at hand, whatever was wanted; until the next csv_next. The line stays as it is. */
void csv_whole(struct csv *c, struct csv_row *row);
void csv_close(struct csv *c); /* NULL is fine */

const char *csv_coding(const struct csv *c);    /* "UTF-8", "Windows-1252" ... */
const char *csv_separator(const struct csv *c); /* "comma" ... */
int64_t csv_strays(const struct csv *c);        /* bytes so far that were no UTF-8 in a UTF-8 file (decode.h) */

/* A cell as it was before it was guarded against formulas: an apostrophe before = + - @ is passed over. */
const char *csv_unguard(const char *cell);
/* The same into b, without what is blank around it. */
void csv_trim(struct str *b, const char *cell);

#endif
