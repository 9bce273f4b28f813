/* A referral's life: its status and its days in step, and what its plan of care and its scores say. Pure. */
#ifndef RAPPORT_MODEL_REFERRAL_H
#define RAPPORT_MODEL_REFERRAL_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/err.h"
#include "rapport/base/str.h"
#include "rapport/model/kind.h"

/* Brings status and days of r in step; base is how it was before this edit (NULL: r is new).
 *
 * A day that was newly entered moves the status on to what it says, where the status itself was left alone: who was discharged on a day
 * is discharged. A status that moved on fills the day it speaks of with today where there is none (of a discharge also that of the
 * evaluation). A status that went back clears the days of what then has not happened, unless they were entered in the same edit:
 * Received has no later day, Booked and Did not come no evaluation, Evaluated and Active no discharge. What people wrote down
 * beside (plan of care, scores, amounts) stays.
 *
 * Where a status or one of these days changed they must agree: no day lies ahead, booked, evaluated and discharged follow each
 * other, nobody was evaluated before the referral came, and no day stands beside a status that denies it. The error names the field. */
bool referral_settle(const struct referral *base, struct referral *r, int32_t today, struct err *e);

/* The day that the status speaks of; NULL for Did not come, which has none, and for Active, whose day is that of the evaluation once
 * there is one. */
int32_t *referral_day_of(struct referral *r, enum referral_status status);

/* Stamps that are put on a referral by one key or command. */
enum referral_stamp {
	STAMP_ORDER,
	STAMP_POC_SENT,
	STAMP_POC_SIGNED,
	STAMP_CHALLENGE,
	STAMP_TOLD,
	STAMP_ASKED,
	STAMP_COUNT
};

/* Would a signature on that day certify the plan of care once more? It would where one is there already, and where an order was on file,
 * the plan was sent within poc_days of the evaluation, so that no signature was needed (89 FR 97912), and those days are over. */
bool referral_again(const struct referral *r, int32_t on, int64_t poc_days);
/* The plan of care was signed, or certified again, on a day: sets poc_signed_on, and the end of the certification, which is days later
 * at most. That of the first signature counts from the evaluation (42 CFR 424.24(c); Medicare Benefit Policy Manual, chapter 15,
 * section 220.1.3) and stays as it was entered; that of another one counts from that day. */
void referral_certify(struct referral *r, int32_t on, bool again, int64_t days);

/* "32", "31.5": a score without a decimal that says nothing. */
void score_write(struct str *b, int64_t tenths);
/* "32 to 61, 29 better; MCID 9 met", "32, no final score yet", "58 to 50, 8 worse; MCID 9 not met". mcid: as its setting has it. Of a measure
 * that is not known only the scores are said: which way is better is not known either. */
void outcome_write(struct str *b, const struct outcome *o, int64_t mcid);
/* "9 of 10, would recommend us" */
void nps_answer_write(struct str *b, int64_t nps);

#endif
