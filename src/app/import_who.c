/* Who the rows of a list are: by NPI, else by name and phone, else by name and practice; who fits two, or tells another phone or practice
 * than the only one of that name, is doubtful and is decided by a person. */
#include "import_who.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "import.h"
#include "rapport/base/utf8.h"

/* A folded text that lives as long as the import; "" for NULL. */
static const char *folded(struct import *im, void (*fold)(struct str *b, const char *text), const char *text)
{
	struct str b = {0};
	if (text)
		fold(&b, text);
	const char *out = b.len ? arena_strdup(&im->whole, b.s) : "";
	str_free(&b);
	return out;
}

/* "Alan Kim of Lakeside Orthopedics (928 555 0177)" */
const char *somebody_label(struct import *im, const char *name, const char *practice, const char *phone)
{
	struct str b = {0};
	str_add(&b, name);
	if (practice)
		str_printf(&b, " of %s", practice);
	if (phone)
		str_printf(&b, " (%s)", phone);
	const char *out = arena_strdup(&im->whole, b.s);
	str_free(&b);
	return out;
}

/* --- somebody --- */

static void add_trait(struct import *im, struct somebody *who, struct facts f)
{
	struct trait *t = arena_alloc(&im->whole, sizeof *t);
	*t = (struct trait){f, who->traits};
	who->traits = t;
	if (*f.npi)
		lookup_put(&im->roster.at, arena_printf(&im->whole, "npi %s", f.npi), who);
}

static void add_namesake(struct import *im, struct namesakes *all, struct somebody *who)
{
	for (const struct namesake *n = all->first; n; n = n->next)
		if (n->who == who)
			return;
	struct namesake *n = arena_alloc(&im->whole, sizeof *n);
	n->who = who;
	*all->end = n;
	all->end = &n->next;
}

/* What an earlier answer or a merge has left in the note of somebody. */
static void read_also(struct import *im, struct somebody *who, const char *note)
{
	struct str value = {0};
	enum also what;
	while (also_next(&note, &what, &value)) {
		struct facts f = {"", "", ""};
		if (what == ALSO_PRACTICE)
			f.practice = folded(im, practice_key, value.s);
		else if (what == ALSO_PHONE)
			f.phone = folded(im, phone_key, value.s);
		if (*f.practice || *f.phone)
			add_trait(im, who, f);
	}
	str_free(&value);
}

/* Somebody of the book; NULL with an error. */
static struct somebody *of_book(struct import *im, uint64_t id, struct err *e)
{
	const char *key = arena_printf(&im->whole, "id %" PRIu64, id);
	struct somebody *who = lookup_find(&im->roster.at, key);
	struct source s;
	struct practice at = {0};
	if (who)
		return who;
	if (!store_get(tx_store(im->tx), KIND_SOURCE, id, &im->row, &s, e) ||
	    (s.practice_id && !store_get(tx_store(im->tx), KIND_PRACTICE, s.practice_id, &im->row, &at, e)))
		return NULL;
	who = arena_alloc(&im->whole, sizeof *who);
	*who = (struct somebody){.id = id, .archived = s.archived};
	who->label = somebody_label(im, s.name, at.name, s.phone);
	lookup_put(&im->roster.at, key, who);
	add_trait(im, who,
		  (struct facts){s.npi ? arena_strdup(&im->whole, s.npi) : "", folded(im, phone_key, s.phone),
				 folded(im, practice_key, at.name)});
	read_also(im, who, s.note);
	return who;
}

static void add_known_as(struct import *im, const struct noted *row)
{
	const char *note = row->note;
	struct str value = {0}, key = {0};
	enum also what;
	while (also_next(&note, &what, &value)) {
		if (what != ALSO_NAME)
			continue;
		str_clear(&key);
		str_add(&key, "also ");
		person_key(&key, value.s);
		struct known_as *k = arena_alloc(&im->whole, sizeof *k),
				*first = lookup_find(&im->roster.at, str_text(&key));
		*k = (struct known_as){.id = row->id};
		if (first) {
			k->next = first->next;
			first->next = k;
		} else {
			lookup_put(&im->roster.at, key.s, k);
		}
	}
	str_free(&value);
	str_free(&key);
}

/* The other names of the book's people: all at once, for a note is not looked up by its words. */
static bool read_known_as(struct import *im, struct err *e)
{
	struct noted *rows;
	int n;
	if (im->roster.also_read)
		return true;
	if (!store_noted(tx_store(im->tx), ALSO_NAME_LINE, &im->row, &rows, &n, e))
		return false;
	for (int i = 0; i < n; i++)
		add_known_as(im, &rows[i]);
	im->roster.also_read = true;
	return true;
}

static bool add_of_book(struct import *im, struct namesakes *all, uint64_t id, struct err *e)
{
	struct somebody *who = of_book(im, id, e);
	if (who)
		add_namesake(im, all, who);
	return who != NULL;
}

/* Everybody of that name, those of the book to begin with. */
bool namesakes_load(struct import *im, const char *person, const char *name, struct namesakes **all, struct err *e)
{
	const char *key = arena_printf(&im->row, "name %s", person);
	uint64_t *ids;
	int n;
	*all = lookup_find(&im->roster.at, key);
	if (*all)
		return true;
	if (!read_known_as(im, e) || !store_named(tx_store(im->tx), name, true, &im->row, &ids, &n, e))
		return false;
	*all = arena_alloc(&im->whole, sizeof **all);
	(*all)->end = &(*all)->first;
	lookup_put(&im->roster.at, key, *all);
	for (int i = 0; i < n; i++)
		if (!add_of_book(im, *all, ids[i], e))
			return false;
	const struct known_as *k = lookup_find(&im->roster.at, arena_printf(&im->row, "also %s", person));
	for (; k; k = k->next)
		if (!add_of_book(im, *all, k->id, e))
			return false;
	return true;
}

/* --- weighing --- */

enum likeness { OTHER, BARE, DIFFERS, PRACTICE, PHONE, BOTH };

static bool is(const char *told, const char *known)
{
	return *told && strcmp(told, known) == 0;
}

/* OTHER: their NPIs differ. BARE: nothing can be compared but the name. */
static enum likeness likeness(const struct facts *f, const struct somebody *who)
{
	bool npi = false, phone = false, practice = false, npis = false, differ = false;
	for (const struct trait *t = who->traits; t; t = t->next) {
		npis = npis || *t->facts.npi;
		npi = npi || is(f->npi, t->facts.npi);
		phone = phone || is(f->phone, t->facts.phone);
		practice = practice || is(f->practice, t->facts.practice);
		differ = differ || (*f->phone && *t->facts.phone) || (*f->practice && *t->facts.practice);
	}
	if (*f->npi && npis && !npi)
		return OTHER;
	if (phone && practice)
		return BOTH;
	return phone ? PHONE : practice ? PRACTICE : differ ? DIFFERS : BARE;
}

/* Which of the name are meant: those in the lists, or those who were archived; or doubts. */
enum group { LIVE, ARCHIVED, DOUBTS };

static bool in_group(const struct somebody *who, enum group g)
{
	enum group is = who->doubt ? DOUBTS : who->archived ? ARCHIVED : LIVE;
	return is == g && !who->gone;
}

/* How many of the group are as like as that, or more; *one gets the first, unless NULL. */
static int like(const struct claim *c, enum group g, enum likeness from, enum likeness to, struct somebody **one)
{
	int n = 0;
	for (const struct namesake *m = c->of_name->first; m; m = m->next) {
		if (m->who == c->ghost || !in_group(m->who, g))
			continue;
		enum likeness l = likeness(&c->facts, m->who);
		if (l < from || l > to)
			continue;
		if (n++ == 0 && one)
			*one = m->who;
	}
	return n;
}

/* Those it could be. */
static void may_be(struct import *im, struct claim *c, enum group g, enum likeness from, enum likeness to)
{
	int n = like(c, g, from, to, NULL);
	c->may_be = arena_alloc(&im->whole, (size_t)(n + 1) * sizeof(struct somebody *));
	c->n_may_be = 0;
	for (const struct namesake *m = c->of_name->first; m; m = m->next)
		if (m->who != c->ghost && in_group(m->who, g) && likeness(&c->facts, m->who) >= from &&
		    likeness(&c->facts, m->who) <= to)
			c->may_be[c->n_may_be++] = m->who;
}

/* By phone, else by practice. NULL: by neither; *many when several fit alike. */
static struct somebody *surely(struct import *im, struct claim *c, enum group g, bool *many)
{
	static const struct {
		enum likeness from, to;
	} steps[] = {{BOTH, BOTH}, {PHONE, PHONE}, {PRACTICE, PRACTICE}};
	struct somebody *one = NULL;
	*many = false;
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		int n = like(c, g, steps[i].from, steps[i].to, &one);
		if (n == 1)
			return one;
		if (n > 1) {
			may_be(im, c, g, steps[i].from, steps[i].to);
			*many = true;
			return NULL;
		}
	}
	return NULL;
}

static void take(struct import *im, struct claim *c, struct somebody *who)
{
	c->who = who;
	if (c->ghost)
		c->ghost->gone = true;
	c->ghost = NULL;
	add_trait(im, who, c->facts);
	add_namesake(im, c->of_name, who);
}

static struct somebody *new_somebody(struct import *im, struct claim *c)
{
	struct somebody *who = arena_alloc(&im->whole, sizeof *who);
	*who = (struct somebody){.label = c->label, .line = c->line};
	return who;
}

static bool by_npi(struct import *im, struct claim *c, struct somebody **who, struct err *e)
{
	uint64_t id = 0;
	*who = NULL;
	if (!*c->facts.npi)
		return true;
	*who = lookup_find(&im->roster.at, arena_printf(&im->row, "npi %s", c->facts.npi));
	if (*who)
		return true;
	if (!store_by_npi(tx_store(im->tx), c->facts.npi, &id, e))
		return false;
	*who = id ? of_book(im, id, e) : NULL;
	return !id || *who;
}

/* What is certain. *done: somebody is found, or several fit alike and nothing else will tell. */
bool claim_decide_surely(struct import *im, struct claim *c, bool *many, struct err *e)
{
	struct somebody *who;
	*many = false;
	if (!by_npi(im, c, &who, e))
		return false;
	who = who ? who : surely(im, c, LIVE, many);
	if (!who && !*many)
		who = surely(im, c, ARCHIVED, many);
	if (who)
		take(im, c, who);
	return true;
}

/* Whom a person says it is; NULL when there is none such. */
static bool as_answered(struct import *im, struct claim *c, struct somebody **who, struct err *e)
{
	const struct import_answer *a = c->answer;
	*who = NULL;
	if (!a || a->how == ANSWER_LEAVE)
		return true;
	if (a->how == ANSWER_NEW) {
		*who = new_somebody(im, c);
	} else if (a->id) {
		*who = of_book(im, a->id, e);
		if (!*who)
			return false;
	} else {
		for (const struct namesake *m = c->of_name->first; m && !*who; m = m->next)
			if (!m->who->doubt && m->who->line && m->who->line == a->as_line)
				*who = m->who;
	}
	if (*who && a->how == ANSWER_SAME)
		(*who)->asked = true;
	c->answered = *who != NULL;
	return true;
}

/* Nobody but a person can tell: until then it is somebody of its own, with whom others may be mistaken. */
static bool doubt(struct import *im, struct claim *c, struct err *e)
{
	struct somebody *who;
	if (!as_answered(im, c, &who, e))
		return false;
	if (who) {
		take(im, c, who);
		return true;
	}
	if (c->ghost)
		return true;
	c->ghost = new_somebody(im, c);
	c->ghost->doubt = c;
	struct trait *t = arena_alloc(&im->whole, sizeof *t);
	t->facts = c->facts;
	c->ghost->traits = t;
	add_namesake(im, c->of_name, c->ghost);
	return true;
}

/* Where nothing is certain: new when nobody has that name, the one of that name when nothing speaks against it. */
static bool decide_rest(struct import *im, struct claim *c, struct err *e)
{
	struct somebody *one = NULL, *other = NULL;
	if (like(c, DOUBTS, PRACTICE, BOTH, &other)) {
		c->as = other->doubt;
		return doubt(im, c, e);
	}
	enum group g = like(c, LIVE, OTHER, DIFFERS, NULL) + like(c, DOUBTS, OTHER, DIFFERS, NULL) ? LIVE : ARCHIVED;
	int all = like(c, g, OTHER, DIFFERS, NULL), bare = like(c, g, BARE, BARE, &one),
	    differ = like(c, g, DIFFERS, DIFFERS, NULL), doubts = like(c, DOUBTS, BARE, DIFFERS, NULL);
	if (all == 1 && bare == 1 && !doubts) {
		take(im, c, one);
	} else if (bare + differ + doubts == 0) {
		c->namesake = all > 0;
		take(im, c, new_somebody(im, c));
	} else {
		may_be(im, c, g, BARE, DIFFERS);
		return doubt(im, c, e);
	}
	return true;
}

bool claim_decide(struct import *im, struct claim *c, struct err *e)
{
	bool many;
	return claim_decide_surely(im, c, &many, e) && (c->who || (many ? doubt(im, c, e) : decide_rest(im, c, e)));
}

bool roster_colleague(struct import *im, const char *name, const char *practice, uint64_t practice_id, uint64_t *id,
		      struct err *e)
{
	struct str key = {0};
	struct practice at = {0};
	struct somebody *one = NULL;
	struct claim c = {.facts = {"", "", ""}};
	*id = 0;
	if (!practice && practice_id && !store_get(tx_store(im->tx), KIND_PRACTICE, practice_id, &im->row, &at, e))
		return false;
	c.facts.practice = folded(im, practice_key, practice ? practice : at.name);
	person_key(&key, name);
	bool ok = namesakes_load(im, str_text(&key), name, &c.of_name, e);
	str_free(&key);
	if (ok && like(&c, LIVE, PRACTICE, BOTH, &one) == 1)
		*id = one->id;
	return ok;
}
