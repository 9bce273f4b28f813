/* Every figure of a period: kept sums, then what passes over rows give. The formulas are figures_help (model/figure.c). */
#include "figures.h"

#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/store/figures.h"

int64_t figures_month_cents(const struct figures *f, const struct month_row *m)
{
	return f->received ? m->received_cents : m->billed_cents;
}

const char *figures_by_title(enum figures_by by)
{
	static const char *const titles[FIGURES_BY_COUNT] = {"By kind", "By payer", "By owner", "By stage"};
	return titles[by];
}

/* --- kept sums --- */

static void add_months(struct figures_sum *s, const struct month_row *rows, int n, bool received)
{
	for (int i = 0; i < n; i++) {
		s->referrals += rows[i].referrals;
		s->came += rows[i].came;
		s->cents += received ? rows[i].received_cents : rows[i].billed_cents;
		s->no_amount += rows[i].no_amount;
	}
}

/* A span of days as whole months, which are kept, and what is left at either end, which is not. */
struct cut {
	int32_t first, last; /* months; last less than first: none */
	struct span ends[2];
	int n;
};

static struct cut cut_span(int32_t from, int32_t to, int32_t today)
{
	struct cut c = {.first = day_month_number(from), .last = day_month_number(to)};
	if (from != day_month_start(c.first)) {
		int32_t end = day_month_start(++c.first) - 1;
		c.ends[c.n++] = (struct span){from, end < to ? end : to};
	}
	/* nothing is received later than today, so this month ends with it */
	if (to < today && to != day_month_start(c.last + 1) - 1 && c.last >= c.first) {
		c.ends[c.n++] = (struct span){day_month_start(c.last), to};
		c.last--;
	}
	return c;
}

static bool add_kept(struct app *app, const struct cut *c, bool received, struct figures_sum *s, struct err *e)
{
	struct arena a = {0};
	if (c->first > c->last)
		return true;
	int n = c->last - c->first + 1;
	struct month_row *rows = arena_alloc(&a, (size_t)n * sizeof *rows);
	bool ok = store_months(app->store, c->first, c->last, rows, e);
	if (ok)
		add_months(s, rows, n, received);
	arena_clear(&a);
	return ok;
}

/* The ends of all of them are read together. */
static bool sum_spans(struct app *app, const struct span *spans, struct figures_sum *const *to, int n, bool received,
		      struct err *e)
{
	enum { MOST = 3 };
	struct cut cuts[MOST];
	struct span ends[2 * MOST];
	struct month_row sums[2 * MOST];
	int n_ends = 0, end = 0;
	for (int i = 0; i < n; i++) {
		cuts[i] = cut_span(spans[i].from, spans[i].to, app->now.today);
		for (int k = 0; k < cuts[i].n; k++)
			ends[n_ends++] = cuts[i].ends[k];
	}
	bool ok = store_spans(app->store, ends, n_ends, sums, e);
	for (int i = 0; ok && i < n; i++) {
		add_months(to[i], &sums[end], cuts[i].n, received);
		end += cuts[i].n;
		ok = add_kept(app, &cuts[i], received, to[i], e);
	}
	return ok;
}

static bool sums(struct app *app, struct figures *f, struct err *e)
{
	int32_t month = day_month_number(app->now.today);
	struct span spans[3] = {{f->from, f->to},
				{f->before_from, f->before_to},
				{day_add_months(f->from, -12), day_add_months(f->to, -12)}};
	struct figures_sum *to[3] = {&f->now, &f->before, &f->last_year};
	bool same = spans[1].from == spans[2].from && spans[1].to == spans[2].to;
	if (!sum_spans(app, spans, to, !f->has_before ? 1 : same ? 2 : 3, f->received, e))
		return false;
	if (same)
		f->last_year = f->before;
	return store_months(app->store, month - 11, month, f->months, e) &&
	       store_months(app->store, month - 23, month - 12, f->months_before, e);
}

/* --- contact and thanks --- */

static void contact(struct app *app, int32_t from, int32_t to, int64_t touches, int64_t sources,
		    struct figures_contact *c)
{
	/* all time begins with the first touch */
	int64_t first = store_first_touch(app->store), days = (int64_t)to - (first > from ? first : from) + 1;
	*c = (struct figures_contact){.touches = touches,
				      .sources = sources,
				      .every = touches ? (days * sources + touches / 2) / touches : -1,
				      .goal = store_setting(app->store, SET_GOAL_DAYS)};
}

static bool thanks(struct app *app, int32_t from, int32_t to, struct figures_thanks *t, struct err *e)
{
	struct spread days = {0};
	bool ok = store_thank_days(app->store, from, to, &days, e);
	t->n = days.n;
	t->in_time = spread_upto(&days, 2);
	spread_median(&days, &t->tenths);
	spread_free(&days);
	return ok;
}

static bool contact_and_thanks(struct app *app, struct figures *f, struct err *e)
{
	if (!store_numbers(app->store, f->from, f->to, app->now.today, &f->n, e) ||
	    !thanks(app, f->from, f->to, &f->thanks, e))
		return false;
	contact(app, f->from, f->to, f->n.touches, f->n.met_sources, &f->contact);
	return true;
}

static bool time_before(struct app *app, struct figures *f, struct err *e)
{
	int64_t touches, sources;
	if (!f->has_before)
		return true;
	if (!store_touched(app->store, f->before_from, f->before_to, &touches, &sources, e) ||
	    !thanks(app, f->before_from, f->before_to, &f->thanks_before, e))
		return false;
	contact(app, f->before_from, f->before_to, touches, sources, &f->contact_before);
	return true;
}

/* --- touches --- */

static int by_touches(const void *x, const void *y)
{
	const struct figures_channel *a = x, *b = y;
	if (a->touches != b->touches)
		return a->touches < b->touches ? 1 : -1;
	return a->channel - b->channel;
}

static bool mix_of(struct app *app, int32_t from, int32_t to, struct figures_touches *t, struct err *e)
{
	struct touch_mix mix;
	if (!store_touch_mix(app->store, from, to, &mix, e))
		return false;
	for (int i = 0; i < CHANNELS; i++) {
		int64_t we = mix.n[i][TOUCH_WE], they = mix.n[i][TOUCH_THEY];
		if (we + they)
			t->channels[t->n++] = (struct figures_channel){i, we + they, we, they};
		t->we += we;
		t->they += they;
	}
	t->touches = t->we + t->they;
	qsort(t->channels, (size_t)t->n, sizeof t->channels[0], by_touches);
	return true;
}

static bool touches(struct app *app, struct figures *f, struct err *e)
{
	return mix_of(app, f->from, f->to, &f->t, e) && (!f->has_before || !(f->want & FIGURES_BEFORE) ||
							 mix_of(app, f->before_from, f->before_to, &f->t_before, e));
}

/* --- the best --- */

static bool windows(struct app *app, const struct figures *f, struct figures_source *s, struct err *e)
{
	static const enum period periods[FIGURES_WINDOWS] = {PERIOD_30, PERIOD_90, PERIOD_ALL};
	struct window w;
	int32_t from, to;
	for (int i = 0; i < FIGURES_WINDOWS; i++) {
		period_span(periods[i], f->to, &from, &to);
		if (!store_window(app->store, s->row.id, from, to, &w, e))
			return false;
		s->windows[i] = (struct figures_window){w.touches, w.referrals, w.came};
	}
	if (f->has_before) {
		if (!store_window(app->store, s->row.id, f->before_from, f->before_to, &w, e))
			return false;
		s->row.before = w.referrals;
	}
	if (!store_window(app->store, s->row.id, f->from, f->to, &w, e))
		return false;
	s->out = w.out;
	return store_evidence(app->store, s->row.id, f->from, f->to, &s->evidence, e);
}

static bool best(struct app *app, struct arena *a, struct figures *f, struct err *e)
{
	struct figures_concentration *c = &f->concentration;
	struct top_row *rows;
	if (!store_top(app->store, TOP_REFERRALS, f->from, f->to, FIGURES_TOP_MOST, a, &rows, &f->n_top, e))
		return false;
	*c = (struct figures_concentration){.of = f->now.referrals,
					    .limit = store_setting(app->store, SET_CONCENTRATION)};
	for (int i = 0; i < f->n_top; i++) {
		f->top[i].row = rows[i];
		c->top1 += i < 1 ? rows[i].referrals : 0;
		c->top3 += i < 3 ? rows[i].referrals : 0;
		c->top10 += i < 10 ? rows[i].referrals : 0;
		if (!windows(app, f, &f->top[i], e))
			return false;
	}
	c->source = f->n_top ? rows[0].name : NULL;
	c->alarm = c->top1 > 1 && c->top1 * 100 > c->of * c->limit;
	return true;
}

/* --- all of it --- */

static bool kept_sums(struct app *app, struct arena *a, struct figures *f, struct err *e)
{
	struct clinic c;
	if (!store_get(app->store, KIND_CLINIC, 1, a, &c, e) || !sums(app, f, e) || !contact_and_thanks(app, f, e))
		return false;
	f->currency = str_blank(c.currency) ? "USD" : c.currency;
	return true;
}

/* The time before comes ahead of what is compared with it. */
static const unsigned steps[] = {FIGURES_SUMS, FIGURES_BEFORE, FIGURES_TOP, FIGURES_TOUCHES, FIGURES_REFERRALS};

struct asked {
	struct app *app;
	struct arena *a;
	struct figures *f;
	unsigned want;
};

static bool fill_one(struct asked *ask, unsigned step, struct err *e)
{
	struct app *app = ask->app;
	struct figures *f = ask->f;
	bool ok = step == FIGURES_SUMS      ? kept_sums(app, ask->a, f, e)
		  : step == FIGURES_BEFORE  ? time_before(app, f, e)
		  : step == FIGURES_TOP     ? best(app, ask->a, f, e)
		  : step == FIGURES_TOUCHES ? touches(app, f, e)
					    : figures_of_referrals(app, ask->a, f, e);
	f->want |= ok ? step : 0;
	return ok;
}

static unsigned missing(const struct figures *f, unsigned want)
{
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if ((want | FIGURES_SUMS) & steps[i] & ~f->want)
			return steps[i];
	return 0;
}

static bool fill(void *ctx, struct err *e)
{
	struct asked *ask = ctx;
	unsigned step;
	while ((step = missing(ask->f, ask->want)))
		if (!fill_one(ask, step, e))
			return false;
	return true;
}

static bool fill_next(void *ctx, struct err *e)
{
	struct asked *ask = ctx;
	unsigned step = missing(ask->f, ask->want);
	return !step || fill_one(ask, step, e);
}

void app_figures_begin(struct app *app, enum period p, struct figures *f)
{
	memset(f, 0, sizeof *f);
	f->period = p;
	f->title = period_title(p);
	f->received = store_setting(app->store, SET_REVENUE_BASIS) == 1;
	period_span(p, app->now.today, &f->from, &f->to);
	f->has_before = period_before(p, app->now.today, &f->before_from, &f->before_to);
	f->before_title = period_before_title(p);
}

bool app_figures(struct app *app, enum period p, unsigned want, struct arena *a, struct figures *f, struct err *e)
{
	struct asked ask = {app, a, f, want};
	app_figures_begin(app, p, f);
	/* at one moment, whoever writes meanwhile */
	return store_read(app->store, fill, &ask, e);
}

bool app_figures_more(const struct figures *f, unsigned want)
{
	return missing(f, want) != 0;
}

bool app_figures_step(struct app *app, unsigned want, struct arena *a, struct figures *f, bool (*stop)(void *ctx),
		      void *ctx, struct err *e)
{
	struct figures next = *f;
	struct asked ask = {app, a, &next, want};
	if (!store_read_unless(app->store, stop, ctx, fill_next, &ask, e))
		return false;
	*f = next;
	return true;
}
