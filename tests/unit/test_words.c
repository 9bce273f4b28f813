/* Dates, money, phones, NPIs and names, as people type them and as they are shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/day.h"
#include "rapport/model/words.h"

#define TODAY day_from(2026, 3, 10) /* a Tuesday */

/* --- reading dates --- */

static void reads_in(const char *text, int32_t today, enum date_direction dir, enum date_order order, const char *iso)
{
	struct err e = {0};
	int32_t day = DAY_NONE;
	char got[16] = "refused";

	if (date_read(text, today, dir, order, &day, &e))
		day_iso(day, got);
	if (strcmp(got, iso) != 0)
		fail_msg("%s: %s instead of %s", text, got, iso);
	assert_int_equal(e.code, strcmp(iso, "refused") == 0 ? ERR_INVALID : ERR_NONE);
	err_clear(&e);
}

static void reads(const char *text, const char *future, const char *past)
{
	reads_in(text, TODAY, DATE_FUTURE, DATE_MONTH_FIRST, future);
	reads_in(text, TODAY, DATE_PAST, DATE_MONTH_FIRST, past);
}

static void refused(const char *text)
{
	reads(text, "refused", "refused");
}

static void test_date_words(void **state)
{
	(void)state;
	reads("today", "2026-03-10", "2026-03-10");
	reads("t", "2026-03-10", "2026-03-10");
	reads("  ToDay ", "2026-03-10", "2026-03-10");
	reads("tom", "2026-03-11", "2026-03-11");
	reads("tomorrow", "2026-03-11", "2026-03-11");
	reads("yest", "2026-03-09", "2026-03-09");
	reads("Yesterday", "2026-03-09", "2026-03-09");
	reads("wed", "2026-03-11", "2026-03-04");
	reads("mon", "2026-03-16", "2026-03-09");
	reads("TUE", "2026-03-17", "2026-03-03");
	reads("tues", "2026-03-17", "2026-03-03");
	reads("Thursday", "2026-03-12", "2026-03-05");
	reads("thurs", "2026-03-12", "2026-03-05");
	reads("eom", "2026-03-31", "2026-02-28");
	reads_in("eom", day_from(2026, 3, 31), DATE_FUTURE, DATE_MONTH_FIRST, "2026-03-31");
	reads_in("eom", day_from(2026, 3, 31), DATE_PAST, DATE_MONTH_FIRST, "2026-03-31");
	reads_in("fri", day_from(2026, 3, 13), DATE_FUTURE, DATE_MONTH_FIRST, "2026-03-20");
	reads_in("fri", day_from(2026, 3, 13), DATE_PAST, DATE_MONTH_FIRST, "2026-03-06");
}

static void test_date_counts(void **state)
{
	(void)state;
	reads("10d", "2026-03-20", "2026-02-28");
	reads("2w", "2026-03-24", "2026-02-24");
	reads("1m", "2026-04-10", "2026-02-10");
	reads("1y", "2027-03-10", "2025-03-10");
	reads("0d", "2026-03-10", "2026-03-10");
	reads("-10d", "2026-02-28", "2026-02-28");
	reads("+2w", "2026-03-24", "2026-03-24");
	reads("2 Weeks", "2026-03-24", "2026-02-24");
	reads("in 3 days", "2026-03-13", "2026-03-13");
	reads("3 days ago", "2026-03-07", "2026-03-07");
	reads_in("1m", day_from(2026, 1, 31), DATE_FUTURE, DATE_MONTH_FIRST, "2026-02-28");
	reads_in("1m", day_from(2026, 3, 31), DATE_PAST, DATE_MONTH_FIRST, "2026-02-28");
	refused("99999y");
	refused("-99999d");
	refused("100000d");
	refused("2x");
	refused("d2");
	refused("2w 3d");
	refused("ago");
	refused("in 2w ago");
}

static void test_date_calendar(void **state)
{
	(void)state;
	reads("24 mar", "2026-03-24", "2025-03-24");
	reads("mar 24", "2026-03-24", "2025-03-24");
	reads("24mar", "2026-03-24", "2025-03-24");
	reads("March 24th", "2026-03-24", "2025-03-24");
	reads("24. march", "2026-03-24", "2025-03-24");
	reads("Mar. 24, 2026", "2026-03-24", "2026-03-24");
	reads("24-Mar-26", "2026-03-24", "2026-03-24");
	reads("24 sept 2025", "2025-09-24", "2025-09-24");
	reads("3/24", "2026-03-24", "2025-03-24");
	reads("3/24/26", "2026-03-24", "2026-03-24");
	reads("03/24/2026", "2026-03-24", "2026-03-24");
	reads("3-24-2026", "2026-03-24", "2026-03-24");
	reads("24.3.", "2026-03-24", "2025-03-24");
	reads("24.3", "2026-03-24", "2025-03-24");
	reads("24.3.26", "2026-03-24", "2026-03-24");
	reads("24.03.2026", "2026-03-24", "2026-03-24");
	reads("2026-03-24", "2026-03-24", "2026-03-24");
	reads("2026/3/4", "2026-03-04", "2026-03-04");
	reads("10 mar", "2026-03-10", "2026-03-10");
	reads("9 mar", "2027-03-09", "2026-03-09");
	reads("11 mar", "2026-03-11", "2025-03-11");
	reads("29 feb", "2028-02-29", "2024-02-29");
	reads("3/24/98", "1998-03-24", "1998-03-24");
	reads("3/24/46", "2046-03-24", "2046-03-24");
	reads("3/24/47", "1947-03-24", "1947-03-24");
	reads("Tue 24 Mar 2026", "2026-03-24", "2026-03-24");
	reads("fri, 13 mar", "2026-03-13", "2026-03-13");
	reads("Sat 7 Mar", "2026-03-07", "2026-03-07");
	reads_in("3/4", TODAY, DATE_FUTURE, DATE_DAY_FIRST, "2026-04-03");
	reads_in("3/4/26", TODAY, DATE_FUTURE, DATE_DAY_FIRST, "2026-04-03");
	reads_in("24/3", TODAY, DATE_FUTURE, DATE_DAY_FIRST, "2026-03-24");
	reads_in("2026-04-03", TODAY, DATE_FUTURE, DATE_DAY_FIRST, "2026-04-03");
	reads_in("3/24", TODAY, DATE_FUTURE, DATE_DAY_FIRST, "refused");
}

static void test_date_refused(void **state)
{
	static const char *const wrong[] = {"",
					    " ",
					    "31 feb",
					    "29 feb 2026",
					    "0 mar",
					    "32 mar",
					    "13/1",
					    "24/3",
					    "mar",
					    "24",
					    "3",
					    "ma 24",
					    "24 foo",
					    "mon 24 mar 2026",
					    "24 mar 026",
					    "024 mar",
					    "24 mar 20261",
					    "2026-13-01",
					    "2026-3",
					    "1899-12-31",
					    "9999-12-31",
					    "3//24",
					    "3/24/",
					    "/3/24",
					    "3 24",
					    "fri fri",
					    "the 24 mar",
					    "24 mar 2026 x",
					    "２４ mar",
					    "24\xc3",
					    "1 2 3 4 5 6 7 8 9",
					    "th 24 mar",
					    "none",
					    "0",
					    "24 th mar"};
	struct err e = {0};
	int32_t day = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		refused(wrong[i]);
	assert_false(date_read("31 feb", TODAY, DATE_FUTURE, DATE_MONTH_FIRST, &day, &e));
	assert_string_equal(err_text(&e), "“31 feb” is not a date. Try 2w, fri, 24 mar or 3/24.");
	assert_false(date_read(" 31 feb\n", TODAY, DATE_PAST, DATE_DAY_FIRST, &day, &e));
	assert_string_equal(err_text(&e), "“31 feb” is not a date. Try 2w, fri, 24 mar or 24/3.");
	assert_false(date_read("a\033[2Jb", TODAY, DATE_FUTURE, DATE_MONTH_FIRST, &day, &e));
	assert_string_equal(err_text(&e), "“a␛[2Jb” is not a date. Try 2w, fri, 24 mar or 3/24.");
	assert_false(date_read("when the leaves fall and everybody has gone", TODAY, DATE_FUTURE, DATE_MONTH_FIRST,
			       &day, &e));
	assert_string_equal(err_text(&e),
			    "“when the leaves fall and ever…” is not a date. Try 2w, fri, 24 mar or 3/24.");
	assert_false(date_read(NULL, TODAY, DATE_FUTURE, DATE_MONTH_FIRST, &day, &e));
	assert_int_equal(day, 7);
	err_clear(&e);
}

static void test_date_none(void **state)
{
	struct err e = {0};
	int32_t day = 7;

	(void)state;
	assert_true(date_read_or_none(" 0 ", TODAY, DATE_FUTURE, DATE_MONTH_FIRST, &day, &e));
	assert_int_equal(day, DAY_NONE);
	assert_true(date_read_or_none("2w", TODAY, DATE_FUTURE, DATE_MONTH_FIRST, &day, &e));
	assert_int_equal(day, day_from(2026, 3, 24));
	assert_true(date_read_or_none("None", TODAY, DATE_FUTURE, DATE_MONTH_FIRST, &day, &e));
	assert_int_equal(day, DAY_NONE);
	assert_false(date_read_or_none("00", TODAY, DATE_FUTURE, DATE_MONTH_FIRST, &day, &e));
	assert_int_equal(e.code, ERR_INVALID);
	err_clear(&e);
}

/* Whatever day it is, what is shown with a year reads back, and what is shown without one reads back that same year. */
static void test_date_reads_back(void **state)
{
	struct str b = {0};

	(void)state;
	for (int32_t day = day_from(2020, 1, 1); day < day_from(2030, 1, 1); day++) {
		for (int way = 0; way < 8; way++) {
			enum date_direction dir = way & 1 ? DATE_FUTURE : DATE_PAST;
			enum date_order order = way & 2 ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
			int32_t got = DAY_NONE, today = way & 4 ? TODAY : day;

			str_clear(&b);
			date_long(&b, day);
			assert_true(date_read(str_text(&b), today, dir, order, &got, NULL));
			assert_int_equal(got, day);
			str_clear(&b);
			date_short(&b, day, today);
			assert_true(date_read(str_text(&b), today, dir, order, &got, NULL));
			assert_int_equal(got, day);
		}
	}
	str_free(&b);
}

static void test_date_every_today(void **state)
{
	static const char *const words[] = {"today", "t",      "tom",     "yest",      "mon",   "tue",    "wed",
					    "thu",   "fri",    "sat",     "sun",       "10d",   "2w",     "1m",
					    "eom",   "24 mar", "mar 24",  "3/12",      "24.3.", "29 feb", "31 dec",
					    "1 jan", "friday", "3/24/26", "2026-03-24"};

	(void)state;
	for (int32_t today = day_from(2024, 1, 1); today < day_from(2028, 1, 1); today++) {
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
			int32_t ahead = DAY_NONE, back = DAY_NONE;

			assert_true(date_read(words[i], today, DATE_FUTURE, DATE_MONTH_FIRST, &ahead, NULL));
			assert_true(date_read(words[i], today, DATE_PAST, DATE_MONTH_FIRST, &back, NULL));
			assert_true(back <= ahead);
			if (i >= 4 && i <= 10) {
				assert_int_equal(day_weekday(ahead), (int)i - 4);
				assert_true(ahead > today && ahead <= today + 7);
				assert_int_equal(day_weekday(back), (int)i - 4);
				assert_true(back < today && back >= today - 7);
			}
			if (i >= 11 && i <= 21)
				assert_true(back <= today && today <= ahead);
		}
	}
}

/* --- writing dates --- */

typedef void writer(struct str *b, int32_t day, int32_t today);

static void writes(writer *write, int32_t day, const char *words)
{
	struct str b = {0};

	write(&b, day, TODAY);
	assert_string_equal(str_text(&b), words);
	str_free(&b);
}

static void write_long(struct str *b, int32_t day, int32_t today)
{
	(void)today;
	date_long(b, day);
}

static void test_date_shown(void **state)
{
	(void)state;
	writes(write_long, day_from(2026, 3, 24), "Tue 24 Mar 2026");
	writes(write_long, day_from(2026, 4, 7), "Tue 7 Apr 2026");
	writes(write_long, DAY_FAR, "none");
	writes(date_short, day_from(2026, 3, 24), "Tue 24 Mar");
	writes(date_short, day_from(2027, 3, 24), "Wed 24 Mar 2027");
	writes(date_short, DAY_NONE, "none");
	writes(date_timeline, day_from(2026, 2, 9), "09 Feb");
	writes(date_timeline, day_from(2025, 2, 15), "15 Feb 25");
	writes(date_timeline, DAY_NONE, "none");
}

static void test_date_due(void **state)
{
	(void)state;
	writes(date_due, TODAY - 3, "3d late");
	writes(date_due, TODAY - 1, "1d late");
	writes(date_due, TODAY - 120, "120d late");
	writes(date_due, TODAY, "today");
	writes(date_due, TODAY + 1, "Wed 11");
	writes(date_due, TODAY + 2, "Thu 12");
	writes(date_due, TODAY + 6, "Mon 16");
	writes(date_due, TODAY + 7, "17 Mar");
	writes(date_due, day_from(2026, 4, 2), "2 Apr");
	writes(date_due, day_from(2026, 12, 31), "31 Dec");
	writes(date_due, day_from(2027, 3, 1), "Mar 27");
	writes(date_due, DAY_FAR, "none");
	writes(date_due_words, TODAY - 3, "3 days late");
	writes(date_due_words, TODAY - 1, "1 day late");
	writes(date_due_words, TODAY, "today");
	writes(date_due_words, TODAY + 2, "Thu 12 Mar");
	writes(date_due_words, day_from(2027, 3, 1), "Mon 1 Mar 2027");
	writes(date_due_words, DAY_FAR, "none");
}

static void count_is(int32_t days, const char *words)
{
	struct str b = {0};

	days_count(&b, days);
	assert_string_equal(str_text(&b), words);
	str_free(&b);
}

static void test_days(void **state)
{
	(void)state;
	writes(days_ago, TODAY, "today");
	writes(days_ago, TODAY - 1, "yesterday");
	writes(days_ago, TODAY - 23, "23 d ago");
	writes(days_ago, TODAY + 1, "tomorrow");
	writes(days_ago, TODAY + 5, "in 5 d");
	writes(days_ago, DAY_NONE, "never");
	count_is(0, "0 days");
	count_is(1, "1 day");
	count_is(12, "12 days");
	count_is(60, "60 days");
	count_is(61, "2 months");
	count_is(310, "10 months");
	count_is(365, "11 months");
	count_is(366, "12 months");
	count_is(729, "23 months");
	count_is(730, "2 years");
	count_is(3700, "10 years");
}

/* --- money --- */

static void money_is(int64_t cents, const char *currency, bool with_cents, const char *words)
{
	struct str b = {0};

	money_write(&b, cents, currency, with_cents);
	assert_string_equal(str_text(&b), words);
	str_free(&b);
}

static void test_money_written(void **state)
{
	(void)state;
	money_is(2840000, "USD", false, "$28,400");
	money_is(2840000, "USD", true, "$28,400");
	money_is(2840050, "USD", true, "$28,400.50");
	money_is(2840050, "USD", false, "$28,401");
	money_is(2840049, NULL, false, "$28,400");
	money_is(7, "USD", true, "$0.07");
	money_is(0, "", true, "$0");
	money_is(-1250, "USD", true, "-$12.50");
	money_is(-1250, "USD", false, "-$13");
	money_is(-7, "USD", false, "$0");
	money_is(100000000, "EUR", false, "EUR 1,000,000");
	money_is(100500099, "CAD", true, "CAD 1,005,000.99");
	money_is(INT64_MIN, "USD", true, "-$92,233,720,368,547,758.08");
}

static void money_reads(const char *text, int64_t cents)
{
	int64_t got = -1;
	struct err e = {0};

	if (!money_read(text, &got, &e))
		fail_msg("%s", err_text(&e));
	assert_int_equal(got, cents);
}

static void test_money_read(void **state)
{
	static const char *const wrong[] = {"",           " ",     "abc",       "$",       "-",    "()",     "(",
					    "46 dollars", "4 6",   "1,8840",    "1,884,0", ",884", "1,,884", "1884,000",
					    "46.000",     "1.2.3", "1.2E+09",   "--5",     "(-5)", "$$5",    "5-",
					    "46.",        ".",     "1,884.0,0", "٤٦"};
	struct err e = {0};
	int64_t got = 7;
	struct str b = {0};

	(void)state;
	money_reads("46", 4600);
	money_reads("46.00", 4600);
	money_reads("46.5", 4650);
	money_reads(".50", 50);
	money_reads("$1,884.00", 188400);
	money_reads(" $ 1,884 ", 188400);
	money_reads("1,234,567.89", 123456789);
	money_reads("(12.50)", -1250);
	money_reads("($1,212.50)", -121250);
	money_reads("-12.5", -1250);
	money_reads("-$12.50", -1250);
	money_reads("$-12.50", -1250);
	money_reads("27,93", 2793);
	money_reads("1.884,00", 188400);
	money_reads("€5", 500);
	money_reads("0", 0);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		if (money_read(wrong[i], &got, &e))
			fail_msg("%s was read as %lld", wrong[i], (long long)got);
		assert_int_equal(e.code, ERR_INVALID);
	}
	assert_false(money_read(" a lot\t", &got, &e));
	assert_string_equal(err_text(&e), "“a lot” is not an amount. Try 46, 46.50 or $1,884.");
	assert_false(money_read("99999999999999999999", &got, &e));
	assert_string_equal(err_text(&e), "“99999999999999999999” is too large an amount.");
	assert_false(money_read("1000000000000", &got, &e));
	assert_int_equal(got, 7);
	money_reads("999999999999.99", INT64_C(99999999999999));
	err_clear(&e);
	for (int64_t cents = -123456789; cents < 123456789; cents += 98765) {
		str_clear(&b);
		money_write(&b, cents, "USD", true);
		money_reads(str_text(&b), cents);
	}
	str_free(&b);
}

/* --- phones and NPIs --- */

static void phone_is(const char *phone, const char *key)
{
	struct str b = {0};

	str_add(&b, "1");
	phone_key(&b, phone);
	assert_string_equal(str_text(&b) + 1, key);
	str_free(&b);
}

static void test_phone(void **state)
{
	(void)state;
	phone_is("(928) 719-3517", "9287193517");
	phone_is("928.862.9469 x97", "9288629469");
	phone_is("928-862-9469 ext. 97", "9288629469");
	phone_is("928-862-9469x97", "9288629469");
	phone_is("928-862-9469 #97", "9288629469");
	phone_is("+1 928 366 1801", "9283661801");
	phone_is("1-928-366-1801", "9283661801");
	phone_is("9287548236", "9287548236");
	phone_is("928\u00a0754\u20138236", "9287548236");
	phone_is("cell 928-754-8236 (home)", "9287548236");
	phone_is("928-754-8236 / 928-754-8237", "9287548236");
	phone_is("555-0142", "5550142");
	phone_is("+44 20 7946 0958", "442079460958");
	phone_is("x12", "12");
	phone_is("", "");
	phone_is(NULL, "");
}

static void npi_wrong(const char *npi, const char *why)
{
	struct err e = {0};

	assert_false(npi_check(npi, &e));
	assert_string_equal(err_text(&e), why);
	assert_int_equal(e.code, ERR_INVALID);
	err_clear(&e);
}

/* The check digit the long way: Luhn over all fifteen digits. */
static bool luhn(const char *digits)
{
	size_t n = strlen(digits);
	int sum = 0;

	for (size_t i = 0; i < n; i++) {
		int d = digits[n - 1 - i] - '0';

		if (i % 2)
			d = d * 2 > 9 ? d * 2 - 9 : d * 2;
		sum += d;
	}
	return sum % 10 == 0;
}

static void test_npi(void **state)
{
	static const char *const valid[] = {"1234567893", "1558598797", "1000000004", "1003000126",
					    "1500000009", "2234567891", "1090000005", "1900000005"};
	static const char *const invalid[] = {"1234567890", "1234567894", "1111111115", "1987654321", "1999999999"};
	char npi[24], whole[32];

	(void)state;
	for (size_t i = 0; i < sizeof(valid) / sizeof(*valid); i++)
		assert_true(npi_check(valid[i], NULL));
	for (size_t i = 0; i < sizeof(invalid) / sizeof(*invalid); i++)
		assert_false(npi_check(invalid[i], NULL));
	for (int64_t n = 1000000000; n < 3000000000; n += 99991) {
		snprintf(npi, sizeof(npi), "%lld", (long long)n);
		snprintf(whole, sizeof(whole), "80840%lld", (long long)n);
		assert_int_equal(npi_check(npi, NULL), luhn(whole));
	}
	npi_wrong("1234567890", "a digit of the NPI 1234567890 is wrong: its check digit does not fit");
	npi_wrong("3234567890", "an NPI begins with 1 or 2");
	npi_wrong("123456789", "an NPI has ten digits, this one has 9");
	npi_wrong("12345678931", "an NPI has ten digits, this one has 11");
	npi_wrong("", "an NPI has ten digits, this one has 0");
	npi_wrong("123-456-7893", "an NPI is ten digits and nothing else");
	npi_wrong("12345678\xc3\xa9", "an NPI is ten digits and nothing else");
}

/* --- people --- */

static void split_is(const char *text, const char *name, const char *credentials)
{
	struct str n = {0}, c = {0};

	person_split(text, &n, &c);
	assert_string_equal(str_text(&n), name);
	assert_string_equal(str_text(&c), credentials);
	str_free(&n);
	str_free(&c);
}

static void test_split(void **state)
{
	(void)state;
	split_is("Okafor, Wen DC", "Wen Okafor", "DC");
	split_is("Wen Okafor DC", "Wen Okafor", "DC");
	split_is("Dr. Wen Okafor, DC", "Dr. Wen Okafor", "DC");
	split_is("Brandt, Björn MD, FAAOS", "Björn Brandt", "MD, FAAOS");
	split_is("Brandt, Björn M.D., FAAOS, CAQSM", "Björn Brandt", "MD, FAAOS, CAQSM");
	split_is("ZHAO, Mairéad MD, FAAOS", "Mairéad Zhao", "MD, FAAOS");
	split_is("Ó, Dmitri MD", "Dmitri Ó", "MD");
	split_is("Wójcik, Ruth PA-C", "Ruth Wójcik", "PA-C");
	split_is("DeLuca, Inés", "Inés DeLuca", "");
	split_is("O'Neil, Mairéad DO", "Mairéad O'Neil", "DO");
	split_is("McKay, Aoife PA-C", "Aoife McKay", "PA-C");
	split_is("Okafor; Wen; dc", "Wen Okafor", "dc");
	split_is("Okafor, M.D., Wen", "Wen Okafor", "MD");
	split_is("van der Berg, Anna PT, DPT, OCS", "Anna van der Berg", "PT, DPT, OCS");
	split_is("Dr. Zhao, Mairéad", "Dr. Mairéad Zhao", "");
	split_is("Zhao, Dr. Mairéad, MD", "Dr. Mairéad Zhao", "MD");
	split_is("Hana Kohl Ph.D.", "Hana Kohl", "PhD");
	split_is("Nia Brooks NP", "Nia Brooks", "NP");
	split_is("T. Adeyemi RD", "T. Adeyemi", "RD");
	split_is("Smith, John Jr., MD", "John Smith Jr.", "MD");
	split_is("John Smith, Jr., MD", "John Smith Jr.", "MD");
	split_is("Smith Jr, John MD", "John Smith Jr", "MD");
	split_is("  Wen \u00a0 Okafor ", "Wen Okafor", "");
	split_is("Okafor,", "Okafor", "");
	split_is("Okafor, Wen, Flagstaff office", "Wen Okafor, Flagstaff office", "");
	split_is("", "", "");
	split_is(NULL, "", "");
	split_is(",", ",", "");
}

/* What looks like letters but is a name, a practice or more than one person. */
static void test_split_not(void **state)
{
	static const char *const same[] = {"St. Ann's ortho ward",
					   "St. Ann's Hospital – Ortho Ward",
					   "Valley Neurology, P.C.",
					   "Fit Forge Gym",
					   "Sunrise PT",
					   "Kim Do",
					   "Yo-Yo Ma",
					   "Dr. Priya Okafor",
					   "Coach Dan Weiss",
					   "李小龍 Li Xiaolong",
					   "NAU Athletics",
					   "YMCA",
					   "TJ Brown",
					   "J.R. Smith",
					   "Castillo OB-GYN",
					   "Rosa Delgado (coord.)",
					   "Ó",
					   "Summit Rehabilitation Group, Inc.",
					   "Harbor Yoga & Wellness",
					   "a b c d e f g h i j k l m n o p q r s t u v w x y z"};

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++)
		split_is(same[i], same[i], "");
	split_is("Do, Anh DO", "Anh Do", "DO");
	split_is("DO, ANH DO", "Anh Do", "DO");
	split_is("Ma, Yo-Yo", "Yo-Yo Ma", "");
}

static void test_split_capitals(void **state)
{
	(void)state;
	split_is("ZHAO", "Zhao", "");
	split_is("MCKAY", "McKay", "");
	split_is("OKAFOR, WEN DC", "Wen Okafor", "DC");
	split_is("O'NEIL-MCKAY, ANNE-MARIE PA-C", "Anne-Marie O'Neil-McKay", "PA-C");
	split_is("D’ANGELO, MARCO DPM", "Marco D’Angelo", "DPM");
	split_is("DELUCA, INÉS", "Inés DeLuca", "");
	split_is("DELGADO, ROSA", "Rosa Delgado", "");
	split_is("ÅNGSTRÖM, SØREN", "Søren Ångström", "");
	split_is("Ó BRIAIN, TOMÁS", "Tomás Ó Briain", "");
	split_is("LI, WEI", "Wei Li", "");
	split_is("BROWN, TJ", "TJ Brown", "");
	split_is("BROWN, AJ", "AJ Brown", "");
	split_is("SMITH, J.R.", "J.R. Smith", "");
	split_is("SMITH III, JOHN", "John Smith III", "");
	split_is("DR. ZHAO", "Dr. Zhao", "");
	split_is("ST. ANN'S ORTHO WARD", "St. Ann's Ortho Ward", "");
	split_is("Mairéad ZHAO MD", "Mairéad Zhao", "MD");
	split_is("Brandt MD, BJÖRN", "Björn Brandt", "MD");
}

static void initials_are(const char *name, const char *initials)
{
	struct str b = {0};

	person_initials(&b, name);
	assert_string_equal(str_text(&b), initials);
	str_free(&b);
}

static void test_initials(void **state)
{
	(void)state;
	initials_are("Tess Lefèvre", "TL");
	initials_are("Dr. Priya Okafor", "PO");
	initials_are("amy o'neil", "AO");
	initials_are("Kwame Ó", "KÓ");
	initials_are("łukasz abara", "ŁA");
	initials_are("John Smith Jr.", "JS");
	initials_are("Anna van der Berg", "AVDB");
	initials_are("(Amy) Zhao 2", "AZ");
	initials_are("Dr.", "D");
	initials_are("42", "");
	initials_are("", "");
	initials_are(NULL, "");
}

static void key_is(const char *name, const char *key)
{
	struct str b = {0};

	person_key(&b, name);
	assert_string_equal(str_text(&b), key);
	str_free(&b);
}

static void test_key(void **state)
{
	(void)state;
	key_is("Dr. Wen Okafor, DC", "wen okafor");
	key_is("Okafor, Wen DC", "wen okafor");
	key_is("OKAFOR, WEN", "wen okafor");
	key_is("wen  okafor", "wen okafor");
	key_is("Prof. Dr. Björn Brandt MD, FAAOS", "bjorn brandt");
	key_is("ZHAO, Mairéad MD, FAAOS", "mairead zhao");
	key_is("O’Neil, Lena", "lena oneil");
	key_is("Dr.", "dr");
	key_is("St. Ann's ortho ward", "st anns ortho ward");
	key_is("", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_date_words),
		cmocka_unit_test(test_date_counts),
		cmocka_unit_test(test_date_calendar),
		cmocka_unit_test(test_date_refused),
		cmocka_unit_test(test_date_none),
		cmocka_unit_test(test_date_reads_back),
		cmocka_unit_test(test_date_every_today),
		cmocka_unit_test(test_date_shown),
		cmocka_unit_test(test_date_due),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_money_written),
		cmocka_unit_test(test_money_read),
		cmocka_unit_test(test_phone),
		cmocka_unit_test(test_npi),
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_split_not),
		cmocka_unit_test(test_split_capitals),
		cmocka_unit_test(test_initials),
		cmocka_unit_test(test_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
