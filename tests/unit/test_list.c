/* Lists: the selection holds on to an id; a window of a long list is read, never the whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/tui/list.h"

/* The book: ids in order; 0 is a heading. Removed ones are told by gone. */
struct book {
	uint64_t ids[64];
	int n;
	int fetched; /* rows read by the windowed type */
	bool broken;
};

struct row {
	uint64_t id;
};

static uint64_t row_id(const void *row)
{
	return ((const struct row *)row)->id;
}

static void row_draw(void *arg, struct area a, const void *row, const struct list_look *look)
{
	(void)arg;
	(void)look;
	draw_printf(a, 1, 0, ROLE_TEXT, row_id(row) ? "row %d" : "HEAD", (int)row_id(row));
}

static bool book_all(void *arg, struct arena *a, void **rows, int *n, struct err *e)
{
	struct book *b = arg;
	struct row *r = arena_alloc(a, sizeof(*r) * 64);

	if (b->broken)
		return err_set(e, ERR_BUSY, "busy");
	for (int i = 0; i < b->n; i++)
		r[i].id = b->ids[i];
	*rows = r;
	*n = b->n;
	return true;
}

static const struct list_type whole = {.size = sizeof(struct row), .id = row_id, .all = book_all, .draw = row_draw};

/* A million rows, 1 to 1,000,000, but for those in ids. */
#define MANY 1000000
static bool gone(const struct book *b, uint64_t id)
{
	for (int i = 0; i < b->n; i++) {
		if (b->ids[i] == id)
			return true;
	}
	return false;
}

static bool many_fetch(void *arg, const void *from, bool before, int limit, struct arena *a, void **rows, int *n,
		       struct err *e)
{
	struct book *b = arg;
	struct row *r = arena_alloc(a, sizeof(*r) * (size_t)limit);
	int64_t id = from ? (int64_t)row_id(from) : before ? MANY + 1 : 0;

	if (b->broken)
		return err_set(e, ERR_BUSY, "busy");
	*n = 0;
	while (*n < limit) {
		id += before ? -1 : 1;
		if (id < 1 || id > MANY)
			break;
		if (!gone(b, (uint64_t)id))
			r[(*n)++].id = (uint64_t)id;
	}
	for (int i = 0; before && i < *n / 2; i++) {
		struct row swap = r[i];

		r[i] = r[*n - 1 - i];
		r[*n - 1 - i] = swap;
	}
	b->fetched += *n;
	*rows = r;
	return true;
}

static bool many_find(void *arg, uint64_t id, struct arena *a, void **row, struct err *e)
{
	struct book *b = arg;
	struct row *r = arena_alloc(a, sizeof(*r));

	if (b->broken)
		return err_set(e, ERR_BUSY, "busy");
	r->id = id;
	*row = id >= 1 && id <= MANY && !gone(b, id) ? r : NULL;
	return true;
}

static const struct list_type many = {
	.size = sizeof(struct row), .id = row_id, .fetch = many_fetch, .find = many_find, .draw = row_draw};

static struct book book;
static struct list list;
static struct canvas *canvas;

static void begin(const struct list_type *type)
{
	struct err e = {0};

	list_init(&list, type, &book);
	assert_true(list_load(&list, &e));
	list_draw(&list, canvas_area(canvas), LIST_FOCUS);
}

static int setup(void **state)
{
	(void)state;
	book = (struct book){.ids = {0, 11, 12, 0, 13, 14, 15, 16, 17}, .n = 9};
	canvas = canvas_new(12, 5);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	list_free(&list);
	canvas_free(canvas);
	return 0;
}

static void press(const char *name)
{
	struct key k;
	struct err e = {0};

	assert_true(key_named(name, strlen(name), &k));
	assert_true(list_key(&list, k, &e));
	assert_int_equal(e.code, ERR_NONE);
}

static void shows(const char *expected)
{
	struct str b = {0};

	canvas_clear(canvas);
	list_draw(&list, canvas_area(canvas), LIST_FOCUS);
	canvas_text(canvas, &b);
	assert_string_equal(str_text(&b), expected);
	str_free(&b);
}

static void headings_are_passed(void **state)
{
	(void)state;
	begin(&whole);
	shows(" HEAD\n>row 11\n row 12\n HEAD\n row 13\n");
	assert_int_equal(canvas->cursor_y, 1);
	assert_int_equal(canvas->cursor_x, 0);
	press("j");
	press("Down");
	assert_int_equal(list_id(&list), 13);
	press("k");
	press("Up");
	press("Up");
	shows(" HEAD\n>row 11\n row 12\n HEAD\n row 13\n");
}

static void keys_reach_the_ends(void **state)
{
	(void)state;
	begin(&whole);
	press("G");
	shows(" row 13\n row 14\n row 15\n row 16\n>row 17\n");
	press("Down");
	assert_int_equal(list_id(&list), 17);
	press("PgUp");
	assert_int_equal(list_id(&list), 13);
	press("Home");
	shows(" HEAD\n>row 11\n row 12\n HEAD\n row 13\n");
	press("PgDn");
	assert_int_equal(list_id(&list), 14);
	press("End");
	assert_int_equal(list_id(&list), 17);
}

static void a_reload_keeps_selection_and_height(void **state)
{
	struct err e = {0};
	static const uint64_t after[] = {0, 1, 2, 11, 12, 3, 0, 13, 14, 15, 16, 17};

	(void)state;
	begin(&whole);
	press("G");
	press("Up");
	press("Up");
	press("Up");
	shows(" row 13\n>row 14\n row 15\n row 16\n row 17\n");
	memcpy(book.ids, after, sizeof(after));
	book.n = 12;
	assert_true(list_load(&list, &e));
	shows(" row 13\n>row 14\n row 15\n row 16\n row 17\n");
}

static void what_went_away_gives_to_the_next(void **state)
{
	struct err e = {0};
	static const uint64_t after[] = {0, 11, 12, 0, 14, 15};

	(void)state;
	begin(&whole);
	assert_true(list_select(&list, 13, &e));
	memcpy(book.ids, after, sizeof(after));
	book.n = 6;
	assert_true(list_load(&list, &e));
	assert_int_equal(list_id(&list), 14);
	book.n = 0;
	assert_true(list_load(&list, &e));
	assert_int_equal(list_id(&list), 0);
	assert_null(list_row(&list));
	press("Down");
	shows("\n\n\n\n\n");
}

static void trouble_changes_nothing(void **state)
{
	struct err e = {0};

	(void)state;
	begin(&whole);
	book.broken = true;
	assert_false(list_load(&list, &e));
	assert_int_equal(e.code, ERR_BUSY);
	assert_int_equal(list_id(&list), 11);
	shows(" HEAD\n>row 11\n row 12\n HEAD\n row 13\n");
	err_clear(&e);
}

static void marks_are_ids(void **state)
{
	struct err e = {0};

	(void)state;
	begin(&whole);
	press("Space");
	press("Space");
	press("Up");
	shows(" HEAD\nxrow 11\nXrow 12\n HEAD\n row 13\n");
	assert_int_equal(list.n_marks, 2);
	memmove(book.ids, book.ids + 2, sizeof(*book.ids) * 7);
	book.n = 7;
	assert_true(list_load(&list, &e));
	assert_true(list_marked(&list, 11));
	assert_true(list_marked(&list, 12));
	assert_false(list_marked(&list, 13));
	list_unmark(&list);
	press("*");
	assert_int_equal(list.n_marks, 6);
	list_mark(&list, 14, false);
	assert_false(list_marked(&list, 14));
	press("*");
	assert_int_equal(list.n_marks, 6);
	press("*");
	assert_int_equal(list.n_marks, 0);
	list.no_marks = true;
	assert_false(list_key(&list, (struct key){.code = ' '}, &e));
}

static void the_mouse_selects(void **state)
{
	struct err e = {0};

	(void)state;
	begin(&whole);
	assert_true(list_key(&list, (struct key){.code = K_CLICK, .x = 3, .y = 4}, &e));
	assert_int_equal(list_id(&list), 13);
	assert_true(list_key(&list, (struct key){.code = K_CLICK, .x = 3, .y = 3}, &e));
	assert_int_equal(list_id(&list), 13);
	assert_false(list_key(&list, (struct key){.code = K_CLICK, .x = 12, .y = 3}, &e));
	assert_true(list_key(&list, (struct key){.code = K_WHEEL_DOWN, .x = 3, .y = 3}, &e));
	assert_int_equal(list_id(&list), 16);
}

static void without_focus_nothing_is_reversed(void **state)
{
	struct str b = {0};

	(void)state;
	begin(&whole);
	canvas_clear(canvas);
	list_draw(&list, canvas_area(canvas), LIST_KEEP);
	canvas_styles(canvas, &b);
	assert_string_equal(str_text(&b), "\nb\n\n\n\n");
	assert_int_equal(canvas->cursor_x, -1);
	str_clear(&b);
	canvas_clear(canvas);
	list_draw(&list, canvas_area(canvas), LIST_FOCUS);
	canvas_styles(canvas, &b);
	assert_string_equal(str_text(&b), "\nB###########\n\n\n\n");
	str_free(&b);
}

static void rows_may_be_two_high(void **state)
{
	(void)state;
	list_init(&list, &whole, &book);
	list.height = 2;
	assert_true(list_load(&list, NULL));
	shows(" HEAD\n\n>row 11\n\n\n");
	press("Down");
	shows(" row 11\n\n>row 12\n\n\n");
}

/* --- the window --- */

static void a_long_list_is_read_in_parts(void **state)
{
	struct err e = {0};

	(void)state;
	book.n = 0;
	begin(&many);
	shows(">row 1\n row 2\n row 3\n row 4\n row 5\n");
	for (int i = 0; i < 500; i++)
		press("Down");
	shows(" row 497\n row 498\n row 499\n row 500\n>row 501\n");
	for (int i = 0; i < 3; i++)
		press("PgUp");
	assert_int_equal(list_id(&list), 489);
	press("G");
	assert_int_equal(list_id(&list), MANY);
	press("Up");
	shows(" row 999996\n row 999997\n row 999998\n>row 999999\n row 1000000\n");
	assert_true(list_select(&list, 500000, &e));
	assert_int_equal(list_id(&list), 500000);
	press("Up");
	press("Down");
	press("Down");
	assert_int_equal(list_id(&list), 500001);
	press("g");
	shows(">row 1\n row 2\n row 3\n row 4\n row 5\n");
	assert_false(list_select(&list, MANY + 1, &e));
	assert_int_equal(list_id(&list), 1);
	assert_true(book.fetched < 3000);
	assert_true(list.n < 200);
}

static void the_window_reloads_in_place(void **state)
{
	struct err e = {0};

	(void)state;
	book.n = 0;
	begin(&many);
	assert_true(list_select(&list, 5000, &e));
	press("Up");
	press("Up");
	press("Down");
	shows(" row 4998\n>row 4999\n row 5000\n row 5001\n row 5002\n");
	book.ids[0] = 4998;
	book.ids[1] = 5001;
	book.n = 2;
	assert_true(list_load(&list, &e));
	shows(" row 4997\n>row 4999\n row 5000\n row 5002\n row 5003\n");
	book.ids[2] = 4999;
	book.n = 3;
	assert_true(list_load(&list, &e));
	shows(" row 4997\n>row 5000\n row 5002\n row 5003\n row 5004\n");
	book.broken = true;
	assert_false(list_load(&list, &e));
	shows(" row 4997\n>row 5000\n row 5002\n row 5003\n row 5004\n");
	err_clear(&e);
}

static void a_taller_window_reads_more(void **state)
{
	struct str b = {0};

	(void)state;
	book.n = 0;
	begin(&many);
	press("G");
	for (int i = 0; i < 100; i++)
		press("Up");
	canvas_resize(canvas, 12, 300);
	list_draw(&list, canvas_area(canvas), LIST_FOCUS);
	canvas_text(canvas, &b);
	assert_non_null(strstr(str_text(&b), ">row 999900\n"));
	assert_non_null(strstr(str_text(&b), " row 1000000\n"));
	assert_non_null(strstr(str_text(&b), " row 999701\n"));
	str_free(&b);
}

static void all_marks_have_an_end(void **state)
{
	(void)state;
	book.n = 0;
	begin(&many);
	press("*");
	assert_int_equal(list.n_marks, 10000);
	assert_true(list_marked(&list, 10000));
	assert_false(list_marked(&list, 10001));
	press("*");
	assert_int_equal(list.n_marks, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(headings_are_passed, setup, teardown),
		cmocka_unit_test_setup_teardown(keys_reach_the_ends, setup, teardown),
		cmocka_unit_test_setup_teardown(a_reload_keeps_selection_and_height, setup, teardown),
		cmocka_unit_test_setup_teardown(what_went_away_gives_to_the_next, setup, teardown),
		cmocka_unit_test_setup_teardown(trouble_changes_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(marks_are_ids, setup, teardown),
		cmocka_unit_test_setup_teardown(the_mouse_selects, setup, teardown),
		cmocka_unit_test_setup_teardown(without_focus_nothing_is_reversed, setup, teardown),
		cmocka_unit_test_setup_teardown(rows_may_be_two_high, setup, teardown),
		cmocka_unit_test_setup_teardown(a_long_list_is_read_in_parts, setup, teardown),
		cmocka_unit_test_setup_teardown(the_window_reloads_in_place, setup, teardown),
		cmocka_unit_test_setup_teardown(a_taller_window_reads_more, setup, teardown),
		cmocka_unit_test_setup_teardown(all_marks_have_an_end, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
