#ifndef RAPPORT_SRC_APP_EVIDENCE_PAGE_H
#define RAPPORT_SRC_APP_EVIDENCE_PAGE_H

#include "rapport/base/mem.h"
#include "rapport/model/evidence.h"

/* The measures of a page with the most patients, those of fewer than EVIDENCE_LEAST named and not shown; a sentence where there are none. */
void evidence_table(struct str *out, struct arena *a, const struct evidence *ev);

#endif
