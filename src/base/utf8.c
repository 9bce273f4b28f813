#include <assert.h>
#include <string.h>
#include <utf8proc.h>

#include "rapport/base/utf8.h"

#define REPLACEMENT 0xfffd

static bool continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* 0 for an invalid byte. Looks no further than the first byte that cannot belong, so the NUL at the end is enough. */
static size_t decode(const char *s, size_t n, uint32_t *cp)
{
	unsigned char c = (unsigned char)s[0];
	size_t len;
	uint32_t least;

	if (c < 0x80) {
		*cp = c;
		return 1;
	}
	if (c < 0xc2 || c > 0xf4)
		return 0;
	len = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
	least = len == 2 ? 0x80 : len == 3 ? 0x800 : 0x10000;
	if (n < len)
		return 0;
	*cp = c & (0x7fU >> len);
	for (size_t i = 1; i < len; i++) {
		if (!continuation(s[i]))
			return 0;
		*cp = *cp << 6 | ((unsigned char)s[i] & 0x3fU);
	}
	if (*cp < least || *cp > 0x10ffff || (*cp >= 0xd800 && *cp <= 0xdfff))
		return 0;
	return len;
}

bool utf8_valid(const char *s, size_t n)
{
	for (size_t i = 0, len; i < n; i += len) {
		uint32_t cp;

		len = decode(s + i, n - i, &cp);
		if (!len)
			return false;
	}
	return true;
}

size_t utf8_decode(const char *s, size_t n, uint32_t *cp)
{
	size_t len = decode(s, n, cp);

	if (len)
		return len;
	*cp = REPLACEMENT;
	return 1;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		cp = REPLACEMENT;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

/* --- graphemes and cells --- */

static bool ascii(char c)
{
	return (unsigned char)c < 0x80;
}

/* Two ASCII bytes are always two graphemes, but for CR LF. */
static bool ascii_break(char a, char b)
{
	return ascii(a) && ascii(b) && !(a == '\r' && b == '\n');
}

/* The grapheme at s and the cells it takes: those of its widest code point (a syllable of several jamo, an
 * emoji with its skin tone). */
static size_t measure(const char *s, size_t n, int *cells)
{
	uint32_t cp, next;
	size_t at, len;
	int state = 0;

	if (!n)
		return 0;
	at = utf8_decode(s, n, &cp);
	*cells = utf8_width(cp);
	for (; at < n; at += len, cp = next) {
		int width;

		len = utf8_decode(s + at, n - at, &next);
		if (utf8proc_grapheme_break_stateful((int32_t)cp, (int32_t)next, &state))
			break;
		width = utf8_width(next);
		if (width > *cells)
			*cells = width;
	}
	return at;
}

size_t utf8_grapheme(const char *s, size_t n)
{
	int cells;

	if (n && ascii(s[0]) && (n == 1 || ascii_break(s[0], s[1])))
		return 1;
	return measure(s, n, &cells);
}

size_t utf8_grapheme_before(const char *s, size_t at)
{
	size_t from, len;

	if (at <= 1)
		return 0;
	/* The nearest place before that is a boundary whatever stands in front of it. */
	for (from = at - 1; from > 0 && !ascii_break(s[from - 1], s[from]); from--)
		;
	while ((len = utf8_grapheme(s + from, at - from)) < at - from)
		from += len;
	return from;
}

int utf8_width(uint32_t cp)
{
	int width;

	if (cp < 0x300)
		return (cp >= 0x20 && cp < 0x7f) || cp >= 0xa0;
	if (cp > 0x10ffff)
		return 1;
	width = utf8proc_charwidth((int32_t)cp);
	return width < 0 ? 0 : width > 2 ? 2 : width;
}

/* As measure, for a text that ends with a NUL. */
static size_t step(const char *s, int *cells)
{
	if (ascii(s[0]) && ascii_break(s[0], s[1])) {
		*cells = utf8_width((unsigned char)s[0]);
		return 1;
	}
	/* Neither a code point nor a grapheme reaches over the NUL. */
	return measure(s, SIZE_MAX, cells);
}

int utf8_cells(const char *s)
{
	int cells = 0, width;

	while (*s) {
		s += step(s, &width);
		cells += width;
	}
	return cells;
}

size_t utf8_fit(const char *s, int cells, int *used)
{
	size_t at = 0;
	int width, sum = 0;

	while (s[at]) {
		size_t len = step(s + at, &width);

		if (sum + width > cells)
			break;
		sum += width;
		at += len;
	}
	if (used)
		*used = sum;
	return at;
}

void utf8_clip(struct str *b, const char *s, int cells, bool pad)
{
	int used = 0;
	size_t n;

	if (cells <= 0)
		return;
	n = utf8_fit(s, cells, &used);
	if (s[n]) {
		n = utf8_fit(s, cells - 1, &used);
		str_addn(b, s, n);
		str_add(b, "\u2026");
		used++;
	} else {
		str_addn(b, s, n);
	}
	for (; pad && used < cells; used++)
		str_addc(b, ' ');
}

/* --- the fold --- */

struct folder {
	struct str *out;
	size_t start;
	bool gap; /* a space is owed before the next word */
};

static void put(struct folder *f, const char *s, size_t n)
{
	if (f->gap && f->out->len > f->start)
		str_addc(f->out, ' ');
	f->gap = false;
	str_addn(f->out, s, n);
}

static bool apostrophe(uint32_t cp)
{
	switch (cp) {
	case '\'':
	case '`':
	case 0x00b4: /* acute accent, typed in its place */
	case 0x02b9: /* primes */
	case 0x02bb: /* the okina */
	case 0x02bc:
	case 0x02bd:
	case 0x1ffd: /* is U+00B4 */
	case 0x2018:
	case 0x2019:
	case 0x201b:
	case 0x2032:
		return true;
	default:
		return false;
	}
}

/* The letters that have no decomposition. */
static const char *letters(uint32_t cp)
{
	switch (cp) {
	case 0xf8:
		return "o";
	case 0x142:
		return "l";
	case 0x111:
		return "d";
	case 0xe6:
		return "ae";
	case 0x153:
		return "oe";
	case 0x127:
		return "h";
	case 0x131:
		return "i";
	default:
		return NULL;
	}
}

/* The fold of an ASCII letter or digit, 0 for another byte. */
static char word_char(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '\0';
}

/* Folds the ASCII letters and digits at s, all or a good many of them; returns how many. */
static size_t fold_run(struct folder *f, const char *s)
{
	char run[64];
	size_t n = 0;

	while (n < sizeof(run) && (run[n] = word_char(s[n])) != '\0')
		n++;
	if (n)
		put(f, run, n);
	return n;
}

static void fold_ascii(struct folder *f, char c)
{
	char word = word_char(c);

	if (word)
		put(f, &word, 1);
	else if (c > ' ' ? c != 0x7f && !apostrophe((unsigned char)c) : c == ' ' || (c >= '\t' && c <= '\r'))
		f->gap = true;
}

/* A code point that is casefolded and decomposed. */
static void fold_plain(struct folder *f, uint32_t cp)
{
	const utf8proc_property_t *p;
	char utf8[4];
	const char *word;

	if (cp < 0x80) {
		fold_ascii(f, (char)cp);
		return;
	}
	p = utf8proc_get_property((int32_t)cp);
	switch ((utf8proc_category_t)p->category) {
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
		return;
	case UTF8PROC_CATEGORY_CC:
		if (cp == 0x85)
			f->gap = true;
		return;
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
	case UTF8PROC_CATEGORY_SO:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CO:
		break;
	default:
		f->gap = f->gap || !apostrophe(cp);
		return;
	}
	if (p->ignorable || apostrophe(cp))
		return;
	word = letters(cp);
	if (word)
		put(f, word, strlen(word));
	else
		put(f, utf8, utf8_encode(cp, utf8));
}

#define MOST_DECOMPOSED 32 /* U+FDFA needs 18 */

/* Decomposed before casefolding: U+0345 is a mark to be stripped, but casefolding would make a letter of it. */
static void fold_wide(struct folder *f, uint32_t cp)
{
	int32_t whole[MOST_DECOMPOSED], lower[MOST_DECOMPOSED];
	int boundary = 0;
	ptrdiff_t n = utf8proc_decompose_char((int32_t)cp, whole, MOST_DECOMPOSED, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT,
					      &boundary);

	assert(n >= 0 && n <= MOST_DECOMPOSED);
	for (ptrdiff_t i = 0; i < n; i++) {
		utf8proc_category_t category = utf8proc_category(whole[i]);
		ptrdiff_t m;

		if (category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
		    category == UTF8PROC_CATEGORY_ME)
			continue;
		m = utf8proc_decompose_char(whole[i], lower, MOST_DECOMPOSED,
					    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &boundary);
		assert(m >= 0 && m <= MOST_DECOMPOSED);
		for (ptrdiff_t j = 0; j < m; j++)
			fold_plain(f, (uint32_t)lower[j]);
	}
}

void utf8_fold(struct str *b, const char *s)
{
	struct folder f = {.out = b, .start = b->len};

	while (*s) {
		uint32_t cp;
		size_t len = fold_run(&f, s);

		if (!len && ascii(*s)) {
			fold_ascii(&f, *s);
			len = 1;
		} else if (!len && (len = decode(s, SIZE_MAX, &cp)) > 0) {
			if (!apostrophe(cp))
				fold_wide(&f, cp);
		}
		s += len ? len : 1;
	}
}

void utf8_digits(struct str *b, const char *s)
{
	for (; *s; s++) {
		if (*s >= '0' && *s <= '9')
			str_addc(b, *s);
	}
}
