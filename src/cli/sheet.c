/* report --of: one source's sheet, as lines, as JSON, or as a page for paper. */
#include "rapport/app/sheet.h"

#include <string.h>

#include "cli.h"
#include "rapport/base/day.h"

/* --- lines --- */

static void print_rows(struct call *c, const struct sheet_line *rows, int n)
{
	for (int i = 0; i < n; i++)
		print(c, "  %-22s%s%s%s", rows[i].label, rows[i].value, *rows[i].before ? "   before: " : "",
		      rows[i].before);
	if (!n)
		print(c, "  none");
}

static void print_months(struct call *c, const struct sheet *s)
{
	struct table t = {.arena = &c->arena, .columns = 4};
	static const char *const names[] = {"Month", "Referrals", "Came in", "A year before"};
	for (int i = 0; i < 4; i++)
		table_add(&t, names[i]);
	for (int i = 0; i < 12; i++) {
		const struct month_row *m = &s->months[i];
		table_addf(&t, "%s %d", month_names[m->month % 12], (int)(m->month / 12));
		table_addf(&t, "%d", (int)m->referrals);
		table_addf(&t, "%d", (int)m->came);
		table_addf(&t, "%d", (int)s->months_before[i].referrals);
	}
	table_print(c, &t);
}

static void print_outcomes(struct call *c, const struct evidence *ev)
{
	struct str b = {0};
	print(c, "What became of their patients");
	evidence_patients(ev, &b);
	print(c, "  %s", str_text(&b));
	str_clear(&b);
	evidence_change(ev, true, &b);
	print(c, "  MCID: %s", str_text(&b));
	str_clear(&b);
	evidence_visits(ev, true, &b);
	str_add(&b, "; NPS: ");
	evidence_nps(ev, true, &b);
	print(c, "  Visits: %s", str_text(&b));
	str_free(&b);
}

static void print_sheet(struct call *c, const struct sheet *s)
{
	struct sheet_line *rows;
	int n;
	print(c, "%s%s%s", s->name, *s->practice ? " \u00b7 " : "", s->practice);
	print(c, "Referrals, %s", s->title);
	app_sheet_figures(s, &c->arena, &rows, &n);
	print_rows(c, rows, n);
	print_months(c, s);
	print_outcomes(c, &s->evidence);
	print(c, "What we owe");
	app_sheet_open(&c->app, s, &c->arena, &rows, &n);
	print_rows(c, rows, n);
	print(c, "Last contacts");
	app_sheet_contacts(s, &c->arena, &rows, &n);
	print_rows(c, rows, n);
}

/* --- JSON --- */

static void json_window(struct json *j, const char *name, const struct window *w, const struct figures_days *d)
{
	json_open(j, name, '{');
	json_num(j, "referrals", w->referrals);
	json_num(j, "came", w->came);
	json_num(j, "out", w->out);
	json_tenths(j, "first_visit_median_days", d->n ? d->tenths : NUM_NONE);
	json_num(j, "first_visit_n", d->n);
	json_close(j, '}');
}

static void json_open_items(struct json *j, const struct sheet *s)
{
	json_open(j, "open", '[');
	for (int i = 0; i < s->n_open; i++) {
		json_open(j, NULL, '{');
		json_text(j, "rule", s->open[i].rule);
		json_num(j, "n", s->open[i].n);
		json_day(j, "due", s->open[i].due_on);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void json_contacts(struct json *j, const struct sheet *s)
{
	json_open(j, "contacts", '[');
	for (int i = 0; i < s->n_contacts; i++) {
		json_open(j, NULL, '{');
		json_day(j, "on", s->contacts[i].on);
		json_text(j, "channel", choice_word(choices_channel, s->contacts[i].channel));
		json_text(j, "direction", choice_word(choices_direction, s->contacts[i].direction));
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void print_json(struct call *c, const struct sheet *s)
{
	struct json j = {0};
	json_open(&j, NULL, '{');
	json_id(&j, "id", s->source_id);
	json_text(&j, "name", s->name);
	json_text(&j, "practice", *s->practice ? s->practice : NULL);
	json_text(&j, "period", s->title);
	json_day(&j, "from", s->from);
	json_day(&j, "to", s->to);
	json_window(&j, "now", &s->now, &s->first_visit);
	if (s->has_before)
		json_window(&j, "before", &s->before, &s->first_visit_before);
	else
		json_text(&j, "before", NULL);
	json_months(&j, "months", s->months, false);
	json_months(&j, "months_before", s->months_before, false);
	json_evidence(&j, "outcomes", &s->evidence);
	json_open_items(&j, s);
	json_contacts(&j, s);
	json_close(&j, '}');
	json_print(c, &j);
}

bool report_of(struct call *c, const char *who, enum period period, struct err *e)
{
	const char *path = call_option(c, "html");
	struct source source;
	struct sheet s;
	struct said said = {0};
	if (!app_who(&c->app, who, &c->arena, &source, e) || !app_sheet(&c->app, source.id, period, &c->arena, &s, e))
		return false;
	if (path && strcmp(path, "-") != 0)
		return finish(app_sheet_write(&c->app, &s, path, &said, e), &said);
	if (path) {
		struct str html = {0};
		app_sheet_page(&c->app, &s, &html);
		fwrite(str_text(&html), 1, html.len, c->out);
		str_free(&html);
	} else if (c->json) {
		print_json(c, &s);
	} else {
		print_sheet(c, &s);
	}
	return true;
}
