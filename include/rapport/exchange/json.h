/* Pieces of JSON text that others share. */
#ifndef RAPPORT_EXCHANGE_JSON_H
#define RAPPORT_EXCHANGE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/str.h"
#include "rapport/model/kind.h"

#define JSON_VERSION 1

/* Appends s as a JSON string with its quotes; NULL gives null. Control, bidirectional and other invisible
 * characters are written as escapes, so that the text can go to a terminal; invalid UTF-8 becomes U+FFFD. */
void json_string(struct str *b, const char *s);
/* Appends the value of one field as in an export: ids and days as strings, choices as words, flags true or false,
 * money as cents, tenths with a decimal point, unknown as null. */
void json_field(struct str *b, const struct field *f, const void *record);

#endif
