/* Lists to choose a person from: our own people, and those at a practice. */
#include <stdlib.h>

#include "flow_form.h"
#include "rapport/tui/box.h"

struct id_choice {
	struct arena arena;
	uint64_t *ids;
	struct box_choice *choices;
	int n;
	uint64_t source_id;
};

static void free_ids(void *arg)
{
	struct id_choice *c = arg;

	arena_clear(&c->arena);
	free(c);
}

static bool add_staff(void *ctx, const void *record, struct err *e)
{
	struct id_choice *c = ctx;
	const struct staff *s = record;

	(void)e;
	c->ids[c->n] = s->id;
	c->choices[c->n++] =
		(struct box_choice){"", arena_strdup(&c->arena, s->user),
				    arena_printf(&c->arena, "%s%s%s%s", s->name ? s->name : "", s->role ? ", " : "",
						 s->role ? s->role : "", s->gone ? " (gone)" : "")};
	return true;
}

static void staff_chosen(struct ui *ui, void *arg, int chosen)
{
	struct id_choice *c = arg;

	edit_record(ui, KIND_STAFF, c->ids[chosen], c->ids[chosen] ? "One of your people" : "Add one of your people",
		    false);
}

void flow_staff(struct ui *ui)
{
	struct id_choice *c = mem_alloc(sizeof(*c));
	struct store *store = face_of(ui)->app.store;
	size_t most = (size_t)store_count(store, KIND_STAFF) + 1;
	struct err e = {0};

	c->ids = arena_alloc(&c->arena, most * sizeof(*c->ids));
	c->choices = arena_alloc(&c->arena, most * sizeof(*c->choices));
	if (!store_each(store, KIND_STAFF, add_staff, c, &e)) {
		ui_error(ui, &e);
		free_ids(c);
		return;
	}
	c->choices[c->n] = (struct box_choice){"a", "Add one of your people", NULL};
	c->ids[c->n++] = 0;
	choice_open(ui, &(struct choice_spec){.title = "Your people",
					      .choices = c->choices,
					      .n = c->n,
					      .legend = "Enter edits   Esc closes",
					      .arg = c,
					      .then = staff_chosen,
					      .free = free_ids});
}

static void person_chosen(struct ui *ui, void *arg, int chosen)
{
	struct id_choice *c = arg;

	if (!c->ids[chosen]) {
		flow_edit_practice(ui, c->source_id);
		return;
	}
	face_of(ui)->focus = c->ids[chosen];
	ui_screen(ui, 0);
	face_changed(ui);
}

void flow_people(struct ui *ui, uint64_t source_id)
{
	enum { MOST = 200 };
	struct app *app = &face_of(ui)->app;
	struct id_choice *c = mem_alloc(sizeof(*c));
	struct source_filter filter;
	struct source_row *rows;
	struct source s;
	struct practice practice;
	struct err e = {0};
	int n = 0;

	source_filter_init(&filter);
	filter.everyone = true;
	if (!store_get(app->store, KIND_SOURCE, source_id, &c->arena, &s, &e) ||
	    (filter.practice_id = s.practice_id) == 0 ||
	    !store_get(app->store, KIND_PRACTICE, s.practice_id, &c->arena, &practice, &e) ||
	    !store_sources(app->store, &filter, ORDER_NAME, app->now.today, NULL, false, MOST, &c->arena, &rows, &n,
			   &e)) {
		if (e.code)
			ui_error(ui, &e);
		else
			ui_say(ui, "%s has no practice.   `e` adds it", s.name);
		free_ids(c);
		return;
	}
	c->source_id = source_id;
	c->ids = arena_alloc(&c->arena, (size_t)(n + 1) * sizeof(*c->ids));
	c->choices = arena_alloc(&c->arena, (size_t)(n + 1) * sizeof(*c->choices));
	for (int i = 0; i < n; i++) {
		const char *what =
			rows[i].specialty ? rows[i].specialty : choice_label(choices_source_kind, rows[i].kind);

		c->ids[i] = rows[i].id;
		c->choices[i] = (struct box_choice){
			"", rows[i].name,
			arena_printf(&c->arena, "%s%s%s%s", rows[i].gatekeeper ? "gatekeeper, " : "", what,
				     rows[i].phone ? " " : "", rows[i].phone ? rows[i].phone : "")};
	}
	c->ids[n] = 0;
	c->choices[n] = (struct box_choice){"e", "Edit the practice", NULL};
	choice_open(ui, &(struct choice_spec){.title = arena_printf(&c->arena, "People at %s", practice.name),
					      .choices = c->choices,
					      .n = n + 1,
					      .legend = "Enter goes there   Esc closes",
					      .arg = c,
					      .then = person_chosen,
					      .free = free_ids});
}
