/* Hash tables of keys that an import meets: how often, and who was added by which name. */
#include <stdlib.h>

#include "import.h"

/* FNV-1a; never 0, which marks a free slot. */
static uint64_t hash_of(const char *key)
{
	uint64_t h = 14695981039346656037u;
	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * 1099511628211u;
	return h ? h : 1;
}

static size_t slot_of(const struct seen *s, uint64_t hash)
{
	size_t i = hash & (s->room - 1);
	while (s->hash[i] && s->hash[i] != hash)
		i = (i + 1) & (s->room - 1);
	return i;
}

static void grow(struct seen *s)
{
	struct seen more = {.room = s->room ? s->room * 2 : 1024, .used = s->used};
	more.hash = mem_alloc(more.room * sizeof *more.hash);
	more.times = mem_alloc(more.room * sizeof *more.times);
	for (size_t i = 0; i < s->room; i++)
		if (s->hash[i]) {
			size_t at = slot_of(&more, s->hash[i]);
			more.hash[at] = s->hash[i];
			more.times[at] = s->times[i];
		}
	seen_free(s);
	*s = more;
}

int seen_times(struct seen *s, const char *key)
{
	uint64_t hash = hash_of(key);
	if (s->used * 2 >= s->room)
		grow(s);
	size_t i = slot_of(s, hash);
	s->used += !s->hash[i];
	s->hash[i] = hash;
	return ++s->times[i];
}

void seen_free(struct seen *s)
{
	free(s->hash);
	free(s->times);
	*s = (struct seen){0};
}

static void names_grow(struct names *n)
{
	struct names more = {.room = n->room ? n->room * 2 : 256};
	more.hash = mem_alloc(more.room * sizeof *more.hash);
	more.id = mem_alloc(more.room * sizeof *more.id);
	for (size_t i = 0; i < n->room; i++) {
		size_t at = n->hash[i] & (more.room - 1);
		if (!n->hash[i])
			continue;
		while (more.hash[at])
			at = (at + 1) & (more.room - 1);
		more.hash[at] = n->hash[i];
		more.id[at] = n->id[i];
	}
	more.used = n->used;
	names_free(n);
	*n = more;
}

void names_add(struct names *n, const char *key, uint64_t id)
{
	uint64_t hash = hash_of(key);
	if (n->used * 2 >= n->room)
		names_grow(n);
	size_t at = hash & (n->room - 1);
	while (n->hash[at])
		at = (at + 1) & (n->room - 1);
	n->hash[at] = hash;
	n->id[at] = id;
	n->used++;
}

uint64_t names_next(const struct names *n, const char *key, size_t *from)
{
	uint64_t hash = hash_of(key);
	while (n->room) {
		size_t at = (hash + (*from)++) & (n->room - 1);
		if (!n->hash[at])
			return 0;
		if (n->hash[at] == hash)
			return n->id[at];
	}
	return 0;
}

void names_free(struct names *n)
{
	free(n->hash);
	free(n->id);
	*n = (struct names){0};
}
