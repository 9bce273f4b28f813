/* Logging a contact. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/app/gift.h"
#include "rapport/base/day.h"

struct log_form {
	struct arena arena;
	struct source source;
	struct referral referral; /* that it points at; id 0: none */
};

static const char *draft_name(const struct log_form *l)
{
	return l->referral.id ? "log referral" : "log";
}

static uint64_t draft_subject(const struct log_form *l)
{
	return l->referral.id ? l->referral.id : l->source.id;
}

/* The six that are logged most have a letter; the rest stand behind "o". */
static const struct form_choice channels[] = {
	{"v", "Visit", "visit"}, {"l", "Lunch", "lunch"},   {"c", "Call", "call"},   {"e", "Email", "email"},
	{"k", "Card", "card"},   {"r", "Report", "report"}, {"o", "Other", "other"}, {0},
};
static const struct form_choice others[] = {
	{"c", "Coffee", "coffee"}, {"l", "Letter", "letter"},   {"t", "Text", "text"},   {"s", "Social", "social"},
	{"e", "Event", "event"},   {"m", "Meeting", "meeting"}, {"o", "Other", "other"}, {0},
};
static const struct form_choice purposes[] = {
	{"i", "Introduce", "introduce"},
	{"p", "Pitch", "pitch"},
	{"a", "Ask", "ask"},
	{"o", "Outcomes", "outcomes"},
	{"r", "Report", "progress"},
	{"t", "Thank", "thank"},
	{"n", "News", "announce"},
	{"s", "Share", "share"},
	{"c", "Check in", "check_in"},
	{"f", "POC", "poc"},
	{"g", "Gift", "gift"},
	{0},
};
static const struct form_choice results[] = {
	{"m", "Met", "met"},
	{"b", "Busy, appointment set", "appointment"},
	{"l", "Left message", "message"},
	{"n", "No answer", "no_answer"},
	{0},
};
static const struct form_choice substance[] = {
	{"a", "As the aim says", ""}, {"y", "Substantive", "yes"}, {"n", "Not", "no"}, {0}};

static void free_log(void *arg)
{
	struct log_form *l = arg;

	arena_clear(&l->arena);
	free(l);
}

static void echo_step(struct ui *ui, struct form *f, int field, struct str *b, bool *bad)
{
	(void)field;
	echo_next(ui, form_text(f, "next"), "call", b, bad);
}

static void step_step(struct ui *ui, struct form *f, int field, int days, struct str *out)
{
	(void)field;
	step_date(ui, form_text(f, "next"), DATE_FUTURE, days, out);
}

/* Completes the last of the names, which are parted by commas. */
static void complete_with(struct ui *ui, struct form *f, int field, const char *typed, struct str *out)
{
	struct log_form *l = form_arg(f);
	struct str names = {0}, name = {0};
	const char *last = strrchr(typed, ',');

	(void)field;
	last = last ? last + 1 : typed;
	last += strspn(last, " ");
	if (*last)
		people_like(ui, l->source.practice_id, l->source.id, last, &names);
	for (const char *s = str_text(&names); *s;) {
		size_t n = strcspn(s, "\n");

		str_clear(&name);
		str_addn(&name, s, n);
		if (!strstr(typed, str_text(&name)) || last == typed) /* not one who stands there already */
			str_printf(out, "%s%.*s%s", out->len ? "\n" : "", (int)(last - typed), typed, name.s);
		s += n + (s[n] == '\n');
	}
	str_free(&names);
	str_free(&name);
}

static bool credentials(const char *piece, struct arena *a)
{
	struct str name = {0}, letters = {0};

	person_split(arena_printf(a, "Some Body, %s", piece), &name, &letters);
	bool is = letters.len > 0;
	str_free(&name);
	str_free(&letters);
	return is;
}

/* The names in With. */
struct company {
	const char *met; /* "" nobody */
	const char **also;
	int n;
};

/* Whom we met, and who else was there. "Wen Zhao, MD" is one. */
static struct company company(const struct form *f, struct arena *a)
{
	const char *s = form_text(f, "with");
	const char **names = arena_alloc(a, (strlen(s) / 2 + 2) * sizeof(*names));
	struct str one = {0};
	int n = 0;

	names[0] = "";
	while (*s) {
		size_t len = strcspn(s, ",");

		str_trim(&one, arena_strndup(a, s, len));
		if (n && one.len && credentials(one.s, a))
			names[n - 1] = arena_printf(a, "%s, %s", names[n - 1], one.s);
		else if (one.len)
			names[n++] = arena_strdup(a, one.s);
		s += len + (s[len] == ',');
	}
	str_free(&one);
	return (struct company){names[0], names + 1, n > 1 ? n - 1 : 0};
}

/* "also there: Rosa Delgado, Dr. Sam Ortega" */
static const char *with_hint(struct ui *ui, struct log_form *l)
{
	struct str b = {0};
	char *text;

	people_like(ui, l->source.practice_id, l->source.id, "", &b);
	if (!b.len)
		return "who was there, parted by commas";
	text = arena_strdup(&l->arena, "also there: ");
	for (const char *s = b.s; *s;) {
		size_t n = strcspn(s, "\n");

		text = arena_printf(&l->arena, "%s%.*s%s", text, (int)n, s, s[n] ? ", " : "");
		s += n + (s[n] == '\n');
	}
	str_free(&b);
	return text;
}

static bool fill_touch(struct ui *ui, struct form *f, struct log_form *l, struct touch *t, struct err *e)
{
	static const char *const names[] = {"note", "by",        "cost_cents", "purpose",    "learned",
					    "tags", "direction", "result",     "substantive"};

	record_init(KIND_TOUCH, t);
	t->source_id = l->source.id;
	t->referral_id = l->referral.id;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!read_field(ui, f, KIND_TOUCH, names[i], t, &l->arena, e))
			return false;
	}
	const char *channel = form_text(f, "channel");

	if (str_eq(channel, "other") && *form_text(f, "other"))
		channel = form_text(f, "other");
	t->channel = (int16_t)choice_index(choices_channel, *channel ? channel : NULL);
	if (t->direction == CHOICE_NONE)
		t->direction = TOUCH_WE;
	return read_date(ui, f, "on", DATE_PAST, &t->on, e);
}

/* What the gift ledger asks for: a reason in a field of its own, which opens, or the limit of a year. */
static bool refused(struct form *f, struct err *e)
{
	bool cost = e->field && !strcmp(e->field, "cost_cents");

	if (cost && e->code == ERR_REFUSED) {
		form_show(f, "over", true);
		e->field = "over";
	}
	if (cost && e->code == ERR_NOT_FOUND) {
		err_set(e, e->code, "%s. It goes into “Gift limits” in the palette; the draft waits", err_text(e));
		e->field = "cost_cents";
	}
	return form_refused(e);
}

static bool save_log(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct log_form *l = arg;
	struct plan plan = {.channel = CHOICE_NONE};
	struct said said = {0};
	struct company with = company(f, &l->arena);
	struct touch t;

	if (!fill_touch(ui, f, l, &t, e) || !read_next(ui, f, "next", &plan, e))
		return false;
	if (!app_log_over(&face_of(ui)->app, &t, with.met, with.also, with.n, &plan, form_text(f, "over"), &said, e)) {
		said_free(&said);
		return refused(f, e);
	}
	drop_draft(ui, draft_name(l), draft_subject(l));
	return flow_say(ui, true, &said, e);
}

/* What may still be given, once a cost is typed: never before, for it is no advice to give something. */
static void show_room(struct ui *ui, struct form *f, struct log_form *l)
{
	struct arena a = {0};
	struct str b = {0};
	struct company with = company(f, &a);
	struct touch t;

	record_init(KIND_TOUCH, &t);
	t.source_id = l->source.id;
	if (!read_date(ui, f, "on", DATE_PAST, &t.on, NULL))
		t.on = DAY_NONE;
	if (!str_blank(form_text(f, "cost_cents")))
		app_gift_words(&face_of(ui)->app, &t, with.met, with.also, with.n, &b, NULL);
	form_set_under(f, "cost_cents", b.len ? b.s : NULL);
	str_free(&b);
	arena_clear(&a);
}

/* What comes where Next stays empty, counted from the day of the contact. */
static const char *usual_words(struct ui *ui, struct log_form *l, int32_t on)
{
	struct app *app = &face_of(ui)->app;
	struct str b = {0};
	int64_t days = app_cadence(app, &l->source);
	int32_t due = app_usual_next(app, &l->source, on);

	str_add(&b, "empty = the usual ");
	if (days % 7 == 0)
		str_printf(&b, "%lld weeks (", (long long)(days / 7));
	else
		str_printf(&b, "%lld days (", (long long)days);
	date_short(&b, due, app->now.today);
	str_add(&b, due < app->now.today ? ", late)" : ")");
	str_add(&b, "   0 = no next step");
	const char *text = arena_strdup(&l->arena, str_text(&b));
	str_free(&b);
	return text;
}

static void show_usual(struct ui *ui, struct form *f, struct log_form *l)
{
	int32_t on;

	if (read_date(ui, f, "on", DATE_PAST, &on, NULL) && on != DAY_NONE)
		form_set_under(f, "next", usual_words(ui, l, on));
}

/* "o" asks which other kind. */
static void on_change(struct ui *ui, struct form *f, int field, void *arg)
{
	static const char *const moves[] = {"on", "with", "cost_cents"};

	form_show(f, "other", str_eq(form_text(f, "channel"), "other"));
	if (field == form_field(f, "on"))
		show_usual(ui, f, arg);
	for (size_t i = 0; i < sizeof(moves) / sizeof(*moves); i++) {
		if (field == form_field(f, moves[i]))
			show_room(ui, f, arg);
	}
}

static void draft_log(struct ui *ui, struct form *f, void *arg)
{
	struct log_form *l = arg;
	const char *again = l->referral.id
				    ? arena_printf(&l->arena, "`l` on R-%" PRId64 " opens it again", l->referral.number)
				    : arena_printf(&l->arena, "`l` on %s opens it again", l->source.name);

	keep_draft(ui, f, draft_name(l), draft_subject(l), again);
}

/* Of a referral: the usual aim is to report on it. */
static const char *usual_purpose(const struct referral *r)
{
	if (!r->id)
		return NULL;
	return choice_word(choices_purpose, r->status == STATUS_DISCHARGED ? PURPOSE_OUTCOMES : PURPOSE_PROGRESS);
}

/* Opens the form over its rows. */
static void show_log(struct ui *ui, struct log_form *l, const struct form_row *rows, int n, int first)
{
	const char *about = l->referral.id ? arena_printf(&l->arena, ", about R-%" PRId64, l->referral.number) : "";
	struct form *f =
		form_open(ui, &(struct form_spec){
				      .name = "log",
				      .title = arena_printf(&l->arena, "Log a contact: %s%s", l->source.name, about),
				      .foot = "Enter goes on, and saves at Next.   Ctrl-S saves from anywhere.",
				      .advice = DATE_ADVICE,
				      .fields = rows,
				      .n = n,
				      .first = first,
				      .arg = l,
				      .save = save_log,
				      .changed = on_change,
				      .draft = draft_log,
				      .free = free_log,
			      });

	offer_draft(ui, f, draft_name(l), draft_subject(l));
	form_show(f, "over", !str_blank(form_text(f, "over")));
	on_change(ui, f, 0, l);
	show_room(ui, f, l);
}

static void open_log(struct ui *ui, struct log_form *l, int16_t channel)
{
	struct app *app = &face_of(ui)->app;
	const char *word = choice_word(choices_channel, channel);
	bool rare = channel > CHANNEL_REPORT;
	const struct form_row rows[] = {
		{.name = "channel",
		 .label = "Kind",
		 .type = FORM_CHOICE,
		 .choices = channels,
		 .value = rare ? "other" : word},
		{.name = "other",
		 .label = "Which",
		 .type = FORM_CHOICE,
		 .choices = others,
		 .value = rare ? word : NULL},
		{.name = "note", .label = "Note", .type = FORM_NOTE},
		{.name = "next",
		 .label = "Next",
		 .type = FORM_DATE,
		 .saves = true,
		 .under = usual_words(ui, l, app->now.today),
		 .echo = echo_step,
		 .step = step_step},
		{.name = "on",
		 .label = "When",
		 .type = FORM_DATE,
		 .gap = true,
		 .value = "today",
		 .echo = echo_past,
		 .step = step_past},
		{.name = "with",
		 .label = "With",
		 .type = FORM_NAME,
		 .hint = with_hint(ui, l),
		 .complete = complete_with},
		{.name = "result", .label = "Result", .type = FORM_CHOICE, .choices = results},
		{.name = "by", .label = "By", .type = FORM_TEXT, .value = app->user},
		{.name = "purpose",
		 .label = "Aim",
		 .type = FORM_CHOICE,
		 .choices = purposes,
		 .value = usual_purpose(&l->referral)},
		{.name = "substantive", .label = "Weight", .type = FORM_CHOICE, .choices = substance},
		{.name = "cost_cents", .label = "Cost", .type = FORM_TEXT, .hint = "46.00"},
		{.name = "over", .label = "Why", .type = FORM_TEXT, .hint = "why go over the limit; kept with it"},
		{.name = "learned", .label = "Learnt", .type = FORM_NOTE},
		{.name = "tags", .label = "Tags", .type = FORM_TEXT, .hint = "words parted by commas"},
		{.name = "direction",
		 .label = "Began",
		 .type = FORM_CHOICE,
		 .choices = choices_of(choices_direction, &l->arena),
		 .value = "we"},
	};

	show_log(ui, l, rows, (int)(sizeof(rows) / sizeof(*rows)), channel == CHOICE_NONE ? 0 : 2);
}

void flow_log(struct ui *ui, uint64_t source_id, int16_t channel)
{
	struct log_form *l = mem_alloc(sizeof(*l));
	struct err e = {0};

	if (store_get(face_of(ui)->app.store, KIND_SOURCE, source_id, &l->arena, &l->source, &e)) {
		open_log(ui, l, channel);
	} else {
		ui_error(ui, &e);
		free_log(l);
	}
}

void flow_log_referral(struct ui *ui, uint64_t ref_id)
{
	struct store *store = face_of(ui)->app.store;
	struct log_form *l = mem_alloc(sizeof(*l));
	struct err e = {0};

	if (store_get(store, KIND_REFERRAL, ref_id, &l->arena, &l->referral, &e) &&
	    (l->referral.source_id ||
	     err_set(&e, ERR_REFUSED, "R-%" PRId64 " names nobody to log a contact with", l->referral.number)) &&
	    store_get(store, KIND_SOURCE, l->referral.source_id, &l->arena, &l->source, &e)) {
		open_log(ui, l, CHOICE_NONE);
	} else {
		ui_error(ui, &e);
		free_log(l);
	}
}
