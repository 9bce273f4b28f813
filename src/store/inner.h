/* What the files of the store share. */
#ifndef RAPPORT_STORE_INNER_H
#define RAPPORT_STORE_INNER_H

#include "db.h"
#include "rapport/store/store.h"

struct lock;

struct store {
	struct db *db;
	char *path, *readonly;
	struct lock *lock; /* NULL for a book in memory or one that is only read */
	int64_t writes;    /* our own, for the revision */
	uint64_t last_id;
	struct tx *tx; /* the write that runs now, or NULL */
	bool memory;
	void (*wait)(void *ctx, const char *who, int64_t ms);
	void *wait_ctx;
	int64_t seen; /* the last revision told */
	int64_t setting[SET_COUNT];
	bool settings_known;
};

/* --- lock.c: one writer at a time, over all processes --- */

/* Opens (makes) the lock file beside the book. */
bool lock_open(struct lock **out, const char *book, struct err *e);
void lock_close(struct lock *l);
/* Waits at most 5 s, telling `wait` after 0.3 s who holds it. Writes who into the file for others to read. */
bool lock_take(struct lock *l, const char *who, int64_t utc_ms, void (*wait)(void *ctx, const char *who, int64_t ms),
	       void *ctx, struct err *e);
bool lock_try(struct lock *l);
void lock_release(struct lock *l);

/* --- rows.c: statements made from the table of kinds --- */

/* Column list "id", "rev", "name" ... of a kind, in the order row_read wants. With a prefix such as "t." */
void row_columns(struct str *b, enum kind kind, const char *prefix);
/* Reads the record from columns first.. of the query; texts into the arena, or (NULL) borrowed until its next step. */
void row_read(struct query *q, int first, enum kind kind, struct arena *a, void *record);
int row_width(enum kind kind); /* columns */

/* Some fields of a kind, for a list that is read at every key: names first, the rest is filled by some_columns. */
#define SOME_FIELDS 12
struct some {
	enum kind kind;
	const char *names[SOME_FIELDS];
	const struct field *fields[SOME_FIELDS];
	int n;
};
/* "id" and the columns of the fields. */
void some_columns(struct str *b, struct some *some, const char *prefix);
/* Reads them from column 0 on, leaves the other fields unknown, and returns the column after the last. */
int some_read(struct query *q, const struct some *some, struct arena *a, void *record);

bool row_get(struct db *db, enum kind kind, uint64_t id, struct arena *a, void *record, struct err *e);
/* Entered fields only; rev as in the record. */
bool row_insert(struct db *db, enum kind kind, const void *record, struct err *e);
/* Writes the fields that differ and rev. */
bool row_update(struct db *db, enum kind kind, const void *before, const void *after, struct err *e);
bool row_delete(struct db *db, enum kind kind, uint64_t id, struct err *e);
/* The first kind that points at the record, in words ("touch"), or NULL. */
const char *row_used_by(struct db *db, enum kind kind, uint64_t id);

/* --- rules.c: one SELECT each in data/rules --- */

/* It gives source_id (NULL: about none), subject_id, due_on, verb, what, why and since_on, from facts alone: never from
 * today. Its parameters are settings: $quiet_days. */
struct rule {
	const char *name;
	enum kind about; /* the kind of its subject */
	const char *sql;
};
const struct rule *rules_all(int *n);
const struct rule *rule_named(const char *name); /* NULL when there is none */
void rule_bind(struct store *s, struct query *q);

/* --- dues.c: the queue as it is kept --- */

#define RULES_OF_A_KIND 20 /* SQLite takes no more in one statement */
/* Asks all rules about the kind again for one record, which may be gone. */
bool dues_flush(struct store *s, enum kind about, uint64_t id, struct err *e);
/* When a rule asks about a record; DAY_FAR when it does not. */
int32_t dues_day(struct store *s, uint64_t subject_id, const char *rule);

/* --- summary.c: what is kept beside the rows --- */

struct ids { /* a set of ids */
	uint64_t *slot;
	size_t cap, n;
};
bool ids_add(struct ids *s, uint64_t id); /* false when it was there; 0 is ignored */
bool ids_has(const struct ids *s, uint64_t id);
void ids_free(struct ids *s);

struct summary {
	struct db *db;
	struct store *store;
	struct ids sources, keys, referrals;  /* to be computed again; keys: what find searches */
	struct ids steps, recipients, clinic; /* whose place in the queue moved */
	struct ids practices;                 /* whose name moved: keys of all their sources */
	bool all;                             /* a setting moved: everything again */
	struct month_delta *months;
	int n_months;
	int64_t tally[6];
	bool (*goes_on)(void *ctx, int64_t done, int64_t all); /* tx_watch; NULL: nobody watches */
	void *watcher;
	int64_t done;
};
/* Tells that a record goes from before to after (NULL: none). */
void summary_note(struct summary *m, enum kind kind, const void *before, const void *after);
/* Brings everything noted up to date, inside the transaction. */
bool summary_flush(struct summary *m, struct err *e);
void summary_free(struct summary *m);
/* Of a touch t. */
#define FACE_TO_FACE \
	"COALESCE(t.result, 'met') = 'met' AND t.channel IN ('visit', 'lunch', 'coffee', 'event', 'meeting')"
/* What is owed about a referral until somebody does it: a loop that is open (rule_is_loop). */
#define LOOP_RULES "'thank', 'bad-news', 'report-evaluation', 'report-discharge'"

#define SUBSTANTIVE                                                         \
	"(t.substantive = 'yes' OR (t.substantive IS NULL AND t.purpose IN" \
	" ('pitch', 'ask', 'outcomes', 'progress', 'announce', 'share')))"
extern const char *const tally_names[6];
int tally_of(const struct source *s); /* index into tally_names */
/* Makes everything anew inside the open transaction and says what differs from what was kept. Returns how many, -1 with the error. */
int summary_check(struct store *s, void (*say)(void *ctx, const char *line), void *ctx, struct err *e);
/* Makes everything that is kept anew inside the open transaction. */
bool summary_rebuild(struct store *s, struct err *e);
int64_t owed_from(struct store *s);

/* --- query_numbers.c, query_figures.c, query_top.c --- */

/* Rows that lie anywhere in the file are read one by one by an index, or all from end to end. The second is quicker for more than one row
 * in so many. */
#define FEW 24

/* --- journal.c --- */

#define CHAIN_BYTES 32
#define NONCE_BYTES 16

/* "field\tbefore\tafter\n" for each entered field that differs; before NULL: insert, after NULL: delete. */
void journal_content(struct str *b, enum kind kind, const void *before, const void *after);
bool journal_begin(struct tx *tx, struct err *e);
bool journal_change(struct tx *tx, enum kind kind, uint64_t row, const char *op, const struct str *content,
		    struct err *e);
bool journal_end(struct tx *tx, struct err *e);
/* Checks the chain and the rows against the journal. */
int journal_check(struct store *s, void (*say)(void *ctx, const char *line), void *ctx, struct check_report *r,
		  struct err *e);
/* Parses one content line; the pieces point into *line, which is cut up. False at the end. */
bool journal_line(char **line, char **field, char **before, char **after);

/* --- write.c --- */

struct tx {
	struct store *store;
	const struct deed *deed;
	struct str label, kept;
	struct summary summary;
	int64_t batch; /* 0 until the first change */
	const char *how;
	int64_t of_batch;
	int64_t rows;
	uint64_t source_id; /* that the write is about */
	bool several;       /* about more than one source */
	bool about_fixed;   /* by tx_about */
	void *hash;         /* the chain's state */
};
/* The one way a row changes: checked, written, journalled, summarised. before NULL: insert; after NULL: delete. */
bool tx_change(struct tx *tx, enum kind kind, const void *before, const void *after, struct err *e);
/* store_write with another `how` (undo, redo, base). */
bool store_write_how(struct store *s, const struct deed *deed, const char *how, int64_t of_batch,
		     bool (*fn)(struct tx *tx, void *ctx, struct err *e), void *ctx, struct err *e);

/* --- open.c --- */
/* A book in memory out of an image, brought to this version. name: for messages. The bytes are taken over whether it works or not. */
bool store_open_image(struct store **out, struct image *image, const char *name, const struct now *now, struct err *e);
int64_t schema_version(struct db *db);
/* schema.c: ERR_FOREIGN when the tables are not those that the scripts make. */
bool schema_check(struct db *db, const char *const *scripts, struct err *e);

#endif
