/* The visit brief: what is read for it, and its lines for a screen or a terminal. */
#include "rapport/app/brief.h"

#include <inttypes.h>
#include <string.h>

#include "brief_words.h"
#include "inner.h"
#include "rapport/app/know.h"
#include "rapport/app/numbers.h"
#include "rapport/base/day.h"

#define SOON 14       /* days: what is owed so soon is an open loop */
#define MOST_LOOPS 12 /* lines; the others are counted */

/* --- reading --- */

struct reading {
	struct app *app;
	uint64_t source_id;
	struct arena *a;
	struct brief *out;
};

static bool read_clinic(struct reading *r, struct err *e)
{
	struct clinic c;
	if (!store_get(r->app->store, KIND_CLINIC, 1, r->a, &c, e))
		return false;
	r->out->clinic = c.name ? c.name : "";
	r->out->currency = c.currency;
	return true;
}

static bool read_opens(struct reading *r, struct err *e)
{
	struct str b = {0};
	void *rows;
	int n;
	r->out->opens = "";
	if (!r->out->card.source.gatekeeper)
		return true;
	if (!store_where(r->app->store, KIND_SOURCE, "via_id", r->source_id, r->a, &rows, &n, e))
		return false;
	for (int i = 0; i < n; i++) {
		const struct source *s = (const struct source *)rows + i;
		if (!s->archived)
			str_printf(&b, "%s%s", b.len ? ", " : "", s->name);
	}
	r->out->opens = arena_strdup(r->a, str_text(&b));
	str_free(&b);
	return true;
}

/* A plan of care that is certified is no open loop until it is near its end. */
static bool unsigned_plan(struct reading *r, const struct queue_row *item)
{
	struct referral ref;
	return strcmp(item->rule, "poc") == 0 &&
	       store_get(r->app->store, KIND_REFERRAL, item->subject_id, r->a, &ref, NULL) &&
	       (ref.poc_sent_on == DAY_NONE || (ref.poc_signed_on == DAY_NONE && ref.order_on == DAY_NONE));
}

static bool is_loop(struct reading *r, const struct queue_row *item)
{
	static const struct {
		const char *rule;
		int32_t ahead; /* days that it may lie ahead */
	} loops[] = {
		{"thank", DAY_FAR},          {"bad-news", DAY_FAR},
		{"report-evaluation", SOON}, {"report-progress", SOON},
		{"report-discharge", SOON},  {"outcomes", SOON},
		{"announce", SOON},          {"poc", SOON},
	};
	for (size_t i = 0; i < sizeof loops / sizeof loops[0]; i++)
		if (strcmp(item->rule, loops[i].rule) == 0 && item->due_on - r->app->now.today <= loops[i].ahead)
			return true;
	return unsigned_plan(r, item);
}

static bool read_loops(struct reading *r, struct err *e)
{
	struct brief *b = r->out;
	int n;
	if (!store_queue_of(r->app->store, r->app->now.today, r->source_id, r->a, &b->loops, &n, e))
		return false;
	for (int i = 0; i < n; i++)
		if (is_loop(r, &b->loops[i]))
			b->loops[b->n_loops++] = b->loops[i];
	return true;
}

/* A year where it holds enough to speak of, else all there is. */
static bool read_evidence(struct reading *r, struct err *e)
{
	static const enum period tried[] = {PERIOD_12_MONTHS, PERIOD_ALL};
	for (int i = 0; i < 2; i++) {
		int32_t from, to;
		period_span(tried[i], r->app->now.today, &from, &to);
		if (!store_evidence(r->app->store, r->source_id, from, to, &r->out->evidence, e))
			return false;
		r->out->period = period_title(tried[i]);
		if (r->out->evidence.discharged >= EVIDENCE_LEAST)
			break;
	}
	return true;
}

static bool read_brief(void *ctx, struct err *e)
{
	struct reading *r = ctx;
	struct brief *b = r->out;
	return app_card(r->app, r->source_id, r->a, &b->card, e) &&
	       app_clocks(r->app, &b->card.source, r->a, &b->clocks, e) &&
	       store_last_touches(r->app->store, r->source_id, BRIEF_TOUCHES, r->a, &b->touches, &b->n_touches, e) &&
	       read_clinic(r, e) && read_opens(r, e) && read_loops(r, e) && read_evidence(r, e) &&
	       app_question_for(r->app, r->source_id, r->a, &b->question, e) &&
	       app_gift_room(r->app, r->source_id, &b->gift, e);
}

bool app_brief(struct app *app, uint64_t source_id, struct arena *a, struct brief *out, struct err *e)
{
	struct reading r = {app, source_id, a, out};
	*out = (struct brief){0};
	return store_read(app->store, read_brief, &r, e);
}

/* --- lines --- */

struct lines {
	struct wording w;
	struct brief_line *rows;
	int n, cap;
	bool gap; /* of the next line */
};

/* Nothing for a text of nothing. */
static void put(struct lines *l, const char *label, const char *text)
{
	if (str_blank(text))
		return;
	if (l->n == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 32;
		struct brief_line *more = arena_alloc(l->w.a, (size_t)l->cap * sizeof *more);
		if (l->n)
			memcpy(more, l->rows, (size_t)l->n * sizeof *more);
		l->rows = more;
	}
	l->rows[l->n++] = (struct brief_line){label, text, l->gap};
	l->gap = false;
}

static void put_str(struct lines *l, const char *label, struct str *b)
{
	put(l, label, arena_strdup(l->w.a, str_text(b)));
	str_free(b);
}

static const char *joined(struct lines *l, const char *first, const char *gap, const char *second)
{
	bool both = !str_blank(first) && !str_blank(second);
	return arena_printf(l->w.a, "%s%s%s", first, both ? gap : "", second);
}

static void put_person(struct lines *l)
{
	const struct source *s = &l->w.brief->card.source;
	const char *route = words_route(&l->w), *best = words_best(&l->w), *phone = words_phone(&l->w);
	put(l, "Where", joined(l, words_where(&l->w), " \u00b7 ", *phone ? phone : "no phone yet"));
	if (*route)
		put(l, "Ask for", joined(l, route, " \u00b7 best: ", best));
	else
		put(l, "Best", best);
	put(l, "Leads to", l->w.brief->opens);
	put(l, "Matters", words_matters(&l->w));
	put(l, "Likes", words_of(&l->w, s->interests));
}

/* What can wait until the rest was read. */
static void put_background(struct lines *l)
{
	const struct source *s = &l->w.brief->card.source;
	l->gap = true;
	put(l, "Stage", words_stage(&l->w));
	put(l, "Clocks", l->w.brief->clocks.last);
	put(l, "", l->w.brief->clocks.began);
	put(l, "Problems", words_of(&l->w, s->problems));
	put(l, "Offer", words_of(&l->w, s->offer));
}

static void put_touches(struct lines *l)
{
	const struct brief *b = l->w.brief;
	l->gap = true;
	if (!b->n_touches)
		put(l, "Last", "no contact logged yet");
	for (int i = 0; i < b->n_touches; i++) {
		struct touch_words t = words_touch(&l->w, i);
		put(l, i ? "" : "Last", arena_printf(l->w.a, "%s %s%s%s", t.day, t.word, *t.text ? ": " : "", t.text));
	}
}

static void put_loops(struct lines *l)
{
	const struct brief *b = l->w.brief;
	l->gap = true;
	put(l, "Planned", words_step(&l->w));
	if (!b->n_loops)
		put(l, "Open", "nothing is owed");
	for (int i = 0; i < b->n_loops && i < MOST_LOOPS; i++)
		put(l, i ? "" : "Open",
		    arena_printf(l->w.a, "%c %s", app_item_flag(&b->loops[i], l->w.app->now.today),
				 words_loop(&l->w, i)));
	if (b->n_loops > MOST_LOOPS)
		put(l, "", arena_printf(l->w.a, "and %d more, in Today", b->n_loops - MOST_LOOPS));
}

static void put_evidence(struct lines *l)
{
	const struct brief *b = l->w.brief;
	const struct evidence *ev = &b->evidence;
	struct str text = {0};
	l->gap = true;
	if (!ev->referrals) {
		put(l, "Outcomes", "no referrals yet");
		return;
	}
	str_printf(&text, "%s: ", b->period);
	evidence_patients(ev, &text);
	put_str(l, "Outcomes", &text);
	evidence_change(ev, false, &text);
	put_str(l, "MCID", &text);
	evidence_visits(ev, false, &text);
	str_add(&text, " \u00b7 NPS ");
	evidence_nps(ev, false, &text);
	put_str(l, "Visits", &text);
}

void app_brief_lines(struct app *app, const struct brief *brief, bool hide, struct arena *a, struct brief_line **rows,
		     int *n)
{
	struct lines l = {.w = {app, brief, hide, false, a}};
	put_person(&l);
	put_touches(&l);
	put_loops(&l);
	put_evidence(&l);
	l.gap = true;
	if (brief->question)
		put(&l, "Question", words_of(&l.w, brief->question));
	else
		put(&l, "Question", "they have answered all there are");
	put(&l, "Gifts", words_gift(&l.w));
	put_background(&l);
	*rows = l.rows;
	*n = l.n;
}
