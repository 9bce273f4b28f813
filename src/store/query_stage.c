/* What shows how far a source is: facts on its timeline. */
#include "inner.h"
#include "rapport/base/day.h"
#include "rapport/store/query.h"

/* "on", channel, a word. $1 the source. */
static const char *const occasions[OCCASION_COUNT] = {
	[OCCASION_MEETING] = "SELECT t.\"on\", t.channel, NULL FROM touches t WHERE t.source_id = $1 AND " FACE_TO_FACE
			     " ORDER BY t.\"on\" DESC, t.id DESC LIMIT 1",
	[OCCASION_IN_CHARGE] = "SELECT t.\"on\", t.channel, CASE WHEN w.id <> t.source_id THEN w.name END"
			       " FROM touches t JOIN sources w ON w.id = COALESCE(t.met_id, t.source_id)"
			       " WHERE t.source_id = $1 AND w.decision_maker = 1 AND " FACE_TO_FACE
			       " ORDER BY t.\"on\" DESC, t.id DESC LIMIT 1",
	[OCCASION_ASKED] =
		"SELECT t.\"on\", t.channel, NULL FROM touches t WHERE t.source_id = $1 AND t.purpose = 'ask'"
		" AND NOT EXISTS (SELECT 1 FROM answers a WHERE a.touch_id = t.id)" /* to another question */
		" ORDER BY t.\"on\" DESC, t.id DESC LIMIT 1",
	[OCCASION_PITCH] = "SELECT t.\"on\", t.channel, NULL FROM touches t WHERE t.source_id = $1 AND t.purpose = "
			   "'pitch' ORDER BY t.\"on\", t.id LIMIT 1",
	[OCCASION_SHOWN] = "SELECT t.\"on\", t.channel, NULL FROM touches t WHERE t.source_id = $1"
			   " AND t.purpose = 'outcomes' AND t.\"on\" >= (SELECT MIN(p.\"on\") FROM touches p"
			   " WHERE p.source_id = $1 AND p.purpose = 'pitch') ORDER BY t.\"on\", t.id LIMIT 1",
	[OCCASION_OUTCOMES] = "SELECT t.\"on\", t.channel, NULL FROM touches t WHERE t.source_id = $1"
			      " AND t.purpose = 'outcomes' ORDER BY t.\"on\" DESC, t.id DESC LIMIT 1",
	[OCCASION_NEWS] =
		"SELECT t.\"on\", t.channel, a.title FROM touches t"
		" LEFT JOIN announcements a ON a.id = t.announcement_id"
		" WHERE t.source_id = $1 AND t.purpose = 'announce' ORDER BY t.\"on\" DESC, t.id DESC LIMIT 1",
};

void store_occasion(struct store *s, enum occasion_of which, uint64_t source_id, struct arena *a, struct occasion *out)
{
	struct query *q = db_query(s->db, occasions[which], "u", source_id);
	*out = (struct occasion){.on = DAY_NONE, .channel = CHOICE_NONE};
	if (query_step(q)) {
		out->on = query_day(q, 0);
		out->channel = (int16_t)choice_index(choices_channel, query_text(q, 1));
		out->word = query_null(q, 2) ? NULL : arena_strdup(a, query_text(q, 2));
	}
	query_end(q, NULL);
}

bool store_tagged(struct store *s, uint64_t source_id, const char *word)
{
	return db_number(s->db, 0,
			 "SELECT 1 FROM labels WHERE of_id = $1 AND \"of\" = 'source' AND type = 'tag' AND word = $2 "
			 "LIMIT 1",
			 "ut", source_id, word) != 0;
}

const char *store_news_waiting(struct store *s, uint64_t source_id, struct arena *a)
{
	struct query *q = db_query(s->db,
				   "SELECT a.title FROM recipients r JOIN announcements a ON a.id = r.announcement_id"
				   " WHERE r.source_id = $1 AND r.told_on IS NULL ORDER BY a.\"on\", a.id LIMIT 1",
				   "u", source_id);
	const char *title = query_step(q) ? arena_strdup(a, query_text(q, 0)) : NULL;
	query_end(q, NULL);
	return title;
}

int64_t store_first_referral(struct store *s, uint64_t source_id)
{
	return db_number(s->db, 0,
			 "SELECT number FROM referrals WHERE source_id = $1 AND direction = 'in'"
			 " ORDER BY received_on, id LIMIT 1",
			 "u", source_id);
}

void store_touch_counts(struct store *s, uint64_t source_id, int64_t *substantive, int64_t *in_charge)
{
	struct query *q = db_query(
		s->db,
		"SELECT COUNT(CASE WHEN " SUBSTANTIVE " THEN 1 END), COUNT(CASE WHEN " FACE_TO_FACE
		" AND (SELECT w.decision_maker FROM sources w WHERE w.id = COALESCE(t.met_id, t.source_id)) = 1"
		" THEN 1 END) FROM touches t WHERE t.source_id = $1",
		"u", source_id);
	*substantive = *in_charge = 0;
	if (query_step(q)) {
		*substantive = query_i64(q, 0);
		*in_charge = query_i64(q, 1);
	}
	query_end(q, NULL);
}
