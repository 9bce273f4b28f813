/* The columns of a list that is to be imported: what each gives, to be changed. */
#ifndef RAPPORT_SRC_TUI_MAPPING_H
#define RAPPORT_SRC_TUI_MAPPING_H

#include "rapport/app/exchange.h"
#include "rapport/tui/ui.h"

struct mapping_spec {
	const char *name;         /* of the file; borrowed, as the next is */
	struct import_look *look; /* its map is changed in place */
	void *arg;
	void (*go)(struct ui *ui, void *arg);   /* the columns are right; the pane stays open */
	void (*back)(struct ui *ui, void *arg); /* Esc; the pane is closed */
	void (*free)(void *arg);
};
struct pane *mapping_open(struct ui *ui, const struct mapping_spec *spec);

#endif
