/* What the parts of an import share. */
#ifndef APP_IMPORT_H
#define APP_IMPORT_H

#include "feed.h"
#include "import_who.h"
#include "rapport/app/exchange.h"
#include "rapport/exchange/csv_write.h"
#include "rapport/exchange/format.h"

/* How often each of many keys was met, by hash. Start with {0}. */
struct seen {
	uint64_t *hash;
	int *times;
	size_t room, used;
};
int seen_times(struct seen *s, const char *key); /* this time included */
void seen_free(struct seen *s);

/* A referral that names nobody but carries an NPI: whose that is may stand further down. */
struct unnamed {
	uint64_t referral_id;
	char npi[16];
};

/* How the columns of this file are read, and what the book has of that. Start with {0}. */
struct reading {
	struct mapping kept;       /* id 0: nothing */
	const char *header;        /* the file's fingerprint; NULL: it has no columns */
	const char *list, *fields; /* as they are read now */
	bool plain;                /* as the names say */
	bool remembered, written;
	struct arena arena;
};
/* The file of refused rows: made with the first of them. */
struct rejects {
	struct str base;     /* its path; without .csv where it stands beside the file */
	bool named;          /* by a person */
	const char **header; /* NULL: no rows that could be refused */
	int columns, nth;
	struct csv_writer csv; /* out NULL: not made yet, or done */
	const char *path;      /* NULL: there is none */
	bool kept;             /* an earlier import has written it */
	struct str trouble;    /* why it could not be written */
	struct arena arena;
};
/* to: as import_order.rejects. ERR_REFUSED when it is there already. */
bool rejects_begin(struct rejects *x, const char *to, const char *path, struct err *e);
void rejects_header(struct rejects *x, const struct sheet *s);
/* row NULL: what was refused is no row. */
void rejects_add(struct rejects *x, const struct sheet_row *row, const char *why);
/* After the last row. False only where a person has named the file and it cannot be written. */
bool rejects_end(struct rejects *x, struct err *e);
/* keep: the import went through. */
void rejects_free(struct rejects *x, bool keep);

struct import {
	struct app *app;
	const struct import_order *order;
	struct reading reading;
	struct narrow narrow;
	struct feed feed;
	struct rejects rejects;
	const struct sheet_row *at; /* the row at hand, or NULL */
	int64_t passing;            /* rows read of a registry */
	struct tx *tx;
	struct import_report *r;
	const char *path;
	const char *name; /* of the file, for people */
	const struct format *format;
	enum list_kind list;
	int64_t line;           /* of the row at hand */
	int64_t others_updated; /* records of our own formats */
	int64_t totals;         /* of those passed over, the total rows */
	int64_t unnamed_known, unnamed_nobody;
	int64_t fewer_visits;  /* referrals that had more before: an older report */
	bool somebody_named;   /* in any row of a referral report */
	const char *kind_said; /* the first kind of a row that names nobody */
	struct seen seen;
	struct lookup practices; /* added by this import, their ids */
	struct roster roster;
	struct arena row;   /* cleared after each row */
	struct arena whole; /* for all of it */
	int64_t before;     /* bytes read before the import itself */
	bool quiet;         /* notes are for later */
	struct unnamed *unnamed;
	size_t n_unnamed;
	bool tried; /* a dry run went through */
};

/* Names a row that is not taken, with the reason; true, for the import goes on. */
bool import_refuse(struct import *im, enum skip_why why, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void import_note(struct import *im, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* One row of each kind of list. False only when the store refuses; a row that cannot be taken is refused by name. */
bool import_partner(struct import *im, const struct sheet_row *row, struct err *e);
bool import_referral(struct import *im, const struct sheet_row *row, struct err *e);
bool import_contact(struct import *im, const struct sheet_row *row, struct err *e);
/* After the last row. */
bool import_referrals_end(struct import *im, struct err *e);
/* One record of our own formats. */
bool import_record(struct import *im, enum kind kind, void *record, int64_t line, struct err *e);

/* Is it to go on, so far? ERR_STOPPED. */
bool import_goes_on(struct import *im, const struct import_progress *p, struct err *e);
/* Which format it is, by content. NULL with an error. */
const struct format *import_format(FILE *in, const char *name, struct err *e);
/* "partners.csv" */
void import_name(struct str *b, const char *path);
/* Puts the name of the file in front of what is its fault; false. */
bool import_fault(const char *name, struct err *e);

/* --- import_map.c --- */

/* How the columns are read: as ordered, else as the last time, else by their names. */
bool reading_begin(struct reading *g, struct store *s, const struct import_order *order, struct sheet_map *m,
		   struct err *e);
/* Keeps it for the next file of that header, where it is not as the names say. */
bool reading_keep(struct import *im, struct err *e);

/* --- import_who.c --- */

/* Reads the file for its people alone and decides who they are, so that the order of its rows does not matter. What can be read only
 * once (a pipe), or is too large to be read twice (a registry), is decided row by row instead: then nothing is done here. */
bool roster_read(struct import *im, const char *path, struct err *e);
/* Who the person of a row is; s has name, NPI and phone. *c lives as long as the import; its who is NULL where that is doubtful. */
bool roster_claim(struct import *im, const struct source *s, const char *practice, int64_t line, struct claim **c,
		  struct err *e);
/* The one of that name at that practice (by its name, or NULL and its id); *id is 0 when there is none, or not in the book yet. */
bool roster_colleague(struct import *im, const char *name, const char *practice, uint64_t practice_id, uint64_t *id,
		      struct err *e);

/* --- import_people.c --- */

/* Does the row name a person? */
bool people_named(const struct sheet_row *row);
/* The name, NPI and phone of a row into s. */
void people_read(struct import *im, const struct sheet_row *row, struct source *s);
/* Is it doubtful who the person of a row is? */
bool people_doubtful(struct import *im, const struct sheet_row *row, bool *doubtful, struct err *e);
/* Finds or adds the person of a row, and fills in what was not known. *id is 0 when the row was refused (and named).
 * *added, *filled may be NULL. */
bool people_take(struct import *im, const struct sheet_row *row, uint64_t *id, bool *added, bool *filled,
		 struct err *e);
/* Somebody archived whom a list names: back in the lists, with a note. For a partner list, and for who refers again. */
bool people_back(struct import *im, uint64_t id, bool *back, struct err *e);
/* The same where that is no reason to come back: only said, once. */
bool people_aside(struct import *im, uint64_t id, struct err *e);
/* A day in whatever way lists write it; a time of day behind it is passed over. False: it is none, said in *why. */
bool import_day(struct import *im, const char *cell, int32_t *day, struct err *why);
/* Takes a cell into a field, whitespace put in order; what the field cannot hold is left out with a note. */
void import_cell(struct import *im, enum kind kind, void *record, const char *field, const char *cell);
void import_said(struct import *im, struct said *out);
/* "31 new sources, 12 matched, 171 new referrals, 4 rows skipped: 2 no date, 2 total lines." */
void import_would(struct import *im, struct said *out);

/* --- import_kind.c --- */

/* What somebody is, by the words for their specialty or job and by their credentials; CHOICE_NONE when neither
 * says. */
int import_kind_of(const char *words, const char *credentials);

#endif
