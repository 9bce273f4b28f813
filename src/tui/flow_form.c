#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"

void echo_date(struct ui *ui, const char *typed, enum date_direction dir, struct str *b, bool *bad)
{
	struct app *app = &face_of(ui)->app;
	struct err e = {0};
	int32_t day;

	if (str_blank(typed))
		return;
	if (date_read(typed, app->now.today, dir, app->order, &day, &e)) {
		str_add(b, "= ");
		date_long(b, day);
	} else {
		*bad = true;
		str_add(b, err_text(&e));
	}
	err_clear(&e);
}

void echo_next(struct ui *ui, const char *typed, const char *kind, struct str *b, bool *bad)
{
	struct plan plan = {0};
	struct err e = {0};

	if (!app_read_next(&face_of(ui)->app, typed, &plan, &e)) {
		*bad = true;
		str_add(b, err_text(&e));
	} else if (plan.none) {
		str_add(b, "= no next step");
	} else if (plan.set) {
		str_add(b, "= ");
		if (kind && *kind)
			str_printf(b, "%s, ", kind);
		date_long(b, plan.due_on);
	}
	err_clear(&e);
}

void step_date(struct ui *ui, const char *typed, enum date_direction dir, int days, struct str *out)
{
	struct app *app = &face_of(ui)->app;
	int32_t day = app->now.today;
	char iso[16];

	if (!str_blank(typed) && !date_read(typed, app->now.today, dir, app->order, &day, NULL))
		return;
	day_iso(day + days, iso);
	str_add(out, iso);
}

void echo_past(struct ui *ui, struct form *f, int field, struct str *b, bool *bad)
{
	echo_date(ui, form_text(f, form_name(f, field)), DATE_PAST, b, bad);
}

void step_past(struct ui *ui, struct form *f, int field, int days, struct str *out)
{
	step_date(ui, form_text(f, form_name(f, field)), DATE_PAST, days, out);
}

void echo_ahead(struct ui *ui, struct form *f, int field, struct str *b, bool *bad)
{
	echo_date(ui, form_text(f, form_name(f, field)), DATE_FUTURE, b, bad);
}

void step_ahead(struct ui *ui, struct form *f, int field, int days, struct str *out)
{
	step_date(ui, form_text(f, form_name(f, field)), DATE_FUTURE, days, out);
}

bool read_date(struct ui *ui, const struct form *f, const char *field, enum date_direction dir, int32_t *day,
	       struct err *e)
{
	struct app *app = &face_of(ui)->app;
	struct err why = {0};

	if (str_blank(form_text(f, field))) {
		*day = DAY_NONE;
		return true;
	}
	if (date_read(form_text(f, field), app->now.today, dir, app->order, day, &why))
		return true;
	err_field(e, field, "%s", err_text(&why));
	err_clear(&why);
	return false;
}

bool read_next(struct ui *ui, const struct form *f, const char *field, struct plan *plan, struct err *e)
{
	struct err why = {0};

	if (app_read_next(&face_of(ui)->app, form_text(f, field), plan, &why))
		return true;
	err_field(e, field, "%s", err_text(&why));
	err_clear(&why);
	return false;
}

bool read_field(struct ui *ui, const struct form *f, enum kind kind, const char *name, void *record, struct arena *a,
		struct err *e)
{
	const struct field *field = kind_field(kind, name);

	/* a day is read in the order that this person set */
	if (field->type == FIELD_DAY)
		return read_date(ui, f, name, field->flags & F_AHEAD ? DATE_FUTURE : DATE_PAST,
				 field_day(field, record), e);
	return field_read(field, record, form_text(f, name), DAY_NONE, a, e);
}

bool nobody_else_changed(struct ui *ui, enum kind kind, void *base, const void *edited, struct arena *a, struct err *e)
{
	void *now = arena_alloc(a, kinds[kind].size);

	if (!record_id(base) || !store_get(face_of(ui)->app.store, kind, record_id(base), a, now, NULL))
		return true;
	for (int i = 0; i < kinds[kind].count; i++) {
		const struct field *f = &kinds[kind].fields[i];
		struct str theirs = {0};

		if ((f->flags & F_DERIVED) || field_equal(f, base, edited) || field_equal(f, base, now) ||
		    field_equal(f, edited, now))
			continue;
		if (!face_of(ui)->hide && f->type != FIELD_ID)
			field_write(&theirs, f, now);
		err_field(e, f->name, "somebody %s%s%s meanwhile; Ctrl-S again takes yours",
			  theirs.len ? "made this “" : "changed this", str_text(&theirs), theirs.len ? "”" : "");
		str_free(&theirs);
		field_copy(f, base, now, NULL);
		return false; /* several are told one by one */
	}
	return true;
}

bool form_refused(struct err *e)
{
	char *text;

	if (e->field)
		return false;
	if (e->code == ERR_FULL)
		return err_set(e, ERR_FULL,
			       "Could not save: the disk is full. Your text is still in the form; free some space and "
			       "press `Ctrl-S`");
	text = mem_strdup(err_text(e));
	err_set(e, e->code, "Could not save: %s. Your text is still in the form; `Ctrl-S` tries again", text);
	free(text);
	return false;
}

bool flow_progress(struct ui *ui, struct str *b)
{
	str_add(b, "   `Esc` stops");
	ui_progress(ui, str_text(b));
	str_free(b);
	return !ui_stopped(ui);
}

/* As a file manager or a shell hands a name on. */
static void unquote(struct str *t)
{
	char *inside;

	if (t->len < 2 || !strchr("'\"", t->s[0]) || t->s[t->len - 1] != t->s[0])
		return;
	inside = mem_strndup(t->s + 1, t->len - 2);
	str_clear(t);
	str_add(t, inside);
	free(inside);
}

char *whole_path(const char *typed)
{
	struct str b = {0}, t = {0};
	const char *home = getenv("HOME");

	str_trim(&t, typed);
	unquote(&t);
	if (t.len && t.s[0] == '~' && (t.s[1] == '/' || !t.s[1]) && home)
		str_printf(&b, "%s%s", home, t.s + 1);
	else
		str_add(&b, str_text(&t));
	str_free(&t);
	return str_take(&b);
}

const char *short_path(const char *path, struct arena *a)
{
	const char *home = getenv("HOME");
	size_t n = home ? strlen(home) : 0;

	return n > 1 && str_starts(path, home) && path[n] == '/' ? arena_printf(a, "~%s", path + n) : path;
}

void names_like(struct ui *ui, const char *typed, struct str *out)
{
	enum { SHOWN = 8 };
	const char *comma = strrchr(typed, ','), *last = comma ? comma + 1 : typed;
	struct source_row *rows;
	struct arena a = {0};
	int n = 0;

	if (!str_blank(last) && store_match(face_of(ui)->app.store, last, SHOWN, &a, &rows, &n, NULL)) {
		for (int i = 0; i < n; i++)
			str_printf(out, "%s%.*s%s%s", i ? "\n" : "", (int)(last - typed), typed, comma ? " " : "",
				   rows[i].name);
	}
	arena_clear(&a);
}

bool read_names(struct ui *ui, const struct form *f, const char *field, struct arena *a, struct whom *whom,
		struct err *e)
{
	const char *typed = form_text(f, field);
	uint64_t *ids = arena_alloc(a, sizeof(*ids) * (strlen(typed) + 1));

	*whom = (struct whom){ids, 0};
	while (*typed) {
		size_t n = strcspn(typed, ",");
		char *name = arena_strndup(a, typed, n);
		struct err why = {0};
		struct source s;

		typed += n + (typed[n] == ',');
		if (str_blank(name))
			continue;
		if (!app_who(&face_of(ui)->app, name, a, &s, &why)) {
			err_field(e, field, "%s", err_text(&why));
			err_clear(&why);
			return false;
		}
		for (n = 0; n < (size_t)whom->n && ids[n] != s.id;)
			n++;
		ids[n] = s.id;
		whom->n += n == (size_t)whom->n;
	}
	return true;
}

void people_like(struct ui *ui, uint64_t practice_id, uint64_t but, const char *typed, struct str *out)
{
	enum { MOST = 200, SHOWN = 8 };
	struct source_filter filter;
	struct source_row *rows;
	struct arena a = {0};
	struct str fold = {0}, name = {0};
	int n = 0, found = 0;

	if (!practice_id)
		return;
	source_filter_init(&filter);
	filter.practice_id = practice_id;
	filter.everyone = true;
	utf8_fold(&fold, typed);
	store_sources(face_of(ui)->app.store, &filter, ORDER_NAME, ui->now.today, NULL, false, MOST, &a, &rows, &n,
		      NULL);
	for (int i = 0; i < n && found < SHOWN; i++) {
		str_clear(&name);
		utf8_fold(&name, rows[i].name);
		if (rows[i].id != but && strstr(str_text(&name), str_text(&fold)))
			str_printf(out, "%s%s", found++ ? "\n" : "", rows[i].name);
	}
	str_free(&fold);
	str_free(&name);
	arena_clear(&a);
}

struct form_choice *choices_of(const struct choice *choices, struct arena *a)
{
	int n = 0;

	while (choices[n].word)
		n++;
	struct form_choice *list = arena_alloc(a, ((size_t)n + 1) * sizeof(*list));

	for (int i = 0; i < n; i++) {
		list[i].key = choices[i].key ? arena_printf(a, "%c", choices[i].key) : "";
		list[i].word = choices[i].label;
		list[i].value = choices[i].word;
	}
	return list;
}

struct form_row row_of_field(const struct field *f, const void *record, struct arena *a)
{
	static const struct form_choice yes_no[] = {{"n", "No", "0"}, {"y", "Yes", "1"}, {0}};
	struct form_row r = {.name = f->name, .label = f->label, .type = FORM_TEXT, .hint = f->help};
	struct str value = {0};

	switch (f->type) {
	case FIELD_TEXT:
		r.type = f->flags & F_LINES ? FORM_NOTE : FORM_TEXT;
		break;
	case FIELD_DAY:
		r.type = FORM_DATE;
		r.echo = f->flags & F_AHEAD ? echo_ahead : echo_past;
		r.step = f->flags & F_AHEAD ? step_ahead : step_past;
		break;
	case FIELD_CHOICE:
	case FIELD_FLAG:
		r.type = FORM_CHOICE;
		r.choices = f->type == FIELD_FLAG ? yes_no : choices_of(f->choices, a);
		r.hint = NULL;
		break;
	default:
		break;
	}
	field_write(&value, f, record);
	r.value = arena_strdup(a, str_text(&value));
	str_free(&value);
	return r;
}

/* --- whom a form is about --- */

struct whom copy_whom(struct whom whom, struct arena *a)
{
	uint64_t *ids = arena_alloc(a, sizeof(*ids) * (size_t)(whom.n + 1));

	for (int i = 0; i < whom.n; i++)
		ids[i] = whom.ids[i];
	return (struct whom){ids, whom.n};
}

const char *whom_words(struct ui *ui, struct whom whom, struct arena *a)
{
	struct source s;
	struct err e = {0};

	if (whom.n != 1)
		return arena_printf(a, "%d sources", whom.n);
	if (store_get(face_of(ui)->app.store, KIND_SOURCE, whom.ids[0], a, &s, &e))
		return s.name;
	ui_error(ui, &e);
	return NULL;
}

/* --- drafts --- */

#define DRAFT_DAY "draft-day=" /* the first line of a draft: no field is called so */

static void put_draft(struct ui *ui, const char *form, uint64_t subject, const char *text, const char *again)
{
	struct face *face = face_of(ui);
	struct err e = {0};
	struct str b = {0};
	char day[16];

	day_iso(face->app.now.today, day);
	str_printf(&b, DRAFT_DAY "%s\n%s", day, text);
	if (store_draft_put(face->app.store, face->app.user, form, subject, str_text(&b), &e))
		ui_say(ui, "Draft kept.   %s", again);
	else
		ui_error(ui, &e);
	str_free(&b);
	face->revision = store_revision(face->app.store);
}

void keep_draft(struct ui *ui, struct form *f, const char *form, uint64_t subject, const char *again)
{
	struct str text = {0};

	form_draft(f, &text);
	put_draft(ui, form, subject, str_text(&text), again);
	str_free(&text);
}

/* Is this line of a draft, "name=value", what the form was opened with? */
static bool as_opened(const struct form *f, const struct form_row *rows, int n, const char *line)
{
	size_t len = strcspn(line, "=");

	for (int i = 0; i < n; i++) {
		if (strlen(rows[i].name) == len && !strncmp(rows[i].name, line, len))
			return !strcmp(form_text(f, rows[i].name), rows[i].value ? rows[i].value : "");
	}
	return false;
}

void keep_changes(struct ui *ui, struct form *f, const struct form_row *rows, int n, const char *form, uint64_t subject,
		  const char *again)
{
	struct str all = {0}, text = {0};

	form_draft(f, &all);
	for (const char *line = str_text(&all); *line;) {
		size_t len = strcspn(line, "\n") + 1;

		if (!as_opened(f, rows, n, line))
			str_addn(&text, line, len);
		line += len;
	}
	put_draft(ui, form, subject, str_text(&text), again);
	str_free(&all);
	str_free(&text);
}

void offer_draft(struct ui *ui, struct form *f, const char *form, uint64_t subject)
{
	struct face *face = face_of(ui);
	struct arena a = {0};
	const char *text = store_draft_get(face->app.store, face->app.user, form, subject, &a);

	struct str from = {0};
	int32_t day;

	if (text) {
		form_from_draft(f, text, drop_draft, form, subject);
		if (str_starts(text, DRAFT_DAY) &&
		    date_read(arena_strndup(&a, text + strlen(DRAFT_DAY), 10), face->app.now.today, DATE_PAST,
			      face->app.order, &day, NULL)) {
			str_add(&from, " from ");
			date_short(&from, day, face->app.now.today);
		}
		ui_say(ui, "Your draft%s is back.   `Ctrl-Z` takes it out", str_text(&from));
	}
	str_free(&from);
	arena_clear(&a);
}

void drop_draft(struct ui *ui, const char *form, uint64_t subject)
{
	struct face *face = face_of(ui);
	struct err e = {0};

	if (!store_draft_drop(face->app.store, face->app.user, form, subject, &e))
		ui_error(ui, &e);
	err_clear(&e);
}
