#include <errno.h>
#include <string.h>

#include "rapport/base/utf8.h"
#include "scan.h"

#define DEPTH_MOST 64
#define VALUE_MOST (16u << 20)

static int look(struct scan *s)
{
	if (s->ahead == SCAN_NONE)
		s->ahead = getc(s->in);
	return s->ahead;
}

void scan_init(struct scan *s, FILE *in)
{
	*s = (struct scan){.in = in, .line = 1, .ahead = SCAN_NONE};
	if (look(s) != 0xEF)
		return;
	/* anything else behind such a byte is no JSON anyway */
	s->ahead = SCAN_NONE;
	for (int i = 0; i < 2; i++)
		if (getc(in) == EOF)
			s->ahead = EOF;
}

void scan_free(struct scan *s)
{
	str_free(&s->text);
}

bool scan_broken(const struct scan *s, const char *what, struct err *e)
{
	if (ferror(s->in))
		return err_set(e, ERR_IO, "cannot be read: %s", strerror(errno));
	return err_set(e, ERR_INVALID, "line %lld: %s", (long long)s->line, what);
}

static int take(struct scan *s)
{
	int c = look(s);
	if (c == EOF)
		return c;
	s->ahead = SCAN_NONE;
	s->line += c == '\n';
	if (s->keep)
		str_addc(&s->text, (char)c);
	return c;
}

int scan_peek(struct scan *s)
{
	int c;
	while ((c = look(s)) == ' ' || c == '\t' || c == '\n' || c == '\r')
		take(s);
	return c;
}

static bool expected(struct scan *s, const char *what, struct err *e)
{
	struct str b = {0};
	int c = look(s);
	if (c == EOF)
		str_printf(&b, "the file ends where %s should be", what);
	else if (c > ' ' && c < 0x7F)
		str_printf(&b, "%s should be where “%c” is", what, c);
	else
		str_printf(&b, "%s is missing", what);
	scan_broken(s, b.s, e);
	str_free(&b);
	return false;
}

bool scan_take(struct scan *s, char c, struct err *e)
{
	const char what[] = {c, 0};
	if (scan_peek(s) != c)
		return expected(s, what, e);
	take(s);
	return true;
}

static bool scan_hex(struct scan *s, unsigned *out, struct err *e)
{
	*out = 0;
	for (int i = 0; i < 4; i++) {
		static const char digits[] = "0123456789abcdef0123456789ABCDEF";
		int c = look(s);
		const char *at = c > 0 ? memchr(digits, c, 32) : NULL;
		if (!at)
			return expected(s, "a hexadecimal digit", e);
		*out = *out << 4 | ((unsigned)(at - digits) & 15);
		take(s);
	}
	return true;
}

/* Behind a backslash. \u0000 and half surrogate pairs name no character that a text can hold. */
static bool scan_escape(struct scan *s, struct err *e)
{
	unsigned high, low;
	int c = look(s);
	if (c == EOF || !strchr("\"\\/bfnrtu", c) || !c)
		return expected(s, "an escape such as \\n or \\u00e9", e);
	take(s);
	if (c != 'u')
		return true;
	if (!scan_hex(s, &high, e))
		return false;
	if (!high)
		return scan_broken(s, "\\u0000 cannot be kept in a text", e);
	if (high < 0xD800 || high > 0xDFFF)
		return true;
	if (high > 0xDBFF || look(s) != '\\')
		return scan_broken(s, "half of a surrogate pair", e);
	take(s);
	if (look(s) != 'u')
		return scan_broken(s, "half of a surrogate pair", e);
	take(s);
	if (!scan_hex(s, &low, e))
		return false;
	return (low >= 0xDC00 && low <= 0xDFFF) || scan_broken(s, "half of a surrogate pair", e);
}

/* Takes the bytes of one UTF-8 sequence. */
static bool scan_wide(struct scan *s, struct err *e)
{
	char b[4];
	size_t n = 0, most = look(s) >= 0xF0 ? 4 : look(s) >= 0xE0 ? 3 : 2;
	while (n < most && (n == 0 || (look(s) & 0xC0) == 0x80) && look(s) != EOF)
		b[n++] = (char)take(s);
	return utf8_valid(b, n) || scan_broken(s, "a byte that is not UTF-8", e);
}

static bool scan_string(struct scan *s, struct err *e)
{
	take(s);
	for (;;) {
		int c = look(s);
		if (c == EOF)
			return scan_broken(s, "the file ends inside a text", e);
		if (c == '\n' || c == '\r')
			return scan_broken(s, "a text is not closed by a quote on its line", e);
		if (c < ' ')
			return scan_broken(s, "a control character inside a text", e);
		if (s->text.len > VALUE_MOST)
			return scan_broken(s, "a value of more than 16 MiB", e);
		if (c >= 0x80) {
			if (!scan_wide(s, e))
				return false;
			continue;
		}
		take(s);
		if (c == '"')
			return true;
		if (c == '\\' && !scan_escape(s, e))
			return false;
	}
}

static bool scan_digits(struct scan *s, struct err *e)
{
	if (look(s) < '0' || look(s) > '9')
		return expected(s, "a digit", e);
	while (look(s) >= '0' && look(s) <= '9')
		take(s);
	return true;
}

static bool scan_number(struct scan *s, struct err *e)
{
	if (look(s) == '-')
		take(s);
	if (look(s) == '0') {
		take(s);
		if (look(s) >= '0' && look(s) <= '9')
			return scan_broken(s, "a number that begins with 0", e);
	} else if (!scan_digits(s, e)) {
		return false;
	}
	if (look(s) == '.') {
		take(s);
		if (!scan_digits(s, e))
			return false;
	}
	if (look(s) != 'e' && look(s) != 'E')
		return true;
	take(s);
	if (look(s) == '+' || look(s) == '-')
		take(s);
	return scan_digits(s, e);
}

static bool scan_word(struct scan *s, const char *word, struct err *e)
{
	for (; *word; word++) {
		if (look(s) != *word)
			return expected(s, "true, false or null", e);
		take(s);
	}
	return true;
}

static bool scan_any(struct scan *s, struct err *e);

/* An object or array, by its brackets. */
static bool scan_members(struct scan *s, bool object, struct err *e)
{
	char end = object ? '}' : ']';
	if (++s->depth > DEPTH_MOST)
		return scan_broken(s, "nested too deep", e);
	take(s);
	bool first = true;
	while (first || scan_peek(s) != end) {
		if (first && scan_peek(s) == end)
			break;
		if (!first && !scan_take(s, ',', e))
			return false;
		if (object) {
			if (scan_peek(s) != '"')
				return expected(s, "a name in quotes", e);
			if (!scan_string(s, e) || !scan_take(s, ':', e))
				return false;
		}
		if (!scan_any(s, e))
			return false;
		first = false;
		if (s->text.len > VALUE_MOST)
			return scan_broken(s, "a value of more than 16 MiB", e);
		if (scan_peek(s) != ',' && scan_peek(s) != end)
			return expected(s, object ? ", or }" : ", or ]", e);
	}
	take(s);
	s->depth--;
	return true;
}

static bool scan_any(struct scan *s, struct err *e)
{
	int c = scan_peek(s);
	switch (c) {
	case '{':
	case '[':
		return scan_members(s, c == '{', e);
	case '"':
		return scan_string(s, e);
	case 't':
		return scan_word(s, "true", e);
	case 'f':
		return scan_word(s, "false", e);
	case 'n':
		return scan_word(s, "null", e);
	default:
		if (c == '-' || (c >= '0' && c <= '9'))
			return scan_number(s, e);
		return expected(s, "a value", e);
	}
}

bool scan_value(struct scan *s, bool keep, struct err *e)
{
	scan_peek(s);
	str_clear(&s->text);
	s->keep = keep;
	s->depth = 0;
	bool ok = scan_any(s, e);
	s->keep = false;
	return ok;
}
