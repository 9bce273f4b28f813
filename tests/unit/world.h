/* A book in a file with two people, and the whole face on it by keys: what the tests of the screens' flows share. */
#ifndef RAPPORT_TEST_WORLD_H
#define RAPPORT_TEST_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "rapport/base/day.h"
#include "rapport/store/query.h"
#include "rapport/tui/flow.h"
#include "tui/face.h"

#define TODAY 20522 /* Tue 2026-03-10 */

struct world {
	struct face face;
	struct arena arena;
	struct err err;
	struct said said;
	struct source source;
	uint64_t okafor, rosa;
	char folder[32];
	char *out; /* what press drew */
	size_t out_size;
};

struct app *app(struct world *w);
/* Fails with the world's error; frees what was said. */
void must(struct world *w, bool ok);
uint64_t add(struct world *w, const char *name, const char *practice, const char *phone);
void plan(struct world *w, uint64_t id, int32_t day);
void refer(struct world *w, uint64_t id, const char *patient);

/* Dr. Priya Okafor with a step today, and Rosa Delgado of the same practice. */
int set_up(void **state);
int tear_down(void **state);
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

/* Opens the screens on the book, begins with `first` if any, presses the keys, and leaves as a hangup does. */
const char *session(struct world *w, int width, int height, const struct ui_hooks *hooks,
		    void (*first)(struct world *w, struct ui *ui), const char *script);
/* At most `most` keys beside what is typed. */
const char *press_as(struct world *w, int width, int height, int most, const char *script);
const char *press(struct world *w, int most, const char *script);

void has(const char *out, const char *text);
void hasnt(const char *out, const char *text);

const struct source *source(struct world *w, uint64_t id);
struct step step(struct world *w, uint64_t id);
int queue(struct world *w); /* lines of Today */
void history_begins(struct world *w, const char *label);

#endif
