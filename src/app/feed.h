/* A file being read, whatever it is: its bytes are counted, its beginning can be looked at, and reading it can be stopped. */
#ifndef RAPPORT_SRC_APP_FEED_H
#define RAPPORT_SRC_APP_FEED_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "rapport/base/err.h"

#define FEED_HEAD 65536

struct feed {
	FILE *in;
	int64_t bytes; /* read so far */
	int64_t size;  /* in all; 0: not known, as of a pipe */
	/* Asked after every read, and when a signal interrupts one; false stops, and in fails. May be NULL. */
	bool (*on_read)(void *ctx);
	void *ctx;
	bool stopped;

	int fd;
	char *head; /* the first FEED_HEAD bytes: in can be rewound while no more was read */
	size_t head_len, at;
};

/* Opens path, or standard input for "-". name is for people. On_read may be set afterwards. */
bool feed_open(struct feed *f, const char *path, const char *name, struct err *e);
void feed_close(struct feed *f);

#endif
