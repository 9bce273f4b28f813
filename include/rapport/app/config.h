/* The config file: what changes one person's screen. data/rapportrc documents it. */
#ifndef RAPPORT_APP_CONFIG_H
#define RAPPORT_APP_CONFIG_H

#include <stdbool.h>

#include "rapport/base/mem.h"
#include "rapport/model/words.h"

struct config_key {
	const char *name, *keys; /* a row of [keys] */
};

struct config {
	struct arena arena; /* owns every text */
	const char *theme;  /* auto, dark, light, contrast, mono */
	const char *start;  /* sources, today, pipeline, numbers */
	bool mouse, plain, ascii, ctrl_z_suspends;
	enum date_order date_order;
	const char *outbox, *backups; /* as written in the file, or NULL */
	struct config_key *keys;
	int n_keys;
};

/* Defaults, then the file where there is one. A bad line is told to `say` with its number and skipped. */
void config_read(struct config *c, const char *path, void (*say)(void *ctx, const char *line), void *ctx);
void config_free(struct config *c);
/* Where letters are: templates beside the config file, drafts in the outbox (~/rapport/outbox unless the file says so); backups go to
 * ~/rapport/backups unless it says so. Into the arena. */
void config_folders(const struct config *c, const char *path, struct arena *a, const char **letters,
		    const char **outbox, const char **backups);

#endif
