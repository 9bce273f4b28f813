/* What holds on every screen: the hooks of the loop, and the bindings that need no selected source. */
#include <stdlib.h>

#include "face.h"
#include "rapport/store/query.h"
#include "rapport/tui/flow.h"
#include "screens.h"

#define QUEUE_MOST 1000

struct face *face_of(struct ui *ui)
{
	return ui->app;
}

/* --- hooks --- */

static void on_now(struct ui *ui, struct now *now)
{
	struct face *face = face_of(ui);

	clock_now(now, face->today);
	face->app.now = *now;
}

/* The number behind "2 Today": asked only when the book has moved. */
static void count_today(struct ui *ui)
{
	struct face *face = face_of(ui);

	ui->tabs[1].count = store_queue_count(face->app.store, face->app.now.today);
}

void face_changed(struct ui *ui)
{
	struct face *face = face_of(ui);

	face->revision = store_revision(face->app.store);
	face->counted = face->app.now.today;
	arena_clear(&face->arena);
	ui->clinic = app_clinic(&face->app, &face->arena);
	count_today(ui);
	ui_changed(ui);
}

/* Another person's write, or midnight. */
static void on_idle(struct ui *ui)
{
	struct face *face = face_of(ui);

	if (store_revision(face->app.store) != face->revision || face->counted != face->app.now.today)
		face_changed(ui);
}

const struct ui_hooks face_hooks = {.now = on_now, .idle = on_idle};

/* --- bindings --- */

static void run_find(struct ui *ui, struct pane *p)
{
	(void)p;
	find_open(ui);
}

static void run_add(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_add(ui, NULL);
}

static void run_undo(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_undo(ui);
}

static void run_redo(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_redo(ui);
}

static void run_import(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_import(ui);
}

/* What acts on the marked rows of whatever is in front. */
#define RUN_MARKED(name, call)                              \
	static void name(struct ui *ui, struct pane *p)     \
	{                                                   \
		struct arena a = {0};                       \
		struct whom marked = marked_sources(p, &a); \
                                                            \
		call;                                       \
		arena_clear(&a);                            \
	}

RUN_MARKED(run_announce, flow_announce(ui, marked))
RUN_MARKED(run_event, flow_event(ui, marked))
RUN_MARKED(run_events, flow_events(ui, marked))
RUN_MARKED(run_labels, flow_labels(ui, marked, shown_sources(p, &a)))
RUN_MARKED(run_cards, flow_cards(ui, marked))

/* Of the marked rows, those shown, or all. */
#define RUN_EXPORT(name, as)                                                                            \
	static void name(struct ui *ui, struct pane *p)                                                 \
	{                                                                                               \
		struct arena a = {0};                                                                   \
		struct export_of of = {.marked = marked_sources(p, &a), .shown = shown_sources(p, &a)}; \
                                                                                                        \
		shown_lines(p, &a, &of.marked_lines, &of.shown_lines);                                  \
		flow_export(ui, as, &of);                                                               \
		arena_clear(&a);                                                                        \
	}

RUN_EXPORT(run_json, "json")
RUN_EXPORT(run_csv, "csv")
RUN_EXPORT(run_vcard, "vcard")
RUN_EXPORT(run_calendar, "ics")
RUN_EXPORT(run_merge, "mailmerge")

static void run_report(struct ui *ui, struct pane *p)
{
	flow_report(ui, numbers_period(p));
}

static void run_form(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_form(ui);
}

static void run_form_card(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_form_card(ui);
}

static void run_announced(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_announced(ui);
}

static void run_announcements(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_announcements(ui);
}

static void run_backup(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_backup(ui);
}

static void run_restore(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_restore(ui);
}

static void run_duplicates(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_duplicates(ui);
}

static void run_forget_patient(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_forget_patient(ui);
}

static void run_clinic(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_clinic(ui);
}

static void run_staff(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_staff(ui);
}

static void run_settings(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_settings(ui);
}

static void run_all_referrals(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_referrals(ui, 0);
}

static void run_rules(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_rules(ui);
}

static void run_history(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_history(ui);
}

static void run_gifts(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_gifts(ui);
}

static void run_gift_limits(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_gift_limits(ui);
}

static void run_sample(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_sample(ui);
}

static void run_questions(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_questions(ui);
}

static void run_shelf(struct ui *ui, struct pane *p)
{
	(void)p;
	flow_shelf(ui);
}

static const char *in_use(struct ui *ui, struct pane *p)
{
	(void)p;
	return store_empty(face_of(ui)->app.store)
		       ? NULL
		       : "This book holds your own people; the made-up clinic is for an empty one.";
}

static void run_hide(struct ui *ui, struct pane *p)
{
	struct face *face = face_of(ui);

	(void)p;
	face->hide = face->app.hide = !face->hide;
	ui_say(ui, face->hide ? "Patient references and amounts are hidden.   `H` shows them"
			      : "Patient references and amounts are shown.");
}

static const struct binding exports[] = {
	{.keys = "j",
	 .name = "export-json",
	 .hint = "JSON",
	 .help = "The book as JSON",
	 .command = "Export the book as JSON",
	 .run = run_json},
	{.keys = "c",
	 .name = "export-csv",
	 .hint = "CSV",
	 .help = "A table for a spreadsheet",
	 .command = "Export a table as CSV",
	 .run = run_csv},
	{.keys = "v",
	 .name = "export-vcard",
	 .hint = "vCard",
	 .help = "Sources for an address book",
	 .command = "Export an address book (vCard)",
	 .run = run_vcard},
	{.keys = "i",
	 .name = "export-calendar",
	 .hint = "Calendar",
	 .help = "The queue for a calendar",
	 .command = "Export the queue to a calendar",
	 .run = run_calendar},
	{.keys = "m",
	 .name = "export-merge",
	 .hint = "Mail merge",
	 .help = "Sources for letters in Word",
	 .command = "Export for mail merge",
	 .run = run_merge},
	{.keys = "l",
	 .name = "export-labels",
	 .hint = "Labels",
	 .help = "Address labels to print",
	 .command = "Labels: addresses for the printer",
	 .run = run_labels},
	{.keys = "h",
	 .name = "report",
	 .hint = "Report",
	 .help = "The report, on two pages",
	 .command = "Report: the figures on two pages for paper",
	 .run = run_report},
	{.keys = "b", .name = "backup", .hint = "Backup", .help = "Back up the book", .run = run_backup},
	{0},
};

static const struct binding bindings[] = {
	{.keys = "/ Ctrl-F",
	 .name = "find",
	 .hint = "Find",
	 .help = "Find anyone",
	 .group = GROUP_LOOK,
	 .run = run_find},
	{.keys = "a", .name = "add", .hint = "Add", .help = "Add a source", .group = GROUP_DO, .run = run_add},
	{.keys = "A",
	 .name = "announce",
	 .hint = "Announce",
	 .help = "Announce to partners",
	 .group = GROUP_DO,
	 .run = run_announce},
	{.keys = "u Ctrl-Z", .name = "undo", .hint = "Undo", .help = "Undo", .group = GROUP_CLINIC, .run = run_undo},
	{.keys = "U Ctrl-Y", .name = "redo", .hint = "Redo", .help = "Redo", .group = GROUP_CLINIC, .run = run_redo},
	{.keys = "E", .name = "export", .hint = "Export", .help = "Export", .group = GROUP_CLINIC, .second = exports},
	{.keys = "I",
	 .name = "import",
	 .hint = "Import",
	 .help = "Import a file",
	 .group = GROUP_CLINIC,
	 .run = run_import},
	{.keys = "H",
	 .name = "hide",
	 .hint = "Hide",
	 .help = "Hide private details",
	 .group = GROUP_LOOK,
	 .run = run_hide},
	{.keys = "", .name = "announced", .command = "Announced to all: log it for who waits", .run = run_announced},
	{.keys = "", .name = "announcements", .command = "Announcements: who was told", .run = run_announcements},
	{.keys = "", .name = "event", .command = "Event: log a talk, screening or column", .run = run_event},
	{.keys = "", .name = "events", .command = "Events: who was there", .run = run_events},
	{.keys = "", .name = "thank-cards", .command = "Thank-you cards for the printer", .run = run_cards},
	{.keys = "", .name = "form", .command = "Form: a referral form for those who refer", .run = run_form},
	{.keys = "", .name = "form-card", .command = "Form: copy a business card", .run = run_form_card},
	{.keys = "", .name = "clinic", .command = "The clinic's profile", .run = run_clinic},
	{.keys = "", .name = "staff", .command = "Your people", .run = run_staff},
	{.keys = "", .name = "questions", .command = "Question bank", .run = run_questions},
	{.keys = "", .name = "shelf", .command = "Shelf: things worth sharing", .run = run_shelf},
	{.keys = "", .name = "settings", .command = "Settings of the book", .run = run_settings},
	{.keys = "", .name = "gifts", .command = "Gifts this year", .run = run_gifts},
	{.keys = "", .name = "gift-limits", .command = "Gift limits", .run = run_gift_limits},
	{.keys = "", .name = "all-referrals", .command = "All referrals", .run = run_all_referrals},
	{.keys = "", .name = "rules", .command = "What Today asks for, and why", .run = run_rules},
	{.keys = "",
	 .name = "sample",
	 .command = "Sample: look around in a made-up clinic",
	 .run = run_sample,
	 .why_not = in_use},
	{.keys = "", .name = "restore", .command = "Restore a backup", .run = run_restore},
	{.keys = "", .name = "duplicates", .command = "Find duplicates: who is there twice", .run = run_duplicates},
	{.keys = "", .name = "forget-patient", .command = "Forget a patient for ever", .run = run_forget_patient},
	{.keys = "", .name = "history", .command = "Who did what", .run = run_history},
	{0},
};

static const struct binding *const tables[] = {bindings, NULL};
const binding_tables face_globals = tables;
