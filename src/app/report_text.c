/* The report for a terminal. */
#include <inttypes.h>
#include <string.h>

#include "rapport/app/report.h"
#include "rapport/base/day.h"
#include "rapport/base/text.h"
#include "rapport/base/utf8.h"
#include "rapport/model/bar.h"
#include "rapport/model/words.h"

enum { WIDTH = 80, TITLE = 22, VALUE = 15, BAR = 20, PARTS = 8, NAME = 25 };

struct text {
	const struct figures *f;
	struct arena arena;
	bool ascii;
	struct str *out;
};

/* Of outside text the cells of one line. */
static void add_name(struct text *t, const char *name, int cells)
{
	struct str safe = {0};
	text_cell(&safe, name);
	utf8_clip(t->out, str_text(&safe), cells, true);
	str_free(&safe);
}

static void add_bar(struct text *t, int64_t value, int64_t most, int cells)
{
	int used = bar_write(t->out, value, most, cells, t->ascii);
	str_printf(t->out, "%*s", cells - used, "");
}

static void add_right(struct text *t, const char *text, int cells)
{
	str_printf(t->out, "%*s%s", cells - utf8_cells(text), "", text);
}

/* A count at the right of so many cells; blanks where it is not shown. */
static void add_count(struct text *t, int64_t n, int cells, bool shown)
{
	if (shown)
		str_printf(t->out, "%*" PRId64, cells, n);
	else
		str_printf(t->out, "%*s", cells, "");
}

static void add_money(struct text *t, int64_t cents, int cells)
{
	struct str b = {0};
	money_write(&b, cents, t->f->currency, false);
	add_right(t, str_text(&b), cells);
	str_free(&b);
}

/* Text wrapped under its first line. */
static void add_wrapped(struct text *t, const char *text, int indent)
{
	struct str safe = {0};
	text_cell(&safe, text);
	while (!safe.len && t->out->len && t->out->s[t->out->len - 1] == ' ')
		str_cut(t->out, t->out->len - 1);
	for (const char *at = str_text(&safe); *at;) {
		size_t skip, n = text_wrap(at, WIDTH - indent, &skip);
		str_printf(t->out, "%*s%.*s\n", at == str_text(&safe) ? 0 : indent, "", (int)n, at);
		at += n + skip;
	}
	if (!safe.len)
		str_addc(t->out, '\n');
	str_free(&safe);
}

/* --- the figures --- */

static void put_lines(struct text *t)
{
	struct report_line *rows;
	int n;
	bool before = t->f->has_before;
	app_report_lines(t->f, false, &t->arena, &rows, &n);
	str_printf(t->out, before ? "%-*s%-*sbefore\n" : "%-*s%-*s\n", TITLE, "", before ? VALUE : 0, "now");
	for (int i = 0; i < n; i++) {
		str_printf(t->out, "%s%-*s%-*s", rows[i].alarm ? "! " : "", TITLE - (rows[i].alarm ? 2 : 0),
			   rows[i].title, VALUE, rows[i].value);
		if (before)
			str_printf(t->out, "%-*s", VALUE, rows[i].before);
		add_wrapped(t, rows[i].note, TITLE + VALUE * (1 + before));
	}
}

static void put_months(struct text *t)
{
	const struct figures *f = t->f;
	int64_t most = 0;
	for (int i = 0; i < 12; i++)
		most = f->months[i].referrals > most ? f->months[i].referrals : most;
	str_printf(t->out, "\n%-9s%-*s%10s%12s%8s%12s\n", "By month", BAR + 1, "", "referrals", "year before", "came",
		   "revenue");
	for (int i = 0; i < 12; i++) {
		const struct month_row *m = &f->months[i];
		str_printf(t->out, "%s %d ", month_names[m->month % 12], (int)(m->month / 12));
		add_bar(t, m->referrals, most, BAR);
		str_printf(t->out, " %10" PRId64 "%12" PRId64 "%8" PRId64, m->referrals, f->months_before[i].referrals,
			   m->came);
		add_money(t, figures_month_cents(f, m), 12);
		str_addc(t->out, '\n');
	}
}

static void put_parts(struct text *t, enum figures_by by)
{
	struct figures_parts p;
	const struct figures *f = t->f;
	int64_t most = 1;
	app_report_parts(&f->by[by], PARTS, &t->arena, &p);
	if (!p.n)
		return;
	for (int i = 0; i < p.n; i++)
		most = p.rows[i].referrals > most ? p.rows[i].referrals : most;
	str_addc(t->out, '\n');
	add_name(t, figures_by_title(by), NAME);
	str_printf(t->out, "%*s%10s%8s%6s%12s\n", BAR - 2, "", "referrals", f->has_before ? "before" : "", "came",
		   "revenue");
	for (int i = 0; i < p.n; i++) {
		add_name(t, p.rows[i].name, NAME - 1);
		str_addc(t->out, ' ');
		add_bar(t, p.rows[i].referrals, most, BAR - 3);
		add_count(t, p.rows[i].referrals, 11, true);
		add_count(t, p.rows[i].before, 8, f->has_before);
		add_count(t, p.rows[i].came, 6, true);
		add_money(t, p.rows[i].cents, 12);
		str_addc(t->out, '\n');
	}
}

static void put_channels(struct text *t)
{
	const struct figures_touches *c = &t->f->t;
	if (!c->n)
		return;
	str_addc(t->out, '\n');
	add_name(t, "Channels", NAME);
	str_printf(t->out, "%*s%10s%8s%6s\n", BAR - 2, "", "touches", "we", "they");
	for (int i = 0; i < c->n; i++) {
		add_name(t, choice_label(choices_channel, c->channels[i].channel), NAME);
		add_bar(t, c->channels[i].touches, c->channels[0].touches, BAR - 3);
		str_printf(t->out, " %10" PRId64 "%8" PRId64 "%6" PRId64 "\n", c->channels[i].touches,
			   c->channels[i].we, c->channels[i].they);
	}
}

/* --- the best --- */

static void put_top(struct text *t)
{
	const struct figures *f = t->f;
	if (!f->n_top)
		return;
	str_addc(t->out, '\n');
	add_name(t, "Top sources", NAME);
	str_printf(t->out, "%5s%7s%6s%10s%4s%7s%7s%8s\n", "refs", f->has_before ? "before" : "", "came", "revenue",
		   "out", "30 d", "90 d", "all");
	for (int i = 0; i < f->n_top; i++) {
		const struct figures_source *s = &f->top[i];
		add_name(t, s->row.name, NAME);
		add_count(t, s->row.referrals, 5, true);
		add_count(t, s->row.before, 7, f->has_before);
		add_count(t, s->row.came, 6, true);
		add_money(t, s->row.cents, 10);
		add_count(t, s->out, 4, true);
		for (int w = 0; w < FIGURES_WINDOWS; w++)
			add_right(t,
				  arena_printf(&t->arena, "%" PRId64 ":%" PRId64, s->windows[w].touches,
					       s->windows[w].referrals),
				  w == FIGURES_ALL_TIME ? 8 : 7);
		str_addc(t->out, '\n');
	}
	str_add(t->out, "30 d, 90 d, all: touches beside referrals. Out: referrals back to them.\n");
}

/* What became of the patients of a source, if anything is known. */
static bool add_evidence(const struct evidence *ev, struct str *b)
{
	struct nps nps;
	if (!nps_from(&nps, ev->nps) && !ev->n_measures && !ev->visits_n)
		return false;
	str_add(b, "MCID ");
	evidence_change(ev, false, b);
	str_add(b, "; visits ");
	evidence_visits(ev, false, b);
	str_add(b, "; NPS ");
	evidence_nps(ev, false, b);
	return true;
}

static void put_outcomes(struct text *t)
{
	bool begun = false;
	for (int i = 0; i < t->f->n_top; i++) {
		struct str b = {0};
		if (add_evidence(&t->f->top[i].evidence, &b)) {
			str_add(t->out, begun ? "" : "\nWhat became of their patients\n");
			add_name(t, t->f->top[i].row.name, NAME - 1);
			str_addc(t->out, ' ');
			add_wrapped(t, str_text(&b), NAME);
			begun = true;
		}
		str_free(&b);
	}
}

void app_report_text(struct app *app, const struct figures *f, bool ascii, struct str *out)
{
	struct text t = {.f = f, .ascii = ascii, .out = out};
	const char *clinic = app_clinic(app, &t.arena);
	struct str title = {0};
	if (*clinic) {
		text_cell(out, clinic);
		str_addc(out, '\n');
	}
	app_report_title(f, &title);
	if (f->has_before)
		str_printf(&title, ", beside %s", f->before_title);
	add_wrapped(&t, str_text(&title), 0);
	str_free(&title);
	str_addc(out, '\n');
	put_lines(&t);
	if (f->months[0].referrals || f->now.referrals || f->last_year.referrals)
		put_months(&t);
	put_top(&t);
	put_outcomes(&t);
	for (int i = 0; i < FIGURES_BY_COUNT; i++)
		put_parts(&t, (enum figures_by)i);
	put_channels(&t);
	arena_clear(&t.arena);
}
