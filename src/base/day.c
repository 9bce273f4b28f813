#include <assert.h>
#include <stddef.h>
#include <stdio.h>

#include "rapport/base/day.h"

const char *const day_names[7] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
const char *const month_names[12] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
				     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* The calendar repeats after 400 years. */
#define ERA_DAYS 146097
/* Days from 0000-03-01 to 1970-01-01. Years are counted from March so that the leap day is the last of them. */
#define EPOCH_DAYS 719468

static int64_t floor_div(int64_t a, int64_t b)
{
	int64_t q = a / b;

	return a % b < 0 ? q - 1 : q;
}

static bool leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int32_t day_from(int year, int month, int mday)
{
	int64_t months = (int64_t)year * 12 + month - 1 - 2;
	int64_t y = floor_div(months, 12), era = floor_div(y, 400);
	int64_t m = months - y * 12, in_era = y - era * 400;
	int64_t day;

	day = era * ERA_DAYS + in_era * 365 + in_era / 4 - in_era / 100 + (153 * m + 2) / 5 - EPOCH_DAYS + mday - 1;
	assert(day > INT32_MIN && day <= INT32_MAX);
	return (int32_t)day;
}

void day_split(int32_t day, int *year, int *month, int *mday)
{
	int64_t z = (int64_t)day + EPOCH_DAYS, era = floor_div(z, ERA_DAYS);
	int in_era = (int)(z - era * ERA_DAYS);
	int y = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
	int in_year = in_era - (365 * y + y / 4 - y / 100);
	int m = (5 * in_year + 2) / 153;

	assert(day != DAY_NONE);
	*mday = in_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = (int)(era * 400) + y + (*month <= 2);
}

bool day_exists(int year, int month, int mday)
{
	return year >= 1900 && year <= 9999 && month >= 1 && month <= 12 && mday >= 1 &&
	       mday <= day_month_length(year, month);
}

int day_weekday(int32_t day)
{
	/* 1970-01-01 was a Thursday. */
	int64_t n = (int64_t)day + 3;

	assert(day != DAY_NONE);
	return (int)(n - floor_div(n, 7) * 7);
}

int day_month_length(int year, int month)
{
	static const int lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	assert(month >= 1 && month <= 12);
	return month == 2 && leap(year) ? 29 : lengths[month - 1];
}

int32_t day_add_months(int32_t day, int n)
{
	int year, month, mday, length;
	int64_t number;

	day_split(day, &year, &month, &mday);
	number = (int64_t)year * 12 + month - 1 + n;
	year = (int)floor_div(number, 12);
	month = (int)(number - (int64_t)year * 12) + 1;
	length = day_month_length(year, month);
	return day_from(year, month, mday < length ? mday : length);
}

int32_t day_month_number(int32_t day)
{
	int year, month, mday;

	day_split(day, &year, &month, &mday);
	return year * 12 + month - 1;
}

int32_t day_month_start(int32_t month_number)
{
	return day_from(0, 1 + month_number, 1);
}

/* The n digits at s, -1 when they are not. */
static int digits(const char *s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

bool day_parse_iso(const char *s, int32_t *day)
{
	int year, month, mday;

	if (!s || (year = digits(s, 4)) < 0 || s[4] != '-' || (month = digits(s + 5, 2)) < 0 || s[7] != '-' ||
	    (mday = digits(s + 8, 2)) < 0 || s[10] != '\0' || !day_exists(year, month, mday))
		return false;
	*day = day_from(year, month, mday);
	return true;
}

void day_iso(int32_t day, char out[16])
{
	int year, month, mday;

	out[0] = '\0';
	if (day == DAY_NONE)
		return;
	day_split(day, &year, &month, &mday);
	if (year < 0 || year > 9999) {
		snprintf(out, 16, "%04d-%02d-%02d", year, month, mday);
		return;
	}
	/* by hand: exports write them by the million */
	const int parts[] = {year / 100, year % 100, month, mday};
	static const int places[] = {0, 2, 5, 8};
	for (int i = 0; i < 4; i++) {
		out[places[i]] = (char)('0' + parts[i] / 10);
		out[places[i] + 1] = (char)('0' + parts[i] % 10);
	}
	out[4] = out[7] = '-';
	out[10] = '\0';
}
