#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "rapport/base/clock.h"
#include "rapport/base/day.h"
#include "rapport/base/str.h"

#define DAY_MS (24LL * 60 * 60 * 1000)

static int64_t utc_now(void)
{
	int64_t fixed;
	struct timespec t;

	/* https://reproducible-builds.org/specs/source-date-epoch/ */
	if (str_to_i64(getenv("SOURCE_DATE_EPOCH"), &fixed) && fixed >= 0 && fixed < (DAY_FAR + 1) * (DAY_MS / 1000))
		return fixed * 1000;
	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void clock_now(struct now *now, int32_t today)
{
	time_t seconds;
	struct tm local;

	now->utc_ms = utc_now();
	seconds = (time_t)(now->utc_ms / 1000);
	/* A screen stays open for weeks: the zone may have been changed. */
	tzset();
	localtime_r(&seconds, &local);
	now->today = today != DAY_NONE ? today : day_from(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
	local.tm_hour = local.tm_min = local.tm_sec = 0;
	local.tm_isdst = -1;
	now->began_ms = (int64_t)mktime(&local) * 1000;
}

int64_t clock_ticks(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void clock_iso(int64_t utc_ms, char out[32])
{
	int64_t day = utc_ms / DAY_MS, ms = utc_ms % DAY_MS;
	int year, month, mday;

	if (ms < 0) {
		ms += DAY_MS;
		day--;
	}
	day_split((int32_t)day, &year, &month, &mday);
	snprintf(out, 32, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, mday, (int)(ms / 3600000),
		 (int)(ms / 60000 % 60), (int)(ms / 1000 % 60));
}

void clock_local(int64_t utc_ms, char out[32])
{
	int64_t ms = utc_ms % 1000 < 0 ? utc_ms - 1000 : utc_ms;
	time_t seconds = (time_t)(ms / 1000);
	struct tm local;

	tzset();
	if (!localtime_r(&seconds, &local)) {
		clock_iso(utc_ms, out);
		return;
	}
	snprintf(out, 32, "%04d-%02d-%02d %02d:%02d", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday,
		 local.tm_hour, local.tm_min);
}
