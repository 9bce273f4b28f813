/* Backup and restore: a moment of a busy book, damage of every sort, and what others see of it. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "rapport/app/exchange.h"
#include "rapport/base/day.h"
#include "store/seal.h"

#define TODAY 20522
#define WRITERS 8
#define FLIPS 200
#define PASSPHRASE "correct horse battery"

static const struct seal_cost cheap = {1, 8192};

struct place {
	char dir[32], book[64], backup[64];
	struct now now;
	uint64_t source;
	struct app app;
};

static struct app open_book(const struct place *p, const char *path, enum store_mode mode)
{
	struct app app = {.now = p->now, .user = "maria"};
	struct err e = {0};
	if (!store_open(&app.store, path, mode, &p->now, &e)) {
		fprintf(stderr, "%s\n", err_text(&e));
		abort();
	}
	return app;
}

static int set_up(void **state)
{
	struct place *p = mem_alloc(sizeof *p);
	struct said said = {0};
	struct sample_size size = {.sources = 12, .touches = 60, .referrals = 30, .seed = 7};
	memcpy(p->dir, "/tmp/rapport-test-XXXXXX", 25);
	assert_non_null(mkdtemp(p->dir));
	snprintf(p->book, sizeof p->book, "%s/book.db", p->dir);
	snprintf(p->backup, sizeof p->backup, "%s/copy.rapport", p->dir);
	p->now = (struct now){.today = TODAY, .utc_ms = TODAY * 86400000LL};
	p->app = open_book(p, p->book, STORE_MAKE);
	assert_true(app_sample(&p->app, &size, NULL, NULL, &said, NULL));
	said_free(&said);
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	struct place *p = *state;
	char cmd[64];
	store_close(p->app.store);
	snprintf(cmd, sizeof cmd, "rm -rf %s", p->dir);
	int rc = system(cmd);
	free(p);
	return rc;
}

/* --- helpers --- */

static void quiet(void *ctx, const char *line)
{
	(void)ctx;
	print_message("check: %s\n", line);
}

static void must(bool ok, struct err *e)
{
	if (!ok)
		print_message("error: %s\n", err_text(e));
	assert_true(ok);
	err_clear(e);
}

static void back_up(struct place *p, const char *passphrase)
{
	struct backup_order o = {.path = p->backup, .passphrase = passphrase};
	struct err e = {0};
	int64_t bytes;
	struct stat st;
	must(store_backup(p->app.store, &o, &bytes, &e), &e);
	assert_int_equal(stat(p->backup, &st), 0);
	assert_int_equal(st.st_size, bytes);
	assert_int_equal(st.st_mode & 07777, 0600);
}

/* The caller frees. */
static char *exported(struct app *app)
{
	struct export_options o = {.private = true, .no_timestamp = true};
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	struct err e = {0};
	must(app_export(app, f, &o, &e), &e);
	fclose(f);
	return text;
}

static void must_be_whole(struct app *app)
{
	struct check_report r;
	struct err e = {0};
	must(store_check(app->store, false, &app->now, quiet, NULL, &r, &e), &e);
	assert_int_equal(r.problems, 0);
}

static unsigned char *read_all(const char *path, size_t *n)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0 && fstat(fd, &st) == 0);
	*n = (size_t)st.st_size;
	unsigned char *bytes = mem_alloc(*n + 1);
	assert_int_equal(fd_read(fd, bytes, *n, NULL), st.st_size);
	close(fd);
	return bytes;
}

static void write_all(const char *path, const unsigned char *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0 && fd_write(fd, bytes, n, NULL));
	close(fd);
}

/* Opening it must be refused, with that word. */
static void must_refuse(struct place *p, const char *passphrase, enum err_code code, const char *word)
{
	struct store *from = NULL;
	struct err e = {0};
	assert_false(store_open_backup(p->app.store, p->backup, passphrase, &p->now, quiet, NULL, &from, &e));
	assert_int_equal(e.code, code);
	if (!strstr(err_text(&e), word))
		print_message("“%s” is not in: %s\n", word, err_text(&e));
	assert_non_null(strstr(err_text(&e), word));
	err_clear(&e);
}

static struct store *open_backup(struct place *p, const char *passphrase)
{
	struct store *from = NULL;
	struct err e = {0};
	must(store_open_backup(p->app.store, p->backup, passphrase, &p->now, quiet, NULL, &from, &e), &e);
	return from;
}

static uint64_t dice = 4711;

static size_t below(size_t n)
{
	dice = dice * 6364136223846793005u + 1442695040888963407u;
	return (size_t)((dice >> 33) % n);
}

/* --- beside writers --- */

static uint64_t first_source(struct app *app)
{
	struct arena a = {0};
	struct source_row *rows;
	struct source_filter f;
	int n;
	source_filter_init(&f);
	assert_true(store_sources(app->store, &f, ORDER_NAME, TODAY, NULL, false, 1, &a, &rows, &n, NULL));
	uint64_t id = rows[0].id;
	arena_clear(&a);
	return id;
}

/* Each save is a touch and a step in one write. */
static bool save_one(struct app *app, uint64_t source)
{
	struct plan plan = {.set = true, .due_on = TODAY + 14, .channel = CHANNEL_CALL};
	struct said said = {0};
	struct touch t;
	record_init(KIND_TOUCH, &t);
	t.source_id = source;
	t.channel = CHANNEL_CALL;
	bool ok = app_log(app, &t, NULL, NULL, 0, &plan, &said, NULL);
	said_free(&said);
	return ok;
}

/* Saves until the pipe it reads is closed; ends with 1 when a save was refused. */
static pid_t writer(const struct place *p, uint64_t source, int told, const int until[2])
{
	pid_t pid = fork();
	if (pid)
		return pid;
	struct app app = open_book(p, p->book, STORE_OPEN);
	bool ok = true;
	char c;
	close(until[1]);
	fcntl(until[0], F_SETFL, O_NONBLOCK);
	app.now.utc_ms += getpid() % 100000 * (int64_t)10000;
	for (int i = 0; ok && read(until[0], &c, 1) != 0; i++, app.now.utc_ms++) {
		ok = save_one(&app, source);
		if (i == 0 && write(told, "s", 1) != 1)
			ok = false;
	}
	store_close(app.store);
	_exit(!ok);
}

static void is_one_moment_beside_eight_writers(void **state)
{
	struct place *p = *state;
	uint64_t source = first_source(&p->app);
	int told[2], until[2], status;
	pid_t pid[WRITERS];
	int64_t before = store_count(p->app.store, KIND_TOUCH) - store_count(p->app.store, KIND_STEP), last = 0;
	char c;
	assert_int_equal(pipe(told), 0);
	assert_int_equal(pipe(until), 0);
	store_close(p->app.store); /* a child must not inherit it */
	p->app.store = NULL;
	for (int i = 0; i < WRITERS; i++)
		pid[i] = writer(p, source, told[1], until);
	for (int i = 0; i < WRITERS; i++)
		assert_int_equal(read(told[0], &c, 1), 1);
	p->app = open_book(p, p->book, STORE_OPEN);
	for (int i = 0; i < 6; i++) {
		back_up(p, NULL);
		struct store *from = open_backup(p, NULL);
		assert_int_equal(store_count(from, KIND_TOUCH) - store_count(from, KIND_STEP), before);
		assert_true(store_count(from, KIND_TOUCH) >= last);
		last = store_count(from, KIND_TOUCH);
		store_close(from);
		unlink(p->backup);
	}
	close(until[0]);
	close(until[1]);
	for (int i = 0; i < WRITERS; i++) {
		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_int_equal(status, 0);
	}
	assert_true(store_count(p->app.store, KIND_TOUCH) > last); /* they did write on */
	must_be_whole(&p->app);
	close(told[0]);
	close(told[1]);
}

/* --- there and back --- */

static void restore(struct place *p, const char *passphrase, char **kept)
{
	struct deed deed = {.who = "maria", .label = "copy.rapport restored", .now = &p->now};
	struct err e = {0};
	struct store *from = open_backup(p, passphrase);
	must(store_restore(p->app.store, from, &deed, kept, &e), &e);
	store_close(from);
}

static void what_is_restored_is_what_was_backed_up(void **state)
{
	struct place *p = *state;
	for (int sealed = 0; sealed < 2; sealed++) {
		const char *passphrase = sealed ? PASSPHRASE : NULL;
		char *before = exported(&p->app), *kept, path[96];
		back_up(p, passphrase);
		assert_true(save_one(&p->app, first_source(&p->app)));
		char *changed = exported(&p->app);
		assert_string_not_equal(before, changed);
		restore(p, passphrase, &kept);
		char *after = exported(&p->app);
		assert_string_equal(before, after);
		must_be_whole(&p->app);
		snprintf(path, sizeof path, "%s.before-restore-%d", p->book, sealed + 1);
		assert_string_equal(kept, path);
		struct app old = open_book(p, kept, STORE_READ);
		char *was = exported(&old);
		assert_string_equal(was, changed);
		store_close(old.store);
		unlink(p->backup);
		free(before);
		free(changed);
		free(after);
		free(was);
		free(kept);
	}
}

/* --- damage --- */

static void a_flipped_byte_in_clear_is_refused(void **state)
{
	struct place *p = *state;
	size_t n;
	back_up(p, NULL);
	unsigned char *bytes = read_all(p->backup, &n);
	for (int i = 0; i < FLIPS; i++) {
		/* some in the first page, some in the line of the sum, most anywhere */
		size_t at = i < 20 ? below(100) : i < 40 ? n - 1 - below(79) : below(n);
		unsigned char was = bytes[at];
		struct store *from = NULL;
		struct err e = {0};
		bytes[at] ^= (unsigned char)(1u << below(8));
		write_all(p->backup, bytes, n);
		assert_false(store_open_backup(p->app.store, p->backup, NULL, &p->now, quiet, NULL, &from, &e));
		err_clear(&e);
		bytes[at] = was;
	}
	write_all(p->backup, bytes, n);
	store_close(open_backup(p, NULL));
	free(bytes);
}

static void a_shortened_one_in_clear_is_refused(void **state)
{
	struct place *p = *state;
	size_t n;
	back_up(p, NULL);
	unsigned char *bytes = read_all(p->backup, &n);
	size_t cuts[] = {n - 1, n - 79, n - 79 - 4096, n / 2, 4096, 512, 100, 16, 1, 0};
	for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
		struct store *from = NULL;
		struct err e = {0};
		write_all(p->backup, bytes, cuts[i]);
		bool taken = store_open_backup(p->app.store, p->backup, NULL, &p->now, quiet, NULL, &from, &e);
		/* without the line of its sum it is a book like any other, and whole */
		assert_int_equal(taken, cuts[i] == n - 79);
		store_close(from);
		err_clear(&e);
	}
	free(bytes);
}

/* A sealed file of three and a half pieces, whose passphrase costs little. */
struct sealed {
	unsigned char *bytes, *content;
	size_t n, size;
	struct place *p;
};

static struct sealed seal(struct place *p, size_t size)
{
	struct sealed s = {.p = p, .size = size, .content = mem_alloc(size + 1)};
	unsigned char sum[SEAL_SUM_BYTES];
	for (size_t i = 0; i < size; i++)
		s.content[i] = (unsigned char)below(256);
	int fd = open(p->backup, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	struct image image = {.bytes = s.content, .size = size};
	assert_true(fd >= 0 && seal_write(fd, PASSPHRASE, &cheap, &image, sum, NULL));
	close(fd);
	s.bytes = read_all(p->backup, &s.n);
	return s;
}

static void sealed_free(struct sealed *s)
{
	free(s->bytes);
	free(s->content);
}

static bool unseal(struct sealed *s, size_t n, const char *passphrase, struct err *e)
{
	struct image image;
	write_all(s->p->backup, s->bytes, n);
	int fd = open(s->p->backup, O_RDONLY | O_CLOEXEC);
	bool ok = seal_read(fd, passphrase, &image, e);
	close(fd);
	if (ok) {
		assert_int_equal(image.size, s->size);
		assert_memory_equal(image.bytes, s->content, s->size);
	} else {
		assert_null(image.bytes);
	}
	image_free(&image);
	return ok;
}

static void must_not_unseal(struct sealed *s, size_t n, const char *passphrase, enum err_code code, const char *word)
{
	struct err e = {0};
	assert_false(unseal(s, n, passphrase, &e));
	if (e.code != code || !strstr(err_text(&e), word))
		print_message("%d, not %d with “%s”: %s\n", e.code, code, word, err_text(&e));
	assert_int_equal(e.code, code);
	assert_non_null(strstr(err_text(&e), word));
	err_clear(&e);
}

static void sizes_of_all_sorts_are_sealed(void **state)
{
	static const size_t sizes[] = {
		0, 1, SEAL_PIECE_BYTES - 1, SEAL_PIECE_BYTES, SEAL_PIECE_BYTES + 1, 3 * SEAL_PIECE_BYTES};
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		struct sealed s = seal(*state, sizes[i]);
		struct err e = {0};
		must(unseal(&s, s.n, PASSPHRASE, &e), &e);
		sealed_free(&s);
	}
}

static void a_flipped_byte_in_a_sealed_one_is_refused(void **state)
{
	struct sealed s = seal(*state, 3 * SEAL_PIECE_BYTES + 30000);
	for (int i = 0; i < FLIPS; i++) {
		size_t at = i < SEAL_HEAD_BYTES ? (size_t)i : below(s.n);
		unsigned char was = s.bytes[at];
		s.bytes[at] ^= (unsigned char)(1u << below(8));
		must_not_unseal(&s, s.n, PASSPHRASE, at < 16 ? ERR_FOREIGN : ERR_DAMAGED,
				at < 16 ? "no encrypted" : "damaged");
		s.bytes[at] = was;
	}
	struct err e = {0};
	must(unseal(&s, s.n, PASSPHRASE, &e), &e);
	sealed_free(&s);
}

static void cut_moved_and_added_parts_are_refused(void **state)
{
	struct sealed s = seal(*state, 3 * SEAL_PIECE_BYTES + 30000);
	size_t piece = SEAL_PIECE_BYTES + SEAL_EXTRA_BYTES;
	for (size_t at = SEAL_HEAD_BYTES; at < s.n; at += piece)
		for (int by = -1; by <= 1; by++)
			must_not_unseal(&s, at + (size_t)by, PASSPHRASE, ERR_DAMAGED, "cut off");
	must_not_unseal(&s, s.n - 1, PASSPHRASE, ERR_DAMAGED, "cut off");
	s.bytes = mem_grow(s.bytes, s.n + piece);
	memcpy(s.bytes + s.n, s.bytes + SEAL_HEAD_BYTES, piece);
	must_not_unseal(&s, s.n + piece, PASSPHRASE, ERR_DAMAGED, "added to its end");
	/* the second and the third piece change places */
	unsigned char *second = s.bytes + SEAL_HEAD_BYTES + piece, *hold = mem_alloc(piece);
	memcpy(hold, second, piece);
	memcpy(second, second + piece, piece);
	memcpy(second + piece, hold, piece);
	must_not_unseal(&s, s.n, PASSPHRASE, ERR_DAMAGED, "another order");
	free(hold);
	sealed_free(&s);
}

static void a_wrong_passphrase_is_no_damage(void **state)
{
	struct sealed s = seal(*state, 1000);
	must_not_unseal(&s, s.n, "correct horse batterz", ERR_REFUSED, "not its passphrase");
	must_not_unseal(&s, s.n, "", ERR_REFUSED, "not its passphrase");
	must_not_unseal(&s, s.n, NULL, ERR_REFUSED, "needs its passphrase");
	struct err e = {0};
	assert_false(unseal(&s, s.n, NULL, &e));
	assert_string_equal(e.field, "passphrase");
	err_clear(&e);
	sealed_free(&s);
}

/* More work than any backup asks for is no fault of the passphrase, though the words name it. */
static void only_a_passphrase_is_blamed(void **state)
{
	struct sealed s = seal(*state, 1000);
	struct err e = {0};
	enum { AT_OPS = 24, AT_SUM = 104, SUM_BYTES = 16 }; /* where they stand in the head: seal.c */
	s.bytes[AT_OPS] = 0xff;
	crypto_generichash(s.bytes + AT_SUM, SUM_BYTES, s.bytes, AT_SUM, NULL, 0);
	must_not_unseal(&s, s.n, PASSPHRASE, ERR_REFUSED, "other work on its passphrase");
	assert_false(unseal(&s, s.n, PASSPHRASE, &e));
	assert_null(e.field);
	err_clear(&e);
	sealed_free(&s);
}

static void foreign_files_are_refused(void **state)
{
	struct place *p = *state;
	static const unsigned char text[] =
		"Dear Dr. Okafor, this is no backup, though it is rather longer than a head would be. "
		"Dear Dr. Okafor, this is no backup.";
	write_all(p->backup, text, sizeof text);
	must_refuse(p, NULL, ERR_FOREIGN, "neither a backup nor a book");
	struct store *from = NULL;
	struct err e = {0};
	assert_false(store_open_backup(p->app.store, p->book, NULL, &p->now, quiet, NULL, &from, &e));
	assert_non_null(strstr(err_text(&e), "the book itself"));
	err_clear(&e);
	assert_false(store_open_backup(p->app.store, p->dir, NULL, &p->now, quiet, NULL, &from, &e));
	assert_non_null(strstr(err_text(&e), "not a file"));
	err_clear(&e);
	must_be_whole(&p->app); /* and its locks are as they were */
}

static void an_unsound_book_is_not_backed_up(void **state)
{
	struct place *p = *state;
	struct backup_order o = {.path = p->backup};
	struct err e = {0};
	int64_t bytes;
	char path[96];
	size_t n;
	back_up(p, NULL);
	unsigned char *content = read_all(p->backup, &n);
	memset(content + n / 4096 / 2 * 4096, 0x5a, 4096);
	snprintf(path, sizeof path, "%s/unsound.db", p->dir);
	write_all(path, content, n);
	unlink(p->backup);
	free(content);
	store_close(p->app.store);
	p->app = open_book(p, path, STORE_OPEN);
	assert_false(store_backup(p->app.store, &o, &bytes, &e));
	assert_int_equal(e.code, ERR_DAMAGED);
	assert_int_equal(access(p->backup, F_OK), -1);
	err_clear(&e);
}

static void a_file_that_is_there_stays(void **state)
{
	struct place *p = *state;
	struct backup_order o = {.path = p->backup};
	struct err e = {0};
	int64_t bytes;
	write_all(p->backup, (const unsigned char *)"mine", 4);
	assert_false(store_backup(p->app.store, &o, &bytes, &e));
	assert_int_equal(e.code, ERR_REFUSED);
	err_clear(&e);
	size_t n;
	unsigned char *left = read_all(p->backup, &n);
	assert_int_equal(n, 4);
	free(left);
}

static bool stop(void *ctx, int64_t done, int64_t total)
{
	int *calls = ctx;
	(void)done;
	(void)total;
	return ++*calls < 1;
}

static void one_that_is_stopped_leaves_nothing(void **state)
{
	struct place *p = *state;
	int calls = 0;
	struct sample_size size = {.sources = 150, .touches = 1500, .referrals = 1500, .seed = 7};
	struct said said = {0};
	struct err e = {0};
	int64_t bytes;
	char path[96];
	snprintf(path, sizeof path, "%s/larger.db", p->dir);
	struct app larger = open_book(p, path, STORE_MAKE);
	must(app_sample(&larger, &size, NULL, NULL, &said, &e), &e);
	said_free(&said);
	struct backup_order o = {.path = p->backup, .progress = stop, .ctx = &calls};
	assert_false(store_backup(larger.store, &o, &bytes, &e));
	assert_int_equal(e.code, ERR_STOPPED);
	assert_int_equal(calls, 1);
	assert_int_equal(access(p->backup, F_OK), -1);
	err_clear(&e);
	assert_true(save_one(&larger, first_source(&larger)));
	store_close(larger.store);
}

/* --- with others at the book --- */

/* Another process that has the book open while it is restored. */
struct other {
	struct app app;
	int told, go;
	int64_t before, inside;
};

static bool wait_for_it(struct other *o)
{
	char c;
	return write(o->told, "r", 1) == 1 && read(o->go, &c, 1) == 1;
}

/* In the middle of a long read the old content stays whole. */
static bool read_on(void *ctx, struct err *e)
{
	struct other *o = ctx;
	(void)e;
	o->before = store_count(o->app.store, KIND_TOUCH);
	bool ok = wait_for_it(o);
	o->inside = store_count(o->app.store, KIND_TOUCH);
	return ok && o->inside == o->before;
}

static pid_t other_process(const struct place *p, bool reading, int64_t expected, int told, int go)
{
	struct other o = {.told = told, .go = go};
	struct check_report r;
	pid_t pid = fork();
	if (pid)
		return pid;
	o.app = open_book(p, p->book, STORE_OPEN);
	int64_t revision = store_revision(o.app.store);
	bool ok = reading ? store_read(o.app.store, read_on, &o, NULL) : wait_for_it(&o);
	ok = ok && store_revision(o.app.store) != revision && store_count(o.app.store, KIND_TOUCH) == expected;
	ok = ok && save_one(&o.app, first_source(&o.app)) && store_count(o.app.store, KIND_TOUCH) == expected + 1 &&
	     store_check(o.app.store, false, &o.app.now, quiet, NULL, &r, NULL) && r.problems == 0;
	store_close(o.app.store);
	_exit(!ok);
}

static void restored_while_another_has_it_open(struct place *p, bool reading)
{
	int told[2], go[2], status;
	char c, *kept;
	int64_t touches = store_count(p->app.store, KIND_TOUCH);
	back_up(p, NULL);
	assert_true(save_one(&p->app, first_source(&p->app)));
	assert_int_equal(pipe(told), 0);
	assert_int_equal(pipe(go), 0);
	store_close(p->app.store);
	pid_t pid = other_process(p, reading, touches, told[1], go[0]);
	p->app = open_book(p, p->book, STORE_OPEN);
	assert_int_equal(read(told[0], &c, 1), 1);
	restore(p, NULL, &kept);
	assert_int_equal(store_count(p->app.store, KIND_TOUCH), touches);
	assert_int_equal(write(go[1], "g", 1), 1);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(store_count(p->app.store, KIND_TOUCH), touches + 1);
	must_be_whole(&p->app);
	free(kept);
	for (int i = 0; i < 2; i++) {
		close(told[i]);
		close(go[i]);
	}
}

static void others_see_the_restored_book(void **state)
{
	restored_while_another_has_it_open(*state, false);
}

static void others_read_on_while_it_is_restored(void **state)
{
	restored_while_another_has_it_open(*state, true);
}

static void what_came_before_a_restore_cannot_be_undone(void **state)
{
	struct place *p = *state;
	struct said said = {0};
	struct err e = {0};
	char *kept;
	assert_true(save_one(&p->app, first_source(&p->app)));
	back_up(p, NULL);
	restore(p, NULL, &kept);
	assert_false(app_undo(&p->app, &said, &e));
	assert_int_equal(e.code, ERR_REFUSED);
	assert_non_null(strstr(err_text(&e), "copy.rapport restored"));
	err_clear(&e);
	assert_true(save_one(&p->app, first_source(&p->app)));
	must(app_undo(&p->app, &said, &e), &e);
	assert_false(app_undo(&p->app, &said, &e));
	said_free(&said);
	err_clear(&e);
	free(kept);
}

int main(void)
{
#define IN_PLACE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_PLACE(is_one_moment_beside_eight_writers),    IN_PLACE(what_is_restored_is_what_was_backed_up),
		IN_PLACE(a_flipped_byte_in_clear_is_refused),    IN_PLACE(a_shortened_one_in_clear_is_refused),
		IN_PLACE(sizes_of_all_sorts_are_sealed),         IN_PLACE(a_flipped_byte_in_a_sealed_one_is_refused),
		IN_PLACE(cut_moved_and_added_parts_are_refused), IN_PLACE(a_wrong_passphrase_is_no_damage),
		IN_PLACE(only_a_passphrase_is_blamed),           IN_PLACE(foreign_files_are_refused),
		IN_PLACE(an_unsound_book_is_not_backed_up),      IN_PLACE(a_file_that_is_there_stays),
		IN_PLACE(one_that_is_stopped_leaves_nothing),    IN_PLACE(others_see_the_restored_book),
		IN_PLACE(others_read_on_while_it_is_restored),   IN_PLACE(what_came_before_a_restore_cannot_be_undone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
