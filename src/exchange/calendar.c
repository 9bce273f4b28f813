#include "rapport/exchange/calendar.h"

#include <libical/ical.h>
#include <stdlib.h>

#include "rapport/base/day.h"
#include "rapport/base/str.h"

#define ALARM_HOUR 8

void calendar_begin(struct calendar *c)
{
	fputs("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//rapport//EN\r\nX-WR-CALNAME:rapport\r\n", c->out);
}

void calendar_end(struct calendar *c)
{
	fputs("END:VCALENDAR\r\n", c->out);
}

static icaltimetype date_of(int32_t day)
{
	icaltimetype t = icaltime_null_date();
	day_split(day, &t.year, &t.month, &t.day);
	return t;
}

static icaltimetype moment_of(int64_t utc_ms)
{
	return icaltime_from_timet_with_zone((time_t)(utc_ms / 1000), 0, icaltimezone_get_utc_timezone());
}

static icalcomponent *alarm_of(const char *summary)
{
	struct icaltriggertype trigger = {.duration = icaldurationtype_from_int(ALARM_HOUR * 3600)};
	trigger.time = icaltime_null_time();
	return icalcomponent_vanew(ICAL_VALARM_COMPONENT, icalproperty_new_action(ICAL_ACTION_DISPLAY),
				   icalproperty_new_description(summary), icalproperty_new_trigger(trigger), NULL);
}

static void add_state(icalcomponent *c, const struct calendar_item *item, bool todo)
{
	icalproperty_status status = item->state == CALENDAR_OPEN
					     ? todo ? ICAL_STATUS_NEEDSACTION : ICAL_STATUS_CONFIRMED
				     : todo && item->state == CALENDAR_DONE ? ICAL_STATUS_COMPLETED
									    : ICAL_STATUS_CANCELLED;
	icalcomponent_add_property(c, icalproperty_new_status(status));
	if (item->state == CALENDAR_OPEN)
		icalcomponent_add_component(c, alarm_of(item->summary));
}

/* A date without a time of day has to say so: libical takes a value for a moment unless it is told. */
static icalproperty *dated(icalproperty *p)
{
	icalproperty_set_parameter(p, icalparameter_new_value(ICAL_VALUE_DATE));
	return p;
}

void calendar_put(struct calendar *c, const struct calendar_item *item)
{
	icalcomponent *e = icalcomponent_new(c->todo ? ICAL_VTODO_COMPONENT : ICAL_VEVENT_COMPONENT);
	struct str uid = {0};
	str_printf(&uid, "%s@rapport", item->key);
	icalcomponent_add_property(e, icalproperty_new_uid(uid.s));
	icalcomponent_add_property(e, icalproperty_new_dtstamp(moment_of(c->utc_ms)));
	if (c->todo) {
		icalcomponent_add_property(e, dated(icalproperty_new_due(date_of(item->day))));
	} else {
		icalcomponent_add_property(e, dated(icalproperty_new_dtstart(date_of(item->day))));
		icalcomponent_add_property(e, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
	}
	icalcomponent_add_property(e, icalproperty_new_summary(item->summary));
	if (item->description && *item->description)
		icalcomponent_add_property(e, icalproperty_new_description(item->description));
	icalcomponent_add_property(e, icalproperty_new_sequence((int)item->sequence));
	if (item->modified_on != DAY_NONE)
		icalcomponent_add_property(
			e, icalproperty_new_lastmodified(moment_of((int64_t)item->modified_on * 86400000)));
	add_state(e, item, c->todo);
	char *text = icalcomponent_as_ical_string_r(e);
	fputs(text, c->out);
	icalmemory_free_buffer(text);
	icalcomponent_free(e);
	str_free(&uid);
}
