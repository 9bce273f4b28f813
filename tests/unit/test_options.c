/* The command line taken apart: commands, words, options and their values; the help fits its screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/cli.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"

enum { MOST = 24, TODAY = 20522 /* 2026-03-10 */ };

struct line {
	struct call c;
	struct globals g;
	struct err e;
	bool ok;
};

/* Reads "rapport" and the words, which end with NULL. */
static void read_line(struct line *l, const char *const *words)
{
	char *argv[MOST + 1] = {(char *)"rapport"};
	int n = 1;
	memset(l, 0, sizeof *l);
	l->g = (struct globals){.db = "default.db", .user = "maria", .today = DAY_NONE};
	l->c.globals = &l->g;
	l->c.app.now.today = TODAY;
	for (; words[n - 1]; n++)
		argv[n] = (char *)words[n - 1];
	l->ok = options_read(&l->c, &l->g, n, argv, &l->e);
}

#define READ(l, ...) read_line(&(l), (const char *const[]){__VA_ARGS__, NULL})

static void throw_away(struct line *l)
{
	err_clear(&l->e);
	arena_clear(&l->c.arena);
}

static void expect_refused(struct line *l, const char *part)
{
	assert_false(l->ok);
	assert_int_equal(l->e.code, ERR_USAGE);
	if (!strstr(err_text(&l->e), part))
		fail_msg("“%s” is not in “%s”", part, err_text(&l->e));
	throw_away(l);
}

static void words_and_options(void **state)
{
	struct line l;
	(void)state;
	READ(l, "log", "--next", "2w", "okafor", "--db=my.db", "lunch", "--user", "jo", "a", "note", "--cost=");
	assert_true(l.ok);
	assert_string_equal(l.c.command->name, "log");
	assert_int_equal(l.c.n, 4);
	assert_string_equal(l.c.args[0], "okafor");
	assert_string_equal(l.c.args[1], "lunch");
	assert_string_equal(call_rest(&l.c, 2), "a note");
	assert_null(call_rest(&l.c, 4));
	assert_string_equal(call_option(&l.c, "next"), "2w");
	assert_string_equal(call_option(&l.c, "cost"), "");
	assert_null(call_option(&l.c, "met"));
	assert_string_equal(l.g.db, "my.db");
	assert_string_equal(l.g.user, "jo");
	throw_away(&l);
}

static void options_before_the_command(void **state)
{
	struct line l;
	(void)state;
	READ(l, "--days", "7", "--db", "my.db", "today", "--json");
	assert_true(l.ok);
	assert_string_equal(l.c.command->name, "today");
	assert_string_equal(call_option(&l.c, "days"), "7");
	assert_true(l.c.json);
	assert_int_equal(l.c.n, 0);
	throw_away(&l);
	READ(l, "-o", "out.json", "export");
	assert_true(l.ok);
	assert_string_equal(l.c.command->name, "export");
	assert_string_equal(call_option(&l.c, "o"), "out.json");
	throw_away(&l);
	READ(l, "--phone", "555-0142", "edit", "okafor");
	assert_true(l.ok);
	assert_string_equal(call_option(&l.c, "phone"), "555-0142");
	throw_away(&l);
}

static void the_last_value_counts(void **state)
{
	struct line l;
	(void)state;
	READ(l, "find", "--most", "5", "--most=7", "kim");
	assert_true(l.ok);
	assert_string_equal(call_option(&l.c, "most"), "7");
	throw_away(&l);
}

static void two_dashes_end_options(void **state)
{
	struct line l;
	(void)state;
	READ(l, "log", "okafor", "call", "--", "--next", "-x", "--");
	assert_true(l.ok);
	assert_null(call_option(&l.c, "next"));
	assert_string_equal(call_rest(&l.c, 2), "--next -x --");
	throw_away(&l);
	READ(l, "--", "find", "kim");
	assert_true(l.ok);
	assert_string_equal(l.c.command->name, "find");
	throw_away(&l);
	READ(l, "--", "--weird");
	expect_refused(&l, "there is no command “--weird”");
}

static void one_dash_is_no_word(void **state)
{
	struct line l;
	(void)state;
	READ(l, "log", "okafor", "call", "-next", "2w");
	expect_refused(&l, "there is no option -next; did you mean --next?");
	READ(l, "-x");
	expect_refused(&l, "there is no option -x");
	READ(l, "export", "-o");
	expect_refused(&l, "-o needs a value");
	READ(l, "find", "-o", "x");
	expect_refused(&l, "find writes no file");
	READ(l, "import", "-");
	assert_true(l.ok);
	assert_string_equal(l.c.args[0], "-");
	throw_away(&l);
	READ(l, "log", "okafor", "call", "-5 degrees", "- and stairs");
	assert_true(l.ok);
	assert_string_equal(call_rest(&l.c, 2), "-5 degrees - and stairs");
	throw_away(&l);
}

static void what_is_refused(void **state)
{
	struct line l;
	(void)state;
	READ(l, "fnd");
	expect_refused(&l, "there is no command “fnd”; did you mean find?");
	READ(l, "xylophone");
	expect_refused(&l, "rapport --help lists them");
	READ(l, "edit", "kim", "--phon", "1");
	expect_refused(&l, "did you mean --phone?");
	READ(l, "edit", "kim", "--most-importan", "x");
	expect_refused(&l, "did you mean --most-important?");
	READ(l, "referral", "R-1", "--biled", "1");
	expect_refused(&l, "did you mean --billed?");
	READ(l, "find", "--jsn");
	expect_refused(&l, "did you mean --json?");
	READ(l, "undo", "--phone", "1");
	expect_refused(&l, "rapport undo --help lists them");
	READ(l, "log", "okafor");
	expect_refused(&l, "rapport log WHO CHANNEL");
	READ(l, "undo", "twice");
	expect_refused(&l, "rapport undo");
	READ(l, "find", "--most");
	expect_refused(&l, "--most needs a value");
	READ(l, "today", "--mine=yes");
	expect_refused(&l, "--mine takes no value");
	READ(l, "today", "--color", "blue");
	expect_refused(&l, "--color is auto, always or never");
	READ(l, "today", "--today", "someday");
	expect_refused(&l, "--today");
	READ(l, "today", "--db", "");
	expect_refused(&l, "--db needs a file");
	READ(l, "today", "--user", " ");
	expect_refused(&l, "--user needs a name");
}

static void what_the_program_sets_is_not_offered(void **state)
{
	struct line l;
	(void)state;
	READ(l, "edit", "kim", "--touches", "7");
	expect_refused(&l, "there is no option --touches");
	READ(l, "edit", "kim", "--id", "7");
	expect_refused(&l, "there is no option --id");
	READ(l, "referral", "R-1", "--number", "7");
	expect_refused(&l, "there is no option --number");
}

static void fields_of_the_kind(void **state)
{
	struct line l;
	struct source s;
	struct referral r;
	(void)state;
	READ(l, "add", "Kim", "--kind", "physician", "--most-important", " notes ", "--gatekeeper", "yes", "--tags",
	     "a");
	assert_true(l.ok);
	record_init(KIND_SOURCE, &s);
	assert_true(fields_read(&l.c, &s, &l.e));
	assert_string_equal(s.most_important, "notes");
	assert_true(s.gatekeeper);
	assert_true(options_given(&l.c));
	throw_away(&l);
	READ(l, "referral", "R-1", "--billed", "$1,884", "--nps", "9", "--booked-on", "3/4");
	assert_true(l.ok);
	record_init(KIND_REFERRAL, &r);
	assert_true(fields_read(&l.c, &r, &l.e));
	assert_int_equal(r.billed_cents, 188400);
	assert_int_equal(r.nps, 9);
	assert_int_equal(r.booked_on, day_from(2026, 3, 4));
	l.c.app.order = DATE_DAY_FIRST;
	assert_true(fields_read(&l.c, &r, &l.e));
	assert_int_equal(r.booked_on, day_from(2025, 4, 3));
	throw_away(&l);
	READ(l, "referral", "R-1", "--booked-on", "31 feb");
	assert_true(l.ok);
	assert_false(fields_read(&l.c, &r, &l.e));
	assert_int_equal(l.e.code, ERR_INVALID);
	assert_string_equal(l.e.field, "booked_on");
	assert_non_null(strstr(err_text(&l.e), "--booked-on: “31 feb” is not a date"));
	throw_away(&l);
	READ(l, "referral", "R-1", "--booked-on", "");
	assert_true(fields_read(&l.c, &r, &l.e));
	assert_int_equal(r.booked_on, DAY_NONE);
	throw_away(&l);
}

static void globals_change_nothing(void **state)
{
	struct line l;
	(void)state;
	READ(l, "edit", "kim", "--today", "2026-03-10", "--user", "jo", "--plain");
	assert_true(l.ok);
	assert_false(options_given(&l.c));
	assert_int_equal(l.g.today, TODAY);
	assert_true(l.g.plain);
	throw_away(&l);
	READ(l, "staff", "jo", "--json");
	assert_true(l.ok);
	assert_false(options_given(&l.c));
	throw_away(&l);
}

static void numbers(void **state)
{
	struct line l;
	int64_t refused, usual = 3, n = 0;
	(void)state;
	READ(l, "today", "--most", "x", "--days", "-1");
	assert_true(l.ok);
	assert_false(count_option(&l.c, "most", &refused, &l.e));
	assert_int_equal(l.e.code, ERR_USAGE);
	assert_false(count_option(&l.c, "days", &refused, &l.e));
	assert_true(count_option(&l.c, "absent", &usual, &l.e));
	assert_int_equal(usual, 3);
	throw_away(&l);
	READ(l, "today", "--days", "14");
	assert_true(count_option(&l.c, "days", &n, &l.e));
	assert_int_equal(n, 14);
	throw_away(&l);
}

/* --- the help --- */

/* The most cells of a row; *rows gets how many there are. */
static int widest(char *text, int *rows)
{
	int most = 0;
	*rows = 0;
	for (char *p = text, *end; (end = strchr(p, '\n')); p = end + 1) {
		*end = '\0';
		int w = utf8_cells(p);
		most = w > most ? w : most;
		++*rows;
	}
	return most;
}

static void help_fits(void **state)
{
	static const char *const names[] = {"today",    "find",   "show",   "add",    "edit",    "log",   "refer",
					    "referral", "thank",  "next",   "done",   "later",   "drop",  "stage",
					    "quiet",    "top",    "export", "import", "undo",    "redo",  "check",
					    "sample",   "config", "clinic", "staff",  "history", "gifts", NULL};
	char *text = NULL;
	size_t size;
	int rows;
	FILE *f = open_memstream(&text, &size);
	(void)state;
	help_all(f);
	fclose(f);
	for (int i = 0; names[i]; i++)
		assert_non_null(strstr(text, names[i]));
	assert_in_range(widest(text, &rows), 1, 80);
	assert_in_range(rows, 1, 24);
	free(text);
	for (int i = 0; names[i]; i++) {
		const struct command *k = command_named(names[i]);
		assert_non_null(k);
		f = open_memstream(&text, &size);
		help_command(f, k);
		fclose(f);
		int most = widest(text, &rows);
		if (most > 80)
			fail_msg("help of %s is %d wide", names[i], most);
		free(text);
	}
}

static void help_names_can_be_typed(void **state)
{
	struct line l;
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);
	(void)state;
	help_command(f, command_named("referral"));
	fclose(f);
	assert_non_null(strstr(text, "--billed ..."));
	assert_non_null(strstr(text, "--evaluated-on ..."));
	assert_null(strstr(text, "--evaluated_on"));
	assert_null(strstr(text, "-cents"));
	free(text);
	f = open_memstream(&text, &size);
	help_command(f, command_named("log"));
	fclose(f);
	char *first = strstr(text, "  --on ");
	assert_non_null(first);
	assert_null(strstr(first + 1, "  --on ")); /* an option in front of the field of its name */
	free(text);
	READ(l, "referral", "R-1", "--billed", "1", "--evaluated-on", "yest");
	assert_true(l.ok);
	throw_away(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_and_options),
		cmocka_unit_test(options_before_the_command),
		cmocka_unit_test(the_last_value_counts),
		cmocka_unit_test(two_dashes_end_options),
		cmocka_unit_test(one_dash_is_no_word),
		cmocka_unit_test(what_is_refused),
		cmocka_unit_test(what_the_program_sets_is_not_offered),
		cmocka_unit_test(fields_of_the_kind),
		cmocka_unit_test(globals_change_nothing),
		cmocka_unit_test(numbers),
		cmocka_unit_test(help_fits),
		cmocka_unit_test(help_names_can_be_typed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
