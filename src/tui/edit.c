#include "rapport/tui/edit.h"

#include <stdlib.h>
#include <string.h>

#include "canvas.h"
#include "rapport/base/mem.h"
#include "rapport/base/text.h"
#include "rapport/base/utf8.h"

/* What stood there before a change; a run of typed letters is one step. */
struct edit_step {
	struct edit_step *below;
	char *text;
	size_t at;
	bool typing;
};

static void drop_step(struct edit *e)
{
	struct edit_step *top = e->undo;

	e->undo = top->below;
	free(top->text);
	free(top);
}

static void forget_steps(struct edit *e)
{
	while (e->undo)
		drop_step(e);
}

static void keep_step(struct edit *e, bool typing)
{
	struct edit_step *s;

	if (typing && e->undo && e->undo->typing)
		return;
	s = mem_alloc(sizeof(*s));
	*s = (struct edit_step){
		.below = e->undo, .text = mem_strdup(str_text(&e->text)), .at = e->at, .typing = typing};
	e->undo = s;
}

static void end_run(struct edit *e)
{
	if (e->undo)
		e->undo->typing = false;
}

void edit_set(struct edit *e, const char *text)
{
	forget_steps(e);
	str_clear(&e->text);
	str_add(&e->text, text);
	e->at = e->text.len;
	e->scroll = 0;
}

const char *edit_text(const struct edit *e)
{
	return str_text(&e->text);
}

void edit_wipe(struct edit *e)
{
	for (struct edit_step *s = e->undo; s; s = s->below)
		explicit_bzero(s->text, strlen(s->text));
	if (e->text.s)
		explicit_bzero(e->text.s, e->text.cap);
	e->text.len = 0;
	edit_free(e);
}

void edit_free(struct edit *e)
{
	forget_steps(e);
	str_free(&e->text);
	e->at = 0;
}

/* --- moving --- */

static size_t after(const struct edit *e)
{
	return e->at + utf8_grapheme(str_text(&e->text) + e->at, e->text.len - e->at);
}

static size_t before(const struct edit *e)
{
	return utf8_grapheme_before(str_text(&e->text), e->at);
}

static bool space_at(const struct edit *e, size_t at)
{
	return strchr(" \n\t", str_text(&e->text)[at]) != NULL;
}

static size_t word_before(const struct edit *e)
{
	size_t at = e->at;

	while (at && space_at(e, at - 1))
		at--;
	while (at && !space_at(e, at - 1))
		at--;
	return at;
}

static size_t word_after(const struct edit *e)
{
	size_t at = e->at;

	while (at < e->text.len && space_at(e, at))
		at++;
	while (at < e->text.len && !space_at(e, at))
		at++;
	return at;
}

static size_t row_start(const struct edit *e)
{
	size_t at = e->at;

	while (at && str_text(&e->text)[at - 1] != '\n')
		at--;
	return at;
}

static size_t row_end(const struct edit *e)
{
	return e->at + strcspn(str_text(&e->text) + e->at, "\n");
}

/* The same cell of the row (as the newlines part them) above or below. */
static bool move_row(struct edit *e, bool down)
{
	const char *s = str_text(&e->text);
	size_t start = row_start(e), to;
	char *head = mem_strndup(s + start, e->at - start);
	int cells = utf8_cells(head);

	free(head);
	if (down) {
		to = row_end(e);
		if (!s[to])
			return false;
		to++;
	} else {
		if (!start)
			return false;
		e->at = start - 1;
		to = row_start(e);
	}
	head = mem_strndup(s + to, strcspn(s + to, "\n"));
	e->at = to + utf8_fit(head, cells, NULL);
	free(head);
	return true;
}

static bool move_key(struct edit *e, struct key k)
{
	switch (k.code) {
	case K_LEFT:
		e->at = before(e);
		break;
	case K_RIGHT:
		e->at = after(e);
		break;
	case K_CTRL_LEFT:
		e->at = word_before(e);
		break;
	case K_CTRL_RIGHT:
		e->at = word_after(e);
		break;
	case K_HOME:
	case K_CTRL('A'):
		e->at = row_start(e);
		break;
	case K_END:
	case K_CTRL('E'):
		e->at = row_end(e);
		break;
	case K_UP:
	case K_DOWN:
		if (!e->multiline || !move_row(e, k.code == K_DOWN))
			return false;
		break;
	default:
		return false;
	}
	end_run(e);
	return true;
}

/* --- changing --- */

static void cut(struct edit *e, size_t from, size_t to)
{
	if (from == to)
		return;
	keep_step(e, false);
	str_erase(&e->text, from, to - from);
	e->at = from;
}

static void undo(struct edit *e)
{
	if (!e->undo)
		return;
	str_clear(&e->text);
	str_add(&e->text, e->undo->text);
	e->at = e->undo->at;
	drop_step(e);
}

static bool change_key(struct edit *e, struct key k)
{
	switch (k.code) {
	case K_BACKSPACE:
		cut(e, before(e), e->at);
		return true;
	case K_DEL:
	case K_CTRL('D'):
		cut(e, e->at, after(e));
		return true;
	case K_CTRL('U'):
		cut(e, row_start(e), e->at);
		return true;
	case K_CTRL('K'):
		cut(e, e->at, row_end(e));
		return true;
	case K_CTRL('W'):
		cut(e, word_before(e), e->at);
		return true;
	case K_CTRL('Z'):
		undo(e);
		return true;
	default:
		return false;
	}
}

/* A mark joins the letter before it, so the insertion point may have to move to the end of what is now one grapheme. */
static void to_border(struct edit *e)
{
	const char *s = str_text(&e->text);
	size_t at = 0;

	while (at < e->at)
		at += utf8_grapheme(s + at, e->text.len - at);
	e->at = at;
}

static void put(struct edit *e, const char *s, size_t n)
{
	str_insert(&e->text, e->at, s, n);
	e->at += n;
	if ((unsigned char)s[0] >= 0x80 || e->at < e->text.len)
		to_border(e);
}

bool edit_key(struct edit *e, struct key k)
{
	char s[4];
	size_t n;

	if (move_key(e, k) || change_key(e, k))
		return true;
	if (k.code == K_CTRL('J') && e->multiline)
		k.code = '\n';
	else if (!key_is_text(k))
		return false;
	n = utf8_encode(k.code, s);
	if (text_enterable(s, n, e->multiline)) {
		keep_step(e, true);
		put(e, s, n);
		if (k.code == ' ' || k.code == '\n')
			end_run(e);
	}
	return true;
}

bool edit_insert(struct edit *e, const char *text)
{
	struct str b = {0};

	for (const char *s = text; *s; s++) {
		bool crlf = s[0] == '\r' && s[1] == '\n';

		if (crlf)
			continue;
		if (*s == '\n' || *s == '\r')
			str_addc(&b, e->multiline ? '\n' : ' ');
		else if (*s == '\t')
			str_addc(&b, ' ');
		else if ((unsigned char)*s >= ' ' && *s != 0x7f) /* a control byte is left out, its text stays */
			str_addc(&b, *s);
	}
	while (!e->multiline && b.len && b.s[b.len - 1] == ' ')
		str_cut(&b, b.len - 1);
	if (!text_enterable(str_text(&b), b.len, e->multiline)) {
		str_free(&b);
		return false;
	}
	if (b.len) {
		keep_step(e, false);
		put(e, b.s, b.len);
	}
	str_free(&b);
	return true;
}

/* --- drawing --- */

static int cells_of(const char *s, size_t n)
{
	char *part = mem_strndup(s, n);
	int cells = utf8_cells(part);

	free(part);
	return cells;
}

static void draw_line(struct edit *e, struct area a, cell_style style, bool focus)
{
	char *s = mem_strdup(str_text(&e->text));
	int at, all, used;
	size_t from;

	for (char *c = s; *c; c++)
		*c = *c == '\n' ? ' ' : *c;
	at = cells_of(s, e->at);
	all = cells_of(s, e->text.len);
	if (!focus)
		e->scroll = 0;
	else if (at < e->scroll)
		e->scroll = at;
	else if (at - e->scroll > a.w - 1)
		e->scroll = at - (a.w - 1);
	/* Room behind the end is used before anything is out of sight. */
	if (e->scroll > 0 && all - e->scroll < a.w - 1)
		e->scroll = all - (a.w - 1) > 0 ? all - (a.w - 1) : 0;
	from = utf8_fit(s, e->scroll, &used);
	if (used < e->scroll) {
		from += utf8_grapheme(s + from, e->text.len - from);
		used = cells_of(s, from);
	}
	draw_clip(a, 0, 0, a.w, style, s + from);
	if (focus)
		draw_cursor(a, at - used, 0);
	free(s);
}

/* Finds the row and cell of the insertion point; returns the number of rows. */
static int note_place(const struct edit *e, int w, int *row, int *cell)
{
	const char *text = str_text(&e->text);
	size_t from = 0;
	int rows = 0;

	*row = *cell = 0;
	for (;;) {
		size_t skip = 0, n = text_first_line(text + from, w, &skip), next = from + n + skip;

		if (e->at >= from) {
			size_t to = e->at < from + n ? e->at : from + n;

			*row = rows;
			*cell = cells_of(text + from, to - from);
			/* Spaces typed at the end of a row are in sight. */
			if (e->at > from + n && e->at <= next && next == e->text.len && text[next - 1] != '\n')
				*cell += (int)(e->at - from - n);
		}
		rows++;
		if (next >= e->text.len) {
			if (e->text.len && text[e->text.len - 1] == '\n') {
				if (e->at == e->text.len) {
					*row = rows;
					*cell = 0;
				}
				rows++;
			}
			return rows;
		}
		from = next;
	}
}

int edit_rows(const struct edit *e, int w)
{
	int row, cell;

	return note_place(e, w < 1 ? 1 : w, &row, &cell);
}

static void draw_note(struct edit *e, struct area a, cell_style style, bool focus)
{
	const char *s = str_text(&e->text);
	int row, cell, rows = note_place(e, a.w, &row, &cell);

	if (!focus)
		e->scroll = 0;
	else if (row < e->scroll)
		e->scroll = row;
	else if (row >= e->scroll + a.h)
		e->scroll = row - a.h + 1;
	if (e->scroll && rows - e->scroll < a.h)
		e->scroll = rows > a.h ? rows - a.h : 0;
	for (int y = 0; *s && y < e->scroll + a.h; y++) {
		size_t skip = 0, n = text_first_line(s, a.w, &skip);
		char *line = mem_strndup(s, n);

		if (y >= e->scroll)
			draw_clip(a, 0, y - e->scroll, a.w, style, line);
		free(line);
		s += n + skip;
	}
	if (focus)
		draw_cursor(a, cell < a.w ? cell : a.w - 1, row - e->scroll);
}

void edit_draw(struct edit *e, struct area a, cell_style style, bool focus)
{
	if (a.w < 1 || a.h < 1)
		return;
	if (e->multiline && a.h > 1)
		draw_note(e, a, style, focus);
	else
		draw_line(e, a, style, focus);
}
