/* Filters and orders of the Sources list: the second keys of f and o. */
#include <stdlib.h>
#include <string.h>

#include "rapport/tui/box.h"
#include "screen_sources.h"

static void apply(struct ui *ui, struct pane *p, const char *words)
{
	struct sources *s = sources_of(p);
	struct err e = {0};

	s->filtered = words != NULL;
	s->filter_words = words;
	s->focus = FOCUS_LIST;
	face_of(ui)->focus = 0;
	list_reset(&s->list);
	if (!list_load(&s->list, &e))
		ui_error(ui, &e);
	s->count = words ? store_sources_count(sources_app(s)->store, &s->filter, ui->now.today, 1000) : s->tally.total;
	sources_select(ui, p);
}

static struct source_filter *fresh(struct pane *p)
{
	struct sources *s = sources_of(p);

	arena_clear(&s->filter_arena);
	source_filter_init(&s->filter);
	return &s->filter;
}

void sources_show_all(struct ui *ui, struct pane *p)
{
	fresh(p);
	apply(ui, p, NULL);
}

static void run_let_go(struct ui *ui, struct pane *p)
{
	fresh(p)->let_go = true;
	apply(ui, p, "let go");
}

void sources_show(struct ui *ui, struct pane *p, uint64_t id)
{
	struct sources *s = sources_of(p);
	struct err e = {0};

	sources_show_all(ui, p);
	if (!list_select(&s->list, id, &e)) {
		run_let_go(ui, p);
		list_select(&s->list, id, &e);
	}
	if (e.code)
		ui_error(ui, &e);
	err_clear(&e);
	sources_select(ui, p);
}

static void run_late(struct ui *ui, struct pane *p)
{
	fresh(p)->late = true;
	apply(ui, p, "late");
}

static void run_thanks(struct ui *ui, struct pane *p)
{
	fresh(p)->thanks = true;
	apply(ui, p, "waiting for thanks");
}

static void run_quiet(struct ui *ui, struct pane *p)
{
	struct sources *s = sources_of(p);

	fresh(p)->quiet = true;
	apply(ui, p,
	      arena_printf(&s->filter_arena, "quiet %d days",
			   (int)store_setting(sources_app(s)->store, SET_QUIET_DAYS)));
}

static void run_stuck(struct ui *ui, struct pane *p)
{
	struct sources *s = sources_of(p);

	fresh(p)->stuck = true;
	apply(ui, p,
	      arena_printf(&s->filter_arena, "stuck %d days",
			   (int)store_setting(sources_app(s)->store, SET_STUCK_DAYS)));
}

static void stage(struct ui *ui, struct pane *p, enum stage which)
{
	fresh(p)->stage = (int16_t)which;
	apply(ui, p, choice_label(choices_stage, (int)which));
}

static void run_first(struct ui *ui, struct pane *p)
{
	stage(ui, p, STAGE_FIRST);
}

static void run_trust(struct ui *ui, struct pane *p)
{
	stage(ui, p, STAGE_TRUST);
}

static void run_maintain(struct ui *ui, struct pane *p)
{
	stage(ui, p, STAGE_MAINTAIN);
}

static void run_paused(struct ui *ui, struct pane *p)
{
	fresh(p)->paused = true;
	apply(ui, p, "paused");
}

static void run_mine(struct ui *ui, struct pane *p)
{
	fresh(p)->owner = face_of(ui)->app.user;
	apply(ui, p, "yours");
}

static void kind_chosen(struct ui *ui, void *arg, int chosen)
{
	struct pane *p = arg;

	fresh(p)->kind = (int16_t)chosen;
	apply(ui, p, choice_label(choices_source_kind, chosen));
}

static void run_kind(struct ui *ui, struct pane *p)
{
	struct box_choice rows[64];
	int n = 0;

	for (; n < 64 && choices_source_kind[n].word; n++)
		rows[n] = (struct box_choice){"", choices_source_kind[n].label, NULL};
	choice_open(ui, &(struct choice_spec){.title = "Which kind?",
					      .choices = rows,
					      .n = n,
					      .filter = true,
					      .arg = p,
					      .then = kind_chosen});
}

static bool tag_typed(struct ui *ui, void *arg, const char *typed)
{
	struct pane *p = arg;
	struct sources *s = sources_of(p);
	struct str tag = {0};

	str_trim(&tag, typed);
	if (tag.len) {
		struct source_filter *f = fresh(p);

		f->tag = arena_strdup(&s->filter_arena, tag.s);
		apply(ui, p, arena_printf(&s->filter_arena, "tagged %s", tag.s));
	}
	str_free(&tag);
	return true;
}

static void run_tag(struct ui *ui, struct pane *p)
{
	prompt_open(ui, &(struct prompt_spec){.name = "tag",
					      .label = "Tag: ",
					      .bar = "=Enter Filter, =Esc Close",
					      .arg = p,
					      .then = tag_typed});
}

const struct binding sources_filters[] = {
	{.keys = "l", .name = "filter-late", .hint = "Late", .help = "Filter: late", .run = run_late},
	{.keys = "t", .name = "filter-thanks", .hint = "Thanks owed", .help = "Filter: thanks owed", .run = run_thanks},
	{.keys = "q", .name = "filter-quiet", .hint = "Quiet", .help = "Filter: quiet", .run = run_quiet},
	{.keys = "s",
	 .name = "filter-stuck",
	 .hint = "Stuck in stage",
	 .help = "Filter: stuck in stage",
	 .run = run_stuck},
	{.keys = "1",
	 .name = "filter-first",
	 .hint = "First impression",
	 .help = "Filter: First impression",
	 .run = run_first},
	{.keys = "2",
	 .name = "filter-trust",
	 .hint = "Building trust",
	 .help = "Filter: Building trust",
	 .run = run_trust},
	{.keys = "3",
	 .name = "filter-maintain",
	 .hint = "Maintaining",
	 .help = "Filter: Maintaining",
	 .run = run_maintain},
	{.keys = "p", .name = "filter-paused", .hint = "Paused", .help = "Filter: paused", .run = run_paused},
	{.keys = "x", .name = "filter-let-go", .hint = "Let go", .help = "Filter: let go", .run = run_let_go},
	{.keys = "k", .name = "filter-kind", .hint = "Kind", .help = "Filter: kind", .run = run_kind},
	{.keys = "g", .name = "filter-tag", .hint = "Tag", .help = "Filter: tag", .run = run_tag},
	{.keys = "m", .name = "filter-mine", .hint = "Mine", .help = "Filter: mine", .run = run_mine},
	{.keys = "a", .name = "filter-all", .hint = "All", .help = "Filter: all", .run = sources_show_all},
	{0},
};

/* --- orders --- */

static void order(struct ui *ui, struct pane *p, enum source_order by)
{
	struct sources *s = sources_of(p);

	s->order = by;
	apply(ui, p, s->filter_words);
}

static void run_next(struct ui *ui, struct pane *p)
{
	order(ui, p, ORDER_NEXT);
}

static void run_name(struct ui *ui, struct pane *p)
{
	order(ui, p, ORDER_NAME);
}

static void run_referrals(struct ui *ui, struct pane *p)
{
	order(ui, p, ORDER_REFERRALS);
}

static void run_revenue(struct ui *ui, struct pane *p)
{
	order(ui, p, ORDER_REVENUE);
}

static void run_last(struct ui *ui, struct pane *p)
{
	order(ui, p, ORDER_LAST);
}

static void run_stage(struct ui *ui, struct pane *p)
{
	order(ui, p, ORDER_STAGE);
}

const struct binding sources_orders[] = {
	{.keys = "n", .name = "order-next", .hint = "Next step", .help = "Order by next step", .run = run_next},
	{.keys = "a", .name = "order-name", .hint = "Name", .help = "Order by name", .run = run_name},
	{.keys = "r",
	 .name = "order-referrals",
	 .hint = "Referrals",
	 .help = "Order by referrals",
	 .run = run_referrals},
	{.keys = "v", .name = "order-revenue", .hint = "Revenue", .help = "Order by revenue", .run = run_revenue},
	{.keys = "l", .name = "order-last", .hint = "Last contact", .help = "Order by last contact", .run = run_last},
	{.keys = "s", .name = "order-stage", .hint = "Stage", .help = "Order by stage", .run = run_stage},
	{0},
};
