#include "words.h"

#include <ctype.h>
#include <string.h>

#define LEAST 3

void words_add(struct words *w, const char *text, bool case_blind)
{
	if (!text || strlen(text) < LEAST || str_blank(text))
		return;
	for (int i = 0; i < w->n; i++)
		if (str_eq(w->rows[i].text, text))
			return;
	struct word *more = arena_alloc(w->a, (size_t)(w->n + 1) * sizeof *more);
	if (w->n)
		memcpy(more, w->rows, (size_t)w->n * sizeof *more);
	more[w->n++] = (struct word){arena_strdup(w->a, text), case_blind};
	w->rows = more;
}

/* A byte of a letter or digit; all that is not ASCII counts as a letter. */
static bool joins(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool same(const struct word *w, const char *at)
{
	size_t n = strlen(w->text);
	return w->case_blind ? strncasecmp(at, w->text, n) == 0 : strncmp(at, w->text, n) == 0;
}

/* Does the word stand at that place of the text? */
static bool stands(const struct word *w, const char *text, const char *at)
{
	size_t n = strlen(w->text);
	if (!same(w, at) || (joins(w->text[n - 1]) && joins(at[n])))
		return false;
	if (at == text || !joins(*w->text))
		return true;
	if (joins(at[-1]))
		return false;
	bool number_of_referral = at - text >= 2 && at[-1] == '-' && at[-2] == 'R' && isdigit((unsigned char)*w->text);
	return !number_of_referral;
}

/* The first word of w at or behind `from`; *len gets its length. Of two at one place the longer one. */
static const char *next_word(const struct words *w, const char *text, const char *from, size_t *len)
{
	for (; *from; from++) {
		*len = 0;
		for (int i = 0; i < w->n; i++) {
			size_t n = strlen(w->rows[i].text);
			if (n > *len && stands(&w->rows[i], text, from))
				*len = n;
		}
		if (*len)
			return from;
	}
	return NULL;
}

bool words_in(const struct words *w, const char *text)
{
	size_t len;
	return text && next_word(w, text, text, &len) != NULL;
}

void words_out(const struct words *w, const char *text, struct str *b)
{
	const char *from = text, *at;
	size_t len;
	while ((at = next_word(w, text, from, &len)) != NULL) {
		str_addn(b, from, (size_t)(at - from));
		str_add(b, FORGOTTEN);
		from = at + len;
	}
	str_add(b, from);
}

const char *word_pattern(const struct word *w, struct arena *a)
{
	struct str b = {0};
	str_addc(&b, '%');
	for (const char *s = w->text; *s; s++) {
		if (*s == '%' || *s == '_' || *s == '\\')
			str_addc(&b, '\\');
		str_addc(&b, *s);
	}
	str_addc(&b, '%');
	const char *pattern = arena_strdup(a, str_text(&b));
	str_free(&b);
	return pattern;
}
