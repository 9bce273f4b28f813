/* The gift ledger on the screen: who was given how much in a year, each touch of one, and the limits. Nothing here asks for a gift. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/app/gift.h"
#include "rapport/base/day.h"
#include "rapport/tui/box.h"

struct ledger {
	struct arena arena;
	int year;
	struct gift_limit limit;
	struct gift_line *lines;
	int n;
};

static void open_year(struct ui *ui, int year, int selected);

static void free_ledger(void *arg)
{
	struct ledger *l = arg;

	arena_clear(&l->arena);
	free(l);
}

static void add_money(struct ui *ui, struct str *b, int64_t cents)
{
	if (face_of(ui)->hide)
		str_add(b, "hidden");
	else
		money_write(b, cents, NULL, true);
}

/* "$46.50   8 %   $488.50 left"; "hidden": the percent would tell. */
static void add_room(struct ui *ui, struct str *b, const struct gift_limit *limit, int64_t given)
{
	int64_t room = limit->limit_cents - given;

	add_money(ui, b, given);
	if (limit->limit_cents == NUM_NONE || face_of(ui)->hide)
		return;
	str_printf(b, "  %3" PRId64 " %%  ", gift_percent(given, limit->limit_cents));
	add_money(ui, b, room < 0 ? -room : room);
	str_add(b, room < 0 ? " over" : " left");
}

/* --- one source --- */

static void add_touch(struct ui *ui, struct str *b, const struct gift_touch *t)
{
	date_short(b, t->on, ui->now.today);
	str_printf(b, "  %s  ", choice_label(choices_channel, t->channel));
	add_money(ui, b, t->share_cents);
	if (t->sharing > 1) {
		str_add(b, " of ");
		add_money(ui, b, t->cost_cents);
		str_printf(b, " for %d", t->sharing);
	}
	if (t->note)
		str_printf(b, "  %s", t->note);
	str_addc(b, '\n');
	if (t->reason)
		str_printf(b, "    Over the limit: %s\n", t->reason);
}

static void open_one(struct ui *ui, struct ledger *l, const struct gift_line *line)
{
	struct gift_touch *rows;
	struct err e = {0};
	struct str b = {0};
	int n;
	bool ok = app_gifts_of(&face_of(ui)->app, line->id, l->year, &l->arena, &rows, &n, &e);

	for (int i = 0; ok && i < n; i++)
		add_touch(ui, &b, &rows[i]);
	if (ok) {
		str_addc(&b, '\n');
		add_room(ui, &b, &l->limit, line->given_cents);
		str_addc(&b, '\n');
		ok = app_gift_limit_words(&face_of(ui)->app, l->year, &b, &e);
		str_printf(&b, "\n%s", gift_notice);
	}
	if (ok)
		reader_open(ui, arena_printf(&l->arena, "Gifts to %s in %d", line->name, l->year), str_text(&b), NULL);
	else
		ui_error(ui, &e);
	str_free(&b);
}

/* --- everybody --- */

static void line_chosen(struct ui *ui, void *arg, int chosen)
{
	struct ledger *l = arg;

	if (chosen < l->n) {
		open_year(ui, l->year, chosen); /* the list is there again behind the page */
		open_one(ui, l, &l->lines[chosen]);
	} else if (chosen == l->n) {
		open_year(ui, l->year - 1, 0);
	} else {
		flow_gift_limits(ui);
	}
}

static const char *title_of(struct ledger *l)
{
	struct str b = {0};

	str_printf(&b, "Gifts in %d, ", l->year);
	if (l->limit.limit_cents == NUM_NONE) {
		str_add(&b, "limit not known");
	} else {
		str_add(&b, "limit ");
		money_write(&b, l->limit.limit_cents, NULL, true);
		str_add(&b, " each");
	}
	str_add(&b, ": a record, not legal advice");
	const char *title = arena_strdup(&l->arena, str_text(&b));
	str_free(&b);
	return title;
}

static void open_lines(struct ui *ui, struct ledger *l, int selected)
{
	struct box_choice *choices = arena_alloc(&l->arena, (size_t)(l->n + 2) * sizeof(*choices));

	for (int i = 0; i < l->n; i++) {
		struct str b = {0};

		add_room(ui, &b, &l->limit, l->lines[i].given_cents);
		choices[i] = (struct box_choice){"", l->lines[i].name, arena_strdup(&l->arena, str_text(&b))};
		str_free(&b);
	}
	choices[l->n] = (struct box_choice){"", arena_printf(&l->arena, "The year before, %d", l->year - 1), NULL};
	choices[l->n + 1] = (struct box_choice){"", "The limits, year by year", NULL};
	choice_open(ui, &(struct choice_spec){.title = title_of(l),
					      .choices = choices,
					      .n = l->n + 2,
					      .selected = selected,
					      .legend = l->n ? "Enter shows each touch   Esc closes"
							     : "Nothing was given: a cost that is logged counts here",
					      .filter = true,
					      .arg = l,
					      .then = line_chosen,
					      .free = free_ledger});
}

static void open_year(struct ui *ui, int year, int selected)
{
	struct ledger *l = mem_alloc(sizeof(*l));
	struct app *app = &face_of(ui)->app;
	struct err e = {0};

	l->year = year;
	if (app_gift_limit(app, year, &l->arena, &l->limit, &e) &&
	    app_gifts(app, year, &l->arena, &l->lines, &l->n, &e)) {
		open_lines(ui, l, selected);
		return;
	}
	ui_error(ui, &e);
	free_ledger(l);
}

static int this_year(struct ui *ui)
{
	int year, month, mday;

	day_split(ui->now.today, &year, &month, &mday);
	return year;
}

void flow_gifts(struct ui *ui)
{
	open_year(ui, this_year(ui), 0);
}

/* --- the limits --- */

struct limits {
	struct arena arena;
	struct gift_limit *rows;
	int n;
	int year; /* of the form: 0 where it is typed */
};

static void free_limits(void *arg)
{
	struct limits *l = arg;

	arena_clear(&l->arena);
	free(l);
}

static bool read_year(const struct form *f, const struct limits *l, int *year, struct err *e)
{
	int64_t typed;

	*year = l->year;
	if (l->year)
		return true;
	if (!str_to_i64(form_text(f, "year"), &typed) || typed < 1900 || typed > 9999)
		return err_field(e, "year", "a year has four digits");
	*year = (int)typed;
	return true;
}

static bool save_limit(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct limits *l = arg;
	const char *typed = form_text(f, "limit_cents");
	struct said said = {0};
	struct err why = {0};
	int64_t cents = NUM_NONE;
	int year;

	if (!read_year(f, l, &year, e))
		return false;
	if (str_blank(typed) && !l->year)
		return err_field(e, "limit_cents", "what one physician may be given in %d", year);
	if (!str_blank(typed) && !money_read(typed, &cents, &why)) {
		err_field(e, "limit_cents", "%s", err_text(&why));
		err_clear(&why);
		return false;
	}
	if (!app_set_gift_limit(&face_of(ui)->app, year, cents, form_text(f, "origin"), &said, e)) {
		said_free(&said);
		return form_refused(e);
	}
	drop_draft(ui, "gift limit", (uint64_t)l->year);
	return flow_say(ui, true, &said, e);
}

static void draft_limit(struct ui *ui, struct form *f, void *arg)
{
	const struct limits *l = arg;

	keep_draft(ui, f, "gift limit", (uint64_t)l->year, "It is there when you come back");
}

/* of NULL: another year. */
static void edit_limit(struct ui *ui, const struct gift_limit *of, int next)
{
	struct limits *l = mem_alloc(sizeof(*l));
	struct str value = {0};

	l->year = of ? (int)of->year : 0;
	if (of)
		money_write(&value, of->limit_cents, NULL, true);
	const struct form_row rows[] = {
		{.name = "year",
		 .label = "Year",
		 .type = of ? FORM_FACT : FORM_TEXT,
		 .value = arena_printf(&l->arena, "%d", of ? l->year : next)},
		{.name = "limit_cents",
		 .label = "Limit",
		 .type = FORM_TEXT,
		 .value = arena_strdup(&l->arena, str_text(&value)),
		 .hint = of && of->id ? "empty: the built-in one again" : "what one physician may be given"},
		{.name = "origin",
		 .label = "Where",
		 .type = FORM_TEXT,
		 .value = of ? of->origin : NULL,
		 .hint = "where the figure stands",
		 .saves = true},
	};
	struct form *f = form_open(ui, &(struct form_spec){.name = "gift-limit",
							   .title = "Limit of gifts to one physician",
							   .foot = "It holds for everybody; u takes a change back.",
							   .fields = rows,
							   .n = (int)(sizeof(rows) / sizeof(*rows)),
							   .first = of ? 1 : 0,
							   .arg = l,
							   .save = save_limit,
							   .draft = draft_limit,
							   .free = free_limits});
	offer_draft(ui, f, "gift limit", (uint64_t)l->year);
	str_free(&value);
}

static void limit_chosen(struct ui *ui, void *arg, int chosen)
{
	struct limits *l = arg;
	int next = l->n ? (int)l->rows[l->n - 1].year + 1 : this_year(ui);

	edit_limit(ui, chosen < l->n ? &l->rows[chosen] : NULL, next);
}

void flow_gift_limits(struct ui *ui)
{
	struct limits *l = mem_alloc(sizeof(*l));
	struct err e = {0};

	if (!app_gift_limits(&face_of(ui)->app, &l->arena, &l->rows, &l->n, &e)) {
		ui_error(ui, &e);
		free_limits(l);
		return;
	}
	struct box_choice *choices = arena_alloc(&l->arena, (size_t)(l->n + 1) * sizeof(*choices));

	for (int i = 0; i < l->n; i++) {
		const struct gift_limit *r = &l->rows[i];
		struct str b = {0};

		str_printf(&b, "%" PRId64 "  ", r->year);
		money_write(&b, r->limit_cents, NULL, true);
		str_add(&b, r->id ? "  your own" : "  built in");
		choices[i] = (struct box_choice){"", arena_strdup(&l->arena, str_text(&b)), r->origin};
		str_free(&b);
	}
	choices[l->n] = (struct box_choice){"a", "Add a year", NULL};
	choice_open(ui, &(struct choice_spec){.title = "Gift limits: a record, not legal advice",
					      .choices = choices,
					      .n = l->n + 1,
					      .selected = l->n ? l->n - 1 : 0,
					      .legend = "Enter edits   Esc closes",
					      .arg = l,
					      .then = limit_chosen,
					      .free = free_limits});
}
