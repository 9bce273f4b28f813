/* Recording a referral. */
#include <stdlib.h>

#include "flow_form.h"
#include "rapport/base/day.h"

const struct form_choice referral_ways[] = {{"i", "From them", "in"}, {"o", "To them", "out"}, {0}};

struct referral_form {
	struct arena arena;
	struct source source;
};

static void free_referral(void *arg)
{
	struct referral_form *r = arg;

	arena_clear(&r->arena);
	free(r);
}

static bool save_referral(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	static const char *const names[] = {"patient_ref", "for",          "payer",   "thank", "direction",
					    "status",      "billed_cents", "sent_to", "route", "note"};
	struct referral_form *r = arg;
	struct referral ref;
	struct said said = {0};

	record_init(KIND_REFERRAL, &ref);
	ref.source_id = r->source.id;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!read_field(ui, f, KIND_REFERRAL, names[i], &ref, &r->arena, e))
			return false;
	}
	if (!read_date(ui, f, "received_on", DATE_PAST, &ref.received_on, e))
		return false;
	if (!app_refer(&face_of(ui)->app, &ref, &said, e)) {
		said_free(&said);
		return form_refused(e);
	}
	drop_draft(ui, "referral", r->source.id);
	return flow_say(ui, true, &said, e);
}

/* Nobody is thanked for a patient whom we sent to them. */
static void referral_changed(struct ui *ui, struct form *f, int field, void *arg)
{
	(void)ui;
	(void)field;
	(void)arg;
	form_show(f, "thank", str_eq(form_text(f, "direction"), "in"));
}

static void draft_referral(struct ui *ui, struct form *f, void *arg)
{
	struct referral_form *r = arg;

	keep_draft(ui, f, "referral", r->source.id,
		   arena_printf(&r->arena, "`r` on %s opens it again", r->source.name));
}

/* What the card says of this source: the payers they take, and how many came from them. */
static void read_hints(struct ui *ui, struct referral_form *r, const char **payers, const char **count)
{
	struct card c;
	struct err e = {0};

	if (app_card(&face_of(ui)->app, r->source.id, &r->arena, &c, &e)) {
		if (*c.payers)
			*payers = arena_printf(&r->arena, "they take: %s", c.payers);
		*count = arena_printf(&r->arena, "Referral %lld from %s in 12 months.", (long long)c.referrals + 1,
				      r->source.name);
	}
	err_clear(&e);
}

static void ask_referral(struct ui *ui, struct referral_form *r)
{
	const char *payers = NULL, *count = NULL;

	read_hints(ui, r, &payers, &count);
	const struct form_row rows[] = {
		{.name = "patient_ref",
		 .label = "Patient",
		 .type = FORM_TEXT,
		 .hint = "chart no. or initials, no names"},
		{.name = "for", .label = "For", .type = FORM_TEXT, .hint = "knee, post-op"},
		{.name = "payer", .label = "Payer", .type = FORM_TEXT, .hint = payers},
		{.name = "thank",
		 .label = "Thank",
		 .type = FORM_CHOICE,
		 .choices = choices_of(choices_thank, &r->arena),
		 .value = "card",
		 .saves = true},
		{.name = "received_on",
		 .label = "Received",
		 .type = FORM_DATE,
		 .gap = true,
		 .value = "today",
		 .echo = echo_past,
		 .step = step_past},
		{.name = "direction", .label = "Way", .type = FORM_CHOICE, .choices = referral_ways, .value = "in"},
		{.name = "status",
		 .label = "Status",
		 .type = FORM_CHOICE,
		 .choices = choices_of(choices_status, &r->arena),
		 .value = "received"},
		{.name = "billed_cents",
		 .label = "Worth",
		 .type = FORM_TEXT,
		 .hint = "empty if unknown; the EMR report fills it in"},
		{.name = "sent_to", .label = "Sent to", .type = FORM_TEXT, .hint = "our therapist"},
		{.name = "route", .label = "How", .type = FORM_CHOICE, .choices = choices_of(choices_route, &r->arena)},
		{.name = "note", .label = "Note", .type = FORM_NOTE},
	};
	struct form *f =
		form_open(ui, &(struct form_spec){
				      .name = "referral",
				      .title = arena_printf(&r->arena, "Record a referral from %s", r->source.name),
				      .foot = "Saves the referral and puts the thanks in Today.",
				      .changed = referral_changed,
				      .advice = count,
				      .fields = rows,
				      .n = (int)(sizeof(rows) / sizeof(*rows)),
				      .arg = r,
				      .save = save_referral,
				      .draft = draft_referral,
				      .free = free_referral,
			      });
	offer_draft(ui, f, "referral", r->source.id);
	referral_changed(ui, f, 0, r);
}

void flow_refer(struct ui *ui, uint64_t source_id)
{
	struct referral_form *r = mem_alloc(sizeof(*r));
	struct err e = {0};

	if (store_get(face_of(ui)->app.store, KIND_SOURCE, source_id, &r->arena, &r->source, &e)) {
		ask_referral(ui, r);
	} else {
		ui_error(ui, &e);
		free_referral(r);
	}
}
