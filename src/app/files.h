/* Files that leave the book for a person: letters, sheets, labels, reports. Made 0600, never over one that is there. */
#ifndef RAPPORT_SRC_APP_FILES_H
#define RAPPORT_SRC_APP_FILES_H

#include <stdbool.h>
#include <stdio.h>

#include "rapport/base/err.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

/* Makes the folder and those above it, 0700. path is written to meanwhile. */
bool folder_make(char *path, struct err *e);
/* A folder that was not there before, 0700, with those above it: "NAME 2" beside one that is there; *path is where. */
bool folder_new(const char *above, const char *name, struct arena *a, const char **path, struct err *e);
/* Takes away a folder made by folder_new with the files in it. */
void folder_drop(const char *path);
/* A name as a file may have it: no slashes, no control characters, no dot in front, not too long. */
const char *file_name(const char *name, struct arena *a);
/* A new file with that content. ERR_DUP when there is one of that name. */
bool file_put(const char *path, const struct str *content, struct err *e);
/* A new file NAME SUFFIX in the folder, "NAME 2" beside one that is there; *path is where. */
bool folder_put(const char *folder, const char *name, const char *suffix, const struct str *content, struct arena *a,
		const char **path, struct err *e);
/* A new file to be written to, 0600; NULL when one is there already (ERR_REFUSED), the folder is not, or is not ours. The error names the path. */
FILE *file_new(const char *path, struct err *e);
/* What a person takes out of the book: a new file, written by fn and put on the disk; away again when anything fails. The outbox (NULL:
 * there is none) is made where the file goes into it. ERR_REFUSED when one is there already, ERR_NOT_FOUND when the folder is not, both
 * with the field "file". The error names the path. */
bool out_file_write(const char *outbox, const char *path, bool (*fn)(void *ctx, FILE *out, struct err *e), void *ctx,
		    struct err *e);
/* The same of a text. */
bool out_text_write(const char *outbox, const char *path, const struct str *text, struct err *e);
/* Gives the error the field "file" where another name may do better: not where a field is named, or the trouble is the disk's. False. */
bool file_blame(struct err *e);
/* The path as it is said: "~/" for the home folder, made safe for a terminal. */
void path_words(struct str *b, const char *path);
/* Made where the path lies in it. */
bool outbox_make(const char *outbox, const char *path, struct err *e);

#endif
