/* Knowing a source: what is known, open questions worth asking, and what was answered. Each write is one undo step. */
#ifndef RAPPORT_APP_KNOW_H
#define RAPPORT_APP_KNOW_H

#include "rapport/app/app.h"

/* --- what is known --- */

/* Names of the fields of a source that say who they are to us, in the order in which they are read; ends with NULL. */
extern const char *const know_fields[];
bool know_field(const char *name); /* is it one of them? */
/* What is known by the field of that name: nothing is added when it is not. Competitors are the source's and its practice's. */
void app_known(const struct card *c, const char *name, struct str *b);

/* --- the bank: the built-in questions (data/questions.txt) that were not dropped, then the book's own --- */

struct bank_question {
	const char *text;
	uint64_t id; /* of the book's own record; 0: built in */
};
/* Into the arena, in the order in which they are offered. A person speaks of the i-th as number i + 1. */
bool app_questions(struct app *app, struct arena *a, struct bank_question **rows, int *n, struct err *e);
/* Which question a person means: its number, its words (whatever their case), or words that only one of the bank holds. What ends in a
 * question mark and stands in no bank is a question too, as typed. ERR_NOT_FOUND, ERR_MANY. */
bool app_question(struct app *app, const char *typed, struct arena *a, const char **question, struct err *e);
/* The next question that this source has not answered yet, in the order of the bank; the one about what matters most counts as answered
 * where source.most_important stands. *question into the arena; NULL when all are answered. */
bool app_question_for(struct app *app, uint64_t source_id, struct arena *a, const char **question, struct err *e);

/* ERR_REFUSED where it stands in the bank already. One that was dropped is offered again. */
bool app_question_add(struct app *app, const char *text, struct said *out, struct err *e);
/* Other words for a question of the bank. A built-in one is dropped and the new words are the book's own: at the end of the bank. */
bool app_question_edit(struct app *app, const char *question, const char *text, struct said *out, struct err *e);
/* question as its words stand in the bank. Answers keep theirs. */
bool app_question_drop(struct app *app, const char *question, struct said *out, struct err *e);

/* --- asking --- */

struct asking {
	const char *question, *answer;
	int16_t channel;   /* of the touch that is logged with it; CHOICE_NONE: a call */
	uint64_t touch_id; /* kept with this touch of the source instead of a new one; 0: a new one */
	int32_t on;        /* of the new touch; DAY_NONE: today */
};
/* A touch to ask what matters, and the answer. A touch without a purpose becomes one that asked. The answer to the first question of
 * data/questions.txt is the source's most_important where nothing stands there. */
bool app_ask(struct app *app, uint64_t source_id, const struct asking *q, struct said *out, struct err *e);
/* The answers of a source, newest first. */
bool app_answers(struct app *app, uint64_t source_id, struct arena *a, struct answer **rows, int *n, struct err *e);
/* That the patient of a referral was asked to tell others, on that day (DAY_NONE: today). ERR_REFUSED when asked before. */
bool app_ask_patient(struct app *app, uint64_t referral_id, int32_t on, struct said *out, struct err *e);
/* The newest touch of the source itself on that day; 0: none. */
bool app_touch_of(struct app *app, uint64_t source_id, int32_t on, uint64_t *touch_id, struct err *e);

#endif
