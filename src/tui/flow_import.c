/* Importing in three steps: the file, what its columns give, what would come of it. Only the last Enter writes. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "flow_form.h"
#include "mapping.h"
#include "rapport/app/exchange.h"
#include "rapport/exchange/narrow.h"
#include "rapport/tui/box.h"

struct importing {
	struct arena arena;
	const char *path, *name;
	struct import_look look;
	struct pane *columns;               /* NULL: the file has none */
	const char *zip, *state, *taxonomy; /* of a registry: which part of it */
	int held;                           /* by so many steps that are open; the last one frees it */
	struct pane *words;                 /* what would come of it */
	struct import_report dry;           /* of the last trial, for its doubts */
	bool failed;                        /* that trial: stopped, or the file cannot be read */
	struct str text;                    /* and in words; shown once */
	struct import_answer *answers;
	int n_answers;
	int at;       /* the doubt that is asked */
	int answered; /* since the last trial */
};

static void ask_file(struct ui *ui, const char *path);

static void free_importing(void *arg)
{
	struct importing *im = arg;

	import_report_free(&im->dry);
	str_free(&im->text);
	free(im->answers);
	arena_clear(&im->arena);
	free(im);
}

static struct importing *hold(struct importing *im)
{
	im->held++;
	return im;
}

static void let_go(void *arg)
{
	struct importing *im = arg;

	if (!--im->held)
		free_importing(im);
}

static void back_to_file(struct ui *ui, void *arg)
{
	ask_file(ui, ((struct importing *)arg)->path);
}

static struct import_order order_of(const struct importing *im)
{
	return (struct import_order){.map = im->look.mapped ? &im->look.sheet.map : NULL,
				     .zip = im->zip,
				     .state = im->state,
				     .taxonomy = im->taxonomy,
				     .answers = im->answers,
				     .n_answers = im->n_answers,
				     .rejects = ""};
}

static bool reading(void *ctx, const struct import_progress *p)
{
	struct str b = {0};

	app_import_progress(p, &b);
	return flow_progress(ctx, &b);
}

static bool read_file(struct ui *ui, const struct importing *im, bool dry, struct import_report *r, struct said *said,
		      struct err *e)
{
	struct import_order order = order_of(im);

	order.dry = dry;
	order.progress = reading;
	order.ctx = ui;
	ui_progress(ui, "Reading ...");
	return app_import_as(&face_of(ui)->app, im->path, &order, r, said, e);
}

/* --- what would come of it --- */

static void add_lines(struct str *b, const char *heading, const struct str *lines)
{
	if (!lines->len)
		return;
	str_printf(b, "\n%s:\n", heading);
	for (const char *s = lines->s; *s; s++)
		str_addc(b, *s == '`' ? '\'' : *s);
	str_add(b, "\n");
}

/* Tries it, as the answers are, and says what would come of it. */
static void try_it(struct ui *ui, struct importing *im, struct str *b)
{
	struct import_report *r = &im->dry;
	struct said said = {0};
	struct err e = {0};

	import_report_free(r);
	*r = (struct import_report){0};
	im->failed = !read_file(ui, im, true, r, &said, &e);
	if (!im->failed) {
		str_printf(b, "%s.\n\n%s\n", str_text(&r->what), str_text(&said.text));
		add_lines(b, "Not taken", &r->refusals);
		add_lines(b, "Worth a look", &r->notes);
		if (r->unsaid)
			str_printf(b, "\nAnd %" PRId64 " more that are not listed.\n", r->unsaid);
	} else {
		str_printf(b, "! %s.\n", err_text(&e));
	}
	err_clear(&e);
	said_free(&said);
}

/* What is not known to come of it is not imported either. */
static void say_enter(const struct importing *im)
{
	const char *does = im->failed ? "tries it again" : "imports it", *to = im->columns ? "columns" : "file";
	struct str b = {0};

	str_printf(&b, "`Enter` %s   `Esc` back to the %s", does, to);
	reader_foot(im->words, str_text(&b),
		    im->failed ? "=Enter Try again, =\u2191\u2193 Scroll, =Esc Back"
			       : "=Enter Import, =\u2191\u2193 Scroll, =Esc Back",
		    im->failed ? "Nothing was written. What would come of it is not known yet."
			       : "Nothing is written before `Enter`. All of it is one step, which `u` takes back.");
	str_free(&b);
}

static void dry_text(struct ui *ui, void *arg, struct str *b)
{
	struct importing *im = arg;

	if (!im->text.len)
		try_it(ui, im, &im->text);
	str_add(b, str_text(&im->text));
	str_clear(&im->text);
	say_enter(im);
}

static void ask_doubt(struct ui *ui, struct importing *im);

static bool try_again(struct ui *ui, struct importing *im)
{
	str_clear(&im->text);
	try_it(ui, im, &im->text);
	ask_doubt(ui, im);
	return true;
}

static bool apply(struct ui *ui, void *arg)
{
	struct importing *im = arg;
	struct import_report r = {0};
	struct said said = {0};
	struct err e = {0};
	bool ok;

	if (im->failed)
		return try_again(ui, im);
	ok = read_file(ui, im, false, &r, &said, &e);
	if (ok && im->columns)
		ui_close(ui, im->columns);
	if (ok)
		flow_say(ui, ok, &said, &e);
	else
		ui_error_of(ui, im->name, &e);
	said_free(&said);
	import_report_free(&r);
	return ok;
}

static void show_words(struct ui *ui, void *arg)
{
	struct importing *im = arg;
	struct str title = {0};

	str_printf(&title, "Import %s: what would come of it", im->name);
	im->words = reader_ask(ui, &(struct reader_spec){.title = str_text(&title),
							 .legend = "",
							 .arg = hold(im),
							 .text = dry_text,
							 .enter = apply,
							 .back = im->columns ? NULL : back_to_file,
							 .free = let_go});
	str_free(&title);
}

/* --- whom doubtful rows mean --- */

static const struct import_answer *answer_to(const struct importing *im, int64_t line)
{
	for (int i = 0; i < im->n_answers; i++)
		if (im->answers[i].line == line)
			return &im->answers[i];
	return NULL;
}

/* Is it to be asked now? What hangs on another one that was decided just now shows by itself. */
static bool open_doubt(const struct importing *im, const struct import_doubt *d)
{
	const struct import_answer *other = d->as ? answer_to(im, d->as) : NULL;

	if (answer_to(im, d->line))
		return false;
	if (d->as)
		return other && other->how == ANSWER_LEAVE;
	return d->n || !im->answered;
}

static void answer(struct importing *im, const struct import_doubt *d, struct import_answer a)
{
	a.line = d->line;
	im->answers = mem_grow(im->answers, (size_t)(im->n_answers + 1) * sizeof(*im->answers));
	im->answers[im->n_answers++] = a;
	im->answered++;
}

static int open_doubts(const struct importing *im, int from)
{
	int n = 0;

	for (int i = from; i < im->dry.n_doubts; i++)
		n += open_doubt(im, &im->dry.doubts[i]);
	return n;
}

/* The rows of the box: who it may be, somebody new, left out, and the rest left out with it. */
static void doubt_chosen(struct ui *ui, void *arg, int chosen)
{
	struct importing *im = arg;
	const struct import_doubt *d = &im->dry.doubts[im->at];

	if (chosen < d->n)
		answer(im, d,
		       (struct import_answer){.how = ANSWER_SAME, .id = d->ids[chosen], .as_line = d->lines[chosen]});
	else if (chosen == d->n)
		answer(im, d, (struct import_answer){.how = ANSWER_NEW});
	else
		answer(im, d, (struct import_answer){.how = ANSWER_LEAVE});
	for (int i = 0; chosen == d->n + 2 && i < im->dry.n_doubts; i++)
		if (!answer_to(im, im->dry.doubts[i].line))
			answer(im, &im->dry.doubts[i], (struct import_answer){.how = ANSWER_LEAVE});
	ask_doubt(ui, im);
}

static void doubt_left(struct ui *ui, void *arg)
{
	struct importing *im = arg;

	if (!im->columns)
		back_to_file(ui, im);
}

static void doubt_text(const struct import_doubt *d, struct str *b)
{
	str_printf(b, "Line %" PRId64 ": %s.", d->line, d->who);
	if (d->n == 1)
		str_printf(b, " Is this %s?", d->names[0]);
	else
		str_add(b, d->n ? " Which one is it?" : " Somebody of that name is doubtful.");
	if (d->rows > 1)
		str_printf(b, " %" PRId64 " rows name them so.", d->rows);
}

static void open_question(struct ui *ui, struct importing *im, int left)
{
	const struct import_doubt *d = &im->dry.doubts[im->at];
	struct box_choice *choices = arena_alloc(&im->arena, (size_t)(d->n + 3) * sizeof(*choices));
	struct str b = {0};
	int n = 0;

	for (; n < d->n; n++)
		choices[n] = (struct box_choice){d->n == 1 ? "y"
						 : n < 9   ? arena_printf(&im->arena, "%d", n + 1)
							   : NULL,
						 d->n == 1 ? "the same" : d->names[n], NULL};
	choices[n++] = (struct box_choice){"n", "somebody new", NULL};
	choices[n++] = (struct box_choice){"s", d->rows == 1 ? "leave the row out" : "leave the rows out", NULL};
	if (left > 1)
		choices[n++] = (struct box_choice){"l", "leave out all who are doubtful", NULL};
	doubt_text(d, &b);
	struct pane *p = choice_open(
		ui, &(struct choice_spec){.title = left > 1 ? arena_printf(&im->arena, "Who is meant? %d to go", left)
							    : "Who is meant?",
					  .text = str_text(&b),
					  .choices = choices,
					  .n = n,
					  .legend = im->columns ? "`Enter` chooses   `Esc` back to the columns"
								: "`Enter` chooses   `Esc` back to the file",
					  .arg = hold(im),
					  .then = doubt_chosen,
					  .free = let_go,
					  .cancelled = doubt_left});
	p->bar = "=\u2191\u2193 Choose, =Enter Take, =Esc Back";
	str_free(&b);
}

/* The next one; after the last all is tried with the answers, which may leave others in doubt. */
static void ask_doubt(struct ui *ui, struct importing *im)
{
	int left = open_doubts(im, 0);

	if (!left && im->answered) {
		im->answered = 0;
		str_clear(&im->text);
		try_it(ui, im, &im->text);
		left = open_doubts(im, 0);
	}
	if (!left || im->failed) {
		show_words(ui, im);
		return;
	}
	im->at = 0;
	while (!open_doubt(im, &im->dry.doubts[im->at]))
		im->at++;
	open_question(ui, im, left);
}

/* What was answered for other columns, or of another part, is of no use now. */
static void show_dry(struct ui *ui, void *arg)
{
	struct importing *im = arg;

	im->n_answers = im->answered = 0;
	str_clear(&im->text);
	try_it(ui, im, &im->text);
	ask_doubt(ui, im);
}

/* --- which part of a registry --- */

static bool save_part(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct importing *im = arg;
	struct narrow part;

	if (!narrow_read(&part, form_text(f, NARROW "zip"), form_text(f, NARROW "state"),
			 form_text(f, NARROW "taxonomy"), &im->arena, e))
		return false;
	im->zip = arena_strdup(&im->arena, form_text(f, NARROW "zip"));
	im->state = arena_strdup(&im->arena, form_text(f, NARROW "state"));
	im->taxonomy = arena_strdup(&im->arena, form_text(f, NARROW "taxonomy"));
	show_dry(ui, im);
	return true;
}

/* A registry holds a whole country, far more than anybody wants. */
static void ask_part(struct ui *ui, struct importing *im)
{
	static const struct form_row rows[] = {
		{.name = NARROW "zip", .label = "ZIP", .type = FORM_TEXT, .hint = "first digits: 863, 86301"},
		{.name = NARROW "state", .label = "State", .type = FORM_TEXT, .hint = "two letters: AZ, NM"},
		{.name = NARROW "taxonomy",
		 .label = "Taxonomy",
		 .type = FORM_TEXT,
		 .hint = "207X, physician, orthopedic; empty is all",
		 .saves = true},
	};

	form_open(ui, &(struct form_spec){.name = "registry",
					  .title = "Which part of the registry?",
					  .legend = "Esc closes, nothing is imported",
					  .foot = "Several are parted by commas. `Ctrl-S` reads the file.",
					  .fields = rows,
					  .n = sizeof(rows) / sizeof(rows[0]),
					  .arg = hold(im),
					  .save = save_part,
					  .free = let_go});
}

/* --- the file --- */

static bool look_at_file(struct ui *ui, void *arg, const char *typed)
{
	struct importing *im = mem_alloc(sizeof(*im));
	char *path = whole_path(typed);
	const char *slash = strrchr(path, '/');
	struct err e = {0};

	(void)arg;
	im->path = arena_strdup(&im->arena, path);
	im->name = arena_strdup(&im->arena, slash && slash[1] ? slash + 1 : path);
	free(path);
	if (!*im->path) {
		free_importing(im);
		ui_say(ui, "Type the name of a CSV list or an export.");
		return false;
	}
	ui_progress(ui, "Reading ...");
	if (!app_import_look(&face_of(ui)->app, im->path, NULL, &im->arena, &im->look, &e)) {
		ui_error_of(ui, im->name, &e);
		free_importing(im);
		return false;
	}
	if (im->look.mapped)
		im->columns = mapping_open(ui, &(struct mapping_spec){.name = im->name,
								      .look = &im->look,
								      .arg = hold(im),
								      .go = show_dry,
								      .back = back_to_file,
								      .free = let_go});
	else if (im->look.country)
		ask_part(ui, im);
	else
		show_dry(ui, im);
	return true;
}

static void ask_file(struct ui *ui, const char *path)
{
	prompt_open(ui, &(struct prompt_spec){.name = "import",
					      .label = "Import the file: ",
					      .text = path,
					      .bar = "=Enter Look at it, =Esc Close, =Ctrl-U Erase",
					      .then = look_at_file});
}

void flow_import(struct ui *ui)
{
	ask_file(ui, NULL);
}
