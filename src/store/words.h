/* Words that are to be found, and taken out, wherever they stand in a text: what names a person who is forgotten. */
#ifndef RAPPORT_STORE_WORDS_H
#define RAPPORT_STORE_WORDS_H

#include "db.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

#define FORGOTTEN "(forgotten)"

struct word {
	const char *text;
	bool case_blind; /* ASCII letters */
};

struct words {
	struct word *rows;
	int n;
	struct arena *a;
};

/* Adds it once; what is blank or shorter than 3 bytes is no word to look for. */
void words_add(struct words *w, const char *text, bool case_blind);
/* Does the text hold one, with no letter or digit beside it? "R-1057" does not hold "1057". */
bool words_in(const struct words *w, const char *text);
/* The text with each replaced by FORGOTTEN, appended to b. */
void words_out(const struct words *w, const char *text, struct str *b);
/* For LIKE ... ESCAPE '\': finds at least every text that holds the word. Into the arena. */
const char *word_pattern(const struct word *w, struct arena *a);

#endif
