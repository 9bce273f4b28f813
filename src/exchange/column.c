#include <limits.h>
#include <string.h>

#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/exchange/column.h"

/* Names that real lists have, folded and without spaces. The bare word "contact" is whom we met, not a phone. */
static const struct {
	enum column column;
	const char *names;
} aliases[] = {
	{COL_NAME,
	 "referralcontact referringphysician referringprovider referringdoctor referringname referralsourcename "
	 "referringphysicianname referringprovidername referringdoctorname referrer referrername physician "
	 "physicianname "
	 "provider providername doctor referredby who contact contactname name fullname displayname person partner "
	 "partnername source sourcename"},
	{COL_FIRST, "referringdoctorfirstname referringproviderfirstname referringphysicianfirstname providerfirstname "
		    "contactfirstname firstname first givenname"},
	{COL_LAST, "referringdoctorlastname referringproviderlastname referringphysicianlastname providerlastname "
		   "providerlastnamelegalname contactlastname lastname lastnamelegalname last familyname surname"},
	{COL_MIDDLE, "middlename middleinitial additionalname"},
	{COL_TITLE, "nameprefix salutation"},
	{COL_CREDENTIALS, "credentials credential suffix namesuffix degree degrees providercredentialtext"},
	{COL_KIND, "kind referralsource referraltype referralsourcetype sourcetype partnertype contacttype category "
		   "marketingsource"},
	{COL_SPECIALTY, "specialty speciality specialties referringspecialty providerspecialty taxonomy"},
	{COL_ROLE, "role jobtitle position organizationtitle"},
	{COL_NPI,
	 "npi npinumber referringprovidernpi referringphysiciannpi referringdoctornpi referringdoctornpinumber "
	 "referringnpi providernpi individualnpi"},
	{COL_PRACTICE,
	 "practice practicename company companyname organization organisation organizationname referralgroup "
	 "referringpractice referringfacility account accountname facility facilityname clinic clinicname group "
	 "groupname office employer"},
	{COL_PHONE,
	 "referringproviderphone referringphysicianphone referringdoctorphone referringphone referrerphone "
	 "referralsourcephone providerphone physicianphone doctorphone practicephone clinicphone facilityphone "
	 "phone phonenumber businessphone officephone workphone telephone telephonenumber tel work "
	 "businessphone2 companymainphone primaryphone mobile mobilephone mobilephonenumber cell cellphone "
	 "phonevalue homephone otherphone"},
	{COL_FAX, "referringproviderfax referringphysicianfax referringdoctorfax referringfax providerfax physicianfax "
		  "practicefax fax faxnumber businessfax officefax workfax"},
	{COL_EMAIL,
	 "referringprovideremail referringphysicianemail referringdoctoremail provideremail physicianemail "
	 "practiceemail email emailaddress mail businessemail workemail email2address email3address emailvalue"},
	{COL_WEBSITE, "website web webpage url websiteurl homepage websitevalue"},
	{COL_ADDRESS,
	 "address address1 addressline1 street streetaddress businessstreet businessaddress mailingaddress "
	 "mailingstreet addressstreet"},
	{COL_CITY, "city town businesscity mailingcity addresscity"},
	{COL_STATE, "state province stateregion stateprovince businessstate mailingstate mailingstateprovince "
		    "addressregion"},
	{COL_ZIP, "zip zipcode postalcode postcode zippostalcode businesspostalcode mailingpostalcode "
		  "mailingzippostalcode addresspostalcode"},
	{COL_NOTE, "note notes comment comments remarks whatwassaid"},
	{COL_RECEIVED_ON,
	 "referralreceiveddate referralreceived referraldate datereceived receiveddate receivedon referredon "
	 "datereferred dateofreferral casecreated casecreationdate casecreateddate"},
	{COL_EVALUATED_ON,
	 "initialevaluationdate initialevaluation iedate initialeval initialevaldate firstvisit firstvisitdate "
	 "firstdos evaldate evaluationdate evaluatedon evaluated"},
	{COL_STATUS, "converted conversion status referralstatus"},
	{COL_PATIENT_REF, "patientid patientnumber patientno patientref patientaccountnumber chartnumber chart chartno "
			  "accountnumber mrn medicalrecordnumber caseid casenumber"},
	{COL_PATIENT_NAME, "patient patientname patientfullname client clientname"},
	{COL_REASON, "for reason diagnosis dx diagnosiscode icd10 icd10code bodypart bodyregion condition"},
	{COL_DEPARTMENT, "department discipline"},
	{COL_PAYER, "insurance insurancename primaryinsurance primaryinsurancename payer payor payername insurancetype "
		    "financialclass"},
	{COL_VISITS, "visits visitcount totalvisits numberofvisits completedvisits"},
	{COL_BILLED,
	 "charges totalcharges billed amountbilled billedamount invoiced revenue production postedproduction"},
	{COL_RECEIVED,
	 "payments totalpayments paid amountpaid received amountreceived receivedamount collected collections"},
	{COL_ON, "date on when contactdate activitydate"},
	{COL_CHANNEL, "what type channel activity activitytype method"},
	{COL_STAFF, "staff staffmember by loggedby therapist marketer rep"},
	{COL_COST, "cost amount expense spent"},
	{COL_PURPOSE, "purpose contactpurpose visitpurpose purposeofvisit purposeofcontact topic why"},
	{COL_RESULT, "result contactresult resultofcontact whatcameofit"},
	{COL_DIRECTION, "direction whobegan initiatedby begunby whostarted inboundoutbound"},
	{COL_MET, "met whowemet whomwemet metwith personmet spokewith spoketo"},
	{COL_OURS, "primarytreatmentclinic treatmentclinic treatingclinic"},
};

/* The words and labels of the columns. */
static const struct {
	const char *word, *label;
} columns[COL_COUNT] = {
	[COL_NAME] = {"name", "name"},
	[COL_FIRST] = {"first-name", "first name"},
	[COL_LAST] = {"last-name", "last name"},
	[COL_MIDDLE] = {"middle-name", "middle name"},
	[COL_TITLE] = {"title", "title before the name"},
	[COL_CREDENTIALS] = {"credentials", "credentials"},
	[COL_KIND] = {"kind", "kind"},
	[COL_SPECIALTY] = {"specialty", "specialty"},
	[COL_ROLE] = {"role", "role"},
	[COL_NPI] = {"npi", "NPI"},
	[COL_PRACTICE] = {"practice", "practice"},
	[COL_PHONE] = {"phone", "phone"},
	[COL_FAX] = {"fax", "fax"},
	[COL_EMAIL] = {"email", "e-mail"},
	[COL_WEBSITE] = {"website", "website"},
	[COL_ADDRESS] = {"address", "street"},
	[COL_CITY] = {"city", "city"},
	[COL_STATE] = {"state", "state"},
	[COL_ZIP] = {"zip", "ZIP"},
	[COL_NOTE] = {"note", "note"},
	[COL_RECEIVED_ON] = {"received-on", "day received"},
	[COL_EVALUATED_ON] = {"evaluated-on", "day evaluated"},
	[COL_STATUS] = {"status", "status"},
	[COL_PATIENT_REF] = {"patient-ref", "chart number"},
	[COL_PATIENT_NAME] = {"initials", "initials"},
	[COL_REASON] = {"for", "what for"},
	[COL_DEPARTMENT] = {"department", "department"},
	[COL_PAYER] = {"payer", "payer"},
	[COL_VISITS] = {"visits", "visits"},
	[COL_BILLED] = {"billed", "amount billed"},
	[COL_RECEIVED] = {"received", "amount received"},
	[COL_ON] = {"on", "day"},
	[COL_CHANNEL] = {"channel", "channel"},
	[COL_STAFF] = {"by", "who of ours"},
	[COL_COST] = {"cost", "cost"},
	[COL_PURPOSE] = {"purpose", "purpose"},
	[COL_RESULT] = {"result", "result"},
	[COL_DIRECTION] = {"direction", "who began"},
	[COL_MET] = {"met", "whom we met"},
	[COL_OURS] = {"ours", "our own clinic"},
};

const char *column_word(enum column c)
{
	return c < COL_COUNT ? columns[c].word : "";
}

const char *column_label(enum column c)
{
	return c < COL_COUNT ? columns[c].label : "left out";
}

void column_fold(struct str *b, const char *header)
{
	struct str fold = {0};
	utf8_fold(&fold, header);
	for (const char *s = str_text(&fold); *s; s++)
		if ((*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9') || (*s & 0x80))
			str_addc(b, *s);
	str_free(&fold);
}

static bool folds_to(const char *text, const struct str *word)
{
	struct str b = {0};
	column_fold(&b, text);
	bool same = str_eq(str_text(&b), str_text(word));
	str_free(&b);
	return same;
}

enum column column_of_word(const char *word)
{
	struct str b = {0};
	enum column found = COL_NONE;
	column_fold(&b, word);
	for (int c = 0; b.len && c < COL_COUNT && found == COL_NONE; c++)
		if (folds_to(columns[c].word, &b))
			found = (enum column)c;
	for (int c = 0; b.len && c < COL_COUNT && found == COL_NONE; c++)
		if (folds_to(columns[c].label, &b))
			found = (enum column)c;
	str_free(&b);
	return found;
}

#define NUMBERED 1000 /* columns with a number come after those without */

/* Which of the words in the list it is; -1 when it is none of them. */
static int listed(const char *names, const char *word, size_t n)
{
	int i = 0;
	for (const char *s = names; *s; i++) {
		size_t len = strcspn(s, " ");
		if (len == n && memcmp(s, word, n) == 0)
			return i;
		s += len;
		s += strspn(s, " ");
	}
	return -1;
}

/* "Phone 2 - Value" without its number, which is returned; 0 when it has none. */
static int numbered(const char *header, struct str *without)
{
	const char *dash = strstr(header, " - "), *at = dash;
	int n = 0;
	while (at && at > header && at[-1] >= '0' && at[-1] <= '9')
		at--;
	if (!at || at == dash || dash - at > 2 || at == header)
		return 0;
	for (const char *c = at; c < dash; c++)
		n = n * 10 + (*c - '0');
	str_addn(without, header, (size_t)(at - header));
	str_add(without, dash);
	return n;
}

static enum column find(const char *header, int *rank)
{
	struct str word = {0}, without = {0};
	enum column found = COL_NONE;
	int n = numbered(header, &without);
	*rank = INT_MAX;
	column_fold(&word, n ? str_text(&without) : header);
	str_free(&without);
	for (size_t i = 0; word.len && found == COL_NONE && i < sizeof aliases / sizeof aliases[0]; i++) {
		int at = listed(aliases[i].names, word.s, word.len);
		if (at >= 0) {
			found = aliases[i].column;
			*rank = n ? NUMBERED + n : at;
		}
	}
	str_free(&word);
	return found;
}

enum column column_named(const char *header)
{
	int rank;
	return find(header, &rank);
}

int column_rank(const char *header)
{
	int rank;
	find(header, &rank);
	return rank;
}

bool column_of_patients(const char *header)
{
	struct str word = {0};
	column_fold(&word, header);
	const char *s = str_text(&word);
	bool whose = strstr(s, "patient") || strstr(s, "client") || str_starts(s, "pt");
	bool patients = column_named(header) == COL_PATIENT_NAME || (whose && strstr(s, "name"));
	str_free(&word);
	return patients;
}

enum list_kind list_of(const bool has[COL_COUNT])
{
	bool named = has[COL_NAME] || has[COL_FIRST] || has[COL_LAST];
	bool patient = has[COL_PATIENT_REF] || has[COL_PATIENT_NAME];
	if (patient && (has[COL_RECEIVED_ON] || has[COL_ON]))
		return LIST_REFERRALS;
	if (has[COL_ON] && named)
		return LIST_CONTACTS;
	if (named && !patient && !has[COL_RECEIVED_ON])
		return LIST_PARTNERS;
	return LIST_NONE;
}

bool list_uses(enum list_kind list, enum column c)
{
	if (c == COL_OURS)
		return true;
	if (c <= COL_PHONE)
		return true;
	if (c <= COL_ZIP)
		return list != LIST_CONTACTS;
	switch (c) {
	case COL_NOTE:
		return list != LIST_REFERRALS;
	case COL_ON:
	case COL_CHANNEL:
	case COL_STAFF:
	case COL_COST:
	case COL_PURPOSE:
	case COL_RESULT:
	case COL_DIRECTION:
	case COL_MET:
		return list == LIST_CONTACTS;
	default:
		return list == LIST_REFERRALS;
	}
}

enum column list_column(enum list_kind list, enum column c, const bool has[COL_COUNT])
{
	if (list == LIST_REFERRALS && c == COL_ON && !has[COL_RECEIVED_ON])
		return COL_RECEIVED_ON;
	if (list == LIST_PARTNERS && c == COL_CHANNEL && !has[COL_KIND])
		return COL_KIND;
	return c != COL_NONE && list_uses(list, c) ? c : COL_NONE;
}

const char *list_title(enum list_kind list)
{
	static const char *const titles[LIST_COUNT] = {"list", "partner list", "referral report", "contact log"};
	return titles[list];
}

static const char *const words[LIST_COUNT] = {"", "partners", "referrals", "contacts"};

const char *list_word(enum list_kind list)
{
	return words[list];
}

enum list_kind list_named(const char *word)
{
	for (int i = LIST_NONE + 1; i < LIST_COUNT; i++)
		if (str_ieq(word, words[i]))
			return (enum list_kind)i;
	return LIST_NONE;
}

const char *list_needs(enum list_kind list)
{
	static const char *const needs[LIST_COUNT] = {"names, or the patient and the day received", "a column of names",
						      "a chart number or initials, and the day received",
						      "a column of names and the day"};
	return needs[list];
}

bool list_complete(enum list_kind list, const bool has[COL_COUNT])
{
	bool named = has[COL_NAME] || has[COL_FIRST] || has[COL_LAST];
	switch (list) {
	case LIST_PARTNERS:
		return named;
	case LIST_REFERRALS:
		return (has[COL_PATIENT_REF] || has[COL_PATIENT_NAME]) && (has[COL_RECEIVED_ON] || has[COL_ON]);
	case LIST_CONTACTS:
		return named && has[COL_ON];
	default:
		return false;
	}
}
