/* Sources, the home screen: the list, the selected one's card and timeline, Today and the pipeline in brief. */
#include "screen_sources.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "chart.h"
#include "part.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"
#include "rapport/model/words.h"
#include "rapport/tui/box.h"

#define TODAY_MOST 12
#define STAGE_W 5
#define LEGEND "! late * today + thank ~ quiet"

static const char *const order_words[ORDER_COUNT] = {"by next step", "by name",         "by referrals",
						     "by revenue",   "by last contact", "by stage"};

struct sources *sources_of(struct pane *p)
{
	return p->data;
}

/* --- the list --- */

static uint64_t row_id(const void *row)
{
	return ((const struct source_row *)row)->id;
}

static bool fetch(void *arg, const void *from, bool before, int limit, struct arena *a, void **rows, int *n,
		  struct err *e)
{
	struct sources *s = arg;
	struct source_row *found;

	if (!store_sources(sources_app(s)->store, &s->filter, s->order, s->ui->now.today, from, before, limit, a,
			   &found, n, e))
		return false;
	*rows = found;
	return true;
}

static bool tagged(struct sources *s, uint64_t id, const char *tag)
{
	struct arena a = {0};
	void *found;
	int n;
	bool yes = false;

	if (store_where(sources_app(s)->store, KIND_LABEL, "of_id", id, &a, &found, &n, NULL)) {
		const struct label *l = found;

		for (int i = 0; i < n && !yes; i++)
			yes = l[i].of == LABEL_OF_SOURCE && l[i].type == LABEL_TAG && !strcmp(l[i].word, tag);
	}
	arena_clear(&a);
	return yes;
}

/* Does the filter let this one through? The same question as the list's, for one id. */
static bool shown(struct sources *s, const struct source_row *r)
{
	const struct source_filter *f = &s->filter;
	struct app *app = sources_app(s);
	int32_t today = s->ui->now.today;
	bool live = r->standing == STANDING_LIVE;

	if (f->paused)
		return r->standing == STANDING_PAUSED;
	if (f->let_go)
		return r->standing == STANDING_LET_GO;
	if (r->standing == STANDING_LET_GO && !f->everyone)
		return false;
	if ((f->quiet || f->stuck || f->stage != CHOICE_NONE) && !live)
		return false;
	return (!f->late || r->next_on < today) && (!f->thanks || r->thanks_owed > 0) &&
	       (!f->quiet || r->clock_on <= today - store_setting(app->store, SET_QUIET_DAYS)) &&
	       (!f->stuck ||
		(r->stage == STAGE_FIRST && r->stage_on <= today - store_setting(app->store, SET_STUCK_DAYS))) &&
	       (f->stage == CHOICE_NONE || r->stage == f->stage) && (f->kind == CHOICE_NONE || r->kind == f->kind) &&
	       (!f->owner || (r->owner && !strcmp(r->owner, f->owner))) && (!f->tag || tagged(s, r->id, f->tag));
}

static bool find(void *arg, uint64_t id, struct arena *a, void **row, struct err *e)
{
	struct sources *s = arg;
	struct source_row *r = arena_alloc(a, sizeof(*r));
	struct err none = {0};

	*row = NULL;
	if (store_source_row(sources_app(s)->store, id, s->order, a, r, &none)) {
		if (shown(s, r))
			*row = r;
		return true;
	}
	bool gone = none.code == ERR_NOT_FOUND;

	if (!gone)
		err_set(e, none.code, "%s", err_text(&none));
	err_clear(&none);
	return gone;
}

/* Only what find matched, best first. */
static bool all_found(void *arg, struct arena *a, void **rows, int *n, struct err *e)
{
	struct sources *s = arg;
	struct source_row *found = arena_alloc(a, sizeof(*found) * (size_t)(s->n_found + 1));

	*n = 0;
	for (int i = 0; i < s->n_found; i++) {
		if (!store_source_row(sources_app(s)->store, s->found[i], ORDER_NAME, a, &found[*n], e))
			return false;
		++*n;
	}
	*rows = found;
	return true;
}

static void plain_row(struct sources *s, struct area a, const struct source_row *r)
{
	static const char *const flags[] = {"LATE  ", "TODAY ", "THANK ", "QUIET ", "      "};
	const char *marks = "!*+~ ", *at = strchr(marks, app_flag(sources_app(s), r));
	struct str b = {0};

	str_add(&b, flags[at - marks]);
	part_name(&b, r->name, r->practice);
	str_printf(&b, ", %s, ", choice_label(choices_stage, r->stage));
	if (r->next_on < DAY_FAR)
		date_due_words(&b, r->next_on, s->ui->now.today);
	else
		str_add(&b, "nothing planned");
	draw_clip(a, 2, 0, a.w - 2, ROLE_TEXT, str_text(&b));
	str_free(&b);
}

/* Draws a name with what find matched underlined. */
static void draw_name(struct sources *s, struct area a, int x, int cells, const char *name)
{
	size_t from[8], to[8];
	int n = s->finding ? find_spans(&s->query, name, from, to, 8) : 0;

	draw_clip(a, x, 0, cells, ROLE_TEXT, name);
	for (int i = 0; i < n; i++) {
		char *head = mem_strndup(name, from[i]), *part = mem_strndup(name + from[i], to[i] - from[i]);
		int at = utf8_cells(head);

		if (at + utf8_cells(part) <= cells)
			draw_text(a, x + at, 0, ROLE_MATCH, part);
		free(head);
		free(part);
	}
}

static void draw_row(void *arg, struct area a, const void *row, const struct list_look *look)
{
	struct sources *s = arg;
	const struct source_row *r = row;
	char flag[2] = {app_flag(sources_app(s), r), '\0'};
	struct str due = {0};
	bool wide = a.w >= 56, tiny = a.w < 40 && ui_layout(s->ui).tier == TIER_TINY;

	(void)look;
	if (s->ui->plain) {
		plain_row(s, a, r);
		return;
	}
	date_due(&due, r->next_on, s->ui->now.today);
	int due_w = s->due_w, stage_w = tiny ? 0 : STAGE_W + 1;
	int name_w = wide ? a.w * 2 / 5 - 2 : a.w - 2 - due_w - 1 - stage_w;
	cell_style style = flag[0] == '!' || flag[0] == '*' ? role_of_flag(flag[0]) : ROLE_TEXT;

	draw_text(a, 1, 0, role_of_flag(flag[0]), flag);
	draw_name(s, a, 2, name_w, r->name);
	if (wide)
		draw_clip(a, 2 + name_w + 1, 0, a.w - name_w - due_w - stage_w - 5, ROLE_HINT,
			  r->practice ? r->practice : "");
	if (!tiny)
		draw_clip(a, a.w - due_w - STAGE_W - 1, 0, STAGE_W, ROLE_TEXT, stage_short(r->stage, r->standing));
	draw_right(a, a.w, 0, due_w, style, str_text(&due));
	str_free(&due);
}

static const struct list_type paged = {
	.size = sizeof(struct source_row), .id = row_id, .fetch = fetch, .find = find, .draw = draw_row};
static const struct list_type matched = {
	.size = sizeof(struct source_row), .id = row_id, .all = all_found, .draw = draw_row};

/* --- loading --- */

/* A screenful of the timeline: the rows that bars, borders, a short card and the Today strip leave. */
static int moments_in_sight(const struct ui *ui)
{
	struct layout l = ui_layout(ui);
	int rows = l.h - (l.strip ? 15 : 9);

	return rows > 1 ? rows : 1;
}

static bool three_panes(struct ui *ui)
{
	return ui_layout(ui).tier == TIER_THREE && !ui->plain;
}

void sources_select(struct ui *ui, struct pane *p)
{
	struct sources *s = sources_of(p);
	uint64_t id = list_id(&s->list), was = s->selected.source_id;

	if (id != was)
		s->direction = was && list_beside(&s->list, 1) == was ? -1 : 1;
	s->scroll = 0;
	selected_set(ui, p, id);
	if (!id)
		return;
	if (s->ahead.id == id) {
		struct card_view read = s->ahead;

		s->ahead = s->view;
		s->view = read;
	}
	card_load(ui, &s->view, id, moments_in_sight(ui));
}

/* A row on is the key most pressed here: its card is read while the eye is still on this one. */
static void read_ahead(struct ui *ui, struct pane *p)
{
	struct sources *s = sources_of(p);
	uint64_t next = list_beside(&s->list, s->direction);

	if (next && s->focus == FOCUS_LIST && !s->finding && ui_layout(ui).tier > TIER_ONE)
		card_load(ui, &s->ahead, next, moments_in_sight(ui));
}

static void load_today(struct sources *s, struct err *e)
{
	struct app *app = sources_app(s);
	struct queue_row was = {0};

	if (s->today_at < s->n_today)
		was = s->today[s->today_at];
	arena_clear(&s->today_arena);
	s->n_today = 0;
	store_queue(app->store, app->now.today, app->now.today + 7, NULL, TODAY_MOST, &s->today_arena, &s->today,
		    &s->n_today, e);
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
static int marks(const struct sources *s)
{
	return s->focus == FOCUS_TODAY ? 0 : s->list.n_marks;
}

static struct whom marked(struct pane *p, struct arena *a)
{
	struct sources *s = sources_of(p);

	(void)a;
	return (struct whom){s->list.marks, marks(s)};
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
static void load_figures(struct sources *s, struct err *e)
{
	struct app *app = sources_app(s);

	if (s->figures_revision == face_of(s->ui)->revision + 1 || !three_panes(s->ui))
		return;
	arena_clear(&s->figures_arena);
	s->n_top = 0;
	if (app_figures(app, PERIOD_12_MONTHS, &s->figures_arena, &s->figures, e))
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
	load_figures(s, &e);
	if (e.code)
		ui_error(ui, &e);
	err_clear(&e);
	s->count = s->filtered ? store_sources_count(sources_app(s)->store, &s->filter, ui->now.today, 1000)
			       : s->tally.total;
	follow(ui, p);
}

/* --- drawing --- */

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

		draw_name(s, area_rows(in, s->list.n + 1, 1), 1 + used, in.w - used - 2, texts[i]);
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
		   late >= TODAY_MOST ? "+" : "");
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

	load_figures(s, NULL);
	for (int i = 0; i < 12; i++)
		counts[i] = f->months[i].referrals;
	draw_printf(in, 1, 0, ROLE_TEXT, "Referrals %5" PRId64, f->referrals);
	draw_spark(in, 19, 0, ROLE_GROWTH, counts, 12);
	draw_printf(in, 1, 1, ROLE_TEXT, "Came in   %5" PRId64 "   %d%%", f->came,
		    f->referrals ? (int)((f->came * 100 + f->referrals / 2) / f->referrals) : 0);
	chart_money(&money, f->cents, f->currency ? f->currency : "USD", hide);
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

static void draw_sources(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct sources *s = sources_of(p);
	struct layout l = ui_layout(ui);

	marked_bar(p, marks(s));
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
	source_filter_init(&s->filter);
	list_init(&s->list, &paged, s);
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

void sources_use_list(struct sources *s, bool found)
{
	s->list.type = found ? &matched : &paged;
}

static const struct binding *const tables[] = {item_bindings, own, mark_bindings, selected_bindings, NULL};

const struct pane_type screen_sources = {
	.name = "sources",
	.title = "Sources",
	.bar = "find, log, refer, done, thank, next, add, filter, commands:All commands, stage, export",
	.tables = tables,
	.open = open_sources,
	.load = load_sources,
	.draw = draw_sources,
	.ahead = read_ahead,
	.key = key_sources,
	.close = close_sources,
};
