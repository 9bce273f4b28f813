/* form: the clinic's referral form for those who refer, and the words of a business card. */
#include "rapport/app/form.h"

#include <string.h>

#include "cli.h"

const struct option form_options[] = {
	{"html", "FILE", "the form, one sheet to print or to fill in, to a new file; - is standard output"},
	{"text", NULL, "a business card's words, as without an option"},
	{"at", "ADDRESS", "where the form can be had, for the card; else your website"},
	{NULL},
};

bool run_form(struct call *c, struct err *e)
{
	const char *path = call_option(c, "html"), *at = call_option(c, "at");
	struct referral_form f;
	struct said said = {0};
	struct str text = {0};
	if (path && call_option(c, "text"))
		return err_set(e, ERR_USAGE, "--text or --html, not both");
	if (path && at)
		return err_set(e, ERR_USAGE, "--at is for the card: leave --html out");
	if (!app_form(&c->app, &c->arena, &f, e))
		return false;
	if (path && strcmp(path, "-") != 0)
		return finish(app_form_write(&c->app, &f, path, &said, e), &said);
	if (path)
		app_form_page(&f, &text);
	else
		app_form_text(&f, at, &text);
	fwrite(str_text(&text), 1, text.len, c->out);
	str_free(&text);
	if (*f.lacks)
		warn("%s", f.lacks);
	return true;
}
