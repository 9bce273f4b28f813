#include "rapport/model/figure.h"

#include <stddef.h>
#include <string.h>

const struct figure_help figures_help[] = {
	{"referrals", "Referrals", "Those to us whose received day lies in the period.", true},
	{"came", "Came in",
	 "Of the referrals those evaluated, active or discharged: the first evaluation is done. The percentage, the "
	 "conversion, is of the referrals.",
	 false},
	{"revenue", "Revenue",
	 "The sum billed (or received, by the setting revenue) of the referrals of the period, whenever it was billed. "
	 "No amount: came in, with nothing billed or received yet.",
	 false},
	{"first_visit", "First visit",
	 "The median of the days from received to evaluated, of the referrals whose both days are known.", false},
	{"active_referrals", "Active referrals",
	 "Of the referrals of the period those whose patients are in treatment today: active, or evaluated at most "
	 "poc-recert-days ago. Waiting are those received or booked, received no longer ago than that.",
	 false},
	{"active_sources", "Active sources", "Sources with a referral within active-days, of the live and paused ones.",
	 false},
	{"contact", "Contact",
	 "Days of the period times the sources touched in it, over the touches in it: how often a source in touch "
	 "hears from us or we from them. The goal is the setting goal-days.",
	 false},
	{"thanked", "Thanked within 2 days",
	 "Of the referrals thanked at all, those whose thank-you touch came at most two days after the received day.",
	 false},
	{"thanks", "Days to thanks",
	 "The median of the days from received to the thank-you touch, of the referrals thanked. Owed are those that "
	 "wait for thanks today.",
	 false},
	{"quiet", "Quiet", "Live sources whose last counted touch (else the day added) is quiet-days or more ago.",
	 false},
	{"out", "Referrals out", "Those from us to others whose day lies in the period.", true},
	{"nps", "NPS",
	 "Percent who answered 9 or 10 less percent who answered 0 to 6, of all answers of the referrals of the "
	 "period.",
	 false},
	{"outcomes", "Reached the MCID",
	 "Of the patients with a first and a last score of a measure, those who changed for the better by its mcid- "
	 "setting or more; of a measure scored twice for one referral the newest counts. A measure of the clinic's own "
	 "has no MCID and is left out. Over all measures it is the sum of theirs.",
	 false},
	{"visits", "Median visits", "Of the discharged whose visits are known; between two in the middle, half way.",
	 true},
	{"paper", "On paper",
	 "A figure of fewer than five patients of one source is not shown, and the sum over measures is of the shown "
	 "ones alone, so that nothing hidden can be had by taking away.",
	 false},
	{"concentration", "Concentration",
	 "Referrals of the one, three and ten sources that sent most, of all referrals of the period. An alarm when "
	 "one source alone sent more than concentration-percent of them, and more than one.",
	 false},
	{"top", "Top sources",
	 "Those who sent most in the period. Touches beside referrals: both of the last 30 and 90 days, and of all "
	 "time; touches are the source's own.",
	 true},
	{"trend", "Trend",
	 "The referrals of the period less those of the time before it; of this year, less those of the same days of "
	 "last year.",
	 true},
	{"by", "By kind, payer, owner, stage",
	 "The referrals of the period by what their source is, by their payer, by who of ours owns the source, and by "
	 "where the source stands today.",
	 true},
	{"channels", "Channels", "The touches of the period by channel.", true},
	{"began", "Who began", "Of the touches of the period those that we began, and those that they did.", true},
	{"before_first", "Before the first referral",
	 "Own touches up to its day; thanks, and what points at a referral, answer it and do not count.", true},
	{"fit", "Fit",
	 "Populations, and payers, are compared where words of both sides are known, whatever their case, accents and "
	 "punctuation. Good: both have a word in common; fair: one of the two has; poor: compared, and nothing in "
	 "common. "
	 "The words are the source's, else its practice's; a fit that a person set stands above it.",
	 true},
	{"gift_share", "Gift share",
	 "What a touch cost, over the physicians who were there, each once; the cents left over go to the lowest ids, "
	 "one each, so that the shares sum up to the cost. The percentage is of the year's limit, rounded down.",
	 true},
	{"months", "By month",
	 "The last twelve months by received day, this month to today, each beside the same month a year before.",
	 true},
	{NULL, NULL, NULL, false},
};

const struct figure_help *figure_named(const char *name)
{
	for (const struct figure_help *h = figures_help; h->name; h++)
		if (strcmp(h->name, name) == 0)
			return h;
	return NULL;
}
