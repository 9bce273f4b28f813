/* The parts of a visit brief in words, for its lines and its sheet alike. Texts go into the arena; "" where there is nothing to say. */
#ifndef RAPPORT_SRC_APP_BRIEF_WORDS_H
#define RAPPORT_SRC_APP_BRIEF_WORDS_H

#include "rapport/app/brief.h"

struct wording {
	struct app *app;
	const struct brief *brief;
	bool hide;  /* patient references out of every text */
	bool paper; /* a sheet: small groups hidden, amounts shown */
	struct arena *a;
};

/* Any text of the book as it may be shown: references out, cut. NULL gives "". */
const char *words_of(struct wording *w, const char *text);

const char *words_what(struct wording *w);    /* "ortho surgeon" */
const char *words_where(struct wording *w);   /* "Lakeside Orthopedics, 12 Shore Rd, Prescott" */
const char *words_phone(struct wording *w);   /* "555-0142" */
const char *words_stage(struct wording *w);   /* "3 Maintaining, 10 months · last referral 29 d ago" */
const char *words_route(struct wording *w);   /* "Rosa Delgado (liaison), 555-0144" */
const char *words_best(struct wording *w);    /* "Tuesdays after three" */
const char *words_matters(struct wording *w); /* their words, or that nobody asked yet */
const char *words_step(struct wording *w);    /* "call, 3 days late: outcomes for R-1325" */
const char *words_gift(struct wording *w);    /* "$489 of $535 left in 2026" */

struct touch_words {
	const char *day, *word, *text; /* "16 Feb", "Lunch", "Brought the sheet." */
};
struct touch_words words_touch(struct wording *w, int i);
/* "send the outcome of R-1290 (shoulder) · 3 days late" */
const char *words_loop(struct wording *w, int i);

#endif
