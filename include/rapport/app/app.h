/* The use cases that both faces share. Each write is one undo step; each says in words what it
 * did. Faces turn keys or arguments into these calls, and the answers into cells or lines. */
#ifndef RAPPORT_APP_APP_H
#define RAPPORT_APP_APP_H

#include "rapport/base/clock.h"
#include "rapport/base/err.h"
#include "rapport/base/str.h"
#include "rapport/model/kind.h"
#include "rapport/model/words.h"
#include "rapport/store/query.h"
#include "rapport/store/store.h"

struct app {
	struct store *store;
	struct now now;        /* set by the face for every event */
	const char *user;      /* --user */
	enum date_order order; /* how 3/4 is read */
	bool hide;             /* amounts are masked in what is said: the screens' H */
	const char *letters,
		*outbox; /* folders: the clinic's own templates, and where drafts are written; NULL: none, the present one */
	const char *backups; /* folder of the backups that name no other; NULL: the present one */
};

/* What was done, for the message line or stderr: "Logged lunch with Dr. Priya Okafor. Next: call, Tue 24 Mar."
 * Start with {0}; free by said_free. Faces that can undo add "   u undoes this". */
struct said {
	struct str text;
	uint64_t id;        /* of the record made or changed, 0 when none */
	uint64_t source_id; /* whom it was about, 0 when nobody */
	bool written;       /* u undoes this */
};
void said_free(struct said *s);

/* Several use cases as ONE undo step called label: fn calls them. Any failure takes all of them back. */
bool app_together(struct app *app, const char *label, bool (*fn)(void *ctx, struct err *e), void *ctx, struct err *e);

/* Whom an act is about: one source, or several (marked rows). */
struct whom {
	const uint64_t *ids;
	int n;
};

/* --- finding whom a word means --- */

/* One source by what a person typed. ERR_NOT_FOUND; ERR_MANY with the matches listed in the text, a line each. */
bool app_who(struct app *app, const char *typed, struct arena *a, struct source *out, struct err *e);

/* --- touches, steps, thanks --- */

/* The planned next step in a form or option. */
struct plan {
	bool set;  /* false: no word about a next step: the open step, if any, is done with only by app_done */
	bool none; /* "0": no next step */
	int32_t due_on;
	int16_t channel; /* CHOICE_NONE: a call */
	const char *what;
};

/* Logs t (source_id, channel set; on, by, direction default to today, the user, we). attendees: n names, each matched to a source of
 * the same practice, else to the one source of that whole name, or kept as a name. with: whom we met, a name as typed (a source, or a new
 * person at that practice; NULL or "" nobody).
 * A plan replaces the open step in the same undo step.
 * A cost is looked at as app/gift.h says: who comes near the limit of the year is said, what may not be given is refused. */
bool app_log(struct app *app, struct touch *t, const char *with, const char *const *attendees, int n,
	     const struct plan *next, struct said *out, struct err *e);
/* Reads what stands in a Next field: "" (no plan), "0" (none), or date words that are not before today; *plan is filled. */
bool app_read_next(struct app *app, const char *typed, struct plan *plan, struct err *e);
/* The day on which the cadence would ask if the source were touched on that day too. */
int32_t app_usual_next(struct app *app, const struct source *s, int32_t on);
int64_t app_cadence(struct app *app, const struct source *s); /* days */

/* Thanks for referral ref_id (0: the source's oldest unthanked one) by card, call or email; THANK_NONE marks it not needed.
 * all: one for all unthanked referrals of the source. ERR_REFUSED "No thanks owed to ..." */
bool app_thank(struct app *app, uint64_t source_id, uint64_t ref_id, enum thank how, bool all, struct said *out,
	       struct err *e);
/* Plans (or replaces) the next step. */
bool app_next(struct app *app, uint64_t source_id, const struct plan *next, struct said *out, struct err *e);

/* --- referrals --- */

/* r: source_id, patient_ref etc.; received_on and status default to today, received; the number is allotted. */
bool app_refer(struct app *app, struct referral *r, struct said *out, struct err *e);
/* Three-way update; keeps booked/evaluated/discharged days in step with a changed status. */
bool app_referral(struct app *app, const struct referral *base, struct referral *edited, struct said *out,
		  struct err *e);

/* --- the queue --- */

/* d on an item: what settles it. step: logs a touch of the step's channel with note, closes the step, plans next.
 * thank: logs the thank-you by `channel` (CHOICE_NONE: as the referral means to). reopen: makes it live. move-on: moves the stage. poc, ask-patient,
 * verify, own-details: stamp today. announce: tells the news. homework and let-go are refused in words: they have a form and a review. The others
 * log a touch as app_item_touch has it, that points at the referral where the item is about one. */
bool app_done(struct app *app, const struct queue_row *item, int16_t channel, const char *note, const struct plan *next,
	      struct said *out, struct err *e);
/* The touch that settles an item: its usual channel, and its purpose (CHOICE_NONE: none). */
void app_item_touch(const struct queue_row *item, int16_t *channel, int16_t *purpose);
bool app_later(struct app *app, const struct queue_row *item, int32_t day, struct said *out, struct err *e);
bool app_drop(struct app *app, const struct queue_row *item, struct said *out, struct err *e);
#define TODAY_AHEAD_DAYS 7 /* what Today shows ahead */
/* The item a source stands in the list for: its open step, else thanks, else the earliest that Today may show; ERR_REFUSED in words when there is
 * none, so that nobody settles what is far ahead and out of sight. */
bool app_item_of(struct app *app, uint64_t source_id, struct arena *a, struct queue_row *item, struct err *e);
/* "step:123" to an item; "rule:ID". ERR_USAGE, ERR_NOT_FOUND. */
bool app_item(struct app *app, const char *key, struct arena *a, struct queue_row *item, struct err *e);
void app_item_key(struct str *b, const struct queue_row *item);
/* Lines of the queue to act on at once. */
struct items {
	struct queue_row *rows;
	int n;
	const char *passed; /* who has none, in words: "nothing is planned with Mei Lin"; NULL: nobody */
};
/* The items that several sources stand in the list for. ERR_REFUSED when nobody has one. */
bool app_items_of(struct app *app, struct whom whom, struct arena *a, struct items *out, struct err *e);
/* The same for several items as ONE undo step (marked rows): one that is refused is passed over and named. */
bool app_later_all(struct app *app, const struct items *items, int32_t day, struct said *out, struct err *e);
bool app_drop_all(struct app *app, const struct items *items, struct said *out, struct err *e);
/* channel: how it was done, as in app_done. */
bool app_done_all(struct app *app, const struct items *items, int16_t channel, const char *note,
		  const struct plan *next, struct said *out, struct err *e);

/* What the rules ask for and why, with their numbers and how many items each makes; only: one rule, NULL all. Lines for a person, the names of
 * rules in backquotes. ERR_NOT_FOUND. */
bool app_rules(struct app *app, const char *only, struct str *b, struct err *e);

/* --- sources, stages, the clinic --- */

/* Adds s; practice: its name as typed (found or made), NULL none. Twin found: ERR_DUP with "Looks like ..." unless anyway; *twin gets its id. */
bool app_add(struct app *app, struct source *s, const char *practice, bool anyway, uint64_t *twin, struct said *out,
	     struct err *e);
/* Three-way update of source (and its practice_id by name; NULL leaves, "" none). */
bool app_edit(struct app *app, const struct source *base, struct source *edited, const char *practice, struct said *out,
	      struct err *e);
/* Three-way update of any other kind edited by a form (practice, staff, clinic, touch). id 0 in edited: inserts. */
bool app_save(struct app *app, enum kind kind, const void *base, void *edited, struct said *out, struct err *e);
/* Replaces the words of one label type by a comma-separated list. */
bool app_set_labels(struct app *app, enum label_of of, uint64_t of_id, enum label_type type, const char *words,
		    struct said *out, struct err *e);
/* Moves to a stage; says what is still open for the stage left. Same stage and live: ERR_REFUSED in words. A paused or let-go one is live again. */
bool app_stage(struct app *app, uint64_t source_id, enum stage to, struct said *out, struct err *e);
bool app_pause(struct app *app, uint64_t source_id, int32_t until, const char *reason, struct said *out, struct err *e);
bool app_let_go(struct app *app, uint64_t source_id, const char *reason, struct said *out, struct err *e);
bool app_archive(struct app *app, uint64_t source_id, struct said *out, struct err *e);
/* One stage on (by 1) or back (-1); ERR_REFUSED at the ends. */
bool app_stage_step(struct app *app, uint64_t source_id, int by, struct said *out, struct err *e);

/* --- the same for several sources as ONE undo step ---
 * Who is refused is passed over and named: "2 sources moved to Maintaining; Mei Lin is in Maintaining already."; where all are, ERR_REFUSED.
 * One source: the use case above, with its words. */
bool app_next_all(struct app *app, struct whom whom, const struct plan *next, struct said *out, struct err *e);
bool app_stage_all(struct app *app, struct whom whom, enum stage to, struct said *out, struct err *e);
bool app_stage_step_all(struct app *app, struct whom whom, int by, struct said *out, struct err *e);
bool app_pause_all(struct app *app, struct whom whom, int32_t until, const char *reason, struct said *out,
		   struct err *e);
bool app_let_go_all(struct app *app, struct whom whom, const char *reason, struct said *out, struct err *e);
bool app_thank_all(struct app *app, struct whom whom, enum thank how, struct said *out, struct err *e); /* all owed */
bool app_archive_all(struct app *app, struct whom whom, struct said *out, struct err *e);

bool app_undo(struct app *app, struct said *out, struct err *e);
bool app_redo(struct app *app, struct said *out, struct err *e);
bool app_set(struct app *app, const char *name, const char *value, struct said *out, struct err *e);

/* --- what is shown --- */

/* The name of the clinic; "" when it has none. */
const char *app_clinic(struct app *app, struct arena *a);
/* Flag of a list row: '!' '+' '*' '~' or ' '. */
char app_flag(struct app *app, const struct source_row *r);
char app_item_flag(const struct queue_row *q, int32_t today);

/* How well a source fits the clinic: as a person set it, else as their words against ours say (rapport/model/fit.h). */
struct fitting {
	int16_t grade;        /* of choices_fit; CHOICE_NONE: not set, and nothing to compare */
	const char *why;      /* "": no reason was given */
	bool set;             /* by a person; the computed one is a suggestion then */
	int16_t computed;     /* CHOICE_NONE: nothing to compare */
	const char *by_words; /* the reason of that, or what is not known */
	bool payers;          /* those of both sides are known */
	const char *shared;   /* the payers in common, joined by ", "; "" for none */
};
bool app_fit(struct app *app, const struct source *s, struct arena *a, struct fitting *out, struct err *e);
/* "Good. Both: older adults. Payers in common: BCBS."; a set one: "Poor: no time for us. By their words: good. Both: older adults." */
void app_fit_words(const struct fitting *f, struct str *b);

/* Everything the card of one source shows. */
struct card {
	struct source source;
	struct practice practice; /* id 0: none */
	struct source via;        /* id 0: none */
	struct step step;         /* id 0: none open */
	const char *payers, *populations,
		*tags; /* joined by ", "; those of the practice where the source has none; "" for none */
	struct fitting fit;
	struct month_row months[12];                           /* the last twelve, oldest first, this month last */
	int64_t referrals, came, billed_cents, received_cents; /* of those twelve months */
	int16_t last_channel;                                  /* of the last counted touch, or CHOICE_NONE */
	const char *open;     /* what is open in its present stage: "good fit, met in person"; "" for nothing */
	const char *evidence; /* what is open and done there: "met in person [ ]  good fit [x]  gatekeeper known [x]" */
	int n_open, n_evidence; /* so many of so many are open */
};
bool app_card(struct app *app, uint64_t source_id, struct arena *a, struct card *c, struct err *e);
/* One timeline entry in words: word ("Lunch", "Referral", "Stage") and text ("R-1042 knee, BCBS. Thanked by card 10 Feb."; "Via Rosa Delgado: ...",
 * or "Via: ..." where m->with is taken out). hide: patient references and amounts masked. */
void app_moment(struct app *app, const struct moment *m, bool hide, struct str *word, struct str *text);
/* Two clocks and a third, and who began; texts into the arena. */
struct clock_words {
	struct clocks n;
	const char *last; /* "Last touch 22 d ago · substance 28 d · in charge met 3 months ago" */
	const char *
		began; /* "We began 12 of 16 · 4 touches before the first referral: 3 visits, 1 call"; "" while there was no touch */
};
bool app_clocks(struct app *app, const struct source *s, struct arena *a, struct clock_words *out, struct err *e);

#endif
