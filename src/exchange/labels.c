#include "rapport/exchange/labels.h"

#include <inttypes.h>
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/exchange/html.h"
#include "rapport/model/words.h"

#define MM(hundredths) ((hundredths) * (LABEL_MM / 100))
#define INCH(n, of) (LABEL_INCH / (of) * (n))
#define LETTER INCH(17, 2), INCH(11, 1)
#define A4 MM(21000), MM(29700)

#define SHIFT_MOST 20 /* mm: more is no drift but another sheet */

const struct label_sheet label_sheets[] = {
	{"5160", "Avery 5160: 30 labels of 2-5/8 x 1 in on Letter", true, LETTER, INCH(3, 16), INCH(1, 2), INCH(21, 8),
	 INCH(1, 1), INCH(11, 4), INCH(1, 1), 3, 10, 10},
	{"5161", "Avery 5161: 20 labels of 4 x 1 in on Letter", true, LETTER, INCH(5, 32), INCH(1, 2), INCH(4, 1),
	 INCH(1, 1), INCH(67, 16), INCH(1, 1), 2, 10, 11},
	{"L7163", "Avery L7163: 14 labels of 99.1 x 38.1 mm on A4", false, A4, MM(465), MM(1515), MM(9910), MM(3810),
	 MM(10160), MM(3810), 2, 7, 12},
	{"4x6", "Cards of 4 x 6 in, one a page", true, INCH(6, 1), INCH(4, 1), INCH(11, 4), INCH(3, 2), INCH(3, 1),
	 INCH(9, 4), INCH(3, 1), INCH(9, 4), 1, 1, 14},
	{NULL},
};

const struct label_sheet *label_sheet_named(const char *name)
{
	for (const struct label_sheet *s = label_sheets; s->name; s++)
		if (str_ieq(s->name, name))
			return s;
	return NULL;
}

/* --- what a person asks for --- */

static bool no_sheet(const char *name, struct err *e)
{
	struct str b = {0};
	for (const struct label_sheet *s = label_sheets; s->name; s++)
		str_printf(&b, "%s%s", s == label_sheets ? "" : ", ", s->name);
	err_field(e, "sheet", "there is no sheet “%s”; there are %s", name, str_text(&b));
	str_free(&b);
	return false;
}

static bool read_first(struct label_job *job, const char *text, struct err *e)
{
	const struct label_sheet *s = job->sheet;
	int64_t n = 1, most = (int64_t)s->columns * s->rows;
	if (!str_blank(text) && (!str_to_i64(text, &n) || n < 1 || n > most))
		return err_field(e, "first", "a sheet %s has the labels 1 to %" PRId64 ", not “%s”", s->name, most,
				 text);
	job->first = (int)n;
	return true;
}

/* "1.5,-2": tenths of a millimetre. */
static bool read_shift(struct label_job *job, const char *text, struct err *e)
{
	int64_t x, y;
	const char *comma = text ? strchr(text, ',') : NULL;
	struct str left = {0}, right = {0};
	if (str_blank(text))
		return true;
	if (comma) {
		str_addn(&left, text, (size_t)(comma - text));
		str_trim(&left, str_text(&left));
		str_trim(&right, comma + 1);
	}
	bool ok = comma && tenths_read(str_text(&left), &x) && tenths_read(str_text(&right), &y);
	str_free(&left);
	str_free(&right);
	if (!ok)
		return err_field(e, "offset",
				 "“%s” is no offset; it is millimetres to the right and down, such as 1.5,-2", text);
	if (x < -10 * SHIFT_MOST || x > 10 * SHIFT_MOST || y < -10 * SHIFT_MOST || y > 10 * SHIFT_MOST)
		return err_field(e, "offset", "an offset is at most %d mm", SHIFT_MOST);
	job->shift_x = (int32_t)x * (LABEL_MM / 10);
	job->shift_y = (int32_t)y * (LABEL_MM / 10);
	return true;
}

bool label_job_read(struct label_job *job, const char *sheet, const char *first, const char *offset, struct err *e)
{
	*job = (struct label_job){.sheet = str_blank(sheet) ? label_sheets : label_sheet_named(sheet)};
	if (!job->sheet)
		return no_sheet(sheet, e);
	return read_first(job, first, e) && read_shift(job, offset, e);
}

/* --- the page --- */

void label_place(const struct label_job *job, int i, struct label_place *place)
{
	const struct label_sheet *s = job->sheet;
	int at = i + job->first - 1, on_page = at % (s->columns * s->rows);
	*place = (struct label_place){
		.page = at / (s->columns * s->rows),
		.x = s->left + on_page % s->columns * s->step_x + job->shift_x,
		.y = s->top + on_page / s->columns * s->step_y + job->shift_y,
	};
}

/* The exact length in the sheet's unit: "2.625in", "-1.5mm". */
static void add_length(struct str *b, const struct label_sheet *s, int32_t length)
{
	int64_t unit = s->inches ? LABEL_INCH : LABEL_MM, n = length < 0 ? -(int64_t)length : length;
	int64_t hundred_thousandths = (n * 100000 + unit / 2) / unit;
	str_printf(b, "%s%" PRId64 ".%05" PRId64, length < 0 ? "-" : "", hundred_thousandths / 100000,
		   hundred_thousandths % 100000);
	while (b->s[b->len - 1] == '0')
		str_cut(b, b->len - 1);
	if (b->s[b->len - 1] == '.')
		str_cut(b, b->len - 1);
	str_add(b, s->inches ? "in" : "mm");
}

/* "name: length;" for each pair, up to a NULL name. */
struct css_length {
	const char *name;
	int32_t length;
};

static void add_lengths(struct str *b, const struct label_sheet *s, const struct css_length *lengths)
{
	for (; lengths->name; lengths++) {
		str_printf(b, "%s: ", lengths->name);
		add_length(b, s, lengths->length);
		str_add(b, "; ");
	}
}

static void add_css(struct str *b, const struct label_sheet *s)
{
	str_add(b, "@page { size: ");
	add_length(b, s, s->page_w);
	str_addc(b, ' ');
	add_length(b, s, s->page_h);
	str_add(b, "; margin: 0; }\nbody { margin: 0; padding: 0; max-width: none; }\n.sheet { ");
	add_lengths(b, s, (struct css_length[]){{"width", s->page_w}, {"height", s->page_h}, {NULL, 0}});
	str_add(b, "position: relative; overflow: hidden; break-after: page; }\n"
		   ".sheet:last-child { break-after: auto; }\n.label { ");
	add_lengths(b, s, (struct css_length[]){{"width", s->label_w}, {"height", s->label_h}, {NULL, 0}});
	str_printf(b,
		   "position: absolute; padding: 1mm 4mm; overflow: hidden; display: flex; align-items: center; "
		   "font-size: %dpt; line-height: 1.2; }\n"
		   ".label p { margin: 0; }\n.long { font-size: %dpt; }\n.longer { font-size: %dpt; }\n",
		   s->points, s->points * 4 / 5, s->points * 3 / 5);
	str_add(b, ".note { margin: 1rem auto; width: 40rem; max-width: 90%; }\n"
		   "@media screen { body { background: #eee; } .sheet { background: #fff; margin: 1rem auto; }\n"
		   "  .label { outline: 1px dotted #888; } }\n"
		   "@media print { .note { display: none; } }\n");
}

/* How the lines fit: "" as they are, else the class of smaller letters. A letter is taken for half as wide as it is high. */
static const char *size_class(const struct label_sheet *s, const char *address)
{
	static const char *const classes[] = {"", " long", " longer"};
	int32_t point = LABEL_INCH / 72, w = s->label_w - 8 * LABEL_MM, h = s->label_h - 2 * LABEL_MM;
	for (int i = 0; i < 2; i++) {
		int32_t size = point * (s->points * (5 - i) / 5);
		int cells = w * 2 / size, rows = 0;
		for (const char *line = address; *line;) {
			size_t n = strcspn(line, "\n");
			struct str b = {0};
			str_addn(&b, line, n);
			rows += 1 + (utf8_cells(str_text(&b)) - 1) / cells;
			str_free(&b);
			line += n + (line[n] == '\n');
		}
		if (rows * (size + size / 5) <= h)
			return classes[i];
	}
	return classes[2];
}

static void add_label(struct str *b, const struct label_job *job, const struct label_place *at, const char *address)
{
	str_printf(b, "<div class=\"label%s\" style=\"", size_class(job->sheet, address));
	add_lengths(b, job->sheet, (struct css_length[]){{"left", at->x}, {"top", at->y}, {NULL, 0}});
	str_cut(b, b->len - 2);
	str_add(b, "\"><p>");
	html_lines(b, address);
	str_add(b, "</p></div>\n");
}

void labels_html(const struct label_job *job, const char *const *addresses, int n, struct str *out)
{
	struct str css = {0};
	struct label_place at;
	int page = -1;
	add_css(&css, job->sheet);
	html_begin(out, "Address labels", str_text(&css));
	str_free(&css);
	str_add(out, "<p class=\"note\">");
	html_text(out, job->sheet->what);
	str_add(out, ". Print at 100 %, without margins, headers and footers; try on plain paper first and hold it "
		     "against the sheet.</p>\n");
	for (int i = 0; i < n; i++) {
		label_place(job, i, &at);
		if (at.page != page)
			str_printf(out, "%s<div class=\"sheet\">\n", page < 0 ? "" : "</div>\n");
		page = at.page;
		add_label(out, job, &at, addresses[i]);
	}
	str_add(out, page < 0 ? "" : "</div>\n");
	html_end(out);
}
