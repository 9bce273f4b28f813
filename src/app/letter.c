#include "rapport/app/letter.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "announce.h"
#include "files.h"
#include "inner.h"
#include "rapport/base/data.h"
#include "rapport/base/day.h"
#include "rapport/base/text.h"
#include "rapport/base/utf8.h"
#include "rapport/exchange/letter.h"

#define LETTERS_DIR "letters/"
#define SUFFIX ".txt"
#define LETTER_BYTES (256 * 1024)

/* --- templates --- */

struct shelf {
	struct arena *a;
	struct letter *rows;
	int n, cap;
};

static bool add_letter(struct shelf *s, const char *file, const char *content, bool own, struct err *e)
{
	struct str subject = {0}, text = {0};
	char *name = arena_strndup(s->a, file, strlen(file) - strlen(SUFFIX));
	int at = 0;
	if (!letter_cut(content, &subject, &text, e)) {
		str_free(&subject);
		str_free(&text);
		return err_in(e, "%s", file);
	}
	while (at < s->n && strcmp(s->rows[at].name, name) != 0)
		at++;
	if (at == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 16;
		struct letter *more = arena_alloc(s->a, (size_t)s->cap * sizeof *more);
		if (s->n)
			memcpy(more, s->rows, (size_t)s->n * sizeof *more);
		s->rows = more;
	}
	s->rows[at] = (struct letter){.name = name,
				      .subject = arena_strdup(s->a, str_text(&subject)),
				      .text = arena_strdup(s->a, str_text(&text)),
				      .own = own};
	s->n += at == s->n;
	str_free(&subject);
	str_free(&text);
	return true;
}

static bool read_own(struct shelf *s, const char *folder, const char *file, struct err *e)
{
	char *path = arena_printf(s->a, "%s/%s", folder, file), *content = arena_alloc(s->a, LETTER_BYTES + 1);
	FILE *f = fopen(path, "re");
	if (!f)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	size_t n = fread(content, 1, LETTER_BYTES + 1, f);
	fclose(f);
	if (n > LETTER_BYTES)
		return err_set(e, ERR_INVALID, "%s is too large for a letter", path);
	content[n] = '\0';
	if (!text_enterable(content, n, true))
		return err_set(e, ERR_INVALID, "%s is no plain text in UTF-8", path);
	return add_letter(s, file, content, true, e);
}

static bool read_folder(struct shelf *s, const char *folder, struct err *e)
{
	DIR *d = folder ? opendir(folder) : NULL;
	struct dirent *entry;
	bool ok = true;
	while (ok && d && (entry = readdir(d)) != NULL) {
		size_t n = strlen(entry->d_name);
		if (n > strlen(SUFFIX) && entry->d_name[0] != '.' && str_eq(entry->d_name + n - strlen(SUFFIX), SUFFIX))
			ok = read_own(s, folder, entry->d_name, e);
	}
	if (d)
		closedir(d);
	return ok;
}

static int by_name(const void *x, const void *y)
{
	return strcmp(((const struct letter *)x)->name, ((const struct letter *)y)->name);
}

bool app_letters(struct app *app, struct arena *a, struct letter **rows, int *n, struct err *e)
{
	struct shelf s = {.a = a};
	for (const struct data_file *f = data_files; f->name; f++)
		if (str_starts(f->name, LETTERS_DIR) &&
		    !add_letter(&s, f->name + strlen(LETTERS_DIR), f->text, false, e))
			return false;
	if (!read_folder(&s, app->letters, e))
		return false;
	qsort(s.rows, (size_t)s.n, sizeof *s.rows, by_name);
	*rows = s.rows;
	*n = s.n;
	return true;
}

bool app_letter(struct app *app, const char *name, struct arena *a, struct letter *out, struct err *e)
{
	struct letter *rows;
	struct str names = {0};
	int n;
	if (!app_letters(app, a, &rows, &n, e))
		return false;
	for (int i = 0; i < n; i++) {
		if (str_eq(rows[i].name, name)) {
			*out = rows[i];
			str_free(&names);
			return true;
		}
		str_printf(&names, "%s%s", i ? ", " : "", rows[i].name);
	}
	err_set(e, ERR_NOT_FOUND, "there is no letter “%s”; there are: %s", name, str_text(&names));
	str_free(&names);
	return false;
}

const struct letter *letter_of_kind(const struct letter *rows, int n, const struct letter *l, int16_t source_kind)
{
	const char *kind = choice_word(choices_source_kind, source_kind);
	struct str name = {0};
	const struct letter *found = l;
	str_printf(&name, "%s-%s", l->name, kind ? kind : "");
	for (int i = 0; kind && i < n; i++)
		if (str_eq(rows[i].name, str_text(&name)))
			found = &rows[i];
	str_free(&name);
	return found;
}

/* --- filling --- */

/* "Dr. Okafor" of "Dr. Priya Okafor, MD"; others by their whole name. */
static const char *salutation(const char *name, struct arena *a)
{
	size_t n = strcspn(name, ",");
	while (n && name[n - 1] == ' ')
		n--;
	const char *whole = arena_strndup(a, name, n), *last = strrchr(whole, ' ');
	return str_starts(whole, "Dr. ") && last && last > whole + 3 ? arena_printf(a, "Dr.%s", last) : whole;
}

const char *day_in_words(int32_t day, struct arena *a)
{
	static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
					     "July",    "August",   "September", "October", "November", "December"};
	int y, m, d;
	day_split(day, &y, &m, &d);
	return arena_printf(a, "%d %s %d", d, months[m - 1], y);
}

/* The line of a text that holds {field}, filled; NULL: none does. */
static const char *line_with(const char *text, const char *field, const struct letter_field *fields, struct arena *a)
{
	const char *at = strstr(text, field), *from = at;
	struct str b = {0};
	if (!at)
		return NULL;
	while (from > text && from[-1] != '\n' && strncmp(from, ". ", 2) != 0)
		from--;
	from += strspn(from, ". ");
	bool ok = letter_fill(arena_strndup(a, from, strcspn(from, "\n")), fields, true, &b, NULL);
	const char *line = ok ? arena_strdup(a, str_text(&b)) : NULL;
	str_free(&b);
	return line;
}

/* "The clinic's phone is not known: the letter says “You reach us at .”": empty fields leave holes that nobody meant. */
static const char *lacking(const struct letter *l, const struct letter_field *fields, struct arena *a)
{
	static const char *const own[][2] = {{"phone", "{phone}"}, {"clinic", "{clinic}"}};
	const char *lacks = NULL;
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
		const struct letter_field *f = fields;
		while (strcmp(f->name, own[i][0]) != 0)
			f++;
		const char *line = str_blank(f->value) ? line_with(l->text, own[i][1], fields, a) : NULL;
		if (!line && str_blank(f->value))
			line = line_with(l->subject, own[i][1], fields, a);
		if (!line)
			continue;
		const char *so = str_blank(line) ? "a line of the letter is empty"
						 : arena_printf(a, "the letter says “%s”", line);
		lacks = arena_printf(a, "%s%sThe clinic's %s is not known: %s.", lacks ? lacks : "", lacks ? " " : "",
				     i ? "name" : "phone", so);
	}
	return lacks;
}

bool app_letter_for(struct app *app, uint64_t source_id, const struct letter *l, struct arena *a, struct letter *out,
		    struct err *e)
{
	struct source s;
	struct practice p;
	struct clinic c;
	struct staff me;
	struct str subject = {0}, text = {0};
	record_init(KIND_PRACTICE, &p);
	if (!store_get(app->store, KIND_SOURCE, source_id, a, &s, e) ||
	    !store_get(app->store, KIND_CLINIC, 1, a, &c, e) ||
	    (s.practice_id && !store_get(app->store, KIND_PRACTICE, s.practice_id, a, &p, e)) ||
	    !store_staff_named(app->store, app->user, a, &me, e))
		return false;
	const struct letter_field fields[] = {
		{"name", s.name},
		{"salutation", salutation(s.name, a)},
		{"practice", p.name ? p.name : s.name},
		{"clinic", c.name},
		{"phone", c.referral_line ? c.referral_line : c.phone},
		{"from", me.id && me.name ? me.name : app->user},
		{"today", day_in_words(app->now.today, a)},
		{"title", l->title ? l->title : "(type what is new, for whom it is meant, and how to refer)"},
		{NULL, NULL},
	};
	bool ok = letter_fill(l->subject, fields, true, &subject, e) && letter_fill(l->text, fields, false, &text, e);
	if (ok)
		*out = (struct letter){.name = l->name,
				       .subject = arena_strdup(a, str_text(&subject)),
				       .text = arena_strdup(a, str_text(&text)),
				       .own = l->own,
				       .lacks = lacking(l, fields, a)};
	str_free(&subject);
	str_free(&text);
	return ok;
}

/* --- writing --- */

struct outgoing {
	struct act act;
	struct arena *a;
	const struct writing *w;
	const uint64_t *ids;
	int n;
	struct letter *shelf; /* the templates */
	int n_shelf;
	const char *folder, *last; /* of the files; the last one written */
	struct letter filled;
	int drafts, letters;
	const char **copy;
};

/* Their own, else that of their practice, as the card shows it. */
static bool reached_email(struct store *store, uint64_t id, struct arena *a, const char **email, struct err *e)
{
	struct reached r;
	bool ok = store_reached_one(store, id, a, &r, e);
	*email = ok ? r.email : NULL;
	return ok;
}

/* A template as it stands gives way to the one for this kind of source; what a person has changed stays theirs. */
static struct letter letter_to(const struct outgoing *o, int16_t source_kind)
{
	struct letter l = *o->w->letter;
	for (int i = 0; i < o->n_shelf; i++) {
		const struct letter *as_is = &o->shelf[i], *fits;
		if (!str_eq(as_is->name, l.name) || !str_eq(as_is->text, l.text))
			continue;
		fits = letter_of_kind(o->shelf, o->n_shelf, as_is, source_kind);
		l.text = fits->text;
		if (str_eq(l.subject, as_is->subject))
			l.subject = fits->subject;
		break;
	}
	return l;
}

static bool write_one(struct outgoing *o, uint64_t id, struct err *e)
{
	struct app *app = o->act.app;
	struct source s;
	struct letter l;
	struct str content = {0};
	if (!store_get(app->store, KIND_SOURCE, id, o->a, &s, e))
		return false;
	l = letter_to(o, s.kind);
	bool ok = app_letter_for(app, id, &l, o->a, &o->filled, e);
	if (!ok)
		return false;
	const char *email;
	if (!reached_email(app->store, id, o->a, &email, e))
		return false;
	bool mail = o->w->as != LETTER_TEXT && !str_blank(email);
	if (o->w->as == LETTER_LINK && mail) {
		ok = letter_mailto(email, o->filled.subject, o->filled.text, &content, e);
		*o->copy = ok ? str_take(&content) : NULL;
		o->drafts++;
		return ok;
	}
	if (mail)
		letter_eml(s.name, email, o->filled.subject, o->filled.text, &content);
	else
		str_add(&content, o->filled.text);
	o->drafts += mail;
	o->letters += !mail;
	if (o->w->path) {
		o->last = o->w->path;
		ok = file_put(o->w->path, &content, e);
	} else {
		ok = folder_put(o->folder, s.name, mail ? ".eml" : ".txt", &content, o->a, &o->last, e);
	}
	str_free(&content);
	return ok;
}

static bool log_all(struct tx *tx, void *ctx, struct err *e)
{
	struct outgoing *o = ctx;
	struct source s = {0};
	for (int i = 0; i < o->n; i++) {
		struct touch t;
		const char *email;
		if (!act_source(&o->act, tx, o->ids[i], &s, e) ||
		    !reached_email(tx_store(tx), s.id, &o->act.arena, &email, e))
			return false;
		bool mail = o->w->as != LETTER_TEXT && !str_blank(email);
		touch_begin(o->act.app, &t, s.id, mail ? CHANNEL_EMAIL : CHANNEL_LETTER);
		t.note = o->n == 1 ? o->filled.subject : o->w->letter->name;
		if (!tx_insert(tx, KIND_TOUCH, &t, e))
			return false;
	}
	if (o->n == 1)
		tx_label(tx, "letter to %s", s.name);
	else
		tx_label(tx, "letters to %d sources", o->n);
	return true;
}

static void tell(struct outgoing *o, struct said *out)
{
	if (o->n == 1 && o->w->as == LETTER_LINK && o->drafts)
		str_add(&out->text, "The mail link is ready.");
	else if (o->n == 1)
		str_printf(&out->text, "Wrote %s: %s.", o->drafts ? "an e-mail draft" : "a letter", o->last);
	else
		str_printf(&out->text, "Wrote %d e-mail %s and %d %s to %s.", o->drafts,
			   o->drafts == 1 ? "draft" : "drafts", o->letters, o->letters == 1 ? "letter" : "letters",
			   o->folder);
	if (o->letters && o->w->as != LETTER_TEXT)
		str_printf(&out->text, " %d of %d %s no e-mail: %s instead.", o->letters, o->n,
			   o->letters == 1 ? "has" : "have", o->letters == 1 ? "a letter" : "letters");
	if (o->w->log)
		str_add(&out->text, " Logged.");
	if (o->filled.lacks)
		str_printf(&out->text, " %s", o->filled.lacks);
}

bool app_write(struct app *app, const uint64_t *ids, int n, const struct writing *w, struct arena *a, const char **copy,
	       struct said *out, struct err *e)
{
	struct outgoing o = {.act = {.app = app, .said = out}, .a = a, .w = w, .ids = ids, .n = n, .copy = copy};
	char iso[16];
	bool ok = true;
	*copy = NULL;
	if (n > 1 && w->as == LETTER_LINK)
		return err_set(e, ERR_REFUSED, "a mail link is for one; take e-mail drafts for several");
	if (str_blank(w->letter->text))
		return err_field(e, "text", "the letter is empty");
	day_iso(app->now.today, iso);
	o.folder = arena_printf(a, "%s/%s-%s", app->outbox ? app->outbox : ".", iso, file_name(w->letter->name, a));
	if (!app_letters(app, a, &o.shelf, &o.n_shelf, e))
		return false;
	if (w->as != LETTER_LINK && !w->path)
		ok = folder_make((char *)o.folder, e);
	for (int i = 0; ok && i < n; i++)
		ok = write_one(&o, ids[i], e);
	if (ok && n == 1) {
		char *link = (char *)*copy;
		*copy = link ? arena_strdup(a, link) : w->as == LETTER_TEXT ? arena_strdup(a, o.filled.text) : NULL;
		free(link);
	}
	ok = ok && (!w->log || act_run(&o.act, log_all, e));
	if (ok)
		tell(&o, out);
	return ok;
}
