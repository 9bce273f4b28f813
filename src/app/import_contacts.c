/* A row of a contact log. */
#include <inttypes.h>
#include <string.h>

#include "import.h"
#include "rapport/base/utf8.h"

/* What people write for how they met; the choices' own words are known already. */
static int channel_of(const char *cell)
{
	static const struct {
		const char *words;
		enum channel channel;
	} rules[] = {
		{"|drop in|drop by|dropin|dropby|in person|office visit|site visit|walk in|", CHANNEL_VISIT},
		{"|breakfast|dinner|meal|lunch and learn|lunch learn|inservice|in service|", CHANNEL_LUNCH},
		{"|phone|phone call|telephone|voicemail|", CHANNEL_CALL},
		{"|e mail|mail merge|newsletter|", CHANNEL_EMAIL},
		{"|thank you card|thank you note|note card|handwritten note|", CHANNEL_CARD},
		{"|progress report|progress note|fax|", CHANNEL_REPORT},
		{"|mail|post|", CHANNEL_LETTER},
		{"|sms|text message|", CHANNEL_TEXT},
		{"|linkedin|facebook|instagram|social media|", CHANNEL_SOCIAL},
		{"|conference|open house|race|workshop|", CHANNEL_EVENT},
		{"|zoom|video call|teams|", CHANNEL_MEETING},
	};
	struct str key = {0};
	int found = choice_index(choices_channel, cell);
	str_addc(&key, '|');
	utf8_fold(&key, cell);
	str_addc(&key, '|');
	for (size_t i = 0; found == CHOICE_NONE && i < sizeof rules / sizeof rules[0]; i++)
		if (strstr(rules[i].words, key.s))
			found = rules[i].channel;
	str_free(&key);
	return found;
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
	return true;
}

/* Two equal rows of one file are two touches; the file taken in again is none. */
static bool put_touch(struct import *im, struct touch *t, struct err *e)
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
	return !fine || tx_insert(im->tx, KIND_TOUCH, t, e);
}

bool import_contact(struct import *im, const struct sheet_row *row, struct err *e)
{
	struct touch t;
	bool added, filled;
	if (!read_touch(im, row, &t))
		return true;
	if (!people_take(im, row, &t.source_id, &added, &filled, e))
		return false;
	im->r->sources_updated += filled;
	if (!t.source_id)
		return true;
	return people_aside(im, t.source_id, e) && take_staff(im, &t, row->cell[COL_STAFF], e) && put_touch(im, &t, e);
}
