/* The functions behind the rows of the table of formats. */
#ifndef EXCHANGE_FORMATS_H
#define EXCHANGE_FORMATS_H

#include "rapport/exchange/format.h"

bool json_sniff(const char *buf, size_t len);
bool json_read(FILE *in, const struct intake *to, struct err *e);
extern const struct write_ops json_write;

bool ndjson_sniff(const char *buf, size_t len);
bool ndjson_read(FILE *in, const struct intake *to, struct err *e);
extern const struct write_ops ndjson_write;

bool vcard_sniff(const char *buf, size_t len);
bool vcard_read(FILE *in, const struct intake *to, struct err *e);

/* The NPI registry: its monthly file, and the answers of its API (provider.h). */
bool nppes_sniff(const char *buf, size_t len);
bool nppes_read(FILE *in, const struct intake *to, struct err *e);
bool registry_sniff(const char *buf, size_t len);
bool registry_read(FILE *in, const struct intake *to, struct err *e);

bool sheet_sniff(const char *buf, size_t len);
bool sheet_read(FILE *in, const struct intake *to, struct err *e);
bool sheet_look(FILE *in, struct arena *a, struct sheet_look *out, struct err *e);

#endif
