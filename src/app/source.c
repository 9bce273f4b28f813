/* Sources and everything else that a form edits. */
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/app/gift.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"

bool practice_in(struct tx *tx, const char *name, uint64_t *id, struct err *e)
{
	struct practice p;
	*id = 0;
	if (str_blank(name))
		return true;
	if (!store_practice_named(tx_store(tx), name, id, e))
		return false;
	if (*id)
		return true;
	record_init(KIND_PRACTICE, &p);
	p.name = name;
	if (!tx_insert(tx, KIND_PRACTICE, &p, e))
		return false;
	*id = p.id;
	return true;
}

struct source_act {
	struct act act;
	const struct source *base;
	struct source *s;
	const char *practice;
};

static void name_of(struct app *app, uint64_t id, struct arena *a, struct str *b)
{
	struct source_row row;
	if (!store_source_row(app->store, id, ORDER_NAME, a, &row, NULL))
		return;
	str_add(b, row.name);
	if (row.practice)
		str_printf(b, ", %s", row.practice);
}

bool gate_in(struct act *act, struct tx *tx, uint64_t via_id, struct err *e)
{
	struct source base, s;
	if (!via_id)
		return true;
	if (!act_source(act, tx, via_id, &base, e))
		return false;
	s = base;
	s.gatekeeper = true;
	return base.gatekeeper || tx_update(tx, KIND_SOURCE, &base, &s, e);
}

static bool add_in(struct tx *tx, void *ctx, struct err *e)
{
	struct source_act *a = ctx;
	if (!practice_in(tx, a->practice, &a->s->practice_id, e))
		return false;
	tx_label(tx, "%s added", a->s->name);
	a->s->gatekeeper |= kind_keeps_gate(a->s->kind);
	if (!tx_insert(tx, KIND_SOURCE, a->s, e) || !gate_in(&a->act, tx, a->s->via_id, e))
		return false;
	a->act.said->id = a->act.said->source_id = a->s->id;
	say(a->act.said, "Added %s, %s.", a->s->name, choice_label(choices_stage, a->s->stage));
	return true;
}

static bool no_twin(struct app *app, const struct source *s, const char *practice, uint64_t *twin, struct err *e)
{
	static const char *const same[] = {"npi", "the same NPI", "phone", "the same phone"};
	struct arena a = {0};
	struct str who = {0};
	struct twin t;
	uint64_t practice_id = 0;
	if (!str_blank(practice) && !store_practice_named(app->store, practice, &practice_id, e))
		return false;
	if (!store_twin(app->store, s->name, s->npi, s->phone, practice_id, &t, e))
		return false;
	if (twin)
		*twin = t.id;
	if (!t.id)
		return true;
	name_of(app, t.id, &a, &who);
	const char *why = NULL;
	for (int i = 0; i < 4; i += 2)
		if (strcmp(t.why, same[i]) == 0)
			why = same[i + 1];
	if (why)
		err_set(e, ERR_DUP, "Looks like %s (%s)", str_text(&who), why);
	else
		err_set(e, ERR_DUP, "Looks like %s", str_text(&who));
	str_free(&who);
	arena_clear(&a);
	return false;
}

bool app_add(struct app *app, struct source *s, const char *practice, bool anyway, uint64_t *twin, struct said *out,
	     struct err *e)
{
	struct source_act a = {.act = {.app = app, .said = out}, .s = s, .practice = practice};
	if (twin)
		*twin = 0;
	if (str_blank(s->name))
		return err_field(e, "name", "a source needs a name");
	if (!anyway && !no_twin(app, s, practice, twin, e))
		return false;
	if (s->added_on == DAY_NONE)
		s->added_on = app->now.today;
	if (s->stage_on == DAY_NONE)
		s->stage_on = app->now.today;
	if (!s->owner)
		s->owner = app->user;
	return act_run(&a.act, add_in, e);
}

static bool edit_in(struct tx *tx, void *ctx, struct err *e)
{
	struct source_act *a = ctx;
	struct source *s = a->s;
	const struct source *b = a->base;
	if (a->practice && !practice_in(tx, a->practice, &s->practice_id, e))
		return false;
	tx_label(tx, "%s changed", s->name);
	/* a stage or standing that a form changed is a move like any other */
	bool moved = s->stage != b->stage || s->standing != b->standing;
	struct source rest = *s;
	rest.stage = b->stage;
	rest.standing = b->standing;
	if (rest.kind != b->kind && rest.gatekeeper == b->gatekeeper)
		rest.gatekeeper |= kind_keeps_gate(rest.kind);
	if (!tx_update(tx, KIND_SOURCE, b, &rest, e) ||
	    (rest.via_id != b->via_id && !gate_in(&a->act, tx, rest.via_id, e)))
		return false;
	s->rev = rest.rev;
	if (tx_kept(tx))
		say(a->act.said, "Somebody changed %s meanwhile: kept %s; your other changes were added.", s->name,
		    tx_kept(tx));
	else
		say(a->act.said, "Saved %s.", s->name);
	struct source now;
	return !moved || (act_source(&a->act, tx, s->id, &now, e) &&
			  stage_move(&a->act, tx, &now, (enum stage)s->stage, (enum standing)s->standing,
				     s->standing_until, s->standing_reason, e));
}

bool app_edit(struct app *app, const struct source *base, struct source *edited, const char *practice, struct said *out,
	      struct err *e)
{
	struct source_act a = {.act = {.app = app, .said = out}, .base = base, .s = edited, .practice = practice};
	out->id = out->source_id = edited->id;
	return act_run(&a.act, edit_in, e);
}

/* --- any other record --- */

struct save_act {
	struct act act;
	enum kind kind;
	const void *base;
	void *edited;
	const char *over;
};

/* What a touch costs is held against the limit of its year; so it is when others turn out to have been there. */
static bool gifts_fine(struct save_act *s, struct tx *tx, bool made, struct err *e)
{
	struct touch t;
	if (s->kind == KIND_TOUCH)
		return gift_edit_in(&s->act, tx, made ? NULL : s->base, record_id(s->edited), s->over, e);
	if (s->kind != KIND_ATTENDEE)
		return true;
	return store_get(tx_store(tx), KIND_TOUCH, ((const struct attendee *)s->edited)->touch_id, &s->act.arena, &t,
			 e) &&
	       gift_limit_in(&s->act, tx, &t, s->over, e);
}

static bool save_in(struct tx *tx, void *ctx, struct err *e)
{
	struct save_act *s = ctx;
	const struct kind_info *k = &kinds[s->kind];
	const struct field *name = kind_field(s->kind, "name");
	const char *what = name && *field_text(name, s->edited) ? *field_text(name, s->edited) : k->label;
	bool made = !record_id(s->edited);
	tx_label(tx, made ? "%s added" : "%s changed", what);
	if (made ? !tx_insert(tx, s->kind, s->edited, e) : !tx_update(tx, s->kind, s->base, s->edited, e))
		return false;
	s->act.said->id = record_id(s->edited);
	if (tx_kept(tx))
		say(s->act.said, "Somebody changed %s meanwhile: kept %s.", what, tx_kept(tx));
	else
		say(s->act.said, made ? "Added %s." : "Saved %s.", what);
	return gifts_fine(s, tx, made, e);
}

bool app_save(struct app *app, enum kind kind, const void *base, void *edited, struct said *out, struct err *e)
{
	struct save_act s = {.act = {.app = app, .said = out}, .kind = kind, .base = base, .edited = edited};
	return act_run(&s.act, save_in, e);
}

bool app_save_over(struct app *app, const struct touch *base, struct touch *edited, const char *over, struct said *out,
		   struct err *e)
{
	struct save_act s = {
		.act = {.app = app, .said = out}, .kind = KIND_TOUCH, .base = base, .edited = edited, .over = over};
	return act_run(&s.act, save_in, e);
}

/* --- labels --- */

struct label_act {
	struct act act;
	enum label_of of;
	uint64_t of_id;
	enum label_type type;
	const char *words;
};

static bool listed(const char *words, const char *word)
{
	struct str one = {0};
	bool found = false;
	for (const char *s = words; *s && !found;) {
		size_t n = strcspn(s, ",");
		char *piece = mem_strndup(s, n);
		str_clear(&one);
		str_trim(&one, piece);
		found = str_eq(str_text(&one), word);
		free(piece);
		s += n + (s[n] == ',');
	}
	str_free(&one);
	return found;
}

static bool drop_labels(struct label_act *l, struct tx *tx, struct str *kept, struct err *e)
{
	void *found;
	int n;
	if (!store_where(tx_store(tx), KIND_LABEL, "of_id", l->of_id, &l->act.arena, &found, &n, e))
		return false;
	struct label *rows = found;
	for (int i = 0; i < n; i++) {
		if (rows[i].of != (int16_t)l->of || rows[i].type != (int16_t)l->type)
			continue;
		if (listed(l->words, rows[i].word))
			str_printf(kept, "%s,", rows[i].word);
		else if (!tx_delete(tx, KIND_LABEL, rows[i].id, e))
			return false;
	}
	return true;
}

static bool add_labels(struct label_act *l, struct tx *tx, struct str *kept, struct err *e)
{
	struct str one = {0};
	bool ok = true;
	for (const char *s = l->words; ok && *s;) {
		size_t n = strcspn(s, ",");
		str_clear(&one);
		str_trim(&one, arena_strndup(&l->act.arena, s, n));
		s += n + (s[n] == ',');
		if (!one.len || listed(str_text(kept), str_text(&one)))
			continue;
		struct label label;
		record_init(KIND_LABEL, &label);
		label.of = (int16_t)l->of;
		label.of_id = l->of_id;
		label.type = (int16_t)l->type;
		label.word = arena_strdup(&l->act.arena, str_text(&one));
		str_printf(kept, "%s,", label.word);
		ok = tx_insert(tx, KIND_LABEL, &label, e);
	}
	str_free(&one);
	return ok;
}

static bool labels_in(struct tx *tx, void *ctx, struct err *e)
{
	struct label_act *l = ctx;
	struct str kept = {0};
	tx_label(tx, "%s words changed", choice_label(choices_label_type, (int)l->type));
	bool ok = drop_labels(l, tx, &kept, e) && add_labels(l, tx, &kept, e);
	str_free(&kept);
	if (ok)
		say(l->act.said, "Saved.");
	return ok;
}

bool app_set_labels(struct app *app, enum label_of of, uint64_t of_id, enum label_type type, const char *words,
		    struct said *out, struct err *e)
{
	struct label_act l = {
		.act = {.app = app, .said = out}, .of = of, .of_id = of_id, .type = type, .words = words ? words : ""};
	if (of == LABEL_OF_SOURCE)
		out->source_id = of_id;
	return act_run(&l.act, labels_in, e);
}
