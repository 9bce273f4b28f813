#include "card.h"

#include <inttypes.h>
#include <string.h>

#include "chart.h"
#include "part.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"
#include "rapport/model/words.h"
#include "rapport/store/query.h"
#include "rapport/tui/flow.h"

#define LABEL_W 8
#define DAY_W 9  /* "15 Feb 25" */
#define WORD_W 9 /* "Referral " */
#define WORD_MOST 14
#define NARROW 48 /* too few cells for the gatekeeper's name before what was said */

const char *stage_short(int16_t stage, int16_t standing)
{
	static const char *const words[] = {"First", "Trust", "Keep"};

	if (standing == STANDING_PAUSED)
		return "Pause";
	return standing == STANDING_LET_GO ? "Gone" : words[stage];
}

struct reading {
	struct ui *ui;
	struct card_view *v;
	uint64_t source_id;
};

static bool read_card(void *ctx, struct err *e)
{
	struct reading *r = ctx;
	struct app *app = &face_of(r->ui)->app;
	struct card_view *v = r->v;

	return app_card(app, r->source_id, &v->arena, &v->card, e) &&
	       store_timeline(app->store, r->source_id, v->asked, &v->arena, &v->moments, &v->n, e);
}

/* A row down does not ask for the clinic again. */
static void read_currency(struct ui *ui, struct card_view *v)
{
	int64_t revision = face_of(ui)->revision;
	struct arena a = {0};
	struct clinic c;

	if (v->currency.len && v->currency_revision == revision)
		return;
	str_clear(&v->currency);
	if (store_get(face_of(ui)->app.store, KIND_CLINIC, 1, &a, &c, NULL))
		str_add(&v->currency, c.currency);
	if (!v->currency.len)
		str_add(&v->currency, "USD");
	v->currency_revision = revision;
	arena_clear(&a);
}

bool card_load(struct ui *ui, struct card_view *v, uint64_t source_id, int moments)
{
	struct reading r = {ui, v, source_id};
	struct err e = {0};

	if (v->id == source_id && v->revision == face_of(ui)->revision && v->asked >= moments)
		return true;
	arena_clear(&v->arena);
	v->id = 0;
	v->n = 0;
	v->asked = moments;
	if (!source_id)
		return false;
	/* one look at the book for all of it: a row down is felt */
	if (!store_read(face_of(ui)->app.store, read_card, &r, &e)) {
		ui_error(ui, &e);
		return false;
	}
	read_currency(ui, v);
	v->id = source_id;
	v->revision = face_of(ui)->revision;
	return true;
}

void card_free(struct card_view *v)
{
	arena_clear(&v->arena);
	str_free(&v->currency);
}

/* --- the card --- */

static int64_t revenue(struct ui *ui, const struct card *c)
{
	bool received = store_setting(face_of(ui)->app.store, SET_REVENUE_BASIS) == 1;

	return received ? c->received_cents : c->billed_cents;
}

static void rhythm(struct str *b, int64_t days)
{
	if (days > 7 && days % 7 == 0)
		str_printf(b, "every %" PRId64 " weeks", days / 7);
	else
		str_printf(b, "every %" PRId64 " days", days);
}

struct lines {
	struct area a;
	int y;
};

static void line(struct lines *l, const char *label, const char *text)
{
	if (str_blank(text) || l->y >= l->a.h)
		return;
	draw_clip(l->a, 1, l->y, LABEL_W, ROLE_HINT, label);
	draw_clip(l->a, 1 + LABEL_W, l->y++, l->a.w - 2 - LABEL_W, ROLE_TEXT, text);
}

static void stage_line(struct ui *ui, struct lines *l, const struct source *s)
{
	static const char *const marks[] = {"[#--]", "[##-]", "[###]"};
	struct str b = {0};

	str_printf(&b, "%d %s %s ", s->stage + 1, choice_label(choices_stage, s->stage), marks[s->stage]);
	if (s->standing == STANDING_PAUSED) {
		str_add(&b, "paused until ");
		date_short(&b, s->standing_until, ui->now.today);
	} else if (s->standing == STANDING_LET_GO) {
		str_add(&b, "let go");
	} else if (s->stage_on != DAY_NONE) {
		days_count(&b, ui->now.today - s->stage_on);
	}
	line(l, "Stage", str_text(&b));
	str_free(&b);
}

/* "3 of 9: met in person, ...": nobody is asked about a relationship that rests. */
static void open_line(struct lines *l, const struct card *c)
{
	struct str b = {0};

	if (c->source.standing != STANDING_LIVE)
		return;
	if (c->n_open)
		str_printf(&b, "%d of %d: %s", c->n_open, c->n_evidence, c->open);
	else
		str_printf(&b, "nothing, all %d done", c->n_evidence);
	line(l, "Open", str_text(&b));
	str_free(&b);
}

static void phone_line(struct lines *l, const struct card *c)
{
	const char *phone = c->source.phone ? c->source.phone : c->practice.phone,
		   *fax = c->source.fax ? c->source.fax : c->practice.fax;
	struct str b = {0};

	str_add(&b, phone ? phone : "none yet");
	if (fax)
		str_printf(&b, "   Fax %s", fax);
	line(l, "Phone", str_text(&b));
	str_free(&b);
}

static void via_line(struct lines *l, const struct card *c)
{
	struct str b = {0};

	if (c->via.id) {
		str_printf(&b, "%s%s%s", c->via.name, c->via.phone ? " " : "", c->via.phone ? c->via.phone : "");
		if (c->via.kind != CHOICE_NONE)
			str_printf(&b, " (%s)", choice_label(choices_source_kind, c->via.kind));
	} else if (c->source.gatekeeper) {
		str_add(&b, "gatekeeper: others are reached through them");
	}
	line(l, "Via", str_text(&b));
	str_free(&b);
}

static void refers_line(struct lines *l, const struct card *c)
{
	int64_t counts[12];
	int x = 1 + LABEL_W;

	if (l->y >= l->a.h)
		return;
	if (!c->source.referrals) {
		line(l, "Refers", "no referrals yet");
		return;
	}
	for (int i = 0; i < 12; i++)
		counts[i] = c->months[i].referrals;
	draw_clip(l->a, 1, l->y, LABEL_W, ROLE_HINT, "Refers");
	x += draw_spark(l->a, x, l->y, ROLE_GROWTH, counts, 12) + 1;
	draw_printf(l->a, x, l->y++, ROLE_TEXT, "%" PRId64 " a year, %" PRId64 " came", c->referrals, c->came);
}

static void revenue_line(struct ui *ui, struct lines *l, const struct card_view *v)
{
	const struct card *c = &v->card;
	struct str b = {0};

	chart_money(&b, revenue(ui, c), str_text(&v->currency), face_of(ui)->hide);
	while (utf8_cells(str_text(&b)) < 13)
		str_addc(&b, ' ');
	if (c->source.counted_on != DAY_NONE) {
		str_printf(&b, "Last %s ",
			   c->last_channel == CHOICE_NONE ? "touch" : choice_word(choices_channel, c->last_channel));
		days_ago(&b, c->source.counted_on, ui->now.today);
	} else {
		str_add(&b, "never in touch");
	}
	line(l, "Revenue", str_text(&b));
	str_free(&b);
}

static void next_line(struct ui *ui, struct lines *l, const struct card *c)
{
	struct str b = {0};

	if (c->step.id) {
		str_printf(&b, "%s, ",
			   c->step.channel == CHOICE_NONE ? "call" : choice_word(choices_channel, c->step.channel));
		date_due_words(&b, c->step.due_on, ui->now.today);
		if (c->step.what)
			str_printf(&b, ": %s", c->step.what);
	} else if (c->source.touch_due_on < DAY_FAR) {
		date_due_words(&b, c->source.touch_due_on, ui->now.today);
		str_add(&b, ", by the usual rhythm");
	}
	line(l, "Next", str_text(&b));
	str_free(&b);
}

int card_draw(struct ui *ui, struct area a, const struct card_view *v, bool tall)
{
	const struct card *c = &v->card;
	struct lines l = {a, 0};
	struct str b = {0};
	const char *what = c->source.specialty ? c->source.specialty
			   : c->source.role    ? c->source.role
					       : choice_label(choices_source_kind, c->source.kind);

	if (!v->id)
		return 0;
	if (c->practice.id)
		str_add(&b, c->practice.name);
	if (*what)
		str_printf(&b, "%s%s", b.len ? " \u00b7 " : "", what);
	if (b.len)
		draw_clip(a, 1, l.y++, a.w - 2, ROLE_TEXT, str_text(&b));
	str_clear(&b);
	stage_line(ui, &l, &c->source);
	phone_line(&l, c);
	open_line(&l, c);
	via_line(&l, c);
	refers_line(&l, c);
	revenue_line(ui, &l, v);
	if (tall) {
		next_line(ui, &l, c);
		app_fit_words(&c->fit, &b);
		line(&l, "Fit", c->fit.grade == CHOICE_NONE ? "" : str_text(&b));
		str_clear(&b);
		line(&l, "Payers", c->payers);
		line(&l, "Treats", c->populations);
		rhythm(&b, app_cadence(&face_of(ui)->app, &c->source));
		line(&l, "Rhythm", str_text(&b));
		line(&l, "Matters", c->source.most_important);
		line(&l, "Likes", c->source.interests);
		line(&l, "Tags", c->tags);
	}
	str_free(&b);
	return l.y;
}

/* --- in sentences --- */

static void say_who(const struct card *c, struct str *b)
{
	const char *phone = c->source.phone ? c->source.phone : c->practice.phone;

	str_printf(b, "Selected: %s", c->source.name);
	if (!str_blank(c->source.specialty))
		str_printf(b, ", %s", c->source.specialty);
	if (!str_blank(phone))
		str_printf(b, ", phone %s", phone);
	str_addc(b, '.');
}

static void say_via(const struct card *c, struct str *b)
{
	if (!c->via.id)
		return;
	str_printf(b, "Ask for %s", c->via.name);
	if (!str_blank(c->via.role))
		str_printf(b, ", %s", c->via.role);
	if (!str_blank(c->via.phone))
		str_printf(b, ", %s", c->via.phone);
	str_addc(b, '.');
}

static void say_referrals(struct ui *ui, const struct card_view *v, struct str *b)
{
	const struct card *c = &v->card;
	const char *currency = str_text(&v->currency);

	str_printf(b, "Referrals %" PRId64 " in 12 months, %" PRId64 " came in. Revenue ", c->referrals, c->came);
	if (face_of(ui)->hide)
		str_add(b, "hidden.");
	else
		str_printf(b, "%" PRId64 " %s.", (revenue(ui, c) + 50) / 100,
			   strcmp(currency, "USD") ? currency : "dollars");
}

static void say_last(struct ui *ui, const struct card *c, struct str *b)
{
	int32_t days = ui->now.today - c->source.counted_on;

	if (c->source.counted_on == DAY_NONE) {
		str_add(b, "Never in touch.");
		return;
	}
	str_add(b, "Last contact: ");
	if (c->last_channel != CHOICE_NONE)
		str_printf(b, "%s, ", choice_word(choices_channel, c->last_channel));
	date_timeline(b, c->source.counted_on, ui->now.today);
	str_add(b, ", ");
	if (days < 2) {
		days_ago(b, c->source.counted_on, ui->now.today);
		str_addc(b, '.');
	} else {
		str_printf(b, "%d days ago.", days);
	}
}

static void say_next(struct ui *ui, const struct card *c, struct str *b)
{
	str_add(b, "Next step: ");
	if (c->step.id) {
		str_printf(b, "%s, ",
			   c->step.channel == CHOICE_NONE ? "call" : choice_word(choices_channel, c->step.channel));
		date_due_words(b, c->step.due_on, ui->now.today);
		if (!str_blank(c->step.what))
			str_printf(b, ", %s", c->step.what);
	} else if (c->source.touch_due_on < DAY_FAR) {
		date_due_words(b, c->source.touch_due_on, ui->now.today);
		str_add(b, ", by the usual rhythm");
	} else {
		str_add(b, "none");
	}
	part_stop(b);
}

static void say_open(const struct card *c, struct str *b)
{
	if (c->source.standing == STANDING_LIVE)
		str_printf(b, "%s: %s%s.", choice_label(choices_stage, c->source.stage),
			   c->n_open ? "open is " : "nothing is open", c->open);
}

static void say_earlier(struct ui *ui, const struct card_view *v, struct str *b)
{
	for (int i = 0; i < v->n; i++) {
		struct str word = {0}, text = {0};

		str_add(b, i ? " " : "Earlier: ");
		date_timeline(b, v->moments[i].on, ui->now.today);
		app_moment(&face_of(ui)->app, &v->moments[i], face_of(ui)->hide, &word, &text);
		str_printf(b, " %s%s%s", str_text(&word), text.len ? ": " : "", str_text(&text));
		part_stop(b);
		str_free(&word);
		str_free(&text);
	}
	if (!v->n)
		str_printf(b, "No contact logged with %s yet.", v->card.source.name);
}

void card_plain(struct ui *ui, struct area a, const struct card_view *v)
{
	enum { EARLIER = 6 };
	struct str b[EARLIER + 1] = {0};
	int y = 0;

	say_who(&v->card, &b[0]);
	say_via(&v->card, &b[1]);
	say_referrals(ui, v, &b[2]);
	say_last(ui, &v->card, &b[3]);
	say_next(ui, &v->card, &b[4]);
	say_open(&v->card, &b[5]);
	say_earlier(ui, v, &b[EARLIER]);
	for (int i = 0; i < EARLIER; i++) {
		if (b[i].len)
			draw_clip(a, 0, y++, a.w, ROLE_TEXT, str_text(&b[i]));
	}
	if (y + 1 < a.h)
		draw_wrapped(a, 0, y + 1, a.h - y - 1, ROLE_TEXT, str_text(&b[EARLIER]));
	for (int i = 0; i <= EARLIER; i++)
		str_free(&b[i]);
}

/* --- the timeline --- */

/* Cells that days with a year take more; for all rows in sight alike, so that the words stand under each other. */
static int year_cells(struct ui *ui, const struct card_view *v, int from, int rows)
{
	struct str day = {0};
	int more = 0;

	for (int i = from; i < v->n && i < from + rows; i++) {
		str_clear(&day);
		date_timeline(&day, v->moments[i].on, ui->now.today);
		if (utf8_cells(str_text(&day)) - (DAY_W - 3) > more)
			more = utf8_cells(str_text(&day)) - (DAY_W - 3);
	}
	str_free(&day);
	return more;
}

void card_timeline(struct ui *ui, struct area a, const struct card_view *v, int from, bool wrap)
{
	struct app *app = &face_of(ui)->app;
	int y = 0, shift = year_cells(ui, v, from, a.h), x = 1 + DAY_W - 2 + WORD_W + shift;

	for (int i = from; i < v->n && y < a.h; i++) {
		const struct moment *m = &v->moments[i];
		struct moment shown = *m;
		struct str day = {0}, word = {0}, text = {0};

		if (m->via && !wrap && a.w - x < NARROW) /* the card above has the name */
			shown.with = NULL;
		date_timeline(&day, m->on, ui->now.today);
		app_moment(app, &shown, face_of(ui)->hide, &word, &text);
		if (day.len && day.s[1] == ' ') /* " 9 Feb" under "15 Feb" */
			draw_text(a, 2, y, ROLE_HINT, str_text(&day));
		else
			draw_text(a, 1, y, ROLE_HINT, str_text(&day));
		bool in = m->type == MOMENT_REFERRAL && m->referral->direction == REFERRAL_IN;
		int used = draw_clip(a, 1 + DAY_W - 2 + shift, y, WORD_MOST, in ? ROLE_GROWTH : ROLE_TEXT,
				     str_text(&word));
		int longer = used > WORD_W - 1 ? used - WORD_W + 1 : 0; /* "Referral out" */
		struct area rest = area_sub(a, x + longer, y, a.w - x - longer - 1, a.h - y);

		if (wrap)
			y += draw_wrapped(rest, 0, 0, rest.h < 6 ? rest.h : 6, ROLE_TEXT, str_text(&text));
		else
			draw_clip(rest, 0, 0, rest.w, ROLE_TEXT, str_text(&text));
		y += !wrap || str_blank(str_text(&text));
		str_free(&day);
		str_free(&word);
		str_free(&text);
	}
}
