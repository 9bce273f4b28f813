/* What somebody is, out of the words that lists use. */
#include <string.h>

#include "import.h"
#include "rapport/base/utf8.h"

struct rule {
	const char *parts; /* separated by '|' */
	const char *kind;
};

/* The desk comes first: a coordinator at a surgeon's is no surgeon, whatever letters stand behind the name. */
static const struct rule desk[] = {
	{"front desk|reception|scheduler", "front_desk"},
	{"office manager|practice manager|practice administrator|office administrator", "office_manager"},
	{"case manag|care manag|adjuster", "case_manager"},
	{"coordinator", "coordinator"},
	{"liaison", "liaison"},
	{NULL, NULL},
};

static const struct rule words_rules[] = {
	{"chiropract", "chiropractor"},
	{"podiatr", "podiatrist"},
	{"dentist|dental|orthodont", "dentist"},
	{"naturopath", "naturopath"},
	{"massage", "massage"},
	{"acupunct", "acupuncturist"},
	{"nutrition|dietit|dietic", "nutritionist"},
	{"athletic train", "athletic_trainer"},
	{"nurse pract|physician assist|physician associate", "np_pa"},
	{"physician|surg|medicine|neurolog|orthop|rheumat|obstet|gynec|obgyn|pediatr|physiatr|rehabilitation|pain|"
	 "cardiol|oncolog|"
	 "urolog|primary care|family pract|internist|geriatr|otolaryng|hand spec|doctor",
	 "physician"},
	{"yoga|pilates", "yoga"},
	{"coach|personal train|fitness train|strength", "personal_trainer"},
	{"gym|crossfit|fitness", "gym"},
	{"attorney|lawyer|law firm", "attorney"},
	{"school|university|college|team", "school"},
	{"hospital|ward", "hospital"},
	{"employer", "employer"},
	{"patient|friend", "patient"},
	{NULL, NULL},
};

static const struct rule letters[] = {
	{"np|fnp|anp|arnp|aprn|dnp|crnp|pa|pac", "np_pa"},
	{"dc", "chiropractor"},
	{"dpm", "podiatrist"},
	{"dds|dmd", "dentist"},
	{"nd|nmd", "naturopath"},
	{"lmt|cmt", "massage"},
	{"lac|dacm", "acupuncturist"},
	{"rd|rdn|ldn", "nutritionist"},
	{"atc", "athletic_trainer"},
	{"md|do|mbbs", "physician"},
	{"esq|jd", "attorney"},
	{NULL, NULL},
};

/* The first rule one of whose parts is in the text: anywhere, or as a whole word. */
static int match(const struct rule *rules, const char *text, bool whole)
{
	for (; rules->parts; rules++)
		for (const char *p = rules->parts; *p;) {
			size_t n = strcspn(p, "|");
			for (const char *at = text; *at && (at = memmem(at, strlen(at), p, n)); at++)
				if (!whole || ((at == text || at[-1] == ' ') && (at[n] == ' ' || !at[n])))
					return choice_index(choices_source_kind, rules->kind);
			p += n + (p[n] == '|');
		}
	return CHOICE_NONE;
}

/* "PA-C" is one word of letters, "MD, FAAOS" are two. */
static void letters_of(struct str *b, const char *credentials)
{
	for (const char *s = credentials; *s; s++)
		if (*s == ',' || *s == ' ' || *s == '/' || *s == ';')
			str_addc(b, ' ');
		else if (*s >= 'A' && *s <= 'Z')
			str_addc(b, (char)(*s - 'A' + 'a'));
		else if (*s != '.' && *s != '-')
			str_addc(b, *s);
}

int import_kind_of(const char *words, const char *credentials)
{
	struct str fold = {0}, cred = {0};
	int kind = CHOICE_NONE;
	if (words)
		utf8_fold(&fold, words);
	if (credentials)
		letters_of(&cred, credentials);
	if (fold.len)
		kind = match(desk, fold.s, false);
	if (kind == CHOICE_NONE && words)
		kind = choice_index(choices_source_kind, words);
	if (kind == CHOICE_NONE && cred.len)
		kind = match(letters, cred.s, true);
	if (kind == CHOICE_NONE && fold.len)
		kind = match(words_rules, fold.s, false);
	str_free(&fold);
	str_free(&cred);
	return kind;
}
