/* The bank of open questions, and which one comes next. */
#include <string.h>

#include "inner.h"
#include "rapport/app/know.h"
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

bool app_question(struct app *app, const char *typed, struct arena *a, const char **question, struct err *e)
{
	struct bank_question *rows;
	struct str trimmed = {0};
	int n, which;
	if (str_blank(typed))
		return err_field(e, "question", "say what was asked");
	if (!app_questions(app, a, &rows, &n, e))
		return false;
	const char **texts = arena_alloc(a, (size_t)(n + 1) * sizeof *texts);
	for (int i = 0; i < n; i++)
		texts[i] = rows[i].text;
	struct picking p = {"question", "in the bank", texts, n};
	str_trim(&trimmed, typed);
	const char *text = arena_strdup(a, str_text(&trimmed));
	str_free(&trimmed);
	*question = text;
	if (text[strlen(text) - 1] == '?' && pick_same(&p, text) < 0)
		return true;
	if (!pick(&p, text, &which, e)) {
		if (e && e->code == ERR_NOT_FOUND && !strspn(text, "0123456789"))
			err_set(e, ERR_NOT_FOUND,
				"no question in the bank holds “%s”; one of your own words ends with a question mark",
				text);
		return false;
	}
	*question = texts[which];
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
		say(b->act.said, "Changed to “%s”.", b->text);
	} else if (b->text) {
		tx_label(tx, "question “%s” added", b->text);
		say(b->act.said, "Added “%s”.", b->text);
	} else {
		tx_label(tx, "question “%s” dropped", b->question);
		say(b->act.said, "Dropped “%s”.", b->question);
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
