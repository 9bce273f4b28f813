/* What is asked of the store for announcements, labels and events. */
#ifndef RAPPORT_STORE_NEWS_H
#define RAPPORT_STORE_NEWS_H

#include "rapport/store/store.h"

/* A source as a letter reaches it. E-mail, phone and address are its own, or else those of its practice. */
struct reached {
	uint64_t id, practice_id;
	const char *name, *credentials, *practice;
	int16_t kind, stage, standing;
	int32_t standing_until;
	bool archived;
	int64_t referrals;
	const char *email, *phone;
	const char *address, *city, *state, *zip;
	bool at_practice; /* the address is the practice's */
};

enum reach {
	REACH_PARTNERS, /* in Building trust or Maintaining, or ever referred: of any standing, archived too */
	REACH_LIVE,     /* live and not archived */
	REACH_THANKED,  /* thanked by card since `since` */
};
/* By name. since: for REACH_THANKED. */
bool store_reached(struct store *s, enum reach which, int32_t since, struct arena *a, struct reached **rows, int *n,
		   struct err *e);
/* One source. ERR_NOT_FOUND. */
bool store_reached_one(struct store *s, uint64_t source_id, struct arena *a, struct reached *row, struct err *e);

/* Is the source chosen for an announcement of that title (case-blind for ASCII) which it was not told yet, or which is of that day? *on gets its
 * day, *told when it was told. */
bool store_news_had(struct store *s, uint64_t source_id, const char *title, int32_t day, int32_t *on, int32_t *told);

/* Announcements, the newest first. number: 1 is the oldest. */
struct news_row {
	uint64_t id;
	int number;
	int32_t on;
	const char *title, *by;
	int chosen, told;
};
bool store_announcements(struct store *s, struct arena *a, struct news_row **rows, int *n, struct err *e);

struct told_row {
	uint64_t id, source_id; /* of the recipient, of the source */
	const char *name, *practice;
	int16_t channel; /* how it was meant to be told, or CHOICE_NONE */
	int16_t told_by; /* the channel of the touch that told it, or CHOICE_NONE */
	int32_t told_on; /* DAY_NONE: not yet */
	int16_t standing;
	bool archived;
};
/* Those chosen for an announcement: who was not told yet first, then by name. */
bool store_recipients(struct store *s, uint64_t announcement_id, struct arena *a, struct told_row **rows, int *n,
		      struct err *e);

/* Events, the newest first. number: 1 is the one that was written first. */
struct event_row {
	uint64_t id;
	int number;
	int32_t on;
	int16_t type;
	const char *title, *place, *note, *by;
	int guests;
};
bool store_events(struct store *s, struct arena *a, struct event_row **rows, int *n, struct err *e);

struct guest_row {
	uint64_t id, source_id;
	const char *name, *practice;
};
/* The guests of an event by name. */
bool store_guests(struct store *s, uint64_t event_id, struct arena *a, struct guest_row **rows, int *n, struct err *e);

#endif
