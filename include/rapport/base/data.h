/* The files under data/, carried inside the program (built by src/gen/embed.c). */
#ifndef RAPPORT_BASE_DATA_H
#define RAPPORT_BASE_DATA_H

#include <stddef.h>

struct data_file {
	const char *name; /* below data/: "rules/step.sql" */
	const char *text; /* ends with a NUL that len does not count */
	size_t len;
};

/* Sorted by name; ends with a NULL name. */
extern const struct data_file data_files[];

/* NULL when there is no such file; len may be NULL. */
const char *data_text(const char *name, size_t *len);

/* Of a line "a | b | c": the text up to the next bar or the end of the line, trimmed; *line moves on behind it. Caller frees. */
char *data_cell(const char **line);

#endif
