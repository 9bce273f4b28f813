/* Forgetting: nothing is left in any file, all else is as it was, and the book stays whole. */
#include <dirent.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "random_book.h"
#include "rapport/app/keeping.h"
#include "rapport/base/day.h"

#define BOOKS 40

struct place {
	char dir[32], path[64];
	struct app app;
	struct arena arena;
};

static int set_up(void **state)
{
	struct place *p = mem_alloc(sizeof *p);
	memcpy(p->dir, "/tmp/rapport-test-XXXXXX", 25);
	if (!mkdtemp(p->dir))
		return -1;
	snprintf(p->path, sizeof p->path, "%s/book.db", p->dir);
	*state = p;
	return 0;
}

static void wipe(struct place *p)
{
	DIR *d = opendir(p->dir);
	struct dirent *entry;
	store_close(p->app.store);
	p->app.store = NULL;
	while ((entry = readdir(d)) != NULL)
		if (entry->d_name[0] != '.')
			unlinkat(dirfd(d), entry->d_name, 0);
	closedir(d);
}

static int tear_down(void **state)
{
	struct place *p = *state;
	wipe(p);
	arena_clear(&p->arena);
	int rc = rmdir(p->dir);
	free(p);
	return rc;
}

/* --- helpers --- */

static void close_book(struct place *p)
{
	store_close(p->app.store);
	p->app.store = NULL;
}

static void open_book(struct place *p)
{
	struct err e = {0};
	p->app = (struct app){.user = "maria", .now = {.today = TODAY, .utc_ms = TODAY * 86400000LL}};
	must_do(store_open(&p->app.store, p->path, STORE_MAKE, &p->app.now, &e), &e);
}

static uint64_t add(struct place *p, const char *name, const char *practice, const char *phone, const char *email)
{
	struct said said = {0};
	struct source s;
	struct err e = {0};
	record_init(KIND_SOURCE, &s);
	s.name = name;
	s.phone = phone;
	s.email = email;
	must_do(app_add(&p->app, &s, practice, true, NULL, &said, &e), &e);
	said_free(&said);
	p->app.now.utc_ms++;
	return s.id;
}

static uint64_t log_touch(struct place *p, uint64_t source, const char *note, uint64_t referral)
{
	struct said said = {0};
	struct touch t;
	struct err e = {0};
	record_init(KIND_TOUCH, &t);
	t.source_id = source;
	t.channel = CHANNEL_LUNCH;
	t.note = note;
	t.referral_id = referral;
	must_do(app_log(&p->app, &t, NULL, NULL, 0, NULL, &said, &e), &e);
	said_free(&said);
	p->app.now.utc_ms++;
	return t.id;
}

static uint64_t refer(struct place *p, uint64_t source, const char *patient, const char *note)
{
	struct said said = {0};
	struct referral r;
	struct err e = {0};
	record_init(KIND_REFERRAL, &r);
	r.source_id = source;
	r.patient_ref = patient;
	r.reason = "knee";
	r.note = note;
	must_do(app_refer(&p->app, &r, &said, &e), &e);
	said_free(&said);
	p->app.now.utc_ms++;
	return r.id;
}

static void edit(struct place *p, uint64_t id, const char *name, const char *phone)
{
	struct said said = {0};
	struct source base, s;
	struct err e = {0};
	must_do(store_get(p->app.store, KIND_SOURCE, id, &p->arena, &base, &e), &e);
	s = base;
	s.name = name;
	s.phone = phone;
	must_do(app_edit(&p->app, &base, &s, NULL, &said, &e), &e);
	said_free(&said);
}

/* What was said, in the arena. */
static const char *forget(struct place *p, const struct forgetting *f)
{
	struct said said = {0};
	struct err e = {0};
	bool cleaned;
	must_do(app_forget(&p->app, f, &cleaned, &said, &e), &e);
	assert_true(cleaned);
	const char *text = arena_strdup(&p->arena, str_text(&said.text));
	said_free(&said);
	return text;
}

static const char *forget_source(struct place *p, uint64_t id)
{
	struct forgetting f;
	struct err e = {0};
	must_do(app_forget_source(&p->app, id, &p->arena, &f, &e), &e);
	return forget(p, &f);
}

static const char *forget_patient(struct place *p, const char *ref)
{
	struct forgetting f;
	struct err e = {0};
	must_do(app_forget_patient(&p->app, ref, &p->arena, &f, &e), &e);
	return forget(p, &f);
}

/* In how many files of the folder do those bytes stand, letters of either case? */
static int grep(const struct place *p, const char *word, bool tell)
{
	DIR *d = opendir(p->dir);
	struct dirent *entry;
	int found = 0;
	size_t n = strlen(word);
	while ((entry = readdir(d)) != NULL) {
		char path[400];
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", p->dir, entry->d_name);
		FILE *f = fopen(path, "re");
		assert_non_null(f);
		fseek(f, 0, SEEK_END);
		size_t size = (size_t)ftell(f);
		rewind(f);
		char *bytes = mem_alloc(size + 1);
		assert_int_equal(fread(bytes, 1, size, f), size);
		fclose(f);
		bool there = false;
		for (size_t i = 0; i + n <= size && !there; i++)
			there = strncasecmp(bytes + i, word, n) == 0;
		if (there && tell)
			print_message("“%s” stands in %s\n", word, entry->d_name);
		found += there;
		free(bytes);
	}
	closedir(d);
	return found;
}

/* The files as they lie there: the book is closed and opened around the look. */
static void nothing_left(struct place *p, const char *word)
{
	close_book(p);
	assert_int_equal(grep(p, word, true), 0);
	open_book(p);
}

/* Does a touch of the source have that note? */
static bool noted(struct place *p, uint64_t touch, const char *note)
{
	struct touch t;
	struct err e = {0};
	must_do(store_get(p->app.store, KIND_TOUCH, touch, &p->arena, &t, &e), &e);
	if (!str_eq(t.note, note))
		print_message("the note is “%s”\n", t.note ? t.note : "");
	return str_eq(t.note, note);
}

/* --- a person --- */

static void nothing_of_a_person_is_left(void **state)
{
	struct place *p = *state;
	struct said said = {0};
	struct err e = {0};
	open_book(p);
	uint64_t who = add(p, "Dr. Priya Okafor", "Lakeside", "555-0142", "priya@lake.example");
	uint64_t rosa = add(p, "Rosa Delgado", "Lakeside", "555-0100", NULL);
	uint64_t other = log_touch(p, rosa, "Priya Okafor likes tea; call 5550142 or 555-0142.", 0);
	log_touch(p, who, "her daughter Adaeze sails", 0);
	log_touch(p, who, "a slip about Adaeze", 0);
	must_do(app_undo(&p->app, &said, &e), &e);
	said_free(&said);
	edit(p, who, "Dr. Priya Adeyemi-Okafor", "555-0999");
	edit(p, who, "Dr. Priya Obi", "555-0188");
	uint64_t referral = refer(p, who, "JM 1057", "sent by Priya Obi herself");
	must_do(store_draft_put(p->app.store, "maria", "log", who, "note=Adaeze again", &e), &e);
	must_do(store_draft_put(p->app.store, "maria", "log", rosa, "note=ask Priya Obi", &e), &e);
	forget_source(p, who);
	static const char *const words[] = {"Okafor",   "Priya Obi", "555-0142",   "5550142", "555-0999",
					    "555-0188", "5550188",   "priya@lake", "Adaeze",  "Adeyemi"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		nothing_left(p, words[i]);
	must_be_whole(&p->app);
	assert_true(noted(p, other, "(forgotten) likes tea; call (forgotten) or (forgotten)."));
	struct referral r;
	must_do(store_get(p->app.store, KIND_REFERRAL, referral, &p->arena, &r, &e), &e);
	assert_int_equal(r.source_id, 0);
	assert_string_equal(r.patient_ref, "JM 1057");
	assert_string_equal(r.note, "sent by (forgotten) herself");
	assert_int_equal(store_count(p->app.store, KIND_TOUCH), 1);
}

static void say(void *ctx, const char *line)
{
	str_printf(ctx, "%s\n", line);
}

static void the_history_is_still_held_against_the_records(void **state)
{
	struct place *p = *state;
	open_book(p);
	uint64_t who = add(p, "Dr. Priya Okafor", NULL, NULL, NULL), rosa = add(p, "Rosa Delgado", NULL, NULL, NULL);
	log_touch(p, rosa, "Priya Okafor likes tea", 0);
	forget_source(p, who);
	must_be_whole(&p->app);
	close_book(p);
	/* somebody else's hand in what stayed is found, though what was before is gone */
	char cmd[200];
	snprintf(cmd, sizeof cmd, "sqlite3 %s \"UPDATE touches SET note = 'she hates tea'\"", p->path);
	assert_int_equal(system(cmd), 0);
	open_book(p);
	struct check_report r;
	struct str found = {0};
	struct err e = {0};
	must_do(store_check(p->app.store, false, &p->app.now, say, &found, &r, &e), &e);
	assert_int_equal(r.problems, 1);
	assert_non_null(strstr(str_text(&found), "Note is not what the history tells"));
	str_free(&found);
}

static void labels_name_nobody(void **state)
{
	struct place *p = *state;
	struct history_row *rows;
	struct err e = {0};
	int n;
	open_book(p);
	uint64_t who = add(p, "Dr. Priya Okafor", NULL, NULL, NULL);
	log_touch(p, who, NULL, 0);
	log_touch(p, add(p, "Rosa Delgado", NULL, NULL, NULL), NULL, 0);
	forget_source(p, who);
	must_do(store_history(p->app.store, 0, 0, 10, &p->arena, &rows, &n, &e), &e);
	assert_int_equal(n, 6);
	assert_string_equal(rows[0].label, "a person was forgotten");
	assert_string_equal(rows[0].how, "base");
	assert_string_equal(rows[1].label, "lunch with Rosa Delgado");
	assert_string_equal(rows[3].label, "lunch with (forgotten)");
	assert_string_equal(rows[4].label, "(forgotten) added");
}

static void undo_stops_there(void **state)
{
	struct place *p = *state;
	struct said said = {0};
	struct err e = {0};
	open_book(p);
	uint64_t who = add(p, "Dr. Priya Okafor", NULL, NULL, NULL), rosa = add(p, "Rosa Delgado", NULL, NULL, NULL);
	p->app.user = "jo";
	log_touch(p, who, "said something", 0);
	p->app.user = "maria";
	log_touch(p, rosa, NULL, 0);
	forget_source(p, who);
	assert_false(app_undo(&p->app, &said, &e));
	assert_int_equal(e.code, ERR_REFUSED);
	assert_non_null(strstr(err_text(&e), "a person was forgotten"));
	assert_non_null(strstr(err_text(&e), "cannot be taken back"));
	err_clear(&e);
	/* another's step about them is named, and brings nothing back */
	p->app.user = "jo";
	char *before = exported(&p->app);
	must_do(app_undo(&p->app, &said, &e), &e);
	assert_non_null(strstr(str_text(&said.text), "what was forgotten since"));
	said_free(&said);
	must_do(app_redo(&p->app, &said, &e), &e);
	said_free(&said);
	char *after = exported(&p->app);
	must_equal(after, before, "undone and brought back");
	must_be_whole(&p->app);
	free(before);
	free(after);
}

static void what_others_have_too_is_left_and_named(void **state)
{
	struct place *p = *state;
	struct forgetting f;
	struct err e = {0};
	open_book(p);
	uint64_t who = add(p, "Rosa Delgado", "Lakeside", "555-0100", NULL);
	uint64_t same = add(p, "Rosa Delgado", "Peak", "555-0100", NULL);
	uint64_t touch = log_touch(p, same, "Rosa Delgado, 555-0100", 0);
	must_do(app_forget_source(&p->app, who, &p->arena, &f, &e), &e);
	assert_non_null(strstr(f.what, "Rosa Delgado, 555-0100"));
	const char *said = forget(p, &f);
	assert_non_null(strstr(said, "Left where it stands: "));
	assert_true(noted(p, touch, "Rosa Delgado, 555-0100"));
	must_be_whole(&p->app);
}

static void who_was_merged_into_them_goes_too(void **state)
{
	struct place *p = *state;
	struct merge_plan plan;
	struct said said = {0};
	struct err e = {0};
	open_book(p);
	uint64_t who = add(p, "P. Okafor", NULL, "555-0777", "old@lake.example");
	uint64_t into = add(p, "Dr. Priya Okafor", NULL, "555-0142", NULL);
	log_touch(p, who, "her daughter Adaeze", 0);
	must_do(app_merge_plan(&p->app, who, into, &p->arena, &plan, &e), &e);
	must_do(app_merge(&p->app, &plan, &said, &e), &e);
	said_free(&said);
	forget_source(p, into);
	static const char *const words[] = {"Okafor", "555-0777", "5550777", "old@lake", "Adaeze", "555-0142"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		nothing_left(p, words[i]);
	must_be_whole(&p->app);
}

static void a_history_that_is_not_whole_is_not_sealed_over(void **state)
{
	struct place *p = *state;
	struct forgetting f;
	struct said said = {0};
	struct err e = {0};
	char cmd[200];
	bool cleaned;
	open_book(p);
	uint64_t who = add(p, "Dr. Priya Okafor", NULL, NULL, NULL);
	close_book(p);
	snprintf(cmd, sizeof cmd, "sqlite3 %s \"UPDATE batches SET label = 'x' WHERE id = 2\"", p->path);
	assert_int_equal(system(cmd), 0);
	open_book(p);
	must_do(app_forget_source(&p->app, who, &p->arena, &f, &e), &e);
	assert_false(app_forget(&p->app, &f, &cleaned, &said, &e));
	assert_int_equal(e.code, ERR_DAMAGED);
	assert_int_equal(store_count(p->app.store, KIND_SOURCE), 1);
	err_clear(&e);
	said_free(&said);
}

/* Whoever only reads is waited for; nothing of the old text is left in the log after. */
static void with_others_at_the_book(void **state)
{
	struct place *p = *state;
	int told[2], go[2], status;
	char c;
	open_book(p);
	uint64_t who = add(p, "Dr. Priya Okafor", NULL, "555-0142", NULL);
	close_book(p);
	assert_int_equal(pipe(told), 0);
	assert_int_equal(pipe(go), 0);
	pid_t pid = fork();
	if (pid == 0) {
		open_book(p);
		int64_t revision = store_revision(p->app.store);
		bool ok = store_count(p->app.store, KIND_SOURCE) == 1 && write(told[1], "r", 1) == 1 &&
			  read(go[0], &c, 1) == 1 && store_revision(p->app.store) != revision &&
			  store_count(p->app.store, KIND_SOURCE) == 0;
		store_close(p->app.store);
		_exit(!ok);
	}
	assert_int_equal(read(told[0], &c, 1), 1);
	open_book(p);
	forget_source(p, who);
	assert_int_equal(grep(p, "Okafor", true), 0);
	assert_int_equal(grep(p, "0142", true), 0);
	assert_int_equal(write(go[1], "g", 1), 1);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	for (int i = 0; i < 2; i++) {
		close(told[i]);
		close(go[i]);
	}
}

/* --- a patient --- */

static void nothing_of_a_patient_is_left(void **state)
{
	struct place *p = *state;
	struct err e = {0};
	struct referral r;
	open_book(p);
	uint64_t rosa = add(p, "Rosa Delgado", NULL, NULL, NULL);
	uint64_t first = refer(p, rosa, "JM 1057", "tore it skiing"), second = refer(p, rosa, "JM 1057", NULL);
	uint64_t kept = refer(p, rosa, "KT 2001", "a runner");
	uint64_t touch = log_touch(p, rosa, "JM 1057 is better; R-1057 was wrong", first);
	forget_patient(p, "JM 1057");
	nothing_left(p, "JM 1057");
	nothing_left(p, "skiing");
	must_be_whole(&p->app);
	for (int i = 0; i < 2; i++) {
		must_do(store_get(p->app.store, KIND_REFERRAL, i ? second : first, &p->arena, &r, &e), &e);
		assert_null(r.patient_ref);
		assert_null(r.note);
		assert_string_equal(r.reason, "knee");
		assert_true(r.source_id == rosa);
	}
	must_do(store_get(p->app.store, KIND_REFERRAL, kept, &p->arena, &r, &e), &e);
	assert_string_equal(r.patient_ref, "KT 2001");
	assert_string_equal(r.note, "a runner");
	assert_true(noted(p, touch, "(forgotten) is better; R-1057 was wrong"));
	struct forgetting f;
	assert_false(app_forget_patient(&p->app, "JM 1057", &p->arena, &f, &e));
	assert_int_equal(e.code, ERR_NOT_FOUND);
	err_clear(&e);
}

static void initials_are_not_looked_for_in_texts(void **state)
{
	struct place *p = *state;
	struct err e = {0};
	struct referral r;
	open_book(p);
	uint64_t rosa = add(p, "Rosa Delgado", NULL, NULL, NULL);
	uint64_t one = refer(p, rosa, "JM", NULL), two = refer(p, rosa, "JM", NULL);
	uint64_t touch = log_touch(p, rosa, "JM from the front desk", 0);
	must_do(store_get(p->app.store, KIND_REFERRAL, one, &p->arena, &r, &e), &e);
	const char *said = forget_patient(p, arena_printf(&p->arena, "R-%" PRId64, r.number));
	assert_non_null(strstr(said, "Left where it stands: JM"));
	must_do(store_get(p->app.store, KIND_REFERRAL, one, &p->arena, &r, &e), &e);
	assert_null(r.patient_ref);
	must_do(store_get(p->app.store, KIND_REFERRAL, two, &p->arena, &r, &e), &e);
	assert_string_equal(r.patient_ref, "JM");
	assert_true(noted(p, touch, "JM from the front desk"));
	must_be_whole(&p->app);
}

/* --- at random --- */

static void books_stay_whole(void **state)
{
	struct place *p = *state;
	for (int i = 0; i < BOOKS; i++) {
		struct err e = {0};
		struct ref *refs;
		int n;
		random_book(&p->app, p->path);
		uint64_t who = a_source();
		const char *name = random_names[who - SOURCE];
		int64_t referrals = store_count(p->app.store, KIND_REFERRAL);
		forget_source(p, who);
		must_be_whole(&p->app);
		must_do(store_refs(p->app.store, KIND_SOURCE, who, &p->arena, &refs, &n, &e), &e);
		assert_int_equal(n, 0);
		assert_int_equal(store_count(p->app.store, KIND_REFERRAL), referrals);
		assert_int_equal(store_count(p->app.store, KIND_SOURCE), SOURCES - 1);
		assert_int_equal(grep(p, name, true), 0);
		assert_true(grep(p, random_names[(who - SOURCE + 1) % SOURCES], false) > 0); /* the look does find */
		wipe(p);
		arena_clear(&p->arena);
	}
}

int main(void)
{
#define IN_PLACE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_PLACE(nothing_of_a_person_is_left),
		IN_PLACE(the_history_is_still_held_against_the_records),
		IN_PLACE(labels_name_nobody),
		IN_PLACE(undo_stops_there),
		IN_PLACE(what_others_have_too_is_left_and_named),
		IN_PLACE(who_was_merged_into_them_goes_too),
		IN_PLACE(a_history_that_is_not_whole_is_not_sealed_over),
		IN_PLACE(with_others_at_the_book),
		IN_PLACE(nothing_of_a_patient_is_left),
		IN_PLACE(initials_are_not_looked_for_in_texts),
		IN_PLACE(books_stay_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
