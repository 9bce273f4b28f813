/* Pages for paper: one self-contained HTML file, no scripts, nothing from outside, printed by any browser. */
#ifndef RAPPORT_EXCHANGE_HTML_H
#define RAPPORT_EXCHANGE_HTML_H

#include "rapport/base/str.h"

/* From <!DOCTYPE> to <body>. css: the rules of this page, after those that all pages share (data/page.css). */
void html_begin(struct str *b, const char *title, const char *css);
void html_end(struct str *b);
/* Text between tags or in an attribute: < > & " ' escaped, control characters made visible. NULL adds nothing. */
void html_text(struct str *b, const char *s);
/* The same, with <br> for a newline. */
void html_lines(struct str *b, const char *s);
/* "<tag>text</tag>\n". attributes: " class=\"x\"", NULL none; never from outside. */
void html_element(struct str *b, const char *tag, const char *attributes, const char *text);

#endif
