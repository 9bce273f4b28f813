/* A small book at random, with something of every kind that can point at a source; and what tests of whole books ask of one. */
#include "random_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/exchange.h"
#include "rapport/base/day.h"

/* --- dice --- */

static uint64_t state_of_dice = 99;

int below(int n)
{
	state_of_dice = state_of_dice * 6364136223846793005u + 1442695040888963407u;
	return (int)((state_of_dice >> 33) % (uint64_t)n);
}

bool chance(int percent)
{
	return below(100) < percent;
}

static int32_t some_day(void)
{
	return TODAY - below(300);
}

static const char *maybe(const char *text)
{
	return chance(50) ? text : NULL;
}

/* --- a book at random --- */

uint64_t a_source(void)
{
	return (uint64_t)(SOURCE + below(SOURCES));
}

struct making {
	struct tx *tx;
	struct err *e;
	struct arena arena;
	uint64_t next;
	bool ok;
};

static void put(struct making *m, enum kind kind, void *record)
{
	if (!record_id(record))
		*(uint64_t *)record = m->next++;
	m->ok = m->ok && tx_put(m->tx, kind, record, NULL, m->e);
}

const char *const random_names[SOURCES] = {"Dr. Priya Okafor", "Ngozi Adeyemi", "Rosa Delgado", "Wen Li, MD"};

/* Some texts speak of somebody. */
static const char *some_text(struct making *m)
{
	if (chance(50))
		return maybe("said something");
	return arena_printf(&m->arena, "as %s told\tus, call (%d)", random_names[below(SOURCES)], below(9));
}

static void put_source(struct making *m, int i)
{
	static const char *const phones[] = {"555-0142", "555-0143"};
	struct source s;
	record_init(KIND_SOURCE, &s);
	s.id = (uint64_t)(SOURCE + i);
	s.name = random_names[i];
	s.phone = maybe(phones[below(2)]);
	s.email = maybe("p@lake.example");
	s.note = maybe(chance(50) ? "likes\ttea\n" : "two children");
	s.interests = maybe("sailing");
	s.practice_id = chance(50) ? PRACTICE : 0;
	s.via_id = i && chance(40) ? SOURCE : 0;
	s.gatekeeper = chance(30);
	s.decision_maker = chance(30);
	s.stage = (int16_t)below(3);
	s.stage_on = some_day();
	s.standing = chance(80) ? STANDING_LIVE : (int16_t)(1 + below(2));
	s.standing_until = s.standing == STANDING_PAUSED ? TODAY + below(30) : DAY_NONE;
	s.cadence_days = chance(30) ? 10 + below(3) : NUM_NONE;
	s.added_on = some_day();
	s.archived = chance(10);
	put(m, KIND_SOURCE, &s);
}

static void put_touch(struct making *m, int i)
{
	struct touch t;
	struct attendee at;
	struct gift_override o;
	record_init(KIND_TOUCH, &t);
	t.id = (uint64_t)(TOUCH + i);
	t.source_id = a_source();
	t.on = some_day();
	t.channel = (int16_t)below(CHANNEL_OTHER);
	t.purpose = chance(60) ? (int16_t)below(PURPOSE_GIFT) : CHOICE_NONE;
	t.met_id = chance(40) ? a_source() : 0;
	if (t.met_id == t.source_id)
		t.met_id = 0;
	t.referral_id = chance(30) ? (uint64_t)(REFERRAL + below(REFERRALS)) : 0;
	t.note = some_text(m);
	put(m, KIND_TOUCH, &t);
	for (int k = 0; k < 2; k++) {
		record_init(KIND_ATTENDEE, &at);
		at.touch_id = t.id;
		at.source_id = a_source();
		if (chance(40))
			put(m, KIND_ATTENDEE, &at);
	}
	record_init(KIND_GIFT_OVERRIDE, &o);
	o.touch_id = t.id;
	o.reason = "a flood";
	if (chance(10))
		put(m, KIND_GIFT_OVERRIDE, &o);
}

static void put_referral(struct making *m, int i)
{
	struct referral r;
	record_init(KIND_REFERRAL, &r);
	r.id = (uint64_t)(REFERRAL + i);
	r.number = 1001 + i;
	r.source_id = chance(90) ? a_source() : 0;
	r.direction = chance(85) ? REFERRAL_IN : REFERRAL_OUT;
	r.received_on = some_day();
	r.status = (int16_t)below(6);
	r.billed_cents = chance(50) ? 1000 * below(900) : NUM_NONE;
	put(m, KIND_REFERRAL, &r);
}

static void put_plans(struct making *m)
{
	static const char *const rules[] = {"touch", "verify", "homework"};
	for (int i = 0; i < SOURCES; i++) {
		struct step p;
		struct stage_move v;
		struct dismissal d;
		record_init(KIND_STEP, &p);
		p.id = (uint64_t)(STEP + i);
		p.source_id = (uint64_t)(SOURCE + i);
		p.due_on = TODAY + below(40) - 20;
		p.state = chance(60) ? STEP_OPEN : STEP_DONE;
		p.touch_id = chance(30) ? (uint64_t)(TOUCH + below(TOUCHES)) : 0;
		put(m, KIND_STEP, &p);
		record_init(KIND_STAGE_MOVE, &v);
		v.source_id = a_source();
		v.on = some_day();
		v.to_stage = (int16_t)below(3);
		v.to_standing = STANDING_LIVE;
		put(m, KIND_STAGE_MOVE, &v);
		record_init(KIND_DISMISSAL, &d);
		d.rule = rules[below(3)];
		d.subject_id = (uint64_t)(SOURCE + i);
		d.how = DISMISSAL_LATER;
		d.until_on = TODAY + below(60);
		if (chance(60))
			put(m, KIND_DISMISSAL, &d);
	}
}

static void put_labels(struct making *m)
{
	static const char *const words[] = {"BCBS", "Aetna"};
	for (int i = 0; i < SOURCES; i++)
		for (int w = 0; w < 2; w++) {
			struct label l;
			record_init(KIND_LABEL, &l);
			l.of = LABEL_OF_SOURCE;
			l.of_id = (uint64_t)(SOURCE + i);
			l.type = LABEL_PAYER;
			l.word = words[w];
			if (chance(50))
				put(m, KIND_LABEL, &l);
		}
}

static void put_told(struct making *m)
{
	for (int n = 0; n < NEWS_N; n++)
		for (int i = 0; i < SOURCES; i++) {
			struct recipient r;
			struct guest g;
			record_init(KIND_RECIPIENT, &r);
			r.announcement_id = (uint64_t)(NEWS + n);
			r.source_id = (uint64_t)(SOURCE + i);
			r.told_on = chance(50) ? some_day() : DAY_NONE;
			if (chance(60))
				put(m, KIND_RECIPIENT, &r);
			record_init(KIND_GUEST, &g);
			g.event_id = (uint64_t)(EVENT + n);
			g.source_id = (uint64_t)(SOURCE + i);
			g.touch_id = chance(50) ? (uint64_t)(TOUCH + below(TOUCHES)) : 0;
			if (chance(60))
				put(m, KIND_GUEST, &g);
		}
}

static void put_known(struct making *m)
{
	for (int i = 0; i < SOURCES; i++) {
		struct answer a;
		struct share s;
		record_init(KIND_ANSWER, &a);
		a.source_id = a_source();
		a.on = some_day();
		a.question = "What matters?";
		a.text = chance(30) ? some_text(m) : NULL;
		if (!a.text)
			a.text = "Calls.";
		put(m, KIND_ANSWER, &a);
		record_init(KIND_SHARE, &s);
		s.shelf_item_id = THING;
		s.source_id = a_source();
		s.on = some_day();
		put(m, KIND_SHARE, &s);
	}
}

static void put_things(struct making *m)
{
	struct practice p;
	struct shelf_item thing;
	record_init(KIND_PRACTICE, &p);
	p.id = PRACTICE;
	p.name = "Lakeside Orthopedics";
	put(m, KIND_PRACTICE, &p);
	record_init(KIND_SHELF_ITEM, &thing);
	thing.id = THING;
	thing.title = "An article";
	thing.type = 0;
	put(m, KIND_SHELF_ITEM, &thing);
	for (int n = 0; n < NEWS_N; n++) {
		struct announcement a;
		struct event v;
		record_init(KIND_ANNOUNCEMENT, &a);
		a.id = (uint64_t)(NEWS + n);
		a.title = "News";
		a.on = some_day();
		put(m, KIND_ANNOUNCEMENT, &a);
		record_init(KIND_EVENT, &v);
		v.id = (uint64_t)(EVENT + n);
		v.title = "A talk";
		v.type = 0;
		v.on = some_day();
		put(m, KIND_EVENT, &v);
	}
}

static bool make(struct tx *tx, void *ctx, struct err *e)
{
	struct making m = {.tx = tx, .e = e, .next = OTHER, .ok = true};
	(void)ctx;
	put_things(&m);
	for (int i = 0; i < SOURCES; i++)
		put_source(&m, i);
	for (int i = 0; i < REFERRALS; i++)
		put_referral(&m, i);
	for (int i = 0; i < TOUCHES; i++)
		put_touch(&m, i);
	put_plans(&m);
	put_labels(&m);
	put_told(&m);
	put_known(&m);
	arena_clear(&m.arena);
	return m.ok;
}

/* --- what tests ask --- */

void must_do(bool ok, struct err *e)
{
	if (!ok)
		print_message("error: %s\n", err_text(e));
	assert_true(ok);
	err_clear(e);
}

char *exported(struct app *app)
{
	struct export_options o = {.private = true, .no_timestamp = true};
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	struct err e = {0};
	must_do(app_export(app, f, &o, &e), &e);
	fclose(f);
	return text;
}

static void finding(void *ctx, const char *line)
{
	(void)ctx;
	print_message("check: %s\n", line);
}

void must_be_whole(struct app *app)
{
	struct check_report r;
	struct err e = {0};
	must_do(store_check(app->store, false, &app->now, finding, NULL, &r, &e), &e);
	assert_int_equal(r.problems, 0);
}

void must_equal(const char *now, const char *was, const char *when)
{
	if (strcmp(now, was) != 0) {
		size_t i = 0;
		while (now[i] == was[i])
			i++;
		print_message("%s: from byte %zu: “%.200s” was “%.200s”\n", when, i, now + i, was + i);
	}
	assert_string_equal(now, was);
}

void random_book(struct app *app, const char *path)
{
	*app = (struct app){.user = "maria", .now = {.today = TODAY, .utc_ms = TODAY * 86400000LL}};
	struct deed deed = {.who = "jo", .label = "made", .now = &app->now};
	struct err e = {0};
	must_do(store_open(&app->store, path, STORE_MAKE, &app->now, &e), &e);
	must_do(store_write(app->store, &deed, make, NULL, &e), &e);
}
