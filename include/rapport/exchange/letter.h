/* Letters: a template with fields in braces, filled; and what a mail program takes. Pure text. */
#ifndef RAPPORT_EXCHANGE_LETTER_H
#define RAPPORT_EXCHANGE_LETTER_H

#include <stdbool.h>

#include "rapport/base/err.h"
#include "rapport/base/str.h"

/* A field of a template: {name}. Ends with a NULL name. */
struct letter_field {
	const char *name, *value;
};

/* "Subject: ..." on the first line, an empty line, the text: each appended to its own string. ERR_INVALID when the first line is another. */
bool letter_cut(const char *file, struct str *subject, struct str *text, struct err *e);
/* Appends the text with its fields filled; an unknown field is ERR_INVALID and named. A value's line breaks stay in the text, but are spaces in one
 * line (subject, names). */
bool letter_fill(const char *text, const struct letter_field *fields, bool one_line, struct str *out, struct err *e);

/* A draft as RFC 5322: To, Subject, X-Unsent, UTF-8 as quoted-printable, CRLF, no line over 76 characters. No From, Date or Message-ID: the mail
 * program that opens it adds them. email NULL: no To. */
void letter_eml(const char *name, const char *email, const char *subject, const char *text, struct str *out);
/* "mailto:..." with subject and text percent-encoded. ERR_REFUSED when it is longer than mail programs take (1,900 characters). */
bool letter_mailto(const char *email, const char *subject, const char *text, struct str *out, struct err *e);

#endif
