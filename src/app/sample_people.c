/* Sources and the practices they work at. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/utf8.h"
#include "sample.h"

#define CLINIC_ID 1

/* --- names --- */

/* One of the alternatives of a list line's part. */
static const char *one_of(struct arena *a, const char *text, char sep, struct dice *d)
{
	const char *part[20] = {0};
	int n = sample_cut(a, text, sep, part, 20);
	return part[dice_below(d, n)];
}

/* "李小龍 Li Xiaolong" of "李:Li" and "小龍:Xiaolong"; two people in three write only the Latin form. */
static const char *native_name(struct arena *a, const char *given, const char *family, struct dice *d)
{
	const char *g[2], *f[2];
	sample_cut(a, given, ':', g, 2);
	sample_cut(a, family, ':', f, 2);
	if (dice_chance(d, 66))
		return arena_printf(a, "%s %s", g[1], f[1]);
	return arena_printf(a, "%s%s %s %s", f[0], g[0], f[1], g[1]);
}

/* A plain name of one of the languages; English and Spanish ones are the most frequent. */
static const char *person_name(struct sample *s, struct arena *a, struct dice *d)
{
	const struct sample_list *l = texts_list(&s->texts, "people");
	const char *part[3];
	int p = dice_below(d, 100), row = p < 30 ? 0 : p < 48 ? 1 : dice_between(d, 2, l->n - 1);
	sample_cut(a, l->line[row], '|', part, 3);
	const char *given = one_of(a, part[1], ' ', d);
	char *family = arena_strdup(a, one_of(a, part[2], ' ', d));
	for (char *c = family; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	if (strchr(given, ':'))
		return native_name(a, given, family, d);
	if (s->size.sources > 500 && dice_chance(d, 45))
		return arena_printf(a, "%s %c. %s", given, 'A' + dice_below(d, 25), family);
	return arena_printf(a, "%s %s", given, family);
}

/* "* Orthopedics" with a place for the star. */
static const char *place_name(struct sample *s, struct arena *a, const char *patterns, struct dice *d)
{
	const char *pattern = one_of(a, patterns, ';', d), *star = strchr(pattern, '*');
	const char *place = texts_any(&s->texts, "places", d);
	assert(star);
	return arena_printf(a, "%.*s%s%s", (int)(star - pattern), pattern, place, star + 1);
}

static const char *phone_number(struct arena *a, struct dice *d)
{
	static const int area[] = {928, 928, 928, 602, 480, 623, 520};
	return arena_printf(a, "(%d) 555-%04d", area[dice_below(d, 7)], dice_below(d, 10000));
}

/* Letters and digits of the fold, for an e-mail address. */
static const char *plain(struct arena *a, const char *text, char between)
{
	struct str fold = {0}, out = {0};
	utf8_fold(&fold, text);
	for (size_t i = 0; i < fold.len; i++) {
		char c = fold.s[i];
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			str_addc(&out, c);
		else if (c == ' ' && between && out.len && out.s[out.len - 1] != between)
			str_addc(&out, between);
	}
	const char *result = arena_strdup(a, out.len ? out.s : "office");
	str_free(&fold);
	str_free(&out);
	return result;
}

/* Nine digits and the check digit over 80840 and them (CMS). */
static const char *npi_of(struct arena *a, int64_t i)
{
	int64_t base = 100000000 + (i * 7919 + 4201337) % 99999989, rest = base;
	int sum = 24;
	for (int k = 0; k < 9; k++, rest /= 10) {
		int digit = (int)(rest % 10) * (k % 2 == 0 ? 2 : 1);
		sum += digit > 9 ? digit - 9 : digit;
	}
	return arena_printf(a, "%lld%d", (long long)base, (10 - sum % 10) % 10);
}

/* --- what somebody is, for the words of touches --- */

static enum class class_of(int kind) {
	static const char *const words[CLASS_COUNT] =
		{
			[CLASS_CLINIC] = " physician np_pa chiropractor podiatrist dentist naturopath ",
			[CLASS_WELLNESS] = " massage nutritionist acupuncturist personal_trainer yoga gym ",
			[CLASS_SCHOOL] = " school athletic_trainer ",
			[CLASS_HOSPITAL] = " hospital case_manager liaison attorney ",
			[CLASS_EMPLOYER] = " employer ",
			[CLASS_GATE] = " coordinator office_manager front_desk ",
		};
	const char *word = choice_word(choices_source_kind, kind); for (int c = 0; word && c < CLASS_COUNT; c++){
		const char *at = words[c] ? strstr(words[c], word) : NULL;
		if (at && at[-1] == ' ' && at[strlen(word)] == ' ') return (enum class)c;}
return kind == choice_index(choices_source_kind, "patient") ? CLASS_PATIENT : CLASS_WELLNESS;
}

/* --- the clinic and its file --- */

static const char *block_value(const struct block *b, const char *key)
{
	for (int i = 0; i < b->n; i++)
		if (strcmp(b->key[i], key) == 0)
			return b->value[i];
	return NULL;
}

/* The lines that are fields of the kind; days are counted back from today (a pause's end forward). */
static bool read_fields(struct sample *s, enum kind kind, const struct block *b, void *record, struct arena *a,
			struct err *e)
{
	for (int i = 0; i < b->n; i++) {
		const struct field *f = kind_field(kind, b->key[i]);
		int64_t days;
		if (!f)
			continue;
		if (f->type == FIELD_DAY && str_to_i64(b->value[i], &days))
			*field_day(f, record) =
				s->today + (int32_t)(strcmp(f->name, "standing_until") == 0 ? days : -days);
		else if (f->type != FIELD_ID && !field_read(f, record, b->value[i], DAY_NONE, a, e))
			return err_in(e, "%s", b->name);
	}
	return true;
}

static bool all_labels(struct sample *s, enum label_of of, uint64_t id, const struct block *b, struct arena *a,
		       struct err *e)
{
	static const struct {
		const char *key;
		enum label_type type;
	} keys[] = {{"payers", LABEL_PAYER},
		    {"populations", LABEL_POPULATION},
		    {"services", LABEL_SERVICE},
		    {"tags", LABEL_TAG}};
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		const char *words = block_value(b, keys[i].key);
		if (words && !sample_labels(s, of, id, keys[i].type, words, a, e))
			return false;
	}
	return true;
}

static bool make_profile(struct sample *s, const struct block *b, struct arena *a, struct err *e)
{
	struct clinic base, c;
	if (!store_get(tx_store(s->tx), KIND_CLINIC, CLINIC_ID, a, &base, e))
		return false;
	c = base;
	if (!read_fields(s, KIND_CLINIC, b, &c, a, e))
		return false;
	c.name = b->name;
	c.made_on = s->made_on;
	c.own_details_on = s->today - 70;
	/* the made-up clinic has kept its loops closed: what is owed is of these days */
	struct setting owed;
	struct str day = {0};
	record_init(KIND_SETTING, &owed);
	setting_write(&day, SET_OWED_FROM, s->owed_from);
	owed.name = settings[SET_OWED_FROM].name;
	owed.value = str_text(&day);
	bool ok = sample_insert(s, KIND_SETTING, &owed, e);
	str_free(&day);
	return ok && tx_update(s->tx, KIND_CLINIC, &base, &c, e) && all_labels(s, LABEL_OF_CLINIC, CLINIC_ID, b, a, e);
}

static bool make_staff(struct sample *s, const struct block *b, struct arena *a, struct err *e)
{
	struct staff st;
	record_init(KIND_STAFF, &st);
	st.user = b->name;
	return read_fields(s, KIND_STAFF, b, &st, a, e) && sample_insert(s, KIND_STAFF, &st, e);
}

static bool make_announcement(struct sample *s, const struct block *b, struct arena *a, struct err *e)
{
	struct announcement n;
	record_init(KIND_ANNOUNCEMENT, &n);
	n.title = b->name;
	n.on = s->today - 8;
	if (!read_fields(s, KIND_ANNOUNCEMENT, b, &n, a, e) || !sample_insert(s, KIND_ANNOUNCEMENT, &n, e))
		return false;
	s->announcement_id = n.id;
	return true;
}

bool sample_clinic(struct sample *s, struct arena *a, struct err *e)
{
	for (int i = 0; i < s->texts.clinic.n; i++) {
		const struct block *b = &s->texts.clinic.block[i];
		if (strcmp(b->word, "clinic") == 0 && !make_profile(s, b, a, e))
			return false;
		if (strcmp(b->word, "staff") == 0 && !make_staff(s, b, a, e))
			return false;
		if (strcmp(b->word, "announcement") == 0 && !make_announcement(s, b, a, e))
			return false;
	}
	return true;
}

/* A practice of the file is made with the first source that works there. */
static bool told_practice(struct sample *s, const char *name, struct arena *a, uint64_t *id, struct err *e)
{
	int i = 0;
	while (strcmp(s->texts.clinic.block[i].word, "practice") != 0 ||
	       strcmp(s->texts.clinic.block[i].name, name) != 0) {
		i++;
		assert(i < s->texts.clinic.n);
	}
	if (!s->practice_id[i]) {
		const struct block *b = &s->texts.clinic.block[i];
		struct practice p;
		record_init(KIND_PRACTICE, &p);
		p.name = b->name;
		if (!read_fields(s, KIND_PRACTICE, b, &p, a, e) || !sample_insert(s, KIND_PRACTICE, &p, e))
			return false;
		s->practice_id[i] = p.id;
		if (!all_labels(s, LABEL_OF_PRACTICE, p.id, b, a, e))
			return false;
	}
	*id = s->practice_id[i];
	return true;
}

/* --- a source of the file --- */

static bool told_person(struct sample *s, const struct block *b, struct arena *a, struct person *p, struct err *e)
{
	const char *practice = block_value(b, "practice"), *via = block_value(b, "via"),
		   *cases = block_value(b, "cases");
	struct source *o = &p->source;
	o->name = b->name;
	if (!read_fields(s, KIND_SOURCE, b, o, a, e) ||
	    (practice && !told_practice(s, practice, a, &o->practice_id, e)))
		return false;
	for (int64_t k = 0; via && k < s->next; k++)
		if (strcmp(s->texts.people.block[k].name, via) == 0) {
			o->via_id = s->cast_id[k];
			p->gate = s->texts.people.block[k].name;
		}
	for (int64_t k = 0; practice && k < s->next; k++)
		if (str_eq(block_value(&s->texts.people.block[k], "practice"), practice))
			p->colleague_id = s->cast_id[k];
	p->cases = cases ? cases : "f";
	return true;
}

/* --- made ones --- */

/* Empty ones stay unknown: people know much of some sources, and little of most. */
static void dress_known(struct sample *s, const struct shape *sh, struct dice *d, struct source *o)
{
	const struct texts *t = &s->texts;
	int known = sh->stage == STAGE_MAINTAIN ? 45 : sh->stage == STAGE_TRUST ? 25 : 12;
	struct {
		const char **to, *list;
	} text[] = {{&o->most_important, "most_important"},
		    {&o->problems, "problems"},
		    {&o->offer, "offer"},
		    {&o->view_of_pt, "view_of_pt"},
		    {&o->interests, "interests"},
		    {&o->kit_left, "kit_left"},
		    {&o->began, "began"},
		    {&o->best_times, "best_times"}};
	for (size_t i = 0; i < sizeof text / sizeof text[0]; i++)
		if (dice_chance(d, known))
			*text[i].to = texts_any(t, text[i].list, d);
	if (dice_chance(d, known / 2))
		o->objections = texts_any(t, "objections", d);
	if (dice_chance(d, known / 3))
		o->told = texts_any(t, "told", d);
	if (dice_chance(d, known / 3))
		o->competitors = texts_any(t, "competitors", d);
	int fit = dice_below(d, 100);
	if (fit < 20 + known) {
		o->fit = fit < known ? 0 : fit < known + 15 ? 1 : 2;
		o->fit_reason = texts_any(t, o->fit == 0 ? "fit_good" : o->fit == 1 ? "fit_fair" : "fit_poor", d);
	}
	if (dice_chance(d, known)) {
		o->homework = texts_any(t, "homework", d);
		o->homework_on = o->payers_on = s->today - sh->since;
	}
}

static bool begin_office(struct sample *s, const struct shape *sh, struct dice *d, const char *names, struct err *e)
{
	struct arena *a = &s->office.arena;
	struct practice p;
	const char *town[2];
	arena_clear(a);
	texts_any_cut(&s->texts, "towns", d, a, town, 2);
	record_init(KIND_PRACTICE, &p);
	p.name = place_name(s, a, names, d);
	p.phone = phone_number(a, d);
	p.fax = phone_number(a, d);
	p.address = arena_printf(a, "%d %s", dice_between(d, 2, 2900), texts_any(&s->texts, "streets", d));
	p.city = town[0];
	p.state = "AZ";
	p.zip = town[1];
	p.network = (int16_t)(dice_chance(d, 60) ? 0 : dice_between(d, 1, 2));
	if (dice_chance(d, 30))
		p.hours = texts_any(&s->texts, "best_times", d);
	if (!sample_insert(s, KIND_PRACTICE, &p, e))
		return false;
	s->office.id = p.id;
	s->office.gate_id = s->office.member_id = 0;
	s->office.gate = NULL;
	s->office.name = p.name;
	s->office.phone = p.phone;
	for (int k = dice_between(d, 1, 3); k > 0; k--) {
		const char *payer[4];
		const struct sample_list *l = texts_list(&s->texts, "payers");
		sample_cut(a, l->line[(sh->place + k * 2) % l->n], '|', payer, 4);
		if (!sample_label(s, LABEL_OF_PRACTICE, p.id, LABEL_PAYER, payer[1], e))
			return false;
	}
	return true;
}

/* Kind, specialty, credentials, title, cases of somebody; the name as lists show it. */
static void made_trade(struct sample *s, struct person *p, const char *const *part, struct arena *a, struct dice *d)
{
	struct source *o = &p->source;
	const char *name = p->plain = person_name(s, a, d);
	bool title = *part[3] != '-', credentials = *part[2] != '-';
	o->kind = (int16_t)choice_index(choices_source_kind, part[0]);
	o->specialty = *part[1] != '-' ? part[1] : NULL;
	o->credentials = credentials ? part[2] : NULL;
	o->name = title         ? arena_printf(a, "%s %s", part[3], name)
		  : credentials ? arena_printf(a, "%s %s", name, part[2])
				: name;
	p->cases = part[4];
}

static bool made_member(struct sample *s, int64_t i, struct person *p, struct arena *a, struct dice *d, struct err *e)
{
	static const char *const desk[] = {"coordinator", "office_manager", "front_desk"};
	struct source *o = &p->source;
	struct dice office = dice_of(s->size.seed, DICE_PRACTICE, p->shape.place);
	const char *part[7];
	texts_any_cut(&s->texts, "offices", &office, a, part, 7);
	if (p->shape.member == 0 && !begin_office(s, &p->shape, &office, part[6], e))
		return false;
	made_trade(s, p, part, a, d);
	if (p->shape.gate) {
		o->name = p->plain = person_name(s, a, d);
		o->kind = (int16_t)choice_index(choices_source_kind, desk[dice_below(d, 3)]);
		o->credentials = o->specialty = NULL;
		o->gatekeeper = true;
	} else {
		o->npi = npi_of(a, i);
		o->decision_maker = dice_chance(d, 50);
	}
	o->practice_id = s->office.id;
	o->via_id = s->office.gate_id;
	p->gate = arena_strdup(a, s->office.gate); /* told later, when the office may be another */
	p->colleague_id = s->office.member_id;
	o->phone = dice_chance(d, 75) ? phone_number(a, d) : s->office.phone;
	if (dice_chance(d, 55))
		o->email = arena_printf(a, "%s@%s.example", plain(a, p->plain, '.'), plain(a, s->office.name, 0));
	return true;
}

static void made_alone(struct sample *s, int64_t i, struct person *p, struct arena *a, struct dice *d)
{
	struct source *o = &p->source;
	const char *part[7], *town[2];
	if (p->shape.member == -2) {
		texts_any_cut(&s->texts, "houses", d, a, part, 4);
		o->kind = (int16_t)choice_index(choices_source_kind, part[0]);
		o->name = p->plain = place_name(s, a, part[3], d);
		o->role = arena_printf(a, "ask for %s", person_name(s, a, d));
		p->cases = part[1];
	} else {
		texts_any_cut(&s->texts, "singles", d, a, part, 6);
		made_trade(s, p, part, a, d);
		if (strcmp(part[3], "Dr.") == 0)
			o->npi = npi_of(a, i);
	}
	texts_any_cut(&s->texts, "towns", d, a, town, 2);
	o->city = town[0];
	o->state = "AZ";
	o->zip = town[1];
	o->phone = phone_number(a, d);
	if (dice_chance(d, 45))
		o->email = arena_printf(a, "%s@mail.example", plain(a, p->plain, '.'));
}

static bool made_person(struct sample *s, int64_t i, struct arena *a, struct person *p, struct err *e)
{
	static const char *const owners[] = {"maria", "jo", "sam", "jo", "sam"};
	struct dice d = dice_of(s->size.seed, DICE_DRESS, i);
	struct source *o = &p->source;
	if (p->shape.member < 0)
		made_alone(s, i, p, a, &d);
	else if (!made_member(s, i, p, a, &d, e))
		return false;
	o->stage = p->shape.stage;
	o->standing = p->shape.standing;
	o->archived = p->shape.archived;
	o->owner = owners[dice_below(&d, 5)];
	if (o->standing == STANDING_PAUSED)
		o->standing_until = s->today + p->shape.standing_days;
	if (o->standing != STANDING_LIVE)
		o->standing_reason = texts_any(&s->texts, o->standing == STANDING_PAUSED ? "paused" : "let_go", &d);
	if (dice_chance(&d, 60))
		o->verified_on = s->today - dice_between(&d, 10, 300);
	else if (p->shape.since > 300)
		o->verified_on = s->today - 10 - (int32_t)(i % 280);
	if (dice_chance(&d, 8))
		o->cadence_days = 7 * dice_between(&d, p->shape.stage * 5 + 3, 16);
	dress_known(s, &p->shape, &d, o);
	return true;
}

/* --- both --- */

static bool write_moves(struct sample *s, const struct person *p, struct err *e)
{
	const struct source *o = &p->source;
	struct stage_move m;
	for (int to = STAGE_TRUST; to <= o->stage; to++) {
		record_init(KIND_STAGE_MOVE, &m);
		m.source_id = o->id;
		m.on = to == o->stage ? o->stage_on : o->added_on + (o->stage_on - o->added_on) / 2;
		m.from_stage = (int16_t)(to - 1);
		m.to_stage = (int16_t)to;
		m.from_standing = m.to_standing = STANDING_LIVE;
		m.reason = to == STAGE_TRUST ? "first referral" : "three referrals in half a year";
		m.by = o->owner;
		if (!sample_insert(s, KIND_STAGE_MOVE, &m, e))
			return false;
	}
	if (o->standing == STANDING_LIVE)
		return true;
	record_init(KIND_STAGE_MOVE, &m);
	m.source_id = o->id;
	m.on = workday(s->today - p->shape.last / 2);
	m.from_stage = m.to_stage = o->stage;
	m.from_standing = STANDING_LIVE;
	m.to_standing = o->standing;
	m.reason = o->standing_reason;
	m.by = o->owner;
	return sample_insert(s, KIND_STAGE_MOVE, &m, e);
}

static bool made_labels(struct sample *s, int64_t i, const struct person *p, struct err *e)
{
	struct dice d = dice_of(s->size.seed, DICE_PRACTICE, -1 - i);
	if (dice_chance(&d, 18) && !sample_label(s, LABEL_OF_SOURCE, p->source.id, LABEL_POPULATION,
						 texts_any(&s->texts, "populations", &d), e))
		return false;
	return !dice_chance(&d, 22) ||
	       sample_label(s, LABEL_OF_SOURCE, p->source.id, LABEL_TAG, texts_any(&s->texts, "tags", &d), e);
}

/* The next of the office may be met together with this one, or reached through them. */
static void remember(struct sample *s, int64_t i, const struct person *p)
{
	if (i < s->cast) {
		s->cast_id[i] = p->source.id;
		return;
	}
	if (p->shape.member < 0)
		return;
	s->office.member_id = p->source.id;
	if (p->shape.gate) {
		s->office.gate_id = p->source.id;
		s->office.gate = arena_strdup(&s->office.arena, p->source.name);
	}
}

bool sample_person(struct sample *s, int64_t i, struct arena *a, struct person *p, struct err *e)
{
	struct source *o = &p->source;
	*p = (struct person){0};
	shape_of(s, i, a, &p->shape);
	record_init(KIND_SOURCE, o);
	if (!(i < s->cast ? told_person(s, p->shape.block, a, p, e) : made_person(s, i, a, p, e)))
		return false;
	p->class = class_of(o->kind);
	o->added_on = workday(s->today - p->shape.since);
	if (o->added_on < s->made_on)
		o->added_on = s->made_on;
	o->stage_on = workday(s->today - p->shape.stage_days);
	if (o->stage_on < o->added_on)
		o->stage_on = o->added_on;
	if (!sample_insert(s, KIND_SOURCE, o, e))
		return false;
	remember(s, i, p);
	bool labels =
		i < s->cast ? all_labels(s, LABEL_OF_SOURCE, o->id, p->shape.block, a, e) : made_labels(s, i, p, e);
	return labels && write_moves(s, p, e);
}
