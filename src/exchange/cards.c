#include "rapport/exchange/cards.h"

#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/exchange/html.h"

/* In points, 72 to the inch: a card of 6 x 4 in, less its margins. */
enum { WIDTH = 6 * 72, HEIGHT = 4 * 72, MARGIN = 27, LARGEST = 14, SMALLEST = 8 };

/* In tenths of the letters' height. */
#define LEADING 14

static int lines_at(const char *text, int points)
{
	int cells = (WIDTH - 2 * MARGIN) * 2 / points, lines = 0;
	while (*text) {
		size_t n = strcspn(text, "\n");
		struct str line = {0};
		str_addn(&line, text, n);
		int wide = utf8_cells(str_text(&line));
		lines += wide ? (wide + cells - 1) / cells : 1;
		str_free(&line);
		text += n + (text[n] == '\n');
	}
	return lines;
}

int card_points(const char *text)
{
	for (int points = LARGEST; points >= SMALLEST; points--)
		if (lines_at(text, points) * points * LEADING <= (HEIGHT - 2 * MARGIN) * 10)
			return points;
	return 0;
}

void cards_html(const char *title, const char *const *texts, int n, struct str *out)
{
	struct str css = {0};
	str_printf(
		&css,
		"@page { size: 6in 4in; margin: 0; }\nbody { margin: 0; padding: 0; max-width: none; }\n"
		".card { width: 6in; height: 4in; padding: %dpt; overflow: hidden; break-after: page; display: flex; "
		"align-items: center; line-height: %d.%d; font-family: Georgia, \"Liberation Serif\", serif; }\n"
		".card:last-child { break-after: auto; }\n.card p { margin: 0; }\n"
		".note { margin: 1rem auto; width: 40rem; max-width: 90%%; }\n"
		"@media screen { body { background: #eee; } .card { background: #fff; margin: 1rem auto; "
		"outline: 1px dotted #888; } }\n@media print { .note { display: none; } }\n",
		MARGIN, LEADING / 10, LEADING % 10);
	html_begin(out, title, str_text(&css));
	str_free(&css);
	str_add(out, "<p class=\"note\">Cards of 4 x 6 in, one a page. Print at 100 %, without margins, headers and "
		     "footers.</p>\n");
	for (int i = 0; i < n; i++) {
		str_printf(out, "<div class=\"card\" style=\"font-size: %dpt\"><p>", card_points(texts[i]));
		html_lines(out, texts[i]);
		str_add(out, "</p></div>\n");
	}
	html_end(out);
}
