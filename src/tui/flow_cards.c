/* Thank-you cards, for the printer. */
#include <stdlib.h>

#include "flow_form.h"
#include "rapport/app/cards.h"
#include "rapport/app/exchange.h"
#include "rapport/app/letter.h"
#include "rapport/base/day.h"

struct cards_form {
	struct arena arena;
	struct whom marked;
};

static void free_cards(void *arg)
{
	struct cards_form *x = arg;

	arena_clear(&x->arena);
	free(x);
}

static void cards_changed(struct ui *ui, struct form *f, int field, void *arg)
{
	(void)ui;
	(void)field;
	(void)arg;
	form_show(f, "since", str_eq(form_text(f, "whom"), "thanked"));
}

static bool save_cards(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct cards_form *x = arg;
	struct carding c = {.since = DAY_NONE, .letter = form_text(f, "letter")};
	struct said said = {0};
	char *path = whole_path(form_text(f, "file"));
	bool ok = *path || err_field(e, "file", "the name of the new file");

	if (ok && str_eq(form_text(f, "whom"), "marked"))
		c.to = x->marked;
	if (ok && str_eq(form_text(f, "whom"), "thanked"))
		ok = read_date(ui, f, "since", DATE_PAST, &c.since, e) &&
		     (c.since != DAY_NONE || err_field(e, "since", "since which day? today, 1w, 3 mar"));
	ok = ok && app_cards_file(&face_of(ui)->app, &c, path, &said, e);
	free(path);
	if (!ok) {
		said_free(&said);
		return e->field ? false : form_refused(e);
	}
	drop_draft(ui, "thank-cards", 0);
	return flow_say(ui, true, &said, e);
}

static void draft_cards(struct ui *ui, struct form *f, void *arg)
{
	(void)arg;
	keep_draft(ui, f, "thank-cards", 0, "`:` thank-cards opens it again");
}

static const struct form_choice *whom_choices(struct cards_form *x)
{
	struct form_choice *c = arena_alloc(&x->arena, 4 * sizeof(*c));
	int n = 0;

	if (x->marked.n)
		c[n++] = (struct form_choice){"m", arena_printf(&x->arena, "Marked %d", x->marked.n), "marked"};
	c[n++] = (struct form_choice){"o", "Owed thanks", "owed"};
	c[n++] = (struct form_choice){"k", "Thanked by card", "thanked"};
	c[n] = (struct form_choice){0};
	return c;
}

void flow_cards(struct ui *ui, struct whom marked)
{
	struct app *app = &face_of(ui)->app;
	struct cards_form *x = mem_alloc(sizeof(*x));
	struct letter *letters;
	struct err e = {0};
	int n;

	if (!app_letters(app, &x->arena, &letters, &n, &e)) {
		ui_error(ui, &e);
		free_cards(x);
		return;
	}
	x->marked = copy_whom(marked, &x->arena);
	const struct form_choice *whom = whom_choices(x);
	const struct form_row rows[] = {
		{.name = "whom", .label = "For", .type = FORM_CHOICE, .choices = whom, .value = whom[0].value},
		{.name = "since",
		 .label = "Since",
		 .type = FORM_DATE,
		 .value = "1w",
		 .echo = echo_past,
		 .step = step_past},
		{.name = "letter",
		 .label = "Words",
		 .type = FORM_CHOICE,
		 .choices = letter_choices(letters, n, &x->arena),
		 .value = CARD_LETTER},
		{.name = "file",
		 .label = "File",
		 .type = FORM_TEXT,
		 .value = short_path(app_outbox_name(app, "thank-cards", "html", &x->arena), &x->arena),
		 .gap = true,
		 .saves = true},
	};
	struct form *f =
		form_open(ui, &(struct form_spec){
				      .name = "thank-cards",
				      .title = "Thank-you cards",
				      .foot = "For cards of 4 x 6 in. `t` `k` logs one, `E` `l` prints its address.",
				      .fields = rows,
				      .n = sizeof(rows) / sizeof(rows[0]),
				      .arg = x,
				      .save = save_cards,
				      .draft = draft_cards,
				      .changed = cards_changed,
				      .free = free_cards,
			      });
	cards_changed(ui, f, 0, x);
	offer_draft(ui, f, "thank-cards", 0);
	cards_changed(ui, f, 0, x);
}
