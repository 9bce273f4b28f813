#include <assert.h>
#include <stdlib.h>

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

bool err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	struct str text = {0};
	va_list ap;

	assert(code != ERR_NONE);
	if (!e)
		return false;
	va_start(ap, fmt);
	str_vprintf(&text, fmt, ap);
	va_end(ap);
	replace(e, code, NULL, &text);
	return false;
}

bool err_field(struct err *e, const char *field, const char *fmt, ...)
{
	struct str text = {0};
	va_list ap;

	if (!e)
		return false;
	va_start(ap, fmt);
	str_vprintf(&text, fmt, ap);
	va_end(ap);
	replace(e, ERR_INVALID, field, &text);
	return false;
}

bool err_refused(struct err *e, const char *field, const char *fmt, ...)
{
	struct str text = {0};
	va_list ap;

	if (!e)
		return false;
	va_start(ap, fmt);
	str_vprintf(&text, fmt, ap);
	va_end(ap);
	replace(e, ERR_REFUSED, field, &text);
	return false;
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
