#include "part.h"

#include <ctype.h>
#include <string.h>

#include "rapport/base/utf8.h"

#define LABEL_CELLS 8

struct area part_box(struct ui *ui, struct area a, bool focus, const char *title, const char *right, const char *legend)
{
	int used;

	if (ui_layout(ui).borders || ui->plain) {
		draw_box(a, ui_box(ui, focus), title, right, legend);
		return area_inside(a);
	}
	draw_blank(a);
	used = draw_clip(a, 1, 0, a.w - 2, ROLE_TITLE, title);
	if (right && used + 3 + utf8_cells(right) < a.w)
		draw_right(a, a.w - 1, 0, a.w, ROLE_HINT, right);
	return area_rows(a, 1, a.h - 1);
}

void part_empty(struct area a, const char *words, const char *hints)
{
	int x = a.canvas->plain ? 0 : 1, y = a.h > 3 && !a.canvas->plain;
	struct area room = area_cols(a, x, a.w - 2 * x);

	y += draw_wrapped(room, 0, y, a.h - y, ROLE_TEXT, words);
	while (hints && *hints) {
		const char *gap = hints_cells(hints) > room.w ? strstr(hints, "    ") : NULL;
		struct str one = {0};

		str_addn(&one, hints, gap ? (size_t)(gap - hints) : strlen(hints));
		draw_hints(room, 0, y++, ROLE_HINT, str_text(&one));
		str_free(&one);
		hints = gap ? gap + 4 : NULL;
	}
}

void part_name(struct str *b, const char *name, const char *practice)
{
	str_add(b, name);
	if (!str_blank(practice))
		str_printf(b, ", %s", practice);
}

void part_stop(struct str *b)
{
	bool cut = b->len >= 3 && !memcmp(b->s + b->len - 3, "\u2026", 3);

	if (b->len && !cut && !strchr(".!?", b->s[b->len - 1]))
		str_addc(b, '.');
}

void part_labelled(struct area a, int y, const char *label, const char *text)
{
	bool colon = label[strlen(label) - 1] == ':';
	int x = a.canvas->plain ? 0 : 1, used = draw_text(a, x, y, ROLE_HINT, label);

	if (a.canvas->plain)
		used += draw_text(a, x + used, y, ROLE_HINT, colon ? " " : ": ");
	else
		used = colon ? used + 1 : used < LABEL_CELLS ? LABEL_CELLS : used + 1;
	draw_clip(a, x + used, y, a.w - used - 2 * x, ROLE_TEXT, text);
}

void part_verb(struct str *b, const char *verb)
{
	if (!verb || !*verb)
		return;
	str_addc(b, (char)toupper((unsigned char)*verb));
	str_add(b, verb + 1);
}
