/* Whether to go on with a source: the numbers side by side, and the three answers. */
#include <stdlib.h>
#include <string.h>

#include "part.h"
#include "rapport/app/stage.h"
#include "rapport/base/day.h"
#include "screens.h"
#include "scroll.h"

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

/* All of them, from row r->top on; the rows they take. */
static int put_words(const struct review_pane *r, struct area a)
{
	struct scroll s = {a, r->top, 0};
	struct arena arena = {0};
	const char *words = str_text(&r->words), *after = strstr(words, "\n\n");

	for (const char *end; after && words < after; words = end + 1) {
		end = strchr(words, '\n');
		scroll_put(&s, REVIEW_LABEL, arena_strndup(&arena, words, REVIEW_LABEL - 2), ROLE_TEXT,
			   arena_strndup(&arena, words + REVIEW_LABEL, (size_t)(end - words) - REVIEW_LABEL));
	}
	scroll_put(&s, 0, "", ROLE_TEXT, words);
	arena_clear(&arena);
	return s.y;
}

static void draw_review(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct review_pane *r = p->data;
	struct str title = {0};

	str_printf(&title, "Go on with %s?", r->review.source.name);
	struct area in = part_box(ui, a, focus, str_text(&title), r->review.source.phone,
				  "`s` `p` pauses   `s` `x` lets go   `x` goes on   `Esc` closes");

	str_free(&title);
	r->rows = put_words(r, area_rows(in, 0, 0)); /* without a window they only count */
	r->page = in.h;
	r->top = scroll_held(r->top, r->rows, r->page); /* a larger window has room for what stood above */
	put_words(r, in);
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
	int to = r->top;

	(void)ui;
	if (!scroll_key(k, r->rows, r->page, &to))
		return false;
	r->top = scroll_held(to, r->rows, r->page);
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
