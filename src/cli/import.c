/* Reading a list or an export: what its columns are, what would come of it, and doing it. */
#include <inttypes.h>
#include <string.h>

#include "cli.h"
#include "rapport/app/exchange.h"
#include "rapport/exchange/narrow.h"

const struct option import_options[] = {
	{"dry-run", NULL, "say what would come of it; nothing is kept"},
	{"map", "HEADER=FIELD", "what a column gives; HEADER= leaves it out; list"},
	{"as", "KIND", "the rows are partners, referrals or contacts"},
	{"same", "LINE=WHO", "whom a doubtful row means: somebody, line N, or new"},
	{"zip", "P,P", "of the NPI registry: only ZIPs that begin so"},
	{"state", "S,S", "only these states, as AZ"},
	{"taxonomy", "T,T", "only these codes (207X), kinds or specialties"},
	{"rejects", "FILE", "where refused rows go (FILE.rejects.csv)"},
	{NULL},
};

static void doubts_json(struct json *j, const struct import_report *r)
{
	json_open(j, "doubts", '[');
	for (int i = 0; i < r->n_doubts; i++) {
		const struct import_doubt *d = &r->doubts[i];
		json_open(j, NULL, '{');
		json_num(j, "line", d->line);
		json_num(j, "rows", d->rows);
		json_text(j, "who", d->who);
		json_open(j, "may_be", '[');
		for (int k = 0; k < d->n; k++) {
			json_open(j, NULL, '{');
			json_id(j, "id", d->ids[k]);
			json_text(j, "who", d->names[k]);
			json_num(j, "line", d->ids[k] ? NUM_NONE : d->lines[k]);
			json_close(j, '}');
		}
		json_close(j, ']');
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void import_json(struct call *c, const struct import_report *r, const struct said *said, bool dry)
{
	struct json j = {0};
	json_open(&j, NULL, '{');
	json_text(&j, "what", str_text(&r->what));
	json_flag(&j, "dry_run", dry);
	json_text(&j, "said", str_text(&said->text));
	json_num(&j, "rows", r->rows);
	json_num(&j, "sources_new", r->sources_new);
	json_num(&j, "sources_matched", r->sources_matched);
	json_num(&j, "sources_updated", r->sources_updated);
	json_num(&j, "touches_new", r->touches_new);
	json_num(&j, "touches_known", r->touches_known);
	json_num(&j, "referrals_new", r->referrals_new);
	json_num(&j, "referrals_updated", r->referrals_updated);
	json_num(&j, "referrals_known", r->referrals_known);
	json_num(&j, "refused", r->refused);
	json_num(&j, "skipped", r->skipped);
	json_text(&j, "refusals", str_text(&r->refusals));
	json_text(&j, "notes", str_text(&r->notes));
	doubts_json(&j, r);
	json_text(&j, "rejects", r->rejects.len ? r->rejects.s : NULL);
	json_close(&j, '}');
	json_print(c, &j);
}

/* --- the columns --- */

static void samples_of(const struct sheet_samples *s, struct str *b)
{
	for (int i = 0; i < SHEET_SAMPLES && s->cell[i]; i++)
		str_printf(b, "%s%s", i ? " | " : "", s->cell[i]);
}

static const char *header_of(struct call *c, const struct sheet_map *m, int i)
{
	return *m->columns[i].header ? m->columns[i].header : arena_printf(&c->arena, "(column %d)", i + 1);
}

static void columns_text(struct call *c, const struct import_look *l)
{
	const struct sheet_map *m = &l->sheet.map;
	struct table t = {.arena = &c->arena, .columns = 3};
	struct err why = {0};
	if (sheet_map_complete(m, &why))
		print(c, "%s: a %s%s", l->what, list_title(sheet_map_list(m)),
		      l->remembered ? ", its columns as the last time" : "");
	else
		print(c, "%s: %s", l->what, err_text(&why));
	err_clear(&why);
	for (int i = 0; i < m->n; i++) {
		enum column gives = sheet_map_gives(m, i);
		struct str b = {0};
		samples_of(&l->sheet.samples[i], &b);
		table_add(&t, header_of(c, m, i));
		table_add(&t, gives == COL_NONE ? "-" : column_word(gives));
		table_add(&t, str_text(&b));
		str_free(&b);
	}
	table_print(c, &t);
}

static void columns_json(struct call *c, const struct import_look *l)
{
	const struct sheet_map *m = &l->sheet.map;
	struct json j = {0};
	json_open(&j, NULL, '{');
	json_text(&j, "what", l->what);
	json_text(&j, "kind", sheet_map_list(m) == LIST_NONE ? NULL : list_word(sheet_map_list(m)));
	json_flag(&j, "remembered", l->remembered);
	json_open(&j, "columns", '[');
	for (int i = 0; i < m->n; i++) {
		enum column gives = sheet_map_gives(m, i);
		json_open(&j, NULL, '{');
		json_text(&j, "header", m->columns[i].header);
		json_text(&j, "field", gives == COL_NONE ? NULL : column_word(gives));
		json_open(&j, "samples", '[');
		for (int k = 0; k < SHEET_SAMPLES && l->sheet.samples[i].cell[k]; k++)
			json_text(&j, NULL, l->sheet.samples[i].cell[k]);
		json_close(&j, ']');
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	json_print(c, &j);
}

static bool list_columns(struct call *c, const struct import_order *order, struct err *e)
{
	struct import_look l;
	if (!app_import_look(&c->app, c->args[0], order, &c->arena, &l, e))
		return false;
	if (!l.mapped)
		return err_set(e, ERR_REFUSED, "%s has no columns to be told: it is read as it is", c->args[0]);
	if (c->json)
		columns_json(c, &l);
	else
		columns_text(c, &l);
	return true;
}

/* --- the import --- */

/* What --map and --as say; *list: only the columns are asked for. */
static bool read_order(struct call *c, struct import_order *order, bool *list, struct err *e)
{
	const char *as = call_option(c, "as");
	const char **edits = arena_alloc(&c->arena, (size_t)(c->n_values + 1) * sizeof *edits);
	*list = false;
	for (int i = 0; i < c->n_values; i++) {
		if (!str_eq(c->values[i].name, "map"))
			continue;
		if (str_eq(c->values[i].text, "list"))
			*list = true;
		else
			edits[order->n_edits++] = c->values[i].text;
	}
	order->edits = edits;
	order->dry = call_option(c, "dry-run") != NULL;
	order->zip = call_option(c, "zip");
	order->state = call_option(c, "state");
	order->taxonomy = call_option(c, "taxonomy");
	order->rejects = call_option(c, "rejects") ? call_option(c, "rejects") : "";
	order->list = as ? list_named(as) : LIST_NONE;
	if (as && order->list == LIST_NONE)
		return err_set(e, ERR_USAGE, "--as is partners, referrals or contacts, not “%s”", as);
	return true;
}

/* "12=Alan Kim", "12=line 5", "12=new" */
static bool read_answer(struct call *c, const char *text, struct import_answer *to, struct err *e)
{
	const char *is = strchr(text, '=');
	struct str line = {0}, who = {0};
	struct source s;
	*to = (struct import_answer){.how = ANSWER_SAME};
	str_trim(&line, arena_strndup(&c->arena, text, is ? (size_t)(is - text) : 0));
	str_trim(&who, is ? is + 1 : "");
	bool ok = (str_to_i64(str_text(&line), &to->line) && to->line > 0 && who.len) ||
		  err_set(e, ERR_USAGE, "--same is written LINE=WHO, as \"12=Alan Kim\", \"12=line 5\" or \"12=new\"");
	if (ok && str_ieq(who.s, "new")) {
		to->how = ANSWER_NEW;
	} else if (ok && !(str_starts(who.s, "line ") && str_to_i64(who.s + 5, &to->as_line) && to->as_line > 0)) {
		ok = app_who(&c->app, who.s, &c->arena, &s, e) || err_in(e, "--same \"%s\"", text);
		to->id = ok ? s.id : 0;
	}
	str_free(&line);
	str_free(&who);
	return ok;
}

static bool read_answers(struct call *c, struct import_order *order, struct err *e)
{
	struct import_answer *answers = arena_alloc(&c->arena, (size_t)(c->n_values + 1) * sizeof *answers);
	for (int i = 0; i < c->n_values; i++)
		if (str_eq(c->values[i].name, "same") &&
		    !read_answer(c, c->values[i].text, &answers[order->n_answers++], e))
			return false;
	order->answers = answers;
	return true;
}

static bool show_reading(void *ctx, const struct import_progress *at)
{
	struct progress *p = ctx;
	if (progress_due(p)) {
		struct str b = {0};
		app_import_progress(at, &b);
		str_add(&b, "   Ctrl-C stops");
		progress_show(p, b.s);
		str_free(&b);
	}
	return progress_goes_on(p);
}

/* In the words of options. */
static bool narrow_better(struct call *c, struct err *e)
{
	const char *why = arena_strdup(&c->arena, err_text(e)), *field = e->field;
	if (e->code == ERR_REFUSED)
		return err_set(e, ERR_REFUSED, "%s (--zip, --state, --taxonomy)", why);
	return err_set(e, ERR_USAGE, "--%s: %s", field + strlen(NARROW), why);
}

static bool import(struct call *c, const struct import_order *wanted, struct err *e)
{
	struct import_order order = *wanted;
	struct import_report r = {0};
	struct said said = {0};
	struct progress p;
	order.progress = show_reading;
	order.ctx = &p;
	progress_begin(&p);
	bool ok = app_import_as(&c->app, c->args[0], &order, &r, &said, e);
	progress_end(&p);
	if (!ok && e->field && str_starts(e->field, NARROW))
		narrow_better(c, e);
	if (ok && c->json)
		import_json(c, &r, &said, order.dry);
	else if (ok) {
		if (r.what.len)
			print(c, "%s", r.what.s);
		if (order.dry)
			print(c, "%s", str_text(&said.text));
		if (r.refusals.len)
			print(c, "%s", r.refusals.s);
		if (r.n_doubts)
			print(c,
			      "Whom such a row means is said by --same \"%" PRId64
			      "=WHO\": somebody of the book, \"line N\" of this file, or new.",
			      r.doubts[0].line);
		if (r.notes.len)
			print(c, "%s", r.notes.s);
		if (r.unsaid)
			print(c, "And %" PRId64 " more that are not listed.", r.unsaid);
	}
	import_report_free(&r);
	if (ok && order.dry) {
		said_free(&said);
		said = (struct said){0};
		str_add(&said.text, "Nothing was kept.");
	}
	return finish(ok, &said);
}

/* Trying needs no book: without one all would be new. */
static bool open_to_try(struct call *c, struct err *e)
{
	if (call_book(c, BOOK_OPEN, e))
		return true;
	if (e->code != ERR_NOT_FOUND)
		return false;
	err_clear(e);
	return store_open(&c->app.store, ":memory:", STORE_MAKE, &c->app.now, e);
}

bool run_import(struct call *c, struct err *e)
{
	struct import_order order = {0};
	bool list;
	if (!read_order(c, &order, &list, e))
		return false;
	if (!(list || order.dry ? open_to_try(c, e) : call_book(c, BOOK_MAKE, e)))
		return false;
	if (list)
		return list_columns(c, &order, e);
	return read_answers(c, &order, e) && import(c, &order, e);
}
