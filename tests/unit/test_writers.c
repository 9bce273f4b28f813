/* Several processes on one book: D1, C1 and C3 of the goals in rapport-internals(7).
 *
 * D1: writers are killed at any moment; nothing that was acknowledged is lost, nothing is half done.
 * C1: 8 people save at once; nobody is refused. C3: another's write moves the revision. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "rapport/app/app.h"
#include "rapport/base/day.h"
#include "rapport/store/query.h"
#include "rapport/store/store.h"

#define TODAY 20522
#define WRITERS 8

struct book {
	char dir[32];
	char path[64];
	struct now now;
	uint64_t source;
};

static struct app open_book(const struct book *b, enum store_mode mode)
{
	struct app app = {.now = b->now, .user = "maria"};
	struct err e = {0};
	if (!store_open(&app.store, b->path, mode, &b->now, &e)) {
		fprintf(stderr, "%s\n", err_text(&e));
		abort();
	}
	return app;
}

static int set_up(void **state)
{
	struct book *b = mem_alloc(sizeof *b);
	struct said said = {0};
	struct source s;
	memcpy(b->dir, "/tmp/rapport-test-XXXXXX", 25);
	assert_non_null(mkdtemp(b->dir));
	snprintf(b->path, sizeof b->path, "%s/book.db", b->dir);
	b->now = (struct now){.today = TODAY, .utc_ms = TODAY * 86400000LL};
	struct app app = open_book(b, STORE_MAKE);
	record_init(KIND_SOURCE, &s);
	s.name = "Everybody's Friend";
	assert_true(app_add(&app, &s, "The Practice", true, NULL, &said, NULL));
	b->source = s.id;
	said_free(&said);
	store_close(app.store);
	*state = b;
	return 0;
}

static int tear_down(void **state)
{
	struct book *b = *state;
	char cmd[64];
	snprintf(cmd, sizeof cmd, "rm -rf %s", b->dir);
	int rc = system(cmd);
	free(b);
	return rc;
}

/* Logs a touch and a next step in one write; true when the store said that it is saved. */
static bool save_one(struct app *app, uint64_t source, uint64_t *id)
{
	struct plan plan = {.set = true, .due_on = TODAY + 14, .channel = CHANNEL_CALL};
	struct said said = {0};
	struct err e = {0};
	struct touch t;
	record_init(KIND_TOUCH, &t);
	t.source_id = source;
	t.channel = CHANNEL_CALL;
	bool ok = app_log(app, &t, NULL, NULL, 0, &plan, &said, &e);
	if (!ok)
		fprintf(stderr, "not saved: %s\n", err_text(&e));
	*id = t.id;
	said_free(&said);
	err_clear(&e);
	return ok;
}

/* A child that saves until it has done `times` or dies, and tells each id only after it was saved. */
static pid_t writer(const struct book *b, int times, int out)
{
	pid_t pid = fork();
	if (pid)
		return pid;
	struct app app = open_book(b, STORE_OPEN);
	int failed = 0;
	/* each has a clock of its own, as people do who never press a key in the same millisecond */
	app.now.utc_ms += getpid() % 100000 * (int64_t)10000;
	for (int i = 0; times < 0 || i < times; i++, app.now.utc_ms++) {
		uint64_t id;
		if (!save_one(&app, b->source, &id))
			failed = 1;
		else if (write(out, &id, sizeof id) != sizeof id)
			failed = 1;
	}
	store_close(app.store);
	_exit(failed);
}

static void quiet(void *ctx, const char *line)
{
	(void)ctx;
	print_message("check: %s\n", line);
}

/* Every acknowledged touch is there, and each has the step that was saved with it. */
static void must_hold(const struct book *b, const uint64_t *ids, int n)
{
	struct app app = open_book(b, STORE_OPEN);
	struct arena a = {0};
	struct check_report r;
	struct err e = {0};
	struct touch t;
	for (int i = 0; i < n; i++)
		assert_true(store_get(app.store, KIND_TOUCH, ids[i], &a, &t, &e));
	assert_int_equal(store_count(app.store, KIND_TOUCH), store_count(app.store, KIND_STEP));
	assert_true(store_check(app.store, false, &b->now, quiet, NULL, &r, &e));
	assert_int_equal(r.problems, 0);
	arena_clear(&a);
	store_close(app.store);
}

static int read_ids(int fd, uint64_t **ids, int n)
{
	uint64_t id;
	while (read(fd, &id, sizeof id) == sizeof id) {
		*ids = mem_grow(*ids, (size_t)(n + 1) * sizeof **ids);
		(*ids)[n++] = id;
	}
	return n;
}

static void killed_writers_lose_nothing(void **state)
{
	struct book *b = *state;
	const char *asked = getenv("RAPPORT_KILL_LOOPS");
	int loops = asked ? atoi(asked) : 25, n = 0, fd[2];
	uint64_t *ids = NULL;
	for (int loop = 0; loop < loops; loop++) {
		pid_t pid[WRITERS];
		assert_int_equal(pipe(fd), 0);
		for (int i = 0; i < WRITERS; i++)
			pid[i] = writer(b, -1, fd[1]);
		close(fd[1]);
		/* at least one save is acknowledged before anybody is killed; where the others stand then is chance */
		uint64_t first;
		assert_int_equal(read(fd[0], &first, sizeof first), sizeof first);
		ids = mem_grow(ids, (size_t)(n + 1) * sizeof *ids);
		ids[n++] = first;
		for (int i = 0; i < loop % WRITERS; i++)
			if (read(fd[0], &first, sizeof first) == sizeof first) {
				ids = mem_grow(ids, (size_t)(n + 1) * sizeof *ids);
				ids[n++] = first;
			}
		for (int i = 0; i < WRITERS; i++)
			kill(pid[i], SIGKILL);
		for (int i = 0; i < WRITERS; i++)
			waitpid(pid[i], NULL, 0);
		n = read_ids(fd[0], &ids, n);
		close(fd[0]);
	}
	must_hold(b, ids, n);
	free(ids);
}

static void eight_people_save_and_nobody_is_refused(void **state)
{
	struct book *b = *state;
	int fd[2], n, status;
	uint64_t *ids = NULL;
	pid_t pid[WRITERS];
	assert_int_equal(pipe(fd), 0);
	for (int i = 0; i < WRITERS; i++)
		pid[i] = writer(b, 40, fd[1]);
	close(fd[1]);
	n = read_ids(fd[0], &ids, 0);
	close(fd[0]);
	for (int i = 0; i < WRITERS; i++) {
		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_int_equal(status, 0);
	}
	assert_int_equal(n, WRITERS * 40);
	must_hold(b, ids, n);
	free(ids);
}

static void the_other_write_is_seen(void **state)
{
	struct book *b = *state;
	struct app mine = open_book(b, STORE_OPEN);
	int64_t before = store_revision(mine.store);
	int fd[2], status;
	assert_int_equal(pipe(fd), 0);
	assert_int_equal(store_revision(mine.store), before);
	pid_t pid = writer(b, 1, fd[1]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_not_equal(store_revision(mine.store), before);
	store_close(mine.store);
	close(fd[0]);
	close(fd[1]);
}

/* The one who holds the lock is named, and after 5 s the next one is refused with nothing lost. */
struct waiting {
	char who[32];
	int told;
};

static void on_wait(void *ctx, const char *who, int64_t ms)
{
	struct waiting *w = ctx;
	(void)ms;
	snprintf(w->who, sizeof w->who, "%s", who);
	w->told++;
}

static bool hold(struct tx *tx, void *ctx, struct err *e)
{
	int *fd = ctx;
	char c;
	(void)tx;
	(void)e;
	if (write(fd[1], "h", 1) != 1) /* the lock is ours now */
		return false;
	return read(fd[2], &c, 1) == 1; /* until the other side has been refused */
}

static void a_stopped_writer_is_named(void **state)
{
	struct book *b = *state;
	struct waiting w = {0};
	struct err e = {0};
	struct said said = {0};
	struct touch t;
	char c;
	int up[2], down[2];
	assert_int_equal(pipe(up), 0);
	assert_int_equal(pipe(down), 0);
	pid_t pid = fork();
	if (pid == 0) {
		struct app app = open_book(b, STORE_OPEN);
		struct deed deed = {.who = "jo", .label = "holding", .now = &b->now};
		int fd[3] = {0, up[1], down[0]};
		store_write(app.store, &deed, hold, fd, NULL);
		store_close(app.store);
		_exit(0);
	}
	assert_int_equal(read(up[0], &c, 1), 1);
	struct app app = open_book(b, STORE_OPEN);
	store_on_wait(app.store, on_wait, &w);
	record_init(KIND_TOUCH, &t);
	t.source_id = b->source;
	t.channel = CHANNEL_CALL;
	assert_false(app_log(&app, &t, NULL, NULL, 0, NULL, &said, &e));
	assert_int_equal(e.code, ERR_BUSY);
	assert_non_null(strstr(err_text(&e), "jo"));
	assert_string_equal(w.who, "jo");
	assert_true(w.told > 3);
	assert_int_equal(write(down[1], "g", 1), 1);
	waitpid(pid, NULL, 0);
	err_clear(&e);
	assert_true(app_log(&app, &t, NULL, NULL, 0, NULL, &said, &e));
	said_free(&said);
	store_close(app.store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(eight_people_save_and_nobody_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(killed_writers_lose_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_other_write_is_seen, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_stopped_writer_is_named, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
