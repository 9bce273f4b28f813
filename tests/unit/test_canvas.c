/* The canvas: clipping by cells, wide characters at borders, boxes, bars and what never reaches a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/str.h"
#include "rapport/tui/canvas.h"

static struct canvas *c;
static struct area all;

static int setup(void **state)
{
	(void)state;
	c = canvas_new(20, 4);
	all = canvas_area(c);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	canvas_free(c);
	return 0;
}

static void shows(const char *expected)
{
	struct str b = {0};

	canvas_text(c, &b);
	while (b.len > 1 && b.s[b.len - 1] == '\n' && b.s[b.len - 2] == '\n')
		str_cut(&b, b.len - 1);
	assert_string_equal(str_text(&b), expected);
	str_free(&b);
}

static void styles(const char *expected)
{
	struct str b = {0};

	canvas_styles(c, &b);
	while (b.len > 1 && b.s[b.len - 1] == '\n' && b.s[b.len - 2] == '\n')
		str_cut(&b, b.len - 1);
	assert_string_equal(str_text(&b), expected);
	str_free(&b);
}

static void text_stops_at_the_edge(void **state)
{
	struct area part = area_sub(all, 2, 1, 5, 1);

	(void)state;
	assert_int_equal(draw_text(part, 0, 0, ROLE_TEXT, "abcdefgh"), 5);
	assert_int_equal(draw_text(part, 0, 1, ROLE_TEXT, "below"), 0);
	assert_int_equal(draw_text(part, 9, 0, ROLE_TEXT, "beside"), 0);
	shows("\n  abcde\n");
}

static void clip_marks_the_cut(void **state)
{
	(void)state;
	assert_int_equal(draw_clip(all, 0, 0, 8, ROLE_TEXT, "Dr. Priya Okafor"), 8);
	assert_int_equal(draw_clip(all, 0, 1, 16, ROLE_TEXT, "Dr. Priya Okafor"), 16);
	/* The wide one does not fit before the mark. */
	assert_int_equal(draw_clip(all, 0, 2, 4, ROLE_TEXT, "李小龍"), 3);
	assert_int_equal(draw_right(all, 20, 3, 20, ROLE_TEXT, "3d late"), 7);
	shows("Dr. Pri…\nDr. Priya Okafor\n李…\n             3d late\n");
}

static void a_wide_character_is_never_halved(void **state)
{
	struct area part = area_sub(all, 0, 0, 3, 1);

	(void)state;
	assert_int_equal(draw_text(part, 0, 0, ROLE_TEXT, "李小"), 2);
	shows("李\n");
	assert_int_equal(canvas_cell(c, 1, 0)->width, 0);
	/* Over its right half, then over the left half of another. */
	draw_text(all, 1, 0, ROLE_TEXT, "x");
	shows(" x\n");
	draw_text(all, 4, 0, ROLE_TEXT, "小");
	draw_text(all, 3, 0, ROLE_TEXT, "yz");
	shows(" x yz\n");
	assert_int_equal(canvas_cell(c, 5, 0)->width, 1);
	/* A wide one over halves of two others. */
	draw_text(all, 0, 1, ROLE_TEXT, "李小");
	draw_text(all, 1, 1, ROLE_TEXT, "龍");
	shows(" x yz\n 龍\n");
	assert_int_equal(canvas_cell(c, 3, 1)->width, 1);
}

static void a_box_over_wide_characters_blanks_their_halves(void **state)
{
	(void)state;
	draw_text(all, 0, 1, ROLE_TEXT, "李小龍李小龍");
	draw_box(area_sub(all, 3, 0, 6, 3), BOX_SINGLE, NULL, NULL, NULL);
	shows("   ┌────┐\n李 │    │ 龍\n   └────┘\n");
	draw_text(all, 0, 1, ROLE_TEXT, "李小龍李小龍");
	draw_blank(area_sub(all, 3, 1, 6, 1));
	shows("   ┌────┐\n李        龍\n   └────┘\n");
}

static void marks_stay_with_their_letter(void **state)
{
	(void)state;
	/* e and acute as two code points, and three marks of which two stay */
	draw_text(all, 0, 0, ROLE_TEXT, "Zoe\u0301 a\u0301\u0302\u0303b");
	assert_string_equal(canvas_cell(c, 2, 0)->text, "e\u0301");
	assert_string_equal(canvas_cell(c, 4, 0)->text, "a\u0301\u0302");
	assert_string_equal(canvas_cell(c, 5, 0)->text, "b");
}

static void nothing_stored_reaches_the_terminal_raw(void **state)
{
	(void)state;
	draw_text(all, 0, 0, ROLE_TEXT, "a\033[31mb\tc\nd");
	draw_clip(all, 0, 1, 20, ROLE_TEXT, "\u202Eevil\xff");
	for (int i = 0; i < c->w * c->h; i++) {
		for (const char *s = c->cells[i].text; *s; s++)
			assert_true((unsigned char)*s >= 0x20 && *s != 0x7f);
	}
	shows("a␛[31mb c d\n·evil\uFFFD\n");
}

static void boxes_carry_title_right_and_legend(void **state)
{
	(void)state;
	draw_box(all, BOX_SINGLE, "1 Sources", "32", "`d` done");
	shows("┌─ 1 Sources ─ 32 ─┐\n│                  │\n│                  │\n└─ d done ─────────┘\n");
	styles("--.bbbbbbbbb.-....--\n-..................-\n-..................-\n--.khhhhh.----------\n");
}

static void boxes_with_little_room(void **state)
{
	(void)state;
	draw_box(area_rows(all, 0, 3), BOX_DOUBLE, "1 Sources", "32, by next step", NULL);
	shows("╔═ 1 Sources ══════╗\n║                  ║\n╚══════════════════╝\n");
	draw_blank(all);
	draw_box(area_sub(all, 0, 0, 10, 3), BOX_SINGLE, "A long title", "x", "a long legend");
	shows("┌─ A l… ─┐\n│        │\n└─ a lo ─┘\n");
}

static void a_rule_joins_the_border(void **state)
{
	(void)state;
	draw_box(all, BOX_SINGLE, NULL, NULL, NULL);
	draw_rule(all, 2, "Timeline");
	shows("┌──────────────────┐\n│                  │\n├─ Timeline ───────┤\n└──────────────────┘\n");
}

static void ascii_has_no_other_lines(void **state)
{
	(void)state;
	c->ascii = true;
	draw_box(all, BOX_DOUBLE, "Zoë … →", NULL, NULL);
	draw_clip(all, 1, 1, 4, ROLE_TEXT, "abcdef");
	draw_bar(all, 8, 1, 4, ROLE_TEXT, 1, 2);
	shows("+= Zoë . > ========+\n|abc.   ##         |\n|                  |\n+==================+\n");
	c->translit = true;
	draw_text(all, 1, 1, ROLE_TEXT, "Müller ß 李 ø");
	draw_text(all, 1, 2, ROLE_TEXT, "“x” · –");
	shows("+= Zoë . > ========+\n|Muller ss ?? o    |\n|\"x\" - -           |\n+==================+\n");
}

static void plain_draws_no_lines(void **state)
{
	(void)state;
	c->plain = true;
	draw_box(all, BOX_SINGLE, "Sources", "32", "`d` done");
	draw_text(area_inside(all), 0, 0, ROLE_TEXT, "x");
	shows("Sources, 32.\nx\n");
}

static void bars_by_eighths(void **state)
{
	(void)state;
	assert_int_equal(draw_bar(all, 0, 0, 4, ROLE_TEXT, 100, 100), 4);
	assert_int_equal(draw_bar(all, 0, 1, 4, ROLE_TEXT, 51, 96), 3);
	assert_int_equal(draw_bar(all, 0, 2, 4, ROLE_TEXT, 1, 100000), 1);
	assert_int_equal(draw_bar(all, 0, 3, 4, ROLE_TEXT, 0, 100), 0);
	assert_int_equal(draw_bar(all, 0, 3, 4, ROLE_TEXT, 5, 0), 0);
	shows("████\n██▏\n▏\n");
}

static void columns_grow_upwards(void **state)
{
	(void)state;
	draw_column(all, 0, 3, 2, 2, ROLE_TEXT, 16, 16);
	draw_column(all, 3, 3, 2, 2, ROLE_TEXT, 9, 16);
	draw_column(all, 6, 3, 2, 2, ROLE_TEXT, 0, 16);
	shows("\n\n██ ▁▁\n██ ██\n");
}

static void sparks_begin_with_the_first_count(void **state)
{
	static const int64_t counts[] = {0, 0, 1, 0, 8, 4};

	(void)state;
	assert_int_equal(draw_spark(all, 0, 0, ROLE_TEXT, counts, 6), 6);
	shows("  ▂▁█▅\n");
}

static void hints_mark_keys(void **state)
{
	(void)state;
	assert_int_equal(draw_hints(all, 0, 0, ROLE_HINT, "`d` done  `Esc` x"), hints_cells("`d` done  `Esc` x"));
	shows("d done  Esc x\n");
	styles("khhhhhhhkkkhh\n");
}

static void text_wraps_at_words(void **state)
{
	(void)state;
	assert_int_equal(draw_wrapped(area_cols(all, 0, 10), 2, 0, 4, ROLE_TEXT, "one two three four\nfive"), 4);
	shows("  one two\n  three\n  four\n  five\n");
	assert_int_equal(text_rows("one two three four\nfive", 8), 4);
	canvas_clear(c);
	assert_int_equal(draw_wrapped(area_cols(all, 0, 10), 2, 0, 2, ROLE_TEXT, "one two three four\nfive"), 2);
	shows("  one two\n  three f…\n");
	/* A text cut at a newline shows it too, and one wider than the row does not hang. */
	assert_int_equal(draw_wrapped(area_cols(all, 0, 3), 2, 0, 3, ROLE_TEXT, "李小"), 2);
}

static void styles_are_letters(void **state)
{
	(void)state;
	draw_text(all, 0, 0, ROLE_LATE, "!");
	draw_text(all, 1, 0, ROLE_TEXT, "Dr");
	draw_text(all, 0, 1, ROLE_THANK, "+");
	draw_text(all, 1, 1, ROLE_TEXT, "Ki");
	draw_reverse(area_sub(all, 0, 1, 4, 1));
	styles("l\nP###\n");
	draw_cursor(area_sub(all, 2, 2, 3, 1), 1, 0);
	assert_int_equal(c->cursor_x, 3);
	assert_int_equal(c->cursor_y, 2);
	draw_cursor(area_sub(all, 2, 2, 3, 1), 3, 0);
	assert_int_equal(c->cursor_x, 3);
}

static void areas_stay_inside(void **state)
{
	struct area a = area_sub(all, -3, -1, 6, 3), none = area_sub(all, 30, 9, 5, 5);

	(void)state;
	assert_int_equal(a.x, 0);
	assert_int_equal(a.w, 3);
	assert_int_equal(a.h, 2);
	assert_int_equal(none.w, 0);
	assert_int_equal(none.h, 0);
	draw_blank(none);
	draw_box(none, BOX_SINGLE, "t", "r", "l");
	draw_text(none, 0, 0, ROLE_TEXT, "x");
	a = area_centre(all, 100, 2);
	assert_int_equal(a.w, 20);
	assert_int_equal(a.y, 1);
	assert_true(area_has(a, 0, 1));
	assert_false(area_has(a, 0, 3));
}

static void themes_name_colours(void **state)
{
	struct look look = theme_look(THEME_DARK, 256, NULL, ROLE_LATE);
	enum theme_name name;

	(void)state;
	assert_int_equal(look.colour, 209);
	assert_int_equal(theme_look(THEME_AUTO, 256, NULL, ROLE_LATE).colour, 1);
	assert_int_equal(theme_look(THEME_AUTO, 256, "0;15", ROLE_LATE).colour, 130);
	assert_int_equal(theme_look(THEME_AUTO, 256, "15;default;0", ROLE_LATE).colour, 209);
	assert_int_equal(theme_look(THEME_AUTO, 256, "15;default", ROLE_LATE).colour, 1);
	assert_int_equal(theme_look(THEME_DARK, 8, NULL, ROLE_GROWTH).colour, 2);
	assert_true(theme_look(THEME_DARK, 256, NULL, ROLE_LATE).bold);
	for (int i = 0; i < ROLE_COUNT; i++) {
		assert_int_equal(theme_look(THEME_MONO, 256, NULL, (enum role)i).colour, -1);
		assert_int_equal(theme_look(THEME_DARK, 0, NULL, (enum role)i).colour, -1);
		assert_false(theme_look(THEME_CONTRAST, 256, NULL, (enum role)i).dim);
	}
	assert_true(theme_look(THEME_MONO, 256, NULL, ROLE_TODAY).bold);
	assert_true(theme_named("light", &name));
	assert_int_equal(name, THEME_LIGHT);
	assert_false(theme_named("pink", &name));
}

static void pictures_are_whole_and_escaped(void **state)
{
	struct canvas *small = canvas_new(12, 2);
	struct area a = canvas_area(small);
	struct str b = {0};

	(void)state;
	draw_text(a, 0, 0, ROLE_LATE, "<R&D> \"x\"");
	draw_text(a, 0, 1, ROLE_TEXT, "\u674e!");
	draw_reverse(area_rows(a, 1, 1));
	canvas_svg(small, "Today & <co>", &b);
	assert_true(str_starts(b.s, "<svg xmlns=\"http://www.w3.org/2000/svg\""));
	assert_non_null(strstr(b.s, "<title>Today &amp; &lt;co&gt;</title>"));
	assert_non_null(strstr(b.s, " fill=\"#ff875f\" font-weight=\"bold\">&lt;R&amp;D&gt; &quot;x&quot;</text>"));
	/* a wide character stands alone over two cells, dark on a light bar */
	assert_non_null(strstr(b.s, "<rect x=\"12\" y=\"29\" width=\"18\""));
	assert_non_null(
		strstr(b.s, "textLength=\"18\" lengthAdjust=\"spacingAndGlyphs\" fill=\"#1e1e1e\">\u674e</text>"));
	assert_string_equal(b.s + b.len - 7, "</svg>\n");
	str_free(&b);
	canvas_free(small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(text_stops_at_the_edge, setup, teardown),
		cmocka_unit_test_setup_teardown(clip_marks_the_cut, setup, teardown),
		cmocka_unit_test_setup_teardown(a_wide_character_is_never_halved, setup, teardown),
		cmocka_unit_test_setup_teardown(a_box_over_wide_characters_blanks_their_halves, setup, teardown),
		cmocka_unit_test_setup_teardown(marks_stay_with_their_letter, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing_stored_reaches_the_terminal_raw, setup, teardown),
		cmocka_unit_test_setup_teardown(boxes_carry_title_right_and_legend, setup, teardown),
		cmocka_unit_test_setup_teardown(boxes_with_little_room, setup, teardown),
		cmocka_unit_test_setup_teardown(a_rule_joins_the_border, setup, teardown),
		cmocka_unit_test_setup_teardown(ascii_has_no_other_lines, setup, teardown),
		cmocka_unit_test_setup_teardown(plain_draws_no_lines, setup, teardown),
		cmocka_unit_test_setup_teardown(bars_by_eighths, setup, teardown),
		cmocka_unit_test_setup_teardown(columns_grow_upwards, setup, teardown),
		cmocka_unit_test_setup_teardown(sparks_begin_with_the_first_count, setup, teardown),
		cmocka_unit_test_setup_teardown(hints_mark_keys, setup, teardown),
		cmocka_unit_test_setup_teardown(text_wraps_at_words, setup, teardown),
		cmocka_unit_test_setup_teardown(styles_are_letters, setup, teardown),
		cmocka_unit_test_setup_teardown(areas_stay_inside, setup, teardown),
		cmocka_unit_test(pictures_are_whole_and_escaped),
		cmocka_unit_test(themes_name_colours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
