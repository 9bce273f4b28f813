/* CSV for spreadsheets. The Excel dialect: UTF-8 with BOM, CRLF, and a text that a spreadsheet would take for a formula gets an
 * apostrophe, which csv_unguard takes away again. The plain dialect: no BOM, LF, texts as they are, but that one which looks guarded
 * gets a guard, so that it comes back as it was. */
#ifndef RAPPORT_EXCHANGE_CSV_WRITE_H
#define RAPPORT_EXCHANGE_CSV_WRITE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct csv_writer {
	FILE *out;
	bool excel;
	bool inside; /* a cell of this row stands already */
};

void csv_begin(struct csv_writer *c);               /* before the first row */
void csv_text(struct csv_writer *c, const char *s); /* a cell; NULL is empty */
void csv_bare(struct csv_writer *c, const char *s); /* a date or number: never guarded */
void csv_number(struct csv_writer *c, int64_t n);
void csv_end_row(struct csv_writer *c);

/* A spreadsheet would take the text for a formula; apostrophes in front of it are guards of guards. */
bool csv_formula(const char *s);

#endif
