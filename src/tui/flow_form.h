/* What the forms share: dates with an echo, drafts, choices out of the table of kinds, and what a refused save says. */
#ifndef RAPPORT_SRC_TUI_FLOW_FORM_H
#define RAPPORT_SRC_TUI_FLOW_FORM_H

#include "rapport/tui/flow.h"
#include "rapport/tui/form.h"

#define DATE_ADVICE "Dates: `2w`  `10d`  `fri`  `tom`  `24 mar`  `3/24`     arrows move one day"

/* "= Tue 24 Mar 2026", or why it is no date; nothing for blank text. */
void echo_date(struct ui *ui, const char *typed, enum date_direction dir, struct str *b, bool *bad);
/* "= call, Tue 24 Mar 2026", "= no next step" for 0. */
void echo_next(struct ui *ui, const char *typed, const char *kind, struct str *b, bool *bad);
/* The text for the day `days` on from what is typed; blank counts from today. */
void step_date(struct ui *ui, const char *typed, enum date_direction dir, int days, struct str *out);
/* "31 feb" in a field: the error under it. */
bool read_date(struct ui *ui, const struct form *f, const char *field, enum date_direction dir, int32_t *day,
	       struct err *e);
/* The plan of a Next field. */
bool read_next(struct ui *ui, const struct form *f, const char *field, struct plan *plan, struct err *e);
/* One field of a record from the field of that name in the form. */
bool read_field(struct ui *ui, const struct form *f, enum kind kind, const char *name, void *record, struct arena *a,
		struct err *e);
/* A save that failed: what is not about a field says that the text is still there. Returns false. */
bool form_refused(struct err *e);

/* Form choices out of a choice list, into the arena. */
struct form_choice *choices_of(const struct choice *choices, struct arena *a);

/* Keeps the form's text as a draft of this person about the subject, and says so; a failure is said too. */
void keep_draft(struct ui *ui, struct form *f, const char *form, uint64_t subject, const char *again);
/* Puts the kept text into the form and says so. */
void offer_draft(struct ui *ui, struct form *f, const char *form, uint64_t subject);
void drop_draft(struct ui *ui, const char *form, uint64_t subject);

#endif
