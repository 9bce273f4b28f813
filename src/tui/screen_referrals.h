/* The pane of referrals: a list of one source or of all, and the life of the selected one. */
#ifndef RAPPORT_SRC_TUI_SCREEN_REFERRALS_H
#define RAPPORT_SRC_TUI_SCREEN_REFERRALS_H

#include "rapport/app/referral.h"
#include "rapport/tui/list.h"
#include "screens.h"

/* What is read of the selected referral. */
struct life_view {
	struct arena arena, words; /* what was read, and its lines */
	struct life life;
	struct life_line *lines;
	int n;
	const char *why;       /* it owes what comes first; NULL: nothing */
	uint64_t id, revision; /* of what was read; id 0: nothing */
	bool hide;             /* how the lines were made */
};

struct referral_widths {
	int number, day, source, patient, reason, payer, status; /* 0: not shown */
};

struct referrals {
	struct selected selected; /* first: see screens.h. The source of the selected referral */
	struct ui *ui;
	struct list list;
	struct referral_filter filter;
	uint64_t source_id; /* whose list was opened: i goes back to it; 0: nobody's */
	char *name;         /* of whose list it is; NULL: everybody's */
	int64_t count;      /* -1: not cheap to tell */
	bool more;          /* it was counted no further */
	struct referral_widths widths;
	struct life_view view;
};

struct referrals *referrals_of(struct pane *p);
const struct referral_row *referrals_row(const struct referrals *r); /* the selected one; NULL: none */
void referrals_life_lines(struct referrals *r);                      /* of the life that was read, as H has it now */

/* referrals_draw.c */
void referrals_draw_row(void *arg, struct area a, const void *row, const struct list_look *look);
void referrals_draw(struct ui *ui, struct pane *p, struct area a, bool focus);

/* referrals_keys.c */
extern const struct binding referrals_bindings[];
void referrals_show(struct ui *ui, struct pane *p, enum referral_which which);

#endif
