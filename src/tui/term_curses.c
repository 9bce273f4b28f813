/* The one file that knows curses. One terminal at a time: curses and signals are the process's own. */
#include <assert.h>
#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
/* Its struct of this name is not ours. */
#define term terminfo_term
#include <term.h>
#undef term
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

/* Macros of term.h that are names here. */
#undef columns
#undef lines
#undef tab

#include "crash.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/tui/term.h"

#define PASTE_WAIT_MS 500
#define COPY_MOST 6000 /* bytes: under 8 KB as base 64 */
#define WITHOUT \
	"Without one these work: rapport today, rapport find, rapport show, rapport log; rapport --help lists all"

/* Key codes that terminfo does not know. */
enum { CODE_PASTE_START = 2000, CODE_PASTE_END, CODE_CTRL_LEFT, CODE_CTRL_RIGHT };

static const char modes_on[] = "\033[?2004h";
static const char modes_off[] = "\033[?2004l";

struct curses {
	struct term term;
	SCREEN *screen;
	struct canvas *shown; /* what the terminal shows; NULL: paint everything */
	attr_t attrs[ROLE_COUNT];
	short pairs[ROLE_COUNT];
	int cursor; /* as curs_set */
	int press_x, press_y;
	cchar_t *run;       /* of changed cells: room for a row */
	struct key waiting; /* after an Esc */
	char *note;
	sigset_t mask; /* as it was before */
	bool titled;
};

static volatile sig_atomic_t got_hangup, got_stop, got_cont;

static void on_signal(int sig)
{
	if (sig == SIGTSTP)
		got_stop = 1;
	else if (sig == SIGCONT)
		got_cont = 1;
	else
		got_hangup = 1;
}

static const int caught[] = {SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
#define CAUGHT (sizeof(caught) / sizeof(caught[0]))

static void send(const char *s)
{
	fputs(s, stdout);
	fflush(stdout);
}

/* A capability's string, or NULL. */
static const char *capability(const char *name)
{
	char *s = tigetstr(name);

	return s && s != (char *)-1 && *s ? s : NULL;
}

/* --- keys --- */

static uint32_t named_code(wint_t code)
{
	switch (code) {
	case KEY_UP:
		return K_UP;
	case KEY_DOWN:
		return K_DOWN;
	case KEY_LEFT:
		return K_LEFT;
	case KEY_RIGHT:
		return K_RIGHT;
	case KEY_HOME:
		return K_HOME;
	case KEY_END:
		return K_END;
	case KEY_PPAGE:
		return K_PGUP;
	case KEY_NPAGE:
		return K_PGDN;
	case KEY_DC:
		return K_DEL;
	case KEY_IC:
		return K_INS;
	case KEY_BTAB:
		return K_BACKTAB;
	case KEY_BACKSPACE:
		return K_BACKSPACE;
	case KEY_ENTER:
		return K_ENTER;
	case CODE_CTRL_LEFT:
		return K_CTRL_LEFT;
	case CODE_CTRL_RIGHT:
		return K_CTRL_RIGHT;
	default:
		return code > KEY_F0 && code <= KEY_F(12) ? K_F1 + code - KEY_F(1) : K_NONE;
	}
}

static struct key resized(struct curses *t)
{
	t->term.w = COLS;
	t->term.h = LINES;
	t->term.redraw(&t->term);
	return (struct key){.code = K_RESIZE};
}

static struct key mouse(struct curses *t)
{
	MEVENT m;
	struct key k = {0};

	if (getmouse(&m) != OK)
		return k;
	k.x = m.x;
	k.y = m.y;
	if (m.bstate & BUTTON4_PRESSED) {
		k.code = K_WHEEL_UP;
	} else if (m.bstate & BUTTON5_PRESSED) {
		k.code = K_WHEEL_DOWN;
	} else if (m.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED)) {
		k.code = K_CLICK;
		t->press_x = m.x;
		t->press_y = m.y;
	} else if (m.bstate & BUTTON1_RELEASED && (m.x != t->press_x || m.y != t->press_y)) {
		k.code = K_DRAG;
	}
	return k;
}

static struct key pasted(struct curses *t)
{
	struct str *b = &t->term.paste;
	wint_t wc;
	int rc;

	str_clear(b);
	timeout(PASTE_WAIT_MS);
	while ((rc = get_wch(&wc)) != ERR) {
		char s[4];

		if (rc == KEY_CODE_YES) {
			if (wc == CODE_PASTE_END)
				break;
			continue;
		}
		str_addn(b, s, utf8_encode(wc == '\r' ? '\n' : (uint32_t)wc, s));
	}
	timeout(0);
	return (struct key){.code = K_PASTE};
}

/* The rest of a sequence that no table knows must not be taken for typing. */
static struct key escape(struct curses *t)
{
	wint_t wc;
	int rc = get_wch(&wc);

	if (rc == OK && (wc == '[' || wc == 'O')) {
		while (get_wch(&wc) == OK && (wc < 0x40 || wc > 0x7e))
			;
		return (struct key){0};
	}
	if (rc == OK)
		t->waiting.code = wc == 8 ? K_BACKSPACE : (uint32_t)wc;
	else if (rc == KEY_CODE_YES)
		t->waiting.code = named_code(wc);
	return (struct key){.code = K_ESC};
}

/* A key that is there already, K_NONE when none is. *more: what came was nothing to tell, look again. */
static struct key take_key(struct curses *t, bool *more)
{
	struct key k = t->waiting;
	wint_t wc;
	int rc;

	*more = false;
	t->waiting = (struct key){0};
	if (k.code)
		return k;
	rc = get_wch(&wc);
	if (rc == ERR)
		return k;
	if (rc == OK && wc == K_ESC)
		k = escape(t);
	else if (rc == OK)
		k.code = wc == 8 ? K_BACKSPACE : (uint32_t)wc;
	else if (wc == KEY_RESIZE)
		k = resized(t);
	else if (wc == KEY_MOUSE)
		k = mouse(t);
	else if (wc == CODE_PASTE_START)
		k = pasted(t);
	else
		k.code = named_code(wc);
	*more = !k.code;
	return k;
}

static struct key told_by_signal(struct curses *t)
{
	struct key k = {0};

	if (got_hangup) {
		k.code = K_HANGUP;
	} else if (got_stop) {
		got_stop = 0;
		t->term.stop(&t->term);
		k.code = K_RESUMED;
	} else if (got_cont) {
		got_cont = 0;
		t->term.redraw(&t->term);
		k.code = K_RESUMED;
	}
	return k;
}

static struct key curses_next_key(struct term *term, int timeout_ms)
{
	struct curses *t = (struct curses *)term;
	struct timespec wait = {timeout_ms / 1000, timeout_ms % 1000 * 1000000L};

	for (bool waited = false, gone = false;; waited = true) {
		struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
		bool more = true;
		struct key k = told_by_signal(t);

		while (!k.code && more)
			k = take_key(t, &more);
		if (gone && !k.code)
			k.code = K_HANGUP;
		if (k.code || waited)
			return k;
		/* Signals are let in only here, so that none falls between the look and the wait. */
		if (ppoll(&in, 1, timeout_ms < 0 ? NULL : &wait, &t->mask) < 0 && errno != EINTR)
			return (struct key){.code = K_HANGUP};
		/* A terminal that has gone answers at once and for ever; keys typed before that are still read. */
		gone = in.revents & (POLLHUP | POLLERR | POLLNVAL);
	}
}

/* --- showing --- */

/* A cell as curses has it; returns how many it takes: two where a wide one is shown as "?". */
static int curses_cell(const struct curses *t, const struct cell *cell, cchar_t *out)
{
	wchar_t wide[CELL_BYTES] = {0};
	const char *s = cell->text;
	size_t left = strlen(s), n = 0;
	enum role role = STYLE_ROLE(cell->style);
	attr_t attrs = t->attrs[role];
	short pair = t->pairs[role];
	int cells = 1;

	while (left) {
		uint32_t cp;
		size_t len = utf8_decode(s, left, &cp);

		wide[n++] = (wchar_t)cp;
		s += len;
		left -= len;
	}
	/* Where the C library thinks otherwise of a width the row would shift. */
	if (wide[0] > 0x7e && wcwidth(wide[0]) != cell->width) {
		cells = cell->width;
		wide[0] = cells == 2 ? L'?' : L'\u00b7';
		wide[1] = 0;
	}
	for (size_t i = 1; i < n && wide[i]; i++) {
		if (wcwidth(wide[i]) != 0)
			wide[i] = 0;
	}
	/* The selection is one calm bar: neither patches of colour nor dim words on it. */
	if (cell->style & STYLE_REVERSE) {
		attrs = (attrs & ~WA_DIM) | WA_REVERSE;
		pair = 0;
	}
	setcchar(&out[0], wide, attrs, pair, NULL);
	if (cells == 2)
		setcchar(&out[1], L" ", attrs, pair, NULL);
	return cells;
}

/* The cells of a row that changed, run by run: curses takes a run at a fraction of what single cells cost. */
static void show_row(const struct curses *t, int y, int w, const struct cell *row, const struct cell *old)
{
	for (int x = 0; x < w;) {
		int from = x, n = 0;

		while (x < w && x + row[x].width <= w && (!old || !cell_same(&row[x], &old[x]))) {
			if (row[x].width)
				n += curses_cell(t, &row[x], &t->run[n]);
			x++;
		}
		if (n)
			mvadd_wchnstr(y, from, t->run, n);
		else
			x++;
	}
}

static void curses_show(struct term *term, const struct canvas *c)
{
	struct curses *t = (struct curses *)term;
	int w = c->w < COLS ? c->w : COLS, h = c->h < LINES ? c->h : LINES;
	int cursor = c->cursor_x >= 0 && c->cursor_x < w && c->cursor_y < h;
	bool all = !t->shown || t->shown->w != c->w || t->shown->h != c->h;

	if (all) {
		erase();
		if (!t->shown)
			t->shown = canvas_new(c->w, c->h);
		canvas_resize(t->shown, c->w, c->h);
		free(t->run);
		t->run = mem_alloc(sizeof(*t->run) * (size_t)c->w * 2);
	}
	for (int y = 0; y < h; y++) {
		const struct cell *row = canvas_cell(c, 0, y);
		struct cell *old = &t->shown->cells[y * c->w];
		size_t size = sizeof(*row) * (size_t)c->w;

		if (!all && !memcmp(row, old, size))
			continue;
		show_row(t, y, w, row, all ? NULL : old);
		memcpy(old, row, size);
	}
	if (cursor != t->cursor)
		curs_set(cursor);
	t->cursor = cursor;
	move(cursor ? c->cursor_y : h - 1, cursor ? c->cursor_x : 0);
	refresh();
}

static void curses_redraw(struct term *term)
{
	struct curses *t = (struct curses *)term;

	canvas_free(t->shown);
	t->shown = NULL;
	clearok(stdscr, TRUE);
}

/* --- leaving and coming back --- */

static void curses_suspend(struct term *term)
{
	struct curses *t = (struct curses *)term;

	def_prog_mode();
	send(modes_off);
	endwin();
	crash_pause(true);
	sigprocmask(SIG_SETMASK, &t->mask, NULL);
}

static void block_signals(sigset_t *before)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGWINCH);
	for (size_t i = 0; i < CAUGHT; i++)
		sigaddset(&set, caught[i]);
	sigprocmask(SIG_BLOCK, &set, before);
}

static void curses_resume(struct term *term)
{
	block_signals(NULL);
	crash_pause(false);
	reset_prog_mode();
	term->redraw(term);
	refresh();
	send(modes_on);
	/* The window may have another size now. */
	term->w = COLS;
	term->h = LINES;
	got_cont = 0;
}

static void curses_stop(struct term *term)
{
	struct sigaction ours, plain = {.sa_handler = SIG_DFL};

	sigemptyset(&plain.sa_mask);
	curses_suspend(term);
	sigaction(SIGTSTP, &plain, &ours);
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
	curses_resume(term);
}

static void add_base64(struct str *b, const char *s, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		uint32_t bits = (uint32_t)(unsigned char)s[i] << 16;

		if (i + 1 < n)
			bits |= (uint32_t)(unsigned char)s[i + 1] << 8;
		if (i + 2 < n)
			bits |= (unsigned char)s[i + 2];
		str_addc(b, digits[bits >> 18]);
		str_addc(b, digits[bits >> 12 & 63]);
		str_addc(b, i + 1 < n ? digits[bits >> 6 & 63] : '=');
		str_addc(b, i + 2 < n ? digits[bits & 63] : '=');
	}
}

static bool curses_copy(struct term *term, const char *text)
{
	struct str b = {0};
	size_t n = strlen(text);

	(void)term;
	if (!capability("Ms") || n > COPY_MOST)
		return false;
	str_add(&b, "\033]52;c;");
	add_base64(&b, text, n);
	str_add(&b, "\007");
	send(str_text(&b));
	str_free(&b);
	return true;
}

static bool xterm_like(void)
{
	static const char *const names[] = {"xterm", "tmux",    "rxvt",  "alacritty", "foot",
					    "kitty", "konsole", "gnome", "vte",       "st-"};
	const char *name = getenv("TERM");

	for (size_t i = 0; name && i < sizeof(names) / sizeof(names[0]); i++) {
		if (str_starts(name, names[i]))
			return true;
	}
	return false;
}

static void curses_title(struct term *term, const char *text)
{
	struct str b = {0};

	if (!xterm_like())
		return;
	str_printf(&b, "\033]2;%s\007", text);
	send(str_text(&b));
	str_free(&b);
	((struct curses *)term)->titled = true;
}

static void curses_close(struct term *term)
{
	struct curses *t = (struct curses *)term;
	const char *smcup = capability("smcup");

	/* xterm keeps the title by itself. */
	if (t->titled && !(smcup && strstr(smcup, "22;0;0t")))
		send("\033]2;\007");
	if (!smcup) {
		clear();
		refresh();
	}
	send(modes_off);
	endwin();
	crash_disarm();
	delscreen(t->screen);
	for (size_t i = 0; i < CAUGHT; i++)
		signal(caught[i], SIG_DFL);
	sigprocmask(SIG_SETMASK, &t->mask, NULL);
	canvas_free(t->shown);
	free(t->run);
	str_free(&term->paste);
	free(t->note);
	free(t);
}

/* --- opening --- */

/* Only the character type: numbers in files are written the one way. */
static void open_locale(struct term *t)
{
	const char *codeset;

	setlocale(LC_CTYPE, "");
	codeset = nl_langinfo(CODESET);
	if (str_starts(codeset, "ANSI_X3.4") || str_ieq(codeset, "US-ASCII")) {
		setlocale(LC_CTYPE, "C.UTF-8");
		codeset = nl_langinfo(CODESET);
	}
	t->translit = !str_ieq(codeset, "UTF-8");
	t->ascii = t->ascii || t->translit;
}

/* Sets *name to the terminal type to use: the one of TERM, or one that most others understand. */
static bool know_terminal(struct curses *t, const char **name, struct err *e)
{
	static const char fallback[] = "xterm-256color";
	int status = 0;

	*name = getenv("TERM");
	if (!*name || !**name)
		return err_set(e, ERR_REFUSED, "TERM is not set, so there is no screen to draw on. " WITHOUT);
	if (setupterm(*name, STDOUT_FILENO, &status) != OK && status != 1) {
		struct str note = {0};

		if (setupterm(fallback, STDOUT_FILENO, &status) != OK)
			return err_set(e, ERR_REFUSED, "The terminal type \u201c%s\u201d is not known here. " WITHOUT,
				       *name);
		str_printf(&note, "Unknown terminal \u201c%s\u201d: used as %s.", *name, fallback);
		t->note = str_take(&note);
		t->term.note = t->note;
		*name = fallback;
	}
	if (!capability("cup"))
		return err_set(e, ERR_REFUSED, "This terminal (TERM=%s) cannot move the cursor. " WITHOUT, *name);
	return true;
}

static bool open_screen(struct curses *t, struct err *e)
{
	const char *name, *delay = getenv("ESCDELAY");
	bool known = know_terminal(t, &name, e);

	if (cur_term)
		del_curterm(cur_term);
	if (!known)
		return false;
	if (!delay || !*delay)
		set_escdelay(25);
	t->screen = newterm(name, stdout, stdin);
	if (!t->screen)
		return err_set(e, ERR_REFUSED, "This terminal (TERM=%s) cannot be opened. " WITHOUT, name);
	return true;
}

static void open_colours(struct curses *t, enum theme_name theme)
{
	bool coloured = theme != THEME_MONO && has_colors() && start_color() == OK && use_default_colors() == OK;

	for (int i = 0; i < ROLE_COUNT; i++) {
		struct look look = theme_look(theme, coloured ? COLORS : 0, getenv("COLORFGBG"), (enum role)i);

		t->attrs[i] = (look.bold ? WA_BOLD : 0) | (look.underline ? WA_UNDERLINE : 0);
		if (look.dim)
			t->attrs[i] |= term_attrs() & WA_DIM;
		if (coloured && look.colour >= 0 && init_pair((short)(i + 1), look.colour, -1) == OK)
			t->pairs[i] = (short)(i + 1);
	}
}

static void open_keys(bool with_mouse)
{
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	timeout(0);
	typeahead(-1);
	define_key("\033[200~", CODE_PASTE_START);
	define_key("\033[201~", CODE_PASTE_END);
	define_key("\033[1;5D", CODE_CTRL_LEFT);
	define_key("\033[1;5C", CODE_CTRL_RIGHT);
	if (with_mouse) {
		mousemask(BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
		mouseinterval(0);
	}
}

static void open_signals(struct curses *t)
{
	struct sigaction sa = {.sa_handler = on_signal};

	sigemptyset(&sa.sa_mask);
	got_hangup = got_stop = got_cont = 0;
	block_signals(&t->mask);
	for (size_t i = 0; i < CAUGHT; i++)
		sigaction(caught[i], &sa, NULL);
}

static void arm(const struct termios *before)
{
	const char *local = capability("rmkx"), *leave = capability("rmcup");
	struct str b = {0};

	str_add(&b, "\033[?1000l\033[?1006l");
	str_add(&b, modes_off);
	str_add(&b, "\033[0m\033[?25h");
	str_add(&b, local);
	str_add(&b, leave ? leave : "\r\n");
	crash_arm(before, str_text(&b));
	str_free(&b);
}

struct term *term_curses(const struct term_options *opt, struct err *e)
{
	struct termios before;
	struct curses *t;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &before)) {
		err_set(e, ERR_REFUSED, "The screens need a terminal on standard input and output. " WITHOUT);
		return NULL;
	}
	t = mem_alloc(sizeof(*t));
	t->term = (struct term){
		.ascii = opt->ascii,
		.next_key = curses_next_key,
		.show = curses_show,
		.redraw = curses_redraw,
		.suspend = curses_suspend,
		.resume = curses_resume,
		.stop = curses_stop,
		.copy = curses_copy,
		.title = curses_title,
		.close = curses_close,
	};
	t->cursor = -1;
	t->press_x = t->press_y = -1;
	open_locale(&t->term);
	if (!open_screen(t, e)) {
		free(t->note);
		free(t);
		return NULL;
	}
	open_keys(opt->mouse);
	open_colours(t, opt->theme);
	/* Until a screen was left once, ncurses sends every move of the cursor by itself: some twenty writes a key. */
	endwin();
	refresh();
	open_signals(t);
	arm(&before);
	t->term.w = COLS;
	t->term.h = LINES;
	send(modes_on);
	return &t->term;
}
