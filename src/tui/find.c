/* The find prompt: the list shrinks while typing, and the card follows, so that the phone is in sight before Enter. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "face.h"
#include "rapport/tui/box.h"
#include "screen_sources.h"

#define FOUND_MOST 200

void sources_find_again(struct sources *s)
{
	struct err e = {0};

	if (!finder_load(s->finder, sources_app(s)->store, &e))
		ui_error(s->ui, &e);
	err_clear(&e);
	find_query_free(&s->query);
	find_query_read(&s->query, str_text(&s->typed));
	s->n_found = finder_run(s->finder, &s->query, s->found, FOUND_MOST, &s->total);
}

static void show(struct ui *ui, struct pane *p)
{
	struct sources *s = sources_of(p);
	struct err e = {0};

	sources_find_again(s);
	list_reset(&s->list);
	if (!list_load(&s->list, &e))
		ui_error(ui, &e);
	sources_select(ui, p);
}

static void on_typed(struct ui *ui, void *arg, const char *text)
{
	struct pane *p = arg;
	struct sources *s = sources_of(p);

	str_clear(&s->typed);
	str_add(&s->typed, text);
	show(ui, p);
}

static bool on_key(struct ui *ui, void *arg, struct key k)
{
	struct pane *p = arg;
	struct sources *s = sources_of(p);
	struct err e = {0};
	int by = k.code == K_UP ? -1 : k.code == K_DOWN ? 1 : k.code == K_PGUP ? -10 : k.code == K_PGDN ? 10 : 0;

	if (!by)
		return false;
	list_move(&s->list, by, &e);
	err_clear(&e);
	sources_select(ui, p);
	return true;
}

/* Back to the whole list, with this one selected. */
static void leave(struct ui *ui, struct pane *p, uint64_t id)
{
	struct sources *s = sources_of(p);
	struct err e = {0};

	s->finding = false;
	sources_use_list(s, false);
	list_reset(&s->list);
	if (list_load(&s->list, &e) && id && !list_select(&s->list, id, &e))
		sources_show(ui, p, id);
	if (e.code)
		ui_error(ui, &e);
	err_clear(&e);
	sources_select(ui, p);
}

static bool on_enter(struct ui *ui, void *arg, const char *text)
{
	struct pane *p = arg;
	struct sources *s = sources_of(p);
	uint64_t id = list_id(&s->list);
	char *name = mem_strdup(text);

	leave(ui, p, id ? id : s->before);
	if (!id && !str_blank(name))
		flow_add(ui, name);
	free(name);
	return true;
}

static void on_escape(struct ui *ui, void *arg)
{
	struct pane *p = arg;

	leave(ui, p, sources_of(p)->before);
}

static struct area where(struct ui *ui, void *arg)
{
	struct sources *s = sources_of(arg);

	str_clear(&s->advice);
	if (!str_blank(str_text(&s->typed)))
		str_printf(&s->advice, "%d of %" PRId64 " match \u201c%s\u201d. ", s->total, s->tally.total,
			   str_text(&s->typed));
	str_add(&s->advice, "Names, practices, people, towns, tags and phone digits.");
	ui_advice(ui, str_text(&s->advice));
	return s->find_line;
}

void find_open(struct ui *ui)
{
	struct pane *p;
	struct sources *s;

	ui_screen(ui, 0);
	p = ui_screen_pane(ui);
	s = sources_of(p);
	if (!s->finder) {
		s->finder = finder_new();
		s->found = mem_alloc(FOUND_MOST * sizeof(*s->found));
	}
	s->finding = true;
	s->focus = FOCUS_LIST;
	s->before = list_id(&s->list);
	str_clear(&s->typed);
	sources_use_list(s, true);
	show(ui, p);
	prompt_open(ui, &(struct prompt_spec){
				.name = "find",
				.label = "Find: ",
				.bar = "=\u2191\u2193 Choose, =Enter Keep, =Esc Clear, =Ctrl-U Erase",
				.arg = p,
				.where = where,
				.live = on_typed,
				.key = on_key,
				.then = on_enter,
				.cancelled = on_escape,
			});
}
