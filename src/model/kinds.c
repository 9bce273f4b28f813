/* The rows of the table of kinds. A row's type is taken from the struct member, so it cannot lie. */
#include <string.h>

#include "rapport/base/day.h"
#include "rapport/model/kind.h"
#include "rapport/model/measure.h"
#include "rapport/model/words.h"

#define TYPE_OF(S, M) \
	_Generic(((struct S *)0)->M, const char *: FIELD_TEXT, uint64_t: FIELD_ID, int64_t: FIELD_NUM, int32_t: FIELD_DAY, \
		 int16_t: FIELD_CHOICE, bool: FIELD_FLAG)
/* A row: struct, member, label, help, then designated extras. NAMED gives the field another name than the member. */
#define NAMED(S, M, NAME, LABEL, HELP, ...)                                                                         \
	{                                                                                                           \
		.name = NAME, .label = LABEL, .help = HELP, .type = TYPE_OF(S, M), .offset = offsetof(struct S, M), \
		__VA_ARGS__                                                                                         \
	}
#define ROW(S, M, LABEL, HELP, ...) NAMED(S, M, #M, LABEL, HELP, __VA_ARGS__)
#define ID(S) ROW(S, id, "Id", "made by rapport", .flags = F_FIXED | F_REQUIRED)
#define KEPT(S, M, HELP) ROW(S, M, #M, HELP, .flags = F_DERIVED | F_FIXED)

const struct choice choices_source_kind[] = {
	{"physician", "physician", 'd'},
	{"np_pa", "NP or PA", 'n'},
	{"chiropractor", "chiropractor", 0},
	{"podiatrist", "podiatrist", 0},
	{"dentist", "dentist", 0},
	{"naturopath", "naturopath", 0},
	{"massage", "massage therapist", 0},
	{"nutritionist", "nutritionist", 0},
	{"acupuncturist", "acupuncturist", 0},
	{"athletic_trainer", "athletic trainer", 0},
	{"personal_trainer", "personal trainer", 0},
	{"yoga", "yoga teacher", 0},
	{"gym", "gym", 0},
	{"school", "school or team", 0},
	{"employer", "employer", 0},
	{"case_manager", "case manager", 0},
	{"hospital", "hospital unit", 0},
	{"attorney", "attorney", 0},
	{"patient", "patient", 0},
	{"liaison", "liaison", 0},
	{"coordinator", "referral coordinator", 'c'},
	{"office_manager", "office manager", 'o'},
	{"front_desk", "front desk", 'f'},
	{"other", "other", 0},
	{NULL},
};
const struct choice choices_stage[] = {
	{"first", "First impression", '1'}, {"trust", "Building trust", '2'}, {"maintain", "Maintaining", '3'}, {NULL}};
const struct choice choices_standing[] = {
	{"live", "live", 'l'}, {"paused", "paused", 'p'}, {"let_go", "let go", 'x'}, {NULL}};
const struct choice choices_fit[] = {{"good", "good", 'g'}, {"fair", "fair", 'f'}, {"poor", "poor", 'p'}, {NULL}};
const struct choice choices_network[] = {{"independent", "independent", 'i'},
					 {"network", "network without own therapy", 'n'},
					 {"inhouse", "network with own therapy", 'o'},
					 {NULL}};
const struct choice choices_channel[] = {
	{"visit", "Visit", 'v'}, {"lunch", "Lunch", 'l'},
	{"call", "Call", 'c'},   {"email", "Email", 'e'},
	{"card", "Card", 'k'},   {"report", "Report", 'r'},
	{"coffee", "Coffee", 0}, {"letter", "Letter", 0},
	{"text", "Text", 0},     {"social", "Social", 0},
	{"event", "Event", 0},   {"meeting", "Meeting", 0},
	{"other", "Other", 'o'}, {NULL},
};
const struct choice choices_direction[] = {{"we", "we began", 'w'}, {"they", "they began", 't'}, {NULL}};
const struct choice choices_purpose[] = {
	{"introduce", "introduce", 'i'},
	{"pitch", "pitch", 'p'},
	{"ask", "ask what matters", 'a'},
	{"outcomes", "outcomes", 'o'},
	{"progress", "progress report", 'r'},
	{"thank", "thank", 't'},
	{"announce", "announce", 'n'},
	{"share", "share something useful", 's'},
	{"check_in", "check in", 'c'},
	{"poc", "plan of care signature", 'f'},
	{"gift", "gift", 'g'},
	{NULL},
};
const struct choice choices_result[] = {
	{"met", "met", 'm'},
	{"appointment", "busy, appointment set", 'b'},
	{"message", "left message", 'l'},
	{"no_answer", "no answer", 'n'},
	{NULL},
};
const struct choice choices_yes_no[] = {{"no", "no", 'n'}, {"yes", "yes", 'y'}, {NULL}};
const struct choice choices_referral_direction[] = {{"in", "to us", 'i'}, {"out", "from us", 'o'}, {NULL}};
const struct choice choices_route[] = {{"fax", "Fax", 'f'},        {"phone", "Phone", 'p'}, {"web", "Web form", 'w'},
				       {"hand", "Handed in", 'h'}, {"ehr", "EHR", 'e'},     {NULL}};
const struct choice choices_status[] = {
	{"received", "Received", 'r'},
	{"booked", "Booked", 'b'},
	{"evaluated", "Evaluated", 'e'},
	{"active", "Active", 'a'},
	{"discharged", "Discharged", 'd'},
	{"no_show", "Did not come", 'x'},
	{NULL},
};
const struct choice choices_thank[] = {
	{"card", "Card", 'k'}, {"call", "Call", 'c'}, {"email", "Email", 'e'}, {"none", "Not needed", 'n'}, {NULL}};
const struct choice choices_step_state[] = {
	{"open", "open", 0}, {"done", "done", 0}, {"dropped", "dropped", 0}, {NULL}};
const struct choice choices_label_of[] = {
	{"clinic", "clinic", 0}, {"practice", "practice", 0}, {"source", "source", 0}, {NULL}};
const struct choice choices_label_type[] = {{"payer", "payer", 'p'},
					    {"population", "population", 'o'},
					    {"service", "service", 's'},
					    {"tag", "tag", 't'},
					    {NULL}};
const struct choice choices_dismissal_how[] = {{"later", "later", 0}, {"drop", "drop", 0}, {NULL}};
const struct choice choices_shelf_type[] = {
	{"article", "article", 'a'},
	{"book", "book", 'b'},
	{"news", "news", 'n'},
	{"story", "patient story", 's'},
	{"video", "video", 'v'},
	{"other", "other", 'o'},
	{NULL},
};
const struct choice choices_event_type[] = {
	{"talk", "talk", 't'},
	{"screening", "screening", 's'},
	{"column", "column", 'c'},
	{"clinic", "free clinic", 'f'},
	{"open_house", "open house", 'h'},
	{"other", "other", 'o'},
	{NULL},
};

static bool check_npi(const struct field *f, const void *record, struct err *e)
{
	struct err why = {0};
	if (npi_check(*field_text(f, (void *)record), &why))
		return true;
	err_field(e, f->name, "%s", err_text(&why));
	err_clear(&why);
	return false;
}

static bool check_year(const struct field *f, const void *record, struct err *e)
{
	int64_t n = *field_num(f, (void *)record);
	return (n >= 1900 && n <= 9999) || err_field(e, f->name, "a year has four digits");
}

static bool check_email(const struct field *f, const void *record, struct err *e)
{
	const char *s = *field_text(f, (void *)record), *at = strchr(s, '@');
	if (at && at != s && at[1] && !strchr(s, ' ') && !strchr(at + 1, '@'))
		return true;
	return err_field(e, f->name, "an e-mail address looks like name@place.org");
}

static bool check_positive(const struct field *f, const void *record, struct err *e)
{
	if (*field_num(f, (void *)record) >= 0)
		return true;
	return err_field(e, f->name, "%s cannot be less than nothing", f->label);
}

static bool check_cadence(const struct field *f, const void *record, struct err *e)
{
	int64_t n = *field_num(f, (void *)record);
	if (n >= 1 && n <= 3650)
		return true;
	return err_field(e, f->name, "the rhythm is a number of days from 1 to 3650");
}

static bool check_nps(const struct field *f, const void *record, struct err *e)
{
	int64_t n = *field_num(f, (void *)record);
	if (n >= 0 && n <= 10)
		return true;
	return err_field(e, f->name, "the recommendation score goes from 0 to 10");
}

/* A chart number or initials: a whole name ("Grace Zhao") has two longer words of letters alone. */
static bool check_patient_ref(const struct field *f, const void *record, struct err *e)
{
	int long_words = 0;
	for (const char *s = *field_text(f, (void *)record); *s;) {
		size_t n = strcspn(s, " ,.;/-");
		bool letters = n > 2;
		for (size_t i = 0; i < n; i++)
			letters = letters && !(s[i] >= '0' && s[i] <= '9');
		long_words += letters;
		s += n + (s[n] != 0);
	}
	if (long_words < 2)
		return true;
	return err_field(e, f->name, "patients appear by chart number or initials only, not by name");
}

static const struct field clinic_fields[] = {
	ID(clinic),
	ROW(clinic, name, "Clinic name", "what you call yourselves"),
	ROW(clinic, disciplines, "Disciplines", "physical, occupational, speech therapy"),
	ROW(clinic, phone, "Phone", "the number patients call"),
	ROW(clinic, fax, "Fax", "where referrals are faxed"),
	ROW(clinic, email, "E-mail", "the clinic's address", .check = check_email),
	ROW(clinic, website, "Website", "address of your site"),
	ROW(clinic, address, "Street", "street and suite"),
	ROW(clinic, city, "City", "town"),
	ROW(clinic, state, "State", "two letters"),
	ROW(clinic, zip, "ZIP", "postal code"),
	ROW(clinic, npi, "NPI", "the clinic's ten-digit number", .check = check_npi),
	ROW(clinic, referral_line, "Referral line", "the number or link for referrers"),
	ROW(clinic, best, "Do best", "what you do best, in words for a referrer", .flags = F_LINES),
	ROW(clinic, stories, "Stories", "de-identified patient stories", .flags = F_LINES),
	ROW(clinic, currency, "Currency", "three letters, such as USD"),
	ROW(clinic, own_details_on, "Details checked", "the day you last checked your own listings"),
	ROW(clinic, made_on, "Book made", "the day this book was made", .flags = F_FIXED),
};

static const struct field staff_fields[] = {
	ID(staff),
	ROW(staff, user, "User", "short name, as in --user", .flags = F_REQUIRED),
	ROW(staff, name, "Name", "whole name"),
	ROW(staff, credentials, "Credentials", "PT, OT, SLP"),
	ROW(staff, role, "Role", "owner, therapist, front desk"),
	ROW(staff, phone, "Phone", "their number"),
	ROW(staff, email, "E-mail", "their address", .check = check_email),
	ROW(staff, gone, "Gone", "no longer with us"),
};

static const struct field practice_fields[] = {
	ID(practice),
	ROW(practice, name, "Practice", "the office or organisation", .flags = F_REQUIRED),
	ROW(practice, phone, "Phone", "the office's number"),
	ROW(practice, fax, "Fax", "the office's fax"),
	ROW(practice, email, "E-mail", "the office's address", .check = check_email),
	ROW(practice, website, "Website", "address of their site"),
	ROW(practice, address, "Street", "street and suite"),
	ROW(practice, city, "City", "town"),
	ROW(practice, state, "State", "two letters"),
	ROW(practice, zip, "ZIP", "postal code"),
	ROW(practice, network, "Network", "independent, or in a network with its own therapy",
	    .choices = choices_network),
	ROW(practice, hours, "Hours", "when they are in, when to call"),
	ROW(practice, competitors, "Competitors", "who else calls on them"),
	ROW(practice, note, "Note", "anything worth knowing", .flags = F_LINES),
};

static const struct field source_fields[] = {
	ID(source),
	ROW(source, name, "Name", "the person, gym, school ...", .flags = F_REQUIRED),
	ROW(source, kind, "Kind", "what they are", .choices = choices_source_kind),
	ROW(source, role, "Role", "their part in the practice"),
	ROW(source, specialty, "Specialty", "ortho surgeon, sports medicine ..."),
	ROW(source, credentials, "Credentials", "MD, DO, NP ..."),
	ROW(source, practice_id, "Practice", "where they work", .ref = KIND_PRACTICE),
	ROW(source, via_id, "Via", "the gatekeeper through whom they are reached", .ref = KIND_SOURCE),
	ROW(source, gatekeeper, "Gatekeeper", "others are reached through them"),
	ROW(source, decision_maker, "Decision-maker", "in charge, as against the desk"),
	ROW(source, npi, "NPI", "ten-digit provider number", .check = check_npi),
	ROW(source, phone, "Phone", "their number"),
	ROW(source, fax, "Fax", "their fax"),
	ROW(source, email, "E-mail", "their address", .check = check_email),
	ROW(source, website, "Website", "address of their site"),
	ROW(source, social, "Social", "handles, separated by spaces"),
	ROW(source, address, "Street", "street and suite"),
	ROW(source, city, "City", "town"),
	ROW(source, state, "State", "two letters"),
	ROW(source, zip, "ZIP", "postal code"),
	ROW(source, stage, "Stage", "first, trust or maintain", .flags = F_REQUIRED, .choices = choices_stage),
	ROW(source, stage_on, "Stage since", "day of the last stage move", .flags = F_FIXED),
	ROW(source, standing, "Standing", "live, paused or let go", .flags = F_REQUIRED, .choices = choices_standing),
	ROW(source, standing_until, "Paused until", "the day to look again", .flags = F_FIXED),
	ROW(source, standing_reason, "Reason", "why paused or let go"),
	ROW(source, owner, "Owner", "who of ours owns the relationship"),
	ROW(source, cadence_days, "Rhythm", "days between touches; empty = that of the stage", .check = check_cadence),
	ROW(source, fit, "Fit", "good, fair or poor", .choices = choices_fit),
	ROW(source, fit_reason, "Fit, why", "populations and payers in common", .flags = F_LINES),
	ROW(source, homework, "Homework", "what you found out beforehand", .flags = F_LINES),
	ROW(source, homework_on, "Homework done", "the day it was done"),
	ROW(source, payers_on, "Payers compared", "the day you compared payers"),
	ROW(source, marketing_on, "Marketing seen", "the day you looked at how they present themselves"),
	ROW(source, most_important, "Matters most", "what is most important to them in how you care for their patient",
	    .flags = F_LINES),
	ROW(source, problems, "Problems", "what troubles them", .flags = F_LINES),
	ROW(source, offer, "We offer", "how we are part of the solution", .flags = F_LINES),
	ROW(source, view_of_pt, "View of PT", "what they think of therapy", .flags = F_LINES),
	ROW(source, objections, "Objections", "and what came of them", .flags = F_LINES),
	ROW(source, interests, "Interests", "hobbies, family, teams", .flags = F_LINES),
	ROW(source, told, "Told them", "what we told of ourselves", .flags = F_LINES),
	ROW(source, competitors, "Competitors", "who else they send to"),
	ROW(source, kit_left, "Kit left", "cards, forms, pads"),
	ROW(source, began, "How it began", "introduction, patient, event"),
	ROW(source, best_times, "Best times", "when they are in"),
	ROW(source, verified_on, "Verified", "the day their details were last checked"),
	ROW(source, added_on, "Added", "the day they were added", .flags = F_FIXED),
	ROW(source, archived, "Archived", "out of every list", .flags = F_FIXED),
	ROW(source, note, "Note", "anything worth knowing", .flags = F_LINES),
	KEPT(source, fold, "name folded for order"),
	KEPT(source, counted_on, "last touch that counts, own or through the gatekeeper"),
	KEPT(source, clock_on, "last touch that counts, else the day added"),
	KEPT(source, touched_on, "last own touch"),
	KEPT(source, substantive_on, "last substantive touch"),
	KEPT(source, met_on, "decision-maker last met"),
	KEPT(source, first_touch_on, "first own touch"),
	KEPT(source, meetings, "times met face to face"),
	KEPT(source, meeting_on, "last met face to face"),
	KEPT(source, outcomes_on, "outcomes last shared"),
	KEPT(source, touches, "number of own touches"),
	KEPT(source, first_referred_on, "first referral in"),
	KEPT(source, usual_gap, "days between referrals, the middle one"),
	KEPT(source, referred_on, "last referral in"),
	KEPT(source, referrals, "referrals in"),
	KEPT(source, came, "referrals in that were evaluated"),
	KEPT(source, billed_cents, "billed, all referrals in"),
	KEPT(source, received_cents, "received, all referrals in"),
	KEPT(source, thanks_owed, "referrals waiting for thanks"),
	KEPT(source, step_on, "due day of the open step"),
	KEPT(source, next_on, "earliest day on which something is due"),
	KEPT(source, next_is_touch, "the next day is only the cadence asking"),
	KEPT(source, touch_due_on, "day on which the cadence asks"),
};

static const struct field touch_fields[] = {
	ID(touch),
	ROW(touch, source_id, "Source", "whom it was with", .flags = F_REQUIRED, .ref = KIND_SOURCE),
	ROW(touch, on, "When", "the day", .flags = F_REQUIRED),
	ROW(touch, channel, "Kind", "visit, lunch, call ...", .flags = F_REQUIRED, .choices = choices_channel),
	ROW(touch, direction, "Began", "we or they", .flags = F_REQUIRED, .choices = choices_direction),
	ROW(touch, purpose, "Purpose", "what it was for", .choices = choices_purpose),
	ROW(touch, result, "Result", "met, message left ...", .choices = choices_result),
	ROW(touch, substantive, "Substance", "yes or no overrides what the purpose says", .choices = choices_yes_no),
	ROW(touch, met_id, "With", "whom you met, when another than the source", .ref = KIND_SOURCE),
	ROW(touch, referral_id, "Referral", "the referral it thanks for or reports on", .ref = KIND_REFERRAL),
	ROW(touch, announcement_id, "Announcement", "the news it told", .ref = KIND_ANNOUNCEMENT),
	ROW(touch, by, "By", "who of ours"),
	ROW(touch, note, "Note", "what was said", .flags = F_LINES),
	ROW(touch, learned, "Learned", "what you learned of them", .flags = F_LINES),
	ROW(touch, tags, "Tags", "words separated by commas"),
	ROW(touch, cost_cents, "Cost", "what it cost", .flags = F_MONEY, .check = check_positive),
};

static const struct field attendee_fields[] = {
	ID(attendee),
	ROW(attendee, touch_id, "Touch", "the lunch or event", .flags = F_REQUIRED, .ref = KIND_TOUCH),
	ROW(attendee, source_id, "Source", "who was there", .ref = KIND_SOURCE),
	ROW(attendee, name, "Name", "who was there, when no source"),
};

static const struct field referral_fields[] = {
	ID(referral),
	ROW(referral, number, "Number", "R-number", .flags = F_REQUIRED | F_FIXED),
	ROW(referral, source_id, "Source", "who sent the patient", .ref = KIND_SOURCE),
	ROW(referral, direction, "Direction", "in to us, out from us", .flags = F_REQUIRED,
	    .choices = choices_referral_direction),
	ROW(referral, received_on, "Received", "the day it came", .flags = F_REQUIRED),
	ROW(referral, patient_ref, "Patient", "chart number or initials, no names", .flags = F_PRIVATE,
	    .check = check_patient_ref),
	NAMED(referral, reason, "for", "For", "diagnosis or body part"),
	ROW(referral, payer, "Payer", "insurance"),
	ROW(referral, department, "Department", "where the EMR files it"),
	ROW(referral, route, "How", "fax, phone, web form, handed in", .choices = choices_route),
	ROW(referral, status, "Status", "received, booked, evaluated ...", .flags = F_REQUIRED,
	    .choices = choices_status),
	ROW(referral, booked_on, "Booked", "the day of booking"),
	ROW(referral, evaluated_on, "Evaluated", "the day of the first visit"),
	ROW(referral, discharged_on, "Discharged", "the day of discharge"),
	ROW(referral, visits, "Visits", "number of visits", .check = check_positive),
	ROW(referral, billed_cents, "Billed", "what was billed", .flags = F_MONEY, .check = check_positive),
	ROW(referral, received_cents, "Received", "what was paid", .flags = F_MONEY, .check = check_positive),
	ROW(referral, nps, "NPS", "0 to 10", .check = check_nps),
	ROW(referral, challenge, "Challenge", "a setback or an unhappy patient"),
	ROW(referral, challenge_on, "Challenge on", "the day it was flagged"),
	ROW(referral, challenge_told_on, "Told", "the day the source heard of it"),
	ROW(referral, order_on, "Order", "signed order on file since"),
	ROW(referral, poc_sent_on, "POC sent", "plan of care sent"),
	ROW(referral, poc_signed_on, "POC signed", "plan of care signed"),
	ROW(referral, cert_end_on, "Certified to", "end of certification", .flags = F_AHEAD),
	ROW(referral, sent_to, "Sent to", "our therapist"),
	ROW(referral, thank, "Thank", "how you mean to thank", .choices = choices_thank),
	ROW(referral, asked_on, "Asked", "the day the patient was asked to tell others"),
	ROW(referral, note, "Note", "anything worth knowing", .flags = F_LINES | F_PRIVATE),
	KEPT(referral, thanked_on, "day of the thank-you touch"),
	KEPT(referral, reported_on, "day of the last report to the source"),
	KEPT(referral, thank_due_on, "thanks are owed from this day"),
};

static const struct field outcome_fields[] = {
	ID(outcome),
	ROW(outcome, referral_id, "Referral", "whose outcome", .flags = F_REQUIRED, .ref = KIND_REFERRAL),
	ROW(outcome, measure, "Measure", "LEFS, ODI, NDI ...", .flags = F_REQUIRED),
	ROW(outcome, initial, "Initial", "first score", .flags = F_TENTHS),
	ROW(outcome, final, "Final", "last score", .flags = F_TENTHS),
	ROW(outcome, initial_on, "Initial on", "day of the first score"),
	ROW(outcome, final_on, "Final on", "day of the last score"),
};

static const struct field step_fields[] = {
	ID(step),
	ROW(step, source_id, "Source", "with whom", .flags = F_REQUIRED, .ref = KIND_SOURCE),
	ROW(step, due_on, "Due", "the day", .flags = F_REQUIRED),
	ROW(step, channel, "Kind", "visit, call ...", .choices = choices_channel),
	ROW(step, what, "What", "what to do"),
	ROW(step, by, "Set by", "who planned it"),
	ROW(step, set_on, "Set on", "the day it was planned", .flags = F_FIXED),
	ROW(step, state, "State", "open, done or dropped", .flags = F_REQUIRED, .choices = choices_step_state),
	ROW(step, closed_on, "Closed", "the day it was done or dropped", .flags = F_FIXED),
	ROW(step, touch_id, "Touch", "the touch that closed it", .ref = KIND_TOUCH),
};

static const struct field stage_move_fields[] = {
	ID(stage_move),
	ROW(stage_move, source_id, "Source", "who moved", .flags = F_REQUIRED, .ref = KIND_SOURCE),
	ROW(stage_move, on, "On", "the day", .flags = F_REQUIRED),
	ROW(stage_move, from_stage, "From", "stage before", .choices = choices_stage),
	ROW(stage_move, to_stage, "To", "stage after", .flags = F_REQUIRED, .choices = choices_stage),
	ROW(stage_move, from_standing, "Standing before", "standing before", .choices = choices_standing),
	ROW(stage_move, to_standing, "Standing after", "standing after", .flags = F_REQUIRED,
	    .choices = choices_standing),
	ROW(stage_move, reason, "Reason", "why"),
	ROW(stage_move, by, "By", "who of ours"),
};

static const struct field announcement_fields[] = {
	ID(announcement),
	ROW(announcement, title, "Title", "the news in a few words", .flags = F_REQUIRED),
	ROW(announcement, text, "Text", "the letter", .flags = F_LINES),
	ROW(announcement, on, "On", "from when it is told", .flags = F_REQUIRED),
	ROW(announcement, by, "By", "who of ours"),
};

static const struct field recipient_fields[] = {
	ID(recipient),
	ROW(recipient, announcement_id, "Announcement", "which news", .flags = F_REQUIRED, .ref = KIND_ANNOUNCEMENT),
	ROW(recipient, source_id, "Source", "who is told", .flags = F_REQUIRED, .ref = KIND_SOURCE),
	ROW(recipient, channel, "Kind", "how they are told", .choices = choices_channel),
	ROW(recipient, told_on, "Told", "the day they were told"),
	ROW(recipient, touch_id, "Touch", "the touch that told them", .ref = KIND_TOUCH),
};

static const struct field label_fields[] = {
	ID(label),
	ROW(label, of, "Of", "clinic, practice or source", .flags = F_REQUIRED, .choices = choices_label_of),
	ROW(label, of_id, "Of which", "the clinic, practice or source", .flags = F_REQUIRED, .ref = KIND_COUNT),
	ROW(label, type, "Type", "payer, population, service or tag", .flags = F_REQUIRED,
	    .choices = choices_label_type),
	ROW(label, word, "Word", "the payer, population, service or tag", .flags = F_REQUIRED),
};

static const struct field setting_fields[] = {
	ID(setting),
	ROW(setting, name, "Name", "which setting", .flags = F_REQUIRED),
	ROW(setting, value, "Value", "its value"),
};

static const struct field dismissal_fields[] = {
	ID(dismissal),
	ROW(dismissal, rule, "Rule", "which rule asked", .flags = F_REQUIRED),
	ROW(dismissal, subject_id, "Subject", "the source or referral it asked about", .flags = F_REQUIRED),
	ROW(dismissal, how, "How", "later or drop", .flags = F_REQUIRED, .choices = choices_dismissal_how),
	ROW(dismissal, until_on, "Until", "asks again on this day"),
	ROW(dismissal, due_on, "Due", "the due day at the time"),
	ROW(dismissal, by, "By", "who of ours"),
};

static const struct field question_fields[] = {
	ID(question),
	ROW(question, text, "Question", "an open question worth asking", .flags = F_REQUIRED),
	ROW(question, gone, "Gone", "not asked any more", .flags = F_FIXED),
};

static const struct field answer_fields[] = {
	ID(answer),
	ROW(answer, source_id, "Source", "who answered", .flags = F_REQUIRED, .ref = KIND_SOURCE),
	ROW(answer, touch_id, "Touch", "the touch at which it was asked", .ref = KIND_TOUCH),
	ROW(answer, on, "When", "the day", .flags = F_REQUIRED),
	ROW(answer, question, "Question", "what was asked", .flags = F_REQUIRED),
	ROW(answer, text, "Answer", "what they said", .flags = F_REQUIRED | F_LINES),
	ROW(answer, by, "By", "who of ours"),
};

static const struct field shelf_item_fields[] = {
	ID(shelf_item),
	ROW(shelf_item, title, "Title", "what it is called", .flags = F_REQUIRED),
	ROW(shelf_item, type, "Type", "article, book, news, story ...", .flags = F_REQUIRED,
	    .choices = choices_shelf_type),
	ROW(shelf_item, where, "Where", "a link, or where it lies"),
	ROW(shelf_item, topic, "For", "whom it is for: populations, body parts"),
	ROW(shelf_item, text, "Text", "the story without names, or what to say with it", .flags = F_LINES),
	ROW(shelf_item, added_on, "Added", "the day it was put on the shelf", .flags = F_FIXED),
	ROW(shelf_item, by, "By", "who of ours", .flags = F_FIXED),
	ROW(shelf_item, gone, "Gone", "not offered any more", .flags = F_FIXED),
};

static const struct field share_fields[] = {
	ID(share),
	ROW(share, shelf_item_id, "Item", "what was shared", .flags = F_REQUIRED, .ref = KIND_SHELF_ITEM),
	ROW(share, source_id, "Source", "with whom", .flags = F_REQUIRED, .ref = KIND_SOURCE),
	ROW(share, touch_id, "Touch", "the touch with which it went", .ref = KIND_TOUCH),
	ROW(share, on, "When", "the day", .flags = F_REQUIRED),
};

static const struct field gift_limit_fields[] = {
	ID(gift_limit),
	ROW(gift_limit, year, "Year", "the calendar year", .flags = F_REQUIRED, .check = check_year),
	ROW(gift_limit, limit_cents, "Limit", "what one physician may be given in that year",
	    .flags = F_REQUIRED | F_MONEY, .check = check_positive),
	ROW(gift_limit, origin, "Origin", "where the figure stands"),
};

static const struct field gift_override_fields[] = {
	ID(gift_override),
	ROW(gift_override, touch_id, "Touch", "the touch that went over the limit", .flags = F_REQUIRED,
	    .ref = KIND_TOUCH),
	ROW(gift_override, reason, "Reason", "why it was logged all the same", .flags = F_REQUIRED),
	ROW(gift_override, by, "By", "who of ours"),
};

static const struct field event_fields[] = {
	ID(event),
	ROW(event, on, "When", "the day", .flags = F_REQUIRED),
	ROW(event, title, "Title", "what it was", .flags = F_REQUIRED),
	ROW(event, type, "Type", "talk, screening, column ...", .flags = F_REQUIRED, .choices = choices_event_type),
	ROW(event, place, "Place", "where it was"),
	ROW(event, note, "Note", "what was said", .flags = F_LINES),
	ROW(event, by, "By", "who of ours"),
};

static const struct field guest_fields[] = {
	ID(guest),
	ROW(guest, event_id, "Event", "which event", .flags = F_REQUIRED, .ref = KIND_EVENT),
	ROW(guest, source_id, "Source", "who was reached", .flags = F_REQUIRED, .ref = KIND_SOURCE),
	ROW(guest, touch_id, "Touch", "the touch on their timeline", .ref = KIND_TOUCH),
};

static const struct field mapping_fields[] = {
	ID(mapping),
	ROW(mapping, header, "Header", "the names of the columns", .flags = F_REQUIRED),
	ROW(mapping, kind, "Kind", "what the rows are", .flags = F_REQUIRED),
	ROW(mapping, fields, "Fields", "what each column gives", .flags = F_REQUIRED),
};

static bool check_source(const void *record, struct err *e)
{
	const struct source *s = record;
	if (s->via_id && s->via_id == s->id)
		return err_field(e, "via_id", "nobody is reached through themselves");
	return true;
}

static bool check_referral(const void *record, struct err *e)
{
	const struct referral *r = record;
	if (r->evaluated_on != DAY_NONE && r->discharged_on != DAY_NONE && r->discharged_on < r->evaluated_on)
		return err_field(e, "discharged_on", "the discharge is before the evaluation");
	return true;
}

static bool check_outcome(const void *record, struct err *e)
{
	return measure_check(record, e);
}

static bool check_attendee(const void *record, struct err *e)
{
	const struct attendee *a = record;
	if (a->source_id || a->name)
		return true;
	return err_field(e, "name", "an attendee needs a name");
}

#define KIND(S, PLURAL, LABEL, ...)                                                                                    \
	{                                                                                                              \
#S, PLURAL, LABEL, sizeof(struct S), S##_fields, sizeof S##_fields / sizeof S##_fields[0], __VA_ARGS__ \
	}

const struct kind_info kinds[KIND_COUNT] = {
	[KIND_CLINIC] = KIND(clinic, "clinic", "clinic", NULL),
	[KIND_STAFF] = KIND(staff, "staff", "member of staff", NULL),
	[KIND_PRACTICE] = KIND(practice, "practices", "practice", NULL),
	[KIND_SOURCE] = KIND(source, "sources", "source", check_source),
	[KIND_TOUCH] = KIND(touch, "touches", "touch", NULL),
	[KIND_ATTENDEE] = KIND(attendee, "attendees", "attendee", check_attendee),
	[KIND_REFERRAL] = KIND(referral, "referrals", "referral", check_referral),
	[KIND_OUTCOME] = KIND(outcome, "outcomes", "outcome", check_outcome),
	[KIND_STEP] = KIND(step, "steps", "step", NULL),
	[KIND_STAGE_MOVE] = KIND(stage_move, "stage_moves", "stage move", NULL),
	[KIND_ANNOUNCEMENT] = KIND(announcement, "announcements", "announcement", NULL),
	[KIND_RECIPIENT] = KIND(recipient, "recipients", "recipient", NULL),
	[KIND_LABEL] = KIND(label, "labels", "label", NULL),
	[KIND_SETTING] = KIND(setting, "settings", "setting", NULL),
	[KIND_DISMISSAL] = KIND(dismissal, "dismissals", "dismissal", NULL),
	[KIND_QUESTION] = KIND(question, "questions", "question", NULL),
	[KIND_ANSWER] = KIND(answer, "answers", "answer", NULL),
	[KIND_SHELF_ITEM] = KIND(shelf_item, "shelf_items", "thing on the shelf", NULL),
	[KIND_SHARE] = KIND(share, "shares", "share", NULL),
	[KIND_GIFT_LIMIT] = KIND(gift_limit, "gift_limits", "gift limit", NULL),
	[KIND_GIFT_OVERRIDE] = KIND(gift_override, "gift_overrides", "gift override", NULL),
	[KIND_EVENT] = KIND(event, "events", "event", NULL),
	[KIND_GUEST] = KIND(guest, "guests", "guest", NULL),
	[KIND_MAPPING] = KIND(mapping, "mappings", "mapping", NULL),
};
