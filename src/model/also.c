/* What else somebody is known by, as lines of their note. */
#include "rapport/model/also.h"

#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/model/words.h"

static const struct {
	const char *begins;
	void (*key)(struct str *key, const char *value);
} lines[ALSO_COUNT] = {
	[ALSO_NAME] = {ALSO_NAME_LINE, person_key},
	[ALSO_PRACTICE] = {"Also at ", practice_key},
	[ALSO_PHONE] = {"Also by phone ", phone_key},
};

void practice_key(struct str *key, const char *name)
{
	utf8_fold(key, name);
	while (key->len && key->s[key->len - 1] == ' ')
		str_cut(key, key->len - 1);
}

bool also_next(const char **note, enum also *what, struct str *value)
{
	while (*note && **note) {
		const char *line = *note;
		size_t n = strcspn(line, "\n");
		*note = line + n + (line[n] == '\n');
		for (int i = 0; i < ALSO_COUNT; i++) {
			size_t begins = strlen(lines[i].begins);
			if (n <= begins || strncmp(line, lines[i].begins, begins) != 0)
				continue;
			*what = (enum also)i;
			str_clear(value);
			str_addn(value, line + begins, n - begins);
			return true;
		}
	}
	return false;
}

void also_key(enum also what, struct str *key, const char *value)
{
	lines[what].key(key, value);
}

bool also_same(enum also what, const char *a, const char *b)
{
	struct str x = {0}, y = {0};
	also_key(what, &x, a ? a : "");
	also_key(what, &y, b ? b : "");
	bool same = x.len && str_eq(str_text(&x), str_text(&y));
	str_free(&x);
	str_free(&y);
	return same;
}

bool also_known(enum also what, const char *note, const char *value)
{
	struct str said = {0};
	enum also is;
	bool known = false;
	while (!known && also_next(&note, &is, &said))
		known = is == what && also_same(what, said.s, value);
	str_free(&said);
	return known;
}

bool also_add(struct str *note, enum also what, const char *value)
{
	struct str key = {0};
	also_key(what, &key, value ? value : "");
	bool adds = key.len && !also_known(what, str_text(note), value);
	str_free(&key);
	if (adds)
		str_printf(note, "%s%s%s", note->len ? "\n" : "", lines[what].begins, value);
	return adds;
}
