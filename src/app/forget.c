/* Forgetting a person or a patient: what is said before, and what is said after. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "rapport/app/keeping.h"

/* --- before --- */

static void gone_words(const struct forget_report *r, struct str *b)
{
	for (int k = 0; k < KIND_COUNT; k++)
		if (r->gone[k] && k != KIND_SOURCE) {
			str_add(b, b->len ? ", " : "");
			count_words(b, r->gone[k], (enum kind)k);
		}
}

static void tell_rest(const struct forget_report *r, struct str *b)
{
	if (r->texts)
		str_printf(b, "%lld other %s: that is taken out.\n", (long long)r->texts,
			   r->texts == 1 ? "record names them" : "records name them");
	if (r->shared)
		str_printf(b, "Left where it stands, as it may be somebody else's: %s.\n", r->shared);
	str_add(b, "It cannot be undone, and no step before it can.");
}

bool app_forget_source(struct app *app, uint64_t source_id, struct arena *a, struct forgetting *f, struct err *e)
{
	struct forget_report r;
	struct source s;
	struct str b = {0}, gone = {0};
	*f = (struct forgetting){.order = {.source_id = source_id}};
	if (!store_get(app->store, KIND_SOURCE, source_id, a, &s, e) ||
	    !store_forget_plan(app->store, &f->order, a, &r, e))
		return false;
	gone_words(&r, &gone);
	str_printf(&b, "%s goes for ever%s%s.\n", s.name, gone.len ? ", with " : "", str_text(&gone));
	if (r.stays[KIND_REFERRAL])
		str_printf(&b, "%lld %s without a source.\n", (long long)r.stays[KIND_REFERRAL],
			   r.stays[KIND_REFERRAL] == 1 ? "referral stays as a number," : "referrals stay as numbers,");
	tell_rest(&r, &b);
	f->name = s.name;
	f->what = arena_strdup(a, str_text(&b));
	str_free(&gone);
	str_free(&b);
	return true;
}

static bool find_referrals(struct app *app, const char *ref, struct arena *a, struct forgetting *f, struct err *e)
{
	uint64_t *ids;
	int n;
	struct referral r;
	if (!store_by_patient(app->store, ref, a, &ids, &n, e))
		return false;
	f->name = ref;
	if (!n) {
		if (!store_referral_ref(app->store, ref, a, &r, e))
			return false;
		if (!r.patient_ref && !r.note)
			return err_set(e, ERR_REFUSED, "R-%lld has no patient reference", (long long)r.number);
		ids[0] = r.id;
		n = 1;
		f->name = arena_printf(a, "R-%lld", (long long)r.number);
	}
	f->order = (struct forget_order){.referral_ids = ids, .n_referrals = n};
	return true;
}

bool app_forget_patient(struct app *app, const char *ref, struct arena *a, struct forgetting *f, struct err *e)
{
	struct forget_report r;
	struct str b = {0};
	*f = (struct forgetting){0};
	if (!find_referrals(app, ref, a, f, e) || !store_forget_plan(app->store, &f->order, a, &r, e))
		return false;
	str_printf(&b, "The patient's reference and the notes of");
	for (int i = 0; i < f->order.n_referrals; i++) {
		struct referral one;
		if (!store_get(app->store, KIND_REFERRAL, f->order.referral_ids[i], a, &one, e)) {
			str_free(&b);
			return false;
		}
		str_printf(&b, "%s R-%lld", i ? "," : "", (long long)one.number);
	}
	str_add(&b, " go for ever; days, amounts and outcomes stay.\n");
	tell_rest(&r, &b);
	f->what = arena_strdup(a, str_text(&b));
	str_free(&b);
	return true;
}

bool app_forget_confirmed(const struct forgetting *f, const char *typed)
{
	struct str t = {0};
	str_trim(&t, typed);
	bool same = str_ieq(str_text(&t), f->name);
	str_free(&t);
	return same;
}

/* --- after --- */

/* Copies that rapport itself made beside the book. */
static int copies(struct app *app, struct str *b)
{
	static const char *const marks[] = {".version-", ".before-restore-"};
	const char *path = store_path(app->store), *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	char *folder = slash ? mem_strndup(path, slash == path ? 1 : (size_t)(slash - path)) : mem_strdup(".");
	DIR *d = opendir(folder);
	struct dirent *entry;
	int n = 0;
	while (d && (entry = readdir(d)) != NULL)
		for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
			if (str_starts(entry->d_name, name) && str_starts(entry->d_name + strlen(name), marks[i]))
				str_printf(b, "%s%s%s%s", n++ ? ", " : "", slash ? folder : "", slash ? "/" : "",
					   entry->d_name);
	if (d)
		closedir(d);
	free(folder);
	return n;
}

bool app_forget(struct app *app, const struct forgetting *f, bool *cleaned, struct said *out, struct err *e)
{
	bool person = f->order.source_id != 0;
	struct deed deed = {.who = app->user,
			    .label = person ? "a person was forgotten" : "a patient was forgotten",
			    .now = &app->now};
	struct forget_report r;
	struct arena a = {0};
	struct str kept = {0};
	struct err why = {0};
	bool ok = store_forget(app->store, &f->order, &deed, &a, &r, cleaned, &why);
	if (!ok)
		fail_with(e, &why);
	else if (*cleaned)
		say(out, "Forgotten.");
	else
		say(out,
		    "Forgotten, but the file could not be written anew yet: %s. "
		    "`rapport forget` without a name does that.",
		    err_text(&why));
	if (ok && copies(app, &kept))
		say(out, "Delete what still holds it: %s, every backup.", str_text(&kept));
	else if (ok)
		say(out, "Backups still hold it: delete them.");
	if (ok && !person)
		say(out, "A report that names them brings the referral back: leave them out of it.");
	if (ok && r.shared)
		say(out, "Left where it stands: %s.", r.shared);
	str_free(&kept);
	err_clear(&why);
	arena_clear(&a);
	return ok;
}

bool app_clean(struct app *app, struct said *out, struct err *e)
{
	struct deed deed = {.who = app->user, .now = &app->now};
	if (!store_scrub(app->store, &deed, e))
		return false;
	say(out, "The file was written anew: what was ever deleted is not in it any more.");
	return true;
}
