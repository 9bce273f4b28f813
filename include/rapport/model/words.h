/* Dates, money, phones and people in words: read and written the one way that screens, the
 * command line and messages share. Pure: today is an argument. */
#ifndef RAPPORT_MODEL_WORDS_H
#define RAPPORT_MODEL_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/err.h"
#include "rapport/base/str.h"

enum date_direction { DATE_PAST, DATE_FUTURE };
enum date_order { DATE_MONTH_FIRST, DATE_DAY_FIRST };

/* today t tom yest mon..sun 10d 2w 1m 24 mar, mar 24, 3/24, 3/24/26, 24.3., 2026-03-24, eom, and what date_long and
 * date_short write. A weekday is the next such day in DATE_FUTURE (on that weekday: a week later) and the last one in
 * DATE_PAST (on that weekday: a week ago); "10d 2w 1m" count on (future) or back (past), "-10d" back always. A day and
 * month without a year is the nearest in the direction, today among them; beside its weekday it is the year that has it so.
 * Error: “31 feb” is not a date. Try 2w, fri, 24 mar or 3/24. */
bool date_read(const char *text, int32_t today, enum date_direction dir, enum date_order order, int32_t *day,
	       struct err *e);
/* The same, where "0" or "none" is allowed and gives DAY_NONE. */
bool date_read_or_none(const char *text, int32_t today, enum date_direction dir, enum date_order order, int32_t *day,
		       struct err *e);

/* "none" for DAY_FAR and DAY_NONE in all of them. */
void date_long(struct str *b, int32_t day);                 /* "Tue 24 Mar 2026" */
void date_short(struct str *b, int32_t day, int32_t today); /* "Tue 24 Mar", with the year when it is not today's */
/* For a list's column: "3d late", "today", "Thu 12" (the next 6 days), "17 Mar", "Mar 27" (another year). */
void date_due(struct str *b, int32_t day, int32_t today);
void date_due_words(struct str *b, int32_t day, int32_t today); /* "3 days late", "today", "Thu 12 Mar" */
void date_timeline(struct str *b, int32_t day, int32_t today);  /* "09 Feb"; "15 Feb 25" in another year */
void days_ago(struct str *b, int32_t day, int32_t today);       /* "today", "yesterday", "23 d ago"; "never" */
void days_count(struct str *b, int32_t days);                   /* "12 days", "10 months", "2 years" */

/* "$28,400" or "$28,400.50" with cents where not whole and cents is wanted, else to the nearest; currency "USD" (NULL,
 * "") gives "$", else code and space. */
void money_write(struct str *b, int64_t cents, const char *currency, bool with_cents);
/* In few characters, to the nearest of what is shown: "$950", "$12k", "$1.2M". */
void money_brief(struct str *b, int64_t cents, const char *currency);
void count_write(struct str *b, int64_t n); /* "1,204,000" */
/* "46", "46.00", "$1,884.00", "(12.50)", "-12.5" to cents. Error names what was wrong. */
bool money_read(const char *text, int64_t *cents, struct err *e);

/* "12", "-3.5", ".5" to tenths: a score. One decimal at most. False when it is no such number. */
bool tenths_read(const char *text, int64_t *tenths);
void tenths_write(struct str *b, int64_t tenths); /* "3.5", "12.0" */

/* Digits of a phone for matching: extension and second number off, a leading 1 of an 11-digit number off. */
void phone_key(struct str *b, const char *phone);

/* NPI: ten digits, first 1 or 2, Luhn over 80840 + NPI (CMS). Error says what is wrong. */
bool npi_check(const char *npi, struct err *e);

/* "Dr. Priya Okafor" etc.: splits a name as lists write it ("Okafor, Wen DC", "ZHAO, Mairéad MD, FAAOS", "Wen Okafor DC",
 * or last/first/credentials columns) into plain name, a title in front, and credentials ("MD, FAAOS"). Capitals are
 * title-cased with care (McKay, O'Neil, DeLuca); a practice stays as it is. Either out may be left empty. */
void person_split(const char *text, struct str *name, struct str *credentials);
/* A shouted text that is nobody's name ("1003 WILLOW CREEK RD STE 200", "YAVAPAI SPINE OF ARIZONA, PLLC") with capitals where
 * words begin; what stands for itself keeps them (PLLC, NW, II), what has a small letter anywhere stays as it is. */
void place_cased(struct str *b, const char *text);
/* "Tess Lefèvre" to "TL". */
void person_initials(struct str *b, const char *name);
/* Is somebody of that kind of source (CHOICE_NONE: not known) one through whom others are reached? */
bool kind_keeps_gate(int kind);
/* The name without titles (Dr., Prof.), credentials after a comma: for matching two spellings of one person; folded. */
void person_key(struct str *b, const char *name);

#endif
