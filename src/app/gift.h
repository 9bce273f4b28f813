/* Between gift.c and gift_check.c. */
#ifndef RAPPORT_SRC_APP_GIFT_H
#define RAPPORT_SRC_APP_GIFT_H

#include "inner.h"
#include "rapport/app/gift.h"

int gift_year_of(int32_t day);
/* What a source was given in a year. */
bool gift_given(struct app *app, uint64_t source_id, int year, int64_t *cents, struct err *e);

#endif
