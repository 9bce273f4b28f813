/* A row of a contact log. */
#include <inttypes.h>
#include <string.h>

#include "import.h"
#include "rapport/base/utf8.h"

/* What people write for a choice; the choices' own words are known already. */
struct words {
	const char *words; /* folded, each between bars */
	const char *means; /* the choice's own word */
};

static int means(const struct choice *choices, const struct words *rules, size_t n, const char *cell)
{
	struct str key = {0};
	int found = choice_index(choices, cell);
	str_addc(&key, '|');
	utf8_fold(&key, cell);
	while (key.len > 1 && key.s[key.len - 1] == ' ')
		str_cut(&key, key.len - 1);
	str_addc(&key, '|');
	for (size_t i = 0; found == CHOICE_NONE && i < n; i++)
		if (strstr(rules[i].words, key.s))
			found = choice_index(choices, rules[i].means);
	str_free(&key);
	return found;
}

static int channel_of(const char *cell)
{
	static const struct words rules[] = {
		{"|drop in|drop by|dropin|dropby|in person|office visit|site visit|walk in|", "visit"},
		{"|breakfast|dinner|meal|lunch and learn|lunch learn|inservice|in service|", "lunch"},
		{"|phone|phone call|telephone|voicemail|", "call"},
		{"|e mail|mail merge|newsletter|", "email"},
		{"|thank you card|thank you note|note card|handwritten note|", "card"},
		{"|progress report|progress note|fax|", "report"},
		{"|mail|post|", "letter"},
		{"|sms|text message|", "text"},
		{"|linkedin|facebook|instagram|social media|", "social"},
		{"|conference|open house|race|workshop|", "event"},
		{"|zoom|video call|teams|", "meeting"},
	};
	return means(choices_channel, rules, sizeof rules / sizeof rules[0], cell);
}

static int purpose_of(const char *cell)
{
	static const struct words rules[] = {
		{"|intro|introduction|first visit|first meeting|meet and greet|new contact|cold call|", "introduce"},
		{"|marketing|sales|promotion|promote|services|referral request|request referrals|", "pitch"},
		{"|question|questions|needs|ask|feedback|survey|", "ask"},
		{"|outcome|outcomes report|results|data|", "outcomes"},
		{"|progress|progress note|patient update|case update|update on patient|evaluation report|discharge "
		 "report|",
		 "progress"},
		{"|thanks|thank you|thank you for referral|appreciation|", "thank"},
		{"|announcement|news|new service|new program|new therapist|", "announce"},
		{"|share|article|education|inservice|in service|something useful|resource|", "share"},
		{"|checkin|follow up|followup|touch base|keep in touch|relationship|maintenance|", "check_in"},
		{"|plan of care|poc signature|signature|signed poc|", "poc"},
		{"|present|treats|holiday gift|", "gift"},
	};
	return means(choices_purpose, rules, sizeof rules / sizeof rules[0], cell);
}

static int result_of(const char *cell)
{
	static const struct words rules[] = {
		{"|yes|spoke|spoke with|talked|talked with|reached|connected|seen|saw|in person|", "met"},
		{"|appointment|appointment set|appt|appt set|scheduled|meeting set|busy|rescheduled|", "appointment"},
		{"|message|left a message|left voicemail|left a voicemail|left vm|lm|lvm|voicemail|left materials|left "
		 "cards|",
		 "message"},
		{"|no|not in|not there|unavailable|not available|no contact|not reached|out|closed|", "no_answer"},
	};
	return means(choices_result, rules, sizeof rules / sizeof rules[0], cell);
}

static int direction_of(const char *cell)
{
	static const struct words rules[] = {
		{"|us|our|ours|out|outbound|outgoing|clinic|me|i|", "we"},
		{"|them|theirs|in|inbound|incoming|partner|source|", "they"},
	};
	return means(choices_direction, rules, sizeof rules / sizeof rules[0], cell);
}

/* A word that is none of the choices is named, and left out. */
static void take_word(struct import *im, const char *label, int (*of)(const char *cell), const char *cell, int16_t *to)
{
	int known = cell ? of(cell) : CHOICE_NONE;
	if (cell && known == CHOICE_NONE)
		import_note(im, "%s “%s” means nothing to rapport and is left out", label, cell);
	if (known != CHOICE_NONE)
		*to = (int16_t)known;
}

/* Whom we met: the source, somebody known there, or a name. "yes" and the like say what came of it. */
static bool take_met(struct import *im, const struct sheet_row *row, struct touch *t, const char **name, struct err *e)
{
	const char *cell = row->cell[COL_MET];
	struct source s;
	*name = NULL;
	if (!cell)
		return true;
	int result = result_of(cell);
	if (result != CHOICE_NONE) {
		t->result = t->result == CHOICE_NONE ? (int16_t)result : t->result;
		return true;
	}
	if (!store_get(tx_store(im->tx), KIND_SOURCE, t->source_id, &im->row, &s, e))
		return false;
	struct str met = {0}, own = {0};
	person_key(&met, cell);
	person_key(&own, s.name);
	bool same = str_eq(str_text(&met), str_text(&own));
	str_free(&met);
	str_free(&own);
	if (same)
		return true;
	if (!roster_colleague(im, cell, row->cell[COL_PRACTICE], s.practice_id, &t->met_id, e))
		return false;
	*name = t->met_id ? NULL : cell;
	return true;
}

/* Whoever of ours is named is a member of staff. */
static bool take_staff(struct import *im, struct touch *t, const char *cell, struct err *e)
{
	struct staff st;
	import_cell(im, KIND_TOUCH, t, "by", cell);
	if (!t->by)
		return true;
	if (!store_staff_named(tx_store(im->tx), t->by, &im->row, &st, e))
		return false;
	if (st.id) {
		t->by = st.user;
		return true;
	}
	record_init(KIND_STAFF, &st);
	st.user = t->by;
	if (!tx_insert(im->tx, KIND_STAFF, &st, e))
		return false;
	im->r->staff_new++;
	return true;
}

/* The row but for whom it was with; false when it was refused. */
static bool read_touch(struct import *im, const struct sheet_row *row, struct touch *t)
{
	struct err why = {0};
	const char *channel = row->cell[COL_CHANNEL];
	record_init(KIND_TOUCH, t);
	if (!row->cell[COL_ON])
		return !import_refuse(im, SKIP_NO_DAY, "no day");
	if (!people_named(row))
		return !import_refuse(im, SKIP_NO_NAME, "nobody is named");
	bool dated = import_day(im, row->cell[COL_ON], &t->on, &why);
	if (!dated)
		import_refuse(im, SKIP_NOT_A_DAY, "%s", err_text(&why));
	err_clear(&why);
	if (!dated)
		return false;
	int known = channel ? channel_of(channel) : CHANNEL_OTHER;
	t->channel = (int16_t)(known == CHOICE_NONE ? CHANNEL_OTHER : known);
	if (known == CHOICE_NONE)
		import_cell(im, KIND_TOUCH, t, "tags", channel);
	import_cell(im, KIND_TOUCH, t, "note", row->cell[COL_NOTE]);
	import_cell(im, KIND_TOUCH, t, "cost_cents", row->cell[COL_COST]);
	take_word(im, "the purpose", purpose_of, row->cell[COL_PURPOSE], &t->purpose);
	take_word(im, "the result", result_of, row->cell[COL_RESULT], &t->result);
	take_word(im, "the word for who began,", direction_of, row->cell[COL_DIRECTION], &t->direction);
	return true;
}

/* Somebody of whom the book has only the name was there. */
static bool put_met(struct import *im, const struct touch *t, const char *met, struct err *e)
{
	struct attendee a;
	record_init(KIND_ATTENDEE, &a);
	import_cell(im, KIND_ATTENDEE, &a, "name", met);
	a.touch_id = t->id;
	return !a.name || tx_insert(im->tx, KIND_ATTENDEE, &a, e);
}

/* Two equal rows of one file are two touches; the file taken in again is none. */
static bool put_touch(struct import *im, struct touch *t, const char *met, struct err *e)
{
	struct err why = {0};
	const char *key = arena_printf(&im->row, "%" PRIu64 " %" PRId32 " %d %s", t->source_id, t->on, t->channel,
				       t->note ? t->note : "");
	if (seen_times(&im->seen, key) <=
	    store_touch_same(tx_store(im->tx), t->source_id, t->on, t->channel, t->note)) {
		im->r->touches_known++;
		return true;
	}
	t->id = 1; /* for the check alone */
	bool fine = record_check(KIND_TOUCH, t, &why);
	if (!fine)
		import_refuse(im, SKIP_INVALID, "%s", err_text(&why));
	err_clear(&why);
	t->id = 0;
	im->r->touches_new += fine;
	return !fine || (tx_insert(im->tx, KIND_TOUCH, t, e) && put_met(im, t, met, e));
}

bool import_contact(struct import *im, const struct sheet_row *row, struct err *e)
{
	struct touch t;
	const char *met;
	bool added, filled;
	if (!read_touch(im, row, &t))
		return true;
	if (!people_take(im, row, &t.source_id, &added, &filled, e))
		return false;
	im->r->sources_updated += filled;
	if (!t.source_id)
		return true;
	return people_aside(im, t.source_id, e) && take_staff(im, &t, row->cell[COL_STAFF], e) &&
	       take_met(im, row, &t, &met, e) && put_touch(im, &t, met, e);
}
