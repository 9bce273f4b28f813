/* The whole book goes out, record by record. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "files.h"
#include "inner.h"
#include "rapport/app/exchange.h"
#include "rapport/base/day.h"
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
	return !ferror(x->w.out) || err_write(e, errno);
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

static void say_book(struct said *out, const struct export *x, const char *name, bool private)
{
	int64_t others = 0;
	for (int k = 0; k < KIND_COUNT; k++)
		others += k == KIND_SOURCE || k == KIND_TOUCH || k == KIND_REFERRAL ? 0 : x->count[k];
	str_add(&out->text, "Exported to ");
	path_words(&out->text, name);
	str_printf(&out->text, "%s: ", private ? "" : ", without patient references");
	count_words(&out->text, x->count[KIND_SOURCE], KIND_SOURCE);
	str_add(&out->text, ", ");
	count_words(&out->text, x->count[KIND_TOUCH], KIND_TOUCH);
	str_add(&out->text, ", ");
	count_words(&out->text, x->count[KIND_REFERRAL], KIND_REFERRAL);
	str_printf(&out->text, " and %" PRId64 " other %s.", others, others == 1 ? "record" : "records");
}

struct book_file {
	struct app *app;
	const struct export_options *o;
	struct export x;
};

static bool put_book(void *ctx, FILE *out, struct err *e)
{
	struct book_file *b = ctx;
	return export_all(b->app, &b->x, out, b->o, e);
}

bool app_export_file(struct app *app, const char *path, const struct export_options *o, struct said *out, struct err *e)
{
	struct book_file b = {.app = app, .o = o};
	if (!out_file_write(app->outbox, path, put_book, &b, e))
		return false;
	say_book(out, &b.x, path, o->private);
	return true;
}

const char *app_outbox_name(struct app *app, const char *what, const char *extension, struct arena *a)
{
	const char *folder = app->outbox ? app->outbox : ".", *dot = *extension ? "." : "", *path = NULL;
	char iso[16];
	day_iso(app->now.today, iso);
	for (int i = 1; i < 1000; i++) {
		path = i == 1 ? arena_printf(a, "%s/%s-%s%s%s", folder, iso, what, dot, extension)
			      : arena_printf(a, "%s/%s-%s %d%s%s", folder, iso, what, i, dot, extension);
		if (access(path, F_OK) != 0)
			break;
	}
	return path;
}
