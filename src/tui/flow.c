/* The small flows: saying, undo, stages at a key, copying, archiving. */
#include <stdlib.h>
#include <string.h>

#include "rapport/base/day.h"
#include "rapport/tui/box.h"
#include "rapport/tui/flow.h"

bool flow_say(struct ui *ui, bool ok, struct said *said, struct err *e)
{
	if (!ok)
		ui_error(ui, e);
	else if (said->written)
		ui_say_undo(ui, str_text(&said->text));
	else if (said->text.len)
		ui_say(ui, "%s", said->text.s);
	if (ok) {
		if (said->source_id)
			face_of(ui)->focus = said->source_id;
		face_changed(ui);
	}
	said_free(said);
	err_clear(e);
	return ok;
}

static void take_back(struct ui *ui, bool redo)
{
	struct app *app = &face_of(ui)->app;
	struct said said = {0};
	struct err e = {0};
	bool ok = redo ? app_redo(app, &said, &e) : app_undo(app, &said, &e);

	if (ok && !redo) {
		ui_say(ui, "%s   `U` brings it back", str_text(&said.text));
		str_clear(&said.text);
		said.written = false;
	}
	flow_say(ui, ok, &said, &e);
}

void flow_undo(struct ui *ui)
{
	take_back(ui, false);
}

void flow_redo(struct ui *ui)
{
	take_back(ui, true);
}

bool flow_items_of(struct ui *ui, struct whom whom, struct arena *a, struct items *items)
{
	struct err e = {0};

	if (app_items_of(&face_of(ui)->app, whom, a, items, &e))
		return true;
	ui_error(ui, &e);
	return false;
}

void flow_thank(struct ui *ui, struct whom whom, enum thank how)
{
	struct said said = {0};
	struct err e = {0};

	flow_say(ui, app_thank_all(&face_of(ui)->app, whom, how, &said, &e), &said, &e);
}

void flow_drop(struct ui *ui, const struct items *items)
{
	struct said said = {0};
	struct err e = {0};

	flow_say(ui, app_drop_all(&face_of(ui)->app, items, &said, &e), &said, &e);
}

void flow_archive(struct ui *ui, struct whom whom)
{
	struct said said = {0};
	struct err e = {0};

	flow_say(ui, app_archive_all(&face_of(ui)->app, whom, &said, &e), &said, &e);
}

/* --- stages --- */

void flow_stage(struct ui *ui, struct whom whom, enum stage to)
{
	struct said said = {0};
	struct err e = {0};

	flow_say(ui, app_stage_all(&face_of(ui)->app, whom, to, &said, &e), &said, &e);
}

void flow_stage_step(struct ui *ui, struct whom whom, int by)
{
	struct said said = {0};
	struct err e = {0};

	flow_say(ui, app_stage_step_all(&face_of(ui)->app, whom, by, &said, &e), &said, &e);
}

/* --- copying --- */

void flow_copy(struct ui *ui, uint64_t source_id, char what)
{
	struct arena a = {0};
	struct card c;
	struct err e = {0};
	struct str address = {0};
	const char *text = NULL, *name = "Number";

	if (!app_card(&face_of(ui)->app, source_id, &a, &c, &e)) {
		ui_error(ui, &e);
		arena_clear(&a);
		return;
	}
	const struct source *s = &c.source;
	const struct practice *p = &c.practice;

	switch (what) {
	case 'p':
		text = s->phone ? s->phone : p->phone;
		break;
	case 'f':
		text = s->fax ? s->fax : p->fax;
		name = "Fax";
		break;
	case 'e':
		text = s->email ? s->email : p->email;
		name = "E-mail";
		break;
	case 'n':
		text = s->npi;
		name = "NPI";
		break;
	default:
		name = "Address";
		if (s->address || p->address) {
			bool own = s->address != NULL;
			const char *city = own ? s->city : p->city, *state = own ? s->state : p->state,
				   *zip = own ? s->zip : p->zip;

			str_printf(&address, "%s, %s %s %s", own ? s->address : p->address, city ? city : "",
				   state ? state : "", zip ? zip : "");
			text = str_text(&address);
		}
	}
	if (text)
		ui_copy(ui, name, text);
	else
		ui_say(ui, "%s has no %s.   `e` adds it", s->name,
		       what == 'p'   ? "phone"
		       : what == 'f' ? "fax"
		       : what == 'e' ? "e-mail address"
		       : what == 'n' ? "NPI"
				     : "address");
	str_free(&address);
	arena_clear(&a);
}
