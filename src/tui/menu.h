/* Which row of a few is selected, and which are in sight: what boxes need that have no rows of a store. */
#ifndef RAPPORT_SRC_TUI_MENU_H
#define RAPPORT_SRC_TUI_MENU_H

#include <stdbool.h>

#include "rapport/tui/key.h"

struct menu {
	int n, sel, top;
	int page; /* rows in sight at the last draw */
};

/* Sets how many there are and keeps the selection where it can. */
void menu_set(struct menu *m, int n);
/* Up Down PgUp PgDn Home End and the wheel; letters are not its keys. False: not its key. */
bool menu_key(struct menu *m, struct key k);
/* Before drawing `page` rows: brings the selection into sight. */
void menu_show(struct menu *m, int page);

#endif
