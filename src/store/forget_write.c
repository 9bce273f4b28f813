/* Forgetting, as one write: out of the history first, then out of the records, and what stays is written down anew. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "forget.h"
#include "journal.h"

/* --- the history --- */

struct changes {
	int64_t *ids;
	int n, cap;
};

static void changes_add(struct changes *c, int64_t id)
{
	if (c->n == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 64;
		c->ids = mem_grow(c->ids, (size_t)c->cap * sizeof *c->ids);
	}
	c->ids[c->n++] = id;
}

static bool forget_changes(struct forget *f, struct changes *c, struct err *e)
{
	bool ok = true;
	for (int i = 0; ok && i < c->n; i++)
		ok = journal_forget_change(f->s, c->ids[i], e);
	free(c->ids);
	*c = (struct changes){0};
	return ok;
}

static const char OF_ROW[] = "SELECT id FROM changes WHERE \"row\" = $1 AND kind = $2 AND content IS NOT NULL";

/* Everything that was ever written about a record. */
static bool forget_row(struct forget *f, enum kind kind, uint64_t id, struct err *e)
{
	struct changes c = {0};
	struct query *q = db_query(f->s->db, OF_ROW, "ut", id, kinds[kind].name);
	while (query_step(q))
		changes_add(&c, query_i64(q, 0));
	return query_end(q, e) && forget_changes(f, &c, e);
}

static bool exists(struct forget *f, enum kind kind, uint64_t id)
{
	struct str b = {0};
	str_printf(&b, "SELECT 1 FROM \"%s\" WHERE id = $1", kinds[kind].plural);
	bool there = db_number(f->s->db, 0, str_text(&b), "u", id) != 0;
	str_free(&b);
	return there;
}

/* Did the record belong to one of them at the time: could it not have been without? */
static bool belonged(const struct forget *f, enum kind kind, char *content)
{
	char *name, *before, *after;
	while (journal_line(&content, &name, &before, &after)) {
		const struct field *field = kind_field(kind, name);
		int64_t was, is;
		if (!field || field->type != FIELD_ID || !(field->flags & F_REQUIRED) ||
		    (field->ref != KIND_SOURCE && kind != KIND_LABEL && kind != KIND_DISMISSAL))
			continue;
		if ((str_to_i64(before, &was) && ids_has(&f->people, (uint64_t)was)) ||
		    (str_to_i64(after, &is) && ids_has(&f->people, (uint64_t)is)))
			return true;
	}
	return false;
}

static const char WITH_TEXT[] =
	"SELECT kind, \"row\", content, id FROM changes WHERE content LIKE $1 ESCAPE '\\' AND content IS NOT NULL";

/* A touch that was undone is in no table, but stands in the history with all that was said. */
static bool forget_dead_rows(struct forget *f, uint64_t person, struct err *e)
{
	struct rowset dead = {0};
	struct query *q = db_query(f->s->db, WITH_TEXT, "t", arena_printf(f->a, "%%\t%" PRIu64 "%%", person));
	while (query_step(q)) {
		enum kind kind = kind_named(query_text(q, 0));
		if (kind != KIND_COUNT && belonged(f, kind, arena_strdup(f->a, query_text(q, 2))))
			rowset_add(&dead, kind, (uint64_t)query_i64(q, 1));
	}
	bool ok = query_end(q, e);
	for (int i = 0; ok && i < dead.n; i++)
		if (!exists(f, dead.rows[i].kind, dead.rows[i].id))
			ok = forget_row(f, dead.rows[i].kind, dead.rows[i].id, e);
	rowset_free(&dead);
	return ok;
}

static bool line_holds_word(const struct forget *f, enum kind kind, char *content)
{
	char *name, *before, *after;
	while (journal_line(&content, &name, &before, &after)) {
		const struct field *field = kind_field(kind, name);
		if ((!field || field->type == FIELD_TEXT) &&
		    (words_in(&f->words, before) || words_in(&f->words, after)))
			return true;
	}
	return false;
}

static bool forget_mentions(struct forget *f, const struct word *w, struct err *e)
{
	struct changes c = {0};
	struct query *q = db_query(f->s->db, WITH_TEXT, "t", word_pattern(w, f->a));
	while (query_step(q)) {
		enum kind kind = kind_named(query_text(q, 0));
		if (!line_holds_word(f, kind, arena_strdup(f->a, query_text(q, 2))))
			continue;
		changes_add(&c, query_i64(q, 3));
		if (kind != KIND_COUNT)
			rowset_add(&f->touched, kind, (uint64_t)query_i64(q, 1));
	}
	return query_end(q, e) && forget_changes(f, &c, e);
}

static bool tells_private(enum kind kind, char *content)
{
	char *name, *before, *after;
	while (journal_line(&content, &name, &before, &after)) {
		const struct field *field = kind_field(kind, name);
		if (field && (field->flags & F_PRIVATE) && (*before || *after))
			return true;
	}
	return false;
}

static bool forget_private(struct forget *f, uint64_t referral, struct err *e)
{
	struct changes c = {0};
	struct query *q = db_query(
		f->s->db,
		"SELECT id, content FROM changes WHERE \"row\" = $1 AND kind = 'referral' AND content IS NOT NULL", "u",
		referral);
	while (query_step(q))
		if (tells_private(KIND_REFERRAL, arena_strdup(f->a, query_text(q, 1))))
			changes_add(&c, query_i64(q, 0));
	rowset_add(&f->touched, KIND_REFERRAL, referral);
	return query_end(q, e) && forget_changes(f, &c, e);
}

/* "lunch with (forgotten)". *first gets the first batch that was changed. */
static bool forget_labels(struct forget *f, const struct word *w, int64_t *first, struct err *e)
{
	struct changes c = {0};
	struct str b = {0};
	struct query *q = db_query(f->s->db, "SELECT id, label FROM batches WHERE label LIKE $1 ESCAPE '\\'", "t",
				   word_pattern(w, f->a));
	while (query_step(q))
		if (words_in(&f->words, query_text(q, 1)))
			changes_add(&c, query_i64(q, 0));
	bool ok = query_end(q, e);
	for (int i = 0; ok && i < c.n; i++) {
		str_clear(&b);
		q = db_query(f->s->db, "SELECT label FROM batches WHERE id = $1", "i", c.ids[i]);
		if (query_step(q))
			words_out(&f->words, query_text(q, 0), &b);
		ok = query_end(q, e) &&
		     db_run(f->s->db, e, "UPDATE batches SET label = $2 WHERE id = $1", "it", c.ids[i], str_text(&b));
		if (!*first || c.ids[i] < *first)
			*first = c.ids[i];
	}
	str_free(&b);
	free(c.ids);
	return ok;
}

static void no_word(void *ctx, const char *line)
{
	(void)ctx;
	(void)line;
}

/* Only a chain that is whole may be sealed anew: else damage would be hidden by it. */
static bool must_be_whole(struct forget *f, struct err *e)
{
	struct check_report r = {0};
	int found = journal_check_chain(f->s, no_word, NULL, &r, e);
	if (found > 0)
		err_set(e, ERR_DAMAGED, "the history is not whole (`rapport check` says where); nothing was forgotten");
	return found == 0;
}

static bool forget_history(struct forget *f, struct err *e)
{
	int64_t first = 0;
	for (int i = 0; i < f->gone.n; i++)
		if (!forget_row(f, f->gone.rows[i].kind, f->gone.rows[i].id, e))
			return false;
	for (int i = 0; i < f->n_people; i++)
		if (!forget_row(f, KIND_SOURCE, f->list[i], e) || !forget_dead_rows(f, f->list[i], e))
			return false;
	for (int i = 0; i < f->o->n_referrals; i++)
		if (!forget_private(f, f->o->referral_ids[i], e))
			return false;
	for (int i = 0; i < f->words.n; i++)
		if (!forget_mentions(f, &f->words.rows[i], e) || !forget_labels(f, &f->words.rows[i], &first, e))
			return false;
	return !first || journal_seal_from(f->s, first, e);
}

/* --- the records --- */

static bool change(struct forget *f, enum kind kind, const void *before, void *after, struct err *e)
{
	((int64_t *)after)[1]++; /* rev */
	rowset_add(&f->touched, kind, record_id(after));
	return tx_change(f->s->tx, kind, before, after, e);
}

/* What stays points at them no more. */
static bool loosen(struct forget *f, const struct ref *ref, struct err *e)
{
	size_t size = kinds[ref->kind].size;
	void *before = arena_alloc(f->a, size), *after = arena_alloc(f->a, size);
	if (ids_has(&f->gone.seen[ref->kind], record_id(ref->record)))
		return true;
	if (!row_get(f->s->db, ref->kind, record_id(ref->record), f->a, before, e))
		return false;
	memcpy(after, before, size);
	*field_id(ref->field, after) = 0;
	if (ref->kind == KIND_ATTENDEE && !((struct attendee *)after)->source_id && !((struct attendee *)after)->name)
		((struct attendee *)after)->name = FORGOTTEN; /* they count among those who were there */
	return change(f, ref->kind, before, after, e);
}

static bool clear_private(struct forget *f, uint64_t referral, struct err *e)
{
	struct referral before, after;
	if (!row_get(f->s->db, KIND_REFERRAL, referral, f->a, &before, e))
		return false;
	after = before;
	for (int i = 1; i < kinds[KIND_REFERRAL].count; i++)
		if (kinds[KIND_REFERRAL].fields[i].flags & F_PRIVATE)
			*field_text(&kinds[KIND_REFERRAL].fields[i], &after) = NULL;
	return change(f, KIND_REFERRAL, &before, &after, e);
}

/* A number that stands by itself in a field is emptied; a word within a sentence is replaced. */
static void clean_field(struct forget *f, const struct field *field, void *record)
{
	const char **text = field_text(field, record);
	struct str b = {0};
	if (!*text || !words_in(&f->words, *text))
		return;
	words_out(&f->words, *text, &b);
	bool whole = strcmp(str_text(&b), FORGOTTEN) == 0;
	bool empties = whole && !(field->flags & (F_REQUIRED | F_LINES)) && strcmp(field->name, "name") != 0;
	*text = empties ? NULL : arena_strdup(f->a, str_text(&b));
	str_free(&b);
}

static bool clean_record(struct forget *f, enum kind kind, const void *record, void *ctx, struct err *e)
{
	void *after = arena_alloc(f->a, kinds[kind].size);
	(void)ctx;
	memcpy(after, record, kinds[kind].size);
	for (int i = 1; i < kinds[kind].count; i++)
		if (kinds[kind].fields[i].type == FIELD_TEXT && !(kinds[kind].fields[i].flags & F_DERIVED))
			clean_field(f, &kinds[kind].fields[i], after);
	f->r->texts++;
	return change(f, kind, record, after, e);
}

static bool delete_gone(struct forget *f, struct err *e)
{
	for (int i = f->gone.n - 1; i >= 0; i--) {
		struct row row = f->gone.rows[i];
		void *record = arena_alloc(f->a, kinds[row.kind].size);
		if (!row_get(f->s->db, row.kind, row.id, f->a, record, e) ||
		    !tx_change(f->s->tx, row.kind, record, NULL, e))
			return false;
	}
	return true;
}

static bool forget_records(struct forget *f, struct err *e)
{
	for (int i = 0; i < f->n_loose; i++)
		if (!loosen(f, &f->loose[i], e))
			return false;
	for (int i = 0; i < f->o->n_referrals; i++)
		if (!clear_private(f, f->o->referral_ids[i], e))
			return false;
	return forget_each_text(f, clean_record, NULL, e) && delete_gone(f, e);
}

/* --- what this very step wrote --- */

/* It told what was before; instead, what stays is told as it is now. */
static bool forget_own(struct forget *f, struct err *e)
{
	struct changes c = {0};
	struct query *q = db_query(f->s->db, "SELECT id FROM changes WHERE batch = $1", "i", f->s->tx->batch);
	while (query_step(q))
		changes_add(&c, query_i64(q, 0));
	if (!query_end(q, e) || !forget_changes(f, &c, e))
		return false;
	for (int i = 0; i < f->touched.n; i++) {
		struct row row = f->touched.rows[i];
		void *record = arena_alloc(f->a, kinds[row.kind].size);
		if (ids_has(&f->gone.seen[row.kind], row.id) || !exists(f, row.kind, row.id))
			continue;
		if (!row_get(f->s->db, row.kind, row.id, f->a, record, e) ||
		    !journal_base(f->s->tx, row.kind, record, e))
			return false;
	}
	return true;
}

static bool forget_drafts(struct forget *f, struct err *e)
{
	for (int i = 0; i < f->n_people; i++)
		rowset_add(&f->gone, KIND_SOURCE, f->list[i]);
	for (int i = 0; i < f->gone.n; i++)
		if (!db_run(f->s->db, e, "DELETE FROM drafts WHERE subject = $1", "u", f->gone.rows[i].id))
			return false;
	for (int i = 0; i < f->words.n; i++)
		if (!db_run(f->s->db, e, "DELETE FROM drafts WHERE text LIKE $1 ESCAPE '\\'", "t",
			    word_pattern(&f->words.rows[i], f->a)))
			return false;
	return true;
}

static bool forget_in(struct tx *tx, void *ctx, struct err *e)
{
	struct forget *f = ctx;
	if (!must_be_whole(f, e) || !forget_gather(f, e) || !forget_history(f, e) || !forget_records(f, e))
		return false;
	/* a step of its own, though nothing was left to change */
	return (tx->batch || journal_begin(tx, e)) && forget_own(f, e) && forget_drafts(f, e);
}

/* --- the file --- */

bool store_scrub(struct store *s, const struct deed *deed, struct err *e)
{
	if (s->readonly)
		return err_set(e, ERR_READONLY, "%s", s->readonly);
	if (s->memory)
		return true;
	if (s->lock && !lock_take(s->lock, deed->who, deed->now->utc_ms, s->wait, s->wait_ctx, e))
		return false;
	bool ok = db_scrub(s->db, e);
	if (s->lock)
		lock_release(s->lock);
	s->writes++;
	return ok;
}

bool store_forget(struct store *s, const struct forget_order *o, const struct deed *deed, struct arena *a,
		  struct forget_report *r, bool *cleaned, struct err *e)
{
	struct forget f = {.s = s, .a = a, .o = o, .r = r};
	bool ok = store_write_how(s, deed, "base", 0, forget_in, &f, e);
	*cleaned = ok && store_scrub(s, deed, e);
	forget_free(&f);
	return ok;
}
