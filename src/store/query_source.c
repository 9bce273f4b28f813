/* What is asked about one source: its timeline, its step, its referrals, its labels. */
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"
#include "rapport/store/query.h"

/* Records of a kind by a condition on t. *text keeps the statement from one call to the next: a row down asks for several. */
static struct query *select_rows(struct store *s, char **text, enum kind kind, const char *extra, const char *tail)
{
	if (!*text) {
		struct str sql = {0};
		str_add(&sql, "SELECT ");
		row_columns(&sql, kind, "t.");
		str_printf(&sql, "%s FROM \"%s\" t %s", extra, kinds[kind].plural, tail);
		*text = str_take(&sql);
	}
	return db_prepare(s->db, *text);
}

struct timeline {
	struct moment *rows;
	int n, limit;
};

/* What moments show: a row down reads no more than that. */
static struct some touch_shown = {.kind = KIND_TOUCH,
				  .names = {"on", "channel", "purpose", "result", "by", "note", "learned"}};
static struct some referral_shown = {.kind = KIND_REFERRAL,
				     .names = {"number", "direction", "received_on", "patient_ref", "for", "payer",
					       "status", "thanked_on", "thank_due_on"}};
static struct some move_shown = {
	.kind = KIND_STAGE_MOVE,
	.names = {"on", "from_stage", "to_stage", "from_standing", "to_standing", "reason", "by"}};

static struct query *select_some(struct store *s, char **text, struct some *some, const char *extra, const char *tail,
				 uint64_t id, int limit)
{
	if (!*text) {
		struct str sql = {0};
		str_add(&sql, "SELECT ");
		some_columns(&sql, some, "t.");
		str_printf(&sql, "%s FROM \"%s\" t %s", extra, kinds[some->kind].plural, tail);
		*text = str_take(&sql);
	}
	struct query *q = db_prepare(s->db, *text);
	query_bind_i64(q, 1, (int64_t)id);
	query_bind_i64(q, 2, limit);
	return q;
}

/* Behind what a touch shows itself: with whom, what was answered, what was shared. */
#define TOUCH_EXTRA                                                                                             \
	", w.name, (SELECT GROUP_CONCAT(REPLACE(a.text, char(10), ' ') || ' (' || a.question || ')', char(10))" \
	"  FROM answers a WHERE a.touch_id = t.id),"                                                            \
	" (SELECT GROUP_CONCAT(i.title, char(10)) FROM shares h JOIN shelf_items i ON i.id = h.shelf_item_id"   \
	"  WHERE h.touch_id = t.id)"

/* Own touches and the gatekeeper's are two walks along one index. */
static bool add_touches(struct store *s, uint64_t source_id, bool via, struct arena *a, struct timeline *t,
			struct err *e)
{
	static char *own, *through;
	struct query *q = select_some(s, via ? &through : &own, &touch_shown, TOUCH_EXTRA,
				      via ? "LEFT JOIN sources w ON w.id = t.source_id"
					    " WHERE t.source_id = (SELECT via_id FROM sources WHERE id = $1) ORDER BY "
					    "t.\"on\" DESC, t.id DESC LIMIT $2"
					  : "LEFT JOIN sources w ON w.id = t.met_id"
					    " WHERE t.source_id = $1 ORDER BY t.\"on\" DESC, t.id DESC LIMIT $2",
				      source_id, t->limit);
	while (query_step(q)) {
		struct touch *touch = arena_alloc(a, sizeof *touch);
		int with = some_read(q, &touch_shown, a, touch);
		t->rows[t->n++] = (struct moment){.type = MOMENT_TOUCH,
						  .on = touch->on,
						  .id = touch->id,
						  .via = via,
						  .with = arena_strdup(a, query_text(q, with)),
						  .answers = arena_strdup(a, query_text(q, with + 1)),
						  .shared = arena_strdup(a, query_text(q, with + 2)),
						  .touch = touch,
						  .thanked_channel = CHOICE_NONE};
	}
	return query_end(q, e);
}

static bool add_referrals(struct store *s, uint64_t source_id, struct arena *a, struct timeline *t, struct err *e)
{
	static char *text;
	struct query *q = select_some(
		s, &text, &referral_shown,
		", (SELECT k.channel FROM touches k WHERE k.referral_id = t.id AND k.purpose = 'thank'"
		" ORDER BY k.\"on\" LIMIT 1)",
		"WHERE t.source_id = $1 ORDER BY t.received_on DESC, t.id DESC LIMIT $2", source_id, t->limit);
	while (query_step(q)) {
		struct referral *r = arena_alloc(a, sizeof *r);
		int channel = some_read(q, &referral_shown, a, r);
		t->rows[t->n++] = (struct moment){
			.type = MOMENT_REFERRAL,
			.on = r->received_on,
			.id = r->id,
			.referral = r,
			.thanked_channel = (int16_t)choice_index(choices_channel, query_text(q, channel))};
	}
	return query_end(q, e);
}

static bool add_moves(struct store *s, uint64_t source_id, struct arena *a, struct timeline *t, struct err *e)
{
	static char *text;
	struct query *q =
		select_some(s, &text, &move_shown, "",
			    "WHERE t.source_id = $1 ORDER BY t.\"on\" DESC, t.id DESC LIMIT $2", source_id, t->limit);
	while (query_step(q)) {
		struct stage_move *m = arena_alloc(a, sizeof *m);
		some_read(q, &move_shown, a, m);
		t->rows[t->n++] = (struct moment){
			.type = MOMENT_MOVE, .on = m->on, .id = m->id, .move = m, .thanked_channel = CHOICE_NONE};
	}
	return query_end(q, e);
}

static int newest_first(const void *x, const void *y)
{
	const struct moment *a = x, *b = y;
	if (a->on != b->on)
		return a->on < b->on ? 1 : -1;
	return a->id < b->id ? 1 : a->id > b->id ? -1 : 0;
}

bool store_timeline(struct store *s, uint64_t source_id, int limit, struct arena *a, struct moment **rows, int *n,
		    struct err *e)
{
	struct timeline t = {.limit = limit};
	t.rows = arena_alloc(a, ((size_t)limit * 4 + 1) * sizeof *t.rows);
	if (!add_touches(s, source_id, false, a, &t, e) || !add_touches(s, source_id, true, a, &t, e) ||
	    !add_referrals(s, source_id, a, &t, e) || !add_moves(s, source_id, a, &t, e))
		return false;
	qsort(t.rows, (size_t)t.n, sizeof *t.rows, newest_first);
	*rows = t.rows;
	*n = t.n < limit ? t.n : limit;
	return true;
}

bool store_last_touches(struct store *s, uint64_t source_id, int limit, struct arena *a, struct moment **rows, int *n,
			struct err *e)
{
	struct timeline t = {.limit = limit};
	t.rows = arena_alloc(a, ((size_t)limit * 2 + 1) * sizeof *t.rows);
	if (!add_touches(s, source_id, false, a, &t, e) || !add_touches(s, source_id, true, a, &t, e))
		return false;
	qsort(t.rows, (size_t)t.n, sizeof *t.rows, newest_first);
	*rows = t.rows;
	*n = t.n < limit ? t.n : limit;
	return true;
}

bool store_open_step(struct store *s, uint64_t source_id, struct arena *a, struct step *step, struct err *e)
{
	static char *text;
	struct query *q = select_rows(s, &text, KIND_STEP, "", "WHERE t.source_id = $1 AND t.state = 'open'");
	query_bind_i64(q, 1, (int64_t)source_id);
	if (query_step(q))
		row_read(q, 0, KIND_STEP, a, step);
	else
		record_init(KIND_STEP, step);
	return query_end(q, e);
}

bool store_unthanked(struct store *s, uint64_t source_id, int max, struct arena *a, struct referral **rows, int *n,
		     struct err *e)
{
	static char *text;
	struct query *q = select_rows(
		s, &text, KIND_REFERRAL, "",
		"WHERE t.source_id = $1 AND t.thank_due_on < 2932896 ORDER BY t.received_on, t.id LIMIT $2");
	query_bind_i64(q, 1, (int64_t)source_id);
	query_bind_i64(q, 2, max);
	*rows = arena_alloc(a, (size_t)(max > 0 ? max : 1) * sizeof **rows);
	*n = 0;
	while (*n < max && query_step(q))
		row_read(q, 0, KIND_REFERRAL, a, &(*rows)[(*n)++]);
	return query_end(q, e);
}

static int64_t number_of(const char *ref)
{
	int64_t n;
	if ((*ref == 'R' || *ref == 'r') && ref[1])
		ref += 1 + (ref[1] == '-');
	return str_to_i64(ref, &n) && n > 0 ? n : 0;
}

bool store_referral_ref(struct store *s, const char *ref, struct arena *a, struct referral *r, struct err *e)
{
	int64_t number = number_of(ref);
	uint64_t id =
		number ? (uint64_t)db_number(s->db, 0, "SELECT id FROM referrals WHERE number = $1", "i", number) : 0;
	int found = id != 0;
	if (!id) {
		struct query *q = db_query(s->db, "SELECT id FROM referrals WHERE patient_ref = $1 LIMIT 2", "t", ref);
		for (; query_step(q); found++)
			id = (uint64_t)query_i64(q, 0);
		if (!query_end(q, e))
			return false;
	}
	if (found > 1)
		return err_set(e, ERR_MANY, "%s stands on more than one referral; name it by its R-number", ref);
	if (!found)
		return err_set(e, ERR_NOT_FOUND, "there is no referral %s", ref);
	return row_get(s->db, KIND_REFERRAL, id, a, r, e);
}

/* Ranges of the index: '!' comes after a space. */
static const char PATIENT_OF_ALL[] = "SELECT number FROM referrals WHERE patient_ref = $1 OR ($2 = 1 AND patient_ref > "
				     "$1 || ' ' AND patient_ref < $1 || '!')"
				     " ORDER BY received_on DESC, id DESC LIMIT 1";
static const char PATIENT_OF_ONE[] = "SELECT number FROM referrals WHERE source_id = $3 AND (patient_ref = $1"
				     " OR ($2 = 1 AND (SUBSTR(patient_ref, 1, LENGTH($1) + 1) = $1 || ' ' OR "
				     "SUBSTR(patient_ref, -LENGTH($1) - 1) = ' ' || $1)))"
				     " ORDER BY received_on DESC, id DESC LIMIT 1";

int64_t store_patient_number(struct store *s, const char *patient_ref, uint64_t source_id, bool part)
{
	if (source_id)
		return db_number(s->db, 0, PATIENT_OF_ONE, "tiu", patient_ref, (int64_t)part, source_id);
	return db_number(s->db, 0, PATIENT_OF_ALL, "ti", patient_ref, (int64_t)part);
}

bool store_by_patient(struct store *s, const char *patient_ref, struct arena *a, uint64_t **ids, int *n, struct err *e)
{
	int64_t most = db_number(s->db, 0, "SELECT COUNT(*) FROM referrals WHERE patient_ref = $1", "t", patient_ref);
	*ids = arena_alloc(a, ((size_t)most + 1) * sizeof **ids);
	*n = 0;
	struct query *q =
		db_query(s->db, "SELECT id FROM referrals WHERE patient_ref = $1 ORDER BY id", "t", patient_ref);
	while (*n < most && query_step(q))
		(*ids)[(*n)++] = (uint64_t)query_i64(q, 0);
	return query_end(q, e);
}

bool store_referral_keyed(struct store *s, const char *patient_ref, int32_t received_on, uint64_t *id, struct err *e)
{
	struct query *q =
		db_query(s->db, "SELECT id FROM referrals WHERE patient_ref = $1 AND received_on = $2 LIMIT 1", "td",
			 patient_ref, received_on);
	*id = query_step(q) ? (uint64_t)query_i64(q, 0) : 0;
	return query_end(q, e);
}

int64_t store_touch_same(struct store *s, uint64_t source_id, int32_t on, int16_t channel, const char *note)
{
	return db_number(s->db, 0,
			 "SELECT COUNT(*) FROM touches WHERE source_id = $1 AND \"on\" = $2 AND channel = $3 AND "
			 "COALESCE(note, '') = $4",
			 "udtt", source_id, on, choice_word(choices_channel, channel), note ? note : "");
}

int16_t store_last_channel(struct store *s, uint64_t source_id, uint64_t via_id)
{
	static const char LAST[] =
		"SELECT channel, \"on\" FROM touches WHERE source_id = $1 ORDER BY \"on\" DESC, id DESC LIMIT 1";
	int16_t channel = CHOICE_NONE;
	int32_t on = DAY_NONE;
	for (int i = 0; i < 2; i++) {
		struct query *q = db_query(s->db, LAST, "u", i ? via_id : source_id);
		if (query_step(q) && query_day(q, 1) > on) {
			on = query_day(q, 1);
			channel = (int16_t)choice_index(choices_channel, query_text(q, 0));
		}
		query_end(q, NULL);
	}
	return channel;
}

bool store_loops_open(struct store *s, uint64_t source_id)
{
	return db_number(s->db, 0,
			 "SELECT 1 FROM dues WHERE source_id = $1"
			 " AND rule IN (" LOOP_RULES ") LIMIT 1",
			 "u", source_id) != 0;
}

bool store_news_untold(struct store *s, uint64_t source_id)
{
	return db_number(s->db, 0, "SELECT 1 FROM recipients WHERE source_id = $1 AND told_on IS NULL LIMIT 1", "u",
			 source_id) != 0;
}

bool store_labels(struct store *s, enum label_of of, uint64_t of_id, struct arena *a, const char *words[LABEL_TYPES],
		  struct err *e)
{
	struct str joined[LABEL_TYPES] = {0};
	struct query *q =
		db_query(s->db, "SELECT type, word FROM labels WHERE of_id = $1 AND \"of\" = $2 ORDER BY type, word",
			 "ut", of_id, choice_word(choices_label_of, of));
	while (query_step(q)) {
		struct str *b = &joined[choice_index(choices_label_type, query_text(q, 0))];
		str_add(b, b->len ? ", " : "");
		str_add(b, query_text(q, 1));
	}
	for (int i = 0; i < LABEL_TYPES; i++) {
		words[i] = joined[i].len ? arena_strdup(a, joined[i].s) : "";
		str_free(&joined[i]);
	}
	return query_end(q, e);
}
