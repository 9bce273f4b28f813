/* Each target of the fuzzers once over its corpus: what was found stays mended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <dirent.h>

#include <cmocka.h>

#include "../fuzz/targets.h"
#include "rapport/base/str.h"

#define CORPUS "tests/fuzz/corpus/"

static void run_file(const struct fuzz_target *t, const char *path)
{
	struct str bytes = {0};
	FILE *f = fopen(path, "re");
	assert_non_null(f);
	for (int c; (c = getc(f)) != EOF;)
		str_addc(&bytes, (char)c);
	fclose(f);
	t->run((const uint8_t *)str_text(&bytes), bytes.len);
	str_free(&bytes);
}

static void run_corpus(const struct fuzz_target *t)
{
	struct str path = {0};
	struct dirent **names;
	int ran = 0;
	str_printf(&path, CORPUS "%s", t->name);
	int n = scandir(path.s, &names, NULL, alphasort);
	assert_true(n > 0);
	for (int i = 0; i < n; i++) {
		if (names[i]->d_name[0] != '.') {
			str_clear(&path);
			str_printf(&path, CORPUS "%s/%s", t->name, names[i]->d_name);
			run_file(t, path.s);
			ran++;
		}
		free(names[i]);
	}
	free(names);
	assert_true(ran > 0);
	str_free(&path);
}

static void test_corpora(void **state)
{
	(void)state;
	for (const struct fuzz_target *t = fuzz_targets; t->name; t++)
		run_corpus(t);
}

static void test_no_such(void **state)
{
	(void)state;
	assert_null(fuzz_target_named("nothing"));
	assert_ptr_equal(fuzz_target_named("csv")->run, fuzz_targets[1].run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_corpora), cmocka_unit_test(test_no_such)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
