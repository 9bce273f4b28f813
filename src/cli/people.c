/* find, show, add, edit, quiet: whom we know. */
#include <string.h>

#include "cli.h"
#include "rapport/base/day.h"

static void due_words(struct table *t, struct call *c, const struct source_row *r)
{
	struct str b = {0};
	if (r->next_on < DAY_FAR)
		date_due_words(&b, r->next_on, c->app.now.today);
	table_add(t, str_text(&b));
	str_free(&b);
}

/* more: there are others, which --most prints. */
static void print_first_rows(struct call *c, const struct source_row *rows, int n, bool more)
{
	struct table t = {.arena = &c->arena, .columns = 6};
	struct json j = {0};
	if (c->json) {
		json_open(&j, NULL, '[');
		for (int i = 0; i < n; i++)
			json_source_row(&j, c, &rows[i], more && i == n - 1);
		json_close(&j, ']');
		json_print(c, &j);
		return;
	}
	for (int i = 0; i < n; i++) {
		const struct source_row *r = &rows[i];
		table_addf(&t, "%c", app_flag(&c->app, r));
		table_add(&t, r->name);
		table_add(&t, r->practice);
		table_add(&t, r->standing == STANDING_LIVE ? choice_label(choices_stage, r->stage)
							   : choice_label(choices_standing, r->standing));
		table_add(&t, r->phone);
		due_words(&t, c, r);
	}
	table_print(c, &t);
}

void print_source_rows(struct call *c, const struct source_row *rows, int n)
{
	print_first_rows(c, rows, n, false);
}

static const struct option find_options[] = {
	{"most", "N", "print at most so many (100)"}, {"complete", NULL, "names alone, for completion"}, {NULL}};

static bool run_find(struct call *c, struct err *e)
{
	const char *typed = call_rest(c, 0);
	int64_t most = 100;
	struct find_query q = {0};
	int total = 0, n = 0;
	if (!count_option(c, "most", &most, e))
		return false;
	most = most < 1 ? 1 : most > 10000 ? 10000 : most;
	struct finder *f = finder_new();
	uint64_t *ids = arena_alloc(&c->arena, (size_t)most * sizeof *ids);
	struct source_row *rows = arena_alloc(&c->arena, (size_t)most * sizeof *rows);
	bool ok = finder_load(f, c->app.store, e);
	find_query_read(&q, typed ? typed : "");
	if (ok)
		n = finder_run(f, &q, ids, (int)most, &total);
	for (int i = 0; ok && i < n; i++)
		ok = store_source_row(c->app.store, ids[i], ORDER_NAME, &c->arena, &rows[i], e);
	find_query_free(&q);
	finder_free(f);
	if (!ok)
		return false;
	if (call_option(c, "complete")) {
		for (int i = 0; i < n; i++)
			print(c, "%s", rows[i].name);
		return true;
	}
	if (n || c->json)
		print_first_rows(c, rows, n, total > n);
	if (!n)
		return err_set(e, ERR_NOT_FOUND, "nobody matches “%s”", typed ? typed : "");
	if (total > n)
		warn("%d more match; --most prints them", total - n);
	return true;
}

/* --- show --- */

static void show_people(struct call *c, const struct card *k)
{
	struct str b = {0};
	const struct source *s = &k->source;
	card_line(c, "Phone", s->phone ? s->phone : k->practice.phone);
	card_line(c, "Fax", s->fax ? s->fax : k->practice.fax);
	card_line(c, "E-mail", s->email ? s->email : k->practice.email);
	if (k->via.id) {
		str_printf(&b, "%s%s%s", k->via.name, k->via.phone ? ", " : "", k->via.phone ? k->via.phone : "");
		card_line(c, "Via", b.s);
		str_clear(&b);
	}
	card_line(c, s->stage == STAGE_MAINTAIN ? "To keep" : "To go on", k->evidence);
	card_line(c, "Payers", k->payers);
	card_line(c, "Treats", k->populations);
	card_line(c, "Tags", k->tags);
	card_line(c, "NPI", s->npi);
	str_free(&b);
}

static void show_numbers(struct call *c, const struct card *k, const char *currency)
{
	struct str b = {0};
	const struct source *s = &k->source;
	int32_t today = c->app.now.today;
	str_printf(&b, "%lld in 12 months, %lld came in", (long long)k->referrals, (long long)k->came);
	card_line(c, "Referrals", b.s);
	str_clear(&b);
	money_write(&b, store_setting(c->app.store, SET_REVENUE_BASIS) ? k->received_cents : k->billed_cents,
		    currency ? currency : "USD", false);
	card_line(c, "Revenue", b.s);
	str_clear(&b);
	if (s->counted_on != DAY_NONE) {
		str_printf(&b, "%s, ",
			   k->last_channel == CHOICE_NONE ? "touch" : choice_word(choices_channel, k->last_channel));
		days_ago(&b, s->counted_on, today);
		card_line(c, "Last", b.s);
		str_clear(&b);
	}
	if (k->step.id) {
		str_printf(&b, "%s, ",
			   k->step.channel == CHOICE_NONE ? "call" : choice_word(choices_channel, k->step.channel));
		date_due_words(&b, k->step.due_on, today);
		if (k->step.what)
			str_printf(&b, ": %s", k->step.what);
		card_line(c, "Next", b.s);
	} else if (s->touch_due_on < DAY_FAR) {
		date_due_words(&b, s->touch_due_on, today);
		str_add(&b, ", by the usual rhythm");
		card_line(c, "Next", b.s);
	}
	str_free(&b);
}

static void show_clocks(struct call *c, const struct clock_words *w)
{
	card_line(c, "Clocks", w->last);
	card_line(c, "Who began", w->began);
}

static void show_timeline(struct call *c, const struct moment *rows, int n)
{
	struct table t = {.arena = &c->arena, .columns = 3};
	for (int i = 0; i < n; i++) {
		struct str day = {0}, word = {0}, text = {0};
		date_timeline(&day, rows[i].on, c->app.now.today);
		app_moment(&c->app, &rows[i], false, &word, &text);
		table_add(&t, str_text(&day));
		table_add(&t, str_text(&word));
		table_add(&t, str_text(&text));
		str_free(&day);
		str_free(&word);
		str_free(&text);
	}
	table_print(c, &t);
}

/* The whole record behind each moment. */
static bool json_moments(struct call *c, struct json *j, const struct moment *rows, int n, struct err *e)
{
	static const char *const types[] = {"touch", "referral", "stage_move"};
	static const enum kind kind_of[] = {KIND_TOUCH, KIND_REFERRAL, KIND_STAGE_MOVE};
	json_open(j, "timeline", '[');
	for (int i = 0; i < n; i++) {
		enum kind kind = kind_of[rows[i].type];
		void *record = arena_alloc(&c->arena, kinds[kind].size);
		if (!store_get(c->app.store, kind, rows[i].id, &c->arena, record, e))
			return false;
		json_open(j, NULL, '{');
		json_text(j, "type", types[rows[i].type]);
		json_text(j, "via", rows[i].via ? rows[i].with : NULL);
		json_record(j, "record", kind, record);
		json_close(j, '}');
	}
	json_close(j, ']');
	return true;
}

static bool show_json(struct call *c, const struct card *k, const struct clocks *clocks, const struct moment *rows,
		      int n, struct err *e)
{
	struct json j = {0};
	json_open(&j, NULL, '{');
	json_record(&j, "source", KIND_SOURCE, &k->source);
	if (k->practice.id)
		json_record(&j, "practice", KIND_PRACTICE, &k->practice);
	if (k->via.id)
		json_record(&j, "via", KIND_SOURCE, &k->via);
	if (k->step.id)
		json_record(&j, "step", KIND_STEP, &k->step);
	json_text(&j, "payers", k->payers);
	json_text(&j, "populations", k->populations);
	json_text(&j, "tags", k->tags);
	json_num(&j, "referrals_12_months", k->referrals);
	json_num(&j, "came_12_months", k->came);
	json_clocks(&j, &k->source, clocks);
	bool ok = json_known(c, &j, k, e) && json_moments(c, &j, rows, n, e);
	json_close(&j, '}');
	if (ok)
		json_print(c, &j);
	else
		str_free(&j.b);
	return ok;
}

static const struct option show_options[] = {{"most", "N", "timeline entries (20)"}, {NULL}};

static bool run_show(struct call *c, struct err *e)
{
	struct source s;
	struct card k;
	struct clinic clinic;
	struct clock_words clocks;
	struct moment *rows;
	struct str since = {0};
	int64_t most = 20;
	int n;
	if (!count_option(c, "most", &most, e) || !app_who(&c->app, call_rest(c, 0), &c->arena, &s, e) ||
	    !app_card(&c->app, s.id, &c->arena, &k, e) || !app_clocks(&c->app, &s, &c->arena, &clocks, e) ||
	    !store_get(c->app.store, KIND_CLINIC, 1, &c->arena, &clinic, e) ||
	    !store_timeline(c->app.store, s.id, most > 100000 ? 100000 : (int)most, &c->arena, &rows, &n, e))
		return false;
	if (c->json)
		return show_json(c, &k, &clocks.n, rows, n, e);
	const char *what = s.specialty ? s.specialty : s.role ? s.role : choice_label(choices_source_kind, s.kind);
	print(c, "%s%s%s%s%s", s.name, k.practice.id ? ", " : "", k.practice.id ? k.practice.name : "",
	      *what ? " · " : "", what);
	days_count(&since, c->app.now.today - (s.stage_on == DAY_NONE ? c->app.now.today : s.stage_on));
	print(c, "%-12s %d %s, %s%s%s", "Stage", s.stage + 1, choice_label(choices_stage, s.stage), str_text(&since),
	      s.standing != STANDING_LIVE ? ", " : "",
	      s.standing != STANDING_LIVE ? choice_label(choices_standing, s.standing) : "");
	str_free(&since);
	show_people(c, &k);
	show_numbers(c, &k, clinic.currency);
	show_clocks(c, &clocks);
	show_known(c, &k);
	if (!show_given(c, s.id, e))
		return false;
	if (n)
		print(c, "%s", "");
	show_timeline(c, rows, n);
	return true;
}

/* --- add and edit --- */

static const struct option add_options[] = {
	{"anyway", NULL, "add though somebody looks the same"}, /* edit has the rest */
	{"practice", "NAME", "where they work: found, or made"},
	{"via", "WHO", "the gatekeeper through whom they are reached"},
	{"payers", "LIST", "words parted by commas"},
	{"populations", "LIST", "whom they treat, parted by commas"},
	{"services", "LIST", "words parted by commas"},
	{"tags", "LIST", "words parted by commas"},
	{NULL},
};

static bool via_option(struct call *c, struct source *s, struct err *e)
{
	const char *via = call_option(c, "via");
	struct source who;
	if (!via)
		return true;
	if (str_blank(via)) {
		s->via_id = 0;
		return true;
	}
	if (!app_who(&c->app, via, &c->arena, &who, e))
		return err_in(e, "--via");
	s->via_id = who.id;
	return true;
}

/* Each list is a step of its own: they are few, and each can be taken back. */
static bool label_options(struct call *c, enum label_of of, uint64_t id, struct err *e)
{
	static const char *const names[] = {"payers", "populations", "services", "tags"};
	for (int i = 0; i < 4; i++) {
		struct said said = {0};
		const char *words = call_option(c, names[i]);
		bool ok = !words || app_set_labels(&c->app, of, id, (enum label_type)i, words, &said, e);
		said_free(&said);
		if (!ok)
			return err_in(e, "--%s", names[i]);
	}
	return true;
}

struct edit {
	struct call *c;
	const struct source *base; /* NULL: a new one */
	struct source *s;
	struct said said;
};

static bool edit_parts(void *ctx, struct err *e)
{
	struct edit *x = ctx;
	struct call *c = x->c;
	const char *practice = call_option(c, "practice");
	if (x->base ? !app_edit(&c->app, x->base, x->s, practice, &x->said, e)
		    : !app_add(&c->app, x->s, practice, call_option(c, "anyway") != NULL, NULL, &x->said, e))
		return false;
	return label_options(c, LABEL_OF_SOURCE, x->s->id, e);
}

static bool run_edit_parts(struct edit *x, struct err *e)
{
	const char *label = arena_printf(&x->c->arena, "%s %s", x->s->name, x->base ? "changed" : "added");
	bool ok = app_together(&x->c->app, label, edit_parts, x, e);
	x->said.written = ok;
	return finish(ok, &x->said);
}

static bool run_add(struct call *c, struct err *e)
{
	struct source s;
	struct edit x = {.c = c, .s = &s};
	record_init(KIND_SOURCE, &s);
	s.name = call_rest(c, 0);
	if (!fields_read(c, &s, e) || !via_option(c, &s, e))
		return false;
	if (run_edit_parts(&x, e))
		return true;
	if (e->code == ERR_DUP) {
		char *looks = arena_strdup(&c->arena, err_text(e));
		return err_set(e, ERR_REFUSED, "%s; --anyway adds them all the same", looks);
	}
	return false;
}

static bool run_edit(struct call *c, struct err *e)
{
	struct source base, s;
	struct edit x = {.c = c, .base = &base, .s = &s};
	if (!app_who(&c->app, call_rest(c, 0), &c->arena, &base, e))
		return false;
	s = base;
	if (!options_given(c))
		return err_set(e, ERR_USAGE, "say what changes: rapport edit %s --phone 555-0100", c->args[0]);
	if (!fields_read(c, &s, e) || !via_option(c, &s, e))
		return false;
	return run_edit_parts(&x, e);
}

/* --- quiet --- */

static const struct option quiet_options[] = {
	{"days", "N", "without a touch for so many days (90)"}, {"most", "N", "print at most so many (100)"}, {NULL}};

static bool run_quiet(struct call *c, struct err *e)
{
	struct source_filter f;
	struct source_row *rows;
	int64_t days = store_setting(c->app.store, SET_QUIET_DAYS), usual = days;
	int n, most;
	source_filter_init(&f);
	f.quiet = true;
	if (!count_option(c, "days", &days, e) || !most_option(c, 100, 100000, &most, e))
		return false;
	days = days > 36500 ? 36500 : days;
	/* the filter asks with the setting: another number of days is another "today" */
	int32_t today = c->app.now.today + (int32_t)(usual - days);
	/* one more tells whether there are more */
	if (!store_sources(c->app.store, &f, ORDER_LAST, today, NULL, false, most + 1, &c->arena, &rows, &n, e))
		return false;
	if (!n && !c->json)
		print(c, "No source is quiet for %lld days. Well kept.", (long long)days);
	else
		print_first_rows(c, rows, n > most ? most : n, n > most);
	if (n > most)
		warn("The first %d; more with --most.", most);
	return true;
}

const struct command people_commands[] = {
	{"find", "WORDS", "Find people", find_options, BOOK_READ, 0, 20, .json = true, .run = run_find},
	{"show", "WHO", "Card and timeline", show_options, BOOK_READ, 1, 20, .json = true, .run = run_show},
	{"add", "NAME [--practice NAME] [--FIELD VALUE ...]", "Add a source", add_options, BOOK_MAKE, 1, 20,
	 .fields = true, .kind = KIND_SOURCE, .run = run_add},
	{"edit", "WHO --FIELD VALUE ...", "Change a source", add_options + 1, BOOK_OPEN, 1, 20, .fields = true,
	 .kind = KIND_SOURCE, .run = run_edit},
	{"stage", "[WHO [1|2|3|live|pause|letgo [REASON]]]", "What is open, and moving a stage", stage_options,
	 BOOK_OPEN, 0, 40, .json = true, .run = run_stage},
	{"quiet", "[--days N]", "Who has gone quiet", quiet_options, BOOK_READ, 0, 0, .json = true, .run = run_quiet},
	{NULL},
};
