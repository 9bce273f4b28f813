/* A book of facts written as they are, for the tests of the rules: one source, what was done with them, and what is asked. */
#ifndef RAPPORT_TEST_FACTS_H
#define RAPPORT_TEST_FACTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/app/app.h"
#include "rapport/base/day.h"
#include "rapport/store/query.h"
#include "rapport/store/store.h"

#define TODAY 20522 /* 2026-03-10 */
#define SOURCE 71   /* the ids of a book under test */
#define REFERRAL 81
#define FAR_BACK (TODAY - 1000) /* the book was made then: everything in it is owed */

struct facts {
	struct app app;
	struct arena arena;
	struct err err;
	struct said said;
	uint64_t next_id;
};

/* Set-up and tear-down of a test. */
int facts_open(void **state);
int facts_close(void **state);
#define FACTS_TEST(f) cmocka_unit_test_setup_teardown(f, facts_open, facts_close)

/* Fails with the book's error; frees what was said. */
void sure(struct facts *w, bool ok);
/* Writes a record as it is; one without an id gets one. */
void put(struct facts *w, enum kind kind, void *record);
/* A live source in First impression, added 100 days ago, whose homework is done and whom the cadence leaves alone. */
struct source fact_source(void);
struct touch fact_touch(int32_t on, int16_t channel, int16_t purpose);
/* A referral in for which no thanks are needed. */
struct referral fact_referral(int32_t received);
void put_touch(struct facts *w, int32_t on, int16_t channel, int16_t purpose);
/* R-1001, R-1002 ... with ids from REFERRAL on. */
void put_referrals(struct facts *w, const int32_t *received, int n);
void put_made(struct facts *w, int32_t made_on); /* the day the book was made */
/* How many items the rule has up to that day; the last of them. */
int items(struct facts *w, const char *rule, int32_t upto, struct queue_row *item);
/* The day on which the rule asks; DAY_NONE when it does not. Fails where it asks twice. */
int32_t asks_on(struct facts *w, const char *rule);

#endif
