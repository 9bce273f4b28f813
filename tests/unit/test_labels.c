/* Label sheets: the geometry of each, where half-used sheets and drifting printers put a label, and what may stand on one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/exchange/cards.h"
#include "rapport/exchange/labels.h"

/* Half a millimetre: what the makers' own figures are rounded to. */
#define CLOSE (LABEL_MM / 2)

static void columns_and_rows_fill_the_page(void **state)
{
	int n = 0;
	(void)state;
	for (const struct label_sheet *s = label_sheets; s->name; s++, n++) {
		int32_t right = s->left + (s->columns - 1) * s->step_x + s->label_w,
			bottom = s->top + (s->rows - 1) * s->step_y + s->label_h;
		assert_true(s->left >= 0 && s->top >= 0 && right <= s->page_w && bottom <= s->page_h);
		assert_true(s->step_x >= s->label_w && s->step_y >= s->label_h); /* none lies over another */
		if (s->columns * s->rows == 1)
			continue;
		/* sheets are symmetric: the margin at the right is that at the left, the lower that above */
		assert_in_range(s->page_w - right - s->left + CLOSE, 0, 2 * CLOSE);
		assert_in_range(s->page_h - bottom - s->top + CLOSE, 0, 2 * CLOSE);
	}
	assert_int_equal(n, 4);
}

/* The figures on the packets, in sixteenths of an inch and tenths of a millimetre. */
static void sheets_are_those_on_the_packet(void **state)
{
	const struct label_sheet *s = label_sheet_named("5160");
	(void)state;
	assert_ptr_equal(s, label_sheets);
	assert_int_equal(s->columns * s->rows, 30);
	assert_int_equal(s->label_w, LABEL_INCH / 16 * 42);
	assert_int_equal(s->label_h, LABEL_INCH);
	assert_int_equal(2 * s->left + 3 * s->label_w + 2 * (s->step_x - s->label_w), LABEL_INCH / 2 * 17);
	s = label_sheet_named("5161");
	assert_int_equal(s->columns * s->rows, 20);
	assert_int_equal(s->label_w, 4 * LABEL_INCH);
	assert_int_equal(2 * s->left + 2 * s->label_w + s->step_x - s->label_w, LABEL_INCH / 2 * 17);
	s = label_sheet_named("l7163");
	assert_int_equal(s->columns * s->rows, 14);
	assert_int_equal(s->label_w, LABEL_MM / 10 * 991);
	assert_int_equal(2 * s->left + 2 * s->label_w + s->step_x - s->label_w, LABEL_MM * 210);
	s = label_sheet_named("4x6");
	assert_int_equal(s->page_w, 6 * LABEL_INCH);
	assert_int_equal(s->page_h, 4 * LABEL_INCH);
	assert_null(label_sheet_named("5163"));
}

static void half_used_sheets_go_on_where_they_are_free(void **state)
{
	struct label_job job;
	struct label_place at, first;
	(void)state;
	assert_true(label_job_read(&job, NULL, "", NULL, NULL));
	label_place(&job, 0, &first);
	assert_int_equal(first.x, job.sheet->left);
	assert_int_equal(first.y, job.sheet->top);
	label_place(&job, 29, &at);
	assert_int_equal(at.page, 0);
	label_place(&job, 30, &at);
	assert_int_equal(at.page, 1);
	assert_int_equal(at.x, first.x);
	assert_int_equal(at.y, first.y);

	assert_true(label_job_read(&job, "5160", "5", NULL, NULL));
	label_place(&job, 0, &at);
	assert_int_equal(at.x, first.x + job.sheet->step_x); /* the second of the second row */
	assert_int_equal(at.y, first.y + job.sheet->step_y);
	label_place(&job, 25, &at);
	assert_int_equal(at.page, 0);
	label_place(&job, 26, &at);
	assert_int_equal(at.page, 1);
	assert_int_equal(at.x, first.x);
}

static void a_drift_moves_all_alike(void **state)
{
	struct label_job job, plain;
	struct label_place at, from;
	(void)state;
	assert_true(label_job_read(&plain, "L7163", NULL, NULL, NULL));
	assert_true(label_job_read(&job, "L7163", NULL, " 1.5, -2", NULL));
	for (int i = 0; i < 15; i++) {
		label_place(&plain, i, &from);
		label_place(&job, i, &at);
		assert_int_equal(at.x - from.x, LABEL_MM + LABEL_MM / 2);
		assert_int_equal(at.y - from.y, -2 * LABEL_MM);
		assert_int_equal(at.page, from.page);
	}
}

static void refuse(const char *sheet, const char *first, const char *offset, const char *field, const char *words)
{
	struct label_job job;
	struct err e = {0};
	assert_false(label_job_read(&job, sheet, first, offset, &e));
	assert_string_equal(e.field, field);
	if (!strstr(err_text(&e), words))
		fail_msg("“%s” is not in: %s", words, err_text(&e));
	err_clear(&e);
}

static void what_is_no_sheet_is_refused_in_words(void **state)
{
	(void)state;
	refuse("5163", NULL, NULL, "sheet", "there are 5160, 5161, L7163, 4x6");
	refuse("5160", "0", NULL, "first", "1 to 30");
	refuse("5160", "31", NULL, "first", "1 to 30");
	refuse("4x6", "2", NULL, "first", "1 to 1");
	refuse("5160", "two", NULL, "first", "1 to 30");
	refuse("5160", NULL, "2", "offset", "such as 1.5,-2");
	refuse("5160", NULL, "1,x", "offset", "such as 1.5,-2");
	refuse("5160", NULL, "1,2,3", "offset", "such as 1.5,-2");
	refuse("5160", NULL, "25,0", "offset", "at most 20 mm");
}

static int count(const char *text, const char *needle)
{
	int n = 0;
	for (const char *s = text; (s = strstr(s, needle)) != NULL; s += strlen(needle))
		n++;
	return n;
}

static void the_page_says_where_in_the_sheets_unit(void **state)
{
	const char *two[] = {"Dr. Ann <b>Ito</b>\nIto & Co\n1 Main St", "Rosa\n\x1b[31m2 Main St"};
	struct label_job job;
	struct str out = {0};
	(void)state;
	assert_true(label_job_read(&job, "5160", "30", "-1,0", NULL));
	labels_html(&job, two, 2, &out);
	assert_non_null(strstr(out.s, "@page { size: 8.5in 11in; margin: 0; }"));
	assert_non_null(strstr(out.s, "width: 2.625in; height: 1in;"));
	assert_int_equal(count(out.s, "<div class=\"sheet\">"), 2); /* the last of one sheet, the first of the next */
	assert_non_null(strstr(out.s, "style=\"left: 5.64813in; top: 9.5in\"")); /* 5.6875 in less 1 mm */
	assert_non_null(strstr(out.s, "style=\"left: 0.14813in; top: 0.5in\""));
	assert_non_null(strstr(out.s, "Dr. Ann &lt;b&gt;Ito&lt;/b&gt;<br>\nIto &amp; Co<br>"));
	assert_null(strchr(out.s, '\x1b'));
	str_clear(&out);
	assert_true(label_job_read(&job, "l7163", NULL, NULL, NULL));
	labels_html(&job, two, 1, &out);
	assert_non_null(strstr(out.s, "@page { size: 210mm 297mm; margin: 0; }"));
	assert_non_null(strstr(out.s, "left: 4.65mm; top: 15.15mm\""));
	str_free(&out);
}

static void much_text_is_set_smaller(void **state)
{
	const char *few[] = {"Rosa Delgado\n1 Main Street\nPrescott, AZ 86301"};
	const char *many[] = {
		"Rosa Delgado, coordinator\nThe Very Long Orthopedic and Sports Medicine Institute of Arizona\n"
		"c/o Central Post Room, Third Floor\n1 Main Street\nPrescott, AZ 86301"};
	struct label_job job;
	struct str out = {0};
	(void)state;
	assert_true(label_job_read(&job, "5160", NULL, NULL, NULL));
	labels_html(&job, few, 1, &out);
	assert_non_null(strstr(out.s, "<div class=\"label\""));
	str_clear(&out);
	labels_html(&job, many, 1, &out);
	assert_non_null(strstr(out.s, "<div class=\"label long\""));
	str_free(&out);
}

/* The text area is 378 x 234 pt: at 14 pt 54 letters a line and 11 lines, at 8 pt 94 and 20. */
static void a_card_has_letters_as_large_as_fit(void **state)
{
	char text[64];
	(void)state;
	assert_int_equal(card_points(""), 14);
	assert_int_equal(card_points("Thank you."), 14);
	memset(text, '\n', sizeof text);
	text[10] = '\0';
	assert_int_equal(card_points(text), 14);
	memset(text, '\n', sizeof text);
	text[20] = '\0';
	assert_int_equal(card_points(text), 8);
	text[20] = '\n';
	text[21] = '\0';
	assert_int_equal(card_points(text), 0);
	char *wide = malloc(94 * 20 + 2);
	memset(wide, 'x', 94 * 20 + 1);
	wide[94 * 20 + 1] = '\0';
	assert_int_equal(card_points(wide), 0);
	wide[94 * 20] = '\0';
	assert_int_equal(card_points(wide), 8);
	free(wide);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_and_rows_fill_the_page),
		cmocka_unit_test(sheets_are_those_on_the_packet),
		cmocka_unit_test(a_card_has_letters_as_large_as_fit),
		cmocka_unit_test(half_used_sheets_go_on_where_they_are_free),
		cmocka_unit_test(a_drift_moves_all_alike),
		cmocka_unit_test(what_is_no_sheet_is_refused_in_words),
		cmocka_unit_test(the_page_says_where_in_the_sheets_unit),
		cmocka_unit_test(much_text_is_set_smaller),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
