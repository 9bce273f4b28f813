#include "ask.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "rapport/base/mem.h"

#define ANSWER_BYTES 4096 /* never moved while it grows, so that no copy of a secret is left behind */

void answer_free(char *answer)
{
	if (answer)
		explicit_bzero(answer, ANSWER_BYTES);
	free(answer);
}

/* Reads to the end of the line. False at the end of the file with nothing read, which is said in the words `nothing`, or when interrupted. */
static bool read_line(int fd, char *to, const char *nothing, struct err *e)
{
	size_t n = 0;
	for (;;) {
		ssize_t got = read(fd, to + n, 1);
		if (got < 0)
			return err_set(e, errno == EINTR ? ERR_STOPPED : ERR_IO, "%s",
				       errno == EINTR ? "stopped" : strerror(errno));
		if (got == 0 && n == 0)
			return err_set(e, ERR_REFUSED, "%s", nothing);
		if (got == 0 || to[n] == '\n')
			break;
		if (++n == ANSWER_BYTES - 1)
			return err_set(e, ERR_REFUSED, "the line is too long");
	}
	if (n && to[n - 1] == '\r')
		n--;
	to[n] = '\0';
	return true;
}

bool answer_file(const char *path, char **answer, struct err *e)
{
	bool input = strcmp(path, "-") == 0;
	int fd = input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(e, ERR_NOT_FOUND, "%s: %s", path,
			       errno == ENOENT ? "there is no such file" : strerror(errno));
	*answer = mem_alloc(ANSWER_BYTES);
	bool ok = read_line(fd, *answer, "the file is empty: a passphrase was expected in its first line", e) ||
		  err_in(e, "%s", path);
	if (!input)
		close(fd);
	if (!ok) {
		answer_free(*answer);
		*answer = NULL;
	}
	return ok;
}

/* --- at the terminal --- */

static volatile sig_atomic_t caught;

static void on_signal(int sig)
{
	caught = sig;
}

static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
#define SIGNALS (sizeof signals / sizeof signals[0])

/* While the line is not shown a signal must not end the program before the terminal shows lines again. */
static void hold_signals(struct sigaction old[SIGNALS])
{
	struct sigaction sa = {.sa_handler = on_signal};
	sigemptyset(&sa.sa_mask);
	caught = 0;
	for (size_t i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &sa, &old[i]);
}

static void let_signals(const struct sigaction old[SIGNALS])
{
	for (size_t i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &old[i], NULL);
	if (caught)
		raise(caught);
}

static bool say(int fd, const char *text)
{
	size_t n = strlen(text);
	return write(fd, text, n) == (ssize_t)n;
}

static bool ask_at(int fd, const char *question, bool secret, char *to, struct err *e)
{
	struct termios shown, hidden;
	struct sigaction old[SIGNALS];
	if (tcgetattr(fd, &shown) != 0)
		return err_set(e, ERR_IO, "the terminal: %s", strerror(errno));
	hidden = shown;
	hidden.c_lflag &= ~(tcflag_t)ECHO;
	hold_signals(old);
	if (secret)
		tcsetattr(fd, TCSAFLUSH, &hidden);
	bool ok = (say(fd, question) || err_set(e, ERR_IO, "the terminal: %s", strerror(errno))) &&
		  read_line(fd, to, "nothing was typed", e);
	if (secret) {
		tcsetattr(fd, TCSAFLUSH, &shown);
		say(fd, "\n");
	}
	let_signals(old);
	return ok;
}

bool ask_line(const char *question, bool secret, const char *instead, char **answer, struct err *e)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	*answer = NULL;
	if (fd < 0)
		return err_set(e, ERR_REFUSED, "there is no terminal to ask on; %s", instead);
	*answer = mem_alloc(ANSWER_BYTES);
	bool ok = ask_at(fd, question, secret, *answer, e);
	close(fd);
	if (!ok) {
		answer_free(*answer);
		*answer = NULL;
	}
	return ok;
}
