/* refer, referral. */
#include <inttypes.h>
#include <string.h>

#include "cli.h"
#include "rapport/base/day.h"

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

static const struct option referral_options[] = {{"outcome", "M=I,F", "measure, initial and final score: LEFS=32,58"},
						 {NULL}};

/* "LEFS=32,58": initial and final; one of them may be empty. */
static bool outcome_option(struct call *c, const struct referral *r, struct said *said, struct err *e)
{
	const char *text = call_option(c, "outcome"), *equals = text ? strchr(text, '=') : NULL, *comma;
	struct outcome o, base;
	void *found;
	int n;
	if (!text)
		return true;
	if (!equals || equals == text || !(comma = strchr(equals, ',')))
		return err_set(e, ERR_USAGE, "--outcome is MEASURE=INITIAL,FINAL, such as LEFS=32,58");
	if (!store_where(c->app.store, KIND_OUTCOME, "referral_id", r->id, &c->arena, &found, &n, e))
		return false;
	const char *measure = arena_strndup(&c->arena, text, (size_t)(equals - text));
	record_init(KIND_OUTCOME, &o);
	for (int i = 0; i < n; i++)
		if (str_ieq(((struct outcome *)found)[i].measure, measure))
			o = ((struct outcome *)found)[i];
	base = o;
	o.referral_id = r->id;
	if (!o.id)
		o.measure = measure;
	const char *first = arena_strndup(&c->arena, equals + 1, (size_t)(comma - equals - 1));
	if ((*first && !field_read(kind_field(KIND_OUTCOME, "initial"), &o, first, DAY_NONE, &c->arena, e)) ||
	    (comma[1] && !field_read(kind_field(KIND_OUTCOME, "final"), &o, comma + 1, DAY_NONE, &c->arena, e)))
		return err_in(e, "--outcome");
	return app_save(&c->app, KIND_OUTCOME, &base, &o, said, e);
}

static bool print_referral(struct call *c, const struct referral *r, struct err *e)
{
	struct source s = {0};
	struct str b = {0};
	void *found;
	int n;
	if (!store_where(c->app.store, KIND_OUTCOME, "referral_id", r->id, &c->arena, &found, &n, e))
		return false;
	const struct outcome *o = found;
	if (c->json) {
		struct json j = {0};
		json_open(&j, NULL, '{');
		json_record(&j, "referral", KIND_REFERRAL, r);
		json_open(&j, "outcomes", '[');
		for (int i = 0; i < n; i++)
			json_record(&j, NULL, KIND_OUTCOME, &o[i]);
		json_close(&j, ']');
		json_close(&j, '}');
		json_print(c, &j);
		return true;
	}
	if (r->source_id && !store_get(c->app.store, KIND_SOURCE, r->source_id, &c->arena, &s, e))
		return false;
	print(c, "R-%" PRId64 "%s%s", r->number, s.name ? (r->direction == REFERRAL_OUT ? " to " : " from ") : "",
	      s.name ? s.name : "");
	for (int i = 3; i < kinds[KIND_REFERRAL].count; i++) {
		const struct field *f = &kinds[KIND_REFERRAL].fields[i];
		if (!field_known(f, r) || (f->flags & F_DERIVED) ||
		    (f->type == FIELD_FLAG && !*field_flag(f, (void *)r)))
			continue;
		str_clear(&b);
		if (f->type == FIELD_CHOICE)
			str_add(&b, choice_label(f->choices, *field_choice(f, (void *)r)));
		else
			field_write(&b, f, r);
		print(c, "%-14s %s", f->label, str_text(&b));
	}
	for (int i = 0; i < n; i++) {
		str_clear(&b);
		field_write(&b, kind_field(KIND_OUTCOME, "initial"), &o[i]);
		str_add(&b, " to ");
		field_write(&b, kind_field(KIND_OUTCOME, "final"), &o[i]);
		print(c, "%-14s %s", o[i].measure, str_text(&b));
	}
	str_free(&b);
	return true;
}

struct lead {
	struct call *c;
	const struct referral *base;
	struct referral *r;
	bool changes; /* of the referral itself */
	struct said said;
};

static bool lead_parts(void *ctx, struct err *e)
{
	struct lead *x = ctx;
	if (x->changes && !app_referral(&x->c->app, x->base, x->r, &x->said, e))
		return false;
	return outcome_option(x->c, x->r, &x->said, e);
}

static bool run_referral(struct call *c, struct err *e)
{
	struct referral base, r;
	struct lead x = {.c = c, .base = &base, .r = &r};
	if (!store_referral_ref(c->app.store, c->args[0], &c->arena, &base, e))
		return false;
	r = base;
	if (!fields_read(c, &r, e))
		return false;
	for (int i = 0; i < kinds[KIND_REFERRAL].count; i++)
		x.changes = x.changes || !field_equal(&kinds[KIND_REFERRAL].fields[i], &base, &r);
	if (!x.changes && !call_option(c, "outcome"))
		return print_referral(c, &r, e);
	const char *label = arena_printf(&c->arena, "R-%" PRId64 " changed", base.number);
	x.said.written = app_together(&c->app, label, lead_parts, &x, e);
	return finish(x.said.written, &x.said);
}

const struct command referral_commands[] = {
	{"refer", "WHO [PATIENT-REF] [--for TEXT] [--payer P]", "Record a referral", refer_options, BOOK_OPEN, 1, 5,
	 .fields = true, .kind = KIND_REFERRAL, .run = run_refer},
	{"referral", "REF [--FIELD VALUE ...]", "Show or lead one on", referral_options, BOOK_OPEN, 1, 1, .json = true,
	 .fields = true, .kind = KIND_REFERRAL, .run = run_referral},
	{NULL},
};
