/* Sources, the home screen: what it reads, its keys, its opening and closing. */
#include "screen_sources.h"

#include <stdlib.h>
#include <string.h>

#include "part.h"
#include "rapport/base/day.h"

struct sources *sources_of(struct pane *p)
{
	return p->data;
}

/* --- loading --- */

/* A screenful of the timeline: the rows that bars, borders, a short card and the Today strip leave. */
static int moments_in_sight(const struct ui *ui)
{
	struct layout l = ui_layout(ui);
	int rows = l.h - (l.strip ? 15 : 9);

	return rows > 1 ? rows : 1;
}

void sources_select(struct ui *ui, struct pane *p)
{
	struct sources *s = sources_of(p);
	uint64_t id = list_id(&s->list), was = s->selected.source_id;

	if (id != was)
		s->direction = was && list_beside(&s->list, 1) == was ? -1 : 1;
	s->scroll = 0;
	selected_set(ui, p, id);
	if (s->ahead.id == id && id) {
		struct card_view read = s->ahead;

		s->ahead = s->view;
		s->view = read;
	}
	card_load(ui, &s->view, id, moments_in_sight(ui));
}

/* A row on is the key most pressed here: its card is read while the eye is still on this one. */
static bool read_ahead(struct ui *ui, struct pane *p)
{
	struct sources *s = sources_of(p);
	uint64_t next = list_beside(&s->list, s->direction);

	if (next && s->focus == FOCUS_LIST && !s->finding && ui_layout(ui).tier > TIER_ONE)
		card_load(ui, &s->ahead, next, moments_in_sight(ui));
	return false; /* nothing of it is in sight */
}

static void load_today(struct sources *s, struct err *e)
{
	struct app *app = sources_app(s);
	struct queue_row was = {0};

	if (s->today_at < s->n_today)
		was = s->today[s->today_at];
	arena_clear(&s->today_arena);
	s->n_today = 0;
	store_queue(app->store, app->now.today, app->now.today + TODAY_AHEAD_DAYS, NULL, SOURCES_TODAY_MOST,
		    &s->today_arena, &s->today, &s->n_today, e);
	for (int i = 0; i < s->n_today && was.rule; i++) {
		if (s->today[i].subject_id == was.subject_id && !strcmp(s->today[i].rule, was.rule))
			s->today_at = i;
	}
	if (s->today_at >= s->n_today)
		s->today_at = s->n_today ? s->n_today - 1 : 0;
}

/* The line of Today that has the focus, or NULL. */
static struct queue_row *today_row(const struct sources *s)
{
	return s->focus == FOCUS_TODAY && s->today_at < s->n_today ? &s->today[s->today_at] : NULL;
}

/* d z x in the strip are about its own line. */
static bool items(struct pane *p, struct arena *a, struct items *items)
{
	struct sources *s = sources_of(p);

	if (!today_row(s))
		return false;
	*items = (struct items){.rows = arena_alloc(a, sizeof(*items->rows)), .n = 1};
	items->rows[0] = *today_row(s);
	return true;
}

/* Marks stand through other filters and finds; the strip has none. */
int sources_marks(const struct sources *s)
{
	return s->focus == FOCUS_TODAY ? 0 : s->list.n_marks;
}

static struct whom marked(struct pane *p, struct arena *a)
{
	struct sources *s = sources_of(p);

	(void)a;
	return (struct whom){s->list.marks, sources_marks(s)};
}

/* The card follows the part that has the focus. */
static void follow(struct ui *ui, struct pane *p)
{
	struct sources *s = sources_of(p);

	if (!today_row(s)) {
		sources_select(ui, p);
		return;
	}
	s->scroll = 0;
	selected_set(ui, p, today_row(s)->source_id);
	card_load(ui, &s->view, s->selected.source_id, moments_in_sight(ui));
}

/* The figures of the right column: only where it is shown. */
void sources_load_figures(struct sources *s, struct err *e)
{
	struct app *app = sources_app(s);

	if (s->figures_revision == face_of(s->ui)->revision + 1 || !sources_three_panes(s->ui))
		return;
	arena_clear(&s->figures_arena);
	s->n_top = 0;
	if (app_figures(app, PERIOD_12_MONTHS, 0, &s->figures_arena, &s->figures, e))
		store_top(app->store, TOP_REVENUE, s->figures.from, s->figures.to, 3, &s->figures_arena, &s->top,
			  &s->n_top, e);
	s->figures_revision = face_of(s->ui)->revision + 1;
}

static void load_sources(struct ui *ui, struct pane *p)
{
	struct sources *s = sources_of(p);
	uint64_t focus = face_of(ui)->focus;
	struct err e = {0};

	/* somebody was chosen elsewhere */
	if (s->focus == FOCUS_TODAY && focus != s->selected.source_id)
		s->focus = FOCUS_LIST;
	if (s->selected.acting)
		list_unmark(&s->list);
	s->selected.acting = false;
	store_tally(sources_app(s)->store, &s->tally, &e);
	if (s->finding)
		sources_find_again(s);
	if (list_load(&s->list, &e) && focus && focus != list_id(&s->list))
		list_select(&s->list, focus, &e);
	load_today(s, &e);
	sources_load_figures(s, &e);
	if (e.code)
		ui_error(ui, &e);
	err_clear(&e);
	s->count = s->filtered ? store_sources_count(sources_app(s)->store, &s->filter, ui->now.today, 1000)
			       : s->tally.total;
	follow(ui, p);
}

/* --- keys --- */

static bool key_timeline(struct sources *s, struct key k)
{
	int page = 10, to = s->scroll;

	switch (k.code) {
	case K_UP:
	case 'k':
		to--;
		break;
	case K_DOWN:
	case 'j':
		to++;
		break;
	case K_PGUP:
		to -= page;
		break;
	case K_PGDN:
		to += page;
		break;
	case K_HOME:
	case 'g':
		to = 0;
		break;
	case K_END:
	case 'G':
		to = s->view.n - 1;
		break;
	default:
		return false;
	}
	if (to >= s->view.n - 1)
		card_load(s->ui, &s->view, s->selected.source_id, s->view.asked + moments_in_sight(s->ui));
	s->scroll = to < 0 ? 0 : to >= s->view.n ? (s->view.n ? s->view.n - 1 : 0) : to;
	return true;
}

static bool key_today(struct ui *ui, struct pane *p, struct key k)
{
	struct sources *s = sources_of(p);
	int to = s->today_at;

	if (k.code == K_UP || k.code == 'k')
		to--;
	else if (k.code == K_DOWN || k.code == 'j')
		to++;
	else if (k.code == K_HOME || k.code == 'g')
		to = 0;
	else if (k.code == K_END || k.code == 'G')
		to = s->n_today - 1;
	else
		return false;
	to = to < 0 ? 0 : to >= s->n_today ? s->n_today - 1 : to;
	if (to < 0)
		return true;
	s->today_at = to;
	follow(ui, p);
	return true;
}

static bool key_sources(struct ui *ui, struct pane *p, struct key k)
{
	struct sources *s = sources_of(p);
	struct err e = {0};

	if (s->focus == FOCUS_TIMELINE && key_timeline(s, k))
		return true;
	if (s->focus == FOCUS_TODAY && key_today(ui, p, k))
		return true;
	if (s->focus != FOCUS_LIST && (k.code == ' ' || k.code == '*')) {
		ui_say(ui, "Marks are for the list of sources.   `Esc` goes there");
		return true;
	}
	s->selected.acting = false;
	if (k.code == K_ESC && s->focus == FOCUS_LIST && s->list.n_marks) {
		list_unmark(&s->list);
		return true;
	}
	if (k.code == K_ESC && (s->focus != FOCUS_LIST || s->filtered)) {
		if (s->focus != FOCUS_LIST)
			s->focus = FOCUS_LIST;
		else
			sources_show_all(ui, p);
		sources_select(ui, p);
		return true;
	}
	if (!list_key(&s->list, k, &e))
		return false;
	if (e.code)
		ui_error(ui, &e);
	err_clear(&e);
	if (k.code == K_CLICK)
		s->focus = FOCUS_LIST;
	if (list_id(&s->list) != s->selected.source_id)
		sources_select(ui, p);
	return true;
}

static void turn_focus(struct ui *ui, struct pane *p, int by)
{
	struct sources *s = sources_of(p);
	struct layout l = ui_layout(ui);
	int n = l.tier < TIER_TWO || ui->plain ? 1 : l.strip || l.tier == TIER_THREE ? 3 : 2;

	s->focus = (enum sources_focus)(((int)s->focus + by + n) % n);
	follow(ui, p);
}

static void run_next_part(struct ui *ui, struct pane *p)
{
	turn_focus(ui, p, 1);
}

static void run_previous_part(struct ui *ui, struct pane *p)
{
	turn_focus(ui, p, -1);
}

static const struct binding own[] = {
	{.keys = "f",
	 .name = "filter",
	 .hint = "Filter",
	 .help = "Filter (f q = quiet)",
	 .group = GROUP_LOOK,
	 .second = sources_filters},
	{.keys = "o",
	 .name = "order",
	 .hint = "Order",
	 .help = "Order the list",
	 .group = GROUP_LOOK,
	 .second = sources_orders},
	{.keys = "Tab Right",
	 .name = "next-part",
	 .label = "Tab",
	 .help = "Next pane",
	 .group = GROUP_LOOK,
	 .run = run_next_part},
	{.keys = "Shift-Tab Left", .name = "previous-part", .run = run_previous_part},
	{0},
};

/* --- opening and closing --- */

static void open_sources(struct ui *ui, struct pane *p, void *arg)
{
	struct sources *s = mem_alloc(sizeof(*s));

	(void)arg;
	p->data = s;
	s->ui = ui;
	s->selected.items = items;
	s->selected.marked = marked;
	s->selected.shown = sources_shown;
	source_filter_init(&s->filter);
	list_init(&s->list, NULL, s);
	sources_use_list(s, false);
	s->figures_revision = -1;
}

static void close_sources(struct ui *ui, struct pane *p)
{
	struct sources *s = sources_of(p);

	(void)ui;
	list_free(&s->list);
	str_free(&s->selected.lead);
	card_free(&s->view);
	card_free(&s->ahead);
	arena_clear(&s->today_arena);
	arena_clear(&s->figures_arena);
	arena_clear(&s->filter_arena);
	finder_free(s->finder);
	find_query_free(&s->query);
	str_free(&s->typed);
	str_free(&s->advice);
	free(s->found);
	free(s);
}

static const struct binding *const tables[] = {item_bindings,     own,           mark_bindings,
					       selected_bindings, open_bindings, NULL};

const struct pane_type screen_sources = {
	.name = "sources",
	.title = "Sources",
	.bar = "find, log, refer, done, thank, next, add, filter, commands:All commands, stage, announce, export",
	.tables = tables,
	.open = open_sources,
	.load = load_sources,
	.draw = sources_draw,
	.ahead = read_ahead,
	.key = key_sources,
	.close = close_sources,
};
