/* A list in a CSV file: titles, the header, rows, a total. */
#include <stdlib.h>
#include <string.h>

#include "formats.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/exchange/csv.h"
#include "sheet_records.h"

#define HEADER_WITHIN 10 /* EMRs put title rows first */

bool sheet_sniff(const char *buf, size_t len)
{
	bool wide = len >= 2 && (memcmp(buf, "\xFF\xFE", 2) == 0 || memcmp(buf, "\xFE\xFF", 2) == 0);
	return wide || !memchr(buf, 0, len);
}

struct header {
	struct sheet sheet;
	enum column *column; /* of each cell */
	int count;
	int64_t row; /* how many records stand before it */
	struct str left_out;
};

static void trim(struct str *b, const char *cell)
{
	struct str whole = {0};
	str_trim(&whole, cell);
	str_trim(b, csv_unguard(str_text(&whole)));
	str_free(&whole);
}

/* Blank, or what EMRs write where nobody is named. */
static bool says_nothing(const char *trimmed)
{
	static const char *const words[] = {"", "(unassigned)", "unassigned", "(blank)", "(none)", "n/a"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_ieq(trimmed, words[i]))
			return true;
	return false;
}

/* Is this record the header? It names at least two columns, and they make a list. */
static enum list_kind header_of(const struct csv_row *row, bool has[COL_COUNT], int *known)
{
	memset(has, 0, COL_COUNT * sizeof has[0]);
	*known = 0;
	for (int i = 0; i < row->count; i++) {
		enum column c = column_named(row->cell[i]);
		if (c != COL_NONE) {
			has[c] = true;
			(*known)++;
		}
	}
	return *known < 2 ? LIST_NONE : list_of(has);
}

static void header_take(struct header *h, const struct csv_row *row)
{
	bool has[COL_COUNT];
	int known;
	h->sheet.list = header_of(row, has, &known);
	h->count = row->count;
	h->column = mem_alloc((size_t)row->count * sizeof *h->column);
	struct str name = {0};
	for (int i = 0; i < row->count; i++) {
		enum column c = list_column(h->sheet.list, column_named(row->cell[i]), has);
		h->column[i] = c;
		if (c != COL_NONE)
			h->sheet.has[c] = true;
		trim(&name, row->cell[i]);
		if (c == COL_NONE && name.len)
			str_printf(&h->left_out, "%s%s", h->left_out.len ? ", " : "", name.s);
	}
	str_free(&name);
	h->sheet.left_out = str_text(&h->left_out);
}

/* The best of the first rows; reads in from wherever c stands. False with an error when none is a header. */
static bool header_find(struct csv *c, struct header *h, struct err *e)
{
	struct csv_row row;
	bool more, has[COL_COUNT];
	int best = 0;
	h->row = -1;
	for (int i = 0; i < HEADER_WITHIN; i++) {
		int known;
		if (!csv_next(c, &row, &more, e))
			return false;
		if (!more)
			break;
		if (header_of(&row, has, &known) != LIST_NONE && known > best) {
			best = known;
			h->row = i;
		}
	}
	if (h->row >= 0)
		return true;
	return err_set(
		e, ERR_REFUSED,
		"no row among the first %d has the column names of a partner list, referral report or contact log "
		"(such as Name, Phone, Patient ID, Referral Received Date)",
		HEADER_WITHIN);
}

/* Its first cell with something in it says that it is a sum. */
static bool is_total(const struct csv_row *row)
{
	static const char *const words[] = {"total", "totals", "grand total", "sum", "summary", "report total"};
	struct str fold = {0};
	bool total = false;
	for (int i = 0; i < row->count && !fold.len; i++)
		if (!str_blank(row->cell[i]))
			utf8_fold(&fold, row->cell[i]);
	while (fold.len && fold.s[fold.len - 1] == ' ')
		str_cut(&fold, fold.len - 1);
	for (size_t i = 0; fold.len && i < sizeof words / sizeof words[0]; i++)
		total = total || strcmp(fold.s, words[i]) == 0;
	str_free(&fold);
	return total;
}

static bool all_blank(const struct csv_row *row)
{
	for (int i = 0; i < row->count; i++)
		if (!str_blank(row->cell[i]))
			return false;
	return true;
}

/* Hands one record on. Where two columns mean the same, the first that says something counts. */
static bool hand_row(const struct header *h, const struct csv_row *row, const struct intake *to, struct arena *a,
		     struct err *e)
{
	struct sheet_row out = {.line = row->line};
	struct str cell = {0};
	if (is_total(row)) {
		to->skipped(to->ctx, row->line, "a total row");
		return true;
	}
	if (row->count != h->count) {
		str_printf(&cell, "%d cells instead of %d", row->count, h->count);
		to->note(to->ctx, row->line, cell.s);
	}
	for (int i = 0; i < row->count && i < h->count; i++) {
		enum column c = h->column[i];
		if (c == COL_NONE || out.cell[c])
			continue;
		trim(&cell, row->cell[i]);
		if (!says_nothing(str_text(&cell)))
			out.cell[c] = arena_strdup(a, str_text(&cell));
	}
	str_free(&cell);
	return to->row(to->ctx, &out, e);
}

static bool read_rows(struct csv *c, struct header *h, const struct intake *to, struct err *e)
{
	struct csv_row row;
	struct arena a = {0};
	bool more = true, ok = true;
	for (int64_t i = 0; ok && more; i++) {
		ok = csv_next(c, &row, &more, e);
		if (!ok || !more || i < h->row || all_blank(&row))
			continue;
		if (i == h->row) {
			header_take(h, &row);
			h->sheet.coding = csv_coding(c);
			h->sheet.separator = csv_separator(c);
			ok = to->sheet(to->ctx, &h->sheet, e);
		} else {
			ok = hand_row(h, &row, to, &a, e);
			arena_clear(&a);
		}
	}
	return ok;
}

/* A table that rapport wrote is read as records. *is_ours tells whether it was one. */
static bool read_ours(struct csv *c, const struct intake *to, bool *is_ours, struct err *e)
{
	struct csv_row header;
	bool more;
	*is_ours = false;
	if (!csv_next(c, &header, &more, e))
		return false;
	enum kind kind = more ? sheet_records_kind(&header) : KIND_COUNT;
	*is_ours = kind != KIND_COUNT;
	return !*is_ours || sheet_records_read(c, &header, kind, to, e);
}

bool sheet_read(FILE *in, const struct intake *to, struct err *e)
{
	struct header h = {0};
	struct csv *c;
	bool is_ours;
	if (!csv_open(&c, in, e))
		return false;
	bool ok = read_ours(c, to, &is_ours, e);
	if (ok && !is_ours)
		ok = csv_rewind(c, e) && header_find(c, &h, e) && csv_rewind(c, e) && read_rows(c, &h, to, e);
	csv_close(c);
	free(h.column);
	str_free(&h.left_out);
	return ok;
}
