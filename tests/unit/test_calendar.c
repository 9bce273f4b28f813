/* The calendar that goes out is read again by libical: whatever the texts, the same events come back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libical/ical.h>

#include "rapport/base/day.h"
#include "rapport/exchange/calendar.h"

static const struct calendar_item items[] = {
	{"step:7", "Call Dr. Zoë Müller: “knees”, backs; necks", "Peak Sports\n555-0163", 20522, 2, 20500,
	 CALENDAR_OPEN},
	{"thank:8",
	 "Card 李小龍 with a line that is so long that it has to be folded, and folded where no character ends: "
	 "äöüäöüäöüäöü",
	 NULL, 20523, 20522, DAY_NONE, CALENDAR_OPEN},
	{"step:9", "Dropped\\, once", "", 20524, 3, 20510, CALENDAR_DROPPED},
	{"step:10", "Done", "", 20525, 3, 20511, CALENDAR_DONE},
};
enum { ITEMS = sizeof items / sizeof items[0] };

static char *written(bool todo)
{
	char *text = NULL;
	size_t size;
	struct calendar c = {.out = open_memstream(&text, &size), .todo = todo, .utc_ms = 1773100800000};
	calendar_begin(&c);
	for (int i = 0; i < ITEMS; i++)
		calendar_put(&c, &items[i]);
	calendar_end(&c);
	fclose(c.out);
	return text;
}

static void is_day(icaltimetype t, int32_t day)
{
	int y, m, d;
	day_split(day, &y, &m, &d);
	assert_true(t.is_date);
	assert_int_equal(t.year, y);
	assert_int_equal(t.month, m);
	assert_int_equal(t.day, d);
}

static void comes_back(bool todo)
{
	char *text = written(todo);
	icalcomponent *all = icalparser_parse_string(text), *e;
	icalcomponent_kind kind = todo ? ICAL_VTODO_COMPONENT : ICAL_VEVENT_COMPONENT;
	int i = 0;
	assert_non_null(all);
	assert_int_equal(icalcomponent_count_errors(all), 0);
	for (e = icalcomponent_get_first_component(all, kind); e;
	     e = icalcomponent_get_next_component(all, kind), i++) {
		char uid[64];
		assert_true(i < ITEMS);
		snprintf(uid, sizeof uid, "%s@rapport", items[i].key);
		assert_string_equal(icalcomponent_get_uid(e), uid);
		assert_string_equal(icalcomponent_get_summary(e), items[i].summary);
		is_day(todo ? icalcomponent_get_due(e) : icalcomponent_get_dtstart(e), items[i].day);
		assert_int_equal(icalcomponent_get_sequence(e), items[i].sequence);
		assert_int_equal(icalcomponent_count_components(e, ICAL_VALARM_COMPONENT),
				 items[i].state == CALENDAR_OPEN);
		assert_int_equal(icalcomponent_get_status(e) == ICAL_STATUS_CANCELLED,
				 items[i].state == CALENDAR_DROPPED || (items[i].state == CALENDAR_DONE && !todo));
	}
	assert_int_equal(i, ITEMS);
	assert_true(icalrestriction_check(all));
	icalcomponent_free(all);
	free(text);
}

static void events_come_back(void **state)
{
	(void)state;
	comes_back(false);
}

static void todos_come_back(void **state)
{
	(void)state;
	comes_back(true);
}

static void lines_are_folded_between_characters(void **state)
{
	char *text = written(false);
	(void)state;
	for (char *line = text; *line;) {
		char *end = strstr(line, "\r\n");
		assert_non_null(end);
		assert_true(end - line <= 75);
		assert_true(((unsigned char)line[*line == ' '] & 0xC0) != 0x80);
		line = end + 2;
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_come_back),
		cmocka_unit_test(todos_come_back),
		cmocka_unit_test(lines_are_folded_between_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
