/* Fit by labels: every grade, the reason in words, folding, and the same from either side. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rapport/model/fit.h"
#include "rapport/model/kind.h"

static void fit_is(const char *our_populations, const char *our_payers, const char *populations, const char *payers,
		   int grade, const char *why)
{
	struct fit_side ours = {our_populations, our_payers}, theirs = {populations, payers};
	struct fit f, back;
	struct str b = {0};

	fit_of(&ours, &theirs, &f, &b);
	assert_string_equal(str_text(&b), why);
	assert_int_equal(f.grade, grade);
	fit_of(&theirs, &ours, &back, NULL);
	assert_int_equal(back.grade, grade);
	assert_int_equal(back.populations, f.populations);
	assert_int_equal(back.payers, f.payers);
	str_free(&b);
}

static void test_grades(void **state)
{
	(void)state;
	fit_is("older adults, post-surgical", "BCBS, Medicare", "post-surgical, older adults", "BCBS, Tricare",
	       FIT_GOOD, "Both: post-surgical, older adults. Payers in common: BCBS. Not taken here: Tricare.");
	fit_is("older adults", "BCBS", "older adults", "Tricare", FIT_FAIR, "Both: older adults. No payer in common.");
	fit_is("children", "BCBS", "older adults", "BCBS", FIT_FAIR, "Nobody whom both treat. Payers in common: BCBS.");
	fit_is("children", "BCBS", "older adults", "Tricare", FIT_POOR, "Nobody whom both treat. No payer in common.");
	fit_is("children", "BCBS", "children", NULL, FIT_FAIR, "Both: children. Not known: their payers.");
	fit_is("children", "", "older adults", "BCBS", FIT_POOR, "Nobody whom both treat. Not known: our payers.");
	fit_is(NULL, "BCBS", NULL, "BCBS", FIT_FAIR,
	       "Payers in common: BCBS. Not known: their populations, our populations.");
	fit_is("children", "BCBS", "", "", CHOICE_NONE, "Not known: their populations, their payers.");
	fit_is(NULL, NULL, "children", "BCBS", CHOICE_NONE, "Not known: our populations, our payers.");
	fit_is("children", NULL, NULL, "BCBS", CHOICE_NONE, "Not known: their populations, our payers.");
}

static void test_folding(void **state)
{
	(void)state;
	fit_is("post-surgical", "B.C.B.S., Medicare", " Post surgical ", "b c b s", FIT_GOOD,
	       "Both: Post surgical. Payers in common: b c b s.");
	fit_is("Señioren", "Aetna", "senioren", "AETNA", FIT_GOOD, "Both: senioren. Payers in common: AETNA.");
	fit_is("children", "Aetna", "children, Children,, ,CHILDREN", "aetna,", FIT_GOOD,
	       "Both: children. Payers in common: aetna.");
	fit_is(" , ,", "Aetna", "children", "Aetna", FIT_FAIR,
	       "Payers in common: Aetna. Not known: our populations."); /* blanks are no words */
	fit_is("+", "-", "-", "+", FIT_POOR, "Nobody whom both treat. No payer in common.");
}

/* The words as they stand in the table of kinds. */
static void test_choices(void **state)
{
	(void)state;
	assert_int_equal(choice_index(choices_fit, "good"), FIT_GOOD);
	assert_int_equal(choice_index(choices_fit, "fair"), FIT_FAIR);
	assert_int_equal(choice_index(choices_fit, "poor"), FIT_POOR);
}

static void test_meet(void **state)
{
	(void)state;
	assert_true(words_meet("runners", "yoga, runners and climbers"));
	assert_true(words_meet("Runners and Climbers, knees", "climbers"));
	assert_true(words_meet("post-surgical", "POST SURGICAL"));
	assert_false(words_meet("run", "runners"));
	assert_false(words_meet("older adults", "older"
						" men, young adults"));
	assert_false(words_meet("", "runners"));
	assert_false(words_meet(NULL, NULL));
	assert_false(words_meet(" , ,", ", "));
}

static void some_words(struct str *b)
{
	static const char *const words[] = {"knees", "Knees", "kn\u00e9es", "backs", "BACKS ", "necks", "+", "", " "};

	str_clear(b);
	for (int i = rand() % 5; i > 0; i--)
		str_printf(b, "%s,", words[rand() % 9]);
}

/* Any lists: the grade is the same from either side, and as many of the two kinds of label as it says are in common. */
static void test_random(void **state)
{
	struct str s[4] = {0};

	(void)state;
	srand(7);
	for (int i = 0; i < 3000; i++) {
		struct fit one, back, same;

		for (int k = 0; k < 4; k++)
			some_words(&s[k]);
		struct fit_side ours = {str_text(&s[0]), str_text(&s[1])}, theirs = {str_text(&s[2]), str_text(&s[3])};
		fit_of(&ours, &theirs, &one, NULL);
		fit_of(&theirs, &ours, &back, NULL);
		assert_int_equal(one.grade, back.grade);
		assert_int_equal(one.grade == CHOICE_NONE, !one.populations && !one.payers);
		fit_of(&ours, &ours, &same, NULL); /* with oneself everything known is in common */
		assert_int_equal(same.grade, same.populations && same.payers   ? FIT_GOOD
					     : same.populations || same.payers ? FIT_FAIR
									       : CHOICE_NONE);
	}
	for (int k = 0; k < 4; k++)
		str_free(&s[k]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grades), cmocka_unit_test(test_folding), cmocka_unit_test(test_choices),
		cmocka_unit_test(test_meet),   cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
