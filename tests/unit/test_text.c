#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

#include "rapport/base/str.h"
#include "rapport/base/text.h"
#include "rapport/base/utf8.h"

typedef void (*make_safe)(struct str *b, const char *s);

static void becomes(make_safe fn, const char *s, const char *want)
{
	struct str b = {0};

	str_add(&b, "|");
	fn(&b, s);
	assert_string_equal(str_text(&b) + 1, want);
	str_free(&b);
}

static void test_cell(void **state)
{
	(void)state;
	becomes(text_cell, NULL, "");
	becomes(text_cell, "", "");
	becomes(text_cell, "Zoë Ng, 漢字 \U0001F49C", "Zoë Ng, 漢字 \U0001F49C");
	becomes(text_cell, "a\nb\rc\td", "a b c d");
	becomes(text_cell, "a\r\nb\u2028c\u2029d", "a b c d");
	becomes(text_cell, "\x1b[31mred\x07\b\x7f", "␛[31mred␇␈␡");
	becomes(text_cell, "\x01\x1f", "␁␟");
	becomes(text_cell,
		"\xc2\x9b"
		"31m\xc2\x85\xc2\x90",
		"·31m··");
	becomes(text_cell, "\u202eevil\u202c \u2066x\u2069 \u200f\u061c", "·evil· ·x· ··");
	becomes(text_cell, "a\u200b\u200d\ufeff\u00ad\u2060\u3164\u034fb", "a·······b");
	becomes(text_cell, "\U000E0041\U000E007F\U000E0001", "···");
	becomes(text_cell, "\ue000\U000F0000\U0010FFFD", "···");
	becomes(text_cell, "\u0378\uffff\ufdd0\U0001FFFE", "····");
	becomes(text_cell, "a\xff\xc2z\xe2\x82", "a\ufffd\ufffdz\ufffd\ufffd");
	becomes(text_cell, "\xed\xa0\x80", "\ufffd\ufffd\ufffd");
	becomes(text_cell, "\xc0\x9b", "\ufffd\ufffd");
	becomes(text_cell, "\u2764\ufe0f \U0001F468\u200d\U0001F467", "\u2764 \U0001F468·\U0001F467");
}

static void test_marks(void **state)
{
	(void)state;
	becomes(text_cell, "e\u0301\u0302\u0303\u0304x\u0301", "e\u0301\u0302x\u0301");
	becomes(text_cell, "\u0301\u0302\u0303a", "\u25cc\u0301\u0302a");
	becomes(text_cell, "e\u0301\ufe0f\u0302\ufe0f\u0303", "e\u0301\u0302");
	becomes(text_cell, "\ufe0f\u0301", "\u25cc\u0301");
	becomes(text_cell, "\n\u0301", " \u0301");
	becomes(text_lines, "a\n\u0301\u0301\u0301", "a\n\u25cc\u0301\u0301");
	becomes(text_cell, "\u200b\u0301", "·\u0301");
}

static void test_lines(void **state)
{
	(void)state;
	becomes(text_lines, "a\nb\r\nc\u2028d\te\rf\x1b", "a\nb\nc\nd e f␛");
	becomes(text_lines, "\n\n", "\n\n");
	becomes(text_lines, NULL, "");
}

/* What a terminal may be given: everything else is a hole in the gate. */
static void check_safe(const char *s, size_t n, bool lines)
{
	int marks = 3;

	assert_true(utf8_valid(s, n));
	for (size_t i = 0; i < n;) {
		uint32_t cp;

		i += utf8_decode(s + i, n - i, &cp);
		if (lines && cp == '\n') {
			marks = 3;
			continue;
		}
		switch (utf8proc_category((int32_t)cp)) {
		case UTF8PROC_CATEGORY_CC:
		case UTF8PROC_CATEGORY_CF:
		case UTF8PROC_CATEGORY_CS:
		case UTF8PROC_CATEGORY_CO:
		case UTF8PROC_CATEGORY_CN:
		case UTF8PROC_CATEGORY_ZL:
		case UTF8PROC_CATEGORY_ZP:
			fail_msg("U+%04X came through", cp);
			break;
		case UTF8PROC_CATEGORY_MN:
		case UTF8PROC_CATEGORY_MC:
		case UTF8PROC_CATEGORY_ME:
			/* Starts at 3: none may come first. */
			if (++marks > 2)
				fail_msg("U+%04X is one mark too many", cp);
			break;
		default:
			marks = 0;
			if (utf8_width(cp) < 1)
				fail_msg("U+%04X came through and takes no cell", cp);
		}
	}
}

static void check_string(struct str *once, struct str *twice, const char *s)
{
	str_clear(once);
	str_clear(twice);
	text_cell(once, s);
	check_safe(str_text(once), once->len, false);
	text_cell(twice, str_text(once));
	assert_string_equal(str_text(once), str_text(twice));

	str_clear(once);
	str_clear(twice);
	text_lines(once, s);
	check_safe(str_text(once), once->len, true);
	text_lines(twice, str_text(once));
	assert_string_equal(str_text(once), str_text(twice));
}

static void test_every_code_point(void **state)
{
	struct str once = {0}, twice = {0};

	(void)state;
	for (uint32_t cp = 1; cp <= 0x10ffff; cp++) {
		char s[8] = {0};
		size_t n;

		if (cp >= 0xd800 && cp <= 0xdfff)
			continue;
		n = utf8_encode(cp, s);
		assert_true(n >= 1 && n <= 4);
		check_string(&once, &twice, s);
	}
	str_free(&once);
	str_free(&twice);
}

/* --- hostile strings --- */

static uint64_t random_next(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	*x ^= *x << 17;
	return *x >> 11;
}

/* A byte, a code point from anywhere, or one of those that do harm. */
static void add_hostile(struct str *b, uint64_t *x)
{
	static const char *const harm[] = {"\x1b",
					   "\x1b[2J",
					   "\x1b]0;x\x07",
					   "\xc2\x9b",
					   "\xc2\x90",
					   "\u202e",
					   "\u2066",
					   "\u200b",
					   "\u200d",
					   "\ufeff",
					   "\U000E0041",
					   "\u0301",
					   "\u0302\u0303",
					   "\u0903",
					   "\u20dd",
					   "\ufe0f",
					   "\U000E0100",
					   "\r",
					   "\n",
					   "\r\n",
					   "\t",
					   "\b",
					   "\x7f",
					   "\u2028",
					   "\ue000",
					   "\uffff",
					   "\xed\xa0\x80",
					   "\xc0\x9b",
					   "\xf4\x90\x80\x80",
					   "\xe2\x80",
					   "\xf0\x9f",
					   "\u0600",
					   "\u115f",
					   "\u00ad",
					   "\u034f",
					   "a",
					   "\u6f22",
					   "\u180e"};
	static const uint32_t up_to[] = {0x80, 0x100, 0x800, 0x3000, 0x10000, 0xe1000};
	uint32_t cp;
	char s[4];

	switch (random_next(x) % 3) {
	case 0:
		s[0] = (char)random_next(x);
		if (s[0])
			str_addc(b, s[0]);
		break;
	case 1:
		cp = (uint32_t)(random_next(x) % up_to[random_next(x) % 6]);
		if (cp)
			str_addn(b, s, utf8_encode(cp, s));
		break;
	default:
		str_add(b, harm[random_next(x) % (sizeof(harm) / sizeof(*harm))]);
	}
}

static void test_hostile(void **state)
{
	struct str b = {0}, once = {0}, twice = {0};
	const char *more = getenv("RAPPORT_HOSTILE");
	int64_t count = 300000;
	uint64_t x = 88172645463325252;

	(void)state;
	if (more)
		assert_true(str_to_i64(more, &count) && count > 0);
	for (int64_t i = 0; i < count; i++) {
		str_clear(&b);
		for (uint64_t n = random_next(&x) % 16; n > 0; n--)
			add_hostile(&b, &x);
		check_string(&once, &twice, str_text(&b));
	}
	str_free(&b);
	str_free(&once);
	str_free(&twice);
}

/* --- entering --- */

static bool may_enter(const char *s, bool multiline)
{
	return text_enterable(s, strlen(s), multiline);
}

static void test_enterable(void **state)
{
	static const char *const never[] = {"\x1b",         "\x07",   "\x7f",   "a\xc2\x9b",  "\u202e", "\u2066",
					    "\u200b",       "\u200d", "\ufeff", "\U000E0041", "\xff",   "a\xc2",
					    "\xed\xa0\x80", "\r",     "\u00ad", "\u3164"};

	(void)state;
	assert_true(may_enter("", false));
	assert_true(may_enter("Zoë Ng, 漢字 \U0001F49C\u2764\ufe0f e\u0301", false));
	for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++) {
		assert_false(may_enter(never[i], false));
		assert_false(may_enter(never[i], true));
	}
	assert_false(may_enter("a\nb", false));
	assert_false(may_enter("a\tb", false));
	assert_false(may_enter("a\u2028b", false));
	assert_true(may_enter("a\nb\tc\u2028d", true));
	assert_false(text_enterable("a\0b", 3, false));
	assert_false(text_enterable("a\0b", 3, true));
}

/* --- wrapping --- */

/* The lines joined by "|". */
static void wraps(const char *s, int cells, const char *want)
{
	struct str b = {0};

	for (int i = 0; *s; i++) {
		size_t skip, n = text_wrap(s, cells, &skip);

		assert_true(n + skip > 0 && n + skip <= strlen(s));
		if (i)
			str_addc(&b, '|');
		str_addn(&b, s, n);
		s += n + skip;
	}
	assert_string_equal(str_text(&b), want);
	str_free(&b);
}

static void test_wrap(void **state)
{
	size_t skip = 9;

	(void)state;
	assert_int_equal(text_wrap("", 10, &skip), 0);
	assert_int_equal(skip, 0);
	wraps("one two three", 20, "one two three");
	wraps("one two three", 13, "one two three");
	wraps("one two three", 12, "one two|three");
	wraps("one two three", 7, "one two|three");
	wraps("one two three", 6, "one|two|three");
	wraps("one two three", 3, "one|two|thr|ee");
	wraps("one   two", 4, "one|two");
	wraps("one   two", 5, "one|two");
	wraps("one   ", 10, "one");
	wraps("a\nb", 10, "a|b");
	wraps("a\n\nb\n", 10, "a||b");
	wraps("abc\ndef", 3, "abc|def");
	wraps("abc  \n  def", 3, "abc|  d|ef");
	wraps("abc  \n  def", 5, "abc|  def");
	wraps("a \n b", 10, "a| b");
	wraps("  indented word", 10, "  indented|word");
	wraps("  indented", 6, "  inde|nted");
	wraps("          far", 4, "|far");
	wraps("漢字漢字", 5, "漢字|漢字");
	wraps("漢字", 1, "漢|字");
	wraps("abc", 0, "a|b|c");
	wraps("abc", -1, "a|b|c");
	wraps("e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301");
	wraps("see Zoë Ng", 7, "see Zoë|Ng");
	wraps("a\tb c", 3, "a\tb|c");
	wraps("a\tb c", 1, "a|b|c");
}

static void test_wrap_any_text(void **state)
{
	static const char *const part[] = {"a", "bc", " ", "  ", "\n", "漢", "e\u0301", "longer", "\t"};
	uint64_t x = 12345;

	(void)state;
	for (int round = 0; round < 50000; round++) {
		struct str b = {0}, line = {0};
		int cells = 2 + (int)(random_next(&x) % 10);
		const char *s;

		for (uint64_t n = random_next(&x) % 20; n > 0; n--)
			str_add(&b, part[random_next(&x) % (sizeof(part) / sizeof(*part))]);
		for (s = str_text(&b); *s;) {
			size_t skip, n = text_wrap(s, cells, &skip);

			assert_true(n + skip > 0 && n + skip <= strlen(s));
			assert_int_equal(strspn(s + n, " \t\n") >= skip, 1);
			assert_null(memchr(s, '\n', n));
			str_clear(&line);
			str_addn(&line, s, n);
			assert_true(utf8_cells(str_text(&line)) <= cells);
			s += n + skip;
		}
		str_free(&b);
		str_free(&line);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cell),    cmocka_unit_test(test_marks),
		cmocka_unit_test(test_lines),   cmocka_unit_test(test_every_code_point),
		cmocka_unit_test(test_hostile), cmocka_unit_test(test_enterable),
		cmocka_unit_test(test_wrap),    cmocka_unit_test(test_wrap_any_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
