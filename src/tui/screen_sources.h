/* The Sources screen, and what its find prompt, filters and orders change in it. */
#ifndef RAPPORT_SRC_TUI_SCREEN_SOURCES_H
#define RAPPORT_SRC_TUI_SCREEN_SOURCES_H

#include "card.h"
#include "rapport/app/figures.h"
#include "rapport/store/query.h"
#include "rapport/tui/list.h"
#include "screens.h"

enum sources_focus { FOCUS_LIST, FOCUS_TIMELINE, FOCUS_TODAY };

struct sources {
	struct selected selected; /* first: see screens.h */
	struct ui *ui;
	struct list list;
	struct source_filter filter;
	struct arena filter_arena;
	bool filtered;
	const char *filter_words; /* "quiet for 90 days" */
	enum source_order order;
	int64_t count;
	struct tally tally;
	enum sources_focus focus;
	int due_w; /* cells of the list's last column, of the rows in sight */
	/* the card and timeline */
	struct card_view view, ahead; /* ahead: of the row that the next key will likely select */
	int scroll, direction;        /* direction: -1 or 1, as the selection last moved */
	/* Today */
	struct arena today_arena;
	struct queue_row *today;
	int n_today, today_at, today_top, today_page;
	/* Numbers in brief */
	struct arena figures_arena;
	struct figures figures;
	struct top_row *top;
	int n_top;
	int64_t figures_revision;
	/* find */
	bool finding;
	struct finder *finder;
	struct find_query query;
	struct str typed, advice;
	uint64_t *found, before; /* before: selected when the prompt opened */
	int n_found, total;
	struct area find_line;
};

struct sources *sources_of(struct pane *p);
static inline struct app *sources_app(const struct sources *s)
{
	return &face_of(s->ui)->app;
}
/* The list's selection has moved: the card follows. */
void sources_select(struct ui *ui, struct pane *p);
int sources_marks(const struct sources *s); /* how many rows are marked */
/* The figures of the right column: only where it is shown. */
void sources_load_figures(struct sources *s, struct err *e);

/* sources_list.c */
/* Switches the list between everybody and what find matched. */
void sources_use_list(struct sources *s, bool found);
/* Whom the filter lets through, at most 10,000; n 0 without a filter. */
struct whom sources_shown(struct pane *p, struct arena *a);
/* A name, with what find matched in it marked. */
void sources_draw_name(struct sources *s, struct area a, int x, int cells, const char *name);

/* sources_draw.c */
#define SOURCES_TODAY_MOST 12 /* lines of Today beside the list */
bool sources_three_panes(struct ui *ui);
void sources_draw(struct ui *ui, struct pane *p, struct area a, bool focus);

/* find.c */
void sources_find_again(struct sources *s); /* the book moved: match again */

/* filter.c */
extern const struct binding sources_filters[], sources_orders[];
void sources_show_all(struct ui *ui, struct pane *p);
/* Selects one whom the list hides: among everybody, or among those let go. */
void sources_show(struct ui *ui, struct pane *p, uint64_t id);

#endif
