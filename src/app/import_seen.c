/* Hash tables of keys that an import meets: how often, and what is found by them. */
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

static size_t lookup_slot(const struct lookup *l, uint64_t hash)
{
	size_t i = hash & (l->room - 1);
	while (l->hash[i] && l->hash[i] != hash)
		i = (i + 1) & (l->room - 1);
	return i;
}

void *lookup_find(const struct lookup *l, const char *key)
{
	return l->room ? l->at[lookup_slot(l, hash_of(key))] : NULL;
}

static void lookup_grow(struct lookup *l)
{
	struct lookup more = {.room = l->room ? l->room * 2 : 256, .used = l->used};
	more.hash = mem_alloc(more.room * sizeof *more.hash);
	more.at = mem_alloc(more.room * sizeof *more.at);
	for (size_t i = 0; i < l->room; i++)
		if (l->hash[i]) {
			size_t at = lookup_slot(&more, l->hash[i]);
			more.hash[at] = l->hash[i];
			more.at[at] = l->at[i];
		}
	lookup_free(l);
	*l = more;
}

void lookup_put(struct lookup *l, const char *key, void *what)
{
	uint64_t hash = hash_of(key);
	if (l->used * 2 >= l->room)
		lookup_grow(l);
	size_t i = lookup_slot(l, hash);
	l->used += !l->hash[i];
	l->hash[i] = hash;
	l->at[i] = what;
}

void lookup_free(struct lookup *l)
{
	free(l->hash);
	free(l->at);
	*l = (struct lookup){0};
}
