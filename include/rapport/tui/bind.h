/* The binding table: keys, names and help beside the function. Dispatch, hint bar, help, palette and the manual come from it. */
#ifndef RAPPORT_TUI_BIND_H
#define RAPPORT_TUI_BIND_H

#include <stdbool.h>

#include "rapport/base/err.h"
#include "rapport/base/str.h"
#include "rapport/tui/key.h"

struct ui;
struct pane;

enum bind_group { GROUP_NONE, GROUP_DO, GROUP_LOOK, GROUP_CLINIC }; /* NONE: dispatched, but not in help or palette */

/* A table is an array of these ended by {0}; static const, beside the functions. */
struct binding {
	const char *
		keys; /* alternatives parted by spaces: "/ Ctrl-F"; "" or NULL with a name: only in the palette. Backquotes in help mark keys */
	const char
		*name; /* stable, for [keys] in the config and the palette: "log"; unique over all tables a pane sees */
	const char *label; /* the keys as the bar and help show them ("↑↓", "1 2 3 4"); NULL: the first of keys */
	const char *hint;  /* in the bar: "Log"; NULL: never in the bar */
	const char *help;  /* in help and palette: "Log visit, call, lunch"; NULL: in neither */
	enum bind_group group;
	void (*run)(struct ui *ui, struct pane *p); /* NULL only where second is set */
	const char *(*why_not)(
		struct ui *ui,
		struct pane *p); /* the reason in words why it does nothing now, or NULL; ui_scratch may hold it */
	const struct binding *
		second; /* the keys after this one ("f" then "q"), a table ended by {0}. Esc leaves. Any other key says so */
	/* What the message line says while the second key is waited for, or NULL; ui_scratch may hold it */
	const char *(*ask)(struct ui *ui, struct pane *p);
	bool anywhere; /* a global that also works while an overlay is open or a field has the focus (then only keys that do not type) */
	const char *command; /* what the palette calls it; NULL: help. A row with neither is not in the palette */
};

/* A NULL-ended list of tables, searched in order. */
typedef const struct binding *const *binding_tables;

/* Keys from the config: overrides by name. Start with {0}. */
struct keymap {
	struct keymap_row *rows;
	int n;
};
/* "log" = "L"; several keys parted by spaces. ERR_INVALID when a key's name cannot be read, ERR_NOT_FOUND is the caller's to find. */
bool keymap_set(struct keymap *m, const char *name, const char *keys, struct err *e);
const char *keymap_keys(const struct keymap *m, const struct binding *b); /* the override or b->keys; never NULL */
void keymap_free(struct keymap *m);

/* The row of a table whose keys hold k; NULL when none. */
const struct binding *binding_find(const struct keymap *m, const struct binding *table, struct key k);
const struct binding *bindings_find(const struct keymap *m, binding_tables tables, struct key k);
const struct binding *bindings_named(binding_tables tables, const char *name);
/* Appends the keys as shown: the label, or the first key's label. */
void binding_label(const struct keymap *m, const struct binding *b, struct str *out);
/* Two rows of the given tables on one key (second tables within themselves): ERR_DUP "l is both log and letter". */
bool bindings_check(const struct keymap *m, binding_tables tables, binding_tables globals, struct err *e);

#endif
