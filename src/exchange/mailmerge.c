/* The list that a word processor's mail merge reads, under the names that it knows. */
#include <inttypes.h>
#include <string.h>

#include "rapport/base/day.h"
#include "rapport/exchange/csv_write.h"
#include "rapport/exchange/people.h"

void mailmerge_begin(struct people_writer *w)
{
	static const char *const names[] = {"Title",     "First Name", "Last Name",  "Suffix",    "Company",
					    "Job Title", "Address 1",  "Address 2",  "City",      "State",
					    "ZIP",       "E-mail",     "Salutation", "Referrals", "Last Referral Date"};
	struct csv_writer c = {.out = w->out, .excel = true};
	csv_begin(&c);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		csv_text(&c, names[i]);
	csv_end_row(&c);
}

/* The first line of an address, and what stands behind a comma that begins a suite, floor or unit. */
static void put_street(struct csv_writer *c, const char *street)
{
	const char *comma = street ? strchr(street, ',') : NULL;
	struct str first = {0};
	if (comma)
		str_addn(&first, street, (size_t)(comma - street));
	csv_text(c, comma ? str_text(&first) : street);
	csv_text(c, comma ? comma + 1 + strspn(comma + 1, " ") : NULL);
	str_free(&first);
}

void mailmerge_write(struct people_writer *w, const struct person *p)
{
	const struct source *s = p->source;
	struct csv_writer c = {.out = w->out, .excel = true};
	struct str title = {0}, first = {0}, last = {0}, salutation = {0};
	struct place a = person_place(p);
	char iso[16] = "";
	person_parts(s, &title, &first, &last);
	if (title.len && first.len)
		str_printf(&salutation, "%s %s", title.s, str_text(&last));
	else
		str_add(&salutation, s->name);
	if (s->referred_on != DAY_NONE)
		day_iso(s->referred_on, iso);
	csv_text(&c, str_text(&title));
	csv_text(&c, str_text(&first));
	csv_text(&c, str_text(&last));
	csv_text(&c, s->credentials);
	csv_text(&c, p->practice ? p->practice->name : NULL);
	csv_text(&c, s->role ? s->role : s->specialty);
	put_street(&c, a.street);
	csv_text(&c, a.city);
	csv_text(&c, a.state);
	csv_text(&c, a.zip);
	csv_text(&c, s->email);
	csv_text(&c, str_text(&salutation));
	csv_number(&c, s->referrals);
	csv_bare(&c, iso);
	csv_end_row(&c);
	str_free(&title);
	str_free(&first);
	str_free(&last);
	str_free(&salutation);
}
