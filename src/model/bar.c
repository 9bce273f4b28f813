#include "rapport/model/bar.h"

static const char *const across[8] = {"\u258f", "\u258e", "\u258d", "\u258c", "\u258b", "\u258a", "\u2589", "\u2588"};
static const char *const upward[8] = {"\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"};

int bar_share(int64_t value, int64_t most, int parts)
{
	int n;

	if (value <= 0 || most <= 0)
		return 0;
	if (value >= most)
		return parts;
	n = (int)((double)value / (double)most * parts + 0.5);
	return n ? n : 1;
}

const char *bar_across(int eighths)
{
	return across[(eighths < 8 ? eighths : 8) - 1];
}

const char *bar_upward(int eighths)
{
	return upward[(eighths < 8 ? eighths : 8) - 1];
}

int bar_write(struct str *b, int64_t value, int64_t most, int cells, bool ascii)
{
	int left = bar_share(value, most, ascii ? cells : cells * 8), used = 0;

	for (; left > 0; left -= ascii ? 1 : 8, used++)
		str_add(b, ascii ? "#" : bar_across(left));
	return used;
}

int64_t axis_step(int64_t most, int ticks)
{
	static const int64_t ones[] = {1, 2, 5};

	for (int64_t ten = 1;; ten *= 10) {
		for (int i = 0; i < 3; i++) {
			/* the last step that a number has room for is taken as it is */
			if (ones[i] * ten >= INT64_MAX / 10 / ticks || ones[i] * ten * ticks >= most)
				return ones[i] * ten;
		}
	}
}
