/* Announcements, labels and events: whom a letter reaches, who was told, who was there. */
#include "rapport/store/news.h"

#include <stdlib.h>
#include <string.h>

#include "inner.h"

/* Rows of any struct, taken from the arena as they come. */
struct rows {
	struct arena *a;
	char *at;
	size_t size;
	int n, cap;
};

static void *add_row(struct rows *r)
{
	if (r->n == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 32;
		char *more = arena_alloc(r->a, (size_t)r->cap * r->size);
		if (r->n)
			memcpy(more, r->at, (size_t)r->n * r->size);
		r->at = more;
	}
	return r->at + (size_t)r->n++ * r->size;
}

static const char *text(struct query *q, int col, struct arena *a)
{
	return arena_strdup(a, query_text(q, col));
}

static int16_t choice(struct query *q, int col, const struct choice *choices)
{
	return (int16_t)choice_index(choices, query_text(q, col));
}

/* --- whom a letter reaches --- */

#define REACHED                                                                                                     \
	"SELECT s.id, s.practice_id, s.name, s.credentials, p.name, s.kind, s.stage, s.standing, s.standing_until," \
	" s.archived, s.referrals, COALESCE(s.email, p.email), COALESCE(s.phone, p.phone),"                         \
	" s.address, s.city, s.state, s.zip, p.address, p.city, p.state, p.zip"                                     \
	" FROM sources s LEFT JOIN practices p ON p.id = s.practice_id WHERE "

static void read_reached(struct query *q, struct arena *a, struct reached *r)
{
	bool own = !query_null(q, 13);
	int from = own ? 13 : 17;
	*r = (struct reached){
		.id = (uint64_t)query_i64(q, 0),
		.practice_id = (uint64_t)query_i64(q, 1),
		.name = text(q, 2, a),
		.credentials = text(q, 3, a),
		.practice = text(q, 4, a),
		.kind = choice(q, 5, choices_source_kind),
		.stage = choice(q, 6, choices_stage),
		.standing = choice(q, 7, choices_standing),
		.standing_until = query_day(q, 8),
		.archived = query_i64(q, 9) != 0,
		.referrals = query_i64(q, 10),
		.email = text(q, 11, a),
		.phone = text(q, 12, a),
		.address = text(q, from, a),
		.city = text(q, from + 1, a),
		.state = text(q, from + 2, a),
		.zip = text(q, from + 3, a),
		.at_practice = !own && !query_null(q, 17),
	};
}

static const char *const reaches[] = {
	[REACH_PARTNERS] = REACHED "(s.stage <> 'first' OR s.referrals > 0) ORDER BY s.fold, s.id",
	[REACH_LIVE] = REACHED "s.standing = 'live' AND s.archived = 0 ORDER BY s.fold, s.id",
	[REACH_THANKED] = REACHED
	"s.archived = 0 AND s.id IN (SELECT t.source_id FROM touches t WHERE t.purpose = 'thank' AND t.channel = 'card'"
	" AND t.\"on\" >= $1) ORDER BY s.fold, s.id",
};

bool store_reached(struct store *s, enum reach which, int32_t since, struct arena *a, struct reached **rows, int *n,
		   struct err *e)
{
	struct rows r = {.a = a, .size = sizeof **rows};
	struct query *q = which == REACH_THANKED ? db_query(s->db, reaches[which], "d", since)
						 : db_query(s->db, reaches[which], "");
	while (query_step(q))
		read_reached(q, a, add_row(&r));
	*rows = (struct reached *)(void *)r.at;
	*n = r.n;
	return query_end(q, e);
}

bool store_reached_one(struct store *s, uint64_t source_id, struct arena *a, struct reached *row, struct err *e)
{
	struct query *q = db_query(s->db, REACHED "s.id = $1", "u", source_id);
	bool found = query_step(q);
	if (found)
		read_reached(q, a, row);
	return query_end(q, e) && (found || err_set(e, ERR_NOT_FOUND, "that source is not there any more"));
}

/* --- announcements --- */

bool store_news_had(struct store *s, uint64_t source_id, const char *title, int32_t day, int32_t *on, int32_t *told)
{
	struct query *q = db_query(s->db,
				   "SELECT a.\"on\", r.told_on FROM recipients r JOIN announcements a ON a.id = "
				   "r.announcement_id WHERE r.source_id = $1 AND a.title = $2 COLLATE NOCASE"
				   " AND (r.told_on IS NULL OR a.\"on\" = $3) ORDER BY a.\"on\" DESC LIMIT 1",
				   "utd", source_id, title, day);
	bool found = query_step(q);
	if (found) {
		*on = query_day(q, 0);
		*told = query_day(q, 1);
	}
	query_end(q, NULL);
	return found;
}

bool store_announcements(struct store *s, struct arena *a, struct news_row **rows, int *n, struct err *e)
{
	struct rows r = {.a = a, .size = sizeof **rows};
	struct query *q = db_query(s->db,
				   "SELECT a.id, a.\"on\", a.title, a.\"by\", COUNT(r.id), COUNT(r.told_on)"
				   " FROM announcements a LEFT JOIN recipients r ON r.announcement_id = a.id"
				   " GROUP BY a.id ORDER BY a.id DESC",
				   "");
	while (query_step(q)) {
		struct news_row *row = add_row(&r);
		*row = (struct news_row){
			.id = (uint64_t)query_i64(q, 0),
			.on = query_day(q, 1),
			.title = text(q, 2, a),
			.by = text(q, 3, a),
			.chosen = (int)query_i64(q, 4),
			.told = (int)query_i64(q, 5),
		};
	}
	*rows = (struct news_row *)(void *)r.at;
	*n = r.n;
	for (int i = 0; i < r.n; i++)
		(*rows)[i].number = r.n - i;
	return query_end(q, e);
}

bool store_recipients(struct store *s, uint64_t announcement_id, struct arena *a, struct told_row **rows, int *n,
		      struct err *e)
{
	struct rows r = {.a = a, .size = sizeof **rows};
	struct query *q =
		db_query(s->db,
			 "SELECT r.id, r.source_id, s.name, p.name, r.channel, t.channel, r.told_on,"
			 " s.standing, s.archived FROM recipients r JOIN sources s ON s.id = r.source_id"
			 " LEFT JOIN practices p ON p.id = s.practice_id LEFT JOIN touches t ON t.id = r.touch_id"
			 " WHERE r.announcement_id = $1 ORDER BY r.told_on IS NOT NULL, s.fold, s.id",
			 "u", announcement_id);
	while (query_step(q)) {
		struct told_row *row = add_row(&r);
		*row = (struct told_row){
			.id = (uint64_t)query_i64(q, 0),
			.source_id = (uint64_t)query_i64(q, 1),
			.name = text(q, 2, a),
			.practice = text(q, 3, a),
			.channel = choice(q, 4, choices_channel),
			.told_by = choice(q, 5, choices_channel),
			.told_on = query_day(q, 6),
			.standing = choice(q, 7, choices_standing),
			.archived = query_i64(q, 8) != 0,
		};
	}
	*rows = (struct told_row *)(void *)r.at;
	*n = r.n;
	return query_end(q, e);
}

/* --- events --- */

/* Ids grow, and numbers with them; the order is by day. */
bool store_events(struct store *s, struct arena *a, struct event_row **rows, int *n, struct err *e)
{
	struct rows r = {.a = a, .size = sizeof **rows};
	struct query *q = db_query(s->db,
				   "SELECT v.id, v.\"on\", v.type, v.title, v.place, v.note, v.\"by\","
				   " (SELECT COUNT(*) FROM guests g WHERE g.event_id = v.id),"
				   " ROW_NUMBER() OVER (ORDER BY v.id) FROM events v ORDER BY v.\"on\" DESC, v.id DESC",
				   "");
	while (query_step(q)) {
		struct event_row *row = add_row(&r);
		*row = (struct event_row){
			.id = (uint64_t)query_i64(q, 0),
			.on = query_day(q, 1),
			.type = choice(q, 2, choices_event_type),
			.title = text(q, 3, a),
			.place = text(q, 4, a),
			.note = text(q, 5, a),
			.by = text(q, 6, a),
			.guests = (int)query_i64(q, 7),
			.number = (int)query_i64(q, 8),
		};
	}
	*rows = (struct event_row *)(void *)r.at;
	*n = r.n;
	return query_end(q, e);
}

bool store_guests(struct store *s, uint64_t event_id, struct arena *a, struct guest_row **rows, int *n, struct err *e)
{
	struct rows r = {.a = a, .size = sizeof **rows};
	struct query *q =
		db_query(s->db,
			 "SELECT g.id, s.id, s.name, p.name FROM guests g JOIN sources s ON s.id = g.source_id"
			 " LEFT JOIN practices p ON p.id = s.practice_id WHERE g.event_id = $1"
			 " ORDER BY s.fold, s.id",
			 "u", event_id);
	while (query_step(q)) {
		struct guest_row *row = add_row(&r);
		*row = (struct guest_row){(uint64_t)query_i64(q, 0), (uint64_t)query_i64(q, 1), text(q, 2, a),
					  text(q, 3, a)};
	}
	*rows = (struct guest_row *)(void *)r.at;
	*n = r.n;
	return query_end(q, e);
}
