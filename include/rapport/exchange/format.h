/* The table of formats: text <-> records, never the store. To add one: a file, and a row in format.c. */
#ifndef RAPPORT_EXCHANGE_FORMAT_H
#define RAPPORT_EXCHANGE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "rapport/base/err.h"
#include "rapport/base/str.h"
#include "rapport/exchange/csv.h"
#include "rapport/exchange/mapping.h"
#include "rapport/exchange/narrow.h"
#include "rapport/model/kind.h"

/* A list whose header was understood. */
struct sheet {
	enum list_kind list;
	const char *coding, *separator; /* separator NULL: none */
	const char *left_out; /* headers of columns that rapport does not take, joined by ", "; "" when none */
	bool has[COL_COUNT];
	const char *const
		*header; /* of all its columns, as they stand: what `whole` of a row has; until the call returns */
	int columns;
};

/* One row of it. Cells are trimmed and unguarded; blank and "(Unassigned)" ones are NULL. */
struct sheet_row {
	int64_t line;
	const char *cell[COL_COUNT];
	bool house;                                     /* the name is an organisation's, and stands as it should */
	bool kind_is_sure;                              /* whatever the credentials say */
	void (*whole)(void *from, struct csv_row *row); /* all cells as they stand, until the call returns */
	void *from;
};

/* What a sum below a list is called when it is skipped. */
#define SHEET_TOTAL "a total row"

/* Where a reader puts what it finds. What it is handed lives until the call returns. false stops the reading with
 * that error. */
struct intake {
	void *ctx;
	bool (*sheet)(void *ctx, const struct sheet *s, struct err *e); /* once, before the rows */
	bool (*row)(void *ctx, const struct sheet_row *row, struct err *e);
	/* Of our own formats: checked for types, not for sense. */
	bool (*record)(void *ctx, enum kind kind, void *record, int64_t line, struct err *e);
	void (*skipped)(void *ctx, int64_t line, const char *what);
	void (*note)(void *ctx, int64_t line, const char *what); /* line 0: about the whole file */
	/* Once, before sheet: how the columns are read, as their names say; it may be changed. NULL: that is fine. */
	bool (*map)(void *ctx, struct sheet_map *m, struct err *e);
	const struct narrow *narrow; /* what is wanted of a registry; NULL: everything */
	int64_t *seen; /* rows read so far, those passed over among them: written by formats that narrow; or NULL */
};

/* A list before its rows are taken. */
#define SHEET_SAMPLES 3
struct sheet_samples {
	const char *cell[SHEET_SAMPLES]; /* the first different ones that say something; NULL: there are no more */
};
struct sheet_look {
	bool records; /* rapport wrote it: nothing to map */
	const char *coding, *separator;
	int64_t rows; /* behind the header, without totals */
	struct sheet_map map;
	struct sheet_samples *samples; /* of each column */
};

/* A book being written: begin, then for every kind in the order of kinds[] open, its records by id, close; then
 * end. */
struct writer {
	FILE *out;
	bool private;            /* patient references and private notes too */
	const char *exported_at; /* NULL leaves it out */
	int64_t records;         /* of the open kind so far */
	struct str text;         /* freed by end */
};
struct write_ops {
	void (*begin)(struct writer *w);
	void (*open)(struct writer *w, enum kind kind);
	void (*record)(struct writer *w, enum kind kind, const void *record);
	void (*close)(struct writer *w, enum kind kind);
	/* False when the file did not take it all. */
	bool (*end)(struct writer *w, struct err *e);
};

struct format {
	const char *name;       /* "JSON" */
	const char *word;       /* "json" */
	const char *extensions; /* separated by spaces */
	/* Is it this format, by its first bytes? */
	bool (*sniff)(const char *buf, size_t len);
	/* Reads a file once, from where it stands, in bounded memory. Errors name the line. */
	bool (*read)(FILE *in, const struct intake *to, struct err *e);
	const struct write_ops *write; /* NULL: rapport does not write it */
	bool narrows;                  /* it holds more than anybody wants: intake.narrow says what */
	/* What its columns are, into the arena; NULL: the format has none that would have to be told. ERR_REFUSED when it is no table. */
	bool (*look)(FILE *in, struct arena *a, struct sheet_look *out, struct err *e);
};

/* Ends with a NULL name. Asked in this order. */
extern const struct format formats[];

const struct format *format_named(const char *word);         /* NULL when there is none */
const struct format *format_of(const char *buf, size_t len); /* by content; NULL when it is none */

#endif
