#include <string.h>

#include "rapport/base/data.h"

const char *data_text(const char *name, size_t *len)
{
	for (const struct data_file *f = data_files; f->name; f++) {
		if (strcmp(f->name, name) != 0)
			continue;
		if (len)
			*len = f->len;
		return f->text;
	}
	return NULL;
}
