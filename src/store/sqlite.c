/* The SQLite engine. Every rule here was found by measuring: see rapport-internals(7), "The store". */
#include "sqlite.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/day.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/model/record.h"

static enum db_result result_class(int code)
{
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return DB_OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_PROTOCOL:
		return DB_BUSY;
	case SQLITE_CONSTRAINT:
		return DB_DUP;
	case SQLITE_FULL:
		return DB_FULL;
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_NOMEM:
		return DB_IO;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return DB_DAMAGED;
	case SQLITE_READONLY:
		return DB_READONLY;
	case SQLITE_INTERRUPT:
		return DB_STOPPED;
	default:
		return DB_BAD;
	}
}

bool db_fail(struct db *db, int code, const char *sql, struct err *e)
{
	int os = sqlite3_system_errno(db->handle);
	const char *text = sqlite3_errmsg(db->handle);
	db->last = result_class(code);
	switch (db->last) {
	case DB_BUSY:
		return err_set(e, ERR_BUSY, "the book is busy");
	case DB_DUP:
		if (sqlite3_extended_errcode(db->handle) == SQLITE_CONSTRAINT_FOREIGNKEY)
			return err_set(e, ERR_REFUSED, "a record points at another that is not there");
		return err_set(e, ERR_DUP, "that is there already (%s)", text);
	case DB_FULL:
		return err_set(e, ERR_FULL, "the disk is full");
	case DB_READONLY:
		return err_set(e, ERR_READONLY, "the book cannot be written");
	case DB_STOPPED:
		return err_set(e, ERR_STOPPED, "stopped");
	case DB_IO:
		if (os == ENOSPC || os == EDQUOT)
			return err_set(e, ERR_FULL, "the disk is full");
		return err_set(e, ERR_IO, "the disk did not answer as it should (%s)", os ? strerror(os) : text);
	case DB_DAMAGED:
		/* an unreadable disk looks like damage to SQLite: do not call a book damaged for that */
		if (os == EIO)
			return err_set(e, ERR_IO, "the disk did not answer as it should (%s)", strerror(os));
		return err_set(e, ERR_DAMAGED, "the file is damaged (%s)", text);
	default:
		return err_set(e, ERR_BAD, "%s: %s", text, sql ? sql : "");
	}
}

static int on_wal(void *ctx, sqlite3 *handle, const char *name, int pages)
{
	(void)handle;
	(void)name;
	((struct db *)ctx)->log_pages = pages;
	return SQLITE_OK;
}

static void harden(sqlite3 *h)
{
	static const struct {
		int what, max;
	} limits[] = {{SQLITE_LIMIT_LENGTH, 64 << 20}, {SQLITE_LIMIT_SQL_LENGTH, 1 << 20}, {SQLITE_LIMIT_COLUMN, 200},
		      {SQLITE_LIMIT_EXPR_DEPTH, 100},  {SQLITE_LIMIT_COMPOUND_SELECT, 20}, {SQLITE_LIMIT_ATTACHED, 0},
		      {SQLITE_LIMIT_TRIGGER_DEPTH, 0}, {SQLITE_LIMIT_WORKER_THREADS, 0}};
	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
		sqlite3_limit(h, limits[i].what, limits[i].max);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	/* a checkpoint at close would run outside the writers' lock */
	sqlite3_db_config(h, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_extended_result_codes(h, 1);
	sqlite3_busy_timeout(h, 5000);
}

bool db_set_up(struct db *db, bool readonly, struct err *e)
{
	harden(db->handle);
	if (!db_script(db,
		       "PRAGMA cell_size_check=1; PRAGMA temp_store=2; PRAGMA cache_size=-4096; PRAGMA secure_delete=1;"
		       "PRAGMA synchronous=2; PRAGMA foreign_keys=1; PRAGMA wal_autocheckpoint=0;",
		       e) ||
	    (!readonly && !db_script(db, "PRAGMA journal_mode=wal;", e)))
		return false;
	sqlite3_wal_hook(db->handle, on_wal, db); /* also replaces SQLite's own automatic checkpoint */
	return true;
}

bool db_open(struct db **out, const char *path, bool readonly, struct err *e)
{
	struct db *db = mem_alloc(sizeof *db);
	int flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
		    (readonly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	if (strcmp(path, ":memory:") == 0)
		flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
	int rc = sqlite3_open_v2(path, &db->handle, flags, NULL);
	if (rc != SQLITE_OK) {
		db_fail(db, rc, NULL, e);
		db_close(db);
		return false;
	}
	if (!db_set_up(db, readonly, e)) {
		db_close(db);
		return false;
	}
	*out = db;
	return true;
}

static void query_free(struct query *q)
{
	sqlite3_finalize(q->stmt);
	free(q->sql);
	free(q);
}

void db_close(struct db *db)
{
	if (!db)
		return;
	for (int i = 0; i < CACHE_SIZE; i++)
		if (db->cache[i])
			query_free(db->cache[i]);
	sqlite3_close(db->handle);
	free(db);
}

/* --- statements --- */

/* Of a long statement a sample of its bytes: the whole text is compared anyway. */
static uint32_t hash(const char *s)
{
	size_t len = strlen(s), step = 1 + len / 128;
	uint32_t h = 2166136261u ^ (uint32_t)len;
	for (size_t i = 0; i < len; i += step)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return h;
}

static struct query *query_make(struct db *db, const char *sql)
{
	struct query *q = mem_alloc(sizeof *q);
	q->db = db;
	q->sql = mem_strdup(sql);
	q->result = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL);
	if (q->result != SQLITE_OK)
		return q;
	for (int i = 1; i <= sqlite3_bind_parameter_count(q->stmt); i++) {
		const char *name = sqlite3_bind_parameter_name(q->stmt, i);
		int n = name && name[0] == '$' ? atoi(name + 1) : 0;
		if (n > 0 && n <= MAX_VALUES)
			q->index[n] = i;
	}
	return q;
}

/* Where a new statement may be kept: a free place among its own, else that of one that rests, in turn; NULL while all of them run. */
static struct query **cache_place(struct db *db, struct query **own)
{
	for (int i = 0; i < CACHE_WAYS; i++)
		if (!own[i])
			return &own[i];
	for (int i = 0; i < CACHE_WAYS; i++) {
		struct query **at = &own[db->cache_turn++ % CACHE_WAYS];
		if (!(*at)->busy)
			return at;
	}
	return NULL;
}

struct query *db_prepare(struct db *db, const char *sql)
{
	struct query **own = &db->cache[hash(sql) % (CACHE_SIZE / CACHE_WAYS) * CACHE_WAYS];
	for (int i = 0; i < CACHE_WAYS; i++)
		if (own[i] && !own[i]->busy && strcmp(own[i]->sql, sql) == 0) {
			own[i]->busy = true;
			return own[i];
		}
	struct query *q = query_make(db, sql), **place = cache_place(db, own);
	q->busy = true;
	/* a statement still running keeps its place; the new one is freed at its end where there is none */
	if (q->result == SQLITE_OK && place) {
		if (*place)
			query_free(*place);
		*place = q;
		q->cached = true;
	}
	return q;
}

static int slot_of(struct query *q, int n)
{
	assert(n >= 1 && n <= MAX_VALUES);
	assert(q->result != SQLITE_OK || q->index[n]); /* no such value in the statement */
	return q->index[n];
}

void query_bind_i64(struct query *q, int n, int64_t v)
{
	if (q->result == SQLITE_OK)
		q->result = sqlite3_bind_int64(q->stmt, slot_of(q, n), v);
}

void query_bind_text(struct query *q, int n, const char *s)
{
	if (q->result == SQLITE_OK)
		q->result = sqlite3_bind_text(q->stmt, slot_of(q, n), s, -1, SQLITE_STATIC);
}

void query_bind_null(struct query *q, int n)
{
	if (q->result == SQLITE_OK)
		q->result = sqlite3_bind_null(q->stmt, slot_of(q, n));
}

void query_bind_named(struct query *q, const char *name, int64_t v)
{
	int i = q->result == SQLITE_OK ? sqlite3_bind_parameter_index(q->stmt, name) : 0;
	if (i)
		q->result = sqlite3_bind_int64(q->stmt, i, v);
}

const char *query_param(const struct query *q, int n)
{
	return q->stmt ? sqlite3_bind_parameter_name(q->stmt, n) : NULL;
}

static void bind_values(struct query *q, const char *types, va_list ap)
{
	for (int n = 1; types[n - 1]; n++) {
		switch (types[n - 1]) {
		case 'i':
			query_bind_i64(q, n, va_arg(ap, int64_t));
			break;
		case 'n': {
			int64_t v = va_arg(ap, int64_t);
			v == NUM_NONE ? query_bind_null(q, n) : query_bind_i64(q, n, v);
			break;
		}
		case 'd': {
			int32_t v = va_arg(ap, int32_t);
			v == DAY_NONE ? query_bind_null(q, n) : query_bind_i64(q, n, v);
			break;
		}
		case 'u': {
			uint64_t v = va_arg(ap, uint64_t);
			v == 0 ? query_bind_null(q, n) : query_bind_i64(q, n, (int64_t)v);
			break;
		}
		case 't':
			query_bind_text(q, n, va_arg(ap, const char *));
			break;
		case 'b': {
			const void *p = va_arg(ap, const void *);
			size_t len = va_arg(ap, size_t);
			if (q->result == SQLITE_OK)
				q->result = sqlite3_bind_blob64(q->stmt, slot_of(q, n), p, len, SQLITE_STATIC);
			break;
		}
		default:
			assert(!"unknown type of value");
		}
	}
}

static struct query *query_start(struct db *db, const char *sql, const char *types, va_list ap)
{
	struct query *q = db_prepare(db, sql);
	bind_values(q, types, ap);
	return q;
}

struct query *db_query(struct db *db, const char *sql, const char *types, ...)
{
	va_list ap;
	va_start(ap, types);
	struct query *q = query_start(db, sql, types, ap);
	va_end(ap);
	return q;
}

bool query_step(struct query *q)
{
	if (q->result != SQLITE_OK && q->result != SQLITE_ROW)
		return false;
	q->result = sqlite3_step(q->stmt);
	return q->result == SQLITE_ROW;
}

bool query_null(const struct query *q, int col)
{
	return sqlite3_column_type(q->stmt, col) == SQLITE_NULL;
}

int64_t query_i64(const struct query *q, int col)
{
	return sqlite3_column_int64(q->stmt, col);
}

int64_t query_num(const struct query *q, int col)
{
	return query_null(q, col) ? NUM_NONE : query_i64(q, col);
}

int32_t query_day(const struct query *q, int col)
{
	return query_null(q, col) ? DAY_NONE : (int32_t)query_i64(q, col);
}

const char *query_text(const struct query *q, int col)
{
	return (const char *)sqlite3_column_text(q->stmt, col);
}

const void *query_blob(const struct query *q, int col, size_t *len)
{
	const void *p = sqlite3_column_blob(q->stmt, col);
	*len = (size_t)sqlite3_column_bytes(q->stmt, col);
	return p;
}

void query_again(struct query *q)
{
	if (result_class(q->result) != DB_OK)
		return;
	sqlite3_reset(q->stmt);
	q->result = SQLITE_OK;
}

bool query_end(struct query *q, struct err *e)
{
	struct db *db = q->db;
	bool ok = result_class(q->result) == DB_OK;
	if (!ok)
		db_fail(db, q->result, q->sql, e);
	else
		db->last = DB_OK;
	if (!q->cached) {
		query_free(q);
		return ok;
	}
	sqlite3_reset(q->stmt);
	sqlite3_clear_bindings(q->stmt);
	q->result = SQLITE_OK;
	q->busy = false;
	return ok;
}

bool db_run(struct db *db, struct err *e, const char *sql, const char *types, ...)
{
	va_list ap;
	va_start(ap, types);
	struct query *q = query_start(db, sql, types, ap);
	va_end(ap);
	while (query_step(q))
		;
	return query_end(q, e);
}

int64_t db_affected(const struct db *db)
{
	return sqlite3_changes64(db->handle);
}

bool db_script(struct db *db, const char *sql, struct err *e)
{
	int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
	return rc == SQLITE_OK || db_fail(db, rc, "script", e);
}

int64_t db_number(struct db *db, int64_t otherwise, const char *sql, const char *types, ...)
{
	va_list ap;
	va_start(ap, types);
	struct query *q = query_start(db, sql, types, ap);
	va_end(ap);
	if (query_step(q) && !query_null(q, 0))
		otherwise = query_i64(q, 0);
	query_end(q, NULL);
	return otherwise;
}

/* Operations of SQLite's machine between two looks: about a millisecond. */
#define LOOK_EVERY 10000

static int on_progress(void *ctx)
{
	struct db *db = ctx;
	db->stopped = db->stopped || db->stop(db->stop_ctx);
	return db->stopped;
}

bool db_watch(struct db *db, bool (*stop)(void *ctx), void *ctx)
{
	bool stopped = db->stopped;
	db->stop = stop;
	db->stop_ctx = ctx;
	db->stopped = false;
	sqlite3_progress_handler(db->handle, stop ? LOOK_EVERY : 0, stop ? on_progress : NULL, db);
	return stopped;
}

/* --- transactions --- */

bool db_begin(struct db *db, struct err *e)
{
	assert(!db->writing);
	if (!db_run(db, e, "BEGIN IMMEDIATE", ""))
		return false;
	db->writing = true;
	return true;
}

bool db_commit(struct db *db, struct err *e)
{
	assert(db->writing);
	if (!db_run(db, e, "COMMIT", "")) {
		db_rollback(db);
		return false;
	}
	db->writing = false;
	return true;
}

void db_rollback(struct db *db)
{
	if (!sqlite3_get_autocommit(db->handle))
		db_run(db, NULL, "ROLLBACK", "");
	db->writing = false;
}

bool db_in_write(const struct db *db)
{
	return db->writing;
}

enum db_result db_last(const struct db *db)
{
	return db->last;
}

int64_t db_changed(struct db *db)
{
	return db_number(db, -1, "PRAGMA data_version", "");
}

int db_log_pages(const struct db *db)
{
	return db->log_pages;
}

void db_checkpoint(struct db *db)
{
	/* never PASSIVE: it is the mode with the WAL-reset bug. A reader in the way only makes it wait for another time. */
	sqlite3_busy_timeout(db->handle, 0);
	if (sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) == SQLITE_OK)
		db->log_pages = 0;
	sqlite3_busy_timeout(db->handle, 5000);
}

/* --- the schema and the whole file --- */

int db_check(struct db *db, void (*say)(void *ctx, const char *line), void *ctx, struct err *e)
{
	int found = 0;
	struct query *q = db_query(db, "PRAGMA integrity_check(50)", "");
	while (query_step(q)) {
		const char *line = query_text(q, 0);
		if (strcmp(line, "ok") == 0)
			continue;
		say(ctx, line);
		found++;
	}
	if (!query_end(q, e))
		return -1;
	q = db_query(db, "PRAGMA foreign_key_check", "");
	while (query_step(q)) {
		struct str b = {0};
		str_printf(&b, "%s %lld points at a row of %s that is not there", query_text(q, 0),
			   (long long)query_i64(q, 1), query_text(q, 2));
		say(ctx, str_text(&b));
		str_free(&b);
		found++;
	}
	return query_end(q, e) ? found : -1;
}

static bool read_schema(struct db *db, struct str *b, struct err *e)
{
	struct query *q = db_query(
		db, "SELECT type, name, tbl_name, COALESCE(sql, '') FROM sqlite_schema ORDER BY type, name", "");
	while (query_step(q))
		for (int i = 0; i < 4; i++) {
			str_add(b, query_text(q, i));
			str_addc(b, '\n');
		}
	return query_end(q, e);
}

bool db_same_schema(struct db *db, const char *const *scripts, struct err *e)
{
	struct str want = {0}, have = {0};
	struct db *model = NULL;
	bool ok = read_schema(db, &have, e) && db_open(&model, ":memory:", false, e);
	for (int i = 0; ok && scripts[i]; i++)
		ok = db_script(model, scripts[i], e);
	ok = ok && read_schema(model, &want, e);
	if (ok && strcmp(str_text(&have), str_text(&want)) != 0)
		ok = err_set(e, ERR_FOREIGN,
			     "its tables are not those of rapport: not a rapport book, or changed outside rapport");
	db_close(model);
	str_free(&want);
	str_free(&have);
	return ok;
}

bool db_copy(struct db *db, const char *path, struct err *e)
{
	/* VACUUM INTO attaches the new file */
	sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 1);
	bool ok = db_run(db, e, "VACUUM INTO $1", "t", path);
	sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 0);
	return ok;
}
