/* A terminal: size, keys, and showing a canvas. Two kinds: curses, and the script of a screen test. */
#ifndef RAPPORT_TUI_TERM_H
#define RAPPORT_TUI_TERM_H

#include <stdbool.h>
#include <stdio.h>

#include "rapport/base/err.h"
#include "rapport/base/str.h"
#include "rapport/tui/canvas.h"
#include "rapport/tui/key.h"
#include "rapport/tui/theme.h"

struct term {
	int w, h;         /* the present size in cells */
	bool ascii;       /* the locale or the person wants ASCII lines: the canvas must draw so */
	bool eager;       /* how far work is is shown whenever it tells, however often: a script waits to stop it */
	bool translit;    /* the locale is not UTF-8 */
	struct str paste; /* of the last K_PASTE */
	const char *note; /* one sentence to say at the start ("This terminal type is not known ..."), or NULL */

	/* Waits at most timeout_ms (-1: for ever); K_NONE when nothing came. With 0 a script has none but that of
	 * `stop`: what it steers is done with everything. */
	struct key (*next_key)(struct term *t, int timeout_ms);
	void (*show)(struct term *t, const struct canvas *c); /* touches only what changed since the last show */
	void (*redraw)(struct term *t);                       /* the next show paints everything */
	void (*suspend)(struct term *t); /* gives the terminal back as it was, for another program or the shell */
	void (*resume)(struct term *t);
	void (*stop)(struct term *t); /* suspends the whole job as Ctrl-Z does, and comes back with fg */
	bool (*copy)(struct term *t, const char *text); /* to the clipboard; false: this terminal cannot */
	void (*title)(struct term *t, const char *text);
	void (*close)(struct term *t); /* restores the terminal and frees t */
};

struct term_options {
	enum theme_name theme; /* the caller turns NO_COLOR and --color=never into THEME_MONO */
	bool ascii;
	bool mouse;
};

/* Opens the terminal of stdin and stdout. NULL with ERR_REFUSED: no terminal there, or TERM is unset, dumb or cannot move the cursor;
 * the text names the commands that work without one. Handlers: SIGTERM, SIGHUP, SIGINT arrive as K_HANGUP; a crash or the
 * end of memory restores the terminal and says one line. */
struct term *term_curses(const struct term_options *opt, struct err *e);

/* A terminal of w x h that takes its keys from a script and writes shots to out. The script: words parted by white space or newlines;
 *   KEY ...          any name that key_named reads
 *   type TEXT        the rest of the line, key by key
 *   paste TEXT       the rest of the line, as one K_PASTE; "\n" in it is a newline
 *   resize WxH       then K_RESIZE
 *   stop N           work that looks whether Esc was pressed finds so at its look N, and what comes after work of fewer looks finds it as a
 *                late Esc; stands before the key that begins it
 *   idle             a timeout (K_NONE), as after 250 ms
 *   click X Y, wheel up|down X Y
 *   shot NAME        "--- NAME (WxH, cursor X,Y)", the text, "--- styles", the style letters
 *   text NAME        the same without the styles
 *   picture TITLE    the rest of the line: a picture of the screen (SVG)
 *   # ...            a comment to the end of the line
 * At the end it gives K_HANGUP for ever. NULL with ERR_INVALID and the line when a word is none of these. copy writes "copied: TEXT". */
struct term *term_script(const char *script, int w, int h, FILE *out, struct err *e);
/* Only for tests: is the script at its end? */
bool term_script_done(const struct term *t);

#endif
