#include "selection.h"

#include <string.h>

#include <edgelint/result.h>

#include "profile_words.h"

enum {
	/* Dots in an id, and so beginnings of it that end at one. */
	PREFIXES = 3,
};

/* Whether a name is a rule's id, or the beginning of it up to a dot. */
static bool
names(const char *name, const char *rule)
{
	size_t length = strlen(name);

	return strncmp(name, rule, length) == 0 && length > 0 &&
	    (rule[length] == '\0' || rule[length] == '.');
}

static bool
one_names(const char *const *list, size_t count, const char *rule)
{
	for (size_t i = 0; i < count; i++)
		if (names(list[i], rule))
			return true;
	return false;
}

bool
selection_has(const struct selection *selection, const char *rule)
{
	return selection->only_count == 0 ||
	    one_names(selection->only, selection->only_count, rule);
}

bool
selection_skips(const struct selection *selection, const char *rule)
{
	return one_names(selection->skip, selection->skip_count, rule);
}

/* The id and its beginnings; returns how many.  False: no memory. */
static bool
add_candidates(const char **out, size_t *count, const char *rule,
    struct arena *arena)
{
	out[(*count)++] = rule;
	for (const char *dot = strchr(rule, '.'); dot != NULL;
	    dot = strchr(dot + 1, '.')) {
		out[*count] = arena_copy(arena,
		    (struct el_bytes){ (const uint8_t *)rule,
			(size_t)(dot - rule) });
		if (out[(*count)++] == NULL)
			return false;
	}
	return true;
}

const char *
selection_fault(const char *name, struct arena *arena)
{
	static const char no_memory[] = "there is not enough memory";
	const char **candidates = arena_alloc(arena, el_rule_count(),
	    (1 + PREFIXES) * sizeof(*candidates));
	size_t count = 0;
	const char *fault;

	if (candidates == NULL)
		return no_memory;
	for (size_t i = 0; i < el_rule_count(); i++) {
		size_t rows;
		const char *rule = el_rule_rows(i, &rows)->id;

		if (names(name, rule))
			return NULL;
		if (!add_candidates(candidates, &count, rule, arena))
			return no_memory;
	}
	fault = arena_printf(arena, "there is no rule or family of rules %s%s",
	    profile_show(name, arena),
	    profile_did_you_mean(name, candidates, count, arena));
	return fault == NULL ? no_memory : fault;
}
