/* JSON and NDJSON out: the whole book, record by record, as rapport(1) words it. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "formats.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"
#include "rapport/exchange/json.h"

/* Characters that would act on a terminal or hide in a text are escaped: the text stays the same. */
static bool escaped(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || cp == 0xAD || cp == 0x061C ||
	       (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) ||
	       cp == 0xFEFF || (cp >= 0xFFF9 && cp <= 0xFFFB) || (cp >= 0xE0000 && cp <= 0xE0FFF);
}

static void escape(struct str *b, uint32_t cp)
{
	static const char shorts[] = "\bb\ff\nn\rr\tt";
	const char *at = cp ? memchr(shorts, (int)cp, cp < 0x20 ? sizeof shorts - 1 : 0) : NULL;
	if (at)
		str_printf(b, "\\%c", at[1]);
	else if (cp > 0xFFFF)
		str_printf(b, "\\u%04x\\u%04x", 0xD800 + ((cp - 0x10000) >> 10), 0xDC00 + ((cp - 0x10000) & 0x3FF));
	else
		str_printf(b, "\\u%04x", cp);
}

/* How many bytes from here on are ASCII that stands for itself. */
static size_t plain_length(const char *s)
{
	size_t n = 0;
	while (s[n] >= 0x20 && s[n] < 0x7F && s[n] != '"' && s[n] != '\\')
		n++;
	return n;
}

void json_string(struct str *b, const char *s)
{
	if (!s) {
		str_add(b, "null");
		return;
	}
	str_addc(b, '"');
	for (size_t n = strlen(s); n;) {
		uint32_t cp;
		char wide[4];
		size_t len = plain_length(s);
		str_addn(b, s, len);
		s += len;
		n -= len;
		if (!n)
			break;
		len = utf8_decode(s, n, &cp);
		if (cp == '"' || cp == '\\')
			str_printf(b, "\\%c", (char)cp);
		else if (escaped(cp))
			escape(b, cp);
		else
			str_addn(b, wide, utf8_encode(cp, wide));
		s += len;
		n -= len;
	}
	str_addc(b, '"');
}

static void json_number(struct str *b, const struct field *f, int64_t n)
{
	if (f->flags & F_TENTHS)
		str_printf(b, "%s%" PRId64 ".%d", n < 0 ? "-" : "", imaxabs(n) / 10, (int)(imaxabs(n) % 10));
	else
		str_addi(b, n);
}

void json_field(struct str *b, const struct field *f, const void *record)
{
	void *r = (void *)record;
	char iso[16];
	if (!field_known(f, record)) {
		str_add(b, "null");
		return;
	}
	switch (f->type) {
	case FIELD_TEXT:
		json_string(b, *field_text(f, r));
		break;
	case FIELD_ID:
		str_addc(b, '"');
		str_addu(b, *field_id(f, r));
		str_addc(b, '"');
		break;
	case FIELD_NUM:
		json_number(b, f, *field_num(f, r));
		break;
	case FIELD_DAY:
		day_iso(*field_day(f, r), iso);
		str_addc(b, '"');
		str_add(b, iso);
		str_addc(b, '"');
		break;
	case FIELD_CHOICE:
		json_string(b, choice_word(f->choices, *field_choice(f, r)));
		break;
	case FIELD_FLAG:
		str_add(b, *field_flag(f, r) ? "true" : "false");
		break;
	}
}

/* In a line "type" says what kind the record is: a field of that name is called after its kind there. */
static void add_name(struct str *b, enum kind kind, const char *name, bool lines)
{
	str_addc(b, '"');
	if (lines && strcmp(name, "type") == 0)
		str_printf(b, "%s_", kinds[kind].name);
	str_add(b, name);
	str_addc(b, '"');
}

/* The members of a record, each with `before` in front; in a line they follow the "type". */
static void add_fields(struct writer *w, enum kind kind, const void *record, const char *before, bool lines)
{
	bool comma = lines;
	for (int i = 0; i < kinds[kind].count; i++) {
		const struct field *f = &kinds[kind].fields[i];
		if (f->flags & F_DERIVED)
			continue;
		str_add(&w->text, comma ? "," : "");
		str_add(&w->text, before);
		add_name(&w->text, kind, f->name, lines);
		str_add(&w->text, lines ? ":" : ": ");
		if ((f->flags & F_PRIVATE) && !w->private)
			str_add(&w->text, "null");
		else
			json_field(&w->text, f, record);
		comma = true;
	}
}

#define FLUSH_BYTES 65536

static void flush(struct writer *w)
{
	fwrite_unlocked(str_text(&w->text), 1, w->text.len, w->out);
	str_clear(&w->text);
}

static bool end(struct writer *w, struct err *e)
{
	flush(w);
	str_free(&w->text);
	errno = 0;
	if (fflush(w->out) == 0 && !ferror(w->out))
		return true;
	return err_write(e, errno);
}

static void json_begin(struct writer *w)
{
	str_printf(&w->text, "{\n  \"format\": \"rapport\",\n  \"version\": %d", JSON_VERSION);
	if (w->exported_at) {
		str_add(&w->text, ",\n  \"exported_at\": ");
		json_string(&w->text, w->exported_at);
	}
}

static void json_open(struct writer *w, enum kind kind)
{
	w->records = 0;
	str_printf(&w->text, ",\n  \"%s\": ", kinds[kind].plural);
	if (kind != KIND_CLINIC)
		str_add(&w->text, "[");
}

/* The one clinic is an object by itself; all others are members of an array. */
static void json_record(struct writer *w, enum kind kind, const void *record)
{
	bool alone = kind == KIND_CLINIC;
	if (!alone)
		str_add(&w->text, w->records ? ",\n    " : "\n    ");
	str_add(&w->text, "{");
	add_fields(w, kind, record, alone ? "\n    " : "\n      ", false);
	str_add(&w->text, alone ? "\n  }" : "\n    }");
	w->records++;
	if (w->text.len > FLUSH_BYTES)
		flush(w);
}

static void json_close(struct writer *w, enum kind kind)
{
	if (kind == KIND_CLINIC)
		str_add(&w->text, w->records ? "" : "null");
	else
		str_add(&w->text, w->records ? "\n  ]" : "]");
}

static bool json_end(struct writer *w, struct err *e)
{
	str_add(&w->text, "\n}\n");
	return end(w, e);
}

const struct write_ops json_write = {json_begin, json_open, json_record, json_close, json_end};

static void ndjson_begin(struct writer *w)
{
	str_printf(&w->text, "{\"type\":\"rapport\",\"version\":%d", JSON_VERSION);
	if (w->exported_at) {
		str_add(&w->text, ",\"exported_at\":");
		json_string(&w->text, w->exported_at);
	}
	str_add(&w->text, "}\n");
}

static void ndjson_open(struct writer *w, enum kind kind)
{
	(void)kind;
	w->records = 0;
}

static void ndjson_record(struct writer *w, enum kind kind, const void *record)
{
	str_add(&w->text, "{\"type\":\"");
	str_add(&w->text, kinds[kind].name);
	str_addc(&w->text, '"');
	add_fields(w, kind, record, "", true);
	str_add(&w->text, "}\n");
	w->records++;
	if (w->text.len > FLUSH_BYTES)
		flush(w);
}

static void ndjson_close(struct writer *w, enum kind kind)
{
	(void)w;
	(void)kind;
}

const struct write_ops ndjson_write = {ndjson_begin, ndjson_open, ndjson_record, ndjson_close, end};
