#include "facts.h"

/* --- facts, written as they are --- */

struct fact {
	enum kind kind;
	const void *record;
};

static bool put_in(struct tx *tx, void *ctx, struct err *e)
{
	const struct fact *f = ctx;
	return tx_put(tx, f->kind, (void *)f->record, NULL, e);
}

void sure(struct facts *w, bool ok)
{
	if (!ok)
		print_message("error: %s\n", err_text(&w->err));
	assert_true(ok);
	said_free(&w->said);
}

void put(struct facts *w, enum kind kind, void *record)
{
	struct deed deed = {"maria", "a fact", &w->app.now};
	struct fact f = {kind, record};
	uint64_t *id = record;
	if (!*id)
		*id = w->next_id++;
	sure(w, store_write(w->app.store, &deed, put_in, &f, &w->err));
}

/* A live source in First impression, added 100 days ago, whose homework is done. */
struct source fact_source(void)
{
	struct source s;
	record_init(KIND_SOURCE, &s);
	s.id = SOURCE;
	s.name = "Dr. Priya Okafor";
	s.added_on = TODAY - 100;
	s.verified_on = TODAY;
	s.fit = 0;
	s.payers_on = s.marketing_on = TODAY - 90;
	s.cadence_days = 3000;
	return s;
}

struct touch fact_touch(int32_t on, int16_t channel, int16_t purpose)
{
	struct touch t;
	record_init(KIND_TOUCH, &t);
	t.source_id = SOURCE;
	t.on = on;
	t.channel = channel;
	t.purpose = purpose;
	return t;
}

/* A referral in that was thanked for. */
struct referral fact_referral(int32_t received)
{
	struct referral r;
	record_init(KIND_REFERRAL, &r);
	r.id = REFERRAL;
	r.number = 1001;
	r.source_id = SOURCE;
	r.received_on = received;
	r.patient_ref = "JM 1057";
	r.reason = "knee";
	r.thank = THANK_NONE;
	return r;
}

void put_touch(struct facts *w, int32_t on, int16_t channel, int16_t purpose)
{
	struct touch t = fact_touch(on, channel, purpose);
	put(w, KIND_TOUCH, &t);
}

void put_referrals(struct facts *w, const int32_t *received, int n)
{
	for (int i = 0; i < n; i++) {
		struct referral r = fact_referral(received[i]);
		r.id += (uint64_t)i;
		r.number = 1001 + i;
		put(w, KIND_REFERRAL, &r);
	}
}

/* --- asking --- */

int items(struct facts *w, const char *rule, int32_t upto, struct queue_row *item)
{
	struct queue_row *rows;
	int n, found = 0;
	sure(w, store_queue(w->app.store, TODAY, upto, NULL, 1000, &w->arena, &rows, &n, &w->err));
	for (int i = 0; i < n; i++)
		if (str_eq(rows[i].rule, rule)) {
			*item = rows[i];
			found++;
		}
	return found;
}

int facts_open(void **state)
{
	struct facts *w = mem_alloc(sizeof *w);
	struct clinic c;
	/* the book is old enough for everything in it to be owed */
	w->app.now = (struct now){.today = TODAY, .utc_ms = TODAY * 86400000LL + 36000000};
	w->app.user = "maria";
	w->next_id = 1000;
	if (!store_open(&w->app.store, ":memory:", STORE_MAKE, &w->app.now, &w->err) ||
	    !store_get(w->app.store, KIND_CLINIC, 1, &w->arena, &c, &w->err))
		return -1;
	c.made_on = FAR_BACK;
	c.own_details_on = TODAY;
	put(w, KIND_CLINIC, &c);
	*state = w;
	return 0;
}

int facts_close(void **state)
{
	struct facts *w = *state;
	store_close(w->app.store);
	arena_clear(&w->arena);
	err_clear(&w->err);
	said_free(&w->said);
	free(w);
	return 0;
}

void put_made(struct facts *w, int32_t made_on)
{
	struct clinic c;
	sure(w, store_get(w->app.store, KIND_CLINIC, 1, &w->arena, &c, &w->err));
	c.made_on = made_on;
	put(w, KIND_CLINIC, &c);
}

int32_t asks_on(struct facts *w, const char *rule)
{
	struct queue_row item = {.due_on = DAY_NONE};
	int n = items(w, rule, DAY_FAR - 1, &item);
	assert_true(n <= 1);
	return n ? item.due_on : DAY_NONE;
}
