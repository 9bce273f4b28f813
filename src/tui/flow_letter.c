/* Writing: a letter from a template, as a draft, a mail link or text. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/app/letter.h"

struct letter_form {
	struct arena arena;
	struct whom whom;
	struct letter *letters;
	int n;
	const char *chosen; /* whose words are in the form */
};

static void free_letter(void *arg)
{
	struct letter_form *l = arg;

	arena_clear(&l->arena);
	free(l);
}

static const char *draft_name(const struct letter_form *l)
{
	return l->whom.n == 1 ? "letter" : "letter marked";
}

static const struct letter *letter_named(const struct letter_form *l, const char *name)
{
	for (int i = 0; i < l->n; i++) {
		if (!strcmp(l->letters[i].name, name))
			return &l->letters[i];
	}
	return NULL;
}

/* One person's letter is shown filled in; for several the fields stay and are filled for each. */
static bool words_of(struct ui *ui, struct letter_form *l, const struct letter *from, struct letter *out, struct err *e)
{
	struct app *app = &face_of(ui)->app;
	struct source s;

	*out = *from;
	if (l->whom.n > 1)
		return true;
	if (!store_get(app->store, KIND_SOURCE, l->whom.ids[0], &l->arena, &s, e))
		return false;
	from = letter_of_kind(l->letters, l->n, from, s.kind);
	return app_letter_for(app, s.id, from, &l->arena, out, e);
}

/* Another letter was chosen: its words take the place of those that stand there. */
static void letter_changed(struct ui *ui, struct form *f, int field, void *arg)
{
	struct letter_form *l = arg;
	const struct letter *from = letter_named(l, form_text(f, "letter"));
	struct letter words;
	struct err e = {0};

	if (field != form_field(f, "letter") || !from || !strcmp(from->name, l->chosen))
		return;
	l->chosen = from->name;
	if (!words_of(ui, l, from, &words, &e)) {
		ui_error(ui, &e);
		return;
	}
	form_set(f, "subject", words.subject);
	form_set(f, "text", words.text);
	form_set_under(f, "text", words.lacks);
}

static enum letter_as as_of(const struct form *f)
{
	const char *as = form_text(f, "as");

	return !strcmp(as, "link") ? LETTER_LINK : !strcmp(as, "text") ? LETTER_TEXT : LETTER_EMAIL;
}

static bool save_letter(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct letter_form *l = arg;
	struct letter words = {.name = l->chosen, .subject = form_text(f, "subject"), .text = form_text(f, "text")};
	struct writing w = {.letter = &words, .as = as_of(f), .log = !strcmp(form_text(f, "log"), "yes")};
	struct said said = {0};
	const char *copy;

	if (!app_write(&face_of(ui)->app, l->whom.ids, l->whom.n, &w, &l->arena, &copy, &said, e)) {
		said_free(&said);
		if (e->code == ERR_INVALID && !e->field)
			e->field = "text";
		return e->field ? false : form_refused(e);
	}
	drop_draft(ui, draft_name(l), whom_subject(l->whom));
	flow_say(ui, true, &said, e);
	if (copy && w.as == LETTER_LINK)
		ui_copy(ui, "Link", copy);
	return true;
}

static void draft_letter(struct ui *ui, struct form *f, void *arg)
{
	struct letter_form *l = arg;

	keep_draft(ui, f, draft_name(l), whom_subject(l->whom), "`w` opens it again");
}

struct form_choice *letter_choices(const struct letter *letters, int n, struct arena *a)
{
	struct form_choice *choices = arena_alloc(a, (size_t)(n + 1) * sizeof(*choices));

	for (int i = 0; i < n; i++) {
		char first[2] = {letters[i].name[0], '\0'};
		bool taken = false;

		for (int k = 0; k < i; k++)
			taken = taken || choices[k].key[0] == first[0];
		choices[i] =
			(struct form_choice){taken ? "" : arena_strdup(a, first), letters[i].name, letters[i].name};
	}
	choices[n] = (struct form_choice){0};
	return choices;
}

void flow_write(struct ui *ui, struct whom whom)
{
	static const struct form_choice ways[] = {
		{"e", "E-mail draft", "email"}, {"l", "Mail link", "link"}, {"t", "Letter text", "text"}, {0}};
	static const struct form_choice logs[] = {{"n", "No", "no"}, {"y", "Yes, as sent", "yes"}, {0}};
	struct letter_form *l = mem_alloc(sizeof(*l));
	const char *who = whom_words(ui, whom, &l->arena);
	struct letter first = {0};
	struct err e = {0};

	l->whom = copy_whom(whom, &l->arena);
	if (!who || !app_letters(&face_of(ui)->app, &l->arena, &l->letters, &l->n, &e) ||
	    !words_of(ui, l, &l->letters[0], &first, &e)) {
		if (e.code)
			ui_error(ui, &e);
		free_letter(l);
		return;
	}
	l->chosen = first.name;
	const struct form_row rows[] = {
		{.name = "letter",
		 .label = "Letter",
		 .type = FORM_CHOICE,
		 .choices = letter_choices(l->letters, l->n, &l->arena),
		 .value = first.name},
		{.name = "as", .label = "As", .type = FORM_CHOICE, .choices = ways, .value = "email"},
		{.name = "subject", .label = "Subject", .type = FORM_TEXT, .value = first.subject, .gap = true},
		{.name = "text", .label = "Text", .type = FORM_NOTE, .value = first.text},
		{.name = "log",
		 .label = "Log it",
		 .type = FORM_CHOICE,
		 .choices = logs,
		 .value = "no",
		 .gap = true,
		 .saves = true},
	};
	struct form *f = form_open(ui, &(struct form_spec){
					       .name = "letter",
					       .title = arena_printf(&l->arena, "Write to %s", who),
					       .foot = "Nothing is sent: a file is written, or a link copied.",
					       .advice = "`Ctrl-O` opens the text in your editor.  `Ctrl-S` writes it",
					       .fields = rows,
					       .n = sizeof(rows) / sizeof(rows[0]),
					       .arg = l,
					       .save = save_letter,
					       .draft = draft_letter,
					       .changed = letter_changed,
					       .free = free_letter,
				       });
	form_set_under(f, "text", first.lacks);
	offer_draft(ui, f, draft_name(l), whom_subject(whom));
}
