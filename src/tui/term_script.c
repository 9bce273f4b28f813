#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/tui/term.h"

struct script {
	struct term term;
	char *text;
	const char *at;   /* where the next word begins */
	const char *type; /* inside the words of `type`, up to type_end */
	const char *type_end;
	int looks; /* until one finds Esc; 0: none will */
	struct canvas *shown;
	FILE *out;
};

struct word {
	const char *s;
	size_t n;
};

static struct word next_word(const char **at)
{
	struct word w;

	for (;;) {
		*at += strspn(*at, " \t\r\n");
		if (**at != '#' || !strchr(" \n", (*at)[1]))
			break;
		*at += strcspn(*at, "\n");
	}
	w = (struct word){*at, strcspn(*at, " \t\r\n")};
	*at += w.n;
	return w;
}

static bool word_is(struct word w, const char *name)
{
	return strlen(name) == w.n && !strncmp(w.s, name, w.n);
}

static struct word rest_of_line(const char **at)
{
	struct word w;

	*at += **at == ' ';
	w = (struct word){*at, strcspn(*at, "\n")};
	*at += w.n;
	return w;
}

static bool read_size(struct word w, int *x, int *y)
{
	char *s = mem_strndup(w.s, w.n), end;
	bool ok = sscanf(s, "%dx%d%c", x, y, &end) == 2 && *x > 0 && *y > 0 && *x < 1000 && *y < 1000;

	free(s);
	return ok;
}

static bool read_number(struct word w, int *n)
{
	char *s = mem_strndup(w.s, w.n);
	int64_t number;
	bool ok = str_to_i64(s, &number) && number >= 0 && number < 1000;

	*n = ok ? (int)number : 0;
	free(s);
	return ok;
}

enum step_kind {
	STEP_END,
	STEP_KEY,
	STEP_TYPE,
	STEP_PASTE,
	STEP_RESIZE,
	STEP_SHOT,
	STEP_TEXT,
	STEP_PICTURE,
	STEP_STOP
};
struct step {
	enum step_kind kind;
	struct key key;
	struct word word;
	int w, h, n;
};

static bool mouse_step(const char **at, struct word first, struct step *step)
{
	step->kind = STEP_KEY;
	step->key.code = K_CLICK;
	if (word_is(first, "wheel")) {
		struct word dir = next_word(at);

		if (!word_is(dir, "up") && !word_is(dir, "down"))
			return false;
		step->key.code = word_is(dir, "up") ? K_WHEEL_UP : K_WHEEL_DOWN;
	}
	return read_number(next_word(at), &step->key.x) && read_number(next_word(at), &step->key.y);
}

static bool read_step(const char **at, struct step *step)
{
	struct word w = next_word(at);

	*step = (struct step){.kind = STEP_END, .word = w};
	if (!w.n)
		return true;
	if (word_is(w, "type") || word_is(w, "paste") || word_is(w, "picture")) {
		step->kind = word_is(w, "type") ? STEP_TYPE : word_is(w, "paste") ? STEP_PASTE : STEP_PICTURE;
		step->word = rest_of_line(at);
		return utf8_valid(step->word.s, step->word.n);
	}
	if (word_is(w, "resize")) {
		step->kind = STEP_RESIZE;
		return read_size(next_word(at), &step->w, &step->h);
	}
	if (word_is(w, "shot") || word_is(w, "text")) {
		step->kind = word_is(w, "shot") ? STEP_SHOT : STEP_TEXT;
		step->word = next_word(at);
		return step->word.n > 0;
	}
	if (word_is(w, "click") || word_is(w, "wheel"))
		return mouse_step(at, w, step);
	if (word_is(w, "stop")) {
		step->kind = STEP_STOP;
		return read_number(next_word(at), &step->n) && step->n > 0;
	}
	step->kind = STEP_KEY;
	return word_is(w, "idle") || key_named(w.s, w.n, &step->key);
}

static void shoot(struct script *s, struct word name, bool styles)
{
	struct str b = {0};

	if (!s->shown)
		return;
	fprintf(s->out, "--- %.*s (%dx%d, cursor ", (int)name.n, name.s, s->shown->w, s->shown->h);
	if (s->shown->cursor_x < 0)
		fputs("hidden)\n", s->out);
	else
		fprintf(s->out, "%d,%d)\n", s->shown->cursor_x, s->shown->cursor_y);
	canvas_text(s->shown, &b);
	fputs(str_text(&b), s->out);
	if (styles) {
		str_clear(&b);
		canvas_styles(s->shown, &b);
		fprintf(s->out, "--- styles\n%s", str_text(&b));
	}
	str_free(&b);
}

static void take_picture(struct script *s, struct word title)
{
	struct str b = {0};
	char *words = mem_strndup(title.s, title.n);

	if (s->shown)
		canvas_svg(s->shown, words, &b);
	fputs(str_text(&b), s->out);
	str_free(&b);
	free(words);
}

static void take_paste(struct script *s, struct word text)
{
	str_clear(&s->term.paste);
	for (size_t i = 0; i < text.n; i++) {
		if (text.s[i] == '\\' && i + 1 < text.n && text.s[i + 1] == 'n') {
			str_addc(&s->term.paste, '\n');
			i++;
		} else {
			str_addc(&s->term.paste, text.s[i]);
		}
	}
}

static struct key typed_key(struct script *s)
{
	struct key k = {0};

	s->type += utf8_decode(s->type, (size_t)(s->type_end - s->type), &k.code);
	return k;
}

/* A look whether a key is there already finds none but that of `stop`, so that nothing depends on how long a piece of work takes. */
static struct key found_key(struct script *s)
{
	bool stops = s->looks == 1;

	s->looks -= s->looks > 0;
	s->term.eager = s->looks > 0;
	return (struct key){.code = stops ? K_ESC : K_NONE};
}

static struct key script_next_key(struct term *t, int timeout_ms)
{
	struct script *s = (struct script *)t;
	struct step step;

	if (timeout_ms == 0)
		return found_key(s);
	if (s->looks) { /* it was typed all the same, and came too late for the work */
		s->looks = 0;
		t->eager = false;
		return (struct key){.code = K_ESC};
	}
	for (;;) {
		if (s->type < s->type_end)
			return typed_key(s);
		read_step(&s->at, &step);
		switch (step.kind) {
		case STEP_END:
			return (struct key){.code = K_HANGUP};
		case STEP_KEY:
			return step.key;
		case STEP_TYPE:
			s->type = step.word.s;
			s->type_end = step.word.s + step.word.n;
			break;
		case STEP_PASTE:
			take_paste(s, step.word);
			return (struct key){.code = K_PASTE};
		case STEP_RESIZE:
			t->w = step.w;
			t->h = step.h;
			return (struct key){.code = K_RESIZE};
		case STEP_SHOT:
		case STEP_TEXT:
			shoot(s, step.word, step.kind == STEP_SHOT);
			break;
		case STEP_PICTURE:
			take_picture(s, step.word);
			break;
		case STEP_STOP:
			s->looks = step.n;
			t->eager = true;
			break;
		}
	}
}

static void script_show(struct term *t, const struct canvas *c)
{
	struct script *s = (struct script *)t;

	if (!s->shown)
		s->shown = canvas_new(c->w, c->h);
	if (s->shown->w != c->w || s->shown->h != c->h)
		canvas_resize(s->shown, c->w, c->h);
	memcpy(s->shown->cells, c->cells, sizeof(*c->cells) * (size_t)(c->w * c->h));
	s->shown->cursor_x = c->cursor_x;
	s->shown->cursor_y = c->cursor_y;
}

static void script_nothing(struct term *t)
{
	(void)t;
}

static bool script_copy(struct term *t, const char *text)
{
	fprintf(((struct script *)t)->out, "copied: %s\n", text);
	return true;
}

static void script_title(struct term *t, const char *text)
{
	(void)t;
	(void)text;
}

static void script_close(struct term *t)
{
	struct script *s = (struct script *)t;

	canvas_free(s->shown);
	str_free(&t->paste);
	free(s->text);
	free(s);
}

/* A script is read whole before its first key is taken, so that a slip of the pen is a message and not a hang. */
static bool check_script(const char *text, struct err *e)
{
	const char *at = text;
	struct step step;

	do {
		if (!read_step(&at, &step)) {
			int line = 1;

			for (const char *c = text; c < step.word.s; c++)
				line += *c == '\n';
			return err_set(e, ERR_INVALID, "script line %d: \u201c%.*s\u201d is not a step", line,
				       (int)step.word.n, step.word.s);
		}
	} while (step.kind != STEP_END);
	return true;
}

struct term *term_script(const char *script, int w, int h, FILE *out, struct err *e)
{
	struct script *s;

	if (!check_script(script, e))
		return NULL;
	s = mem_alloc(sizeof(*s));
	s->text = mem_strdup(script);
	s->at = s->text;
	s->out = out;
	s->term = (struct term){
		.w = w,
		.h = h,
		.next_key = script_next_key,
		.show = script_show,
		.redraw = script_nothing,
		.suspend = script_nothing,
		.resume = script_nothing,
		.stop = script_nothing,
		.copy = script_copy,
		.title = script_title,
		.close = script_close,
	};
	return &s->term;
}

bool term_script_done(const struct term *t)
{
	const struct script *s = (const struct script *)t;
	const char *at = s->at;

	return s->type >= s->type_end && !next_word(&at).n;
}
