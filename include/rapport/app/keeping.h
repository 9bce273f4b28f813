/* Keeping the book: backups, people that stand in it twice, people and patients that are to be forgotten. */
#ifndef RAPPORT_APP_KEEPING_H
#define RAPPORT_APP_KEEPING_H

#include "rapport/app/app.h"

/* --- backup --- */

#define PASSPHRASE_LEAST 8 /* characters */

struct backup_wish {
	/* A new file; or a folder, into which rapport-YYYY-MM-DD-HHMMSS.rapport goes (UTC); NULL or "": the folder of backups, made if need be. */
	const char *to;
	int64_t keep;           /* in a folder: how many stay, the newest; NUM_NONE: all */
	const char *passphrase; /* NULL: in clear */
	bool (*progress)(void *ctx, int64_t done, int64_t total); /* NULL: none; false stops */
	void *ctx;
};
/* Backs up and reads back. ERR_INVALID with field "to", "keep" or "passphrase" for a wish that cannot be. Older ones are removed only after
 * the new one stands, and only those that rapport made: by name and by their first bytes. */
bool app_backup(struct app *app, const struct backup_wish *w, struct said *out, struct err *e);

/* A backup that was read whole and found sound. */
struct restoring;
/* app->store may be NULL: no book is there yet. *what gets what the backup holds, in words. */
bool app_restore_read(struct app *app, const char *path, const char *passphrase, struct restoring **out,
		      struct str *what, struct err *e);
/* Puts it in place of the book's content, which is kept in a file beside the book. ERR_REFUSED where the book holds records, unless replace. */
bool app_restore(struct app *app, struct restoring *r, bool replace, struct said *out, struct err *e);
void app_restore_free(struct restoring *r); /* NULL is fine */

/* --- the same person twice --- */

struct pair {
	struct source_row who, into; /* into: the one with the longer history */
	const char *why;             /* "npi", "phone", "practice", "name" */
	const char *words;           /* "the same NPI", "the same phone and a like name" ... */
};
/* The surest first. */
bool app_duplicates(struct app *app, int most, struct arena *a, struct pair **rows, int *n, struct err *e);

/* Which of two stays: the one with the longer history, a where they are alike. */
bool app_merge_order(struct app *app, uint64_t a, uint64_t b, struct arena *arena, struct pair *out, struct err *e);

enum merge_take { MERGE_INTO, MERGE_WHO, MERGE_BOTH }; /* both: a text of several lines, one below the other */

/* A field in which the two differ. */
struct merge_field {
	const struct field *field;
	const char *who, *into; /* in words; "" where it is empty */
	enum merge_take take;   /* as a person would likely have it; to be changed before app_merge */
	bool choice;            /* both have a value: there is something to choose */
};

struct merge_plan {
	struct source who, into;
	struct merge_field *fields; /* those to choose first */
	int n, n_choices;
	int64_t touches, referrals, others; /* that move */
};
/* What merging them would do. ERR_REFUSED for one and the same. */
bool app_merge_plan(struct app *app, uint64_t who, uint64_t into, struct arena *a, struct merge_plan *plan,
		    struct err *e);
/* "1 touch, 3 referrals and 2 other records" */
void app_merge_moves(const struct merge_plan *plan, struct str *b);
/* Of the values that differ those that are not kept: "Phone 555-0199, Owner jo". */
void app_merge_left(const struct merge_plan *plan, struct str *b);
/* Everything that points at plan->who points at plan->into then, whose empty fields are filled; who is gone. A name, practice or
 * phone that is not kept becomes a line of the note (also.h), by which the next list finds them. One step for undo. */
bool app_merge(struct app *app, const struct merge_plan *plan, struct said *out, struct err *e);

/* --- forgetting --- */

/* Who is to be forgotten, as it was found. Into an arena. */
struct forgetting {
	struct forget_order order;
	const char *name; /* what a person types to confirm it: the source's name, the patient's reference */
	const char *what; /* lines for a person: what goes, what stays, what is left */
};
/* A source. */
bool app_forget_source(struct app *app, uint64_t source_id, struct arena *a, struct forgetting *f, struct err *e);
/* A patient: every referral with that reference, or the one of an R-number. ERR_NOT_FOUND. */
bool app_forget_patient(struct app *app, const char *ref, struct arena *a, struct forgetting *f, struct err *e);
/* Was that typed which confirms it? */
bool app_forget_confirmed(const struct forgetting *f, const char *typed);
/* Out of the book, its history and its file. *cleaned is false where all is done but the file is still to be written anew: it says so. */
bool app_forget(struct app *app, const struct forgetting *f, bool *cleaned, struct said *out, struct err *e);
/* Only writes the file anew. */
bool app_clean(struct app *app, struct said *out, struct err *e);

#endif
