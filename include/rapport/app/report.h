/* The report of a period: every figure in words, for a terminal and as a page of paper. It only reads. */
#ifndef RAPPORT_APP_REPORT_H
#define RAPPORT_APP_REPORT_H

#include "rapport/app/figures.h"

/* One figure in words, with the time before and what it is made of. Texts live in the arena; "" where there is nothing to say. */
struct report_line {
	const char *name;   /* in figures_help */
	const char *title;  /* "First visit" */
	const char *value;  /* "5 days", "none yet" */
	const char *before; /* the same of the time before; "" where there is none */
	const char *note;   /* "median, n 181" */
	bool alarm;         /* concentration over its limit */
};
/* All of them, in the order of the report. f has FIGURES_EVERYTHING. paper: no figure of fewer than EVIDENCE_LEAST patients. */
void app_report_lines(const struct figures *f, bool paper, struct arena *a, struct report_line **rows, int *n);

/* The rows of a split that there is room for, and the rest of them as one row "3 others"; at most `most` rows. */
void app_report_parts(const struct figures_parts *parts, int most, struct arena *a, struct figures_parts *out);

/* "Last 12 months, 1 Apr 2025 to 10 Mar 2026" */
void app_report_title(const struct figures *f, struct str *b);

/* For a terminal of 80 cells; ascii: bars of "#". */
void app_report_text(struct app *app, const struct figures *f, bool ascii, struct str *out);

/* One self-contained HTML page with inline SVG: two sheets of paper, A4 or Letter; no patient's reference. */
void app_report_page(struct app *app, const struct figures *f, struct str *html);
/* Writes that page to a new file: path, or NULL, one of its own under app->outbox/DAY-report. ERR_DUP where there is one. */
bool app_report_write(struct app *app, const struct figures *f, const char *path, struct said *out, struct err *e);

#endif
