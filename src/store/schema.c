/* Are the book's tables those of this version? Asked at every start, so first by comparing texts: SQLite keeps the text of
 * each CREATE statement as it was given. Only where that does not fit (a book that was altered by a later migration, or
 * copied in another order) a model is made in memory and compared. */
#include <string.h>

#include "inner.h"

/* The next statement of the script: from CREATE to before its semicolon. NULL at the end. */
static const char *next_statement(const char **script, size_t *len)
{
	const char *s = *script, *start = NULL;
	for (; *s; s++) {
		if (s[0] == '-' && s[1] == '-') {
			s += strcspn(s, "\n");
			if (!*s)
				break;
		} else if (*s == ';' && start) {
			*len = (size_t)(s - start);
			*script = s + 1;
			return start;
		} else if (!start && *s > ' ') {
			start = s;
		}
	}
	return NULL;
}

static bool texts_fit(struct db *db, const char *const *scripts)
{
	struct query *q = db_query(db, "SELECT name, sql FROM sqlite_schema ORDER BY rowid", "");
	const char *script = *scripts, *want;
	size_t len;
	bool fits = true;
	while (fits && query_step(q)) {
		const char *sql = query_text(q, 1);
		if (!sql) { /* made by SQLite itself for a key */
			fits = str_starts(query_text(q, 0), "sqlite_autoindex_");
			continue;
		}
		while (!(want = next_statement(&script, &len)) && *++scripts)
			script = *scripts;
		fits = want && strlen(sql) == len && memcmp(sql, want, len) == 0;
	}
	fits = query_end(q, NULL) && fits;
	while (fits && !(want = next_statement(&script, &len)) && *++scripts)
		script = *scripts;
	return fits && !want;
}

bool schema_check(struct db *db, const char *const *scripts, struct err *e)
{
	return texts_fit(db, scripts) || db_same_schema(db, scripts, e);
}
