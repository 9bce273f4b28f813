/* The encrypted container of a backup: rapport-formats(7), "Backup", says where each byte stands.
 *
 * A key is made from the passphrase with argon2id; the content goes through libsodium's secretstream in pieces of 64 KiB, so that no
 * byte can be changed, moved, cut off or added without being found. */
#ifndef RAPPORT_STORE_SEAL_H
#define RAPPORT_STORE_SEAL_H

#include "db.h"

#define SEAL_HEAD_BYTES 120
#define SEAL_PIECE_BYTES 65536
#define SEAL_EXTRA_BYTES 17 /* a sealed piece is so much longer */
#define SEAL_SUM_BYTES 32

/* What guessing a passphrase costs. */
struct seal_cost {
	uint64_t ops, memory; /* passes; bytes */
};
extern const struct seal_cost seal_usual; /* libsodium's MODERATE: 256 MiB, three passes */

/* Do the first n bytes of a file say that it is one? */
bool seal_begins(const unsigned char *head, size_t n);
/* Writes the whole container to fd; sum gets the BLAKE2b of what was written. */
bool seal_write(int fd, const char *passphrase, const struct seal_cost *cost, const struct image *content,
		unsigned char sum[SEAL_SUM_BYTES], struct err *e);
/* Reads it from fd's start. ERR_REFUSED for a wrong passphrase (and for a NULL one), ERR_DAMAGED, ERR_NEWER. *content is only filled when all of
 * it is as it was written. */
bool seal_read(int fd, const char *passphrase, struct image *content, struct err *e);

/* Whole reads and writes. n bytes from here on; less at the end of the file. -1 with the error. */
int64_t fd_read(int fd, void *to, size_t n, struct err *e);
bool fd_write(int fd, const void *from, size_t n, struct err *e);

#endif
