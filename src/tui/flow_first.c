/* The first run: the clinic's name, and four ways to begin. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/app/exchange.h"
#include "rapport/base/day.h"
#include "rapport/tui/box.h"

static const struct form_choice ways[] = {
	{"1", "Look around with a made-up clinic (a file of its own)", "sample"},
	{"2", "Start empty and add my first source", "empty"},
	{"3", "Bring in a list (CSV, EMR report, rapport's JSON)", "import"},
	{"4", "Open a clinic file that is already on this computer", "open"},
	{0},
};

/* The made-up clinic has a book of its own beside this one, so that it never mixes with real people. */
static char *sample_path(const char *book)
{
	const char *slash = strrchr(book, '/');
	struct str b = {0};

	if (slash)
		str_addn(&b, book, (size_t)(slash + 1 - book));
	str_add(&b, "sample.db");
	return str_take(&b);
}

static bool make_sample(struct ui *ui, char **path, struct err *e)
{
	struct face *face = face_of(ui);
	struct app app = face->app;
	struct said said = {0};

	*path = sample_path(store_path(face->app.store));
	if (!store_open(&app.store, *path, STORE_MAKE, &app.now, e))
		return false;
	bool ok = !store_empty(app.store) || app_sample(&app, &sample_default, NULL, NULL, &said, e);

	said_free(&said);
	store_close(app.store);
	return ok;
}

static void reopen(struct ui *ui, char *path)
{
	struct face *face = face_of(ui);

	free(face->reopen);
	face->reopen = path;
	ui_quit(ui);
}

void flow_sample(struct ui *ui)
{
	struct err e = {0};
	char *path = NULL;

	if (make_sample(ui, &path, &e)) {
		reopen(ui, path);
		return;
	}
	ui_error(ui, &e);
	free(path);
}

static bool open_other(struct ui *ui, void *arg, const char *typed)
{
	char *path = whole_path(typed);
	struct store *other;
	struct err e = {0};

	(void)arg;
	if (!*path) {
		ui_say(ui, "Type where the book is, such as ~/clinic.db");
		free(path);
		return false;
	}
	/* looked at before the present one is left */
	if (!store_open(&other, path, STORE_OPEN, &face_of(ui)->app.now, &e)) {
		ui_error_of(ui, path, &e);
		free(path);
		return false;
	}
	store_close(other);
	reopen(ui, path);
	return true;
}

static bool name_clinic(struct ui *ui, const char *name, struct err *e)
{
	struct app *app = &face_of(ui)->app;
	struct arena a = {0};
	struct clinic base, clinic;
	struct said said = {0};

	if (str_blank(name))
		return true;
	bool ok = store_get(app->store, KIND_CLINIC, 1, &a, &base, e);

	if (ok) {
		clinic = base;
		clinic.name = name;
		ok = app_save(app, KIND_CLINIC, &base, &clinic, &said, e);
	}
	said_free(&said);
	arena_clear(&a);
	return ok;
}

static void draft_first(struct ui *ui, struct form *f, void *arg)
{
	(void)arg;
	keep_draft(ui, f, "first", 0, "The next start asks again");
}

static bool begin(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	const char *way = form_text(f, "way");
	char *path = NULL;

	(void)arg;
	if (!*way)
		return err_field(e, "way", "choose one of the four");
	if (!strcmp(way, "sample")) {
		if (!make_sample(ui, &path, e)) {
			free(path);
			return false;
		}
		reopen(ui, path);
		return true;
	}
	if (!name_clinic(ui, form_text(f, "name"), e))
		return false;
	drop_draft(ui, "first", 0);
	face_changed(ui);
	if (!strcmp(way, "empty"))
		flow_add(ui, NULL);
	else if (!strcmp(way, "import"))
		flow_import(ui);
	else
		prompt_open(ui, &(struct prompt_spec){.name = "open",
						      .label = "Open the book: ",
						      .bar = "=Enter Open, =Esc Close, =Ctrl-U Erase",
						      .then = open_other});
	return true;
}

void flow_first_run(struct ui *ui)
{
	struct str where = {0};

	str_printf(&where, "Your data stays in one file on this computer: %s", store_path(face_of(ui)->app.store));
	const struct form_row rows[] = {
		{.name = "words",
		 .label = "",
		 .type = FORM_FACT,
		 .value = "Keep track of the people who send you patients:"},
		{.name = "more",
		 .label = "",
		 .type = FORM_FACT,
		 .value = "who they are, when you last spoke, what comes next."},
		{.name = "name",
		 .label = "Clinic name",
		 .type = FORM_TEXT,
		 .gap = true,
		 .hint = "what you call yourselves"},
		{.name = "way",
		 .label = "Start with",
		 .type = FORM_CHOICE,
		 .choices = ways,
		 .value = "sample",
		 .gap = true,
		 .saves = true},
		{.name = "where", .label = "", .type = FORM_FACT, .value = str_text(&where), .gap = true},
	};

	struct form *f = form_open(
		ui, &(struct form_spec){.name = "first",
					.title = "Welcome to rapport",
					.legend = "Esc looks at the empty book",
					.foot = "Three keys are enough to begin:  / find   l log   ? help",
					.advice = "You can change all of this later.   1 2 3 4 choose, Enter starts",
					.fields = rows,
					.n = (int)(sizeof(rows) / sizeof(*rows)),
					.first = 2,
					.save = begin,
					.draft = draft_first});
	offer_draft(ui, f, "first", 0);
	str_free(&where);
}
