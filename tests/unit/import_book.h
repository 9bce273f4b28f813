/* A book in memory that texts are imported into. */
#ifndef RAPPORT_TEST_IMPORT_BOOK_H
#define RAPPORT_TEST_IMPORT_BOOK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rapport/app/exchange.h"

struct book {
	struct app app;
	/* Of the last import. */
	struct import_report r;
	struct said said;
	struct err e;
	bool ok;
	struct arena arena;
};

struct book book_new(void);       /* on 2026-11-23 */
void book_forget(struct book *b); /* what the last import said */
void book_free(struct book *b);

/* A new file with these bytes; the caller unlinks and frees. */
char *file_of(const char *bytes, size_t n);
/* Imports a file, bytes, a text; how it went is in ok, e, r and said. order NULL: as {0}. */
void take_file(struct book *b, const char *path, const struct import_order *order);
void take_bytes(struct book *b, const char *bytes, size_t n, const struct import_order *order);
void take(struct book *b, const char *text, const struct import_order *order);
/* The same where it has to go well. */
void take_fine(struct book *b, const char *text, const struct import_order *order);

#endif
