/* Keeping the book: backups, people that stand in it twice, people and patients that are to be forgotten. */
#ifndef RAPPORT_APP_KEEPING_H
#define RAPPORT_APP_KEEPING_H

#include "rapport/app/app.h"

/* --- backup --- */

#define PASSPHRASE_LEAST 8 /* characters */

struct backup_wish {
	/* A new file; or a folder, into which rapport-YYYY-MM-DD-HHMMSS.rapport goes (UTC); NULL or "": the folder of backups, made if need be. */
	const char *to;
	int64_t keep;           /* in a folder: how many stay, the newest; NUM_NONE: all */
	const char *passphrase; /* NULL: in clear */
	bool (*progress)(void *ctx, int64_t done, int64_t total); /* NULL: none; false stops */
	void *ctx;
};
/* Backs up and reads back. ERR_INVALID with field "to", "keep" or "passphrase" for a wish that cannot be. Older ones are removed only after
 * the new one stands, and only those that rapport made: by name and by their first bytes. */
bool app_backup(struct app *app, const struct backup_wish *w, struct said *out, struct err *e);

/* A backup that was read whole and found sound. */
struct restoring;
/* app->store may be NULL: no book is there yet. *what gets what the backup holds, in words. */
bool app_restore_read(struct app *app, const char *path, const char *passphrase, struct restoring **out,
		      struct str *what, struct err *e);
/* Puts it in place of the book's content, which is kept in a file beside the book. ERR_REFUSED where the book holds records, unless replace. */
bool app_restore(struct app *app, struct restoring *r, bool replace, struct said *out, struct err *e);
void app_restore_free(struct restoring *r); /* NULL is fine */

#endif
