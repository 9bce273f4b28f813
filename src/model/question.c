#include "rapport/model/question.h"

#include <assert.h>
#include <string.h>

#include "rapport/base/data.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"

#define MAX_QUESTIONS 64

static const char *texts[MAX_QUESTIONS];
static int n_texts;

const char *const *questions_all(int *n)
{
	const char *line = n_texts ? "" : data_text("questions.txt", NULL);
	while (*line) {
		size_t len = strcspn(line, "\n");
		if (len && *line != '#') {
			assert(n_texts < MAX_QUESTIONS);
			texts[n_texts++] = mem_strndup(line, len);
		}
		line += len + (line[len] == '\n');
	}
	*n = n_texts;
	return texts;
}

bool question_same(const char *a, const char *b)
{
	struct str x = {0}, y = {0};
	utf8_fold(&x, a);
	utf8_fold(&y, b);
	bool same = str_eq(str_text(&x), str_text(&y));
	str_free(&x);
	str_free(&y);
	return same;
}

bool question_most_important(const char *text)
{
	int n;
	return question_same(questions_all(&n)[0], text);
}
