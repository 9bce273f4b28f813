/* What a clinic hands to those who refer: its referral form as one sheet, to be filled in on paper or in a browser, and the words of a
 * business card. Both hold what the clinic's profile says and nothing of the book else. It only reads. */
#ifndef RAPPORT_APP_FORM_H
#define RAPPORT_APP_FORM_H

#include "rapport/app/app.h"

struct referral_form {
	struct clinic clinic;
	const char *address;           /* "240 Hillside Avenue, Prescott, AZ 86301"; "" */
	const char *line;              /* where to refer: the referral line, else the phone; "" */
	const char *payers, *services; /* joined by ", "; "" for none */
	const char *lacks;             /* what the profile does not say, in words; "" for nothing */
};
/* Into the arena. ERR_REFUSED where the profile has no name, or neither referral line, phone nor fax: the form would lead nowhere. */
bool app_form(struct app *app, struct arena *a, struct referral_form *out, struct err *e);

/* One self-contained page of plain inputs, no scripts: one sheet of A4 or Letter. */
void app_form_page(const struct referral_form *f, struct str *html);
/* Writes that page to a new file: path, or NULL, one of its own under app->outbox/DAY-form. ERR_DUP where there is one. Says what it lacks. */
bool app_form_write(struct app *app, const struct referral_form *f, const char *path, struct said *out, struct err *e);
/* A few lines for a business card, ready for a terminal. at: where the form can be had; NULL: the clinic's website. */
void app_form_text(const struct referral_form *f, const char *at, struct str *out);

#endif
