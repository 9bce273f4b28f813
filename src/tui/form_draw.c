#include <stdlib.h>
#include <string.h>

#include "form.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "ui.h"

#define WIDTH 84
#define SIDE 24 /* cells from a field's value to what stands at its right */
#define NOTE_ROWS 4

/* One drawing of a form. Measured with area.canvas NULL, so that both passes cannot differ. */
struct page {
	struct ui *ui;
	struct form *form;
	struct area area; /* the rows of fields, scrolled */
	bool draw, focus;
	bool gaps, unders; /* there is room for empty rows; for the lines under fields without the focus */
	bool side;         /* hints stand at the right, else below */
	int label_w;
	int y; /* the next row, before scrolling */
	int focus_from, focus_to;
	int heading;          /* the row of the heading right above, or -1 */
	int beside;           /* cells from a value to what stands at its right */
	int names_x, names_y; /* of the focused field's value, on the canvas */
};

static int label_width(const struct form *f)
{
	int widest = 0;

	for (int i = 0; i < f->spec.n; i++) {
		int cells = f->fields[i].hidden || f->fields[i].def.heading ? 0 : utf8_cells(f->fields[i].def.label);

		if (cells > widest)
			widest = cells;
	}
	return widest;
}

static int value_x(const struct page *p)
{
	return 2 + p->label_w + 2;
}

/* The area from x to the right edge, h rows from row y of the page; empty where it is scrolled away. */
static struct area rows_at(const struct page *p, int x, int y, int h)
{
	int top = y - p->form->scroll;

	if (top < 0 || top + h > p->area.h)
		return area_sub(p->area, 0, 0, 0, 0);
	return area_sub(p->area, x, top, p->area.w - x - 1, h);
}

/* --- choices --- */

static int choice_cells(const struct form_choice *c)
{
	return 2 + (c->key && *c->key ? utf8_cells(c->key) + 1 : 0) + utf8_cells(c->word);
}

/* Draws if wanted; returns the rows they take. A bracket stands where the others have a space, so nothing moves. */
static int put_choices(const struct page *p, const struct form_field *f, int width, bool focus)
{
	int x = 0, row = 0;

	for (int i = 0; f->def.choices[i].word; i++) {
		const struct form_choice *c = &f->def.choices[i];
		bool chosen = i == f->chosen;
		struct area a;
		int at;

		if (x && x + choice_cells(c) > width + 1) {
			x = 0;
			row++;
		}
		a = rows_at(p, value_x(p) - 1, p->y + row, 1);
		at = x;
		if (p->draw && a.h) {
			if (chosen)
				draw_text(a, at, 0, ROLE_TITLE, "[");
			at++;
			if (focus && (chosen || (f->chosen < 0 && !i)))
				draw_cursor(a, at, 0);
			if (c->key && *c->key)
				at += draw_text(a, at, 0, ROLE_KEY, c->key) + 1;
			at += draw_text(a, at, 0, chosen ? ROLE_TITLE : ROLE_TEXT, c->word);
			if (chosen)
				draw_text(a, at, 0, ROLE_TITLE, "]");
		}
		x += choice_cells(c);
	}
	return row + 1;
}

/* --- one field --- */

/* What the typed text means, or the hint; *role is an error where it means nothing and the person has gone on. */
static void side_text(const struct page *p, int i, struct str *b, enum role *role)
{
	struct form_field *f = &p->form->fields[i];
	bool bad = false, here = p->form->focus == i;

	*role = ROLE_HINT;
	if (f->def.echo)
		f->def.echo(p->ui, p->form, i, b, &bad);
	if (bad && ((here && !f->left) || f->note))
		str_clear(b);
	else if (bad)
		*role = ROLE_ERROR;
	if (!b->len)
		str_add(b, f->def.hint);
}

static void put_line(struct page *p, int x, enum role role, const char *text)
{
	struct area a = rows_at(p, x, p->y, 1);

	if (p->draw && a.h)
		draw_clip(a, 0, 0, a.w, role, text);
	p->y++;
}

/* An error says so by a mark too. What has no room in a small window is cut. */
static void put_note(struct page *p, enum role role, const char *text)
{
	struct area a;
	int rows, room, x = value_x(p);

	if (role != ROLE_ERROR) {
		put_line(p, x, role, text);
		return;
	}
	rows = text_rows(text, p->area.w - x - 3);
	room = p->area.h - (p->y - p->form->scroll);
	a = rows_at(p, x, p->y, rows < room ? rows : room);
	if (p->draw && a.h) {
		draw_text(a, 0, 0, ROLE_ERROR, "!");
		draw_wrapped(a, 2, 0, a.h, ROLE_ERROR, text);
	}
	p->y += rows;
}

static int note_rows(const struct form_field *f, int width)
{
	int rows = edit_rows(&f->edit, width);

	return rows < NOTE_ROWS ? rows : NOTE_ROWS;
}

/* A star a letter, with the cursor where it is. */
static void put_secret(struct form_field *f, struct area a, bool here)
{
	struct edit stars = {0};
	const char *s = row_text(f);
	size_t n = strlen(s), before = 0;

	for (size_t i = 0; i < n; i += utf8_grapheme(s + i, n - i)) {
		before += i < f->edit.at;
		str_addc(&stars.text, '*');
	}
	stars.at = before;
	stars.scroll = f->edit.scroll;
	edit_draw(&stars, a, ROLE_TEXT, here);
	f->edit.scroll = stars.scroll;
	edit_free(&stars);
}

/* A long hint that does not fit beside; only forms of such hints make room for it. */
static bool cut(const struct page *p, const char *side)
{
	return p->form->spec.side && utf8_cells(side) > p->area.w - value_x(p) - 1 - p->beside;
}

static void put_value(struct page *p, int i, const char *side, enum role role)
{
	struct form_field *f = &p->form->fields[i];
	bool here = p->focus && p->form->focus == i, beside;
	int width = p->area.w - value_x(p) - 1, used = utf8_cells(row_text(f)), rows = 1;
	struct area a;

	if (f->def.type == FORM_CHOICE) {
		p->y += put_choices(p, f, width, here);
		return;
	}
	beside = p->side && *side && role != ROLE_ERROR && used < p->beside - 1 && width > p->beside + 8 &&
		 !(here && cut(p, side));
	if (f->def.type == FORM_NOTE)
		rows = note_rows(f, width);
	a = rows_at(p, value_x(p), p->y, rows);
	if (p->draw && a.h) {
		if (beside)
			draw_clip(a, p->beside, 0, a.w - p->beside, role, side);
		a = area_cols(a, 0, beside ? p->beside - 1 : a.w);
		if (f->def.type == FORM_FACT)
			draw_clip(a, 0, 0, a.w, ROLE_TEXT, row_text(f));
		else if (f->def.type == FORM_SECRET)
			put_secret(f, a, here);
		else
			edit_draw(&f->edit, a, ROLE_TEXT, here);
		if (here) {
			p->names_x = a.x;
			p->names_y = a.y;
		}
	}
	p->y += rows;
}

static void put_field(struct page *p, int i)
{
	struct form_field *f = &p->form->fields[i];
	bool here = p->form->focus == i;
	struct str side = {0};
	enum role role;
	struct area a;
	int used;

	if (f->def.gap && p->gaps && p->y)
		p->y++;
	if (f->def.heading) {
		p->heading = p->y;
		put_line(p, 1, ROLE_TITLE, f->def.label);
		return;
	}
	if (here)
		p->focus_from = p->heading >= 0 ? p->heading : p->y;
	p->heading = -1;
	side_text(p, i, &side, &role);
	a = rows_at(p, 2, p->y, 1);
	if (p->draw && a.h)
		draw_text(a, 0, 0, here ? ROLE_TITLE : ROLE_HINT, f->def.label);
	used = utf8_cells(row_text(f));
	put_value(p, i, str_text(&side), role);
	/* Where there is no room beside, the field in use still says what it understood. */
	if (side.len &&
	    (role == ROLE_ERROR ||
	     (here && (!p->side || used >= p->beside - 1 || cut(p, str_text(&side))) && f->def.type != FORM_CHOICE)))
		put_note(p, role, str_text(&side));
	if (f->note)
		put_note(p, f->note_bad ? ROLE_ERROR : ROLE_HINT, f->note);
	else if (f->under && (p->unders || here))
		put_note(p, ROLE_HINT, f->under);
	if (here)
		p->focus_to = p->y;
	str_free(&side);
}

static void put_fields(struct page *p)
{
	p->y = 0;
	p->heading = -1;
	for (int i = 0; i < p->form->spec.n; i++) {
		if (!p->form->fields[i].hidden)
			put_field(p, i);
	}
}

/* Offered names lie over what is below the field, or above it where there is more room. */
static void put_names(const struct page *p, struct area in)
{
	const struct form_field *f = &p->form->fields[p->form->focus];
	struct str b = {0};
	int n = 0, y = p->names_y - in.y, below = in.h - y - 1, w = SIDE * 2;
	struct area a;

	for (; n < 8 && row_name(f, n, &b); n++)
		w = utf8_cells(str_text(&b)) + 3 > w ? utf8_cells(str_text(&b)) + 3 : w;
	if (n > below && y > below)
		a = area_rows(in, y - n < 0 ? 0 : y - n, y < n ? y : n);
	else
		a = area_rows(in, y + 1, n);
	draw_blank(a);
	a = area_sub(a, p->names_x - in.x - 2, 0, a.w, a.h);
	for (int i = 0; i < a.h && row_name(f, i, &b); i++) {
		struct area row = area_sub(a, 0, i, w, 1);

		draw_text(row, 0, 0, ROLE_TITLE, i == f->name_sel ? ">" : " ");
		draw_clip(row, 2, 0, row.w - 3, ROLE_TEXT, str_text(&b));
		if (i == f->name_sel) {
			draw_reverse(row);
			draw_cursor(row, 0, 0);
		}
	}
	str_free(&b);
}

/* --- the box --- */

static void scroll_to_focus(struct page *p)
{
	struct form *f = p->form;

	if (f->scroll + p->area.h > p->y)
		f->scroll = p->y - p->area.h;
	if (p->focus_to > f->scroll + p->area.h)
		f->scroll = p->focus_to - p->area.h;
	if (p->focus_from < f->scroll)
		f->scroll = p->focus_from;
	if (f->scroll < 0)
		f->scroll = 0;
}

/* Rows the fields need in width w; takes away what is only for the eye until they fit into `most`. */
static int measure(struct page *p, int w, int most)
{
	p->draw = false;
	p->area.w = w;
	p->area.h = 0;
	p->gaps = p->unders = true;
	put_fields(p);
	if (p->y > most) {
		p->gaps = false;
		put_fields(p);
	}
	if (p->y > most) {
		p->unders = false;
		put_fields(p);
	}
	return p->y;
}

/* At 80x24 the row that the form is about stays in sight above it. */
static struct area box_area(struct ui *ui, struct area a, int w, int h)
{
	struct layout l = ui_layout(ui);
	struct area room = area_sub(a, 0, 1, a.w, a.h - 1);
	int y;

	if (l.w < 60 || ui->plain)
		return frame_place(ui, a, a.w, room.h);
	y = l.h < 30 ? 3 : (l.h - h) / 2;
	if (y + h > a.h)
		y = a.h - h;
	return area_sub(a, (a.w - w) / 2, y < 1 ? 1 : y, w, h < room.h ? h : room.h);
}

void form_draw(struct ui *ui, struct pane *pane, struct area a, bool focus)
{
	struct form *f = pane->data;
	struct layout l = ui_layout(ui);
	struct page p = {.ui = ui, .form = f, .focus = focus, .label_w = label_width(f), .area = {.canvas = a.canvas}};
	bool strip = f->spec.place == FORM_STRIP, small = l.w < 60, framed = l.borders || (!small && !ui->plain);
	int edge = framed ? 2 : 1, w = strip || small ? a.w : WIDTH < a.w - 6 ? WIDTH : a.w - 6;
	int pad = strip || small ? 0 : 1, foot = f->spec.foot && !small ? 2 : 0, most = a.h - 1 - edge - foot - 2 * pad,
	    h;
	struct area box, in;

	p.side = !small;
	p.beside = f->spec.side ? f->spec.side : SIDE;
	measure(&p, w - (framed ? 2 : 0), most);
	if (pad && !p.unders && measure(&p, w - (framed ? 2 : 0), most + 2) <= most + 2 && p.unders) {
		pad = 0; /* the empty rows at the edges give way to what a line under a field says */
		most += 2;
	}
	h = measure(&p, w - (framed ? 2 : 0), most);
	h = (h > most ? most : h) + edge + foot + 2 * pad;
	box = strip ? area_sub(a, 0, a.h - h < 1 ? 1 : a.h - h, a.w, h) : box_area(ui, a, w, h);
	draw_blank(box);
	if (framed || ui->plain)
		draw_box(box, BOX_DOUBLE, f->title, NULL,
			 f->spec.legend ? f->spec.legend : "`Esc` closes and keeps your draft");
	else
		draw_clip(box, 1, 0, box.w - 2, ROLE_TITLE, f->title);
	in = framed ? area_inside(box) : area_rows(box, 1, box.h - 1);
	p.area = area_sub(in, 0, pad, in.w, in.h - foot - 2 * pad);
	scroll_to_focus(&p);
	p.draw = true;
	put_fields(&p);
	if (foot)
		draw_hints(area_sub(in, 2, in.h - 1 - pad, in.w - 3, 1), 0, 0, ROLE_HINT, f->spec.foot);
	if (focus && f->fields[f->focus].names.len)
		put_names(&p, in);
	ui_advice(ui, f->spec.advice);
}
