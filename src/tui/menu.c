#include "menu.h"

static void clamp(struct menu *m)
{
	if (m->sel >= m->n)
		m->sel = m->n - 1;
	if (m->sel < 0)
		m->sel = 0;
}

void menu_set(struct menu *m, int n)
{
	m->n = n;
	clamp(m);
}

bool menu_key(struct menu *m, struct key k)
{
	int page = m->page > 1 ? m->page - 1 : 1;

	switch (k.code) {
	case K_UP:
		m->sel--;
		break;
	case K_DOWN:
		m->sel++;
		break;
	case K_PGUP:
		m->sel -= page;
		break;
	case K_PGDN:
		m->sel += page;
		break;
	case K_WHEEL_UP:
		m->sel -= 3;
		break;
	case K_WHEEL_DOWN:
		m->sel += 3;
		break;
	case K_HOME:
		m->sel = 0;
		break;
	case K_END:
		m->sel = m->n - 1;
		break;
	default:
		return false;
	}
	clamp(m);
	return true;
}

void menu_show(struct menu *m, int page)
{
	m->page = page;
	if (m->top > m->sel)
		m->top = m->sel;
	if (page > 0 && m->top < m->sel - page + 1)
		m->top = m->sel - page + 1;
	if (m->top > m->n - page)
		m->top = m->n - page;
	if (m->top < 0)
		m->top = 0;
}
