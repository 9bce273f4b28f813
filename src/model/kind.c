/* What every kind has in common, by way of its rows. */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/day.h"
#include "rapport/base/text.h"
#include "rapport/model/kind.h"
#include "rapport/model/words.h"

const char **field_text(const struct field *f, void *record)
{
	assert(f->type == FIELD_TEXT);
	return (const char **)((char *)record + f->offset);
}

uint64_t *field_id(const struct field *f, void *record)
{
	assert(f->type == FIELD_ID);
	return (uint64_t *)((char *)record + f->offset);
}

int64_t *field_num(const struct field *f, void *record)
{
	assert(f->type == FIELD_NUM);
	return (int64_t *)((char *)record + f->offset);
}

int32_t *field_day(const struct field *f, void *record)
{
	assert(f->type == FIELD_DAY);
	return (int32_t *)((char *)record + f->offset);
}

int16_t *field_choice(const struct field *f, void *record)
{
	assert(f->type == FIELD_CHOICE);
	return (int16_t *)((char *)record + f->offset);
}

bool *field_flag(const struct field *f, void *record)
{
	assert(f->type == FIELD_FLAG);
	return (bool *)((char *)record + f->offset);
}

static void set_unknown(const struct field *f, void *record)
{
	switch (f->type) {
	case FIELD_TEXT:
		*field_text(f, record) = NULL;
		break;
	case FIELD_ID:
		*field_id(f, record) = 0;
		break;
	case FIELD_NUM:
		*field_num(f, record) = NUM_NONE;
		break;
	case FIELD_DAY:
		*field_day(f, record) = DAY_NONE;
		break;
	case FIELD_CHOICE:
		*field_choice(f, record) = CHOICE_NONE;
		break;
	case FIELD_FLAG:
		*field_flag(f, record) = false;
		break;
	}
}

void record_init(enum kind kind, void *record)
{
	const struct kind_info *k = &kinds[kind];
	memset(record, 0, k->size);
	for (int i = 0; i < k->count; i++) {
		const struct field *f = &k->fields[i];
		set_unknown(f, record);
		/* a required choice begins with its first word: stage first, standing live, status received ... */
		if (f->type == FIELD_CHOICE && (f->flags & F_REQUIRED) && kind != KIND_LABEL)
			*field_choice(f, record) = 0;
	}
	if (kind == KIND_TOUCH)
		((struct touch *)record)->channel = CHOICE_NONE;
}

uint64_t record_id(const void *record)
{
	return *(const uint64_t *)record;
}

const struct field *kind_field(enum kind kind, const char *name)
{
	for (int i = 0; i < kinds[kind].count; i++)
		if (strcmp(kinds[kind].fields[i].name, name) == 0)
			return &kinds[kind].fields[i];
	return NULL;
}

enum kind kind_named(const char *name)
{
	for (int k = 0; k < KIND_COUNT; k++)
		if (str_eq(kinds[k].name, name) || str_eq(kinds[k].plural, name))
			return (enum kind)k;
	return KIND_COUNT;
}

int choice_index(const struct choice *choices, const char *word)
{
	if (!word)
		return CHOICE_NONE;
	for (int i = 0; choices[i].word; i++)
		if (strcmp(choices[i].word, word) == 0)
			return i;
	for (int i = 0; choices[i].word; i++)
		if (str_ieq(choices[i].word, word))
			return i;
	for (int i = 0; choices[i].word; i++)
		if (str_ieq(choices[i].label, word))
			return i;
	return CHOICE_NONE;
}

const char *choice_word(const struct choice *choices, int index)
{
	return index == CHOICE_NONE ? NULL : choices[index].word;
}

const char *choice_label(const struct choice *choices, int index)
{
	return index == CHOICE_NONE ? "" : choices[index].label;
}

void choice_list(struct str *b, const struct choice *choices)
{
	for (int i = 0; choices[i].word; i++) {
		if (i)
			str_add(b, choices[i + 1].word ? ", " : " or ");
		str_add(b, choices[i].word);
	}
}

bool field_known(const struct field *f, const void *record)
{
	void *r = (void *)record;
	switch (f->type) {
	case FIELD_TEXT:
		return *field_text(f, r) && **field_text(f, r);
	case FIELD_ID:
		return *field_id(f, r) != 0;
	case FIELD_NUM:
		return *field_num(f, r) != NUM_NONE;
	case FIELD_DAY:
		return *field_day(f, r) != DAY_NONE;
	case FIELD_CHOICE:
		return *field_choice(f, r) != CHOICE_NONE;
	case FIELD_FLAG:
		return true;
	}
	return false;
}

bool field_equal(const struct field *f, const void *a, const void *b)
{
	void *x = (void *)a, *y = (void *)b;
	switch (f->type) {
	case FIELD_TEXT:
		if (!field_known(f, a) || !field_known(f, b))
			return field_known(f, a) == field_known(f, b);
		return strcmp(*field_text(f, x), *field_text(f, y)) == 0;
	case FIELD_ID:
		return *field_id(f, x) == *field_id(f, y);
	case FIELD_NUM:
		return *field_num(f, x) == *field_num(f, y);
	case FIELD_DAY:
		return *field_day(f, x) == *field_day(f, y);
	case FIELD_CHOICE:
		return *field_choice(f, x) == *field_choice(f, y);
	case FIELD_FLAG:
		return *field_flag(f, x) == *field_flag(f, y);
	}
	return false;
}

void field_copy(const struct field *f, void *to, const void *from, struct arena *a)
{
	void *r = (void *)from;
	switch (f->type) {
	case FIELD_TEXT:
		*field_text(f, to) = a ? arena_strdup(a, *field_text(f, r)) : *field_text(f, r);
		break;
	case FIELD_ID:
		*field_id(f, to) = *field_id(f, r);
		break;
	case FIELD_NUM:
		*field_num(f, to) = *field_num(f, r);
		break;
	case FIELD_DAY:
		*field_day(f, to) = *field_day(f, r);
		break;
	case FIELD_CHOICE:
		*field_choice(f, to) = *field_choice(f, r);
		break;
	case FIELD_FLAG:
		*field_flag(f, to) = *field_flag(f, r);
		break;
	}
}

static void write_num(struct str *b, const struct field *f, int64_t n)
{
	uint64_t size = n < 0 ? -(uint64_t)n : (uint64_t)n;
	const char *sign = n < 0 ? "-" : "";
	if (f->flags & F_MONEY)
		str_printf(b, "%s%" PRIu64 ".%02d", sign, size / 100, (int)(size % 100));
	else if (f->flags & F_TENTHS)
		tenths_write(b, n);
	else
		str_printf(b, "%" PRId64, n);
}

void field_write(struct str *b, const struct field *f, const void *record)
{
	void *r = (void *)record;
	char iso[16];
	if (!field_known(f, record))
		return;
	switch (f->type) {
	case FIELD_TEXT:
		str_add(b, *field_text(f, r));
		break;
	case FIELD_ID:
		str_addu(b, *field_id(f, r));
		break;
	case FIELD_NUM:
		write_num(b, f, *field_num(f, r));
		break;
	case FIELD_DAY:
		day_iso(*field_day(f, r), iso);
		str_add(b, iso);
		break;
	case FIELD_CHOICE:
		str_add(b, choice_word(f->choices, *field_choice(f, r)));
		break;
	case FIELD_FLAG:
		str_add(b, *field_flag(f, r) ? "1" : "0");
		break;
	}
}

static bool read_num(const struct field *f, int64_t *out, const char *text, struct err *e)
{
	struct err why = {0};
	if (f->flags & F_MONEY) {
		if (money_read(text, out, &why))
			return true;
		err_field(e, f->name, "%s", err_text(&why));
		err_clear(&why);
		return false;
	}
	if (f->flags & F_TENTHS ? tenths_read(text, out) : str_to_i64(text, out) && *out != NUM_NONE)
		return true;
	return err_field(e, f->name, "%s is a number, such as 12", f->label);
}

static bool read_flag(const struct field *f, bool *out, const char *text, struct err *e)
{
	static const char *const yes[] = {"1", "yes", "y", "true", "on", NULL}, *const no[] = {"0",     "no",  "n",
											       "false", "off", NULL};
	for (int i = 0; yes[i]; i++)
		if (str_ieq(text, yes[i]) || str_ieq(text, no[i])) {
			*out = str_ieq(text, yes[i]);
			return true;
		}
	return err_field(e, f->name, "%s is yes or no", f->label);
}

/* A flag's "unknown" is no; anything else unknown is left empty. */
static bool read_day(const struct field *f, int32_t *out, const char *text, int32_t today, struct err *e)
{
	struct err why = {0};
	if (today == DAY_NONE ? day_parse_iso(text, out)
			      : date_read(text, today, DATE_PAST, DATE_MONTH_FIRST, out, &why))
		return true;
	if (today == DAY_NONE)
		err_field(e, f->name, "a day is written 2026-03-24");
	else
		err_field(e, f->name, "%s", err_text(&why));
	err_clear(&why);
	return false;
}

bool field_read(const struct field *f, void *record, const char *text, int32_t today, struct arena *a, struct err *e)
{
	struct str b = {0};
	int64_t n = 0;
	if (str_blank(text)) {
		set_unknown(f, record);
		return true;
	}
	switch (f->type) {
	case FIELD_TEXT:
		str_trim(&b, text);
		*field_text(f, record) = arena_strdup(a, str_text(&b));
		str_free(&b);
		return true;
	case FIELD_ID:
		if (!str_to_i64(text, &n) || n <= 0)
			return err_field(e, f->name, "%s is not an id", f->label);
		*field_id(f, record) = (uint64_t)n;
		return true;
	case FIELD_NUM:
		return read_num(f, field_num(f, record), text, e);
	case FIELD_DAY:
		return read_day(f, field_day(f, record), text, today, e);
	case FIELD_CHOICE:
		n = choice_index(f->choices, text);
		if (n == CHOICE_NONE) {
			choice_list(&b, f->choices);
			err_field(e, f->name, "%s is %s", f->label, str_text(&b));
			str_free(&b);
			return false;
		}
		*field_choice(f, record) = (int16_t)n;
		return true;
	case FIELD_FLAG:
		return read_flag(f, field_flag(f, record), text, e);
	}
	return false;
}

bool record_check(enum kind kind, const void *record, struct err *e)
{
	const struct kind_info *k = &kinds[kind];
	for (int i = 0; i < k->count; i++) {
		const struct field *f = &k->fields[i];
		if (f->flags & F_DERIVED)
			continue;
		if (!field_known(f, record)) {
			if (f->flags & F_REQUIRED)
				return err_field(e, f->name, "%s is missing", f->label);
			continue;
		}
		if (f->type == FIELD_TEXT) {
			const char *s = *field_text(f, (void *)record);
			if (!text_enterable(s, strlen(s), f->flags & F_LINES))
				return err_field(e, f->name, "%s holds characters that cannot be kept", f->label);
			if ((f->flags & F_REQUIRED) && str_blank(s))
				return err_field(e, f->name, "%s is missing", f->label);
		}
		if (f->type == FIELD_DAY) {
			int32_t day = *field_day(f, (void *)record);
			if (day < -25567 || day > DAY_FAR) /* 1900-01-01 */
				return err_field(e, f->name, "%s is not a day between 1900 and 9999", f->label);
		}
		if (f->check && !f->check(f, record, e))
			return false;
	}
	return !k->check || k->check(record, e);
}

bool touch_substantive(const struct touch *t)
{
	if (t->substantive != CHOICE_NONE)
		return t->substantive == 1;
	switch (t->purpose) {
	case PURPOSE_PITCH:
	case PURPOSE_ASK:
	case PURPOSE_OUTCOMES:
	case PURPOSE_PROGRESS:
	case PURPOSE_ANNOUNCE:
	case PURPOSE_SHARE:
		return true;
	default:
		return false;
	}
}

bool referral_came(const struct referral *r)
{
	return r->status == STATUS_EVALUATED || r->status == STATUS_ACTIVE || r->status == STATUS_DISCHARGED;
}
