#include "rapport/app/shelf.h"

#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/model/fit.h"
#include "rapport/model/identify.h"
#include "rapport/model/question.h"

/* --- the shelf --- */

struct shelf {
	struct arena *a;
	struct shelf_item *rows; /* the gone ones too, by id */
	int n, cap;
};

static bool keep_item(void *ctx, const void *record, struct err *e)
{
	struct shelf *s = ctx;
	(void)e;
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 16;
		struct shelf_item *more = arena_alloc(s->a, (size_t)s->cap * sizeof *more);
		if (s->n)
			memcpy(more, s->rows, (size_t)s->n * sizeof *more);
		s->rows = more;
	}
	struct shelf_item *to = &s->rows[s->n++];
	memcpy(to, record, sizeof *to);
	for (int i = 1; i < kinds[KIND_SHELF_ITEM].count; i++)
		field_copy(&kinds[KIND_SHELF_ITEM].fields[i], to, record, s->a);
	return true;
}

static bool read_shelf(struct store *store, struct arena *a, struct shelf *s, struct err *e)
{
	*s = (struct shelf){.a = a};
	return store_each(store, KIND_SHELF_ITEM, keep_item, s, e);
}

static bool read_shares(struct app *app, const char *field, uint64_t id, struct arena *a, struct share **rows, int *n,
			struct err *e)
{
	void *found;
	if (!store_where(app->store, KIND_SHARE, field, id, a, &found, n, e))
		return false;
	*rows = found;
	return true;
}

bool app_shelf(struct app *app, struct arena *a, struct shelf_row **rows, int *n, struct err *e)
{
	struct shelf s;
	if (!read_shelf(app->store, a, &s, e))
		return false;
	*rows = arena_alloc(a, (size_t)(s.n + 1) * sizeof **rows);
	*n = 0;
	for (int i = 0; i < s.n; i++) {
		struct shelf_row row = {.item = s.rows[i], .shared_on = DAY_NONE};
		struct share *shares;
		int times;
		if (row.item.gone)
			continue;
		if (!read_shares(app, "shelf_item_id", row.item.id, a, &shares, &times, e))
			return false;
		row.shared = times;
		for (int k = 0; k < times; k++)
			if (shares[k].on > row.shared_on)
				row.shared_on = shares[k].on;
		(*rows)[(*n)++] = row;
	}
	return true;
}

bool app_shelf_item(struct app *app, const char *typed, struct arena *a, struct shelf_item *out, struct err *e)
{
	struct shelf s;
	int n = 0, which;
	if (str_blank(typed))
		return err_field(e, "item", "say what of the shelf");
	if (!read_shelf(app->store, a, &s, e))
		return false;
	const char **titles = arena_alloc(a, (size_t)(s.n + 1) * sizeof *titles);
	for (int i = 0; i < s.n; i++) {
		if (s.rows[i].gone)
			continue;
		s.rows[n] = s.rows[i];
		titles[n++] = s.rows[i].title;
	}
	if (!n)
		return err_set(e, ERR_NOT_FOUND, "nothing is on the shelf yet");
	if (!pick(&(struct picking){"item", "on the shelf", titles, n}, typed, &which, e))
		return false;
	*out = s.rows[which];
	return true;
}

/* --- putting on and taking off --- */

struct shelf_act {
	struct act act;
	const struct shelf_item *base;
	struct shelf_item *item;
	uint64_t id;
};

static bool put_in(struct tx *tx, void *ctx, struct err *e)
{
	struct shelf_act *a = ctx;
	struct shelf s;
	const struct shelf_item *base = a->base;
	if (!read_shelf(tx_store(tx), &a->act.arena, &s, e))
		return false;
	for (int i = 0; i < s.n; i++) {
		if (s.rows[i].id == a->item->id || !question_same(s.rows[i].title, a->item->title))
			continue;
		if (!s.rows[i].gone)
			return err_field(e, "title", "“%s” is on the shelf already", s.rows[i].title);
		if (!base) { /* it comes back */
			base = &s.rows[i];
			a->item->id = base->id;
			a->item->rev = base->rev;
		}
	}
	if (a->item->added_on == DAY_NONE)
		a->item->added_on = a->act.app->now.today;
	if (!a->item->by)
		a->item->by = a->act.app->user;
	a->item->gone = false;
	tx_label(tx, a->base ? "“%s” changed" : "“%s” put on the shelf", a->item->title);
	if (base ? !tx_update(tx, KIND_SHELF_ITEM, base, a->item, e) : !tx_insert(tx, KIND_SHELF_ITEM, a->item, e))
		return false;
	a->act.said->id = a->item->id;
	if (tx_kept(tx))
		say(a->act.said, "Somebody changed “%s” meanwhile: kept %s.", a->item->title, tx_kept(tx));
	else
		say(a->act.said, a->base ? "Saved “%s”." : "Put “%s” on the shelf.", a->item->title);
	return true;
}

/* A patient's story is told so that nobody can know them by it. */
static bool no_patient(const struct shelf_item *item, struct err *e)
{
	static const char *const fields[] = {"title", "topic", "text"};
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		const char *what = looks_identifying(*field_text(kind_field(KIND_SHELF_ITEM, fields[i]), (void *)item));
		if (what)
			return err_field(
				e, fields[i],
				"that holds %s, by which a patient could be known; a decade and what it was are "
				"enough",
				what);
	}
	return true;
}

bool app_shelf_put(struct app *app, const struct shelf_item *base, struct shelf_item *item, struct said *out,
		   struct err *e)
{
	struct shelf_act a = {.act = {.app = app, .said = out}, .base = base, .item = item};
	if (str_blank(item->title))
		return err_field(e, "title", "it needs a title");
	if (item->type == CHOICE_NONE)
		return err_field(e, "type", "say what it is: article, book, news, story, video or other");
	return (item->type != choice_index(choices_shelf_type, "story") || no_patient(item, e)) &&
	       act_run(&a.act, put_in, e);
}

static bool drop_in(struct tx *tx, void *ctx, struct err *e)
{
	struct shelf_act *a = ctx;
	struct shelf_item base, item;
	if (!store_get(tx_store(tx), KIND_SHELF_ITEM, a->id, &a->act.arena, &base, e))
		return false;
	item = base;
	item.gone = true;
	tx_label(tx, "“%s” taken off the shelf", item.title);
	say(a->act.said, "Took “%s” off the shelf.", item.title);
	return tx_update(tx, KIND_SHELF_ITEM, &base, &item, e);
}

bool app_shelf_drop(struct app *app, uint64_t item_id, struct said *out, struct err *e)
{
	struct shelf_act a = {.act = {.app = app, .said = out}, .id = item_id};
	return act_run(&a.act, drop_in, e);
}

/* --- sharing --- */

struct share_act {
	struct act act;
	uint64_t source_id;
	const struct sharing *what;
};

/* The day they were last sent it; DAY_NONE: never. */
static bool sent_on(struct share_act *a, int32_t *on, struct err *e)
{
	struct share *rows;
	int n;
	*on = DAY_NONE;
	if (!read_shares(a->act.app, "source_id", a->source_id, &a->act.arena, &rows, &n, e))
		return false;
	for (int i = 0; i < n; i++)
		if (rows[i].shelf_item_id == a->what->item_id && rows[i].on > *on)
			*on = rows[i].on;
	return true;
}

static bool may_share(struct share_act *a, const struct source *s, const struct shelf_item *item, struct err *e)
{
	struct str day = {0};
	int32_t on;
	if (item->gone)
		return err_set(e, ERR_REFUSED, "“%s” is not on the shelf any more", item->title);
	if (!sent_on(a, &on, e))
		return false;
	if (on == DAY_NONE || a->what->again)
		return true;
	date_short(&day, on, a->act.app->now.today);
	err_set(e, ERR_REFUSED, "%s was sent “%s” already, %s", s->name, item->title, str_text(&day));
	str_free(&day);
	return false;
}

static bool share_in(struct tx *tx, void *ctx, struct err *e)
{
	struct share_act *a = ctx;
	struct shelf_item item;
	struct source s;
	struct touch t;
	struct share share;
	struct str word = {0};
	if (!act_source(&a->act, tx, a->source_id, &s, e) ||
	    !store_get(tx_store(tx), KIND_SHELF_ITEM, a->what->item_id, &a->act.arena, &item, e) ||
	    !may_share(a, &s, &item, e))
		return false;
	touch_begin(a->act.app, &t, s.id, a->what->channel == CHOICE_NONE ? CHANNEL_EMAIL : a->what->channel);
	t.on = a->what->on == DAY_NONE ? t.on : a->what->on;
	t.purpose = PURPOSE_SHARE;
	t.note = a->what->note;
	if (!tx_insert(tx, KIND_TOUCH, &t, e))
		return false;
	record_init(KIND_SHARE, &share);
	share.shelf_item_id = item.id;
	share.source_id = s.id;
	share.touch_id = t.id;
	share.on = t.on;
	lower_word(&word, choice_label(choices_channel, t.channel));
	tx_label(tx, "“%s” shared with %s", item.title, s.name);
	say(a->act.said, "Shared “%s” with %s by %s.", item.title, s.name, str_text(&word));
	str_free(&word);
	if (!tx_insert(tx, KIND_SHARE, &share, e))
		return false;
	a->act.said->id = share.id;
	a->act.next_of = s.id;
	return true;
}

bool app_share(struct app *app, uint64_t source_id, const struct sharing *what, struct said *out, struct err *e)
{
	struct share_act a = {.act = {.app = app, .said = out}, .source_id = source_id, .what = what};
	if (what->on != DAY_NONE && what->on > app->now.today)
		return err_field(e, "on", "that day has not come yet; plan it as a next step instead");
	out->source_id = source_id;
	return act_run(&a.act, share_in, e);
}

/* --- what went to whom --- */

static int newest_first(const void *x, const void *y)
{
	const struct shared_row *a = x, *b = y;
	if (a->share.on != b->share.on)
		return a->share.on < b->share.on ? 1 : -1;
	return a->share.id < b->share.id ? 1 : -1;
}

static bool shared_rows(struct app *app, const char *field, uint64_t id, struct arena *a, struct shared_row **rows,
			int *n, struct err *e)
{
	struct share *shares;
	struct shelf_item item;
	struct source s;
	if (!read_shares(app, field, id, a, &shares, n, e))
		return false;
	*rows = arena_alloc(a, (size_t)(*n + 1) * sizeof **rows);
	for (int i = 0; i < *n; i++) {
		if (!store_get(app->store, KIND_SHELF_ITEM, shares[i].shelf_item_id, a, &item, e) ||
		    !store_get(app->store, KIND_SOURCE, shares[i].source_id, a, &s, e))
			return false;
		(*rows)[i] = (struct shared_row){shares[i], item.title, s.name, item.type};
	}
	qsort(*rows, (size_t)*n, sizeof **rows, newest_first);
	return true;
}

bool app_shared_with(struct app *app, uint64_t source_id, struct arena *a, struct shared_row **rows, int *n,
		     struct err *e)
{
	return shared_rows(app, "source_id", source_id, a, rows, n, e);
}

bool app_shared_item(struct app *app, uint64_t item_id, struct arena *a, struct shared_row **rows, int *n,
		     struct err *e)
{
	return shared_rows(app, "shelf_item_id", item_id, a, rows, n, e);
}

static bool sent(const struct share *rows, int n, uint64_t item_id)
{
	for (int i = 0; i < n; i++)
		if (rows[i].shelf_item_id == item_id)
			return true;
	return false;
}

bool app_share_ideas(struct app *app, uint64_t source_id, struct arena *a, struct idea **rows, int *n, struct err *e)
{
	struct shelf_row *shelf;
	struct share *shares;
	struct card c;
	int on_shelf, n_shares;
	*n = 0;
	if (!app_shelf(app, a, &shelf, &on_shelf, e) || !app_card(app, source_id, a, &c, e) ||
	    !read_shares(app, "source_id", source_id, a, &shares, &n_shares, e))
		return false;
	const char *theirs =
		arena_printf(a, "%s, %s, %s, %s", c.populations, c.tags, c.source.specialty ? c.source.specialty : "",
			     c.source.interests ? c.source.interests : "");
	*rows = arena_alloc(a, (size_t)(on_shelf + 1) * sizeof **rows);
	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < on_shelf; i++) {
			bool for_them = words_meet(shelf[i].item.topic, theirs);
			if (for_them == (pass == 0) && !sent(shares, n_shares, shelf[i].item.id))
				(*rows)[(*n)++] = (struct idea){shelf[i], i + 1, for_them};
		}
	}
	return true;
}
