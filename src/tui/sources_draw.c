/* How the home screen is drawn: the list, the selected one's card and timeline, Today and the pipeline in brief. */
#include <inttypes.h>
#include <string.h>

#include "chart.h"
#include "part.h"
#include "rapport/base/utf8.h"
#include "rapport/model/words.h"
#include "screen_sources.h"

#define LEGEND "! late * today + thank ~ quiet"

static const char *const order_words[ORDER_COUNT] = {"by next step", "by name",         "by referrals",
						     "by revenue",   "by last contact", "by stage"};

bool sources_three_panes(struct ui *ui)
{
	return ui_layout(ui).tier == TIER_THREE && !ui->plain;
}

static void list_title(struct sources *s, struct str *b)
{
	if (s->finding)
		str_printf(b, "%d of %" PRId64, s->total, s->tally.total);
	else
		str_printf(b, "%" PRId64 "%s, %s", s->count, s->filtered && s->count >= 1000 ? "+" : "",
			   s->filtered ? s->filter_words : order_words[s->order]);
}

static void list_empty(struct sources *s, struct area a)
{
	struct str b = {0};

	if (s->finding) {
		str_printf(&b, "Nobody matches \u201c%s\u201d.", str_text(&s->typed));
		part_empty(a, str_text(&b), "`Enter` adds it as a new source    `Esc` shows everyone");
	} else if (s->filtered) {
		str_printf(&b, "No source is %s.%s", s->filter_words,
			   s->filter.quiet || s->filter.late ? " Well kept." : "");
		part_empty(a, str_text(&b), "`f a` shows everyone");
	} else if (s->tally.let_go) {
		str_printf(&b, "No source is live: %" PRId64 " let go.", s->tally.let_go);
		part_empty(a, str_text(&b), "`f x` shows them    `a` adds another");
	} else {
		part_empty(a,
			   "No sources yet.\nA source is anyone who sends you patients: a doctor, a coach, a yoga "
			   "teacher, a former patient.",
			   "`a` adds the first one    `I` brings in a list    `:` sample makes a clinic up");
	}
	str_free(&b);
}

/* Why the selected one was found, where its name does not show it. */
static void draw_reason(struct sources *s, struct area in)
{
	const struct source_row *r = list_row(&s->list);
	size_t from, to;

	if (!r || s->list.n + 1 >= in.h || find_spans(&s->query, r->name, &from, &to, 1))
		return;
	const char *texts[] = {r->practice, r->specialty, r->email};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (!texts[i] || !find_spans(&s->query, texts[i], &from, &to, 1))
			continue;
		int used = draw_text(in, 1, s->list.n + 1, ROLE_HINT, "matches: ");

		sources_draw_name(s, area_rows(in, s->list.n + 1, 1), 1 + used, in.w - used - 2, texts[i]);
		return;
	}
}

/* The last column is as wide as its widest entry, so that the stages stand under each other. */
static void fit_due(struct sources *s, int rows)
{
	struct str due = {0};

	s->due_w = 7;
	for (int i = s->list.top; i >= 0 && i < s->list.n && i <= s->list.top + rows; i++) {
		const struct source_row *r = s->list.rows[i];

		str_clear(&due);
		date_due(&due, r->next_on, s->ui->now.today);
		if (utf8_cells(str_text(&due)) > s->due_w)
			s->due_w = utf8_cells(str_text(&due));
	}
	str_free(&due);
}

static void draw_list(struct ui *ui, struct sources *s, struct area a, bool focus, bool pipeline)
{
	struct str right = {0};

	list_title(s, &right);
	struct area in = part_box(ui, a, focus && s->focus == FOCUS_LIST, "1 Sources", str_text(&right),
				  s->finding ? "`Enter` keep  `Esc` show all" : LEGEND);

	str_free(&right);
	if (s->finding) {
		s->find_line = area_rows(in, 0, 1);
		in = area_rows(in, 2, in.h - 2);
	} else if (pipeline && in.h > 6) {
		draw_printf(in, 1, in.h - 1, ROLE_HINT, "First %" PRId64 "  Trust %" PRId64 "  Keep %" PRId64,
			    s->tally.stage[0], s->tally.stage[1], s->tally.stage[2]);
		in = area_rows(in, 0, in.h - 1);
	}
	fit_due(s, in.h);
	if (s->list.n)
		list_draw(&s->list, in, (focus && s->focus == FOCUS_LIST) || s->finding ? LIST_FOCUS : LIST_KEEP);
	else
		list_empty(s, in);
	if (s->finding)
		draw_reason(s, in);
}

static void draw_source(struct ui *ui, struct sources *s, struct area a, bool focus, bool tall)
{
	const char *name = s->view.id ? s->view.card.source.name : "Nobody selected";
	struct area in = part_box(ui, a, focus && s->focus == FOCUS_TIMELINE, name, NULL,
				  s->view.id ? "`Enter` opens the full record" : NULL);

	if (!s->view.id)
		return;
	int used = card_draw(ui, in, &s->view, tall);
	/* the rule is drawn across the box itself */
	int top = in.y - a.y + used;

	if (ui_layout(ui).borders)
		draw_rule(a, top, "Timeline");
	else
		draw_text(in, 1, used, ROLE_TITLE, "Timeline");
	struct area rest = area_rows(in, used + 1, in.h - used - 1);

	if (s->view.n) {
		card_timeline(ui, rest, &s->view, s->scroll, tall);
	} else {
		struct str none = {0};

		str_printf(&none, "No contact logged with %s yet.", name);
		part_empty(rest, str_text(&none), "`l` logs a visit, call or lunch    `n` plans the first one");
		str_free(&none);
	}
	if (focus && s->focus == FOCUS_TIMELINE)
		draw_cursor(rest, 1, 0);
}

static void item_row(struct ui *ui, struct area a, int y, const struct queue_row *q, bool wide, bool selected)
{
	char flag[2] = {app_item_flag(q, ui->now.today), '\0'};
	struct str due = {0}, verb = {0};
	struct area row = area_rows(a, y, 1);
	int due_w, name_w = wide ? 18 : 0;

	date_due(&due, q->due_on, ui->now.today);
	due_w = utf8_cells(str_text(&due));
	draw_text(row, 1, 0, role_of_flag(flag[0]), flag);
	part_verb(&verb, q->verb);
	draw_clip(row, 2, 0, 6, ROLE_TEXT, str_text(&verb));
	str_free(&verb);
	draw_clip(row, 9, 0, name_w ? name_w : a.w - 9 - due_w - 2, ROLE_TEXT, q->name);
	if (wide)
		draw_clip(row, 28, 0, a.w - 28 - due_w - 2, ROLE_TEXT, q->what ? q->what : q->why);
	draw_right(row, a.w - 1, 0, due_w, flag[0] == ' ' ? ROLE_TEXT : role_of_flag(flag[0]), str_text(&due));
	if (selected) {
		draw_text(row, 0, 0, ROLE_TEXT, ">");
		draw_reverse(row);
		draw_cursor(row, 1, 0);
	}
	str_free(&due);
}

static void draw_today(struct ui *ui, struct sources *s, struct area a, bool focus)
{
	struct str title = {0};
	int late = 0, due = 0;
	bool here = focus && s->focus == FOCUS_TODAY;

	for (int i = 0; i < s->n_today; i++) {
		late += s->today[i].due_on < ui->now.today;
		due += s->today[i].due_on <= ui->now.today;
	}
	int64_t all = ui->tabs[1].count > due ? ui->tabs[1].count : due;

	str_printf(&title, "2 Today: %" PRId64 "%s to do, %d%s late", all, all >= 1000 ? "+" : "", late,
		   late >= SOURCES_TODAY_MOST ? "+" : "");
	struct area in = part_box(ui, a, here, str_text(&title), NULL, "`d` done  `z` later  `Enter` open");

	str_free(&title);
	if (!s->n_today)
		part_empty(in, "Nothing is due this week.", "`n` on a source sets a next step");
	s->today_page = in.h;
	if (s->today_at < s->today_top)
		s->today_top = s->today_at;
	if (s->today_at >= s->today_top + in.h)
		s->today_top = s->today_at - in.h + 1;
	for (int y = 0; y < in.h && s->today_top + y < s->n_today; y++)
		item_row(ui, in, y, &s->today[s->today_top + y], in.w >= 60, here && s->today_top + y == s->today_at);
}

static void draw_stages(struct ui *ui, struct sources *s, struct area a)
{
	static const char *const names[] = {"1 First impression", "2 Building trust", "3 Maintaining", "  Paused"};
	int64_t counts[4] = {s->tally.stage[0], s->tally.stage[1], s->tally.stage[2], s->tally.paused}, most = 1;
	struct area in = part_box(ui, a, false, "3 Pipeline", NULL, "`<` `>` move  `s` choose stage");

	for (int i = 0; i < 4; i++)
		most = counts[i] > most ? counts[i] : most;
	/* a source a cell, as long as there is room */
	if (most < in.w - 4)
		most = in.w - 4;
	for (int i = 0; i < 4 && i * 2 < in.h; i++) {
		struct str n = {0};

		str_printf(&n, "%" PRId64, counts[i]);
		draw_text(in, 1, i * 2, ROLE_TEXT, names[i]);
		draw_right(in, 24, i * 2, 6, ROLE_TEXT, str_text(&n));
		draw_bar(area_rows(in, 0, in.h), 3, i * 2 + 1, in.w - 4, ROLE_GROWTH, counts[i], most);
		str_free(&n);
	}
}

static void draw_numbers(struct ui *ui, struct sources *s, struct area a)
{
	const struct figures *f = &s->figures;
	struct area in = part_box(ui, a, false, "4 Numbers, last 12 months", NULL, "`4` opens the full picture");
	struct str money = {0};
	int64_t counts[12];
	bool hide = face_of(ui)->hide;

	sources_load_figures(s, NULL);
	for (int i = 0; i < 12; i++)
		counts[i] = f->months[i].referrals;
	draw_printf(in, 1, 0, ROLE_TEXT, "Referrals %5" PRId64, f->now.referrals);
	draw_spark(in, 19, 0, ROLE_GROWTH, counts, 12);
	draw_printf(in, 1, 1, ROLE_TEXT, "Came in   %5" PRId64 "   %d%%", f->now.came,
		    f->now.referrals ? (int)((f->now.came * 100 + f->now.referrals / 2) / f->now.referrals) : 0);
	chart_money(&money, f->now.cents, f->currency ? f->currency : "USD", hide);
	draw_printf(in, 1, 2, ROLE_TEXT, "Revenue     %s", str_text(&money));
	draw_printf(in, 1, 3, ROLE_TEXT, "Active    %5" PRId64 " of %" PRId64 " sources", f->n.active, f->n.sources);
	if (in.h > 6)
		draw_text(in, 1, 5, ROLE_TITLE, "Top by revenue");
	for (int i = 0; i < s->n_top && 6 + i < in.h; i++) {
		str_clear(&money);
		chart_money(&money, s->top[i].cents, f->currency, hide);
		draw_clip(in, 3, 6 + i, in.w - 14, ROLE_TEXT, s->top[i].name);
		draw_right(in, in.w - 1, 6 + i, 10, ROLE_TEXT, str_text(&money));
	}
	str_free(&money);
}

/* Sources, card and timeline, and the right column: 36, 44 and 36 of 116 cells. */
static void draw_three(struct ui *ui, struct sources *s, struct area a, bool focus)
{
	int left = 38, right = 36, middle = a.w - left - right, today = a.h * 2 / 5 + 1, stages = 10;

	if (a.w > 140) {
		left = 38 + (a.w - 140) / 3;
		right = 36 + (a.w - 140) / 3;
		middle = a.w - left - right;
	}
	draw_list(ui, s, area_cols(a, 0, left), focus, false);
	draw_source(ui, s, area_cols(a, left, middle), focus, true);
	struct area column = area_cols(a, left + middle, right);

	draw_today(ui, s, area_rows(column, 0, today), focus);
	draw_stages(ui, s, area_rows(column, today, stages));
	draw_numbers(ui, s, area_rows(column, today + stages, column.h - today - stages));
}

static void draw_two(struct ui *ui, struct sources *s, struct area a, bool focus, bool strip)
{
	int left = a.w * 9 / 20, h = strip ? a.h - 5 : a.h;

	draw_list(ui, s, area_sub(a, 0, 0, left, h), focus, true);
	draw_source(ui, s, area_sub(a, left, 0, a.w - left, h), focus, h > 26);
	if (strip)
		draw_today(ui, s, area_rows(a, h, 5), focus);
}

static void draw_plain(struct ui *ui, struct sources *s, struct area a, bool focus)
{
	struct str b = {0};
	int h = a.h > 16 ? a.h - 9 : a.h, top = s->finding ? 2 : 1;
	int64_t all = s->finding ? s->n_found : s->count;

	str_add(&b, "Sources, ");
	list_title(s, &b);
	str_addc(&b, '.');
	/* where the list was not read from its start, nobody has counted */
	if (s->list.n && (s->finding || s->list.at_start))
		str_printf(&b, " Line %d of %" PRId64 ".", s->list.sel + 1, all);
	if (s->finding)
		s->find_line = area_rows(a, 1, 1);
	draw_clip(a, 0, 0, a.w, ROLE_TEXT, str_text(&b));
	str_free(&b);
	struct area in = area_rows(a, top, h - top);

	if (s->list.n)
		list_draw(&s->list, in, focus || s->finding ? LIST_FOCUS : LIST_KEEP);
	else
		list_empty(s, in);
	if (h < a.h && s->view.id)
		card_plain(ui, area_rows(a, h + 1, a.h - h - 1), &s->view);
}

void sources_draw(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct sources *s = sources_of(p);
	struct layout l = ui_layout(ui);

	marked_bar(p, sources_marks(s));
	if (ui->plain)
		draw_plain(ui, s, a, focus);
	else if (l.tier == TIER_THREE)
		draw_three(ui, s, a, focus);
	else if (l.tier == TIER_TWO)
		draw_two(ui, s, a, focus, l.strip);
	else
		draw_list(ui, s, a, focus, false);
	if (l.tier < TIER_TWO && !s->finding)
		ui_standing(ui, "`Enter` shows one source at a time; `Esc` comes back.");
	else
		ui_standing(ui, NULL);
}
