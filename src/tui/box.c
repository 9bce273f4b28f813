#include "rapport/tui/box.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "canvas.h"
#include "menu.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/tui/edit.h"
#include "ui.h"

#define CHOICE_TEXT 68 /* columns of a box with a text in it */

static void free_arg(void (*fn)(void *), void *arg)
{
	if (fn)
		fn(arg);
}

/* --- prompt --- */

struct prompt {
	struct prompt_spec spec;
	struct edit edit;
};

static void prompt_changed(struct ui *ui, struct prompt *m)
{
	if (m->spec.live)
		m->spec.live(ui, m->spec.arg, edit_text(&m->edit));
}

/* Was something said since it opened? Then that has the message row. */
static bool answered(const struct ui *ui)
{
	return ui->in->message.len && ui->in->depth >= ui->in->n;
}

/* What was said of a text that does not stand there any more is of no use. */
static void unsay(struct ui *ui)
{
	if (answered(ui))
		str_clear(&ui->in->message);
}

static bool prompt_enter(struct ui *ui, struct pane *p)
{
	struct prompt *m = p->data;

	if (!m->spec.then || m->spec.then(ui, m->spec.arg, edit_text(&m->edit)))
		ui_close(ui, p);
	return true;
}

static bool prompt_key(struct ui *ui, struct pane *p, struct key k)
{
	struct prompt *m = p->data;
	char *before;
	bool taken;

	if (k.code == K_ENTER)
		return prompt_enter(ui, p);
	if (k.code == K_ESC) {
		unsay(ui);
		ui_close(ui, p);
		if (m->spec.cancelled)
			m->spec.cancelled(ui, m->spec.arg);
		return true;
	}
	before = mem_strdup(edit_text(&m->edit));
	taken = edit_key(&m->edit, k);
	if (taken && strcmp(before, edit_text(&m->edit))) {
		unsay(ui);
		prompt_changed(ui, m);
	}
	free(before);
	return taken || (m->spec.key && m->spec.key(ui, m->spec.arg, k));
}

static bool prompt_paste(struct ui *ui, struct pane *p, const char *text)
{
	struct prompt *m = p->data;

	if (!edit_insert(&m->edit, text)) {
		ui_say(ui, "Pasted text ignored: it holds characters that cannot be shown.");
	} else {
		unsay(ui);
		prompt_changed(ui, m);
	}
	return true;
}

static void prompt_draw(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct prompt *m = p->data;
	struct area row = m->spec.where  ? m->spec.where(ui, m->spec.arg)
			  : answered(ui) ? area_rows(canvas_area(ui->canvas), ui->canvas->h - 3, 1)
					 : ui_message_row(ui);
	int x = m->spec.where ? 0 : 1;

	(void)a;
	draw_blank(row);
	x += draw_text(row, x, 0, ROLE_TITLE, m->spec.label);
	edit_draw(&m->edit, area_sub(row, x, 0, row.w - x, 1), ROLE_TEXT, focus);
}

static void prompt_close(struct ui *ui, struct pane *p)
{
	struct prompt *m = p->data;

	(void)ui;
	free_arg(m->spec.free, m->spec.arg);
	edit_free(&m->edit);
	free(m);
}

static const struct pane_type prompt_type = {
	.name = "prompt",
	.title = "Prompt",
	.bar = "=Enter Keep, =Esc Clear, =Ctrl-U Erase",
	.overlay = true,
	.draw = prompt_draw,
	.key = prompt_key,
	.paste = prompt_paste,
	.close = prompt_close,
};

struct pane *prompt_open(struct ui *ui, const struct prompt_spec *spec)
{
	struct prompt *m = mem_alloc(sizeof(*m));
	struct pane *p;

	m->spec = *spec;
	m->spec.text = NULL;
	edit_set(&m->edit, spec->text ? spec->text : "");
	p = ui_push(ui, &prompt_type, m);
	p->typing = true;
	if (spec->bar)
		p->bar = spec->bar;
	return p;
}

/* --- choice --- */

struct choice_box {
	struct choice_spec spec;
	struct arena arena;
	struct menu menu;
	struct edit filter;
	int *shown; /* which choices pass the filter */
	struct area rows;
};

static void choice_filter(struct choice_box *m)
{
	struct str typed = {0}, word = {0};
	int n = 0;

	utf8_fold(&typed, edit_text(&m->filter));
	for (int i = 0; i < m->spec.n; i++) {
		str_clear(&word);
		utf8_fold(&word, m->spec.choices[i].word);
		if (!typed.len || strstr(str_text(&word), str_text(&typed)))
			m->shown[n++] = i;
	}
	menu_set(&m->menu, n);
	str_free(&typed);
	str_free(&word);
}

static void choice_take(struct ui *ui, struct pane *p, int i)
{
	struct choice_box *m = p->data;

	ui_close(ui, p);
	m->spec.then(ui, m->spec.arg, i);
}

static bool choice_letter(struct ui *ui, struct pane *p, struct key k)
{
	struct choice_box *m = p->data;

	for (int i = 0; i < m->spec.n; i++) {
		const char *key = m->spec.choices[i].key;
		uint32_t cp = 0;

		if (key && *key)
			utf8_decode(key, strlen(key), &cp);
		if (cp && cp == k.code) {
			choice_take(ui, p, i);
			return true;
		}
	}
	return false;
}

static bool choice_click(struct ui *ui, struct pane *p, struct key k)
{
	struct choice_box *m = p->data;
	int i = m->menu.top + k.y - m->rows.y;

	if (k.code != K_CLICK || !area_has(m->rows, k.x, k.y))
		return false;
	if (i < m->menu.n)
		choice_take(ui, p, m->shown[i]);
	return true;
}

static bool choice_key(struct ui *ui, struct pane *p, struct key k)
{
	struct choice_box *m = p->data;

	if (k.code == K_ENTER) {
		if (m->menu.n)
			choice_take(ui, p, m->shown[m->menu.sel]);
		return true;
	}
	if (k.code == K_ESC && m->spec.cancelled) {
		ui_close(ui, p);
		m->spec.cancelled(ui, m->spec.arg);
		return true;
	}
	if (menu_key(&m->menu, k) || choice_click(ui, p, k))
		return true;
	if (m->spec.filter) {
		bool taken = edit_key(&m->filter, k);

		if (taken)
			choice_filter(m);
		return taken;
	}
	if (choice_letter(ui, p, k))
		return true;
	if (k.code == 'j' || k.code == 'k')
		return menu_key(&m->menu, (struct key){.code = k.code == 'j' ? K_DOWN : K_UP});
	return false;
}

static bool choice_paste(struct ui *ui, struct pane *p, const char *text)
{
	struct choice_box *m = p->data;

	(void)ui;
	if (!m->spec.filter || !edit_insert(&m->filter, text))
		return false;
	choice_filter(m);
	return true;
}

/* The widest row: key, word and note. */
static int choice_cells(const struct choice_box *m, bool *keys)
{
	int widest = 0;

	*keys = false;
	for (int i = 0; i < m->spec.n; i++) {
		const struct box_choice *c = &m->spec.choices[i];
		int cells = utf8_cells(c->word) + (c->note ? utf8_cells(c->note) + 3 : 0);

		*keys = *keys || (c->key && *c->key);
		if (cells > widest)
			widest = cells;
	}
	return widest + (*keys ? 3 : 0);
}

static void choice_row(const struct choice_box *m, struct area row, const struct box_choice *c, bool keys,
		       bool selected)
{
	int x = 2;

	draw_text(row, 0, 0, ROLE_TITLE, selected ? ">" : " ");
	if (keys) {
		draw_text(row, x, 0, ROLE_KEY, m->spec.filter ? "" : c->key);
		x += 3;
	}
	x += draw_clip(row, x, 0, row.w - x - 1, ROLE_TEXT, c->word);
	if (c->note)
		draw_right(row, row.w - 1, 0, row.w - 1 - x - 2, ROLE_HINT, c->note);
	if (selected)
		draw_reverse(row);
}

static void choice_draw(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct choice_box *m = p->data;
	const char *legend = m->spec.legend ? m->spec.legend : "`Enter` chooses   `Esc` closes";
	bool keys;
	int w = choice_cells(m, &keys) + 6, h = m->spec.n + 2 + (m->spec.filter ? 1 : 0),
	    least = hints_cells(legend) + 6;
	struct area box, in;

	if (w < least)
		w = least;
	if (w < utf8_cells(m->spec.title) + 6)
		w = utf8_cells(m->spec.title) + 6;
	if (m->spec.text) {
		w = w > CHOICE_TEXT ? w : CHOICE_TEXT;
		w = w < a.w ? w : a.w;
		h += text_rows(m->spec.text, w - 5);
	}
	box = frame_place(ui, a, w, h);
	draw_box(box, BOX_DOUBLE, m->spec.title, NULL, legend);
	in = area_inside(box);
	if (m->spec.text) {
		int rows = in.h - (in.h < 6 ? 1 : 2);

		rows = draw_wrapped(area_sub(in, 2, 0, in.w - 3, rows), 0, 0, rows, ROLE_TEXT, m->spec.text);
		in = area_rows(in, rows, in.h - rows);
	}
	if (m->spec.filter) {
		edit_draw(&m->filter, area_sub(in, 2, 0, in.w - 3, 1), ROLE_TEXT, focus);
		in = area_rows(in, 1, in.h - 1);
	}
	m->rows = in;
	menu_show(&m->menu, in.h);
	for (int i = 0; i < in.h && m->menu.top + i < m->menu.n; i++) {
		bool selected = m->menu.top + i == m->menu.sel;

		choice_row(m, area_rows(in, i, 1), &m->spec.choices[m->shown[m->menu.top + i]], keys, selected);
		if (selected && focus && !m->spec.filter)
			draw_cursor(in, 0, i);
	}
	if (!m->menu.n)
		draw_text(in, 2, 0, ROLE_HINT, "Nothing matches.");
}

static void choice_close(struct ui *ui, struct pane *p)
{
	struct choice_box *m = p->data;

	(void)ui;
	free_arg(m->spec.free, m->spec.arg);
	edit_free(&m->filter);
	arena_clear(&m->arena);
	free(m);
}

static const struct pane_type choice_type = {
	.name = "choice",
	.title = "Choose",
	.bar = "=\u2191\u2193 Choose, =Enter Take, =Esc Close",
	.overlay = true,
	.draw = choice_draw,
	.key = choice_key,
	.paste = choice_paste,
	.close = choice_close,
};

struct pane *choice_open(struct ui *ui, const struct choice_spec *spec)
{
	struct choice_box *m = mem_alloc(sizeof(*m));
	struct box_choice *choices = arena_alloc(&m->arena, sizeof(*choices) * (size_t)(spec->n + 1));
	struct pane *p;

	m->spec = *spec;
	m->spec.title = arena_strdup(&m->arena, spec->title);
	m->spec.text = arena_strdup(&m->arena, spec->text);
	m->spec.choices = choices;
	m->shown = arena_alloc(&m->arena, sizeof(*m->shown) * (size_t)(spec->n + 1));
	for (int i = 0; i < spec->n; i++) {
		choices[i].key = arena_strdup(&m->arena, spec->choices[i].key);
		choices[i].word = arena_strdup(&m->arena, spec->choices[i].word);
		choices[i].note = arena_strdup(&m->arena, spec->choices[i].note);
	}
	choice_filter(m);
	m->menu.sel = spec->selected > 0 && spec->selected < spec->n ? spec->selected : 0;
	p = ui_push(ui, &choice_type, m);
	p->typing = spec->filter;
	return p;
}

/* --- confirmation --- */

struct confirm {
	struct confirm_spec spec;
	struct arena arena;
};

static void confirm_done(struct ui *ui, struct pane *p, bool yes)
{
	struct confirm *m = p->data;

	ui_close(ui, p);
	if (yes)
		m->spec.then(ui, m->spec.arg);
}

static bool confirm_key(struct ui *ui, struct pane *p, struct key k)
{
	struct confirm *m = p->data;
	char letter[5] = {0};

	if (k.code == m->spec.key) {
		confirm_done(ui, p, true);
	} else if (k.code == K_ENTER) {
		utf8_encode(m->spec.key, letter);
		ui_say(ui, "Enter does not confirm this: `%s` %s, `Esc` %s.", letter, m->spec.yes, m->spec.no);
	} else if (k.code == K_ESC) {
		confirm_done(ui, p, false);
	} else {
		return false;
	}
	return true;
}

static void confirm_draw(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct confirm *m = p->data;
	int w = a.w < 70 ? a.w - 4 : 66, rows = text_rows(m->spec.text, w - 4), x;
	struct area box = frame_place(ui, a, w, rows + 6), in;
	char letter[5] = {0};

	draw_box(box, BOX_DOUBLE, m->spec.title, NULL, NULL);
	in = area_sub(area_inside(box), 1, 1, box.w - 4, box.h - 3);
	rows = draw_wrapped(in, 0, 0, in.h - 2, ROLE_TEXT, m->spec.text);
	utf8_encode(m->spec.key, letter);
	x = draw_text(in, 0, rows + 1, ROLE_KEY, letter);
	if (focus)
		draw_cursor(in, 0, rows + 1);
	x += 1 + draw_text(in, x + 1, rows + 1, ROLE_TEXT, m->spec.yes);
	x += 3 + draw_text(in, x + 3, rows + 1, ROLE_KEY, "Esc");
	draw_text(in, x + 1, rows + 1, ROLE_TEXT, m->spec.no);
}

static void confirm_close(struct ui *ui, struct pane *p)
{
	struct confirm *m = p->data;

	(void)ui;
	free_arg(m->spec.free, m->spec.arg);
	arena_clear(&m->arena);
	free(m);
}

static const struct pane_type confirm_type = {
	.name = "confirm",
	.title = "Confirm",
	.bar = "=Esc Keep as it is",
	.overlay = true,
	.draw = confirm_draw,
	.key = confirm_key,
	.close = confirm_close,
};

/* The wanted letter, or the first of the word that is not the key that asked. */
static uint32_t confirming_key(uint32_t wanted, const char *word, uint32_t asked)
{
	if (wanted && (uint32_t)tolower((int)wanted) != (uint32_t)(asked < 128 ? tolower((int)asked) : (int)asked))
		return wanted;
	for (; *word; word++) {
		uint32_t c = (uint32_t)tolower((unsigned char)*word);

		if (isalpha((int)c) && c != (uint32_t)(asked < 128 ? tolower((int)asked) : (int)asked) && c != 'q')
			return c;
	}
	return asked == 'y' ? 'o' : 'y';
}

struct pane *confirm_open(struct ui *ui, const struct confirm_spec *spec)
{
	struct confirm *m = mem_alloc(sizeof(*m));

	m->spec = *spec;
	m->spec.title = arena_strdup(&m->arena, spec->title);
	m->spec.text = arena_strdup(&m->arena, spec->text);
	m->spec.yes = arena_strdup(&m->arena, spec->yes);
	m->spec.no = arena_strdup(&m->arena, spec->no ? spec->no : "Keep");
	m->spec.key = confirming_key(spec->key, spec->yes, ui->key.code);
	return ui_push(ui, &confirm_type, m);
}
