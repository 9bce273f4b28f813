#include "paper.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "files.h"
#include "rapport/base/day.h"

#define MOST_WORDS 3 /* a reference is a chart number, initials, or both */
#define LEAST_CHART 4
#define MOST_INITIALS 5

struct paper {
	struct app *app;
	uint64_t source_id;
	struct str word;
};

/* Bytes of what stands between words: spaces, and the signs that go before or after one. 0: a word goes on. */
static size_t between(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;
	if (u[0] == 0xe2 && u[1] == 0x80) /* dashes and quotes, U+2000 to U+203F */
		return u[2] ? 3 : 2;
	return u[0] < 0x80 && !isalnum(u[0]) && !strchr("-._#", u[0]);
}

static size_t word_bytes(const char *s)
{
	size_t n = 0;
	while (s[n] && !between(s + n))
		n++;
	while (n && strchr("-.", s[n - 1]))
		n--;
	return n;
}

static bool any(const char *s, int (*is)(int))
{
	for (; *s; s++)
		if (is((unsigned char)*s))
			return true;
	return false;
}

static void raise_case(struct str *b)
{
	for (size_t i = 0; i < b->len; i++)
		b->s[i] = (char)toupper((unsigned char)b->s[i]);
}

/* The referral that these words are the reference of; 0: of none. A short number must be all of it: most such are no patient's. */
static int64_t number_of(struct paper *p, const char *s, size_t n)
{
	struct store *store = p->app->store;
	struct str *w = &p->word;
	str_clear(w);
	str_addn(w, s, n);
	bool digits = any(str_text(w), isdigit);
	if (digits && w->len >= LEAST_CHART) {
		int64_t number = store_patient_number(store, w->s, 0, true);
		if (number || !any(w->s, islower))
			return number;
		raise_case(w);
		return store_patient_number(store, w->s, 0, true);
	}
	bool initials = !digits && w->len <= MOST_INITIALS && !any(str_text(w), islower);
	return p->source_id && (digits || initials) ? store_patient_number(store, str_text(w), p->source_id, initials)
						    : 0;
}

/* The longest run of words from s on that is a reference: its bytes, and the referral's number. 0: none. */
static size_t reference(struct paper *p, const char *s, int64_t *number)
{
	size_t ends[MOST_WORDS], n = 0;
	int words = 0;
	if (strncmp(s, "R-", 2) == 0 && isdigit((unsigned char)s[2]))
		return 0;
	while (words < MOST_WORDS) {
		size_t more = word_bytes(s + n);
		if (!more)
			break;
		n += more;
		ends[words++] = n;
		if (s[n] != ' ')
			break;
		n++;
	}
	while (words--) {
		*number = number_of(p, s, ends[words]);
		if (*number)
			return ends[words];
	}
	return 0;
}

void paper_text(struct app *app, uint64_t source_id, const char *text, struct str *b)
{
	struct paper p = {.app = app, .source_id = source_id};
	for (const char *s = text; s && *s;) {
		int64_t number;
		size_t gap = between(s), n = gap ? 0 : reference(&p, s, &number);
		if (n) {
			str_printf(b, "R-%" PRId64, number);
			s += n;
			continue;
		}
		/* the whole word, with the dots and dashes at its end */
		n = gap;
		while (!gap && s[n] && !between(s + n))
			n++;
		str_addn(b, s, n);
		s += n;
	}
	str_free(&p.word);
}

static void say_wrote(struct str *b, const char *path)
{
	str_add(b, "Wrote ");
	path_words(b, path);
	str_addc(b, '.');
}

bool paper_put(struct app *app, const char *what, const char *name, const char *path, const struct str *html,
	       struct said *out, struct err *e)
{
	struct arena a = {0};
	char iso[16];
	bool ok;
	if (path) {
		ok = file_put(path, html, e);
	} else {
		day_iso(app->now.today, iso);
		char *folder = arena_printf(&a, "%s/%s-%s", app->outbox ? app->outbox : ".", iso, what);
		ok = folder_make(folder, e) && folder_put(folder, name, ".html", html, &a, &path, e);
	}
	if (ok)
		say_wrote(&out->text, path);
	arena_clear(&a);
	return ok;
}
