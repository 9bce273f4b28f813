#include "vcard_line.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

#define VALUE_MOST (1 << 20) /* bytes of a property; what is longer is cut */

/* --- physical lines --- */

static int next_char(struct vcard_lines *l)
{
	int c = l->peeked;
	l->peeked = VCARD_NONE;
	return c == VCARD_NONE ? decode_next(&l->decoder) : c;
}

/* LF, CR LF, CR, and the CR CR LF of files that went through one program too many. */
static bool at_line_end(struct vcard_lines *l, int c)
{
	if (c != '\r')
		return c == '\n';
	while ((c = next_char(l)) == '\r')
		;
	if (c != '\n')
		l->peeked = c;
	return true;
}

/* The next line without its end, into l->physical. False at the end of the file. */
static bool read_physical(struct vcard_lines *l)
{
	int c;
	if (l->ahead) {
		l->ahead = false;
		return true;
	}
	if (l->ended)
		return false;
	str_clear(&l->physical);
	while ((c = next_char(l)) != EOF && !at_line_end(l, c))
		if (c && l->physical.len < VALUE_MOST)
			str_addc(&l->physical, (char)c);
	l->ended = c == EOF;
	l->line++;
	return !l->ended || l->physical.len;
}

static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Does the line go on the one before? */
static bool folded(const struct vcard_lines *l)
{
	return l->physical.len && blank(l->physical.s[0]);
}

bool vcard_open(struct vcard_lines *l, FILE *in, struct err *e)
{
	*l = (struct vcard_lines){.peeked = VCARD_NONE};
	return decode_open(&l->decoder, in, true, e);
}

void vcard_close(struct vcard_lines *l)
{
	decode_close(&l->decoder);
	str_free(&l->physical);
	str_free(&l->logical);
}

/* --- parameters --- */

/* One parameter: its end, past a quoted part. */
static size_t param_length(const char *s)
{
	bool quoted = false;
	size_t n = 0;
	for (; s[n] && (quoted || s[n] != ';'); n++)
		quoted ^= s[n] == '"';
	return n;
}

/* Calls out the words of the parameters one by one: *key is "" for a bare word. False after the last. */
static bool next_word(const char **at, const char **key, size_t *key_len, const char **word, size_t *len)
{
	while (**at == ';' || **at == ',')
		++*at;
	if (!**at)
		return false;
	/* a comma goes on with the values of the key before */
	bool more = (*at)[-1] == ',' && *key_len;
	if (!more) {
		size_t n = param_length(*at), eq = strcspn(*at, "=");
		*key = eq < n ? *at : "";
		*key_len = eq < n ? eq : 0;
		*at += eq < n ? eq + 1 : 0;
	}
	while (**at == '"')
		++*at;
	*word = *at;
	*len = strcspn(*at, ",;\"");
	*at += *len;
	while (**at == '"')
		++*at;
	return true;
}

static bool word_is(const char *s, size_t n, const char *word)
{
	return strlen(word) == n && strncasecmp(s, word, n) == 0;
}

/* Is KEY=word among the parameters, or the bare word? */
static bool has_param(const char *params, const char *key, const char *wanted)
{
	const char *at = params, *k = "", *word;
	size_t key_len = 0, len;
	/* the byte before the first one is looked at */
	while (*at && next_word(&at, &k, &key_len, &word, &len))
		if ((!key_len || word_is(k, key_len, key)) && word_is(word, len, wanted))
			return true;
	return false;
}

bool vcard_type(const struct vcard_line *l, const char *type)
{
	return has_param(l->params, "TYPE", type);
}

bool vcard_preferred(const struct vcard_line *l)
{
	return vcard_type(l, "PREF") || has_param(l->params, "PREF", "1");
}

static char *charset_of(const char *params)
{
	const char *at = params, *k = "", *word;
	size_t key_len = 0, len;
	while (*at && next_word(&at, &k, &key_len, &word, &len))
		if (word_is(k, key_len, "CHARSET") && len)
			return mem_strndup(word, len);
	return NULL;
}

/* --- values --- */

static int hex(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
				      : -1;
}

/* In place. What is no code stays as it is. */
static void decode_quoted_printable(struct str *b, size_t from)
{
	size_t to = from;
	for (size_t i = from; i < b->len; i++) {
		int high = b->s[i] == '=' && i + 2 < b->len ? hex(b->s[i + 1]) : -1;
		int low = high >= 0 ? hex(b->s[i + 2]) : -1;
		if (low >= 0) {
			char c = (char)(high * 16 + low);
			i += 2;
			if (!c || c == '\r')
				continue;
			b->s[to++] = c;
		} else {
			b->s[to++] = b->s[i];
		}
	}
	str_cut(b, to);
}

/* Bytes that are no UTF-8 come in the named charset, or in that of Windows. */
static void to_utf8(struct str *b, size_t from, const char *charset)
{
	bool named = charset && strcasecmp(charset, "UTF-8") != 0;
	if (utf8_valid(b->s + from, b->len - from) && !named)
		return;
	iconv_t cd = iconv_open("UTF-8", named ? charset : "WINDOWS-1252");
	if (cd == (iconv_t)-1)
		cd = iconv_open("UTF-8", "WINDOWS-1252");
	if (cd == (iconv_t)-1)
		return;
	struct str out = {0};
	char *in = b->s + from, part[512];
	size_t left = b->len - from;
	while (left) {
		char *to = part;
		size_t room = sizeof part;
		size_t done = iconv(cd, &in, &left, &to, &room);
		str_addn(&out, part, sizeof part - room);
		if (done == (size_t)-1 && room == sizeof part) { /* a byte that means nothing */
			str_add(&out, "\xEF\xBF\xBD");
			in++;
			left--;
			iconv(cd, NULL, NULL, NULL, NULL);
		}
	}
	iconv_close(cd);
	str_cut(b, from);
	str_add(b, str_text(&out));
	str_free(&out);
}

/* Escapes: \n is a line, any other escaped character stands for itself. */
static const char *unescape(struct str *b, const char *s)
{
	if (*s != '\\' || !s[1]) {
		str_addc(b, *s);
		return s + 1;
	}
	if (s[1] == 'n' || s[1] == 'N')
		str_addc(b, '\n');
	else if (strchr("\\,;:\"", s[1]))
		str_addc(b, s[1]);
	else
		str_addn(b, s, 2);
	return s + 2;
}

void vcard_text(struct str *b, const char *value)
{
	while (*value)
		value = unescape(b, value);
}

void vcard_part(struct str *b, const char *value, int n)
{
	const char *s = value;
	for (int part = 0; *s && part < n; s++)
		if (*s == '\\' && s[1])
			s++;
		else
			part += *s == ';';
	if (n && (s == value || s[-1] != ';'))
		return;
	while (*s && *s != ';') {
		if (*s == ',') {
			str_addc(b, ' ');
			s++;
		} else {
			s = unescape(b, s);
		}
	}
}

/* --- properties --- */

/* Where the value begins: after the first colon outside quotes. NULL: the line is no property. */
static char *colon_of(char *s)
{
	bool quoted = false;
	if (!*s || blank(*s) || *s == ':' || *s == ';')
		return NULL;
	for (; *s && (quoted || *s != ':'); s++)
		quoted ^= *s == '"';
	return *s ? s : NULL;
}

/* Pictures, sounds, keys: long, and nothing that rapport keeps. */
static bool passed_over(const char *name)
{
	static const char *const names[] = {"PHOTO", "SOUND", "LOGO", "KEY"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* Cuts l->logical at its colon. The parameters get an empty byte in front, so that the one before the first can be looked at. */
static bool cut(struct vcard_lines *l, struct vcard_line *out)
{
	char *s = l->logical.s, *colon = l->logical.len ? colon_of(s) : NULL;
	if (!colon)
		return false;
	*colon = '\0';
	char *semicolon = strchr(s, ';'), *dot;
	out->params = "";
	if (semicolon) {
		*semicolon = '\0';
		out->params = semicolon + 1;
	}
	dot = strrchr(s, '.');
	out->group = dot ? s : "";
	out->name = dot ? dot + 1 : s;
	if (dot)
		*dot = '\0';
	for (char *c = (char *)out->name; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	out->value = colon + 1;
	return true;
}

static void add_physical(struct vcard_lines *l, size_t skip)
{
	if (l->logical.len + l->physical.len <= VALUE_MOST)
		str_add(&l->logical, l->physical.s + skip);
}

/* Takes the lines that go on with this one. */
static void unfold(struct vcard_lines *l, bool keep)
{
	while (read_physical(l)) {
		if (!folded(l)) {
			l->ahead = true;
			return;
		}
		if (keep)
			add_physical(l, l->old ? 0 : 1);
	}
}

static bool quoted_printable(const char *head)
{
	const char *end = head + strcspn(head, ":"), *at = head;
	while ((at = strcasestr(at, "QUOTED-PRINTABLE")) != NULL && at < end)
		if (at > head && (at[-1] == ';' || at[-1] == '='))
			return true;
		else
			at++;
	return false;
}

/* A line of quoted-printable that ends in = goes on with the next one, whatever that begins with. */
static void unfold_soft(struct vcard_lines *l)
{
	while (l->logical.len && l->logical.s[l->logical.len - 1] == '=') {
		str_cut(&l->logical, l->logical.len - 1);
		if (!read_physical(l))
			return;
		if (l->physical.len)
			add_physical(l, 0);
	}
}

/* The value, which is the end of the buffer, as UTF-8. */
static void decode_value(struct vcard_lines *l, struct vcard_line *out, bool printable)
{
	size_t value = (size_t)(out->value - l->logical.s);
	if (!printable)
		return;
	char *charset = charset_of(out->params);
	bool has_params = *out->params != '\0', has_group = *out->group != '\0';
	size_t params = has_params ? (size_t)(out->params - l->logical.s) : 0,
	       group = has_group ? (size_t)(out->group - l->logical.s) : 0, name = (size_t)(out->name - l->logical.s);
	decode_quoted_printable(&l->logical, value);
	to_utf8(&l->logical, value, charset);
	free(charset);
	/* the buffer may have moved, from under empty ones too */
	out->name = l->logical.s + name;
	out->value = l->logical.s + value;
	out->params = has_params ? l->logical.s + params : "";
	out->group = has_group ? l->logical.s + group : "";
}

bool vcard_next(struct vcard_lines *l, struct vcard_line *out)
{
	while (read_physical(l)) {
		int64_t line = l->line;
		bool printable;
		str_clear(&l->logical);
		str_add(&l->logical, str_text(&l->physical));
		printable = quoted_printable(str_text(&l->logical));
		if (printable)
			unfold_soft(l);
		else
			unfold(l, true);
		if (!cut(l, out))
			continue;
		out->line = line;
		if (passed_over(out->name))
			continue;
		decode_value(l, out, printable);
		return true;
	}
	return false;
}
