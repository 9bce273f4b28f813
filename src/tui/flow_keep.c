/* Keeping the book: back it up, bring a backup back, forget a person or a patient. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/app/keeping.h"
#include "rapport/base/text.h"
#include "rapport/tui/box.h"

/* --- backing up --- */

static bool encrypts(const struct form *f)
{
	return !strcmp(form_text(f, "encrypt"), "yes");
}

static void backup_changed(struct ui *ui, struct form *f, int field, void *arg)
{
	(void)ui;
	(void)field;
	(void)arg;
	form_show(f, "passphrase", encrypts(f));
	form_show(f, "again", encrypts(f));
}

static bool copying(void *ctx, int64_t done, int64_t total)
{
	struct str b = {0};

	str_printf(&b, "Copying: %d %%", total ? (int)(done * 100 / total) : 100);
	return flow_progress(ctx, &b);
}

static bool read_keep(const struct form *f, int64_t *keep, struct err *e)
{
	const char *typed = form_text(f, "keep");

	*keep = NUM_NONE;
	return str_blank(typed) || str_to_i64(typed, keep) ||
	       err_field(e, "keep", "a number, such as 7; empty keeps all of them");
}

static bool save_backup(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	char *path = whole_path(form_text(f, "to"));
	struct backup_wish w = {.to = path, .progress = copying, .ctx = ui};
	struct said said = {0};
	bool ok = read_keep(f, &w.keep, e);

	(void)arg;
	if (ok && encrypts(f)) {
		w.passphrase = form_text(f, "passphrase");
		ok = !strcmp(w.passphrase, form_text(f, "again")) ||
		     err_field(e, "again", "this is not the same as above");
	}
	if (ok)
		ui_progress(ui, "Copying the book ...");
	ok = ok && app_backup(&face_of(ui)->app, &w, &said, e);
	if (ok) {
		drop_draft(ui, "backup", 0);
		ui_say(ui, "%s", str_text(&said.text));
	} else if (!e->field) {
		err_in(e, "No backup was made");
	}
	said_free(&said);
	free(path);
	return ok;
}

static void draft_backup(struct ui *ui, struct form *f, void *arg)
{
	(void)arg;
	keep_draft(ui, f, "backup", 0, "`E b` opens it again");
}

void flow_backup(struct ui *ui)
{
	static const struct form_choice ways[] = {{"n", "No", "no"}, {"y", "With a passphrase", "yes"}, {0}};
	const char *folder = face_of(ui)->app.backups;
	const struct form_row rows[] = {
		{.name = "to",
		 .label = "To",
		 .type = FORM_TEXT,
		 .value = folder ? folder : ".",
		 .under = "a folder, where it gets a name of its own; or a new file"},
		{.name = "keep", .label = "Keep", .type = FORM_TEXT, .hint = "newest ones; empty keeps all"},
		{.name = "encrypt",
		 .label = "Encrypt",
		 .type = FORM_CHOICE,
		 .choices = ways,
		 .value = "no",
		 .gap = true},
		{.name = "passphrase",
		 .label = "Passphrase",
		 .type = FORM_SECRET,
		 .hint = "several words; it is not shown"},
		{.name = "again",
		 .label = "Again",
		 .type = FORM_SECRET,
		 .hint = "lost, the file is lost too",
		 .saves = true},
	};
	struct form *f = form_open(
		ui, &(struct form_spec){.name = "backup",
					.title = "Back up the book",
					.foot = "`Ctrl-S` makes the backup. It is read back before it counts.",
					.fields = rows,
					.n = sizeof(rows) / sizeof(rows[0]),
					.save = save_backup,
					.draft = draft_backup,
					.changed = backup_changed});

	offer_draft(ui, f, "backup", 0);
	backup_changed(ui, f, 0, NULL);
}

/* --- restoring --- */

struct restore_arg {
	struct restoring *r;
	char *what;
};

static void free_restore(void *arg)
{
	struct restore_arg *a = arg;

	app_restore_free(a->r);
	free(a->what);
	free(a);
}

static void do_restore(struct ui *ui, void *arg)
{
	struct restore_arg *a = arg;
	struct said said = {0};
	struct err e = {0};

	ui_progress(ui, "Restoring ...");
	flow_say(ui, app_restore(&face_of(ui)->app, a->r, true, &said, &e), &said, &e);
}

static bool save_restore(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	char *path = whole_path(form_text(f, "file"));
	const char *passphrase = form_text(f, "passphrase");
	struct restoring *r;
	struct str what = {0}, text = {0};

	(void)arg;
	if (!*path) {
		free(path);
		return err_field(e, "file", "the name of a backup");
	}
	ui_progress(ui, "Reading the backup ...");
	bool ok = app_restore_read(&face_of(ui)->app, path, *passphrase ? passphrase : NULL, &r, &what, e);

	if (ok) {
		struct restore_arg *a = mem_alloc(sizeof(*a));

		*a = (struct restore_arg){.r = r, .what = str_take(&what)};
		str_printf(&text,
			   "The backup is whole: %s.\n\nIt takes the place of everything in this book, for everybody "
			   "who has "
			   "it open. The book as it is now is kept in a file beside it.",
			   a->what);
		confirm_open(ui, &(struct confirm_spec){.title = "Restore this backup",
							.text = str_text(&text),
							.yes = "Restore",
							.no = "Leave the book",
							.key = 'r',
							.arg = a,
							.then = do_restore,
							.free = free_restore});
	} else {
		e->field = e->field ? e->field : "file"; /* another one may be whole */
	}
	str_free(&what);
	str_free(&text);
	free(path);
	return ok;
}

void flow_restore(struct ui *ui)
{
	static const struct form_row rows[] = {
		{.name = "file",
		 .label = "Backup",
		 .type = FORM_TEXT,
		 .under = "the file, such as ~/rapport/backups/..."},
		{.name = "passphrase",
		 .label = "Passphrase",
		 .type = FORM_SECRET,
		 .hint = "only where it is encrypted",
		 .saves = true},
	};

	form_open(ui, &(struct form_spec){.name = "restore",
					  .title = "Restore a backup",
					  .legend = "Esc closes",
					  .foot = "It is read and checked first, then you are asked.",
					  .fields = rows,
					  .n = sizeof(rows) / sizeof(rows[0]),
					  .save = save_restore});
}

/* --- forgetting --- */

enum { FACTS = 12 };

struct forget_form {
	struct arena arena;
	struct forgetting f;
	struct form_row rows[FACTS + 1];
	int n;
};

static void free_forget(void *arg)
{
	struct forget_form *x = arg;

	arena_clear(&x->arena);
	free(x);
}

/* Patients are not named on a screen that hides them. */
static bool hidden(struct ui *ui, const struct forget_form *x)
{
	return face_of(ui)->hide && !x->f.order.source_id;
}

static bool save_forget(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct forget_form *x = arg;
	struct said said = {0};
	bool cleaned;

	if (!app_forget_confirmed(&x->f, form_text(f, "name"))) {
		if (hidden(ui, x))
			return err_field(e, "name", "type it as you did before; until then nothing is forgotten");
		return err_field(e, "name", "type “%s”; until then nothing is forgotten", x->f.name);
	}
	ui_progress(ui, "Forgetting ...");
	if (!app_forget(&face_of(ui)->app, &x->f, &cleaned, &said, e)) {
		said_free(&said);
		return false;
	}
	flow_say(ui, true, &said, e);
	return true;
}

/* A line of the form for each line of the text, broken between words. */
static void add_facts(struct ui *ui, struct forget_form *x)
{
	struct layout l = ui_layout(ui);
	int cells = (l.w < 60 ? l.w : l.w < 90 ? l.w - 6 : 84) - 22;
	const char *s = x->f.what;
	size_t skip;

	while (*s && x->n < FACTS) {
		size_t n = text_wrap(s, cells > 16 ? cells : 16, &skip);

		x->rows[x->n] = (struct form_row){.name = arena_printf(&x->arena, "fact%d", x->n),
						  .label = "",
						  .type = FORM_FACT,
						  .value = arena_strndup(&x->arena, s, n)};
		x->n++;
		s += n + skip;
	}
}

static void open_forget(struct ui *ui, struct forget_form *x)
{
	add_facts(ui, x);
	x->rows[x->n++] = (struct form_row){
		.name = "name", .label = "Type the name", .type = FORM_TEXT, .gap = true, .saves = true};
	if (!x->f.order.source_id)
		x->rows[x->n - 1].label = "Type it again";
	form_open(ui, &(struct form_spec){.name = "forget",
					  .title = arena_printf(&x->arena, "Forget %s for ever",
								hidden(ui, x) ? "this patient" : x->f.name),
					  .legend = "Esc closes, nothing is forgotten",
					  .fields = x->rows,
					  .n = x->n,
					  .first = x->n - 1,
					  .arg = x,
					  .save = save_forget,
					  .free = free_forget});
}

void flow_forget(struct ui *ui, uint64_t source_id)
{
	struct forget_form *x = mem_alloc(sizeof(*x));
	struct err e = {0};

	if (app_forget_source(&face_of(ui)->app, source_id, &x->arena, &x->f, &e)) {
		open_forget(ui, x);
		return;
	}
	ui_error(ui, &e);
	free_forget(x);
}

static bool patient_typed(struct ui *ui, void *arg, const char *typed)
{
	struct forget_form *x = mem_alloc(sizeof(*x));
	struct err e = {0};
	struct str ref = {0};

	(void)arg;
	str_trim(&ref, typed);
	const char *kept = arena_strdup(&x->arena, str_text(&ref));

	str_free(&ref);
	if (*kept && app_forget_patient(&face_of(ui)->app, kept, &x->arena, &x->f, &e)) {
		open_forget(ui, x);
		return true;
	}
	if (*kept) /* said where the prompt stood */
		ui_error(ui, &e);
	free_forget(x);
	return true;
}

void flow_forget_patient(struct ui *ui)
{
	prompt_open(ui, &(struct prompt_spec){.name = "forget-patient",
					      .label = "Forget the patient (reference or R-number): ",
					      .bar = "=Enter Look, =Esc Close, =Ctrl-U Erase",
					      .then = patient_typed});
}
