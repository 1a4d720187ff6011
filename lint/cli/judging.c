#include "judging.h"

#include <string.h>

#include "base/time.h"
#include "diagnose.h"
#include "judge/span.h"

static enum el_severity
fail_on(const struct arguments *arguments)
{
	const char *level = arguments_value(arguments, OPTION_FAIL_ON);

	if (level == NULL || strcmp(level, "error") == 0)
		return EL_ERROR;
	if (strcmp(level, "warning") == 0)
		return EL_WARNING;
	return strcmp(level, "info") == 0 ? EL_INFO : EL_OFF;
}

static unsigned
forced_role(const struct arguments *arguments)
{
	const char *role = arguments_value(arguments, OPTION_ROLE);

	if (role == NULL)
		return 0;
	return strcmp(role, "edge") == 0 ? EL_EDGE : EL_ISSUER;
}

bool
judging_time(int64_t *out, const struct arguments *arguments,
    enum option_id id)
{
	const char *text = arguments_value(arguments, id);

	if (text == NULL) {
		*out = time_now();
		return true;
	}
	if (time_parse(out, text))
		return true;
	diagnose("--%s takes YYYY-MM-DD, YYYY-MM-DDTHH:MM:SSZ or "
		 "YYYY-MM-DDTHH:MM:SS+hh:mm, not %s", options[id].name,
	    *text == '\0' ? "nothing" : text);
	return false;
}

static bool
read_span(struct el_span *out, const struct arguments *arguments)
{
	const char *text = arguments_value(arguments, OPTION_RENEW_WITHIN);

	*out = (struct el_span){ .given = false };
	if (text == NULL || span_parse(out, text))
		return true;
	diagnose("--renew-within takes hours, days, weeks or a share of the "
		 "lifetime, such as 12h, 30d, 6w or 33%%, not %s",
	    *text == '\0' ? "nothing" : text);
	return false;
}

/* The values of an option, each of which has to name rules. */
static bool
select_rules(const char *const **out, size_t *count,
    const struct arguments *arguments, enum option_id id, struct arena *arena)
{
	const char **names = arena_alloc(arena, arguments->given_count,
	    sizeof(*names));

	*count = 0;
	if (names == NULL)
		return diagnose_no_memory();
	for (size_t i = 0; i < arguments->given_count; i++) {
		const struct given *given = &arguments->given[i];
		const char *fault;

		if (given->id != id)
			continue;
		fault = selection_fault(given->value, arena);
		if (fault != NULL) {
			diagnose("--%s: %s", options[id].name, fault);
			return false;
		}
		names[(*count)++] = given->value;
	}
	*out = names;
	return true;
}

void
judging_waivers(struct el_profile *profile, const struct arguments *arguments)
{
	if (!arguments_has(arguments, OPTION_NO_WAIVERS))
		return;
	if (profile->waiver_count > 0 &&
	    profile->overridden_count < EL_OVERRIDES_MAX)
		profile->overridden[profile->overridden_count++] = "waivers";
	profile->waiver_count = 0;
}

bool
judging_options(struct judge_options *out,
    const struct arguments *arguments, struct arena *arena)
{
	struct selection *selection = &out->selection;

	out->fail_on = fail_on(arguments);
	out->forced_role = forced_role(arguments);
	return judging_time(&out->as_of, arguments, OPTION_AT) &&
	    read_span(&out->renew_within, arguments) &&
	    select_rules(&selection->only, &selection->only_count, arguments,
		OPTION_ONLY, arena) &&
	    select_rules(&selection->skip, &selection->skip_count, arguments,
		OPTION_SKIP, arena);
}
