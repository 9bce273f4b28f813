/* The same person twice: finding them, and making one of two. What moves is found by the table of kinds; only what a source may have
 * once is dealt with by name. */
#include <inttypes.h>
#include <string.h>

#include "inner.h"
#include "rapport/app/keeping.h"
#include "rapport/base/day.h"
#include "rapport/model/also.h"

/* --- likely ones --- */

static const char *words_of(const char *why)
{
	static const char *const words[] = {
		"npi",      "the same NPI",
		"phone",    "the same phone and a like name",
		"practice", "the same name at the same practice",
		"name",     "the same name",
	};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i += 2)
		if (str_eq(words[i], why))
			return words[i + 1];
	return why;
}

bool app_merge_order(struct app *app, uint64_t a, uint64_t b, struct arena *arena, struct pair *out, struct err *e)
{
	struct source_row x, y;
	if (!store_source_row(app->store, a, ORDER_NAME, arena, &x, e) ||
	    !store_source_row(app->store, b, ORDER_NAME, arena, &y, e))
		return false;
	bool longer = y.touches + y.referrals > x.touches + x.referrals;
	*out = (struct pair){.who = longer ? x : y, .into = longer ? y : x};
	return true;
}

bool app_duplicates(struct app *app, int most, struct arena *a, struct pair **rows, int *n, struct err *e)
{
	struct twins *twins;
	if (!store_twins(app->store, most, a, &twins, n, e))
		return false;
	*rows = arena_alloc(a, ((size_t)*n + 1) * sizeof **rows);
	for (int i = 0; i < *n; i++) {
		struct pair *p = &(*rows)[i];
		if (!app_merge_order(app, twins[i].a, twins[i].b, a, p, e))
			return false;
		p->why = twins[i].why;
		p->words = words_of(twins[i].why);
	}
	return true;
}

/* --- what merging would do --- */

/* These follow others: the day of the stage, the end and reason of a pause, whether both are out of the lists, who came first. */
static bool follows(const char *name)
{
	static const char *const names[] = {"stage_on", "standing_until", "standing_reason", "archived", "added_on"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (str_eq(names[i], name))
			return true;
	return false;
}

static bool has_value(const struct field *f, const void *record)
{
	return f->type == FIELD_FLAG ? *field_flag(f, (void *)record) : field_known(f, record);
}

static const char *value_words(struct app *app, const struct field *f, const void *record, struct arena *a)
{
	struct str b = {0};
	struct source s;
	struct practice p;
	if (!has_value(f, record))
		return "";
	if (f->type == FIELD_ID && f->ref == KIND_PRACTICE &&
	    store_get(app->store, KIND_PRACTICE, *field_id(f, (void *)record), a, &p, NULL))
		return p.name;
	if (f->type == FIELD_ID && f->ref == KIND_SOURCE &&
	    store_get(app->store, KIND_SOURCE, *field_id(f, (void *)record), a, &s, NULL))
		return s.name;
	if (f->type == FIELD_CHOICE)
		return choice_label(f->choices, *field_choice(f, (void *)record));
	if (f->type == FIELD_FLAG)
		return "yes";
	if (f->type == FIELD_DAY)
		date_long(&b, *field_day(f, (void *)record));
	else
		field_write(&b, f, record);
	const char *text = arena_strdup(a, str_text(&b));
	str_free(&b);
	return text;
}

/* A link from one to the other is none any more. */
static bool own_link(const struct field *f, const struct merge_plan *p, const void *record)
{
	uint64_t id = f->type == FIELD_ID && f->ref == KIND_SOURCE ? *field_id(f, (void *)record) : 0;
	return id && (id == p->who.id || id == p->into.id);
}

static bool add_field(struct app *app, struct merge_plan *p, const struct field *f, bool choices, struct arena *a)
{
	bool who = has_value(f, &p->who) && !own_link(f, p, &p->who);
	bool into = has_value(f, &p->into) && !own_link(f, p, &p->into);
	if ((f->flags & F_DERIVED) || follows(f->name) || !who || (into && field_equal(f, &p->who, &p->into)) ||
	    into != choices)
		return false;
	p->fields[p->n++] = (struct merge_field){
		.field = f,
		.who = value_words(app, f, &p->who, a),
		.into = into ? value_words(app, f, &p->into, a) : "",
		.take = !into                ? MERGE_WHO
			: f->flags & F_LINES ? MERGE_BOTH
					     : MERGE_INTO,
		.choice = into,
	};
	return true;
}

static bool count_moves(struct app *app, struct merge_plan *p, struct arena *a, struct err *e)
{
	struct ref *refs;
	int n;
	if (!store_refs(app->store, KIND_SOURCE, p->who.id, a, &refs, &n, e))
		return false;
	for (int i = 0; i < n; i++) {
		bool own = str_eq(refs[i].field->name, "source_id");
		p->touches += refs[i].kind == KIND_TOUCH && own;
		p->referrals += refs[i].kind == KIND_REFERRAL;
		p->others += !(refs[i].kind == KIND_TOUCH && own) && refs[i].kind != KIND_REFERRAL;
	}
	return true;
}

bool app_merge_plan(struct app *app, uint64_t who, uint64_t into, struct arena *a, struct merge_plan *plan,
		    struct err *e)
{
	const struct kind_info *k = &kinds[KIND_SOURCE];
	*plan = (struct merge_plan){0};
	if (who == into)
		return err_set(e, ERR_REFUSED, "the two are one and the same already");
	if (!store_get(app->store, KIND_SOURCE, who, a, &plan->who, e) ||
	    !store_get(app->store, KIND_SOURCE, into, a, &plan->into, e))
		return false;
	plan->fields = arena_alloc(a, (size_t)k->count * sizeof *plan->fields);
	for (int i = 1; i < k->count; i++)
		plan->n_choices += add_field(app, plan, &k->fields[i], true, a);
	for (int i = 1; i < k->count; i++)
		add_field(app, plan, &k->fields[i], false, a);
	return count_moves(app, plan, a, e);
}

/* --- merging --- */

struct merge_act {
	struct act act;
	const struct merge_plan *plan;
	struct tx *tx;
};

/* The records of a kind that are INTO's already, by the kind's own source_id. */
static bool own_rows(struct merge_act *m, enum kind kind, const char *field, void **rows, int *n, struct err *e)
{
	return store_where(tx_store(m->tx), kind, field, m->plan->into.id, &m->act.arena, rows, n, e);
}

/* One open step a source: the earlier one stays, the other is dropped. */
static bool settle_step(struct merge_act *m, struct step *s, struct err *e)
{
	struct step base, kept;
	if (s->state != STEP_OPEN)
		return true;
	if (!store_open_step(tx_store(m->tx), m->plan->into.id, &m->act.arena, &base, e))
		return false;
	if (!base.id)
		return true;
	if (base.due_on <= s->due_on) {
		s->state = STEP_DROPPED;
		s->closed_on = m->act.app->now.today;
		return true;
	}
	kept = base;
	kept.state = STEP_DROPPED;
	kept.closed_on = m->act.app->now.today;
	return tx_update(m->tx, KIND_STEP, &base, &kept, e);
}

/* Told once is told: INTO's own line of the same news keeps the day. */
static bool settle_recipient(struct merge_act *m, const struct recipient *r, bool *drop, struct err *e)
{
	void *found;
	int n;
	if (!own_rows(m, KIND_RECIPIENT, "source_id", &found, &n, e))
		return false;
	const struct recipient *rows = found;
	for (int i = 0; i < n; i++) {
		struct recipient edited = rows[i];
		if (rows[i].announcement_id != r->announcement_id)
			continue;
		*drop = true;
		if (rows[i].told_on != DAY_NONE || r->told_on == DAY_NONE)
			return true;
		edited.told_on = r->told_on;
		edited.channel = r->channel;
		edited.touch_id = r->touch_id;
		return tx_update(m->tx, KIND_RECIPIENT, &rows[i], &edited, e);
	}
	return true;
}

static bool same_in(enum kind kind, const void *x, const void *y)
{
	switch (kind) {
	case KIND_LABEL: {
		const struct label *a = x, *b = y;
		return a->of == b->of && a->type == b->type && str_eq(a->word, b->word);
	}
	case KIND_DISMISSAL:
		return str_eq(((const struct dismissal *)x)->rule, ((const struct dismissal *)y)->rule);
	case KIND_GUEST:
		return ((const struct guest *)x)->event_id == ((const struct guest *)y)->event_id;
	case KIND_ATTENDEE:
		return ((const struct attendee *)x)->touch_id == ((const struct attendee *)y)->touch_id;
	default:
		return false;
	}
}

/* INTO has the same: this one goes. */
static bool settle_double(struct merge_act *m, const struct ref *ref, const void *record, bool *drop, struct err *e)
{
	void *rows;
	int n;
	if (!own_rows(m, ref->kind, ref->field->name, &rows, &n, e))
		return false;
	for (int i = 0; i < n; i++)
		*drop = *drop || same_in(ref->kind, record, (const char *)rows + (size_t)i * kinds[ref->kind].size);
	return true;
}

static bool settle(struct merge_act *m, const struct ref *ref, void *edited, bool *drop, struct err *e)
{
	switch (ref->kind) {
	case KIND_STEP:
		return settle_step(m, edited, e);
	case KIND_RECIPIENT:
		return settle_recipient(m, edited, drop, e);
	case KIND_TOUCH: {
		struct touch *t = edited;
		if (t->met_id == t->source_id) /* whom we met, when it was another */
			t->met_id = 0;
		return true;
	}
	case KIND_SOURCE: {
		struct source *s = edited;
		if (s->via_id == s->id) /* it was reached through its double */
			s->via_id = 0;
		return true;
	}
	case KIND_LABEL:
	case KIND_DISMISSAL:
	case KIND_GUEST:
	case KIND_ATTENDEE:
		return settle_double(m, ref, edited, drop, e);
	default:
		return true;
	}
}

/* A record that pointed twice is read as it stands by now. */
static bool move_ref(struct merge_act *m, const struct ref *ref, struct err *e)
{
	size_t size = kinds[ref->kind].size;
	void *base = arena_alloc(&m->act.arena, size), *edited = arena_alloc(&m->act.arena, size);
	bool drop = false;
	if (!store_get(tx_store(m->tx), ref->kind, record_id(ref->record), &m->act.arena, base, e))
		return false;
	memcpy(edited, base, size);
	*field_id(ref->field, edited) = m->plan->into.id;
	if (!settle(m, ref, edited, &drop, e))
		return false;
	if (drop)
		return tx_delete(m->tx, ref->kind, record_id(base), e);
	return tx_update(m->tx, ref->kind, base, edited, e);
}

/* --- the fields --- */

static const char *both(struct merge_act *m, const char *into, const char *who)
{
	return strstr(into, who) ? into : arena_printf(&m->act.arena, "%s\n%s", into, who);
}

static void take_fields(struct merge_act *m, struct source *s, const struct source *who)
{
	const struct merge_plan *p = m->plan;
	for (int i = 0; i < p->n; i++) {
		const struct field *f = p->fields[i].field;
		/* what somebody filled in since the plan was shown is kept */
		if (p->fields[i].take == MERGE_WHO && (p->fields[i].choice || !has_value(f, s)))
			field_copy(f, s, who, NULL);
		else if (p->fields[i].take == MERGE_BOTH && f->type == FIELD_TEXT && *field_text(f, s) &&
			 *field_text(f, (void *)who))
			*field_text(f, s) = both(m, *field_text(f, s), *field_text(f, (void *)who));
	}
	if (s->stage == who->stage && s->stage != p->into.stage)
		s->stage_on = who->stage_on;
	if (s->standing == who->standing && s->standing != p->into.standing) {
		s->standing_until = who->standing_until;
		s->standing_reason = who->standing_reason;
	}
	if (s->via_id == s->id || s->via_id == who->id)
		s->via_id = 0;
	if (who->added_on != DAY_NONE && (s->added_on == DAY_NONE || who->added_on < s->added_on))
		s->added_on = who->added_on;
	s->archived = s->archived && who->archived;
}

/* --- what the one who stays is also known by --- */

static bool practice_name(struct merge_act *m, uint64_t id, const char **name, struct err *e)
{
	struct practice p = {0};
	if (id && !store_get(tx_store(m->tx), KIND_PRACTICE, id, &m->act.arena, &p, e))
		return false;
	*name = p.name;
	return true;
}

static void remember(struct str *note, enum also what, const char *was, const char *is)
{
	if (was && !also_same(what, was, is))
		also_add(note, what, was);
}

/* A note that was not taken may have held lines of an earlier merge. */
static void remember_lines(struct str *note, const char *was)
{
	struct str value = {0};
	enum also what;
	while (also_next(&was, &what, &value))
		also_add(note, what, value.s);
	str_free(&value);
}

/* What s has not kept of one of the two, in its note, so that the next list with it finds them and does not add them again. */
static bool remember_of(struct merge_act *m, const struct source *was, struct source *s, struct err *e)
{
	const char *was_at, *at;
	struct str note = {0};
	if (!practice_name(m, was->practice_id, &was_at, e) || !practice_name(m, s->practice_id, &at, e))
		return false;
	str_add(&note, s->note);
	remember_lines(&note, was->note);
	remember(&note, ALSO_NAME, was->name, s->name);
	remember(&note, ALSO_PRACTICE, was_at, at);
	remember(&note, ALSO_PHONE, was->phone, s->phone);
	if (note.len)
		s->note = arena_strdup(&m->act.arena, note.s);
	str_free(&note);
	return true;
}

static void say_merged(struct merge_act *m)
{
	const struct merge_plan *p = m->plan;
	say(m->act.said, "Merged %s into %s.", p->who.name, p->into.name);
}

void app_merge_moves(const struct merge_plan *p, struct str *b)
{
	count_words(b, p->touches, KIND_TOUCH);
	str_add(b, ", ");
	count_words(b, p->referrals, KIND_REFERRAL);
	str_printf(b, " and %" PRId64 " other record%s", p->others, p->others == 1 ? "" : "s");
}

void app_merge_left(const struct merge_plan *p, struct str *b)
{
	for (int i = 0; i < p->n_choices; i++) {
		const struct merge_field *f = &p->fields[i];
		if (f->take != MERGE_BOTH)
			str_printf(b, "%s%s %s", b->len ? ", " : "", f->field->label,
				   f->take == MERGE_INTO ? f->who : f->into);
	}
}

static bool merge_in(struct tx *tx, void *ctx, struct err *e)
{
	struct merge_act *m = ctx;
	const struct merge_plan *p = m->plan;
	struct source who, base, edited;
	struct ref *refs;
	int n;
	m->tx = tx;
	tx_label(tx, "%s merged into %s", p->who.name, p->into.name);
	tx_about(tx, p->into.id);
	if (!act_source(&m->act, tx, p->who.id, &who, e) ||
	    !store_refs(tx_store(tx), KIND_SOURCE, p->who.id, &m->act.arena, &refs, &n, e))
		return false;
	for (int i = 0; i < n; i++)
		if (!move_ref(m, &refs[i], e))
			return false;
	if (!act_source(&m->act, tx, p->into.id, &base, e))
		return false;
	for (int i = 0; i < p->n_choices; i++)
		if (!field_equal(p->fields[i].field, &base, &p->into))
			return err_set(e, ERR_REFUSED, "somebody changed %s meanwhile: look at the two again",
				       base.name);
	edited = base;
	take_fields(m, &edited, &who);
	if (!remember_of(m, &base, &edited, e) || !remember_of(m, &who, &edited, e) ||
	    !tx_update(tx, KIND_SOURCE, &base, &edited, e) || !tx_drafts_move(tx, p->who.id, p->into.id, e) ||
	    !tx_delete(tx, KIND_SOURCE, p->who.id, e))
		return false;
	say_merged(m);
	return true;
}

bool app_merge(struct app *app, const struct merge_plan *plan, struct said *out, struct err *e)
{
	struct merge_act m = {.act = {.app = app, .said = out}, .plan = plan};
	out->id = out->source_id = plan->into.id;
	return act_run(&m.act, merge_in, e);
}
