#include "sheet_records.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/day.h"
#include "rapport/base/mem.h"
#include "rapport/exchange/csv_kind.h"

enum kind sheet_records_kind(const struct csv_row *header)
{
	return csv_kind_of(header->cell, header->count);
}

/* A row as a record of the kind: what cannot be read is named with its column. */
static bool read_row(const struct csv_row *row, const struct field *const *fields, int count, enum kind kind,
		     void *record, struct arena *a, struct err *e)
{
	record_init(kind, record);
	for (int i = 0; i < count && i < row->count; i++) {
		struct err why = {0};
		if (!fields[i])
			continue;
		const char *cell = row->cell[i];
		if (fields[i]->type == FIELD_TEXT) { /* as it went out, white space and all */
			*field_text(fields[i], record) = str_blank(cell) ? NULL : arena_strdup(a, csv_unguard(cell));
			continue;
		}
		bool choice = fields[i]->type == FIELD_CHOICE && !*cell;
		if (choice) {
			*field_choice(fields[i], record) = CHOICE_NONE;
			continue;
		}
		if (!field_read(fields[i], record, cell, DAY_NONE, a, &why)) {
			err_set(e, ERR_INVALID, "line %" PRId64 ": %s: %s", row->line, fields[i]->name, err_text(&why));
			err_clear(&why);
			return false;
		}
	}
	return true;
}

bool sheet_records_read(struct csv *c, const struct csv_row *header, enum kind kind, const struct intake *to,
			struct err *e)
{
	struct arena a = {0};
	struct csv_row row;
	int count = header->count;
	const struct field **fields = mem_alloc((size_t)count * sizeof *fields);
	void *record = mem_alloc(kinds[kind].size);
	bool more = true, ok = true;
	for (int i = 0; i < count; i++) {
		fields[i] = kind_field(kind, header->cell[i]);
		if (fields[i] && fields[i]->flags & F_DERIVED)
			fields[i] = NULL;
	}
	csv_settle(c);
	while (ok && (ok = csv_next(c, &row, &more, e)) && more) {
		ok = read_row(&row, fields, count, kind, record, &a, e) &&
		     to->record(to->ctx, kind, record, row.line, e);
		arena_clear(&a);
	}
	free(fields);
	free(record);
	return ok;
}
