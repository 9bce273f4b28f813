/* One call from argv to exit code. */
#include <errno.h>
#include <locale.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "rapport/app/config.h"
#include "rapport/base/data.h"
#include "rapport/base/day.h"

static int exit_code(enum err_code code)
{
	switch (code) {
	case ERR_NONE:
		return EXIT_DONE;
	case ERR_USAGE:
		return EXIT_USAGE;
	case ERR_BUSY:
	case ERR_FULL:
	case ERR_IO:
	case ERR_READONLY:
	case ERR_DAMAGED:
	case ERR_NEWER:
	case ERR_FOREIGN:
	case ERR_BAD:
		return EXIT_STORE;
	default:
		return EXIT_REFUSED;
	}
}

static int complain(struct err *e)
{
	int code = exit_code(e->code);
	warn("rapport: %s", err_text(e));
	err_clear(e);
	return code;
}

/* --- the defaults --- */

/* $XDG_NAME/rapport/FILE, or ~/FALLBACK/rapport/FILE. */
static const char *home_path(struct arena *a, const char *variable, const char *fallback, const char *file)
{
	const char *dir = getenv(variable), *home = getenv("HOME");
	struct passwd *pw;
	if (dir && *dir == '/')
		return arena_printf(a, "%s/rapport/%s", dir, file);
	if (!home || !*home)
		home = (pw = getpwuid(getuid())) ? pw->pw_dir : "/";
	return arena_printf(a, "%s/%s/rapport/%s", home, fallback, file);
}

static void fill_globals(struct globals *g, struct arena *a)
{
	struct passwd *pw = getpwuid(getuid());
	const char *db = getenv("RAPPORT_DB"), *user = getenv("RAPPORT_USER");
	*g = (struct globals){.today = DAY_NONE};
	g->db = db && *db ? db : home_path(a, "XDG_DATA_HOME", ".local/share", "clinic.db");
	g->config = home_path(a, "XDG_CONFIG_HOME", ".config", "config");
	g->user = user && *user ? user : pw ? arena_strdup(a, pw->pw_name) : "somebody";
}

/* --- running --- */

static void on_wait(void *ctx, const char *who, int64_t ms)
{
	bool *told = ctx;
	(void)ms;
	if (!*told)
		warn("waiting for %s ...", *who ? who : "another writer");
	*told = true;
}

bool call_book(struct call *c, enum book book, struct err *e)
{
	static const enum store_mode modes[] = {
		[BOOK_READ] = STORE_READ, [BOOK_OPEN] = STORE_OPEN, [BOOK_MAKE] = STORE_MAKE};
	const struct globals *g = c->globals;
	if (store_open(&c->app.store, g->db, modes[book], &c->app.now, e)) {
		store_on_wait(c->app.store, on_wait, &c->told_of_wait);
		return true;
	}
	if (e->code == ERR_NOT_FOUND)
		return err_set(e, ERR_NOT_FOUND,
			       "No book at %s yet. `rapport` makes one, `rapport sample` fills in a made-up clinic.",
			       g->db);
	return false;
}

/* Was everything written to standard output? Complains when not. */
static bool flushed(struct call *c)
{
	if (fflush(c->out) == 0 && !ferror(c->out))
		return true;
	warn("rapport: standard output: cannot be written: %s", strerror(errno));
	return false;
}

static int run(struct call *c)
{
	struct err e = {0};
	bool ok;
	clock_now(&c->app.now, c->globals->today);
	if (c->command->book != BOOK_NONE && !call_book(c, c->command->book, &e))
		return complain(&e);
	ok = c->command->run(c, &e);
	store_close(c->app.store);
	if (!flushed(c)) {
		err_clear(&e);
		return EXIT_REFUSED;
	}
	if (!ok)
		return complain(&e);
	return c->found_something ? EXIT_REFUSED : EXIT_DONE;
}

/* Help, version and the default config need no book. */
static bool answered(struct call *c, const struct globals *g)
{
	if (g->version)
		fputs("rapport " RAPPORT_VERSION "\n", c->out);
	else if (g->help && c->command)
		help_command(c->out, c->command);
	else if (g->help)
		help_all(c->out);
	else if (c->command && str_eq(c->command->name, "config") && call_option(c, "default"))
		fputs(data_text("rapportrc", NULL), c->out);
	else
		return false;
	return true;
}

static void collect(void *ctx, const char *line)
{
	str_printf(ctx, "rapport: %s\n", line);
}

/* Of the config file only the order of dates is for commands; bad lines are kept for the one that runs. */
static void date_order(struct call *c, const struct globals *g, struct str *complaints)
{
	struct config config;
	config_read(&config, g->config, collect, complaints);
	c->app.order = config.date_order;
	config_folders(&config, g->config, &c->arena, &c->app.letters, &c->app.outbox, &c->app.backups);
	config_free(&config);
}

int cli_main(int argc, char **argv, int (*screens)(const struct globals *g))
{
	struct call c = {.out = stdout};
	struct globals g;
	struct err e = {0};
	struct str complaints = {0};
	int code;
	umask(077);
	setlocale(LC_ALL, "");
	signal(SIGPIPE, SIG_DFL);
	fill_globals(&g, &c.arena);
	date_order(&c, &g, &complaints);
	c.globals = &g;
	if (!options_read(&c, &g, argc, argv, &e)) {
		code = complain(&e);
	} else if (answered(&c, &g)) {
		code = flushed(&c) ? EXIT_DONE : EXIT_REFUSED;
	} else if (!c.command) {
		code = screens(&g);
	} else {
		if (complaints.len) {
			str_cut(&complaints, complaints.len - 1);
			warn("%s", complaints.s);
		}
		c.app.user = g.user;
		code = run(&c);
	}
	str_free(&complaints);
	arena_clear(&c.arena);
	return code;
}
