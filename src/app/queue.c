/* Working through the queue: done, later, drop. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"

struct queue_act {
	struct act act;
	const struct queue_row *items;
	int n;
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

static bool done_in(struct tx *tx, void *ctx, struct err *e)
{
	struct queue_act *q = ctx;
	struct source s = {0};
	for (int i = 0; i < q->n; i++)
		if (!done_one(q, tx, &q->items[i], &s, e))
			return false;
	if (q->n > 1) {
		tx_label(tx, "%d done", q->n);
		say(q->act.said, "%d done.", q->n);
		return true;
	}
	const struct queue_row *item = &q->items[0];
	q->act.said->source_id = s.id;
	if (is(item, "reopen")) {
		tx_label(tx, "%s live again", s.name);
		say(q->act.said, "%s is live again.", s.name);
		s.standing = STANDING_LIVE;
	} else {
		tx_label(tx, "done: %s %s", item->verb, s.name);
		say(q->act.said, "Done: %s %s.", item->verb, s.name);
	}
	say_next(&q->act, tx, &s);
	return true;
}

bool app_done_all(struct app *app, const struct queue_row *items, int n, const char *note, const struct plan *next,
		  struct said *out, struct err *e)
{
	struct queue_act q = {.act = {.app = app, .said = out},
			      .items = items,
			      .n = n,
			      .channel = CHOICE_NONE,
			      .note = note,
			      .next = next};
	return act_run(&q.act, done_in, e);
}

bool app_done(struct app *app, const struct queue_row *item, int16_t channel, const char *note, const struct plan *next,
	      struct said *out, struct err *e)
{
	struct queue_act q = {.act = {.app = app, .said = out},
			      .items = item,
			      .n = 1,
			      .channel = channel,
			      .note = note,
			      .next = next};
	return act_run(&q.act, done_in, e);
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
		return err_set(e, ERR_REFUSED, "that step was %s already",
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

static bool later_one(struct queue_act *q, struct tx *tx, const struct queue_row *item, struct err *e)
{
	struct source base, s;
	if (!is(item, "reopen"))
		return owned_by_rule(item) ? dismiss(q, tx, item, DISMISSAL_LATER, e)
					   : change_step(q, tx, item, false, e);
	if (!act_source(&q->act, tx, item->source_id, &base, e))
		return false;
	s = base;
	s.standing_until = q->day;
	return tx_update(tx, KIND_SOURCE, &base, &s, e);
}

static bool later_in(struct tx *tx, void *ctx, struct err *e)
{
	struct queue_act *q = ctx;
	struct str day = {0};
	for (int i = 0; i < q->n; i++)
		if (!later_one(q, tx, &q->items[i], e))
			return false;
	date_short(&day, q->day, q->act.app->now.today);
	if (q->n == 1) {
		tx_label(tx, "%s %s put off to %s", q->items[0].verb, q->items[0].name, str_text(&day));
		say(q->act.said, "Put off to %s: %s %s.", str_text(&day), q->items[0].verb, q->items[0].name);
	} else {
		tx_label(tx, "%d put off to %s", q->n, str_text(&day));
		say(q->act.said, "%d put off to %s.", q->n, str_text(&day));
	}
	str_free(&day);
	return true;
}

bool app_later_all(struct app *app, const struct queue_row *items, int n, int32_t day, struct said *out, struct err *e)
{
	struct queue_act q = {.act = {.app = app, .said = out}, .items = items, .n = n, .day = day};
	if (day <= app->now.today)
		return err_set(e, ERR_INVALID, "later means a day after today");
	if (n == 1)
		out->source_id = items[0].source_id;
	return act_run(&q.act, later_in, e);
}

bool app_later(struct app *app, const struct queue_row *item, int32_t day, struct said *out, struct err *e)
{
	return app_later_all(app, item, 1, day, out, e);
}

static bool drop_in(struct tx *tx, void *ctx, struct err *e)
{
	struct queue_act *q = ctx;
	for (int i = 0; i < q->n; i++)
		if (owned_by_rule(&q->items[i]) ? !dismiss(q, tx, &q->items[i], DISMISSAL_DROP, e)
						: !change_step(q, tx, &q->items[i], true, e))
			return false;
	if (q->n == 1) {
		tx_label(tx, "dropped: %s %s", q->items[0].verb, q->items[0].name);
		say(q->act.said, "Dropped: %s %s.", q->items[0].verb, q->items[0].name);
	} else {
		tx_label(tx, "%d dropped", q->n);
		say(q->act.said, "%d dropped.", q->n);
	}
	return true;
}

bool app_drop_all(struct app *app, const struct queue_row *items, int n, struct said *out, struct err *e)
{
	struct queue_act q = {.act = {.app = app, .said = out}, .items = items, .n = n};
	if (n == 1)
		out->source_id = items[0].source_id;
	return act_run(&q.act, drop_in, e);
}

bool app_drop(struct app *app, const struct queue_row *item, struct said *out, struct err *e)
{
	return app_drop_all(app, item, 1, out, e);
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
