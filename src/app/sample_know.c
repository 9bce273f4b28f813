/* The made-up clinic's shelf, who was sent which, and what some answered: kept with touches that are there. */
#include <string.h>

#include "rapport/store/query.h"
#include "sample.h"

/* The source of the file by that name; 0: not in this book. */
static uint64_t cast_named(const struct sample *s, const char *name)
{
	for (int64_t i = 0; i < s->cast; i++)
		if (strcmp(s->texts.people.block[i].name, name) == 0)
			return s->cast_id[i];
	return 0;
}

/* The newest touch of that purpose; id 0: none. */
static bool newest(struct sample *s, uint64_t source_id, int16_t purpose, struct arena *a, struct touch *t,
		   struct err *e)
{
	void *found;
	int n;
	record_init(KIND_TOUCH, t);
	if (!store_where(tx_store(s->tx), KIND_TOUCH, "source_id", source_id, a, &found, &n, e))
		return false;
	const struct touch *rows = found;
	for (int i = 0; i < n; i++)
		if (rows[i].purpose == purpose && (!t->id || rows[i].on > t->on))
			*t = rows[i];
	return true;
}

static bool fill_shelf(struct sample *s, struct arena *a, uint64_t *ids, const char **titles, struct err *e)
{
	const struct sample_list *l = texts_list(&s->texts, "shelf");
	for (int i = 0; i < l->n; i++) {
		const char *part[5] = {"", "", "", "", ""};
		struct shelf_item item;
		sample_cut(a, l->line[i], '|', part, 5);
		record_init(KIND_SHELF_ITEM, &item);
		item.type = (int16_t)choice_index(choices_shelf_type, part[0]);
		item.title = part[1];
		item.where = *part[2] ? part[2] : NULL;
		item.topic = *part[3] ? part[3] : NULL;
		item.text = *part[4] ? part[4] : NULL;
		item.added_on = s->today - 400 + i * 20;
		item.by = "maria";
		if (!sample_insert(s, KIND_SHELF_ITEM, &item, e))
			return false;
		ids[i] = item.id;
		titles[i] = item.title;
	}
	return true;
}

static bool share(struct sample *s, struct arena *a, const uint64_t *ids, const char *const *titles, int n,
		  const char *line, struct err *e)
{
	const char *part[2] = {"", ""};
	struct share share;
	struct touch t;
	record_init(KIND_SHARE, &share);
	sample_cut(a, line, '|', part, 2);
	share.source_id = cast_named(s, part[0]);
	for (int i = 0; i < n; i++)
		if (strcmp(titles[i], part[1]) == 0)
			share.shelf_item_id = ids[i];
	if (!share.source_id)
		return true;
	if (!newest(s, share.source_id, PURPOSE_SHARE, a, &t, e))
		return false;
	share.touch_id = t.id;
	share.on = t.on;
	return !t.id || sample_insert(s, KIND_SHARE, &share, e);
}

static bool answer(struct sample *s, struct arena *a, const char *line, struct err *e)
{
	const char *part[3] = {"", "", ""};
	struct answer answer;
	struct touch t;
	record_init(KIND_ANSWER, &answer);
	sample_cut(a, line, '|', part, 3);
	answer.source_id = cast_named(s, part[0]);
	answer.question = part[1];
	answer.text = part[2];
	if (!answer.source_id)
		return true;
	if (!newest(s, answer.source_id, PURPOSE_ASK, a, &t, e))
		return false;
	answer.touch_id = t.id;
	answer.on = t.on;
	answer.by = t.by;
	return !t.id || sample_insert(s, KIND_ANSWER, &answer, e);
}

bool sample_known(struct sample *s, struct arena *a, struct err *e)
{
	const struct sample_list *shelf = texts_list(&s->texts, "shelf"), *shared = texts_list(&s->texts, "shared"),
				 *answers = texts_list(&s->texts, "answers");
	uint64_t *ids = arena_alloc(a, (size_t)shelf->n * sizeof *ids);
	const char **titles = arena_alloc(a, (size_t)shelf->n * sizeof *titles);
	bool ok = s->cast == 0 || fill_shelf(s, a, ids, titles, e);
	for (int i = 0; ok && s->cast && i < shared->n; i++)
		ok = share(s, a, ids, titles, shelf->n, shared->line[i], e);
	for (int i = 0; ok && s->cast && i < answers->n; i++)
		ok = answer(s, a, answers->line[i], e);
	return ok;
}
