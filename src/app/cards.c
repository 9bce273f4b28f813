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

static bool card_for(struct app *app, uint64_t id, const struct letter *rows, int n, const struct letter *usual,
		     struct arena *a, struct letter *filled, struct err *e)
{
	struct source s;
	if (!store_get(app->store, KIND_SOURCE, id, a, &s, e) ||
	    !app_letter_for(app, id, letter_of_kind(rows, n, usual, s.kind), a, filled, e))
		return false;
	return card_points(filled->text) ||
	       err_refused(e, "letter", "the letter %s is too long for a card; write a shorter one, or take another",
			   usual->name);
}

/* end: what is said behind them, with what the first one lacks that lacks something. */
static bool make(struct app *app, const struct carding *c, struct str *html, struct said *out, struct str *end,
		 struct err *e)
{
	struct arena a = {0};
	struct whom to = c->to;
	struct letter *rows, usual;
	int n;
	bool ok = app_letters(app, &a, &rows, &n, e) &&
		  app_letter(app, str_blank(c->letter) ? CARD_LETTER : c->letter, &a, &usual, e);
	if (ok && c->since != DAY_NONE)
		ok = thanked(app, c->since, &a, &to, e);
	else if (ok && !to.n)
		ok = owed(app, &a, &to, e);
	const char **texts = arena_alloc(&a, (size_t)(to.n + 1) * sizeof *texts);
	const char *lacks = NULL;
	for (int i = 0; ok && i < to.n; i++) {
		struct letter filled = {0};
		ok = card_for(app, to.ids[i], rows, n, &usual, &a, &filled, e);
		texts[i] = filled.text;
		lacks = lacks ? lacks : filled.lacks;
	}
	if (ok) {
		str_printf(end, ". Nothing was logged.%s%s", lacks ? " " : "", lacks ? lacks : "");
		cards_html("Thank-you cards", texts, to.n, html);
		say(out, "%d thank-you %s", to.n, to.n == 1 ? "card" : "cards");
	}
	arena_clear(&a);
	return ok;
}

bool app_cards(struct app *app, const struct carding *c, struct str *html, struct said *out, struct err *e)
{
	struct str end = {0};
	bool ok = make(app, c, html, out, &end, e);
	if (ok)
		str_add(&out->text, str_text(&end));
	str_free(&end);
	return ok;
}

bool app_cards_file(struct app *app, const struct carding *c, const char *path, struct said *out, struct err *e)
{
	struct str html = {0}, end = {0};
	struct said n = {0};
	bool ok = make(app, c, &html, &n, &end, e) && out_text_write(app->outbox, path, &html, e);
	if (ok) {
		say(out, "Wrote %s to ", str_text(&n.text));
		path_words(&out->text, path);
		str_add(&out->text, str_text(&end));
	}
	said_free(&n);
	str_free(&end);
	str_free(&html);
	return ok;
}
