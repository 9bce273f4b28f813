/* The rules of the queue: one SELECT each in data/rules. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/base/data.h"
#include "rapport/store/query.h"

#define MAX_RULES 40
#define RULES_DIR "rules/"
#define ABOUT "-- About: "

static struct rule rules[MAX_RULES];
static int n_rules;

static void add_rule(const char *file, const char *text)
{
	size_t dir = strlen(RULES_DIR), len = strlen(file);
	const char *about = text + strlen(ABOUT);
	char *kind;
	assert(n_rules < MAX_RULES && str_starts(text, ABOUT));
	kind = mem_strndup(about, strcspn(about, "\n"));
	rules[n_rules++] = (struct rule){
		.name = mem_strndup(file + dir, len - dir - strlen(".sql")),
		.about = kind_named(kind),
		.sql = text,
	};
	assert(rules[n_rules - 1].about < KIND_COUNT);
	free(kind);
}

const struct rule *rules_all(int *n)
{
	for (const struct data_file *f = n_rules ? NULL : data_files; f && f->name; f++)
		if (str_starts(f->name, RULES_DIR))
			add_rule(f->name, f->text);
	*n = n_rules;
	return rules;
}

const struct rule *rule_named(const char *name)
{
	int n;
	const struct rule *r = rules_all(&n);
	for (int i = 0; i < n; i++)
		if (strcmp(r[i].name, name) == 0)
			return &r[i];
	return NULL;
}

bool rule_is_loop(const char *rule)
{
	struct str quoted = {0};
	str_printf(&quoted, "'%s'", rule);
	bool loop = strstr(LOOP_RULES, quoted.s) != NULL;
	str_free(&quoted);
	return loop;
}

/* "$quiet_days" names the setting quiet-days. */
static int setting_of(const char *param)
{
	struct str b = {0};
	str_add(&b, param + 1);
	for (size_t i = 0; i < b.len; i++)
		if (b.s[i] == '_')
			b.s[i] = '-';
	int which = setting_named(str_text(&b));
	str_free(&b);
	return which;
}

void rule_bind(struct store *s, struct query *q)
{
	const char *name;
	for (int i = 1; (name = query_param(q, i)) != NULL; i++) {
		if (name[1] >= '0' && name[1] <= '9')
			continue;
		int which = setting_of(name);
		assert(which >= 0);
		query_bind_named(q, name, store_setting(s, which));
	}
}

/* --- for people --- */

/* "(S0, S4: why" to "(why", and ". S2: why" to ". why": which article a need comes from is for who writes rules. */
static const char *after_articles(const char *s)
{
	if (s[0] != 'S' || s[1] < '0' || s[1] > '9')
		return s;
	s += strspn(s, "S0123456789, ");
	return *s == ':' || *s == ';' ? s + 2 : s;
}

/* The comment at the head of the file as running text, without the line that says what it is about. */
static const char *need_of(const struct rule *r, struct arena *a)
{
	struct str b = {0}, need = {0};
	const char *line = strchr(r->sql, '\n') + 1;
	for (; str_starts(line, "-- "); line = strchr(line, '\n') + 1) {
		str_add(&b, b.len ? " " : "");
		str_addn(&b, line + 3, strcspn(line + 3, "\n"));
	}
	for (const char *s = str_text(&b); *s;) {
		str_addc(&need, *s);
		const char *next = *s == '(' || *s == ' ' ? after_articles(s + 1) : s + 1;
		bool begins =
			next > s + 1 && need.len > 1 && need.s[need.len - 2] == '.' && *next >= 'a' && *next <= 'z';
		s = next;
		if (begins)
			str_addc(&need, (char)(*s++ - 'a' + 'A'));
	}
	const char *text = arena_strdup(a, str_text(&need));
	str_free(&b);
	str_free(&need);
	return text;
}

bool store_rule(struct store *s, int i, struct arena *a, struct rule_info *out, struct err *e)
{
	int n;
	const struct rule *all = rules_all(&n);
	if (i >= n)
		return false;
	*out = (struct rule_info){.name = all[i].name, .about = all[i].about, .need = need_of(&all[i], a)};
	struct query *q = db_prepare(s->db, all[i].sql);
	const char *name;
	for (int k = 1; (name = query_param(q, k)) != NULL && out->n_settings < RULE_SETTINGS; k++)
		out->settings[out->n_settings++] = setting_of(name);
	return query_end(q, e);
}

int64_t store_rule_items(struct store *s, const char *rule, int32_t upto)
{
	return db_number(s->db, 0,
			 "SELECT COUNT(*) FROM dues d LEFT JOIN sources s ON s.id = d.source_id"
			 " WHERE d.due_on <= $1 AND d.rule = $2 AND COALESCE(s.archived, 0) = 0",
			 "dt", upto, rule);
}
