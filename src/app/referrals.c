/* One act for several referrals: the marked rows of their list. Each goes through its own use case, all in one undo step. */
#include <inttypes.h>
#include <string.h>

#include "inner.h"
#include "rapport/app/referral.h"
#include "rapport/base/day.h"

struct several {
	struct each each; /* first */
	bool (*one)(struct several *s, const struct referral *r, struct said *said, struct err *e);
	const char *what; /* "evaluated", "thanked by card" */
	enum referral_status to;
	enum referral_stamp stamp;
	enum thank how;
	int32_t on;
};

static bool one_of(struct each *x, uint64_t id, struct said *said, struct err *e)
{
	struct several *s = (struct several *)x;
	struct referral r;
	return store_get(x->act.app->store, KIND_REFERRAL, id, &x->act.arena, &r, e) && s->one(s, &r, said, e);
}

static void words(struct each *x, int n, struct str *said, struct str *label)
{
	str_printf(said, "%d referral%s %s", n, n == 1 ? "" : "s", ((struct several *)x)->what);
	str_add(label, str_text(said));
}

static bool run(struct several *s, struct app *app, struct whom refs, struct said *out, struct err *e)
{
	s->each.one = one_of;
	s->each.words = words;
	return each_run(&s->each, app, refs, out, e);
}

/* A refusal that names the referral, so that it may be passed over. */
static bool refuse(struct err *e, const struct referral *r, const char *why)
{
	return err_set(e, ERR_REFUSED, "R-%" PRId64 " %s", r->number, why);
}

/* What a day or a number cannot be is a refusal of that one referral. */
static bool refuse_for(struct err *e, const struct referral *r, struct err *why)
{
	enum err_code code = why->code == ERR_INVALID ? ERR_REFUSED : why->code;
	err_set(e, code, "R-%" PRId64 ": %s", r->number, err_text(why));
	err_clear(why);
	return false;
}

/* --- status --- */

static const char *const status_words[] = {"back to received", "booked",     "evaluated",
					   "active",           "discharged", "did not come"};

static bool status_one(struct several *s, const struct referral *r, struct said *said, struct err *e)
{
	struct referral edited = *r;
	struct lead lead = {.base = r, .edited = &edited};
	struct err why = {0};
	int32_t *day = s->on == DAY_NONE ? NULL : referral_day_of(&edited, s->to);
	if (s->on != DAY_NONE && !day)
		return refuse(e, r,
			      s->to == STATUS_ACTIVE ? "has been evaluated already: Active has no day of its own"
						     : "gets no day: who did not come did so on none");
	if (r->status == (int16_t)s->to && s->on == DAY_NONE)
		return err_set(e, ERR_REFUSED, "R-%" PRId64 " is %s already", r->number,
			       choice_label(choices_status, r->status));
	edited.status = (int16_t)s->to;
	if (day)
		*day = s->on;
	return app_lead(s->each.act.app, &lead, said, &why) || refuse_for(e, r, &why);
}

bool app_referral_status(struct app *app, struct whom refs, enum referral_status to, int32_t on, struct said *out,
			 struct err *e)
{
	struct several s = {.one = status_one, .what = status_words[to], .to = to, .on = on};
	return run(&s, app, refs, out, e);
}

/* --- stamps --- */

static const struct stamp {
	const char *field, *what, *about;
} stamps[STAMP_COUNT] = {
	[STAMP_ORDER] = {"order_on", "order on file", "poc"},
	[STAMP_POC_SENT] = {"poc_sent_on", "plan of care sent", "poc"},
	[STAMP_POC_SIGNED] = {"poc_signed_on", "plan of care signed", "poc"},
	[STAMP_CHALLENGE] = {"challenge_on", "flagged as a challenge", "bad-news"},
};

static bool stamp_one(struct several *s, const struct referral *r, struct said *said, struct err *e)
{
	const struct field *f = kind_field(KIND_REFERRAL, stamps[s->stamp].field);
	struct referral edited = *r;
	struct lead lead = {.base = r, .edited = &edited, .what = s->what, .about = stamps[s->stamp].about};
	struct err why = {0};
	bool again = s->stamp == STAMP_POC_SIGNED
			     ? referral_again(r, s->on, store_setting(s->each.act.app->store, SET_POC_DAYS))
			     : field_known(f, r);
	if (again && s->stamp != STAMP_POC_SIGNED) {
		struct str b = {0};
		date_short(&b, *field_day(f, &edited), s->each.act.app->now.today);
		err_set(e, ERR_REFUSED, "R-%" PRId64 ": %s since %s", r->number, s->what, str_text(&b));
		str_free(&b);
		return false;
	}
	if (s->stamp == STAMP_POC_SIGNED) {
		referral_certify(&edited, s->on, again, store_setting(s->each.act.app->store, SET_POC_RECERT_DAYS));
		lead.what = again ? "certified again" : s->what;
	} else {
		*field_day(f, &edited) = s->on;
		edited.challenge = edited.challenge || s->stamp == STAMP_CHALLENGE;
	}
	return app_lead(s->each.act.app, &lead, said, &why) || refuse_for(e, r, &why);
}

bool app_referral_stamp(struct app *app, struct whom refs, enum referral_stamp stamp, int32_t on, struct said *out,
			struct err *e)
{
	struct several s = {.one = stamp_one, .what = stamps[stamp].what, .stamp = stamp, .on = on};
	return run(&s, app, refs, out, e);
}

/* --- thanks --- */

static bool thank_one(struct several *s, const struct referral *r, struct said *said, struct err *e)
{
	if (r->direction == REFERRAL_OUT)
		return refuse(e, r, "went from us to them: no thanks are owed");
	if (r->thanked_on != DAY_NONE)
		return refuse(e, r, "was thanked for already");
	return app_thank(s->each.act.app, r->source_id, r->id, s->how, false, said, e);
}

bool app_referral_thank(struct app *app, struct whom refs, enum thank how, struct said *out, struct err *e)
{
	static const char *const what[] = {"thanked for by card", "thanked for by call", "thanked for by e-mail",
					   "need no thanks"};
	struct several s = {.one = thank_one, .what = what[how], .how = how};
	return run(&s, app, refs, out, e);
}

/* --- what they owe --- */

/* A loop that is open may be closed before its day; what only comes round again waits for it. */
static bool settles(const struct queue_row *q, const struct referral *r, int32_t today)
{
	bool plan = r->poc_signed_on == DAY_NONE && (r->poc_sent_on == DAY_NONE || r->order_on == DAY_NONE);
	if (rule_is_loop(q->rule))
		return true;
	if (str_eq(q->rule, "poc"))
		return plan || q->due_on <= today + POC_AHEAD;
	return q->due_on <= today;
}

static bool item_of(struct app *app, uint64_t id, struct arena *a, struct queue_row *item, struct err *e)
{
	struct referral r;
	struct queue_row *rows;
	int n;
	if (!store_get(app->store, KIND_REFERRAL, id, a, &r, e) ||
	    !store_queue_about(app->store, app->now.today, id, a, &rows, &n, e))
		return false;
	for (int i = 0; i < n; i++) {
		if (settles(&rows[i], &r, app->now.today)) {
			*item = rows[i];
			return true;
		}
	}
	return refuse(e, &r, "owes nothing now");
}

bool app_referral_items(struct app *app, struct whom refs, struct arena *a, struct items *out, struct err *e)
{
	struct passed passed = {0};
	struct str b = {0};
	struct err why = {0};
	bool ok = true;
	*out = (struct items){.rows = arena_alloc(a, (size_t)(refs.n + 1) * sizeof(*out->rows))};
	for (int i = 0; ok && i < refs.n; i++) {
		if (item_of(app, refs.ids[i], a, &out->rows[out->n], &why))
			out->n++;
		else
			ok = refs.n > 1 && pass_over(&passed, &why);
	}
	if (!ok)
		fail_with(e, &why);
	else if (!out->n)
		ok = none_done(&passed, e);
	passed_words(&passed, &b);
	out->passed = b.len ? arena_strdup(a, b.s) : NULL;
	str_free(&b);
	passed_free(&passed);
	return ok;
}

/* --- lists --- */

/* none: with " from NAME", or what stands for it, in the place of %s. */
static const struct which {
	const char *word, *title, *none;
} whichs[REFERRALS_WHICH] = {
	[REFERRALS_ALL] = {"all", "", "No referrals%s yet."},
	[REFERRALS_UNTHANKED] = {"unthanked", "unthanked", "No referral%s waits for thanks."},
	[REFERRALS_LOOP] = {"loop", "loop open", "Nothing is owed for any referral%s."},
	[REFERRALS_POC] = {"poc", "plan of care open", "No plan of care is open%s."},
	[REFERRALS_NO_AMOUNT] = {"no-amount", "no amount", "Every referral%s that came in has an amount."},
	[REFERRALS_ACTIVE] = {"active", "in treatment", "Nobody%s is in treatment."},
	[REFERRALS_OUT] = {"out", "sent to them", "We have sent nobody%s yet."},
};

const char *referral_which_word(enum referral_which which)
{
	return whichs[which].word;
}

const char *referral_which_title(enum referral_which which)
{
	return whichs[which].title;
}

void referral_none(struct str *b, enum referral_which which, const char *source)
{
	struct str whose = {0};
	if (source && which == REFERRALS_POC)
		str_printf(&whose, " for a referral from %s", source);
	else if (source)
		str_printf(&whose, " %s %s", which == REFERRALS_OUT ? "to" : "from", source);
	else if (which == REFERRALS_ALL)
		str_add(&whose, " recorded");
	else if (which == REFERRALS_OUT)
		str_add(&whose, " to others");
	str_printf(b, whichs[which].none, str_text(&whose));
	str_free(&whose);
}

void referral_flags(struct str *b, const struct referral_row *r)
{
	str_add(b, r->unthanked ? "+" : "");
	str_add(b, r->loop_open ? "!" : "");
	str_add(b, r->poc_open ? "P" : "");
	str_add(b, r->no_amount ? "$" : "");
}
