#include <assert.h>
#include <string.h>

#include "rapport/base/day.h"
#include "rapport/base/text.h"
#include "rapport/base/utf8.h"
#include "rapport/model/words.h"

/* --- what was typed, cut into words, numbers and marks --- */

#define MOST_TOKENS 8
#define MOST_DIGITS 5
#define SHOWN_CELLS 30

struct token {
	const char *s;
	size_t len;
	int value; /* of a number */
};

/* shape has a letter for each token: w a word, n a number, else the mark itself. */
struct typed {
	struct token token[MOST_TOKENS];
	char shape[MOST_TOKENS + 1];
	int count;
};

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool word_is(const struct token *t, const char *word)
{
	return strlen(word) == t->len && strncasecmp(t->s, word, t->len) == 0;
}

/* The st of 1st. */
static bool ordinal(const struct token *t)
{
	return word_is(t, "st") || word_is(t, "nd") || word_is(t, "rd") || word_is(t, "th");
}

static size_t token_read(struct token *t, const char *s, char *kind)
{
	size_t n = 0;

	*t = (struct token){.s = s};
	if (digit(*s)) {
		*kind = 'n';
		for (; n < MOST_DIGITS && digit(s[n]); n++)
			t->value = t->value * 10 + (s[n] - '0');
		t->len = n;
		return digit(s[n]) ? 0 : n;
	}
	for (; letter(s[n]); n++)
		;
	*kind = n ? 'w' : *s;
	t->len = n ? n : 1;
	return n || strchr("/-.+", *s) ? t->len : 0;
}

static bool typed_read(struct typed *d, const char *s)
{
	*d = (struct typed){0};
	while (*s) {
		struct token t;
		char kind, before = d->count ? d->shape[d->count - 1] : '\0';
		size_t n;

		if (*s == ' ' || *s == ',' || *s == '\t') {
			s++;
			continue;
		}
		n = token_read(&t, s, &kind);
		if (!n)
			return false;
		s += n;
		if ((kind == '.' && before == 'w') ||
		    (before == 'n' && s[-(ptrdiff_t)n - 1] != ' ' && kind == 'w' && ordinal(&t)))
			continue;
		if (d->count == MOST_TOKENS)
			return false;
		d->token[d->count] = t;
		d->shape[d->count++] = kind;
	}
	return d->count > 0;
}

static void drop_first(struct typed *d)
{
	d->count--;
	memmove(d->token, d->token + 1, (size_t)d->count * sizeof(*d->token));
	memmove(d->shape, d->shape + 1, (size_t)d->count + 1);
}

/* --- names --- */

static const char *const weekdays[7] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
static const char *const months[12] = {"january", "february", "march",     "april",   "may",      "june",
				       "july",    "august",   "september", "october", "november", "december"};

/* The name that the token abbreviates by three letters or more, -1 when none. */
static int named(const char *const *names, int n, const struct token *t)
{
	for (int i = 0; t->len >= 3 && i < n; i++) {
		if (t->len <= strlen(names[i]) && strncasecmp(t->s, names[i], t->len) == 0)
			return i;
	}
	return -1;
}

static bool any_of(const struct token *t, const char *const *words)
{
	for (; *words; words++) {
		if (word_is(t, *words))
			return true;
	}
	return false;
}

/* --- one reading each --- */

/* What a reading needs to know beside the text. */
struct seen_from {
	int32_t today;
	enum date_direction dir;
	enum date_order order;
};

static bool in_range(int32_t day)
{
	return day >= day_from(1900, 1, 1) && day < DAY_FAR;
}

static int32_t month_end(int32_t today, enum date_direction dir)
{
	int32_t month = day_month_number(today), end = day_month_start(month + 1) - 1;

	return dir == DATE_FUTURE || end == today ? end : day_month_start(month) - 1;
}

static bool read_word(const struct token *t, const struct seen_from *from, int32_t *day)
{
	static const char *const today[] = {"today", "t", NULL}, *const tomorrow[] = {"tomorrow", "tom", NULL},
				 *const yesterday[] = {"yesterday", "yest", NULL}, *const end[] = {"eom", NULL};
	int weekday = named(weekdays, 7, t), now = day_weekday(from->today), away;

	if (weekday >= 0) {
		away = from->dir == DATE_FUTURE ? (weekday - now + 7) % 7 : (now - weekday + 7) % 7;
		away = away ? away : 7;
		*day = from->dir == DATE_FUTURE ? from->today + away : from->today - away;
	} else if (any_of(t, today)) {
		*day = from->today;
	} else if (any_of(t, tomorrow)) {
		*day = from->today + 1;
	} else if (any_of(t, yesterday)) {
		*day = from->today - 1;
	} else if (any_of(t, end)) {
		*day = month_end(from->today, from->dir);
	} else {
		return false;
	}
	return true;
}

/* Days and months that one of the unit makes; false when the word is no unit. */
static bool unit_of(const struct token *t, int *days, int *month_count)
{
	static const char *const day[] = {"d", "day", "days", NULL}, *const week[] = {"w",    "wk",    "wks",
										      "week", "weeks", NULL},
				 *const month[] = {"m", "mo", "month", "months", NULL},
				 *const year[] = {"y", "yr", "yrs", "year", "years", NULL};

	*days = any_of(t, day) ? 1 : any_of(t, week) ? 7 : 0;
	*month_count = any_of(t, month) ? 1 : any_of(t, year) ? 12 : 0;
	return *days || *month_count;
}

/* "10d", "-2 weeks", "+1m", "in 3 days", "3 days ago". */
static bool read_count(struct typed d, const struct seen_from *from, int32_t *day)
{
	int sign = from->dir == DATE_FUTURE ? 1 : -1, days, month_count;

	if (d.shape[0] == '-' || d.shape[0] == '+' || (d.shape[0] == 'w' && word_is(d.token, "in"))) {
		sign = d.shape[0] == '-' ? -1 : 1;
		drop_first(&d);
	} else if (strcmp(d.shape, "nww") == 0 && word_is(&d.token[2], "ago")) {
		sign = -1;
		d.shape[2] = '\0';
	}
	if (strcmp(d.shape, "nw") != 0 || !unit_of(&d.token[1], &days, &month_count))
		return false;
	sign *= d.token[0].value;
	*day = days ? from->today + sign * days : day_add_months(from->today, sign * month_count);
	return true;
}

/* The next or last such day, today among them. 29 February waits for its year. */
static bool nearest(int month, int mday, int32_t today, enum date_direction dir, int32_t *day)
{
	int year, m, d;

	day_split(today, &year, &m, &d);
	for (int i = 0; i <= 8; i++) {
		int y = dir == DATE_FUTURE ? year + i : year - i;

		if (!day_exists(y, month, mday))
			continue;
		*day = day_from(y, month, mday);
		if (dir == DATE_FUTURE ? *day >= today : *day <= today)
			return true;
	}
	return false;
}

/* A day and month as they are shown beside their weekday are of this year, though the direction be the other. */
static bool nearest_on(int weekday, int month, int mday, const struct seen_from *from, int32_t *day)
{
	enum date_direction other = from->dir == DATE_FUTURE ? DATE_PAST : DATE_FUTURE;

	if (nearest(month, mday, from->today, from->dir, day) && (weekday < 0 || day_weekday(*day) == weekday))
		return true;
	return weekday >= 0 && nearest(month, mday, from->today, other, day) && day_weekday(*day) == weekday;
}

/* "26" lies less than 80 years back and at most 20 ahead. */
static int whole_year(const struct token *t, int32_t today)
{
	int year, m, d;

	if (t->len != 2)
		return t->len == 4 ? t->value : -1;
	day_split(today, &year, &m, &d);
	d = year - year % 100 + t->value;
	return d > year + 20 ? d - 100 : d <= year - 80 ? d + 100 : d;
}

/* Which tokens are day, month and year: a and b are month and day in the order of the country. */
static const char *fields_of(const struct typed *d)
{
	static const struct {
		const char *shape, *fields;
	} forms[] = {
		{"nw", "dm"},     {"n.w", "d.m"},     {"n-w", "d-m"},     {"nwn", "dmy"},
		{"n.wn", "d.my"}, {"n-w-n", "d-m-y"}, {"n/w/n", "d/m/y"}, {"wn", "md"},
		{"wnn", "mdy"},   {"n.n", "d.m"},     {"n.n.", "d.m."},   {"n.n.n", "d.m.y"},
		{"n/n", "a/b"},   {"n/n/n", "a/b/y"}, {"n-n", "a-b"},     {"n-n-n", "a-b-y"},
	};
	static const struct {
		const char *shape, *fields;
	} year_first[] = {{"n-n-n", "y-m-d"}, {"n/n/n", "y/m/d"}, {"n.n.n", "y.m.d"}};

	if (d->shape[0] == 'n' && d->token[0].len == 4) {
		for (size_t i = 0; i < sizeof(year_first) / sizeof(*year_first); i++) {
			if (strcmp(d->shape, year_first[i].shape) == 0)
				return year_first[i].fields;
		}
		return NULL;
	}
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		if (strcmp(d->shape, forms[i].shape) == 0)
			return forms[i].fields;
	}
	return NULL;
}

static bool read_calendar(struct typed d, const struct seen_from *from, int32_t *day)
{
	int weekday = d.count > 1 && d.shape[0] == 'w' ? named(weekdays, 7, d.token) : -1;
	int year = 0, month = 0, mday = 0;
	const char *fields;

	if (weekday >= 0)
		drop_first(&d);
	fields = fields_of(&d);
	for (int i = 0; fields && i < d.count; i++) {
		const struct token *t = &d.token[i];
		bool month_here = fields[i] == 'm' || fields[i] == (from->order == DATE_MONTH_FIRST ? 'a' : 'b');

		if (!strchr("dmyab", fields[i]))
			continue;
		if (fields[i] == 'y')
			year = whole_year(t, from->today);
		else if (d.shape[i] == 'n' && t->len > 2)
			return false;
		else if (month_here)
			month = d.shape[i] == 'w' ? named(months, 12, t) + 1 : t->value;
		else
			mday = t->value;
	}
	if (!fields || !month || !mday)
		return false;
	if (!year)
		return nearest_on(weekday, month, mday, from, day);
	if (!day_exists(year, month, mday))
		return false;
	*day = day_from(year, month, mday);
	return weekday < 0 || day_weekday(*day) == weekday;
}

bool date_read(const char *text, int32_t today, enum date_direction dir, enum date_order order, int32_t *day,
	       struct err *e)
{
	struct seen_from from = {today, dir, order};
	struct str plain = {0}, safe = {0}, shown = {0};
	struct typed d;
	int32_t found = DAY_NONE;
	bool ok;

	assert(today != DAY_NONE);
	str_trim(&plain, text);
	ok = typed_read(&d, str_text(&plain)) &&
	     ((strcmp(d.shape, "w") == 0 && read_word(d.token, &from, &found)) || read_count(d, &from, &found) ||
	      read_calendar(d, &from, &found)) &&
	     in_range(found);
	if (ok) {
		*day = found;
	} else {
		text_cell(&safe, str_text(&plain));
		utf8_clip(&shown, str_text(&safe), SHOWN_CELLS, false);
		err_set(e, ERR_INVALID, "“%s” is not a date. Try 2w, fri, 24 mar or %s.", str_text(&shown),
			order == DATE_MONTH_FIRST ? "3/24" : "24/3");
	}
	str_free(&plain);
	str_free(&safe);
	str_free(&shown);
	return ok;
}

bool date_read_or_none(const char *text, int32_t today, enum date_direction dir, enum date_order order, int32_t *day,
		       struct err *e)
{
	struct str plain = {0};
	bool none;

	str_trim(&plain, text);
	none = str_eq(str_text(&plain), "0") || str_ieq(str_text(&plain), "none");
	str_free(&plain);
	if (!none)
		return date_read(text, today, dir, order, day, e);
	*day = DAY_NONE;
	return true;
}

/* --- writing --- */

static bool no_day(int32_t day)
{
	return day == DAY_NONE || day >= DAY_FAR;
}

static bool same_year(int32_t a, int32_t b)
{
	return day_month_number(a) / 12 == day_month_number(b) / 12;
}

static void write_day(struct str *b, int32_t day, bool with_year)
{
	int year, month, mday;

	day_split(day, &year, &month, &mday);
	str_printf(b, "%s %d %s", day_names[day_weekday(day)], mday, month_names[month - 1]);
	if (with_year)
		str_printf(b, " %04d", year);
}

void date_long(struct str *b, int32_t day)
{
	if (no_day(day))
		str_add(b, "none");
	else
		write_day(b, day, true);
}

void date_short(struct str *b, int32_t day, int32_t today)
{
	if (no_day(day))
		str_add(b, "none");
	else
		write_day(b, day, !same_year(day, today));
}

void date_due(struct str *b, int32_t day, int32_t today)
{
	int year, month, mday;

	if (no_day(day)) {
		str_add(b, "none");
		return;
	}
	day_split(day, &year, &month, &mday);
	if (day < today)
		str_printf(b, "%dd late", today - day);
	else if (day == today)
		str_add(b, "today");
	else if (day - today < 7)
		str_printf(b, "%s %d", day_names[day_weekday(day)], mday);
	else if (same_year(day, today))
		str_printf(b, "%d %s", mday, month_names[month - 1]);
	else
		str_printf(b, "%s %02d", month_names[month - 1], year % 100);
}

void date_due_words(struct str *b, int32_t day, int32_t today)
{
	if (no_day(day))
		str_add(b, "none");
	else if (day < today)
		str_printf(b, "%d day%s late", today - day, today - day == 1 ? "" : "s");
	else if (day == today)
		str_add(b, "today");
	else
		date_short(b, day, today);
}

void date_timeline(struct str *b, int32_t day, int32_t today)
{
	int year, month, mday;

	if (no_day(day)) {
		str_add(b, "none");
		return;
	}
	day_split(day, &year, &month, &mday);
	str_printf(b, "%02d %s", mday, month_names[month - 1]);
	if (!same_year(day, today))
		str_printf(b, " %02d", year % 100);
}

void days_ago(struct str *b, int32_t day, int32_t today)
{
	if (no_day(day))
		str_add(b, "never");
	else if (day == today)
		str_add(b, "today");
	else if (day == today - 1)
		str_add(b, "yesterday");
	else if (day == today + 1)
		str_add(b, "tomorrow");
	else if (day < today)
		str_printf(b, "%d d ago", today - day);
	else
		str_printf(b, "in %d d", day - today);
}

static void write_count(struct str *b, int32_t n, const char *unit)
{
	str_printf(b, "%d %s%s", n, unit, n == 1 ? "" : "s");
}

#define MOST_DAYS 61    /* from here on months */
#define MOST_MONTHS 730 /* from here on years */

void days_count(struct str *b, int32_t days)
{
	if (days < MOST_DAYS)
		write_count(b, days, "day");
	else if (days < MOST_MONTHS)
		write_count(b, (int32_t)((int64_t)days * 100 / 3044), "month");
	else
		write_count(b, days / 365, "year");
}
