/* The people of a list: who they are among those the book knows. */
#include <inttypes.h>
#include <string.h>

#include "import.h"
#include "rapport/base/day.h"
#include "rapport/base/text.h"
#include "rapport/base/utf8.h"

void import_cell(struct import *im, enum kind kind, void *record, const char *field, const char *cell)
{
	const struct field *f = kind_field(kind, field);
	struct str b = {0}, shown = {0};
	struct err why = {0};
	if (!cell)
		return;
	if (f->flags & F_LINES)
		str_add(&b, cell);
	else /* a line break inside a street or a name is a space */
		for (const char *s = cell; *s; s++)
			if ((unsigned char)*s > ' ')
				str_addc(&b, *s);
			else if (b.len && b.s[b.len - 1] != ' ')
				str_addc(&b, ' ');
	bool ok = text_enterable(str_text(&b), b.len, f->flags & F_LINES) ||
		  err_set(&why, ERR_INVALID, "holds characters that cannot be kept");
	if (ok)
		ok = field_read(f, record, str_text(&b), DAY_NONE, &im->row, &why);
	if (ok && f->check && field_known(f, record))
		ok = f->check(f, record, &why);
	if (!ok) {
		text_cell(&shown, str_text(&b));
		import_note(im, "%s “%s” is left out: %s", f->label, str_text(&shown), err_text(&why));
		field_read(f, record, "", DAY_NONE, &im->row, NULL);
	}
	err_clear(&why);
	str_free(&b);
	str_free(&shown);
}

bool import_day(struct import *im, const char *cell, int32_t *day, struct err *why)
{
	const char *date = cell;
	size_t n = strcspn(cell, " T");
	/* "03/10/2026 12:00 AM", "2026-03-10T14:03" */
	if (cell[n] && cell[n + 1] >= '0' && cell[n + 1] <= '9' && strchr(cell + n, ':'))
		date = arena_strndup(&im->row, cell, n);
	return date_read(date, im->app->now.today, DATE_PAST, im->app->order, day, why);
}

bool people_named(const struct sheet_row *row)
{
	return row->cell[COL_NAME] || row->cell[COL_FIRST] || row->cell[COL_LAST];
}

/* The name as one text that person_split understands. */
static const char *whole_name(struct import *im, const struct sheet_row *row)
{
	const char *first = row->cell[COL_FIRST], *last = row->cell[COL_LAST];
	if (!last)
		return row->cell[COL_NAME] ? row->cell[COL_NAME] : first;
	if (!first)
		return last;
	if (strchr(last, ',') || strchr(first, ','))
		return arena_printf(&im->row, "%s %s", first, last);
	return arena_printf(&im->row, "%s, %s", last, first);
}

/* Job or specialty: gatekeepers have a role, others a specialty. */
static void read_kind(struct import *im, const struct sheet_row *row, struct source *s)
{
	const char *kind = row->cell[COL_KIND], *specialty = row->cell[COL_SPECIALTY];
	int k = import_kind_of(specialty, NULL), other = import_kind_of(kind, NULL);
	if (!kind_keeps_gate(k) && kind_keeps_gate(other))
		k = other;
	else if (!kind_keeps_gate(k))
		k = import_kind_of(specialty, s->credentials);
	if (k == CHOICE_NONE)
		k = import_kind_of(kind, s->credentials);
	if (k == CHOICE_NONE)
		k = import_kind_of(row->cell[COL_ROLE], NULL);
	if (row->kind_is_sure)
		k = choice_index(choices_source_kind, kind);
	s->kind = (int16_t)k;
	s->gatekeeper = kind_keeps_gate(k);
	const char *words = specialty ? specialty : kind;
	bool plain = words && choice_index(choices_source_kind, words) != CHOICE_NONE && !s->gatekeeper;
	import_cell(im, KIND_SOURCE, s, "role", row->cell[COL_ROLE]);
	if (!plain && (!s->gatekeeper || !s->role))
		import_cell(im, KIND_SOURCE, s, s->gatekeeper ? "role" : "specialty", words);
}

static void read_person(struct import *im, const struct sheet_row *row, struct source *s)
{
	static const struct {
		enum column column;
		const char *field;
	} cells[] = {
		{COL_CREDENTIALS, "credentials"},
		{COL_NPI, "npi"},
		{COL_PHONE, "phone"},
		{COL_FAX, "fax"},
		{COL_EMAIL, "email"},
		{COL_WEBSITE, "website"},
		{COL_CITY, "city"},
		{COL_ADDRESS, "address"},
		{COL_STATE, "state"},
		{COL_ZIP, "zip"},
	};
	struct str name = {0}, credentials = {0};
	record_init(KIND_SOURCE, s);
	if (row->house)
		str_add(&name, row->cell[COL_NAME]);
	else
		person_split(whole_name(im, row), &name, &credentials);
	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
		import_cell(im, KIND_SOURCE, s, cells[i].field, row->cell[cells[i].column]);
	if (!s->credentials && credentials.len)
		import_cell(im, KIND_SOURCE, s, "credentials", credentials.s);
	s->name = arena_strdup(&im->row, str_text(&name));
	if (im->list == LIST_PARTNERS)
		import_cell(im, KIND_SOURCE, s, "note", row->cell[COL_NOTE]);
	read_kind(im, row, s);
	s->added_on = s->stage_on = im->app->now.today;
	str_free(&name);
	str_free(&credentials);
}

enum likeness { OTHER, MAYBE, SAME };

static bool same_phone(const char *a, const char *b)
{
	struct str x = {0}, y = {0};
	phone_key(&x, a);
	phone_key(&y, b);
	bool same = x.len && str_eq(str_text(&x), str_text(&y));
	str_free(&x);
	str_free(&y);
	return same;
}

static bool same_name(const char *a, const char *b)
{
	struct str x = {0}, y = {0};
	person_key(&x, a);
	person_key(&y, b);
	bool same = str_eq(str_text(&x), str_text(&y));
	str_free(&x);
	str_free(&y);
	return same;
}

/* Of two people of one name: what else is known of both decides. */
static enum likeness likeness(const struct source *row, const char *practice, const struct source *known)
{
	if (row->npi && known->npi && !str_eq(row->npi, known->npi))
		return OTHER;
	if (row->phone && known->phone && same_phone(row->phone, known->phone))
		return SAME;
	if (practice && known->practice_id)
		return row->practice_id == known->practice_id ? SAME : OTHER;
	return row->phone && known->phone ? OTHER : MAYBE;
}

struct match {
	uint64_t id;
	bool many;     /* several fit */
	bool namesake; /* somebody else has that name */
};

/* Those of one name who are in the lists, or those who were archived. */
static bool weigh(struct import *im, const struct source *row, const char *practice, const uint64_t *ids, int n,
		  bool archived, struct match *m, struct err *e)
{
	struct source known;
	uint64_t maybe = 0;
	int same = 0, perhaps = 0, all = 0;
	for (int i = 0; i < n; i++) {
		if (!store_get(tx_store(im->tx), KIND_SOURCE, ids[i], &im->row, &known, e))
			return false;
		if (known.archived != archived)
			continue;
		enum likeness like = likeness(row, practice, &known);
		all++;
		if (like == SAME) {
			m->id = ids[i];
			same++;
		} else if (like == MAYBE) {
			maybe = ids[i];
			perhaps++;
		}
	}
	if (!same && perhaps == 1 && all == 1)
		m->id = maybe;
	m->many = same > 1 || (!same && perhaps > 0 && all > 1);
	m->namesake = m->namesake || all > 0;
	return true;
}

/* Everybody of that name: those of the book, then those this import has added, whom the store cannot find yet. */
static bool namesakes(struct import *im, const char *name, uint64_t **ids, int *n, struct err *e)
{
	struct str key = {0};
	uint64_t *all, id;
	size_t from = 0;
	int stored;
	if (!store_named(tx_store(im->tx), name, true, &im->row, &all, &stored, e))
		return false;
	person_key(&key, name);
	*n = 0;
	while (names_next(&im->people, str_text(&key), &from))
		++*n;
	*ids = arena_alloc(&im->row, (size_t)(stored + *n + 1) * sizeof **ids);
	for (*n = 0; *n < stored; ++*n)
		(*ids)[*n] = all[*n];
	for (from = 0; (id = names_next(&im->people, str_text(&key), &from));)
		(*ids)[(*n)++] = id;
	str_free(&key);
	return true;
}

static bool find_person(struct import *im, const struct source *row, const char *practice, struct match *m,
			struct err *e)
{
	struct store *s = tx_store(im->tx);
	uint64_t *ids;
	int n;
	*m = (struct match){0};
	if (row->npi && !store_by_npi(s, row->npi, &m->id, e))
		return false;
	if (m->id)
		return true;
	if (!namesakes(im, row->name, &ids, &n, e))
		return false;
	return weigh(im, row, practice, ids, n, false, m, e) &&
	       (m->id || m->many || weigh(im, row, practice, ids, n, true, m, e));
}

static void practice_key(struct str *key, const char *name)
{
	utf8_fold(key, name);
	while (key->len && key->s[key->len - 1] == ' ')
		str_cut(key, key->len - 1);
}

/* 0 when no practice has that name yet. */
static bool find_practice(struct import *im, const char *name, uint64_t *id, struct err *e)
{
	struct str key = {0};
	size_t from = 0;
	practice_key(&key, name);
	*id = names_next(&im->practices, str_text(&key), &from);
	str_free(&key);
	return *id || store_practice_named(tx_store(im->tx), name, id, e);
}

/* The practice of that name, made where there is none. */
static bool take_practice(struct import *im, const char *name, uint64_t *id, struct err *e)
{
	struct practice p;
	if (*id || !name)
		return true;
	record_init(KIND_PRACTICE, &p);
	import_cell(im, KIND_PRACTICE, &p, "name", name);
	if (!p.name)
		return true;
	if (!tx_insert(im->tx, KIND_PRACTICE, &p, e))
		return false;
	struct str key = {0};
	practice_key(&key, name);
	names_add(&im->practices, str_text(&key), p.id);
	str_free(&key);
	im->r->practices_new++;
	*id = p.id;
	return true;
}

/* Is what a row says of a person already said: by their practice (an address book shows the office's phone), or as their specialty? */
static bool said_elsewhere(const struct field *f, const struct source *row, const struct source *base,
			   const struct practice *practice)
{
	const struct field *of_practice = f->type == FIELD_TEXT ? kind_field(KIND_PRACTICE, f->name) : NULL;
	if (of_practice && practice->id &&
	    str_eq(*field_text(f, (void *)row), *field_text(of_practice, (void *)practice)))
		return true;
	return strcmp(f->name, "role") == 0 && str_eq(row->role, base->specialty);
}

/* Fills in what the book does not know yet; what it knows otherwise is kept, and named for a partner list. */
static bool fill_person(struct import *im, struct source *row, const char *practice, uint64_t id, bool *filled,
			struct err *e)
{
	static const char *const names[] = {"kind",    "role",  "specialty", "credentials", "practice_id",
					    "npi",     "phone", "fax",       "email",       "website",
					    "address", "city",  "state",     "zip",         "note"};
	struct source base, edited;
	struct practice at;
	struct str kept = {0};
	record_init(KIND_PRACTICE, &at);
	if (!store_get(tx_store(im->tx), KIND_SOURCE, id, &im->row, &base, e) ||
	    (base.practice_id && !store_get(tx_store(im->tx), KIND_PRACTICE, base.practice_id, &im->row, &at, e)))
		return false;
	edited = base;
	if (im->list == LIST_PARTNERS && !same_name(row->name, base.name))
		import_note(im, "%s is taken for %s, whose NPI it is", row->name, base.name);
	if (!base.practice_id && !take_practice(im, practice, &row->practice_id, e))
		return false;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const struct field *f = kind_field(KIND_SOURCE, names[i]);
		if (!field_known(f, row) || said_elsewhere(f, row, &base, &at))
			continue;
		if (!field_known(f, &base)) {
			field_copy(f, &edited, row, NULL);
			*filled = true;
		} else if (!field_equal(f, row, &base) &&
			   !(strcmp(names[i], "phone") == 0 && same_phone(row->phone, base.phone))) {
			str_printf(&kept, "%s%s", kept.len ? ", " : "", f->label);
		}
	}
	if (edited.kind != base.kind && row->gatekeeper)
		edited.gatekeeper = true;
	if (kept.len && im->list == LIST_PARTNERS)
		import_note(im, "%s is there with another %s, which is kept", row->name, kept.s);
	str_free(&kept);
	return !*filled || tx_update(im->tx, KIND_SOURCE, &base, &edited, e);
}

static bool add_person(struct import *im, struct source *s, const char *practice, bool namesake, uint64_t *id,
		       struct err *e)
{
	struct err why = {0};
	s->id = 1; /* for the check alone: the store makes the real one */
	if (!record_check(KIND_SOURCE, s, &why)) {
		import_refuse(im, SKIP_INVALID, "%s", err_text(&why));
		err_clear(&why);
		return true;
	}
	s->id = 0;
	if (!take_practice(im, practice, &s->practice_id, e) || !tx_insert(im->tx, KIND_SOURCE, s, e))
		return false;
	if (namesake)
		import_note(im, "%s is added beside somebody else of that name", s->name);
	struct str key = {0};
	person_key(&key, s->name);
	names_add(&im->people, str_text(&key), s->id);
	str_free(&key);
	*id = s->id;
	return true;
}

/* Is it the first row that names them? */
static bool people_first(struct import *im, uint64_t id)
{
	return seen_times(&im->seen, arena_printf(&im->row, "person %" PRIu64, id)) == 1;
}

bool people_take(struct import *im, const struct sheet_row *row, uint64_t *id, bool *added, bool *filled, struct err *e)
{
	struct source s;
	struct match m;
	const char *practice = row->cell[COL_PRACTICE];
	*id = 0;
	*added = *filled = false;
	read_person(im, row, &s);
	if (str_blank(s.name)) {
		import_refuse(im, SKIP_NO_NAME, "no name");
		return true;
	}
	if (practice && !find_practice(im, practice, &s.practice_id, e))
		return false;
	if (!find_person(im, &s, practice, &m, e))
		return false;
	if (m.many) {
		import_refuse(im, SKIP_DOUBTFUL, "several people are called %s, and nothing tells which is meant",
			      s.name);
		return true;
	}
	if (m.id) {
		*id = m.id;
		im->r->people_matched += people_first(im, m.id);
		return fill_person(im, &s, practice, m.id, filled, e);
	}
	if (!add_person(im, &s, practice, m.namesake, id, e))
		return false;
	*added = *id != 0;
	im->r->sources_new += *added;
	people_first(im, *id);
	return true;
}

bool people_back(struct import *im, uint64_t id, bool *back, struct err *e)
{
	struct source base, s;
	*back = false;
	if (!store_get(tx_store(im->tx), KIND_SOURCE, id, &im->row, &base, e))
		return false;
	if (!base.archived)
		return true;
	s = base;
	s.archived = false;
	*back = true;
	import_note(im, "%s was archived and is back in the lists", s.name);
	return tx_update(im->tx, KIND_SOURCE, &base, &s, e);
}

bool people_aside(struct import *im, uint64_t id, struct err *e)
{
	struct source s;
	if (!store_get(tx_store(im->tx), KIND_SOURCE, id, &im->row, &s, e))
		return false;
	if (s.archived && seen_times(&im->seen, arena_printf(&im->row, "archived %" PRIu64, id)) == 1)
		import_note(im, "%s is archived and stays so; what this list tells is kept there", s.name);
	return true;
}

bool import_partner(struct import *im, const struct sheet_row *row, struct err *e)
{
	uint64_t id;
	bool added, filled, back;
	if (!people_named(row))
		return import_refuse(im, SKIP_NO_NAME, "no name");
	if (!people_take(im, row, &id, &added, &filled, e))
		return false;
	if (id && !added) {
		if (!people_back(im, id, &back, e))
			return false;
		filled = filled || back;
		im->r->sources_updated += filled;
		im->r->sources_matched += !filled;
	}
	return true;
}
