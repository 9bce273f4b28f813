/* Import, export and the made-up clinic as use cases. */
#ifndef RAPPORT_APP_EXCHANGE_H
#define RAPPORT_APP_EXCHANGE_H

#include <stdio.h>

#include "rapport/app/app.h"
#include "rapport/exchange/format.h"

struct export_options {
	bool ndjson, private, no_timestamp;
};
/* Writes the whole book to out, one record at a time. */
bool app_export(struct app *app, FILE *out, const struct export_options *o, struct err *e);
/* The same to a new file (0600); refuses one that is there. */
bool app_export_file(struct app *app, const char *path, const struct export_options *o, struct said *out,
		     struct err *e);

/* Does a record of the kind hold what only `private` lets out: patient references and the notes about them? */
bool app_has_private(enum kind kind);

/* A name for a new file in the outbox, "OUTBOX/2026-03-10-sources.csv"; "... 2" beside one that is there. extension "": a folder. Into the
 * arena. */
const char *app_outbox_name(struct app *app, const char *what, const char *extension, struct arena *a);

/* One kind of record as CSV. excel: the dialect of spreadsheets (csv_write.h). whom: only those, of sources; n 0: all records. path NULL: to
 * out. */
struct table_options {
	enum kind kind;
	bool excel, private;
	struct whom whom;
};
bool app_export_table(struct app *app, FILE *out, const struct table_options *o, int64_t *rows, struct err *e);
bool app_export_table_file(struct app *app, const char *path, const struct table_options *o, struct said *out,
			   struct err *e);

/* People for another program, as format "vcard" or "mailmerge" (people.h): those in whom, or everybody who is not archived when it holds
 * nobody. *n gets how many. */
bool app_export_people(struct app *app, struct whom whom, const char *format, FILE *out, bool no_timestamp, int *n,
		       struct err *e);
bool app_export_people_file(struct app *app, struct whom whom, const char *format, const char *path, struct said *out,
			    struct err *e);
/* One file a person into a folder, which is made. */
bool app_export_split(struct app *app, struct whom whom, const char *format, const char *folder, struct said *out,
		      struct err *e);

/* What is due within days, as iCalendar; what was closed or settled of late, or dropped, as cancelled (calendar.h). */
struct calendar_options {
	int32_t days;
	const char *owner;         /* NULL: everybody's */
	struct whom whom;          /* only what is about them; n 0: everybody */
	const struct items *items; /* only these lines of the queue, and nothing that was closed; NULL: all */
	bool private;              /* with the reference of the patient that an item is about */
	bool todo, no_timestamp;
};
bool app_export_calendar(struct app *app, FILE *out, const struct calendar_options *o, struct err *e);
bool app_export_calendar_file(struct app *app, const char *path, const struct calendar_options *o, struct said *out,
			      struct err *e);

/* Why a row is not taken. */
enum skip_why { SKIP_NO_NAME, SKIP_NO_DAY, SKIP_NO_PATIENT, SKIP_NOT_A_DAY, SKIP_DOUBTFUL, SKIP_INVALID, SKIP_COUNT };

/* Rows of which it is doubtful whom they mean: the same is said of somebody in all of them. They are refused. */
struct import_doubt {
	int64_t line; /* of the first of them */
	int64_t rows;
	const char *who;      /* "Alan Kim, Northside Pain, 928 555 0100" */
	int n;                /* who that may be; 0: somebody who is doubtful too */
	const char **names;   /* "Dr. Alan Kim of Lakeside Orthopedics (928 555 0177)" */
	const uint64_t *ids;  /* 0: somebody this file names first */
	const int64_t *lines; /* then in that line */
	int64_t as;           /* what is said of the doubt that begins there decides it too; 0: nothing */
	bool left_out;        /* as was answered */
};
/* What a person says of a doubt. Of rows that are not doubtful it is passed over, with a note. */
struct import_answer {
	int64_t line; /* of any row of it */
	enum { ANSWER_LEAVE, ANSWER_SAME, ANSWER_NEW } how;
	uint64_t id;     /* SAME: who; or 0, and */
	int64_t as_line; /* whom the file names first in that line */
};

struct import_report {
	struct str what; /* "Excel CSV, comma, Windows-1252, 479 rows: a referral report" */
	int64_t rows;
	int64_t sources_new, sources_matched, sources_updated, practices_new, staff_new, touches_new, touches_known;
	int64_t referrals_new, referrals_updated, referrals_known, others_new, others_known;
	int64_t people_matched;    /* each once: those of the book that the rows name */
	int64_t refused, skipped;  /* skipped: titles, totals, the same again */
	int64_t skips[SKIP_COUNT]; /* of the refused, by the reason */
	struct str refusals;       /* a line each: "line 12: no name" */
	struct str notes;          /* a line each: unknown columns, doubtful numbers */
	int64_t unsaid;            /* refusals and notes beyond what those two hold */
	struct str rejects;        /* the file that the refused rows stand in; empty: none */
	struct import_doubt *doubts;
	int n_doubts;
	struct arena arena; /* of their texts */
};

/* How far an import is. */
struct import_progress {
	const char *name;     /* of the file, for people */
	int64_t bytes, total; /* total 0: not known */
	int64_t rows;         /* read so far */
	int64_t kept;         /* taken in; of a registry: what was asked for */
	int64_t due,
		due_of; /* after the rows: for so many of so many it is known what is due; 0 of 0: the rows are being read */
};

/* How a file is to be read; {0} is everything, as the last time, else by the names of its columns, and no file of refused rows. */
struct import_order {
	const struct sheet_map *map; /* as app_import_look gave it and a person changed it; NULL: none */
	const char *const *edits;    /* changes of what it would be without: "Header=field" */
	int n_edits;
	enum list_kind list;                 /* what the rows are; LIST_NONE: what the columns make */
	const struct import_answer *answers; /* whom doubtful rows mean */
	int n_answers;
	bool dry;                           /* nothing is kept: what would come of it is said */
	const char *zip, *state, *taxonomy; /* of a registry's file: as typed (rapport/exchange/narrow.h); NULL: all */
	const char *
		rejects; /* a new file for refused rows; "": FILE.rejects.csv beside FILE, none for standard input; NULL: none */
	bool (*progress)(void *ctx, const struct import_progress *p); /* called often; false stops. NULL: none */
	void *ctx;
};
/* Reads a file (or standard input for "-") whole as ONE undo step. The kind is detected from content. On any error nothing is kept. How the
 * columns were read is kept with it for the next file of such a header, where that is not what their names say. order NULL: as {0}.
 * ERR_STOPPED when progress stopped it. An error whose field begins with NARROW (narrow.h) is about that part of the order: also when
 * the file holds a whole country and nothing narrows it. */
bool app_import_as(struct app *app, const char *path, const struct import_order *order, struct import_report *r,
		   struct said *out, struct err *e);
bool app_import(struct app *app, const char *path, struct import_report *r, struct said *out, struct err *e);

/* A file before it is imported; texts into the arena. */
struct import_look {
	const char *what; /* "CSV, semicolon, Windows-1252, 214 rows" */
	bool mapped;      /* it has columns: else the rest is empty */
	struct sheet_look
		sheet; /* with the columns as the last time where that is known, else by their names. Samples of patients' names are initials */
	bool remembered;
	bool country; /* of a registry, and large: a part of it is to be named (import_order.zip and so on) */
};
/* Reads nothing into the book. ERR_NOT_FOUND, ERR_REFUSED. Standard input is spent by it. */
bool app_import_look(struct app *app, const char *path, const struct import_order *order, struct arena *a,
		     struct import_look *out, struct err *e);
void import_report_free(struct import_report *r);
/* "Reading npidata.csv: 1,204,000 rows, 38 %, 412 kept" */
void app_import_progress(const struct import_progress *p, struct str *b);

struct sample_size {
	int64_t sources, touches, referrals;
	uint64_t seed;
};
/* The small clinic's size, when no number is asked for. */
extern const struct sample_size sample_default;
/* Touches and referrals for so many sources, as many each as the small clinic has. */
struct sample_size sample_of(int64_t sources);
/* Fills an empty book; ERR_REFUSED when it holds records. The same for the same size and today. progress may be NULL: false from it stops. */
bool app_sample(struct app *app, const struct sample_size *size,
		bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct said *out, struct err *e);

#endif
