/* Announcements that were told: one by one, or all at once. */
#include <string.h>

#include "announce.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"

bool told_in(struct act *act, struct tx *tx, const struct recipient *base, int16_t channel, const char *note,
	     struct err *e)
{
	struct announcement n;
	struct recipient r = *base;
	struct touch t;
	if (!store_get(tx_store(tx), KIND_ANNOUNCEMENT, base->announcement_id, &act->arena, &n, e))
		return false;
	if (channel == CHOICE_NONE)
		channel = (int16_t)(base->channel == CHOICE_NONE ? CHANNEL_CALL : base->channel);
	touch_begin(act->app, &t, base->source_id, channel);
	t.purpose = PURPOSE_ANNOUNCE;
	t.announcement_id = n.id;
	t.note = str_blank(note) ? n.title : arena_printf(&act->arena, "%s: %s", n.title, note);
	if (!tx_insert(tx, KIND_TOUCH, &t, e))
		return false;
	r.told_on = t.on;
	r.touch_id = t.id;
	act->said->id = t.id;
	return tx_update(tx, KIND_RECIPIENT, base, &r, e);
}

struct told_act {
	struct act act;
	uint64_t announcement_id;
	struct whom who;
	int16_t channel;
	struct passed passed;
	int done;
	const char *title, *name; /* name: of the last one told */
};

static bool may_tell(const struct told_row *r, struct err *e)
{
	if (r->told_on != DAY_NONE)
		return err_set(e, ERR_REFUSED, "%s was told already", r->name);
	if (r->archived || r->standing != STANDING_LIVE)
		return err_set(e, ERR_REFUSED, "%s is %s", r->name,
			       r->archived ? "archived" : choice_label(choices_standing, r->standing));
	return true;
}

static bool tell_one(struct told_act *t, struct tx *tx, const struct told_row *row, struct err *e)
{
	struct recipient base;
	struct err why = {0};
	bool ok = may_tell(row, &why) && store_get(tx_store(tx), KIND_RECIPIENT, row->id, &t->act.arena, &base, &why) &&
		  told_in(&t->act, tx, &base, t->channel, NULL, &why);
	t->done += ok;
	if (ok)
		t->name = row->name;
	return ok || pass_over(&t->passed, &why) || fail_with(e, &why);
}

static bool tell_named(struct told_act *t, struct tx *tx, const struct told_row *rows, int n, struct err *e)
{
	for (int k = 0; k < t->who.n; k++) {
		struct source s;
		struct err why = {0};
		int i = 0;
		while (i < n && rows[i].source_id != t->who.ids[k])
			i++;
		if (i < n) {
			if (!tell_one(t, tx, &rows[i], e))
				return false;
			continue;
		}
		if (!act_source(&t->act, tx, t->who.ids[k], &s, e))
			return false;
		err_set(&why, ERR_REFUSED, "%s was not chosen for it", s.name);
		pass_over(&t->passed, &why);
	}
	return true;
}

static bool tell_all(struct told_act *t, struct tx *tx, const struct told_row *rows, int n, struct err *e)
{
	for (int i = 0; i < n; i++)
		if (rows[i].told_on == DAY_NONE && !tell_one(t, tx, &rows[i], e))
			return false;
	return true;
}

static bool told_all_in(struct tx *tx, void *ctx, struct err *e)
{
	struct told_act *t = ctx;
	struct announcement a;
	struct told_row *rows;
	struct str b = {0};
	int n;
	if (!store_get(tx_store(tx), KIND_ANNOUNCEMENT, t->announcement_id, &t->act.arena, &a, e) ||
	    !store_recipients(tx_store(tx), a.id, &t->act.arena, &rows, &n, e) ||
	    !(t->who.n ? tell_named(t, tx, rows, n, e) : tell_all(t, tx, rows, n, e)))
		return false;
	if (!t->done && !t->passed.n)
		return err_set(e, ERR_REFUSED, "everybody was told of “%s” already", a.title);
	if (!t->done)
		return none_done(&t->passed, e);
	if (t->done == 1)
		str_printf(&b, "%s told of “%s”", t->name, a.title);
	else
		str_printf(&b, "%d told of “%s”", t->done, a.title);
	tx_label(tx, "%s", str_text(&b));
	say_several(t->act.said, str_text(&b), &t->passed);
	str_free(&b);
	return true;
}

bool app_announced(struct app *app, uint64_t announcement_id, struct whom who, int16_t channel, struct said *out,
		   struct err *e)
{
	struct told_act t = {
		.act = {.app = app, .said = out}, .announcement_id = announcement_id, .who = who, .channel = channel};
	bool ok = act_run(&t.act, told_all_in, e);
	passed_free(&t.passed);
	return ok;
}

/* --- which one --- */

static bool many(const char *typed, const struct news_row *rows, const bool *fits, int n, struct err *e)
{
	struct str b = {0};
	for (int i = 0; i < n; i++)
		if (fits[i])
			str_printf(&b, "\n  %d  %s", rows[i].number, rows[i].title);
	err_set(e, ERR_MANY, "“%s” may mean more than one announcement; name it by its number:%s", typed, str_text(&b));
	str_free(&b);
	return false;
}

bool app_announcement(struct app *app, const char *typed, struct arena *a, struct news_row *out, struct err *e)
{
	struct news_row *rows;
	struct str wanted = {0}, title = {0};
	int64_t number = 0;
	int n, found = 0;
	if (!store_announcements(app->store, a, &rows, &n, e))
		return false;
	bool *fits = arena_alloc(a, (size_t)n + 1), by_number = str_to_i64(typed, &number);
	utf8_fold(&wanted, typed);
	for (int i = 0; i < n; i++) {
		str_clear(&title);
		utf8_fold(&title, rows[i].title);
		fits[i] = by_number ? rows[i].number == number : wanted.len && strstr(str_text(&title), wanted.s);
		if (fits[i] && found++ == 0)
			*out = rows[i];
	}
	str_free(&wanted);
	str_free(&title);
	if (!found)
		return err_set(e, ERR_NOT_FOUND, "there is no announcement “%s”; rapport announce lists them", typed);
	return found == 1 || many(typed, rows, fits, n, e);
}
