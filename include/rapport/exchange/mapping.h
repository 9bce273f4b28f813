/* How the columns of one file are read: proposed by their names, changed by a person, kept as text, and found again by the names.
 *
 * The names count without case, spaces, punctuation and order, so that next month's file with its columns moved is read alike. */
#ifndef RAPPORT_EXCHANGE_MAPPING_H
#define RAPPORT_EXCHANGE_MAPPING_H

#include "rapport/base/err.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/exchange/column.h"

struct sheet_column {
	const char *header; /* as it stands in the file, trimmed; "" when it has none */
	enum column means;  /* COL_NONE: left out */
	bool patients; /* by its name perhaps of the patient: in a referral report it gives nothing until a person says so */
};

struct sheet_map {
	enum list_kind list; /* as a person says; LIST_NONE: what the columns make */
	struct sheet_column *columns;
	int n;
};

/* By the table of aliases; texts and columns into the arena. */
void sheet_map_propose(struct sheet_map *m, const char *const *headers, int n, struct arena *a);

enum list_kind sheet_map_list(const struct sheet_map *m);
/* What column i gives in a list of that kind: a bare date is the day received of a referral report, and
 * what may be the patient's gives nothing there. COL_NONE: nothing. */
enum column sheet_map_gives(const struct sheet_map *m, int i);
/* Which columns there are, as they are given. */
void sheet_map_has(const struct sheet_map *m, bool has[COL_COUNT]);
/* Has it all that its kind of list needs? ERR_REFUSED in words, else. */
bool sheet_map_complete(const struct sheet_map *m, struct err *e);

/* May column i give that? Names of patients are taken as initials or not at all. ERR_REFUSED. */
bool sheet_map_may(const struct sheet_map *m, int i, enum column c, struct err *e);
bool sheet_map_set(struct sheet_map *m, int i, enum column c, struct err *e);
/* "Referring MD=name"; "Referring MD=" leaves it out. Every column of that name. ERR_NOT_FOUND names the columns there are, ERR_USAGE. */
bool sheet_map_edit(struct sheet_map *m, const char *edit, struct err *e);

/* The folded names in their own order, joined by '|'; and the words of what they give, in the same order. */
void sheet_map_print(const struct sheet_map *m, struct str *b);
void sheet_map_fields(const struct sheet_map *m, struct str *b);
/* Takes over what was kept of a file with that fingerprint: its kind of list and its fields. A word that is none leaves the column out. */
void sheet_map_restore(struct sheet_map *m, const char *list, const char *fields);

/* The order in which columns are asked where several give the same, the first that says something counting; n of them. */
void sheet_map_order(const struct sheet_map *m, int *order);

#endif
