/* Keys, their names, and what to call them in hints. */
#ifndef RAPPORT_TUI_KEY_H
#define RAPPORT_TUI_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/str.h"

/* Code points stand for themselves; Ctrl-A to Ctrl-Z are 1 to 26 but for the named ones below. */
enum key_code {
	K_NONE = 0, /* the timeout passed */
	K_TAB = 9,
	K_ENTER = 13,
	K_ESC = 27,
	K_BACKSPACE = 127,
	K_NAMED = 0x110000,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PGUP,
	K_PGDN,
	K_DEL,
	K_INS,
	K_BACKTAB,
	K_CTRL_LEFT,
	K_CTRL_RIGHT,
	K_F1, /* to K_F1 + 11 */
	K_F12 = K_F1 + 11,
	K_RESIZE,     /* term->w and h are the new size */
	K_PASTE,      /* the text is in term->paste */
	K_CLICK,      /* at x, y */
	K_WHEEL_UP,   /* at x, y */
	K_WHEEL_DOWN, /* at x, y */
	K_DRAG,       /* the first attempt to drag */
	K_HANGUP,     /* SIGTERM, SIGHUP or SIGINT: save drafts and leave */
	K_RESUMED,    /* back from suspension */
};

#define K_CTRL(letter) ((uint32_t)((letter)&0x1f))

struct key {
	uint32_t code;
	int x, y; /* of the mouse keys */
};

/* A key that types: a code point from space on, not DEL. */
bool key_is_text(struct key k);

/* Reads one name: "l" "?" "é" "Enter" "Esc" "Tab" "Shift-Tab" "Space" "Backspace" "Del" "Ins" "Up" "Down" "Left" "Right" "Home"
 * "End" "PgUp" "PgDn" "Ctrl-S" "Ctrl-Left" "F1"; also tmux's "C-s" "BTab" "BSpace" "DC" "IC" "NPage" "PPage" "Escape". Names are
 * ASCII case-blind, single characters are not. Returns false when it is none (n bytes at s). */
bool key_named(const char *s, size_t n, struct key *k);
/* Appends the name that key_named reads. Nothing for a key without one. */
void key_add_name(struct str *b, struct key k);
/* Appends what hints show: as the name, but arrows as ↑ ↓ ← → (the canvas turns them into ASCII where it must). */
void key_add_label(struct str *b, struct key k);

#endif
