/* The queue as it is kept: what each rule gives for a record, made again in the write that touched the record. */
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"

struct due {
	const struct rule *rule;
	uint64_t source_id;
	int32_t due_on, raw_due_on;
};

struct due_list {
	struct due rows[RULES_OF_A_KIND];
	int n;
};

/* What is due after what a person dismissed: later moves it, drop ends it while it stays the same. */
static int32_t after_dismissal(int32_t due, const char *how, int32_t until, int32_t was_due)
{
	if (!how)
		return due;
	if (strcmp(how, "later") == 0)
		return until > due ? until : due;
	return was_due == due ? DAY_FAR : due;
}

/* All rules about a kind as one statement, made once. $1 the subject. */
static const char *statement(enum kind about)
{
	static char *text[KIND_COUNT];
	int n;
	const struct rule *rules = rules_all(&n);
	if (text[about])
		return text[about];
	struct str b = {0};
	for (int i = 0; i < n; i++)
		if (rules[i].about == about)
			str_printf(&b,
				   "%sSELECT %d, r.source_id, r.due_on, d.how, d.until_on, d.due_on FROM (%s) r"
				   " LEFT JOIN dismissals d ON d.rule = '%s' AND d.subject_id = r.subject_id"
				   " WHERE r.subject_id = $1",
				   b.len ? " UNION ALL " : "", i, rules[i].sql, rules[i].name);
	text[about] = str_take(&b);
	return text[about];
}

static bool read_wanted(struct store *s, enum kind about, uint64_t id, struct due_list *l, struct err *e)
{
	int n;
	const struct rule *rules = rules_all(&n);
	struct query *q = db_prepare(s->db, statement(about));
	query_bind_i64(q, 1, (int64_t)id);
	rule_bind(s, q);
	while (query_step(q) && l->n < RULES_OF_A_KIND) {
		struct due d = {&rules[query_i64(q, 0)], (uint64_t)query_i64(q, 1), DAY_NONE, query_day(q, 2)};
		if (d.raw_due_on == DAY_NONE)
			continue;
		d.due_on = after_dismissal(d.raw_due_on, query_text(q, 3), query_day(q, 4), query_day(q, 5));
		if (d.due_on < DAY_FAR)
			l->rows[l->n++] = d;
	}
	return query_end(q, e);
}

static bool read_kept(struct store *s, enum kind about, uint64_t id, struct due_list *l, struct err *e)
{
	struct query *q =
		db_query(s->db, "SELECT rule, source_id, due_on, raw_due_on FROM dues WHERE subject_id = $1", "u", id);
	while (query_step(q) && l->n < RULES_OF_A_KIND) {
		const struct rule *r = rule_named(query_text(q, 0));
		if (r && r->about == about)
			l->rows[l->n++] = (struct due){r, (uint64_t)query_i64(q, 1), query_day(q, 2), query_day(q, 3)};
	}
	return query_end(q, e);
}

static const struct due *due_of(const struct due_list *l, const struct rule *rule)
{
	for (int i = 0; i < l->n; i++)
		if (l->rows[i].rule == rule)
			return &l->rows[i];
	return NULL;
}

static const char DUE_PUT[] =
	"INSERT INTO dues (subject_id, rule, source_id, due_on, raw_due_on) VALUES ($1, $2, $3, $4, $5)"
	" ON CONFLICT (subject_id, rule) DO UPDATE SET source_id = excluded.source_id,"
	" due_on = excluded.due_on, raw_due_on = excluded.raw_due_on";

bool dues_flush(struct store *s, enum kind about, uint64_t id, struct err *e)
{
	struct due_list want = {.n = 0}, kept = {.n = 0};
	if (!read_wanted(s, about, id, &want, e) || !read_kept(s, about, id, &kept, e))
		return false;
	for (int i = 0; i < want.n; i++) {
		const struct due *d = &want.rows[i], *was = due_of(&kept, d->rule);
		if (was && was->due_on == d->due_on && was->raw_due_on == d->raw_due_on &&
		    was->source_id == d->source_id)
			continue;
		if (!db_run(s->db, e, DUE_PUT, "utudd", id, d->rule->name, d->source_id, d->due_on, d->raw_due_on))
			return false;
	}
	for (int i = 0; i < kept.n; i++)
		if (!due_of(&want, kept.rows[i].rule) &&
		    !db_run(s->db, e, "DELETE FROM dues WHERE subject_id = $1 AND rule = $2", "ut", id,
			    kept.rows[i].rule->name))
			return false;
	return true;
}

int32_t dues_day(struct store *s, uint64_t subject_id, const char *rule)
{
	return (int32_t)db_number(s->db, DAY_FAR, "SELECT due_on FROM dues WHERE subject_id = $1 AND rule = $2", "ut",
				  subject_id, rule);
}
