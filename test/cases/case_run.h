/*
 * A case carried out: its profile made, its PEM blocks read as one input, and
 * every certificate judged.
 */
#ifndef CASES_CASE_RUN_H
#define CASES_CASE_RUN_H

#include <edgelint/result.h>

#include "case_file.h"
#include "judge/chain.h"
#include "judge/judge.h"

struct case_run {
	struct el_profile profile;
	struct judge judge;
	struct judge asking; /* the same, but that it goes by no signs */
	const char *sign_broken; /* a rule that ends otherwise there */
	struct chain_material material;
	struct el_result *results;
	size_t count;
	struct el_input_facts facts;
};

/*
 * False: the case asks for what cannot be done (no such profile, a value that
 * is none), or there is no memory.
 */
bool case_run(struct case_run *out, const struct case_file *file,
    struct arena *arena, struct case_error *error)
    __attribute__((warn_unused_result));

/* The number of the rule with this id, or el_rule_count(). */
size_t case_find_rule(struct el_bytes id);

#endif
