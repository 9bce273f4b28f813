/* Who is found by what is typed, in which order, and what is marked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/utf8.h"
#include "rapport/model/find.h"

#define SEP "\x1f"

static const char okafor[] =
	"priya okafor" SEP "lakeside orthopedics" SEP "flagstaff knee rosa delgado" SEP "9285550142 1234567893";
static const char delgado[] = "rosa delgado" SEP "lakeside orthopedics" SEP "flagstaff" SEP "9285550144";
static const char muller[] = "zoe muller" SEP "peak sports medicine" SEP "sedona" SEP "5550163";

/* The key without a NUL, so that nothing behind it is looked at. */
static int rank_of(const char *typed, const char *key)
{
	struct find_query q;
	size_t n = strlen(key);
	char *bare = malloc(n + !n);
	int rank;

	assert_non_null(bare);
	memcpy(bare, key, n);
	find_query_read(&q, typed);
	rank = find_rank(&q, bare, n);
	find_query_free(&q);
	free(bare);
	return rank;
}

static void test_query(void **state)
{
	struct find_query q;

	(void)state;
	find_query_read(&q, "  Zoë \t O'Neil-Mc\u00a0Kay (928) 555-0142 +1.928.555.0142 10k ");
	assert_int_equal(q.count, 8);
	for (int i = 0; i < q.count; i++) {
		static const char *const words[] = {"zoe", "oneil", "mc", "kay", "928", "5550142", "9285550142", "10k"};

		assert_int_equal(q.len[i], strlen(words[i]));
		assert_memory_equal(q.word[i], words[i], q.len[i]);
		assert_int_equal(q.digits[i], i >= 4 && i < 7);
		assert_int_equal(q.loose[i], i == 1);
	}
	find_query_free(&q);
	find_query_read(&q, " - ' , ");
	assert_int_equal(q.count, 0);
	assert_int_equal(find_rank(&q, okafor, strlen(okafor)), 1);
	find_query_free(&q);
	find_query_read(&q, "a b c d e f g h i j");
	assert_int_equal(q.count, FIND_WORDS);
	assert_memory_equal(q.word[7], "h", 1);
	find_query_free(&q);
}

static void test_match(void **state)
{
	(void)state;
	assert_true(rank_of("", okafor) == 1);
	assert_true(rank_of("oka", okafor) > 0);
	assert_true(rank_of("okafor pri", okafor) > 0);
	assert_true(rank_of("lake delg", okafor) > 0);
	assert_true(rank_of("ZOË", muller) > 0);
	assert_true(rank_of("müll", muller) > 0);
	assert_int_equal(rank_of("oka zoe", okafor), 0);
	assert_int_equal(rank_of("xyz", okafor), 0);
	assert_int_equal(rank_of("okaforr", okafor), 0);
	assert_int_equal(rank_of("a", ""), 0);
	assert_true(rank_of("0142", okafor) > 0);
	assert_true(rank_of("555-0142", okafor) > 0);
	assert_true(rank_of("(928) 555-0142", okafor) > 0);
	assert_true(rank_of("+1 928 555 0142", okafor) > 0);
	assert_true(rank_of("19285550142", okafor) > 0);
	assert_true(rank_of("1234567893", okafor) > 0);
	assert_int_equal(rank_of("555-0142", delgado), 0);
	/* No word reaches over a part's end. */
	assert_int_equal(rank_of("okaforlake", okafor), 0);
}

static void test_in_order(void **state)
{
	(void)state;
	assert_true(rank_of("okfr", okafor) > 0);
	assert_true(rank_of("pyok", okafor) > 0);
	assert_int_equal(rank_of("ofr", okafor), 0);
	assert_int_equal(rank_of("lksd", okafor), 0);
	assert_int_equal(rank_of("rfoa", okafor), 0);
	assert_true(rank_of("иван", "и в а н" SEP SEP SEP) > 0);
	/* The first byte of one letter and the last of another make no third: D1 B1, D0 BF hold D1 BF in order. */
	assert_int_equal(rank_of("аааѿ", "аааѱп" SEP SEP SEP), 0);
}

static void better(const char *typed, const char *a, const char *b)
{
	int x = rank_of(typed, a), y = rank_of(typed, b);

	if (x <= y)
		fail_msg("%s: %s (%d) is no better than %s (%d)", typed, a, x, b, y);
}

static void test_order(void **state)
{
	static const char *const falling[] = {
		"fordy" SEP "x" SEP "x" SEP "1",   "x" SEP "ford y" SEP "x" SEP "1",  "x" SEP "x" SEP "y ford" SEP "1",
		"sanford" SEP "x" SEP "x" SEP "1", "x" SEP "sanford" SEP "x" SEP "1", "x" SEP "x" SEP "sanford" SEP "1",
		"fxo rxd" SEP "x" SEP "x" SEP "1", "fxo" SEP "rxd" SEP "x" SEP "1",
	};

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(falling) / sizeof(*falling); i++)
		better("ford", falling[i], falling[i + 1]);
	/* The worst word decides, then the sum. */
	better("lake ros", delgado, okafor);
	better("okfr aa bb cc dd", SEP SEP "xokfr xaa xbb xcc xdd" SEP, "okafor aa bb cc dd" SEP SEP SEP);
	better("pri oka", "priya okafor", "priya lakoka");
	better("555", muller, "x" SEP "x" SEP "x" SEP "9285550000");
	assert_int_equal(rank_of("lake", okafor) >> 8, rank_of("lake", delgado) >> 8);
}

/* The search passes over eight bytes at a time: a word of every length at every place of keys of every length. */
static void test_every_place(void **state)
{
	char key[64], word[8];

	(void)state;
	for (int n = 1; n < 40; n++) {
		for (int len = 1; len <= 6 && len <= n; len++) {
			for (int at = 0; at + len <= n; at++) {
				memset(key, 'a', sizeof(key));
				memset(key + at, 'z', (size_t)len);
				key[at + len - 1] = 'y';
				memset(word, 'z', sizeof(word));
				word[len - 1] = 'y';
				word[len] = '\0';
				key[n] = '\0';
				assert_int_equal(rank_of(word, key) > 0, 1);
				key[at] = 'b';
				assert_int_equal(rank_of(word, key), 0);
			}
		}
	}
}

static void spans_are(const char *typed, const char *shown, const char *marked)
{
	struct find_query q;
	struct str b = {0};
	size_t from[8], to[8], at = 0;
	int n;

	find_query_read(&q, typed);
	n = find_spans(&q, shown, from, to, 8);
	for (int i = 0; i < n; i++) {
		assert_true(from[i] >= at && from[i] < to[i]);
		str_addn(&b, shown + at, from[i] - at);
		str_addc(&b, '[');
		str_addn(&b, shown + from[i], to[i] - from[i]);
		str_addc(&b, ']');
		at = to[i];
	}
	str_add(&b, shown + at);
	assert_string_equal(str_text(&b), marked);
	str_free(&b);
	find_query_free(&q);
}

static void test_spans(void **state)
{
	struct find_query q;
	size_t from[2], to[2];

	(void)state;
	spans_are("lake", "Lakeside Orthopedics", "[Lake]side Orthopedics");
	spans_are("oka pri", "Dr. Priya Okafor", "Dr. [Pri]ya [Oka]for");
	spans_are("zoe", "Dr. Zoë Müller", "Dr. [Zoë] Müller");
	spans_are("mull", "Dr. Zoë Müller", "Dr. Zoë [Müll]er");
	spans_are("zoe", "Dr. Zoe\u0308 Müller", "Dr. [Zoe\u0308] Müller");
	spans_are("strasse", "Hauptstraße 5", "Haupt[straße] 5");
	spans_are("oneil", "Mairéad O'Neil", "Mairéad [O'Neil]");
	spans_are("obgyn", "Castillo OB-GYN", "Castillo OB-GYN");
	spans_are("ob gyn", "Castillo OB-GYN", "Castillo [OB]-[GYN]");
	spans_are("side", "Eastside Side Gym", "Eastside [Side] Gym");
	spans_are("side", "Eastside Gym", "East[side] Gym");
	spans_are("ann an", "Ann Anders", "[Ann] [An]ders");
	spans_are("0142", "(928) 555-0142", "(928) 555-[0142]");
	spans_are("5550142", "(928) 555-0142 x7", "(928) [555-0142] x7");
	spans_are("66", "3597 W Route 66", "3597 W Route [66]");
	spans_are("766", "3597 W Route 66", "3597 W Route 66");
	spans_are("小龍", "李小龍 Li", "李[小龍] Li");
	spans_are("okfr", "Okafor", "Okafor");
	spans_are("", "Okafor", "Okafor");
	spans_are("a", "", "");
	spans_are("a",
		  "\xff"
		  "a\xc3",
		  "\xff[a]\xc3");
	find_query_read(&q, "a");
	assert_int_equal(find_spans(&q, "a a a a", from, to, 2), 2);
	assert_int_equal(to[1], 3);
	assert_int_equal(find_spans(&q, "a a a a", from, to, 0), 0);
	find_query_free(&q);
}

static void test_fuzzy(void **state)
{
	(void)state;
	assert_true(find_fuzzy("", "Log a contact") > 0);
	assert_true(find_fuzzy("log", "Log a contact") > find_fuzzy("log", "Open the log"));
	assert_true(find_fuzzy("log", "Open the log") > find_fuzzy("log", "Catalogue"));
	assert_true(find_fuzzy("log", "Catalogue") > find_fuzzy("log", "Leave out gifts"));
	assert_true(find_fuzzy("log", "Leave out gifts") > 0);
	assert_true(find_fuzzy("contact log", "Log a contact") > 0);
	assert_true(find_fuzzy("al", "Add label") > find_fuzzy("al", "Read bible"));
	assert_int_equal(find_fuzzy("gol", "Log"), 0);
	assert_int_equal(find_fuzzy("logs", "Log"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_query), cmocka_unit_test(test_match),       cmocka_unit_test(test_in_order),
		cmocka_unit_test(test_order), cmocka_unit_test(test_every_place), cmocka_unit_test(test_spans),
		cmocka_unit_test(test_fuzzy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
