/* Announcements: news that goes to many partners at once, each by e-mail, letter or in person, and is ticked off one by one. */
#ifndef RAPPORT_APP_ANNOUNCE_H
#define RAPPORT_APP_ANNOUNCE_H

#include "rapport/app/app.h"
#include "rapport/app/letter.h"
#include "rapport/store/news.h"

/* What is asked for. */
struct announcing {
	const char *title; /* the news in a few words: also the subject of the e-mails, and {title} in the text */
	const char *text;  /* the letter, with its fields */
	struct whom to;    /* n 0: all partners: who is in Building trust or Maintaining, or ever referred */
	const char *fit;   /* only those whose populations (or their practice's) hold this word; NULL or blank: all */
};

struct addressee {
	uint64_t id;
	int16_t channel; /* email; letter for want of an e-mail; call for want of an address too */
	const char *name, *practice, *email, *phone;
	const char *address; /* several lines, as on a label; NULL: none */
};

struct left_out {
	uint64_t id;
	const char *name, *why; /* "paused until Fri 3 Apr" */
};

struct announce_plan {
	struct addressee *rows;
	int n, drafts, letters, calls; /* n is the sum of the others */
	struct left_out *left;
	int n_left;
	int64_t strangers;  /* in First impression, who never referred: no partners yet; 0 where `to` says who */
	const char *folder; /* where the files would come */
};

/* Who would get what, and who would not. Into the arena. ERR_INVALID names "title" or "text" (an unknown field, a gap that nobody filled);
 * ERR_REFUSED when nobody is left, with the reasons. */
bool app_announce_plan(struct app *app, const struct announcing *w, struct arena *a, struct announce_plan *p,
		       struct err *e);
/* The plan in lines for a person: how many get what, who is left out and why, and the letter as the first one gets it. */
bool app_announce_preview(struct app *app, const struct announcing *w, const struct announce_plan *p, struct str *b,
			  struct err *e);
/* "17 e-mail drafts, 4 letters with labels and a call" */
void app_announce_count(const struct announce_plan *p, struct str *b);

/* Writes the files (a draft each, letters.html, labels.html, read-me.txt) into a new folder of the outbox, and then the announcement with one
 * line of Today for each as ONE undo step. Whatever fails: neither the folder nor a record is left. Files stay when the step is undone. */
bool app_announce(struct app *app, const struct announcing *w, struct said *out, struct err *e);

/* Marks those not told yet as told today, all or those of `who`, by that channel (CHOICE_NONE: as was meant), a touch each; ONE undo step. Who is
 * paused, let go or archived, or was never chosen, is passed over and named. */
bool app_announced(struct app *app, uint64_t announcement_id, struct whom who, int16_t channel, struct said *out,
		   struct err *e);
/* The one of that number, or whose title holds the words. ERR_NOT_FOUND, ERR_MANY with a line each. */
bool app_announcement(struct app *app, const char *typed, struct arena *a, struct news_row *out, struct err *e);

#endif
