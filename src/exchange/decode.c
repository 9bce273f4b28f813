#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "decode.h"
#include "rapport/base/utf8.h"

const char *const coding_names[] = {"UTF-8", "UTF-8 with BOM", "UTF-16", "UTF-16 big-endian", "Windows-1252"};

/* 0x80 to 0x9f of Windows-1252; 0 where nothing is assigned. The rest is Latin-1. */
static const uint16_t windows_high[32] = {
	0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static const int bom_length[] = {0, 3, 2, 2, 0};

/* How many bytes at the end of s belong to a sequence that may go on in the next block. */
static size_t unfinished(const unsigned char *s, size_t n)
{
	for (size_t back = 1; back <= 3 && back <= n; back++) {
		unsigned char c = s[n - back];
		if (c >= 0xC0)
			return back < (c >= 0xF0 ? 4u : c >= 0xE0 ? 3u : 2u) ? back : 0;
		if (c < 0x80)
			return 0;
	}
	return 0;
}

static bool cannot_read(struct err *e)
{
	return err_set(e, ERR_IO, "cannot be read: %s", strerror(errno));
}

/* Reads all of it: is it UTF-8? A NUL says that it is no text at all. */
static bool whole_is_utf8(struct decoder *d, bool *utf8, struct err *e)
{
	size_t kept = 0, n;
	*utf8 = true;
	while ((n = fread(d->block + kept, 1, DECODE_BLOCK - kept, d->in)) > 0) {
		if (memchr(d->block + kept, 0, n))
			return err_set(e, ERR_REFUSED, "it is not a text file");
		n += kept;
		kept = unfinished(d->block, n);
		if (*utf8 && !utf8_valid((const char *)d->block, n - kept))
			*utf8 = false;
		memmove(d->block, d->block + n - kept, kept);
	}
	if (kept)
		*utf8 = false;
	return !ferror(d->in) || cannot_read(e);
}

bool decode_open(struct decoder *d, FILE *in, struct err *e)
{
	d->in = in;
	d->coding = CODING_UTF8;
	if (!decode_rewind(d, e))
		return false;
	size_t n = fread(d->block, 1, 3, in);
	if (n == 3 && memcmp(d->block, "\xEF\xBB\xBF", 3) == 0)
		d->coding = CODING_UTF8_BOM;
	else if (n >= 2 && d->block[0] == 0xFF && d->block[1] == 0xFE)
		d->coding = CODING_UTF16_LE;
	else if (n >= 2 && d->block[0] == 0xFE && d->block[1] == 0xFF)
		d->coding = CODING_UTF16_BE;
	if (d->coding < CODING_UTF16_LE) {
		bool utf8;
		rewind(in);
		if (!whole_is_utf8(d, &utf8, e))
			return false;
		if (!utf8 && d->coding == CODING_UTF8)
			d->coding = CODING_WINDOWS_1252;
	}
	return decode_rewind(d, e);
}

bool decode_rewind(struct decoder *d, struct err *e)
{
	clearerr(d->in);
	d->at = d->len = 0;
	d->pending = d->pending_at = 0;
	return fseek(d->in, bom_length[d->coding], SEEK_SET) == 0 || cannot_read(e);
}

static int next_byte(struct decoder *d)
{
	if (d->at == d->len) {
		d->len = fread(d->block, 1, DECODE_BLOCK, d->in);
		d->at = 0;
		if (!d->len)
			return EOF;
	}
	return d->block[d->at++];
}

/* A 16-bit unit; EOF where the file ends, a single byte at the end included. */
static int next_unit(struct decoder *d)
{
	int a = next_byte(d), b = next_byte(d);
	if (b == EOF)
		return EOF;
	return d->coding == CODING_UTF16_LE ? a | b << 8 : a << 8 | b;
}

static int32_t next_utf16(struct decoder *d)
{
	int32_t high = next_unit(d);
	if (high == EOF || high < 0xD800 || high > 0xDFFF)
		return high;
	if (high > 0xDBFF)
		return 0xFFFD;
	int32_t low = next_unit(d);
	if (low < 0xDC00 || low > 0xDFFF)
		return 0xFFFD;
	return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

static int32_t next_windows(struct decoder *d)
{
	int c = next_byte(d);
	if (c < 0x80 || c > 0x9F)
		return c;
	return windows_high[c - 0x80] ? windows_high[c - 0x80] : 0xFFFD;
}

int decode_next(struct decoder *d)
{
	if (d->pending_at < d->pending)
		return (unsigned char)d->out[d->pending_at++];
	if (d->coding <= CODING_UTF8_BOM)
		return next_byte(d);
	int32_t cp = d->coding == CODING_WINDOWS_1252 ? next_windows(d) : next_utf16(d);
	if (cp == EOF || (cp > 0 && cp < 0x80))
		return cp;
	d->pending = (int)utf8_encode(cp ? (uint32_t)cp : 0xFFFD, d->out);
	d->pending_at = 1;
	return (unsigned char)d->out[0];
}
