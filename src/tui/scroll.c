#include "scroll.h"

#include "rapport/base/text.h"

void scroll_put(struct scroll *s, int label_w, const char *label, cell_style style, const char *text)
{
	int w = s->a.w - label_w - 2, rows = text_rows(text, w > 1 ? w : 1), y = s->y - s->top;

	s->y += rows;
	if (y + rows <= 0 || y >= s->a.h)
		return;
	for (; y < 0; y++, rows--) { /* the lines above the window's edge */
		size_t skip, n = text_wrap(text, w, &skip);

		text += n + skip;
		label = "";
	}
	draw_clip(s->a, 1, y, label_w - 1, ROLE_HINT, label);
	draw_wrapped(area_cols(s->a, label_w + 1, w), 0, y, rows, style, text);
}

void scroll_heading(struct scroll *s, const char *text)
{
	int y = s->y++ - s->top;

	if (y >= 0 && y < s->a.h)
		draw_text(s->a, 1, y, ROLE_TITLE, text);
}

bool scroll_key(struct key k, int rows, int page, int *top)
{
	switch (k.code) {
	case K_UP:
	case 'k':
	case K_WHEEL_UP:
		--*top;
		return true;
	case K_DOWN:
	case 'j':
	case K_WHEEL_DOWN:
		++*top;
		return true;
	case K_PGUP:
		*top -= page - 1;
		return true;
	case K_PGDN:
	case ' ':
		*top += page - 1;
		return true;
	case K_HOME:
	case 'g':
		*top = 0;
		return true;
	case K_END:
	case 'G':
		*top = rows - page;
		return true;
	default:
		return false;
	}
}

int scroll_held(int top, int rows, int page)
{
	int end = rows > page ? rows - page : 0;

	return top < 0 ? 0 : top > end ? end : top;
}
