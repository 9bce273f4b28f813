/* Holds the tables against themselves: prints a line for every row that lacks something or repeats another. With the word
 * "formulas" it prints every figure and its formula, with "options" every command and what it takes, with "fields"
 * every field of an export, for the manual to be held against. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "rapport/exchange/format.h"
#include "rapport/model/figure.h"
#include "rapport/model/kind.h"
#include "rapport/model/setting.h"

static int found;

static void lacks(const char *table, const char *row, const char *what)
{
	printf("%s %s: %s\n", table, row ? row : "(no name)", what);
	found++;
}

static void need(const char *table, const char *row, const char *what, const char *text)
{
	if (!text || !*text)
		lacks(table, row, what);
}

static void check_choices(const char *where, const struct choice *choices)
{
	for (const struct choice *c = choices; c->word; c++) {
		need(where, c->word, "has no label", c->label);
		for (const struct choice *other = choices; other < c; other++) {
			if (!strcmp(other->word, c->word))
				lacks(where, c->word, "stands twice");
			if (c->key && other->key == c->key)
				lacks(where, c->word, "has the key of another choice");
		}
	}
}

static void check_kind(const struct kind_info *k)
{
	need("kind", k->name, "has no name", k->name);
	need("kind", k->name, "has no plural", k->plural);
	need("kind", k->name, "has no label", k->label);
	for (int i = 0; i < k->count; i++) {
		const struct field *f = &k->fields[i];

		need(k->name, f->name, "has no label", f->label);
		need(k->name, f->name, "has no help", f->help);
		if (f->help && strchr(f->help, '\n'))
			lacks(k->name, f->name, "has help of more than one line");
		if ((f->type == FIELD_CHOICE) != (f->choices != NULL))
			lacks(k->name, f->name, "has choices without being one, or is one without");
		if (f->choices)
			check_choices(f->name, f->choices);
		for (int j = 0; j < i; j++) {
			if (!strcmp(k->fields[j].name, f->name))
				lacks(k->name, f->name, "stands twice");
		}
	}
}

static void print_formulas(void)
{
	for (const struct figure_help *h = figures_help; h->name; h++)
		printf("%s %s\n", h->title, h->formula);
}

/* "touches source_id": as they stand in an export. */
static void print_fields(void)
{
	for (int k = 0; k < KIND_COUNT; k++)
		for (int i = 0; i < kinds[k].count; i++)
			if (!(kinds[k].fields[i].flags & F_DERIVED))
				printf("%s %s\n", kinds[k].plural, kinds[k].fields[i].name);
}

/* "stage --tick", and "edit field --phone" where it sets a field; ctx: the command's name, NULL for options of every command. */
static void print_option(void *ctx, const char *name, const char *arg, const struct field *field)
{
	(void)arg;
	printf("%s%s %s%s\n", ctx ? (const char *)ctx : "", field ? " field" : "", name[1] ? "--" : "-", name);
}

static void print_options(void)
{
	const struct command *k;

	options_each(NULL, print_option, NULL);
	for (int i = 0; (k = command_at(i)); i++) {
		if (!k->summary)
			continue;
		printf("%s\n", k->name);
		options_each(k, print_option, (void *)k->name);
	}
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "formulas")) {
		print_formulas();
		return 0;
	}
	if (argc > 1 && !strcmp(argv[1], "fields")) {
		print_fields();
		return 0;
	}
	if (argc > 1 && !strcmp(argv[1], "options")) {
		print_options();
		return 0;
	}
	for (const struct figure_help *h = figures_help; h->name; h++) {
		need("figure", h->name, "has no title", h->title);
		need("figure", h->name, "has no formula", h->formula);
	}
	for (int i = 0; i < KIND_COUNT; i++)
		check_kind(&kinds[i]);
	for (int i = 0; i < SET_COUNT; i++) {
		need("setting", settings[i].name, "has no name", settings[i].name);
		need("setting", settings[i].name, "has no help", settings[i].help);
	}
	for (const struct format *f = formats; f->name; f++) {
		need("format", f->name, "has no word", f->word);
		need("format", f->name, "has no extension", f->extensions);
		if (!f->sniff || !f->read)
			lacks("format", f->name, "cannot be read");
	}
	return found > 0;
}
