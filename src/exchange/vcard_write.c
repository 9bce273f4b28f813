/* vCard 3.0, which every address book reads: UTF-8, CRLF, lines folded at 75 bytes. */
#include <inttypes.h>
#include <string.h>

#include "rapport/exchange/people.h"
#include "rapport/model/kind.h"

#define LINE_BYTES 75

/* A value with what has a meaning of its own escaped. */
static void add_escaped(struct str *b, const char *s)
{
	for (; s && *s; s++) {
		if (*s == '\n') {
			str_add(b, "\\n");
			continue;
		}
		if (*s == '\\' || *s == ';' || *s == ',')
			str_addc(b, '\\');
		if (*s != '\r')
			str_addc(b, *s);
	}
}

/* Writes the line in w->text, folded so that no character is cut, and clears it. */
static void put_line(struct people_writer *w)
{
	const char *s = str_text(&w->text);
	size_t left = w->text.len, room = LINE_BYTES;
	while (left > room) {
		size_t n = room;
		while (n > 1 && ((unsigned char)s[n] & 0xC0) == 0x80)
			n--;
		fwrite(s, 1, n, w->out);
		fputs("\r\n ", w->out);
		s += n;
		left -= n;
		room = LINE_BYTES - 1; /* the blank counts */
	}
	fwrite(s, 1, left, w->out);
	fputs("\r\n", w->out);
	str_clear(&w->text);
}

/* "NAME:value"; nothing for an unknown one. */
static void put(struct people_writer *w, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	str_printf(&w->text, "%s:", name);
	add_escaped(&w->text, value);
	put_line(w);
}

static void put_name(struct people_writer *w, const struct source *s)
{
	struct str title = {0}, first = {0}, last = {0};
	person_parts(s, &title, &first, &last);
	str_add(&w->text, "N:");
	add_escaped(&w->text, str_text(&last));
	str_addc(&w->text, ';');
	add_escaped(&w->text, str_text(&first));
	str_add(&w->text, ";;");
	add_escaped(&w->text, str_text(&title));
	str_addc(&w->text, ';');
	add_escaped(&w->text, s->credentials);
	put_line(w);
	str_free(&title);
	str_free(&first);
	str_free(&last);
}

static void put_address(struct people_writer *w, const struct person *p)
{
	struct place a = person_place(p);
	const char *parts[] = {a.street, a.city, a.state, a.zip};
	if (!a.street && !a.city && !a.zip)
		return;
	str_add(&w->text, "ADR;TYPE=WORK:;");
	for (int i = 0; i < 4; i++) {
		str_addc(&w->text, ';');
		add_escaped(&w->text, parts[i]);
	}
	str_addc(&w->text, ';');
	put_line(w);
}

void vcard_write(struct people_writer *w, const struct person *p)
{
	const struct source *s = p->source;
	const struct practice *at = p->practice;
	const char *kind = choice_label(choices_source_kind, s->kind);
	fputs("BEGIN:VCARD\r\nVERSION:3.0\r\n", w->out);
	put_name(w, s);
	put(w, "FN", s->name);
	put(w, "ORG", at ? at->name : NULL);
	put(w, "TITLE", s->role ? s->role : s->specialty);
	put(w, "TEL;TYPE=WORK,VOICE", s->phone ? s->phone : at ? at->phone : NULL);
	put(w, "TEL;TYPE=WORK,FAX", s->fax ? s->fax : at ? at->fax : NULL);
	put(w, "EMAIL", s->email ? s->email : at ? at->email : NULL);
	put_address(w, p);
	put(w, "URL", s->website ? s->website : at ? at->website : NULL);
	put(w, "NOTE", s->note);
	put(w, "CATEGORIES", kind);
	put(w, "X-RAPPORT-KIND", choice_word(choices_source_kind, s->kind));
	put(w, "X-RAPPORT-SPECIALTY", s->specialty);
	put(w, "X-RAPPORT-NPI", s->npi);
	put(w, "X-RAPPORT-STAGE", choice_word(choices_stage, s->stage));
	str_printf(&w->text, "UID:%" PRIu64 "@rapport", s->id);
	put_line(w);
	put(w, "REV", w->at);
	fputs("END:VCARD\r\n", w->out);
}
