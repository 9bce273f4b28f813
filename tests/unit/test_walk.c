/* A walk over the binding tables: every key of every pane is pressed, on windows large and small, over a made-up clinic and over
 * an empty book. Nothing may break; each paint is looked at.
# limit: 240
 */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "rapport/app/exchange.h"
#include "rapport/base/day.h"
#include "rapport/tui/flow.h"
#include "rapport/tui/pane.h"
#include "rapport/tui/term.h"
#include "tui/face.h"
#include "tui/screens.h"

#define TODAY 20522 /* 2026-03-10 */
#define STEPS 4096

/* How a pane is opened from the first screen: names of keys; "type " takes the rest of the line. */
struct place {
	const char *name, *keys;
};

static const struct place places[] = {
	{"sources", ""},
	{"sources, timeline", "Tab"},
	{"sources, today", "Tab Tab"},
	{"today", "2"},
	{"today, marked", "2 Space Space"},
	{"pipeline", "3"},
	{"numbers", "4 Esc Esc"},
	{"numbers, table", "4 Esc Esc v"},
	{"numbers, figures", "4 Esc Esc Right"},
	{"numbers, shares", "4 Esc Esc Right Right Tab"},
	{"numbers, sources", "4 Esc Esc Left Left"},
	{"record", "Enter"},
	{"referrals", "i"},
	{"all referrals, marked", "i i Space Space"},
	{"a referral's life", "i i Enter"},
	{"a referral's form", "i i e"},
	{"filtered", "f q"},
	{"marked", "Space Space"},
	{"find", "/\ntype oka"},
	{"find, nobody", "/\ntype qqqq"},
	{"log", "l"},
	{"log, half typed", "l l\ntype brought out"},
	{"referral", "r\ntype JM 10"},
	{"next step", "n\ntype 2w"},
	{"done", "d"},
	{"later", "z d"},
	{"edit", "e"},
	{"add", "a\ntype Dr. Priya"},
	{"checklist", ":\ntype what is open\nEnter"},
	{"checklist, fit", ":\ntype what is open\nEnter Space"},
	{"review", ":\ntype review\nEnter"},
	{"pause", "s p"},
	{"let go", "s x"},
	{"people", "p"},
	{"write", "w"},
	{"help", "?"},
	{"help, typed", "?\ntype log"},
	{"palette", ":"},
	{"messages", ":\ntype messages\nEnter"},
	{"history", ":\ntype who did\nEnter"},
	{"settings", ":\ntype settings\nEnter"},
	{"clinic", ":\ntype profile\nEnter"},
	{"staff", ":\ntype your people\nEnter"},
	{"gifts", ":\ntype gifts\nEnter"},
	{"gift limits", ":\ntype gift lim\nEnter"},
	{"a gift limit", ":\ntype gift lim\nEnter Enter"},
	{"rules", ":\ntype why\nEnter"},
	{"export", "E j"},
	{"import", "I"},
};

/* A terminal that the walk steers: it is asked for a key after each paint. */
struct walker {
	struct term term;
	struct face face;
	struct ui *ui;
	struct canvas *shown;
	struct key steps[STEPS];
	int n, at;
	const struct place *place;
	const char *pressed;
	bool typing; /* what was opened takes text */
	int paints;
};

/* --- looking at a paint --- */

static const char *row_of(const struct walker *w, int y, struct str *b)
{
	str_clear(b);
	for (int x = 0; x < w->shown->w; x++)
		str_add(b, canvas_cell(w->shown, x, y)->text);
	return str_text(b);
}

static void complain(struct walker *w, const char *what)
{
	struct str all = {0};

	canvas_text(w->shown, &all);
	fprintf(stderr, "%dx%d, %s, key %s: %s\n%s", w->term.w, w->term.h, w->place ? w->place->name : "start",
		w->pressed ? w->pressed : "none", what, str_text(&all));
	str_free(&all);
	fail();
}

static void look(struct walker *w)
{
	struct str b = {0};
	const struct canvas *c = w->shown;

	w->paints++;
	if (c->w < 40 || c->h < 10)
		return;
	const char *last = row_of(w, c->h - 1, &b);

	/* the help itself points on to the manual */
	if (!strstr(last, "? Help") && !strstr(last, "F1 Help") && !strstr(last, "man rapport"))
		complain(w, "the last row does not end in Help");
	if (c->cursor_x >= c->w || c->cursor_y >= c->h)
		complain(w, "the cursor stands outside");
	str_free(&b);
}

static void walker_show(struct term *t, const struct canvas *c)
{
	struct walker *w = (struct walker *)t;

	if (!w->shown)
		w->shown = canvas_new(c->w, c->h);
	if (w->shown->w != c->w || w->shown->h != c->h)
		canvas_resize(w->shown, c->w, c->h);
	memcpy(w->shown->cells, c->cells, sizeof(*c->cells) * (size_t)(c->w * c->h));
	w->shown->cursor_x = c->cursor_x;
	w->shown->cursor_y = c->cursor_y;
	look(w);
}

static struct key walker_key(struct term *t, int timeout_ms)
{
	struct walker *w = (struct walker *)t;

	if (timeout_ms == 0) /* nobody types while work runs: what is dropped then depends on how fast it is */
		return (struct key){.code = K_NONE};
	if (w->at < w->n)
		return w->steps[w->at++];
	ui_quit(w->ui); /* the steps are done: the walk goes on outside */
	return (struct key){.code = K_NONE};
}

static void nothing(struct term *t)
{
	(void)t;
}

static bool copied(struct term *t, const char *text)
{
	(void)t;
	return *text != '\0';
}

static void no_title(struct term *t, const char *text)
{
	(void)t;
	(void)text;
}

static void walker_close(struct term *t)
{
	str_free(&t->paste);
}

/* --- steps --- */

static void step(struct walker *w, uint32_t code)
{
	assert_true(w->n < STEPS);
	w->steps[w->n++] = (struct key){.code = code};
}

static void steps(struct walker *w, const char *keys)
{
	while (*keys) {
		size_t line = strcspn(keys, "\n"), n = 0;

		if (str_starts(keys, "type ")) {
			for (size_t i = 5; i < line; i++)
				step(w, (unsigned char)keys[i]);
		} else {
			for (const char *s = keys; s < keys + line; s += n + 1) {
				struct key k;

				n = 0;
				while (s + n < keys + line && s[n] != ' ')
					n++;
				assert_true(key_named(s, n, &k));
				step(w, k.code);
			}
		}
		keys += line + (keys[line] == '\n');
	}
}

static void go(struct walker *w)
{
	w->at = 0;
	ui_run(w->ui);
	w->n = 0;
}

/* Back to the first screen, whatever is open, with the book as it was. */
static void home(struct walker *w)
{
	struct said said = {0};
	struct err e = {0};

	w->pressed = "home";
	ui_screen(w->ui, 0);
	steps(w, "Esc Esc f a Home");
	go(w);
	while (app_undo(&w->face.app, &said, &e))
		said_free(&said);
	said_free(&said);
	err_clear(&e);
	face_changed(w->ui);
}

static void open_place(struct walker *w, const struct place *p)
{
	home(w);
	w->place = p;
	w->pressed = NULL;
	steps(w, p->keys);
	go(w);
	w->typing = ui_top(w->ui)->typing;
}

/* --- pressing --- */

/* What leaves the walk itself is not pressed: quitting. */
static bool leaves(const struct binding *b)
{
	return str_eq(b->name, "quit");
}

static void press(struct walker *w, const struct place *p, struct key first, const struct binding *second)
{
	struct str name = {0};

	key_add_name(&name, first);
	open_place(w, p);
	w->pressed = str_text(&name);
	ui_say(w->ui, "ready");
	w->steps[w->n++] = first;
	if (second) {
		struct key k;

		assert_true(key_named(second->keys, strcspn(second->keys, " "), &k));
		str_addc(&name, ' ');
		key_add_name(&name, k);
		w->pressed = str_text(&name);
		w->steps[w->n++] = k;
	} else {
		step(w, K_NONE); /* long enough for the box of second keys */
	}
	go(w);
	if (!second && !w->typing && strstr(ui_message(w->ui), "does nothing here"))
		complain(w, "a key of the table does nothing");
	/* half of what was opened is filled in, and left */
	steps(w, "type x1\nEsc Esc");
	go(w);
	w->pressed = NULL;
	str_free(&name);
}

static void press_all_keys(struct walker *w, const struct place *p, const struct binding *b)
{
	for (const char *s = b->keys; s && *s; s += strspn(s, " ")) {
		size_t n = strcspn(s, " ");
		struct key k;

		assert_true(key_named(s, n, &k));
		s += n;
		if (w->typing && key_is_text(k))
			continue;
		press(w, p, k, NULL);
		for (const struct binding *second = b->second; second && second->name; second++)
			press(w, p, k, second);
	}
}

static void press_tables(struct walker *w, const struct place *p, binding_tables tables)
{
	for (int t = 0; tables && tables[t]; t++)
		for (const struct binding *b = tables[t]; b->name; b++)
			if (!leaves(b))
				press_all_keys(w, p, b);
}

/* --- the walk --- */

static void begin(struct walker *w, int width, int height, bool plain, bool sample)
{
	struct err e = {0};
	struct said said = {0};

	*w = (struct walker){.term = {.w = width,
				      .h = height,
				      .next_key = walker_key,
				      .show = walker_show,
				      .redraw = nothing,
				      .suspend = nothing,
				      .resume = nothing,
				      .stop = nothing,
				      .copy = copied,
				      .title = no_title,
				      .close = walker_close}};
	w->face.today = TODAY;
	w->face.app.now = (struct now){.today = TODAY, .utc_ms = TODAY * 86400000LL};
	w->face.app.user = "maria";
	assert_true(store_open(&w->face.app.store, ":memory:", STORE_MAKE, &w->face.app.now, &e));
	if (sample)
		assert_true(app_sample(&w->face.app, &sample_default, NULL, NULL, &said, &e));
	said_free(&said);
	w->ui = ui_new(&w->term, &face_hooks, face_globals, &w->face);
	w->ui->user = "maria";
	w->ui->plain = plain;
	ui_set_tab(w->ui, 0, &screen_sources);
	ui_set_tab(w->ui, 1, &screen_today);
	ui_set_tab(w->ui, 2, &screen_pipeline);
	ui_set_tab(w->ui, 3, &screen_numbers);
	face_changed(w->ui);
	ui_screen(w->ui, 0);
}

static void print_line(void *ctx, const char *line)
{
	(void)ctx;
	print_message("check: %s\n", line);
}

static void end(struct walker *w)
{
	struct check_report r;
	struct err e = {0};

	assert_true(store_check(w->face.app.store, false, &w->face.app.now, print_line, NULL, &r, &e));
	assert_int_equal(r.problems, 0);
	ui_free(w->ui);
	store_close(w->face.app.store);
	arena_clear(&w->face.arena);
	canvas_free(w->shown);
	free(w->face.reopen);
}

/* Where a list has the focus the cursor stands on its selected row: that is what a screen reader reads. */
static void cursor_on_selection(struct walker *w)
{
	static const char *const lists[] = {"sources", "today", "today, marked", "pipeline", "numbers", "marked"};
	const struct canvas *c = w->shown;
	bool list = false;

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		list = list || str_eq(w->place->name, lists[i]);
	if (!list)
		return;
	if (c->cursor_y < 0 || (!(canvas_cell(c, c->cursor_x, c->cursor_y)->style & STYLE_REVERSE) &&
				canvas_cell(c, 0, c->cursor_y)->text[0] != '>'))
		complain(w, "the cursor is not on the selected row");
}

static void walk(int width, int height, bool plain, bool sample)
{
	struct walker *w = mem_alloc(sizeof(*w));
	int panes = 0;

	begin(w, width, height, plain, sample);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		open_place(w, &places[i]);
		if (sample)
			cursor_on_selection(w);
		binding_tables tables = ui_top(w->ui)->tables;

		press_tables(w, &places[i], tables);
		panes++;
	}
	/* the keys of the loop and of all screens, where nothing else is open */
	for (size_t i = 0; i < 8; i++) {
		open_place(w, &places[i]);
		press_tables(w, &places[i], w->ui->globals);
	}
	print_message("  %dx%d: %d panes, %d paints\n", width, height, panes, w->paints);
	end(w);
	free(w);
}

static void at_80x24(void **state)
{
	(void)state;
	walk(80, 24, false, true);
}

static void at_40x10(void **state)
{
	(void)state;
	walk(40, 10, false, true);
}

static void plain(void **state)
{
	(void)state;
	walk(80, 24, true, true);
}

static void with_an_empty_book(void **state)
{
	(void)state;
	walk(120, 40, false, false);
}

static void keys_of_no_table_say_so(void **state)
{
	static const char *const unbound[] = {"m", "h", "D", "X", "Z", "[", "]", "{", "}", "#", "F9"};
	struct walker *w = mem_alloc(sizeof(*w));

	(void)state;
	begin(w, 80, 24, false, true);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		if (strchr(places[i].keys, '\n') || strlen(places[i].keys) > 1)
			continue;
		for (size_t k = 0; k < sizeof(unbound) / sizeof(unbound[0]); k++) {
			open_place(w, &places[i]);
			if (w->typing || ui_top(w->ui)->type->overlay)
				continue;
			w->pressed = unbound[k];
			steps(w, unbound[k]);
			go(w);
			if (!strstr(ui_message(w->ui), "does nothing here.   `?` lists the keys"))
				complain(w, ui_message(w->ui));
		}
	}
	end(w);
	free(w);
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(at_80x24),
		cmocka_unit_test(at_40x10),
		cmocka_unit_test(plain),
		cmocka_unit_test(with_an_empty_book),
		cmocka_unit_test(keys_of_no_table_say_so),
	};
	char folder[] = "/tmp/rapport-walk-XXXXXX";

	/* what is exported or written on the way lands here */
	if (!mkdtemp(folder) || chdir(folder))
		return 1;
	setenv("VISUAL", "true", 1);
	setenv("EDITOR", "true", 1);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	return failed;
}
