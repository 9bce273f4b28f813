/* The visit brief: what a person wants to know in the car park before they walk in, on one screen or one sheet. It only reads. */
#ifndef RAPPORT_APP_BRIEF_H
#define RAPPORT_APP_BRIEF_H

#include "rapport/app/app.h"
#include "rapport/app/gift.h"
#include "rapport/model/evidence.h"

#define BRIEF_TOUCHES 3

struct brief {
	struct card card;
	struct clock_words clocks;
	const char *opens;      /* of a gatekeeper: those who are reached through them, joined by ", "; else "" */
	struct moment *touches; /* the last BRIEF_TOUCHES, newest first, those with the gatekeeper among them */
	struct queue_row *
		loops; /* open loops, earliest first: thanks, reports, bad news, outcomes and news owed, plans of care unsigned */
	int n_touches, n_loops;
	struct evidence evidence; /* what became of their patients, over `period` */
	const char *period; /* "last 12 months"; "all time" where that holds less than EVIDENCE_LEAST discharged ones */
	const char *question; /* one they have not answered yet; NULL: all were */
	struct gift_room gift;
	const char *clinic, *currency;
};
/* Into the arena. ERR_NOT_FOUND. */
bool app_brief(struct app *app, uint64_t source_id, struct arena *a, struct brief *out, struct err *e);

/* A line of it: what it is about, or "" where it goes on with the one above. */
struct brief_line {
	const char *label, *text;
	bool gap; /* another matter: an empty row above, where there is room */
};
/* As a screen and a terminal show it, in the order in which it is needed. hide: patient references and amounts masked. Long texts are cut: the record has them whole. */
void app_brief_lines(struct app *app, const struct brief *brief, bool hide, struct arena *a, struct brief_line **rows,
		     int *n);
/* As one sheet of paper: no patient's reference, and no figure of fewer than EVIDENCE_LEAST patients. */
void app_brief_page(struct app *app, const struct brief *brief, struct str *html);
/* Writes that sheet to a new file: path, or NULL, a file of its own under app->outbox/DAY-brief. ERR_DUP where there is one. */
bool app_brief_write(struct app *app, const struct brief *brief, const char *path, struct said *out, struct err *e);

#endif
