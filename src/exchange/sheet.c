/* A list in a CSV file: titles, the header, rows, a total. */
#include <inttypes.h>
#include <limits.h>
#include <string.h>

#include "formats.h"
#include "pairs.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/exchange/csv.h"
#include "sheet_records.h"

#define HEADER_WITHIN 10 /* EMRs put title rows first */
#define PROSE_BELOW 4 /* a lone cell below a table of so many columns is no row of it: Salesforce writes who made it */

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
	int *label;          /* of each cell: the one that says what it is, or -1 */
	int64_t row;         /* how many records stand before it */
	bool known;          /* its names say what the list is */
	bool book;           /* an address book, where an organisation may be nobody's */
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
	bool *says = arena_alloc(&h->arena, (size_t)(m->n + 1) * sizeof *says);
	h->label = arena_alloc(&h->arena, (size_t)(m->n + 1) * sizeof *h->label);
	sheet_map_order(m, h->order);
	sheet_map_has(m, h->sheet.has);
	for (int i = 0; i < m->n; i++) {
		names[i] = m->columns[i].header;
		h->column[i] = sheet_map_gives(m, i);
		h->label[i] = h->column[i] == COL_NONE ? -1 : pair_label(m, i);
		h->book = h->book || str_ieq(names[i], "E-mail Display Name"); /* Outlook's */
		if (h->label[i] >= 0)
			says[h->label[i]] = h->book = true;
	}
	for (int i = 0; i < m->n; i++)
		if (h->column[i] == COL_NONE && !says[i] && *names[i])
			str_printf(&h->left_out, "%s%s", h->left_out.len ? ", " : "", names[i]);
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

/* One record on its way. */
struct handing {
	const struct header *h;
	const struct csv_row *row;
	struct arena *arena;
	struct sheet_row out;
	int rank[COL_COUNT]; /* of what stands in out */
	int street;          /* the rank of the address that is taken, whole */
	struct str rest;     /* numbers that there is no place for */
};

/* The rank of a cell by its label, and what it gives. */
static int rank_of(const struct handing *x, int i, enum column *column)
{
	int label = x->h->label[i];
	return label < 0 ? PAIR_PLAIN : pair_rank(label < x->row->count ? x->row->cell[label] : "", column);
}

static void find_street(struct handing *x)
{
	x->street = INT_MAX;
	for (int i = 0; i < x->h->map.n && i < x->row->count; i++) {
		enum column column = x->h->column[i];
		if (column != COL_ADDRESS || str_blank(x->row->cell[i]))
			continue;
		int rank = rank_of(x, i, &column);
		x->street = rank < x->street ? rank : x->street;
	}
}

static void leave(struct handing *x, enum column column, const char *text)
{
	bool number = column == COL_PHONE || column == COL_FAX || column == COL_EMAIL || column == COL_WEBSITE;
	if (text && number && x->h->sheet.list == LIST_PARTNERS)
		str_printf(&x->rest, "%s%s", x->rest.len ? ", " : "", text);
}

/* Where two columns mean the same, the better label counts, then the first that says something. */
static void take_cell(struct handing *x, int i, struct str *cell)
{
	enum column meant = x->h->column[i], column = meant;
	if (i >= x->row->count || column == COL_NONE)
		return;
	int rank = rank_of(x, i, &column);
	csv_trim(cell, x->row->cell[i]);
	if (says_nothing(str_text(cell)))
		return;
	char *text = arena_strdup(x->arena, str_text(cell)), *more = x->h->label[i] < 0 ? NULL : pair_cut(text);
	bool place = meant >= COL_ADDRESS && meant <= COL_ZIP;
	if (column == COL_NONE || (place && x->h->label[i] >= 0 && rank != x->street)) {
		leave(x, meant, text);
	} else if (x->out.cell[column] && x->rank[column] <= rank) {
		leave(x, column, text);
	} else {
		leave(x, column, x->out.cell[column]);
		x->out.cell[column] = text;
		x->rank[column] = rank;
	}
	leave(x, meant, more);
}

/* An address book has organisations without anybody. */
static void take_house(struct sheet_row *out)
{
	if (out->cell[COL_NAME] || out->cell[COL_FIRST] || out->cell[COL_LAST] || !out->cell[COL_PRACTICE])
		return;
	out->cell[COL_NAME] = out->cell[COL_PRACTICE];
	out->cell[COL_PRACTICE] = NULL;
	out->house = true;
}

/* Hands one record on. */
static bool hand_row(struct csv *c, const struct header *h, const struct csv_row *row, const struct intake *to,
		     struct arena *a, struct err *e)
{
	struct handing x = {.h = h, .row = row, .arena = a, .out = {.line = row->line, .whole = whole, .from = c}};
	struct str cell = {0};
	if (is_total(row) || (row->count == 1 && h->map.n >= PROSE_BELOW)) {
		to->skipped(to->ctx, row->line, is_total(row) ? SHEET_TOTAL : "a line that is no row");
		return true;
	}
	if (row->count != h->map.n) {
		str_printf(&cell, "%d cells instead of %d", row->count, h->map.n);
		to->note(to->ctx, row->line, cell.s);
	}
	find_street(&x);
	for (int k = 0; k < h->map.n; k++)
		take_cell(&x, h->order[k], &cell);
	if (h->book && h->sheet.list == LIST_PARTNERS)
		take_house(&x.out);
	if (x.rest.len) {
		str_insert(&x.rest, 0, "left out: ", strlen("left out: "));
		to->note(to->ctx, row->line, x.rest.s);
	}
	str_free(&x.rest);
	str_free(&cell);
	return to->row(to->ctx, &x.out, e);
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
