/* Settings that live in the book, because they change dues or figures. What changes one
 * person's screen is in the config file instead. */
#ifndef RAPPORT_MODEL_SETTING_H
#define RAPPORT_MODEL_SETTING_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/err.h"

enum setting_type { SETTING_DAYS, SETTING_COUNT_OF, SETTING_TENTHS, SETTING_DAY, SETTING_WORD };

struct setting_row {
	const char *name; /* "cadence-first"; $cadence_first in a rule */
	enum setting_type type;
	int64_t least, most; /* numbers */
	int64_t number;      /* default of a number (SETTING_TENTHS: in tenths); SETTING_DAY: NUM_NONE, see help */
	const char *word;    /* default of a word */
	const char *words;   /* allowed words, separated by spaces */
	const char *help;
};

enum {
	SET_CADENCE_FIRST,
	SET_CADENCE_TRUST,
	SET_CADENCE_MAINTAIN,
	SET_THANK_DAYS,
	SET_REPORT_EVALUATION_DAYS,
	SET_REPORT_PROGRESS_DAYS,
	SET_REPORT_DISCHARGE_DAYS,
	SET_POC_DAYS,
	SET_POC_RECERT_DAYS,
	SET_SUBSTANCE_DAYS,
	SET_DECISION_MAKER_DAYS,
	SET_HOMEWORK_DAYS,
	SET_SECOND_MEETING_DAYS,
	SET_OUTCOMES_DAYS,
	SET_LAPSED_DAYS,
	SET_LAPSED_GAPS,
	SET_ASK_PATIENT_DAYS,
	SET_MOVE_ON_REFERRALS,
	SET_MOVE_ON_DAYS,
	SET_LET_GO_TOUCHES,
	SET_LET_GO_DAYS,
	SET_VERIFY_DAYS,
	SET_OWN_DETAILS_DAYS,
	SET_OWED_FROM, /* default: 14 days before the book was made */
	SET_QUIET_DAYS,
	SET_ACTIVE_DAYS,
	SET_STUCK_DAYS,
	SET_GOAL_DAYS,     /* contact goal of the Numbers screen */
	SET_REVENUE_BASIS, /* billed or received */
	SET_CONCENTRATION, /* percent of the referrals from one source that is an alarm */
	SET_GIFT_WARN_PERCENT,
	SET_MCID_LEFS, /* tenths, as all of them: see measure.h */
	SET_MCID_ODI,
	SET_MCID_NDI,
	SET_MCID_QUICKDASH,
	SET_MCID_DASH,
	SET_MCID_NPRS,
	SET_MCID_PSFS,
	SET_MCID_UEFI,
	SET_COUNT
};

extern const struct setting_row settings[SET_COUNT];

/* The heading under which a setting and those behind it stand: "Stages"; NULL: that of the one before. */
const char *setting_group(int which);
int setting_named(const char *name); /* -1 when there is none */
/* Checks and reads a value; *number gets days, counts, the day, or for a word its index in words. ERR_INVALID in words. */
bool setting_read(int which, const char *value, int32_t today, int64_t *number, struct err *e);
/* The canonical text of a number as it is stored; arena-free: writes into b. */
struct str;
void setting_write(struct str *b, int which, int64_t number);

#endif
