/* The few real questions to the store, each with the index that makes it quick at any size. */
#ifndef RAPPORT_STORE_QUERY_H
#define RAPPORT_STORE_QUERY_H

#include "rapport/model/evidence.h"
#include "rapport/model/find.h"
#include "rapport/store/store.h"

/* --- lists of sources --- */

enum source_order {
	ORDER_NEXT,      /* next_on, earliest first */
	ORDER_NAME,      /* fold */
	ORDER_REFERRALS, /* most first */
	ORDER_REVENUE,   /* most billed (or received, by setting) first */
	ORDER_LAST,      /* touched longest ago first */
	ORDER_STAGE,     /* stage 1 first, next_on within */
	ORDER_COUNT
};

/* Empty members do not filter. Archived sources are only in `archived`; let-go ones only in let_go or with `everyone`. */
struct source_filter {
	bool late, thanks, quiet, stuck, paused, let_go, archived, everyone;
	int16_t stage;     /* CHOICE_NONE: any */
	int16_t kind;      /* CHOICE_NONE: any */
	const char *tag;   /* a label of type tag on the source */
	const char *owner; /* staff.user */
	uint64_t practice_id;
};
void source_filter_init(struct source_filter *f);

struct source_row {
	uint64_t id;
	const char *name, *practice, *specialty, *phone, *email, *owner;
	int16_t kind, stage, standing;
	bool gatekeeper;
	int32_t stage_on, next_on, step_on, counted_on, clock_on, referred_on;
	bool next_is_touch;
	int64_t thanks_owed, referrals, came, billed_cents, received_cents, touches;
	/* where the list goes on */
	int64_t key;
	const char *key_text;
};

/* At most `limit` rows after (or before, still in list order) `from`, which is not included; NULL from: from the list's start (or end). */
bool store_sources(struct store *s, const struct source_filter *f, enum source_order order, int32_t today,
		   const struct source_row *from, bool before, int limit, struct arena *a, struct source_row **rows,
		   int *n, struct err *e);
/* The row of one source wherever it stands. ERR_NOT_FOUND. */
bool store_source_row(struct store *s, uint64_t id, enum source_order order, struct arena *a, struct source_row *row,
		      struct err *e);
/* How many the filter lets through, counting at most `most`. */
int64_t store_sources_count(struct store *s, const struct source_filter *f, int32_t today, int64_t most);

struct tally {
	int64_t stage[3]; /* live, not archived */
	int64_t paused, let_go, archived;
	int64_t total; /* live and paused */
};
bool store_tally(struct store *s, struct tally *t, struct err *e); /* kept sums: costs nothing at any size */

/* --- lists of referrals, the newest first --- */

enum referral_which {
	REFERRALS_ALL,
	REFERRALS_UNTHANKED, /* thanks are owed, put off or not */
	REFERRALS_LOOP, /* thanks, bad news or a report are owed: on whatever day, a further progress report from its day on */
	REFERRALS_POC, /* the plan of care is to be sent or signed, or to be certified again within POC_AHEAD days */
	REFERRALS_NO_AMOUNT, /* came, but neither billed nor received */
	REFERRALS_ACTIVE,    /* in treatment: to us, evaluated or active */
	REFERRALS_OUT,       /* from us to them */
	REFERRALS_WHICH
};
#define POC_AHEAD 14

struct referral_filter {
	uint64_t source_id; /* 0: everybody's */
	enum referral_which which;
	int32_t since; /* received on that day or later; DAY_NONE: whenever */
	int32_t today;
};

struct referral_row {
	uint64_t id, source_id; /* source_id 0: names nobody */
	int64_t number;
	int16_t direction, status;
	int32_t received_on, thanked_on;
	const char *source, *patient_ref, *reason, *payer; /* NULL: unknown */
	bool unthanked, loop_open, poc_open, no_amount;    /* as the filters have it */
};

/* At most `limit` rows after (or before, still in list order) `from`, which is not included; NULL from: from the list's start (or end).
 * What is owed to an archived source is not owed, as in the queue.
 *
 * Of one source, and of all, a page is a walk along an index; what is owed is looked up in dues, so that time goes with what is open and
 * not with what the book holds; referrals without an amount are looked for in the months that have some. Those in treatment and those to
 * them are looked for from the newest on: where a page cannot be filled, that is the whole book (2 us a referral). */
bool store_referrals(struct store *s, const struct referral_filter *f, const struct referral_row *from, bool before,
		     int limit, struct arena *a, struct referral_row **rows, int *n, struct err *e);
/* The row of one referral; *found false when it is gone, or the filter does not let it through. */
bool store_referral_row(struct store *s, const struct referral_filter *f, uint64_t id, struct arena *a,
			struct referral_row *row, bool *found, struct err *e);
/* How many the filter lets through, counting at most `most`; -1 where that is not cheap (all in treatment). since is not asked. */
int64_t store_referrals_count(struct store *s, const struct referral_filter *f, int64_t most);

/* --- find --- */

/* All find keys in memory, about 100 bytes a source. Load once when the prompt opens; find_load again when the revision moved. */
struct finder;
struct finder *finder_new(void);
bool finder_load(struct finder *f, struct store *s, struct err *e); /* nothing when already of this revision */
/* Best first, at most max ids; *total gets how many match. Archived ones are left out. */
int finder_run(struct finder *f, const struct find_query *q, uint64_t *ids, int max, int *total);
void finder_free(struct finder *f);

/* Sources that a person typed on a command line or in a With field may mean: exact id, NPI, whole name, else by find_rank's best class.
 * into the arena, best first, at most max. Archived ones only by id. */
bool store_match(struct store *s, const char *typed, int max, struct arena *a, struct source_row **rows, int *n,
		 struct err *e);

/* Whom a typed name means among the people of a practice who are not archived: the whole name, else who is found by it in the name, the
 * first by name. 0 when nobody. */
bool store_colleague(struct store *s, uint64_t practice_id, const char *typed, uint64_t *id, struct err *e);

/* Likely the same person: by NPI, by phone, by name (person_key) at that practice or alone. id 0 when nobody; why is "npi", "phone", "name". */
struct twin {
	uint64_t id;
	const char *why;
};
bool store_twin(struct store *s, const char *name, const char *npi, const char *phone, uint64_t practice_id,
		struct twin *t, struct err *e);
/* Two that are likely one person; a is the older record. why: "npi"; "phone" with the same surname and initial; "practice" and the same
 * name (person_key); "name" alone. */
struct twins {
	uint64_t a, b;
	const char *why;
};
/* The surest first, at most max. Archived ones are left out; so are two whose NPIs differ. Where more than two look alike each stands with the oldest. */
bool store_twins(struct store *s, int max, struct arena *a, struct twins **rows, int *n, struct err *e);
/* All sources of that person_key, ids into the arena; archived: the archived ones too, behind the others. */
bool store_named(struct store *s, const char *name, bool archived, struct arena *a, uint64_t **ids, int *n,
		 struct err *e);
/* The sources whose note holds these words, the archived ones behind the others. */
struct noted {
	uint64_t id;
	const char *note;
};
bool store_noted(struct store *s, const char *words, struct arena *a, struct noted **rows, int *n, struct err *e);
bool store_by_npi(struct store *s, const char *npi, uint64_t *id, struct err *e);          /* 0 when nobody */
bool store_practice_named(struct store *s, const char *name, uint64_t *id, struct err *e); /* folded; 0 when none */
/* Practices whose folded name begins with or holds the typed text; ids and names into the arena. For completion. */
bool store_practices_like(struct store *s, const char *typed, int max, struct arena *a, struct practice **p, int *n,
			  struct err *e);
bool store_staff_named(struct store *s, const char *user, struct arena *a, struct staff *st,
		       struct err *e); /* id 0 when none */

/* --- the timeline of a source: touches (own, and those with its gatekeeper), referrals, stage moves, newest first --- */

enum moment_type { MOMENT_TOUCH, MOMENT_REFERRAL, MOMENT_MOVE };
struct moment {
	enum moment_type type;
	int32_t on;
	uint64_t id;
	bool via;         /* the touch was with the gatekeeper */
	const char *with; /* name of whom we met (met_id), or the gatekeeper's when via */
	const struct touch *touch;
	const char *answers; /* "ANSWER (QUESTION)", a line each, that were kept with the touch; NULL: none */
	const char *shared;  /* titles of what went with it, a line each; NULL: nothing */
	const struct referral *referral;
	int16_t thanked_channel; /* of the referral: how it was thanked, or CHOICE_NONE */
	const struct stage_move *move;
};
/* The newest `limit` moments. Their records hold only what a timeline shows: store_get reads a whole one. */
bool store_timeline(struct store *s, uint64_t source_id, int limit, struct arena *a, struct moment **rows, int *n,
		    struct err *e);

/* The same of touches alone. */
bool store_last_touches(struct store *s, uint64_t source_id, int limit, struct arena *a, struct moment **rows, int *n,
			struct err *e);

/* The open step of a source; id 0 when none. */
bool store_open_step(struct store *s, uint64_t source_id, struct arena *a, struct step *step, struct err *e);
/* Referrals in of a source that wait for thanks, oldest first. */
bool store_unthanked(struct store *s, uint64_t source_id, int max, struct arena *a, struct referral **rows, int *n,
		     struct err *e);
/* By R-number ("R-1042", "r1042", "1042") or a unique patient reference, folded. ERR_NOT_FOUND, ERR_MANY. */
bool store_referral_ref(struct store *s, const char *ref, struct arena *a, struct referral *r, struct err *e);
/* The number of the newest referral whose patient reference is that text; 0 when there is none. source_id 0: of all. part: also one that begins
 * with it as a word of its own ("HP09280" of "HP09280 GM") or, of one source, ends so ("GM"). */
int64_t store_patient_number(struct store *s, const char *patient_ref, uint64_t source_id, bool part);
/* All referrals with that patient reference (exact), ids into the arena. */
bool store_by_patient(struct store *s, const char *patient_ref, struct arena *a, uint64_t **ids, int *n, struct err *e);
/* For import: by patient reference (exact) and received day; id 0 when none. */
bool store_referral_keyed(struct store *s, const char *patient_ref, int32_t received_on, uint64_t *id, struct err *e);
/* For import: is there a touch of that source, day, channel and note already? How many. */
int64_t store_touch_same(struct store *s, uint64_t source_id, int32_t on, int16_t channel, const char *note);
/* Channel of the last touch that counts: own, or with the gatekeeper (0: none). CHOICE_NONE when there is none. */
int16_t store_last_channel(struct store *s, uint64_t source_id, uint64_t via_id);

/* What happened with a source that shows how far it is: the touch, and what it was about. */
enum occasion_of {
	OCCASION_MEETING,   /* the last time they were met face to face */
	OCCASION_IN_CHARGE, /* ... and were, or somebody there was, the one in charge; word: the name of another one */
	OCCASION_ASKED,     /* what matters most to them was last asked */
	OCCASION_PITCH,     /* the first pitch */
	OCCASION_SHOWN,     /* the first outcomes on that day or since */
	OCCASION_OUTCOMES,  /* outcomes were last shown, of all their patients or of one */
	OCCASION_NEWS,      /* they were last told news; word: its title, where it is known */
	OCCASION_COUNT
};
struct occasion {
	int32_t on; /* DAY_NONE: it never did */
	int16_t channel;
	const char *word; /* or NULL */
};
void store_occasion(struct store *s, enum occasion_of which, uint64_t source_id, struct arena *a, struct occasion *out);
/* Has the source that tag? */
bool store_tagged(struct store *s, uint64_t source_id, const char *word);
/* The oldest news that it was chosen for and not told; NULL when there is none. */
const char *store_news_waiting(struct store *s, uint64_t source_id, struct arena *a);
/* Of its touches: how many were of substance, and at how many the person in charge was met. */
void store_touch_counts(struct store *s, uint64_t source_id, int64_t *substantive, int64_t *in_charge);
/* The number of its first referral in; 0 when there is none. */
int64_t store_first_referral(struct store *s, uint64_t source_id);
/* Is a thank-you, a report or bad news owed for one of its referrals? */
bool store_loops_open(struct store *s, uint64_t source_id);
/* Is there an announcement that it was chosen for and not told? */
bool store_news_untold(struct store *s, uint64_t source_id);
/* Words of the labels of a clinic, practice or source, one text for each type, joined by ", "; "" for none. */
bool store_labels(struct store *s, enum label_of of, uint64_t of_id, struct arena *a, const char *words[LABEL_TYPES],
		  struct err *e);

/* Who began, and what it took: own touches. */
struct clocks {
	int64_t touches, we; /* of the touches, those that we began */
	/* Those up to the day of the first referral in, what answers it (thanks, what points at a referral) left out; all while there was
	 * none: source.first_referred_on tells. */
	int64_t before;
	int64_t before_by[CHANNEL_OTHER + 1]; /* of them by channel */
};
bool store_clocks(struct store *s, uint64_t source_id, struct clocks *out, struct err *e);

/* What became of the patients that came in from..to (received days, inclusive), of one source or of all (0). */
bool store_evidence(struct store *s, uint64_t source_id, int32_t from, int32_t to, struct evidence *ev, struct err *e);

/* --- the queue --- */

struct queue_row {
	const char *rule;    /* "step", "thank" ...: static */
	enum kind about;     /* the kind of its subject */
	uint64_t subject_id; /* the step, referral, source ... the rule asks about */
	uint64_t source_id;  /* 0 where it is about none: our own details, the patient of a referral without a source */
	int32_t due_on, raw_due_on; /* raw: before "later" moved it */
	const char *verb;           /* channel word or what to do: "call", "thank" */
	const char *what;           /* "outcomes for R-1042" */
	const char *why;            /* one line with days in words already filled in */
	const char *name, *practice, *phone, *owner;
	int16_t stage;
	bool gatekeeper;
};

/* Everything due up to `horizon`, earliest first, at most `most` rows. owner NULL: everybody's. */
bool store_queue(struct store *s, int32_t today, int32_t horizon, const char *owner, int most, struct arena *a,
		 struct queue_row **rows, int *n, struct err *e);
/* One item by rule and subject, due or not yet. ERR_NOT_FOUND. */
bool store_queue_item(struct store *s, int32_t today, const char *rule, uint64_t subject_id, struct arena *a,
		      struct queue_row *row, struct err *e);
/* Is the item open, due or not yet? */
bool store_queue_has(struct store *s, const char *rule, uint64_t subject_id);
/* What the rule itself says of the subject, whatever a person put off or dropped: rule, about, ids and words; no days, nothing of the
 * source. False when it asks nothing. */
bool store_rule_line(struct store *s, int32_t today, const char *rule, uint64_t subject_id, struct arena *a,
		     struct queue_row *row);
/* Every item of one source, due or not yet, earliest first. */
bool store_queue_of(struct store *s, int32_t today, uint64_t source_id, struct arena *a, struct queue_row **rows,
		    int *n, struct err *e);
/* Every item about one record, due or not yet, earliest first. */
bool store_queue_about(struct store *s, int32_t today, uint64_t subject_id, struct arena *a, struct queue_row **rows,
		       int *n, struct err *e);
/* How many items are due up to that day. */
int64_t store_queue_count(struct store *s, int32_t upto);

/* The rules, as a person reads them. */
#define RULE_SETTINGS 8
/* Is it about a referral, and owed until somebody does it: thanks, bad news, the first and the last report? */
bool rule_is_loop(const char *rule);
struct rule_info {
	const char *name;
	enum kind about;             /* the kind of record it asks about */
	const char *need;            /* what it asks and why, a few sentences */
	int settings[RULE_SETTINGS]; /* that it depends on */
	int n_settings;
};
/* The i-th rule from 0 on; false behind the last. */
bool store_rule(struct store *s, int i, struct arena *a, struct rule_info *out, struct err *e);
int64_t store_rule_items(struct store *s, const char *rule, int32_t upto); /* items due up to that day */

int64_t store_touches_on(struct store *s, int32_t day); /* touches dated that day */
/* Items put off since that moment, each once: steps to another day, rules to later, ends of pauses. What was taken back does not count. */
int64_t store_moved_since(struct store *s, int64_t since_ms);

/* --- numbers --- */

struct month_row {
	int32_t month; /* day_month_number */
	int64_t referrals, came, billed_cents, received_cents;
	int64_t no_amount; /* came, but without an amount */
};
/* One row for each month from..to, zeros where nothing was. Kept sums. Referrals in, by received day. */
bool store_months(struct store *s, int32_t from, int32_t to, struct month_row *rows, struct err *e);
/* The same sums over received days from..to, read from the rows: for parts of a month. month is left 0. */
bool store_span(struct store *s, int32_t from, int32_t to, struct month_row *sum, struct err *e);
/* The same of n spans. */
struct span {
	int32_t from, to;
};
bool store_spans(struct store *s, const struct span *spans, int n, struct month_row *sums, struct err *e);
/* Referrals of one source by month, same shape. source 0 is refused by assert. */
bool store_source_months(struct store *s, uint64_t source_id, int32_t from, int32_t to, struct month_row *rows,
			 struct err *e);

enum top_by { TOP_REVENUE, TOP_REFERRALS, TOP_TREND, TOP_COUNT };
struct top_row {
	uint64_t id;
	const char *name, *practice;
	int64_t referrals, came, cents;
	int64_t before; /* referrals of the time before; only store_trend fills it */
};
/* The best sources over received days from..to (inclusive), best first, by revenue or referrals; of equal ones the one with more of all
 * time. Exact at any size. */
bool store_top(struct store *s, enum top_by by, int32_t from, int32_t to, int max, struct arena *a,
	       struct top_row **rows, int *n, struct err *e);
/* Those who referred in from..to or in the time before, before_from..before_to, by referrals more than before. */
bool store_trend(struct store *s, int32_t from, int32_t to, int32_t before_from, int32_t before_to, int max,
		 struct arena *a, struct top_row **rows, int *n, struct err *e);

struct numbers {
	int64_t active, sources; /* live and paused: those with a referral within active-days, and all */
	int64_t thanks_owed, quiet;
	int64_t touches;     /* from..to */
	int64_t met_sources; /* sources touched since from */
};
bool store_numbers(struct store *s, int32_t from, int32_t to, int32_t today, struct numbers *n, struct err *e);

#endif
