#include "pairs.h"

#include <string.h>

/* How long the part is that both have: "Phone 1 - ". 0 when the header is none of a pair. */
static size_t common_part(const char *header)
{
	const char *dash = strstr(header, " - ");
	return dash && dash > header && dash[-1] >= '0' && dash[-1] <= '9' ? (size_t)(dash - header) + strlen(" - ")
									   : 0;
}

int pair_label(const struct sheet_map *m, int i)
{
	const char *value = m->columns[i].header;
	size_t n = common_part(value);
	for (int k = 0; n && k < m->n; k++) {
		const char *header = m->columns[k].header;
		if (k != i && strncasecmp(header, value, n) == 0 &&
		    (str_ieq(header + n, "Label") || str_ieq(header + n, "Type")))
			return k;
	}
	return -1;
}

static bool says(const char *label, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcasestr(label, words[i]))
			return true;
	return false;
}

int pair_rank(const char *label, enum column *column)
{
	static const char *const work[] = {"work", "main", "office", "home page", "homepage"};
	static const char *const mobile[] = {"mobile", "cell", "iphone"};
	while (*label == '*' || *label == ' ') /* the preferred one has a star */
		label++;
	if (*column == COL_PHONE && strcasestr(label, "fax"))
		*column = COL_FAX;
	if (*column == COL_PHONE && strcasestr(label, "pager"))
		*column = COL_NONE;
	if (says(label, work, sizeof work / sizeof work[0]))
		return PAIR_WORK;
	if (says(label, mobile, sizeof mobile / sizeof mobile[0]))
		return PAIR_MOBILE;
	return !*label ? PAIR_PLAIN : strcasestr(label, "home") ? PAIR_HOME : PAIR_OTHER;
}

char *pair_cut(char *value)
{
	char *mark = strstr(value, " ::: ");
	if (!mark)
		return NULL;
	*mark = '\0';
	return mark + strlen(" ::: ");
}
