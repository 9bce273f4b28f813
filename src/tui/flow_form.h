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
/* The same two as a row of FORM_DATE has them: words that look back, or ahead. */
void echo_past(struct ui *ui, struct form *f, int field, struct str *b, bool *bad);
void step_past(struct ui *ui, struct form *f, int field, int days, struct str *out);
void echo_ahead(struct ui *ui, struct form *f, int field, struct str *b, bool *bad);
void step_ahead(struct ui *ui, struct form *f, int field, int days, struct str *out);
/* The plan of a Next field. */
bool read_next(struct ui *ui, const struct form *f, const char *field, struct plan *plan, struct err *e);
/* A row for a field of a record: its label, help and present value, and how it is typed. */
struct form_row row_of_field(const struct field *f, const void *record, struct arena *a);
/* One field of a record from the field of that name in the form; days look back, or ahead where the field lies ahead. */
bool read_field(struct ui *ui, const struct form *f, enum kind kind, const char *name, void *record, struct arena *a,
		struct err *e);
/* Did somebody else change a field of this record since the form read it (base), which the form (edited) would change too, to something else? Then
 * false, with the error at that field: theirs in words, and that a second save sets what is typed; base takes theirs over, into the arena. A record
 * that is new, or gone, has none. */
bool nobody_else_changed(struct ui *ui, enum kind kind, void *base, const void *edited, struct arena *a, struct err *e);
/* A save that failed: what is not about a field says that the text is still there. Returns false. */
bool form_refused(struct err *e);
/* How far long work is, on the message line, with how it is stopped; frees b. False: Esc was pressed. */
bool flow_progress(struct ui *ui, struct str *b);
/* "~/list.csv" as a shell would read it, without the quotes that stand around a pasted one; the caller frees. */
char *whole_path(const char *typed);
/* "~/rapport/outbox" for what lies in the home folder; into the arena. */
const char *short_path(const char *path, struct arena *a);
/* For a field of several names parted by commas: what is typed with its last name completed, one a line. */
void names_like(struct ui *ui, const char *typed, struct str *out);
/* Whom such a field means; into the arena. The error is about that field. */
bool read_names(struct ui *ui, const struct form *f, const char *field, struct arena *a, struct whom *whom,
		struct err *e);
/* A choice of letters; those whose first letter is taken already have no key. */
struct letter;
struct form_choice *letter_choices(const struct letter *letters, int n, struct arena *a);
/* The people at a practice whose name holds what is typed, one a line, but for the source `but`. Nothing when practice_id is 0. */
void people_like(struct ui *ui, uint64_t practice_id, uint64_t but, const char *typed, struct str *out);

/* Form choices out of a choice list, into the arena. */
struct form_choice *choices_of(const struct choice *choices, struct arena *a);

/* The direction of a referral, as seen from a source. */
extern const struct form_choice referral_ways[];

/* A form about one source or the marked ones. */
struct whom copy_whom(struct whom whom, struct arena *a);
/* "Dr. Priya Okafor", "3 sources"; NULL: cannot be read, and said. */
const char *whom_words(struct ui *ui, struct whom whom, struct arena *a);
/* What several marked rows were asked is a draft of its own, and about nobody alone. */
static inline const char *whom_draft(struct whom whom, const char *one, const char *several)
{
	return whom.n == 1 ? one : several;
}
static inline uint64_t whom_subject(struct whom whom)
{
	return whom.n == 1 ? whom.ids[0] : 0;
}

/* Keeps the form's text as a draft of this person about the subject, and says so; a failure is said too. */
void keep_draft(struct ui *ui, struct form *f, const char *form, uint64_t subject, const char *again);
/* The same with only the fields that differ from the values of `rows`: what others change meanwhile stays theirs. */
void keep_changes(struct ui *ui, struct form *f, const struct form_row *rows, int n, const char *form, uint64_t subject,
		  const char *again);
/* Puts the kept text into the form and says so. */
void offer_draft(struct ui *ui, struct form *f, const char *form, uint64_t subject);
void drop_draft(struct ui *ui, const char *form, uint64_t subject);

/* Edits a record by all the fields that its kind offers; id 0 adds one. labels: with its payers, populations, services and tags. */
void edit_record(struct ui *ui, enum kind kind, uint64_t id, const char *title, bool labels);

#endif
