#include "rapport/app/labels.h"

#include <string.h>

#include "announce.h"
#include "files.h"
#include "rapport/base/day.h"
#include "rapport/store/news.h"

static void add_line(struct str *b, const char *line)
{
	if (!str_blank(line))
		str_printf(b, "%s%s", b->len ? "\n" : "", line);
}

const char *address_lines(const struct reached *r, struct arena *a)
{
	struct str b = {0}, town = {0};
	add_line(&b, r->name);
	/* "Dr." says it already */
	if (!str_blank(r->credentials) && !str_starts(r->name, "Dr. ") && !strstr(r->name, r->credentials))
		str_printf(&b, ", %s", r->credentials);
	if (r->at_practice)
		add_line(&b, r->practice);
	add_line(&b, r->address);
	if (!str_blank(r->city))
		str_add(&town, r->city);
	if (!str_blank(r->state))
		str_printf(&town, "%s%s", town.len ? ", " : "", r->state);
	if (!str_blank(r->zip))
		str_printf(&town, "%s%s", town.len ? " " : "", r->zip);
	add_line(&b, str_text(&town));
	const char *lines = arena_strdup(a, str_text(&b));
	str_free(&b);
	str_free(&town);
	return lines;
}

/* Whom the labels are for, whether they have an address or not. */
static bool read_people(struct app *app, const struct labelling *l, struct arena *a, struct reached **rows, int *n,
			struct err *e)
{
	if (l->cards_since != DAY_NONE)
		return store_reached(app->store, REACH_THANKED, l->cards_since, a, rows, n, e);
	if (!l->to.n)
		return store_reached(app->store, REACH_LIVE, DAY_NONE, a, rows, n, e);
	*rows = arena_alloc(a, (size_t)l->to.n * sizeof **rows);
	*n = l->to.n;
	for (int i = 0; i < l->to.n; i++)
		if (!store_reached_one(app->store, l->to.ids[i], a, &(*rows)[i], e))
			return false;
	return true;
}

static void add_without(struct str *b, const struct reached *rows, int n)
{
	enum { NAMED = 5 };
	int without = 0;
	for (int i = 0; i < n; i++) {
		if (!str_blank(rows[i].address))
			continue;
		if (without++ < NAMED)
			str_printf(b, "%s%s", b->len ? ", " : "", rows[i].name);
	}
	if (without > NAMED)
		str_printf(b, " and %d more", without - NAMED);
}

static bool make(struct app *app, const struct labelling *l, struct str *html, struct str *without, int *labels,
		 struct err *e)
{
	struct arena a = {0};
	struct reached *rows;
	int n;
	bool ok = read_people(app, l, &a, &rows, &n, e);
	*labels = 0;
	if (ok) {
		const char **addresses = arena_alloc(&a, (size_t)(n + 1) * sizeof *addresses);
		for (int i = 0; i < n; i++)
			if (!str_blank(rows[i].address))
				addresses[(*labels)++] = address_lines(&rows[i], &a);
		add_without(without, rows, n);
		if (*labels)
			labels_html(&l->job, addresses, *labels, html);
		else if (!n && l->cards_since != DAY_NONE)
			ok = err_set(e, ERR_REFUSED, "nobody was thanked by card since then");
		else
			ok = err_set(e, ERR_REFUSED, "nobody has an address, so there is no label to print");
	}
	arena_clear(&a);
	return ok;
}

static void tell(const struct labelling *l, int labels, const char *path, const struct str *without, struct said *out)
{
	str_printf(&out->text, "%s%d label%s for %s", path ? "Wrote " : "", labels, labels == 1 ? "" : "s",
		   l->job.sheet->name);
	if (path) {
		str_add(&out->text, " to ");
		path_words(&out->text, path);
	}
	str_add(&out->text, ".");
	if (without->len)
		str_printf(&out->text, " No address: %s.", without->s);
}

bool app_labels(struct app *app, const struct labelling *l, struct str *html, struct said *out, struct err *e)
{
	struct str without = {0};
	int labels;
	bool ok = make(app, l, html, &without, &labels, e);
	if (ok)
		tell(l, labels, NULL, &without, out);
	str_free(&without);
	return ok;
}

bool app_labels_file(struct app *app, const struct labelling *l, const char *path, struct said *out, struct err *e)
{
	struct str html = {0}, without = {0};
	int labels;
	bool ok = make(app, l, &html, &without, &labels, e) && out_text_write(app->outbox, path, &html, e);
	if (ok)
		tell(l, labels, path, &without, out);
	str_free(&html);
	str_free(&without);
	return ok;
}
