/* Cards for paper: one HTML page that a browser prints, a card of 6 x 4 in a page, each with a text of its own. Pure text. */
#ifndef RAPPORT_EXCHANGE_CARDS_H
#define RAPPORT_EXCHANGE_CARDS_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/str.h"

/* The largest letters, in points, at which the text fits on a card; 0 when it does not at the smallest. A letter is taken for half as wide as
 * it is high. */
int card_points(const char *text);

/* The page. texts: n of them, each of several lines and one that fits. */
void cards_html(const char *title, const char *const *texts, int n, struct str *out);

#endif
