/* One kind of record as a table: the field names of the table of kinds are the header, `id` first; behind a field that points at a
 * person or a practice stands their name, for whoever reads it. Read again by sheet_read, which knows such a header. */
#ifndef RAPPORT_EXCHANGE_CSV_KIND_H
#define RAPPORT_EXCHANGE_CSV_KIND_H

#include "rapport/exchange/csv_write.h"
#include "rapport/model/kind.h"

struct csv_kind {
	struct csv_writer csv;
	enum kind kind;
	bool private; /* patient references and private notes too */
	/* The name of a source or practice; NULL: not known. */
	const char *(*name_of)(void *ctx, enum kind kind, uint64_t id);
	void *ctx;
	struct str text; /* start with {0}; str_free in the end */
};

void csv_kind_header(struct csv_kind *c);
void csv_kind_row(struct csv_kind *c, const void *record);
/* Has a field a column of names behind it: one that points at a source or practice? */
bool csv_kind_named(const struct field *f);

/* The kind whose fields are all among the names (count of them); KIND_COUNT when there is none. */
enum kind csv_kind_of(const char *const *names, int count);

#endif
