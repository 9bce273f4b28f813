/* libFuzzer's entry: FUZZ_TARGET names the function of targets.c that it calls. */
#include <stdio.h>
#include <stdlib.h>

#include "targets.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct fuzz_target *target;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *name = getenv("FUZZ_TARGET");
	(void)argc;
	(void)argv;
	target = name ? fuzz_target_named(name) : NULL;
	if (target)
		return 0;
	fprintf(stderr, "FUZZ_TARGET is none of:");
	for (const struct fuzz_target *t = fuzz_targets; t->name; t++)
		fprintf(stderr, " %s", t->name);
	fprintf(stderr, "\n");
	exit(1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	target->run(data, n);
	return 0;
}
