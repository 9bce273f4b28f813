/* Memory that never comes back NULL, and arenas.
 *
 * Three lifetimes (rapport-internals(7)): an arena (a load, a form, an import),
 * an owner's x_new/x_free, the caller's stack. */
#ifndef RAPPORT_BASE_MEM_H
#define RAPPORT_BASE_MEM_H

#include <stddef.h>

/* Zeroed memory. On exhaustion the last words are called and the process dies. */
void *mem_alloc(size_t size);
/* As realloc; the new part is not zeroed. */
void *mem_grow(void *p, size_t size);
/* A copy that free() frees; NULL gives NULL. */
char *mem_strdup(const char *s);
char *mem_strndup(const char *s, size_t n);

/* fn is called once before dying of exhaustion (the screen restores the terminal). NULL clears it. */
void mem_set_last_words(void (*fn)(void));

/* Everything taken from an arena is freed together. Start with {0}. */
struct arena {
	struct arena_block *head;
};

/* Zeroed, aligned for any type. */
void *arena_alloc(struct arena *a, size_t size);
char *arena_strdup(struct arena *a, const char *s); /* NULL gives NULL */
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Frees all; the arena may be used again. */
void arena_clear(struct arena *a);

#endif
