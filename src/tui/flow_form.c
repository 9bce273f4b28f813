#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/base/day.h"

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
	struct str day = {0};

	if (str_eq(typed, "0")) {
		str_add(b, "= no next step");
		return;
	}
	echo_date(ui, typed, DATE_FUTURE, &day, bad);
	if (day.len && !*bad && kind && *kind)
		str_printf(b, "= %s, %s", kind, day.s + 2);
	else
		str_add(b, day.s);
	str_free(&day);
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
	return field_read(kind_field(kind, name), record, form_text(f, name), face_of(ui)->app.now.today, a, e);
}

bool form_refused(struct err *e)
{
	char *text;

	if (e->field)
		return false;
	text = mem_strdup(err_text(e));
	err_set(e, e->code, "Could not save: %s. Your text is still in the form; `Ctrl-S` tries again", text);
	free(text);
	return false;
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

/* --- drafts --- */

void keep_draft(struct ui *ui, struct form *f, const char *form, uint64_t subject, const char *again)
{
	struct face *face = face_of(ui);
	struct str text = {0};
	struct err e = {0};

	form_draft(f, &text);
	if (store_draft_put(face->app.store, face->app.user, form, subject, str_text(&text), &e))
		ui_say(ui, "Draft kept.   %s", again);
	else
		ui_error(ui, &e);
	face->revision = store_revision(face->app.store);
	str_free(&text);
}

void offer_draft(struct ui *ui, struct form *f, const char *form, uint64_t subject)
{
	struct face *face = face_of(ui);
	struct arena a = {0};
	const char *text = store_draft_get(face->app.store, face->app.user, form, subject, &a);

	if (text) {
		form_load_draft(f, text);
		ui_say(ui, "Your draft is back.");
	}
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
