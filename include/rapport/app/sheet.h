/* The sheet of one source: a page for the partner's file, which may be handed over. What they sent by month beside the year before, how
 * many came in and how soon, what became of them, what is open, and when there was contact. No patient's reference, no note, no money, no
 * outcome of fewer than EVIDENCE_LEAST patients. It only reads. */
#ifndef RAPPORT_APP_SHEET_H
#define RAPPORT_APP_SHEET_H

#include "rapport/app/figures.h"
#include "rapport/store/figures.h"

#define SHEET_CONTACTS 6
#define SHEET_OPEN 7

/* So many of one thing that is owed. */
struct sheet_open {
	const char *rule, *what; /* "report-progress", "progress report" */
	int64_t n;
	int32_t due_on; /* of the first */
};

struct sheet_contact {
	int32_t on;
	int16_t channel, direction;
};

struct sheet {
	uint64_t source_id;
	const char *name, *practice, *what, *clinic; /* "" where unknown */
	enum period period;
	const char *title, *before_title; /* "last 12 months" */
	int32_t from, to, before_from, before_to;
	bool has_before;
	struct month_row months[12], months_before[12]; /* the last twelve, and those before; whatever the period */
	struct window now, before;
	struct figures_days first_visit, first_visit_before;
	struct evidence evidence;
	struct sheet_open open[SHEET_OPEN];
	struct sheet_contact contacts[SHEET_CONTACTS]; /* newest first */
	int n_open, n_contacts;
};
/* Into the arena. ERR_NOT_FOUND. */
bool app_sheet(struct app *app, uint64_t source_id, enum period p, struct arena *a, struct sheet *out, struct err *e);

/* A figure in words: "Came in", "25 of 27 (93%)", "of the 12 months before: 30 of 33 (91%)". */
struct sheet_line {
	const char *label, *value, *before; /* before: "" where there is nothing to compare */
};
/* As the page and a terminal show it: figures, what is open, contacts. */
void app_sheet_figures(const struct sheet *s, struct arena *a, struct sheet_line **rows, int *n);
void app_sheet_open(struct app *app, const struct sheet *s, struct arena *a, struct sheet_line **rows, int *n);
void app_sheet_contacts(const struct sheet *s, struct arena *a, struct sheet_line **rows, int *n);

void app_sheet_page(struct app *app, const struct sheet *s, struct str *html);
/* Writes that page to a new file: path, or NULL, one of its own under app->outbox/DAY-sheet. ERR_DUP where there is one. */
bool app_sheet_write(struct app *app, const struct sheet *s, const char *path, struct said *out, struct err *e);

#endif
