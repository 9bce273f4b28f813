/* JSON and NDJSON in: one value at a time out of the stream, so that no book is ever whole in memory. */
#include <cjson/cJSON.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "formats.h"
#include "rapport/base/day.h"
#include "rapport/base/mem.h"
#include "rapport/exchange/json.h"
#include "scan.h"

#define NUMBER_MOST 9007199254740992.0 /* beyond 2^53 a double skips whole numbers */

struct reader {
	struct scan scan;
	const struct intake *to;
	struct str unknown; /* names already reported, a line each */
	bool lines;         /* NDJSON */
	bool ours;          /* the file said what it is */
	unsigned seen;      /* kinds whose array was there */
	int64_t line;       /* of the record at hand */
	void *record;       /* room for one of any kind */
};

static const char *skip_space(const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n'))
		s++;
	return s;
}

/* Behind an optional BOM: the first character that is not white space, and end where there is none. */
static const char *first_of(const char *buf, size_t len)
{
	const char *end = buf + len;
	if (len >= 3 && memcmp(buf, "\xEF\xBB\xBF", 3) == 0)
		buf += 3;
	return skip_space(buf, end);
}

bool json_sniff(const char *buf, size_t len)
{
	const char *s = first_of(buf, len);
	return s < buf + len && (*s == '{' || *s == '[');
}

bool ndjson_sniff(const char *buf, size_t len)
{
	const char *end = buf + len, *s = first_of(buf, len);
	if (s == end || *s != '{')
		return false;
	s = skip_space(s + 1, end);
	return end - s > 6 && memcmp(s, "\"type\"", 6) == 0;
}

static bool bad(const struct reader *r, struct err *e, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
static bool bad(const struct reader *r, struct err *e, const char *fmt, ...)
{
	struct str b = {0};
	va_list ap;
	va_start(ap, fmt);
	str_vprintf(&b, fmt, ap);
	va_end(ap);
	err_set(e, ERR_INVALID, "line %" PRId64 ": %s", r->line, str_text(&b));
	str_free(&b);
	return false;
}

/* Says once that a name means nothing to this rapport. */
static void left_out(struct reader *r, const char *where, const char *name)
{
	struct str key = {0}, said = {0};
	str_printf(&key, "\n%s%s%s\n", where, *where ? "." : "", name);
	if (!r->unknown.s || !strstr(r->unknown.s, key.s)) {
		str_add(&r->unknown, key.s);
		str_printf(&said, "“%.*s” is unknown and left out", (int)key.len - 2, key.s + 1);
		r->to->note(r->to->ctx, r->line, said.s);
	}
	str_free(&key);
	str_free(&said);
}

static bool read_id(const cJSON *v, uint64_t *out)
{
	int64_t n;
	if (!cJSON_IsString(v) || v->valuestring[0] == '+' || !str_to_i64(v->valuestring, &n) || n <= 0)
		return false;
	*out = (uint64_t)n;
	return true;
}

static bool read_number(const struct field *f, const cJSON *v, int64_t *out)
{
	double d = cJSON_IsNumber(v) ? v->valuedouble * (f->flags & F_TENTHS ? 10 : 1) : NAN;
	if (!(fabs(d) <= NUMBER_MOST) || fabs(d - round(d)) > (f->flags & F_TENTHS ? 1e-6 : 0))
		return false;
	*out = (int64_t)round(d);
	return true;
}

static bool read_choice(const struct field *f, const cJSON *v, int16_t *out)
{
	for (int i = 0; cJSON_IsString(v) && f->choices[i].word; i++)
		if (strcmp(f->choices[i].word, v->valuestring) == 0) {
			*out = (int16_t)i;
			return true;
		}
	return false;
}

/* What the value of a field should have been. */
static void should_be(struct str *b, const struct field *f)
{
	switch (f->type) {
	case FIELD_TEXT:
		str_add(b, "a text");
		break;
	case FIELD_ID:
		str_add(b, "an id in quotes");
		break;
	case FIELD_NUM:
		str_add(b, f->flags & F_TENTHS  ? "a number with at most one decimal"
			   : f->flags & F_MONEY ? "a whole number of cents"
						: "a whole number");
		break;
	case FIELD_DAY:
		str_add(b, "a day such as \"2026-03-10\"");
		break;
	case FIELD_CHOICE:
		choice_list(b, f->choices);
		break;
	case FIELD_FLAG:
		str_add(b, "true or false");
		break;
	}
}

static bool read_value(const struct field *f, void *record, const cJSON *v)
{
	if (cJSON_IsNull(v)) {
		if (f->type == FIELD_CHOICE)
			*field_choice(f, record) = CHOICE_NONE;
		return f->type != FIELD_FLAG; /* record_init made everything else unknown */
	}
	switch (f->type) {
	case FIELD_TEXT:
		if (cJSON_IsString(v))
			*field_text(f, record) = v->valuestring;
		return cJSON_IsString(v);
	case FIELD_ID:
		return read_id(v, field_id(f, record));
	case FIELD_NUM:
		return read_number(f, v, field_num(f, record));
	case FIELD_DAY:
		return cJSON_IsString(v) && day_parse_iso(v->valuestring, field_day(f, record));
	case FIELD_CHOICE:
		return read_choice(f, v, field_choice(f, record));
	case FIELD_FLAG:
		*field_flag(f, record) = cJSON_IsTrue(v);
		return cJSON_IsBool(v);
	}
	return false;
}

/* The name of a member that stands there twice, or NULL. */
static const char *twice(const cJSON *object)
{
	const cJSON *a;
	cJSON_ArrayForEach(a, object) for (const cJSON *b = a->next; b;
					   b = b->next) if (strcmp(a->string, b->string) == 0) return a->string;
	return NULL;
}

/* The field a member means; NULL for one that is kept by the store or unknown. In a line "type" is the kind, and a
 * field of that name is called after its kind. */
static const struct field *field_called(const struct reader *r, enum kind kind, const char *name)
{
	size_t n = strlen(kinds[kind].name);
	if (r->lines && strcmp(name, "type") == 0)
		return NULL;
	if (r->lines && strncmp(name, kinds[kind].name, n) == 0 && strcmp(name + n, "_type") == 0)
		name += n + 1;
	const struct field *f = kind_field(kind, name);
	return f && !(f->flags & F_DERIVED) ? f : NULL;
}

static bool fill_record(struct reader *r, enum kind kind, const cJSON *object, struct err *e)
{
	const cJSON *v;
	const char *same = twice(object);
	if (same)
		return bad(r, e, "%s: “%s” stands there twice", kinds[kind].label, same);
	record_init(kind, r->record);
	cJSON_ArrayForEach(v, object)
	{
		const struct field *f = field_called(r, kind, v->string);
		if (f) {
			if (read_value(f, r->record, v))
				continue;
			struct str what = {0};
			should_be(&what, f);
			bad(r, e, "%s: %s should be %s", kinds[kind].label, f->name, str_text(&what));
			str_free(&what);
			return false;
		}
		if (!r->lines || strcmp(v->string, "type") != 0)
			left_out(r, kinds[kind].plural, v->string);
	}
	return true;
}

/* The value in the scanner's text, parsed. NULL with an error. */
static cJSON *parse(struct reader *r, struct err *e)
{
	cJSON *v = cJSON_ParseWithLengthOpts(str_text(&r->scan.text), r->scan.text.len + 1, NULL, true);
	if (!v)
		bad(r, e, "not JSON that can be read");
	return v;
}

static bool read_record(struct reader *r, enum kind kind, struct err *e)
{
	scan_peek(&r->scan);
	r->line = r->scan.line;
	if (!scan_value(&r->scan, true, e))
		return false;
	cJSON *v = parse(r, e);
	bool ok = v != NULL;
	if (ok && !cJSON_IsObject(v))
		ok = bad(r, e, "%s should be an object in braces", kinds[kind].label);
	ok = ok && fill_record(r, kind, v, e) && r->to->record(r->to->ctx, kind, r->record, r->line, e);
	cJSON_Delete(v);
	return ok;
}

static bool read_array(struct reader *r, enum kind kind, struct err *e)
{
	struct scan *s = &r->scan;
	if (!scan_take(s, '[', e))
		return false;
	if (scan_peek(s) == ']')
		return scan_take(s, ']', e);
	for (;;) {
		if (!read_record(r, kind, e))
			return false;
		if (scan_peek(s) == ']')
			return scan_take(s, ']', e);
		if (scan_peek(s) != ',')
			return scan_broken(s, ", or ] is missing", e);
		if (!scan_take(s, ',', e))
			return false;
	}
}

static bool check_version(struct reader *r, const cJSON *v, struct err *e)
{
	if (!cJSON_IsNumber(v) || v->valuedouble < 1)
		return bad(r, e, "version should be a number");
	if (v->valuedouble > JSON_VERSION)
		return err_set(e, ERR_NEWER, "line %" PRId64 ": version %g was made by a newer rapport", r->line,
			       v->valuedouble);
	return true;
}

/* "format", "version", "exported_at" and whatever else stands outside the arrays. */
static bool read_head(struct reader *r, const char *name, struct err *e)
{
	bool format = strcmp(name, "format") == 0, version = strcmp(name, "version") == 0;
	if (!format && !version) {
		if (strcmp(name, "exported_at") != 0)
			left_out(r, "", name);
		return scan_value(&r->scan, false, e);
	}
	if (!scan_value(&r->scan, true, e))
		return false;
	cJSON *v = parse(r, e);
	bool ok = v != NULL;
	if (ok && format && !(cJSON_IsString(v) && strcmp(v->valuestring, "rapport") == 0))
		ok = err_set(e, ERR_REFUSED, "line %" PRId64 ": its format is not \"rapport\"", r->line);
	if (ok && version)
		ok = check_version(r, v, e);
	r->ours = r->ours || format;
	cJSON_Delete(v);
	return ok;
}

static const char not_ours[] = "it is JSON, but not a rapport export: it does not begin with \"format\": \"rapport\"";

static bool read_kind(struct reader *r, enum kind kind, struct err *e)
{
	if (!r->ours)
		return err_set(e, ERR_REFUSED, "%s", not_ours);
	if (r->seen & 1u << kind)
		return bad(r, e, "“%s” stands there twice", kinds[kind].plural);
	r->seen |= 1u << kind;
	if (kind != KIND_CLINIC)
		return read_array(r, kind, e);
	if (scan_peek(&r->scan) == 'n')
		return scan_value(&r->scan, false, e);
	return read_record(r, kind, e);
}

static enum kind kind_by_plural(const char *name)
{
	for (int k = 0; k < KIND_COUNT; k++)
		if (strcmp(kinds[k].plural, name) == 0)
			return (enum kind)k;
	return KIND_COUNT;
}

static bool read_member(struct reader *r, struct err *e)
{
	struct scan *s = &r->scan;
	if (scan_peek(s) != '"')
		return scan_broken(s, "a name in quotes is missing", e);
	r->line = s->line;
	if (!scan_value(s, true, e))
		return false;
	cJSON *name = parse(r, e);
	bool ok = name && scan_take(s, ':', e);
	if (ok) {
		enum kind kind = kind_by_plural(name->valuestring);
		ok = kind == KIND_COUNT ? read_head(r, name->valuestring, e) : read_kind(r, kind, e);
	}
	cJSON_Delete(name);
	return ok;
}

static bool read_document(struct reader *r, struct err *e)
{
	struct scan *s = &r->scan;
	if (scan_peek(s) == '[')
		return err_set(e, ERR_REFUSED, "%s", not_ours);
	if (!scan_take(s, '{', e))
		return false;
	while (scan_peek(s) != '}') {
		if (!read_member(r, e))
			return false;
		if (scan_peek(s) == '}')
			break;
		if (!scan_take(s, ',', e))
			return false;
		if (scan_peek(s) == '}')
			return scan_broken(s, "a comma with nothing behind it", e);
	}
	if (!scan_take(s, '}', e))
		return false;
	if (scan_peek(s) != EOF)
		return scan_broken(s, "something stands behind the closing brace", e);
	return r->ours || err_set(e, ERR_REFUSED, "%s", not_ours);
}

static void reader_init(struct reader *r, FILE *in, const struct intake *to)
{
	memset(r, 0, sizeof *r);
	scan_init(&r->scan, in);
	r->to = to;
	size_t most = 0;
	for (int k = 0; k < KIND_COUNT; k++)
		most = kinds[k].size > most ? kinds[k].size : most;
	r->record = mem_alloc(most);
}

static void reader_free(struct reader *r)
{
	scan_free(&r->scan);
	str_free(&r->unknown);
	free(r->record);
}

bool json_read(FILE *in, const struct intake *to, struct err *e)
{
	struct reader r;
	reader_init(&r, in, to);
	bool ok = read_document(&r, e);
	reader_free(&r);
	return ok;
}

/* One line: what it is, by its "type". */
static bool read_line(struct reader *r, const cJSON *v, struct err *e)
{
	const cJSON *type = cJSON_GetObjectItemCaseSensitive(v, "type");
	if (!cJSON_IsString(type))
		return bad(r, e, "“type” is missing");
	if (strcmp(type->valuestring, "rapport") == 0) {
		r->ours = true;
		return check_version(r, cJSON_GetObjectItemCaseSensitive(v, "version"), e);
	}
	if (!r->ours)
		return err_set(e, ERR_REFUSED,
			       "it is not a rapport export: its first line has not the type \"rapport\"");
	for (int k = 0; k < KIND_COUNT; k++)
		if (strcmp(kinds[k].name, type->valuestring) == 0)
			return fill_record(r, (enum kind)k, v, e) &&
			       r->to->record(r->to->ctx, (enum kind)k, r->record, r->line, e);
	left_out(r, "", type->valuestring);
	return true;
}

bool ndjson_read(FILE *in, const struct intake *to, struct err *e)
{
	struct reader r;
	bool ok = true;
	reader_init(&r, in, to);
	r.lines = true;
	while (ok && scan_peek(&r.scan) != EOF) {
		r.line = r.scan.line;
		ok = scan_value(&r.scan, true, e);
		cJSON *v = ok ? parse(&r, e) : NULL;
		ok = v && (cJSON_IsObject(v) || bad(&r, e, "an object in braces is missing")) && read_line(&r, v, e);
		cJSON_Delete(v);
	}
	if (ok && ferror(in))
		ok = scan_broken(&r.scan, "", e);
	reader_free(&r);
	return ok;
}
