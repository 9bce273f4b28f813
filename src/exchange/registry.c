/* Answers of the NPI registry's API, version 2.1, as somebody has saved or piped them: one object, or several pages one
 * after the other. */
#include <cjson/cJSON.h>
#include <inttypes.h>
#include <string.h>

#include "formats.h"
#include "provider.h"
#include "rapport/exchange/csv.h"
#include "scan.h"

static bool holds(const char *buf, size_t len, const char *word)
{
	return memmem(buf, len, word, strlen(word)) != NULL;
}

bool registry_sniff(const char *buf, size_t len)
{
	return json_sniff(buf, len) && !holds(buf, len, "\"format\"") &&
	       (holds(buf, len, "\"result_count\"") || holds(buf, len, "\"results\"") || holds(buf, len, "\"Errors\""));
}

struct registry {
	struct scan scan;
	struct providers ps;
	const char *text; /* of the result at hand */
	bool answered;    /* there were results, if none */
};

static const char *text_of(const cJSON *o, const char *name)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(o, name);
	return cJSON_IsString(v) && *v->valuestring ? v->valuestring : NULL;
}

/* A string of version 2.1, a number before. */
static const char *npi_of(const cJSON *result, struct arena *a)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(result, "number");
	if (cJSON_IsNumber(v) && v->valuedouble >= 0 && v->valuedouble < 1e15)
		return arena_printf(a, "%.0f", v->valuedouble);
	return text_of(result, "number");
}

static const cJSON *location_of(const cJSON *result)
{
	const cJSON *all = cJSON_GetObjectItemCaseSensitive(result, "addresses"), *v, *first = NULL;
	cJSON_ArrayForEach(v, all)
	{
		const char *purpose = text_of(v, "address_purpose");
		if (purpose && str_ieq(purpose, "LOCATION"))
			return v;
		first = first ? first : v;
	}
	return first;
}

static const char *taxonomy_code(const cJSON *result)
{
	const cJSON *all = cJSON_GetObjectItemCaseSensitive(result, "taxonomies"), *v;
	const char *first = NULL;
	cJSON_ArrayForEach(v, all)
	{
		if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(v, "primary")) && text_of(v, "code"))
			return text_of(v, "code");
		first = first ? first : text_of(v, "code");
	}
	return first;
}

static void whole(void *from, struct csv_row *row)
{
	struct registry *r = from;
	row->count = 1;
	row->cell = &r->text;
}

static bool take_result(struct registry *r, const cJSON *result, int64_t line, struct err *e)
{
	const cJSON *basic = cJSON_GetObjectItemCaseSensitive(result, "basic"), *place = location_of(result);
	const char *type = text_of(result, "enumeration_type"), *status = text_of(basic, "status");
	struct arena a = {0};
	struct provider p = {
		.line = line,
		.npi = npi_of(result, &a),
		.organization = text_of(basic, "organization_name"),
		.first = text_of(basic, "first_name"),
		.last = text_of(basic, "last_name"),
		.suffix = text_of(basic, "name_suffix"),
		.credentials = text_of(basic, "credential"),
		.street = text_of(place, "address_1"),
		.street2 = text_of(place, "address_2"),
		.city = text_of(place, "city"),
		.state = text_of(place, "state"),
		.zip = text_of(place, "postal_code"),
		.phone = text_of(place, "telephone_number"),
		.fax = text_of(place, "fax_number"),
		.taxonomy = taxonomy_code(result),
		.deactivated = status && !str_ieq(status, "A"),
	};
	p.house = type ? str_eq(type, "NPI-2") : p.organization != NULL;
	/* what the registry puts where it has nothing */
	if (p.suffix && str_eq(p.suffix, "--"))
		p.suffix = NULL;
	bool ok = provider_take(&r->ps, &p, whole, r, e);
	arena_clear(&a);
	return ok;
}

/* The value at hand, parsed; NULL with an error. */
static cJSON *value(struct registry *r, struct err *e)
{
	if (!scan_value(&r->scan, true, e))
		return NULL;
	cJSON *v = cJSON_ParseWithLengthOpts(str_text(&r->scan.text), r->scan.text.len + 1, NULL, true);
	if (!v)
		scan_broken(&r->scan, "not JSON that can be read", e);
	return v;
}

static bool read_results(struct registry *r, struct err *e)
{
	struct scan *s = &r->scan;
	bool ok = scan_take(s, '[', e);
	r->answered = true;
	while (ok && scan_peek(s) != ']') {
		int64_t line = s->line;
		cJSON *v = value(r, e);
		ok = v != NULL;
		if (ok && !cJSON_IsObject(v))
			ok = scan_broken(s, "a result should be an object in braces", e);
		r->text = str_text(&s->text);
		ok = ok && take_result(r, v, line, e);
		cJSON_Delete(v);
		if (ok && scan_peek(s) != ']')
			ok = scan_take(s, ',', e);
	}
	return ok && scan_take(s, ']', e);
}

/* "Errors": [{"description": "No taxonomy codes found with entered description"}] */
static bool read_errors(struct registry *r, struct err *e)
{
	cJSON *v = value(r, e);
	if (!v)
		return false;
	const char *what = text_of(cJSON_IsArray(v) ? v->child : v, "description");
	err_set(e, ERR_REFUSED, "the registry answered with an error: %s", what ? what : "it does not say which");
	cJSON_Delete(v);
	return false;
}

static bool read_member(struct registry *r, struct err *e)
{
	struct scan *s = &r->scan;
	if (scan_peek(s) != '"')
		return scan_broken(s, "a name in quotes is missing", e);
	cJSON *name = value(r, e);
	bool ok = name && scan_take(s, ':', e);
	if (ok && str_eq(name->valuestring, "results"))
		ok = read_results(r, e);
	else if (ok && str_eq(name->valuestring, "Errors"))
		ok = read_errors(r, e);
	else if (ok)
		ok = scan_value(s, false, e);
	cJSON_Delete(name);
	return ok;
}

static bool read_answer(struct registry *r, struct err *e)
{
	struct scan *s = &r->scan;
	bool ok = scan_take(s, '{', e);
	while (ok && scan_peek(s) != '}') {
		ok = read_member(r, e);
		if (ok && scan_peek(s) != '}')
			ok = scan_take(s, ',', e);
	}
	return ok && scan_take(s, '}', e);
}

bool registry_read(FILE *in, const struct intake *to, struct err *e)
{
	static const char *const header[] = {"Result"};
	struct registry r = {.ps = {.to = to}};
	struct sheet sheet = provider_sheet();
	sheet.header = header;
	sheet.columns = 1;
	scan_init(&r.scan, in);
	bool ok = to->sheet(to->ctx, &sheet, e);
	while (ok && scan_peek(&r.scan) != EOF)
		ok = read_answer(&r, e);
	if (ok && !r.answered)
		ok = err_set(e, ERR_REFUSED, "it holds no results of the registry");
	if (ok && ferror(in))
		ok = scan_broken(&r.scan, "", e);
	providers_end(&r.ps);
	scan_free(&r.scan);
	return ok;
}
