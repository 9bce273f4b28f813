/* A list in a CSV file: titles, the header, rows, a total. */
#include <inttypes.h>
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
	struct sheet_map map;
	enum column *column; /* of each cell */
	int *order;          /* in which the cells are asked */
	int64_t row;         /* how many records stand before it */
	bool known;          /* its names say what the list is */
	struct str left_out;
	struct arena arena;
};

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

static bool no_header(struct err *e)
{
	return err_set(
		e, ERR_REFUSED,
		"no row among the first %d has the column names of a partner list, referral report or contact log "
		"(such as Name, Phone, Patient ID, Referral Received Date)",
		HEADER_WITHIN);
}

/* Asks what the columns mean. *changed: something else than their names say. */
static bool ask(struct header *h, const struct intake *to, bool *changed, struct err *e)
{
	struct str before = {0}, after = {0};
	sheet_map_fields(&h->map, &before);
	bool ok = !to->map || to->map(to->ctx, &h->map, e);
	sheet_map_fields(&h->map, &after);
	*changed = !str_eq(str_text(&before), str_text(&after));
	str_free(&before);
	str_free(&after);
	return ok;
}

/* What the columns mean in the end: as their names say, unless whoever takes them changes that. */
static bool header_take(struct header *h, const struct intake *to, struct err *e)
{
	const struct sheet_map *m = &h->map;
	bool changed;
	if (!ask(h, to, &changed, e))
		return false;
	if (!h->known && !changed)
		return no_header(e);
	h->sheet.list = sheet_map_list(m);
	if (!sheet_map_complete(m, e))
		return false;
	h->column = arena_alloc(&h->arena, (size_t)(m->n + 1) * sizeof *h->column);
	h->order = arena_alloc(&h->arena, (size_t)(m->n + 1) * sizeof *h->order);
	const char **names = arena_alloc(&h->arena, (size_t)(m->n + 1) * sizeof *names);
	sheet_map_order(m, h->order);
	sheet_map_has(m, h->sheet.has);
	for (int i = 0; i < m->n; i++) {
		names[i] = m->columns[i].header;
		h->column[i] = sheet_map_gives(m, i);
		if (h->column[i] == COL_NONE && *m->columns[i].header)
			str_printf(&h->left_out, "%s%s", h->left_out.len ? ", " : "", m->columns[i].header);
	}
	h->sheet.left_out = str_text(&h->left_out);
	h->sheet.header = names;
	h->sheet.columns = m->n;
	return true;
}

static int filled_cells(const struct csv_row *row)
{
	int n = 0;
	for (int i = 0; i < row->count; i++)
		n += !str_blank(row->cell[i]);
	return n;
}

/* The best of the first rows by the names it has; where none has any, the first that is about as full as the fullest: a person may
 * say what they mean. Reads from wherever c stands. */
static bool header_row(struct csv *c, struct header *h, struct err *e)
{
	struct csv_row row;
	bool more = true, has[COL_COUNT];
	int best = 0, filled[HEADER_WITHIN] = {0}, fullest = 0;
	h->row = -1;
	for (int i = 0; more && i < HEADER_WITHIN; i++) {
		int known;
		if (!csv_next(c, &row, &more, e))
			return false;
		if (!more)
			break;
		if (header_of(&row, has, &known) != LIST_NONE && known > best) {
			best = known;
			h->row = i;
		}
		filled[i] = filled_cells(&row);
		fullest = filled[i] > fullest ? filled[i] : fullest;
	}
	h->known = h->row >= 0;
	for (int i = 0; h->row < 0 && fullest > 1 && i < HEADER_WITHIN; i++)
		if (filled[i] * 4 >= fullest * 3)
			h->row = i;
	return h->row >= 0 || no_header(e);
}

/* Finds the header, and proposes what its columns mean, into a; c stands behind it. */
static bool header_find(struct csv *c, struct header *h, struct arena *a, struct err *e)
{
	struct csv_row row;
	bool more;
	if (!header_row(c, h, e))
		return false;
	csv_rewind(c);
	for (int64_t i = 0; i <= h->row; i++)
		if (!csv_next(c, &row, &more, e))
			return false;
	sheet_map_propose(&h->map, row.cell, row.count, a);
	h->sheet.coding = csv_coding(c);
	h->sheet.separator = csv_separator(c);
	csv_settle(c);
	return true;
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

static void whole(void *from, struct csv_row *row)
{
	csv_whole(from, row);
}

/* Hands one record on. Where two columns mean the same, the first that says something counts. */
static bool hand_row(struct csv *c, const struct header *h, const struct csv_row *row, const struct intake *to,
		     struct arena *a, struct err *e)
{
	struct sheet_row out = {.line = row->line, .whole = whole, .from = c};
	struct str cell = {0};
	if (is_total(row)) {
		to->skipped(to->ctx, row->line, SHEET_TOTAL);
		return true;
	}
	if (row->count != h->map.n) {
		str_printf(&cell, "%d cells instead of %d", row->count, h->map.n);
		to->note(to->ctx, row->line, cell.s);
	}
	for (int k = 0; k < h->map.n; k++) {
		int i = h->order[k];
		enum column column = h->column[i];
		if (i >= row->count || column == COL_NONE || out.cell[column])
			continue;
		csv_trim(&cell, row->cell[i]);
		if (!says_nothing(str_text(&cell)))
			out.cell[column] = arena_strdup(a, str_text(&cell));
	}
	str_free(&cell);
	return to->row(to->ctx, &out, e);
}

static bool read_rows(struct csv *c, struct header *h, const struct intake *to, struct err *e)
{
	struct csv_row row;
	struct arena a = {0};
	bool more, ok;
	while ((ok = csv_next(c, &row, &more, e)) && more) {
		ok = all_blank(&row) || hand_row(c, h, &row, to, &a, e);
		arena_clear(&a);
		if (!ok)
			break;
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

static void note_strays(const struct csv *c, const struct intake *to)
{
	struct str b = {0};
	int64_t n = csv_strays(c);
	if (n)
		str_printf(&b, "%" PRId64 " %s not UTF-8 and read as Windows-1252", n,
			   n == 1 ? "byte is" : "bytes are");
	if (b.len)
		to->note(to->ctx, 0, b.s);
	str_free(&b);
}

static bool read_list(struct csv *c, const struct intake *to, struct err *e)
{
	struct header h = {0};
	csv_rewind(c);
	bool ok = header_find(c, &h, &h.arena, e) && header_take(&h, to, e) && to->sheet(to->ctx, &h.sheet, e) &&
		  read_rows(c, &h, to, e);
	str_free(&h.left_out);
	arena_clear(&h.arena);
	return ok;
}

bool sheet_read(FILE *in, const struct intake *to, struct err *e)
{
	struct csv *c;
	bool is_ours;
	if (!csv_open(&c, in, e))
		return false;
	bool ok = read_ours(c, to, &is_ours, e);
	if (ok && !is_ours)
		ok = read_list(c, to, e);
	if (ok)
		note_strays(c, to);
	csv_close(c);
	return ok;
}

/* --- before it is read --- */

static void take_samples(struct sheet_look *out, const struct csv_row *row, struct arena *a)
{
	struct str cell = {0};
	for (int i = 0; i < row->count && i < out->map.n; i++) {
		const char **to = out->samples[i].cell;
		int n = 0;
		if (to[SHEET_SAMPLES - 1])
			continue;
		csv_trim(&cell, row->cell[i]);
		while (to[n] && !str_eq(to[n], str_text(&cell)))
			n++;
		if (!to[n] && !says_nothing(str_text(&cell)))
			to[n] = arena_strdup(a, str_text(&cell));
	}
	str_free(&cell);
}

static bool look_at_rows(struct csv *c, struct arena *a, struct sheet_look *out, struct err *e)
{
	struct csv_row row;
	struct header h = {0};
	bool more = true, ok;
	csv_rewind(c);
	ok = header_find(c, &h, a, e);
	if (ok) {
		out->map = h.map;
		out->samples = arena_alloc(a, (size_t)(h.map.n + 1) * sizeof *out->samples);
		out->coding = h.sheet.coding;
		out->separator = h.sheet.separator;
	}
	while (ok && (ok = csv_next(c, &row, &more, e)) && more) {
		if (all_blank(&row) || is_total(&row))
			continue;
		out->rows++;
		take_samples(out, &row, a);
	}
	return ok;
}

bool sheet_look(FILE *in, struct arena *a, struct sheet_look *out, struct err *e)
{
	struct csv *c;
	struct csv_row header;
	bool more;
	*out = (struct sheet_look){0};
	if (!csv_open(&c, in, e))
		return false;
	bool ok = csv_next(c, &header, &more, e);
	out->records = ok && more && sheet_records_kind(&header) != KIND_COUNT;
	if (ok && !out->records)
		ok = look_at_rows(c, a, out, e);
	csv_close(c);
	return ok;
}
