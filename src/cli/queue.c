/* today, done, later, drop: the queue. */
#include <string.h>

#include "cli.h"
#include "rapport/base/day.h"

/* --- rules --- */

static void rule_json(struct call *c, struct json *j, const struct rule_info *r)
{
	int64_t due = store_rule_items(c->app.store, r->name, c->app.now.today),
		all = store_rule_items(c->app.store, r->name, DAY_FAR - 1);
	json_open(j, NULL, '{');
	json_text(j, "rule", r->name);
	json_text(j, "about", kinds[r->about].name);
	json_text(j, "need", r->need);
	json_open(j, "settings", '{');
	for (int i = 0; i < r->n_settings; i++) {
		struct str value = {0};
		setting_write(&value, r->settings[i], store_setting(c->app.store, r->settings[i]));
		json_text(j, settings[r->settings[i]].name, str_text(&value));
		str_free(&value);
	}
	json_close(j, '}');
	json_num(j, "due", due);
	json_num(j, "ahead", all - due);
	json_close(j, '}');
}

static bool rules_json(struct call *c, struct err *e)
{
	struct rule_info r;
	struct json j = {0};
	json_open(&j, NULL, '[');
	for (int i = 0; store_rule(c->app.store, i, &c->arena, &r, e); i++)
		if (!c->n || str_eq(c->args[0], r.name))
			rule_json(c, &j, &r);
	json_close(&j, ']');
	json_print(c, &j);
	return true;
}

static bool run_rules(struct call *c, struct err *e)
{
	struct str b = {0};
	bool ok = app_rules(&c->app, c->n ? c->args[0] : NULL, &b, e);
	if (ok && c->json)
		ok = rules_json(c, e);
	else if (ok)
		print_wrapped(c, str_text(&b));
	str_free(&b);
	return ok;
}

/* --- the queue --- */

static const struct option today_options[] = {
	{"days", "N", "and what falls due within N days"},
	{"mine", NULL, "only what --user owns"},
	{"most", "N", "print at most so many (1000)"},
	{NULL},
};

static void item_json(struct json *j, const struct queue_row *r, bool more)
{
	struct str key = {0};
	app_item_key(&key, r);
	json_open(j, NULL, '{');
	json_text(j, "item", str_text(&key));
	json_text(j, "rule", r->rule);
	json_text(j, "source", r->name);
	json_id(j, "source_id", r->source_id);
	json_text(j, "practice", r->practice);
	json_text(j, "phone", r->phone);
	json_day(j, "due", r->due_on);
	json_text(j, "verb", r->verb);
	json_text(j, "what", r->what);
	json_text(j, "why", r->why);
	json_text(j, "owner", r->owner);
	if (more)
		json_flag(j, "more", true);
	json_close(j, '}');
	str_free(&key);
}

static void item_text(struct call *c, struct table *t, const struct queue_row *r)
{
	struct str due = {0}, key = {0};
	date_due_words(&due, r->due_on, c->app.now.today);
	app_item_key(&key, r);
	table_addf(t, "%c", app_item_flag(r, c->app.now.today));
	table_add(t, r->verb);
	table_add(t, r->name);
	table_add(t, r->phone);
	table_add(t, str_text(&due));
	table_addf(t, "%s%s%s", r->what ? r->what : "", r->what ? "; " : "", r->why);
	table_add(t, str_text(&key));
	str_free(&due);
	str_free(&key);
}

static bool run_today(struct call *c, struct err *e)
{
	struct table t = {.arena = &c->arena, .columns = 7, .most = 60};
	struct json j = {0};
	struct queue_row *rows;
	int64_t days = 0;
	int n, most, late = 0;
	if (!count_option(c, "days", &days, e) || !most_option(c, 1000, 100000, &most, e))
		return false;
	int32_t today = c->app.now.today;
	/* one more tells whether there are more */
	if (!store_queue(c->app.store, today, today + (int32_t)(days > 36500 ? 36500 : days),
			 call_option(c, "mine") ? c->app.user : NULL, most + 1, &c->arena, &rows, &n, e))
		return false;
	bool more = n > most;
	n = more ? most : n;
	if (c->json)
		json_open(&j, NULL, '[');
	for (int i = 0; i < n; i++) {
		late += rows[i].due_on < today;
		if (c->json)
			item_json(&j, &rows[i], more && i == n - 1);
		else
			item_text(c, &t, &rows[i]);
	}
	if (c->json) {
		json_close(&j, ']');
		json_print(c, &j);
		return true;
	}
	table_print(c, &t);
	if (more)
		warn("The first %d, %d of them late; more with --most.", n, late);
	else if (n)
		warn("%d to do, %d late.", n, late);
	else
		print(c, "Nothing is due.");
	return true;
}

/* An item's key, or a person: then what they stand in the list for. */
static bool item_arg(struct call *c, struct queue_row *item, struct err *e)
{
	struct source s;
	if (strchr(c->args[0], ':'))
		return app_item(&c->app, c->args[0], &c->arena, item, e);
	return app_who(&c->app, c->args[0], &c->arena, &s, e) && app_item_of(&c->app, s.id, &c->arena, item, e);
}

static const struct option done_options[] = {{"next", "D", "plan the next step; 0: none"},
					     {"what", "TEXT", "what the next step is"},
					     {"by", "CHANNEL", "how it was done: call, visit, card ..."},
					     {NULL}};

static bool run_done(struct call *c, struct err *e)
{
	struct plan plan = {.channel = CHOICE_NONE, .what = call_option(c, "what")};
	struct said said = {0};
	struct queue_row item;
	const char *next = call_option(c, "next"), *by = call_option(c, "by");
	int16_t channel = (int16_t)choice_index(choices_channel, by);
	if (by && channel == CHOICE_NONE)
		return err_set(e, ERR_USAGE, "--by: “%s” is no kind of touch", by);
	if (next && !app_read_next(&c->app, next, &plan, e))
		return err_in(e, "--next");
	return item_arg(c, &item, e) &&
	       finish(app_done(&c->app, &item, channel, call_rest(c, 1), &plan, &said, e), &said);
}

static bool run_later(struct call *c, struct err *e)
{
	struct said said = {0};
	struct queue_row item;
	int32_t day;
	return date_read(c->args[1], c->app.now.today, DATE_FUTURE, c->app.order, &day, e) && item_arg(c, &item, e) &&
	       finish(app_later(&c->app, &item, day, &said, e), &said);
}

static bool run_drop(struct call *c, struct err *e)
{
	struct said said = {0};
	struct queue_row item;
	return item_arg(c, &item, e) && finish(app_drop(&c->app, &item, &said, e), &said);
}

const struct command queue_commands[] = {
	{"today", "[--days N] [--mine]", "What is due, late first", today_options, BOOK_READ, 0, 0, .json = true,
	 .run = run_today},
	{"done", "ITEM|WHO [NOTE] [--next D]", "Mark an item done", done_options, BOOK_OPEN, 1, 200, .run = run_done},
	{"later", "ITEM|WHO D", "Put an item off", NULL, BOOK_OPEN, 2, 2, .run = run_later},
	{"drop", "ITEM|WHO", "Drop an item", NULL, BOOK_OPEN, 1, 1, .run = run_drop},
	{"rules", "[RULE]", "What the queue asks for, and why", NULL, BOOK_READ, 0, 1, .json = true, .run = run_rules},
	{NULL},
};
