/* A text to read, wrapped and scrolling; with something to do at Enter where its opener has that. */
#include <stdlib.h>
#include <string.h>

#include "canvas.h"
#include "menu.h"
#include "rapport/base/mem.h"
#include "rapport/tui/box.h"
#include "ui.h"

struct reader {
	struct reader_spec spec;
	char *title, *text, *legend;
	struct menu menu; /* sel is the row at the top */
};

static void reader_load(struct ui *ui, struct pane *p)
{
	struct reader *m = p->data;
	struct str b = {0};

	if (m->spec.text)
		m->spec.text(ui, m->spec.arg, &b);
	if (b.len) {
		free(m->text);
		m->text = str_take(&b);
	}
	str_free(&b);
}

static bool reader_key(struct ui *ui, struct pane *p, struct key k)
{
	struct reader *m = p->data;
	int last = m->menu.n - m->menu.page;

	if (k.code == 'j')
		k.code = K_DOWN;
	else if (k.code == 'k')
		k.code = K_UP;
	else if (k.code == ' ')
		k.code = K_PGDN;
	if (k.code == K_ENTER) {
		if (!m->spec.enter || m->spec.enter(ui, m->spec.arg))
			ui_close(ui, p);
		return true;
	}
	if (k.code == K_ESC && m->spec.back) {
		ui_close(ui, p);
		m->spec.back(ui, m->spec.arg);
		return true;
	}
	if (!menu_key(&m->menu, k))
		return false;
	if (m->menu.sel > last)
		m->menu.sel = last > 0 ? last : 0;
	return true;
}

static void reader_draw(struct ui *ui, struct pane *p, struct area a, bool focus)
{
	struct reader *m = p->data;
	int w = a.w - 8 < 96 ? a.w - 8 : 96, rows;
	const char *s = m->text;
	struct area box, in;

	if (a.w < 60)
		w = a.w;
	rows = text_rows(m->text, w - 4);
	box = frame_place(ui, a, w, rows + 2);
	draw_box(box, BOX_DOUBLE, m->title, NULL, m->legend ? m->legend : "`\u2191\u2193` scroll   `Esc` closes");
	in = area_inside(box);
	in = area_sub(in, 1, 0, in.w - 2, in.h);
	m->menu.page = in.h;
	menu_set(&m->menu, text_rows(m->text, in.w));
	for (int i = 0; i < m->menu.n && i < m->menu.sel + in.h; i++) {
		size_t skip = 0, n = text_first_line(s, in.w, &skip);
		char *line = mem_strndup(s, n);

		if (i >= m->menu.sel)
			draw_hints(in, 0, i - m->menu.sel, line[0] == '!' && line[1] == ' ' ? ROLE_ERROR : ROLE_TEXT,
				   line);
		free(line);
		s += n + skip;
	}
	if (focus)
		draw_cursor(in, 0, 0);
	if (m->spec.advice)
		ui_advice(ui, m->spec.advice);
}

static void reader_close(struct ui *ui, struct pane *p)
{
	struct reader *m = p->data;

	(void)ui;
	if (m->spec.free)
		m->spec.free(m->spec.arg);
	free(m->title);
	free(m->text);
	free(m->legend);
	free(m);
}

static const struct pane_type reader_type = {
	.name = "reader",
	.title = "Text",
	.bar = "=\u2191\u2193 Scroll, =Esc Close",
	.overlay = true,
	.load = reader_load,
	.draw = reader_draw,
	.key = reader_key,
	.close = reader_close,
};

struct pane *reader_ask(struct ui *ui, const struct reader_spec *spec)
{
	struct reader *m = mem_alloc(sizeof(*m));
	struct pane *p;

	m->spec = *spec;
	m->title = mem_strdup(spec->title);
	m->text = mem_strdup("");
	m->legend = mem_strdup(spec->legend);
	p = ui_push(ui, &reader_type, m);
	if (spec->bar)
		p->bar = spec->bar;
	return p;
}

void reader_foot(struct pane *p, const char *legend, const char *bar, const char *advice)
{
	struct reader *m = p->data;

	free(m->legend);
	m->legend = mem_strdup(legend);
	p->bar = bar;
	m->spec.advice = advice;
}

struct pane *reader_open(struct ui *ui, const char *title, const char *text, const char *legend)
{
	struct pane *p = reader_ask(ui, &(struct reader_spec){.title = title, .legend = legend});
	struct reader *m = p->data;

	free(m->text);
	m->text = mem_strdup(text);
	return p;
}
