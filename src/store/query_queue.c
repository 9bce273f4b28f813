/* The queue as it is read: what is kept in dues, and the rules' own words for it. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/model/words.h"
#include "rapport/store/query.h"

/* "came {since}, not thanked": the day in words. */
static const char *fill(struct arena *a, const char *why, int32_t since, int32_t today)
{
	const char *hole = why ? strstr(why, "{since}") : NULL;
	struct str b = {0};
	if (!hole)
		return arena_strdup(a, why);
	str_addn(&b, why, (size_t)(hole - why));
	if (since == DAY_NONE)
		str_add(&b, "some time ago");
	else if (today - since > 1)
		str_printf(&b, "%d days ago", (int)(today - since));
	else
		days_ago(&b, since, today);
	str_add(&b, hole + strlen("{since}"));
	const char *text = arena_strdup(a, str_text(&b));
	str_free(&b);
	return text;
}

/* The words of all items of one rule, whose statement is made once; found says of which there were any. */
static bool read_words(struct store *s, const struct rule *rule, int32_t today, struct arena *a, struct queue_row *rows,
		       int n, bool *found, struct err *e)
{
	struct str b = {0};
	str_printf(&b, "SELECT r.verb, r.what, r.why, r.since_on FROM (%s) r WHERE r.subject_id = $1", rule->sql);
	struct query *q = db_prepare(s->db, str_text(&b));
	rule_bind(s, q);
	for (int i = 0; i < n; i++) {
		if (rows[i].rule != rule->name)
			continue;
		query_again(q);
		query_bind_i64(q, 1, (int64_t)rows[i].subject_id);
		found[i] = query_step(q);
		if (!found[i])
			continue;
		rows[i].verb = arena_strdup(a, query_text(q, 0));
		rows[i].what = arena_strdup(a, query_text(q, 1));
		rows[i].why = fill(a, query_text(q, 2), query_day(q, 3), today);
	}
	str_free(&b);
	return query_end(q, e);
}

/* Rule by rule; what a rule does not know any more is left out. */
static bool read_all_words(struct store *s, int32_t today, struct arena *a, struct queue_row *rows, int *n,
			   struct err *e)
{
	bool *found = mem_alloc(((size_t)*n + 1) * sizeof *found), ok = true;
	int kept = 0;
	for (int i = 0; ok && i < *n; i++)
		if (!rows[i].verb && !found[i])
			ok = read_words(s, rule_named(rows[i].rule), today, a, rows + i, *n - i, found + i, e);
	for (int i = 0; i < *n; i++)
		if (found[i])
			rows[kept++] = rows[i];
	free(found);
	*n = kept;
	return ok;
}

#define ITEMS                                                                                                  \
	"SELECT d.rule, d.subject_id, d.source_id, d.due_on, d.raw_due_on, s.name, p.name, COALESCE(s.phone, " \
	"p.phone),"                                                                                            \
	" s.owner, s.stage, s.gatekeeper FROM dues d LEFT JOIN sources s ON s.id = d.source_id"                \
	" LEFT JOIN practices p ON p.id = s.practice_id WHERE COALESCE(s.archived, 0) = 0 AND "

static void read_item(struct query *q, const struct rule *rule, struct arena *a, struct queue_row *r)
{
	*r = (struct queue_row){
		.rule = rule->name,
		.about = rule->about,
		.subject_id = (uint64_t)query_i64(q, 1),
		.source_id = (uint64_t)query_i64(q, 2),
		.due_on = query_day(q, 3),
		.raw_due_on = query_day(q, 4),
		.name = query_null(q, 5) ? "" : arena_strdup(a, query_text(q, 5)),
		.practice = arena_strdup(a, query_text(q, 6)),
		.phone = arena_strdup(a, query_text(q, 7)),
		.owner = arena_strdup(a, query_text(q, 8)),
		.stage = (int16_t)choice_index(choices_stage, query_text(q, 9)),
		.gatekeeper = query_i64(q, 10) != 0,
	};
}

static int earlier(const void *x, const void *y)
{
	const struct queue_row *a = x, *b = y;
	if (a->due_on != b->due_on)
		return a->due_on < b->due_on ? -1 : 1;
	/* planned before owed, by the name of the rule */
	bool planned_a = strcmp(a->rule, "step") == 0, planned_b = strcmp(b->rule, "step") == 0;
	if (planned_a != planned_b)
		return planned_a ? -1 : 1;
	int c = strcmp(a->rule, b->rule);
	if (c)
		return c;
	c = strcmp(a->name, b->name);
	return c ? c : a->subject_id < b->subject_id ? -1 : 1;
}

/* Reads the rows of a bound ITEMS statement, at most `most`, with their words. */
static bool read_items(struct store *s, struct query *q, int32_t today, int most, struct arena *a,
		       struct queue_row **rows, int *n, struct err *e)
{
	struct queue_row *all = NULL;
	int cap = 0;
	*n = 0;
	while (*n < most && query_step(q)) {
		const struct rule *rule = rule_named(query_text(q, 0));
		if (!rule) /* of a newer version: its words are not known here */
			continue;
		if (*n == cap) {
			cap = cap ? cap * 2 : 64;
			all = mem_grow(all, (size_t)cap * sizeof *all);
		}
		read_item(q, rule, a, &all[(*n)++]);
	}
	bool ok = query_end(q, e) && read_all_words(s, today, a, all, n, e);
	if (*n)
		qsort(all, (size_t)*n, sizeof *all, earlier);
	*rows = arena_alloc(a, ((size_t)*n + 1) * sizeof **rows);
	if (*n)
		memcpy(*rows, all, (size_t)*n * sizeof **rows);
	free(all);
	return ok;
}

bool store_queue(struct store *s, int32_t today, int32_t horizon, const char *owner, int most, struct arena *a,
		 struct queue_row **rows, int *n, struct err *e)
{
	struct query *q =
		owner ? db_query(s->db, ITEMS "d.due_on <= $1 AND s.owner = $2 ORDER BY d.due_on, d.rule, d.subject_id",
				 "dt", horizon, owner)
		      : db_query(s->db, ITEMS "d.due_on <= $1 ORDER BY d.due_on, d.rule, d.subject_id", "d", horizon);
	return read_items(s, q, today, most, a, rows, n, e);
}

bool store_queue_of(struct store *s, int32_t today, uint64_t source_id, struct arena *a, struct queue_row **rows,
		    int *n, struct err *e)
{
	struct query *q =
		db_query(s->db, ITEMS "d.source_id = $1 ORDER BY d.due_on, d.rule, d.subject_id", "u", source_id);
	return read_items(s, q, today, 1000, a, rows, n, e);
}

bool store_queue_about(struct store *s, int32_t today, uint64_t subject_id, struct arena *a, struct queue_row **rows,
		       int *n, struct err *e)
{
	struct query *q =
		db_query(s->db, ITEMS "d.subject_id = $1 ORDER BY d.due_on, d.rule, d.subject_id", "u", subject_id);
	return read_items(s, q, today, 1000, a, rows, n, e);
}

int64_t store_queue_count(struct store *s, int32_t upto)
{
	return db_number(s->db, 0,
			 "SELECT COUNT(*) FROM dues d LEFT JOIN sources s ON s.id = d.source_id"
			 " WHERE d.due_on <= $1 AND COALESCE(s.archived, 0) = 0",
			 "d", upto);
}

bool store_queue_item(struct store *s, int32_t today, const char *rule, uint64_t subject_id, struct arena *a,
		      struct queue_row *row, struct err *e)
{
	struct queue_row *rows;
	int n;
	if (!rule_named(rule))
		return err_set(e, ERR_NOT_FOUND, "there is no rule %s", rule);
	struct query *q = db_query(s->db, ITEMS "d.subject_id = $1 AND d.rule = $2", "ut", subject_id, rule);
	if (!read_items(s, q, today, 1, a, &rows, &n, e))
		return false;
	if (!n)
		return err_set(e, ERR_NOT_FOUND, "%s:%" PRIu64 " is not in the queue; it may be done already", rule,
			       subject_id);
	*row = rows[0];
	return true;
}

int64_t store_touches_on(struct store *s, int32_t day)
{
	return db_number(s->db, 0, "SELECT COUNT(*) FROM touches WHERE \"on\" = $1", "d", day);
}

bool store_queue_has(struct store *s, const char *rule, uint64_t subject_id)
{
	return db_number(s->db, 0, "SELECT COUNT(*) FROM dues WHERE subject_id = $1 AND rule = $2", "ut", subject_id,
			 rule) > 0;
}

bool store_rule_line(struct store *s, int32_t today, const char *name, uint64_t subject_id, struct arena *a,
		     struct queue_row *row)
{
	const struct rule *rule = rule_named(name);
	struct err late = {0};
	bool found = false;
	if (!rule)
		return false;
	struct str b = {0};
	str_printf(&b, "SELECT r.source_id FROM (%s) r WHERE r.subject_id = $1", rule->sql);
	struct query *q = db_prepare(s->db, str_text(&b));
	rule_bind(s, q);
	query_bind_i64(q, 1, (int64_t)subject_id);
	*row = (struct queue_row){.rule = rule->name, .about = rule->about, .subject_id = subject_id};
	if (query_step(q))
		row->source_id = (uint64_t)query_i64(q, 0);
	str_free(&b);
	bool ok = query_end(q, &late) && read_words(s, rule, today, a, row, 1, &found, &late);
	err_clear(&late);
	return ok && found;
}
