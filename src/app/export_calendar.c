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
#define CLOSED_DAYS 90 /* a step that was closed longer ago is in nobody's calendar any more */

struct calendar_export {
	struct app *app;
	const struct calendar_options *o;
	struct calendar calendar;
	struct arena arena;
	int n;
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

/* What is open. A step counts its own states; what a rule asks for moves with the facts, so the day of the export stands for it. */
static bool put_item(struct calendar_export *x, const struct queue_row *row, struct err *e)
{
	struct str key = {0};
	struct step step;
	struct calendar_item item = {.day = row->due_on,
				     .sequence = x->app->now.today,
				     .modified_on = DAY_NONE,
				     .summary = summary_of(x, row)};
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

/* Steps that were closed and items that were dropped, for the calendar to take away. */
static bool put_closed_step(void *ctx, const void *record, struct err *e)
{
	struct calendar_export *x = ctx;
	const struct step *s = record;
	struct source source;
	if (s->state == STEP_OPEN || s->closed_on == DAY_NONE || s->closed_on < x->app->now.today - CLOSED_DAYS ||
	    !wanted(x, s->source_id))
		return true;
	if (!store_get(x->app->store, KIND_SOURCE, s->source_id, &x->arena, &source, e))
		return false;
	struct calendar_item item = {.key = arena_printf(&x->arena, "step:%" PRIu64, s->id),
				     .summary = source.name,
				     .day = s->due_on,
				     .sequence = s->rev,
				     .modified_on = s->closed_on,
				     .state = s->state == STEP_DONE ? CALENDAR_DONE : CALENDAR_DROPPED};
	calendar_put(&x->calendar, &item);
	arena_clear(&x->arena);
	return true;
}

static bool put_dropped(void *ctx, const void *record, struct err *e)
{
	struct calendar_export *x = ctx;
	const struct dismissal *d = record;
	(void)e;
	if (d->how != DISMISSAL_DROP || d->due_on == DAY_NONE)
		return true;
	struct calendar_item item = {.key = arena_printf(&x->arena, "%s:%" PRIu64, d->rule, d->subject_id),
				     .summary = d->rule,
				     .day = d->due_on,
				     .sequence = x->app->now.today,
				     .modified_on = DAY_NONE,
				     .state = CALENDAR_DROPPED};
	calendar_put(&x->calendar, &item);
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
	bool ok = store_queue(app->store, app->now.today, app->now.today + x->o->days, x->o->owner, ITEMS_MOST,
			      &rows_arena, &rows, &n, e);
	for (int i = 0; ok && i < n; i++) {
		ok = !line_wanted(x, &rows[i]) || put_item(x, &rows[i], e);
		arena_clear(&x->arena);
	}
	arena_clear(&rows_arena);
	if (!ok || x->o->items)
		return ok;
	return store_each(app->store, KIND_STEP, put_closed_step, x, e) &&
	       (x->o->whom.n || store_each(app->store, KIND_DISMISSAL, put_dropped, x, e));
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
	return ok && (!ferror(out) ||
		      err_set(e, errno == ENOSPC ? ERR_FULL : ERR_IO, "cannot be written: %s", strerror(errno)));
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
	say(out, "Exported %d %s of the queue to %s.", x.n, x.n == 1 ? "item" : "items", str_text(&shown));
	str_free(&shown);
	return true;
}
