/* The command line: rapport COMMAND ... as in rapport(1). */
#ifndef RAPPORT_CLI_CLI_H
#define RAPPORT_CLI_CLI_H

#include <stdbool.h>
#include <stdint.h>

/* Exit codes. */
enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2, EXIT_STORE = 3 };

/* Options that stand before or behind any command, with their defaults filled in. */
struct globals {
	const char *db;    /* never NULL after reading */
	const char *user;  /* never NULL */
	int32_t today;     /* DAY_NONE: the clock's */
	const char *color; /* auto, always, never */
	bool plain, help, version;
	const char *config;        /* path of the config file */
	const char *script, *size; /* the scripted screens of the tests; NULL */
};

/* Runs the command of argv, or the screens where there is none. Returns the exit code. */
int cli_main(int argc, char **argv, int (*screens)(const struct globals *g));

#endif
