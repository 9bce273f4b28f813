/* The whole file at once: its image for a backup, a book out of an image, the content put in place of another's, and the file
 * written anew so that nothing deleted is left in it. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "sqlite.h"

#define STEP_PAGES 256   /* a megabyte */
#define WRITE_VERSION 18 /* bytes 18 and 19 of a SQLite file: 2 is WAL, 1 is one file by itself */
#define LEAST_BYTES 512  /* SQLite's smallest page */
#define SCRUB_TRIES 3

void image_free(struct image *i)
{
	if (i->holder)
		db_close(i->holder);
	else
		sqlite3_free(i->bytes);
	*i = (struct image){0};
}

bool image_alloc(struct image *i, size_t size, struct err *e)
{
	*i = (struct image){.bytes = sqlite3_malloc64(size ? size : 1), .size = size};
	if (i->bytes)
		return true;
	i->size = 0;
	return err_set(e, ERR_REFUSED, "there is not enough memory: the whole book has to fit");
}

/* --- taking the image --- */

/* The snapshot holds over all steps, so no writer makes the copy begin again, and none waits for it. */
static int copy_pages(sqlite3_backup *b, bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx,
		      bool *stopped)
{
	int rc;
	while ((rc = sqlite3_backup_step(b, STEP_PAGES)) == SQLITE_OK) {
		int total = sqlite3_backup_pagecount(b);
		*stopped = progress && !progress(ctx, total - sqlite3_backup_remaining(b), total);
		if (*stopped)
			break;
	}
	return rc;
}

static bool copy_to(struct db *from, struct db *to, bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx,
		    struct err *e)
{
	bool stopped = false;
	sqlite3_backup *b = sqlite3_backup_init(to->handle, "main", from->handle, "main");
	if (!b)
		return db_fail(to, sqlite3_extended_errcode(to->handle), "copy", e);
	int rc = copy_pages(b, progress, ctx, &stopped);
	/* the end of the copy tells its own trouble, that of a step included */
	int end = sqlite3_backup_finish(b);
	if (stopped)
		return err_set(e, ERR_STOPPED, "stopped");
	if (rc == SQLITE_DONE && end == SQLITE_OK)
		return true;
	return db_fail(to, end != SQLITE_OK ? end : rc, "copy", e);
}

/* SQLite's own memory file: one run of bytes, as they would stand on a disk. */
static bool open_memory(struct db **out, struct err *e)
{
	sqlite3_int64 most = INT64_MAX;
	struct db *db = mem_alloc(sizeof *db);
	int rc = sqlite3_open_v2("image", &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
				 "memdb");
	if (rc == SQLITE_OK)
		rc = sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_SIZE_LIMIT, &most);
	if (rc != SQLITE_OK) {
		db_fail(db, rc, NULL, e);
		db_close(db);
		return false;
	}
	*out = db;
	return true;
}

/* The bytes stay where they are, in the memory file. */
static bool take_bytes(struct db *memory, struct image *out, struct err *e)
{
	sqlite3_int64 size = 0;
	unsigned char *p = sqlite3_serialize(memory->handle, "main", &size, SQLITE_SERIALIZE_NOCOPY);
	if (!p || size < LEAST_BYTES)
		return err_set(e, ERR_IO, "the copy cannot be read");
	p[WRITE_VERSION] = p[WRITE_VERSION + 1] = 1;
	*out = (struct image){.bytes = p, .size = (size_t)size, .holder = memory};
	return true;
}

bool db_image(struct db *db, bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct image *out,
	      struct err *e)
{
	struct db *memory = NULL;
	*out = (struct image){0};
	if (!db_run(db, e, "BEGIN", ""))
		return false;
	bool ok = db_run(db, e, "SELECT COUNT(*) FROM sqlite_schema", "") && open_memory(&memory, e) &&
		  copy_to(db, memory, progress, ctx, e) && take_bytes(memory, out, e);
	db_rollback(db);
	if (!ok)
		db_close(memory);
	return ok;
}

/* --- a book out of an image --- */

static bool open_bytes(struct db **out, unsigned char *bytes, size_t size, unsigned flags, struct err *e)
{
	struct db *db = mem_alloc(sizeof *db);
	sqlite3_int64 most = INT64_MAX;
	int rc = sqlite3_open_v2(":memory:", &db->handle,
				 SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_deserialize(db->handle, "main", bytes, (sqlite3_int64)size, (sqlite3_int64)size, flags);
	else if (flags & SQLITE_DESERIALIZE_FREEONCLOSE)
		sqlite3_free(bytes);
	if (rc == SQLITE_OK)
		rc = sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_SIZE_LIMIT, &most);
	if (rc != SQLITE_OK || !db_set_up(db, true, e)) {
		if (rc != SQLITE_OK)
			db_fail(db, rc, NULL, e);
		db_close(db);
		return false;
	}
	*out = db;
	return true;
}

bool db_open_image(struct db **out, struct image *image, struct err *e)
{
	struct image taken = *image;
	assert(!taken.holder);
	*image = (struct image){0};
	if (taken.size < LEAST_BYTES) {
		image_free(&taken);
		return err_set(e, ERR_DAMAGED, "the file is too short to be a book");
	}
	taken.bytes[WRITE_VERSION] = taken.bytes[WRITE_VERSION + 1] = 1;
	/* the bytes are freed with the handle, and where this fails */
	return open_bytes(out, taken.bytes, taken.size, SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE,
			  e);
}

bool db_check_image(const struct image *image, struct err *e)
{
	struct db *db;
	if (!open_bytes(&db, image->bytes, image->size, SQLITE_DESERIALIZE_READONLY, e))
		return false;
	struct query *q = db_query(db, "PRAGMA quick_check(1)", "");
	const char *line = query_step(q) ? query_text(q, 0) : NULL;
	bool whole = !line || strcmp(line, "ok") == 0 || err_set(e, ERR_DAMAGED, "%s", line);
	bool ok = query_end(q, whole ? e : NULL) && whole;
	db_close(db);
	return ok;
}

/* --- in place of another's content --- */

bool db_replace(struct db *db, struct db *from, struct err *e)
{
	assert(!db->writing);
	return copy_to(from, db, NULL, NULL, e);
}

/* --- written anew --- */

static bool checkpointed(struct db *db)
{
	int pages = -1, done = -1;
	int rc = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, &pages, &done);
	if (rc == SQLITE_OK)
		db->log_pages = 0;
	return rc == SQLITE_OK && pages == 0;
}

bool db_scrub(struct db *db, struct err *e)
{
	sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM attaches the new file */
	bool ok = db_run(db, e, "VACUUM", ""), empty = false;
	sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 0);
	/* each try waits as long as the busy timeout for those who are just reading */
	for (int i = 0; ok && !empty && i < SCRUB_TRIES; i++)
		empty = checkpointed(db);
	return ok && (empty || err_set(e, ERR_BUSY, "somebody is reading the book all the time"));
}
