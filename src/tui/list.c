#include "rapport/tui/list.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define MARKS_MOST 10000

void list_init(struct list *l, const struct list_type *type, void *arg)
{
	*l = (struct list){.type = type, .arg = arg, .height = 1, .sel = -1};
}

static void drop_rows(struct list *l)
{
	free(l->rows);
	l->rows = NULL;
	arena_clear(&l->arena);
	l->n = 0;
}

void list_free(struct list *l)
{
	drop_rows(l);
	free(l->marks);
	*l = (struct list){.sel = -1};
}

static void *row_at(const struct list *l, int i)
{
	return i >= 0 && i < l->n ? l->rows[i] : NULL;
}

const void *list_row(const struct list *l)
{
	return row_at(l, l->sel);
}

uint64_t list_id(const struct list *l)
{
	const void *row = list_row(l);

	return row ? l->type->id(row) : 0;
}

uint64_t list_beside(const struct list *l, int by)
{
	int i = l->sel + by;

	return l->sel >= 0 && i >= 0 && i < l->n ? l->type->id(l->rows[i]) : 0;
}

static bool selectable(const struct list *l, int i)
{
	return row_at(l, i) && l->type->id(l->rows[i]) != 0;
}

/* The selectable row nearest to i, first downwards. */
static int nearest(const struct list *l, int i)
{
	if (i < 0)
		i = 0;
	for (int d = i; d < l->n; d++) {
		if (selectable(l, d))
			return d;
	}
	for (int u = (i < l->n ? i : l->n) - 1; u >= 0; u--) {
		if (selectable(l, u))
			return u;
	}
	return -1;
}

static int index_of(const struct list *l, uint64_t id)
{
	for (int i = 0; i < l->n; i++) {
		if (l->type->id(l->rows[i]) == id)
			return i;
	}
	return -1;
}

static bool whole(const struct list *l)
{
	return l->type->all != NULL;
}

/* --- reading --- */

/* How far the window reaches to either side of the selection. */
static int reach(const struct list *l)
{
	return l->page > 20 ? 2 * l->page : 40;
}

static void add_rows(struct list *l, void *rows, int n)
{
	l->rows = mem_grow(l->rows, sizeof(*l->rows) * (size_t)(l->n + n + 1));
	for (int i = 0; i < n; i++)
		l->rows[l->n++] = (char *)rows + (size_t)i * l->type->size;
}

/* What a new window replaces. */
struct old {
	void **rows;
	struct arena arena;
	int n;
};

static struct old begin_window(struct list *l)
{
	struct old old = {l->rows, l->arena, l->n};

	l->rows = NULL;
	l->arena = (struct arena){0};
	l->n = 0;
	return old;
}

static bool end_window(struct list *l, struct old *old, bool ok)
{
	if (ok) {
		free(old->rows);
		arena_clear(&old->arena);
	} else {
		drop_rows(l);
		l->rows = old->rows;
		l->arena = old->arena;
		l->n = old->n;
	}
	return ok;
}

static bool read_all(struct list *l, struct err *e)
{
	struct old old = begin_window(l);
	void *rows = NULL;
	int n = 0;
	bool ok = l->type->all(l->arg, &l->arena, &rows, &n, e);

	if (ok) {
		add_rows(l, rows, n);
		l->at_start = l->at_end = true;
	}
	return end_window(l, &old, ok);
}

/* The window at one end of the list. */
static bool read_end(struct list *l, bool last, struct err *e)
{
	struct old old = begin_window(l);
	int limit = 2 * reach(l), n = 0;
	void *rows = NULL;
	bool ok = l->type->fetch(l->arg, NULL, last, limit, &l->arena, &rows, &n, e);

	if (ok) {
		add_rows(l, rows, n);
		l->at_start = !last || n < limit;
		l->at_end = last || n < limit;
	}
	return end_window(l, &old, ok);
}

/* The window around `row` (in the new arena or still in the old one); held: the row itself belongs into it. *at gets where it stands,
 * or where it would. */
static bool read_around(struct list *l, void *row, bool held, int *at, struct err *e)
{
	int limit = reach(l), n_before = 0, n_after = 0;
	void *before = NULL, *after = NULL;

	if (!l->type->fetch(l->arg, row, true, limit, &l->arena, &before, &n_before, e) ||
	    !l->type->fetch(l->arg, row, false, limit, &l->arena, &after, &n_after, e))
		return false;
	add_rows(l, before, n_before);
	*at = l->n;
	if (held)
		add_rows(l, row, 1);
	add_rows(l, after, n_after);
	l->at_start = n_before < limit;
	l->at_end = n_after < limit;
	return true;
}

/* The window around the row of an id; where it has gone, around where `was` stood. *found says which. */
static bool read_id(struct list *l, uint64_t id, void *was, bool *found, int *at, struct err *e)
{
	struct old old = begin_window(l);
	void *row = NULL;
	bool ok = l->type->find(l->arg, id, &l->arena, &row, e);

	*found = row != NULL;
	if (ok && (row || was))
		ok = read_around(l, row ? row : was, row != NULL, at, e);
	else if (ok)
		return end_window(l, &old, false);
	return end_window(l, &old, ok);
}

static void clamp_top(struct list *l)
{
	int most = l->n - l->page;

	if (l->sel >= 0 && l->page > 0) {
		if (l->top > l->sel)
			l->top = l->sel;
		if (l->top < l->sel - l->page + 1)
			l->top = l->sel - l->page + 1;
	}
	if (l->top > most && l->at_end)
		l->top = most;
	if (l->top < 0)
		l->top = 0;
	/* A heading right above the first row in sight is shown with it. */
	if (l->top == l->sel && l->page > 1) {
		while (l->top > 0 && l->sel - l->top < l->page - 1 && !selectable(l, l->top - 1))
			l->top--;
	}
}

bool list_load(struct list *l, struct err *e)
{
	uint64_t id = list_id(l);
	int offset = l->sel - l->top, was = l->sel, at = 0;
	bool found = false;

	if (whole(l)) {
		if (!read_all(l, e))
			return false;
		at = id ? index_of(l, id) : -1;
		found = at >= 0;
		l->sel = nearest(l, found ? at : id ? was : 0);
	} else if (id) {
		if (!read_id(l, id, l->rows[l->sel], &found, &at, e))
			return false;
		l->sel = nearest(l, at);
	} else {
		if (!read_end(l, false, e))
			return false;
		l->sel = nearest(l, 0);
	}
	l->top = l->sel < 0 || !id ? 0 : l->sel - offset;
	clamp_top(l);
	return true;
}

void list_reset(struct list *l)
{
	l->sel = -1;
	l->top = 0;
}

/* Reads further where the rows in sight, or `by` rows on, are not all in the window. */
static bool ensure(struct list *l, int by, struct err *e)
{
	int first = l->sel + by < l->top ? l->sel + by : l->top;
	int last = l->sel + by > l->top + l->page ? l->sel + by : l->top + l->page;
	int offset = l->sel - l->top, at = l->sel;
	bool found;

	if (whole(l) || l->sel < 0)
		return true;
	if ((first >= 0 || l->at_start) && (last < l->n || l->at_end))
		return true;
	if (!read_id(l, list_id(l), l->rows[l->sel], &found, &at, e))
		return false;
	l->sel = nearest(l, at);
	l->top = l->sel - offset;
	clamp_top(l);
	return true;
}

/* --- moving --- */

bool list_select(struct list *l, uint64_t id, struct err *e)
{
	int at = index_of(l, id), offset = l->sel - l->top;
	bool found = at >= 0;

	if (!id)
		return false;
	if (!found && !whole(l)) {
		if (!read_id(l, id, NULL, &found, &at, e) || !found)
			return false;
		l->top = at - offset;
	}
	if (!found)
		return false;
	l->sel = at;
	clamp_top(l);
	return ensure(l, 0, e);
}

bool list_move(struct list *l, int by, struct err *e)
{
	int step = by < 0 ? -1 : 1, to, last;

	if (l->sel < 0 || !ensure(l, by, e))
		return false;
	last = to = l->sel;
	for (int left = abs(by); left > 0 && row_at(l, to + step); left--) {
		to += step;
		/* A heading is passed without being counted where one row is meant, so that each key moves. */
		while (abs(by) == 1 && row_at(l, to) && !selectable(l, to))
			to += step;
		if (selectable(l, to))
			last = to;
	}
	if (last == l->sel) {
		/* Headings above the first row come into sight. */
		if (by < 0)
			l->top = l->top + by > 0 ? l->top + by : 0;
		clamp_top(l);
		return false;
	}
	l->sel = last;
	clamp_top(l);
	return ensure(l, 0, e);
}

static void to_end(struct list *l, bool last, struct err *e)
{
	if (!whole(l) && !(last ? l->at_end : l->at_start) && !read_end(l, last, e))
		return;
	l->sel = nearest(l, last ? l->n - 1 : 0);
	l->top = last ? l->n : 0;
	clamp_top(l);
}

static bool mouse_key(struct list *l, struct key k, struct err *e)
{
	int i;

	if (!area_has(l->area, k.x, k.y))
		return false;
	if (k.code != K_CLICK) {
		list_move(l, k.code == K_WHEEL_UP ? -3 : 3, e);
		return true;
	}
	i = l->top + (k.y - l->area.y) / l->height;
	if (selectable(l, i)) {
		l->sel = i;
		clamp_top(l);
	}
	return true;
}

static bool mark_key(struct list *l, struct key k, struct err *e)
{
	if (k.code == '*')
		return list_mark_all(l, e) || true;
	if (list_id(l)) {
		list_mark(l, list_id(l), !list_marked(l, list_id(l)));
		list_move(l, 1, e);
	}
	return true;
}

bool list_key(struct list *l, struct key k, struct err *e)
{
	int page = l->page > 1 ? l->page - 1 : 1;

	switch (k.code) {
	case K_UP:
	case 'k':
		list_move(l, -1, e);
		return true;
	case K_DOWN:
	case 'j':
		list_move(l, 1, e);
		return true;
	case K_PGUP:
		list_move(l, -page, e);
		return true;
	case K_PGDN:
		list_move(l, page, e);
		return true;
	case K_HOME:
	case 'g':
		to_end(l, false, e);
		return true;
	case K_END:
	case 'G':
		to_end(l, true, e);
		return true;
	case K_CLICK:
	case K_WHEEL_UP:
	case K_WHEEL_DOWN:
		return mouse_key(l, k, e);
	case ' ':
	case '*':
		return !l->no_marks && mark_key(l, k, e);
	default:
		return false;
	}
}

/* --- marks --- */

static int id_order(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static uint64_t *mark_of(const struct list *l, uint64_t id)
{
	return l->n_marks ? bsearch(&id, l->marks, (size_t)l->n_marks, sizeof(id), id_order) : NULL;
}

bool list_marked(const struct list *l, uint64_t id)
{
	return mark_of(l, id) != NULL;
}

static void add_mark(struct list *l, uint64_t id)
{
	if (!id || list_marked(l, id))
		return;
	l->marks = mem_grow(l->marks, sizeof(id) * (size_t)(l->n_marks + 1));
	l->marks[l->n_marks++] = id;
	if (l->n_marks > 1 && l->marks[l->n_marks - 2] > id)
		qsort(l->marks, (size_t)l->n_marks, sizeof(id), id_order);
}

void list_mark(struct list *l, uint64_t id, bool on)
{
	uint64_t *mark = mark_of(l, id);

	if (on) {
		add_mark(l, id);
	} else if (mark) {
		memmove(mark, mark + 1, sizeof(id) * (size_t)(l->marks + l->n_marks - mark - 1));
		l->n_marks--;
	}
}

void list_unmark(struct list *l)
{
	l->n_marks = 0;
}

/* The ids of the whole list into *ids, which the caller frees. */
static bool all_ids(struct list *l, uint64_t **ids, int *n, struct err *e)
{
	struct arena arena[2] = {{0}, {0}};
	const void *from = NULL;
	int got = l->n, turn = 0;
	bool ok = true;

	*n = 0;
	*ids = mem_alloc(sizeof(**ids) * (size_t)(whole(l) ? l->n + 1 : MARKS_MOST));
	for (int i = 0; whole(l) && i < l->n; i++)
		(*ids)[(*n)++] = l->type->id(l->rows[i]);
	/* The last row read is the key to the next ones, so its arena lives one turn longer. */
	while (!whole(l) && ok && *n < MARKS_MOST && (got || !from)) {
		int limit = MARKS_MOST - *n < 500 ? MARKS_MOST - *n : 500;
		void *rows = NULL;

		arena_clear(&arena[turn]);
		got = 0;
		ok = l->type->fetch(l->arg, from, false, limit, &arena[turn], &rows, &got, e);
		for (int i = 0; ok && i < got; i++) {
			from = (char *)rows + (size_t)i * l->type->size;
			(*ids)[(*n)++] = l->type->id(from);
		}
		turn = !turn;
		if (!got)
			break;
	}
	arena_clear(&arena[0]);
	arena_clear(&arena[1]);
	return ok;
}

bool list_mark_all(struct list *l, struct err *e)
{
	uint64_t *ids;
	int n, added = 0;
	bool ok = all_ids(l, &ids, &n, e);

	for (int i = 0; ok && i < n; i++)
		added += ids[i] && !list_marked(l, ids[i]);
	if (ok && !added) {
		list_unmark(l);
	} else if (ok) {
		uint64_t *more = mem_grow(l->marks, sizeof(*ids) * (size_t)(l->n_marks + n));
		int old = l->n_marks;

		l->marks = more;
		for (int i = 0; i < n; i++) {
			if (ids[i] && !(old && bsearch(&ids[i], more, (size_t)old, sizeof(*ids), id_order)))
				more[l->n_marks++] = ids[i];
		}
		qsort(more, (size_t)l->n_marks, sizeof(*ids), id_order);
	}
	free(ids);
	return ok;
}

/* --- drawing --- */

static const char *row_mark(bool selected, bool marked)
{
	if (marked)
		return selected ? "X" : "x";
	return selected ? ">" : " ";
}

void list_draw(struct list *l, struct area a, enum list_focus focus)
{
	int page = l->height ? a.h / l->height : 0;

	l->area = a;
	if (page != l->page) {
		struct err e = {0};

		l->page = page;
		clamp_top(l);
		/* Only when the window has grown past what was read; where that fails, fewer rows are in sight. */
		ensure(l, 0, &e);
		err_clear(&e);
	}
	for (int i = 0; i < page && l->top + i < l->n; i++) {
		int at = l->top + i;
		struct area row = area_rows(a, i * l->height, l->height);
		struct list_look look = {.selected = at == l->sel && focus != LIST_NONE, .focus = focus == LIST_FOCUS};

		look.marked = list_marked(l, l->type->id(l->rows[at]));
		l->type->draw(l->arg, row, l->rows[at], &look);
		draw_text(row, 0, 0, look.selected || look.marked ? ROLE_TITLE : ROLE_TEXT,
			  row_mark(look.selected, look.marked));
		if (look.selected && look.focus) {
			draw_reverse(row);
			draw_cursor(row, 0, 0);
		}
	}
}
