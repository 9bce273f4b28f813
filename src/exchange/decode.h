/* Bytes of a file as UTF-8, whatever it was written in, a block at a time: what cannot be read twice is read once.
 *
 * The coding is decided by the byte order mark, else by the first block: UTF-8 when all of it is, else
 * Windows-1252. A file is taken for UTF-8 in its first block and has other bytes further on:
 * - nothing but ASCII stood before them: it is Windows-1252 from there, which changes nothing of what was read;
 * - else it is UTF-8 with strays: a byte that is no part of a UTF-8 sequence is read as the Windows-1252
 *   character that it is, and counted.
 * So no byte is ever lost, and a file of one block or less is always judged as a whole. */
#ifndef EXCHANGE_DECODE_H
#define EXCHANGE_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "rapport/base/err.h"
#include "rapport/base/str.h"

enum coding { CODING_UTF8, CODING_UTF8_BOM, CODING_UTF16_LE, CODING_UTF16_BE, CODING_WINDOWS_1252 };
extern const char *const coding_names[];

#ifndef DECODE_BLOCK
#define DECODE_BLOCK (1u << 20)
#endif

struct decoder {
	FILE *in;
	enum coding coding;
	bool ascii;         /* nothing but ASCII so far */
	int64_t strays;     /* bytes of a UTF-8 file that are not UTF-8 */
	unsigned char *raw; /* DECODE_BLOCK bytes */
	size_t len;         /* in raw: not yet decoded */
	bool ended;         /* in has nothing more */
	bool folded;        /* lines are folded: a fold inside a UTF-8 sequence is moved behind it */
	bool binary;        /* a NUL was met */
	int why;            /* errno of a failed read */
	struct str text;    /* for decode_next */
	size_t at;
};

/* Reads the first block and finds the coding. ERR_REFUSED when it is not text, ERR_IO. decode_close in any case.
 * folded: a line end and a blank go on with the line before (vCard). Programs that count bytes fold inside a character; such a fold is
 * moved behind it, so that the character is whole and every line keeps its number. */
bool decode_open(struct decoder *d, FILE *in, bool folded, struct err *e);
void decode_close(struct decoder *d);
/* Appends the next block as UTF-8; false at the end, or when there is no reading on (decode_whole tells). */
bool decode_more(struct decoder *d, struct str *to);
/* The next byte of UTF-8; EOF where decode_more is false. Not to be mixed with it. */
int decode_next(struct decoder *d);
/* Once there is nothing more: was all of it read? Else ERR_IO, or ERR_REFUSED when it is not text. */
bool decode_whole(const struct decoder *d, struct err *e);

#endif
