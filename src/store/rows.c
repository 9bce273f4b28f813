/* CRUD from the table of kinds. Texts of statements are made once a kind and live as long as the program. */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

static bool entered(const struct field *f)
{
	return !(f->flags & F_DERIVED);
}

static void column(struct str *b, const char *prefix, const char *name)
{
	str_printf(b, "%s\"%s\"", prefix, name);
}

void row_columns(struct str *b, enum kind kind, const char *prefix)
{
	column(b, prefix, "id");
	str_add(b, ", ");
	column(b, prefix, "rev");
	for (int i = 1; i < kinds[kind].count; i++) {
		str_add(b, ", ");
		column(b, prefix, kinds[kind].fields[i].name);
	}
}

int row_width(enum kind kind)
{
	return kinds[kind].count + 1;
}

static void read_field(struct query *q, int col, const struct field *f, struct arena *a, void *record)
{
	switch (f->type) {
	case FIELD_TEXT:
		*field_text(f, record) = a ? arena_strdup(a, query_text(q, col)) : query_text(q, col);
		break;
	case FIELD_ID:
		*field_id(f, record) = (uint64_t)query_i64(q, col);
		break;
	case FIELD_NUM:
		*field_num(f, record) = query_num(q, col);
		break;
	case FIELD_DAY:
		*field_day(f, record) = query_day(q, col);
		break;
	case FIELD_CHOICE:
		*field_choice(f, record) = (int16_t)choice_index(f->choices, query_text(q, col));
		break;
	case FIELD_FLAG:
		*field_flag(f, record) = query_i64(q, col) != 0;
		break;
	}
}

/* id and rev are the first two members of every record */
static int64_t *record_rev(void *record)
{
	return (int64_t *)record + 1;
}

void row_read(struct query *q, int first, enum kind kind, struct arena *a, void *record)
{
	const struct kind_info *k = &kinds[kind];
	memset(record, 0, k->size);
	read_field(q, first, &k->fields[0], a, record);
	*record_rev(record) = query_i64(q, first + 1);
	for (int i = 1; i < k->count; i++)
		read_field(q, first + 1 + i, &k->fields[i], a, record);
}

void some_columns(struct str *b, struct some *some, const char *prefix)
{
	column(b, prefix, "id");
	for (some->n = 0; some->names[some->n]; some->n++) {
		const struct field *f = kind_field(some->kind, some->names[some->n]);
		assert(f && some->n + 1 < SOME_FIELDS);
		some->fields[some->n] = f;
		str_add(b, ", ");
		column(b, prefix, f->name);
	}
}

int some_read(struct query *q, const struct some *some, struct arena *a, void *record)
{
	record_init(some->kind, record);
	read_field(q, 0, &kinds[some->kind].fields[0], a, record);
	for (int i = 0; i < some->n; i++)
		read_field(q, i + 1, some->fields[i], a, record);
	return some->n + 1;
}

bool row_get(struct db *db, enum kind kind, uint64_t id, struct arena *a, void *record, struct err *e)
{
	static char *sql[KIND_COUNT];
	if (!sql[kind]) {
		struct str b = {0};
		str_add(&b, "SELECT ");
		row_columns(&b, kind, "");
		str_printf(&b, " FROM \"%s\" WHERE \"id\" = $1", kinds[kind].plural);
		sql[kind] = str_take(&b);
	}
	struct query *q = db_query(db, sql[kind], "u", id);
	bool found = query_step(q);
	if (found)
		row_read(q, 0, kind, a, record);
	if (!query_end(q, e))
		return false;
	return found || err_set(e, ERR_NOT_FOUND, "there is no %s %" PRIu64, kinds[kind].label, id);
}

static void bind_field(struct query *q, int n, const struct field *f, const void *record)
{
	void *r = (void *)record;
	if (!field_known(f, record)) {
		query_bind_null(q, n);
		return;
	}
	switch (f->type) {
	case FIELD_TEXT:
		query_bind_text(q, n, *field_text(f, r));
		break;
	case FIELD_ID:
		query_bind_i64(q, n, (int64_t)*field_id(f, r));
		break;
	case FIELD_NUM:
		query_bind_i64(q, n, *field_num(f, r));
		break;
	case FIELD_DAY:
		query_bind_i64(q, n, *field_day(f, r));
		break;
	case FIELD_CHOICE:
		query_bind_text(q, n, choice_word(f->choices, *field_choice(f, r)));
		break;
	case FIELD_FLAG:
		query_bind_i64(q, n, *field_flag(f, r));
		break;
	}
}

bool row_insert(struct db *db, enum kind kind, const void *record, struct err *e)
{
	static char *sql[KIND_COUNT];
	const struct kind_info *k = &kinds[kind];
	if (!sql[kind]) {
		struct str b = {0}, v = {0};
		int n = 1;
		str_printf(&b, "INSERT INTO \"%s\" (\"rev\"", k->plural);
		str_add(&v, ") VALUES ($1");
		for (int i = 0; i < k->count; i++) {
			if (!entered(&k->fields[i]))
				continue;
			str_add(&b, ", ");
			column(&b, "", k->fields[i].name);
			str_printf(&v, ", $%d", ++n);
		}
		str_printf(&b, "%s)", str_text(&v));
		str_free(&v);
		sql[kind] = str_take(&b);
	}
	struct query *q = db_prepare(db, sql[kind]);
	int n = 1;
	query_bind_i64(q, 1, *record_rev((void *)record));
	for (int i = 0; i < k->count; i++)
		if (entered(&k->fields[i]))
			bind_field(q, ++n, &k->fields[i], record);
	query_step(q);
	return query_end(q, e);
}

bool row_update(struct db *db, enum kind kind, const void *before, const void *after, struct err *e)
{
	const struct kind_info *k = &kinds[kind];
	struct str b = {0};
	int n = 2;
	str_printf(&b, "UPDATE \"%s\" SET \"rev\" = $2", k->plural);
	for (int i = 1; i < k->count; i++) {
		const struct field *f = &k->fields[i];
		if (entered(f) && !field_equal(f, before, after))
			str_printf(&b, ", \"%s\" = $%d", f->name, ++n);
	}
	str_add(&b, " WHERE \"id\" = $1");
	struct query *q = db_prepare(db, str_text(&b));
	n = 2;
	query_bind_i64(q, 1, (int64_t)record_id(after));
	query_bind_i64(q, 2, *record_rev((void *)after));
	for (int i = 1; i < k->count; i++) {
		const struct field *f = &k->fields[i];
		if (entered(f) && !field_equal(f, before, after))
			bind_field(q, ++n, f, after);
	}
	query_step(q);
	bool ok = query_end(q, e);
	str_free(&b);
	return ok;
}

bool row_delete(struct db *db, enum kind kind, uint64_t id, struct err *e)
{
	struct str b = {0};
	str_printf(&b, "DELETE FROM \"%s\" WHERE \"id\" = $1", kinds[kind].plural);
	bool ok = db_run(db, e, str_text(&b), "u", id);
	str_free(&b);
	return ok;
}

const char *row_used_by(struct db *db, enum kind kind, uint64_t id)
{
	const char *found = NULL;
	struct str b = {0};
	for (int k = 0; !found && k < KIND_COUNT; k++)
		for (int i = 1; !found && i < kinds[k].count; i++) {
			const struct field *f = &kinds[k].fields[i];
			if (f->type != FIELD_ID || f->ref != kind)
				continue;
			str_clear(&b);
			str_printf(&b, "SELECT 1 FROM \"%s\" WHERE \"%s\" = $1 LIMIT 1", kinds[k].plural, f->name);
			if (db_number(db, 0, str_text(&b), "u", id))
				found = kinds[k].label;
		}
	str_free(&b);
	return found;
}

/* --- the public readers --- */

bool store_get(struct store *s, enum kind kind, uint64_t id, struct arena *a, void *record, struct err *e)
{
	return row_get(s->db, kind, id, a, record, e);
}

bool store_each(struct store *s, enum kind kind, bool (*fn)(void *ctx, const void *record, struct err *e), void *ctx,
		struct err *e)
{
	struct str b = {0};
	void *record = mem_alloc(kinds[kind].size);
	bool ok = true;
	str_add(&b, "SELECT ");
	row_columns(&b, kind, "");
	str_printf(&b, " FROM \"%s\" ORDER BY \"id\"", kinds[kind].plural);
	struct query *q = db_prepare(s->db, str_text(&b));
	while (ok && query_step(q)) {
		row_read(q, 0, kind, NULL, record);
		ok = fn(ctx, record, e);
	}
	ok = query_end(q, ok ? e : NULL) && ok;
	free(record);
	str_free(&b);
	return ok;
}

bool store_where(struct store *s, enum kind kind, const char *field, uint64_t id, struct arena *a, void **records,
		 int *n, struct err *e)
{
	struct str b = {0};
	size_t size = kinds[kind].size;
	int cap = 0;
	char *rows = NULL;
	assert(kind_field(kind, field) && kind_field(kind, field)->type == FIELD_ID);
	*n = 0;
	str_add(&b, "SELECT ");
	row_columns(&b, kind, "");
	str_printf(&b, " FROM \"%s\" WHERE \"%s\" = $1 ORDER BY \"id\"", kinds[kind].plural, field);
	struct query *q = db_query(s->db, str_text(&b), "u", id);
	while (query_step(q)) {
		if (*n == cap) {
			cap = cap ? cap * 2 : 8;
			char *more = arena_alloc(a, (size_t)cap * size);
			if (rows)
				memcpy(more, rows, (size_t)*n * size);
			rows = more;
		}
		row_read(q, 0, kind, a, rows + (size_t)(*n)++ * size);
	}
	*records = rows;
	str_free(&b);
	return query_end(q, e);
}

int64_t store_count(struct store *s, enum kind kind)
{
	struct str b = {0};
	str_printf(&b, "SELECT COUNT(*) FROM \"%s\"", kinds[kind].plural);
	int64_t n = db_number(s->db, 0, str_text(&b), "");
	str_free(&b);
	return n;
}

bool store_read(struct store *s, bool (*fn)(void *ctx, struct err *e), void *ctx, struct err *e)
{
	if (!db_run(s->db, e, "BEGIN", ""))
		return false;
	bool ok = fn(ctx, e);
	db_rollback(s->db);
	return ok;
}

struct watched {
	struct db *db;
	bool (*stop)(void *ctx);
	void *stop_ctx;
	bool (*fn)(void *ctx, struct err *e);
	void *ctx;
};

static bool read_watched(void *ctx, struct err *e)
{
	const struct watched *w = ctx;
	db_watch(w->db, w->stop, w->stop_ctx);
	bool ok = w->fn(w->ctx, e);
	/* what has a default for what cannot be read did not say that it was stopped */
	return db_watch(w->db, NULL, NULL) ? err_set(e, ERR_STOPPED, "stopped") : ok;
}

bool store_read_unless(struct store *s, bool (*stop)(void *ctx), void *stop_ctx, bool (*fn)(void *ctx, struct err *e),
		       void *ctx, struct err *e)
{
	struct watched w = {s->db, stop, stop_ctx, fn, ctx};
	return store_read(s, read_watched, &w, e);
}
