#include "rapport/base/idmap.h"

#include <assert.h>
#include <stdlib.h>

#include "rapport/base/mem.h"

/* Where the id is, or would be: open addressing, at most half full. */
static size_t cell_of(const struct idmap *m, uint64_t id)
{
	size_t i = (size_t)(id * 0x9e3779b97f4a7c15u >> 20) & (m->n_cells - 1);
	while (m->cells[i] && m->ids[m->cells[i] - 1] != id)
		i = (i + 1) & (m->n_cells - 1);
	return i;
}

static void grow(struct idmap *m)
{
	m->n_cells = m->n_cells ? m->n_cells * 2 : 256;
	m->cap = m->n_cells / 2;
	free(m->cells);
	m->cells = mem_alloc(m->n_cells * sizeof *m->cells);
	m->ids = mem_grow(m->ids, m->cap * sizeof *m->ids);
	for (size_t i = 0; i < m->n; i++)
		m->cells[cell_of(m, m->ids[i])] = (uint32_t)i + 1;
}

size_t idmap_place(struct idmap *m, uint64_t id)
{
	assert(id);
	if (m->n == m->cap)
		grow(m);
	size_t i = cell_of(m, id);
	if (!m->cells[i]) {
		m->ids[m->n++] = id;
		m->cells[i] = (uint32_t)m->n;
	}
	return m->cells[i] - 1;
}

bool idmap_find(const struct idmap *m, uint64_t id, size_t *place)
{
	if (!m->n)
		return false;
	size_t i = cell_of(m, id);
	if (!m->cells[i])
		return false;
	*place = m->cells[i] - 1;
	return true;
}

void idmap_free(struct idmap *m)
{
	free(m->ids);
	free(m->cells);
	*m = (struct idmap){0};
}
