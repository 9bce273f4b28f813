#include "rapport/model/gift.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/data.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/model/kind.h"

/* --- limits --- */

#define MAX_YEARS 64

static struct gift_year years[MAX_YEARS];
static int n_years;

static void add_year(const char *line)
{
	char *year = data_cell(&line), *limit = data_cell(&line);
	struct gift_year *y = &years[n_years++];
	int64_t number, dollars;
	assert(n_years <= MAX_YEARS);
	bool whole = str_to_i64(year, &number) && str_to_i64(limit, &dollars);
	assert(whole && (n_years == 1 || number > y[-1].year));
	(void)whole;
	y->year = (int)number;
	y->limit_cents = dollars * 100;
	y->origin = data_cell(&line);
	free(year);
	free(limit);
}

const struct gift_year *gift_years(int *n)
{
	const char *line = n_years ? "" : data_text("gift-limits.txt", NULL);
	for (; *line; line += strcspn(line, "\n"), line += *line == '\n')
		if (*line != '#' && *line != '\n')
			add_year(line);
	*n = n_years;
	return years;
}

/* --- the split --- */

bool gift_counts(int16_t source_kind)
{
	static const char *const physicians[] = {"physician", "podiatrist", "dentist", "chiropractor"};
	const char *word = choice_word(choices_source_kind, source_kind);
	for (size_t i = 0; word && i < sizeof physicians / sizeof *physicians; i++)
		if (strcmp(word, physicians[i]) == 0)
			return true;
	return false;
}

static int by_id(const void *x, const void *y)
{
	const struct gift_guest *a = x, *b = y;
	return a->id < b->id ? -1 : a->id > b->id;
}

static bool shares(const struct gift_guest *guests, int i)
{
	return gift_counts(guests[i].kind) && (i == 0 || guests[i - 1].id != guests[i].id);
}

int gift_split(int64_t cost_cents, struct gift_guest *guests, int n)
{
	int sharing = 0, place = 0;
	if (n > 1)
		qsort(guests, (size_t)n, sizeof *guests, by_id);
	for (int i = 0; i < n; i++)
		sharing += shares(guests, i);
	for (int i = 0; i < n; i++) {
		guests[i].share_cents = 0;
		if (shares(guests, i))
			guests[i].share_cents = cost_cents / sharing + (place++ < cost_cents % sharing);
	}
	return sharing;
}

/* --- the limit --- */

enum gift_level gift_level(int64_t given_cents, int64_t limit_cents, int64_t warn_percent)
{
	if (given_cents > limit_cents)
		return GIFT_OVER;
	return given_cents > 0 && given_cents * 100 >= limit_cents * warn_percent ? GIFT_NEAR : GIFT_FREE;
}

int64_t gift_percent(int64_t given_cents, int64_t limit_cents)
{
	return limit_cents > 0 ? given_cents * 100 / limit_cents : 0;
}

/* --- cash --- */

static const struct cash {
	const char *words; /* folded; '#' is any number */
	const char *but;   /* what behind them takes the meaning away: "check in"; NULL: nothing does */
	const char *as;    /* how they are named; NULL: as they stand */
} cash[] = {
	{.words = "cash"},
	{.words = "gift card"},
	{.words = "gift cards"},
	{.words = "giftcard", .as = "gift card"},
	{.words = "giftcards", .as = "gift cards"},
	{.words = "gift certificate"},
	{.words = "gift certificates"},
	{.words = "voucher"},
	{.words = "vouchers"},
	{.words = "prepaid"},
	{.words = "pre paid", .as = "prepaid"},
	{.words = "store credit"},
	{.words = "money order"},
	{.words = "cheque"},
	{.words = "cheques"},
	{.words = "personal check"},
	{.words = "check for #", .as = "check"},
	{.words = "check of #", .as = "check"},
	{.words = "by check", .as = "check"},
	{"a check", "in ins up ups on out list", "check"},
	{"the check", "in ins up ups on out list", "check"},
};

static size_t word_at(const char *s)
{
	return strcspn(s, " ");
}

/* Does the text begin with these words, whole ones? *rest is what stands behind them. */
static bool begins(const char *text, const char *words, const char **rest)
{
	while (*words) {
		size_t n = word_at(words), m = word_at(text);
		bool any = n == 1 && *words == '#';
		if (any ? !m || strspn(text, "0123456789") < m : n != m || strncmp(text, words, n) != 0)
			return false;
		text += m + (text[m] == ' ');
		words += n + (words[n] == ' ');
	}
	*rest = text;
	return true;
}

static bool among(const char *words, const char *text)
{
	for (; words && *words; words += word_at(words), words += *words == ' ') {
		size_t n = word_at(words);
		if (word_at(text) == n && n && strncmp(words, text, n) == 0)
			return true;
	}
	return false;
}

const char *gift_cash(const char *text)
{
	struct str fold = {0};
	const char *found = NULL, *rest;
	utf8_fold(&fold, text ? text : "");
	for (const char *s = str_text(&fold); *s && !found; s += word_at(s), s += *s == ' ')
		for (size_t i = 0; i < sizeof cash / sizeof *cash && !found; i++)
			if (begins(s, cash[i].words, &rest) && !among(cash[i].but, rest))
				found = cash[i].as ? cash[i].as : cash[i].words;
	str_free(&fold);
	return found;
}
