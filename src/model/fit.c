#include "rapport/model/fit.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/model/record.h"

/* The words of a list, each once. */
struct words {
	struct arena arena;
	const char **shown, **fold;
	int n;
};

static int find(const struct words *w, const char *fold)
{
	for (int i = 0; i < w->n; i++)
		if (str_eq(w->fold[i], fold))
			return i;
	return -1;
}

static void add(struct words *w, const char *s, size_t n)
{
	struct str word = {0}, fold = {0};
	str_trim(&word, arena_strndup(&w->arena, s, n));
	utf8_fold(&fold, str_text(&word));
	if (!fold.len) /* nothing but signs */
		str_add(&fold, str_text(&word));
	if (word.len && find(w, str_text(&fold)) < 0) {
		w->shown[w->n] = arena_strdup(&w->arena, word.s);
		w->fold[w->n++] = arena_strdup(&w->arena, fold.s);
	}
	str_free(&word);
	str_free(&fold);
}

static void cut(struct words *w, const char *list)
{
	size_t most = 1;
	*w = (struct words){0};
	for (const char *s = list ? list : ""; *s; s++)
		most += *s == ',';
	w->shown = arena_alloc(&w->arena, most * sizeof *w->shown);
	w->fold = arena_alloc(&w->arena, most * sizeof *w->fold);
	for (const char *s = list ? list : ""; *s;) {
		size_t n = strcspn(s, ",");
		add(w, s, n);
		s += n + (s[n] == ',');
	}
}

/* Theirs that are ours too (or are not): as a sentence behind lead; how many. */
static int sentence(struct str *b, const char *lead, const struct words *ours, const struct words *theirs, bool common)
{
	int n = 0;
	for (int i = 0; i < theirs->n; i++) {
		if ((find(ours, theirs->fold[i]) >= 0) != common)
			continue;
		str_printf(b, "%s%s", n ? ", " : lead, theirs->shown[i]);
		n++;
	}
	str_add(b, n ? ". " : "");
	return n;
}

void words_common(const char *ours, const char *theirs, struct str *b)
{
	struct words o, t;
	int n = 0;
	cut(&o, ours);
	cut(&t, theirs);
	for (int i = 0; i < t.n; i++)
		if (find(&o, t.fold[i]) >= 0)
			str_printf(b, "%s%s", n++ ? ", " : "", t.shown[i]);
	arena_clear(&o.arena);
	arena_clear(&t.arena);
}

struct comparison {
	const char *both, *none, *not_ours; /* not_ours NULL: not named */
	const char *what;                   /* "payers" */
};

/* True: a word in common. What is not known of either side goes into missing. */
static bool compare(const struct comparison *c, const char *ours, const char *theirs, bool *compared, struct str *why,
		    struct str *missing)
{
	struct words o, t;
	bool common = false;
	cut(&o, ours);
	cut(&t, theirs);
	*compared = o.n && t.n;
	if (!t.n)
		str_printf(missing, "%stheir %s", missing->len ? ", " : "", c->what);
	if (!o.n)
		str_printf(missing, "%sour %s", missing->len ? ", " : "", c->what);
	if (*compared) {
		common = sentence(why, c->both, &o, &t, true) > 0;
		if (!common)
			str_add(why, c->none);
		else if (c->not_ours)
			sentence(why, c->not_ours, &o, &t, false);
	}
	arena_clear(&o.arena);
	arena_clear(&t.arena);
	return common;
}

void fit_of(const struct fit_side *ours, const struct fit_side *theirs, struct fit *f, struct str *why)
{
	static const struct comparison populations = {"Both: ", "Nobody whom both treat. ", NULL, "populations"},
				       payers = {"Payers in common: ", "No payer in common. ",
						 "Not taken here: ", "payers"};
	struct str b = {0}, missing = {0};
	int common = compare(&populations, ours->populations, theirs->populations, &f->populations, &b, &missing);
	common += compare(&payers, ours->payers, theirs->payers, &f->payers, &b, &missing);
	f->grade = !f->populations && !f->payers ? CHOICE_NONE : common == 2 ? FIT_GOOD : common ? FIT_FAIR : FIT_POOR;
	if (missing.len)
		str_printf(&b, "Not known: %s. ", missing.s);
	if (why)
		str_addn(why, str_text(&b), b.len ? b.len - 1 : 0);
	str_free(&b);
	str_free(&missing);
}

/* As whole words: both have a blank in front and behind. */
static bool stands_in(const char *part, const char *whole)
{
	struct str p = {0}, w = {0};
	str_printf(&p, " %s ", part);
	str_printf(&w, " %s ", whole);
	bool found = strstr(w.s, p.s) != NULL;
	str_free(&p);
	str_free(&w);
	return found;
}

bool words_meet(const char *a, const char *b)
{
	struct words x, y;
	bool meet = false;
	cut(&x, a);
	cut(&y, b);
	for (int i = 0; i < x.n && !meet; i++)
		for (int k = 0; k < y.n && !meet; k++)
			meet = stands_in(x.fold[i], y.fold[k]) || stands_in(y.fold[k], x.fold[i]);
	arena_clear(&x.arena);
	arena_clear(&y.arena);
	return meet;
}
