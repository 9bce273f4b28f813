/* The columns of a list: header, what it gives, three samples of it. The first row goes on, the second says what the rows are. */
#include "mapping.h"

#include <stdlib.h>
#include <string.h>

#include "menu.h"
#include "rapport/base/utf8.h"
#include "rapport/tui/box.h"
#include "rapport/tui/flow.h"
#include "ui.h"

enum { ROW_GO, ROW_LIST, ROW_COLUMNS };

struct mapping_pane {
	struct mapping_spec spec;
	struct menu menu;
	struct area rows; /* of the last draw, for clicks */
};

static struct sheet_map *map_of(const struct mapping_pane *m)
{
	return &m->spec.look->sheet.map;
}

static const char *header_of(const struct mapping_pane *m, int i, struct str *b)
{
	const char *header = map_of(m)->columns[i].header;

	if (*header)
		return header;
	str_clear(b);
	str_printf(b, "(column %d)", i + 1);
	return str_text(b);
}

/* What H hides. */
static bool is_private(enum column c)
{
	return c == COL_PATIENT_REF || c == COL_PATIENT_NAME || c == COL_BILLED || c == COL_RECEIVED || c == COL_COST;
}

static void samples(struct ui *ui, const struct mapping_pane *m, int i, struct str *b)
{
	const struct sheet_samples *s = &m->spec.look->sheet.samples[i];

	if (face_of(ui)->hide && is_private(sheet_map_gives(map_of(m), i))) {
		str_add(b, "hidden");
		return;
	}
	for (int k = 0; k < SHEET_SAMPLES && s->cell[k]; k++)
		str_printf(b, "%s%s", k ? " \u00b7 " : "", s->cell[k]);
}

/* --- changing what a column gives --- */

static bool offered(const struct sheet_map *m, int i, enum column c)
{
	return sheet_map_may(m, i, c, NULL);
}

/* The one after (or before) what it gives: those that the kind of list uses, and that it is left out. */
static void turn_column(struct mapping_pane *m, int i, int by)
{
	struct sheet_map *map = map_of(m);
	enum list_kind list = sheet_map_list(map);
	int c = sheet_map_gives(map, i);

	do {
		c = (c + by + COL_COUNT + 1) % (COL_COUNT + 1);
	} while (c != COL_NONE &&
		 (!offered(map, i, (enum column)c) || (list != LIST_NONE && !list_uses(list, (enum column)c))));
	sheet_map_set(map, i, (enum column)c, NULL);
}

static void turn_list(struct sheet_map *m, int by)
{
	int n = LIST_COUNT - 1, now = sheet_map_list(m);

	m->list = (enum list_kind)(now == LIST_NONE ? (by > 0 ? 1 : n) : (now - 1 + by + n) % n + 1);
}

static void turn(struct mapping_pane *m, int by)
{
	if (m->menu.sel == ROW_LIST)
		turn_list(map_of(m), by);
	else if (m->menu.sel >= ROW_COLUMNS)
		turn_column(m, m->menu.sel - ROW_COLUMNS, by);
}

/* What may be chosen for a column, in the order of the box. */
struct fields_box {
	struct mapping_pane *m;
	int column;
	enum column fields[COL_COUNT + 1];
};

static void field_chosen(struct ui *ui, void *arg, int chosen)
{
	struct fields_box *x = arg;

	(void)ui;
	sheet_map_set(map_of(x->m), x->column, x->fields[chosen], NULL);
}

/* Which kinds of list use it, where not all do. */
static const char *used_by(enum column c)
{
	bool p = list_uses(LIST_PARTNERS, c), r = list_uses(LIST_REFERRALS, c), l = list_uses(LIST_CONTACTS, c);

	if (p && r && l)
		return NULL;
	return p && r ? "partners, referrals" : p && l ? "partners, contacts" : r ? "referrals" : l ? "contacts" : NULL;
}

static void choose_field(struct ui *ui, struct mapping_pane *m, int i)
{
	struct sheet_map *map = map_of(m);
	struct fields_box *x = mem_alloc(sizeof(*x));
	struct box_choice choices[COL_COUNT + 1];
	struct str title = {0}, b = {0};
	int n = 0, selected = 0;

	x->m = m;
	x->column = i;
	choices[n] = (struct box_choice){NULL, column_label(COL_NONE), NULL};
	x->fields[n++] = COL_NONE;
	for (int c = 0; c < COL_COUNT; c++) {
		if (!offered(map, i, (enum column)c))
			continue;
		if (sheet_map_gives(map, i) == (enum column)c)
			selected = n;
		choices[n] = (struct box_choice){NULL, column_label((enum column)c),
						 c == COL_PATIENT_NAME ? "of patients" : used_by((enum column)c)};
		x->fields[n++] = (enum column)c;
	}
	str_printf(&title, "%s gives", header_of(m, i, &b));
	choice_open(ui, &(struct choice_spec){.title = str_text(&title),
					      .choices = choices,
					      .n = n,
					      .selected = selected,
					      .legend = "type to find   `Enter` chooses   `Esc` closes",
					      .filter = true,
					      .arg = x,
					      .then = field_chosen,
					      .free = free});
	str_free(&title);
	str_free(&b);
}

static void list_chosen(struct ui *ui, void *arg, int chosen)
{
	struct mapping_pane *m = arg;

	(void)ui;
	map_of(m)->list = (enum list_kind)(chosen + 1);
}

static void choose_list(struct ui *ui, struct mapping_pane *m)
{
	struct arena a = {0};
	struct box_choice choices[LIST_COUNT - 1];
	enum list_kind now = sheet_map_list(map_of(m));

	for (int i = 0; i < LIST_COUNT - 1; i++) {
		const char *word = list_word(i + 1);

		choices[i] = (struct box_choice){arena_strndup(&a, word, 1), word,
						 arena_printf(&a, "needs %s", list_needs(i + 1))};
	}
	choice_open(ui, &(struct choice_spec){.title = "The rows are",
					      .choices = choices,
					      .n = LIST_COUNT - 1,
					      .selected = now == LIST_NONE ? 0 : (int)now - 1,
					      .arg = m,
					      .then = list_chosen});
	arena_clear(&a);
}

/* --- keys --- */

static void enter(struct ui *ui, struct mapping_pane *m)
{
	struct err e = {0};

	if (m->menu.sel == ROW_LIST)
		choose_list(ui, m);
	else if (m->menu.sel >= ROW_COLUMNS)
		choose_field(ui, m, m->menu.sel - ROW_COLUMNS);
	else if (sheet_map_complete(map_of(m), &e))
		m->spec.go(ui, m->spec.arg);
	else
		ui_error(ui, &e);
}

static bool click(struct ui *ui, struct mapping_pane *m, struct key k)
{
	int i = m->menu.top + k.y - m->rows.y;

	if (k.code != K_CLICK || !area_has(m->rows, k.x, k.y))
		return false;
	if (i < m->menu.n && i == m->menu.sel)
		enter(ui, m);
	else if (i < m->menu.n)
		m->menu.sel = i;
	return true;
}

static bool mapping_key(struct ui *ui, struct pane *p, struct key k)
{
	struct mapping_pane *m = p->data;

	if (k.code == K_ESC) {
		ui_close(ui, p);
		m->spec.back(ui, m->spec.arg);
	} else if (k.code == K_ENTER) {
		enter(ui, m);
	} else if (k.code == K_LEFT || k.code == K_RIGHT) {
		turn(m, k.code == K_RIGHT ? 1 : -1);
	} else if (k.code == 'j' || k.code == 'k') {
		return menu_key(&m->menu, (struct key){.code = k.code == 'j' ? K_DOWN : K_UP});
	} else {
		return menu_key(&m->menu, k) || click(ui, m, k);
	}
	return true;
}

/* --- drawing --- */

/* What a row of the menu says in its three columns. */
static void row_words(struct ui *ui, const struct mapping_pane *m, int row, struct str cell[3])
{
	const struct sheet_map *map = map_of(m);
	enum list_kind list = sheet_map_list(map);
	struct str b = {0};

	if (row == ROW_GO) {
		str_add(&cell[0], "Go on");
		str_add(&cell[1], "what would come of it");
	} else if (row == ROW_LIST) {
		str_add(&cell[0], "The rows are");
		str_add(&cell[1], list == LIST_NONE ? "not known" : list_word(list));
	} else {
		str_add(&cell[0], header_of(m, row - ROW_COLUMNS, &b));
		str_add(&cell[1], column_label(sheet_map_gives(map, row - ROW_COLUMNS)));
		samples(ui, m, row - ROW_COLUMNS, &cell[2]);
	}
	str_free(&b);
}

static void plain_row(struct area a, int row, const struct str cell[3])
{
	struct str b = {0};

	if (row == ROW_GO)
		str_printf(&b, "%s: %s.", str_text(&cell[0]), str_text(&cell[1]));
	else if (row == ROW_LIST)
		str_printf(&b, "%s %s.", str_text(&cell[0]), str_text(&cell[1]));
	else
		str_printf(&b, "%s: %s. In the file: %s", str_text(&cell[0]), str_text(&cell[1]),
			   cell[2].len ? cell[2].s : "nothing");
	draw_clip(a, 2, 0, a.w - 3, ROLE_TEXT, str_text(&b));
	str_free(&b);
}

/* Header, field and samples: a third each, the samples what is left. Too narrow: without samples. */
static void wide_row(struct area a, int row, const struct sheet_map *map, const struct str cell[3])
{
	bool narrow = a.w < 56;
	int w = narrow     ? (a.w - 3) / 2
		: a.w < 90 ? 22
			   : 30,
	    x = 2 + w, field = narrow || row < ROW_COLUMNS ? a.w - x - 1 : 17;
	bool out = row >= ROW_COLUMNS && sheet_map_gives(map, row - ROW_COLUMNS) == COL_NONE;

	draw_clip(a, 2, 0, w - 2, row == ROW_GO ? ROLE_TITLE : ROLE_TEXT, str_text(&cell[0]));
	draw_clip(a, x, 0, field, out || row == ROW_GO ? ROLE_HINT : ROLE_TEXT, str_text(&cell[1]));
	if (!narrow)
		draw_clip(a, x + 18, 0, a.w - x - 19, ROLE_HINT, str_text(&cell[2]));
}

static void draw_row(struct ui *ui, const struct mapping_pane *m, struct area a, int row, bool focus)
{
	struct str cell[3] = {{0}};
	bool selected = row == m->menu.sel;

	row_words(ui, m, row, cell);
	draw_text(a, 0, 0, ROLE_TITLE, selected ? ">" : " ");
	if (ui->plain)
		plain_row(a, row, cell);
	else
		wide_row(a, row, map_of(m), cell);
	if (selected)
		draw_reverse(a);
	if (selected && focus)
		draw_cursor(a, 2, 0);
	for (int i = 0; i < 3; i++)
		str_free(&cell[i]);
}

/* What the file is, and what its kind of list lacks. Returns the rows. */
static int draw_head(const struct mapping_pane *m, struct area a)
{
	const struct import_look *l = m->spec.look;
	struct str b = {0};
	struct err lacks = {0};
	int rows;

	str_printf(&b, "%s%s.", l->what, l->remembered ? "; columns as the last time" : "");
	draw_clip(a, 1, 0, a.w - 2, ROLE_TEXT, str_text(&b));
	str_clear(&b);
	if (sheet_map_complete(map_of(m), &lacks))
		str_printf(&b, "A %s.", list_title(sheet_map_list(map_of(m))));
	else
		str_printf(&b, "! A%s.", err_text(&lacks) + 1);
	rows = draw_wrapped(area_sub(a, 1, 1, a.w - 2, 2), 0, 0, a.h < 10 ? 1 : 2, lacks.code ? ROLE_ERROR : ROLE_TEXT,
			    str_text(&b));
	err_clear(&lacks);
	str_free(&b);
	return 1 + rows;
}

/* Where the rows have no room for samples, those of the selected one stand below them. */
static int draw_foot(struct ui *ui, const struct mapping_pane *m, struct area a)
{
	struct str b = {0};

	if (a.w >= 56 || ui->plain || m->menu.sel < ROW_COLUMNS)
		return 0;
	samples(ui, m, m->menu.sel - ROW_COLUMNS, &b);
	draw_clip(a, 2, a.h - 1, a.w - 3, ROLE_HINT, b.len ? b.s : "nothing in the first rows");
	str_free(&b);
	return 1;
}

/* In the line below the rows, or in a row of its own where there is no line: how many are out of sight, and the keys to them. */
static void draw_more(struct ui *ui, const struct mapping_pane *m, struct area box)
{
	int above = m->menu.top, below = m->menu.n - m->menu.top - m->rows.h;
	struct str b = {0};

	if (above <= 0 && below <= 0)
		return;
	if (ui->plain)
		str_printf(&b, "`Up` and `Down` reach %d more.", (above > 0 ? above : 0) + (below > 0 ? below : 0));
	else
		str_printf(&b, "`%s%s` %d more", above > 0 ? "\u2191" : "", below > 0 ? "\u2193" : "",
			   (above > 0 ? above : 0) + (below > 0 ? below : 0));
	int cells = hints_cells(str_text(&b));
	struct area a = ui->plain ? area_sub(box, 2, box.h - 1, box.w - 2, 1)
				  : area_sub(box, box.w - cells - 4, box.h - 1, cells + 2, 1);

	draw_blank(a);
	draw_hints(a, ui->plain ? 0 : 1, 0, ROLE_HINT, str_text(&b));
	str_free(&b);
}

static void mapping_draw(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct mapping_pane *m = p->data;
	int w = a.w - 8 < 100 ? a.w - 8 : 100, head, foot;
	struct area box, in;
	struct str title = {0};

	menu_set(&m->menu, ROW_COLUMNS + map_of(m)->n);
	box = frame_place(ui, a, w, m->menu.n + 6);
	str_printf(&title, "Import %s", m->spec.name);
	draw_box(box, BOX_DOUBLE, str_text(&title), "step 2 of 3: its columns",
		 a.w < 60 ? "`Enter` changes  `Esc` back"
			  : "`Enter` changes   `\u2190\u2192` next field   `Esc` back to the file");
	str_free(&title);
	in = area_inside(box);
	head = draw_head(m, in);
	head += in.h > 12;
	foot = draw_foot(ui, m, in);
	foot += ui->plain && m->menu.n > in.h - head - foot;
	m->rows = area_rows(in, head, in.h - head - foot);
	menu_show(&m->menu, m->rows.h);
	draw_more(ui, m, box);
	for (int i = 0; i < m->rows.h && m->menu.top + i < m->menu.n; i++)
		draw_row(ui, m, area_rows(m->rows, i, 1), m->menu.top + i, focus);
	ui_advice(ui, "Nothing is read into the book before you have seen what would come of it.");
}

/* --- life --- */

static void mapping_close(struct ui *ui, struct pane *p)
{
	struct mapping_pane *m = p->data;

	(void)ui;
	if (m->spec.free)
		m->spec.free(m->spec.arg);
	free(m);
}

static const struct pane_type mapping_type = {
	.name = "mapping",
	.title = "Columns of a list",
	.bar = "=Enter Choose, =\u2191\u2193 Move, =\u2190\u2192 Next field, =Esc Back",
	.overlay = true,
	.draw = mapping_draw,
	.key = mapping_key,
	.close = mapping_close,
};

struct pane *mapping_open(struct ui *ui, const struct mapping_spec *spec)
{
	struct mapping_pane *m = mem_alloc(sizeof(*m));

	m->spec = *spec;
	m->menu.n = ROW_COLUMNS + map_of(m)->n;
	if (!sheet_map_complete(map_of(m), NULL))
		m->menu.sel = ROW_COLUMNS;
	return ui_push(ui, &mapping_type, m);
}
