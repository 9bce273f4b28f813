#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"

static void grow(struct str *b, size_t n)
{
	size_t cap = b->cap ? b->cap : 32;

	while (cap <= b->len + n)
		cap *= 2;
	b->s = mem_grow(b->s, cap);
	b->cap = cap;
}

/* Room for n more bytes and the NUL. */
static inline void room(struct str *b, size_t n)
{
	assert(n < SIZE_MAX / 4 && b->len < SIZE_MAX / 4);
	if (!b->s || b->len + n >= b->cap)
		grow(b, n);
}

void str_add(struct str *b, const char *s)
{
	if (s)
		str_addn(b, s, strlen(s));
}

void str_addn(struct str *b, const char *s, size_t n)
{
	room(b, n);
	if (n)
		memcpy(b->s + b->len, s, n);
	b->len += n;
	b->s[b->len] = '\0';
}

void str_addc(struct str *b, char c)
{
	room(b, 1);
	b->s[b->len++] = c;
	b->s[b->len] = '\0';
}

void str_addu(struct str *b, uint64_t n)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	str_addn(b, digits + at, sizeof(digits) - at);
}

void str_addi(struct str *b, int64_t n)
{
	if (n < 0)
		str_addc(b, '-');
	str_addu(b, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
}

void str_printf(struct str *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	str_vprintf(b, fmt, ap);
	va_end(ap);
}

void str_vprintf(struct str *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	room(b, 64);
	n = vsnprintf(b->s + b->len, b->cap - b->len, fmt, ap);
	assert(n >= 0);
	if ((size_t)n >= b->cap - b->len) {
		room(b, (size_t)n);
		vsnprintf(b->s + b->len, b->cap - b->len, fmt, again);
	}
	va_end(again);
	b->len += (size_t)n;
}

const char *str_text(const struct str *b)
{
	return b->s ? b->s : "";
}

void str_clear(struct str *b)
{
	str_cut(b, 0);
}

void str_cut(struct str *b, size_t len)
{
	assert(len <= b->len);
	b->len = len;
	if (b->s)
		b->s[len] = '\0';
}

void str_insert(struct str *b, size_t at, const char *s, size_t n)
{
	assert(at <= b->len);
	room(b, n);
	memmove(b->s + at + n, b->s + at, b->len - at);
	if (n)
		memcpy(b->s + at, s, n);
	b->len += n;
	b->s[b->len] = '\0';
}

void str_erase(struct str *b, size_t at, size_t n)
{
	assert(at <= b->len && n <= b->len - at);
	if (!n)
		return;
	memmove(b->s + at, b->s + at + n, b->len - at - n);
	str_cut(b, b->len - n);
}

char *str_take(struct str *b)
{
	char *s = b->s ? b->s : mem_strdup("");

	*b = (struct str){0};
	return s;
}

void str_free(struct str *b)
{
	free(b->s);
	*b = (struct str){0};
}

bool str_eq(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static unsigned char lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool str_ieq(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	while (*a && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return lower(*a) == lower(*b);
}

/* Bytes of the white space character at s, 0 when there is none. */
static size_t space_at(const char *s)
{
	unsigned char c = (unsigned char)*s;
	uint32_t cp;
	size_t n;

	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	n = utf8_decode(s, strnlen(s, 4), &cp);
	if (cp == 0x85 || cp == 0xa0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 ||
	    cp == 0x2029 || cp == 0x202f || cp == 0x205f || cp == 0x3000)
		return n;
	return 0;
}

bool str_blank(const char *s)
{
	size_t n;

	if (!s)
		return true;
	while ((n = space_at(s)) > 0)
		s += n;
	return *s == '\0';
}

bool str_starts(const char *s, const char *prefix)
{
	return s && strncmp(s, prefix, strlen(prefix)) == 0;
}

bool str_to_i64(const char *s, int64_t *out)
{
	const char *digits = s && (*s == '-' || *s == '+') ? s + 1 : s;
	char *end;
	long long n;

	if (!digits || *digits < '0' || *digits > '9')
		return false;
	errno = 0;
	n = strtoll(s, &end, 10);
	if (errno || *end)
		return false;
	*out = n;
	return true;
}

void str_trim(struct str *b, const char *s)
{
	size_t n, len = 0;
	char *copy;

	if (!s)
		s = "";
	while ((n = space_at(s)) > 0)
		s += n;
	for (size_t i = 0; s[i];) {
		n = space_at(s + i);
		i += n ? n : 1;
		if (!n)
			len = i;
	}
	/* s may be b's own text. */
	copy = mem_strndup(s, len);
	str_clear(b);
	str_addn(b, copy, len);
	free(copy);
}
