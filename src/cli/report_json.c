/* The figures of a report as JSON. The keys are those of figures_help. */
#include "cli.h"
#include "rapport/app/figures.h"
#include "rapport/base/day.h"

static void json_percent(struct json *j, const char *name, int64_t part, int64_t whole)
{
	int percent;
	json_num(j, name, percent_of(part, whole, &percent) ? percent : NUM_NONE);
}

/* NUM_NONE where there is no time before. */
static int64_t or_none(const struct figures *f, int64_t n)
{
	return f->has_before ? n : NUM_NONE;
}

static void json_span(struct json *j, const char *name, const char *title, int32_t from, int32_t to)
{
	json_open(j, name, '{');
	json_text(j, "title", title);
	json_day(j, "from", from);
	json_day(j, "to", to);
	json_close(j, '}');
}

static void json_sums(struct json *j, const struct figures *f)
{
	json_open(j, "referrals", '{');
	json_num(j, "value", f->now.referrals);
	json_num(j, "before", or_none(f, f->before.referrals));
	json_num(j, "last_year", or_none(f, f->last_year.referrals));
	json_close(j, '}');
	json_open(j, "came", '{');
	json_num(j, "value", f->now.came);
	json_percent(j, "percent", f->now.came, f->now.referrals);
	json_num(j, "before", or_none(f, f->before.came));
	json_num(j, "last_year", or_none(f, f->last_year.came));
	json_close(j, '}');
	json_open(j, "revenue", '{');
	json_num(j, "cents", f->now.cents);
	json_num(j, "no_amount", f->now.no_amount);
	json_num(j, "before", or_none(f, f->before.cents));
	json_num(j, "last_year", or_none(f, f->last_year.cents));
	json_close(j, '}');
}

static void json_nps(struct json *j, const char *name, const struct nps *nps)
{
	json_open(j, name, '{');
	json_num(j, "score", nps->n ? nps->score : NUM_NONE);
	json_num(j, "n", nps->n);
	json_num(j, "promoters", nps->promoters);
	json_num(j, "detractors", nps->detractors);
	json_close(j, '}');
}

static void json_median(struct json *j, const char *name, const struct figures_days *d)
{
	json_open(j, name, '{');
	json_tenths(j, "median_days", d->n ? d->tenths : NUM_NONE);
	json_num(j, "n", d->n);
	json_close(j, '}');
}

static void json_rows(struct json *j, const struct figures *f)
{
	json_open(j, "first_visit", '{');
	json_tenths(j, "median_days", f->r.first_visit.n ? f->r.first_visit.tenths : NUM_NONE);
	json_num(j, "n", f->r.first_visit.n);
	if (f->has_before)
		json_median(j, "before", &f->r_before.first_visit);
	else
		json_text(j, "before", NULL);
	json_close(j, '}');
	json_open(j, "active_referrals", '{');
	json_num(j, "value", f->r.in_treatment);
	json_num(j, "waiting", f->r.waiting);
	json_close(j, '}');
	json_open(j, "active_sources", '{');
	json_num(j, "value", f->n.active);
	json_num(j, "of", f->n.sources);
	json_close(j, '}');
	json_open(j, "out", '{');
	json_num(j, "value", f->r.out);
	json_num(j, "before", or_none(f, f->r_before.out));
	json_close(j, '}');
	json_nps(j, "nps", &f->r.nps);
}

static void json_care(struct json *j, const struct figures *f)
{
	json_open(j, "contact", '{');
	json_num(j, "every_days", f->contact.every < 0 ? NUM_NONE : f->contact.every);
	json_num(j, "goal_days", f->contact.goal);
	json_num(j, "touches", f->contact.touches);
	json_num(j, "sources", f->contact.sources);
	json_num(j, "before", f->has_before && f->contact_before.every >= 0 ? f->contact_before.every : NUM_NONE);
	json_close(j, '}');
	json_open(j, "thanked", '{');
	json_num(j, "value", f->thanks.in_time);
	json_num(j, "n", f->thanks.n);
	json_percent(j, "percent", f->thanks.in_time, f->thanks.n);
	json_percent(j, "percent_before", f->thanks_before.in_time, f->thanks_before.n);
	json_close(j, '}');
	json_open(j, "thanks", '{');
	json_tenths(j, "median_days", f->thanks.n ? f->thanks.tenths : NUM_NONE);
	json_num(j, "n", f->thanks.n);
	json_num(j, "owed", f->n.thanks_owed);
	json_close(j, '}');
	json_open(j, "quiet", '{');
	json_num(j, "value", f->n.quiet);
	json_close(j, '}');
}

static void json_concentration(struct json *j, const struct figures *f)
{
	const struct figures_concentration *c = &f->concentration;
	json_open(j, "concentration", '{');
	json_num(j, "top_1", c->top1);
	json_num(j, "top_3", c->top3);
	json_num(j, "top_10", c->top10);
	json_num(j, "of", c->of);
	json_percent(j, "percent_1", c->top1, c->of);
	json_percent(j, "percent_3", c->top3, c->of);
	json_percent(j, "percent_10", c->top10, c->of);
	json_num(j, "limit_percent", c->limit);
	json_flag(j, "alarm", c->alarm);
	json_text(j, "source", c->source);
	json_close(j, '}');
}

static void json_began(struct json *j, const struct figures *f)
{
	json_open(j, "began", '{');
	json_num(j, "we", f->t.we);
	json_num(j, "they", f->t.they);
	json_percent(j, "percent_we", f->t.we, f->t.touches);
	json_close(j, '}');
}

void json_months(struct json *j, const char *name, const struct month_row *rows, bool amounts)
{
	json_open(j, name, '[');
	for (int i = 0; i < 12; i++) {
		json_open(j, NULL, '{');
		json_day(j, "month", day_month_start(rows[i].month));
		json_num(j, "referrals", rows[i].referrals);
		json_num(j, "came", rows[i].came);
		if (amounts) {
			json_num(j, "billed_cents", rows[i].billed_cents);
			json_num(j, "received_cents", rows[i].received_cents);
			json_num(j, "no_amount", rows[i].no_amount);
		}
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void json_parts(struct json *j, const struct figures *f, const char *name, enum figures_by by)
{
	json_open(j, name, '[');
	for (int i = 0; i < f->by[by].n; i++) {
		const struct figures_part *p = &f->by[by].rows[i];
		json_open(j, NULL, '{');
		json_text(j, "word", p->word);
		json_text(j, "name", p->name);
		json_num(j, "referrals", p->referrals);
		json_num(j, "came", p->came);
		json_num(j, "cents", p->cents);
		json_num(j, "before", or_none(f, p->before));
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void json_channels(struct json *j, const struct figures *f)
{
	json_open(j, "channels", '[');
	for (int i = 0; i < f->t.n; i++) {
		const struct figures_channel *c = &f->t.channels[i];
		json_open(j, NULL, '{');
		json_text(j, "channel", choice_word(choices_channel, c->channel));
		json_num(j, "touches", c->touches);
		json_num(j, "we", c->we);
		json_num(j, "they", c->they);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void json_top(struct json *j, const struct figures *f)
{
	static const char *const windows[FIGURES_WINDOWS] = {"days_30", "days_90", "all"};
	json_open(j, "top", '[');
	for (int i = 0; i < f->n_top; i++) {
		const struct figures_source *s = &f->top[i];
		json_open(j, NULL, '{');
		json_id(j, "id", s->row.id);
		json_text(j, "name", s->row.name);
		json_text(j, "practice", s->row.practice);
		json_num(j, "referrals", s->row.referrals);
		json_num(j, "before", or_none(f, s->row.before));
		json_num(j, "came", s->row.came);
		json_num(j, "cents", s->row.cents);
		json_num(j, "out", s->out);
		for (int w = 0; w < FIGURES_WINDOWS; w++) {
			json_open(j, windows[w], '{');
			json_num(j, "touches", s->windows[w].touches);
			json_num(j, "referrals", s->windows[w].referrals);
			json_num(j, "came", s->windows[w].came);
			json_close(j, '}');
		}
		json_evidence(j, "outcomes", &s->evidence);
		json_close(j, '}');
	}
	json_close(j, ']');
}

void json_figures(struct json *j, const struct figures *f)
{
	json_open(j, NULL, '{');
	json_open(j, "period", '{');
	json_text(j, "word", period_word(f->period));
	json_text(j, "title", f->title);
	json_day(j, "from", f->period == PERIOD_ALL ? DAY_NONE : f->from);
	json_day(j, "to", f->to);
	json_close(j, '}');
	if (f->has_before)
		json_span(j, "before", f->before_title, f->before_from, f->before_to);
	else
		json_text(j, "before", NULL);
	json_text(j, "basis", f->received ? "received" : "billed");
	json_text(j, "currency", f->currency);
	json_sums(j, f);
	json_rows(j, f);
	json_care(j, f);
	json_concentration(j, f);
	json_began(j, f);
	json_months(j, "months", f->months, true);
	json_months(j, "months_before", f->months_before, true);
	json_parts(j, f, "by_kind", FIGURES_BY_KIND);
	json_parts(j, f, "by_payer", FIGURES_BY_PAYER);
	json_parts(j, f, "by_owner", FIGURES_BY_OWNER);
	json_parts(j, f, "by_stage", FIGURES_BY_STAGE);
	json_channels(j, f);
	json_top(j, f);
	json_close(j, '}');
}
