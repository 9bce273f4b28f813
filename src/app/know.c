#include "rapport/app/know.h"

#include <inttypes.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"
#include "rapport/model/question.h"

/* --- what is known --- */

const char *const know_fields[] = {"most_important", "problems", "offer",      "objections", "view_of_pt",
				   "interests",      "told",     "social",     "kit_left",   "competitors",
				   "began",          "homework", "best_times", "note",       NULL};

bool know_field(const char *name)
{
	for (int i = 0; know_fields[i]; i++)
		if (strcmp(know_fields[i], name) == 0)
			return true;
	return false;
}

void app_known(const struct card *c, const char *name, struct str *b)
{
	const char *own = *field_text(kind_field(KIND_SOURCE, name), (void *)&c->source);
	if (!str_blank(own))
		str_add(b, own);
	if (strcmp(name, "competitors") == 0 && !str_blank(c->practice.competitors))
		str_printf(b, "%sat the practice: %s", b->len ? "; " : "", c->practice.competitors);
}

/* --- asking --- */

bool app_answers(struct app *app, uint64_t source_id, struct arena *a, struct answer **rows, int *n, struct err *e)
{
	void *found;
	if (!store_where(app->store, KIND_ANSWER, "source_id", source_id, a, &found, n, e))
		return false;
	*rows = found;
	for (int i = 1; i < *n; i++) { /* read by id; few, and nearly in order of their day */
		struct answer one = (*rows)[i];
		int k = i;
		for (; k > 0 && (*rows)[k - 1].on <= one.on; k--)
			(*rows)[k] = (*rows)[k - 1];
		(*rows)[k] = one;
	}
	return true;
}

bool app_touch_of(struct app *app, uint64_t source_id, int32_t on, uint64_t *touch_id, struct err *e)
{
	struct arena a = {0};
	struct moment *rows;
	int n = 0;
	bool ok = store_timeline(app->store, source_id, 50, &a, &rows, &n, e);
	*touch_id = 0;
	for (int i = 0; ok && i < n && !*touch_id; i++)
		if (rows[i].type == MOMENT_TOUCH && !rows[i].via && rows[i].on == on)
			*touch_id = rows[i].id;
	arena_clear(&a);
	return ok;
}

struct ask_act {
	struct act act;
	uint64_t source_id;
	const struct asking *q;
};

/* The touch that the answer is kept with: the one named, or a new one. */
static bool touch_in(struct ask_act *k, struct tx *tx, const struct source *s, struct touch *t, struct err *e)
{
	const struct asking *q = k->q;
	struct touch base;
	if (!q->touch_id) {
		touch_begin(k->act.app, t, s->id, q->channel == CHOICE_NONE ? CHANNEL_CALL : q->channel);
		t->on = q->on == DAY_NONE ? t->on : q->on;
		t->purpose = PURPOSE_ASK;
		return tx_insert(tx, KIND_TOUCH, t, e);
	}
	if (!store_get(tx_store(tx), KIND_TOUCH, q->touch_id, &k->act.arena, &base, e))
		return false;
	if (base.source_id != s->id)
		return err_set(e, ERR_REFUSED, "that touch was not with %s", s->name);
	*t = base;
	if (t->purpose != CHOICE_NONE)
		return true;
	t->purpose = PURPOSE_ASK;
	return tx_update(tx, KIND_TOUCH, &base, t, e);
}

static bool matters_in(struct ask_act *k, struct tx *tx, const struct source *base, struct err *e)
{
	struct source s = *base;
	s.most_important = k->q->answer;
	return tx_update(tx, KIND_SOURCE, base, &s, e);
}

static bool ask_in(struct tx *tx, void *ctx, struct err *e)
{
	struct ask_act *k = ctx;
	struct str word = {0};
	struct source s;
	struct touch t;
	struct answer answer;
	if (!act_source(&k->act, tx, k->source_id, &s, e) || !touch_in(k, tx, &s, &t, e))
		return false;
	bool matters = question_most_important(k->q->question) && str_blank(s.most_important);
	record_init(KIND_ANSWER, &answer);
	answer.source_id = s.id;
	answer.touch_id = t.id;
	answer.on = t.on;
	answer.question = k->q->question;
	answer.text = k->q->answer;
	answer.by = k->act.app->user;
	lower_word(&word, choice_label(choices_channel, t.channel));
	tx_label(tx, "answer of %s", s.name);
	if (matters)
		say(k->act.said, "Kept what matters most to %s.", s.name);
	else if (k->q->touch_id)
		say(k->act.said, "Kept the answer of %s with that %s.", s.name, str_text(&word));
	else
		say(k->act.said, "Kept the answer of %s.", s.name);
	str_free(&word);
	if (!tx_insert(tx, KIND_ANSWER, &answer, e) || (matters && !matters_in(k, tx, &s, e)))
		return false;
	k->act.said->id = answer.id;
	k->act.next_of = s.id;
	return true;
}

bool app_ask(struct app *app, uint64_t source_id, const struct asking *q, struct said *out, struct err *e)
{
	struct ask_act k = {.act = {.app = app, .said = out}, .source_id = source_id, .q = q};
	if (str_blank(q->question))
		return err_field(e, "question", "say what was asked");
	if (str_blank(q->answer))
		return err_field(e, "answer", "write what they said");
	if (q->on != DAY_NONE && q->on > app->now.today)
		return err_field(e, "on", "that day has not come yet; ask first");
	out->source_id = source_id;
	return act_run(&k.act, ask_in, e);
}

/* --- asking a patient to tell others --- */

struct patient_act {
	struct act act;
	uint64_t referral_id;
	int32_t on;
};

static bool patient_in(struct tx *tx, void *ctx, struct err *e)
{
	struct patient_act *p = ctx;
	struct referral base, r;
	struct str day = {0};
	if (!store_get(tx_store(tx), KIND_REFERRAL, p->referral_id, &p->act.arena, &base, e))
		return false;
	if (base.asked_on != DAY_NONE) {
		date_short(&day, base.asked_on, p->act.app->now.today);
		err_set(e, ERR_REFUSED, "the patient of R-%" PRId64 " was asked already, %s", base.number,
			str_text(&day));
		str_free(&day);
		return false;
	}
	r = base;
	r.asked_on = p->on;
	p->act.said->id = r.id;
	p->act.said->source_id = r.source_id;
	tx_label(tx, "patient of R-%" PRId64 " asked", r.number);
	say(p->act.said, "The patient of R-%" PRId64 " was asked to tell others.", r.number);
	return tx_update(tx, KIND_REFERRAL, &base, &r, e);
}

bool app_ask_patient(struct app *app, uint64_t referral_id, int32_t on, struct said *out, struct err *e)
{
	struct patient_act p = {.act = {.app = app, .said = out}, .referral_id = referral_id, .on = on};
	if (on == DAY_NONE)
		p.on = app->now.today;
	if (p.on > app->now.today)
		return err_field(e, "on", "that day has not come yet; ask first");
	return act_run(&p.act, patient_in, e);
}
