/* Every figure of a period in one struct, each with its n, and beside it the time before. What each is, in words: figures_help
 * (rapport/model/figure.h). The Numbers screen, `rapport report` and its page show these and no others. */
#ifndef RAPPORT_APP_FIGURES_H
#define RAPPORT_APP_FIGURES_H

#include "rapport/app/numbers.h"
#include "rapport/model/evidence.h"
#include "rapport/model/metrics.h"

/* Referrals in by received day. Kept sums: costs nothing at any size. */
struct figures_sum {
	int64_t referrals, came, cents, no_amount;
};

/* A median of days in tenths, and of how many; 0 of none. */
struct figures_days {
	int64_t n, tenths;
};

struct figures_part {
	const char *word; /* kind, stage or standing as a word, payer, user; NULL: not noted */
	const char *name; /* to be shown: "Physician", "Not noted", "No source" */
	int64_t referrals, came, cents;
	int64_t before; /* referrals of the time before; 0 without FIGURES_BEFORE */
};
struct figures_parts {
	struct figures_part *rows; /* most referrals first; by stage in the order of the pipeline */
	int n;
};
enum figures_by { FIGURES_BY_KIND, FIGURES_BY_PAYER, FIGURES_BY_OWNER, FIGURES_BY_STAGE, FIGURES_BY_COUNT };

/* What a pass over the referrals of a span gives. */
struct figures_referrals {
	struct figures_days first_visit;
	int64_t in_treatment, waiting; /* of the span's referrals, as they stand today */
	int64_t out;                   /* from us to others */
	struct nps nps;
};

/* What a pass over the touches of a span gives. */
struct figures_channel {
	int channel; /* enum channel */
	int64_t touches, we, they;
};
struct figures_touches {
	struct figures_channel channels[CHANNEL_OTHER + 1]; /* with touches, most first */
	int n;
	int64_t touches, we, they;
};

struct figures_contact {
	int64_t touches, sources; /* touched in the period */
	int64_t every;            /* days; -1 when there is none */
	int64_t goal;
};

struct figures_thanks {
	int64_t n, in_time; /* thanked at all; within 2 days */
	int64_t tenths;     /* the median of the days, 0 of none */
};

/* One of the sources that sent most. */
enum { FIGURES_30, FIGURES_90, FIGURES_ALL_TIME, FIGURES_WINDOWS };
struct figures_window {
	int64_t touches, referrals, came;
};
struct figures_source {
	struct top_row row;       /* of the period; before: of the time before */
	int64_t out;              /* referrals back, in the period */
	struct evidence evidence; /* what became of its patients of the period */
	struct figures_window windows[FIGURES_WINDOWS];
};
#define FIGURES_TOP_MOST 10

struct figures_concentration {
	int64_t of, top1, top3, top10; /* referrals */
	int64_t limit;                 /* percent */
	bool alarm;
	const char *source; /* who sent most; NULL: nobody */
};

/* What is asked for beyond the kept sums. The passes take some half a second each over a million rows, a few ms over what a clinic has. */
enum figures_want {
	FIGURES_REFERRALS = 1, /* r and by: a pass over the referrals of the period */
	FIGURES_TOUCHES = 2,   /* t: a pass over its touches */
	FIGURES_TOP = 4,       /* top and concentration: walks along indexes */
	FIGURES_BEFORE = 8,    /* the same and contact and thanks of the time before */
	FIGURES_SUMS = 16,     /* the kept sums and small indexes: always asked for */
	FIGURES_EVERYTHING = 31
};

struct figures {
	enum period period;
	unsigned want;     /* what is filled */
	const char *title; /* "last 12 months" */
	int32_t from, to;  /* received days, inclusive; all time: from 1900 on */
	bool has_before;   /* all time has none */
	int32_t before_from, before_to;
	const char *before_title; /* "the 12 months before" */

	/* kept sums and small indexes */
	struct figures_sum now, before, last_year; /* last year: the same days a year earlier */
	struct numbers n;
	struct figures_contact contact, contact_before;
	struct figures_thanks thanks, thanks_before;
	bool received; /* the basis of cents */
	const char *currency;
	struct month_row months[12], months_before[12]; /* the last twelve to today, and the twelve before them */

	struct figures_referrals r, r_before;
	struct figures_parts by[FIGURES_BY_COUNT];
	struct figures_touches t, t_before;
	struct figures_source top[FIGURES_TOP_MOST]; /* by referrals */
	int n_top;
	struct figures_concentration concentration;
};

/* Texts go into the arena. */
bool app_figures(struct app *app, enum period p, unsigned want, struct arena *a, struct figures *f, struct err *e);
/* The same one by one, for who has keys to answer meanwhile: first the period alone, all else 0; then each step fills one of what is wanted
 * and not there yet, the quickest first, until app_figures_more is false. `stop` is asked all the time: once it says true, ERR_STOPPED, and f is as it was. */
void app_figures_begin(struct app *app, enum period p, struct figures *f);
bool app_figures_more(const struct figures *f, unsigned want);
bool app_figures_step(struct app *app, unsigned want, struct arena *a, struct figures *f, bool (*stop)(void *ctx),
		      void *ctx, struct err *e);
/* The amount of a month by the basis. */
int64_t figures_month_cents(const struct figures *f, const struct month_row *m);
/* "by kind" ...: the title of a split. */
const char *figures_by_title(enum figures_by by);

#endif
