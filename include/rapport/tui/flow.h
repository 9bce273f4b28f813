/* What a person does from any screen with the selected source or queue item: each opens the
 * form, prompt or second-key box it needs, calls the use case and says what was done.
 * `struct ui`'s app pointer is a struct face (face.h). */
#ifndef RAPPORT_TUI_FLOW_H
#define RAPPORT_TUI_FLOW_H

#include "rapport/app/app.h"
#include "rapport/app/numbers.h"
#include "rapport/app/referral.h"
#include "rapport/tui/ui.h"

/* Everything the panes share beside struct ui. ui->app points at it. */
struct face {
	struct app app;
	int32_t today;      /* --today; DAY_NONE: the clock's */
	bool hide;          /* H: patient references and amounts masked */
	uint64_t focus;     /* the source that screens keep in common: selected on one, selected on the next */
	char *reopen;       /* the book to open after ui_quit, or NULL; the caller of ui_run frees it */
	int64_t revision;   /* of the book, as the screens show it */
	int32_t counted;    /* the day for which Today was counted */
	struct arena arena; /* the clinic's name */
};
struct face *face_of(struct ui *ui);

/* The book has moved, by us or by another person: every pane loads again before it is drawn. */
void face_changed(struct ui *ui);

/* Says what a use case said ("   u undoes this" added when written), or its error; frees both. Returns ok. Marks the book as changed. */
bool flow_say(struct ui *ui, bool ok, struct said *said, struct err *e);

void flow_log(struct ui *ui, uint64_t source_id, int16_t channel); /* CHOICE_NONE: the form asks */
void flow_refer(struct ui *ui, uint64_t source_id);
/* The list of referrals of one source, 0: all. */
void flow_referrals(struct ui *ui, uint64_t source_id);
/* On one referral. first: the field where the form begins, NULL: at its start. */
void flow_referral_edit(struct ui *ui, uint64_t ref_id, const char *first);
void flow_referral_read(struct ui *ui, uint64_t ref_id); /* its whole life, to scroll through */
void flow_log_referral(struct ui *ui, uint64_t ref_id);  /* a touch that points at it */
/* On one referral or the marked ones, who are one undo step. */
void flow_referral_status(struct ui *ui, struct whom refs, enum referral_status to);
void flow_referral_stamp(struct ui *ui, struct whom refs, enum referral_stamp stamp); /* today */
void flow_referral_thank(struct ui *ui, struct whom refs, enum thank how);
/* On one source or the marked ones, who are one undo step. Ids and items are copied. */
void flow_thank(struct ui *ui, struct whom whom, enum thank how);
void flow_next(struct ui *ui, struct whom whom);
/* d, z, x on queue items. */
void flow_done(struct ui *ui, const struct items *items);
void flow_later(struct ui *ui, const struct items *items, int32_t day); /* DAY_NONE: asks for a day */
void flow_drop(struct ui *ui, const struct items *items);
/* d, z, x on sources: their items (app_items_of), or the words why not. */
bool flow_items_of(struct ui *ui, struct whom whom, struct arena *a, struct items *items);
void flow_stage(struct ui *ui, struct whom whom, enum stage to);
void flow_stage_step(struct ui *ui, struct whom whom, int by); /* > +1, < -1 */
void flow_pause(struct ui *ui, struct whom whom);
void flow_let_go(struct ui *ui, struct whom whom);
void flow_add(struct ui *ui, const char *name); /* NULL: empty form */
void flow_edit(struct ui *ui, uint64_t source_id);
void flow_edit_practice(struct ui *ui, uint64_t source_id);
void flow_people(struct ui *ui, uint64_t source_id);          /* at the practice; Enter goes there (ui face focus) */
void flow_copy(struct ui *ui, uint64_t source_id, char what); /* p e a f n */
void flow_archive(struct ui *ui, struct whom whom);
void flow_write(struct ui *ui, struct whom whom); /* a letter or e-mail draft to each */
void flow_ask(struct ui *ui, uint64_t source_id); /* an open question, and its answer */
void flow_questions(struct ui *ui);
void flow_share(struct ui *ui, struct whom whom); /* something of the shelf */
void flow_shelf(struct ui *ui);
/* News to the marked sources, n 0: to all partners. A form, then who gets what, then the files. */
void flow_announce(struct ui *ui, struct whom whom);
void flow_announced(struct ui *ui);     /* all that wait are told; asks which where there are several */
void flow_announcements(struct ui *ui); /* a list of them, and of each who was told */
/* Logs an event for the marked sources; n 0: the form asks for names. */
void flow_event(struct ui *ui, struct whom whom);
void flow_events(struct ui *ui,
		 struct whom whom); /* a list of them, and of each its guests; Enter adds the marked ones, or asks */
/* Address labels: for the marked ones, whom the list shows (each n 0: not offered), all, or whoever was thanked by card. */
void flow_labels(struct ui *ui, struct whom marked, struct whom shown);
/* Thank-you cards to print: for the marked ones (n 0: not offered), who is owed thanks, or whoever was thanked by card. */
void flow_cards(struct ui *ui, struct whom marked);
/* What an export may be of, beside all: sources, and where those lines of Today are in front. n 0: not offered. Copied. */
struct export_of {
	struct whom marked, shown;
	struct items marked_lines, shown_lines;
};
void flow_export(struct ui *ui, const char *as,
		 const struct export_of *of);        /* "json", "csv", "vcard", "mailmerge", "ics" */
void flow_report(struct ui *ui, enum period period); /* as pages for paper, into the outbox */
void flow_sheet(struct ui *ui, uint64_t source_id);  /* one page about them, into the outbox */
void flow_form(struct ui *ui);                       /* the clinic's referral form, into the outbox */
void flow_form_card(struct ui *ui);                  /* the words of its business card, to the clipboard */
void flow_import(struct ui *ui);
void flow_backup(struct ui *ui);
void flow_restore(struct ui *ui);
void flow_duplicates(struct ui *ui); /* who seems to be there twice; Enter shows the two side by side */
void flow_merge(struct ui *ui, uint64_t who, uint64_t into);
void flow_merge_marked(struct ui *ui, struct whom whom); /* two */
void flow_forget(struct ui *ui, uint64_t source_id);     /* confirmed by typing the name */
void flow_forget_patient(struct ui *ui);
void flow_clinic(struct ui *ui);
void flow_staff(struct ui *ui);
void flow_settings(struct ui *ui);
void flow_rules(struct ui *ui);       /* a page to read: every rule with its numbers */
void flow_gifts(struct ui *ui);       /* what physicians were given this year, by name */
void flow_gift_limits(struct ui *ui); /* the limits by year */
void flow_undo(struct ui *ui);
void flow_redo(struct ui *ui);
void flow_history(struct ui *ui);
/* The first run: an empty book asks for the clinic's name and how to begin. */
void flow_first_run(struct ui *ui);
/* The made-up clinic in a book of its own, which is opened in place of this one. */
void flow_sample(struct ui *ui);

#endif
