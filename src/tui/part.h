/* One part of a screen: a box where there is room for borders, a heading where there is not. */
#ifndef RAPPORT_TUI_PART_H
#define RAPPORT_TUI_PART_H

#include "rapport/tui/ui.h"

/* Draws the frame of a part and returns its inside. right and legend may be NULL; they need borders, but right also stands in a heading. */
struct area part_box(struct ui *ui, struct area a, bool focus, const char *title, const char *right,
		     const char *legend);
/* Words where there is nothing to list, wrapped, and hints below: those parted by four spaces go on a row each where one is too narrow
 * (backquotes mark keys). */
void part_empty(struct area a, const char *words, const char *hints);
/* "Dr. Priya Okafor, Lakeside Orthopedics" */
void part_name(struct str *b, const char *name, const char *practice);
/* "call" as "Call" */
void part_verb(struct str *b, const char *verb);
/* Adds a final stop where a text has none. */
void part_stop(struct str *b);
/* "Ask for Rosa ...": the label takes 8 cells, or what it needs where it ends in a colon; in plain mode "Ask for: Rosa ...". */
void part_labelled(struct area a, int y, const char *label, const char *text);

#endif
