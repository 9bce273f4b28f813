#include "feed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rapport/base/mem.h"

static bool refuse(const char *name, struct err *e)
{
	enum err_code code = errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	return err_set(e, code, "%s: %s", name, errno == ENOENT ? "there is no such file" : strerror(errno));
}

static bool goes_on(struct feed *f)
{
	f->stopped = f->stopped || (f->on_read && !f->on_read(f->ctx));
	if (f->stopped)
		errno = ECANCELED;
	return !f->stopped;
}

static ssize_t on_read(void *cookie, char *to, size_t n)
{
	struct feed *f = cookie;
	ssize_t got;
	if (f->at < f->head_len) {
		n = n < f->head_len - f->at ? n : f->head_len - f->at;
		memcpy(to, f->head + f->at, n);
		f->at += n;
		return (ssize_t)n;
	}
	if (f->head_len < FEED_HEAD && n > FEED_HEAD - f->head_len)
		n = FEED_HEAD - f->head_len;
	do {
		got = read(f->fd, to, n);
		int why = errno;
		if (!goes_on(f))
			return -1;
		errno = why;
	} while (got < 0 && errno == EINTR);
	if (got <= 0)
		return got;
	f->bytes += got;
	if (f->head_len < FEED_HEAD) {
		memcpy(f->head + f->head_len, to, (size_t)got);
		f->head_len += (size_t)got;
		f->at = f->head_len;
	}
	return got;
}

static int on_seek(void *cookie, off64_t *to, int whence)
{
	struct feed *f = cookie;
	if (whence != SEEK_SET || *to < 0 || *to > (off64_t)f->head_len || f->bytes > (int64_t)f->head_len) {
		errno = ESPIPE;
		return -1;
	}
	f->at = (size_t)*to;
	return 0;
}

bool feed_open(struct feed *f, const char *path, const char *name, struct err *e)
{
	const cookie_io_functions_t how = {.read = on_read, .seek = on_seek};
	struct stat st;
	bool standard = strcmp(path, "-") == 0;
	*f = (struct feed){.fd = -1};
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	/* a pipe waits here for who writes to it, and Ctrl-C ends that */
	f->stopped = fd < 0 && errno == EINTR;
	if (fd < 0 || fstat(fd, &st) < 0)
		return refuse(name, e);
	f->fd = fd;
	if (S_ISDIR(st.st_mode)) {
		feed_close(f);
		return err_set(e, ERR_REFUSED, "%s is a folder, not a file", name);
	}
	f->size = S_ISREG(st.st_mode) ? st.st_size : 0;
	f->in = fopencookie(f, "r", how);
	if (!f->in) {
		refuse(name, e);
		feed_close(f);
		return false;
	}
	f->head = mem_alloc(FEED_HEAD);
	return true;
}

void feed_close(struct feed *f)
{
	if (f->in)
		fclose(f->in);
	if (f->fd > STDIN_FILENO)
		close(f->fd);
	free(f->head);
	*f = (struct feed){.fd = -1};
}
