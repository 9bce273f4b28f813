/* Today: what is late, due today and due within a week, and the selected item's story below. */
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

#define QUEUE_MOST 300 /* so many are read in a blink from a book of any size; more come up as these are done */
#define QUEUE_SHOWN 299

enum sort { SORT_ALL, SORT_CALLS, SORT_VISITS };

struct line {
	uint64_t id; /* 0: a heading */
	const char *heading;
	struct queue_row item;
};

struct widths {
	int verb, name, phone, what, due;
};

struct today_screen {
	struct selected selected;
	struct ui *ui;
	struct list list;
	bool mine;
	enum sort sort;
	int todo, late, ahead; /* whatever sort is shown */
	int64_t done, moved;   /* moved: counted only where nothing is left */
	bool used;             /* something was planned or done ever */
	struct widths widths;
	struct strip strip;
	uint64_t followed; /* the shared source that the cursor went to last */
};

static struct app *app_in(const struct today_screen *t)
{
	return &face_of(t->ui)->app;
}

static struct today_screen *today_of(struct pane *p)
{
	return p->data;
}

static const struct line *selected(struct today_screen *t)
{
	return list_row(&t->list);
}

/* --- the list --- */

static uint64_t line_id(const void *row)
{
	return ((const struct line *)row)->id;
}

/* Stays the same for an item whatever else comes or goes (FNV-1a over rule and subject). */
static uint64_t key_of(const struct queue_row *item)
{
	uint64_t h = 14695981039346656037u, subject = item->subject_id;

	for (const char *s = item->rule; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	for (int i = 0; i < 8; i++, subject >>= 8)
		h = (h ^ (subject & 0xff)) * 1099511628211u;
	return h ? h : 1;
}

static bool is_visit(const char *verb)
{
	static const int16_t face_to_face[] = {CHANNEL_VISIT, CHANNEL_LUNCH, CHANNEL_COFFEE, CHANNEL_MEETING,
					       CHANNEL_EVENT};

	for (size_t i = 0; i < sizeof(face_to_face) / sizeof(face_to_face[0]); i++) {
		if (str_eq(verb, choice_word(choices_channel, face_to_face[i])))
			return true;
	}
	return false;
}

static bool shown(const struct today_screen *t, const struct queue_row *item)
{
	if (t->sort == SORT_CALLS)
		return str_eq(item->verb, choice_word(choices_channel, CHANNEL_CALL));
	return t->sort == SORT_ALL || is_visit(item->verb);
}

enum when { WHEN_LATE, WHEN_TODAY, WHEN_AHEAD, WHEN_COUNT };

static enum when when_of(const struct today_screen *t, const struct queue_row *item)
{
	int32_t today = app_in(t)->now.today;

	return item->due_on < today ? WHEN_LATE : item->due_on == today ? WHEN_TODAY : WHEN_AHEAD;
}

static void add_section(const struct today_screen *t, struct arena *a, const struct queue_row *items, int n,
			enum when when, struct line *lines, int *count)
{
	static const char *const headings[] = {"LATE", "TODAY", "NEXT 7 DAYS"};
	int heading = (*count)++, in = 0;

	for (int i = 0; i < n; i++) {
		if (when_of(t, &items[i]) != when || !shown(t, &items[i]))
			continue;
		lines[(*count)++] = (struct line){.id = key_of(&items[i]), .item = items[i]};
		in++;
	}
	if (in)
		lines[heading].heading = arena_printf(a, "%s %d%s", headings[when], in, n >= QUEUE_MOST ? "+" : "");
	else
		*count = heading;
}

static void count_items(struct today_screen *t, const struct queue_row *items, int n)
{
	t->todo = t->late = t->ahead = 0;
	for (int i = 0; i < n; i++) {
		enum when when = when_of(t, &items[i]);

		t->late += when == WHEN_LATE;
		t->todo += when != WHEN_AHEAD;
		t->ahead += when == WHEN_AHEAD;
	}
}

static bool all_lines(void *arg, struct arena *a, void **rows, int *n, struct err *e)
{
	struct today_screen *t = arg;
	struct app *app = app_in(t);
	struct queue_row *items;
	struct line *lines;
	int count;

	if (!store_queue(app->store, app->now.today, app->now.today + TODAY_AHEAD_DAYS, t->mine ? app->user : NULL,
			 QUEUE_MOST, a, &items, &count, e))
		return false;
	count_items(t, items, count);
	lines = arena_alloc(a, sizeof(*lines) * (size_t)(count + WHEN_COUNT));
	*n = 0;
	for (int when = 0; when < WHEN_COUNT; when++)
		add_section(t, a, items, count, (enum when)when, lines, n);
	*rows = lines;
	return true;
}

/* "R-1042" and what else the words hold are no secrets; nothing here names a patient. */
static void plain_line(struct today_screen *t, struct area a, const struct queue_row *q)
{
	struct str b = {0};

	part_verb(&b, q->verb);
	str_printf(&b, " %s", q->name);
	if (!str_blank(q->phone))
		str_printf(&b, ", %s", q->phone);
	str_add(&b, ", ");
	date_due_words(&b, q->due_on, app_in(t)->now.today);
	if (!str_blank(q->what))
		str_printf(&b, ": %s", q->what);
	draw_clip(a, 2, 0, a.w - 2, ROLE_TEXT, str_text(&b));
	str_free(&b);
}

static cell_style due_style(const struct today_screen *t, const struct queue_row *q)
{
	static const cell_style styles[] = {ROLE_LATE, ROLE_TODAY, ROLE_TEXT};

	return styles[when_of(t, q)];
}

static void draw_line(void *arg, struct area a, const void *row, const struct list_look *look)
{
	struct today_screen *t = arg;
	const struct line *line = row;
	const struct queue_row *q = &line->item;
	const struct widths *w = &t->widths;
	char flag[2] = " ";
	struct str text = {0};
	int x = 2;

	(void)look;
	if (!line->id) {
		draw_text(a, 1, 0, ROLE_TITLE, line->heading);
		return;
	}
	if (t->ui->plain) {
		plain_line(t, a, q);
		return;
	}
	flag[0] = app_item_flag(q, app_in(t)->now.today);
	draw_text(a, 1, 0, role_of_flag(flag[0]), flag);
	if (w->verb) {
		part_verb(&text, q->verb);
		draw_clip(a, x, 0, w->verb, ROLE_TEXT, str_text(&text));
		x += w->verb + 1;
	}
	draw_clip(a, x, 0, w->name, ROLE_TEXT, q->name);
	x += w->name + 1;
	if (w->phone) {
		draw_clip(a, x, 0, w->phone, ROLE_TEXT, q->phone);
		x += w->phone + 2;
	}
	if (w->what)
		draw_clip(a, x, 0, w->what, ROLE_TEXT, q->what);
	str_clear(&text);
	date_due(&text, q->due_on, app_in(t)->now.today);
	draw_right(a, a.w - 1, 0, w->due, due_style(t, q), str_text(&text));
	str_free(&text);
}

static const struct list_type line_list = {
	.size = sizeof(struct line), .id = line_id, .all = all_lines, .draw = draw_line};

/* --- life --- */

/* The marked items, else the selected one; into the arena. */
static bool chosen(struct pane *p, struct arena *a, struct items *items)
{
	struct today_screen *t = today_of(p);

	*items = (struct items){.rows = arena_alloc(a, sizeof(*items->rows) * (size_t)(t->list.n + 1))};
	for (int i = 0; i < t->list.n && t->list.n_marks; i++) {
		const struct line *line = t->list.rows[i];

		if (line->id && list_marked(&t->list, line->id))
			items->rows[items->n++] = line->item;
	}
	if (!items->n && selected(t))
		items->rows[items->n++] = selected(t)->item;
	return items->n > 0;
}

static void lines(struct pane *p, struct arena *a, struct items *marked, struct items *shown)
{
	struct today_screen *t = today_of(p);
	size_t room = sizeof(*marked->rows) * (size_t)(t->list.n + 1);
	bool filtered = t->mine || t->sort != SORT_ALL;

	*marked = (struct items){.rows = arena_alloc(a, room)};
	*shown = (struct items){.rows = arena_alloc(a, room)};
	for (int i = 0; i < t->list.n; i++) {
		const struct line *line = t->list.rows[i];

		if (line->id && list_marked(&t->list, line->id))
			marked->rows[marked->n++] = line->item;
		if (line->id && filtered)
			shown->rows[shown->n++] = line->item;
	}
}

/* The sources of the marked items, each once. */
static struct whom marked(struct pane *p, struct arena *a)
{
	struct today_screen *t = today_of(p);
	uint64_t *ids = arena_alloc(a, sizeof(*ids) * (size_t)(t->list.n_marks + 1));
	int n = 0;

	for (int i = 0; i < t->list.n && t->list.n_marks; i++) {
		const struct line *line = t->list.rows[i];
		bool new = line->id &&list_marked(&t->list, line->id);

		for (int k = 0; new &&k < n; k++)
			new = ids[k] != line->item.source_id;
		if (new)
			ids[n++] = line->item.source_id;
	}
	return (struct whom){ids, n};
}

static void open_today(struct ui *ui, struct pane *p, void *arg)
{
	struct today_screen *t = mem_alloc(sizeof(*t));

	(void)arg;
	t->ui = ui;
	t->selected.items = chosen;
	t->selected.marked = marked;
	t->selected.lines = lines;
	list_init(&t->list, &line_list, t);
	p->data = t;
}

static void close_today(struct ui *ui, struct pane *p)
{
	struct today_screen *t = p->data;

	(void)ui;
	list_free(&t->list);
	strip_free(&t->strip);
	str_free(&t->selected.lead);
	free(t);
}

/* "Nothing left for today. 7 done, 2 moved." */
static void left_words(const struct today_screen *t, struct str *b)
{
	str_printf(b, "Nothing left for today. %" PRId64 " done", t->done);
	if (t->moved)
		str_printf(b, ", %" PRId64 " moved", t->moved);
	str_addc(b, '.');
}

static void say_standing(struct today_screen *t)
{
	struct str b = {0};

	if (t->mine || t->sort != SORT_ALL)
		str_add(&b, "`f a` shows everything again.");
	else if (t->late)
		str_printf(&b, "%d%s late. Start at the top: `d` marks it done and asks what comes next.",
			   t->late < QUEUE_SHOWN ? t->late : QUEUE_SHOWN, t->late > QUEUE_SHOWN ? "+" : "");
	else if (t->todo)
		str_add(&b, "Nothing is late. `d` marks a line done and asks what comes next.");
	else if (t->ahead)
		left_words(t, &b);
	ui_standing(t->ui, b.len ? str_text(&b) : NULL);
	str_free(&b);
}

static const struct line *line_of(const struct today_screen *t, uint64_t id)
{
	for (int i = 0; i < t->list.n; i++) {
		if (id && line_id(t->list.rows[i]) == id)
			return t->list.rows[i];
	}
	return NULL;
}

/* Marks of what has left the list are gone with it. */
static void drop_marks(struct today_screen *t)
{
	for (int i = t->list.n_marks - 1; i >= 0; i--) {
		if (!line_of(t, t->list.marks[i]))
			list_mark(&t->list, t->list.marks[i], false);
	}
}

static void note_selected(struct today_screen *t)
{
	t->selected.source_id = selected(t) ? selected(t)->item.source_id : 0;
}

/* The cursor goes to the source that the screens share, where it has a line. */
static void follow(struct today_screen *t)
{
	uint64_t id = face_of(t->ui)->focus;
	struct err e = {0};

	t->followed = id;
	if (!id || (selected(t) && selected(t)->item.source_id == id))
		return;
	for (int i = 0; i < t->list.n; i++) {
		const struct line *line = t->list.rows[i];

		if (line->id && line->item.source_id == id) {
			list_select(&t->list, line->id, &e);
			break;
		}
	}
	err_clear(&e);
}

/* What the list was before it is read again, from the selected line on. */
struct place {
	uint64_t id;
	int32_t due_on;
};
struct before {
	struct place *places;
	int n;
};

static struct before remember(const struct today_screen *t)
{
	struct before b = {.places = mem_alloc(sizeof(*b.places) * (size_t)(t->list.n + 1))};

	for (int i = t->list.sel; i >= 0 && i < t->list.n; i++) {
		const struct line *line = t->list.rows[i];

		if (line->id)
			b.places[b.n++] = (struct place){line->id, line->item.due_on};
	}
	return b;
}

/* Where the selected line has moved to another day the cursor does not go with it but on to the next that stayed. */
static void stay(struct today_screen *t, const struct before *b)
{
	struct err e = {0};

	for (int i = 0; i < b->n; i++) {
		const struct line *line = line_of(t, b->places[i].id);

		if (line && line->item.due_on == b->places[i].due_on) {
			list_select(&t->list, line->id, &e);
			break;
		}
	}
	err_clear(&e);
}

static void count_work(struct today_screen *t)
{
	struct store *store = app_in(t)->store;

	t->done = store_touches_on(store, app_in(t)->now.today);
	t->moved = t->todo ? 0 : store_moved_since(store, app_in(t)->now.began_ms);
	t->used = t->done || t->moved || t->todo || t->ahead || store_count(store, KIND_STEP) ||
		  store_count(store, KIND_TOUCH);
}

static void load_today(struct ui *ui, struct pane *p)
{
	struct today_screen *t = today_of(p);
	bool first = t->list.sel < 0;
	struct before before = remember(t);
	struct err e = {0};

	if (list_load(&t->list, &e)) {
		stay(t, &before);
		count_work(t);
		if (t->selected.acting)
			list_unmark(&t->list);
		t->selected.acting = false;
		drop_marks(t);
		/* The source of a line that is done may have one further down, where the cursor should not go. */
		t->followed = first ? 0 : face_of(ui)->focus;
		note_selected(t);
		say_standing(t);
	} else {
		ui_error(ui, &e);
	}
	free(before.places);
}

/* --- drawing --- */

static int wider(int w, const char *text)
{
	int cells = text ? utf8_cells(text) : 0;

	return cells > w ? cells : w;
}

static int at_most(int w, int most)
{
	return w < most ? w : most;
}

/* Column widths from the lines, shrinking in the order: phone, verb, what; name and due never. */
static void fit(struct today_screen *t, int w)
{
	struct widths *c = &t->widths;
	struct str due = {0};
	int name = 12, room;

	*c = (struct widths){.verb = 6, .due = 5};
	for (int i = 0; i < t->list.n; i++) {
		const struct line *line = t->list.rows[i];

		if (!line->id)
			continue;
		str_clear(&due);
		date_due(&due, line->item.due_on, app_in(t)->now.today);
		c->due = wider(c->due, str_text(&due));
		c->verb = wider(c->verb, line->item.verb);
		c->phone = wider(c->phone, line->item.phone);
		name = wider(name, line->item.name);
	}
	str_free(&due);
	c->due = at_most(c->due, 9);
	c->verb = w < 45 ? 0 : at_most(c->verb, 9);
	c->phone = at_most(c->phone, 14);
	c->name = at_most(name, w < 78 ? 18 : w < 100 ? 20 : 28);
	room = w - 2 - (c->verb ? c->verb + 1 : 0) - c->name - 1 - c->due - 2;
	if (room - c->phone - 2 < 18)
		c->phone = 0;
	c->what = c->phone ? room - c->phone - 2 : room;
	if (c->what < 12) {
		c->name += c->what > 0 ? c->what : 0;
		c->what = 0;
	}
}

static void title_words(const struct today_screen *t, struct str *title, struct str *right)
{
	static const char *const sorts[] = {"", "calls", "visits"};

	str_add(title, "2 Today");
	if (t->mine || t->sort != SORT_ALL)
		str_printf(title, ": %s%s%s", t->mine ? "mine" : "", t->mine && t->sort != SORT_ALL ? ", " : "",
			   sorts[t->sort]);
	str_printf(right, "%d%s to do, %d%s late, %" PRId64 " done", at_most(t->todo, QUEUE_SHOWN),
		   t->todo > QUEUE_SHOWN ? "+" : "", at_most(t->late, QUEUE_SHOWN), t->late > QUEUE_SHOWN ? "+" : "",
		   t->done);
}

/* Who is next after today, when nothing in sight is left. */
static void next_due(struct today_screen *t, struct str *b)
{
	struct source_filter f;
	struct source_row *rows;
	struct arena a = {0};
	int n = 0;

	source_filter_init(&f);
	if (store_sources(app_in(t)->store, &f, ORDER_NEXT, app_in(t)->now.today, NULL, false, 1, &a, &rows, &n,
			  NULL) &&
	    n && rows[0].next_on < DAY_FAR) {
		str_printf(b, "Next: %s, ", rows[0].name);
		date_short(b, rows[0].next_on, app_in(t)->now.today);
		str_addc(b, '.');
	}
	arena_clear(&a);
}

static void draw_empty(struct today_screen *t, struct area a)
{
	struct str words = {0}, hints = {0};

	if (t->mine || t->sort != SORT_ALL) {
		str_add(&words, t->sort == SORT_CALLS    ? "No calls within a week."
				: t->sort == SORT_VISITS ? "No visits within a week."
							 : "Nothing of yours within a week.");
		str_add(&hints, "`f a` shows everything");
	} else {
		next_due(t, &hints);
		str_add(&hints, hints.len ? "    " : "");
		if (t->used) {
			left_words(t, &words);
			str_add(&hints, "`1` `f` `q` shows who has gone quiet");
		} else {
			str_add(&words, "Next steps appear here on their day.");
			str_add(&hints, "`n` on a source sets one");
		}
	}
	part_empty(a, str_text(&words), str_text(&hints));
	str_free(&words);
	str_free(&hints);
}

static int story_rows(const struct ui *ui)
{
	int h = ui_layout(ui).h;

	return ui->plain ? h >= 20 ? 6 : 0 : h >= 34 ? 10 : h >= 20 ? 7 : 0;
}

static void draw_today(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct today_screen *t = today_of(p);
	int story = t->list.sel >= 0 ? story_rows(ui) : 0;
	struct str title = {0}, right = {0};
	struct area box = area_rows(a, 0, a.h - story), in;

	if (face_of(ui)->focus != t->followed) {
		follow(t);
		note_selected(t);
	}
	marked_bar(p, t->list.n_marks);
	title_words(t, &title, &right);
	in = part_box(ui, box, focus, str_text(&title), str_text(&right),
		      t->list.n_marks ? "`Space` unmarks   `Esc` clears the marks"
		      : t->list.n     ? "`Space` marks several   `f` filter: mine, calls, visits"
				      : "`f` filter: mine, calls, visits");
	str_free(&title);
	str_free(&right);
	if (t->list.n) {
		fit(t, in.w);
		list_draw(&t->list, in, focus ? LIST_FOCUS : LIST_KEEP);
	} else {
		draw_empty(t, in);
	}
	if (story && strip_read(ui, &t->strip, selected(t)->item.source_id))
		strip_item(ui, &t->strip, area_rows(a, a.h - story, story), &selected(t)->item);
}

/* --- keys --- */

static bool give_list(struct ui *ui, struct pane *p, struct key k)
{
	struct today_screen *t = today_of(p);
	struct err e = {0};
	bool taken = list_key(&t->list, k, &e);

	t->selected.acting = false;
	if (e.code)
		ui_error(ui, &e);
	if (taken && selected(t)) {
		selected_set(ui, p, selected(t)->item.source_id);
		t->followed = face_of(ui)->focus;
	}
	return taken;
}

static void filter(struct ui *ui, struct pane *p, bool mine, enum sort sort)
{
	static const char *const sorts[] = {"", "calls", "visits"};
	struct today_screen *t = today_of(p);

	t->mine = mine;
	t->sort = sort;
	list_reset(&t->list);
	list_unmark(&t->list);
	p->revision = 0;
	if (mine || sort != SORT_ALL)
		ui_say(ui, "Only %s%s.   `f a` shows everything again", sorts[sort],
		       !mine              ? ""
		       : sort == SORT_ALL ? "mine"
					  : " of mine");
	else
		ui_say(ui, "Everything again.");
}

static void run_mine(struct ui *ui, struct pane *p)
{
	filter(ui, p, true, today_of(p)->sort);
}

static void run_calls(struct ui *ui, struct pane *p)
{
	filter(ui, p, today_of(p)->mine, SORT_CALLS);
}

static void run_visits(struct ui *ui, struct pane *p)
{
	filter(ui, p, today_of(p)->mine, SORT_VISITS);
}

static void run_all(struct ui *ui, struct pane *p)
{
	filter(ui, p, false, SORT_ALL);
}

static const char *no_user(struct ui *ui, struct pane *p)
{
	(void)p;
	return str_blank(face_of(ui)->app.user) ? "rapport does not know who you are: start it with --user." : NULL;
}

static bool key_today(struct ui *ui, struct pane *p, struct key k)
{
	struct today_screen *t = today_of(p);

	if (k.code == K_ESC && t->list.n_marks) {
		list_unmark(&t->list);
		return true;
	}
	if (k.code == K_ESC && (t->mine || t->sort != SORT_ALL)) {
		run_all(ui, p);
		return true;
	}
	return give_list(ui, p, k);
}

static const struct binding filters[] = {
	{.keys = "m", .name = "filter-mine", .hint = "Mine", .help = "Only mine", .run = run_mine, .why_not = no_user},
	{.keys = "c", .name = "filter-calls", .hint = "Calls", .help = "Only calls", .run = run_calls},
	{.keys = "v", .name = "filter-visits", .hint = "Visits", .help = "Only visits", .run = run_visits},
	{.keys = "a", .name = "filter-all", .hint = "All", .help = "All", .run = run_all},
	{0},
};

static const struct binding today_bindings[] = {
	{.keys = "f",
	 .name = "filter",
	 .hint = "Filter",
	 .help = "Mine, calls, visits",
	 .group = GROUP_LOOK,
	 .second = filters},
	{0},
};
static const struct binding *const today_tables[] = {item_bindings,     mark_bindings, today_bindings,
						     selected_bindings, open_bindings, NULL};

const struct pane_type screen_today = {
	.name = "today",
	.title = "Today",
	.bar = "done, later, next, drop, log, copy:Phone, open, mark, find, undo, commands",
	.tables = today_tables,
	.open = open_today,
	.load = load_today,
	.draw = draw_today,
	.key = key_today,
	.close = close_today,
};
