#include "rapport/exchange/html.h"

#include "rapport/base/data.h"
#include "rapport/base/text.h"

static void add_escaped(struct str *b, const char *s)
{
	for (; *s; s++) {
		switch (*s) {
		case '<':
			str_add(b, "&lt;");
			break;
		case '>':
			str_add(b, "&gt;");
			break;
		case '&':
			str_add(b, "&amp;");
			break;
		case '"':
			str_add(b, "&quot;");
			break;
		case '\'':
			str_add(b, "&#39;");
			break;
		case '\n':
			str_add(b, "<br>\n");
			break;
		default:
			str_addc(b, *s);
		}
	}
}

void html_text(struct str *b, const char *s)
{
	struct str safe = {0};
	text_cell(&safe, s);
	add_escaped(b, str_text(&safe));
	str_free(&safe);
}

void html_lines(struct str *b, const char *s)
{
	struct str safe = {0};
	text_lines(&safe, s);
	add_escaped(b, str_text(&safe));
	str_free(&safe);
}

void html_element(struct str *b, const char *tag, const char *attributes, const char *text)
{
	str_printf(b, "<%s%s>", tag, attributes ? attributes : "");
	html_text(b, text);
	str_printf(b, "</%s>\n", tag);
}

void html_begin(struct str *b, const char *title, const char *css)
{
	str_add(b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
	html_element(b, "title", NULL, title);
	str_printf(b, "<style>\n%s%s</style>\n</head>\n<body>\n", data_text("page.css", NULL), css ? css : "");
}

void html_end(struct str *b)
{
	str_add(b, "</body>\n</html>\n");
}
