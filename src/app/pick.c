#include <inttypes.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/utf8.h"

static const char *fold(struct str *b, const char *s)
{
	str_clear(b);
	utf8_fold(b, s);
	return str_text(b);
}

int pick_same(const struct picking *p, const char *typed)
{
	struct str x = {0}, y = {0};
	int found = -1;
	fold(&x, typed);
	for (int i = 0; i < p->n && found < 0; i++)
		if (str_eq(str_text(&x), fold(&y, p->texts[i])))
			found = i;
	str_free(&x);
	str_free(&y);
	return found;
}

static bool by_part(const struct picking *p, const char *typed, int *which, struct err *e)
{
	struct str list = {0}, part = {0}, whole = {0};
	int found = 0;
	fold(&part, typed);
	for (int i = 0; i < p->n; i++) {
		if (!part.len || !strstr(fold(&whole, p->texts[i]), part.s))
			continue;
		*which = i;
		str_printf(&list, "\n  %d  %s", i + 1, p->texts[i]);
		found++;
	}
	if (found > 1)
		err_set(e, ERR_MANY, "“%s” may mean more than one %s:%s", typed, p->what, str_text(&list));
	else if (!found)
		err_set(e, ERR_NOT_FOUND, "no %s %s holds “%s”", p->what, p->where, typed);
	str_free(&list);
	str_free(&part);
	str_free(&whole);
	return found == 1;
}

bool pick(const struct picking *p, const char *typed, int *which, struct err *e)
{
	struct str t = {0};
	int64_t number;
	bool ok = true;
	str_trim(&t, typed);
	if (str_to_i64(str_text(&t), &number)) {
		*which = (int)number - 1;
		if (number < 1 || number > p->n)
			ok = err_set(e, ERR_NOT_FOUND, "there is no %s %s %s; %d %s there", p->what, t.s, p->where,
				     p->n, p->n == 1 ? "is" : "are");
	} else if ((*which = pick_same(p, str_text(&t))) < 0) {
		ok = by_part(p, str_text(&t), which, e);
	}
	str_free(&t);
	return ok;
}
