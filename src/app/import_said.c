/* What an import did, in words. */
#include <inttypes.h>

#include "import.h"

struct part {
	int64_t n;
	const char *one, *many, *after;
};

static void add_part(struct str *b, const struct part *p, const char *between)
{
	if (!p->n)
		return;
	str_printf(b, "%s%" PRId64 " %s%s", b->len ? between : "", p->n, p->n == 1 ? p->one : p->many, p->after);
}

/* Sources, practices and so on that are new or moved on. */
static void changes(struct str *b, const struct import *im)
{
	const struct import_report *r = im->r;
	const struct part parts[] = {
		{r->sources_new, "source", "sources", " added"},
		{r->referrals_new, "referral", "referrals", " added"},
		{r->referrals_updated, "referral", "referrals", " updated"},
		{r->touches_new, "touch", "touches", " added"},
		{r->sources_updated, "source", "sources", " filled in"},
		{r->others_new, "other record", "other records", " added"},
		{im->others_updated, "record", "records", " updated"},
	};
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		add_part(b, &parts[i], ", ");
}

void import_said(struct import *im, struct said *out)
{
	const struct import_report *r = im->r;
	int64_t known = r->sources_matched + r->touches_known + r->referrals_known + r->others_known;
	const char *one = im->format->write ? "record was" : "row was",
		   *many = im->format->write ? "records were" : "rows were";
	struct str b = {0};
	changes(&b, im);
	out->written = b.len > 0 || r->practices_new || r->staff_new;
	const struct part there = {known, one, many, " there already"},
			  refused = {r->refused, "refused", "refused", ""};
	add_part(&b, &there, ", ");
	add_part(&b, &refused, ", ");
	if (!b.len)
		str_printf(&out->text, "%s holds no rows.", im->name);
	else if (!out->written && !r->refused)
		str_printf(&out->text, "Nothing new in %s: %s.", im->name, b.s);
	else
		str_printf(&out->text, "Imported %s: %s.", im->name, b.s);
	str_free(&b);
}
