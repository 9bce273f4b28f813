/* Long work at a terminal: how far it is on one line of stderr, and Ctrl-C that stops it cleanly. */
#include <signal.h>
#include <unistd.h>

#include "cli.h"
#include "rapport/base/text.h"
#include "rapport/base/utf8.h"

#define EVERY_MS 200
#define LINE_CELLS 79

static volatile sig_atomic_t interrupted;

static void on_interrupt(int sig)
{
	(void)sig;
	interrupted = 1;
}

void progress_begin(struct progress *p)
{
	/* a second Ctrl-C ends the program; a read that waits is interrupted */
	struct sigaction sa = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
	*p = (struct progress){.last = clock_ticks(), .terminal = isatty(STDERR_FILENO)};
	sigemptyset(&sa.sa_mask);
	interrupted = 0;
	sigaction(SIGINT, NULL, &p->was);
	if (p->was.sa_handler != SIG_IGN)
		sigaction(SIGINT, &sa, NULL);
}

static void put(const char *text)
{
	struct str b = {0};
	utf8_clip(&b, text, LINE_CELLS, true);
	fprintf(stderr, "\r%s\r", str_text(&b));
	fflush(stderr);
	str_free(&b);
}

bool progress_due(struct progress *p)
{
	int64_t now = p->terminal && !interrupted ? clock_ticks() : 0;
	if (now - p->last < EVERY_MS)
		return false;
	p->last = now;
	return true;
}

void progress_show(struct progress *p, const char *text)
{
	struct str b = {0};
	text_cell(&b, text);
	put(str_text(&b));
	p->shown = true;
	str_free(&b);
}

bool progress_goes_on(const struct progress *p)
{
	(void)p;
	return !interrupted;
}

void progress_end(struct progress *p)
{
	if (p->shown)
		put("");
	if (p->was.sa_handler != SIG_IGN)
		sigaction(SIGINT, &p->was, NULL);
}
