/* write, letters: drafts and letters to a source. Nothing is sent. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "rapport/app/letter.h"

static const struct option write_options[] = {
	{"as", "HOW", "email, link or text (email)"},
	{"o", "FILE", "write there (the outbox); -: print it"},
	{"subject", "TEXT", "another subject"},
	{"text", "FILE", "another text, from a file; - is standard input"},
	{"log", NULL, "log it as an e-mail or letter"},
	{NULL},
};

static bool read_as(struct call *c, enum letter_as *as, struct err *e)
{
	static const char *const words[] = {"email", "link", "text"};
	const char *word = call_option(c, "as");
	*as = LETTER_EMAIL;
	for (int i = 0; word && i < 3; i++)
		if (str_eq(words[i], word)) {
			*as = (enum letter_as)i;
			return true;
		}
	return !word || err_set(e, ERR_USAGE, "--as is email, link or text, not “%s”", word);
}

bool call_file(struct call *c, const char *name, const char **text, struct err *e)
{
	const char *path = call_option(c, name);
	struct str b = {0};
	char part[4096];
	size_t n;
	if (!path)
		return true;
	FILE *f = str_eq(path, "-") ? stdin : fopen(path, "re");
	if (!f)
		return err_set(e, ERR_NOT_FOUND, "%s: %s", path,
			       errno == ENOENT ? "there is no such file" : strerror(errno));
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		str_addn(&b, part, n);
	if (f != stdin)
		fclose(f);
	*text = arena_strdup(&c->arena, str_text(&b));
	str_free(&b);
	return true;
}

/* As it would be sent, with nothing written. */
static bool print_letter(struct call *c, uint64_t source_id, const struct letter *l, struct err *e)
{
	struct letter filled;
	if (!app_letter_for(&c->app, source_id, l, &c->arena, &filled, e))
		return false;
	fprintf(c->out, "Subject: %s\n\n%s", filled.subject, filled.text);
	struct said said = {0};
	str_add(&said.text, filled.lacks);
	return finish(true, &said);
}

static bool run_write(struct call *c, struct err *e)
{
	struct source s;
	struct letter l;
	struct said said = {0};
	struct writing w = {.letter = &l, .log = call_option(c, "log") != NULL, .path = call_option(c, "o")};
	const char *copy;
	if (!read_as(c, &w.as, e) || !app_who(&c->app, c->args[0], &c->arena, &s, e) ||
	    !app_letter(&c->app, c->args[1], &c->arena, &l, e) || !call_file(c, "text", &l.text, e))
		return false;
	if (call_option(c, "subject"))
		l.subject = call_option(c, "subject");
	bool printed = w.path && str_eq(w.path, "-");
	if (printed && w.log)
		return err_set(e, ERR_USAGE, "-o - only prints the letter; --log needs a file");
	if (printed)
		return print_letter(c, s.id, &l, e);
	bool ok = app_write(&c->app, &s.id, 1, &w, &c->arena, &copy, &said, e);
	if (ok && copy && w.as == LETTER_LINK)
		print(c, "%s", copy);
	return finish(ok, &said);
}

static bool run_letters(struct call *c, struct err *e)
{
	struct letter *rows, l;
	struct table t = {.arena = &c->arena, .columns = 3};
	int n;
	if (c->n) {
		if (!app_letter(&c->app, c->args[0], &c->arena, &l, e))
			return false;
		fprintf(c->out, "Subject: %s\n\n%s", l.subject, l.text);
		return true;
	}
	if (!app_letters(&c->app, &c->arena, &rows, &n, e))
		return false;
	for (int i = 0; i < n; i++) {
		table_add(&t, rows[i].name);
		table_add(&t, rows[i].own ? "your own" : "built in");
		table_add(&t, rows[i].subject);
	}
	table_print(c, &t);
	print(c, "Your own go into %s.", c->app.letters);
	return true;
}

const struct command letter_commands[] = {
	{"write", "WHO LETTER [--as email|link|text] [--log]", "Write a draft or letter", write_options, BOOK_OPEN, 2,
	 2, .run = run_write},
	{"letters", "[LETTER]", "The letters to choose from", NULL, BOOK_NONE, 0, 1, .run = run_letters},
	{NULL},
};
