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

/* "Jr." stands in a column of letters in some lists, and belongs to the name. */
static bool generation(const char *suffix)
{
	return suffix &&
	       (str_ieq(suffix, "Jr") || str_ieq(suffix, "Jr.") || str_ieq(suffix, "Sr") || str_ieq(suffix, "Sr.") ||
		str_ieq(suffix, "II") || str_ieq(suffix, "III") || str_ieq(suffix, "IV"));
}

/* "Dr." and the like: a word that is no part of anybody's initials. */
static bool title(const char *text)
{
	struct str b = {0}, name = {0};
	str_printf(&name, "%s Sample", text);
	person_initials(&b, str_text(&name));
	bool is = str_eq(str_text(&b), "S");
	str_free(&b);
	str_free(&name);
	return is;
}

/* "Dr. Iris Mae" */
static const char *given_name(struct import *im, const struct sheet_row *row)
{
	const char *first = row->cell[COL_FIRST], *middle = row->cell[COL_MIDDLE], *dr = row->cell[COL_TITLE];
	if (first && middle)
		first = arena_printf(&im->row, "%s %s", first, middle);
	return first && dr && title(dr) ? arena_printf(&im->row, "%s %s", dr, first) : first;
}

/* The name as one text that person_split understands. */
static const char *whole_name(struct import *im, const struct sheet_row *row)
{
	const char *first = given_name(im, row), *last = row->cell[COL_LAST], *suffix = row->cell[COL_CREDENTIALS];
	if (last && generation(suffix))
		last = arena_printf(&im->row, "%s %s", last, suffix);
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

/* Begins the record with the name. */
static void read_name(struct import *im, const struct sheet_row *row, struct source *s, struct str *credentials)
{
	struct str name = {0};
	record_init(KIND_SOURCE, s);
	if (row->house)
		str_add(&name, row->cell[COL_NAME]);
	else
		person_split(whole_name(im, row), &name, credentials);
	s->name = arena_strdup(&im->row, str_text(&name));
	str_free(&name);
}

void people_read(struct import *im, const struct sheet_row *row, struct source *s)
{
	struct str credentials = {0};
	read_name(im, row, s, &credentials);
	import_cell(im, KIND_SOURCE, s, "npi", row->cell[COL_NPI]);
	import_cell(im, KIND_SOURCE, s, "phone", row->cell[COL_PHONE]);
	str_free(&credentials);
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
	struct str credentials = {0};
	read_name(im, row, s, &credentials);
	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
		if (cells[i].column != COL_CREDENTIALS || !generation(row->cell[COL_CREDENTIALS]))
			import_cell(im, KIND_SOURCE, s, cells[i].field, row->cell[cells[i].column]);
	if (!s->credentials && credentials.len)
		import_cell(im, KIND_SOURCE, s, "credentials", credentials.s);
	if (im->list == LIST_PARTNERS)
		import_cell(im, KIND_SOURCE, s, "note", row->cell[COL_NOTE]);
	read_kind(im, row, s);
	s->added_on = s->stage_on = im->app->now.today;
	str_free(&credentials);
}

/* 0 when no practice has that name yet. */
static bool find_practice(struct import *im, const char *name, uint64_t *id, struct err *e)
{
	struct str key = {0};
	practice_key(&key, name);
	const uint64_t *added = lookup_find(&im->practices, str_text(&key));
	*id = added ? *added : 0;
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
	*id = p.id;
	uint64_t *added = arena_alloc(&im->whole, sizeof *added);
	*added = p.id;
	lookup_put(&im->practices, str_text(&key), added);
	str_free(&key);
	im->r->practices_new++;
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

/* Once for each claim. */
static void say_answer(struct import *im, struct claim *c)
{
	if (c->answered && c->answer->how == ANSWER_SAME && !c->said)
		import_note(im, "%s is taken for %s, as you said", c->shown, c->who->label);
	c->said = true;
}

/* Another name, phone or practice of somebody, so that the next list with it finds them. */
static bool keep_also(struct import *im, const struct source *row, const char *practice, const struct practice *at,
		      struct source *s)
{
	struct practice told = {0};
	struct str note = {0};
	bool kept = false;
	str_add(&note, s->note);
	if (practice)
		import_cell(im, KIND_PRACTICE, &told, "name", practice);
	if (!also_same(ALSO_NAME, row->name, s->name))
		kept = also_add(&note, ALSO_NAME, row->name);
	if (told.name && at->name && !also_same(ALSO_PRACTICE, told.name, at->name))
		kept = also_add(&note, ALSO_PRACTICE, told.name) || kept;
	if (row->phone && s->phone && !also_same(ALSO_PHONE, row->phone, s->phone))
		kept = also_add(&note, ALSO_PHONE, row->phone) || kept;
	if (kept)
		s->note = arena_strdup(&im->row, str_text(&note));
	str_free(&note);
	return kept;
}

/* Does the note say that what a row tells otherwise is theirs too? */
static bool theirs_too(const struct field *f, const struct source *row, const char *practice, const struct source *base)
{
	if (str_eq(f->name, "phone"))
		return also_same(ALSO_PHONE, row->phone, base->phone) || also_known(ALSO_PHONE, base->note, row->phone);
	return str_eq(f->name, "practice_id") && also_known(ALSO_PRACTICE, base->note, practice);
}

/* "Phone (928 555 0100, not 928 555 0199)" */
static void add_kept(struct str *b, const struct field *f, const struct source *base, const struct source *row,
		     const char *practice, const char *other)
{
	str_printf(b, "%s%s", b->len ? ", " : "", f->label);
	if (str_eq(f->name, "note"))
		return; /* too long for a line */
	if (f->type == FIELD_ID) {
		str_printf(b, " (%s, not %s)", practice, other);
		return;
	}
	str_add(b, " (");
	field_write(b, f, base);
	str_add(b, ", not ");
	field_write(b, f, row);
	str_addc(b, ')');
}

/* Fills in what the book does not know yet; what it knows otherwise is kept, and named for a partner list. */
static bool fill_person(struct import *im, struct source *row, const char *practice, struct claim *c, bool *filled,
			struct err *e)
{
	uint64_t id = c->who->id;
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
	say_answer(im, c);
	if (im->list == LIST_PARTNERS && !c->answered && !also_same(ALSO_NAME, row->name, base.name) &&
	    !also_known(ALSO_NAME, base.note, row->name))
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
		} else if (!field_equal(f, row, &base) && !theirs_too(f, row, practice, &base)) {
			add_kept(&kept, f, &base, row, at.name, practice);
		}
	}
	if (edited.kind != base.kind && row->gatekeeper)
		edited.gatekeeper = true;
	if (c->who->asked && keep_also(im, row, practice, &at, &edited))
		*filled = true;
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
	*id = s->id;
	return true;
}

/* Is it the first row that names them? */
static bool people_first(struct import *im, uint64_t id)
{
	return seen_times(&im->seen, arena_printf(&im->row, "person %" PRIu64, id)) == 1;
}

/* "A of X, B of Y" */
static void who_it_may_be(const struct claim *c, struct str *b)
{
	for (int i = 0; i < c->n_may_be; i++) {
		const struct somebody *who = c->may_be[i];
		str_printf(b, "%s%s", i ? " or " : "", who->label);
		if (!who->id && who->line)
			str_printf(b, ", line %" PRId64, who->line);
	}
	if (!c->n_may_be && c->as)
		str_printf(b, "the one of line %" PRId64 ", who is doubtful too", c->as->line);
	else if (!c->n_may_be)
		str_add(b, "somebody of a row that is doubtful too");
}

/* The claim in the report, with all that a person needs to decide it. */
static void report_doubt(struct import *im, const struct claim *c)
{
	struct import_report *r = im->r;
	size_t n = (size_t)c->n_may_be + 1;
	const char **names = arena_alloc(&r->arena, n * sizeof *names);
	uint64_t *ids = arena_alloc(&r->arena, n * sizeof *ids);
	int64_t *lines = arena_alloc(&r->arena, n * sizeof *lines);
	for (int i = 0; i < c->n_may_be; i++) {
		names[i] = arena_strdup(&r->arena, c->may_be[i]->label);
		ids[i] = c->may_be[i]->id;
		lines[i] = c->may_be[i]->line;
	}
	r->doubts = mem_grow(r->doubts, (size_t)(r->n_doubts + 1) * sizeof *r->doubts);
	r->doubts[r->n_doubts++] = (struct import_doubt){.line = im->line,
							 .who = arena_strdup(&r->arena, c->shown),
							 .n = c->n_may_be,
							 .names = names,
							 .ids = ids,
							 .lines = lines,
							 .as = c->as ? c->as->line : 0,
							 .left_out = c->answer && c->answer->how == ANSWER_LEAVE};
}

/* The row is left out, and who it may be is named. */
static void refuse_doubtful(struct import *im, struct claim *c)
{
	struct str b = {0};
	if (!c->doubted)
		report_doubt(im, c);
	c->doubted = c->doubted ? c->doubted : im->r->n_doubts;
	im->r->doubts[c->doubted - 1].rows++;
	who_it_may_be(c, &b);
	import_refuse(im, SKIP_DOUBTFUL, "%s may be %s, or somebody else of that name", c->shown, b.s);
	str_free(&b);
}

bool people_doubtful(struct import *im, const struct sheet_row *row, bool *doubtful, struct err *e)
{
	struct source s;
	struct claim *c;
	*doubtful = false;
	im->quiet = true;
	people_read(im, row, &s);
	im->quiet = false;
	if (str_blank(s.name))
		return true;
	if (!roster_claim(im, &s, row->cell[COL_PRACTICE], row->line, &c, e))
		return false;
	*doubtful = !c->who;
	return true;
}

bool people_take(struct import *im, const struct sheet_row *row, uint64_t *id, bool *added, bool *filled, struct err *e)
{
	struct source s;
	struct claim *c;
	const char *practice = row->cell[COL_PRACTICE];
	*id = 0;
	*added = *filled = false;
	read_person(im, row, &s);
	if (str_blank(s.name)) {
		import_refuse(im, SKIP_NO_NAME, "no name");
		return true;
	}
	if ((practice && !find_practice(im, practice, &s.practice_id, e)) ||
	    !roster_claim(im, &s, practice, row->line, &c, e))
		return false;
	if (!c->who) {
		refuse_doubtful(im, c);
		return true;
	}
	if (c->who->id) {
		*id = c->who->id;
		im->r->people_matched += people_first(im, *id);
		return fill_person(im, &s, practice, c, filled, e);
	}
	if (!add_person(im, &s, practice, c->namesake || (c->answered && c->answer->how == ANSWER_NEW), id, e))
		return false;
	c->who->id = *id;
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
