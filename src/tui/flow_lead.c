/* Leading referrals on: status, stamps and thanks at a key, the form with all of it, and its life to read. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/base/day.h"
#include "rapport/model/measure.h"
#include "rapport/tui/box.h"

void flow_referral_status(struct ui *ui, struct whom refs, enum referral_status to)
{
	struct said said = {0};
	struct err e = {0};

	flow_say(ui, app_referral_status(&face_of(ui)->app, refs, to, DAY_NONE, &said, &e), &said, &e);
}

void flow_referral_stamp(struct ui *ui, struct whom refs, enum referral_stamp stamp)
{
	struct said said = {0};
	struct err e = {0};

	flow_say(ui, app_referral_stamp(&face_of(ui)->app, refs, stamp, ui->now.today, &said, &e), &said, &e);
}

void flow_referral_thank(struct ui *ui, struct whom refs, enum thank how)
{
	struct said said = {0};
	struct err e = {0};

	flow_say(ui, app_referral_thank(&face_of(ui)->app, refs, how, &said, &e), &said, &e);
}

void flow_referral_read(struct ui *ui, uint64_t ref_id)
{
	struct face *face = face_of(ui);
	struct arena a = {0};
	struct life l;
	struct life_line *lines;
	struct str title = {0}, text = {0};
	struct err e = {0};
	int n;

	if (app_life(&face->app, ref_id, &a, &l, &e)) {
		app_life_title(&l, &title);
		app_life_lines(&face->app, &l, face->hide, &a, &lines, &n);
		for (int i = 0; i < n; i++) {
			const char *gap = "            ";
			size_t label = strlen(lines[i].label);

			str_printf(&text, "%s%s%s  %s", i ? "\n" : "", lines[i].label,
				   label < strlen(gap) ? gap + label : "", lines[i].text);
		}
		reader_open(ui, str_text(&title), str_text(&text), NULL);
	} else {
		ui_error(ui, &e);
	}
	str_free(&title);
	str_free(&text);
	arena_clear(&a);
}

/* --- the form --- */

enum { ROWS_MOST = 40 };

struct lead_form {
	struct arena arena;
	struct life life;
	struct form_row rows[ROWS_MOST];
	int n;
	const char *measure; /* whose scores stand in the form */
};

static void free_lead(void *arg)
{
	struct lead_form *x = arg;

	arena_clear(&x->arena);
	free(x);
}

static const struct outcome *outcome_of(const struct lead_form *x, const char *measure)
{
	for (int i = 0; i < x->life.n_outcomes; i++) {
		if (str_ieq(x->life.outcomes[i].measure, measure))
			return &x->life.outcomes[i];
	}
	return NULL;
}

static const char *score_text(struct lead_form *x, const struct outcome *o, int64_t score)
{
	struct str b = {0};

	if (o && score != NUM_NONE)
		score_write(&b, score);
	const char *text = arena_strdup(&x->arena, str_text(&b));

	str_free(&b);
	return text;
}

static void complete_measure(struct ui *ui, struct form *f, int field, const char *typed, struct str *out)
{
	const struct measure *all;
	int n, found = 0;

	(void)ui;
	(void)f;
	(void)field;
	all = measures_all(&n);
	for (int i = 0; i < n; i++) {
		if (!strncasecmp(all[i].name, typed, strlen(typed)))
			str_printf(out, "%s%s", found++ ? "\n" : "", all[i].name);
	}
}

/* "0 to 80, higher is better" behind the measure. */
static void echo_measure(struct ui *ui, struct form *f, int field, struct str *b, bool *bad)
{
	const struct measure *m = measure_named(form_text(f, "measure"));

	(void)ui;
	(void)field;
	(void)bad;
	if (m)
		str_printf(b, "%" PRId64 " to %" PRId64 ", %s is better", m->least / 10, m->most / 10,
			   m->higher_is_better ? "higher" : "lower");
}

/* What the two scores say, behind the final one. */
static void echo_final(struct ui *ui, struct form *f, int field, struct str *b, bool *bad)
{
	const struct measure *m = measure_named(form_text(f, "measure"));
	struct outcome o;

	(void)field;
	(void)bad;
	record_init(KIND_OUTCOME, &o);
	o.measure = m ? m->name : NULL;
	if (!m || !tenths_read(form_text(f, "initial"), &o.initial) || !tenths_read(form_text(f, "final"), &o.final))
		return;
	str_add(b, "= ");
	outcome_write(b, &o, store_setting(face_of(ui)->app.store, m->setting));
}

/* Another measure has scores of its own. */
static void lead_changed(struct ui *ui, struct form *f, int field, void *arg)
{
	struct lead_form *x = arg;
	const char *typed = form_text(f, "measure");
	const struct outcome *o = outcome_of(x, typed);

	(void)ui;
	if (field != form_field(f, "measure") || str_ieq(typed, x->measure) ||
	    (!o && !outcome_of(x, x->measure))) /* what was typed for a new one stays */
		return;
	x->measure = arena_strdup(&x->arena, typed);
	form_set(f, "initial", score_text(x, o, o ? o->initial : NUM_NONE));
	form_set(f, "final", score_text(x, o, o ? o->final : NUM_NONE));
}

static bool read_lead(struct ui *ui, struct form *f, struct lead_form *x, struct referral *r, struct err *e)
{
	*r = x->life.referral;
	for (int i = 0; i < x->n; i++) {
		const struct field *field = kind_field(KIND_REFERRAL, x->rows[i].name);

		if (field && !read_field(ui, f, KIND_REFERRAL, field->name, r, &x->arena, e))
			return false;
	}
	return r->received_on != DAY_NONE || err_field(e, "received_on", "which day did it come?");
}

static bool read_scores(struct ui *ui, struct form *f, struct lead_form *x, struct outcome *o, struct err *e)
{
	const struct measure *m = measure_named(form_text(f, "measure"));

	record_init(KIND_OUTCOME, o);
	if (!read_field(ui, f, KIND_OUTCOME, "measure", o, &x->arena, e) ||
	    !read_field(ui, f, KIND_OUTCOME, "initial", o, &x->arena, e) ||
	    !read_field(ui, f, KIND_OUTCOME, "final", o, &x->arena, e))
		return false;
	if (m)
		o->measure = m->name;
	return o->measure || (o->initial == NUM_NONE && o->final == NUM_NONE) ||
	       err_field(e, "measure", "of which measure are the scores?");
}

static bool save_lead(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct lead_form *x = arg;
	struct referral r;
	struct outcome o;
	struct lead lead = {.base = &x->life.referral, .edited = &r, .outcomes = &o, .whole = true};
	struct said said = {0};

	if (!read_lead(ui, f, x, &r, e) || !read_scores(ui, f, x, &o, e) ||
	    !nobody_else_changed(ui, KIND_REFERRAL, &x->life.referral, &r, &x->arena, e))
		return false;
	lead.n = o.measure != NULL;
	if (!app_lead(&face_of(ui)->app, &lead, &said, e)) {
		said_free(&said);
		return form_refused(e);
	}
	drop_draft(ui, "referral edit", r.id);
	return flow_say(ui, true, &said, e);
}

static void draft_lead(struct ui *ui, struct form *f, void *arg)
{
	struct lead_form *x = arg;

	keep_changes(ui, f, x->rows, x->n, "referral edit", x->life.referral.id,
		     arena_printf(&x->arena, "`e` on R-%" PRId64 " opens it again", x->life.referral.number));
}

static struct form_row *add(struct lead_form *x, const char *name, const char *label, bool gap)
{
	struct form_row *r = &x->rows[x->n++];

	*r = row_of_field(kind_field(KIND_REFERRAL, name), &x->life.referral, &x->arena);
	r->gap = gap;
	if (label)
		r->label = label;
	return r;
}

static void add_scores(struct lead_form *x)
{
	const struct outcome *o = x->life.n_outcomes ? x->life.outcomes : NULL;

	x->measure = o ? o->measure : "";
	x->rows[x->n++] = (struct form_row){.name = "measure",
					    .label = "Measure",
					    .type = FORM_NAME,
					    .value = x->measure,
					    .gap = true,
					    .hint = "LEFS, ODI, NDI ...",
					    .echo = echo_measure,
					    .complete = complete_measure};
	x->rows[x->n++] = (struct form_row){.name = "initial",
					    .label = "Initial",
					    .type = FORM_TEXT,
					    .value = score_text(x, o, o ? o->initial : NUM_NONE),
					    .hint = "first score"};
	x->rows[x->n++] = (struct form_row){.name = "final",
					    .label = "Final",
					    .type = FORM_TEXT,
					    .value = score_text(x, o, o ? o->final : NUM_NONE),
					    .hint = "last score",
					    .echo = echo_final};
}

static void add_rows(struct lead_form *x)
{
	add(x, "status", NULL, false);
	add(x, "booked_on", NULL, false);
	add(x, "evaluated_on", NULL, false);
	add(x, "discharged_on", NULL, false);
	add(x, "order_on", NULL, true);
	add(x, "poc_sent_on", NULL, false);
	add(x, "poc_signed_on", NULL, false);
	add(x, "cert_end_on", NULL, false);
	add_scores(x);
	add(x, "nps", NULL, false)->hint = "0 to 10: would they recommend us?";
	add(x, "challenge", NULL, true);
	add(x, "challenge_on", "Flagged", false);
	add(x, "challenge_told_on", NULL, false);
	add(x, "visits", NULL, true);
	add(x, "billed_cents", NULL, false);
	add(x, "received_cents", "Paid", false);
	add(x, "patient_ref", NULL, true);
	add(x, "for", NULL, false);
	add(x, "payer", NULL, false);
	add(x, "direction", "Way", false)->choices = referral_ways;
	add(x, "received_on", NULL, false);
	add(x, "route", NULL, false);
	add(x, "department", NULL, false);
	add(x, "sent_to", NULL, false);
	add(x, "thank", NULL, false);
	add(x, "asked_on", NULL, false);
	add(x, "note", NULL, false);
}

/* With H what is private is not in the form either, and stays as it is. */
static void hide_private(struct ui *ui, struct form *f, const struct lead_form *x)
{
	for (int i = 0; face_of(ui)->hide && i < x->n; i++) {
		const struct field *field = kind_field(KIND_REFERRAL, x->rows[i].name);

		if (field && (field->flags & (F_PRIVATE | F_MONEY)))
			form_show(f, x->rows[i].name, false);
	}
}

void flow_referral_edit(struct ui *ui, uint64_t ref_id, const char *first)
{
	struct lead_form *x = mem_alloc(sizeof(*x));
	struct str title = {0};
	struct err e = {0};

	if (!app_life(&face_of(ui)->app, ref_id, &x->arena, &x->life, &e)) {
		ui_error(ui, &e);
		free_lead(x);
		return;
	}
	add_rows(x);
	app_life_title(&x->life, &title);
	struct form *f = form_open(ui, &(struct form_spec){
					       .name = "referral edit",
					       .title = arena_strdup(&x->arena, str_text(&title)),
					       .foot = "A day that is typed moves the status on.",
					       .advice = DATE_ADVICE,
					       .fields = x->rows,
					       .n = x->n,
					       .arg = x,
					       .save = save_lead,
					       .changed = lead_changed,
					       .draft = draft_lead,
					       .free = free_lead,
				       });
	str_free(&title);
	hide_private(ui, f, x);
	offer_draft(ui, f, "referral edit", ref_id);
	if (first)
		form_set_focus(f, form_field(f, first));
}
