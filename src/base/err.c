#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/err.h"
#include "rapport/base/str.h"

/* The arguments may hold the old text, which is why it goes last. */
static void replace(struct err *e, enum err_code code, const char *field, struct str *text)
{
	free(e->text);
	e->code = code;
	e->field = field;
	e->text = str_take(text);
}

static bool set(struct err *e, enum err_code code, const char *field, const char *fmt, va_list ap)
{
	struct str text = {0};

	if (!e)
		return false;
	str_vprintf(&text, fmt, ap);
	replace(e, code, field, &text);
	return false;
}

bool err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	assert(code != ERR_NONE);
	va_start(ap, fmt);
	set(e, code, NULL, fmt, ap);
	va_end(ap);
	return false;
}

bool err_field(struct err *e, const char *field, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	set(e, ERR_INVALID, field, fmt, ap);
	va_end(ap);
	return false;
}

bool err_refused(struct err *e, const char *field, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	set(e, ERR_REFUSED, field, fmt, ap);
	va_end(ap);
	return false;
}

bool err_write(struct err *e, int why)
{
	if (why == ENOSPC || why == EDQUOT)
		return err_set(e, ERR_FULL, "the disk is full");
	return err_set(e, ERR_IO, "cannot be written: %s", why ? strerror(why) : "output error");
}

bool err_in(struct err *e, const char *fmt, ...)
{
	struct str text = {0};
	va_list ap;

	if (!e)
		return false;
	assert(e->code != ERR_NONE);
	va_start(ap, fmt);
	str_vprintf(&text, fmt, ap);
	va_end(ap);
	str_add(&text, ": ");
	str_add(&text, e->text);
	replace(e, e->code, e->field, &text);
	return false;
}

const char *err_text(const struct err *e)
{
	return e && e->text ? e->text : "";
}

void err_clear(struct err *e)
{
	if (!e)
		return;
	free(e->text);
	*e = (struct err){0};
}
