/* Periods, and the best sources of one. */
#include "rapport/app/numbers.h"
#include "inner.h"
#include "rapport/base/day.h"

static const char *const titles[PERIOD_COUNT] = {"last 30 days", "last 90 days", "last 12 months", "this year",
						 "all time"};

const char *period_title(enum period p)
{
	return titles[p];
}

const char *period_word(enum period p)
{
	static const char *const words[PERIOD_COUNT] = {"30", "90", "12", "year", "all"};
	return words[p];
}

bool period_read(const char *word, enum period *period, struct err *e)
{
	for (int i = 0; i < PERIOD_COUNT; i++) {
		if (str_eq(period_word((enum period)i), word)) {
			*period = (enum period)i;
			return true;
		}
	}
	return err_set(e, ERR_USAGE, "--period is 30, 90, 12, year or all, not “%s”", word);
}

/* Twelve months are whole: this one and the eleven before. */
void period_span(enum period p, int32_t today, int32_t *from, int32_t *to)
{
	int32_t month = day_month_number(today);
	*to = today;
	switch (p) {
	case PERIOD_30:
		*from = today - 29;
		break;
	case PERIOD_90:
		*from = today - 89;
		break;
	case PERIOD_12_MONTHS:
		*from = day_month_start(month - 11);
		break;
	case PERIOD_THIS_YEAR:
		*from = day_month_start(month - month % 12);
		break;
	default:
		*from = day_from(1900, 1, 1); /* no day is earlier */
		break;
	}
}

bool period_before(enum period p, int32_t today, int32_t *from, int32_t *to)
{
	period_span(p, today, from, to);
	if (p == PERIOD_30 || p == PERIOD_90) {
		int32_t days = *to - *from + 1;
		*from -= days;
		*to -= days;
	} else {
		*from = day_add_months(*from, -12);
		*to = day_add_months(*to, -12);
	}
	return p != PERIOD_ALL;
}

const char *period_before_title(enum period p)
{
	static const char *const before[PERIOD_COUNT] = {"the 30 days before", "the 90 days before",
							 "the 12 months before", "the same days last year", NULL};
	return before[p];
}

const char *top_word(enum top_by by)
{
	static const char *const words[TOP_COUNT] = {"revenue", "referrals", "trend"};
	return words[by];
}

bool app_top(struct app *app, enum top_by by, enum period p, int max, struct arena *a, struct top_row **rows, int *n,
	     struct err *e)
{
	int32_t from, to, before_from, before_to;
	period_span(p, app->now.today, &from, &to);
	*n = 0;
	*rows = NULL;
	if (by != TOP_TREND)
		return store_top(app->store, by, from, to, max, a, rows, n, e);
	return !period_before(p, app->now.today, &before_from, &before_to) ||
	       store_trend(app->store, from, to, before_from, before_to, max, a, rows, n, e);
}

void app_trend(struct str *b, const struct top_row *r)
{
	if (!r->before)
		str_add(b, "new");
	else if (r->referrals == r->before)
		str_add(b, "as before");
	else
		str_printf(b, "%+lld, was %lld", (long long)(r->referrals - r->before), (long long)r->before);
}

void app_was(struct app *app, struct str *b, const struct source_row *r)
{
	struct month_row rows[12];
	int64_t n = 0;
	if (!r->referrals || r->referred_on == DAY_NONE) {
		str_add(b, "never");
		return;
	}
	int32_t month = day_month_number(r->referred_on);
	if (store_source_months(app->store, r->id, month - 11, month, rows, NULL))
		for (int i = 0; i < 12; i++)
			n += rows[i].referrals;
	str_printf(b, "was %lld/yr", (long long)n);
}
