/* Announcements: who gets what, and what is shown of that beforehand. */
#include "rapport/app/announce.h"

#include <string.h>

#include "announce.h"
#include "files.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"

/* --- who --- */

struct planning {
	struct app *app;
	struct arena *a;
	const struct announcing *w;
	struct str fit; /* the word folded */
	struct announce_plan *plan;
	int cap, cap_left;
};

static void *grow(struct arena *a, void *rows, int n, int *cap, size_t size)
{
	if (n < *cap)
		return rows;
	*cap = *cap ? *cap * 2 : 32;
	void *more = arena_alloc(a, (size_t)*cap * size);
	if (n)
		memcpy(more, rows, (size_t)n * size);
	return more;
}

static bool leave_out(struct planning *g, const struct reached *r, const char *why)
{
	struct announce_plan *p = g->plan;
	p->left = grow(g->a, p->left, p->n_left, &g->cap_left, sizeof *p->left);
	p->left[p->n_left++] = (struct left_out){r->id, r->name, why};
	return true;
}

static void choose(struct planning *g, const struct reached *r)
{
	struct announce_plan *p = g->plan;
	bool email = !str_blank(r->email), address = !str_blank(r->address);
	p->rows = grow(g->a, p->rows, p->n, &g->cap, sizeof *p->rows);
	p->rows[p->n++] = (struct addressee){
		.id = r->id,
		.channel = (int16_t)(email     ? CHANNEL_EMAIL
				     : address ? CHANNEL_LETTER
					       : CHANNEL_CALL),
		.name = r->name,
		.practice = r->practice,
		.email = r->email,
		.phone = r->phone,
		.address = address ? address_lines(r, g->a) : NULL,
	};
	p->drafts += email;
	p->letters += !email && address;
	p->calls += !email && !address;
}

static const char *until(struct planning *g, const char *words, int32_t day)
{
	struct str b = {0};
	str_add(&b, words);
	date_short(&b, day, g->app->now.today);
	const char *text = arena_strdup(g->a, str_text(&b));
	str_free(&b);
	return text;
}

/* Why this source gets no news now, whatever the news: NULL when it does. */
static const char *not_now(struct planning *g, const struct reached *r)
{
	if (r->archived)
		return "archived";
	if (r->standing == STANDING_LET_GO)
		return "let go";
	if (r->standing == STANDING_PAUSED && r->standing_until != DAY_NONE)
		return until(g, "paused until ", r->standing_until);
	if (r->standing == STANDING_PAUSED)
		return "paused";
	return NULL;
}

static const char *had_it(struct planning *g, const struct reached *r)
{
	int32_t on, told;
	if (!store_news_had(g->app->store, r->id, g->w->title, g->app->now.today, &on, &told))
		return NULL;
	return told == DAY_NONE ? until(g, "in Today already, announced on ", on) : until(g, "told on ", told);
}

/* Do they treat those whom the news is for? Their own populations, else their practice's. *why: when not. */
static bool fits(struct planning *g, const struct reached *r, const char **why, struct err *e)
{
	const char *words[LABEL_TYPES] = {"", "", "", ""};
	struct str fold = {0};
	*why = NULL;
	if (!g->fit.len)
		return true;
	if (!store_labels(g->app->store, LABEL_OF_SOURCE, r->id, g->a, words, e))
		return false;
	if (!*words[LABEL_POPULATION] && r->practice_id &&
	    !store_labels(g->app->store, LABEL_OF_PRACTICE, r->practice_id, g->a, words, e))
		return false;
	utf8_fold(&fold, words[LABEL_POPULATION]);
	if (!strstr(str_text(&fold), g->fit.s))
		*why = *words[LABEL_POPULATION]
			       ? arena_printf(g->a, "not for “%s”: treats %s", g->w->fit, words[LABEL_POPULATION])
			       : arena_printf(g->a, "not for “%s”: whom they treat is not noted", g->w->fit);
	str_free(&fold);
	return true;
}

static bool consider(struct planning *g, const struct reached *r, struct err *e)
{
	const char *why = not_now(g, r);
	if (!why && !g->w->to.n && str_eq(choice_word(choices_source_kind, r->kind), "patient"))
		why = "a patient, not a partner";
	if (!why)
		why = had_it(g, r);
	if (!why && !fits(g, r, &why, e))
		return false;
	if (why)
		return leave_out(g, r, why);
	choose(g, r);
	return true;
}

static bool consider_marked(struct planning *g, struct err *e)
{
	struct reached r;
	for (int i = 0; i < g->w->to.n; i++) {
		bool twice = false;
		for (int k = 0; k < i; k++)
			twice = twice || g->w->to.ids[k] == g->w->to.ids[i];
		if (!twice && (!store_reached_one(g->app->store, g->w->to.ids[i], g->a, &r, e) || !consider(g, &r, e)))
			return false;
	}
	return true;
}

static bool consider_partners(struct planning *g, struct err *e)
{
	struct reached *rows;
	struct tally t;
	int n;
	if (!store_tally(g->app->store, &t, e) ||
	    !store_reached(g->app->store, REACH_PARTNERS, DAY_NONE, g->a, &rows, &n, e))
		return false;
	g->plan->strangers = t.stage[STAGE_FIRST];
	for (int i = 0; i < n; i++) {
		g->plan->strangers -=
			rows[i].stage == STAGE_FIRST && rows[i].standing == STANDING_LIVE && !rows[i].archived;
		if (!consider(g, &rows[i], e))
			return false;
	}
	return true;
}

/* --- what --- */

/* "    (type the figures here: ...)": a gap of a template that nobody filled. */
static const char *gap(const char *text, struct arena *a)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		size_t in = strspn(text, " \t");
		if (in < n && str_starts(text + in, "(type "))
			return arena_strndup(a, text + in, n - in);
		text += n + (text[n] == '\n');
	}
	return NULL;
}

static bool check_words(struct app *app, const struct announcing *w, struct arena *a, struct err *e)
{
	struct announcement n;
	const char *left = w->text ? gap(w->text, a) : NULL;
	if (str_blank(w->title))
		return err_field(e, "title", "say in a few words what is new");
	if (str_blank(w->text))
		return err_field(e, "text", "the letter is empty");
	if (left)
		return err_field(e, "text", "the letter still says “%s”: put your own words in its place", left);
	record_init(KIND_ANNOUNCEMENT, &n);
	n.id = 1; /* any: it is only checked */
	n.title = w->title;
	n.text = w->text;
	n.on = app->now.today;
	return record_check(KIND_ANNOUNCEMENT, &n, e);
}

bool announce_letter(struct app *app, const struct announcing *w, uint64_t id, struct arena *a, struct letter *out,
		     struct err *e)
{
	struct letter l = {.name = "announcement", .subject = "{title}", .text = w->text, .title = w->title};
	if (app_letter_for(app, id, &l, a, out, e))
		return true;
	if (e && e->code == ERR_INVALID && !e->field)
		e->field = "text";
	return false;
}

static bool somebody_left(const struct planning *g, struct err *e)
{
	enum { NAMED = 3 };
	const struct announce_plan *p = g->plan;
	struct str b = {0};
	if (p->n)
		return true;
	for (int i = 0; i < p->n_left && i < NAMED; i++)
		str_printf(&b, "%s%s: %s", i ? "; " : "", p->left[i].name, p->left[i].why);
	if (p->n_left > NAMED)
		str_printf(&b, "; and %d more", p->n_left - NAMED);
	if (p->n_left)
		err_set(e, ERR_REFUSED, "nobody is left to tell: %s", str_text(&b));
	else
		err_set(e, ERR_REFUSED,
			"there is no partner to tell yet: nobody is in Building trust or Maintaining, "
			"and nobody has referred");
	str_free(&b);
	return false;
}

bool app_announce_plan(struct app *app, const struct announcing *w, struct arena *a, struct announce_plan *p,
		       struct err *e)
{
	struct planning g = {.app = app, .a = a, .w = w, .plan = p};
	struct letter first;
	char iso[16];
	*p = (struct announce_plan){0};
	if (!check_words(app, w, a, e))
		return false;
	if (!str_blank(w->fit))
		utf8_fold(&g.fit, w->fit);
	bool ok = (w->to.n ? consider_marked(&g, e) : consider_partners(&g, e)) && somebody_left(&g, e) &&
		  announce_letter(app, w, p->rows[0].id, a, &first, e);
	str_free(&g.fit);
	day_iso(app->now.today, iso);
	p->folder = arena_printf(a, "%s/%s-%s", app->outbox ? app->outbox : ".", iso, file_name(w->title, a));
	return ok;
}

/* --- the preview --- */

void app_announce_count(const struct announce_plan *p, struct str *b)
{
	static const char *const words[3][2] = {{"e-mail draft", "e-mail drafts"},
						{"letter with its label", "letters with labels"},
						{"to call or visit", "to call or visit"}};
	int n[3] = {p->drafts, p->letters, p->calls}, left = 0, parts = 0;
	for (int i = 0; i < 3; i++)
		left += n[i] != 0;
	for (int i = 0; i < 3; i++) {
		if (!n[i])
			continue;
		left--;
		str_printf(b, "%s%d %s", !parts++ ? "" : left ? ", " : " and ", n[i], words[i][n[i] != 1]);
	}
}

/* The people of one way, under its heading. */
static void add_people(struct str *b, const struct announce_plan *p, int16_t channel, const char *heading)
{
	enum { MOST = 500 };
	int n = 0;
	for (int i = 0; i < p->n; i++) {
		const struct addressee *r = &p->rows[i];
		if (r->channel != channel)
			continue;
		if (!n++)
			str_printf(b, "\n%s\n", heading);
		if (n > MOST)
			continue;
		str_printf(b, "  %s%s%s", r->name, r->practice ? ", " : "", r->practice ? r->practice : "");
		if (channel == CHANNEL_CALL && r->phone)
			str_printf(b, ", %s", r->phone);
		str_addc(b, '\n');
	}
	if (n > MOST)
		str_printf(b, "  and %d more\n", n - MOST);
}

static void add_left_out(struct str *b, const struct announce_plan *p)
{
	if (p->n_left)
		str_printf(b, "\n%d left out\n", p->n_left);
	for (int i = 0; i < p->n_left; i++)
		str_printf(b, "  %s: %s\n", p->left[i].name, p->left[i].why);
	if (p->strangers)
		str_printf(b,
			   "\n%lld more in First impression are no partners yet. Mark those who should hear it too.\n",
			   (long long)p->strangers);
}

static void add_without_mail(struct str *b, const struct announce_plan *p)
{
	int without = p->letters + p->calls;
	if (!without)
		return;
	str_printf(b, "%d of %d %s no e-mail: ", without, p->n, without == 1 ? "has" : "have");
	if (p->letters)
		str_printf(b, "%d %s on the label sheet", p->letters, p->letters == 1 ? "goes" : "go");
	if (p->calls)
		str_printf(b, "%s%d %s no address either and %s called or visited", p->letters ? ", " : "", p->calls,
			   p->calls == 1 ? "has" : "have", p->calls == 1 ? "is" : "are");
	str_add(b, ".\n");
}

bool app_announce_preview(struct app *app, const struct announcing *w, const struct announce_plan *p, struct str *b,
			  struct err *e)
{
	struct arena a = {0};
	struct letter l;
	bool ok = announce_letter(app, w, p->rows[0].id, &a, &l, e);
	if (ok) {
		app_announce_count(p, b);
		str_add(b, ".\n");
		add_without_mail(b, p);
		if (l.lacks)
			str_printf(b, "%s\n", l.lacks);
		add_left_out(b, p);
		str_printf(b, "\nThe letter to %s\n  Subject: %s\n\n", p->rows[0].name, l.subject);
		for (const char *s = l.text; *s;) {
			size_t n = strcspn(s, "\n");
			str_printf(b, "%s%.*s\n", n ? "  " : "", (int)n, s);
			s += n + (s[n] == '\n');
		}
		add_people(b, p, CHANNEL_EMAIL, "An e-mail draft for");
		add_people(b, p, CHANNEL_LETTER, "A letter and a label for");
		add_people(b, p, CHANNEL_CALL, "No e-mail and no address: call or visit");
	}
	arena_clear(&a);
	return ok;
}
