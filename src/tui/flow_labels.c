/* Address labels, for the printer. */
#include <stdlib.h>

#include "flow_form.h"
#include "rapport/app/labels.h"
#include "rapport/base/day.h"

struct labels_form {
	struct arena arena;
	struct whom marked, shown;
};

static void free_labels(void *arg)
{
	struct labels_form *x = arg;

	arena_clear(&x->arena);
	free(x);
}

/* How many labels a sheet has, and what kind it is. */
static void sheet_chosen(struct ui *ui, struct form *f, int field, void *arg)
{
	const struct label_sheet *s = label_sheet_named(form_text(f, "sheet"));

	(void)ui;
	(void)field;
	(void)arg;
	form_set_under(f, "sheet", s ? s->what : NULL);
	form_show(f, "since", str_eq(form_text(f, "whom"), "cards"));
}

static void echo_since(struct ui *ui, struct form *f, int field, struct str *b, bool *bad)
{
	(void)field;
	echo_date(ui, form_text(f, "since"), DATE_PAST, b, bad);
}

static void step_since(struct ui *ui, struct form *f, int field, int days, struct str *out)
{
	(void)field;
	step_date(ui, form_text(f, "since"), DATE_PAST, days, out);
}

static bool read_labels(struct ui *ui, struct form *f, struct labels_form *x, struct labelling *l, struct err *e)
{
	const char *whom = form_text(f, "whom");

	l->cards_since = DAY_NONE;
	l->to = str_eq(whom, "marked") ? x->marked : str_eq(whom, "shown") ? x->shown : (struct whom){0};
	if (!label_job_read(&l->job, form_text(f, "sheet"), form_text(f, "first"), form_text(f, "offset"), e))
		return false;
	if (!str_eq(whom, "cards"))
		return true;
	return read_date(ui, f, "since", DATE_PAST, &l->cards_since, e) &&
	       (l->cards_since != DAY_NONE || err_field(e, "since", "since which day? today, 1w, 3 mar"));
}

static bool save_labels(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct labels_form *x = arg;
	struct labelling l;
	struct said said = {0};
	char *path = whole_path(form_text(f, "file"));
	bool ok = read_labels(ui, f, x, &l, e);

	if (ok && !*path)
		ok = err_field(e, "file", "the name of the new file");
	ok = ok && app_labels_file(&face_of(ui)->app, &l, path, &said, e);
	free(path);
	if (!ok) {
		said_free(&said);
		return e->field ? false : form_refused(e);
	}
	drop_draft(ui, "labels", 0);
	return flow_say(ui, true, &said, e);
}

static void draft_labels(struct ui *ui, struct form *f, void *arg)
{
	(void)arg;
	keep_draft(ui, f, "labels", 0, "`E` `l` opens it again");
}

static const struct form_choice *whom_choices(struct labels_form *x)
{
	struct form_choice *c = arena_alloc(&x->arena, 5 * sizeof(*c));
	int n = 0;

	if (x->marked.n)
		c[n++] = (struct form_choice){"m", arena_printf(&x->arena, "Marked %d", x->marked.n), "marked"};
	if (x->shown.n)
		c[n++] = (struct form_choice){"s", arena_printf(&x->arena, "Shown %d", x->shown.n), "shown"};
	c[n++] = (struct form_choice){"a", "All live", "all"};
	c[n] = (struct form_choice){"k", "Thanked by card", "cards"};
	return c;
}

static const struct form_choice *sheet_choices(struct labels_form *x)
{
	static const char *const keys[] = {"0", "1", "7", "4"};
	struct form_choice *c = arena_alloc(&x->arena, 8 * sizeof(*c));

	for (int i = 0; i < 7 && label_sheets[i].name; i++)
		c[i] = (struct form_choice){i < 4 ? keys[i] : "", label_sheets[i].name, label_sheets[i].name};
	return c;
}

void flow_labels(struct ui *ui, struct whom marked, struct whom shown)
{
	struct app *app = &face_of(ui)->app;
	struct labels_form *x = mem_alloc(sizeof(*x));
	char iso[16];

	x->marked = copy_whom(marked, &x->arena);
	x->shown = copy_whom(shown, &x->arena);
	day_iso(app->now.today, iso);
	const struct form_row rows[] = {
		{.name = "whom",
		 .label = "For",
		 .type = FORM_CHOICE,
		 .choices = whom_choices(x),
		 .value = x->marked.n  ? "marked"
			  : x->shown.n ? "shown"
				       : "all"},
		{.name = "since",
		 .label = "Since",
		 .type = FORM_DATE,
		 .value = "1w",
		 .echo = echo_since,
		 .step = step_since},
		{.name = "sheet",
		 .label = "Sheet",
		 .type = FORM_CHOICE,
		 .choices = sheet_choices(x),
		 .value = label_sheets[0].name},
		{.name = "first",
		 .label = "First",
		 .type = FORM_TEXT,
		 .value = "1",
		 .hint = "the first free label of a used sheet"},
		{.name = "offset", .label = "Shift", .type = FORM_TEXT, .hint = "mm right,down where it prints askew"},
		{.name = "file",
		 .label = "File",
		 .type = FORM_TEXT,
		 .value = arena_printf(&x->arena, "%s/%s-labels.html",
				       app->outbox ? short_path(app->outbox, &x->arena) : ".", iso),
		 .gap = true,
		 .saves = true},
	};
	struct form *f = form_open(ui, &(struct form_spec){
					       .name = "labels",
					       .title = "Address labels",
					       .foot = "Print the file from a browser, at 100 % and without margins.",
					       .fields = rows,
					       .n = sizeof(rows) / sizeof(rows[0]),
					       .arg = x,
					       .save = save_labels,
					       .draft = draft_labels,
					       .changed = sheet_chosen,
					       .free = free_labels,
				       });
	sheet_chosen(ui, f, 0, x);
	offer_draft(ui, f, "labels", 0);
	sheet_chosen(ui, f, 0, x);
}
