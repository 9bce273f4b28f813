/* The book as a whole: undo, redo, history, check, sample, config, clinic, staff. */
#include <string.h>

#include "cli.h"
#include "rapport/app/exchange.h"
#include "rapport/base/data.h"
#include "rapport/base/day.h"

/* --- undo, redo, history --- */

static bool run_undo(struct call *c, struct err *e)
{
	struct said said = {0};
	bool ok = app_undo(&c->app, &said, e);
	if (ok)
		warn("%s   `rapport redo` brings it back", str_text(&said.text));
	said_free(&said);
	return ok;
}

static bool run_redo(struct call *c, struct err *e)
{
	struct said said = {0};
	return finish(app_redo(&c->app, &said, e), &said);
}

static const struct option history_options[] = {
	{"of", "WHO", "of one source"}, {"most", "N", "so many steps (50)"}, {NULL}};

static bool run_history(struct call *c, struct err *e)
{
	struct table t = {.arena = &c->arena, .columns = 4, .most = 60};
	struct json j = {0};
	struct history_row *rows;
	struct source s = {0};
	int64_t most = 50;
	int n;
	if (!count_option(c, "most", &most, e) ||
	    (call_option(c, "of") && !app_who(&c->app, call_option(c, "of"), &c->arena, &s, e)) ||
	    !store_history(c->app.store, 0, s.id, most > 100000 ? 100000 : (int)most, &c->arena, &rows, &n, e))
		return false;
	if (c->json)
		json_open(&j, NULL, '[');
	for (int i = 0; i < n; i++) {
		char at[32];
		if (c->json) {
			clock_iso(rows[i].at_ms, at);
			json_open(&j, NULL, '{');
			json_num(&j, "step", rows[i].batch);
			json_text(&j, "at", at);
			json_text(&j, "who", rows[i].who);
			json_text(&j, "label", rows[i].label);
			json_text(&j, "how", rows[i].how);
			json_num(&j, "undone", rows[i].undone);
			json_num(&j, "records", rows[i].rows);
			json_close(&j, '}');
			continue;
		}
		bool plain = str_eq(rows[i].how, "do") || str_eq(rows[i].how, "base");
		clock_local(rows[i].at_ms, at);
		table_add(&t, at);
		table_add(&t, rows[i].who);
		table_addf(&t, "%s%s%s", plain ? "" : rows[i].how, plain ? "" : ": ", rows[i].label);
		table_add(&t, rows[i].undone ? "taken back" : "");
	}
	if (c->json) {
		json_close(&j, ']');
		json_print(c, &j);
	} else {
		table_print(c, &t);
	}
	return true;
}

/* --- check and sample --- */

static const struct option check_options[] = {{"repair", NULL, "make the summaries anew"}, {NULL}};

static void say_finding(void *ctx, const char *line)
{
	print(ctx, "%s", line);
}

static bool run_check(struct call *c, struct err *e)
{
	struct check_report r;
	if (!store_check(c->app.store, call_option(c, "repair") != NULL, &c->app.now, say_finding, c, &r, e))
		return false;
	if (!r.problems)
		print(c, "%lld records, %lld steps of history: all is well.", (long long)r.records,
		      (long long)r.batches);
	else
		print(c, r.repaired ? "%d found; the summaries were made anew." : "%d found.", r.problems);
	c->found_something = r.problems > 0;
	return true;
}

static const struct option sample_options[] = {
	{"sources", "N", "so many sources"},
	{"touches", "N", "so many touches (as fits the sources)"},
	{"referrals", "N", "so many referrals (as fits the sources)"},
	{"seed", "N", "another clinic"},
	{NULL},
};

static bool show_making(void *ctx, int64_t done, int64_t total)
{
	struct progress *p = ctx;
	if (progress_due(p)) {
		struct str b = {0};
		str_printf(&b, "Making: %lld of %lld records   Ctrl-C stops", (long long)done, (long long)total);
		progress_show(p, b.s);
		str_free(&b);
	}
	return progress_goes_on(p);
}

static bool run_sample(struct call *c, struct err *e)
{
	struct sample_size size = sample_default;
	struct said said = {0};
	struct progress p;
	int64_t seed = (int64_t)size.seed;
	if (!count_option(c, "sources", &size.sources, e))
		return false;
	size = sample_of(size.sources);
	if (!count_option(c, "touches", &size.touches, e) || !count_option(c, "referrals", &size.referrals, e) ||
	    !count_option(c, "seed", &seed, e))
		return false;
	size.seed = (uint64_t)seed;
	progress_begin(&p);
	bool ok = app_sample(&c->app, &size, show_making, &p, &said, e);
	progress_end(&p);
	return finish(ok, &said);
}

/* --- config --- */

static const struct option config_options[] = {{"default", NULL, "print a config file with every screen setting"},
					       {NULL}};

static bool run_config(struct call *c, struct err *e)
{
	struct table t = {.arena = &c->arena, .columns = 3};
	struct json j = {0};
	struct said said = {0};
	if (c->n == 2)
		return finish(app_set(&c->app, c->args[0], c->args[1], &said, e), &said);
	if (c->n == 1 && setting_named(c->args[0]) < 0)
		return err_set(e, ERR_NOT_FOUND, "there is no setting %s; rapport config lists them", c->args[0]);
	if (c->json)
		json_open(&j, NULL, '{');
	for (int i = 0; i < SET_COUNT; i++) {
		struct str value = {0};
		if (c->n == 1 && !str_eq(c->args[0], settings[i].name))
			continue;
		setting_write(&value, i, store_setting(c->app.store, i));
		if (c->json)
			json_text(&j, settings[i].name, str_text(&value));
		else if (c->n == 1)
			print(c, "%s", str_text(&value));
		else {
			table_add(&t, settings[i].name);
			table_add(&t, str_text(&value));
			table_add(&t, settings[i].help);
		}
		str_free(&value);
	}
	if (c->json) {
		json_close(&j, '}');
		json_print(c, &j);
	} else {
		table_print(c, &t);
	}
	return true;
}

/* --- clinic and staff --- */

static void print_fields(struct call *c, enum kind kind, const void *record)
{
	struct str b = {0};
	for (int i = 1; i < kinds[kind].count; i++) {
		const struct field *f = &kinds[kind].fields[i];
		if (!field_known(f, record) || (f->type == FIELD_FLAG && !*field_flag(f, (void *)record)))
			continue;
		str_clear(&b);
		field_write(&b, f, record);
		print(c, "%-16s %s", f->label, str_text(&b));
	}
	str_free(&b);
}

static const struct option clinic_options[] = {
	{"payers", "LIST", "words parted by commas"},
	{"populations", "LIST", "whom you treat, parted by commas"},
	{"services", "LIST", "what you offer, parted by commas"},
	{NULL},
};

struct clinic_edit {
	struct call *c;
	const struct clinic *base;
	struct clinic *clinic;
	struct said said;
};

static bool clinic_parts(void *ctx, struct err *e)
{
	static const char *const names[] = {"payers", "populations", "services"};
	struct clinic_edit *x = ctx;
	if (!app_save(&x->c->app, KIND_CLINIC, x->base, x->clinic, &x->said, e))
		return false;
	for (int i = 0; i < 3; i++) {
		struct said said = {0};
		const char *words = call_option(x->c, names[i]);
		bool ok = !words || app_set_labels(&x->c->app, LABEL_OF_CLINIC, 1, (enum label_type)i, words, &said, e);
		said_free(&said);
		if (!ok)
			return err_in(e, "--%s", names[i]);
	}
	return true;
}

static bool print_clinic(struct call *c, const struct clinic *clinic, struct err *e)
{
	static const char *const names[] = {"payers", "populations", "services"};
	const char *words[LABEL_TYPES];
	struct json j = {0};
	if (!store_labels(c->app.store, LABEL_OF_CLINIC, 1, &c->arena, words, e))
		return false;
	if (c->json) {
		json_open(&j, NULL, '{');
		json_record(&j, "clinic", KIND_CLINIC, clinic);
	} else {
		print_fields(c, KIND_CLINIC, clinic);
	}
	for (int i = 0; i < 3; i++) {
		if (c->json)
			json_text(&j, names[i], words[i]);
		else if (*words[i])
			print(c, "%-16s %s", names[i], words[i]);
	}
	if (c->json) {
		json_close(&j, '}');
		json_print(c, &j);
	}
	return true;
}

static bool run_clinic(struct call *c, struct err *e)
{
	struct clinic base, clinic;
	struct clinic_edit x = {.c = c, .base = &base, .clinic = &clinic};
	if (!store_get(c->app.store, KIND_CLINIC, 1, &c->arena, &base, e))
		return false;
	clinic = base;
	if (!options_given(c))
		return print_clinic(c, &clinic, e);
	if (!fields_read(c, &clinic, e))
		return false;
	x.said.written = app_together(&c->app, "clinic changed", clinic_parts, &x, e);
	return finish(x.said.written, &x.said);
}

static bool list_staff(void *ctx, const void *record, struct err *e)
{
	struct call *c = ctx;
	const struct staff *s = record;
	(void)e;
	print(c, "%-10s %s%s%s%s%s%s", s->user, s->name ? s->name : "", s->credentials ? ", " : "",
	      s->credentials ? s->credentials : "", s->role ? " · " : "", s->role ? s->role : "",
	      s->gone ? " (gone)" : "");
	return true;
}

static bool staff_json(void *ctx, const void *record, struct err *e)
{
	(void)e;
	json_record(ctx, NULL, KIND_STAFF, record);
	return true;
}

static bool run_staff(struct call *c, struct err *e)
{
	struct staff base, s;
	struct said said = {0};
	struct json j = {0};
	if (c->n == 0) {
		if (!c->json)
			return store_each(c->app.store, KIND_STAFF, list_staff, c, e);
		json_open(&j, NULL, '[');
		bool ok = store_each(c->app.store, KIND_STAFF, staff_json, &j, e);
		json_close(&j, ']');
		json_print(c, &j);
		return ok;
	}
	if (!store_staff_named(c->app.store, c->args[0], &c->arena, &base, e))
		return false;
	if (!options_given(c)) {
		if (!base.id)
			return err_set(e, ERR_NOT_FOUND,
				       "nobody here signs in as “%s”; rapport staff %s --name NAME adds them",
				       c->args[0], c->args[0]);
		if (c->json) {
			json_record(&j, NULL, KIND_STAFF, &base);
			json_print(c, &j);
		} else {
			print_fields(c, KIND_STAFF, &base);
		}
		return true;
	}
	s = base;
	s.user = c->args[0];
	if (!fields_read(c, &s, e))
		return false;
	return finish(app_save(&c->app, KIND_STAFF, &base, &s, &said, e), &said);
}

const struct command book_commands[] = {
	{"export", "[--csv|--vcard|--mailmerge ...] [--private] [-o FILE]", "Write everything out", export_options,
	 BOOK_READ, 0, 0, .run = run_export},
	{"import", "FILE|- [--dry-run] [--map HEADER=FIELD|list]", "Read a list or export", import_options, BOOK_NONE,
	 1, 1, .json = true, .run = run_import},
	{"undo", "", "Take back your last step", NULL, BOOK_OPEN, 0, 0, .run = run_undo},
	{"redo", "", "Bring it back", NULL, BOOK_OPEN, 0, 0, .run = run_redo},
	{"history", "[--of WHO]", "Who did what", history_options, BOOK_READ, 0, 0, .json = true, .run = run_history},
	{"check", "[--repair]", "Is the book whole?", check_options, BOOK_OPEN, 0, 0, .run = run_check},
	{"sample", "[--sources N]", "Fill in a made-up clinic", sample_options, BOOK_MAKE, 0, 0, .run = run_sample},
	{"config", "[NAME [VALUE]] [--default]", "Settings of the book", config_options, BOOK_MAKE, 0, 2, .json = true,
	 .run = run_config},
	{"clinic", "[--FIELD VALUE ...]", "Your own clinic", clinic_options, BOOK_MAKE, 0, 0, .json = true,
	 .fields = true, .kind = KIND_CLINIC, .run = run_clinic},
	{"staff", "[USER [--FIELD VALUE ...]]", "Your people", NULL, BOOK_MAKE, 0, 1, .json = true, .fields = true,
	 .kind = KIND_STAFF, .run = run_staff},
	{NULL},
};
