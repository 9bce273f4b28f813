/* Folds of a vCard where a block of the file ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/str.h"
#include "rapport/exchange/format.h"

enum { BLOCK = 1 << 20 }; /* DECODE_BLOCK of src/exchange/decode.h */

static bool on_sheet(void *ctx, const struct sheet *s, struct err *e)
{
	(void)e;
	str_printf(ctx, "%s;", s->coding);
	return true;
}

static bool on_row(void *ctx, const struct sheet_row *row, struct err *e)
{
	(void)e;
	str_printf(ctx, "%d:%s;", (int)row->line, row->cell[COL_NAME]);
	return true;
}

static void on_note(void *ctx, int64_t line, const char *what)
{
	str_printf(ctx, "%d!%s;", (int)line, what);
}

/* A card whose name is folded after `at` bytes of it and begins `name_at` bytes into the file, and one more; what is read of them. */
static char *read_cards(const char *name, size_t at, size_t name_at, const char *fold)
{
	static const char begin[] = "BEGIN:VCARD\r\nX-FILL:", head[] = "\r\nFN:";
	struct str b = {0}, got = {0};
	struct err e = {0};
	FILE *f = tmpfile();
	assert_non_null(f);
	fputs(begin, f);
	for (size_t i = strlen(begin) + strlen(head); i < name_at; i++)
		fputc('x', f);
	str_addn(&b, name, at);
	str_printf(&b, "%s%s\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:After\r\nEND:VCARD\r\n", fold, name + at);
	fprintf(f, "%s%s", head, str_text(&b));
	rewind(f);
	struct intake to = {.ctx = &got, .sheet = on_sheet, .row = on_row, .skipped = on_note, .note = on_note};
	assert_true(format_named("vcard")->read(f, &to, &e));
	str_free(&b);
	fclose(f);
	return str_take(&got);
}

static void test_fold_inside_a_character(void **state)
{
	(void)state;
	static const char name[] = "Zo\xC3\xAB \xE2\x82\xAC \xF0\x9F\x8F\x83";
	for (size_t at = 1; at < strlen(name); at++) {
		char *got = read_cards(name, at, 64, "\r\n "), *tab = read_cards(name, at, 64, "\n\t");
		assert_string_equal(got, "UTF-8;1:Zo\xC3\xAB \xE2\x82\xAC \xF0\x9F\x8F\x83;6:After;");
		assert_string_equal(tab, got);
		free(got);
		free(tab);
	}
}

static void test_fold_where_a_block_ends(void **state)
{
	(void)state;
	for (size_t back = 1; back < 12; back++) {
		char *got = read_cards("\xC3\xA9Zo\xE2\x82\xAC", 6, BLOCK - back, "\r\n ");
		assert_string_equal(got, "UTF-8;1:\xC3\xA9Zo\xE2\x82\xAC;6:After;");
		free(got);
	}
}

/* What is Windows-1252 stays so. */
static void test_other_bytes(void **state)
{
	(void)state;
	char *got = read_cards("Ren\xE9 Mo\xEBt", 4, 64, "\r\n ");
	assert_string_equal(got, "Windows-1252;1:Ren\xC3\xA9 Mo\xC3\xABt;6:After;");
	free(got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fold_inside_a_character),
		cmocka_unit_test(test_fold_where_a_block_ends),
		cmocka_unit_test(test_other_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
