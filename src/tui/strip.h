/* The strips below Today and the Pipeline: what the selected line or card is about. */
#ifndef RAPPORT_TUI_STRIP_H
#define RAPPORT_TUI_STRIP_H

#include "rapport/base/mem.h"
#include "rapport/store/query.h"
#include "rapport/tui/flow.h"
#include "rapport/tui/ui.h"

/* What is known of one source. Start with {0}. */
struct strip {
	struct arena arena;
	struct card card;
	struct moment *moments;
	int n_moments;
	uint64_t source_id, revision; /* of what was read */
};
void strip_free(struct strip *s);
/* Reads the source unless it was read at this revision of the book. False when it cannot be read. */
bool strip_read(struct ui *ui, struct strip *s, uint64_t source_id);

/* The task, whom to ask for, and the last moments. */
void strip_item(struct ui *ui, const struct strip *s, struct area a, const struct queue_row *item);
/* What is open in the stage, what is next, and what is known. */
void strip_stage(struct ui *ui, const struct strip *s, struct area a, const char *legend);

#endif
