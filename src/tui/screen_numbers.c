/* Numbers: figures of a period, the best sources, those gone quiet, and the months. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "chart.h"
#include "part.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/model/words.h"
#include "rapport/store/query.h"
#include "rapport/tui/list.h"
#include "screens.h"

#define TOP_MOST 60

#define WAS_CELLS 10 /* "was 8/yr" and what parts it from the border */

enum part { PART_TOP, PART_QUIET, PART_MONTHS, PART_COUNT };

struct quiet_row {
	struct source_row source;
	const char *was;
};

struct numbers_screen {
	struct selected selected;
	struct ui *ui;
	struct arena arena;
	struct figures f;
	bool loaded; /* f is filled */
	enum period period;
	enum top_by by;
	bool table;
	enum part part;
	bool one; /* there was room for one part at the last draw */
	struct list top, quiet;
	int64_t most;                      /* of the best, what the bars are drawn against */
	int name_w, money_w, bar_w, was_w; /* of the last draw */
};

static struct numbers_screen *screen_of(struct pane *p)
{
	return p->data;
}

static struct app *app_in(struct numbers_screen *n)
{
	return &face_of(n->ui)->app;
}

/* --- the lists --- */

static uint64_t top_id(const void *row)
{
	return ((const struct top_row *)row)->id;
}

static int64_t top_worth(const struct numbers_screen *n, const struct top_row *r)
{
	return n->by == TOP_REVENUE ? r->cents : n->by == TOP_REFERRALS ? r->referrals : r->referrals - r->before;
}

static bool top_all(void *arg, struct arena *a, void **rows, int *count, struct err *e)
{
	struct numbers_screen *n = arg;
	struct top_row *top = NULL;
	bool ok = app_top(app_in(n), n->by, n->period, TOP_MOST, a, &top, count, e);

	*rows = top;
	n->most = ok && *count ? top_worth(n, &top[0]) : 0;
	return ok;
}

/* What the last column holds: the amount, or in the order of trends what came more or less. */
static void last_column(struct numbers_screen *n, const struct top_row *r, struct str *b)
{
	if (n->by == TOP_TREND)
		app_trend(b, r);
	else
		chart_money(b, r->cents, n->f.currency, face_of(n->ui)->hide);
}

static void plain_top(struct numbers_screen *n, struct area a, const struct top_row *r)
{
	struct str b = {0};

	str_printf(&b, "%s, %" PRId64 " referral%s, %" PRId64 " came in, ", r->name, r->referrals,
		   r->referrals == 1 ? "" : "s", r->came);
	if (face_of(n->ui)->hide && n->by != TOP_TREND)
		str_add(&b, "amount ");
	last_column(n, r, &b);
	draw_clip(a, 2, 0, a.w - 2, ROLE_TEXT, str_text(&b));
	str_free(&b);
}

static void draw_top(void *arg, struct area a, const void *row, const struct list_look *look)
{
	struct numbers_screen *n = arg;
	const struct top_row *r = row;
	struct str money = {0};
	bool hide = face_of(n->ui)->hide;
	int x = 1 + n->name_w;

	(void)look;
	if (n->ui->plain) {
		plain_top(n, a, r);
		return;
	}
	draw_clip(a, 1, 0, n->name_w, ROLE_TEXT, r->name);
	draw_printf(a, x, 0, ROLE_TEXT, "%5" PRId64, r->referrals);
	draw_printf(a, x + 5, 0, ROLE_TEXT, "%5" PRId64, r->came);
	last_column(n, r, &money);
	draw_right(a, x + 12 + n->money_w, 0, n->money_w, ROLE_TEXT, str_text(&money));
	if (top_worth(n, r) > 0 && (!hide || n->by != TOP_REVENUE))
		draw_bar(a, x + 13 + n->money_w, 0, n->bar_w, ROLE_GROWTH, top_worth(n, r), n->most);
	str_free(&money);
}

static uint64_t quiet_id(const void *row)
{
	return ((const struct quiet_row *)row)->source.id;
}

static void fill_was(struct numbers_screen *n, struct arena *a, struct quiet_row *r)
{
	struct str b = {0};

	app_was(app_in(n), &b, &r->source);
	r->was = arena_strdup(a, str_text(&b));
	str_free(&b);
}

static bool quiet_fetch(void *arg, const void *from, bool before, int limit, struct arena *a, void **rows, int *count,
			struct err *e)
{
	struct numbers_screen *n = arg;
	const struct quiet_row *edge = from;
	struct source_row *found;
	struct quiet_row *quiet;
	struct source_filter f;

	source_filter_init(&f);
	f.quiet = true;
	if (!store_sources(app_in(n)->store, &f, ORDER_LAST, app_in(n)->now.today, edge ? &edge->source : NULL, before,
			   limit, a, &found, count, e))
		return false;
	quiet = arena_alloc(a, sizeof(*quiet) * (size_t)(*count + 1));
	for (int i = 0; i < *count; i++) {
		quiet[i].source = found[i];
		fill_was(n, a, &quiet[i]);
	}
	*rows = quiet;
	return true;
}

static bool still_quiet(struct numbers_screen *n, const struct source_row *r)
{
	return r->standing == STANDING_LIVE &&
	       r->clock_on <= app_in(n)->now.today - store_setting(app_in(n)->store, SET_QUIET_DAYS);
}

static bool quiet_find(void *arg, uint64_t id, struct arena *a, void **row, struct err *e)
{
	struct numbers_screen *n = arg;
	struct quiet_row *r = arena_alloc(a, sizeof(*r));
	struct err none = {0};

	*row = NULL;
	if (!store_source_row(app_in(n)->store, id, ORDER_LAST, a, &r->source, &none)) {
		bool gone = none.code == ERR_NOT_FOUND;

		if (!gone)
			err_set(e, none.code, "%s", err_text(&none));
		err_clear(&none);
		return gone;
	}
	if (still_quiet(n, &r->source)) {
		fill_was(n, a, r);
		*row = r;
	}
	return true;
}

static void draw_quiet(void *arg, struct area a, const void *row, const struct list_look *look)
{
	struct numbers_screen *n = arg;
	const struct quiet_row *r = row;
	int days = app_in(n)->now.today - r->source.clock_on;
	struct str text = {0};

	(void)look;
	if (n->ui->plain) {
		str_printf(&text, "%s, no contact for %d days, %s", r->source.name, days,
			   r->source.referrals ? r->was : "never referred");
		draw_clip(a, 2, 0, a.w - 2, ROLE_TEXT, str_text(&text));
	} else {
		draw_clip(a, 1, 0, a.w - n->was_w - 8, ROLE_TEXT, r->source.name);
		str_printf(&text, "%d d", days);
		draw_right(a, a.w - n->was_w - 1, 0, 6, ROLE_TEXT, str_text(&text));
		draw_clip(a, a.w - n->was_w, 0, n->was_w, ROLE_HINT, r->was);
	}
	str_free(&text);
}

static const struct list_type top_list = {
	.size = sizeof(struct top_row), .id = top_id, .all = top_all, .draw = draw_top};
static const struct list_type quiet_list = {
	.size = sizeof(struct quiet_row), .id = quiet_id, .fetch = quiet_fetch, .find = quiet_find, .draw = draw_quiet};

/* --- life --- */

static void open_numbers(struct ui *ui, struct pane *p, void *arg)
{
	struct numbers_screen *n = mem_alloc(sizeof(*n));

	(void)arg;
	*n = (struct numbers_screen){.ui = ui, .period = PERIOD_12_MONTHS};
	list_init(&n->top, &top_list, n);
	list_init(&n->quiet, &quiet_list, n);
	n->top.no_marks = n->quiet.no_marks = true;
	p->data = n;
}

static void close_numbers(struct ui *ui, struct pane *p)
{
	struct numbers_screen *n = p->data;

	(void)ui;
	list_free(&n->top);
	list_free(&n->quiet);
	arena_clear(&n->arena);
	free(n);
}

static void say_standing(struct numbers_screen *n)
{
	struct str b = {0};
	const char *basis = n->f.received ? "received" : "billed";

	if (!n->f.now.referrals || face_of(n->ui)->hide)
		str_add(&b, "");
	else if (!n->f.now.cents)
		str_add(&b, "Revenue is empty: no amounts yet. Import the EMR's billing report with `I`, or type Worth "
			    "in a referral.");
	else if (n->f.now.no_amount)
		str_printf(&b, "Revenue = %s for referred patients. %" PRId64 " referral%s no amount yet.", basis,
			   n->f.now.no_amount, n->f.now.no_amount == 1 ? " has" : "s have");
	else
		str_printf(&b, "Revenue = %s for referred patients.", basis);
	ui_standing(n->ui, b.len ? str_text(&b) : NULL);
	str_free(&b);
}

static struct list *list_in(struct numbers_screen *n)
{
	return n->part == PART_TOP ? &n->top : n->part == PART_QUIET ? &n->quiet : NULL;
}

static uint64_t id_in(struct numbers_screen *n)
{
	return list_in(n) && !(n->one && n->table) ? list_id(list_in(n)) : 0;
}

static void load_numbers(struct ui *ui, struct pane *p)
{
	struct numbers_screen *n = screen_of(p);
	struct arena arena = {0};
	struct figures f;
	struct err e = {0};

	if (!app_figures(app_in(n), n->period, 0, &arena, &f, &e)) {
		arena_clear(&arena);
		ui_error(ui, &e);
		return;
	}
	arena_clear(&n->arena);
	n->arena = arena;
	n->f = f;
	n->loaded = true;
	if (!list_load(&n->top, &e) || !list_load(&n->quiet, &e))
		ui_error(ui, &e);
	n->selected.source_id = id_in(n);
	say_standing(n);
}

/* --- parts --- */

static void empty_top(struct numbers_screen *n, struct area a)
{
	if (n->by == TOP_TREND && n->period == PERIOD_ALL)
		part_empty(a, "All time has no time before it to compare with.",
			   "`y` looks at another    `o` orders "
			   "by revenue");
	else if (!n->f.n.sources || (n->period == PERIOD_ALL && !n->f.now.referrals))
		part_empty(a, "No referrals recorded yet.", "`r` on a source records one    `I` reads an EMR report");
	else if (!n->f.now.referrals)
		part_empty(a, "No referrals in this time.", "`y` looks at another");
	else
		part_empty(a, "No amounts yet.", "`o` orders by referrals");
}

/* Widths from what there is: the amounts whole, then a bar, then the names. */
static void fit_top(struct numbers_screen *n, int w)
{
	struct str b = {0};
	int room;

	n->money_w = 7;
	for (int i = 0; i < n->top.n; i++) {
		str_clear(&b);
		last_column(n, n->top.rows[i], &b);
		if (utf8_cells(str_text(&b)) > n->money_w)
			n->money_w = utf8_cells(str_text(&b));
	}
	str_free(&b);
	room = w - 14 - n->money_w;
	n->bar_w = room >= 23 ? room - 19 - (room - 23) / 4 : room >= 20 ? 2 : 0;
	n->name_w = room - n->bar_w - 1;
}

static void draw_top_part(struct numbers_screen *n, struct area a, bool focus)
{
	struct area rows = a;

	if (!n->top.n) {
		empty_top(n, a);
		return;
	}
	fit_top(n, a.w);
	if (!n->ui->plain) {
		int x = 1 + n->name_w;

		draw_text(a, x + 1, 0, ROLE_HINT, "refs came");
		draw_right(a, x + 12 + n->money_w, 0, 8, ROLE_HINT, n->by == TOP_TREND ? "trend" : "revenue");
		rows = area_rows(a, 1, a.h - 1);
	}
	list_draw(&n->top, rows, focus ? LIST_FOCUS : n->part == PART_TOP ? LIST_KEEP : LIST_NONE);
}

static void draw_quiet_part(struct numbers_screen *n, struct area a, bool focus)
{
	n->was_w = WAS_CELLS;
	for (int i = n->quiet.top; i >= 0 && i < n->quiet.n && i <= n->quiet.top + n->quiet.page; i++) {
		const struct quiet_row *r = n->quiet.rows[i];

		if (utf8_cells(r->was) + 1 > n->was_w)
			n->was_w = utf8_cells(r->was) + 1;
	}
	if (n->quiet.n) {
		list_draw(&n->quiet, a, focus ? LIST_FOCUS : n->part == PART_QUIET ? LIST_KEEP : LIST_NONE);
		return;
	}
	part_empty(a, n->f.n.sources ? "Nobody has gone quiet. Well kept." : "Nobody yet.", "");
}

static void draw_months_part(struct numbers_screen *n, struct area a)
{
	if (n->table)
		chart_table(a, &n->f, face_of(n->ui)->hide, n->ui->plain);
	else if (n->ui->plain)
		chart_table(a, &n->f, face_of(n->ui)->hide, true);
	else
		chart_months(a, &n->f);
}

static void part_title(struct numbers_screen *n, enum part part, struct str *b)
{
	if (part == PART_TOP)
		str_printf(b, "Top by %s", top_word(n->by));
	else if (part == PART_QUIET)
		str_printf(b, "Gone quiet %" PRId64 "+ days: %" PRId64, store_setting(app_in(n)->store, SET_QUIET_DAYS),
			   n->f.n.quiet);
	else
		str_add(b, "Referrals by month");
}

static void draw_part(struct numbers_screen *n, enum part part, struct area a, bool focus)
{
	static const char *const legends[] = {"`o` order: revenue, referrals, trend", "`Enter` open  `l` log  `n` next",
					      "`v` shows the months as a table"};
	const char *legend = part == PART_MONTHS && n->table ? "`v` shows the months as bars" : legends[part];
	struct str title = {0};
	bool in = focus && n->part == part;

	part_title(n, part, &title);
	a = part_box(n->ui, a, in, str_text(&title), n->one ? "Tab shows more" : NULL, legend);
	str_free(&title);
	if (part == PART_TOP)
		draw_top_part(n, a, in);
	else if (part == PART_QUIET)
		draw_quiet_part(n, a, in);
	else
		draw_months_part(n, a);
}

/* The lists side by side and the months below; a table of the months takes the lists' place where it would not fit. */
static void draw_parts(struct numbers_screen *n, struct area a, bool focus)
{
	int months = a.h < 20 ? 7 : a.h / 2, left = a.w * 7 / 12;

	if (n->table && months < CHART_TABLE_ROWS + 2)
		months = a.h - CHART_TABLE_ROWS - 2 >= 5 ? CHART_TABLE_ROWS + 2 : a.h;
	if (months < a.h) {
		struct area lists = area_rows(a, 0, a.h - months);

		draw_part(n, PART_TOP, area_cols(lists, 0, left), focus);
		draw_part(n, PART_QUIET, area_cols(lists, left, a.w - left), focus);
	}
	draw_part(n, PART_MONTHS, area_rows(a, a.h - months, months), focus);
}

static int figures_rows(const struct ui *ui, const struct area *a)
{
	int lines = a->w >= 78 ? 2 : a->w >= 58 && a->h >= 12 ? 3 : a->h >= 16 ? 4 : 1;

	return ui_layout(ui).borders ? lines + 2 : lines + (ui->plain || a->h >= 9);
}

static void draw_numbers(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct numbers_screen *n = screen_of(p);
	int figures = figures_rows(ui, &a);
	struct str right = {0};

	if (!n->loaded)
		return;
	n->one = ui->plain || a.w < 80 || a.h < 17;
	if (!n->one && n->part == PART_MONTHS)
		n->part = PART_TOP;
	str_printf(&right, "%s, y changes period", n->f.title);
	if (figures > 1)
		chart_figures(part_box(ui, area_rows(a, 0, figures), false, "4 Numbers", str_text(&right), NULL), &n->f,
			      face_of(ui)->hide, ui->plain);
	else
		chart_figures(area_rows(a, 0, figures), &n->f, face_of(ui)->hide, ui->plain);
	str_free(&right);
	a = area_rows(a, figures, a.h - figures);
	if (n->one)
		draw_part(n, n->table ? PART_MONTHS : n->part, a, focus);
	else
		draw_parts(n, a, focus);
}

/* --- keys --- */

static void again(struct pane *p)
{
	p->revision = 0;
}

static void run_order(struct ui *ui, struct pane *p)
{
	struct numbers_screen *n = screen_of(p);

	n->by = (n->by + 1) % TOP_COUNT;
	n->part = PART_TOP;
	list_reset(&n->top);
	if (n->by == TOP_TREND && n->period != PERIOD_ALL)
		ui_say(ui, "Referrals against %s.   `o` orders by revenue", period_before_title(n->period));
	else
		ui_say(ui, "By %s now.   `o` orders by %s", top_word(n->by), top_word((n->by + 1) % TOP_COUNT));
	again(p);
}

static void run_period(struct ui *ui, struct pane *p)
{
	struct numbers_screen *n = screen_of(p);

	n->period = (n->period + 1) % PERIOD_COUNT;
	list_reset(&n->top);
	ui_say(ui, "Figures of %s%s.", n->period == PERIOD_ALL || n->period == PERIOD_THIS_YEAR ? "" : "the ",
	       period_title(n->period));
	again(p);
}

static void run_table(struct ui *ui, struct pane *p)
{
	struct numbers_screen *n = screen_of(p);

	(void)ui;
	n->table = !n->table;
	n->selected.source_id = id_in(n);
}

static void turn_part(struct ui *ui, struct pane *p, int by)
{
	struct numbers_screen *n = screen_of(p);
	int parts = n->one ? PART_COUNT : PART_MONTHS;

	if (n->one && n->table) {
		n->part = PART_MONTHS;
		n->table = false;
	}
	n->part = (enum part)((n->part + by + parts) % parts);
	selected_set(ui, p, id_in(n));
}

static void run_part(struct ui *ui, struct pane *p)
{
	turn_part(ui, p, 1);
}

static void run_part_back(struct ui *ui, struct pane *p)
{
	turn_part(ui, p, -1);
}

static const char *no_order(struct ui *ui, struct pane *p)
{
	(void)ui;
	return screen_of(p)->f.now.referrals ? NULL : "There are no referrals to order.";
}

static bool key_numbers(struct ui *ui, struct pane *p, struct key k)
{
	struct numbers_screen *n = screen_of(p);
	struct err e = {0};
	bool taken = false;

	if (k.code == K_CLICK && area_has(n->quiet.area, k.x, k.y) && !n->one)
		n->part = PART_QUIET;
	else if (k.code == K_CLICK && area_has(n->top.area, k.x, k.y) && !n->one)
		n->part = PART_TOP;
	if (k.code == K_ESC && n->table)
		n->table = !(taken = true);
	else if (list_in(n))
		taken = list_key(list_in(n), k, &e);
	if (e.code)
		ui_error(ui, &e);
	if (taken)
		selected_set(ui, p, id_in(n));
	return taken;
}

static const struct binding numbers_bindings[] = {
	{.keys = "o",
	 .name = "order",
	 .hint = "Order",
	 .help = "By revenue, referrals, trend",
	 .group = GROUP_LOOK,
	 .run = run_order,
	 .why_not = no_order},
	{.keys = "y",
	 .name = "period",
	 .hint = "Period",
	 .help = "Another period",
	 .group = GROUP_LOOK,
	 .run = run_period},
	{.keys = "v",
	 .name = "table",
	 .hint = "As table",
	 .help = "Months as a table",
	 .group = GROUP_LOOK,
	 .run = run_table},
	{.keys = "Tab Right",
	 .name = "part",
	 .label = "Tab",
	 .hint = "Other list",
	 .help = "The other list",
	 .group = GROUP_LOOK,
	 .run = run_part},
	{.keys = "Shift-Tab Left", .name = "part-back", .run = run_part_back},
	{0},
};
static const struct binding *const numbers_tables[] = {numbers_bindings, selected_bindings, open_bindings,
						       item_bindings, NULL};

const struct pane_type screen_numbers = {
	.name = "numbers",
	.title = "Numbers",
	.bar = "order, period, table, open, log, export:Export, find, part, commands, hide:Hide amounts",
	.tables = numbers_tables,
	.open = open_numbers,
	.load = load_numbers,
	.draw = draw_numbers,
	.key = key_numbers,
	.close = close_numbers,
};
