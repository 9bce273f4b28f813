/* Keeping the book: backup, restore, duplicates, merge, forget. */
#include <string.h>

#include "ask.h"
#include "cli.h"
#include "rapport/app/keeping.h"

#define GIVE_FILE "--passphrase-file FILE gives the passphrase"

static bool show_copying(void *ctx, int64_t done, int64_t total)
{
	struct progress *p = ctx;
	if (progress_due(p)) {
		struct str b = {0};
		str_printf(&b, "Copying: %d %%   Ctrl-C stops", total ? (int)(done * 100 / total) : 100);
		progress_show(p, b.s);
		str_free(&b);
	}
	return progress_goes_on(p);
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
	struct progress p;
	struct backup_wish w = {.to = c->n ? c->args[0] : NULL, .keep = NUM_NONE, .progress = show_copying, .ctx = &p};
	struct said said = {0};
	const char *file = call_option(c, "passphrase-file");
	char *passphrase = NULL;
	if (!count_option(c, "keep", &w.keep, e))
		return false;
	bool ok = file                        ? answer_file(file, &passphrase, e)
		  : call_option(c, "encrypt") ? new_passphrase(&passphrase, e)
					      : true;
	w.passphrase = passphrase;
	progress_begin(&p);
	ok = ok && app_backup(&c->app, &w, &said, e);
	progress_end(&p);
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
	print(c, "%s is whole: %s.", c->args[0], what);
	if (call_option(c, "dry-run"))
		return true;
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

/* --- duplicates --- */

static const struct option duplicates_options[] = {{"most", "N", "so many pairs (50)"}, {NULL}};

static void add_one(struct table *t, const char *why, const struct source_row *r)
{
	table_add(t, why);
	table_addf(t, "%s%s%s", r->name, r->practice ? ", " : "", r->practice ? r->practice : "");
	table_add(t, r->phone);
	table_addf(t, "%lld touches, %lld referrals", (long long)r->touches, (long long)r->referrals);
	table_addf(t, "%llu", (unsigned long long)r->id);
}

static void duplicates_json(struct call *c, const struct pair *rows, int n)
{
	struct json j = {0};
	json_open(&j, NULL, '[');
	for (int i = 0; i < n; i++) {
		json_open(&j, NULL, '{');
		json_text(&j, "why", rows[i].why);
		json_id(&j, "who", rows[i].who.id);
		json_text(&j, "who_name", rows[i].who.name);
		json_text(&j, "who_practice", rows[i].who.practice);
		json_id(&j, "into", rows[i].into.id);
		json_text(&j, "into_name", rows[i].into.name);
		json_text(&j, "into_practice", rows[i].into.practice);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_print(c, &j);
}

static bool run_duplicates(struct call *c, struct err *e)
{
	struct table t = {.arena = &c->arena, .columns = 5, .most = 50};
	struct pair *rows;
	int64_t most = 50;
	int n;
	if (!count_option(c, "most", &most, e))
		return false;
	if (most < 1)
		return err_set(e, ERR_USAGE, "--most is a number from 1 on, such as 50");
	if (!app_duplicates(&c->app, most > 10000 ? 10000 : (int)most, &c->arena, &rows, &n, e))
		return false;
	if (c->json) {
		duplicates_json(c, rows, n);
		return true;
	}
	for (int i = 0; i < n; i++) {
		add_one(&t, rows[i].words, &rows[i].who);
		add_one(&t, "", &rows[i].into);
	}
	table_print(c, &t);
	if (n)
		print(c, "%s", "rapport merge WHO INTO makes one of two: the numbers at the end of a line name them.");
	else
		print(c, "%s", "Nobody seems to be there twice.");
	if (n == most)
		print(c, "There may be more: --most %lld shows twice as many.", (long long)(2 * most));
	return true;
}

/* --- merge --- */

static const struct option merge_options[] = {
	{"field", "NAME=WHO|INTO|BOTH", "whose value it has afterwards; may be given several times"},
	{"dry-run", NULL, "show what differs and what would move, no more"},
	{NULL},
};

static bool field_word(const char *word, enum merge_take *take)
{
	static const char *const words[] = {[MERGE_INTO] = "into", [MERGE_WHO] = "who", [MERGE_BOTH] = "both"};
	for (int i = 0; i < 3; i++)
		if (str_ieq(words[i], word)) {
			*take = (enum merge_take)i;
			return true;
		}
	return false;
}

/* "phone=WHO": of a field in which they do not differ nothing is to be chosen, which is no mistake. */
static bool choose_field(struct call *c, struct merge_plan *p, const char *text, struct err *e)
{
	const char *equals = strchr(text, '=');
	char *name = arena_strndup(&c->arena, text, equals ? (size_t)(equals - text) : strlen(text));
	const struct field *f;
	enum merge_take take;
	for (char *s = name; *s; s++)
		*s = *s == '-' ? '_' : *s;
	f = kind_field(KIND_SOURCE, name);
	if (!f || (f->flags & F_DERIVED))
		return err_set(e, ERR_USAGE, "--field: a source has no field “%s”", name);
	if (!equals || !field_word(equals + 1, &take))
		return err_set(e, ERR_USAGE, "--field: say %s=WHO, %s=INTO or %s=BOTH", name, name, name);
	if (take == MERGE_BOTH && !(f->flags & F_LINES))
		return err_set(e, ERR_USAGE, "--field: %s holds one value: WHO or INTO", name);
	for (int i = 0; i < p->n; i++)
		if (p->fields[i].field == f)
			p->fields[i].take = take;
	return true;
}

static void print_plan(struct call *c, const struct merge_plan *p)
{
	static const char *const takes[] = {[MERGE_INTO] = "INTO", [MERGE_WHO] = "WHO", [MERGE_BOTH] = "BOTH"};
	struct table t = {.arena = &c->arena, .columns = 4, .most = 28};
	static const char *const heads[] = {"", "WHO", "INTO", "taken"};
	for (int i = 0; i < 4; i++)
		table_add(&t, heads[i]);
	for (int i = 0; i < p->n; i++) {
		table_add(&t, p->fields[i].field->label);
		table_add(&t, p->fields[i].who);
		table_add(&t, p->fields[i].into);
		table_add(&t, takes[p->fields[i].take]);
	}
	struct str moves = {0};
	app_merge_moves(p, &moves);
	print(c, "%s into %s would move %s.", p->who.name, p->into.name, str_text(&moves));
	str_free(&moves);
	if (p->n)
		table_print(c, &t);
}

static bool run_merge(struct call *c, struct err *e)
{
	struct source who, into;
	struct merge_plan plan;
	struct said said = {0};
	if (!app_who(&c->app, c->args[0], &c->arena, &who, e) || !app_who(&c->app, c->args[1], &c->arena, &into, e) ||
	    !app_merge_plan(&c->app, who.id, into.id, &c->arena, &plan, e))
		return false;
	for (int i = 0; i < c->n_values; i++)
		if (str_eq(c->values[i].name, "field") && !choose_field(c, &plan, c->values[i].text, e))
			return false;
	if (call_option(c, "dry-run")) {
		print_plan(c, &plan);
		return true;
	}
	bool ok = app_merge(&c->app, &plan, &said, e);
	if (ok) {
		struct str moves = {0}, left = {0};
		app_merge_moves(&plan, &moves);
		app_merge_left(&plan, &left);
		print(c, "Moved: %s.", str_text(&moves));
		if (left.len)
			print(c, "Left out: %s.", left.s);
		str_free(&moves);
		str_free(&left);
	}
	return finish(ok, &said);
}

/* --- forget --- */

static const struct option forget_options[] = {
	{"patient", "REF", "a patient: the reference, or the R-number of one referral"},
	{"yes", NULL, "do not ask: for scripts"},
	{NULL},
};

static bool confirm(struct call *c, const struct forgetting *f, struct err *e)
{
	char *typed = NULL;
	if (call_option(c, "yes"))
		return true;
	warn("%s", f->what);
	const char *question = arena_printf(&c->arena, "Type “%s” to forget it for ever: ", f->name);
	bool ok = ask_line(question, false, "--yes forgets without asking", &typed, e) &&
		  (app_forget_confirmed(f, typed) ||
		   err_set(e, ERR_REFUSED, "that is not what was to be typed; nothing was forgotten"));
	answer_free(typed);
	return ok;
}

static bool run_forget(struct call *c, struct err *e)
{
	const char *patient = call_option(c, "patient");
	struct forgetting f;
	struct source s;
	struct said said = {0};
	bool cleaned = true, ok;
	if (patient && c->n)
		return err_set(e, ERR_USAGE, "one at a time: a WHO, or --patient REF");
	if (!patient && !c->n)
		return finish(app_clean(&c->app, &said, e), &said);
	if (patient)
		ok = app_forget_patient(&c->app, patient, &c->arena, &f, e);
	else
		ok = app_who(&c->app, call_rest(c, 0), &c->arena, &s, e) &&
		     app_forget_source(&c->app, s.id, &c->arena, &f, e);
	ok = ok && confirm(c, &f, e) && app_forget(&c->app, &f, &cleaned, &said, e);
	c->found_something = !cleaned;
	return finish(ok, &said);
}

const struct command keep_commands[] = {
	{"backup", "[FILE|FOLDER] [--keep N] [--encrypt]", "Copy the book to a safe place", backup_options, BOOK_READ,
	 0, 1, .run = run_backup},
	{"restore", "FILE [--replace]", "Bring a backup back", restore_options, BOOK_NONE, 1, 1, .run = run_restore},
	{"duplicates", "[--most N]", "Who seems to be there twice", duplicates_options, BOOK_READ, 0, 0, .json = true,
	 .run = run_duplicates},
	{"merge", "WHO INTO [--field NAME=WHO|INTO|BOTH ...] [--dry-run]", "Make one of two", merge_options, BOOK_OPEN,
	 2, 2, .run = run_merge},
	{"forget", "[WHO] [--patient REF] [--yes]", "Erase a person or a patient for ever", forget_options, BOOK_OPEN,
	 0, 20, .run = run_forget},
	{NULL},
};
