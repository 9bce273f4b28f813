/* The bindings for the selected source: one table for every screen that has one. */
#include <inttypes.h>

#include "rapport/base/day.h"
#include "rapport/base/mem.h"
#include "screens.h"

uint64_t selected_source(struct pane *p)
{
	const struct selected *s = p->data;

	return s->source_id;
}

void selected_set(struct ui *ui, struct pane *p, uint64_t source_id)
{
	struct selected *s = p->data;

	s->source_id = source_id;
	if (source_id)
		face_of(ui)->focus = source_id;
}

void selected_lost(struct ui *ui, struct pane *p, struct err *e)
{
	if (e->code != ERR_NOT_FOUND)
		ui_error(ui, e);
	err_clear(e);
	ui_close(ui, p);
}

/* The marked sources, else the selected one. */
static struct whom whom(struct pane *p, struct arena *a)
{
	const struct selected *s = p->data;
	struct whom marked = {0};

	if (s->marked)
		marked = s->marked(p, a);
	return marked.n ? marked : (struct whom){&s->source_id, 1};
}

static void act_on(struct pane *p, bool marked)
{
	struct selected *s = p->data;

	s->acting = marked;
}

/* Only a pane with the bindings for the selected source has its data begin with struct selected. */
static struct selected *selected_of(struct pane *p)
{
	for (binding_tables t = p->tables; t && *t; t++) {
		if (*t == selected_bindings)
			return p->data;
	}
	return NULL;
}

struct whom marked_sources(struct pane *p, struct arena *a)
{
	struct selected *s = selected_of(p);
	struct whom all = {0};
	uint64_t *ids;
	int n = 0;

	if (!s || !s->marked)
		return all;
	act_on(p, true);
	all = s->marked(p, a);
	ids = arena_alloc(a, sizeof(*ids) * (size_t)(all.n + 1));
	for (int i = 0; i < all.n; i++) {
		if (all.ids[i]) /* a line of Today may be about nobody */
			ids[n++] = all.ids[i];
	}
	return (struct whom){ids, n};
}

struct whom shown_sources(struct pane *p, struct arena *a)
{
	struct selected *s = selected_of(p);

	return s && s->shown ? s->shown(p, a) : (struct whom){0};
}

void shown_lines(struct pane *p, struct arena *a, struct items *marked, struct items *shown)
{
	struct selected *s = selected_of(p);

	*marked = *shown = (struct items){0};
	if (s && s->lines)
		s->lines(p, a, marked, shown);
}

void marked_bar(struct pane *p, int n)
{
	struct selected *s = p->data;

	str_clear(&s->lead);
	if (n)
		str_printf(&s->lead, "%d marked:", n);
	p->bar_lead = n ? str_text(&s->lead) : NULL;
	p->bar = n ? "later, next, stage, write, export, announce, mark:Unmark, =Esc Clear" : p->type->bar;
}

/* --- why not --- */

static const char *nobody(struct ui *ui, struct pane *p)
{
	(void)ui;
	return selected_source(p) ? NULL : "Nobody is selected.   `a` adds a source";
}

static const char *not_owed(struct ui *ui, struct pane *p)
{
	struct arena a = {0};
	struct source_row row;
	const char *why = nobody(ui, p);
	bool several = !why && whom(p, &a).n > 1; /* who of them is owed none is named then */

	if (!why && !several &&
	    store_source_row(face_of(ui)->app.store, whom(p, &a).ids[0], ORDER_NEXT, &a, &row, NULL) &&
	    !row.thanks_owed) {
		str_clear(ui_scratch(ui));
		str_printf(ui_scratch(ui), "No thanks owed to %s.", row.name);
		why = str_text(ui_scratch(ui));
	}
	arena_clear(&a);
	return why;
}

/* "2 referrals to thank for: R-1049, R-1051.   k one card for both": what the second key thanks for, where that is more than one. */
static const char *ask_thanks(struct ui *ui, struct pane *p)
{
	enum { MOST = 200, NAMED = 4 };
	struct arena a = {0};
	struct referral *rows;
	struct whom who = whom(p, &a);
	struct str *b = ui_scratch(ui);
	int n = 0;

	str_clear(b);
	if (who.n == 1 && store_unthanked(face_of(ui)->app.store, who.ids[0], MOST, &a, &rows, &n, NULL) && n > 1) {
		str_printf(b, "%d referrals to thank for", n);
		for (int i = 0; i < n && n <= NAMED; i++)
			str_printf(b, "%s R-%" PRId64, i ? "," : ":", rows[i].number);
		str_printf(b, ".   `k` one card for %s", n == 2 ? "both" : "all");
	}
	arena_clear(&a);
	return b->len ? b->s : NULL;
}

/* --- runs --- */

#define RUN(name, call)                                 \
	static void name(struct ui *ui, struct pane *p) \
	{                                               \
		uint64_t id = selected_source(p);       \
                                                        \
		act_on(p, false);                       \
		call;                                   \
	}

#define RUN_ALL(name, call)                             \
	static void name(struct ui *ui, struct pane *p) \
	{                                               \
		struct arena a = {0};                   \
		struct whom who = whom(p, &a);          \
                                                        \
		act_on(p, true);                        \
		call;                                   \
		arena_clear(&a);                        \
	}

RUN(run_open, record_open(ui, id))
RUN(run_brief, brief_open(ui, id))
RUN(run_log, flow_log(ui, id, CHOICE_NONE))
RUN(run_refer, flow_refer(ui, id))
RUN(run_referrals, flow_referrals(ui, id))
RUN_ALL(run_thank_card, flow_thank(ui, who, THANK_CARD))
RUN_ALL(run_thank_call, flow_thank(ui, who, THANK_CALL))
RUN_ALL(run_thank_email, flow_thank(ui, who, THANK_EMAIL))
RUN_ALL(run_thank_none, flow_thank(ui, who, THANK_NONE))
RUN_ALL(run_next, flow_next(ui, who))
RUN_ALL(run_on, flow_stage_step(ui, who, 1))
RUN_ALL(run_back, flow_stage_step(ui, who, -1))
RUN_ALL(run_first, flow_stage(ui, who, STAGE_FIRST))
RUN_ALL(run_trust, flow_stage(ui, who, STAGE_TRUST))
RUN_ALL(run_maintain, flow_stage(ui, who, STAGE_MAINTAIN))
RUN_ALL(run_pause, flow_pause(ui, who))
RUN_ALL(run_let_go, flow_let_go(ui, who))
RUN(run_edit, flow_edit(ui, id))
RUN(run_people, flow_people(ui, id))
RUN_ALL(run_write, flow_write(ui, who))
RUN(run_ask, flow_ask(ui, id))
RUN_ALL(run_share, flow_share(ui, who))
RUN(run_copy_phone, flow_copy(ui, id, 'p'))
RUN(run_copy_email, flow_copy(ui, id, 'e'))
RUN(run_copy_address, flow_copy(ui, id, 'a'))
RUN(run_copy_fax, flow_copy(ui, id, 'f'))
RUN(run_copy_npi, flow_copy(ui, id, 'n'))
RUN_ALL(run_merge, flow_merge_marked(ui, who))
RUN(run_forget, flow_forget(ui, id))
RUN_ALL(run_archive, flow_archive(ui, who))
RUN(run_checklist, checklist_open(ui, id))
RUN(run_review, review_open(ui, id))
RUN(run_sheet, flow_sheet(ui, id))

/* --- the table --- */

static const struct binding thank_ways[] = {
	{.keys = "k", .name = "thank-card", .hint = "Card", .help = "Thanked by card", .run = run_thank_card},
	{.keys = "c", .name = "thank-call", .hint = "Call", .help = "Thanked by call", .run = run_thank_call},
	{.keys = "e", .name = "thank-email", .hint = "Email", .help = "Thanked by email", .run = run_thank_email},
	{.keys = "n", .name = "thank-none", .hint = "Not needed", .help = "No thanks needed", .run = run_thank_none},
	{0},
};

static const struct binding stages[] = {
	{.keys = "1",
	 .name = "stage-first",
	 .hint = "First impression",
	 .help = "To First impression",
	 .run = run_first},
	{.keys = "2", .name = "stage-trust", .hint = "Building trust", .help = "To Building trust", .run = run_trust},
	{.keys = "3", .name = "stage-maintain", .hint = "Maintaining", .help = "To Maintaining", .run = run_maintain},
	{.keys = "p", .name = "pause", .hint = "Pause until a day", .help = "Pause until a day", .run = run_pause},
	{.keys = "x", .name = "let-go", .hint = "Let go", .help = "Let go", .run = run_let_go},
	{0},
};

static const struct binding copies[] = {
	{.keys = "p", .name = "copy-phone", .hint = "Phone", .help = "Copy the phone", .run = run_copy_phone},
	{.keys = "e", .name = "copy-email", .hint = "Email", .help = "Copy the email", .run = run_copy_email},
	{.keys = "a", .name = "copy-address", .hint = "Address", .help = "Copy the address", .run = run_copy_address},
	{.keys = "f", .name = "copy-fax", .hint = "Fax", .help = "Copy the fax", .run = run_copy_fax},
	{.keys = "n", .name = "copy-npi", .hint = "NPI", .help = "Copy the NPI", .run = run_copy_npi},
	{0},
};

const struct binding selected_bindings[] = {
	{.keys = "l",
	 .name = "log",
	 .hint = "Log",
	 .help = "Log visit, call, lunch",
	 .group = GROUP_DO,
	 .run = run_log,
	 .why_not = nobody},
	{.keys = "r",
	 .name = "refer",
	 .hint = "Referral",
	 .help = "Record a referral",
	 .group = GROUP_DO,
	 .run = run_refer,
	 .why_not = nobody},
	{.keys = "t",
	 .name = "thank",
	 .hint = "Thank",
	 .help = "Thank for a referral",
	 .group = GROUP_DO,
	 .why_not = not_owed,
	 .second = thank_ways,
	 .ask = ask_thanks},
	{.keys = "n",
	 .name = "next",
	 .hint = "Next step",
	 .help = "Set the next step",
	 .group = GROUP_DO,
	 .run = run_next,
	 .why_not = nobody},
	{.keys = ">",
	 .name = "stage-on",
	 .hint = "Next stage",
	 .command = "One stage on",
	 .group = GROUP_DO,
	 .run = run_on,
	 .why_not = nobody},
	{.keys = "<",
	 .name = "stage-back",
	 .hint = "Back a stage",
	 .command = "One stage back",
	 .group = GROUP_DO,
	 .run = run_back,
	 .why_not = nobody},
	{.keys = "s",
	 .name = "stage",
	 .hint = "Stage",
	 .help = "Change stage, or `>` `<`",
	 .group = GROUP_DO,
	 .why_not = nobody,
	 .second = stages},
	{.keys = "e",
	 .name = "edit",
	 .hint = "Edit",
	 .help = "Edit the source",
	 .group = GROUP_DO,
	 .run = run_edit,
	 .why_not = nobody},
	{.keys = "p",
	 .name = "people",
	 .hint = "People",
	 .help = "People at the practice",
	 .group = GROUP_DO,
	 .run = run_people,
	 .why_not = nobody},
	{.keys = "c",
	 .name = "copy",
	 .hint = "Copy",
	 .help = "Copy phone, email, fax",
	 .group = GROUP_DO,
	 .why_not = nobody,
	 .second = copies},
	{.keys = "w",
	 .name = "write",
	 .hint = "Write",
	 .help = "Write email or letter",
	 .group = GROUP_DO,
	 .run = run_write,
	 .why_not = nobody},
	{.keys = "",
	 .name = "ask",
	 .command = "Ask a question, and keep the answer",
	 .group = GROUP_DO,
	 .run = run_ask,
	 .why_not = nobody},
	{.keys = "",
	 .name = "share",
	 .command = "Share something of the shelf",
	 .group = GROUP_DO,
	 .run = run_share,
	 .why_not = nobody},
	{.keys = "i",
	 .name = "referrals",
	 .hint = "Referrals",
	 .help = "Their referrals, `i` all",
	 .group = GROUP_LOOK,
	 .run = run_referrals},
	{.keys = "b",
	 .name = "brief",
	 .hint = "Brief",
	 .help = "Visit brief",
	 .group = GROUP_LOOK,
	 .run = run_brief,
	 .why_not = nobody},
	{.keys = "Del",
	 .name = "archive",
	 .help = "Archive the source",
	 .group = GROUP_DO,
	 .run = run_archive,
	 .why_not = nobody},
	{.keys = "", .name = "merge", .command = "Merge the two marked sources", .run = run_merge, .why_not = nobody},
	{.keys = "", .name = "forget", .command = "Forget this person for ever", .run = run_forget, .why_not = nobody},
	{.keys = "",
	 .name = "checklist",
	 .command = "What is open: the checklist of the stage",
	 .run = run_checklist,
	 .why_not = nobody},
	{.keys = "",
	 .name = "review",
	 .command = "Review: go on, pause or let go",
	 .run = run_review,
	 .why_not = nobody},
	{.keys = "", .name = "sheet", .command = "Sheet: a page for their file", .run = run_sheet, .why_not = nobody},
	{0},
};

const struct binding open_bindings[] = {
	{.keys = "Enter",
	 .name = "open",
	 .hint = "Open",
	 .help = "Open the full record",
	 .group = GROUP_LOOK,
	 .run = run_open,
	 .why_not = nobody},
	{0},
};

/* --- the items --- */

static const char *nothing(struct ui *ui, struct pane *p)
{
	const struct selected *s = p->data;

	(void)ui;
	return selected_source(p) || s->row ? NULL : "Nothing is selected.";
}

static bool items_of(struct ui *ui, struct pane *p, struct arena *a, struct items *items)
{
	const struct selected *s = p->data;

	act_on(p, true);
	if (s->items && s->items(p, a, items))
		return items->n > 0;
	return flow_items_of(ui, whom(p, a), a, items);
}

void items_done(struct ui *ui, struct pane *p)
{
	struct arena a = {0};
	struct items items;

	if (items_of(ui, p, &a, &items))
		flow_done(ui, &items);
	arena_clear(&a);
}

void items_drop(struct ui *ui, struct pane *p)
{
	struct arena a = {0};
	struct items items;

	if (items_of(ui, p, &a, &items))
		flow_drop(ui, &items);
	arena_clear(&a);
}

static void later(struct ui *ui, struct pane *p, int32_t day)
{
	struct arena a = {0};
	struct items items;

	if (items_of(ui, p, &a, &items))
		flow_later(ui, &items, day);
	arena_clear(&a);
}

static void run_tomorrow(struct ui *ui, struct pane *p)
{
	later(ui, p, ui->now.today + 1);
}

static void run_week(struct ui *ui, struct pane *p)
{
	later(ui, p, ui->now.today + 7);
}

static void run_month(struct ui *ui, struct pane *p)
{
	later(ui, p, day_add_months(ui->now.today, 1));
}

static void run_pick(struct ui *ui, struct pane *p)
{
	later(ui, p, DAY_NONE);
}

const struct binding later_days[] = {
	{.keys = "Enter", .name = "later-tomorrow", .hint = "Tomorrow", .help = "Later: tomorrow", .run = run_tomorrow},
	{.keys = "w", .name = "later-week", .hint = "In a week", .help = "Later: in a week", .run = run_week},
	{.keys = "m", .name = "later-month", .hint = "In a month", .help = "Later: in a month", .run = run_month},
	{.keys = "d", .name = "later-pick", .hint = "Pick a day", .help = "Later: pick a day", .run = run_pick},
	{0},
};

const struct binding item_bindings[] = {
	{.keys = "d",
	 .name = "done",
	 .hint = "Done",
	 .help = "Done with next step",
	 .group = GROUP_DO,
	 .run = items_done,
	 .why_not = nothing},
	{.keys = "z",
	 .name = "later",
	 .hint = "Later",
	 .help = "Later: move it",
	 .group = GROUP_DO,
	 .why_not = nothing,
	 .second = later_days},
	{.keys = "x",
	 .name = "drop",
	 .hint = "Drop",
	 .help = "Drop the next step",
	 .group = GROUP_DO,
	 .run = items_drop,
	 .why_not = nothing},
	{0},
};

/* --- marks --- */

static void run_mark(struct ui *ui, struct pane *p)
{
	p->type->key(ui, p, (struct key){.code = ' '});
}

static void run_mark_all(struct ui *ui, struct pane *p)
{
	p->type->key(ui, p, (struct key){.code = '*'});
}

const struct binding mark_bindings[] = {
	{.keys = "Space",
	 .name = "mark",
	 .hint = "Mark",
	 .help = "Mark one, `*` marks all",
	 .group = GROUP_DO,
	 .run = run_mark,
	 .why_not = nothing},
	{.keys = "*",
	 .name = "mark-all",
	 .hint = "Mark all",
	 .command = "Mark all",
	 .run = run_mark_all,
	 .why_not = nothing},
	{0},
};
