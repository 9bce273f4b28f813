/* Referrals: recording one, and leading it on. */
#include "rapport/app/referral.h"

#include <inttypes.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/model/measure.h"

/* A setback, or a patient who would not recommend us, has the day on which we heard of it. */
static void day_of_setback(const struct referral *base, struct referral *r, int32_t today)
{
	bool bad = r->challenge || (r->nps != NUM_NONE && r->nps <= 6);
	bool was = base && (base->challenge || (base->nps != NUM_NONE && base->nps <= 6));
	if (bad && !was && r->challenge_on == DAY_NONE)
		r->challenge_on = today;
}

/* --- recording one --- */

struct refer_act {
	struct act act;
	struct referral *r;
};

static bool refer_in(struct tx *tx, void *ctx, struct err *e)
{
	struct refer_act *a = ctx;
	struct source s = {0};
	if (a->r->source_id && !act_source(&a->act, tx, a->r->source_id, &s, e))
		return false;
	if (!tx_insert(tx, KIND_REFERRAL, a->r, e))
		return false;
	long long number = (long long)a->r->number;
	bool out = a->r->direction == REFERRAL_OUT;
	tx_label(tx, s.name ? "referral R-%lld %s %s" : "referral R-%lld", number, out ? "to" : "from", s.name);
	say(a->act.said, s.name ? "Recorded R-%lld %s %s." : "Recorded R-%lld.", number, out ? "to" : "from", s.name);
	if (s.name && !out && s.referrals == 0 && s.stage == STAGE_FIRST && s.standing == STANDING_LIVE)
		say(a->act.said, "First referral! > moves them to %s.", choice_label(choices_stage, STAGE_TRUST));
	else if (s.name && !out && a->r->thank != THANK_NONE)
		say(a->act.said, "Thanks are due tomorrow.");
	a->act.said->id = a->r->id;
	return true;
}

bool app_refer(struct app *app, struct referral *r, struct said *out, struct err *e)
{
	struct refer_act a = {.act = {.app = app, .said = out}, .r = r};
	if (r->received_on == DAY_NONE)
		r->received_on = app->now.today;
	if (r->status == CHOICE_NONE)
		r->status = STATUS_RECEIVED;
	if (r->direction == REFERRAL_OUT)
		r->thank = CHOICE_NONE;
	if (!referral_settle(NULL, r, app->now.today, e))
		return false;
	day_of_setback(NULL, r, app->now.today);
	out->source_id = r->source_id;
	return act_run(&a.act, refer_in, e);
}

/* --- leading it on --- */

struct lead_act {
	struct act act;
	struct lead *lead;
	bool changed, reported; /* the referral itself; a report was logged */
	struct str scores;
};

/* Fills the new record of a measure, or the old one with what is newly known. */
static void join_outcome(struct lead_act *l, const struct outcome *given, struct outcome *o)
{
	const struct referral *r = l->lead->edited;
	int32_t today = l->act.app->now.today;
	if (given->initial != NUM_NONE || l->lead->whole)
		o->initial = given->initial;
	if (given->final != NUM_NONE || l->lead->whole)
		o->final = given->final;
	if (given->initial_on != DAY_NONE)
		o->initial_on = given->initial_on;
	if (given->final_on != DAY_NONE)
		o->final_on = given->final_on;
	if (o->initial == NUM_NONE)
		o->initial_on = DAY_NONE;
	else if (o->initial_on == DAY_NONE)
		o->initial_on = r->evaluated_on != DAY_NONE ? r->evaluated_on : today;
	if (o->final == NUM_NONE)
		o->final_on = DAY_NONE;
	else if (o->final_on == DAY_NONE)
		o->final_on = r->discharged_on != DAY_NONE ? r->discharged_on : today;
}

static bool differs(enum kind kind, const void *a, const void *b)
{
	bool same = true;
	for (int i = 1; i < kinds[kind].count && same; i++)
		same = field_equal(&kinds[kind].fields[i], a, b);
	return !same;
}

static void score_words(struct lead_act *l, struct tx *tx, const struct outcome *o)
{
	const struct measure *m = measure_named(o->measure);
	str_printf(&l->scores, "%s%s ", l->scores.len ? ", " : "", o->measure);
	outcome_write(&l->scores, o, m ? store_setting(tx_store(tx), m->setting) : 0);
}

static bool outcome_in(struct lead_act *l, struct tx *tx, const struct outcome *given, struct err *e)
{
	struct outcome base, o;
	struct outcome *rows;
	void *found;
	int n;
	if (!store_where(tx_store(tx), KIND_OUTCOME, "referral_id", l->lead->base->id, &l->act.arena, &found, &n, e))
		return false;
	rows = found;
	record_init(KIND_OUTCOME, &base);
	for (int i = 0; i < n; i++)
		if (str_ieq(rows[i].measure, given->measure))
			base = rows[i];
	o = base;
	o.referral_id = l->lead->base->id;
	if (!o.id)
		o.measure = given->measure;
	join_outcome(l, given, &o);
	if (o.initial == NUM_NONE && o.final == NUM_NONE)
		return !o.id || tx_delete(tx, KIND_OUTCOME, o.id, e);
	if (!differs(KIND_OUTCOME, &base, &o))
		return true;
	score_words(l, tx, &o);
	return o.id ? tx_update(tx, KIND_OUTCOME, &base, &o, e) : tx_insert(tx, KIND_OUTCOME, &o, e);
}

static bool report_in(struct lead_act *l, struct tx *tx, struct err *e)
{
	const struct referral *r = l->lead->edited;
	struct touch t;
	if (!r->source_id || r->direction == REFERRAL_OUT)
		return err_set(e, ERR_REFUSED, "R-%" PRId64 " %s", r->number,
			       r->source_id ? "went from us to them: there is nobody to report to"
					    : "names no source to report to");
	touch_begin(l->act.app, &t, r->source_id, CHANNEL_REPORT);
	t.purpose = r->status == STATUS_DISCHARGED ? PURPOSE_OUTCOMES : PURPOSE_PROGRESS;
	t.referral_id = r->id;
	t.note = l->lead->note;
	if (l->lead->report_on != DAY_NONE)
		t.on = l->lead->report_on;
	l->reported = true;
	return tx_insert(tx, KIND_TOUCH, &t, e);
}

/* "R-1042 evaluated" */
static void status_words(struct str *b, const struct referral *r)
{
	static const char *const words[] = {
		[STATUS_RECEIVED] = " is back to received", [STATUS_BOOKED] = " booked",
		[STATUS_EVALUATED] = " evaluated",          [STATUS_ACTIVE] = " active",
		[STATUS_DISCHARGED] = " discharged",        [STATUS_NO_SHOW] = " did not come"};
	str_printf(b, "R-%" PRId64 "%s", r->number, words[r->status]);
}

static void label_lead(struct lead_act *l, struct tx *tx, const struct source *s)
{
	const struct lead *lead = l->lead;
	struct str b = {0};
	bool moved = lead->edited->status != lead->base->status;
	if (lead->what)
		str_printf(&b, "R-%" PRId64 " %s", lead->base->number, lead->what);
	else if (moved && !l->scores.len && !l->reported)
		status_words(&b, lead->edited);
	else if (l->reported && !l->changed && !l->scores.len)
		str_printf(&b, "report with %s about R-%" PRId64, s->name, lead->base->number);
	else if (l->scores.len && !l->changed && !l->reported)
		str_printf(&b, "R-%" PRId64 ": %s", lead->base->number, str_text(&l->scores));
	else
		str_printf(&b, "R-%" PRId64 " changed", lead->base->number);
	tx_label(tx, "%s", str_text(&b));
	str_free(&b);
}

static bool lead_in(struct tx *tx, void *ctx, struct err *e)
{
	struct lead_act *l = ctx;
	struct lead *lead = l->lead;
	struct source s = {0};
	if (lead->edited->source_id && !act_source(&l->act, tx, lead->edited->source_id, &s, e))
		return false;
	l->changed = differs(KIND_REFERRAL, lead->base, lead->edited);
	if (l->changed && !tx_update(tx, KIND_REFERRAL, lead->base, lead->edited, e))
		return false;
	if (tx_kept(tx))
		say(l->act.said, "Somebody changed it meanwhile: kept %s.", tx_kept(tx));
	for (int i = 0; i < lead->n; i++)
		if (!outcome_in(l, tx, &lead->outcomes[i], e))
			return false;
	if (lead->report && !report_in(l, tx, e))
		return false;
	label_lead(l, tx, &s);
	l->act.said->id = lead->base->id;
	return true;
}

/* Days that a step back has emptied. */
static void say_cleared(struct said *out, const struct referral *base, const struct referral *r)
{
	static const char *const names[] = {"booked_on", "evaluated_on", "discharged_on"};
	struct str b = {0};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const struct field *f = kind_field(KIND_REFERRAL, names[i]);
		if (field_known(f, base) && !field_known(f, r)) {
			str_add(&b, b.len ? ", " : "");
			lower_word(&b, f->label);
		}
	}
	if (b.len)
		say(out, "Emptied: the day of %s.", str_text(&b));
	str_free(&b);
}

/* "report to Dr. Priya Okafor due Tue 17 Mar" of one item. */
static void item_words(struct str *b, const struct queue_row *q, int32_t today)
{
	static const struct {
		const char *rule, *words;
	} words[] = {
		{"thank", "thanks to %s due "},
		{"bad-news", "%s to be told, due "},
		{"report-evaluation", "report to %s due "},
		{"report-progress", "progress to %s due "},
		{"report-discharge", "outcome to %s due "},
		{"poc", "plan of care due "},
		{"ask-patient", "patient to be asked "},
	};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_eq(words[i].rule, q->rule))
			str_printf(b, words[i].words, q->name);
	date_short(b, q->due_on, today);
}

/* What it asks for next: of the kind that this act is about, else the earliest. */
static void say_owed(struct app *app, uint64_t ref_id, const char *about, struct str *b)
{
	struct arena a = {0};
	struct queue_row *rows;
	int n, at = 0;
	if (store_queue_about(app->store, app->now.today, ref_id, &a, &rows, &n, NULL) && n) {
		for (int i = n - 1; i >= 0; i--)
			if (str_starts(rows[i].rule, about))
				at = i;
		str_add(b, ": ");
		item_words(b, &rows[at], app->now.today);
	}
	arena_clear(&a);
}

/* Outside the write, when what is owed is known. */
static void say_lead(struct lead_act *l)
{
	const struct lead *lead = l->lead;
	struct str b = {0};
	bool moved = lead->edited->status != lead->base->status;
	if (moved)
		status_words(&b, lead->edited);
	else
		str_printf(&b, "R-%" PRId64 " %s", lead->base->number,
			   lead->what      ? lead->what
			   : l->reported   ? "reported"
			   : l->scores.len ? str_text(&l->scores)
			   : l->changed    ? "changed"
					   : "is as it was");
	if (moved || l->reported || lead->what)
		say_owed(l->act.app, lead->base->id, lead->what ? lead->about : "report-", &b);
	say(l->act.said, "%s.", str_text(&b));
	if (moved && l->scores.len)
		say(l->act.said, "%s.", str_text(&l->scores));
	say_cleared(l->act.said, lead->base, lead->edited);
	str_free(&b);
}

bool app_lead(struct app *app, struct lead *lead, struct said *out, struct err *e)
{
	struct lead_act l = {.act = {.app = app, .said = out}, .lead = lead};
	if (!referral_settle(lead->base, lead->edited, app->now.today, e))
		return false;
	if (lead->report && lead->report_on > app->now.today)
		return err_field(e, "on", "that day has not come yet");
	day_of_setback(lead->base, lead->edited, app->now.today);
	out->source_id = lead->edited->source_id;
	bool ok = act_run(&l.act, lead_in, e);
	if (ok)
		say_lead(&l);
	str_free(&l.scores);
	return ok;
}

bool app_referral(struct app *app, const struct referral *base, struct referral *edited, struct said *out,
		  struct err *e)
{
	struct lead lead = {.base = base, .edited = edited};
	return app_lead(app, &lead, out, e);
}

/* --- outcome measures as they are typed --- */

static bool read_score(const char *text, int64_t *score, const char *field, struct err *e)
{
	if (!*text || str_eq(text, "-"))
		return true;
	return tenths_read(text, score) || err_field(e, field, "“%s” is no score, such as 32 or 31.5", text);
}

bool app_read_outcome(const char *text, struct arena *a, struct outcome *o, struct err *e)
{
	struct str whole = {0};
	str_trim(&whole, text);
	const char *s = str_text(&whole), *rest;
	size_t name = strcspn(s, strchr(s, '=') ? "=" : " ");
	bool ok = name > 0 && s[name] != 0;
	record_init(KIND_OUTCOME, o);
	struct str measure = {0};
	str_trim(&measure, arena_strndup(a, s, name));
	o->measure = arena_strdup(a, str_text(&measure));
	str_free(&measure);
	if (measure_named(o->measure))
		o->measure = measure_named(o->measure)->name;
	rest = s + name + strspn(s + name, "= ");
	size_t first = strcspn(rest, ", "), gap = strspn(rest + first, ", ");
	const char *initial = arena_strndup(a, rest, first), *final = arena_strdup(a, rest + first + gap);
	ok = ok && (*initial || *final) && !strpbrk(final, ", ");
	str_free(&whole);
	if (!ok)
		return err_set(e, ERR_USAGE,
			       "an outcome is a measure with its initial and final score, such as “LEFS 32 58”");
	return read_score(initial, &o->initial, "initial", e) && read_score(final, &o->final, "final", e);
}
