/* The figures in words, a line each, with what they are made of. */
#include <inttypes.h>
#include <string.h>

#include "rapport/app/report.h"
#include "rapport/base/day.h"
#include "rapport/model/figure.h"
#include "rapport/model/referral.h"
#include "rapport/model/words.h"

struct writing {
	const struct figures *f;
	struct arena *a;
	struct report_line *rows;
	int n;
};

/* A new line of that figure, all its texts "". */
static struct report_line *line(struct writing *w, const char *name)
{
	struct report_line *l = &w->rows[w->n++];
	*l = (struct report_line){name, figure_named(name)->title, "", "", "", false};
	return l;
}

static const char *count_text(struct writing *w, int64_t n)
{
	return arena_printf(w->a, "%" PRId64, n);
}

/* "92%"; "none" of nothing. */
static const char *percent_text(struct writing *w, int64_t part, int64_t whole)
{
	int percent;
	return percent_of(part, whole, &percent) ? arena_printf(w->a, "%d%%", percent) : "none";
}

static const char *money_text(struct writing *w, int64_t cents)
{
	struct str b = {0};
	money_write(&b, cents, w->f->currency, false);
	const char *text = arena_strdup(w->a, str_text(&b));
	str_free(&b);
	return text;
}

/* "5 days", "1 day", "7.5 days"; "none yet". */
static const char *days_text(struct writing *w, int64_t n, int64_t tenths)
{
	if (!n)
		return "none yet";
	struct str b = {0};
	score_write(&b, tenths);
	str_add(&b, tenths == 10 ? " day" : " days");
	const char *text = arena_strdup(w->a, b.s);
	str_free(&b);
	return text;
}

/* ", +9%" */
static const char *trend_text(struct writing *w, int64_t now, int64_t before)
{
	struct str b = {0};
	if (!w->f->has_before || !trend_write(&b, now, before))
		return "";
	const char *text = arena_strdup(w->a, str_text(&b));
	str_free(&b);
	return text;
}

static const char *plural(int64_t n, const char *one, const char *many)
{
	return n == 1 ? one : many;
}

/* --- what came --- */

static void say_referrals(struct writing *w)
{
	const struct figures *f = w->f;
	struct report_line *l = line(w, "referrals");
	l->value = count_text(w, f->now.referrals);
	l->before = count_text(w, f->before.referrals);
	l->note = f->now.referrals ? trend_text(w, f->now.referrals, f->before.referrals) : "none in this time";
	l = line(w, "came");
	l->value = percent_text(w, f->now.came, f->now.referrals);
	l->before = percent_text(w, f->before.came, f->before.referrals);
	l->note = f->now.referrals
			  ? arena_printf(w->a, "%" PRId64 " of %" PRId64 " evaluated", f->now.came, f->now.referrals)
			  : "no referrals";
}

static void say_revenue(struct writing *w)
{
	const struct figures *f = w->f;
	struct report_line *l = line(w, "revenue");
	const char *basis = f->received ? "what was received" : "what was billed";
	const char *trend = trend_text(w, f->now.cents, f->before.cents);
	l->value = f->now.cents ? money_text(w, f->now.cents) : "none yet";
	l->before = f->before.cents ? money_text(w, f->before.cents) : "none";
	l->note = arena_printf(w->a, "%s%s%s", trend, *trend ? "; " : "", basis);
	if (f->now.no_amount)
		l->note = arena_printf(w->a, "%s; %" PRId64 " came in without an amount", l->note, f->now.no_amount);
}

static void say_visits(struct writing *w)
{
	const struct figures *f = w->f;
	struct report_line *l = line(w, "first_visit");
	l->value = days_text(w, f->r.first_visit.n, f->r.first_visit.tenths);
	l->before = days_text(w, f->r_before.first_visit.n, f->r_before.first_visit.tenths);
	l->note = f->r.first_visit.n ? arena_printf(w->a, "median, n %" PRId64, f->r.first_visit.n)
				     : "no first visit known";
	l = line(w, "active_referrals");
	l->value = count_text(w, f->r.in_treatment);
	l->note = arena_printf(w->a, "in treatment; %" PRId64 " more waiting", f->r.waiting);
	l = line(w, "out");
	l->value = count_text(w, f->r.out);
	l->before = count_text(w, f->r_before.out);
	l->note = "back to others";
}

static void say_nps(struct writing *w, bool paper)
{
	const struct nps *now = &w->f->r.nps, *before = &w->f->r_before.nps;
	struct report_line *l = line(w, "nps");
	struct str b = {0};
	if (paper && evidence_small(now->n)) {
		evidence_hidden(&b);
		l->value = "not shown";
		l->note = arena_strdup(w->a, str_text(&b));
		str_free(&b);
		return;
	}
	nps_write(&b, now);
	l->value = arena_strdup(w->a, str_text(&b));
	str_clear(&b);
	if (!paper || !evidence_small(before->n)) {
		nps_write(&b, before);
		l->before = arena_strdup(w->a, str_text(&b));
	}
	l->note = now->n ? arena_printf(w->a, "n %" PRId64 ": %" PRId64 " promoters, %" PRId64 " detractors", now->n,
					now->promoters, now->detractors)
			 : "nobody answered yet";
	str_free(&b);
}

/* --- what we did --- */

static void say_contact(struct writing *w)
{
	const struct figures *f = w->f;
	const struct figures_contact *c = &f->contact;
	struct report_line *l = line(w, "active_sources");
	l->value = count_text(w, f->n.active);
	l->note = arena_printf(w->a, "of %" PRId64 " live and paused", f->n.sources);
	l = line(w, "contact");
	l->value = c->every < 0 ? "none"
				: arena_printf(w->a, "every %" PRId64 " %s", c->every, plural(c->every, "day", "days"));
	l->before =
		f->contact_before.every < 0 ? "none" : arena_printf(w->a, "every %" PRId64, f->contact_before.every);
	l->note = c->touches ? arena_printf(w->a, "goal %" PRId64 "; %" PRId64 " %s with %" PRId64 " %s", c->goal,
					    c->touches, plural(c->touches, "touch", "touches"), c->sources,
					    plural(c->sources, "source", "sources"))
			     : arena_printf(w->a, "goal every %" PRId64 " days; no touches", c->goal);
	l = line(w, "began");
	l->value = percent_text(w, f->t.we, f->t.touches);
	l->before = percent_text(w, f->t_before.we, f->t_before.touches);
	l->title = "We began";
	l->note = f->t.touches ? arena_printf(w->a, "%" PRId64 " of %" PRId64 " touches; they began %" PRId64, f->t.we,
					      f->t.touches, f->t.they)
			       : "no touches";
	l = line(w, "quiet");
	l->value = count_text(w, f->n.quiet);
	l->note = "live, without a touch for long";
}

static void say_thanks(struct writing *w)
{
	const struct figures *f = w->f;
	struct report_line *l = line(w, "thanked");
	l->value = percent_text(w, f->thanks.in_time, f->thanks.n);
	l->before = percent_text(w, f->thanks_before.in_time, f->thanks_before.n);
	l->note = f->thanks.n ? arena_printf(w->a, "%" PRId64 " of %" PRId64 " thanked", f->thanks.in_time, f->thanks.n)
			      : "nobody thanked yet";
	l = line(w, "thanks");
	l->value = days_text(w, f->thanks.n, f->thanks.tenths);
	l->before = days_text(w, f->thanks_before.n, f->thanks_before.tenths);
	l->note = arena_printf(w->a, "median, n %" PRId64 "; %" PRId64 " owed today", f->thanks.n, f->n.thanks_owed);
}

/* --- from how few --- */

static void say_share(struct writing *w, const char *title, int64_t part)
{
	const struct figures_concentration *c = &w->f->concentration;
	struct report_line *l = line(w, "concentration");
	l->title = title;
	l->value = percent_text(w, part, c->of);
	l->note = arena_printf(w->a, "%" PRId64 " of %" PRId64, part, c->of);
}

static void say_concentration(struct writing *w)
{
	const struct figures_concentration *c = &w->f->concentration;
	if (!c->source) {
		struct report_line *l = line(w, "concentration");
		l->value = "none";
		l->note = c->of ? "no referral names its source" : "no referrals";
		return;
	}
	say_share(w, "From one source", c->top1);
	struct report_line *one = &w->rows[w->n - 1];
	one->alarm = c->alarm;
	one->note = arena_printf(w->a, "%s: %s", one->note, c->source);
	if (c->alarm)
		one->note = arena_printf(w->a, "%s; more than %" PRId64 "%% is too much of one", one->note, c->limit);
	say_share(w, "From three", c->top3);
	say_share(w, "From ten", c->top10);
}

void app_report_lines(const struct figures *f, bool paper, struct arena *a, struct report_line **rows, int *n)
{
	enum { MOST = 20 };
	struct writing w = {.f = f, .a = a, .rows = arena_alloc(a, MOST * sizeof **rows)};
	say_referrals(&w);
	say_revenue(&w);
	say_visits(&w);
	say_nps(&w, paper);
	say_contact(&w);
	say_thanks(&w);
	say_concentration(&w);
	for (int i = 0; i < w.n && !f->has_before; i++)
		w.rows[i].before = "";
	*rows = w.rows;
	*n = w.n;
}

/* --- splits and the title --- */

void app_report_parts(const struct figures_parts *parts, int most, struct arena *a, struct figures_parts *out)
{
	*out = *parts;
	if (parts->n <= most)
		return;
	out->n = most;
	out->rows = arena_alloc(a, (size_t)most * sizeof *out->rows);
	memcpy(out->rows, parts->rows, (size_t)most * sizeof *out->rows);
	struct figures_part *rest = &out->rows[most - 1];
	*rest = (struct figures_part){.name = arena_printf(a, "%d others", parts->n - most + 1)};
	for (int i = most - 1; i < parts->n; i++) {
		rest->referrals += parts->rows[i].referrals;
		rest->came += parts->rows[i].came;
		rest->cents += parts->rows[i].cents;
		rest->before += parts->rows[i].before;
	}
}

static void add_day(struct str *b, int32_t day)
{
	int y, m, d;
	day_split(day, &y, &m, &d);
	str_printf(b, "%d %s %d", d, month_names[m - 1], y);
}

void app_report_title(const struct figures *f, struct str *b)
{
	str_printf(b, "%c%s, ", f->title[0] - 'a' + 'A', f->title + 1);
	if (f->period != PERIOD_ALL) {
		add_day(b, f->from);
		str_add(b, " to ");
	} else {
		str_add(b, "up to ");
	}
	add_day(b, f->to);
}
