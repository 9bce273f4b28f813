/* The writers' queue: one lock file beside the book, never a descriptor of the book itself
 * (closing any descriptor of it in the process would drop SQLite's own locks).
 *
 * The kernel's queue is fair where SQLite's busy handler starves. A timer signal interrupts the wait. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "inner.h"

#define TELL_MS 300
#define REFUSE_MS 5000
#define HOLDER_BYTES 128

struct lock {
	int fd;
	bool held;
};

bool lock_open(struct lock **out, const char *book, struct err *e)
{
	struct str path = {0};
	str_printf(&path, "%s-lock", book);
	int fd = open(str_text(&path), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool ok =
		fd >= 0 || err_set(e, errno == ENOSPC ? ERR_FULL : ERR_IO, "%s: %s", str_text(&path), strerror(errno));
	str_free(&path);
	if (!ok)
		return false;
	struct lock *l = mem_alloc(sizeof *l);
	l->fd = fd;
	*out = l;
	return true;
}

void lock_close(struct lock *l)
{
	if (!l)
		return;
	close(l->fd);
	free(l);
}

static int set_lock(struct lock *l, int how, short type)
{
	struct flock f = {.l_type = type, .l_whence = SEEK_SET};
	return fcntl(l->fd, how, &f);
}

static void on_timer(int sig)
{
	(void)sig; /* its only work is to end the wait with EINTR */
}

/* Who wrote last into the file: "maria 1773100000000". */
static void read_holder(struct lock *l, struct str *who, int64_t *since)
{
	char text[HOLDER_BYTES + 1];
	ssize_t n = pread(l->fd, text, HOLDER_BYTES, 0);
	str_clear(who);
	*since = 0;
	if (n <= 0)
		return;
	text[n] = 0;
	char *tab = strchr(text, '\t');
	if (!tab)
		return;
	str_addn(who, text, (size_t)(tab - text));
	*since = strtoll(tab + 1, NULL, 10);
}

static void write_holder(struct lock *l, const char *who, int64_t utc_ms)
{
	struct str b = {0};
	str_printf(&b, "%.64s\t%" PRId64 "\n", who, utc_ms);
	/* only news for others: a failure here must not stop the writing */
	if (pwrite(l->fd, b.s, b.len, 0) < 0)
		errno = 0;
	str_free(&b);
}

/* Arms a timer that signals this very thread every TELL_MS; an interval, so that a signal which comes just before the wait is made good. */
static bool arm(timer_t *timer, struct sigaction *old)
{
	struct sigaction sa = {.sa_handler = on_timer};
	struct sigevent ev = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGRTMIN};
	struct itimerspec each = {{0, TELL_MS * 1000000L}, {0, TELL_MS * 1000000L}};
	ev._sigev_un._tid = (pid_t)syscall(SYS_gettid);
	sigemptyset(&sa.sa_mask);
	if (sigaction(SIGRTMIN, &sa, old) != 0)
		return false;
	if (timer_create(CLOCK_MONOTONIC, &ev, timer) == 0) {
		timer_settime(*timer, 0, &each, NULL);
		return true;
	}
	sigaction(SIGRTMIN, old, NULL);
	return false;
}

static bool wait_for(struct lock *l, void (*wait)(void *ctx, const char *who, int64_t ms), void *ctx, struct err *e)
{
	struct sigaction old;
	struct str who = {0};
	timer_t timer;
	int64_t since, waited = 0;
	int rc;
	if (!arm(&timer, &old))
		return err_set(e, ERR_IO, "no timer: %s", strerror(errno));
	while ((rc = set_lock(l, F_OFD_SETLKW, F_WRLCK)) != 0 && errno == EINTR && waited < REFUSE_MS) {
		waited += TELL_MS;
		read_holder(l, &who, &since);
		if (wait)
			wait(ctx, str_text(&who), waited);
	}
	int error = errno;
	timer_delete(timer);
	sigaction(SIGRTMIN, &old, NULL);
	if (rc != 0 && error == EINTR)
		err_set(e, ERR_BUSY, "%s is still writing; nothing was saved, try again in a moment",
			who.len ? who.s : "somebody");
	else if (rc != 0)
		err_set(e, ERR_IO, "the lock: %s", strerror(error));
	str_free(&who);
	return rc == 0;
}

bool lock_take(struct lock *l, const char *who, int64_t utc_ms, void (*wait)(void *ctx, const char *who, int64_t ms),
	       void *ctx, struct err *e)
{
	if (set_lock(l, F_OFD_SETLK, F_WRLCK) != 0 && !wait_for(l, wait, ctx, e))
		return false;
	l->held = true;
	write_holder(l, who, utc_ms);
	return true;
}

bool lock_try(struct lock *l)
{
	l->held = set_lock(l, F_OFD_SETLK, F_WRLCK) == 0;
	return l->held;
}

void lock_release(struct lock *l)
{
	if (l->held)
		set_lock(l, F_OFD_SETLK, F_UNLCK);
	l->held = false;
}
