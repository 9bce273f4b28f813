/* The rules against a second computation: small books made at random, each looked at after every write and undo.
 *
 * What is computed here reads records alone, in plain loops: no SQL, no summary, no due day that the store keeps.
 * Every rule must have asked often enough for the agreement to mean something. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/app/app.h"
#include "rapport/base/day.h"
#include "rapport/model/fit.h"
#include "rapport/store/query.h"
#include "rapport/store/store.h"

#define TODAY 20522
#define BOOKS 1000
#define MOST 64

/* --- dice --- */

static uint64_t state_of_dice;

static int below(int n)
{
	state_of_dice = state_of_dice * 6364136223846793005u + 1442695040888963407u;
	return (int)((state_of_dice >> 33) % (uint64_t)n);
}

static bool chance(int percent)
{
	return below(100) < percent;
}

static int32_t some_day(void)
{
	return TODAY - below(400);
}

static int32_t maybe_day(int percent)
{
	return chance(percent) ? some_day() : DAY_NONE;
}

/* --- a book as records --- */

struct book {
	struct store *store;
	struct arena arena;
	struct clinic clinic;
	struct source s[MOST];
	struct touch t[MOST];
	struct referral r[MOST];
	struct step p[MOST];
	struct announcement a[MOST];
	struct recipient c[MOST];
	struct dismissal d[MOST];
	struct label l[MOST];
	int n_s, n_t, n_r, n_p, n_a, n_c, n_d, n_l;
};

struct into {
	char *rows;
	int *n;
	enum kind kind;
	struct arena *a;
};

static bool keep(void *ctx, const void *record, struct err *e)
{
	struct into *to = ctx;
	(void)e;
	assert_true(*to->n < MOST);
	void *copy = to->rows + (size_t)(*to->n)++ * kinds[to->kind].size;
	memcpy(copy, record, kinds[to->kind].size);
	for (int i = 1; i < kinds[to->kind].count; i++)
		field_copy(&kinds[to->kind].fields[i], copy, record, to->a);
	return true;
}

static void read_all(struct book *b)
{
	struct into to[] = {
		{(char *)b->s, &b->n_s, KIND_SOURCE, &b->arena},
		{(char *)b->t, &b->n_t, KIND_TOUCH, &b->arena},
		{(char *)b->r, &b->n_r, KIND_REFERRAL, &b->arena},
		{(char *)b->p, &b->n_p, KIND_STEP, &b->arena},
		{(char *)b->a, &b->n_a, KIND_ANNOUNCEMENT, &b->arena},
		{(char *)b->c, &b->n_c, KIND_RECIPIENT, &b->arena},
		{(char *)b->d, &b->n_d, KIND_DISMISSAL, &b->arena},
		{(char *)b->l, &b->n_l, KIND_LABEL, &b->arena},
	};
	for (size_t i = 0; i < sizeof to / sizeof to[0]; i++) {
		*to[i].n = 0;
		assert_true(store_each(b->store, to[i].kind, keep, &to[i], NULL));
	}
	assert_true(store_get(b->store, KIND_CLINIC, 1, &b->arena, &b->clinic, NULL));
}

/* --- the second computation --- */

struct asked {
	const char *rule;
	uint64_t subject;
	int32_t due;
};

struct answers {
	struct book *b;
	struct asked rows[512];
	int n;
};

/* How often each rule asked, was put off and was dropped, over all books. */
static struct tried {
	const char *rule;
	int asked, later, dropped;
} tried[] = {
	{"announce", 0, 0, 0},
	{"ask-patient", 0, 0, 0},
	{"bad-news", 0, 0, 0},
	{"decision-maker", 0, 0, 0},
	{"homework", 0, 0, 0},
	{"lapsed", 0, 0, 0},
	{"let-go", 0, 0, 0},
	{"move-on", 0, 0, 0},
	{"outcomes", 0, 0, 0},
	{"own-details", 0, 0, 0},
	{"poc", 0, 0, 0},
	{"reopen", 0, 0, 0},
	{"report-discharge", 0, 0, 0},
	{"report-evaluation", 0, 0, 0},
	{"report-progress", 0, 0, 0},
	{"second-meeting", 0, 0, 0},
	{"step", 0, 0, 0},
	{"substance", 0, 0, 0},
	{"thank", 0, 0, 0},
	{"touch", 0, 0, 0},
	{"verify", 0, 0, 0},
};
#define RULES ((int)(sizeof tried / sizeof tried[0]))

static struct tried *tried_of(const char *rule)
{
	for (int i = 0; i < RULES; i++)
		if (str_eq(tried[i].rule, rule))
			return &tried[i];
	fail_msg("%s is not in the list", rule);
	return NULL;
}

static int32_t max_day(int32_t x, int32_t y)
{
	return x > y ? x : y;
}

static int32_t setting(struct answers *w, int which)
{
	return (int32_t)store_setting(w->b->store, which);
}

static void ask(struct answers *w, const char *rule, uint64_t subject, int32_t due)
{
	for (int i = 0; i < w->b->n_d; i++) {
		const struct dismissal *d = &w->b->d[i];
		if (!str_eq(d->rule, rule) || d->subject_id != subject)
			continue;
		if (d->how == DISMISSAL_DROP && d->due_on == due) {
			tried_of(rule)->dropped++;
			return;
		}
		if (d->how == DISMISSAL_LATER) {
			tried_of(rule)->later += d->until_on > due;
			due = max_day(due, d->until_on);
		}
	}
	tried_of(rule)->asked++;
	w->rows[w->n++] = (struct asked){rule, subject, due};
}

static bool face_to_face(const struct touch *t)
{
	return (t->result == CHOICE_NONE || t->result == 0) &&
	       (t->channel == CHANNEL_VISIT || t->channel == CHANNEL_LUNCH || t->channel == CHANNEL_COFFEE ||
		t->channel == CHANNEL_EVENT || t->channel == CHANNEL_MEETING);
}

static const struct source *source_of(struct book *b, uint64_t id)
{
	for (int i = 0; i < b->n_s; i++)
		if (b->s[i].id == id)
			return &b->s[i];
	return NULL;
}

/* Everything that the rules about a source look at. */
struct facts {
	int32_t first, last, counted, substance, met, outcomes, meeting, first_in, last_in, since_book;
	int touches, meetings, referrals;
	bool step;
	int32_t on[MOST], in[MOST]; /* touches and referrals in by day */
};

static int by_day(const void *x, const void *y)
{
	return *(const int32_t *)x - *(const int32_t *)y;
}

static void look_at_touches(struct book *b, const struct source *s, struct facts *f)
{
	for (int i = 0; i < b->n_t; i++) {
		const struct touch *t = &b->t[i];
		if (s->via_id && t->source_id == s->via_id)
			f->counted = max_day(f->counted, t->on);
		if (t->source_id != s->id)
			continue;
		const struct source *met = source_of(b, t->met_id ? t->met_id : s->id);
		f->on[f->touches++] = t->on;
		f->last = max_day(f->last, t->on);
		f->first = f->first == DAY_NONE || t->on < f->first ? t->on : f->first;
		if (touch_substantive(t))
			f->substance = max_day(f->substance, t->on);
		if (t->purpose == PURPOSE_OUTCOMES && !t->referral_id)
			f->outcomes = max_day(f->outcomes, t->on);
		if (face_to_face(t)) {
			f->meetings++;
			f->meeting = t->on;
			if (met->decision_maker)
				f->met = max_day(f->met, t->on);
		}
	}
	f->counted = max_day(f->counted, f->last);
	qsort(f->on, (size_t)f->touches, sizeof f->on[0], by_day);
}

static struct facts look_at(struct book *b, const struct source *s, int32_t owed)
{
	struct facts f = {.first = DAY_NONE,
			  .last = DAY_NONE,
			  .counted = DAY_NONE,
			  .substance = DAY_NONE,
			  .met = DAY_NONE,
			  .outcomes = DAY_NONE,
			  .first_in = DAY_NONE,
			  .last_in = DAY_NONE,
			  .since_book = DAY_NONE};
	look_at_touches(b, s, &f);
	for (int i = 0; i < b->n_r; i++) {
		const struct referral *r = &b->r[i];
		if (r->source_id != s->id || r->direction != REFERRAL_IN)
			continue;
		f.in[f.referrals++] = r->received_on;
		if (r->received_on >= owed && (f.since_book == DAY_NONE || r->received_on < f.since_book))
			f.since_book = r->received_on;
	}
	qsort(f.in, (size_t)f.referrals, sizeof f.in[0], by_day);
	if (f.referrals) {
		f.first_in = f.in[0];
		f.last_in = f.in[f.referrals - 1];
	}
	for (int i = 0; i < b->n_p; i++)
		f.step = f.step || (b->p[i].source_id == s->id && b->p[i].state == STEP_OPEN);
	return f;
}

static int32_t usual_gap(const struct facts *f)
{
	int32_t gap[MOST];
	for (int i = 1; i < f->referrals; i++)
		gap[i - 1] = f->in[i] - f->in[i - 1];
	qsort(gap, (size_t)f->referrals - 1, sizeof gap[0], by_day);
	return gap[(f->referrals - 2) / 2];
}

static bool loops_open(struct answers *w, uint64_t source_id)
{
	static const char *const loops[] = {"thank", "bad-news", "report-evaluation", "report-discharge"};
	for (int i = 0; i < w->n; i++)
		for (size_t k = 0; k < 4; k++)
			for (int r = 0; str_eq(w->rows[i].rule, loops[k]) && r < w->b->n_r; r++)
				if (w->b->r[r].id == w->rows[i].subject && w->b->r[r].source_id == source_id)
					return true;
	return false;
}

/* The last report on a referral, and the first thanks for it. */
static int32_t last_report(struct book *b, uint64_t referral)
{
	int32_t on = DAY_NONE;
	for (int i = 0; i < b->n_t; i++) {
		const struct touch *t = &b->t[i];
		if (t->referral_id == referral &&
		    (t->channel == CHANNEL_REPORT || t->purpose == PURPOSE_PROGRESS || t->purpose == PURPOSE_OUTCOMES))
			on = max_day(on, t->on);
	}
	return on;
}

/* The first report on or after a day. */
static int32_t report_after(struct book *b, uint64_t referral, int32_t day)
{
	int32_t on = DAY_NONE;
	for (int i = 0; day != DAY_NONE && i < b->n_t; i++) {
		const struct touch *t = &b->t[i];
		if (t->referral_id == referral && t->on >= day && (on == DAY_NONE || t->on < on) &&
		    (t->channel == CHANNEL_REPORT || t->purpose == PURPOSE_PROGRESS || t->purpose == PURPOSE_OUTCOMES))
			on = t->on;
	}
	return on;
}

static int32_t first_thanks(struct book *b, uint64_t referral)
{
	int32_t on = DAY_NONE;
	for (int i = 0; i < b->n_t; i++)
		if (b->t[i].referral_id == referral && b->t[i].purpose == PURPOSE_THANK &&
		    (on == DAY_NONE || b->t[i].on < on))
			on = b->t[i].on;
	return on;
}

/* The day on which the last of the loops of those days was closed, the last referral's own at least. */
static int32_t loops_closed(struct answers *w, uint64_t source_id, int32_t from)
{
	int32_t on = DAY_NONE;
	for (int i = 0; i < w->b->n_r; i++) {
		const struct referral *r = &w->b->r[i];
		if (r->source_id != source_id || r->direction != REFERRAL_IN || r->received_on < from)
			continue;
		on = max_day(max_day(on, r->received_on), r->challenge_told_on);
		on = max_day(on, first_thanks(w->b, r->id));
		if (r->status == STATUS_DISCHARGED)
			on = max_day(on, report_after(w->b, r->id, r->discharged_on));
		else if (r->status == STATUS_EVALUATED || r->status == STATUS_ACTIVE)
			on = max_day(on, report_after(w->b, r->id, r->evaluated_on));
	}
	return on;
}

static void ask_to_move(struct answers *w, const struct source *s, const struct facts *f, int32_t owed)
{
	int most = setting(w, SET_MOVE_ON_REFERRALS);
	int32_t from = f->last_in - setting(w, SET_MOVE_ON_DAYS);
	if (s->stage == STAGE_FIRST && f->since_book != DAY_NONE)
		ask(w, "move-on", s->id, f->since_book);
	if (s->stage == STAGE_TRUST && f->referrals >= most && f->last_in >= owed && !loops_open(w, s->id) &&
	    f->in[f->referrals - most] >= from)
		ask(w, "move-on", s->id, loops_closed(w, s->id, from));
}

/* Walks the days: the first on which they are active though nothing was shown for long enough. */
static void ask_for_outcomes(struct answers *w, const struct source *s, const struct facts *f, int32_t owed)
{
	int32_t shown = max_day(f->outcomes != DAY_NONE ? f->outcomes : f->first_in, owed);
	int32_t long_enough = shown + setting(w, SET_OUTCOMES_DAYS), active = setting(w, SET_ACTIVE_DAYS);
	for (int i = 0; i < f->referrals; i++)
		if (f->in[i] + active >= long_enough) {
			ask(w, "outcomes", s->id, max_day(f->in[i], long_enough));
			return;
		}
}

static void ask_why_quiet(struct answers *w, const struct source *s, const struct facts *f, int32_t owed)
{
	int32_t span = setting(w, SET_LAPSED_DAYS), asked = DAY_NONE;
	if (f->referrals > 1)
		span = max_day(span, setting(w, SET_LAPSED_GAPS) * usual_gap(f));
	int32_t due = max_day(f->last_in, owed) + span;
	for (int i = 0; i < w->b->n_t; i++) {
		const struct touch *t = &w->b->t[i];
		bool theirs = t->source_id == s->id || (s->via_id && t->source_id == s->via_id);
		if (theirs && t->purpose == PURPOSE_CHECK_IN && t->on >= due - 7)
			asked = max_day(asked, t->on);
	}
	ask(w, "lapsed", s->id, asked == DAY_NONE ? due : max_day(due, asked + span));
}

static bool has_label(struct book *b, enum label_of of, uint64_t of_id, enum label_type type, const char *word)
{
	for (int i = 0; i < b->n_l; i++)
		if (b->l[i].of == (int16_t)of && b->l[i].of_id == of_id && b->l[i].type == (int16_t)type &&
		    str_eq(b->l[i].word, word))
			return true;
	return false;
}

static void ask_of_touches(struct answers *w, const struct source *s, const struct facts *f, int32_t owed)
{
	static const int cadence[] = {SET_CADENCE_FIRST, SET_CADENCE_TRUST, SET_CADENCE_MAINTAIN};
	int32_t clock = f->counted != DAY_NONE ? f->counted : s->added_on;
	int32_t substance = f->substance != DAY_NONE ? f->substance : f->first;
	int32_t met = f->met != DAY_NONE ? f->met : f->first != DAY_NONE ? f->first : s->added_on;
	if (!f->step)
		ask(w, "touch", s->id,
		    max_day(clock, owed) +
			    (s->cadence_days != NUM_NONE ? (int32_t)s->cadence_days : setting(w, cadence[s->stage])));
	if (f->touches && f->last > substance)
		ask(w, "substance", s->id, max_day(substance, owed) + setting(w, SET_SUBSTANCE_DAYS));
	if (s->decision_maker && f->counted != DAY_NONE && f->counted > met)
		ask(w, "decision-maker", s->id, max_day(met, owed) + setting(w, SET_DECISION_MAKER_DAYS));
	if (s->stage != STAGE_MAINTAIN && !f->step && f->meetings == 1 && f->meeting >= owed)
		ask(w, "second-meeting", s->id, f->last + setting(w, SET_SECOND_MEETING_DAYS));
	int enough = setting(w, SET_LET_GO_TOUCHES);
	if (!f->referrals && !s->gatekeeper && f->touches >= enough)
		ask(w, "let-go", s->id,
		    max_day(max_day(f->on[enough - 1], owed), f->first + setting(w, SET_LET_GO_DAYS)));
}

/* The words of one type, as a list. */
static const char *words_of(struct book *b, int16_t of, uint64_t id, int16_t type)
{
	const char *list = "";
	for (int i = 0; i < b->n_l; i++)
		if (b->l[i].of == of && b->l[i].of_id == id && b->l[i].type == type)
			list = arena_printf(&b->arena, "%s,%s", list, b->l[i].word);
	return list;
}

/* Its own words, else those of its practice. */
static const char *theirs(struct book *b, const struct source *s, int16_t type)
{
	const char *own = words_of(b, LABEL_OF_SOURCE, s->id, type);
	return *own ? own : words_of(b, LABEL_OF_PRACTICE, s->practice_id, type);
}

static bool homework_open(struct book *b, const struct source *s)
{
	struct fit_side us = {words_of(b, LABEL_OF_CLINIC, 1, LABEL_POPULATION),
			      words_of(b, LABEL_OF_CLINIC, 1, LABEL_PAYER)},
			them = {theirs(b, s, LABEL_POPULATION), theirs(b, s, LABEL_PAYER)};
	struct fit f;
	fit_of(&us, &them, &f, NULL);
	bool gatekeeper = s->via_id || s->gatekeeper || !s->practice_id ||
			  has_label(b, LABEL_OF_SOURCE, s->id, LABEL_TAG, "no gatekeeper");
	return s->homework_on == DAY_NONE &&
	       ((s->fit == CHOICE_NONE && f.grade == CHOICE_NONE) || (s->payers_on == DAY_NONE && !f.payers) ||
		s->marketing_on == DAY_NONE || !gatekeeper);
}

static void ask_of_source(struct answers *w, const struct source *s, int32_t owed)
{
	struct facts f = look_at(w->b, s, owed);
	if (s->standing == STANDING_PAUSED && s->standing_until != DAY_NONE)
		ask(w, "reopen", s->id, s->standing_until);
	if (s->standing != STANDING_LIVE)
		return;
	ask(w, "verify", s->id,
	    max_day(s->verified_on != DAY_NONE ? s->verified_on : s->added_on, owed) + setting(w, SET_VERIFY_DAYS));
	if (s->stage == STAGE_FIRST && !f.referrals && homework_open(w->b, s))
		ask(w, "homework", s->id, max_day(s->added_on, owed) + setting(w, SET_HOMEWORK_DAYS));
	ask_of_touches(w, s, &f, owed);
	if (f.referrals) {
		ask_for_outcomes(w, s, &f, owed);
		ask_why_quiet(w, s, &f, owed);
		ask_to_move(w, s, &f, owed);
	}
}

/* A plan is certified by its signature, or by an order where it was sent in time. */
static void ask_for_plan(struct answers *w, const struct referral *r, int32_t owed)
{
	int32_t in_time = r->evaluated_on + setting(w, SET_POC_DAYS), lasts = setting(w, SET_POC_RECERT_DAYS);
	bool is_signed = r->poc_signed_on != DAY_NONE, sent = r->poc_sent_on != DAY_NONE;
	bool by_order = sent && r->order_on != DAY_NONE && r->poc_sent_on <= in_time;
	if (!is_signed && !by_order) {
		if (r->evaluated_on >= owed)
			ask(w, "poc", r->id, in_time);
		return;
	}
	int32_t begins = is_signed && r->poc_signed_on > in_time ? r->poc_signed_on : r->evaluated_on;
	int32_t ends = begins + lasts;
	if (r->cert_end_on != DAY_NONE && r->cert_end_on < ends)
		ends = r->cert_end_on;
	if (r->evaluated_on >= owed || ends >= owed)
		ask(w, "poc", r->id, ends);
}

static void ask_for_reports(struct answers *w, const struct referral *r, int32_t owed)
{
	int32_t reported = last_report(w->b, r->id);
	bool treated = r->status == STATUS_EVALUATED || r->status == STATUS_ACTIVE;
	if (treated && r->evaluated_on != DAY_NONE) {
		ask_for_plan(w, r, owed);
		if (r->evaluated_on >= owed && reported < r->evaluated_on)
			ask(w, "report-evaluation", r->id, r->evaluated_on + setting(w, SET_REPORT_EVALUATION_DAYS));
	}
	if (r->status == STATUS_ACTIVE && reported != DAY_NONE && r->evaluated_on != DAY_NONE &&
	    reported >= r->evaluated_on && reported + setting(w, SET_REPORT_PROGRESS_DAYS) >= owed)
		ask(w, "report-progress", r->id, reported + setting(w, SET_REPORT_PROGRESS_DAYS));
	if (r->status == STATUS_DISCHARGED && r->discharged_on != DAY_NONE && r->discharged_on >= owed &&
	    reported < r->discharged_on)
		ask(w, "report-discharge", r->id, r->discharged_on + setting(w, SET_REPORT_DISCHARGE_DAYS));
}

static void ask_of_referral(struct answers *w, const struct referral *r, int32_t owed)
{
	if (r->direction != REFERRAL_IN)
		return;
	if (r->status == STATUS_DISCHARGED && r->nps != NUM_NONE && r->nps >= 9 && r->asked_on == DAY_NONE &&
	    r->discharged_on != DAY_NONE && r->discharged_on >= owed)
		ask(w, "ask-patient", r->id, r->discharged_on + setting(w, SET_ASK_PATIENT_DAYS));
	if (!r->source_id)
		return;
	bool thanked = r->thank == THANK_NONE || first_thanks(w->b, r->id) != DAY_NONE;
	if (!thanked && r->received_on >= owed)
		ask(w, "thank", r->id, r->received_on + setting(w, SET_THANK_DAYS));
	int32_t heard = r->challenge_on != DAY_NONE    ? r->challenge_on
			: r->discharged_on != DAY_NONE ? r->discharged_on
			: r->evaluated_on != DAY_NONE  ? r->evaluated_on
						       : r->received_on;
	if ((r->challenge || (r->nps != NUM_NONE && r->nps <= 6)) && r->challenge_told_on == DAY_NONE && heard >= owed)
		ask(w, "bad-news", r->id, heard);
	ask_for_reports(w, r, owed);
}

static void compute(struct answers *w)
{
	struct book *b = w->b;
	int32_t owed = setting(w, SET_OWED_FROM);
	w->n = 0;
	for (int i = 0; i < b->n_r; i++)
		ask_of_referral(w, &b->r[i], owed);
	for (int i = 0; i < b->n_s; i++)
		if (!b->s[i].archived)
			ask_of_source(w, &b->s[i], owed);
	for (int i = 0; i < b->n_p; i++)
		if (b->p[i].state == STEP_OPEN)
			ask(w, "step", b->p[i].id, b->p[i].due_on);
	for (int i = 0; i < b->n_c; i++)
		for (int k = 0; k < b->n_a; k++)
			if (b->a[k].id == b->c[i].announcement_id && b->c[i].told_on == DAY_NONE &&
			    b->a[k].on >= owed && source_of(b, b->c[i].source_id)->standing == STANDING_LIVE)
				ask(w, "announce", b->c[i].id, b->a[k].on);
	int32_t own = b->clinic.own_details_on != DAY_NONE ? b->clinic.own_details_on : b->clinic.made_on;
	ask(w, "own-details", 1, own + setting(w, SET_OWN_DETAILS_DAYS));
}

/* What belongs to an archived source is not shown. */
static bool shown(struct book *b, const struct asked *a)
{
	uint64_t source = 0;
	for (int i = 0; i < b->n_r; i++)
		if (b->r[i].id == a->subject)
			source = b->r[i].source_id;
	for (int i = 0; i < b->n_p; i++)
		if (b->p[i].id == a->subject)
			source = b->p[i].source_id;
	for (int i = 0; i < b->n_c; i++)
		if (b->c[i].id == a->subject)
			source = b->c[i].source_id;
	return !source || !source_of(b, source)->archived;
}

static void compare(struct book *b, int number)
{
	struct answers w = {.b = b};
	struct arena a = {0};
	struct queue_row *rows;
	int n, expected = 0;
	read_all(b);
	compute(&w);
	assert_true(store_queue(b->store, TODAY, DAY_FAR - 1, NULL, 10000, &a, &rows, &n, NULL));
	for (int i = 0; i < w.n; i++) {
		const struct asked *x = &w.rows[i];
		int found = 0;
		if (!shown(b, x))
			continue;
		expected++;
		for (int k = 0; k < n; k++)
			found += str_eq(rows[k].rule, x->rule) && rows[k].subject_id == x->subject &&
				 rows[k].due_on == x->due;
		if (found != 1) {
			print_message("book %d: %s:%" PRIu64 " should ask on %d\n", number, x->rule, x->subject,
				      x->due);
			for (int k = 0; k < n; k++)
				if (str_eq(rows[k].rule, x->rule))
					print_message("  the queue has %s:%" PRIu64 " on %d\n", rows[k].rule,
						      rows[k].subject_id, rows[k].due_on);
		}
		assert_int_equal(found, 1);
	}
	for (int k = 0; k < n && n != expected; k++) {
		bool known = false;
		for (int i = 0; i < w.n; i++)
			known = known ||
				(str_eq(rows[k].rule, w.rows[i].rule) && rows[k].subject_id == w.rows[i].subject);
		if (!known)
			print_message("book %d: the queue has %s:%" PRIu64 " on %d\n", number, rows[k].rule,
				      rows[k].subject_id, rows[k].due_on);
	}
	assert_int_equal(n, expected);
	arena_clear(&a);
	arena_clear(&b->arena);
}

/* --- a book at random --- */

enum {
	SOURCES = 4,
	REFERRALS = 100,
	STEPS = 200,
	TOUCHES = 300,
	NEWS = 400,
	TOLD = 410,
	DISMISSED = 500,
	LABELS = 600
};

static void a_source(int i, struct source *s)
{
	record_init(KIND_SOURCE, s);
	s->id = (uint64_t)i + 10;
	s->name = "Somebody";
	s->stage = (int16_t)below(3);
	s->standing = chance(80) ? STANDING_LIVE : (int16_t)(1 + below(2));
	s->standing_until = s->standing == STANDING_PAUSED ? TODAY + below(30) : DAY_NONE;
	s->added_on = some_day();
	s->verified_on = maybe_day(50);
	s->payers_on = maybe_day(60);
	s->marketing_on = maybe_day(60);
	s->homework_on = maybe_day(10);
	s->fit = chance(60) ? (int16_t)below(3) : CHOICE_NONE;
	s->gatekeeper = i == 0;
	s->via_id = i > 0 && chance(40) ? 10 : 0;
	s->decision_maker = chance(40);
	s->cadence_days = chance(20) ? 7 + below(60) : NUM_NONE;
	s->archived = chance(8);
}

static void a_referral(int i, struct referral *r)
{
	record_init(KIND_REFERRAL, r);
	r->id = (uint64_t)(REFERRALS + i);
	r->number = 1001 + i;
	r->source_id = chance(92) ? (uint64_t)below(SOURCES) + 10 : 0;
	r->direction = chance(90) ? REFERRAL_IN : REFERRAL_OUT;
	r->received_on = some_day();
	r->status = (int16_t)(chance(40) ? below(6) : STATUS_EVALUATED + below(3));
	r->thank = chance(30) ? THANK_NONE : CHOICE_NONE;
	if (r->status >= STATUS_EVALUATED && r->status <= STATUS_DISCHARGED)
		r->evaluated_on = r->received_on + below(20);
	if (r->status == STATUS_DISCHARGED)
		r->discharged_on = r->evaluated_on + below(80);
	r->nps = chance(50) ? (chance(60) ? below(11) : 9 + below(2)) : NUM_NONE;
	r->challenge = chance(15);
	r->challenge_on = maybe_day(10);
	r->challenge_told_on = maybe_day(20);
	r->asked_on = maybe_day(20);
	r->order_on = maybe_day(40);
	r->poc_sent_on = maybe_day(60);
	r->poc_signed_on = r->poc_sent_on != DAY_NONE ? maybe_day(50) : DAY_NONE;
	r->cert_end_on = maybe_day(30);
}

static void a_touch(int i, int referrals, struct touch *t)
{
	record_init(KIND_TOUCH, t);
	t->id = (uint64_t)(TOUCHES + i);
	t->source_id = (uint64_t)below(SOURCES) + 10;
	t->on = some_day();
	t->channel = (int16_t)below(CHANNEL_OTHER + 1);
	t->purpose = chance(60) ? (int16_t)below(PURPOSE_GIFT + 1) : CHOICE_NONE;
	t->result = chance(30) ? (int16_t)below(4) : CHOICE_NONE;
	t->substantive = chance(10) ? (int16_t)below(2) : CHOICE_NONE;
	t->met_id = chance(15) ? (uint64_t)below(SOURCES) + 10 : 0;
	t->referral_id = referrals && chance(40) ? (uint64_t)(REFERRALS + below(referrals)) : 0;
}

static void a_dismissal(int i, struct dismissal *d)
{
	static const char *const of_referrals[] = {
		"thank", "poc", "bad-news", "ask-patient", "report-evaluation", "report-progress", "report-discharge"};
	static const char *const of_sources[] = {"touch",  "homework",       "substance",      "outcomes", "verify",
						 "lapsed", "decision-maker", "second-meeting", "move-on",  "let-go"};
	int which = below(10);
	record_init(KIND_DISMISSAL, d);
	d->id = (uint64_t)(DISMISSED + i);
	d->rule = which < 4   ? of_referrals[below(7)]
		  : which < 8 ? of_sources[below(10)]
		  : which < 9 ? "announce"
			      : "own-details";
	d->subject_id = which < 4   ? (uint64_t)(REFERRALS + below(4))
			: which < 8 ? (uint64_t)below(SOURCES) + 10
			: which < 9 ? (uint64_t)(TOLD + below(SOURCES))
				    : 1;
	d->how = chance(50) ? DISMISSAL_DROP : DISMISSAL_LATER;
	d->until_on = d->how == DISMISSAL_LATER ? TODAY + below(60) - 20 : DAY_NONE;
	d->due_on = some_day();
}

static void a_label(int i, struct label *l)
{
	static const uint64_t ids[] = {1, 5, 10};
	static const char *const words[] = {"BCBS", "knees", "Tricare"};
	record_init(KIND_LABEL, l);
	l->id = (uint64_t)(LABELS + i);
	l->of = (int16_t)below(3);
	l->of_id = ids[l->of] + (uint64_t)(l->of == LABEL_OF_SOURCE ? below(SOURCES) : 0);
	l->type = (int16_t)below(LABEL_TYPES);
	l->word = l->of == LABEL_OF_SOURCE && l->type == LABEL_TAG && chance(70) ? "no gatekeeper" : words[below(3)];
}

struct making {
	int referrals;
};

static bool put(struct tx *tx, enum kind kind, void *record, struct err *e)
{
	return tx_put(tx, kind, record, NULL, e);
}

static bool put_people(struct tx *tx, struct err *e)
{
	struct practice office;
	record_init(KIND_PRACTICE, &office);
	office.id = 5;
	office.name = "An office";
	bool ok = put(tx, KIND_PRACTICE, &office, e);
	for (int i = 0; ok && i < SOURCES; i++) {
		struct source s;
		a_source(i, &s);
		s.practice_id = chance(50) ? 5 : 0;
		ok = put(tx, KIND_SOURCE, &s, e);
	}
	return ok;
}

static bool put_plans(struct tx *tx, struct err *e)
{
	struct announcement a;
	bool ok = true;
	record_init(KIND_ANNOUNCEMENT, &a);
	a.id = NEWS;
	a.title = "news";
	a.on = some_day();
	ok = put(tx, KIND_ANNOUNCEMENT, &a, e);
	for (int i = 0; ok && i < SOURCES; i++) {
		struct step p;
		struct recipient c;
		record_init(KIND_STEP, &p);
		p.id = (uint64_t)(STEPS + i);
		p.source_id = (uint64_t)i + 10;
		p.due_on = TODAY + below(60) - 30;
		p.state = (int16_t)below(3);
		record_init(KIND_RECIPIENT, &c);
		c.id = (uint64_t)(TOLD + i);
		c.announcement_id = NEWS;
		c.source_id = (uint64_t)i + 10;
		c.told_on = maybe_day(50);
		ok = (!chance(40) || put(tx, KIND_STEP, &p, e)) && (!chance(40) || put(tx, KIND_RECIPIENT, &c, e));
	}
	return ok;
}

static bool make(struct tx *tx, void *ctx, struct err *e)
{
	struct making *m = ctx;
	struct clinic c;
	struct arena a = {0};
	bool ok = store_get(tx_store(tx), KIND_CLINIC, 1, &a, &c, e);
	int touches = below(24), dismissals = below(5), labels = below(10);
	c.made_on = TODAY - below(350);
	c.own_details_on = maybe_day(50);
	m->referrals = below(10);
	ok = ok && put(tx, KIND_CLINIC, &c, e) && put_people(tx, e);
	for (int i = 0; ok && i < m->referrals; i++) {
		struct referral r;
		a_referral(i, &r);
		ok = put(tx, KIND_REFERRAL, &r, e);
	}
	for (int i = 0; ok && i < touches; i++) {
		struct touch t;
		a_touch(i, m->referrals, &t);
		ok = put(tx, KIND_TOUCH, &t, e);
	}
	ok = ok && put_plans(tx, e);
	for (int i = 0; ok && i < labels; i++) {
		struct label l;
		a_label(i, &l);
		ok = put(tx, KIND_LABEL, &l, e);
	}
	for (int i = 0; ok && i < dismissals; i++) {
		struct dismissal d;
		a_dismissal(i, &d);
		struct err why = {0};
		if (!put(tx, KIND_DISMISSAL, &d, &why)) /* one a rule and subject */
			ok = why.code == ERR_DUP;
		err_clear(&why);
	}
	arena_clear(&a);
	return ok;
}

/* A word of the clinic, the practice or a source comes, becomes another, or goes. */
static bool change_label(struct tx *tx, struct err *e)
{
	struct label l, was;
	struct arena a = {0};
	a_label(below(10), &l);
	bool there = store_get(tx_store(tx), KIND_LABEL, l.id, &a, &was, NULL);
	bool ok = there && chance(50) ? tx_delete(tx, KIND_LABEL, l.id, e) : put(tx, KIND_LABEL, &l, e);
	arena_clear(&a);
	return ok;
}

/* Something else is written over it: a person, a referral, a touch, a word, or a setting. */
/* A number of any rule, or the day from which on things are owed. */
static bool change_setting(struct tx *tx, struct err *e)
{
	int which = below(SET_OWED_FROM + 2);
	struct str value = {0};
	if (which == SET_OWED_FROM + 1)
		which = SET_ACTIVE_DAYS;
	if (which == SET_OWED_FROM)
		setting_write(&value, which, TODAY - below(500));
	else
		setting_write(&value, which, settings[which].type == SETTING_DAYS ? below(200) : 1 + below(5));
	bool ok = tx_set(tx, which, str_text(&value), e);
	str_free(&value);
	return ok;
}

/* Something else is written over it: a person, a referral, a touch, a label, or a setting. */
static bool change(struct tx *tx, void *ctx, struct err *e)
{
	struct making *m = ctx;
	struct source s;
	struct referral r;
	struct touch t;
	switch (below(5)) {
	case 0:
		a_source(below(SOURCES), &s);
		return put(tx, KIND_SOURCE, &s, e);
	case 1:
		a_referral(below(m->referrals + 1), &r);
		m->referrals += r.id == (uint64_t)(REFERRALS + m->referrals);
		return put(tx, KIND_REFERRAL, &r, e);
	case 2:
		a_touch(below(24), m->referrals, &t);
		return put(tx, KIND_TOUCH, &t, e);
	case 3:
		return change_label(tx, e);
	default:
		return change_setting(tx, e);
	}
}

static void there_and_back(struct book *b, const struct deed *deed, int number)
{
	struct undo_report r = {0};
	struct err e = {0};
	compare(b, number);
	assert_true(store_undo(b->store, deed, &r, &e));
	undo_report_free(&r);
	compare(b, number);
	assert_true(store_redo(b->store, deed, &r, &e));
	undo_report_free(&r);
	err_clear(&e);
}

/* Something that is asked is put off or dropped, as a person does it. */
static void dismiss_one(struct book *b, const struct deed *deed, int number)
{
	struct app app = {.store = b->store, .now = *deed->now, .user = deed->who};
	struct arena a = {0};
	struct said said = {0};
	struct err e = {0};
	struct queue_row *rows;
	int n;
	assert_true(store_queue(b->store, TODAY, DAY_FAR - 1, NULL, 10000, &a, &rows, &n, &e));
	if (n) {
		const struct queue_row *item = &rows[below(n)];
		assert_true(chance(60)
				    ? app_drop(&app, item, &said, &e)
				    : app_later(&app, item, max_day(item->due_on, TODAY) + 1 + below(30), &said, &e));
		if (number % 10 == 0)
			there_and_back(b, deed, number);
		else
			compare(b, number);
	}
	said_free(&said);
	arena_clear(&a);
}

/* Each book is written over the one before it, and every now and then a new one is begun. */
static void rules_agree_with_a_second_computation(void **state)
{
	struct now now = {.today = TODAY, .utc_ms = TODAY * 86400000LL};
	struct deed deed = {"maria", "at random", &now};
	struct book *b = mem_alloc(sizeof *b);
	struct making m = {0};
	(void)state;
	for (int i = 0; i < BOOKS; i++) {
		struct err e = {0};
		state_of_dice = (uint64_t)i * 0x9e3779b97f4a7c15u + 1;
		if (i % 40 == 0) {
			store_close(b->store);
			assert_true(store_open(&b->store, ":memory:", STORE_MAKE, &now, &e));
		}
		bool ok = store_write(b->store, &deed, make, &m, &e);
		if (!ok)
			print_message("book %d: %s\n", i, err_text(&e));
		assert_true(ok);
		compare(b, i);
		if (i % 10 == 0) {
			assert_true(store_write(b->store, &deed, change, &m, &e));
			there_and_back(b, &deed, i);
		}
		if (i % 2 == 0)
			dismiss_one(b, &deed, i);
	}
	int too_few = 0;
	for (int i = 0; i < RULES; i++) {
		const struct tried *t = &tried[i];
		print_message("  %-18s asked %5d times, put off %4d, dropped %3d\n", t->rule, t->asked, t->later,
			      t->dropped);
		bool enough = t->asked >= 100 &&
			      (str_eq(t->rule, "step") || str_eq(t->rule, "reopen") || t->later + t->dropped >= 3);
		too_few += !enough;
	}
	assert_int_equal(too_few, 0);
	store_close(b->store);
	free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_agree_with_a_second_computation),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
