/* What the use cases share. Inside one store_write each ..._in function adds to the same undo step. */
#ifndef RAPPORT_APP_INNER_H
#define RAPPORT_APP_INNER_H

#include "rapport/app/app.h"
#include "rapport/app/stage.h"

/* One use case as it runs inside store_write. */
struct act {
	struct app *app;
	struct said *said;
	struct arena arena;
	uint64_t next_of; /* after it is said what comes next with this source: "Next: call, Tue 24 Mar."; 0: nothing */
};

/* Runs fn(tx, act) as one undo step, then says. ctx of fn is the struct act that `act` begins. */
bool act_run(struct act *act, bool (*fn)(struct tx *tx, void *ctx, struct err *e), struct err *e);
/* The source inside a write. */
bool act_source(struct act *act, struct tx *tx, uint64_t id, struct source *s, struct err *e);
/* Somebody is reached through them (0: through nobody): a gatekeeper from now on. */
bool gate_in(struct act *act, struct tx *tx, uint64_t via_id, struct err *e);
/* Appends a sentence of said: a space in front where needed. */
void say(struct said *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* "14 touches", "1 stage move": a kind by its label or plural. */
void count_words(struct str *b, int64_t n, enum kind kind);

/* --- several at once (several.c) --- */
/* Whom an act for several did not reach, in words. Start with {0}. */
struct passed {
	struct str text;
	int n, more; /* more: counted, not named */
};
/* A refusal of one of several: keeps its words, clears e. False when e is trouble that ends the whole act. The refused one must not have
 * written anything. */
bool pass_over(struct passed *p, struct err *e);
void passed_words(const struct passed *p, struct str *b);
void passed_free(struct passed *p);
/* "2 moved; Mei Lin is in Maintaining already." */
void say_several(struct said *s, const char *what, const struct passed *p);
/* Trouble of a part becomes that of the whole, field and all; false. */
bool fail_with(struct err *e, struct err *why);
/* All were refused: ERR_REFUSED with their words; false. */
bool none_done(const struct passed *p, struct err *e);

/* One use case for each of several, all as one undo step; begins the struct of a kind of act. */
struct each {
	struct act act; /* first */
	struct whom whom;
	bool (*one)(struct each *x, uint64_t id, struct said *said, struct err *e);
	/* The label of the step, over those of its parts, and what is said: n were reached. */
	void (*words)(struct each *x, int n, struct str *said, struct str *label);
};
/* Who is refused is passed over and named; ERR_REFUSED where all are. One by itself is done in its own words. */
bool each_run(struct each *x, struct app *app, struct whom whom, struct said *out, struct err *e);

/* --- steps (step.c) --- */
/* Closes the open step, if any, as state by touch_id (0 none). */
bool step_close(struct act *act, struct tx *tx, uint64_t source_id, enum step_state state, uint64_t touch_id,
		struct err *e);
/* Carries out a plan: closes the open step (done by touch_id, else dropped) and sets the new one. Nothing when the plan is not set. */
bool step_plan(struct act *act, struct tx *tx, uint64_t source_id, const struct plan *plan, uint64_t touch_id,
	       struct err *e);

/* --- evidence (stage.c; its words: proof.c) --- */
/* The tag of a source that nobody stands before. */
#define NO_GATEKEEPER "no gatekeeper"
/* One row each of enum proof: what the work of its stage is, and whether it is done. */
struct proof_of {
	int16_t stage;
	const char *what;
	bool (*done)(struct app *app, const struct source *s);
};
extern const struct proof_of stage_proofs[PROOF_COUNT];
/* Which parts of the work of the source's stage are done; each is a question to the book. */
void proofs_see(struct app *app, const struct source *s, bool done[PROOF_COUNT]);
/* What is open, joined by ", ", the first `named` of them; returns how many are, *all of how many. */
int proofs_open(const struct source *s, const bool done[PROOF_COUNT], int named, struct str *b, int *all);
/* The open ones first: "met in person [ ]  good fit [x]  gatekeeper known [x]". */
void proofs_words(const struct source *s, const bool done[PROOF_COUNT], struct str *b);

/* --- stages (stage.c) --- */
bool stage_move(struct act *act, struct tx *tx, const struct source *s, enum stage stage, enum standing standing,
		int32_t until, const char *reason, struct err *e);

/* --- thanks (thank.c) --- */
bool thank_in(struct act *act, struct tx *tx, const struct referral *r, int16_t channel, const char *note,
	      struct err *e);

/* --- touches (touch.c) --- */
/* A name as typed: the source itself or one of the same practice; 0 when it is none of them. */
bool colleague_in(struct app *app, const struct source *s, const char *typed, struct arena *a, uint64_t *id,
		  struct err *e);
/* The same for who else was there: also the one source of that whole name at another practice. */
bool guest_in(struct app *app, const struct source *s, const char *typed, struct arena *a, uint64_t *id, struct err *e);

/* --- gifts (gift_check.c): what is refused and said is in app/gift.h --- */
/* Does no word of a touch that costs something, or was a gift, mean cash? */
bool gift_no_cash(const struct touch *t, struct err *e);
/* Holds the touch, which stands in this write with its attendees, against the limit of its year. over: why it may go over, kept with it. */
bool gift_limit_in(struct act *act, struct tx *tx, const struct touch *t, const char *over, struct err *e);
/* Both, for what differs from base, as the person read it (NULL: a new one). */
bool gift_edit_in(struct act *act, struct tx *tx, const struct touch *base, uint64_t id, const char *over,
		  struct err *e);
/* --- one of a list that a person names by its number, its words, or a part of them that no other holds (pick.c) --- */
struct picking {
	const char *what;  /* "question" */
	const char *where; /* "in the bank" */
	const char *const *texts;
	int n;
};
/* The text that is the same, whatever its case, accents and punctuation; -1 when there is none. */
int pick_same(const struct picking *p, const char *typed);
/* ERR_NOT_FOUND, ERR_MANY with those that hold it, a line each. */
bool pick(const struct picking *p, const char *typed, int *which, struct err *e);

/* How steps are called of which undo says more: what an announcement or an event made is gone then. */
#define ANNOUNCED "announcement of "
#define EVENT_HELD "event "
#define EVENT_GUESTS "guests of "

/* A former patient, who sends friends. */
static inline bool is_patient(const struct source *s)
{
	return str_eq(choice_word(choices_source_kind, s->kind), "patient");
}
/* Finds the practice by name or makes it; 0 for a blank name. */
bool practice_in(struct tx *tx, const char *name, uint64_t *id, struct err *e);
/* A touch as this app makes one: today, by the user, we began. */
void touch_begin(struct app *app, struct touch *t, uint64_t source_id, int16_t channel);
/* Writes one queue item's settling into the step (queue.c). */
bool lower_word(struct str *b, const char *label); /* "Lunch" to "lunch" */

#endif
