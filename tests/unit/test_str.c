#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/str.h"

static void test_add(void **state)
{
	struct str b = {0};

	(void)state;
	assert_string_equal(str_text(&b), "");
	str_clear(&b);
	str_add(&b, NULL);
	assert_string_equal(str_text(&b), "");
	str_add(&b, "ab");
	str_addn(&b, "cdef", 2);
	str_addn(&b, NULL, 0);
	str_addc(&b, '!');
	assert_string_equal(str_text(&b), "abcd!");
	assert_int_equal(b.len, 5);
	str_clear(&b);
	assert_string_equal(str_text(&b), "");
	assert_int_equal(b.len, 0);
	for (int i = 0; i < 10000; i++)
		str_addc(&b, (char)('a' + i % 26));
	assert_int_equal(b.len, 10000);
	assert_int_equal(strlen(b.s), 10000);
	for (int i = 0; i < 10000; i++)
		assert_int_equal(b.s[i], 'a' + i % 26);
	str_free(&b);
	assert_null(b.s);
	assert_int_equal(b.len, 0);
	str_free(&b);
}

static void test_printf(void **state)
{
	struct str b = {0}, want = {0};

	(void)state;
	str_printf(&b, "%d-%s", 12, "x");
	assert_string_equal(str_text(&b), "12-x");
	str_printf(&b, "%s", "");
	assert_string_equal(str_text(&b), "12-x");
	/* Each length across the place where the memory grows. */
	for (int n = 0; n < 300; n++) {
		str_clear(&want);
		for (int i = 0; i < n; i++)
			str_addc(&want, 'y');
		str_free(&b);
		str_add(&b, "a");
		str_printf(&b, "%s|%d", str_text(&want), n);
		assert_int_equal(b.len, strlen(b.s));
		assert_memory_equal(b.s + 1, str_text(&want), (size_t)n);
		assert_int_equal(b.s[n + 1], '|');
		assert_int_equal(atoi(b.s + n + 2), n);
	}
	str_free(&b);
	str_free(&want);
}

static void test_edit(void **state)
{
	struct str b = {0};

	(void)state;
	str_insert(&b, 0, "world", 5);
	str_insert(&b, 0, "hello ", 6);
	str_insert(&b, 11, "!", 1);
	str_insert(&b, 5, ",", 1);
	str_insert(&b, 5, NULL, 0);
	assert_string_equal(str_text(&b), "hello, world!");
	str_erase(&b, 5, 1);
	str_erase(&b, 0, 6);
	str_erase(&b, 5, 1);
	assert_string_equal(str_text(&b), "world");
	str_cut(&b, 3);
	assert_string_equal(str_text(&b), "wor");
	str_erase(&b, 0, 3);
	assert_string_equal(str_text(&b), "");
	str_free(&b);
	str_erase(&b, 0, 0);
	assert_string_equal(str_text(&b), "");
}

static void test_take(void **state)
{
	struct str b = {0};
	char *s = str_take(&b);

	(void)state;
	assert_string_equal(s, "");
	free(s);
	str_add(&b, "x");
	s = str_take(&b);
	assert_string_equal(s, "x");
	assert_string_equal(str_text(&b), "");
	assert_null(b.s);
	free(s);
}

static void test_compare(void **state)
{
	(void)state;
	assert_true(str_eq(NULL, NULL));
	assert_false(str_eq(NULL, ""));
	assert_false(str_eq("", NULL));
	assert_true(str_eq("a", "a"));
	assert_false(str_eq("a", "A"));
	assert_true(str_ieq(NULL, NULL));
	assert_false(str_ieq(NULL, ""));
	assert_false(str_ieq("", NULL));
	assert_true(str_ieq("Fax", "fAX"));
	assert_false(str_ieq("Fax", "Fa"));
	assert_false(str_ieq("Fa", "Fax"));
	assert_false(str_ieq("@[", "`{"));
	assert_false(str_ieq("É", "é"));
	assert_true(str_starts("abc", "ab"));
	assert_true(str_starts("abc", ""));
	assert_false(str_starts("a", "ab"));
	assert_false(str_starts(NULL, "ab"));
}

static void test_blank_and_trim(void **state)
{
	struct str b = {0};

	(void)state;
	assert_true(str_blank(NULL));
	assert_true(str_blank(""));
	assert_true(str_blank(" \t\r\n\v\f"));
	assert_true(str_blank("\u00a0 \u3000\u2003\u2028"));
	assert_false(str_blank(" . "));
	assert_false(str_blank(" é"));
	assert_false(str_blank("\xe3\x80"));
	str_trim(&b, "  a b\t\n");
	assert_string_equal(str_text(&b), "a b");
	str_trim(&b, "\u00a0\u3000Zoë Ng\u2003");
	assert_string_equal(str_text(&b), "Zoë Ng");
	str_trim(&b, " \xff\xc2 ");
	assert_string_equal(str_text(&b), "\xff\xc2");
	str_trim(&b, "   ");
	assert_string_equal(str_text(&b), "");
	assert_int_equal(b.len, 0);
	str_trim(&b, NULL);
	assert_string_equal(str_text(&b), "");
	str_add(&b, "  own  text ");
	str_trim(&b, str_text(&b));
	assert_string_equal(str_text(&b), "own  text");
	str_free(&b);
}

static void test_to_i64(void **state)
{
	static const char *const wrong[] = {"",
					    "-",
					    "+",
					    "x",
					    "1x",
					    " 1",
					    "1 ",
					    "1.0",
					    "0x10",
					    "--1",
					    "+-1",
					    "1e3",
					    "9223372036854775808",
					    "-9223372036854775809",
					    "99999999999999999999"};
	static const struct {
		const char *s;
		int64_t want;
	} right[] = {{"0", 0},
		     {"-0", 0},
		     {"+7", 7},
		     {"-12", -12},
		     {"007", 7},
		     {"9223372036854775807", INT64_MAX},
		     {"-9223372036854775808", INT64_MIN}};
	int64_t n = 42;

	(void)state;
	assert_false(str_to_i64(NULL, &n));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		assert_false(str_to_i64(wrong[i], &n));
		assert_int_equal(n, 42);
	}
	for (size_t i = 0; i < sizeof(right) / sizeof(*right); i++) {
		assert_true(str_to_i64(right[i].s, &n));
		assert_true(n == right[i].want);
	}
}

static void test_numbers(void **state)
{
	static const int64_t some[] = {0, 7, -1, 10, 99, 100, -409317094195230364, INT64_MAX, INT64_MIN};
	struct str b = {0}, want = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(some) / sizeof(some[0]); i++) {
		str_addi(&b, some[i]);
		str_addu(&b, (uint64_t)some[i]);
		str_printf(&want, "%" PRId64 "%" PRIu64, some[i], (uint64_t)some[i]);
		assert_string_equal(str_text(&b), str_text(&want));
	}
	str_free(&b);
	str_free(&want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_add),    cmocka_unit_test(test_printf),  cmocka_unit_test(test_edit),
		cmocka_unit_test(test_take),   cmocka_unit_test(test_compare), cmocka_unit_test(test_blank_and_trim),
		cmocka_unit_test(test_to_i64), cmocka_unit_test(test_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
