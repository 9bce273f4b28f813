/* What each figure is: one table that the report, the Numbers help and rapport-internals(7) share, so that a formula is
 * said once. */
#ifndef RAPPORT_MODEL_FIGURE_H
#define RAPPORT_MODEL_FIGURE_H

#include <stdbool.h>

struct figure_help {
	const char *name;    /* "first_visit": its key in `rapport report --json`, where it stands there */
	const char *title;   /* as it stands beside the figure: "First visit" */
	const char *formula; /* in words, a sentence or two */
	bool plain;          /* says itself where it stands on paper: the foot of the report leaves it out */
};

/* In the order of the report; ends with a NULL name. */
extern const struct figure_help figures_help[];
/* NULL when there is no such figure. */
const struct figure_help *figure_named(const char *name);

#endif
