/* People for address books and word processors. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "inner.h"
#include "rapport/app/exchange.h"
#include "rapport/exchange/people.h"

struct people_export {
	struct app *app;
	struct whom whom;
	const struct people_format *format;
	struct people_writer w;
	struct arena arena; /* of the person at hand */
	const char *folder; /* NULL: all in one file */
	bool no_timestamp;
	char at[32];
	int n;
};

/* The person as a file of their own. */
static bool put_alone(struct people_export *x, const struct person *p, struct err *e)
{
	struct str content = {0};
	char *text = NULL;
	size_t size = 0;
	const char *path, *suffix = arena_printf(&x->arena, ".%s", x->format->extension);
	x->w.out = open_memstream(&text, &size);
	if (!x->w.out)
		return err_write(e, errno);
	if (x->format->begin)
		x->format->begin(&x->w);
	x->format->person(&x->w, p);
	fclose(x->w.out);
	str_addn(&content, text, size);
	free(text);
	bool ok = folder_put(x->folder, p->source->name, suffix, &content, &x->arena, &path, e) || file_blame(e);
	str_free(&content);
	return ok;
}

static bool put_person(void *ctx, const void *record, struct err *e)
{
	struct people_export *x = ctx;
	const struct source *s = record;
	struct practice practice;
	struct person p = {.source = s};
	bool ok = true;
	if (s->archived && !x->whom.n)
		return true;
	if (s->practice_id) {
		ok = store_get(x->app->store, KIND_PRACTICE, s->practice_id, &x->arena, &practice, e);
		p.practice = &practice;
	}
	if (ok && x->folder)
		ok = put_alone(x, &p, e);
	else if (ok)
		x->format->person(&x->w, &p);
	x->n++;
	arena_clear(&x->arena);
	return ok && (x->folder || !ferror(x->w.out) || err_write(e, errno));
}

static bool put_people(void *ctx, struct err *e)
{
	struct people_export *x = ctx;
	struct arena a = {0};
	struct source s;
	bool ok = true;
	if (!x->whom.n)
		return store_each(x->app->store, KIND_SOURCE, put_person, x, e);
	for (int i = 0; ok && i < x->whom.n; i++) {
		ok = store_get(x->app->store, KIND_SOURCE, x->whom.ids[i], &a, &s, e) && put_person(x, &s, e);
		arena_clear(&a);
	}
	return ok;
}

static void begin(struct people_export *x)
{
	if (x->no_timestamp)
		return;
	clock_iso(x->app->now.utc_ms, x->at);
	x->w.at = x->at;
}

static void end(struct people_export *x)
{
	str_free(&x->w.text);
	arena_clear(&x->arena);
}

static bool put_list(void *ctx, FILE *out, struct err *e)
{
	struct people_export *x = ctx;
	x->w.out = out;
	if (x->format->begin)
		x->format->begin(&x->w);
	return store_read(x->app->store, put_people, x, e);
}

bool app_export_people(struct app *app, struct whom whom, const char *format, FILE *out, bool no_timestamp, int *n,
		       struct err *e)
{
	struct people_export x = {
		.app = app, .whom = whom, .format = people_format_named(format), .no_timestamp = no_timestamp};
	begin(&x);
	bool ok = put_list(&x, out, e);
	*n = x.n;
	end(&x);
	return ok;
}

static void say_people(struct said *out, const struct people_export *x, const char *path)
{
	struct str shown = {0};
	path_words(&shown, path);
	say(out, "Exported %d %s as %s to %s.", x->n, x->n == 1 ? "source" : "sources", x->format->name,
	    str_text(&shown));
	str_free(&shown);
}

bool app_export_people_file(struct app *app, struct whom whom, const char *format, const char *path, struct said *out,
			    struct err *e)
{
	struct people_export x = {.app = app, .whom = whom, .format = people_format_named(format)};
	begin(&x);
	bool ok = out_file_write(app->outbox, path, put_list, &x, e);
	if (ok)
		say_people(out, &x, path);
	end(&x);
	return ok;
}

bool app_export_split(struct app *app, struct whom whom, const char *format, const char *folder, struct said *out,
		      struct err *e)
{
	struct people_export x = {.app = app, .whom = whom, .format = people_format_named(format), .folder = folder};
	char *path = mem_strdup(folder);
	begin(&x);
	bool ok = (folder_make(path, e) || file_blame(e)) && store_read(app->store, put_people, &x, e);
	if (ok)
		say_people(out, &x, folder);
	free(path);
	end(&x);
	return ok;
}
