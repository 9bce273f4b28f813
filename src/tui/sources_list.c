/* The list of the home screen: everybody, or whom find matched; and how a row of it looks. */
#include <stdlib.h>
#include <string.h>

#include "part.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"
#include "rapport/model/words.h"
#include "screen_sources.h"

#define STAGE_W 5

static uint64_t row_id(const void *row)
{
	return ((const struct source_row *)row)->id;
}

static bool fetch(void *arg, const void *from, bool before, int limit, struct arena *a, void **rows, int *n,
		  struct err *e)
{
	struct sources *s = arg;
	struct source_row *found;

	if (!store_sources(sources_app(s)->store, &s->filter, s->order, s->ui->now.today, from, before, limit, a,
			   &found, n, e))
		return false;
	*rows = found;
	return true;
}

static bool tagged(struct sources *s, uint64_t id, const char *tag)
{
	struct arena a = {0};
	void *found;
	int n;
	bool yes = false;

	if (store_where(sources_app(s)->store, KIND_LABEL, "of_id", id, &a, &found, &n, NULL)) {
		const struct label *l = found;

		for (int i = 0; i < n && !yes; i++)
			yes = l[i].of == LABEL_OF_SOURCE && l[i].type == LABEL_TAG && !strcmp(l[i].word, tag);
	}
	arena_clear(&a);
	return yes;
}

/* Does the filter let this one through? The same question as the list's, for one id. */
static bool shown(struct sources *s, const struct source_row *r)
{
	const struct source_filter *f = &s->filter;
	struct app *app = sources_app(s);
	int32_t today = s->ui->now.today;
	bool live = r->standing == STANDING_LIVE;

	if (f->paused)
		return r->standing == STANDING_PAUSED;
	if (f->let_go)
		return r->standing == STANDING_LET_GO;
	if (r->standing == STANDING_LET_GO && !f->everyone)
		return false;
	if ((f->quiet || f->stuck || f->stage != CHOICE_NONE) && !live)
		return false;
	return (!f->late || r->next_on < today) && (!f->thanks || r->thanks_owed > 0) &&
	       (!f->quiet || r->clock_on <= today - store_setting(app->store, SET_QUIET_DAYS)) &&
	       (!f->stuck ||
		(r->stage == STAGE_FIRST && r->stage_on <= today - store_setting(app->store, SET_STUCK_DAYS))) &&
	       (f->stage == CHOICE_NONE || r->stage == f->stage) && (f->kind == CHOICE_NONE || r->kind == f->kind) &&
	       (!f->owner || (r->owner && !strcmp(r->owner, f->owner))) && (!f->tag || tagged(s, r->id, f->tag));
}

static bool find(void *arg, uint64_t id, struct arena *a, void **row, struct err *e)
{
	struct sources *s = arg;
	struct source_row *r = arena_alloc(a, sizeof(*r));
	struct err none = {0};

	*row = NULL;
	if (store_source_row(sources_app(s)->store, id, s->order, a, r, &none)) {
		if (shown(s, r))
			*row = r;
		return true;
	}
	bool gone = none.code == ERR_NOT_FOUND;

	if (!gone)
		err_set(e, none.code, "%s", err_text(&none));
	err_clear(&none);
	return gone;
}

/* Only what find matched, best first. */
static bool all_found(void *arg, struct arena *a, void **rows, int *n, struct err *e)
{
	struct sources *s = arg;
	struct source_row *found = arena_alloc(a, sizeof(*found) * (size_t)(s->n_found + 1));

	*n = 0;
	for (int i = 0; i < s->n_found; i++) {
		if (!store_source_row(sources_app(s)->store, s->found[i], ORDER_NAME, a, &found[*n], e))
			return false;
		++*n;
	}
	*rows = found;
	return true;
}

static void plain_row(struct sources *s, struct area a, const struct source_row *r)
{
	static const char *const flags[] = {"LATE  ", "TODAY ", "THANK ", "QUIET ", "      "};
	const char *marks = "!*+~ ", *at = strchr(marks, app_flag(sources_app(s), r));
	struct str b = {0};

	str_add(&b, flags[at - marks]);
	part_name(&b, r->name, r->practice);
	str_printf(&b, ", %s, ", choice_label(choices_stage, r->stage));
	if (r->next_on < DAY_FAR)
		date_due_words(&b, r->next_on, s->ui->now.today);
	else
		str_add(&b, "nothing planned");
	draw_clip(a, 2, 0, a.w - 2, ROLE_TEXT, str_text(&b));
	str_free(&b);
}

/* Draws a name with what find matched underlined. */
void sources_draw_name(struct sources *s, struct area a, int x, int cells, const char *name)
{
	size_t from[8], to[8];
	int n = s->finding ? find_spans(&s->query, name, from, to, 8) : 0;

	draw_clip(a, x, 0, cells, ROLE_TEXT, name);
	for (int i = 0; i < n; i++) {
		char *head = mem_strndup(name, from[i]), *part = mem_strndup(name + from[i], to[i] - from[i]);
		int at = utf8_cells(head);

		if (at + utf8_cells(part) <= cells)
			draw_text(a, x + at, 0, ROLE_MATCH, part);
		free(head);
		free(part);
	}
}

static void draw_row(void *arg, struct area a, const void *row, const struct list_look *look)
{
	struct sources *s = arg;
	const struct source_row *r = row;
	char flag[2] = {app_flag(sources_app(s), r), '\0'};
	struct str due = {0};
	bool wide = a.w >= 56, tiny = a.w < 40 && ui_layout(s->ui).tier == TIER_TINY;

	(void)look;
	if (s->ui->plain) {
		plain_row(s, a, r);
		return;
	}
	date_due(&due, r->next_on, s->ui->now.today);
	int due_w = s->due_w, stage_w = tiny ? 0 : STAGE_W + 1;
	int name_w = wide ? a.w * 2 / 5 - 2 : a.w - 2 - due_w - 1 - stage_w;
	cell_style style = flag[0] == '!' || flag[0] == '*' ? role_of_flag(flag[0]) : ROLE_TEXT;

	draw_text(a, 1, 0, role_of_flag(flag[0]), flag);
	sources_draw_name(s, a, 2, name_w, r->name);
	if (wide)
		draw_clip(a, 2 + name_w + 1, 0, a.w - name_w - due_w - stage_w - 5, ROLE_HINT,
			  r->practice ? r->practice : "");
	if (!tiny)
		draw_clip(a, a.w - due_w - STAGE_W - 1, 0, STAGE_W, ROLE_TEXT, stage_short(r->stage, r->standing));
	draw_right(a, a.w, 0, due_w, style, str_text(&due));
	str_free(&due);
}

struct whom sources_shown(struct pane *p, struct arena *a)
{
	enum { MOST = 1000000 };
	struct sources *s = sources_of(p);
	struct source_row *rows;
	int n = 0;

	if (!s->filtered || !store_sources(sources_app(s)->store, &s->filter, s->order, s->ui->now.today, NULL, false,
					   MOST, a, &rows, &n, NULL))
		return (struct whom){0};
	uint64_t *ids = arena_alloc(a, sizeof(*ids) * (size_t)(n + 1));

	for (int i = 0; i < n; i++)
		ids[i] = rows[i].id;
	return (struct whom){ids, n};
}

static const struct list_type paged = {
	.size = sizeof(struct source_row), .id = row_id, .fetch = fetch, .find = find, .draw = draw_row};
static const struct list_type matched = {
	.size = sizeof(struct source_row), .id = row_id, .all = all_found, .draw = draw_row};

void sources_use_list(struct sources *s, bool found)
{
	s->list.type = found ? &matched : &paged;
}
