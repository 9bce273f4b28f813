#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/clock.h"
#include "rapport/base/day.h"

/* The calendar counted out by hand, so to say: one day after the other. */
struct walk {
	int32_t day;
	int year, month, mday, weekday;
};

static int walk_length(const struct walk *w)
{
	switch (w->month) {
	case 4:
	case 6:
	case 9:
	case 11:
		return 30;
	case 2:
		if (w->year % 400 == 0)
			return 29;
		if (w->year % 100 == 0)
			return 28;
		return w->year % 4 == 0 ? 29 : 28;
	default:
		return 31;
	}
}

static void walk_on(struct walk *w)
{
	w->day++;
	w->weekday = (w->weekday + 1) % 7;
	if (++w->mday > walk_length(w)) {
		w->mday = 1;
		if (++w->month > 12) {
			w->month = 1;
			w->year++;
		}
	}
}

/* 1900-01-01 was a Monday, 25567 days before 1970. */
static const struct walk walk_start = {-25567, 1900, 1, 1, 0};

static void test_walk(void **state)
{
	int seen = 0;

	(void)state;
	for (struct walk w = walk_start; w.year <= 2200; walk_on(&w), seen++) {
		int year, month, mday;
		int32_t parsed = 0;
		char want[16], got[16];

		assert_int_equal(day_from(w.year, w.month, w.mday), w.day);
		day_split(w.day, &year, &month, &mday);
		assert_true(year == w.year && month == w.month && mday == w.mday);
		assert_int_equal(day_weekday(w.day), w.weekday);
		assert_int_equal(day_month_length(w.year, w.month), walk_length(&w));
		assert_int_equal(day_month_number(w.day), w.year * 12 + w.month - 1);
		assert_int_equal(day_month_start(w.year * 12 + w.month - 1), w.day - w.mday + 1);
		assert_true(day_exists(w.year, w.month, w.mday));
		snprintf(want, sizeof(want), "%04d-%02d-%02d", w.year, w.month, w.mday);
		day_iso(w.day, got);
		assert_string_equal(got, want);
		assert_true(day_parse_iso(want, &parsed));
		assert_int_equal(parsed, w.day);
	}
	assert_int_equal(seen, 301 * 365 + 73);
}

static void test_known(void **state)
{
	int year, month, mday;
	char iso[16];

	(void)state;
	assert_int_equal(day_from(1970, 1, 1), 0);
	assert_int_equal(day_from(9999, 12, 31), DAY_FAR);
	assert_int_equal(day_weekday(day_from(2026, 3, 10)), 1);
	assert_string_equal(day_names[day_weekday(day_from(2026, 3, 10))], "Tue");
	assert_string_equal(month_names[2], "Mar");
	/* 400 years are one round, backwards too. */
	for (int32_t d = -1000000; d < 1000000; d += 997) {
		int y, m, md;

		day_split(d, &year, &month, &mday);
		day_split(d + 146097, &y, &m, &md);
		assert_true(y == year + 400 && m == month && md == mday);
		assert_int_equal(day_from(year, month, mday), d);
	}
	day_split(INT32_MAX, &year, &month, &mday);
	assert_int_equal(day_from(year, month, mday), INT32_MAX);
	day_split(INT32_MIN + 1, &year, &month, &mday);
	assert_int_equal(day_from(year, month, mday), INT32_MIN + 1);
	iso[0] = 'x';
	day_iso(DAY_NONE, iso);
	assert_string_equal(iso, "");
	day_iso(INT32_MIN + 1, iso);
	assert_string_equal(iso, "-5877641-06-24");
}

static void test_normalised(void **state)
{
	(void)state;
	assert_int_equal(day_from(2026, 13, 1), day_from(2027, 1, 1));
	assert_int_equal(day_from(2026, 0, 1), day_from(2025, 12, 1));
	assert_int_equal(day_from(2026, -11, 1), day_from(2025, 1, 1));
	assert_int_equal(day_from(2026, -12, 1), day_from(2024, 12, 1));
	assert_int_equal(day_from(2026, 2, 30), day_from(2026, 3, 2));
	assert_int_equal(day_from(2026, 3, 0), day_from(2026, 2, 28));
	assert_int_equal(day_from(2024, 3, 0), day_from(2024, 2, 29));
	assert_int_equal(day_from(2026, 1, 366), day_from(2027, 1, 1));
	assert_int_equal(day_from(2026, 1, -364), day_from(2025, 1, 1));
}

static void test_exists(void **state)
{
	(void)state;
	assert_true(day_exists(1900, 1, 1));
	assert_true(day_exists(9999, 12, 31));
	assert_true(day_exists(2024, 2, 29));
	assert_true(day_exists(2000, 2, 29));
	assert_false(day_exists(1900, 2, 29));
	assert_false(day_exists(2026, 2, 29));
	assert_false(day_exists(2026, 4, 31));
	assert_false(day_exists(2026, 0, 1));
	assert_false(day_exists(2026, 13, 1));
	assert_false(day_exists(2026, 1, 0));
	assert_false(day_exists(2026, 1, 32));
	assert_false(day_exists(1899, 12, 31));
	assert_false(day_exists(10000, 1, 1));
}

static void test_add_months(void **state)
{
	(void)state;
	assert_int_equal(day_add_months(day_from(2026, 1, 31), 1), day_from(2026, 2, 28));
	assert_int_equal(day_add_months(day_from(2024, 1, 31), 1), day_from(2024, 2, 29));
	assert_int_equal(day_add_months(day_from(2024, 2, 29), 12), day_from(2025, 2, 28));
	assert_int_equal(day_add_months(day_from(2024, 2, 29), -48), day_from(2020, 2, 29));
	assert_int_equal(day_add_months(day_from(2026, 3, 31), -1), day_from(2026, 2, 28));
	assert_int_equal(day_add_months(day_from(2026, 1, 15), -1), day_from(2025, 12, 15));
	assert_int_equal(day_add_months(day_from(2026, 12, 15), 1), day_from(2027, 1, 15));
	assert_int_equal(day_add_months(day_from(2026, 5, 5), 0), day_from(2026, 5, 5));
	assert_int_equal(day_add_months(day_from(1969, 12, 31), -1200), day_from(1869, 12, 31));
	/* n months on is n months further in the month's number, and never past the day of the month. */
	for (struct walk w = walk_start; w.year < 1910; walk_on(&w)) {
		for (int n = -30; n <= 30; n++) {
			int32_t d = day_add_months(w.day, n);
			int year, month, mday;

			day_split(d, &year, &month, &mday);
			assert_int_equal(day_month_number(d), day_month_number(w.day) + n);
			assert_true(mday == w.mday || (mday < w.mday && mday == day_month_length(year, month)));
		}
	}
}

static void test_parse(void **state)
{
	static const char *const wrong[] = {
		"",           "2026",       "2026-03",     "2026-3-10",   "2026-03-1",  "2026-03-100",
		"26-03-10",   "2026/03/10", "2026-03-10 ", " 2026-03-10", "2026-02-29", "2026-13-01",
		"2026-00-01", "1899-12-31", "+026-03-10",  "2026-03--1",  "20260310",   "2026-03-1\xd9\xa1",
		"10000-01-01"};
	int32_t day = 42;

	(void)state;
	assert_false(day_parse_iso(NULL, &day));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_false(day_parse_iso(wrong[i], &day));
	assert_int_equal(day, 42);
	assert_true(day_parse_iso("9999-12-31", &day));
	assert_int_equal(day, DAY_FAR);
}

static void test_clock(void **state)
{
	struct now now;
	char iso[32];
	int64_t ticks = clock_ticks();

	(void)state;
	setenv("TZ", "UTC", 1);
	setenv("SOURCE_DATE_EPOCH", "1773151380", 1);
	clock_now(&now, DAY_NONE);
	assert_true(now.utc_ms == 1773151380000);
	assert_int_equal(now.today, day_from(2026, 3, 10));
	clock_iso(now.utc_ms, iso);
	assert_string_equal(iso, "2026-03-10T14:03:00Z");
	assert_true(now.began_ms == 1773151380000 - (14 * 60 + 3) * 60000);
	clock_now(&now, day_from(2030, 1, 2));
	assert_int_equal(now.today, day_from(2030, 1, 2));
	assert_true(now.utc_ms == 1773151380000);
	/* The civil day is the local one. */
	setenv("TZ", "XYZ-10", 1);
	clock_now(&now, DAY_NONE);
	assert_int_equal(now.today, day_from(2026, 3, 11));
	assert_true(now.began_ms == 1773151380000 - 3 * 60000);
	setenv("TZ", "XYZ+15", 1);
	clock_now(&now, DAY_NONE);
	assert_int_equal(now.today, day_from(2026, 3, 9));

	clock_local(1773151380000, iso);
	assert_string_equal(iso, "2026-03-09 23:03");
	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	clock_local(1773151380000, iso);
	assert_string_equal(iso, "2026-03-10 15:03");
	clock_local(1783151380000, iso);
	assert_string_equal(iso, "2026-07-04 09:49");
	clock_local(-1, iso);
	assert_string_equal(iso, "1970-01-01 00:59");

	/* What is no time is passed over. */
	setenv("SOURCE_DATE_EPOCH", "-5", 1);
	clock_now(&now, DAY_NONE);
	assert_true(now.utc_ms > 0);
	setenv("SOURCE_DATE_EPOCH", "9223372036854775807", 1);
	clock_now(&now, DAY_NONE);
	assert_true(now.utc_ms > 0 && now.today < DAY_FAR);
	unsetenv("SOURCE_DATE_EPOCH");
	unsetenv("TZ");

	clock_iso(0, iso);
	assert_string_equal(iso, "1970-01-01T00:00:00Z");
	clock_iso(-1, iso);
	assert_string_equal(iso, "1969-12-31T23:59:59Z");
	clock_iso(-86400000, iso);
	assert_string_equal(iso, "1969-12-31T00:00:00Z");
	clock_iso(253402300799999, iso);
	assert_string_equal(iso, "9999-12-31T23:59:59Z");
	assert_true(clock_ticks() >= ticks);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_walk),   cmocka_unit_test(test_known),      cmocka_unit_test(test_normalised),
		cmocka_unit_test(test_exists), cmocka_unit_test(test_add_months), cmocka_unit_test(test_parse),
		cmocka_unit_test(test_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
