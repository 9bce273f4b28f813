#include "rapport/exchange/mapping.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/exchange/csv.h"

static bool has_header(const struct sheet_map *m, const char *folded)
{
	struct str word = {0};
	bool found = false;
	for (int i = 0; !found && i < m->n; i++) {
		str_clear(&word);
		column_fold(&word, m->columns[i].header);
		found = str_eq(str_text(&word), folded);
	}
	str_free(&word);
	return found;
}

static bool bare(const char *word, const char *const *bare_words)
{
	for (; *bare_words; bare_words++)
		if (str_eq(word, *bare_words))
			return true;
	return false;
}

/* How to reach somebody, or where: of whom, only the name of the column says. */
static bool reaches(enum column c)
{
	return c == COL_PHONE || c == COL_EMAIL || c == COL_WEBSITE || (c >= COL_ADDRESS && c <= COL_ZIP);
}

/* Does the name of the column say that it is the source's? */
static bool of_source(const char *word)
{
	static const char *const whose[] = {"refer",  "provider", "physician", "doctor", "practice",
					    "office", "business", "company",   "work",   "facility",
					    "clinic", "organi",   "account"};
	for (size_t i = 0; i < sizeof whose / sizeof whose[0]; i++)
		if (strstr(word, whose[i]))
			return true;
	return false;
}

/* In a referral report a bare "First Name", a "Phone", a "Home Phone", an "Email" is the patient's. */
static void mark_patients(struct sheet_map *m)
{
	static const char *const names[] = {"name",       "fullname",   "displayname", "person", "firstname",
					    "first",      "givenname",  "lastname",    "last",   "surname",
					    "familyname", "middlename", NULL};
	for (int i = 0; i < m->n; i++) {
		struct str word = {0};
		column_fold(&word, m->columns[i].header);
		const char *name = str_text(&word);
		m->columns[i].patients = bare(name, names) || (reaches(m->columns[i].means) && !of_source(name));
		str_free(&word);
	}
}

/* What a name means only in the company of others, the last rule counting. Outlook keeps a number in "Account", and in "Referred By" who
 * made two people acquainted; a "Title" is a job beside a "Salutation" (Salesforce), and "Dr." beside a "Job Title". */
static void weigh(struct sheet_map *m)
{
	static const struct {
		const char *name, *beside;
		enum column means;
	} rules[] = {
		{"account", "company", COL_NONE},     {"referredby", "lastname", COL_NONE},
		{"title", "salutation", COL_ROLE},    {"title", "jobtitle", COL_TITLE},
		{"salutation", "jobtitle", COL_NONE},
	};
	mark_patients(m);
	for (size_t r = 0; r < sizeof rules / sizeof rules[0]; r++) {
		if (sheet_map_list(m) != LIST_PARTNERS || !has_header(m, rules[r].beside))
			continue;
		for (int i = 0; i < m->n; i++) {
			struct str word = {0};
			column_fold(&word, m->columns[i].header);
			if (str_eq(str_text(&word), rules[r].name))
				m->columns[i].means = rules[r].means;
			str_free(&word);
		}
	}
}

void sheet_map_propose(struct sheet_map *m, const char *const *headers, int n, struct arena *a)
{
	struct str b = {0};
	*m = (struct sheet_map){.n = n};
	m->columns = arena_alloc(a, (size_t)(n + 1) * sizeof *m->columns);
	for (int i = 0; i < n; i++) {
		csv_trim(&b, headers[i]);
		m->columns[i].header = arena_strdup(a, str_text(&b));
		m->columns[i].means = column_named(m->columns[i].header);
	}
	str_free(&b);
	weigh(m);
}

static void meanings(const struct sheet_map *m, bool has[COL_COUNT])
{
	memset(has, 0, COL_COUNT * sizeof has[0]);
	for (int i = 0; i < m->n; i++)
		if (m->columns[i].means != COL_NONE)
			has[m->columns[i].means] = true;
}

enum list_kind sheet_map_list(const struct sheet_map *m)
{
	bool has[COL_COUNT];
	meanings(m, has);
	return m->list != LIST_NONE ? m->list : list_of(has);
}

enum column sheet_map_gives(const struct sheet_map *m, int i)
{
	bool has[COL_COUNT];
	enum list_kind list = sheet_map_list(m);
	if (list == LIST_REFERRALS && m->columns[i].patients)
		return COL_NONE;
	meanings(m, has);
	return list == LIST_NONE ? m->columns[i].means : list_column(list, m->columns[i].means, has);
}

void sheet_map_has(const struct sheet_map *m, bool has[COL_COUNT])
{
	memset(has, 0, COL_COUNT * sizeof has[0]);
	for (int i = 0; i < m->n; i++) {
		enum column c = sheet_map_gives(m, i);
		if (c != COL_NONE)
			has[c] = true;
	}
}

bool sheet_map_complete(const struct sheet_map *m, struct err *e)
{
	bool has[COL_COUNT];
	enum list_kind list = sheet_map_list(m);
	sheet_map_has(m, has);
	if (list_complete(list, has))
		return true;
	return err_set(e, ERR_REFUSED, "a %s needs %s", list_title(list), list_needs(list));
}

bool sheet_map_may(const struct sheet_map *m, int i, enum column c, struct err *e)
{
	if (c == COL_NONE || c == COL_PATIENT_NAME || !column_of_patients(m->columns[i].header))
		return true;
	return err_set(e, ERR_REFUSED, "%s holds the names of patients: it gives initials, or is left out",
		       m->columns[i].header);
}

bool sheet_map_set(struct sheet_map *m, int i, enum column c, struct err *e)
{
	if (!sheet_map_may(m, i, c, e))
		return false;
	m->columns[i].means = c;
	m->columns[i].patients = false;
	return true;
}

static bool no_column(const struct sheet_map *m, const char *name, struct err *e)
{
	struct str b = {0};
	for (int i = 0; i < m->n; i++)
		if (*m->columns[i].header)
			str_printf(&b, "%s%s", b.len ? ", " : "", m->columns[i].header);
	err_set(e, ERR_NOT_FOUND, "the file has no column “%s”, but %s", name, str_text(&b));
	str_free(&b);
	return false;
}

static bool edit_columns(struct sheet_map *m, const char *name, enum column c, struct err *e)
{
	struct str wanted = {0}, word = {0};
	bool ok = true, found = false;
	column_fold(&wanted, name);
	for (int i = 0; ok && i < m->n; i++) {
		str_clear(&word);
		column_fold(&word, m->columns[i].header);
		if (!str_eq(str_text(&word), str_text(&wanted)))
			continue;
		found = true;
		ok = sheet_map_set(m, i, c, e);
	}
	str_free(&wanted);
	str_free(&word);
	return ok && (found || no_column(m, name, e));
}

bool sheet_map_edit(struct sheet_map *m, const char *edit, struct err *e)
{
	const char *equals = strrchr(edit, '=');
	if (!equals || equals == edit)
		return err_set(e, ERR_USAGE, "“%s” does not say which column gives what: --map \"Header=field\"", edit);
	enum column c = column_of_word(equals + 1);
	if (c == COL_NONE && !str_blank(equals + 1))
		return err_set(e, ERR_USAGE, "there is no field “%s” for a column; see --map in rapport(1)",
			       equals + 1);
	char *name = mem_strndup(edit, (size_t)(equals - edit));
	bool ok = edit_columns(m, name, c, e);
	free(name);
	return ok;
}

/* --- their own order: whatever place they have in the file --- */

struct place {
	char *word;
	int rank, at;
};

static int by_word(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int c = strcmp(x->word, y->word);
	return c ? c : x->at - y->at;
}

static int by_rank(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	return x->rank != y->rank ? (x->rank < y->rank ? -1 : 1) : by_word(a, b);
}

static struct place *places(const struct sheet_map *m, int (*compare)(const void *, const void *))
{
	struct place *p = mem_alloc((size_t)(m->n + 1) * sizeof *p);
	for (int i = 0; i < m->n; i++) {
		struct str b = {0};
		column_fold(&b, m->columns[i].header);
		p[i] = (struct place){str_take(&b), column_rank(m->columns[i].header), i};
	}
	qsort(p, (size_t)m->n, sizeof *p, compare);
	return p;
}

static void free_places(struct place *p, int n)
{
	for (int i = 0; i < n; i++)
		free(p[i].word);
	free(p);
}

void sheet_map_order(const struct sheet_map *m, int *order)
{
	struct place *p = places(m, by_rank);
	for (int i = 0; i < m->n; i++)
		order[i] = p[i].at;
	free_places(p, m->n);
}

void sheet_map_print(const struct sheet_map *m, struct str *b)
{
	struct place *p = places(m, by_word);
	for (int i = 0; i < m->n; i++)
		str_printf(b, "%s%s", i ? "|" : "", p[i].word);
	free_places(p, m->n);
}

void sheet_map_fields(const struct sheet_map *m, struct str *b)
{
	struct place *p = places(m, by_word);
	bool report = sheet_map_list(m) == LIST_REFERRALS;
	for (int i = 0; i < m->n; i++) {
		const struct sheet_column *c = &m->columns[p[i].at];
		str_printf(b, "%s%s", i ? "|" : "", column_word(report && c->patients ? COL_NONE : c->means));
	}
	free_places(p, m->n);
}

void sheet_map_restore(struct sheet_map *m, const char *list, const char *fields)
{
	struct place *p = places(m, by_word);
	const char *s = fields;
	for (int i = 0; i < m->n; i++) {
		size_t len = strcspn(s, "|");
		char *word = mem_strndup(s, len);
		enum column c = column_of_word(word);
		free(word);
		sheet_map_set(m, p[i].at, sheet_map_may(m, p[i].at, c, NULL) ? c : COL_NONE, NULL);
		s += len + (s[len] == '|');
	}
	free_places(p, m->n);
	m->list = LIST_NONE;
	if (sheet_map_list(m) != list_named(list))
		m->list = list_named(list);
}
