/* Whether to go on with a source: what was tried beside what came of it. A person decides. */
#include <inttypes.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/store/query.h"

bool app_review(struct app *app, uint64_t source_id, struct arena *a, struct review *out, struct err *e)
{
	struct queue_row *rows;
	struct source via;
	int n;
	*out = (struct review){.days = -1, .asks_on = DAY_NONE};
	if (!store_get(app->store, KIND_SOURCE, source_id, a, &out->source, e) ||
	    !app_fit(app, &out->source, a, &out->fit, e) ||
	    !store_queue_of(app->store, app->now.today, source_id, a, &rows, &n, e))
		return false;
	out->touches = out->source.touches;
	out->touches_asked = store_setting(app->store, SET_LET_GO_TOUCHES);
	out->days_asked = (int32_t)store_setting(app->store, SET_LET_GO_DAYS);
	if (out->source.first_touch_on != DAY_NONE)
		out->days = app->now.today - out->source.first_touch_on;
	if (out->source.via_id && store_get(app->store, KIND_SOURCE, out->source.via_id, a, &via, NULL)) {
		out->via = via.name;
		out->via_touches = via.touches;
	}
	store_touch_counts(app->store, source_id, &out->substantive, &out->met);
	for (int i = 0; i < n; i++)
		if (str_eq(rows[i].rule, "let-go"))
			out->asks_on = rows[i].due_on;
	return true;
}

static void heading(struct str *b, const char *label)
{
	str_printf(b, "%s%-*s", b->len ? "\n" : "", REVIEW_LABEL, label);
}

static void add_last(struct app *app, struct str *b, const char *what, int32_t on)
{
	if (on == DAY_NONE)
		return;
	str_add(b, what);
	days_ago(b, on, app->now.today);
}

/* "3 of 6": whole months of 30 days, as the setting counts days. */
static void add_months(struct str *b, const struct review *r)
{
	if (r->days < 0) {
		str_printf(b, r->via_touches ? "none: in touch through %s only" : "none: never in touch", r->via);
		return;
	}
	str_printf(b, "%d of %d (%d of %d days since the first touch)", r->days / 30, r->days_asked / 30, (int)r->days,
		   (int)r->days_asked);
}

/* Why it is asked, or not yet. */
static void add_verdict(struct app *app, struct str *b, const struct review *r)
{
	const struct source *s = &r->source;
	int64_t more = r->touches_asked - r->touches;
	str_add(b, "\n\n");
	if (s->standing == STANDING_LET_GO)
		str_add(b, "They are let go already.");
	else if (s->standing == STANDING_PAUSED)
		str_add(b, "They are paused, so nothing asks whether to let them go.");
	else if (s->archived)
		str_add(b, "They are archived, so nothing asks whether to let them go.");
	else if (s->referrals)
		str_add(b, "They refer, so nothing asks whether to let them go.");
	else if (s->gatekeeper)
		str_add(b, "A gatekeeper refers through others, so nothing asks whether to let them go.");
	else if (r->asks_on != DAY_NONE && r->asks_on <= app->now.today)
		str_add(b, "Enough was tried for the question: go on, pause, or let go?");
	else if (r->days < 0 || more > 0)
		str_printf(b, "Too early to ask: %" PRId64 " more touch%s, and not before %d days.", more,
			   more == 1 ? "" : "es", (int)r->days_asked);
	else if (r->asks_on != DAY_NONE) {
		str_add(b, "Too early to ask: that comes on ");
		date_short(b, r->asks_on, app->now.today);
		str_addc(b, '.');
	} else
		str_add(b, "A person has answered: it is not asked again.");
	str_add(b, " So many touches are an old saying of advertisers, not science: a person decides.");
}

void app_review_words(struct app *app, const struct review *r, struct str *b)
{
	const struct source *s = &r->source;
	heading(b, "Touches");
	str_printf(b, "%" PRId64 " of %" PRId64, r->touches, r->touches_asked);
	add_last(app, b, ", the last ", s->touched_on);
	if (r->via_touches)
		str_printf(b, "; %" PRId64 " via %s, which keep the rhythm", r->via_touches, r->via);
	heading(b, "Of substance");
	str_printf(b, "%" PRId64 " of %" PRId64, r->substantive, r->touches);
	add_last(app, b, ", the last ", s->substantive_on);
	heading(b, "Person in charge");
	if (r->met)
		str_printf(b, "met %" PRId64 " time%s, the last ", r->met, r->met == 1 ? "" : "s");
	str_add(b, r->met ? "" : "never met");
	add_last(app, b, "", r->met ? s->met_on : DAY_NONE);
	heading(b, "Months");
	add_months(b, r);
	heading(b, "Referrals");
	str_printf(b, s->referrals ? "%" PRId64 : "none", s->referrals);
	heading(b, "Fit");
	app_fit_words(&r->fit, b);
	add_verdict(app, b, r);
}
