/* The clocks of a source in words: how long since what, who began, and what it took until the first referral. */
#include <inttypes.h>

#include "inner.h"
#include "rapport/base/day.h"

#define MONTHS_FROM 61 /* days */
#define DOT " \u00b7 "

/* "today", "22 d", "3 months" */
static void since(struct app *app, struct str *b, int32_t day)
{
	int32_t days = app->now.today - day;
	if (days < 2)
		days_ago(b, day, app->now.today);
	else if (days < MONTHS_FROM)
		str_printf(b, "%" PRId32 " d", days);
	else
		days_count(b, days);
}

static void ago(struct app *app, struct str *b, int32_t day)
{
	since(app, b, day);
	str_add(b, app->now.today - day < 2 ? "" : " ago");
}

static const char *last_words(struct app *app, const struct source *s, struct arena *a)
{
	struct str b = {0};
	if (s->counted_on == DAY_NONE) {
		str_add(&b, "Never in touch");
	} else {
		str_add(&b, "Last touch ");
		ago(app, &b, s->counted_on);
		if (s->substantive_on == DAY_NONE) {
			str_add(&b, DOT "nothing of substance yet");
		} else {
			str_add(&b, DOT "substance ");
			since(app, &b, s->substantive_on);
		}
		if (s->met_on == DAY_NONE) {
			str_add(&b, DOT "in charge never met");
		} else {
			str_add(&b, DOT "in charge met ");
			ago(app, &b, s->met_on);
		}
	}
	const char *words = arena_strdup(a, str_text(&b));
	str_free(&b);
	return words;
}

/* ": 2 visits, 1 lunch": the most used first. */
static void mix(struct str *b, const int64_t by[CHANNEL_OTHER + 1])
{
	static const char *const several[CHANNEL_OTHER + 1] = {"visits",  "lunches",  "calls",   "emails", "cards",
							       "reports", "coffees",  "letters", "texts",  "social",
							       "events",  "meetings", "other"};
	bool told[CHANNEL_OTHER + 1] = {false};
	const char *gap = ": ";
	for (;;) {
		int most = CHOICE_NONE;
		for (int i = 0; i <= CHANNEL_OTHER; i++)
			if (!told[i] && by[i] && (most == CHOICE_NONE || by[i] > by[most]))
				most = i;
		if (most == CHOICE_NONE)
			return;
		told[most] = true;
		str_printf(b, "%s%" PRId64 " %s", gap, by[most],
			   by[most] == 1 ? choice_word(choices_channel, most) : several[most]);
		gap = ", ";
	}
}

static const char *began_words(const struct source *s, const struct clocks *c, struct arena *a)
{
	struct str b = {0};
	if (!c->touches)
		return "";
	str_printf(&b, "We began %" PRId64 " of %" PRId64 DOT, c->we, c->touches);
	if (s->first_referred_on == DAY_NONE)
		str_add(&b, "no referral yet");
	else if (!c->before)
		str_add(&b, "no touch before the first referral");
	else
		str_printf(&b, "%" PRId64 " %s before the first referral", c->before,
			   c->before == 1 ? "touch" : "touches");
	mix(&b, c->before_by);
	const char *words = arena_strdup(a, str_text(&b));
	str_free(&b);
	return words;
}

bool app_clocks(struct app *app, const struct source *s, struct arena *a, struct clock_words *out, struct err *e)
{
	*out = (struct clock_words){.last = "", .began = ""};
	if (!store_clocks(app->store, s->id, &out->n, e))
		return false;
	out->last = last_words(app, s, a);
	out->began = began_words(s, &out->n, a);
	return true;
}
