/* The rules in words: what each asks and why, its present numbers, and how many items it makes. */
#include <inttypes.h>

#include "inner.h"
#include "rapport/base/day.h"

static void add_numbers(struct app *app, const struct rule_info *r, struct str *b)
{
	for (int i = 0; i < r->n_settings; i++) {
		int which = r->settings[i];
		str_printf(b, "%s%s ", i ? ", " : "   Numbers: ", settings[which].name);
		setting_write(b, which, store_setting(app->store, which));
	}
	if (r->n_settings)
		str_add(b, ".\n");
}

bool app_rules(struct app *app, const char *only, struct str *b, struct err *e)
{
	struct arena a = {0};
	struct rule_info r;
	int shown = 0;
	for (int i = 0; store_rule(app->store, i, &a, &r, e); i++) {
		if (only && !str_eq(only, r.name))
			continue;
		int64_t due = store_rule_items(app->store, r.name, app->now.today),
			all = store_rule_items(app->store, r.name, DAY_FAR - 1);
		str_printf(b, "%s`%s`  %" PRId64 " due now, %" PRId64 " ahead\n   %s\n", shown++ ? "\n" : "", r.name,
			   due, all - due, r.need);
		add_numbers(app, &r, b);
	}
	arena_clear(&a);
	return shown || err_set(e, ERR_NOT_FOUND, "there is no rule “%s”; `rapport rules` lists them", only);
}
