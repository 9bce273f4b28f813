/* The screens: everything from opening the book and the terminal to leaving them. */
#ifndef RAPPORT_TUI_MAIN_H
#define RAPPORT_TUI_MAIN_H

#include <stdbool.h>
#include <stdint.h>

struct tui_options {
	const char *db, *user;
	int32_t today;     /* DAY_NONE: the clock's */
	const char *color; /* auto, always or never */
	bool plain;
	const char *config; /* path of the config file; it need not be there */
	const char *script,
		*size; /* the keys of a screen test, "-" for standard input, and its size "80x24"; NULL: the terminal */
};

/* Returns the exit code: 0 done, 1 refused or no terminal, 3 the book cannot be used. */
int tui_main(const struct tui_options *o);

#endif
