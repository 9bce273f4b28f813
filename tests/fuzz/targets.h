/* What reads text of others, each as a function of bytes: for libFuzzer (fuzzer.c), and over a corpus for the tests. */
#ifndef RAPPORT_FUZZ_TARGETS_H
#define RAPPORT_FUZZ_TARGETS_H

#include <stddef.h>
#include <stdint.h>

struct fuzz_target {
	const char *name; /* of its folder in tests/fuzz/corpus */
	/* Aborts when something that always holds does not. */
	void (*run)(const uint8_t *data, size_t n);
};

/* Ends with a NULL name. */
extern const struct fuzz_target fuzz_targets[];

const struct fuzz_target *fuzz_target_named(const char *name); /* NULL when there is none */

#endif
