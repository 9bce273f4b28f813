/* Outcome measures: their range, which way is better, and the smallest change that matters to a patient (MCID), which is a
 * setting of the book. The rows are data/measures.txt. Scores are in tenths, as in struct outcome. */
#ifndef RAPPORT_MODEL_MEASURE_H
#define RAPPORT_MODEL_MEASURE_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/err.h"
#include "rapport/model/record.h"

#define MEASURES_MOST 32

struct measure {
	const char *name; /* "LEFS" */
	int64_t least, most;
	bool higher_is_better;
	int setting; /* of the MCID: SET_MCID_... , in tenths */
	const char *what, *origin;
};

/* All of them, n rows, in the order of the file. */
const struct measure *measures_all(int *n);
/* Case-blind; NULL when it is not known. */
const struct measure *measure_named(const char *name);
/* A known measure with scores inside its range? The error names the field and says the range. An unknown measure is fine. */
bool measure_check(const struct outcome *o, struct err *e);
/* Both scores are known and the change in the better direction is at least mcid. */
bool measure_met(const struct measure *m, int64_t initial, int64_t final, int64_t mcid);

#endif
