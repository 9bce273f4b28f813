#include "rapport/exchange/csv_write.h"

#include <inttypes.h>
#include <string.h>

void csv_begin(struct csv_writer *c)
{
	if (c->excel)
		fputs("\xEF\xBB\xBF", c->out);
}

/* A cell that holds what parts cells is quoted; so is one with a blank at an end. */
static void put_cell(struct csv_writer *c, const char *s, bool guard)
{
	size_t n = strlen(s);
	if (c->inside)
		putc_unlocked(',', c->out);
	c->inside = true;
	bool quoted = strpbrk(s, ",\"\r\n;\t") || (n && (s[0] == ' ' || s[n - 1] == ' '));
	if (quoted)
		putc_unlocked('"', c->out);
	if (guard)
		putc_unlocked('\'', c->out);
	for (const char *quote; quoted && (quote = strchr(s, '"')) != NULL; s = quote + 1) {
		fwrite_unlocked(s, 1, (size_t)(quote - s) + 1, c->out);
		putc_unlocked('"', c->out);
	}
	fputs_unlocked(s, c->out);
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
	put_cell(c, s ? s : "", c->excel && s && csv_formula(s));
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
