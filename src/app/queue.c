/* Working through the queue: done, later, drop. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"

struct queue_act {
	struct act act;
	const struct items *items;
	struct passed passed;
	int done;
	int16_t channel;
	const char *note;
	const struct plan *next;
	int32_t day;
};

static bool is(const struct queue_row *item, const char *rule)
{
	return strcmp(item->rule, rule) == 0;
}

static bool owned_by_rule(const struct queue_row *item)
{
	return !is(item, "step");
}

/* --- done --- */

static bool done_step(struct queue_act *q, struct tx *tx, const struct queue_row *item, const struct source *s,
		      struct err *e)
{
	struct step base, step;
	struct touch t;
	if (!store_get(tx_store(tx), KIND_STEP, item->subject_id, &q->act.arena, &base, e))
		return false;
	if (base.state != STEP_OPEN)
		return err_set(e, ERR_REFUSED, "that step with %s was %s already", s->name,
			       choice_label(choices_step_state, base.state));
	int16_t channel = q->channel != CHOICE_NONE     ? q->channel
			  : base.channel != CHOICE_NONE ? base.channel
							: CHANNEL_CALL;
	touch_begin(q->act.app, &t, s->id, channel);
	t.note = q->note ? q->note : base.what;
	if (!tx_insert(tx, KIND_TOUCH, &t, e))
		return false;
	step = base;
	step.state = STEP_DONE;
	step.closed_on = q->act.app->now.today;
	step.touch_id = t.id;
	q->act.said->id = t.id;
	return tx_update(tx, KIND_STEP, &base, &step, e) && step_plan(&q->act, tx, s->id, q->next, t.id, e);
}

static bool done_thank(struct queue_act *q, struct tx *tx, const struct queue_row *item, const struct source *s,
		       struct err *e)
{
	static const int16_t meant[] = {CHANNEL_CARD, CHANNEL_CALL, CHANNEL_EMAIL};
	struct referral r;
	if (!store_get(tx_store(tx), KIND_REFERRAL, item->subject_id, &q->act.arena, &r, e))
		return false;
	int16_t channel = q->channel != CHOICE_NONE                         ? q->channel
			  : r.thank == CHOICE_NONE || r.thank == THANK_NONE ? CHANNEL_CARD
									    : meant[r.thank];
	return thank_in(&q->act, tx, &r, channel, q->note, e) && step_plan(&q->act, tx, s->id, q->next, 0, e);
}

static bool done_touch(struct queue_act *q, struct tx *tx, const struct source *s, struct err *e)
{
	struct touch t;
	touch_begin(q->act.app, &t, s->id, q->channel == CHOICE_NONE ? CHANNEL_CALL : q->channel);
	t.note = q->note;
	q->act.said->id = t.id;
	return tx_insert(tx, KIND_TOUCH, &t, e) && step_plan(&q->act, tx, s->id, q->next, t.id, e);
}

static bool done_one(struct queue_act *q, struct tx *tx, const struct queue_row *item, struct source *s, struct err *e)
{
	if (!act_source(&q->act, tx, item->source_id, s, e))
		return false;
	if (is(item, "step"))
		return done_step(q, tx, item, s, e);
	if (is(item, "thank"))
		return done_thank(q, tx, item, s, e);
	if (is(item, "reopen"))
		return stage_move(&q->act, tx, s, (enum stage)s->stage, STANDING_LIVE, DAY_NONE, q->note, e) &&
		       step_plan(&q->act, tx, s->id, q->next, 0, e);
	return done_touch(q, tx, s, e);
}

/* --- all of them --- */

static bool several(const struct queue_act *q)
{
	return q->items->n > 1 || q->items->passed;
}

static bool each_item(struct queue_act *q, struct tx *tx,
		      bool (*one)(struct queue_act *q, struct tx *tx, const struct queue_row *item, struct source *s,
				  struct err *e),
		      struct source *s, struct err *e)
{
	struct err why = {0};
	for (int i = 0; i < q->items->n; i++) {
		if (one(q, tx, &q->items->rows[i], s, &why)) {
			q->done++;
		} else if (!several(q) || !pass_over(&q->passed, &why)) {
			return fail_with(e, &why);
		}
	}
	return q->done || none_done(&q->passed, e);
}

static void say_done(struct queue_act *q, struct tx *tx, const char *what)
{
	struct str b = {0};
	str_printf(&b, "%d %s", q->done, what);
	tx_label(tx, "%s", str_text(&b));
	say_several(q->act.said, str_text(&b), &q->passed);
	str_free(&b);
}

static bool run(struct queue_act *q, bool (*fn)(struct tx *tx, void *ctx, struct err *e), struct err *e)
{
	if (q->items->passed) {
		str_add(&q->passed.text, q->items->passed);
		q->passed.n = 1;
	}
	if (!several(q))
		q->act.said->source_id = q->items->rows[0].source_id;
	bool ok = act_run(&q->act, fn, e);
	passed_free(&q->passed);
	return ok;
}

static bool done_in(struct tx *tx, void *ctx, struct err *e)
{
	struct queue_act *q = ctx;
	struct source s = {0};
	if (!each_item(q, tx, done_one, &s, e))
		return false;
	if (several(q)) {
		say_done(q, tx, "done");
		return true;
	}
	const struct queue_row *item = &q->items->rows[0];
	if (is(item, "reopen")) {
		tx_label(tx, "%s live again", s.name);
		say(q->act.said, "%s is live again.", s.name);
		s.standing = STANDING_LIVE;
	} else {
		tx_label(tx, "%s %s done", item->verb, s.name);
		say(q->act.said, "Done: %s %s.", item->verb, s.name);
	}
	say_next(&q->act, tx, &s);
	return true;
}

bool app_done_all(struct app *app, const struct items *items, const char *note, const struct plan *next,
		  struct said *out, struct err *e)
{
	struct queue_act q = {
		.act = {.app = app, .said = out}, .items = items, .channel = CHOICE_NONE, .note = note, .next = next};
	return run(&q, done_in, e);
}

/* One item as the list of them; only read. */
static struct items just(const struct queue_row *item)
{
	return (struct items){.rows = (struct queue_row *)item, .n = 1};
}

bool app_done(struct app *app, const struct queue_row *item, int16_t channel, const char *note, const struct plan *next,
	      struct said *out, struct err *e)
{
	struct items one = just(item);
	struct queue_act q = {
		.act = {.app = app, .said = out}, .items = &one, .channel = channel, .note = note, .next = next};
	return run(&q, done_in, e);
}

/* --- later and drop --- */

static bool dismiss(struct queue_act *q, struct tx *tx, const struct queue_row *item, enum dismissal_how how,
		    struct err *e)
{
	struct dismissal base, d;
	struct dismissal *rows;
	void *found;
	int n;
	record_init(KIND_DISMISSAL, &d);
	/* one dismissal a rule and subject: the newer replaces */
	if (!store_where(tx_store(tx), KIND_DISMISSAL, "subject_id", item->subject_id, &q->act.arena, &found, &n, e))
		return false;
	rows = found;
	for (int i = 0; i < n; i++)
		if (strcmp(rows[i].rule, item->rule) == 0)
			d = rows[i];
	base = d;
	d.rule = item->rule;
	d.subject_id = item->subject_id;
	d.how = (int16_t)how;
	d.until_on = how == DISMISSAL_LATER ? q->day : DAY_NONE;
	d.due_on = item->raw_due_on;
	d.by = q->act.app->user;
	return d.id ? tx_update(tx, KIND_DISMISSAL, &base, &d, e) : tx_insert(tx, KIND_DISMISSAL, &d, e);
}

static bool change_step(struct queue_act *q, struct tx *tx, const struct queue_row *item, bool drop, struct err *e)
{
	struct step base, step;
	if (!store_get(tx_store(tx), KIND_STEP, item->subject_id, &q->act.arena, &base, e))
		return false;
	if (base.state != STEP_OPEN)
		return err_set(e, ERR_REFUSED, "that step with %s was %s already", item->name,
			       choice_label(choices_step_state, base.state));
	step = base;
	if (drop) {
		step.state = STEP_DROPPED;
		step.closed_on = q->act.app->now.today;
	} else {
		step.due_on = q->day;
	}
	return tx_update(tx, KIND_STEP, &base, &step, e);
}

static bool later_one(struct queue_act *q, struct tx *tx, const struct queue_row *item, struct source *s, struct err *e)
{
	struct source base;
	if (!is(item, "reopen"))
		return owned_by_rule(item) ? dismiss(q, tx, item, DISMISSAL_LATER, e)
					   : change_step(q, tx, item, false, e);
	if (!act_source(&q->act, tx, item->source_id, &base, e))
		return false;
	*s = base;
	s->standing_until = q->day;
	return tx_update(tx, KIND_SOURCE, &base, s, e);
}

static bool later_in(struct tx *tx, void *ctx, struct err *e)
{
	struct queue_act *q = ctx;
	const struct queue_row *item = &q->items->rows[0];
	struct source s;
	struct str to = {0};
	if (!each_item(q, tx, later_one, &s, e))
		return false;
	str_add(&to, "put off to ");
	date_short(&to, q->day, q->act.app->now.today);
	if (several(q)) {
		say_done(q, tx, str_text(&to));
	} else {
		tx_label(tx, "%s %s %s", item->verb, item->name, str_text(&to));
		say(q->act.said, "P%s: %s %s.", str_text(&to) + 1, item->verb, item->name);
	}
	str_free(&to);
	return true;
}

bool app_later_all(struct app *app, const struct items *items, int32_t day, struct said *out, struct err *e)
{
	struct queue_act q = {.act = {.app = app, .said = out}, .items = items, .day = day};
	if (day <= app->now.today)
		return err_set(e, ERR_INVALID, "later means a day after today");
	return run(&q, later_in, e);
}

bool app_later(struct app *app, const struct queue_row *item, int32_t day, struct said *out, struct err *e)
{
	struct items one = just(item);
	return app_later_all(app, &one, day, out, e);
}

static bool drop_one(struct queue_act *q, struct tx *tx, const struct queue_row *item, struct source *s, struct err *e)
{
	(void)s;
	return owned_by_rule(item) ? dismiss(q, tx, item, DISMISSAL_DROP, e) : change_step(q, tx, item, true, e);
}

static bool drop_in(struct tx *tx, void *ctx, struct err *e)
{
	struct queue_act *q = ctx;
	const struct queue_row *item = &q->items->rows[0];
	if (!each_item(q, tx, drop_one, NULL, e))
		return false;
	if (several(q)) {
		say_done(q, tx, "dropped");
	} else {
		tx_label(tx, "%s %s dropped", item->verb, item->name);
		say(q->act.said, "Dropped: %s %s.", item->verb, item->name);
	}
	return true;
}

bool app_drop_all(struct app *app, const struct items *items, struct said *out, struct err *e)
{
	struct queue_act q = {.act = {.app = app, .said = out}, .items = items};
	return run(&q, drop_in, e);
}

bool app_drop(struct app *app, const struct queue_row *item, struct said *out, struct err *e)
{
	struct items one = just(item);
	return app_drop_all(app, &one, out, e);
}

/* --- which item --- */

bool app_item_of(struct app *app, uint64_t source_id, struct arena *a, struct queue_row *item, struct err *e)
{
	struct step step;
	struct source s;
	struct referral *owed;
	int n;
	if (!store_get(app->store, KIND_SOURCE, source_id, a, &s, e) ||
	    !store_open_step(app->store, source_id, a, &step, e))
		return false;
	if (step.id)
		return store_queue_item(app->store, app->now.today, "step", step.id, a, item, e);
	if (!store_unthanked(app->store, source_id, 1, a, &owed, &n, e))
		return false;
	if (n)
		return store_queue_item(app->store, app->now.today, "thank", owed[0].id, a, item, e);
	if (s.standing == STANDING_PAUSED)
		return store_queue_item(app->store, app->now.today, "reopen", source_id, a, item, e);
	if (s.touch_due_on >= DAY_FAR)
		return err_set(e, ERR_REFUSED, "nothing is planned with %s; n plans a next step", s.name);
	return store_queue_item(app->store, app->now.today, "touch", source_id, a, item, e);
}

bool app_item(struct app *app, const char *key, struct arena *a, struct queue_row *item, struct err *e)
{
	const char *colon = strchr(key, ':');
	int64_t id;
	if (!colon || colon == key || !str_to_i64(colon + 1, &id) || id <= 0)
		return err_set(e, ERR_USAGE, "“%s” is no item; `rapport today` lists them, such as step:123", key);
	return store_queue_item(app->store, app->now.today, arena_strndup(a, key, (size_t)(colon - key)), (uint64_t)id,
				a, item, e);
}

void app_item_key(struct str *b, const struct queue_row *item)
{
	str_printf(b, "%s:%" PRIu64, item->rule, item->subject_id);
}

char app_item_flag(const struct queue_row *q, int32_t today)
{
	if (is(q, "thank"))
		return '+';
	return q->due_on < today ? '!' : q->due_on == today ? '*' : ' ';
}
