/* What could tell which patient a story is about. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rapport/model/identify.h"

static void what_tells(void **state)
{
	static const struct {
		const char *text, *what;
	} rows[] = {
		{"Jane W., born 3/4/1960", "a full date"},
		{"born 1960-04-03", "a full date"},
		{"on 4 March 1960", "a full date"},
		{"seen Mar. 4th, 2025", "a full date"},
		{"MRN 123", "a chart number"},
		{"chart no. 17", "a chart number"},
		{"Record #9", "a chart number"},
		{"12345", "a long number"},
		{"rings from 555-0142", "a phone number"},
		{"(928) 555 0142", "a phone number"},
		{"jane@example.org", "an e-mail address"},
		{"A runner in her forties, LEFS 32 to 58 after 12 visits", NULL},
		{"In the 1990s she hurt her knee; 2024 was better", NULL},
		{"back to work in March, 3 of 5 days", NULL},
		{"charted new ground @ 80 %", NULL},
		{"ROM 0-120, 5/5", NULL},
		{"", NULL},
		{NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *what = looks_identifying(rows[i].text);

		if (!rows[i].what)
			assert_null(what);
		else
			assert_string_equal(what, rows[i].what);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(what_tells)};

	return cmocka_run_group_tests_name("identify", tests, NULL, NULL);
}
