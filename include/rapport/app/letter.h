/* Writing to sources: letters from templates that a clinic can edit, as drafts in an outbox folder. Nothing is ever sent. */
#ifndef RAPPORT_APP_LETTER_H
#define RAPPORT_APP_LETTER_H

#include "rapport/app/app.h"

struct letter {
	const char *name, *subject, *text; /* "introduce" */
	bool own;                          /* the clinic's, from the folder app->letters */
	const char *title; /* what {title} stands for, an announcement's; NULL: an invitation to type it */
	const char *
		lacks; /* of a filled one: what the clinic's profile does not say, and where the letter is short of it; NULL: nothing */
};

/* The built-in templates and the clinic's own (FOLDER/NAME.txt takes the place of the built-in one), by name. */
bool app_letters(struct app *app, struct arena *a, struct letter **rows, int *n, struct err *e);
/* One of them; ERR_NOT_FOUND names those that are there. */
bool app_letter(struct app *app, const char *name, struct arena *a, struct letter *out, struct err *e);
/* The letter of that name for one kind of source, NAME-KIND ("thank-patient"), where there is one; else the letter itself. */
const struct letter *letter_of_kind(const struct letter *rows, int n, const struct letter *l, int16_t source_kind);
/* Subject and text with the fields of a source filled in. ERR_INVALID names an unknown field. */
bool app_letter_for(struct app *app, uint64_t source_id, const struct letter *l, struct arena *a, struct letter *out,
		    struct err *e);

enum letter_as { LETTER_EMAIL, LETTER_LINK, LETTER_TEXT };

struct writing {
	const struct letter *letter; /* its fields may be filled already */
	enum letter_as as;
	bool log;         /* as a touch by e-mail or letter, one undo step for all */
	const char *path; /* write there instead of into the outbox; NULL. Only for one source */
};

/* Writes to each source: a file of its own under app->outbox/DAY-NAME, or (LETTER_LINK, one source only) a mail link. Who has no e-mail address
 * gets a letter instead, and that is said. *copy gets what is worth copying: the link or the text of one; NULL for drafts. Files stay when the log
 * is undone. */
bool app_write(struct app *app, const uint64_t *ids, int n, const struct writing *w, struct arena *a, const char **copy,
	       struct said *out, struct err *e);

#endif
