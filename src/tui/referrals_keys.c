/* The keys of the pane of referrals. */
#include <inttypes.h>

#include "rapport/base/day.h"
#include "screen_referrals.h"

/* The marked referrals, else the selected one. */
static struct whom refs_of(struct pane *p, uint64_t *one)
{
	struct referrals *r = referrals_of(p);

	r->selected.acting = true;
	*one = list_id(&r->list);
	return r->list.n_marks ? (struct whom){r->list.marks, r->list.n_marks} : (struct whom){one, 1};
}

/* --- why not --- */

static const char *nothing(struct ui *ui, struct pane *p)
{
	(void)ui;
	return list_id(&referrals_of(p)->list) ? NULL : "No referral is selected.   `r` records one";
}

static const char *not_owed(struct ui *ui, struct pane *p)
{
	const struct referrals *r = referrals_of(p);
	const struct referral_row *row = referrals_row(r);
	const char *why = nothing(ui, p);

	if (why || r->list.n_marks) /* who of them is owed none is named then */
		return why;
	if (row->direction == REFERRAL_OUT)
		why = "went from us to them: no thanks are owed";
	else if (!row->source_id)
		why = "names no source to thank";
	else if (row->thanked_on != DAY_NONE)
		why = "was thanked for already";
	if (!why)
		return NULL;
	str_clear(ui_scratch(ui));
	str_printf(ui_scratch(ui), "R-%" PRId64 " %s.", row->number, why);
	return str_text(ui_scratch(ui));
}

static const char *stays(struct ui *ui, struct pane *p)
{
	(void)ui;
	(void)p;
	return "A referral stays in the book.   `e` corrects it, `u` takes the last step back";
}

/* --- runs --- */

#define RUN_REFS(name, call)                            \
	static void name(struct ui *ui, struct pane *p) \
	{                                               \
		uint64_t one;                           \
		struct whom refs = refs_of(p, &one);    \
                                                        \
		call;                                   \
	}

#define RUN_ONE(name, call)                                    \
	static void name(struct ui *ui, struct pane *p)        \
	{                                                      \
		uint64_t id = list_id(&referrals_of(p)->list); \
                                                               \
		call;                                          \
	}

#define RUN_SHOW(name, which)                           \
	static void name(struct ui *ui, struct pane *p) \
	{                                               \
		referrals_show(ui, p, which);           \
	}

RUN_REFS(run_received, flow_referral_status(ui, refs, STATUS_RECEIVED))
RUN_REFS(run_booked, flow_referral_status(ui, refs, STATUS_BOOKED))
RUN_REFS(run_evaluated, flow_referral_status(ui, refs, STATUS_EVALUATED))
RUN_REFS(run_active, flow_referral_status(ui, refs, STATUS_ACTIVE))
RUN_REFS(run_discharged, flow_referral_status(ui, refs, STATUS_DISCHARGED))
RUN_REFS(run_no_show, flow_referral_status(ui, refs, STATUS_NO_SHOW))
RUN_REFS(run_order, flow_referral_stamp(ui, refs, STAMP_ORDER))
RUN_REFS(run_poc_sent, flow_referral_stamp(ui, refs, STAMP_POC_SENT))
RUN_REFS(run_poc_signed, flow_referral_stamp(ui, refs, STAMP_POC_SIGNED))
RUN_REFS(run_challenge, flow_referral_stamp(ui, refs, STAMP_CHALLENGE))
RUN_REFS(run_thank_card, flow_referral_thank(ui, refs, THANK_CARD))
RUN_REFS(run_thank_call, flow_referral_thank(ui, refs, THANK_CALL))
RUN_REFS(run_thank_email, flow_referral_thank(ui, refs, THANK_EMAIL))
RUN_REFS(run_thank_none, flow_referral_thank(ui, refs, THANK_NONE))
RUN_ONE(run_edit, flow_referral_edit(ui, id, NULL))
RUN_ONE(run_measure, flow_referral_edit(ui, id, "measure"))
RUN_ONE(run_nps, flow_referral_edit(ui, id, "nps"))
RUN_ONE(run_visits, flow_referral_edit(ui, id, "visits"))
RUN_ONE(run_log, flow_log_referral(ui, id))
RUN_ONE(run_open, flow_referral_read(ui, id))
RUN_SHOW(run_unthanked, REFERRALS_UNTHANKED)
RUN_SHOW(run_loop, REFERRALS_LOOP)
RUN_SHOW(run_poc, REFERRALS_POC)
RUN_SHOW(run_no_amount, REFERRALS_NO_AMOUNT)
RUN_SHOW(run_treated, REFERRALS_ACTIVE)
RUN_SHOW(run_out, REFERRALS_OUT)
RUN_SHOW(run_all, REFERRALS_ALL)

static void run_record(struct ui *ui, struct pane *p)
{
	uint64_t id = selected_source(p);

	if (id)
		record_open(ui, id);
	else
		ui_say(ui, "It names no source.");
}

/* One source's and everybody's, back and forth; from everybody's that of the selected referral. */
static void run_whose(struct ui *ui, struct pane *p)
{
	struct referrals *r = referrals_of(p);
	const struct referral_row *row = referrals_row(r);
	uint64_t to = r->filter.source_id ? 0 : row ? row->source_id : r->source_id;

	if (!to && !r->filter.source_id)
		ui_say(ui, row ? "This referral names no source." : "No referral is selected.");
	else
		flow_referrals(ui, to);
}

/* --- the tables --- */

static const struct binding statuses[] = {
	{.keys = "r", .name = "status-received", .hint = "Received", .help = "Status: received", .run = run_received},
	{.keys = "b", .name = "status-booked", .hint = "Booked", .help = "Status: booked", .run = run_booked},
	{.keys = "e",
	 .name = "status-evaluated",
	 .hint = "Evaluated",
	 .help = "Status: evaluated",
	 .run = run_evaluated},
	{.keys = "a", .name = "status-active", .hint = "Active", .help = "Status: active", .run = run_active},
	{.keys = "d",
	 .name = "status-discharged",
	 .hint = "Discharged",
	 .help = "Status: discharged",
	 .run = run_discharged},
	{.keys = "x",
	 .name = "status-no-show",
	 .hint = "Did not come",
	 .help = "Status: did not come",
	 .run = run_no_show},
	{0},
};

static const struct binding thank_ways[] = {
	{.keys = "k", .name = "thank-card", .hint = "Card", .help = "Thanked by card", .run = run_thank_card},
	{.keys = "c", .name = "thank-call", .hint = "Call", .help = "Thanked by call", .run = run_thank_call},
	{.keys = "e", .name = "thank-email", .hint = "Email", .help = "Thanked by email", .run = run_thank_email},
	{.keys = "n", .name = "thank-none", .hint = "Not needed", .help = "No thanks needed", .run = run_thank_none},
	{0},
};

static const struct binding filters[] = {
	{.keys = "u",
	 .name = "filter-unthanked",
	 .hint = "Unthanked",
	 .help = "Filter: unthanked",
	 .run = run_unthanked},
	{.keys = "l", .name = "filter-loop", .hint = "Loop open", .help = "Filter: loop open", .run = run_loop},
	{.keys = "p",
	 .name = "filter-poc",
	 .hint = "Plan of care open",
	 .help = "Filter: plan of care open",
	 .run = run_poc},
	{.keys = "n",
	 .name = "filter-no-amount",
	 .hint = "No amount",
	 .help = "Filter: no amount",
	 .run = run_no_amount},
	{.keys = "o", .name = "filter-out", .hint = "Sent to them", .help = "Filter: sent to them", .run = run_out},
	{.keys = "a", .name = "filter-all", .hint = "All", .help = "Filter: all", .run = run_all},
	{0},
};

const struct binding referrals_bindings[] = {
	{.keys = "s",
	 .name = "status",
	 .hint = "Status",
	 .help = "Status: booked, evaluated",
	 .group = GROUP_DO,
	 .why_not = nothing,
	 .second = statuses},
	{.keys = "e",
	 .name = "edit",
	 .hint = "Edit",
	 .help = "Edit: days, plan, scores",
	 .command = "Edit the referral",
	 .group = GROUP_DO,
	 .run = run_edit,
	 .why_not = nothing},
	{.keys = "t",
	 .name = "thank",
	 .hint = "Thank",
	 .help = "Thank for the referral",
	 .group = GROUP_DO,
	 .why_not = not_owed,
	 .second = thank_ways},
	{.keys = "l",
	 .name = "log",
	 .hint = "Log",
	 .help = "Log a report, a call on it",
	 .group = GROUP_DO,
	 .run = run_log,
	 .why_not = nothing},
	{.keys = "d",
	 .name = "done",
	 .hint = "Done",
	 .help = "Settle what it owes",
	 .group = GROUP_DO,
	 .run = items_done,
	 .why_not = nothing},
	{.keys = "z",
	 .name = "later",
	 .hint = "Later",
	 .help = "Put off what it owes",
	 .group = GROUP_DO,
	 .why_not = nothing,
	 .second = later_days},
	{.keys = "x",
	 .name = "drop",
	 .hint = "Drop",
	 .help = "Drop what it owes",
	 .group = GROUP_DO,
	 .run = items_drop,
	 .why_not = nothing},
	{.keys = "f",
	 .name = "filter",
	 .hint = "Filter",
	 .help = "Unthanked, loop open ...",
	 .group = GROUP_LOOK,
	 .second = filters},
	{.keys = "i",
	 .name = "referrals",
	 .hint = "All or one's",
	 .help = "All, or one source's",
	 .group = GROUP_LOOK,
	 .run = run_whose},
	{.keys = "Enter",
	 .name = "open",
	 .hint = "Open",
	 .help = "Read its whole life",
	 .group = GROUP_LOOK,
	 .run = run_open,
	 .why_not = nothing},
	{.keys = "Del", .name = "archive", .run = run_open, .why_not = stays},
	{.keys = "", .name = "order-on-file", .command = "Order on file today", .run = run_order, .why_not = nothing},
	{.keys = "", .name = "poc-sent", .command = "Plan of care sent today", .run = run_poc_sent, .why_not = nothing},
	{.keys = "",
	 .name = "poc-signed",
	 .command = "Plan of care signed today",
	 .run = run_poc_signed,
	 .why_not = nothing},
	{.keys = "", .name = "challenge", .command = "Challenge: a setback", .run = run_challenge, .why_not = nothing},
	{.keys = "", .name = "outcome", .command = "Outcome measure", .run = run_measure, .why_not = nothing},
	{.keys = "", .name = "nps", .command = "NPS: would they recommend us", .run = run_nps, .why_not = nothing},
	{.keys = "", .name = "visits", .command = "Visits and amounts", .run = run_visits, .why_not = nothing},
	{.keys = "", .name = "filter-active", .command = "Filter: in treatment", .run = run_treated},
	{.keys = "", .name = "source-record", .command = "Open the source's record", .run = run_record},
	{0},
};
