#include "rapport/tui/key.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "rapport/base/utf8.h"

/* The first row of a code gives its name. */
static const struct {
	uint32_t code;
	const char *name, *label;
} names[] = {
	{K_ENTER, "Enter", NULL},
	{K_ESC, "Esc", NULL},
	{K_TAB, "Tab", NULL},
	{K_BACKTAB, "Shift-Tab", NULL},
	{' ', "Space", NULL},
	{K_BACKSPACE, "Backspace", NULL},
	{K_DEL, "Del", NULL},
	{K_INS, "Ins", NULL},
	{K_UP, "Up", "\u2191"},
	{K_DOWN, "Down", "\u2193"},
	{K_LEFT, "Left", "\u2190"},
	{K_RIGHT, "Right", "\u2192"},
	{K_HOME, "Home", NULL},
	{K_END, "End", NULL},
	{K_PGUP, "PgUp", NULL},
	{K_PGDN, "PgDn", NULL},
	{K_CTRL_LEFT, "Ctrl-Left", "Ctrl-\u2190"},
	{K_CTRL_RIGHT, "Ctrl-Right", "Ctrl-\u2192"},
	{K_ESC, "Escape", NULL},
	{K_BACKTAB, "BTab", NULL},
	{K_BACKSPACE, "BSpace", NULL},
	{K_DEL, "DC", NULL},
	{K_DEL, "Delete", NULL},
	{K_INS, "IC", NULL},
	{K_PGUP, "PPage", NULL},
	{K_PGDN, "NPage", NULL},
	{K_ENTER, "Return", NULL},
};
#define NAMES (sizeof(names) / sizeof(names[0]))

bool key_is_text(struct key k)
{
	return k.code >= ' ' && k.code < K_NAMED && (k.code < 0x7f || k.code >= 0xa0);
}

static bool named_like(const char *s, size_t n, const char *name)
{
	return strlen(name) == n && !strncasecmp(s, name, n);
}

static bool function_key(const char *s, size_t n, struct key *k)
{
	int number = 0;

	if (n < 2 || n > 3 || (s[0] != 'F' && s[0] != 'f'))
		return false;
	for (size_t i = 1; i < n; i++) {
		if (!isdigit((unsigned char)s[i]))
			return false;
		number = number * 10 + s[i] - '0';
	}
	if (number < 1 || number > 12)
		return false;
	k->code = K_F1 + (uint32_t)number - 1;
	return true;
}

static bool control_key(const char *s, size_t n, struct key *k)
{
	size_t head = n > 5 && !strncasecmp(s, "Ctrl-", 5) ? 5 : n > 2 && !strncmp(s, "C-", 2) ? 2 : 0;

	if (!head || n != head + 1)
		return false;
	if (isalpha((unsigned char)s[head]))
		k->code = K_CTRL(s[head]);
	else if (strchr("\\]^_", s[head]))
		k->code = (uint32_t)s[head] & 0x1f;
	else
		return false;
	return true;
}

bool key_named(const char *s, size_t n, struct key *k)
{
	uint32_t cp;

	*k = (struct key){0};
	if (!n)
		return false;
	if (utf8_valid(s, n) && utf8_decode(s, n, &cp) == n) {
		k->code = cp;
		return key_is_text(*k);
	}
	for (size_t i = 0; i < NAMES; i++) {
		if (named_like(s, n, names[i].name)) {
			k->code = names[i].code;
			return true;
		}
	}
	return function_key(s, n, k) || control_key(s, n, k);
}

static void add_key(struct str *b, struct key k, bool label)
{
	char utf8[4];

	for (size_t i = 0; i < NAMES; i++) {
		if (names[i].code == k.code) {
			str_add(b, label && names[i].label ? names[i].label : names[i].name);
			return;
		}
	}
	if (k.code >= K_F1 && k.code <= K_F12)
		str_printf(b, "F%u", k.code - K_F1 + 1);
	else if (key_is_text(k))
		str_addn(b, utf8, utf8_encode(k.code, utf8));
	else if (k.code && k.code < ' ')
		str_printf(b, "Ctrl-%c", (char)(k.code + '@'));
}

void key_add_name(struct str *b, struct key k)
{
	add_key(b, k, false);
}

void key_add_label(struct str *b, struct key k)
{
	add_key(b, k, true);
}
