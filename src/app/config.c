#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/config.h"
#include "rapport/base/str.h"

struct reading {
	FILE *file;
	int line; /* inih's handler is not told it here: counted as lines are read */
	struct config *c;
	const char *path;
	void (*say)(void *ctx, const char *line);
	void *ctx;
};

static const char *const themes[] = {"auto", "dark", "light", "contrast", "mono", NULL};
static const char *const starts[] = {"sources", "today", "pipeline", "numbers", NULL};
static const char *const orders[] = {"month-first", "day-first", NULL};
static const char *const yes_no[] = {"no", "yes", NULL};
static const char *const mouse_words[] = {"off", "on", NULL};
static const char *const ctrl_z_words[] = {"undo", "suspend", NULL};

static void complain(struct reading *r, const char *fmt, const char *a, const char *b)
{
	struct str text = {0};
	str_printf(&text, "%s line %d: ", r->path, r->line);
	str_printf(&text, fmt, a, b); /* a literal of this file */
	str_add(&text, "; the line is skipped");
	if (r->say)
		r->say(r->ctx, str_text(&text));
	str_free(&text);
}

/* Index of the value among the words, -1 with a complaint. */
static int word(struct reading *r, const char *const *words, const char *name, const char *value)
{
	struct str list = {0};
	for (int i = 0; words[i]; i++) {
		if (str_ieq(words[i], value)) {
			str_free(&list);
			return i;
		}
		str_printf(&list, "%s%s", i ? ", " : "", words[i]);
	}
	complain(r, "%s is one of: %s", name, str_text(&list));
	str_free(&list);
	return -1;
}

static void screen_line(struct reading *r, const char *name, const char *value)
{
	struct config *c = r->c;
	int i;
	if (str_eq(name, "theme") && (i = word(r, themes, name, value)) >= 0)
		c->theme = themes[i];
	else if (str_eq(name, "start") && (i = word(r, starts, name, value)) >= 0)
		c->start = starts[i];
	else if (str_eq(name, "dates") && (i = word(r, orders, name, value)) >= 0)
		c->date_order = i ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
	else if (str_eq(name, "mouse") && (i = word(r, mouse_words, name, value)) >= 0)
		c->mouse = i;
	else if (str_eq(name, "plain") && (i = word(r, yes_no, name, value)) >= 0)
		c->plain = i;
	else if (str_eq(name, "ascii") && (i = word(r, yes_no, name, value)) >= 0)
		c->ascii = i;
	else if (str_eq(name, "ctrl_z") && (i = word(r, ctrl_z_words, name, value)) >= 0)
		c->ctrl_z_suspends = i;
}

static bool known_name(const char *name)
{
	static const char *const names[] = {"theme", "start", "dates", "mouse", "plain", "ascii", "ctrl_z", NULL};
	for (int i = 0; names[i]; i++)
		if (str_eq(names[i], name))
			return true;
	return false;
}

static int on_line(void *user, const char *section, const char *name, const char *value)
{
	struct reading *r = user;
	struct config *c = r->c;
	if (str_eq(section, "keys")) {
		struct config_key *keys = arena_alloc(&c->arena, (size_t)(c->n_keys + 1) * sizeof *keys);
		if (c->n_keys)
			memcpy(keys, c->keys, (size_t)c->n_keys * sizeof *keys);
		keys[c->n_keys++] = (struct config_key){arena_strdup(&c->arena, name), arena_strdup(&c->arena, value)};
		c->keys = keys;
	} else if (str_eq(section, "files")) {
		if (str_eq(name, "outbox"))
			c->outbox = arena_strdup(&c->arena, value);
		else if (str_eq(name, "backups"))
			c->backups = arena_strdup(&c->arena, value);
		else
			complain(r, "there is no setting called %s%s", name, "");
	} else if (!str_eq(section, "screen") && *section) {
		complain(r, "there is no section [%s]%s", section, "");
	} else if (!known_name(name)) {
		complain(r, "there is no setting %s%s", name, "");
	} else {
		screen_line(r, name, value);
	}
	return 1;
}

static char *next_line(char *buffer, int size, void *stream)
{
	struct reading *r = stream;
	r->line++;
	return fgets(buffer, size, r->file);
}

void config_read(struct config *c, const char *path, void (*say)(void *ctx, const char *line), void *ctx)
{
	struct reading r = {.c = c, .path = path, .say = say, .ctx = ctx};
	*c = (struct config){.theme = "auto", .start = "sources", .mouse = true, .date_order = DATE_MONTH_FIRST};
	r.file = path ? fopen(path, "re") : NULL;
	if (!r.file)
		return;
	/* the parser keeps going behind a bad line and tells the first one */
	int bad = ini_parse_stream(next_line, &r, on_line, &r);
	r.line = bad;
	if (bad > 0)
		complain(&r, "not a name, an equals sign and a value%s%s", "", "");
	fclose(r.file);
}

void config_free(struct config *c)
{
	arena_clear(&c->arena);
}

static const char *home_folder(const char *named, const char *usual, struct arena *a)
{
	const char *home = getenv("HOME");
	if (str_blank(named))
		return arena_printf(a, "%s/rapport/%s", home ? home : ".", usual);
	if (str_starts(named, "~/"))
		return arena_printf(a, "%s%s", home ? home : ".", named + 1);
	return arena_strdup(a, named);
}

void config_folders(const struct config *c, const char *path, struct arena *a, const char **letters,
		    const char **outbox, const char **backups)
{
	const char *slash = strrchr(path, '/');
	*letters = slash ? arena_printf(a, "%.*s/letters", (int)(slash - path), path) : "letters";
	*outbox = home_folder(c->outbox, "outbox", a);
	*backups = home_folder(c->backups, "backups", a);
}
