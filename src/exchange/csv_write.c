#include "rapport/exchange/csv_write.h"

#include <inttypes.h>
#include <string.h>

void csv_begin(struct csv_writer *c)
{
	if (c->excel)
		fputs("\xEF\xBB\xBF", c->out);
}

/* What parts cells, or would. */
static const bool parting[256] = {
	[','] = true, ['"'] = true, ['\r'] = true, ['\n'] = true, [';'] = true, ['\t'] = true};

/* A cell that holds what parts cells is quoted; so is one with a blank at an end. */
static void put_cell(struct csv_writer *c, const char *s, bool guard)
{
	size_t n = 0;
	bool quoted = false;
	for (; s[n]; n++)
		quoted |= parting[(unsigned char)s[n]];
	quoted = quoted || (n && (s[0] == ' ' || s[n - 1] == ' '));
	const char *end = s + n;
	if (c->inside)
		putc_unlocked(',', c->out);
	c->inside = true;
	if (quoted)
		putc_unlocked('"', c->out);
	if (guard)
		putc_unlocked('\'', c->out);
	for (const char *quote; quoted && (quote = strchr(s, '"')) != NULL; s = quote + 1) {
		fwrite_unlocked(s, 1, (size_t)(quote - s) + 1, c->out);
		putc_unlocked('"', c->out);
	}
	fwrite_unlocked(s, 1, (size_t)(end - s), c->out);
	if (quoted)
		putc_unlocked('"', c->out);
}

bool csv_formula(const char *s)
{
	while (*s == '\'')
		s++;
	return *s && strchr("=+-@\t\r\n", *s);
}

void csv_text(struct csv_writer *c, const char *s)
{
	put_cell(c, s ? s : "", s && (c->excel || *s == '\'') && csv_formula(s));
}

void csv_bare(struct csv_writer *c, const char *s)
{
	put_cell(c, s ? s : "", false);
}

void csv_number(struct csv_writer *c, int64_t n)
{
	if (c->inside)
		putc_unlocked(',', c->out);
	c->inside = true;
	fprintf(c->out, "%" PRId64, n);
}

void csv_end_row(struct csv_writer *c)
{
	fputs_unlocked(c->excel ? "\r\n" : "\n", c->out);
	c->inside = false;
}
