/* announce, event: what goes to many at once. */
#include <string.h>

#include "cli.h"
#include "rapport/app/announce.h"
#include "rapport/app/event.h"
#include "rapport/base/day.h"

static bool is_number(const char *word, int64_t *n)
{
	return str_to_i64(word, n) && *n > 0;
}

/* --- announce: what there is --- */

static void news_json(struct json *j, const struct news_row *r)
{
	json_num(j, "number", r->number);
	json_id(j, "id", r->id);
	json_text(j, "title", r->title);
	json_day(j, "on", r->on);
	json_text(j, "by", r->by);
	json_num(j, "chosen", r->chosen);
	json_num(j, "told", r->told);
	json_num(j, "open", r->chosen - r->told);
}

static bool list_news(struct call *c, struct err *e)
{
	struct table t = {.arena = &c->arena, .columns = 4, .most = 60};
	struct json j = {0};
	struct news_row *rows;
	int n;
	if (!store_announcements(c->app.store, &c->arena, &rows, &n, e))
		return false;
	if (c->json)
		json_open(&j, NULL, '[');
	for (int i = 0; i < n; i++) {
		struct str day = {0};
		if (c->json) {
			json_open(&j, NULL, '{');
			news_json(&j, &rows[i]);
			json_close(&j, '}');
			continue;
		}
		date_short(&day, rows[i].on, c->app.now.today);
		table_addf(&t, "%d", rows[i].number);
		table_add(&t, str_text(&day));
		table_add(&t, rows[i].title);
		table_addf(&t, "%d of %d told", rows[i].told, rows[i].chosen);
		str_free(&day);
	}
	if (c->json) {
		json_close(&j, ']');
		json_print(c, &j);
		return true;
	}
	table_print(c, &t);
	if (!n)
		print(c, "Nothing was announced yet. rapport announce \"TITLE\" --text FILE --dry-run shows who would "
			 "hear it.");
	return true;
}

static void told_json(struct json *j, const struct told_row *r)
{
	json_open(j, NULL, '{');
	json_id(j, "source_id", r->source_id);
	json_text(j, "source", r->name);
	json_text(j, "practice", r->practice);
	json_text(j, "channel", choice_word(choices_channel, r->channel));
	json_day(j, "told", r->told_on);
	json_text(j, "told_by", choice_word(choices_channel, r->told_by));
	json_close(j, '}');
}

static void told_text(struct call *c, struct table *t, const struct told_row *r)
{
	struct str day = {0};
	int16_t by = r->told_by == CHOICE_NONE ? r->channel : r->told_by;
	if (r->told_on == DAY_NONE)
		str_add(&day, r->archived                    ? "archived"
			      : r->standing == STANDING_LIVE ? "not told yet"
							     : choice_label(choices_standing, r->standing));
	else
		date_short(&day, r->told_on, c->app.now.today);
	table_add(t, r->name);
	table_add(t, r->practice);
	table_add(t, by == CHOICE_NONE ? "" : choice_word(choices_channel, by));
	table_add(t, str_text(&day));
	str_free(&day);
}

static bool show_news(struct call *c, struct err *e)
{
	struct table t = {.arena = &c->arena, .columns = 4};
	struct json j = {0};
	struct news_row r;
	struct announcement a;
	struct told_row *rows;
	int n;
	if (!app_announcement(&c->app, c->args[0], &c->arena, &r, e) ||
	    !store_get(c->app.store, KIND_ANNOUNCEMENT, r.id, &c->arena, &a, e) ||
	    !store_recipients(c->app.store, r.id, &c->arena, &rows, &n, e))
		return false;
	if (c->json) {
		json_open(&j, NULL, '{');
		news_json(&j, &r);
		json_text(&j, "text", a.text);
		json_open(&j, "recipients", '[');
	} else {
		struct str day = {0};
		date_long(&day, r.on);
		print(c, "%s, %s: %d of %d told", r.title, str_text(&day), r.told, r.chosen);
		str_free(&day);
	}
	for (int i = 0; i < n; i++) {
		if (c->json)
			told_json(&j, &rows[i]);
		else
			told_text(c, &t, &rows[i]);
	}
	if (c->json) {
		json_close(&j, ']');
		json_close(&j, '}');
		json_print(c, &j);
	} else {
		table_print(c, &t);
	}
	return true;
}

/* --- announce: making one --- */

static void plan_json(struct json *j, const struct announce_plan *p)
{
	json_open(j, "recipients", '[');
	for (int i = 0; i < p->n; i++) {
		json_open(j, NULL, '{');
		json_id(j, "source_id", p->rows[i].id);
		json_text(j, "source", p->rows[i].name);
		json_text(j, "channel", choice_word(choices_channel, p->rows[i].channel));
		json_close(j, '}');
	}
	json_close(j, ']');
	json_open(j, "left_out", '[');
	for (int i = 0; i < p->n_left; i++) {
		json_open(j, NULL, '{');
		json_id(j, "source_id", p->left[i].id);
		json_text(j, "source", p->left[i].name);
		json_text(j, "why", p->left[i].why);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static bool preview(struct call *c, const struct announcing *w, struct err *e)
{
	struct announce_plan p;
	struct json j = {0};
	struct str b = {0};
	if (!app_announce_plan(&c->app, w, &c->arena, &p, e) || !app_announce_preview(&c->app, w, &p, &b, e))
		return false;
	if (c->json) {
		json_open(&j, NULL, '{');
		json_text(&j, "title", w->title);
		json_text(&j, "folder", p.folder);
		plan_json(&j, &p);
		json_close(&j, '}');
		json_print(c, &j);
	} else {
		print(c, "%s", str_text(&b));
		warn("Nothing was written. Without --dry-run it goes to %s.", p.folder);
	}
	str_free(&b);
	return true;
}

static bool make_news(struct call *c, struct err *e)
{
	struct announcing w = {.title = c->args[0], .fit = call_option(c, "fit")};
	struct letter l;
	struct said said = {0};
	const char *name = call_option(c, "letter");
	if (name && call_option(c, "text"))
		return err_set(e, ERR_USAGE, "the words come from --letter or from --text, not from both");
	if (!call_option(c, "text") && !app_letter(&c->app, name ? name : "news", &c->arena, &l, e))
		return false;
	if (!call_option(c, "text"))
		w.text = l.text;
	else if (!call_file(c, "text", &w.text, e))
		return false;
	if (!call_whom(c, NULL, 0, "to", &w.to, e))
		return false;
	if (call_option(c, "dry-run"))
		return preview(c, &w, e);
	return finish(app_announce(&c->app, &w, &said, e), &said);
}

/* told TITLE|N [WHO ...] */
static bool mark_told(struct call *c, struct err *e)
{
	struct said said = {0};
	struct news_row r;
	struct whom who;
	const char *by = call_option(c, "by");
	int16_t channel = (int16_t)choice_index(choices_channel, by);
	if (by && channel == CHOICE_NONE)
		return err_set(e, ERR_USAGE, "--by: “%s” is no kind of touch", by);
	return app_announcement(&c->app, c->args[1], &c->arena, &r, e) &&
	       call_whom(c, c->args + 2, c->n - 2, "to", &who, e) &&
	       finish(app_announced(&c->app, r.id, who, channel, &said, e), &said);
}

static const struct option announce_options[] = {
	{"letter", "LETTER", "the words of that letter (news)"},
	{"text", "FILE", "the words of a file; - is standard input"},
	{"to", "WHO", "only these, parted by commas (all partners)"},
	{"fit", "WORD", "only those who treat such people"},
	{"dry-run", NULL, "show who gets what, and write nothing"},
	{"by", "CHANNEL", "told: how (as was meant)"},
	{NULL},
};

static bool run_announce(struct call *c, struct err *e)
{
	int64_t number;
	if (!c->n)
		return list_news(c, e);
	if (str_eq(c->args[0], "told") && c->n > 1)
		return mark_told(c, e);
	if (str_eq(c->args[0], "told"))
		return err_set(e, ERR_USAGE, "rapport announce told TITLE|N [WHO ...] [--by CHANNEL]");
	if (c->n > 1)
		return err_set(e, ERR_USAGE, "put the title into quotes: rapport announce \"%s\"", call_rest(c, 0));
	return is_number(c->args[0], &number) ? show_news(c, e) : make_news(c, e);
}

/* --- event --- */

static void event_json(struct json *j, const struct event_row *r)
{
	json_num(j, "number", r->number);
	json_id(j, "id", r->id);
	json_text(j, "title", r->title);
	json_day(j, "on", r->on);
	json_text(j, "type", choice_word(choices_event_type, r->type));
	json_text(j, "place", r->place);
	json_text(j, "note", r->note);
	json_text(j, "by", r->by);
}

static bool list_events(struct call *c, struct err *e)
{
	struct table t = {.arena = &c->arena, .columns = 6, .most = 50};
	struct json j = {0};
	struct event_row *rows;
	int n;
	if (!store_events(c->app.store, &c->arena, &rows, &n, e))
		return false;
	if (c->json)
		json_open(&j, NULL, '[');
	for (int i = 0; i < n; i++) {
		struct str day = {0};
		if (c->json) {
			json_open(&j, NULL, '{');
			event_json(&j, &rows[i]);
			json_num(&j, "guests", rows[i].guests);
			json_close(&j, '}');
			continue;
		}
		date_short(&day, rows[i].on, c->app.now.today);
		table_addf(&t, "%d", rows[i].number);
		table_add(&t, str_text(&day));
		table_add(&t, choice_label(choices_event_type, rows[i].type));
		table_add(&t, rows[i].title);
		table_add(&t, rows[i].place);
		table_addf(&t, "%d guest%s", rows[i].guests, rows[i].guests == 1 ? "" : "s");
		str_free(&day);
	}
	if (c->json) {
		json_close(&j, ']');
		json_print(c, &j);
		return true;
	}
	table_print(c, &t);
	if (!n)
		print(c, "No event yet. rapport event \"TITLE\" WHO ... logs a talk, a screening or a column for all "
			 "of them.");
	return true;
}

static bool show_event(struct call *c, const struct event_row *r, struct err *e)
{
	struct table t = {.arena = &c->arena, .columns = 2};
	struct json j = {0};
	struct guest_row *rows;
	struct str day = {0};
	int n;
	if (!store_guests(c->app.store, r->id, &c->arena, &rows, &n, e))
		return false;
	if (c->json) {
		json_open(&j, NULL, '{');
		event_json(&j, r);
		json_open(&j, "guests", '[');
	} else {
		date_long(&day, r->on);
		print(c, "%s: %s, %s%s%s", r->title, choice_label(choices_event_type, r->type), str_text(&day),
		      r->place ? ", " : "", r->place ? r->place : "");
		if (r->note)
			print(c, "%s", r->note);
	}
	for (int i = 0; i < n; i++) {
		if (c->json) {
			json_open(&j, NULL, '{');
			json_id(&j, "source_id", rows[i].source_id);
			json_text(&j, "source", rows[i].name);
			json_text(&j, "practice", rows[i].practice);
			json_close(&j, '}');
		} else {
			table_add(&t, rows[i].name);
			table_add(&t, rows[i].practice);
		}
	}
	if (c->json) {
		json_close(&j, ']');
		json_close(&j, '}');
		json_print(c, &j);
	} else {
		table_print(c, &t);
		if (!n)
			print(c, "Nobody is named yet: rapport event %d WHO ... adds guests.", r->number);
	}
	str_free(&day);
	return true;
}

static bool old_event(struct call *c, int64_t number, struct err *e)
{
	struct event_row r;
	struct whom who;
	struct said said = {0};
	if (!app_event_numbered(&c->app, number, &c->arena, &r, e))
		return false;
	if (c->n == 1)
		return show_event(c, &r, e);
	return call_whom(c, c->args + 1, c->n - 1, NULL, &who, e) &&
	       finish(app_event_guests(&c->app, r.id, who, &said, e), &said);
}

static bool run_event(struct call *c, struct err *e)
{
	struct event v;
	struct whom who;
	struct said said = {0};
	int64_t number;
	if (!c->n)
		return list_events(c, e);
	if (is_number(c->args[0], &number))
		return old_event(c, number, e);
	record_init(KIND_EVENT, &v);
	v.type = 0; /* a talk */
	v.title = c->args[0];
	return fields_read(c, &v, e) && call_whom(c, c->args + 1, c->n - 1, NULL, &who, e) &&
	       finish(app_event(&c->app, &v, who, &said, e), &said);
}

const struct command news_commands[] = {
	{"announce", "[TITLE|N|told] [TITLE|N] [WHO ...]", "Tell news to all partners; tick it off", announce_options,
	 BOOK_OPEN, 0, 200, .json = true, .run = run_announce},
	{"event", "[TITLE|N] [WHO ...] [--type talk]", "Log an event for many at once", NULL, BOOK_OPEN, 0, 200,
	 .json = true, .fields = true, .kind = KIND_EVENT, .run = run_event},
	{NULL},
};
