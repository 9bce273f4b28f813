/* Backup and restore. A backup is the image of one moment, checked, written beside its name, read back, and only then named; what
 * is restored is checked whole before anything is touched. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "inner.h"
#include "seal.h"

/* Behind the pages of a backup in clear stands a line with their sum, which SQLite passes over. */
#define SUM_WORD "rapport sum 1 "
#define SUM_HEX (2 * SEAL_SUM_BYTES)
#define SUM_LINE_BYTES (sizeof SUM_WORD - 1 + SUM_HEX + 1)
#define SECTOR 512 /* every SQLite file is a whole number of these */
#define PIECE (1 << 20)

/* --- writing --- */

static void sum_line(char out[SUM_LINE_BYTES + 1], const unsigned char sum[SEAL_SUM_BYTES])
{
	char hex[SUM_HEX + 1];
	sodium_bin2hex(hex, sizeof hex, sum, SEAL_SUM_BYTES);
	snprintf(out, SUM_LINE_BYTES + 1, SUM_WORD "%s\n", hex);
}

static bool write_clear(int fd, const struct image *image, unsigned char sum[SEAL_SUM_BYTES], struct err *e)
{
	char line[SUM_LINE_BYTES + 1];
	if (sodium_init() < 0)
		return err_set(e, ERR_BAD, "libsodium does not start");
	crypto_generichash(sum, SEAL_SUM_BYTES, image->bytes, image->size, NULL, 0);
	sum_line(line, sum);
	return fd_write(fd, image->bytes, image->size, e) && fd_write(fd, line, SUM_LINE_BYTES, e);
}

/* The sum of the next n bytes of the file. */
static bool sum_of(int fd, int64_t n, unsigned char sum[SEAL_SUM_BYTES], struct err *e)
{
	crypto_generichash_state h;
	unsigned char *piece = mem_alloc(PIECE);
	int64_t got = 1;
	crypto_generichash_init(&h, NULL, 0, SEAL_SUM_BYTES);
	for (; n > 0 && got > 0; n -= got) {
		got = fd_read(fd, piece, n < PIECE ? (size_t)n : PIECE, e);
		if (got > 0)
			crypto_generichash_update(&h, piece, (unsigned long long)got);
	}
	crypto_generichash_final(&h, sum, SEAL_SUM_BYTES);
	free(piece);
	return got >= 0 && (n == 0 || err_set(e, ERR_IO, "it is shorter than what was written"));
}

/* What stands on the disk is what was written: asked of the disk, as far as the system lets go of what it keeps in memory. */
static bool read_back(int fd, int64_t n, const unsigned char sum[SEAL_SUM_BYTES], struct err *e)
{
	unsigned char found[SEAL_SUM_BYTES];
	if (fsync(fd) != 0)
		return err_write(e, errno);
	posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	if (lseek(fd, 0, SEEK_SET) != 0 || !sum_of(fd, n, found, e))
		return false;
	return memcmp(found, sum, SEAL_SUM_BYTES) == 0 ||
	       err_set(e, ERR_IO, "the disk does not hold what was written to it");
}

static bool write_content(int fd, const struct image *image, const char *passphrase, int64_t *bytes, struct err *e)
{
	unsigned char sum[SEAL_SUM_BYTES];
	if (!(passphrase ? seal_write(fd, passphrase, &seal_usual, image, sum, e) : write_clear(fd, image, sum, e)))
		return false;
	*bytes = lseek(fd, 0, SEEK_CUR);
	return read_back(fd, passphrase ? *bytes : (int64_t)image->size, sum, e);
}

static bool there_already(const char *path, struct err *e)
{
	return err_set(e, ERR_REFUSED, "%s is there already; nothing was written", path);
}

/* The name is given only where it is free: by one call where the file system can, else by looking first. */
static bool give_name(const char *from, const char *to, struct err *e)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	if (errno == EEXIST)
		return there_already(to, e);
	if ((errno == EINVAL || errno == ENOSYS) && access(to, F_OK) != 0 && rename(from, to) == 0)
		return true;
	return err_set(e, ERR_IO, "%s: %s", to, strerror(errno));
}

static void sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? mem_strndup(path, slash == path ? 1 : (size_t)(slash - path)) : mem_strdup(".");
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd); /* some file systems cannot: then the name is as safe as they make it */
		close(fd);
	}
	free(folder);
}

static bool no_file(const char *path, struct err *e)
{
	enum err_code code = errno == ENOSPC                       ? ERR_FULL
			     : errno == ENOENT || errno == ENOTDIR ? ERR_NOT_FOUND
			     : errno == EACCES || errno == EPERM || errno == EROFS || errno == ENAMETOOLONG
				     ? ERR_REFUSED
				     : ERR_IO;
	return err_set(e, code, "%s cannot be made: %s", path,
		       errno == ENOENT   ? "there is no such folder"
		       : errno == ENOSPC ? "the disk is full"
					 : strerror(errno));
}

static bool write_file(const char *path, const struct image *image, const char *passphrase, int64_t *bytes,
		       struct err *e)
{
	struct str part = {0};
	if (access(path, F_OK) == 0)
		return there_already(path, e);
	str_printf(&part, "%s.part-XXXXXX", path);
	int fd = mkostemp(part.s, O_CLOEXEC);
	bool ok = fd >= 0 || no_file(path, e);
	if (fd >= 0) {
		ok = write_content(fd, image, passphrase, bytes, e) || err_in(e, "%s", path);
		ok = (close(fd) == 0 || !ok || err_set(e, ERR_IO, "%s: %s", path, strerror(errno))) && ok;
		ok = ok && give_name(part.s, path, e);
		if (!ok)
			unlink(part.s);
	}
	if (ok)
		sync_folder(path);
	str_free(&part);
	return ok;
}

bool store_backup(struct store *s, const struct backup_order *o, int64_t *bytes, struct err *e)
{
	struct image image;
	if (access(o->path, F_OK) == 0)
		return there_already(o->path, e);
	if (!db_image(s->db, o->progress, o->ctx, &image, e))
		return false;
	bool ok = db_check_image(&image, e) || err_in(e, "the book is not sound, and so no backup was made");
	ok = ok && write_file(o->path, &image, o->passphrase, bytes, e);
	image_free(&image);
	return ok;
}

/* --- reading --- */

/* A descriptor of the live files would, when it is closed, drop SQLite's locks. */
static bool own_file(const struct store *s, const struct stat *file)
{
	static const char *const parts[] = {"", "-wal", "-shm"};
	bool own = false;
	for (size_t i = 0; s && !s->memory && !own && i < sizeof parts / sizeof parts[0]; i++) {
		struct str path = {0};
		struct stat st;
		str_printf(&path, "%s%s", s->path, parts[i]);
		own = stat(str_text(&path), &st) == 0 && st.st_dev == file->st_dev && st.st_ino == file->st_ino;
		str_free(&path);
	}
	return own;
}

static int open_file(const struct store *s, const char *path, struct stat *st, struct err *e)
{
	if (stat(path, st) != 0)
		return err_set(e, errno == ENOENT || errno == ENOTDIR ? ERR_NOT_FOUND : ERR_IO, "%s: %s", path,
			       errno == ENOENT ? "there is no such file" : strerror(errno)),
		       -1;
	if (!S_ISREG(st->st_mode))
		return err_set(e, ERR_REFUSED, "%s is not a file", path), -1;
	if (own_file(s, st))
		return err_set(e, ERR_REFUSED, "%s is the book itself, not a backup of it", path), -1;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		err_set(e, errno == EACCES ? ERR_REFUSED : ERR_IO, "%s: %s", path, strerror(errno));
	return fd;
}

/* The header of a SQLite file of ours: its first words, and the application's number. */
static bool clear_begins(const unsigned char *head, size_t n)
{
	static const char word[] = "SQLite format 3";
	return n >= 72 && memcmp(head, word, sizeof word) == 0 && memcmp(head + 68, "Rapp", 4) == 0;
}

static bool type_of(int fd, enum backup_type *type, struct err *e)
{
	unsigned char head[128];
	int64_t n = fd_read(fd, head, sizeof head, e);
	if (n < 0)
		return false;
	*type = seal_begins(head, (size_t)n)    ? BACKUP_SEALED
		: clear_begins(head, (size_t)n) ? BACKUP_CLEAR
						: BACKUP_NONE;
	return lseek(fd, 0, SEEK_SET) == 0 || err_set(e, ERR_IO, "cannot be read: %s", strerror(errno));
}

bool store_backup_type(struct store *s, const char *path, enum backup_type *type, struct err *e)
{
	struct stat st;
	int fd = open_file(s, path, &st, e);
	if (fd < 0)
		return false;
	bool ok = type_of(fd, type, e) || err_in(e, "%s", path);
	close(fd);
	return ok;
}

static bool log_beside(const char *path)
{
	struct str log = {0};
	struct stat st;
	str_printf(&log, "%s-wal", path);
	bool there = stat(str_text(&log), &st) == 0 && st.st_size > 0;
	str_free(&log);
	return there;
}

/* Opened as a book since it was made: SQLite notes there that a log may stand beside it. Then its sum is that of what it was. */
static bool opened_since(const struct image *image)
{
	return image->size > 19 && image->bytes[18] == 2 && image->bytes[19] == 2;
}

/* A book that was just copied has no sum; then only SQLite and the history say whether it is whole. */
static bool read_clear(int fd, const char *path, int64_t size, struct image *image, struct err *e)
{
	char line[SUM_LINE_BYTES + 1], found[SUM_LINE_BYTES];
	unsigned char sum[SEAL_SUM_BYTES];
	bool summed = size % SECTOR == (int64_t)SUM_LINE_BYTES;
	if (!summed && size % SECTOR != 0)
		return err_set(e, ERR_DAMAGED, "it is cut off, or something was added to it");
	int64_t content = summed ? size - (int64_t)SUM_LINE_BYTES : size;
	if (!image_alloc(image, (size_t)content, e))
		return false;
	int64_t n = fd_read(fd, image->bytes, (size_t)content, e);
	if (n >= 0 && n < content)
		err_set(e, ERR_IO, "it became shorter while it was read");
	if (n < content)
		return false;
	if (opened_since(image) && log_beside(path))
		return err_set(e, ERR_REFUSED,
			       "it is a book in use, with changes in a file beside it; make a backup of it first");
	if (!summed || opened_since(image))
		return true;
	if (fd_read(fd, found, SUM_LINE_BYTES, e) < 0)
		return false;
	if (sodium_init() < 0)
		return err_set(e, ERR_BAD, "libsodium does not start");
	crypto_generichash(sum, sizeof sum, image->bytes, image->size, NULL, 0);
	sum_line(line, sum);
	return memcmp(line, found, SUM_LINE_BYTES) == 0 ||
	       err_set(e, ERR_DAMAGED, "it is damaged: its content is not that of its sum");
}

static bool read_image(struct store *s, const char *path, const char *passphrase, struct image *image, struct err *e)
{
	struct stat st;
	enum backup_type type;
	int fd = open_file(s, path, &st, e);
	*image = (struct image){0};
	if (fd < 0)
		return false;
	bool ok = type_of(fd, &type, e);
	if (ok && type == BACKUP_NONE)
		ok = err_set(e, ERR_FOREIGN, "it is neither a backup nor a book of rapport");
	else if (ok)
		ok = type == BACKUP_SEALED ? seal_read(fd, passphrase, image, e)
					   : read_clear(fd, path, st.st_size, image, e);
	close(fd);
	if (!ok)
		image_free(image);
	return ok || err_in(e, "%s", path);
}

bool store_open_backup(struct store *s, const char *path, const char *passphrase, const struct now *now,
		       void (*say)(void *ctx, const char *line), void *ctx, struct store **out, struct err *e)
{
	struct image image;
	struct check_report r;
	struct store *from;
	if (!read_image(s, path, passphrase, &image, e))
		return false;
	if (!store_open_image(&from, &image, path, now, e))
		return e->code != ERR_DAMAGED
			       ? false
			       : err_set(e, ERR_DAMAGED, "%s is damaged: it is cut off, or something in it was changed",
					 path);
	bool ok = (store_check(from, false, now, say, ctx, &r, e) || err_in(e, "%s", path)) &&
		  (r.problems == 0 || err_set(e, ERR_DAMAGED, "%s is damaged", path));
	if (ok)
		*out = from;
	else
		store_close(from);
	return ok;
}

/* --- restoring --- */

static bool only_word(struct tx *tx, void *ctx, struct err *e)
{
	(void)ctx;
	return journal_begin(tx, e);
}

/* BOOK.before-restore-1, -2 ... */
static bool keep_present(struct store *s, char **kept, struct err *e)
{
	struct image image;
	struct str path = {0};
	int64_t bytes;
	int n = 0;
	do {
		str_clear(&path);
		str_printf(&path, "%s.before-restore-%d", s->path, ++n);
	} while (access(str_text(&path), F_OK) == 0);
	if (!db_image(s->db, NULL, NULL, &image, e)) {
		str_free(&path);
		return false;
	}
	bool ok = write_file(str_text(&path), &image, NULL, &bytes, e) || err_in(e, "the copy of the present book");
	image_free(&image);
	if (ok)
		*kept = str_take(&path);
	str_free(&path);
	return ok;
}

static bool replace(struct store *s, struct store *from, char **kept, struct err *e)
{
	bool worth = db_number(s->db, 0, "SELECT COUNT(*) FROM batches", "") > 1; /* more than that it was made */
	if (worth && !s->memory && !keep_present(s, kept, e))
		return false;
	if (!db_replace(s->db, from->db, e))
		return false;
	s->writes++;
	s->settings_known = false;
	db_checkpoint(s->db);
	return true;
}

static int64_t page_size(struct store *s)
{
	return db_number(s->db, 0, "PRAGMA page_size", "");
}

bool store_restore(struct store *s, struct store *from, const struct deed *deed, char **kept, struct err *e)
{
	*kept = NULL;
	if (s->readonly)
		return err_set(e, ERR_READONLY, "%s; nothing was restored", s->readonly);
	if (page_size(s) != page_size(from))
		return err_set(e, ERR_FOREIGN, "%s has other pages than a book of rapport", from->path);
	if (!store_write_how(from, deed, "base", 0, only_word, NULL, e))
		return false;
	if (s->lock && !lock_take(s->lock, deed->who, deed->now->utc_ms, s->wait, s->wait_ctx, e))
		return false;
	bool ok = replace(s, from, kept, e);
	if (s->lock)
		lock_release(s->lock);
	return ok;
}
