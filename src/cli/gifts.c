/* gifts: what physicians were given in a year, and the limits. */
#include <inttypes.h>
#include <string.h>

#include "cli.h"
#include "rapport/app/gift.h"
#include "rapport/base/day.h"

static const struct option gift_options[] = {
	{"year", "Y", "another calendar year than this one"},
	{"limits", NULL, "the limit of every year"},
	{"limit", "N", "sets the limit of --year; none: the built-in one again"},
	{"origin", "TEXT", "where that limit stands"},
	{NULL},
};

static bool year_option(struct call *c, int64_t *year, struct err *e)
{
	int this_year, month, mday;
	day_split(c->app.now.today, &this_year, &month, &mday);
	*year = this_year;
	if (!count_option(c, "year", year, e))
		return false;
	return (*year >= 1900 && *year <= 9999) || err_set(e, ERR_USAGE, "--year is a year such as %d", this_year);
}

static const char *money(struct call *c, int64_t cents)
{
	struct str b = {0};
	money_write(&b, cents, NULL, true);
	const char *text = arena_strdup(&c->arena, str_text(&b));
	str_free(&b);
	return text;
}

/* "$105 left", "$5 over" */
static const char *room(struct call *c, int64_t limit_cents, int64_t given_cents)
{
	bool over = given_cents > limit_cents;
	return arena_printf(&c->arena, "%s %s", money(c, over ? given_cents - limit_cents : limit_cents - given_cents),
			    over ? "over" : "left");
}

static bool print_notice(struct call *c, int year, const struct gift_limit *limit, struct err *e)
{
	struct str b = {0};
	bool ok = app_gift_limit_words(&c->app, year, &b, e);
	if (ok)
		print(c, "%s %s%s", gift_notice, str_text(&b),
		      limit->limit_cents == NUM_NONE ? " rapport gifts --limit sets it." : "");
	str_free(&b);
	return ok;
}

/* The members that everybody's list and one person's share; the object stays open. */
static void json_year(struct json *j, const struct gift_limit *limit)
{
	json_open(j, NULL, '{');
	json_num(j, "year", limit->year);
	json_num(j, "limit_cents", limit->limit_cents);
	json_text(j, "origin", limit->origin);
	json_text(j, "notice", gift_notice);
}

static void json_given(struct json *j, const struct gift_limit *limit, int64_t given)
{
	bool known = limit->limit_cents != NUM_NONE;
	json_num(j, "given_cents", given);
	json_num(j, "percent", known ? gift_percent(given, limit->limit_cents) : NUM_NONE);
	json_num(j, "room_cents", known ? limit->limit_cents - given : NUM_NONE);
}

/* --- everybody --- */

static void everybody_json(struct call *c, const struct gift_limit *limit, const struct gift_line *rows, int n)
{
	struct json j = {0};
	json_year(&j, limit);
	json_open(&j, "physicians", '[');
	for (int i = 0; i < n; i++) {
		json_open(&j, NULL, '{');
		json_id(&j, "id", rows[i].id);
		json_text(&j, "name", rows[i].name);
		json_text(&j, "practice", rows[i].practice);
		json_given(&j, limit, rows[i].given_cents);
		json_num(&j, "touches", rows[i].touches);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	json_print(c, &j);
}

static bool print_everybody(struct call *c, const struct gift_limit *limit, struct err *e)
{
	bool known = limit->limit_cents != NUM_NONE;
	struct table t = {.arena = &c->arena, .columns = known ? 5 : 3};
	struct gift_line *rows;
	int n;
	if (!app_gifts(&c->app, (int)limit->year, &c->arena, &rows, &n, e))
		return false;
	if (c->json) {
		everybody_json(c, limit, rows, n);
		return true;
	}
	for (int i = 0; i < n; i++) {
		table_add(&t, rows[i].name);
		table_add(&t, rows[i].practice);
		table_add(&t, money(c, rows[i].given_cents));
		if (!known)
			continue;
		table_addf(&t, "%" PRId64 " %%", gift_percent(rows[i].given_cents, limit->limit_cents));
		table_add(&t, room(c, limit->limit_cents, rows[i].given_cents));
	}
	table_print(c, &t);
	if (!n)
		print(c, "No physician was given anything in %" PRId64 ".", limit->year);
	return print_notice(c, (int)limit->year, limit, e);
}

/* --- one source --- */

static void one_json(struct call *c, const struct gift_limit *limit, const struct source *s,
		     const struct gift_touch *rows, int n, int64_t given)
{
	struct json j = {0};
	json_year(&j, limit);
	json_id(&j, "id", s->id);
	json_text(&j, "name", s->name);
	json_flag(&j, "counts", gift_counts(s->kind));
	json_given(&j, limit, given);
	json_open(&j, "touches", '[');
	for (int i = 0; i < n; i++) {
		json_open(&j, NULL, '{');
		json_id(&j, "id", rows[i].id);
		json_day(&j, "on", rows[i].on);
		json_text(&j, "channel", choice_word(choices_channel, rows[i].channel));
		json_num(&j, "cost_cents", rows[i].cost_cents);
		json_num(&j, "shared_by", rows[i].sharing);
		json_num(&j, "share_cents", rows[i].share_cents);
		json_text(&j, "note", rows[i].note);
		json_text(&j, "over", rows[i].reason);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	json_print(c, &j);
}

static void touch_row(struct call *c, struct table *t, const struct gift_touch *row, bool counts)
{
	struct str day = {0};
	date_short(&day, row->on, c->app.now.today);
	table_add(t, str_text(&day));
	table_add(t, choice_label(choices_channel, row->channel));
	table_add(t, money(c, counts ? row->share_cents : row->cost_cents));
	if (row->sharing > 1)
		table_addf(t, "of %s for %d", money(c, row->cost_cents), row->sharing);
	else
		table_add(t, "");
	table_addf(t, "%s%s%s%s", row->note ? row->note : "", row->reason ? " (over the limit: " : "",
		   row->reason ? row->reason : "", row->reason ? ")" : "");
	str_free(&day);
}

static void print_sum(struct call *c, const struct gift_limit *limit, const struct source *s, int64_t given)
{
	if (!gift_counts(s->kind))
		print(c, "%s is no physician%s%s%s: the limit is not theirs, and what stands here does not count.",
		      s->name, s->kind == CHOICE_NONE ? "" : " (", choice_label(choices_source_kind, s->kind),
		      s->kind == CHOICE_NONE ? "" : ")");
	else if (limit->limit_cents == NUM_NONE)
		print(c, "%s was given %s in %" PRId64 ".", s->name, money(c, given), limit->year);
	else
		print(c, "%s was given %s of %s in %" PRId64 ": %" PRId64 " %%, %s.", s->name, money(c, given),
		      money(c, limit->limit_cents), limit->year, gift_percent(given, limit->limit_cents),
		      room(c, limit->limit_cents, given));
}

static bool print_one(struct call *c, const struct gift_limit *limit, struct err *e)
{
	struct table t = {.arena = &c->arena, .columns = 5};
	struct gift_touch *rows;
	struct source s;
	int64_t given = 0;
	int n;
	if (!app_who(&c->app, c->args[0], &c->arena, &s, e) ||
	    !app_gifts_of(&c->app, s.id, (int)limit->year, &c->arena, &rows, &n, e))
		return false;
	for (int i = 0; i < n; i++)
		given += rows[i].share_cents;
	if (c->json) {
		one_json(c, limit, &s, rows, n, given);
		return true;
	}
	for (int i = 0; i < n; i++)
		touch_row(c, &t, &rows[i], gift_counts(s.kind));
	table_print(c, &t);
	print_sum(c, limit, &s, given);
	return print_notice(c, (int)limit->year, limit, e);
}

/* --- limits --- */

static bool print_limits(struct call *c, struct err *e)
{
	struct table t = {.arena = &c->arena, .columns = 4, .most = 60};
	struct gift_limit *rows;
	struct json j = {0};
	int n;
	if (!app_gift_limits(&c->app, &c->arena, &rows, &n, e))
		return false;
	if (c->json)
		json_open(&j, NULL, '[');
	for (int i = 0; i < n; i++) {
		if (c->json) {
			json_open(&j, NULL, '{');
			json_num(&j, "year", rows[i].year);
			json_num(&j, "limit_cents", rows[i].limit_cents);
			json_text(&j, "origin", rows[i].origin);
			json_flag(&j, "own", rows[i].id != 0);
			json_close(&j, '}');
			continue;
		}
		table_addf(&t, "%" PRId64, rows[i].year);
		table_add(&t, money(c, rows[i].limit_cents));
		table_add(&t, rows[i].id ? "your own" : "built in");
		table_add(&t, rows[i].origin);
	}
	if (c->json) {
		json_close(&j, ']');
		json_print(c, &j);
		return true;
	}
	table_print(c, &t);
	print(c, "%s", gift_notice);
	return true;
}

static bool set_limit(struct call *c, int year, struct err *e)
{
	const char *text = call_option(c, "limit");
	struct said said = {0};
	int64_t cents = NUM_NONE;
	if (c->n)
		return err_set(e, ERR_USAGE, "a limit is the same for every physician: leave “%s” out", c->args[0]);
	if (!call_option(c, "year"))
		return err_set(e, ERR_USAGE, "--limit needs --year");
	if (!str_ieq(text, "none") && !money_read(text, &cents, e))
		return err_in(e, "--limit");
	return finish(app_set_gift_limit(&c->app, year, cents, call_option(c, "origin"), &said, e), &said);
}

static bool run_gifts(struct call *c, struct err *e)
{
	struct gift_limit limit;
	int64_t year;
	if (!year_option(c, &year, e))
		return false;
	if (call_option(c, "limit"))
		return set_limit(c, (int)year, e);
	if (call_option(c, "origin"))
		return err_set(e, ERR_USAGE, "--origin goes with --limit");
	if (call_option(c, "limits"))
		return print_limits(c, e);
	if (!app_gift_limit(&c->app, (int)year, &c->arena, &limit, e))
		return false;
	return c->n ? print_one(c, &limit, e) : print_everybody(c, &limit, e);
}

const struct command gift_commands[] = {
	{"gifts", "[WHO] [--year Y] [--limits] [--limit N --year Y]", "What physicians were given in a year",
	 gift_options, BOOK_OPEN, 0, 1, .json = true, .run = run_gifts},
	{NULL},
};
