/* JSON and NDJSON: written stably, read strictly, and told apart from anything else; the schema tells the table of
 * kinds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "rapport/base/data.h"
#include "rapport/base/day.h"
#include "rapport/base/mem.h"
#include "rapport/exchange/format.h"
#include "rapport/exchange/json.h"

static FILE *file_of(const char *bytes, size_t n)
{
	FILE *f = tmpfile();
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	rewind(f);
	return f;
}

/* --- writing --- */

static char *written(const char *word, bool private, const char *at, bool empty)
{
	char *text = NULL;
	size_t n = 0;
	struct err e = {0};
	FILE *f = open_memstream(&text, &n);
	const struct write_ops *ops = format_named(word)->write;
	struct writer w = {.out = f, .private = private, .exported_at = at};
	struct referral r;
	struct outcome o;
	struct clinic c;
	record_init(KIND_REFERRAL, &r);
	r.id = 7;
	r.number = 1042;
	r.received_on = day_from(2026, 3, 10);
	r.patient_ref = "P04010";
	r.reason = "knee";
	r.billed_cents = 91000;
	r.note = "secret";
	record_init(KIND_OUTCOME, &o);
	o.id = 8;
	o.referral_id = 7;
	o.measure = "LEFS \"x\"\n\x1b\xE2\x80\xAE\xC3\xA9";
	o.initial = -35;
	o.final = 420;
	record_init(KIND_CLINIC, &c);
	c.id = 1;
	c.name = "Hillside";
	ops->begin(&w);
	for (int k = 0; k < KIND_COUNT; k++) {
		ops->open(&w, (enum kind)k);
		if (!empty && k == KIND_CLINIC)
			ops->record(&w, KIND_CLINIC, &c);
		if (!empty && k == KIND_REFERRAL)
			ops->record(&w, KIND_REFERRAL, &r);
		for (int i = 0; !empty && k == KIND_OUTCOME && i < 2; i++, o.id++)
			ops->record(&w, KIND_OUTCOME, &o);
		ops->close(&w, (enum kind)k);
	}
	assert_true(ops->end(&w, &e));
	fclose(f);
	return text;
}

static void test_write_empty(void **state)
{
	(void)state;
	char *text = written("json", true, NULL, true);
	assert_string_equal(text,
			    "{\n  \"format\": \"rapport\",\n  \"version\": 1,\n  \"clinic\": null,\n  \"staff\": [],\n"
			    "  \"practices\": [],\n  \"sources\": [],\n  \"touches\": [],\n  \"attendees\": [],\n"
			    "  \"referrals\": [],\n  \"outcomes\": [],\n  \"steps\": [],\n  \"stage_moves\": [],\n"
			    "  \"announcements\": [],\n  \"recipients\": [],\n  \"labels\": [],\n  \"settings\": [],\n"
			    "  \"dismissals\": [],\n  \"questions\": [],\n  \"answers\": [],\n"
			    "  \"shelf_items\": [],\n  \"shares\": [],\n  \"gift_limits\": [],\n"
			    "  \"gift_overrides\": [],\n  \"events\": [],\n  \"guests\": [],\n  \"mappings\": []\n}\n");
	free(text);
	text = written("ndjson", true, "2026-03-10T00:00:00Z", true);
	assert_string_equal(text, "{\"type\":\"rapport\",\"version\":1,\"exported_at\":\"2026-03-10T00:00:00Z\"}\n");
	free(text);
}

static void test_write_values(void **state)
{
	(void)state;
	char *text = written("json", true, "2026-03-10T00:00:00Z", false);
	assert_non_null(strstr(
		text,
		"\"version\": 1,\n  \"exported_at\": \"2026-03-10T00:00:00Z\",\n  \"clinic\": {\n    \"id\": \"1\",\n"
		"    \"name\": \"Hillside\",\n"));
	assert_non_null(strstr(text, "\n  },\n  \"staff\": [],"));
	assert_non_null(strstr(
		text,
		"  \"referrals\": [\n    {\n      \"id\": \"7\",\n      \"number\": 1042,\n      \"source_id\": null,\n"
		"      \"direction\": \"in\",\n      \"received_on\": \"2026-03-10\",\n"
		"      \"patient_ref\": \"P04010\",\n      \"for\": \"knee\",\n"));
	assert_non_null(strstr(text, "\"billed_cents\": 91000,\n"));
	assert_non_null(strstr(text, "\"challenge\": false,\n"));
	assert_non_null(strstr(text, "\"measure\": \"LEFS \\\"x\\\"\\n\\u001b\\u202eé\",\n      \"initial\": -3.5,\n   "
				     "   \"final\": 42.0,"));
	assert_non_null(strstr(text, "\"final_on\": null\n    },\n    {\n      \"id\": \"9\","));
	assert_null(strstr(text, "thank_due_on")); /* kept by the store */
	assert_null(strstr(text, "\"rev\""));
	cJSON *all = cJSON_Parse(text);
	assert_non_null(all);
	cJSON_Delete(all);
	free(text);
}

static void test_write_private(void **state)
{
	(void)state;
	char *text = written("json", false, NULL, false);
	assert_null(strstr(text, "P04010"));
	assert_null(strstr(text, "secret"));
	assert_non_null(strstr(text, "\"patient_ref\": null,"));
	free(text);
	text = written("ndjson", false, NULL, false);
	assert_null(strstr(text, "P04010"));
	assert_non_null(strstr(text, "\n{\"type\":\"referral\",\"id\":\"7\",\"number\":1042,"));
	free(text);
}

/* A label's own "type" stands beside what a line is. */
static void test_write_label(void **state)
{
	(void)state;
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	struct writer w = {.out = f};
	struct label l;
	struct err e = {0};
	record_init(KIND_LABEL, &l);
	l.id = 3;
	l.of = LABEL_OF_CLINIC;
	l.of_id = 1;
	l.type = LABEL_PAYER;
	l.word = "Aetna";
	format_named("ndjson")->write->record(&w, KIND_LABEL, &l);
	assert_true(format_named("ndjson")->write->end(&w, &e));
	fclose(f);
	assert_string_equal(
		text, "{\"type\":\"label\",\"id\":\"3\",\"of\":\"clinic\",\"of_id\":\"1\",\"label_type\":\"payer\","
		      "\"word\":\"Aetna\"}\n");
	free(text);
}

static void test_string(void **state)
{
	(void)state;
	struct str b = {0};
	json_string(&b, NULL);
	json_string(&b, "a\\\x7f\xff\xF3\xA0\x80\x81\t");
	assert_string_equal(b.s, "null\"a\\\\\\u007f\xEF\xBF\xBD\\udb40\\udc01\\t\"");
	str_free(&b);
}

/* --- reading --- */

static bool heard_record(void *ctx, enum kind kind, void *record, int64_t line, struct err *e)
{
	struct str *b = ctx;
	(void)e;
	str_printf(b, "%d %s", (int)line, kinds[kind].name);
	for (int i = 0; i < kinds[kind].count; i++) {
		const struct field *f = &kinds[kind].fields[i];
		if (!field_known(f, record) || f->type == FIELD_FLAG || (f->flags & F_DERIVED))
			continue;
		str_printf(b, " %s=", f->name);
		field_write(b, f, record);
	}
	str_addc(b, '\n');
	return true;
}

static void heard_word(void *ctx, int64_t line, const char *what)
{
	str_printf(ctx, "%d! %s\n", (int)line, what);
}

static char *heard_n(const char *text, size_t n)
{
	struct str b = {0};
	struct err e = {0};
	const struct intake to = {.ctx = &b, .record = heard_record, .skipped = heard_word, .note = heard_word};
	const struct format *f = format_of(text, n);
	FILE *in = file_of(text, n);
	assert_non_null(f);
	if (!f->read(in, &to, &e))
		str_printf(&b, "! %s", err_text(&e));
	err_clear(&e);
	fclose(in);
	return str_take(&b);
}

static void expect(const char *text, const char *want)
{
	char *got = heard_n(text, strlen(text));
	assert_string_equal(got, want);
	free(got);
}

#define HEAD "{\"format\": \"rapport\", \"version\": 1,\n"

static void test_read(void **state)
{
	(void)state;
	expect(HEAD "\"staff\": [{\"id\": \"3\", \"user\": \"jo\",\n\"gone\": true}, "
		    "{\"id\":\"4\",\"user\":\"ma\\u00efa\\ud83d\\ude00\"}],\n"
		    "\"outcomes\": [\n{\"id\": \"5\", \"referral_id\": \"9223372036854775807\", \"initial\": 3.5, "
		    "\"final\": -0.1, "
		    "\"initial_on\": \"2026-03-10\", \"measure\": null}]}\n",
	       "2 staff id=3 user=jo\n3 staff id=4 user=maïa😀\n"
	       "5 outcome id=5 referral_id=9223372036854775807 initial=3.5 final=-0.1 initial_on=2026-03-10\n");
	expect(HEAD "\"labels\": [{\"id\": \"3\", \"type\": \"tag\"}], \"steps\": [{\"type\": \"tag\"}]}",
	       "2 label id=3 type=tag\n2! “steps.type” is unknown and left out\n2 step state=open\n");
	expect(HEAD "\"clinic\": null, \"touches\": []}", "");
	expect("\xEF\xBB\xBF" HEAD "\"clinic\": {\"id\": \"1\"}}", "2 clinic id=1\n");
}

static void test_read_lines(void **state)
{
	(void)state;
	expect("{\"type\":\"rapport\",\"version\":1}\n{\"type\":\"step\",\"id\":\"3\",\"state\":\"done\"}\n\n"
	       "{\"type\":\"mood\",\"id\":\"3\"}\n{\"type\":\"mood\"}\n",
	       "2 step id=3 state=done\n4! “mood” is unknown and left out\n");
	expect("{\"type\":\"step\",\"id\":\"3\"}\n",
	       "! it is not a rapport export: its first line has not the type \"rapport\"");
	expect("{\"type\":\"rapport\",\"version\":2}\n", "! line 1: version 2 was made by a newer rapport");
	expect("{\"type\":\"rapport\",\"version\":1}\n[]\n", "! line 2: an object in braces is missing");
	expect("{\"type\":\"rapport\",\"version\":1}\n{\"type\":\"step\",\n",
	       "! line 3: the file ends where a name in quotes should be");
}

static void test_read_unknown(void **state)
{
	(void)state;
	expect(HEAD "\"mood\": {\"deep\": [1, {\"x\": \"}\"}]},\n\"staff\": [{\"id\": \"3\", \"pet\": 1},\n{\"id\": "
		    "\"4\", \"pet\": 2, "
		    "\"rev\": 3}]}",
	       "2! “mood” is unknown and left out\n3! “staff.pet” is unknown and left out\n3 staff id=3\n"
	       "4! “staff.rev” is unknown and left out\n4 staff id=4\n");
	expect(HEAD "\"sources\": [{\"id\": \"3\", \"referrals\": 4}]}",
	       "2! “sources.referrals” is unknown and left out\n2 source id=3 stage=first standing=live\n");
}

static void test_read_wrong(void **state)
{
	(void)state;
	expect(HEAD "\"staff\": [{\"id\": 3}]}", "! line 2: member of staff: id should be an id in quotes");
	expect(HEAD "\"staff\": [{\"id\": \"-3\"}]}", "! line 2: member of staff: id should be an id in quotes");
	expect(HEAD "\"staff\": [{\"id\": \"3\", \"gone\": null}]}",
	       "! line 2: member of staff: gone should be true or false");
	expect(HEAD "\"staff\": [{\"id\": \"3\", \"name\": 5}]}", "! line 2: member of staff: name should be a text");
	expect(HEAD "\"steps\": [{\"state\": \"Open\"}]}", "! line 2: step: state should be open, done or dropped");
	expect(HEAD "\"steps\": [{\"due_on\": \"2026-02-30\"}]}",
	       "! line 2: step: due_on should be a day such as \"2026-03-10\"");
	expect(HEAD "\"touches\": [{\"cost_cents\": 1.5}]}",
	       "! line 2: touch: cost_cents should be a whole number of cents");
	expect(HEAD "\"touches\": [{\"cost_cents\": 1e300}]}",
	       "! line 2: touch: cost_cents should be a whole number of cents");
	expect(HEAD "\"outcomes\": [{\"initial\": 3.55}]}",
	       "! line 2: outcome: initial should be a number with at most one decimal");
	expect(HEAD "\"staff\": [\n\n{\"id\": \"3\",\n\"user\": \"a\", \"user\": \"b\"}]}",
	       "! line 4: member of staff: “user” stands there twice");
	expect(HEAD "\"staff\": [],\n \"staff\": []}", "! line 3: “staff” stands there twice");
	expect(HEAD "\"staff\": {}}", "! line 2: [ should be where “{” is");
	expect(HEAD "\"staff\": [1]}", "! line 2: member of staff should be an object in braces");
}

static void test_read_broken(void **state)
{
	(void)state;
	expect(HEAD "\"staff\": [\n{\"id\": \"3\" \"user\": 1}]}", "! line 3: , or } should be where “\"” is");
	expect(HEAD "\"staff\": [\n{\"id\": \"3\",}]}", "! line 3: a name in quotes should be where “}” is");
	expect(HEAD "\"staff\": [\n{\"id\": \"3\"},]}", "3 staff id=3\n! line 3: a value should be where “]” is");
	expect(HEAD "\"staff\": [\n{\"id\": \"3\"}", "3 staff id=3\n! line 3: , or ] is missing");
	expect(HEAD "\"staff\": [\n{\"id\": \"3", "! line 3: the file ends inside a text");
	expect(HEAD "\"staff\": [\n{\"id\": \"3\n\"}]}", "! line 3: a text is not closed by a quote on its line");
	expect(HEAD "\"staff\": [],}", "! line 2: a comma with nothing behind it");
	expect(HEAD "\"staff\": []} x", "! line 2: something stands behind the closing brace");
	expect(HEAD "\"staff\": [{\"user\": \"a\\u0000\"}]}", "! line 2: \\u0000 cannot be kept in a text");
	expect(HEAD "\"staff\": [{\"user\": \"\\ud83d\"}]}", "! line 2: half of a surrogate pair");
	expect(HEAD "\"staff\": [{\"user\": \"\xff\"}]}", "! line 2: a byte that is not UTF-8");
	expect(HEAD "\"staff\": [{\"user\": \"\xC3(\"}]}", "! line 2: a byte that is not UTF-8");
	expect(HEAD "\"staff\": [{\"user\": \"\\x\"}]}",
	       "! line 2: an escape such as \\n or \\u00e9 should be where “x” is");
	expect(HEAD "\"mood\": 01}", "2! “mood” is unknown and left out\n! line 2: a number that begins with 0");
	expect(HEAD "\"mood\": 1.}", "2! “mood” is unknown and left out\n! line 2: a digit should be where “}” is");
	expect(HEAD "\"mood\": nul}",
	       "2! “mood” is unknown and left out\n! line 2: true, false or null should be where “}” is");
}

static void test_read_deep(void **state)
{
	(void)state;
	struct str b = {0};
	str_add(&b, HEAD "\"mood\": ");
	for (int i = 0; i < 100000; i++)
		str_addc(&b, '[');
	expect(b.s, "2! “mood” is unknown and left out\n! line 2: nested too deep");
	str_clear(&b);
	str_add(&b, HEAD "\"mood\": [0");
	for (int i = 0; i < 1000; i++)
		str_add(&b, ",[{}]");
	str_add(&b, "]}");
	expect(b.s, "2! “mood” is unknown and left out\n");
	str_free(&b);
}

static void test_read_foreign(void **state)
{
	(void)state;
	static const char not_ours[] =
		"! it is JSON, but not a rapport export: it does not begin with \"format\": \"rapport\"";
	expect("[1]", not_ours);
	expect("{}", not_ours);
	expect("{\"staff\": []}", not_ours);
	expect("{\"format\": \"vcard\"}", "! line 1: its format is not \"rapport\"");
	expect("{\"format\": \"rapport\",\n\"version\": 2}", "! line 2: version 2 was made by a newer rapport");
	expect("{\"format\": \"rapport\",\n\"version\": \"1\"}", "! line 2: version should be a number");
}

/* Any prefix of a good export is refused or ends where a value may end: never a crash, never a record made up. */
static void test_read_cut(void **state)
{
	(void)state;
	char *text = written("json", true, NULL, false);
	for (size_t n = 1; n < strlen(text) - 1; n++) {
		char *got = heard_n(text, n);
		assert_non_null(strchr(got, '!'));
		free(got);
	}
	free(text);
}

static void test_round(void **state)
{
	(void)state;
	char *text = written("json", true, NULL, false), *lines = written("ndjson", true, NULL, false);
	char *a = heard_n(text, strlen(text)), *b = heard_n(lines, strlen(lines));
	/* the same records but for the lines they stand on */
	char *x = strchr(a, ' '), *y = strchr(b, ' ');
	assert_int_equal(strcspn(x, "\n"), strcspn(y, "\n"));
	assert_non_null(strstr(a, "patient_ref=P04010"));
	assert_non_null(strstr(b, "patient_ref=P04010"));
	assert_non_null(strstr(a, "initial=-3.5 final=42.0"));
	free(a);
	free(b);
	free(text);
	free(lines);
}

/* --- the schema --- */

static bool has_word(const cJSON *list, const char *word)
{
	const cJSON *v;
	cJSON_ArrayForEach(v, list) if (word ? cJSON_IsString(v) && strcmp(v->valuestring, word) == 0
					     : cJSON_IsNull(v)) return true;
	return false;
}

static void check_choices(const struct field *f, const cJSON *property)
{
	const cJSON *list = cJSON_GetObjectItemCaseSensitive(property, "enum");
	int n = 0;
	for (; f->choices[n].word; n++)
		assert_true(has_word(list, f->choices[n].word));
	assert_int_equal(has_word(list, NULL), !(f->flags & F_REQUIRED));
	assert_int_equal(cJSON_GetArraySize(list), n + !(f->flags & F_REQUIRED));
}

/* The properties are the fields, in their order, all required. */
static void test_schema(void **state)
{
	(void)state;
	cJSON *schema = cJSON_Parse(data_text("rapport.schema.json", NULL));
	assert_non_null(schema);
	const cJSON *defs = cJSON_GetObjectItemCaseSensitive(schema, "$defs");
	const cJSON *top = cJSON_GetObjectItemCaseSensitive(schema, "properties");
	assert_int_equal(cJSON_GetArraySize(top), KIND_COUNT + 3);
	for (int k = 0; k < KIND_COUNT; k++) {
		assert_non_null(cJSON_GetObjectItemCaseSensitive(top, kinds[k].plural));
		assert_true(has_word(cJSON_GetObjectItemCaseSensitive(schema, "required"), kinds[k].plural));
		const cJSON *def = cJSON_GetObjectItemCaseSensitive(defs, kinds[k].name);
		assert_non_null(def);
		const cJSON *property = cJSON_GetObjectItemCaseSensitive(def, "properties")->child;
		for (int i = 0; i < kinds[k].count; i++) {
			const struct field *f = &kinds[k].fields[i];
			if (f->flags & F_DERIVED)
				continue;
			assert_non_null(property);
			assert_string_equal(property->string, f->name);
			assert_true(has_word(cJSON_GetObjectItemCaseSensitive(def, "required"), f->name));
			if (f->type == FIELD_CHOICE)
				check_choices(f, property);
			property = property->next;
		}
		assert_null(property);
	}
	cJSON_Delete(schema);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_write_empty),   cmocka_unit_test(test_write_values),
		cmocka_unit_test(test_write_private), cmocka_unit_test(test_string),
		cmocka_unit_test(test_write_label),   cmocka_unit_test(test_read),
		cmocka_unit_test(test_read_lines),    cmocka_unit_test(test_read_unknown),
		cmocka_unit_test(test_read_wrong),    cmocka_unit_test(test_read_broken),
		cmocka_unit_test(test_read_deep),     cmocka_unit_test(test_read_foreign),
		cmocka_unit_test(test_read_cut),      cmocka_unit_test(test_round),
		cmocka_unit_test(test_schema),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
