#include "rapport/tui/bind.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"

struct keymap_row {
	char *name, *keys;
};

/* The next word of *s parted by spaces; 0 at the end. */
static size_t next_key(const char **s)
{
	*s += strspn(*s, " ");
	return strcspn(*s, " ");
}

bool keymap_set(struct keymap *m, const char *name, const char *keys, struct err *e)
{
	const char *s = keys;
	size_t n;
	int i;

	for (n = next_key(&s); n; s += n, n = next_key(&s)) {
		struct key k;

		if (!key_named(s, n, &k))
			return err_set(e, ERR_INVALID, "\u201c%.*s\u201d is not the name of a key", (int)n, s);
	}
	for (i = 0; i < m->n && strcmp(m->rows[i].name, name); i++)
		;
	if (i == m->n) {
		m->rows = mem_grow(m->rows, sizeof(*m->rows) * (size_t)(m->n + 1));
		m->rows[m->n++] = (struct keymap_row){.name = mem_strdup(name)};
	}
	free(m->rows[i].keys);
	m->rows[i].keys = mem_strdup(keys);
	return true;
}

const char *keymap_keys(const struct keymap *m, const struct binding *b)
{
	for (int i = 0; m && b->name && i < m->n; i++) {
		if (!strcmp(m->rows[i].name, b->name))
			return m->rows[i].keys;
	}
	return b->keys ? b->keys : "";
}

void keymap_free(struct keymap *m)
{
	for (int i = 0; i < m->n; i++) {
		free(m->rows[i].name);
		free(m->rows[i].keys);
	}
	free(m->rows);
	*m = (struct keymap){0};
}

static bool binding_end(const struct binding *b)
{
	return !b->keys && !b->name;
}

static bool keys_hold(const char *keys, struct key k)
{
	size_t n;

	for (n = next_key(&keys); n; keys += n, n = next_key(&keys)) {
		struct key one;

		if (key_named(keys, n, &one) && one.code == k.code)
			return true;
	}
	return false;
}

const struct binding *binding_find(const struct keymap *m, const struct binding *table, struct key k)
{
	for (const struct binding *b = table; !binding_end(b); b++) {
		if (keys_hold(keymap_keys(m, b), k))
			return b;
	}
	return NULL;
}

const struct binding *bindings_find(const struct keymap *m, binding_tables tables, struct key k)
{
	for (; tables && *tables; tables++) {
		const struct binding *b = binding_find(m, *tables, k);

		if (b)
			return b;
	}
	return NULL;
}

const struct binding *bindings_named(binding_tables tables, const char *name)
{
	for (; tables && *tables; tables++) {
		for (const struct binding *b = *tables; !binding_end(b); b++) {
			if (b->name && !strcmp(b->name, name))
				return b;
		}
	}
	return NULL;
}

void binding_label(const struct keymap *m, const struct binding *b, struct str *out)
{
	const char *keys = keymap_keys(m, b);
	bool own = !b->keys || strcmp(keys, b->keys);
	size_t n = next_key(&keys);
	struct key k;

	if (b->label && !own)
		str_add(out, b->label);
	else if (n && key_named(keys, n, &k))
		key_add_label(out, k);
}

/* A second-key table shares keys with no other; so only rows of one level are compared. */
static bool check_row(const struct keymap *m, const struct binding *a, const struct binding *b, struct err *e)
{
	const char *keys = keymap_keys(m, a);
	size_t n;

	for (n = next_key(&keys); n; keys += n, n = next_key(&keys)) {
		struct key k;

		if (key_named(keys, n, &k) && keys_hold(keymap_keys(m, b), k))
			return err_set(e, ERR_DUP, "the key %.*s stands for both %s and %s", (int)n, keys,
				       a->name ? a->name : "?", b->name ? b->name : "?");
	}
	return true;
}

/* Row a against all behind it: in its table, then in the tables that follow. */
static bool check_after(const struct keymap *m, const struct binding *a, const struct binding *rest,
			binding_tables more, struct err *e)
{
	while (rest) {
		for (const struct binding *b = rest; !binding_end(b); b++) {
			if (!check_row(m, a, b, e))
				return false;
		}
		rest = more ? *more : NULL;
		more += rest != NULL;
	}
	return true;
}

static bool check_tables(const struct keymap *m, binding_tables tables, struct err *e)
{
	for (; tables && *tables; tables++) {
		for (const struct binding *b = *tables; !binding_end(b); b++) {
			const struct binding *second[] = {b->second, NULL};

			if (!check_after(m, b, b + 1, tables + 1, e) || (b->second && !check_tables(m, second, e)))
				return false;
		}
	}
	return true;
}

bool bindings_check(const struct keymap *m, binding_tables tables, binding_tables globals, struct err *e)
{
	const struct binding *all[32];
	size_t n = 0;

	for (; tables && *tables && n < 31; tables++)
		all[n++] = *tables;
	for (; globals && *globals && n < 31; globals++)
		all[n++] = *globals;
	all[n] = NULL;
	return check_tables(m, all, e);
}
