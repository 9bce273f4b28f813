#include "crash.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rapport/base/mem.h"

static const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
#define FATAL (int)(sizeof(fatal) / sizeof(fatal[0]))
#define STACK_BYTES (64 * 1024)

static struct sigaction found[FATAL];
static struct termios settings;
static char leaving[512];
static volatile sig_atomic_t armed, paused;
static void *stack;

static void say(const char *s)
{
	size_t n = strlen(s);

	while (n) {
		ssize_t done = write(STDOUT_FILENO, s, n);

		if (done <= 0)
			return;
		s += done;
		n -= (size_t)done;
	}
}

static void restore(void)
{
	if (!armed || paused)
		return;
	armed = 0;
	say(leaving);
	tcsetattr(STDIN_FILENO, TCSANOW, &settings);
}

static void last_words(void)
{
	restore();
}

static void on_fatal(int sig, siginfo_t *info, void *context)
{
	bool stood = armed && !paused;

	(void)context;
	restore();
	if (stood)
		say("rapport stopped unexpectedly. Your saved work is safe.\n");
	for (int i = 0; i < FATAL; i++) {
		if (fatal[i] == sig)
			sigaction(sig, &found[i], NULL);
	}
	/* A fault comes again by itself on return, with the right address; a sent signal does not. */
	if (info->si_code <= 0)
		raise(sig);
}

void crash_arm(const struct termios *before, const char *leave)
{
	struct sigaction sa = {.sa_sigaction = on_fatal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
	stack_t alt = {.ss_size = STACK_BYTES};

	settings = *before;
	strncpy(leaving, leave, sizeof(leaving) - 1);
	if (!stack)
		stack = mem_alloc(STACK_BYTES);
	alt.ss_sp = stack;
	sigaltstack(&alt, NULL);
	sigemptyset(&sa.sa_mask);
	for (int i = 0; i < FATAL; i++)
		sigaction(fatal[i], &sa, &found[i]);
	armed = 1;
	paused = 0;
	mem_set_last_words(last_words);
}

void crash_pause(bool on)
{
	paused = on;
}

void crash_disarm(void)
{
	stack_t off = {.ss_flags = SS_DISABLE, .ss_size = STACK_BYTES};

	if (!armed)
		return;
	armed = 0;
	mem_set_last_words(NULL);
	for (int i = 0; i < FATAL; i++)
		sigaction(fatal[i], &found[i], NULL);
	sigaltstack(&off, NULL);
	free(stack);
	stack = NULL;
}
