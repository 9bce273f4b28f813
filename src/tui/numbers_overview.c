/* The first page of Numbers: the best sources, those gone quiet, and the months. */
#include <inttypes.h>

#include "numbers.h"
#include "part.h"
#include "rapport/base/utf8.h"
#include "rapport/store/query.h"

#define TOP_MOST 60
#define WAS_CELLS 10 /* "was 8/yr" and what parts it from the border */

struct quiet_row {
	struct source_row source;
	const char *was;
};

static uint64_t top_id(const void *row)
{
	return ((const struct top_row *)row)->id;
}

static int64_t top_worth(const struct numbers_screen *n, const struct top_row *r)
{
	return n->by == TOP_REVENUE ? r->cents : n->by == TOP_REFERRALS ? r->referrals : r->referrals - r->before;
}

struct top_read {
	struct numbers_screen *n;
	struct arena *a;
	struct top_row *rows;
	int count;
};

static bool read_top(void *ctx, struct err *e)
{
	struct top_read *t = ctx;
	const struct numbers_screen *n = t->n;

	return app_top(numbers_app(n), n->by, n->period, TOP_MOST, t->a, &t->rows, &t->count, e);
}

static bool top_all(void *arg, struct arena *a, void **rows, int *count, struct err *e)
{
	struct numbers_screen *n = ((struct numbers_list *)arg)->n;
	struct top_read t = {.n = n, .a = a};
	bool ok = store_read_unless(numbers_app(n)->store, n->stop, n, read_top, &t, e);

	*rows = t.rows;
	*count = t.count;
	if (ok)
		n->most = t.count ? top_worth(n, &t.rows[0]) : 0;
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
	struct numbers_screen *n = ((struct numbers_list *)arg)->n;
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

	app_was(numbers_app(n), &b, &r->source);
	r->was = arena_strdup(a, str_text(&b));
	str_free(&b);
}

static bool quiet_fetch(void *arg, const void *from, bool before, int limit, struct arena *a, void **rows, int *count,
			struct err *e)
{
	struct numbers_screen *n = ((struct numbers_list *)arg)->n;
	const struct quiet_row *edge = from;
	struct source_row *found;
	struct quiet_row *quiet;
	struct source_filter f;

	source_filter_init(&f);
	f.quiet = true;
	if (!store_sources(numbers_app(n)->store, &f, ORDER_LAST, numbers_app(n)->now.today,
			   edge ? &edge->source : NULL, before, limit, a, &found, count, e))
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
	       r->clock_on <= numbers_app(n)->now.today - store_setting(numbers_app(n)->store, SET_QUIET_DAYS);
}

static bool quiet_find(void *arg, uint64_t id, struct arena *a, void **row, struct err *e)
{
	struct numbers_screen *n = ((struct numbers_list *)arg)->n;
	struct quiet_row *r = arena_alloc(a, sizeof(*r));
	struct err none = {0};

	*row = NULL;
	if (!store_source_row(numbers_app(n)->store, id, ORDER_LAST, a, &r->source, &none)) {
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
	struct numbers_screen *n = ((struct numbers_list *)arg)->n;
	const struct quiet_row *r = row;
	int days = numbers_app(n)->now.today - r->source.clock_on;
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

const struct list_type numbers_top_list = {
	.size = sizeof(struct top_row), .id = top_id, .all = top_all, .draw = draw_top};
const struct list_type numbers_quiet_list = {
	.size = sizeof(struct quiet_row), .id = quiet_id, .fetch = quiet_fetch, .find = quiet_find, .draw = draw_quiet};

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
static void fit_top(struct numbers_screen *n, const struct list *top, int w)
{
	struct str b = {0};
	int room;

	n->money_w = 7;
	for (int i = 0; i < top->n; i++) {
		str_clear(&b);
		last_column(n, top->rows[i], &b);
		if (utf8_cells(str_text(&b)) > n->money_w)
			n->money_w = utf8_cells(str_text(&b));
	}
	str_free(&b);
	room = w - 14 - n->money_w;
	n->bar_w = room >= 23 ? room - 19 - (room - 23) / 4 : room >= 20 ? 2 : 0;
	n->name_w = room - n->bar_w - 1;
}

void numbers_draw_top(struct numbers_screen *n, enum numbers_part part, struct area a, bool focus)
{
	struct list *top = &n->parts[part].list;
	struct area rows = a;

	if (!top->n) {
		empty_top(n, a);
		return;
	}
	fit_top(n, top, a.w);
	if (!n->ui->plain) {
		int x = 1 + n->name_w;

		draw_text(a, x + 1, 0, ROLE_HINT, "refs came");
		draw_right(a, x + 12 + n->money_w, 0, 8, ROLE_HINT, n->by == TOP_TREND ? "trend" : "revenue");
		rows = area_rows(a, 1, a.h - 1);
	}
	list_draw(top, rows, focus ? LIST_FOCUS : n->part == part ? LIST_KEEP : LIST_NONE);
}

void numbers_draw_quiet(struct numbers_screen *n, enum numbers_part part, struct area a, bool focus)
{
	struct list *quiet = &n->parts[part].list;

	n->was_w = WAS_CELLS;
	for (int i = quiet->top; i >= 0 && i < quiet->n && i <= quiet->top + quiet->page; i++) {
		const struct quiet_row *r = quiet->rows[i];

		if (utf8_cells(r->was) + 1 > n->was_w)
			n->was_w = utf8_cells(r->was) + 1;
	}
	if (quiet->n) {
		list_draw(quiet, a, focus ? LIST_FOCUS : n->part == part ? LIST_KEEP : LIST_NONE);
		return;
	}
	part_empty(a, n->f.n.sources ? "Nobody has gone quiet. Well kept." : "Nobody yet.", "");
}

void numbers_draw_months(struct numbers_screen *n, enum numbers_part part, struct area a, bool focus)
{
	(void)part;
	(void)focus;
	if (n->table)
		chart_table(a, &n->f, face_of(n->ui)->hide, n->ui->plain);
	else if (n->ui->plain)
		chart_table(a, &n->f, face_of(n->ui)->hide, true);
	else
		chart_months(a, &n->f);
}
