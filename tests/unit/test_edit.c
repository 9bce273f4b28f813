/* Line editing by graphemes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/utf8.h"
#include "rapport/tui/edit.h"

static struct edit e;

static int setup(void **state)
{
	(void)state;
	e = (struct edit){0};
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	edit_free(&e);
	return 0;
}

static void type(const char *s)
{
	size_t left = strlen(s);

	while (left) {
		struct key k = {0};
		size_t n = utf8_decode(s, left, &k.code);

		assert_true(edit_key(&e, k));
		s += n;
		left -= n;
	}
}

static bool press(const char *names)
{
	bool taken = true;

	while (*names) {
		struct key k;
		size_t n = strcspn(names, " ");

		assert_true(key_named(names, n, &k));
		taken = edit_key(&e, k);
		names += n + (names[n] == ' ');
	}
	return taken;
}

static void is(const char *text, size_t at)
{
	assert_string_equal(edit_text(&e), text);
	assert_int_equal(e.at, at);
}

static void typing_and_moving(void **state)
{
	(void)state;
	type("brught");
	press("Home Right Right");
	type("o");
	is("brought", 3);
	press("End");
	type(" outcomes");
	press("Ctrl-Left");
	is("brought outcomes", 8);
	press("Ctrl-Left Ctrl-Right");
	is("brought outcomes", 7);
	press("Ctrl-A Left");
	is("brought outcomes", 0);
	press("Ctrl-E Right");
	is("brought outcomes", 16);
}

static void graphemes_go_whole(void **state)
{
	(void)state;
	type("Zoe");
	type("\u0301");
	is("Zoe\u0301", 5);
	press("Left");
	is("Zoe\u0301", 2);
	press("Right Backspace");
	is("Zo", 2);
	type("李");
	press("Left Del");
	is("Zo", 2);
}

static void erasing(void **state)
{
	(void)state;
	edit_set(&e, "one two  three");
	press("Ctrl-W");
	is("one two  ", 9);
	press("Ctrl-W");
	is("one ", 4);
	press("Home Right Ctrl-K");
	is("o", 1);
	edit_set(&e, "one two");
	press("Ctrl-Left Ctrl-U");
	is("two", 0);
}

static void backspace_in_an_empty_field_does_nothing(void **state)
{
	(void)state;
	assert_true(press("Backspace Backspace"));
	is("", 0);
	press("Ctrl-Z");
	is("", 0);
}

static void other_keys_are_not_taken(void **state)
{
	static const char *const names[] = {"Enter", "Tab", "Esc", "Up", "Down", "Shift-Tab", "F1", "Ctrl-S", "Ctrl-J"};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_false(press(names[i]));
	is("", 0);
}

static void undo_takes_back_words(void **state)
{
	(void)state;
	type("one two");
	press("Ctrl-Z");
	is("one ", 4);
	press("Ctrl-Z");
	is("", 0);
	type("abc");
	press("Ctrl-U");
	is("", 0);
	press("Ctrl-Z");
	is("abc", 3);
}

static void pasting(void **state)
{
	(void)state;
	type("<>");
	press("Left");
	assert_true(edit_insert(&e, "delete all\r\nx\ty\n"));
	is("<delete all x y>", 15);
	press("Ctrl-Z");
	is("<>", 1);
	assert_true(edit_insert(&e, "a\033[31m\x7f"));
	is("<a[31m>", 6);
	press("Ctrl-Z");
	assert_false(edit_insert(&e, "\u202Eabc"));
	assert_false(edit_insert(&e, "\xff"));
	is("<>", 1);
}

static void notes_have_rows(void **state)
{
	(void)state;
	e.multiline = true;
	type("first");
	press("Ctrl-J");
	type("second row");
	is("first\nsecond row", 16);
	assert_true(press("Up"));
	is("first\nsecond row", 5);
	assert_false(press("Up"));
	assert_true(press("Home Down"));
	is("first\nsecond row", 6);
	assert_false(press("Down"));
	press("End Ctrl-U");
	is("first\n", 6);
	assert_true(edit_insert(&e, "a\nb"));
	is("first\na\nb", 9);
	assert_int_equal(edit_rows(&e, 10), 3);
}

static void draw(int w, int h, const char *shown, int cursor_x, int cursor_y)
{
	struct canvas *c = canvas_new(w, h);
	struct str b = {0};

	edit_draw(&e, canvas_area(c), ROLE_TEXT, true);
	canvas_text(c, &b);
	assert_string_equal(str_text(&b), shown);
	assert_int_equal(c->cursor_x, cursor_x);
	assert_int_equal(c->cursor_y, cursor_y);
	str_free(&b);
	canvas_free(c);
}

static void a_long_line_scrolls(void **state)
{
	(void)state;
	draw(6, 1, "\n", 0, 0);
	type("abcdefgh");
	draw(6, 1, "defgh\n", 5, 0);
	press("Home");
	draw(6, 1, "abcde…\n", 0, 0);
	press("End");
	draw(6, 1, "defgh\n", 5, 0);
	draw(20, 1, "abcdefgh\n", 8, 0);
	edit_set(&e, "李小龍李");
	draw(6, 1, "龍李\n", 4, 0);
}

static void a_note_wraps_and_follows_the_cursor(void **state)
{
	(void)state;
	e.multiline = true;
	edit_set(&e, "one two three");
	draw(8, 3, "one two\nthree\n\n", 5, 1);
	type(" ");
	draw(8, 3, "one two\nthree\n\n", 6, 1);
	edit_set(&e, "a\nb\nc\nd");
	draw(8, 2, "c\nd\n", 1, 1);
	press("Up Up Up");
	draw(8, 2, "a\nb\n", 1, 0);
	edit_set(&e, "a\n");
	draw(8, 2, "a\n\n", 0, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(typing_and_moving, setup, teardown),
		cmocka_unit_test_setup_teardown(graphemes_go_whole, setup, teardown),
		cmocka_unit_test_setup_teardown(erasing, setup, teardown),
		cmocka_unit_test_setup_teardown(backspace_in_an_empty_field_does_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(other_keys_are_not_taken, setup, teardown),
		cmocka_unit_test_setup_teardown(undo_takes_back_words, setup, teardown),
		cmocka_unit_test_setup_teardown(pasting, setup, teardown),
		cmocka_unit_test_setup_teardown(notes_have_rows, setup, teardown),
		cmocka_unit_test_setup_teardown(a_long_line_scrolls, setup, teardown),
		cmocka_unit_test_setup_teardown(a_note_wraps_and_follows_the_cursor, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
