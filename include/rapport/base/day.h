/* Civil dates as day numbers: days since 1970-01-01, proleptic Gregorian. */
#ifndef RAPPORT_BASE_DAY_H
#define RAPPORT_BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#define DAY_NONE INT32_MIN
#define DAY_FAR 2932896 /* 9999-12-31: sorts after every real day */

int32_t day_from(int year, int month, int mday); /* month 1-12; overflowing mday or month is normalised */
void day_split(int32_t day, int *year, int *month, int *mday);
bool day_exists(int year, int month, int mday); /* years 1900 to 9999 */
int day_weekday(int32_t day);                   /* 0 Monday ... 6 Sunday */
int day_month_length(int year, int month);
/* The same day of the month n months on, clamped to the month's end. */
int32_t day_add_months(int32_t day, int n);
/* Months since year 0: year * 12 + month - 1. */
int32_t day_month_number(int32_t day);
int32_t day_month_start(int32_t month_number);

/* "2026-03-10". */
bool day_parse_iso(const char *s, int32_t *day);
void day_iso(int32_t day, char out[16]); /* "" for DAY_NONE */

extern const char *const day_names[7];    /* "Mon".. */
extern const char *const month_names[12]; /* "Jan".. */

#endif
