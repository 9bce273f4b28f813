/* What the columns of other people's lists mean: header names to columns, columns to a kind of list. */
#ifndef RAPPORT_EXCHANGE_COLUMN_H
#define RAPPORT_EXCHANGE_COLUMN_H

#include <stdbool.h>

enum column {
	COL_NAME, /* of the person who refers, or whom we met */
	COL_FIRST,
	COL_LAST,
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
	COL_OURS, /* says something of our own clinic: passed over in silence */
	COL_COUNT,
	COL_NONE = COL_COUNT
};

enum list_kind { LIST_NONE, LIST_PARTNERS, LIST_REFERRALS, LIST_CONTACTS, LIST_COUNT };

/* Case, spaces and punctuation do not matter. COL_NONE when no alias fits. */
enum column column_named(const char *header);
/* Which kind of list has these columns; LIST_NONE when nobody and nothing is named by them. */
enum list_kind list_of(const bool has[COL_COUNT]);
/* What a column means in that kind of list: a bare date is the received day of a referral report, a "Type" the
 * kind of a partner. COL_NONE when such a list does not use it. */
enum column list_column(enum list_kind list, enum column c, const bool has[COL_COUNT]);
const char *list_title(enum list_kind list); /* "referral report" */

#endif
