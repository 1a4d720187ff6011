/*
 * The inputs of a run, each judged by one of several threads, and the reports,
 * in which they stand in order.
 */
#ifndef LINT_CLI_BULK_H
#define LINT_CLI_BULK_H

#include "input/inputs.h"
#include "judge/chain.h"
#include "judge/judge.h"
#include "outputs.h"

struct bulk_options {
	const struct judge_options *judge;
	const struct chain_material *material;
	const struct passwords *passwords;
	size_t jobs; /* at least 1 */
	bool progress; /* show it */
};

struct bulk;

/*
 * Judge all inputs and write their results.  NULL: there is no memory, which
 * was not said.
 */
struct bulk *bulk_run(const struct bulk_options *how, struct inputs *inputs,
    struct outputs *outputs);

/* What it came to, finished; it goes with the bulk. */
const struct judge *bulk_judge(const struct bulk *bulk);

void bulk_free(struct bulk *bulk);

#endif
