/* tests/fixtures/csv: each NAME.csv is read into what NAME.json says that it holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "rapport/base/str.h"
#include "rapport/exchange/csv.h"
#include "rapport/exchange/format.h"

#define FOLDER "tests/fixtures/csv/"

static cJSON *expected(const char *path)
{
	struct str text = {0};
	FILE *f = fopen(path, "re");
	assert_non_null(f);
	for (int c; (c = getc(f)) != EOF;)
		str_addc(&text, (char)c);
	fclose(f);
	cJSON *all = cJSON_Parse(str_text(&text));
	if (!all)
		fail_msg("%s is no JSON", path);
	str_free(&text);
	return all;
}

static void add_json(struct str *b, const cJSON *what)
{
	char *text = cJSON_PrintUnformatted(what);
	str_printf(b, "%s\n", text);
	free(text);
}

/* A line of JSON each. */
static char *lines_of(const cJSON *array)
{
	struct str b = {0};
	const cJSON *one;
	cJSON_ArrayForEach(one, array) add_json(&b, one);
	return str_take(&b);
}

static char *cells_of(struct csv *c)
{
	struct str b = {0};
	struct csv_row row;
	bool more;
	while (csv_next(c, &row, &more, NULL) && more) {
		cJSON *cells = cJSON_CreateArray();
		for (int i = 0; i < row.count; i++)
			cJSON_AddItemToArray(cells, cJSON_CreateString(row.cell[i]));
		add_json(&b, cells);
		cJSON_Delete(cells);
	}
	return str_take(&b);
}

static void same_text(const char *name, const char *got, const char *want)
{
	if (!str_eq(got, want))
		fail_msg("%s:\n%s\nbut should be:\n%s", name, got, want);
}

static const char *text_of(const cJSON *all, const char *name)
{
	return cJSON_GetStringValue(cJSON_GetObjectItem(all, name));
}

static void same_cells(const char *name, FILE *in, const cJSON *all)
{
	struct csv *c;
	char *want = lines_of(cJSON_GetObjectItem(all, "cells"));
	assert_true(csv_open(&c, in, NULL));
	same_text(name, csv_coding(c), text_of(all, "coding"));
	same_text(name, csv_separator(c), text_of(all, "separator"));
	char *got = cells_of(c);
	same_text(name, got, want);
	free(got);
	free(want);
	csv_close(c);
}

/* --- as a list --- */

struct heard {
	enum list_kind list;
	struct str rows, notes;
};

static bool heard_sheet(void *ctx, const struct sheet *s, struct err *e)
{
	(void)e;
	((struct heard *)ctx)->list = s->list;
	return true;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names in the order of the alphabet on both sides. */
static void add_row(struct str *b, const cJSON *row)
{
	const char *names[COL_COUNT + 1];
	size_t n = 0;
	const cJSON *one;
	cJSON_ArrayForEach(one, row) names[n++] = one->string;
	qsort(names, n, sizeof *names, by_name);
	for (size_t i = 0; i < n; i++) {
		str_printf(b, "%s=", names[i]);
		add_json(b, cJSON_GetObjectItem(row, names[i]));
	}
	str_addc(b, '\n');
}

static bool heard_row(void *ctx, const struct sheet_row *row, struct err *e)
{
	cJSON *one = cJSON_CreateObject();
	(void)e;
	cJSON_AddNumberToObject(one, "line", (double)row->line);
	for (int i = 0; i < COL_COUNT; i++)
		if (row->cell[i])
			cJSON_AddStringToObject(one, column_word((enum column)i), row->cell[i]);
	add_row(&((struct heard *)ctx)->rows, one);
	cJSON_Delete(one);
	return true;
}

static void heard_word(void *ctx, int64_t line, const char *what)
{
	str_printf(&((struct heard *)ctx)->notes, "\"%d: %s\"\n", (int)line, what);
}

static void same_list(const char *name, FILE *in, const cJSON *all)
{
	struct heard h = {0};
	struct str rows = {0};
	const struct intake to = {
		.ctx = &h, .sheet = heard_sheet, .row = heard_row, .skipped = heard_word, .note = heard_word};
	char *notes = lines_of(cJSON_GetObjectItem(all, "notes"));
	const cJSON *one;
	cJSON_ArrayForEach(one, cJSON_GetObjectItem(all, "rows")) add_row(&rows, one);
	assert_true(format_named("csv")->read(in, &to, NULL));
	same_text(name, list_word(h.list), text_of(all, "list"));
	same_text(name, str_text(&h.rows), str_text(&rows));
	same_text(name, str_text(&h.notes), notes);
	free(notes);
	str_free(&rows);
	str_free(&h.rows);
	str_free(&h.notes);
}

static void one_case(const char *name)
{
	struct str path = {0};
	str_printf(&path, FOLDER "%s.json", name);
	cJSON *all = expected(path.s);
	str_clear(&path);
	str_printf(&path, FOLDER "%s.csv", name);
	FILE *in = fopen(path.s, "re");
	assert_non_null(in);
	same_cells(name, in, all);
	rewind(in);
	if (cJSON_HasObjectItem(all, "list"))
		same_list(name, in, all);
	fclose(in);
	cJSON_Delete(all);
	str_free(&path);
}

static void test_cases(void **state)
{
	struct dirent **names;
	int n = scandir(FOLDER, &names, NULL, alphasort), cases = 0;
	(void)state;
	assert_true(n > 0);
	for (int i = 0; i < n; i++) {
		char *dot = strrchr(names[i]->d_name, '.');
		if (dot && strcmp(dot, ".csv") == 0) {
			*dot = '\0';
			one_case(names[i]->d_name);
			cases++;
		}
		free(names[i]);
	}
	free(names);
	assert_true(cases >= 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
