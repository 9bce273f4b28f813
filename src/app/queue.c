/* Working through the queue: done, later, drop. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "announce.h"
#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/model/referral.h"

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

/* The rules that one more touch settles: by which channel and for what, unless the person says otherwise. */
static const struct by_touch {
	const char *rule;
	int16_t channel, purpose;
} by_touch[] = {
	{"touch", CHANNEL_CALL, CHOICE_NONE},
	{"substance", CHANNEL_CALL, PURPOSE_SHARE},
	{"decision-maker", CHANNEL_VISIT, CHOICE_NONE},
	{"second-meeting", CHANNEL_CALL, CHOICE_NONE},
	{"lapsed", CHANNEL_CALL, PURPOSE_CHECK_IN},
	{"outcomes", CHANNEL_REPORT, PURPOSE_OUTCOMES},
	{"bad-news", CHANNEL_CALL, PURPOSE_PROGRESS},
	{"report-evaluation", CHANNEL_REPORT, PURPOSE_PROGRESS},
	{"report-progress", CHANNEL_REPORT, PURPOSE_PROGRESS},
	{"report-discharge", CHANNEL_REPORT, PURPOSE_OUTCOMES},
};

static const struct by_touch *touch_of(const struct queue_row *item)
{
	for (size_t i = 0; i < sizeof by_touch / sizeof by_touch[0]; i++)
		if (is(item, by_touch[i].rule))
			return &by_touch[i];
	return NULL;
}

void app_item_touch(const struct queue_row *item, int16_t *channel, int16_t *purpose)
{
	const struct by_touch *way = touch_of(item);
	*channel = way ? way->channel : CHANNEL_CALL;
	*purpose = way ? way->purpose : CHOICE_NONE;
}

static bool done_touch(struct queue_act *q, struct tx *tx, const struct queue_row *item, const struct source *s,
		       struct err *e)
{
	const struct by_touch *way = touch_of(item);
	struct touch t;
	touch_begin(q->act.app, &t, s->id, q->channel == CHOICE_NONE ? way->channel : q->channel);
	t.purpose = way->purpose;
	t.note = q->note;
	if (item->about == KIND_REFERRAL)
		t.referral_id = item->subject_id;
	q->act.said->id = t.id;
	return tx_insert(tx, KIND_TOUCH, &t, e) && step_plan(&q->act, tx, s->id, q->next, t.id, e);
}

/* What the rule poc asks for: the plan is sent; signed; or certified again. */
static void stamp_plan(struct store *store, struct referral *r, int32_t today)
{
	bool again = referral_again(r, today, store_setting(store, SET_POC_DAYS));
	if (r->poc_sent_on == DAY_NONE && r->poc_signed_on == DAY_NONE)
		r->poc_sent_on = today;
	else
		referral_certify(r, today, again, store_setting(store, SET_POC_RECERT_DAYS));
}

/* Stamps a day on the referral that the item is about. */
static bool stamp_referral(struct queue_act *q, struct tx *tx, const struct queue_row *item, struct err *e)
{
	int32_t today = q->act.app->now.today;
	struct referral base, r;
	if (!store_get(tx_store(tx), KIND_REFERRAL, item->subject_id, &q->act.arena, &base, e))
		return false;
	r = base;
	if (is(item, "bad-news")) {
		r.challenge_told_on = today;
	} else if (is(item, "ask-patient")) {
		r.asked_on = today;
		if (!str_blank(q->note))
			r.note = str_blank(r.note) ? q->note : arena_printf(&q->act.arena, "%s\n%s", r.note, q->note);
	} else {
		stamp_plan(tx_store(tx), &r, today);
	}
	return tx_update(tx, KIND_REFERRAL, &base, &r, e);
}

static bool done_announce(struct queue_act *q, struct tx *tx, const struct queue_row *item, const struct source *s,
			  struct err *e)
{
	struct recipient base;
	if (!store_get(tx_store(tx), KIND_RECIPIENT, item->subject_id, &q->act.arena, &base, e))
		return false;
	if (base.told_on != DAY_NONE)
		return err_set(e, ERR_REFUSED, "%s was told already", s->name);
	return told_in(&q->act, tx, &base, q->channel, q->note, e) &&
	       step_plan(&q->act, tx, s->id, q->next, q->act.said->id, e);
}

static bool stamp_verified(struct queue_act *q, struct tx *tx, const struct source *base, struct err *e)
{
	struct source s = *base;
	s.verified_on = q->act.app->now.today;
	return tx_update(tx, KIND_SOURCE, base, &s, e);
}

static bool stamp_own_details(struct queue_act *q, struct tx *tx, struct err *e)
{
	struct clinic base, c;
	if (!store_get(tx_store(tx), KIND_CLINIC, 1, &q->act.arena, &base, e))
		return false;
	c = base;
	c.own_details_on = q->act.app->now.today;
	return tx_update(tx, KIND_CLINIC, &base, &c, e);
}

static bool done_of_source(struct queue_act *q, struct tx *tx, const struct queue_row *item, const struct source *s,
			   struct err *e)
{
	if (is(item, "step"))
		return done_step(q, tx, item, s, e);
	if (is(item, "thank"))
		return done_thank(q, tx, item, s, e);
	if (is(item, "announce"))
		return done_announce(q, tx, item, s, e);
	if (is(item, "poc"))
		return stamp_referral(q, tx, item, e);
	if (is(item, "verify"))
		return stamp_verified(q, tx, s, e);
	if (is(item, "reopen"))
		return stage_move(&q->act, tx, s, (enum stage)s->stage, STANDING_LIVE, DAY_NONE, q->note, e) &&
		       step_plan(&q->act, tx, s->id, q->next, 0, e);
	if (is(item, "move-on"))
		return stage_move(&q->act, tx, s, (enum stage)(s->stage + 1), STANDING_LIVE, DAY_NONE, q->note, e);
	if (is(item, "homework"))
		return err_set(e, ERR_REFUSED, "homework on %s is done when what is open is filled in: %s", s->name,
			       item->what);
	if (is(item, "let-go"))
		return err_set(e, ERR_REFUSED, "%s: %s. Go on, pause or let go: that is for a person to decide",
			       s->name, item->why);
	return (!is(item, "bad-news") || stamp_referral(q, tx, item, e)) && done_touch(q, tx, item, s, e);
}

static bool done_one(struct queue_act *q, struct tx *tx, const struct queue_row *item, struct source *s, struct err *e)
{
	if (is(item, "own-details"))
		return stamp_own_details(q, tx, e);
	if (is(item, "ask-patient"))
		return stamp_referral(q, tx, item, e);
	return act_source(&q->act, tx, item->source_id, s, e) && done_of_source(q, tx, item, s, e);
}

/* "call Dr. Okafor"; "check our own details" where it is about no source; a stamp on a plan of care says on which. */
static const char *in_words(struct queue_act *q, const struct queue_row *item)
{
	bool named = item->source_id && !is(item, "ask-patient");
	if (is(item, "poc"))
		return arena_printf(&q->act.arena, "%s, %s", item->name, item->what);
	return arena_printf(&q->act.arena, "%s %s", item->verb, named ? item->name : item->what);
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

/* The rule goes on from this touch until the meeting has a day. */
static void say_asks_again(struct queue_act *q, const struct source *s)
{
	struct app *app = q->act.app;
	struct str day = {0};
	date_short(&day, app->now.today + (int32_t)store_setting(app->store, SET_SECOND_MEETING_DAYS), app->now.today);
	say(q->act.said, "No meeting with %s has a day yet: asks again %s.", s->name, str_text(&day));
	str_free(&day);
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
	} else if (is(item, "move-on")) {
		s.stage++;
		tx_label(tx, "%s to %s", s.name, choice_label(choices_stage, s.stage));
		say(q->act.said, "%s is now in %s.", s.name, choice_label(choices_stage, s.stage));
	} else if (is(item, "announce")) {
		int channel = q->channel == CHOICE_NONE ? choice_index(choices_channel, item->verb) : q->channel;
		struct str by = {0};
		lower_word(&by, choice_label(choices_channel, channel));
		tx_label(tx, "%s told the news", s.name);
		say(q->act.said, "Told %s by %s.", s.name, str_text(&by));
		str_free(&by);
	} else {
		tx_label(tx, "%s done", in_words(q, item));
		say(q->act.said, "Done: %s.", in_words(q, item));
	}
	if (is(item, "second-meeting") && !(q->next && q->next->set))
		say_asks_again(q, &s);
	else if (s.id)
		q->act.next_of = s.id;
	return true;
}

bool app_done_all(struct app *app, const struct items *items, int16_t channel, const char *note,
		  const struct plan *next, struct said *out, struct err *e)
{
	struct queue_act q = {
		.act = {.app = app, .said = out}, .items = items, .channel = channel, .note = note, .next = next};
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
		tx_label(tx, "%s %s", in_words(q, item), str_text(&to));
		say(q->act.said, "P%s: %s.", str_text(&to) + 1, in_words(q, item));
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
		tx_label(tx, "%s dropped", in_words(q, item));
		say(q->act.said, "Dropped: %s.", in_words(q, item));
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

/* What a person planned is in sight on the card whenever it is due; what a rule asks for only when Today may show it. */
static int in_sight(struct queue_row *rows, int n, int32_t today)
{
	int kept = 0;
	for (int i = 0; i < n; i++)
		if (is(&rows[i], "step") || rows[i].due_on <= today + TODAY_AHEAD_DAYS)
			rows[kept++] = rows[i];
	return kept;
}

static bool nothing_due(struct app *app, const struct source *s, const struct queue_row *first, struct err *e)
{
	struct str day = {0};
	if (!first)
		return err_set(e, ERR_REFUSED, "nothing is planned with %s; n plans a next step", s->name);
	date_short(&day, first->due_on, app->now.today);
	err_set(e, ERR_REFUSED, "nothing is due with %s before %s: %s", s->name, str_text(&day), first->what);
	str_free(&day);
	return false;
}

bool app_item_of(struct app *app, uint64_t source_id, struct arena *a, struct queue_row *item, struct err *e)
{
	struct source s;
	struct queue_row *rows, first;
	int n, at = 0;
	if (!store_get(app->store, KIND_SOURCE, source_id, a, &s, e) ||
	    !store_queue_of(app->store, app->now.today, source_id, a, &rows, &n, e))
		return false;
	if (!n)
		return nothing_due(app, &s, NULL, e);
	first = rows[0];
	n = in_sight(rows, n, app->now.today);
	if (!n)
		return nothing_due(app, &s, &first, e);
	/* what a person planned comes first, then thanks, whatever else is older */
	for (int i = n - 1; i >= 0; i--)
		if (is(&rows[i], "thank") && !is(&rows[at], "step"))
			at = i;
	for (int i = 0; i < n; i++)
		if (is(&rows[i], "step"))
			at = i;
	*item = rows[at];
	return true;
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
