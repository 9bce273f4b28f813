#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "decode.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

const char *const coding_names[] = {"UTF-8", "UTF-8 with BOM", "UTF-16", "UTF-16 big-endian", "Windows-1252"};

/* 0x80 to 0x9f of Windows-1252; 0 where nothing is assigned. The rest is Latin-1. */
static const uint16_t windows_high[32] = {
	0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* Of the UTF-8 sequence that such a byte begins. */
static size_t sequence_length(unsigned char lead)
{
	return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
}

/* How many bytes at the end of s belong to a sequence that may go on in the next block. */
static size_t unfinished(const unsigned char *s, size_t n)
{
	for (size_t back = 1; back <= 3 && back <= n; back++) {
		unsigned char c = s[n - back];
		if (c >= 0xC0)
			return back < sequence_length(c) ? back : 0;
		if (c < 0x80)
			return 0;
	}
	return 0;
}

static bool continues(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/* The same where a line end and a blank may stand inside the sequence, or the beginning of them. */
static size_t unfinished_folded(const unsigned char *s, size_t n)
{
	size_t parts = 1;
	for (size_t back = 1; back <= 7 && back <= n; back++) {
		unsigned char c = s[n - back];
		if (c >= 0xC0)
			return parts < sequence_length(c) ? back : 0;
		if (!continues(c) && c != '\r' && c != '\n' && c != ' ' && c != '\t')
			return 0;
		parts += continues(c);
	}
	return 0;
}

/* What of raw has to wait for the next block. */
static size_t held(const struct decoder *d)
{
	return d->ended ? 0 : d->folded ? unfinished_folded(d->raw, d->len) : unfinished(d->raw, d->len);
}

/* Where s has a line end and a blank inside a UTF-8 sequence, they are moved behind it. */
static void mend_folds(unsigned char *s, size_t n)
{
	for (size_t lf = 1; lf + 2 < n; lf++) {
		if (s[lf] != '\n' || (s[lf + 1] != ' ' && s[lf + 1] != '\t'))
			continue;
		size_t from = s[lf - 1] == '\r' ? lf - 1 : lf, fold = lf + 2 - from, begun = unfinished(s, from);
		size_t wanted = begun ? sequence_length(s[from - begun]) - begun : 0, rest = 0;
		while (rest < wanted && lf + 2 + rest < n && continues(s[lf + 2 + rest]))
			rest++;
		if (!wanted || rest < wanted)
			continue;
		unsigned char moved[3];
		memcpy(moved, s + from, fold);
		memmove(s + from, s + lf + 2, rest);
		memcpy(s + from + rest, moved, fold);
	}
}

/* How many bytes at the start of s are ASCII. */
static size_t ascii_run(const unsigned char *s, size_t n)
{
	size_t i = 0;
	uint64_t eight;
	for (; i + 8 <= n; i += 8) {
		memcpy(&eight, s + i, 8);
		if (eight & 0x8080808080808080u)
			break;
	}
	while (i < n && s[i] < 0x80)
		i++;
	return i;
}

/* How many bytes at the start of s are UTF-8. */
static size_t utf8_run(const unsigned char *s, size_t n, bool *ascii)
{
	size_t i = ascii_run(s, n);
	*ascii = *ascii && i == n;
	while (i < n) {
		uint32_t cp;
		size_t len = utf8_decode((const char *)s + i, n - i, &cp);
		if (len == 1)
			break;
		i += len;
		i += ascii_run(s + i, n - i);
	}
	return i;
}

/* Fills raw behind what is left in it. */
static void fill(struct decoder *d)
{
	size_t asked = DECODE_BLOCK - d->len;
	errno = 0;
	size_t n = fread(d->raw + d->len, 1, asked, d->in);
	d->ended = n < asked;
	if (d->ended && ferror(d->in))
		d->why = errno ? errno : EIO;
	if (d->coding < CODING_UTF16_LE || d->coding == CODING_WINDOWS_1252)
		d->binary = d->binary || memchr(d->raw + d->len, 0, n);
	d->len += n;
}

static void drop(struct decoder *d, size_t n)
{
	memmove(d->raw, d->raw + n, d->len - n);
	d->len -= n;
}

bool decode_whole(const struct decoder *d, struct err *e)
{
	if (d->binary)
		return err_set(e, ERR_REFUSED, "it is not a text file");
	return !d->why || err_set(e, ERR_IO, "cannot be read: %s", strerror(d->why));
}

bool decode_open(struct decoder *d, FILE *in, bool folded, struct err *e)
{
	*d = (struct decoder){.in = in, .ascii = true, .folded = folded, .raw = mem_alloc(DECODE_BLOCK)};
	d->coding = CODING_UTF16_LE; /* until a NUL means something */
	fill(d);
	if (d->len >= 3 && memcmp(d->raw, "\xEF\xBB\xBF", 3) == 0) {
		d->coding = CODING_UTF8_BOM;
		drop(d, 3);
	} else if (d->len >= 2 && d->raw[0] == 0xFF && d->raw[1] == 0xFE) {
		drop(d, 2);
	} else if (d->len >= 2 && d->raw[0] == 0xFE && d->raw[1] == 0xFF) {
		d->coding = CODING_UTF16_BE;
		drop(d, 2);
	} else {
		bool ascii = true;
		if (folded)
			mend_folds(d->raw, d->len);
		size_t whole = d->len - held(d);
		d->coding = utf8_run(d->raw, whole, &ascii) == whole ? CODING_UTF8 : CODING_WINDOWS_1252;
	}
	if (d->coding < CODING_UTF16_LE || d->coding == CODING_WINDOWS_1252)
		d->binary = memchr(d->raw, 0, d->len) != NULL;
	return decode_whole(d, e);
}

void decode_close(struct decoder *d)
{
	free(d->raw);
	str_free(&d->text);
	d->raw = NULL;
}

static void add(struct str *to, uint32_t cp)
{
	char out[4];
	str_addn(to, out, utf8_encode(cp ? cp : 0xFFFD, out));
}

static void add_windows(struct str *to, unsigned char c)
{
	if (c < 0x80 || c > 0x9F)
		add(to, c);
	else
		add(to, windows_high[c - 0x80]);
}

/* Each returns how many bytes of raw it took. */
static size_t windows_block(struct decoder *d, struct str *to)
{
	for (size_t i = 0; i < d->len;) {
		size_t n = ascii_run(d->raw + i, d->len - i);
		str_addn(to, (const char *)d->raw + i, n);
		i += n;
		if (i < d->len)
			add_windows(to, d->raw[i++]);
	}
	return d->len;
}

static size_t utf8_block(struct decoder *d, struct str *to)
{
	if (d->folded)
		mend_folds(d->raw, d->len);
	size_t whole = d->len - held(d);
	for (size_t i = 0; i < whole;) {
		bool was_ascii = d->ascii;
		size_t n = utf8_run(d->raw + i, whole - i, &d->ascii);
		str_addn(to, (const char *)d->raw + i, n);
		i += n;
		if (i == whole)
			break;
		if (was_ascii && d->coding == CODING_UTF8 && ascii_run(d->raw + i - n, n) == n) {
			d->coding = CODING_WINDOWS_1252;
			drop(d, i);
			return windows_block(d, to);
		}
		add_windows(to, d->raw[i++]);
		d->strays++;
	}
	return whole;
}

static size_t utf16_block(struct decoder *d, struct str *to)
{
	size_t i = 0;
	int low_at = d->coding == CODING_UTF16_LE ? 0 : 1;
	while (i + 2 <= d->len) {
		const unsigned char *s = d->raw + i;
		uint32_t unit = s[low_at] | (uint32_t)s[1 - low_at] << 8;
		bool high = unit >= 0xD800 && unit <= 0xDBFF;
		if (high && i + 4 > d->len && !d->ended)
			break;
		uint32_t low = high && i + 4 <= d->len ? s[2 + low_at] | (uint32_t)s[3 - low_at] << 8 : 0;
		bool pair = low >= 0xDC00 && low <= 0xDFFF;
		if (pair)
			unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
		else if (unit >= 0xD800 && unit <= 0xDFFF)
			unit = 0xFFFD;
		add(to, unit);
		i += pair ? 4 : 2;
	}
	return d->ended ? d->len : i; /* half a unit at the end names nothing */
}

bool decode_more(struct decoder *d, struct str *to)
{
	size_t before = to->len;
	if (!d->ended && d->len < 4)
		fill(d);
	while (d->len && !d->why && !d->binary) {
		drop(d, d->coding <= CODING_UTF8_BOM       ? utf8_block(d, to)
			: d->coding == CODING_WINDOWS_1252 ? windows_block(d, to)
							   : utf16_block(d, to));
		if (to->len > before || d->ended)
			break;
		fill(d);
	}
	return to->len > before;
}

int decode_next(struct decoder *d)
{
	if (d->at == d->text.len) {
		str_clear(&d->text);
		d->at = 0;
		if (!decode_more(d, &d->text))
			return EOF;
	}
	return (unsigned char)d->text.s[d->at++];
}
