/* The made-up clinic: what its files share.
 *
 * Everything about source number i comes from dice thrown for (seed, purpose, i), so that the number of its referrals
 * can be counted in one pass and the records written in another, and no pass holds the whole book. */
#ifndef RAPPORT_APP_SAMPLE_INNER_H
#define RAPPORT_APP_SAMPLE_INNER_H

#include <stddef.h>

#include "rapport/app/exchange.h"
#include "rapport/base/day.h"

/* --- sample_dice.c: numbers that are the same on every machine --- */

struct dice {
	uint64_t state;
};
enum dice_for { DICE_SHAPE, DICE_DRESS, DICE_DAYS, DICE_PRACTICE, DICE_REFERRALS, DICE_TOUCHES };
struct dice dice_of(uint64_t seed, enum dice_for what, int64_t i);
uint64_t dice_next(struct dice *d);
int dice_below(struct dice *d, int n);               /* 0 .. n-1; 0 when n < 1 */
int dice_between(struct dice *d, int low, int high); /* both included */
bool dice_chance(struct dice *d, int percent);

/* --- sample_text.c: the lists under data/sample --- */

/* Appends at most max parts of a line, each without white space at its ends; returns how many. */
int sample_cut(struct arena *a, const char *line, char sep, const char **part, int max);

struct sample_list {
	const char *name;
	const char **line;
	int n;
};
struct phrase {
	const char *phases, *classes, *note, *learned;
	int16_t channel, purpose, result;
	bool they;
};
struct pool { /* the templates of one phase and class */
	const struct phrase **t;
	int n;
};
struct illness {
	const char *letter, *words, *measure;
	int visits;
};
struct block { /* "word name" and its indented lines */
	const char *word, *name;
	const char **key, **value;
	int n;
};
struct blocks {
	struct block *block;
	int n;
};

enum phase {
	PHASE_EARLY,
	PHASE_LATER,
	PHASE_LONG,
	PHASE_THANKS,
	PHASE_PROGRESS,
	PHASE_FINAL,
	PHASE_DECEMBER,
	PHASE_COUNT
};
enum class {
	CLASS_CLINIC,
	CLASS_WELLNESS,
	CLASS_SCHOOL,
	CLASS_HOSPITAL,
	CLASS_EMPLOYER,
	CLASS_GATE,
	CLASS_PATIENT,
	CLASS_COUNT
};

struct texts {
	struct arena arena;
	struct sample_list *list;
	int n_lists;
	struct pool pool[PHASE_COUNT][CLASS_COUNT];
	struct illness *illness;
	int n_illnesses;
	struct blocks clinic, people;
};
void texts_load(struct texts *t);
void texts_free(struct texts *t);
const struct sample_list *texts_list(const struct texts *t, const char *name);
const char *texts_any(const struct texts *t, const char *list, struct dice *d);
/* A line of the list cut at '|'. */
int texts_any_cut(const struct texts *t, const char *list, struct dice *d, struct arena *a, const char **part, int max);
const struct illness *texts_illness(const struct texts *t, const char *letters, struct dice *d);
const struct illness *texts_illness_named(const struct texts *t, const char *words);

/* --- sample_shape.c: how much happens with source number i, and when --- */

#define SAMPLE_ITEMS_MOST 45 /* made sources with something due now, at any size */

struct fixed_referral { /* told by the file, not by dice */
	int ago;
	int16_t thank;
	bool owed;    /* not thanked yet */
	bool setback; /* went badly */
	const char *reason, *payer;
};
struct fixed_touch {
	int ago;
	int16_t channel, purpose, result;
	int64_t cost_cents;
	const char *note, *learned;
	bool announces;
};

/* Days are counted back from today. */
struct shape {
	const struct block *block; /* of the file; NULL for a source made by dice */
	int weight;                /* share of the referrals */
	int touch_weight;
	int since, last, last_referral, stage_days;
	int16_t stage, standing;
	bool quiet, archived, gate, only;
	int standing_days; /* paused: until so many days from today */
	bool has_step;
	int step_in; /* days from today */
	int16_t step_channel;
	const char *step_what;
	struct fixed_referral *referral; /* newest first */
	int n_referrals;
	struct fixed_touch *touch; /* newest first */
	int n_touches;
	int place;  /* made ones: which practice */
	int member; /* made ones: place in the practice, -1 by themselves, -2 a house */
};

struct pending { /* a referral that is not written yet */
	struct referral referral;
	struct outcome outcome;
	bool measured; /* has the outcome */
};

struct sample {
	struct app *app;
	struct tx *tx; /* of the present batch */
	struct texts texts;
	struct sample_size size;
	int32_t today, made_on;
	int32_t owed_from;            /* nothing older is owed */
	int64_t cast;                 /* sources told by the file */
	int64_t items;                /* made sources with something due now */
	int64_t weight, touch_weight; /* sums over all sources */
	int64_t next;                 /* source to be written next */
	int64_t weight_before, touch_weight_before;
	int64_t *next_number; /* by days back from today */
	int days;
	uint64_t made; /* records, for the ids */
	int64_t done, total;
	int64_t counted[KIND_COUNT];
	struct pending *pending;
	int64_t n_pending, cap_pending;
	uint64_t announcement_id;
	uint64_t *cast_id;     /* sources of the file that were written */
	uint64_t *practice_id; /* by block of clinic.txt */
	/* the practice of the sources made last */
	struct {
		uint64_t id, gate_id, member_id;
		const char *gate, *name, *phone;
		struct arena arena;
	} office;
	bool (*progress)(void *ctx, int64_t done, int64_t total);
	void *progress_ctx;
};

void shape_of(const struct sample *s, int64_t i, struct arena *a, struct shape *sh);
/* The share of number i when `before` of `all` weights stand before it: shares of all sources sum up to n. */
int64_t shape_share(int64_t n, int64_t before, int64_t weight, int64_t all);

struct planned { /* a referral's day */
	int ago;
	const struct fixed_referral *fixed; /* or NULL */
};
/* n referrals, oldest first, into the arena. */
struct planned *shape_referrals(const struct sample *s, int64_t i, const struct shape *sh, int64_t n, struct arena *a);

/* --- sample_people.c: sources and their practices --- */

struct person {
	struct shape shape;
	struct source source;
	enum class class;
	const char *gate;  /* who opens the door there, in words */
	const char *cases; /* letters of illnesses */
	const char *plain; /* the name without title and credentials, of made ones */
	uint64_t colleague_id;
};
bool sample_person(struct sample *s, int64_t i, struct arena *a, struct person *p, struct err *e);
/* "Jo Whitfield" of clinic.txt etc., into the book. */
bool sample_clinic(struct sample *s, struct arena *a, struct err *e);

/* --- sample_referrals.c --- */

struct sent { /* what the touches need to know of a referral */
	uint64_t id;
	int64_t number, visits, from, to; /* scores in tenths, NUM_NONE */
	int32_t on, evaluated_on, discharged_on;
	int16_t thank, direction;
	const char *reason, *measure, *sent_to;
	bool thanked;         /* a touch is to thank for it */
	bool reported, ended; /* told to the source: progress, the end */
};

/* n referrals, at most `thanks` of them to be thanked for by a touch; the others of the book's time need no thanks.
 * They wait for sample_write_referrals. What is returned lives in the arena. */
struct sent *sample_referrals(struct sample *s, int64_t i, const struct person *p, int64_t n, int64_t thanks,
			      struct arena *a);
/* Inserts those that wait, by number: their indexes go by day, so each page is met once a batch. */
bool sample_write_referrals(struct sample *s, struct err *e);

/* --- sample_touches.c: touches, steps --- */

bool sample_touches(struct sample *s, int64_t i, struct person *p, int64_t n, struct sent *sent, int64_t n_sent,
		    struct arena *a, struct err *e);

/* --- sample_know.c: the shelf, and what was answered; when all touches are written --- */

bool sample_known(struct sample *s, struct arena *a, struct err *e);

/* --- sample.c --- */

uint64_t sample_id(struct sample *s);
/* Inserts; an id of 0 becomes the next one. */
bool sample_insert(struct sample *s, enum kind kind, void *record, struct err *e);
bool sample_label(struct sample *s, enum label_of of, uint64_t of_id, enum label_type type, const char *word,
		  struct err *e);
/* Words between commas. */
bool sample_labels(struct sample *s, enum label_of of, uint64_t of_id, enum label_type type, const char *words,
		   struct arena *a, struct err *e);
int32_t workday(int32_t day); /* the day, or one shortly before it on which people work */

#endif
