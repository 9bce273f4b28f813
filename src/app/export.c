/* The whole book goes out, record by record. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "rapport/app/exchange.h"
#include "rapport/base/text.h"
#include "rapport/exchange/format.h"

struct export
{
	const struct write_ops *ops;
	struct store *store;
	struct writer w;
	enum kind kind;
	int64_t count[KIND_COUNT];
};

static bool put_record(void *ctx, const void *record, struct err *e)
{
	struct export *x = ctx;
	x->ops->record(&x->w, x->kind, record);
	x->count[x->kind]++;
	return !ferror(x->w.out) ||
	       err_set(e, errno == ENOSPC ? ERR_FULL : ERR_IO, "cannot be written: %s", strerror(errno));
}

/* All kinds as they stand at one moment, whoever writes meanwhile. */
static bool put_kinds(void *ctx, struct err *e)
{
	struct export *x = ctx;
	bool ok = true;
	for (int k = 0; ok && k < KIND_COUNT; k++) {
		x->kind = (enum kind)k;
		x->ops->open(&x->w, x->kind);
		ok = store_each(x->store, x->kind, put_record, x, e);
		x->ops->close(&x->w, x->kind);
	}
	return ok;
}

static bool export_all(struct app *app, struct export *x, FILE *out, const struct export_options *o, struct err *e)
{
	struct err late = {0};
	char at[32];
	bool ok = true;
	clock_iso(app->now.utc_ms, at);
	x->ops = format_named(o->ndjson ? "ndjson" : "json")->write;
	x->w = (struct writer){.out = out, .private = o->private, .exported_at = o->no_timestamp ? NULL : at};
	x->store = app->store;
	x->ops->begin(&x->w);
	ok = store_read(app->store, put_kinds, x, e);
	if (!x->ops->end(&x->w, &late) && ok)
		ok = err_set(e, late.code, "%s", err_text(&late));
	err_clear(&late);
	return ok;
}

bool app_export(struct app *app, FILE *out, const struct export_options *o, struct err *e)
{
	struct export x = {0};
	return export_all(app, &x, out, o, e);
}

static void say(struct said *out, const struct export *x, const char *name, bool private)
{
	int64_t others = 0;
	for (int k = 0; k < KIND_COUNT; k++)
		others += k == KIND_SOURCE || k == KIND_TOUCH || k == KIND_REFERRAL ? 0 : x->count[k];
	str_printf(&out->text,
		   "Exported %" PRId64 " sources, %" PRId64 " touches, %" PRId64 " referrals and %" PRId64
		   " other records to ",
		   x->count[KIND_SOURCE], x->count[KIND_TOUCH], x->count[KIND_REFERRAL], others);
	text_cell(&out->text, name);
	str_add(&out->text, private ? "." : ", without patient references (--private adds them).");
}

/* A folder that is not there or not ours is a mistake in the name, no trouble of the book. */
static FILE *make_file(const char *path, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	const char *slash = strrchr(path, '/');
	if (fd >= 0)
		return fdopen(fd, "w");
	if (errno == EEXIST)
		err_set(e, ERR_REFUSED, "%s is there already; nothing was written", path);
	else if ((errno == ENOENT || errno == ENOTDIR) && slash)
		err_set(e, ERR_NOT_FOUND, "%.*s is no folder that is there; nothing was written",
			slash > path ? (int)(slash - path) : 1, path);
	else if (errno == EACCES || errno == EPERM || errno == EROFS || errno == EISDIR || errno == ENAMETOOLONG ||
		 errno == ENOENT)
		err_set(e, ERR_REFUSED, "%s cannot be written: %s", path, strerror(errno));
	else
		err_set(e, errno == ENOSPC ? ERR_FULL : ERR_IO, "%s: %s", path, strerror(errno));
	return NULL;
}

bool app_export_file(struct app *app, const char *path, const struct export_options *o, struct said *out, struct err *e)
{
	struct export x = {0};
	FILE *f = make_file(path, e);
	if (!f)
		return false;
	bool ok = export_all(app, &x, f, o, e);
	if (ok && fsync(fileno(f)) != 0)
		ok = err_set(e, errno == ENOSPC ? ERR_FULL : ERR_IO, "cannot be written: %s", strerror(errno));
	fclose(f);
	if (!ok) { /* half a book is worse than none */
		unlink(path);
		return err_in(e, "%s", path);
	}
	say(out, &x, path, o->private);
	return true;
}
