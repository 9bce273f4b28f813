/* NPS, percentages, medians and trends against figures worked out by hand. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rapport/model/metrics.h"

static void nps_is(const int64_t counts[NPS_ANSWERS], int64_t n, int score, const char *words)
{
	struct nps nps;
	struct str b = {0};

	assert_int_equal(nps_from(&nps, counts), n > 0);
	assert_int_equal(nps.n, n);
	assert_int_equal(nps.score, score);
	nps_write(&b, &nps);
	assert_string_equal(str_text(&b), words);
	str_free(&b);
}

static void test_nps(void **state)
{
	(void)state;
	nps_is((int64_t[NPS_ANSWERS]){[10] = 30, [9] = 20, [8] = 10, [7] = 20, [6] = 10, [3] = 5, [0] = 5}, 100, 30,
	       "+30");
	nps_is((int64_t[NPS_ANSWERS]){0}, 0, 0, "none");
	nps_is((int64_t[NPS_ANSWERS]){[0] = 1}, 1, -100, "-100");
	nps_is((int64_t[NPS_ANSWERS]){[6] = 1}, 1, -100, "-100");
	nps_is((int64_t[NPS_ANSWERS]){[7] = 1}, 1, 0, "0");
	nps_is((int64_t[NPS_ANSWERS]){[8] = 1}, 1, 0, "0");
	nps_is((int64_t[NPS_ANSWERS]){[9] = 1}, 1, 100, "+100");
	nps_is((int64_t[NPS_ANSWERS]){[10] = 1}, 1, 100, "+100");
	/* From the counts: rounding the two percentages first would give 66.7 - 33.3. */
	nps_is((int64_t[NPS_ANSWERS]){[10] = 2, [2] = 1}, 3, 33, "+33");
	nps_is((int64_t[NPS_ANSWERS]){[10] = 1, [8] = 7}, 8, 13, "+13");
	nps_is((int64_t[NPS_ANSWERS]){[1] = 1, [8] = 7}, 8, -13, "-13");
}

static void percent_is(int64_t part, int64_t whole, int percent)
{
	int got = -1;

	assert_true(percent_of(part, whole, &got));
	assert_int_equal(got, percent);
}

static void test_percent(void **state)
{
	int got = 7;

	(void)state;
	percent_is(171, 203, 84);
	percent_is(396, 479, 83);
	percent_is(0, 5, 0);
	percent_is(5, 5, 100);
	percent_is(1, 200, 1);
	percent_is(1, 201, 0);
	percent_is(-1, 200, -1);
	percent_is(INT64_MAX, INT64_MAX, 100);
	percent_is(INT64_MIN, 1, -INT_MAX);
	percent_is(INT64_MAX, 1, INT_MAX);
	assert_false(percent_of(1, 0, &got));
	assert_false(percent_of(1, -1, &got));
	assert_int_equal(got, 7);
}

static void median_is(int32_t *values, size_t n, int64_t tenths)
{
	int64_t got = -1;

	assert_true(median_of(values, n, &got));
	assert_int_equal(got, tenths);
}

static void test_median(void **state)
{
	int64_t got = 7;

	(void)state;
	median_is((int32_t[]){8}, 1, 80);
	median_is((int32_t[]){9, 7}, 2, 80);
	median_is((int32_t[]){73, 1, 72, 999}, 4, 725);
	median_is((int32_t[]){5, -3, 12}, 3, 50);
	median_is((int32_t[]){-4, -3}, 2, -35);
	median_is((int32_t[]){INT32_MAX, INT32_MAX}, 2, (int64_t)INT32_MAX * 10);
	median_is((int32_t[]){INT32_MIN, INT32_MAX, INT32_MIN}, 3, (int64_t)INT32_MIN * 10);
	assert_false(median_of(NULL, 0, &got));
	assert_int_equal(got, 7);
}

static void counted_is(const struct counted *values, size_t n, int64_t tenths)
{
	int64_t got = -1;

	assert_true(median_of_counts(values, n, &got));
	assert_int_equal(got, tenths);
}

static void test_median_of_counts(void **state)
{
	int64_t got = 7;

	(void)state;
	counted_is((struct counted[]){{8, 1}}, 1, 80);
	counted_is((struct counted[]){{7, 1}, {9, 1}}, 2, 80);
	counted_is((struct counted[]){{7, 2}, {9, 1}}, 2, 70);
	counted_is((struct counted[]){{7, 1}, {9, 2}}, 2, 90);
	counted_is((struct counted[]){{1, 1}, {72, 1}, {73, 1}, {999, 1}}, 4, 725);
	counted_is((struct counted[]){{1, 0}, {5, 3}, {9, 0}}, 3, 50);
	counted_is((struct counted[]){{4, 1000000}, {5, 1000000}}, 2, 45);
	assert_false(median_of_counts(NULL, 0, &got));
	assert_false(median_of_counts((struct counted[]){{8, 0}}, 1, &got));
	assert_int_equal(got, 7);
}

static void test_mean(void **state)
{
	int64_t got = 7;

	(void)state;
	assert_true(mean_of(10, 4, &got) && got == 3);
	assert_true(mean_of(-10, 4, &got) && got == -3);
	assert_true(mean_of(9, 4, &got) && got == 2);
	assert_true(mean_of(0, 9, &got) && got == 0);
	assert_true(mean_of(INT64_MAX, 1, &got) && got == INT64_MAX);
	got = 7;
	assert_false(mean_of(5, 0, &got));
	assert_false(mean_of(5, -1, &got));
	assert_int_equal(got, 7);
}

static void trend_is(int64_t now, int64_t before, const char *words)
{
	struct str b = {0};

	assert_int_equal(trend_write(&b, now, before), *words != '\0');
	assert_string_equal(str_text(&b), words);
	str_free(&b);
}

static void test_trend(void **state)
{
	(void)state;
	trend_is(203, 186, "+9%");
	trend_is(96, 100, "-4%");
	trend_is(7, 7, "0%");
	trend_is(0, 7, "-100%");
	trend_is(30, 10, "+200%");
	trend_is(1001, 1000, "0%");
	trend_is(5, 0, "");
	trend_is(0, 0, "");
	trend_is(5, -1, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nps),    cmocka_unit_test(test_percent),
		cmocka_unit_test(test_median), cmocka_unit_test(test_median_of_counts),
		cmocka_unit_test(test_mean),   cmocka_unit_test(test_trend),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
