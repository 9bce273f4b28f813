#include "chart.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "rapport/base/day.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/model/metrics.h"
#include "rapport/model/words.h"

#define LEAST_PITCH 3
#define MARGIN 18

void chart_money(struct str *b, int64_t cents, const char *currency, bool hide)
{
	if (hide)
		str_add(b, "hidden");
	else
		money_write(b, cents, currency, false);
}

static const char *month_name(int32_t month)
{
	return month_names[month % 12];
}

/* --- bars --- */

/* A count in few cells: "1240", "12k", "3M". */
static void brief_count(char out[32], int64_t n, int cells)
{
	snprintf(out, 32, "%" PRId64, n);
	if ((int)strlen(out) <= cells)
		return;
	if (n < 1000000)
		snprintf(out, 32, "%" PRId64 "k", (n + 500) / 1000);
	else
		snprintf(out, 32, "%" PRId64 "M", (n + 500000) / 1000000);
}

static int pitch_of(int w)
{
	int pitch = (w - MARGIN) / CHART_MONTHS;

	if (pitch < LEAST_PITCH + 1)
		pitch = w / CHART_MONTHS > LEAST_PITCH ? LEAST_PITCH + 1 : LEAST_PITCH;
	return pitch;
}

/* In the middle of a bar's cells, or a little to the right of it. */
static void under_bar(struct area a, int x, int y, int cells, cell_style style, const char *text)
{
	int used = utf8_cells(text), shift = (cells - used + 1) / 2;

	draw_clip(a, x + (shift > 0 ? shift : 0), y, cells, style, text);
}

/* The cells of a bar: of this year's wide enough for what stands below, of last year's one or two beside it. */
struct bars {
	int pitch, width, thin, left, rows;
	bool counts_before;
};

static struct bars bars_of(struct area a)
{
	struct bars b = {.pitch = pitch_of(a.w)};

	b.width = b.pitch > 6 ? b.pitch / 2 : b.pitch > LEAST_PITCH + 1 ? 3 : 2;
	b.thin = b.pitch - b.width > 3 ? 2 : b.pitch - b.width > 1 ? 1 : 0;
	/* What stands under a bar may be wider than it. */
	b.left = (a.w - b.pitch * CHART_MONTHS) / 2;
	b.left = b.left < 1 ? 0 : b.left - (b.left > 3);
	b.counts_before = a.h >= CHART_MONTHS_ROWS;
	b.rows = a.h - 2 - b.counts_before;
	return b;
}

static void count_under(struct area a, const struct bars *b, int x, int y, cell_style style, int64_t n)
{
	char count[32];
	int cells = b->width > b->pitch - 1 ? b->width : b->pitch - 1 < 3 ? b->pitch - 1 : b->width < 3 ? 3 : b->width;

	brief_count(count, n, b->pitch - 1);
	under_bar(a, x, y, cells, style, count);
}

static void draw_month(struct area a, const struct bars *b, int x, const struct month_row *m,
		       const struct month_row *before, int64_t most)
{
	const char *name = month_name(m->month);

	if (b->rows > 0) {
		draw_column(a, x, b->rows - 1, b->width, b->rows, ROLE_TEXT, m->referrals, most);
		draw_column(a, x + b->width, b->rows - 1, b->thin, b->rows, ROLE_HINT, before->referrals, most);
	}
	count_under(a, b, x, b->rows > 0 ? b->rows : 0, ROLE_TITLE, m->referrals);
	if (b->counts_before)
		count_under(a, b, x, a.h - 2, ROLE_HINT, before->referrals);
	if (b->pitch > LEAST_PITCH)
		under_bar(a, x, a.h - 1, b->width < 3 ? 3 : b->width, ROLE_HINT, name);
	else
		under_bar(a, x, a.h - 1, 1, ROLE_HINT, (char[2]){name[0], '\0'});
}

void chart_months(struct area a, const struct figures *f)
{
	struct bars b = bars_of(a);
	int64_t most = 0;

	for (int i = 0; i < CHART_MONTHS; i++) {
		most = f->months[i].referrals > most ? f->months[i].referrals : most;
		if (b.thin && f->months_before[i].referrals > most)
			most = f->months_before[i].referrals;
	}
	for (int i = 0; i < CHART_MONTHS; i++)
		draw_month(a, &b, b.left + i * b.pitch, &f->months[i], &f->months_before[i], most);
	if (b.counts_before && b.left >= 7)
		draw_text(a, 0, a.h - 2, ROLE_HINT, "before");
}

/* --- table --- */

static int64_t cents_of(const struct figures *f, const struct month_row *m)
{
	return f->received ? m->received_cents : m->billed_cents;
}

/* Where the columns of the table end; 0: it is left out. */
struct columns {
	int referrals, before, came, percent, cents, no_amount;
};

static struct columns columns_of(int w)
{
	if (w < 48)
		return (struct columns){.referrals = 14, .came = 21, .cents = w};
	if (w < 60)
		return (struct columns){19, 0, 29, 34, 48, 0};
	return (struct columns){19, 32, 42, 47, 60, w < 72 ? 0 : 71};
}

static void count_cell(struct area a, int end, int y, cell_style style, int64_t n)
{
	char text[32];

	snprintf(text, sizeof(text), "%" PRId64, n);
	draw_right(a, end, y, 10, style, text);
}

static void table_row(struct area a, int y, cell_style style, const char *name, const struct month_row *m,
		      int64_t before, const struct figures *f, bool hide)
{
	struct columns to = columns_of(a.w);
	struct str text = {0};
	int percent;

	draw_text(a, 1, y, style, name);
	count_cell(a, to.referrals, y, style, m->referrals);
	if (to.before)
		count_cell(a, to.before, y, ROLE_HINT, before);
	count_cell(a, to.came, y, style, m->came);
	if (to.percent && percent_of(m->came, m->referrals, &percent)) {
		str_printf(&text, "%d%%", percent);
		draw_right(a, to.percent, y, 5, ROLE_HINT, str_text(&text));
		str_clear(&text);
	}
	chart_money(&text, cents_of(f, m), f->currency, hide);
	draw_right(a, to.cents, y, 13, style, str_text(&text));
	if (to.no_amount && m->no_amount)
		count_cell(a, to.no_amount, y, ROLE_HINT, m->no_amount);
	str_free(&text);
}

static void table_head(struct area a)
{
	struct columns to = columns_of(a.w);

	draw_text(a, 1, 0, ROLE_HINT, "Month");
	draw_right(a, to.referrals, 0, 9, ROLE_HINT, to.percent ? "referrals" : "refs");
	if (to.before)
		draw_right(a, to.before, 0, 11, ROLE_HINT, "year before");
	draw_right(a, to.came, 0, 9, ROLE_HINT, to.percent ? "came in" : "came");
	draw_right(a, to.cents, 0, 13, ROLE_HINT, "revenue");
	if (to.no_amount)
		draw_right(a, to.no_amount, 0, 10, ROLE_HINT, "no amount");
}

static void month_title(char out[32], int32_t month)
{
	snprintf(out, 32, "%s %d", month_name(month), (int)(month / 12));
}

static void plain_months(struct area a, const struct figures *f, bool hide)
{
	for (int i = CHART_MONTHS - 1, y = 0; i >= 0 && y < a.h; i--, y++) {
		const struct month_row *m = &f->months[i];
		struct str b = {0};
		char name[32];

		month_title(name, m->month);
		str_printf(&b, "%s: %" PRId64 " referral%s, %" PRId64 " a year before, %" PRId64 " came in, ", name,
			   m->referrals, m->referrals == 1 ? "" : "s", f->months_before[i].referrals, m->came);
		if (hide)
			str_add(&b, "amount ");
		chart_money(&b, cents_of(f, m), f->currency, hide);
		str_addc(&b, '.');
		draw_clip(a, 0, y, a.w, ROLE_TEXT, str_text(&b));
		str_free(&b);
	}
}

static struct month_row sum_of(const struct month_row *rows)
{
	struct month_row sum = {0};

	for (int i = 0; i < CHART_MONTHS; i++) {
		sum.referrals += rows[i].referrals;
		sum.came += rows[i].came;
		sum.billed_cents += rows[i].billed_cents;
		sum.received_cents += rows[i].received_cents;
		sum.no_amount += rows[i].no_amount;
	}
	return sum;
}

void chart_table(struct area a, const struct figures *f, bool hide, bool plain)
{
	struct month_row sum = sum_of(f->months);
	int first = a.h >= CHART_TABLE_ROWS ? 0 : CHART_TABLE_ROWS - a.h, y = 0;

	if (plain) {
		plain_months(a, f, hide);
		return;
	}
	table_head(a);
	for (int i = first; i < CHART_MONTHS; i++) {
		char name[32];

		month_title(name, f->months[i].month);
		table_row(a, ++y, ROLE_TEXT, name, &f->months[i], f->months_before[i].referrals, f, hide);
	}
	table_row(a, ++y, ROLE_TITLE, "Together", &sum, sum_of(f->months_before).referrals, f, hide);
}
