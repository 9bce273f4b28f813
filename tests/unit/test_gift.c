/* The gift ledger: who counts, the even split, the limits, what means cash. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/model/gift.h"
#include "rapport/model/kind.h"

/* --- the split, against a reckoning that deals out cent by cent --- */

static uint64_t seed;

static uint64_t below(uint64_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (seed >> 33) % n;
}

static int kind_named_so(const char *word)
{
	return choice_index(choices_source_kind, word);
}

static bool physician(int kind)
{
	return kind == kind_named_so("physician") || kind == kind_named_so("podiatrist") ||
	       kind == kind_named_so("dentist") || kind == kind_named_so("chiropractor");
}

enum { PEOPLE = 12, IDS = 9 };

/* What each id gets, by dealing one cent after the other in the order of ids; how many get any part. */
static int deal(int64_t cost, const struct gift_guest *g, int n, int64_t got[IDS + 1])
{
	bool there[IDS + 1] = {false};
	int sharing = 0;
	memset(got, 0, (IDS + 1) * sizeof *got);
	for (int i = 0; i < n; i++)
		if (physician(g[i].kind))
			there[g[i].id] = true;
	for (int id = 1; id <= IDS; id++)
		sharing += there[id];
	for (int id = 0; sharing && cost > 0;) {
		id = id % IDS + 1;
		if (there[id]) {
			got[id]++;
			cost--;
		}
	}
	return sharing;
}

static void test_split_is_exact(void **state)
{
	struct gift_guest g[PEOPLE];
	int64_t want[IDS + 1];
	int kinds_there = 0, kind_of[IDS + 1];
	(void)state;
	while (choices_source_kind[kinds_there].word)
		kinds_there++;
	for (seed = 1; seed < 4000; seed += 2) {
		uint64_t start = seed;
		int n = (int)below(PEOPLE + 1);
		int64_t cost = (int64_t)below(below(2) ? 30 : 20000) + 1, sum = 0, got[IDS + 1] = {0};
		for (int id = 1; id <= IDS; id++)
			kind_of[id] = (int)below(3) ? (int)below(5) : (int)below((uint64_t)kinds_there + 1) - 1;
		for (int i = 0; i < n; i++) {
			g[i] = (struct gift_guest){.id = below(IDS) + 1, .share_cents = 777};
			g[i].kind = (int16_t)kind_of[g[i].id];
		}
		int sharing = deal(cost, g, n, want);
		assert_int_equal(gift_split(cost, g, n), sharing);
		for (int i = 0; i < n; i++) {
			got[g[i].id] += g[i].share_cents;
			sum += g[i].share_cents;
		}
		assert_memory_equal(got, want, sizeof want);
		assert_true(sum == (sharing ? cost : 0));
		seed = start;
	}
}

static void test_split_by_hand(void **state)
{
	int16_t md = (int16_t)kind_named_so("physician"), desk = (int16_t)kind_named_so("front_desk");
	struct gift_guest g[] = {{.id = 9, .kind = md},
				 {.id = 4, .kind = desk},
				 {.id = 2, .kind = md},
				 {.id = 9, .kind = md},
				 {.id = 5, .kind = md}};
	(void)state;
	assert_int_equal(gift_split(1000, g, 5), 3);
	assert_int_equal(g[0].id, 2);
	assert_int_equal(g[0].share_cents, 334);
	assert_int_equal(g[1].share_cents, 0); /* the desk */
	assert_int_equal(g[2].share_cents, 333);
	assert_int_equal(g[3].share_cents + g[4].share_cents, 333);
	struct gift_guest nobody[] = {{.id = 1, .kind = desk}, {.id = 2, .kind = CHOICE_NONE}};
	assert_int_equal(gift_split(1000, nobody, 2), 0);
	assert_int_equal(nobody[0].share_cents + nobody[1].share_cents, 0);
	assert_int_equal(gift_split(1000, NULL, 0), 0);
}

static void test_who_counts(void **state)
{
	static const char *const counted[] = {"physician", "podiatrist", "dentist", "chiropractor"};
	int n = 0;
	(void)state;
	for (int16_t i = CHOICE_NONE; i < 0 || choices_source_kind[i].word; i++)
		n += gift_counts(i);
	assert_int_equal(n, 4);
	for (int i = 0; i < 4; i++)
		assert_true(gift_counts((int16_t)kind_named_so(counted[i])));
	assert_false(gift_counts((int16_t)kind_named_so("np_pa")));
}

static void test_years(void **state)
{
	static const int64_t dollars[] = {416, 423, 429, 452, 489, 507, 519, 535};
	int n;
	const struct gift_year *y = gift_years(&n);
	(void)state;
	assert_int_equal(n, 8);
	for (int i = 0; i < n; i++) {
		assert_int_equal(y[i].year, 2019 + i);
		assert_int_equal(y[i].limit_cents, dollars[i] * 100);
		assert_true(*y[i].origin);
	}
	assert_non_null(strstr(y[6].origin, "unverified"));
	assert_ptr_equal(gift_years(&n), y);
	assert_int_equal(n, 8);
}

static void test_levels(void **state)
{
	(void)state;
	assert_int_equal(gift_level(0, 53500, 80), GIFT_FREE);
	assert_int_equal(gift_level(42799, 53500, 80), GIFT_FREE);
	assert_int_equal(gift_level(42800, 53500, 80), GIFT_NEAR);
	assert_int_equal(gift_level(53500, 53500, 80), GIFT_NEAR);
	assert_int_equal(gift_level(53501, 53500, 80), GIFT_OVER);
	assert_int_equal(gift_level(0, 0, 80), GIFT_FREE);
	assert_int_equal(gift_level(1, 0, 80), GIFT_OVER);
	assert_int_equal(gift_percent(42799, 53500), 79);
	assert_int_equal(gift_percent(42800, 53500), 80);
	assert_int_equal(gift_percent(53501, 53500), 100);
	assert_int_equal(gift_percent(100, 0), 0);
}

static void cash_is(const char *text, const char *word)
{
	const char *found = gift_cash(text);
	if (word ? !found || strcmp(found, word) != 0 : found != NULL)
		fail_msg("“%s”: %s, not %s", text ? text : "", found ? found : "none", word ? word : "none");
}

static void test_cash(void **state)
{
	(void)state;
	cash_is("$50 cash", "cash");
	cash_is("A Gift-Card for the coffee house", "gift card");
	cash_is("two giftcards", "gift cards");
	cash_is("Amazon gift certificate", "gift certificate");
	cash_is("lunch voucher", "voucher");
	cash_is("a pre-paid card", "prepaid");
	cash_is("prepaid Visa", "prepaid");
	cash_is("sent a check", "check");
	cash_is("check for $25.50", "check");
	cash_is("gave 20 by check.", "check");
	cash_is("a cheque", "cheque");
	cash_is("money order", "money order");
	cash_is("thanks, cash", "cash");
	cash_is(NULL, NULL);
	cash_is("", NULL);
	cash_is("a check-in with the desk", NULL);
	cash_is("did a check in, check in", NULL);
	cash_is("asked us to check on R-1042; will check the schedule", NULL);
	cash_is("asked me to check for a slot", NULL);
	cash_is("gave a checklist; the check list helps", NULL);
	cash_is("cashew cookies, Dr. Cashman", NULL);
	cash_is("left the card of the clinic, gift basket", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_split_is_exact), cmocka_unit_test(test_split_by_hand),
		cmocka_unit_test(test_who_counts),     cmocka_unit_test(test_years),
		cmocka_unit_test(test_levels),         cmocka_unit_test(test_cash),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
