#include "stream_profiles.h"

#include <stdlib.h>

#include "base/limits.h"
#include "deployment.h"
#include "diagnose.h"
#include "judging.h"

/* The first is the command line's. */
enum { PROFILES = 1 + LIMIT_STREAM_PROFILES };

static const char no_memory[] = "there is not enough memory";

static void
clear(struct stream_profile *profile)
{
	if (profile->ready) {
		record_end(&profile->record);
		session_free(&profile->session);
	}
	arena_free(&profile->arena);
	*profile = (struct stream_profile){ .ready = false };
	arena_init(&profile->arena);
}

/* Make ready what judges and writes under a profile that is set. */
static bool
make_ready(struct stream_profile *out, const struct stream_profiles *profiles)
{
	bool begun;

	judging_waivers(&out->profile, profiles->arguments);
	out->judge_options = *profiles->options;
	out->judge_options.profile = &out->profile;
	out->report_options = (struct report_options){
		.profile = &out->profile,
		.as_of = out->judge_options.as_of,
		.selection = out->judge_options.selection,
	};
	out->report = (struct report){ .options = out->report_options,
		.sink = profiles->sink };
	begun = record_begin(&out->record, &out->report, 0);
	out->ready = true;
	return session_begin(&out->session, &out->judge_options,
		   profiles->material, profiles->passwords) && begun;
}

bool
stream_profiles_begin(struct stream_profiles *profiles)
{
	struct stream_profile *first;

	profiles->list = calloc(PROFILES, sizeof(*profiles->list));
	if (profiles->list == NULL)
		return diagnose_no_memory();
	for (size_t i = 0; i < PROFILES; i++)
		arena_init(&profiles->list[i].arena);
	first = &profiles->list[0];
	if (!deployment_resolve(&first->profile, profiles->arguments,
		&first->arena))
		return false;
	if (make_ready(first, profiles))
		return true;
	return diagnose_no_memory();
}

void
stream_profiles_free(struct stream_profiles *profiles)
{
	for (size_t i = 0; profiles->list != NULL && i < PROFILES; i++)
		clear(&profiles->list[i]);
	free(profiles->list);
	profiles->list = NULL;
}

/* Always NULL. */
static struct stream_profile *
refuse(struct stream_profile *profile, struct el_problem *problem,
    const char *code, const char *message)
{
	clear(profile);
	*problem = (struct el_problem){ .code = code,
		.message = message != NULL ? message : no_memory };
	return NULL;
}

static struct stream_profile *
refuse_mistake(struct stream_profile *profile, struct el_problem *problem,
    const struct profile_error *error, struct arena *arena)
{
	bool has_path = error->path != NULL && *error->path != '\0';
	const char *message = arena_printf(arena, "profile%s%s: %s",
	    has_path ? ", " : "", has_path ? error->path : "",
	    error->message);

	return refuse(profile, problem, "stream.bad-profile", message);
}

/* Put a record's profile where another was. */
static struct stream_profile *
read_profile(struct stream_profile *profile,
    const struct stream_profiles *profiles, struct el_bytes text,
    struct arena *arena, struct el_problem *problem)
{
	const struct profile_error *errors = NULL;
	size_t count = 0;
	const char *wrong;
	char *copy;

	clear(profile);
	copy = arena_copy(&profile->arena, text);
	if (copy == NULL)
		return refuse(profile, problem, "input.no-memory", NULL);
	profile->text = (struct el_bytes){ (const uint8_t *)copy, text.size };
	if (!profile_parse(&profile->profile, "profile", profile->text,
		&profile->arena, &errors, &count))
		return count > 0 ?
		    refuse_mistake(profile, problem, &errors[0], arena) :
		    refuse(profile, problem, "input.no-memory", NULL);
	/* The options were looked at before the first record. */
	if (!deployment_options(&profile->profile, profiles->arguments, true,
		&profile->arena))
		return refuse(profile, problem, "input.no-memory", NULL);
	wrong = profile_check(&profile->profile, arena);
	if (wrong != NULL)
		return refuse(profile, problem, "stream.bad-profile", wrong);
	if (!profile_resolve(&profile->profile, &profile->arena) ||
	    !make_ready(profile, profiles))
		return refuse(profile, problem, "input.no-memory", NULL);
	return profile;
}

struct stream_profile *
stream_profiles_find(struct stream_profiles *profiles, struct el_bytes text,
    struct arena *arena, struct el_problem *problem)
{
	struct stream_profile *oldest = &profiles->list[1];
	struct stream_profile *found;

	profiles->used++;
	if (text.data == NULL)
		return &profiles->list[0];
	for (size_t i = 1; i < PROFILES; i++) {
		struct stream_profile *profile = &profiles->list[i];

		if (profile->ready && el_bytes_equal(profile->text, text)) {
			profile->used = profiles->used;
			return profile;
		}
		if (profile->used < oldest->used)
			oldest = profile;
	}
	found = read_profile(oldest, profiles, text, arena, problem);
	if (found != NULL)
		found->used = profiles->used;
	return found;
}
