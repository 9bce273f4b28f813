/* What the files of the SQLite engine share. */
#ifndef RAPPORT_STORE_SQLITE_H
#define RAPPORT_STORE_SQLITE_H

#include <sqlite3.h>

#include "db.h"

#define CACHE_SIZE 256 /* statements */
#define CACHE_WAYS 4 /* places in which one of them may stand: two that are used in turn do not drive each other out */
#define MAX_VALUES 96

struct query {
	struct db *db;
	sqlite3_stmt *stmt;
	char *sql;
	int index[MAX_VALUES + 1]; /* $n to SQLite's index, 0 when absent */
	int result;
	bool busy, cached;
};

struct db {
	sqlite3 *handle;
	struct query *cache[CACHE_SIZE];
	unsigned cache_turn;
	int log_pages;
	bool writing;
	enum db_result last;
	bool (*stop)(void *ctx); /* db_watch */
	void *stop_ctx;
	bool stopped;
};

/* What SQLite's code means, in words; the system's own word where it says more. Returns false. */
bool db_fail(struct db *db, int code, const char *sql, struct err *e);
/* The hardened recipe on a handle that was just opened. */
bool db_set_up(struct db *db, bool readonly, struct err *e);

#endif
