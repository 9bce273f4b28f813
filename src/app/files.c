#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rapport/base/text.h"

#define NAME_BYTES 80
#define STEP_BYTES 65536 /* exports are long */

/* A folder that is not ours is a mistake in its name, no trouble of the disk. */
static bool not_written(const char *path, int why, struct err *e)
{
	static const int mistakes[] = {EACCES, EPERM, EROFS, ENOTDIR, EISDIR, ENAMETOOLONG, ELOOP};
	enum err_code code = why == EEXIST ? ERR_DUP : why == ENOSPC ? ERR_FULL : ERR_IO;
	for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++)
		if (why == mistakes[i])
			code = ERR_REFUSED;
	return err_set(e, code, "%s: %s", path, why == ENOSPC ? "the disk is full" : strerror(why));
}

bool folder_make(char *path, struct err *e)
{
	for (char *slash = path + 1; (slash = strchr(slash, '/')) != NULL; *slash++ = '/') {
		*slash = '\0';
		bool ok = mkdir(path, 0700) == 0 || errno == EEXIST;
		int why = errno;
		if (!ok) {
			not_written(path, why, e);
			*slash = '/';
			return false;
		}
	}
	if (mkdir(path, 0700) == 0 || errno == EEXIST)
		return true;
	return not_written(path, errno, e);
}

bool folder_new(const char *above, const char *name, struct arena *a, const char **path, struct err *e)
{
	const char *clean = file_name(name, a);
	if (!folder_make(arena_strdup(a, above), e))
		return false;
	for (int i = 1; i < 1000; i++) {
		*path = i == 1 ? arena_printf(a, "%s/%s", above, clean) : arena_printf(a, "%s/%s %d", above, clean, i);
		if (mkdir(*path, 0700) == 0)
			return true;
		if (errno != EEXIST)
			return not_written(*path, errno, e);
	}
	return err_set(e, ERR_REFUSED, "%s holds too many folders called %s", above, name);
}

void folder_drop(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *entry;
	while (d && (entry = readdir(d)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			unlinkat(dirfd(d), entry->d_name, 0);
	if (d)
		closedir(d);
	rmdir(path);
}

const char *file_name(const char *name, struct arena *a)
{
	struct str clean = {0}, out = {0};
	text_cell(&clean, name);
	for (const char *s = str_text(&clean); *s; s++)
		str_addc(&out, *s == '/' || (*s == '.' && !out.len) ? '-' : *s);
	size_t n = out.len;
	while (n > NAME_BYTES || (n && n < out.len && ((unsigned char)out.s[n] & 0xc0) == 0x80))
		n--;
	const char *result = arena_strndup(a, str_text(&out), n);
	str_free(&clean);
	str_free(&out);
	return result;
}

bool file_put(const char *path, const struct str *content, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return not_written(path, errno, e);
	FILE *f = fdopen(fd, "w");
	bool ok = fwrite(str_text(content), 1, content->len, f) == content->len;
	ok = fclose(f) == 0 && ok;
	if (ok)
		return true;
	not_written(path, errno, e);
	unlink(path);
	return false;
}

bool folder_put(const char *folder, const char *name, const char *suffix, const struct str *content, struct arena *a,
		const char **path, struct err *e)
{
	const char *clean = file_name(name, a);
	for (int i = 1; i < 1000; i++) {
		struct err why = {0};
		*path = i == 1 ? arena_printf(a, "%s/%s%s", folder, clean, suffix)
			       : arena_printf(a, "%s/%s %d%s", folder, clean, i, suffix);
		if (file_put(*path, content, &why))
			return true;
		bool there = why.code == ERR_DUP;
		if (!there)
			err_set(e, why.code, "%s", err_text(&why));
		err_clear(&why);
		if (!there)
			return false;
	}
	return err_set(e, ERR_REFUSED, "%s holds too many files for %s", folder, name);
}

/* A folder that is not there or not ours is a mistake in the name, no trouble of the book. */
FILE *file_new(const char *path, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	const char *slash = strrchr(path, '/');
	if (fd >= 0)
		return fdopen(fd, "w");
	if (errno == EEXIST)
		err_set(e, ERR_REFUSED, "%s is there already; nothing was written", path);
	else if ((errno == ENOENT || errno == ENOTDIR) && slash)
		err_set(e, ERR_NOT_FOUND, "%.*s is no folder that is there; nothing was written",
			slash > path ? (int)(slash - path) : 1, path);
	else if (errno == EACCES || errno == EPERM || errno == EROFS || errno == EISDIR || errno == ENAMETOOLONG ||
		 errno == ENOENT)
		err_set(e, ERR_REFUSED, "%s cannot be written: %s", path, strerror(errno));
	else
		not_written(path, errno, e);
	return NULL;
}

bool outbox_make(const char *outbox, const char *path, struct err *e)
{
	size_t n = outbox ? strlen(outbox) : 0;
	struct arena a = {0};
	bool inside = n && str_starts(path, outbox) && path[n] == '/';
	bool ok = !inside || folder_make(arena_strdup(&a, outbox), e);
	arena_clear(&a);
	return ok;
}

bool file_blame(struct err *e)
{
	if (e && !e->field && (e->code == ERR_REFUSED || e->code == ERR_NOT_FOUND))
		e->field = "file";
	return false;
}

bool out_file_write(const char *outbox, const char *path, bool (*fn)(void *ctx, FILE *out, struct err *e), void *ctx,
		    struct err *e)
{
	FILE *f = outbox_make(outbox, path, e) ? file_new(path, e) : NULL;
	if (!f)
		return file_blame(e);
	setvbuf(f, NULL, _IOFBF, STEP_BYTES);
	bool ok = fn(ctx, f, e);
	if (ok && (fflush(f) != 0 || fsync(fileno(f)) != 0))
		ok = err_write(e, errno);
	fclose(f);
	if (ok)
		return true;
	unlink(path); /* half a file is worse than none */
	return err_in(e, "%s", path);
}

static bool put_text(void *ctx, FILE *out, struct err *e)
{
	const struct str *text = ctx;
	return fwrite(str_text(text), 1, text->len, out) == text->len || err_write(e, errno);
}

bool out_text_write(const char *outbox, const char *path, const struct str *text, struct err *e)
{
	return out_file_write(outbox, path, put_text, (void *)text, e);
}

void path_words(struct str *b, const char *path)
{
	const char *home = getenv("HOME");
	size_t n = home ? strlen(home) : 0;
	bool inside = n > 1 && str_starts(path, home) && path[n] == '/';
	str_add(b, inside ? "~" : "");
	text_cell(b, inside ? path + n : path);
}
