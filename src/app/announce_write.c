/* An announcement goes out: the files into the outbox, then the records into the book. */
#include <stdlib.h>
#include <string.h>

#include "announce.h"
#include "files.h"
#include "rapport/exchange/html.h"
#include "rapport/exchange/labels.h"
#include "rapport/exchange/letter.h"

struct going_out {
	struct act act;
	struct arena a;
	const struct announcing *w;
	struct announce_plan plan;
	struct clinic clinic;
	const char *folder;
	struct str letters; /* letters.html */
	const char **addresses;
	int n_addresses;
};

/* --- files --- */

static const char LETTER_CSS[] = ".letter { break-after: page; }\n"
				 ".letter:last-child { break-after: auto; }\n"
				 ".letter .clinic { text-align: right; }\n"
				 ".letter .to { margin: 2rem 0; min-height: 5rem; }\n";

static bool put(struct going_out *o, const char *name, const struct str *content, struct err *e)
{
	return file_put(arena_printf(&o->a, "%s/%s", o->folder, name), content, e);
}

static void add_line(struct str *b, const char *line)
{
	if (!str_blank(line))
		str_printf(b, "%s%s", b->len ? "\n" : "", line);
}

static void add_clinic(struct str *html, const struct clinic *c, const char *today)
{
	struct str b = {0};
	add_line(&b, c->name);
	add_line(&b, c->address);
	if (!str_blank(c->city))
		str_printf(&b, "\n%s%s%s %s", c->city, str_blank(c->state) ? "" : ", ",
			   str_blank(c->state) ? "" : c->state, str_blank(c->zip) ? "" : c->zip);
	add_line(&b, c->phone);
	add_line(&b, today);
	str_add(html, "<p class=\"clinic\">");
	html_lines(html, str_text(&b));
	str_add(html, "</p>\n");
	str_free(&b);
}

/* An empty line parts paragraphs. */
static void add_paragraphs(struct str *html, const char *text)
{
	while (*text) {
		const char *end = strstr(text, "\n\n");
		size_t n = end ? (size_t)(end - text) : strlen(text);
		char *part = mem_strndup(text, n);
		while (n && part[n - 1] == '\n')
			part[--n] = '\0';
		if (n) {
			str_add(html, "<p>");
			html_lines(html, part);
			str_add(html, "</p>\n");
		}
		free(part);
		text += end ? (size_t)(end - text) + 2 : strlen(text);
	}
}

static void add_letter(struct going_out *o, const struct addressee *to, const struct letter *l)
{
	str_add(&o->letters, "<div class=\"letter\">\n");
	add_clinic(&o->letters, &o->clinic, day_in_words(o->act.app->now.today, &o->a));
	str_add(&o->letters, "<p class=\"to\">");
	html_lines(&o->letters, to->address);
	str_add(&o->letters, "</p>\n<p><strong>");
	html_text(&o->letters, l->subject);
	str_add(&o->letters, "</strong></p>\n");
	add_paragraphs(&o->letters, l->text);
	str_add(&o->letters, "</div>\n");
	o->addresses[o->n_addresses++] = to->address;
}

static bool put_one(struct going_out *o, const struct addressee *to, struct err *e)
{
	struct arena a = {0};
	struct letter l;
	struct str content = {0};
	const char *path;
	bool ok = to->channel == CHANNEL_CALL || announce_letter(o->act.app, o->w, to->id, &a, &l, e);
	if (ok && to->channel == CHANNEL_LETTER)
		add_letter(o, to, &l);
	if (ok && to->channel == CHANNEL_EMAIL) {
		letter_eml(to->name, to->email, l.subject, l.text, &content);
		ok = folder_put(o->folder, to->name, ".eml", &content, &a, &path, e);
	}
	str_free(&content);
	arena_clear(&a);
	return ok;
}

static bool put_paper(struct going_out *o, struct err *e)
{
	struct label_job job = {.sheet = label_sheets, .first = 1};
	struct str labels = {0};
	if (!o->n_addresses)
		return true;
	html_end(&o->letters);
	labels_html(&job, o->addresses, o->n_addresses, &labels);
	bool ok = put(o, "letters.html", &o->letters, e) && put(o, "labels.html", &labels, e);
	str_free(&labels);
	return ok;
}

static void list_way(struct str *b, const struct announce_plan *p, int16_t channel, const char *heading)
{
	int n = 0;
	for (int i = 0; i < p->n; i++) {
		const struct addressee *r = &p->rows[i];
		const char *where = channel == CHANNEL_EMAIL ? r->email : r->phone;
		if (r->channel != channel)
			continue;
		str_printf(b, "%s  [ ] %s%s%s%s%s\n", n++ ? "" : heading, r->name, r->practice ? ", " : "",
			   r->practice ? r->practice : "", where && channel != CHANNEL_LETTER ? ", " : "",
			   where && channel != CHANNEL_LETTER ? where : "");
	}
}

static bool put_read_me(struct going_out *o, struct err *e)
{
	const struct announce_plan *p = &o->plan;
	struct str b = {0}, day = {0};
	date_long(&day, o->act.app->now.today);
	str_printf(&b, "%s\n%s, by %s\n\n", o->w->title, str_text(&day), o->act.app->user);
	str_add(&b, "Nothing was sent. Each waits in Today of rapport until it is marked as told, by d there,\n"
		    "or all at once by the command \"Announced to all\".\n");
	list_way(&b, p, CHANNEL_EMAIL,
		 "\nBy e-mail: open each .eml file with your mail program, look at it, and send it.\n");
	list_way(&b, p, CHANNEL_LETTER,
		 "\nBy post: print letters.html on paper and labels.html on a sheet of Avery 5160, at 100 %.\n");
	list_way(&b, p, CHANNEL_CALL, "\nCall or visit: there is neither an e-mail nor an address.\n");
	if (p->n_left)
		str_add(&b, "\nLeft out:\n");
	for (int i = 0; i < p->n_left; i++)
		str_printf(&b, "  %s: %s\n", p->left[i].name, p->left[i].why);
	bool ok = put(o, "read-me.txt", &b, e);
	str_free(&day);
	str_free(&b);
	return ok;
}

static bool put_files(struct going_out *o, struct err *e)
{
	bool ok = true;
	o->addresses = arena_alloc(&o->a, (size_t)(o->plan.letters + 1) * sizeof *o->addresses);
	html_begin(&o->letters, o->w->title, LETTER_CSS);
	for (int i = 0; ok && i < o->plan.n; i++)
		ok = put_one(o, &o->plan.rows[i], e);
	return ok && put_paper(o, e) && put_read_me(o, e);
}

/* --- records --- */

static bool records_in(struct tx *tx, void *ctx, struct err *e)
{
	struct going_out *o = ctx;
	struct announcement n;
	struct recipient r;
	record_init(KIND_ANNOUNCEMENT, &n);
	n.title = o->w->title;
	n.text = o->w->text;
	n.on = o->act.app->now.today;
	n.by = o->act.app->user;
	if (!tx_insert(tx, KIND_ANNOUNCEMENT, &n, e))
		return false;
	for (int i = 0; i < o->plan.n; i++) {
		record_init(KIND_RECIPIENT, &r);
		r.announcement_id = n.id;
		r.source_id = o->plan.rows[i].id;
		r.channel = o->plan.rows[i].channel;
		if (!tx_insert(tx, KIND_RECIPIENT, &r, e))
			return false;
	}
	o->act.said->id = n.id;
	tx_label(tx, ANNOUNCED "%s", n.title);
	return true;
}

static void tell(struct going_out *o, struct said *out)
{
	const struct announce_plan *p = &o->plan;
	struct announce_plan files = {.drafts = p->drafts, .letters = p->letters};
	struct str b = {0};
	app_announce_count(&files, &b);
	say(out, "Wrote %s.", b.len ? b.s : "the list");
	if (p->calls)
		say(out, "%d to call or visit.", p->calls);
	if (p->n_left)
		say(out, "%d left out.", p->n_left);
	say(out, p->n == 1 ? "It waits in Today." : "All %d wait in Today.", p->n);
	say(out, "The files are in %s.", o->folder);
	str_free(&b);
}

/* The files come first: nothing of theirs needs the writers' lock, and a book that refuses takes them away again. */
bool app_announce(struct app *app, const struct announcing *w, struct said *out, struct err *e)
{
	struct going_out o = {.act = {.app = app, .said = out}, .w = w};
	bool ok = app_announce_plan(app, w, &o.a, &o.plan, e) &&
		  store_get(app->store, KIND_CLINIC, 1, &o.a, &o.clinic, e);
	if (ok) {
		char *above = arena_strdup(&o.a, o.plan.folder), *slash = strrchr(above, '/');
		*slash = '\0';
		ok = folder_new(above, slash + 1, &o.a, &o.folder, e);
	}
	if (ok) {
		ok = put_files(&o, e) && act_run(&o.act, records_in, e);
		if (ok)
			tell(&o, out);
		else
			folder_drop(o.folder);
	}
	str_free(&o.letters);
	arena_clear(&o.a);
	return ok;
}
