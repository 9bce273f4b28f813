/* All that is known of one referral, in lines for a person. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/app/referral.h"
#include "rapport/base/day.h"
#include "rapport/model/measure.h"

/* --- reading --- */

static int by_day(const void *x, const void *y)
{
	const struct touch *a = x, *b = y;
	if (a->on != b->on)
		return a->on < b->on ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

struct reading {
	struct app *app;
	uint64_t id;
	struct arena *a;
	struct life *l;
};

static bool read_life(void *ctx, struct err *e)
{
	struct reading *r = ctx;
	struct store *s = r->app->store;
	struct life *l = r->l;
	struct clinic clinic;
	void *outcomes, *touches;
	record_init(KIND_SOURCE, &l->source);
	if (!store_get(s, KIND_REFERRAL, r->id, r->a, &l->referral, e) ||
	    !store_get(s, KIND_CLINIC, 1, r->a, &clinic, e) ||
	    !store_where(s, KIND_OUTCOME, "referral_id", r->id, r->a, &outcomes, &l->n_outcomes, e) ||
	    !store_where(s, KIND_TOUCH, "referral_id", r->id, r->a, &touches, &l->n_touches, e) ||
	    !store_queue_about(s, r->app->now.today, r->id, r->a, &l->owed, &l->n_owed, e))
		return false;
	if (l->referral.source_id && !store_get(s, KIND_SOURCE, l->referral.source_id, r->a, &l->source, e))
		return false;
	l->outcomes = outcomes;
	l->touches = touches;
	l->currency = clinic.currency ? clinic.currency : "USD";
	if (l->n_touches)
		qsort(l->touches, (size_t)l->n_touches, sizeof *l->touches, by_day);
	return true;
}

bool app_life(struct app *app, uint64_t ref_id, struct arena *a, struct life *l, struct err *e)
{
	struct reading r = {app, ref_id, a, l};
	*l = (struct life){.n_outcomes = 0};
	return store_read(app->store, read_life, &r, e);
}

void app_life_title(const struct life *l, struct str *b)
{
	str_printf(b, "R-%" PRId64, l->referral.number);
	if (l->source.id)
		str_printf(b, " %s %s", l->referral.direction == REFERRAL_OUT ? "to" : "from", l->source.name);
}

/* --- lines --- */

struct lines {
	struct app *app;
	const struct life *l;
	const struct referral *r;
	bool hide;
	struct arena *a;
	struct life_line *rows;
	int n, cap;
};

/* Takes what stands in b, which is empty after. */
static void line(struct lines *x, const char *label, enum life_tone tone, struct str *b)
{
	if (x->n == x->cap) {
		int cap = x->cap ? x->cap * 2 : 32;
		struct life_line *more = arena_alloc(x->a, (size_t)cap * sizeof *more);
		if (x->n)
			memcpy(more, x->rows, (size_t)x->n * sizeof *more);
		x->rows = more;
		x->cap = cap;
	}
	const char *text = tone == LIFE_PRIVATE && x->hide ? "hidden" : arena_strdup(x->a, str_text(b));
	x->rows[x->n++] = (struct life_line){label, text, tone};
	str_free(b);
}

/* "Tue 10 Mar"; of another year "10 Mar 2025", whose weekday nobody asks for. */
static void day_words(struct lines *x, struct str *b, int32_t day)
{
	struct str whole = {0};
	int year, month, mday, this_year;
	day_split(day, &year, &month, &mday);
	day_split(x->app->now.today, &this_year, &month, &mday);
	date_short(&whole, day, x->app->now.today);
	str_add(b, str_text(&whole) + (year == this_year ? 0 : strcspn(str_text(&whole), " ") + 1));
	str_free(&whole);
}

/* What it asks for, the earliest first: owed now, or next. */
static void owed_lines(struct lines *x)
{
	const char *before = NULL;
	for (int i = 0; i < x->l->n_owed; i++) {
		const struct queue_row *q = &x->l->owed[i];
		int32_t today = x->app->now.today;
		const char *label = q->due_on <= today ? "Owed" : "Next";
		struct str b = {0};
		/* the others begin with what is to be done */
		bool verb = str_eq(q->rule, "thank") || str_eq(q->rule, "ask-patient");
		str_printf(&b, "%s%s%s: ", verb ? q->verb : "", verb ? ": " : "", q->what);
		date_due_words(&b, q->due_on, today);
		line(x, before && str_eq(before, label) ? "" : label,
		     q->due_on < today    ? LIFE_LATE
		     : q->due_on == today ? LIFE_OWED
					  : LIFE_PLAIN,
		     &b);
		before = label;
	}
}

/* ", 6 days later": since the day before it in its life. */
static void after(struct str *b, int32_t day, int32_t before)
{
	if (before == DAY_NONE || day < before)
		return;
	str_add(b, day == before ? ", the same day" : ", ");
	if (day > before) {
		days_count(b, day - before);
		str_add(b, " later");
	}
}

static void day_lines(struct lines *x)
{
	static const char *const routes[] = {"by fax", "by phone", "by web form", "handed in", "by EHR"};
	const struct referral *r = x->r;
	struct str b = {0};
	day_words(x, &b, r->received_on);
	if (r->route != CHOICE_NONE)
		str_printf(&b, ", %s", routes[r->route]);
	line(x, r->direction == REFERRAL_OUT ? "Sent" : "Received", LIFE_PLAIN, &b);
	if (r->booked_on != DAY_NONE) {
		day_words(x, &b, r->booked_on);
		after(&b, r->booked_on, r->received_on);
		line(x, "Booked", LIFE_PLAIN, &b);
	}
	if (r->evaluated_on != DAY_NONE) {
		day_words(x, &b, r->evaluated_on);
		after(&b, r->evaluated_on, r->booked_on != DAY_NONE ? r->booked_on : r->received_on);
		line(x, "Evaluated", LIFE_PLAIN, &b);
	}
	if (r->discharged_on != DAY_NONE) {
		day_words(x, &b, r->discharged_on);
		after(&b, r->discharged_on, r->evaluated_on);
		line(x, "Discharged", LIFE_PLAIN, &b);
	}
}

static void add_stamp(struct lines *x, struct str *b, const char *words, int32_t day)
{
	if (day == DAY_NONE)
		return;
	str_printf(b, "%s%s ", b->len ? ", " : "", words);
	day_words(x, b, day);
}

static void plan_lines(struct lines *x)
{
	const struct referral *r = x->r;
	bool planned = r->poc_sent_on != DAY_NONE || r->poc_signed_on != DAY_NONE || r->cert_end_on != DAY_NONE;
	struct str b = {0};
	if (r->direction == REFERRAL_OUT || (!referral_came(r) && !planned && r->order_on == DAY_NONE))
		return;
	add_stamp(x, &b, "on file since", r->order_on);
	if (!b.len)
		str_add(&b, "none on file");
	line(x, "Order", LIFE_PLAIN, &b);
	add_stamp(x, &b, "sent", r->poc_sent_on);
	add_stamp(x, &b, "signed", r->poc_signed_on);
	add_stamp(x, &b, "certified to", r->cert_end_on);
	if (!b.len)
		str_add(&b, "not sent");
	line(x, "POC", LIFE_PLAIN, &b);
}

static void score_lines(struct lines *x)
{
	for (int i = 0; i < x->l->n_outcomes; i++) {
		const struct outcome *o = &x->l->outcomes[i];
		const struct measure *m = measure_named(o->measure);
		struct str b = {0};
		outcome_write(&b, o, m ? store_setting(x->app->store, m->setting) : 0);
		line(x, o->measure, LIFE_PLAIN, &b);
	}
	if (x->r->nps != NUM_NONE) {
		struct str b = {0};
		nps_answer_write(&b, x->r->nps);
		line(x, "NPS", LIFE_PLAIN, &b);
	}
}

static void setback_line(struct lines *x)
{
	const struct referral *r = x->r;
	struct str b = {0};
	if (!r->challenge && (r->nps == NUM_NONE || r->nps > 6))
		return;
	str_add(&b, r->challenge ? "flagged" : "by the score");
	if (r->challenge_on != DAY_NONE) {
		str_addc(&b, ' ');
		day_words(x, &b, r->challenge_on);
	}
	if (r->challenge_told_on == DAY_NONE)
		str_add(&b, ", not told to the source");
	else
		add_stamp(x, &b, "told", r->challenge_told_on);
	line(x, "Challenge", r->challenge_told_on == DAY_NONE ? LIFE_OWED : LIFE_PLAIN, &b);
}

static void amount_lines(struct lines *x)
{
	const struct referral *r = x->r;
	struct str b = {0};
	if (r->visits != NUM_NONE) {
		str_printf(&b, "%" PRId64, r->visits);
		line(x, "Visits", LIFE_PLAIN, &b);
	}
	if (r->billed_cents == NUM_NONE && r->received_cents == NUM_NONE)
		return;
	if (r->billed_cents != NUM_NONE) {
		money_write(&b, r->billed_cents, x->l->currency, true);
		str_add(&b, " billed");
	}
	if (r->received_cents != NUM_NONE) {
		str_add(&b, b.len ? ", " : "");
		money_write(&b, r->received_cents, x->l->currency, true);
		str_add(&b, " received");
	}
	line(x, "Amount", LIFE_PRIVATE, &b);
}

/* The touches that point at it: reports, thanks and what else was said of it. */
static void touch_lines(struct lines *x)
{
	const char *before = NULL;
	for (int i = 0; i < x->l->n_touches; i++) {
		const struct touch *t = &x->l->touches[i];
		const char *label = t->purpose == PURPOSE_THANK ? "Thanked" : "Told";
		struct str b = {0};
		day_words(x, &b, t->on);
		str_add(&b, ", ");
		bool report = t->channel == CHANNEL_REPORT && t->purpose == PURPOSE_PROGRESS; /* "progress report" */
		if (!report)
			lower_word(&b, choice_label(choices_channel, t->channel));
		if (t->purpose != CHOICE_NONE && t->purpose != PURPOSE_THANK) {
			str_add(&b, report ? "" : ": ");
			lower_word(&b, choice_label(choices_purpose, t->purpose));
		}
		if (!str_blank(t->note))
			str_printf(&b, ". %s", t->note);
		line(x, before && str_eq(before, label) ? "" : label, LIFE_PLAIN, &b);
		before = label;
	}
	if (x->r->thanked_on == DAY_NONE && x->r->thank == THANK_NONE) {
		struct str b = {0};
		str_add(&b, "not needed");
		line(x, "Thanks", LIFE_PLAIN, &b);
	}
}

static void text_line(struct lines *x, const char *label, enum life_tone tone, const char *text)
{
	struct str b = {0};
	if (str_blank(text))
		return;
	str_add(&b, text);
	line(x, label, tone, &b);
}

void app_life_lines(struct app *app, const struct life *l, bool hide, struct arena *a, struct life_line **lines, int *n)
{
	const struct referral *r = &l->referral;
	struct lines x = {.app = app, .l = l, .r = r, .hide = hide, .a = a};
	owed_lines(&x);
	text_line(&x, "Status", LIFE_PLAIN, choice_label(choices_status, r->status));
	text_line(&x, "Patient", LIFE_PRIVATE, r->patient_ref);
	text_line(&x, "For", LIFE_PLAIN, r->reason);
	text_line(&x, "Payer", LIFE_PLAIN, r->payer);
	text_line(&x, "Sent to", LIFE_PLAIN, r->sent_to);
	day_lines(&x);
	plan_lines(&x);
	score_lines(&x);
	setback_line(&x);
	amount_lines(&x);
	touch_lines(&x);
	if (r->asked_on != DAY_NONE) {
		struct str b = {0};
		day_words(&x, &b, r->asked_on);
		line(&x, "Asked", LIFE_PLAIN, &b);
	}
	text_line(&x, "Department", LIFE_PLAIN, r->department);
	text_line(&x, "Note", LIFE_PRIVATE, r->note);
	*lines = x.rows;
	*n = x.n;
}
