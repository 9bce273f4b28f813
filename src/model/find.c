#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/model/find.h"

/* A word's score: how it stands there first, then where. */
enum how { IN_ORDER = 1, INSIDE, PREFIX };
enum where { DIGITS, REST, PRACTICE, NAME, PLACES };

#define SCORE(HOW, WHERE) ((HOW) * PLACES + (WHERE))

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
 * passed over where none has the first two letters. */
static const char *search(const char *s, const char *end, const char *word, size_t len)
{
	uint64_t first = EACH((unsigned char)word[0]), second = EACH((unsigned char)word[len > 1]);
	bool wide = end - s > 8;

	if (len == 1)
		return memchr(s, word[0], (size_t)(end - s));
	while (end - s >= (ptrdiff_t)len) {
		uint64_t miss;

		if (wide && end - s <= 8)
			s = end - 9;
		miss = wide ? (eight(s) ^ first) | (eight(s + 1) ^ second) : 0;
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
