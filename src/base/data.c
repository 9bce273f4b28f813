#include <stdlib.h>
#include <string.h>

#include "rapport/base/data.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

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

char *data_cell(const char **line)
{
	struct str b = {0};
	size_t n = strcspn(*line, "|\n");
	char *raw = mem_strndup(*line, n);
	*line += n + ((*line)[n] == '|');
	str_trim(&b, raw);
	free(raw);
	return str_take(&b);
}
