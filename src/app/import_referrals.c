/* A row of an EMR's referral report. The next month's report tells the same referrals again, further on. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "import.h"
#include "rapport/base/day.h"
#include "rapport/base/utf8.h"

/* What an EMR calls how far a referral is. */
static int status_of(const char *cell)
{
	static const struct {
		const char *words;
		enum referral_status status;
	} rules[] = {
		{"|yes|y|true|1|converted|evaluated|evaluation complete|evaluation completed|eval completed|",
		 STATUS_EVALUATED},
		{"|no|n|false|0|not converted|received|new|open|pending|referred|in process|", STATUS_RECEIVED},
		{"|booked|scheduled|appointment scheduled|eval scheduled|evaluation scheduled|", STATUS_BOOKED},
		{"|active|in treatment|in care|ongoing|in progress|", STATUS_ACTIVE},
		{"|discharged|completed|complete|closed|done|", STATUS_DISCHARGED},
		{"|no show|did not come|cancelled|canceled|declined|lost|not scheduled|refused|", STATUS_NO_SHOW},
	};
	struct str key = {0};
	int found = choice_index(choices_status, cell);
	str_addc(&key, '|');
	utf8_fold(&key, cell);
	str_addc(&key, '|');
	for (size_t i = 0; found == CHOICE_NONE && i < sizeof rules / sizeof rules[0]; i++)
		if (strstr(rules[i].words, key.s))
			found = rules[i].status;
	str_free(&key);
	return found;
}

/* A report moves a referral on, never back. */
static int rank_of(int status)
{
	static const int ranks[] = {[STATUS_RECEIVED] = 0,  [STATUS_BOOKED] = 1, [STATUS_NO_SHOW] = 2,
				    [STATUS_EVALUATED] = 3, [STATUS_ACTIVE] = 4, [STATUS_DISCHARGED] = 5};
	return ranks[status];
}

/* "Zhao, Amy" and "Amy Zhao" are AZ. */
static const char *initials(struct import *im, const char *name)
{
	struct str plain = {0}, credentials = {0}, b = {0};
	person_split(name, &plain, &credentials);
	person_initials(&b, str_text(&plain));
	const char *out = arena_strdup(&im->row, str_text(&b));
	str_free(&plain);
	str_free(&credentials);
	str_free(&b);
	return out;
}

/* A chart number has a digit in it, or is short; anything else may be a name. */
static bool chart_number(const char *ref)
{
	return strpbrk(ref, "0123456789") || (strlen(ref) <= 4 && !strchr(ref, ' '));
}

/* Whose referral, without a name: the chart number, else initials ("AZ", a second AZ of that day "AZ 2"). NULL
 * when neither is there. */
static const char *patient_ref(struct import *im, const struct sheet_row *row, int32_t received_on)
{
	const char *ref = row->cell[COL_PATIENT_REF], *name = row->cell[COL_PATIENT_NAME];
	struct referral probe;
	if (ref && chart_number(ref)) {
		record_init(KIND_REFERRAL, &probe);
		import_cell(im, KIND_REFERRAL, &probe, "patient_ref", ref);
		if (probe.patient_ref)
			return probe.patient_ref;
	}
	name = ref && !chart_number(ref) ? ref : name;
	const char *letters = name ? initials(im, name) : "";
	if (!*letters)
		return NULL;
	int nth = seen_times(&im->seen, arena_printf(&im->row, "%s %" PRId32, letters, received_on));
	return nth == 1 ? letters : arena_printf(&im->row, "%s %d", letters, nth);
}

static void read_number(struct import *im, struct referral *r, const char *field, const char *cell)
{
	import_cell(im, KIND_REFERRAL, r, field, cell);
}

/* A day that is none is named; the row is taken without it. */
static void read_evaluated(struct import *im, struct referral *r, const char *cell)
{
	struct err why = {0};
	if (cell && !import_day(im, cell, &r->evaluated_on, &why)) {
		r->evaluated_on = DAY_NONE;
		import_note(im, "the evaluation day is left out: %s", err_text(&why));
	}
	err_clear(&why);
}

static void read_status(struct import *im, struct referral *r, const char *cell)
{
	int status = cell ? status_of(cell) : CHOICE_NONE;
	if (cell && status == CHOICE_NONE)
		import_note(im, "the status “%s” means nothing to rapport and is left out", cell);
	if (status != CHOICE_NONE)
		r->status = (int16_t)status;
	if (r->evaluated_on != DAY_NONE && rank_of(r->status) < rank_of(STATUS_EVALUATED))
		r->status = STATUS_EVALUATED;
}

/* Who never came has no visits and no amounts, rather than none of them. */
static void drop_zeros(struct referral *r)
{
	int64_t *const numbers[] = {&r->visits, &r->billed_cents, &r->received_cents};
	for (size_t i = 0; i < 3; i++)
		if (*numbers[i] == 0 && !referral_came(r))
			*numbers[i] = NUM_NONE;
}

/* The row as a referral; false when it was refused. */
static bool read_referral(struct import *im, const struct sheet_row *row, struct referral *r)
{
	struct err why = {0};
	record_init(KIND_REFERRAL, r);
	if (!row->cell[COL_RECEIVED_ON])
		return !import_refuse(im, SKIP_NO_DAY, "no day on which it was received");
	bool dated = import_day(im, row->cell[COL_RECEIVED_ON], &r->received_on, &why);
	if (!dated)
		import_refuse(im, SKIP_NOT_A_DAY, "%s", err_text(&why));
	err_clear(&why);
	if (!dated)
		return false;
	r->patient_ref = patient_ref(im, row, r->received_on);
	if (!r->patient_ref)
		return !import_refuse(im, SKIP_NO_PATIENT,
				      "no chart number or initials: the next report could not be told from this one");
	import_cell(im, KIND_REFERRAL, r, "for", row->cell[COL_REASON]);
	import_cell(im, KIND_REFERRAL, r, "payer", row->cell[COL_PAYER]);
	import_cell(im, KIND_REFERRAL, r, "department", row->cell[COL_DEPARTMENT]);
	read_number(im, r, "visits", row->cell[COL_VISITS]);
	read_number(im, r, "billed_cents", row->cell[COL_BILLED]);
	read_number(im, r, "received_cents", row->cell[COL_RECEIVED]);
	read_evaluated(im, r, row->cell[COL_EVALUATED_ON]);
	read_status(im, r, row->cell[COL_STATUS]);
	drop_zeros(r);
	return true;
}

/* Who sent the patient. Nobody, where nobody is named and the NPI, if any, is not (yet) anybody's. */
static bool take_source(struct import *im, const struct sheet_row *row, struct referral *r, bool *refused,
			struct err *e)
{
	bool added, filled;
	*refused = false;
	if (people_named(row)) {
		if (!people_take(im, row, &r->source_id, &added, &filled, e))
			return false;
		im->r->sources_updated += filled;
		*refused = !r->source_id;
		return true;
	}
	if (row->cell[COL_NPI] && !store_by_npi(tx_store(im->tx), row->cell[COL_NPI], &r->source_id, e))
		return false;
	im->unnamed_known += r->source_id != 0;
	return true;
}

/* What the report says newly. Nothing known is overwritten by a blank, and what a person set by hand stays but for
 * figures and progress. */
static void move_on(struct referral *r, const struct referral *row)
{
	static const char *const fill[] = {"source_id", "for", "payer", "department"};
	static const char *const renew[] = {"visits", "billed_cents", "received_cents", "evaluated_on"};
	for (size_t i = 0; i < sizeof fill / sizeof fill[0]; i++) {
		const struct field *f = kind_field(KIND_REFERRAL, fill[i]);
		if (!field_known(f, r))
			field_copy(f, r, row, NULL);
	}
	for (size_t i = 0; i < sizeof renew / sizeof renew[0]; i++) {
		const struct field *f = kind_field(KIND_REFERRAL, renew[i]);
		if (field_known(f, row))
			field_copy(f, r, row, NULL);
	}
	if (rank_of(row->status) > rank_of(r->status))
		r->status = row->status;
}

static bool update_referral(struct import *im, const struct referral *row, uint64_t id, struct err *e)
{
	struct referral base, edited;
	struct err why = {0};
	if (!store_get(tx_store(im->tx), KIND_REFERRAL, id, &im->row, &base, e))
		return false;
	edited = base;
	move_on(&edited, row);
	if (!record_check(KIND_REFERRAL, &edited, &why)) {
		import_refuse(im, SKIP_INVALID, "%s", err_text(&why));
		err_clear(&why);
		return true;
	}
	bool same = true;
	for (int i = 0; i < kinds[KIND_REFERRAL].count; i++)
		same = same && field_equal(&kinds[KIND_REFERRAL].fields[i], &base, &edited);
	im->r->referrals_known += same;
	im->r->referrals_updated += !same;
	im->fewer_visits += edited.visits != base.visits && base.visits != NUM_NONE && edited.visits < base.visits;
	return same || tx_update(im->tx, KIND_REFERRAL, &base, &edited, e);
}

static void remember_unnamed(struct import *im, uint64_t id, const char *npi)
{
	if (strlen(npi) >= sizeof im->unnamed->npi)
		return;
	im->unnamed = mem_grow(im->unnamed, (im->n_unnamed + 1) * sizeof *im->unnamed);
	im->unnamed[im->n_unnamed] = (struct unnamed){.referral_id = id};
	memcpy(im->unnamed[im->n_unnamed++].npi, npi, strlen(npi) + 1);
}

static bool add_referral(struct import *im, struct referral *r, struct err *e)
{
	struct err why = {0};
	r->id = 1; /* for the check alone, as the number is: the store makes both */
	r->number = 1;
	bool fine = record_check(KIND_REFERRAL, r, &why);
	if (!fine)
		import_refuse(im, SKIP_INVALID, "%s", err_text(&why));
	err_clear(&why);
	r->id = 0;
	r->number = NUM_NONE;
	im->r->referrals_new += fine;
	bool back;
	return !fine ||
	       (tx_insert(im->tx, KIND_REFERRAL, r, e) && (!r->source_id || people_back(im, r->source_id, &back, e)));
}

/* Is it a referral that is somebody's already, while the row leaves in doubt whose? Then the row moves it on all the same. */
static bool has_source(struct import *im, const struct sheet_row *row, uint64_t id, bool *has, struct err *e)
{
	struct referral r;
	bool doubtful = false;
	*has = false;
	if (!id || !people_named(row))
		return true;
	if (!people_doubtful(im, row, &doubtful, e))
		return false;
	if (doubtful && !store_get(tx_store(im->tx), KIND_REFERRAL, id, &im->row, &r, e))
		return false;
	*has = doubtful && r.source_id;
	return true;
}

bool import_referral(struct import *im, const struct sheet_row *row, struct err *e)
{
	struct referral r;
	uint64_t id;
	bool refused, filed;
	if (!read_referral(im, row, &r))
		return true;
	if (!store_referral_keyed(tx_store(im->tx), r.patient_ref, r.received_on, &id, e) ||
	    !has_source(im, row, id, &filed, e))
		return false;
	if (!filed && (!take_source(im, row, &r, &refused, e) || refused))
		return refused;
	if (id ? !update_referral(im, &r, id, e) : !add_referral(im, &r, e))
		return false;
	id = id ? id : r.id;
	if (!people_named(row) && !r.source_id && id) {
		if (row->cell[COL_NPI])
			remember_unnamed(im, id, row->cell[COL_NPI]);
		else
			im->unnamed_nobody++;
		if (!im->kind_said && row->cell[COL_KIND])
			im->kind_said = arena_strdup(&im->whole, row->cell[COL_KIND]);
	}
	im->somebody_named = im->somebody_named || people_named(row);
	return true;
}

/* The NPI of a row that named nobody may be that of somebody named further down. */
static bool settle(struct import *im, const struct unnamed *u, struct err *e)
{
	struct referral base, edited;
	uint64_t source;
	struct store *s = tx_store(im->tx);
	if (!store_by_npi(s, u->npi, &source, e) || !store_get(s, KIND_REFERRAL, u->referral_id, &im->row, &base, e))
		return false;
	im->unnamed_known += source != 0;
	im->unnamed_nobody += !source;
	edited = base;
	edited.source_id = source;
	return !source || base.source_id || tx_update(im->tx, KIND_REFERRAL, &base, &edited, e);
}

bool import_referrals_end(struct import *im, struct err *e)
{
	bool ok = true;
	for (size_t i = 0; ok && i < im->n_unnamed; i++) {
		ok = settle(im, &im->unnamed[i], e);
		arena_clear(&im->row);
	}
	free(im->unnamed);
	im->unnamed = NULL;
	im->n_unnamed = 0;
	im->line = 0;
	if (ok && im->unnamed_known)
		import_note(im,
			    im->unnamed_known == 1
				    ? "%" PRId64 " referral names nobody and is filed by the NPI of somebody known"
				    : "%" PRId64 " referrals name nobody and are filed by the NPI of somebody known",
			    im->unnamed_known);
	if (ok && im->unnamed_nobody)
		import_note(im,
			    im->unnamed_nobody == 1 ? "%" PRId64 " referral names nobody and has no source"
						    : "%" PRId64 " referrals name nobody and have no source",
			    im->unnamed_nobody);
	if (ok && im->fewer_visits)
		import_note(im,
			    im->fewer_visits == 1 ? "%" PRId64 " referral has fewer visits here than in the book: if "
						    "this is an older report, undo it"
						  : "%" PRId64 " referrals have fewer visits here than in the book: if "
						    "this is an older report, undo it",
			    im->fewer_visits);
	/* in some reports the column of the kind holds the names */
	if (ok && im->unnamed_nobody && !im->somebody_named && im->kind_said)
		import_note(im,
			    "no row names who referred, and the kind of source is “%s”: if that is a name, undo this "
			    "and say that the column "
			    "gives names (--map)",
			    im->kind_said);
	return ok;
}
