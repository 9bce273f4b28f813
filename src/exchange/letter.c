#include "rapport/exchange/letter.h"

#include <string.h>

#include "rapport/base/utf8.h"

#define SUBJECT "Subject:"
#define LINE_MOST 75 /* characters of a line before its soft break */
#define MAILTO_MOST 1900

bool letter_cut(const char *file, struct str *subject, struct str *text, struct err *e)
{
	if (!str_starts(file, SUBJECT))
		return err_set(e, ERR_INVALID, "its first line is not “Subject: ...”");
	file += strlen(SUBJECT);
	file += strspn(file, " ");
	size_t n = strcspn(file, "\r\n");
	str_addn(subject, file, n);
	file += n;
	for (int breaks = 0; breaks < 2 && (*file == '\n' || *file == '\r'); file++)
		breaks += *file == '\n';
	str_add(text, file);
	return true;
}

static void add_value(struct str *out, const char *value, bool one_line)
{
	for (; value && *value; value++)
		str_addc(out, one_line && (unsigned char)*value < ' ' ? ' ' : *value);
}

bool letter_fill(const char *text, const struct letter_field *fields, bool one_line, struct str *out, struct err *e)
{
	while (*text) {
		size_t n = strcspn(text, "{");
		str_addn(out, text, n);
		text += n;
		if (!*text)
			break;
		const char *close = strchr(text, '}');
		const struct letter_field *f = fields;
		size_t len = close ? (size_t)(close - text - 1) : 0;
		while (close && f->name && (strlen(f->name) != len || strncmp(f->name, text + 1, len) != 0))
			f++;
		if (!close || strcspn(text, "\n") < len) { /* a brace that stands for itself */
			str_addc(out, *text++);
			continue;
		}
		if (!f->name)
			return err_set(e, ERR_INVALID,
				       "there is no field {%.*s}; there are {name}, {salutation}, {practice}, "
				       "{clinic}, {phone}, {from}, {today} and {title}",
				       (int)len, text + 1);
		add_value(out, f->value, one_line);
		text = close + 1;
	}
	return true;
}

/* --- mail --- */

static bool plain_ascii(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || (unsigned char)*s > 0x7e)
			return false;
	return true;
}

/* RFC 2047, Q encoding, in words that fit a line and never part a letter; `used` characters stand on the first line already. Control
 * characters are spaces. */
static void add_encoded(struct str *out, const char *s, size_t used)
{
	size_t left = strlen(s), width = 0;
	while (left) {
		uint32_t cp;
		size_t n = utf8_decode(s, left, &cp),
		       need = cp > 0x20 && cp < 0x7f && !strchr("=?_\"(),.:;<>@[]\\", (int)cp) ? 1 : 3 * n;
		if (used + width + need + 14 > LINE_MOST && width) {
			str_add(out, "?=\r\n ");
			width = 0;
			used = 1;
		}
		if (!width)
			str_add(out, "=?UTF-8?Q?");
		for (size_t i = 0; i < n; i++) {
			unsigned char c = (unsigned char)s[i];
			if (c <= 0x20 || c == 0x7f)
				str_addc(out, '_');
			else if (need == 1)
				str_addc(out, (char)c);
			else
				str_printf(out, "=%02X", c);
		}
		width += need;
		s += n;
		left -= n;
	}
	if (width)
		str_add(out, "?=");
}

static void add_phrase(struct str *out, const char *name)
{
	if (!plain_ascii(name)) {
		add_encoded(out, name, strlen("To: "));
		return;
	}
	str_addc(out, '"');
	for (; *name; name++) {
		if (*name == '"' || *name == '\\')
			str_addc(out, '\\');
		str_addc(out, *name);
	}
	str_addc(out, '"');
}

/* An address may hold no white space, brackets or control characters: what is left of one that does is still one word. */
static void add_address(struct str *out, const char *email)
{
	for (; *email; email++)
		if ((unsigned char)*email > ' ' && (unsigned char)*email < 0x7f && !strchr("<>,;:\"()", *email))
			str_addc(out, *email);
}

static void add_quoted_printable(struct str *out, const char *text)
{
	size_t width = 0;
	for (const char *s = text; *s; s++) {
		unsigned char c = (unsigned char)*s;
		if (c == '\r')
			continue;
		if (c == '\n') {
			str_add(out, "\r\n");
			width = 0;
			continue;
		}
		bool end = s[1] == '\n' || s[1] == '\0' || (s[1] == '\r' && s[2] == '\n');
		bool plain = (c > ' ' && c < 0x7f && c != '=') || (c == ' ' && !end);
		size_t need = plain ? 1 : 3;
		if (width + need > LINE_MOST) {
			str_add(out, "=\r\n");
			width = 0;
		}
		if (plain)
			str_addc(out, (char)c);
		else
			str_printf(out, "=%02X", c);
		width += need;
	}
}

void letter_eml(const char *name, const char *email, const char *subject, const char *text, struct str *out)
{
	str_add(out, "X-Unsent: 1\r\n");
	if (email && *email) {
		str_add(out, "To: ");
		add_phrase(out, name);
		str_add(out, plain_ascii(name) ? " <" : "\r\n <");
		add_address(out, email);
		str_add(out, ">\r\n");
	}
	str_add(out, "Subject: ");
	if (plain_ascii(subject) && strlen(subject) < LINE_MOST - strlen("Subject: "))
		str_add(out, subject);
	else
		add_encoded(out, subject, strlen("Subject: "));
	str_add(out, "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
		     "Content-Transfer-Encoding: quoted-printable\r\n\r\n");
	add_quoted_printable(out, text);
	if (out->s[out->len - 1] != '\n')
		str_add(out, "\r\n");
}

static void add_percent(struct str *out, const char *s)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
			     strchr("-._~", c) != NULL;
		if (c == '\n')
			str_add(out, "%0D%0A");
		else if (c != '\r' && plain)
			str_addc(out, (char)c);
		else if (c != '\r')
			str_printf(out, "%%%02X", c);
	}
}

bool letter_mailto(const char *email, const char *subject, const char *text, struct str *out, struct err *e)
{
	struct str b = {0};
	str_add(&b, "mailto:");
	add_address(&b, email ? email : "");
	str_add(&b, "?subject=");
	add_percent(&b, subject);
	str_add(&b, "&body=");
	add_percent(&b, text);
	bool ok = b.len <= MAILTO_MOST ||
		  err_set(e, ERR_REFUSED,
			  "the letter is too long for a mail link (%zu of %d characters): take the e-mail draft", b.len,
			  MAILTO_MOST);
	if (ok)
		str_add(out, b.s);
	str_free(&b);
	return ok;
}
