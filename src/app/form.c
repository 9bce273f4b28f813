/* The clinic's referral form as a sheet, and its business card. */
#include "rapport/app/form.h"

#include <string.h>

#include "paper.h"
#include "rapport/base/data.h"
#include "rapport/base/text.h"
#include "rapport/exchange/html.h"

/* So that the sheet stays one. */
#define MOST_PAYERS 11
#define MOST_SERVICES 14

/* --- what it says --- */

static const char *or_empty(const char *s)
{
	return str_blank(s) ? "" : s;
}

static void join(struct str *b, const char *gap, const char *text)
{
	if (!str_blank(text))
		str_printf(b, "%s%s", b->len ? gap : "", text);
}

static const char *address_of(const struct clinic *c, struct arena *a)
{
	struct str b = {0};
	join(&b, ", ", c->address);
	join(&b, ", ", c->city);
	join(&b, ", ", c->state);
	join(&b, str_blank(c->state) ? ", " : " ", c->zip);
	const char *text = arena_strdup(a, str_text(&b));
	str_free(&b);
	return text;
}

static const char *lacks_of(const struct referral_form *f, struct arena *a)
{
	const struct clinic *c = &f->clinic;
	const struct {
		const char *name, *text;
	} parts[] = {{"disciplines", c->disciplines}, {"referral line", c->referral_line}, {"fax", c->fax},
		     {"address", f->address},         {"services", f->services},           {"payers", f->payers}};
	struct str b = {0};
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (str_blank(parts[i].text))
			join(&b, ", ", parts[i].name);
	const char *text =
		b.len ? arena_printf(a, "Not in the clinic's profile yet: %s (`clinic` fills it in).", str_text(&b))
		      : "";
	str_free(&b);
	return text;
}

bool app_form(struct app *app, struct arena *a, struct referral_form *out, struct err *e)
{
	struct clinic *c = &out->clinic;
	const char *words[LABEL_TYPES];
	*out = (struct referral_form){0};
	if (!store_get(app->store, KIND_CLINIC, 1, a, c, e) ||
	    !store_labels(app->store, LABEL_OF_CLINIC, 1, a, words, e))
		return false;
	out->address = address_of(c, a);
	out->line = or_empty(str_blank(c->referral_line) ? c->phone : c->referral_line);
	out->payers = words[LABEL_PAYER];
	out->services = words[LABEL_SERVICE];
	out->lacks = lacks_of(out, a);
	bool nameless = str_blank(c->name), nowhere = !*out->line && str_blank(c->fax);
	if (nameless || nowhere)
		return err_set(
			e, ERR_REFUSED,
			"the clinic's profile has no %s: nobody could tell where to refer to (`clinic` fills it in)",
			!nowhere    ? "name"
			: !nameless ? "referral line, phone or fax"
				    : "name, and no referral line, phone or fax");
	return true;
}

/* --- the sheet --- */

struct page {
	const struct referral_form *f;
	struct arena arena;
	struct str *out;
	int boxes; /* so that each has a name of its own */
};

static void cell(struct page *p, const char *tag, const char *attributes, const char *text)
{
	html_element(p->out, tag, attributes, text);
}

/* A line to write on. type: "text", "date", "tel". */
static void line(struct page *p, const char *label, const char *name, const char *type, const char *classes)
{
	str_printf(p->out, "<label class=\"line %s\"><span>", classes);
	html_text(p->out, label);
	str_printf(p->out, "</span><input type=\"%s\" name=\"%s\" autocomplete=\"off\"></label>\n", type, name);
}

static void area(struct page *p, const char *label, const char *name, int rows)
{
	str_add(p->out, "<label class=\"line wide\"><span>");
	html_text(p->out, label);
	str_printf(p->out, "</span><textarea name=\"%s\" rows=\"%d\"></textarea></label>\n", name, rows);
}

static void box(struct page *p, const char *label)
{
	str_printf(p->out, "<label class=\"box\"><input type=\"checkbox\" name=\"box%d\">", ++p->boxes);
	cell(p, "span", NULL, label);
	str_add(p->out, "</label>\n");
}

static void choice(struct page *p, const char *name, const char *label)
{
	str_printf(p->out, "<label class=\"box\"><input type=\"radio\" name=\"%s\" value=\"", name);
	html_text(p->out, label);
	str_add(p->out, "\">");
	cell(p, "span", NULL, label);
	str_add(p->out, "</label>\n");
}

static void begin(struct page *p, const char *title)
{
	str_add(p->out, "<fieldset>\n");
	cell(p, "legend", NULL, title);
	str_add(p->out, "<div class=\"fields\">\n");
}

static void end(struct page *p)
{
	str_add(p->out, "</div>\n</fieldset>\n");
}

/* The disciplines as they are asked for on such forms; what is named otherwise stands as it was typed. */
static void discipline(struct page *p, const char *typed)
{
	static const struct {
		const char *part, *label;
	} known[] = {{"physical", "Physical therapy"},
		     {"occupational", "Occupational therapy"},
		     {"speech", "Speech therapy"}};
	bool any = false;
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (strcasestr(typed, known[i].part)) {
			box(p, known[i].label);
			any = true;
		}
	}
	if (!any && !str_blank(typed))
		box(p, typed);
}

/* Each word of a list "a, b, c", at most so many: the others are written on the line that follows. */
static void each(struct page *p, const char *list, int most, void (*put)(struct page *p, const char *word))
{
	for (int i = 0; *list && i < most; i++) {
		size_t n = strcspn(list, ",");
		put(p, arena_strndup(&p->arena, list, n));
		list += n;
		list += strspn(list, ", ");
	}
}

static void contact(struct page *p, const char *label, const char *text)
{
	if (str_blank(text))
		return;
	str_add(p->out, "<div><span>");
	html_text(p->out, label);
	str_add(p->out, "</span> ");
	cell(p, "b", NULL, text);
	str_add(p->out, "</div>\n");
}

static void put_head(struct page *p)
{
	const struct clinic *c = &p->f->clinic;
	bool own_line = !str_eq(p->f->line, c->phone);
	str_add(p->out, "<header>\n<div>\n");
	cell(p, "h1", NULL, c->name);
	if (!str_blank(c->disciplines))
		cell(p, "p", NULL, c->disciplines);
	if (*p->f->address)
		cell(p, "p", " class=\"soft\"", p->f->address);
	str_add(p->out, "</div>\n<div class=\"reach\">\n");
	contact(p, "Referral line", p->f->line);
	contact(p, "Fax", c->fax);
	if (own_line)
		contact(p, "Phone", c->phone);
	contact(p, "E-mail", c->email);
	contact(p, "Web", c->website);
	contact(p, "NPI", c->npi);
	str_add(p->out, "</div>\n</header>\n");
	cell(p, "h2", NULL, "Patient referral");
}

static void put_patient(struct page *p)
{
	begin(p, "Patient");
	line(p, "Name or initials", "patient", "text", "half");
	line(p, "Date of birth", "born", "text", "quarter");
	line(p, "Phone", "patient-phone", "tel", "quarter");
	line(p, "Whom to call, and when", "call", "text", "half");
	line(p, "Interpreter, language", "language", "text", "half");
	end(p);
}

static void put_order(struct page *p)
{
	begin(p, "Referral");
	str_add(p->out, "<div class=\"boxes wide\">\n");
	box(p, "Evaluate and treat");
	box(p, "Evaluate only");
	each(p, or_empty(p->f->clinic.disciplines), MOST_SERVICES, discipline);
	str_add(p->out, "</div>\n");
	area(p, "Reason for referral, diagnosis (ICD-10)", "reason", 3);
	line(p, "Onset or surgery, date", "onset", "text", "half");
	line(p, "Visits a week, for how many weeks", "visits", "text", "half");
	area(p, "Precautions, limits, what you would like us to look at", "precautions", 3);
	str_add(p->out, "<div class=\"boxes wide\"><span>How soon</span>\n");
	choice(p, "urgency", "Within 48 hours");
	choice(p, "urgency", "This week");
	choice(p, "urgency", "Next opening");
	str_add(p->out, "</div>\n");
	end(p);
}

static void put_offer(struct page *p, const char *title, const char *list, int most, const char *other,
		      const char *name)
{
	if (!*list)
		return;
	begin(p, title);
	str_add(p->out, "<div class=\"boxes wide\">\n");
	each(p, list, most, box);
	str_add(p->out, "</div>\n");
	line(p, other, name, "text", "half");
	if (str_eq(name, "payer"))
		line(p, "Member number", "member", "text", "half");
	end(p);
}

static void put_referrer(struct page *p)
{
	begin(p, "Referred by");
	line(p, "Name, credentials", "referrer", "text", "half");
	line(p, "NPI", "npi", "text", "quarter");
	line(p, "Phone", "referrer-phone", "tel", "quarter");
	line(p, "Practice", "practice", "text", "half");
	line(p, "Fax or e-mail for our reports", "reports", "text", "half");
	str_add(p->out, "<div class=\"boxes wide\"><span>How you like to hear from us</span>\n");
	box(p, "Fax");
	box(p, "Secure e-mail");
	box(p, "Call");
	box(p, "Only when something changes");
	str_add(p->out, "</div>\n");
	line(p, "Signature", "signature", "text", "sign threequarter");
	line(p, "Date", "date", "text", "sign quarter");
	end(p);
}

static void put_foot(struct page *p)
{
	const char *fax = p->f->clinic.fax, *phone = p->f->line;
	struct str b = {0};
	str_add(&b, "Filled in, this page holds what is private to a patient. ");
	if (!str_blank(fax))
		str_printf(&b, "Please fax it to %s", fax);
	else
		str_printf(&b, "Please read it to us by phone, %s", phone);
	str_add(&b, " or give it to the patient; do not send it by plain e-mail.");
	cell(p, "footer", NULL, str_text(&b));
	str_free(&b);
}

void app_form_page(const struct referral_form *f, struct str *html)
{
	struct page p = {.f = f, .out = html};
	html_begin(html, arena_printf(&p.arena, "%s: patient referral", f->clinic.name), data_text("form.css", NULL));
	put_head(&p);
	put_patient(&p);
	put_order(&p);
	put_offer(&p, "Services", f->services, MOST_SERVICES, "Other", "service");
	put_offer(&p, "Insurance", f->payers, MOST_PAYERS, "Other", "payer");
	if (!*f->payers) {
		begin(&p, "Insurance");
		line(&p, "Payer", "payer", "text", "half");
		line(&p, "Member number", "member", "text", "half");
		end(&p);
	}
	put_referrer(&p);
	put_foot(&p);
	html_end(html);
	arena_clear(&p.arena);
}

bool app_form_write(struct app *app, const struct referral_form *f, const char *path, struct said *out, struct err *e)
{
	struct str html = {0};
	app_form_page(f, &html);
	bool ok = paper_put(app, "form", "referral form", path, &html, out, e);
	if (ok && *f->lacks)
		str_printf(&out->text, " %s", f->lacks);
	str_free(&html);
	return ok;
}

/* --- the card --- */

static void card_line(struct str *out, const char *label, const char *text)
{
	if (str_blank(text))
		return;
	str_add(out, label);
	text_cell(out, text);
	str_addc(out, '\n');
}

void app_form_text(const struct referral_form *f, const char *at, struct str *out)
{
	const struct clinic *c = &f->clinic;
	card_line(out, "", c->name);
	card_line(out, "", c->disciplines);
	card_line(out, "", f->address);
	card_line(out, "Refer a patient: ", f->line);
	card_line(out, "Fax: ", c->fax);
	card_line(out, "Referral form: ", str_blank(at) ? c->website : at);
	card_line(out, "E-mail: ", c->email);
	card_line(out, "We take: ", f->payers);
}
