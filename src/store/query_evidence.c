/* What became of the patients of one source, or of all: counted along the referrals of a span, by source or by day received. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/store/query.h"

#define OF_ONE " r.source_id = $1 AND r.direction = 'in' AND r.received_on BETWEEN $2 AND $3"
#define OF_ALL " $1 IS NULL AND r.direction = 'in' AND r.received_on BETWEEN $2 AND $3"

/* The same question about one source and about all: two plans. */
struct asked {
	const char *one, *all;
};

#define ABOUT(begin, end)                                            \
	{                                                            \
		begin " WHERE" OF_ONE end, begin " WHERE" OF_ALL end \
	}

static const struct asked PATIENTS =
	ABOUT("SELECT COUNT(*), COALESCE(SUM(CASE WHEN r.status IN ('evaluated', 'active', 'discharged') THEN 1 ELSE 0 "
	      "END), 0), COALESCE(SUM(CASE WHEN r.status = 'discharged' THEN 1 ELSE 0 END), 0) FROM referrals r",
	      "");
static const struct asked VISITS =
	ABOUT("SELECT r.visits, COUNT(*) FROM referrals r",
	      " AND r.status = 'discharged' AND r.visits IS NOT NULL GROUP BY r.visits ORDER BY r.visits");
static const struct asked ANSWERS =
	ABOUT("SELECT r.nps, COUNT(*) FROM referrals r", " AND r.nps BETWEEN 0 AND 10 GROUP BY r.nps");
/* Of a measure that a referral has twice the newest row counts, so that a patient counts once. */
static const struct asked SCORES =
	ABOUT("SELECT o.measure, o.initial, o.final, COUNT(*) FROM referrals r JOIN outcomes o ON o.referral_id = r.id",
	      " AND o.initial IS NOT NULL AND o.final IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outcomes n"
	      " WHERE n.referral_id = o.referral_id AND n.id > o.id AND LOWER(n.measure) = LOWER(o.measure)"
	      " AND n.initial IS NOT NULL AND n.final IS NOT NULL) GROUP BY o.measure, o.initial, o.final");

struct asking {
	struct store *store;
	uint64_t source_id;
	struct evidence *ev;
};

static struct query *ask(const struct asking *a, const struct asked *q)
{
	return db_query(a->store->db, a->source_id ? q->one : q->all, "udd", a->source_id, a->ev->from, a->ev->to);
}

static bool add_patients(struct asking *a, struct err *e)
{
	struct query *q = ask(a, &PATIENTS);
	if (query_step(q)) {
		a->ev->referrals = query_i64(q, 0);
		a->ev->came = query_i64(q, 1);
		a->ev->discharged = query_i64(q, 2);
	}
	return query_end(q, e);
}

static bool add_visits(struct asking *a, struct err *e)
{
	struct query *q = ask(a, &VISITS);
	struct counted *values = NULL;
	size_t n = 0, cap = 0;
	for (; query_step(q); n++) {
		if (n == cap) {
			cap = cap ? cap * 2 : 64;
			values = mem_grow(values, cap * sizeof *values);
		}
		values[n] = (struct counted){query_i64(q, 0), query_i64(q, 1)};
		a->ev->visits_n += values[n].n;
	}
	median_of_counts(values, n, &a->ev->visits);
	free(values);
	return query_end(q, e);
}

static bool add_answers(struct asking *a, struct err *e)
{
	struct query *q = ask(a, &ANSWERS);
	while (query_step(q))
		a->ev->nps[query_i64(q, 0)] = query_i64(q, 1);
	return query_end(q, e);
}

static bool add_scores(struct asking *a, struct err *e)
{
	int n;
	const struct measure *all = measures_all(&n);
	struct measure_evidence sums[MEASURES_MOST] = {0};
	struct query *q = ask(a, &SCORES);
	while (query_step(q)) {
		const struct measure *m = measure_named(query_text(q, 0));
		int64_t initial = query_i64(q, 1), final = query_i64(q, 2), patients = query_i64(q, 3);
		if (!m) /* one of the clinic's own: its MCID is not known */
			continue;
		struct measure_evidence *sum = &sums[m - all];
		sum->measure = m;
		sum->mcid = store_setting(a->store, m->setting);
		sum->n += patients;
		sum->met += measure_met(m, initial, final, sum->mcid) ? patients : 0;
		sum->gain += (m->higher_is_better ? final - initial : initial - final) * patients;
	}
	for (int i = 0; i < n; i++)
		if (mean_of(sums[i].gain, sums[i].n, &sums[i].gain))
			a->ev->measures[a->ev->n_measures++] = sums[i];
	return query_end(q, e);
}

bool store_evidence(struct store *s, uint64_t source_id, int32_t from, int32_t to, struct evidence *ev, struct err *e)
{
	struct asking a = {s, source_id, ev};
	*ev = (struct evidence){.from = from, .to = to};
	return add_patients(&a, e) && add_visits(&a, e) && add_answers(&a, e) && add_scores(&a, e);
}

/* --- clocks --- */

/* Thanks and reports of the day on which the first referral came are an answer to it, not what led to it. */
static const char CLOCKS[] =
	"SELECT t.channel, t.direction, CASE WHEN s.first_referred_on IS NULL OR (t.\"on\" <= s.first_referred_on"
	" AND t.referral_id IS NULL AND COALESCE(t.purpose, '') <> 'thank') THEN 1 ELSE 0 END AS before, COUNT(*)"
	" FROM sources s JOIN touches t ON t.source_id = s.id WHERE s.id = $1 GROUP BY t.channel, t.direction, before";

bool store_clocks(struct store *s, uint64_t source_id, struct clocks *out, struct err *e)
{
	struct query *q = db_query(s->db, CLOCKS, "u", source_id);
	*out = (struct clocks){0};
	while (query_step(q)) {
		int channel = choice_index(choices_channel, query_text(q, 0));
		int64_t n = query_i64(q, 3);
		out->touches += n;
		if (choice_index(choices_direction, query_text(q, 1)) == TOUCH_WE)
			out->we += n;
		if (!query_i64(q, 2))
			continue;
		out->before += n;
		out->before_by[channel == CHOICE_NONE ? CHANNEL_OTHER : channel] += n;
	}
	return query_end(q, e);
}
