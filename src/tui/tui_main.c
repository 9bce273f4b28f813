/* From the options to the loop, and out again. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "face.h"
#include "rapport/app/config.h"
#include "rapport/base/day.h"
#include "rapport/base/text.h"
#include "rapport/tui/flow.h"
#include "rapport/tui/main.h"
#include "rapport/tui/term.h"
#include "screens.h"
#include "ui.h"

struct session {
	const struct tui_options *o;
	struct config config;
	struct str complaints; /* of the config file */
	struct face face;
	struct ui *ui;
};

static void complain(const char *text)
{
	struct str b = {0};

	text_lines(&b, text);
	fprintf(stderr, "rapport: %s\n", str_text(&b));
	str_free(&b);
}

static int fail(struct err *e)
{
	bool store =
		e->code != ERR_REFUSED && e->code != ERR_INVALID && e->code != ERR_NOT_FOUND && e->code != ERR_USAGE;

	complain(err_text(e));
	err_clear(e);
	return store ? 3 : 1;
}

static void on_complaint(void *ctx, const char *line)
{
	struct session *s = ctx;

	str_printf(&s->complaints, "%s%s", s->complaints.len ? " \u00b7 " : "", line);
}

/* --- the terminal --- */

static bool read_script(const char *path, struct str *b, struct err *e)
{
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	char part[4096];
	size_t n;

	if (!f)
		return err_set(e, ERR_NOT_FOUND, "%s: %s", path, strerror(errno));
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		str_addn(b, part, n);
	if (f != stdin)
		fclose(f);
	return true;
}

static struct term *open_script(const struct tui_options *o, struct err *e)
{
	int w = 80, h = 24;
	struct str keys = {0};
	struct term *t = NULL;

	if (o->size && sscanf(o->size, "%dx%d", &w, &h) != 2) {
		err_set(e, ERR_USAGE, "--size is written 80x24");
		return NULL;
	}
	if (read_script(o->script, &keys, e))
		t = term_script(str_text(&keys), w, h, stdout, e);
	str_free(&keys);
	return t;
}

static struct term *open_term(struct session *s, struct err *e)
{
	struct term_options opt = {.ascii = s->config.ascii, .mouse = s->config.mouse};
	const char *no_color = getenv("NO_COLOR");

	if (s->o->script)
		return open_script(s->o, e);
	theme_named(s->config.theme, &opt.theme);
	if (!strcmp(s->o->color, "never") || (no_color && *no_color && strcmp(s->o->color, "always") != 0))
		opt.theme = THEME_MONO;
	return term_curses(&opt, e);
}

/* --- the book --- */

static void on_wait(void *ctx, const char *who, int64_t ms)
{
	struct session *s = ctx;
	struct str b = {0};

	(void)ms;
	str_printf(&b, "Waiting for %s ...", *who ? who : "another writer");
	if (s->ui)
		ui_progress(s->ui, str_text(&b));
	str_free(&b);
}

static bool open_book(struct session *s, const char *path, struct err *e)
{
	clock_now(&s->face.app.now, s->face.today);
	if (!store_open(&s->face.app.store, path, STORE_MAKE, &s->face.app.now, e))
		return false;
	store_on_wait(s->face.app.store, on_wait, s);
	return true;
}

/* --- the loop --- */

static int first_screen(const char *start)
{
	static const char *const names[] = {"sources", "today", "pipeline", "numbers"};

	for (int i = 0; i < UI_SCREENS; i++) {
		if (!strcmp(start, names[i]))
			return i;
	}
	return 0;
}

/* Does any table know it, or the second keys of a row? */
static bool known(binding_tables tables, const char *name)
{
	bool found = bindings_named(tables, name) != NULL;

	for (; tables && *tables && !found; tables++) {
		for (const struct binding *b = *tables; (b->name || b->run || b->second) && !found; b++) {
			const struct binding *const second[] = {b->second, NULL};

			found = b->second && known(second, name);
		}
	}
	return found;
}

static bool known_anywhere(const struct ui *ui, const char *name)
{
	static const struct binding *const loop[] = {ui_bindings, NULL};
	/* the forms keep their table to themselves; its names begin so */
	bool found = !strncmp(name, "form-", 5) || known(face_globals, name) || known(loop, name);

	for (int i = 0; i < UI_SCREENS && !found; i++)
		found = known(ui->tabs[i].type->tables, name);
	return found;
}

/* Two commands on one key: the first screen that has them tells. */
static void check_keys(struct session *s, struct ui *ui)
{
	struct err e = {0};

	for (int i = 0; i < UI_SCREENS; i++) {
		if (bindings_check(&ui->keymap, ui->tabs[i].type->tables, face_globals, &e))
			continue;
		on_complaint(s, err_text(&e));
		err_clear(&e);
		return;
	}
}

static void set_keys(struct session *s, struct ui *ui)
{
	struct err e = {0};

	for (int i = 0; i < s->config.n_keys; i++) {
		const struct config_key *k = &s->config.keys[i];

		if (!known_anywhere(ui, k->name))
			err_set(&e, ERR_NOT_FOUND, "no command is called \u201c%s\u201d", k->name);
		else if (keymap_set(&ui->keymap, k->name, k->keys, &e))
			continue;
		on_complaint(s, err_text(&e));
		err_clear(&e);
	}
	if (s->config.n_keys)
		check_keys(s, ui);
}

static void say_hello(struct session *s, struct ui *ui)
{
	const char *readonly = store_readonly(s->face.app.store);

	if (readonly)
		ui_say(ui, "Nothing can be changed now: %s.", readonly);
	if (s->complaints.len)
		ui_say(ui, "%s", s->complaints.s);
}

static bool new_book(struct session *s)
{
	struct arena a = {0};
	bool unnamed = !*app_clinic(&s->face.app, &a);

	arena_clear(&a);
	return unnamed && store_empty(s->face.app.store) && !store_readonly(s->face.app.store);
}

static void run_screens(struct session *s, struct term *term)
{
	struct ui *ui = ui_new(term, &face_hooks, face_globals, &s->face);

	s->ui = ui;
	ui->user = s->o->user;
	ui->plain = s->o->plain || s->config.plain;
	ui->contrast = !strcmp(s->config.theme, "contrast");
	ui->ctrl_z_suspends = s->config.ctrl_z_suspends;
	ui_set_tab(ui, 0, &screen_sources);
	ui_set_tab(ui, 1, &screen_today);
	ui_set_tab(ui, 2, &screen_pipeline);
	ui_set_tab(ui, 3, &screen_numbers);
	set_keys(s, ui);
	face_changed(ui);
	ui_screen(ui, first_screen(s->config.start));
	say_hello(s, ui);
	if (new_book(s))
		flow_first_run(ui);
	ui_run(ui);
	s->ui = NULL;
	ui_free(ui);
}

/* One book; another one after it when the first run or the person asked for it. */
static bool run_book(struct session *s, char *path, struct err *e)
{
	while (path) {
		if (!open_book(s, path, e)) {
			free(path);
			return false;
		}
		struct term *term = open_term(s, e);

		free(path);
		path = NULL;
		if (term)
			run_screens(s, term);
		store_close(s->face.app.store);
		s->face.app.store = NULL;
		arena_clear(&s->face.arena);
		s->face.focus = 0;
		if (!term)
			return false;
		path = s->face.reopen;
		s->face.reopen = NULL;
	}
	return true;
}

int tui_main(const struct tui_options *o)
{
	struct session s = {.o = o, .face = {.today = o->today, .app = {.user = o->user}}};
	struct err e = {0};
	int code = 0;

	config_read(&s.config, o->config, on_complaint, &s);
	s.face.app.order = s.config.date_order;
	config_folders(&s.config, o->config, &s.config.arena, &s.face.app.letters, &s.face.app.outbox,
		       &s.face.app.backups);
	if (!run_book(&s, mem_strdup(o->db), &e))
		code = fail(&e);
	else if (!o->script)
		puts("Everything is saved.");
	config_free(&s.config);
	str_free(&s.complaints);
	return code;
}
