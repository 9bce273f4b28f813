/* The printer: text through text_cell, columns by cells, JSON member by member. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "rapport/base/day.h"
#include "rapport/base/text.h"
#include "rapport/base/utf8.h"
#include "rapport/exchange/json.h"
#include "rapport/model/words.h"

static void put_safe(FILE *out, const char *text, bool lines)
{
	struct str b = {0};
	if (lines)
		text_lines(&b, text);
	else
		text_cell(&b, text);
	fwrite(str_text(&b), 1, b.len, out);
	fputc('\n', out);
	str_free(&b);
}

void print(struct call *c, const char *fmt, ...)
{
	struct str b = {0};
	va_list ap;
	va_start(ap, fmt);
	str_vprintf(&b, fmt, ap);
	va_end(ap);
	put_safe(c->out, str_text(&b), true);
	str_free(&b);
}

static void print_paragraph(struct call *c, const char *line, size_t len)
{
	size_t indent = strspn(line, " "), skip;
	char *rest = mem_strndup(line + indent, len - indent), *at = rest;
	do {
		size_t n = text_wrap(at, 80 - (int)indent, &skip);
		print(c, "%*s%.*s", (int)indent, "", (int)n, at);
		at += n + skip;
	} while (*at);
	free(rest);
}

void print_wrapped(struct call *c, const char *text)
{
	struct str b = {0};
	for (; *text; text++)
		if (*text != '`')
			str_addc(&b, *text);
	for (const char *line = str_text(&b); *line;) {
		size_t len = strcspn(line, "\n");
		print_paragraph(c, line, len);
		line += len + (line[len] == '\n');
	}
	str_free(&b);
}

#define LABEL_CELLS 11

void print_labelled(struct call *c, const char *label, const char *text)
{
	do {
		size_t skip, n = text_wrap(text, 80 - LABEL_CELLS, &skip);
		print(c, "%-*s%.*s", LABEL_CELLS, label, (int)n, text);
		label = "";
		text += n + skip;
	} while (*text);
}

void warn(const char *fmt, ...)
{
	struct str b = {0};
	va_list ap;
	va_start(ap, fmt);
	str_vprintf(&b, fmt, ap);
	va_end(ap);
	put_safe(stderr, str_text(&b), true);
	str_free(&b);
}

bool finish(bool ok, struct said *said)
{
	if (ok && said->text.len)
		warn("%s%s", said->text.s, said->written ? "   `rapport undo` takes it back" : "");
	said_free(said);
	return ok;
}

/* --- columns --- */

void table_add(struct table *t, const char *text)
{
	struct str b = {0};
	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 64;
		const char **more = arena_alloc(t->arena, (size_t)t->cap * sizeof *more);
		if (t->n)
			memcpy(more, t->cells, (size_t)t->n * sizeof *more);
		t->cells = more;
	}
	text_cell(&b, text);
	t->cells[t->n++] = arena_strdup(t->arena, str_text(&b));
	str_free(&b);
}

void table_addf(struct table *t, const char *fmt, ...)
{
	struct str b = {0};
	va_list ap;
	va_start(ap, fmt);
	str_vprintf(&b, fmt, ap);
	va_end(ap);
	table_add(t, str_text(&b));
	str_free(&b);
}

void table_print(struct call *c, struct table *t)
{
	int width[16] = {0}, most = t->most ? t->most : 40;
	struct str b = {0};
	for (int i = 0; i < t->n; i++) {
		int w = utf8_cells(t->cells[i]);
		if (w > width[i % t->columns])
			width[i % t->columns] = w < most ? w : most;
	}
	for (int i = 0; i < t->n; i++) {
		int column = i % t->columns;
		bool last = column == t->columns - 1;
		if (last) {
			str_add(&b, t->cells[i]);
			while (b.len && b.s[b.len - 1] == ' ')
				str_cut(&b, b.len - 1);
			fprintf(c->out, "%s\n", str_text(&b));
			str_clear(&b);
		} else if (width[column]) { /* a column with nothing in it is left out */
			utf8_clip(&b, t->cells[i], width[column], true);
			str_add(&b, "  ");
		}
	}
	str_free(&b);
}

/* --- JSON --- */

static void member(struct json *j, const char *name)
{
	if (!j->first && j->b.len)
		str_addc(&j->b, ',');
	if (name) {
		json_string(&j->b, name);
		str_addc(&j->b, ':');
	}
	j->first = false;
}

void json_open(struct json *j, const char *name, char bracket)
{
	if (!name && j->b.len && !j->first)
		str_add(&j->b, ",\n");
	else
		member(j, name);
	str_addc(&j->b, bracket);
	j->first = true;
}

void json_close(struct json *j, char bracket)
{
	str_addc(&j->b, bracket);
	j->first = false;
}

void json_text(struct json *j, const char *name, const char *s)
{
	member(j, name);
	json_string(&j->b, s);
}

void json_id(struct json *j, const char *name, uint64_t id)
{
	member(j, name);
	if (id)
		str_printf(&j->b, "\"%" PRIu64 "\"", id);
	else
		str_add(&j->b, "null");
}

void json_num(struct json *j, const char *name, int64_t n)
{
	member(j, name);
	if (n == NUM_NONE)
		str_add(&j->b, "null");
	else
		str_printf(&j->b, "%" PRId64, n);
}

void json_tenths(struct json *j, const char *name, int64_t tenths)
{
	member(j, name);
	if (tenths == NUM_NONE)
		str_add(&j->b, "null");
	else
		tenths_write(&j->b, tenths);
}

void json_flag(struct json *j, const char *name, bool on)
{
	member(j, name);
	str_add(&j->b, on ? "true" : "false");
}

void json_day(struct json *j, const char *name, int32_t day)
{
	char iso[16];
	bool known = day != DAY_NONE && day < DAY_FAR;
	if (known)
		day_iso(day, iso);
	json_text(j, name, known ? iso : NULL);
}

void json_fields(struct json *j, enum kind kind, const void *record)
{
	for (int i = 0; i < kinds[kind].count; i++) {
		const struct field *f = &kinds[kind].fields[i];
		if (strcmp(f->name, "fold") == 0)
			continue;
		if (f->type == FIELD_DAY && (f->flags & F_DERIVED)) { /* DAY_FAR is never */
			json_day(j, f->name, *field_day(f, (void *)record));
			continue;
		}
		member(j, f->name);
		json_field(&j->b, f, record);
	}
}

void json_record(struct json *j, const char *name, enum kind kind, const void *record)
{
	json_open(j, name, '{');
	json_fields(j, kind, record);
	json_close(j, '}');
}

void json_source_row(struct json *j, struct call *c, const struct source_row *r, bool more)
{
	char flag[2] = {app_flag(&c->app, r), 0};
	json_open(j, NULL, '{');
	json_id(j, "id", r->id);
	json_text(j, "name", r->name);
	json_text(j, "practice", r->practice);
	json_text(j, "kind", choice_word(choices_source_kind, r->kind));
	json_text(j, "specialty", r->specialty);
	json_text(j, "stage", choice_word(choices_stage, r->stage));
	json_text(j, "standing", choice_word(choices_standing, r->standing));
	json_text(j, "phone", r->phone);
	json_text(j, "email", r->email);
	json_text(j, "owner", r->owner);
	json_text(j, "flag", flag[0] == ' ' ? NULL : flag);
	json_day(j, "next_on", r->next_on);
	json_day(j, "counted_on", r->counted_on);
	json_day(j, "referred_on", r->referred_on);
	json_num(j, "thanks_owed", r->thanks_owed);
	json_num(j, "referrals", r->referrals);
	json_num(j, "came", r->came);
	json_num(j, "billed_cents", r->billed_cents);
	json_num(j, "received_cents", r->received_cents);
	if (more)
		json_flag(j, "more", true);
	json_close(j, '}');
}

void json_print(struct call *c, struct json *j)
{
	fwrite(str_text(&j->b), 1, j->b.len, c->out);
	fputc('\n', c->out);
	str_free(&j->b);
}
