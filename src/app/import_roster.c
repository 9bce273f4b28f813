/* What the rows of a list say of people, and all of it weighed before the first row is taken, so that their order does not matter. */
#include <stdlib.h>
#include <string.h>

#include "import.h"

#define SETTLED_MOST 200 /* claims of one name that are gone through again and again; more are gone through once */

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
	c->label = somebody_label(im, s->name, practice, s->phone);
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
		ok = namesakes_load(im, (*c)->key, s->name, &(*c)->of_name, e);
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
	       ((*c)->who || ((*c)->ghost && !(*c)->answer) || claim_decide(im, *c, e));
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
		if (!claim_decide_surely(im, c[i], &many, e))
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
		if (!claim_decide(im, c[next], e))
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
			if (!claim_decide(im, c, e))
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
