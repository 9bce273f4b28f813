/* The visit brief of one source: the one screen to read before walking in, and the sheet to take along. */
#include "rapport/app/brief.h"

#include <stdlib.h>
#include <string.h>

#include "part.h"
#include "rapport/base/utf8.h"
#include "screens.h"
#include "scroll.h"

#define LABEL_W 10

struct brief_view {
	struct selected selected;
	struct arena arena, words; /* what was read, and its lines */
	struct brief brief;
	bool read;
	struct brief_line *lines;
	int n;
	bool hidden; /* how the lines were made */
	int top, rows, page;
};

static void make_lines(struct ui *ui, struct brief_view *v)
{
	arena_clear(&v->words);
	v->hidden = face_of(ui)->hide;
	app_brief_lines(&face_of(ui)->app, &v->brief, v->hidden, &v->words, &v->lines, &v->n);
}

static void load_brief(struct ui *ui, struct pane *p)
{
	struct brief_view *v = p->data;
	struct err e = {0};

	arena_clear(&v->arena);
	v->read = app_brief(&face_of(ui)->app, v->selected.source_id, &v->arena, &v->brief, &e);
	if (v->read)
		make_lines(ui, v);
	else
		ui_error(ui, &e);
}

/* "Ask for: Rosa Delgado, 555-0144." */
static void put_sentence(struct scroll *s, const struct brief_line *line)
{
	struct str b = {0};

	str_printf(&b, "%s%s%s", line->label, *line->label ? ": " : "", line->text);
	part_stop(&b);
	scroll_put(s, 0, "", ROLE_TEXT, str_text(&b));
	str_free(&b);
}

/* All lines from row v->top on; the rows they take. */
static int put_lines(struct ui *ui, const struct brief_view *v, struct area a, bool gaps)
{
	struct scroll s = {a, v->top, 0};

	for (int i = 0; i < v->n; i++) {
		s.y += gaps && v->lines[i].gap;
		if (ui->plain)
			put_sentence(&s, &v->lines[i]);
		else
			scroll_put(&s, LABEL_W, v->lines[i].label, ROLE_TEXT, v->lines[i].text);
	}
	return s.y;
}

static struct area box(struct ui *ui, struct area a, bool focus, const struct brief_view *v)
{
	bool scrolls = v->rows > v->page;
	struct str title = {0};

	part_name(&title, v->brief.card.source.name, v->brief.card.practice.name);
	struct area in = part_box(ui, a, focus, str_text(&title), "visit brief",
				  scrolls ? "`\u2191\u2193` more of it   `Esc` goes back   `Enter` opens the record   "
					    "`:` writes the page"
					  : "`Esc` goes back   `Enter` opens the record   `:` writes the page");

	str_free(&title);
	return in;
}

static void draw_brief(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct brief_view *v = p->data;

	if (!v->read)
		return;
	if (v->hidden != face_of(ui)->hide)
		make_lines(ui, v);
	struct area in = box(ui, a, focus, v);

	/* without a window they only count */
	bool gaps = put_lines(ui, v, area_rows(in, 0, 0), true) <= in.h;

	v->rows = put_lines(ui, v, area_rows(in, 0, 0), gaps);
	v->page = in.h;
	v->top = scroll_held(v->top, v->rows, v->page); /* a larger window has room for what stood above */
	put_lines(ui, v, box(ui, a, focus, v), gaps);
	draw_cursor(in, 1, 0);
}

static bool key_brief(struct ui *ui, struct pane *p, struct key k)
{
	struct brief_view *v = p->data;
	int to = v->top;

	(void)ui;
	if (!scroll_key(k, v->rows, v->page, &to))
		return false;
	v->top = scroll_held(to, v->rows, v->page);
	return true;
}

static void run_page(struct ui *ui, struct pane *p)
{
	struct brief_view *v = p->data;
	struct said said = {0};
	struct err e = {0};
	bool ok = app_brief_write(&face_of(ui)->app, &v->brief, NULL, &said, &e);

	flow_say(ui, ok, &said, &e);
}

static const char *unread(struct ui *ui, struct pane *p)
{
	const struct brief_view *v = p->data;

	(void)ui;
	return v->read ? NULL : "The brief could not be read.";
}

static void open_pane(struct ui *ui, struct pane *p, void *arg)
{
	struct brief_view *v = mem_alloc(sizeof(*v));

	p->data = v;
	selected_set(ui, p, *(uint64_t *)arg);
}

static void close_brief(struct ui *ui, struct pane *p)
{
	struct brief_view *v = p->data;

	(void)ui;
	arena_clear(&v->arena);
	arena_clear(&v->words);
	free(v);
}

static const struct binding own_bindings[] = {
	{.keys = "",
	 .name = "brief-page",
	 .command = "Write the page: this brief on a sheet of paper",
	 .run = run_page,
	 .why_not = unread},
	{0},
};

static const struct binding *const tables[] = {own_bindings, item_bindings, selected_bindings, open_bindings, NULL};

static const struct pane_type brief_type = {
	.name = "brief",
	.title = "Visit brief",
	.bar = "log, refer, thank, next, done, copy, write, edit, =\u2191\u2193 Scroll, =Esc Back",
	.tables = tables,
	.open = open_pane,
	.load = load_brief,
	.draw = draw_brief,
	.key = key_brief,
	.close = close_brief,
};

void brief_open(struct ui *ui, uint64_t source_id)
{
	if (ui_top(ui)->type != &brief_type)
		ui_push(ui, &brief_type, &source_id);
}

void brief_leave(struct ui *ui)
{
	if (ui_top(ui)->type == &brief_type)
		ui_close(ui, ui_top(ui));
}
