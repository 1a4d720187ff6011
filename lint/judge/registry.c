/* The rule tables as one list of ids. */

#include <edgelint/result.h>

#include "rulesets.h"

#define DECLARE(area) extern const struct el_ruleset el_ruleset_##area;
EL_RULESETS(DECLARE)

#define ADDRESS(area) &el_ruleset_##area,
static const struct el_ruleset *const rulesets[] = { EL_RULESETS(ADDRESS) };

enum { RULESET_COUNT = sizeof(rulesets) / sizeof(rulesets[0]) };

/* Rows of one id stand together in one table. */
static size_t
rows_at(const struct el_ruleset *set, size_t row)
{
	size_t count = 1;

	while (row + count < set->count &&
	    strcmp(set->rules[row].id, set->rules[row + count].id) == 0)
		count++;
	return count;
}

/*
 * Steps through the ids.  Ended: the number of ids is in *number; else the
 * first row of the id with that number, or of that name, came back.
 */
static const struct el_rule *
seek(size_t wanted, const char *id, size_t *number, size_t *rows)
{
	*number = 0;
	for (size_t i = 0; i < RULESET_COUNT; i++) {
		const struct el_ruleset *set = rulesets[i];

		for (size_t row = 0; row < set->count; row += *rows) {
			*rows = rows_at(set, row);
			if (id == NULL ? *number == wanted :
				strcmp(set->rules[row].id, id) == 0)
				return &set->rules[row];
			(*number)++;
		}
	}
	return NULL;
}

size_t
el_rule_count(void)
{
	size_t number;
	size_t rows;

	seek(SIZE_MAX, NULL, &number, &rows);
	return number;
}

const struct el_rule *
el_rule_rows(size_t number, size_t *count)
{
	size_t at;

	return seek(number, NULL, &at, count);
}

unsigned
el_rule_kinds(const struct el_rule *row)
{
	if (row->level != EL_PER_CERTIFICATE)
		return 0;
	for (size_t i = 0; i < RULESET_COUNT; i++) {
		const struct el_ruleset *set = rulesets[i];

		if (row >= set->rules && row < set->rules + set->count)
			return row->kinds == 0 ? set->kinds : row->kinds;
	}
	return row->kinds;
}

size_t
el_rule_find(const char *id)
{
	size_t number;
	size_t rows;

	seek(0, id, &number, &rows);
	return number;
}
