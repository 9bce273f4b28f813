/* What else somebody is known by: another name, practice or phone, each a line of their note by which the next list finds them. Pure. */
#ifndef RAPPORT_MODEL_ALSO_H
#define RAPPORT_MODEL_ALSO_H

#include <stdbool.h>

#include "rapport/base/str.h"

/* "Also known as Patricia Lee", "Also at Northside Pain", "Also by phone 928 555 0100" */
enum also { ALSO_NAME, ALSO_PRACTICE, ALSO_PHONE, ALSO_COUNT };

#define ALSO_NAME_LINE "Also known as "

/* The next such line of a note from *note on, which moves behind it; value is set to what it says. False: there is none. */
bool also_next(const char **note, enum also *what, struct str *value);
/* What two spellings of one value have in common, appended. */
void also_key(enum also what, struct str *key, const char *value);
/* Are they one, however they are spelled? False where either says nothing, NULL included. */
bool also_same(enum also what, const char *a, const char *b);
/* Does a note (or NULL) say it already? */
bool also_known(enum also what, const char *note, const char *value);
/* Adds the line to a note unless it says so already, or the value says nothing. Was it added? */
bool also_add(struct str *note, enum also what, const char *value);

/* A practice's name, folded. */
void practice_key(struct str *key, const char *name);

#endif
