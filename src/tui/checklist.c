/* What is open with a source: the evidence of its stage, to be ticked, and how it came there. */
#include <stdlib.h>

#include "part.h"
#include "rapport/app/stage.h"
#include "rapport/base/text.h"
#include "rapport/base/utf8.h"
#include "rapport/tui/box.h"
#include "rapport/tui/list.h"
#include "screens.h"

#define WHAT_W 25
#define DETAIL_ROWS 3

struct checklist_pane {
	struct selected selected;
	struct ui *ui;
	struct list list;
	struct checklist check; /* in the list's arena */
};

struct line {
	uint64_t id;
	const struct proof_row *row;
};

static struct app *app_in(const struct checklist_pane *c)
{
	return &face_of(c->ui)->app;
}

/* --- the list --- */

static uint64_t line_id(const void *row)
{
	return ((const struct line *)row)->id;
}

static bool all_lines(void *arg, struct arena *a, void **rows, int *n, struct err *e)
{
	struct checklist_pane *c = arg;
	struct line *lines;

	if (!app_checklist(app_in(c), c->selected.source_id, a, &c->check, e))
		return false;
	lines = arena_alloc(a, sizeof(*lines) * (size_t)(c->check.n + 1));
	for (int i = 0; i < c->check.n; i++)
		lines[i] = (struct line){(uint64_t)c->check.rows[i].which + 1, &c->check.rows[i]};
	*rows = lines;
	*n = c->check.n;
	return true;
}

/* The fact, and what settles it while it is open. */
static void row_words(const struct proof_row *r, struct str *b)
{
	str_add(b, r->fact);
	if (!r->done)
		str_printf(b, "%s%s", *r->fact ? "; " : "", r->how);
}

static void plain_line(struct area a, const struct proof_row *r)
{
	struct str b = {0};

	str_printf(&b, "%s: %s%s", r->done ? "Done" : "Open", r->what, r->done && !*r->fact ? "" : ". ");
	row_words(r, &b);
	draw_hints(area_cols(a, 0, a.w - 1), 2, 0, ROLE_TEXT, str_text(&b));
	str_free(&b);
}

static void draw_line(void *arg, struct area a, const void *row, const struct list_look *look)
{
	struct checklist_pane *c = arg;
	const struct proof_row *r = ((const struct line *)row)->row;
	int x = 6 + WHAT_W;
	struct str b = {0};

	(void)look;
	if (c->ui->plain) {
		plain_line(a, r);
		return;
	}
	draw_text(a, 2, 0, r->done ? ROLE_GROWTH : ROLE_TITLE, r->done ? "[x]" : "[ ]");
	draw_clip(a, 6, 0, WHAT_W - 1, ROLE_TEXT, r->what);
	row_words(r, &b);
	if (r->done)
		draw_clip(a, x, 0, a.w - x - 1, ROLE_TEXT, str_text(&b));
	else
		draw_hints(area_cols(a, 0, a.w - 1), x, 0, ROLE_HINT, str_text(&b));
	str_free(&b);
}

static const struct list_type line_list = {
	.size = sizeof(struct line), .id = line_id, .all = all_lines, .draw = draw_line};

static const struct proof_row *row_of(struct pane *p)
{
	struct checklist_pane *c = p->data;
	const struct line *line = list_row(&c->list);

	return line ? line->row : NULL;
}

/* --- ticking --- */

struct tick_choice {
	struct arena arena;
	uint64_t source_id;
	uint64_t *ids; /* gatekeepers; two more rows behind them */
	int n;
};

static void free_choice(void *arg)
{
	struct tick_choice *t = arg;

	arena_clear(&t->arena);
	free(t);
}

static void fit_chosen(struct ui *ui, void *arg, int chosen)
{
	struct tick_choice *t = arg;
	struct said said = {0};
	struct err e = {0};
	int16_t fit = choices_fit[chosen].word ? (int16_t)chosen : CHOICE_NONE;

	flow_say(ui, app_set_fit(&face_of(ui)->app, t->source_id, fit, &said, &e), &said, &e);
}

static void choose_fit(struct ui *ui, const struct source *s)
{
	struct tick_choice *t = mem_alloc(sizeof(*t));
	struct box_choice rows[8];
	char keys[8][2];
	int n = 0;

	for (; choices_fit[n].word; n++) {
		keys[n][0] = choices_fit[n].key;
		keys[n][1] = '\0';
		rows[n] = (struct box_choice){keys[n], choices_fit[n].label, NULL};
	}
	rows[n] = (struct box_choice){"n", "not looked at", NULL};
	t->source_id = s->id;
	choice_open(ui, &(struct choice_spec){.title = arena_printf(&t->arena, "Fit of %s", s->name),
					      .choices = rows,
					      .n = n + 1,
					      .selected = s->fit == CHOICE_NONE ? 0 : s->fit,
					      .arg = t,
					      .then = fit_chosen,
					      .free = free_choice});
}

static void gatekeeper_chosen(struct ui *ui, void *arg, int chosen)
{
	struct tick_choice *t = arg;
	struct said said = {0};
	struct err e = {0};
	uint64_t via = chosen < t->n ? t->ids[chosen] : 0;

	flow_say(ui, app_gatekeeper(&face_of(ui)->app, t->source_id, via, chosen == t->n, &said, &e), &said, &e);
}

/* Everybody else at the practice, gatekeepers first. */
static int people_there(struct ui *ui, struct tick_choice *t, const struct source *s, struct box_choice **choices)
{
	enum { MOST = 200 };
	struct source_filter filter;
	struct source_row *rows;
	int n = 0;

	source_filter_init(&filter);
	filter.everyone = true;
	filter.practice_id = s->practice_id;
	if (!s->practice_id || !store_sources(face_of(ui)->app.store, &filter, ORDER_NAME, ui->now.today, NULL, false,
					      MOST, &t->arena, &rows, &n, NULL))
		n = 0;
	t->ids = arena_alloc(&t->arena, sizeof(*t->ids) * (size_t)(n + 1));
	*choices = arena_alloc(&t->arena, sizeof(**choices) * (size_t)(n + 2));
	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < n; i++) {
			if (rows[i].id == s->id || rows[i].gatekeeper != !pass)
				continue;
			(*choices)[t->n] = (struct box_choice){"", rows[i].name, pass ? NULL : "gatekeeper"};
			t->ids[t->n++] = rows[i].id;
		}
	}
	return t->n;
}

static void choose_gatekeeper(struct ui *ui, const struct source *s)
{
	struct tick_choice *t = mem_alloc(sizeof(*t));
	struct box_choice *choices;
	int n = people_there(ui, t, s, &choices), selected = n;

	for (int i = 0; i < n; i++) {
		if (t->ids[i] == s->via_id)
			selected = i;
	}
	choices[n] = (struct box_choice){"n", "Nobody stands before them", NULL};
	choices[n + 1] = (struct box_choice){"u", "Not known", NULL};
	t->source_id = s->id;
	choice_open(ui, &(struct choice_spec){.title = arena_printf(&t->arena, "Who opens the way to %s?", s->name),
					      .choices = choices,
					      .n = n + 2,
					      .selected = n && !s->via_id ? 0 : selected,
					      .arg = t,
					      .then = gatekeeper_chosen,
					      .free = free_choice});
}

static void run_tick(struct ui *ui, struct pane *p)
{
	struct checklist_pane *c = p->data;
	const struct proof_row *r = row_of(p);
	struct said said = {0};
	struct err e = {0};

	switch (r->tick) {
	case TICK_FIT:
		choose_fit(ui, &c->check.source);
		break;
	case TICK_KEEPER:
		choose_gatekeeper(ui, &c->check.source);
		break;
	case TICK_DAY:
		flow_say(ui, app_tick(app_in(c), c->selected.source_id, r->which, !r->ticked, &said, &e), &said, &e);
		break;
	case TICK_NONE:
		if (r->done)
			ui_say(ui, "Done, as a fact shows: %s.", *r->fact ? r->fact : r->what);
		else
			ui_say(ui, "Nothing to tick, a fact will show it.   %s", r->how);
		break;
	}
}

static const char *no_row(struct ui *ui, struct pane *p)
{
	(void)ui;
	return row_of(p) ? NULL : "Nothing is selected.";
}

/* --- drawing --- */

static void stage_words(struct checklist_pane *c, struct str *b)
{
	const struct source *s = &c->check.source;

	str_printf(b, "%d %s", s->stage + 1, choice_label(choices_stage, s->stage));
	if (s->standing != STANDING_LIVE)
		str_printf(b, ", %s", choice_label(choices_standing, s->standing));
	else if (c->check.days >= 0) {
		str_add(b, ", ");
		days_count(b, c->check.days);
	}
}

/* A text with keys, wrapped; returns the rows. */
static int draw_keys(struct area a, int y, int rows, const char *text)
{
	int n = 0;

	while (n < rows && *text) {
		size_t skip, len = text_wrap(text, a.w - 4, &skip);
		struct str b = {0};

		str_addn(&b, text, len);
		draw_hints(a, 2, y + n++, ROLE_HINT, str_text(&b));
		str_free(&b);
		text += len + skip;
	}
	return n;
}

static void draw_moves(struct checklist_pane *c, struct area a)
{
	int y = 0;

	if (a.h < 2)
		return;
	draw_text(a, 1, y++, ROLE_TITLE, "How it came there");
	if (!c->check.n_moves)
		draw_clip(a, 2, y, a.w - 3, ROLE_TEXT, "No move yet: here since they were added.");
	for (int i = 0; i < c->check.n_moves && y < a.h; i++) {
		struct str b = {0};

		date_timeline(&b, c->check.moves[i].on, c->ui->now.today);
		str_add(&b, "  ");
		app_move_words(&c->check.moves[i], &b);
		draw_clip(a, 2, y++, a.w - 3, ROLE_TEXT, str_text(&b));
		str_free(&b);
	}
}

static void draw_checklist(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct checklist_pane *c = p->data;
	const struct proof_row *r = row_of(p);
	struct str title = {0}, stage = {0};
	int y;

	str_printf(&title, "What is open with %s", c->check.source.name);
	stage_words(c, &stage);
	struct area in = part_box(ui, a, focus, str_text(&title), str_text(&stage),
				  "`Space` ticks   `>` moves on   `Esc` goes back");

	str_free(&title);
	str_free(&stage);
	y = c->check.n < in.h ? c->check.n : in.h;
	list_draw(&c->list, area_rows(in, 0, y), focus ? LIST_FOCUS : LIST_KEEP);
	if (r && in.h - y > 2) {
		struct str b = {0};

		str_printf(&b, "%s: ", r->what);
		row_words(r, &b);
		y += 1 + draw_keys(in, y + 1, DETAIL_ROWS, str_text(&b));
		str_free(&b);
	}
	draw_moves(c, area_rows(in, y + 1, in.h - y - 1));
}

/* --- life --- */

static void load_checklist(struct ui *ui, struct pane *p)
{
	struct checklist_pane *c = p->data;
	struct err e = {0};

	if (!list_load(&c->list, &e)) /* the lines that are left are of rows that are not */
		selected_lost(ui, p, &e);
}

static void open_pane(struct ui *ui, struct pane *p, void *arg)
{
	struct checklist_pane *c = mem_alloc(sizeof(*c));

	c->ui = ui;
	list_init(&c->list, &line_list, c);
	c->list.no_marks = true;
	p->data = c;
	selected_set(ui, p, *(uint64_t *)arg);
}

static void close_checklist(struct ui *ui, struct pane *p)
{
	struct checklist_pane *c = p->data;

	(void)ui;
	list_free(&c->list);
	free(c);
}

static bool key_checklist(struct ui *ui, struct pane *p, struct key k)
{
	struct checklist_pane *c = p->data;
	struct err e = {0};
	bool taken = list_key(&c->list, k, &e);

	if (e.code)
		ui_error(ui, &e);
	return taken;
}

static const struct binding own[] = {
	{.keys = "Space Enter",
	 .name = "tick",
	 .hint = "Tick",
	 .help = "Tick, or take the tick away",
	 .group = GROUP_DO,
	 .run = run_tick,
	 .why_not = no_row},
	{0},
};

static const struct binding *const tables[] = {own, selected_bindings, NULL};

static const struct pane_type checklist_type = {
	.name = "checklist",
	.title = "What is open",
	.bar = "tick, log, refer, thank, stage-on, edit, stage, =↑↓ Move, =Esc Back",
	.tables = tables,
	.open = open_pane,
	.load = load_checklist,
	.draw = draw_checklist,
	.key = key_checklist,
	.close = close_checklist,
};

void checklist_open(struct ui *ui, uint64_t source_id)
{
	if (ui_top(ui)->type != &checklist_type)
		ui_push(ui, &checklist_type, &source_id);
}
