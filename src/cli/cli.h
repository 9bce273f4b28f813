/* What the files of the command line share: the tables of commands and options, a call, and the printer. */
#ifndef RAPPORT_CLI_INNER_H
#define RAPPORT_CLI_INNER_H

#include <signal.h>
#include <stdio.h>

#include "rapport/app/app.h"
#include "rapport/app/numbers.h"
#include "rapport/cli/cli.h"

enum book {
	BOOK_NONE, /* the command needs none */
	BOOK_READ, /* reads; a missing book is said in words */
	BOOK_OPEN, /* writes to a book that is there */
	BOOK_MAKE, /* writes, and makes a missing book */
};

struct option {
	const char *name; /* without the dashes */
	const char *
		arg; /* how its value is called in the help; "=WORD|WORD": it may have one behind "="; NULL: it has none */
	const char *help;
};

struct call;

struct command {
	const char *name, *synopsis, *summary;
	const struct option *options; /* ends with a NULL name; NULL: none */
	enum book book;
	int least, most; /* words behind the name */
	bool json;       /* --json prints records */
	bool fields;     /* the fields of `kind` are options too */
	enum kind kind;
	bool (*run)(struct call *c, struct err *e);
};

/* Ends with a NULL name; in the order of the help. */
extern const struct command people_commands[], touch_commands[], queue_commands[], referral_commands[],
	number_commands[], book_commands[], complete_commands[], letter_commands[], brief_commands[], gift_commands[],
	know_commands[], news_commands[], keep_commands[], report_commands[];

struct value {
	const char *name, *text;
};

struct call {
	const struct command *command;
	struct app app;
	const char **args; /* the words behind the name */
	int n;
	struct value *values;
	int n_values;
	bool json;
	const struct globals *globals;
	struct arena arena;
	FILE *out;
	bool found_something; /* check: exit 1 though nothing failed */
	bool told_of_wait;
};

/* --- cli.c --- */

/* Opens the book as `book` says, for a command that has BOOK_NONE and opens it by itself. */
bool call_book(struct call *c, enum book book, struct err *e);

/* --- progress.c: work that may take long --- */

struct progress {
	int64_t last;
	bool terminal, shown;
	struct sigaction was;
};
/* From here on Ctrl-C only asks to stop; a second one ends the program. */
void progress_begin(struct progress *p);
/* Is it time to show how far it is? Five times a second, on a terminal only. */
bool progress_due(struct progress *p);
void progress_show(struct progress *p, const char *text); /* made safe */
bool progress_goes_on(const struct progress *p);          /* was Ctrl-C not pressed? */
void progress_end(struct progress *p);                    /* takes the line away */

/* --- options.c --- */

/* Sorts argv into globals, command, words and values. Without a command, call->command stays NULL. ERR_USAGE. */
bool options_read(struct call *c, struct globals *g, int argc, char **argv, struct err *e);
const char *call_option(const struct call *c, const char *name); /* NULL: not given; "" for one without a value */
const struct command *command_named(const char *name);
const struct command *command_at(
	int i); /* all of them, in the order of the help; NULL behind the last. One without a summary is not in the help */
bool option_has_value(const struct command *k, const char *name); /* k NULL: of any command */
/* Every option that a person may give to the command (NULL: the global ones): arg is how its value is called, NULL for none; field
 * where it sets one. */
void options_each(const struct command *k,
		  void (*fn)(void *ctx, const char *name, const char *arg, const struct field *field), void *ctx);
void help_all(FILE *out);
void help_command(FILE *out, const struct command *cmd);

/* Is there an option besides the global ones and --json: something to change? */
bool options_given(const struct call *c);
/* Reads every given option that is a field of the command's kind into the record. */
bool fields_read(struct call *c, void *record, struct err *e);
bool day_option(struct call *c, const char *name, enum date_direction dir, int32_t *day,
		struct err *e); /* unchanged when not given */
bool count_option(struct call *c, const char *name, int64_t *n, struct err *e);
/* Whom the words and the values of the option `name` (NULL: none) mean: each a WHO, or several parted by commas. Nobody twice. */
bool call_whom(struct call *c, const char *const *words, int n, const char *name, struct whom *whom, struct err *e);
/* Words from..n joined by spaces; NULL when there are none. */
const char *call_rest(struct call *c, int from);

/* --- labels.c --- */

/* Address labels to the new file, or to c->out where path is NULL. */
bool export_labels(struct call *c, const char *path, struct err *e);
/* Thank-you cards, in the same way. */
bool export_cards(struct call *c, const char *path, struct err *e);
/* ERR_USAGE where an option was given that only labels or cards have, and the export is of another format. */
bool paper_options(struct call *c, const char *as, struct err *e);

/* --- letters.c --- */

/* The content of the file that the option names ("-": standard input), into the arena; unchanged when not given. */
bool call_file(struct call *c, const char *name, const char **text, struct err *e);

/* --- print.c --- */

/* A line of text to c->out, made safe. */
void print(struct call *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Text of several lines, wrapped at 80 cells with the indent of its first line; backquotes are left out. */
void print_wrapped(struct call *c, const char *text);
/* "Label      text", the text wrapped at 80 cells under itself. */
void print_labelled(struct call *c, const char *label, const char *text);
/* Says on stderr what was done, where it went well. Frees said, and returns ok. */
bool finish(bool ok, struct said *said);
void warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Rows with columns as wide as what is in them; the last one is not padded. */
struct table {
	struct arena *arena;
	const char **cells;
	int columns, n, cap;
	int most; /* cells a column may take; 0: 40 */
};
void table_add(struct table *t, const char *text); /* cell by cell, row by row; NULL is empty */
void table_addf(struct table *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void table_print(struct call *c, struct table *t);

/* JSON objects: members are added one by one. */
struct json {
	struct str b;
	bool first; /* no member in the innermost yet */
};
void json_open(struct json *j, const char *name, char bracket); /* '{' or '['; name NULL inside an array */
void json_close(struct json *j, char bracket);
void json_text(struct json *j, const char *name, const char *s);
void json_id(struct json *j, const char *name, uint64_t id);
void json_num(struct json *j, const char *name, int64_t n);
void json_tenths(struct json *j, const char *name, int64_t tenths); /* 9.5; null for NUM_NONE */
void json_flag(struct json *j, const char *name, bool on);
void json_day(struct json *j, const char *name, int32_t day);
void json_fields(struct json *j, enum kind kind, const void *record);                   /* every field, summaries too */
void json_record(struct json *j, const char *name, enum kind kind, const void *record); /* the same in braces */
void json_print(struct call *c, struct json *j);                                        /* and frees */

/* When they were last touched, who began, and what it took until the first referral: "clocks". */
void json_clocks(struct json *j, const struct source *s, const struct clocks *n);
void json_evidence(struct json *j, const char *name, const struct evidence *ev);
/* A list of sources, as text or JSON. */
void print_source_rows(struct call *c, const struct source_row *rows, int n);

/* The value of --most, between 1 and `limit`; `usual` where it was not given. */
bool most_option(struct call *c, int usual, int limit, int *most, struct err *e);

/* --- exports.c: a command of book_commands --- */
extern const struct option export_options[];
bool run_export(struct call *c, struct err *e);

/* --- stages.c: a command of people_commands --- */
extern const struct option stage_options[];
bool run_stage(struct call *c, struct err *e);

/* --- import.c: a command of book_commands --- */
extern const struct option import_options[];
bool run_import(struct call *c, struct err *e);

/* --- form.c: a command of report_commands --- */
extern const struct option form_options[];
bool run_form(struct call *c, struct err *e);

/* --- sheet.c: report --of --- */
bool report_of(struct call *c, const char *who, enum period period, struct err *e);

/* Every figure, as rapport(1) has them under report. */
struct figures;
void json_figures(struct json *j, const struct figures *f);
/* The twelve months of a year, with what was billed and paid or without. */
struct month_row;
void json_months(struct json *j, const char *name, const struct month_row *rows, bool amounts);

/* more: the last one that is printed, though there are others; said by a member "more". */
void json_source_row(struct json *j, struct call *c, const struct source_row *r, bool more);

/* --- know.c: parts of show --- */

void card_line(struct call *c, const char *label, const char *value); /* nothing when the value is blank */
void show_known(struct call *c, const struct card *k);                /* fit, and what matters to them ... */
bool show_given(struct call *c, uint64_t source_id, struct err *e);   /* their answers, and what was shared */
bool json_known(struct call *c, struct json *j, const struct card *k,
		struct err *e); /* members "fit", "answers" and "shared" */

#endif
