/* A shelf of things worth sharing: articles, books, news, patient stories without names; and who was sent which. */
#ifndef RAPPORT_APP_SHELF_H
#define RAPPORT_APP_SHELF_H

#include "rapport/app/app.h"

struct shelf_row {
	struct shelf_item item;
	int64_t shared;    /* how often */
	int32_t shared_on; /* the last time; DAY_NONE: never */
};
/* What is offered, in the order in which it was put there. A person speaks of the i-th as number i + 1. Into the arena. */
bool app_shelf(struct app *app, struct arena *a, struct shelf_row **rows, int *n, struct err *e);
/* What a person means: its number, its title, or words that only one title holds. ERR_NOT_FOUND, ERR_MANY. */
bool app_shelf_item(struct app *app, const char *typed, struct arena *a, struct shelf_item *out, struct err *e);
/* base NULL: puts a new one on the shelf; one that was taken off and has the same title comes back as it is now. Else a three-way update. Another
 * one of that title is refused. */
bool app_shelf_put(struct app *app, const struct shelf_item *base, struct shelf_item *item, struct said *out,
		   struct err *e);
/* Not offered any more; who was sent it stays. */
bool app_shelf_drop(struct app *app, uint64_t item_id, struct said *out, struct err *e);

struct sharing {
	uint64_t item_id;
	int16_t channel;  /* CHOICE_NONE: e-mail */
	int32_t on;       /* DAY_NONE: today */
	const char *note; /* of the touch; NULL */
	bool again;       /* though they were sent it before */
};
/* A touch to share, and what went with it, as one undo step. ERR_REFUSED where they were sent it already, unless again. */
bool app_share(struct app *app, uint64_t source_id, const struct sharing *what, struct said *out, struct err *e);
/* The same for several sources as ONE undo step: who was sent it already is passed over and named. */
bool app_share_all(struct app *app, struct whom whom, const struct sharing *what, struct said *out, struct err *e);

/* One thing that went to one source. */
struct shared_row {
	struct share share;
	const char *title, *name; /* of the thing, of the source */
	int16_t type;
};
/* What a source was sent, newest first. */
bool app_shared_with(struct app *app, uint64_t source_id, struct arena *a, struct shared_row **rows, int *n,
		     struct err *e);
/* Who was sent a thing, newest first. */
bool app_shared_item(struct app *app, uint64_t item_id, struct arena *a, struct shared_row **rows, int *n,
		     struct err *e);

struct idea {
	struct shelf_row row;
	int number;    /* on the shelf */
	bool for_them; /* its topic is one of theirs: whom they treat, their specialty, interests or tags */
};
/* What is on the shelf and was not sent to a source yet, what is for them first. */
bool app_share_ideas(struct app *app, uint64_t source_id, struct arena *a, struct idea **rows, int *n, struct err *e);

#endif
