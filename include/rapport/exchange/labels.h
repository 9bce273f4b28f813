/* Address labels and cards for paper: one HTML page that a browser prints on label sheets. Pure text. */
#ifndef RAPPORT_EXCHANGE_LABELS_H
#define RAPPORT_EXCHANGE_LABELS_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/err.h"
#include "rapport/base/str.h"

/* Lengths are in hundred-thousandths of a millimetre: an inch is 2,540,000, and the thirty-seconds of an inch that sheets are made of are whole
 * numbers too. */
#define LABEL_MM 100000
#define LABEL_INCH 2540000

/* A sheet as its maker sells it, labels from the left to the right and then down. */
struct label_sheet {
	const char *name;         /* "5160" */
	const char *what;         /* "Avery 5160: 30 labels of 2-5/8 x 1 in on Letter" */
	bool inches;              /* the unit of its stylesheet; else mm */
	int32_t page_w, page_h;   /* of the paper */
	int32_t left, top;        /* of the first label */
	int32_t label_w, label_h; /* of each */
	int32_t step_x, step_y;   /* from one to the next: label and gap */
	int columns, rows;
	int points; /* size of the letters */
};

/* Ends with a NULL name; the first one is the usual. Measures: the makers' templates, as gLabels has them. */
extern const struct label_sheet label_sheets[];
const struct label_sheet *label_sheet_named(const char *name); /* case-blind; NULL when there is none */

struct label_job {
	const struct label_sheet *sheet;
	int first;                /* the first label that is free, from 1 on */
	int32_t shift_x, shift_y; /* against the printer's drift: right and down */
};

/* The sheet by name (NULL: the usual one), the first free label ("" or NULL: 1), and the drift as "X,Y" in millimetres ("" or NULL: none). The
 * error names "sheet", "first" or "offset". */
bool label_job_read(struct label_job *job, const char *sheet, const char *first, const char *offset, struct err *e);

/* Where label i (from 0) comes: on which page (from 0), and its corner. */
struct label_place {
	int page;
	int32_t x, y;
};
void label_place(const struct label_job *job, int i, struct label_place *place);

/* The page. addresses: n texts of several lines. */
void labels_html(const struct label_job *job, const char *const *addresses, int n, struct str *out);

#endif
