/* The monthly file of the NPI registry: some 330 columns, all quoted, millions of rows. Columns are found by name. */
#include <string.h>

#include "formats.h"
#include "provider.h"
#include "rapport/exchange/csv.h"
#include "rapport/model/kind.h"

#define TAXONOMIES 15

enum {
	NPI,
	ENTITY,
	ORGANIZATION,
	LAST,
	FIRST,
	SUFFIX,
	CREDENTIALS,
	STREET,
	STREET_2,
	CITY,
	STATE,
	ZIP,
	PHONE,
	FAX,
	DEACTIVATED,
	REACTIVATED,
	TAXONOMY,                        /* the first of them */
	PRIMARY = TAXONOMY + TAXONOMIES, /* the switch of the first */
	COLUMNS = PRIMARY + TAXONOMIES
};

#define PLACE "Provider Business Practice Location Address "
static const char *const names[TAXONOMY] = {
	[NPI] = "NPI",
	[ENTITY] = "Entity Type Code",
	[ORGANIZATION] = "Provider Organization Name (Legal Business Name)",
	[LAST] = "Provider Last Name (Legal Name)",
	[FIRST] = "Provider First Name",
	[SUFFIX] = "Provider Name Suffix Text",
	[CREDENTIALS] = "Provider Credential Text",
	[STREET] = "Provider First Line Business Practice Location Address",
	[STREET_2] = "Provider Second Line Business Practice Location Address",
	[CITY] = PLACE "City Name",
	[STATE] = PLACE "State Name",
	[ZIP] = PLACE "Postal Code",
	[PHONE] = PLACE "Telephone Number",
	[FAX] = PLACE "Fax Number",
	[DEACTIVATED] = "NPI Deactivation Date",
	[REACTIVATED] = "NPI Reactivation Date",
};
static const char taxonomy_name[] = "Healthcare Provider Taxonomy Code_",
		  primary_name[] = "Healthcare Provider Primary Taxonomy Switch_";

bool nppes_sniff(const char *buf, size_t len)
{
	const char *end = memchr(buf, '\n', len);
	size_t n = end ? (size_t)(end - buf) : len;
	return memmem(buf, n, "NPI", 3) && memmem(buf, n, names[ENTITY], strlen(names[ENTITY])) &&
	       (memmem(buf, n, "Provider Last Name", 18) || memmem(buf, n, "Provider Organization Name", 26));
}

struct nppes {
	struct csv *csv;
	int column[COLUMNS]; /* -1: the file has none */
	bool *wanted;
	const char *header;
};

/* Which of ours a header names; COLUMNS for none. */
static int column_of(const char *header)
{
	static const struct {
		const char *name;
		int first;
	} numbered[] = {{taxonomy_name, TAXONOMY}, {primary_name, PRIMARY}};
	struct str name = {0};
	int64_t nth;
	int found = COLUMNS;
	str_trim(&name, header);
	const char *s = str_text(&name);
	for (int i = 0; i < TAXONOMY && found == COLUMNS; i++)
		if (str_ieq(s, names[i]))
			found = i;
	for (int i = 0; i < 2 && found == COLUMNS; i++) {
		size_t n = strlen(numbered[i].name);
		if (strncasecmp(s, numbered[i].name, n) == 0 && str_to_i64(s + n, &nth) && nth >= 1 &&
		    nth <= TAXONOMIES)
			found = numbered[i].first + (int)nth - 1;
	}
	str_free(&name);
	return found;
}

static bool read_header(struct nppes *x, const struct csv_row *row, struct arena *a, struct err *e)
{
	static const int needed[] = {NPI, ENTITY, STATE, ZIP};
	x->wanted = arena_alloc(a, (size_t)row->count * sizeof *x->wanted);
	for (int i = 0; i < COLUMNS; i++)
		x->column[i] = -1;
	for (int i = 0; i < row->count; i++) {
		int c = column_of(row->cell[i]);
		if (c == COLUMNS || x->column[c] >= 0)
			continue;
		x->column[c] = i;
		x->wanted[i] = true;
	}
	for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
		if (x->column[needed[i]] < 0)
			return err_set(e, ERR_REFUSED, "the column “%s” is missing", names[needed[i]]);
	if (x->column[LAST] < 0 && x->column[ORGANIZATION] < 0)
		return err_set(e, ERR_REFUSED, "the column “%s” is missing", names[LAST]);
	csv_want(x->csv, x->wanted, row->count);
	return true;
}

static const char *cell(const struct nppes *x, const struct csv_row *row, int column)
{
	int i = x->column[column];
	return i >= 0 && i < row->count && *row->cell[i] ? row->cell[i] : NULL;
}

/* The one whose switch is Y, else the first. */
static const char *primary(const struct nppes *x, const struct csv_row *row)
{
	const char *first = NULL;
	for (int i = 0; i < TAXONOMIES; i++) {
		const char *code = cell(x, row, TAXONOMY + i), *is = cell(x, row, PRIMARY + i);
		if (code && is && str_ieq(is, "Y"))
			return code;
		first = first ? first : code;
	}
	return first;
}

static void whole(void *from, struct csv_row *row)
{
	csv_whole(((struct nppes *)from)->csv, row);
}

static bool take_row(struct nppes *x, struct providers *ps, const struct csv_row *row, struct err *e)
{
	const char *entity = cell(x, row, ENTITY);
	struct provider p = {
		.line = row->line,
		.npi = cell(x, row, NPI),
		.house = entity && str_eq(entity, "2"),
		.organization = cell(x, row, ORGANIZATION),
		.first = cell(x, row, FIRST),
		.last = cell(x, row, LAST),
		.suffix = cell(x, row, SUFFIX),
		.credentials = cell(x, row, CREDENTIALS),
		.street = cell(x, row, STREET),
		.street2 = cell(x, row, STREET_2),
		.city = cell(x, row, CITY),
		.state = cell(x, row, STATE),
		.zip = cell(x, row, ZIP),
		.phone = cell(x, row, PHONE),
		.fax = cell(x, row, FAX),
		.taxonomy = primary(x, row),
		.deactivated = cell(x, row, DEACTIVATED) && !cell(x, row, REACTIVATED),
	};
	return provider_take(ps, &p, whole, x, e);
}

static bool read_file(struct nppes *x, const struct intake *to, struct arena *a, struct err *e)
{
	struct providers ps = {.to = to};
	struct sheet sheet = provider_sheet();
	struct csv_row row = {0}; /* an empty file has no columns */
	bool more;
	if (!csv_next(x->csv, &row, &more, e) || !read_header(x, &row, a, e))
		return false;
	csv_settle(x->csv);
	sheet.coding = csv_coding(x->csv);
	sheet.header = row.cell;
	sheet.columns = row.count;
	bool ok = to->sheet(to->ctx, &sheet, e);
	while (ok && (ok = csv_next(x->csv, &row, &more, e)) && more)
		ok = take_row(x, &ps, &row, e);
	providers_end(&ps);
	return ok;
}

bool nppes_read(FILE *in, const struct intake *to, struct err *e)
{
	struct nppes x = {0};
	struct arena a = {0};
	if (!csv_open(&x.csv, in, e))
		return false;
	bool ok = read_file(&x, to, &a, e);
	csv_close(x.csv);
	arena_clear(&a);
	return ok;
}
