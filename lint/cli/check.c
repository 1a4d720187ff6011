/* edgelint check: judge certificates. */

#include <stdatomic.h>
#include <stdlib.h>

#include <unistd.h>

#include "assignments.h"
#include "bulk.h"
#include "command.h"
#include "deployment.h"
#include "diagnose.h"
#include "earlier.h"
#include "judging.h"
#include "material.h"
#include "naming.h"
#include "outputs.h"
#include "password_options.h"

/* A folder whose path is longer than this is not taken off from others. */
enum { FOLDER_MAX = 4096 };

struct check {
	struct outputs outputs;
	struct material material;
	struct earlier earlier;
	struct passwords passwords;
	struct inputs_options naming;
	struct inputs *inputs;
	struct bulk *bulk;
	struct arena run; /* what lives as long as the run */
};

static bool
is_dumb_terminal(void)
{
	const char *terminal = getenv("TERM");

	return terminal != NULL && strcmp(terminal, "dumb") == 0;
}

/* https://no-color.org: any value but the empty one. */
static bool
wants_color(const struct arguments *arguments)
{
	const char *when = arguments_value(arguments, OPTION_COLOR);
	const char *no_color = getenv("NO_COLOR");

	if (when != NULL && strcmp(when, "auto") != 0)
		return strcmp(when, "always") == 0;
	if (no_color != NULL && *no_color != '\0')
		return false;
	return !is_dumb_terminal() && isatty(STDOUT_FILENO) == 1;
}

/* Whether a password was wanted that nobody was asked for. */
static atomic_bool wanted;

static bool
note_want(struct passwords *passwords, const char *file, unsigned attempt)
{
	(void)passwords;
	(void)file;
	(void)attempt;
	wanted = true;
	return false;
}

static bool
open_inputs(struct check *check)
{
	struct el_problem problem = { 0 };

	check->inputs = inputs_open(&check->naming, &problem);
	if (check->inputs == NULL)
		diagnose_file(check->naming.list == NULL ? "inputs" :
		    check->naming.list, problem.message);
	return check->inputs != NULL;
}

/* Not where the report itself runs over the terminal. */
static bool
wants_progress(const struct check *check, const struct arguments *arguments)
{
	return naming_is_many(&check->naming) &&
	    !arguments_has(arguments, OPTION_QUIET) &&
	    !is_dumb_terminal() && isatty(STDERR_FILENO) == 1 &&
	    !outputs_show_report(&check->outputs);
}

static void
say_what_pool_lacks(const struct judge *judge)
{
	if (!judge->options.pool)
		return;
	if (judge->pool.count < 2)
		diagnose("--pool has nothing to compare: %zu Edge certificate"
			 "%s found", judge->pool.count,
		    judge->pool.count == 1 ? " was" : "s were");
	if (judge->pool.left_out > 0)
		diagnose("--pool compared %zu certificates, which no pool "
			 "has, and left out %zu", judge->pool.count,
		    judge->pool.left_out);
}

/* The exit status of a run that went through. */
static int
conclude(struct check *check, const struct arguments *arguments)
{
	const struct judge *judge = bulk_judge(check->bulk);
	const struct el_summary *summary = &judge->summary;
	int status;

	outputs_finish(&check->outputs, judge);
	if (summary->judged > 0 && !judge->answered)
		diagnose("no rule was asked of any certificate: look at "
			 "--only and --skip");
	if (wanted && isatty(STDERR_FILENO) == 1)
		diagnose("of several files the terminal is asked for passwords "
			 "with --jobs 1 alone");
	if (summary->results == 0 && check->naming.list != NULL)
		diagnose_file(check->naming.list, "the list names no file");
	say_what_pool_lacks(judge);
	status = judge_status(judge,
	    arguments_has(arguments, OPTION_REQUIRE_PROFILE));
	return outputs_status(&check->outputs, judge, status);
}

/* The run, once everything it needs is known; the exit status. */
static int
judge_all(struct check *check, const struct arguments *arguments,
    const struct judge_options *judge_options)
{
	char folder[FOLDER_MAX];
	struct report_options report_options = {
		.profile = judge_options->profile,
		.as_of = judge_options->as_of,
		.selection = judge_options->selection,
		.renew_within = judge_options->renew_within,
		.assigned = judge_options->assignments != NULL,
		.verbose = arguments_has(arguments, OPTION_VERBOSE),
		.color = wants_color(arguments),
		.many = naming_is_many(&check->naming),
		.require_profile = arguments_has(arguments,
		    OPTION_REQUIRE_PROFILE),
		.hide_waived = arguments_has(arguments, OPTION_HIDE_WAIVED),
		.fail_on = judge_options->fail_on,
		.folder = getcwd(folder, sizeof(folder)),
		.first_input = arguments->operand_count > 0 ?
		    arguments->operands[0] : check->naming.list,
	};
	struct bulk_options bulk_options = {
		.judge = judge_options,
		.material = &check->material.chain,
		.passwords = &check->passwords,
		.jobs = naming_jobs(&check->naming, arguments),
	};

	if (bulk_options.jobs == 0 || !open_inputs(check) ||
	    !outputs_open(&check->outputs, arguments, &report_options))
		return STATUS_NO_REPORT;
	/* Several threads would ask in any order. */
	if (naming_is_many(&check->naming) && bulk_options.jobs > 1 &&
	    check->passwords.ask != NULL)
		check->passwords.ask = note_want;
	bulk_options.progress = wants_progress(check, arguments);
	check->bulk = bulk_run(&bulk_options, check->inputs, &check->outputs);
	if (check->bulk == NULL) {
		diagnose_no_memory();
		return STATUS_NO_REPORT;
	}
	return conclude(check, arguments);
}

/* What the export says of a certificate takes the place of the profile's. */
static void
note_assignments(struct el_profile *profile)
{
	static const char *const keys[] = { "service", "interface" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (profile->overridden_count < EL_OVERRIDES_MAX)
			profile->overridden[profile->overridden_count++] =
			    keys[i];
}

static int
run(struct check *check, const struct arguments *arguments)
{
	struct el_profile profile;
	struct judge_options judge_options = {
		.profile = &profile,
		.pool = arguments_has(arguments, OPTION_POOL),
		.ignore_keys = arguments_has(arguments, OPTION_IGNORE_KEYS),
	};

	if (!naming_read(&check->naming, arguments, &check->run) ||
	    !judging_options(&judge_options, arguments, &check->run) ||
	    !deployment_resolve(&profile, arguments, &check->run) ||
	    !password_options(&check->passwords, arguments) ||
	    !material_read(&check->material, arguments, &check->passwords,
		&check->run) ||
	    !assignments_read(&judge_options.assignments, arguments,
		&check->run) ||
	    !earlier_read(&check->earlier, arguments, &check->passwords,
		&check->run))
		return STATUS_NO_REPORT;
	judge_options.earlier = check->earlier.given;
	judging_waivers(&profile, arguments);
	if (judge_options.assignments != NULL)
		note_assignments(&profile);
	return judge_all(check, arguments, &judge_options);
}

int
check_run(const struct arguments *arguments)
{
	struct check check = { 0 };
	int status;

	arena_init(&check.run);
	status = run(&check, arguments);
	outputs_close(&check.outputs);
	bulk_free(check.bulk);
	inputs_close(check.inputs);
	material_free(&check.material);
	earlier_free(&check.earlier);
	passwords_wipe(&check.passwords);
	arena_free(&check.run);
	return status;
}
