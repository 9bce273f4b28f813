/* The open questions that every book begins with: data/questions.txt. */
#ifndef RAPPORT_MODEL_QUESTION_H
#define RAPPORT_MODEL_QUESTION_H

#include <stdbool.h>

/* All of them, n texts, in the order of the file. The first one asks what matters most to a source. */
const char *const *questions_all(int *n);
/* The same question, whatever the case, accents and punctuation. */
bool question_same(const char *a, const char *b);
/* Is it the first one of the file: the one whose answer is also the source's most_important? */
bool question_most_important(const char *text);

#endif
