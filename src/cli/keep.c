/* Keeping the book: backup and restore. */
#include <string.h>

#include "ask.h"
#include "cli.h"
#include "rapport/app/keeping.h"

#define GIVE_FILE "--passphrase-file FILE gives the passphrase"

static bool show_copying(void *ctx, int64_t done, int64_t total)
{
	int64_t *last = ctx, now = clock_ticks();
	if (now - *last >= 1000) {
		*last = now;
		warn("%lld of %lld pages", (long long)done, (long long)total);
	}
	return true;
}

/* Typed twice, so that a slip does not lock the backup up for ever. */
static bool new_passphrase(char **passphrase, struct err *e)
{
	char *again = NULL;
	bool ok = ask_line("Passphrase: ", true, GIVE_FILE, passphrase, e) &&
		  ask_line("The same again: ", true, GIVE_FILE, &again, e) &&
		  (str_eq(*passphrase, again) || err_set(e, ERR_REFUSED, "the two are not the same; nothing was done"));
	answer_free(again);
	return ok;
}

/* --- backup --- */

static const struct option backup_options[] = {
	{"keep", "N", "of a folder: keep the newest N, remove older ones"},
	{"encrypt", NULL, "with a passphrase, which is asked for"},
	{"passphrase-file", "FILE", "encrypt with the first line of a file; - is standard input"},
	{NULL},
};

static bool run_backup(struct call *c, struct err *e)
{
	int64_t last = clock_ticks() + 1000;
	struct backup_wish w = {.to = c->n ? c->args[0] : NULL, .keep = NUM_NONE, .progress = show_copying, .ctx = &last};
	struct said said = {0};
	const char *file = call_option(c, "passphrase-file");
	char *passphrase = NULL;
	if (!count_option(c, "keep", &w.keep, e))
		return false;
	bool ok = file                        ? answer_file(file, &passphrase, e)
		  : call_option(c, "encrypt") ? new_passphrase(&passphrase, e)
					      : true;
	w.passphrase = passphrase;
	ok = ok && app_backup(&c->app, &w, &said, e);
	answer_free(passphrase);
	return finish(ok, &said);
}

/* --- restore --- */

static const struct option restore_options[] = {
	{"passphrase-file", "FILE", "the passphrase is its first line; - is standard input"},
	{"replace", NULL, "in place of the records that the book holds; they are kept in a file"},
	{"dry-run", NULL, "read it and say what it holds, no more"},
	{NULL},
};

/* Asked for only where the file is encrypted. */
static bool old_passphrase(struct call *c, char **passphrase, struct err *e)
{
	enum backup_type type;
	const char *file = call_option(c, "passphrase-file");
	if (!store_backup_type(c->app.store, c->args[0], &type, e))
		return false;
	if (type != BACKUP_SEALED)
		return true;
	return file ? answer_file(file, passphrase, e) : ask_line("Passphrase: ", true, GIVE_FILE, passphrase, e);
}

static bool restore_from(struct call *c, struct restoring *r, const char *what, struct err *e)
{
	struct said said = {0};
	if (call_option(c, "dry-run")) {
		print(c, "%s is whole: %s.", c->args[0], what);
		return true;
	}
	if (!c->app.store && !call_book(c, BOOK_MAKE, e))
		return false;
	bool ok = app_restore(&c->app, r, call_option(c, "replace") != NULL, &said, e);
	if (!ok && e->code == ERR_REFUSED) {
		const char *holds = arena_strdup(&c->arena, err_text(e));
		err_set(e, ERR_REFUSED,
			"%s. Nothing was restored; --replace puts the backup in their place, and keeps them in a file",
			holds);
	}
	return finish(ok, &said);
}

/* The backup is read before a book is made for it: a slip in its name or passphrase leaves nothing behind. */
static bool run_restore(struct call *c, struct err *e)
{
	struct restoring *r = NULL;
	struct str what = {0};
	char *passphrase = NULL;
	if (!call_book(c, BOOK_OPEN, e)) {
		if (e->code != ERR_NOT_FOUND)
			return false;
		err_clear(e);
	}
	bool ok = old_passphrase(c, &passphrase, e) &&
		  app_restore_read(&c->app, c->args[0], passphrase, &r, &what, e) &&
		  restore_from(c, r, str_text(&what), e);
	answer_free(passphrase);
	app_restore_free(r);
	str_free(&what);
	return ok;
}

const struct command keep_commands[] = {
	{"backup", "[FILE|FOLDER] [--keep N] [--encrypt]", "Copy the book to a safe place", backup_options, BOOK_READ, 0,
	 1, .run = run_backup},
	{"restore", "FILE [--replace]", "Bring a backup back", restore_options, BOOK_NONE, 1, 1, .run = run_restore},
	{NULL},
};
