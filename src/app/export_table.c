/* One kind of record as a table for a spreadsheet, with names beside the ids. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "inner.h"
#include "rapport/app/exchange.h"
#include "rapport/exchange/csv_kind.h"

/* Names by id, in id order as the store gives them. */
struct roll {
	struct arena arena;
	uint64_t *id;
	const char **name;
	size_t n, room;
};

struct table_export {
	struct csv_kind csv;
	struct store *store;
	struct whom whom;
	struct roll sources, practices;
	int64_t rows;
};

static void roll_add(struct roll *r, uint64_t id, const char *name)
{
	if (r->n == r->room) {
		r->room = r->room ? r->room * 2 : 1024;
		r->id = mem_grow(r->id, r->room * sizeof *r->id);
		r->name = mem_grow(r->name, r->room * sizeof *r->name);
	}
	r->id[r->n] = id;
	r->name[r->n++] = arena_strdup(&r->arena, name);
}

static bool add_source(void *ctx, const void *record, struct err *e)
{
	const struct source *s = record;
	(void)e;
	roll_add(ctx, s->id, s->name);
	return true;
}

static bool add_practice(void *ctx, const void *record, struct err *e)
{
	const struct practice *p = record;
	(void)e;
	roll_add(ctx, p->id, p->name);
	return true;
}

static const char *name_of(void *ctx, enum kind kind, uint64_t id)
{
	const struct table_export *t = ctx;
	const struct roll *r = kind == KIND_SOURCE ? &t->sources : &t->practices;
	size_t from = 0, to = r->n;
	while (from < to) {
		size_t middle = (from + to) / 2;
		if (r->id[middle] < id)
			from = middle + 1;
		else
			to = middle;
	}
	return from < r->n && r->id[from] == id ? r->name[from] : NULL;
}

static void roll_free(struct roll *r)
{
	arena_clear(&r->arena);
	free(r->id);
	free(r->name);
}

static bool put_row(void *ctx, const void *record, struct err *e)
{
	struct table_export *t = ctx;
	csv_kind_row(&t->csv, record);
	t->rows++;
	return !ferror(t->csv.csv.out) || err_write(e, errno);
}

/* Does the kind point at sources, at practices? Only then their names are read. */
static bool points_at(enum kind kind, enum kind at)
{
	for (int i = 0; i < kinds[kind].count; i++)
		if (kinds[kind].fields[i].type == FIELD_ID && kinds[kind].fields[i].ref == at && i > 0)
			return true;
	return false;
}

static bool put_chosen(struct table_export *t, struct err *e)
{
	struct arena a = {0};
	struct source s;
	bool ok = true;
	for (int i = 0; ok && i < t->whom.n; i++) {
		ok = store_get(t->store, KIND_SOURCE, t->whom.ids[i], &a, &s, e) && put_row(t, &s, e);
		arena_clear(&a);
	}
	return ok;
}

/* All of it as it stands at one moment, whoever writes meanwhile. */
static bool put_table(void *ctx, struct err *e)
{
	struct table_export *t = ctx;
	enum kind kind = t->csv.kind;
	csv_kind_header(&t->csv);
	return (!points_at(kind, KIND_SOURCE) || store_each(t->store, KIND_SOURCE, add_source, &t->sources, e)) &&
	       (!points_at(kind, KIND_PRACTICE) ||
		store_each(t->store, KIND_PRACTICE, add_practice, &t->practices, e)) &&
	       (t->whom.n ? put_chosen(t, e) : store_each(t->store, kind, put_row, t, e));
}

bool app_export_table(struct app *app, FILE *out, const struct table_options *o, int64_t *rows, struct err *e)
{
	struct table_export t = {.store = app->store, .whom = o->kind == KIND_SOURCE ? o->whom : (struct whom){0}};
	t.csv = (struct csv_kind){.csv = {.out = out, .excel = o->excel},
				  .kind = o->kind,
				  .private = o->private,
				  .name_of = name_of,
				  .ctx = &t};
	bool ok = store_read(app->store, put_table, &t, e);
	*rows = t.rows;
	roll_free(&t.sources);
	roll_free(&t.practices);
	str_free(&t.csv.text);
	return ok;
}

bool app_has_private(enum kind kind)
{
	for (int i = 0; i < kinds[kind].count; i++)
		if (kinds[kind].fields[i].flags & F_PRIVATE)
			return true;
	return false;
}

struct table_file {
	struct app *app;
	const struct table_options *o;
	int64_t rows;
};

static bool put_file(void *ctx, FILE *out, struct err *e)
{
	struct table_file *t = ctx;
	return app_export_table(t->app, out, t->o, &t->rows, e);
}

bool app_export_table_file(struct app *app, const char *path, const struct table_options *o, struct said *out,
			   struct err *e)
{
	struct table_file t = {.app = app, .o = o};
	struct str shown = {0};
	if (!out_file_write(app->outbox, path, put_file, &t, e))
		return false;
	path_words(&shown, path);
	say(out, "Exported %" PRId64 " %s to %s%s.", t.rows, t.rows == 1 ? kinds[o->kind].label : kinds[o->kind].plural,
	    str_text(&shown), app_has_private(o->kind) && !o->private ? ", without patient references" : "");
	str_free(&shown);
	return true;
}
