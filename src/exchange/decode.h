/* Bytes of a file as UTF-8, whatever it was written in. */
#ifndef EXCHANGE_DECODE_H
#define EXCHANGE_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "rapport/base/err.h"

enum coding { CODING_UTF8, CODING_UTF8_BOM, CODING_UTF16_LE, CODING_UTF16_BE, CODING_WINDOWS_1252 };
extern const char *const coding_names[];

#define DECODE_BLOCK 65536

struct decoder {
	FILE *in;
	enum coding coding;
	size_t at, len;          /* in block */
	int pending, pending_at; /* in out */
	char out[4];
	unsigned char block[DECODE_BLOCK];
};

/* Finds the coding by reading in through once, and stands at the first character. ERR_REFUSED when it is not text,
 * ERR_IO. */
bool decode_open(struct decoder *d, FILE *in, struct err *e);
bool decode_rewind(struct decoder *d, struct err *e);
/* The next byte of UTF-8; EOF at the end or when the file cannot be read (ferror tells). */
int decode_next(struct decoder *d);

#endif
