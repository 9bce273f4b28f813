/* One act for several sources: the marked rows. Each goes through its own use case, all in one undo step. */
#include <inttypes.h>
#include <string.h>

#include "inner.h"
#include "rapport/app/shelf.h"
#include "rapport/base/day.h"

/* --- who is passed over --- */

bool pass_over(struct passed *p, struct err *e)
{
	enum { NAMED = 3 };
	if (e->code != ERR_REFUSED && e->code != ERR_NOT_FOUND)
		return false;
	/* what a refusal advises is for one source */
	size_t n = strcspn(err_text(e), ";");
	if (p->n++ < NAMED)
		str_printf(&p->text, "%s%.*s", p->text.len ? "; " : "", (int)n, err_text(e));
	else
		p->more++;
	err_clear(e);
	return true;
}

void passed_words(const struct passed *p, struct str *b)
{
	str_add(b, str_text(&p->text));
	if (p->more)
		str_printf(b, "; and %d more", p->more);
}

void passed_free(struct passed *p)
{
	str_free(&p->text);
}

void say_several(struct said *s, const char *what, const struct passed *p)
{
	struct str b = {0};
	if (p->n)
		passed_words(p, &b);
	say(s, "%s%s%s.", what, b.len ? "; " : "", str_text(&b));
	str_free(&b);
}

bool fail_with(struct err *e, struct err *why)
{
	if (why->field)
		err_field(e, why->field, "%s", err_text(why));
	else
		err_set(e, why->code, "%s", err_text(why));
	err_clear(why);
	return false;
}

bool none_done(const struct passed *p, struct err *e)
{
	struct str b = {0};
	passed_words(p, &b);
	err_set(e, ERR_REFUSED, "%s", str_text(&b));
	str_free(&b);
	return false;
}

/* --- the act --- */

static void close_words(struct each *x, struct tx *tx, int done, const struct passed *p)
{
	struct str said = {0}, label = {0};
	x->words(x, done, &said, &label);
	tx_label(tx, "%s", str_text(&label)); /* last, over those of its parts */
	say_several(x->act.said, str_text(&said), p);
	str_free(&said);
	str_free(&label);
}

static bool each_in(struct tx *tx, void *ctx, struct err *e)
{
	struct each *x = ctx;
	struct passed passed = {0};
	struct err why = {0};
	bool ok = true;
	int done = 0;
	for (int i = 0; ok && i < x->whom.n; i++) {
		struct said said = {0};
		if (x->one(x, x->whom.ids[i], &said, &why))
			done++;
		else
			ok = pass_over(&passed, &why);
		said_free(&said);
	}
	if (!ok)
		fail_with(e, &why);
	else if (!done)
		ok = none_done(&passed, e);
	else
		close_words(x, tx, done, &passed);
	passed_free(&passed);
	return ok;
}

bool each_run(struct each *x, struct app *app, struct whom whom, struct said *out, struct err *e)
{
	x->act.app = app;
	x->act.said = out;
	x->whom = whom;
	if (whom.n != 1)
		return act_run(&x->act, each_in, e);
	bool ok = x->one(x, whom.ids[0], out, e);
	arena_clear(&x->act.arena);
	return ok;
}

/* --- sources --- */

struct several {
	struct each each; /* first */
	const struct plan *plan;
	enum stage to;
	int by;
	int32_t until;
	const char *reason;
	enum thank how;
	const struct sharing *what;
	const char *title; /* of what is shared */
};

static void sources(struct str *b, int n)
{
	str_printf(b, "%d source%s", n, n == 1 ? "" : "s");
}

/* --- next --- */

static bool next_one(struct each *x, uint64_t id, struct said *said, struct err *e)
{
	const struct several *s = (struct several *)x;
	return app_next(x->act.app, id, s->plan, said, e);
}

static void next_words(struct each *x, int n, struct str *said, struct str *label)
{
	const struct several *s = (struct several *)x;
	sources(said, n);
	str_add(label, s->plan->none ? "no next step with " : "next step with ");
	sources(label, n);
	if (s->plan->none) {
		str_add(said, ": no next step");
		return;
	}
	str_add(said, ": next ");
	lower_word(said,
		   choice_label(choices_channel, s->plan->channel == CHOICE_NONE ? CHANNEL_CALL : s->plan->channel));
	str_addc(said, ' ');
	date_short(said, s->plan->due_on, x->act.app->now.today);
}

bool app_next_all(struct app *app, struct whom whom, const struct plan *next, struct said *out, struct err *e)
{
	struct several s = {.each = {.one = next_one, .words = next_words}, .plan = next};
	return each_run(&s.each, app, whom, out, e);
}

/* --- stages --- */

static bool stage_one(struct each *x, uint64_t id, struct said *said, struct err *e)
{
	const struct several *s = (struct several *)x;
	return app_stage(x->act.app, id, s->to, said, e);
}

static void stage_words(struct each *x, int n, struct str *said, struct str *label)
{
	const struct several *s = (struct several *)x;
	sources(said, n);
	str_printf(said, " moved to %s", choice_label(choices_stage, (int)s->to));
	str_add(label, str_text(said));
}

bool app_stage_all(struct app *app, struct whom whom, enum stage to, struct said *out, struct err *e)
{
	struct several s = {.each = {.one = stage_one, .words = stage_words}, .to = to};
	return each_run(&s.each, app, whom, out, e);
}

static bool step_one(struct each *x, uint64_t id, struct said *said, struct err *e)
{
	const struct several *s = (struct several *)x;
	return app_stage_step(x->act.app, id, s->by, said, e);
}

static void step_words(struct each *x, int n, struct str *said, struct str *label)
{
	const struct several *s = (struct several *)x;
	sources(said, n);
	str_add(said, s->by > 0 ? " moved one stage on" : " moved one stage back");
	str_add(label, str_text(said));
}

bool app_stage_step_all(struct app *app, struct whom whom, int by, struct said *out, struct err *e)
{
	struct several s = {.each = {.one = step_one, .words = step_words}, .by = by};
	return each_run(&s.each, app, whom, out, e);
}

static bool pause_one(struct each *x, uint64_t id, struct said *said, struct err *e)
{
	const struct several *s = (struct several *)x;
	return app_pause(x->act.app, id, s->until, s->reason, said, e);
}

static void pause_words(struct each *x, int n, struct str *said, struct str *label)
{
	const struct several *s = (struct several *)x;
	sources(said, n);
	str_add(said, " paused");
	str_add(label, str_text(said));
	str_add(said, " until ");
	date_short(said, s->until, x->act.app->now.today);
}

bool app_pause_all(struct app *app, struct whom whom, int32_t until, const char *reason, struct said *out,
		   struct err *e)
{
	struct several s = {.each = {.one = pause_one, .words = pause_words}, .until = until, .reason = reason};
	return each_run(&s.each, app, whom, out, e);
}

static bool let_go_one(struct each *x, uint64_t id, struct said *said, struct err *e)
{
	const struct several *s = (struct several *)x;
	return app_let_go(x->act.app, id, s->reason, said, e);
}

static void let_go_words(struct each *x, int n, struct str *said, struct str *label)
{
	(void)x;
	sources(said, n);
	str_add(said, " let go");
	str_add(label, str_text(said));
}

bool app_let_go_all(struct app *app, struct whom whom, const char *reason, struct said *out, struct err *e)
{
	struct several s = {.each = {.one = let_go_one, .words = let_go_words}, .reason = reason};
	return each_run(&s.each, app, whom, out, e);
}

/* --- thanks --- */

static bool thank_owed(struct each *x, uint64_t id, struct said *said, struct err *e)
{
	const struct several *s = (struct several *)x;
	return app_thank(x->act.app, id, 0, s->how, true, said, e);
}

static void thank_words(struct each *x, int n, struct str *said, struct str *label)
{
	const struct several *s = (struct several *)x;
	static const char *const by[] = {"by card", "by call", "by e-mail"};
	sources(said, n);
	str_add(label, s->how == THANK_NONE ? "no thanks needed for " : "thanks to ");
	str_add(label, str_text(said));
	if (s->how == THANK_NONE)
		str_add(said, ": no thanks needed");
	else
		str_printf(said, " thanked %s", by[s->how]);
}

bool app_thank_all(struct app *app, struct whom whom, enum thank how, struct said *out, struct err *e)
{
	struct several s = {.each = {.one = thank_owed, .words = thank_words}, .how = how};
	return each_run(&s.each, app, whom, out, e);
}

/* --- archiving --- */

static bool archive_one(struct each *x, uint64_t id, struct said *said, struct err *e)
{
	return app_archive(x->act.app, id, said, e);
}

static void archive_words(struct each *x, int n, struct str *said, struct str *label)
{
	(void)x;
	sources(said, n);
	str_add(said, " archived");
	str_add(label, str_text(said));
}

bool app_archive_all(struct app *app, struct whom whom, struct said *out, struct err *e)
{
	struct several s = {.each = {.one = archive_one, .words = archive_words}};
	return each_run(&s.each, app, whom, out, e);
}

/* --- sharing --- */

static bool share_one(struct each *x, uint64_t id, struct said *said, struct err *e)
{
	const struct several *s = (struct several *)x;
	return app_share(x->act.app, id, s->what, said, e);
}

static void share_words(struct each *x, int n, struct str *said, struct str *label)
{
	const struct several *s = (struct several *)x;
	str_printf(label, "“%s” shared with ", s->title);
	sources(label, n);
	str_add(said, str_text(label));
	str_add(said, " by ");
	lower_word(said,
		   choice_label(choices_channel, s->what->channel == CHOICE_NONE ? CHANNEL_EMAIL : s->what->channel));
}

bool app_share_all(struct app *app, struct whom whom, const struct sharing *what, struct said *out, struct err *e)
{
	struct several s = {.each = {.one = share_one, .words = share_words}, .what = what};
	struct shelf_item item;
	struct arena a = {0};
	bool ok = store_get(app->store, KIND_SHELF_ITEM, what->item_id, &a, &item, e);
	if (ok) {
		s.title = item.title;
		ok = each_run(&s.each, app, whom, out, e);
	}
	arena_clear(&a);
	return ok;
}

/* --- their lines of the queue --- */

bool app_items_of(struct app *app, struct whom whom, struct arena *a, struct items *out, struct err *e)
{
	struct passed passed = {0};
	struct str b = {0};
	struct err why = {0};
	bool ok = true;
	*out = (struct items){.rows = arena_alloc(a, (size_t)(whom.n + 1) * sizeof(*out->rows))};
	for (int i = 0; ok && i < whom.n; i++) {
		if (app_item_of(app, whom.ids[i], a, &out->rows[out->n], &why))
			out->n++;
		else
			ok = whom.n > 1 && pass_over(&passed, &why);
	}
	if (!ok)
		fail_with(e, &why);
	else if (!out->n)
		ok = none_done(&passed, e);
	passed_words(&passed, &b);
	out->passed = b.len ? arena_strdup(a, b.s) : NULL;
	str_free(&b);
	passed_free(&passed);
	return ok;
}
