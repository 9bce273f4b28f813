/* A note in the person's own editor. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rapport/base/text.h"
#include "rapport/tui/ui.h"

static const char *env(const char *name, const char *otherwise)
{
	const char *s = getenv(name);

	return s && *s ? s : otherwise;
}

static const char *editor(void)
{
	return env("VISUAL", env("EDITOR", "nano"));
}

static bool write_all(int fd, const char *s, size_t n)
{
	while (n) {
		ssize_t done = write(fd, s, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		s += done;
		n -= (size_t)done;
	}
	return true;
}

/* Only its owner can read it, in a folder that goes with the session. */
static bool write_note(char *path, const struct str *text, struct err *e)
{
	int fd = mkostemps(path, 4, O_CLOEXEC);
	bool ok;

	if (fd < 0)
		return err_set(e, ERR_IO, "a file for the editor cannot be made: %s: %s", path, strerror(errno));
	ok = fchmod(fd, 0600) == 0 && write_all(fd, str_text(text), text->len) &&
	     (!text->len || write_all(fd, "\n", 1));
	if (close(fd) || !ok) {
		unlink(path);
		return err_set(e, ERR_IO, "the note cannot be written for the editor: %s", strerror(errno));
	}
	return true;
}

static bool read_note(const char *path, struct str *text, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char buf[4096];
	ssize_t n = 0;

	if (fd < 0)
		return err_set(e, ERR_IO, "the note cannot be read back: %s", strerror(errno));
	while ((n = read(fd, buf, sizeof(buf))) > 0)
		str_addn(text, buf, (size_t)n);
	close(fd);
	if (n < 0)
		return err_set(e, ERR_IO, "the note cannot be read back: %s", strerror(errno));
	while (text->len && strchr("\r\n", text->s[text->len - 1]))
		str_cut(text, text->len - 1);
	if (!text_enterable(str_text(text), text->len, true))
		return err_set(e, ERR_INVALID,
			       "the note holds characters that cannot be shown; it was left as it was before");
	return true;
}

/* The editor may be a command with arguments, so a shell starts it. 0, or the reason as errno says it. */
static int spawn_editor(const char *path, pid_t *pid)
{
	posix_spawnattr_t attr;
	sigset_t own;
	struct str command = {0};
	str_printf(&command, "exec %s \"$1\"", editor());
	char *argv[] = {(char *)"sh", (char *)"-c", command.s, (char *)"sh", (char *)path, NULL};

	/* Ctrl-C means to the editor what it always does. */
	sigemptyset(&own);
	sigaddset(&own, SIGINT);
	sigaddset(&own, SIGQUIT);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigdefault(&attr, &own);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	int failed = posix_spawn(pid, "/bin/sh", NULL, &attr, argv, environ);

	posix_spawnattr_destroy(&attr);
	str_free(&command);
	return failed;
}

static bool run_editor(const char *path, struct err *e)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, was_int, was_quit;
	int status = 0;
	pid_t pid;

	/* Ctrl-C there is the editor's. */
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGINT, &ignore, &was_int);
	sigaction(SIGQUIT, &ignore, &was_quit);
	int failed = spawn_editor(path, &pid);

	while (!failed && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	sigaction(SIGINT, &was_int, NULL);
	sigaction(SIGQUIT, &was_quit, NULL);
	if (failed)
		return err_set(e, ERR_IO, "the editor cannot be started: %s", strerror(failed));
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		return err_set(e, ERR_REFUSED, "the editor (%s) ended with an error; the note was left as it was",
			       editor());
	return true;
}

bool ui_editor(struct ui *ui, struct str *text, struct err *e)
{
	struct str path = {0}, edited = {0};
	bool ok;

	str_printf(&path, "%s/rapport-note-XXXXXX.txt", env("XDG_RUNTIME_DIR", env("TMPDIR", "/tmp")));
	ok = write_note(path.s, text, e);
	if (ok) {
		ui->term->suspend(ui->term);
		ok = run_editor(path.s, e);
		ui->term->resume(ui->term);
		ok = ok && read_note(path.s, &edited, e);
		unlink(path.s);
	}
	if (ok) {
		str_free(text);
		*text = edited;
	} else {
		str_free(&edited);
	}
	str_free(&path);
	return ok;
}
