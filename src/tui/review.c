/* Whether to go on with a source: the numbers side by side, and the three answers. */
#include <stdlib.h>

#include "part.h"
#include "rapport/app/stage.h"
#include "rapport/base/day.h"
#include "rapport/base/text.h"
#include "screens.h"

struct review_pane {
	struct selected selected;
	struct arena arena;
	struct review review;
	int16_t standing; /* when it was opened */
	struct str words;
	int top, rows, page;
};

/* The item that asks, due or not yet. */
static bool question(struct ui *ui, struct pane *p, struct queue_row *item)
{
	struct review_pane *r = p->data;
	struct err e = {0};
	bool found = store_queue_item(face_of(ui)->app.store, ui->now.today, "let-go", r->selected.source_id, &r->arena,
				      item, &e);

	err_clear(&e);
	return found;
}

static const char *not_asked(struct ui *ui, struct pane *p)
{
	struct queue_row item;

	return question(ui, p, &item) ? NULL : "Nothing asks about them, so there is nothing to put off.";
}

static void run_later(struct ui *ui, struct pane *p)
{
	struct queue_row item;

	if (question(ui, p, &item))
		flow_later(ui, &(struct items){.rows = &item, .n = 1}, DAY_NONE);
}

static void run_go_on(struct ui *ui, struct pane *p)
{
	struct queue_row item;

	if (!question(ui, p, &item))
		return;
	flow_drop(ui, &(struct items){.rows = &item, .n = 1});
	ui_close(ui, p);
}

/* --- drawing --- */

static void draw_review(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct review_pane *r = p->data;
	struct str title = {0};
	const char *text = str_text(&r->words);

	str_printf(&title, "Go on with %s?", r->review.source.name);
	struct area in = part_box(ui, a, focus, str_text(&title), r->review.source.phone,
				  "`s` `p` pauses   `s` `x` lets go   `x` goes on   `Esc` closes");

	str_free(&title);
	r->rows = 0;
	r->page = in.h;
	while (*text) {
		size_t skip, n = text_wrap(text, in.w - 2, &skip);
		struct str line = {0};

		str_addn(&line, text, n);
		if (r->rows >= r->top && r->rows - r->top < in.h)
			draw_clip(in, 1, r->rows - r->top, in.w - 2, ROLE_TEXT, str_text(&line));
		r->rows++;
		str_free(&line);
		text += n + skip;
	}
	if (focus)
		draw_cursor(in, 1, 0);
}

/* --- life --- */

/* Whoever was paused or let go from here has been decided on. */
static void load_review(struct ui *ui, struct pane *p)
{
	struct review_pane *r = p->data;
	struct err e = {0};

	arena_clear(&r->arena);
	str_clear(&r->words);
	if (!app_review(&face_of(ui)->app, r->selected.source_id, &r->arena, &r->review, &e)) {
		selected_lost(ui, p, &e);
		return;
	}
	if (r->standing == CHOICE_NONE)
		r->standing = r->review.source.standing;
	if (r->standing != r->review.source.standing)
		ui_close(ui, p);
	app_review_words(&face_of(ui)->app, &r->review, &r->words);
}

static void open_pane(struct ui *ui, struct pane *p, void *arg)
{
	struct review_pane *r = mem_alloc(sizeof(*r));

	r->standing = CHOICE_NONE;
	p->data = r;
	selected_set(ui, p, *(uint64_t *)arg);
}

static void close_review(struct ui *ui, struct pane *p)
{
	struct review_pane *r = p->data;

	(void)ui;
	arena_clear(&r->arena);
	str_free(&r->words);
	free(r);
}

static bool key_review(struct ui *ui, struct pane *p, struct key k)
{
	struct review_pane *r = p->data;
	int end = r->rows > r->page ? r->rows - r->page : 0;

	(void)ui;
	if (k.code == K_UP || k.code == 'k')
		r->top -= r->top > 0;
	else if (k.code == K_DOWN || k.code == 'j')
		r->top += r->top < end;
	else
		return false;
	return true;
}

static const struct binding own[] = {
	{.keys = "z",
	 .name = "ask-later",
	 .hint = "Ask again later",
	 .help = "Put the question off to a day",
	 .group = GROUP_DO,
	 .run = run_later,
	 .why_not = not_asked},
	{.keys = "x",
	 .name = "go-on",
	 .hint = "Go on",
	 .help = "Go on: not asked again",
	 .group = GROUP_DO,
	 .run = run_go_on,
	 .why_not = not_asked},
	{0},
};

static const struct binding *const tables[] = {own, selected_bindings, open_bindings, NULL};

static const struct pane_type review_type = {
	.name = "review",
	.title = "Review",
	.bar = "stage:Pause or let go, go-on, ask-later, log, next, open, =Esc Back",
	.tables = tables,
	.open = open_pane,
	.load = load_review,
	.draw = draw_review,
	.key = key_review,
	.close = close_review,
};

void review_open(struct ui *ui, uint64_t source_id)
{
	if (ui_top(ui)->type != &review_type)
		ui_push(ui, &review_type, &source_id);
}
