/* What an import did, in words. */
#include <inttypes.h>

#include "import.h"
#include "inner.h"
#include "rapport/base/text.h"

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

/* Where the refused rows are, and what is to be done with them. */
static void say_rejects(struct import *im, struct said *out)
{
	const struct rejects *x = &im->rejects;
	struct str path = {0};
	if (x->path) {
		str_add(&im->r->rejects, x->path);
		text_cell(&path, x->path);
		say(out, "%s %s %s.", im->r->refused == 1 ? "The refused row" : "The refused rows",
		    x->kept               ? "still stands in"
		    : im->r->refused == 1 ? "stands in"
					  : "stand in",
		    path.s);
		if (im->list == LIST_REFERRALS)
			say(out, "It tells of patients: keep it as you keep the report.");
	} else if (x->trouble.len) {
		text_cell(&path, x->trouble.s);
		say(out, "The refused rows could not be kept in a file: %s.", path.s);
	}
	str_free(&path);
}

void app_import_progress(const struct import_progress *p, struct str *b)
{
	if (p->due_of) {
		str_add(b, "Working out what is due: ");
		count_write(b, p->due);
		str_add(b, " of ");
		count_write(b, p->due_of);
		return;
	}
	str_printf(b, "Reading %s: ", p->name);
	count_write(b, p->rows);
	str_add(b, p->rows == 1 ? " row" : " rows");
	if (p->total > 0)
		str_printf(b, ", %d %%", p->bytes < p->total ? (int)(p->bytes * 100 / p->total) : 100);
	str_add(b, ", ");
	count_write(b, p->kept);
	str_add(b, " kept");
}

void import_said(struct import *im, struct said *out)
{
	const struct import_report *r = im->r;
	int64_t known = r->sources_matched + r->touches_known + r->referrals_known + r->others_known;
	const char *one = im->format->write ? "record was" : "row was",
		   *many = im->format->write ? "records were" : "rows were";
	struct str b = {0};
	changes(&b, im);
	out->written = b.len > 0 || r->practices_new || r->staff_new || im->reading.written;
	const struct part there = {known, one, many, " there already"},
			  refused = {r->refused, "refused", "refused", ""};
	add_part(&b, &there, ", ");
	add_part(&b, &refused, ", ");
	if (!b.len && im->passing) {
		count_write(&b, im->passing);
		str_printf(&out->text, "None of the %s rows in %s is what was asked for.", b.s, im->name);
	} else if (!b.len)
		str_printf(&out->text, "%s holds no rows.", im->name);
	else if (!out->written && !r->refused)
		str_printf(&out->text, "Nothing new in %s: %s.", im->name, b.s);
	else
		str_printf(&out->text, "Imported %s: %s.", im->name, b.s);
	if (im->reading.written)
		str_printf(&out->text, " %s",
			   im->reading.plain ? "Its columns are read by their names again."
					     : "How its columns are read is remembered.");
	say_rejects(im, out);
	str_free(&b);
}

/* What would be left out, and why. */
static void skips(struct str *b, const struct import *im)
{
	static const char *const why[SKIP_COUNT] = {
		[SKIP_NO_NAME] = "no name",      [SKIP_NO_DAY] = "no date",        [SKIP_NO_PATIENT] = "no patient",
		[SKIP_NOT_A_DAY] = "not a date", [SKIP_DOUBTFUL] = "doubtful who", [SKIP_INVALID] = "not to be kept",
	};
	const struct import_report *r = im->r;
	const struct part all = {r->refused + r->skipped, "row", "rows", " skipped: "};
	const struct part totals = {im->totals, "total line", "total lines", ""},
			  others = {r->skipped - im->totals, "passed over", "passed over", ""};
	struct str reasons = {0};
	for (int i = 0; i < SKIP_COUNT; i++) {
		const struct part p = {r->skips[i], why[i], why[i], ""};
		add_part(&reasons, &p, ", ");
	}
	add_part(&reasons, &totals, ", ");
	add_part(&reasons, &others, ", ");
	add_part(b, &all, ", ");
	str_add(b, str_text(&reasons));
	str_free(&reasons);
}

void import_would(struct import *im, struct said *out)
{
	const struct import_report *r = im->r;
	const struct part parts[] = {
		{r->sources_new, "new source", "new sources", ""},
		{r->people_matched, "matched", "matched", ""},
		{r->sources_updated, "source", "sources", " filled in"},
		{r->practices_new, "new practice", "new practices", ""},
		{r->referrals_new, "new referral", "new referrals", ""},
		{r->referrals_updated, "referral", "referrals", " updated"},
		{r->referrals_known, "referral", "referrals", " known"},
		{r->touches_new, "new touch", "new touches", ""},
		{r->touches_known, "touch", "touches", " known"},
		{r->others_new, "new record", "new records", ""},
		{im->others_updated, "record", "records", " updated"},
		{r->others_known, "record", "records", " known"},
	};
	struct str b = {0};
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		add_part(&b, &parts[i], ", ");
	if (r->refused + r->skipped)
		skips(&b, im);
	str_printf(&out->text, "%s.", b.len ? b.s : "No rows");
	str_free(&b);
}
