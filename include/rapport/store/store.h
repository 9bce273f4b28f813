/* The store: one book, one file. What is said here holds whatever the engine.
 *
 * Reading never waits. Writing goes through store_write alone: rows, summaries and journal in
 * ONE transaction, one writer at a time over all processes. Nothing here keeps a statement or
 * transaction open between calls. */
#ifndef RAPPORT_STORE_STORE_H
#define RAPPORT_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/clock.h"
#include "rapport/base/err.h"
#include "rapport/base/mem.h"
#include "rapport/model/kind.h"
#include "rapport/model/setting.h"

struct store;
struct tx;

enum store_mode {
	STORE_READ, /* an existing book; a file that cannot be written is fine */
	STORE_OPEN, /* an existing book, to be written if the file allows (else store_readonly says why) */
	STORE_MAKE, /* as STORE_OPEN, and made 0600 (folders 0700) if it is not there */
};

/* Opens a book, migrating an older one after copying it. The error names the file and says in words whether it
 * is missing (ERR_NOT_FOUND), a directory, link or network file, not a rapport book (ERR_FOREIGN), damaged, newer, unreadable. */
bool store_open(struct store **out, const char *path, enum store_mode mode, const struct now *now, struct err *e);
void store_close(struct store *s); /* NULL is fine */
const char *store_path(const struct store *s);
/* NULL when the book can be written, else why not in words. */
const char *store_readonly(const struct store *s);
/* A number that is another whenever the book has changed, by whomever. About 2 us. */
int64_t store_revision(struct store *s);
bool store_empty(struct store *s); /* holds no source, practice, touch or referral */
/* Called about every 0.3 s while another process writes: who holds the lock and since when (ms). May be NULL. */
void store_on_wait(struct store *s, void (*fn)(void *ctx, const char *who, int64_t ms), void *ctx);

/* Reads one record; texts go into the arena. ERR_NOT_FOUND. */
bool store_get(struct store *s, enum kind kind, uint64_t id, struct arena *a, void *record, struct err *e);
/* Every record of a kind in id order; the record and its texts live until fn returns. fn false stops (and store_each returns false with fn's error). */
bool store_each(struct store *s, enum kind kind, bool (*fn)(void *ctx, const void *record, struct err *e), void *ctx,
		struct err *e);
/* The records of a kind whose id field `field` equals id (touches of a source, attendees of a touch ...), in id order, into the arena.
 * Returns an array of records (kinds[kind].size each), *n of them. */
bool store_where(struct store *s, enum kind kind, const char *field, uint64_t id, struct arena *a, void **records,
		 int *n, struct err *e);
int64_t store_count(struct store *s, enum kind kind);
/* A record that points at another, and the field by which it does. */
struct ref {
	enum kind kind;
	const struct field *field;
	void *record;
};
/* Every record that points at one, by the table of kinds: its fields that refer to that kind, labels, and dismissals of what a rule asked about it.
 * A record that does so twice is there twice. Into the arena. */
bool store_refs(struct store *s, enum kind kind, uint64_t id, struct arena *a, struct ref **refs, int *n,
		struct err *e);
/* Runs fn over the book as it stands at one moment, whoever writes meanwhile. */
bool store_read(struct store *s, bool (*fn)(void *ctx, struct err *e), void *ctx, struct err *e);
/* The same for what may be given up: `stop` is asked every millisecond or so while the book is read. Once it says true: ERR_STOPPED, and
 * nothing that fn made is worth anything. */
bool store_read_unless(struct store *s, bool (*stop)(void *ctx), void *stop_ctx, bool (*fn)(void *ctx, struct err *e),
		       void *ctx, struct err *e);

/* Number of a setting (days, count, day, index of a word), its default where unset. */
int64_t store_setting(struct store *s, int which);

/* --- writing --- */

struct deed {
	const char *who;   /* the --user */
	const char *label; /* "lunch with Dr. Priya Okafor"; NULL when the function says it by tx_label */
	const struct now *now;
};

/* Runs fn inside one write transaction under the writers' lock; fn false or any error undoes everything.
 * ERR_BUSY after 5 s of waiting, with the holder's name. Nothing written: no batch is kept. Called inside another
 * write it is part of that one, label and all. */
bool store_write(struct store *s, const struct deed *deed, bool (*fn)(struct tx *tx, void *ctx, struct err *e),
		 void *ctx, struct err *e);

struct store *tx_store(struct tx *tx); /* reads see this transaction's writes, but summaries only after it */
const struct deed *tx_deed(const struct tx *tx);
void tx_label(struct tx *tx, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The history shows the step as one of this source, whatever else it touches. */
void tx_about(struct tx *tx, uint64_t source_id);
/* The field names another person changed since base was read, kept as they made them: "phone, fax". NULL when none. Until the write ends. */
const char *tx_kept(const struct tx *tx);

/* Checks and inserts; id 0 gets a new one, a referral without a number the next one. ERR_DUP when the id is there. */
bool tx_insert(struct tx *tx, enum kind kind, void *record, struct err *e);
/* Writes the fields in which edited differs from base. Where the stored value differs from base, somebody changed it meanwhile:
 * then the stored value is kept and named by tx_kept (unless both changed it alike). edited gets the new rev. */
bool tx_update(struct tx *tx, enum kind kind, const void *base, void *edited, struct err *e);
/* Refused (ERR_REFUSED) while other records point at it. */
bool tx_delete(struct tx *tx, enum kind kind, uint64_t id, struct err *e);
/* Inserts, or updates the present row of that id to be equal (import of our own JSON). *changed may be NULL. */
bool tx_put(struct tx *tx, enum kind kind, void *record, bool *changed, struct err *e);
bool tx_set(struct tx *tx, int which, const char *value, struct err *e); /* a setting, by canonical text */
uint64_t store_new_id(struct store *s, const struct now *now);
/* When fn has ended, what is kept of many rows takes its time to be brought up to date: goes_on hears now and then how many of them are.
 * Once it says false the write is taken back: ERR_STOPPED. */
void tx_watch(struct tx *tx, bool (*goes_on)(void *ctx, int64_t done, int64_t all), void *ctx);
/* After more than `rows` rows the transaction is worth splitting: only the sample generator asks. */
int64_t tx_rows(const struct tx *tx);

/* Very much is about to be written: the page cache may take 256 MB until the book is closed. */
void store_bulk(struct store *s);

/* --- undo and history --- */

struct undo_report {
	char *label;        /* of the step taken back or brought back; caller frees by undo_report_free */
	char *left;         /* what another person changed since, in words, or NULL */
	uint64_t source_id; /* the source it was about, or 0 */
	bool removed;       /* records that the step had made are gone again */
	bool stepped;       /* a planned next step changed with it */
};

/* Takes back the newest step of deed->who that still stands. ERR_REFUSED with "Nothing to undo." when there is none. */
bool store_undo(struct store *s, const struct deed *deed, struct undo_report *r, struct err *e);
/* Brings back the step undone last, unless something new was written by deed->who since: "Nothing to redo." */
bool store_redo(struct store *s, const struct deed *deed, struct undo_report *r, struct err *e);
void undo_report_free(struct undo_report *r);

struct history_row {
	int64_t batch;
	int64_t at_ms;
	const char *who, *label;
	const char *how; /* do, undo or redo */
	bool undone;
	int64_t rows;
};
/* Newest first, those before batch `before` (0: from the newest), of `source_id` alone when not 0. */
bool store_history(struct store *s, int64_t before, uint64_t source_id, int limit, struct arena *a,
		   struct history_row **rows, int *n, struct err *e);

/* --- check --- */

struct check_report {
	int64_t records, batches, changes;
	int problems;
	bool repaired;
};
/* Integrity, foreign keys, rows against the journal, summaries, the journal's chain. say is called for each finding, in words.
 * repair rebuilds summaries. False only when the book could not be read. */
bool store_check(struct store *s, bool repair, const struct now *now, void (*say)(void *ctx, const char *line),
		 void *ctx, struct check_report *r, struct err *e);

/* --- backup: rapport-formats(7) says what is in the file --- */

struct backup_order {
	const char *path;       /* of the new file */
	const char *passphrase; /* NULL: in clear */
	/* May be NULL; false stops: ERR_STOPPED. */
	bool (*progress)(void *ctx, int64_t done, int64_t total);
	void *ctx;
};
/* The book as it stands at one moment, into a new file (0600) that is complete and read back before it has its name; *bytes gets its length.
 * Others read and write meanwhile. Takes as much memory as the book is long. ERR_REFUSED when the file is there, ERR_DAMAGED when the
 * book is not sound. */
bool store_backup(struct store *s, const struct backup_order *o, int64_t *bytes, struct err *e);

enum backup_type { BACKUP_NONE, BACKUP_CLEAR, BACKUP_SEALED };
/* What a file is, by its first bytes. ERR_NOT_FOUND, ERR_REFUSED when it is s's own file (NULL: no book is open). */
bool store_backup_type(struct store *s, const char *path, enum backup_type *type, struct err *e);
/* A backup (or a book that nobody has open) as a book in memory: of this version, and checked as store_check does: say is called for each
 * finding. ERR_DAMAGED, ERR_FOREIGN, ERR_NEWER, ERR_REFUSED with a wrong passphrase: all in words that begin with the path. */
bool store_open_backup(struct store *s, const char *path, const char *passphrase, const struct now *now,
		       void (*say)(void *ctx, const char *line), void *ctx, struct store **out, struct err *e);
/* Puts the content of `from` (by store_open_backup) in place of s's, in one write: others who have the book open see it like any other write.
 * *kept gets the path of the new file beside the book in which the replaced content is, NULL when there was none to keep; caller frees.
 * deed->label goes into the history, where nothing before it can be undone. */
bool store_restore(struct store *s, struct store *from, const struct deed *deed, char **kept, struct err *e);

/* --- forgetting --- */

struct forget_order {
	uint64_t source_id;           /* a person: 0 none */
	const uint64_t *referral_ids; /* patients: what is private in these referrals */
	int n_referrals;
};
struct forget_report {
	int64_t gone[KIND_COUNT];  /* records that go: what cannot be without them */
	int64_t stays[KIND_COUNT]; /* records that stay, without them */
	int64_t texts;             /* records of others in which they are named, or their numbers stand */
	const char *
		shared; /* of their numbers and names: what is somebody else's too and so is left, "555-0100, ..."; or NULL */
};
/* What forgetting would do. Texts into the arena. */
bool store_forget_plan(struct store *s, const struct forget_order *o, struct arena *a, struct forget_report *r,
		       struct err *e);
/* Takes them out of the records, the texts of others, the drafts and the history, in one write that cannot be undone; then writes the file
 * anew, so that nothing is left in it. ERR_DAMAGED when the history is not whole: nothing was forgotten. *cleaned is false when all was
 * forgotten but the file could not be written anew, with the reason in e: store_scrub tries that again. */
bool store_forget(struct store *s, const struct forget_order *o, const struct deed *deed, struct arena *a,
		  struct forget_report *r, bool *cleaned, struct err *e);
/* Writes the file anew and empties its log: what was deleted at any time is in neither. ERR_BUSY, ERR_FULL. */
bool store_scrub(struct store *s, const struct deed *deed, struct err *e);

/* --- drafts: half-typed forms, outside journal and export --- */
bool store_draft_put(struct store *s, const char *who, const char *form, uint64_t subject, const char *text,
		     struct err *e);
/* NULL when there is none; into the arena. */
const char *store_draft_get(struct store *s, const char *who, const char *form, uint64_t subject, struct arena *a);
bool store_draft_drop(struct store *s, const char *who, const char *form, uint64_t subject, struct err *e);
/* Inside a write: everybody's drafts about one source are about another; where both have one of a form, each stays. */
bool tx_drafts_move(struct tx *tx, uint64_t from, uint64_t to, struct err *e);

#endif
