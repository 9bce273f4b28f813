/* What a person does by keys, through the whole face on a book in a file: the jobs with the keys they may cost, and that nothing
 * typed is lost and nothing of another person's overwritten. */
#include "tui/flow_form.h"
#include "world.h"

/* --- the jobs --- */

static void test_lunch_with_a_next_step(void **state)
{
	struct world *w = *state;
	const char *out = press(w, 6, "l l\ntype Brought outcomes\nEnter\ntype 2w\nEnter\ntext done\n");

	has(out, "Logged lunch with Dr. Priya Okafor. Next: call, Tue 24 Mar.   u undoes this");
	assert_int_equal(step(w, w->okafor).due_on, TODAY + 14);
	assert_int_equal(source(w, w->okafor)->touches, 1);
}

static void test_lunch_in_the_usual_rhythm_plans_nothing(void **state)
{
	struct world *w = *state;

	press(w, 3, "n\ntype 0\nEnter\n");
	press(w, 4, "l l\ntype Brought outcomes\nEnter Enter\n");
	assert_int_equal(step(w, w->okafor).id, 0);
	assert_int_equal(source(w, w->okafor)->touches, 1);
}

static void test_a_referral(void **state)
{
	struct world *w = *state;
	const char *out = press_as(w, 120, 40, 2, "r\ntype JM 1057\nCtrl-S\ntext done\n");

	has(out, "First referral! > moves them to Building trust.");
	assert_int_equal(source(w, w->okafor)->referrals, 1);
	assert_int_equal(source(w, w->okafor)->thanks_owed, 1);
}

static void test_the_queue(void **state)
{
	static const char *const names[] = {"Ann", "Ben", "Cid", "Dot", "Eva", "Flo"};
	struct world *w = *state;

	for (int i = 0; i < 6; i++)
		plan(w, add(w, names[i], NULL, NULL), TODAY - 6 + i);
	assert_int_equal(queue(w), 7);
	press(w, 14, "2\nd Enter d Enter d Enter d Enter\nz Enter z Enter\nDown\n");
	assert_int_equal(queue(w), 1);
	assert_int_equal(step(w, w->okafor).due_on, TODAY);
	assert_int_equal(store_touches_on(app(w)->store, TODAY), 4);
}

static void test_marked_rows_are_one_step(void **state)
{
	struct world *w = *state;

	plan(w, w->rosa, TODAY);
	has(press(w, 5, "2 Space Space d\ntype both\nEnter\ntext done\n"), "2 done.   u undoes this");
	assert_int_equal(queue(w), 0);
	press(w, 1, "u\n");
	assert_int_equal(queue(w), 2);
}

static void test_adding_a_prospect(void **state)
{
	struct world *w = *state;
	struct source_row *rows;
	int n = 0;

	press(w, 4, "a\ntype Coach Newcomer\nEnter\ntype Hillside High\nEnter\ntype 555-0999\nCtrl-S\n");
	must(w, store_match(app(w)->store, "Coach Newcomer", 2, &w->arena, &rows, &n, &w->err));
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].practice, "Hillside High");
	assert_string_equal(rows[0].phone, "555-0999");
}

static void test_a_stage_on(void **state)
{
	struct world *w = *state;

	has(press(w, 1, ">\ntext done\n"), "Still open: ");
	assert_int_equal(source(w, w->okafor)->stage, STAGE_TRUST);
}

/* What `u` says after each kind of step reads as a sentence. */
static void test_undo_says_what_is_so_again(void **state)
{
	static const struct {
		const char *keys, *said;
	} rows[] = {
		{":\ntype settings\nEnter\nCtrl-U\ntype 15\nCtrl-S", "Undone: change of settings."},
		{"l l Ctrl-S", "Undone: lunch with Dr. Priya Okafor removed."},
		{"n\ntype fri\nEnter",
		 "Undone: next step with Dr. Priya Okafor removed, next step back to Tue 10 Mar."},
		{"n\ntype 0\nEnter", "Undone: no next step with Dr. Priya Okafor, next step back to Tue 10 Mar."},
		{"d Enter", "Undone: call Dr. Priya Okafor done, next step back to Tue 10 Mar."},
		{"z w", "Undone: call Dr. Priya Okafor put off to Tue 17 Mar, next step back to Tue 10 Mar."},
		{"x", "Undone: call Dr. Priya Okafor dropped, next step back to Tue 10 Mar."},
		{">", "Undone: Dr. Priya Okafor moved to Building trust."},
		{"s p\nEnter", "Undone: Dr. Priya Okafor paused, next step back to Tue 10 Mar."},
		{"s x\ntype moved\nEnter", "Undone: Dr. Priya Okafor let go, next step back to Tue 10 Mar."},
		{"Del", "Undone: Dr. Priya Okafor archived."},
		{"r\ntype A 1\nCtrl-S", "Undone: referral R-1001 from Dr. Priya Okafor removed."},
		{"a\ntype Nia Brooks\nCtrl-S", "Undone: Nia Brooks added."},
		{"e\ntype , MD\nCtrl-S", "Undone: Dr. Priya Okafor, MD changed."},
		{"* >", "Undone: 2 sources moved one stage on."},
		{"* n\ntype fri\nEnter", "Undone: next step with 2 sources removed."},
		{"* n\ntype fri\nEnter\n* d Enter", "Undone: 2 done."},
	};
	struct world *w = *state;
	struct str keys = {0};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		str_clear(&keys);
		str_printf(&keys, "%s\nu\ntext undone\n", rows[i].keys);
		has(press_as(w, 140, 40, 99, str_text(&keys)), rows[i].said);
	}
	str_free(&keys);
}

static void test_undo_outlives_the_program(void **state)
{
	struct world *w = *state;

	press(w, 1, ">\n");
	has(press(w, 1, "u\ntext done\n"), "U brings it back");
	assert_int_equal(source(w, w->okafor)->stage, STAGE_FIRST);
}

static void test_export(void **state)
{
	struct world *w = *state;

	press(w, 3, "E j Enter\n");
	assert_int_equal(access("2026-03-10-book.json", R_OK), 0);
}

/* How often the words stand in the file. */
static int in_file(const char *path, const char *words)
{
	char *line = NULL;
	size_t room = 0;
	int n = 0;
	FILE *f = fopen(path, "r");

	assert_non_null(f);
	while (getline(&line, &room, f) > 0)
		n += strstr(line, words) != NULL;
	free(line);
	fclose(f);
	return n;
}

/* Of the marked rows, of those shown, of lines of Today: what is in the file is what was in sight. */
static void test_exports_of_some(void **state)
{
	struct world *w = *state;

	press(w, 7, "Space Down Space\nE v Enter\n");
	assert_int_equal(in_file("2026-03-10-sources.vcf", "BEGIN:VCARD"), 2);
	has(press(w, 6, "f 1\nE m\ntext form\nEnter\n"), "Shown 2");
	assert_int_equal(in_file("2026-03-10-letters.csv", ","), 3);
	press(w, 6, "2\nSpace\nE i Enter\n");
	assert_int_equal(in_file("2026-03-10-queue.ics", "BEGIN:VEVENT"), 1);
	press(w, 4, "2\nE i Enter\n");
	assert_true(in_file("2026-03-10-queue 2.ics", "STATUS:CONFIRMED") > 1);
}

/* --- nothing typed is lost --- */

static void test_drafts_outlive_the_program(void **state)
{
	struct world *w = *state;

	has(press(w, 4, "l l\ntype twenty letters here\nEsc\ntext esc\n"),
	    "Draft kept.   l on Dr. Priya Okafor opens it again");
	has(press(w, 9, "l\ntext back\n"), "twenty letters here");
	press(w, 9, "l\nCtrl-S\n");
	hasnt(press(w, 9, "l\ntext gone\n"), "twenty letters here");
	/* no Esc: the terminal has gone */
	press(w, 9, "l c\ntype hangup text\n");
	has(press(w, 9, "l\ntext back\n"), "hangup text");
}

static void test_every_form_keeps_its_text(void **state)
{
	static const char *const openers[] = {
		"r",
		"n\nTab Tab",
		"a",
		"/\ntype Zzyzx\nEnter\nTab",
		"e",
		"s p\nTab",
		"s x",
		":\ntype profile\nEnter",
		":\ntype settings\nEnter",
		"d",
		"2 Space d",
	};
	struct world *w = *state;

	for (size_t i = 0; i < sizeof(openers) / sizeof(*openers); i++) {
		struct str keys = {0};
		const char *at = strrchr(openers[i], '\n');

		str_printf(&keys, "%s\ntype qqxyzzy\nEsc\ntext esc\n", openers[i]);
		has(press(w, 99, str_text(&keys)), "Draft kept.");
		str_clear(&keys);
		/* what Find has found nobody for comes back behind "a" */
		str_printf(&keys, "%s\ntext back\n", at && strstr(openers[i], "Zzyzx") ? "a" : openers[i]);
		has(press(w, 99, str_text(&keys)), "qqxyzzy");
		if (strstr(openers[i], "Zzyzx"))
			has(w->out, "Zzyzx");
		str_free(&keys);
	}
}

static void test_a_draft_about_marked_rows_is_theirs(void **state)
{
	struct world *w = *state;

	plan(w, w->rosa, TODAY);
	press(w, 9, "2 Space Space d\ntype to both\nEsc\n");
	hasnt(press(w, 9, "2 d\ntext one\n"), "to both");
	has(press(w, 9, "2 Space Space d\ntext both\n"), "to both");
}

static void test_a_refused_save_says_where_the_text_is(void **state)
{
	struct err e = {0};

	(void)state;
	err_set(&e, ERR_FULL, "the disk is full");
	assert_false(form_refused(&e));
	assert_string_equal(err_text(&e), "Could not save: the disk is full. Your text is still in the form; free some "
					  "space and press `Ctrl-S`");
	err_set(&e, ERR_BUSY, "jo is writing");
	assert_false(form_refused(&e));
	assert_string_equal(err_text(&e),
			    "Could not save: jo is writing. Your text is still in the form; `Ctrl-S` tries again");
	err_field(&e, "npi", "the NPI has ten digits");
	assert_false(form_refused(&e));
	assert_string_equal(err_text(&e), "the NPI has ten digits");
	err_clear(&e);
}

static void test_errors_stand_under_their_field(void **state)
{
	struct world *w = *state;
	const char *out =
		press(w, 9, "r\ntype Grace Zhao\nCtrl-S\ntext name\nCtrl-U\ntype GZ 1\nEnter Ctrl-S\ntext done\n");

	has(out, "! patients appear by chart number or initials only");
	has(out, "Recorded R-");
}

/* --- nothing of others is overwritten --- */

static void test_an_edit_of_nothing_is_no_step(void **state)
{
	struct world *w = *state;
	const char *out;

	press(w, 9, "l l Ctrl-S\n");
	out = press(w, 9, "e Ctrl-S\ntext same\n");
	has(out, "Nothing was changed.");
	hasnt(out, "u undoes this");
	history_begins(w, "lunch with Dr. Priya Okafor");
}

static void rename_practice(struct world *w, const char *name)
{
	struct practice base, p;

	must(w, store_get(app(w)->store, KIND_PRACTICE, source(w, w->okafor)->practice_id, &w->arena, &base, &w->err));
	p = base;
	p.name = name;
	must(w, app_save(app(w), KIND_PRACTICE, &base, &p, &w->said, &w->err));
}

/* What jo does while maria's form is open. */
static void jo_writes(struct world *w)
{
	struct source base = *source(w, w->okafor), s = base;

	w->face.app.user = "jo";
	s.specialty = "hands";
	must(w, app_edit(app(w), &base, &s, NULL, &w->said, &w->err));
	must(w, app_set_labels(app(w), LABEL_OF_SOURCE, w->okafor, LABEL_TAG, "golf", &w->said, &w->err));
	rename_practice(w, "Lakeside Bone and Joint");
	w->face.app.user = "maria";
}

static void test_a_draft_of_an_edit_holds_only_what_was_typed(void **state)
{
	struct world *w = *state;
	const char *words[LABEL_TYPES];
	uint64_t practice_id = source(w, w->okafor)->practice_id;

	press(w, 99, "e\ntype , MD\nEsc\n");
	jo_writes(w);
	press(w, 99, "e\nCtrl-S\n");
	const struct source *s = source(w, w->okafor);

	assert_string_equal(s->name, "Dr. Priya Okafor, MD");
	assert_string_equal(s->specialty, "hands");
	assert_true(s->practice_id == practice_id);
	must(w, store_labels(app(w)->store, LABEL_OF_SOURCE, w->okafor, &w->arena, words, &w->err));
	assert_string_equal(words[LABEL_TAG], "golf");
}

/* The terminal's idle, at which jo writes. */
static struct world *written_by_jo;

static void idle_with_jo(struct ui *ui)
{
	if (written_by_jo)
		jo_writes(written_by_jo);
	written_by_jo = NULL;
	face_hooks.idle(ui);
}

static void test_an_open_edit_leaves_what_others_changed(void **state)
{
	struct world *w = *state;
	uint64_t practice_id = source(w, w->okafor)->practice_id;
	struct ui_hooks hooks = face_hooks;
	const char *words[LABEL_TYPES];

	hooks.idle = idle_with_jo;
	written_by_jo = w;
	session(w, 80, 24, &hooks, NULL, "e\nidle\ntype , MD\nCtrl-S\ntext done\n");
	assert_null(written_by_jo);
	has(w->out, "Saved Dr. Priya Okafor, MD.");
	assert_string_equal(source(w, w->okafor)->name, "Dr. Priya Okafor, MD");
	assert_string_equal(w->source.specialty, "hands");
	assert_true(w->source.practice_id == practice_id);
	must(w, store_labels(app(w)->store, LABEL_OF_SOURCE, w->okafor, &w->arena, words, &w->err));
	assert_string_equal(words[LABEL_TAG], "golf");
}

/* The same field by two: what was typed stays, theirs is told, and a second save is a decision. */
static void test_one_field_by_two_is_told(void **state)
{
	struct world *w = *state;
	struct ui_hooks hooks = face_hooks;

	hooks.idle = idle_with_jo;
	written_by_jo = w;
	session(w, 80, 24, &hooks, NULL,
		"e\nTab Tab Tab Tab Tab\nidle\nCtrl-U\ntype knees\nCtrl-S\ntext told\nCtrl-S\ntext done\n");
	has(w->out, "! somebody made this “hands” meanwhile; Ctrl-S");
	has(w->out, "Saved Dr. Priya Okafor.");
	assert_string_equal(source(w, w->okafor)->specialty, "knees");
}

/* --- fields --- */

static void test_via_is_a_name(void **state)
{
	struct world *w = *state;

	has(press(w, 99, "e\nTab Tab\ntype Rosa\nCtrl-S\ntext done\n"), "Saved Dr. Priya Okafor.");
	assert_true(source(w, w->okafor)->via_id == w->rosa);
	has(press(w, 99, "e\nTab Tab Ctrl-U\ntype Nobody Such\nCtrl-S\ntext done\n"), "! nobody is called that");
	press(w, 99, "e\nTab Tab Ctrl-U Ctrl-S\n");
	assert_true(source(w, w->okafor)->via_id == 0);
	has(press(w, 99, "e\nTab Tab\ntype Dr. Priya Okafor\nCtrl-S\ntext done\n"),
	    "! nobody is reached through themselves");
}

static void test_days_are_saved_as_they_are_echoed(void **state)
{
	static const struct {
		enum date_order order;
		int month, day;
	} orders[] = {{DATE_MONTH_FIRST, 3, 2}, {DATE_DAY_FIRST, 2, 3}};
	struct world *w = *state;
	const struct field *homework = kind_field(KIND_SOURCE, "homework_on");
	struct str keys = {0};

	for (size_t i = 0; i < 2; i++) {
		app(w)->order = orders[i].order;
		str_clear(&keys);
		str_add(&keys, "e\n");
		/* down to the field, which is the first day in the form */
		for (int k = 0; k < 60; k++)
			str_printf(&keys, "Tab\ntext at%d\n", k);
		const char *out = press(w, 99, str_text(&keys)), *at;
		int tabs = 0;

		for (; tabs < 60; tabs++) {
			struct str name = {0};

			str_printf(&name, "--- at%d ", tabs);
			at = strstr(out, str_text(&name));
			str_free(&name);
			assert_non_null(at);
			int x = 0, y = 0;

			assert_int_equal(sscanf(strstr(at, "cursor "), "cursor %d,%d", &x, &y), 2);
			for (; y >= 0; y--)
				at = strchr(at, '\n') + 1;
			if (strstr(at, homework->label) && strstr(at, homework->label) < strchr(at, '\n'))
				break;
		}
		assert_true(tabs < 60);
		str_clear(&keys);
		str_add(&keys, "e\n");
		for (int k = 0; k <= tabs; k++)
			str_add(&keys, "Tab ");
		str_add(&keys, "\nCtrl-U\ntype 3/2\ntext echo\nCtrl-S\n");
		has(press(w, 99, str_text(&keys)), orders[i].month == 3 ? "2 Mar 2026" : "3 Feb 2026");
		assert_int_equal(source(w, w->okafor)->homework_on, day_from(2026, orders[i].month, orders[i].day));
	}
	str_free(&keys);
}

static void test_the_echo_of_a_plan_names_its_kind(void **state)
{
	struct world *w = *state;
	const char *out = press(w, 99, "n\ntype 2w\ntext call\nTab v Shift-Tab Shift-Tab\ntext visit\nEnter\n");

	has(out, "= call, Tue 24 Mar 2026");
	has(out, "= visit, Tue 24 Mar 2026");
	assert_int_equal(step(w, w->okafor).channel, CHANNEL_VISIT);
}

static void test_the_guard_against_doubles(void **state)
{
	struct world *w = *state;
	struct source_row *rows;
	int n = 0;

	has(press(w, 99, "a\ntype Priya Okafor\ntext name\n"),
	    "Looks like Dr. Priya Okafor.  \u2193 opens them instead");
	has(press_as(w, 120, 40, 99, "a\nCtrl-U\ntype Ro\nTab Tab\ntype 555-0144\ntext phone\n"),
	    "Same phone as Rosa Delgado.  \u2193 opens them instead");
	/* the arrow opens them from the field that says so; from another it only moves, and what was typed stays */
	has(press(w, 99, "a\nTab Down\ntext still\n"), "Add a source");
	hasnt(press(w, 99, "a\nTab Tab Down\ntext there\n"), "Add a source");
	/* it warns and does not forbid */
	press(w, 99, "a\nCtrl-S\n");
	must(w, store_match(app(w)->store, "Ro", 9, &w->arena, &rows, &n, &w->err));
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].name, "Ro");
}

static void test_settings_are_one_step(void **state)
{
	struct world *w = *state;
	int64_t first = store_setting(app(w)->store, SET_CADENCE_FIRST);
	const char *out;

	out = press(w, 99, ":\ntype settings\nEnter\nCtrl-U\ntype 15\nTab Ctrl-U\ntype 31\nCtrl-S\ntext done\n");
	has(out, "2 settings changed.   u undoes this");
	assert_int_equal(store_setting(app(w)->store, SET_CADENCE_FIRST), 15);
	press(w, 1, "u\n");
	assert_int_equal(store_setting(app(w)->store, SET_CADENCE_FIRST), first);
	/* one that cannot be takes none */
	out = press(w, 99, ":\ntype settings\nEnter\nCtrl-U\ntype 15\nTab Ctrl-U\ntype soon\nCtrl-S\ntext done\n");
	has(out, "! cadence-trust is a number");
	assert_int_equal(store_setting(app(w)->store, SET_CADENCE_FIRST), first);
}

static void open_people(struct world *w, struct ui *ui)
{
	flow_people(ui, w->okafor);
}

static void test_people_of_a_practice_where_all_are_archived(void **state)
{
	struct world *w = *state;

	has(press(w, 1, "p\ntext people\n"), "People at Lakeside Orthopedics");
	must(w, app_archive(app(w), w->rosa, &w->said, &w->err));
	must(w, app_archive(app(w), w->okafor, &w->said, &w->err));
	has(session(w, 80, 24, &face_hooks, open_people, "text people\n"), "People at Lakeside Orthopedics");
}

static void open_first(struct world *w, struct ui *ui)
{
	(void)w;
	flow_first_run(ui);
}

static void test_the_first_run(void **state)
{
	struct world *w = *state;
	struct clinic c;

	session(w, 80, 24, &face_hooks, open_first, "type Hillside PT\nEsc\n");
	has(session(w, 80, 24, &face_hooks, open_first, "text back\nTab 2 Ctrl-S\ntext add\n"), "Hillside PT");
	has(strstr(w->out, "--- add "), "Add a source");
	must(w, store_get(app(w)->store, KIND_CLINIC, 1, &w->arena, &c, &w->err));
	assert_string_equal(c.name, "Hillside PT");
	/* another book is looked at before this one is left */
	has(session(w, 80, 24, &face_hooks, open_first, "Tab 4 Ctrl-S\ntype nowhere.db\nEnter\ntext none\n"),
	    "nowhere.db");
	assert_null(w->face.reopen);
	session(w, 80, 24, &face_hooks, open_first, "Tab 4 Ctrl-S\ntype book.db\nEnter\n");
	assert_string_equal(w->face.reopen, "book.db");
	free(w->face.reopen);
	w->face.reopen = NULL;
}

static void test_the_made_up_clinic_from_the_palette(void **state)
{
	struct world *w = *state;
	const char *out = press(w, 9, ":\ntype sample\ntext found\nEnter\ntext refused\n");

	has(out, "Sample: look around in a made-up clinic");
	has(out, "This book holds your own people; the made-up clinic is for an empty one.");
	assert_null(w->face.reopen);
	store_close(app(w)->store);
	assert_int_equal(rename("book.db", "full.db"), 0);
	must(w, store_open(&w->face.app.store, "book.db", STORE_MAKE, &w->face.app.now, &w->err));
	has(press(w, 9, "text empty\n"), ": sample makes a clinic up");
	press(w, 9, ":\ntype sample\nEnter\n");
	assert_string_equal(w->face.reopen, "sample.db");
	free(w->face.reopen);
	w->face.reopen = NULL;
	assert_int_equal(store_count(app(w)->store, KIND_SOURCE), 0);
	for (size_t i = 0; i < 3; i++)
		unlink((const char *const[]){"full.db", "full.db-lock", "sample.db"}[i]);
	unlink("sample.db-lock");
	unlink("sample.db-wal");
	unlink("sample.db-shm");
}

static void test_columns_stand_under_each_other(void **state)
{
	struct world *w = *state;
	struct touch t;

	plan(w, w->rosa, TODAY - 125);
	has(press(w, 9, "text rows\n"), "First 125d late\u2502");
	has(w->out, "First     today\u2502");
	/* a day of another year moves the words of all rows */
	for (int i = 0; i < 2; i++) {
		record_init(KIND_TOUCH, &t);
		t.source_id = w->okafor;
		t.channel = CHANNEL_CALL;
		t.on = i ? TODAY - 100 : TODAY - 1;
		t.note = "said hello";
		must(w, app_log(app(w), &t, NULL, NULL, 0, NULL, &w->said, &w->err));
	}
	has(press(w, 9, "Down text rows\n"), " 30 Nov 25 Call     said hello");
	has(w->out, " 09 Mar    Call     said hello");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_lunch_with_a_next_step),
		TEST(test_lunch_in_the_usual_rhythm_plans_nothing),
		TEST(test_a_referral),
		TEST(test_the_queue),
		TEST(test_marked_rows_are_one_step),
		TEST(test_adding_a_prospect),
		TEST(test_a_stage_on),
		TEST(test_undo_says_what_is_so_again),
		TEST(test_undo_outlives_the_program),
		TEST(test_export),
		TEST(test_exports_of_some),
		TEST(test_drafts_outlive_the_program),
		TEST(test_every_form_keeps_its_text),
		TEST(test_a_draft_about_marked_rows_is_theirs),
		TEST(test_a_refused_save_says_where_the_text_is),
		TEST(test_errors_stand_under_their_field),
		TEST(test_an_edit_of_nothing_is_no_step),
		TEST(test_a_draft_of_an_edit_holds_only_what_was_typed),
		TEST(test_an_open_edit_leaves_what_others_changed),
		TEST(test_one_field_by_two_is_told),
		TEST(test_via_is_a_name),
		TEST(test_days_are_saved_as_they_are_echoed),
		TEST(test_the_echo_of_a_plan_names_its_kind),
		TEST(test_the_guard_against_doubles),
		TEST(test_settings_are_one_step),
		TEST(test_people_of_a_practice_where_all_are_archived),
		TEST(test_the_first_run),
		TEST(test_columns_stand_under_each_other),
		TEST(test_the_made_up_clinic_from_the_palette),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
