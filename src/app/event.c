#include "rapport/app/event.h"

#include <inttypes.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"

struct event_act {
	struct act act;
	struct event *v; /* written when its id is 0 */
	uint64_t id;
	struct whom who;
	struct passed passed;
	int done;
	const char *name; /* of the last guest */
};

static bool is_guest(struct event_act *g, struct tx *tx, uint64_t source_id, bool *yes, struct err *e)
{
	void *found;
	int n;
	*yes = false;
	if (!store_where(tx_store(tx), KIND_GUEST, "source_id", source_id, &g->act.arena, &found, &n, e))
		return false;
	for (const struct guest *row = found; n-- > 0; row++)
		*yes = *yes || row->event_id == g->v->id;
	return true;
}

static bool add_guest_in(struct event_act *g, struct tx *tx, const struct source *s, struct err *e)
{
	struct guest row;
	struct touch t;
	touch_begin(g->act.app, &t, s->id, CHANNEL_EVENT);
	t.on = g->v->on;
	t.note = g->v->title;
	if (g->v->type == choice_index(choices_event_type, "column"))
		t.result = (int16_t)choice_index(choices_result, "message");
	if (!tx_insert(tx, KIND_TOUCH, &t, e))
		return false;
	record_init(KIND_GUEST, &row);
	row.event_id = g->v->id;
	row.source_id = s->id;
	row.touch_id = t.id;
	g->done++;
	g->name = s->name;
	return tx_insert(tx, KIND_GUEST, &row, e);
}

static bool guests_in(struct event_act *g, struct tx *tx, struct err *e)
{
	for (int i = 0; i < g->who.n; i++) {
		struct source s;
		struct err why = {0};
		bool twice;
		if (!act_source(&g->act, tx, g->who.ids[i], &s, e) || !is_guest(g, tx, s.id, &twice, e))
			return false;
		if (twice) {
			err_set(&why, ERR_REFUSED, "%s is a guest already", s.name);
			pass_over(&g->passed, &why);
		} else if (!add_guest_in(g, tx, &s, e)) {
			return false;
		}
	}
	return true;
}

/* "Logged “Balance talk” with 5 guests", "5 more guests of “Balance talk”". */
static void say_guests(struct event_act *g, bool more)
{
	struct str b = {0};
	const char *title = g->v->title;
	if (more && g->done == 1)
		str_printf(&b, "%s is a guest of “%s”", g->name, title);
	else if (more)
		str_printf(&b, "%d more guests of “%s”", g->done, title);
	else if (g->done == 1)
		str_printf(&b, "Logged “%s” with %s", title, g->name);
	else if (g->done)
		str_printf(&b, "Logged “%s” with %d guests", title, g->done);
	else
		str_printf(&b, "Logged “%s”, nobody named", title);
	say_several(g->act.said, str_text(&b), &g->passed);
	str_free(&b);
}

static bool event_in(struct tx *tx, void *ctx, struct err *e)
{
	struct event_act *g = ctx;
	if (!tx_insert(tx, KIND_EVENT, g->v, e) || !guests_in(g, tx, e))
		return false;
	g->act.said->id = g->v->id;
	tx_label(tx, EVENT_HELD "“%s”", g->v->title);
	say_guests(g, false);
	return true;
}

/* The same twice is a slip: who else came is added to the first. */
static bool not_there_yet(struct app *app, const struct event *v, struct arena *a, struct err *e)
{
	struct event_row *rows;
	int n;
	if (!store_events(app->store, a, &rows, &n, e))
		return false;
	for (int i = 0; i < n; i++)
		if (rows[i].on == v->on && rows[i].type == v->type && str_ieq(rows[i].title, v->title))
			return err_field(
				e, "title",
				"“%s” of that day is in the book already, as event %d; add its other guests there",
				rows[i].title, rows[i].number);
	return true;
}

bool app_event(struct app *app, struct event *v, struct whom who, struct said *out, struct err *e)
{
	struct event_act g = {.act = {.app = app, .said = out}, .v = v, .who = who};
	if (str_blank(v->title))
		return err_field(e, "title", "say in a few words what it was");
	if (v->type == CHOICE_NONE)
		return err_field(e, "type", "choose what it was: talk, screening, column ...");
	if (v->on == DAY_NONE)
		v->on = app->now.today;
	if (v->on > app->now.today)
		return err_field(e, "on", "that day has not come yet; log it when it was held");
	if (!v->by)
		v->by = app->user;
	bool ok = not_there_yet(app, v, &g.act.arena, e) && act_run(&g.act, event_in, e);
	arena_clear(&g.act.arena);
	passed_free(&g.passed);
	return ok;
}

static bool more_in(struct tx *tx, void *ctx, struct err *e)
{
	struct event_act *g = ctx;
	struct event v;
	if (!store_get(tx_store(tx), KIND_EVENT, g->id, &g->act.arena, &v, e))
		return false;
	g->v = &v;
	if (!guests_in(g, tx, e))
		return false;
	if (!g->done)
		return none_done(&g->passed, e);
	g->act.said->id = v.id;
	tx_label(tx, EVENT_GUESTS "“%s”", v.title);
	say_guests(g, true);
	return true;
}

bool app_event_guests(struct app *app, uint64_t event_id, struct whom who, struct said *out, struct err *e)
{
	struct event_act g = {.act = {.app = app, .said = out}, .id = event_id, .who = who};
	if (!who.n)
		return err_field(e, "who", "name somebody who was there");
	bool ok = act_run(&g.act, more_in, e);
	passed_free(&g.passed);
	return ok;
}

bool app_event_numbered(struct app *app, int64_t number, struct arena *a, struct event_row *out, struct err *e)
{
	struct event_row *rows;
	int n;
	if (!store_events(app->store, a, &rows, &n, e))
		return false;
	for (int i = 0; i < n; i++)
		if (rows[i].number == number) {
			*out = rows[i];
			return true;
		}
	return err_set(e, ERR_NOT_FOUND, "there is no event %" PRId64 "; rapport event lists them", number);
}
