/* What is shown of one source: its card, and its timeline in words. */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/model/fit.h"

char app_flag(struct app *app, const struct source_row *r)
{
	int32_t today = app->now.today;
	if (r->standing == STANDING_LET_GO)
		return ' ';
	if (r->thanks_owed > 0)
		return '+';
	if (r->next_on < today && !r->next_is_touch)
		return '!';
	if (r->clock_on <= today - store_setting(app->store, SET_QUIET_DAYS))
		return '~';
	if (r->next_on < today)
		return '!';
	return r->next_on == today ? '*' : ' ';
}

static bool card_parts(struct app *app, struct arena *a, struct card *c, struct err *e)
{
	struct source *s = &c->source;
	record_init(KIND_PRACTICE, &c->practice);
	record_init(KIND_SOURCE, &c->via);
	if (s->practice_id && !store_get(app->store, KIND_PRACTICE, s->practice_id, a, &c->practice, e))
		return false;
	if (s->via_id && !store_get(app->store, KIND_SOURCE, s->via_id, a, &c->via, e))
		return false;
	c->last_channel = store_last_channel(app->store, s->id, s->via_id);
	return store_open_step(app->store, s->id, a, &c->step, e);
}

/* The source's own words; payers and populations of its practice where it has none. */
static bool words_of(struct app *app, const struct source *s, struct arena *a, const char *words[LABEL_TYPES],
		     struct err *e)
{
	const char *practice[LABEL_TYPES];
	if (!store_labels(app->store, LABEL_OF_SOURCE, s->id, a, words, e))
		return false;
	if (!s->practice_id || (*words[LABEL_PAYER] && *words[LABEL_POPULATION]))
		return true;
	if (!store_labels(app->store, LABEL_OF_PRACTICE, s->practice_id, a, practice, e))
		return false;
	for (int i = LABEL_PAYER; i <= LABEL_POPULATION; i++)
		if (!*words[i])
			words[i] = practice[i];
	return true;
}

static bool fit_in(struct app *app, const struct source *s, const char *const words[LABEL_TYPES], struct arena *a,
		   struct fitting *out, struct err *e)
{
	const char *own[LABEL_TYPES];
	struct fit_side theirs = {words[LABEL_POPULATION], words[LABEL_PAYER]};
	struct str why = {0}, shared = {0};
	struct fit f;
	if (!store_labels(app->store, LABEL_OF_CLINIC, 1, a, own, e))
		return false;
	struct fit_side ours = {own[LABEL_POPULATION], own[LABEL_PAYER]};
	fit_of(&ours, &theirs, &f, &why);
	*out = (struct fitting){.set = s->fit != CHOICE_NONE, .computed = f.grade, .payers = f.payers};
	words_common(ours.payers, theirs.payers, &shared);
	out->shared = arena_strdup(a, str_text(&shared));
	out->by_words = arena_strdup(a, str_text(&why));
	out->grade = out->set ? s->fit : f.grade;
	out->why = !out->set ? out->by_words : s->fit_reason ? s->fit_reason : "";
	str_free(&why);
	str_free(&shared);
	return true;
}

bool app_fit(struct app *app, const struct source *s, struct arena *a, struct fitting *out, struct err *e)
{
	const char *words[LABEL_TYPES];
	return words_of(app, s, a, words, e) && fit_in(app, s, words, a, out, e);
}

static bool card_labels(struct app *app, struct arena *a, struct card *c, struct err *e)
{
	const char *words[LABEL_TYPES];
	if (!words_of(app, &c->source, a, words, e))
		return false;
	c->payers = words[LABEL_PAYER];
	c->populations = words[LABEL_POPULATION];
	c->tags = words[LABEL_TAG];
	return fit_in(app, &c->source, words, a, &c->fit, e);
}

static void card_evidence(struct app *app, struct arena *a, struct card *c)
{
	struct str b = {0};
	bool done[PROOF_COUNT];
	proofs_see(app, &c->source, done);
	c->n_open = proofs_open(&c->source, done, PROOF_COUNT, &b, &c->n_evidence);
	c->open = arena_strdup(a, str_text(&b));
	str_clear(&b);
	proofs_words(&c->source, done, &b);
	c->evidence = arena_strdup(a, str_text(&b));
	str_free(&b);
}

bool app_card(struct app *app, uint64_t source_id, struct arena *a, struct card *c, struct err *e)
{
	int32_t month = day_month_number(app->now.today);
	memset(c, 0, sizeof *c);
	if (!store_get(app->store, KIND_SOURCE, source_id, a, &c->source, e) || !card_parts(app, a, c, e) ||
	    !card_labels(app, a, c, e) || !store_source_months(app->store, source_id, month - 11, month, c->months, e))
		return false;
	card_evidence(app, a, c);
	for (int i = 0; i < 12; i++) {
		c->referrals += c->months[i].referrals;
		c->came += c->months[i].came;
		c->billed_cents += c->months[i].billed_cents;
		c->received_cents += c->months[i].received_cents;
	}
	return true;
}

/* --- the timeline in words --- */

/* A text from a field as a sentence: its own final stop, or one added. */
static void sentence(struct str *b, const char *s)
{
	if (str_blank(s))
		return;
	size_t n = strlen(s);
	while (n && (s[n - 1] == ' ' || s[n - 1] == '\n'))
		n--;
	if (b->len)
		str_addc(b, ' ');
	str_addn(b, s, n);
	if (!strchr(".!?", s[n - 1]))
		str_addc(b, '.');
}

/* "Good" of "good". */
static void grade_word(struct str *b, int16_t grade)
{
	const char *word = choice_label(choices_fit, grade);
	str_printf(b, "%c%s", toupper((unsigned char)*word), word + 1);
}

void app_fit_words(const struct fitting *f, struct str *b)
{
	struct str why = {0};
	if (f->grade == CHOICE_NONE) {
		str_add(b, "Nothing to compare yet.");
	} else {
		grade_word(b, f->grade);
		if (f->set && !str_blank(f->why))
			str_printf(b, ": %s", f->why);
	}
	sentence(&why, f->by_words);
	/* what agrees with a reason that a person gave says nothing more */
	if (f->set && (f->computed == CHOICE_NONE || (f->computed == f->grade && !str_blank(f->why))))
		str_clear(&why);
	else if (f->set && f->computed != f->grade)
		str_printf(b, "%s By their words: %s", strchr(".!?", b->s[b->len - 1]) ? "" : ".",
			   choice_label(choices_fit, f->computed));
	if (!strchr(".!?", b->s[b->len - 1]))
		str_addc(b, '.');
	if (why.len)
		str_printf(b, " %s", why.s);
	str_free(&why);
}

static void answer_words(const char *answers, struct str *text)
{
	for (const char *s = answers ? answers : ""; *s;) {
		size_t n = strcspn(s, "\n");
		char *one = mem_strndup(s, n);
		sentence(text, one);
		free(one);
		s += n + (s[n] != '\0');
	}
}

/* "Shared “Knees in the garden”, “Sleep”." */
static void shared_words(const char *titles, struct str *text)
{
	if (!titles)
		return;
	str_add(text, text->len ? " Shared " : "Shared ");
	for (const char *s = titles; *s;) {
		size_t n = strcspn(s, "\n");
		str_printf(text, "%s“%.*s”", s == titles ? "" : ", ", (int)n, s);
		s += n + (s[n] != '\0');
	}
	str_addc(text, '.');
}

static void touch_words(const struct moment *m, struct str *text)
{
	const struct touch *t = m->touch;
	struct str b = {0};
	bool missed = t->result != CHOICE_NONE && t->result != 0;
	if (missed) {
		sentence(&b, choice_label(choices_result, t->result));
		if (b.s[0] >= 'a' && b.s[0] <= 'z')
			b.s[0] = (char)(b.s[0] - 'a' + 'A');
	}
	size_t before = b.len;
	sentence(&b, t->note);
	answer_words(m->answers, &b);
	shared_words(m->shared, &b);
	if (b.len == before && t->purpose != CHOICE_NONE && t->purpose != PURPOSE_THANK)
		sentence(&b, choice_label(choices_purpose, t->purpose));
	if (!str_blank(t->learned)) {
		str_add(&b, b.len ? " Learned: " : "Learned: ");
		str_add(&b, t->learned);
	}
	if (m->with && !m->via)
		str_printf(&b, "%sMet %s.", b.len ? " " : "", m->with);
	if (t->by)
		str_printf(&b, "%s(%s)", b.len ? " " : "", t->by);
	if (m->via) /* in front: what does not fit is cut off behind */
		str_printf(text, "Via%s%s%s", m->with ? " " : "", m->with ? m->with : "", b.len ? ": " : ".");
	str_add(text, str_text(&b));
	str_free(&b);
}

static void referral_words(struct app *app, const struct moment *m, bool hide, struct str *text)
{
	const struct referral *r = m->referral;
	str_printf(text, "R-%" PRId64, r->number);
	if (r->patient_ref && !hide)
		str_printf(text, " %s", r->patient_ref);
	if (r->reason)
		str_printf(text, " %s", r->reason);
	if (r->payer)
		str_printf(text, ", %s", r->payer);
	str_addc(text, '.');
	if (r->status != STATUS_RECEIVED)
		str_printf(text, " %s.", choice_label(choices_status, r->status));
	if (r->thanked_on != DAY_NONE) {
		str_add(text, " Thanked");
		if (m->thanked_channel != CHOICE_NONE) {
			str_add(text, " by ");
			lower_word(text, choice_label(choices_channel, m->thanked_channel));
		}
		str_addc(text, ' ');
		date_timeline(text, r->thanked_on, app->now.today);
		str_addc(text, '.');
	} else if (r->thank_due_on < DAY_FAR) {
		str_add(text, " Not thanked yet.");
	}
}

void app_move_words(const struct stage_move *v, struct str *text)
{
	if (v->to_standing != STANDING_LIVE)
		sentence(text, v->to_standing == STANDING_PAUSED ? "Paused" : "Let go");
	else if (v->from_standing != CHOICE_NONE && v->from_standing != STANDING_LIVE)
		str_printf(text, "Live again, in %s.", choice_label(choices_stage, v->to_stage));
	else
		str_printf(text, "Now in %s.", choice_label(choices_stage, v->to_stage));
	sentence(text, v->reason);
	if (v->by)
		str_printf(text, " (%s)", v->by);
}

void app_moment(struct app *app, const struct moment *m, bool hide, struct str *word, struct str *text)
{
	switch (m->type) {
	case MOMENT_TOUCH:
		str_add(word, m->touch->purpose == PURPOSE_THANK ? "Thanks"
								 : choice_label(choices_channel, m->touch->channel));
		touch_words(m, text);
		break;
	case MOMENT_REFERRAL:
		str_add(word, m->referral->direction == REFERRAL_OUT ? "Referral out" : "Referral");
		referral_words(app, m, hide, text);
		break;
	case MOMENT_MOVE:
		str_add(word, "Stage");
		app_move_words(m->move, text);
		break;
	}
}
