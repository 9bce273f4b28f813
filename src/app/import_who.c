/* Who the rows of a list are: by NPI, else by name and phone, else by name and practice; who fits two, or tells another phone or practice
 * than the only one of that name, is doubtful and is decided by a person. */
#include "import_who.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "import.h"
#include "rapport/base/utf8.h"

#define SETTLED_MOST 200 /* claims of one name that are gone through again and again; more are gone through once */

void practice_key(struct str *key, const char *name)
{
	utf8_fold(key, name);
	while (key->len && key->s[key->len - 1] == ' ')
		str_cut(key, key->len - 1);
}

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
static const char *label_of(struct import *im, const char *name, const char *practice, const char *phone)
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

/* What an earlier answer has left in the note of somebody. */
static void read_also(struct import *im, struct somebody *who, const char *note)
{
	for (const char *s = note; s && *s; s += strcspn(s, "\n"), s += *s == '\n') {
		const char *line = arena_strndup(&im->row, s, strcspn(s, "\n"));
		struct facts f = {"", "", ""};
		if (str_starts(line, ALSO_AT))
			f.practice = folded(im, practice_key, line + strlen(ALSO_AT));
		else if (str_starts(line, ALSO_PHONE))
			f.phone = folded(im, phone_key, line + strlen(ALSO_PHONE));
		if (*f.practice || *f.phone)
			add_trait(im, who, f);
	}
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
	who->label = label_of(im, s.name, at.name, s.phone);
	lookup_put(&im->roster.at, key, who);
	add_trait(im, who,
		  (struct facts){s.npi ? arena_strdup(&im->whole, s.npi) : "", folded(im, phone_key, s.phone),
				 folded(im, practice_key, at.name)});
	read_also(im, who, s.note);
	return who;
}

/* Everybody of that name, those of the book to begin with. */
static bool load_namesakes(struct import *im, const char *person, const char *name, struct namesakes **all,
			   struct err *e)
{
	const char *key = arena_printf(&im->row, "name %s", person);
	uint64_t *ids;
	int n;
	*all = lookup_find(&im->roster.at, key);
	if (*all)
		return true;
	if (!store_named(tx_store(im->tx), name, true, &im->row, &ids, &n, e))
		return false;
	*all = arena_alloc(&im->whole, sizeof **all);
	(*all)->end = &(*all)->first;
	lookup_put(&im->roster.at, key, *all);
	for (int i = 0; i < n; i++) {
		struct somebody *who = of_book(im, ids[i], e);
		if (!who)
			return false;
		add_namesake(im, *all, who);
	}
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
static bool decide_surely(struct import *im, struct claim *c, bool *many, struct err *e)
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

static bool decide(struct import *im, struct claim *c, struct err *e)
{
	bool many;
	return decide_surely(im, c, &many, e) && (c->who || (many ? doubt(im, c, e) : decide_rest(im, c, e)));
}

/* --- claims --- */

static const struct import_answer *answer_for(const struct import *im, int64_t line)
{
	for (int i = 0; i < im->order->n_answers; i++)
		if (im->order->answers[i].line == line)
			return &im->order->answers[i];
	return NULL;
}

static const char *shown(struct import *im, const struct source *s, const char *practice)
{
	struct str b = {0};
	const char *const cells[] = {practice, s->phone};
	str_add(&b, s->name);
	for (int i = 0; i < 2; i++)
		if (cells[i])
			str_printf(&b, ", %s", cells[i]);
	if (s->npi)
		str_printf(&b, ", NPI %s", s->npi);
	const char *out = arena_strdup(&im->whole, b.s);
	str_free(&b);
	return out;
}

static struct claim *add_claim(struct import *im, const struct source *s, const char *practice, const char *key,
			       struct facts f, int64_t line)
{
	struct roster *r = &im->roster;
	struct claim *c = arena_alloc(&im->whole, sizeof *c);
	*c = (struct claim){.key = arena_strdup(&im->whole, key), .facts = f, .line = line};
	c->facts.npi = arena_strdup(&im->whole, f.npi);
	c->facts.phone = arena_strdup(&im->whole, f.phone);
	c->facts.practice = arena_strdup(&im->whole, f.practice);
	c->shown = shown(im, s, practice);
	c->label = label_of(im, s->name, practice, s->phone);
	if (r->n == r->room) {
		r->room = r->room ? r->room * 2 : 256;
		r->claims = mem_grow(r->claims, r->room * sizeof(struct claim *));
	}
	r->claims[r->n++] = c;
	return c;
}

/* What a row says of somebody, and its claim: made with the first row that says so. */
static bool claim_of(struct import *im, const struct source *s, const char *practice, int64_t line, struct claim **c,
		     struct err *e)
{
	struct str name = {0}, phone = {0}, at = {0}, key = {0};
	person_key(&name, s->name);
	if (s->phone)
		phone_key(&phone, s->phone);
	if (practice)
		practice_key(&at, practice);
	struct facts f = {s->npi ? s->npi : "", str_text(&phone), str_text(&at)};
	str_printf(&key, "row %s\n%s\n%s\n%s", str_text(&name), f.npi, f.phone, f.practice);
	*c = lookup_find(&im->roster.at, key.s);
	bool ok = true;
	if (!*c) {
		*c = add_claim(im, s, practice, str_text(&name), f, line);
		lookup_put(&im->roster.at, key.s, *c);
		ok = load_namesakes(im, (*c)->key, s->name, &(*c)->of_name, e);
	}
	if (!(*c)->answer)
		(*c)->answer = answer_for(im, line);
	str_free(&name);
	str_free(&phone);
	str_free(&at);
	str_free(&key);
	return ok;
}

bool roster_claim(struct import *im, const struct source *s, const char *practice, int64_t line, struct claim **c,
		  struct err *e)
{
	return claim_of(im, s, practice, line, c, e) &&
	       ((*c)->who || ((*c)->ghost && !(*c)->answer) || decide(im, *c, e));
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
	bool ok = load_namesakes(im, str_text(&key), name, &c.of_name, e);
	str_free(&key);
	if (ok && like(&c, LIVE, PRACTICE, BOTH, &one) == 1)
		*id = one->id;
	return ok;
}

/* --- before the rows are taken --- */

static int facts_told(const struct facts *f)
{
	return (*f->npi != 0) * 4 + (*f->phone != 0) + (*f->practice != 0);
}

/* Those of one name together, who tells the most in front; the rest only makes the order one that the file's has no part in. */
static int by_what_they_say(const void *a, const void *b)
{
	const struct claim *x = *(struct claim *const *)a, *y = *(struct claim *const *)b;
	int d = strcmp(x->key, y->key);
	d = d ? d : facts_told(&y->facts) - facts_told(&x->facts);
	d = d ? d : strcmp(x->facts.npi, y->facts.npi);
	d = d ? d : strcmp(x->facts.phone, y->facts.phone);
	return d ? d : strcmp(x->facts.practice, y->facts.practice);
}

/* Takes what is certain until nothing more is. *moved: something was. */
static bool settle_surely(struct import *im, struct claim **c, size_t n, bool *moved, struct err *e)
{
	*moved = false;
	for (size_t i = 0; i < n; i++) {
		bool many;
		if (c[i]->who)
			continue;
		if (!decide_surely(im, c[i], &many, e))
			return false;
		*moved = *moved || c[i]->who;
		arena_clear(&im->row);
	}
	return true;
}

/* What one of them tells may make another certain. */
static bool settle_some(struct import *im, struct claim **c, size_t n, struct err *e)
{
	size_t next = 0;
	bool again = true;
	while (again || next < n) {
		bool moved = again && n <= SETTLED_MOST;
		while (moved)
			if (!settle_surely(im, c, n, &moved, e))
				return false;
		while (next < n && (c[next]->who || c[next]->ghost))
			next++;
		if (next == n)
			break;
		if (!decide(im, c[next], e))
			return false;
		again = c[next++]->who != NULL;
		arena_clear(&im->row);
	}
	return true;
}

/* Those of one name; those with an NPI first, for two of them at one practice make it doubtful who is meant by the practice. */
static bool settle(struct import *im, struct claim **c, size_t n, struct err *e)
{
	size_t sure = 0;
	while (sure < n && *c[sure]->facts.npi)
		sure++;
	return settle_some(im, c, sure, e) && settle_some(im, c, n, e);
}

/* What was told under another name may have made a doubt certain, and that another one. */
static bool settle_doubts(struct import *im, struct err *e)
{
	const struct roster *r = &im->roster;
	bool moved = true;
	for (int round = 0; moved && round < SETTLED_MOST; round++) {
		moved = false;
		for (size_t i = 0; i < r->n; i++) {
			struct claim *c = r->claims[i];
			if (c->who)
				continue;
			c->as = NULL;
			if (!decide(im, c, e))
				return false;
			moved = moved || c->who;
			arena_clear(&im->row);
		}
	}
	return true;
}

static bool settle_all(struct import *im, struct err *e)
{
	struct roster *r = &im->roster;
	size_t n;
	if (r->n)
		qsort(r->claims, r->n, sizeof(struct claim *), by_what_they_say);
	for (size_t i = 0; i < r->n; i += n) {
		for (n = 1; i + n < r->n && strcmp(r->claims[i]->key, r->claims[i + n]->key) == 0;)
			n++;
		if (!settle(im, r->claims + i, n, e))
			return false;
	}
	return settle_doubts(im, e);
}

struct first_read {
	struct import *im;
	struct feed feed;
	struct reading reading;
	int64_t rows;
	bool records; /* rapport wrote it: there is nothing to be decided */
};

static bool first_on_read(void *ctx)
{
	struct first_read *f = ctx;
	const struct import_progress p = {
		.name = f->im->name, .bytes = f->feed.bytes, .total = 2 * f->feed.size, .rows = f->rows};
	return import_goes_on(f->im, &p, NULL);
}

static bool first_row(void *ctx, const struct sheet_row *row, struct err *e)
{
	struct first_read *f = ctx;
	struct import *im = f->im;
	struct source s;
	struct claim *c;
	f->rows++;
	bool ok = true;
	if (people_named(row)) {
		people_read(im, row, &s);
		ok = str_blank(s.name) || claim_of(im, &s, row->cell[COL_PRACTICE], row->line, &c, e);
	}
	arena_clear(&im->row);
	return ok;
}

static bool first_record(void *ctx, enum kind kind, void *record, int64_t line, struct err *e)
{
	(void)kind;
	(void)record;
	(void)line;
	((struct first_read *)ctx)->records = true;
	return err_set(e, ERR_STOPPED, "nothing to be decided");
}

static bool first_sheet(void *ctx, const struct sheet *s, struct err *e)
{
	(void)ctx;
	(void)s;
	(void)e;
	return true;
}

static void first_note(void *ctx, int64_t line, const char *what)
{
	(void)ctx;
	(void)line;
	(void)what;
}

static bool first_map(void *ctx, struct sheet_map *m, struct err *e)
{
	struct first_read *f = ctx;
	return reading_begin(&f->reading, tx_store(f->im->tx), f->im->order, m, e);
}

bool roster_read(struct import *im, const char *path, struct err *e)
{
	struct first_read f = {.im = im};
	const struct intake to = {.ctx = &f,
				  .sheet = first_sheet,
				  .row = first_row,
				  .record = first_record,
				  .skipped = first_note,
				  .note = first_note,
				  .map = first_map};
	if (strcmp(path, "-") == 0 || !im->feed.size || im->format->narrows || im->format->write)
		return true;
	if (!feed_open(&f.feed, path, im->name, e))
		return false;
	f.feed.on_read = first_on_read;
	f.feed.ctx = &f;
	im->quiet = true;
	bool ok = im->format->read(f.feed.in, &to, e);
	im->quiet = false;
	im->before = f.feed.size;
	feed_close(&f.feed);
	arena_clear(&f.reading.arena);
	if (!ok && f.records) {
		err_clear(e);
		return true;
	}
	return ok && settle_all(im, e);
}
