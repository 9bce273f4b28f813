/* The card and the timeline of one source, as Sources and the full record draw them. */
#ifndef RAPPORT_SRC_TUI_CARD_H
#define RAPPORT_SRC_TUI_CARD_H

#include "rapport/app/app.h"
#include "rapport/tui/ui.h"

/* What is read for one source; start with {0}. */
struct card_view {
	struct arena arena;
	struct card card;
	struct moment *moments;
	int n, asked;        /* moments read, and asked for */
	uint64_t id;         /* 0: nothing read */
	int64_t revision;    /* of the book, when it was read */
	struct str currency; /* of the clinic, read once a revision */
	int64_t currency_revision;
};

/* Reads the source and at most `moments` of its timeline, unless that was done already at this revision. False: said. */
bool card_load(struct ui *ui, struct card_view *v, uint64_t source_id, int moments);
void card_free(struct card_view *v);

/* Draws the lines that are known, without a border; returns the rows used. tall: also what fills a large window. */
int card_draw(struct ui *ui, struct area a, const struct card_view *v, bool tall);
/* The card and what came before in sentences, as --plain has them. */
void card_plain(struct ui *ui, struct area a, const struct card_view *v);
/* Draws the timeline from moment `from` on; wrap: whole texts, else one row each. */
void card_timeline(struct ui *ui, struct area a, const struct card_view *v, int from, bool wrap);
/* "First", "Trust", "Keep": the stage in a list. */
const char *stage_short(int16_t stage, int16_t standing);

#endif
