/* The timeline of a source: touches that read like what people write, and the steps planned with them. */
#include <stdlib.h>
#include <string.h>

#include "sample.h"

/* A touch before it is written: told by the file, thanks for a referral, or one of the story. */
struct slot {
	int32_t on;
	int order;
	const struct fixed_touch *fixed;
	struct sent *thanks;
};

struct story {
	struct sample *s;
	const struct person *p;
	struct sent *sent;
	int64_t n_sent;
	struct arena *a;
	struct dice dice;
	int64_t told, length; /* of the touches that are neither fixed nor thanks */
	int start[PHASE_COUNT], stride[PHASE_COUNT], taken[PHASE_COUNT];
	int december; /* year of the last holiday card */
};

/* --- words --- */

static int common_divisor(int a, int b)
{
	return b ? common_divisor(b, a % b) : a;
}

/* Walks through every template of a pool before the first comes again. */
static void begin_walks(struct story *y)
{
	for (int p = 0; p < PHASE_COUNT; p++) {
		int n = y->s->texts.pool[p][y->p->class].n;
		y->start[p] = dice_below(&y->dice, n);
		y->stride[p] = n > 1 ? dice_between(&y->dice, 1, n - 1) : 1;
		while (common_divisor(n, y->stride[p]) > 1)
			y->stride[p]++;
	}
}

/* Nobody is taken to lunch before they know us. */
static bool too_soon(const struct story *y, enum phase phase, const struct phrase *t)
{
	if (phase != PHASE_EARLY || y->told > 1)
		return false;
	return t->channel == CHANNEL_LUNCH || t->channel == CHANNEL_COFFEE ||
	       (y->told == 0 && t->purpose != PURPOSE_INTRODUCE);
}

static bool fits(const struct phrase *t, const struct sent *about)
{
	if ((strstr(t->note, "{R}") || strstr(t->note, "{for}")) && !about)
		return false;
	if (strstr(t->note, "{from}") && (!about || !about->measure))
		return false;
	return !strstr(t->note, "{to}") || (about && about->to != NUM_NONE);
}

/* thank: how, in the phase of thanks; else CHOICE_NONE. NULL when no template of the phase fits. */
static const struct phrase *choose(struct story *y, enum phase phase, const struct sent *about, int thank)
{
	const struct pool *pool = &y->s->texts.pool[phase][y->p->class];
	static const int16_t channel[] = {CHANNEL_CARD, CHANNEL_CALL, CHANNEL_EMAIL};
	for (int k = 0; k < pool->n; k++) {
		const struct phrase *t = pool->t[(y->start[phase] + y->taken[phase]++ * y->stride[phase]) % pool->n];
		if (fits(t, about) && !too_soon(y, phase, t) && (thank == CHOICE_NONE || t->channel == channel[thank]))
			return t;
	}
	return NULL;
}

static void add_score(struct str *b, int64_t tenths)
{
	if (tenths % 10)
		str_printf(b, "%lld.%lld", (long long)tenths / 10, (long long)tenths % 10);
	else
		str_printf(b, "%lld", (long long)tenths / 10);
}

/* The first word of a name: "Rosa". */
static void add_first_name(struct str *b, const char *name)
{
	str_addn(b, name, strcspn(name, " "));
}

static void add_hole(struct story *y, struct str *b, const char *hole, size_t len, const struct sent *about)
{
	if (len == 4 && !memcmp(hole, "gate", len)) {
		if (y->p->gate)
			add_first_name(b, y->p->gate);
		else
			str_add(b, b->len && b->s[b->len - 1] == ' ' && b->s[b->len - 2] != '.' ? "the front desk"
												: "The front desk");
	} else if (len == 3 && !memcmp(hole, "for", len)) {
		str_add(b, about->reason);
	} else if (len == 1 && *hole == 'R') {
		str_printf(b, "R-%lld", (long long)about->number);
	} else if (len == 7 && !memcmp(hole, "measure", len)) {
		str_add(b, about->measure);
	} else if (len == 4 && !memcmp(hole, "from", len)) {
		add_score(b, about->from);
	} else if (len == 2 && !memcmp(hole, "to", len)) {
		add_score(b, about->to);
	} else if (len == 6 && !memcmp(hole, "visits", len)) {
		str_printf(b, "%lld", about && about->visits != NUM_NONE ? (long long)about->visits : 8);
	} else if (len == 2 && !memcmp(hole, "us", len)) {
		str_add(b, str_eq(about ? about->sent_to : y->p->source.owner, "sam") ? "Sam" : "Jo");
	} else if (len == 3 && !memcmp(hole, "pct", len)) {
		str_printf(b, "%d", dice_between(&y->dice, 78, 96));
	} else {
		str_printf(b, "%d", dice_between(&y->dice, 3, 11));
	}
}

static const char *fill(struct story *y, const char *text, const struct sent *about)
{
	struct str b = {0};
	if (!text)
		return NULL;
	while (*text) {
		size_t n = strcspn(text, "{");
		str_addn(&b, text, n);
		text += n;
		if (!*text)
			break;
		n = strcspn(text, "}");
		add_hole(y, &b, text + 1, n - 1, about);
		text += n + 1;
	}
	const char *filled = arena_strdup(y->a, str_text(&b));
	str_free(&b);
	return filled;
}

/* --- what the story tells next --- */

static enum phase phase_of(struct story *y, int32_t on)
{
	int64_t k = y->told, n = y->length;
	int year, month, mday;
	day_split(on, &year, &month, &mday);
	if (month == 12 && mday >= 8 && mday <= 23 && year != y->december && y->p->source.stage != STAGE_FIRST) {
		y->december = year;
		return PHASE_DECEMBER;
	}
	if (y->p->source.stage == STAGE_FIRST)
		return k < 5 ? PHASE_EARLY : PHASE_LATER;
	if (k < 3 && n > 4)
		return PHASE_EARLY;
	return y->p->source.stage == STAGE_MAINTAIN && k * 10 >= n * 5 ? PHASE_LONG : PHASE_LATER;
}

/* The newest patient who came before the day; open: whose course can be reported now. */
static struct sent *patient_of(struct story *y, int32_t on, bool open)
{
	for (int64_t k = y->n_sent - 1; k >= 0; k--) {
		struct sent *t = &y->sent[k];
		if (t->direction != REFERRAL_IN || t->on > on)
			continue;
		if (!open)
			return t;
		bool over = t->discharged_on != DAY_NONE && t->discharged_on <= on;
		if (t->evaluated_on != DAY_NONE && t->evaluated_on < on && t->evaluated_on > on - 150 && !t->ended &&
		    (over || !t->reported))
			return t;
	}
	return NULL;
}

/* What is told of a patient: *about gets whom. NULL: nothing to tell. */
static const struct phrase *report(struct story *y, int32_t on, struct sent **about)
{
	if (y->p->class != CLASS_CLINIC && y->p->class != CLASS_HOSPITAL)
		return NULL;
	if (!dice_chance(&y->dice, 34) || !(*about = patient_of(y, on, true)))
		return NULL;
	bool over = (*about)->discharged_on != DAY_NONE && (*about)->discharged_on <= on;
	(*about)->reported = true;
	(*about)->ended = over;
	enum phase phase = over ? PHASE_FINAL : PHASE_PROGRESS;
	return choose(y, phase, *about, CHOICE_NONE);
}

static const struct phrase *story_next(struct story *y, int32_t on, struct touch *t)
{
	struct sent *about = NULL;
	enum phase phase = phase_of(y, on);
	const struct phrase *m = phase == PHASE_EARLY || phase == PHASE_DECEMBER ? NULL : report(y, on, &about);
	if (m)
		t->referral_id = about->id;
	else
		about = patient_of(y, on, false);
	if (!m)
		m = choose(y, phase, about, CHOICE_NONE);
	if (!m)
		m = choose(y, PHASE_LATER, about, CHOICE_NONE);
	y->told++;
	t->note = fill(y, m->note, about);
	t->learned = dice_chance(&y->dice, 75) ? fill(y, m->learned, about) : NULL;
	return m;
}

static const char *who_of_ours(struct story *y, int channel)
{
	int p = dice_below(&y->dice, 100);
	const char *owner = y->p->source.owner ? y->p->source.owner : "maria";
	if (channel == CHANNEL_CARD || channel == CHANNEL_LETTER)
		return p < 75 ? "maria" : owner;
	if (channel == CHANNEL_REPORT)
		return p < 60 ? "jo" : "sam";
	return p < 72 ? owner : p < 82 ? "maria" : p < 92 ? "jo" : "sam";
}

static int64_t cost_of(struct story *y, const struct touch *t)
{
	struct dice *d = &y->dice;
	if (t->channel == CHANNEL_LUNCH)
		return dice_between(d, 2600, 15800);
	if (t->channel == CHANNEL_COFFEE)
		return dice_between(d, 640, 1900);
	if (t->purpose == PURPOSE_GIFT)
		return t->channel == CHANNEL_CARD ? dice_between(d, 350, 1600) : dice_between(d, 1100, 4200);
	if (t->channel == CHANNEL_EVENT && dice_chance(d, 60))
		return dice_between(d, 1500, 14000);
	return NUM_NONE;
}

/* --- writing --- */

static bool write_attendees(struct story *y, const struct touch *t, struct err *e)
{
	static const char *const others[] = {"two MAs", "the new NP", "scribe", "billing", "front desk", "a student"};
	struct attendee at;
	record_init(KIND_ATTENDEE, &at);
	at.touch_id = t->id;
	if (t->channel != CHANNEL_LUNCH || y->p->class == CLASS_WELLNESS || !dice_chance(&y->dice, 70))
		return true;
	if (y->p->colleague_id) {
		at.source_id = y->p->colleague_id;
		if (!sample_insert(y->s, KIND_ATTENDEE, &at, e))
			return false;
	}
	if (!dice_chance(&y->dice, 60))
		return true;
	at.id = at.source_id = 0;
	at.name = others[dice_below(&y->dice, 6)];
	return sample_insert(y->s, KIND_ATTENDEE, &at, e);
}

/* A step that was planned and led to this touch. */
static bool write_done_step(struct story *y, const struct touch *t, struct err *e)
{
	struct step st;
	record_init(KIND_STEP, &st);
	st.source_id = t->source_id;
	st.channel = t->channel;
	st.by = t->by;
	st.due_on = t->on + dice_between(&y->dice, -1, 1);
	st.set_on = t->on - dice_between(&y->dice, 8, 30);
	st.state = STEP_DONE;
	st.closed_on = t->on;
	st.touch_id = t->id;
	if (st.set_on < y->p->source.added_on)
		st.set_on = y->p->source.added_on;
	return sample_insert(y->s, KIND_STEP, &st, e);
}

static bool write_recipient(struct story *y, const struct touch *t, struct err *e)
{
	struct recipient r;
	record_init(KIND_RECIPIENT, &r);
	r.announcement_id = y->s->announcement_id;
	r.source_id = y->p->source.id;
	r.channel = CHANNEL_EMAIL;
	if (t) {
		r.told_on = t->on;
		r.touch_id = t->id;
	}
	return sample_insert(y->s, KIND_RECIPIENT, &r, e);
}

static void fill_fixed(struct story *y, const struct fixed_touch *f, struct touch *t)
{
	const struct sent *last = y->n_sent ? &y->sent[y->n_sent - 1] : NULL;
	struct str note = {0};
	const char *hole = strstr(f->note, "{R2}");
	if (hole && y->n_sent > 1) {
		str_addn(&note, f->note, (size_t)(hole - f->note));
		str_printf(&note, "R-%lld%s", (long long)y->sent[y->n_sent - 2].number, hole + 4);
		t->note = arena_strdup(y->a, str_text(&note));
		t->referral_id = y->sent[y->n_sent - 2].id;
	} else {
		t->note = fill(y, hole ? "Progress note, all on course." : f->note, last);
	}
	str_free(&note);
	t->channel = f->channel;
	t->purpose = f->purpose;
	t->result = f->result;
	t->cost_cents = f->cost_cents;
	t->learned = f->learned;
	t->announcement_id = f->announces ? y->s->announcement_id : 0;
}

static void fill_template(struct story *y, const struct slot *slot, struct touch *t)
{
	const struct phrase *m;
	if (slot->thanks) {
		m = choose(y, PHASE_THANKS, slot->thanks, slot->thanks->thank);
		t->referral_id = slot->thanks->id;
		t->note = fill(y, m->note, slot->thanks);
	} else {
		m = story_next(y, t->on, t);
	}
	t->channel = m->channel;
	t->purpose = m->purpose;
	t->result = m->result;
	t->direction = m->they ? TOUCH_THEY : TOUCH_WE;
	t->cost_cents = cost_of(y, t);
	if (y->p->source.via_id && (t->channel == CHANNEL_VISIT || t->result == 2) && dice_chance(&y->dice, 40))
		t->met_id = y->p->source.via_id;
	if (dice_chance(&y->dice, 3))
		t->tags = texts_any(&y->s->texts, "tags", &y->dice);
}

static bool write_touch(struct story *y, const struct slot *slot, struct err *e)
{
	struct touch t;
	record_init(KIND_TOUCH, &t);
	t.source_id = y->p->source.id;
	t.on = slot->on;
	if (slot->fixed)
		fill_fixed(y, slot->fixed, &t);
	else
		fill_template(y, slot, &t);
	t.by = who_of_ours(y, t.channel);
	if (!sample_insert(y->s, KIND_TOUCH, &t, e) || !write_attendees(y, &t, e))
		return false;
	if (t.announcement_id && !write_recipient(y, &t, e))
		return false;
	bool planned = !slot->fixed && !slot->thanks && dice_chance(&y->dice, 9);
	return !planned || write_done_step(y, &t, e);
}

/* --- when --- */

static int slot_order(const void *a, const void *b)
{
	const struct slot *x = a, *y = b;
	return x->on != y->on ? (x->on < y->on ? -1 : 1) : x->order - y->order;
}

static int32_t thanks_day(struct story *y, const struct sent *t)
{
	int p = dice_below(&y->dice, 100);
	int32_t day = workday(t->on + (p < 12 ? 0 : p < 78 ? 1 : p < 94 ? 2 : dice_between(&y->dice, 3, 6)));
	if (day > y->s->today - 1)
		day = y->s->today - 1;
	return day < t->on ? t->on : day;
}

/* The story goes evenly from the beginning to the newest touch, which stands fixed. */
static void story_days(struct story *y, struct slot *slot, int64_t n, int32_t newest)
{
	int32_t first = y->p->source.added_on;
	if (newest < first)
		newest = first;
	int64_t span = ((int64_t)newest - first) * 1000 / (n > 1 ? n - 1 : 1);
	for (int64_t k = 0; k < n; k++) {
		int64_t at = span * k + (k && k < n - 1 ? dice_between(&y->dice, -400, 400) * span / 1000 : 0);
		slot[k].on = k == n - 1 ? newest : workday(first + (int32_t)(at / 1000));
		if (slot[k].on < first)
			slot[k].on = first;
	}
}

static struct slot *plan_days(struct story *y, int64_t n)
{
	const struct shape *sh = &y->p->shape;
	struct slot *slot = arena_alloc(y->a, (size_t)(n + 1) * sizeof *slot);
	int32_t today = y->s->today, newest = workday(today - sh->last);
	int64_t k = 0;
	for (int f = 0; f < sh->n_touches && k < n; f++) {
		slot[k++] = (struct slot){.on = workday(today - sh->touch[f].ago), .fixed = &sh->touch[f]};
		if (slot[k - 1].on - 6 < newest)
			newest = workday(slot[k - 1].on - 6);
	}
	for (int64_t r = 0; r < y->n_sent && k < n; r++)
		if (y->sent[r].thanked)
			slot[k++] = (struct slot){.on = thanks_day(y, &y->sent[r]), .thanks = &y->sent[r]};
	y->length = n - k;
	story_days(y, slot + k, n - k, newest);
	for (int64_t j = 0; j < n; j++)
		slot[j].order = (int)j;
	if (n > 1)
		qsort(slot, (size_t)n, sizeof *slot, slot_order);
	return slot;
}

/* --- what comes next --- */

static const char *step_words(struct story *y, const char *what)
{
	struct str b = {0};
	for (int64_t back = y->n_sent; *what;) {
		size_t n = strcspn(what, "{");
		str_addn(&b, what, n);
		what += n;
		if (!*what)
			break;
		back -= back > 0;
		if (y->n_sent)
			str_printf(&b, "R-%lld", (long long)y->sent[back].number);
		what += strcspn(what, "}") + 1;
	}
	const char *filled = arena_strdup(y->a, str_text(&b));
	str_free(&b);
	return filled;
}

static bool write_open_step(struct story *y, int32_t newest, struct err *e)
{
	const struct shape *sh = &y->p->shape;
	struct step st;
	record_init(KIND_STEP, &st);
	st.source_id = y->p->source.id;
	st.due_on = y->s->today + sh->step_in;
	if (sh->step_in > 7 && day_weekday(st.due_on) > 4)
		st.due_on += 7 - day_weekday(st.due_on);
	if (sh->step_what) {
		st.channel = sh->step_channel;
		st.what = step_words(y, sh->step_what);
	} else {
		const char *part[2];
		texts_any_cut(&y->s->texts, sh->step_in <= 0 ? "late_steps" : "steps", &y->dice, y->a, part, 2);
		st.channel = (int16_t)choice_index(choices_channel, part[0]);
		st.what = part[1];
	}
	st.by = y->p->source.owner;
	st.set_on = newest;
	return sample_insert(y->s, KIND_STEP, &st, e);
}

/* A quiet source without a next step: somebody dropped the reminder. */
static bool write_drop(struct story *y, int32_t clock, struct err *e)
{
	static const int setting[] = {SET_CADENCE_FIRST, SET_CADENCE_TRUST, SET_CADENCE_MAINTAIN};
	const struct source *o = &y->p->source;
	struct dismissal d;
	record_init(KIND_DISMISSAL, &d);
	d.rule = "touch";
	d.subject_id = o->id;
	d.how = DISMISSAL_DROP;
	d.due_on = (clock < y->s->owed_from ? y->s->owed_from : clock) +
		   (int32_t)(o->cadence_days != NUM_NONE ? o->cadence_days : settings[setting[o->stage]].number);
	d.by = o->owner;
	return sample_insert(y->s, KIND_DISMISSAL, &d, e);
}

bool sample_touches(struct sample *s, int64_t i, struct person *p, int64_t n, struct sent *sent, int64_t n_sent,
		    struct arena *a, struct err *e)
{
	struct story y = {
		.s = s, .p = p, .sent = sent, .n_sent = n_sent, .a = a, .dice = dice_of(s->size.seed, DICE_TOUCHES, i)};
	struct shape *sh = &p->shape;
	begin_walks(&y);
	struct slot *slot = plan_days(&y, n);
	int32_t newest = n ? slot[n - 1].on : p->source.added_on;
	bool told = false;
	for (int64_t k = 0; k < n; k++) {
		if (!write_touch(&y, &slot[k], e))
			return false;
		told = told || (slot[k].fixed && slot[k].fixed->announces);
	}
	for (int k = 0; sh->block && !told && k < sh->block->n; k++)
		if (strcmp(sh->block->key[k], "announced") == 0 && !write_recipient(&y, NULL, e))
			return false;
	if (p->source.standing != STANDING_LIVE || p->source.archived)
		return true;
	if (!n && !sh->has_step) { /* never touched: the plan is to begin */
		sh->has_step = true;
		sh->step_in = 8 + (int)(i % 50);
	}
	if (sh->has_step)
		return write_open_step(&y, newest, e);
	return !sh->quiet || write_drop(&y, newest, e);
}
