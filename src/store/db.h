/* The engine seam: the statement layer that every query goes through. An engine is one file that
 * implements this header (sqlite.c) and one folder data/schema/ENGINE.
 *
 * Statements are cached by their text. Values are bound by name: the n-th value is $n. */
#ifndef RAPPORT_STORE_DB_H
#define RAPPORT_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/err.h"

enum db_result { DB_OK, DB_BUSY, DB_DUP, DB_FULL, DB_IO, DB_DAMAGED, DB_READONLY, DB_STOPPED, DB_BAD };

struct db;
struct query;

/* Opens an existing file with the hardened recipe of reliability. path ":memory:" is a book in memory (tests). */
bool db_open(struct db **out, const char *path, bool readonly, struct err *e);
void db_close(struct db *db); /* NULL is fine */

bool db_begin(struct db *db, struct err *e); /* for writing */
bool db_commit(struct db *db, struct err *e);
void db_rollback(struct db *db); /* fine outside a transaction */
bool db_in_write(const struct db *db);

/* A statement and its values: one letter of `types` a value: i int64_t, t const char * (NULL is null),
 * d int32_t day (DAY_NONE is null), n int64_t number (NUM_NONE is null), u uint64_t id (0 is null), b blob (const void *, size_t).
 * Errors stay in the query until query_end. */
struct query *db_query(struct db *db, const char *sql, const char *types, ...);
/* The same without values yet. */
struct query *db_prepare(struct db *db, const char *sql);
void query_bind_i64(struct query *q, int n, int64_t v);
void query_bind_text(struct query *q, int n, const char *s); /* s must live until query_end */
void query_bind_null(struct query *q, int n);
/* Binds a named value ($today) if the statement has it. */
void query_bind_named(struct query *q, const char *name, int64_t v);
const char *query_param(const struct query *q, int n); /* n-th distinct parameter's name from 1, NULL past the end */

void query_again(struct query *q); /* from the first row again; the values stay until they are bound anew */
bool query_step(struct query *q);  /* true: a row is there */
bool query_null(const struct query *q, int col);
int64_t query_i64(const struct query *q, int col);
int64_t query_num(const struct query *q, int col);      /* NUM_NONE for null */
int32_t query_day(const struct query *q, int col);      /* DAY_NONE for null */
const char *query_text(const struct query *q, int col); /* NULL for null; until the next step */
const void *query_blob(const struct query *q, int col, size_t *len);
/* Ends the query (resets the statement); false with the error if any step failed. e may be NULL. */
bool query_end(struct query *q, struct err *e);

/* Runs a statement to its end. */
bool db_run(struct db *db, struct err *e, const char *sql, const char *types, ...);
int64_t db_affected(const struct db *db);
/* Several statements in a row. */
bool db_script(struct db *db, const char *sql, struct err *e);
/* One number, `otherwise` when there is no row or it is null or it failed. */
int64_t db_number(struct db *db, int64_t otherwise, const char *sql, const char *types, ...);

/* While it is set, `stop` is asked every millisecond or so of a statement; once it says true all statements fail (ERR_STOPPED) until
 * db_watch is called again. NULL ends it. Returns whether it had said true. */
bool db_watch(struct db *db, bool (*stop)(void *ctx), void *ctx);

/* Moves when another connection changed the book. */
int64_t db_changed(struct db *db);
/* The engine's own integrity and foreign keys; say for each finding. Returns the findings, -1 with the error. */
int db_check(struct db *db, void (*say)(void *ctx, const char *line), void *ctx, struct err *e);
/* Pages waiting in the log after the last commit; db_checkpoint writes them home. Under the writers' lock only. */
int db_log_pages(const struct db *db);
void db_checkpoint(struct db *db);
/* Does the schema equal what the script in `expected` makes? ERR_FOREIGN if not. */
bool db_same_schema(struct db *db, const char *const *scripts, struct err *e);
/* A copy of the whole book in a new file (before a migration). */
bool db_copy(struct db *db, const char *path, struct err *e);

/* --- the whole file at once (sqlite_image.c) --- */

/* The bytes of a whole file: one that needs no log beside it. */
struct image {
	unsigned char *bytes;
	size_t size;
	struct db *holder; /* whose memory it is, or NULL */
};
bool image_alloc(struct image *i, size_t size, struct err *e); /* not zeroed. ERR_REFUSED where memory is short */
void image_free(struct image *i);
/* The book as it stands at one moment, in memory, so that nothing of it touches another disk. Others write meanwhile, and none of
 * them waits. progress may be NULL: false from it stops (ERR_STOPPED). */
bool db_image(struct db *db, bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct image *out,
	      struct err *e);
/* Is it sound, as far as can be told without comparing the indexes with the tables? ERR_DAMAGED with the engine's words. */
bool db_check_image(const struct image *image, struct err *e);
/* A book in memory out of an image that image_alloc made; it takes the bytes over whether it works or not. */
bool db_open_image(struct db **out, struct image *image, struct err *e);
/* Puts the whole content of `from` in place of db's, in one write that others see whole or not at all. Under the writers' lock only. */
bool db_replace(struct db *db, struct db *from, struct err *e);
/* Writes the file anew and empties the log: nothing that was deleted is left in either. Under the writers' lock only. ERR_BUSY
 * where others read all the time: then all is well but for the log. */
bool db_scrub(struct db *db, struct err *e);

/* The result class of the last failure. */
enum db_result db_last(const struct db *db);

#endif
