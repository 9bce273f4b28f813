#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/model/words.h"
#include "ui.h"

#define WIDE 100 /* columns from which the clinic, the year and the user are shown */

/* --- layout --- */

struct layout ui_layout(const struct ui *ui)
{
	struct layout l = {.w = ui->term->w, .h = ui->term->h};

	if (l.w < 40 || l.h < 10)
		l.tier = TIER_NONE;
	else if (l.w < 60)
		l.tier = TIER_TINY;
	else if (l.w < 80)
		l.tier = TIER_ONE;
	else if (l.w >= WIDE && l.h >= 30)
		l.tier = TIER_THREE;
	else
		l.tier = TIER_TWO;
	l.strip = l.tier == TIER_TWO && l.h >= 20;
	l.borders = l.h >= 14 && !ui->plain;
	return l;
}

enum box ui_box(const struct ui *ui, bool focus)
{
	return ui->contrast && focus ? BOX_DOUBLE : BOX_SINGLE;
}

static int top_rows(const struct ui *ui)
{
	return ui->plain && ui->canvas->h >= 14 ? 3 : 1;
}

struct area frame_body(struct ui *ui)
{
	int top = top_rows(ui);

	return area_rows(canvas_area(ui->canvas), top, ui->canvas->h - top - 2);
}

struct area frame_overlay(struct ui *ui)
{
	return area_rows(canvas_area(ui->canvas), 0, ui->canvas->h - 2);
}

/* Plain mode shows one thing at a time: what is below would be read between its lines. */
struct area frame_place(struct ui *ui, struct area a, int w, int h)
{
	struct layout l = ui_layout(ui);
	int top = top_rows(ui);

	if (ui->plain) {
		a = area_sub(a, 0, top, a.w, a.h - top);
		draw_blank(a);
		return a;
	}
	a = area_sub(a, 0, 1, a.w, a.h - 1);
	if (l.tier <= TIER_TINY)
		return area_centre(a, a.w, h);
	return area_centre(a, w < a.w - 4 ? w : a.w - 4, h);
}

void frame_too_small(struct ui *ui)
{
	struct area all = canvas_area(ui->canvas);
	char text[160];
	int rows;

	snprintf(text, sizeof(text), "Make the window larger: 40x10 needed, this is %dx%d. Nothing is lost.",
		 ui->term->w, ui->term->h);
	rows = text_rows(text, all.w);
	draw_wrapped(all, 0, all.h > rows ? (all.h - rows) / 2 : 0, all.h, ROLE_TEXT, text);
}

/* --- the title row --- */

static void add_tab(struct ui *ui, int i, bool brief, struct str *b)
{
	const struct ui_tab *tab = &ui->tabs[i];
	bool active = i == ui->tab;

	str_add(b, active ? "[" : "");
	str_printf(b, "%d", i + 1);
	if (!brief)
		str_printf(b, " %s", tab->type->title);
	if (tab->count >= 0)
		str_printf(b, "%s%lld", brief ? ":" : " ", (long long)tab->count);
	str_add(b, active ? "]" : "");
}

static int tabs_cells(struct ui *ui, bool brief)
{
	struct str b = {0};
	int cells = 0;

	for (int i = 0; i < UI_SCREENS; i++) {
		if (!ui->tabs[i].type)
			continue;
		str_clear(&b);
		add_tab(ui, i, brief, &b);
		cells += (cells ? brief ? 1 : 2 : 0) + utf8_cells(str_text(&b));
	}
	str_free(&b);
	return cells;
}

static int draw_tabs(struct ui *ui, struct area row, int x, bool brief)
{
	struct str b = {0};

	for (int i = 0; i < UI_SCREENS; i++) {
		ui->in->tab_w[i] = 0;
		if (!ui->tabs[i].type)
			continue;
		str_clear(&b);
		add_tab(ui, i, brief, &b);
		ui->in->tab_x[i] = x;
		ui->in->tab_w[i] = draw_text(row, x, 0, i == ui->tab ? ROLE_TITLE : ROLE_TEXT, str_text(&b));
		x += ui->in->tab_w[i] + (brief ? 1 : 2);
	}
	str_free(&b);
	return x;
}

/* Day and user, as much of them as fits. */
static void draw_day(struct ui *ui, struct area row, int room)
{
	struct str whole = {0}, day = {0};
	const char *text;

	date_long(&whole, ui->now.today);
	if (ui->user && *ui->user)
		str_printf(&whole, " \u00b7 %s", ui->user);
	date_short(&day, ui->now.today, ui->now.today);
	text = str_text(&day);
	if (row.w >= WIDE && utf8_cells(str_text(&whole)) <= room)
		text = str_text(&whole);
	else if (utf8_cells(text) > room && strchr(text, ' '))
		text = strchr(text, ' ') + 1;
	if (utf8_cells(text) <= room)
		draw_right(row, row.w - 1, 0, room, ROLE_TEXT, text);
	str_free(&whole);
	str_free(&day);
}

static void plain_top(struct ui *ui)
{
	struct area all = canvas_area(ui->canvas);
	struct str b = {0};

	str_add(&b, "rapport");
	if (ui->clinic && *ui->clinic)
		str_printf(&b, "  %s", ui->clinic);
	str_printf(&b, "  screen %d of %d: %s  ", ui->tab + 1, UI_SCREENS, ui_screen_pane(ui)->type->title);
	if (all.w < 70)
		date_short(&b, ui->now.today, ui->now.today);
	else
		date_long(&b, ui->now.today);
	draw_clip(all, 0, 0, all.w, ROLE_TITLE, str_text(&b));
	if (top_rows(ui) > 1)
		draw_tabs(ui, area_rows(all, 1, 1), draw_text(all, 0, 1, ROLE_TEXT, "Tabs: "), false);
	str_free(&b);
}

/* Never a person's name. */
static void set_title(struct ui *ui)
{
	struct str b = {0};

	str_printf(&b, "rapport: %s", ui_screen_pane(ui)->type->title);
	if (ui->tabs[ui->tab].count >= 0)
		str_printf(&b, " %lld", (long long)ui->tabs[ui->tab].count);
	if (!str_eq(str_text(&b), str_text(&ui->in->title))) {
		ui->term->title(ui->term, str_text(&b));
		str_free(&ui->in->title);
		ui->in->title = b;
	} else {
		str_free(&b);
	}
}

void frame_top(struct ui *ui)
{
	struct area row = area_rows(canvas_area(ui->canvas), 0, 1);
	int lead, x, end, cells = tabs_cells(ui, false);
	bool brief;

	set_title(ui);
	if (ui->plain) {
		plain_top(ui);
		return;
	}
	draw_blank(row);
	lead = 1 + draw_text(row, 1, 0, ROLE_TITLE, "rapport");
	if (row.w >= WIDE && ui->clinic && *ui->clinic) {
		int room = row.w - lead - cells - 5;

		lead += draw_text(row, lead, 0, ROLE_TEXT, " \u00b7 ");
		lead += draw_clip(row, lead, 0, room > 40 ? 40 : room, ROLE_TEXT, ui->clinic);
	}
	brief = lead + 2 + cells + 2 + 6 + 1 > row.w;
	x = row.w >= WIDE ? 37 : row.w >= 80 ? 17 : 10;
	if (brief || x < lead + 2)
		x = lead + 2;
	if (!brief && x + cells + 9 > row.w)
		x = row.w - cells - 9;
	end = draw_tabs(ui, row, x, brief);
	draw_day(ui, row, row.w - 1 - end);
}

/* --- the hint bar --- */

/* One hint: the key's label and a word. Returns false at the end of the list. */
struct hint {
	struct str key, word;
};

static void hint_free(struct hint *h)
{
	str_free(&h->key);
	str_free(&h->word);
}

/* Draws it if it ends before x_end. */
static bool put_hint(struct ui *ui, struct area row, int *x, int x_end, const struct hint *h, bool first)
{
	int cells = utf8_cells(str_text(&h->key)) + 1 + utf8_cells(str_text(&h->word));

	if (*x + cells > x_end)
		return false;
	if (ui->plain && !first)
		draw_text(row, *x - 2, 0, ROLE_HINT, ",");
	*x += draw_text(row, *x, 0, ROLE_KEY, str_text(&h->key)) + 1;
	*x += draw_text(row, *x, 0, ROLE_HINT, str_text(&h->word)) + 2;
	return true;
}

/* An entry of a bar's list: "name", "name:Word" or "=key Word". False: no such binding. */
static bool read_hint(struct ui *ui, struct pane *p, const char *s, size_t n, struct hint *h)
{
	char *entry = mem_strndup(s, n), *word;
	const struct binding *b;

	str_clear(&h->key);
	str_clear(&h->word);
	if (entry[0] == '=') {
		word = strchr(entry, ' ');
		str_addn(&h->key, entry + 1, word ? (size_t)(word - entry - 1) : n - 1);
		str_add(&h->word, word ? word + 1 : "");
		free(entry);
		return true;
	}
	word = strchr(entry, ':');
	if (word)
		*word++ = '\0';
	b = bindings_named(p->tables, entry);
	if (!b)
		b = bindings_named(ui->in->globals, entry);
	if (b) {
		binding_label(&ui->keymap, b, &h->key);
		str_add(&h->word, word ? word : b->hint);
	}
	free(entry);
	return b && h->key.len && h->word.len;
}

static void draw_bar_list(struct ui *ui, struct pane *p, struct area row, int x, int x_end)
{
	struct hint h = {0};
	bool first = true;

	for (const char *s = p->bar; *s;) {
		size_t n;

		s += strspn(s, ", ");
		n = strcspn(s, ",");
		if (n && read_hint(ui, p, s, n, &h)) {
			if (!put_hint(ui, row, &x, x_end, &h, first))
				break;
			first = false;
		}
		s += n;
	}
	hint_free(&h);
}

static void draw_bar_tables(struct ui *ui, struct pane *p, struct area row, int x, int x_end)
{
	struct hint h = {0};
	bool first = true;

	for (binding_tables t = p->tables; t && *t; t++) {
		for (const struct binding *b = *t; b->keys || b->name; b++) {
			if (!b->hint)
				continue;
			str_clear(&h.key);
			str_clear(&h.word);
			binding_label(&ui->keymap, b, &h.key);
			str_add(&h.word, b->hint);
			if (!put_hint(ui, row, &x, x_end, &h, first))
				goto done;
			first = false;
		}
	}
done:
	hint_free(&h);
}

static void draw_hint_row(struct ui *ui, struct area row)
{
	struct pane *p = ui_top(ui);
	const char *pin = p->pin ? p->pin : p->typing ? "`F1` Help" : "`?` Help";
	int pinned = row.w - 1 - hints_cells(pin), x = 1;

	draw_blank(row);
	draw_hints(row, pinned, 0, ROLE_HINT, pin);
	if (ui->plain)
		x = draw_text(row, 0, 0, ROLE_HINT, "Keys: ");
	if (p->bar_lead)
		x += draw_text(row, x, 0, ROLE_TITLE, p->bar_lead) + 2;
	if (p->bar)
		draw_bar_list(ui, p, row, x, pinned - 2);
	else
		draw_bar_tables(ui, p, row, x, pinned - 2);
}

/* --- the message line --- */

/* Too long for the row: what is said is cut, and the key that goes on from it stays in sight. */
static void draw_long(struct area line, cell_style style, const char *text)
{
	const char *tail = NULL, *next = text;

	while ((next = strstr(next, "   ")) != NULL)
		tail = next++;
	int w = tail ? hints_cells(tail) : 0, head_w = line.w - w - 1;
	char *head = mem_strndup(text, tail && head_w > 20 ? (size_t)(tail - text) : strlen(text));

	if (!tail || head_w <= 20)
		head_w = line.w - 1;
	else
		draw_hints(line, head_w + 1, 0, style, tail);
	int used = draw_hints(area_cols(line, 0, head_w), 0, 0, style, head);

	draw_text(line, used < head_w ? used : head_w, 0, style, "\u2026");
	free(head);
}

static void draw_message(struct ui *ui, struct area row)
{
	struct ui_private *in = ui->in;
	bool said = in->message.len && in->depth >= in->n;
	const char *text = in->n && !said && in->advice ? in->advice : str_text(&in->message);
	cell_style style = ROLE_TEXT;
	struct area line = area_sub(row, ui->plain ? 0 : 1, 0, row.w - (ui->plain ? 0 : 2), 1);

	if (!*text && in->standing[ui->tab])
		text = in->standing[ui->tab];
	if (text == str_text(&in->message) && in->error)
		style = ROLE_ERROR;
	draw_blank(row);
	if (hints_cells(text) > line.w)
		draw_long(line, style, text);
	else
		draw_hints(line, 0, 0, style, text);
}

void frame_bottom(struct ui *ui)
{
	struct area all = canvas_area(ui->canvas);

	if (!ui->in->row_taken)
		draw_message(ui, area_rows(all, all.h - 2, 1));
	draw_hint_row(ui, area_rows(all, all.h - 1, 1));
}

/* --- the box of second keys --- */

static const char *second_word(const struct binding *b)
{
	return b->hint ? b->hint : b->help ? b->help : b->name;
}

/* Cells of the widest key and the widest word; returns how many rows the table has. */
static int measure_second(struct ui *ui, const struct binding *table, int *key_w, int *word_w)
{
	int n = 0;

	*key_w = *word_w = 1;
	for (const struct binding *b = table; b->keys || b->name; b++, n++) {
		struct str key = {0};
		int cells;

		binding_label(&ui->keymap, b, &key);
		cells = utf8_cells(str_text(&key));
		str_free(&key);
		if (cells > *key_w)
			*key_w = cells;
		cells = hints_cells(second_word(b));
		if (cells > *word_w)
			*word_w = cells;
	}
	return n;
}

void frame_which_key(struct ui *ui, struct area body)
{
	const struct binding *first = ui->in->pending;
	const char *title = first->hint ? first->hint : first->help;
	int key_w, word_w, n = measure_second(ui, first->second, &key_w, &word_w);
	int cell = key_w + 2 + word_w + 3, room = body.h - 2, columns, rows, w;
	struct area box;

	if (room < 1 || !n)
		return;
	columns = (n + room - 1) / room;
	rows = (n + columns - 1) / columns;
	w = columns * cell + 2;
	if (title && w < hints_cells(title) + 6)
		w = hints_cells(title) + 6;
	if (w < 18)
		w = 18;
	box = area_sub(body, body.w - w < 0 ? 0 : body.w - w, body.h - rows - 2, w, rows + 2);
	draw_box(box, BOX_DOUBLE, title, NULL, "`Esc` leaves");
	box = area_inside(box);
	for (int i = 0; i < n; i++) {
		const struct binding *b = &first->second[i];
		struct str key = {0};
		int x = 1 + i / rows * cell;

		binding_label(&ui->keymap, b, &key);
		draw_text(box, x, i % rows, ROLE_KEY, str_text(&key));
		draw_hints(box, x + key_w + 2, i % rows, ROLE_TEXT, second_word(b));
		str_free(&key);
	}
}
