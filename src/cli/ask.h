/* What is asked of the person at the terminal, whatever standard input and output are. */
#ifndef RAPPORT_SRC_CLI_ASK_H
#define RAPPORT_SRC_CLI_ASK_H

#include <stdbool.h>

#include "rapport/base/err.h"

/* One line that was typed behind the question, in memory that answer_free clears and frees. secret: not shown. ERR_REFUSED without a terminal
 * (then `instead` says what else can be given) or after Ctrl-C and Ctrl-D. */
bool ask_line(const char *question, bool secret, const char *instead, char **answer, struct err *e);
/* The first line of a file; "-" is standard input. */
bool answer_file(const char *path, char **answer, struct err *e);
void answer_free(char *answer); /* NULL is fine */

#endif
