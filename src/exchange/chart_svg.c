#include "rapport/exchange/chart.h"

#include <inttypes.h>

#include "rapport/exchange/html.h"
#include "rapport/model/bar.h"

/* In units of the drawing, which the page scales. */
enum { WIDTH = 520, HEIGHT = 200, LEFT = 50, TOP = 18, BOTTOM = 24, TICKS = 5 };
enum { BAR_WIDTH = 100, BAR_HEIGHT = 10, SHARES_WIDTH = 1000, SHARES_HEIGHT = 38 };

/* value of most in `units`, to the nearest; 0 of nothing. */
static int scaled(int64_t value, int64_t most, int units)
{
	return most > 0 && value > 0 ? (int)((double)value / (double)most * units + 0.5) : 0;
}

static void begin_svg(struct str *b, const char *class, int width, int height, const char *more, const char *what)
{
	str_printf(b, "<svg class=\"%s\" viewBox=\"0 0 %d %d\"%s role=\"img\" aria-label=\"", class, width, height,
		   more);
	html_text(b, what);
	str_add(b, "\">");
}

static void put_rect(struct str *b, const char *class, int x, int y, int w, int h, const char *title)
{
	str_printf(b, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\">", class, x, y, w, h);
	html_element(b, "title", NULL, title);
	str_add(b, "</rect>\n");
}

static void put_text(struct str *b, const char *class, int x, int y, const char *text)
{
	str_printf(b, "<text class=\"%s\" x=\"%d\" y=\"%d\">", class, x, y);
	html_text(b, text);
	str_add(b, "</text>\n");
}

/* --- columns --- */

static void put_axis(struct str *b, const struct chart_spec *spec, int64_t step, int64_t top)
{
	int floor = HEIGHT - BOTTOM;
	for (int64_t v = 0; v <= top; v += step) {
		int y = floor - scaled(v, top, floor - TOP);
		struct str said = {0};
		str_printf(b, "<line class=\"grid\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", LEFT, y, WIDTH, y);
		spec->say(&said, v, spec->ctx);
		put_text(b, "tick", LEFT - 5, y + 5, str_text(&said));
		str_free(&said);
	}
}

static void put_column(struct str *b, const struct chart_spec *spec, const struct chart_column *c, int x, int w,
		       int64_t top)
{
	int floor = HEIGHT - BOTTOM, old = scaled(c->before, top, floor - TOP),
	    now = scaled(c->value, top, floor - TOP);
	int bar = w * 2 / 5;
	if (old)
		put_rect(b, "before", x + w / 10, floor - old, bar, old, c->title_before);
	if (now)
		put_rect(b, "now", x + w / 10 + bar, floor - now, bar, now, c->title);
	if (spec->values && c->value) {
		struct str said = {0};
		spec->say(&said, c->value, spec->ctx);
		put_text(b, "value", x + w / 10 + bar + bar / 2, floor - now - 4, str_text(&said));
		str_free(&said);
	}
	put_text(b, "label", x + w / 2, HEIGHT - 7, c->label);
}

void chart_columns(struct str *b, const struct chart_spec *spec, const struct chart_column *columns, int n)
{
	int64_t most = 0;
	for (int i = 0; i < n; i++) {
		most = columns[i].value > most ? columns[i].value : most;
		most = columns[i].before > most ? columns[i].before : most;
	}
	int64_t step = axis_step(most, TICKS), top = (most + step - 1) / step * step;
	top = top ? top : step;
	begin_svg(b, "chart", WIDTH, HEIGHT, "", spec->what);
	str_addc(b, '\n');
	put_axis(b, spec, step, top);
	for (int i = 0; i < n; i++)
		put_column(b, spec, &columns[i], LEFT + (WIDTH - LEFT) * i / n, (WIDTH - LEFT) / n, top);
	str_add(b, "</svg>\n");
}

/* --- bars --- */

void chart_bar(struct str *b, int64_t value, int64_t most, const char *title)
{
	begin_svg(b, "bar", BAR_WIDTH, BAR_HEIGHT, " preserveAspectRatio=\"none\"", title);
	int width = bar_share(value, most, BAR_WIDTH);
	if (width)
		put_rect(b, "now", 0, 0, width, BAR_HEIGHT, title);
	str_add(b, "</svg>");
}

void chart_shares(struct str *b, const char *what, const struct chart_share *shares, int n, int64_t of)
{
	int x = 0;
	begin_svg(b, "shares", SHARES_WIDTH, SHARES_HEIGHT, "", what);
	str_printf(b, "\n<rect class=\"rest\" x=\"0\" y=\"0\" width=\"%d\" height=\"%d\"/>\n", SHARES_WIDTH,
		   SHARES_HEIGHT);
	for (int i = 0; i < n; i++) {
		char class[] = "share0";
		int width = scaled(shares[i].value, of, SHARES_WIDTH);
		if (width > SHARES_WIDTH - x)
			width = SHARES_WIDTH - x;
		if (!width)
			continue;
		class[5] = (char)('0' + i % 4);
		put_rect(b, class, x, 0, width, SHARES_HEIGHT, shares[i].title);
		/* a word needs some ten units a letter */
		if (width > 8 * 16)
			put_text(b, i ? "on-pale" : "on-dark", x + 10, SHARES_HEIGHT * 2 / 3, shares[i].label);
		x += width;
	}
	str_add(b, "</svg>\n");
}
