/* export: the book, or a part of it, in the formats of other programs. */
#include "cli.h"
#include "rapport/app/exchange.h"

const struct option export_options[] = {
	{"json", NULL, "the whole book as one JSON document (the default)"},
	{"ndjson", NULL, "the whole book, one record a line"},
	{"csv", "=excel|plain", "one kind of record; plain: no BOM, no guard"},
	{"vcard", NULL, "sources for an address book"},
	{"mailmerge", NULL, "sources for a word processor's letters"},
	{"ics", NULL, "the queue for a calendar"},
	{"labels", NULL, "a page of address labels, to be printed"},
	{"thank-cards", NULL, "thank-you cards to print, for those owed thanks"},
	{"todo", NULL, "with --ics: to-dos instead of all-day events"},
	{"mine", NULL, "with --ics: only what you own"},
	{"days", "N", "with --ics: due within N days (365)"},
	{"kind", "K", "with --csv: sources, touches, referrals ... (sources)"},
	{"of", "WHO,...", "only these sources; not with --json, --ndjson"},
	{"split", NULL, "with --vcard: one file each, into the folder -o"},
	{"private", NULL, "patient references and referrals' notes too"},
	{"no-timestamp", NULL, "leave the time of the export out"},
	{"cards", "D", "labels or cards: whom you thanked by card since that day"},
	{"sheet", "SHEET", "with --labels: 5160, 5161, L7163 or 4x6 (5160)"},
	{"first", "N", "with --labels: the first free one of a used sheet (1)"},
	{"offset", "X,Y", "with --labels: mm to the right and down"},
	{"letter", "LETTER", "with --thank-cards: whose words (thank)"},
	{"o", "FILE", "write a new file (standard output)"},
	{NULL},
};

/* What is said of a file, and how to have what it leaves out. */
static bool finish_public(bool ok, bool left_out, struct said *said)
{
	if (ok && left_out)
		str_add(&said->text, " --private writes them too.");
	return finish(ok, said);
}

/* The one of the words that was given, the first where none was. ERR_USAGE when there are two. */
static bool export_as(struct call *c, const char **as, struct err *e)
{
	static const char *const words[] = {"json",      "ndjson", "csv",    "vcard",
					    "mailmerge", "ics",    "labels", "thank-cards"};
	*as = NULL;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (!call_option(c, words[i]))
			continue;
		if (*as)
			return err_set(e, ERR_USAGE, "--%s or --%s, not both", *as, words[i]);
		*as = words[i];
	}
	*as = *as ? *as : words[0];
	return true;
}

static bool export_people(struct call *c, const char *as, const char *path, struct err *e)
{
	struct whom whom = {0};
	struct said said = {0};
	int n;
	if (!call_whom(c, NULL, 0, "of", &whom, e))
		return false;
	if (call_option(c, "split") && !path)
		return err_set(e, ERR_USAGE, "--split needs a folder: -o FOLDER");
	if (call_option(c, "split"))
		return finish(app_export_split(&c->app, whom, as, path, &said, e), &said);
	if (path)
		return finish(app_export_people_file(&c->app, whom, as, path, &said, e), &said);
	return app_export_people(&c->app, whom, as, c->out, call_option(c, "no-timestamp") != NULL, &n, e);
}

static bool export_table(struct call *c, const char *path, struct err *e)
{
	const char *kind = call_option(c, "kind"), *dialect = call_option(c, "csv");
	struct table_options o = {
		.kind = KIND_SOURCE, .excel = !str_eq(dialect, "plain"), .private = call_option(c, "private") != NULL};
	struct said said = {0};
	int64_t rows;
	if (*dialect && !str_eq(dialect, "plain") && !str_eq(dialect, "excel"))
		return err_set(e, ERR_USAGE, "--csv is excel or plain, not “%s”", dialect);
	if (kind && (o.kind = kind_named(kind)) == KIND_COUNT)
		return err_set(e, ERR_USAGE, "there is no kind “%s”; sources, practices, touches, referrals, steps ...",
			       kind);
	if (call_option(c, "of") && o.kind != KIND_SOURCE)
		return err_set(e, ERR_USAGE, "--of is for sources, not for %s", kinds[o.kind].plural);
	if (!call_whom(c, NULL, 0, "of", &o.whom, e))
		return false;
	if (path)
		return finish_public(app_export_table_file(&c->app, path, &o, &said, e),
				     app_has_private(o.kind) && !o.private, &said);
	return app_export_table(&c->app, c->out, &o, &rows, e);
}

static bool export_calendar(struct call *c, const char *path, struct err *e)
{
	int64_t days = 365;
	struct said said = {0};
	if (!count_option(c, "days", &days, e))
		return false;
	struct calendar_options o = {.days = (int32_t)(days > 3650 ? 3650 : days),
				     .owner = call_option(c, "mine") ? c->app.user : NULL,
				     .private = call_option(c, "private") != NULL,
				     .todo = call_option(c, "todo") != NULL,
				     .no_timestamp = call_option(c, "no-timestamp") != NULL};
	if (!call_whom(c, NULL, 0, "of", &o.whom, e))
		return false;
	if (path)
		return finish(app_export_calendar_file(&c->app, path, &o, &said, e), &said);
	return app_export_calendar(&c->app, c->out, &o, e);
}

bool run_export(struct call *c, struct err *e)
{
	struct export_options o = {.private = call_option(c, "private") != NULL,
				   .no_timestamp = call_option(c, "no-timestamp") != NULL};
	const char *path = call_option(c, "o"), *as;
	struct said said = {0};
	if (!export_as(c, &as, e))
		return false;
	setvbuf(c->out, NULL, _IOFBF, 65536); /* it is long */
	path = path && str_eq(path, "-") ? NULL : path;
	if (!paper_options(c, as, e))
		return false;
	if (str_eq(as, "labels"))
		return export_labels(c, path, e);
	if (str_eq(as, "thank-cards"))
		return export_cards(c, path, e);
	if (str_eq(as, "vcard") || str_eq(as, "mailmerge"))
		return export_people(c, as, path, e);
	if (str_eq(as, "csv"))
		return export_table(c, path, e);
	if (str_eq(as, "ics"))
		return export_calendar(c, path, e);
	o.ndjson = str_eq(as, "ndjson");
	if (call_option(c, "of"))
		return err_set(e, ERR_USAGE,
			       "--%s is the whole book; --of goes with --csv, --vcard, --mailmerge, --ics, --labels "
			       "and --thank-cards",
			       as);
	if (!path)
		return app_export(&c->app, c->out, &o, e);
	return finish_public(app_export_file(&c->app, path, &o, &said, e), !o.private, &said);
}
