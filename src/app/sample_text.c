/* Reads the lists under data/sample. They are part of the program, so a mistake in them is a bug. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/data.h"
#include "sample.h"

static const char phase_letters[] = "emltrfd", class_letters[] = "pwshbgo";

int sample_cut(struct arena *a, const char *line, char sep, const char **part, int max)
{
	int n = 0;
	for (bool more = true; more && n < max; n++) {
		const char *end = strchr(line, sep);
		size_t len = end ? (size_t)(end - line) : strlen(line);
		more = end != NULL;
		while (len && *line == ' ')
			line++, len--;
		while (len && line[len - 1] == ' ')
			len--;
		part[n] = arena_strndup(a, line, len);
		line = end ? end + 1 : line;
	}
	return n;
}

/* The lines of a file without comments and empty ones; *n gets how many. */
static const char **read_lines(struct texts *t, const char *file, int *n)
{
	const char *text = data_text(file, NULL);
	int max = 1;
	assert(text);
	for (const char *s = text; *s; s++)
		max += *s == '\n';
	const char **line = arena_alloc(&t->arena, (size_t)max * sizeof *line);
	*n = 0;
	for (const char *s = text; *s;) {
		size_t len = strcspn(s, "\n");
		if (len && *s != '#')
			line[(*n)++] = arena_strndup(&t->arena, s, len);
		s += len + (s[len] == '\n');
	}
	return line;
}

static void load_lists(struct texts *t)
{
	int n;
	const char **line = read_lines(t, "sample/lists.txt", &n);
	t->list = arena_alloc(&t->arena, (size_t)n * sizeof *t->list);
	for (int i = 0; i < n; i++) {
		if (*line[i] == '[') {
			struct sample_list *l = &t->list[t->n_lists++];
			l->name = arena_strndup(&t->arena, line[i] + 1, strlen(line[i]) - 2);
			l->line = line + i + 1;
		} else {
			assert(t->n_lists > 0);
			t->list[t->n_lists - 1].n++;
		}
	}
}

static void load_illnesses(struct texts *t)
{
	const struct sample_list *l = texts_list(t, "cases");
	t->illness = arena_alloc(&t->arena, (size_t)l->n * sizeof *t->illness);
	for (int i = 0; i < l->n; i++) {
		const char *part[4];
		int n = sample_cut(&t->arena, l->line[i], '|', part, 4);
		assert(n == 4);
		(void)n;
		t->illness[i] = (struct illness){part[0], part[1], part[2], atoi(part[3])};
	}
	t->n_illnesses = l->n;
}

static struct phrase *read_template(struct texts *t, const char *line)
{
	struct phrase *m = arena_alloc(&t->arena, sizeof *m);
	const char *half[3], *word[5];
	int n = sample_cut(&t->arena, line, '|', half, 3);
	assert(n >= 2);
	int words = sample_cut(&t->arena, half[0], ' ', word, 5);
	assert(words == 5);
	(void)words;
	m->phases = word[0];
	m->classes = word[1];
	m->channel = (int16_t)choice_index(choices_channel, word[2]);
	m->they = word[3][0] == '<';
	m->purpose = (int16_t)choice_index(choices_purpose, word[3] + m->they);
	m->result = (int16_t)choice_index(choices_result, word[4]);
	m->note = half[1];
	m->learned = n > 2 ? half[2] : NULL;
	assert(m->channel != CHOICE_NONE && m->purpose != CHOICE_NONE);
	return m;
}

static void load_templates(struct texts *t)
{
	int n;
	const char **line = read_lines(t, "sample/touches.txt", &n);
	for (int p = 0; p < PHASE_COUNT; p++)
		for (int c = 0; c < CLASS_COUNT; c++)
			t->pool[p][c].t = arena_alloc(&t->arena, (size_t)n * sizeof(struct phrase *));
	for (int i = 0; i < n; i++) {
		const struct phrase *m = read_template(t, line[i]);
		for (int p = 0; p < PHASE_COUNT; p++)
			for (int c = 0; c < CLASS_COUNT; c++)
				if (strchr(m->phases, phase_letters[p]) && strchr(m->classes, class_letters[c]))
					t->pool[p][c].t[t->pool[p][c].n++] = m;
	}
}

/* named: the first word of a block tells what it is ("practice Lakeside Orthopedics"). */
static void load_blocks(struct texts *t, const char *file, bool named, struct blocks *b)
{
	int n;
	const char **line = read_lines(t, file, &n);
	b->block = arena_alloc(&t->arena, (size_t)n * sizeof *b->block);
	for (int i = 0; i < n; i++) {
		const char *s = line[i];
		size_t word;
		if (*s != '\t') {
			struct block *k = &b->block[b->n++];
			word = named ? strcspn(s, " ") : 0;
			k->word = arena_strndup(&t->arena, s, word);
			k->name = s + word + named;
			k->key = arena_alloc(&t->arena, (size_t)n * sizeof *k->key);
			k->value = arena_alloc(&t->arena, (size_t)n * sizeof *k->value);
			continue;
		}
		struct block *k = &b->block[b->n - 1];
		word = strcspn(++s, " ");
		k->key[k->n] = arena_strndup(&t->arena, s, word);
		k->value[k->n++] = s[word] ? s + word + 1 : "";
	}
}

void texts_load(struct texts *t)
{
	load_lists(t);
	load_illnesses(t);
	load_templates(t);
	load_blocks(t, "sample/clinic.txt", true, &t->clinic);
	load_blocks(t, "sample/people.txt", false, &t->people);
}

void texts_free(struct texts *t)
{
	arena_clear(&t->arena);
}

const struct sample_list *texts_list(const struct texts *t, const char *name)
{
	int i = 0;
	while (i < t->n_lists && strcmp(t->list[i].name, name) != 0)
		i++;
	assert(i < t->n_lists);
	return &t->list[i];
}

const char *texts_any(const struct texts *t, const char *list, struct dice *d)
{
	const struct sample_list *l = texts_list(t, list);
	return l->line[dice_below(d, l->n)];
}

int texts_any_cut(const struct texts *t, const char *list, struct dice *d, struct arena *a, const char **part, int max)
{
	return sample_cut(a, texts_any(t, list, d), '|', part, max);
}

const struct illness *texts_illness(const struct texts *t, const char *letters, struct dice *d)
{
	int fit = 0;
	for (int i = 0; i < t->n_illnesses; i++)
		fit += strchr(letters, *t->illness[i].letter) != NULL;
	int k = dice_below(d, fit);
	for (int i = 0; i < t->n_illnesses; i++)
		if (strchr(letters, *t->illness[i].letter) && k-- == 0)
			return &t->illness[i];
	return &t->illness[0];
}

const struct illness *texts_illness_named(const struct texts *t, const char *words)
{
	int i = 0;
	while (i < t->n_illnesses && strcmp(t->illness[i].words, words) != 0)
		i++;
	assert(i < t->n_illnesses);
	return &t->illness[i];
}
