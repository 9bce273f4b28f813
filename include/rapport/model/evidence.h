/* What became of the patients that a source sent us: counts, and how they are said. A referral counts as one patient.
 * store_evidence (query.h) fills it; whoever shows a figure shows its n, and on paper only groups of EVIDENCE_LEAST and more. */
#ifndef RAPPORT_MODEL_EVIDENCE_H
#define RAPPORT_MODEL_EVIDENCE_H

#include "rapport/model/measure.h"
#include "rapport/model/metrics.h"

#define EVIDENCE_LEAST 5 /* in a smaller group a reader could tell who is meant */

struct measure_evidence {
	const struct measure *measure;
	int64_t n;    /* patients with a first and a last score */
	int64_t met;  /* of them: better by the MCID or more */
	int64_t gain; /* tenths: their mean change for the better; below 0 is worse */
	int64_t mcid; /* tenths: the setting that was asked */
};

struct evidence {
	int32_t from, to;                    /* received days, inclusive */
	int64_t referrals, came, discharged; /* discharged: of those that came in */
	int64_t visits_n, visits;            /* discharged ones whose visits are known, and their median in tenths */
	int64_t nps[NPS_ANSWERS];            /* how many answered 0 to 10 */
	struct measure_evidence measures[MEASURES_MOST]; /* with n over 0, in the order of the file */
	int n_measures;
};

/* Too small to stand on paper; a group of nobody hides nothing. */
bool evidence_small(int64_t n);
/* Over all measures: how many scores, and how many of them met. paper: of the measures alone that may stand there, so that no hidden
 * group can be had by taking away. False when there is none. */
bool evidence_met(const struct evidence *ev, bool paper, int64_t *n, int64_t *met);

/* One line each, with their n, or in words why there is no figure; never an empty text.
 * "27 referrals, 25 came in, 19 discharged"; "no referrals" */
void evidence_patients(const struct evidence *ev, struct str *b);
/* "14 of 17 scores (82 %): LEFS 10 of 12, ODI 4 of 5"; "no first and last scores yet" */
void evidence_change(const struct evidence *ev, bool paper, struct str *b);
/* "9 in the median (n 19)"; "none known yet" */
void evidence_visits(const struct evidence *ev, bool paper, struct str *b);
/* "+71 (n 14)"; "nobody asked yet" */
void evidence_nps(const struct evidence *ev, bool paper, struct str *b);
/* "fewer than 5 patients: not shown" */
void evidence_hidden(struct str *b);

#endif
