#include "seal.h"

#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define VERSION 1
#define DERIVATION 2 /* argon2id 1.3 */
#define MOST_OPS 64  /* a file that asks for more means harm */
#define MOST_MEMORY (1ULL << 30)

/* Where what stands in the head. */
enum {
	AT_MAGIC = 0,
	AT_VERSION = 16,
	AT_DERIVATION = 20,
	AT_OPS = 24,
	AT_MEMORY = 32,
	AT_SALT = 40,
	AT_STREAM = 56,
	AT_SIZE = 80,
	AT_PROOF = 88,
	AT_SUM = 104,
	SUM_BYTES = 16,
	KEY_BYTES = 32,
};

static const char MAGIC[] = "rapport backup\r\n"; /* a transfer that changes line ends is found too */

const struct seal_cost seal_usual = {crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE};

_Static_assert(SEAL_EXTRA_BYTES == crypto_secretstream_xchacha20poly1305_ABYTES, "a sealed piece");
_Static_assert(AT_SIZE - AT_STREAM == crypto_secretstream_xchacha20poly1305_HEADERBYTES, "the stream's own head");
_Static_assert(AT_STREAM - AT_SALT == crypto_pwhash_SALTBYTES, "the salt");
_Static_assert(AT_SUM + SUM_BYTES == SEAL_HEAD_BYTES, "the head");
_Static_assert(DERIVATION == crypto_pwhash_ALG_ARGON2ID13, "argon2id");

/* --- whole reads and writes --- */

int64_t fd_read(int fd, void *to, size_t n, struct err *e)
{
	size_t got = 0;
	while (got < n) {
		ssize_t r = read(fd, (char *)to + got, n - got);
		if (r == 0)
			break;
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return err_set(e, ERR_IO, "cannot be read: %s", strerror(errno)), -1;
		got += (size_t)r;
	}
	return (int64_t)got;
}

bool fd_write(int fd, const void *from, size_t n, struct err *e)
{
	size_t done = 0;
	while (done < n) {
		ssize_t r = write(fd, (const char *)from + done, n - done);
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return err_write(e, errno);
		done += (size_t)r;
	}
	return true;
}

/* --- the head --- */

static void put_number(unsigned char *at, uint64_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		at[i] = (unsigned char)(v >> (8 * i));
}

static uint64_t number_at(const unsigned char *at, int bytes)
{
	uint64_t v = 0;
	for (int i = bytes - 1; i >= 0; i--)
		v = v << 8 | at[i];
	return v;
}

static uint64_t pieces_of(uint64_t size)
{
	return size ? (size + SEAL_PIECE_BYTES - 1) / SEAL_PIECE_BYTES : 1;
}

struct keys {
	unsigned char stream[KEY_BYTES], proof[KEY_BYTES];
};
_Static_assert(sizeof(struct keys) == 2 * KEY_BYTES, "one run of bytes");

static bool make_keys(struct keys *k, const char *passphrase, const unsigned char *head, struct err *e)
{
	if (sodium_init() < 0)
		return err_set(e, ERR_BAD, "libsodium does not start");
	if (crypto_pwhash((unsigned char *)k, sizeof *k, passphrase, strlen(passphrase), head + AT_SALT,
			  number_at(head + AT_OPS, 8), (size_t)number_at(head + AT_MEMORY, 8),
			  crypto_pwhash_ALG_ARGON2ID13) == 0)
		return true;
	return err_set(e, ERR_REFUSED, "there is not enough memory for the passphrase: it takes %" PRIu64 " MB",
		       number_at(head + AT_MEMORY, 8) >> 20);
}

static void head_sum(unsigned char out[SUM_BYTES], const unsigned char *head)
{
	crypto_generichash(out, SUM_BYTES, head, AT_SUM, NULL, 0);
}

/* Only who has the passphrase can write this: so a wrong one is told from a damaged file. */
static void head_proof(unsigned char out[SUM_BYTES], const unsigned char *head, const struct keys *k)
{
	crypto_generichash(out, SUM_BYTES, head, AT_PROOF, k->proof, KEY_BYTES);
}

bool seal_begins(const unsigned char *head, size_t n)
{
	return n >= sizeof MAGIC - 1 && memcmp(head, MAGIC, sizeof MAGIC - 1) == 0;
}

/* --- writing --- */

struct out {
	int fd;
	crypto_generichash_state sum;
};

static bool put(struct out *o, const unsigned char *bytes, size_t n, struct err *e)
{
	crypto_generichash_update(&o->sum, bytes, n);
	return fd_write(o->fd, bytes, n, e);
}

static bool write_pieces(struct out *o, crypto_secretstream_xchacha20poly1305_state *st, const unsigned char *head,
			 const struct image *content, struct err *e)
{
	unsigned char sealed[SEAL_PIECE_BYTES + SEAL_EXTRA_BYTES];
	uint64_t n = pieces_of(content->size);
	for (uint64_t i = 0; i < n; i++) {
		size_t at = (size_t)i * SEAL_PIECE_BYTES;
		size_t len = content->size - at < SEAL_PIECE_BYTES ? content->size - at : SEAL_PIECE_BYTES;
		unsigned char tag = i + 1 == n ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
					       : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
		crypto_secretstream_xchacha20poly1305_push(st, sealed, NULL, content->bytes + at, len, i ? NULL : head,
							   i ? 0 : SEAL_HEAD_BYTES, tag);
		if (!put(o, sealed, len + SEAL_EXTRA_BYTES, e))
			return false;
	}
	return true;
}

bool seal_write(int fd, const char *passphrase, const struct seal_cost *cost, const struct image *content,
		unsigned char sum[SEAL_SUM_BYTES], struct err *e)
{
	struct out o = {.fd = fd};
	unsigned char head[SEAL_HEAD_BYTES] = {0};
	crypto_secretstream_xchacha20poly1305_state st;
	struct keys k;
	if (sodium_init() < 0)
		return err_set(e, ERR_BAD, "libsodium does not start");
	memcpy(head + AT_MAGIC, MAGIC, sizeof MAGIC - 1);
	put_number(head + AT_VERSION, VERSION, 4);
	put_number(head + AT_DERIVATION, DERIVATION, 4);
	put_number(head + AT_OPS, cost->ops, 8);
	put_number(head + AT_MEMORY, cost->memory, 8);
	put_number(head + AT_SIZE, content->size, 8);
	randombytes_buf(head + AT_SALT, crypto_pwhash_SALTBYTES);
	if (!make_keys(&k, passphrase, head, e))
		return false;
	crypto_secretstream_xchacha20poly1305_init_push(&st, head + AT_STREAM, k.stream);
	head_proof(head + AT_PROOF, head, &k);
	head_sum(head + AT_SUM, head);
	crypto_generichash_init(&o.sum, NULL, 0, SEAL_SUM_BYTES);
	bool ok = put(&o, head, sizeof head, e) && write_pieces(&o, &st, head, content, e);
	crypto_generichash_final(&o.sum, sum, SEAL_SUM_BYTES);
	sodium_memzero(&k, sizeof k);
	sodium_memzero(&st, sizeof st);
	return ok;
}

/* --- reading --- */

static bool check_head(const unsigned char *head, int64_t n, int64_t file_bytes, struct err *e)
{
	unsigned char sum[SUM_BYTES];
	if (n < 0)
		return false;
	if (!seal_begins(head, (size_t)n))
		return err_set(e, ERR_FOREIGN, "it is no encrypted backup");
	if (n < SEAL_HEAD_BYTES)
		return err_set(e, ERR_DAMAGED, "it is cut off: its end is missing");
	head_sum(sum, head);
	if (memcmp(sum, head + AT_SUM, SUM_BYTES) != 0)
		return err_set(e, ERR_DAMAGED, "it is damaged at its beginning");
	uint64_t version = number_at(head + AT_VERSION, 4), size = number_at(head + AT_SIZE, 8);
	if (version != VERSION || number_at(head + AT_DERIVATION, 4) != DERIVATION)
		return err_set(e, ERR_NEWER, "it was made by a newer rapport");
	if (number_at(head + AT_OPS, 8) < crypto_pwhash_OPSLIMIT_MIN ||
	    number_at(head + AT_MEMORY, 8) < crypto_pwhash_MEMLIMIT_MIN || number_at(head + AT_OPS, 8) > MOST_OPS ||
	    number_at(head + AT_MEMORY, 8) > MOST_MEMORY)
		return err_set(e, ERR_REFUSED, "it asks for other work on its passphrase than any backup of rapport");
	if (size > INT64_MAX / 2)
		return err_set(e, ERR_DAMAGED, "it is damaged at its beginning");
	int64_t whole = (int64_t)(SEAL_HEAD_BYTES + size + pieces_of(size) * SEAL_EXTRA_BYTES);
	if (file_bytes < whole)
		return err_set(e, ERR_DAMAGED, "it is cut off: %" PRId64 " of %" PRId64 " bytes are there", file_bytes,
			       whole);
	if (file_bytes > whole)
		return err_set(e, ERR_DAMAGED, "%" PRId64 " %s added to its end", file_bytes - whole,
			       file_bytes - whole == 1 ? "byte was" : "bytes were");
	return true;
}

static bool read_pieces(int fd, crypto_secretstream_xchacha20poly1305_state *st, const unsigned char *head,
			struct image *content, struct err *e)
{
	unsigned char sealed[SEAL_PIECE_BYTES + SEAL_EXTRA_BYTES], tag;
	uint64_t n = pieces_of(content->size);
	for (uint64_t i = 0; i < n; i++) {
		size_t at = (size_t)i * SEAL_PIECE_BYTES;
		size_t len = content->size - at < SEAL_PIECE_BYTES ? content->size - at : SEAL_PIECE_BYTES;
		int64_t got = fd_read(fd, sealed, len + SEAL_EXTRA_BYTES, e);
		if (got < 0)
			return false;
		if (got != (int64_t)(len + SEAL_EXTRA_BYTES) ||
		    crypto_secretstream_xchacha20poly1305_pull(st, content->bytes + at, NULL, &tag, sealed,
							       (unsigned long long)got, i ? NULL : head,
							       i ? 0 : SEAL_HEAD_BYTES) != 0 ||
		    (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) != (i + 1 == n))
			return err_set(e, ERR_DAMAGED,
				       "it is damaged, or its parts were put in another order, behind byte %" PRIu64,
				       SEAL_HEAD_BYTES + i * (SEAL_PIECE_BYTES + SEAL_EXTRA_BYTES));
	}
	return true;
}

static bool open_stream(crypto_secretstream_xchacha20poly1305_state *st, const char *passphrase,
			const unsigned char *head, struct err *e)
{
	unsigned char proof[SUM_BYTES];
	struct keys k;
	if (!passphrase)
		return err_refused(e, "passphrase", "it is encrypted and needs its passphrase");
	if (!make_keys(&k, passphrase, head, e))
		return false;
	head_proof(proof, head, &k);
	bool ok = sodium_memcmp(proof, head + AT_PROOF, SUM_BYTES) == 0 ||
		  err_refused(e, "passphrase", "that is not its passphrase");
	ok = ok && (crypto_secretstream_xchacha20poly1305_init_pull(st, head + AT_STREAM, k.stream) == 0 ||
		    err_set(e, ERR_DAMAGED, "it is damaged at its beginning"));
	sodium_memzero(&k, sizeof k);
	return ok;
}

bool seal_read(int fd, const char *passphrase, struct image *content, struct err *e)
{
	unsigned char head[SEAL_HEAD_BYTES];
	crypto_secretstream_xchacha20poly1305_state st;
	struct stat info;
	*content = (struct image){0};
	if (sodium_init() < 0)
		return err_set(e, ERR_BAD, "libsodium does not start");
	if (fstat(fd, &info) != 0 || lseek(fd, 0, SEEK_SET) != 0)
		return err_set(e, ERR_IO, "cannot be read: %s", strerror(errno));
	int64_t n = fd_read(fd, head, sizeof head, e);
	if (!check_head(head, n, info.st_size, e) || !open_stream(&st, passphrase, head, e))
		return false;
	bool ok =
		image_alloc(content, (size_t)number_at(head + AT_SIZE, 8), e) && read_pieces(fd, &st, head, content, e);
	sodium_memzero(&st, sizeof st);
	if (!ok)
		image_free(content);
	return ok;
}
