#include "import_book.h"

#include <string.h>
#include <unistd.h>

#include "rapport/base/day.h"
#include "rapport/store/store.h"

struct book book_new(void)
{
	struct book b = {0};
	b.app.now.today = day_from(2026, 11, 23);
	b.app.now.utc_ms = (int64_t)b.app.now.today * 86400000;
	b.app.user = "jo";
	assert_true(store_open(&b.app.store, ":memory:", STORE_MAKE, &b.app.now, &b.e));
	return b;
}

void book_forget(struct book *b)
{
	import_report_free(&b->r);
	said_free(&b->said);
	err_clear(&b->e);
	b->r = (struct import_report){0};
	b->said = (struct said){0};
}

void book_free(struct book *b)
{
	book_forget(b);
	arena_clear(&b->arena);
	store_close(b->app.store);
}

char *file_of(const char *bytes, size_t n)
{
	struct str path = {0};
	str_printf(&path, "%s/rapport-test-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	int fd = mkstemp(path.s);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
	return str_take(&path);
}

void take_file(struct book *b, const char *path, const struct import_order *order)
{
	book_forget(b);
	b->ok = app_import_as(&b->app, path, order, &b->r, &b->said, &b->e);
}

void take_bytes(struct book *b, const char *bytes, size_t n, const struct import_order *order)
{
	char *path = file_of(bytes, n);
	take_file(b, path, order);
	unlink(path);
	free(path);
}

void take(struct book *b, const char *text, const struct import_order *order)
{
	take_bytes(b, text, strlen(text), order);
}

void take_fine(struct book *b, const char *text, const struct import_order *order)
{
	take(b, text, order);
	if (!b->ok)
		fail_msg("%s", err_text(&b->e));
}
