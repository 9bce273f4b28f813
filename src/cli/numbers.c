/* top: who refers most. */
#include "rapport/app/numbers.h"
#include "cli.h"
#include "rapport/base/day.h"

static const struct option top_options[] = {
	{"by", "WHAT", "revenue, referrals or trend (revenue)"},
	{"period", "P", "30, 90, 12 (months), year or all (12)"},
	{"most", "N", "so many (10)"},
	{NULL},
};

static bool read_order(const char *by, enum top_by *order, struct err *e)
{
	*order = TOP_REVENUE;
	for (int i = 0; by && i < TOP_COUNT; i++) {
		if (str_eq(by, top_word((enum top_by)i))) {
			*order = (enum top_by)i;
			return true;
		}
	}
	return !by || err_set(e, ERR_USAGE, "--by is revenue, referrals or trend, not “%s”", by);
}

static void json_row(struct json *j, const struct top_row *r, enum top_by order, bool received)
{
	json_open(j, NULL, '{');
	json_id(j, "id", r->id);
	json_text(j, "name", r->name);
	json_text(j, "practice", r->practice);
	json_num(j, "referrals", r->referrals);
	if (order == TOP_TREND)
		json_num(j, "before", r->before);
	json_num(j, "came", r->came);
	json_num(j, "cents", r->cents);
	json_text(j, "basis", received ? "received" : "billed");
	json_close(j, '}');
}

static void text_row(struct table *t, const struct top_row *r, enum top_by order, const char *currency)
{
	struct str b = {0};
	table_addf(t, "%lld referral%s", (long long)r->referrals, r->referrals == 1 ? "" : "s");
	if (order == TOP_TREND) {
		app_trend(&b, r);
		table_add(t, str_text(&b));
	}
	table_addf(t, "%lld came in", (long long)r->came);
	str_clear(&b);
	money_write(&b, r->cents, currency, false);
	table_add(t, str_text(&b));
	table_add(t, r->name);
	table_add(t, r->practice);
	str_free(&b);
}

static void say_basis(struct call *c, enum top_by order, enum period period, bool received, int n)
{
	const char *title = period_title(period);
	if (order == TOP_TREND && n)
		print(c, "Trend: referrals, %s, against %s. Revenue is what was %s.", title,
		      period_before_title(period), received ? "received" : "billed");
	else if (order == TOP_TREND)
		print(c, "No referrals %s, nor in %s.", title, period_before_title(period));
	else
		print(c, n ? "Revenue is what was %s, %s." : "No referrals with amounts %s, %s.",
		      received ? "received" : "billed", title);
}

static bool run_top(struct call *c, struct err *e)
{
	enum period period = PERIOD_12_MONTHS;
	enum top_by order;
	struct table t = {.arena = &c->arena};
	struct json j = {0};
	struct top_row *rows;
	struct clinic clinic;
	int64_t most = 10;
	int n;
	const char *word = call_option(c, "period");
	if (!read_order(call_option(c, "by"), &order, e) || (word && !period_read(word, &period, e)))
		return false;
	if (order == TOP_TREND && period == PERIOD_ALL)
		return err_set(e, ERR_USAGE, "--by trend compares a period with the one before; all has none before");
	if (!count_option(c, "most", &most, e) || !store_get(c->app.store, KIND_CLINIC, 1, &c->arena, &clinic, e) ||
	    !app_top(&c->app, order, period, most > 1000 ? 1000 : (int)most, &c->arena, &rows, &n, e))
		return false;
	bool received = store_setting(c->app.store, SET_REVENUE_BASIS) == 1;
	t.columns = order == TOP_TREND ? 6 : 5;
	if (c->json)
		json_open(&j, NULL, '[');
	for (int i = 0; i < n; i++) {
		if (c->json)
			json_row(&j, &rows[i], order, received);
		else
			text_row(&t, &rows[i], order, clinic.currency ? clinic.currency : "USD");
	}
	if (c->json) {
		json_close(&j, ']');
		json_print(c, &j);
		return true;
	}
	table_print(c, &t);
	say_basis(c, order, period, received, n);
	return true;
}

const struct command number_commands[] = {
	{"top", "[--by revenue|referrals|trend] [--period P]", "Who refers most", top_options, BOOK_READ, 0, 0,
	 .json = true, .run = run_top},
	{NULL},
};
