/* A small book at random, with something of every kind that can point at a source; and what tests of whole books ask of one. */
#ifndef RAPPORT_TEST_RANDOM_BOOK_H
#define RAPPORT_TEST_RANDOM_BOOK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rapport/app/app.h"

#define TODAY 20522 /* Tue 2026-03-10 */
#define SOURCES 4

/* Ids tell the kind: sources 11 to 14, the rest by hundreds. */
enum {
	SOURCE = 11,
	PRACTICE = 5,
	NEWS = 50,
	EVENT = 60,
	THING = 70,
	STEP = 100,
	TOUCH = 200,
	REFERRAL = 300,
	OTHER = 1000
};
enum { TOUCHES = 12, REFERRALS = 8, NEWS_N = 2 };

extern const char *const random_names[SOURCES]; /* of the sources; texts of others name them too */

/* Another one at each call, the same ones in each run. All of it is one step of jo's; app->user is maria. */
void random_book(struct app *app, const char *path);

int below(int n);
bool chance(int percent);
uint64_t a_source(void);

void must_do(bool ok, struct err *e); /* fails with the error's words */
char *exported(struct app *app);      /* the whole book; the caller frees */
void must_be_whole(struct app *app);  /* `check` finds nothing */
void must_equal(const char *now, const char *was, const char *when);

#endif
