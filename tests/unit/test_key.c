/* Key names both ways, and the binding tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/err.h"
#include "rapport/tui/bind.h"
#include "rapport/tui/key.h"

static uint32_t code(const char *name)
{
	struct key k;

	return key_named(name, strlen(name), &k) ? k.code : 0;
}

static void names_are_read(void **state)
{
	(void)state;
	assert_int_equal(code("l"), 'l');
	assert_int_equal(code("L"), 'L');
	assert_int_equal(code("?"), '?');
	assert_int_equal(code("é"), 0xe9);
	assert_int_equal(code("1"), '1');
	assert_int_equal(code("Enter"), K_ENTER);
	assert_int_equal(code("esc"), K_ESC);
	assert_int_equal(code("Escape"), K_ESC);
	assert_int_equal(code("Ctrl-S"), 19);
	assert_int_equal(code("ctrl-s"), 19);
	assert_int_equal(code("C-s"), 19);
	assert_int_equal(code("Ctrl-\\"), 28);
	assert_int_equal(code("Shift-Tab"), K_BACKTAB);
	assert_int_equal(code("BTab"), K_BACKTAB);
	assert_int_equal(code("NPage"), K_PGDN);
	assert_int_equal(code("Space"), ' ');
	assert_int_equal(code("Ctrl-Left"), K_CTRL_LEFT);
	assert_int_equal(code("F1"), K_F1);
	assert_int_equal(code("F12"), K_F12);
}

static void what_is_no_name_is_refused(void **state)
{
	static const char *const bad[] = {"",       "F0",      "F13",   "Fx",   "ab",   "Ctrl-",
					  "Ctrl-1", "Ctrl-ab", "Entre", "\x01", "\x7f", "\xff"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(code(bad[i]), 0);
}

static void names_come_back(void **state)
{
	static const char *const good[] = {"l",     "é",         "Enter",      "Esc", "Tab", "Shift-Tab",
					   "Space", "Backspace", "Del",        "Ins", "Up",  "PgDn",
					   "Home",  "Ctrl-S",    "Ctrl-Right", "F1",  "F12", "Ctrl-\\"};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct str b = {0};
		struct key k = {.code = code(good[i])};

		key_add_name(&b, k);
		assert_string_equal(str_text(&b), good[i]);
		str_free(&b);
	}
}

static void labels_have_arrows(void **state)
{
	struct str b = {0};

	(void)state;
	key_add_label(&b, (struct key){.code = K_UP});
	key_add_label(&b, (struct key){.code = K_CTRL_LEFT});
	key_add_label(&b, (struct key){.code = 'x'});
	assert_string_equal(str_text(&b), "↑Ctrl-←x");
	str_free(&b);
}

static void only_typing_keys_are_text(void **state)
{
	(void)state;
	assert_true(key_is_text((struct key){.code = ' '}));
	assert_true(key_is_text((struct key){.code = 0x674e}));
	assert_false(key_is_text((struct key){.code = 0x7f}));
	assert_false(key_is_text((struct key){.code = 0x85}));
	assert_false(key_is_text((struct key){.code = 9}));
	assert_false(key_is_text((struct key){.code = K_UP}));
	assert_false(key_is_text((struct key){.code = K_PASTE}));
}

/* --- tables --- */

static const struct binding second[] = {
	{.keys = "q", .name = "filter-quiet"}, {.keys = "l", .name = "filter-late"}, {0}};
static const struct binding own[] = {
	{.keys = "l", .name = "log"},
	{.keys = "/ Ctrl-F", .name = "find"},
	{.keys = "f", .name = "filter", .second = second},
	{.keys = "s", .name = "stage", .label = "s  < >"},
	{.keys = "", .name = "suspend"},
	{0},
};
static const struct binding global[] = {{.keys = "q", .name = "quit"}, {.keys = "Down", .name = "down"}, {0}};
static const struct binding *const tables[] = {own, NULL}, *const globals[] = {global, NULL};

static const char *found(const struct keymap *m, const char *key)
{
	const struct binding *b = bindings_find(m, tables, (struct key){.code = code(key)});

	return b ? b->name : NULL;
}

static void keys_find_their_row(void **state)
{
	(void)state;
	assert_string_equal(found(NULL, "l"), "log");
	assert_string_equal(found(NULL, "/"), "find");
	assert_string_equal(found(NULL, "Ctrl-F"), "find");
	assert_null(found(NULL, "L"));
	assert_null(found(NULL, "q"));
	assert_string_equal(bindings_named(tables, "suspend")->name, "suspend");
	assert_null(bindings_named(tables, "nothing"));
}

static void the_config_moves_keys(void **state)
{
	struct keymap m = {0};
	struct err e = {0};
	struct str b = {0};

	(void)state;
	assert_true(keymap_set(&m, "log", "L Ctrl-T", &e));
	assert_true(keymap_set(&m, "log", "L", &e));
	assert_string_equal(found(&m, "L"), "log");
	assert_null(found(&m, "l"));
	assert_null(found(&m, "Ctrl-T"));
	assert_false(keymap_set(&m, "log", "L Entre", &e));
	assert_int_equal(e.code, ERR_INVALID);
	assert_string_equal(err_text(&e), "“Entre” is not the name of a key");
	assert_string_equal(found(&m, "L"), "log");
	assert_true(keymap_set(&m, "stage", "S", &e));
	binding_label(&m, &own[3], &b);
	binding_label(NULL, &own[3], &b);
	assert_string_equal(str_text(&b), "Ss  < >");
	str_free(&b);
	err_clear(&e);
	keymap_free(&m);
}

static void conflicts_are_told(void **state)
{
	struct keymap m = {0};
	struct err e = {0};

	(void)state;
	assert_true(bindings_check(&m, tables, globals, &e));
	assert_true(keymap_set(&m, "log", "f", &e));
	assert_false(bindings_check(&m, tables, globals, &e));
	assert_string_equal(err_text(&e), "the key f stands for both log and filter");
	assert_true(keymap_set(&m, "log", "Down", &e));
	assert_false(bindings_check(&m, tables, globals, &e));
	assert_true(keymap_set(&m, "log", "l", &e));
	assert_true(keymap_set(&m, "filter-late", "q", &e));
	assert_false(bindings_check(&m, tables, globals, &e));
	assert_string_equal(err_text(&e), "the key q stands for both filter-quiet and filter-late");
	err_clear(&e);
	keymap_free(&m);
}

int main(void)
{
	const struct CMUnitTest tests_[] = {
		cmocka_unit_test(names_are_read),
		cmocka_unit_test(what_is_no_name_is_refused),
		cmocka_unit_test(names_come_back),
		cmocka_unit_test(labels_have_arrows),
		cmocka_unit_test(only_typing_keys_are_text),
		cmocka_unit_test(keys_find_their_row),
		cmocka_unit_test(the_config_moves_keys),
		cmocka_unit_test(conflicts_are_told),
	};

	return cmocka_run_group_tests(tests_, NULL, NULL);
}
