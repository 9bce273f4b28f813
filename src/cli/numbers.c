/* top: who refers most. */
#include "rapport/app/numbers.h"
#include "cli.h"
#include "rapport/base/day.h"

static const struct option top_options[] = {
	{"by", "WHAT", "revenue or referrals (revenue)"},
	{"period", "P", "30, 90, 12 (months), year or all (12)"},
	{"most", "N", "so many (10)"},
	{NULL},
};

static bool run_top(struct call *c, struct err *e)
{
	static const char *const periods[] = {"30", "90", "12", "year", "all"};
	const char *by = call_option(c, "by"), *word = call_option(c, "period");
	enum period period = PERIOD_12_MONTHS;
	enum top_by order = TOP_REVENUE;
	struct table t = {.arena = &c->arena, .columns = 5};
	struct json j = {0};
	struct top_row *rows;
	struct clinic clinic;
	int32_t from, to;
	int64_t most = 10;
	int n;
	if (by && str_eq(by, "referrals"))
		order = TOP_REFERRALS;
	else if (by && !str_eq(by, "revenue"))
		return err_set(e, ERR_USAGE, "--by is revenue or referrals, not “%s”", by);
	bool known = !word;
	for (int i = 0; i < PERIOD_COUNT; i++)
		if (word && str_eq(periods[i], word)) {
			period = (enum period)i;
			known = true;
		}
	if (!known)
		return err_set(e, ERR_USAGE, "--period is 30, 90, 12, year or all, not “%s”", word);
	period_span(period, c->app.now.today, &from, &to);
	if (!count_option(c, "most", &most, e) || !store_get(c->app.store, KIND_CLINIC, 1, &c->arena, &clinic, e) ||
	    !store_top(c->app.store, order, from, to, most > 1000 ? 1000 : (int)most, &c->arena, &rows, &n, e))
		return false;
	bool received = store_setting(c->app.store, SET_REVENUE_BASIS) == 1;
	if (c->json)
		json_open(&j, NULL, '[');
	for (int i = 0; i < n; i++) {
		struct str money = {0};
		money_write(&money, rows[i].cents, clinic.currency ? clinic.currency : "USD", false);
		if (c->json) {
			json_open(&j, NULL, '{');
			json_id(&j, "id", rows[i].id);
			json_text(&j, "name", rows[i].name);
			json_text(&j, "practice", rows[i].practice);
			json_num(&j, "referrals", rows[i].referrals);
			json_num(&j, "came", rows[i].came);
			json_num(&j, "cents", rows[i].cents);
			json_text(&j, "basis", received ? "received" : "billed");
			json_close(&j, '}');
		} else {
			table_addf(&t, "%lld referrals", (long long)rows[i].referrals);
			table_addf(&t, "%lld came in", (long long)rows[i].came);
			table_add(&t, str_text(&money));
			table_add(&t, rows[i].name);
			table_add(&t, rows[i].practice);
		}
		str_free(&money);
	}
	if (c->json) {
		json_close(&j, ']');
		json_print(c, &j);
		return true;
	}
	table_print(c, &t);
	print(c, n ? "Revenue is what was %s, %s." : "No referrals with amounts %s, %s.",
	      received ? "received" : "billed", period_title(period));
	return true;
}

const struct command number_commands[] = {
	{"top", "[--by revenue|referrals] [--period P]", "Who refers most", top_options, BOOK_READ, 0, 0, .json = true,
	 .run = run_top},
	{NULL},
};
