/* Pages for paper that need no form: each goes to a file of its own in the outbox. */
#include "rapport/app/form.h"
#include "rapport/app/report.h"
#include "rapport/app/sheet.h"
#include "rapport/tui/flow.h"
#include "rapport/tui/term.h"

void flow_report(struct ui *ui, enum period period)
{
	struct app *app = &face_of(ui)->app;
	struct arena a = {0};
	struct figures f;
	struct said said = {0};
	struct err e = {0};
	bool ok =
		app_figures(app, period, FIGURES_EVERYTHING, &a, &f, &e) && app_report_write(app, &f, NULL, &said, &e);

	flow_say(ui, ok, &said, &e);
	arena_clear(&a);
}

void flow_sheet(struct ui *ui, uint64_t source_id)
{
	struct app *app = &face_of(ui)->app;
	struct arena a = {0};
	struct sheet s;
	struct said said = {0};
	struct err e = {0};
	bool ok = app_sheet(app, source_id, PERIOD_12_MONTHS, &a, &s, &e) && app_sheet_write(app, &s, NULL, &said, &e);

	flow_say(ui, ok, &said, &e);
	arena_clear(&a);
}

void flow_form(struct ui *ui)
{
	struct app *app = &face_of(ui)->app;
	struct arena a = {0};
	struct referral_form f;
	struct said said = {0};
	struct err e = {0};
	bool ok = app_form(app, &a, &f, &e) && app_form_write(app, &f, NULL, &said, &e);

	flow_say(ui, ok, &said, &e);
	arena_clear(&a);
}

void flow_form_card(struct ui *ui)
{
	struct arena a = {0};
	struct referral_form f;
	struct str text = {0};
	struct err e = {0};

	if (!app_form(&face_of(ui)->app, &a, &f, &e)) {
		ui_error(ui, &e);
	} else {
		app_form_text(&f, NULL, &text);
		if (ui->term->copy(ui->term, str_text(&text)))
			ui_say(ui, "Copied the words of a business card. %s", f.lacks);
		else
			ui_say(ui, "This terminal cannot copy: the command rapport form prints the words of a card.");
	}
	err_clear(&e);
	str_free(&text);
	arena_clear(&a);
}
