/* Bars out of block characters, by eighths of a cell, and the ticks of an axis. */
#ifndef RAPPORT_MODEL_BAR_H
#define RAPPORT_MODEL_BAR_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/str.h"

/* Parts of `parts` that value is of most, rounded; something shows for the least value that is not 0, and most is all of them. */
int bar_share(int64_t value, int64_t most, int parts);
/* One cell filled from the left, or from below, by 1 to 8 eighths. */
const char *bar_across(int eighths);
const char *bar_upward(int eighths);
/* Appends a bar of value/most in `cells` cells, by eighths; ascii: by "#". Returns the cells used. */
int bar_write(struct str *b, int64_t value, int64_t most, int cells, bool ascii);

/* The step of an axis from 0 to at least most in at most `ticks` steps: 1, 2 or 5 with noughts; at least 1. */
int64_t axis_step(int64_t most, int ticks);

#endif
