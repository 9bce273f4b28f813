/* The gift ledger on a book: what is counted, said, refused and taken back. */
#include "rapport/app/gift.h"
#include "rapport/store/gift.h"
#include "world.h"

static uint64_t someone(struct world *w, const char *name, const char *practice, const char *kind)
{
	struct source s;

	record_init(KIND_SOURCE, &s);
	s.name = name;
	s.kind = (int16_t)choice_index(choices_source_kind, kind);
	must(w, app_add(app(w), &s, practice, true, NULL, &w->said, &w->err));
	return s.id;
}

static void set_kind(struct world *w, uint64_t id, const char *kind)
{
	struct source base = *source(w, id), s = base;

	s.kind = (int16_t)choice_index(choices_source_kind, kind);
	must(w, app_edit(app(w), &base, &s, NULL, &w->said, &w->err));
}

static struct touch lunch(uint64_t source_id, int64_t cents)
{
	struct touch t;

	record_init(KIND_TOUCH, &t);
	t.source_id = source_id;
	t.channel = CHANNEL_LUNCH;
	t.cost_cents = cents;
	return t;
}

/* Logged, and said so (w->said is kept). */
static uint64_t logged(struct world *w, struct touch t, const char *with, const char *over)
{
	said_free(&w->said);
	if (!app_log_over(app(w), &t, NULL, &with, with != NULL, NULL, over, &w->said, &w->err))
		fail_msg("%s", err_text(&w->err));
	return t.id;
}

/* Refused with the words and the field, and nothing was written. */
static void refused(struct world *w, struct touch t, const char *with, enum err_code code, const char *field,
		    const char *words)
{
	int64_t before = store_count(app(w)->store, KIND_TOUCH), people = store_count(app(w)->store, KIND_SOURCE);

	said_free(&w->said);
	assert_false(app_log(app(w), &t, with, NULL, 0, NULL, &w->said, &w->err));
	assert_int_equal(w->err.code, code);
	assert_string_equal(w->err.field, field);
	has(err_text(&w->err), words);
	assert_int_equal(store_count(app(w)->store, KIND_TOUCH), before);
	assert_int_equal(store_count(app(w)->store, KIND_SOURCE), people);
	err_clear(&w->err);
}

static void room_is(struct world *w, uint64_t id, int64_t given, bool counts)
{
	struct gift_room room;

	must(w, app_gift_room(app(w), id, &room, &w->err));
	assert_int_equal(room.given_cents, given);
	assert_int_equal(room.counts, counts);
	assert_int_equal(room.limit_cents, room.known ? 53500 : 0);
}

static void test_room_of_one(void **state)
{
	struct world *w = *state;
	uint64_t kim = someone(w, "Dr. Alan Kim", "Lakeside Orthopedics", "podiatrist");

	set_kind(w, w->rosa, "coordinator");
	room_is(w, w->okafor, 0, true);
	room_is(w, w->rosa, 0, false);
	logged(w, lunch(w->okafor, 4601), "Rosa Delgado", NULL);
	room_is(w, w->okafor, 4601, true);
	room_is(w, w->rosa, 0, false);
	logged(w, lunch(w->rosa, 1001), "kim", NULL);
	room_is(w, kim, 1001, true);
	logged(w, lunch(w->okafor, 101), "Dr. Alan Kim", NULL);
	room_is(w, w->okafor, 4601 + 51, true); /* her id is the lower one */
	room_is(w, kim, 1001 + 50, true);
	/* last year is another ledger */
	struct touch t = lunch(w->okafor, 50000);
	t.on = day_from(2025, 12, 31);
	logged(w, t, NULL, NULL);
	room_is(w, w->okafor, 4601 + 51, true);
	assert_false(app_gift_room(app(w), 77, &(struct gift_room){0}, &w->err));
	assert_int_equal(w->err.code, ERR_NOT_FOUND);
}

/* 80 % of 535.00 is 428.00. */
static void test_boundaries(void **state)
{
	struct world *w = *state;

	logged(w, lunch(w->okafor, 42799), NULL, NULL);
	hasnt(str_text(&w->said.text), "Okafor is at");
	refused(w, lunch(w->okafor, 10702), NULL, ERR_REFUSED, "cost_cents",
		"that makes $535.01 for Dr. Priya Okafor in 2026, $0.01 over the limit of $535: only with a reason");
	logged(w, lunch(w->okafor, 1), NULL, NULL);
	has(str_text(&w->said.text), "Dr. Priya Okafor is at $428 of $535 for 2026: 80 %.");
	logged(w, lunch(w->okafor, 10700), NULL, NULL);
	has(str_text(&w->said.text), "Dr. Priya Okafor is at $535 of $535 for 2026: 100 %.");
	assert_int_equal(store_count(app(w)->store, KIND_GIFT_OVERRIDE), 0);
	refused(w, lunch(w->okafor, 1), NULL, ERR_REFUSED, "cost_cents", "$0.01 over");
	/* a touch without a cost is none of its business */
	logged(w, lunch(w->okafor, NUM_NONE), NULL, NULL);
	logged(w, lunch(w->okafor, 0), NULL, NULL);
	/* a later warning where the book says so */
	must(w, app_set(app(w), "gift-warn-percent", "100", &w->said, &w->err));
	must(w, app_set_gift_limit(app(w), 2026, 53600, NULL, &w->said, &w->err));
	logged(w, lunch(w->okafor, 99), NULL, NULL);
	hasnt(str_text(&w->said.text), "Okafor is at");
	logged(w, lunch(w->okafor, 1), NULL, NULL);
	has(str_text(&w->said.text), "Okafor is at $536 of $536 for 2026: 100 %.");
}

static void test_a_reason_lets_it_over_and_undo_takes_both_back(void **state)
{
	struct world *w = *state;
	struct gift_override o;
	struct gift_touch *rows;
	int n;

	uint64_t id = logged(w, lunch(w->okafor, 60000), NULL, "annual dinner, agreed with counsel");
	has(str_text(&w->said.text), "Dr. Priya Okafor is at $600 of $535 for 2026: $65 over. Logged lunch");
	must(w, store_gift_override(app(w)->store, id, &w->arena, &o, &w->err));
	assert_string_equal(o.reason, "annual dinner, agreed with counsel");
	assert_string_equal(o.by, "maria");
	must(w, app_gifts_of(app(w), w->okafor, 2026, &w->arena, &rows, &n, &w->err));
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].reason, "annual dinner, agreed with counsel");
	must(w, app_undo(app(w), &w->said, &w->err));
	assert_int_equal(store_count(app(w)->store, KIND_GIFT_OVERRIDE), 0);
	room_is(w, w->okafor, 0, true);
	must(w, app_redo(app(w), &w->said, &w->err));
	assert_int_equal(store_count(app(w)->store, KIND_GIFT_OVERRIDE), 1);
	room_is(w, w->okafor, 60000, true);
	must(w, app_undo(app(w), &w->said, &w->err));
	/* a reason that was not needed is not kept; a blank one is none */
	logged(w, lunch(w->okafor, 100), NULL, "just in case");
	assert_int_equal(store_count(app(w)->store, KIND_GIFT_OVERRIDE), 0);
	struct touch t = lunch(w->okafor, 60000);
	assert_false(app_log_over(app(w), &t, NULL, NULL, 0, NULL, "  ", &w->said, &w->err));
	assert_int_equal(w->err.code, ERR_REFUSED);
}

static void test_each_is_named_who_comes_near(void **state)
{
	struct world *w = *state;
	uint64_t kim = someone(w, "Dr. Alan Kim", "Lakeside Orthopedics", "dentist");

	logged(w, lunch(w->okafor, 40000), NULL, NULL);
	logged(w, lunch(kim, 50000), NULL, NULL);
	refused(w, lunch(w->okafor, 8000), "alan", ERR_REFUSED, "cost_cents",
		"that makes $540 for Dr. Alan Kim in 2026, $5 over the limit of $535");
	refused(w, lunch(w->okafor, 40000), "alan", ERR_REFUSED, "cost_cents",
		"that makes $600 for Dr. Priya Okafor in 2026, $65 over the limit of $535, and 1 more goes over");
	logged(w, lunch(w->okafor, 7000), "alan", NULL);
	has(str_text(&w->said.text), "Dr. Priya Okafor is at $435 of $535 for 2026: 81 %. "
				     "Dr. Alan Kim is at $535 of $535 for 2026: 100 %.");
	app(w)->hide = true;
	refused(w, lunch(w->okafor, 20000), NULL, ERR_REFUSED, "cost_cents",
		"that makes too much for Dr. Priya Okafor in 2026: only with a reason");
	logged(w, lunch(w->okafor, 1), NULL, NULL);
	has(str_text(&w->said.text), "Dr. Priya Okafor is near the gift limit of 2026. Logged lunch");
}

static void test_unknown_year_asks(void **state)
{
	struct world *w = *state;
	struct gift_limit *rows;
	int n;

	app(w)->now.today = day_from(2027, 1, 4);
	refused(w, lunch(w->okafor, 1), NULL, ERR_NOT_FOUND, "cost_cents",
		"what a physician may be given in 2027 is not known here");
	struct gift_room room;
	must(w, app_gift_room(app(w), w->okafor, &room, &w->err));
	assert_false(room.known);
	assert_int_equal(room.year, 2027);
	/* who does not count needs no limit; what happened last year has one */
	set_kind(w, w->rosa, "front_desk");
	logged(w, lunch(w->rosa, 2000), NULL, NULL);
	struct touch t = lunch(w->okafor, 2000);
	t.on = day_from(2026, 12, 31);
	logged(w, t, NULL, NULL);
	must(w, app_gift_limits(app(w), &w->arena, &rows, &n, &w->err));
	assert_int_equal(n, 8);
	must(w, app_set_gift_limit(app(w), 2027, 54800, "CMS table", &w->said, &w->err));
	must(w, app_set_gift_limit(app(w), 2018, 40700, NULL, &w->said, &w->err));
	must(w, app_set_gift_limit(app(w), 2025, 51900, "CMS table", &w->said, &w->err));
	logged(w, lunch(w->okafor, 54800), NULL, NULL);
	must(w, app_gift_limits(app(w), &w->arena, &rows, &n, &w->err));
	assert_int_equal(n, 10);
	for (int i = 0; i < n; i++) {
		assert_int_equal(rows[i].year, 2018 + i);
		assert_int_equal(rows[i].id != 0, i == 0 || i == 7 || i == 9);
	}
	assert_string_equal(rows[7].origin, "CMS table");
	assert_int_equal(rows[8].limit_cents, 53500);
}

static void test_own_limits(void **state)
{
	struct world *w = *state;
	struct gift_limit limit;

	must(w, app_set_gift_limit(app(w), 2026, 10000, "", &w->said, &w->err));
	logged(w, lunch(w->okafor, 8000), NULL, NULL);
	has(str_text(&w->said.text), "is at $80 of $100 for 2026: 80 %.");
	must(w, app_set_gift_limit(app(w), 2026, 20000, "a memo", &w->said, &w->err));
	assert_int_equal(store_count(app(w)->store, KIND_GIFT_LIMIT), 1);
	must(w, app_undo(app(w), &w->said, &w->err));
	must(w, app_gift_limit(app(w), 2026, &w->arena, &limit, &w->err));
	assert_int_equal(limit.limit_cents, 10000);
	assert_null(limit.origin);
	assert_true(app_set_gift_limit(app(w), 2026, NUM_NONE, NULL, &w->said, &w->err));
	has(str_text(&w->said.text), "Limit of 2026: $535 each, Horty Springer note, 8 Jan 2026.");
	said_free(&w->said);
	assert_false(app_set_gift_limit(app(w), 2026, NUM_NONE, NULL, &w->said, &w->err));
	assert_int_equal(w->err.code, ERR_REFUSED);
	assert_false(app_set_gift_limit(app(w), 26, 100, NULL, &w->said, &w->err));
	assert_string_equal(w->err.field, "year");
	assert_false(app_set_gift_limit(app(w), 2026, -1, NULL, &w->said, &w->err));
	assert_string_equal(w->err.field, "limit_cents");
	err_clear(&w->err);
}

static void test_cash_is_refused(void **state)
{
	struct world *w = *state;
	struct touch t = lunch(w->okafor, 2500);

	set_kind(w, w->rosa, "front_desk");
	t.note = "A gift card for the coffee house";
	refused(w, t, "Somebody New", ERR_REFUSED, "note", "“gift card” is cash or as good as cash");
	t.source_id = w->rosa; /* for whomever */
	refused(w, t, NULL, ERR_REFUSED, "note", "never be given");
	t.note = "for the team";
	t.tags = "thanks, voucher";
	refused(w, t, NULL, ERR_REFUSED, "tags", "“voucher”");
	t.cost_cents = NUM_NONE; /* spoken of, not given */
	logged(w, t, NULL, NULL);
	t.id = 0;
	t.cost_cents = 2500;
	t.tags = NULL;
	t.note = "asked us to check on R-1042";
	logged(w, t, NULL, NULL);
}

/* Saves an edited touch; over: the reason. */
static bool edit(struct world *w, uint64_t id, int64_t cents, const char *note, const char *over)
{
	struct touch base, t;

	must(w, store_get(app(w)->store, KIND_TOUCH, id, &w->arena, &base, &w->err));
	t = base;
	t.cost_cents = cents;
	t.note = note;
	said_free(&w->said);
	err_clear(&w->err);
	return over ? app_save_over(app(w), &base, &t, over, &w->said, &w->err)
		    : app_save(app(w), KIND_TOUCH, &base, &t, &w->said, &w->err);
}

static void test_edits_are_looked_at(void **state)
{
	struct world *w = *state;
	uint64_t id = logged(w, lunch(w->okafor, 40000), NULL, NULL);

	assert_true(edit(w, id, 43000, "dinner", NULL));
	has(str_text(&w->said.text), "is at $430 of $535 for 2026: 80 %.");
	assert_false(edit(w, id, 60000, "dinner", NULL));
	assert_int_equal(w->err.code, ERR_REFUSED);
	assert_true(edit(w, id, 60000, "dinner", "a reason"));
	assert_int_equal(store_count(app(w)->store, KIND_GIFT_OVERRIDE), 1);
	/* words of what stands over may change, and the cost go down; up it asks again */
	assert_true(edit(w, id, 60000, "a dinner", NULL));
	assert_true(edit(w, id, 59000, "a dinner", NULL));
	assert_false(edit(w, id, 59001, "a dinner", NULL));
	assert_true(edit(w, id, 59001, "a dinner", "another reason"));
	assert_int_equal(store_count(app(w)->store, KIND_GIFT_OVERRIDE), 1);
	assert_false(edit(w, id, 59001, "in cash", NULL));
	assert_string_equal(w->err.field, "note");
	assert_true(edit(w, id, NUM_NONE, "in cash", NULL));
	room_is(w, w->okafor, 0, true);
}

static void test_who_turns_out_to_have_been_there(void **state)
{
	struct world *w = *state;
	struct attendee at;
	uint64_t kim = someone(w, "Dr. Alan Kim", NULL, "physician");

	logged(w, lunch(kim, 50000), NULL, NULL);
	uint64_t id = logged(w, lunch(w->okafor, 10000), NULL, NULL);
	record_init(KIND_ATTENDEE, &at);
	at.touch_id = id;
	at.source_id = kim;
	assert_false(app_save(app(w), KIND_ATTENDEE, NULL, &at, &w->said, &w->err));
	has(err_text(&w->err), "that makes $550 for Dr. Alan Kim");
	err_clear(&w->err);
	at.id = 0;
	at.source_id = w->okafor;
	assert_true(app_save(app(w), KIND_ATTENDEE, NULL, &at, &w->said, &w->err));
	room_is(w, w->okafor, 10000, true);
}

/* Whom a name means at a table: of the practice by a part of the name, of others by the whole one. */
static void test_whom_a_name_means(void **state)
{
	struct world *w = *state;
	uint64_t kim = someone(w, "Dr. Alan Kim", "Summit", "physician");
	uint64_t mary = someone(w, "Mary Kohl", "Lakeside Orthopedics", "physician");

	someone(w, "Dr. Sam Ortega", "Summit", "physician");
	someone(w, "Dr. Sam Ortega", "Bay", "physician");
	logged(w, lunch(w->okafor, 200), "Alan Kim", NULL);
	room_is(w, kim, 100, true);
	logged(w, lunch(w->okafor, 200), "alan", NULL); /* kept as a name */
	room_is(w, kim, 100, true);
	logged(w, lunch(w->okafor, 200), "Mark", NULL); /* not Mary Kohl, though the letters stand there in order */
	room_is(w, mary, 0, true);
	logged(w, lunch(w->okafor, 200), "kohl", NULL);
	room_is(w, mary, 100, true);
	logged(w, lunch(w->okafor, 200), "Dr. Sam Ortega", NULL); /* which of the two is not known */
	room_is(w, w->okafor, 100 + 200 + 200 + 100 + 200, true);
	/* who is archived is not there */
	must(w, app_archive(app(w), mary, &w->said, &w->err));
	logged(w, lunch(w->okafor, 200), "kohl", NULL);
	room_is(w, mary, 100, true);
	/* one without a practice is themselves */
	uint64_t alone = someone(w, "Dr. Gus Hale", NULL, "physician");
	logged(w, lunch(alone, 200), "gus", NULL);
	room_is(w, alone, 200, true);
}

/* With in the form: the first is whom we met, the others were there too; credentials behind a comma are no name. */
static void test_several_names_in_the_form(void **state)
{
	struct world *w = *state;
	struct gift_row *rows;
	struct moment *moments;
	struct touch t;
	int n;

	press(w, 11,
	      "l l Tab Tab Tab\ntype Wen Zhao, MD, Rosa Delgado, two MAs\nTab Tab Tab Tab Tab\ntype 12\nCtrl-S\n");
	must(w, store_timeline(app(w)->store, w->okafor, 1, &w->arena, &moments, &n, &w->err));
	must(w, store_get(app(w)->store, KIND_TOUCH, moments[0].id, &w->arena, &t, &w->err));
	assert_string_equal(source(w, t.met_id)->name, "Wen Zhao, MD");
	must(w, store_gift_guests(app(w)->store, t.id, &w->arena, &rows, &n, &w->err));
	assert_int_equal(n, 3); /* her, Wen Zhao and Rosa */
	assert_int_equal(store_count(app(w)->store, KIND_ATTENDEE), 2);
	room_is(w, w->okafor, 600, true); /* the newcomer's kind is not known */
	room_is(w, w->rosa, 600, true);
}

static const char *words(struct world *w, uint64_t id, const char *with, const char *also, int32_t on)
{
	struct touch t = lunch(id, NUM_NONE);
	struct str b = {0};

	t.on = on;
	must(w, app_gift_words(app(w), &t, with, &also, also != NULL, &b, &w->err));
	const char *text = arena_strdup(&w->arena, str_text(&b));
	str_free(&b);
	return text;
}

static void test_words_for_a_form(void **state)
{
	struct world *w = *state;

	someone(w, "Dr. Alan Kim", "Lakeside Orthopedics", "physician");
	set_kind(w, w->rosa, "coordinator");
	assert_string_equal(words(w, w->okafor, NULL, NULL, DAY_NONE), "Room left in 2026: $535 of $535");
	assert_string_equal(words(w, w->rosa, NULL, NULL, DAY_NONE), "");
	assert_string_equal(words(w, w->rosa, "kim", NULL, DAY_NONE), "Room left in 2026: $535 of $535");
	assert_string_equal(words(w, w->rosa, "kim", "okafor", DAY_NONE),
			    "Room left in 2026: $535 of $535 each for 2 physicians");
	logged(w, lunch(w->okafor, 4650), NULL, NULL);
	assert_string_equal(words(w, w->okafor, "okafor", "Dr. Priya Okafor", DAY_NONE),
			    "Room left in 2026: $488.50 of $535");
	assert_string_equal(words(w, w->okafor, NULL, "kim", DAY_NONE),
			    "Room left in 2026: least of 2 physicians $488.50 of $535");
	assert_string_equal(words(w, w->okafor, NULL, NULL, day_from(2025, 5, 5)), "Room left in 2025: $519 of $519");
	assert_string_equal(words(w, w->okafor, NULL, NULL, day_from(2018, 5, 5)),
			    "The limit of 2018 is not known: “Gift limits” in the palette");
	logged(w, lunch(w->okafor, 60000), NULL, "why");
	assert_string_equal(words(w, w->okafor, NULL, NULL, DAY_NONE), "Room left in 2026: none of $535");
	app(w)->hide = true;
	assert_string_equal(words(w, w->okafor, NULL, NULL, day_from(2025, 5, 5)),
			    "Room left in 2025: (hidden) of $519");
}

/* --- everybody's sums, against a reckoning from the records alone --- */

static uint64_t seed;

static uint64_t below(uint64_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (seed >> 33) % n;
}

enum { PEOPLE = 12, TOUCHES = 300 };

struct dealt {
	uint64_t ids[PEOPLE];
	bool counts[PEOPLE];
	int64_t want[PEOPLE];
};

static int place(const struct dealt *d, uint64_t id)
{
	for (int i = 0; i < PEOPLE; i++) {
		if (d->ids[i] == id)
			return i;
	}
	return -1;
}

static bool some_touches(struct tx *tx, void *ctx, struct err *e)
{
	struct dealt *d = ctx;

	for (int i = 0; i < TOUCHES; i++) {
		bool there[PEOPLE] = {false};
		struct touch t = lunch(d->ids[below(PEOPLE)], below(6) ? (int64_t)below(20000) : NUM_NONE);
		struct attendee at;
		int sharing = 0, nth = 0;

		t.on = day_from(2026, 1, 1) - 40 + (int32_t)below(200);
		t.met_id = below(3) ? 0 : d->ids[below(PEOPLE)];
		if (!tx_insert(tx, KIND_TOUCH, &t, e))
			return false;
		there[place(d, t.source_id)] = true;
		if (t.met_id)
			there[place(d, t.met_id)] = true;
		for (uint64_t k = below(5); k > 0; k--) {
			record_init(KIND_ATTENDEE, &at);
			at.touch_id = t.id;
			at.source_id = below(4) ? d->ids[below(PEOPLE)] : 0;
			at.name = at.source_id ? NULL : "the scribe";
			if (!tx_insert(tx, KIND_ATTENDEE, &at, e))
				return false;
			if (at.source_id)
				there[place(d, at.source_id)] = true;
		}
		if (t.cost_cents == NUM_NONE || t.on < day_from(2026, 1, 1))
			continue;
		for (int p = 0; p < PEOPLE; p++)
			sharing += there[p] && d->counts[p];
		for (int p = 0; p < PEOPLE; p++) { /* ids grow with the place */
			if (there[p] && d->counts[p])
				d->want[p] += t.cost_cents / sharing + (nth++ < t.cost_cents % sharing);
		}
	}
	return true;
}

static void test_everybody_adds_up(void **state)
{
	struct world *w = *state;
	struct deed deed = {.who = "maria", .label = "touches", .now = &app(w)->now};
	struct dealt d = {0};
	struct gift_line *rows;
	int n, some = 0;

	for (seed = 2; seed < 5; seed++) {
		uint64_t start = seed;
		static const char *const kinds_of[] = {"physician", "np_pa", "chiropractor", "front_desk"};

		memset(&d, 0, sizeof(d));
		for (int i = 0; i < PEOPLE; i++) {
			char name[] = "Dr. A Person 0";

			name[4] = (char)('Z' - i);
			name[13] = (char)('0' + start);
			d.counts[i] = i % 4 == 0 || i % 4 == 2;
			d.ids[i] = someone(w, name, NULL, kinds_of[i % 4]);
		}
		must(w, store_write(app(w)->store, &deed, some_touches, &d, &w->err));
		must(w, app_gifts(app(w), 2026, &w->arena, &rows, &n, &w->err));
		for (int i = 0; i < PEOPLE; i++) {
			struct gift_room room;
			int64_t got = 0;

			for (int r = 0; r < n; r++)
				got += rows[r].id == d.ids[i] ? rows[r].given_cents : 0;
			assert_int_equal(got, d.want[i]);
			must(w, app_gift_room(app(w), d.ids[i], &room, &w->err));
			assert_int_equal(room.given_cents, d.want[i]);
			some += got > 0;
		}
		seed = start;
	}
	assert_true(some > PEOPLE);
	for (int r = 1; r < n; r++) /* by name; the titles are passed over */
		assert_true(strcmp(rows[r - 1].name, rows[r].name) < 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_room_of_one),
		TEST(test_boundaries),
		TEST(test_a_reason_lets_it_over_and_undo_takes_both_back),
		TEST(test_each_is_named_who_comes_near),
		TEST(test_unknown_year_asks),
		TEST(test_own_limits),
		TEST(test_cash_is_refused),
		TEST(test_edits_are_looked_at),
		TEST(test_who_turns_out_to_have_been_there),
		TEST(test_whom_a_name_means),
		TEST(test_several_names_in_the_form),
		TEST(test_words_for_a_form),
		TEST(test_everybody_adds_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
