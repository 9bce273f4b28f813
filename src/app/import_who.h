/* Who the rows of a list are: those that say the same of somebody are one claim, and a claim is somebody of the book,
 * somebody new, or doubtful. */
#ifndef APP_IMPORT_WHO_H
#define APP_IMPORT_WHO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/app/exchange.h"
#include "rapport/base/err.h"
#include "rapport/model/also.h"

/* What is found by a key. Start with {0}. */
struct lookup {
	uint64_t *hash;
	void **at;
	size_t room, used;
};
void *lookup_find(const struct lookup *l, const char *key); /* NULL: nothing */
void lookup_put(struct lookup *l, const char *key, void *what);
void lookup_free(struct lookup *l);

/* Folded, "" where nothing is told. */
struct facts {
	const char *npi, *phone, *practice;
};

struct trait {
	struct facts facts;
	struct trait *next;
};

struct claim;
struct somebody {
	uint64_t id;       /* 0: not in the book yet */
	const char *label; /* "Dr. Alan Kim of Lakeside Orthopedics (928 555 0177)" */
	int64_t line;      /* that first told of them; 0: the book does */
	bool archived;
	bool asked;          /* a person has said that it is they, of a row that tells otherwise */
	bool gone;           /* a doubt that was decided */
	struct claim *doubt; /* who is not decided stands for somebody too; NULL otherwise */
	struct trait *traits;
};

struct namesake {
	struct somebody *who;
	struct namesake *next;
};
/* Everybody of one name. */
struct namesakes {
	struct namesake *first, **end;
};

struct claim {
	const char *key;   /* of the name */
	const char *shown; /* "Alan Kim, Northside Pain, 928 555 0100" */
	const char *label; /* as of somebody */
	struct facts facts;
	int64_t line; /* of its first row */
	const struct import_answer *answer;
	struct namesakes *of_name;
	struct somebody *who;     /* NULL: not decided, or doubtful */
	struct somebody *ghost;   /* while it is doubtful */
	struct somebody **may_be; /* whom it could not be told from */
	int n_may_be;
	struct claim *as; /* it is as doubtful as that one; NULL: by itself */
	bool namesake;    /* somebody else has that name */
	bool answered;    /* a person has decided it */
	bool said;        /* and that was told */
	int doubted;      /* its place among the report's doubts, from 1; 0: none */
};

/* Somebody of the book who is also known by a name. */
struct known_as {
	uint64_t id;
	struct known_as *next;
};

/* Start with {0}. All in it lives in import.whole. */
struct roster {
	struct lookup
		at; /* claims by what they say, somebody by id and NPI, namesakes by name, other names' owners by those */
	bool also_read; /* the other names of the book's people are in it */
	struct claim **claims;
	size_t n, room;
};

struct import;
/* "Alan Kim of Lakeside Orthopedics (928 555 0177)", as long as the import; practice and phone may be NULL. */
const char *somebody_label(struct import *im, const char *name, const char *practice, const char *phone);
/* Everybody of that name (person is its key), those of the book to begin with. */
bool namesakes_load(struct import *im, const char *person, const char *name, struct namesakes **all, struct err *e);
/* Decides what is certain: by NPI, name and phone, name and practice. *many: several fit alike. */
bool claim_decide_surely(struct import *im, struct claim *c, bool *many, struct err *e);
/* And the rest: new, the only one of that name, as a person says, or doubtful. */
bool claim_decide(struct import *im, struct claim *c, struct err *e);

#endif
