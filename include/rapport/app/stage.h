/* The three stages of a relationship: what shows how far one is, what a person ticks, and whether to go on. */
#ifndef RAPPORT_APP_STAGE_H
#define RAPPORT_APP_STAGE_H

#include "rapport/app/app.h"

/* What the work of the stages is, in their order. */
enum proof {
	PROOF_FIT,
	PROOF_PAYERS,
	PROOF_MARKETING,
	PROOF_GATEKEEPER,
	PROOF_HOMEWORK,
	PROOF_MET,
	PROOF_ASKED,
	PROOF_PITCH,
	PROOF_IN_CHARGE,
	PROOF_REFERRAL,
	PROOF_LOOPS,
	PROOF_OUTCOMES,
	PROOF_CADENCE,
	PROOF_THANKED,
	PROOF_NEWS,
	PROOF_COUNT
};

/* How a person says that it is done; where there is a fact, nobody needs to. */
enum tick {
	TICK_NONE,   /* a fact shows it, or nothing does */
	TICK_DAY,    /* app_tick: today, or taken away again */
	TICK_FIT,    /* app_set_fit */
	TICK_KEEPER, /* app_gatekeeper */
};

struct proof_row {
	enum proof which;
	const char *name; /* stable: "payers" */
	const char *what; /* "payers overlap" */
	bool done;
	enum tick tick;
	bool ticked;         /* TICK_DAY: a person said so, whatever the facts */
	const char *fact;    /* what shows it, or how far it is: "visit, 12 Feb"; "" for nothing */
	const char *how;     /* what settles it on the screens, keys in backquotes */
	const char *command; /* and on a command line, behind "rapport" and with WHO for the source */
};

/* What is done and open in a source's present stage, and how it came there. */
struct checklist {
	struct source source;
	int32_t days; /* in the stage; -1: not known since when */
	struct proof_row rows[PROOF_COUNT];
	int n, open;
	struct stage_move *moves; /* newest first */
	int n_moves;
};
bool app_checklist(struct app *app, uint64_t source_id, struct arena *a, struct checklist *out, struct err *e);
/* A move in words: "Now in Building trust. (maria)". */
void app_move_words(const struct stage_move *m, struct str *b);

/* The rows that can be ticked have a name each: "payers", "marketing", "homework", "decides". PROOF_COUNT: there is none. */
enum proof app_tick_named(const char *name);
/* A person says that it is done (on) or takes that back. ERR_REFUSED when it stands so already. */
bool app_tick(struct app *app, uint64_t source_id, enum proof which, bool on, struct said *out, struct err *e);
/* CHOICE_NONE: not looked at. */
bool app_set_fit(struct app *app, uint64_t source_id, int16_t fit, struct said *out, struct err *e);
/* Through whom they are reached: via_id; 0 and none: nobody stands before them; 0: not known. */
bool app_gatekeeper(struct app *app, uint64_t source_id, uint64_t via_id, bool none, struct said *out, struct err *e);

/* app_stage with a reason that the history keeps; NULL: none. */
bool app_stage_because(struct app *app, uint64_t source_id, enum stage to, const char *reason, struct said *out,
		       struct err *e);

/* Whether to let a source go: what was tried beside what came of it. It may be looked at long before it is asked. */
struct review {
	struct source source;
	int64_t touches, touches_asked; /* so many of so many */
	int32_t days, days_asked;       /* since the first touch; -1: there was none */
	int64_t substantive;            /* touches that said something of their patients */
	int64_t met;                    /* times the person in charge was met */
	int64_t via_touches;            /* with the gatekeeper, who is */
	const char *via;                /* NULL: nobody is in between */
	struct fitting fit;
	int32_t asks_on; /* the rule asks from that day; DAY_NONE: it does not, by what is known now */
};
bool app_review(struct app *app, uint64_t source_id, struct arena *a, struct review *out, struct err *e);
/* Its lines side by side, for a person: a label in REVIEW_LABEL cells and its text, and after an empty line what follows from them. */
#define REVIEW_LABEL 18
void app_review_words(struct app *app, const struct review *r, struct str *b);

#endif
