#include "rapport/exchange/csv_kind.h"

#include <string.h>

bool csv_kind_named(const struct field *f)
{
	return f->type == FIELD_ID && (f->ref == KIND_SOURCE || f->ref == KIND_PRACTICE);
}

void csv_kind_header(struct csv_kind *c)
{
	const struct kind_info *k = &kinds[c->kind];
	csv_begin(&c->csv);
	for (int i = 0; i < k->count; i++) {
		const struct field *f = &k->fields[i];
		if (f->flags & F_DERIVED)
			continue;
		csv_bare(&c->csv, f->name);
		if (!csv_kind_named(f))
			continue;
		/* "source_id" is followed by "source" */
		str_clear(&c->text);
		str_addn(&c->text, f->name, strlen(f->name) - strlen("_id"));
		csv_bare(&c->csv, str_text(&c->text));
	}
	csv_end_row(&c->csv);
}

static void put_field(struct csv_kind *c, const struct field *f, const void *record)
{
	if (!field_known(f, record) || (f->flags & F_PRIVATE && !c->private)) {
		csv_bare(&c->csv, NULL);
	} else if (f->type == FIELD_TEXT) {
		csv_text(&c->csv, *field_text(f, (void *)record));
	} else if (f->type == FIELD_FLAG) {
		csv_bare(&c->csv, *field_flag(f, (void *)record) ? "yes" : "no");
	} else {
		str_clear(&c->text);
		field_write(&c->text, f, record);
		csv_bare(&c->csv, str_text(&c->text));
	}
}

void csv_kind_row(struct csv_kind *c, const void *record)
{
	const struct kind_info *k = &kinds[c->kind];
	for (int i = 0; i < k->count; i++) {
		const struct field *f = &k->fields[i];
		if (f->flags & F_DERIVED)
			continue;
		put_field(c, f, record);
		if (csv_kind_named(f)) {
			uint64_t id = *field_id(f, (void *)record);
			csv_text(&c->csv, id ? c->name_of(c->ctx, f->ref, id) : NULL);
		}
	}
	csv_end_row(&c->csv);
}

static bool among(const char *name, const char *const *names, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

enum kind csv_kind_of(const char *const *names, int count)
{
	if (count < 2 || strcmp(names[0], "id") != 0)
		return KIND_COUNT;
	enum kind found = KIND_COUNT;
	for (int k = 0; k < KIND_COUNT; k++) {
		bool all = true;
		for (int i = 0; all && i < kinds[k].count; i++)
			all = kinds[k].fields[i].flags & F_DERIVED || among(kinds[k].fields[i].name, names, count);
		/* of several the one with the most fields */
		if (all && (found == KIND_COUNT || kinds[k].count > kinds[found].count))
			found = (enum kind)k;
	}
	return found;
}
