/* Reading the command line, and the help made from the same tables. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"

static const struct option global_options[] = {
	{"db", "FILE", "the book (else RAPPORT_DB)"},
	{"today", "DATE", "take this day for today"},
	{"user", "NAME", "who you are (else RAPPORT_USER)"},
	{"color", "WHEN", "auto, always or never"},
	{"plain", NULL, "screens without boxes"},
	{"help", NULL, "this, or a command's own help"},
	{"version", NULL, "which rapport this is"},
	{"script", "FILE", NULL}, /* for the tests: not in the help */
	{"size", "WxH", NULL},
	{NULL},
};

static const struct command_group {
	const char *title;
	const struct command *commands;
} groups[] = {
	{"Every day", queue_commands}, {"Visits", brief_commands},        {"People", people_commands},
	{"Contacts", touch_commands},  {"Knowing", know_commands},        {"Referrals", referral_commands},
	{"Numbers", number_commands},  {"On paper", report_commands},     {"Letters", letter_commands},
	{"News", news_commands},       {"Gifts", gift_commands},          {"The book", book_commands},
	{"Keeping", keep_commands},    {"Your shell", complete_commands}, {NULL, NULL},
};

const struct command *command_named(const char *name)
{
	for (int g = 0; groups[g].commands; g++)
		for (const struct command *k = groups[g].commands; k->name; k++)
			if (strcmp(k->name, name) == 0)
				return k;
	return NULL;
}

const struct command *command_at(int i)
{
	for (int g = 0; groups[g].commands; g++)
		for (const struct command *k = groups[g].commands; k->name; k++)
			if (i-- == 0)
				return k;
	return NULL;
}

/* --- which option is meant --- */

static const struct option *in_table(const struct option *o, const char *name)
{
	for (; o && o->name; o++)
		if (strcmp(o->name, name) == 0)
			return o;
	return NULL;
}

static bool offered(const struct field *f)
{
	return !(f->flags & (F_FIXED | F_DERIVED)) && f->type != FIELD_ID;
}

/* "billed" for billed_cents, "most-important" for most_important. */
static void option_name(struct str *b, const struct field *f)
{
	str_add(b, f->name);
	if (f->flags & F_MONEY)
		str_cut(b, b->len - strlen("_cents"));
	for (size_t i = 0; i < b->len; i++)
		if (b->s[i] == '_')
			b->s[i] = '-';
}

static const struct field *field_option(const struct command *k, const char *name)
{
	struct str b = {0};
	const struct field *f;
	if (!k || !k->fields)
		return NULL;
	for (; *name; name++)
		str_addc(&b, *name == '-' ? '_' : *name);
	f = kind_field(k->kind, str_text(&b));
	if (!f) { /* --billed for billed_cents */
		str_add(&b, "_cents");
		f = kind_field(k->kind, str_text(&b));
	}
	str_free(&b);
	return f && offered(f) ? f : NULL;
}

/* Does the option take a value? -1: there is no such option here. */
static int takes_value(const struct command *k, const char *name)
{
	const struct option *o = in_table(global_options, name);
	if (!o && k)
		o = in_table(k->options, name);
	if (o)
		return o->arg && o->arg[0] != '=';
	if (k && k->json && strcmp(name, "json") == 0)
		return 0;
	return field_option(k, name) ? 1 : -1;
}

/* "--csv=plain": only behind the sign. */
static bool may_take_value(const struct command *k, const char *name)
{
	const struct option *o = k ? in_table(k->options, name) : NULL;
	return o && o->arg;
}

static int distance(const char *a, const char *b)
{
	size_t n = strlen(b);
	int *row = mem_alloc((n + 1) * sizeof *row);
	for (size_t j = 0; j <= n; j++)
		row[j] = (int)j;
	for (size_t i = 1; a[i - 1]; i++) {
		int corner = row[0];
		row[0] = (int)i;
		for (size_t j = 1; j <= n; j++) {
			int up = row[j], change = corner + (a[i - 1] != b[j - 1]);
			int less = up + 1 < row[j - 1] + 1 ? up + 1 : row[j - 1] + 1;
			row[j] = change < less ? change : less;
			corner = up;
		}
	}
	int d = row[n];
	free(row);
	return d;
}

static void nearer(const char *typed, const char *name, const char **best, int *least)
{
	int d = distance(typed, name);
	if (d < *least) {
		*least = d;
		*best = name;
	}
}

static bool no_command(const char *typed, struct err *e)
{
	const char *best = NULL;
	int least = 3;
	for (int g = 0; groups[g].commands; g++)
		for (const struct command *k = groups[g].commands; k->name; k++)
			nearer(typed, k->name, &best, &least);
	if (best)
		return err_set(e, ERR_USAGE, "there is no command “%s”; did you mean %s?", typed, best);
	return err_set(e, ERR_USAGE, "there is no command “%s”; rapport --help lists them", typed);
}

static bool no_option(struct call *c, const char *dashes, const char *typed, struct err *e)
{
	const struct command *k = c->command;
	const char *best = NULL;
	int least = 3;
	for (const struct option *o = global_options; o->name; o++)
		if (o->help)
			nearer(typed, o->name, &best, &least);
	for (const struct option *o = k ? k->options : NULL; o && o->name; o++)
		nearer(typed, o->name, &best, &least);
	for (int i = 0; k && k->fields && i < kinds[k->kind].count; i++)
		if (offered(&kinds[k->kind].fields[i])) {
			struct str b = {0};
			option_name(&b, &kinds[k->kind].fields[i]);
			nearer(typed, arena_strdup(&c->arena, b.s), &best, &least);
			str_free(&b);
		}
	if (k && k->json)
		nearer(typed, "json", &best, &least);
	if (best)
		return err_set(e, ERR_USAGE, "there is no option %s%s; did you mean --%s?", dashes, typed, best);
	return err_set(e, ERR_USAGE, "there is no option %s%s; rapport %s%s--help lists them", dashes, typed,
		       k ? k->name : "", k ? " " : "");
}

/* --- reading --- */

/* "-next", but not "-", "-5 degrees" or "- stairs". */
static bool is_short(const char *word)
{
	return word[0] == '-' && isalpha((unsigned char)word[1]);
}

static void add_value(struct call *c, const char *name, const char *text)
{
	struct value *more = arena_alloc(&c->arena, (size_t)(c->n_values + 1) * sizeof *more);
	if (c->n_values)
		memcpy(more, c->values, (size_t)c->n_values * sizeof *more);
	more[c->n_values++] = (struct value){name, text};
	c->values = more;
}

/* argv[*i] is an option: takes its value from behind "=" or from the next word. */
static bool read_option(struct call *c, int argc, char **argv, int *i, struct err *e)
{
	const char *text = argv[*i] + 2, *equals = strchr(text, '=');
	char *name = arena_strndup(&c->arena, text, equals ? (size_t)(equals - text) : strlen(text));
	int takes = takes_value(c->command, name);
	if (takes < 0)
		return no_option(c, "--", name, e);
	if (takes == 0) {
		if (equals && !may_take_value(c->command, name))
			return err_set(e, ERR_USAGE, "--%s takes no value", name);
		add_value(c, name, equals ? equals + 1 : "");
		return true;
	}
	if (!equals && *i + 1 >= argc)
		return err_set(e, ERR_USAGE, "--%s needs a value", name);
	add_value(c, name, equals ? equals + 1 : argv[++*i]);
	return true;
}

/* Before the command is known: does any take a value with this option? A name means the same in all of them. */
static bool some_take_value(const char *name)
{
	for (int g = 0; groups[g].commands; g++)
		for (const struct command *k = groups[g].commands; k->name; k++)
			if (takes_value(k, name) == 1)
				return true;
	return false;
}

bool option_has_value(const struct command *k, const char *name)
{
	return str_eq(name, "o") || (k ? takes_value(k, name) == 1 : some_take_value(name));
}

void options_each(const struct command *k,
		  void (*fn)(void *ctx, const char *name, const char *arg, const struct field *field), void *ctx)
{
	for (const struct option *o = k ? k->options : NULL; o && o->name; o++)
		fn(ctx, o->name, o->arg, NULL);
	for (int i = 0; k && k->fields && i < kinds[k->kind].count; i++) {
		const struct field *f = &kinds[k->kind].fields[i];
		struct str b = {0};
		if (!offered(f))
			continue;
		option_name(&b, f);
		fn(ctx, str_text(&b), "VALUE", f);
		str_free(&b);
	}
	if (k && k->json)
		fn(ctx, "json", NULL, NULL);
	for (const struct option *o = global_options; o->name; o++)
		if (o->help)
			fn(ctx, o->name, o->arg, NULL);
}

/* The command is the first word that is no option and no option's value. */
static const char *first_word(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0)
			return i + 1 < argc ? argv[i + 1] : NULL;
		if (strcmp(argv[i], "-o") == 0)
			i++;
		else if (strncmp(argv[i], "--", 2) == 0)
			i += some_take_value(argv[i] + 2);
		else if (!is_short(argv[i]))
			return argv[i];
	}
	return NULL;
}

/* -o FILE is the one short option; another one is a slip, and must not become a word of a note. */
static bool read_short(struct call *c, int argc, char **argv, int *i, struct err *e)
{
	if (strcmp(argv[*i], "-o") != 0)
		return no_option(c, "-", argv[*i] + 1, e);
	if (*i + 1 >= argc)
		return err_set(e, ERR_USAGE, "-o needs a value");
	add_value(c, "o", argv[++*i]);
	return true;
}

static bool read_globals(struct call *c, struct globals *g, struct err *e)
{
	const char *today = call_option(c, "today"), *color = call_option(c, "color");
	g->plain = call_option(c, "plain") != NULL;
	g->help = call_option(c, "help") != NULL;
	g->version = call_option(c, "version") != NULL;
	g->script = call_option(c, "script");
	g->size = call_option(c, "size");
	if (call_option(c, "db"))
		g->db = call_option(c, "db");
	if (call_option(c, "user"))
		g->user = call_option(c, "user");
	if (color && !str_eq(color, "auto") && !str_eq(color, "always") && !str_eq(color, "never"))
		return err_set(e, ERR_USAGE, "--color is auto, always or never");
	if (!*g->db)
		return err_set(e, ERR_USAGE, "--db needs a file");
	if (str_blank(g->user))
		return err_set(e, ERR_USAGE, "--user needs a name");
	g->color = color ? color : "auto";
	g->today = DAY_NONE;
	if (today) {
		struct now now;
		clock_now(&now, DAY_NONE);
		if (!date_read(today, now.today, DATE_FUTURE, c->app.order, &g->today, e)) {
			e->code = ERR_USAGE;
			return err_in(e, "--today");
		}
	}
	return true;
}

bool options_read(struct call *c, struct globals *g, int argc, char **argv, struct err *e)
{
	const char *word = first_word(argc, argv);
	bool named = false, only_words = false;
	if (word && !(c->command = command_named(word)))
		return no_command(word, e);
	c->args = arena_alloc(&c->arena, (size_t)argc * sizeof *c->args);
	for (int i = 1; i < argc; i++) {
		if (!only_words && strcmp(argv[i], "--") == 0)
			only_words = true;
		else if (!only_words && strncmp(argv[i], "--", 2) == 0) {
			if (!read_option(c, argc, argv, &i, e))
				return false;
		} else if (!only_words && is_short(argv[i])) {
			if (!read_short(c, argc, argv, &i, e))
				return false;
		} else if (!named)
			named = true; /* the command itself */
		else
			c->args[c->n++] = argv[i];
	}
	if (!read_globals(c, g, e))
		return false;
	c->json = call_option(c, "json") != NULL;
	if (!c->command || g->help)
		return true;
	if (call_option(c, "o") && !in_table(c->command->options, "o"))
		return err_set(e, ERR_USAGE, "%s writes no file", c->command->name);
	if (c->n < c->command->least || c->n > c->command->most)
		return err_set(e, ERR_USAGE, "rapport %s %s", c->command->name, c->command->synopsis);
	return true;
}

const char *call_option(const struct call *c, const char *name)
{
	for (int i = c->n_values - 1; i >= 0; i--)
		if (strcmp(c->values[i].name, name) == 0)
			return c->values[i].text;
	return NULL;
}

bool options_given(const struct call *c)
{
	for (int i = 0; i < c->n_values; i++)
		if (!in_table(global_options, c->values[i].name) && strcmp(c->values[i].name, "json") != 0)
			return true;
	return false;
}

/* A day is read in the person's own order: field_read knows only one. */
static bool read_field(struct call *c, const struct field *f, void *record, const char *text, struct err *e)
{
	if (f->type != FIELD_DAY || str_blank(text))
		return field_read(f, record, text, c->app.now.today, &c->arena, e);
	struct err why = {0};
	enum date_direction dir = f->flags & F_AHEAD ? DATE_FUTURE : DATE_PAST;
	if (date_read(text, c->app.now.today, dir, c->app.order, field_day(f, record), &why))
		return true;
	err_field(e, f->name, "%s", err_text(&why));
	err_clear(&why);
	return false;
}

bool fields_read(struct call *c, void *record, struct err *e)
{
	for (int i = 0; i < c->n_values; i++) {
		const struct value *v = &c->values[i];
		if (in_table(c->command->options, v->name) || in_table(global_options, v->name))
			continue;
		const struct field *f = field_option(c->command, v->name);
		if (f && !read_field(c, f, record, v->text, e))
			return err_in(e, "--%s", v->name);
	}
	return true;
}

bool day_option(struct call *c, const char *name, enum date_direction dir, int32_t *day, struct err *e)
{
	const char *text = call_option(c, name);
	return !text || date_read(text, c->app.now.today, dir, c->app.order, day, e) || err_in(e, "--%s", name);
}

bool count_option(struct call *c, const char *name, int64_t *n, struct err *e)
{
	const char *text = call_option(c, name);
	if (!text || (str_to_i64(text, n) && *n >= 0))
		return true;
	return err_set(e, ERR_USAGE, "--%s is a number, such as 90", name);
}

bool most_option(struct call *c, int usual, int limit, int *most, struct err *e)
{
	int64_t n = usual;
	if (!count_option(c, "most", &n, e))
		return false;
	*most = n < 1 ? 1 : n > limit ? limit : (int)n;
	return true;
}

static bool add_whom(struct call *c, const char *list, uint64_t **ids, struct whom *whom, struct err *e)
{
	while (*list) {
		size_t len = strcspn(list, ",");
		char *typed = arena_strndup(&c->arena, list, len);
		struct source s;
		list += len + (list[len] == ',');
		if (str_blank(typed))
			continue;
		if (!app_who(&c->app, typed, &c->arena, &s, e))
			return false;
		int at = 0;
		while (at < whom->n && (*ids)[at] != s.id)
			at++;
		if (at < whom->n)
			continue;
		uint64_t *more = arena_alloc(&c->arena, (size_t)(whom->n + 1) * sizeof *more);
		if (whom->n)
			memcpy(more, *ids, (size_t)whom->n * sizeof *more);
		more[whom->n++] = s.id;
		whom->ids = *ids = more;
	}
	return true;
}

bool call_whom(struct call *c, const char *const *words, int n, const char *name, struct whom *whom, struct err *e)
{
	uint64_t *ids = NULL;
	*whom = (struct whom){0};
	for (int i = 0; i < n; i++)
		if (!add_whom(c, words[i], &ids, whom, e))
			return false;
	for (int i = 0; name && i < c->n_values; i++)
		if (str_eq(c->values[i].name, name) && !add_whom(c, c->values[i].text, &ids, whom, e))
			return err_in(e, "--%s", name);
	if (!whom->n && name && call_option(c, name))
		return err_set(e, ERR_USAGE, "--%s names nobody", name);
	return true;
}

const char *call_rest(struct call *c, int from)
{
	struct str b = {0};
	for (int i = from; i < c->n; i++)
		str_printf(&b, "%s%s", i > from ? " " : "", c->args[i]);
	const char *text = b.len ? arena_strdup(&c->arena, b.s) : NULL;
	str_free(&b);
	return text;
}

/* --- help --- */

enum { HELP_COLUMN = 24, HELP_WIDTH = 80 };

/* The option, which has taken `n` cells of its row, and what it is: broken between words, aligned. */
static void help_row(FILE *out, int n, const char *text)
{
	int at = n < HELP_COLUMN ? HELP_COLUMN : n + 1;
	fprintf(out, "%*s", at - n, "");
	for (bool first = true; *text; first = false) {
		int len = (int)strcspn(text, " ");
		if (!first && at + 1 + len > HELP_WIDTH) {
			fprintf(out, "\n%*s", HELP_COLUMN, "");
			at = HELP_COLUMN;
		} else if (!first) {
			fputc(' ', out);
			at++;
		}
		fprintf(out, "%.*s", len, text);
		at += len;
		text += len + (text[len] == ' ');
	}
	fputc('\n', out);
}

static void help_options(FILE *out, const struct option *o)
{
	for (; o && o->name; o++) {
		if (!o->help)
			continue;
		int n = fprintf(out, "  %s%s%s%s", strlen(o->name) > 1 ? "--" : "-", o->name,
				o->arg && o->arg[0] != '=' ? " " : "", o->arg ? o->arg : "");
		help_row(out, n, o->help);
	}
}

static void help_fields(FILE *out, const struct command *cmd)
{
	enum kind kind = cmd->kind;
	for (int i = 0; i < kinds[kind].count; i++) {
		const struct field *f = &kinds[kind].fields[i];
		struct str b = {0};
		if (!offered(f))
			continue;
		option_name(&b, f);
		if (in_table(cmd->options, b.s)) { /* said above */
			str_free(&b);
			continue;
		}
		int n = fprintf(out, "  --%s ...", b.s);
		str_clear(&b);
		str_add(&b, f->help);
		if (f->choices && f->choices != choices_source_kind) {
			str_add(&b, ": ");
			choice_list(&b, f->choices);
		}
		help_row(out, n, b.s);
		str_free(&b);
	}
}

/* 24 rows: two commands a row. */
/* The names of a group in rows of at most 80 cells, under its title. */
static void help_group(FILE *out, const struct command_group *g)
{
	int wide = fprintf(out, "  %-10s", g->title);
	for (const struct command *k = g->commands; k->name; k++) {
		if (!k->summary)
			continue;
		if (wide + (int)strlen(k->name) + 2 > 80)
			wide = fprintf(out, "\n%12s", "") - 1;
		wide += fprintf(out, "  %s", k->name);
	}
	fputc('\n', out);
}

void help_all(FILE *out)
{
	fputs("rapport opens the screens. rapport COMMAND does one thing:\n\n", out);
	for (int i = 0; groups[i].title; i++)
		help_group(out, &groups[i]);
	fputs("\nrapport COMMAND --help says more of one; man rapport says it all.\n\n"
	      "Everywhere: --db FILE  --today DATE  --user NAME  --color WHEN  --plain\n"
	      "            --help  --version     --json where records are printed\n"
	      "WHO is part of a name. Dates: 2w, 10d, fri, tom, 24 mar, 3/24.\n",
	      out);
}

void help_command(FILE *out, const struct command *k)
{
	const char *summary = k->summary ? k->summary : "What may stand next, for the completion of a shell";
	bool ended = strchr(".?", summary[strlen(summary) - 1]) != NULL;
	fprintf(out, "rapport %s %s\n%s%s\n", k->name, k->synopsis, summary, ended ? "" : ".");
	if (k->options && k->options->name) {
		fputs("\nOptions:\n", out);
		help_options(out, k->options);
	}
	if (k->json)
		fputs(k->options ? "  --json                print records as JSON\n"
				 : "\nOptions:\n  --json                print records as JSON\n",
		      out);
	if (k->fields) {
		const char *label = kinds[k->kind].label;
		fprintf(out, "\nFields of %s %s:\n", strchr("aeiou", *label) ? "an" : "a", label);
		help_fields(out, k);
	}
}
