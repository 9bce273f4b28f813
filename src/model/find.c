#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/model/find.h"

/* A word's score: how it stands there first, then where. */
enum how { IN_ORDER = 1, INSIDE, PREFIX };
enum where { DIGITS, REST, PRACTICE, NAME, PLACES };

#define SCORE(HOW, WHERE) ((HOW)*PLACES + (WHERE))

/* --- what was typed --- */

static size_t word_length(const char *s)
{
	return strcspn(s, " \t\r\n");
}

/* "555-0142", "(928)", "+1.928": the digits are looked for. */
static bool number(const char *s, size_t n)
{
	bool digit = false;

	for (size_t i = 0; i < n; i++) {
		bool here = s[i] >= '0' && s[i] <= '9';

		if (!here && !strchr("()-.+/#", s[i]))
			return false;
		digit = digit || here;
	}
	return digit;
}

/* A byte of a letter, not its first. */
static bool continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

static int letters_of(const char *s, size_t n)
{
	int count = 0;

	for (size_t i = 0; i < n; i++)
		count += !continues(s[i]);
	return count;
}

/* Words until here, parted by spaces; `number` says of which kind they are. */
static void take_words(struct find_query *q, size_t from, bool is_number)
{
	const char *s = str_text(&q->fold);

	while (from < q->fold.len && q->count < FIND_WORDS) {
		size_t n = word_length(s + from);

		if (n) {
			/* The text still grows: the offset stands in for the address. */
			q->len[q->count] = n;
			q->digits[q->count] = is_number;
			q->loose[q->count] = !is_number && letters_of(s + from, n) >= 4;
			q->count++;
		}
		from += n + 1;
	}
}

void find_query_read(struct find_query *q, const char *typed)
{
	struct str word = {0};
	const char *s;

	*q = (struct find_query){0};
	while (*typed && q->count < FIND_WORDS) {
		size_t n = word_length(typed), from;
		bool is_number = number(typed, n);

		str_clear(&word);
		str_addn(&word, typed, n);
		if (q->fold.len)
			str_addc(&q->fold, ' ');
		from = q->fold.len;
		if (is_number)
			utf8_digits(&q->fold, str_text(&word));
		else
			utf8_fold(&q->fold, str_text(&word));
		if (is_number && q->fold.len - from == 11 && q->fold.s[from] == '1')
			str_erase(&q->fold, from, 1);
		if (from && q->fold.len == from)
			str_cut(&q->fold, from - 1);
		else
			take_words(q, from, is_number);
		typed += n + (typed[n] != '\0');
	}
	s = str_text(&q->fold);
	for (int i = 0; i < q->count; i++) {
		q->word[i] = s;
		s += q->len[i] + 1;
	}
	str_free(&word);
}

void find_query_free(struct find_query *q)
{
	str_free(&q->fold);
	*q = (struct find_query){0};
}

/* --- ranking --- */

#define EACH(BYTE) (UINT64_C(0x0101010101010101) * (BYTE))

static uint64_t eight(const char *s)
{
	uint64_t bytes;

	memcpy(&bytes, s, sizeof(bytes));
	return bytes;
}

static bool stands_at(const char *s, const char *end, const char *word, size_t len)
{
	return *s == *word && end - s >= (ptrdiff_t)len && memcmp(s, word, len) == 0;
}

/* As memmem, which sets up more for its search than a key takes to be searched. Eight places at a time are
 * passed over where none has the first three letters. */
static const char *search(const char *s, const char *end, const char *word, size_t len)
{
	size_t last = len < 3 ? len - 1 : 2;
	uint64_t first = EACH((unsigned char)word[0]), second = EACH((unsigned char)word[len > 1]);
	uint64_t third = EACH((unsigned char)word[last]);
	ptrdiff_t reach = 8 + (ptrdiff_t)last;
	bool wide = end - s >= reach;

	if (len == 1)
		return memchr(s, word[0], (size_t)(end - s));
	while (end - s >= (ptrdiff_t)len) {
		uint64_t miss = 0;

		if (wide) {
			s = end - s < reach ? end - reach : s;
			miss = (eight(s) ^ first) | (eight(s + 1) ^ second) | (eight(s + last) ^ third);
		}
		if ((miss - EACH(1)) & ~miss & EACH(0x80)) {
			for (int i = 0; i < 8 && s + i < end; i++) {
				if (stands_at(s + i, end, word, len))
					return s + i;
			}
		}
		s += 8;
	}
	return NULL;
}

static bool begins_word(const char *s, const char *key)
{
	return s == key || s[-1] == ' ' || s[-1] == FIND_SEP;
}

static enum where where_of(const char *s, const char *key)
{
	int where = NAME;

	for (; where > DIGITS && (key = memchr(key, FIND_SEP, (size_t)(s - key))); key++)
		where--;
	return (enum where)where;
}

/* In the name. The bytes of one letter have to follow each other. */
static bool in_order(const char *key, size_t n, const char *word, size_t len)
{
	size_t at = 0;

	for (size_t i = 0; i < n && key[i] != FIND_SEP; i++) {
		if (key[i] == word[at]) {
			if (++at == len)
				return true;
		} else {
			while (continues(word[at]))
				at--;
		}
	}
	return false;
}

static int word_score(const struct find_query *q, int i, const char *key, size_t len)
{
	const char *end = key + len, *word = q->word[i], *inside = NULL, *s;

	for (s = key; (s = search(s, end, word, q->len[i])); s++) {
		if (begins_word(s, key))
			return SCORE(PREFIX, where_of(s, key));
		inside = inside ? inside : s;
	}
	if (inside)
		return SCORE(INSIDE, where_of(inside, key));
	return q->loose[i] && in_order(key, len, word, q->len[i]) ? SCORE(IN_ORDER, NAME) : 0;
}

int find_rank(const struct find_query *q, const char *key, size_t len)
{
	int worst = 0, sum = 0;

	if (!q->count)
		return 1;
	for (int i = 0; i < q->count; i++) {
		int score = word_score(q, i, key, len);

		if (!score)
			return 0;
		if (!i || score < worst)
			worst = score;
		sum += score;
	}
	return worst << 8 | sum;
}

bool find_in_name(const struct find_query *q, const char *key)
{
	const char *end = key + strcspn(key, "\x1f");

	for (int i = 0; i < q->count; i++) {
		const char *s = key;

		while (s && !(begins_word(s, key) && stands_at(s, end, q->word[i], q->len[i])))
			s = s < end ? s + 1 : NULL;
		if (!s)
			return false;
	}
	return q->count > 0;
}

/* --- where the words stand in a shown text --- */

/* A text folded, with the bytes of the shown text that each of its bytes came from. */
struct folded {
	struct str text;
	struct spot {
		size_t from, to;
	} * spots;
	size_t room;
};

static void folded_add(struct folded *f, const char *s, size_t n, size_t from, size_t to)
{
	if (f->text.len + n > f->room) {
		f->room = 2 * (f->text.len + n);
		f->spots = mem_grow(f->spots, f->room * sizeof(*f->spots));
	}
	for (size_t i = 0; i < n; i++)
		f->spots[f->text.len + i] = (struct spot){from, to};
	str_addn(&f->text, s, n);
}

/* Each grapheme is folded between two letters, so that one that parts words can be told from one that vanishes. */
static void folded_read(struct folded *f, const char *shown)
{
	struct str one = {0}, fold = {0};
	size_t n = strlen(shown);

	for (size_t at = 0, len; at < n; at += len) {
		len = utf8_grapheme(shown + at, n - at);
		str_clear(&one);
		str_clear(&fold);
		str_addc(&one, 'a');
		str_addn(&one, shown + at, len);
		str_addc(&one, 'a');
		utf8_fold(&fold, str_text(&one));
		folded_add(f, fold.s + 1, fold.len - 2, at, at + len);
	}
	str_free(&one);
	str_free(&fold);
}

static void digits_read(struct folded *f, const char *shown)
{
	for (size_t i = 0; shown[i]; i++) {
		if (shown[i] >= '0' && shown[i] <= '9')
			folded_add(f, shown + i, 1, i, i + 1);
		else if (!strchr("()-.+/# ", shown[i]))
			folded_add(f, " ", 1, i, i + 1);
	}
}

static void folded_free(struct folded *f)
{
	str_free(&f->text);
	free(f->spots);
}

static void mark_spots(const struct spot *spots, size_t n, bool *mark)
{
	memset(mark + spots[0].from, true, spots[n - 1].to - spots[0].from);
}

/* Marks the word wherever it begins a word, else the first place where it stands. */
static bool mark_word(const struct folded *f, const char *word, size_t len, bool *mark)
{
	const char *text = str_text(&f->text), *end = text + f->text.len, *s, *inside = NULL;
	bool found = false;

	for (s = text; (s = search(s, end, word, len)); s++) {
		inside = inside ? inside : s;
		if (begins_word(s, text)) {
			mark_spots(&f->spots[s - text], len, mark);
			found = true;
		}
	}
	if (!found && inside)
		mark_spots(&f->spots[inside - text], len, mark);
	return inside != NULL;
}

int find_spans(const struct find_query *q, const char *shown, size_t *from, size_t *to, int max)
{
	struct folded text = {0}, digits = {0};
	size_t n = strlen(shown);
	bool *mark = mem_alloc(n + 1);
	int count = 0;

	folded_read(&text, shown);
	digits_read(&digits, shown);
	for (int i = 0; i < q->count; i++) {
		if (!q->digits[i] || !mark_word(&digits, q->word[i], q->len[i], mark))
			mark_word(&text, q->word[i], q->len[i], mark);
	}
	for (size_t i = 0; i < n && count < max; i++) {
		if (!mark[i])
			continue;
		from[count] = i;
		while (mark[i])
			i++;
		to[count++] = i;
	}
	folded_free(&text);
	folded_free(&digits);
	free(mark);
	return count;
}

/* --- the palette --- */

#define WHOLE_PREFIX (SCORE(PREFIX, PLACES) << 8) /* more than any find_rank */

/* Letters in order, from the first on: the more of them begin a word or follow the one before, the better. */
static int scattered(const char *typed, const char *label)
{
	int score = 1;
	const char *before = NULL, *s = label;

	for (; *typed; typed++) {
		if (*typed == ' ')
			continue;
		s = strchr(s, *typed);
		if (!s)
			return 0;
		if (begins_word(s, label))
			score += 2;
		else if (before && s == before + 1)
			score++;
		before = s++;
	}
	return score;
}

int find_fuzzy(const char *typed, const char *label)
{
	struct str t = {0}, l = {0};
	struct find_query q;
	int score;

	utf8_fold(&t, typed);
	utf8_fold(&l, label);
	find_query_read(&q, typed);
	if (str_starts(str_text(&l), str_text(&t)))
		score = WHOLE_PREFIX;
	else if (!(score = find_rank(&q, str_text(&l), l.len)))
		score = scattered(str_text(&t), str_text(&l));
	find_query_free(&q);
	str_free(&t);
	str_free(&l);
	return score;
}
