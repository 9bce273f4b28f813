#include <inttypes.h>
#include <string.h>

#include "rapport/base/text.h"
#include "rapport/base/utf8.h"
#include "rapport/model/words.h"

#define MOST_CENTS INT64_C(100000000000000) /* a million million dollars */
#define SHOWN_CELLS 30

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* --- writing --- */

static void write_grouped(struct str *b, uint64_t n)
{
	if (n >= 1000) {
		write_grouped(b, n / 1000);
		str_printf(b, ",%03" PRIu64, n % 1000);
	} else {
		str_printf(b, "%" PRIu64, n);
	}
}

void count_write(struct str *b, int64_t n)
{
	if (n < 0)
		str_addc(b, '-');
	write_grouped(b, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
}

void money_write(struct str *b, int64_t cents, const char *currency, bool with_cents)
{
	uint64_t n = cents < 0 ? 0 - (uint64_t)cents : (uint64_t)cents;

	if (!with_cents)
		n = (n + 50) / 100 * 100;
	if (cents < 0 && n)
		str_addc(b, '-');
	if (str_blank(currency) || str_eq(currency, "USD"))
		str_addc(b, '$');
	else
		str_printf(b, "%s ", currency);
	write_grouped(b, n / 100);
	if (n % 100)
		str_printf(b, ".%02d", (int)(n % 100));
}

void money_brief(struct str *b, int64_t cents, const char *currency)
{
	uint64_t size = cents < 0 ? 0 - (uint64_t)cents : (uint64_t)cents, whole = (size + 50) / 100;

	if (whole < 1000) {
		money_write(b, cents, currency, false);
		return;
	}
	uint64_t tenths = whole < 9950     ? (whole + 50) / 100
			  : whole < 999500 ? (whole + 500) / 1000 * 10
					   : (whole + 50000) / 100000;
	money_write(b, (cents < 0 ? -1 : 1) * (int64_t)(tenths / 10) * 100, currency, false);
	if (tenths % 10)
		str_printf(b, ".%d", (int)(tenths % 10));
	str_addc(b, whole < 999500 ? 'k' : 'M');
}

/* --- reading --- */

/* Bytes of the currency sign at s. */
static size_t sign_at(const char *s)
{
	static const char *const signs[] = {"$", "€", "£"};

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (str_starts(s, signs[i]))
			return strlen(signs[i]);
	}
	return 0;
}

/* The number without minus, brackets, currency sign and spaces. False when what is around it does not fit. */
static bool unwrap(struct str *b, bool *negative)
{
	bool bracket = b->len > 1 && b->s[0] == '(' && b->s[b->len - 1] == ')', minus = false, sign = false;

	*negative = bracket;
	if (bracket) {
		str_cut(b, b->len - 1);
		str_erase(b, 0, 1);
	}
	for (;;) {
		const char *s = str_text(b);
		size_t n = sign_at(s);

		if (n && !sign) {
			sign = true;
		} else if (*s == '-' && !minus && !bracket) {
			minus = *negative = true;
			n = 1;
		} else if (*s == ' ' && (sign || minus || bracket)) {
			n = 1;
		} else {
			break;
		}
		str_erase(b, 0, n);
	}
	return digit(*str_text(b)) || (*str_text(b) == '.' && digit(b->s[1]));
}

/* The last point or comma parts the cents when one or two digits follow; NULL when the number is whole. */
static const char *cents_mark(const char *s)
{
	const char *point = strrchr(s, '.'), *comma = strrchr(s, ',');
	const char *last = !point || (comma && comma > point) ? comma : point;

	return last && last[1] && strlen(last + 1) <= 2 ? last : NULL;
}

/* Digits with `group` between thousands, n bytes. */
static bool read_whole(const char *s, size_t n, char group, int64_t *out)
{
	bool grouped = memchr(s, group, n) != NULL;
	size_t run = 0;

	*out = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == group) {
			if (run < 1 || run > 3 || (memchr(s, group, i) && run != 3))
				return false;
			run = 0;
			continue;
		}
		if (!digit(s[i]))
			return false;
		run++;
		if (*out <= MOST_CENTS)
			*out = *out * 10 + (s[i] - '0');
	}
	return !grouped || run == 3;
}

static bool read_number(const char *s, int64_t *cents)
{
	const char *mark = cents_mark(s);
	char group = mark ? (*mark == ',' ? '.' : ',') : ',';
	int64_t part = 0;

	if (!read_whole(s, mark ? (size_t)(mark - s) : strlen(s), group, cents))
		return false;
	if (mark && !read_whole(mark + 1, strlen(mark + 1), group, &part))
		return false;
	if (mark && !mark[2])
		part *= 10;
	*cents = *cents > MOST_CENTS ? MOST_CENTS : *cents * 100 + part;
	return true;
}

bool money_read(const char *text, int64_t *cents, struct err *e)
{
	struct str b = {0}, safe = {0}, shown = {0};
	int64_t n = 0;
	bool negative = false, ok;

	str_trim(&b, text);
	text_cell(&safe, str_text(&b));
	utf8_clip(&shown, str_text(&safe), SHOWN_CELLS, false);
	ok = unwrap(&b, &negative) && read_number(str_text(&b), &n);
	if (!ok)
		err_set(e, ERR_INVALID, "“%s” is not an amount. Try 46, 46.50 or $1,884.", str_text(&shown));
	else if (n >= MOST_CENTS)
		ok = err_set(e, ERR_INVALID, "“%s” is too large an amount.", str_text(&shown));
	if (ok)
		*cents = negative ? -n : n;
	str_free(&b);
	str_free(&safe);
	str_free(&shown);
	return ok;
}

bool tenths_read(const char *s, int64_t *out)
{
	int64_t whole;
	const char *dot = strchr(s, '.');
	if (!dot) {
		if (!str_to_i64(s, &whole) || whole > INT32_MAX || whole < INT32_MIN)
			return false;
		*out = whole * 10;
		return true;
	}
	struct str b = {0};
	str_addn(&b, s, (size_t)(dot - s));
	bool ok = dot[1] >= '0' && dot[1] <= '9' && !dot[2] && str_to_i64(b.len ? b.s : "0", &whole) &&
		  whole <= INT32_MAX && whole >= INT32_MIN;
	if (ok)
		*out = whole * 10 + (*s == '-' ? -(dot[1] - '0') : dot[1] - '0');
	str_free(&b);
	return ok;
}

void tenths_write(struct str *b, int64_t tenths)
{
	uint64_t size = tenths < 0 ? -(uint64_t)tenths : (uint64_t)tenths;
	str_printf(b, "%s%" PRIu64 ".%d", tenths < 0 ? "-" : "", size / 10, (int)(size % 10));
}
