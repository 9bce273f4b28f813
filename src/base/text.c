#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "rapport/base/text.h"
#include "rapport/base/utf8.h"

#define MARKS_MOST 2

enum looks {
	LOOKS_PLAIN,
	LOOKS_MARK,
	LOOKS_LINE,    /* ends a line */
	LOOKS_SPACE,   /* tab, carriage return */
	LOOKS_CONTROL, /* has a picture */
	LOOKS_C1,
	LOOKS_HIDDEN,   /* format, bidi, zero-width, tag */
	LOOKS_UNKNOWN,  /* private, unassigned */
	LOOKS_SELECTOR, /* chooses a glyph; terminals disagree about its width */
};

static enum looks looks(uint32_t cp)
{
	const utf8proc_property_t *p;

	if (cp < 0x20)
		return cp == '\n' ? LOOKS_LINE : cp == '\t' || cp == '\r' ? LOOKS_SPACE : LOOKS_CONTROL;
	if (cp < 0x7f)
		return LOOKS_PLAIN;
	if (cp == 0x7f)
		return LOOKS_CONTROL;
	if ((cp >= 0xfe00 && cp <= 0xfe0f) || (cp >= 0xe0100 && cp <= 0xe01ef))
		return LOOKS_SELECTOR;
	p = utf8proc_get_property((int32_t)cp);
	switch ((utf8proc_category_t)p->category) {
	case UTF8PROC_CATEGORY_CC:
		return LOOKS_C1;
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
		return LOOKS_HIDDEN;
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CO:
		return LOOKS_UNKNOWN;
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return LOOKS_LINE;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return p->ignorable ? LOOKS_HIDDEN : LOOKS_MARK;
	default:
		return p->ignorable ? LOOKS_HIDDEN : LOOKS_PLAIN;
	}
}

static void add_cp(struct str *b, uint32_t cp)
{
	char utf8[4];

	str_addn(b, utf8, utf8_encode(cp, utf8));
}

/* marks: how many the last base has; -1 where there is no base. */
static void add_safe(struct str *b, uint32_t cp, bool lines, int *marks)
{
	enum looks l = looks(cp);

	if (l == LOOKS_SELECTOR)
		return;
	if (l == LOOKS_MARK) {
		if (*marks < 0)
			str_add(b, "\u25cc");
		*marks = *marks < 0 ? 1 : *marks + 1;
		if (*marks <= MARKS_MOST)
			add_cp(b, cp);
		return;
	}
	*marks = 0;
	if (l == LOOKS_PLAIN) {
		add_cp(b, cp);
	} else if (l == LOOKS_LINE && lines) {
		str_addc(b, '\n');
		*marks = -1;
	} else if (l == LOOKS_LINE || l == LOOKS_SPACE) {
		str_addc(b, ' ');
	} else if (l == LOOKS_CONTROL) {
		add_cp(b, cp == 0x7f ? 0x2421 : 0x2400 + cp);
	} else {
		str_add(b, "\u00b7");
	}
}

static void make_safe(struct str *b, const char *s, bool lines)
{
	int marks = -1;

	if (!s)
		return;
	while (*s) {
		size_t n = 0;
		uint32_t cp;

		while (s[n] >= 0x20 && s[n] < 0x7f)
			n++;
		if (n) {
			str_addn(b, s, n);
			marks = 0;
			s += n;
			continue;
		}
		n = utf8_decode(s, strnlen(s, 4), &cp);
		if (cp != '\r' || s[1] != '\n')
			add_safe(b, cp, lines, &marks);
		s += n;
	}
}

void text_cell(struct str *b, const char *s)
{
	make_safe(b, s, false);
}

void text_lines(struct str *b, const char *s)
{
	make_safe(b, s, true);
}

bool text_enterable(const char *s, size_t n, bool multiline)
{
	if (!utf8_valid(s, n))
		return false;
	for (size_t i = 0; i < n;) {
		uint32_t cp;

		i += utf8_decode(s + i, n - i, &cp);
		switch (looks(cp)) {
		case LOOKS_CONTROL:
		case LOOKS_C1:
		case LOOKS_HIDDEN:
			return false;
		case LOOKS_SPACE:
			if (!multiline || cp == '\r')
				return false;
			break;
		case LOOKS_LINE:
			if (!multiline)
				return false;
			break;
		case LOOKS_PLAIN:
		case LOOKS_MARK:
		case LOOKS_UNKNOWN:
		case LOOKS_SELECTOR:
			break;
		}
	}
	return true;
}

static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Where the first line has to end, spaces at its end counted in. */
static size_t line_end(const char *s, int cells)
{
	size_t fit = utf8_fit(s, cells, NULL), end;
	const char *newline = memchr(s, '\n', fit);

	if (newline)
		return (size_t)(newline - s);
	if (!s[fit] || s[fit] == '\n' || blank(s[fit]))
		return fit;
	for (end = fit; end > 0 && !blank(s[end - 1]); end--)
		;
	/* With only an indentation in front the word itself has to be cut. */
	if (end > strspn(s, " \t"))
		return end;
	return fit ? fit : utf8_grapheme(s, strlen(s));
}

size_t text_wrap(const char *s, int cells, size_t *skip)
{
	size_t n = line_end(s, cells), end;

	while (n > 0 && blank(s[n - 1]))
		n--;
	end = n + strspn(s + n, " \t");
	if (s[end] == '\n')
		end++;
	*skip = end - n;
	return n;
}
