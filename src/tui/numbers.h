/* The Numbers screen: pages of parts. What its files share. */
#ifndef RAPPORT_SRC_TUI_NUMBERS_H
#define RAPPORT_SRC_TUI_NUMBERS_H

#include "chart.h"
#include "rapport/app/report.h"
#include "rapport/tui/list.h"
#include "screens.h"

enum numbers_page { PAGE_OVERVIEW, PAGE_FIGURES, PAGE_SHARES, PAGE_SOURCES, PAGE_BALANCE, PAGE_COUNT };

/* In the order of their pages. */
enum numbers_part {
	PART_TOP,
	PART_QUIET,
	PART_MONTHS,
	PART_FIGURES,
	PART_KIND,
	PART_PAYER,
	PART_OWNER,
	PART_STAGE,
	PART_WINDOWS,
	PART_OUTCOMES,
	PART_CHANNELS,
	PART_FEW,
	PART_COUNT
};

struct numbers_screen;
struct numbers_list {
	struct numbers_screen *n;
	enum numbers_part part;
	struct list list;
};

struct numbers_screen {
	struct selected selected; /* first: see screens.h */
	struct ui *ui;
	struct figures f, next; /* what is shown, and what takes its place when it is whole */
	struct arena arena, next_arena;
	bool loaded;   /* f is filled */
	bool renewing; /* next is being filled */
	bool top_due;  /* the best sources are to be read again */
	bool failed;   /* it could not be read: not again before the book moves */
	int64_t until; /* clock_ticks up to which the screen may be kept waiting */
	bool (*stop)(void *ctx);
	enum period period;
	enum top_by by;
	bool table;
	enum numbers_part part;
	bool one; /* there was room for one part at the last draw */
	struct numbers_list parts[PART_COUNT];
	int64_t most;                      /* of the best, what the bars are drawn against */
	int name_w, money_w, bar_w, was_w; /* of the part that is drawn */
	unsigned shown;                    /* which of its values there is room for, a bit each */
	struct arena words;                /* of one row's draw */
};

static inline struct app *numbers_app(const struct numbers_screen *n)
{
	return &face_of(n->ui)->app;
}

/* One value of a row. A row begins with a name, which takes what the values leave. */
struct num_cell {
	const char *head; /* over it; "" over a bar */
	const char *text; /* NULL: a bar of value / most, which shares with the name what is left */
	int w;            /* cells of the text, to the right */
	int drop;         /* it goes where there is no room, the greatest first; 0: never */
	int64_t value, most;
};
#define NUM_CELLS 12

/* What a part is. */
struct numbers_part_type {
	enum numbers_page page;
	unsigned want;     /* of the figures */
	const char *names; /* of figures_help, parted by spaces: what they are */
	const char *title; /* NULL: it is made of what there is */
	const char *legend;
	const struct list_type *list; /* NULL: no rows */
	bool sources;                 /* its rows are sources */
	/* The name and the values of a row, into n->words; row NULL: only the heads. Returns how many values. NULL: the part draws itself */
	int (*cells)(struct numbers_screen *n, enum numbers_part part, const void *row, const char **name,
		     struct num_cell *cells);
	void (*draw)(struct numbers_screen *n, enum numbers_part part, struct area a, bool focus);
};
extern const struct numbers_part_type numbers_parts[PART_COUNT];

static inline enum numbers_page page_of(const struct numbers_screen *n)
{
	return numbers_parts[n->part].page;
}

static inline enum numbers_part numbers_first(enum numbers_page page)
{
	enum numbers_part part = 0;

	while (numbers_parts[part].page != page)
		part++;
	return part;
}

/* The id of a row that has a name of its own in its part; never 0. */
static inline uint64_t numbers_id(const char *name)
{
	uint64_t id = 5381;

	for (; *name; name++)
		id = id * 33 + (unsigned char)*name;
	return id | 1;
}

/* numbers_pages.c */
void numbers_draw(struct ui *ui, struct pane *p, struct area a, bool focus);

/* numbers_overview.c */
extern const struct list_type numbers_top_list, numbers_quiet_list;
void numbers_draw_top(struct numbers_screen *n, enum numbers_part part, struct area a, bool focus);
void numbers_draw_quiet(struct numbers_screen *n, enum numbers_part part, struct area a, bool focus);
void numbers_draw_months(struct numbers_screen *n, enum numbers_part part, struct area a, bool focus);

/* numbers_figures.c: all figures, and what each is */
extern const struct list_type numbers_figures_list;
void numbers_draw_figures(struct numbers_screen *n, enum numbers_part part, struct area a, bool focus);
/* The formula of what is selected: "NPS: Percent who ...", a paragraph each. */
void numbers_about(struct ui *ui, struct pane *p, struct str *b);
void numbers_formulas(struct ui *ui, struct pane *p); /* all of them, to read */
void numbers_explain(struct ui *ui, struct pane *p);  /* the selected figure, with its formula */
/* Of a row of the parts that list figures; "" where nothing is selected. */
const char *numbers_figure_of(const struct numbers_screen *n);

/* numbers_rows.c: rows of a name, values and bars */
void numbers_draw_rows(struct numbers_screen *n, enum numbers_part part, struct area a, bool focus);
void numbers_draw_row(void *arg, struct area a, const void *row, const struct list_look *look);

/* numbers_parts.c: the parts that are rows */
extern const struct list_type numbers_split_list, numbers_window_list, numbers_channel_list, numbers_few_list;
int numbers_split_cells(struct numbers_screen *n, enum numbers_part part, const void *row, const char **name,
			struct num_cell *c);
int numbers_window_cells(struct numbers_screen *n, enum numbers_part part, const void *row, const char **name,
			 struct num_cell *c);
int numbers_outcome_cells(struct numbers_screen *n, enum numbers_part part, const void *row, const char **name,
			  struct num_cell *c);
int numbers_channel_cells(struct numbers_screen *n, enum numbers_part part, const void *row, const char **name,
			  struct num_cell *c);
int numbers_few_cells(struct numbers_screen *n, enum numbers_part part, const void *row, const char **name,
		      struct num_cell *c);
/* A part of a whole: what concentration and who began are made of. */
struct few_row {
	int order;
	const char *name, *figure; /* figure: of figures_help */
	int64_t n, of;
	bool alarm;
};

#endif
