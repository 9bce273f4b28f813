/* A CSV that rapport itself wrote: records of one kind. */
#ifndef EXCHANGE_SHEET_RECORDS_H
#define EXCHANGE_SHEET_RECORDS_H

#include "rapport/exchange/csv.h"
#include "rapport/exchange/format.h"

/* The kind whose header this row is, behind a guard or BOM; KIND_COUNT when it is none. */
enum kind sheet_records_kind(const struct csv_row *header);
/* The rows behind the header; the header's cells are copied. */
bool sheet_records_read(struct csv *c, const struct csv_row *header, enum kind kind, const struct intake *to,
			struct err *e);

#endif
