/* Announcing: a form, who gets what, the files; and who was told. */
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "rapport/app/announce.h"
#include "rapport/base/day.h"
#include "rapport/tui/box.h"

struct announce_form {
	struct arena arena;
	struct whom whom;
	struct letter *letters;
	int n;
	const char *chosen; /* whose words are in the form */
};

static void free_announce(void *arg)
{
	struct announce_form *x = arg;

	arena_clear(&x->arena);
	free(x);
}

static struct announcing asked(const struct announce_form *x, const struct form *f)
{
	return (struct announcing){.title = form_text(f, "title"),
				   .text = form_text(f, "text"),
				   .to = x->whom,
				   .fit = form_text(f, "fit")};
}

/* --- who gets what --- */

static void add_without_marks(struct str *b, const char *text)
{
	for (; *text; text++)
		str_addc(b, *text == '`' ? '\'' : *text);
}

static void preview_text(struct ui *ui, void *arg, struct str *b)
{
	struct form *f = arg;
	struct announcing w = asked(form_arg(f), f);
	struct announce_plan p;
	struct arena a = {0};
	struct str files = {0}, rest = {0};
	struct err e = {0};

	if (app_announce_plan(&face_of(ui)->app, &w, &a, &p, &e) &&
	    app_announce_preview(&face_of(ui)->app, &w, &p, &rest, &e)) {
		app_announce_count(&(struct announce_plan){.drafts = p.drafts, .letters = p.letters}, &files);
		str_printf(b, "`Enter` writes %s to %s. Nothing is sent.\n\n", files.len ? files.s : "the list",
			   short_path(p.folder, &a));
		add_without_marks(b, str_text(&rest));
	} else {
		ui_error(ui, &e);
	}
	err_clear(&e);
	str_free(&files);
	str_free(&rest);
	arena_clear(&a);
}

static bool write_it(struct ui *ui, void *arg)
{
	struct form *f = arg;
	struct announcing w = asked(form_arg(f), f);
	struct said said = {0};
	struct err e = {0};

	if (!app_announce(&face_of(ui)->app, &w, &said, &e)) {
		said_free(&said);
		ui_error(ui, &e);
		return false;
	}
	drop_draft(ui, "announce", 0);
	form_close(ui, f);
	return flow_say(ui, true, &said, &e);
}

/* Nothing is saved from the form itself: it shows who would get what, and stays below that. */
static bool show_preview(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct announcing w = asked(arg, f);
	struct announce_plan p;
	struct arena a = {0};
	struct str title = {0};
	bool ok = app_announce_plan(&face_of(ui)->app, &w, &a, &p, e);

	arena_clear(&a);
	if (!ok)
		return false;
	str_printf(&title, "Announce: %s", w.title);
	reader_ask(ui, &(struct reader_spec){.title = str_text(&title),
					     .legend = "`Enter` writes the files   `Esc` goes back to the form",
					     .bar = "=Enter Write, =\u2191\u2193 Scroll, =Esc Back to the form",
					     .advice = "Nothing is written before `Enter`.",
					     .arg = f,
					     .text = preview_text,
					     .enter = write_it});
	str_free(&title);
	return false;
}

/* --- the form --- */

static void letter_chosen(struct ui *ui, struct form *f, int field, void *arg)
{
	struct announce_form *x = arg;

	(void)ui;
	if (field != form_field(f, "letter") || str_eq(form_text(f, "letter"), x->chosen))
		return;
	for (int i = 0; i < x->n; i++) {
		if (str_eq(x->letters[i].name, form_text(f, "letter"))) {
			x->chosen = x->letters[i].name;
			form_set(f, "text", x->letters[i].text);
		}
	}
}

static void draft_announce(struct ui *ui, struct form *f, void *arg)
{
	(void)arg;
	keep_draft(ui, f, "announce", 0, "`A` opens it again");
}

void flow_announce(struct ui *ui, struct whom whom)
{
	struct announce_form *x = mem_alloc(sizeof(*x));
	struct err e = {0};
	int at = 0;

	x->whom = copy_whom(whom, &x->arena);
	if (!app_letters(&face_of(ui)->app, &x->arena, &x->letters, &x->n, &e)) {
		ui_error(ui, &e);
		free_announce(x);
		return;
	}
	while (at < x->n - 1 && !str_eq(x->letters[at].name, "news"))
		at++;
	x->chosen = x->letters[at].name;
	const char *to = !x->whom.n       ? "all partners: stages 2 and 3, and whoever has referred"
			 : x->whom.n == 1 ? whom_words(ui, x->whom, &x->arena)
					  : arena_printf(&x->arena, "%d marked", x->whom.n);
	const struct form_row rows[] = {
		{.name = "title", .label = "What", .type = FORM_TEXT, .under = "also the subject of the e-mails"},
		{.name = "text",
		 .label = "Text",
		 .type = FORM_NOTE,
		 .value = x->letters[at].text,
		 .gap = true,
		 .saves = true,
		 .under = "in braces: title salutation name practice clinic phone from"},
		{.name = "letter",
		 .label = "Letter",
		 .type = FORM_CHOICE,
		 .choices = letter_choices(x->letters, x->n, &x->arena),
		 .value = x->chosen,
		 .gap = true},
		{.name = "fit", .label = "For", .type = FORM_TEXT, .hint = "only those who treat them: athletes"},
		{.name = "to", .label = "To", .type = FORM_FACT, .value = to},
	};
	struct form *f =
		form_open(ui, &(struct form_spec){
				      .name = "announce",
				      .title = "Announce to partners",
				      .foot = "Enter at Text shows who gets it. Nothing is sent by rapport.",
				      .advice = "`Ctrl-O` opens the text in your editor.  `Ctrl-S` shows who gets it",
				      .fields = rows,
				      .n = sizeof(rows) / sizeof(rows[0]),
				      .arg = x,
				      .save = show_preview,
				      .draft = draft_announce,
				      .changed = letter_chosen,
				      .free = free_announce,
			      });
	offer_draft(ui, f, "announce", 0);
}

/* --- who was told --- */

struct news_list {
	struct arena arena;
	struct news_row *rows;
	int n;
	struct box_choice *choices;
};

static void free_news(void *arg)
{
	struct news_list *l = arg;

	arena_clear(&l->arena);
	free(l);
}

/* open: only those that somebody was not told of yet. */
static struct news_list *read_news(struct ui *ui, bool open)
{
	struct news_list *l = mem_alloc(sizeof(*l));
	struct err e = {0};
	int n;

	if (!store_announcements(face_of(ui)->app.store, &l->arena, &l->rows, &n, &e)) {
		ui_error(ui, &e);
		free_news(l);
		return NULL;
	}
	l->choices = arena_alloc(&l->arena, sizeof(*l->choices) * (size_t)(n + 1));
	for (int i = 0; i < n; i++) {
		struct str note = {0};

		if (open && l->rows[i].told == l->rows[i].chosen)
			continue;
		date_short(&note, l->rows[i].on, ui->now.today);
		str_printf(&note, ", %d of %d told", l->rows[i].told, l->rows[i].chosen);
		l->rows[l->n] = l->rows[i];
		l->choices[l->n++] =
			(struct box_choice){"", l->rows[i].title, arena_strdup(&l->arena, str_text(&note))};
		str_free(&note);
	}
	return l;
}

static void all_told(struct ui *ui, void *arg, int chosen)
{
	struct news_list *l = arg;
	struct said said = {0};
	struct err e = {0};

	flow_say(ui, app_announced(&face_of(ui)->app, l->rows[chosen].id, (struct whom){0}, CHOICE_NONE, &said, &e),
		 &said, &e);
}

void flow_announced(struct ui *ui)
{
	struct news_list *l = read_news(ui, true);

	if (!l)
		return;
	if (l->n > 1) {
		choice_open(ui, &(struct choice_spec){.title = "Which news was told to all?",
						      .choices = l->choices,
						      .n = l->n,
						      .arg = l,
						      .then = all_told,
						      .free = free_news});
		return;
	}
	if (l->n)
		all_told(ui, l, 0);
	else
		ui_say(ui, "No news waits to be told.   `A` announces some");
	free_news(l);
}

static void told_line(struct ui *ui, const struct told_row *r, struct str *b)
{
	int16_t by = r->told_by == CHOICE_NONE ? r->channel : r->told_by;
	struct str day = {0};

	if (r->told_on != DAY_NONE)
		date_short(&day, r->told_on, ui->now.today);
	else if (r->archived)
		str_add(&day, "archived");
	else
		str_add(&day,
			r->standing == STANDING_LIVE ? "not told yet" : choice_label(choices_standing, r->standing));
	str_printf(b, "  %s%s%s: %s%s%s\n", r->name, r->practice ? ", " : "", r->practice ? r->practice : "",
		   str_text(&day), by == CHOICE_NONE ? "" : ", ",
		   by == CHOICE_NONE ? "" : choice_word(choices_channel, by));
	str_free(&day);
}

static void show_told(struct ui *ui, void *arg, int chosen)
{
	struct news_list *l = arg;
	const struct news_row *news = &l->rows[chosen];
	struct told_row *rows;
	struct announcement n;
	struct str b = {0}, text = {0};
	struct err e = {0};
	int count = 0;

	if (!store_get(face_of(ui)->app.store, KIND_ANNOUNCEMENT, news->id, &l->arena, &n, &e) ||
	    !store_recipients(face_of(ui)->app.store, news->id, &l->arena, &rows, &count, &e)) {
		ui_error(ui, &e);
		return;
	}
	date_long(&text, news->on);
	str_printf(&text, "%s%s: %d of %d told.\n\n", n.by ? ", by " : "", n.by ? n.by : "", news->told, news->chosen);
	for (int i = 0; i < count; i++)
		told_line(ui, &rows[i], &text);
	str_printf(&text, "\n%s\n", n.text ? n.text : "");
	add_without_marks(&b, str_text(&text));
	reader_open(ui, news->title, str_text(&b), "Esc closes   `:` announced logs it for all who wait");
	str_free(&b);
	str_free(&text);
}

void flow_announcements(struct ui *ui)
{
	struct news_list *l = read_news(ui, false);

	if (!l)
		return;
	if (!l->n) {
		ui_say(ui, "Nothing was announced yet.   `A` tells news to your partners");
		free_news(l);
		return;
	}
	choice_open(ui, &(struct choice_spec){.title = "Announcements",
					      .choices = l->choices,
					      .n = l->n,
					      .legend = "Enter shows who was told   Esc closes",
					      .arg = l,
					      .then = show_told,
					      .free = free_news});
}
