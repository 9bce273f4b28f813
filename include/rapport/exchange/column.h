/* What the columns of other people's lists mean: header names to columns, columns to a kind of list. */
#ifndef RAPPORT_EXCHANGE_COLUMN_H
#define RAPPORT_EXCHANGE_COLUMN_H

#include <stdbool.h>

#include "rapport/base/str.h"

enum column {
	COL_NAME, /* of the person who refers, or whom we met */
	COL_FIRST,
	COL_LAST,
	COL_MIDDLE,
	COL_TITLE, /* "Dr.", before the name */
	COL_CREDENTIALS,
	COL_KIND,
	COL_SPECIALTY,
	COL_ROLE,
	COL_NPI,
	COL_PRACTICE,
	COL_PHONE,
	COL_FAX,
	COL_EMAIL,
	COL_WEBSITE,
	COL_ADDRESS,
	COL_CITY,
	COL_STATE,
	COL_ZIP,
	COL_NOTE,
	COL_RECEIVED_ON,
	COL_EVALUATED_ON,
	COL_STATUS,
	COL_PATIENT_REF,
	COL_PATIENT_NAME, /* for initials only */
	COL_REASON,
	COL_DEPARTMENT,
	COL_PAYER,
	COL_VISITS,
	COL_BILLED,
	COL_RECEIVED,
	COL_ON, /* a bare "Date" */
	COL_CHANNEL,
	COL_STAFF,
	COL_COST,
	COL_PURPOSE,
	COL_RESULT,
	COL_DIRECTION,
	COL_MET,
	COL_OURS, /* says something of our own clinic: passed over in silence */
	COL_COUNT,
	COL_NONE = COL_COUNT
};

enum list_kind { LIST_NONE, LIST_PARTNERS, LIST_REFERRALS, LIST_CONTACTS, LIST_COUNT };

/* Case, spaces and punctuation do not matter. COL_NONE when no alias fits. */
enum column column_named(const char *header);
/* Where its name stands among those that mean the same: of two such columns the one with the lower rank counts. INT_MAX when no alias fits. */
int column_rank(const char *header);
/* The name without case, spaces and punctuation. */
void column_fold(struct str *b, const char *header);
/* Does it hold the names of patients, by its name? Such a column gives initials or nothing. */
bool column_of_patients(const char *header);

/* The word for it in commands and in the book, "received-on", and the label for people, "received on". "" and "left out" for COL_NONE. */
const char *column_word(enum column c);
const char *column_label(enum column c);
/* By word or label, written in any way. COL_NONE when there is none. */
enum column column_of_word(const char *word);

/* Which kind of list has these columns; LIST_NONE when nobody and nothing is named by them. */
enum list_kind list_of(const bool has[COL_COUNT]);
/* What a column means in that kind of list: a bare date is the received day of a referral report, a "Type" the
 * kind of a partner. COL_NONE when such a list does not use it. */
enum column list_column(enum list_kind list, enum column c, const bool has[COL_COUNT]);
/* Does such a list use that column? */
bool list_uses(enum list_kind list, enum column c);
const char *list_title(enum list_kind list); /* "referral report" */
const char *list_word(enum list_kind list);  /* "referrals" */
enum list_kind list_named(const char *word); /* LIST_NONE when there is none */
const char *list_needs(enum list_kind list); /* "the day received and the patient": what makes it one */
/* Has it what such a list needs? */
bool list_complete(enum list_kind list, const bool has[COL_COUNT]);

#endif
