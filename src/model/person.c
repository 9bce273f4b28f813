#include <string.h>
#include <utf8proc.h>

#include "rapport/base/utf8.h"
#include "rapport/model/kind.h"
#include "rapport/model/words.h"

/* --- words of a name --- */

#define MOST_WORDS 24 /* a text of more words is no name */

/* How surely letters are credentials. Some are surnames or names of practices as well. */
enum sure { NO_CREDENTIAL, MAYBE_CREDENTIAL, CREDENTIAL };

struct word {
	const char *s;
	size_t len;
	int part; /* which of the parts between commas it stands in */
	enum sure credential;
};

struct text {
	struct word word[MOST_WORDS];
	int count, parts;
	bool shouted; /* there is no small letter in it */
};

static bool is_lower(uint32_t cp)
{
	return utf8proc_category((int32_t)cp) == UTF8PROC_CATEGORY_LL;
}

static bool is_letter(uint32_t cp)
{
	switch (utf8proc_category((int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
		return true;
	default:
		return false;
	}
}

static bool has_letter(const char *s, size_t n, bool (*test)(uint32_t))
{
	uint32_t cp;

	for (size_t i = 0; i < n;) {
		i += utf8_decode(s + i, n - i, &cp);
		if (test(cp))
			return true;
	}
	return false;
}

/* Bytes of a space at s, the no-break space included. */
static size_t space_at(const char *s)
{
	return *s == ' ' || (*s >= '\t' && *s <= '\r') ? 1 : str_starts(s, "\u00a0") ? 2 : 0;
}

static bool comma(char c)
{
	return c == ',' || c == ';';
}

/* False when it is empty or too long for a name. */
static bool text_read(struct text *t, const char *s)
{
	*t = (struct text){.shouted = !has_letter(s, strlen(s), is_lower)};
	while (*s) {
		size_t n = space_at(s);
		struct word *w = &t->word[t->count];

		if (n || comma(*s)) {
			t->parts += comma(*s) && t->count && t->word[t->count - 1].part == t->parts;
			s += n ? n : 1;
			continue;
		}
		if (t->count == MOST_WORDS)
			return false;
		while (s[n] && !comma(s[n]) && !space_at(s + n))
			n++;
		*w = (struct word){.s = s, .len = n, .part = t->parts};
		t->count++;
		s += n;
	}
	if (t->count)
		t->parts = t->word[t->count - 1].part + 1;
	return t->count > 0;
}

/* Whether the word, without points and hyphens, stands in a list of words that are parted by spaces. */
static bool listed(const struct word *w, const char *list)
{
	while (*list) {
		size_t n = strcspn(list, " "), i = 0, j = 0;

		for (; i < w->len; i++) {
			char c = w->s[i];

			if (c == '.' || c == '-')
				continue;
			if (j == n || (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != list[j])
				break;
			j++;
		}
		if (i == w->len && j == n)
			return true;
		list += n + (list[n] == ' ');
	}
	return false;
}

/* --- credentials, titles, practices --- */

static const char sure_credentials[] = "md dpm dc np pa pac fnp fnpc fnpbc anp anpbc agnp agnpc agpcnpbc arnp aprn cnp "
				       "crnp cnm crna crnfa rnfa rn bsn msn dnp lpn lvn "
				       "dpt mpt mspt pta pts otr otr/l otrl otd ota cota cota/l slp cccslp ccc/slp mot "
				       "mlt aud ccca atc atr lat lat/atc lmt cmt rmt lac "
				       "dacm daom dipac dipom rdn ldn cdn cns cnsc lmnt ndtr nmd dds dmd phd psyd edd "
				       "pharmd drph scd lcsw lmsw msw lpc lmft lmhc lcpc "
				       "mbbs mbchb mbbch mph mba mha msc med cscs cpt ccm crc cdms ryt eryt ces pes "
				       "frcs frcp frcsc esq jd scs ocs ncs gcs pcs ecs wcs "
				       "cht faaos facs facp faafp faapmr facsm faans facog facc faap faan faafprs "
				       "facos facofp facoi faaompt faota faad facep facr "
				       "abpp bcbac bcba cpo lpo rpt rph";
static const char maybe_credentials[] = "do ma ms ba bs at pt ot st nd rd od ld cp";
static const char titles[] = "dr doctor prof professor mr mrs ms miss mx";
static const char suffixes[] = "jr sr ii iii iv";
static const char companies[] = "inc llc pllc pc ltd llp corp co lp plc";
/* Words that no person is called by. */
static const char places[] = "center centre clinic clinics hospital medical medicine therapy health healthcare "
			     "wellness associates group gym fitness "
			     "department dept university college club studio yoga massage chiropractic acupuncture "
			     "orthopedics orthopaedics orthopedic "
			     "orthopaedic neurology pediatrics rheumatology podiatry urgent care spine services "
			     "company institute academy foundation & and of "
			     "the";
static const char kept_capitals[] = "ymca ywca ymha jcc vfw usa obgyn ii iii iv";

/* "Jr." and not "J.R." */
static bool is_suffix(const struct word *w)
{
	return listed(w, suffixes) && !memchr(w->s, '.', w->len - 1);
}

/* Capitals, or the written-out degrees that have small letters. */
static bool looks_like_credential(const struct word *w)
{
	int upper = 0;

	for (size_t i = 0; i < w->len; i++)
		upper += w->s[i] >= 'A' && w->s[i] <= 'Z';
	if (!has_letter(w->s, w->len, is_lower))
		return upper >= 2;
	return upper >= 2 &&
	       listed(w, "phd psyd edd pharmd drph scd dipac dipom mbchb mbbch ryt eryt msc bsc lac aud rph med");
}

/* Capitals that no list knows are credentials behind others: "MD, CAQSM". */
static bool follows(const struct text *t, int i)
{
	const struct word *w = &t->word[i];

	return i > 0 && t->word[i - 1].credential && (w->part > 1 || w->part == w[-1].part) && !t->shouted &&
	       w->len >= 3 && !is_suffix(w);
}

static void mark_credentials(struct text *t)
{
	for (int i = 0; i < t->count; i++) {
		struct word *w = &t->word[i];

		if (!looks_like_credential(w))
			w->credential = w->part > 0 && listed(w, sure_credentials) ? CREDENTIAL : NO_CREDENTIAL;
		else if (listed(w, maybe_credentials))
			w->credential = MAYBE_CREDENTIAL;
		else if (listed(w, sure_credentials) || follows(t, i))
			w->credential = CREDENTIAL;
	}
}

/* A practice or the like is not a person: "Valley Neurology, P.C.", "St. Ann's ortho ward, Health Center". */
static bool is_place(const struct text *t)
{
	for (int i = 0; i < t->count; i++) {
		const struct word *w = &t->word[i];

		if (w->part == 0 && i > 0 && listed(w, places))
			return true;
		if (w->part > 0 && listed(w, companies))
			return true;
	}
	return false;
}

/* --- capitals --- */

static void add_cp(struct str *b, uint32_t cp)
{
	char utf8[4];

	str_addn(b, utf8, utf8_encode(cp, utf8));
}

static int letters_in(const char *s, size_t n)
{
	int count = 0;
	uint32_t cp;

	for (size_t i = 0; i < n;) {
		i += utf8_decode(s + i, n - i, &cp);
		count += is_letter(cp);
	}
	return count;
}

/* Capitals that stand for a name rather than for initials or an abbreviation. */
static bool wants_small(const struct word *w, bool shouted, bool surname)
{
	int letters = letters_in(w->s, w->len);

	if (has_letter(w->s, w->len, is_lower) || letters < 2 || listed(w, kept_capitals))
		return false;
	if (letters >= 4)
		return true;
	if (!shouted && !surname)
		return false;
	if (letters == 3 || listed(w, titles) || is_suffix(w) || w->s[2] == '.')
		return true;
	return w->len == 2 && w->s[1] != 'J' && (strchr("AEIOUY", w->s[0]) || strchr("AEIOUY", w->s[1]));
}

/* Names that carry a capital inside. */
static const char *inner_capital(const struct word *w)
{
	static const char *const names[] = {
		"DeLuca", "DeMarco",   "DeAngelis", "DeSantis", "DeRosa",    "DeVito",     "DiMarco",   "DiMaggio",
		"LaRosa", "LeBlanc",   "LaRue",     "VanDyke",  "MacDonald", "MacDougall", "MacGregor", "MacIntyre",
		"MacKay", "MacKenzie", "MacKinnon", "MacLean",  "MacLeod",   "MacMillan",  "MacPherson"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strlen(names[i]) == w->len && strncasecmp(names[i], w->s, w->len) == 0)
			return names[i];
	}
	return NULL;
}

/* "O'NEIL-MCKAY" to "O'Neil-McKay": a capital begins each part; what follows an apostrophe is a part after one letter
 * only. */
static void add_cased(struct str *b, const struct word *w)
{
	const char *known = inner_capital(w);
	size_t run = 0; /* letters of the part so far */
	uint32_t cp;

	if (known) {
		str_add(b, known);
		return;
	}
	for (size_t i = 0; i < w->len;) {
		size_t at = i;

		i += utf8_decode(w->s + i, w->len - i, &cp);
		if (!is_letter(cp)) {
			bool apostrophe = cp == '\'' || cp == 0x2019;

			run = apostrophe && run > 1 ? run : 0;
			add_cp(b, cp);
			continue;
		}
		if (run == 0 || (run == 2 && w->len - at >= 2 && at >= 2 && memcmp(w->s + at - 2, "MC", 2) == 0))
			add_cp(b, cp);
		else
			add_cp(b, (uint32_t)utf8proc_tolower((int32_t)cp));
		run++;
	}
}

void place_cased(struct str *b, const char *text)
{
	static const char capitals[] =
		"llc llp pllc pc plc pa lp n s e w ne nw se sw po us usa va ent md do dc dpm np pt ot "
		"rn az nm ny nj nv nc sc nd sd tx ut wa tn ky wv ii iii iv ymca ywca jcc vfw obgyn uc nyu ucla tmj";
	static const char small[] = "of and the for at in on by";
	bool shouted = !has_letter(text, strlen(text), is_lower), first = true;

	while (*text) {
		struct word w = {.s = text, .len = strcspn(text, " ,;()/&")};
		bool ordinal = w.len > 2 && w.s[0] >= '0' && w.s[0] <= '9' && strspn(w.s, "0123456789") == w.len - 2;

		if (!w.len) {
			/* one space between words, none at the ends */
			if (*text != ' ' || (!first && text[1] && text[1] != ' '))
				str_addc(b, *text);
			text++;
			continue;
		}
		if (!shouted || listed(&w, capitals) || (!ordinal && w.s[0] >= '0' && w.s[0] <= '9')) {
			str_addn(b, w.s, w.len);
		} else if (ordinal || (!first && listed(&w, small))) {
			for (size_t i = 0; i < w.len; i++)
				str_addc(b, (char)(w.s[i] >= 'A' && w.s[i] <= 'Z' ? w.s[i] - 'A' + 'a' : w.s[i]));
		} else {
			add_cased(b, &w);
		}
		first = false;
		text += w.len;
	}
}

/* --- the parts put in order --- */

static void add_word(struct str *b, const struct text *t, const struct word *w, bool surname)
{
	if (b->len)
		str_addc(b, ' ');
	if (wants_small(w, t->shouted, surname))
		add_cased(b, w);
	else
		str_addn(b, w->s, w->len);
}

static void add_credential(struct str *b, const struct word *w)
{
	if (b->len)
		str_add(b, ", ");
	for (size_t i = 0; i < w->len; i++) {
		if (w->s[i] != '.')
			str_addc(b, w->s[i]);
	}
}

/* What a word is. The order is that of the name written out. */
enum role { TITLE, GIVEN, SURNAME, SUFFIX, REST, LETTERS, ROLES };

/* The words of the part [from, to) that are letters behind a name of at least one word. */
static int letters_from(const struct text *t, int from, int to)
{
	int at = to, name = 0;

	while (at > from && t->word[at - 1].credential)
		at--;
	for (int i = from; i < at; i++)
		name += !listed(&t->word[i], titles);
	/* Nobody is left: the first of them is the name ("Do, Anh"). One word may be a practice: "Sunrise PT". */
	while (at < to && (name == 0 || (name == 1 && t->parts == 1 && t->word[at].credential == MAYBE_CREDENTIAL))) {
		at++;
		name++;
	}
	return at;
}

/* "MD, FAAOS", "Jr.", "III MD" behind a comma: nobody's given name. */
static bool no_name(const struct text *t, int from, int to)
{
	for (int i = from; i < to; i++) {
		if (!t->word[i].credential && !is_suffix(&t->word[i]))
			return false;
	}
	return true;
}

/* Gives each word its role. True when a given name follows the surname's comma. */
static bool roles_read(const struct text *t, enum role *role)
{
	bool turned = false;
	int to;

	for (int from = 0; from < t->count; from = to) {
		enum role all = from == 0 ? SURNAME : turned ? REST : GIVEN;
		int letters;

		for (to = from; to < t->count && t->word[to].part == t->word[from].part; to++)
			;
		if (from > 0 && no_name(t, from, to)) {
			for (int i = from; i < to; i++)
				role[i] = t->word[i].credential ? LETTERS : SUFFIX;
			continue;
		}
		letters = letters_from(t, from, to);
		turned = from > 0;
		for (int i = from; i < to; i++)
			role[i] = i >= letters                                                  ? LETTERS
				  : i == from && i + 1 < letters && listed(&t->word[i], titles) ? TITLE
												: all;
		if (all != REST && letters > from + 1 && is_suffix(&t->word[letters - 1]))
			role[letters - 1] = SUFFIX;
	}
	return turned;
}

void person_split(const char *text, struct str *name, struct str *credentials)
{
	struct str plain = {0}, out = {0}, letters = {0};
	enum role role[MOST_WORDS];
	struct text t;
	bool turned;

	str_trim(&plain, text);
	if (!text_read(&t, str_text(&plain)) || is_place(&t)) {
		str_add(name, str_text(&plain));
		str_free(&plain);
		return;
	}
	mark_credentials(&t);
	turned = roles_read(&t, role);
	for (int r = TITLE; r < LETTERS; r++) {
		bool first = r == REST;

		for (int i = 0; i < t.count; i++) {
			if ((int)role[i] != r)
				continue;
			if (first)
				str_addc(&out, ',');
			first = false;
			add_word(&out, &t, &t.word[i], turned && r == SURNAME);
		}
	}
	for (int i = 0; i < t.count; i++) {
		if (role[i] == LETTERS)
			add_credential(&letters, &t.word[i]);
	}
	str_add(name, str_text(&out));
	str_add(credentials, str_text(&letters));
	str_free(&plain);
	str_free(&out);
	str_free(&letters);
}

/* --- what is made of a name --- */

void person_initials(struct str *b, const char *name)
{
	struct text t;
	bool begun = false;

	if (!name || !text_read(&t, name))
		return;
	for (int i = 0; i < t.count; i++) {
		const struct word *w = &t.word[i];
		uint32_t cp = 0;
		size_t at = 0;

		if ((!begun && i + 1 < t.count && listed(w, titles)) || (begun && is_suffix(w)))
			continue;
		while (at < w->len && !is_letter(cp))
			at += utf8_decode(w->s + at, w->len - at, &cp);
		begun = begun || is_letter(cp);
		if (is_letter(cp))
			add_cp(b, (uint32_t)utf8proc_toupper((int32_t)cp));
	}
}

void person_key(struct str *b, const char *name)
{
	struct str plain = {0}, letters = {0}, fold = {0};
	const char *s;

	person_split(name, &plain, &letters);
	utf8_fold(&fold, str_text(&plain));
	s = str_text(&fold);
	for (;;) {
		struct word w = {.s = s, .len = strcspn(s, " ")};

		if (!s[w.len] || !listed(&w, titles))
			break;
		s += w.len + 1;
	}
	str_add(b, s);
	str_free(&plain);
	str_free(&letters);
	str_free(&fold);
}

bool kind_keeps_gate(int kind)
{
	static const char *const words[] = {"liaison", "coordinator", "office_manager", "front_desk"};

	for (size_t i = 0; kind != CHOICE_NONE && i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq(choice_word(choices_source_kind, kind), words[i]))
			return true;
	return false;
}
