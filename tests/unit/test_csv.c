/* Cells, codings, separators, headers: what other people's lists look like. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/exchange/csv.h"
#include "rapport/exchange/format.h"

static FILE *file_of(const char *bytes, size_t n)
{
	FILE *f = tmpfile();
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	rewind(f);
	return f;
}

/* All records as "line:cell|cell" lines; on a refusal "! " and the error. */
static char *read_csv(const char *bytes, size_t n, struct str *coding)
{
	FILE *f = file_of(bytes, n);
	struct str b = {0};
	struct err e = {0};
	struct csv *c;
	struct csv_row row;
	bool more = true;
	if (csv_open(&c, f, &e)) {
		if (coding)
			str_printf(coding, "%s %s", csv_coding(c), csv_separator(c));
		while (more && csv_next(c, &row, &more, &e)) {
			if (!more)
				break;
			str_printf(&b, "%d:", (int)row.line);
			for (int i = 0; i < row.count; i++)
				str_printf(&b, "%s[%s]", i ? "," : "", row.cell[i]);
			str_addc(&b, '\n');
		}
		csv_close(c);
	}
	if (e.code)
		str_printf(&b, "! %s", err_text(&e));
	err_clear(&e);
	fclose(f);
	return str_take(&b);
}

static void expect(const char *bytes, size_t n, const char *coding, const char *records)
{
	struct str got = {0};
	char *all = read_csv(bytes, n, &got);
	assert_string_equal(all, records);
	assert_string_equal(str_text(&got), coding);
	free(all);
	str_free(&got);
}
#define EXPECT(BYTES, CODING, RECORDS) expect(BYTES, sizeof(BYTES) - 1, CODING, RECORDS)

static void test_cells(void **state)
{
	(void)state;
	EXPECT("a,b,c\n1,2,3\n", "UTF-8 comma", "1:[a],[b],[c]\n2:[1],[2],[3]\n");
	EXPECT("a,b\n\"x, \"\"y\"\"\",z", "UTF-8 comma", "1:[a],[b]\n2:[x, \"y\"],[z]\n");
	EXPECT("a,b\n\"\",\n", "UTF-8 comma", "1:[a],[b]\n2:[],[]\n");
	EXPECT("a,b\n5\" pipe,q\n", "UTF-8 comma", "1:[a],[b]\n2:[5\" pipe],[q]\n");
	EXPECT("a,b\n\"x\"y,z\n", "UTF-8 comma", "1:[a],[b]\n2:[xy],[z]\n");
	EXPECT("a,b\n1\n1,2,3\n", "UTF-8 comma", "1:[a],[b]\n2:[1]\n3:[1],[2],[3]\n");
	EXPECT("\n\na,b\n\n1,2\n", "UTF-8 comma", "3:[a],[b]\n5:[1],[2]\n");
	EXPECT("a,b\n\"\"\nx,y", "UTF-8 comma", "1:[a],[b]\n2:[]\n3:[x],[y]\n");
}

static void test_lines(void **state)
{
	(void)state;
	EXPECT("a,b\r\n\"1\r\n2\",x\r\ny,z\r\n", "UTF-8 comma", "1:[a],[b]\n2:[1\n2],[x]\n4:[y],[z]\n");
	EXPECT("a,b\r1,2\r3,4", "UTF-8 comma", "1:[a],[b]\n2:[1],[2]\n3:[3],[4]\n");
	EXPECT("a,b\n\"1\n\n2\",x\n3,4\n", "UTF-8 comma", "1:[a],[b]\n2:[1\n\n2],[x]\n5:[3],[4]\n");
}

static void test_separators(void **state)
{
	(void)state;
	EXPECT("a;b;c\n1,5;2;3, x, y\n", "UTF-8 semicolon", "1:[a],[b],[c]\n2:[1,5],[2],[3, x, y]\n");
	EXPECT("a\tb\n1\t2\n", "UTF-8 tab", "1:[a],[b]\n2:[1],[2]\n");
	EXPECT("a|b\n1|2\n", "UTF-8 pipe", "1:[a],[b]\n2:[1],[2]\n");
	EXPECT("sep=;\na;b,c,d\n", "UTF-8 semicolon", "2:[a],[b,c,d]\n");
	EXPECT("sep=;\r\na;b\r\n", "UTF-8 semicolon", "2:[a],[b]\n");
	EXPECT("a,b\n\"x;y;z;w;v\",2\n", "UTF-8 comma", "1:[a],[b]\n2:[x;y;z;w;v],[2]\n");
}

static void test_codings(void **state)
{
	(void)state;
	EXPECT("\xEF\xBB\xBF"
	       "a,\xC3\xA9\n",
	       "UTF-8 with BOM comma", "1:[a],[é]\n");
	EXPECT("S\xF8ren,\x80\x93\n", "Windows-1252 comma", "1:[Søren],[€“]\n");
	EXPECT("\xFF\xFE"
	       "a\0\t\0\xE9\0\n\0",
	       "UTF-16 tab", "1:[a],[é]\n");
	EXPECT("\xFE\xFF"
	       "\0a\0,\xD8\x3D\xDE\x00\0\n",
	       "UTF-16 big-endian comma", "1:[a],[😀]\n");
	EXPECT("a,\xC3", "Windows-1252 comma", "1:[a],[Ã]\n");
}

/* A sequence across the block boundary is still UTF-8; a wrong byte far behind is noticed. */
static void test_coding_far(void **state)
{
	(void)state;
	struct str b = {0}, coding = {0};
	str_add(&b, "a,b\n");
	while (b.len < 65535)
		str_add(&b, "x");
	str_add(&b, "\xE2\x82\xAC,y\n");
	char *all = read_csv(b.s, b.len, &coding);
	assert_string_equal(str_text(&coding), "UTF-8 comma");
	free(all);
	str_clear(&coding);
	str_add(&b, "\xE9,z\n");
	all = read_csv(b.s, b.len, &coding);
	assert_string_equal(str_text(&coding), "Windows-1252 comma");
	free(all);
	str_free(&coding);
	str_free(&b);
}

static void test_refused(void **state)
{
	(void)state;
	char *all = read_csv("a,b\n1,\"2\n3,4\n", 13, NULL);
	assert_string_equal(all, "1:[a],[b]\n! line 2: a quote is opened and never closed");
	free(all);
	all = read_csv("a,b\n1\0,2\n", 9, NULL);
	assert_string_equal(all, "! it is not a text file");
	free(all);
}

#define BLOCK (1u << 20) /* what the coding is decided by */

/* Rows of "x,y" up to a byte or so before so many bytes. */
static void pad(struct str *b, size_t bytes)
{
	while (b->len + 64 < bytes)
		str_add(b, "padding of sixty-four bytes is here to fill a line of the text,y\n");
	while (b->len + 4 < bytes)
		str_add(b, "x,y\n");
}

static int lines_of(const struct str *b)
{
	int n = 0;
	for (size_t i = 0; i < b->len; i++)
		n += b->s[i] == '\n';
	return n;
}

/* The records of a file from the one whose first cell is "mark" on. */
static void expect_behind(const struct str *file, const char *coding, const char *records)
{
	struct str got = {0};
	char *all = read_csv(file->s, file->len, &got), *mark = strstr(all, "[mark]");
	assert_non_null(mark);
	assert_string_equal(mark, records);
	assert_string_equal(str_text(&got), coding);
	free(all);
	str_free(&got);
}

/* Behind the first block: rows are never lost, whatever comes. */
static void test_coding_late(void **state)
{
	(void)state;
	struct str b = {0}, want = {0};
	str_add(&b, "a,b\n");
	pad(&b, BLOCK + 1000);
	int line = lines_of(&b);
	size_t ascii = b.len;
	str_add(&b, "mark,S\xF8ren\nMu\xF1oz,caf\xC3\xA9\n");
	str_printf(&want, "[mark],[Søren]\n%d:[Muñoz],[cafÃ©]\n", line + 2);
	expect_behind(&b, "UTF-8 comma", want.s);
	str_clear(&b);
	str_add(&b, "\xC3\xA9,b\n");
	pad(&b, ascii);
	line = lines_of(&b);
	str_add(&b, "mark,S\xF8ren\ncaf\xC3\xA9,\x80 \xE2\x82\n\xC3");
	str_clear(&want);
	str_printf(&want, "[mark],[Søren]\n%d:[café],[€ â‚]\n%d:[Ã]\n", line + 2, line + 3);
	expect_behind(&b, "UTF-8 comma", want.s);
	str_clear(&b);
	str_add(&b, "a,b\n");
	pad(&b, ascii);
	str_addn(&b, "mark,\0\n", 7);
	char *all = read_csv(b.s, b.len, NULL);
	assert_non_null(strstr(all, "! it is not a text file"));
	free(all);
	str_free(&b);
	str_free(&want);
}

/* Wherever a block ends: in a sequence, between CR and LF, between two quotes, in the line that is read again. */
static void test_blocks(void **state)
{
	(void)state;
	static const char tricky[] =
		"mark,\"a \"\"b\"\" c\r\nd\"\r\n\xE2\x82\xAC,\"\"\r\"\xF0\x9F\x98\x80\"x,\r\nend,\"\"\"\"\"\"";
	for (size_t back = 0; back < sizeof tricky; back++) {
		struct str b = {0}, want = {0};
		str_add(&b, "\xC3\xA9,b\n");
		pad(&b, BLOCK - 200);
		while (b.len < BLOCK - back - 2)
			str_addc(&b, 'x');
		str_add(&b, "\n");
		int line = lines_of(&b);
		str_add(&b, tricky);
		str_printf(&want, "[mark],[a \"b\" c\nd]\n%d:[€],[]\n%d:[😀x],[]\n%d:[end],[\"\"]\n", line + 3, line + 4,
			   line + 5);
		expect_behind(&b, "UTF-8 comma", want.s);
		str_free(&b);
		str_free(&want);
	}
}

/* UTF-16 with a pair of surrogates wherever a block ends. */
static void test_blocks_wide(void **state)
{
	(void)state;
	for (size_t back = 0; back < 6; back += 2) {
		struct str b = {0};
		str_addn(&b, "\xFF\xFE", 2);
		while (b.len < BLOCK - back)
			str_addn(&b, b.len == 4 ? "\t\0" : "x\0", 2);
		str_addn(&b, "\n\0m\0a\0r\0k\0\t\0\x3D\xD8\0\xDE\x3D\xD8\0\xDE", 20);
		expect_behind(&b, "UTF-16 tab", "[mark],[😀😀]\n");
		str_free(&b);
	}
}

static void test_wanted(void **state)
{
	(void)state;
	static const char text[] = "a,b,c\n\"1 \"\"x\"\"\",\"2\",3,4\n5\n";
	static const bool wanted[] = {false, true, false};
	FILE *f = file_of(text, strlen(text));
	struct err e = {0};
	struct csv *c;
	struct csv_row row, whole;
	bool more;
	assert_true(csv_open(&c, f, &e));
	assert_true(csv_next(c, &row, &more, &e) && more);
	csv_settle(c);
	csv_want(c, wanted, 3);
	assert_true(csv_next(c, &row, &more, &e) && more);
	assert_int_equal(row.count, 4);
	assert_string_equal(row.cell[0], "");
	assert_string_equal(row.cell[1], "2");
	assert_string_equal(row.cell[3], "");
	csv_whole(c, &whole);
	assert_string_equal(whole.cell[0], "1 \"x\"");
	assert_string_equal(whole.cell[3], "4");
	assert_string_equal(row.cell[1], "2");
	assert_true(csv_next(c, &row, &more, &e) && more);
	assert_int_equal(row.count, 1);
	assert_true(csv_next(c, &row, &more, &e) && !more);
	csv_close(c);
	fclose(f);
}

/* What can be read but once is read but once. */
static void test_pipe(void **state)
{
	(void)state;
	int ends[2];
	struct err e = {0};
	struct csv *c;
	struct csv_row row;
	bool more;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "a;b\n1;2\n", 8), 8);
	close(ends[1]);
	FILE *f = fdopen(ends[0], "r");
	assert_true(csv_open(&c, f, &e));
	for (int i = 0; i < 2; i++) {
		assert_true(csv_next(c, &row, &more, &e) && more);
		csv_rewind(c);
		assert_true(csv_next(c, &row, &more, &e) && more);
		assert_string_equal(row.cell[1], "b");
	}
	assert_true(csv_next(c, &row, &more, &e) && more);
	assert_string_equal(row.cell[1], "2");
	assert_true(csv_next(c, &row, &more, &e) && !more);
	csv_close(c);
	fclose(f);
}

static void test_unguard(void **state)
{
	(void)state;
	assert_string_equal(csv_unguard("'=SUM(A1)"), "=SUM(A1)");
	assert_string_equal(csv_unguard("'+1 928"), "+1 928");
	assert_string_equal(csv_unguard("'-"), "-");
	assert_string_equal(csv_unguard("'tis"), "'tis");
	assert_string_equal(csv_unguard("'"), "'");
	assert_string_equal(csv_unguard(""), "");
}

static void test_columns(void **state)
{
	(void)state;
	assert_int_equal(column_named("E-mail"), COL_EMAIL);
	assert_int_equal(column_named("  referral RECEIVED_date "), COL_RECEIVED_ON);
	assert_int_equal(column_named("ICD-10"), COL_REASON);
	assert_int_equal(column_named("Last Name (Legal Name)"), COL_LAST);
	assert_int_equal(column_named("Primary Treatment Clinic"), COL_OURS);
	assert_int_equal(column_named("Shoe size"), COL_NONE);
	assert_int_equal(column_named(""), COL_NONE);
}

static void test_lists(void **state)
{
	(void)state;
	bool has[COL_COUNT] = {[COL_NAME] = true, [COL_PHONE] = true};
	assert_int_equal(list_of(has), LIST_PARTNERS);
	has[COL_ON] = true;
	assert_int_equal(list_of(has), LIST_CONTACTS);
	has[COL_PATIENT_REF] = true;
	assert_int_equal(list_of(has), LIST_REFERRALS);
	assert_int_equal(list_column(LIST_REFERRALS, COL_ON, has), COL_RECEIVED_ON);
	has[COL_NAME] = has[COL_PATIENT_REF] = false;
	assert_int_equal(list_of(has), LIST_NONE);
	assert_int_equal(list_column(LIST_PARTNERS, COL_CHANNEL, has), COL_KIND);
	assert_int_equal(list_column(LIST_PARTNERS, COL_PAYER, has), COL_NONE);
	assert_int_equal(list_column(LIST_CONTACTS, COL_CHANNEL, has), COL_CHANNEL);
}

/* --- the sheet: what the format hands on --- */

struct heard {
	struct str all;
};

static bool heard_sheet(void *ctx, const struct sheet *s, struct err *e)
{
	(void)e;
	str_printf(&((struct heard *)ctx)->all, "%s; left out: %s\n", list_title(s->list), s->left_out);
	return true;
}

static bool heard_row(void *ctx, const struct sheet_row *row, struct err *e)
{
	struct heard *h = ctx;
	(void)e;
	str_printf(&h->all, "%d", (int)row->line);
	for (int i = 0; i < COL_COUNT; i++)
		if (row->cell[i])
			str_printf(&h->all, " %d=%s", i, row->cell[i]);
	str_addc(&h->all, '\n');
	return true;
}

static void heard_word(void *ctx, int64_t line, const char *what)
{
	str_printf(&((struct heard *)ctx)->all, "%d! %s\n", (int)line, what);
}

static void expect_sheet(const char *text, const char *heard)
{
	struct heard h = {0};
	struct err e = {0};
	const struct intake to = {
		.ctx = &h, .sheet = heard_sheet, .row = heard_row, .skipped = heard_word, .note = heard_word};
	FILE *f = file_of(text, strlen(text));
	const struct format *csv = format_of(text, strlen(text));
	assert_string_equal(csv->name, "CSV");
	if (!csv->read(f, &to, &e))
		str_printf(&h.all, "! %s", err_text(&e));
	assert_string_equal(str_text(&h.all), heard);
	err_clear(&e);
	str_free(&h.all);
	fclose(f);
}

static void test_sheet(void **state)
{
	(void)state;
	char want[256];
	snprintf(want, sizeof want,
		 "partner list; left out: Shoe size\n"
		 "5 %d=Wen Okafor %d=928 %d=929\n"
		 "6! 2 cells instead of 4\n6 %d=Ivan Yoo\n"
		 "8 %d=Doctor %d=Phone\n"
		 "9! a total row\n",
		 COL_NAME, COL_PHONE, COL_FAX, COL_NAME, COL_NAME, COL_PHONE);
	expect_sheet("My practice\nName,Phone\n\nName,Phone,Shoe size,Fax\nWen Okafor,928,44,929\nIvan Yoo, "
		     "(unassigned)\n,,\n"
		     "Doctor,Phone,,\n Grand Total ,2,,\n",
		     want);
	snprintf(want, sizeof want, "partner list; left out: \n2 %d='A %d==1+1\n", COL_NAME, COL_NOTE);
	expect_sheet("Name,Notes\n'A,'=1+1\n", want);
	snprintf(want, sizeof want,
		 "! no row among the first 10 has the column names of a partner list, referral report or contact log "
		 "(such as Name, Phone, Patient ID, Referral Received Date)");
	expect_sheet("some,text\nof,no kind\n", want);
	expect_sheet("one line", want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),   cmocka_unit_test(test_lines),       cmocka_unit_test(test_separators),
		cmocka_unit_test(test_codings), cmocka_unit_test(test_coding_far),  cmocka_unit_test(test_coding_late),
		cmocka_unit_test(test_blocks),  cmocka_unit_test(test_blocks_wide), cmocka_unit_test(test_wanted),
		cmocka_unit_test(test_pipe),    cmocka_unit_test(test_refused),     cmocka_unit_test(test_unguard),
		cmocka_unit_test(test_columns), cmocka_unit_test(test_lists),       cmocka_unit_test(test_sheet),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
