#include "form.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

/* --- fields --- */

bool row_editable(const struct form_field *f)
{
	return f->def.type != FORM_CHOICE && f->def.type != FORM_FACT;
}

bool row_takes_focus(const struct form_field *f)
{
	return !f->hidden && f->def.type != FORM_FACT;
}

const char *row_text(const struct form_field *f)
{
	if (f->def.type == FORM_CHOICE)
		return f->chosen >= 0 ? f->def.choices[f->chosen].value : "";
	return edit_text(&f->edit);
}

static int choices_of(const struct form_field *f)
{
	int n = 0;

	while (f->def.choices && f->def.choices[n].word)
		n++;
	return n;
}

static void set_text(struct form_field *f, const char *text)
{
	if (f->def.type != FORM_CHOICE) {
		edit_set(&f->edit, text);
		return;
	}
	f->chosen = -1;
	for (int i = 0; text && i < choices_of(f); i++) {
		if (!strcmp(f->def.choices[i].value, text))
			f->chosen = i;
	}
}

bool row_name(const struct form_field *f, int nth, struct str *b)
{
	const char *s = str_text(&f->names);

	for (; *s && nth > 0; nth--) {
		s += strcspn(s, "\n");
		s += *s == '\n';
	}
	str_clear(b);
	str_addn(b, s, strcspn(s, "\n"));
	return b->len > 0;
}

static void drop_names(struct form_field *f)
{
	str_clear(&f->names);
	f->name_sel = -1;
}

static void offer_names(struct form *f, int i)
{
	struct form_field *field = &f->fields[i];

	drop_names(field);
	if (field->def.complete && !str_blank(row_text(field)))
		field->def.complete(f->ui, f, i, row_text(field), &field->names);
}

static void changed(struct form *f, int i)
{
	free(f->fields[i].note);
	f->fields[i].note = NULL;
	if (f->spec.changed)
		f->spec.changed(f->ui, f, i, f->spec.arg);
}

/* --- the public part --- */

void *form_arg(const struct form *f)
{
	return f->spec.arg;
}

int form_field(const struct form *f, const char *name)
{
	for (int i = 0; i < f->spec.n; i++) {
		if (!strcmp(f->fields[i].def.name, name))
			return i;
	}
	assert(!"a field of that name");
	return 0;
}

static struct form_field *named(const struct form *f, const char *name)
{
	return &f->fields[form_field(f, name)];
}

const char *form_name(const struct form *f, int field)
{
	return f->fields[field].def.name;
}

int form_focus(const struct form *f)
{
	return f->focus;
}

void form_set_focus(struct form *f, int field)
{
	assert(field >= 0 && field < f->spec.n);
	if (f->focus != field) {
		f->fields[f->focus].left = true;
		drop_names(&f->fields[f->focus]);
	}
	f->focus = field;
}

const char *form_text(const struct form *f, const char *name)
{
	return row_text(named(f, name));
}

void form_set(struct form *f, const char *name, const char *text)
{
	set_text(named(f, name), text);
}

bool form_changed(const struct form *f)
{
	for (int i = 0; i < f->spec.n; i++) {
		if (strcmp(row_text(&f->fields[i]), f->fields[i].initial))
			return true;
	}
	return false;
}

void form_note(struct form *f, const char *name, bool bad, const char *text)
{
	struct form_field *field = named(f, name);

	free(field->note);
	field->note = mem_strdup(text);
	field->note_bad = bad;
}

void form_set_under(struct form *f, const char *name, const char *text)
{
	struct form_field *field = named(f, name);

	free(field->under);
	field->under = mem_strdup(text);
}

void form_set_title(struct form *f, const char *title)
{
	free(f->title);
	f->title = mem_strdup(title);
}

static int step_focus(const struct form *f, int from, int by)
{
	for (int i = from + by; i >= 0 && i < f->spec.n; i += by) {
		if (row_takes_focus(&f->fields[i]))
			return i;
	}
	return from;
}

void form_show(struct form *f, const char *name, bool shown)
{
	int i = form_field(f, name);

	f->fields[i].hidden = !shown;
	if (!shown && f->focus == i) {
		int to = step_focus(f, i, 1);

		form_set_focus(f, to != i ? to : step_focus(f, i, -1));
	}
}

/* --- drafts --- */

static bool row_drafted(const struct form_field *f)
{
	return f->def.type != FORM_FACT && f->def.type != FORM_SECRET;
}

static void add_escaped(struct str *b, const char *s)
{
	for (; *s; s++) {
		if (*s == '\n')
			str_add(b, "\\n");
		else if (*s == '\\')
			str_add(b, "\\\\");
		else
			str_addc(b, *s);
	}
}

void form_draft(const struct form *f, struct str *b)
{
	for (int i = 0; i < f->spec.n; i++) {
		if (!row_drafted(&f->fields[i]))
			continue;
		str_printf(b, "%s=", f->fields[i].def.name);
		add_escaped(b, row_text(&f->fields[i]));
		str_addc(b, '\n');
	}
}

static void load_line(struct form *f, const char *s, size_t n)
{
	const char *eq = memchr(s, '=', n);
	struct str value = {0};

	if (!eq)
		return;
	for (const char *c = eq + 1; c < s + n; c++) {
		if (*c == '\\' && c + 1 < s + n)
			str_addc(&value, *++c == 'n' ? '\n' : *c);
		else
			str_addc(&value, *c);
	}
	for (int i = 0; i < f->spec.n; i++) {
		const struct form_row *def = &f->fields[i].def;

		if (row_drafted(&f->fields[i]) && strlen(def->name) == (size_t)(eq - s) &&
		    !strncmp(def->name, s, (size_t)(eq - s)))
			set_text(&f->fields[i], str_text(&value));
	}
	str_free(&value);
}

void form_load_draft(struct form *f, const char *draft)
{
	while (*draft) {
		size_t n = strcspn(draft, "\n");

		load_line(f, draft, n);
		draft += n + (draft[n] == '\n');
	}
}

void form_from_draft(struct form *f, const char *draft,
		     void (*thrown)(struct ui *ui, const char *form, uint64_t subject), const char *form,
		     uint64_t subject)
{
	struct str b = {0};

	form_load_draft(f, draft);
	form_draft(f, &b);
	free(f->loaded);
	f->loaded = str_take(&b);
	f->thrown = thrown;
	f->draft_form = form;
	f->draft_subject = subject;
}

static bool as_loaded(const struct form *f)
{
	struct str b = {0};
	bool same = f->loaded != NULL;

	if (same) {
		form_draft(f, &b);
		same = !strcmp(str_text(&b), f->loaded);
	}
	str_free(&b);
	return same;
}

/* Was all that the draft held taken out? A choice alone is not worth keeping then. */
static bool nothing_left(const struct form *f)
{
	if (!f->loaded || !form_changed(f))
		return f->loaded != NULL;
	for (int i = 0; i < f->spec.n; i++) {
		const struct form_field *field = &f->fields[i];

		if (row_editable(field) && !str_blank(row_text(field)) && strcmp(row_text(field), field->initial))
			return false;
	}
	return !as_loaded(f);
}

/* The form as it would have opened without the draft. */
static bool take_draft_out(struct form *f)
{
	if (!as_loaded(f) || !form_changed(f))
		return false;
	for (int i = 0; i < f->spec.n; i++)
		set_text(&f->fields[i], f->fields[i].initial);
	for (int i = 0; i < f->spec.n; i++)
		changed(f, i);
	ui_say(f->ui, "The draft is taken out.   `Esc` forgets it");
	return true;
}

/* --- what the keys do --- */

static void leave_draft(struct ui *ui, struct form *f)
{
	if (f->spec.draft && form_changed(f))
		f->spec.draft(ui, f, f->spec.arg);
}

void form_close(struct ui *ui, struct form *f)
{
	ui_close(ui, f->pane);
}

static void save(struct ui *ui, struct form *f)
{
	struct err e = {0};

	if (f->spec.save(ui, f, f->spec.arg, &e)) {
		form_close(ui, f);
		err_clear(&e);
		return;
	}
	for (int i = 0; e.field && i < f->spec.n; i++) {
		if (!strcmp(e.field, f->fields[i].def.name)) {
			f->fields[i].hidden = false;
			form_set_focus(f, i);
			form_note(f, e.field, true, err_text(&e));
			err_clear(&e);
			return;
		}
	}
	ui_error(ui, &e);
}

static void go(struct form *f, int by)
{
	form_set_focus(f, step_focus(f, f->focus, by));
}

/* Puts the offered name that is chosen into the field. */
static bool take_name(struct form *f)
{
	struct form_field *field = &f->fields[f->focus];
	struct str b = {0};
	bool taken = field->name_sel >= 0 && row_name(field, field->name_sel, &b);

	if (taken) {
		edit_set(&field->edit, str_text(&b));
		drop_names(field);
		changed(f, f->focus);
	}
	str_free(&b);
	return taken;
}

static void run_enter(struct ui *ui, struct pane *p)
{
	struct form *f = p->data;
	bool last = step_focus(f, f->focus, 1) == f->focus;
	bool saves = f->spec.place == FORM_STRIP || f->fields[f->focus].def.saves || last;

	/* a name was chosen: there may be more to type before it is saved */
	if (take_name(f) && saves)
		return;
	if (saves)
		save(ui, f);
	else
		go(f, 1);
}

static void run_next(struct ui *ui, struct pane *p)
{
	struct form *f = p->data;
	int first = 0;

	(void)ui;
	take_name(f);
	while (!row_takes_focus(&f->fields[first]) && first < f->spec.n - 1)
		first++;
	if (step_focus(f, f->focus, 1) == f->focus)
		form_set_focus(f, first);
	else
		go(f, 1);
}

static void run_down(struct ui *ui, struct pane *p)
{
	(void)ui;
	go(p->data, 1);
}

static void run_up(struct ui *ui, struct pane *p)
{
	(void)ui;
	go(p->data, -1);
}

static bool edit_field(struct form *f, struct key k)
{
	struct form_field *field = &f->fields[f->focus];
	char *before = mem_strdup(edit_text(&field->edit));
	bool taken = edit_key(&field->edit, k);

	if (taken && strcmp(before, edit_text(&field->edit))) {
		changed(f, f->focus);
		if (field->def.type == FORM_NAME)
			offer_names(f, f->focus);
	}
	free(before);
	return taken;
}

static void run_erase(struct ui *ui, struct pane *p)
{
	(void)ui;
	edit_field(p->data, (struct key){.code = K_CTRL('U')});
}

static void run_undo(struct ui *ui, struct pane *p)
{
	(void)ui;
	if (!take_draft_out(p->data))
		edit_field(p->data, (struct key){.code = K_CTRL('Z')});
}

static void run_save(struct ui *ui, struct pane *p)
{
	take_name(p->data);
	save(ui, p->data);
}

static void run_close(struct ui *ui, struct pane *p)
{
	struct form *f = p->data;

	if (nothing_left(f)) {
		ui_say(ui, "No draft is kept.");
		f->thrown(ui, f->draft_form, f->draft_subject);
	} else {
		leave_draft(ui, f);
	}
	ui_close(ui, p);
}

static bool has_note(const struct form *f)
{
	for (int i = 0; i < f->spec.n; i++)
		if (f->fields[i].def.type == FORM_NOTE)
			return true;
	return false;
}

static const char *why_no_editor(struct ui *ui, struct pane *p)
{
	struct form *f = p->data;

	(void)ui;
	if (f->fields[f->focus].def.type == FORM_NOTE)
		return NULL;
	return has_note(f) ? "The editor opens from the note." : "There is no note here for the editor.";
}

static void run_editor(struct ui *ui, struct pane *p)
{
	struct form *f = p->data;
	struct form_field *field = &f->fields[f->focus];
	struct err e = {0};
	struct str text = {0};

	str_add(&text, row_text(field));
	if (ui_editor(ui, &text, &e)) {
		edit_set(&field->edit, str_text(&text));
		changed(f, f->focus);
	} else {
		ui_error(ui, &e);
	}
	str_free(&text);
}

static const struct binding form_bindings[] = {
	{.keys = "Enter",
	 .name = "form-enter",
	 .hint = "Next field",
	 .help = "Next field; saves at the field that says so",
	 .group = GROUP_DO,
	 .run = run_enter},
	{.keys = "Ctrl-S",
	 .name = "form-save",
	 .hint = "Save",
	 .help = "Save from any field",
	 .group = GROUP_DO,
	 .run = run_save},
	{.keys = "Tab",
	 .name = "form-next",
	 .hint = "Move",
	 .help = "Next field",
	 .group = GROUP_LOOK,
	 .run = run_next},
	{.keys = "Shift-Tab", .name = "form-previous", .help = "Field before", .group = GROUP_LOOK, .run = run_up},
	{.keys = "Down",
	 .name = "form-down",
	 .label = "\u2191\u2193",
	 .help = "Field above, below; in a date one day",
	 .group = GROUP_LOOK,
	 .run = run_down},
	{.keys = "Up", .name = "form-up", .run = run_up},
	{.keys = "Ctrl-O",
	 .name = "form-editor",
	 .hint = "Editor",
	 .help = "The note in your own editor",
	 .group = GROUP_DO,
	 .run = run_editor,
	 .why_not = why_no_editor},
	{.keys = "Ctrl-U",
	 .name = "form-erase",
	 .help = "Erase what is left of the cursor",
	 .group = GROUP_DO,
	 .run = run_erase},
	{.keys = "Ctrl-Z", .name = "form-undo", .help = "Undo typing", .group = GROUP_DO, .run = run_undo},
	{.keys = "Esc",
	 .name = "form-close",
	 .hint = "Close, keep draft",
	 .help = "Close and keep what was typed",
	 .group = GROUP_DO,
	 .run = run_close},
	{0},
};
static const struct binding *const form_tables[] = {form_bindings, NULL};

static bool choice_key(struct form *f, struct key k)
{
	struct form_field *field = &f->fields[f->focus];
	int n = choices_of(field), to = field->chosen;

	if (k.code == K_LEFT || k.code == K_RIGHT || k.code == ' ') {
		to = k.code == K_LEFT ? (to > 0 ? to - 1 : n - 1) : to + 1 < n ? to + 1 : 0;
		field->chosen = to;
		changed(f, f->focus);
		return true;
	}
	for (int i = 0; i < n; i++) {
		const char *key = field->def.choices[i].key;
		uint32_t cp = 0;

		if (key && *key)
			utf8_decode(key, strlen(key), &cp);
		if (cp && cp == k.code) {
			field->chosen = i;
			changed(f, f->focus);
			go(f, 1);
			return true;
		}
	}
	if (key_is_text(k)) {
		struct str b = {0};

		key_add_label(&b, k);
		ui_say(f->ui, "`%s` is none of the choices.", str_text(&b));
		str_free(&b);
		return true;
	}
	return false;
}

static bool date_key(struct form *f, struct key k)
{
	struct form_field *field = &f->fields[f->focus];
	int days = k.code == K_UP ? 1 : k.code == K_DOWN ? -1 : k.code == K_PGUP ? 7 : k.code == K_PGDN ? -7 : 0;
	struct str b = {0};

	if (!days || !field->def.step)
		return false;
	field->def.step(f->ui, f, f->focus, days, &b);
	if (b.len) {
		edit_set(&field->edit, str_text(&b));
		changed(f, f->focus);
	}
	str_free(&b);
	return true;
}

static bool name_key(struct form *f, struct key k)
{
	struct form_field *field = &f->fields[f->focus];
	struct str b = {0};
	bool taken = false;

	if (k.code == K_DOWN && row_name(field, field->name_sel + 1, &b)) {
		field->name_sel++;
		taken = true;
	} else if (k.code == K_UP && field->name_sel >= 0) {
		field->name_sel--;
		taken = true;
	} else if (k.code == K_ESC && field->names.len) {
		drop_names(field);
		taken = true;
	}
	str_free(&b);
	return taken;
}

static bool form_key(struct ui *ui, struct pane *p, struct key k)
{
	struct form *f = p->data;
	struct form_field *field = &f->fields[f->focus];

	if (k.code == K_CTRL('Z') && take_draft_out(f))
		return true;
	if (field->def.type == FORM_CHOICE && choice_key(f, k))
		return true;
	if (field->def.type == FORM_DATE && date_key(f, k))
		return true;
	if (field->def.type == FORM_NAME && name_key(f, k))
		return true;
	if (row_editable(field) && edit_field(f, k))
		return true;
	return f->spec.key && f->spec.key(ui, f, f->focus, k, f->spec.arg);
}

static bool form_paste(struct ui *ui, struct pane *p, const char *text)
{
	struct form *f = p->data;
	struct form_field *field = &f->fields[f->focus];

	if (!row_editable(field))
		return false;
	if (!edit_insert(&field->edit, text)) {
		ui_say(ui, "Pasted text ignored: it holds characters that cannot be shown.");
		return true;
	}
	changed(f, f->focus);
	if (field->def.type == FORM_NAME)
		offer_names(f, f->focus);
	return true;
}

static void form_leave(struct ui *ui, struct pane *p)
{
	leave_draft(ui, p->data);
}

static void form_free(struct ui *ui, struct pane *p)
{
	struct form *f = p->data;

	(void)ui;
	for (int i = 0; i < f->spec.n; i++) {
		if (f->fields[i].def.type == FORM_SECRET)
			edit_wipe(&f->fields[i].edit);
		else
			edit_free(&f->fields[i].edit);
		free(f->fields[i].initial);
		free(f->fields[i].note);
		free(f->fields[i].under);
		str_free(&f->fields[i].names);
	}
	if (f->spec.free)
		f->spec.free(f->spec.arg);
	free(f->fields);
	free(f->title);
	free(f->loaded);
	free(f);
}

static const struct pane_type form_type = {
	.name = "form",
	.title = "Form",
	.bar = "form-enter, form-save, form-next, form-editor, form-close",
	.tables = form_tables,
	.overlay = true,
	.draw = form_draw,
	.key = form_key,
	.paste = form_paste,
	.close = form_free,
	.leave = form_leave,
};

static void init_field(struct form_field *f, const struct form_row *def)
{
	*f = (struct form_field){.def = *def, .chosen = -1, .name_sel = -1};
	f->edit.multiline = def->type == FORM_NOTE;
	f->under = mem_strdup(def->under);
	set_text(f, def->value ? def->value : "");
	f->initial = mem_strdup(row_text(f));
}

/* The editor is offered only where there is a note to open it from. */
static const char *bar_of(const struct form *f)
{
	bool strip = f->spec.place == FORM_STRIP;

	if (!has_note(f))
		return strip ? "form-enter:Save, form-next:Next field, form-close:Close"
			     : "form-enter, form-save, form-next, form-close:Close";
	if (strip)
		return "form-enter:Save, form-next:Next field, form-editor, form-close:Close";
	return f->spec.draft ? form_type.bar : "form-enter, form-save, form-next, form-editor, form-close:Close";
}

struct form *form_open(struct ui *ui, const struct form_spec *spec)
{
	struct form *f = mem_alloc(sizeof(*f));

	f->ui = ui;
	f->spec = *spec;
	f->spec.fields = NULL;
	f->title = mem_strdup(spec->title);
	f->fields = mem_alloc(sizeof(*f->fields) * (size_t)(spec->n + 1));
	for (int i = 0; i < spec->n; i++)
		init_field(&f->fields[i], &spec->fields[i]);
	f->focus = spec->first;
	if (!row_takes_focus(&f->fields[f->focus]))
		f->focus = step_focus(f, f->focus, 1);
	f->pane = ui_push(ui, &form_type, f);
	f->pane->typing = true;
	f->pane->bar = bar_of(f);
	return f;
}
