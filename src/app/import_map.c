/* How the columns of a list are read: said by a person, remembered in the book, proposed by their names. And a look at a file
 * before anything is read into the book. */
#include <inttypes.h>
#include <string.h>

#include "import.h"

#define COUNTRY_LEAST (4 << 20) /* bytes: fewer are not more rows of a registry than are read unasked */

struct wanted {
	const char *header;
	struct arena *arena;
	struct mapping *found;
};

static bool same_header(void *ctx, const void *record, struct err *e)
{
	struct wanted *w = ctx;
	(void)e;
	if (!str_eq(((const struct mapping *)record)->header, w->header))
		return true;
	*w->found = *(const struct mapping *)record;
	for (int i = 0; i < kinds[KIND_MAPPING].count; i++)
		field_copy(&kinds[KIND_MAPPING].fields[i], w->found, record, w->arena);
	return true;
}

/* A map as text: its kind of list and its fields. */
static void write_down(const struct sheet_map *m, struct arena *a, const char **list, const char **fields)
{
	struct str b = {0};
	sheet_map_fields(m, &b);
	*list = list_word(sheet_map_list(m));
	*fields = arena_strdup(a, str_text(&b));
	str_free(&b);
}

/* The file may have been written anew since its columns were shown. */
static bool as_ordered(const struct sheet_map *wanted, struct sheet_map *m, const char *header, struct arena *a,
		       struct err *e)
{
	const char *list, *fields;
	struct str shown = {0};
	sheet_map_print(wanted, &shown);
	bool same = str_eq(str_text(&shown), header);
	str_free(&shown);
	if (!same)
		return err_set(e, ERR_REFUSED, "its columns are others than were shown: open it again");
	write_down(wanted, a, &list, &fields);
	sheet_map_restore(m, list, fields);
	return true;
}

bool reading_begin(struct reading *g, struct store *s, const struct import_order *order, struct sheet_map *m,
		   struct err *e)
{
	struct str b = {0};
	const char *list, *fields;
	sheet_map_print(m, &b);
	g->header = arena_strdup(&g->arena, str_text(&b));
	str_free(&b);
	struct wanted w = {g->header, &g->arena, &g->kept};
	if (!store_each(s, KIND_MAPPING, same_header, &w, e))
		return false;
	write_down(m, &g->arena, &list, &fields);
	if (order->map && !as_ordered(order->map, m, g->header, &g->arena, e))
		return false;
	if (!order->map && g->kept.id)
		sheet_map_restore(m, g->kept.kind, g->kept.fields);
	if (order->list != LIST_NONE)
		m->list = order->list;
	for (int i = 0; i < order->n_edits; i++)
		if (!sheet_map_edit(m, order->edits[i], e))
			return false;
	write_down(m, &g->arena, &g->list, &g->fields);
	g->plain = str_eq(g->list, list) && str_eq(g->fields, fields);
	g->remembered = g->kept.id && str_eq(g->list, g->kept.kind) && str_eq(g->fields, g->kept.fields);
	return true;
}

bool reading_keep(struct import *im, struct err *e)
{
	struct reading *g = &im->reading;
	struct mapping base = g->kept, m = base;
	if (!g->header || g->remembered || (g->plain && !base.id))
		return true;
	g->written = true;
	if (g->plain)
		return tx_delete(im->tx, KIND_MAPPING, base.id, e);
	if (!base.id)
		record_init(KIND_MAPPING, &m);
	m.header = g->header;
	m.kind = g->list;
	m.fields = g->fields;
	return base.id ? tx_update(im->tx, KIND_MAPPING, &base, &m, e) : tx_insert(im->tx, KIND_MAPPING, &m, e);
}

/* --- a look --- */

/* Patients' names are nobody's to see, not even here. */
static void hide_names(struct sheet_look *l, struct arena *a)
{
	struct str b = {0}, plain = {0}, credentials = {0};
	for (int i = 0; i < l->map.n; i++) {
		if (!column_of_patients(l->map.columns[i].header))
			continue;
		for (int k = 0; k < SHEET_SAMPLES && l->samples[i].cell[k]; k++) {
			str_clear(&b);
			str_clear(&plain);
			str_clear(&credentials);
			person_split(l->samples[i].cell[k], &plain, &credentials);
			person_initials(&b, str_text(&plain));
			l->samples[i].cell[k] = arena_strdup(a, str_text(&b));
		}
	}
	str_free(&b);
	str_free(&plain);
	str_free(&credentials);
}

static bool look_at(struct app *app, FILE *in, const struct format *f, const struct import_order *order,
		    struct arena *a, struct import_look *out, struct err *e)
{
	struct sheet_look *l = &out->sheet;
	struct reading g = {0};
	out->what = f->name;
	if (!f->look)
		return true;
	if (!f->look(in, a, l, e))
		return false;
	out->mapped = !l->records;
	if (!out->mapped)
		return true;
	out->what = arena_printf(a, "%s, %s, %s, %" PRId64 " %s", f->name, l->separator, l->coding, l->rows,
				 l->rows == 1 ? "row" : "rows");
	bool ok = reading_begin(&g, app->store, order, &l->map, e);
	out->remembered = g.remembered;
	arena_clear(&g.arena);
	if (ok)
		hide_names(l, a);
	return ok;
}

bool app_import_look(struct app *app, const char *path, const struct import_order *order, struct arena *a,
		     struct import_look *out, struct err *e)
{
	static const struct import_order usual = {0};
	const struct format *f;
	struct feed feed = {0};
	struct str name = {0};
	*out = (struct import_look){0};
	import_name(&name, path);
	bool ok = feed_open(&feed, path, str_text(&name), e) && (f = import_format(feed.in, str_text(&name), e)) &&
		  (look_at(app, feed.in, f, order ? order : &usual, a, out, e) || import_fault(str_text(&name), e));
	out->country = ok && f->narrows && feed.size >= COUNTRY_LEAST;
	feed_close(&feed);
	str_free(&name);
	return ok;
}
