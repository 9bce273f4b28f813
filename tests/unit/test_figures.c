/* Figures against a count of every row by hand, on days where periods begin and end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/app/figures.h"
#include "rapport/base/day.h"
#include "rapport/base/idmap.h"

enum { MOST_SOURCES = 300, MOST_ROWS = 1400 };

struct row {
	struct referral r;
	bool touch; /* a touch with the same source on the same day too */
};

struct book {
	struct app app;
	struct arena arena;
	struct err err;
	uint64_t sources[MOST_SOURCES];
	int n_sources;
	struct row rows[MOST_ROWS];
	int n;
	uint32_t dice;
};

static uint32_t roll(struct book *b, uint32_t n)
{
	b->dice = b->dice * 1664525u + 1013904223u;
	return (b->dice >> 8) % n;
}

static void must(struct book *b, bool ok)
{
	if (!ok)
		print_message("error: %s\n", err_text(&b->err));
	assert_true(ok);
}

/* --- periods, worked out in another way: day by day --- */

struct days {
	int32_t from, to;
};

static int32_t first_of_month(int32_t day)
{
	int y, m, d;
	day_split(day, &y, &m, &d);
	return day - d + 1;
}

/* The same day a year earlier; 29 February becomes the 28th. */
static int32_t year_before(int32_t day)
{
	int y, m, d;
	day_split(day, &y, &m, &d);
	while (!day_exists(y - 1, m, d))
		d--;
	return day_from(y - 1, m, d);
}

static struct days period_days(enum period p, int32_t today)
{
	int32_t from = today;
	int y, m, d;
	switch (p) {
	case PERIOD_30:
		return (struct days){today - 29, today};
	case PERIOD_90:
		return (struct days){today - 89, today};
	case PERIOD_12_MONTHS:
		from = first_of_month(today);
		for (int i = 0; i < 11; i++)
			from = first_of_month(from - 1);
		return (struct days){from, today};
	case PERIOD_THIS_YEAR:
		day_split(today, &y, &m, &d);
		return (struct days){day_from(y, 1, 1), today};
	default:
		return (struct days){INT32_MIN, today};
	}
}

static struct days before_days(enum period p, int32_t today)
{
	struct days now = period_days(p, today);
	if (p == PERIOD_30)
		return (struct days){now.from - 30, now.to - 30};
	if (p == PERIOD_90)
		return (struct days){now.from - 90, now.to - 90};
	if (p == PERIOD_ALL)
		return (struct days){1, 0};
	return (struct days){year_before(now.from), year_before(now.to)};
}

/* --- books --- */

static bool write_rows(struct tx *tx, void *ctx, struct err *e)
{
	struct book *b = ctx;
	for (int i = 0; i < b->n_sources; i++) {
		struct source s;
		record_init(KIND_SOURCE, &s);
		s.name = arena_printf(&b->arena, "Sender %02d", i);
		s.kind = (int16_t)(i % 3);
		s.added_on = 1000;
		if (!tx_insert(tx, KIND_SOURCE, &s, e))
			return false;
		b->sources[i] = s.id;
	}
	for (int i = 0; i < b->n; i++) {
		struct referral *r = &b->rows[i].r;
		uint64_t id = r->source_id ? b->sources[r->source_id - 1] : 0;
		struct touch t;
		r->source_id = id;
		if (!tx_insert(tx, KIND_REFERRAL, r, e))
			return false;
		record_init(KIND_TOUCH, &t);
		t.source_id = id;
		t.on = r->received_on;
		t.channel = (int16_t)(i % 5);
		b->rows[i].touch = id && i % 2;
		if (b->rows[i].touch && !tx_insert(tx, KIND_TOUCH, &t, e))
			return false;
	}
	return true;
}

static void add_row(struct book *b, int32_t day, int32_t today)
{
	struct referral *r = &b->rows[b->n].r;
	if (day > today || b->n == MOST_ROWS)
		return;
	record_init(KIND_REFERRAL, r);
	r->received_on = day;
	/* a few send much, most little; one in eight names nobody */
	r->source_id = roll(b, 8) ? 1 + (roll(b, 2) ? roll(b, 6) : roll(b, (uint32_t)b->n_sources)) : 0;
	r->direction = roll(b, 9) ? REFERRAL_IN : REFERRAL_OUT;
	r->status = (int16_t)roll(b, STATUS_NO_SHOW + 1);
	if (referral_came(r))
		r->evaluated_on = day + (int32_t)roll(b, 20);
	if (roll(b, 3))
		r->billed_cents = (int64_t)roll(b, 5) * 10000;
	r->nps = roll(b, 2) ? (int64_t)roll(b, 11) : NUM_NONE;
	b->n++;
}

/* A book with rows on both sides of every day on which a period or the time before it begins or ends, `old` more long ago. */
static struct book *make_book(int32_t today, int old, uint32_t seed)
{
	struct book *b = mem_alloc(sizeof *b);
	b->dice = seed;
	b->n_sources = old ? MOST_SOURCES : 40;
	b->app.now = (struct now){.today = today, .utc_ms = today * 86400000LL};
	b->app.user = "maria";
	must(b, store_open(&b->app.store, ":memory:", STORE_MAKE, &b->app.now, &b->err));
	for (int p = 0; p < PERIOD_ALL; p++) {
		struct days spans[2] = {period_days((enum period)p, today), before_days((enum period)p, today)};
		for (int i = 0; i < 2; i++)
			for (int by = -1; by <= 1; by++) {
				add_row(b, spans[i].from + by, today);
				add_row(b, spans[i].to + by, today);
				add_row(b, year_before(spans[i].from) + by, today);
				add_row(b, year_before(spans[i].to) + by, today);
			}
	}
	for (int i = 0; i < 60; i++)
		add_row(b, today - (int32_t)roll(b, 800), today);
	for (int i = 0; i < old; i++)
		add_row(b, today - 3000 - (int32_t)roll(b, 900), today);
	must(b, store_write(b->app.store, &(struct deed){"maria", "rows", &b->app.now}, write_rows, b, &b->err));
	return b;
}

static void free_book(struct book *b)
{
	store_close(b->app.store);
	arena_clear(&b->arena);
	err_clear(&b->err);
	free(b);
}

/* --- counting by hand --- */

static bool in(const struct row *row, struct days d)
{
	return row->r.direction == REFERRAL_IN && row->r.received_on >= d.from && row->r.received_on <= d.to;
}

static int64_t known(int64_t n)
{
	return n == NUM_NONE ? 0 : n;
}

static void sum_is(struct book *b, const struct figures_sum *seen, struct days d)
{
	struct figures_sum s = {0};
	for (int i = 0; i < b->n; i++) {
		const struct row *row = &b->rows[i];
		if (!in(row, d))
			continue;
		s.referrals++;
		s.came += referral_came(&row->r);
		s.cents += known(row->r.billed_cents);
		s.no_amount += referral_came(&row->r) && !known(row->r.billed_cents);
	}
	assert_int_equal(seen->referrals, s.referrals);
	assert_int_equal(seen->came, s.came);
	assert_int_equal(seen->cents, s.cents);
	assert_int_equal(seen->no_amount, s.no_amount);
}

static void passes_are(struct book *b, const struct figures *f, struct days now, struct days then)
{
	int64_t before = 0, out = 0, touches = 0, visits = 0, nps = 0, by_now = 0, by_before = 0;
	for (int i = 0; i < b->n; i++) {
		const struct row *row = &b->rows[i];
		bool within = row->r.received_on >= now.from && row->r.received_on <= now.to;
		before += in(row, then);
		out += within && row->r.direction == REFERRAL_OUT;
		touches += within && row->touch;
		visits += in(row, now) && row->r.evaluated_on != DAY_NONE;
		nps += in(row, now) && row->r.nps != NUM_NONE;
	}
	for (int by = 0; by < FIGURES_BY_COUNT; by++) {
		by_now = by_before = 0;
		for (int i = 0; i < f->by[by].n; i++) {
			by_now += f->by[by].rows[i].referrals;
			by_before += f->by[by].rows[i].before;
		}
		assert_int_equal(by_now, f->now.referrals);
		assert_int_equal(by_before, before);
	}
	assert_int_equal(f->r.out, out);
	assert_int_equal(f->t.touches, touches);
	assert_int_equal(f->contact.touches, touches);
	assert_int_equal(f->r.first_visit.n, visits);
	assert_int_equal(f->r.nps.n, nps);
}

static void months_are(struct book *b, const struct figures *f)
{
	int32_t first = first_of_month(b->app.now.today);
	for (int i = 11; i >= -12; i--) {
		const struct month_row *m = i >= 0 ? &f->months[i] : &f->months_before[12 + i];
		int64_t n = 0;
		for (int k = 0; k < b->n; k++)
			n += in(&b->rows[k], (struct days){first, first_of_month(first + 31) - 1});
		assert_int_equal(m->referrals, n);
		first = first_of_month(first - 1);
	}
}

static int64_t worth_of(struct book *b, int source, enum top_by by, struct days now, struct days then)
{
	int64_t referrals = 0, cents = 0, before = 0;
	for (int i = 0; i < b->n; i++) {
		const struct row *row = &b->rows[i];
		if (row->r.source_id != b->sources[source])
			continue;
		referrals += in(row, now);
		before += in(row, then);
		cents += in(row, now) ? known(row->r.billed_cents) : 0;
	}
	return by == TOP_REVENUE ? cents : by == TOP_REFERRALS ? referrals : referrals - before;
}

static int downwards(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
	return (a < b) - (a > b);
}

/* The best in order, each with its own worth. Who sent nothing in either time is in no list. */
static void top_is(struct book *b, enum top_by by, enum period p, struct days now, struct days then)
{
	int64_t worth[MOST_SOURCES];
	struct top_row *rows;
	int n, most = 0;
	for (int i = 0; i < b->n_sources; i++) {
		bool sent = worth_of(b, i, TOP_REFERRALS, now, then) || worth_of(b, i, TOP_REFERRALS, then, now);
		int64_t w = worth_of(b, i, by, now, then);
		if (by == TOP_TREND ? sent : w > 0)
			worth[most++] = w;
	}
	qsort(worth, (size_t)most, sizeof *worth, downwards);
	must(b, app_top(&b->app, by, p, 7, &b->arena, &rows, &n, &b->err));
	if (by == TOP_TREND && p == PERIOD_ALL)
		return;
	assert_int_equal(n, most < 7 ? most : 7);
	for (int i = 0; i < n; i++) {
		int source = 0;
		while (b->sources[source] != rows[i].id)
			source++;
		assert_int_equal(by == TOP_REVENUE     ? rows[i].cents
				 : by == TOP_REFERRALS ? rows[i].referrals
						       : rows[i].referrals - rows[i].before,
				 worth[i]);
		assert_int_equal(worth_of(b, source, by, now, then), worth[i]);
	}
}

static void a_book_is_counted(int32_t today, int old, uint32_t seed)
{
	struct book *b = make_book(today, old, seed);
	for (int p = 0; p < PERIOD_COUNT; p++) {
		struct figures f;
		struct days now = period_days((enum period)p, today), then = before_days((enum period)p, today);
		must(b, app_figures(&b->app, (enum period)p, FIGURES_EVERYTHING, &b->arena, &f, &b->err));
		sum_is(b, &f.now, now);
		sum_is(b, &f.before, then);
		if (p != PERIOD_ALL)
			sum_is(b, &f.last_year, (struct days){year_before(now.from), year_before(now.to)});
		passes_are(b, &f, now, then);
		months_are(b, &f);
		for (int by = 0; by < TOP_COUNT; by++)
			top_is(b, (enum top_by)by, (enum period)p, now, then);
		top_is(b, TOP_REFERRALS, (enum period)p, now, then);
		arena_clear(&b->arena);
	}
	free_book(b);
}

static void test_periods(void **state)
{
	static const int days[][3] = {{2026, 3, 10}, {2024, 2, 29},  {2025, 2, 28},
				      {2026, 1, 1},  {2025, 12, 31}, {2026, 3, 31}};
	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		a_book_is_counted(day_from(days[i][0], days[i][1], days[i][2]), 0, (uint32_t)i + 1);
}

/* So much of it is old that the rows of a short period are read by their index, and that a walk from the best of all time is too long. */
static void test_old_book(void **state)
{
	(void)state;
	a_book_is_counted(day_from(2026, 3, 10), 1100, 11);
	a_book_is_counted(day_from(2024, 2, 29), 1100, 12);
}

/* --- in steps, for who has keys to answer --- */

struct patience {
	int left, asked; /* left: so often it says no; below 0: always */
};

static bool impatient(void *ctx)
{
	struct patience *p = ctx;
	p->asked++;
	return p->left >= 0 && p->left-- == 0;
}

static void same_figures(const struct figures *f, const struct figures *g)
{
	assert_memory_equal(&f->now, &g->now, sizeof f->now);
	assert_memory_equal(&f->before, &g->before, sizeof f->before);
	assert_memory_equal(&f->last_year, &g->last_year, sizeof f->last_year);
	assert_memory_equal(&f->n, &g->n, sizeof f->n);
	assert_memory_equal(&f->contact, &g->contact, sizeof f->contact);
	assert_memory_equal(&f->contact_before, &g->contact_before, sizeof f->contact_before);
	assert_memory_equal(&f->thanks_before, &g->thanks_before, sizeof f->thanks_before);
	assert_memory_equal(f->months_before, g->months_before, sizeof f->months_before);
	assert_memory_equal(&f->r.first_visit, &g->r.first_visit, sizeof f->r.first_visit);
	assert_memory_equal(&f->r_before.first_visit, &g->r_before.first_visit, sizeof f->r.first_visit);
	assert_int_equal(f->t.touches, g->t.touches);
	assert_int_equal(f->t_before.touches, g->t_before.touches);
	assert_int_equal(f->concentration.top3, g->concentration.top3);
	assert_int_equal(f->n_top, g->n_top);
	for (int i = 0; i < f->n_top; i++) {
		assert_int_equal(f->top[i].row.id, g->top[i].row.id);
		assert_memory_equal(f->top[i].windows, g->top[i].windows, sizeof f->top[i].windows);
	}
	for (int by = 0; by < FIGURES_BY_COUNT; by++) {
		assert_int_equal(f->by[by].n, g->by[by].n);
		for (int i = 0; i < f->by[by].n; i++) {
			assert_string_equal(f->by[by].rows[i].name, g->by[by].rows[i].name);
			assert_int_equal(f->by[by].rows[i].referrals, g->by[by].rows[i].referrals);
			assert_int_equal(f->by[by].rows[i].before, g->by[by].rows[i].before);
		}
	}
}

/* Whatever is given up, whenever, the figures are in the end what they are at once. */
static void test_steps(void **state)
{
	struct book *b = make_book(day_from(2026, 3, 10), 1100, 21);
	int asked = 0, stopped = 0, steps = 0;
	(void)state;
	for (int p = 0; p < PERIOD_COUNT; p++) {
		int most = 2; /* more patience each time, so that it ends */
		struct figures once, f;
		must(b, app_figures(&b->app, (enum period)p, FIGURES_EVERYTHING, &b->arena, &once, &b->err));
		app_figures_begin(&b->app, (enum period)p, &f);
		while (app_figures_more(&f, FIGURES_EVERYTHING)) {
			struct patience patience = {.left = (int)roll(b, (uint32_t)most++)};
			struct figures was = f;
			bool ok = app_figures_step(&b->app, FIGURES_EVERYTHING, &b->arena, &f, impatient, &patience,
						   &b->err);
			asked += patience.asked;
			steps += ok;
			stopped += !ok;
			assert_true(ok == (patience.left >= 0));
			if (ok)
				continue;
			assert_int_equal(b->err.code, ERR_STOPPED);
			assert_memory_equal(&f, &was, sizeof f);
			err_clear(&b->err);
		}
		assert_false(app_figures_more(&f, FIGURES_TOP));
		assert_int_equal(f.want, FIGURES_EVERYTHING);
		same_figures(&f, &once);
		arena_clear(&b->arena);
	}
	assert_int_equal(steps, 5 * PERIOD_COUNT);
	assert_true(stopped > 0 && asked > stopped);
	free_book(b);
}

/* --- what they are made of --- */

static void test_spread(void **state)
{
	static const int32_t values[] = {5, 3, 900, -40, 5, 0, 7, 7, 7, 2};
	int32_t sorted[10];
	struct spread s = {0};
	int64_t tenths, expected;
	(void)state;
	assert_false(spread_median(&s, &tenths));
	assert_int_equal(spread_upto(&s, 100), 0);
	for (size_t i = 0; i < 10; i++) {
		spread_add(&s, values[i]);
		memcpy(sorted, values, sizeof values);
		assert_true(median_of(sorted, i + 1, &expected));
		assert_true(spread_median(&s, &tenths));
		assert_int_equal(tenths, expected);
	}
	assert_int_equal(spread_upto(&s, 2), 3);
	assert_int_equal(spread_upto(&s, -41), 0);
	assert_int_equal(spread_upto(&s, 5000), 10);
	spread_free(&s);
}

static void test_idmap(void **state)
{
	struct idmap m = {0};
	size_t place;
	(void)state;
	assert_false(idmap_find(&m, 7, &place));
	for (uint64_t i = 1; i < 3000; i++)
		assert_int_equal(idmap_place(&m, i * 2097152), i - 1);
	for (uint64_t i = 1; i < 3000; i++) {
		assert_int_equal(idmap_place(&m, i * 2097152), i - 1);
		assert_true(idmap_find(&m, i * 2097152, &place) && place == i - 1);
		assert_false(idmap_find(&m, i * 2097152 + 1, &place));
	}
	assert_int_equal(m.n, 2999);
	idmap_free(&m);
}

/* One referral alone is no concentration; two of two from one source are. */
static void test_alarm(void **state)
{
	struct book *b = mem_alloc(sizeof *b);
	struct figures f;
	int32_t today = day_from(2026, 3, 10);
	(void)state;
	b->app.now = (struct now){.today = today, .utc_ms = today * 86400000LL};
	b->app.user = "maria";
	must(b, store_open(&b->app.store, ":memory:", STORE_MAKE, &b->app.now, &b->err));
	must(b, app_figures(&b->app, PERIOD_12_MONTHS, FIGURES_EVERYTHING, &b->arena, &f, &b->err));
	assert_false(f.concentration.alarm);
	assert_null(f.concentration.source);
	for (int i = 0; i < 2; i++) {
		struct row *row = &b->rows[b->n++];
		record_init(KIND_REFERRAL, &row->r);
		row->r.received_on = today;
		row->r.source_id = 1;
	}
	b->n = b->n_sources = 1;
	must(b, store_write(b->app.store, &(struct deed){"maria", "rows", &b->app.now}, write_rows, b, &b->err));
	must(b, app_figures(&b->app, PERIOD_12_MONTHS, FIGURES_EVERYTHING, &b->arena, &f, &b->err));
	assert_int_equal(f.concentration.top1, 1);
	assert_false(f.concentration.alarm);
	struct said said = {0};
	b->rows[1].r.source_id = b->sources[0];
	must(b, app_refer(&b->app, &b->rows[1].r, &said, &b->err));
	said_free(&said);
	must(b, app_figures(&b->app, PERIOD_12_MONTHS, FIGURES_EVERYTHING, &b->arena, &f, &b->err));
	assert_int_equal(f.concentration.top1, 2);
	assert_true(f.concentration.alarm);
	assert_string_equal(f.concentration.source, "Sender 00");
	free_book(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_periods), cmocka_unit_test(test_old_book), cmocka_unit_test(test_steps),
		cmocka_unit_test(test_spread),  cmocka_unit_test(test_idmap),    cmocka_unit_test(test_alarm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
