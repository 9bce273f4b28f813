/* Lists of sources, page by page along an index. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/store/query.h"

void source_filter_init(struct source_filter *f)
{
	*f = (struct source_filter){.stage = CHOICE_NONE, .kind = CHOICE_NONE};
}

/* Every order ends in id, so that (key, id) names one place in the list. down: the largest key first. */
static const struct order {
	const char *key;
	bool down, text;
} orders[ORDER_COUNT] = {
	[ORDER_NEXT] = {"s.next_on", false, false},       [ORDER_NAME] = {"s.fold", false, true},
	[ORDER_REFERRALS] = {"s.referrals", true, false}, [ORDER_REVENUE] = {"s.billed_cents", true, false},
	[ORDER_LAST] = {"s.clock_on", false, false},      [ORDER_STAGE] = {"s.stage", false, true},
};

static const char ROW_COLUMNS[] = "s.id, s.name, p.name, COALESCE(s.specialty, s.role), COALESCE(s.phone, p.phone), "
				  "s.email, s.owner, s.kind, s.stage, s.standing,"
				  " s.gatekeeper, s.stage_on, s.next_on, s.step_on, s.counted_on, s.clock_on, "
				  "s.referred_on, s.next_is_touch, s.thanks_owed,"
				  " s.referrals, s.came, s.billed_cents, s.received_cents, s.touches";

static void read_row(struct query *q, struct arena *a, struct source_row *r, const struct order *o)
{
	*r = (struct source_row){0};
	r->id = (uint64_t)query_i64(q, 0);
	r->name = arena_strdup(a, query_text(q, 1));
	r->practice = arena_strdup(a, query_text(q, 2));
	r->specialty = arena_strdup(a, query_text(q, 3));
	r->phone = arena_strdup(a, query_text(q, 4));
	r->email = arena_strdup(a, query_text(q, 5));
	r->owner = arena_strdup(a, query_text(q, 6));
	r->kind = (int16_t)choice_index(choices_source_kind, query_text(q, 7));
	r->stage = (int16_t)choice_index(choices_stage, query_text(q, 8));
	r->standing = (int16_t)choice_index(choices_standing, query_text(q, 9));
	r->gatekeeper = query_i64(q, 10) != 0;
	r->stage_on = query_day(q, 11);
	r->next_on = query_day(q, 12);
	r->step_on = query_day(q, 13);
	r->counted_on = query_day(q, 14);
	r->clock_on = query_day(q, 15);
	r->referred_on = query_day(q, 16);
	r->next_is_touch = query_i64(q, 17) != 0;
	r->thanks_owed = query_i64(q, 18);
	r->referrals = query_i64(q, 19);
	r->came = query_i64(q, 20);
	r->billed_cents = query_i64(q, 21);
	r->received_cents = query_i64(q, 22);
	r->touches = query_i64(q, 23);
	if (o->text)
		r->key_text = arena_strdup(a, query_text(q, 24));
	else
		r->key = query_i64(q, 24);
}

/* The order that this book means: revenue by its basis. */
static struct order order_of(struct store *s, enum source_order order)
{
	struct order o = orders[order];
	if (order == ORDER_REVENUE && store_setting(s, SET_REVENUE_BASIS) == 1)
		o.key = "s.received_cents";
	return o;
}

/* $1 today, $2 the quiet or stuck day, $3 stage, $4 kind, $5 tag, $6 owner, $7 practice: only those that occur are bound. */
static void where(struct str *b, const struct source_filter *f)
{
	str_printf(b, " WHERE s.archived = %d", f->archived);
	if (f->paused)
		str_add(b, " AND s.standing = 'paused' AND s.standing <> 'live'");
	else if (f->let_go)
		str_add(b, " AND s.standing = 'let_go' AND s.standing <> 'live'");
	else if (f->quiet || f->stuck || f->stage != CHOICE_NONE)
		str_add(b, " AND s.standing = 'live'");
	else if (!f->everyone && !f->archived)
		str_add(b, " AND s.standing IN ('live', 'paused')");
	if (f->late)
		str_add(b, " AND s.next_on < $1");
	if (f->thanks)
		str_add(b, " AND s.thanks_owed > 0");
	if (f->quiet)
		str_add(b, " AND s.clock_on <= $2");
	if (f->stuck)
		str_add(b, " AND s.stage = 'first' AND s.stage_on <= $2");
	if (f->stage != CHOICE_NONE)
		str_add(b, " AND s.stage = $3");
	if (f->kind != CHOICE_NONE)
		str_add(b, " AND s.kind = $4");
	if (f->tag)
		str_add(b, " AND s.id IN (SELECT l.of_id FROM labels l WHERE l.type = 'tag' AND l.word = $5 AND "
			   "l.\"of\" = 'source')");
	if (f->owner)
		str_add(b, " AND s.owner = $6");
	if (f->practice_id)
		str_add(b, " AND s.practice_id = $7");
}

static void bind_where(struct store *s, struct query *q, const struct source_filter *f, int32_t today)
{
	if (f->late)
		query_bind_i64(q, 1, today);
	if (f->quiet || f->stuck)
		query_bind_i64(q, 2, today - store_setting(s, f->quiet ? SET_QUIET_DAYS : SET_STUCK_DAYS));
	if (f->stage != CHOICE_NONE)
		query_bind_text(q, 3, choice_word(choices_stage, f->stage));
	if (f->kind != CHOICE_NONE)
		query_bind_text(q, 4, choice_word(choices_source_kind, f->kind));
	if (f->tag)
		query_bind_text(q, 5, f->tag);
	if (f->owner)
		query_bind_text(q, 6, f->owner);
	if (f->practice_id)
		query_bind_i64(q, 7, (int64_t)f->practice_id);
}

static void reverse(struct source_row *rows, int n)
{
	for (int i = 0; i < n / 2; i++) {
		struct source_row r = rows[i];
		rows[i] = rows[n - 1 - i];
		rows[n - 1 - i] = r;
	}
}

/* $8 and $9 are the place to go on from, $10 the number of rows. An id of 0 or the largest begins. In ORDER_STAGE the third key is next_on. */
static void page_sql(struct str *b, const struct source_filter *f, const struct order *o, bool from, bool before,
		     bool by_stage)
{
	bool down = o->down != before;
	const char *dir = down ? " DESC" : "", *id_dir = before ? " DESC" : "";
	str_printf(b, "SELECT %s, %s FROM sources s LEFT JOIN practices p ON p.id = s.practice_id", ROW_COLUMNS,
		   o->key);
	where(b, f);
	if (from && by_stage)
		str_printf(b, " AND (s.stage, s.next_on, s.id) %s ($8, $11, $9)", before ? "<" : ">");
	else if (from && o->down == false)
		str_printf(b, " AND (%s, s.id) %s ($8, $9)", o->key, before ? "<" : ">");
	else if (from) /* largest first, but equal keys by rising id */
		str_printf(b, " AND (%s %s $8 OR (%s = $8 AND s.id %s $9))", o->key, before ? ">" : "<", o->key,
			   before ? "<" : ">");
	str_printf(b, " ORDER BY %s%s%s%s, s.id%s LIMIT $10", o->key, dir, by_stage ? ", s.next_on" : "",
		   by_stage ? dir : "", id_dir);
}

bool store_sources(struct store *s, const struct source_filter *f, enum source_order order, int32_t today,
		   const struct source_row *from, bool before, int limit, struct arena *a, struct source_row **rows,
		   int *n, struct err *e)
{
	struct order o = order_of(s, order);
	struct str b = {0};
	page_sql(&b, f, &o, from != NULL, before, order == ORDER_STAGE);
	struct query *q = db_prepare(s->db, str_text(&b));
	bind_where(s, q, f, today);
	if (from) {
		if (o.text)
			query_bind_text(q, 8, from->key_text);
		else
			query_bind_i64(q, 8, from->key);
		query_bind_i64(q, 9, (int64_t)from->id);
		if (order == ORDER_STAGE)
			query_bind_i64(q, 11, from->next_on);
	}
	query_bind_i64(q, 10, limit);
	*rows = arena_alloc(a, (size_t)(limit > 0 ? limit : 1) * sizeof **rows);
	*n = 0;
	while (*n < limit && query_step(q))
		read_row(q, a, &(*rows)[(*n)++], &o);
	if (before)
		reverse(*rows, *n);
	str_free(&b);
	return query_end(q, e);
}

bool store_source_row(struct store *s, uint64_t id, enum source_order order, struct arena *a, struct source_row *row,
		      struct err *e)
{
	struct order o = order_of(s, order);
	struct str b = {0};
	str_printf(&b, "SELECT %s, %s FROM sources s LEFT JOIN practices p ON p.id = s.practice_id WHERE s.id = $1",
		   ROW_COLUMNS, o.key);
	struct query *q = db_query(s->db, str_text(&b), "u", id);
	bool found = query_step(q);
	if (found)
		read_row(q, a, row, &o);
	str_free(&b);
	return query_end(q, e) && (found || err_set(e, ERR_NOT_FOUND, "that source is not in the book any more"));
}

int64_t store_sources_count(struct store *s, const struct source_filter *f, int32_t today, int64_t most)
{
	struct str b = {0};
	int64_t n = 0;
	str_add(&b, "SELECT COUNT(*) FROM (SELECT 1 FROM sources s");
	where(&b, f);
	str_add(&b, " LIMIT $8)");
	struct query *q = db_prepare(s->db, str_text(&b));
	bind_where(s, q, f, today);
	query_bind_i64(q, 8, most);
	if (query_step(q))
		n = query_i64(q, 0);
	query_end(q, NULL);
	str_free(&b);
	return n;
}

bool store_tally(struct store *s, struct tally *t, struct err *e)
{
	struct query *q = db_query(s->db, "SELECT name, n FROM tallies", "");
	int64_t *place[6] = {&t->stage[0], &t->stage[1], &t->stage[2], &t->paused, &t->let_go, &t->archived};
	*t = (struct tally){0};
	while (query_step(q))
		for (int i = 0; i < 6; i++)
			if (strcmp(query_text(q, 0), tally_names[i]) == 0)
				*place[i] = query_i64(q, 1);
	t->total = t->stage[0] + t->stage[1] + t->stage[2] + t->paused;
	return query_end(q, e);
}
