#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/tui/box.h"
#include "ui.h"

#define PROGRESS_MS 200

void message_free(struct ui *ui)
{
	for (int i = 0; i < ui->in->n_history; i++)
		free(ui->in->history[i].text);
	for (int i = 0; i < UI_SCREENS; i++)
		free(ui->in->standing[i]);
	free(ui->in->history);
	str_free(&ui->in->message);
}

void message_begin_event(struct ui *ui)
{
	str_clear(&ui->in->scratch);
	ui->in->event_at = ui->in->progress_at = clock_ticks();
	ui->in->progress_shown = ui->in->stopped = false;
}

/* Takes text. */
static void remember(struct ui *ui, char *text, bool error)
{
	struct ui_private *in = ui->in;

	if (!in->history)
		in->history = mem_alloc(sizeof(*in->history) * UI_HISTORY);
	free(in->history[in->next_history].text);
	in->history[in->next_history] = (struct message){text, error};
	in->next_history = (in->next_history + 1) % UI_HISTORY;
	if (in->n_history < UI_HISTORY)
		in->n_history++;
}

static void say(struct ui *ui, bool error, const char *text)
{
	str_clear(&ui->in->message);
	str_add(&ui->in->message, text);
	ui->in->error = error;
	ui->in->depth = ui->in->n;
	if (*text)
		remember(ui, mem_strdup(text), error);
}

void ui_say(struct ui *ui, const char *fmt, ...)
{
	struct str b = {0};
	va_list ap;

	va_start(ap, fmt);
	str_vprintf(&b, fmt, ap);
	va_end(ap);
	say(ui, false, str_text(&b));
	str_free(&b);
}

void ui_say_undo(struct ui *ui, const char *text)
{
	ui_say(ui, "%s   `u` undoes this", text);
}

void ui_error_of(struct ui *ui, const char *name, struct err *e)
{
	struct str b = {0};
	size_t n = strlen(name);

	str_add(&b, err_text(e));
	if (b.len) {
		if (!n || !str_starts(b.s, name) || !strchr(": ", b.s[n]))
			b.s[0] = (char)toupper((unsigned char)b.s[0]);
		if (!strchr(".?!", b.s[b.len - 1]))
			str_addc(&b, '.');
		say(ui, true, b.s);
	}
	err_clear(e);
	str_free(&b);
}

void ui_error(struct ui *ui, struct err *e)
{
	ui_error_of(ui, "", e);
}

const char *ui_message(struct ui *ui)
{
	return str_text(&ui->in->message);
}

void ui_standing(struct ui *ui, const char *text)
{
	free(ui->in->standing[ui->tab]);
	ui->in->standing[ui->tab] = mem_strdup(text);
}

void ui_advice(struct ui *ui, const char *text)
{
	ui->in->advice = text;
}

struct area ui_message_row(struct ui *ui)
{
	ui->in->row_taken = true;
	return area_rows(canvas_area(ui->canvas), ui->canvas->h - 2, 1);
}

void ui_progress(struct ui *ui, const char *text)
{
	int64_t now = clock_ticks();
	struct area row = area_rows(canvas_area(ui->canvas), ui->canvas->h - 2, 1);

	if (now - ui->in->progress_at < PROGRESS_MS && !ui->term->eager)
		return;
	ui->in->progress_at = now;
	ui->in->progress_shown = ui->in->worked = true;
	draw_blank(row);
	draw_hints(area_sub(row, 1, 0, row.w - 2, 1), 0, 0, ROLE_TEXT, text);
	ui->term->show(ui->term, ui->canvas);
}

/* Typed while work ran, an Enter was meant for what stood there before. */
static bool outlives(struct key k)
{
	return k.code != K_ENTER && k.code != K_NONE;
}

static bool stops(struct key k)
{
	return k.code == K_ESC || k.code == K_CTRL('C') || k.code == K_CTRL('G');
}

bool ui_stopped(struct ui *ui)
{
	struct key k = {0};

	if (!ui->in->progress_shown || ui->in->stopped)
		return ui->in->stopped;
	ui->in->progress_shown = false;
	while (!ui->in->stopped && (k = ui->term->next_key(ui->term, 0)).code != K_NONE) {
		ui->in->stopped = stops(k) || k.code == K_HANGUP;
		if (!stops(k) && k.code != K_HANGUP && outlives(k))
			ui_keep_key(ui, k);
	}
	if (ui->in->stopped && k.code == K_HANGUP) {
		ui->in->hungup = true;
		ui_quit(ui);
	}
	return ui->in->stopped;
}

void message_end_work(struct ui *ui)
{
	struct key k;

	if (!ui->in->worked)
		return;
	do {
		k = ui->term->next_key(ui->term, 0);
		if (outlives(k) && !stops(k))
			ui_keep_key(ui, k);
	} while (k.code != K_HANGUP && (k.code != K_NONE || ui->term->eager));
	ui->in->worked = false;
}

void messages_open(struct ui *ui)
{
	struct ui_private *in = ui->in;
	struct str b = {0};

	for (int i = 1; i <= in->n_history; i++) {
		const struct message *m = &in->history[(in->next_history - i + UI_HISTORY) % UI_HISTORY];

		str_printf(&b, "%s%s\n", m->error ? "! " : "", m->text);
	}
	if (b.len)
		str_cut(&b, b.len - 1);
	reader_open(ui, "Messages, the latest first", b.len ? b.s : "Nothing has been said yet.", NULL);
	str_free(&b);
}

void ui_copy(struct ui *ui, const char *what, const char *text)
{
	if (ui->term->copy(ui->term, text))
		ui_say(ui, "Copied %s.", text);
	else
		ui_say(ui, "This terminal cannot copy. %s: %s", what, text);
}
