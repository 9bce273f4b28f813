/* Records of our own formats: their ids are kept, so that a book comes back as it went out. */
#include <inttypes.h>
#include <string.h>

#include "import.h"

struct named {
	const char *name;
	uint64_t id;
};

static bool find_setting(void *ctx, const void *record, struct err *e)
{
	struct named *n = ctx;
	const struct setting *s = record;
	(void)e;
	if (str_eq(s->name, n->name))
		n->id = s->id;
	return true;
}

/* A member of staff or a setting that the book has under another id stays as the book has it. */
static bool stands_otherwise(struct import *im, enum kind kind, const void *record, bool *otherwise, struct err *e)
{
	struct store *s = tx_store(im->tx);
	struct named n = {0};
	struct staff st;
	if (kind == KIND_STAFF && ((const struct staff *)record)->user) {
		n.name = ((const struct staff *)record)->user;
		if (!store_staff_named(s, n.name, &im->row, &st, e))
			return false;
		n.id = st.id;
	} else if (kind == KIND_SETTING && ((const struct setting *)record)->name) {
		n.name = ((const struct setting *)record)->name;
		if (!store_each(s, KIND_SETTING, find_setting, &n, e))
			return false;
	}
	*otherwise = n.id && n.id != record_id(record);
	if (*otherwise)
		import_note(im, "%s %s stays as the book has it", kinds[kind].label, n.name);
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

bool import_record(struct import *im, enum kind kind, void *record, int64_t line, struct err *e)
{
	bool changed = false, otherwise;
	im->line = line;
	if (!record_id(record))
		return err_set(e, ERR_INVALID, "line %" PRId64 ": %s: id is missing", line, kinds[kind].label);
	if (!stands_otherwise(im, kind, record, &otherwise, e))
		return false;
	if (!otherwise && !tx_put(im->tx, kind, record, &changed, e))
		return err_in(e, "line %" PRId64 ": %s", line, kinds[kind].label);
	count(im, kind, record, changed);
	return true;
}
