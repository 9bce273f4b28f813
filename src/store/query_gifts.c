/* The gift ledger's rows. */
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/store/gift.h"

/* Ends a WITH that names the touches `mine`. Who stands twice at a touch is there once: UNION. */
#define WHO_WAS_THERE                                                                                           \
	", there (touch, who) AS (SELECT id, source_id FROM touches WHERE id IN mine"                           \
	" UNION SELECT id, met_id FROM touches WHERE id IN mine AND met_id IS NOT NULL"                         \
	" UNION SELECT touch_id, source_id FROM attendees WHERE touch_id IN mine AND source_id IS NOT NULL)"    \
	" SELECT t.id, t.\"on\", t.channel, t.cost_cents, t.note, o.reason, w.id, w.name, p.name, w.kind"       \
	" FROM there JOIN touches t ON t.id = there.touch JOIN sources w ON w.id = there.who"                   \
	" LEFT JOIN practices p ON p.id = w.practice_id LEFT JOIN gift_overrides o ON o.touch_id = there.touch" \
	" ORDER BY t.\"on\", t.id, w.id"

static const char EVERYBODY[] = "WITH mine (id) AS (SELECT id FROM touches WHERE cost_cents > 0"
				" AND \"on\" BETWEEN $1 AND $2)" WHO_WAS_THERE;
/* +: the days alone would be the wrong index for one source. */
static const char ONE_SOURCE[] =
	"WITH mine (id) AS (SELECT id FROM touches WHERE source_id = $3 AND \"on\" BETWEEN $1 AND $2"
	" AND +cost_cents > 0 UNION SELECT id FROM touches WHERE met_id = $3 AND +\"on\" BETWEEN $1 AND $2"
	" AND +cost_cents > 0 UNION SELECT t.id FROM attendees a CROSS JOIN touches t ON t.id = a.touch_id"
	" WHERE a.source_id = $3 AND +t.\"on\" BETWEEN $1 AND $2 AND +t.cost_cents > 0)" WHO_WAS_THERE;
static const char ONE_TOUCH[] = "WITH mine (id) AS (SELECT $1)" WHO_WAS_THERE;

static bool read_rows(struct query *q, struct arena *a, struct gift_row **rows, int *n, struct err *e)
{
	int cap = 0;
	*rows = NULL;
	*n = 0;
	while (query_step(q)) {
		if (*n == cap) {
			cap = cap ? cap * 2 : 16;
			struct gift_row *more = arena_alloc(a, (size_t)cap * sizeof *more);
			if (*n)
				memcpy(more, *rows, (size_t)*n * sizeof *more);
			*rows = more;
		}
		(*rows)[(*n)++] = (struct gift_row){
			.touch_id = (uint64_t)query_i64(q, 0),
			.on = query_day(q, 1),
			.channel = (int16_t)choice_index(choices_channel, query_text(q, 2)),
			.cost_cents = query_num(q, 3),
			.note = arena_strdup(a, query_text(q, 4)),
			.reason = arena_strdup(a, query_text(q, 5)),
			.source_id = (uint64_t)query_i64(q, 6),
			.name = arena_strdup(a, query_text(q, 7)),
			.practice = arena_strdup(a, query_text(q, 8)),
			.kind = (int16_t)choice_index(choices_source_kind, query_text(q, 9)),
		};
	}
	return query_end(q, e);
}

bool store_gifts(struct store *s, uint64_t source_id, int32_t from, int32_t to, struct arena *a, struct gift_row **rows,
		 int *n, struct err *e)
{
	struct query *q = source_id ? db_query(s->db, ONE_SOURCE, "ddu", from, to, source_id)
				    : db_query(s->db, EVERYBODY, "dd", from, to);
	return read_rows(q, a, rows, n, e);
}

bool store_gift_guests(struct store *s, uint64_t touch_id, struct arena *a, struct gift_row **rows, int *n,
		       struct err *e)
{
	return read_rows(db_query(s->db, ONE_TOUCH, "u", touch_id), a, rows, n, e);
}

/* The record of a kind to which a query led; id 0 where it led to none. */
static bool read_one(struct store *s, enum kind kind, const char *sql, uint64_t key, struct arena *a, void *out,
		     struct err *e)
{
	uint64_t id = (uint64_t)db_number(s->db, 0, sql, "u", key);
	record_init(kind, out);
	return !id || store_get(s, kind, id, a, out, e);
}

bool store_gift_limit(struct store *s, int year, struct arena *a, struct gift_limit *out, struct err *e)
{
	return read_one(s, KIND_GIFT_LIMIT, "SELECT id FROM gift_limits WHERE year = $1", (uint64_t)year, a, out, e);
}

bool store_gift_override(struct store *s, uint64_t touch_id, struct arena *a, struct gift_override *out, struct err *e)
{
	return read_one(s, KIND_GIFT_OVERRIDE, "SELECT id FROM gift_overrides WHERE touch_id = $1", touch_id, a, out,
			e);
}
