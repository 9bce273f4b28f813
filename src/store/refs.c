/* What points at a record, by walking the table of kinds: a kind that is added there is found here. */
#include <string.h>

#include "inner.h"

struct found {
	struct arena *a;
	struct ref *rows;
	int n, cap;
};

static void add(struct found *f, enum kind kind, const struct field *field, void *record)
{
	if (f->n == f->cap) {
		f->cap = f->cap ? f->cap * 2 : 32;
		struct ref *more = arena_alloc(f->a, (size_t)f->cap * sizeof *more);
		if (f->n)
			memcpy(more, f->rows, (size_t)f->n * sizeof *more);
		f->rows = more;
	}
	f->rows[f->n++] = (struct ref){kind, field, record};
}

/* A label says of what it is one, a dismissal names a rule, which is about a kind. */
static bool really_of(enum kind pointing, const void *record, enum kind kind)
{
	if (pointing == KIND_LABEL) {
		static const enum kind of[] = {[LABEL_OF_CLINIC] = KIND_CLINIC,
					       [LABEL_OF_PRACTICE] = KIND_PRACTICE,
					       [LABEL_OF_SOURCE] = KIND_SOURCE};
		return of[((const struct label *)record)->of] == kind;
	}
	if (pointing == KIND_DISMISSAL) {
		const struct rule *r = rule_named(((const struct dismissal *)record)->rule);
		return r && r->about == kind;
	}
	return true;
}

static bool may_point(enum kind pointing, const struct field *field, enum kind kind)
{
	bool by_its_row = pointing == KIND_LABEL || pointing == KIND_DISMISSAL;
	return field->type == FIELD_ID && (by_its_row || field->ref == kind);
}

bool store_refs(struct store *s, enum kind kind, uint64_t id, struct arena *a, struct ref **refs, int *n, struct err *e)
{
	struct found f = {.a = a};
	for (int k = 0; k < KIND_COUNT; k++)
		for (int i = 1; i < kinds[k].count; i++) {
			const struct field *field = &kinds[k].fields[i];
			void *rows;
			int found;
			if (!may_point((enum kind)k, field, kind))
				continue;
			if (!store_where(s, (enum kind)k, field->name, id, a, &rows, &found, e))
				return false;
			for (int r = 0; r < found; r++) {
				void *record = (char *)rows + (size_t)r * kinds[k].size;
				if (really_of((enum kind)k, record, kind))
					add(&f, (enum kind)k, field, record);
			}
		}
	*refs = f.rows;
	*n = f.n;
	return true;
}
