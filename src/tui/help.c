/* Help and palette: both are the binding tables, to be read, searched and run. */
#include <stdlib.h>
#include <string.h>

#include "menu.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/tui/box.h"
#include "rapport/tui/edit.h"
#include "ui.h"

struct item {
	const struct binding *binding;
	const struct binding *first; /* of a second key: the key before it */
	int rank;                    /* in the palette: how well it fits, least first */
};

struct commands {
	struct item *items; /* all there are */
	int n;
	int *shown; /* those that fit what was typed */
	int n_shown;
	struct menu menu;
	struct edit edit;
	struct str about; /* of the pane it was opened over */
};

static bool hidden_by(const struct commands *m, const struct binding *b)
{
	for (int i = 0; i < m->n; i++) {
		if (b->name && m->items[i].binding->name && !strcmp(m->items[i].binding->name, b->name))
			return true;
	}
	return false;
}

static void add_item(struct commands *m, const struct binding *b, const struct binding *first)
{
	m->items = mem_grow(m->items, sizeof(*m->items) * (size_t)(m->n + 1));
	m->items[m->n++] = (struct item){.binding = b, .first = first};
}

/* Does the table hold all keys of the binding? */
static bool has_keys(struct ui *ui, const struct binding *table, const struct binding *b)
{
	const char *keys = keymap_keys(&ui->keymap, b);
	struct key k;

	if (!*keys)
		return false;
	for (size_t n = 0; *keys; keys += n) {
		keys += strspn(keys, " ");
		n = strcspn(keys, " ");
		if (n && (!key_named(keys, n, &k) || !binding_find(&ui->keymap, table, k)))
			return false;
	}
	return true;
}

/* Tables that are asked before this one have all its keys, so that none reaches it. */
static bool shadowed(struct ui *ui, binding_tables over, binding_tables tables, binding_tables upto,
		     const struct binding *b)
{
	bool yes = false;

	for (; over && *over && !yes; over++)
		yes = has_keys(ui, *over, b);
	for (; tables != upto && !yes; tables++)
		yes = has_keys(ui, *tables, b);
	return yes;
}

/* What can be reached of tables; over: those that are asked before. */
static void collect(struct ui *ui, struct commands *m, binding_tables over, binding_tables tables,
		    bool (*wanted)(const struct binding *))
{
	for (binding_tables t = tables; t && *t; t++) {
		for (const struct binding *b = *t; b->keys || b->name; b++) {
			if (wanted(b) && !hidden_by(m, b) && !shadowed(ui, over, tables, t, b))
				add_item(m, b, NULL);
		}
	}
}

static void commands_free(struct commands *m)
{
	free(m->items);
	free(m->shown);
	edit_free(&m->edit);
	str_free(&m->about);
	free(m);
}

/* What the overlay was opened over: its keys are the ones in question. */
static struct pane *below(struct ui *ui, struct pane *p)
{
	for (int i = ui->in->n - 1; i > 0; i--) {
		if (ui->in->stack[i] == p)
			return ui->in->stack[i - 1];
	}
	return ui_screen_pane(ui);
}

static const char *words_of(const struct binding *b)
{
	return b->command ? b->command : b->help ? b->help : b->name ? b->name : "";
}

static void fold_words(struct str *b, const char *s)
{
	struct str plain = {0};

	for (; *s; s++) {
		if (*s != '`')
			str_addc(&plain, *s);
	}
	utf8_fold(b, str_text(&plain));
	str_free(&plain);
}

static void key_of(struct ui *ui, const struct item *it, struct str *b)
{
	if (it->first) {
		binding_label(&ui->keymap, it->first, b);
		str_addc(b, ' ');
	}
	binding_label(&ui->keymap, it->binding, b);
}

static void run_selected(struct ui *ui, struct pane *p)
{
	struct commands *m = p->data;
	struct pane *on = below(ui, p);
	struct item it;
	const char *why;

	if (!m->n_shown)
		return;
	it = m->items[m->shown[m->menu.sel]];
	ui_close(ui, p);
	why = it.first && it.first->why_not ? it.first->why_not(ui, on) : NULL;
	if (why)
		ui_say(ui, "%s", why);
	else
		ui_run_binding(ui, on, it.binding);
	/* Whoever found the first key here has not learnt the second yet. */
	ui->in->which_key = ui->in->pending != NULL;
}

static void commands_close(struct ui *ui, struct pane *p)
{
	(void)ui;
	commands_free(p->data);
}

/* --- help --- */

#define TIPS 5
static const char *const date_tips[TIPS][2] = {
	{"2w 10d", "from today"},     {"fri tom", "by name"},    {"24 mar 3/24", "exact"},
	{"\u2191 \u2193", "one day"}, {"PgUp PgDn", "one week"},
};
static const char *const flag_tips[TIPS][2] = {
	{"!", "next step is late"},      {"*", "next step is today"}, {"+", "a referral not yet thanked"},
	{"~", "no contact for 90 days"}, {"[##-]", "stage 2 of 3"},
};

static bool has_help(const struct binding *b)
{
	return b->help && b->group != GROUP_NONE;
}

/* In the order of the groups. */
static void sort_groups(struct commands *m)
{
	struct item *sorted = mem_alloc(sizeof(*sorted) * (size_t)(m->n + 1));
	int n = 0;

	for (int g = GROUP_DO; g <= GROUP_CLINIC; g++) {
		for (int i = 0; i < m->n; i++) {
			if ((int)m->items[i].binding->group == g)
				sorted[n++] = m->items[i];
		}
	}
	free(m->items);
	m->items = sorted;
	m->n = n;
}

static void help_filter(struct ui *ui, struct commands *m)
{
	struct str typed = {0}, words = {0};

	utf8_fold(&typed, edit_text(&m->edit));
	m->n_shown = 0;
	for (int i = 0; i < m->n; i++) {
		struct str key = {0};

		key_of(ui, &m->items[i], &key);
		str_clear(&words);
		fold_words(&words, m->items[i].binding->help);
		if (!typed.len || strstr(str_text(&words), str_text(&typed)) ||
		    !strcmp(str_text(&key), edit_text(&m->edit)))
			m->shown[m->n_shown++] = i;
		str_free(&key);
	}
	menu_set(&m->menu, m->n_shown);
	str_free(&typed);
	str_free(&words);
}

static int group_count(const struct commands *m, int from, int to)
{
	int n = 0;

	for (int i = 0; i < m->n; i++)
		n += (int)m->items[i].binding->group >= from && (int)m->items[i].binding->group <= to;
	return n;
}

static int widest_key(struct ui *ui, const struct commands *m)
{
	int widest = 0;

	for (int i = 0; i < m->n; i++) {
		struct str key = {0};
		int cells;

		key_of(ui, &m->items[i], &key);
		cells = utf8_cells(str_text(&key));
		str_free(&key);
		if (cells > widest)
			widest = cells;
	}
	return widest;
}

/* Does every line fit beside its key in `cells`? */
static bool helps_fit(const struct commands *m, int key_w, int cells)
{
	for (int i = 0; i < m->n; i++) {
		if (key_w + 5 + hints_cells(m->items[i].binding->help) > cells)
			return false;
	}
	return true;
}

static void draw_item(struct ui *ui, const struct commands *m, struct area row, int nth, int key_w, bool focus)
{
	const struct item *it = &m->items[m->shown[nth]];
	struct str key = {0};

	key_of(ui, it, &key);
	draw_text(row, 2, 0, ROLE_KEY, str_text(&key));
	draw_hints(area_sub(row, 2 + key_w + 2, 0, row.w - key_w - 4, 1), 0, 0, ROLE_TEXT, it->binding->help);
	if (nth == m->menu.sel) {
		draw_text(row, 0, 0, ROLE_TITLE, ">");
		draw_reverse(row);
		if (focus)
			draw_cursor(row, 0, 0);
	}
	str_free(&key);
}

/* Items of groups from..to below each other, with a heading a group; returns the rows used. */
static int draw_groups(struct ui *ui, const struct commands *m, struct area a, int from, int to, int key_w, bool focus)
{
	static const char *const headings[] = {"", "DO", "LOOK", "WHOLE CLINIC"};
	int y = 0, group = 0;

	for (int i = 0; i < m->n_shown; i++) {
		int g = (int)m->items[m->shown[i]].binding->group;

		if (g < from || g > to)
			continue;
		if (g != group)
			draw_text(a, 1, y++, ROLE_TITLE, headings[g]);
		group = g;
		draw_item(ui, m, area_sub(a, 1, y++, a.w - 2, 1), i, key_w, focus);
	}
	return y;
}

static void draw_tips(struct area a, const char *title, const char *const tips[TIPS][2], int key_w)
{
	draw_text(a, 1, 0, ROLE_TITLE, title);
	for (int i = 0; i < TIPS; i++) {
		draw_text(a, 3, 1 + i, ROLE_KEY, tips[i][0]);
		draw_text(a, 3 + key_w + 2, 1 + i, ROLE_TEXT, tips[i][1]);
	}
}

static void draw_list(struct ui *ui, struct commands *m, struct area a, int key_w, bool focus)
{
	menu_show(&m->menu, a.h);
	for (int i = 0; i < a.h && m->menu.top + i < m->n_shown; i++)
		draw_item(ui, m, area_sub(a, 1, i, a.w - 2, 1), m->menu.top + i, key_w, focus);
	if (!m->n_shown)
		draw_text(a, 3, 0, ROLE_HINT, "No key here does that.   All commands: Esc, then :");
}

/* What the pane says of itself, and a row between. */
static int about_rows(const struct commands *m, int cells)
{
	return m->about.len ? text_rows(str_text(&m->about), cells) + 1 : 0;
}

static void help_draw(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct commands *m = p->data;
	int left = group_count(m, GROUP_DO, GROUP_DO) + 1, right = group_count(m, GROUP_LOOK, GROUP_CLINIC) + 2;
	int key_w = widest_key(ui, m), need = (left > right ? left : right) + 2, h, half;
	int about = about_rows(m, (a.w - 4 < 104 ? a.w - 4 : 104) - 6);
	bool tips = a.w >= 100 && a.h - 3 >= about + need + 2 + TIPS + 2;
	struct str title = {0}, typed = {0};
	struct area box, in;

	h = about + (tips ? need + 2 + TIPS + 2 : need + 2);
	key_w = key_w < 7 ? 7 : key_w;
	if (tips && key_w < 11)
		key_w = 11;
	box = frame_place(ui, a, 104, h);
	str_printf(&title, "Help: %s", below(ui, p)->type->title);
	str_printf(&typed, m->edit.text.len ? "search: %s" : "type to search: %s", edit_text(&m->edit));
	draw_box(box, BOX_DOUBLE, str_text(&title), str_text(&typed),
		 "`Enter` does the selected command   `Esc` closes");
	in = area_sub(area_inside(box), 1, 1, box.w - 4, box.h - 2);
	half = in.w / 2;
	if (about) {
		draw_wrapped(area_cols(in, 1, in.w - 2), 0, 0, in.h / 2, ROLE_TEXT, str_text(&m->about));
		about = about < in.h / 2 + 1 ? about : in.h / 2 + 1;
		in = area_rows(in, about, in.h - about);
	}
	if (m->edit.text.len || in.h < need - 1 || !helps_fit(m, key_w, half)) {
		draw_list(ui, m, area_rows(in, 0, in.h - 1), key_w, focus);
	} else {
		draw_groups(ui, m, area_cols(in, 0, half), GROUP_DO, GROUP_DO, key_w, focus);
		draw_groups(ui, m, area_cols(in, half, in.w - half), GROUP_LOOK, GROUP_CLINIC, key_w, focus);
		if (tips) {
			draw_tips(area_sub(in, 0, need - 1, half, TIPS + 1), "TYPING A DATE", date_tips, key_w);
			draw_tips(area_sub(in, half, need - 1, in.w - half, TIPS + 1), "FLAGS IN LISTS", flag_tips,
				  key_w);
		}
	}
	ui_advice(ui, "Every key also works from `:` (All commands).  `F1` is the same as `?`");
	str_free(&title);
	str_free(&typed);
}

static bool help_key(struct ui *ui, struct pane *p, struct key k)
{
	struct commands *m = p->data;

	if (k.code == K_ENTER) {
		run_selected(ui, p);
	} else if (k.code == K_ESC && m->edit.text.len) {
		edit_set(&m->edit, "");
		help_filter(ui, m);
	} else if (menu_key(&m->menu, k)) {
		return true;
	} else if (k.code != K_LEFT && k.code != K_RIGHT && edit_key(&m->edit, k)) {
		help_filter(ui, m);
	} else if (k.code == K_F1) {
		ui_close(ui, p);
	} else {
		return false;
	}
	return true;
}

static const struct pane_type help_type = {
	.name = "help",
	.title = "Help",
	.bar = "=\u2191\u2193 Choose, =Enter Do it, =Esc Close",
	.overlay = true,
	.draw = help_draw,
	.key = help_key,
	.close = commands_close,
};

void help_open(struct ui *ui)
{
	struct commands *m = mem_alloc(sizeof(*m));
	struct pane *p = ui_top(ui);

	collect(ui, m, NULL, p->tables, has_help);
	if (!p->type->overlay && !p->typing)
		collect(ui, m, p->tables, ui->in->globals, has_help);
	sort_groups(m);
	if (p->type->about && !p->typing)
		p->type->about(ui, p, &m->about);
	m->shown = mem_alloc(sizeof(*m->shown) * (size_t)(m->n + 1));
	help_filter(ui, m);
	p = ui_push(ui, &help_type, m);
	p->typing = true;
	p->pin = "man rapport";
}

/* --- palette --- */

#define KEY_CELLS 7 /* that most keys have room in, so that names stand below each other */

static bool has_words(const struct binding *b)
{
	return b->name && (b->command || b->help) && (b->run || b->second);
}

/* 0 best: the name, the beginning of the words, of a word, inside, letters in order; -1: not at all. */
static int fit(const char *words, const char *name, const char *typed)
{
	const char *at = strstr(words, typed), *w = words, *t = typed;

	if (!*typed)
		return 1;
	if (!strcmp(name, typed))
		return 0;
	if (at)
		return at == words ? 1 : at[-1] == ' ' ? 2 : 3;
	for (; *w && *t; w++)
		t += *w == *t;
	return *t ? -1 : 4;
}

static void palette_filter(struct commands *m)
{
	struct str typed = {0}, words = {0};

	utf8_fold(&typed, edit_text(&m->edit));
	m->n_shown = 0;
	for (int rank = 0; rank <= 4; rank++) {
		for (int i = 0; i < m->n; i++) {
			struct item *it = &m->items[i];

			if (!rank) {
				str_clear(&words);
				fold_words(&words, words_of(it->binding));
				it->rank = fit(str_text(&words), it->binding->name, str_text(&typed));
			}
			if (it->rank == rank)
				m->shown[m->n_shown++] = i;
		}
	}
	m->menu.sel = 0;
	menu_set(&m->menu, m->n_shown);
	str_free(&typed);
	str_free(&words);
}

static void palette_row(struct ui *ui, const struct commands *m, struct area row, int nth)
{
	const struct item *it = &m->items[m->shown[nth]];
	struct str key = {0}, words = {0};
	int used, name_w = utf8_cells(it->binding->name), key_w;

	key_of(ui, it, &key);
	key_w = utf8_cells(str_text(&key)) < KEY_CELLS ? KEY_CELLS : utf8_cells(str_text(&key));
	str_add(&words, words_of(it->binding));
	draw_text(row, 0, 0, ROLE_TITLE, nth == m->menu.sel ? ">" : " ");
	used = draw_hints(area_sub(row, 2, 0, row.w - 14, 1), 0, 0, ROLE_TEXT, str_text(&words));
	draw_right(row, row.w - 1, 0, row.w - used - 5, ROLE_KEY, str_text(&key));
	if (2 + used + 2 + name_w + 2 + key_w < row.w)
		draw_right(row, row.w - 3 - key_w, 0, name_w, ROLE_HINT, it->binding->name);
	if (nth == m->menu.sel)
		draw_reverse(row);
	str_free(&key);
	str_free(&words);
}

static void palette_draw(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct commands *m = p->data;
	struct area box = frame_place(ui, a, 76, m->n + 4 < a.h - 3 ? m->n + 4 : a.h - 3), in, rows;

	draw_box(box, BOX_DOUBLE, "All commands", NULL, "`Enter` does it   `Esc` closes");
	in = area_sub(area_inside(box), 1, 0, box.w - 4, box.h - 2);
	draw_text(in, 0, 0, ROLE_KEY, ":");
	edit_draw(&m->edit, area_sub(in, 2, 0, in.w - 2, 1), ROLE_TEXT, focus);
	rows = area_rows(in, 2, in.h - 2);
	menu_show(&m->menu, rows.h);
	for (int i = 0; i < rows.h && m->menu.top + i < m->n_shown; i++)
		palette_row(ui, m, area_rows(rows, i, 1), m->menu.top + i);
	if (!m->n_shown)
		draw_text(rows, 2, 0, ROLE_HINT, "No command is called so.");
	ui_advice(ui, "Type a part of what you want to do. At the right: its name and its key.");
}

static bool palette_key(struct ui *ui, struct pane *p, struct key k)
{
	struct commands *m = p->data;

	if (k.code == K_ENTER) {
		run_selected(ui, p);
		return true;
	}
	if (menu_key(&m->menu, k))
		return true;
	if (!edit_key(&m->edit, k))
		return false;
	palette_filter(m);
	return true;
}

static bool palette_paste(struct ui *ui, struct pane *p, const char *text)
{
	struct commands *m = p->data;

	(void)ui;
	if (!edit_insert(&m->edit, text))
		return false;
	palette_filter(m);
	return true;
}

static const struct pane_type palette_type = {
	.name = "palette",
	.title = "All commands",
	.bar = "=\u2191\u2193 Choose, =Enter Do it, =Esc Close",
	.overlay = true,
	.draw = palette_draw,
	.key = palette_key,
	.paste = palette_paste,
	.close = commands_close,
};

/* A second key is a command of its own. */
static void add_seconds(struct commands *m)
{
	for (int i = 0, n = m->n; i < n; i++) {
		const struct binding *first = m->items[i].binding;

		for (const struct binding *b = first->second; b && b->name; b++) {
			if (b->run && (b->command || b->help) && !hidden_by(m, b))
				add_item(m, b, first);
		}
	}
}

void palette_open(struct ui *ui)
{
	struct commands *m = mem_alloc(sizeof(*m));
	struct pane *p = ui_top(ui);

	collect(ui, m, NULL, p->tables, has_words);
	collect(ui, m, p->tables, ui->in->globals, has_words);
	add_seconds(m);
	m->shown = mem_alloc(sizeof(*m->shown) * (size_t)(m->n + 1));
	palette_filter(m);
	p = ui_push(ui, &palette_type, m);
	p->typing = true;
}
