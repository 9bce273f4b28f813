/* The queue: the union of the rules, minus what was dismissed. Each rule is one SELECT in data/rules. */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/data.h"
#include "rapport/base/day.h"
#include "rapport/model/words.h"
#include "rapport/store/query.h"

#define MAX_RULES 40
#define RULES_DIR "rules/"

static char *rule_names[MAX_RULES + 1];
static const char *rule_sql[MAX_RULES];

const char *const *store_rules(void)
{
	int n = 0;
	if (rule_names[0])
		return (const char *const *)rule_names;
	for (const struct data_file *f = data_files; f->name; f++) {
		size_t len = strlen(f->name), dir = strlen(RULES_DIR);
		if (!str_starts(f->name, RULES_DIR) || len < dir + 5)
			continue;
		assert(n < MAX_RULES);
		rule_sql[n] = f->text;
		rule_names[n++] = mem_strndup(f->name + dir, len - dir - 4); /* without ".sql" */
	}
	return (const char *const *)rule_names;
}

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

/* A rule may name $today, $horizon (nothing due later is asked for) and any setting:
 * $quiet_days. */
static void bind_rule(struct store *s, struct query *q, int32_t today, int32_t horizon)
{
	const char *name;
	for (int i = 1; (name = query_param(q, i)) != NULL; i++) {
		struct str setting = {0};
		if (name[1] >= '0' && name[1] <= '9')
			continue;
		str_add(&setting, name + 1);
		for (size_t k = 0; k < setting.len; k++)
			if (setting.s[k] == '_')
				setting.s[k] = '-';
		int which = setting_named(str_text(&setting));
		bool far = strcmp(name, "$horizon") == 0;
		assert(which >= 0 || far || strcmp(name, "$today") == 0);
		query_bind_named(q, name, which >= 0 ? store_setting(s, which) : far ? horizon : today);
		str_free(&setting);
	}
}

/* With what was dismissed, and the source's own columns; earliest first. $1 horizon, $2 subject, $3 owner. */
static struct query *rule_query(struct store *s, int rule, int32_t today, int32_t horizon, uint64_t subject,
				const char *owner)
{
	struct str b = {0};
	str_printf(&b,
		   "SELECT r.source_id, r.subject_id, r.due_on, r.verb, r.what, r.why, r.since_on, d.how, d.until_on, "
		   "d.due_on,"
		   " s.name, p.name, COALESCE(s.phone, p.phone), s.owner, s.stage, s.gatekeeper FROM (%s) r JOIN "
		   "sources s ON s.id = r.source_id"
		   " LEFT JOIN practices p ON p.id = s.practice_id LEFT JOIN dismissals d ON d.rule = '%s' AND "
		   "d.subject_id = r.subject_id"
		   " WHERE r.due_on <= $1%s%s AND s.archived = 0 ORDER BY r.due_on, r.subject_id",
		   rule_sql[rule], rule_names[rule], subject ? " AND r.subject_id = $2" : "",
		   owner ? " AND s.owner = $3" : "");
	struct query *q = db_prepare(s->db, str_text(&b));
	query_bind_i64(q, 1, horizon);
	if (subject)
		query_bind_i64(q, 2, (int64_t)subject);
	if (owner)
		query_bind_text(q, 3, owner);
	bind_rule(s, q, today, horizon);
	str_free(&b);
	return q;
}

/* False when a dismissal hides it. */
static bool read_item(struct query *q, int rule, int32_t today, int32_t horizon, struct arena *a, struct queue_row *r)
{
	int32_t due = query_day(q, 2);
	const char *how = query_text(q, 7);
	*r = (struct queue_row){.rule = rule_names[rule], .raw_due_on = due};
	if (how && strcmp(how, "drop") == 0 && query_day(q, 9) == due)
		return false;
	if (how && strcmp(how, "later") == 0 && query_day(q, 8) > due)
		due = query_day(q, 8);
	if (due > horizon)
		return false;
	r->due_on = due;
	r->source_id = (uint64_t)query_i64(q, 0);
	r->subject_id = (uint64_t)query_i64(q, 1);
	r->verb = arena_strdup(a, query_text(q, 3));
	r->what = arena_strdup(a, query_text(q, 4));
	r->why = fill(a, query_text(q, 5), query_day(q, 6), today);
	r->name = arena_strdup(a, query_text(q, 10));
	r->practice = arena_strdup(a, query_text(q, 11));
	r->phone = arena_strdup(a, query_text(q, 12));
	r->owner = arena_strdup(a, query_text(q, 13));
	r->stage = (int16_t)choice_index(choices_stage, query_text(q, 14));
	r->gatekeeper = query_i64(q, 15) != 0;
	return true;
}

static int earlier(const void *x, const void *y)
{
	const struct queue_row *a = x, *b = y;
	if (a->due_on != b->due_on)
		return a->due_on < b->due_on ? -1 : 1;
	int c = strcmp(a->rule, b->rule); /* reopen, step, thank, touch: planned before owed */
	if (c)
		return c;
	c = strcmp(a->name, b->name);
	return c ? c : a->subject_id < b->subject_id ? -1 : 1;
}

bool store_queue(struct store *s, int32_t today, int32_t horizon, const char *owner, int most, struct arena *a,
		 struct queue_row **rows, int *n, struct err *e)
{
	int rules = 0, cap = 0;
	while (store_rules()[rules])
		rules++;
	struct queue_row *all = NULL;
	bool ok = true;
	*n = 0;
	for (int i = 0; ok && i < rules; i++) {
		struct query *q = rule_query(s, i, today, horizon, 0, owner);
		int kept = 0;
		while (kept < most && query_step(q)) {
			if (*n == cap) {
				cap = cap ? cap * 2 : 64;
				all = mem_grow(all, (size_t)cap * sizeof *all);
			}
			bool shown = read_item(q, i, today, horizon, a, &all[*n]);
			*n += shown;
			kept += shown;
		}
		ok = query_end(q, e);
	}
	if (*n)
		qsort(all, (size_t)*n, sizeof *all, earlier);
	if (*n > most)
		*n = most;
	*rows = arena_alloc(a, ((size_t)*n + 1) * sizeof **rows);
	if (*n)
		memcpy(*rows, all, (size_t)*n * sizeof **rows);
	free(all);
	return ok;
}

bool store_queue_item(struct store *s, int32_t today, const char *rule, uint64_t subject_id, struct arena *a,
		      struct queue_row *row, struct err *e)
{
	int i = 0;
	while (store_rules()[i] && strcmp(store_rules()[i], rule) != 0)
		i++;
	if (!store_rules()[i])
		return err_set(e, ERR_NOT_FOUND, "there is no rule %s", rule);
	struct query *q = rule_query(s, i, today, DAY_FAR - 1, subject_id, NULL);
	bool found = query_step(q) && read_item(q, i, today, DAY_FAR, a, row);
	return query_end(q, e) &&
	       (found || err_set(e, ERR_NOT_FOUND, "%s:%" PRIu64 " is not in the queue; it may be done already", rule,
				 subject_id));
}

int64_t store_touches_on(struct store *s, int32_t day)
{
	return db_number(s->db, 0, "SELECT COUNT(*) FROM touches WHERE \"on\" = $1", "d", day);
}
