#include <string.h>

#include "formats.h"

const struct format formats[] = {
	{"NDJSON", "ndjson", "ndjson jsonl", ndjson_sniff, ndjson_read, &ndjson_write, false, NULL},
	{"NPI registry", "registry", "json", registry_sniff, registry_read, NULL, true, NULL},
	{"JSON", "json", "json", json_sniff, json_read, &json_write, false, NULL},
	{"vCard", "vcard", "vcf vcard", vcard_sniff, vcard_read, NULL, false, NULL},
	{"NPPES", "nppes", "csv", nppes_sniff, nppes_read, NULL, true, NULL},
	{"CSV", "csv", "csv txt tsv", sheet_sniff, sheet_read, NULL, false, sheet_look}, /* any text: last */
	{NULL},
};

const struct format *format_named(const char *word)
{
	for (const struct format *f = formats; f->name; f++)
		if (strcmp(f->word, word) == 0)
			return f;
	return NULL;
}

const struct format *format_of(const char *buf, size_t len)
{
	for (const struct format *f = formats; f->name; f++)
		if (f->sniff(buf, len))
			return f;
	return NULL;
}
