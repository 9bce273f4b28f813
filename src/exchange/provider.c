#include "provider.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "rapport/exchange/narrow.h"
#include "rapport/model/words.h"

#define UNNARROWED_MOST 5000 /* more than a town has */

struct sheet provider_sheet(void)
{
	static const enum column has[] = {COL_NAME,      COL_FIRST, COL_LAST,  COL_CREDENTIALS, COL_KIND,
					  COL_SPECIALTY, COL_NPI,   COL_PHONE, COL_FAX,         COL_ADDRESS,
					  COL_CITY,      COL_STATE, COL_ZIP};
	struct sheet s = {.list = LIST_PARTNERS, .coding = "UTF-8", .left_out = ""};
	for (size_t i = 0; i < sizeof has / sizeof has[0]; i++)
		s.has[has[i]] = true;
	return s;
}

/* What the builders of a cell append to; the cell, or NULL where there is nothing. */
static const char *cell(struct providers *ps)
{
	const char *s = ps->text.len ? arena_strdup(&ps->arena, ps->text.s) : NULL;
	str_clear(&ps->text);
	return s;
}

static const char *cased(struct providers *ps, const char *text)
{
	if (text)
		place_cased(&ps->text, text);
	return cell(ps);
}

/* "M.D., PH.D" to "MD, PhD" */
static const char *credentials(struct providers *ps, const char *text)
{
	static const char *const mixed[] = {"PhD", "PharmD", "PsyD", "EdD", "LAc", "MBChB", "MSc", "DrPH"};
	const char *at = text ? text : "";
	while (*(at += strspn(at, ", ;/\t"))) {
		size_t n = strcspn(at, ", ;/\t");
		if (ps->text.len)
			str_add(&ps->text, ", ");
		size_t from = ps->text.len;
		for (size_t i = 0; i < n; i++)
			if (at[i] != '.')
				str_addc(&ps->text, (char)toupper((unsigned char)at[i]));
		for (size_t i = 0; i < sizeof mixed / sizeof mixed[0]; i++)
			if (ps->text.len > from && str_ieq(ps->text.s + from, mixed[i])) {
				str_cut(&ps->text, from);
				str_add(&ps->text, mixed[i]);
			}
		at += n;
	}
	return cell(ps);
}

/* "4408886300" to "440-888-6300"; what is not ten digits stays. */
static const char *phone(struct providers *ps, const char *text)
{
	if (text && strlen(text) == 10 && strspn(text, "0123456789") == 10)
		str_printf(&ps->text, "%.3s-%.3s-%s", text, text + 3, text + 6);
	else
		str_add(&ps->text, text);
	return cell(ps);
}

/* "441304824" to "44130-4824" */
static const char *zip(struct providers *ps, const char *text)
{
	if (text && strlen(text) == 9 && strspn(text, "0123456789") == 9)
		str_printf(&ps->text, "%.5s-%s", text, text + 5);
	else
		str_add(&ps->text, text);
	return cell(ps);
}

static const char *street(struct providers *ps, const struct provider *p)
{
	if (p->street)
		place_cased(&ps->text, p->street);
	if (p->street2 && *p->street2) {
		if (ps->text.len)
			str_add(&ps->text, ", ");
		place_cased(&ps->text, p->street2);
	}
	return cell(ps);
}

static const char *plain(struct providers *ps, const char *text)
{
	str_trim(&ps->text, text);
	return cell(ps);
}

static void put_names(struct providers *ps, const struct provider *p, struct sheet_row *row)
{
	row->house = p->house;
	if (p->house) {
		row->cell[COL_NAME] = cased(ps, p->organization);
		return;
	}
	row->cell[COL_FIRST] = plain(ps, p->first);
	str_add(&ps->text, p->last);
	if (p->suffix && *p->suffix)
		str_printf(&ps->text, " %s", p->suffix);
	row->cell[COL_LAST] = cell(ps);
	row->cell[COL_CREDENTIALS] = credentials(ps, p->credentials);
}

static void put_kind(struct providers *ps, const struct provider *p, struct sheet_row *row)
{
	struct taxonomy t;
	if (!taxonomy_of(p->taxonomy, &t)) {
		ps->unknown++;
		return;
	}
	row->cell[COL_KIND] = t.kind;
	row->cell[COL_SPECIALTY] = t.words;
	row->kind_is_sure = true;
	ps->therapists += strcmp(t.words, "physical therapy") == 0;
}

bool provider_take(struct providers *ps, const struct provider *p, void (*whole)(void *from, struct csv_row *row),
		   void *from, struct err *e)
{
	const struct narrow *n = ps->to->narrow;
	struct sheet_row row = {.line = p->line, .whole = whole, .from = from};
	ps->rows++;
	if (ps->to->seen)
		*ps->to->seen = ps->rows;
	if (!narrow_fits(n, p->zip, p->state, p->taxonomy))
		return true;
	if (p->deactivated) {
		ps->deactivated++;
		return true;
	}
	if (!narrow_any(n) && ps->rows > UNNARROWED_MOST)
		return narrow_wanted(e);
	ps->kept++;
	put_names(ps, p, &row);
	put_kind(ps, p, &row);
	row.cell[COL_NPI] = plain(ps, p->npi);
	row.cell[COL_ADDRESS] = street(ps, p);
	row.cell[COL_CITY] = cased(ps, p->city);
	row.cell[COL_STATE] = plain(ps, p->state);
	row.cell[COL_ZIP] = zip(ps, p->zip);
	row.cell[COL_PHONE] = phone(ps, p->phone);
	row.cell[COL_FAX] = phone(ps, p->fax);
	bool ok = ps->to->row(ps->to->ctx, &row, e);
	arena_clear(&ps->arena);
	return ok;
}

static void note(struct providers *ps, int64_t n, const char *one, const char *many)
{
	if (!n)
		return;
	str_clear(&ps->text);
	str_printf(&ps->text, "%" PRId64 " %s", n, n == 1 ? one : many);
	ps->to->note(ps->to->ctx, 0, ps->text.s);
}

void providers_end(struct providers *ps)
{
	if (narrow_any(ps->to->narrow)) {
		str_printf(&ps->text, "%" PRId64 " of %" PRId64 " rows are what was asked for", ps->kept, ps->rows);
		ps->to->note(ps->to->ctx, 0, ps->text.s);
	}
	note(ps, ps->deactivated, "NPI was deactivated and is passed over",
	     "NPIs were deactivated and are passed over");
	note(ps, ps->therapists, "is a physical therapist: a competitor or a colleague, as you know best",
	     "are physical therapists: competitors or colleagues, as you know best");
	note(ps, ps->unknown, "has a taxonomy that rapport does not know, and no kind",
	     "have a taxonomy that rapport does not know, and no kind");
	str_free(&ps->text);
	arena_clear(&ps->arena);
}
