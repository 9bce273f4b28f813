/* The pass over the referrals of a period: src/app/figures_referrals.c. */
#ifndef RAPPORT_SRC_APP_FIGURES_H
#define RAPPORT_SRC_APP_FIGURES_H

#include "rapport/app/figures.h"

/* Fills f->r, f->by and, with FIGURES_BEFORE, f->r_before. */
bool figures_of_referrals(struct app *app, struct arena *a, struct figures *f, struct err *e);

#endif
