/* One pass over the referrals of a span: sums by source and by payer, from which come the splits. */
#include <stdlib.h>
#include <string.h>

#include "figures.h"
#include "rapport/base/day.h"
#include "rapport/base/idmap.h"
#include "rapport/base/mem.h"
#include "rapport/store/figures.h"

/* --- sums by source --- */

struct sums {
	int64_t referrals, came, cents, before;
};

struct by_word {
	char *word;
	struct sums sums;
};

struct pass {
	bool before;    /* the pass over the time before */
	int64_t lately; /* who was only evaluated or received before that day is not under way any more */
	struct spread first_visit;
	int64_t nps[NPS_ANSWERS];
	struct figures_referrals *r;
	struct idmap ids;
	struct sums *sources; /* by place */
	size_t n_sources, cap;
	struct sums nobody; /* without a source */
	struct by_word *payers, *owners;
	int n_payers, n_owners;
	struct sums no_payer, no_owner, no_kind;
	struct sums *kinds; /* one for each choice */
	struct sums stages[6];
};

static struct sums *of_source(struct pass *p, uint64_t id)
{
	if (!id)
		return &p->nobody;
	size_t place = idmap_place(&p->ids, id);
	if (place == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 128;
		p->sources = mem_grow(p->sources, p->cap * sizeof *p->sources);
	}
	if (place == p->n_sources)
		p->sources[p->n_sources++] = (struct sums){0};
	return &p->sources[place];
}

/* A dozen payers, a handful of owners: the last one asked for stands first. */
static struct sums *of_word(struct by_word **rows, int *n, const char *word)
{
	int i = 0;
	while (i < *n && strcmp((*rows)[i].word, word) != 0)
		i++;
	if (i == *n) {
		*rows = mem_grow(*rows, (size_t)(*n + 1) * sizeof **rows);
		(*rows)[(*n)++] = (struct by_word){.word = mem_strdup(word)};
	}
	if (i) {
		struct by_word found = (*rows)[i];
		(*rows)[i] = (*rows)[i - 1];
		(*rows)[--i] = found;
	}
	return &(*rows)[i].sums;
}

static void add(struct sums *to, const struct sums *s)
{
	to->referrals += s->referrals;
	to->came += s->came;
	to->cents += s->cents;
	to->before += s->before;
}

/* --- the pass --- */

static void see_referral(void *ctx, const struct referral_mark *m)
{
	struct pass *p = ctx;
	if (m->direction != REFERRAL_IN) {
		p->r->out++;
		return;
	}
	bool came = referral_came(&(struct referral){.status = m->status});
	struct sums one = {.before = 1};
	if (!p->before)
		one = (struct sums){1, came, m->cents, 0};
	add(of_source(p, m->source_id), &one);
	add(m->payer && *m->payer ? of_word(&p->payers, &p->n_payers, m->payer) : &p->no_payer, &one);
	int32_t evaluated_on = m->evaluated_on == DAY_NONE ? m->received_on : m->evaluated_on;
	p->r->in_treatment +=
		m->status == STATUS_ACTIVE || (m->status == STATUS_EVALUATED && evaluated_on >= p->lately);
	p->r->waiting += (m->status == STATUS_RECEIVED || m->status == STATUS_BOOKED) && m->received_on >= p->lately;
	if (m->evaluated_on != DAY_NONE)
		spread_add(&p->first_visit, m->evaluated_on - m->received_on);
	if (m->nps >= 0 && m->nps < NPS_ANSWERS)
		p->nps[m->nps]++;
}

static bool run_pass(struct app *app, struct pass *p, int32_t from, int32_t to, struct figures_referrals *r,
		     struct err *e)
{
	p->r = r;
	p->first_visit = (struct spread){0};
	memset(p->nps, 0, sizeof p->nps);
	bool ok = store_referral_marks(app->store, from, to, see_referral, p, e);
	r->first_visit.n = p->first_visit.n;
	spread_median(&p->first_visit, &r->first_visit.tenths);
	nps_from(&r->nps, p->nps);
	spread_free(&p->first_visit);
	return ok;
}

/* --- from sources to what they are --- */

static void see_source(void *ctx, const struct source_mark *m)
{
	struct pass *p = ctx;
	size_t place;
	int stage = m->archived                      ? 5
		    : m->standing == STANDING_LET_GO ? 4
		    : m->standing == STANDING_PAUSED ? 3
						     : m->stage;
	if (!idmap_find(&p->ids, m->id, &place))
		return;
	const struct sums *s = &p->sources[place];
	add(m->kind == CHOICE_NONE ? &p->no_kind : &p->kinds[m->kind], s);
	add(m->owner && *m->owner ? of_word(&p->owners, &p->n_owners, m->owner) : &p->no_owner, s);
	add(&p->stages[stage], s);
}

/* --- the splits --- */

/* "Physician" of "physician". */
static char *capital(struct arena *a, const char *name)
{
	char *text = arena_strdup(a, name);
	if (*text >= 'a' && *text <= 'z')
		*text += 'A' - 'a';
	return text;
}

static void put(struct arena *a, struct figures_parts *to, const char *word, const char *name, const struct sums *s)
{
	if (!s->referrals && !s->before)
		return;
	if (!(to->n & (to->n - 1))) { /* full at each power of two */
		struct figures_part *more = arena_alloc(a, (size_t)(to->n ? to->n * 2 : 1) * sizeof *more);
		if (to->n)
			memcpy(more, to->rows, (size_t)to->n * sizeof *more);
		to->rows = more;
	}
	to->rows[to->n++] = (struct figures_part){
		arena_strdup(a, word), arena_strdup(a, name), s->referrals, s->came, s->cents, s->before};
}

static int by_referrals(const void *x, const void *y)
{
	const struct figures_part *a = x, *b = y;
	if (a->referrals != b->referrals)
		return a->referrals < b->referrals ? 1 : -1;
	return a->before != b->before ? (a->before < b->before ? 1 : -1) : strcmp(a->name, b->name);
}

static void sort(struct figures_parts *p)
{
	if (p->n)
		qsort(p->rows, (size_t)p->n, sizeof *p->rows, by_referrals);
}

static bool put_owners(struct app *app, struct arena *a, struct pass *p, struct figures_parts *to, struct err *e)
{
	for (int i = 0; i < p->n_owners; i++) {
		struct staff st;
		if (!store_staff_named(app->store, p->owners[i].word, a, &st, e))
			return false;
		put(a, to, p->owners[i].word, st.id && st.name ? st.name : p->owners[i].word, &p->owners[i].sums);
	}
	put(a, to, NULL, "Nobody", &p->no_owner);
	put(a, to, NULL, "No source", &p->nobody);
	sort(to);
	return true;
}

static bool put_splits(struct app *app, struct arena *a, struct pass *p, struct figures_parts by[], struct err *e)
{
	for (int i = 0; choices_source_kind[i].word; i++)
		put(a, &by[FIGURES_BY_KIND], choices_source_kind[i].word, capital(a, choices_source_kind[i].label),
		    &p->kinds[i]);
	put(a, &by[FIGURES_BY_KIND], NULL, "Not noted", &p->no_kind);
	put(a, &by[FIGURES_BY_KIND], NULL, "No source", &p->nobody);
	sort(&by[FIGURES_BY_KIND]);
	for (int i = 0; i < p->n_payers; i++)
		put(a, &by[FIGURES_BY_PAYER], p->payers[i].word, p->payers[i].word, &p->payers[i].sums);
	put(a, &by[FIGURES_BY_PAYER], NULL, "Not noted", &p->no_payer);
	sort(&by[FIGURES_BY_PAYER]);
	for (int i = 0; i < 3; i++)
		put(a, &by[FIGURES_BY_STAGE], choices_stage[i].word, choices_stage[i].label, &p->stages[i]);
	for (int i = STANDING_PAUSED; i <= STANDING_LET_GO; i++)
		put(a, &by[FIGURES_BY_STAGE], choices_standing[i].word, capital(a, choices_standing[i].label),
		    &p->stages[2 + i]);
	put(a, &by[FIGURES_BY_STAGE], "archived", "Archived", &p->stages[5]);
	put(a, &by[FIGURES_BY_STAGE], NULL, "No source", &p->nobody);
	return put_owners(app, a, p, &by[FIGURES_BY_OWNER], e);
}

static void free_words(struct by_word *rows, int n)
{
	for (int i = 0; i < n; i++)
		free(rows[i].word);
	free(rows);
}

bool figures_of_referrals(struct app *app, struct arena *a, struct figures *f, struct err *e)
{
	int kinds_n = 0;
	while (choices_source_kind[kinds_n].word)
		kinds_n++;
	struct pass p = {.kinds = mem_alloc((size_t)kinds_n * sizeof *p.kinds),
			 .lately = app->now.today - store_setting(app->store, SET_POC_RECERT_DAYS)};
	bool ok = run_pass(app, &p, f->from, f->to, &f->r, e);
	if (ok && f->has_before && (f->want & FIGURES_BEFORE)) {
		p.before = true;
		ok = run_pass(app, &p, f->before_from, f->before_to, &f->r_before, e);
	}
	ok = ok && (!p.ids.n || store_source_marks(app->store, p.ids.ids, (int)p.ids.n, see_source, &p, e)) &&
	     put_splits(app, a, &p, f->by, e);
	idmap_free(&p.ids);
	free(p.sources);
	free(p.kinds);
	free_words(p.payers, p.n_payers);
	free_words(p.owners, p.n_owners);
	return ok;
}
