/* Opening a book: every way in which a file can be no book is told apart, in words. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "inner.h"
#include "rapport/base/data.h"
#include "rapport/base/day.h"

#define APPLICATION_ID 0x52617070 /* "Rapp" */
#define CLINIC_ID 1
#define ROOM_MIN (20LL << 20) /* less free space than this: reading only */

/* data/schema/sqlite/0001.sql ... in order; the last one's number is this program's version. */
static const char *migration(int n)
{
	struct str name = {0};
	str_printf(&name, "schema/sqlite/%04d.sql", n);
	const char *text = data_text(str_text(&name), NULL);
	str_free(&name);
	return text;
}

static int newest_version(void)
{
	int n = 0;
	while (migration(n + 1))
		n++;
	return n;
}

int64_t schema_version(struct db *db)
{
	return db_number(db, -1, "PRAGMA user_version", "");
}

/* --- the file before SQLite sees it --- */

static bool network_file(const char *path)
{
	static const long types[] = {0x6969, 0x517b, (long)0xff534d42, (long)0xfe534d42, 0x01021997, 0x5346414f};
	struct statfs fs;
	if (statfs(path, &fs) != 0)
		return false;
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if ((uint32_t)fs.f_type == (uint32_t)types[i])
			return true;
	return false;
}

static bool make_folders(const char *path, struct err *e)
{
	char *p = mem_strdup(path);
	bool ok = true;
	for (char *s = p + 1; ok && (s = strchr(s, '/')); s++) {
		*s = 0;
		if (mkdir(p, 0700) != 0 && errno != EEXIST)
			ok = err_set(e, ERR_IO, "the folder %s cannot be made: %s", p, strerror(errno));
		*s = '/';
	}
	free(p);
	return ok;
}

static bool make_file(const char *path, struct err *e)
{
	if (!make_folders(path, e))
		return false;
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0 && errno == EEXIST)
		return true; /* another process was quicker */
	if (fd < 0)
		return err_set(e, errno == ENOSPC ? ERR_FULL : ERR_IO, "%s cannot be made: %s", path, strerror(errno));
	int rc = fchmod(fd, 0600);
	close(fd);
	return rc == 0 || err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
}

static bool look_at_file(struct store *s, enum store_mode mode, struct err *e)
{
	struct stat st;
	struct statvfs vfs;
	if (lstat(s->path, &st) != 0) {
		if (errno != ENOENT && errno != ENOTDIR)
			return err_set(e, ERR_IO, "%s: %s", s->path, strerror(errno));
		if (mode != STORE_MAKE)
			return err_set(e, ERR_NOT_FOUND, "there is no book at %s", s->path);
		if (!make_file(s->path, e))
			return false;
		return look_at_file(s, STORE_OPEN, e);
	}
	if (S_ISDIR(st.st_mode))
		return err_set(e, ERR_FOREIGN, "%s is a folder, not a book", s->path);
	if (S_ISLNK(st.st_mode))
		return err_set(e, ERR_FOREIGN, "%s is a link; name the book itself", s->path);
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_FOREIGN, "%s is not a file", s->path);
	if (network_file(s->path))
		return err_set(e, ERR_FOREIGN,
			       "%s is on a network drive, where a book can be damaged; keep it on this computer",
			       s->path);
	if (access(s->path, R_OK) != 0)
		return err_set(e, ERR_IO, "%s cannot be read: %s", s->path, strerror(errno));
	if (mode == STORE_READ || access(s->path, W_OK) != 0)
		s->readonly = mem_strdup("the book can only be read");
	else if (statvfs(s->path, &vfs) == 0 && (int64_t)vfs.f_bavail * (int64_t)vfs.f_frsize < ROOM_MIN)
		s->readonly = mem_strdup("the disk is full (under 20 MB free), so the book can only be read");
	return true;
}

/* --- schema --- */

static bool stamp(struct db *db, int version, struct err *e)
{
	struct str b = {0};
	str_printf(&b, "PRAGMA user_version = %d; PRAGMA application_id = %d;", version, APPLICATION_ID);
	bool ok = db_script(db, str_text(&b), e);
	str_free(&b);
	return ok;
}

static bool insert_clinic(struct tx *tx, void *ctx, struct err *e)
{
	struct clinic c;
	(void)ctx;
	record_init(KIND_CLINIC, &c);
	c.id = CLINIC_ID;
	c.name = "";
	c.currency = "USD";
	c.made_on = tx_deed(tx)->now->today;
	return tx_change(tx, KIND_CLINIC, NULL, &c, e);
}

/* Each migration and its stamp in one transaction: any error leaves the version before. What is kept beside the rows is made anew with
 * the last one, for rules may ask differently since. */
static bool migrate(struct store *s, int64_t from, struct err *e)
{
	int newest = newest_version();
	if (from > 0 && !s->memory) {
		struct str copy = {0};
		str_printf(&copy, "%s.version-%" PRId64, s->path, from);
		bool ok = access(str_text(&copy), F_OK) == 0 || db_copy(s->db, str_text(&copy), e);
		str_free(&copy);
		if (!ok)
			return err_in(e, "the copy before the change to version %d", newest);
	}
	for (int n = (int)from + 1; n <= newest; n++) {
		if (!db_begin(s->db, e))
			return false;
		if (!db_script(s->db, migration(n), e) || (from > 0 && n == newest && !summary_rebuild(s, e)) ||
		    !stamp(s->db, n, e) || !db_commit(s->db, e)) {
			db_rollback(s->db);
			return err_in(e, "change to version %d", n);
		}
	}
	return true;
}

static bool set_up(struct store *s, const struct now *now, struct err *e)
{
	struct deed deed = {.who = "rapport", .label = "the book was made", .now = now};
	int64_t version = schema_version(s->db);
	/* another process may have been quicker while the lock was awaited */
	if (version < newest_version() && !migrate(s, version, e))
		return false;
	if (db_number(s->db, 0, "SELECT COUNT(*) FROM clinic", "") > 0)
		return true;
	return store_write_how(s, &deed, "base", 0, insert_clinic, NULL, e);
}

/* Whoever only reads brings an older book to this version first, where the file allows it. */
static bool upgrade_first(struct store *s, enum store_mode mode, const struct now *now, struct err *e)
{
	struct store *writer;
	if (mode != STORE_READ || schema_version(s->db) < 1 || access(s->path, W_OK) != 0)
		return err_set(e, ERR_READONLY, "%s is of an older version and cannot be written", s->path);
	bool ok = store_open(&writer, s->path, STORE_OPEN, now, e);
	if (ok)
		store_close(writer);
	return ok;
}

static bool look_at_schema(struct store *s, enum store_mode mode, const struct now *now, struct err *e)
{
	int newest = newest_version();
	int64_t version = schema_version(s->db);
	int64_t id = db_number(s->db, -1, "PRAGMA application_id", "");
	int64_t tables = db_number(s->db, -1, "SELECT COUNT(*) FROM sqlite_schema", "");
	if (version < 0 || tables < 0) { /* the first real read: say what it says */
		if (!db_run(s->db, e, "SELECT COUNT(*) FROM sqlite_schema", ""))
			return err_in(e, "%s", s->path);
		return err_set(e, ERR_IO, "%s cannot be read", s->path);
	}
	if ((id != APPLICATION_ID && (id != 0 || tables > 0)) || (id == 0 && version != 0))
		return err_set(e, ERR_FOREIGN, "%s is not a rapport book", s->path);
	if (version > newest)
		return err_set(e, ERR_NEWER, "%s was made by a newer rapport (version %" PRId64 ", this one knows %d)",
			       s->path, version, newest);
	bool whole = version == newest && db_number(s->db, 0, "SELECT COUNT(*) FROM clinic", "") == 1;
	if (!whole && s->readonly && !upgrade_first(s, mode, now, e))
		return false;
	if (!whole && !s->readonly && !set_up(s, now, e))
		return err_in(e, "%s", s->path);
	const char **scripts = mem_alloc((size_t)(newest + 1) * sizeof *scripts);
	for (int n = 1; n <= newest; n++)
		scripts[n - 1] = migration(n);
	bool same = schema_check(s->db, scripts, e);
	free(scripts);
	return same || err_in(e, "%s", s->path);
}

bool store_open(struct store **out, const char *path, enum store_mode mode, const struct now *now, struct err *e)
{
	struct store *s = mem_alloc(sizeof *s);
	s->path = mem_strdup(path);
	s->memory = strcmp(path, ":memory:") == 0;
	if ((s->memory || look_at_file(s, mode, e)) && (s->memory || s->readonly || lock_open(&s->lock, path, e)) &&
	    (db_open(&s->db, path, s->readonly != NULL, e) || err_in(e, "%s", path)) &&
	    look_at_schema(s, mode, now, e)) {
		*out = s;
		return true;
	}
	store_close(s);
	return false;
}

bool store_open_image(struct store **out, struct image *image, const char *name, const struct now *now, struct err *e)
{
	struct store *s = mem_alloc(sizeof *s);
	s->path = mem_strdup(name);
	s->memory = true;
	if (db_open_image(&s->db, image, e) && look_at_schema(s, STORE_OPEN, now, e)) {
		*out = s;
		return true;
	}
	store_close(s);
	return false;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	/* leave a short log, so that the next start reads little */
	if (s->db && s->lock && db_log_pages(s->db) > 250 && lock_try(s->lock)) {
		db_checkpoint(s->db);
		lock_release(s->lock);
	}
	db_close(s->db);
	lock_close(s->lock);
	free(s->path);
	free(s->readonly);
	free(s);
}

void store_bulk(struct store *s)
{
	db_script(s->db, "PRAGMA cache_size = -262144", NULL);
}

const char *store_path(const struct store *s)
{
	return s->path;
}

const char *store_readonly(const struct store *s)
{
	return s->readonly;
}

int64_t store_revision(struct store *s)
{
	int64_t revision = db_changed(s->db) * 1000003 + s->writes;
	if (revision != s->seen)
		s->settings_known = false;
	s->seen = revision;
	return revision;
}

bool store_empty(struct store *s)
{
	return db_number(s->db, 1,
			 "SELECT NOT EXISTS (SELECT 1 FROM sources) AND NOT EXISTS (SELECT 1 FROM practices)"
			 " AND NOT EXISTS (SELECT 1 FROM touches) AND NOT EXISTS (SELECT 1 FROM referrals)",
			 "") != 0;
}

void store_on_wait(struct store *s, void (*fn)(void *ctx, const char *who, int64_t ms), void *ctx)
{
	s->wait = fn;
	s->wait_ctx = ctx;
}

/* --- settings --- */

int64_t owed_from(struct store *s)
{
	return store_setting(s, SET_OWED_FROM);
}

static void read_settings(struct store *s)
{
	int64_t made = db_number(s->db, 0, "SELECT made_on FROM clinic WHERE id = 1", ""), n;
	for (int i = 0; i < SET_COUNT; i++) {
		s->setting[i] = settings[i].number;
		if (settings[i].type == SETTING_WORD)
			setting_read(i, settings[i].word, DAY_NONE, &s->setting[i], NULL);
	}
	s->setting[SET_OWED_FROM] = made - 14;
	struct query *q = db_query(s->db, "SELECT name, value FROM settings", "");
	while (query_step(q)) {
		int i = setting_named(query_text(q, 0));
		const char *value = query_text(q, 1);
		if (i >= 0 && value && setting_read(i, value, DAY_NONE, &n, NULL))
			s->setting[i] = n;
	}
	query_end(q, NULL);
}

/* Read once for each state of the book: whoever shows the book asks for its revision all the time. */
int64_t store_setting(struct store *s, int which)
{
	if (!s->settings_known)
		read_settings(s);
	s->settings_known = true;
	return s->setting[which];
}
