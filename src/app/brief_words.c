#include "brief_words.h"

#include <string.h>

#include "inner.h"
#include "paper.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"

#define CELLS 200      /* of one text of the book: more is for the record */
#define NOTE_CELLS 112 /* of a touch: two lines of a small screen */
/* On a sheet, which stays one: a line, and two of what matters most. */
#define PAPER_CELLS 90
#define PAPER_NOTE_CELLS 170
#define DOT " \u00b7 "

/* The string as the arena's own; frees it. */
static const char *keep(struct wording *w, struct str *b)
{
	const char *text = arena_strdup(w->a, str_text(b));
	str_free(b);
	return text;
}

static void add(struct str *b, const char *gap, const char *text)
{
	if (!str_blank(text))
		str_printf(b, "%s%s", b->len ? gap : "", text);
}

/* After `cells` with "…", not in the middle of a word. */
static const char *cut_to(struct wording *w, const char *text, int cells)
{
	struct str safe = {0}, b = {0};
	if (w->hide)
		paper_text(w->app, w->brief->card.source.id, text, &safe);
	else
		str_add(&safe, text);
	utf8_clip(&b, str_text(&safe), cells, false);
	size_t n = b.len;
	bool cut = n && !str_eq(b.s, safe.s);
	while (cut && n && b.s[n - 1] != ' ')
		n--;
	if (n && cut) {
		str_cut(&b, n);
		str_add(&b, "\u2026");
	}
	str_free(&safe);
	return keep(w, &b);
}

const char *words_of(struct wording *w, const char *text)
{
	return cut_to(w, text, w->paper ? PAPER_CELLS : CELLS);
}

const char *words_what(struct wording *w)
{
	const struct source *s = &w->brief->card.source;
	return s->specialty ? s->specialty : s->role ? s->role : choice_label(choices_source_kind, s->kind);
}

const char *words_where(struct wording *w)
{
	const struct source *s = &w->brief->card.source;
	const struct practice *p = &w->brief->card.practice;
	bool own = !str_blank(s->address);
	struct str b = {0};
	add(&b, "", p->name);
	add(&b, ", ", own ? s->address : p->address);
	add(&b, ", ", own ? s->city : p->city);
	return keep(w, &b);
}

const char *words_phone(struct wording *w)
{
	const struct card *c = &w->brief->card;
	const char *phone = str_blank(c->source.phone) ? c->practice.phone : c->source.phone;
	return str_blank(phone) ? "" : phone;
}

const char *words_stage(struct wording *w)
{
	const struct source *s = &w->brief->card.source;
	int32_t today = w->app->now.today;
	struct str b = {0};
	str_printf(&b, "%d %s", s->stage + 1, choice_label(choices_stage, s->stage));
	if (s->standing == STANDING_PAUSED) {
		str_add(&b, ", paused until ");
		date_short(&b, s->standing_until, today);
	} else if (s->standing == STANDING_LET_GO) {
		str_add(&b, ", let go");
	} else if (s->stage_on != DAY_NONE) {
		str_add(&b, ", ");
		days_count(&b, today - s->stage_on);
	}
	if (s->referred_on == DAY_NONE) {
		str_add(&b, DOT "no referral yet");
	} else {
		str_add(&b, DOT "last referral ");
		days_ago(&b, s->referred_on, today);
	}
	return keep(w, &b);
}

const char *words_route(struct wording *w)
{
	const struct source *via = &w->brief->card.via;
	struct str b = {0};
	if (!via->id)
		return "";
	str_add(&b, via->name);
	if (!str_blank(via->role))
		str_printf(&b, " (%s)", via->role);
	else if (via->kind != CHOICE_NONE)
		str_printf(&b, " (%s)", choice_label(choices_source_kind, via->kind));
	add(&b, ", ", via->phone);
	return keep(w, &b);
}

const char *words_best(struct wording *w)
{
	const struct card *c = &w->brief->card;
	const char *best = !str_blank(c->source.best_times) ? c->source.best_times
			   : !str_blank(c->via.best_times)  ? c->via.best_times
							    : c->practice.hours;
	return words_of(w, best);
}

const char *words_matters(struct wording *w)
{
	const char *matters = w->brief->card.source.most_important;
	return str_blank(matters) ? "not asked yet" : cut_to(w, matters, w->paper ? PAPER_NOTE_CELLS : CELLS);
}

const char *words_step(struct wording *w)
{
	const struct step *step = &w->brief->card.step;
	struct str b = {0};
	if (!step->id)
		return "";
	str_printf(&b, "%s, ", step->channel == CHOICE_NONE ? "call" : choice_word(choices_channel, step->channel));
	date_due_words(&b, step->due_on, w->app->now.today);
	add(&b, ": ", words_of(w, step->what));
	return keep(w, &b);
}

const char *words_gift(struct wording *w)
{
	const struct gift_room *g = &w->brief->gift;
	int64_t left = g->limit_cents - g->given_cents;
	struct str b = {0};
	if (!g->counts) {
		str_add(&b, "no physician, so no yearly limit is kept");
	} else if (!g->known) {
		str_printf(&b, "the limit of %d is not known yet", g->year);
	} else if (w->hide && !w->paper) {
		str_add(&b, "amounts are hidden");
	} else {
		money_write(&b, left < 0 ? -left : left, w->brief->currency, true);
		str_add(&b, left < 0 ? " over " : " left of ");
		money_write(&b, g->limit_cents, w->brief->currency, true);
		str_printf(&b, " in %d (a record, not legal advice)", g->year);
	}
	return keep(w, &b);
}

struct touch_words words_touch(struct wording *w, int i)
{
	const struct moment *m = &w->brief->touches[i];
	struct str day = {0}, word = {0}, text = {0};
	struct touch_words out;
	date_timeline(&day, m->on, w->app->now.today);
	app_moment(w->app, m, w->hide, &word, &text);
	out.day = keep(w, &day);
	out.word = keep(w, &word);
	out.text = cut_to(w, str_text(&text), w->paper ? PAPER_NOTE_CELLS : NOTE_CELLS);
	str_free(&text);
	return out;
}

const char *words_loop(struct wording *w, int i)
{
	const struct queue_row *r = &w->brief->loops[i];
	struct str b = {0};
	if (strcmp(r->rule, "thank") == 0)
		str_add(&b, "thank by ");
	str_add(&b, words_of(w, r->what));
	str_add(&b, DOT);
	date_due_words(&b, r->due_on, w->app->now.today);
	return keep(w, &b);
}
