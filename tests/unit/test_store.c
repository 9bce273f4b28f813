/* The store through its public face: writing, undo, summaries, journal, bad files. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "rapport/app/app.h"
#include "rapport/base/day.h"
#include "rapport/store/query.h"
#include "rapport/store/store.h"

#define TODAY 20522 /* 2026-03-10 */

struct world {
	struct app app;
	struct arena arena;
	struct err err;
	struct said said;
};

static int set_up(void **state)
{
	struct world *w = mem_alloc(sizeof *w);
	w->app.now = (struct now){.today = TODAY, .utc_ms = TODAY * 86400000LL + 36000000};
	w->app.user = "maria";
	if (!store_open(&w->app.store, ":memory:", STORE_MAKE, &w->app.now, &w->err)) {
		print_message("%s\n", err_text(&w->err));
		return -1;
	}
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;
	store_close(w->app.store);
	arena_clear(&w->arena);
	err_clear(&w->err);
	said_free(&w->said);
	free(w);
	return 0;
}

static void must(struct world *w, bool ok)
{
	if (!ok)
		print_message("error: %s\n", err_text(&w->err));
	assert_true(ok);
}

static uint64_t add(struct world *w, const char *name, const char *practice)
{
	struct source s;
	record_init(KIND_SOURCE, &s);
	s.name = name;
	said_free(&w->said);
	must(w, app_add(&w->app, &s, practice, true, NULL, &w->said, &w->err));
	return s.id;
}

static void log_on(struct world *w, uint64_t id, int32_t on, int16_t channel, const char *next)
{
	struct touch t;
	struct plan plan = {.channel = CHOICE_NONE};
	record_init(KIND_TOUCH, &t);
	t.source_id = id;
	t.on = on;
	t.channel = channel;
	must(w, app_read_next(&w->app, next, &plan, &w->err));
	said_free(&w->said);
	must(w, app_log(&w->app, &t, NULL, NULL, 0, &plan, &w->said, &w->err));
}

static struct source get(struct world *w, uint64_t id)
{
	struct source s;
	must(w, store_get(w->app.store, KIND_SOURCE, id, &w->arena, &s, &w->err));
	return s;
}

static void print_line(void *ctx, const char *line)
{
	(void)ctx;
	print_message("check: %s\n", line);
}

static void must_be_whole(struct world *w)
{
	struct check_report r;
	must(w, store_check(w->app.store, false, &w->app.now, print_line, NULL, &r, &w->err));
	assert_int_equal(r.problems, 0);
}

static void logging_moves_the_clock(void **state)
{
	struct world *w = *state;
	uint64_t id = add(w, "Dr. Priya Okafor", "Lakeside Orthopedics");
	assert_int_equal(get(w, id).next_on, TODAY + 14); /* never touched: from the day added */
	log_on(w, id, TODAY, CHANNEL_LUNCH, "2w");
	assert_string_equal(str_text(&w->said.text), "Logged lunch with Dr. Priya Okafor. Next: call, Tue 24 Mar.");
	struct source s = get(w, id);
	assert_int_equal(s.touches, 1);
	assert_int_equal(s.touched_on, TODAY);
	assert_int_equal(s.step_on, TODAY + 14);
	assert_int_equal(s.touch_due_on, DAY_FAR); /* an open step stills the cadence */
	must_be_whole(w);
}

static void a_new_step_replaces_the_open_one(void **state)
{
	struct world *w = *state;
	uint64_t id = add(w, "Hal Brandt", NULL);
	log_on(w, id, TODAY - 3, CHANNEL_CALL, "fri");
	log_on(w, id, TODAY, CHANNEL_CALL, "2w");
	assert_int_equal(get(w, id).step_on, TODAY + 14);
	assert_int_equal(store_count(w->app.store, KIND_STEP), 2);
	said_free(&w->said);
	must(w, app_undo(&w->app, &w->said, &w->err));
	assert_string_equal(str_text(&w->said.text),
			    "Undone: call with Hal Brandt removed, next step back to Fri 13 Mar.");
	assert_int_equal(get(w, id).step_on, TODAY + 3);
	assert_int_equal(get(w, id).touches, 1);
	must_be_whole(w);
}

static void undo_and_redo_go_all_the_way(void **state)
{
	struct world *w = *state;
	uint64_t id = add(w, "Ana Ruiz", "Peak");
	log_on(w, id, TODAY, CHANNEL_VISIT, "1w");
	must(w, app_stage(&w->app, id, STAGE_TRUST, &w->said, &w->err));
	for (int i = 0; i < 3; i++) {
		said_free(&w->said);
		must(w, app_undo(&w->app, &w->said, &w->err));
	}
	assert_true(store_empty(w->app.store));
	assert_false(app_undo(&w->app, &w->said, &w->err));
	assert_string_equal(err_text(&w->err), "Nothing to undo.");
	for (int i = 0; i < 3; i++) {
		said_free(&w->said);
		must(w, app_redo(&w->app, &w->said, &w->err));
	}
	assert_int_equal(get(w, id).stage, STAGE_TRUST);
	assert_int_equal(get(w, id).touches, 1);
	assert_false(app_redo(&w->app, &w->said, &w->err));
	must_be_whole(w);
}

static void undo(struct world *w)
{
	said_free(&w->said);
	must(w, app_undo(&w->app, &w->said, &w->err));
}

/* Something done after an undo begins another way: redo brings back only what was taken back since. */
static void what_was_left_behind_is_not_redone(void **state)
{
	struct world *w = *state;
	uint64_t id = add(w, "Ana Ruiz", "Peak");
	must(w, app_stage(&w->app, id, STAGE_TRUST, &w->said, &w->err));
	undo(w);
	log_on(w, id, TODAY, CHANNEL_VISIT, "1w");
	assert_false(app_redo(&w->app, &w->said, &w->err));
	undo(w);
	said_free(&w->said);
	must(w, app_redo(&w->app, &w->said, &w->err));
	assert_int_equal(get(w, id).touches, 1);
	assert_int_equal(get(w, id).stage, STAGE_FIRST);
	assert_false(app_redo(&w->app, &w->said, &w->err));
	must_be_whole(w);
}

static void what_another_person_changed_is_left(void **state)
{
	struct world *w = *state;
	uint64_t id = add(w, "Zoë Müller", NULL);
	struct source base = get(w, id), mine = base, hers = base;
	mine.phone = "555-0100";
	mine.note = "mine";
	must(w, app_edit(&w->app, &base, &mine, NULL, &w->said, &w->err));
	w->app.user = "jo";
	base = get(w, id);
	hers = base;
	hers.phone = "555-0149";
	said_free(&w->said);
	must(w, app_edit(&w->app, &base, &hers, NULL, &w->said, &w->err));
	w->app.user = "maria";
	said_free(&w->said);
	must(w, app_undo(&w->app, &w->said, &w->err));
	assert_non_null(strstr(str_text(&w->said.text), "Phone of the source (changed since by jo)"));
	assert_string_equal(get(w, id).phone, "555-0149");
	assert_null(get(w, id).note);
	must_be_whole(w);
}

static void two_people_edit_one_record(void **state)
{
	struct world *w = *state;
	uint64_t id = add(w, "Alan Kim", NULL);
	struct source base = get(w, id), mine = base, hers = base;
	hers.phone = "555-0149";
	must(w, app_edit(&w->app, &base, &hers, NULL, &w->said, &w->err));
	mine.phone = "555-0000";
	mine.note = "likes data";
	said_free(&w->said);
	must(w, app_edit(&w->app, &base, &mine, NULL, &w->said, &w->err));
	assert_non_null(strstr(str_text(&w->said.text), "kept Phone 555-0149"));
	assert_string_equal(get(w, id).phone, "555-0149");
	assert_string_equal(get(w, id).note, "likes data");
	must_be_whole(w);
}

/* The items of a rule that are due; *item gets one of them. */
static int asked(struct world *w, const char *rule, struct queue_row *item)
{
	struct queue_row *rows;
	int n, found = 0;
	int32_t today = w->app.now.today;
	must(w, store_queue(w->app.store, today, today, NULL, 100, &w->arena, &rows, &n, &w->err));
	for (int i = 0; i < n; i++)
		if (strcmp(rows[i].rule, rule) == 0) {
			*item = rows[i];
			found++;
		}
	return found;
}

static void referral_asks_for_thanks(void **state)
{
	struct world *w = *state;
	uint64_t id = add(w, "Alan Kim", NULL);
	struct queue_row item;
	struct referral r;
	record_init(KIND_REFERRAL, &r);
	r.source_id = id;
	r.patient_ref = "JM 1057";
	r.received_on = TODAY - 3;
	said_free(&w->said);
	must(w, app_refer(&w->app, &r, &w->said, &w->err));
	assert_int_equal(r.number, 1001);
	assert_int_equal(get(w, id).thanks_owed, 1);
	assert_int_equal(asked(w, "thank", &item), 1);
	assert_int_equal(item.due_on, TODAY - 2);
	assert_string_equal(item.why, "R-1001 came 3 days ago, not thanked");
	said_free(&w->said);
	must(w, app_done(&w->app, &item, CHOICE_NONE, NULL, NULL, &w->said, &w->err));
	assert_int_equal(asked(w, "thank", &item), 0);
	assert_int_equal(get(w, id).thanks_owed, 0);
	must(w, app_undo(&w->app, &w->said, &w->err));
	assert_int_equal(get(w, id).thanks_owed, 1);
	must_be_whole(w);
}

static void later_and_drop(void **state)
{
	struct world *w = *state;
	uint64_t id = add(w, "Quiet One", NULL);
	struct queue_row item;
	w->app.now.today = TODAY + 20; /* the cadence has asked since TODAY + 14 */
	assert_int_equal(asked(w, "touch", &item), 1);
	must(w, app_later(&w->app, &item, TODAY + 25, &w->said, &w->err));
	struct queue_row later;
	assert_int_equal(asked(w, "touch", &later), 0);
	assert_int_equal(get(w, id).next_on, TODAY + 25);
	said_free(&w->said);
	must(w, app_drop(&w->app, &item, &w->said, &w->err));
	assert_int_equal(get(w, id).touch_due_on, DAY_FAR);
	log_on(w, id, TODAY + 20, CHANNEL_CALL, NULL); /* its due day changes: it asks again */
	assert_int_equal(get(w, id).touch_due_on, TODAY + 34);
	must_be_whole(w);
}

static void gatekeeper_counts_for_those_behind(void **state)
{
	struct world *w = *state;
	uint64_t rosa = add(w, "Rosa Delgado", "Lakeside"), priya = add(w, "Priya Okafor", "Lakeside");
	struct source base = get(w, priya), s = base;
	struct moment *rows;
	int n;
	s.via_id = rosa;
	must(w, app_edit(&w->app, &base, &s, NULL, &w->said, &w->err));
	log_on(w, rosa, TODAY, CHANNEL_VISIT, NULL);
	assert_int_equal(get(w, priya).counted_on, TODAY);
	assert_int_equal(get(w, priya).touched_on, DAY_NONE);
	must(w, store_timeline(w->app.store, priya, 10, &w->arena, &rows, &n, &w->err));
	assert_int_equal(n, 1);
	assert_true(rows[0].via);
	assert_string_equal(rows[0].with, "Rosa Delgado");
	must_be_whole(w);
}

static void lists_page_both_ways(void **state)
{
	struct world *w = *state;
	struct source_filter f;
	struct source_row *all, *page;
	int n, m;
	source_filter_init(&f);
	for (int i = 0; i < 40; i++) {
		uint64_t id =
			add(w, arena_printf(&w->arena, "Person %c%d", 'A' + (i * 7) % 26, i), i % 3 ? "One" : "Two");
		if (i % 2)
			log_on(w, id, TODAY - i % 5, CHANNEL_CALL, i % 4 == 1 ? "3d" : NULL);
		if (i % 5 == 0)
			must(w, app_stage(&w->app, id, STAGE_TRUST, &w->said, &w->err));
	}
	for (int order = 0; order < ORDER_COUNT; order++) {
		must(w, store_sources(w->app.store, &f, order, TODAY, NULL, false, 100, &w->arena, &all, &n, &w->err));
		assert_int_equal(n, 40);
		for (int i = 0; i + 7 < n; i++) {
			must(w, store_sources(w->app.store, &f, order, TODAY, &all[i], false, 7, &w->arena, &page, &m,
					      &w->err));
			for (int k = 0; k < m; k++)
				assert_int_equal(page[k].id, all[i + 1 + k].id);
			must(w, store_sources(w->app.store, &f, order, TODAY, &all[i + 7], true, 7, &w->arena, &page,
					      &m, &w->err));
			assert_int_equal(m, 7);
			for (int k = 0; k < m; k++)
				assert_int_equal(page[k].id, all[i + k].id);
		}
	}
}

static void a_changed_byte_is_found(void **state)
{
	struct world *w = *state;
	char dir[] = "/tmp/rapport-test-XXXXXX";
	struct store *s;
	struct check_report r;
	(void)w;
	assert_non_null(mkdtemp(dir));
	char *path = arena_printf(&w->arena, "%s/deep/book.db", dir);
	must(w, store_open(&s, path, STORE_MAKE, &w->app.now, &w->err));
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	struct app app = w->app;
	app.store = s;
	struct source src;
	record_init(KIND_SOURCE, &src);
	src.name = "Byte Wise";
	must(w, app_add(&app, &src, NULL, true, NULL, &w->said, &w->err));
	must(w, store_check(s, false, &w->app.now, print_line, NULL, &r, &w->err));
	assert_int_equal(r.problems, 0);
	store_close(s);
	char *cmd = arena_printf(&w->arena, "sqlite3 %s \"UPDATE sources SET name = 'Byte Wide'\"", path);
	assert_int_equal(system(cmd), 0);
	must(w, store_open(&s, path, STORE_OPEN, &w->app.now, &w->err));
	must(w, store_check(s, false, &w->app.now, print_line, NULL, &r, &w->err));
	assert_true(r.problems > 0);
	store_close(s);
	cmd = arena_printf(&w->arena, "sqlite3 %s 'CREATE VIEW v AS SELECT 1'", path);
	assert_int_equal(system(cmd), 0);
	assert_false(store_open(&s, path, STORE_OPEN, &w->app.now, &w->err));
	assert_int_equal(w->err.code, ERR_FOREIGN);
	cmd = arena_printf(&w->arena, "sqlite3 %s 'DROP VIEW v; PRAGMA user_version = 99'", path);
	assert_int_equal(system(cmd), 0);
	assert_false(store_open(&s, path, STORE_OPEN, &w->app.now, &w->err));
	assert_int_equal(w->err.code, ERR_NEWER);
	assert_false(store_open(&s, dir, STORE_OPEN, &w->app.now, &w->err));
	assert_int_equal(w->err.code, ERR_FOREIGN);
	cmd = arena_printf(&w->arena, "rm -rf %s", dir);
	assert_int_equal(system(cmd), 0);
}

static void figures_agree(void **state)
{
	struct world *w = *state;
	struct month_row rows[12], sum;
	struct top_row *top;
	int n;
	for (int i = 0; i < 12; i++) {
		uint64_t id = add(w, arena_printf(&w->arena, "Sender %d", i), NULL);
		for (int k = 0; k <= i; k++) {
			struct referral r;
			record_init(KIND_REFERRAL, &r);
			r.source_id = id;
			r.received_on = TODAY - 20 * k;
			r.status = k % 2 ? STATUS_EVALUATED : STATUS_RECEIVED;
			r.billed_cents = k % 2 ? 10000 * (i + 1) : NUM_NONE;
			must(w, app_refer(&w->app, &r, &w->said, &w->err));
		}
	}
	int32_t month = day_month_number(TODAY);
	must(w, store_months(w->app.store, month - 11, month, rows, &w->err));
	must(w, store_span(w->app.store, day_month_start(month - 11), TODAY, &sum, &w->err));
	int64_t referrals = 0, cents = 0;
	for (int i = 0; i < 12; i++) {
		referrals += rows[i].referrals;
		cents += rows[i].billed_cents;
	}
	assert_int_equal(referrals, 78);
	assert_int_equal(referrals, sum.referrals);
	assert_int_equal(cents, sum.billed_cents);
	must(w, store_top(w->app.store, TOP_REVENUE, TODAY - 60, TODAY, 3, &w->arena, &top, &n, &w->err));
	assert_int_equal(n, 3);
	assert_string_equal(top[0].name, "Sender 11"); /* k = 1 and 3: 2 x $120 */
	assert_int_equal(top[0].cents, 240000);
	must_be_whole(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(logging_moves_the_clock, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_new_step_replaces_the_open_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(undo_and_redo_go_all_the_way, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_was_left_behind_is_not_redone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_another_person_changed_is_left, set_up, tear_down),
		cmocka_unit_test_setup_teardown(two_people_edit_one_record, set_up, tear_down),
		cmocka_unit_test_setup_teardown(referral_asks_for_thanks, set_up, tear_down),
		cmocka_unit_test_setup_teardown(later_and_drop, set_up, tear_down),
		cmocka_unit_test_setup_teardown(gatekeeper_counts_for_those_behind, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lists_page_both_ways, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_changed_byte_is_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(figures_agree, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
