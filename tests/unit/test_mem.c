#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/err.h"
#include "rapport/base/mem.h"

static void test_alloc(void **state)
{
	unsigned char *p = mem_alloc(1000);
	char *s;

	(void)state;
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(p[i], 0);
	memset(p, 7, 1000);
	p = mem_grow(p, 100000);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(p[i], 7);
	free(p);
	p = mem_alloc(0);
	assert_non_null(p);
	p = mem_grow(p, 0);
	assert_non_null(p);
	free(p);

	assert_null(mem_strdup(NULL));
	assert_null(mem_strndup(NULL, 3));
	s = mem_strdup("Zoë");
	assert_string_equal(s, "Zoë");
	free(s);
	s = mem_strndup("abcdef", 3);
	assert_string_equal(s, "abc");
	free(s);
	s = mem_strndup("ab", 30);
	assert_string_equal(s, "ab");
	free(s);
}

static void test_arena_keeps_apart(void **state)
{
	enum { COUNT = 3000 };
	struct arena a = {0};
	unsigned char *part[COUNT];
	size_t size[COUNT];
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < COUNT; i++) {
			seed = seed * 1103515245 + 12345;
			size[i] = i % 500 == 499 ? 300000 : (seed >> 16) % 200;
			part[i] = arena_alloc(&a, size[i]);
			assert_int_equal((uintptr_t)part[i] % _Alignof(max_align_t), 0);
			for (size_t k = 0; k < size[i]; k++)
				assert_int_equal(part[i][k], 0);
			memset(part[i], i & 0xff, size[i]);
		}
		for (int i = 0; i < COUNT; i++) {
			for (size_t k = 0; k < size[i]; k++)
				assert_int_equal(part[i][k], i & 0xff);
		}
		arena_clear(&a);
		assert_null(a.head);
	}
	arena_clear(&a);
}

/* One large piece must not waste the block that the small ones share. */
static void test_arena_large(void **state)
{
	struct arena a = {0};
	char *one = arena_alloc(&a, 8), *large, *two;

	(void)state;
	large = arena_alloc(&a, 1 << 20);
	memset(large, 1, 1 << 20);
	two = arena_alloc(&a, 8);
	assert_true(two > one && two - one < 4096);
	arena_clear(&a);

	large = arena_alloc(&a, 1 << 20);
	memset(large, 1, 1 << 20);
	memset(arena_alloc(&a, 100), 1, 100);
	arena_clear(&a);
}

static void test_arena_text(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_null(arena_strdup(&a, NULL));
	assert_null(arena_strndup(&a, NULL, 1));
	assert_string_equal(arena_strdup(&a, "Zoë"), "Zoë");
	assert_string_equal(arena_strdup(&a, ""), "");
	assert_string_equal(arena_strndup(&a, "abcdef", 3), "abc");
	assert_string_equal(arena_strndup(&a, "ab", 9), "ab");
	assert_string_equal(arena_printf(&a, "%s has %d", "Ng", 3), "Ng has 3");
	assert_int_equal(strlen(arena_printf(&a, "%*s", 100000, "x")), 100000);
	arena_clear(&a);
}

static void test_err(void **state)
{
	struct err e = {0};
	static const char field[] = "phone";

	(void)state;
	assert_string_equal(err_text(&e), "");
	assert_string_equal(err_text(NULL), "");
	assert_false(err_set(&e, ERR_NOT_FOUND, "no one is called %s", "Zoë"));
	assert_int_equal(e.code, ERR_NOT_FOUND);
	assert_string_equal(err_text(&e), "no one is called Zoë");
	assert_null(e.field);

	assert_false(err_field(&e, field, "%d is no phone", 12));
	assert_int_equal(e.code, ERR_INVALID);
	assert_ptr_equal(e.field, field);
	assert_string_equal(err_text(&e), "12 is no phone");

	assert_false(err_in(&e, "row %d", 7));
	assert_false(err_in(&e, "%s", "people.csv"));
	assert_string_equal(err_text(&e), "people.csv: row 7: 12 is no phone");
	assert_int_equal(e.code, ERR_INVALID);
	assert_ptr_equal(e.field, field);

	/* The old text as an argument of the new one. */
	assert_false(err_set(&e, ERR_IO, "again: %s", err_text(&e)));
	assert_string_equal(err_text(&e), "again: people.csv: row 7: 12 is no phone");
	assert_null(e.field);

	err_clear(&e);
	assert_int_equal(e.code, ERR_NONE);
	assert_null(e.text);
	err_clear(&e);
	err_clear(NULL);
	assert_false(err_set(NULL, ERR_IO, "nobody asks"));
	assert_false(err_field(NULL, field, "nobody asks"));
	assert_false(err_in(NULL, "nobody asks"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_alloc),       cmocka_unit_test(test_arena_keeps_apart),
		cmocka_unit_test(test_arena_large), cmocka_unit_test(test_arena_text),
		cmocka_unit_test(test_err),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
