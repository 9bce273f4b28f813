/* What is shown of one source: its card, and its timeline in words. */
#include <inttypes.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/day.h"

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

static bool card_labels(struct app *app, struct arena *a, struct card *c, struct err *e)
{
	const char *own[LABEL_TYPES], *practice[LABEL_TYPES] = {"", "", "", ""};
	if (!store_labels(app->store, LABEL_OF_SOURCE, c->source.id, a, own, e))
		return false;
	if (c->practice.id && !(*own[LABEL_PAYER] && *own[LABEL_POPULATION]) &&
	    !store_labels(app->store, LABEL_OF_PRACTICE, c->practice.id, a, practice, e))
		return false;
	c->payers = *own[LABEL_PAYER] ? own[LABEL_PAYER] : practice[LABEL_PAYER];
	c->populations = *own[LABEL_POPULATION] ? own[LABEL_POPULATION] : practice[LABEL_POPULATION];
	c->tags = own[LABEL_TAG];
	return true;
}

bool app_card(struct app *app, uint64_t source_id, struct arena *a, struct card *c, struct err *e)
{
	int32_t month = day_month_number(app->now.today);
	memset(c, 0, sizeof *c);
	if (!store_get(app->store, KIND_SOURCE, source_id, a, &c->source, e) || !card_parts(app, a, c, e) ||
	    !card_labels(app, a, c, e) || !store_source_months(app->store, source_id, month - 11, month, c->months, e))
		return false;
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

static void touch_words(const struct moment *m, struct str *text)
{
	const struct touch *t = m->touch;
	sentence(text, t->note);
	if (str_blank(t->note) && t->purpose != CHOICE_NONE)
		sentence(text, choice_label(choices_purpose, t->purpose));
	if (!str_blank(t->learned)) {
		str_add(text, text->len ? " Learned: " : "Learned: ");
		str_add(text, t->learned);
	}
	if (t->result != CHOICE_NONE && t->result != 0 && str_blank(t->note))
		sentence(text, choice_label(choices_result, t->result));
	if (m->with)
		str_printf(text, "%s%s %s.", text->len ? " " : "", m->via ? "Via" : "Met", m->with);
	if (t->by)
		str_printf(text, "%s(%s)", text->len ? " " : "", t->by);
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

static void move_words(const struct moment *m, struct str *text)
{
	const struct stage_move *v = m->move;
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
		move_words(m, text);
		break;
	}
}
