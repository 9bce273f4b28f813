/* What is kept beside the rows: computed again in the same transaction for whatever a write touched. */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"
#include "rapport/model/also.h"
#include "rapport/model/find.h"
#include "rapport/model/words.h"

/* --- a set of ids: open addressing, 0 is the empty slot --- */

static size_t place(const struct ids *s, uint64_t id)
{
	size_t i = (size_t)(id * 0x9e3779b97f4a7c15u >> 20) & (s->cap - 1);
	while (s->slot[i] && s->slot[i] != id)
		i = (i + 1) & (s->cap - 1);
	return i;
}

static void grow(struct ids *s)
{
	struct ids more = {.cap = s->cap ? s->cap * 2 : 16, .n = s->n};
	more.slot = mem_alloc(more.cap * sizeof *more.slot);
	for (size_t i = 0; i < s->cap; i++)
		if (s->slot[i])
			more.slot[place(&more, s->slot[i])] = s->slot[i];
	free(s->slot);
	*s = more;
}

bool ids_add(struct ids *s, uint64_t id)
{
	if (!id)
		return false;
	if (s->n * 2 >= s->cap)
		grow(s);
	size_t i = place(s, id);
	if (s->slot[i])
		return false;
	s->slot[i] = id;
	s->n++;
	return true;
}

bool ids_has(const struct ids *s, uint64_t id)
{
	return s->cap && s->slot[place(s, id)] == id;
}

void ids_free(struct ids *s)
{
	free(s->slot);
	*s = (struct ids){0};
}

/* Asked for every so many: a clock is looked at then. */
static bool goes_on(struct summary *m, struct err *e)
{
	enum { EACH = 32 };
	if (!m->goes_on || m->done++ % EACH)
		return true;
	int64_t all =
		m->practices.n + m->referrals.n + m->steps.n + m->recipients.n + m->clinic.n + m->sources.n + m->keys.n;
	return m->goes_on(m->watcher, m->done, all) || err_set(e, ERR_STOPPED, "stopped");
}

static bool ids_each(const struct ids *s, struct summary *m, bool (*fn)(struct summary *m, uint64_t id, struct err *e),
		     struct err *e)
{
	for (size_t i = 0; i < s->cap; i++)
		if (s->slot[i] && (!goes_on(m, e) || !fn(m, s->slot[i], e)))
			return false;
	return true;
}

/* --- noting --- */

const char *const tally_names[6] = {"first", "trust", "maintain", "paused", "let_go", "archived"};

int tally_of(const struct source *s)
{
	if (s->archived)
		return 5;
	if (s->standing != STANDING_LIVE)
		return s->standing == STANDING_PAUSED ? 3 : 4;
	return s->stage;
}

struct month_delta {
	int32_t month;
	int64_t sum[5]; /* referrals, came, billed, received, no amount */
};

static void add_month(struct summary *m, const struct referral *r, int sign)
{
	if (r->direction != REFERRAL_IN)
		return;
	int32_t month = day_month_number(r->received_on);
	int i = 0;
	while (i < m->n_months && m->months[i].month != month)
		i++;
	if (i == m->n_months) {
		m->months = mem_grow(m->months, (size_t)(m->n_months + 1) * sizeof *m->months);
		m->months[m->n_months++] = (struct month_delta){.month = month};
	}
	int64_t billed = r->billed_cents == NUM_NONE ? 0 : r->billed_cents;
	int64_t received = r->received_cents == NUM_NONE ? 0 : r->received_cents;
	bool came = referral_came(r);
	int64_t part[5] = {1, came, billed, received, came && !billed && !received};
	for (int k = 0; k < 5; k++)
		m->months[i].sum[k] += sign * part[k];
}

/* Those of a kind whose place in the queue is made again. */
static struct ids *subjects(struct summary *m, enum kind about)
{
	switch (about) {
	case KIND_SOURCE:
		return &m->sources;
	case KIND_REFERRAL:
		return &m->referrals;
	case KIND_STEP:
		return &m->steps;
	case KIND_RECIPIENT:
		return &m->recipients;
	default:
		assert(about == KIND_CLINIC);
		return &m->clinic;
	}
}

static void note_all_of(struct ids *to, struct query *q)
{
	while (query_step(q))
		ids_add(to, (uint64_t)query_i64(q, 0));
	query_end(q, NULL);
}

static void note_sources(struct summary *m, const char *sql, uint64_t id)
{
	note_all_of(&m->sources, db_query(m->db, sql, "u", id));
}

/* Whether payers and populations are known counts for the homework on a source: its own, those of its practice, and ours. Ours count for
 * everybody, so only the first word of a type that comes and the last one that goes are noted. */
static void note_label(struct summary *m, const struct label *l)
{
	bool fit = l->type == LABEL_PAYER || l->type == LABEL_POPULATION;
	if (l->of == LABEL_OF_SOURCE) {
		ids_add(&m->keys, l->of_id);
		if (fit || l->type == LABEL_TAG) /* one tag says that nobody stands before them */
			ids_add(&m->sources, l->of_id);
	} else if (fit && l->of == LABEL_OF_PRACTICE) {
		note_sources(m, "SELECT id FROM sources WHERE practice_id = $1", l->of_id);
	} else if (fit && !db_number(m->db, 0,
				     "SELECT 1 FROM labels WHERE of_id = $1 AND \"of\" = 'clinic' AND type = $2"
				     " AND id <> $3 LIMIT 1",
				     "utu", l->of_id, choice_word(choices_label_type, l->type), l->id)) {
		note_sources(m, "SELECT id FROM sources WHERE stage = 'first' AND $1 IS NOT NULL", l->of_id);
	}
}

static void note_one(struct summary *m, enum kind kind, const void *record, int sign)
{
	switch (kind) {
	case KIND_SOURCE: {
		const struct source *s = record;
		ids_add(&m->sources, s->id);
		ids_add(&m->keys, s->id);
		m->tally[tally_of(s)] += sign;
		break;
	}
	case KIND_PRACTICE:
		ids_add(&m->practices, ((const struct practice *)record)->id);
		break;
	case KIND_TOUCH: {
		const struct touch *t = record;
		ids_add(&m->sources, t->source_id);
		ids_add(&m->referrals, t->referral_id);
		break;
	}
	case KIND_REFERRAL: {
		const struct referral *r = record;
		ids_add(&m->referrals, r->id);
		ids_add(&m->sources, r->source_id);
		add_month(m, r, sign);
		break;
	}
	case KIND_STEP: {
		const struct step *p = record;
		ids_add(&m->steps, p->id);
		ids_add(&m->sources, p->source_id);
		break;
	}
	case KIND_RECIPIENT:
		ids_add(&m->recipients, record_id(record));
		break;
	case KIND_ANNOUNCEMENT:
		note_all_of(&m->recipients, db_query(m->db, "SELECT id FROM recipients WHERE announcement_id = $1", "u",
						     record_id(record)));
		break;
	case KIND_LABEL:
		note_label(m, record);
		break;
	case KIND_DISMISSAL: {
		const struct dismissal *d = record;
		const struct rule *r = rule_named(d->rule);
		if (r)
			ids_add(subjects(m, r->about), d->subject_id);
		break;
	}
	case KIND_CLINIC:
		ids_add(&m->clinic, record_id(record));
		break;
	case KIND_SETTING:
		m->all = true;
		break;
	default:
		break;
	}
}

/* Of the clinic only the day the book was made counts for everybody. */
static bool moves_all(enum kind kind, const void *before, const void *after)
{
	return kind == KIND_CLINIC &&
	       (!before || !after ||
		((const struct clinic *)before)->made_on != ((const struct clinic *)after)->made_on);
}

/* Whether somebody decides counts for everybody with whom they were met. */
static void note_met(struct summary *m, const struct source *before, const struct source *after)
{
	if (before && after && before->decision_maker == after->decision_maker)
		return;
	note_sources(m, "SELECT source_id FROM touches WHERE met_id = $1", after ? after->id : before->id);
}

/* News waits while a source is paused, and ends with it. */
static void note_standing(struct summary *m, const struct source *before, const struct source *after)
{
	if (before && after && before->standing != after->standing)
		note_all_of(&m->recipients,
			    db_query(m->db, "SELECT id FROM recipients WHERE source_id = $1", "u", after->id));
}

void summary_note(struct summary *m, enum kind kind, const void *before, const void *after)
{
	if (kind == KIND_SOURCE) {
		note_met(m, before, after);
		note_standing(m, before, after);
	}
	m->all = m->all || moves_all(kind, before, after);
	if (before)
		note_one(m, kind, before, -1);
	if (after)
		note_one(m, kind, after, 1);
}

void summary_free(struct summary *m)
{
	ids_free(&m->sources);
	ids_free(&m->keys);
	ids_free(&m->referrals);
	ids_free(&m->practices);
	ids_free(&m->steps);
	ids_free(&m->recipients);
	ids_free(&m->clinic);
	free(m->months);
}

/* --- a referral --- */

static const char REFERRAL_FACTS[] =
	"SELECT r.source_id, r.thanked_on, r.reported_on, r.thank_due_on,"
	" CASE WHEN r.direction = 'in' THEN"
	"  (SELECT MIN(t.\"on\") FROM touches t WHERE t.referral_id = r.id AND t.purpose = 'thank') END,"
	" (SELECT MAX(t.\"on\") FROM touches t WHERE t.referral_id = r.id"
	"  AND (t.purpose IN ('progress', 'outcomes') OR t.channel = 'report')),"
	" r.received_on, r.evaluated_on, r.discharged_on, r.challenge_on, r.status FROM referrals r WHERE r.id = $1";

static int32_t later_day(int32_t a, int32_t b)
{
	return a > b ? a : b; /* DAY_NONE is less than any day */
}

static int32_t sooner_day(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

/* Of a referral that is over and whose every day lies before owed-from no rule may ask: most of an old book is passed over here. */
static bool flush_dues_of_referral(struct summary *m, uint64_t id, bool treated, int32_t latest, int32_t *thank_due,
				   struct err *e)
{
	*thank_due = DAY_FAR;
	if (!treated && latest < owed_from(m->store))
		return db_run(m->db, e, "DELETE FROM dues WHERE subject_id = $1", "u", id);
	if (!dues_flush(m->store, KIND_REFERRAL, id, e))
		return false;
	*thank_due = dues_day(m->store, id, "thank");
	return true;
}

static bool flush_referral(struct summary *m, uint64_t id, struct err *e)
{
	struct query *q = db_query(m->db, REFERRAL_FACTS, "u", id);
	if (!query_step(q))
		return query_end(q, e) && dues_flush(m->store, KIND_REFERRAL, id, e);
	int32_t thanked = query_day(q, 4), reported = query_day(q, 5), due, was_due = query_day(q, 3),
		latest = reported;
	bool same = query_day(q, 1) == thanked && query_day(q, 2) == reported;
	ids_add(&m->sources, (uint64_t)query_i64(q, 0));
	for (int i = 6; i <= 9; i++)
		latest = later_day(latest, query_day(q, i));
	int status = choice_index(choices_status, query_text(q, 10));
	bool treated = status == STATUS_EVALUATED || status == STATUS_ACTIVE;
	return query_end(q, e) &&
	       (same || db_run(m->db, e, "UPDATE referrals SET thanked_on = $2, reported_on = $3 WHERE id = $1", "udd",
			       id, thanked, reported)) &&
	       flush_dues_of_referral(m, id, treated, latest, &due, e) &&
	       (due == was_due ||
		db_run(m->db, e, "UPDATE referrals SET thank_due_on = $2 WHERE id = $1", "ud", id, due));
}

/* --- a source --- */

/* One read of everything a source's summary is made of. */
static const char SOURCE_FACTS[] =
	"SELECT s.name, s.standing, s.standing_until, s.archived, s.added_on, s.phone,"
	" t.n, t.last, t.first, t.substance, t.met, t.meetings, t.meeting, t.outcomes, v.last,"
	" r.n, r.first, r.last, r.came, r.billed, r.received, k.n, k.due, p.due"
	" FROM sources s"
	" LEFT JOIN (SELECT COUNT(*) AS n, MAX(t.\"on\") AS last, MIN(t.\"on\") AS first,"
	"  MAX(CASE WHEN " SUBSTANTIVE " THEN t.\"on\" END) AS substance,"
	"  MAX(CASE WHEN t.purpose = 'outcomes' AND t.referral_id IS NULL THEN t.\"on\" END) AS outcomes,"
	"  COUNT(CASE WHEN " FACE_TO_FACE " THEN 1 END) AS meetings,"
	"  MAX(CASE WHEN " FACE_TO_FACE " THEN t.\"on\" END) AS meeting,"
	"  MAX(CASE WHEN " FACE_TO_FACE
	"   AND (SELECT w.decision_maker FROM sources w WHERE w.id = COALESCE(t.met_id, t.source_id)) = 1"
	"   THEN t.\"on\" END) AS met"
	"  FROM touches t WHERE t.source_id = $1) t"
	" LEFT JOIN (SELECT MAX(t.\"on\") AS last FROM touches t"
	"  WHERE t.source_id = (SELECT via_id FROM sources WHERE id = $1)) v"
	" LEFT JOIN (SELECT COUNT(*) AS n, MIN(r.received_on) AS first, MAX(r.received_on) AS last,"
	"  COALESCE(SUM(CASE WHEN r.status IN ('evaluated', 'active', 'discharged') THEN 1 ELSE 0 END), 0) AS came,"
	"  COALESCE(SUM(r.billed_cents), 0) AS billed, COALESCE(SUM(r.received_cents), 0) AS received"
	"  FROM referrals r WHERE r.source_id = $1 AND r.direction = 'in') r"
	" LEFT JOIN (SELECT COUNT(*) AS n, MIN(r.thank_due_on) AS due FROM referrals r"
	"  WHERE r.source_id = $1 AND r.thank_due_on < 2932896) k"
	" LEFT JOIN (SELECT MIN(p.due_on) AS due FROM steps p WHERE p.source_id = $1 AND p.state = 'open') p"
	" WHERE s.id = $1";

static const char SOURCE_SET[] =
	"UPDATE sources SET fold = $2, counted_on = $3, clock_on = $4, touched_on = $5, substantive_on = $6, met_on = "
	"$7,"
	" first_touch_on = $8, touches = $9, referred_on = $10, referrals = $11, came = $12, billed_cents = $13,"
	" received_cents = $14, thanks_owed = $15, step_on = $16, phone_key = $17, outcomes_on = $18,"
	" first_referred_on = $19, usual_gap = $20, meetings = $21, meeting_on = $22 WHERE id = $1";

/* What comes next in lists: the step or the cadence, a pause that ends, thanks owed. */
static bool flush_next(struct summary *m, uint64_t id, int32_t step, int32_t paused_until, int32_t thanks,
		       struct err *e)
{
	int32_t touch_due = dues_day(m->store, id, "touch"), planned = step != DAY_NONE ? step : touch_due;
	if (paused_until != DAY_NONE)
		planned = sooner_day(planned, paused_until);
	int32_t next = sooner_day(planned, thanks);
	bool is_touch = next == touch_due && next != thanks && next != DAY_FAR;
	return db_run(m->db, e,
		      "UPDATE sources SET next_on = $2, next_is_touch = $3, touch_due_on = $4 WHERE id = $1"
		      " AND (next_on <> $2 OR next_is_touch <> $3 OR touch_due_on <> $4)",
		      "udid", id, next, (int64_t)is_touch, touch_due);
}

/* The middle one (of two the lesser) of the days between referrals in: the source's own rhythm. */
static int64_t usual_gap(struct summary *m, uint64_t id, int64_t referrals)
{
	if (referrals < 2)
		return NUM_NONE;
	return db_number(
		m->db, NUM_NONE,
		"SELECT gap FROM (SELECT r.received_on - LAG(r.received_on) OVER (ORDER BY r.received_on, r.id) AS gap"
		" FROM referrals r WHERE r.source_id = $1 AND r.direction = 'in') g"
		" WHERE gap IS NOT NULL ORDER BY gap LIMIT 1 OFFSET $2",
		"ui", id, (referrals - 2) / 2);
}

static bool flush_source(struct summary *m, uint64_t id, struct err *e)
{
	struct str fold = {0}, phone = {0};
	struct query *q = db_query(m->db, SOURCE_FACTS, "u", id);
	if (!query_step(q))
		return query_end(q, e) && dues_flush(m->store, KIND_SOURCE, id, e);
	person_key(&fold, query_text(q, 0));
	phone_key(&phone, query_text(q, 5));
	bool paused = strcmp(query_text(q, 1), "paused") == 0 && !query_i64(q, 3);
	int32_t until = paused ? query_day(q, 2) : DAY_NONE;
	int32_t added = query_day(q, 4), touched = query_day(q, 7), first = query_day(q, 8),
		substance = query_day(q, 9), met = query_day(q, 10), meeting = query_day(q, 12),
		outcomes = query_day(q, 13), first_in = query_day(q, 16), referred = query_day(q, 17),
		step = query_day(q, 23);
	int64_t touches = query_i64(q, 6), meetings = query_i64(q, 11), referrals = query_i64(q, 15),
		came = query_i64(q, 18), billed = query_i64(q, 19), received = query_i64(q, 20),
		owed = query_i64(q, 21);
	int32_t counted = later_day(touched, query_day(q, 14)), thanks = query_null(q, 22) ? DAY_FAR : query_day(q, 22);
	int32_t clock = counted != DAY_NONE ? counted : added != DAY_NONE ? added : 0;
	bool ok = query_end(q, e) &&
		  db_run(m->db, e, SOURCE_SET,
			 "utdidddd"
			 "idiiiiidtddnid",
			 id, str_text(&fold), counted, (int64_t)clock, touched, substance, met, first, touches,
			 referred, referrals, came, billed, received, owed, step, phone.len ? phone.s : NULL, outcomes,
			 first_in, usual_gap(m, id, referrals), meetings, meeting) &&
		  dues_flush(m->store, KIND_SOURCE, id, e) && flush_next(m, id, step, until, thanks, e);
	str_free(&fold);
	str_free(&phone);
	return ok;
}

static bool flush_step(struct summary *m, uint64_t id, struct err *e)
{
	return dues_flush(m->store, KIND_STEP, id, e);
}

static bool flush_recipient(struct summary *m, uint64_t id, struct err *e)
{
	return dues_flush(m->store, KIND_RECIPIENT, id, e);
}

static bool flush_clinic(struct summary *m, uint64_t id, struct err *e)
{
	return dues_flush(m->store, KIND_CLINIC, id, e);
}

/* --- what find searches --- */

static const char KEY_FACTS[] =
	"SELECT s.name, p.name, s.credentials, s.specialty, s.role, s.kind, COALESCE(s.city, p.city), s.email, v.name, "
	"s.owner,"
	" s.phone, s.fax, s.npi, p.phone, s.archived, s.note FROM sources s LEFT JOIN practices p ON p.id = "
	"s.practice_id"
	" LEFT JOIN sources v ON v.id = s.via_id WHERE s.id = $1";

static void add_fold(struct str *b, const char *s)
{
	if (!s || !*s)
		return;
	if (b->len && b->s[b->len - 1] != FIND_SEP)
		str_addc(b, ' ');
	utf8_fold(b, s);
}

static void add_number(struct str *b, const char *s)
{
	if (!s || !*s)
		return;
	if (b->s[b->len - 1] != FIND_SEP)
		str_addc(b, ' ');
	utf8_digits(b, s);
}

/* The names somebody is also known by. */
static void add_other_names(struct str *b, const char *note)
{
	struct str value = {0};
	enum also what;
	while (also_next(&note, &what, &value))
		if (what == ALSO_NAME)
			add_fold(b, value.s);
	str_free(&value);
}

static bool flush_key(struct summary *m, uint64_t id, struct err *e)
{
	struct str b = {0};
	struct query *q = db_query(m->db, KEY_FACTS, "u", id);
	bool shown = query_step(q) && !query_i64(q, 14);
	if (shown) {
		add_fold(&b, query_text(q, 0));
		str_addc(&b, FIND_SEP);
		add_fold(&b, query_text(q, 1));
		str_addc(&b, FIND_SEP);
		for (int i = 2; i <= 9; i++)
			add_fold(&b, i == 5 ? choice_label(choices_source_kind,
							   choice_index(choices_source_kind, query_text(q, 5)))
					    : query_text(q, i));
		struct query *l = db_query(
			m->db, "SELECT word FROM labels WHERE of_id = $1 AND \"of\" = 'source' ORDER BY id", "u", id);
		while (query_step(l))
			add_fold(&b, query_text(l, 0));
		query_end(l, NULL);
		add_other_names(&b, query_text(q, 15));
		str_addc(&b, FIND_SEP);
		for (int i = 10; i <= 13; i++)
			add_number(&b, query_text(q, i));
	}
	bool ok = query_end(q, e);
	if (ok && shown)
		ok = db_run(m->db, e,
			    "INSERT INTO finder (id, key) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET key = "
			    "excluded.key",
			    "ut", id, str_text(&b));
	else if (ok)
		ok = db_run(m->db, e, "DELETE FROM finder WHERE id = $1", "u", id);
	str_free(&b);
	return ok;
}

/* --- bringing up to date --- */

static bool add_ids(struct summary *m, struct ids *to, const char *sql, uint64_t id, struct err *e)
{
	struct query *q = db_query(m->db, sql, "u", id);
	while (query_step(q))
		ids_add(to, (uint64_t)query_i64(q, 0));
	return query_end(q, e);
}

static bool flush_practice(struct summary *m, uint64_t id, struct err *e)
{
	struct str fold = {0};
	struct query *q = db_query(m->db, "SELECT name FROM practices WHERE id = $1", "u", id);
	if (query_step(q))
		utf8_fold(&fold, query_text(q, 0));
	bool ok = query_end(q, e) &&
		  db_run(m->db, e, "UPDATE practices SET fold = $2 WHERE id = $1", "ut", id, str_text(&fold)) &&
		  add_ids(m, &m->keys, "SELECT id FROM sources WHERE practice_id = $1", id, e);
	str_free(&fold);
	return ok;
}

static const char MONTH_ADD[] = "INSERT INTO months (\"month\", referrals, came, billed_cents, received_cents, "
				"no_amount) VALUES ($1, $2, $3, $4, $5, $6)"
				" ON CONFLICT (\"month\") DO UPDATE SET referrals = months.referrals + "
				"excluded.referrals, came = months.came + excluded.came,"
				" billed_cents = months.billed_cents + excluded.billed_cents, received_cents = "
				"months.received_cents + excluded.received_cents,"
				" no_amount = months.no_amount + excluded.no_amount";

static bool flush_sums(struct summary *m, struct err *e)
{
	for (int i = 0; i < m->n_months; i++) {
		const int64_t *s = m->months[i].sum;
		if (!db_run(m->db, e, MONTH_ADD, "iiiiii", (int64_t)m->months[i].month, s[0], s[1], s[2], s[3], s[4]))
			return false;
	}
	for (int i = 0; i < 6; i++)
		if (m->tally[i] && !db_run(m->db, e,
					   "INSERT INTO tallies (name, n) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE "
					   "SET n = tallies.n + excluded.n",
					   "ti", tally_names[i], m->tally[i]))
			return false;
	return true;
}

static bool note_everything(struct summary *m, struct err *e)
{
	return add_ids(m, &m->referrals, "SELECT id FROM referrals WHERE $1 IS NULL", 0, e) &&
	       add_ids(m, &m->steps, "SELECT id FROM steps WHERE state = 'open' AND $1 IS NULL", 0, e) &&
	       add_ids(m, &m->recipients, "SELECT id FROM recipients WHERE $1 IS NULL", 0, e) &&
	       add_ids(m, &m->clinic, "SELECT id FROM clinic WHERE $1 IS NULL", 0, e) &&
	       add_ids(m, &m->sources, "SELECT id FROM sources WHERE $1 IS NULL", 0, e);
}

/* Those reached through a noted source count its touches too; a noted gatekeeper's name is part of their keys. */
static bool note_behind(struct summary *m, struct err *e)
{
	struct ids behind = {0};
	bool ok = true;
	for (size_t i = 0; ok && i < m->sources.cap; i++)
		if (m->sources.slot[i])
			ok = add_ids(m, &behind, "SELECT id FROM sources WHERE via_id = $1", m->sources.slot[i], e);
	for (size_t i = 0; i < behind.cap; i++) {
		ids_add(&m->sources, behind.slot[i]);
		if (behind.slot[i] && m->keys.n)
			ids_add(&m->keys, behind.slot[i]);
	}
	ids_free(&behind);
	return ok;
}

bool summary_flush(struct summary *m, struct err *e)
{
	/* settings are read once here, not once a row */
	m->store->settings_known = false;
	return (!m->all || note_everything(m, e)) && ids_each(&m->practices, m, flush_practice, e) &&
	       ids_each(&m->referrals, m, flush_referral, e) && ids_each(&m->steps, m, flush_step, e) &&
	       ids_each(&m->recipients, m, flush_recipient, e) && ids_each(&m->clinic, m, flush_clinic, e) &&
	       note_behind(m, e) && ids_each(&m->sources, m, flush_source, e) && ids_each(&m->keys, m, flush_key, e) &&
	       flush_sums(m, e);
}
