/* How the pane of referrals looks: the list, and the life of the selected one below or beside it. */
#include <inttypes.h>
#include <string.h>

#include "part.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"
#include "rapport/model/words.h"
#include "screen_referrals.h"

#define FLAGS_W 4
#define LABEL_W 11
#define BESIDE 110 /* columns from which the life stands beside the list */
#define SIDE_W 44

#define BAR(whose) "status, edit, thank, log, done, filter, " whose ", open, mark, refer, commands, =Esc Back"

/* As much of the flags' meaning as there is room for. */
static const char *legend(int w)
{
	return w >= 72   ? "`+` unthanked  `!` loop open  `P` plan of care open  `$` no amount"
	       : w >= 50 ? "`+` unthanked  `!` loop  `P` plan  `$` no amount"
			 : "`Enter` reads it all";
}

static const char *status_word(const struct referral_row *r)
{
	return r->direction == REFERRAL_OUT ? "Sent to them" : choice_label(choices_status, r->status);
}

/* --- a row --- */

static void plain_row(struct referrals *x, struct area a, const struct referral_row *r)
{
	bool hide = face_of(x->ui)->hide;
	struct str b = {0};

	str_add(&b, r->unthanked ? "UNTHANKED " : "");
	str_add(&b, r->loop_open && !r->unthanked ? "LOOP OPEN " : "");
	str_add(&b, r->poc_open ? "PLAN OPEN " : "");
	str_add(&b, r->no_amount ? "NO AMOUNT " : "");
	str_printf(&b, "R-%" PRId64 ", %s, ", r->number, status_word(r));
	date_short(&b, r->received_on, x->ui->now.today);
	const char *parts[] = {x->name ? NULL : r->source, hide ? NULL : r->patient_ref, r->reason, r->payer};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (!str_blank(parts[i]))
			str_printf(&b, ", %s", parts[i]);
	}
	draw_clip(a, 2, 0, a.w - 2, ROLE_TEXT, str_text(&b));
	str_free(&b);
}

static void draw_flags(struct area a, const struct referral_row *r)
{
	if (r->unthanked)
		draw_text(a, 1, 0, ROLE_THANK, "+");
	if (r->loop_open)
		draw_text(a, 2, 0, ROLE_LATE, "!");
	if (r->poc_open)
		draw_text(a, 3, 0, ROLE_TODAY, "P");
	if (r->no_amount)
		draw_text(a, 4, 0, ROLE_HINT, "$");
}

void referrals_draw_row(void *arg, struct area a, const void *row, const struct list_look *look)
{
	struct referrals *x = arg;
	const struct referral_row *r = row;
	const struct referral_widths *w = &x->widths;
	struct str b = {0};
	int at = 1 + FLAGS_W + 1;

	(void)look;
	if (x->ui->plain) {
		plain_row(x, a, r);
		return;
	}
	draw_flags(a, r);
	str_printf(&b, "R-%" PRId64, r->number);
	draw_text(a, at, 0, ROLE_TEXT, str_text(&b));
	at += w->number + 1;
	str_clear(&b);
	date_timeline(&b, r->received_on, x->ui->now.today);
	draw_text(a, at, 0, ROLE_HINT, str_text(&b));
	str_free(&b);
	at += w->day + 1;
	const struct {
		int w;
		const char *text;
	} cells[] = {
		{w->source, r->source}, {w->patient, r->patient_ref}, {w->reason, r->reason}, {w->payer, r->payer}};

	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
		if (!cells[i].w)
			continue;
		draw_clip(a, at, 0, cells[i].w, ROLE_TEXT, cells[i].text ? cells[i].text : "");
		at += cells[i].w + 1;
	}
	draw_clip(a, a.w - w->status - 1, 0, w->status, r->direction == REFERRAL_OUT ? ROLE_HINT : ROLE_TEXT,
		  status_word(r));
}

/* --- the columns --- */

static int wider(int w, const char *text, int most)
{
	int cells = text ? utf8_cells(text) : 0;

	cells = cells < most ? cells : most;
	return cells > w ? cells : w;
}

/* Of the rows in sight. */
static void measure(const struct referrals *x, int rows, struct referral_widths *w)
{
	*w = (struct referral_widths){.number = 6, .day = 6, .status = 8};
	for (int i = x->list.top; i < x->list.n && i < x->list.top + rows; i++) {
		const struct referral_row *r = x->list.rows[i];
		struct str number = {0}, day = {0};

		str_printf(&number, "R-%" PRId64, r->number);
		date_timeline(&day, r->received_on, x->ui->now.today);
		w->number = wider(w->number, str_text(&number), 12);
		w->day = wider(w->day, str_text(&day), 9);
		w->source = wider(w->source, x->name ? NULL : r->source, 22);
		w->patient = wider(w->patient, r->patient_ref, 12);
		w->reason = wider(w->reason, r->reason, 30);
		w->payer = wider(w->payer, r->payer, 12);
		w->status = wider(w->status, status_word(r), 12);
		str_free(&number);
		str_free(&day);
	}
	if (face_of(x->ui)->hide)
		w->patient = 0;
}

static int used_cells(const struct referral_widths *w)
{
	const int cells[] = {w->number, w->day, w->source, w->patient, w->reason, w->payer, w->status};
	int used = 1 + FLAGS_W + 1;

	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		used += cells[i] ? cells[i] + 1 : 0;
	return used;
}

/* Takes from *cells what is too much, down to `least`; 0: the column goes. */
static void shrink(const struct referral_widths *w, int *cells, int least, int room)
{
	int over = used_cells(w) - room;

	if (over <= 0 || *cells <= least)
		return;
	*cells = least ? (*cells - over > least ? *cells - over : least) : 0;
}

/* Gives what is left back, up to what it wanted. */
static void widen(const struct referral_widths *w, int *cells, int wanted, int room)
{
	int left = room - used_cells(w);

	if (*cells && left > 0)
		*cells = *cells + left < wanted ? *cells + left : wanted;
}

/* Narrower by steps, the least useful first; number and status never. */
static void fit(struct referrals *x, int room, int rows)
{
	struct referral_widths *w = &x->widths, wanted;

	measure(x, rows, &wanted);
	*w = wanted;
	shrink(w, &w->payer, 8, room);
	shrink(w, &w->reason, 14, room);
	shrink(w, &w->source, 15, room);
	shrink(w, &w->reason, 10, room);
	shrink(w, &w->source, 12, room);
	shrink(w, &w->reason, 8, room);
	shrink(w, &w->payer, 0, room);
	shrink(w, &w->patient, 7, room);
	shrink(w, &w->patient, 0, room);
	shrink(w, &w->source, 8, room);
	shrink(w, &w->reason, 0, room);
	shrink(w, &w->day, 0, room);
	shrink(w, &w->source, 0, room);
	widen(w, &w->reason, wanted.reason, room);
	widen(w, &w->source, wanted.source, room);
	widen(w, &w->payer, wanted.payer, room);
}

/* --- the life of the selected one --- */

static cell_style line_style(const struct life_line *l)
{
	return l->tone == LIFE_LATE ? ROLE_LATE : l->tone == LIFE_OWED ? ROLE_TODAY : ROLE_TEXT;
}

static int draw_line(struct area a, int x, int y, int w, const struct life_line *l, bool wrap)
{
	struct area text = area_sub(a, x + LABEL_W, y, w - LABEL_W, a.h - y);

	if (a.canvas->plain) {
		struct str b = {0};

		str_printf(&b, "%s%s%s", l->label, *l->label ? ": " : "", l->text);
		draw_clip(a, x, y, w, ROLE_TEXT, str_text(&b));
		str_free(&b);
		return 1;
	}
	draw_clip(a, x, y, LABEL_W - 1, ROLE_HINT, l->label);
	if (wrap)
		return draw_wrapped(text, 0, 0, text.h < 4 ? text.h : 4, line_style(l), l->text);
	draw_clip(text, 0, 0, text.w, line_style(l), l->text);
	return 1;
}

/* Two short lines stand beside each other where there is room for both. */
static bool beside(const struct life_view *v, int i, int half)
{
	return i + 1 < v->n && v->lines[i].tone != LIFE_OWED && v->lines[i].tone != LIFE_LATE &&
	       utf8_cells(v->lines[i].text) <= half - LABEL_W - 1 &&
	       utf8_cells(v->lines[i + 1].text) <= half - LABEL_W - 1;
}

static void draw_lines(struct area a, const struct life_view *v)
{
	bool two = a.w >= 70 && !a.canvas->plain, wrap = !two && !a.canvas->plain;
	int x = a.canvas->plain ? 0 : 1, half = (a.w - x) / 2, y = 0, i = 0;

	while (i < v->n && y < a.h) {
		if (two && beside(v, i, half)) {
			draw_line(a, x, y, half - 1, &v->lines[i], false);
			draw_line(a, x + half, y, half - 1, &v->lines[i + 1], false);
			y++;
			i += 2;
		} else {
			y += draw_line(a, x, y, a.w - 2 * x, &v->lines[i], wrap);
			i++;
		}
	}
	if (i < v->n && a.h > 0) {
		draw_blank(area_rows(a, a.h - 1, 1));
		draw_hints(a, x, a.h - 1, ROLE_HINT, "`Enter` shows the rest");
	}
}

static void draw_life(struct ui *ui, struct referrals *x, struct area a)
{
	struct str title = {0};

	if (!x->view.id)
		return;
	if (x->view.hide != face_of(ui)->hide)
		referrals_life_lines(x);
	app_life_title(&x->view.life, &title);
	a = part_box(ui, a, false, str_text(&title), x->view.life.source.phone, "`Enter` reads it all");
	str_free(&title);
	draw_lines(a, &x->view);
	if (x->view.why)
		ui_advice(ui, x->view.why);
}

/* --- the pane --- */

static void draw_empty(struct referrals *x, struct area a)
{
	struct str words = {0};
	const char *hints = "`f a` shows all of them    `i` all or one source's";

	referral_none(&words, x->filter.which, x->name);
	if (x->filter.which == REFERRALS_OUT)
		hints = "`r` with Way “To them” records one    `f a` shows all of them";
	else if (x->filter.which == REFERRALS_ALL)
		hints = x->name ? "`r` records one    `i` shows everybody's"
				: "`r` on a source records one    `I` reads an EMR report";
	part_empty(a, str_text(&words), hints);
	str_free(&words);
}

static void titles(const struct referrals *x, struct str *title, struct str *right)
{
	if (x->name)
		str_printf(title, "Referrals from %s", x->name);
	else
		str_add(title, "All referrals");
	if (x->filter.which != REFERRALS_ALL)
		str_printf(title, ": %s", referral_which_title(x->filter.which));
	if (x->count >= 0)
		str_printf(right, "%" PRId64 "%s", x->count, x->more ? "+" : "");
}

static void choose_bar(struct pane *p, int n_marks)
{
	marked_bar(p, n_marks);
	if (n_marks)
		p->bar = "status, thank, done, later, drop, mark:Unmark, =Esc Clear";
	else if (referrals_of(p)->filter.source_id)
		p->bar = BAR("referrals:All");
	else
		p->bar = BAR("referrals:This source");
}

void referrals_draw(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct referrals *x = referrals_of(p);
	struct layout l = ui_layout(ui);
	bool side = a.w >= BESIDE && !ui->plain, life = x->list.n && (side || l.h >= 20);
	int list_h = side || !life ? a.h : ui->plain ? a.h - 10 : a.h - (a.h >= 30 ? 16 : 12);
	int list_w = side && life ? a.w - SIDE_W : a.w;
	struct area list = area_sub(a, 0, 0, list_w, list_h);
	struct str title = {0}, right = {0};

	choose_bar(p, x->list.n_marks);
	titles(x, &title, &right);
	struct area in = part_box(ui, list, focus, str_text(&title), str_text(&right),
				  x->list.n_marks ? "`Space` unmarks   `Esc` clears the marks" : legend(list_w));

	str_free(&title);
	str_free(&right);
	if (x->list.n) {
		fit(x, in.w, in.h);
		list_draw(&x->list, in, focus ? LIST_FOCUS : LIST_KEEP);
	} else {
		draw_empty(x, in);
	}
	ui_advice(ui, x->list.n ? "`s` leads it on, `e` has all of it, `d` settles what it owes."
		      : x->filter.which == REFERRALS_ALL ? "`Esc` goes back."
							 : "`Esc` shows all of them.");
	if (life)
		draw_life(ui, x, side ? area_cols(a, list_w, a.w - list_w) : area_rows(a, list_h, a.h - list_h));
}
