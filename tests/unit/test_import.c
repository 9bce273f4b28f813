/* Real lists come in, next month's too; a book goes out and comes back. Run from the top of the tree. */
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

#define FIXTURE(NAME) "tests/fixtures/" NAME

static void assert_in(const struct str *text, const char *part)
{
	if (!strstr(str_text(text), part))
		fail_msg("“%s” is not in:\n%s", part, str_text(text));
}

struct sums {
	int64_t referrals, came, visits, billed, received, nobody, cost, touches;
};

static bool add_referral(void *ctx, const void *record, struct err *e)
{
	struct sums *s = ctx;
	const struct referral *r = record;
	(void)e;
	s->referrals++;
	s->came += referral_came(r);
	s->visits += r->visits == NUM_NONE ? 0 : r->visits;
	s->billed += r->billed_cents == NUM_NONE ? 0 : r->billed_cents;
	s->received += r->received_cents == NUM_NONE ? 0 : r->received_cents;
	s->nobody += !r->source_id;
	/* chart numbers, and so no names */
	assert_int_equal(r->patient_ref[0], 'P');
	assert_int_equal(strspn(r->patient_ref + 1, "0123456789"), 5);
	assert_null(r->note);
	return true;
}

static bool add_touch(void *ctx, const void *record, struct err *e)
{
	struct sums *s = ctx;
	const struct touch *t = record;
	(void)e;
	s->touches++;
	s->cost += t->cost_cents == NUM_NONE ? 0 : t->cost_cents;
	return true;
}

static struct sums sum_up(struct book *b)
{
	struct sums s = {0};
	assert_true(store_each(b->app.store, KIND_REFERRAL, add_referral, &s, &b->e));
	assert_true(store_each(b->app.store, KIND_TOUCH, add_touch, &s, &b->e));
	return s;
}

/* The one source of that name. */
static struct source person(struct book *b, const char *name, struct arena *a)
{
	struct source s;
	uint64_t *ids;
	int n;
	assert_true(store_named(b->app.store, name, true, a, &ids, &n, &b->e));
	assert_int_equal(n, 1);
	assert_true(store_get(b->app.store, KIND_SOURCE, ids[0], a, &s, &b->e));
	return s;
}

static struct referral referral_of(struct book *b, const char *ref, struct arena *a)
{
	struct referral r;
	if (!store_referral_ref(b->app.store, ref, a, &r, &b->e))
		fail_msg("%s: %s", ref, err_text(&b->e));
	return r;
}

static void test_partners(void **state)
{
	(void)state;
	struct book b = book_new();
	struct arena a = {0};
	take_file(&b, FIXTURE("partners.csv"), NULL);
	assert_true(b.ok);
	assert_string_equal(str_text(&b.r.what), "CSV, comma, UTF-8 with BOM, 93 rows: a partner list");
	assert_int_equal(b.r.sources_new, 90);
	assert_int_equal(b.r.sources_matched, 2);
	assert_int_equal(b.r.refused, 1);
	assert_int_equal(store_count(b.app.store, KIND_SOURCE), 90);
	assert_int_equal(store_count(b.app.store, KIND_PRACTICE), b.r.practices_new);
	assert_string_equal(str_text(&b.said.text),
			    "Imported partners.csv: 90 sources added, 2 rows were there already, 1 refused.");
	assert_true(b.said.written);
	assert_in(&b.r.refusals, ": no name");
	assert_in(&b.r.notes, "NPI “1234567890” is left out");
	assert_in(&b.r.notes, "NPI “1078582704” is left out");
	assert_in(&b.r.notes, "cells instead of 14");
	struct source s = person(&b, "Mairéad Zhao", &a);
	assert_string_equal(s.credentials, "MD, FAAOS");
	assert_string_equal(s.note, "=SUM(A1:A9) asked for a spreadsheet");
	assert_string_equal(choice_word(choices_source_kind, s.kind), "physician");
	s = person(&b, "Kwame Müller", &a);
	assert_string_equal(choice_word(choices_source_kind, s.kind), "front_desk");
	assert_true(s.gatekeeper);
	assert_string_equal(s.zip, "02118");
	assert_int_equal(s.stage, STAGE_FIRST);
	assert_int_equal(s.added_on, b.app.now.today);
	s = person(&b, "Hana Ferreira", &a);
	assert_string_equal(s.note, "Ask for the coordinator first; mornings are best.\nParking behind the building.");
	assert_null(person(&b, "Vera Okafor", &a).phone);
	arena_clear(&a);
	book_free(&b);
}

static void test_twice_is_once(void **state)
{
	static const char *const files[] = {FIXTURE("partners.csv"), FIXTURE("contact-log.csv"),
					    FIXTURE("referral-report.csv"), FIXTURE("referral-report-next-month.csv")};
	(void)state;
	struct book b = book_new();
	for (size_t i = 0; i < 4; i++) {
		take_file(&b, files[i], NULL);
		assert_true(b.ok);
		int64_t revision = store_revision(b.app.store);
		take_file(&b, files[i], NULL);
		assert_true(b.ok);
		if (b.said.written)
			fail_msg("%s again: %s", files[i], str_text(&b.said.text));
		assert_int_equal(store_revision(b.app.store), revision);
	}
	assert_in(&b.said.text, "Nothing new in referral-report-next-month.csv: 67 rows were there already.");
	book_free(&b);
}

static void test_contacts(void **state)
{
	(void)state;
	struct book b = book_new();
	take_file(&b, FIXTURE("partners.csv"), NULL);
	take_file(&b, FIXTURE("contact-log.csv"), NULL);
	assert_true(b.ok);
	assert_string_equal(str_text(&b.r.what), "CSV, semicolon, UTF-8, 215 rows: a contact log");
	assert_int_equal(b.r.touches_new, 215);
	assert_int_equal(b.r.staff_new, 3);
	assert_int_equal(b.r.sources_new, 0);
	assert_int_equal(b.r.refused, 0);
	struct sums s = sum_up(&b);
	assert_int_equal(s.touches, 215);
	assert_int_equal(s.cost, 212343);
	assert_int_equal(store_count(b.app.store, KIND_STAFF), 3);
	book_free(&b);
}

static void test_reports(void **state)
{
	(void)state;
	struct book b = book_new();
	take_file(&b, FIXTURE("partners.csv"), NULL);
	take_file(&b, FIXTURE("referral-report.csv"), NULL);
	assert_true(b.ok);
	assert_string_equal(str_text(&b.r.what), "CSV, comma, Windows-1252, 479 rows: a referral report");
	assert_int_equal(b.r.referrals_new, 479);
	assert_int_equal(b.r.refused, 0);
	assert_int_equal(b.r.skipped, 1);
	assert_in(&b.r.notes, "a total row, passed over");
	struct sums s = sum_up(&b);
	assert_int_equal(s.referrals, 479);
	assert_int_equal(s.came, 396);
	assert_int_equal(s.visits, 3777);
	assert_int_equal(s.billed, 56542900);
	assert_int_equal(s.received, 36673200);
	take_file(&b, FIXTURE("referral-report-next-month.csv"), NULL);
	assert_true(b.ok);
	assert_int_equal(b.r.referrals_new, 28);
	assert_int_equal(b.r.referrals_updated, 19);
	assert_int_equal(b.r.referrals_known, 20);
	s = sum_up(&b);
	assert_int_equal(s.referrals, 479 + 28);
	book_free(&b);
}

/* The report alone makes the people it names. */
static void test_report_alone(void **state)
{
	(void)state;
	struct book b = book_new();
	struct arena a = {0};
	take_file(&b, FIXTURE("referral-report.csv"), NULL);
	assert_true(b.ok);
	assert_int_equal(b.r.referrals_new, 479);
	assert_int_equal(b.r.sources_new, store_count(b.app.store, KIND_SOURCE));
	struct source s = person(&b, "Søren Haddad", &a);
	assert_string_equal(s.npi, "1462016845");
	assert_string_equal(s.credentials, "MD");
	assert_string_equal(s.specialty, "Obstetrics & Gynecology");
	s = person(&b, "Amy Weiss", &a);
	assert_true(s.gatekeeper);
	assert_string_equal(s.role, "Office manager");
	arena_clear(&a);
	book_free(&b);
}

static void test_unassigned(void **state)
{
	(void)state;
	struct book b = book_new();
	struct arena a = {0};
	take_fine(&b,
		  "Referral Date,Patient ID,Referring Physician,NPI,Practice\n"
		  "2026-01-02,A1,(Unassigned),1462016845,X\n"
		  "2026-01-02,A2,,,X\n"
		  "2026-01-03,A3,\"Haddad, Wen MD\",1462016845,X\n"
		  "2026-01-04,A4,(Unassigned),1462016845,X\n",
		  NULL);
	assert_int_equal(b.r.referrals_new, 4);
	assert_int_equal(b.r.sources_new, 1);
	struct source s = person(&b, "Wen Haddad", &a);
	assert_true(referral_of(&b, "A1", &a).source_id == s.id);
	assert_true(referral_of(&b, "A4", &a).source_id == s.id);
	assert_true(referral_of(&b, "A2", &a).source_id == 0);
	assert_in(&b.r.notes, "2 referrals name nobody and are filed by the NPI of somebody known");
	assert_in(&b.r.notes, "1 referral names nobody and has no source");
	arena_clear(&a);
	book_free(&b);
}

static void test_moves_on(void **state)
{
	(void)state;
	struct book b = book_new();
	struct arena a = {0};
	take_fine(&b,
		  "Referral Date,Patient ID,Payer,Converted,Visits,Charges,Initial Eval\n"
		  "01/02/2026,A1,Aetna,Yes,3,$300.00,1/9/2026\n"
		  "01/02/2026,A2,Aetna,No,0,$0.00,\n",
		  NULL);
	struct referral r = referral_of(&b, "A2", &a);
	assert_int_equal(r.status, STATUS_RECEIVED);
	assert_true(r.visits == NUM_NONE && r.billed_cents == NUM_NONE);
	/* a person closes the first one; the report knows nothing of that */
	struct referral base = referral_of(&b, "A1", &a), edited = base;
	struct said said = {0};
	assert_int_equal(base.evaluated_on, day_from(2026, 1, 9));
	edited.status = STATUS_DISCHARGED;
	edited.payer = "Cigna";
	assert_true(app_referral(&b.app, &base, &edited, &said, &b.e));
	said_free(&said);
	take_fine(&b,
		  "Referral Date,Patient ID,Payer,Converted,Visits,Charges,Diagnosis\n"
		  "01/02/2026,A1,(Unassigned),Yes,5,\"$1,500.00\",Knee\n"
		  "2026-01-02 00:00:00,A2,,Yes,1,,\n",
		  NULL);
	assert_int_equal(b.r.referrals_updated, 2);
	assert_int_equal(b.r.referrals_new, 0);
	r = referral_of(&b, "A1", &a);
	assert_int_equal(r.status, STATUS_DISCHARGED);
	assert_string_equal(r.payer, "Cigna");
	assert_string_equal(r.reason, "Knee");
	assert_int_equal(r.evaluated_on, day_from(2026, 1, 9));
	assert_int_equal(r.visits, 5);
	assert_int_equal(r.billed_cents, 150000);
	assert_int_equal(referral_of(&b, "A2", &a).status, STATUS_EVALUATED);
	arena_clear(&a);
	book_free(&b);
}

/* Without a chart number the initials stand for the patient; two of one day are two. */
static void test_initials(void **state)
{
	(void)state;
	static const char list[] = "Referral Date,Patient,Referring Doctor\n"
				   "01/02/2026,Amy Zhao,Wen Okafor\n"
				   "01/02/2026,\"Zed, Ann\",Wen Okafor\n"
				   "01/02/2026,Bo Li,Wen Okafor\n"
				   "01/02/2026,,Wen Okafor\n"
				   ",Bo Li,Wen Okafor\n"
				   "31/31/2026,Bo Li,Wen Okafor\n";
	struct book b = book_new();
	struct arena a = {0};
	uint64_t id;
	take_fine(&b, list, NULL);
	assert_int_equal(b.r.referrals_new, 3);
	assert_int_equal(b.r.refused, 3);
	assert_in(&b.r.refusals, "line 5: no chart number or initials");
	assert_in(&b.r.refusals, "line 6: no day on which it was received");
	assert_in(&b.r.refusals, "line 7: ");
	assert_in(&b.r.notes, "Patients' names are not kept: initials stand for them");
	assert_true(store_referral_keyed(b.app.store, "AZ", day_from(2026, 1, 2), &id, &b.e) && id);
	assert_true(store_referral_keyed(b.app.store, "AZ 2", day_from(2026, 1, 2), &id, &b.e) && id);
	take_fine(&b, list, NULL);
	assert_int_equal(b.r.referrals_known, 3);
	assert_false(b.said.written);
	/* a name where the chart number should be is a name all the same */
	take_fine(&b, "Referral Date,Patient ID\n01/03/2026,Grace Kim\n01/04/2026,Guadalupe\n", NULL);
	assert_true(store_referral_keyed(b.app.store, "G", day_from(2026, 1, 4), &id, &b.e) && id);
	assert_true(store_referral_keyed(b.app.store, "GK", day_from(2026, 1, 3), &id, &b.e) && id);
	arena_clear(&a);
	book_free(&b);
}

/* One person under two spellings, held together by NPI, phone and practice. */
static void test_who_is_who(void **state)
{
	(void)state;
	struct book b = book_new();
	struct arena a = {0};
	take_fine(&b,
		  "Name,Practice,Phone,NPI\n"
		  "Wen Okafor DC,North,(928) 555-0101,\n"
		  "\"OKAFOR, WEN\",,+1 928 555 0101,1137484774\n" /* by phone; the NPI is new */
		  "Wen Okafor,North,,\n"                          /* by practice */
		  "Wen Okafor,,,\n"                               /* alone of that name */
		  "W. Okafor,South,,1137484774\n"                 /* by NPI */
		  "Wen Okafor,South,,\n",
		  NULL); /* where that NPI is too */
	assert_int_equal(b.r.sources_new, 1);
	assert_int_equal(b.r.sources_updated, 1);
	assert_int_equal(b.r.sources_matched, 4);
	assert_int_equal(b.r.refused, 0);
	assert_in(&b.r.notes, "line 6: W. Okafor is taken for Wen Okafor, whose NPI it is");
	/* the same phone at another office is the same person; another NPI at the same office is not */
	take_fine(&b,
		  "Name,Practice,Phone,NPI\n"
		  "Wen Okafor,East,9285550101,\n"
		  "Wen Okafor,North,,1234567893\n",
		  NULL);
	assert_int_equal(b.r.sources_new, 1);
	assert_int_equal(b.r.sources_matched, 1);
	assert_in(&b.r.notes, "line 3: Wen Okafor is added beside somebody else of that name");
	/* now two are of that name and office */
	take_fine(&b, "Name,Practice,Phone\nWen Okafor,North,\nWen Okafor,North,928.555.0101\n", NULL);
	assert_int_equal(b.r.refused, 1);
	assert_int_equal(b.r.sources_matched, 1);
	assert_in(&b.r.refusals,
		  "line 2: Wen Okafor, North may be Wen Okafor of North ((928) 555-0101) or Wen Okafor of North, or "
		  "somebody else of that name");
	book_free(&b);
	b = book_new();
	take_fine(&b, "Name,Practice,Phone\nWen Okafor,North,928.555.0101\n", NULL);
	take_fine(&b, "Name,Practice,Phone\nWen Okafor,North,928.555.0199\n", NULL);
	assert_in(&b.r.notes,
		  "line 2: Wen Okafor is there with another Phone (928.555.0101, not 928.555.0199), which is kept");
	arena_clear(&a);
	book_free(&b);
}

/* Two equal rows are two touches, the second time none; words of channels; what cannot be taken. */
static void test_contact_rows(void **state)
{
	(void)state;
	static const char log[] = "Date;Who;Type;Notes;By;Cost\n"
				  "2026-03-10;Wen Okafor;phone call;hello;jo;\n"
				  "2026-03-10;Wen Okafor;phone call;hello;maria;\n"
				  "3/11/2026;Wen Okafor;Marathon;;jo;$12.50\n"
				  ";Wen Okafor;call;;jo;\n"
				  "2026-03-10;;call;;jo;\n"
				  "2026-13-10;Wen Okafor;call;;jo;\n"
				  "2026-03-12;Wen Okafor;call;;jo;much\n";
	struct book b = book_new();
	take_fine(&b, log, NULL);
	assert_int_equal(b.r.touches_new, 4);
	assert_int_equal(b.r.sources_new, 1);
	assert_int_equal(b.r.staff_new, 2);
	assert_int_equal(b.r.refused, 3);
	assert_in(&b.r.refusals, "line 5: no day");
	assert_in(&b.r.refusals, "line 6: nobody is named");
	assert_in(&b.r.refusals, "line 7: ");
	assert_in(&b.r.notes, "line 8: Cost “much” is left out");
	struct sums s = sum_up(&b);
	assert_int_equal(s.cost, 1250);
	take_fine(&b, log, NULL);
	assert_int_equal(b.r.touches_known, 4);
	assert_int_equal(b.r.touches_new, 0);
	book_free(&b);
}

static void test_kinds(void **state)
{
	static const struct {
		const char *words, *credentials, *kind;
	} rows[] = {
		{"Front desk", NULL, "front_desk"},
		{"Referral coordinator", "RN", "coordinator"},
		{"Office manager", NULL, "office_manager"},
		{"Surgery scheduler", NULL, "front_desk"},
		{"Orthopedics case manager", "RN", "case_manager"},
		{"Orthopaedic Surgery", "MD, FAAOS", "physician"},
		{"Family Medicine", "PA-C", "np_pa"},
		{"Family Medicine", NULL, "physician"},
		{"Neurology", "DC", "chiropractor"},
		{"Podiatry", NULL, "podiatrist"},
		{"Massage Therapy", NULL, "massage"},
		{"Acupuncture", NULL, "acupuncturist"},
		{"Yoga", NULL, "yoga"},
		{"Coach", NULL, "personal_trainer"},
		{"NP or PA", NULL, "np_pa"},
		{NULL, "D.O.", "physician"},
		{"Wizardry", "XY", NULL},
		{NULL, NULL, NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const char *got = choice_word(choices_source_kind, import_kind_of(rows[i].words, rows[i].credentials));
		if (!str_eq(got, rows[i].kind))
			fail_msg("%s, %s: %s", rows[i].words, rows[i].credentials, got);
	}
}

static void test_seen(void **state)
{
	(void)state;
	struct seen s = {0};
	char key[32];
	for (int round = 1; round <= 2; round++)
		for (int i = 0; i < 5000; i++) {
			snprintf(key, sizeof key, "key %d", i);
			assert_int_equal(seen_times(&s, key), round);
		}
	seen_free(&s);
}

static void test_lookup(void **state)
{
	(void)state;
	struct lookup l = {0};
	char key[32];
	static int things[3000];
	assert_null(lookup_find(&l, "key 1"));
	for (int i = 0; i < 3000; i++) {
		snprintf(key, sizeof key, "key %d", i % 1000);
		lookup_put(&l, key, &things[i]);
	}
	for (int i = 0; i < 1000; i++) {
		snprintf(key, sizeof key, "key %d", i);
		assert_ptr_equal(lookup_find(&l, key), &things[2000 + i]);
	}
	assert_null(lookup_find(&l, "key 1000"));
	lookup_free(&l);
}

/* --- what is no list --- */

static void expect_error(struct book *b, enum err_code code, const char *text)
{
	assert_false(b->ok);
	assert_int_equal(b->e.code, code);
	if (!strstr(err_text(&b->e), text))
		fail_msg("“%s” is not in “%s”", text, err_text(&b->e));
	assert_int_equal(store_count(b->app.store, KIND_SOURCE), 0);
}

static void test_not_taken(void **state)
{
	(void)state;
	struct book b = book_new();
	take_file(&b, "tests/fixtures", NULL);
	expect_error(&b, ERR_REFUSED, "fixtures is a folder, not a file");
	take_file(&b, "tests/fixtures/nowhere.csv", NULL);
	expect_error(&b, ERR_NOT_FOUND, "nowhere.csv: there is no such file");
	take_bytes(&b, "", 0, NULL);
	expect_error(&b, ERR_REFUSED, "is empty");
	take_bytes(&b, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, NULL);
	expect_error(&b, ERR_REFUSED, "is none of the formats that rapport reads (CSV, vCard, JSON, NDJSON)");
	take_bytes(&b, "PK\003\004xxxx", 8, NULL);
	expect_error(&b, ERR_REFUSED, "is a workbook: save it as CSV first");
	take_bytes(&b, "Dear all,\nno list this.\n", 23, NULL);
	expect_error(&b, ERR_REFUSED, "no row among the first 10");
	take_bytes(&b, "Name,Phone\nWen,1\n\"Ivan,2\n", 25, NULL);
	expect_error(&b, ERR_INVALID, ": line 3: a quote is opened and never closed");
	book_free(&b);
}

#define HEAD "{\"format\":\"rapport\",\"version\":1,\n"

static void test_json_refused(void **state)
{
	static const struct {
		const char *text;
		enum err_code code;
		const char *why;
	} rows[] = {
		{HEAD "\"sources\": [{\"id\":\"5\",\"name\":\"A\"},\n{\"id\":\"6\",\"name\":\"A\",}]}", ERR_INVALID,
		 ": line 3: "},
		{HEAD "\"sources\": [{\"id\":\"5\",\"name\":\"A\"},\n{\"id\":\"6\"}]}", ERR_INVALID,
		 ": line 3: source: Name is missing"},
		{HEAD "\"sources\": [{\"name\":\"A\"}]}", ERR_INVALID, ": line 2: source: id is missing"},
		{HEAD "\"sources\": [{\"id\":\"5\",\"name\":\"A\",\"practice_id\":\"77\"}]}", ERR_REFUSED,
		 "a record points at another that is not there"},
		{HEAD "\"sources\": [{\"id\":\"5\",\"name\":\"A\\u0007\"}]}", ERR_INVALID, "cannot be kept"},
	};
	(void)state;
	struct book b = book_new();
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		take_bytes(&b, rows[i].text, strlen(rows[i].text), NULL);
		expect_error(&b, rows[i].code, rows[i].why);
	}
	book_free(&b);
}

static char *exported(struct book *b, bool ndjson, bool private)
{
	char *text = NULL;
	size_t n;
	const struct export_options o = {.ndjson = ndjson, .private = private, .no_timestamp = true};
	FILE *f = open_memstream(&text, &n);
	assert_true(app_export(&b->app, f, &o, &b->e));
	fclose(f);
	return text;
}

/* import(export(book)) is the book, by either format; again it is nothing new; a changed record is an update. */
static void test_round(void **state)
{
	(void)state;
	struct book b = book_new();
	take_file(&b, FIXTURE("partners.csv"), NULL);
	take_file(&b, FIXTURE("contact-log.csv"), NULL);
	take_file(&b, FIXTURE("referral-report.csv"), NULL);
	for (int ndjson = 0; ndjson < 2; ndjson++) {
		struct book c = book_new();
		char *out = exported(&b, ndjson, true), *all = exported(&b, false, true);
		take_bytes(&c, out, strlen(out), NULL);
		if (!c.ok)
			fail_msg("%s", err_text(&c.e));
		assert_int_equal(c.r.touches_new, 215);
		char *back = exported(&c, false, true);
		assert_string_equal(back, all);
		take_bytes(&c, out, strlen(out), NULL);
		assert_true(c.ok && !c.said.written);
		assert_in(&c.said.text, "records were there already.");
		char *moved = strstr(out, "UnitedHealthcare");
		memcpy(moved, "Somebody Else Co", 16);
		take_bytes(&c, out, strlen(out), NULL);
		assert_in(&c.said.text, "1 record updated, ");
		free(out);
		free(all);
		free(back);
		book_free(&c);
	}
	char *public = exported(&b, false, false);
	assert_null(strstr(public, "\"P0"));
	assert_null(strstr(public, "exported_at"));
	free(public);
	book_free(&b);
}

/* What the book has under the same name stays as it is there. */
static void test_stays(void **state)
{
	static const char *const texts[] = {
		HEAD "\"staff\": [{\"id\":\"5\",\"user\":\"jo\"}],\n"
		     "\"settings\": [{\"id\":\"6\",\"name\":\"quiet-days\",\"value\":\"60\"}]}",
		HEAD "\"staff\": [{\"id\":\"7\",\"user\":\"jo\"}],\n"
		     "\"settings\": [{\"id\":\"8\",\"name\":\"quiet-days\",\"value\":\"70\"}]}",
	};
	(void)state;
	struct book b = book_new();
	take_fine(&b, texts[0], NULL);
	assert_int_equal(b.r.others_new, 2);
	take_fine(&b, texts[1], NULL);
	assert_false(b.said.written);
	assert_in(&b.r.notes, "line 2: member of staff jo stays as the book has it");
	assert_in(&b.r.notes, "line 3: setting quiet-days stays as the book has it");
	assert_int_equal(store_setting(b.app.store, SET_QUIET_DAYS), 60);
	book_free(&b);
}

static void archive(struct book *b, const char *name)
{
	struct arena a = {0};
	struct said said = {0};
	assert_true(app_archive(&b->app, person(b, name, &a).id, &said, &b->e));
	said_free(&said);
	arena_clear(&a);
}

/* Whom the book has archived is found, never made twice. */
static void test_archived(void **state)
{
	static const char PARTNERS[] = "Name,Practice,Phone\nDr. Ann Lee,Lee Ortho,555-0101\nMei Lin,Hill Yoga,\n";
	static const char CONTACTS[] = "Date,Who,Practice,What\n2026-11-02,Dr. Ann Lee,Lee Ortho,call\n"
				       "2026-11-03,Dr. Ann Lee,Lee Ortho,lunch\n";
	static const char REFERRALS[] = "Patient ID,Referral date,Referring provider,Practice\n"
					"P00001,2026-11-03,Dr. Ann Lee,Lee Ortho\n";
	struct arena a = {0};
	struct said said = {0};
	(void)state;
	struct book b = book_new();
	take_fine(&b, PARTNERS, NULL);
	assert_int_equal(b.r.sources_new, 2);
	archive(&b, "Dr. Ann Lee");
	/* a log of contacts is kept with them */
	take_fine(&b, CONTACTS, NULL);
	assert_int_equal(b.r.sources_new, 0);
	assert_int_equal(b.r.touches_new, 2);
	assert_true(person(&b, "Dr. Ann Lee", &a).archived);
	assert_in(&b.r.notes, "Dr. Ann Lee is archived and stays so; what this list tells is kept there");
	assert_null(strstr(strstr(b.r.notes.s, "stays so") + 1, "stays so"));
	/* who refers again is back; the same report again changes nothing */
	take_fine(&b, REFERRALS, NULL);
	assert_int_equal(b.r.sources_new, 0);
	assert_in(&b.r.notes, "Dr. Ann Lee was archived and is back in the lists");
	assert_false(person(&b, "Dr. Ann Lee", &a).archived);
	archive(&b, "Dr. Ann Lee");
	take_fine(&b, REFERRALS, NULL);
	assert_true(person(&b, "Dr. Ann Lee", &a).archived);
	/* a list of partners brings them back, and one undo takes that away */
	take_fine(&b, PARTNERS, NULL);
	assert_int_equal(b.r.sources_new, 0);
	assert_int_equal(b.r.sources_updated, 1);
	assert_in(&b.r.notes, "Dr. Ann Lee was archived and is back in the lists");
	assert_false(person(&b, "Dr. Ann Lee", &a).archived);
	assert_true(app_undo(&b.app, &said, &b.e));
	assert_true(person(&b, "Dr. Ann Lee", &a).archived);
	said_free(&said);
	/* of somebody archived who tells another practice it is as doubtful as of anybody */
	archive(&b, "Mei Lin");
	take_fine(&b, "Name,Practice\nMei Lin,Other Yoga\n", NULL);
	assert_int_equal(b.r.skips[SKIP_DOUBTFUL], 1);
	arena_clear(&a);
	book_free(&b);
}

/* A whole import is one step back. */
static void test_one_step(void **state)
{
	(void)state;
	struct book b = book_new();
	struct said said = {0};
	take_file(&b, FIXTURE("contact-log.csv"), NULL);
	assert_int_equal(store_count(b.app.store, KIND_TOUCH), 215);
	assert_true(app_undo(&b.app, &said, &b.e));
	assert_in(&said.text, "import of contact-log.csv");
	assert_int_equal(store_count(b.app.store, KIND_TOUCH), 0);
	assert_int_equal(store_count(b.app.store, KIND_SOURCE), 0);
	assert_int_equal(store_count(b.app.store, KIND_STAFF), 0);
	said_free(&said);
	book_free(&b);
}

struct watching {
	int64_t due, due_of, times;
	bool stop;
};

static bool watch_due(void *ctx, const struct import_progress *p)
{
	struct watching *w = ctx;
	if (!p->due_of)
		return true;
	assert_true(p->due > w->due && p->due <= p->due_of);
	w->due = p->due;
	w->due_of = p->due_of;
	w->times++;
	return !w->stop;
}

/* What is worked out after the rows is told too, and may be stopped. */
static void test_watched_to_the_end(void **state)
{
	(void)state;
	struct book b = book_new();
	struct watching w = {.stop = true};
	const struct import_order order = {.progress = watch_due, .ctx = &w};
	take_file(&b, FIXTURE("contact-log.csv"), &order);
	assert_false(b.ok);
	assert_int_equal(b.e.code, ERR_STOPPED);
	assert_string_equal(err_text(&b.e), "contact-log.csv: stopped; nothing was changed");
	assert_int_equal(w.times, 1);
	assert_int_equal(store_count(b.app.store, KIND_SOURCE), 0);
	assert_int_equal(store_count(b.app.store, KIND_TOUCH), 0);
	w = (struct watching){0};
	take_file(&b, FIXTURE("contact-log.csv"), &order);
	assert_true(b.ok);
	assert_true(w.due_of >= store_count(b.app.store, KIND_SOURCE));
	assert_int_equal(store_count(b.app.store, KIND_TOUCH), 215);
	book_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_partners),     cmocka_unit_test(test_twice_is_once),
		cmocka_unit_test(test_contacts),     cmocka_unit_test(test_reports),
		cmocka_unit_test(test_report_alone), cmocka_unit_test(test_unassigned),
		cmocka_unit_test(test_moves_on),     cmocka_unit_test(test_initials),
		cmocka_unit_test(test_who_is_who),   cmocka_unit_test(test_contact_rows),
		cmocka_unit_test(test_kinds),        cmocka_unit_test(test_seen),
		cmocka_unit_test(test_lookup),       cmocka_unit_test(test_not_taken),
		cmocka_unit_test(test_json_refused), cmocka_unit_test(test_round),
		cmocka_unit_test(test_one_step),     cmocka_unit_test(test_stays),
		cmocka_unit_test(test_archived),     cmocka_unit_test(test_watched_to_the_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
