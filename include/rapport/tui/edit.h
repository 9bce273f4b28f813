/* A line (or note) that is being typed. Works by graphemes; holds only text_enterable text. */
#ifndef RAPPORT_TUI_EDIT_H
#define RAPPORT_TUI_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/str.h"
#include "rapport/tui/canvas.h"
#include "rapport/tui/key.h"

struct edit_step;

/* Start with {0} (and multiline set) or edit_set. */
struct edit {
	struct str text;
	size_t at;      /* byte offset of the insertion point, at a grapheme's border */
	bool multiline; /* a newline may stand in it; it is drawn wrapped */
	int scroll;     /* cells (or rows if multiline) out of sight */
	struct edit_step *undo;
};

void edit_set(struct edit *e, const char *text); /* cursor at the end; forgets the undo steps */
const char *edit_text(const struct edit *e);
void edit_free(struct edit *e);
/* The same for a secret: what was typed and taken back is overwritten before its memory is given away. */
void edit_wipe(struct edit *e);
/* Typing, Backspace, Del, arrows, Ctrl-arrows, Home, End, Ctrl-A E K U W, Ctrl-Z. False: not a key of the line (Enter, Tab, Up ...;
 * multiline: Up and Down move inside, and are not taken at the first and last row). Backspace in an empty line does nothing, and is taken. */
bool edit_key(struct edit *e, struct key k);
/* Inserts; a one-line field turns newlines and tabs into spaces. False when the text is not enterable: nothing was inserted. */
bool edit_insert(struct edit *e, const char *text);
/* Draws into the area (one row unless multiline) scrolled so that the insertion point is in sight; sets the cursor if focus. */
void edit_draw(struct edit *e, struct area a, cell_style style, bool focus);
/* Rows a multiline text takes in w cells. */
int edit_rows(const struct edit *e, int w);

#endif
