#include "rapport/tui/theme.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/str.h"

/* dark, light: colours of the 256 palette; few: of the first eight. -1: the terminal's own. */
struct role_row {
	char letter, reversed;
	bool bold, dim, underline;
	bool few_bold;  /* bold with the first eight colours */
	bool none_bold; /* bold without colours */
	int16_t few, dark, light;
};

static const struct role_row roles[ROLE_COUNT] = {
	[ROLE_TEXT] = {'.', '#', .few = -1, .dark = -1, .light = -1},
	[ROLE_BORDER] = {'-', '=', .few = -1, .dark = -1, .light = -1},
	[ROLE_TITLE] = {'b', 'B', .bold = true, .few = -1, .dark = -1, .light = -1},
	[ROLE_MATCH] = {'m', 'M', .bold = true, .underline = true, .few = -1, .dark = -1, .light = -1},
	[ROLE_KEY] = {'k', 'K', .few_bold = true, .none_bold = true, .few = -1, .dark = 74, .light = 24},
	[ROLE_LATE] = {'l', 'L', .few_bold = true, .none_bold = true, .few = 1, .dark = 209, .light = 130},
	[ROLE_ERROR] = {'e', 'E', .few_bold = true, .none_bold = true, .few = 1, .dark = 209, .light = 130},
	[ROLE_TODAY] = {'t', 'T', .few_bold = true, .none_bold = true, .few = -1, .dark = 221, .light = 25},
	[ROLE_THANK] = {'p', 'P', .none_bold = true, .few = 5, .dark = 175, .light = 90},
	[ROLE_QUIET] = {'q', 'Q', .few = -1, .dark = 247, .light = 240},
	[ROLE_GROWTH] = {'g', 'G', .few = 2, .dark = 79, .light = 29},
	[ROLE_HINT] = {'h', 'H', .dim = true, .few = -1, .dark = 247, .light = 240},
};

char style_letter(cell_style style)
{
	const struct role_row *r = &roles[STYLE_ROLE(style)];

	return style & STYLE_REVERSE ? r->reversed : r->letter;
}

enum role role_of_flag(char flag)
{
	switch (flag) {
	case '!':
		return ROLE_LATE;
	case '*':
		return ROLE_TODAY;
	case '+':
		return ROLE_THANK;
	case '~':
		return ROLE_QUIET;
	default:
		return ROLE_TEXT;
	}
}

bool theme_named(const char *word, enum theme_name *name)
{
	static const char *const words[] = {"auto", "dark", "light", "contrast", "mono"};

	for (int i = 0; i < 5; i++) {
		if (str_eq(word, words[i])) {
			*name = (enum theme_name)i;
			return true;
		}
	}
	return false;
}

/* COLORFGBG is "fg;bg" or "fg;other;bg". Backgrounds 7 and 9 to 15 are light. */
static bool background_known(const char *colorfgbg, bool *light)
{
	const char *last = colorfgbg ? strrchr(colorfgbg, ';') : NULL;
	int64_t bg;

	if (!last || !str_to_i64(last + 1, &bg) || bg < 0 || bg > 15)
		return false;
	*light = bg == 7 || bg > 8;
	return true;
}

struct look theme_look(enum theme_name theme, int colours, const char *colorfgbg, enum role role)
{
	const struct role_row *r = &roles[role];
	struct look look = {.colour = -1, .bold = r->bold, .dim = r->dim, .underline = r->underline};
	bool light = theme == THEME_LIGHT, known = theme == THEME_DARK || theme == THEME_LIGHT;

	if (theme == THEME_CONTRAST) {
		look.dim = false;
		look.bold = role != ROLE_BORDER;
	}
	if (theme == THEME_AUTO)
		known = background_known(colorfgbg, &light);
	if (theme == THEME_MONO || colours < 8) {
		look.bold = look.bold || r->none_bold;
		return look;
	}
	if (colours >= 256 && known) {
		look.colour = light ? r->light : r->dark;
		if (look.colour >= 0)
			look.dim = false;
		/* In the 256 palette the hue says it; on the row of the selection only bold survives. */
		look.bold = look.bold || role == ROLE_LATE || role == ROLE_ERROR;
		return look;
	}
	look.colour = r->few;
	look.bold = look.bold || r->few_bold;
	return look;
}
