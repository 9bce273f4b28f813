#include "ui.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/tui/box.h"

/* --- the stack of panes --- */

static struct pane *new_pane(const struct pane_type *type)
{
	struct pane *p = mem_alloc(sizeof(*p));

	*p = (struct pane){.type = type, .tables = type->tables, .bar = type->bar};
	return p;
}

static void open_pane(struct ui *ui, struct pane *p, void *arg)
{
	if (p->type->open)
		p->type->open(ui, p, arg);
	else
		p->data = arg;
}

static void free_pane(struct ui *ui, struct pane *p)
{
	if (p->type->close)
		p->type->close(ui, p);
	free(p);
}

static void bury(struct ui *ui)
{
	/* Closing one may close others. */
	while (ui->in->n_dead)
		free_pane(ui, ui->in->dead[--ui->in->n_dead]);
}

struct pane *ui_screen_pane(struct ui *ui)
{
	struct ui_tab *tab = &ui->tabs[ui->tab];

	if (!tab->pane) {
		tab->pane = new_pane(tab->type);
		open_pane(ui, tab->pane, NULL);
	}
	return tab->pane;
}

struct pane *ui_top(struct ui *ui)
{
	return ui->in->n ? ui->in->stack[ui->in->n - 1] : ui_screen_pane(ui);
}

struct pane *ui_push(struct ui *ui, const struct pane_type *type, void *arg)
{
	struct ui_private *in = ui->in;
	struct pane *p = new_pane(type);

	/* On the stack before it opens, so that what it opens stands over it. */
	in->stack = mem_grow(in->stack, sizeof(*in->stack) * (size_t)(in->n + 1));
	in->stack[in->n++] = p;
	open_pane(ui, p, arg);
	return p;
}

void ui_close(struct ui *ui, struct pane *p)
{
	struct ui_private *in = ui->in;

	for (int i = 0; i < in->n; i++) {
		if (in->stack[i] != p)
			continue;
		memmove(&in->stack[i], &in->stack[i + 1], sizeof(*in->stack) * (size_t)(in->n - i - 1));
		in->n--;
		in->dead = mem_grow(in->dead, sizeof(*in->dead) * (size_t)(in->n_dead + 1));
		in->dead[in->n_dead++] = p;
		if (in->depth > in->n)
			in->depth = in->n;
		return;
	}
}

static void leave_pane(struct ui *ui, struct pane *p)
{
	if (p->type->leave)
		p->type->leave(ui, p);
}

void ui_screen(struct ui *ui, int i)
{
	struct ui_private *in = ui->in;

	if (i < 0 || i >= UI_SCREENS || !ui->tabs[i].type)
		return;
	while (in->n) {
		leave_pane(ui, ui_top(ui));
		ui_close(ui, ui_top(ui));
	}
	if (i != ui->tab)
		str_clear(&in->message);
	ui->tab = i;
}

/* --- keys --- */

void ui_run_binding(struct ui *ui, struct pane *p, const struct binding *b)
{
	const char *why = b->why_not ? b->why_not(ui, p) : NULL;

	if (why) {
		ui_say(ui, "%s", why);
	} else if (b->second) {
		const char *ask = b->ask ? b->ask(ui, p) : NULL;

		ui->in->pending = b;
		ui->in->which_key = false;
		if (ask)
			ui_say(ui, "%s", ask);
	} else {
		b->run(ui, p);
	}
}

bool ui_do(struct ui *ui, const char *name)
{
	struct pane *p = ui_top(ui);
	const struct binding *b = bindings_named(p->tables, name);

	if (!b)
		b = bindings_named(ui->in->globals, name);
	if (b)
		ui_run_binding(ui, p, b);
	return b != NULL;
}

static void say_unknown(struct ui *ui, struct pane *p, struct key k)
{
	struct str b = {0};

	if (k.code == K_DRAG)
		ui_say(ui, "Hold Shift (Option on a Mac) to select text.");
	if (!key_is_text(k) && k.code >= ' ' && !(k.code >= K_F1 && k.code <= K_F12))
		return;
	key_add_label(&b, k);
	if (b.len)
		ui_say(ui, "`%s` does nothing here.   `%s` lists the keys", str_text(&b), p->typing ? "F1" : "?");
	str_free(&b);
}

static void second_key(struct ui *ui, struct key k)
{
	const struct binding *first = ui->in->pending, *b = binding_find(&ui->keymap, first->second, k);
	struct str one = {0}, two = {0};

	if (k.code == K_CLICK || k.code == K_WHEEL_UP || k.code == K_WHEEL_DOWN || k.code == K_DRAG)
		return;
	ui->in->pending = NULL;
	if (b) {
		ui_run_binding(ui, ui_top(ui), b);
	} else if (k.code != K_ESC && k.code != K_CTRL('G') && k.code != K_CTRL('C')) {
		binding_label(&ui->keymap, first, &one);
		key_add_label(&two, k);
		ui_say(ui, "`%s %s` does nothing.   Press `%s` and wait for the list", str_text(&one), str_text(&two),
		       str_text(&one));
	}
	str_free(&one);
	str_free(&two);
}

static const struct binding *global_for(struct ui *ui, struct pane *p, struct key k)
{
	const struct binding *b = bindings_find(&ui->keymap, ui->in->globals, k);

	if (!b || (p->typing && key_is_text(k)))
		return NULL;
	return b->anywhere || !(p->type->overlay || p->typing) ? b : NULL;
}

static bool offer(struct ui *ui, struct pane *p, struct key k)
{
	return p->type->key && p->type->key(ui, p, k);
}

/* Esc or q on what does not take it closes it. */
static bool back(struct ui *ui, struct pane *p)
{
	if (!ui->in->n)
		return false;
	leave_pane(ui, p);
	ui_close(ui, p);
	return true;
}

static bool click_tab(struct ui *ui, struct key k)
{
	if (k.code != K_CLICK || k.y != 0 || ui_top(ui)->type->overlay)
		return false;
	for (int i = 0; i < UI_SCREENS; i++) {
		if (k.x >= ui->in->tab_x[i] && k.x < ui->in->tab_x[i] + ui->in->tab_w[i]) {
			ui_screen(ui, i);
			return true;
		}
	}
	return false;
}

static void dispatch(struct ui *ui, struct key k)
{
	struct pane *p = ui_top(ui);
	const struct binding *b;
	bool typing = p->typing;

	if (typing && offer(ui, p, k))
		return;
	b = typing && key_is_text(k) ? NULL : bindings_find(&ui->keymap, p->tables, k);
	if (b) {
		ui_run_binding(ui, p, b);
		return;
	}
	if (!typing && offer(ui, p, k))
		return;
	if (k.code == K_ESC && back(ui, p))
		return;
	b = global_for(ui, p, k);
	if (b)
		ui_run_binding(ui, p, b);
	else if (!click_tab(ui, k))
		say_unknown(ui, p, k);
}

static void paste(struct ui *ui)
{
	struct pane *p = ui_top(ui);

	ui->in->pending = NULL;
	if (!p->type->paste || !p->type->paste(ui, p, str_text(&ui->term->paste)))
		ui_say(ui, "Pasted text ignored: no field is open.   `/` to search for it");
}

/* Nothing can be seen, so nothing but leaving is done. */
static bool too_small(struct ui *ui, struct key k)
{
	if (ui_layout(ui).tier != TIER_NONE)
		return false;
	if (k.code == 'q' || k.code == K_CTRL('Q'))
		ui_quit(ui);
	return true;
}

static void handle(struct ui *ui, struct key k)
{
	ui->key = k;
	if (k.code == K_RESIZE || k.code == K_RESUMED) {
		canvas_resize(ui->canvas, ui->term->w, ui->term->h);
	} else if (k.code == K_HANGUP) {
		ui->in->hungup = true;
		ui_quit(ui);
	} else if (k.code == K_NONE) {
		if (ui->in->pending)
			ui->in->which_key = true;
		if (ui->hooks->idle)
			ui->hooks->idle(ui);
	} else if (too_small(ui, k)) {
		return;
	} else if (k.code == K_PASTE) {
		paste(ui);
	} else if (ui->in->pending) {
		second_key(ui, k);
	} else if (k.code == K_CTRL('Z') && ui->ctrl_z_suspends && !ui_top(ui)->typing) {
		ui_do(ui, "suspend");
	} else {
		dispatch(ui, k);
	}
}

/* --- the loop's own bindings --- */

static void run_screen_1(struct ui *ui, struct pane *p)
{
	(void)p;
	ui_screen(ui, 0);
}

static void run_screen_2(struct ui *ui, struct pane *p)
{
	(void)p;
	ui_screen(ui, 1);
}

static void run_screen_3(struct ui *ui, struct pane *p)
{
	(void)p;
	ui_screen(ui, 2);
}

static void run_screen_4(struct ui *ui, struct pane *p)
{
	(void)p;
	ui_screen(ui, 3);
}

static void run_help(struct ui *ui, struct pane *p)
{
	(void)p;
	help_open(ui);
}

static void run_palette(struct ui *ui, struct pane *p)
{
	(void)p;
	palette_open(ui);
}

static void run_messages(struct ui *ui, struct pane *p)
{
	(void)p;
	messages_open(ui);
}

static void run_redraw(struct ui *ui, struct pane *p)
{
	(void)p;
	ui->term->redraw(ui->term);
}

static void run_suspend(struct ui *ui, struct pane *p)
{
	(void)p;
	ui->term->stop(ui->term);
	canvas_resize(ui->canvas, ui->term->w, ui->term->h);
}

static void run_quit(struct ui *ui, struct pane *p)
{
	if (!ui->in->n)
		ui_quit(ui);
	else if (!offer(ui, p, (struct key){.code = K_ESC}))
		back(ui, p);
}

static void run_cancel(struct ui *ui, struct pane *p)
{
	if (!offer(ui, p, (struct key){.code = K_ESC}) && !back(ui, p))
		ui_say(ui, "`q` leaves rapport. Everything is saved.");
}

const struct binding ui_bindings[] = {
	{.keys = "1",
	 .name = "sources",
	 .label = "1 2 3 4",
	 .help = "Switch screen",
	 .group = GROUP_LOOK,
	 .run = run_screen_1,
	 .command = "Sources"},
	{.keys = "2", .name = "today", .run = run_screen_2, .command = "Today"},
	{.keys = "3", .name = "pipeline", .run = run_screen_3, .command = "Pipeline"},
	{.keys = "4", .name = "numbers", .run = run_screen_4, .command = "Numbers"},
	{.keys = ": Ctrl-P",
	 .name = "commands",
	 .hint = "All commands",
	 .help = "All commands    `q`  Quit",
	 .group = GROUP_CLINIC,
	 .run = run_palette,
	 .command = "All commands"},
	{.keys = "? F1", .name = "help", .run = run_help, .anywhere = true, .command = "Help for this screen"},
	{.keys = "q Ctrl-Q", .name = "quit", .run = run_quit, .anywhere = true, .command = "Quit"},
	{.keys = "Ctrl-G Ctrl-C", .name = "cancel", .run = run_cancel, .anywhere = true},
	{.keys = "Ctrl-L", .name = "redraw", .run = run_redraw, .anywhere = true, .command = "Draw the screen again"},
	{.keys = "", .name = "messages", .run = run_messages, .command = "Messages of this session"},
	{.keys = "", .name = "suspend", .run = run_suspend, .command = "Suspend: back to the shell until fg"},
	{0},
};

/* --- the life of the loop --- */

struct ui *ui_new(struct term *term, const struct ui_hooks *hooks, binding_tables globals, void *app)
{
	struct ui *ui = mem_alloc(sizeof(*ui));
	int n = 0;

	ui->term = term;
	ui->hooks = hooks;
	ui->globals = globals;
	ui->app = app;
	ui->revision = 1;
	ui->canvas = canvas_new(term->w, term->h);
	ui->in = mem_alloc(sizeof(*ui->in));
	for (; globals && *globals; globals++) {
		assert(n < UI_GLOBALS - 2);
		ui->in->globals[n++] = *globals;
	}
	ui->in->globals[n] = ui_bindings;
	if (hooks->now)
		hooks->now(ui, &ui->now);
	return ui;
}

void ui_set_tab(struct ui *ui, int i, const struct pane_type *type)
{
	assert(i >= 0 && i < UI_SCREENS);
	ui->tabs[i] = (struct ui_tab){.type = type, .count = -1};
}

void ui_free(struct ui *ui)
{
	if (!ui)
		return;
	while (ui->in->n)
		ui_close(ui, ui_top(ui));
	bury(ui);
	for (int i = 0; i < UI_SCREENS; i++) {
		if (ui->tabs[i].pane)
			free_pane(ui, ui->tabs[i].pane);
	}
	ui->term->close(ui->term);
	canvas_free(ui->canvas);
	keymap_free(&ui->keymap);
	message_free(ui);
	free(ui->in->stack);
	free(ui->in->dead);
	while (ui->in->n_typed)
		free(ui->in->typed[--ui->in->n_typed].paste);
	free(ui->in->typed);
	str_free(&ui->in->scratch);
	str_free(&ui->in->title);
	free(ui->in);
	free(ui);
}

void ui_quit(struct ui *ui)
{
	ui->in->quitting = true;
}

void ui_changed(struct ui *ui)
{
	ui->revision++;
}

struct str *ui_scratch(struct ui *ui)
{
	return &ui->in->scratch;
}

/* What a load closes or opens is drawn in the same turn. */
static void load(struct ui *ui, struct pane *p)
{
	if (p->revision == ui->revision)
		return;
	p->revision = ui->revision;
	if (p->type->load)
		p->type->load(ui, p);
}

/* The lowest pane that is in sight: the last one that fills the body. */
static int lowest(const struct ui *ui)
{
	int i = ui->in->n - 1;

	while (i >= 0 && ui->in->stack[i]->type->overlay)
		i--;
	return i;
}

static void draw_panes(struct ui *ui)
{
	struct ui_private *in = ui->in;
	struct pane *top;
	int from;

	do {
		from = lowest(ui);
		if (from < 0)
			load(ui, ui_screen_pane(ui));
		for (int i = from < 0 ? 0 : from; i < in->n; i++)
			load(ui, in->stack[i]);
	} while (from != lowest(ui)); /* what was closed laid another one bare */
	top = ui_top(ui);
	if (from < 0)
		ui_screen_pane(ui)->type->draw(ui, ui_screen_pane(ui), frame_body(ui), !in->n);
	for (int i = from < 0 ? 0 : from; i < in->n; i++) {
		struct pane *p = in->stack[i];

		p->type->draw(ui, p, p->type->overlay ? frame_overlay(ui) : frame_body(ui), p == top);
	}
}

void ui_draw(struct ui *ui)
{
	struct canvas *c = ui->canvas;

	c->ascii = ui->term->ascii || ui->plain;
	c->translit = ui->term->translit;
	c->plain = ui->plain;
	if (c->w != ui->term->w || c->h != ui->term->h)
		canvas_resize(c, ui->term->w, ui->term->h);
	canvas_clear(c);
	if (ui_layout(ui).tier == TIER_NONE) {
		frame_too_small(ui);
	} else {
		ui->in->advice = NULL;
		ui->in->row_taken = false;
		draw_panes(ui);
		frame_top(ui);
		frame_bottom(ui);
		if (ui->in->pending && ui->in->which_key)
			frame_which_key(ui, frame_body(ui));
	}
	bury(ui);
	ui->term->show(ui->term, c);
}

static int waiting_time(const struct ui *ui)
{
	if (ui->in->pending && !ui->in->which_key)
		return UI_WHICH_KEY_MS;
	return ui->hooks->idle ? UI_IDLE_MS : -1;
}

void ui_keep_key(struct ui *ui, struct key k)
{
	struct ui_private *in = ui->in;
	char *paste = k.code == K_PASTE ? mem_strdup(str_text(&ui->term->paste)) : NULL;

	in->typed = mem_grow(in->typed, sizeof(*in->typed) * (size_t)(in->n_typed + 1));
	in->typed[in->n_typed++] = (struct typed){k, paste};
}

bool ui_key_waits(struct ui *ui)
{
	if (!ui->in->n_typed && !ui->in->quitting) {
		struct key k = ui->term->next_key(ui->term, 0);

		if (k.code != K_NONE)
			ui_keep_key(ui, k);
	}
	return ui->in->n_typed || ui->in->quitting;
}

static struct key next_key(struct ui *ui)
{
	struct ui_private *in = ui->in;
	struct typed first;

	if (!in->n_typed)
		return ui->term->next_key(ui->term, waiting_time(ui));
	first = in->typed[0];
	memmove(&in->typed[0], &in->typed[1], sizeof(first) * (size_t)--in->n_typed);
	if (first.paste) {
		str_clear(&ui->term->paste);
		str_add(&ui->term->paste, first.paste);
		free(first.paste);
	}
	return first.key;
}

bool ui_run(struct ui *ui)
{
	if (ui->term->note)
		ui_say(ui, "%s", ui->term->note);
	ui->in->quitting = ui->in->hungup = false;
	while (!ui->in->quitting) {
		struct key k;

		ui_draw(ui);
		if (ui_top(ui)->type->ahead && ui_top(ui)->type->ahead(ui, ui_top(ui)))
			continue;
		message_end_work(ui);
		k = next_key(ui);
		message_begin_event(ui);
		if (ui->hooks->now)
			ui->hooks->now(ui, &ui->now);
		handle(ui, k);
		bury(ui);
	}
	for (int i = ui->in->n - 1; i >= 0; i--)
		leave_pane(ui, ui->in->stack[i]);
	for (int i = 0; i < UI_SCREENS; i++) {
		if (ui->tabs[i].pane)
			leave_pane(ui, ui->tabs[i].pane);
	}
	if (ui->hooks->quit)
		ui->hooks->quit(ui);
	return !ui->in->hungup;
}
