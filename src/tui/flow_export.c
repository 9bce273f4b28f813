/* Exports: what goes out, of whom, with or without patients, and into which new file. */
#include <stdlib.h>

#include "flow_form.h"
#include "rapport/app/exchange.h"

enum { ROWS = 8, DAYS = 365, DAYS_MOST = 3650 };

struct export_form;

/* One row each of what E offers. */
struct way {
	const char *word, *title, *foot, *again;
	void (*rows)(struct export_form *x);
	bool (*write)(struct ui *ui, struct form *f, struct export_form *x, const char *path, struct said *out,
		      struct err *e);
	/* What the file holds, and its extension, as the form stands. */
	void (*names)(const struct form *f, const char **what, const char **extension);
};

struct export_form {
	struct arena arena;
	struct app *app;
	const struct way *way;
	struct export_of of;
	struct form_row rows[ROWS];
	int n;
	const char *file, *what, *extension; /* the name that was suggested last, and of what it was made */
};

static void free_export(void *arg)
{
	struct export_form *x = arg;

	arena_clear(&x->arena);
	free(x);
}

static bool said_yes(const struct form *f, const char *field)
{
	return str_eq(form_text(f, field), "yes");
}

static void add_row(struct export_form *x, struct form_row row)
{
	x->rows[x->n++] = row;
}

static void add_choice(struct export_form *x, const char *name, const char *label, const struct form_choice *choices)
{
	add_row(x, (struct form_row){.name = name,
				     .label = label,
				     .type = FORM_CHOICE,
				     .choices = choices,
				     .value = choices[0].value});
}

/* --- whom it is of --- */

/* The marked ones, those that are shown, all: the first of them that there are is meant. */
static void add_whom(struct export_form *x, int marked, int shown, const char *all)
{
	struct form_choice *c = arena_alloc(&x->arena, 4 * sizeof(*c));
	int n = 0;

	if (marked)
		c[n++] = (struct form_choice){"m", arena_printf(&x->arena, "Marked %d", marked), "marked"};
	if (shown)
		c[n++] = (struct form_choice){"s", arena_printf(&x->arena, "Shown %d", shown), "shown"};
	c[n++] = (struct form_choice){"a", all, "all"};
	c[n] = (struct form_choice){0};
	add_choice(x, "whom", "Of", c);
}

static struct whom whom_of(const struct form *f, const struct export_form *x)
{
	const char *whom = form_text(f, "whom");

	return str_eq(whom, "marked") ? x->of.marked : str_eq(whom, "shown") ? x->of.shown : (struct whom){0};
}

static void add_private(struct export_form *x)
{
	static const struct form_choice ways[] = {{"n", "Left out", "no"}, {"y", "With references", "yes"}, {0}};

	add_choice(x, "private", "Patients", ways);
}

static void private_chosen(struct form *f)
{
	form_set_under(f, "private",
		       said_yes(f, "private") ? "with chart numbers, initials, notes: keep the file safe"
					      : "no chart numbers, initials or notes about patients");
}

/* --- JSON --- */

static void json_rows(struct export_form *x)
{
	static const struct form_choice forms[] = {{"j", "JSON", "json"}, {"n", "One record a line", "ndjson"}, {0}};

	add_choice(x, "as", "As", forms);
	add_private(x);
}

static void json_names(const struct form *f, const char **what, const char **extension)
{
	*what = "book";
	*extension = form_text(f, "as");
}

static bool write_json(struct ui *ui, struct form *f, struct export_form *x, const char *path, struct said *out,
		       struct err *e)
{
	struct export_options o = {.ndjson = str_eq(form_text(f, "as"), "ndjson"), .private = said_yes(f, "private")};

	(void)ui;
	return app_export_file(x->app, path, &o, out, e);
}

/* --- CSV --- */

static void complete_kind(struct ui *ui, struct form *f, int field, const char *typed, struct str *out)
{
	enum { SHOWN = 8 };
	int found = 0;

	(void)ui;
	(void)f;
	(void)field;
	for (int k = 0; k < KIND_COUNT && found < SHOWN; k++) {
		if (str_starts(kinds[k].plural, typed) && !str_eq(kinds[k].plural, typed))
			str_printf(out, "%s%s", found++ ? "\n" : "", kinds[k].plural);
	}
}

static void csv_rows(struct export_form *x)
{
	static const struct form_choice dialects[] = {{"e", "Excel", "excel"}, {"p", "Plain", "plain"}, {0}};

	add_row(x, (struct form_row){.name = "kind",
				     .label = "What",
				     .type = FORM_NAME,
				     .value = kinds[KIND_SOURCE].plural,
				     .complete = complete_kind,
				     .hint = "or touches, referrals, steps ..."});
	add_whom(x, x->of.marked.n, x->of.shown.n, "All");
	add_choice(x, "as", "As", dialects);
	add_private(x);
}

static enum kind kind_typed(const struct form *f)
{
	struct str typed = {0};

	str_trim(&typed, form_text(f, "kind"));
	enum kind kind = kind_named(str_text(&typed));

	str_free(&typed);
	return kind;
}

static void csv_names(const struct form *f, const char **what, const char **extension)
{
	enum kind kind = kind_typed(f);

	*what = kind == KIND_COUNT ? "records" : kinds[kind].plural;
	*extension = "csv";
}

static bool write_csv(struct ui *ui, struct form *f, struct export_form *x, const char *path, struct said *out,
		      struct err *e)
{
	struct table_options o = {.kind = kind_typed(f),
				  .excel = str_eq(form_text(f, "as"), "excel"),
				  .private = said_yes(f, "private"),
				  .whom = whom_of(f, x)};

	(void)ui;
	if (o.kind == KIND_COUNT)
		return err_field(e, "kind", "there are sources, practices, touches, referrals, steps, labels ...");
	return app_export_table_file(x->app, path, &o, out, e);
}

/* --- people --- */

static void vcard_rows(struct export_form *x)
{
	static const struct form_choice files[] = {{"o", "One", "no"}, {"e", "One each", "yes"}, {0}};

	add_whom(x, x->of.marked.n, x->of.shown.n, "All");
	add_choice(x, "split", "Files", files);
	x->rows[x->n - 1].hint = "one each for Outlook";
}

static void vcard_names(const struct form *f, const char **what, const char **extension)
{
	*what = said_yes(f, "split") ? "vcards" : "sources";
	*extension = said_yes(f, "split") ? "" : "vcf";
}

static bool write_vcard(struct ui *ui, struct form *f, struct export_form *x, const char *path, struct said *out,
			struct err *e)
{
	(void)ui;
	return said_yes(f, "split") ? app_export_split(x->app, whom_of(f, x), "vcard", path, out, e)
				    : app_export_people_file(x->app, whom_of(f, x), "vcard", path, out, e);
}

static void merge_rows(struct export_form *x)
{
	add_whom(x, x->of.marked.n, x->of.shown.n, "All");
}

static void merge_names(const struct form *f, const char **what, const char **extension)
{
	(void)f;
	*what = "letters";
	*extension = "csv";
}

static bool write_merge(struct ui *ui, struct form *f, struct export_form *x, const char *path, struct said *out,
			struct err *e)
{
	(void)ui;
	return app_export_people_file(x->app, whom_of(f, x), "mailmerge", path, out, e);
}

/* --- the queue --- */

static void calendar_rows(struct export_form *x)
{
	static const struct form_choice forms[] = {{"e", "Events", "event"}, {"t", "To-dos", "todo"}, {0}};
	static const struct form_choice whose[] = {{"a", "Everybody's", "all"}, {"m", "Mine", "mine"}, {0}};
	bool lines = x->of.marked_lines.n || x->of.shown_lines.n;

	add_whom(x, lines ? x->of.marked_lines.n : x->of.marked.n, lines ? x->of.shown_lines.n : x->of.shown.n,
		 "All due");
	add_choice(x, "as", "As", forms);
	add_choice(x, "whose", "Whose", whose);
	add_row(x, (struct form_row){.name = "days",
				     .label = "Days",
				     .type = FORM_TEXT,
				     .value = arena_printf(&x->arena, "%d", DAYS),
				     .hint = "due within so many, late ones too"});
	add_private(x);
}

static void calendar_names(const struct form *f, const char **what, const char **extension)
{
	(void)f;
	*what = "queue";
	*extension = "ics";
}

static bool write_calendar(struct ui *ui, struct form *f, struct export_form *x, const char *path, struct said *out,
			   struct err *e)
{
	const char *whom = form_text(f, "whom");
	struct calendar_options o = {.owner = str_eq(form_text(f, "whose"), "mine") ? x->app->user : NULL,
				     .private = said_yes(f, "private"),
				     .todo = str_eq(form_text(f, "as"), "todo"),
				     .whom = whom_of(f, x)};
	int64_t days;

	(void)ui;
	if (!str_to_i64(form_text(f, "days"), &days) || days < 0 || days > DAYS_MOST)
		return err_field(e, "days", "a number of days, at most %d", DAYS_MOST);
	o.days = (int32_t)days;
	if (x->of.marked_lines.n && str_eq(whom, "marked"))
		o.items = &x->of.marked_lines;
	if (x->of.shown_lines.n && str_eq(whom, "shown"))
		o.items = &x->of.shown_lines;
	return app_export_calendar_file(x->app, path, &o, out, e);
}

/* --- the form --- */

static const struct way ways[] = {
	{"json", "Export the book as JSON", "The whole book. `I` brings it in again, here or elsewhere.",
	 "`E` `j` opens it again", json_rows, write_json, json_names},
	{"csv", "Export a table as CSV", "In Excel, Data > From Text keeps leading zeros.", "`E` `c` opens it again",
	 csv_rows, write_csv, csv_names},
	{"vcard", "Export an address book", "vCard 3.0, for phones and address books.", "`E` `v` opens it again",
	 vcard_rows, write_vcard, vcard_names},
	{"mailmerge", "Export for mail merge", "A table for the letters of Word or LibreOffice.",
	 "`E` `m` opens it again", merge_rows, write_merge, merge_names},
	{"ics", "Export the queue to a calendar", "A later one moves what moved; closed steps, thanks and reports go.",
	 "`E` `i` opens it again", calendar_rows, write_calendar, calendar_names},
	{0},
};

static bool has_field(const struct export_form *x, const char *name)
{
	for (int i = 0; i < x->n; i++) {
		if (str_eq(x->rows[i].name, name))
			return true;
	}
	return false;
}

/* A name that a person typed stays. */
static void suggest_file(struct form *f, struct export_form *x)
{
	const char *what, *extension;

	if (!str_eq(form_text(f, "file"), x->file))
		return;
	x->way->names(f, &what, &extension);
	if (str_eq(what, x->what) &&
	    str_eq(extension, x->extension)) /* names that are free are looked for on the disk */
		return;
	x->what = arena_strdup(&x->arena, what);
	x->extension = arena_strdup(&x->arena, extension);
	x->file = short_path(app_outbox_name(x->app, what, extension, &x->arena), &x->arena);
	form_set(f, "file", x->file);
}

static void export_changed(struct ui *ui, struct form *f, int field, void *arg)
{
	struct export_form *x = arg;

	(void)ui;
	if (field == form_field(f, "file"))
		return;
	if (has_field(x, "kind")) {
		enum kind kind = kind_typed(f);

		form_show(f, "whom", kind == KIND_SOURCE);
		form_show(f, "private", kind != KIND_COUNT && app_has_private(kind));
	}
	if (has_field(x, "private"))
		private_chosen(f);
	suggest_file(f, x);
}

static bool save_export(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct export_form *x = arg;
	struct said said = {0};
	char *path = whole_path(form_text(f, "file"));
	bool ok = *path || err_field(e, "file", "the name of the new file");

	if (ok)
		ui_progress(ui, "Writing ...");
	ok = ok && x->way->write(ui, f, x, path, &said, e);
	free(path);
	if (!ok) {
		said_free(&said);
		return e->field ? false : form_refused(e);
	}
	drop_draft(ui, x->way->title, 0);
	return flow_say(ui, true, &said, e);
}

static void draft_export(struct ui *ui, struct form *f, void *arg)
{
	struct export_form *x = arg;

	keep_draft(ui, f, x->way->title, 0, x->way->again);
}

static struct items copy_items(struct items items, struct arena *a)
{
	struct items copy = {.rows = arena_alloc(a, sizeof(*copy.rows) * (size_t)(items.n + 1)), .n = items.n};

	for (int i = 0; i < items.n; i++) {
		copy.rows[i] = items.rows[i];
		copy.rows[i].rule = arena_strdup(a, items.rows[i].rule);
	}
	return copy;
}

void flow_export(struct ui *ui, const char *as, const struct export_of *of)
{
	struct export_form *x = mem_alloc(sizeof(*x));

	x->app = &face_of(ui)->app;
	for (x->way = ways; !str_eq(x->way->word, as);)
		x->way++;
	x->of = (struct export_of){.marked = copy_whom(of->marked, &x->arena),
				   .shown = copy_whom(of->shown, &x->arena),
				   .marked_lines = copy_items(of->marked_lines, &x->arena),
				   .shown_lines = copy_items(of->shown_lines, &x->arena)};
	x->way->rows(x);
	x->file = x->what = x->extension = "";
	add_row(x, (struct form_row){.name = "file", .label = "File", .type = FORM_TEXT, .gap = true, .saves = true});
	struct form *f = form_open(ui, &(struct form_spec){
					       .name = "export",
					       .title = x->way->title,
					       .foot = x->way->foot,
					       .advice = "`Enter` writes the file; `↑` goes to what is in it",
					       .fields = x->rows,
					       .n = x->n,
					       .first = x->n - 1,
					       .arg = x,
					       .save = save_export,
					       .draft = draft_export,
					       .changed = export_changed,
					       .free = free_export,
				       });
	export_changed(ui, f, 0, x);
	offer_draft(ui, f, x->way->title, 0);
	export_changed(ui, f, 0, x);
}
