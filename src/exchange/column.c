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
	{COL_CREDENTIALS, "credentials credential suffix degree degrees providercredentialtext"},
	{COL_KIND, "kind referralsource referraltype referralsourcetype sourcetype partnertype contacttype category "
		   "marketingsource"},
	{COL_SPECIALTY, "specialty speciality specialties referringspecialty providerspecialty taxonomy"},
	{COL_ROLE, "role jobtitle position"},
	{COL_NPI,
	 "npi npinumber referringprovidernpi referringphysiciannpi referringdoctornpi referringdoctornpinumber "
	 "referringnpi providernpi individualnpi"},
	{COL_PRACTICE,
	 "practice practicename company companyname organization organisation organizationname referralgroup "
	 "referringpractice referringfacility account accountname facility facilityname clinic clinicname group "
	 "groupname office employer"},
	{COL_PHONE, "phone phonenumber businessphone officephone workphone telephone telephonenumber tel work mobile "
		    "mobilephone cell cellphone"},
	{COL_FAX, "fax faxnumber businessfax officefax workfax"},
	{COL_EMAIL, "email emailaddress mail businessemail workemail"},
	{COL_WEBSITE, "website web webpage url homepage"},
	{COL_ADDRESS,
	 "address address1 addressline1 street streetaddress businessstreet businessaddress mailingaddress"},
	{COL_CITY, "city town businesscity"},
	{COL_STATE, "state province businessstate"},
	{COL_ZIP, "zip zipcode postalcode postcode businesspostalcode"},
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
	{COL_OURS, "primarytreatmentclinic treatmentclinic treatingclinic"},
};

/* Is the word one of those in the list? */
static bool listed(const char *names, const char *word, size_t n)
{
	for (const char *s = names; *s;) {
		size_t len = strcspn(s, " ");
		if (len == n && memcmp(s, word, n) == 0)
			return true;
		s += len;
		s += strspn(s, " ");
	}
	return false;
}

enum column column_named(const char *header)
{
	struct str fold = {0}, word = {0};
	enum column found = COL_NONE;
	utf8_fold(&fold, header);
	for (const char *s = str_text(&fold); *s; s++)
		if ((*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9') || (*s & 0x80))
			str_addc(&word, *s);
	for (size_t i = 0; word.len && found == COL_NONE && i < sizeof aliases / sizeof aliases[0]; i++)
		if (listed(aliases[i].names, word.s, word.len))
			found = aliases[i].column;
	str_free(&fold);
	str_free(&word);
	return found;
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

/* Which columns a list of that kind uses, besides those that say who the person is. */
static bool used(enum list_kind list, enum column c)
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
	return c != COL_NONE && used(list, c) ? c : COL_NONE;
}

const char *list_title(enum list_kind list)
{
	static const char *const titles[LIST_COUNT] = {"list", "partner list", "referral report", "contact log"};
	return titles[list];
}
