#include "rapport/app/cards.h"

#include <stdio.h>
#include <string.h>

#include "announce.h"
#include "files.h"
#include "inner.h"
#include "rapport/app/letter.h"
#include "rapport/base/day.h"
#include "rapport/exchange/cards.h"
#include "rapport/store/news.h"

#define PHONE "{phone}"

enum { MOST = 100000 };

static bool owed(struct app *app, struct arena *a, struct whom *to, struct err *e)
{
	struct source_filter f;
	struct source_row *rows;
	int n;
	source_filter_init(&f);
	f.thanks = f.everyone = true;
	if (!store_sources(app->store, &f, ORDER_NAME, app->now.today, NULL, false, MOST, a, &rows, &n, e))
		return false;
	uint64_t *ids = arena_alloc(a, (size_t)(n + 1) * sizeof *ids);
	for (int i = 0; i < n; i++)
		ids[i] = rows[i].id;
	*to = (struct whom){ids, n};
	return n || err_refused(e, "whom", "nobody is owed thanks today");
}

static bool thanked(struct app *app, int32_t since, struct arena *a, struct whom *to, struct err *e)
{
	struct reached *rows;
	int n;
	if (!store_reached(app->store, REACH_THANKED, since, a, &rows, &n, e))
		return false;
	uint64_t *ids = arena_alloc(a, (size_t)(n + 1) * sizeof *ids);
	for (int i = 0; i < n; i++)
		ids[i] = rows[i].id;
	*to = (struct whom){ids, n};
	return n || err_refused(e, "whom", "nobody was thanked by card since then");
}

/* Without the sentences that hold {field}, and without a paragraph of which nothing is left. */
static const char *without(const char *text, const char *field, struct arena *a)
{
	const char *at;
	while ((at = strstr(text, field)) != NULL) {
		const char *from = at, *to = at + strlen(field);
		while (from > text && from[-1] != '\n' && !(from[-1] == ' ' && from - 1 > text && from[-2] == '.'))
			from--;
		while (*to && *to != '\n' && !(*to == '.' && (!to[1] || to[1] == ' ' || to[1] == '\n')))
			to++;
		to += *to == '.';
		to += strspn(to, " ");
		if (from == text || from[-1] == '\n')
			to += strspn(to, "\n");
		text = arena_printf(a, "%.*s%s", (int)(from - text), text, to);
	}
	return text;
}

/* A clinic without a phone is not reached by one: the sentence that names it says nothing. */
static bool phone_known(struct app *app, struct arena *a, bool *known, struct err *e)
{
	struct clinic c;
	if (!store_get(app->store, KIND_CLINIC, 1, a, &c, e))
		return false;
	*known = !str_blank(c.referral_line) || !str_blank(c.phone);
	return true;
}

struct card_words {
	const struct letter *rows, *usual;
	int n;
	bool phone, left_out; /* is a phone of the clinic known; was a sentence left out for want of it */
};

static bool card_for(struct app *app, uint64_t id, struct card_words *w, struct arena *a, const char **text,
		     struct err *e)
{
	struct source s;
	struct letter l, filled;
	if (!store_get(app->store, KIND_SOURCE, id, a, &s, e))
		return false;
	l = *letter_of_kind(w->rows, w->n, w->usual, s.kind);
	if (!w->phone && strstr(l.text, PHONE)) {
		l.text = without(l.text, PHONE, a);
		w->left_out = true;
	}
	if (!app_letter_for(app, id, &l, a, &filled, e))
		return false;
	*text = filled.text;
	return card_points(filled.text) ||
	       err_refused(e, "letter", "the letter %s is too long for a card; write a shorter one, or take another",
			   w->usual->name);
}

static bool make(struct app *app, const struct carding *c, struct str *html, struct said *out, bool *left_out,
		 struct err *e)
{
	struct arena a = {0};
	struct whom to = c->to;
	struct letter *rows = NULL, usual;
	int n = 0;
	bool ok = app_letters(app, &a, &rows, &n, e) &&
		  app_letter(app, str_blank(c->letter) ? CARD_LETTER : c->letter, &a, &usual, e);
	if (ok && c->since != DAY_NONE)
		ok = thanked(app, c->since, &a, &to, e);
	else if (ok && !to.n)
		ok = owed(app, &a, &to, e);
	struct card_words words = {.rows = rows, .usual = &usual, .n = n};
	ok = ok && phone_known(app, &a, &words.phone, e);
	const char **texts = arena_alloc(&a, (size_t)(to.n + 1) * sizeof *texts);
	for (int i = 0; ok && i < to.n; i++)
		ok = card_for(app, to.ids[i], &words, &a, &texts[i], e);
	if (ok) {
		cards_html("Thank-you cards", texts, to.n, html);
		say(out, "%d thank-you %s", to.n, to.n == 1 ? "card" : "cards");
		*left_out = words.left_out;
	}
	arena_clear(&a);
	return ok;
}

static void add_end(struct said *out, bool left_out)
{
	str_add(&out->text, ". Nothing was logged.");
	if (left_out)
		str_add(&out->text, " No phone of the clinic is known: `rapport clinic --phone`.");
}

bool app_cards(struct app *app, const struct carding *c, struct str *html, struct said *out, struct err *e)
{
	bool left_out = false;
	if (!make(app, c, html, out, &left_out, e))
		return false;
	add_end(out, left_out);
	return true;
}

bool app_cards_file(struct app *app, const struct carding *c, const char *path, struct said *out, struct err *e)
{
	struct str html = {0};
	struct said n = {0};
	bool left_out = false;
	bool ok = make(app, c, &html, &n, &left_out, e) && out_text_write(app->outbox, path, &html, e);
	if (ok) {
		say(out, "Wrote %s to ", str_text(&n.text));
		path_words(&out->text, path);
		add_end(out, left_out);
	}
	said_free(&n);
	str_free(&html);
	return ok;
}
