/* The full record of one source: everything that is known, and the whole timeline, to scroll through. */
#include <stdlib.h>
#include <string.h>

#include "card.h"
#include "part.h"
#include "rapport/app/know.h"
#include "rapport/app/shelf.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"
#include "screens.h"
#include "scroll.h"

#define LABEL_W 15
#define MOMENTS_STEP 200

struct record {
	struct selected selected;
	struct card_view view;
	struct arena arena; /* of what follows */
	struct clock_words clocks;
	struct answer *answers;
	struct shared_row *shared;
	int n_answers, n_shared;
	int top;  /* first row in sight */
	int rows; /* of the whole text, as drawn last */
	int page;
	int moments; /* asked for */
};

static void put(struct scroll *s, const char *label, cell_style style, const char *text)
{
	scroll_put(s, LABEL_W, label, style, text);
}

/* What stands under a heading of its own is not said again among the rest. */
static bool said_above(enum kind kind, const char *name)
{
	if (kind == KIND_PRACTICE)
		return str_eq(name, "competitors");
	return know_field(name) || str_eq(name, "fit") || str_eq(name, "fit_reason");
}

static void put_fields(struct ui *ui, struct scroll *s, enum kind kind, const void *record, int from)
{
	for (int i = from; i < kinds[kind].count; i++) {
		const struct field *f = &kinds[kind].fields[i];
		struct str b = {0};

		if ((f->flags & F_DERIVED) || f->type == FIELD_ID || !field_known(f, record) ||
		    (f->type == FIELD_FLAG && !*field_flag(f, (void *)record)) || said_above(kind, f->name))
			continue;
		if (f->type == FIELD_CHOICE)
			str_add(&b, choice_label(f->choices, *field_choice(f, (void *)record)));
		else if (f->type == FIELD_DAY)
			date_short(&b, *field_day(f, (void *)record), ui->now.today);
		else if (f->type == FIELD_FLAG)
			str_add(&b, "yes");
		else
			field_write(&b, f, record);
		put(s, f->label, ROLE_TEXT, str_text(&b));
		str_free(&b);
	}
}

static void put_labels(struct scroll *s, const struct card *c)
{
	struct str fit = {0};

	app_fit_words(&c->fit, &fit);
	put(s, "Fit", ROLE_TEXT, str_text(&fit));
	str_free(&fit);
	if (*c->payers)
		put(s, "Payers", ROLE_TEXT, c->payers);
	if (*c->populations)
		put(s, "Treats", ROLE_TEXT, c->populations);
	if (*c->tags)
		put(s, "Tags", ROLE_TEXT, c->tags);
	if (c->via.id)
		put(s, "Via", ROLE_TEXT, c->via.name);
}

/* What is open and done in the present stage. */
static void put_evidence(struct scroll *s, const struct card *c)
{
	put(s, c->source.stage == STAGE_MAINTAIN ? "To keep" : "To go on", ROLE_TEXT, c->evidence);
}

static void put_clocks(struct scroll *s, const struct clock_words *c)
{
	put(s, "Clocks", ROLE_TEXT, c->last);
	if (*c->began)
		put(s, "Who began", ROLE_TEXT, c->began);
}

static void put_known(struct scroll *s, const struct card *c)
{
	struct str b = {0};

	for (int i = 0; know_fields[i]; i++) {
		str_clear(&b);
		app_known(c, know_fields[i], &b);
		if (b.len)
			put(s, kind_field(KIND_SOURCE, know_fields[i])->label, ROLE_TEXT, b.s);
	}
	str_free(&b);
}

static void put_given(struct ui *ui, struct scroll *s, const struct record *r)
{
	struct str day = {0}, text = {0};

	if (r->n_answers)
		scroll_heading(s, "Answers");
	for (int i = 0; i < r->n_answers; i++) {
		str_clear(&day);
		date_timeline(&day, r->answers[i].on, ui->now.today);
		put(s, str_text(&day), ROLE_HINT, r->answers[i].question);
		put(s, "", ROLE_TEXT, r->answers[i].text);
	}
	if (r->n_shared)
		scroll_heading(s, "Shared");
	for (int i = 0; i < r->n_shared; i++) {
		str_clear(&day);
		str_clear(&text);
		date_timeline(&day, r->shared[i].share.on, ui->now.today);
		str_printf(&text, "%s (%s)", r->shared[i].title, choice_label(choices_shelf_type, r->shared[i].type));
		put(s, str_text(&day), ROLE_TEXT, str_text(&text));
	}
	str_free(&day);
	str_free(&text);
}

static void put_timeline(struct ui *ui, struct scroll *s, const struct card_view *v)
{
	for (int i = 0; i < v->n; i++) {
		struct str day = {0}, word = {0}, text = {0};

		date_timeline(&day, v->moments[i].on, ui->now.today);
		app_moment(&face_of(ui)->app, &v->moments[i], face_of(ui)->hide, &word, &text);
		str_printf(&word, "%s%s", text.len ? ": " : "", str_text(&text));
		put(s, str_text(&day), ROLE_TEXT, str_text(&word));
		str_free(&day);
		str_free(&word);
		str_free(&text);
	}
}

static void draw_record(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct record *r = p->data;
	const struct card *c = &r->view.card;
	struct str title = {0};

	if (!r->view.id)
		return;
	part_name(&title, c->source.name, c->practice.id ? c->practice.name : NULL);
	struct area in = part_box(ui, a, focus, str_text(&title), c->source.phone,
				  "`Esc` goes back   `e` edits   `p` people there");

	str_free(&title);
	struct scroll s = {in, r->top, 0};

	put_evidence(&s, c);
	put_clocks(&s, &r->clocks);
	put_labels(&s, c);
	put_known(&s, c);
	put_given(ui, &s, r);
	scroll_heading(&s, "Details");
	put_fields(ui, &s, KIND_SOURCE, &c->source, 2);
	if (c->practice.id) {
		scroll_heading(&s, "Practice");
		put_fields(ui, &s, KIND_PRACTICE, &c->practice, 1);
	}
	scroll_heading(&s, "Timeline");
	if (!r->view.n) {
		struct str none = {0};

		str_printf(&none, "No contact logged with %s yet.", c->source.name);
		put(&s, "", ROLE_TEXT, str_text(&none));
		str_free(&none);
	}
	put_timeline(ui, &s, &r->view);
	r->rows = s.y;
	r->page = in.h;
	draw_cursor(in, 1, 0);
}

static void load_record(struct ui *ui, struct pane *p)
{
	struct record *r = p->data;
	struct app *app = &face_of(ui)->app;
	struct err e = {0};

	arena_clear(&r->arena);
	r->clocks = (struct clock_words){.last = "", .began = ""};
	r->n_answers = r->n_shared = 0;
	if (!card_load(ui, &r->view, r->selected.source_id, r->moments))
		return;
	if (!app_clocks(app, &r->view.card.source, &r->arena, &r->clocks, &e) ||
	    !app_answers(app, r->view.id, &r->arena, &r->answers, &r->n_answers, &e) ||
	    !app_shared_with(app, r->view.id, &r->arena, &r->shared, &r->n_shared, &e))
		ui_error(ui, &e);
}

static bool key_record(struct ui *ui, struct pane *p, struct key k)
{
	struct record *r = p->data;
	int end = r->rows > r->page ? r->rows - r->page : 0, to = r->top;

	if (!scroll_key(k, r->rows, r->page, &to))
		return k.code == K_ENTER;           /* it is open already */
	if (to >= end && r->view.n >= r->moments) { /* more of a long timeline */
		r->moments += MOMENTS_STEP;
		load_record(ui, p);
	}
	r->top = scroll_held(to, r->rows, r->page);
	return true;
}

static void open_pane(struct ui *ui, struct pane *p, void *arg)
{
	struct record *r = mem_alloc(sizeof(*r));

	r->moments = MOMENTS_STEP;
	p->data = r;
	selected_set(ui, p, *(uint64_t *)arg);
}

static void close_record(struct ui *ui, struct pane *p)
{
	struct record *r = p->data;

	(void)ui;
	card_free(&r->view);
	arena_clear(&r->arena);
	free(r);
}

static const struct binding *const tables[] = {item_bindings, selected_bindings, NULL};

static const struct pane_type record_type = {
	.name = "record",
	.title = "Record",
	.bar = "log, refer, done, thank, next, brief, edit, people, copy, stage, =\u2191\u2193 Scroll, =Esc Back",
	.tables = tables,
	.open = open_pane,
	.load = load_record,
	.draw = draw_record,
	.key = key_record,
	.close = close_record,
};

void record_open(struct ui *ui, uint64_t source_id)
{
	brief_leave(ui);
	if (ui_top(ui)->type != &record_type)
		ui_push(ui, &record_type, &source_id);
}
