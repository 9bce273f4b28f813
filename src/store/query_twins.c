/* Sources that look like one person: groups along the indexes, and within a group each against its first; never all against all. */
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/store/query.h"

/* Who shares the group's value, group by group. Of those with an NPI each, who differ there are two people. */
static const char SAME_NPI[] = "SELECT npi, id, npi, 0, '' FROM sources WHERE archived = 0 AND npi IN"
			       " (SELECT npi FROM sources WHERE npi IS NOT NULL AND archived = 0 GROUP BY npi"
			       " HAVING COUNT(*) > 1) ORDER BY npi, id";
static const char SAME_PHONE[] =
	"SELECT phone_key, id, npi, 0, fold FROM sources WHERE archived = 0 AND LENGTH(phone_key) >= 7 AND phone_key IN"
	" (SELECT phone_key FROM sources WHERE phone_key IS NOT NULL AND archived = 0 GROUP BY phone_key"
	" HAVING COUNT(*) > 1) ORDER BY phone_key, fold, id";
static const char SAME_NAME[] =
	"SELECT fold, id, npi, COALESCE(practice_id, 0), '' FROM sources WHERE archived = 0 AND fold IN"
	" (SELECT fold FROM sources WHERE fold <> '' AND archived = 0 GROUP BY fold HAVING COUNT(*) > 1)"
	" ORDER BY fold, practice_id, id";

struct member {
	uint64_t id, practice_id;
	const char *npi, *like;
};

struct search {
	struct twins *rows;
	int n, max;
	struct ids seen; /* of pairs: both ids in one number */
};

static void add_pair(struct search *s, const struct member *x, const struct member *y, const char *why)
{
	uint64_t pair = (x->id * 0x9e3779b97f4a7c15u) ^ y->id;
	bool two_people = x->npi && y->npi && strcmp(x->npi, y->npi) != 0;
	if (s->n < s->max && !two_people && ids_add(&s->seen, pair))
		s->rows[s->n++] = (struct twins){x->id, y->id, why};
}

/* "okafor p" of "priya okafor" and of "p okafor". */
static const char *like_key(const char *fold, struct arena *a)
{
	const char *last = strrchr(fold, ' ');
	return last ? arena_printf(a, "%s %c", last + 1, *fold) : arena_strdup(a, fold);
}

static int by_like(const void *x, const void *y)
{
	const struct member *a = x, *b = y;
	int c = strcmp(a->like, b->like);
	return c ? c : a->id < b->id ? -1 : 1;
}

static void pair_alike(struct search *s, struct member *group, int n)
{
	int first = 0;
	qsort(group, (size_t)n, sizeof *group, by_like);
	for (int i = 1; i < n; i++) {
		if (strcmp(group[i].like, group[first].like) != 0)
			first = i;
		else
			add_pair(s, &group[first], &group[i], "phone");
	}
}

static void pair_all(struct search *s, const struct member *group, int n, const char *why)
{
	int oldest = 0;
	for (int i = 1; i < n; i++)
		if (group[i].id < group[oldest].id)
			oldest = i;
	for (int i = 0; i < n; i++)
		if (i != oldest)
			add_pair(s, &group[oldest], &group[i], why);
}

/* The members stand by practice: those of one are surer than those of two. */
static void pair_at_practice(struct search *s, const struct member *group, int n)
{
	int first = 0;
	for (int i = 1; i < n; i++) {
		if (!group[i].practice_id || group[i].practice_id != group[first].practice_id)
			first = i;
		else
			add_pair(s, &group[first], &group[i], "practice");
	}
}

static void pair_group(struct search *s, struct member *group, int n, const char *why)
{
	if (n < 2)
		return;
	if (strcmp(why, "phone") == 0)
		pair_alike(s, group, n);
	else if (strcmp(why, "practice") == 0)
		pair_at_practice(s, group, n);
	else
		pair_all(s, group, n, why);
}

static bool pair_groups(struct search *s, struct store *store, const char *sql, const char *why, struct err *e)
{
	struct member *group = NULL;
	struct arena a = {0};
	char *value = NULL;
	int n = 0, cap = 0;
	struct query *q = db_query(store->db, sql, "");
	while (s->n < s->max && query_step(q)) {
		if (!value || strcmp(value, query_text(q, 0)) != 0) {
			pair_group(s, group, n, why);
			free(value);
			value = mem_strdup(query_text(q, 0));
			arena_clear(&a);
			n = 0;
		}
		if (n == cap) {
			cap = cap ? cap * 2 : 16;
			group = mem_grow(group, (size_t)cap * sizeof *group);
		}
		group[n++] = (struct member){(uint64_t)query_i64(q, 1), (uint64_t)query_i64(q, 3),
					     arena_strdup(&a, query_text(q, 2)), like_key(query_text(q, 4), &a)};
	}
	pair_group(s, group, n, why);
	free(value);
	free(group);
	arena_clear(&a);
	return query_end(q, e);
}

bool store_twins(struct store *s, int max, struct arena *a, struct twins **rows, int *n, struct err *e)
{
	struct search search = {.max = max};
	search.rows = arena_alloc(a, ((size_t)max + 1) * sizeof *search.rows);
	bool ok = pair_groups(&search, s, SAME_NPI, "npi", e) && pair_groups(&search, s, SAME_PHONE, "phone", e) &&
		  pair_groups(&search, s, SAME_NAME, "practice", e) && pair_groups(&search, s, SAME_NAME, "name", e);
	ids_free(&search.seen);
	*rows = search.rows;
	*n = search.n;
	return ok;
}
