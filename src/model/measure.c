#include "rapport/model/measure.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/data.h"
#include "rapport/base/str.h"
#include "rapport/model/setting.h"

#define BARS 7

static struct measure rows[MEASURES_MOST];
static int n_rows;

static void add_row(const char *line)
{
	char *cells[BARS];
	struct measure *m = &rows[n_rows++];
	assert(n_rows <= MEASURES_MOST);
	for (int i = 0; i < BARS; i++)
		cells[i] = data_cell(&line);
	m->name = cells[0];
	bool whole = str_to_i64(cells[1], &m->least) && str_to_i64(cells[2], &m->most);
	m->least *= 10;
	m->most *= 10;
	m->higher_is_better = str_eq(cells[3], "higher");
	m->setting = setting_named(cells[4]);
	m->what = cells[5];
	m->origin = cells[6];
	assert(whole && m->setting >= 0 && (m->higher_is_better || str_eq(cells[3], "lower")));
	(void)whole;
	for (int i = 1; i <= 4; i++)
		free(cells[i]);
}

const struct measure *measures_all(int *n)
{
	const char *line = n_rows ? "" : data_text("measures.txt", NULL);
	for (; *line; line += strcspn(line, "\n"), line += *line == '\n')
		if (*line != '#' && *line != '\n')
			add_row(line);
	*n = n_rows;
	return rows;
}

const struct measure *measure_named(const char *name)
{
	int n;
	const struct measure *all = measures_all(&n);
	for (int i = 0; name && i < n; i++)
		if (str_ieq(all[i].name, name))
			return &all[i];
	return NULL;
}

static bool inside(const struct measure *m, const char *field, int64_t score, struct err *e)
{
	if (score == NUM_NONE || (score >= m->least && score <= m->most))
		return true;
	return err_field(e, field, "%s goes from %" PRId64 " to %" PRId64, m->name, m->least / 10, m->most / 10);
}

bool measure_check(const struct outcome *o, struct err *e)
{
	const struct measure *m = measure_named(o->measure);
	return !m || (inside(m, "initial", o->initial, e) && inside(m, "final", o->final, e));
}

bool measure_met(const struct measure *m, int64_t initial, int64_t final, int64_t mcid)
{
	if (initial == NUM_NONE || final == NUM_NONE)
		return false;
	return (m->higher_is_better ? final - initial : initial - final) >= mcid;
}
