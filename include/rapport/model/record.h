/* The records of a book, one struct a kind. The words are those of rapport(1).
 *
 * Every struct begins with id and rev. Texts are borrowed: they live in the arena that the
 * record was read into, or wherever the caller put them. Unknown is NULL for a text, 0 for an
 * id, NUM_NONE for a number, DAY_NONE for a day, CHOICE_NONE for a choice; a flag is never
 * unknown. record_init (kind.h) makes a record of unknowns.
 *
 * Members under "kept by the store" are summaries: derived in the write transaction, never
 * entered, journalled or exported. */
#ifndef RAPPORT_MODEL_RECORD_H
#define RAPPORT_MODEL_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#define NUM_NONE INT64_MIN
#define CHOICE_NONE (-1)

/* Our own clinic: always the one row with id 1. */
struct clinic {
	uint64_t id;
	int64_t rev;
	const char *name, *disciplines, *phone, *fax, *email, *website, *address, *city, *state, *zip, *npi;
	const char *referral_line; /* the number or link that referrers use */
	const char *best;          /* what we do best, in words for a referrer */
	const char *stories;       /* de-identified patient stories */
	const char *currency;      /* ISO 4217 */
	int32_t own_details_on;    /* our own listings last checked */
	int32_t made_on;           /* the book was made */
};

struct staff {
	uint64_t id;
	int64_t rev;
	const char *user; /* login or short name, as in --user and a touch's "by" */
	const char *name, *credentials, *role, *phone, *email;
	bool gone; /* no longer with us */
};

/* The other side's office or organisation. */
struct practice {
	uint64_t id;
	int64_t rev;
	const char *name, *phone, *fax, *email, *website, *address, *city, *state, *zip;
	int16_t network;         /* belongs to a network with physical therapy of its own? */
	const char *hours;       /* when they are in, when to call */
	const char *competitors; /* who else is there */
	const char *note;
};

enum stage { STAGE_FIRST, STAGE_TRUST, STAGE_MAINTAIN };
enum standing { STANDING_LIVE, STANDING_PAUSED, STANDING_LET_GO };

struct source {
	uint64_t id;
	int64_t rev;
	const char *name;
	int16_t kind; /* choices_source_kind */
	const char *role, *specialty, *credentials;
	uint64_t practice_id;
	uint64_t via_id; /* the gatekeeper through whom this source is reached */
	bool gatekeeper, decision_maker;
	const char *npi, *phone, *fax, *email, *website, *social, *address, *city, *state, *zip;
	int16_t stage; /* enum stage */
	int32_t stage_on;
	int16_t standing;       /* enum standing */
	int32_t standing_until; /* a paused source is looked at again on this day */
	const char *standing_reason;
	const char *owner;    /* staff.user who owns the relationship */
	int64_t cadence_days; /* own cadence; NUM_NONE: that of the stage */
	int16_t fit;
	const char *fit_reason;
	const char *homework; /* findings */
	int32_t homework_on, payers_on, marketing_on;
	const char
		*most_important; /* their answer to "what is most important to you in how we care for your patient?" */
	const char *problems, *offer, *view_of_pt, *objections, *interests, *told, *competitors, *kit_left, *began,
		*best_times;
	int32_t verified_on, added_on;
	bool archived;
	const char *note;
	/* kept by the store */
	const char *fold;       /* name folded, for order */
	int32_t counted_on;     /* last touch that counts: own, or with the gatekeeper */
	int32_t clock_on;       /* counted_on, else added_on: what quiet and cadence count from */
	int32_t touched_on;     /* last own touch */
	int32_t substantive_on; /* last substantive own touch */
	int32_t met_on;         /* a decision-maker was last met */
	int32_t first_touch_on;
	int64_t meetings;          /* times they were met face to face, by whomever */
	int32_t meeting_on;        /* the last of them */
	int32_t outcomes_on;       /* outcomes last shared with them */
	int64_t touches;           /* own touches */
	int32_t first_referred_on; /* first referral in */
	int64_t usual_gap;         /* the middle one of the days between referrals in; NUM_NONE under two */
	int32_t referred_on;       /* last referral in */
	int64_t referrals, came, billed_cents, received_cents; /* in, ever */
	int64_t thanks_owed;                                   /* referrals in that wait for thanks */
	int32_t step_on;                                       /* due day of the open step */
	int32_t next_on;      /* earliest of step or cadence, and thanks owed; DAY_FAR when nothing is due */
	bool next_is_touch;   /* next_on is only the cadence asking */
	int32_t touch_due_on; /* the cadence asks on this day; DAY_FAR when it never does */
};

struct touch {
	uint64_t id;
	int64_t rev;
	uint64_t source_id;
	int32_t on;
	int16_t channel, direction, purpose, result, substantive;
	uint64_t met_id;      /* whom we met, when it was another than the source */
	uint64_t referral_id; /* the referral that this thanks for or reports on */
	uint64_t announcement_id;
	const char *by; /* staff.user */
	const char *note, *learned, *tags;
	int64_t cost_cents;
};

struct attendee {
	uint64_t id;
	int64_t rev;
	uint64_t touch_id;
	uint64_t source_id;
	const char *name; /* where the person is no source */
};

struct referral {
	uint64_t id;
	int64_t rev;
	int64_t number; /* R-1042 is 1042; allotted in the write transaction */
	uint64_t source_id;
	int16_t direction;
	int32_t received_on;
	const char *patient_ref; /* chart number or initials, never a name */
	const char *reason;      /* "for" in JSON */
	const char *payer, *department;
	int16_t route, status;
	int32_t booked_on, evaluated_on, discharged_on;
	int64_t visits, billed_cents, received_cents, nps;
	bool challenge;                          /* a setback or an unhappy patient */
	int32_t challenge_on, challenge_told_on; /* flagged; the source heard of it */
	int32_t order_on, poc_sent_on, poc_signed_on, cert_end_on;
	const char *sent_to; /* our therapist: staff.user or a name */
	int16_t thank;       /* how we mean to thank; "none" when no thanks are needed */
	int32_t asked_on;    /* the patient was asked to tell others */
	const char *note;
	/* kept by the store */
	int32_t thanked_on;
	int32_t reported_on;  /* last report to the source that points at this referral */
	int32_t thank_due_on; /* thanks are owed from this day; DAY_FAR when not owed */
};

/* An outcome measure of a referral. Scores are in tenths. */
struct outcome {
	uint64_t id;
	int64_t rev;
	uint64_t referral_id;
	const char *measure;
	int64_t initial, final;
	int32_t initial_on, final_on;
};

enum step_state { STEP_OPEN, STEP_DONE, STEP_DROPPED };

struct step {
	uint64_t id;
	int64_t rev;
	uint64_t source_id;
	int32_t due_on;
	int16_t channel;
	const char *what;
	const char *by;
	int32_t set_on;
	int16_t state; /* enum step_state */
	int32_t closed_on;
	uint64_t touch_id; /* the touch that closed it */
};

struct stage_move {
	uint64_t id;
	int64_t rev;
	uint64_t source_id;
	int32_t on;
	int16_t from_stage, to_stage, from_standing, to_standing;
	const char *reason, *by;
};

struct announcement {
	uint64_t id;
	int64_t rev;
	const char *title, *text;
	int32_t on;
	const char *by;
};

struct recipient {
	uint64_t id;
	int64_t rev;
	uint64_t announcement_id, source_id;
	int16_t channel;
	int32_t told_on;
	uint64_t touch_id;
};

enum label_of { LABEL_OF_CLINIC, LABEL_OF_PRACTICE, LABEL_OF_SOURCE };

/* A payer, population, service or tag of the clinic, a practice or a source. */
struct label {
	uint64_t id;
	int64_t rev;
	int16_t of; /* enum label_of */
	uint64_t of_id;
	int16_t type;
	const char *word;
};

struct setting {
	uint64_t id;
	int64_t rev;
	const char *name, *value;
};

enum dismissal_how { DISMISSAL_LATER, DISMISSAL_DROP };

/* Puts a queue item off (later) or away until its due day changes (drop). */
struct dismissal {
	uint64_t id;
	int64_t rev;
	const char *rule;
	uint64_t subject_id;
	int16_t how;
	int32_t until_on; /* later: asks again on this day */
	int32_t due_on;   /* the due day at the time */
	const char *by;
};

/* An open question worth asking a source, to begin a talk of what matters. The built-in ones are data/questions.txt;
 * a record with the text of a built-in one and `gone` takes it out of the bank. */
struct question {
	uint64_t id;
	int64_t rev;
	const char *text;
	bool gone;
};

/* What a source answered. The question is kept as its words, so that the bank may change. */
struct answer {
	uint64_t id;
	int64_t rev;
	uint64_t source_id;
	uint64_t touch_id; /* the touch at which it was asked, 0 unknown */
	int32_t on;
	const char *question, *text;
	const char *by; /* staff.user */
};

/* Something worth sharing: an article, a book, a de-identified patient story ... */
struct shelf_item {
	uint64_t id;
	int64_t rev;
	const char *title;
	int16_t type;      /* choices_shelf_type */
	const char *where; /* a link, or the place where it lies */
	const char *topic; /* whom it is for: populations, body parts */
	const char *text;  /* the story, or what is said with it */
	int32_t added_on;
	const char *by;
	bool gone; /* not offered any more */
};

/* Who was sent which. */
struct share {
	uint64_t id;
	int64_t rev;
	uint64_t shelf_item_id, source_id;
	uint64_t touch_id; /* the touch with which it went */
	int32_t on;
};

/* What may be given to one physician in a calendar year (facts of law change each January). Takes the place of the built-in
 * figure of data/gift-limits.txt. */
struct gift_limit {
	uint64_t id;
	int64_t rev;
	int64_t year;
	int64_t limit_cents;
	const char *origin; /* where the figure stands */
};

/* Why a touch was logged though it went over the limit. */
struct gift_override {
	uint64_t id;
	int64_t rev;
	uint64_t touch_id;
	const char *reason, *by;
};

/* A talk, screening, column: met or reached many sources at once. */
struct event {
	uint64_t id;
	int64_t rev;
	int32_t on;
	const char *title;
	int16_t type; /* choices_event_type */
	const char *place, *note, *by;
};

/* A source reached by an event, and the touch that says so on its timeline. */
struct guest {
	uint64_t id;
	int64_t rev;
	uint64_t event_id, source_id, touch_id;
};

/* How the columns of a file with that header were read the last time. */
struct mapping {
	uint64_t id;
	int64_t rev;
	const char *header; /* the folded names of its columns, joined by '|' */
	const char *kind;   /* what the rows are */
	const char *fields; /* the field that each column gives, joined by '|'; empty: passed over */
};

#endif
