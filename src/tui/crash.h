/* What gives the terminal back when the program dies: only async-signal-safe calls, and no curses. */
#ifndef RAPPORT_SRC_TUI_CRASH_H
#define RAPPORT_SRC_TUI_CRASH_H

#include <stdbool.h>
#include <termios.h>

/* Arms the handlers of SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT. before: the terminal's settings as they were found;
 * leave: what the terminal is sent to be as it was (copied, cut to what fits). */
void crash_arm(const struct termios *before, const char *leave);
/* While the terminal belongs to another program there is nothing to restore. */
void crash_pause(bool paused);
void crash_disarm(void);

#endif
