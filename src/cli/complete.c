/* completion: what may stand next on a command line, asked of the same tables that read it. */
#include <string.h>

#include "cli.h"
#include "rapport/app/letter.h"
#include "rapport/app/shelf.h"
#include "rapport/base/data.h"
#include "rapport/base/day.h"
#include "rapport/exchange/labels.h"

#define NAMES_MOST 50

/* The words typed so far; the last one, perhaps empty, is to be completed. */
struct typed {
	struct call *c;
	const char **words;
	int n;
	const char *last;
	const struct command *command;
	int place;          /* of the last word behind the command, from 0; options and their values are not counted */
	const char *option; /* whose value the last word is, or NULL */
	const char *db;
};

static void offer(struct typed *t, const char *text)
{
	size_t n = strlen(t->last);
	if (strncmp(text, t->last, n) == 0)
		print(t->c, "%s", text);
}

static void offer_choices(struct typed *t, const struct choice *choices)
{
	for (; choices->word; choices++)
		offer(t, choices->word);
}

/* --- from the book: silent when there is none --- */

static bool open_quietly(struct typed *t)
{
	struct err e = {0};
	struct app *app = &t->c->app;
	clock_now(&app->now, t->c->globals->today);
	if (!app->store)
		store_open(&app->store, t->db, STORE_READ, &app->now, &e);
	err_clear(&e);
	return app->store != NULL;
}

static void offer_names(struct typed *t)
{
	struct source_row *rows;
	int n;
	if (!open_quietly(t) || !*t->last ||
	    !store_match(t->c->app.store, t->last, NAMES_MOST, &t->c->arena, &rows, &n, NULL))
		return;
	/* found by any part of the name, so what is typed need not begin it */
	for (int i = 0; i < n; i++)
		print(t->c, "%s", rows[i].name);
}

static void offer_items(struct typed *t)
{
	int32_t today;
	struct queue_row *rows;
	int n;
	if (!open_quietly(t))
		return;
	today = t->c->app.now.today;
	if (!store_queue(t->c->app.store, today, today + 7, NULL, NAMES_MOST, &t->c->arena, &rows, &n, NULL))
		return;
	for (int i = 0; i < n; i++) {
		struct str key = {0};
		app_item_key(&key, &rows[i]);
		offer(t, str_text(&key));
		str_free(&key);
	}
}

static void offer_rules(struct typed *t)
{
	struct rule_info r;
	if (!open_quietly(t))
		return;
	for (int i = 0; store_rule(t->c->app.store, i, &t->c->arena, &r, NULL); i++)
		offer(t, r.name);
}

static void offer_letters(struct typed *t)
{
	struct letter *rows;
	int n;
	if (!app_letters(&t->c->app, &t->c->arena, &rows, &n, NULL))
		return;
	for (int i = 0; i < n; i++)
		offer(t, rows[i].name);
}

static void offer_shelf(struct typed *t)
{
	struct shelf_row *rows;
	int n;
	if (!open_quietly(t) || !app_shelf(&t->c->app, &t->c->arena, &rows, &n, NULL))
		return;
	for (int i = 0; i < n; i++)
		offer(t, rows[i].item.title);
}

/* --- a word of a synopsis or of an option's value --- */

/* "WHO", "ITEM|WHO", "1|2|3|pause|letgo", "[NOTE]": capitals name a class, the rest stands for itself. */
static void offer_class(struct typed *t, const char *name, size_t len)
{
	char *word = arena_strndup(&t->c->arena, name, len);
	if (str_eq(word, "WHO") || str_eq(word, "INTO") || str_eq(word, "WORDS"))
		offer_names(t);
	else if (str_eq(word, "ITEM"))
		offer_items(t);
	else if (str_eq(word, "RULE"))
		offer_rules(t);
	else if (str_eq(word, "CHANNEL"))
		offer_choices(t, choices_channel);
	else if (str_eq(word, "LETTER"))
		offer_letters(t);
	else if (str_eq(word, "THING"))
		offer_shelf(t);
	else if (str_eq(word, "SHEET"))
		for (const struct label_sheet *s = label_sheets; s->name; s++)
			offer(t, s->name);
	else if (str_eq(word, "FILE"))
		print(t->c, ":files");
	else if (str_eq(word, "NAME") && str_eq(t->command->name, "config"))
		for (int i = 0; i < SET_COUNT; i++)
			offer(t, settings[i].name);
	else if (*word < 'A' || *word > 'Z')
		offer(t, word);
}

static void offer_alternatives(struct typed *t, const char *text, size_t len)
{
	while (len) {
		size_t n = 0;
		while (n < len && text[n] != '|')
			n++;
		offer_class(t, text, n);
		n += n < len;
		text += n;
		len -= n;
	}
}

static void offer_place(struct typed *t)
{
	const char *s = t->command->synopsis;
	for (int i = 0; *s; i++) {
		while (*s == ' ' || *s == '[')
			s++;
		size_t n = strcspn(s, " ]");
		if (n && *s != '-' && i == t->place) {
			offer_alternatives(t, s, n);
			return;
		}
		s += n + strspn(s + n, " ]");
	}
}

/* --- options --- */

static void offer_option(void *ctx, const char *name, const char *arg, const struct field *field)
{
	struct typed *t = ctx;
	(void)arg;
	(void)field;
	offer(t, arena_printf(&t->c->arena, "%s%s", str_eq(name, "o") ? "-" : "--", name));
}

static void offer_value(void *ctx, const char *name, const char *arg, const struct field *field)
{
	struct typed *t = ctx;
	if (!str_eq(name, t->option))
		return;
	if (field && field->choices)
		offer_choices(t, field->choices);
	else if (str_eq(name, "color"))
		offer_alternatives(t, "auto|always|never", 17);
	else if (arg)
		offer_alternatives(t, arg, strlen(arg));
}

/* --- reading the words --- */

static void read_words(struct typed *t)
{
	for (int i = 0; i < t->n - 1; i++) {
		const char *word = t->words[i], *name = word + 2;
		bool option = strncmp(word, "--", 2) == 0, o = str_eq(word, "-o");
		if (!option && !o) {
			if (!t->command)
				t->command = command_named(word);
			else
				t->place++;
			continue;
		}
		if (o)
			name = "o";
		if (strchr(name, '=')) {
			if (str_starts(name, "db="))
				t->db = name + 3;
			continue;
		}
		if (!option_has_value(t->command, name))
			continue;
		if (i + 1 == t->n - 1)
			t->option = name;
		else if (str_eq(name, "db"))
			t->db = t->words[i + 1];
		i++;
	}
}

static bool run_complete(struct call *c, struct err *e)
{
	struct typed t = {.c = c, .words = c->args, .n = c->n, .last = c->args[c->n - 1], .db = c->globals->db};
	(void)e;
	read_words(&t);
	if (t.option)
		options_each(t.command, offer_value, &t);
	else if (t.last[0] == '-')
		options_each(t.command, offer_option, &t);
	else if (t.command)
		offer_place(&t);
	else
		for (int i = 0; command_at(i); i++)
			if (command_at(i)->summary)
				offer(&t, command_at(i)->name);
	return true;
}

static bool run_completion(struct call *c, struct err *e)
{
	const char *shell = c->args[0];
	if (!str_eq(shell, "bash") && !str_eq(shell, "zsh") && !str_eq(shell, "fish"))
		return err_set(e, ERR_USAGE, "there is a completion for bash, zsh and fish, not for “%s”", shell);
	fputs(data_text(arena_printf(&c->arena, "completion/rapport.%s", shell), NULL), c->out);
	return true;
}

const struct command complete_commands[] = {
	{"completion", "bash|zsh|fish", "Completion for your shell", NULL, BOOK_NONE, 1, 1, .run = run_completion},
	{"complete", "-- WORD ...", NULL, NULL, BOOK_NONE, 1, 1000, .run = run_complete},
	{NULL},
};
