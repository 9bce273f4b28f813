/* refer, referrals, referral. */
#include <inttypes.h>
#include <string.h>

#include "cli.h"
#include "rapport/app/referral.h"
#include "rapport/base/day.h"
#include "rapport/model/measure.h"

static const struct option refer_options[] = {
	{"on", "D", "the day it came (today)"}, {"out", NULL, "from us to them"}, {NULL}};

static bool run_refer(struct call *c, struct err *e)
{
	const struct field *ref = kind_field(KIND_REFERRAL, "patient_ref");
	struct referral r;
	struct source s;
	struct said said = {0};
	record_init(KIND_REFERRAL, &r);
	r.received_on = c->app.now.today;
	if (!app_who(&c->app, c->args[0], &c->arena, &s, e) || !fields_read(c, &r, e) ||
	    !day_option(c, "on", DATE_PAST, &r.received_on, e))
		return false;
	if (call_rest(c, 1) && !field_read(ref, &r, call_rest(c, 1), DAY_NONE, &c->arena, e))
		return false;
	r.source_id = s.id;
	if (call_option(c, "out"))
		r.direction = REFERRAL_OUT;
	return finish(app_refer(&c->app, &r, &said, e), &said);
}

/* --- one --- */

static const struct option referral_options[] = {
	{"on", "D", "the day of --status or --report (today)"},
	{"outcome", "TEXT",
	 "measure, initial and final score: \"LEFS 32 58\", \"LEFS - 58\"; may stand more than once"},
	{"report", NULL, "a report went to the source: progress, or after discharge the outcome"},
	{"note", "TEXT", "anything worth knowing; with --report, of the report"},
	{NULL},
};

static void owed_json(struct json *j, const struct life *l)
{
	json_open(j, "owed", '[');
	for (int i = 0; i < l->n_owed; i++) {
		struct str key = {0};
		app_item_key(&key, &l->owed[i]);
		json_open(j, NULL, '{');
		json_text(j, "item", str_text(&key));
		json_text(j, "rule", l->owed[i].rule);
		json_day(j, "due", l->owed[i].due_on);
		json_text(j, "what", l->owed[i].what);
		json_text(j, "why", l->owed[i].why);
		json_close(j, '}');
		str_free(&key);
	}
	json_close(j, ']');
}

static void outcome_json(struct call *c, struct json *j, const struct outcome *o)
{
	const struct measure *m = measure_named(o->measure);
	bool both = m && o->initial != NUM_NONE && o->final != NUM_NONE;
	json_open(j, NULL, '{');
	json_fields(j, KIND_OUTCOME, o);
	if (both)
		json_flag(j, "met", measure_met(m, o->initial, o->final, store_setting(c->app.store, m->setting)));
	json_close(j, '}');
}

static void life_json(struct call *c, const struct life *l)
{
	struct json j = {0};
	json_open(&j, NULL, '{');
	json_record(&j, "referral", KIND_REFERRAL, &l->referral);
	json_text(&j, "source", l->source.name);
	json_open(&j, "outcomes", '[');
	for (int i = 0; i < l->n_outcomes; i++)
		outcome_json(c, &j, &l->outcomes[i]);
	json_close(&j, ']');
	json_open(&j, "touches", '[');
	for (int i = 0; i < l->n_touches; i++)
		json_record(&j, NULL, KIND_TOUCH, &l->touches[i]);
	json_close(&j, ']');
	owed_json(&j, l);
	json_close(&j, '}');
	json_print(c, &j);
}

static bool print_life(struct call *c, uint64_t id, struct err *e)
{
	struct life l;
	struct life_line *lines;
	struct str title = {0};
	int n;
	if (!app_life(&c->app, id, &c->arena, &l, e))
		return false;
	if (c->json) {
		life_json(c, &l);
		return true;
	}
	app_life_title(&l, &title);
	print(c, "%s", str_text(&title));
	str_free(&title);
	app_life_lines(&c->app, &l, false, &c->arena, &lines, &n);
	for (int i = 0; i < n; i++)
		print(c, "%-14s %s", lines[i].label, lines[i].text);
	return true;
}

/* Every --outcome that was given. */
static bool read_outcomes(struct call *c, struct lead *lead, struct err *e)
{
	lead->outcomes = arena_alloc(&c->arena, sizeof *lead->outcomes * (size_t)(c->n_values + 1));
	for (int i = 0; i < c->n_values; i++)
		if (str_eq(c->values[i].name, "outcome") &&
		    !app_read_outcome(c->values[i].text, &c->arena, &lead->outcomes[lead->n++], e))
			return err_in(e, "--outcome");
	return true;
}

/* --on is the day of the status that is given, or else of the report. */
static bool read_on(struct call *c, struct lead *lead, struct err *e)
{
	int32_t on = DAY_NONE, *day;
	bool status = call_option(c, "status") != NULL;
	if (!day_option(c, "on", DATE_PAST, &on, e))
		return false;
	if (on == DAY_NONE)
		return true;
	if (!status && !lead->report)
		return err_set(e, ERR_USAGE, "--on is the day of --status or of --report: give one of them");
	lead->report_on = on;
	if (!status)
		return true;
	day = referral_day_of(lead->edited, (enum referral_status)lead->edited->status);
	if (!day)
		return err_set(e, ERR_USAGE, "--on: %s has no day of its own",
			       choice_label(choices_status, lead->edited->status));
	*day = on;
	return true;
}

static bool run_referral(struct call *c, struct err *e)
{
	struct referral base, r;
	struct said said = {0};
	struct lead lead = {.base = &base, .edited = &r, .report_on = DAY_NONE};
	if (!store_referral_ref(c->app.store, c->args[0], &c->arena, &base, e))
		return false;
	if (!options_given(c))
		return print_life(c, base.id, e);
	lead.report = call_option(c, "report") != NULL;
	r = base;
	if (!fields_read(c, &r, e) || !read_outcomes(c, &lead, e))
		return false;
	if (lead.report)
		lead.note = call_option(c, "note");
	else if (call_option(c, "note") &&
		 !field_read(kind_field(KIND_REFERRAL, "note"), &r, call_option(c, "note"), DAY_NONE, &c->arena, e))
		return false;
	return read_on(c, &lead, e) && finish(app_lead(&c->app, &lead, &said, e), &said);
}

/* --- lists --- */

static const struct option referrals_options[] = {
	{"filter", "unthanked|loop|poc|no-amount|active|out", "only those"},
	{"since", "D", "received on that day or later"},
	{"most", "N", "print at most so many (100)"},
	{NULL},
};

static bool read_filter(struct call *c, struct referral_filter *f, struct err *e)
{
	const char *word = call_option(c, "filter");
	*f = (struct referral_filter){.since = DAY_NONE, .today = c->app.now.today};
	for (int i = 0; word && i < REFERRALS_WHICH; i++) {
		if (str_eq(word, referral_which_word((enum referral_which)i))) {
			f->which = (enum referral_which)i;
			word = NULL;
		}
	}
	if (word)
		return err_set(e, ERR_USAGE,
			       "--filter is unthanked, loop, poc, no-amount, active, out or all, not “%s”", word);
	return day_option(c, "since", DATE_PAST, &f->since, e);
}

static bool row_json(struct call *c, struct json *j, const struct referral_row *row, struct err *e)
{
	struct referral r;
	if (!store_get(c->app.store, KIND_REFERRAL, row->id, &c->arena, &r, e))
		return false;
	json_open(j, NULL, '{');
	json_fields(j, KIND_REFERRAL, &r);
	json_text(j, "source", row->source);
	json_flag(j, "unthanked", row->unthanked);
	json_flag(j, "loop_open", row->loop_open);
	json_flag(j, "poc_open", row->poc_open);
	json_flag(j, "no_amount", row->no_amount);
	json_close(j, '}');
	return true;
}

static void row_text(struct call *c, struct table *t, const struct referral_row *r, bool source)
{
	struct str b = {0};
	referral_flags(&b, r);
	table_add(t, str_text(&b));
	table_addf(t, "R-%" PRId64, r->number);
	str_clear(&b);
	date_short(&b, r->received_on, c->app.now.today);
	table_add(t, str_text(&b));
	if (source)
		table_add(t, r->source);
	table_add(t, r->patient_ref);
	table_add(t, r->reason);
	table_add(t, r->payer);
	table_add(t, r->direction == REFERRAL_OUT ? "Sent to them" : choice_label(choices_status, r->status));
	str_free(&b);
}

static bool print_rows(struct call *c, const struct referral_filter *f, const struct referral_row *rows, int n,
		       const char *source, struct err *e)
{
	struct table t = {.arena = &c->arena, .columns = f->source_id ? 7 : 8};
	struct json j = {0};
	bool ok = true;
	if (c->json)
		json_open(&j, NULL, '[');
	for (int i = 0; ok && i < n; i++) {
		if (c->json)
			ok = row_json(c, &j, &rows[i], e);
		else
			row_text(c, &t, &rows[i], !f->source_id);
	}
	if (c->json) {
		json_close(&j, ']');
		if (ok)
			json_print(c, &j);
		else
			str_free(&j.b);
		return ok;
	}
	table_print(c, &t);
	if (!n) {
		struct str b = {0};
		referral_none(&b, f->which, source);
		print(c, "%s", str_text(&b));
		str_free(&b);
	}
	return true;
}

static bool run_referrals(struct call *c, struct err *e)
{
	struct referral_filter f;
	struct referral_row *rows;
	struct source s = {0};
	int64_t most = 100;
	int n;
	if (!read_filter(c, &f, e) || !count_option(c, "most", &most, e))
		return false;
	if (c->n && !app_who(&c->app, c->args[0], &c->arena, &s, e))
		return false;
	f.source_id = s.id;
	most = most > 1000000 ? 1000000 : most;
	/* one more tells whether there are more */
	if (!store_referrals(c->app.store, &f, NULL, false, (int)most + 1, &c->arena, &rows, &n, e))
		return false;
	if (!print_rows(c, &f, rows, n > most ? (int)most : n, s.name, e))
		return false;
	if (n > most)
		warn("The newest %lld; --most prints more.", (long long)most);
	return true;
}

const struct command referral_commands[] = {
	{"refer", "WHO [PATIENT-REF] [--for TEXT] [--payer P]", "Record a referral", refer_options, BOOK_OPEN, 1, 5,
	 .fields = true, .kind = KIND_REFERRAL, .run = run_refer},
	{"referrals", "[WHO] [--filter F] [--since D]", "List them: whose, and what is open", referrals_options,
	 BOOK_READ, 0, 1, .json = true, .run = run_referrals},
	{"referral", "REF [--status S] [--on D] [--FIELD VALUE ...]", "Show or lead one on", referral_options,
	 BOOK_OPEN, 1, 1, .json = true, .fields = true, .kind = KIND_REFERRAL, .run = run_referral},
	{NULL},
};
