/* Adding and editing sources and what stands beside them. Forms are made from the table of kinds. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"

#define FIELDS_MOST 64

static const char *const label_names[] = {"payers", "populations", "services", "tags"};
static const char *const label_titles[] = {"Payers", "Treats", "Services", "Tags"};

struct edit_form {
	struct arena arena;
	enum kind kind;
	void *base, *edited; /* records; base->id 0: a new one */
	bool labels;         /* has fields for them */
	enum label_of of;
	bool practice;         /* has a field for the practice's name */
	const char *draft;     /* name of the draft */
	const char *again;     /* how to come back to it */
	bool fresh;            /* opened with a name: an older draft is somebody else's */
	uint64_t twin;         /* of a source that is being added */
	const char *twin_name; /* the field that says so */
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

/* The gatekeeper is one of the practice that stands in the form. */
static void complete_via(struct ui *ui, struct form *f, int field, const char *typed, struct str *out)
{
	struct edit_form *x = form_arg(f);
	uint64_t practice_id = 0;

	(void)field;
	if (store_practice_named(face_of(ui)->app.store, form_text(f, "practice"), &practice_id, NULL))
		people_like(ui, practice_id, record_id(x->base), typed, out);
}

/* --- rows out of the table --- */

static struct form_row *add_row(struct edit_form *x, const char *name, const char *label, enum form_type type)
{
	struct form_row *r = &x->rows[x->n++];

	*r = (struct form_row){.name = name, .label = label, .type = type};
	return r;
}

static void add_field(struct edit_form *x, const struct field *f)
{
	x->rows[x->n++] = row_of_field(f, x->base, &x->arena);
}

static void add_labels(struct ui *ui, struct edit_form *x, uint64_t id)
{
	const char *words[LABEL_TYPES] = {"", "", "", ""};

	if (id)
		store_labels(face_of(ui)->app.store, x->of, id, &x->arena, words, NULL);
	for (int i = 0; i < LABEL_TYPES; i++) {
		struct form_row *r = add_row(x, label_names[i], label_titles[i], FORM_TEXT);

		r->value = words[i];
		r->hint = "words parted by commas";
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

static void add_via(struct ui *ui, struct edit_form *x, uint64_t via_id)
{
	const struct field *f = kind_field(KIND_SOURCE, "via_id");
	struct form_row *r = add_row(x, f->name, f->label, FORM_NAME);
	struct source via;

	r->hint = f->help;
	r->complete = complete_via;
	if (via_id && store_get(face_of(ui)->app.store, KIND_SOURCE, via_id, &x->arena, &via, NULL))
		r->value = via.name;
}

/* --- saving --- */

/* What this person did not touch is not written, so that it stays as somebody else may have left it. */
static bool touched(const struct form *f, const struct edit_form *x, const char *name)
{
	const char *value = NULL;

	for (int i = 0; i < x->n; i++) {
		if (!strcmp(x->rows[i].name, name))
			value = x->rows[i].value;
	}
	return strcmp(form_text(f, name), value ? value : "") != 0;
}

static bool read_via(struct ui *ui, struct form *f, struct edit_form *x, struct err *e)
{
	enum { MOST = 8 };
	struct store *store = face_of(ui)->app.store;
	struct source *s = x->edited;
	struct source_row *rows;
	const char *typed = form_text(f, "via_id");
	int n = 0;

	if (!touched(f, x, "via_id"))
		return true;
	s->via_id = 0;
	if (str_blank(typed))
		return true;
	if (!store_match(store, typed, MOST, &x->arena, &rows, &n, e))
		return false;
	for (int i = 0; i < n && !s->via_id; i++) {
		if (rows[i].practice && str_ieq(rows[i].practice, form_text(f, "practice")))
			s->via_id = rows[i].id;
	}
	if (!s->via_id && n == 1)
		s->via_id = rows[0].id;
	if (!s->via_id)
		return err_field(e, "via_id",
				 n ? "more than one is called that; type the whole name"
				   : "nobody is called that; add them with `a` first");
	if (s->via_id == s->id)
		return err_field(e, "via_id", "nobody is reached through themselves");
	return true;
}

struct saving {
	struct ui *ui;
	struct form *f;
	struct edit_form *x;
};

static bool save_labels(struct saving *s, uint64_t id, struct err *e)
{
	for (int i = 0; i < 4; i++) {
		struct said said = {0};

		if (!touched(s->f, s->x, label_names[i]))
			continue;
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
	const char *practice = x->practice && touched(s->f, x, "practice") ? form_text(s->f, "practice") : NULL;
	bool ok;

	if (x->kind != KIND_SOURCE)
		ok = app_save(app, x->kind, x->base, x->edited, &x->said, e);
	else if (record_id(x->base))
		ok = app_edit(app, x->base, x->edited, practice, &x->said, e);
	else
		ok = app_add(app, x->edited, practice, true, NULL, &x->said, e);
	return ok && (!x->labels || save_labels(s, record_id(x->edited), e));
}

static bool read_rows(struct ui *ui, struct form *f, struct edit_form *x, struct err *e)
{
	const char *name = x->kind == KIND_STAFF ? "user" : "name";

	memcpy(x->edited, x->base, kinds[x->kind].size);
	for (int i = 0; i < x->n; i++) {
		const struct field *field = kind_field(x->kind, x->rows[i].name);

		if (!field)
			continue;
		if (field->type == FIELD_ID ? !read_via(ui, f, x, e)
					    : !read_field(ui, f, x->kind, field->name, x->edited, &x->arena, e))
			return false;
	}
	if (str_blank(form_text(f, name)) && x->kind != KIND_CLINIC)
		return err_field(e, name, x->kind == KIND_STAFF ? "a short name is needed" : "a name is needed");
	return true;
}

static bool save_edit(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct edit_form *x = arg;
	struct app *app = &face_of(ui)->app;
	struct saving s = {ui, f, x};
	int64_t before = store_revision(app->store);
	const char *name;

	if (!read_rows(ui, f, x, e) || !nobody_else_changed(ui, x->kind, x->base, x->edited, &x->arena, e))
		return false;
	name = x->kind == KIND_CLINIC ? "the clinic's profile" : form_text(f, x->kind == KIND_STAFF ? "user" : "name");
	said_free(&x->said);
	if (!app_together(app, arena_printf(&x->arena, "%s %s", name, record_id(x->base) ? "changed" : "added"),
			  save_parts, &s, e))
		return form_refused(e);
	x->said.written = store_revision(app->store) != before;
	if (!x->said.written) {
		str_clear(&x->said.text);
		str_add(&x->said.text, "Nothing was changed.");
	}
	if (!x->fresh)
		drop_draft(ui, x->draft, record_id(x->base));
	return flow_say(ui, true, &x->said, e);
}

static void draft_edit(struct ui *ui, struct form *f, void *arg)
{
	struct edit_form *x = arg;

	if (record_id(x->base))
		keep_changes(ui, f, x->rows, x->n, x->draft, record_id(x->base), x->again);
	else
		keep_draft(ui, f, x->draft, 0, x->again);
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

static void open_edit(struct ui *ui, struct edit_form *x, struct form_spec *spec)
{
	spec->fields = x->rows;
	spec->n = x->n;
	spec->arg = x;
	spec->save = save_edit;
	spec->free = free_edit;
	spec->draft = draft_edit;
	struct form *f = form_open(ui, spec);

	if (!x->fresh)
		offer_draft(ui, f, x->draft, record_id(x->base));
	if (spec->changed)
		spec->changed(ui, f, 0, x);
}

/* --- adding a source --- */

static void say_twin(struct ui *ui, struct form *f, struct edit_form *x, const struct twin *t)
{
	static const char *const fields[] = {"name", "phone", "npi"};
	static const char *const words[] = {"Looks like", "Same phone as", "Same NPI as"};
	int room = ui_layout(ui).tier == TIER_THREE ? 66 : 56; /* cells of a line under a field */
	struct source_row row;
	struct arena a = {0};
	int why = !strcmp(t->why, "phone") ? 1 : !strcmp(t->why, "npi") ? 2 : 0;
	struct str b = {0};

	if (store_source_row(face_of(ui)->app.store, t->id, ORDER_NAME, &a, &row, NULL)) {
		x->twin = t->id;
		x->twin_name = fields[why];
		str_printf(&b, "%s %s%s%s.  \u2193 opens them instead", words[why], row.name, row.practice ? ", " : "",
			   row.practice ? row.practice : "");
		if (utf8_cells(b.s) > room) {
			str_clear(&b);
			str_printf(&b, "%s %s.  \u2193 opens them instead", words[why], row.name);
		}
		form_note(f, x->twin_name, false, b.s);
	}
	str_free(&b);
	arena_clear(&a);
}

static void look_for_twin(struct ui *ui, struct form *f, int field, void *arg)
{
	struct edit_form *x = arg;
	struct twin t;

	(void)field;
	if (!store_twin(face_of(ui)->app.store, form_text(f, "name"), form_text(f, "npi"), form_text(f, "phone"), 0, &t,
			NULL))
		return;
	if (x->twin)
		form_note(f, x->twin_name, false, NULL);
	x->twin = 0;
	if (t.id)
		say_twin(ui, f, x, &t);
}

static bool open_twin(struct ui *ui, struct form *f, int field, struct key k, void *arg)
{
	struct edit_form *x = arg;
	uint64_t twin = x->twin;

	if (!twin || k.code != K_DOWN || field != form_field(f, x->twin_name))
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
	x->draft = "add";
	x->again = "`a` opens it again";
	x->fresh = name != NULL;
	add_row(x, "name", "Name", FORM_TEXT)->value = arena_strdup(&x->arena, name);
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
	x->again = "`e` opens it again";
	for (int i = 0; i < kinds[KIND_SOURCE].count; i++) {
		const struct field *f = &kinds[KIND_SOURCE].fields[i];

		if (offered(f) && strcmp(f->name, "stage") && strcmp(f->name, "standing") &&
		    strcmp(f->name, "standing_reason"))
			add_field(x, f);
		if (!strcmp(f->name, "name")) {
			add_practice(ui, x, s->practice_id);
			add_via(ui, x, s->via_id);
		}
		if (!strcmp(f->name, "zip"))
			add_labels(ui, x, s->id);
	}
	open_edit(ui, x, &(struct form_spec){.name = "edit", .title = arena_printf(&x->arena, "Edit: %s", s->name)});
}

void edit_record(struct ui *ui, enum kind kind, uint64_t id, const char *title, bool labels)
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
	x->draft = kinds[kind].name;
	x->again = "It is there when you come back";
	open_edit(ui, x, &(struct form_spec){.name = kinds[kind].name, .title = title});
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
