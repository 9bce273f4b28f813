/* The parts of Numbers that are rows of a name, values and bars: whose referrals they are, what was done for them, and from how few they come. */
#include <inttypes.h>
#include <string.h>

#include "numbers.h"
#include "rapport/base/mem.h"
#include "rapport/model/metrics.h"

/* --- values --- */

static struct num_cell text_cell_of(const char *head, int w, int drop, const char *text)
{
	return (struct num_cell){.head = head, .text = text, .w = w, .drop = drop};
}

static struct num_cell count(struct numbers_screen *n, const char *head, int w, int drop, int64_t value)
{
	return text_cell_of(head, w, drop, arena_printf(&n->words, "%" PRId64, value));
}

static struct num_cell percent(struct numbers_screen *n, int drop, int64_t part, int64_t whole)
{
	int value;

	return text_cell_of("%", 5, drop,
			    percent_of(part, whole, &value) ? arena_printf(&n->words, "%d%%", value) : "");
}

static struct num_cell bar(int64_t value, int64_t most)
{
	return (struct num_cell){.head = "", .value = value, .most = most};
}

static struct num_cell money(struct numbers_screen *n, int drop, int64_t cents)
{
	struct str b = {0};
	struct num_cell c;

	chart_money(&b, cents, n->f.currency, face_of(n->ui)->hide);
	c = text_cell_of("revenue", 12, drop, arena_strdup(&n->words, str_text(&b)));
	str_free(&b);
	return c;
}

/* Rows are found again by their place. */
static bool share(void *from, size_t size, int n, struct arena *a, void **rows, int *count)
{
	*rows = arena_alloc(a, size * (size_t)(n + 1));
	if (n)
		memcpy(*rows, from, size * (size_t)n);
	*count = n;
	return true;
}

/* --- by kind, payer, owner, stage --- */

static enum figures_by by_of(enum numbers_part part)
{
	return (enum figures_by)(FIGURES_BY_KIND + (int)(part - PART_KIND));
}

static uint64_t name_id(const void *row)
{
	return numbers_id(((const struct figures_part *)row)->name);
}

static bool split_all(void *arg, struct arena *a, void **rows, int *count, struct err *e)
{
	const struct numbers_list *l = arg;
	const struct figures_parts *parts = &l->n->f.by[by_of(l->part)];

	(void)e;
	return share(parts->rows, sizeof(*parts->rows), parts->n, a, rows, count);
}

const struct list_type numbers_split_list = {
	.size = sizeof(struct figures_part), .id = name_id, .all = split_all, .draw = numbers_draw_row};

int numbers_split_cells(struct numbers_screen *n, enum numbers_part part, const void *row, const char **name,
			struct num_cell *c)
{
	static const struct figures_part none = {.name = ""};
	const struct figures_part *p = row ? row : &none;
	const struct figures_parts *all = &n->f.by[by_of(part)];
	int64_t most = 1;
	int i = 0;

	for (int k = 0; k < all->n; k++)
		most = all->rows[k].referrals > most ? all->rows[k].referrals : most;
	*name = p->name;
	c[i++] = count(n, n->table ? "referrals" : "refs", n->table ? 9 : 4, 0, p->referrals);
	if (!n->table)
		c[i++] = bar(p->referrals, most);
	else
		c[i++] = percent(n, 2, p->referrals, n->f.now.referrals);
	if (n->f.has_before)
		c[i++] = count(n, "before", n->table ? 7 : 6, n->table ? 1 : 4, p->before);
	if (!n->table)
		return i;
	c[i++] = count(n, "came in", 8, 3, p->came);
	c[i++] = percent(n, 4, p->came, p->referrals);
	c[i++] = money(n, 1, p->cents);
	return i;
}

/* --- touches beside referrals, and what became of their patients --- */

static uint64_t source_id(const void *row)
{
	return ((const struct figures_source *)row)->row.id;
}

static bool sources_all(void *arg, struct arena *a, void **rows, int *count, struct err *e)
{
	struct numbers_list *l = arg;

	(void)e;
	return share(l->n->f.top, sizeof(l->n->f.top[0]), l->n->f.n_top, a, rows, count);
}

const struct list_type numbers_window_list = {
	.size = sizeof(struct figures_source), .id = source_id, .all = sources_all, .draw = numbers_draw_row};

static const struct figures_source nobody = {.row = {.name = ""}};

static struct num_cell window(struct numbers_screen *n, const char *head, int w, int drop,
			      const struct figures_window *one)
{
	return text_cell_of(head, w, drop,
			    arena_printf(&n->words, "%" PRId64 ":%" PRId64, one->touches, one->referrals));
}

int numbers_window_cells(struct numbers_screen *n, enum numbers_part part, const void *row, const char **name,
			 struct num_cell *c)
{
	const struct figures_source *s = row ? row : &nobody;
	const struct figures_window *w = s->windows;
	int64_t most = 1;
	int i = 0;

	(void)part;
	*name = s->row.name;
	for (int k = 0; k < n->f.n_top; k++) {
		const struct figures_window *one = &n->f.top[k].windows[FIGURES_90];

		most = one->touches > most ? one->touches : most;
		most = one->referrals > most ? one->referrals : most;
	}
	if (n->table) {
		c[i++] = count(n, "refs", 5, 0, s->row.referrals);
		if (n->f.has_before)
			c[i++] = count(n, "before", 7, 5, s->row.before);
		c[i++] = count(n, "came", 6, 6, s->row.came);
		c[i++] = money(n, 4, s->row.cents);
		c[i++] = count(n, "back", 5, 3, s->out);
		c[i++] = window(n, "30 d", 7, 2, &w[FIGURES_30]);
		c[i++] = window(n, "90 d", 7, 0, &w[FIGURES_90]);
	} else {
		c[i++] = count(n, "touches", 7, 0, w[FIGURES_90].touches);
		c[i++] = bar(w[FIGURES_90].touches, most);
		c[i++] = count(n, "refs", 5, 0, w[FIGURES_90].referrals);
		c[i++] = bar(w[FIGURES_90].referrals, most);
		c[i++] = window(n, "30 d", 6, 2, &w[FIGURES_30]);
	}
	c[i++] = window(n, "all time", 9, 1, &w[FIGURES_ALL_TIME]);
	return i;
}

static const char *visits_text(struct numbers_screen *n, const struct evidence *ev)
{
	struct str b = {0};
	const char *text;

	if (!ev->visits_n)
		return "";
	tenths_write(&b, ev->visits);
	text = arena_printf(&n->words, "%s n %" PRId64, str_text(&b), ev->visits_n);
	str_free(&b);
	return text;
}

static const char *nps_text(struct numbers_screen *n, const struct evidence *ev)
{
	struct str b = {0};
	struct nps nps;
	const char *text;

	if (!nps_from(&nps, ev->nps))
		return "";
	nps_write(&b, &nps);
	text = arena_printf(&n->words, "%s n %" PRId64, str_text(&b), nps.n);
	str_free(&b);
	return text;
}

int numbers_outcome_cells(struct numbers_screen *n, enum numbers_part part, const void *row, const char **name,
			  struct num_cell *c)
{
	const struct figures_source *s = row ? row : &nobody;
	const struct evidence *ev = &s->evidence;
	int64_t scores = 0, met = 0;
	bool known = evidence_met(ev, false, &scores, &met);
	int i = 0;

	(void)part;
	*name = s->row.name;
	if (n->table) {
		c[i++] = count(n, "patients", 8, 5, ev->referrals);
		c[i++] = count(n, "discharged", 11, 6, ev->discharged);
	}
	c[i++] = text_cell_of("MCID", 10, 0,
			      known ? arena_printf(&n->words, "%" PRId64 " of %" PRId64, met, scores) : "");
	c[i++] = percent(n, 1, met, scores);
	if (!n->table)
		c[i++] = bar(met, scores > 0 ? scores : 1);
	c[i++] = text_cell_of("visits", 10, 2, visits_text(n, ev));
	c[i++] = text_cell_of("NPS", 11, 0, nps_text(n, ev));
	c[i++] = count(n, "back", 5, 3, s->out);
	return i;
}

/* --- channels --- */

static uint64_t channel_id(const void *row)
{
	return 1 + (uint64_t)((const struct figures_channel *)row)->channel;
}

static bool channels_all(void *arg, struct arena *a, void **rows, int *count, struct err *e)
{
	struct numbers_list *l = arg;

	(void)e;
	return share(l->n->f.t.channels, sizeof(l->n->f.t.channels[0]), l->n->f.t.n, a, rows, count);
}

const struct list_type numbers_channel_list = {
	.size = sizeof(struct figures_channel), .id = channel_id, .all = channels_all, .draw = numbers_draw_row};

static int64_t touches_before(const struct figures *f, int channel)
{
	for (int i = 0; i < f->t_before.n; i++) {
		if (f->t_before.channels[i].channel == channel)
			return f->t_before.channels[i].touches;
	}
	return 0;
}

int numbers_channel_cells(struct numbers_screen *n, enum numbers_part part, const void *row, const char **name,
			  struct num_cell *c)
{
	static const struct figures_channel none = {.channel = CHOICE_NONE};
	const struct figures_channel *ch = row ? row : &none;
	const struct figures_touches *t = &n->f.t;
	int i = 0;

	(void)part;
	*name = choice_label(choices_channel, ch->channel);
	c[i++] = count(n, "touches", 7, 0, ch->touches);
	if (n->table)
		c[i++] = percent(n, 2, ch->touches, t->touches);
	else
		c[i++] = bar(ch->touches, t->n ? t->channels[0].touches : 1);
	if (n->table && n->f.has_before)
		c[i++] = count(n, "before", 7, 3, touches_before(&n->f, ch->channel));
	c[i++] = count(n, "we", 5, 1, ch->we);
	c[i++] = count(n, "they", 5, 1, ch->they);
	return i;
}

/* --- from how few, and who began --- */

static uint64_t few_id(const void *row)
{
	return 1 + (uint64_t)((const struct few_row *)row)->order;
}

static bool few_all(void *arg, struct arena *a, void **rows, int *count, struct err *e)
{
	const struct numbers_list *l = arg;
	const struct figures *f = &l->n->f;
	const struct figures_concentration *c = &f->concentration;
	struct few_row all[] = {
		{1, c->source ? arena_printf(a, "One: %s", c->source) : "", "concentration", c->top1, c->of, c->alarm},
		{2, "Three sources", "concentration", c->top3, c->of, false},
		{3, "Ten sources", "concentration", c->top10, c->of, false},
		{4, "We began", "began", f->t.we, f->t.touches, false},
		{5, "They began", "began", f->t.they, f->t.touches, false},
	};
	int from = c->source ? 0 : 3, to = f->t.touches ? 5 : 3;

	(void)e;
	return share(all + from, sizeof(all[0]), to - from, a, rows, count);
}

const struct list_type numbers_few_list = {
	.size = sizeof(struct few_row), .id = few_id, .all = few_all, .draw = numbers_draw_row};

int numbers_few_cells(struct numbers_screen *n, enum numbers_part part, const void *row, const char **name,
		      struct num_cell *c)
{
	static const struct few_row none = {.name = "", .of = 1};
	const struct few_row *r = row ? row : &none;
	int i = 0;

	(void)part;
	*name = r->alarm ? arena_printf(&n->words, "! %s", r->name) : r->name;
	c[i++] = count(n, n->table ? "number" : "n", n->table ? 7 : 5, 1, r->n);
	if (n->table)
		c[i++] = count(n, "of", 7, 2, r->of);
	c[i++] = percent(n, 0, r->n, r->of);
	if (!n->table)
		c[i++] = bar(r->n, r->of);
	return i;
}
