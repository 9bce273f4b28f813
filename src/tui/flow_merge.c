/* The same person twice: the list of likely pairs, and the two side by side. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/app/keeping.h"
#include "rapport/base/utf8.h"
#include "rapport/tui/box.h"

/* --- side by side --- */

struct merge_form {
	struct arena arena;
	struct merge_plan plan;
	struct form_row *rows;
	int n;
};

static void free_merge(void *arg)
{
	struct merge_form *m = arg;

	arena_clear(&m->arena);
	free(m);
}

static bool merge(struct ui *ui, struct merge_form *m, struct err *e)
{
	struct said said = {0};

	if (!app_merge(&face_of(ui)->app, &m->plan, &said, e)) {
		said_free(&said);
		return false;
	}
	return flow_say(ui, true, &said, e);
}

static bool save_merge(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct merge_form *m = arg;

	for (int i = 0; i < m->plan.n_choices; i++) {
		struct merge_field *field = &m->plan.fields[i];
		const char *taken = form_text(f, field->field->name);

		field->take = !strcmp(taken, "both") ? MERGE_BOTH : !strcmp(taken, "who") ? MERGE_WHO : MERGE_INTO;
	}
	return merge(ui, m, e) || form_refused(e);
}

/* Columns of equal width: the label and what a form needs around its values is left out. */
static int column(struct ui *ui, const struct merge_form *m)
{
	struct layout l = ui_layout(ui);
	int label = 6, w = l.w < 60 ? l.w : l.w < 90 ? l.w - 6 : 84;

	for (int i = 0; i < m->plan.n_choices; i++) {
		int cells = utf8_cells(m->plan.fields[i].field->label);

		label = cells > label ? cells : label;
	}
	w = (w - label - 9) / 2 - 4;
	return w < 10 ? 10 : w > 30 ? 30 : w;
}

static const char *cell(struct merge_form *m, const char *text, int w)
{
	struct str line = {0}, b = {0};

	for (const char *s = text; *s; s++)
		str_addc(&line, *s == '\n' || *s == '\t' ? ' ' : *s);
	utf8_clip(&b, str_text(&line), w, true);
	const char *out = arena_strdup(&m->arena, str_text(&b));

	str_free(&line);
	str_free(&b);
	return out;
}

static void add_choice(struct merge_form *m, const struct merge_field *field, int w)
{
	bool lines = field->field->flags & F_LINES;
	struct form_choice *choices = arena_alloc(&m->arena, 4 * sizeof(*choices));

	choices[0] = (struct form_choice){"1", cell(m, field->into, w), "into"};
	choices[1] = (struct form_choice){"2", cell(m, field->who, w), "who"};
	if (lines)
		choices[2] = (struct form_choice){"b", "both", "both"};
	m->rows[m->n++] = (struct form_row){.name = field->field->name,
					    .label = field->field->label,
					    .type = FORM_CHOICE,
					    .choices = choices,
					    .value = field->take == MERGE_BOTH ? "both" : "into"};
}

static void add_fact(struct merge_form *m, const char *name, const char *label, const char *value)
{
	m->rows[m->n++] = (struct form_row){
		.name = name, .label = label, .type = FORM_FACT, .value = arena_strdup(&m->arena, value)};
}

/* What only one of them has comes along by itself. */
static void add_filled(struct merge_form *m)
{
	struct str b = {0};

	for (int i = m->plan.n_choices; i < m->plan.n; i++)
		str_printf(&b, "%s%s %s", b.len ? ", " : "", m->plan.fields[i].field->label, m->plan.fields[i].who);
	if (b.len)
		add_fact(m, "filled", "Added", b.s);
	str_free(&b);
}

static void open_form(struct ui *ui, struct merge_form *m)
{
	const struct merge_plan *p = &m->plan;
	int w = column(ui, m);
	struct str moves = {0};

	m->rows = arena_alloc(&m->arena, ((size_t)p->n + 4) * sizeof(*m->rows));
	if (ui_layout(ui).w >= 60) /* else the two stand one below the other, each behind its number */
		add_fact(m, "heads", "",
			 arena_printf(&m->arena, "  %s    %s", cell(m, p->into.name, w), cell(m, p->who.name, w)));
	for (int i = 0; i < p->n_choices; i++)
		add_choice(m, &p->fields[i], w);
	m->rows[m->n - 1].saves = true;
	add_filled(m);
	app_merge_moves(p, &moves);
	add_fact(m, "moves", "Moves", str_text(&moves));
	str_free(&moves);
	form_open(ui,
		  &(struct form_spec){.name = "merge",
				      .title = arena_printf(&m->arena, "Merge %s into %s", p->who.name, p->into.name),
				      .legend = "Esc closes, nothing is merged",
				      .foot = "`1` and `2` choose.  `Ctrl-S` merges them; `u` takes it back.",
				      .fields = m->rows,
				      .n = m->n,
				      .arg = m,
				      .save = save_merge,
				      .free = free_merge});
}

void flow_merge(struct ui *ui, uint64_t who, uint64_t into)
{
	struct merge_form *m = mem_alloc(sizeof(*m));
	struct err e = {0};

	if (!app_merge_plan(&face_of(ui)->app, who, into, &m->arena, &m->plan, &e)) {
		ui_error(ui, &e);
		free_merge(m);
		return;
	}
	if (m->plan.n_choices) {
		open_form(ui, m);
		return;
	}
	if (!merge(ui, m, &e)) /* nothing to choose */
		ui_error(ui, &e);
	free_merge(m);
}

void flow_merge_marked(struct ui *ui, struct whom whom)
{
	struct arena a = {0};
	struct pair pair;
	struct err e = {0};

	if (whom.n != 2)
		ui_say(ui, "Mark the two that are one person with `Space`, then merge them.");
	else if (!app_merge_order(&face_of(ui)->app, whom.ids[0], whom.ids[1], &a, &pair, &e))
		ui_error(ui, &e);
	else
		flow_merge(ui, pair.who.id, pair.into.id);
	arena_clear(&a);
}

/* --- the list --- */

struct pairs {
	struct arena arena;
	struct pair *rows;
	int n;
};

static void free_pairs(void *arg)
{
	struct pairs *p = arg;

	arena_clear(&p->arena);
	free(p);
}

static void pair_chosen(struct ui *ui, void *arg, int chosen)
{
	struct pairs *p = arg;

	flow_merge(ui, p->rows[chosen].who.id, p->rows[chosen].into.id);
}

void flow_duplicates(struct ui *ui)
{
	enum { MOST = 200 };
	struct pairs *p = mem_alloc(sizeof(*p));
	struct err e = {0};
	bool ok;

	ui_progress(ui, "Comparing ...");
	ok = app_duplicates(&face_of(ui)->app, MOST, &p->arena, &p->rows, &p->n, &e);
	if (!ok || !p->n) {
		if (ok)
			ui_say(ui, "Nobody seems to be there twice.");
		else
			ui_error(ui, &e);
		free_pairs(p);
		return;
	}
	struct box_choice *choices = arena_alloc(&p->arena, (size_t)p->n * sizeof(*choices));

	for (int i = 0; i < p->n; i++)
		choices[i] = (struct box_choice){
			"", arena_printf(&p->arena, "%s = %s", p->rows[i].into.name, p->rows[i].who.name),
			p->rows[i].words};
	choice_open(ui, &(struct choice_spec){.title = "Who seems to be there twice",
					      .choices = choices,
					      .n = p->n,
					      .legend = "Enter shows the two side by side   Esc closes",
					      .arg = p,
					      .then = pair_chosen,
					      .free = free_pairs});
}
