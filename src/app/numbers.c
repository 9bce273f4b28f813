/* The figures of the Numbers screen. Each formula stands in rapport-internals(7). */
#include <string.h>

#include "inner.h"
#include "rapport/app/numbers.h"
#include "rapport/base/day.h"

static const char *const titles[PERIOD_COUNT] = {"last 30 days", "last 90 days", "last 12 months", "this year",
						 "all time"};

const char *period_title(enum period p)
{
	return titles[p];
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
		*from = 0;
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

struct sum {
	int64_t referrals, came, cents, no_amount;
};

static void add_months(struct sum *s, const struct month_row *rows, int n, bool received)
{
	for (int i = 0; i < n; i++) {
		s->referrals += rows[i].referrals;
		s->came += rows[i].came;
		s->cents += received ? rows[i].received_cents : rows[i].billed_cents;
		s->no_amount += rows[i].no_amount;
	}
}

/* Whole months come from the kept sums, what is left at either end from the rows. */
static bool sum_span(struct app *app, int32_t from, int32_t to, bool received, struct sum *s, struct err *e)
{
	struct arena a = {0};
	struct month_row edge;
	int32_t first = day_month_number(from), last = day_month_number(to);
	bool ok = true, to_end = to == day_month_start(last + 1) - 1 || to >= app->now.today;
	*s = (struct sum){0};
	if (from != day_month_start(first)) {
		int32_t end = day_month_start(++first) - 1;
		ok = store_span(app->store, from, end < to ? end : to, &edge, e);
		add_months(s, &edge, 1, received);
	}
	if (ok && !to_end && last >= first) {
		ok = store_span(app->store, day_month_start(last--), to, &edge, e);
		add_months(s, &edge, 1, received);
	}
	if (ok && first <= last) {
		struct month_row *rows = arena_alloc(&a, (size_t)(last - first + 1) * sizeof *rows);
		ok = store_months(app->store, first, last, rows, e);
		add_months(s, rows, last - first + 1, received);
	}
	arena_clear(&a);
	return ok;
}

bool app_figures(struct app *app, enum period p, struct arena *a, struct figures *f, struct err *e)
{
	int32_t today = app->now.today, month = day_month_number(today);
	struct clinic c;
	struct sum now, before = {-1, 0, -1, 0};
	memset(f, 0, sizeof *f);
	f->period = p;
	f->title = titles[p];
	f->received = store_setting(app->store, SET_REVENUE_BASIS) == 1;
	f->contact_goal = store_setting(app->store, SET_GOAL_DAYS);
	period_span(p, today, &f->from, &f->to);
	if (!sum_span(app, f->from, f->to, f->received, &now, e))
		return false;
	if (p != PERIOD_ALL &&
	    !sum_span(app, day_add_months(f->from, -12), day_add_months(f->to, -12), f->received, &before, e))
		return false;
	if (!store_numbers(app->store, f->from, f->to, today, &f->n, e) ||
	    !store_months(app->store, month - 11, month, f->months, e) ||
	    !store_get(app->store, KIND_CLINIC, 1, a, &c, e))
		return false;
	f->currency = c.currency ? c.currency : "USD";
	f->referrals = now.referrals;
	f->came = now.came;
	f->cents = now.cents;
	f->no_amount = now.no_amount;
	f->before_referrals = before.referrals;
	f->before_cents = before.cents;
	/* days of the span, times the sources in touch, over the touches: how often each of them heard from us */
	int64_t days = (p == PERIOD_ALL ? 365 : f->to - f->from + 1);
	f->contact_days = f->n.touches ? (days * f->n.met_sources + f->n.touches / 2) / f->n.touches : -1;
	return true;
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
