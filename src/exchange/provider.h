/* What the two faces of the NPI registry share, its monthly file and the answers of its API: a provider in its words
 * becomes a row of a partner list in ours. */
#ifndef EXCHANGE_PROVIDER_H
#define EXCHANGE_PROVIDER_H

#include "rapport/exchange/format.h"

/* As the registry has it; NULL and "" are not known. */
struct provider {
	int64_t line;
	const char *npi;
	bool house; /* an organisation */
	const char *organization, *first, *last, *suffix, *credentials;
	const char *street, *street2, *city, *state, *zip, *phone, *fax;
	const char *taxonomy; /* code of the primary one */
	bool deactivated;
};

/* Over a whole reading. Start with {.to = ...}; end with providers_end. */
struct providers {
	const struct intake *to;
	int64_t rows, kept, deactivated, therapists, unknown;
	struct arena arena;
	struct str text;
};

/* Hands on one that is asked for. whole, from: as in sheet_row. False with the error of the intake, or when there are too many
 * and nothing narrows them. */
bool provider_take(struct providers *ps, const struct provider *p, void (*whole)(void *from, struct csv_row *row),
		   void *from, struct err *e);
/* Says what was passed over, and frees. */
void providers_end(struct providers *ps);

/* The sheet that both are. */
struct sheet provider_sheet(void);

#endif
