/* Finding people: all keys in memory for the prompt, and the matches of one typed word for the command line. */
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/utf8.h"
#include "rapport/model/words.h"
#include "rapport/store/query.h"

struct finder {
	struct str keys; /* one after another, each ended by a NUL */
	uint64_t *ids;
	uint32_t *at; /* offset of each key; at[n] is the end */
	int n, cap;
	int64_t revision;
	bool loaded;
};

struct finder *finder_new(void)
{
	return mem_alloc(sizeof(struct finder));
}

void finder_free(struct finder *f)
{
	if (!f)
		return;
	str_free(&f->keys);
	free(f->ids);
	free(f->at);
	free(f);
}

bool finder_load(struct finder *f, struct store *s, struct err *e)
{
	int64_t revision = store_revision(s);
	if (f->loaded && f->revision == revision)
		return true;
	str_clear(&f->keys);
	f->n = 0;
	struct query *q = db_query(s->db, "SELECT id, key FROM finder", "");
	while (query_step(q)) {
		if (f->n + 1 >= f->cap) {
			f->cap = f->cap ? f->cap * 2 : 1024;
			f->ids = mem_grow(f->ids, (size_t)f->cap * sizeof *f->ids);
			f->at = mem_grow(f->at, (size_t)f->cap * sizeof *f->at);
		}
		f->ids[f->n] = (uint64_t)query_i64(q, 0);
		f->at[f->n++] = (uint32_t)f->keys.len;
		str_add(&f->keys, query_text(q, 1));
		str_addc(&f->keys, 0);
	}
	if (f->n)
		f->at[f->n] = (uint32_t)f->keys.len;
	f->loaded = query_end(q, e);
	f->revision = revision;
	return f->loaded;
}

struct hit {
	int rank, at;
};

/* Better first; equal ones by their key, which begins with the name. */
static bool better(const struct finder *f, struct hit a, struct hit b)
{
	if (a.rank != b.rank)
		return a.rank > b.rank;
	int c = strcmp(f->keys.s + f->at[a.at], f->keys.s + f->at[b.at]);
	return c ? c < 0 : a.at < b.at;
}

/* best is kept sorted; most keys lose against its last one and cost no more than the comparison. */
static void offer(const struct finder *f, struct hit *best, int *n, int max, struct hit h)
{
	if (*n == max && !better(f, h, best[max - 1]))
		return;
	int i = *n < max ? (*n)++ : max - 1;
	for (; i > 0 && better(f, h, best[i - 1]); i--)
		best[i] = best[i - 1];
	best[i] = h;
}

/* The best `max` of all that match, best first; the caller frees *best. */
static int run(struct finder *f, const struct find_query *q, struct hit **best, int max, int *total)
{
	int n = 0;
	*best = mem_alloc((size_t)(max > 0 ? max : 1) * sizeof **best);
	*total = 0;
	for (int i = 0; i < f->n; i++) {
		int rank = find_rank(q, f->keys.s + f->at[i], f->at[i + 1] - f->at[i] - 1);
		if (!rank)
			continue;
		++*total;
		if (max > 0)
			offer(f, *best, &n, max, (struct hit){rank, i});
	}
	return n;
}

int finder_run(struct finder *f, const struct find_query *q, uint64_t *ids, int max, int *total)
{
	struct hit *best;
	int n = run(f, q, &best, max, total);
	for (int i = 0; i < n; i++)
		ids[i] = f->ids[best[i].at];
	free(best);
	return n;
}

/* --- one word that means somebody --- */

static bool add_match(struct store *s, uint64_t id, struct arena *a, struct source_row *rows, int *n, struct err *e)
{
	return store_source_row(s, id, ORDER_NAME, a, &rows[*n], e) && ++*n;
}

/* Those of the best class (rank >> 8, find.h): "rosa" means Rosa, not those who are reached through her; "okafor" means both Okafors,
 * though one's key comes first. */
static bool match_by_find(struct store *s, const char *typed, int max, struct arena *a, struct source_row *rows, int *n,
			  struct err *e)
{
	struct finder *f = finder_new();
	struct find_query q = {0};
	struct hit *best = NULL;
	int total, found = 0;
	bool ok = finder_load(f, s, e);
	find_query_read(&q, typed);
	if (ok && q.count)
		found = run(f, &q, &best, max, &total);
	for (int i = 0; ok && i < found && best[i].rank >> 8 == best[0].rank >> 8; i++)
		ok = add_match(s, f->ids[best[i].at], a, rows, n, e);
	free(best);
	find_query_free(&q);
	finder_free(f);
	return ok;
}

bool store_match(struct store *s, const char *typed, int max, struct arena *a, struct source_row **rows, int *n,
		 struct err *e)
{
	uint64_t id = 0, *ids;
	int64_t number;
	int named = 0;
	*rows = arena_alloc(a, (size_t)max * sizeof **rows);
	*n = 0;
	if (str_blank(typed) || max < 1)
		return true;
	if (str_to_i64(typed, &number) && number > 0) {
		id = (uint64_t)db_number(s->db, 0, "SELECT id FROM sources WHERE id = $1", "i", number);
		if (!id && !store_by_npi(s, typed, &id, e))
			return false;
		if (id)
			return add_match(s, id, a, *rows, n, e);
	}
	if (!store_named(s, typed, false, a, &ids, &named, e))
		return false;
	for (int i = 0; i < named && *n < max; i++)
		if (!add_match(s, ids[i], a, *rows, n, e))
			return false;
	return *n || match_by_find(s, typed, max, a, *rows, n, e);
}

static const char COLLEAGUES[] = "SELECT s.id, s.fold = $2, f.key FROM sources s JOIN finder f ON f.id = s.id"
				 " WHERE s.practice_id = $1 AND s.archived = 0 ORDER BY s.fold = $2 DESC, s.fold, s.id";

bool store_colleague(struct store *s, uint64_t practice_id, const char *typed, uint64_t *id, struct err *e)
{
	struct find_query words;
	struct str key = {0};
	*id = 0;
	if (!practice_id || str_blank(typed))
		return true;
	person_key(&key, typed);
	find_query_read(&words, typed);
	struct query *q = db_query(s->db, COLLEAGUES, "ut", practice_id, str_text(&key));
	while (!*id && query_step(q))
		if (query_i64(q, 1) || find_in_name(&words, query_text(q, 2)))
			*id = (uint64_t)query_i64(q, 0);
	find_query_free(&words);
	str_free(&key);
	return query_end(q, e);
}

bool store_named(struct store *s, const char *name, bool archived, struct arena *a, uint64_t **ids, int *n,
		 struct err *e)
{
	struct str key = {0};
	int cap = 0;
	*ids = NULL;
	*n = 0;
	person_key(&key, name);
	struct query *q =
		db_query(s->db, "SELECT id FROM sources WHERE fold = $1 AND archived <= $2 ORDER BY archived, id", "ti",
			 str_text(&key), (int64_t)archived);
	while (query_step(q)) {
		if (*n == cap) {
			cap = cap ? cap * 2 : 4;
			uint64_t *more = arena_alloc(a, (size_t)cap * sizeof *more);
			if (*n)
				memcpy(more, *ids, (size_t)*n * sizeof *more);
			*ids = more;
		}
		(*ids)[(*n)++] = (uint64_t)query_i64(q, 0);
	}
	str_free(&key);
	return query_end(q, e);
}

bool store_noted(struct store *s, const char *words, struct arena *a, struct noted **rows, int *n, struct err *e)
{
	int cap = 0;
	*rows = NULL;
	*n = 0;
	struct query *q =
		db_query(s->db, "SELECT id, note FROM sources WHERE note LIKE '%' || $1 || '%' ORDER BY archived, id",
			 "t", words);
	while (query_step(q)) {
		if (*n == cap) {
			cap = cap ? cap * 2 : 16;
			struct noted *more = arena_alloc(a, (size_t)cap * sizeof *more);
			if (*n)
				memcpy(more, *rows, (size_t)*n * sizeof *more);
			*rows = more;
		}
		(*rows)[(*n)++] = (struct noted){(uint64_t)query_i64(q, 0), arena_strdup(a, query_text(q, 1))};
	}
	return query_end(q, e);
}

bool store_by_npi(struct store *s, const char *npi, uint64_t *id, struct err *e)
{
	struct query *q =
		db_query(s->db, "SELECT id FROM sources WHERE npi = $1 ORDER BY archived, id LIMIT 1", "t", npi);
	*id = query_step(q) ? (uint64_t)query_i64(q, 0) : 0;
	return query_end(q, e);
}

static const char BY_PHONE[] = "SELECT id FROM sources WHERE phone_key = $1 AND archived = 0 ORDER BY id LIMIT 1";
static const char BY_NAME[] = "SELECT id FROM sources WHERE fold = $1 AND archived = 0"
			      " ORDER BY CASE WHEN practice_id = $2 THEN 0 ELSE 1 END, id LIMIT 1";

bool store_twin(struct store *s, const char *name, const char *npi, const char *phone, uint64_t practice_id,
		struct twin *t, struct err *e)
{
	struct str key = {0};
	bool ok = true;
	*t = (struct twin){0};
	if (!str_blank(npi)) {
		ok = store_by_npi(s, npi, &t->id, e);
		t->why = "npi";
	}
	if (ok && !t->id && !str_blank(phone)) {
		phone_key(&key, phone);
		t->why = "phone";
		if (key.len >= 7)
			t->id = (uint64_t)db_number(s->db, 0, BY_PHONE, "t", str_text(&key));
	}
	if (ok && !t->id && !str_blank(name)) {
		str_clear(&key);
		person_key(&key, name);
		t->why = "name";
		t->id = (uint64_t)db_number(s->db, 0, BY_NAME, "tu", str_text(&key), practice_id);
	}
	if (!t->id)
		t->why = NULL;
	str_free(&key);
	return ok;
}

bool store_practice_named(struct store *s, const char *name, uint64_t *id, struct err *e)
{
	struct str fold = {0};
	utf8_fold(&fold, name);
	struct query *q =
		db_query(s->db, "SELECT id FROM practices WHERE fold = $1 ORDER BY id LIMIT 1", "t", str_text(&fold));
	*id = query_step(q) ? (uint64_t)query_i64(q, 0) : 0;
	str_free(&fold);
	return query_end(q, e);
}

/* Completion: names that begin with what was typed before those that hold it. */
bool store_practices_like(struct store *s, const char *typed, int max, struct arena *a, struct practice **p, int *n,
			  struct err *e)
{
	struct str sql = {0}, like = {0};
	utf8_fold(&like, typed); /* a fold holds no % or _ */
	str_add(&sql, "SELECT ");
	row_columns(&sql, KIND_PRACTICE, "");
	str_add(&sql, " FROM practices WHERE fold LIKE '%' || $1 || '%' ORDER BY CASE WHEN fold LIKE $1 || '%' THEN 0 "
		      "ELSE 1 END, fold"
		      " LIMIT $2");
	*p = arena_alloc(a, (size_t)(max > 0 ? max : 1) * sizeof **p);
	*n = 0;
	struct query *q = db_query(s->db, str_text(&sql), "ti", str_text(&like), (int64_t)max);
	while (*n < max && query_step(q))
		row_read(q, 0, KIND_PRACTICE, a, &(*p)[(*n)++]);
	str_free(&sql);
	str_free(&like);
	return query_end(q, e);
}

bool store_staff_named(struct store *s, const char *user, struct arena *a, struct staff *st, struct err *e)
{
	uint64_t id = (uint64_t)db_number(s->db, 0, "SELECT id FROM staff WHERE \"user\" = $1", "t", user);
	if (id)
		return row_get(s->db, KIND_STAFF, id, a, st, e);
	record_init(KIND_STAFF, st);
	return true;
}
