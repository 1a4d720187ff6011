/*
 * The profiles of a stream: the one of the command line, and those that
 * records bring.  Engines send one profile again and again, and so what was
 * made ready for it is kept for the next record that has the same text.
 */
#ifndef LINT_CLI_STREAM_PROFILES_H
#define LINT_CLI_STREAM_PROFILES_H

#include "arguments.h"
#include "report/record.h"
#include "run/session.h"

/* What is ready to judge and to report under one profile. */
struct stream_profile {
	struct el_profile profile;
	struct judge_options judge_options;
	struct report_options report_options;
	struct session session;
	struct report report; /* what the record belongs to */
	struct record record;
	struct arena arena;
	struct el_bytes text; /* of the record, in the arena; NULL: none */
	size_t used; /* number of the record that last had it */
	bool ready;
};

struct stream_profiles {
	const struct arguments *arguments;
	const struct judge_options *options; /* but for the profile */
	const struct chain_material *material;
	const struct passwords *passwords;
	struct sink *sink; /* where records are written */
	struct stream_profile *list; /* the command line's first */
	size_t used; /* records so far */
};

/* Begin with the command line's profile; false: a mistake or no memory, and it
 * was said.  Free in any case. */
bool stream_profiles_begin(struct stream_profiles *profiles)
    __attribute__((warn_unused_result));
void stream_profiles_free(struct stream_profiles *profiles);

/*
 * The profile of a record by its JSON text, or that of the command line when
 * there is none.  NULL: the text is wrong, and problem says why, in the arena.
 */
struct stream_profile *stream_profiles_find(struct stream_profiles *profiles,
    struct el_bytes text, struct arena *arena, struct el_problem *problem);

#endif
