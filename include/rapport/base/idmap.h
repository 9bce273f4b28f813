/* From ids to places in an array that the caller keeps: 0, 1, 2 ... in the order in which they were first asked for. */
#ifndef RAPPORT_BASE_IDMAP_H
#define RAPPORT_BASE_IDMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Start with {0}. */
struct idmap {
	uint64_t *ids; /* n of them, by place */
	size_t n, cap;
	uint32_t *cells; /* place + 1, or 0 */
	size_t n_cells;
};

/* The place of an id other than 0; one not seen before gets the next, which is the old n. */
size_t idmap_place(struct idmap *m, uint64_t id);
/* False when the id was never asked for. */
bool idmap_find(const struct idmap *m, uint64_t id, size_t *place);
void idmap_free(struct idmap *m);

#endif
