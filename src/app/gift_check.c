/* What a person logs or edits, held against the limit of its year. */
#include <inttypes.h>
#include <string.h>

#include "gift.h"
#include "rapport/base/day.h"
#include "rapport/store/gift.h"

static bool costs(const struct touch *t)
{
	return t->cost_cents != NUM_NONE && t->cost_cents > 0;
}

static bool refuse(struct err *e, enum err_code code, const char *field, const char *text)
{
	err_set(e, code, "%s", text);
	if (e)
		e->field = field;
	return false;
}

/* --- cash --- */

static bool no_cash(const char *field, const char *text, struct err *e)
{
	const char *word = gift_cash(text);
	struct str b = {0};
	if (!word)
		return true;
	str_printf(&b,
		   "“%s” is cash or as good as cash, which may never be given; if it was something else, say it in "
		   "other words",
		   word);
	refuse(e, ERR_REFUSED, field, str_text(&b));
	str_free(&b);
	return false;
}

bool gift_no_cash(const struct touch *t, struct err *e)
{
	return (!costs(t) && t->purpose != PURPOSE_GIFT) ||
	       (no_cash("note", t->note, e) && no_cash("tags", t->tags, e));
}

/* --- the limit --- */

enum { NAMED = 3 };

/* A touch as it is held against the limit. */
struct check {
	struct act *act;
	int year;
	struct gift_limit limit;
	int64_t warn;
	struct str said; /* who is near, or over */
	int named;       /* near or over; the first NAMED by name */
	const char *first_over;
	int64_t first_given;
	int over;
};

static void name_near(struct check *c, const char *name, int64_t given, enum gift_level level)
{
	struct str *b = &c->said;
	int64_t limit = c->limit.limit_cents;
	if (c->named++ >= NAMED)
		return;
	str_printf(b, "%s%s is ", b->len ? " " : "", name);
	if (c->act->app->hide) {
		str_printf(b, "%s the gift limit of %d.", level == GIFT_OVER ? "over" : "near", c->year);
		return;
	}
	str_add(b, "at ");
	money_write(b, given, NULL, true);
	str_add(b, " of ");
	money_write(b, limit, NULL, true);
	str_printf(b, " for %d: ", c->year);
	if (level == GIFT_OVER)
		money_write(b, given - limit, NULL, true);
	else
		str_printf(b, "%" PRId64 " %%", gift_percent(given, limit));
	str_add(b, level == GIFT_OVER ? " over." : ".");
}

static bool check_one(struct check *c, const struct gift_row *r, struct err *e)
{
	int64_t given;
	if (!gift_given(c->act->app, r->source_id, c->year, &given, e))
		return false;
	enum gift_level level = gift_level(given, c->limit.limit_cents, c->warn);
	if (level == GIFT_FREE)
		return true;
	if (level == GIFT_OVER && !c->over++) {
		c->first_over = r->name;
		c->first_given = given;
	}
	name_near(c, r->name, given, level);
	return true;
}

static bool refuse_over(const struct check *c, struct err *e)
{
	struct str b = {0};
	int64_t limit = c->limit.limit_cents;
	str_printf(&b, "that makes ");
	if (c->act->app->hide) {
		str_printf(&b, "too much for %s in %d", c->first_over, c->year);
	} else {
		money_write(&b, c->first_given, NULL, true);
		str_printf(&b, " for %s in %d, ", c->first_over, c->year);
		money_write(&b, c->first_given - limit, NULL, true);
		str_add(&b, " over the limit of ");
		money_write(&b, limit, NULL, true);
	}
	if (c->over > 1)
		str_printf(&b, ", and %d more go%s over", c->over - 1, c->over == 2 ? "es" : "");
	str_add(&b, ": only with a reason");
	refuse(e, ERR_REFUSED, "cost_cents", str_text(&b));
	str_free(&b);
	return false;
}

static bool keep_reason(struct act *act, struct tx *tx, uint64_t touch_id, const char *over, struct err *e)
{
	struct gift_override base, o;
	if (!store_gift_override(tx_store(tx), touch_id, &act->arena, &base, e))
		return false;
	o = base;
	o.touch_id = touch_id;
	o.reason = over;
	o.by = act->app->user;
	return base.id ? tx_update(tx, KIND_GIFT_OVERRIDE, &base, &o, e) : tx_insert(tx, KIND_GIFT_OVERRIDE, &o, e);
}

static bool ask_for_limit(int year, struct err *e)
{
	struct str b = {0};
	str_printf(&b, "what a physician may be given in %d is not known here, and is not guessed: enter it first",
		   year);
	refuse(e, ERR_NOT_FOUND, "cost_cents", str_text(&b));
	str_free(&b);
	return false;
}

/* In front of what was done, for a narrow screen cuts the end of what is said. */
static void say_near(struct check *c)
{
	struct str *said = &c->act->said->text;
	if (!c->said.len)
		return;
	if (c->named > NAMED)
		str_printf(&c->said, " %d more are near the limit or over.", c->named - NAMED);
	if (said->len)
		str_addc(&c->said, ' ');
	str_insert(said, 0, c->said.s, c->said.len);
}

/* The limit is only asked for where somebody counts. */
static bool check_guests(struct check *c, const struct gift_row *rows, int n, struct err *e)
{
	bool known = false;
	for (int i = 0; i < n; i++) {
		if (!gift_counts(rows[i].kind))
			continue;
		if (!known && !app_gift_limit(c->act->app, c->year, &c->act->arena, &c->limit, e))
			return false;
		known = true;
		if (c->limit.limit_cents == NUM_NONE)
			return ask_for_limit(c->year, e);
		if (!check_one(c, &rows[i], e))
			return false;
	}
	return true;
}

bool gift_limit_in(struct act *act, struct tx *tx, const struct touch *t, const char *over, struct err *e)
{
	struct check c = {
		.act = act, .year = gift_year_of(t->on), .warn = store_setting(tx_store(tx), SET_GIFT_WARN_PERCENT)};
	struct gift_row *rows;
	int n;
	if (!costs(t))
		return true;
	bool ok = store_gift_guests(tx_store(tx), t->id, &act->arena, &rows, &n, e) && check_guests(&c, rows, n, e);
	if (ok && c.over)
		ok = str_blank(over) ? refuse_over(&c, e) : keep_reason(act, tx, t->id, over, e);
	if (ok)
		say_near(&c);
	str_free(&c.said);
	return ok;
}

/* --- a touch as a form left it --- */

bool gift_edit_in(struct act *act, struct tx *tx, const struct touch *base, uint64_t id, const char *over,
		  struct err *e)
{
	struct touch t;
	if (!store_get(tx_store(tx), KIND_TOUCH, id, &act->arena, &t, e))
		return false;
	bool other_words = !base || t.cost_cents != base->cost_cents || t.purpose != base->purpose ||
			   !str_eq(t.note, base->note) || !str_eq(t.tags, base->tags);
	bool more = !base || t.cost_cents > base->cost_cents || t.on != base->on || t.source_id != base->source_id ||
		    t.met_id != base->met_id;
	return (!other_words || gift_no_cash(&t, e)) && (!more || gift_limit_in(act, tx, &t, over, e));
}

/* --- the room left --- */

/* The physicians who would be there, each once; n of them. */
struct guests {
	struct app *app;
	struct arena *a;
	const struct source *s;
	struct gift_guest *rows;
	int n;
};

static bool add_guest(struct guests *g, uint64_t id, struct err *e)
{
	struct source s;
	if (!id)
		return true;
	for (int i = 0; i < g->n; i++)
		if (g->rows[i].id == id)
			return true;
	if (!store_get(g->app->store, KIND_SOURCE, id, g->a, &s, e))
		return false;
	if (gift_counts(s.kind))
		g->rows[g->n++] = (struct gift_guest){.id = id, .kind = s.kind};
	return true;
}

static bool find_guests(struct guests *g, const char *with, const char *const *attendees, int n, struct err *e)
{
	uint64_t id;
	g->rows = arena_alloc(g->a, (size_t)(n + 2) * sizeof *g->rows);
	if (!add_guest(g, g->s->id, e))
		return false;
	if (!str_blank(with) && (!colleague_in(g->app, g->s, with, g->a, &id, e) || !add_guest(g, id, e)))
		return false;
	for (int i = 0; i < n; i++)
		if (!guest_in(g->app, g->s, attendees[i], g->a, &id, e) || !add_guest(g, id, e))
			return false;
	return true;
}

static void room_words(struct str *b, const struct guests *g, const struct gift_limit *limit, const int64_t *given)
{
	int most = 0;
	bool alike = true;
	for (int i = 1; i < g->n; i++) {
		alike = alike && given[i] == given[0];
		most = given[i] > given[most] ? i : most;
	}
	int64_t room = limit->limit_cents - given[most];
	str_printf(b, "Room left in %" PRId64 ": ", limit->year);
	if (!alike)
		str_printf(b, "least of %d physicians ", g->n);
	if (room <= 0)
		str_add(b, "none");
	else if (g->app->hide)
		str_add(b, "(hidden)");
	else
		money_write(b, room, NULL, true);
	str_add(b, " of ");
	money_write(b, limit->limit_cents, NULL, true);
	if (alike && g->n > 1)
		str_printf(b, " each for %d physicians", g->n);
}

bool app_gift_words(struct app *app, const struct touch *t, const char *with, const char *const *attendees, int n,
		    struct str *b, struct err *e)
{
	struct arena a = {0};
	struct source s;
	struct gift_limit limit;
	struct guests g = {.app = app, .a = &a, .s = &s};
	int year = gift_year_of(t->on == DAY_NONE ? app->now.today : t->on);
	bool ok = store_get(app->store, KIND_SOURCE, t->source_id, &a, &s, e) &&
		  find_guests(&g, with, attendees, n, e) && app_gift_limit(app, year, &a, &limit, e);
	if (ok && g.n && limit.limit_cents == NUM_NONE) {
		str_printf(b, "The limit of %d is not known: “Gift limits” in the palette", year);
	} else if (ok && g.n) {
		int64_t *given = arena_alloc(&a, (size_t)g.n * sizeof *given);
		for (int i = 0; ok && i < g.n; i++)
			ok = gift_given(app, g.rows[i].id, year, &given[i], e);
		if (ok)
			room_words(b, &g, &limit, given);
	}
	arena_clear(&a);
	return ok;
}
