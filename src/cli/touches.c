/* log, thank, next: what we did and will do. */
#include <string.h>

#include "cli.h"
#include "rapport/app/gift.h"
#include "rapport/base/day.h"

static const struct option log_options[] = {
	{"on", "D", "the day (today)"},
	{"next", "D", "plan the next step; 0: none"},
	{"what", "TEXT", "what the next step is"},
	{"met", "WHO", "whom you met: one of the practice, or a new name"},
	{"with", "LIST", "who else was there, parted by commas"},
	{"cost", "N", "what it cost: counts for the physicians there"},
	{"over", "REASON", "why it may go over their limit of the year"},
	{"referral", "REF", "the referral it is about: a report on it, thanks for it"},
	{"they", NULL, "they began"},
	{NULL},
};

static int split(struct call *c, const char *list, const char **names, int most)
{
	struct str one = {0};
	int n = 0;
	while (list && *list && n < most) {
		size_t len = strcspn(list, ",");
		str_clear(&one);
		str_trim(&one, arena_strndup(&c->arena, list, len));
		if (one.len)
			names[n++] = arena_strdup(&c->arena, one.s);
		list += len + (list[len] == ',');
	}
	str_free(&one);
	return n;
}

static bool plan_options(struct call *c, struct plan *plan, struct err *e)
{
	const char *next = call_option(c, "next");
	*plan = (struct plan){.channel = CHOICE_NONE, .what = call_option(c, "what")};
	return !next || app_read_next(&c->app, next, plan, e) || err_in(e, "--next");
}

/* What the gift ledger asks for is an option or a command here. */
static bool with_way_out(bool ok, struct err *e)
{
	if (ok || !str_eq(e->field, "cost_cents"))
		return ok;
	if (e->code == ERR_REFUSED)
		return err_set(e, e->code, "%s (--over REASON)", err_text(e));
	if (e->code == ERR_NOT_FOUND)
		return err_set(e, e->code, "%s (rapport gifts --limit)", err_text(e));
	return false;
}

static bool about_referral(struct call *c, uint64_t *id, struct err *e)
{
	const char *ref = call_option(c, "referral");
	struct referral r;
	if (!ref)
		return true;
	if (!store_referral_ref(c->app.store, ref, &c->arena, &r, e))
		return false;
	*id = r.id;
	return true;
}

static bool run_log(struct call *c, struct err *e)
{
	enum { MOST = 32 };
	const char *names[MOST];
	struct touch t;
	struct source s;
	struct plan plan;
	struct said said = {0};
	record_init(KIND_TOUCH, &t);
	t.channel = (int16_t)choice_index(choices_channel, c->args[1]);
	if (t.channel == CHOICE_NONE) {
		struct str list = {0};
		choice_list(&list, choices_channel);
		err_set(e, ERR_USAGE, "“%s” is no kind of touch; it is %s", c->args[1], str_text(&list));
		str_free(&list);
		return false;
	}
	t.on = c->app.now.today;
	if (!app_who(&c->app, c->args[0], &c->arena, &s, e) || !fields_read(c, &t, e) || !plan_options(c, &plan, e) ||
	    !day_option(c, "on", DATE_PAST, &t.on, e))
		return false;
	if (call_option(c, "cost") && !money_read(call_option(c, "cost"), &t.cost_cents, e))
		return err_in(e, "--cost");
	if (!about_referral(c, &t.referral_id, e))
		return err_in(e, "--referral");
	t.source_id = s.id;
	if (call_rest(c, 2))
		t.note = call_rest(c, 2);
	if (call_option(c, "they"))
		t.direction = TOUCH_THEY;
	int n = split(c, call_option(c, "with"), names, MOST);
	bool ok = app_log_over(&c->app, &t, call_option(c, "met"), names, n, &plan, call_option(c, "over"), &said, e);
	return finish(with_way_out(ok, e), &said);
}

static bool is_number(const char *word)
{
	if (*word == 'R' || *word == 'r')
		word += 1 + (word[1] == '-');
	return *word && strspn(word, "0123456789") == strlen(word);
}

static const struct option thank_options[] = {{"all", NULL, "for every referral they wait for"}, {NULL}};

static bool run_thank(struct call *c, struct err *e)
{
	static const char *const hows[] = {"card", "call", "email", "none"};
	struct said said = {0};
	struct referral r = {0};
	struct source s = {0};
	int how = -1;
	for (int i = 0; i < 4; i++)
		if (str_ieq(hows[i], c->args[1]))
			how = i;
	if (how < 0)
		return err_set(e, ERR_USAGE, "thanks go by card, call or email (or none: not needed), not “%s”",
			       c->args[1]);
	bool by_number = is_number(c->args[0]);
	if (by_number ? !store_referral_ref(c->app.store, c->args[0], &c->arena, &r, e)
		      : !app_who(&c->app, c->args[0], &c->arena, &s, e))
		return false;
	return finish(app_thank(&c->app, s.id, by_number ? r.id : 0, (enum thank)how, call_option(c, "all") != NULL,
				&said, e),
		      &said);
}

static const struct option next_options[] = {{"kind", "CHANNEL", "call, visit, lunch ... (call)"}, {NULL}};

static bool run_next(struct call *c, struct err *e)
{
	struct plan plan = {.channel = CHANNEL_CALL};
	struct said said = {0};
	struct source s;
	const char *kind = call_option(c, "kind");
	if (kind && (plan.channel = (int16_t)choice_index(choices_channel, kind)) == CHOICE_NONE)
		return err_set(e, ERR_USAGE, "--kind: “%s” is no kind of touch", kind);
	if (!app_who(&c->app, c->args[0], &c->arena, &s, e) || !app_read_next(&c->app, c->args[1], &plan, e))
		return false;
	plan.what = call_rest(c, 2);
	return finish(app_next(&c->app, s.id, &plan, &said, e), &said);
}

const struct command touch_commands[] = {
	{"log", "WHO CHANNEL [NOTE] [--on D] [--next D]", "Log a visit, call ...", log_options, BOOK_OPEN, 2, 200,
	 .fields = true, .kind = KIND_TOUCH, .run = run_log},
	{"thank", "WHO|REF card|call|email", "Thank for a referral", thank_options, BOOK_OPEN, 2, 2, .run = run_thank},
	{"next", "WHO D [WHAT]", "Plan the next step", next_options, BOOK_OPEN, 2, 40, .run = run_next},
	{NULL},
};
