/* The sheet of one source: what is read for it, and its words. */
#include "rapport/app/sheet.h"

#include <inttypes.h>
#include <string.h>

#include "rapport/base/day.h"
#include "rapport/model/referral.h"
#include "rapport/model/words.h"

#define SOON 14 /* days: what is owed so soon is open */

struct reading {
	struct app *app;
	struct arena *a;
	struct sheet *out;
	uint64_t source_id;
};

static bool read_person(struct reading *r, struct err *e)
{
	struct sheet *s = r->out;
	struct source who;
	struct practice practice;
	record_init(KIND_PRACTICE, &practice);
	if (!store_get(r->app->store, KIND_SOURCE, r->source_id, r->a, &who, e) ||
	    (who.practice_id && !store_get(r->app->store, KIND_PRACTICE, who.practice_id, r->a, &practice, e)))
		return false;
	s->source_id = who.id;
	s->name = who.name;
	s->practice = practice.name ? practice.name : "";
	s->what = who.specialty ? who.specialty : who.role ? who.role : choice_label(choices_source_kind, who.kind);
	s->clinic = app_clinic(r->app, r->a);
	return true;
}

static bool read_counts(struct reading *r, struct err *e)
{
	struct store *store = r->app->store;
	struct sheet *s = r->out;
	int32_t month = day_month_number(r->app->now.today);
	return store_source_months(store, r->source_id, month - 11, month, s->months, e) &&
	       store_source_months(store, r->source_id, month - 23, month - 12, s->months_before, e) &&
	       store_window(store, r->source_id, s->from, s->to, &s->now, e) &&
	       (!s->has_before || store_window(store, r->source_id, s->before_from, s->before_to, &s->before, e)) &&
	       store_evidence(store, r->source_id, s->from, s->to, &s->evidence, e);
}

static void take_days(const struct referral *ref, int32_t from, int32_t to, struct spread *days)
{
	bool in = ref->direction == REFERRAL_IN && ref->received_on >= from && ref->received_on <= to;
	if (in && ref->evaluated_on != DAY_NONE)
		spread_add(days, ref->evaluated_on - ref->received_on);
}

static struct figures_days median(struct spread *days)
{
	struct figures_days out = {.n = days->n};
	spread_median(days, &out.tenths);
	spread_free(days);
	return out;
}

static bool read_first_visits(struct reading *r, struct err *e)
{
	struct sheet *s = r->out;
	struct spread now = {0}, before = {0};
	struct arena a = {0};
	void *rows;
	int n;
	bool ok = store_where(r->app->store, KIND_REFERRAL, "source_id", r->source_id, &a, &rows, &n, e);
	for (int i = 0; ok && i < n; i++) {
		const struct referral *ref = (const struct referral *)rows + i;
		take_days(ref, s->from, s->to, &now);
		if (s->has_before)
			take_days(ref, s->before_from, s->before_to, &before);
	}
	s->first_visit = median(&now);
	s->first_visit_before = median(&before);
	arena_clear(&a);
	return ok;
}

/* What may be read by them: no news, which are for all, and nothing of ours with the gatekeeper. */
static const struct {
	const char *rule, *one, *many;
} shown[SHEET_OPEN] = {
	{"thank", "thank-you for a referral", "thank-yous for referrals"},
	{"bad-news", "call about a patient", "calls about patients"},
	{"report-evaluation", "report of an evaluation", "reports of evaluations"},
	{"report-progress", "progress report", "progress reports"},
	{"report-discharge", "report of a discharge", "reports of discharges"},
	{"outcomes", "outcomes of their patients", "outcomes of their patients"},
	{"poc", "plan of care to be signed", "plans of care to be signed"},
};

static void count_open(struct sheet *s, const struct queue_row *item)
{
	size_t i = 0;
	while (i < SHEET_OPEN && strcmp(item->rule, shown[i].rule) != 0)
		i++;
	if (i == SHEET_OPEN)
		return;
	for (int k = 0; k < s->n_open; k++) {
		if (str_eq(s->open[k].rule, shown[i].rule)) {
			s->open[k].n++;
			s->open[k].what = shown[i].many;
			return;
		}
	}
	s->open[s->n_open++] = (struct sheet_open){shown[i].rule, shown[i].one, 1, item->due_on};
}

static bool read_open(struct reading *r, struct err *e)
{
	int32_t today = r->app->now.today;
	struct queue_row *rows;
	int n;
	if (!store_queue_of(r->app->store, today, r->source_id, r->a, &rows, &n, e))
		return false;
	for (int i = 0; i < n; i++)
		if (rows[i].due_on - today <= SOON)
			count_open(r->out, &rows[i]);
	return true;
}

static bool read_contacts(struct reading *r, struct err *e)
{
	struct sheet *s = r->out;
	struct moment *rows;
	if (!store_last_touches(r->app->store, r->source_id, SHEET_CONTACTS, r->a, &rows, &s->n_contacts, e))
		return false;
	for (int i = 0; i < s->n_contacts; i++)
		s->contacts[i] = (struct sheet_contact){rows[i].on, rows[i].touch->channel, rows[i].touch->direction};
	return true;
}

static bool read_sheet(void *ctx, struct err *e)
{
	struct reading *r = ctx;
	return read_person(r, e) && read_counts(r, e) && read_first_visits(r, e) && read_open(r, e) &&
	       read_contacts(r, e);
}

bool app_sheet(struct app *app, uint64_t source_id, enum period p, struct arena *a, struct sheet *out, struct err *e)
{
	struct reading r = {app, a, out, source_id};
	int32_t today = app->now.today;
	*out = (struct sheet){.period = p, .title = period_title(p), .before_title = period_before_title(p)};
	period_span(p, today, &out->from, &out->to);
	out->has_before = period_before(p, today, &out->before_from, &out->before_to);
	return store_read(app->store, read_sheet, &r, e);
}

/* --- words --- */

struct lines {
	struct arena *a;
	struct sheet_line *rows;
	int n;
};

/* Frees both. */
static void put(struct lines *l, const char *label, struct str *value, struct str *before)
{
	l->rows[l->n++] = (struct sheet_line){label, arena_strdup(l->a, str_text(value)),
					      before ? arena_strdup(l->a, str_text(before)) : ""};
	str_free(value);
	if (before)
		str_free(before);
}

static void came_words(struct str *b, const struct window *w)
{
	int percent;
	if (percent_of(w->came, w->referrals, &percent))
		str_printf(b, "%" PRId64 " of %" PRId64 " (%d%%)", w->came, w->referrals, percent);
	else
		str_add(b, "none to count");
}

static void days_words(struct str *b, const struct figures_days *d)
{
	if (!d->n) {
		str_add(b, "not known yet");
	} else if (evidence_small(d->n)) {
		evidence_hidden(b);
	} else {
		score_write(b, d->tenths);
		str_printf(b, " day%s in the median (n %" PRId64 ")", d->tenths == 10 ? "" : "s", d->n);
	}
}

void app_sheet_figures(const struct sheet *s, struct arena *a, struct sheet_line **rows, int *n)
{
	struct lines l = {a, arena_alloc(a, 6 * sizeof(struct sheet_line)), 0};
	struct str value = {0}, before = {0}, *old = s->has_before ? &before : NULL;
	str_printf(&value, "%" PRId64, s->now.referrals);
	str_printf(&before, "%" PRId64, s->before.referrals);
	put(&l, "Referrals", &value, old);
	came_words(&value, &s->now);
	str_clear(&before);
	came_words(&before, &s->before);
	put(&l, "Came in", &value, old);
	days_words(&value, &s->first_visit);
	str_clear(&before);
	days_words(&before, &s->first_visit_before);
	put(&l, "To the first visit", &value, old);
	str_printf(&value, "%" PRId64, s->now.out);
	str_clear(&before);
	str_printf(&before, "%" PRId64, s->before.out);
	put(&l, "From us to them", &value, old);
	str_free(&before);
	*rows = l.rows;
	*n = l.n;
}

void app_sheet_open(struct app *app, const struct sheet *s, struct arena *a, struct sheet_line **rows, int *n)
{
	struct lines l = {a, arena_alloc(a, (SHEET_OPEN + 1) * sizeof(struct sheet_line)), 0};
	for (int i = 0; i < s->n_open; i++) {
		const struct sheet_open *o = &s->open[i];
		struct str when = {0};
		date_due_words(&when, o->due_on, app->now.today);
		put(&l, arena_printf(a, "%" PRId64 " %s", o->n, o->what), &when, NULL);
	}
	*rows = l.rows;
	*n = l.n;
}

void app_sheet_contacts(const struct sheet *s, struct arena *a, struct sheet_line **rows, int *n)
{
	struct lines l = {a, arena_alloc(a, (SHEET_CONTACTS + 1) * sizeof(struct sheet_line)), 0};
	for (int i = 0; i < s->n_contacts; i++) {
		const struct sheet_contact *c = &s->contacts[i];
		struct str day = {0}, word = {0};
		date_long(&day, c->on);
		str_printf(&word, "%s%s", choice_label(choices_channel, c->channel),
			   c->direction == TOUCH_THEY ? ", they came to us" : "");
		const char *label = arena_strdup(a, str_text(&day));
		str_free(&day);
		put(&l, label, &word, NULL);
	}
	*rows = l.rows;
	*n = l.n;
}
