/* Pausing and letting go: the two moves that ask for a word. */
#include <stdlib.h>

#include "flow_form.h"
#include "rapport/base/day.h"

struct stage_form {
	struct arena arena;
	struct whom whom;
	const char *who; /* "Dr. Priya Okafor", "3 sources" */
};

static void free_stage(void *arg)
{
	struct stage_form *s = arg;

	arena_clear(&s->arena);
	free(s);
}

static struct stage_form *stage_form(struct ui *ui, struct whom whom)
{
	struct stage_form *s = mem_alloc(sizeof(*s));

	s->whom = copy_whom(whom, &s->arena);
	s->who = whom_words(ui, whom, &s->arena);
	if (s->who)
		return s;
	free_stage(s);
	return NULL;
}

static void draft_pause(struct ui *ui, struct form *f, void *arg)
{
	struct stage_form *s = arg;

	keep_draft(ui, f, whom_draft(s->whom, "pause", "pause marked"), whom_subject(s->whom),
		   whom_draft(s->whom, "`s` `p` opens it again", "`s` `p` on marked rows opens it again"));
}

static void draft_let_go(struct ui *ui, struct form *f, void *arg)
{
	struct stage_form *s = arg;

	keep_draft(ui, f, whom_draft(s->whom, "let-go", "let-go marked"), whom_subject(s->whom),
		   whom_draft(s->whom, "`s` `x` opens it again", "`s` `x` on marked rows opens it again"));
}

static void echo_until(struct ui *ui, struct form *f, int field, struct str *b, bool *bad)
{
	(void)field;
	echo_date(ui, form_text(f, "standing_until"), DATE_FUTURE, b, bad);
}

static void step_until(struct ui *ui, struct form *f, int field, int days, struct str *out)
{
	(void)field;
	step_date(ui, form_text(f, "standing_until"), DATE_FUTURE, days, out);
}

static bool save_pause(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct stage_form *s = arg;
	struct said said = {0};
	const char *reason = form_text(f, "standing_reason");
	int32_t until;

	if (str_blank(form_text(f, "standing_until")))
		return err_field(e, "standing_until", "until which day?");
	if (!read_date(ui, f, "standing_until", DATE_FUTURE, &until, e))
		return false;
	if (!app_pause_all(&face_of(ui)->app, s->whom, until, str_blank(reason) ? NULL : reason, &said, e)) {
		said_free(&said);
		return form_refused(e);
	}
	drop_draft(ui, whom_draft(s->whom, "pause", "pause marked"), whom_subject(s->whom));
	return flow_say(ui, true, &said, e);
}

void flow_pause(struct ui *ui, struct whom whom)
{
	struct stage_form *s = stage_form(ui, whom);
	const struct form_row rows[] = {
		{.name = "standing_until",
		 .label = "Until",
		 .type = FORM_DATE,
		 .value = "3m",
		 .echo = echo_until,
		 .step = step_until},
		{.name = "standing_reason", .label = "Why", .type = FORM_TEXT},
	};

	if (!s)
		return;
	struct form *f =
		form_open(ui, &(struct form_spec){
				      .name = "pause",
				      .title = arena_printf(&s->arena, "Pause: %s", s->who),
				      .advice = "Nothing is asked until that day; then it comes back in Today.",
				      .place = FORM_STRIP,
				      .fields = rows,
				      .n = 2,
				      .arg = s,
				      .save = save_pause,
				      .draft = draft_pause,
				      .free = free_stage,
			      });
	offer_draft(ui, f, whom_draft(whom, "pause", "pause marked"), whom_subject(whom));
}

static bool save_let_go(struct ui *ui, struct form *f, void *arg, struct err *e)
{
	struct stage_form *s = arg;
	struct said said = {0};

	if (!app_let_go_all(&face_of(ui)->app, s->whom, form_text(f, "standing_reason"), &said, e)) {
		said_free(&said);
		return form_refused(e);
	}
	drop_draft(ui, whom_draft(s->whom, "let-go", "let-go marked"), whom_subject(s->whom));
	return flow_say(ui, true, &said, e);
}

void flow_let_go(struct ui *ui, struct whom whom)
{
	struct stage_form *s = stage_form(ui, whom);
	const struct form_row rows[] = {
		{.name = "standing_reason", .label = "Why", .type = FORM_TEXT, .hint = "in a few words"}};

	if (!s)
		return;
	struct form *f = form_open(ui, &(struct form_spec){
					       .name = "let-go",
					       .title = arena_printf(&s->arena, "Let go: %s", s->who),
					       .advice = "All reminders stop. `f x` lists them, `s` brings one back.",
					       .place = FORM_STRIP,
					       .fields = rows,
					       .n = 1,
					       .arg = s,
					       .save = save_let_go,
					       .draft = draft_let_go,
					       .free = free_stage,
				       });
	offer_draft(ui, f, whom_draft(whom, "let-go", "let-go marked"), whom_subject(whom));
}
