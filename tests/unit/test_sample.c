/* The made-up clinic: exact in number, the same every time, calm, and sound by the store's own check. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/app/exchange.h"
#include "rapport/base/day.h"
#include "rapport/store/query.h"

struct world {
	struct app app;
	struct arena arena;
	struct err err;
	struct said said;
};

static void make_book(struct world *w, int32_t today, int64_t utc_ms)
{
	*w = (struct world){.app = {.now = {today, utc_ms}, .user = "maria"}};
	bool ok = store_open(&w->app.store, ":memory:", STORE_MAKE, &w->app.now, &w->err);
	assert_string_equal(err_text(&w->err), "");
	assert_true(ok);
}

static bool make_sample(struct world *w, int64_t sources, int64_t touches, int64_t referrals, uint64_t seed)
{
	struct sample_size size = {sources, touches, referrals, seed};
	return app_sample(&w->app, &size, NULL, NULL, &w->said, &w->err);
}

static void begin(struct world *w, int32_t today, struct sample_size size)
{
	make_book(w, today, today * 86400000LL);
	bool ok = make_sample(w, size.sources, size.touches, size.referrals, size.seed);
	assert_string_equal(err_text(&w->err), "");
	assert_true(ok);
}

static void end(struct world *w)
{
	store_close(w->app.store);
	arena_clear(&w->arena);
	err_clear(&w->err);
	said_free(&w->said);
}

static int32_t today_of(void)
{
	return day_from(2026, 3, 10);
}

static char *export_of(struct world *w)
{
	struct export_options all = {.private = true, .no_timestamp = true};
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	assert_non_null(out);
	assert_true(app_export(&w->app, out, &all, &w->err));
	fclose(out);
	return text;
}

static void same_every_time(void **state)
{
	struct world a, b, c;
	(void)state;
	make_book(&a, today_of(), 1);
	make_book(&b, today_of(), 86400000LL * 20000);
	make_book(&c, today_of(), 1);
	assert_true(make_sample(&a, 100, 700, 800, 7) && make_sample(&b, 100, 700, 800, 7) &&
		    make_sample(&c, 100, 700, 800, 8));
	char *one = export_of(&a), *two = export_of(&b), *other = export_of(&c);
	assert_int_equal(strcmp(one, two), 0);
	assert_int_not_equal(strcmp(one, other), 0);
	free(one);
	free(two);
	free(other);
	end(&a);
	end(&b);
	end(&c);
}

static void exact_numbers(void **state)
{
	static const int64_t sizes[][3] = {{0, 0, 0},  {1, 5, 7},    {10, 3, 100},      {39, 500, 336},
					   {50, 0, 0}, {200, 10, 0}, {300, 2000, 3500}, {777, 40, 2000}};
	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		struct world w;
		const int64_t *n = sizes[i];
		begin(&w, today_of(), (struct sample_size){n[0], n[1], n[2], 1});
		assert_int_equal(store_count(w.app.store, KIND_SOURCE), n[0]);
		assert_int_equal(store_count(w.app.store, KIND_TOUCH), n[1]);
		assert_int_equal(store_count(w.app.store, KIND_REFERRAL), n[2]);
		end(&w);
	}
}

static void bad_sizes_are_refused(void **state)
{
	struct world w;
	(void)state;
	make_book(&w, today_of(), 1);
	assert_false(make_sample(&w, -1, 0, 0, 1));
	assert_int_equal(w.err.code, ERR_USAGE);
	assert_false(make_sample(&w, 0, 5, 0, 1));
	assert_int_equal(w.err.code, ERR_USAGE);
	assert_true(store_empty(w.app.store));
	end(&w);
}

static int count_due(struct world *w, int32_t today, int *late)
{
	struct queue_row *rows;
	int n;
	assert_true(store_queue(w->app.store, today, today, NULL, 10000, &w->arena, &rows, &n, &w->err));
	*late = 0;
	for (int i = 0; i < n; i++)
		*late += rows[i].due_on < today;
	return n;
}

/* What the main screen opens with on any day. */
static void calm_on_any_day(void **state)
{
	const int32_t days[] = {today_of(), day_from(2024, 2, 29), day_from(2026, 12, 25), day_from(2027, 1, 3),
				day_from(2019, 8, 31)};
	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		struct world w;
		int late;
		begin(&w, days[i], sample_default);
		assert_int_equal(count_due(&w, days[i], &late), 7);
		assert_int_equal(late, 2);
		end(&w);
	}
}

static void calm_at_size(void **state)
{
	struct world w;
	int late;
	(void)state;
	begin(&w, today_of(), (struct sample_size){3000, 9000, 12000, 3});
	int due = count_due(&w, today_of(), &late);
	assert_in_range(due, 30, 60);
	assert_in_range(late, 5, 30);
	end(&w);
}

struct numbers_seen {
	int32_t *day; /* by number */
	int64_t n;
};

static bool see_number(void *ctx, const void *record, struct err *e)
{
	struct numbers_seen *seen = ctx;
	const struct referral *r = record;
	(void)e;
	assert_in_range(r->number, 1001, 1000 + seen->n);
	assert_int_equal(seen->day[r->number - 1001], DAY_NONE);
	seen->day[r->number - 1001] = r->received_on;
	return true;
}

static void numbers_go_by_day(void **state)
{
	struct world w;
	struct numbers_seen seen = {.n = 2500};
	(void)state;
	begin(&w, today_of(), (struct sample_size){150, 100, seen.n, 5});
	seen.day = mem_alloc((size_t)seen.n * sizeof *seen.day);
	for (int64_t i = 0; i < seen.n; i++)
		seen.day[i] = DAY_NONE;
	assert_true(store_each(w.app.store, KIND_REFERRAL, see_number, &seen, &w.err));
	for (int64_t i = 1; i < seen.n; i++)
		assert_true(seen.day[i - 1] <= seen.day[i]);
	free(seen.day);
	end(&w);
}

static void say(void *ctx, const char *line)
{
	(void)ctx;
	print_message("check: %s\n", line);
}

static void store_finds_nothing_wrong(void **state)
{
	struct world w;
	struct check_report r = {0};
	(void)state;
	begin(&w, today_of(), (struct sample_size){120, 900, 800, 1});
	assert_true(store_check(w.app.store, false, &w.app.now, say, NULL, &r, &w.err));
	assert_int_equal(r.problems, 0);
	end(&w);
}

/* Every text field of every record: filled, and no hole of a template left. */
static bool see_texts(void *ctx, const void *record, struct err *e)
{
	const struct kind_info *k = ctx;
	(void)e;
	for (int i = 0; i < k->count; i++) {
		const struct field *f = &k->fields[i];
		const char *text = f->type == FIELD_TEXT ? *field_text(f, (void *)record) : NULL;
		if (!text || (f->flags & F_DERIVED))
			continue;
		if (strpbrk(text, "{}|*") || strstr(text, "null") || str_blank(text))
			fail_msg("%s.%s: %s", k->name, f->name, text);
	}
	return true;
}

static void texts_are_whole(void **state)
{
	struct world w;
	(void)state;
	begin(&w, today_of(), (struct sample_size){1500, 16000, 9000, 2});
	for (int k = 0; k < KIND_COUNT; k++)
		assert_true(store_each(w.app.store, (enum kind)k, see_texts, (void *)&kinds[k], &w.err));
	end(&w);
}

struct days_seen {
	int32_t today;
	int64_t touches, weekend;
};

static bool see_day(void *ctx, const void *record, struct err *e)
{
	struct days_seen *seen = ctx;
	const struct touch *t = record;
	(void)e;
	assert_true(t->on <= seen->today);
	seen->touches++;
	seen->weekend += day_weekday(t->on) > 4;
	return true;
}

static void nothing_in_the_future(void **state)
{
	struct world w;
	struct days_seen seen = {.today = today_of()};
	(void)state;
	begin(&w, today_of(), (struct sample_size){400, 4000, 3000, 4});
	assert_true(store_each(w.app.store, KIND_TOUCH, see_day, &seen, &w.err));
	assert_true(seen.weekend * 50 < seen.touches);
	end(&w);
}

static void book_with_records_is_refused(void **state)
{
	struct world w;
	(void)state;
	begin(&w, today_of(), sample_default);
	assert_false(make_sample(&w, 39, 500, 336, 1));
	assert_int_equal(w.err.code, ERR_REFUSED);
	assert_int_equal(store_count(w.app.store, KIND_SOURCE), sample_default.sources);
	end(&w);
}

static void nobody_undoes_it(void **state)
{
	struct world w;
	struct undo_report r = {0};
	(void)state;
	begin(&w, today_of(), sample_default);
	struct deed deed = {.who = "maria", .now = &w.app.now};
	assert_false(store_undo(w.app.store, &deed, &r, &w.err));
	assert_int_equal(w.err.code, ERR_REFUSED);
	undo_report_free(&r);
	end(&w);
}

struct progress_seen {
	int64_t last, total, stop_at;
};

static bool see_progress(void *ctx, int64_t done, int64_t total)
{
	struct progress_seen *seen = ctx;
	assert_true(done >= seen->last && done <= total);
	seen->last = done;
	seen->total = total;
	return !seen->stop_at || done < seen->stop_at;
}

static void progress_is_told(void **state)
{
	struct world w;
	struct progress_seen seen = {0};
	struct sample_size size = {500, 6000, 6000, 1};
	(void)state;
	make_book(&w, today_of(), 1);
	assert_true(app_sample(&w.app, &size, see_progress, &seen, &w.said, &w.err));
	assert_int_equal(seen.last, 12500);
	assert_int_equal(seen.total, 12500);
	end(&w);
	make_book(&w, today_of(), 1);
	seen = (struct progress_seen){.stop_at = 5000};
	assert_false(app_sample(&w.app, &size, see_progress, &seen, &w.said, &w.err));
	assert_int_equal(w.err.code, ERR_STOPPED);
	end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_every_time),
		cmocka_unit_test(exact_numbers),
		cmocka_unit_test(bad_sizes_are_refused),
		cmocka_unit_test(calm_on_any_day),
		cmocka_unit_test(calm_at_size),
		cmocka_unit_test(numbers_go_by_day),
		cmocka_unit_test(store_finds_nothing_wrong),
		cmocka_unit_test(texts_are_whole),
		cmocka_unit_test(nothing_in_the_future),
		cmocka_unit_test(book_with_records_is_refused),
		cmocka_unit_test(nobody_undoes_it),
		cmocka_unit_test(progress_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
