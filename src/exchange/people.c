#include "rapport/exchange/people.h"

#include <string.h>

#include "rapport/model/kind.h"

const struct people_format people_formats[] = {
	{"vCard", "vcard", "vcf", NULL, vcard_write},
	{"mail merge", "mailmerge", "csv", mailmerge_begin, mailmerge_write},
	{NULL},
};

const struct people_format *people_format_named(const char *word)
{
	for (const struct people_format *f = people_formats; f->name; f++)
		if (str_eq(f->word, word))
			return f;
	return NULL;
}

/* A house rather than a person. */
static bool house(int16_t kind)
{
	static const char *const houses[] = {"gym", "school", "employer", "hospital"};
	const char *word = choice_word(choices_source_kind, kind);
	for (size_t i = 0; i < sizeof houses / sizeof houses[0]; i++)
		if (str_eq(word, houses[i]))
			return true;
	return false;
}

static size_t title_length(const char *name)
{
	static const char *const titles[] = {"Dr. ", "Dr ", "Prof. ", "Mr. ", "Mrs. ", "Ms. ", "Rev. ", "Coach "};
	for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
		if (str_starts(name, titles[i]))
			return strlen(titles[i]);
	return 0;
}

void person_parts(const struct source *s, struct str *title, struct str *first, struct str *last)
{
	const char *name = s->name ? s->name : "";
	size_t n = house(s->kind) ? 0 : title_length(name);
	if (n)
		str_addn(title, name, n - 1);
	name += n;
	const char *blank = house(s->kind) ? NULL : strrchr(name, ' ');
	if (blank)
		str_addn(first, name, (size_t)(blank - name));
	str_add(last, blank ? blank + 1 : name);
}

struct place person_place(const struct person *p)
{
	const struct source *s = p->source;
	if (s->address || s->city || s->zip || !p->practice)
		return (struct place){s->address, s->city, s->state, s->zip};
	return (struct place){p->practice->address, p->practice->city, p->practice->state, p->practice->zip};
}
