#include "rapport/app/know.h"

#include <inttypes.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"
#include "rapport/model/question.h"

/* --- the bank --- */

struct bank {
	struct arena *a;
	struct question *own; /* all records, the gone ones too */
	int n_own, cap;
};

static bool keep_question(void *ctx, const void *record, struct err *e)
{
	struct bank *b = ctx;
	(void)e;
	if (b->n_own == b->cap) {
		b->cap = b->cap ? b->cap * 2 : 16;
		struct question *more = arena_alloc(b->a, (size_t)b->cap * sizeof *more);
		if (b->n_own)
			memcpy(more, b->own, (size_t)b->n_own * sizeof *more);
		b->own = more;
	}
	b->own[b->n_own] = *(const struct question *)record;
	b->own[b->n_own].text = arena_strdup(b->a, b->own[b->n_own].text);
	b->n_own++;
	return true;
}

static const struct question *own_of(const struct bank *b, const char *text)
{
	for (int i = 0; i < b->n_own; i++)
		if (question_same(b->own[i].text, text))
			return &b->own[i];
	return NULL;
}

static bool read_bank(struct store *s, struct arena *a, struct bank *b, struct err *e)
{
	*b = (struct bank){.a = a};
	return store_each(s, KIND_QUESTION, keep_question, b, e);
}

static const char *built_in(const char *text)
{
	int n;
	const char *const *all = questions_all(&n);
	for (int i = 0; i < n; i++)
		if (question_same(all[i], text))
			return all[i];
	return NULL;
}

static struct bank_question *bank_rows(const struct bank *b, int *n)
{
	int built;
	const char *const *all = questions_all(&built);
	struct bank_question *rows = arena_alloc(b->a, (size_t)(built + b->n_own + 1) * sizeof *rows);
	*n = 0;
	for (int i = 0; i < built; i++) {
		const struct question *own = own_of(b, all[i]);
		if (!own || !own->gone)
			rows[(*n)++] = (struct bank_question){all[i], 0};
	}
	for (int i = 0; i < b->n_own; i++)
		if (!b->own[i].gone && !built_in(b->own[i].text))
			rows[(*n)++] = (struct bank_question){b->own[i].text, b->own[i].id};
	return rows;
}

bool app_questions(struct app *app, struct arena *a, struct bank_question **rows, int *n, struct err *e)
{
	struct bank b;
	if (!read_bank(app->store, a, &b, e))
		return false;
	*rows = bank_rows(&b, n);
	return true;
}

static bool holds(const char *text, const char *typed)
{
	struct str whole = {0}, part = {0};
	utf8_fold(&whole, text);
	utf8_fold(&part, typed);
	bool found = part.len && strstr(str_text(&whole), part.s) != NULL;
	str_free(&whole);
	str_free(&part);
	return found;
}

/* Words that stand in one question of the bank alone. */
static bool by_words(const struct bank_question *rows, int n, const char *typed, const char **question, struct err *e)
{
	struct str list = {0};
	int found = 0;
	for (int i = 0; i < n; i++) {
		if (!holds(rows[i].text, typed))
			continue;
		*question = rows[i].text;
		str_printf(&list, "\n  %d  %s", i + 1, rows[i].text);
		found++;
	}
	if (found > 1)
		err_set(e, ERR_MANY, "“%s” stands in more than one question:%s", typed, str_text(&list));
	else if (!found)
		err_set(e, ERR_NOT_FOUND,
			"no question of the bank holds “%s”; one of your own ends with a question mark", typed);
	str_free(&list);
	return found == 1;
}

bool app_question(struct app *app, const char *typed, struct arena *a, const char **question, struct err *e)
{
	struct bank_question *rows;
	struct str trimmed = {0};
	int64_t number;
	int n;
	if (str_blank(typed))
		return err_field(e, "question", "say what was asked");
	if (!app_questions(app, a, &rows, &n, e))
		return false;
	str_trim(&trimmed, typed);
	const char *text = arena_strdup(a, str_text(&trimmed));
	str_free(&trimmed);
	if (str_to_i64(text, &number)) {
		if (number < 1 || number > n)
			return err_set(e, ERR_NOT_FOUND, "there is no question %s; the bank holds %d", text, n);
		*question = rows[number - 1].text;
		return true;
	}
	for (int i = 0; i < n; i++) {
		if (question_same(rows[i].text, text)) {
			*question = rows[i].text;
			return true;
		}
	}
	if (text[strlen(text) - 1] != '?')
		return by_words(rows, n, text, question, e);
	*question = text;
	return true;
}

static bool answered(const struct answer *rows, int n, const char *question)
{
	for (int i = 0; i < n; i++)
		if (question_same(rows[i].question, question))
			return true;
	return false;
}

bool app_question_for(struct app *app, uint64_t source_id, struct arena *a, const char **question, struct err *e)
{
	struct bank_question *rows;
	struct answer *answers;
	struct source s;
	int n, n_answers;
	*question = NULL;
	if (!store_get(app->store, KIND_SOURCE, source_id, a, &s, e) || !app_questions(app, a, &rows, &n, e) ||
	    !app_answers(app, source_id, a, &answers, &n_answers, e))
		return false;
	for (int i = 0; i < n && !*question; i++) {
		bool known = question_most_important(rows[i].text) && !str_blank(s.most_important);
		if (!known && !answered(answers, n_answers, rows[i].text))
			*question = rows[i].text;
	}
	return true;
}

/* --- changing the bank --- */

struct bank_act {
	struct act act;
	const char *question, *text;
};

/* Hides a question: a built-in one by a record that says so, one of the book's own by taking its record away. */
static bool hide(struct act *act, struct tx *tx, const char *text, struct err *e)
{
	struct bank b;
	struct question q;
	if (!read_bank(tx_store(tx), &act->arena, &b, e))
		return false;
	const struct question *own = own_of(&b, text);
	const char *original = built_in(text);
	if (own && !own->gone && !original)
		return tx_delete(tx, KIND_QUESTION, own->id, e);
	if (!original || (own && own->gone))
		return err_set(e, ERR_NOT_FOUND, "“%s” does not stand in the bank", text);
	record_init(KIND_QUESTION, &q);
	q.text = original;
	q.gone = true;
	if (!own)
		return tx_insert(tx, KIND_QUESTION, &q, e);
	q = *own;
	q.gone = true;
	return tx_update(tx, KIND_QUESTION, own, &q, e);
}

static bool offer(struct act *act, struct tx *tx, const char *text, struct err *e)
{
	struct bank b;
	struct question q;
	if (!read_bank(tx_store(tx), &act->arena, &b, e))
		return false;
	const struct question *own = own_of(&b, text);
	const char *original = built_in(text);
	if (own && own->gone && original)
		return tx_delete(tx, KIND_QUESTION, own->id, e);
	if (own && own->gone) {
		q = *own;
		q.gone = false;
		return tx_update(tx, KIND_QUESTION, own, &q, e);
	}
	if (own || original)
		return err_set(e, ERR_REFUSED, "“%s” stands in the bank already", own ? own->text : original);
	record_init(KIND_QUESTION, &q);
	q.text = text;
	return tx_insert(tx, KIND_QUESTION, &q, e);
}

static bool bank_in(struct tx *tx, void *ctx, struct err *e)
{
	struct bank_act *b = ctx;
	if (b->question && !hide(&b->act, tx, b->question, e))
		return false;
	if (b->text && !offer(&b->act, tx, b->text, e))
		return false;
	if (b->question && b->text) {
		tx_label(tx, "question changed to “%s”", b->text);
		say(b->act.said, "The question is now “%s”.", b->text);
	} else if (b->text) {
		tx_label(tx, "question “%s” added", b->text);
		say(b->act.said, "“%s” is in the bank.", b->text);
	} else {
		tx_label(tx, "question “%s” dropped", b->question);
		say(b->act.said, "“%s” is not offered any more; answers to it stay.", b->question);
	}
	return true;
}

/* Of any open question, in one line. */
static bool fit_for_bank(const char *text, struct err *e)
{
	if (str_blank(text))
		return err_field(e, "text", "write the question");
	return !strpbrk(text, "\n\t") || err_field(e, "text", "a question is one line");
}

static bool change_bank(struct app *app, const char *question, const char *text, struct said *out, struct err *e)
{
	struct bank_act b = {.act = {.app = app, .said = out}, .question = question};
	struct str trimmed = {0};
	if (text && !fit_for_bank(text, e))
		return false;
	str_trim(&trimmed, text);
	b.text = text ? str_text(&trimmed) : NULL;
	bool ok = act_run(&b.act, bank_in, e);
	str_free(&trimmed);
	return ok;
}

bool app_question_add(struct app *app, const char *text, struct said *out, struct err *e)
{
	return change_bank(app, NULL, text ? text : "", out, e);
}

bool app_question_edit(struct app *app, const char *question, const char *text, struct said *out, struct err *e)
{
	return change_bank(app, question, text ? text : "", out, e);
}

bool app_question_drop(struct app *app, const char *question, struct said *out, struct err *e)
{
	return change_bank(app, question, NULL, out, e);
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
	if (!question_most_important(k->q->question) || !str_blank(s.most_important))
		return true;
	s.most_important = k->q->answer;
	say(k->act.said, "It stands as what matters most to them.");
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
	record_init(KIND_ANSWER, &answer);
	answer.source_id = s.id;
	answer.touch_id = t.id;
	answer.on = t.on;
	answer.question = k->q->question;
	answer.text = k->q->answer;
	answer.by = k->act.app->user;
	lower_word(&word, choice_label(choices_channel, t.channel));
	tx_label(tx, "answer of %s", s.name);
	if (k->q->touch_id)
		say(k->act.said, "Kept the answer of %s with that %s.", s.name, str_text(&word));
	else
		say(k->act.said, "Logged %s with %s and kept the answer.", str_text(&word), s.name);
	str_free(&word);
	if (!tx_insert(tx, KIND_ANSWER, &answer, e) || !matters_in(k, tx, &s, e))
		return false;
	k->act.said->id = answer.id;
	say_next(&k->act, tx, &s);
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
