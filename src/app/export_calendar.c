/* The queue for a calendar. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "files.h"
#include "inner.h"
#include "rapport/app/exchange.h"
#include "rapport/base/day.h"
#include "rapport/exchange/calendar.h"

#define ITEMS_MOST 100000
#define CLOSED_DAYS 90 /* what was settled longer ago is in nobody's calendar any more */

struct calendar_export {
	struct app *app;
	const struct calendar_options *o;
	struct calendar calendar;
	struct arena arena;
	int64_t sequence; /* of what a rule asks for */
	int n, gone;      /* what is open; what the calendar is to take away */
};

/* "Call Dr. Priya Okafor: outcomes for R-1042" */
static const char *summary_of(struct calendar_export *x, const struct queue_row *row)
{
	struct str b = {0};
	str_printf(&b, "%s%s%s", row->verb, row->name && *row->name ? " " : "", row->name ? row->name : "");
	if (row->what && *row->what)
		str_printf(&b, ": %s", row->what);
	if (b.s[0] >= 'a' && b.s[0] <= 'z')
		b.s[0] = (char)(b.s[0] - 'a' + 'A');
	const char *text = arena_strdup(&x->arena, b.s);
	str_free(&b);
	return text;
}

/* Whom to call, and with `private` which patient it is about. Not why it is there: that counts days from today. */
static bool description_of(struct calendar_export *x, const struct queue_row *row, const char **text, struct err *e)
{
	struct str b = {0};
	struct referral r = {0};
	if (x->o->private && row->about == KIND_REFERRAL &&
	    !store_get(x->app->store, KIND_REFERRAL, row->subject_id, &x->arena, &r, e))
		return false;
	const char *const lines[] = {row->practice, row->phone,
				     r.patient_ref ? arena_printf(&x->arena, "Patient: %s", r.patient_ref) : NULL};
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (!str_blank(lines[i]))
			str_printf(&b, "%s%s", b.len ? "\n" : "", lines[i]);
	*text = arena_strdup(&x->arena, str_text(&b));
	str_free(&b);
	return true;
}

static bool wanted(const struct calendar_export *x, uint64_t source_id)
{
	for (int i = 0; i < x->o->whom.n; i++)
		if (x->o->whom.ids[i] == source_id)
			return true;
	return !x->o->whom.n;
}

static bool line_wanted(const struct calendar_export *x, const struct queue_row *row)
{
	const struct items *only = x->o->items;
	if (!only)
		return wanted(x, row->source_id);
	for (int i = 0; i < only->n; i++)
		if (only->rows[i].subject_id == row->subject_id && str_eq(only->rows[i].rule, row->rule))
			return true;
	return false;
}

/* What is open. A step counts its own states; what a rule asks for moves with the facts, so the book's last act stands for it. */
static bool put_item(struct calendar_export *x, const struct queue_row *row, struct err *e)
{
	struct str key = {0};
	struct step step;
	struct calendar_item item = {
		.day = row->due_on, .sequence = x->sequence, .modified_on = DAY_NONE, .summary = summary_of(x, row)};
	if (!description_of(x, row, &item.description, e))
		return false;
	if (row->about == KIND_STEP) {
		if (!store_get(x->app->store, KIND_STEP, row->subject_id, &x->arena, &step, e))
			return false;
		item.sequence = step.rev;
		item.modified_on = step.set_on;
	}
	app_item_key(&key, row);
	item.key = key.s;
	calendar_put(&x->calendar, &item);
	str_free(&key);
	x->n++;
	return true;
}

/* --- what is no longer open, for the calendar to take away --- */

/* A line that was settled or dropped, as far as the book still knows it. */
struct gone {
	struct queue_row row; /* rule, subject, source, day, verb and what */
	int64_t sequence;
	int32_t on; /* the day on which it was settled; DAY_NONE: not known */
	enum calendar_state state;
};

static bool recent(const struct calendar_export *x, int32_t day)
{
	return day != DAY_NONE && day >= x->app->now.today - CLOSED_DAYS;
}

static bool put_gone(struct calendar_export *x, struct gone *g, struct err *e)
{
	struct source s = {0};
	struct str key = {0};
	if (g->row.source_id && !store_get(x->app->store, KIND_SOURCE, g->row.source_id, &x->arena, &s, e))
		return false;
	if (!wanted(x, g->row.source_id) || (x->o->owner && !str_eq(x->o->owner, s.owner)))
		return true;
	g->row.name = s.name;
	app_item_key(&key, &g->row);
	struct calendar_item item = {.key = key.s,
				     .summary = summary_of(x, &g->row),
				     .day = g->row.due_on,
				     .sequence = g->sequence,
				     .modified_on = g->on,
				     .state = g->state};
	calendar_put(&x->calendar, &item);
	str_free(&key);
	x->gone++;
	return true;
}

static const char *channel_word(int channel)
{
	return channel == CHOICE_NONE ? "call" : choice_word(choices_channel, channel);
}

/* Steps that were closed. */
static bool put_closed_step(void *ctx, const void *record, struct err *e)
{
	struct calendar_export *x = ctx;
	const struct step *s = record;
	if (s->state == STEP_OPEN || !recent(x, s->closed_on))
		return true;
	struct gone g = {.row = {.rule = "step",
				 .subject_id = s->id,
				 .source_id = s->source_id,
				 .due_on = s->due_on,
				 .verb = channel_word(s->channel),
				 .what = s->what},
			 .sequence = s->rev,
			 .on = s->closed_on,
			 .state = s->state == STEP_DONE ? CALENDAR_DONE : CALENDAR_DROPPED};
	bool ok = put_gone(x, &g, e);
	arena_clear(&x->arena);
	return ok;
}

/* What was dropped, under the words that its rule still has for it. What the rule asks anew since is open. */
static bool put_dropped(void *ctx, const void *record, struct err *e)
{
	struct calendar_export *x = ctx;
	const struct dismissal *d = record;
	struct gone g = {.sequence = x->sequence, .on = DAY_NONE, .state = CALENDAR_DROPPED};
	bool ok = true;
	if (d->how == DISMISSAL_DROP && d->due_on != DAY_NONE &&
	    !store_queue_has(x->app->store, d->rule, d->subject_id) &&
	    store_rule_line(x->app->store, x->app->now.today, d->rule, d->subject_id, &x->arena, &g.row)) {
		g.row.due_on = d->due_on;
		ok = put_gone(x, &g, e);
	}
	arena_clear(&x->arena);
	return ok;
}

/* One line that the facts have settled lately: `on` is the day of the fact. */
static bool put_settled(struct calendar_export *x, const char *rule, uint64_t subject_id, uint64_t source_id,
			const char *verb, const char *what, int32_t due_on, int32_t on, struct err *e)
{
	if (due_on == DAY_NONE || store_queue_has(x->app->store, rule, subject_id) ||
	    store_rule_line(x->app->store, x->app->now.today, rule, subject_id, &x->arena, &(struct queue_row){0}))
		return true;
	struct gone g = {.row = {.rule = rule,
				 .subject_id = subject_id,
				 .source_id = source_id,
				 .due_on = due_on,
				 .verb = verb,
				 .what = what},
			 .sequence = x->sequence,
			 .on = on,
			 .state = CALENDAR_DONE};
	return put_gone(x, &g, e);
}

static int32_t days_after(const struct calendar_export *x, int32_t day, int setting)
{
	return day == DAY_NONE ? DAY_NONE : day + (int32_t)store_setting(x->app->store, setting);
}

static int32_t if_since(int32_t day, int32_t since)
{
	return day != DAY_NONE && since != DAY_NONE && day >= since ? day : DAY_NONE;
}

/* The report of a moment is settled by one sent since, and that of the evaluation by the discharge too. */
static bool put_settled_referral(void *ctx, const void *record, struct err *e)
{
	struct calendar_export *x = ctx;
	const struct referral *r = record;
	if (r->direction != REFERRAL_IN)
		return true;
	int32_t told = r->challenge_on != DAY_NONE    ? r->challenge_on
		       : r->discharged_on != DAY_NONE ? r->discharged_on
		       : r->evaluated_on != DAY_NONE  ? r->evaluated_on
						      : r->received_on;
	int32_t evaluation = if_since(r->reported_on, r->evaluated_on);
	const struct {
		const char *rule, *verb, *what;
		int32_t due_on, on;
	} lines[] = {
		{"thank", "thank", "for ", days_after(x, r->received_on, SET_THANK_DAYS), r->thanked_on},
		{"report-evaluation", "report", "send the evaluation of ",
		 days_after(x, r->evaluated_on, SET_REPORT_EVALUATION_DAYS),
		 evaluation != DAY_NONE && !recent(x, evaluation) ? DAY_NONE
		 : evaluation != DAY_NONE                         ? evaluation
								  : r->discharged_on},
		{"report-progress", "report", "send progress of ", r->discharged_on,
		 r->reported_on == DAY_NONE ? DAY_NONE : r->discharged_on},
		{"report-discharge", "report", "send the outcome of ",
		 days_after(x, r->discharged_on, SET_REPORT_DISCHARGE_DAYS),
		 if_since(r->reported_on, r->discharged_on)},
		{"bad-news", "call", "tell them of the setback with ", told, r->challenge_told_on},
		{"ask-patient", "ask", "the patient to tell others, ",
		 days_after(x, r->discharged_on, SET_ASK_PATIENT_DAYS), r->asked_on},
		{"poc", "plan", "plan of care of ", days_after(x, r->evaluated_on, SET_POC_DAYS), r->discharged_on},
	};
	bool ok = true;
	for (size_t i = 0; ok && i < sizeof lines / sizeof lines[0]; i++)
		if (recent(x, lines[i].on))
			ok = put_settled(x, lines[i].rule, r->id, r->source_id, lines[i].verb,
					 arena_printf(&x->arena, "%sR-%" PRId64, lines[i].what, r->number),
					 lines[i].due_on, lines[i].on, e);
	arena_clear(&x->arena);
	return ok;
}

static bool put_told(void *ctx, const void *record, struct err *e)
{
	struct calendar_export *x = ctx;
	const struct recipient *r = record;
	struct announcement a;
	if (!recent(x, r->told_on))
		return true;
	bool ok = store_get(x->app->store, KIND_ANNOUNCEMENT, r->announcement_id, &x->arena, &a, e) &&
		  put_settled(x, "announce", r->id, r->source_id, channel_word(r->channel),
			      arena_printf(&x->arena, "tell the news: %s", a.title), a.on, r->told_on, e);
	arena_clear(&x->arena);
	return ok;
}

static bool put_all_gone(struct calendar_export *x, struct err *e)
{
	struct store *s = x->app->store;
	return store_each(s, KIND_STEP, put_closed_step, x, e) && store_each(s, KIND_DISMISSAL, put_dropped, x, e) &&
	       store_each(s, KIND_REFERRAL, put_settled_referral, x, e) &&
	       store_each(s, KIND_RECIPIENT, put_told, x, e);
}

/* Grows with the days, and within a day with each act. */
static bool read_sequence(struct calendar_export *x, struct err *e)
{
	struct history_row *rows;
	int n;
	if (!store_history(x->app->store, 0, 0, 1, &x->arena, &rows, &n, e))
		return false;
	x->sequence = x->app->now.today + (n ? rows[0].batch : 0);
	arena_clear(&x->arena);
	return true;
}

static bool put_queue(void *ctx, struct err *e)
{
	struct calendar_export *x = ctx;
	struct app *app = x->app;
	struct arena rows_arena = {0};
	struct queue_row *rows;
	int n = 0;
	bool ok = read_sequence(x, e) && store_queue(app->store, app->now.today, app->now.today + x->o->days,
						     x->o->owner, ITEMS_MOST, &rows_arena, &rows, &n, e);
	for (int i = 0; ok && i < n; i++) {
		ok = !line_wanted(x, &rows[i]) || put_item(x, &rows[i], e);
		arena_clear(&x->arena);
	}
	arena_clear(&rows_arena);
	return ok && (x->o->items || put_all_gone(x, e));
}

static bool put_calendar(void *ctx, FILE *out, struct err *e)
{
	struct calendar_export *x = ctx;
	x->calendar = (struct calendar){
		.out = out, .todo = x->o->todo, .utc_ms = x->o->no_timestamp ? 0 : x->app->now.utc_ms};
	calendar_begin(&x->calendar);
	bool ok = store_read(x->app->store, put_queue, x, e);
	calendar_end(&x->calendar);
	arena_clear(&x->arena);
	return ok && (!ferror(out) || err_write(e, errno));
}

bool app_export_calendar(struct app *app, FILE *out, const struct calendar_options *o, struct err *e)
{
	struct calendar_export x = {.app = app, .o = o};
	return put_calendar(&x, out, e);
}

bool app_export_calendar_file(struct app *app, const char *path, const struct calendar_options *o, struct said *out,
			      struct err *e)
{
	struct calendar_export x = {.app = app, .o = o};
	struct str shown = {0};
	if (!out_file_write(app->outbox, path, put_calendar, &x, e))
		return false;
	path_words(&shown, path);
	say(out, "Exported %d %s of the queue to %s", x.n, x.n == 1 ? "item" : "items", str_text(&shown));
	if (x.gone)
		str_printf(&out->text, ", %d taken away", x.gone);
	str_add(&out->text, ".");
	str_free(&shown);
	return true;
}
