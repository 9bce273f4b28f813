/* A referral's life: leading it on, and all that is known of it. Both faces show the same lines. */
#ifndef RAPPORT_APP_REFERRAL_H
#define RAPPORT_APP_REFERRAL_H

#include "rapport/app/app.h"
#include "rapport/model/referral.h"

/* --- leading it on: each call is one undo step ---
 *
 * What is said ends with what that means next: "R-1042 evaluated: report to Dr. Priya Okafor due Tue 17 Mar." */

/* A change of a referral and of what belongs to it. Start with {0} and base and edited. */
struct lead {
	const struct referral *base; /* as it was read */
	struct referral *edited;     /* status and days are brought in step (referral_settle) */
	struct outcome *outcomes;    /* n of them; each is joined with the referral's own of that measure */
	int n;
	bool whole; /* an unknown score empties what is there, and no score at all takes the measure away; else it leaves it alone */
	bool report;       /* a report went to the source: progress, or the outcome of who is discharged */
	int32_t report_on; /* DAY_NONE: today */
	const char *note;  /* of the report; NULL: none */
	const char *about; /* with what: the beginning of the rule that it is about */
	const char *what;  /* what is done, behind the number: "plan of care sent"; NULL: told from what changes */
};
/* A score without a day gets that of the evaluation (initial) or of the discharge (final) if known, else today. */
bool app_lead(struct app *app, struct lead *lead, struct said *out, struct err *e);

/* Several referrals at once: who is refused is passed over and named, and where all are, ERR_REFUSED.
 *
 * Moves to a status; on: the day of it, DAY_NONE: a day that is known stays, one that is missing becomes today. Going back clears the days of
 * what then has not happened (referral_settle), which is said; undo brings them back. The same status without a day is refused. */
bool app_referral_status(struct app *app, struct whom refs, enum referral_status to, int32_t on, struct said *out,
			 struct err *e);
/* Puts a stamp of that day on them; one that stands is refused, but for a signature: that certifies again. */
bool app_referral_stamp(struct app *app, struct whom refs, enum referral_stamp stamp, int32_t on, struct said *out,
			struct err *e);
/* Thanks for each of them; who went from us, or was thanked for already, is refused. */
bool app_referral_thank(struct app *app, struct whom refs, enum thank how, struct said *out, struct err *e);
/* What `done` settles for each: what is due, or open (thanks, bad news, a report, a plan of care to send or sign), the earliest. ERR_REFUSED when nothing is. */
bool app_referral_items(struct app *app, struct whom refs, struct arena *a, struct items *out, struct err *e);

/* Reads "LEFS 34 61", "LEFS=34,61", "LEFS 34", "LEFS=,61", "LEFS - 61": what is left out or "-" is unknown. Texts into the arena; a
 * measure that is known gets its own spelling. */
bool app_read_outcome(const char *text, struct arena *a, struct outcome *o, struct err *e);

/* --- what is shown --- */

/* Everything that is known of one referral. */
struct life {
	struct referral referral;
	struct source source; /* id 0: names nobody */
	struct outcome *outcomes;
	struct touch *touches;  /* that point at it, oldest first */
	struct queue_row *owed; /* what it asks for, due or not yet, earliest first */
	int n_outcomes, n_touches, n_owed;
	const char *currency;
};
bool app_life(struct app *app, uint64_t ref_id, struct arena *a, struct life *l, struct err *e);

enum life_tone { LIFE_PLAIN, LIFE_OWED, LIFE_LATE, LIFE_PRIVATE };
struct life_line {
	const char *label, *text;
	enum life_tone tone; /* PRIVATE: patient reference, note, amounts */
};
/* What is owed first, then its days, plan of care, scores, amounts, reports and thanks, a line each. hide: private lines say "hidden". */
void app_life_lines(struct app *app, const struct life *l, bool hide, struct arena *a, struct life_line **lines,
		    int *n);
/* "R-1042 from Dr. Priya Okafor", "R-1043 to ..." */
void app_life_title(const struct life *l, struct str *b);

/* What a filter is called on the command line: "unthanked", "loop", "poc", "no-amount", "active", "out", "all". */
const char *referral_which_word(enum referral_which which);
/* The same in a title: "plan of care open"; "" for all. */
const char *referral_which_title(enum referral_which which);
/* Why a list is empty: "No referral from Dr. Priya Okafor waits for thanks." source NULL: everybody's. */
void referral_none(struct str *b, enum referral_which which, const char *source);
/* The flags of a row in a list, of "+!P$". */
void referral_flags(struct str *b, const struct referral_row *r);

#endif
