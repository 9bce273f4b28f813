#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "decode.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/exchange/csv.h"
#include "rapport/exchange/csv_write.h"

#define SNIFF_RECORDS 20
#define SNIFF_BYTES 65536
#define RECORD_MOST (4u << 20) /* a longer record is a quote that was never closed */

static const struct {
	char c;
	const char *name;
} separators[] = {{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "pipe"}};
enum { SEPARATORS = sizeof separators / sizeof separators[0] };

struct csv {
	struct decoder in;
	int separator; /* index into separators */
	bool past_sep; /* the first line says "sep=" and is passed over */
	int64_t line;
	int ahead;       /* a byte that was looked at, or NONE */
	struct str text; /* the cells of the record, each ended by a NUL */
	size_t *start;
	const char **cell;
	int count, room;
};

#define NONE (-2)

static int peek(struct csv *c)
{
	if (c->ahead == NONE)
		c->ahead = decode_next(&c->in);
	return c->ahead;
}

/* The next byte with every kind of line end as LF. */
static int next(struct csv *c)
{
	int b = peek(c);
	c->ahead = NONE;
	if (b == '\r') {
		if (peek(c) == '\n')
			c->ahead = NONE;
		b = '\n';
	}
	c->line += b == '\n';
	return b;
}

/* How well a separator explains the first records: the cells that the most usual shape has, over all records of
 * that shape. */
static int separator_score(const char *s, size_t n, char separator)
{
	int counts[SNIFF_RECORDS] = {0}, records = 0, best = 0;
	bool quoted = false, any = false;
	for (size_t i = 0; i <= n && records < SNIFF_RECORDS; i++) {
		if (i == n || (!quoted && s[i] == '\n')) {
			records += any;
			any = false;
			continue;
		}
		any = true;
		if (s[i] == '"')
			quoted = !quoted;
		else if (!quoted && s[i] == separator)
			counts[records]++;
	}
	for (int i = 0; i < records; i++) {
		int same = 0;
		for (int j = 0; j < records; j++)
			same += counts[j] == counts[i];
		if (same * counts[i] > best)
			best = same * counts[i];
	}
	return best;
}

static void sniff(struct csv *c)
{
	struct str head = {0};
	int b, best = 0;
	while (head.len < SNIFF_BYTES && (b = next(c)) != EOF)
		str_addc(&head, (char)b);
	const char *s = str_text(&head);
	bool said = head.len > 5 && strncmp(s, "sep=", 4) == 0 && s[5] == '\n';
	for (int i = 0; i < SEPARATORS; i++) {
		int score = separator_score(s, head.len, separators[i].c);
		if (said ? s[4] == separators[i].c : score > best) {
			best = score;
			c->separator = i;
			c->past_sep = said;
		}
	}
	str_free(&head);
}

bool csv_open(struct csv **out, FILE *in, struct err *e)
{
	struct csv *c = mem_alloc(sizeof *c);
	c->ahead = NONE;
	c->line = 1;
	*out = NULL;
	if (!decode_open(&c->in, in, e)) {
		csv_close(c);
		return false;
	}
	sniff(c);
	if (!csv_rewind(c, e)) {
		csv_close(c);
		return false;
	}
	*out = c;
	return true;
}

bool csv_rewind(struct csv *c, struct err *e)
{
	c->ahead = NONE;
	c->line = 1;
	if (!decode_rewind(&c->in, e))
		return false;
	for (int i = 0; c->past_sep && i < 6; i++)
		next(c);
	return true;
}

static void begin_cell(struct csv *c)
{
	if (c->count == c->room) {
		c->room = c->room ? c->room * 2 : 32;
		c->start = mem_grow(c->start, (size_t)c->room * sizeof *c->start);
		c->cell = mem_grow(c->cell, (size_t)c->room * sizeof *c->cell);
	}
	c->start[c->count++] = c->text.len;
}

/* The rest of a quoted cell, behind its closing quote. */
static bool quoted_part(struct csv *c, int64_t line, struct err *e)
{
	for (;;) {
		int b = next(c);
		if (b == '"') {
			if (peek(c) != '"')
				return true;
			next(c);
		}
		if (b == EOF || c->text.len > RECORD_MOST)
			return err_set(e, ERR_INVALID, "line %lld: a quote is opened and never closed",
				       (long long)line);
		str_addc(&c->text, (char)b);
	}
}

/* One record into text and start; *blank when its line was empty. */
static bool read_record(struct csv *c, bool *blank, struct err *e)
{
	int64_t line = c->line;
	char separator = separators[c->separator].c;
	bool fresh = true; /* at the start of a cell, where a quote quotes */
	str_clear(&c->text);
	c->count = 0;
	begin_cell(c);
	for (;;) {
		int b = next(c);
		if (b == EOF || b == '\n')
			break;
		if (b == separator) {
			str_addc(&c->text, '\0');
			begin_cell(c);
			fresh = true;
			continue;
		}
		if (b == '"' && fresh) {
			if (!quoted_part(c, c->line, e))
				return false;
		} else {
			str_addc(&c->text, (char)b);
		}
		fresh = false;
		if (c->text.len > RECORD_MOST)
			return err_set(e, ERR_INVALID, "line %lld is too long for a row of a list", (long long)line);
	}
	*blank = c->count == 1 && fresh;
	str_addc(&c->text, '\0');
	return true;
}

bool csv_next(struct csv *c, struct csv_row *row, bool *more, struct err *e)
{
	bool blank = true;
	*more = false;
	while (blank) {
		if (peek(c) == EOF) {
			if (ferror(c->in.in))
				return err_set(e, ERR_IO, "cannot be read: %s", strerror(errno));
			return true;
		}
		row->line = c->line;
		if (!read_record(c, &blank, e))
			return false;
	}
	for (int i = 0; i < c->count; i++)
		c->cell[i] = c->text.s + c->start[i];
	row->count = c->count;
	row->cell = c->cell;
	*more = true;
	return true;
}

void csv_close(struct csv *c)
{
	if (!c)
		return;
	str_free(&c->text);
	free(c->start);
	free(c->cell);
	free(c);
}

const char *csv_coding(const struct csv *c)
{
	return coding_names[c->in.coding];
}

const char *csv_separator(const struct csv *c)
{
	return separators[c->separator].name;
}

const char *csv_unguard(const char *cell)
{
	return cell[0] == '\'' && csv_formula(cell + 1) ? cell + 1 : cell;
}
