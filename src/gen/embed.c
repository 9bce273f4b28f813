/* Build tool: writes the C source of data_files[] (rapport/base/data.h) to standard output.
 * embed FOLDER FILE...: each file is named by its path below the folder. */
#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void put_char(int c, FILE *out)
{
	if (c == '"' || c == '\\')
		fprintf(out, "\\%c", c);
	else if (c == '\n')
		fputs("\\n\"\n\t\"", out);
	else if (c == '\t')
		fputs("\\t", out);
	else if (c < ' ' || c > '~' || c == '?')
		fprintf(out, "\\%03o", (unsigned)c);
	else
		putc(c, out);
}

static bool put_file(const char *path, int number, FILE *out)
{
	FILE *in = fopen(path, "rb");
	if (!in)
		return false;
	fprintf(out, "static const char file%d[] =\n\t\"", number);
	for (int c; (c = getc(in)) != EOF;)
		put_char(c, out);
	fputs("\";\n\n", out);
	bool good = !ferror(in);
	return fclose(in) == 0 && good;
}

int main(int argc, char **argv)
{
	assert(argc >= 2);
	char **files = argv + 2;
	int count = argc - 2;
	size_t skip = strlen(argv[1]) + 1;

	qsort(files, (size_t)count, sizeof *files, by_name);
	puts("/* Made by src/gen/embed.c from the files under data/. */\n#include \"rapport/base/data.h\"\n");
	for (int i = 0; i < count; i++) {
		if (put_file(files[i], i, stdout))
			continue;
		fprintf(stderr, "embed: %s: %s\n", files[i], strerror(errno));
		return 1;
	}
	puts("const struct data_file data_files[] = {");
	for (int i = 0; i < count; i++)
		printf("\t{\"%s\", file%d, sizeof file%d - 1},\n", files[i] + skip, i, i);
	puts("\t{NULL, NULL, 0},\n};");
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "embed: cannot write: %s\n", strerror(errno));
		return 1;
	}
	return 0;
}
