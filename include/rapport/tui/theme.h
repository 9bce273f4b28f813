/* What each kind of text looks like: the one place where colours are named. */
#ifndef RAPPORT_TUI_THEME_H
#define RAPPORT_TUI_THEME_H

#include <stdbool.h>
#include <stdint.h>

enum role {
	ROLE_TEXT,
	ROLE_BORDER,
	ROLE_TITLE, /* pane titles, the active tab: bold */
	ROLE_MATCH, /* what find matched: bold and underlined */
	ROLE_KEY,   /* a key in hints */
	ROLE_LATE,  /* "!" */
	ROLE_ERROR,
	ROLE_TODAY,  /* "*" */
	ROLE_THANK,  /* "+" */
	ROLE_QUIET,  /* "~" */
	ROLE_GROWTH, /* came in, "+9%" */
	ROLE_HINT,   /* hint words, legends, labels, echoes */
	ROLE_COUNT
};

/* A cell's style: a role, and STYLE_REVERSE or-ed in for the selection. */
typedef uint8_t cell_style;
#define STYLE_REVERSE 0x80
#define STYLE_ROLE(style) ((enum role)((style)&0x7f))

/* The letter of a style in a screen test's style layer: text ".", border "-", title "b", match "m", key "k", late "l", error "e",
 * today "t", thank "p", quiet "q", growth "g", hint "h"; reversed: the capital, "#" for text and "=" for border. */
char style_letter(cell_style style);

/* The role of a list flag: '!' '*' '+' '~'; text for any other. */
enum role role_of_flag(char flag);

enum theme_name { THEME_AUTO, THEME_DARK, THEME_LIGHT, THEME_CONTRAST, THEME_MONO };
/* "auto" "dark" "light" "contrast" "mono"; false when it is none of them. */
bool theme_named(const char *word, enum theme_name *name);

struct look {
	int16_t colour; /* 0 to 255, or -1: the terminal's own; the background is always the terminal's own */
	bool bold, dim, underline;
};
/* The look of a role. colours: what the terminal has. colorfgbg: that variable's value or NULL (auto takes the 256-colour
 * columns only where it tells the background). Mono never gives a colour; contrast never gives dim. */
struct look theme_look(enum theme_name theme, int colours, const char *colorfgbg, enum role role);

#endif
