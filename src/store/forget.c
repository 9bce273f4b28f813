/* Who or what is to be forgotten: the records, and the words by which they stand in the texts of others. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "forget.h"
#include "rapport/base/utf8.h"
#include "rapport/model/words.h"

#define NUMBER_DIGITS 7   /* a phone without its area code */
#define REFERENCE_LEAST 4 /* initials alone may be anybody's */

bool rowset_add(struct rowset *s, enum kind kind, uint64_t id)
{
	if (!ids_add(&s->seen[kind], id))
		return false;
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 64;
		s->rows = mem_grow(s->rows, (size_t)s->cap * sizeof *s->rows);
	}
	s->rows[s->n++] = (struct row){kind, id};
	return true;
}

void rowset_free(struct rowset *s)
{
	for (int k = 0; k < KIND_COUNT; k++)
		ids_free(&s->seen[k]);
	free(s->rows);
	*s = (struct rowset){0};
}

void forget_free(struct forget *f)
{
	ids_free(&f->people);
	rowset_free(&f->gone);
	rowset_free(&f->touched);
	free(f->list);
}

/* --- who --- */

static bool add_person(struct forget *f, uint64_t id)
{
	if (!ids_add(&f->people, id))
		return false;
	f->list = mem_grow(f->list, (size_t)(f->n_people + 1) * sizeof *f->list);
	f->list[f->n_people++] = id;
	return true;
}

/* A step about one source that deleted another made one of the two. Whoever is there again is somebody. */
static const char MERGED[] = "SELECT DISTINCT c.\"row\" FROM batches b JOIN changes c ON c.batch = b.id"
			     " WHERE b.source_id = $1 AND c.kind = 'source' AND c.op = 'delete' AND c.\"row\" <> $1"
			     " AND NOT EXISTS (SELECT 1 FROM sources s WHERE s.id = c.\"row\")";

static bool gather_people(struct forget *f, struct err *e)
{
	if (f->o->source_id)
		add_person(f, f->o->source_id);
	for (int i = 0; i < f->n_people; i++) {
		struct query *q = db_query(f->s->db, MERGED, "u", f->list[i]);
		while (query_step(q))
			add_person(f, (uint64_t)query_i64(q, 0));
		if (!query_end(q, e))
			return false;
	}
	return true;
}

/* --- the words for them --- */

static const char *const contacts[] = {"name", "phone", "fax", "email", "website", "social", "npi", NULL};

static bool listed(const char *const *names, const char *name)
{
	for (; *names; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

struct sharing {
	const char *sql; /* whether $1 is somebody's: id, and for a practice its id too */
	bool practices;
};

/* Is somebody at the practice who is not forgotten? */
static bool others_there(struct forget *f, uint64_t practice_id)
{
	bool others = false;
	struct query *q = db_query(f->s->db, "SELECT id FROM sources WHERE practice_id = $1", "u", practice_id);
	while (!others && query_step(q))
		others = !ids_has(&f->people, (uint64_t)query_i64(q, 0));
	query_end(q, NULL);
	return others;
}

static const char OF_SOURCES[] =
	"SELECT id FROM sources WHERE name = $1 OR phone = $1 OR fax = $1 OR email = $1 OR website = $1"
	" OR social = $1 OR npi = $1";
static const char OF_PRACTICES[] =
	"SELECT id FROM practices WHERE name = $1 OR phone = $1 OR fax = $1 OR email = $1 OR website = $1";
static const char OF_US[] =
	"SELECT 1 FROM clinic WHERE name = $1 OR phone = $1 OR fax = $1 OR email = $1 OR website = $1 OR referral_line "
	"= $1"
	" UNION ALL SELECT 1 FROM staff WHERE \"user\" = $1 OR name = $1 OR phone = $1 OR email = $1";

/* The number of an office, or a name that two people have, is not theirs alone. */
static bool is_shared(struct forget *f, const char *text)
{
	bool shared = db_number(f->s->db, 0, OF_US, "t", text) != 0;
	struct query *q = db_query(f->s->db, OF_SOURCES, "t", text);
	while (!shared && query_step(q))
		shared = !ids_has(&f->people, (uint64_t)query_i64(q, 0));
	query_end(q, NULL);
	q = db_query(f->s->db, OF_PRACTICES, "t", text);
	while (!shared && query_step(q))
		shared = others_there(f, (uint64_t)query_i64(q, 0));
	query_end(q, NULL);
	return shared;
}

static void note_shared(struct forget *f, const char *text)
{
	const char *was = f->r->shared;
	size_t n = strlen(text);
	for (const char *at = was; at; at = strstr(at, ", ") ? strstr(at, ", ") + 2 : NULL)
		if (strncmp(at, text, n) == 0 && (!at[n] || strncmp(at + n, ", ", 2) == 0))
			return;
	f->r->shared = was ? arena_printf(f->a, "%s, %s", was, text) : arena_strdup(f->a, text);
}

/* "Priya Okafor" of "Dr. Priya Okafor, MD". */
static const char *plain_name(struct forget *f, const char *name)
{
	const char *plain = arena_strndup(f->a, name, strcspn(name, ","));
	for (const char *space;
	     (space = strchr(plain, ' ')) != NULL && space > plain && space[-1] == '.' && space - plain > 2;)
		plain = space + 1;
	return plain;
}

static void add_name(struct forget *f, const char *name)
{
	const char *plain = plain_name(f, name);
	/* one word may be any word: only as it is written */
	words_add(&f->words, name, strchr(name, ' ') != NULL);
	if (strchr(plain, ' ') && !is_shared(f, plain))
		words_add(&f->words, plain, true);
}

static void add_contact(struct forget *f, const char *field, const char *text)
{
	struct str digits = {0};
	if (str_blank(text))
		return;
	if (is_shared(f, text)) {
		note_shared(f, text);
		return;
	}
	if (strcmp(field, "name") == 0) {
		add_name(f, text);
		return;
	}
	words_add(&f->words, text, true);
	utf8_digits(&digits, text);
	if ((strcmp(field, "phone") == 0 || strcmp(field, "fax") == 0) && digits.len >= NUMBER_DIGITS)
		words_add(&f->words, digits.s, false);
	str_free(&digits);
}

static void add_line(struct forget *f, const char *field, const char *text)
{
	if (*text && listed(contacts, field))
		add_contact(f, field, text);
}

/* As they are, and as they ever were. */
static bool gather_words(struct forget *f, uint64_t person, struct err *e)
{
	struct query *q = db_query(
		f->s->db, "SELECT content FROM changes WHERE \"row\" = $1 AND kind = 'source' AND content IS NOT NULL",
		"u", person);
	while (query_step(q)) {
		char *line = arena_strdup(f->a, query_text(q, 0)), *field, *before, *after;
		while (journal_line(&line, &field, &before, &after)) {
			add_line(f, field, before);
			add_line(f, field, after);
		}
	}
	return query_end(q, e);
}

static bool gather_record_words(struct forget *f, struct err *e)
{
	struct source s;
	if (!row_get(f->s->db, KIND_SOURCE, f->o->source_id, f->a, &s, e))
		return false;
	for (int i = 0; contacts[i]; i++) {
		const char *text = *field_text(kind_field(KIND_SOURCE, contacts[i]), &s);
		if (text)
			add_contact(f, contacts[i], text);
	}
	return true;
}

/* --- a patient's reference --- */

bool forget_ordered(const struct forget *f, uint64_t referral)
{
	for (int i = 0; i < f->o->n_referrals; i++)
		if (f->o->referral_ids[i] == referral)
			return true;
	return false;
}

static bool add_reference(struct forget *f, uint64_t referral, struct err *e)
{
	struct referral r;
	bool others = false, digit = false;
	if (!row_get(f->s->db, KIND_REFERRAL, referral, f->a, &r, e))
		return false;
	if (!r.patient_ref)
		return true;
	struct query *q = db_query(f->s->db, "SELECT id FROM referrals WHERE patient_ref = $1", "t", r.patient_ref);
	while (!others && query_step(q))
		others = !forget_ordered(f, (uint64_t)query_i64(q, 0));
	for (const char *c = r.patient_ref; *c; c++)
		digit = digit || (*c >= '0' && *c <= '9');
	if (others || !digit || strlen(r.patient_ref) < REFERENCE_LEAST)
		note_shared(f, r.patient_ref);
	else
		words_add(&f->words, r.patient_ref, true);
	f->r->stays[KIND_REFERRAL]++;
	return query_end(q, e);
}

/* --- what goes with them --- */

static void add_loose(struct forget *f, const struct ref *ref)
{
	struct ref *more = arena_alloc(f->a, (size_t)(f->n_loose + 1) * sizeof *more);
	if (f->n_loose)
		memcpy(more, f->loose, (size_t)f->n_loose * sizeof *more);
	more[f->n_loose++] = *ref;
	f->loose = more;
}

/* What cannot be without a record goes with it; what can stays, and points nowhere. */
static bool gather_gone(struct forget *f, struct err *e)
{
	for (int i = 0; i < f->gone.n; i++) {
		struct row row = f->gone.rows[i];
		struct ref *refs;
		int n;
		if (!store_refs(f->s, row.kind, row.id, f->a, &refs, &n, e))
			return false;
		for (int r = 0; r < n; r++) {
			if (refs[r].field->flags & F_REQUIRED)
				rowset_add(&f->gone, refs[r].kind, record_id(refs[r].record));
			else
				add_loose(f, &refs[r]);
		}
	}
	return true;
}

static void count(struct forget *f)
{
	struct rowset stays = {0};
	for (int i = 0; i < f->gone.n; i++)
		f->r->gone[f->gone.rows[i].kind]++;
	for (int i = 0; i < f->n_loose; i++) {
		enum kind kind = f->loose[i].kind;
		uint64_t id = record_id(f->loose[i].record);
		if (!ids_has(&f->gone.seen[kind], id) && rowset_add(&stays, kind, id))
			f->r->stays[kind]++;
	}
	rowset_free(&stays);
}

bool forget_gather(struct forget *f, struct err *e)
{
	f->words.a = f->a;
	*f->r = (struct forget_report){0};
	if (!gather_people(f, e) || (f->o->source_id && !gather_record_words(f, e)))
		return false;
	for (int i = 0; i < f->n_people; i++)
		if (!gather_words(f, f->list[i], e))
			return false;
	for (int i = 0; i < f->o->n_referrals; i++)
		if (!add_reference(f, f->o->referral_ids[i], e))
			return false;
	if (f->o->source_id)
		rowset_add(&f->gone, KIND_SOURCE, f->o->source_id);
	if (!gather_gone(f, e))
		return false;
	count(f);
	return true;
}

/* --- the texts of others --- */

static bool is_text(const struct field *f)
{
	return f->type == FIELD_TEXT && !(f->flags & F_DERIVED);
}

/* The ids of a kind whose texts may hold the word. */
static bool add_candidates(struct forget *f, enum kind kind, const struct word *w, struct rowset *found, struct err *e)
{
	const struct kind_info *k = &kinds[kind];
	struct str b = {0};
	int n = 0;
	str_add(&b, "SELECT id FROM (SELECT id, ''");
	for (int i = 1; i < k->count; i++)
		if (is_text(&k->fields[i]) && ++n)
			str_printf(&b, " || char(10) || COALESCE(\"%s\", '')", k->fields[i].name);
	str_printf(&b, " AS t FROM \"%s\") WHERE t LIKE $1 ESCAPE '\\'", k->plural);
	struct query *q = n ? db_query(f->s->db, str_text(&b), "t", word_pattern(w, f->a)) : NULL;
	while (q && query_step(q))
		if (!ids_has(&f->gone.seen[kind], (uint64_t)query_i64(q, 0)))
			rowset_add(found, kind, (uint64_t)query_i64(q, 0));
	str_free(&b);
	return !q || query_end(q, e);
}

static bool holds_word(const struct forget *f, enum kind kind, const void *record)
{
	for (int i = 1; i < kinds[kind].count; i++)
		if (is_text(&kinds[kind].fields[i]) &&
		    words_in(&f->words, *field_text(&kinds[kind].fields[i], (void *)record)))
			return true;
	return false;
}

bool forget_each_text(struct forget *f,
		      bool (*fn)(struct forget *f, enum kind kind, const void *record, void *ctx, struct err *e),
		      void *ctx, struct err *e)
{
	struct rowset found = {0};
	bool ok = true;
	for (int k = 0; ok && k < KIND_COUNT; k++)
		for (int w = 0; ok && w < f->words.n; w++)
			ok = add_candidates(f, (enum kind)k, &f->words.rows[w], &found, e);
	for (int i = 0; ok && i < found.n; i++) {
		enum kind kind = found.rows[i].kind;
		void *record = arena_alloc(f->a, kinds[kind].size);
		ok = row_get(f->s->db, kind, found.rows[i].id, f->a, record, e) &&
		     (!holds_word(f, kind, record) || fn(f, kind, record, ctx, e));
	}
	rowset_free(&found);
	return ok;
}

static bool count_text(struct forget *f, enum kind kind, const void *record, void *ctx, struct err *e)
{
	(void)ctx;
	(void)e;
	f->r->texts += !(kind == KIND_REFERRAL && forget_ordered(f, record_id(record)));
	return true;
}

bool store_forget_plan(struct store *s, const struct forget_order *o, struct arena *a, struct forget_report *r,
		       struct err *e)
{
	struct forget f = {.s = s, .a = a, .o = o, .r = r};
	bool ok = forget_gather(&f, e) && forget_each_text(&f, count_text, NULL, e);
	forget_free(&f);
	return ok;
}
