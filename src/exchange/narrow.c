#include "rapport/exchange/narrow.h"

#include <ctype.h>
#include <string.h>

#include "rapport/base/data.h"
#include "rapport/base/utf8.h"
#include "rapport/model/kind.h"

#define TAXONOMIES_MOST 128

static struct taxonomy rows[TAXONOMIES_MOST];
static int n_rows;

static int taxonomies(void)
{
	const char *line = n_rows ? "" : data_text("taxonomy.txt", NULL);
	for (; *line; line += strcspn(line, "\n"), line += *line == '\n')
		if (*line != '#' && *line != '\n' && n_rows < TAXONOMIES_MOST) {
			const char *code = data_cell(&line), *kind = data_cell(&line);
			rows[n_rows++] = (struct taxonomy){code, kind, data_cell(&line)};
		}
	return n_rows;
}

bool taxonomy_of(const char *code, struct taxonomy *out)
{
	size_t best = 0;
	int n = taxonomies();
	for (int i = 0; code && i < n; i++) {
		size_t len = strlen(rows[i].code);
		if (len > best && strncmp(code, rows[i].code, len) == 0) {
			best = len;
			*out = rows[i];
		}
	}
	return best > 0;
}

/* --- reading --- */

static void add_word(struct narrow_words *w, const char *word, struct arena *a)
{
	const char **more = arena_alloc(a, (size_t)(w->n + 1) * sizeof *more);
	for (int i = 0; i < w->n; i++)
		more[i] = w->word[i];
	more[w->n++] = word;
	w->word = more;
}

/* The next of a list that is parted by commas, or by blanks too; NULL behind the last. */
static char *next_word(const char **at, bool blanks, struct arena *a)
{
	struct str b = {0};
	*at += strspn(*at, ", \t");
	if (!**at)
		return NULL;
	size_t n = strcspn(*at, blanks ? ", \t" : ",");
	char *raw = arena_strndup(a, *at, n);
	*at += n;
	str_trim(&b, raw);
	char *word = arena_strdup(a, str_text(&b));
	str_free(&b);
	return word;
}

static bool read_zips(struct narrow_words *w, const char *typed, struct arena *a, struct err *e)
{
	char *word;
	while ((word = next_word(&typed, true, a))) {
		size_t n = strspn(word, "0123456789");
		if (n < 1 || n > 9 || (word[n] && word[n] != '-' && word[n] != '*'))
			return err_field(e, NARROW "zip", "“%s” is not the beginning of a ZIP, such as 86301 or 863",
					 word);
		word[n] = '\0';
		add_word(w, word, a);
	}
	return true;
}

static bool read_states(struct narrow_words *w, const char *typed, struct arena *a, struct err *e)
{
	char *word;
	while ((word = next_word(&typed, true, a))) {
		if (strlen(word) != 2 || !isalpha((unsigned char)word[0]) || !isalpha((unsigned char)word[1]))
			return err_field(e, NARROW "state", "“%s” is not a state of two letters, such as AZ", word);
		word[0] = (char)toupper((unsigned char)word[0]);
		word[1] = (char)toupper((unsigned char)word[1]);
		add_word(w, word, a);
	}
	return true;
}

/* Codes out of the table that mean this: by kind, or by a part of the words. */
static bool add_meant(struct narrow_words *w, const char *word, struct arena *a)
{
	struct str fold = {0}, words = {0};
	int kind = choice_index(choices_source_kind, word), n = taxonomies();
	bool kind_meant = kind != CHOICE_NONE, found = kind_meant;
	utf8_fold(&fold, word);
	if (kind_meant)
		add_word(w, choice_word(choices_source_kind, kind), a);
	for (int i = 0; !kind_meant && fold.len && i < n; i++) {
		str_clear(&words);
		utf8_fold(&words, rows[i].words);
		if (!strstr(words.s, fold.s))
			continue;
		add_word(w, rows[i].words, a);
		found = true;
	}
	str_free(&fold);
	str_free(&words);
	return found;
}

/* Codes begin with three digits, or with two and a letter behind a digit: 207X, 1223, 251E. */
static bool is_code(const char *word)
{
	size_t n = strspn(word, "0123456789");
	return n >= 2 && strlen(word) <= 10;
}

static bool read_taxonomies(struct narrow_words *w, const char *typed, struct arena *a, struct err *e)
{
	char *word;
	while ((word = next_word(&typed, false, a))) {
		if (is_code(word)) {
			for (char *s = word; *s; s++)
				*s = (char)toupper((unsigned char)*s);
			add_word(w, word, a);
		} else if (!add_meant(w, word, a)) {
			return err_field(e, NARROW "taxonomy",
					 "“%s” is no taxonomy code (207X), kind (physician) or specialty (orthopedic)",
					 word);
		}
	}
	return true;
}

bool narrow_read(struct narrow *n, const char *zip, const char *state, const char *taxonomy, struct arena *a,
		 struct err *e)
{
	*n = (struct narrow){0};
	return read_zips(&n->zips, zip ? zip : "", a, e) && read_states(&n->states, state ? state : "", a, e) &&
	       read_taxonomies(&n->taxonomies, taxonomy ? taxonomy : "", a, e);
}

/* --- fitting --- */

bool narrow_wanted(struct err *e)
{
	return err_refused(e, NARROW "zip",
			   "it holds the whole country, more than 5,000 providers: name a ZIP, a state or a taxonomy");
}

bool narrow_any(const struct narrow *n)
{
	return n && n->zips.n + n->states.n + n->taxonomies.n > 0;
}

static bool begins(const struct narrow_words *w, const char *text)
{
	for (int i = 0; text && i < w->n; i++)
		if (strncasecmp(text, w->word[i], strlen(w->word[i])) == 0)
			return true;
	return w->n == 0;
}

static bool means(const struct narrow_words *w, const char *code)
{
	struct taxonomy t;
	bool known = taxonomy_of(code, &t);
	for (int i = 0; i < w->n; i++)
		if (is_code(w->word[i])
			    ? code && strncmp(code, w->word[i], strlen(w->word[i])) == 0
			    : known && (strcmp(t.kind, w->word[i]) == 0 || strcmp(t.words, w->word[i]) == 0))
			return true;
	return w->n == 0;
}

bool narrow_fits(const struct narrow *n, const char *zip, const char *state, const char *taxonomy)
{
	return !n || (begins(&n->states, state) && begins(&n->zips, zip) && means(&n->taxonomies, taxonomy));
}
