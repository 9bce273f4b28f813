/* vCard 2.1, 3.0 and 4.0 as rows of a partner list: one card, one row. */
#include <string.h>

#include "formats.h"
#include "rapport/base/mem.h"
#include "rapport/model/words.h"
#include "vcard_line.h"

static const char begin[] = "BEGIN:VCARD";

#define NUMBERS 16

/* BEGIN:VCARD is the first text of the file, a BOM or the zero bytes of UTF-16 passed over. */
bool vcard_sniff(const char *buf, size_t len)
{
	const char *want = begin;
	for (size_t i = 0; i < len && *want; i++) {
		unsigned char c = (unsigned char)buf[i];
		bool passed = !c || c >= 0xBB || (c <= ' ' && want == begin);
		if (passed)
			continue;
		if ((c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c) != *want)
			return false;
		want++;
	}
	return !*want;
}

/* A phone, fax or e-mail address: the better the rank, the sooner it is the one that is kept. */
struct number {
	const char *text, *group, *label;
	int rank;
	bool fax, pager;
};

struct card {
	struct arena arena;
	struct str text; /* its properties, a line each */
	const char *whole;
	int64_t line;
	const char *cell[COL_COUNT];
	const char *prefix, *given, *middle, *family, *suffix, *full, *company, *nickname;
	struct number phones[NUMBERS], emails[NUMBERS], pages[NUMBERS];
	int n_phones, n_emails, n_pages;
	int address_rank;
	bool house, group; /* an organisation; a list of other cards */
	int depth;         /* of cards inside cards */
};

static const char *kept(struct card *c, struct str *b)
{
	struct str trimmed = {0};
	str_trim(&trimmed, str_text(b));
	const char *text = trimmed.len ? arena_strdup(&c->arena, trimmed.s) : NULL;
	str_free(&trimmed);
	str_free(b);
	return text;
}

static const char *part_of(struct card *c, const char *value, int n)
{
	struct str b = {0};
	vcard_part(&b, value, n);
	return kept(c, &b);
}

static const char *text_of(struct card *c, const char *value)
{
	struct str b = {0};
	vcard_text(&b, value);
	return kept(c, &b);
}

/* The first that says something is kept. */
static void fill(struct card *c, enum column column, const char *text)
{
	if (!c->cell[column])
		c->cell[column] = text;
}

/* --- properties --- */

static void take_name(struct card *c, const struct vcard_line *l)
{
	c->family = part_of(c, l->value, 0);
	c->given = part_of(c, l->value, 1);
	c->middle = part_of(c, l->value, 2);
	c->prefix = part_of(c, l->value, 3);
	c->suffix = part_of(c, l->value, 4);
}

/* "tel:+1-905-777-1234;ext=102" as a person writes it. */
static const char *phone_of(struct card *c, const struct vcard_line *l)
{
	const char *text = text_of(c, l->value);
	struct str b = {0};
	if (!text || strncasecmp(text, "tel:", 4) != 0)
		return text;
	text += 4;
	size_t n = strcspn(text, ";");
	str_addn(&b, text, n);
	if (strncasecmp(text + n, ";ext=", 5) == 0)
		str_printf(&b, " ext. %.*s", (int)strcspn(text + n + 5, ";"), text + n + 5);
	return kept(c, &b);
}

static int rank_of(const struct vcard_line *l)
{
	int rank = vcard_type(l, "WORK") ? 0 : vcard_type(l, "CELL") ? 2 : vcard_type(l, "HOME") ? 4 : 3;
	return rank * 2 - vcard_preferred(l);
}

static void add_number(struct card *c, struct number *list, int *n, const struct vcard_line *l, const char *text)
{
	if (!text || *n == NUMBERS)
		return;
	list[(*n)++] = (struct number){.text = text,
				       .group = arena_strdup(&c->arena, l->group),
				       .rank = rank_of(l),
				       .fax = vcard_type(l, "FAX"),
				       .pager = vcard_type(l, "PAGER")};
}

/* Lines of an address beside each other, as a list has them: "Street 4, Building 6". */
static void add_address_part(struct str *b, const char *text)
{
	for (; text && *text; text += strspn(text, ", \n")) {
		size_t n = strcspn(text, ",\n");
		if (n)
			str_printf(b, "%s%.*s", b->len ? ", " : "", (int)n, text);
		text += n;
	}
}

static void take_address(struct card *c, const struct vcard_line *l)
{
	static const struct {
		int part;
		enum column column;
	} parts[] = {{3, COL_CITY}, {4, COL_STATE}, {5, COL_ZIP}};
	int rank = 1 + rank_of(l);
	struct str b = {0};
	if (c->address_rank && c->address_rank <= rank)
		return;
	/* the street, then what is behind it, then a post box */
	for (int part = 2; part >= 0; part--)
		add_address_part(&b, part_of(c, l->value, part));
	const char *street = kept(c, &b);
	if (!street)
		return;
	c->address_rank = rank;
	c->cell[COL_ADDRESS] = street;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		c->cell[parts[i].column] = part_of(c, l->value, parts[i].part);
}

/* "_$!<AssistantPhone>!$_" or "work fax" for what stands in the same group. */
static void take_label(struct card *c, const struct vcard_line *l)
{
	const char *label = text_of(c, l->value);
	for (int i = 0; label && i < c->n_phones; i++)
		if (*l->group && str_eq(c->phones[i].group, l->group))
			c->phones[i].label = label;
	for (int i = 0; label && i < c->n_pages; i++)
		if (*l->group && str_eq(c->pages[i].group, l->group))
			c->pages[i].label = label;
}

/* What the card stands for: 4.0 says it in KIND, Apple's in fields of its own. */
static void take_kind(struct card *c, const struct vcard_line *l)
{
	c->house = c->house || str_ieq(l->value, "org") || str_ieq(l->value, "company");
	c->group = c->group || str_ieq(l->value, "group");
}

/* What is kept as it stands. */
static const struct {
	const char *name;
	enum column column;
} plain[] = {
	{"TITLE", COL_ROLE},
	{"NOTE", COL_NOTE},
	{"X-RAPPORT-NPI", COL_NPI},
	{"X-RAPPORT-KIND", COL_KIND},
	{"X-RAPPORT-SPECIALTY", COL_SPECIALTY},
};

static void take_property(struct card *c, const struct vcard_line *l)
{
	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		if (str_eq(l->name, plain[i].name))
			fill(c, plain[i].column, text_of(c, l->value));
	if (str_eq(l->name, "N"))
		take_name(c, l);
	else if (str_eq(l->name, "FN") && !c->full)
		c->full = text_of(c, l->value);
	else if (str_eq(l->name, "NICKNAME"))
		c->nickname = text_of(c, l->value);
	else if (str_eq(l->name, "ORG") && !c->company)
		c->company = part_of(c, l->value, 0);
	else if (str_eq(l->name, "TEL"))
		add_number(c, c->phones, &c->n_phones, l, phone_of(c, l));
	else if (str_eq(l->name, "EMAIL"))
		add_number(c, c->emails, &c->n_emails, l, text_of(c, l->value));
	else if (str_eq(l->name, "URL"))
		add_number(c, c->pages, &c->n_pages, l, text_of(c, l->value));
	else if (str_eq(l->name, "ADR"))
		take_address(c, l);
	else if (str_eq(l->name, "KIND") || str_eq(l->name, "X-ADDRESSBOOKSERVER-KIND") ||
		 str_eq(l->name, "X-ABSHOWAS"))
		take_kind(c, l);
	else if (str_eq(l->name, "X-ABLABEL"))
		take_label(c, l);
}

/* --- a whole card --- */

static void add_word(struct str *b, const char *word)
{
	if (word)
		str_printf(b, "%s%s", b->len ? " " : "", word);
}

/* Letters behind a name: "MD", "PT, DPT", not "Jr.". */
static bool credentials(const char *suffix)
{
	struct str name = {0}, letters = {0}, whole = {0};
	str_printf(&whole, "Ann Sample, %s", suffix);
	person_split(whole.s, &name, &letters);
	bool are = letters.len && str_eq(str_text(&name), "Ann Sample");
	str_free(&name);
	str_free(&letters);
	str_free(&whole);
	return are;
}

static void name_card(struct card *c)
{
	struct str b = {0};
	if (c->suffix && credentials(c->suffix)) {
		c->cell[COL_CREDENTIALS] = c->suffix;
		c->suffix = NULL;
	}
	add_word(&b, c->prefix);
	add_word(&b, c->given);
	add_word(&b, c->middle);
	add_word(&b, c->family);
	if (c->given || c->family)
		add_word(&b, c->suffix);
	/* a comma would part last name and first */
	for (size_t i = 0; i < b.len; i++)
		if (b.s[i] == ',')
			b.s[i] = ' ';
	bool named = c->given || c->family;
	const char *name = kept(c, &b);
	c->cell[COL_NAME] = named ? name : c->full ? c->full : c->nickname ? c->nickname : c->company;
	/* who has nothing but the name of an organisation is one */
	c->house = !named && (c->house || str_eq(c->company, c->cell[COL_NAME]));
	if (c->company && !str_eq(c->company, c->cell[COL_NAME]))
		c->cell[COL_PRACTICE] = c->company;
}

static bool label_says(const struct number *n, const char *word)
{
	return n->label && strcasestr(n->label, word) != NULL;
}

/* Of the labels that people and programs write, those of a practice. */
static bool of_practice(const struct number *n)
{
	static const char *const words[] = {"work", "main", "office", "homepage"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (label_says(n, words[i]))
			return true;
	return false;
}

/* The best of a list; fax: among the fax numbers or among the others. */
static const struct number *best(const struct number *list, int n, bool fax)
{
	const struct number *found = NULL;
	for (int i = 0; i < n; i++) {
		bool is_fax = list[i].fax || label_says(&list[i], "fax");
		if (is_fax != fax || list[i].pager)
			continue;
		/* an assistant's number is theirs only when there is no other */
		int rank = list[i].rank + (of_practice(&list[i]) ? -6 : list[i].label ? 20 : 0);
		if (!found || rank < found->rank)
			found = &list[i];
	}
	return found;
}

/* Numbers that a source has no place for are said, with what they are. */
static void say_rest(struct card *c, const struct intake *to, const struct number *list, int n, const char *one,
		     const char *other)
{
	struct str b = {0};
	for (int i = 0; i < n; i++)
		if (!str_eq(list[i].text, one) && !str_eq(list[i].text, other))
			str_printf(&b, "%s%s", b.len ? ", " : "", list[i].text);
	if (b.len) {
		str_insert(&b, 0, "left out: ", strlen("left out: "));
		to->note(to->ctx, c->line, b.s);
	}
	str_free(&b);
}

static void whole(void *from, struct csv_row *row)
{
	struct card *c = from;
	c->whole = str_text(&c->text);
	row->count = 1;
	row->cell = &c->whole;
}

static bool end_card(struct card *c, const struct intake *to, struct err *e)
{
	struct sheet_row row = {.line = c->line, .whole = whole, .from = c};
	const struct number *phone = best(c->phones, c->n_phones, false), *fax = best(c->phones, c->n_phones, true),
			    *email = best(c->emails, c->n_emails, false), *page = best(c->pages, c->n_pages, false);
	if (c->group) {
		to->skipped(to->ctx, c->line, "a group of cards");
		return true;
	}
	name_card(c);
	if (phone)
		c->cell[COL_PHONE] = phone->text;
	if (fax)
		c->cell[COL_FAX] = fax->text;
	if (email)
		c->cell[COL_EMAIL] = email->text;
	if (page)
		c->cell[COL_WEBSITE] = page->text;
	say_rest(c, to, c->phones, c->n_phones, c->cell[COL_PHONE], c->cell[COL_FAX]);
	say_rest(c, to, c->emails, c->n_emails, c->cell[COL_EMAIL], NULL);
	say_rest(c, to, c->pages, c->n_pages, c->cell[COL_WEBSITE], NULL);
	/* our own cards show the specialty there where there is no role */
	if (str_eq(c->cell[COL_ROLE], c->cell[COL_SPECIALTY]))
		c->cell[COL_ROLE] = NULL;
	row.house = c->house;
	memcpy(row.cell, c->cell, sizeof row.cell);
	return to->row(to->ctx, &row, e);
}

static void clear_card(struct card *c, int64_t line)
{
	struct arena arena = c->arena;
	struct str text = c->text;
	arena_clear(&arena);
	str_clear(&text);
	*c = (struct card){.arena = arena, .text = text, .line = line, .depth = 1};
}

/* A property of, or the border of, the card at hand. */
static bool take_line(struct vcard_lines *lines, struct card *c, const struct vcard_line *l, const struct intake *to,
		      struct err *e)
{
	bool card = str_ieq(l->value, "VCARD");
	if (str_eq(l->name, "BEGIN") && card) {
		if (c->depth++ == 0) {
			clear_card(c, l->line);
			lines->old = false;
		}
		return true;
	}
	if (str_eq(l->name, "END") && card)
		return c->depth == 0 || --c->depth > 0 || end_card(c, to, e);
	if (c->depth != 1)
		return true;
	str_printf(&c->text, "%s%s%s%s%s:%s\n", l->group, *l->group ? "." : "", l->name, *l->params ? ";" : "",
		   l->params, l->value);
	if (str_eq(l->name, "VERSION"))
		lines->old = str_starts(l->value, "2.");
	else
		take_property(c, l);
	return true;
}

bool vcard_read(FILE *in, const struct intake *to, struct err *e)
{
	struct vcard_lines lines;
	struct vcard_line l;
	struct card c = {.depth = 0};
	static const char *const header[] = {"Card"};
	struct sheet sheet = {.list = LIST_PARTNERS, .left_out = "", .header = header, .columns = 1};
	bool ok = vcard_open(&lines, in, e);
	sheet.coding = coding_names[lines.decoder.coding];
	ok = ok && to->sheet(to->ctx, &sheet, e);
	while (ok && vcard_next(&lines, &l))
		ok = take_line(&lines, &c, &l, to, e);
	if (ok && c.depth)
		to->note(to->ctx, c.line, "the card that begins here has no end and is left out");
	ok = ok && decode_whole(&lines.decoder, e);
	arena_clear(&c.arena);
	str_free(&c.text);
	vcard_close(&lines);
	return ok;
}
