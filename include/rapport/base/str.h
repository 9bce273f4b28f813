/* A growing string, and small helpers on C strings. What is added may not be the string's own text. */
#ifndef RAPPORT_BASE_STR_H
#define RAPPORT_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Start with {0}. s is NULL while nothing was added; str_text never is. */
struct str {
	char *s;
	size_t len, cap;
};

void str_add(struct str *b, const char *s); /* NULL adds nothing */
void str_addn(struct str *b, const char *s, size_t n);
void str_addc(struct str *b, char c);
void str_addi(struct str *b, int64_t n); /* as decimal digits, for what is written by the million */
void str_addu(struct str *b, uint64_t n);
void str_printf(struct str *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void str_vprintf(struct str *b, const char *fmt, va_list ap);
const char *str_text(const struct str *b); /* "" when empty */
void str_clear(struct str *b);             /* empty, keeps the memory */
void str_cut(struct str *b, size_t len);   /* shortens to len */
void str_insert(struct str *b, size_t at, const char *s, size_t n);
void str_erase(struct str *b, size_t at, size_t n);
char *str_take(struct str *b); /* caller frees; b is empty after; never NULL */
void str_free(struct str *b);

bool str_eq(const char *a, const char *b);  /* NULL equals only NULL */
bool str_ieq(const char *a, const char *b); /* ASCII case-blind */
bool str_blank(const char *s);              /* NULL, empty or only white space (Unicode's, here and in str_trim) */
bool str_starts(const char *s, const char *prefix);
/* A whole decimal number, sign allowed, nothing after it. False when it is none or too large. */
bool str_to_i64(const char *s, int64_t *out);
/* Copies s without leading and trailing white space into b (cleared first). s may be b's own text; NULL is "". */
void str_trim(struct str *b, const char *s);

#endif
