/* What every use case needs: one undo step, and the words for it. */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"

void said_free(struct said *s)
{
	str_free(&s->text);
	*s = (struct said){0};
}

void say(struct said *s, const char *fmt, ...)
{
	va_list ap;
	if (s->text.len)
		str_addc(&s->text, ' ');
	va_start(ap, fmt);
	str_vprintf(&s->text, fmt, ap);
	va_end(ap);
}

bool lower_word(struct str *b, const char *label)
{
	for (; *label; label++)
		str_addc(b, (char)tolower((unsigned char)*label));
	return true;
}

/* After the write: only then is it known when the cadence asks. */
static void say_what_comes(struct act *act)
{
	struct source s;
	struct step step;
	int32_t today = act->app->now.today;
	if (!store_get(act->app->store, KIND_SOURCE, act->next_of, &act->arena, &s, NULL) ||
	    s.standing != STANDING_LIVE || !store_open_step(act->app->store, s.id, &act->arena, &step, NULL))
		return;
	int32_t due = step.id ? step.due_on : s.touch_due_on;
	if (due == DAY_FAR)
		return;
	struct str day = {0}, word = {0};
	if (due < today)
		str_printf(&day, "%dd late", (int)(today - due));
	else
		date_short(&day, due, today);
	if (step.id && step.channel != CHOICE_NONE) {
		lower_word(&word, choice_label(choices_channel, step.channel));
		str_add(&word, ", ");
	}
	say(act->said, "Next: %s%s.", str_text(&word), str_text(&day));
	str_free(&day);
	str_free(&word);
}

bool act_run(struct act *act, bool (*fn)(struct tx *tx, void *ctx, struct err *e), struct err *e)
{
	struct app *app = act->app;
	struct deed deed = {.who = app->user, .now = &app->now};
	int64_t before = store_revision(app->store);
	bool ok = store_write(app->store, &deed, fn, act, e);
	act->said->written = ok && store_revision(app->store) != before;
	if (ok && act->next_of)
		say_what_comes(act);
	arena_clear(&act->arena);
	return ok;
}

bool act_source(struct act *act, struct tx *tx, uint64_t id, struct source *s, struct err *e)
{
	return store_get(tx_store(tx), KIND_SOURCE, id, &act->arena, s, e);
}

void count_words(struct str *b, int64_t n, enum kind kind)
{
	const char *word = n == 1 ? kinds[kind].label : kinds[kind].plural;
	str_printf(b, "%" PRId64 " ", n);
	for (; *word; word++)
		str_addc(b, *word == '_' ? ' ' : *word);
}

struct together {
	const char *label;
	bool (*fn)(void *ctx, struct err *e);
	void *ctx;
};

static bool together_in(struct tx *tx, void *ctx, struct err *e)
{
	struct together *t = ctx;
	bool ok = t->fn(t->ctx, e);
	tx_label(tx, "%s", t->label); /* last, over those of its parts */
	return ok;
}

bool app_together(struct app *app, const char *label, bool (*fn)(void *ctx, struct err *e), void *ctx, struct err *e)
{
	struct together t = {label, fn, ctx};
	struct deed deed = {.who = app->user, .now = &app->now};
	return store_write(app->store, &deed, together_in, &t, e);
}

int64_t app_cadence(struct app *app, const struct source *s)
{
	return s->cadence_days != NUM_NONE ? s->cadence_days : store_setting(app->store, SET_CADENCE_FIRST + s->stage);
}

int32_t app_usual_next(struct app *app, const struct source *s, int32_t on)
{
	int32_t from = (int32_t)store_setting(app->store, SET_OWED_FROM);
	if (s->counted_on != DAY_NONE && from < s->counted_on)
		from = s->counted_on;
	return (on < from ? from : on) + (int32_t)app_cadence(app, s);
}

/* --- whom a word means --- */

static bool many(const char *typed, const struct source_row *rows, int n, int max, struct err *e)
{
	struct str b = {0};
	for (int i = 0; i < n; i++) {
		str_printf(&b, "\n  %s", rows[i].name);
		if (rows[i].practice)
			str_printf(&b, ", %s", rows[i].practice);
	}
	if (n == max)
		str_add(&b, "\n  ...");
	err_set(e, ERR_MANY, "“%s” may mean more than one:%s", typed, str_text(&b));
	str_free(&b);
	return false;
}

bool app_who(struct app *app, const char *typed, struct arena *a, struct source *out, struct err *e)
{
	enum { MOST = 8 };
	struct source_row *rows;
	int n;
	if (!store_match(app->store, typed, MOST, a, &rows, &n, e))
		return false;
	if (n == 0)
		return err_set(e, ERR_NOT_FOUND, "nobody matches “%s”", typed);
	if (n > 1)
		return many(typed, rows, n, MOST, e);
	return store_get(app->store, KIND_SOURCE, rows[0].id, a, out, e);
}

/* --- undo --- */

static void say_step_back(struct app *app, uint64_t source_id, struct said *out)
{
	struct arena a = {0};
	struct step step;
	if (source_id && store_open_step(app->store, source_id, &a, &step, NULL) && step.id) {
		str_add(&out->text, ", next step back to ");
		date_short(&out->text, step.due_on, app->now.today);
	}
	arena_clear(&a);
}

/* Does the label name a thing, which undo removes ("lunch with Mei Lin")? Else it tells what became of one ("Mei Lin paused"). */
static bool names_a_thing(const char *label)
{
	static const char *const things[] = {"next step with ", "thanks to ", "referral R-", "import of ",
					     "answer of ",      EVENT_HELD,   EVENT_GUESTS};
	struct str with = {0};
	bool thing = false;
	for (size_t i = 0; i < sizeof things / sizeof *things && !thing; i++)
		thing = str_starts(label, things[i]);
	for (int i = 0; choices_channel[i].word && !thing; i++) {
		str_clear(&with);
		lower_word(&with, choices_channel[i].label);
		str_add(&with, " with ");
		thing = str_starts(label, str_text(&with));
	}
	str_free(&with);
	return thing;
}

static const char SET_TO[] = " set to ";

/* "quiet-days back to 90" of "quiet-days set to 31"; false: the label is about no setting. */
static bool setting_back(struct app *app, const char *label, struct str *b)
{
	const char *to = strstr(label, SET_TO);
	char *name = to ? mem_strndup(label, (size_t)(to - label)) : NULL;
	int which = name ? setting_named(name) : -1;
	if (which >= 0) {
		str_printf(b, "%s back to ", name);
		setting_write(b, which, store_setting(app->store, which));
	}
	free(name);
	return which >= 0;
}

static void undone_words(struct app *app, const struct undo_report *r, struct str *b)
{
	if (!r->left && setting_back(app, r->label, b))
		return;
	str_printf(b, "%s%s", r->label, r->removed && names_a_thing(r->label) ? " removed" : "");
}

static bool take_back(struct app *app, bool redo, struct said *out, struct err *e)
{
	struct deed deed = {.who = app->user, .now = &app->now};
	struct undo_report r = {0};
	bool ok = redo ? store_redo(app->store, &deed, &r, e) : store_undo(app->store, &deed, &r, e);
	if (ok) {
		str_add(&out->text, redo ? "Brought back: " : "Undone: ");
		if (redo)
			str_add(&out->text, r.label);
		else
			undone_words(app, &r, &out->text);
		if (r.stepped && !redo)
			say_step_back(app, r.source_id, out);
		str_addc(&out->text, '.');
		if (!redo && str_starts(r.label, ANNOUNCED))
			say(out, "Its files stay.");
		if (r.left)
			say(out, "Left as it is: %s.", r.left);
		out->source_id = r.source_id;
		out->written = true;
	}
	undo_report_free(&r);
	return ok;
}

bool app_undo(struct app *app, struct said *out, struct err *e)
{
	return take_back(app, false, out, e);
}

bool app_redo(struct app *app, struct said *out, struct err *e)
{
	return take_back(app, true, out, e);
}

/* --- settings and the clinic --- */

struct set_act {
	struct act act;
	int which;
	const char *value;
};

static bool set_in(struct tx *tx, void *ctx, struct err *e)
{
	struct set_act *s = ctx;
	tx_label(tx, "%s%s%s", settings[s->which].name, SET_TO, s->value);
	return tx_set(tx, s->which, s->value, e);
}

bool app_set(struct app *app, const char *name, const char *value, struct said *out, struct err *e)
{
	struct set_act s = {.act = {.app = app, .said = out}, .which = setting_named(name)};
	struct str canonical = {0};
	int64_t number;
	if (s.which < 0)
		return err_set(e, ERR_NOT_FOUND, "there is no setting %s", name);
	if (!setting_read(s.which, value, app->now.today, &number, e))
		return false;
	setting_write(&canonical, s.which, number);
	s.value = str_text(&canonical);
	bool ok = act_run(&s.act, set_in, e);
	if (ok)
		say(out, "%s is now %s.", name, s.value);
	str_free(&canonical);
	return ok;
}

const char *app_clinic(struct app *app, struct arena *a)
{
	struct clinic c;
	if (!store_get(app->store, KIND_CLINIC, 1, a, &c, NULL) || !c.name)
		return "";
	return c.name;
}
