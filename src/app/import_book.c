/* Records of our own formats: their ids are kept, so that a book comes back as it went out. */
#include <inttypes.h>
#include <string.h>

#include "import.h"

/* Kinds of which the book has one of each name, year or text. */
static const struct {
	enum kind kind;
	const char *field;
} singles[] = {
	{KIND_STAFF, "user"},      {KIND_SETTING, "name"},   {KIND_QUESTION, "text"},
	{KIND_GIFT_LIMIT, "year"}, {KIND_MAPPING, "header"},
};

struct single {
	const struct field *field;
	const void *record;
	uint64_t id;
};

static bool find_single(void *ctx, const void *record, struct err *e)
{
	struct single *t = ctx;
	(void)e;
	if (field_equal(t->field, record, t->record))
		t->id = record_id(record);
	return true;
}

/* One that the book has under another id stays as the book has it. */
static bool stands_otherwise(struct import *im, enum kind kind, const void *record, bool *otherwise, struct err *e)
{
	struct single t = {.record = record};
	struct str b = {0};
	*otherwise = false;
	for (size_t i = 0; i < sizeof singles / sizeof singles[0]; i++)
		if (singles[i].kind == kind)
			t.field = kind_field(kind, singles[i].field);
	if (!t.field || !field_known(t.field, record))
		return true;
	if (!store_each(tx_store(im->tx), kind, find_single, &t, e))
		return false;
	*otherwise = t.id && t.id != record_id(record);
	field_write(&b, t.field, record);
	if (*otherwise)
		import_note(im, "%s %s stays as the book has it", kinds[kind].label, str_text(&b));
	str_free(&b);
	return true;
}

/* The store numbers a record's states from 1: only a new one is at its first. */
static bool is_new(const void *record)
{
	return ((const struct setting *)record)->rev == 1;
}

static void count(struct import *im, enum kind kind, const void *record, bool changed)
{
	struct import_report *r = im->r;
	if (!changed)
		r->others_known++;
	else if (!is_new(record))
		im->others_updated++;
	else if (kind == KIND_SOURCE)
		r->sources_new++;
	else if (kind == KIND_TOUCH)
		r->touches_new++;
	else if (kind == KIND_REFERRAL)
		r->referrals_new++;
	else
		r->others_new++;
}

/* What a public export leaves out stays as the book has it. */
static bool keep_private(struct import *im, enum kind kind, void *record, struct err *e)
{
	const struct kind_info *k = &kinds[kind];
	void *known = NULL;
	for (int i = 0; i < k->count; i++) {
		const struct field *f = &k->fields[i];
		struct err why = {0};
		if (!(f->flags & F_PRIVATE) || field_known(f, record))
			continue;
		if (!known) {
			known = arena_alloc(&im->row, k->size);
			bool there = store_get(tx_store(im->tx), kind, record_id(record), &im->row, known, &why);
			bool fails = !there && why.code != ERR_NOT_FOUND;
			if (fails)
				err_set(e, why.code, "%s", err_text(&why));
			err_clear(&why);
			if (!there)
				return !fails;
		}
		field_copy(f, record, known, NULL);
	}
	return true;
}

bool import_record(struct import *im, enum kind kind, void *record, int64_t line, struct err *e)
{
	bool changed = false, otherwise;
	im->line = line;
	if (!record_id(record))
		return err_set(e, ERR_INVALID, "line %" PRId64 ": %s: id is missing", line, kinds[kind].label);
	if (!stands_otherwise(im, kind, record, &otherwise, e))
		return false;
	if (!otherwise && !keep_private(im, kind, record, e))
		return false;
	if (!otherwise && !tx_put(im->tx, kind, record, &changed, e))
		return err_in(e, "line %" PRId64 ": %s", line, kinds[kind].label);
	count(im, kind, record, changed);
	return true;
}
