/* The gift ledger: who was given how much in a year, and the limit of that year. */
#include "rapport/app/gift.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "gift.h"
#include "rapport/base/day.h"
#include "rapport/store/gift.h"

const char gift_notice[] = "A record, not legal advice.";

int gift_year_of(int32_t day)
{
	int year, month, mday;
	day_split(day, &year, &month, &mday);
	return year;
}

/* --- limits --- */

static const struct gift_year *built_in(int year)
{
	int n;
	const struct gift_year *all = gift_years(&n);
	for (int i = 0; i < n; i++)
		if (all[i].year == year)
			return &all[i];
	return NULL;
}

static void from_built_in(struct gift_limit *out, const struct gift_year *y)
{
	record_init(KIND_GIFT_LIMIT, out);
	out->year = y->year;
	out->limit_cents = y->limit_cents;
	out->origin = y->origin;
}

bool app_gift_limit(struct app *app, int year, struct arena *a, struct gift_limit *out, struct err *e)
{
	const struct gift_year *y = built_in(year);
	if (!store_gift_limit(app->store, year, a, out, e))
		return false;
	if (!out->id && y)
		from_built_in(out, y);
	out->year = year;
	return true;
}

struct limits {
	struct arena *a;
	struct gift_limit *rows;
	int n;
};

static bool add_own(void *ctx, const void *record, struct err *e)
{
	struct limits *l = ctx;
	const struct gift_limit *own = record;
	int at = 0;
	(void)e;
	while (at < l->n && l->rows[at].year < own->year)
		at++;
	if (at == l->n || l->rows[at].year != own->year) {
		memmove(l->rows + at + 1, l->rows + at, (size_t)(l->n - at) * sizeof *l->rows);
		l->n++;
	}
	l->rows[at] = *own;
	l->rows[at].origin = arena_strdup(l->a, own->origin);
	return true;
}

bool app_gift_limits(struct app *app, struct arena *a, struct gift_limit **rows, int *n, struct err *e)
{
	struct limits l = {.a = a};
	const struct gift_year *all = gift_years(&l.n);
	l.rows = arena_alloc(a, (size_t)(l.n + store_count(app->store, KIND_GIFT_LIMIT)) * sizeof *l.rows);
	for (int i = 0; i < l.n; i++)
		from_built_in(&l.rows[i], &all[i]);
	bool ok = store_each(app->store, KIND_GIFT_LIMIT, add_own, &l, e);
	*rows = l.rows;
	*n = l.n;
	return ok;
}

bool app_gift_limit_words(struct app *app, int year, struct str *b, struct err *e)
{
	struct arena a = {0};
	struct gift_limit limit;
	bool ok = app_gift_limit(app, year, &a, &limit, e);
	if (ok && limit.limit_cents == NUM_NONE) {
		str_printf(b, "The limit of %d is not known.", year);
	} else if (ok) {
		str_printf(b, "Limit of %d: ", year);
		money_write(b, limit.limit_cents, NULL, true);
		str_printf(b, " each%s%s.", limit.origin ? ", " : "", limit.origin ? limit.origin : "");
	}
	arena_clear(&a);
	return ok;
}

struct limit_act {
	struct act act;
	int year;
	int64_t cents;
	const char *origin;
};

static bool limit_in(struct tx *tx, void *ctx, struct err *e)
{
	struct limit_act *l = ctx;
	struct gift_limit base, edited;
	struct str words = {0};
	if (!store_gift_limit(tx_store(tx), l->year, &l->act.arena, &base, e))
		return false;
	if (l->cents == NUM_NONE && !base.id)
		return err_set(e, ERR_REFUSED, "the limit of %d is not your own: there is none to take away", l->year);
	if (l->cents != NUM_NONE)
		money_write(&words, l->cents, NULL, true);
	tx_label(tx, "gift limit of %d: %s", l->year, l->cents == NUM_NONE ? "none of our own" : str_text(&words));
	str_clear(&words);
	edited = base;
	edited.year = l->year;
	edited.limit_cents = l->cents;
	edited.origin = l->origin;
	bool ok = l->cents == NUM_NONE ? tx_delete(tx, KIND_GIFT_LIMIT, base.id, e)
		  : base.id            ? tx_update(tx, KIND_GIFT_LIMIT, &base, &edited, e)
				       : tx_insert(tx, KIND_GIFT_LIMIT, &edited, e);
	ok = ok && app_gift_limit_words(l->act.app, l->year, &words, e);
	if (ok)
		say(l->act.said, "%s", str_text(&words));
	str_free(&words);
	return ok;
}

bool app_set_gift_limit(struct app *app, int year, int64_t limit_cents, const char *origin, struct said *out,
			struct err *e)
{
	struct limit_act l = {.act = {.app = app, .said = out},
			      .year = year,
			      .cents = limit_cents,
			      .origin = str_blank(origin) ? NULL : origin};
	return act_run(&l.act, limit_in, e);
}

/* --- what was given --- */

/* The rows of one touch from row `at` on; *guests, in the same order, get what counts for each. */
static int split_touch(const struct gift_row *rows, int n, int at, struct arena *a, struct gift_guest **guests,
		       int *sharing)
{
	int count = 0;
	while (at + count < n && rows[at + count].touch_id == rows[at].touch_id)
		count++;
	*guests = arena_alloc(a, (size_t)count * sizeof **guests);
	for (int i = 0; i < count; i++)
		(*guests)[i] = (struct gift_guest){.id = rows[at + i].source_id, .kind = rows[at + i].kind};
	*sharing = gift_split(rows[at].cost_cents, *guests, count);
	return count;
}

static bool rows_of(struct app *app, uint64_t source_id, int year, struct arena *a, struct gift_row **rows, int *n,
		    struct err *e)
{
	return store_gifts(app->store, source_id, day_from(year, 1, 1), day_from(year, 12, 31), a, rows, n, e);
}

bool app_gifts_of(struct app *app, uint64_t source_id, int year, struct arena *a, struct gift_touch **rows, int *n,
		  struct err *e)
{
	struct gift_row *all;
	int total, sharing;
	*n = 0;
	if (!rows_of(app, source_id, year, a, &all, &total, e))
		return false;
	*rows = arena_alloc(a, (size_t)(total + 1) * sizeof **rows);
	for (int at = 0, count; at < total; at += count) {
		const struct gift_row *r = &all[at];
		struct gift_touch *t = &(*rows)[(*n)++];
		struct gift_guest *guests;
		count = split_touch(all, total, at, a, &guests, &sharing);
		*t = (struct gift_touch){.id = r->touch_id,
					 .on = r->on,
					 .channel = r->channel,
					 .cost_cents = r->cost_cents,
					 .sharing = sharing,
					 .note = r->note,
					 .reason = r->reason};
		for (int i = 0; i < count; i++)
			t->share_cents += guests[i].id == source_id ? guests[i].share_cents : 0;
	}
	return true;
}

bool gift_given(struct app *app, uint64_t source_id, int year, int64_t *cents, struct err *e)
{
	struct arena a = {0};
	struct gift_touch *rows;
	int n;
	bool ok = app_gifts_of(app, source_id, year, &a, &rows, &n, e);
	*cents = 0;
	for (int i = 0; ok && i < n; i++)
		*cents += rows[i].share_cents;
	arena_clear(&a);
	return ok;
}

bool app_gift_room(struct app *app, uint64_t source_id, struct gift_room *out, struct err *e)
{
	struct arena a = {0};
	struct gift_limit limit;
	struct source s;
	*out = (struct gift_room){.year = gift_year_of(app->now.today)};
	bool ok = store_get(app->store, KIND_SOURCE, source_id, &a, &s, e) &&
		  app_gift_limit(app, out->year, &a, &limit, e);
	if (ok) {
		out->known = limit.limit_cents != NUM_NONE;
		out->limit_cents = out->known ? limit.limit_cents : 0;
		out->counts = gift_counts(s.kind);
		ok = !out->counts || gift_given(app, source_id, out->year, &out->given_cents, e);
	}
	arena_clear(&a);
	return ok;
}

/* --- everybody --- */

/* What one touch gave one source. */
struct part {
	uint64_t source_id;
	const char *name, *practice;
	int64_t cents;
};

static int by_source(const void *x, const void *y)
{
	const struct part *a = x, *b = y;
	return a->source_id < b->source_id ? -1 : a->source_id > b->source_id;
}

struct named_line {
	const char *key;
	struct gift_line line;
};

static int by_name(const void *x, const void *y)
{
	const struct named_line *a = x, *b = y;
	int c = strcmp(a->key, b->key);
	return c ? c : a->line.id < b->line.id ? -1 : a->line.id > b->line.id;
}

static int parts_of(const struct gift_row *rows, int n, struct arena *a, struct part *parts)
{
	int count, sharing, k = 0;
	for (int at = 0; at < n; at += count) {
		struct gift_guest *guests;
		count = split_touch(rows, n, at, a, &guests, &sharing);
		for (int i = 0; i < count; i++)
			if (guests[i].share_cents)
				parts[k++] = (struct part){.source_id = rows[at + i].source_id,
							   .name = rows[at + i].name,
							   .practice = rows[at + i].practice,
							   .cents = guests[i].share_cents};
	}
	return k;
}

static const char *name_key(const char *name, struct arena *a)
{
	struct str b = {0};
	person_key(&b, name);
	const char *key = arena_strdup(a, str_text(&b));
	str_free(&b);
	return key;
}

bool app_gifts(struct app *app, int year, struct arena *a, struct gift_line **rows, int *n, struct err *e)
{
	struct gift_row *all;
	int total, k, lines = 0;
	if (!rows_of(app, 0, year, a, &all, &total, e))
		return false;
	struct part *parts = arena_alloc(a, (size_t)(total + 1) * sizeof *parts);
	struct named_line *named = arena_alloc(a, (size_t)(total + 1) * sizeof *named);
	k = parts_of(all, total, a, parts);
	qsort(parts, (size_t)k, sizeof *parts, by_source);
	for (int i = 0; i < k; i++) {
		if (!lines || named[lines - 1].line.id != parts[i].source_id)
			named[lines++] = (struct named_line){
				name_key(parts[i].name, a),
				{.id = parts[i].source_id, .name = parts[i].name, .practice = parts[i].practice}};
		named[lines - 1].line.given_cents += parts[i].cents;
		named[lines - 1].line.touches++;
	}
	qsort(named, (size_t)lines, sizeof *named, by_name);
	*rows = arena_alloc(a, (size_t)(lines + 1) * sizeof **rows);
	*n = lines;
	for (int i = 0; i < lines; i++)
		(*rows)[i] = named[i].line;
	return true;
}
