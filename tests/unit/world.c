#include "world.h"

#include "tui/screens.h"

struct app *app(struct world *w)
{
	return &w->face.app;
}

void must(struct world *w, bool ok)
{
	if (!ok)
		print_message("error: %s\n", err_text(&w->err));
	assert_true(ok);
	said_free(&w->said);
}

uint64_t add(struct world *w, const char *name, const char *practice, const char *phone)
{
	struct source s;

	record_init(KIND_SOURCE, &s);
	s.name = name;
	s.phone = phone;
	s.kind = 0;
	must(w, app_add(app(w), &s, practice, true, NULL, &w->said, &w->err));
	return s.id;
}

void plan(struct world *w, uint64_t id, int32_t day)
{
	struct plan p = {.set = true, .due_on = day, .channel = CHOICE_NONE};

	must(w, app_next(app(w), id, &p, &w->said, &w->err));
}

void refer(struct world *w, uint64_t id, const char *patient)
{
	struct referral r;

	record_init(KIND_REFERRAL, &r);
	r.source_id = id;
	r.patient_ref = patient;
	must(w, app_refer(app(w), &r, &w->said, &w->err));
}

int set_up(void **state)
{
	struct world *w = mem_alloc(sizeof(*w));

	snprintf(w->folder, sizeof(w->folder), "/tmp/rapport-flow-XXXXXX");
	if (!mkdtemp(w->folder) || chdir(w->folder))
		return -1;
	w->face.today = TODAY;
	w->face.app.user = "maria";
	clock_now(&w->face.app.now, TODAY);
	if (!store_open(&w->face.app.store, "book.db", STORE_MAKE, &w->face.app.now, &w->err)) {
		print_message("%s\n", err_text(&w->err));
		return -1;
	}
	/* somebody else has set homework aside: these tests are about other things */
	struct app jo = w->face.app;
	jo.user = "jo";
	must(w, app_set(&jo, "homework-days", "3650", &w->said, &w->err));
	w->okafor = add(w, "Dr. Priya Okafor", "Lakeside Orthopedics", "555-0142");
	w->rosa = add(w, "Rosa Delgado", "Lakeside Orthopedics", "555-0144");
	plan(w, w->okafor, TODAY);
	*state = w;
	return 0;
}

int tear_down(void **state)
{
	static const char *const files[] = {"book.db", "book.db-wal", "book.db-shm", "book.db-lock",
					    "rapport-2026-03-10.json"};
	struct world *w = *state;

	store_close(w->face.app.store);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		unlink(files[i]);
	if (chdir("/") || rmdir(w->folder))
		print_message("%s is left behind\n", w->folder);
	arena_clear(&w->arena);
	arena_clear(&w->face.arena);
	err_clear(&w->err);
	said_free(&w->said);
	free(w->out);
	free(w);
	return 0;
}

/* The keys of a script that are not typed text. */
static int keys_of(const char *script)
{
	static const char *const whole[] = {"type ", "text ", "shot ", "paste ", "#"};
	int n = 0;

	while (*script) {
		size_t line = strcspn(script, "\n");
		bool typed = false;

		for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++)
			typed = typed || str_starts(script, whole[i]);
		for (size_t i = 0; i < line && !typed; i++)
			n += script[i] != ' ' && (i == 0 || script[i - 1] == ' ');
		script += line + (script[line] == '\n');
	}
	return n;
}

const char *session(struct world *w, int width, int height, const struct ui_hooks *hooks,
		    void (*first)(struct world *w, struct ui *ui), const char *script)
{
	FILE *f;
	struct term *term;
	struct ui *ui;

	free(w->out);
	w->out = NULL;
	f = open_memstream(&w->out, &w->out_size);
	term = term_script(script, width, height, f, &w->err);
	if (!term)
		fail_msg("%s", err_text(&w->err));
	ui = ui_new(term, hooks, face_globals, &w->face);
	ui->user = w->face.app.user;
	ui_set_tab(ui, 0, &screen_sources);
	ui_set_tab(ui, 1, &screen_today);
	ui_set_tab(ui, 2, &screen_pipeline);
	ui_set_tab(ui, 3, &screen_numbers);
	face_changed(ui);
	ui_screen(ui, 0);
	if (first)
		first(w, ui);
	ui_run(ui);
	ui_free(ui);
	fclose(f);
	w->face.focus = 0;
	return w->out;
}

const char *press_as(struct world *w, int width, int height, int most, const char *script)
{
	if (keys_of(script) > most)
		fail_msg("%d keys where %d are promised: %s", keys_of(script), most, script);
	return session(w, width, height, &face_hooks, NULL, script);
}

const char *press(struct world *w, int most, const char *script)
{
	return press_as(w, 80, 24, most, script);
}

void has(const char *out, const char *text)
{
	if (!strstr(out, text))
		fail_msg("“%s” is not in:\n%s", text, out);
}

void hasnt(const char *out, const char *text)
{
	if (strstr(out, text))
		fail_msg("“%s” is in:\n%s", text, out);
}

const struct source *source(struct world *w, uint64_t id)
{
	must(w, store_get(app(w)->store, KIND_SOURCE, id, &w->arena, &w->source, &w->err));
	return &w->source;
}

struct step step(struct world *w, uint64_t id)
{
	struct step s;

	must(w, store_open_step(app(w)->store, id, &w->arena, &s, &w->err));
	return s;
}

int queue(struct world *w)
{
	struct queue_row *rows;
	int n = 0;

	must(w, store_queue(app(w)->store, TODAY, TODAY, NULL, 100, &w->arena, &rows, &n, &w->err));
	return n;
}

void history_begins(struct world *w, const char *label)
{
	struct history_row *rows;
	int n = 0;

	must(w, store_history(app(w)->store, 0, 0, 1, &w->arena, &rows, &n, &w->err));
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].label, label);
}
