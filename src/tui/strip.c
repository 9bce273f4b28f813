/* The strips: what a line of Today or a card of the Pipeline is about. */
#include "strip.h"

#include <string.h>

#include "part.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"
#include "rapport/model/words.h"

#define MOMENTS 12
#define WORD_CELLS 8
#define WORD_MOST 14 /* "Referral out" */

void strip_free(struct strip *s)
{
	arena_clear(&s->arena);
}

bool strip_read(struct ui *ui, struct strip *s, uint64_t source_id)
{
	struct app *app = &face_of(ui)->app;
	struct err e = {0};
	bool ok;

	if (s->source_id == source_id && s->revision == ui->revision)
		return true;
	arena_clear(&s->arena);
	s->source_id = 0;
	ok = app_card(app, source_id, &s->arena, &s->card, &e) &&
	     store_timeline(app->store, source_id, MOMENTS, &s->arena, &s->moments, &s->n_moments, &e);
	err_clear(&e);
	if (ok) {
		s->source_id = source_id;
		s->revision = ui->revision;
	}
	return ok;
}

/* --- of a line of Today --- */

static void task_words(const struct queue_row *q, struct str *b)
{
	part_verb(b, q->verb);
	if (!str_blank(q->what))
		str_printf(b, ": %s", q->what);
	if (!str_blank(q->why))
		str_printf(b, " (%s)", q->why);
}

/* Whom to ask for, or when; returns the label. */
static const char *ask_words(const struct card *c, struct str *b)
{
	const char *times = !str_blank(c->source.best_times) ? c->source.best_times : c->practice.hours;
	const struct source *who = c->via.id ? &c->via : &c->source;

	if (c->via.id || str_blank(times)) {
		str_add(b, who->name);
		if (!str_blank(who->role))
			str_printf(b, ", %s", who->role);
		if (c->via.id && !str_blank(who->phone))
			str_printf(b, ", %s", who->phone);
		part_stop(b);
	}
	if (!str_blank(times)) {
		str_printf(b, "%s%s", b->len ? " " : "", times);
		part_stop(b);
	}
	return c->via.id || str_blank(times) ? "Ask for" : "When";
}

static void draw_moment(struct ui *ui, struct area a, int y, int day_w, const struct moment *m)
{
	struct str day = {0}, word = {0}, text = {0};
	int x = 2 + day_w;

	date_timeline(&day, m->on, ui->now.today);
	app_moment(&face_of(ui)->app, m, face_of(ui)->hide, &word, &text);
	if (ui->plain) {
		str_printf(&day, ", %s: %s", str_text(&word), str_text(&text));
		draw_clip(a, 0, y, a.w, ROLE_TEXT, str_text(&day));
	} else {
		draw_text(a, 1, y, ROLE_HINT, str_text(&day));
		int used = draw_clip(a, x, y, WORD_MOST, ROLE_TEXT, str_text(&word));

		x += (used > WORD_CELLS ? used : WORD_CELLS) + 1;
		draw_clip(a, x, y, a.w - x - 1, ROLE_TEXT, str_text(&text));
	}
	str_free(&day);
	str_free(&word);
	str_free(&text);
}

/* As many as there is room for, their days as wide as the widest in sight. */
static void draw_moments(struct ui *ui, const struct strip *s, struct area a, int y)
{
	int n = s->n_moments < a.h - y ? s->n_moments : a.h - y, day_w = 0;

	for (int i = 0; i < n; i++) {
		struct str day = {0};

		date_timeline(&day, s->moments[i].on, ui->now.today);
		if (utf8_cells(str_text(&day)) > day_w)
			day_w = utf8_cells(str_text(&day));
		str_free(&day);
	}
	for (int i = 0; i < n; i++)
		draw_moment(ui, a, y + i, day_w, &s->moments[i]);
}

void strip_item(struct ui *ui, const struct strip *s, struct area a, const struct queue_row *item)
{
	struct str title = {0}, text = {0};
	const char *label;
	int y = 0;

	part_name(&title, item->name, item->practice);
	a = part_box(ui, a, false, str_text(&title), item->phone, "`Enter` opens  `c` copy phone");
	task_words(item, &text);
	part_labelled(a, y++, "Task", str_text(&text));
	str_clear(&text);
	label = ask_words(&s->card, &text);
	part_labelled(a, y++, label, str_text(&text));
	draw_moments(ui, s, a, y);
	if (!s->n_moments) {
		str_clear(&text);
		str_printf(&text, "No contact logged with %s yet.", item->name);
		draw_clip(a, ui->plain ? 0 : 1, y, a.w - 2, ROLE_HINT, str_text(&text));
	}
	str_free(&title);
	str_free(&text);
}

/* --- of a card of the Pipeline --- */

static void standing_words(struct ui *ui, const struct source *s, struct str *b)
{
	if (s->standing == STANDING_LET_GO) {
		str_add(b, "Let go");
	} else {
		str_add(b, "Paused");
		if (s->standing_until != DAY_NONE) {
			str_add(b, " until ");
			date_short(b, s->standing_until, ui->now.today);
		}
	}
	if (!str_blank(s->standing_reason))
		str_printf(b, ": %s", s->standing_reason);
	part_stop(b);
}

static void next_words(struct ui *ui, const struct card *c, struct str *b)
{
	int32_t today = ui->now.today;

	if (c->source.standing != STANDING_LIVE) {
		standing_words(ui, &c->source, b);
	} else if (c->step.id) {
		str_printf(b, "%s ",
			   c->step.channel == CHOICE_NONE ? "Call" : choice_label(choices_channel, c->step.channel));
		date_due_words(b, c->step.due_on, today);
		if (!str_blank(c->step.what))
			str_printf(b, ": %s", c->step.what);
		part_stop(b);
	} else if (c->source.next_is_touch) {
		str_add(b, "Get in touch again ");
		date_due_words(b, c->source.next_on, today);
		str_addc(b, '.');
	} else if (c->source.thanks_owed) {
		str_add(b, "A thank-you is owed.");
	} else {
		str_add(b, "Nothing planned.");
	}
	if (c->via.id) {
		str_printf(b, "  Ask for %s", c->via.name);
		str_printf(b, "%s%s.", str_blank(c->via.role) ? "" : ", ", str_blank(c->via.role) ? "" : c->via.role);
	}
}

static void know_words(const struct card *c, struct str *b)
{
	const struct source *s = &c->source;
	const char *known[] = {s->homework, s->most_important, s->told, s->note};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]) && !b->len; i++)
		str_add(b, str_blank(known[i]) ? NULL : known[i]);
	if (!b->len && *c->populations)
		str_printf(b, "Treats %s.", c->populations);
	part_stop(b);
	if (*c->payers && !strstr(str_text(b), c->payers))
		str_printf(b, "%sTakes %s.", b->len ? " " : "", c->payers);
	if (!b->len)
		str_add(b, "No homework yet.");
}

static void stood(struct ui *ui, const struct card *c, struct str *b)
{
	const struct source *s = &c->source;

	if (s->stage_on == DAY_NONE)
		return;
	if (s->stage_on != ui->now.today) {
		days_count(b, ui->now.today - s->stage_on);
		str_addc(b, ' ');
	}
	str_printf(b, "in %s%s", choice_label(choices_stage, s->stage),
		   s->stage_on == ui->now.today ? " since today" : "");
}

static const char *evidence_label(const struct source *s, int cells, int room)
{
	static const char whole[] = "To move on:", brief[] = "To go on:";

	if (s->stage == STAGE_MAINTAIN)
		return "To keep:";
	return (int)sizeof(whole) + cells + 2 > room ? brief : whole;
}

void strip_stage(struct ui *ui, const struct strip *strip, struct area a, const char *legend)
{
	const struct card *c = &strip->card;
	struct str title = {0}, right = {0}, text = {0};

	part_name(&title, c->source.name, c->practice.name);
	stood(ui, c, &right);
	a = part_box(ui, a, false, str_text(&title), str_text(&right), legend);
	part_labelled(a, 0, evidence_label(&c->source, utf8_cells(c->evidence), a.w), c->evidence);
	next_words(ui, c, &text);
	part_labelled(a, 1, "Next", str_text(&text));
	str_clear(&text);
	know_words(c, &text);
	part_labelled(a, 2, "Know", str_text(&text));
	str_free(&title);
	str_free(&right);
	str_free(&text);
}
