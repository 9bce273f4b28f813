/* Numbers: the figures of a period, on pages of parts. What takes long is read while no key waits. */
#include <inttypes.h>
#include <stdlib.h>

#include "numbers.h"
#include "rapport/base/mem.h"
#include "rapport/model/words.h"
#include "rapport/store/query.h"

#define AT_ONCE_MS 50 /* so long a key may wait, so that what is quick is there at the first paint */

static struct numbers_screen *screen_of(struct pane *p)
{
	return p->data;
}

static struct list *list_in(struct numbers_screen *n)
{
	return numbers_parts[n->part].list ? &n->parts[n->part].list : NULL;
}

static uint64_t id_in(struct numbers_screen *n)
{
	bool months = n->one && n->table && page_of(n) == PAGE_OVERVIEW;

	return numbers_parts[n->part].sources && !months ? list_id(list_in(n)) : 0;
}

/* --- life --- */

static void open_numbers(struct ui *ui, struct pane *p, void *arg)
{
	struct numbers_screen *n = mem_alloc(sizeof(*n));

	(void)arg;
	*n = (struct numbers_screen){.ui = ui, .period = PERIOD_12_MONTHS};
	for (enum numbers_part part = 0; part < PART_COUNT; part++) {
		struct numbers_list *l = &n->parts[part];

		*l = (struct numbers_list){.n = n, .part = part};
		if (!numbers_parts[part].list)
			continue;
		list_init(&l->list, numbers_parts[part].list, l);
		l->list.no_marks = true;
	}
	p->data = n;
}

static void close_numbers(struct ui *ui, struct pane *p)
{
	struct numbers_screen *n = p->data;

	(void)ui;
	for (enum numbers_part part = 0; part < PART_COUNT; part++) {
		if (numbers_parts[part].list)
			list_free(&n->parts[part].list);
	}
	arena_clear(&n->arena);
	arena_clear(&n->next_arena);
	arena_clear(&n->words);
	str_free(&n->selected.lead);
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

/* --- reading, a step at a time --- */

static unsigned wanted(const struct numbers_screen *n)
{
	unsigned want = 0;

	for (enum numbers_part part = 0; part < PART_COUNT; part++)
		want |= numbers_parts[part].page == page_of(n) ? numbers_parts[part].want : 0;
	return want;
}

/* All lists but that of the best, which takes long. */
static bool load_lists(struct numbers_screen *n, struct err *e)
{
	bool ok = true;

	for (enum numbers_part part = 0; part < PART_COUNT; part++) {
		if (part != PART_TOP && numbers_parts[part].list)
			ok = list_load(&n->parts[part].list, e) && ok;
	}
	return ok;
}

/* What was read takes the place of what is shown. */
static bool take_over(struct numbers_screen *n, struct err *e)
{
	struct arena old = n->arena;
	bool ok;

	n->arena = n->next_arena;
	n->next_arena = (struct arena){0};
	n->f = n->next;
	n->loaded = n->top_due = true;
	n->renewing = false;
	say_standing(n);
	ok = load_lists(n, e);
	/* the lists' rows were of what was */
	arena_clear(&old);
	return ok;
}

static bool read_top(struct numbers_screen *n, struct err *e)
{
	if (!list_load(&n->parts[PART_TOP].list, e))
		return false;
	n->top_due = false;
	return true;
}

static bool nothing_to_read(const struct numbers_screen *n)
{
	bool top = n->top_due && page_of(n) == PAGE_OVERVIEW;

	return n->failed || !(n->renewing || top || app_figures_more(&n->f, wanted(n)));
}

/* One step of what is still to be read. False: there was none, or it was given up, or it failed. */
static bool read_step(struct numbers_screen *n, bool (*stop)(void *ctx))
{
	struct app *app = numbers_app(n);
	struct err e = {0};
	bool ok;

	if (nothing_to_read(n))
		return false;
	n->stop = stop;
	if (n->renewing && app_figures_more(&n->next, wanted(n)))
		ok = app_figures_step(app, wanted(n), &n->next_arena, &n->next, stop, n, &e);
	else if (n->renewing)
		ok = take_over(n, &e);
	else if (n->top_due && page_of(n) == PAGE_OVERVIEW)
		ok = read_top(n, &e);
	else
		ok = app_figures_step(app, wanted(n), &n->arena, &n->f, stop, n, &e) && load_lists(n, &e);
	if (!ok && e.code != ERR_STOPPED) {
		n->failed = true;
		ui_error(n->ui, &e);
	}
	err_clear(&e);
	n->selected.source_id = id_in(n);
	return ok;
}

static bool late(void *ctx)
{
	const struct numbers_screen *n = ctx;

	return clock_ticks() > n->until;
}

static bool key_waits(void *ctx)
{
	const struct numbers_screen *n = ctx;

	return ui_key_waits(n->ui);
}

static void load_numbers(struct ui *ui, struct pane *p)
{
	struct numbers_screen *n = screen_of(p);

	(void)ui;
	arena_clear(&n->next_arena);
	app_figures_begin(numbers_app(n), n->period, &n->next);
	n->renewing = true;
	n->failed = false;
	n->until = clock_ticks() + AT_ONCE_MS;
	while (read_step(n, late))
		;
}

static bool ahead_numbers(struct ui *ui, struct pane *p)
{
	(void)ui;
	return read_step(screen_of(p), key_waits);
}

/* --- keys --- */

static void again(struct pane *p)
{
	p->revision = 0;
}

static void show_part(struct numbers_screen *n, struct pane *p, enum numbers_part part);

/* On the other pages the first o shows the list that it is about. */
static void run_order(struct ui *ui, struct pane *p)
{
	struct numbers_screen *n = screen_of(p);

	if (page_of(n) == PAGE_OVERVIEW)
		n->by = (n->by + 1) % TOP_COUNT;
	show_part(n, p, PART_TOP);
	list_reset(&n->parts[PART_TOP].list);
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
	list_reset(&n->parts[PART_TOP].list);
	ui_say(ui, "Figures of %s%s.", n->period == PERIOD_ALL || n->period == PERIOD_THIS_YEAR ? "" : "the ",
	       period_title(n->period));
	again(p);
}

static void run_table(struct ui *ui, struct pane *p)
{
	struct numbers_screen *n = screen_of(p);

	(void)ui;
	n->table = !n->table;
	show_part(n, p, n->part);
}

static void turn_part(struct pane *p, int by)
{
	struct numbers_screen *n = screen_of(p);
	int first = numbers_first(page_of(n)), last = first;

	while (last + 1 < PART_COUNT && numbers_parts[last + 1].page == page_of(n))
		last++;
	/* the months have nothing to select */
	if (page_of(n) == PAGE_OVERVIEW && !n->one)
		last--;
	if (page_of(n) == PAGE_OVERVIEW && n->one && n->table) {
		n->part = PART_MONTHS;
		n->table = false;
	}
	show_part(n, p,
		  (enum numbers_part)(first + ((int)n->part - first + by + last - first + 1) % (last - first + 1)));
}

static void run_part(struct ui *ui, struct pane *p)
{
	(void)ui;
	turn_part(p, 1);
}

static void run_part_back(struct ui *ui, struct pane *p)
{
	(void)ui;
	turn_part(p, -1);
}

static void turn_page(struct pane *p, int by)
{
	struct numbers_screen *n = screen_of(p);

	show_part(n, p, numbers_first((enum numbers_page)((page_of(n) + by + PAGE_COUNT) % PAGE_COUNT)));
}

static void run_page(struct ui *ui, struct pane *p)
{
	(void)ui;
	turn_page(p, 1);
}

static void run_page_back(struct ui *ui, struct pane *p)
{
	(void)ui;
	turn_page(p, -1);
}

#define RUN_PAGE(name, part)                            \
	static void name(struct ui *ui, struct pane *p) \
	{                                               \
		(void)ui;                               \
		show_part(screen_of(p), p, part);       \
	}

RUN_PAGE(run_figures, PART_FIGURES)
RUN_PAGE(run_shares, PART_KIND)
RUN_PAGE(run_sources, PART_WINDOWS)
RUN_PAGE(run_balance, PART_CHANNELS)

static const char *no_order(struct ui *ui, struct pane *p)
{
	(void)ui;
	return screen_of(p)->f.now.referrals ? NULL : "There are no referrals to order.";
}

static const char *no_bars(struct ui *ui, struct pane *p)
{
	(void)ui;
	return page_of(screen_of(p)) == PAGE_FIGURES ? "The figures are a table already." : NULL;
}

static void click(struct numbers_screen *n, struct pane *p, struct key k)
{
	for (enum numbers_part part = 0; part < PART_COUNT; part++) {
		if (numbers_parts[part].page == page_of(n) && numbers_parts[part].list &&
		    area_has(n->parts[part].list.area, k.x, k.y)) {
			show_part(n, p, part);
			return;
		}
	}
}

static bool key_numbers(struct ui *ui, struct pane *p, struct key k)
{
	struct numbers_screen *n = screen_of(p);
	struct err e = {0};
	bool taken = k.code == K_ESC && (n->table || page_of(n) != PAGE_OVERVIEW);

	if (k.code == K_CLICK && !n->one)
		click(n, p, k);
	if (taken && n->table)
		n->table = false;
	else if (taken)
		show_part(n, p, PART_TOP);
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
	 .help = "Bars as a table",
	 .group = GROUP_LOOK,
	 .run = run_table,
	 .why_not = no_bars},
	{.keys = "Right",
	 .name = "page",
	 .label = "\u2190\u2192",
	 .hint = "Page",
	 .help = "Another page of figures",
	 .group = GROUP_LOOK,
	 .run = run_page},
	{.keys = "Left", .name = "page-back", .run = run_page_back},
	{.keys = "Tab",
	 .name = "part",
	 .hint = "Other list",
	 .help = "The other list",
	 .group = GROUP_LOOK,
	 .run = run_part},
	{.keys = "Shift-Tab", .name = "part-back", .run = run_part_back},
	{.keys = "", .name = "figures", .command = "Figures: every one, with the time before", .run = run_figures},
	{.keys = "", .name = "shares", .command = "Shares: by kind, payer, owner, stage", .run = run_shares},
	{.keys = "",
	 .name = "sources-figures",
	 .command = "Touches beside referrals, and outcomes, by source",
	 .run = run_sources},
	{.keys = "", .name = "balance", .command = "Balance: channels, who began, from how few", .run = run_balance},
	{.keys = "", .name = "formulas", .command = "What each figure is: the formulas", .run = numbers_formulas},
	{0},
};

static const struct binding explain_bindings[] = {
	{.keys = "Enter",
	 .name = "explain",
	 .hint = "What it is",
	 .help = "What the figure is",
	 .group = GROUP_LOOK,
	 .run = numbers_explain},
	{0},
};

static const struct binding *const source_tables[] = {numbers_bindings, selected_bindings, open_bindings, item_bindings,
						      NULL};
static const struct binding *const figure_tables[] = {numbers_bindings, explain_bindings, selected_bindings,
						      item_bindings, NULL};

static void show_part(struct numbers_screen *n, struct pane *p, enum numbers_part part)
{
	bool sources = numbers_parts[part].sources || numbers_parts[part].page == PAGE_OVERVIEW;

	n->part = part;
	p->tables = sources ? source_tables : figure_tables;
	p->bar = sources ? p->type->bar
		 : part == PART_FIGURES
			 ? "explain, period, page, order, export:Export, find, commands, hide:Hide amounts"
			 : "explain, period, table, page, part, export:Export, find, commands";
	selected_set(n->ui, p, id_in(n));
}

const struct pane_type screen_numbers = {
	.name = "numbers",
	.title = "Numbers",
	.bar = "order, period, table, page, open, log, export:Export, find, part, commands, hide:Hide amounts",
	.tables = source_tables,
	.open = open_numbers,
	.load = load_numbers,
	.about = numbers_about,
	.draw = numbers_draw,
	.ahead = ahead_numbers,
	.key = key_numbers,
	.close = close_numbers,
};

enum period numbers_period(struct pane *p)
{
	return p->type == &screen_numbers ? screen_of(p)->period : PERIOD_12_MONTHS;
}
