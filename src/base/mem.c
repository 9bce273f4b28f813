#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"

#define BLOCK_FIRST 4096
#define BLOCK_LARGEST (256 * 1024)

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	max_align_t data[];
};

static void (*last_words)(void);

void mem_set_last_words(void (*fn)(void))
{
	last_words = fn;
}

static void die(void) __attribute__((noreturn));

static void die(void)
{
	void (*fn)(void) = last_words;

	/* They might ask for memory themselves. */
	last_words = NULL;
	if (fn)
		fn();
	abort();
}

void *mem_alloc(size_t size)
{
	void *p = calloc(1, size ? size : 1);

	if (!p)
		die();
	return p;
}

void *mem_grow(void *p, size_t size)
{
	p = realloc(p, size ? size : 1);
	if (!p)
		die();
	return p;
}

char *mem_strdup(const char *s)
{
	return s ? mem_strndup(s, strlen(s)) : NULL;
}

char *mem_strndup(const char *s, size_t n)
{
	size_t len;
	char *copy;

	if (!s)
		return NULL;
	len = strnlen(s, n);
	copy = mem_alloc(len + 1);
	memcpy(copy, s, len);
	return copy;
}

static struct arena_block *block_new(size_t size)
{
	struct arena_block *block;

	if (size > SIZE_MAX - sizeof(*block))
		die();
	block = mem_alloc(sizeof(*block) + size);
	block->size = size;
	return block;
}

void *arena_alloc(struct arena *a, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	struct arena_block *block = a->head;
	size_t want;
	void *p;

	if (size > SIZE_MAX - align)
		die();
	want = size ? (size + align - 1) / align * align : align;
	if (!block || block->size - block->used < want) {
		size_t next = block ? block->size * 2 : BLOCK_FIRST;

		if (next > BLOCK_LARGEST)
			next = BLOCK_LARGEST;
		if (block && want > next / 4) {
			/* A block of its own behind the head, which still has room. */
			struct arena_block *own = block_new(want);

			own->next = block->next;
			block->next = own;
			block = own;
		} else {
			block = block_new(want > next ? want : next);
			block->next = a->head;
			a->head = block;
		}
	}
	p = (char *)block->data + block->used;
	block->used += want;
	return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	size_t len;
	char *copy;

	if (!s)
		return NULL;
	len = strnlen(s, n);
	copy = arena_alloc(a, len + 1);
	memcpy(copy, s, len);
	return copy;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	char *text;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		die();
	text = arena_alloc(a, (size_t)n + 1);
	vsnprintf(text, (size_t)n + 1, fmt, again);
	va_end(again);
	return text;
}

void arena_clear(struct arena *a)
{
	while (a->head) {
		struct arena_block *next = a->head->next;

		free(a->head);
		a->head = next;
	}
}
