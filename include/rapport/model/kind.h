/* The table of kinds: one row a field of each record. From it come forms, options, JSON and
 * CSV in and out, the CRUD statements, the journal's differences and the schema check.
 *
 * To add a field: a member in record.h, a row in kinds.c, a column in a new migration. */
#ifndef RAPPORT_MODEL_KIND_H
#define RAPPORT_MODEL_KIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/err.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/model/record.h"

enum kind {
	KIND_CLINIC,
	KIND_STAFF,
	KIND_PRACTICE,
	KIND_SOURCE,
	KIND_TOUCH,
	KIND_ATTENDEE,
	KIND_REFERRAL,
	KIND_OUTCOME,
	KIND_STEP,
	KIND_STAGE_MOVE,
	KIND_ANNOUNCEMENT,
	KIND_RECIPIENT,
	KIND_LABEL,
	KIND_SETTING,
	KIND_DISMISSAL,
	KIND_QUESTION,
	KIND_ANSWER,
	KIND_SHELF_ITEM,
	KIND_SHARE,
	KIND_GIFT_LIMIT,
	KIND_GIFT_OVERRIDE,
	KIND_EVENT,
	KIND_GUEST,
	KIND_MAPPING,
	KIND_COUNT
};

enum field_type {
	FIELD_TEXT,   /* const char * */
	FIELD_ID,     /* uint64_t */
	FIELD_NUM,    /* int64_t */
	FIELD_DAY,    /* int32_t */
	FIELD_CHOICE, /* int16_t, an index into choices */
	FIELD_FLAG,   /* bool */
};

enum field_flags {
	F_REQUIRED = 1, /* a record without it is refused */
	F_MONEY = 2,    /* a number of cents */
	F_TENTHS = 4,   /* a number of tenths, written with a decimal point in JSON */
	F_PRIVATE = 8,  /* null in an export without --private */
	F_DERIVED = 16, /* kept by the store: never entered, journalled, exported */
	F_LINES = 32,   /* a text of several lines */
	F_FIXED = 64,   /* set by the program, not by a form or --option */
	F_AHEAD = 128,  /* a day that lies ahead: date words count on, not back */
};

struct choice {
	const char *word;  /* in the store, JSON and on the command line */
	const char *label; /* in words on a screen */
	char key;          /* its letter in a form, 0 for none */
};

struct field {
	const char *name;  /* column, JSON key, and --option with dashes */
	const char *label; /* in forms and messages */
	const char *help;  /* one line: what it is */
	enum field_type type;
	unsigned flags;
	size_t offset;
	const struct choice *choices; /* FIELD_CHOICE: ends with a NULL word */
	enum kind ref;                /* FIELD_ID: what it points at; KIND_COUNT where of tells (labels) */
	/* Extra check of a non-NULL text or a set number. NULL: none. */
	bool (*check)(const struct field *f, const void *record, struct err *e);
};

struct kind_info {
	const char *name;   /* "source": "type" in NDJSON */
	const char *plural; /* "sources": table and JSON array */
	const char *label;  /* "source" in messages */
	size_t size;
	const struct field *fields; /* fields[0] is id; rev has no row */
	int count;
	/* Checks between fields of one record. NULL: none. */
	bool (*check)(const void *record, struct err *e);
};

extern const struct kind_info kinds[KIND_COUNT];

/* Choice lists, each ending with a NULL word. */
extern const struct choice choices_source_kind[], choices_stage[], choices_standing[], choices_fit[], choices_network[],
	choices_channel[], choices_direction[], choices_purpose[], choices_result[], choices_yes_no[],
	choices_referral_direction[], choices_route[], choices_status[], choices_thank[], choices_step_state[],
	choices_label_of[], choices_label_type[], choices_dismissal_how[], choices_shelf_type[], choices_event_type[];

/* Indices that code speaks of; a test holds them against the lists. */
enum channel {
	CHANNEL_VISIT,
	CHANNEL_LUNCH,
	CHANNEL_CALL,
	CHANNEL_EMAIL,
	CHANNEL_CARD,
	CHANNEL_REPORT,
	CHANNEL_COFFEE,
	CHANNEL_LETTER,
	CHANNEL_TEXT,
	CHANNEL_SOCIAL,
	CHANNEL_EVENT,
	CHANNEL_MEETING,
	CHANNEL_OTHER
};
enum purpose {
	PURPOSE_INTRODUCE,
	PURPOSE_PITCH,
	PURPOSE_ASK,
	PURPOSE_OUTCOMES,
	PURPOSE_PROGRESS,
	PURPOSE_THANK,
	PURPOSE_ANNOUNCE,
	PURPOSE_SHARE,
	PURPOSE_CHECK_IN,
	PURPOSE_POC,
	PURPOSE_GIFT
};
enum touch_direction { TOUCH_WE, TOUCH_THEY };
enum referral_direction { REFERRAL_IN, REFERRAL_OUT };
enum referral_status {
	STATUS_RECEIVED,
	STATUS_BOOKED,
	STATUS_EVALUATED,
	STATUS_ACTIVE,
	STATUS_DISCHARGED,
	STATUS_NO_SHOW
};
enum thank { THANK_CARD, THANK_CALL, THANK_EMAIL, THANK_NONE };
enum label_type { LABEL_PAYER, LABEL_POPULATION, LABEL_SERVICE, LABEL_TAG, LABEL_TYPES };

/* A record of the kind with everything unknown, choices at their defaults where the kind has
 * one (stage first, standing live, direction we, status received, state open). */
void record_init(enum kind kind, void *record);
uint64_t record_id(const void *record);

const struct field *kind_field(enum kind kind, const char *name); /* NULL when there is none */
/* By name or plural; KIND_COUNT when there is none. */
enum kind kind_named(const char *name);
int choice_index(const struct choice *choices, const char *word);  /* CHOICE_NONE; word, else label, case-blind */
const char *choice_word(const struct choice *choices, int index);  /* NULL for CHOICE_NONE */
const char *choice_label(const struct choice *choices, int index); /* "" for CHOICE_NONE */
/* "visit, lunch, call or email": for a refusal. */
void choice_list(struct str *b, const struct choice *choices);

/* Typed access by row. */
const char **field_text(const struct field *f, void *record);
uint64_t *field_id(const struct field *f, void *record);
int64_t *field_num(const struct field *f, void *record);
int32_t *field_day(const struct field *f, void *record);
int16_t *field_choice(const struct field *f, void *record);
bool *field_flag(const struct field *f, void *record);

bool field_known(const struct field *f, const void *record);
bool field_equal(const struct field *f, const void *a, const void *b);
/* Copies one field; texts into the arena (a NULL arena borrows). */
void field_copy(const struct field *f, void *to, const void *from, struct arena *a);
/* Appends the canonical text of the value ("" for unknown): ISO day, choice word, decimal number
 * (money "12.34", tenths "3.5"), 1/0 for a flag, decimal id. */
void field_write(struct str *b, const struct field *f, const void *record);
/* Reads the canonical text (also money with $ and commas, yes/no for a flag, a choice's label). "" is unknown.
 * today is for date words; pass DAY_NONE where only ISO days are allowed. Names the field in the error. */
bool field_read(const struct field *f, void *record, const char *text, int32_t today, struct arena *a, struct err *e);

/* Everything a record must satisfy before it is written: required fields, text that may be
 * entered, checks of fields and of the record. The error names the field in a receptionist's words. */
bool record_check(enum kind kind, const void *record, struct err *e);

/* A touch says something about their patients or their problems: by purpose, unless overridden. */
bool touch_substantive(const struct touch *t);
/* Evaluated, active or discharged: the patient came in. */
bool referral_came(const struct referral *r);

#endif
