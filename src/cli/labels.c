/* export --labels and --thank-cards. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "rapport/app/cards.h"
#include "rapport/app/labels.h"
#include "rapport/base/day.h"

/* "offset: ..." of the exchange as "--offset: ..." of the command line. */
static bool bad_label(struct err *e)
{
	const char *field = e->field;
	e->code = ERR_USAGE;
	return field ? err_in(e, "--%s", field) : false;
}

bool export_labels(struct call *c, const char *path, struct err *e)
{
	struct labelling l = {.cards_since = DAY_NONE};
	struct said said = {0};
	struct str html = {0};
	if (!label_job_read(&l.job, call_option(c, "sheet"), call_option(c, "first"), call_option(c, "offset"), e))
		return bad_label(e);
	if (call_option(c, "of") && call_option(c, "cards"))
		return err_set(e, ERR_USAGE, "labels are for --of or for --cards, not for both");
	if (!call_whom(c, NULL, 0, "of", &l.to, e) || !day_option(c, "cards", DATE_PAST, &l.cards_since, e))
		return false;
	if (path)
		return finish(app_labels_file(&c->app, &l, path, &said, e), &said);
	bool ok = app_labels(&c->app, &l, &html, &said, e);
	if (ok)
		fwrite(str_text(&html), 1, html.len, c->out);
	str_free(&html);
	return finish(ok, &said);
}

bool export_cards(struct call *c, const char *path, struct err *e)
{
	struct carding k = {.since = DAY_NONE, .letter = call_option(c, "letter")};
	struct said said = {0};
	struct str html = {0};
	if (call_option(c, "of") && call_option(c, "cards"))
		return err_set(e, ERR_USAGE, "cards are for --of or for --cards, not for both");
	if (!call_whom(c, NULL, 0, "of", &k.to, e) || !day_option(c, "cards", DATE_PAST, &k.since, e))
		return false;
	if (path)
		return finish(app_cards_file(&c->app, &k, path, &said, e), &said);
	bool ok = app_cards(&c->app, &k, &html, &said, e);
	if (ok)
		fwrite(str_text(&html), 1, html.len, c->out);
	str_free(&html);
	return finish(ok, &said);
}

/* What only labels have is no slip to be passed over. */
bool paper_options(struct call *c, const char *as, struct err *e)
{
	static const struct {
		const char *name, *belongs;
	} own[] = {{"cards", "labels thank-cards"},
		   {"sheet", "labels"},
		   {"first", "labels"},
		   {"offset", "labels"},
		   {"letter", "thank-cards"}};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (call_option(c, own[i].name) && !strstr(own[i].belongs, as))
			return err_set(e, ERR_USAGE, "--%s belongs to --%.*s", own[i].name,
				       (int)strcspn(own[i].belongs, " "), own[i].belongs);
	return true;
}
