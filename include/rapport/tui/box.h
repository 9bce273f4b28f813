/* Small panes that ask or tell: prompt, choice, confirmation, text; and the help, palette and messages of the loop. */
#ifndef RAPPORT_TUI_BOX_H
#define RAPPORT_TUI_BOX_H

#include <stdbool.h>

#include "rapport/tui/ui.h"

/* --- a line that is typed, with something happening at each letter (find, filter by tag) --- */
struct prompt_spec {
	const char *name;  /* stable: "find" */
	const char *label; /* "Find: "; borrowed */
	const char *text;  /* at the start; copied; may be NULL */
	const char *bar;   /* hints as in pane_type; NULL: "Enter Keep  Esc Clear  Ctrl-U Erase" */
	void *arg;
	/* Where to draw the line (one row); NULL: on the message line. Called at every draw, after the panes below were drawn. */
	struct area (*where)(struct ui *ui, void *arg);
	void (*live)(struct ui *ui, void *arg, const char *text); /* after every change. NULL: none */
	bool (*key)(struct ui *ui, void *arg,
		    struct key k); /* keys the line does not take (Up, Down, PgDn); true: taken. NULL: none */
	bool (*then)(struct ui *ui, void *arg,
		     const char *text);              /* Enter. True: the prompt closes; false: it stays open */
	void (*cancelled)(struct ui *ui, void *arg); /* Esc. NULL: none */
	void (*free)(void *arg);
};
struct pane *prompt_open(struct ui *ui, const struct prompt_spec *spec);

/* --- one of a few or many --- */
struct box_choice {
	const char *key; /* a letter that chooses at once; "" or NULL: none */
	const char *word;
	const char *note; /* at the right; NULL: none */
};
struct choice_spec {
	const char *title;                /* copied */
	const struct box_choice *choices; /* copied with their strings */
	int n;
	int selected;
	const char *legend; /* NULL: "Enter chooses   Esc closes" */
	bool filter;        /* typing filters (letters do not choose) */
	void *arg;
	void (*then)(struct ui *ui, void *arg, int chosen); /* the box is closed already */
	void (*free)(void *arg);
	const char *text; /* what is asked, above the choices; copied; NULL: none. Not where letters filter */
	void (*cancelled)(struct ui *ui, void *arg); /* Esc has closed it. NULL: nothing */
};
struct pane *choice_open(struct ui *ui, const struct choice_spec *spec);

/* --- the three things that are confirmed --- */
struct confirm_spec {
	const char *title; /* "Delete for ever"; copied */
	const char *text;  /* what will happen, in whole sentences; newlines allowed; copied */
	const char *yes;   /* the word for doing it: "Delete" */
	const char *no;    /* NULL: "Keep" */
	uint32_t
		key; /* the letter that confirms; where it is the key that asked, another one of the word is taken. Enter never confirms */
	void *arg;
	void (*then)(struct ui *ui, void *arg); /* confirmed; the box is closed already */
	void (*free)(void *arg);
};
struct pane *confirm_open(struct ui *ui, const struct confirm_spec *spec);

/* --- a text to read, wrapped and scrolling; newlines end a line, backquotes mark keys. All copied; legend NULL: the usual one --- */
struct pane *reader_open(struct ui *ui, const char *title, const char *text, const char *legend);
/* The same with something to do: Enter calls `enter`, and closes where that is true. */
struct reader_spec {
	const char *title, *legend; /* copied */
	const char *bar;            /* as in pane_type; NULL: the usual one */
	const char *advice;         /* on the message line while open; NULL: what is below has it */
	void *arg;
	/* Appends the text: at the start, and again whenever the book has moved; nothing added keeps what stands. */
	void (*text)(struct ui *ui, void *arg, struct str *b);
	bool (*enter)(struct ui *ui, void *arg); /* NULL: Enter closes */
	void (*back)(struct ui *ui, void *arg);  /* after Esc has closed it; NULL: nothing */
	void (*free)(void *arg);
};
struct pane *reader_ask(struct ui *ui, const struct reader_spec *spec);
/* Other words around its text: legend (copied), bar and advice (borrowed), as in reader_spec. May be called from its `text`. */
void reader_foot(struct pane *p, const char *legend, const char *bar, const char *advice);

/* --- of the loop; bound to ? : and the palette's "messages" --- */
void help_open(struct ui *ui);
void palette_open(struct ui *ui);
void messages_open(struct ui *ui);

#endif
