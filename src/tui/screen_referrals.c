/* Referrals: the list of one source or of all, the newest first. */
#include "screen_referrals.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/day.h"
#include "rapport/base/mem.h"

#define COUNT_MOST 1000

struct referrals *referrals_of(struct pane *p)
{
	return p->data;
}

const struct referral_row *referrals_row(const struct referrals *r)
{
	return list_row(&r->list);
}

static struct store *store_in(const struct referrals *r)
{
	return face_of(r->ui)->app.store;
}

/* --- the list --- */

static uint64_t row_id(const void *row)
{
	return ((const struct referral_row *)row)->id;
}

static bool fetch(void *arg, const void *from, bool before, int limit, struct arena *a, void **rows, int *n,
		  struct err *e)
{
	struct referrals *r = arg;
	struct referral_row *found;

	if (!store_referrals(store_in(r), &r->filter, from, before, limit, a, &found, n, e))
		return false;
	*rows = found;
	return true;
}

static bool find(void *arg, uint64_t id, struct arena *a, void **row, struct err *e)
{
	struct referrals *r = arg;
	struct referral_row *one = arena_alloc(a, sizeof(*one));
	bool found;

	if (!store_referral_row(store_in(r), &r->filter, id, a, one, &found, e))
		return false;
	*row = found ? one : NULL;
	return true;
}

static const struct list_type referral_list = {
	.size = sizeof(struct referral_row), .id = row_id, .fetch = fetch, .find = find, .draw = referrals_draw_row};

/* --- what the keys are about --- */

/* The sources of the marked referrals, each once. */
static struct whom marked(struct pane *p, struct arena *a)
{
	struct referrals *r = referrals_of(p);
	uint64_t *ids = arena_alloc(a, sizeof(*ids) * (size_t)(r->list.n_marks + 1));
	int n = 0;

	for (int i = 0; i < r->list.n_marks; i++) {
		struct referral ref;
		bool new = store_get(store_in(r), KIND_REFERRAL, r->list.marks[i], a, &ref, NULL) && ref.source_id;

		for (int k = 0; new &&k < n; k++)
			new = ids[k] != ref.source_id;
		if (new)
			ids[n++] = ref.source_id;
	}
	return (struct whom){ids, n};
}

/* What d z x settle: what the referrals owe; nothing: said. */
static bool items(struct pane *p, struct arena *a, struct items *items)
{
	struct referrals *r = referrals_of(p);
	uint64_t id = list_id(&r->list);
	struct whom refs =
		r->list.n_marks ? (struct whom){r->list.marks, r->list.n_marks} : (struct whom){&id, id != 0};
	struct err e = {0};

	if (!app_referral_items(&face_of(r->ui)->app, refs, a, items, &e)) {
		ui_error(r->ui, &e);
		*items = (struct items){.n = 0};
	}
	return true;
}

/* --- life --- */

void referrals_life_lines(struct referrals *r)
{
	struct life_view *v = &r->view;
	struct face *face = face_of(r->ui);

	arena_clear(&v->words);
	v->hide = face->hide;
	app_life_lines(&face->app, &v->life, v->hide, &v->words, &v->lines, &v->n);
	v->why = v->life.n_owed ? arena_printf(&v->words, "%s.", v->life.owed[0].why) : NULL;
}

/* The life of the selected referral, once for each state of the book. */
static void read_life(struct referrals *r)
{
	struct life_view *v = &r->view;
	uint64_t id = list_id(&r->list);
	struct err e = {0};

	if (v->id == id && v->revision == r->ui->revision)
		return;
	arena_clear(&v->arena);
	v->id = 0;
	v->revision = r->ui->revision;
	if (!id)
		return;
	if (!app_life(&face_of(r->ui)->app, id, &v->arena, &v->life, &e)) {
		ui_error(r->ui, &e);
		return;
	}
	v->id = id;
	referrals_life_lines(r);
}

static void note_selected(struct ui *ui, struct pane *p)
{
	struct referrals *r = referrals_of(p);
	const struct referral_row *row = referrals_row(r);

	r->selected.row = row != NULL;
	if (row && row->source_id)
		selected_set(ui, p, row->source_id);
	else
		r->selected.source_id = row ? 0 : r->filter.source_id;
	read_life(r);
}

/* A source that is gone leaves everybody's list. */
static void read_name(struct referrals *r)
{
	struct arena a = {0};
	struct source s;

	free(r->name);
	r->name = NULL;
	if (!r->filter.source_id)
		return;
	if (store_get(store_in(r), KIND_SOURCE, r->filter.source_id, &a, &s, NULL))
		r->name = mem_strdup(s.name);
	else
		r->filter.source_id = r->source_id = 0;
	arena_clear(&a);
}

static void count(struct referrals *r)
{
	bool whole = r->list.at_start && r->list.at_end;

	r->count = whole ? r->list.n : store_referrals_count(store_in(r), &r->filter, COUNT_MOST);
	r->more = !whole && r->count == COUNT_MOST;
}

static void load(struct ui *ui, struct pane *p)
{
	struct referrals *r = referrals_of(p);
	struct err e = {0};

	r->filter.today = ui->now.today;
	read_name(r);
	if (!list_load(&r->list, &e)) {
		ui_error(ui, &e);
		return;
	}
	if (r->selected.acting)
		list_unmark(&r->list);
	r->selected.acting = false;
	count(r);
	note_selected(ui, p);
}

void referrals_show(struct ui *ui, struct pane *p, enum referral_which which)
{
	struct referrals *r = referrals_of(p);

	(void)ui;
	r->filter.which = which;
	list_reset(&r->list);
	list_unmark(&r->list);
	p->revision = 0;
}

static void open_pane(struct ui *ui, struct pane *p, void *arg)
{
	struct referrals *r = mem_alloc(sizeof(*r));

	r->ui = ui;
	r->source_id = *(uint64_t *)arg;
	r->filter = (struct referral_filter){.source_id = r->source_id, .since = DAY_NONE};
	r->selected.marked = marked;
	r->selected.items = items;
	list_init(&r->list, &referral_list, r);
	p->data = r;
}

static void close_pane(struct ui *ui, struct pane *p)
{
	struct referrals *r = p->data;

	(void)ui;
	list_free(&r->list);
	arena_clear(&r->view.arena);
	arena_clear(&r->view.words);
	str_free(&r->selected.lead);
	free(r->name);
	free(r);
}

static bool key(struct ui *ui, struct pane *p, struct key k)
{
	struct referrals *r = referrals_of(p);
	struct err e = {0};

	if (k.code == K_ESC && r->list.n_marks) {
		list_unmark(&r->list);
		return true;
	}
	if (k.code == K_ESC && r->filter.which != REFERRALS_ALL) {
		referrals_show(ui, p, REFERRALS_ALL);
		return true;
	}
	bool taken = list_key(&r->list, k, &e);

	r->selected.acting = false;
	if (e.code)
		ui_error(ui, &e);
	if (taken)
		note_selected(ui, p);
	return taken;
}

static const struct binding *const tables[] = {referrals_bindings, mark_bindings, selected_bindings, NULL};

static const struct pane_type referrals_type = {
	.name = "referrals",
	.title = "Referrals",
	.bar = "status, edit, thank, log, done, filter, referrals, open, mark, refer, commands, =Esc Back",
	.tables = tables,
	.open = open_pane,
	.load = load,
	.draw = referrals_draw,
	.key = key,
	.close = close_pane,
};

void flow_referrals(struct ui *ui, uint64_t source_id)
{
	struct pane *top = ui_top(ui);

	if (top->type != &referrals_type) {
		ui_push(ui, &referrals_type, &source_id);
		return;
	}
	struct referrals *r = referrals_of(top);

	r->filter.source_id = source_id;
	referrals_show(ui, top, r->filter.which);
}
