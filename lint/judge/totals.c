#include "totals.h"

bool
totals_begin(struct totals *out, int64_t as_of, struct arena *run_arena)
{
	*out = (struct totals){
		.as_of = as_of,
		.failures = arena_alloc(run_arena, el_rule_count(),
		    sizeof(*out->failures)),
	};
	for (size_t i = 0; i < TOTALS_SOONEST; i++) {
		/* Not zeroed: mostly there is no need for it. */
		out->soonest[i].source = arena_take(run_arena, TOTALS_NAME, 1);
		if (out->soonest[i].source == NULL)
			return false;
	}
	return out->failures != NULL;
}

/* A total order, whatever threads there were. */
static bool
is_sooner(const struct totals_expiry *a, const struct totals_expiry *b)
{
	if (a->end != b->end)
		return a->end < b->end;
	return a->input != b->input ? a->input < b->input :
	    a->index < b->index;
}

/* Put one in its place among the soonest, if it is one of them. */
static void
add_expiry(struct totals *totals, const struct totals_expiry *expiry)
{
	size_t at = totals->soonest_count;
	char *name;
	size_t size;

	if (at == TOTALS_SOONEST) {
		at--;
		if (!is_sooner(expiry, &totals->soonest[at]))
			return;
	} else {
		totals->soonest_count++;
	}
	name = totals->soonest[at].source;
	for (; at > 0 && is_sooner(expiry, &totals->soonest[at - 1]); at--)
		totals->soonest[at] = totals->soonest[at - 1];
	totals->soonest[at] = *expiry;
	totals->soonest[at].source = name;
	size = strlen(expiry->source);
	if (size >= TOTALS_NAME)
		size = TOTALS_NAME - 1;
	memcpy(name, expiry->source, size);
	name[size] = '\0';
}

void
totals_add(struct totals *totals, const struct el_result *result, size_t input)
{
	const struct el_cert *cert = result->cert;
	struct totals_expiry expiry = {
		.input = input,
		.index = result->index,
		.line = result->line,
		/* It is only read here. */
		.source = (char *)(uintptr_t)result->source,
	};

	totals->verdicts[result->verdict]++;
	if (cert == NULL || !cert->not_after.known)
		return;
	expiry.end = cert->not_after.seconds;
	if (expiry.end < totals->as_of)
		totals->ended++;
	else
		add_expiry(totals, &expiry);
}

void
totals_merge(struct totals *totals, const struct totals *other)
{
	for (size_t i = 0; i <= EL_VERDICT_UNREADABLE; i++)
		totals->verdicts[i] += other->verdicts[i];
	for (size_t i = 0; i < el_rule_count(); i++)
		totals->failures[i] += other->failures[i];
	totals->ended += other->ended;
	for (size_t i = 0; i < other->soonest_count; i++)
		add_expiry(totals, &other->soonest[i]);
}

size_t
totals_worst(size_t *out, size_t room, const struct totals *totals)
{
	size_t count = 0;

	for (size_t i = 0; i < el_rule_count(); i++) {
		size_t failures = totals->failures[i];
		size_t at = count < room ? count++ : room;

		if (failures == 0 || (at == room &&
			failures <= totals->failures[out[room - 1]])) {
			count -= at < room;
			continue;
		}
		if (at == room)
			at--;
		for (; at > 0 && failures > totals->failures[out[at - 1]];
		     at--)
			out[at] = out[at - 1];
		out[at] = i;
	}
	return count;
}
