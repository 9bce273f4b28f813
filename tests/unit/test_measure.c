/* Outcome measures: direction, range, and scores in tenths as people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rapport/model/kind.h"
#include "rapport/model/measure.h"
#include "rapport/model/setting.h"
#include "rapport/model/words.h"

static void test_rows(void **state)
{
	int n;
	const struct measure *m = measures_all(&n);
	(void)state;
	assert_int_equal(n, 8);
	for (int i = 0; i < n; i++) {
		assert_true(m[i].least < m[i].most);
		assert_int_equal(settings[m[i].setting].type, SETTING_TENTHS);
		assert_true(settings[m[i].setting].number < m[i].most);
		assert_ptr_equal(measure_named(m[i].name), &m[i]);
	}
	assert_ptr_equal(measure_named("quickdash"), measure_named("QuickDASH"));
	assert_null(measure_named("FIM"));
	assert_null(measure_named(NULL));
}

static void met_is(const char *name, int64_t initial, int64_t final, int64_t mcid, bool met)
{
	assert_int_equal(measure_met(measure_named(name), initial, final, mcid), met);
}

static void test_met_by_direction(void **state)
{
	(void)state;
	met_is("LEFS", 400, 490, 90, true);
	met_is("LEFS", 400, 489, 90, false);
	met_is("LEFS", 490, 400, 90, false);
	met_is("ODI", 400, 280, 120, true);
	met_is("ODI", 400, 281, 120, false);
	met_is("ODI", 280, 400, 120, false);
	met_is("LEFS", NUM_NONE, 490, 90, false);
	met_is("LEFS", 400, NUM_NONE, 90, false);
}

static void test_range(void **state)
{
	struct outcome o;
	struct err e = {0};
	(void)state;
	record_init(KIND_OUTCOME, &o);
	o.measure = "NPRS";
	o.initial = 100;
	assert_true(measure_check(&o, &e));
	o.final = 101;
	assert_false(measure_check(&o, &e));
	assert_string_equal(e.field, "final");
	assert_string_equal(err_text(&e), "NPRS goes from 0 to 10");
	err_clear(&e);
	o.measure = "a measure of our own";
	assert_true(measure_check(&o, &e));
}

static void tenths_are(const char *text, bool ok, int64_t tenths, const char *again)
{
	int64_t got = 0;
	struct str b = {0};
	assert_int_equal(tenths_read(text, &got), ok);
	if (ok) {
		assert_int_equal(got, tenths);
		tenths_write(&b, got);
		assert_string_equal(str_text(&b), again);
	}
	str_free(&b);
}

static void test_tenths(void **state)
{
	(void)state;
	tenths_are("15.9", true, 159, "15.9");
	tenths_are("12", true, 120, "12.0");
	tenths_are("-0.5", true, -5, "-0.5");
	tenths_are(".5", true, 5, "0.5");
	tenths_are("1.25", false, 0, "");
	tenths_are("1.", false, 0, "");
	tenths_are("", false, 0, "");
	tenths_are("nine", false, 0, "");
}

static void test_mcid_is_a_setting(void **state)
{
	int64_t n;
	struct str b = {0};
	struct err e = {0};
	(void)state;
	assert_true(setting_read(SET_MCID_QUICKDASH, "14", 0, &n, &e));
	assert_int_equal(n, 140);
	assert_false(setting_read(SET_MCID_QUICKDASH, "0", 0, &n, &e));
	err_clear(&e);
	setting_write(&b, SET_MCID_QUICKDASH, 159);
	assert_string_equal(str_text(&b), "15.9");
	str_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),   cmocka_unit_test(test_met_by_direction),  cmocka_unit_test(test_range),
		cmocka_unit_test(test_tenths), cmocka_unit_test(test_mcid_is_a_setting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
