/* The rule tables as one list of ids. */

#include <edgelint/result.h>

#include <stdlib.h>

#include "base/parallel.h"

#include "rulesets.h"

#define DECLARE(area) extern const struct el_ruleset el_ruleset_##area;
EL_RULESETS(DECLARE)

#define ADDRESS(area) &el_ruleset_##area,
static const struct el_ruleset *const rulesets[] = { EL_RULESETS(ADDRESS) };

enum { RULESET_COUNT = sizeof(rulesets) / sizeof(rulesets[0]) };

/* One id: its rows stand together in one table. */
struct entry {
	const struct el_rule *rows;
	size_t count;
};

/* All ids, in the order of the tables and by name; made when first asked. */
static struct {
	struct entry entries[EL_RULES_MAX];
	const struct entry *by_name[EL_RULES_MAX];
	size_t count;
} registry;

static parallel_once registry_made = PARALLEL_ONCE;

static size_t
rows_at(const struct el_ruleset *set, size_t row)
{
	size_t count = 1;

	while (row + count < set->count &&
	    strcmp(set->rules[row].id, set->rules[row + count].id) == 0)
		count++;
	return count;
}

static int
compare_entries(const void *left, const void *right)
{
	const struct entry *a = *(const struct entry *const *)left;
	const struct entry *b = *(const struct entry *const *)right;

	return strcmp(a->rows[0].id, b->rows[0].id);
}

/* Tables of more ids than there is room for do not pass the tests. */
static void
make_registry(void)
{
	for (size_t i = 0; i < RULESET_COUNT; i++) {
		const struct el_ruleset *set = rulesets[i];

		for (size_t row = 0;
		     row < set->count && registry.count < EL_RULES_MAX;) {
			struct entry *entry =
			    &registry.entries[registry.count];

			entry->rows = &set->rules[row];
			entry->count = rows_at(set, row);
			registry.by_name[registry.count++] = entry;
			row += entry->count;
		}
	}
	qsort(registry.by_name, registry.count, sizeof(registry.by_name[0]),
	    compare_entries);
}

size_t
el_rule_count(void)
{
	parallel_make_once(&registry_made, make_registry);
	return registry.count;
}

const struct el_rule *
el_rule_rows(size_t number, size_t *count)
{
	if (number >= el_rule_count())
		return NULL;
	*count = registry.entries[number].count;
	return registry.entries[number].rows;
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
	size_t low = 0;
	size_t high = el_rule_count();

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct entry *entry = registry.by_name[middle];
		int order = strcmp(entry->rows[0].id, id);

		if (order == 0)
			return (size_t)(entry - registry.entries);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return registry.count;
}
