/* Touches, the planned next step, thanks. */
#include <string.h>

#include "inner.h"
#include "rapport/app/gift.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"

void touch_begin(struct app *app, struct touch *t, uint64_t source_id, int16_t channel)
{
	record_init(KIND_TOUCH, t);
	t->source_id = source_id;
	t->on = app->now.today;
	t->channel = channel;
	t->by = app->user;
}

/* --- the next step --- */

bool app_read_next(struct app *app, const char *typed, struct plan *plan, struct err *e)
{
	plan->set = plan->none = false;
	if (str_blank(typed))
		return true;
	plan->set = true;
	plan->none = str_eq(typed, "0") || str_ieq(typed, "none");
	if (plan->none)
		return true;
	if (!date_read(typed, app->now.today, DATE_FUTURE, app->order, &plan->due_on, e))
		return false;
	return plan->due_on >= app->now.today ||
	       err_set(e, ERR_INVALID, "a next step lies ahead; today is the earliest");
}

bool step_close(struct act *act, struct tx *tx, uint64_t source_id, enum step_state state, uint64_t touch_id,
		struct err *e)
{
	struct step base, step;
	if (!store_open_step(tx_store(tx), source_id, &act->arena, &base, e))
		return false;
	if (!base.id)
		return true;
	step = base;
	step.state = (int16_t)state;
	step.closed_on = act->app->now.today;
	step.touch_id = touch_id;
	return tx_update(tx, KIND_STEP, &base, &step, e);
}

bool step_plan(struct act *act, struct tx *tx, uint64_t source_id, const struct plan *plan, uint64_t touch_id,
	       struct err *e)
{
	struct step step;
	if (!plan || !plan->set)
		return true;
	if (!step_close(act, tx, source_id, touch_id ? STEP_DONE : STEP_DROPPED, touch_id, e))
		return false;
	if (plan->none)
		return true;
	record_init(KIND_STEP, &step);
	step.source_id = source_id;
	step.due_on = plan->due_on;
	step.channel = plan->channel == CHOICE_NONE ? CHANNEL_CALL : plan->channel;
	step.what = plan->what;
	step.by = act->app->user;
	step.set_on = act->app->now.today;
	return tx_insert(tx, KIND_STEP, &step, e);
}

struct next_act {
	struct act act;
	uint64_t source_id;
	const struct plan *plan;
};

static bool next_in(struct tx *tx, void *ctx, struct err *e)
{
	struct next_act *n = ctx;
	struct source s;
	if (!act_source(&n->act, tx, n->source_id, &s, e))
		return false;
	tx_label(tx, n->plan->none ? "no next step with %s" : "next step with %s", s.name);
	if (!step_plan(&n->act, tx, s.id, n->plan, 0, e))
		return false;
	if (n->plan->none)
		say(n->act.said, "No next step with %s.", s.name);
	else
		say(n->act.said, "%s:", s.name);
	n->act.next_of = s.id;
	if (s.standing != STANDING_LIVE)
		say(n->act.said, "They are %s.", choice_label(choices_standing, s.standing));
	return true;
}

bool app_next(struct app *app, uint64_t source_id, const struct plan *next, struct said *out, struct err *e)
{
	struct next_act n = {.act = {.app = app, .said = out}, .source_id = source_id, .plan = next};
	out->source_id = source_id;
	return act_run(&n.act, next_in, e);
}

/* --- logging --- */

struct log_act {
	struct act act;
	struct touch *t;
	const char *with;
	const char *const *attendees;
	int n;
	const struct plan *next;
	const char *over;
};

/* By name, among those of the same practice or the source alone where it has none. */
static bool named_beside(struct app *app, const struct source *s, const char *typed, uint64_t *id, struct err *e)
{
	struct find_query words;
	struct str key = {0};
	if (s->practice_id)
		return store_colleague(app->store, s->practice_id, typed, id, e);
	find_query_read(&words, typed);
	utf8_fold(&key, s->name);
	*id = find_in_name(&words, str_text(&key)) ? s->id : 0;
	find_query_free(&words);
	str_free(&key);
	return true;
}

bool colleague_in(struct app *app, const struct source *s, const char *typed, struct arena *a, uint64_t *id,
		  struct err *e)
{
	struct source_row *rows;
	struct source other;
	int64_t number;
	int n;
	*id = 0;
	if (!str_to_i64(typed, &number))
		return named_beside(app, s, typed, id, e);
	if (!store_match(app->store, typed, 1, a, &rows, &n, e))
		return false;
	if (n && !store_get(app->store, KIND_SOURCE, rows[0].id, a, &other, e))
		return false;
	if (n && (other.id == s->id || (s->practice_id && other.practice_id == s->practice_id)))
		*id = other.id;
	return true;
}

bool guest_in(struct app *app, const struct source *s, const char *typed, struct arena *a, uint64_t *id, struct err *e)
{
	uint64_t *ids;
	int n;
	if (!colleague_in(app, s, typed, a, id, e))
		return false;
	if (*id)
		return true;
	if (!store_named(app->store, typed, false, a, &ids, &n, e))
		return false;
	*id = n == 1 ? ids[0] : 0;
	return true;
}

/* Unknown text is a new person at that practice. */
static bool met_in(struct log_act *l, struct tx *tx, const struct source *s, struct err *e)
{
	struct source person;
	uint64_t id;
	if (str_blank(l->with))
		return true;
	if (!colleague_in(l->act.app, s, l->with, &l->act.arena, &id, e))
		return false;
	if (!id) {
		record_init(KIND_SOURCE, &person);
		person.name = l->with;
		person.practice_id = s->practice_id;
		person.kind = CHOICE_NONE;
		person.added_on = person.stage_on = l->act.app->now.today;
		person.owner = l->act.app->user;
		if (!tx_insert(tx, KIND_SOURCE, &person, e))
			return false;
		say(l->act.said, s->practice_id ? "%s is new at this practice." : "%s is new in the book.", l->with);
		id = person.id;
	}
	if (id != s->id)
		l->t->met_id = id;
	return true;
}

static bool attendees_in(struct log_act *l, struct tx *tx, const struct source *s, struct err *e)
{
	for (int i = 0; i < l->n; i++) {
		struct attendee at;
		record_init(KIND_ATTENDEE, &at);
		at.touch_id = l->t->id;
		if (!guest_in(l->act.app, s, l->attendees[i], &l->act.arena, &at.source_id, e))
			return false;
		if (!at.source_id)
			at.name = l->attendees[i];
		if (!tx_insert(tx, KIND_ATTENDEE, &at, e))
			return false;
	}
	return true;
}

/* " about R-1042", where the touch points at a referral, which must be one of this source. */
static bool about_words(struct log_act *l, struct tx *tx, const struct source *s, const char **words, struct err *e)
{
	struct referral r;
	*words = "";
	if (!l->t->referral_id)
		return true;
	if (!store_get(tx_store(tx), KIND_REFERRAL, l->t->referral_id, &l->act.arena, &r, e))
		return false;
	if (r.source_id != s->id)
		return err_set(e, ERR_REFUSED, "R-%lld is no referral of %s", (long long)r.number, s->name);
	*words = arena_printf(&l->act.arena, " about R-%lld", (long long)r.number);
	return true;
}

static bool log_in(struct tx *tx, void *ctx, struct err *e)
{
	struct log_act *l = ctx;
	struct str word = {0};
	struct source s;
	const char *about;
	if (!act_source(&l->act, tx, l->t->source_id, &s, e) || !about_words(l, tx, &s, &about, e))
		return false;
	lower_word(&word, choice_label(choices_channel, l->t->channel));
	const char *channel = arena_strdup(&l->act.arena, str_text(&word));
	str_free(&word);
	tx_label(tx, "%s with %s%s", channel, s.name, about);
	say(l->act.said, "Logged %s with %s%s.", channel, s.name, about);
	if (!gift_no_cash(l->t, e) || !met_in(l, tx, &s, e) || !tx_insert(tx, KIND_TOUCH, l->t, e) ||
	    !attendees_in(l, tx, &s, e) || !gift_limit_in(&l->act, tx, l->t, l->over, e) ||
	    !step_plan(&l->act, tx, s.id, l->next, l->t->id, e))
		return false;
	l->act.said->id = l->t->id;
	l->act.next_of = s.id;
	return true;
}

bool app_log_over(struct app *app, struct touch *t, const char *with, const char *const *attendees, int n,
		  const struct plan *next, const char *over, struct said *out, struct err *e)
{
	struct log_act l = {.act = {.app = app, .said = out},
			    .t = t,
			    .with = with,
			    .attendees = attendees,
			    .n = n,
			    .next = next,
			    .over = over};
	if (t->channel == CHOICE_NONE)
		return err_field(e, "channel", "choose what it was: visit, lunch, call ...");
	if (t->on == DAY_NONE)
		t->on = app->now.today;
	if (t->on > app->now.today)
		return err_field(e, "on", "that day has not come yet; plan it as a next step instead");
	if (!t->by)
		t->by = app->user;
	out->source_id = t->source_id;
	return act_run(&l.act, log_in, e);
}

bool app_log(struct app *app, struct touch *t, const char *with, const char *const *attendees, int n,
	     const struct plan *next, struct said *out, struct err *e)
{
	return app_log_over(app, t, with, attendees, n, next, NULL, out, e);
}

/* --- thanks --- */

static const int16_t thank_channels[] = {CHANNEL_CARD, CHANNEL_CALL, CHANNEL_EMAIL};

bool thank_in(struct act *act, struct tx *tx, const struct referral *r, int16_t channel, const char *note,
	      struct err *e)
{
	struct touch t;
	touch_begin(act->app, &t, r->source_id, channel);
	t.purpose = PURPOSE_THANK;
	t.referral_id = r->id;
	t.note = note;
	act->said->id = r->id;
	return tx_insert(tx, KIND_TOUCH, &t, e);
}

struct thank_act {
	struct act act;
	uint64_t source_id, ref_id;
	enum thank how;
	bool all;
};

static bool thank_one(struct thank_act *t, struct tx *tx, const struct referral *r, struct err *e)
{
	struct referral edited = *r;
	if (t->how != THANK_NONE)
		return thank_in(&t->act, tx, r, thank_channels[t->how], NULL, e);
	edited.thank = THANK_NONE;
	return tx_update(tx, KIND_REFERRAL, r, &edited, e);
}

static bool thank_all_in(struct tx *tx, void *ctx, struct err *e)
{
	enum { MOST = 200 };
	struct thank_act *t = ctx;
	struct referral *rows, one;
	struct source s;
	struct str refs = {0};
	int n = 1;
	if (t->ref_id) {
		rows = &one;
		if (!store_get(tx_store(tx), KIND_REFERRAL, t->ref_id, &t->act.arena, &one, e))
			return false;
		if (one.direction == REFERRAL_OUT)
			return err_set(e, ERR_REFUSED, "R-%lld went from us to them: no thanks are owed",
				       (long long)one.number);
		if (!one.source_id)
			return err_set(e, ERR_REFUSED, "R-%lld names no source to thank", (long long)one.number);
		t->source_id = one.source_id;
	} else if (!store_unthanked(tx_store(tx), t->source_id, t->all ? MOST : 1, &t->act.arena, &rows, &n, e)) {
		return false;
	}
	if (!act_source(&t->act, tx, t->source_id, &s, e))
		return false;
	if (!n)
		return err_set(e, ERR_REFUSED, "no thanks are owed to %s", s.name);
	bool ok = true;
	for (int i = 0; ok && i < n; i++) {
		str_printf(&refs, "%sR-%lld", i ? ", " : "", (long long)rows[i].number);
		ok = thank_one(t, tx, &rows[i], e);
	}
	t->act.said->source_id = s.id;
	const char *by[] = {"by card", "by call", "by e-mail"};
	if (t->how == THANK_NONE) {
		tx_label(tx, "no thanks needed for %s", str_text(&refs));
		say(t->act.said, "No thanks needed for %s from %s.", str_text(&refs), s.name);
	} else {
		tx_label(tx, "thanks to %s for %s", s.name, str_text(&refs));
		say(t->act.said, "Thanked %s %s for %s%s.", s.name, by[t->how], str_text(&refs),
		    is_patient(&s) ? ", without naming the friend" : "");
	}
	str_free(&refs);
	return ok;
}

bool app_thank(struct app *app, uint64_t source_id, uint64_t ref_id, enum thank how, bool all, struct said *out,
	       struct err *e)
{
	struct thank_act t = {
		.act = {.app = app, .said = out}, .source_id = source_id, .ref_id = ref_id, .how = how, .all = all};
	return act_run(&t.act, thank_all_in, e);
}
