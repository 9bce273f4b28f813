#include <assert.h>
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

/* A cell as it stands in the text of the file. */
struct span {
	size_t from, len;
	enum { BARE, QUOTED, MIXED } form; /* MIXED: there is more to undo than a quote at each end */
};

/* The cells of a record, each ended by a NUL. */
struct laid {
	struct str text;
	const char **cell;
	int room;
};

struct csv {
	struct decoder in;
	struct str text; /* of the file, decoded: what is not read yet, and all before it until csv_settle */
	size_t at;       /* the next record */
	bool ended;      /* nothing comes behind text */
	bool settled;
	size_t first;  /* where the records begin: behind "sep=;" */
	int separator; /* index into separators */
	int64_t line, quote_line;
	bool bare_stop[256],
		quoted_stop[256]; /* bytes that a run of plain ones ends at, the NUL behind text among them */
	struct span *span;
	int count, room;
	bool *wanted;
	int n_wanted;
	struct laid row, whole;
};

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

/* The start of the file with every kind of line end as LF. */
static void head_of(const struct csv *c, struct str *head)
{
	for (size_t i = 0; i < c->text.len && head->len < SNIFF_BYTES; i++) {
		const char *s = c->text.s + i;
		if (*s != '\r' || s[1] != '\n')
			str_addc(head, *s == '\r' ? '\n' : *s);
	}
}

static void sniff(struct csv *c)
{
	struct str head = {0};
	int best = 0;
	head_of(c, &head);
	const char *s = str_text(&head);
	bool said = head.len > 5 && strncmp(s, "sep=", 4) == 0 && s[5] == '\n';
	for (int i = 0; i < SEPARATORS; i++) {
		int score = separator_score(s, head.len, separators[i].c);
		if (said ? s[4] == separators[i].c : score > best) {
			best = score;
			c->separator = i;
			c->first = said ? 6 + (c->text.s[5] == '\r' && c->text.s[6] == '\n') : 0;
		}
	}
	str_free(&head);
}

/* More of the file behind what is there; what was read is let go once that is settled. */
static void more_text(struct csv *c)
{
	if (c->settled) {
		str_erase(&c->text, 0, c->at);
		c->at = 0;
	}
	c->ended = !decode_more(&c->in, &c->text);
}

bool csv_open(struct csv **out, FILE *in, struct err *e)
{
	struct csv *c = mem_alloc(sizeof *c);
	*out = NULL;
	if (!decode_open(&c->in, in, false, e)) {
		csv_close(c);
		return false;
	}
	more_text(c);
	sniff(c);
	c->bare_stop[(unsigned char)separators[c->separator].c] = c->quoted_stop['"'] = true;
	c->bare_stop['\r'] = c->bare_stop['\n'] = c->bare_stop[0] = true;
	c->quoted_stop['\r'] = c->quoted_stop['\n'] = c->quoted_stop[0] = true;
	csv_rewind(c);
	*out = c;
	return true;
}

void csv_rewind(struct csv *c)
{
	assert(!c->settled);
	c->at = c->first;
	c->line = c->first ? 2 : 1;
}

void csv_settle(struct csv *c)
{
	c->settled = true;
}

void csv_want(struct csv *c, const bool *wanted, int n)
{
	c->wanted = mem_grow(c->wanted, (size_t)n * sizeof *wanted);
	memcpy(c->wanted, wanted, (size_t)n * sizeof *wanted);
	c->n_wanted = n;
}

/* --- cutting a record into spans --- */

static struct span *add_span(struct csv *c, size_t from)
{
	if (c->count == c->room) {
		c->room = c->room ? c->room * 2 : 32;
		c->span = mem_grow(c->span, (size_t)c->room * sizeof *c->span);
	}
	c->span[c->count] = (struct span){.from = from, .form = BARE};
	return &c->span[c->count++];
}

/* Past a line end at *i; false when what comes behind it is not there yet. */
static bool pass_line_end(const struct csv *c, size_t *i)
{
	const char *s = c->text.s + *i;
	if (*s == '\r' && !s[1] && !c->ended)
		return false;
	*i += *s == '\r' && s[1] == '\n' ? 2 : 1;
	return true;
}

/* Past a quoted part: *i behind the opening quote. False when its end is not there yet. */
static bool pass_quoted(struct csv *c, size_t *i, struct span *span, int64_t *lines)
{
	const char *s = c->text.s;
	c->quote_line = c->line + *lines;
	span->form = QUOTED;
	for (;;) {
		while (!c->quoted_stop[(unsigned char)s[*i]])
			++*i;
		if (s[*i] == '"') {
			++*i;
			if (s[*i] != '"')
				break;
			++*i;
			span->form = MIXED;
			continue;
		}
		if (!s[*i])
			return false;
		if (s[*i] == '\r')
			span->form = MIXED;
		if (!pass_line_end(c, i))
			return false;
		++*lines;
	}
	if (!s[*i] && !c->ended)
		return false;
	c->quote_line = 0;
	return true;
}

/* Cuts the record at c->at; *end and *lines get where and how many lines on the next one begins. False when its end is
 * not there yet. */
static bool cut(struct csv *c, size_t *end, int64_t *lines)
{
	const char *s = c->text.s;
	char separator = separators[c->separator].c;
	size_t i = c->at;
	c->count = 0;
	c->quote_line = *lines = 0;
	for (;; i++) {
		struct span *span = add_span(c, i);
		if (s[i] == '"') {
			i++;
			if (!pass_quoted(c, &i, span, lines))
				return false;
			if (!c->bare_stop[(unsigned char)s[i]])
				span->form = MIXED;
		}
		while (!c->bare_stop[(unsigned char)s[i]])
			i++;
		span->len = i - span->from;
		if (s[i] != separator)
			break;
	}
	if (!s[i] && !c->ended)
		return false;
	if (s[i]) {
		++*lines;
		if (!pass_line_end(c, &i))
			return false;
	}
	*end = i;
	return true;
}

static bool too_long(const struct csv *c, struct err *e)
{
	if (c->quote_line)
		return err_set(e, ERR_INVALID, "line %lld: a quote is opened and never closed",
			       (long long)c->quote_line);
	return err_set(e, ERR_INVALID, "line %lld is too long for a row of a list", (long long)c->line);
}

/* --- laying the cells out --- */

/* The first quoted part without its quotes, line ends as LF, and what stands behind it as it stands. */
static void add_mixed(struct str *b, const char *s, size_t n)
{
	size_t i = 1;
	for (; i < n; i++) {
		if (s[i] == '"' && (i + 1 == n || s[i + 1] != '"'))
			break;
		if (s[i] == '"' || (s[i] == '\r' && i + 1 < n && s[i + 1] == '\n'))
			i++;
		str_addc(b, s[i] == '\r' ? '\n' : s[i]);
	}
	if (i + 1 < n)
		str_addn(b, s + i + 1, n - i - 1);
}

static void add_cell(struct str *b, const char *text, const struct span *span)
{
	const char *s = text + span->from;
	if (span->form == BARE)
		str_addn(b, s, span->len);
	else if (span->form == QUOTED)
		str_addn(b, s + 1, span->len - 2);
	else
		add_mixed(b, s, span->len);
	str_addc(b, '\0');
}

static bool wants(const struct csv *c, int i)
{
	return !c->wanted || (i < c->n_wanted && c->wanted[i]);
}

/* The text may move as it grows: cells are offsets until all of them stand. */
static void lay_out(const struct csv *c, struct laid *l, bool all)
{
	if (l->room < c->count) {
		l->room = c->room;
		l->cell = mem_grow(l->cell, (size_t)l->room * sizeof *l->cell);
	}
	str_clear(&l->text);
	for (int i = 0; i < c->count; i++)
		if (all || wants(c, i))
			add_cell(&l->text, c->text.s, &c->span[i]);
	const char *s = str_text(&l->text);
	for (int i = 0; i < c->count; i++) {
		bool there = all || wants(c, i);
		l->cell[i] = there ? s : "";
		s += there ? strlen(s) + 1 : 0;
	}
}

void csv_whole(struct csv *c, struct csv_row *row)
{
	lay_out(c, &c->whole, true);
	row->count = c->count;
	row->cell = c->whole.cell;
}

/* An empty line, or the spans of a record; *more is false at the end. */
static bool next_record(struct csv *c, int64_t *line, bool *more, struct err *e)
{
	size_t end = c->at;
	int64_t lines = 0;
	*more = true;
	while (c->at == c->text.len || !cut(c, &end, &lines)) {
		bool long_one = c->text.len - c->at > RECORD_MOST;
		if (!c->ended && !long_one) {
			more_text(c);
			continue;
		}
		if (!decode_whole(&c->in, e))
			return false;
		*more = c->at < c->text.len;
		return !*more || too_long(c, e);
	}
	if (end - c->at > RECORD_MOST)
		return too_long(c, e);
	*line = c->line;
	c->at = end;
	c->line += lines;
	return true;
}

bool csv_next(struct csv *c, struct csv_row *row, bool *more, struct err *e)
{
	bool blank = true;
	while (blank) {
		if (!next_record(c, &row->line, more, e))
			return false;
		if (!*more)
			return true;
		blank = c->count == 1 && c->span[0].len == 0;
	}
	lay_out(c, &c->row, false);
	row->count = c->count;
	row->cell = c->row.cell;
	return true;
}

void csv_close(struct csv *c)
{
	if (!c)
		return;
	decode_close(&c->in);
	str_free(&c->text);
	str_free(&c->row.text);
	str_free(&c->whole.text);
	free(c->row.cell);
	free(c->whole.cell);
	free(c->span);
	free(c->wanted);
	free(c);
}

const char *csv_coding(const struct csv *c)
{
	return coding_names[c->in.coding];
}

int64_t csv_strays(const struct csv *c)
{
	return c->in.strays;
}

const char *csv_separator(const struct csv *c)
{
	return separators[c->separator].name;
}

const char *csv_unguard(const char *cell)
{
	return cell[0] == '\'' && csv_formula(cell + 1) ? cell + 1 : cell;
}

void csv_trim(struct str *b, const char *cell)
{
	struct str whole = {0};
	str_trim(&whole, cell);
	str_trim(b, csv_unguard(str_text(&whole)));
	str_free(&whole);
}
