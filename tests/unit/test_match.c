/* Who the rows of a list are: by NPI, name and phone, name and practice; in whatever order they stand; and what a person answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "import_book.h"
#include "rapport/base/day.h"
#include "rapport/base/mem.h"

/* One contact of each row of a list, its note the row's letter. */
struct landed {
	uint64_t of[128]; /* the source, by the note's first letter */
};

static bool land(void *ctx, const void *record, struct err *e)
{
	const struct touch *t = record;
	(void)e;
	((struct landed *)ctx)->of[(unsigned char)t->note[0]] = t->source_id;
	return true;
}

static struct landed landed(struct book *b)
{
	struct landed l = {0};
	assert_true(store_each(b->app.store, KIND_TOUCH, land, &l, &b->e));
	return l;
}

#define HEADER "Who,Practice,Phone,NPI,Date,Notes\n"
#define N1 "1137484774"
#define N2 "1234567893"

/* The book holds Alan Kim of Lakeside; a row of a list is he, somebody else, or nobody can tell. */
static const struct {
	const char *book, *rows;
	const char *are; /* of rows a, b, c ...: '1' '2' a person of the book, 'n' 'm' new ones, '?' doubtful */
} cases[] = {
	/* phone, practice and NPI say it, in whatever way they are written */
	{"Alan Kim,Lakeside,928 555 0177,\n", "\"KIM, Alan MD\",,+1 (928) 555-0177,,2026-11-02,a\n", "1"},
	{"Alan Kim,Lakeside,928 555 0177,\n", "Dr. Alan Kim,LAKESIDE,,,2026-11-02,a\n", "1"},
	{"Alan Kim,Lakeside,928 555 0177," N1 "\n", "A. Kim,Elsewhere,928 555 0100," N1 ",2026-11-02,a\n", "1"},
	/* the phone before the practice */
	{"Alan Kim,Lakeside,928 555 0177,\nAlan Kim,North,928 555 0100," N1 "\n",
	 "Alan Kim,Lakeside,928 555 0100,,2026-11-02,a\n", "2"},
	/* an office's phone, and the practice tells which */
	{"Alan Kim,Lakeside,928 555 0177," N1 "\nAlan Kim,North,928 555 0177," N2 "\n",
	 "Alan Kim,North,928 555 0177,,2026-11-02,a\n", "2"},
	{"Alan Kim,Lakeside,928 555 0177," N1 "\nAlan Kim,North,928 555 0177," N2 "\n",
	 "Alan Kim,,928 555 0177,,2026-11-02,a\n", "?"},
	/* another phone or practice: nobody can tell */
	{"Alan Kim,Lakeside,928 555 0177,\n", "Alan Kim,Northside,928 555 0100,,2026-11-02,a\n", "?"},
	{"Alan Kim,Lakeside,,\n", "Alan Kim,Northside,,,2026-11-02,a\n", "?"},
	{"Alan Kim,,928 555 0177,\n", "Alan Kim,,928 555 0100,,2026-11-02,a\n", "?"},
	{"Alan Kim,Lakeside,,\n", "Alan Kim,Northside,928 555 0100," N1 ",2026-11-02,a\n", "?"},
	/* another NPI: somebody else */
	{"Alan Kim,Lakeside,928 555 0177," N1 "\n", "Alan Kim,Lakeside,928 555 0177," N2 ",2026-11-02,a\n", "n"},
	/* the name alone: fine while one has it */
	{"Alan Kim,Lakeside,928 555 0177,\n", "Alan Kim,,,,2026-11-02,a\n", "1"},
	{"Alan Kim,,,\n", "Alan Kim,Lakeside,928 555 0177,,2026-11-02,a\n", "1"},
	{"Alan Kim,Lakeside,," N1 "\nAlan Kim,Northside,," N2 "\n", "Alan Kim,,,,2026-11-02,a\n", "?"},
	/* two that fit alike */
	{"Alan Kim,Lakeside,," N1 "\nAlan Kim,Lakeside,," N2 "\n", "Alan Kim,Lakeside,,,2026-11-02,a\n", "?"},
	/* nobody of that name */
	{"Mei Lin,Lakeside,,\n", "Alan Kim,Lakeside,,,2026-11-02,a\n", "n"},
	/* in one list: the one who tells more is new, the other is asked about, and so is the name alone then */
	{"",
	 "Alan Kim,Northside,,,2026-11-02,a\nAlan Kim,Lakeside,928 555 0177,,2026-11-02,b\nAlan Kim,,,,2026-11-02,c\n",
	 "?n?"},
	/* held together by a third row, wherever it stands */
	{"",
	 "Alan Kim,North,1 928 555 0101,,2026-11-02,a\nAlan Kim,South,928 555 0102,,2026-11-02,b\nAlan Kim,North,928 "
	 "555 0102,,2026-11-02,c\n",
	 "nnn"},
	{"Alan Kim,Lakeside,,\n",
	 "Alan Kim,,928 555 0102,,2026-11-02,a\nAlan Kim,Lakeside,928 555 0102,,2026-11-02,b\n", "11"},
	{"",
	 "A. Kim,,," N1 ",2026-11-02,a\nAlan Kim,South,," N1
	 ",2026-11-02,b\nAlan Kim,South,,,2026-11-02,c\nAlan Kim,South,," N2 ",2026-11-02,d\n",
	 "nn?m"},
};

/* The people of a case; the first is Lakeside's, or the only one. Two of one name: a person has said so. */
static void fill_book(struct book *b, const char *rows, uint64_t people[2])
{
	const struct import_answer is_new[] = {{.line = 2, .how = ANSWER_NEW}, {.line = 3, .how = ANSWER_NEW}};
	const struct import_order order = {.answers = is_new, .n_answers = 2};
	struct arena a = {0};
	struct str text = {0};
	uint64_t *ids;
	int n;
	str_printf(&text, "Name,Practice,Phone,NPI\n%s", rows);
	take_fine(b, text.s, &order);
	str_free(&text);
	assert_int_equal(b->r.refused, 0);
	assert_true(store_named(b->app.store, "Alan Kim", true, &a, &ids, &n, &b->e));
	for (int k = 0; k < n; k++) {
		struct source s;
		struct practice p = {0};
		assert_true(store_get(b->app.store, KIND_SOURCE, ids[k], &a, &s, &b->e));
		if (s.practice_id)
			assert_true(store_get(b->app.store, KIND_PRACTICE, s.practice_id, &a, &p, &b->e));
		bool first = n == 1 || (str_eq(p.name, "Lakeside") && !people[0]);
		people[!first] = s.id;
	}
	arena_clear(&a);
}

static void who_they_are(struct book *b, const uint64_t people[2], size_t rows, char got[8])
{
	struct landed l = landed(b);
	uint64_t news[2] = {0};
	for (size_t k = 0; k < rows; k++) {
		uint64_t of = l.of['a' + k];
		if (of && of != people[0] && of != people[1] && of != news[0])
			news[news[0] != 0] = of;
		got[k] = (char)(!of ? '?' : of == people[0] ? '1' : of == people[1] ? '2' : of == news[0] ? 'n' : 'm');
	}
}

static void test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct book b = book_new();
		struct str text = {0};
		char got[8] = "";
		uint64_t people[2] = {0};
		if (*cases[i].book)
			fill_book(&b, cases[i].book, people);
		str_printf(&text, HEADER "%s", cases[i].rows);
		take_fine(&b, text.s, NULL);
		who_they_are(&b, people, strlen(cases[i].are), got);
		if (strcmp(got, cases[i].are) != 0)
			fail_msg("case %zu: %s instead of %s\n%s%s\n%s", i, got, cases[i].are, cases[i].book,
				 cases[i].rows, str_text(&b.r.refusals));
		str_free(&text);
		book_free(&b);
	}
}

/* --- any order --- */

static uint32_t dice(uint32_t *state, uint32_t n)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 16) % n;
}

static void shuffle(int *order, int n, uint32_t *state)
{
	for (int i = 0; i < n; i++)
		order[i] = i;
	for (int i = n - 1; i > 0; i--) {
		int k = (int)dice(state, (uint32_t)i + 1), t = order[i];
		order[i] = order[k];
		order[k] = t;
	}
}

enum { ROWS = 10, CELLS = 6 };

static void write_list(struct str *text, const char *cells[ROWS][CELLS], const int *rows, const int *columns)
{
	static const char *const header[CELLS] = {"Who", "Practice", "Phone", "NPI", "Date", "Notes"};
	str_clear(text);
	for (int i = -1; i < ROWS; i++)
		for (int k = 0; k < CELLS; k++)
			str_printf(text, "%s%c", i < 0 ? header[columns[k]] : cells[rows[i]][columns[k]],
				   k == CELLS - 1 ? '\n' : ',');
}

/* Of each row: refused, somebody of the book, or the same new person as an earlier letter. */
static void signature(struct book *b, uint64_t known, char out[ROWS + 1])
{
	struct landed l = landed(b);
	for (int i = 0; i < ROWS; i++) {
		uint64_t of = l.of['a' + i];
		int k = 0;
		while (k < i && l.of['a' + k] != of)
			k++;
		out[i] = (char)(!of ? '?' : of == known ? '1' : 'a' + k);
	}
	out[ROWS] = 0;
}

static void test_any_order(void **state)
{
	static const char *const names[] = {"Alan Kim", "Dr. Alan Kim", "ALAN KIM"},
				 *const practices[] = {"", "North", "South", "NORTH", "East"},
				 *const phones[] = {"", "928 555 0101", "(928) 555-0102", "+1 928 555 0101"},
				 *const npis[] = {"", "", "", N1};
	static const char *const notes[ROWS] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
	uint32_t seed = 7;
	int doubtful = 0, matched = 0;
	(void)state;
	for (int round = 0; round < 60; round++) {
		const char *cells[ROWS][CELLS];
		struct str text = {0};
		char first[ROWS + 1] = "", now[ROWS + 1];
		for (int i = 0; i < ROWS; i++) {
			const char *const row[CELLS] = {names[dice(&seed, 3)],  practices[dice(&seed, 5)],
							phones[dice(&seed, 4)], npis[dice(&seed, 4)],
							"2026-11-02",           notes[i]};
			memcpy(cells[i], row, sizeof row);
		}
		for (int turn = 0; turn < 3; turn++) {
			int rows[ROWS], columns[CELLS], n;
			struct book b = book_new();
			struct arena a = {0};
			uint64_t *ids;
			take_fine(&b,
				  round % 2 ? "Name,Practice\nAlan Kim,North\n" : "Name,Phone\nAlan Kim,928 555 0102\n",
				  NULL);
			assert_true(store_named(b.app.store, "Alan Kim", true, &a, &ids, &n, &b.e));
			shuffle(rows, ROWS, &seed);
			shuffle(columns, CELLS, &seed);
			write_list(&text, cells, rows, columns);
			take_fine(&b, text.s, NULL);
			signature(&b, ids[0], now);
			if (turn == 0)
				memcpy(first, now, sizeof now);
			if (strcmp(first, now) != 0)
				fail_msg("round %d: %s, but in another order %s\n%s", round, first, now, text.s);
			/* and taken in again, nothing is changed */
			int64_t revision = store_revision(b.app.store), refused = b.r.refused;
			struct str before = {0};
			str_add(&before, str_text(&b.r.refusals));
			take_fine(&b, text.s, NULL);
			if (store_revision(b.app.store) != revision || b.r.refused < refused)
				fail_msg("round %d: again is not nothing: %s\n%s\nfirst\n%s\nthen\n%s", round,
					 str_text(&b.said.text), text.s, str_text(&before), str_text(&b.r.refusals));
			str_free(&before);
			arena_clear(&a);
			book_free(&b);
		}
		for (int i = 0; i < ROWS; i++) {
			doubtful += first[i] == '?';
			matched += first[i] == '1';
		}
		str_free(&text);
	}
	/* the lists are such that it matters */
	assert_true(doubtful > 30 && matched > 30);
}

/* --- answers --- */

#define KIM_BOOK "Name,Practice,Phone\nAlan Kim,Lakeside,928 555 0177\n"
#define KIM_ROWS                                                                \
	HEADER "Alan Kim,\"Northside Pain, P.C.\",928 555 0100,,2026-11-02,a\n" \
	       "Alan Kim,\"Northside Pain, P.C.\",928 555 0100,,2026-11-03,b\n" \
	       "Mei Lin,North,,,2026-11-03,c\n"

static void take_answered(struct book *b, const char *text, struct import_answer answer)
{
	const struct import_order order = {.answers = &answer, .n_answers = 1};
	take_fine(b, text, &order);
}

static uint64_t kim(struct book *b, struct source *s, struct arena *a)
{
	uint64_t *ids;
	int n;
	assert_true(store_named(b->app.store, "Alan Kim", true, a, &ids, &n, &b->e));
	assert_true(store_get(b->app.store, KIND_SOURCE, ids[0], a, s, &b->e));
	return (uint64_t)n;
}

static void test_answers(void **state)
{
	(void)state;
	struct arena a = {0};
	struct source s;
	struct book b = book_new();
	take_fine(&b, KIM_BOOK, NULL);
	take_fine(&b, KIM_ROWS, NULL);
	assert_int_equal(b.r.touches_new, 1);
	assert_int_equal(b.r.skips[SKIP_DOUBTFUL], 2);
	/* one doubt, of two rows */
	assert_int_equal(b.r.n_doubts, 1);
	assert_int_equal(b.r.doubts[0].line, 2);
	assert_int_equal(b.r.doubts[0].rows, 2);
	assert_string_equal(b.r.doubts[0].who, "Alan Kim, Northside Pain, P.C., 928 555 0100");
	assert_int_equal(b.r.doubts[0].n, 1);
	assert_string_equal(b.r.doubts[0].names[0], "Alan Kim of Lakeside (928 555 0177)");
	assert_int_equal(kim(&b, &s, &a), 1);
	assert_true(b.r.doubts[0].ids[0] == s.id);
	/* left out is as before, and is not asked again */
	take_answered(&b, KIM_ROWS, (struct import_answer){.line = 2, .how = ANSWER_LEAVE});
	assert_int_equal(b.r.refused, 2);
	assert_true(b.r.doubts[0].left_out);
	/* it is he, said of the second row: both are his, and the next list knows */
	take_answered(&b, KIM_ROWS, (struct import_answer){.line = 3, .how = ANSWER_SAME, .id = s.id});
	assert_int_equal(b.r.touches_new, 2);
	assert_int_equal(b.r.refused, 0);
	assert_int_equal(kim(&b, &s, &a), 1);
	assert_string_equal(s.note, "Also at Northside Pain, P.C.\nAlso by phone 928 555 0100");
	assert_string_equal(s.phone, "928 555 0177");
	int64_t revision = store_revision(b.app.store);
	take_fine(&b, KIM_ROWS, NULL);
	assert_int_equal(b.r.refused, 0);
	take_answered(&b, KIM_ROWS, (struct import_answer){.line = 2, .how = ANSWER_SAME, .id = s.id});
	assert_int_equal(store_revision(b.app.store), revision);
	book_free(&b);
	/* somebody new */
	b = book_new();
	take_fine(&b, KIM_BOOK, NULL);
	take_answered(&b, KIM_ROWS, (struct import_answer){.line = 2, .how = ANSWER_NEW});
	assert_int_equal(b.r.sources_new, 2);
	assert_int_equal(b.r.touches_new, 3);
	assert_int_equal(kim(&b, &s, &a), 2);
	revision = store_revision(b.app.store);
	take_fine(&b, KIM_ROWS, NULL);
	assert_int_equal(b.r.refused, 0);
	assert_int_equal(store_revision(b.app.store), revision);
	book_free(&b);
	/* somebody whom the list itself names first */
	b = book_new();
	take_fine(&b, HEADER "Alan Kim,South,,,2026-11-02,a\nAlan Kim,Lakeside,928 555 0177,,2026-11-02,b\n", NULL);
	assert_int_equal(b.r.doubts[0].line, 2);
	assert_int_equal(b.r.doubts[0].lines[0], 3);
	assert_true(!b.r.doubts[0].ids[0] || b.r.touches_new);
	book_free(&b);
	b = book_new();
	take_answered(&b, HEADER "Alan Kim,South,,,2026-11-02,a\nAlan Kim,Lakeside,928 555 0177,,2026-11-02,b\n",
		      (struct import_answer){.line = 2, .how = ANSWER_SAME, .as_line = 3});
	assert_int_equal(b.r.touches_new, 2);
	assert_int_equal(kim(&b, &s, &a), 1);
	revision = store_revision(b.app.store);
	take_fine(&b, HEADER "Alan Kim,South,,,2026-11-02,a\nAlan Kim,Lakeside,928 555 0177,,2026-11-02,b\n", NULL);
	assert_int_equal(b.r.refused, 0);
	assert_int_equal(store_revision(b.app.store), revision);
	arena_clear(&a);
	book_free(&b);
}

/* A referral that has a source already moves on, whoever the row means. */
static void test_referral_moves_on(void **state)
{
	(void)state;
	struct book b = book_new();
	take_fine(&b, "Referral Date,Patient ID,Referring Doctor,Practice,Visits\n2026-11-02,P1,Alan Kim,Lakeside,1\n",
		  NULL);
	assert_int_equal(b.r.referrals_new, 1);
	take_fine(&b,
		  "Referral Date,Patient ID,Referring Doctor,Practice,Visits\n2026-11-02,P1,Alan Kim,Northside,4\n"
		  "2026-11-03,P2,Alan Kim,Northside,1\n",
		  NULL);
	assert_int_equal(b.r.referrals_updated, 1);
	assert_int_equal(b.r.skips[SKIP_DOUBTFUL], 1);
	book_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_any_order),
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_referral_moves_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
