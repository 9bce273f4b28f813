/* The made-up clinic: the same for the same size and day, of any size. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/store/query.h"
#include "sample.h"

#define BATCH_ROWS 40000
#define BOOK_MONTHS 18
#define REFERRAL_MONTHS 24 /* the first half-year of referrals came with an import */
#define EPOCH_2020 18262   /* the day ids count from */
#define DAY_MS 86400000LL
#define PUT_OFF_MOST 10000
#define LAST_MS 4398046500000LL /* about 2^42: more does not fit in an id */
#define SIZE_MOST 100000000
#define WHO "rapport" /* not a person: nobody's undo takes the sample back */

const struct sample_size sample_default = {.sources = 39, .touches = 500, .referrals = 336, .seed = 1};

int32_t workday(int32_t day)
{
	for (;;) {
		int year, month, mday, weekday = day_weekday(day);
		day_split(day, &year, &month, &mday);
		bool holiday = (month == 1 && mday == 1) || (month == 7 && mday == 4) || (month == 12 && mday == 25);
		if (weekday < 5 && !holiday)
			return day;
		/* a Sunday's goes to Thursday, so that Fridays are not crowded */
		day -= weekday == 6 ? 3 : 1;
	}
}

/* Ids of yesterday in the order of writing: every table grows at its end, which keeps a large book quick to make. */
uint64_t sample_id(struct sample *s)
{
	int64_t ms = (s->today - 1 - EPOCH_2020) * DAY_MS;
	uint64_t n = ++s->made;
	if (ms < 1)
		ms = 1;
	if (ms > LAST_MS)
		ms = LAST_MS;
	return ((uint64_t)ms << 21) + n;
}

static bool tell(struct sample *s, struct err *e)
{
	if (!s->progress || s->progress(s->progress_ctx, s->done, s->total))
		return true;
	return err_set(e, ERR_STOPPED,
		       "stopped after %" PRId64 " of %" PRId64 " records; the book holds a part of the clinic", s->done,
		       s->total);
}

bool sample_insert(struct sample *s, enum kind kind, void *record, struct err *e)
{
	uint64_t *id = record;
	if (!*id)
		*id = sample_id(s);
	if (!tx_insert(s->tx, kind, record, e))
		return err_in(e, "the made-up clinic");
	s->counted[kind]++;
	if (kind != KIND_SOURCE && kind != KIND_TOUCH && kind != KIND_REFERRAL)
		return true;
	return ++s->done % 4096 != 0 || tell(s, e);
}

bool sample_label(struct sample *s, enum label_of of, uint64_t of_id, enum label_type type, const char *word,
		  struct err *e)
{
	struct label l;
	record_init(KIND_LABEL, &l);
	l.of = of;
	l.of_id = of_id;
	l.type = type;
	l.word = word;
	return sample_insert(s, KIND_LABEL, &l, e);
}

bool sample_labels(struct sample *s, enum label_of of, uint64_t of_id, enum label_type type, const char *words,
		   struct arena *a, struct err *e)
{
	const char *word[12];
	int n = sample_cut(a, words, ',', word, 12);
	for (int i = 0; i < n; i++)
		if (!sample_label(s, of, of_id, type, word[i], e))
			return false;
	return true;
}

/* --- counting --- */

static void weigh(struct sample *s)
{
	struct arena a = {0};
	struct shape sh;
	for (int64_t i = 0; i < s->size.sources; i++) {
		shape_of(s, i, &a, &sh);
		s->weight += sh.weight;
		s->touch_weight += sh.touch_weight;
		arena_clear(&a);
	}
}

/* Shares of source i; the weights before it move on. With nobody who refers, everybody does. */
static void take_shares(struct sample *s, const struct shape *sh, int64_t *referrals, int64_t *touches)
{
	int64_t weight = s->weight ? sh->weight : 1, all = s->weight ? s->weight : s->size.sources;
	*referrals = shape_share(s->size.referrals, s->weight_before, weight, all);
	*touches = shape_share(s->size.touches, s->touch_weight_before, sh->touch_weight, s->touch_weight);
	s->weight_before += weight;
	s->touch_weight_before += sh->touch_weight;
}

/* R-numbers go by the day of receipt: next_number[ago] becomes how many came on earlier days. */
static void number_days(struct sample *s)
{
	struct arena a = {0};
	struct shape sh;
	int64_t referrals, touches, before = 0;
	s->next_number = mem_alloc((size_t)s->days * sizeof *s->next_number);
	for (int64_t i = 0; i < s->size.sources; i++) {
		shape_of(s, i, &a, &sh);
		take_shares(s, &sh, &referrals, &touches);
		struct planned *r = shape_referrals(s, i, &sh, referrals, &a);
		for (int64_t k = 0; k < referrals; k++)
			s->next_number[r[k].ago]++;
		arena_clear(&a);
	}
	for (int ago = s->days - 1; ago >= 0; ago--) {
		int64_t here = s->next_number[ago];
		s->next_number[ago] = before;
		before += here;
	}
	s->weight_before = s->touch_weight_before = 0;
}

/* --- writing --- */

/* A source whose touches are still to be written. */
struct begun {
	int64_t i, referrals, touches;
	struct person person;
	struct sent *sent;
	struct begun *next;
};

static struct begun *begin_source(struct sample *s, int64_t i, struct arena *a, struct err *e)
{
	struct begun *b = arena_alloc(a, sizeof *b);
	b->i = i;
	if (!sample_person(s, i, a, &b->person, e))
		return NULL;
	const struct shape *sh = &b->person.shape;
	take_shares(s, sh, &b->referrals, &b->touches);
	int64_t fixed = sh->n_touches < b->touches ? sh->n_touches : b->touches;
	int64_t thanks = (b->touches - fixed) * 62 / 100;
	b->sent = sample_referrals(s, i, &b->person, b->referrals, thanks, a);
	return b;
}

static bool refuse_full(struct store *store, struct err *e)
{
	struct arena a = {0};
	struct clinic c;
	bool ok = store_get(store, KIND_CLINIC, 1, &a, &c, e);
	if (ok && (!store_empty(store) || !str_blank(c.name) || store_count(store, KIND_STAFF) > 0))
		ok = err_set(e, ERR_REFUSED,
			     "this book holds records; the made-up clinic goes into a new one (--db FILE)");
	arena_clear(&a);
	return ok;
}

/* Whole sources, so that each one's summary is made once. People, then referrals, then touches: what a record points at
 * is there before it, which is half the time of the other way round. */
static bool write_batch(struct tx *tx, void *ctx, struct err *e)
{
	struct sample *s = ctx;
	struct arena a = {0};
	struct begun *first = NULL, **last = &first;
	s->tx = tx;
	bool ok = s->next > 0 || (refuse_full(tx_store(tx), e) && sample_clinic(s, &a, e));
	for (int64_t rows = 0; ok && s->next < s->size.sources && rows < BATCH_ROWS; s->next++) {
		ok = (*last = begin_source(s, s->next, &a, e)) != NULL;
		if (!ok)
			break;
		rows += 2 + (*last)->referrals + (*last)->touches;
		last = &(*last)->next;
	}
	ok = ok && sample_write_referrals(s, e);
	for (struct begun *b = first; ok && b; b = b->next)
		ok = sample_touches(s, b->i, &b->person, b->touches, b->sent, b->referrals, &a, e);
	arena_clear(&a);
	return ok;
}

/* Somebody at the clinic has looked at what the rules ask and put it off, so that the first Today is a calm one. Steps
 * and thanks stand as they are. What was shared and answered hangs on touches, which are all there by now. */
static bool put_off(struct tx *tx, void *ctx, struct err *e)
{
	struct sample *s = ctx;
	struct arena a = {0};
	struct queue_row *rows;
	int n;
	s->tx = tx;
	bool ok = sample_known(s, &a, e) && store_queue(tx_store(tx), s->today, s->today + TODAY_AHEAD_DAYS, NULL,
							PUT_OFF_MOST, &a, &rows, &n, e);
	for (int i = 0; ok && i < n; i++) {
		struct dismissal d;
		const char *rule = rows[i].rule;
		if (str_eq(rule, "step") || str_eq(rule, "thank") || str_eq(rule, "touch") || str_eq(rule, "reopen"))
			continue;
		record_init(KIND_DISMISSAL, &d);
		d.rule = rule;
		d.subject_id = rows[i].subject_id;
		d.how = DISMISSAL_LATER;
		d.until_on = s->today + 10 + i % 50;
		d.due_on = rows[i].raw_due_on;
		d.by = rows[i].owner;
		ok = sample_insert(s, KIND_DISMISSAL, &d, e);
	}
	arena_clear(&a);
	return ok;
}

struct sample_size sample_of(int64_t sources)
{
	struct sample_size size = sample_default;
	int64_t n = sources < 0 ? 0 : sources > SIZE_MOST ? SIZE_MOST : sources;
	size.touches = n * size.touches / size.sources;
	size.referrals = n * size.referrals / size.sources;
	size.touches = size.touches > SIZE_MOST ? SIZE_MOST : size.touches;
	size.referrals = size.referrals > SIZE_MOST ? SIZE_MOST : size.referrals;
	size.sources = sources;
	return size;
}

static bool check_size(const struct sample_size *size, struct err *e)
{
	const int64_t n[] = {size->sources, size->touches, size->referrals};
	for (int i = 0; i < 3; i++)
		if (n[i] < 0 || n[i] > SIZE_MOST)
			return err_set(e, ERR_USAGE, "a made-up clinic has 0 to %d sources, touches and referrals",
				       SIZE_MOST);
	if (!size->sources && (size->touches || size->referrals))
		return err_set(e, ERR_USAGE, "touches and referrals need at least one source");
	return true;
}

static void begin(struct sample *s)
{
	texts_load(&s->texts);
	s->today = s->app->now.today;
	s->made_on = day_add_months(s->today, -BOOK_MONTHS);
	s->owed_from = s->today - 5;
	s->days = s->today - day_add_months(s->today, -REFERRAL_MONTHS) + 1;
	s->cast = s->texts.people.n < s->size.sources ? s->texts.people.n : s->size.sources;
	int64_t made = s->size.sources - s->cast;
	s->items = made / 8 < SAMPLE_ITEMS_MOST ? made / 8 : SAMPLE_ITEMS_MOST;
	s->total = s->size.sources + s->size.touches + s->size.referrals;
	s->cast_id = mem_alloc((size_t)(s->cast + 1) * sizeof *s->cast_id);
	s->practice_id = mem_alloc((size_t)(s->texts.clinic.n + 1) * sizeof *s->practice_id);
	weigh(s);
	number_days(s);
}

static void end(struct sample *s)
{
	texts_free(&s->texts);
	arena_clear(&s->office.arena);
	free(s->next_number);
	free(s->cast_id);
	free(s->practice_id);
	free(s->pending);
}

bool app_sample(struct app *app, const struct sample_size *size,
		bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct said *out, struct err *e)
{
	struct sample s = {.app = app, .size = *size, .progress = progress, .progress_ctx = ctx};
	struct deed deed = {.who = WHO, .label = "a made-up clinic", .now = &app->now};
	/* asked before the work, and again under the writers' lock */
	if (!check_size(size, e) || !refuse_full(app->store, e))
		return false;
	begin(&s);
	if (size->touches + size->referrals > 100000)
		store_bulk(app->store);
	bool ok = tell(&s, e) && store_write(app->store, &deed, write_batch, &s, e);
	while (ok && s.next < size->sources)
		ok = store_write(app->store, &deed, write_batch, &s, e);
	ok = ok && store_write(app->store, &deed, put_off, &s, e) && tell(&s, e);
	if (ok)
		str_printf(&out->text,
			   "Made a clinic up: %" PRId64 " sources at %" PRId64 " practices, %" PRId64
			   " touches, %" PRId64 " referrals.",
			   s.counted[KIND_SOURCE], s.counted[KIND_PRACTICE], s.counted[KIND_TOUCH],
			   s.counted[KIND_REFERRAL]);
	end(&s);
	return ok;
}
