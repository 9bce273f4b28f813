#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

static bool surrogate(uint32_t cp)
{
	return cp >= 0xd800 && cp <= 0xdfff;
}

static void test_round_trip(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
		char s[4];
		uint32_t back;
		size_t n;

		if (surrogate(cp))
			continue;
		n = utf8_encode(cp, s);
		assert_int_equal(utf8_decode(s, n, &back), n);
		assert_int_equal(back, cp);
		assert_true(utf8_valid(s, n));
		for (size_t cut = 1; cut < n; cut++) {
			assert_false(utf8_valid(s, cut));
			assert_int_equal(utf8_decode(s, cut, &back), 1);
			assert_int_equal(back, 0xfffd);
		}
	}
}

static void test_invalid(void **state)
{
	static const char *const wrong[] = {"\x80",
					    "\xbf",
					    "\xc0\x80",
					    "\xc1\xbf",
					    "\xc2",
					    "\xc2 ",
					    "\xe0\x80\x80",
					    "\xe0\x9f\xbf",
					    "\xed\xa0\x80",
					    "\xed\xbf\xbf",
					    "\xe2\x82",
					    "\xe2\x82 ",
					    "\xf0\x80\x80\x80",
					    "\xf0\x8f\xbf\xbf",
					    "\xf4\x90\x80\x80",
					    "\xf5\x80\x80\x80",
					    "\xf0\x9f\x98",
					    "\xfe",
					    "\xff"};
	char out[4];
	uint32_t cp;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		assert_false(utf8_valid(wrong[i], strlen(wrong[i])));
		assert_int_equal(utf8_decode(wrong[i], strlen(wrong[i]), &cp), 1);
		assert_int_equal(cp, 0xfffd);
	}
	assert_true(utf8_valid("", 0));
	assert_true(utf8_valid("a\0b", 3));
	assert_true(utf8_valid("\xef\xbf\xbd", 3));
	assert_int_equal(utf8_encode(0xd800, out), 3);
	assert_memory_equal(out, "\xef\xbf\xbd", 3);
	assert_int_equal(utf8_encode(0x110000, out), 3);
	assert_memory_equal(out, "\xef\xbf\xbd", 3);
}

/* The decoder and utf8proc's agree about random bytes. */
static void test_decoder_against_utf8proc(void **state)
{
	static const unsigned char lead[] = {0x41, 0x80, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xe1,
					     0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff};
	static const unsigned char tail[] = {0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
	size_t tails = sizeof(tail);

	(void)state;
	for (size_t i = 0; i < sizeof(lead) * tails * tails * tails; i++) {
		unsigned char s[4] = {lead[i / (tails * tails * tails)], tail[i / (tails * tails) % tails],
				      tail[i / tails % tails], tail[i % tails]};
		for (size_t n = 1; n <= 4; n++) {
			int32_t theirs;
			uint32_t ours;
			ptrdiff_t len = utf8proc_iterate(s, (ptrdiff_t)n, &theirs);
			size_t got = utf8_decode((const char *)s, n, &ours);

			assert_int_equal(got, len < 0 ? 1 : (size_t)len);
			assert_int_equal(ours, len < 0 ? 0xfffd : (uint32_t)theirs);
		}
	}
}

static void test_grapheme(void **state)
{
	static const struct {
		const char *s;
		size_t first;
	} samples[] = {
		{"a", 1},
		{"ab", 1},
		{"e\u0301x", 3},
		{"\u00e9x", 2},
		{"\r\nx", 2},
		{"\n\r", 1},
		{"a\r\n", 1},
		{"\u1112\u1161\u11ab\u1100", 9},
		{"\U0001F1FA\U0001F1F8\U0001F1EB\U0001F1F7", 8},
		{"\U0001F468\u200D\U0001F469\u200D\U0001F467!", 18},
		{"\U0001F44D\U0001F3FD!", 8},
		{"\u0301a", 2},
		{"\xff\xfe", 1},
		{"\xffz", 1},
		{"a\xcc", 1},
	};

	(void)state;
	assert_int_equal(utf8_grapheme("", 0), 0);
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		assert_int_equal(utf8_grapheme(samples[i].s, strlen(samples[i].s)), samples[i].first);
	assert_int_equal(utf8_grapheme("e\u0301", 1), 1);
}

/* From the start forwards and from the end backwards the boundaries are the same. */
static void test_grapheme_before(void **state)
{
	static const char *const part[] = {
		"a",      "b",          " ",          "\r",     "\n",         "e\u0301", "\u00eb", "\u1112\u1161",
		"\u11ab", "\U0001F1FA", "\U0001F468", "\u200D", "\U0001F3FD", "\u0301",  "\xff",   "\xe2\x82",
		"\u0903", "\u0600",     "\u6f22",     "\u0d4e"};
	size_t bounds[256];
	unsigned seed = 7;

	(void)state;
	assert_int_equal(utf8_grapheme_before("abc", 0), 0);
	for (int round = 0; round < 20000; round++) {
		struct str b = {0};
		size_t count = 0, at = 0;

		for (int i = 0; i < 12; i++) {
			seed = seed * 1103515245 + 12345;
			str_add(&b, part[(seed >> 16) % (sizeof(part) / sizeof(*part))]);
		}
		while (at < b.len) {
			bounds[count++] = at;
			at += utf8_grapheme(b.s + at, b.len - at);
		}
		assert_int_equal(at, b.len);
		while (count > 0) {
			at = utf8_grapheme_before(b.s, at);
			assert_int_equal(at, bounds[--count]);
		}
		str_free(&b);
	}
}

static void test_cells(void **state)
{
	(void)state;
	assert_int_equal(utf8_width('a'), 1);
	assert_int_equal(utf8_width(0), 0);
	assert_int_equal(utf8_width('\n'), 0);
	assert_int_equal(utf8_width(0x7f), 0);
	assert_int_equal(utf8_width(0x9b), 0);
	assert_int_equal(utf8_width(0xe9), 1);
	assert_int_equal(utf8_width(0x301), 0);
	assert_int_equal(utf8_width(0x6f22), 2);
	assert_int_equal(utf8_width(0x1f600), 2);
	assert_int_equal(utf8_width(0x2026), 1);
	assert_int_equal(utf8_width(0x2588), 1);
	assert_int_equal(utf8_width(0x2500), 1);
	assert_int_equal(utf8_width(0x200b), 0);
	assert_int_equal(utf8_width(0x110000), 1);
	for (uint32_t cp = 0; cp <= 0x10ffff; cp++)
		assert_in_range(utf8_width(cp), 0, 2);
	assert_int_equal(utf8_cells(""), 0);
	assert_int_equal(utf8_cells("hello"), 5);
	assert_int_equal(utf8_cells("Zoë"), 3);
	assert_int_equal(utf8_cells("Zoe\u0308"), 3);
	assert_int_equal(utf8_cells("漢字x"), 5);
	assert_int_equal(utf8_cells("\U0001F44D\U0001F3FD"), 2);
	assert_int_equal(utf8_cells("\u1112\u1161\u11ab"), 2);
	assert_int_equal(utf8_cells("\xff\xfe"), 2);
}

static void test_fit(void **state)
{
	static const char *const text[] = {"",
					   "plain words",
					   "Zoë Ng",
					   "e\u0301e\u0301e\u0301",
					   "漢字漢字",
					   "a漢b字",
					   "\xff\xc2z",
					   "\U0001F44D\U0001F3FDx",
					   "\u1112\u1161\u11abx\u1112\u1161\u11ab"};
	int used;

	(void)state;
	assert_int_equal(utf8_fit("漢字", 3, &used), 3);
	assert_int_equal(used, 2);
	assert_int_equal(utf8_fit("e\u0301e\u0301", 1, NULL), 3);
	assert_int_equal(utf8_fit("abc", 0, &used), 0);
	assert_int_equal(used, 0);
	assert_int_equal(utf8_fit("abc", -1, NULL), 0);
	for (size_t i = 0; i < sizeof(text) / sizeof(*text); i++) {
		for (int cells = 0; cells < 15; cells++) {
			size_t n = utf8_fit(text[i], cells, &used);
			char *head = mem_strndup(text[i], n), *more;

			assert_int_equal(utf8_cells(head), used);
			assert_true(used <= cells);
			if (text[i][n]) {
				more = mem_strndup(text[i], n + utf8_grapheme(text[i] + n, strlen(text[i] + n)));
				assert_true(utf8_cells(more) > cells);
				free(more);
			}
			free(head);
		}
	}
}

static void clip_is(const char *s, int cells, bool pad, const char *want)
{
	struct str b = {0};

	str_add(&b, "|");
	utf8_clip(&b, s, cells, pad);
	assert_string_equal(str_text(&b) + 1, want);
	str_free(&b);
}

static void test_clip(void **state)
{
	(void)state;
	clip_is("hello", 5, false, "hello");
	clip_is("hello", 4, false, "hel…");
	clip_is("hello", 1, false, "…");
	clip_is("hello", 0, true, "");
	clip_is("hello", -3, true, "");
	clip_is("hello", 7, true, "hello  ");
	clip_is("hello", 7, false, "hello");
	clip_is("", 3, true, "   ");
	clip_is("漢字漢", 5, true, "漢字…");
	clip_is("漢字漢", 4, true, "漢… ");
	clip_is("漢字漢", 4, false, "漢…");
	clip_is("漢", 1, true, "…");
	clip_is("Zoe\u0308 Ng", 4, true, "Zoe\u0308…");
	clip_is("e\u0301\u0302", 1, true, "e\u0301\u0302");
}

static void fold_is(const char *s, const char *want)
{
	struct str b = {0};

	str_add(&b, "x ");
	utf8_fold(&b, s);
	assert_string_equal(str_text(&b) + 2, want);
	str_free(&b);
}

static void test_fold(void **state)
{
	(void)state;
	fold_is("", "");
	fold_is("Zoë", "zoe");
	fold_is("Zoe\u0308", "zoe");
	fold_is("ZOË NG", "zoe ng");
	fold_is("Ørsted Søren", "orsted soren");
	fold_is("O\u0338rsted", "orsted");
	fold_is("Łukasz Michał", "lukasz michal");
	fold_is("Đặng", "dang");
	fold_is("Groß GROẞ", "gross gross");
	fold_is("Æsop Cœur ŒUVRE ǣ", "aesop coeur oeuvre ae");
	fold_is("Ħal", "hal");
	fold_is("Işıl İnci I", "isil inci i");
	fold_is("Ǿ", "o");
	fold_is("Nguyễn Thị", "nguyen thi");
	fold_is("ﬁne Ｗｉｄｅ №5", "fine wide no5");
	fold_is("ᾳ α\u0345", "α α");
	fold_is("ΣΊΣΥΦΟΣ", "σισυφοσ");
	fold_is("σίσυφος", "σισυφοσ");
	fold_is("O'Brien O\u2019Brien O\u02bcBrien O`Brien O\u00b4Brien", "obrien obrien obrien obrien obrien");
	fold_is("Smith-Jones", "smith jones");
	fold_is("Dr. J.R. Ng, PT/DPT", "dr j r ng pt dpt");
	fold_is("  two\t\n words\u00a0\u3000here  ", "two words here");
	fold_is("--- Fee ($) #2 + tax!", "fee 2 tax");
	fold_is("...", "");
	fold_is("A0123456789012345678901234567890123456789012345678901234567890123456789 Z",
		"a0123456789012345678901234567890123456789012345678901234567890123456789 z");
	fold_is("bad\xff\xc2\xe2\x82 bytes\xf0\x9f", "bad bytes");
	fold_is("so\u00adft ze\u200bro \u202eback\ufeff", "soft zero back");
	fold_is("a\x1b[31mb\x7f", "a 31mb");
	fold_is("\u3164\u115fx", "x");
	fold_is("漢字 カﾞ", "漢字 カ");
	fold_is("Zoë \U0001F49C", "zoe \U0001F49C");
}

/* Composed, decomposed or mixed, folded once or twice: always the same. */
static void test_fold_every_code_point(void **state)
{
	struct str once = {0}, twice = {0}, other = {0};

	(void)state;
	for (uint32_t cp = 1; cp <= 0x10ffff; cp++) {
		utf8proc_option_t forms[] = {UTF8PROC_DECOMPOSE, UTF8PROC_COMPOSE};
		char s[16] = "a";
		size_t n;

		if (surrogate(cp) || (cp >= 0x3400 && cp <= 0xa000) || (cp >= 0x20000 && cp < 0x2f800) || cp >= 0x30000)
			continue;
		n = utf8_encode(cp, s + 1);
		s[1 + n] = 'b';
		s[2 + n] = '\0';
		str_clear(&once);
		utf8_fold(&once, s);
		assert_true(utf8_valid(str_text(&once), once.len));
		assert_int_equal(once.s[0], 'a');
		assert_int_equal(once.s[once.len - 1], 'b');
		str_clear(&twice);
		utf8_fold(&twice, str_text(&once));
		if (strcmp(once.s, twice.s) != 0)
			fail_msg("U+%04X folds to \"%s\" and then to \"%s\"", cp, once.s, twice.s);
		for (int i = 0; i < 2; i++) {
			utf8proc_uint8_t *form = NULL;

			assert_true(utf8proc_map((const uint8_t *)s, 0, &form,
						 UTF8PROC_NULLTERM | UTF8PROC_STABLE | forms[i]) >= 0);
			str_clear(&other);
			utf8_fold(&other, (const char *)form);
			if (strcmp(once.s, other.s) != 0)
				fail_msg("U+%04X folds to \"%s\", its form %d to \"%s\"", cp, once.s, i, other.s);
			free(form);
		}
	}
	str_free(&once);
	str_free(&twice);
	str_free(&other);
}

static void test_fold_is_case_blind(void **state)
{
	struct str lower = {0}, upper = {0};

	(void)state;
	for (uint32_t cp = 1; cp < 0x20000; cp++) {
		uint32_t to = (uint32_t)utf8proc_toupper((int32_t)cp);
		char s[8] = {0};

		/* U+0345 is a mark whose capital is a letter. */
		if (surrogate(cp) || to == cp || cp == 0x345)
			continue;
		str_clear(&lower);
		str_clear(&upper);
		s[utf8_encode(cp, s)] = '\0';
		utf8_fold(&lower, s);
		memset(s, 0, sizeof(s));
		utf8_encode(to, s);
		utf8_fold(&upper, s);
		if (strcmp(str_text(&lower), str_text(&upper)) != 0)
			fail_msg("U+%04X and U+%04X fold to \"%s\" and \"%s\"", cp, to, str_text(&lower),
				 str_text(&upper));
	}
	str_free(&lower);
	str_free(&upper);
}

static void test_digits(void **state)
{
	struct str b = {0};

	(void)state;
	str_add(&b, "=");
	utf8_digits(&b, "+1 (206) 555-0134 x\u0661\xff");
	assert_string_equal(str_text(&b), "=12065550134");
	str_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_invalid),
		cmocka_unit_test(test_decoder_against_utf8proc),
		cmocka_unit_test(test_grapheme),
		cmocka_unit_test(test_grapheme_before),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_fit),
		cmocka_unit_test(test_clip),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_fold_every_code_point),
		cmocka_unit_test(test_fold_is_case_blind),
		cmocka_unit_test(test_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
