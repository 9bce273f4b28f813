#include <string.h>

#include "rapport/model/words.h"

/* --- phones --- */

#define LOCAL_DIGITS 7 /* a number is complete: what follows may be an extension or a second number */

void phone_key(struct str *b, const char *phone)
{
	size_t start = b->len;

	for (const char *s = phone ? phone : ""; *s; s++) {
		if (*s >= '0' && *s <= '9')
			str_addc(b, *s);
		else if (b->len - start >= LOCAL_DIGITS && !strchr(" ()-.+", *s) && (unsigned char)*s < 0x80)
			break;
	}
	if (b->len - start == 11 && b->s[start] == '1')
		str_erase(b, start, 1);
}

/* --- NPI --- */

#define NPI_DIGITS 10
#define PREFIX_SUM 24 /* what the digits 80840 in front add to the Luhn sum */

bool npi_check(const char *npi, struct err *e)
{
	size_t n = strspn(npi, "0123456789");
	int sum = PREFIX_SUM;

	if (npi[n])
		return err_set(e, ERR_INVALID, "an NPI is ten digits and nothing else");
	if (n != NPI_DIGITS)
		return err_set(e, ERR_INVALID, "an NPI has ten digits, this one has %zu", n);
	if (npi[0] != '1' && npi[0] != '2')
		return err_set(e, ERR_INVALID, "an NPI begins with 1 or 2");
	for (int i = 0; i < NPI_DIGITS; i++) {
		int twice = (npi[i] - '0') * 2;

		sum += i % 2 ? twice / 2 : twice / 10 + twice % 10;
	}
	if (sum % 10)
		return err_set(e, ERR_INVALID, "a digit of the NPI %s is wrong: its check digit does not fit", npi);
	return true;
}
