#include "rapport/model/identify.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum { LONG_NUMBER = 5 };

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t digits(const char *s)
{
	size_t n = 0;
	while (digit(s[n]))
		n++;
	return n;
}

/* "3/4/1960", "1960-04-03", "3.4.60": three numbers parted by the same mark. */
static size_t date_at(const char *s)
{
	size_t a = digits(s), b, c;
	char mark = s[a];
	if (!a || a > 4 || (mark != '/' && mark != '-' && mark != '.'))
		return 0;
	b = digits(s + a + 1);
	if (!b || b > 2 || s[a + 1 + b] != mark)
		return 0;
	c = digits(s + a + b + 2);
	bool year_last = a <= 2 && (c == 2 || c == 4), year_first = a == 4 && c >= 1 && c <= 2;
	return year_last || year_first ? a + b + c + 2 : 0;
}

/* "555-0142", "555 0142": three digits and four. */
static size_t phone_at(const char *s)
{
	return digits(s) == 3 && (s[3] == '-' || s[3] == '.' || s[3] == ' ') && digits(s + 4) == 4 ? 8 : 0;
}

/* "MRN 123", "chart no. 7", "Record #12": a word for it, and soon a number. */
static size_t chart_at(const char *s)
{
	static const char *const words[] = {"mrn", "chart", "record", "ssn", "member"};
	static const char *const between[] = {"number", "num", "no", "id"};
	size_t n = 0, at;
	while (letter(s[n]))
		n++;
	bool is = false;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		is = is || (strlen(words[i]) == n && strncasecmp(words[i], s, n) == 0);
	at = n + strspn(s + n, " :#.-");
	for (size_t i = 0; is && i < sizeof between / sizeof between[0]; i++) {
		size_t len = strlen(between[i]);
		if (strncasecmp(between[i], s + at, len) == 0 && !letter(s[at + len])) {
			at += len;
			at += strspn(s + at, " :#.-");
			break;
		}
	}
	return is && digit(s[at]) ? at + digits(s + at) : 0;
}

/* "March 4, 1960", "4 Mar 1960"; s stands at the month. */
static bool month_of_date(const char *text, const char *s)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	size_t n = 0, day;
	bool is = false;
	while (letter(s[n]))
		n++;
	for (const char *m = months; *m && n >= 3; m += 3)
		is = is || strncasecmp(m, s, 3) == 0;
	n += strspn(s + n, " .");
	day = digits(s + n);
	if (!is || !day)
		return false;
	if (day == 4)
		return s > text + 1 && strchr(" .-", s[-1]) && digit(s[-2]);
	n += day;
	n += strspn(s + n, " ,sthnrd");
	return day <= 2 && digits(s + n) == 4;
}

static bool mail_mark(const char *text, const char *s)
{
	return *s == '@' && s > text && (letter(s[-1]) || digit(s[-1])) && letter(s[1]);
}

const char *looks_identifying(const char *text)
{
	for (const char *s = text ? text : ""; *s; s++) {
		bool number = digit(*s) && (s == text || !digit(s[-1])),
		     word = letter(*s) && (s == text || !letter(s[-1]));
		if ((number && date_at(s)) || (word && month_of_date(text, s)))
			return "a full date";
		if (number && phone_at(s))
			return "a phone number";
		if (number && digits(s) >= LONG_NUMBER)
			return "a long number";
		if (word && chart_at(s))
			return "a chart number";
		if (mail_mark(text, s))
			return "an e-mail address";
	}
	return NULL;
}
