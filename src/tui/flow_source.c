/* Adding and editing: sources, practices, the clinic, staff. Forms are made from the table of kinds. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/base/day.h"
#include "rapport/tui/box.h"

#define FIELDS_MOST 64

static const char *const label_names[] = {"payers", "populations", "services", "tags"};
static const char *const label_titles[] = {"Payers", "Treats", "Services", "Tags"};

struct edit_form {
	struct arena arena;
	enum kind kind;
	void *base, *edited; /* records; base->id 0: a new one */
	bool labels;         /* of a source or the clinic */
	enum label_of of;
	bool practice;     /* has a field for the practice's name */
	const char *draft; /* name of the draft; NULL: none */
	uint64_t twin;     /* of a source that is being added */
	struct form_row rows[FIELDS_MOST];
	int n;
	struct said said;
};

static void free_edit(void *arg)
{
	struct edit_form *x = arg;

	arena_clear(&x->arena);
	said_free(&x->said);
	free(x);
}

static bool offered(const struct field *f)
{
	return !(f->flags & (F_FIXED | F_DERIVED)) && f->type != FIELD_ID;
}

/* --- practice names complete --- */

static void complete_practice(struct ui *ui, struct form *f, int field, const char *typed, struct str *out)
{
	struct practice *p;
	struct arena a = {0};
	int n = 0;

	(void)f;
	(void)field;
	if (!str_blank(typed) && store_practices_like(face_of(ui)->app.store, typed, 8, &a, &p, &n, NULL)) {
		for (int i = 0; i < n; i++)
			str_printf(out, "%s%s", i ? "\n" : "", p[i].name);
	}
	arena_clear(&a);
}

static void echo_past(struct ui *ui, struct form *f, int field, struct str *b, bool *bad)
{
	struct edit_form *x = form_arg(f);

	echo_date(ui, form_text(f, x->rows[field].name), DATE_PAST, b, bad);
}

static void step_past(struct ui *ui, struct form *f, int field, int days, struct str *out)
{
	struct edit_form *x = form_arg(f);

	step_date(ui, form_text(f, x->rows[field].name), DATE_PAST, days, out);
}

/* --- rows out of the table --- */

static const struct form_choice yes_no[] = {{"n", "No", "0"}, {"y", "Yes", "1"}, {0}};

static struct form_row *add_row(struct edit_form *x, const char *name, const char *label, enum form_type type)
{
	struct form_row *r = &x->rows[x->n++];

	*r = (struct form_row){.name = name, .label = label, .type = type};
	return r;
}

static void add_field(struct edit_form *x, const struct field *f)
{
	struct form_row *r = add_row(x, f->name, f->label, FORM_TEXT);
	struct str value = {0};

	r->hint = f->help;
	switch (f->type) {
	case FIELD_TEXT:
		r->type = f->flags & F_LINES ? FORM_NOTE : FORM_TEXT;
		break;
	case FIELD_DAY:
		r->type = FORM_DATE;
		r->echo = echo_past;
		r->step = step_past;
		break;
	case FIELD_CHOICE:
		r->type = FORM_CHOICE;
		r->choices = choices_of(f->choices, &x->arena);
		r->hint = NULL;
		break;
	case FIELD_FLAG:
		r->type = FORM_CHOICE;
		r->choices = yes_no;
		r->hint = NULL;
		break;
	default:
		break;
	}
	field_write(&value, f, x->base);
	r->value = arena_strdup(&x->arena, str_text(&value));
	str_free(&value);
}

static void add_labels(struct ui *ui, struct edit_form *x, uint64_t id)
{
	for (int i = 0; i < 4; i++) {
		struct form_row *r = add_row(x, label_names[i], label_titles[i], FORM_TEXT);
		struct str words = {0};

		if (id)
			store_labels(face_of(ui)->app.store, x->of, id, (enum label_type)i, &words, NULL);
		r->value = arena_strdup(&x->arena, str_text(&words));
		r->hint = "words parted by commas";
		str_free(&words);
	}
}

static void add_practice(struct ui *ui, struct edit_form *x, uint64_t practice_id)
{
	struct form_row *r = add_row(x, "practice", "Practice", FORM_NAME);
	struct practice p;

	r->complete = complete_practice;
	if (practice_id && store_get(face_of(ui)->app.store, KIND_PRACTICE, practice_id, &x->arena, &p, NULL))
		r->value = p.name;
}

/* --- saving --- */

struct saving {
	struct ui *ui;
	struct form *f;
	struct edit_form *x;
};

static bool save_labels(struct saving *s, uint64_t id, struct err *e)
{
	for (int i = 0; i < 4; i++) {
		struct said said = {0};
		bool ok = app_set_labels(&face_of(s->ui)->app, s->x->of, id, (enum label_type)i,
					 form_text(s->f, label_names[i]), &said, e);

		said_free(&said);
		if (!ok)
			return false;
	}
	return true;
}

static bool save_parts(void *ctx, struct err *e)
{
	struct saving *s = ctx;
	struct edit_form *x = s->x;
	struct app *app = &face_of(s->ui)->app;
	const char *practice = x->practice ? form_text(s->f, "practice") : NULL;
	bool ok;

	if (x->kind != KIND_SOURCE)
		ok = app_save(app, x->kind, x->base, x->edited, &x->said, e);
	else if (record_id(x->base))
		ok = app_edit(app, x->base, x->edited, practice, &x->said, e);
	else
		ok = app_add(app, x->edited, practice, true, NULL, &x->said, e);
	return ok && (!x->labels || save_labels(s, record_id(x->edited), e));
}

static bool save_edit(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct edit_form *x = arg;
	struct saving s = {ui, f, x};
	const char *name;

	memcpy(x->edited, x->base, kinds[x->kind].size);
	for (int i = 0; i < x->n; i++) {
		const struct field *field = kind_field(x->kind, x->rows[i].name);

		if (field && !read_field(ui, f, x->kind, field->name, x->edited, &x->arena, e))
			return false;
	}
	name = x->kind == KIND_STAFF ? "user" : "name";
	if (str_blank(form_text(f, name)) && x->kind != KIND_CLINIC)
		return err_field(e, name, x->kind == KIND_STAFF ? "a short name is needed" : "a name is needed");
	said_free(&x->said);
	if (!app_together(
		    &face_of(ui)->app,
		    arena_printf(&x->arena, "%s %s", form_text(f, name), record_id(x->base) ? "changed" : "added"),
		    save_parts, &s, e))
		return form_refused(e);
	if (x->draft)
		drop_draft(ui, x->draft, record_id(x->base));
	x->said.written = true;
	return flow_say(ui, true, &x->said, e);
}

static void draft_edit(struct ui *ui, struct form *f, void *arg)
{
	struct edit_form *x = arg;

	keep_draft(ui, f, x->draft, record_id(x->base),
		   record_id(x->base) ? "`e` opens it again" : "`a` opens it again");
}

static struct edit_form *edit_form(enum kind kind)
{
	struct edit_form *x = mem_alloc(sizeof(*x));

	x->kind = kind;
	x->base = arena_alloc(&x->arena, kinds[kind].size);
	x->edited = arena_alloc(&x->arena, kinds[kind].size);
	record_init(kind, x->base);
	return x;
}

static struct form *open_edit(struct ui *ui, struct edit_form *x, struct form_spec *spec)
{
	spec->fields = x->rows;
	spec->n = x->n;
	spec->arg = x;
	spec->save = save_edit;
	spec->free = free_edit;
	if (x->draft)
		spec->draft = draft_edit;
	struct form *f = form_open(ui, spec);

	if (x->draft)
		offer_draft(ui, f, x->draft, record_id(x->base));
	return f;
}

/* --- adding a source --- */

static void look_for_twin(struct ui *ui, struct form *f, int field, void *arg)
{
	struct edit_form *x = arg;
	struct source_row row;
	struct arena a = {0};
	struct twin t;

	(void)field;
	if (!store_twin(face_of(ui)->app.store, form_text(f, "name"), form_text(f, "npi"), form_text(f, "phone"), 0, &t,
			NULL))
		return;
	x->twin = t.id;
	if (t.id && store_source_row(face_of(ui)->app.store, t.id, ORDER_NAME, &a, &row, NULL))
		form_note(f,
			  t.why && !strcmp(t.why, "phone") ? "phone"
			  : t.why && !strcmp(t.why, "npi") ? "npi"
							   : "name",
			  false,
			  arena_printf(&x->arena, "Looks like %s%s%s.  \u2193 opens them instead", row.name,
				       row.practice ? ", " : "", row.practice ? row.practice : ""));
	else
		form_note(f, "name", false, NULL);
	arena_clear(&a);
}

static bool open_twin(struct ui *ui, struct form *f, int field, struct key k, void *arg)
{
	struct edit_form *x = arg;
	uint64_t twin = x->twin;

	(void)field;
	if (!twin || k.code != K_DOWN)
		return false;
	form_close(ui, f);
	face_of(ui)->focus = twin;
	ui_screen(ui, 0);
	face_changed(ui);
	return true;
}

void flow_add(struct ui *ui, const char *name)
{
	static const char *const names[] = {"phone", "kind", "specialty",  "credentials", "npi",
					    "email", "fax",  "gatekeeper", "owner",       "note"};
	struct edit_form *x = edit_form(KIND_SOURCE);
	struct source *s = x->base;

	s->owner = face_of(ui)->app.user;
	x->practice = true;
	x->draft = name ? NULL : "add";
	add_row(x, "name", "Name", FORM_TEXT)->value = name;
	add_practice(ui, x, 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		add_field(x, kind_field(KIND_SOURCE, names[i]));
	open_edit(ui, x,
		  &(struct form_spec){.name = "add",
				      .title = "Add a source",
				      .foot = "Only the name is needed.   Ctrl-S saves from anywhere.",
				      .changed = look_for_twin,
				      .key = open_twin});
}

/* --- editing --- */

void flow_edit(struct ui *ui, uint64_t source_id)
{
	struct edit_form *x = edit_form(KIND_SOURCE);
	struct source *s = x->base;
	struct err e = {0};

	if (!store_get(face_of(ui)->app.store, KIND_SOURCE, source_id, &x->arena, s, &e)) {
		ui_error(ui, &e);
		free_edit(x);
		return;
	}
	x->practice = x->labels = true;
	x->of = LABEL_OF_SOURCE;
	x->draft = "edit";
	for (int i = 0; i < kinds[KIND_SOURCE].count; i++) {
		const struct field *f = &kinds[KIND_SOURCE].fields[i];

		if (offered(f) && strcmp(f->name, "stage") && strcmp(f->name, "standing") &&
		    strcmp(f->name, "standing_reason"))
			add_field(x, f);
		if (!strcmp(f->name, "name"))
			add_practice(ui, x, s->practice_id);
		if (!strcmp(f->name, "zip"))
			add_labels(ui, x, s->id);
	}
	open_edit(ui, x, &(struct form_spec){.name = "edit", .title = arena_printf(&x->arena, "Edit: %s", s->name)});
}

static void edit_record(struct ui *ui, enum kind kind, uint64_t id, const char *title, bool labels)
{
	struct edit_form *x = edit_form(kind);
	struct err e = {0};

	if (id && !store_get(face_of(ui)->app.store, kind, id, &x->arena, x->base, &e)) {
		ui_error(ui, &e);
		free_edit(x);
		return;
	}
	for (int i = 0; i < kinds[kind].count; i++) {
		if (offered(&kinds[kind].fields[i]))
			add_field(x, &kinds[kind].fields[i]);
	}
	x->labels = labels;
	x->of = kind == KIND_CLINIC ? LABEL_OF_CLINIC : LABEL_OF_PRACTICE;
	if (labels)
		add_labels(ui, x, id);
	open_edit(ui, x, &(struct form_spec){.name = kinds[kind].name, .title = title, .legend = "Esc closes"});
}

void flow_clinic(struct ui *ui)
{
	edit_record(ui, KIND_CLINIC, 1, "The clinic's profile", true);
}

void flow_edit_practice(struct ui *ui, uint64_t source_id)
{
	struct arena a = {0};
	struct source s;
	struct err e = {0};

	if (!store_get(face_of(ui)->app.store, KIND_SOURCE, source_id, &a, &s, &e))
		ui_error(ui, &e);
	else if (!s.practice_id)
		ui_say(ui, "%s has no practice.   `e` adds it", s.name);
	else
		edit_record(ui, KIND_PRACTICE, s.practice_id, "The practice", true);
	arena_clear(&a);
}

/* --- lists to choose from --- */

struct id_choice {
	struct arena arena;
	uint64_t *ids;
	struct box_choice *choices;
	int n;
	uint64_t source_id;
};

static void free_ids(void *arg)
{
	struct id_choice *c = arg;

	arena_clear(&c->arena);
	free(c);
}

static bool add_staff(void *ctx, const void *record, struct err *e)
{
	struct id_choice *c = ctx;
	const struct staff *s = record;

	(void)e;
	c->ids[c->n] = s->id;
	c->choices[c->n++] =
		(struct box_choice){"", arena_strdup(&c->arena, s->user),
				    arena_printf(&c->arena, "%s%s%s%s", s->name ? s->name : "", s->role ? ", " : "",
						 s->role ? s->role : "", s->gone ? " (gone)" : "")};
	return true;
}

static void staff_chosen(struct ui *ui, void *arg, int chosen)
{
	struct id_choice *c = arg;

	edit_record(ui, KIND_STAFF, c->ids[chosen], c->ids[chosen] ? "One of your people" : "Add one of your people",
		    false);
}

void flow_staff(struct ui *ui)
{
	struct id_choice *c = mem_alloc(sizeof(*c));
	struct store *store = face_of(ui)->app.store;
	size_t most = (size_t)store_count(store, KIND_STAFF) + 1;
	struct err e = {0};

	c->ids = arena_alloc(&c->arena, most * sizeof(*c->ids));
	c->choices = arena_alloc(&c->arena, most * sizeof(*c->choices));
	if (!store_each(store, KIND_STAFF, add_staff, c, &e)) {
		ui_error(ui, &e);
		free_ids(c);
		return;
	}
	c->choices[c->n] = (struct box_choice){"a", "Add one of your people", NULL};
	c->ids[c->n++] = 0;
	choice_open(ui, &(struct choice_spec){.title = "Your people",
					      .choices = c->choices,
					      .n = c->n,
					      .legend = "Enter edits   Esc closes",
					      .arg = c,
					      .then = staff_chosen,
					      .free = free_ids});
}

static void person_chosen(struct ui *ui, void *arg, int chosen)
{
	struct id_choice *c = arg;

	if (!c->ids[chosen]) {
		flow_edit_practice(ui, c->source_id);
		return;
	}
	face_of(ui)->focus = c->ids[chosen];
	ui_screen(ui, 0);
	face_changed(ui);
}

void flow_people(struct ui *ui, uint64_t source_id)
{
	enum { MOST = 200 };
	struct app *app = &face_of(ui)->app;
	struct id_choice *c = mem_alloc(sizeof(*c));
	struct source_filter filter;
	struct source_row *rows;
	struct source s;
	struct err e = {0};
	int n = 0;

	source_filter_init(&filter);
	filter.everyone = true;
	if (!store_get(app->store, KIND_SOURCE, source_id, &c->arena, &s, &e) ||
	    (filter.practice_id = s.practice_id) == 0 ||
	    !store_sources(app->store, &filter, ORDER_NAME, app->now.today, NULL, false, MOST, &c->arena, &rows, &n,
			   &e)) {
		if (e.code)
			ui_error(ui, &e);
		else
			ui_say(ui, "%s has no practice.   `e` adds it", s.name);
		free_ids(c);
		return;
	}
	c->source_id = source_id;
	c->ids = arena_alloc(&c->arena, (size_t)(n + 1) * sizeof(*c->ids));
	c->choices = arena_alloc(&c->arena, (size_t)(n + 1) * sizeof(*c->choices));
	for (int i = 0; i < n; i++) {
		const char *what =
			rows[i].specialty ? rows[i].specialty : choice_label(choices_source_kind, rows[i].kind);

		c->ids[i] = rows[i].id;
		c->choices[i] = (struct box_choice){
			"", rows[i].name,
			arena_printf(&c->arena, "%s%s%s%s", rows[i].gatekeeper ? "gatekeeper, " : "", what,
				     rows[i].phone ? " " : "", rows[i].phone ? rows[i].phone : "")};
	}
	c->ids[n] = 0;
	c->choices[n] = (struct box_choice){"e", "Edit the practice", NULL};
	choice_open(ui, &(struct choice_spec){.title = arena_printf(&c->arena, "People at %s", rows[0].practice),
					      .choices = c->choices,
					      .n = n + 1,
					      .legend = "Enter goes there   Esc closes",
					      .arg = c,
					      .then = person_chosen,
					      .free = free_ids});
}
