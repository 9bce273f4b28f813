/* Letters: fields, drafts as RFC 5322, mail links. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/data.h"
#include "rapport/exchange/letter.h"

static const struct letter_field fields[] = {
	{"name", "Dr. Zoë Müller"}, {"salutation", "Dr. Müller"}, {"practice", "Peak\nSports"},
	{"clinic", "Hillside PT"},  {"phone", "555-0100"},        {"from", "Maria Vega"},
	{"today", "10 March 2026"}, {"title", "A new pool"},      {NULL, NULL},
};

static void fields_are_filled(void **state)
{
	struct str out = {0};
	struct err e = {0};
	(void)state;
	assert_true(letter_fill("Dear {salutation} at {practice}: {x", fields, false, &out, &e));
	assert_string_equal(out.s, "Dear Dr. Müller at Peak\nSports: {x");
	str_clear(&out);
	assert_true(letter_fill("{practice}", fields, true, &out, &e));
	assert_string_equal(out.s, "Peak Sports"); /* nothing breaks out of a line */
	assert_false(letter_fill("Dear {nobody}", fields, false, &out, &e));
	assert_non_null(strstr(err_text(&e), "{nobody}"));
	err_clear(&e);
	str_free(&out);
}

static void every_template_is_whole(void **state)
{
	int n = 0;
	(void)state;
	for (const struct data_file *f = data_files; f->name; f++) {
		struct str subject = {0}, text = {0}, out = {0};
		struct err e = {0};
		if (!str_starts(f->name, "letters/"))
			continue;
		assert_true(letter_cut(f->text, &subject, &text, &e));
		assert_true(letter_fill(subject.s, fields, true, &out, &e));
		assert_true(letter_fill(text.s, fields, false, &out, &e));
		assert_null(strchr(subject.s, '\n'));
		assert_true(str_starts(text.s, "Dear {salutation},"));
		n++;
		str_free(&subject);
		str_free(&text);
		str_free(&out);
	}
	assert_true(n >= 5);
}

static void a_draft_is_a_message(void **state)
{
	struct str b = {0};
	(void)state;
	letter_eml("Dr. \"Hal\" Brandt", "hal@example.org", "Thank you", "Dear Hal,\n\nall = well. \n", &b);
	assert_string_equal(b.s,
			    "X-Unsent: 1\r\nTo: \"Dr. \\\"Hal\\\" Brandt\" <hal@example.org>\r\nSubject: Thank you\r\n"
			    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
			    "Content-Transfer-Encoding: quoted-printable\r\n\r\nDear Hal,\r\n\r\nall =3D well.=20\r\n");
	str_free(&b);
}

static void no_line_is_long_and_none_is_smuggled_in(void **state)
{
	struct str b = {0}, text = {0};
	(void)state;
	for (int i = 0; i < 300; i++)
		str_add(&text, "é");
	letter_eml("Zoë\r\nBcc: all@example.org", "zoe@example.org>\r\nBcc: x@example.org", text.s, text.s, &b);
	assert_null(strstr(b.s, "\nBcc:"));
	assert_non_null(strstr(b.s, "zoe@example.org"));
	for (const char *s = b.s; *s;) {
		size_t n = strcspn(s, "\n");
		assert_true(n <= 77); /* with the CR */
		s += n + (s[n] == '\n');
	}
	str_free(&b);
	str_free(&text);
}

static void mail_links_are_encoded_and_short(void **state)
{
	struct str b = {0}, text = {0};
	struct err e = {0};
	(void)state;
	assert_true(letter_mailto("hal@example.org", "A & B", "Dear Hal,\nüber?", &b, &e));
	assert_string_equal(b.s, "mailto:hal@example.org?subject=A%20%26%20B&body=Dear%20Hal%2C%0D%0A%C3%BCber%3F");
	for (int i = 0; i < 2000; i++)
		str_addc(&text, 'x');
	assert_false(letter_mailto("hal@example.org", "A", text.s, &b, &e));
	assert_non_null(strstr(err_text(&e), "too long"));
	err_clear(&e);
	str_free(&b);
	str_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_filled),
		cmocka_unit_test(every_template_is_whole),
		cmocka_unit_test(a_draft_is_a_message),
		cmocka_unit_test(no_line_is_long_and_none_is_smuggled_in),
		cmocka_unit_test(mail_links_are_encoded_and_short),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
