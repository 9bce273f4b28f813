/* The one road by which anything is written. */
#include <assert.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"

#define EPOCH_2020_MS 1577836800000LL
#define LOG_PAGES_MAX 1000

struct store *tx_store(struct tx *tx)
{
	return tx->store;
}

const struct deed *tx_deed(const struct tx *tx)
{
	return tx->deed;
}

int64_t tx_rows(const struct tx *tx)
{
	return tx->rows;
}

const char *tx_kept(const struct tx *tx)
{
	return tx->kept.len ? tx->kept.s : NULL;
}

void tx_label(struct tx *tx, const char *fmt, ...)
{
	va_list ap;
	str_clear(&tx->label);
	va_start(ap, fmt);
	str_vprintf(&tx->label, fmt, ap);
	va_end(ap);
}

void tx_watch(struct tx *tx, bool (*goes_on)(void *ctx, int64_t done, int64_t all), void *ctx)
{
	tx->summary.goes_on = goes_on;
	tx->summary.watcher = ctx;
}

void tx_about(struct tx *tx, uint64_t source_id)
{
	tx->source_id = source_id;
	tx->several = false;
	tx->about_fixed = true;
}

/* Ids grow with time, so that a list in id order is a list in the order of making. */
uint64_t store_new_id(struct store *s, const struct now *now)
{
	int64_t ms = now->utc_ms - EPOCH_2020_MS;
	uint64_t id = ((uint64_t)(ms > 0 ? ms : 1) << 21) | randombytes_uniform(1u << 21);
	if (id <= s->last_id)
		id = s->last_id + 1;
	s->last_id = id;
	return id;
}

/* Which source a record is about, for the history. */
static uint64_t about(enum kind kind, const void *record)
{
	if (kind == KIND_SOURCE)
		return record_id(record);
	const struct field *f = kind_field(kind, "source_id");
	return f && kind != KIND_ATTENDEE ? *field_id(f, (void *)record) : 0;
}

static void note_about(struct tx *tx, uint64_t id)
{
	if (!id || tx->about_fixed)
		return;
	if (tx->source_id && tx->source_id != id)
		tx->several = true;
	tx->source_id = id;
}

bool tx_change(struct tx *tx, enum kind kind, const void *before, const void *after, struct err *e)
{
	struct db *db = tx->store->db;
	const void *any = after ? after : before;
	const char *op = !before ? "insert" : !after ? "delete" : "update";
	struct str content = {0};
	bool ok;
	if (!before)
		ok = row_insert(db, kind, after, e);
	else if (!after)
		ok = row_delete(db, kind, record_id(before), e);
	else
		ok = row_update(db, kind, before, after, e);
	if (!ok)
		return err_in(e, "%s", kinds[kind].label);
	journal_content(&content, kind, before, after);
	ok = (tx->batch || journal_begin(tx, e)) && journal_change(tx, kind, record_id(any), op, &content, e);
	str_free(&content);
	if (!ok)
		return false;
	note_about(tx, about(kind, any));
	summary_note(&tx->summary, kind, before, after);
	tx->rows++;
	return true;
}

static int64_t *rev_of(void *record)
{
	return (int64_t *)record + 1;
}

static bool allot_number(struct tx *tx, struct referral *r)
{
	if (r->number == NUM_NONE)
		r->number = db_number(tx->store->db, 1000, "SELECT MAX(number) FROM referrals", "") + 1;
	return true;
}

bool tx_insert(struct tx *tx, enum kind kind, void *record, struct err *e)
{
	uint64_t *id = record;
	if (!*id)
		*id = store_new_id(tx->store, tx->deed->now);
	*rev_of(record) = 1;
	if (kind == KIND_REFERRAL)
		allot_number(tx, record);
	return record_check(kind, record, e) && tx_change(tx, kind, NULL, record, e);
}

static bool any_difference(enum kind kind, const void *a, const void *b)
{
	for (int i = 1; i < kinds[kind].count; i++)
		if (!(kinds[kind].fields[i].flags & F_DERIVED) && !field_equal(&kinds[kind].fields[i], a, b))
			return true;
	return false;
}

static void keep(struct tx *tx, const struct field *f, const void *now)
{
	struct str value = {0};
	field_write(&value, f, now);
	str_printf(&tx->kept, "%s%s %s", tx->kept.len ? ", " : "", f->label, value.len ? value.s : "(empty)");
	str_free(&value);
}

/* base: as the person read it; edited: as they left it; now: as it stands. */
bool tx_update(struct tx *tx, enum kind kind, const void *base, void *edited, struct err *e)
{
	const struct kind_info *k = &kinds[kind];
	struct arena a = {0};
	void *now = arena_alloc(&a, k->size), *next = arena_alloc(&a, k->size);
	bool ok = row_get(tx->store->db, kind, record_id(edited), &a, now, e);
	if (ok)
		memcpy(next, now, k->size);
	for (int i = 1; ok && i < k->count; i++) {
		const struct field *f = &k->fields[i];
		if ((f->flags & F_DERIVED) || field_equal(f, base, edited))
			continue;
		if (!field_equal(f, base, now) && !field_equal(f, edited, now))
			keep(tx, f, now);
		else
			field_copy(f, next, edited, NULL);
	}
	if (ok && any_difference(kind, now, next)) {
		++*rev_of(next);
		ok = record_check(kind, next, e) && tx_change(tx, kind, now, next, e);
	}
	if (ok)
		*rev_of(edited) = *rev_of(next);
	arena_clear(&a);
	return ok;
}

bool tx_delete(struct tx *tx, enum kind kind, uint64_t id, struct err *e)
{
	struct arena a = {0};
	void *now = arena_alloc(&a, kinds[kind].size);
	const char *by = row_used_by(tx->store->db, kind, id);
	bool ok = row_get(tx->store->db, kind, id, &a, now, e) &&
		  (!by || err_set(e, ERR_REFUSED, "a %s still points at this %s", by, kinds[kind].label)) &&
		  tx_change(tx, kind, now, NULL, e);
	arena_clear(&a);
	return ok;
}

bool tx_put(struct tx *tx, enum kind kind, void *record, bool *changed, struct err *e)
{
	struct arena a = {0};
	struct err why = {0};
	void *now = arena_alloc(&a, kinds[kind].size);
	bool there = row_get(tx->store->db, kind, record_id(record), &a, now, &why);
	bool ok = (there || why.code == ERR_NOT_FOUND || err_set(e, why.code, "%s", err_text(&why))) &&
		  record_check(kind, record, e);
	bool differs = !there || any_difference(kind, now, record);
	if (ok && differs) {
		*rev_of(record) = there ? *rev_of(now) + 1 : 1;
		ok = tx_change(tx, kind, there ? now : NULL, record, e);
	}
	if (changed)
		*changed = differs;
	err_clear(&why);
	arena_clear(&a);
	return ok;
}

bool tx_set(struct tx *tx, int which, const char *value, struct err *e)
{
	struct setting set, base;
	uint64_t id = (uint64_t)db_number(tx->store->db, 0, "SELECT id FROM settings WHERE name = $1", "t",
					  settings[which].name);
	struct arena a = {0};
	int64_t number;
	if (!setting_read(which, value, DAY_NONE, &number, e))
		return false;
	if (!id) {
		record_init(KIND_SETTING, &set);
		set.name = settings[which].name;
		set.value = value;
		return tx_insert(tx, KIND_SETTING, &set, e);
	}
	bool ok = row_get(tx->store->db, KIND_SETTING, id, &a, &base, e);
	set = base;
	set.value = value;
	ok = ok && tx_update(tx, KIND_SETTING, &base, &set, e);
	arena_clear(&a);
	return ok;
}

/* --- the transaction --- */

static bool run_inside(struct tx *tx, bool (*fn)(struct tx *tx, void *ctx, struct err *e), void *ctx, struct err *e)
{
	return fn(tx, ctx, e) && summary_flush(&tx->summary, e) && (!tx->batch || journal_end(tx, e));
}

/* A failing disk says so with its name; BUSY cannot come from another writer here. */
static bool locked_write(struct store *s, struct tx *tx, bool (*fn)(struct tx *tx, void *ctx, struct err *e), void *ctx,
			 struct err *e)
{
	if (!db_begin(s->db, e))
		return false;
	if (!run_inside(tx, fn, ctx, e)) {
		db_rollback(s->db);
		return false;
	}
	if (!tx->batch) { /* nothing was written: keep nothing */
		db_rollback(s->db);
		return true;
	}
	if (!db_commit(s->db, e))
		return false;
	s->writes++;
	if (db_log_pages(s->db) > LOG_PAGES_MAX)
		db_checkpoint(s->db);
	return true;
}

bool store_write_how(struct store *s, const struct deed *deed, const char *how, int64_t of_batch,
		     bool (*fn)(struct tx *tx, void *ctx, struct err *e), void *ctx, struct err *e)
{
	if (s->readonly)
		return err_set(e, ERR_READONLY, "%s; nothing was saved", s->readonly);
	if (s->tx) /* a write within a write belongs to the same step */
		return fn(s->tx, ctx, e);
	assert(!db_in_write(s->db));
	struct tx tx = {.store = s, .deed = deed, .how = how, .of_batch = of_batch};
	tx.summary.db = s->db;
	tx.summary.store = s;
	if (deed->label)
		str_add(&tx.label, deed->label);
	if (s->lock && !lock_take(s->lock, deed->who, deed->now->utc_ms, s->wait, s->wait_ctx, e))
		return false;
	s->settings_known = false; /* another may have changed one */
	s->tx = &tx;
	bool ok = locked_write(s, &tx, fn, ctx, e);
	s->tx = NULL;
	if (s->lock)
		lock_release(s->lock);
	summary_free(&tx.summary);
	str_free(&tx.label);
	str_free(&tx.kept);
	free(tx.hash);
	s->settings_known = false;
	return ok;
}

bool store_write(struct store *s, const struct deed *deed, bool (*fn)(struct tx *tx, void *ctx, struct err *e),
		 void *ctx, struct err *e)
{
	return store_write_how(s, deed, "do", 0, fn, ctx, e);
}
