/* How the columns of a list are read: by their names in any order and case, as a person says, and as the last time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/import.h"
#include "import_book.h"
#include "rapport/base/day.h"

static struct import_look look(struct book *b, const char *text)
{
	struct import_look l;
	char *path = file_of(text, strlen(text));
	if (!app_import_look(&b->app, path, NULL, &b->arena, &l, &b->e))
		fail_msg("%s", err_text(&b->e));
	unlink(path);
	free(path);
	return l;
}

static void assert_in(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("“%s” is not in:\n%s", part, text);
}

/* --- the map itself --- */

static struct sheet_map propose(struct arena *a, const char *const *headers, int n)
{
	struct sheet_map m;
	sheet_map_propose(&m, headers, n, a);
	return m;
}

static void assert_text(const struct sheet_map *m, void (*write)(const struct sheet_map *m, struct str *b),
			const char *expected)
{
	struct str b = {0};
	write(m, &b);
	assert_string_equal(str_text(&b), expected);
	str_free(&b);
}

static void test_words(void **state)
{
	(void)state;
	for (int c = 0; c < COL_COUNT; c++) {
		assert_true(*column_word((enum column)c) != '\0');
		assert_int_equal(column_of_word(column_word((enum column)c)), c);
		assert_int_equal(column_of_word(column_label((enum column)c)), c);
	}
	assert_int_equal(column_of_word("Received_On"), COL_RECEIVED_ON);
	assert_int_equal(column_of_word(""), COL_NONE);
	for (int l = LIST_NONE + 1; l < LIST_COUNT; l++)
		assert_int_equal(list_named(list_word((enum list_kind)l)), l);
	assert_int_equal(list_named(""), LIST_NONE);
}

static void test_names_in_any_order(void **state)
{
	static const char *const one[] = {"Patient ID", "Date", "Referring Physician", "", "Shoe size"};
	static const char *const two[] = {"SHOE SIZE", "referring_physician", "patient-id", " ", "date"};
	struct arena a = {0};
	struct sheet_map m = propose(&a, one, 5), n = propose(&a, two, 5);
	(void)state;
	assert_text(&m, sheet_map_print, "|date|patientid|referringphysician|shoesize");
	assert_text(&n, sheet_map_print, "|date|patientid|referringphysician|shoesize");
	assert_text(&m, sheet_map_fields, "|on|patient-ref|name|");
	assert_int_equal(sheet_map_list(&m), LIST_REFERRALS);
	assert_int_equal(sheet_map_gives(&m, 1), COL_RECEIVED_ON);
	assert_int_equal(sheet_map_gives(&m, 4), COL_NONE);
	sheet_map_restore(&n, "referrals", "note|received-on|patient-ref|name|for");
	assert_int_equal(n.columns[0].means, COL_REASON);
	assert_int_equal(n.columns[3].means, COL_NOTE);
	assert_int_equal(n.columns[4].means, COL_RECEIVED_ON);
	assert_int_equal(n.list, LIST_NONE); /* the columns say so themselves */
	sheet_map_restore(&n, "contacts", "|on||name|");
	assert_int_equal(sheet_map_list(&n), LIST_CONTACTS);
	sheet_map_restore(&n, "partners", "of a later version|on|");
	assert_int_equal(sheet_map_list(&n), LIST_PARTNERS);
	assert_int_equal(n.columns[3].means, COL_NONE);
	arena_clear(&a);
}

static void test_patients_names(void **state)
{
	static const char *const headers[] = {"Patient Name", "Client", "Patient Last Name",
					      "PT_NAME",      "Name",   "Insurance Name"};
	struct arena a = {0};
	struct sheet_map m = propose(&a, headers, 6);
	struct err e = {0};
	(void)state;
	for (int i = 0; i < 4; i++) {
		for (int c = 0; c < COL_COUNT; c++)
			assert_int_equal(sheet_map_set(&m, i, (enum column)c, NULL), c == COL_PATIENT_NAME);
		assert_true(sheet_map_set(&m, i, COL_NONE, NULL));
	}
	assert_true(sheet_map_set(&m, 4, COL_NOTE, NULL));
	assert_true(sheet_map_set(&m, 5, COL_NOTE, NULL));
	assert_false(sheet_map_edit(&m, "patient name=note", &e));
	assert_in(err_text(&e), "names of patients");
	err_clear(&e);
	/* nor by what a book that came from elsewhere has kept */
	sheet_map_restore(&m, "partners", "note|note|note|name|note|note");
	for (int i = 0; i < 4; i++)
		assert_int_equal(m.columns[i].means, COL_NONE);
	arena_clear(&a);
}

static void test_edits(void **state)
{
	static const char *const headers[] = {"Arzt", "Praxis", "Durchwahl = Telefon"};
	struct arena a = {0};
	struct sheet_map m = propose(&a, headers, 3);
	struct err e = {0};
	(void)state;
	assert_int_equal(sheet_map_list(&m), LIST_NONE);
	assert_false(sheet_map_complete(&m, &e));
	assert_in(err_text(&e), "names");
	err_clear(&e);
	assert_true(sheet_map_edit(&m, "ARZT=Name", &e));
	assert_true(sheet_map_edit(&m, "Durchwahl = Telefon=phone", &e));
	assert_true(sheet_map_complete(&m, &e));
	assert_text(&m, sheet_map_fields, "name|phone|");
	assert_true(sheet_map_edit(&m, "Arzt=", &e));
	assert_text(&m, sheet_map_fields, "|phone|");
	assert_false(sheet_map_edit(&m, "Doktor=name", &e));
	assert_in(err_text(&e), "Arzt, Praxis");
	err_clear(&e);
	assert_false(sheet_map_edit(&m, "Arzt=shoes", &e));
	assert_int_equal(e.code, ERR_USAGE);
	err_clear(&e);
	assert_false(sheet_map_edit(&m, "Arzt", &e));
	assert_int_equal(e.code, ERR_USAGE);
	err_clear(&e);
	arena_clear(&a);
}

/* --- lists in any shape --- */

static const char *const referral_rows[] = {
	"Patient ID",
	"Referral Received Date",
	"Referring Physician",
	"NPI",
	"Practice",
	"Phone",
	"Mobile",
	"Diagnosis",
	"Charges",
	"P1",
	"2026-10-01",
	"\"Okafor, Priya MD\"",
	"1497758122",
	"Lakeside",
	"928 555 0100",
	"928 555 0111",
	"knee",
	"100",
	"P2",
	"2026-10-02",
	"Dan Weiss",
	"",
	"Bold Gym",
	"",
	"928 555 0112",
	"ankle",
	"",
	"P3",
	"2026-10-03",
	"Dan Weiss",
	"",
	"Bold Gym",
	"",
	"",
	"",
	"50",
};
static const char *const contact_rows[] = {
	"Date",
	"Who",
	"Practice",
	"What",
	"Notes",
	"Staff",
	"Cost",
	"Weather",
	"Phone",
	"2026-10-01",
	"Priya Okafor",
	"Lakeside",
	"lunch",
	"brought outcomes",
	"maria",
	"12.50",
	"rain",
	"928 555 0100",
	"2026-10-02",
	"Dan Weiss",
	"Bold Gym",
	"call",
	"",
	"jo",
	"",
	"sun",
	"",
	"2026-10-02",
	"Dan Weiss",
	"Bold Gym",
	"call",
	"",
	"jo",
	"",
	"sun",
	"",
};
enum { WIDE = 9, TALL = 4 };

static uint32_t dice = 1;

static int roll(int n)
{
	dice = dice * 1664525u + 1013904223u;
	return (int)((dice >> 8) % (uint32_t)n);
}

/* The list with its columns in another order, and its header in another case. */
static char *shuffled(const char *const *cells, bool shuffle)
{
	int order[WIDE];
	struct str b = {0};
	for (int i = 0; i < WIDE; i++)
		order[i] = i;
	for (int i = WIDE - 1; shuffle && i > 0; i--) {
		int k = roll(i + 1), was = order[i];
		order[i] = order[k];
		order[k] = was;
	}
	for (int row = 0; row < TALL; row++) {
		for (int i = 0; i < WIDE; i++) {
			str_add(&b, i ? "," : "");
			for (const char *s = cells[row * WIDE + order[i]]; *s; s++)
				str_addc(&b, row == 0 && shuffle && roll(2) && *s >= 'a' && *s <= 'z' ? (char)(*s - 32)
												      : *s);
		}
		str_add(&b, "\n");
	}
	return str_take(&b);
}

struct lines {
	struct str *b;
	enum kind kind;
	struct book *book;
};

/* A record by what a person sees of it: whom it points at by name. */
static bool add_line(void *ctx, const void *record, struct err *e)
{
	struct lines *l = ctx;
	(void)e;
	for (int i = 0; i < kinds[l->kind].count; i++) {
		const struct field *f = &kinds[l->kind].fields[i];
		if (f->type == FIELD_ID && f->ref == KIND_SOURCE && *field_id(f, (void *)record)) {
			struct source s;
			assert_true(store_get(l->book->app.store, KIND_SOURCE, *field_id(f, (void *)record),
					      &l->book->arena, &s, NULL));
			str_printf(l->b, "%s of %s; ", f->name, s.name);
		} else if (f->type != FIELD_ID) {
			str_printf(l->b, "%s ", f->name);
			field_write(l->b, f, record);
			str_add(l->b, "; ");
		}
	}
	str_add(l->b, "\n");
	return true;
}

static char *all_of(struct book *b)
{
	static const enum kind seen[] = {KIND_PRACTICE, KIND_SOURCE, KIND_TOUCH,
					 KIND_REFERRAL, KIND_STAFF,  KIND_MAPPING};
	struct str text = {0};
	for (size_t i = 0; i < sizeof seen / sizeof seen[0]; i++) {
		struct lines l = {&text, seen[i], b};
		assert_true(store_each(b->app.store, seen[i], add_line, &l, &b->e));
	}
	return str_take(&text);
}

static void same_in_any_shape(const char *const *cells)
{
	struct book plain = book_new();
	char *list = shuffled(cells, false);
	take_fine(&plain, list, NULL);
	char *expected = all_of(&plain);
	free(list);
	for (int i = 0; i < 40; i++) {
		struct book b = book_new();
		list = shuffled(cells, true);
		take_fine(&b, list, NULL);
		char *got = all_of(&b);
		if (strcmp(got, expected) != 0)
			fail_msg("%s\ngave\n%s\ninstead of\n%s", list, got, expected);
		take_fine(&b, list, NULL);
		assert_false(b.said.written);
		free(got);
		free(list);
		book_free(&b);
	}
	free(expected);
	book_free(&plain);
}

static void test_any_shape(void **state)
{
	(void)state;
	same_in_any_shape(referral_rows);
	same_in_any_shape(contact_rows);
}

/* --- said once, remembered --- */

#define FOREIGN "Arzt;Praxis;Telefon;Schuhgröße\nPriya Okafor;Lakeside;928 555 0100;38\nDan Weiss;Bold Gym;;44\n"

static void test_said_and_remembered(void **state)
{
	static const char *const edits[] = {"Arzt=name", "Praxis=practice", "Telefon=phone"};
	const struct import_order order = {.edits = edits, .n_edits = 3};
	struct book b = book_new();
	(void)state;
	take(&b, FOREIGN, NULL);
	assert_false(b.ok);
	assert_in(err_text(&b.e), "no row among the first 10");
	take_fine(&b, FOREIGN, &order);
	assert_in(str_text(&b.said.text), "2 sources added. How its columns are read is remembered.");
	assert_int_equal(store_count(b.app.store, KIND_MAPPING), 1);
	take_fine(&b, "TELEFON;Schuhgröße;arzt;praxis\n;;Mei Lin;Lakeside\n928 555 0100;38;Priya Okafor;Lakeside\n",
		  NULL);
	assert_in(str_text(&b.r.what), "its columns as the last time");
	assert_int_equal(b.r.sources_new, 1);
	assert_int_equal(b.r.sources_matched, 1);
	take_fine(&b, FOREIGN, NULL);
	assert_false(b.said.written);
	/* one step holds the people and how they were read */
	assert_true(app_undo(&b.app, &b.said, &b.e));
	assert_true(app_undo(&b.app, &b.said, &b.e));
	assert_int_equal(store_count(b.app.store, KIND_SOURCE), 0);
	assert_int_equal(store_count(b.app.store, KIND_MAPPING), 0);
	book_free(&b);
}

static void test_changed_and_taken_back(void **state)
{
	static const char *const out[] = {"Phone="}, *const in[] = {"Phone=phone"};
	const struct import_order without = {.edits = out, .n_edits = 1}, with = {.edits = in, .n_edits = 1};
	static const char list[] = "Name,Phone\nMei Lin,928 555 0100\n";
	struct book b = book_new();
	(void)state;
	take_fine(&b, list, NULL);
	assert_int_equal(store_count(b.app.store, KIND_MAPPING), 0); /* as its names say: nothing to remember */
	take_fine(&b, list, &without);
	assert_true(b.said.written);
	assert_int_equal(store_count(b.app.store, KIND_MAPPING), 1);
	take_fine(&b, list, &without);
	assert_false(b.said.written);
	take_fine(&b, list, &with);
	assert_in(str_text(&b.said.text), "by their names again");
	assert_int_equal(store_count(b.app.store, KIND_MAPPING), 0);
	book_free(&b);
}

static void test_a_screens_map(void **state)
{
	struct book b = book_new();
	struct import_look l = look(&b, FOREIGN);
	struct import_order order = {.map = &l.sheet.map};
	(void)state;
	assert_true(l.mapped);
	assert_false(l.remembered);
	assert_string_equal(l.what, "CSV, semicolon, UTF-8, 2 rows");
	assert_int_equal(l.sheet.map.n, 4);
	assert_string_equal(l.sheet.samples[0].cell[1], "Dan Weiss");
	assert_null(l.sheet.samples[2].cell[1]);
	assert_true(sheet_map_set(&l.sheet.map, 0, COL_NAME, NULL));
	take(&b, "Doktor;Praxis\nMei Lin;Lakeside\n", &order);
	assert_false(b.ok);
	assert_in(err_text(&b.e), "its columns are others than were shown");
	take_fine(&b, FOREIGN, &order);
	assert_int_equal(b.r.sources_new, 2);
	assert_true(look(&b, FOREIGN).remembered);
	book_free(&b);
}

static void test_look_shows_no_names(void **state)
{
	struct book b = book_new();
	struct import_look l = look(&b, "Patient Name,Patient ID,Referral Date\n\"Zhao, Amy\",P1,2026-10-01\n");
	(void)state;
	assert_string_equal(l.sheet.samples[0].cell[0], "AZ");
	assert_string_equal(l.sheet.samples[1].cell[0], "P1");
	assert_int_equal(sheet_map_list(&l.sheet.map), LIST_REFERRALS);
	assert_false(look(&b, "BEGIN:VCARD\nVERSION:3.0\nFN:Mei Lin\nEND:VCARD\n").mapped);
	book_free(&b);
}

/* --- dry --- */

static void test_dry(void **state)
{
	static const char list[] = "Patient ID,Referral Date,Referring Physician\nP1,2026-10-01,Mei Lin\nP2,,Mei Lin\n"
				   "P3,2026-10-02,Dan Weiss\nP4,31 feb,Dan Weiss\nTotal,,4\n";
	const struct import_order dry = {.dry = true};
	struct book b = book_new();
	(void)state;
	take_fine(&b, "Name\tPhone\nMei Lin\t928 555 0100\n", NULL);
	char *before = all_of(&b);
	take_fine(&b, list, &dry);
	assert_string_equal(
		str_text(&b.said.text),
		"1 new source, 1 matched, 2 new referrals, 3 rows skipped: 1 no date, 1 not a date, 1 total line.");
	assert_false(b.said.written);
	char *after = all_of(&b);
	assert_string_equal(after, before);
	assert_true(app_undo(&b.app, &b.said, &b.e)); /* the list of before: the dry run is no step */
	assert_int_equal(store_count(b.app.store, KIND_SOURCE), 0);
	free(before);
	free(after);
	book_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_names_in_any_order),
		cmocka_unit_test(test_patients_names),
		cmocka_unit_test(test_edits),
		cmocka_unit_test(test_any_shape),
		cmocka_unit_test(test_said_and_remembered),
		cmocka_unit_test(test_changed_and_taken_back),
		cmocka_unit_test(test_a_screens_map),
		cmocka_unit_test(test_look_shows_no_names),
		cmocka_unit_test(test_dry),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
