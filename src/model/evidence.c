#include "rapport/model/evidence.h"

#include <inttypes.h>

#include "rapport/model/referral.h"
#include "rapport/model/words.h"

bool evidence_small(int64_t n)
{
	return n > 0 && n < EVIDENCE_LEAST;
}

bool evidence_met(const struct evidence *ev, bool paper, int64_t *n, int64_t *met)
{
	*n = *met = 0;
	for (int i = 0; i < ev->n_measures; i++) {
		const struct measure_evidence *m = &ev->measures[i];

		if (paper && evidence_small(m->n))
			continue;
		*n += m->n;
		*met += m->met;
	}
	return *n > 0;
}

void evidence_hidden(struct str *b)
{
	str_printf(b, "fewer than %d patients: not shown", EVIDENCE_LEAST);
}

void evidence_patients(const struct evidence *ev, struct str *b)
{
	if (!ev->referrals) {
		str_add(b, "no referrals");
		return;
	}
	str_printf(b, "%" PRId64 " %s, %" PRId64 " came in, %" PRId64 " discharged", ev->referrals,
		   ev->referrals == 1 ? "referral" : "referrals", ev->came, ev->discharged);
}

/* "ODI, NDI": the measures that are too small for paper. */
static void small_measures(const struct evidence *ev, struct str *b)
{
	for (int i = 0; i < ev->n_measures; i++) {
		if (evidence_small(ev->measures[i].n))
			str_printf(b, "%s%s", b->len ? ", " : "", ev->measures[i].measure->name);
	}
}

void evidence_change(const struct evidence *ev, bool paper, struct str *b)
{
	struct str small = {0};
	int64_t n, met;
	int percent;
	const char *gap = ": ";

	if (paper)
		small_measures(ev, &small);
	if (evidence_met(ev, paper, &n, &met) && percent_of(met, n, &percent)) {
		str_printf(b, "reached in %" PRId64 " of %" PRId64 " scores (%d %%)", met, n, percent);
		for (int i = 0; i < ev->n_measures; i++) {
			const struct measure_evidence *m = &ev->measures[i];

			if (paper && evidence_small(m->n))
				continue;
			str_printf(b, "%s%s %" PRId64 " of %" PRId64, gap, m->measure->name, m->met, m->n);
			gap = ", ";
		}
		if (small.len)
			str_add(b, "; ");
	} else if (!small.len) {
		str_add(b, "no first and last scores yet");
	}
	if (small.len) {
		str_printf(b, "%s ", small.s);
		evidence_hidden(b);
	}
	str_free(&small);
}

void evidence_visits(const struct evidence *ev, bool paper, struct str *b)
{
	if (!ev->visits_n) {
		str_add(b, "nobody discharged with visits counted yet");
	} else if (paper && evidence_small(ev->visits_n)) {
		evidence_hidden(b);
	} else {
		str_add(b, "median ");
		score_write(b, ev->visits);
		str_printf(b, " (n %" PRId64 ")", ev->visits_n);
	}
}

void evidence_nps(const struct evidence *ev, bool paper, struct str *b)
{
	struct nps nps;

	if (!nps_from(&nps, ev->nps)) {
		str_add(b, "nobody answered yet");
	} else if (paper && evidence_small(nps.n)) {
		evidence_hidden(b);
	} else {
		nps_write(b, &nps);
		str_printf(b, " (n %" PRId64 ")", nps.n);
	}
}
