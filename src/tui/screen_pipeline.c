/* Pipeline: the live sources in three columns, by stage. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "part.h"
#include "rapport/base/day.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/model/words.h"
#include "rapport/store/query.h"
#include "rapport/tui/list.h"
#include "screens.h"
#include "strip.h"

#define COLUMNS 3
#define CARD_ROWS 5 /* of the strip below the columns, with its borders */
#define BRIEF_MOST 40
#define COUNT_MOST 100000

struct card_row {
	struct source_row source;
	int64_t year; /* referrals of the last twelve months */
};

enum show { SHOW_LIVE, SHOW_STUCK, SHOW_PAUSED, SHOW_LET_GO };

struct pipeline {
	struct selected selected;
	struct ui *ui;
	struct column {
		struct pipeline *pipeline;
		enum stage stage;
		struct list list;
		int due_w;
	} columns[COLUMNS];
	int at; /* the column of the cursor */
	struct tally tally;
	int64_t stuck;
	enum show show;
	int64_t counts[COLUMNS]; /* of what is shown */
	uint64_t followed;       /* the shared source that the cursor went to last */
	bool tall;               /* two rows a card */
	struct strip strip;
};

static struct app *app_in(const struct pipeline *v)
{
	return &face_of(v->ui)->app;
}

static struct pipeline *pipeline_of(struct pane *p)
{
	return p->data;
}

static struct list *list_at(struct pipeline *v)
{
	return &v->columns[v->at].list;
}

static const struct source_row *selected(struct pipeline *v)
{
	const struct card_row *row = list_row(list_at(v));

	return row ? &row->source : NULL;
}

/* --- the columns --- */

static uint64_t card_id(const void *row)
{
	return ((const struct card_row *)row)->source.id;
}

static void fill_year(struct pipeline *v, struct card_row *r)
{
	int32_t month = day_month_number(app_in(v)->now.today);
	struct month_row rows[12];

	r->year = 0;
	if (!r->source.referrals || !v->tall)
		return;
	if (store_source_months(app_in(v)->store, r->source.id, month - 11, month, rows, NULL)) {
		for (int i = 0; i < 12; i++)
			r->year += rows[i].referrals;
	}
}

static struct source_filter filter_of(const struct column *c)
{
	struct source_filter f;

	source_filter_init(&f);
	f.stage = (int16_t)c->stage;
	f.stuck = c->pipeline->show == SHOW_STUCK;
	f.paused = c->pipeline->show == SHOW_PAUSED;
	f.let_go = c->pipeline->show == SHOW_LET_GO;
	return f;
}

static bool column_fetch(void *arg, const void *from, bool before, int limit, struct arena *a, void **rows, int *n,
			 struct err *e)
{
	struct column *c = arg;
	struct source_filter f = filter_of(c);
	const struct card_row *edge = from;
	struct source_row *found;
	struct card_row *cards;

	if (!store_sources(app_in(c->pipeline)->store, &f, ORDER_NEXT, app_in(c->pipeline)->now.today,
			   edge ? &edge->source : NULL, before, limit, a, &found, n, e))
		return false;
	cards = arena_alloc(a, sizeof(*cards) * (size_t)(*n + 1));
	for (int i = 0; i < *n; i++) {
		cards[i].source = found[i];
		fill_year(c->pipeline, &cards[i]);
	}
	*rows = cards;
	return true;
}

static bool in_column(const struct column *c, const struct source_row *r)
{
	static const int16_t standings[] = {STANDING_LIVE, STANDING_LIVE, STANDING_PAUSED, STANDING_LET_GO};
	struct app *app = app_in(c->pipeline);

	if (r->stage != (int16_t)c->stage || r->standing != standings[c->pipeline->show])
		return false;
	return c->pipeline->show != SHOW_STUCK ||
	       (r->stage == STAGE_FIRST && r->stage_on <= app->now.today - store_setting(app->store, SET_STUCK_DAYS));
}

static bool column_find(void *arg, uint64_t id, struct arena *a, void **row, struct err *e)
{
	struct column *c = arg;
	struct card_row *r = arena_alloc(a, sizeof(*r));
	struct err none = {0};

	*row = NULL;
	if (!store_source_row(app_in(c->pipeline)->store, id, ORDER_NEXT, a, &r->source, &none)) {
		bool gone = none.code == ERR_NOT_FOUND;

		if (!gone)
			err_set(e, none.code, "%s", err_text(&none));
		err_clear(&none);
		return gone;
	}
	if (in_column(c, &r->source)) {
		fill_year(c->pipeline, r);
		*row = r;
	}
	return true;
}

static void plain_card(struct column *c, struct area a, const struct source_row *r)
{
	struct str b = {0};

	part_name(&b, r->name, r->practice);
	str_add(&b, ", next step ");
	date_due_words(&b, r->next_on, app_in(c->pipeline)->now.today);
	if (r->thanks_owed)
		str_add(&b, ", thanks owed");
	else if (app_flag(app_in(c->pipeline), r) == '~')
		str_add(&b, ", quiet");
	draw_clip(a, 2, 0, a.w - 2, ROLE_TEXT, str_text(&b));
	str_free(&b);
}

static void draw_second(struct area a, const struct card_row *r)
{
	struct str b = {0};

	str_add(&b, r->source.practice);
	if (b.len)
		str_add(&b, " \u00b7 ");
	if (!r->source.referrals)
		str_add(&b, "no referrals yet");
	else
		str_printf(&b, "%" PRId64 " in 12 mo", r->year);
	draw_clip(a, 2, 1, a.w - 3, ROLE_HINT, str_text(&b));
	str_free(&b);
}

static void draw_card_row(void *arg, struct area a, const void *row, const struct list_look *look)
{
	struct column *c = arg;
	const struct card_row *r = row;
	struct app *app = app_in(c->pipeline);
	char flag[2] = {app_flag(app, &r->source), '\0'};
	struct str due = {0};
	int due_w;
	cell_style style;

	(void)look;
	if (c->pipeline->ui->plain) {
		plain_card(c, a, &r->source);
		return;
	}
	date_due(&due, r->source.next_on, app->now.today);
	style = r->source.next_on < app->now.today    ? ROLE_LATE
		: r->source.next_on == app->now.today ? ROLE_TODAY
						      : ROLE_TEXT;
	draw_text(a, 1, 0, role_of_flag(flag[0]), flag);
	due_w = draw_right(a, a.w, 0, a.w / 2, style, str_text(&due));
	draw_clip(a, 2, 0, a.w - 3 - (due_w > c->due_w ? due_w : c->due_w), ROLE_TEXT, r->source.name);
	if (a.h > 1)
		draw_second(a, r);
	str_free(&due);
}

static const struct list_type column_list = {.size = sizeof(struct card_row),
					     .id = card_id,
					     .fetch = column_fetch,
					     .find = column_find,
					     .draw = draw_card_row};

/* --- life --- */

static void open_pipeline(struct ui *ui, struct pane *p, void *arg)
{
	struct pipeline *v = mem_alloc(sizeof(*v));

	(void)arg;
	v->ui = ui;
	for (int i = 0; i < COLUMNS; i++) {
		struct column *c = &v->columns[i];

		c->pipeline = v;
		c->stage = (enum stage)i;
		list_init(&c->list, &column_list, c);
		c->list.no_marks = true;
	}
	p->data = v;
}

static void close_pipeline(struct ui *ui, struct pane *p)
{
	struct pipeline *v = p->data;

	(void)ui;
	for (int i = 0; i < COLUMNS; i++)
		list_free(&v->columns[i].list);
	strip_free(&v->strip);
	free(v);
}

static void shown_words(struct pipeline *v, struct str *b)
{
	if (v->show == SHOW_STUCK)
		str_printf(b, "Only those in First impression for more than %" PRId64 " days.  `f a` shows everyone",
			   store_setting(app_in(v)->store, SET_STUCK_DAYS));
	else if (v->show == SHOW_LIVE)
		str_add(b, "Everyone live again.");
	else
		str_printf(b, "Only those %s.  `f a` shows the live ones again",
			   v->show == SHOW_PAUSED ? "paused" : "let go");
}

static void say_standing(struct pipeline *v)
{
	struct str b = {0};

	if (v->show != SHOW_LIVE)
		shown_words(v, &b);
	else if (v->stuck)
		str_printf(&b,
			   "%" PRId64 " source%s sat in First impression for more than %" PRId64
			   " days.  `f s` shows %s",
			   v->stuck, v->stuck == 1 ? " has" : "s have", store_setting(app_in(v)->store, SET_STUCK_DAYS),
			   v->stuck == 1 ? "it" : "them");
	ui_standing(v->ui, b.len ? str_text(&b) : NULL);
	str_free(&b);
}

static void note_selected(struct pipeline *v)
{
	v->selected.source_id = selected(v) ? selected(v)->id : 0;
}

/* The cursor follows the source that the screens share, also to another column. */
static void follow(struct pipeline *v, struct err *e)
{
	uint64_t id = face_of(v->ui)->focus;
	struct arena arena = {0};
	struct source_row row;

	v->followed = id;
	if (!id || (selected(v) && selected(v)->id == id))
		return;
	if (store_source_row(app_in(v)->store, id, ORDER_NEXT, &arena, &row, NULL)) {
		for (int i = 0; i < COLUMNS; i++) {
			if (in_column(&v->columns[i], &row) && list_select(&v->columns[i].list, id, e))
				v->at = i;
		}
	}
	arena_clear(&arena);
}

/* An empty column holds no cursor while another has something. */
static void leave_empty(struct pipeline *v)
{
	for (int i = 0; i < COLUMNS && !selected(v); i++) {
		if (v->columns[i].list.n)
			v->at = i;
	}
}

static void count_columns(struct pipeline *v)
{
	for (int i = 0; i < COLUMNS; i++) {
		struct source_filter f = filter_of(&v->columns[i]);

		v->counts[i] = v->show == SHOW_LIVE
				       ? v->tally.stage[i]
				       : store_sources_count(app_in(v)->store, &f, app_in(v)->now.today, COUNT_MOST);
	}
}

static void load_pipeline(struct ui *ui, struct pane *p)
{
	struct pipeline *v = pipeline_of(p);
	struct source_filter stuck;
	struct err e = {0};
	bool ok = store_tally(app_in(v)->store, &v->tally, &e);

	source_filter_init(&stuck);
	stuck.stuck = true;
	v->stuck = store_sources_count(app_in(v)->store, &stuck, app_in(v)->now.today, COUNT_MOST);
	count_columns(v);
	for (int i = 0; ok && i < COLUMNS; i++)
		ok = list_load(&v->columns[i].list, &e);
	if (ok)
		follow(v, &e);
	leave_empty(v);
	note_selected(v);
	if (e.code)
		ui_error(ui, &e);
	say_standing(v);
}

/* --- drawing --- */

static void aside_words(struct pipeline *v, bool somebody, struct str *b)
{
	if (somebody)
		str_add(b, "`Enter` opens");
	if (v->show == SHOW_LIVE && (v->tally.paused || v->tally.let_go))
		str_printf(b, "%sPaused %" PRId64 " and Let go %" PRId64 ": press `f`", b->len ? "   " : "",
			   v->tally.paused, v->tally.let_go);
}

static void draw_card_strip(struct pipeline *v, struct area a)
{
	const struct source_row *r = selected(v);
	struct str legend = {0};

	aside_words(v, r != NULL, &legend);
	if (r && strip_read(v->ui, &v->strip, r->id))
		strip_stage(v->ui, &v->strip, a, str_text(&legend));
	else
		part_box(v->ui, a, false, "Nobody selected", NULL, str_text(&legend));
	str_free(&legend);
}

static void measure_due(struct pipeline *v, struct column *c)
{
	struct str due = {0};

	c->due_w = 5;
	for (int i = c->list.top; i >= 0 && i < c->list.n && i < c->list.top + BRIEF_MOST; i++) {
		const struct card_row *r = c->list.rows[i];

		str_clear(&due);
		date_due(&due, r->source.next_on, app_in(v)->now.today);
		if (utf8_cells(str_text(&due)) > c->due_w)
			c->due_w = utf8_cells(str_text(&due));
	}
	str_free(&due);
}

static const char *empty_column(const struct pipeline *v, int i)
{
	static const char *const hints[] = {
		"`a` adds a source",
		"`>` on a card in First impression moves it here, usually after the first referral",
		"`>` on a card in Building trust moves it here"};

	return v->show == SHOW_LIVE ? hints[i] : "";
}

/* Where the count does not find its place at the right it stands behind the title, which then takes the whole line. */
static struct area column_frame(struct ui *ui, struct area a, bool focus, struct str *title, struct str *right,
				const char *legend)
{
	struct area in;

	if (a.w >= 36)
		return part_box(ui, a, focus, str_text(title), str_text(right), legend);
	if (utf8_cells(str_text(title)) + 1 + utf8_cells(str_text(right)) > a.w - 5)
		str_cut(title, strcspn(title->s + 2, " ") + 2); /* "1 First" */
	str_printf(title, " %s", str_text(right));
	if (!ui_layout(ui).borders)
		return part_box(ui, a, focus, str_text(title), NULL, legend);
	in = part_box(ui, a, focus, NULL, NULL, legend);
	draw_text(a, 2, 0, ROLE_TEXT, " ");
	draw_text(a, 3 + draw_clip(a, 3, 0, a.w - 5, ROLE_TITLE, str_text(title)), 0, ROLE_TEXT, " ");
	return in;
}

static void other_columns(const struct pipeline *v, struct str *b)
{
	str_add(b, "`\u2190\u2192`");
	for (int i = 0; i < COLUMNS; i++) {
		if (i != v->at)
			str_printf(b, "  %d %s %" PRId64, i + 1, choice_label(choices_stage, i), v->counts[i]);
	}
}

static void draw_column_box(struct pipeline *v, int i, struct area a, bool focus, bool alone)
{
	struct column *c = &v->columns[i];
	bool in = focus && i == v->at;
	struct str title = {0}, right = {0}, legend = {0};

	str_printf(&title, "%d %s", i + 1, choice_label(choices_stage, i));
	str_printf(&right, "%" PRId64, v->counts[i]);
	if (alone)
		other_columns(v, &legend);
	a = column_frame(v->ui, a, in, &title, &right, str_text(&legend));
	str_free(&title);
	str_free(&right);
	str_free(&legend);
	if (!c->list.n) {
		int rows = draw_wrapped(area_cols(a, 1, a.w - 2), 0, 0, a.h, ROLE_TEXT, "Nobody here yet.");
		struct str plain = {0};

		for (const char *s = empty_column(v, i); *s; s++)
			if (*s != '`')
				str_addc(&plain, *s);
		draw_wrapped(area_cols(a, 1, a.w - 2), 0, rows, a.h - rows, ROLE_HINT, str_text(&plain));
		str_free(&plain);
		return;
	}
	c->list.height = v->tall ? 2 : 1;
	measure_due(v, c);
	list_draw(&c->list, a, in ? LIST_FOCUS : LIST_NONE);
}

/* Two rows a card where there is much room; the counts of the second are read only then. */
static void choose_height(struct pipeline *v)
{
	bool tall = ui_layout(v->ui).tier == TIER_THREE && !v->ui->plain;
	struct err e = {0};

	if (tall == v->tall)
		return;
	v->tall = tall;
	for (int i = 0; i < COLUMNS; i++) {
		if (!list_load(&v->columns[i].list, &e))
			ui_error(v->ui, &e);
	}
}

static void draw_pipeline(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct pipeline *v = pipeline_of(p);
	struct layout layout = ui_layout(ui);
	int card = layout.h >= 20 || ui->plain ? ui->plain ? 4 : CARD_ROWS : 0;
	struct area columns = area_rows(a, 0, a.h - card);

	choose_height(v);
	if (face_of(ui)->focus != v->followed) {
		struct err e = {0};

		follow(v, &e);
		note_selected(v);
		err_clear(&e);
	}
	if (layout.tier <= TIER_ONE || ui->plain) {
		draw_column_box(v, v->at, columns, focus, true);
	} else {
		int w = a.w / COLUMNS;

		for (int i = 0; i < COLUMNS; i++)
			draw_column_box(v, i, area_cols(columns, i * w, i == COLUMNS - 1 ? a.w - i * w : w), focus,
					false);
	}
	if (card)
		draw_card_strip(v, area_rows(a, a.h - card, card));
}

/* --- keys --- */

static void turn_column(struct ui *ui, struct pane *p, int by)
{
	struct pipeline *v = pipeline_of(p);

	if (v->at + by < 0 || v->at + by >= COLUMNS)
		return;
	v->at += by;
	selected_set(ui, p, selected(v) ? selected(v)->id : 0);
	v->followed = face_of(ui)->focus;
}

static void run_left(struct ui *ui, struct pane *p)
{
	turn_column(ui, p, -1);
}

static void run_right(struct ui *ui, struct pane *p)
{
	turn_column(ui, p, 1);
}

static void show(struct ui *ui, struct pane *p, enum show what)
{
	struct pipeline *v = pipeline_of(p);
	struct str b = {0};

	v->show = what;
	for (int i = 0; i < COLUMNS; i++)
		list_reset(&v->columns[i].list);
	p->revision = 0;
	shown_words(v, &b);
	ui_say(ui, "%s", str_text(&b));
	str_free(&b);
}

static void run_stuck(struct ui *ui, struct pane *p)
{
	show(ui, p, SHOW_STUCK);
}

static void run_paused(struct ui *ui, struct pane *p)
{
	show(ui, p, SHOW_PAUSED);
}

static void run_let_go(struct ui *ui, struct pane *p)
{
	show(ui, p, SHOW_LET_GO);
}

static void run_all(struct ui *ui, struct pane *p)
{
	show(ui, p, SHOW_LIVE);
}

static const char *none_stuck(struct ui *ui, struct pane *p)
{
	struct pipeline *v = pipeline_of(p);

	if (v->stuck)
		return NULL;
	str_clear(ui_scratch(ui));
	str_printf(ui_scratch(ui), "Nobody has sat in First impression for more than %" PRId64 " days.",
		   store_setting(app_in(v)->store, SET_STUCK_DAYS));
	return str_text(ui_scratch(ui));
}

static const char *none_paused(struct ui *ui, struct pane *p)
{
	(void)ui;
	return pipeline_of(p)->tally.paused ? NULL : "Nobody is paused.   `s p` pauses a source until a day";
}

static const char *none_let_go(struct ui *ui, struct pane *p)
{
	(void)ui;
	return pipeline_of(p)->tally.let_go ? NULL : "Nobody was let go.";
}

static bool key_pipeline(struct ui *ui, struct pane *p, struct key k)
{
	struct pipeline *v = pipeline_of(p);
	struct err e = {0};
	bool taken;

	for (int i = 0; i < COLUMNS && k.code == K_CLICK; i++) {
		if (area_has(v->columns[i].list.area, k.x, k.y))
			v->at = i;
	}
	if (k.code == K_ESC && v->show != SHOW_LIVE) {
		run_all(ui, p);
		return true;
	}
	taken = list_key(list_at(v), k, &e);
	if (e.code)
		ui_error(ui, &e);
	if (taken) {
		selected_set(ui, p, selected(v) ? selected(v)->id : 0);
		v->followed = face_of(ui)->focus;
	}
	return taken;
}

static const struct binding filters[] = {
	{.keys = "s",
	 .name = "filter-stuck",
	 .hint = "Stuck in stage",
	 .help = "Only stuck ones",
	 .run = run_stuck,
	 .why_not = none_stuck},
	{.keys = "p",
	 .name = "filter-paused",
	 .hint = "Paused",
	 .help = "Only paused ones",
	 .run = run_paused,
	 .why_not = none_paused},
	{.keys = "x",
	 .name = "filter-let-go",
	 .hint = "Let go",
	 .help = "Only those let go",
	 .run = run_let_go,
	 .why_not = none_let_go},
	{.keys = "a", .name = "filter-all", .hint = "Everyone", .help = "Everyone", .run = run_all},
	{0},
};

static const struct binding pipeline_bindings[] = {
	{.keys = "Left Shift-Tab", .name = "column-left", .run = run_left},
	{.keys = "Right Tab",
	 .name = "column",
	 .label = "\u2190\u2192",
	 .hint = "Column",
	 .help = "The next column",
	 .group = GROUP_LOOK,
	 .run = run_right},
	{.keys = "f",
	 .name = "filter",
	 .hint = "Filter",
	 .help = "Stuck, paused, let go",
	 .group = GROUP_LOOK,
	 .second = filters},
	{0},
};
static const struct binding *const pipeline_tables[] = {pipeline_bindings, selected_bindings, open_bindings,
							item_bindings, NULL};

const struct pane_type screen_pipeline = {
	.name = "pipeline",
	.title = "Pipeline",
	.bar = "stage-on, stage-back, stage:Choose, log, next:Next, add, open, column, find, undo",
	.tables = pipeline_tables,
	.open = open_pipeline,
	.load = load_pipeline,
	.draw = draw_pipeline,
	.key = key_pipeline,
	.close = close_pipeline,
};
