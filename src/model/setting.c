#include <inttypes.h>
#include <string.h>

#include "rapport/base/day.h"
#include "rapport/base/str.h"
#include "rapport/model/record.h"
#include "rapport/model/setting.h"
#include "rapport/model/words.h"

#define DAYS(NAME, N, HELP)                                                                             \
	{                                                                                               \
		.name = NAME, .type = SETTING_DAYS, .least = 0, .most = 3650, .number = N, .help = HELP \
	}

#define COUNT(NAME, N, MOST, HELP)                                                                          \
	{                                                                                                   \
		.name = NAME, .type = SETTING_COUNT_OF, .least = 1, .most = MOST, .number = N, .help = HELP \
	}

#define TENTHS(NAME, N, HELP)                                                                             \
	{                                                                                                 \
		.name = NAME, .type = SETTING_TENTHS, .least = 1, .most = 1000, .number = N, .help = HELP \
	}

const struct setting_row settings[SET_COUNT] = {
	[SET_CADENCE_FIRST] = DAYS("cadence-first", 14, "days between touches in First impression"),
	[SET_CADENCE_TRUST] = DAYS("cadence-trust", 30, "days between touches in Building trust"),
	[SET_CADENCE_MAINTAIN] = DAYS("cadence-maintain", 90, "days between touches in Maintaining"),
	[SET_THANK_DAYS] = DAYS("thank-days", 1, "a thank-you is due so many days after the referral"),
	[SET_REPORT_EVALUATION_DAYS] =
		DAYS("report-evaluation-days", 7, "a report is due so many days after the evaluation"),
	[SET_REPORT_PROGRESS_DAYS] =
		DAYS("report-progress-days", 30, "a progress report is due so many days after the last"),
	[SET_REPORT_DISCHARGE_DAYS] =
		DAYS("report-discharge-days", 7, "the outcome is due so many days after discharge"),
	[SET_POC_DAYS] =
		DAYS("poc-days", 30, "a plan of care is sent and signed within so many days of the evaluation"),
	[SET_POC_RECERT_DAYS] = DAYS("poc-recert-days", 90, "a certification lasts no longer than so many days"),
	[SET_SUBSTANCE_DAYS] = DAYS("substance-days", 90, "days between touches that say something of their patients"),
	[SET_DECISION_MAKER_DAYS] = DAYS("decision-maker-days", 120, "days between meetings with the person in charge"),
	[SET_HOMEWORK_DAYS] = DAYS("homework-days", 7, "homework on a new source is due after so many days"),
	[SET_SECOND_MEETING_DAYS] =
		DAYS("second-meeting-days", 7, "a second meeting is asked for so many days after the first"),
	[SET_OUTCOMES_DAYS] = DAYS("outcomes-days", 90, "days between summaries of outcomes for those who refer"),
	[SET_LAPSED_DAYS] = DAYS("lapsed-days", 90, "no referral for so many days is the least that counts as lapsed"),
	[SET_LAPSED_GAPS] = COUNT("lapsed-gaps", 2, 20, "lapsed: longer than so many of the source's own usual gaps"),
	[SET_ASK_PATIENT_DAYS] = DAYS("ask-patient-days", 3, "a happy patient is asked so many days after discharge"),
	[SET_MOVE_ON_REFERRALS] = COUNT("move-on-referrals", 3, 100, "so many referrals show that trust is built"),
	[SET_MOVE_ON_DAYS] = DAYS("move-on-days", 180, "the days within which they came"),
	[SET_LET_GO_TOUCHES] =
		COUNT("let-go-touches", 7, 100, "so many touches without a referral ask whether to let go"),
	[SET_LET_GO_DAYS] = DAYS("let-go-days", 180, "but not before so many days since the first touch"),
	[SET_VERIFY_DAYS] = DAYS("verify-days", 365, "days between looks at a source's contact details"),
	[SET_OWN_DETAILS_DAYS] =
		DAYS("own-details-days", 365, "days between looks at our own details on site and cards"),
	[SET_OWED_FROM] = {.name = "owed-from",
			   .type = SETTING_DAY,
			   .number = NUM_NONE,
			   .help = "nothing older is owed; 14 days before the book was made, unless set"},
	[SET_QUIET_DAYS] = DAYS("quiet-days", 90, "a source without a touch for so many days is quiet"),
	[SET_ACTIVE_DAYS] = DAYS("active-days", 90, "a source that referred within so many days is active"),
	[SET_STUCK_DAYS] = DAYS("stuck-days", 60, "a source longer in First impression is stuck"),
	[SET_GOAL_DAYS] = DAYS("goal-days", 28, "goal: days between touches of an active source"),
	[SET_REVENUE_BASIS] = {.name = "revenue",
			       .type = SETTING_WORD,
			       .word = "billed",
			       .words = "billed received",
			       .help = "revenue counts what was billed or what was received"},
	[SET_CONCENTRATION] =
		COUNT("concentration-percent", 25, 100, "more than this of the referrals from one source is an alarm"),
	[SET_GIFT_WARN_PERCENT] =
		COUNT("gift-warn-percent", 80, 100, "at this part of a year's gift limit a physician is named"),
	[SET_MCID_LEFS] = TENTHS("mcid-lefs", 90, "the smallest change of LEFS that matters to a patient"),
	[SET_MCID_ODI] = TENTHS("mcid-odi", 120, "the smallest change of ODI that matters, in percent"),
	[SET_MCID_NDI] = TENTHS("mcid-ndi", 140, "the smallest change of NDI that matters, in percent"),
	[SET_MCID_QUICKDASH] = TENTHS("mcid-quickdash", 159, "the smallest change of QuickDASH that matters"),
	[SET_MCID_DASH] = TENTHS("mcid-dash", 108, "the smallest change of DASH that matters"),
	[SET_MCID_NPRS] = TENTHS("mcid-nprs", 20, "the smallest change of NPRS that matters"),
	[SET_MCID_PSFS] = TENTHS("mcid-psfs", 20, "the smallest change of PSFS that matters"),
	[SET_MCID_UEFI] = TENTHS("mcid-uefi", 80, "the smallest change of UEFI that matters"),
};

const char *setting_group(int which)
{
	static const struct {
		int first;
		const char *title;
	} groups[] = {
		{SET_CADENCE_FIRST, "How often"},         {SET_THANK_DAYS, "For each referral"},
		{SET_SUBSTANCE_DAYS, "The relationship"}, {SET_MOVE_ON_REFERRALS, "Stages"},
		{SET_VERIFY_DAYS, "Contact details"},     {SET_OWED_FROM, "What is owed"},
		{SET_QUIET_DAYS, "Lists and figures"},    {SET_GIFT_WARN_PERCENT, "Gifts"},
		{SET_MCID_LEFS, "Outcome measures"},
	};
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
		if (groups[i].first == which)
			return groups[i].title;
	return NULL;
}

int setting_named(const char *name)
{
	for (int i = 0; i < SET_COUNT; i++)
		if (strcmp(settings[i].name, name) == 0)
			return i;
	return -1;
}

static bool read_word(const struct setting_row *s, const char *value, int64_t *number, struct err *e)
{
	size_t len = strlen(value);
	int64_t i = 0;
	for (const char *w = s->words; *w; i++) {
		size_t n = strcspn(w, " ");
		if (n == len && strncmp(w, value, n) == 0) {
			*number = i;
			return true;
		}
		w += n + (w[n] == ' ');
	}
	return err_set(e, ERR_INVALID, "%s is one of: %s", s->name, s->words);
}

bool setting_read(int which, const char *value, int32_t today, int64_t *number, struct err *e)
{
	const struct setting_row *s = &settings[which];
	int32_t day;
	switch (s->type) {
	case SETTING_DAYS:
	case SETTING_COUNT_OF:
		if (!str_to_i64(value, number) || *number < s->least || *number > s->most)
			return err_set(e, ERR_INVALID, "%s is a number from %" PRId64 " to %" PRId64, s->name, s->least,
				       s->most);
		return true;
	case SETTING_TENTHS:
		if (!tenths_read(value, number) || *number < s->least || *number > s->most)
			return err_set(e, ERR_INVALID, "%s is a number from 0.1 to %" PRId64 ", such as 15.9", s->name,
				       s->most / 10);
		return true;
	case SETTING_DAY:
		if (today == DAY_NONE ? !day_parse_iso(value, &day)
				      : !date_read(value, today, DATE_PAST, DATE_MONTH_FIRST, &day, e))
			return err_set(e, ERR_INVALID, "%s is a day, such as 2026-03-24", s->name);
		*number = day;
		return true;
	case SETTING_WORD:
		return read_word(s, value, number, e);
	}
	return false;
}

void setting_write(struct str *b, int which, int64_t number)
{
	const struct setting_row *s = &settings[which];
	char iso[16];
	if (s->type == SETTING_DAY) {
		day_iso((int32_t)number, iso);
		str_add(b, iso);
		return;
	}
	if (s->type == SETTING_TENTHS) {
		tenths_write(b, number);
		return;
	}
	if (s->type != SETTING_WORD) {
		str_printf(b, "%" PRId64, number);
		return;
	}
	const char *w = s->words;
	while (number-- > 0)
		w += strcspn(w, " ") + 1;
	str_addn(b, w, strcspn(w, " "));
}
