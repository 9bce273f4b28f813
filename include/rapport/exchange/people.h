/* Lists of people for other programs: address books, word processors. One person at a time, never the store. */
#ifndef RAPPORT_EXCHANGE_PEOPLE_H
#define RAPPORT_EXCHANGE_PEOPLE_H

#include <stdio.h>

#include "rapport/base/str.h"
#include "rapport/model/record.h"

struct person {
	const struct source *source;
	const struct practice *practice; /* NULL: none */
};

struct people_writer {
	FILE *out;
	const char *at; /* when it was written, "2026-03-10T14:00:00Z"; NULL leaves it out */
	struct str text;
};

struct people_format {
	const char *name; /* "vCard" */
	const char *word; /* the option: "vcard" */
	const char *extension;
	void (*begin)(struct people_writer *w); /* NULL: nothing comes first */
	void (*person)(struct people_writer *w, const struct person *p);
};

/* Ends with a NULL name. */
extern const struct people_format people_formats[];
const struct people_format *people_format_named(const char *word); /* NULL when there is none */

/* The name as letters need it: "Dr. Zoë Müller" to title "Dr.", first "Zoë", last "Müller"; a name of one word, or that of a gym,
 * school or other house, is a last name. Each appended to its own string. */
void person_parts(const struct source *s, struct str *title, struct str *first, struct str *last);

/* "Okafor" of an address where the source has none: that of the practice, whole. */
struct place {
	const char *street, *city, *state, *zip;
};
struct place person_place(const struct person *p);

void vcard_write(struct people_writer *w, const struct person *p);
void mailmerge_begin(struct people_writer *w);
void mailmerge_write(struct people_writer *w, const struct person *p);

#endif
