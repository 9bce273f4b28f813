/* Forms, boxes and the loop itself, through the scripted terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/day.h"
#include "rapport/tui/box.h"
#include "rapport/tui/form.h"
#include "rapport/tui/ui.h"

static struct str saved, draft, did;
static struct ui *ui;
static char *out;
static size_t out_size;
static FILE *out_file;
static int idles, loads, leaves;
static bool other_wrote;

/* --- a form --- */

static const struct form_choice kinds[] = {
	{"v", "Visit", "visit"}, {"l", "Lunch", "lunch"}, {"c", "Call", "call"}, {0}};

static void next_echo(struct ui *u, struct form *f, int field, struct str *b, bool *bad)
{
	const char *s = form_text(f, "next");

	(void)u;
	(void)field;
	if (!strcmp(s, "2w"))
		str_add(b, "= Tue 24 Mar 2026");
	else if (*s) {
		*bad = true;
		str_printf(b, "“%s” is not a date.", s);
	}
}

static void next_step(struct ui *u, struct form *f, int field, int days, struct str *text)
{
	(void)u;
	(void)f;
	(void)field;
	str_printf(text, "%+dd", days);
}

static void with_complete(struct ui *u, struct form *f, int field, const char *typed, struct str *names)
{
	(void)u;
	(void)f;
	(void)field;
	if (typed[0] == 'R')
		str_add(names, "Rosa Delgado\nRuth Abara");
}

static bool form_save(struct ui *u, struct form *f, void *arg, struct err *e)
{
	(void)arg;
	if (!strcmp(form_text(f, "next"), "31 feb"))
		return err_field(e, "next", "“31 feb” is not a date. Try 2w");
	if (!strcmp(form_text(f, "note"), "full"))
		return err_set(e, ERR_FULL, "the disk is full");
	form_draft(f, &saved);
	ui_say_undo(u, "Saved.");
	return true;
}

static bool secret_save(struct ui *u, struct form *f, void *arg, struct err *e)
{
	(void)u;
	(void)arg;
	(void)e;
	str_add(&saved, form_text(f, "pass"));
	return true;
}

static void form_keep(struct ui *u, struct form *f, void *arg)
{
	(void)arg;
	str_clear(&draft);
	form_draft(f, &draft);
	ui_say(u, "Draft kept.");
}

static void form_was_changed(struct ui *u, struct form *f, int field, void *arg)
{
	(void)u;
	(void)arg;
	if (field == form_field(f, "note"))
		form_note(f, "note", false, strstr(form_text(f, "note"), "twin") ? "Looks like another." : NULL);
}

static void open_form(struct ui *u, struct pane *p)
{
	const struct form_row fields[] = {
		{.name = "kind", .label = "Kind", .type = FORM_CHOICE, .choices = kinds},
		{.name = "note", .label = "Note", .type = FORM_NOTE},
		{.name = "next",
		 .label = "Next",
		 .type = FORM_DATE,
		 .echo = next_echo,
		 .step = next_step,
		 .saves = true},
		{.name = "id", .label = "No.", .type = FORM_FACT, .value = "R-1"},
		{.name = "with", .label = "With", .type = FORM_NAME, .complete = with_complete},
		{.name = "cost", .label = "Cost", .type = FORM_TEXT, .hint = "empty if unknown"},
	};
	struct form_spec spec = {.name = "log",
				 .title = "Log",
				 .fields = fields,
				 .n = 6,
				 .save = form_save,
				 .draft = form_keep,
				 .changed = form_was_changed,
				 .advice = "Some advice"};
	struct form *f = form_open(u, &spec);

	(void)p;
	if (draft.len)
		form_load_draft(f, str_text(&draft));
}

static void open_strip(struct ui *u, struct pane *p)
{
	const struct form_row fields[] = {
		{.name = "note", .label = "Note", .type = FORM_TEXT},
		{.name = "next", .label = "Next", .type = FORM_TEXT, .value = "4w"},
	};
	struct form_spec spec = {
		.name = "done", .title = "Done", .fields = fields, .n = 2, .save = form_save, .place = FORM_STRIP};

	(void)p;
	form_open(u, &spec);
}

static void open_secret(struct ui *u, struct pane *p)
{
	const struct form_row fields[] = {
		{.name = "to", .label = "To", .type = FORM_TEXT},
		{.name = "pass", .label = "Passphrase", .type = FORM_SECRET},
	};
	struct form_spec spec = {.name = "backup",
				 .title = "Back up",
				 .fields = fields,
				 .n = 2,
				 .save = secret_save,
				 .draft = form_keep};
	struct form *f = form_open(u, &spec);

	(void)p;
	if (draft.len)
		form_load_draft(f, str_text(&draft));
}

/* --- boxes --- */

static void do_it(struct ui *u, void *arg)
{
	(void)u;
	str_add(&did, arg);
}

static void open_confirm(struct ui *u, struct pane *p)
{
	struct confirm_spec spec = {.title = "Delete",
				    .text = "Gone for ever.",
				    .yes = "Delete",
				    .key = 'x',
				    .arg = (void *)"deleted",
				    .then = do_it};

	(void)p;
	confirm_open(u, &spec);
}

static void chose(struct ui *u, void *arg, int i)
{
	(void)u;
	(void)arg;
	str_printf(&did, "chose %d", i);
}

static void open_choice(struct ui *u, struct pane *p)
{
	const struct box_choice choices[] = {{"1", "First", NULL}, {"2", "Trust", "12"}, {"3", "Keep", NULL}};
	struct choice_spec spec = {.title = "Stage", .choices = choices, .n = 3, .then = chose};

	(void)p;
	choice_open(u, &spec);
}

static void find_live(struct ui *u, void *arg, const char *text)
{
	(void)u;
	(void)arg;
	str_printf(&did, "[%s]", text);
}

static bool find_key(struct ui *u, void *arg, struct key k)
{
	(void)u;
	(void)arg;
	if (k.code == K_DOWN)
		str_add(&did, "(down)");
	return k.code == K_DOWN;
}

static bool find_then(struct ui *u, void *arg, const char *text)
{
	(void)u;
	(void)arg;
	str_printf(&did, "found %s", text);
	return true;
}

static void find_cancelled(struct ui *u, void *arg)
{
	(void)u;
	(void)arg;
	str_add(&did, "(cancelled)");
}

static void open_find(struct ui *u, struct pane *p)
{
	struct prompt_spec spec = {.name = "find",
				   .label = "Find: ",
				   .live = find_live,
				   .key = find_key,
				   .then = find_then,
				   .cancelled = find_cancelled};

	(void)p;
	prompt_open(u, &spec);
}

/* --- a screen --- */

static void say_quiet(struct ui *u, struct pane *p)
{
	(void)p;
	ui_say(u, "Quiet ones.");
}

static const char *never(struct ui *u, struct pane *p)
{
	(void)p;
	str_add(ui_scratch(u), "No next step to drop.");
	return str_text(ui_scratch(u));
}

static const struct binding filters[] = {
	{.keys = "q", .name = "filter-quiet", .hint = "Quiet 90 days", .run = say_quiet}, {0}};
static const struct binding keys[] = {
	{.keys = "l", .name = "log", .hint = "Log", .help = "Log a contact", .group = GROUP_DO, .run = open_form},
	{.keys = "d", .name = "done", .hint = "Done", .help = "Done with it", .group = GROUP_DO, .run = open_strip},
	{.keys = "x", .name = "drop", .help = "Drop the step", .group = GROUP_DO, .run = say_quiet, .why_not = never},
	{.keys = "y", .name = "delete", .help = "Delete for ever", .group = GROUP_DO, .run = open_confirm},
	{.keys = "b", .name = "backup", .help = "Back up", .group = GROUP_DO, .run = open_secret},
	{.keys = "s", .name = "stage", .help = "Choose the stage", .group = GROUP_DO, .run = open_choice},
	{.keys = "/", .name = "find", .hint = "Find", .help = "Find anyone", .group = GROUP_LOOK, .run = open_find},
	{.keys = "f", .name = "filter", .hint = "Filter", .help = "Filter", .group = GROUP_LOOK, .second = filters},
	{0},
};
static const struct binding *const tables[] = {keys, NULL};

static void screen_load(struct ui *u, struct pane *p)
{
	(void)u;
	(void)p;
	loads++;
}

static void screen_draw(struct ui *u, struct pane *p, struct area a, bool focus)
{
	(void)u;
	draw_printf(a, 0, 0, ROLE_TEXT, "this is %s%s", p->type->title, focus ? "" : " below");
	if (focus)
		draw_cursor(a, 0, 0);
}

static void screen_leave(struct ui *u, struct pane *p)
{
	(void)u;
	(void)p;
	leaves++;
}

static const struct pane_type sources = {.name = "sources",
					 .title = "Sources",
					 .bar = "find, log, done:Finish, nothing, filter, commands, =X Extra",
					 .tables = tables,
					 .load = screen_load,
					 .draw = screen_draw,
					 .leave = screen_leave};
static const struct pane_type today = {.name = "today", .title = "Today", .draw = screen_draw};

static void set_now(struct ui *u, struct now *now)
{
	(void)u;
	*now = (struct now){.today = day_from(2026, 3, 10)};
}

static void idle(struct ui *u)
{
	idles++;
	if (other_wrote)
		ui_changed(u);
	other_wrote = false;
}

static const struct ui_hooks hooks = {.now = set_now, .idle = idle};

/* --- running --- */

static int setup(void **state)
{
	(void)state;
	idles = loads = leaves = 0;
	other_wrote = false;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	str_free(&saved);
	str_free(&draft);
	str_free(&did);
	free(out);
	out = NULL;
	return 0;
}

/* Runs the script at w x h; what shots wrote is in out. Returns what ui_run returned. */
static bool play(int w, int h, const char *script)
{
	struct err e = {0};
	struct term *term;
	bool ok;

	free(out);
	out_file = open_memstream(&out, &out_size);
	term = term_script(script, w, h, out_file, &e);
	assert_non_null(term);
	ui = ui_new(term, &hooks, NULL, NULL);
	ui_set_tab(ui, 0, &sources);
	ui_set_tab(ui, 1, &today);
	ui->tabs[1].count = 7;
	ok = ui_run(ui);
	ui_free(ui);
	fclose(out_file);
	return ok;
}

static void has(const char *part)
{
	if (!strstr(out, part))
		fail_msg("no “%s” in:\n%s", part, out);
}

static void has_not(const char *part)
{
	if (strstr(out, part))
		fail_msg("“%s” in:\n%s", part, out);
}

static void saves_at_the_field_that_says_so(void **state)
{
	(void)state;
	assert_false(play(80, 24, "l l type brought outcomes\nEnter type 2w\ntext form Enter text after"));
	assert_string_equal(str_text(&saved), "kind=lunch\nnote=brought outcomes\nnext=2w\nwith=\ncost=\n");
	has("Kind  v Visit [l Lunch] c Call");
	has("Note  brought outcomes");
	has("Next  2w                      = Tue 24 Mar 2026");
	has("Cost                          empty if unknown");
	has(" Some advice\n");
	has(" Saved.   u undoes this\n");
	assert_string_equal(str_text(&draft), "");
}

static void ctrl_s_saves_from_anywhere_and_ctrl_q_asks_nothing(void **state)
{
	(void)state;
	assert_true(play(80, 24, "l type cx\nCtrl-S q"));
	assert_string_equal(str_text(&saved), "kind=call\nnote=x\nnext=\nwith=\ncost=\n");
	assert_int_equal(leaves, 1);
}

static void esc_keeps_a_draft_and_brings_it_back(void **state)
{
	(void)state;
	play(80, 24, "l v type two\nCtrl-J type lines\nEsc text closed l Tab Tab Ctrl-S");
	has(" Draft kept.\n");
	assert_string_equal(str_text(&draft), "kind=visit\nnote=two\\nlines\nnext=\nwith=\ncost=\n");
	assert_string_equal(str_text(&saved), str_text(&draft));
	/* Nothing typed, nothing kept. */
	str_clear(&draft);
	play(80, 24, "l Esc text closed");
	has_not("Draft kept.");
	assert_string_equal(str_text(&draft), "");
}

static void a_hangup_keeps_the_draft(void **state)
{
	(void)state;
	assert_false(play(80, 24, "l v type half a sent"));
	assert_string_equal(str_text(&draft), "kind=visit\nnote=half a sent\nnext=\nwith=\ncost=\n");
	assert_string_equal(str_text(&saved), "");
}

static void errors_stand_under_their_field(void **state)
{
	(void)state;
	play(80, 24,
	     "l v Tab type 31 feb\ntext typing Tab text left Ctrl-S shot refused Ctrl-U type 2w\nCtrl-S text saved");
	assert_null(memmem(out, (size_t)(strstr(out, "--- left") - out), "is not a date", 13));
	assert_non_null(memmem(out, (size_t)(strstr(out, "--- refused") - out), "! “31 feb” is not a date.", 27));
	has("! “31 feb” is not a date. Try 2w");
	has("eeeeeeee");
	assert_string_equal(str_text(&saved), "kind=visit\nnote=\nnext=2w\nwith=\ncost=\n");
	assert_string_equal(str_text(&draft), "");
}

static void other_errors_stand_in_the_message_line(void **state)
{
	(void)state;
	play(80, 24, "l v type full\nCtrl-S text kept");
	has(" The disk is full.\n");
	has("Note  full");
	assert_string_equal(str_text(&saved), "");
}

static void letters_of_a_choice(void **state)
{
	(void)state;
	play(80, 24, "l m text wrong Right Right text right Left Left Tab Ctrl-S");
	has(" m is none of the choices.\n");
	has("v Visit [l Lunch] c Call");
	assert_string_equal(str_text(&saved), "kind=call\nnote=\nnext=\nwith=\ncost=\n");
}

static void arrows_move_a_date(void **state)
{
	(void)state;
	play(80, 24, "l Tab Tab Up text day PgDn Ctrl-S");
	has("Next  +1d");
	assert_string_equal(str_text(&saved), "kind=\nnote=\nnext=-7d\nwith=\ncost=\n");
}

static void names_are_offered(void **state)
{
	(void)state;
	play(80, 24, "l Tab Tab Tab type Ro\ntext offered Down Down text second Enter text taken Ctrl-S");
	has("With  Ro");
	has("║      > Ruth Abara");
	has("With  Ruth Abara");
	assert_string_equal(str_text(&saved), "kind=\nnote=\nnext=\nwith=Ruth Abara\ncost=\n");
	/* The focus passed the fact, and Enter in the last field saves. */
	str_clear(&saved);
	play(80, 24, "l Tab Tab Tab type Ro\nEsc Enter type 46\nEnter");
	assert_string_equal(str_text(&saved), "kind=\nnote=\nnext=\nwith=Ro\ncost=46\n");
}

static void notes_come_and_go(void **state)
{
	(void)state;
	play(80, 24, "l Tab type a twin\ntext there Backspace text gone");
	has("Looks like another.");
	assert_null(strstr(strstr(out, "--- gone"), "Looks like another."));
}

static void pasting_goes_into_the_field_or_nowhere(void **state)
{
	(void)state;
	play(80, 24, "paste delete all\\nx\ntext list l Tab Tab Tab Tab paste 4\\n6\ntext field Esc");
	has(" Pasted text ignored: no field is open.   / to search for it\n");
	has("Cost  4 6");
	assert_string_equal(str_text(&saved), "");
}

static void the_strip_saves_with_enter(void **state)
{
	(void)state;
	play(80, 24, "d type spoke\ntext strip Enter");
	has("╔═ Done ═");
	has("║  Note  spoke");
	has("Enter Save  Tab Next field");
	assert_string_equal(str_text(&saved), "note=spoke\nnext=4w\n");
}

static void a_small_window_scrolls_to_the_field(void **state)
{
	(void)state;
	play(40, 10, "l text top Tab Tab Tab Tab text end resize 80x24 text big resize 40x10 type 46\ntext back Enter");
	has("  Kind  v Visit  l Lunch  c Call\n");
	has("  Cost\n        empty if unknown\n");
	has("  Cost  46\n");
	assert_string_equal(str_text(&saved), "kind=\nnote=\nnext=\nwith=\ncost=46\n");
}

static void too_small_says_so_and_keeps_the_text(void **state)
{
	(void)state;
	assert_true(play(
		80, 24,
		"l Tab type half\nresize 32x8 text small type x\nresize 3x1 text tiny resize 80x24 text big Ctrl-S "
		"resize 32x8 q"));
	has("Make the window larger: 40x10\nneeded, this is 32x8. Nothing is\nlost.\n");
	has("Note  half");
	assert_string_equal(str_text(&saved), "kind=\nnote=half\nnext=\nwith=\ncost=\n");
}

static void the_editor_takes_the_note(void **state)
{
	(void)state;
	setenv("VISUAL", "sed -i 's/one/ONE/;$a two'", 1);
	setenv("XDG_RUNTIME_DIR", "/tmp", 1);
	play(80, 24, "l Ctrl-O text choice Tab type one\nCtrl-O Ctrl-S");
	has(" The editor opens from the note.\n");
	assert_string_equal(str_text(&saved), "kind=\nnote=ONE\\ntwo\nnext=\nwith=\ncost=\n");
	setenv("VISUAL", "false", 1);
	str_clear(&saved);
	play(80, 24, "l Tab type one\nCtrl-O text failed Ctrl-S");
	has(" The editor (false) ended with an error; the note was left as it was.\n");
	assert_string_equal(str_text(&saved), "kind=\nnote=one\nnext=\nwith=\ncost=\n");
}

/* --- boxes --- */

static void the_key_that_asked_does_not_confirm(void **state)
{
	(void)state;
	play(80, 24, "y text asked y Enter text still x");
	has("x Delete   Esc Keep");
	has(" Enter does not confirm this: x Delete, Esc Keep.\n");
	assert_string_equal(str_text(&did), "deleted");
	str_clear(&did);
	play(80, 24, "y Esc q");
	assert_string_equal(str_text(&did), "");
}

static void a_choice_by_letter_or_enter(void **state)
{
	(void)state;
	play(80, 24, "s text box 3 s Down Enter s Esc");
	has("║> 1  First");
	assert_string_equal(str_text(&did), "chose 2chose 1");
}

static void a_prompt_tells_each_change(void **state)
{
	(void)state;
	play(80, 24, "/ type ok\ntext typing Left Down Backspace Enter / type z\nEsc");
	has("\n Find: ok\n");
	assert_string_equal(str_text(&did), "[o][ok](down)[k]found k[z](cancelled)");
}

/* --- the loop --- */

static void the_frame(void **state)
{
	(void)state;
	play(80, 24, "text one 2 text two resize 40x12 text small");
	has(" rapport         [1 Sources]  2 Today 7                              Tue 10 Mar\nthis is Sources\n");
	has("\n / Find  l Log  d Finish  f Filter  : All commands  X Extra              ? Help\n");
	has(" rapport         1 Sources  [2 Today 7]                              Tue 10 Mar\nthis is Today\n");
	has("--- small (40x12, cursor 0,1)\n rapport  1 [2:7]            Tue 10 Mar\n");
}

static void hints_drop_from_the_right(void **state)
{
	(void)state;
	play(46, 12, "text small");
	has("\n / Find  l Log  d Finish  f Filter     ? Help\n");
}

static void second_keys_wait_and_show_themselves(void **state)
{
	(void)state;
	play(80, 24, "f text at_once idle text waited q text done f Esc text left f m text wrong");
	assert_null(memmem(out, (size_t)(strstr(out, "--- waited") - out), "Quiet 90 days", 13));
	has("║ q  Quiet 90 days");
	has(" Quiet ones.\n");
	has(" f m does nothing.   Press f and wait for the list\n");
}

static void why_not_is_said(void **state)
{
	(void)state;
	play(80, 24, "x text why m text unknown Ctrl-C text cancel F5 text fkey");
	has(" No next step to drop.\n");
	has(" m does nothing here.   ? lists the keys\n");
	has(" q leaves rapport. Everything is saved.\n");
	has(" F5 does nothing here.   ? lists the keys\n");
}

static void help_is_searched_and_run(void **state)
{
	(void)state;
	play(80, 24, "? text help type quiet\ntext none Esc type contact\ntext found Enter text form");
	has("╔═ Help: Sources ═");
	has("> l        Log a contact");
	has("Log a contact");
	has("No key here does that.");
	has("╔═ Log ═");
	has("1 2 3 4  Switch screen");
	/* A second-key command shows its box at once. */
	play(80, 24, "? type filter\nEnter text second q text done");
	has("║ q  Quiet 90 days");
	has(" Quiet ones.\n");
}

static void help_in_a_form_names_its_keys(void **state)
{
	(void)state;
	play(80, 24, "l F1 text help F1 Ctrl-S");
	has("Ctrl-S     Save from any field");
	has_not("Switch screen");
	assert_int_not_equal(saved.len, 0);
}

static void the_palette_finds_by_name(void **state)
{
	(void)state;
	play(80, 24, ": text all type mess\nEnter text messages Esc : type lgcn\nEnter text form");
	has("║ > Log a contact                                            log        l  ║");
	has("Nothing has been said yet.");
	has("╔═ Log ═");
}

static void messages_are_kept(void **state)
{
	(void)state;
	play(80, 24, "x m : type messages\nEnter text messages");
	has("║ m does nothing here.   ? lists the keys");
	has("║ No next step to drop.");
}

static void another_persons_write_is_loaded(void **state)
{
	(void)state;
	play(80, 24, "idle idle");
	assert_int_equal(idles, 2);
	assert_int_equal(loads, 1);
	loads = 0;
	other_wrote = true;
	play(80, 24, "idle idle l v type ab\nidle text form");
	assert_int_equal(loads, 2);
	has("Note  ab");
}

static void signals_and_quitting(void **state)
{
	(void)state;
	assert_true(play(80, 24, "q"));
	assert_true(play(80, 24, "l Ctrl-Q Ctrl-Q"));
	assert_false(play(80, 24, ""));
	assert_false(play(80, 24, "l q"));
}

static void plain_mode_draws_no_boxes(void **state)
{
	struct err e = {0};
	struct str b = {0};
	struct term *term = term_script("l Tab type hm\nEsc", 70, 16, stdout, &e);

	(void)state;
	ui = ui_new(term, &hooks, NULL, NULL);
	ui_set_tab(ui, 0, &sources);
	ui->plain = true;
	ui->clinic = "Hillside PT";
	ui_draw(ui);
	canvas_text(ui->canvas, &b);
	assert_non_null(strstr(str_text(&b),
			       "rapport  Hillside PT  screen 1 of 4: Sources  Tue 10 Mar 2026\nTabs: [1 Sources]\n"));
	assert_non_null(strstr(str_text(&b), "\nKeys: / Find, l Log, d Finish, f Filter"));
	for (const char *s = str_text(&b); *s; s++)
		assert_true((unsigned char)*s < 0x80);
	str_free(&b);
	ui_free(ui);
}

static void a_script_is_checked_first(void **state)
{
	struct err e = {0};

	(void)state;
	assert_null(term_script("l\ntype x\nEntre\n", 80, 24, stdout, &e));
	assert_string_equal(err_text(&e), "script line 3: “Entre” is not a step");
	err_clear(&e);
	assert_null(term_script("resize 80", 80, 24, stdout, &e));
	err_clear(&e);
}

static void a_secret_is_neither_shown_nor_kept(void **state)
{
	(void)state;
	play(80, 24, "b type there\nTab type päss word\nLeft Left type x\ntext typed\nEsc");
	has("**********"); /* a star a letter */
	has_not("***********");
	has_not("ss wo");
	assert_string_equal(str_text(&draft), "to=there\n");
	play(80, 24, "b text again\nTab type secret words\nCtrl-S");
	has("there");
	assert_string_equal(str_text(&saved), "secret words");
	str_clear(&draft);
	str_add(&draft, "to=here\npass=not from a draft\n");
	str_clear(&saved);
	play(80, 24, "b Ctrl-S");
	assert_string_equal(str_text(&saved), "");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(saves_at_the_field_that_says_so),
		TEST(ctrl_s_saves_from_anywhere_and_ctrl_q_asks_nothing),
		TEST(esc_keeps_a_draft_and_brings_it_back),
		TEST(a_hangup_keeps_the_draft),
		TEST(errors_stand_under_their_field),
		TEST(other_errors_stand_in_the_message_line),
		TEST(letters_of_a_choice),
		TEST(arrows_move_a_date),
		TEST(names_are_offered),
		TEST(notes_come_and_go),
		TEST(pasting_goes_into_the_field_or_nowhere),
		TEST(a_secret_is_neither_shown_nor_kept),
		TEST(the_strip_saves_with_enter),
		TEST(a_small_window_scrolls_to_the_field),
		TEST(too_small_says_so_and_keeps_the_text),
		TEST(the_editor_takes_the_note),
		TEST(the_key_that_asked_does_not_confirm),
		TEST(a_choice_by_letter_or_enter),
		TEST(a_prompt_tells_each_change),
		TEST(the_frame),
		TEST(hints_drop_from_the_right),
		TEST(second_keys_wait_and_show_themselves),
		TEST(why_not_is_said),
		TEST(help_is_searched_and_run),
		TEST(help_in_a_form_names_its_keys),
		TEST(the_palette_finds_by_name),
		TEST(messages_are_kept),
		TEST(another_persons_write_is_loaded),
		TEST(signals_and_quitting),
		TEST(plain_mode_draws_no_boxes),
		TEST(a_script_is_checked_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
