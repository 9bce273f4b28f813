/* The pages of Numbers: what parts there are, and how they are laid out. */
#include <inttypes.h>

#include "numbers.h"
#include "part.h"
#include "rapport/store/query.h"

const struct numbers_part_type numbers_parts[PART_COUNT] = {
	[PART_TOP] = {.page = PAGE_OVERVIEW,
		      .names = "top trend",
		      .legend = "`o` order: revenue, referrals, trend",
		      .list = &numbers_top_list,
		      .sources = true,
		      .draw = numbers_draw_top},
	[PART_QUIET] = {.page = PAGE_OVERVIEW,
			.names = "quiet",
			.legend = "`Enter` open  `l` log  `n` next",
			.list = &numbers_quiet_list,
			.sources = true,
			.draw = numbers_draw_quiet},
	[PART_MONTHS] = {.page = PAGE_OVERVIEW,
			 .names = "months referrals came revenue",
			 .title = "Referrals by month",
			 .legend = "`v` shows the months as a table",
			 .draw = numbers_draw_months},
	[PART_FIGURES] = {.page = PAGE_FIGURES,
			  .want = FIGURES_EVERYTHING,
			  .names = "", /* the selected one's */
			  .title = "Every figure",
			  .legend = "`Enter` or `?` says what it is",
			  .list = &numbers_figures_list,
			  .draw = numbers_draw_figures},
	[PART_KIND] = {.page = PAGE_SHARES,
		       .want = FIGURES_REFERRALS | FIGURES_BEFORE,
		       .names = "by",
		       .title = "By kind",
		       .list = &numbers_split_list,
		       .cells = numbers_split_cells,
		       .draw = numbers_draw_rows},
	[PART_PAYER] = {.page = PAGE_SHARES,
			.want = FIGURES_REFERRALS | FIGURES_BEFORE,
			.names = "by",
			.title = "By payer",
			.list = &numbers_split_list,
			.cells = numbers_split_cells,
			.draw = numbers_draw_rows},
	[PART_OWNER] = {.page = PAGE_SHARES,
			.want = FIGURES_REFERRALS | FIGURES_BEFORE,
			.names = "by",
			.title = "By owner",
			.list = &numbers_split_list,
			.cells = numbers_split_cells,
			.draw = numbers_draw_rows},
	[PART_STAGE] = {.page = PAGE_SHARES,
			.want = FIGURES_REFERRALS | FIGURES_BEFORE,
			.names = "by",
			.title = "By stage",
			.list = &numbers_split_list,
			.cells = numbers_split_cells,
			.draw = numbers_draw_rows},
	[PART_WINDOWS] = {.page = PAGE_SOURCES,
			  .want = FIGURES_TOP,
			  .names = "top out",
			  .title = "Touches beside referrals",
			  .legend = "30 d, 90 d, all time: touches and referrals",
			  .list = &numbers_window_list,
			  .sources = true,
			  .cells = numbers_window_cells,
			  .draw = numbers_draw_rows},
	[PART_OUTCOMES] = {.page = PAGE_SOURCES,
			   .want = FIGURES_TOP,
			   .names = "outcomes visits nps out",
			   .title = "What became of their patients",
			   .legend = "MCID reached, visits and NPS with n; back: referrals to them",
			   .list = &numbers_window_list,
			   .sources = true,
			   .cells = numbers_outcome_cells,
			   .draw = numbers_draw_rows},
	[PART_CHANNELS] = {.page = PAGE_BALANCE,
			   .want = FIGURES_TOUCHES | FIGURES_BEFORE,
			   .names = "channels began",
			   .title = "Touches by channel",
			   .list = &numbers_channel_list,
			   .cells = numbers_channel_cells,
			   .draw = numbers_draw_rows},
	[PART_FEW] = {.page = PAGE_BALANCE,
		      .want = FIGURES_TOUCHES | FIGURES_TOP,
		      .names = "concentration began",
		      .title = "From how few, and who began",
		      .list = &numbers_few_list,
		      .cells = numbers_few_cells,
		      .draw = numbers_draw_rows},
};

static const char *const page_names[PAGE_COUNT] = {"Overview", "Figures", "Shares", "Sources", "Balance"};

/* --- drawing --- */

static void part_title(struct numbers_screen *n, enum numbers_part part, struct str *b)
{
	if (part == PART_TOP)
		str_printf(b, "Top by %s", top_word(n->by));
	else if (part == PART_QUIET)
		str_printf(b, "Gone quiet %" PRId64 "+ days: %" PRId64,
			   store_setting(numbers_app(n)->store, SET_QUIET_DAYS), n->f.n.quiet);
	else
		str_add(b, numbers_parts[part].title);
	if (part == PART_WINDOWS && !n->table)
		str_add(b, ", last 90 days");
}

static const char *legend_of(const struct numbers_screen *n, enum numbers_part part)
{
	if (!n->table)
		return numbers_parts[part].legend;
	if (part == PART_MONTHS)
		return "`v` shows the months as bars";
	return numbers_parts[part].page == PAGE_OVERVIEW ? numbers_parts[part].legend : "`v` shows bars";
}

static void draw_part(struct numbers_screen *n, enum numbers_part part, struct area a, bool focus)
{
	struct str title = {0};
	bool in = focus && n->part == part;

	part_title(n, part, &title);
	a = part_box(n->ui, a, in, str_text(&title), n->one && page_of(n) != PAGE_FIGURES ? "Tab shows more" : NULL,
		     legend_of(n, part));
	str_free(&title);
	if (app_figures_more(&n->f, numbers_parts[part].want) ||
	    (part == PART_TOP && n->top_due && !n->parts[part].list.n))
		part_empty(a, "Counting \u2026", "");
	else
		numbers_parts[part].draw(n, part, a, in);
}

/* The lists side by side and the months below; a table of the months takes the lists' place where it would not fit. */
static void draw_overview(struct numbers_screen *n, struct area a, bool focus)
{
	int months = a.h < 20 ? CHART_MONTHS_ROWS + 2 : a.h / 2, left = a.w * 7 / 12;

	if (n->table && months < CHART_TABLE_ROWS + 2)
		months = a.h - CHART_TABLE_ROWS - 2 >= 5 ? CHART_TABLE_ROWS + 2 : a.h;
	if (months < a.h) {
		struct area lists = area_rows(a, 0, a.h - months);

		draw_part(n, PART_TOP, area_cols(lists, 0, left), focus);
		draw_part(n, PART_QUIET, area_cols(lists, left, a.w - left), focus);
	}
	draw_part(n, PART_MONTHS, area_rows(a, a.h - months, months), focus);
}

static void draw_shares(struct numbers_screen *n, struct area a, bool focus)
{
	int top = (a.h + 1) / 2, left = a.w / 2;

	draw_part(n, PART_KIND, area_sub(a, 0, 0, left, top), focus);
	draw_part(n, PART_PAYER, area_sub(a, left, 0, a.w - left, top), focus);
	draw_part(n, PART_OWNER, area_sub(a, 0, top, left, a.h - top), focus);
	draw_part(n, PART_STAGE, area_sub(a, left, top, a.w - left, a.h - top), focus);
}

#define SOURCES_ROWS 13 /* a border, the heads and ten sources */

/* Has the page room for all its parts at once? */
static bool room_for_all(const struct numbers_screen *n, struct area a)
{
	if (n->ui->plain || a.w < 80 || a.h < 17)
		return false;
	if (page_of(n) == PAGE_OVERVIEW)
		return true;
	return !n->table && page_of(n) != PAGE_FIGURES && (page_of(n) != PAGE_SOURCES || a.h >= 2 * SOURCES_ROWS);
}

static void draw_page(struct numbers_screen *n, struct area a, bool focus)
{
	int left = a.w / 2;

	if (n->one) {
		draw_part(n, n->table && page_of(n) == PAGE_OVERVIEW ? PART_MONTHS : n->part, a, focus);
	} else if (page_of(n) == PAGE_OVERVIEW) {
		draw_overview(n, a, focus);
	} else if (page_of(n) == PAGE_SHARES) {
		draw_shares(n, a, focus);
	} else if (page_of(n) == PAGE_SOURCES) {
		draw_part(n, PART_WINDOWS, area_rows(a, 0, a.h / 2), focus);
		draw_part(n, PART_OUTCOMES, area_rows(a, a.h / 2, a.h - a.h / 2), focus);
	} else {
		draw_part(n, PART_CHANNELS, area_cols(a, 0, left), focus);
		draw_part(n, PART_FEW, area_cols(a, left, a.w - left), focus);
	}
}

static int figures_rows(const struct numbers_screen *n, const struct area *a)
{
	const struct ui *ui = n->ui;
	int lines = page_of(n) != PAGE_OVERVIEW ? 1
		    : a->w >= 78                ? 2
		    : a->w >= 58 && a->h >= 12  ? 3
		    : a->h >= 16                ? 4
						: 1;

	return ui_layout(ui).borders ? lines + 2 : lines + (ui->plain || a->h >= 9);
}

/* "←→ [Overview]  Figures  Shares": the page that is shown in brackets, so that it does not depend on colour. */
static void page_bar(const struct numbers_screen *n, int w, struct str *b)
{
	str_add(b, w >= 70 ? "`\u2190\u2192` pages:" : "`\u2190\u2192`");
	for (enum numbers_page page = 0; page < PAGE_COUNT; page++) {
		str_add(b, w >= 70 ? "  " : " ");
		str_printf(b, page == page_of(n) ? "[%s]" : "%s", page_names[page]);
	}
}

void numbers_draw(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct numbers_screen *n = p->data;
	int figures = figures_rows(n, &a);
	struct str title = {0}, right = {0}, pages = {0};
	struct area top = area_rows(a, 0, figures);

	n->one = !room_for_all(n, area_rows(a, figures, a.h - figures));
	if (!n->one && n->part == PART_MONTHS)
		n->part = PART_TOP;
	str_add(&title, "4 Numbers");
	if (page_of(n) != PAGE_OVERVIEW)
		str_printf(&title, ": %s", page_names[page_of(n)]);
	str_printf(&right, n->renewing ? "counting %s \u2026" : "%s, y changes period", n->next.title);
	page_bar(n, a.w, &pages);
	if (figures > 1)
		top = part_box(ui, top, false, str_text(&title), str_text(&right), str_text(&pages));
	if (n->loaded)
		chart_figures(top, &n->f, face_of(ui)->hide, ui->plain);
	str_free(&title);
	str_free(&right);
	str_free(&pages);
	a = area_rows(a, figures, a.h - figures);
	if (n->loaded)
		draw_page(n, a, focus);
}
