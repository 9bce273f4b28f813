/* What the world can refuse: `bool f(..., struct err *)`.
 *
 * The text names the thing; callers put context in front. Only faces print. */
#ifndef RAPPORT_BASE_ERR_H
#define RAPPORT_BASE_ERR_H

#include <stdarg.h>
#include <stdbool.h>

enum err_code {
	ERR_NONE = 0,
	ERR_INVALID,   /* a value that a record cannot hold; field names it */
	ERR_NOT_FOUND, /* nothing matches */
	ERR_MANY,      /* more than one matches */
	ERR_REFUSED,   /* not allowed now, with the reason */
	ERR_USAGE,     /* the command line is wrong */
	ERR_BUSY,      /* another person is writing */
	ERR_DUP,       /* an id or unique value is there already */
	ERR_FULL,      /* the disk is full */
	ERR_IO,        /* the disk or file system refused */
	ERR_READONLY,  /* the book cannot be written */
	ERR_DAMAGED,   /* the book's content is damaged */
	ERR_NEWER,     /* made by a newer rapport */
	ERR_FOREIGN,   /* not a rapport book, or changed outside rapport */
	ERR_BAD,       /* a mistake in rapport itself: a bad statement */
	ERR_STOPPED,   /* the person stopped it */
};

/* Start with {0}; err_clear before throwing it away. */
struct err {
	enum err_code code;
	char *text;        /* one sentence or clause without a final newline; NULL while code is ERR_NONE */
	const char *field; /* static name of the field at fault, or NULL */
};

/* Sets code and text (replacing what was there) and returns false, so that `return err_set(...)` reads well. e may be NULL. */
bool err_set(struct err *e, enum err_code code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* The same, naming the field. field must be static. */
bool err_field(struct err *e, const char *field, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* The same with ERR_REFUSED: the value is one that a record can hold, and not allowed now. */
bool err_refused(struct err *e, const char *field, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* What could not be written, by its errno: ERR_FULL for a disk that is full, else ERR_IO. Puts no name in front. */
bool err_write(struct err *e, int why);
/* Puts "context: " in front of the text, which there must be, and returns false. */
bool err_in(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
const char *err_text(const struct err *e); /* "" when none */
void err_clear(struct err *e);

#endif
